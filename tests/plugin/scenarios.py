"""What is done in a real QGIS window: programs that run inside it, as `plugin.qgis_window` says."""

from __future__ import annotations

__all__ = ["CANCEL", "CLOSED_IN_MID_RUN", "LOOK", "MISSING", "MORNING", "OF_THE_OTHER", "OF_THE_RERUN"]

_ACTS = """
from pathlib import Path
from qgis.PyQt.QtCore import QEvent, QObject, QPointF
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtWidgets import (
    QAbstractButton, QAction, QDockWidget, QFileDialog, QLabel, QLineEdit, QMessageBox, QPushButton, QToolBar,
)
from qgis.core import Qgis, QgsApplication, QgsProject, QgsVectorLayer
from qgis.gui import QgsRubberBand
import qgis.utils

window, canvas, project = iface.mainWindow(), iface.mapCanvas(), QgsProject.instance()
QGIS_OWN = list(canvas.scene().items())


def gates_are_there():
    until(lambda: all(box.gate.report for box in panel.data.roles.values() if box.choice().key), what="gates")


def choose_demo(workspace):
    click(panel.data.demo)
    gates_are_there()
    panel.data.workspace.setText(str(workspace))
    until(panel.check.run.isEnabled, what="the run button")


def run():
    before = dock.view
    panel.area.ensureWidgetVisible(panel.check.run)
    click(panel.check.run)
    until(lambda: dock.view is not before and not panel.check.running, 120000, "the result")


def press(button):
    # Into the queue, behind whatever the window is at, as the mouse's own.
    middle, left = QPointF(button.rect().center()), Qt.MouseButton.LeftButton
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        event = QMouseEvent(kind, middle, left, left, Qt.KeyboardModifier.NoModifier)
        QApplication.postEvent(button, event)


def groups():
    return [node.name() for node in project.layerTreeRoot().children()]


def on_the_canvas():
    # What is drawn over the map, shown or hidden, by nobody but us.
    return [item for item in canvas.scene().items() if item not in QGIS_OWN]


def bands():
    return [item for item in on_the_canvas() if isinstance(item, QgsRubberBand)]


def ours():
    # Whatever of the plugin's is in the window, shown or hidden.
    kinds = (QAction, QToolBar, QDockWidget)
    things = [one for kind in kinds for one in window.findChildren(kind)]
    menus = [action.menu() for action in window.menuBar().actions() if action.menu()]
    menus += [iface.pluginMenu()]
    words = ("兴庆", "Xingqing")
    named = [one for one in things if one.objectName().startswith("xq_gis")]
    titled = [one for one in things if hasattr(one, "windowTitle")]
    told = [one for one in titled if any(word in one.windowTitle() for word in words)]
    listed = [one for menu in menus for one in menu.actions() if any(word in one.text() for word in words)]
    mine = [one for one in window.findChildren(QObject) if type(one).__module__.startswith("xq_gis_plugin")]
    return [(type(one).__name__, one.objectName()) for one in (*named, *told, *listed, *mine)]


dock = plugin.open_panel()
panel = dock.panel
"""

