"""Where a layer says that the plan's entries may be: beside the window, once, and only as proposals."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from plugin.hosting import until
from plugin.tooling import Host, Panel, make_layer_of, new_canvas
from qgis.core import QgsProject, QgsVectorLayer

from tests.io.services.loopback import Said, Server
from xq_gis_plugin.core.datum import convert, wgs84_to_gcj02
from xq_gis_plugin.core.facts import measure
from xq_gis_plugin.core.plan import PlanEntry
from xq_gis_plugin.io.services import amap
from xq_gis_plugin.io.services.client import Client
from xq_gis_plugin.qgis_plugin import proposals
from xq_gis_plugin.qgis_plugin.tool_locate import LocateTool
from xq_gis_plugin.widgets.contract import RoleChoice
from xq_gis_plugin.widgets.qt import QtWidgets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import geopandas as gpd
    from qgis.gui import QgsMapCanvas

ENTRIES = tuple(
    PlanEntry(plan_id, "专栏2", "", "petrol_station", name, "", "", "unlocated", "")
    for plan_id, name in (("P2-01", "虚构·甲加油站"), ("P2-02", "虚构·乙加油站"))
)


@pytest.fixture
def canvas(project: QgsProject) -> Iterator[QgsMapCanvas]:  # noqa: ARG001 - it needs QGIS
    made = new_canvas()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def locate(canvas: QgsMapCanvas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocateTool]:
    monkeypatch.setattr(
        QtWidgets.QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / "站.gpkg"), "")
    )
    tool = LocateTool(canvas, Host(Panel(), entries=ENTRIES))  # type: ignore[arg-type]
    canvas.setMapTool(tool)
    yield tool
    tool.close_down()
    tool.host.jobs.close_down()


class Watched:
    """Stands before the comparison: counts, notes the thread, and waits where it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.threads: list[threading.Thread] = []
        self.go_on = threading.Event()
        self.go_on.set()
        self._compare = proposals.propose_locations
        monkeypatch.setattr(proposals, "propose_locations", self)

    def __call__(self, *given: Any, progress: Any, **how: Any) -> gpd.GeoDataFrame:
        self.threads.append(threading.current_thread())
        assert self.go_on.wait(30)
        return self._compare(*given, progress=progress, **how)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    made = Watched(monkeypatch)
    yield made
    made.go_on.set()


def known(
    project: QgsProject,
    *names: str,
    columns: tuple[str, str] = ("name", "kind"),
    kind: str = "petrol_station",
) -> QgsVectorLayer:
    rows = [
        {columns[0]: name, columns[1]: kind, "wkt": f"POINT(11831593 {4646000 + 100 * number})"}
        for number, name in enumerate(names)
    ]
    layer = make_layer_of("Point", "OSM", rows, "EPSG:3857")
    project.addMapLayer(layer)
    return layer


def choose(tool: LocateTool, layer: QgsVectorLayer) -> None:
    at = tool.card.layers.findData(layer.id())
    assert at > 0
    tool.card.layers.setCurrentIndex(at)
    tool.card.layers.activated.emit(at)


def settled(tool: LocateTool) -> None:
    until(lambda: not tool.host.jobs.running("proposals"), "the proposals")


def shown(tool: LocateTool) -> list[str]:
    return [tool.card.proposals.item(at).text() for at in range(tool.card.proposals.count())]


def test_a_proposal_is_taken_only_when_a_person_accepts_it(locate: LocateTool, project: QgsProject) -> None:
    choose(locate, known(project, "虚构·甲加油站"))
    settled(locate)
    (text,) = shown(locate)
    assert "名称相同" in text
    assert project.mapLayersByName("规划定位_企业") == []
    assert not locate.card.take.isEnabled()
    locate.card.proposals.setCurrentRow(0)
    locate.card.take.click()
    (layer,) = project.mapLayersByName("规划定位_企业")
    (placed,) = layer.getFeatures()
    assert (placed["hazard_id"], placed["position_source"]) == ("P2-01", "proposal: OSM")
    assert placed.geometry().asPoint().x() == pytest.approx(11831593 / 111319.490793, abs=1e-6)


def test_the_window_is_free_while_names_are_compared(
    locate: LocateTool, project: QgsProject, watched: Watched
) -> None:
    watched.go_on.clear()
    choose(locate, known(project, "虚构·甲加油站"))
    until(lambda: watched.threads, "the comparison")
    assert watched.threads[0] is not threading.main_thread()
    assert "正在比对" in locate.card.state.said()
    locate.card.skip.click()
    assert locate.card.entry() == "P2-02"
    assert shown(locate) == []
    locate.card.back.click()
    watched.go_on.set()
    settled(locate)
    assert len(shown(locate)) == 1
    assert locate.card.state.isHidden()


