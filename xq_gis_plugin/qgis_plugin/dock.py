"""The panel in QGIS: what it shows comes from the project, what it asks for is done in tasks."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication, QgsProject, QgsRectangle

from xq_gis_plugin.core.errors import XqGisError
from xq_gis_plugin.core.plan import AREA, load_plan
from xq_gis_plugin.export.words import word
from xq_gis_plugin.qgis_plugin.checking import Checking
from xq_gis_plugin.qgis_plugin.elsewhere import Elsewhere
from xq_gis_plugin.qgis_plugin.exports import Exports
from xq_gis_plugin.qgis_plugin.layout_pages import metric_crs
from xq_gis_plugin.qgis_plugin.map_link import MapLink
from xq_gis_plugin.qgis_plugin.notices import Notices, confirmed
from xq_gis_plugin.qgis_plugin.noting import RemarkWriter
from xq_gis_plugin.qgis_plugin.result_layers import is_file
from xq_gis_plugin.qgis_plugin.results import find_results, show_results
from xq_gis_plugin.qgis_plugin.runs import gate_job, open_job, request_of
from xq_gis_plugin.qgis_plugin.site_planning import SitePlanning
from xq_gis_plugin.qgis_plugin.sources import ProjectSources, given
from xq_gis_plugin.qgis_plugin.tasks import Job, Jobs, failure_of
from xq_gis_plugin.run import demo_request
from xq_gis_plugin.widgets.contract import GateReport, PlanItem, ResultView, RoleChoice
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.memory import read_memory
from xq_gis_plugin.widgets.panel import Panel
from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qgis.core import QgsVectorLayer
    from qgis.gui import QgisInterface

    from xq_gis_plugin.core.plan import PlanEntry
    from xq_gis_plugin.io.remarks import Remark
    from xq_gis_plugin.qgis_plugin.results import ResultGroup, Taken
    from xq_gis_plugin.qgis_plugin.runs import Read
    from xq_gis_plugin.qgis_plugin.tasks import Failure
    from xq_gis_plugin.widgets.contract import CheckSettings
    from xq_gis_plugin.widgets.memory import Memory

__all__ = ["Dock"]

_SCOPE, _KEY = "xq_gis", "panel"
_OPEN = "open"
_WIDTH = 440


class Dock(QtWidgets.QDockWidget):
    """Hosts the panel: answers its signals, and follows the project.

    Parameters
    ----------
    iface
        QGIS's window.
    """

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__(_say("plugin_name"), iface.mainWindow())
        self.setObjectName("xq_gis_dock")
        self.iface = iface
        self.project = QgsProject.instance()
        self.view: ResultView | None = None
        self.panel = Panel(self)
        self.setWidget(self.panel)
        self.jobs = Jobs()
        self.notices = Notices(iface)
        self.sources = ProjectSources(self)
        self.elsewhere = Elsewhere(self)
        self.map = MapLink(iface.mapCanvas(), self)
        self.remarks = RemarkWriter(self.jobs, self.notices, self)
        bridge = iface.layerTreeCanvasBridge()
        self.checking = Checking(self.panel, self.jobs, self.notices, self.remarks, bridge)
        self.exports = Exports(iface.mainWindow(), self.jobs, self.notices, self.panel.products)
        self.siting = SitePlanning(self.panel, self.jobs, self.notices, iface.mapCanvas())
        self._located: dict[str, frozenset[str]] = {}
        self._fictional = False
        self._sized = False
        self._tools: dict[str, Any] = {}
        self._blank = self.panel.state()
        self._settled = self._choice()
        self._links = self._connect()
        self._offer_sources()
        self._show_plan()
        self._restore()

    def sizeHint(self) -> QtCore.QSize:
        """Ask for the width that the findings need, but not for more than a third of the window."""
        return QtCore.QSize(min(_WIDTH, self.iface.mainWindow().width() // 3), super().sizeHint().height())

    def showEvent(self, event: QtGui.QShowEvent) -> None:
        """Take that width the first time: QGIS's window gives a new panel no more than it needs to live."""
        super().showEvent(event)
        if not self._sized:
            self._sized = True
            QtCore.QTimer.singleShot(0, self._take_width)

    def _take_width(self) -> None:
        window = self.iface.mainWindow()
        if window.dockWidgetArea(self) != QtCore.Qt.DockWidgetArea.NoDockWidgetArea and not self.isFloating():
            across = QtCore.Qt.Orientation.Horizontal
            window.resizeDocks([self], [self.sizeHint().width()], across)

    def close_down(self) -> None:
        """Stop all work and let go of the project; the result layers stay."""
        if not self._links:
            return
        for signal, slot in self._links:
            signal.disconnect(slot)
        self._links = []
        self._stop()
        self.checking.close_down()
        self.sources.close_down()
        self.map.let_go()
        self.notices.close_down()
        for tool in self._tools.values():
            self.iface.mapCanvas().unsetMapTool(tool)
            tool.close_down()
            tool.deleteLater()
        self._tools.clear()

    # What the panel is filled with

    def _offer_sources(self) -> None:
        self.panel.set_sources(self.sources.choices())

    def _show_plan(self) -> None:
        located: frozenset[str] = frozenset().union(*self._located.values())
        items = [
            PlanItem(entry.plan_id, entry.box, entry.name, entry.kind or "", entry.name in located)
            for entry in self.plan()
            if entry.kind != AREA
        ]
        self.panel.set_plan(items)

    def plan(self) -> tuple[PlanEntry, ...]:
        """Return the entries of the plan that is worked on: the district's, or the fictional one's."""
        own = demo_request().plan if self.panel.settings().fictional else None
        return load_plan() if own is None else own

    def _changed(self) -> None:
        if self._choice() != self._settled:
            self._settled = self._choice()
            self.project.setDirty(True)
        settings = self.panel.settings()
        chosen = {"hazard": settings.hazards.key, "protected": settings.protected.key}
        gone = [role for role in self._located if not chosen[role]]
        for role in gone:
            del self._located[role]
        if gone or settings.fictional != self._fictional:
            self._fictional = settings.fictional
            self._show_plan()

    # Step 数据

    def _gate(self, role: str, choice: RoleChoice) -> None:
        try:
            work = gate_job(role, given(choice))
        except XqGisError as error:
            self._gate_failed(role, failure_of(error))
            return
        job = Job(_say("task_gate"), work)
        job.done.connect(self._gated)
        job.failed.connect(lambda failure: self._gate_failed(role, failure))
        job.cancelled.connect(lambda: self._gate_cancelled(role))
        self.jobs.start(f"gate {role}", job)

    def _gated(self, read: Read) -> None:
        self.panel.set_gate(read.report)
        if read.report.role != "part":
            self._located[read.report.role] = read.located
            self._show_plan()

    def _gate_failed(self, role: str, failure: Failure) -> None:
        self.panel.set_gate(GateReport(role, 0, 0, (), (failure.message, failure.hint)))
        if failure.code == "internal":
            self.notices.fail(failure)

    def _gate_cancelled(self, role: str) -> None:
        """Answer where somebody has stopped the reading in QGIS's own list of tasks."""
        self.panel.set_gate(GateReport(role, 0, 0, (), (_say("gate_cancelled"), _say("gate_cancelled_hint"))))

    def _demo(self) -> None:
        folder = self.project.absolutePath() or _documents()
        self.panel.suggest_workspace(str(Path(folder) / _say("demo_file")))
        self._changed()

    def _open(self, path: str) -> None:
        self._read_workspace(Path(path), self._opened)

    def _read_workspace(self, path: Path, done: Callable[[ResultView], None]) -> None:
        job = Job(_say("step_open"), open_job(path))
        job.done.connect(done)
        job.failed.connect(self.notices.fail)
        self.jobs.start(_OPEN, job)

    def _opened(self, view: ResultView) -> None:
        if self._show(view):
            self.map.show_all()

    # Step 检查

    def _check(self, settings: CheckSettings) -> None:
        workspace = Path(settings.workspace)
        shown = self.view is not None and is_file(Path(self.view.workspace), workspace)
        replaces = workspace.is_file() and not shown
        if replaces and not confirmed(self, _say("replace"), str(workspace)):
            return
        try:
            request = request_of(settings)
        except XqGisError as error:
            self.notices.fail(failure_of(error))
            return
        self.checking.start(request, workspace, replaces=replaces)

    def _placed(self, view: ResultView, taken: Taken | None) -> None:
        before = self.view
        if self._show(view, taken) and (before is None or before.workspace != view.workspace):
            self.map.show_all()

    def _kept(self, group: ResultGroup) -> None:
        if self.view is not None and is_file(Path(self.view.workspace), group.workspace):
            self.map.follow(group, self.view.result)

    def _show(self, view: ResultView, taken: Taken | None = None) -> bool:
        lang, workspace = ui_language(), Path(view.workspace)
        alone = taken is None and not self.project.mapLayers()
        try:
            group = show_results(workspace, lang, fictional=view.fictional, taken=taken)
        except XqGisError as error:
            self.notices.fail(failure_of(error))
            return False
        if alone:
            # Now, and not when the window comes to it: QGIS gives a project the system of its first layer.
            self.iface.layerTreeCanvasBridge().setCanvasLayers()
            bounds = view.result.hazards.total_bounds
            if all(map(math.isfinite, bounds)):
                # In degrees, circles would look like ellipses.
                self.project.setCrs(metric_crs(QgsRectangle(*map(float, bounds))))
        self.map.follow(group, view.result)
        self._take(view)
        return True

    def _take(self, view: ResultView) -> None:
        self.view = view
        self.remarks.follow(Path(view.workspace), view.remarks)
        self.elsewhere.follow(Path(view.workspace))
        self.panel.set_result(view)

    def _replaced(self, path: str) -> None:
        if not self.checking.placing:
            again = (_say("open_again"), lambda: self._open(path))
            self.notices.tell(_say("replaced_elsewhere"), path, level="warning", action=again)

    def _noted(self, remarks: Mapping[str, Remark]) -> None:
        if self.view is not None:
            self.view = replace(self.view, remarks=remarks)
            self.panel.set_remarks(remarks)

    def _activated(self, finding_id: str) -> None:
        if not self.map.show(finding_id):
            self.notices.tell(_say("no_place"), level="warning")

    # Step 成果, and the tools

    def _export(self, kind: str) -> None:
        if self.view is not None:
            self.exports.ask(kind, self.view)

    def start_tool(self, name: str) -> None:
        """Start a map tool: ``here``, ``parts``, ``siting`` or ``locate``."""
        if name not in self._tools:
            self._tools[name] = _make_tool(name, self)
        self.iface.mapCanvas().setMapTool(self._tools[name])

    def locate(self, plan_id: str) -> None:
        """Let a person place an entry of the plan on the map."""
        self.start_tool("locate")
        self._tools["locate"].choose(plan_id)

    def give(self, role: str, layer: QgsVectorLayer) -> None:
        """Choose a layer for a role as a person would: ``hazard``, ``protected`` or ``part``."""
        self._offer_sources()
        self.panel.data.roles[role].choose(RoleChoice(f"layer:{layer.id()}"))

    def edit(self, layer: QgsVectorLayer) -> None:
        """Make a layer QGIS's current one, so that its edit buttons and undo list are at hand."""
        self.iface.setActiveLayer(layer)

    # The project

    def _connect(self) -> list[tuple[Any, Any]]:
        panel, project = self.panel, self.project
        links = [
            (self.sources.changed, self._offer_sources),
            (self.map.picked, panel.select_finding),
            (self.remarks.written, self._noted),
            (self.elsewhere.replaced, self._replaced),
            (project.writeProject, self._remember),
            (project.readProject, self._restore),
            (project.cleared, self._cleared),
            (QgsApplication.instance().aboutToQuit, self._stop),
            (self.checking.placed, self._placed),
            (self.checking.kept, self._kept),
            (panel.gateRequested, self._gate),
            (panel.checkRequested, self._check),
            (panel.cancelRequested, self.checking.cancel),
            (panel.openWorkspaceRequested, self._open),
            (panel.findingActivated, self._activated),
            (panel.remarksEdited, self.remarks.add),
            (panel.exportRequested, self._export),
            (panel.exportCancelRequested, self.exports.stop),
            (panel.toolRequested, self.start_tool),
            (panel.siting.toolRequested, self.start_tool),
            (panel.locateRequested, self.locate),
            (panel.demoRequested, self._demo),
            (panel.stateChanged, self._changed),
            *self.siting.links,
        ]
        for signal, slot in links:
            signal.connect(slot)
        return links

    def _stop(self) -> None:
        self.remarks.close_down()
        self.exports.close_down()
        self.jobs.close_down()

    def _remember(self, *_: object) -> None:
        self.project.writeEntry(_SCOPE, _KEY, self.panel.state())
        self._settled = self._choice()

    def _choice(self) -> Memory:
        """Return what a planner has chosen; what is folded and filtered is no reason to ask on closing."""
        return replace(read_memory(self.panel.state()), open={}, findings={})

    def _restore(self, *_: object) -> None:
        """Take up what the project remembers, and the results that lie in its layer tree."""
        state, there = self.project.readEntry(_SCOPE, _KEY, "")
        if there and state:
            self.panel.restore(state)
        self._settled = self._choice()
        group = find_results(self.project)
        if group is not None and group.workspace.is_file():
            self._read_workspace(group.workspace, self._found_again)

    def _found_again(self, view: ResultView) -> None:
        group = find_results(self.project, Path(view.workspace))
        if group is not None:
            self.map.follow(group, view.result)
            self._take(view)

    def _cleared(self) -> None:
        """Forget a project that was closed; what still runs for it is not wanted any more."""
        self.checking.forget()
        self.siting.forget()
        self.jobs.abandon(_OPEN)
        self.map.let_go()
        self.elsewhere.follow(None)
        self.view = None
        self._located = {}
        self.panel.set_result(None)
        self.panel.restore(self._blank)
        self._settled = self._choice()
        self._show_plan()


def _make_tool(name: str, dock: Dock) -> Any:  # noqa: ANN401 - three classes of map tools
    canvas = dock.iface.mapCanvas()
    if name == "here":
        from xq_gis_plugin.qgis_plugin.tool_here import HereTool

        return HereTool(canvas, dock)
    if name == "parts":
        from xq_gis_plugin.qgis_plugin.tool_parts import PartsTool

        return PartsTool(canvas, dock)
    if name == "siting":
        from xq_gis_plugin.qgis_plugin.tool_siting import SitingTool

        return SitingTool(canvas, dock)
    from xq_gis_plugin.qgis_plugin.tool_locate import LocateTool

    return LocateTool(canvas, dock)


def _documents() -> str:
    place = QtCore.QStandardPaths.StandardLocation.DocumentsLocation
    return str(QtCore.QStandardPaths.writableLocation(place))


def _say(key: str) -> str:
    return word("qgis", key, ui_language())
