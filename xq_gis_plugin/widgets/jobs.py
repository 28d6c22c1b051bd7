"""Work beside the window: each job has a thread of its own, and the window never waits for it."""

from __future__ import annotations

import threading
import time
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from xq_gis_plugin.core.errors import XqGisError
from xq_gis_plugin.run import CancelledError
from xq_gis_plugin.widgets.qt import QtCore, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

__all__ = ["Job", "Outcome", "Ticket"]

_PAUSE_S = 0.05
"""Progress is told this often at most: more would only keep the window busy."""


class Ticket:
    """Whether somebody still wants the result: called off, or past the point where it can be.

    Either `call_off` or `commit` wins, never both.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._called_off = False
        self._committed = False

    def call_off(self) -> bool:
        """Ask for the work to be dropped; false if its files are being put in place already."""
        with self._lock:
            self._called_off = not self._committed
            return self._called_off

    def commit(self) -> None:
        """Pass the point of no return.

        Raises
        ------
        CancelledError
            If it was called off before.
        """
        with self._lock:
            if self._called_off:
                raise CancelledError
            self._committed = True

    def check(self) -> None:
        """Go on, or stop.

        Raises
        ------
        CancelledError
            If it was called off.
        """
        if self._called_off:
            raise CancelledError


@dataclass
class Outcome:
    """How a job ended: with a value, with an error that a planner can mend, or with a bug.

    As a context manager it keeps every exception, for one that leaves a thread ends the program.
    """

    value: Any = None
    error: XqGisError | None = None
    cancelled: bool = False
    bug: str = ""
    trace: str = ""

    def __enter__(self) -> Self:
        """Begin to watch."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Keep what happened."""
        if error is None:
            return False
        self.trace = "".join(traceback.format_exception(error))
        if isinstance(error, CancelledError):
            self.cancelled = True
        elif isinstance(error, XqGisError):
            self.error = error
        else:
            self.bug = f"{type(error).__name__}: {error}"
        return True


class Job(QtCore.QThread):
    """One piece of work. It is `xq_gis_plugin.run.Steps` to what it calls.

    ``advanced`` carries the fraction done, or None, and the step; ``ended`` the job itself, whose
    ``outcome`` is complete by then. Both arrive in the thread that made the job.
    """

    advanced = Signal(object, str)
    ended = Signal(object)

    def __init__(self, work: Callable[[Job], Any], parent: QtCore.QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._told = 0.0
        self.ticket = Ticket()
        self.outcome: Outcome = Outcome()

    def begin(self, step: str) -> Callable[[float, str], None]:
        """Start a step; raise `CancelledError` if nobody wants the result any more."""
        self.ticket.check()
        self.advanced.emit(None, step)

        def advance(fraction: float, _part: str) -> None:
            self.ticket.check()
            now = time.monotonic()
            if now - self._told >= _PAUSE_S:
                self._told = now
                self.advanced.emit(float(fraction), step)

        return advance

    def run(self) -> None:
        """Do the work, in the thread."""
        with self.outcome:
            self.outcome.value = self._work(self)
        self.ended.emit(self)