MORNING = (
    _ACTS
    + """
registry = QgsApplication.processingRegistry()
assert registry.providerById("xq") is not None
assert len(registry.providerById("xq").algorithms()) >= 7
assert [bar for bar in window.findChildren(QToolBar) if bar.objectName() == "xq_gis_toolbar"]
assert ours()
wait(500)
assert not panel.check.run.isEnabled()
assert not project.isDirty()

# What is chosen is asked about before it is lost.
choose_demo(DATA / "示例.gpkg")
assert project.isDirty()
assert window.windowTitle().startswith("*"), window.windowTitle()

# A cancel frees the window at once and leaves nothing.
panel.area.ensureWidgetVisible(panel.check.run)
click(panel.check.run)
until(lambda: dock.jobs.running("check"), what="the run")
click(panel.check.cancel)
assert not panel.check.running
until(lambda: not dock.jobs._kept, what="the end of the worker")
assert not (DATA / "示例.gpkg").exists()
assert dock.view is None

run()
wait(2000)
assert len([name for name in groups() if "虚构示例" in name]) == 1, groups()
before = {layer.name() for layer in project.mapLayers().values()}
assert "检查结论" in before

# Selecting a row zooms to its line and flashes it; filtering leaves rows out.
findings = panel.check.findings
model = findings.model
rows = model.rowCount()
extent = canvas.extent().toString()
assert bands() == []
findings.tree.setCurrentIndex(model.index(0, 0))
until(lambda: canvas.extent().toString() != extent, what="the zoom")
until(bands, what="the flash")
(flash,) = bands()
row = dock.view.result.findings.set_index("finding_id").loc[
    model.remark_of(int(model.finding_rows(model.index(0, 0))[0])).finding_id
]
middle = flash.asGeometry().boundingBox().center()
assert canvas.extent().contains(middle), (canvas.extent().toString(), middle.toString())
until(lambda: not bands(), what="the end of the flash")
findings.verdicts["conflict"].setChecked(False)
assert model.rowCount() < rows
findings.verdicts["conflict"].setChecked(True)
assert model.rowCount() == rows

# A remark outlives a rerun, and the rerun replaces its own group only.
findings.tree.setCurrentIndex(model.index(0, 0))
noted = model.remark_of(int(model.finding_rows(model.index(0, 0))[0])).finding_id
findings.editor.status.setCurrentIndex(2)
findings.editor.remark.setPlainText("<b>已约谈</b>")
findings.editor.save.click()
until(lambda: noted in dock.view.remarks, what="the remark")
run()
wait(1000)
assert dock.view.remarks[noted].remark == "<b>已约谈</b>"
assert {layer.name() for layer in project.mapLayers().values()} == before

# A layer that is removed in mid-run is no loss: it was read when the run began. The other result stays.
import xq_gis_plugin
demo = Path(xq_gis_plugin.__file__).parent / "layers" / "demo"
demo = demo if demo.is_dir() else Path(xq_gis_plugin.__file__).parent.parent / "layers" / "demo"
layers = {}
for role, name in (("hazard", "hazards"), ("protected", "protected")):
    layers[role] = QgsVectorLayer(str(demo / f"{name}.geojson"), name, "ogr")
    assert project.addMapLayer(layers[role])
    dock.give(role, layers[role])
gates_are_there()
panel.data.workspace.setText(str(DATA / "图层.gpkg"))
first = dock.view
panel.area.ensureWidgetVisible(panel.check.run)
click(panel.check.run)
until(lambda: dock.jobs.running("check"), what="the run")
project.removeMapLayers([layer.id() for layer in layers.values()])
until(lambda: dock.view is not first and not panel.check.running, what="the result of the layers")
assert len([name for name in groups() if name.startswith("间距检查")]) == 2, groups()
assert "hazards" not in {layer.name() for layer in project.mapLayers().values()}

# What goes wrong is a line, all of it behind 详情, and in full in the log.
logged = []
QgsApplication.messageLog().messageReceived[str, str, Qgis.MessageLevel].connect(
    lambda text, tab, level: logged.append((text, tab)))
(DATA / "坏.gpkg").write_bytes(b"no database")
panel.openWorkspaceRequested.emit(str(DATA / "坏.gpkg"))

def details():
    return [one for one in iface.messageBar().findChildren(QPushButton) if one.text() == "详情"]


until(details, what="a message")
click(details()[0])
wait(300)
opened = dock.notices._dialog
assert opened.isVisible() and opened.parent() is window
assert "file_unreadable" in opened.text.toPlainText() and "Traceback" in opened.text.toPlainText()
assert [text for text, tab in logged if tab == "xq-gis" and "file_unreadable" in text and "Traceback" in text]
shot("details")
opened.close()

# Check here.
dock.start_tool("here")
until(lambda: not dock.jobs.running("here"), what="the surroundings")
tool = canvas.mapTool()
assert tool.ask(canvas.extent().center()) is not None
wait(300)
dock.start_tool("locate")
wait(300)

# Products; the PDF is stopped once.
QFileDialog.getSaveFileName = staticmethod(lambda *a, **k: (str(DATA / "地图.html"), ""))
panel.area.ensureWidgetVisible(panel.products.buttons["html"])
click(panel.products.buttons["html"])
until(lambda: (DATA / "地图.html").exists(), what="the map")
QFileDialog.getSaveFileName = staticmethod(lambda *a, **k: (str(DATA / "图册.pdf"), "A4"))
pdf = panel.products.buttons["pdf"]
panel.area.ensureWidgetVisible(pdf)
title = pdf.text()
click(pdf)
until(lambda: "第 3 页" in panel.products.lines["pdf"].said(), what="the third page")
shot("writing")
click(pdf)
assert pdf.text() == title
until(lambda: not [one for one in DATA.iterdir() if one.name.endswith(".part")], what="the end of the draft")
assert not (DATA / "图册.pdf").exists()
click(pdf)
until(lambda: (DATA / "图册.pdf").exists(), 120000, "the atlas")
until(lambda: pdf.text() == title, what="the button")

# Away, and back: with a map tool in use, and a hidden panel too.
for hidden in (False, True):
    if hidden:
        plugin = qgis.utils.plugins["xq_gis_plugin"]
        dock = plugin.open_panel()
        dock.start_tool("parts")
        wait(300)
        dock.hide()
        plugin.toolbar.hide()
    del dock, panel, findings, model, tool, pdf, opened
    assert qgis.utils.unloadPlugin("xq_gis_plugin")
    # What waits to be deleted, which the window's own loop would do now.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    wait(300)
    assert ours() == [], ours()
    assert registry.providerById("xq") is None
    assert not [one for one in registry.algorithms() if one.id().startswith("xq:")]
    assert on_the_canvas() == [], on_the_canvas()
    in_use = canvas.mapTool()
    assert in_use is None or not type(in_use).__module__.startswith("xq_gis_plugin")
    offered = [one.text() for one in window.createPopupMenu().actions()]
    assert not [text for text in offered if "兴庆" in text or "间距" in text]
    assert qgis.utils.loadPlugin("xq_gis_plugin") and qgis.utils.startPlugin("xq_gis_plugin")
    assert registry.providerById("xq") is not None
    dock = panel = findings = model = tool = pdf = opened = None
"""
)

