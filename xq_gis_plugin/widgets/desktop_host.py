"""What QGIS's dock does for the panel, done here with files: read, check, write, open."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from xq_gis_plugin.core.errors import OutputError, XqGisError
from xq_gis_plugin.core.output import check_output
from xq_gis_plugin.core.plan import AREA, load_plan
from xq_gis_plugin.export.digest import headline
from xq_gis_plugin.export.words import error_text
from xq_gis_plugin.io.remarks import read_remarks, write_remarks
from xq_gis_plugin.io.workspace import read_workspace
from xq_gis_plugin.run import Product, Request, demo_request, is_fictional, run_check, write_products
from xq_gis_plugin.widgets.contract import PlanItem, ResultView
from xq_gis_plugin.widgets.files import ask_target, path_of, split_place
from xq_gis_plugin.widgets.gate_reader import GateReader, given_of
from xq_gis_plugin.widgets.jobs import Job
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtWidgets
from xq_gis_plugin.widgets.site_planning import SitePlanning

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from xq_gis_plugin.core.model import Assessment
    from xq_gis_plugin.core.plan import PlanEntry
    from xq_gis_plugin.io.remarks import Remark
    from xq_gis_plugin.widgets.contract import CheckSettings, GateReport
    from xq_gis_plugin.widgets.panel import Panel

__all__ = ["DesktopHost", "request_of"]

_ONLY_QGIS = {"parts": "only_qgis", "locate": "only_qgis", "here": "only_qgis", "pdf": "only_qgis_pdf"}


class _Opened(NamedTuple):
    """A workspace as it is on the disk."""

    result: Assessment
    remarks: Mapping[str, Remark]


class DesktopHost(QtCore.QObject):
    """Answers the panel's signals; whatever takes long is a `Job`."""

    def __init__(self, panel: Panel) -> None:
        super().__init__(panel)
        self.panel = panel
        self.gate = GateReader(self)
        self._view: ResultView | None = None
        self._seen: Mapping[str, Remark] = {}
        self._run: Job | None = None
        self._jobs: dict[Job, Callable[[Job], None]] = {}
        self._edits: list[list[Remark]] = []
        self._saving = False
        self._exporting = ""
        self.siting = SitePlanning(self)
        self._connect()
        for kind, reason in _ONLY_QGIS.items():
            panel.set_can(kind, ok=False, reason=ui(reason))
        self._show_plan()

    def check(self, settings: CheckSettings) -> None:
        """Run a check and write its workspace, after asking where a file would be replaced."""
        target = Path(settings.workspace)
        try:
            _refuse_input(target, settings)
            check_output(target, overwrite=True)
        except XqGisError as error:
            self.show_error(error)
            return
        if target.exists() and not self.may_replace("replace_workspace", target):
            return
        request = request_of(settings)
        self.panel.set_running(True)
        self._run = self.start(lambda job: _run(request, target, job), self._checked)
        self._run.advanced.connect(self._advanced)

    def cancel(self) -> None:
        """Free the window at once; the work stops by itself, and what it still returns is dropped."""
        if self._run is not None and self._run.ticket.call_off():
            self._run = None
            self.panel.set_running(False)
            self.panel.show_message(ui("cancelled"), level="info")

    def open_workspace(self, path: str) -> None:
        """Show an earlier check."""
        self.panel.clear_message()

        def opened(job: Job) -> None:
            if self.is_good(job):
                found: _Opened = job.outcome.value
                self._show_result(found, path)
                self.panel.suggest_workspace(path)
                self.panel.show_message(ui("opened", path=path), level="info")

        self.start(lambda _job: _open(Path(path)), opened)

    def use_demo(self) -> None:
        """Name a place for the demo's workspace: nobody should have to think of one."""
        places = QtCore.QStandardPaths
        folder = places.writableLocation(places.StandardLocation.DocumentsLocation)
        home = Path(folder) if folder and Path(folder).is_dir() else Path.home()
        self.panel.suggest_workspace(str(home / f"{ui('demo_workspace')}.gpkg"))
        self._show_plan()

    def export(self, kind: str) -> None:
        """Write the HTML map or the workbook where the planner says, and open the map."""
        view, suffix = self._view, f".{kind}"
        if view is None or kind in _ONLY_QGIS or self._exporting:
            return
        start = str(Path(view.workspace).with_suffix(suffix))
        chosen = ask_target(self.panel, ui(f"export_ask_{kind}"), start, suffix)
        if not chosen:
            return
        target = Path(chosen)
        if target.exists() and not self.may_replace("replace_file", target):
            return
        self._exporting = kind
        self._show_exports()
        title = ui("map_title_demo" if view.fictional else "map_title")

        def write(job: Job) -> None:
            products, commit = [Product(suffix, target)], job.ticket.commit
            write_products(
                view.result, products, title=title, fictional=view.fictional, overwrite=True, confirm=commit
            )

        def written(job: Job) -> None:
            self._exporting = ""
            self._show_exports()
            if self.is_good(job):
                self.panel.show_message(ui("written", path=chosen), level="info")
                if kind == "html":
                    QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(chosen))

        self.start(write, written)

    def save_remarks(self, remarks: list[Remark]) -> None:
        """Write remarks, one batch after the other."""
        self._edits.append(list(remarks))
        self._save_next()

    def report_bug(self, error: BaseException) -> None:
        """Say that something went wrong inside, with everything a developer needs."""
        told = f"{type(error).__name__}: {error}"
        self._show_bug(told, "".join(traceback.format_exception(error)))

    def close(self) -> None:
        """Drop what can be dropped, and come back when no work is under way any more."""
        for job in self._jobs:
            job.ticket.call_off()
        for job in list(self._jobs):
            job.ended.disconnect()
            job.wait()
        self._jobs.clear()
        self.gate.close()

    def _connect(self) -> None:
        panel = self.panel
        panel.gateRequested.connect(self.gate.ask)
        panel.checkRequested.connect(self.check)
        panel.cancelRequested.connect(self.cancel)
        panel.openWorkspaceRequested.connect(self.open_workspace)
        panel.demoRequested.connect(self.use_demo)
        panel.exportRequested.connect(self.export)
        panel.remarksEdited.connect(self.save_remarks)
        self.gate.reported.connect(self._reported)

    def start(self, work: Callable[[Job], Any], then: Callable[[Job], None]) -> Job:
        """Start work beside the window; ``then`` is called with the job when it has ended."""
        job = Job(work, self)
        self._jobs[job] = then
        job.ended.connect(self._ended)
        job.start()
        return job

    def _ended(self, job: Job) -> None:
        job.wait()
        self._jobs.pop(job)(job)
        job.deleteLater()

    def is_good(self, job: Job) -> bool:
        """Tell whether a job has a result; show why not."""
        outcome = job.outcome
        if outcome.error is not None:
            self.show_error(outcome.error, outcome.trace)
        elif outcome.bug:
            self._show_bug(outcome.bug, outcome.trace)
        return not (outcome.error or outcome.bug or outcome.cancelled)

    def _advanced(self, fraction: float | None, step: str) -> None:
        if self.sender() is self._run:
            self.panel.set_progress(fraction, ui(f"step_{step}"))

    def _checked(self, job: Job) -> None:
        if job is not self._run:
            return  # called off: whatever it returned, nobody waits for it
        self._run = None
        self.panel.set_running(False)
        if self.is_good(job):
            found, target = job.outcome.value
            self._show_result(found, str(target))
            told = headline(found.result).text(ui_language())
            self.panel.show_message(ui("done", headline=told), ui("done_hint"), level="info")

    def _show_result(self, found: _Opened, workspace: str) -> None:
        self._seen = found.remarks
        self._view = ResultView(found.result, workspace, found.remarks, is_fictional(found.result))
        self.panel.set_result(self._view)

    def _show_exports(self) -> None:
        for kind in ("html", "xlsx"):
            self.panel.set_can(kind, ok=not self._exporting, reason=ui("busy"))

    def _reported(self, report: GateReport) -> None:
        self.panel.set_gate(report)
        self._show_plan()

    def _show_plan(self) -> None:
        entries = (demo_request().plan or ()) if self.panel.settings().fictional else load_plan()
        located: frozenset[str] = frozenset().union(*self.gate.located.values())
        self.panel.set_plan([_item(entry, located) for entry in entries if entry.kind != AREA])

    def _save_next(self) -> None:
        view = self._view
        if self._saving or not self._edits or view is None:
            return
        batch, seen, workspace = self._edits.pop(0), self._seen, Path(view.workspace)
        self._saving = True

        def saved(job: Job) -> None:
            self._saving = False
            if view is not self._view:
                self._edits.clear()
                return
            if self.is_good(job):
                self._seen = job.outcome.value
                self.panel.show_message(ui("remarks_saved"), level="info")
            else:
                # What stands in the workspace is what the planner must see now.
                self._edits.clear()
                self._reread(workspace)
            self.panel.set_remarks(self._seen)
            self._save_next()

        self.start(lambda _job: write_remarks(workspace, batch, seen=seen), saved)

    def _reread(self, workspace: Path) -> None:
        try:
            self._seen = read_remarks(workspace)
        except XqGisError as error:
            self.show_error(error)

    def may_replace(self, question: str, path: Path) -> bool:
        """Ask whether a file that is there may be replaced."""
        box = QtWidgets.QMessageBox(self.panel)
        box.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        box.setWindowTitle(ui("replace_title"))
        box.setIcon(QtWidgets.QMessageBox.Icon.Question)
        box.setText(ui(question, path=str(path)))
        roles = QtWidgets.QMessageBox.ButtonRole
        yes = box.addButton(ui("replace"), roles.AcceptRole)
        box.setDefaultButton(box.addButton(ui("keep"), roles.RejectRole))
        box.exec()
        return box.clickedButton() is yes

    def show_error(self, error: XqGisError, details: str = "") -> None:
        """Show what is wrong and what to do about it."""
        message, hint = error_text(error, ui_language())
        self.panel.show_message(message, hint, details or str(error))

    def _show_bug(self, told: str, trace: str) -> None:
        self.panel.show_message(ui("internal", error=told), ui("internal_hint"), trace)


