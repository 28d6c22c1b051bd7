"""The siting plan in a real QGIS window, on the smallest screen: solved on the page, edited on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from plugin.qgis_window import WindowRun

SITING = """
from qgis.PyQt.QtWidgets import QMessageBox
from xq_gis_plugin import resources
from xq_gis_plugin.io.edits import edits_beside, read_edits
from xq_gis_plugin.io.site_plan import read_site_plan

dock = plugin.open_panel()
panel, canvas = dock.panel, iface.mapCanvas()
page = panel.siting
DEMO = resources.path("layers", "demo")
click(panel.data.demo)
until(lambda: all(box.gate.report for box in panel.data.roles.values()), what="the quality gate")
click(panel.sections["siting"].heading)
panel.area.ensureWidgetVisible(page.sources["candidates"])
wait(500)
shot("site_empty")
page.sources["candidates"].choose(f"file:{DEMO / 'candidates.geojson'}")
page.quotas.setText(str(DEMO / "quotas.csv"))
target = DATA / "布点.gpkg"
page.target.setText(str(target))
until(page.run.isEnabled, what="the run button")
click(page.run)
until(lambda: not page.running and page.model.rowCount() > 0, what="the plan")
wait(3000)
panel.area.ensureWidgetVisible(page.table)
wait(500)
shot("site_solved")
panel.area.ensureWidgetVisible(page.hand)
wait(300)


def pixel(shop):
    at = canvas.getCoordinateTransform().transform(shop.geometry.centroid.x, shop.geometry.centroid.y)
    return QPoint(round(at.x()), round(at.y()))


click(page.hand)
tool = canvas.mapTool()
until(lambda: tool.session is not None, what="the session")
shops = tool.session.shops
plan = read_site_plan(target)
ids = [s.site_id for s in shops.values() if s.in_plan and not s.existing]
places = {one: shops[one].geometry.centroid for one in ids}
# One with a neighbour: it is dragged towards that.
site, other = min(((a, b) for a in ids for b in ids if a != b),
    key=lambda pair: places[pair[0]].distance(places[pair[1]]))
dock.siting.show_site(site)
wait(2500)
at, to = pixel(shops[site]), pixel(shops[other])
way = to - at
QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
said = []
for step in range(1, 9):
    drag(canvas, at + way * step / 10)
    said.append(tool.card.verdict.said() + tool.card.near.said())
shot("hand_dragged")
QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at + way * 8 / 10)
wait(500)
shot("hand_moved")
assert tool.shops.isVisible() and tool.lines.isVisible()
lines = (tool.card.hint, tool.card.near)
assert all(line.height() >= line.heightForWidth(line.width()) for line in lines)
assert len(set(said)) > 1, said
screen = QApplication.primaryScreen().availableGeometry()
assert screen.contains(tool.card.frameGeometry()), (tool.card.frameGeometry(), screen)
assert tool.session.shops[site].geometry.distance(shops[site].geometry) > 0
assert [one["edit"] for one in read_edits(edits_beside(target))] == ["move"]
QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
assert tool.session.shops[site].geometry.equals(shops[site].geometry)
assert not edits_beside(target).exists()
QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier,
    at + QPoint(20, 0))
wait(300)
assert edits_beside(target).exists()
shot("hand_added")
assert tool.session.totals().conflicts >= 1
assert "间距不足" in tool.card.near.said()
QTest.keyClick(canvas, Qt.Key.Key_Escape)
assert canvas.mapTool() is not tool
"""


def test_a_plan_is_solved_and_then_edited_with_the_mouse(drive: Callable[..., WindowRun]) -> None:
    done = drive(SITING)
    assert "Traceback" not in done.told, done.told[-6000:]
