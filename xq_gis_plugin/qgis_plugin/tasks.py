"""Long work beside QGIS's window: one task per job, with progress, a cancel, and errors that are told."""

from __future__ import annotations

import threading
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from qgis.core import QgsApplication, QgsTask

from xq_gis_plugin.core.errors import XqGisError
from xq_gis_plugin.export.words import error_text, word
from xq_gis_plugin.qgis_plugin.own_thread import in_own_thread
from xq_gis_plugin.run import CancelledError
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.qt import Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

__all__ = ["LOG", "Failure", "Job", "Jobs", "Watch", "failure_of"]

LOG = "xq-gis"
"""The tab of QGIS's log panel."""
_SHARES = {
    "read_hazards": (0.0, 0.1),
    "read_protected": (0.1, 0.35),
    "read_parts": (0.35, 0.4),
    "assess": (0.4, 0.9),
    "read_candidates": (0.0, 0.1),
    "plan": (0.35, 0.9),
    "write": (0.9, 1.0),
}
"""Where in the whole each step of a run lies."""


@dataclass(frozen=True)
class Failure:
    """Why a job did not come to its end: for a person, and in full for the log."""

    message: str
    hint: str
    details: str
    code: str


class Job(QgsTask):
    """Work that runs beside the window.

    The work gets this object, calls ``begin`` and what that returns, and must touch nothing of the
    project. What it returns is handed on by ``done``, on the main thread. A cancel answers at once:
    the window is free, and what the work still returns later is dropped.

    Parameters
    ----------
    title
        What QGIS's task list shows.
    work
        Called in the worker's thread with this job.
    discard
        Called with a result that nobody wants any more, in either thread, to clear up what it left.
    quiet
        Whether QGIS may be closed without asking what is to become of it.
    """

    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    stepped = Signal(float, str)

    def __init__(
        self,
        title: str,
        work: Callable[[Job], Any],
        discard: Callable[[Any], None] | None = None,
        *,
        quiet: bool = True,
    ) -> None:
        flags = QgsTask.Flag.CanCancel
        super().__init__(title, flags | QgsTask.Flag.CancelWithoutPrompt if quiet else flags)
        self._work = work
        self._discard = discard
        self._result: Any = None
        self._failure: Failure | None = None
        self._told = False
        self._ended = threading.Event()
        self._committed = False
        self._decision = threading.RLock()

    def begin(self, step: str) -> Callable[[float, str], None]:
        """Start a step of `xq_gis_plugin.run.Steps`; raises `CancelledError` once nobody wants it."""
        low, high = _SHARES.get(step, (0.0, 1.0))
        text = word("qgis", f"step_{step}", ui_language())

        def advance(fraction: float, _told: str) -> None:
            self.tick()
            share = low + (high - low) * fraction
            self.setProgress(100 * share)
            self.stepped.emit(share, text)

        advance(0.0, step)
        return advance

    def tick(self) -> None:
        """Raise `CancelledError` once nobody wants the result any more."""
        if self.isCanceled():
            raise CancelledError

    def commit(self) -> None:
        """Pass the point of no return: from here on a cancel comes too late, and changes nothing.

        Raises
        ------
        CancelledError
            If one came before.
        """
        with self._decision:
            self.tick()
            self._committed = True

    def run(self) -> bool:
        """Do the work; QGIS calls this in the worker's thread."""
        with Watch() as watch:
            self._result = in_own_thread(lambda: self._work(self))
        self._failure = watch.failure
        if self.isCanceled():
            # QGIS may be closing, and never come to hand on what there is.
            self._drop()
        self._ended.set()
        return watch.failure is None and not watch.cancelled and not self.isCanceled()

    def cancel(self) -> None:
        """Stop: the window hears of it at once, the worker at its next step; after `commit`, nobody does."""
        with self._decision:
            if self._committed:
                return
            told, self._told = self._told, True
            super().cancel()
        if self.status() == QgsTask.TaskStatus.Terminated:
            # It had not even begun.
            self._ended.set()
        if not told:
            self.cancelled.emit()

    def abandon(self) -> None:
        """Stop, and tell nobody."""
        self._told = True
        self.cancel()

    @property
    def unwanted(self) -> bool:
        """Whether nobody waits for it: it was stopped, or has been heard. QGIS deletes such a task."""
        return self._told

    def wait(self, seconds: float) -> bool:
        """Wait until the worker has let go; whether it has. The worker can go on meanwhile."""
        return self._ended.wait(seconds)

    def finished(self, result: bool) -> None:  # noqa: FBT001 - QGIS's own signature
        """Hand the result on; QGIS calls this on the main thread."""
        if self._told:
            self._drop()
            return
        self._told = True
        if self._failure is not None:
            self.failed.emit(self._failure)
        elif result:
            self.done.emit(self._result)
        else:
            self._drop()
            self.cancelled.emit()

    def _drop(self) -> None:
        unwanted, self._result = self._result, None
        if self._discard is not None and unwanted is not None:
            self._discard(unwanted)


class Jobs:
    """The jobs of one window, each kept until its worker has let go of it."""

    def __init__(self) -> None:
        self._named: dict[str, Job] = {}
        self._kept: set[Job] = set()

    def start(self, name: str, job: Job) -> Job:
        """Start a job; an older one of the same name is not wanted any more."""
        self.abandon(name)
        self._named[name] = job
        self._kept.add(job)
        for signal in (job.done, job.failed, job.cancelled):
            signal.connect(lambda *_: self._forget(name, job))
        for signal in (job.taskCompleted, job.taskTerminated):
            signal.connect(lambda: self._kept.discard(job))
        QgsApplication.taskManager().addTask(job)
        return job

    def running(self, name: str) -> bool:
        """Return whether a job of this name is under way."""
        return name in self._named

    def cancel(self, name: str) -> None:
        """Stop a job; it says that it was cancelled."""
        if name in self._named:
            self._named[name].cancel()

    def abandon(self, name: str) -> None:
        """Stop a job, and hear nothing of it."""
        job = self._named.pop(name, None)
        if job is not None:
            job.abandon()

    def close_down(self, seconds: float = 10.0) -> None:
        """Stop everything, and wait until no worker runs our code any more."""
        self._named.clear()
        kept = list(self._kept)
        for job in kept:
            job.abandon()
        for job in kept:
            job.wait(seconds)
        self._kept.clear()

    def _forget(self, name: str, job: Job) -> None:
        if self._named.get(name) is job:
            del self._named[name]


class Watch:
    """Sees whatever ends a block, without catching anything by a broad name; the block's end is always good.

    Attributes
    ----------
    failure
        What went wrong, None where nothing did.
    cancelled
        Whether a `CancelledError` ended it.
    """

    def __init__(self) -> None:
        self.failure: Failure | None = None
        self.cancelled = False

    def __enter__(self) -> Self:
        """Begin to watch."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Keep what happened."""
        if isinstance(error, CancelledError):
            self.cancelled = True
        elif error is not None:
            self.failure = failure_of(error)
        return True


def failure_of(error: BaseException) -> Failure:
    """Return what to tell of an error: a person's sentence where we have one, else where to find more."""
    lang = ui_language()
    details = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    if isinstance(error, XqGisError):
        told = error_text(error, lang)
        return Failure(told.message, told.hint, details, error.code)
    message = word("qgis", "internal_error", lang).format_map({"error": f"{type(error).__name__}: {error}"})
    return Failure(message, word("qgis", "internal_error_hint", lang), details, "internal")
