"""The three map tools on a canvas: check here, digitise parts, locate."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas

from xq_gis_plugin import resources
from xq_gis_plugin.core.model import HAZARD_COLUMNS, PART_COLUMNS
from xq_gis_plugin.core.plan import PlanEntry
from xq_gis_plugin.core.spot import Surroundings
from xq_gis_plugin.export.words import word
from xq_gis_plugin.io.read import read_hazards, read_parts, read_protected
from xq_gis_plugin.qgis_plugin.drawing import accuracy_m, make_layer
from xq_gis_plugin.qgis_plugin.tasks import Jobs
from xq_gis_plugin.qgis_plugin.tool_here import HereTool
from xq_gis_plugin.qgis_plugin.tool_locate import LocateTool
from xq_gis_plugin.qgis_plugin.tool_parts import PartsTool
from xq_gis_plugin.widgets.contract import CheckSettings, RoleChoice
from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtWidgets, Signal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DEMO = resources.path("layers", "demo")
NOTHING = CheckSettings(
    RoleChoice(""), RoleChoice(""), None, ("GB50156-2021",), "", None, 200.0, "", fictional=False
)


class Panel(QtCore.QObject):
    """What the tools ask of the panel."""

    stateChanged = Signal()  # noqa: N815 - Qt's way

    def __init__(self, chosen: CheckSettings = NOTHING) -> None:
        super().__init__()
        self.chosen = chosen

    def settings(self) -> CheckSettings:
        return self.chosen

    def choose(self, **chosen: Any) -> None:
        self.chosen = replace(self.chosen, **chosen)
        self.stateChanged.emit()


@dataclass
class Host:
    """What the tools ask of the dock."""

    panel: Panel = field(default_factory=Panel)
    jobs: Jobs = field(default_factory=Jobs)
    told: list[tuple[str, str]] = field(default_factory=list)
    entries: tuple[PlanEntry, ...] = ()
    view: Any = None
    edited: list[str] = field(default_factory=list)

    @property
    def notices(self) -> Any:
        return SimpleNamespace(tell=lambda message, hint="", **_more: self.told.append((message, hint)))

    def plan(self) -> tuple[PlanEntry, ...]:
        return self.entries

    def give(self, role: str, layer: QgsVectorLayer) -> None:
        column = {"hazard": "hazards", "protected": "protected", "part": "parts"}[role]
        self.panel.choose(**{column: RoleChoice(f"layer:{layer.id()}")})

    def edit(self, layer: QgsVectorLayer) -> None:
        self.edited.append(layer.name())


@pytest.fixture
def canvas(project: QgsProject) -> Iterator[QgsMapCanvas]:  # noqa: ARG001 - it needs QGIS
    made = QgsMapCanvas()
    made.resize(400, 400)
    made.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4490"))
    made.setExtent(QgsRectangle(106.28, 38.47, 106.29, 38.48))
    yield made
    made.deleteLater()


def key(code: QtCore.Qt.Key) -> QtGui.QKeyEvent:
    return QtGui.QKeyEvent(QtCore.QEvent.Type.KeyPress, code, QtCore.Qt.KeyboardModifier.NoModifier)


def wait_until(condition: Any) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        QtWidgets.QApplication.processEvents()


def entry(plan_id: str, name: str, kind: str | None, box: str = "专栏2") -> PlanEntry:
    return PlanEntry(plan_id, box, "", kind, name, "", "", "unlocated", "")


def bands(canvas: QgsMapCanvas) -> list[Any]:
    from qgis.gui import QgsRubberBand

    return [item for item in canvas.scene().items() if isinstance(item, QgsRubberBand)]


# Check here


@pytest.fixture
def here(canvas: QgsMapCanvas) -> Iterator[HereTool]:
    host = Host(
        Panel(
            replace(
                NOTHING,
                hazards=RoleChoice(f"file:{DEMO / 'hazards.geojson'}"),
                protected=RoleChoice(f"file:{DEMO / 'protected.geojson'}"),
            )
        )
    )
    tool = HereTool(canvas, host)  # type: ignore[arg-type]
    canvas.setMapTool(tool)
    wait_until(lambda: not host.jobs.running("here"))
    yield tool
    canvas.unsetMapTool(tool)
    tool.close_down()
    host.jobs.close_down()


def test_a_click_shows_what_the_engine_says_there(here: HereTool) -> None:
    hazards = read_hazards(DEMO / "hazards.geojson")
    around = Surroundings.of(read_protected(DEMO / "protected.geojson"), hazards)
    spot = hazards.geometry.dropna().iloc[3].centroid
    expected = around.check(spot.x, spot.y, "petrol_station")
    answer = here.ask(QgsPointXY(spot.x, spot.y))
    assert answer is not None
    assert [row.rule_id for row in answer.rows] == [row.rule_id for row in expected.rows]
    assert here.card.rows.topLevelItemCount() == min(60, len(expected.rows)) or len(expected.rows) > 60
    broken = sum(row.verdict == "conflict" for row in expected.rows)
    assert here.card.told.said() == (
        f"{word('verdict', expected.verdict)}：{broken} 处不符合、{len(expected.rows) - broken} 处待核实"
    )
    assert "hazards.geojson、protected.geojson" in here.card.data.said()


def test_another_kind_is_asked_about_at_the_same_spot(here: HereTool) -> None:
    spot = read_hazards(DEMO / "hazards.geojson").geometry.dropna().iloc[3].centroid
    first = here.ask(QgsPointXY(spot.x, spot.y))
    here.card.kind.setCurrentIndex(here.card.kind.findData("fireworks_retail"))
    assert here.card.choice() == ("fireworks_retail", {}, 0.0)
    second = here.ask(QgsPointXY(spot.x, spot.y))
    assert first is not None
    assert second is not None
    assert {row.rule_id for row in first.rows} != {row.rule_id for row in second.rows}


def test_arrow_keys_move_the_spot_and_escape_leaves_nothing_on_the_map(
    here: HereTool, canvas: QgsMapCanvas
) -> None:
    spot = read_hazards(DEMO / "hazards.geojson").geometry.dropna().iloc[3].centroid
    here.ask(QgsPointXY(spot.x, spot.y))
    assert any(band.numberOfVertices() for band in bands(canvas))
    before = here.card.more.said()
    QtWidgets.QApplication.sendEvent(canvas, key(QtCore.Qt.Key.Key_Right))
    assert here.card.more.said() != before
    here.keyPressEvent(key(QtCore.Qt.Key.Key_Escape))
    assert canvas.mapTool() is not here
    assert not any(band.numberOfVertices() for band in bands(canvas))
    assert not here.card.isVisible()


def test_a_map_in_another_projection_asks_for_the_same_place(here: HereTool, canvas: QgsMapCanvas) -> None:
    spot = read_hazards(DEMO / "hazards.geojson").geometry.dropna().iloc[3].centroid
    first = here.ask(QgsPointXY(spot.x, spot.y))
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    moved = QgsGeometry.fromPointXY(QgsPointXY(spot.x, spot.y))
    from qgis.core import QgsCoordinateTransform

    there = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4490"),
        QgsCoordinateReferenceSystem("EPSG:3857"),
        QgsProject.instance(),
    )
    moved.transform(there)
    second = here.ask(moved.asPoint())
    assert first is not None
    assert second is not None
    assert (second.lon, second.lat) == pytest.approx((first.lon, first.lat), abs=1e-9)
    assert [row.rule_id for row in second.rows] == [row.rule_id for row in first.rows]


def test_without_data_the_card_says_what_to_do(canvas: QgsMapCanvas) -> None:
    tool = HereTool(canvas, Host())  # type: ignore[arg-type]
    canvas.setMapTool(tool)
    assert "请先在面板" in tool.card.told.said()
    assert tool.ask(QgsPointXY(106.28, 38.47)) is None
    tool.close_down()


# Digitise parts


@pytest.fixture
def stations(project: QgsProject) -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?crs=EPSG:4490&field=hazard_id:string&field=name:string", "站", "memory")
    for identity, name in (("S1", "甲站"), ("S2", "<b>乙</b>")):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([identity, name])
        feature.setGeometry(QgsGeometry.fromWkt("POINT(106.285 38.475)"))
        layer.dataProvider().addFeature(feature)
    project.addMapLayer(layer)
    return layer


def parts_tool(
    canvas: QgsMapCanvas, stations: QgsVectorLayer, layer: QgsVectorLayer | None
) -> tuple[PartsTool, Host]:
    chosen = replace(
        NOTHING,
        hazards=RoleChoice(f"layer:{stations.id()}"),
        parts=RoleChoice(f"layer:{layer.id()}") if layer else None,
    )
    host = Host(Panel(chosen))
    tool = PartsTool(canvas, host)  # type: ignore[arg-type]
    canvas.setMapTool(tool)
    return tool, host


def test_a_part_is_added_with_its_station_and_undone_with_one_step(
    canvas: QgsMapCanvas, stations: QgsVectorLayer, tmp_path: Path
) -> None:
    layer = make_layer(tmp_path / "设施.gpkg", "设施", PART_COLUMNS, "Point")
    tool, host = parts_tool(canvas, stations, layer)
    tool.card.choose("S2")
    tool.card.kind.setCurrentIndex(tool.card.kind.findData("vent"))
    assert tool.put(QgsPointXY(106.2851, 38.4752))
    assert tool.put(QgsPointXY(106.2852, 38.4752))
    assert layer.featureCount() == 2
    layer.undoStack().undo()
    (feature,) = layer.getFeatures()
    assert (feature["hazard_id"], feature["kind"], feature["position_source"]) == ("S2", "vent", "digitised")
    assert feature["position_accuracy_m"] == accuracy_m(canvas) > 0
    assert feature.geometry().asPoint() == QgsPointXY(106.2851, 38.4752)
    assert layer.commitChanges()
    frame = read_parts(tmp_path / "设施.gpkg")
    assert frame["hazard_id"].tolist() == ["S2"]
    assert host.told == []
    tool.close_down()


def test_a_layer_that_cannot_take_parts_is_refused_in_words(
    canvas: QgsMapCanvas, stations: QgsVectorLayer, project: QgsProject, tmp_path: Path
) -> None:
    bare = QgsVectorLayer("Point?crs=EPSG:4490&field=kind:string", "缺列", "memory")
    locked = make_layer(tmp_path / "p.gpkg", "只读", PART_COLUMNS, "Point")
    locked.setReadOnly(True)
    project.addMapLayer(bare)
    for layer, told in ((bare, "缺少字段：part_id, hazard_id"), (locked, "只读的")):
        tool, host = parts_tool(canvas, stations, layer)
        assert not tool.put(QgsPointXY(106.285, 38.475))
        assert told in host.told[0][0]
        assert layer.featureCount() == 0
        tool.close_down()


# Locate

DEGREES = "EPSG:4490"
ENTRIES = (
    entry("P2-01", "虚构·甲加油站", "petrol_station"),
    entry("P2-02", "虚构·乙公司", None),
    entry("P3-01", "虚构·丙路", "road", "专栏3"),
    entry("P2-A1", "虚构·领域", "area"),
)


@pytest.fixture
def locate(canvas: QgsMapCanvas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocateTool]:
    def answer(_parent: Any, title: str, *_more: Any) -> tuple[str, str]:
        return str(tmp_path / ("路" if "道路" in title else "站")), ""

    monkeypatch.setattr(QtWidgets.QFileDialog, "getSaveFileName", answer)
    tool = LocateTool(canvas, Host(entries=ENTRIES))  # type: ignore[arg-type]
    canvas.setMapTool(tool)
    yield tool
    tool.close_down()


def test_a_place_is_written_with_where_it_comes_from_and_the_next_entry_is_up(
    locate: LocateTool, canvas: QgsMapCanvas, tmp_path: Path
) -> None:
    assert locate.card.entries.count() == 3  # a field of work is no place
    assert locate.place([QgsPointXY(106.285, 38.475)], QgsCoordinateReferenceSystem(DEGREES), "map_click")
    assert locate.card.entries.count() == 2
    (layer,) = QgsProject.instance().mapLayersByName("规划定位_企业")
    assert layer.commitChanges()
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


def test_an_entry_whose_kind_nobody_knows_is_placed_once_a_person_has_stated_it(
    locate: LocateTool, tmp_path: Path
) -> None:
    spot, degrees = [QgsPointXY(106.285, 38.475)], QgsCoordinateReferenceSystem(DEGREES)
    locate.choose("P2-02")
    assert not locate.card.kind.isHidden()
    assert not locate.place(spot, degrees, "map_click")
    assert "没有写明" in locate.card.told.said()
    assert QgsProject.instance().mapLayers() == {}
    locate.card.kind.setCurrentIndex(locate.card.kind.findData("lpg_station"))
    assert locate.place(spot, degrees, "map_click")
    assert locate.card.kind.isHidden()
    (layer,) = QgsProject.instance().mapLayersByName("规划定位_企业")
    assert layer.commitChanges()
    assert read_hazards(tmp_path / "站.gpkg")["kind"].tolist() == ["lpg_station"]


def test_the_first_layer_of_enterprises_becomes_the_hazards_where_none_were_chosen(
    locate: LocateTool,
) -> None:
    assert locate.place([QgsPointXY(106.285, 38.475)], QgsCoordinateReferenceSystem(DEGREES), "map_click")
    (layer,) = QgsProject.instance().mapLayersByName("规划定位_企业")
    assert locate.host.panel.settings().hazards.key == f"layer:{layer.id()}"
    assert locate.host.edited == ["规划定位_企业"]


def test_a_road_is_a_line_of_clicks_ended_by_enter(
    locate: LocateTool, canvas: QgsMapCanvas, tmp_path: Path
) -> None:
    locate.choose("P3-01")
    locate.corners = [QgsPointXY(106.281, 38.471), QgsPointXY(106.283, 38.472)]
    locate.keyPressEvent(key(QtCore.Qt.Key.Key_Return))
    (layer,) = QgsProject.instance().mapLayersByName("规划定位_道路")
    assert layer.commitChanges()
    frame = read_protected(tmp_path / "路.gpkg")
    assert (frame["kind"].iloc[0], frame.geometry.iloc[0].geom_type) == ("road", "LineString")
    assert not any(band.numberOfVertices() for band in bands(canvas))


def test_a_proposal_is_taken_only_when_a_person_accepts_it(locate: LocateTool, project: QgsProject) -> None:
    known = QgsVectorLayer("Point?crs=EPSG:3857&field=name:string&field=kind:string", "OSM", "memory")
    feature = QgsFeature(known.fields())
    feature.setAttributes(["虚构·甲加油站", "petrol_station"])
    feature.setGeometry(QgsGeometry.fromWkt("POINT(11831593 4646000)"))
    known.dataProvider().addFeature(feature)
    project.addMapLayer(known)
    locate.choose("P2-01")
    locate.card.candidatesChosen.emit(known.id())
    assert locate.card.proposals.count() == 1
    assert "名称相同" in locate.card.proposals.item(0).text()
    assert project.mapLayersByName("规划定位_企业") == []
    assert locate.accept(0)
    (layer,) = project.mapLayersByName("规划定位_企业")
    (placed,) = layer.getFeatures()
    assert placed["position_source"] == "proposal: OSM"
    assert placed.geometry().asPoint().x() == pytest.approx(11831593 / 111319.490793, abs=1e-6)


def test_a_click_far_out_on_the_map_says_how_far_off_it_may_be(canvas: QgsMapCanvas) -> None:
    near = accuracy_m(canvas)
    canvas.setExtent(QgsRectangle(106.0, 38.2, 106.8, 39.0))
    assert accuracy_m(canvas) > 20 * near
