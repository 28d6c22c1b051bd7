"""Remarks on their way into the workspace: in a task, in order, refused where another was quicker."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xq_gis_plugin.export.words import word
from xq_gis_plugin.io.remarks import read_remarks, write_remarks
from xq_gis_plugin.qgis_plugin.tasks import Job, Watch
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.qt import QtCore, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from xq_gis_plugin.io.remarks import Remark
    from xq_gis_plugin.qgis_plugin.notices import Notices
    from xq_gis_plugin.qgis_plugin.tasks import Failure, Jobs

__all__ = ["RemarkWriter"]

_JOB = "remarks"
_PATIENCE_S = 10.0


@dataclass
class _Batch:
    """What somebody noted at once, and the job that writes it."""

    workspace: Path
    remarks: Sequence[Remark]
    job: Job | None = None
    begun: bool = False


class RemarkWriter(QtCore.QObject):
    """Writes what planners note. ``written`` carries all remarks of the workspace that is shown."""

    written = Signal(object)

    def __init__(self, jobs: Jobs, notices: Notices, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._jobs, self._notices = jobs, notices
        self._workspace = Path()
        self._seen: dict[Path, Mapping[str, Remark]] = {}
        self._waiting: list[_Batch] = []
        self._under_way: _Batch | None = None
        self._then: Callable[[], None] | None = None
        self._held = False

    def follow(self, workspace: Path, seen: Mapping[str, Remark]) -> None:
        """Write to this workspace from now on; ``seen`` are its remarks as they are shown.

        What still waits was noted on the workspace before, and is written there.
        """
        self._workspace = workspace
        self._seen[workspace] = seen

    def add(self, remarks: Sequence[Remark]) -> None:
        """Write some remarks, after those that are still being written."""
        self._waiting.append(_Batch(self._workspace, list(remarks)))
        self._next()

    def hold(self, then: Callable[[], None]) -> None:
        """Call something once all is written that was noted; what is noted later waits for `release`."""
        self._then = then
        self._next()

    def release(self) -> None:
        """Go on writing."""
        self._held, self._then = False, None
        self._next()

    def close_down(self) -> None:
        """Write what is not written yet, here and now."""
        self._then, self._held = None, True
        unwritten = self._waiting
        batch = self._under_way
        if batch is not None and batch.job is not None:
            batch.job.abandon()
            batch.job.wait(_PATIENCE_S)
            if not batch.begun:
                unwritten = [batch, *unwritten]
        self._waiting, self._under_way = [], None
        for one in unwritten:
            with Watch() as watch:
                seen = self._seen.get(one.workspace, {})
                self._seen[one.workspace] = write_remarks(one.workspace, one.remarks, seen=seen)
            if watch.failure is not None:
                self._notices.fail(watch.failure)

    def _next(self) -> None:
        if self._under_way is not None or self._held:
            return
        if self._waiting:
            self._write(self._waiting.pop(0))
        elif self._then is not None:
            self._held = True
            then, self._then = self._then, None
            then()

    def _write(self, batch: _Batch) -> None:
        seen = self._seen.get(batch.workspace, {})

        def work(job: Job) -> dict[str, Remark]:
            # Half a second at most: nobody has to stop it, and who closes QGIS wants it written.
            job.commit()
            batch.begun = True
            return write_remarks(batch.workspace, batch.remarks, seen=seen)

        job = self._job(batch, work)
        job.failed.connect(lambda failure: self._refused(batch.workspace, failure))
        # By somebody in QGIS's own list of tasks, before it had begun.
        job.cancelled.connect(lambda: self._refused(batch.workspace, None))
        self._jobs.start(_JOB, job)

    def _job(self, batch: _Batch, work: Callable[[Job], dict[str, Remark]]) -> Job:
        job = Job(word("qgis", "task_remarks", ui_language()), work)
        job.done.connect(lambda remarks: self._done(batch.workspace, remarks))
        batch.job, self._under_way = job, batch
        return job

    def _done(self, workspace: Path, remarks: dict[str, Remark]) -> None:
        self._under_way = None
        self._seen[workspace] = remarks
        if workspace == self._workspace:
            self.written.emit(remarks)
        self._next()

    def _refused(self, workspace: Path, failure: Failure | None) -> None:
        """Say why, and show what the workspace says by now; what still waits rested on an old view."""
        if failure is None:
            self._notices.tell(word("qgis", "remarks_stopped", ui_language()), level="warning")
        else:
            self._notices.fail(failure)
        self._waiting = [one for one in self._waiting if one.workspace != workspace]
        job = self._job(_Batch(workspace, (), begun=True), lambda _job: read_remarks(workspace))
        job.failed.connect(self._unread)
        job.cancelled.connect(self._unread)
        self._jobs.start(_JOB, job)

    def _unread(self, failure: Failure | None = None) -> None:
        self._under_way = None
        if failure is not None:
            self._notices.fail(failure)
        self._next()
