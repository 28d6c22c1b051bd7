"""The map tool "check here", with the mouse and the keys that a person uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from plugin.hosting import until
from plugin.tooling import DEMO, Host, Mouse, Panel, bands, make_layer_of, new_canvas, press
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
)

from xq_gis_plugin.core.spot import Surroundings
from xq_gis_plugin.export.words import word
from xq_gis_plugin.io.read import read_hazards, read_protected
from xq_gis_plugin.qgis_plugin.tool_here import HereTool
from xq_gis_plugin.widgets.contract import RoleChoice
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qgis.gui import QgsMapCanvas

    from xq_gis_plugin.core.spot import SpotAnswer

KEYS = QtCore.Qt.Key
SHOWN = 60


@pytest.fixture
def canvas(project: QgsProject) -> Iterator[QgsMapCanvas]:  # noqa: ARG001 - it needs QGIS
    made = new_canvas()
    yield made
    made.close()
    made.deleteLater()


def start(canvas: QgsMapCanvas, **chosen: RoleChoice) -> HereTool:
    host = Host(Panel(**chosen))
    tool = HereTool(canvas, host)  # type: ignore[arg-type]
    canvas.setMapTool(tool)
    ready(host)
    return tool


def ready(host: Host) -> None:
    until(lambda: not host.jobs.running("here"), "the surroundings")


def stop(tool: HereTool) -> None:
    tool.close_down()
    tool._host.jobs.close_down()  # noqa: SLF001 - the dock's part, played here


@pytest.fixture
def here(canvas: QgsMapCanvas) -> Iterator[HereTool]:
    files = {
        "hazards": RoleChoice(f"file:{DEMO / 'hazards.geojson'}"),
        "protected": RoleChoice(f"file:{DEMO / 'protected.geojson'}"),
    }
    tool = start(canvas, **files)
    canvas.setCenter(spot())
    yield tool
    stop(tool)


def spot() -> QgsPointXY:
    """Return a place with something around it."""
    place = read_hazards(DEMO / "hazards.geojson").geometry.dropna().iloc[3].centroid
    return QgsPointXY(place.x, place.y)


@pytest.fixture(scope="module")
def around() -> Surroundings:
    return Surroundings.of(read_protected(DEMO / "protected.geojson"), read_hazards(DEMO / "hazards.geojson"))


def told(answer: SpotAnswer) -> str:
    broken = sum(row.verdict == "conflict" for row in answer.rows)
    return f"{word('verdict', answer.verdict)}：{broken} 处不符合、{len(answer.rows) - broken} 处待核实"


def listed(tool: HereTool) -> list[tuple[str, ...]]:
    rows = tool.card.rows
    return [
        tuple(rows.topLevelItem(at).text(column) for column in range(5))
        for at in range(rows.topLevelItemCount())
    ]


# The answer


def test_a_click_shows_what_the_engine_says_there(
    here: HereTool, canvas: QgsMapCanvas, around: Surroundings
) -> None:
    Mouse(canvas).click(spot())
    place = canvas.getCoordinateTransform().toMapCoordinates(
        *[round(at) for at in (canvas.getCoordinateTransform().transform(spot()))]
    )
    expected = around.check(place.x(), place.y(), "petrol_station")
    assert 0 < len(expected.rows) < SHOWN
    assert here.card.told.said() == told(expected)
    assert [row[0].split(" (")[0] for row in listed(here)] == [
        row.object_name or row.object_id or "（自身条件）" for row in expected.rows
    ]
    assert f"{place.x():.6f}、{place.y():.6f}" in here.card.more.said()
    assert "hazards.geojson、protected.geojson" in here.card.data.said()


def test_of_many_rows_the_first_are_listed_and_the_rest_are_counted(
    canvas: QgsMapCanvas, project: QgsProject
) -> None:
    rows = [
        {
            "object_id": f"O{n}",
            "name": f"{n}校",
            "kind": "school",
            "wkt": f"POINT({106.285 + n / 1e6} 38.475)",
        }
        for n in range(SHOWN + 7)
    ]
    schools = make_layer_of("Point", "学校", rows)
    project.addMapLayer(schools)
    tool = start(canvas, protected=RoleChoice(f"layer:{schools.id()}"))
    answer = tool.ask(QgsPointXY(106.285, 38.475))
    assert answer is not None
    assert len(answer.rows) > SHOWN
    shown = listed(tool)
    expected = [f"{row.object_name} (学校)" if row.object_name else "（自身条件）" for row in answer.rows]
    assert [row[0] for row in shown[:-1]] == expected[:SHOWN]
    assert shown[-1][0] == f"另有 {len(answer.rows) - SHOWN} 处"
    stop(tool)


def test_another_kind_is_asked_about_at_the_same_spot(here: HereTool) -> None:
    first = here.ask(spot())
    here.card.kind.setCurrentIndex(here.card.kind.findData("fireworks_retail"))
    assert here.card.choice() == ("fireworks_retail", {}, 0.0)
    second = here.ask(spot())
    assert first is not None
    assert second is not None
    assert {row.rule_id for row in first.rows} != {row.rule_id for row in second.rows}
    assert here.card.told.said() == told(second)


def test_a_map_in_another_projection_asks_for_the_same_place(here: HereTool, canvas: QgsMapCanvas) -> None:
    first = here.ask(spot())
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    degrees, metres = (QgsCoordinateReferenceSystem(f"EPSG:{code}") for code in (4490, 3857))
    there = QgsGeometry.fromPointXY(spot())
    there.transform(QgsCoordinateTransform(degrees, metres, QgsProject.instance()))
    second = here.ask(there.asPoint())
    assert first is not None
    assert second is not None
    assert (second.lon, second.lat) == pytest.approx((first.lon, first.lat), abs=1e-9)
    assert [row.rule_id for row in second.rows] == [row.rule_id for row in first.rows]


def test_the_spot_stays_where_it_is_when_the_map_changes_its_projection(
    here: HereTool, canvas: QgsMapCanvas
) -> None:
    here.ask(spot())
    before = here.card.more.said()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    here.card.changed.emit()
    assert here.card.more.said() == before


def test_without_data_the_card_says_what_to_do(canvas: QgsMapCanvas) -> None:
    tool = start(canvas)
    assert "请先在面板" in tool.card.told.said()
    assert tool.ask(spot()) is None
    stop(tool)


# The mouse and the keys


def test_the_answer_is_live_while_the_button_is_held(here: HereTool, canvas: QgsMapCanvas) -> None:
    mouse, said = Mouse(canvas), []
    mouse.press(spot())
    for step in range(4):
        mouse.drag(spot(), right=25 * step)
        said.append((here.card.more.said(), here.card.told.said()))
        assert any(band.numberOfVertices() for band in bands(canvas))
    assert len({place for place, _ in said}) == 4
    last = here.card.more.said()
    mouse.release(spot(), right=75)
    assert here.card.more.said() == last
    mouse.move(spot(), right=150)
    assert here.card.more.said() == last


def test_a_drag_tells_what_is_missing_only_once_the_button_is_up(
    here: HereTool, canvas: QgsMapCanvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    check = Surroundings.check

    def watched(self: Surroundings, *place: Any, brief: bool) -> SpotAnswer:
        asked.append(brief)
        return check(self, *place, brief=brief)

    monkeypatch.setattr(Surroundings, "check", watched)
    mouse = Mouse(canvas)
    mouse.press(spot())
    mouse.drag(spot(), right=10)
    mouse.release(spot(), right=10)
    assert asked == [True, True, False]
    assert here.card.isVisible()


def test_the_other_buttons_ask_nothing(here: HereTool, canvas: QgsMapCanvas) -> None:
    Mouse(canvas).click(spot(), button=QtCore.Qt.MouseButton.RightButton)
    assert "点一处" in here.card.told.said()


@pytest.mark.parametrize("code", [KEYS.Key_Return, KEYS.Key_Enter, KEYS.Key_Left, KEYS.Key_Down])
def test_the_keyboard_alone_begins_in_the_middle_of_the_map(
    here: HereTool, canvas: QgsMapCanvas, code: QtCore.Qt.Key
) -> None:
    middle = canvas.extent().center()
    press(canvas, code)
    assert f"{middle.x():.6f}、{middle.y():.6f}" in here.card.more.said()
    assert canvas.extent().center() == middle


def test_arrow_keys_move_the_spot_by_four_pixels(here: HereTool, canvas: QgsMapCanvas) -> None:
    press(canvas, KEYS.Key_Return)
    middle, step = canvas.extent().center(), 4 * canvas.mapUnitsPerPixel()
    press(canvas, KEYS.Key_Right, KEYS.Key_Right, KEYS.Key_Up)
    assert f"{middle.x() + 2 * step:.6f}、{middle.y() + step:.6f}" in here.card.more.said()
    assert canvas.extent().center() == middle


def test_a_spot_that_leaves_the_map_takes_it_along(here: HereTool, canvas: QgsMapCanvas) -> None:
    press(canvas, KEYS.Key_Return, *[KEYS.Key_Right] * 60)
    assert here._place is not None  # noqa: SLF001 - where it is
    assert canvas.extent().contains(here._place)  # noqa: SLF001


def test_an_arrow_that_is_held_is_answered_in_full_when_it_is_let_go(
    here: HereTool, canvas: QgsMapCanvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(canvas, KEYS.Key_Return)
    asked: list[bool] = []
    check = Surroundings.check

    def watched(self: Surroundings, *place: Any, brief: bool) -> SpotAnswer:
        asked.append(brief)
        return check(self, *place, brief=brief)

    monkeypatch.setattr(Surroundings, "check", watched)
    press(canvas, KEYS.Key_Right, release=False)
    press(canvas, KEYS.Key_Right, release=False, repeated=True)
    press(canvas, KEYS.Key_Right, release=True)
    assert asked[:3] == [False, True, False]
    press(canvas, KEYS.Key_Right, release=False, repeated=True)
    del asked[:]
    QtWidgets.QApplication.sendEvent(canvas, released(KEYS.Key_Right))
    assert asked == [False]
    assert here.card.isVisible()


def released(code: QtCore.Qt.Key) -> Any:
    from xq_gis_plugin.widgets.qt import QtGui

    return QtGui.QKeyEvent(QtCore.QEvent.Type.KeyRelease, code, QtCore.Qt.KeyboardModifier.NoModifier)


def test_escape_leaves_nothing_on_the_map(here: HereTool, canvas: QgsMapCanvas) -> None:
    Mouse(canvas).click(spot())
    assert any(band.numberOfVertices() for band in bands(canvas))
    press(canvas, KEYS.Key_Escape)
    assert canvas.mapTool() is not here
    assert not any(band.numberOfVertices() for band in bands(canvas))
    assert not here.card.isVisible()
    centre = canvas.extent().center()
    press(canvas, KEYS.Key_Right)
    assert canvas.extent().center() != centre  # the arrows are the map's again


def test_closing_the_card_leaves_the_tool(here: HereTool, canvas: QgsMapCanvas) -> None:
    here.card.close()
    assert canvas.mapTool() is not here
