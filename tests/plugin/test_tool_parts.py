"""The map tool "digitise parts": which stations there are, what a click snaps to, where a part goes."""

from __future__ import annotations

import random
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from plugin.hosting import until
from plugin.tooling import DEMO, Host, Mouse, Panel, make_layer_of, new_canvas, press
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtTest import QTest

from xq_gis_plugin.core.model import PART_COLUMNS
from xq_gis_plugin.io.read import read_hazards, read_parts
from xq_gis_plugin.qgis_plugin.drawing import accuracy_m, make_layer
from xq_gis_plugin.qgis_plugin.snapping import Snapper
from xq_gis_plugin.qgis_plugin.tool_parts import PartsTool
from xq_gis_plugin.widgets.contract import RoleChoice
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qgis.gui import QgsMapCanvas

CORNER = QgsPointXY(106.2851, 38.4752)
HOUSE = "POLYGON((106.2851 38.4752,106.2853 38.4752,106.2853 38.4754,106.2851 38.4754,106.2851 38.4752))"


@pytest.fixture
def canvas(project: QgsProject) -> Iterator[QgsMapCanvas]:  # noqa: ARG001 - it needs QGIS
    made = new_canvas()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def start(canvas: QgsMapCanvas) -> Iterator[Any]:
    started: list[tuple[PartsTool, Host]] = []

    def go(view: Any = None, **chosen: RoleChoice) -> tuple[PartsTool, Host]:
        host = Host(Panel(**chosen), view=view)
        tool = PartsTool(canvas, host)  # type: ignore[arg-type]
        started.append((tool, host))
        canvas.setMapTool(tool)
        until(lambda: not host.jobs.running("stations"), "the stations")
        return tool, host

    yield go
    for tool, host in started:
        tool.close_down()
        host.jobs.close_down()


@pytest.fixture
def stations(project: QgsProject) -> QgsVectorLayer:
    rows = [
        {"hazard_id": identity, "name": name, "kind": "petrol_station", "wkt": f"POINT(106.285 38.47{at})"}
        for identity, name, at in (("S1", "甲站", 6), ("S2", "<b>乙</b>", 7))
    ]
    layer = make_layer_of("Point", "站", rows)
    project.addMapLayer(layer)
    return layer


@pytest.fixture
def parts(project: QgsProject, tmp_path: Path) -> QgsVectorLayer:  # noqa: ARG001 - the layer goes into it
    return make_layer(tmp_path / "设施.gpkg", "设施", PART_COLUMNS, "Point")


def of(layer: QgsVectorLayer) -> RoleChoice:
    return RoleChoice(f"layer:{layer.id()}")


def offered(tool: PartsTool) -> list[str]:
    return [tool.card.station.itemText(at) for at in range(tool.card.station.count())]


# Whose parts they are


def test_the_stations_of_the_demo_files_are_offered(start: Any) -> None:
    tool, _ = start(hazards=RoleChoice(f"file:{DEMO / 'hazards.geojson'}"))
    expected = read_hazards(DEMO / "hazards.geojson")
    assert sorted(offered(tool)) == sorted(
        f"{name} ({identity})" for name, identity in zip(expected["name"], expected["hazard_id"], strict=True)
    )
    assert "图上点" in tool.card.told.said()


def test_a_table_with_chinese_headers_gives_its_stations(start: Any, tmp_path: Path) -> None:
    file = tmp_path / "站.csv"
    file.write_text("编号,名称,类型,经度,纬度\nA1,甲站,加油站,106.285,38.475\n", encoding="utf-8")
    tool, _ = start(hazards=RoleChoice(f"file:{file}"))
    assert offered(tool) == ["甲站 (A1)"]


def test_a_layer_with_chinese_columns_gives_its_stations(start: Any, project: QgsProject) -> None:
    rows = [{"编号": "A1", "名称": "甲站", "类型": "加油站", "wkt": "POINT(106.285 38.475)"}]
    layer = make_layer_of("Point", "站", rows)
    project.addMapLayer(layer)
    tool, _ = start(hazards=of(layer))
    assert offered(tool) == ["甲站 (A1)"]


def test_without_chosen_hazards_those_of_the_result_are_offered(start: Any) -> None:
    found = read_hazards(DEMO / "hazards.geojson")
    view = SimpleNamespace(result=SimpleNamespace(hazards=found), workspace="x.gpkg")
    tool, _ = start(view=view)
    assert len(offered(tool)) == len(found)


