"""One piece of work at a time beside a window; of those that wait, only the latest counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xq_gis_plugin.widgets.jobs import Job, Outcome
from xq_gis_plugin.widgets.qt import QtCore, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    Work = Callable[[Job], Any]
    Then = Callable[[Outcome], None]

__all__ = ["LatestJob"]


class LatestJob(QtCore.QObject):
    """Begins a piece of work once the one before has ended, which is called off for it."""

    begun = Signal()
    advanced = Signal(object)
    """The fraction done, or None."""
    idle = Signal()
    """Nothing runs any more; what is to be done with the outcome is done after this."""

    def __init__(self, parent: QtCore.QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._then: Then = lambda _outcome: None
        self._waiting: tuple[Work, Then] | None = None

    def start(self, work: Work, then: Then) -> None:
        """Do a piece of work, and hand its outcome on unless another one has been asked for meanwhile."""
        if self._job is not None:
            self._waiting = (work, then)
            self._job.ticket.call_off()
            return
        self._then = then
        self._job = Job(work, self)
        self._job.advanced.connect(lambda fraction, _step: self.advanced.emit(fraction))
        self._job.ended.connect(self._ended)
        self.begun.emit()
        self._job.start()

    def call_off(self) -> None:
        """Ask for what runs to be dropped."""
        if self._job is not None:
            self._job.ticket.call_off()

    def close(self) -> None:
        """Do nothing more, and come back when nothing runs."""
        self.call_off()
        self._waiting, self._then = None, lambda _outcome: None
        if self._job is not None:
            self._job.wait()

    def _ended(self, job: Job) -> None:
        job.wait()
        self._job = None
        job.deleteLater()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.start(*waiting)
            return
        self.idle.emit()
        self._then(job.outcome)