def test_all_entries_are_compared_at_once_and_a_layer_is_compared_once(
    locate: LocateTool, project: QgsProject, watched: Watched
) -> None:
    first, other = known(project, "虚构·甲加油站", "虚构·乙加油站"), known(project, "虚构·乙加油站")
    for layer, found in ((first, (1, 1)), (other, (0, 1)), (first, (1, 1))):
        choose(locate, layer)
        settled(locate)
        locate.choose("P2-01")
        assert len(shown(locate)) == found[0]
        assert locate.card.state.isHidden() == bool(found[0])
        locate.choose("P2-02")
        assert len(shown(locate)) == found[1]
    assert len(watched.threads) == 2


def test_a_layer_that_has_changed_is_compared_again(
    locate: LocateTool, project: QgsProject, watched: Watched
) -> None:
    layer = known(project, "虚构·甲加油站")
    choose(locate, layer)
    settled(locate)
    layer.startEditing()
    (feature,) = layer.getFeatures()
    layer.changeAttributeValue(feature.id(), 0, "虚构·戊加油站")
    until(lambda: shown(locate) == [], "the end of the proposal")
    assert len(watched.threads) == 2


def test_what_happens_elsewhere_leaves_the_chosen_proposal_chosen(
    locate: LocateTool, project: QgsProject
) -> None:
    choose(locate, known(project, "虚构·甲加油站"))
    settled(locate)
    locate.card.proposals.setCurrentRow(0)
    known(project, "别处")
    locate.host.panel.stateChanged.emit()
    assert locate.card.proposals.currentRow() == 0
    assert locate.card.take.isEnabled()


def test_a_stop_in_the_middle_is_told_and_choosing_the_layer_again_starts_anew(
    locate: LocateTool, project: QgsProject, watched: Watched
) -> None:
    watched.go_on.clear()
    layer = known(project, "虚构·甲加油站")
    choose(locate, layer)
    until(lambda: watched.threads, "the comparison")
    locate.host.jobs.cancel("proposals")
    assert "已停止" in locate.card.state.said()
    watched.go_on.set()
    assert shown(locate) == []
    choose(locate, layer)
    settled(locate)
    assert len(shown(locate)) == 1


def test_unloading_in_the_middle_is_safe_and_leaves_nothing(
    project: QgsProject, canvas: QgsMapCanvas, watched: Watched
) -> None:
    tool = LocateTool(canvas, Host(Panel(), entries=ENTRIES))  # type: ignore[arg-type]
    canvas.setMapTool(tool)
    watched.go_on.clear()
    layer = known(project, "虚构·甲加油站")
    choose(tool, layer)
    until(lambda: watched.threads, "the comparison")
    project.removeMapLayer(layer.id())
    tool.close_down()
    watched.go_on.set()
    tool.host.jobs.close_down()
    QtWidgets.QApplication.processEvents()
    assert canvas.mapTool() is not tool
    assert not watched.threads[0].is_alive()
    assert shown(tool) == []


def test_leaving_the_tool_stops_the_comparison_and_coming_back_takes_it_up(
    locate: LocateTool, project: QgsProject, canvas: QgsMapCanvas, watched: Watched
) -> None:
    watched.go_on.clear()
    choose(locate, known(project, "虚构·甲加油站"))
    until(lambda: watched.threads, "the comparison")
    canvas.unsetMapTool(locate)
    assert not locate.host.jobs.running("proposals")
    watched.go_on.set()
    canvas.setMapTool(locate)
    settled(locate)
    assert len(shown(locate)) == 1


@pytest.mark.parametrize("kind", ["加油站", "petrol_station", "其他", ""])
def test_chinese_columns_and_kinds_of_any_sort_are_compared(
    locate: LocateTool, project: QgsProject, kind: str
) -> None:
    choose(locate, known(project, "虚构·甲加油站", columns=("名称", "类型"), kind=kind))
    settled(locate)
    assert len(shown(locate)) == 1


def test_a_layer_in_a_shifted_datum_is_compared_in_the_one_that_its_role_states(
    locate: LocateTool, project: QgsProject
) -> None:
    lon, lat = wgs84_to_gcj02(106.285, 38.475)
    rows = [{"name": "虚构·甲加油站", "kind": "petrol_station", "wkt": f"POINT({lon} {lat})"}]
    layer = make_layer_of("Point", "高德", rows)
    project.addMapLayer(layer)
    locate.host.panel.choose(hazards=RoleChoice(f"layer:{layer.id()}", "gcj02"))
    choose(locate, layer)
    settled(locate)
    assert locate.accept(0)
    (placed,) = project.mapLayersByName("规划定位_企业")[0].getFeatures()
    point = placed.geometry().asPoint()
    assert (point.x(), point.y()) == pytest.approx((106.285, 38.475), abs=1e-7)