def test_without_any_the_card_says_what_to_do(start: Any) -> None:
    tool, host = start()
    assert "请先在面板" in tool.card.told.said()
    assert not tool.put(CORNER)
    assert host.told == []


def test_hazards_that_cannot_be_read_are_told_on_the_card(start: Any, tmp_path: Path) -> None:
    file = tmp_path / "站.csv"
    file.write_text("编号,名称,类型,经度,纬度\nA1,甲站,飞船,106.285,38.475\n", encoding="utf-8")
    tool, _ = start(hazards=RoleChoice(f"file:{file}"))
    assert offered(tool) == []
    assert "飞船" in tool.card.told.said()


def test_hazards_that_are_chosen_meanwhile_are_offered(start: Any, stations: QgsVectorLayer) -> None:
    tool, host = start()
    host.panel.choose(hazards=of(stations))
    until(lambda: offered(tool) == ["<b>乙</b> (S2)", "甲站 (S1)"], "the stations")
    tool.card.choose("S1")
    stations.startEditing()
    first = next(iter(stations.getFeatures()))
    stations.changeAttributeValue(first.id(), stations.fields().indexOf("name"), "丙站")
    until(lambda: "丙站 (S1)" in offered(tool), "the new name")
    assert tool.card.choice()[0] == "S1"


def test_a_station_that_is_chosen_is_shown_on_the_map(
    start: Any, canvas: QgsMapCanvas, stations: QgsVectorLayer
) -> None:
    tool, _ = start(hazards=of(stations))
    tool.card.choose("S1")
    assert canvas.extent().center().y() == pytest.approx(38.475)
    tool.card.station.activated.emit(tool.card.station.currentIndex())
    assert (canvas.extent().center().x(), canvas.extent().center().y()) == pytest.approx((106.285, 38.476))


# What a click snaps to


@pytest.mark.parametrize("role", ["hazards", "protected", "parts"])
def test_a_click_five_pixels_from_a_corner_lands_on_it(
    start: Any,
    canvas: QgsMapCanvas,
    project: QgsProject,
    stations: QgsVectorLayer,
    parts: QgsVectorLayer,
    role: str,
) -> None:
    assert not project.snappingConfig().enabled()
    rows = [{"kind": "residence", "name": "楼", "wkt": HOUSE}]
    chosen = {"hazards": of(stations), "parts": of(parts)}
    if role == "hazards":
        rows = [{"hazard_id": "S1", "name": "甲站", "kind": "petrol_station", "wkt": HOUSE}]
    there = make_layer_of("Polygon", "面", rows)
    if role == "parts":
        there = make_layer_of(
            "Point",
            "设施层",
            [{"part_id": "", "hazard_id": "", "kind": "", "wkt": "POINT(106.2851 38.4752)"}],
        )
    project.addMapLayer(there)
    tool, _ = start(**{**chosen, role: of(there)})
    mouse = Mouse(canvas)
    mouse.move(CORNER, right=-4, down=3)
    until(lambda: shown(tool, mouse), "the sign of the snap")
    mouse.click(CORNER, right=-4, down=3)
    target = there if role == "parts" else parts
    newest = max(target.getFeatures(), key=lambda one: one["part_id"])
    assert newest.geometry().asPoint().distance(CORNER) < 1e-9


def shown(tool: PartsTool, mouse: Mouse) -> bool:
    mouse.move(CORNER, right=-4, down=3)
    return tool.snapper.is_shown()


def test_a_click_beside_an_edge_lands_on_it_and_one_far_from_all_stays(
    start: Any, canvas: QgsMapCanvas, project: QgsProject, stations: QgsVectorLayer, parts: QgsVectorLayer
) -> None:
    big = HOUSE.replace("106.2853", "106.2871").replace("38.4754", "38.4772")
    house = make_layer_of("Polygon", "楼", [{"kind": "residence", "name": "楼", "wkt": big}])
    project.addMapLayer(house)
    start(hazards=of(stations), protected=of(house), parts=of(parts))
    mouse = Mouse(canvas)
    mouse.click(QgsPointXY(106.2861, 38.4752), down=5)
    mouse.click(QgsPointXY(106.2861, 38.4732))
    edge, free = (one.geometry().asPoint() for one in parts.getFeatures())
    assert edge.y() == pytest.approx(38.4752, abs=1e-9)
    assert free.y() == pytest.approx(38.4732, abs=canvas.mapUnitsPerPixel())