LOOK = (
    _ACTS
    + """
def clipped():
    # What has less room than its text needs.
    cut = []
    for one in panel.findChildren(QAbstractButton):
        if one.isVisible() and one.text() and one.sizeHint().width() > one.width() + 1:
            cut.append((one.text(), one.sizeHint().width(), one.width()))
    for one in panel.findChildren(QLabel):
        if one.isVisible() and one.text() and not one.wordWrap() and one.sizeHint().width() > one.width() + 1:
            cut.append((one.text(), one.sizeHint().width(), one.width()))
    content, place = panel.area.widget(), panel.area.viewport()
    if content.minimumSizeHint().width() > place.width():
        cut.append(("the whole page", content.minimumSizeHint().width(), place.width()))
    return cut


def faint():
    # Hints in a grey on which nobody can read them: half of the text's own is what Qt means.
    pale = []
    for one in panel.findChildren(QLineEdit):
        color, text = (getattr(one.palette(), name)().color() for name in ("placeholderText", "text"))
        if one.isVisible() and one.isEnabled() and (color.name(), color.alpha()) != (text.name(), 128):
            pale.append((one.placeholderText(), color.name(), color.alpha()))
    return pale


def look(name):
    shot(f"{name}_{TAG}")
    assert clipped() == [], clipped()
    assert faint() == [], faint()


wait(500)
look("empty")
workspace = DATA / ("示例.gpkg" if TAG.startswith("zh") else "demo.gpkg")
workspace.unlink(missing_ok=True)
choose_demo(workspace)
look("ready")
panel.sections["rules"].set_open(True)
wait(300)
panel.area.ensureWidgetVisible(panel.sections["rules"], 0, 300)
look("rules")
panel.sections["rules"].set_open(False)
run()
wait(3000)
look("result")
findings = panel.check.findings
findings.tree.setCurrentIndex(findings.model.index(0, 0))
until(bands, what="the flash")
until(lambda: not bands(), what="the end of the flash")
wait(1500)
panel.area.ensureWidgetVisible(findings.card)
look("zoomed")
bar = panel.area.verticalScrollBar()
bar.setValue(bar.maximum())
look("products")
dock.start_tool("here")
until(lambda: not dock.jobs.running("here"), what="the surroundings")
assert canvas.mapTool().ask(canvas.extent().center()) is not None
wait(1000)
look("here")
dock.start_tool("parts")
wait(800)
look("parts")
dock.start_tool("locate")
wait(800)
look("locate")
name = "间距检查" if TAG.startswith("zh") else "Separation check"
assert [one for one in groups() if one.startswith(name)], groups()
"""
)

