"""The map tool "plan by hand", with the mouse and the keys that a person uses."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from plans import demo_plan
from plugin.hosting import until
from plugin.tooling import DEMO, Host, Mouse, Panel, new_canvas, press
from qgis.core import QgsPointXY, QgsProject

from xq_gis_plugin.io.edits import edits_beside, read_edits
from xq_gis_plugin.io.site_plan import read_site_plan
from xq_gis_plugin.qgis_plugin.tool_siting import SitingTool
from xq_gis_plugin.widgets.contract import RoleChoice, SiteView
from xq_gis_plugin.widgets.language import ui
from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qgis.gui import QgsMapCanvas

KEYS, MODIFIERS = QtCore.Qt.Key, QtCore.Qt.KeyboardModifier


@pytest.fixture
def canvas(project: QgsProject) -> Iterator[QgsMapCanvas]:  # noqa: ARG001 - it needs QGIS
    made = new_canvas()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def host(tmp_path: Path) -> Any:
    made: Any = Host(Panel())
    protected = RoleChoice(f"file:{DEMO / 'protected.geojson'}")
    hazards = RoleChoice(f"file:{DEMO / 'hazards.geojson'}")
    made.panel.site_settings = lambda: SimpleNamespace(protected=protected, hazards=hazards)
    made.siting = SimpleNamespace(view=SiteView(demo_plan(), str(tmp_path / "p.gpkg"), fictional=True))
    return made


@pytest.fixture
def tool(canvas: QgsMapCanvas, host: Any) -> Iterator[SitingTool]:
    made = SitingTool(canvas, host)
    canvas.setMapTool(made)
    until(lambda: made.session is not None, "the session")
    point = spot(made)
    canvas.setCenter(point)
    canvas.zoomScale(3000)
    yield made
    made.close_down()
    host.jobs.close_down()


def chosen(tool: SitingTool) -> str:
    assert tool.session is not None
    return next(shop.site_id for shop in tool.session.shops.values() if shop.in_plan and not shop.existing)


def spot(tool: SitingTool, site: str | None = None) -> QgsPointXY:
    assert tool.session is not None
    point = tool.session.shops[site or chosen(tool)].geometry.centroid
    return QgsPointXY(point.x, point.y)


def test_a_shop_is_dragged_told_about_on_the_way_and_can_be_put_back(
    canvas: QgsMapCanvas, tool: SitingTool
) -> None:
    assert tool.session is not None
    site = chosen(tool)
    was = tool.session.shops[site].geometry
    mouse = Mouse(canvas)
    mouse.press(spot(tool, site))
    mouse.drag(spot(tool, site), 60)
    assert tool.card.name.said() == tool.session.shops[site].name
    assert tool.ring.asGeometry().area() > 0
    assert tool.session.shops[site].geometry == was
    mouse.release(spot(tool, site), 60)
    moved = tool.session.shops[site].geometry
    assert moved != was
    assert "移动 1 处" in tool.card.compared.said()
    control(canvas, KEYS.Key_Z)
    assert tool.session.shops[site].geometry == was
    control(canvas, KEYS.Key_Y)
    assert tool.session.shops[site].geometry == moved


def control(canvas: QgsMapCanvas, key: Any) -> None:
    """Press a key with Ctrl."""
    for kind in (QtCore.QEvent.Type.KeyPress, QtCore.QEvent.Type.KeyRelease):
        event = QtGui.QKeyEvent(kind, key, MODIFIERS.ControlModifier)
        QtWidgets.QApplication.sendEvent(canvas, event)


def test_a_click_alone_moves_nothing(canvas: QgsMapCanvas, tool: SitingTool) -> None:
    assert tool.session is not None
    mouse = Mouse(canvas)
    mouse.press(spot(tool))
    mouse.release(spot(tool))
    assert tool.session.can == (False, False)
    assert tool.shops.isVisible()


def test_a_shop_too_near_is_shown_by_a_red_line_with_the_metres(tool: SitingTool) -> None:
    assert tool.session is not None
    before = tool.session.totals()
    beside = spot(tool)
    tool.add(QgsPointXY(beside.x() + 0.0002, beside.y()))
    assert "17." in tool.card.near.said()
    assert "50 m" in tool.card.near.said()
    assert tool.lines.asGeometry().length() > 0
    assert tool.session.totals().count == before.count + 1
    assert tool.session.totals().conflicts >= before.conflicts + 2


def test_a_locked_shop_stays_and_a_removed_one_goes(canvas: QgsMapCanvas, tool: SitingTool) -> None:
    assert tool.session is not None
    site = chosen(tool)
    mouse = Mouse(canvas)
    mouse.press(spot(tool, site))
    mouse.release(spot(tool, site))
    press(canvas, KEYS.Key_L)
    assert tool.session.shops[site].locked
    press(canvas, KEYS.Key_Delete)
    assert tool.session.shops[site].in_plan
    assert "锁定" in tool.card.name.said()
    press(canvas, KEYS.Key_L)
    press(canvas, KEYS.Key_Delete)
    assert not tool.session.shops[site].in_plan


def test_the_plan_by_hand_is_saved_beside_the_solved_one(
    tool: SitingTool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tool.session is not None
    target = tmp_path / "hand.gpkg"
    monkeypatch.setattr("xq_gis_plugin.qgis_plugin.tool_siting.ask_target", lambda *_: str(target))
    site = chosen(tool)
    tool._edit(lambda session: session.remove(site), None)  # noqa: SLF001 - as the key does
    tool.save()
    saved = read_site_plan(target)
    again = saved.sites.set_index("site_id")
    assert again.loc[site, "status"] == "rejected"
    assert again["because"].notna().all()
    assert not saved.answer.proven
    assert not edits_beside(tmp_path / "p.gpkg").exists()


@pytest.mark.parametrize("wanted", [True, False])
def test_edits_that_nobody_saved_are_offered_again_and_never_lost(
    canvas: QgsMapCanvas, host: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, wanted: bool
) -> None:
    monkeypatch.setattr("xq_gis_plugin.qgis_plugin.tool_siting.confirmed", lambda *_: wanted)
    plan = tmp_path / "p.gpkg"
    first = SitingTool(canvas, host)
    canvas.setMapTool(first)
    until(lambda: first.session is not None, "the session")
    site = chosen(first)
    first._edit(lambda session: session.remove(site), None)  # noqa: SLF001 - as the key does
    first.close_down()
    edits = read_edits(edits_beside(plan))
    assert edits == [{"edit": "remove", "site_id": site}]

    again = SitingTool(canvas, host)
    canvas.setMapTool(again)
    until(lambda: again.session is not None, "the session")
    assert again.session is not None
    assert again.session.shops[site].in_plan is not wanted
    if not wanted:
        assert not edits_beside(plan).exists()
        assert read_edits(tmp_path / "p_edits_1.json") == edits
        assert "p_edits_1.json" in host.told[-1][0]
    again.close_down()
    host.jobs.close_down()


def test_without_a_plan_it_says_what_to_do_first(canvas: QgsMapCanvas, host: Any) -> None:
    host.siting.view = None
    tool = SitingTool(canvas, host)
    canvas.setMapTool(tool)
    assert tool.card.name.said() == ui("hand_no_plan")
    tool.close_down()
