"""A planner's morning in a real QGIS window, with the plugin's zip installed in a fresh profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugin.qgis_window import drive_window

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from plugin.qgis_window import WindowRun

MORNING = """
from qgis.core import QgsApplication, QgsProject, QgsPointXY
from qgis.PyQt.QtWidgets import QToolBar, QDockWidget, QFileDialog, QMessageBox
from qgis.PyQt.QtCore import Qt
import qgis.utils

window = iface.mainWindow()
registry = QgsApplication.processingRegistry()
assert registry.providerById("xq") is not None
assert len(registry.providerById("xq").algorithms()) >= 7
assert [bar for bar in window.findChildren(QToolBar) if bar.objectName() == "xq_gis_toolbar"]

dock = plugin.open_panel()
panel = dock.panel
wait(500)
shot("panel_empty")
assert not panel.check.run.isEnabled()

click(panel.data.demo)
until(lambda: all(box.gate.report for box in panel.data.roles.values()), what="the quality gate")
panel.data.workspace.setText(str(DATA / "示例.gpkg"))
until(panel.check.run.isEnabled, what="the run button")
shot("panel_ready")

# A cancel frees the window at once and leaves nothing.
panel.area.ensureWidgetVisible(panel.check.run)
click(panel.check.run)
until(lambda: dock.jobs.running("check"), what="the run")
began = time.monotonic()
click(panel.check.cancel)
until(lambda: not panel.check.running, 5000, what="the cancel")
print("cancel answered in", round(time.monotonic() - began, 3), "s", file=sys.__stderr__)
assert not (DATA / "示例.gpkg").exists()
assert dock.view is None

click(panel.check.run)
until(lambda: dock.view is not None, what="the result")
until(lambda: not dock.jobs.running("check"), what="the end of the run")
wait(2500)
shot("result")
group = [node for node in QgsProject.instance().layerTreeRoot().children() if "虚构示例" in node.name()]
assert len(group) == 1, [node.name() for node in QgsProject.instance().layerTreeRoot().children()]
before = {layer.name() for layer in QgsProject.instance().mapLayers().values()}
assert "检查结论" in before

# Selecting a row zooms; filtering leaves rows out.
findings = panel.check.findings
model = findings.model
rows = model.rowCount()
extent = iface.mapCanvas().extent().toString()
findings.tree.setCurrentIndex(model.index(0, 0))
until(lambda: iface.mapCanvas().extent().toString() != extent, what="the zoom")
wait(1500)
panel.area.ensureWidgetVisible(findings.card)
shot("zoomed")
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
panel.area.ensureWidgetVisible(panel.check.run)
first = dock.view
click(panel.check.run)
until(lambda: dock.view is not first and not dock.jobs.running("check"), what="the second result")
wait(1000)
assert dock.view.remarks[noted].remark == "<b>已约谈</b>"
assert {layer.name() for layer in QgsProject.instance().mapLayers().values()} == before

# Check here.
dock.start_tool("here")
until(lambda: not dock.jobs.running("here"), what="the surroundings")
tool = iface.mapCanvas().mapTool()
middle = iface.mapCanvas().extent().center()
assert tool.ask(middle) is not None
wait(800)
shot("here")
dock.start_tool("locate")
wait(400)
shot("locate")
iface.mapCanvas().unsetMapTool(iface.mapCanvas().mapTool())

# Products.
QFileDialog.getSaveFileName = staticmethod(lambda *a, **k: (str(DATA / "地图.html"), ""))
import xq_gis_plugin.qgis_plugin.exports as exports
panel.exportRequested.emit("html")
until(lambda: (DATA / "地图.html").exists(), what="the map")
wait(500)
QFileDialog.getSaveFileName = staticmethod(lambda *a, **k: (str(DATA / "图册.pdf"), ""))
panel.exportRequested.emit("pdf")
until(lambda: (DATA / "图册.pdf").exists(), 120000, what="the atlas")
wait(1500)
shot("exported")

# Away, and back.
for _ in range(2):
    assert qgis.utils.unloadPlugin("xq_gis_plugin")
    wait(300)
    left = [*window.findChildren(QToolBar), *window.findChildren(QDockWidget)]
    assert not [one for one in left if one.objectName().startswith("xq_gis") and one.isVisible()]
    assert registry.providerById("xq") is None
    menus = [action.menu() for action in window.menuBar().actions() if action.menu()]
    assert not [one.text() for menu in menus for one in menu.actions() if "兴庆" in one.text()]
    assert qgis.utils.loadPlugin("xq_gis_plugin") and qgis.utils.startPlugin("xq_gis_plugin")
    assert registry.providerById("xq") is not None
"""

ENGLISH = """
dock = plugin.open_panel()
panel = dock.panel
click(panel.data.demo)
until(lambda: all(box.gate.report for box in panel.data.roles.values()), what="the quality gate")
panel.data.workspace.setText(str(DATA / "demo.gpkg"))
until(panel.check.run.isEnabled, what="the run button")
panel.checkRequested.emit(panel.settings())
until(lambda: dock.view is not None and not dock.jobs.running("check"), what="the result")
wait(2000)
shot("english_200")
assert "Separation check" in [node.name().split(" (")[0] for node in
    __import__("qgis.core").core.QgsProject.instance().layerTreeRoot().children()]
"""

CLOSED_IN_MID_RUN = """
from qgis.PyQt.QtWidgets import QMessageBox

STAY_OPEN = True
dock = plugin.open_panel()
panel = dock.panel
click(panel.data.demo)
until(lambda: all(box.gate.report for box in panel.data.roles.values()), what="the quality gate")
panel.data.workspace.setText(str(DATA / "demo.gpkg"))
until(panel.check.run.isEnabled, what="the run button")
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
window = iface.mainWindow()
window.let_go = teller
"""


def test_a_morning_from_the_demo_to_the_products_and_no_trace_afterwards(
    drive: Callable[..., WindowRun], tmp_path: Path
) -> None:
    done = drive(MORNING, folder=tmp_path)
    assert "Traceback" not in done.told, done.told[-6000:]
    assert (tmp_path / "地图.html").stat().st_size > 100_000
    assert (tmp_path / "图册.pdf").read_bytes().startswith(b"%PDF")


def test_in_english_on_a_screen_of_twice_the_scale(drive: Callable[..., WindowRun]) -> None:
    drive(ENGLISH, locale="en", scale=2.0, size="2732x1536")


def test_closing_qgis_in_mid_run_never_crashes(plugin_zip: Path, tmp_path: Path) -> None:
    done = drive_window(CLOSED_IN_MID_RUN, plugin=plugin_zip, folder=tmp_path, seconds=60)
    assert done.ended == 0, done.told[-4000:]
    assert "Fatal Python error" not in done.told
    assert not (tmp_path / "demo.gpkg").exists()


def test_without_its_libraries_the_plugin_loads_and_offers_them(
    plugin_zip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plugin.qgis_window.sysconfig.get_path", lambda _name: "")
    scenario = """
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
    done = drive_window(scenario, plugin=plugin_zip, folder=tmp_path)
    assert done.status == 0, done.told[-4000:]
