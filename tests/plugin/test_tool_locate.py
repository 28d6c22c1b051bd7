"""The map tool "locate": entries get their places by clicks, and are offered again where these are undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from plugin.hosting import until
from plugin.tooling import Host, Mouse, Panel, bands, new_canvas, press
from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsProject, QgsVectorLayer

from xq_gis_plugin.core.model import HAZARD_COLUMNS
from xq_gis_plugin.core.plan import PlanEntry
from xq_gis_plugin.io.read import read_hazards, read_protected
from xq_gis_plugin.qgis_plugin.drawing import accuracy_m
from xq_gis_plugin.qgis_plugin.tool_locate import LocateTool
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qgis.gui import QgsMapCanvas

KEYS, RIGHT = QtCore.Qt.Key, QtCore.Qt.MouseButton.RightButton
DEGREES = "EPSG:4490"
SPOT = QgsPointXY(106.285, 38.475)


def entry(plan_id: str, name: str, kind: str | None, box: str = "专栏2") -> PlanEntry:
    return PlanEntry(plan_id, box, "", kind, name, "", "", "unlocated", "")


ENTRIES = (
    entry("P2-01", "虚构·甲加油站", "petrol_station"),
    entry("P2-02", "虚构·乙公司", None),
    entry("P3-01", "虚构·丙路", "road", "专栏3"),
    entry("P2-A1", "虚构·领域", "area"),
)


@pytest.fixture
def canvas(project: QgsProject) -> Iterator[QgsMapCanvas]:  # noqa: ARG001 - it needs QGIS
    made = new_canvas()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def start(canvas: QgsMapCanvas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    started: list[tuple[LocateTool, Host]] = []

    def answer(_parent: Any, title: str, _start: str, _kinds: str, **_how: Any) -> tuple[str, str]:
        return str(tmp_path / ("路" if "道路" in title else "站")), ""

    def go(entries: tuple[PlanEntry, ...] = ENTRIES) -> LocateTool:
        host = Host(Panel(), entries=entries)
        tool = LocateTool(canvas, host)  # type: ignore[arg-type]
        started.append((tool, host))
        canvas.setMapTool(tool)
        return tool

    monkeypatch.setattr(QtWidgets.QFileDialog, "getSaveFileName", answer)
    yield go
    for tool, host in started:
        tool.close_down()
        host.jobs.close_down()


@pytest.fixture
def locate(start: Any) -> LocateTool:
    return start()


def offered(tool: LocateTool) -> list[str]:
    return [tool.card.entries.itemData(at) for at in range(tool.card.entries.count())]


def layer_named(name: str) -> QgsVectorLayer:
    (layer,) = QgsProject.instance().mapLayersByName(name)
    return layer


# Placing


def test_a_click_is_written_with_where_it_comes_from_and_the_next_entry_is_up(
    locate: LocateTool, canvas: QgsMapCanvas, tmp_path: Path
) -> None:
    assert offered(locate) == ["P2-01", "P2-02", "P3-01"]  # a field of work is no place
    Mouse(canvas).click(SPOT)
    assert offered(locate) == ["P2-02", "P3-01"]
    assert locate.card.entry() == "P2-02"
    assert "已定位：虚构·甲加油站" in locate.card.told.said()
    assert layer_named("规划定位_企业").commitChanges()
    frame = read_hazards(tmp_path / "站.gpkg")
    row = frame.iloc[0]
    assert (row["hazard_id"], row["name"], row["kind"]) == ("P2-01", "虚构·甲加油站", "petrol_station")
    assert (row["position_status"], row["position_source"], row["plan_box"]) == (
        "located",
        "map_click",
        "专栏2",
    )
    # The click's error and the radius of the site.
    assert row["position_accuracy_m"] > accuracy_m(canvas)
    assert [column for column in HAZARD_COLUMNS if column not in frame] == []
    placed = QgsPointXY(row.geometry.x, row.geometry.y)
    assert placed.distance(SPOT) < canvas.mapUnitsPerPixel()


def test_an_entry_whose_kind_nobody_knows_is_placed_once_a_person_has_stated_it(
    locate: LocateTool, canvas: QgsMapCanvas, tmp_path: Path
) -> None:
    locate.choose("P2-02")
    assert not locate.card.kind.isHidden()
    Mouse(canvas).click(SPOT)
    assert "没有写明" in locate.card.told.said()
    assert QgsProject.instance().mapLayers() == {}
    locate.card.kind.setCurrentIndex(locate.card.kind.findData("lpg_station"))
    Mouse(canvas).click(SPOT)
    assert locate.card.kind.isHidden()
    assert layer_named("规划定位_企业").commitChanges()
    assert read_hazards(tmp_path / "站.gpkg")["kind"].tolist() == ["lpg_station"]


def test_the_first_layer_of_enterprises_becomes_the_hazards_where_none_were_chosen(
    locate: LocateTool, canvas: QgsMapCanvas
) -> None:
    Mouse(canvas).click(SPOT)
    layer = layer_named("规划定位_企业")
    assert locate.host.panel.settings().hazards.key == f"layer:{layer.id()}"
    assert locate.host.edited == ["规划定位_企业"]


@pytest.mark.parametrize("ended_by", ["enter", "right click"])
def test_a_road_is_a_line_of_clicks(
    locate: LocateTool, canvas: QgsMapCanvas, tmp_path: Path, ended_by: str
) -> None:
    locate.choose("P3-01")
    mouse, corners = Mouse(canvas), [QgsPointXY(106.281, 38.471), QgsPointXY(106.283, 38.472)]
    for corner in corners:
        mouse.click(corner)
    assert any(band.numberOfVertices() for band in bands(canvas))
    if ended_by == "enter":
        press(canvas, KEYS.Key_Return)
    else:
        mouse.click(SPOT, button=RIGHT)
    assert layer_named("规划定位_道路").commitChanges()
    frame = read_protected(tmp_path / "路.gpkg")
    line = frame.geometry.iloc[0]
    assert (frame["kind"].iloc[0], line.geom_type, len(line.coords)) == ("road", "LineString", 2)
    assert not any(band.numberOfVertices() for band in bands(canvas))


def test_escape_drops_the_line_first_and_then_leaves(locate: LocateTool, canvas: QgsMapCanvas) -> None:
    locate.choose("P3-01")
    Mouse(canvas).click(SPOT)
    press(canvas, KEYS.Key_Escape)
    assert locate.corners == []
    assert canvas.mapTool() is locate
    press(canvas, KEYS.Key_Escape)
    assert canvas.mapTool() is not locate
    assert not locate.card.isVisible()
    assert QgsProject.instance().mapLayers() == {}


def test_what_happens_elsewhere_leaves_the_line_that_is_being_drawn(
    locate: LocateTool, canvas: QgsMapCanvas, project: QgsProject
) -> None:
    locate.choose("P3-01")
    Mouse(canvas).click(SPOT)
    project.addMapLayer(QgsVectorLayer("Point?crs=EPSG:4490&field=name:string", "别的", "memory"))
    locate.host.panel.stateChanged.emit()
    assert len(locate.corners) == 1
    assert locate.card.entry() == "P3-01"


def test_enter_in_the_card_presses_no_button(locate: LocateTool) -> None:
    press(locate.card, KEYS.Key_Return)  # type: ignore[arg-type]
    press(locate.card.entries, KEYS.Key_Enter)  # type: ignore[arg-type]
    assert locate.card.entry() == "P2-01"


# Undo


def test_what_is_undone_is_offered_again_and_what_is_redone_is_not(
    locate: LocateTool, canvas: QgsMapCanvas
) -> None:
    Mouse(canvas).click(SPOT)
    layer = layer_named("规划定位_企业")
    layer.undoStack().undo()
    until(lambda: "P2-01" in offered(locate), "the entry")
    layer.undoStack().redo()
    until(lambda: "P2-01" not in offered(locate), "its end")
    assert layer.rollBack()
    until(lambda: "P2-01" in offered(locate), "the entry, after all edits were dropped")


def test_what_is_deleted_renamed_or_gone_is_offered_again(locate: LocateTool, canvas: QgsMapCanvas) -> None:
    Mouse(canvas).click(SPOT)
    layer = layer_named("规划定位_企业")
    assert layer.commitChanges()
    layer.startEditing()
    (feature,) = layer.getFeatures()
    layer.changeAttributeValue(feature.id(), layer.fields().indexOf("hazard_id"), "X")
    until(lambda: "P2-01" in offered(locate), "the entry, its place being another's now")
    layer.undoStack().undo()
    until(lambda: "P2-01" not in offered(locate), "its end")
    layer.deleteFeature(feature.id())
    assert layer.commitChanges()
    until(lambda: "P2-01" in offered(locate), "the entry, its place deleted")
    layer.startEditing()
    assert layer.rollBack()
    QgsProject.instance().removeMapLayer(layer.id())
    until(lambda: offered(locate) == ["P2-01", "P2-02", "P3-01"], "all of them")


def test_another_plan_is_offered_as_soon_as_it_is_worked_on(locate: LocateTool) -> None:
    locate.host.entries = (entry("X1", "虚构·丁站", "cng_station"),)
    locate.host.panel.stateChanged.emit()
    assert offered(locate) == ["X1"]


# Another project, another day


def test_a_file_of_places_is_gone_on_with_in_any_project(
    start: Any, canvas: QgsMapCanvas, project: QgsProject, tmp_path: Path
) -> None:
    first = start((ENTRIES[0],))
    Mouse(canvas).click(SPOT)
    assert layer_named("规划定位_企业").commitChanges()
    canvas.unsetMapTool(first)
    project.clear()
    second = start((entry("P2-09", "虚构·己站", "petrol_station"), *ENTRIES))
    assert second.card.entry() == "P2-09"
    Mouse(canvas).click(QgsPointXY(106.286, 38.476))
    assert any("站.gpkg 已经存在" in message for message, _ in second.host.told)
    assert offered(second) == ["P2-02", "P3-01"]
    assert layer_named("规划定位_企业").commitChanges()
    assert sorted(read_hazards(tmp_path / "站.gpkg")["hazard_id"]) == ["P2-01", "P2-09"]


def test_a_place_that_the_file_has_already_is_not_written_twice(
    start: Any, canvas: QgsMapCanvas, project: QgsProject, tmp_path: Path
) -> None:
    start().place([SPOT], QgsCoordinateReferenceSystem(DEGREES), "map_click")
    assert layer_named("规划定位_企业").commitChanges()
    project.clear()
    second = start()
    Mouse(canvas).click(SPOT)
    assert "已经有“虚构·甲加油站”的位置" in second.card.told.said()
    assert offered(second) == ["P2-02", "P3-01"]
    assert len(read_hazards(tmp_path / "站.gpkg")) == 1


def test_a_layer_of_the_file_that_the_project_has_is_not_opened_twice(
    start: Any, canvas: QgsMapCanvas, project: QgsProject, tmp_path: Path
) -> None:
    start((ENTRIES[0],)).place([SPOT], QgsCoordinateReferenceSystem(DEGREES), "map_click")
    assert layer_named("规划定位_企业").commitChanges()
    project.clear()
    opened = QgsVectorLayer(str(tmp_path / "站.gpkg"), "我的图层", "ogr")
    project.addMapLayer(opened)
    start((entry("P2-09", "虚构·己站", "petrol_station"),))
    Mouse(canvas).click(SPOT)
    assert list(project.mapLayers()) == [opened.id()]
    assert opened.featureCount() == 2
