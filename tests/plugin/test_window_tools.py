"""The three map tools in a real QGIS window, on the smallest screen: the mouse, the keys, the cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from plugin.qgis_window import WindowRun

TOOLS = """
from qgis.core import QgsPointXY, QgsProject
from qgis.PyQt.QtWidgets import QFileDialog, QMessageBox

dock = plugin.open_panel()
panel, canvas, project = dock.panel, iface.mapCanvas(), QgsProject.instance()
click(panel.data.demo)
until(lambda: all(box.gate.report for box in panel.data.roles.values()), what="the quality gate")
panel.data.workspace.setText(str(DATA / "示例.gpkg"))
until(panel.check.run.isEnabled, what="the run button")
click(panel.check.run)
until(lambda: dock.view is not None and not dock.jobs.running("check"), what="the result")
wait(1500)


def pixel(point):
    at = canvas.getCoordinateTransform().transform(point)
    return QPoint(round(at.x()), round(at.y()))


def press(at, right=0, down=0):
    QTest.mouseMove(canvas.viewport(), at + QPoint(right, down))
    wait(60)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at + QPoint(right, down))


def overlap(card):
    frame, view = card.frameGeometry(), canvas.rect().translated(canvas.mapToGlobal(QPoint(0, 0)))
    cut = frame.intersected(view)
    return cut.width() * cut.height() / (view.width() * view.height())


def whole(card):
    screen = QApplication.primaryScreen().availableGeometry()
    assert screen.contains(card.frameGeometry()), (card.frameGeometry(), screen)


# Check here: the mouse, then the keyboard.
shapes = dock.view.result.hazards.geometry.dropna()
dock.map.show(dock.view.result.findings["finding_id"].iloc[0])
wait(1500)
plugin.start_tool("here")
tool = canvas.mapTool()
until(lambda: not dock.jobs.running("here"), what="the surroundings")
shot("here_ready")
QTest.keyClick(canvas, Qt.Key.Key_Return)
assert "CGCS2000" in tool.card.more.said()
said = [tool.card.more.said()]
middle = canvas.rect().center()
QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle)
for step in range(1, 5):
    drag(canvas, middle + QPoint(12 * step, 8 * step))
    said.append(tool.card.more.said())
QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle + QPoint(48, 32))
assert len(set(said)) == 5, said
wait(800)
shot("here_answer")
whole(tool.card)
print("here hides", overlap(tool.card), file=sys.__stderr__)
QTest.keyClick(canvas, Qt.Key.Key_Escape)
assert canvas.mapTool() is not tool and not tool.card.isVisible()

# Digitise parts: snapped to what the result shows, though the project snaps to nothing.
QMessageBox.exec = lambda box: QMessageBox.StandardButton.Yes
QMessageBox.exec_ = QMessageBox.exec
QFileDialog.getSaveFileName = staticmethod(lambda *a, **k: (str(DATA / "设施.gpkg"), ""))
plugin.start_tool("parts")
tool = canvas.mapTool()
until(lambda: tool.card.station.count() > 0, what="the stations")
assert not project.snappingConfig().enabled()
located = dock.view.result.hazards
place = located[located.geometry.geom_type == "Point"].iloc[0]
tool.card.choose(place["hazard_id"])
tool.card.station.activated.emit(tool.card.station.currentIndex())
wait(1500)
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform
there = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4490"),
    canvas.mapSettings().destinationCrs(), project).transform(QgsPointXY(place.geometry.x, place.geometry.y))
QTest.mouseMove(canvas.viewport(), pixel(there) + QPoint(5, 3))
until(lambda: (QTest.mouseMove(canvas.viewport(), pixel(there) + QPoint(5, 2)), wait(50),
    QTest.mouseMove(canvas.viewport(), pixel(there) + QPoint(5, 3)), wait(50),
    tool.snapper.is_shown())[-1], what="the sign of the snap")
shot("parts_snapping")
press(pixel(there), 5, 3)
until(lambda: panel.settings().parts.key.startswith("layer:"), what="the new layer")
wait(1200)
press(pixel(there), 60, 40)
wait(500)
shot("parts_drawn")
whole(tool.card)
print("parts hides", overlap(tool.card), file=sys.__stderr__)
layer = project.mapLayer(panel.settings().parts.key.removeprefix("layer:"))
drawn = sorted((part for part in layer.getFeatures() if part.id() < 0), key=lambda part: -part.id())
assert len(drawn) == 2, drawn
assert drawn[0].geometry().asPoint().distance(QgsPointXY(place.geometry.x, place.geometry.y)) < 1e-9
assert iface.activeLayer() is layer
layer.undoStack().undo()
assert [part.id() for part in layer.getFeatures() if part.id() < 0] == [drawn[0].id()]
assert layer.commitChanges()
QTest.keyClick(canvas, Qt.Key.Key_Escape)
assert canvas.mapTool() is not tool

# Locate: with proposals, from the layer that has the names.
QFileDialog.getSaveFileName = staticmethod(lambda *a, **k: (str(DATA / "定位.gpkg"), ""))
from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer
known = QgsVectorLayer("Point?crs=EPSG:4490&field=名称:string", "地图上的名称", "memory")
for number, entry in enumerate(dock.plan()):
    feature = QgsFeature(known.fields())
    feature.setAttributes([entry.name])
    there = QgsPointXY(place.geometry.x + 0.001 * number, place.geometry.y)
    feature.setGeometry(QgsGeometry.fromPointXY(there))
    known.dataProvider().addFeature(feature)
project.addMapLayer(known)
plugin.start_tool("locate")
tool = canvas.mapTool()
card = tool.card
card.layers.setCurrentIndex(card.layers.findData(known.id()))
card.layers.activated.emit(card.layers.currentIndex())
until(lambda: card.proposals.count() > 0, what="the proposals")
card.proposals.setCurrentRow(0)
wait(2500)
shot("locate_proposals")
whole(card)
print("locate hides", overlap(card), file=sys.__stderr__)
first = card.entry()
before = card.entries.count()
if card.stated_kind() == "" and not card.kind.isHidden():
    card.kind.setCurrentIndex(1)
press(canvas.rect().center())
until(lambda: card.entries.count() == before - 1, what="the place")
wait(500)
shot("locate_placed")
iface.activeLayer().undoStack().undo()
until(lambda: card.entries.count() == before, what="the entry again")
assert card.entries.findData(first) >= 0

# Away in the middle of everything.
plugin.start_tool("here")
assert qgis.utils.unloadPlugin("xq_gis_plugin")
wait(500)
visible = [one.windowTitle() for one in QApplication.topLevelWidgets() if one.isVisible()]
assert not [title for title in visible if title in ("在此检查", "绘制设施", "定位规划条目")], visible
QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=canvas.rect().center())
wait(300)
"""


def test_the_map_tools_in_the_hands_of_a_planner(drive: Callable[..., WindowRun]) -> None:
    done = drive(TOOLS)
    assert "Traceback" not in done.told, done.told[-6000:]
