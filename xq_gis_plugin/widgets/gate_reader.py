"""The quality gate beside the window: one input is read at a time, and only the latest choice counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xq_gis_plugin.export.words import error_text
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.gate import gate
from xq_gis_plugin.run import Given, read_role
from xq_gis_plugin.widgets.contract import GateReport
from xq_gis_plugin.widgets.files import path_of
from xq_gis_plugin.widgets.jobs import Job
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import QtCore, Signal

if TYPE_CHECKING:
    from xq_gis_plugin.widgets.contract import RoleChoice

__all__ = ["GateReader", "given_of"]


@dataclass(frozen=True)
class _Read:
    report: GateReport
    located: frozenset[str]


class GateReader(QtCore.QObject):
    """Reads what a role was given, and reports."""

    reported = Signal(object)
    """A `GateReport`, for the choice that was asked for last."""

    def __init__(self, parent: QtCore.QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[str, RoleChoice] = {}
        self._job: Job | None = None
        self._role = ""
        self._closed = False
        self.located: dict[str, frozenset[str]] = {}
        """Names with a position, by role: what the plan's checklist is ticked by."""

    def ask(self, role: str, choice: RoleChoice) -> None:
        """Read this choice; an earlier one of the role is forgotten."""
        self._waiting[role] = choice
        if self._job is not None and self._role == role:
            self._job.ticket.call_off()
        self._next()

    def close(self) -> None:
        """Report no more, and come back when nothing is being read any more."""
        self._closed = True
        if self._job is not None:
            self._job.ticket.call_off()
            self._job.wait()

    def _next(self) -> None:
        if self._job is not None or not self._waiting or self._closed:
            return
        self._role, choice = next(iter(self._waiting.items()))
        del self._waiting[self._role]
        role = self._role
        self._job = Job(lambda job: _read(role, choice, job), self)
        self._job.ended.connect(self._ended)
        self._job.start()

    def _ended(self, job: Job) -> None:
        job.wait()
        self._job = None
        outcome, role = job.outcome, self._role
        job.deleteLater()
        if not self._closed and role not in self._waiting:
            read: _Read | None = outcome.value
            self.located[role] = read.located if read else frozenset()
            error = (ui("internal", error=outcome.bug), outcome.trace)
            if outcome.error is not None:
                told = error_text(outcome.error, ui_language())
                error = (told.message, told.hint)
            self.reported.emit(read.report if read else GateReport(role, 0, 0, (), error))
        self._next()


def given_of(choice: RoleChoice) -> Given:
    """Return a file's choice as an input of a run."""
    return Given(
        path_of(choice.key),
        choice.datum or None,
        choice.crs or None,
        choice.encoding or None,
        choice.crs_accuracy_m,
        choice.kind or None,
        choice.columns,
    )


def _read(role: str, choice: RoleChoice, job: Job) -> _Read:
    frame = read_role(given_of(choice), Role(role), progress=lambda _done: job.ticket.check())
    source = frame.attrs["source"]
    placed = frame.geometry.notna() & ~frame.geometry.is_empty
    names = frame["name"][placed].dropna() if "name" in frame else ()
    report = GateReport(role, source.rows, int(placed.sum()), (*source.checks, *gate(frame, Role(role))))
    return _Read(report, frozenset(map(str, names)))