CANCEL = (
    _ACTS
    + """
from xq_gis_plugin.widgets.contract import RoleChoice

for role, name in (("hazard", "h"), ("protected", "p")):
    panel.data.roles[role].choose(RoleChoice(f"file:{DATA / name}.gpkg"))
gates_are_there()
panel.data.workspace.setText(str(DATA / "w.gpkg"))
until(panel.check.run.isEnabled, what="the run button")
panel.area.ensureWidgetVisible(panel.check.run)
# While it reads, while it compares.
for delay in (100, 400, 900, 1600, 2400, 3200, 4000):
    click(panel.check.run)
    until(lambda: dock.jobs.running("check"), what="the run")
    wait(delay)
    assert panel.check.running
    pressed = time.monotonic()
    press(panel.check.cancel)
    while panel.check.running:
        QApplication.processEvents()
    print("answered", time.monotonic() - pressed, "in", delay, file=sys.__stderr__)
    until(lambda: not dock.jobs._kept, what="the end of the worker")
"""
)

_NOTE = (
    _ACTS
    + """
from xq_gis_plugin.io.remarks import Remark, read_remarks

shared = DATA / "共用.gpkg"
panel.openWorkspaceRequested.emit(str(shared))
until(lambda: dock.view is not None, what="the workspace")
ids = [str(one) for one in dock.view.result.findings["finding_id"]]


def note(finding, text):
    panel.remarksEdited.emit([Remark(finding, remark=text)])
    until(lambda: finding in dock.view.remarks, what="the remark")
    assert dock.view.remarks[finding].remark == text


def wait_for(name):
    until((DATA / name).exists, 200000, name)
"""
)

OF_THE_OTHER = (
    _NOTE
    + """
# Shows the workspace, and notes on one finding after the other while somebody else checks again.
(DATA / "shows").touch()
wait_for("reruns")
for number, finding in enumerate(ids[10:]):
    note(finding, str(number))
    (DATA / f"noted_{number}").touch()
    if (DATA / "done").exists() and number > 5:
        break
"""
)

OF_THE_RERUN = (
    _NOTE
    + """
wait_for("shows")
choose_demo(shared)
(DATA / "reruns").touch()
for _ in range(2):
    run()
note(ids[0], "重新检查的人写的")
(DATA / "done").touch()
"""
)

CLOSED_IN_MID_RUN = (
    """
STAY_OPEN = True
"""
    + _ACTS
    + """
choose_demo(DATA / "demo.gpkg")
panel.checkRequested.emit(panel.settings())
until(lambda: dock.jobs.running("check"), what="the run")


def let_go():
    # As a person does whose work is done: stop what still runs, do not save, close again. QGIS stays
    # open once after it was told to stop the tasks.
    dialog = QApplication.activeModalWidget()
    if dialog is None:
        QTimer.singleShot(0, iface.actionExit().trigger)
    elif isinstance(dialog, QMessageBox):
        print("QGIS asks:", dialog.text(), file=sys.__stderr__)
        buttons = QMessageBox.StandardButton
        for one in (buttons.Discard, buttons.Yes, buttons.Ok):
            if dialog.button(one) is not None:
                dialog.button(one).click()
                break


teller = QTimer()
teller.timeout.connect(let_go)
teller.start(200)
window.let_go = teller
"""
)

MISSING = """
from qgis.core import QgsApplication
assert not plugin.missing.ready
assert {one.name for one in plugin.missing.missing} >= {"geopandas", "folium"}
assert QgsApplication.processingRegistry().providerById("xq") is None
assert plugin.open_panel() is None
wait(500)
assert plugin.page.isVisible()
assert plugin.page.table.rowCount() > 8
plugin.page.copy.click()
assert "pip install" in QApplication.clipboard().text()
shot("libraries")
qgis.utils.unloadPlugin("xq_gis_plugin")
"""