def request_of(settings: CheckSettings) -> Request:
    """Return what the panel asks for as a run's request; the demo has its own plan."""
    plan: tuple[PlanEntry, ...] | None = demo_request().plan if settings.fictional else None
    return Request(
        given_of(settings.hazards),
        given_of(settings.protected),
        given_of(settings.parts) if settings.parts else None,
        editions=settings.editions,
        rule_file=Path(settings.rule_file) if settings.rule_file else None,
        accuracy_m=settings.accuracy_m,
        within_m=settings.within_m,
        plan=plan,
        fictional=settings.fictional,
    )


def _run(request: Request, target: Path, job: Job) -> tuple[_Opened, Path]:
    result = run_check(request, job)
    job.begin("write")
    title = ui("map_title_demo" if request.fictional else "map_title")
    write_products(
        result, [Product(".gpkg", target)], title=title, fictional=request.fictional, overwrite=True,
        confirm=job.ticket.commit,
    )  # fmt: skip
    return _Opened(result, read_remarks(target)), target


def _open(path: Path) -> _Opened:
    return _Opened(read_workspace(path), read_remarks(path))


def _item(entry: PlanEntry, located: frozenset[str]) -> PlanItem:
    return PlanItem(entry.plan_id, entry.box, entry.name, entry.kind or "", entry.name in located)


def _refuse_input(target: Path, settings: CheckSettings) -> None:
    """Refuse a workspace that is one of the files to be read."""
    choices = [one for one in (settings.hazards, settings.protected, settings.parts) if one]
    given = [split_place(path_of(choice.key))[0] for choice in choices]
    for name in [*given, settings.rule_file]:
        if name and Path(name).resolve() == target.resolve():
            message = f"The result would replace a file that is read: {target}"
            raise OutputError("output_is_input", message, "Give the result another name.", path=str(target))