def of_amap(project: QgsProject, **more: str) -> QgsVectorLayer:
    lon, lat = wgs84_to_gcj02(106.285, 38.475)
    row = {"name": "虚构·甲加油站", "kind": "petrol_station", "wkt": f"POINT({lon} {lat})", **more}
    if "高德经度" in more:
        row |= {"高德经度": f"{lon:.7f}", "高德纬度": f"{lat:.7f}"}
    layer = make_layer_of("Point", "POI", [row])
    project.addMapLayer(layer)
    return layer


def test_a_layer_whose_columns_say_its_datum_is_compared_in_it(
    locate: LocateTool, project: QgsProject
) -> None:
    choose(locate, of_amap(project, 高德经度="", 高德纬度=""))
    settled(locate)
    assert locate.card.state.said()
    assert locate.accept(0)
    (placed,) = project.mapLayersByName("规划定位_企业")[0].getFeatures()
    point = placed.geometry().asPoint()
    assert (point.x(), point.y()) == pytest.approx((106.285, 38.475), abs=1e-6)


def test_a_layer_that_looks_like_amaps_is_told_of_before_a_proposal_is_taken(
    locate: LocateTool, project: QgsProject
) -> None:
    choose(locate, of_amap(project, typecode="010101", adname="兴庆区", pname="宁夏", cityname="银川"))
    settled(locate)
    assert len(shown(locate)) == 1
    said = locate.card.state.said()
    assert "typecode" in said
    assert "指明坐标基准" in said


def test_a_layer_without_a_coordinate_system_is_told_of_and_proposes_nothing(
    locate: LocateTool, project: QgsProject
) -> None:
    rows = [{"name": "虚构·甲加油站", "kind": "", "wkt": "POINT(500000 4200000)"}]
    layer = make_layer_of("Point", "CAD", rows, "")
    project.addMapLayer(layer)
    choose(locate, layer)
    settled(locate)
    assert shown(locate) == []
    assert "坐标系" in locate.card.state.said()


def test_only_layers_with_names_are_offered_and_never_the_tools_own(
    locate: LocateTool, project: QgsProject
) -> None:
    layer = known(project, "虚构·甲加油站")
    project.addMapLayer(QgsVectorLayer("Point?crs=EPSG:4490&field=height:string", "无名", "memory"))
    choose(locate, layer)
    settled(locate)
    assert locate.accept(0)
    offered = [locate.card.layers.itemText(at) for at in range(locate.card.layers.count())]
    assert offered[:2] == ["（不比对）", "OSM"]
    assert len(offered) == 6
    assert all(text.startswith("在线：") for text in offered[2:])


def test_a_name_that_looks_like_markup_stays_a_name(locate: LocateTool, project: QgsProject) -> None:
    choose(locate, known(project, "<b>虚构·甲加油站</b>"))
    settled(locate)
    item = locate.card.proposals.item(0)
    assert item.text().splitlines()[0] == "<b>虚构·甲加油站</b>"
    assert "&lt;b&gt;虚构·甲加油站" in item.toolTip()


def online(tool: LocateTool, service: str) -> None:
    at = tool.card.layers.findData(f"service:{service}")
    assert at > 0
    tool.card.layers.setCurrentIndex(at)
    tool.card.layers.activated.emit(at)
    settled(tool)


ANSWER = {
    "status": "1",
    "pois": [{"id": "B1", "name": "虚构·甲加油站", "location": "106.290184,38.470945", "typecode": "010100"}],
}


def test_a_service_is_asked_and_what_is_accepted_keeps_how_sure_it_is(
    locate: LocateTool, project: QgsProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XQ_GIS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XQ_GIS_AMAP_KEY", "geheim")
    monkeypatch.setattr(Client, "_pause", lambda *_: None)
    with Server(Said(ANSWER)) as server:
        monkeypatch.setattr(amap, "URL", server.url)
        online(locate, "amap")
        (text,) = shown(locate)
        assert "虚构·甲加油站" in text
        asked = len(server.asked)
        # The same question is not asked again.
        locate.card.layers.activated.emit(locate.card.layers.currentIndex())
        settled(locate)
        assert len(server.asked) == asked
    locate.card.proposals.setCurrentRow(0)
    locate.card.take.click()
    (layer,) = project.mapLayersByName("规划定位_企业")
    (placed,) = layer.getFeatures()
    radius = measure("site_radius", "petrol_station").high_m
    assert (placed["position_source"], placed["position_accuracy_m"]) == ("proposal: amap", 50 + radius)
    lon, lat = convert(106.290184, 38.470945, "gcj02", "cgcs2000")
    there = placed.geometry().asPoint()
    assert (there.x(), there.y()) == (
        pytest.approx(float(lon), abs=1e-7),
        pytest.approx(float(lat), abs=1e-7),
    )


def test_a_service_without_its_key_says_so_on_the_card(
    locate: LocateTool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XQ_GIS_TIANDITU_KEY", raising=False)
    online(locate, "tianditu")
    assert "需要密钥" in locate.card.state.said()
    assert "XQ_GIS_TIANDITU_KEY" in locate.card.state.said()
    assert shown(locate) == []