def test_nothing_snaps_to_what_is_hidden_or_read_in_a_shifted_datum(
    start: Any, canvas: QgsMapCanvas, project: QgsProject, stations: QgsVectorLayer, parts: QgsVectorLayer
) -> None:
    house = make_layer_of("Polygon", "楼", [{"kind": "residence", "name": "楼", "wkt": HOUSE}])
    project.addMapLayer(house)
    _, host = start(hazards=of(stations), protected=of(house), parts=of(parts))
    node = project.layerTreeRoot().findLayer(house.id())

    def snapped() -> bool:
        Mouse(canvas).click(CORNER, right=-4, down=3)
        (part,) = parts.getFeatures()
        parts.undoStack().undo()
        return part.geometry().asPoint().distance(CORNER) < 1e-9

    assert snapped()
    node.setItemVisibilityChecked(False)
    assert not snapped()
    node.setItemVisibilityChecked(True)
    host.panel.choose(protected=RoleChoice(f"layer:{house.id()}", "gcj02"))
    assert not snapped()


def test_a_layer_that_goes_while_it_is_snapped_to_does_no_harm(
    start: Any, canvas: QgsMapCanvas, project: QgsProject, stations: QgsVectorLayer, parts: QgsVectorLayer
) -> None:
    house = make_layer_of("Polygon", "楼", [{"kind": "residence", "name": "楼", "wkt": HOUSE}])
    project.addMapLayer(house)
    tool, _ = start(hazards=of(stations), protected=of(house), parts=of(parts))
    mouse = Mouse(canvas)
    until(lambda: shown(tool, mouse), "the sign of the snap")
    project.removeMapLayer(house.id())
    assert not shown(tool, mouse)
    mouse.click(CORNER, right=-4, down=3)
    (part,) = parts.getFeatures()
    assert part.geometry().asPoint().distance(CORNER) > 1e-6


# Where it goes


def test_a_part_is_added_with_its_station_and_undone_with_one_step(
    start: Any, canvas: QgsMapCanvas, stations: QgsVectorLayer, parts: QgsVectorLayer, tmp_path: Path
) -> None:
    tool, host = start(hazards=of(stations), parts=of(parts))
    tool.card.choose("S2")
    tool.card.kind.setCurrentIndex(tool.card.kind.findData("vent"))
    Mouse(canvas).click(QgsPointXY(106.2851, 38.4752))
    Mouse(canvas).click(QgsPointXY(106.2871, 38.4752))
    assert parts.featureCount() == 2
    parts.undoStack().undo()
    (feature,) = parts.getFeatures()
    assert (feature["hazard_id"], feature["kind"], feature["position_source"]) == ("S2", "vent", "digitised")
    assert feature["position_accuracy_m"] == accuracy_m(canvas) > 0
    assert feature.geometry().asPoint().distance(QgsPointXY(106.2851, 38.4752)) < canvas.mapUnitsPerPixel()
    assert parts.commitChanges()
    assert read_parts(tmp_path / "设施.gpkg")["hazard_id"].tolist() == ["S2"]
    assert (host.told, host.edited) == ([], ["设施", "设施"])


def test_the_right_button_draws_nothing_and_escape_leaves(
    start: Any, canvas: QgsMapCanvas, stations: QgsVectorLayer, parts: QgsVectorLayer
) -> None:
    tool, _ = start(hazards=of(stations), parts=of(parts))
    Mouse(canvas).click(CORNER, button=QtCore.Qt.MouseButton.RightButton)
    assert parts.featureCount() == 0
    press(canvas, QtCore.Qt.Key.Key_Escape)
    assert canvas.mapTool() is not tool
    assert not tool.card.isVisible()


def test_a_layer_that_cannot_take_parts_is_refused_in_words(
    start: Any, stations: QgsVectorLayer, project: QgsProject, parts: QgsVectorLayer
) -> None:
    bare = QgsVectorLayer("Point?crs=EPSG:4490&field=kind:string", "缺列", "memory")
    project.addMapLayer(bare)
    parts.setReadOnly(True)
    for layer, told in ((bare, "缺少字段：part_id, hazard_id"), (parts, "只读的")):
        tool, host = start(hazards=of(stations), parts=of(layer))
        assert not tool.put(QgsPointXY(106.285, 38.475))
        assert told in host.told[0][0]
        assert layer.featureCount() == 0


