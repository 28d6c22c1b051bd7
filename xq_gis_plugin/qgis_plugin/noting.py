"""Remarks on their way into the workspace: in a task, in order, refused where another was quicker."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xq_gis_plugin.export.words import word
from xq_gis_plugin.io.remarks import read_remarks, write_remarks
from xq_gis_plugin.qgis_plugin.tasks import Job
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.qt import QtCore, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from xq_gis_plugin.io.remarks import Remark
    from xq_gis_plugin.qgis_plugin.notices import Notices
    from xq_gis_plugin.qgis_plugin.tasks import Failure, Jobs

__all__ = ["RemarkWriter"]

_JOB = "remarks"


class RemarkWriter(QtCore.QObject):
    """Writes what planners note. ``written`` carries all remarks of the workspace as they are then."""

    written = Signal(object)

    def __init__(self, jobs: Jobs, notices: Notices, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._jobs, self._notices = jobs, notices
        self._workspace = Path()
        self._seen: Mapping[str, Remark] = {}
        self._waiting: list[Sequence[Remark]] = []

    def follow(self, workspace: Path, seen: Mapping[str, Remark]) -> None:
        """Write to this workspace from now on; ``seen`` are its remarks as they are shown."""
        self._workspace, self._seen, self._waiting = workspace, seen, []

    def add(self, remarks: Sequence[Remark]) -> None:
        """Write some remarks, after those that are still being written."""
        self._waiting.append(list(remarks))
        if not self._jobs.running(_JOB):
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            return
        workspace, seen, remarks = self._workspace, self._seen, self._waiting.pop(0)

        def work(_job: Job) -> tuple[Path, dict[str, Remark]]:
            return workspace, write_remarks(workspace, remarks, seen=seen)

        self._run(work).failed.connect(self._refused)

    def _run(self, work: Callable[[Job], object]) -> Job:
        job = Job(word("qgis", "task_remarks", ui_language()), work)
        job.done.connect(self._done)
        return self._jobs.start(_JOB, job)

    def _done(self, outcome: tuple[Path, dict[str, Remark]]) -> None:
        workspace, remarks = outcome
        if workspace != self._workspace:
            return
        self._seen = remarks
        self.written.emit(remarks)
        self._next()

    def _refused(self, failure: Failure) -> None:
        """Say why, and show what the workspace says by now; what still waits rested on an old view."""
        self._notices.fail(failure)
        workspace, self._waiting = self._workspace, []

        def work(_job: Job) -> tuple[Path, dict[str, Remark]]:
            return workspace, read_remarks(workspace)

        self._run(work).failed.connect(self._notices.fail)