def test_parts_that_are_read_in_a_shifted_datum_are_not_drawn_into(
    start: Any, stations: QgsVectorLayer, parts: QgsVectorLayer
) -> None:
    tool, host = start(hazards=of(stations), parts=RoleChoice(f"layer:{parts.id()}", "gcj02"))
    assert not tool.put(CORNER)
    assert "gcj02" in host.told[0][0]
    assert parts.featureCount() == 0


def test_unloading_while_the_stations_are_read_leaves_nothing_behind(
    canvas: QgsMapCanvas, stations: QgsVectorLayer
) -> None:
    before = len(canvas.scene().items())
    host = Host(Panel(hazards=of(stations)))
    tool = PartsTool(canvas, host)  # type: ignore[arg-type]
    canvas.setMapTool(tool)
    assert host.jobs.running("stations")
    tool.close_down()
    host.jobs.close_down()
    QtWidgets.QApplication.processEvents()
    assert offered(tool) == []
    del tool
    assert len(canvas.scene().items()) == before


@pytest.mark.parametrize("crs", ["EPSG:4490", "EPSG:4544", "EPSG:3857"])
def test_the_nearest_corner_or_else_the_nearest_edge_is_found(
    project: QgsProject, canvas: QgsMapCanvas, crs: str
) -> None:
    dice = random.Random(crs)  # noqa: S311 - no secret
    to_layer = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4490"), QgsCoordinateReferenceSystem(crs), project
    )
    lines, kept = QgsVectorLayer(f"LineString?crs={crs}", "many", "memory"), []
    for _ in range(300):
        ends = [QgsPointXY(106.27 + dice.random() * 0.01, 38.47 + dice.random() * 0.01) for _ in range(3)]
        feature = QgsFeature()
        shape = QgsGeometry.fromPolylineXY(ends)
        shape.transform(to_layer)
        feature.setGeometry(shape)
        kept.append(feature)
    lines.dataProvider().addFeatures([*kept, QgsFeature()])
    project.addMapLayer(lines)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4490"))
    canvas.setExtent(QgsRectangle(106.27, 38.47, 106.28, 38.48))
    back = [QgsGeometry(one.geometry()) for one in kept]
    for shape in back:
        shape.transform(to_layer, Qgis.TransformDirection.Reverse)
    near, told = 12 * canvas.mapUnitsPerPixel(), set()
    for _ in range(60):
        place = QgsPointXY(106.265 + dice.random() * 0.015, 38.465 + dice.random() * 0.015)
        corner = min((shape.closestVertex(place)[0] for shape in back), key=place.distance)
        edge = min(
            (shape.nearestPoint(QgsGeometry.fromPointXY(place)).asPoint() for shape in back),
            key=place.distance,
        )
        expected = next((one for one in (corner, edge) if place.distance(one) < near), place)
        found = Snapper(canvas).at(place, [lines])
        assert found.distance(expected) < 1e-9
        told.add("corner" if expected is corner else "edge" if expected is edge else "nothing")
    assert told == {"corner", "edge", "nothing"}


def test_where_looking_takes_long_the_sign_comes_when_the_mouse_rests(
    project: QgsProject, canvas: QgsMapCanvas
) -> None:
    house = make_layer_of("Polygon", "楼", [{"kind": "residence", "name": "楼", "wkt": HOUSE}])
    project.addMapLayer(house)
    canvas.setDestinationCrs(house.crs())
    canvas.setExtent(QgsRectangle(106.28, 38.47, 106.29, 38.48))
    asked, snapper = list[int](), Snapper(canvas)

    def slow() -> list[QgsVectorLayer]:
        asked.append(1)
        time.sleep(0.06)
        return [house]

    free = QgsPointXY(106.281, 38.471)
    snapper.show(free, slow)
    assert not snapper.is_shown()
    for _ in range(20):
        snapper.show(free, slow)
    snapper.show(CORNER, slow)
    assert len(asked) == 1
    until(snapper.is_shown, "the sign of the snap")
    assert len(asked) == 2
    snapper.show(free, slow)
    assert not snapper.is_shown()
    snapper.hide()
    QTest.qWait(700)
    assert len(asked) == 2
