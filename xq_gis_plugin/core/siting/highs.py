"""HiGHS, which solves integer programs exactly, run so that a person can watch it and stop it.

It runs in a thread of its own and reports what it has; whoever waits may raise at any time, and the
solver then stops at its next step. One thread does the work, so that the same input gives the same
answer on every machine.
"""

from __future__ import annotations

import math
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from xq_gis_plugin.core.siting.program import Program

__all__ = ["Found", "Solver", "has_solver"]

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

_POLL_S = 0.05
_WHOLE = 1e-6


def has_solver() -> bool:
    """Return whether HiGHS is there."""
    from importlib.util import find_spec

    return find_spec("highspy") is not None


@dataclass(frozen=True)
class Found:
    """What the solver found at one level: the best values of its columns, and what none can exceed."""

    columns: FloatArray | None
    value: float
    bound: float
    proven: bool
    infeasible: bool


@dataclass
class _Watch:
    """What the solver's thread tells, and what it is told."""

    best: FloatArray | None = None
    bound: float = math.inf
    stop: bool = False
    fresh: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)


class Solver:
    """One program, to be solved for one objective where earlier ones keep what they reached.

    Parameters
    ----------
    program
        The columns and rows.
    floors
        By level, the least that its gain must reach.
    """

    def __init__(self, program: Program, floors: Mapping[str, float]) -> None:
        import highspy

        self._highspy = highspy
        self._program = program
        self._floors = [(program.gains[level], least) for level, least in floors.items()]
        self._columns = len(program.lower)

    def maximise(
        self,
        gain: FloatArray,
        *,
        start: FloatArray | None,
        seconds: float,
        watch: Callable[[FloatArray | None, float], None],
        enough: float | None = None,
    ) -> Found:
        """Make an objective as large as the rows and the floors allow.

        Parameters
        ----------
        gain
            (k,) the objective.
        start
            (k,) a solution to begin with.
        seconds
            When to stop without a proof.
        watch
            Called every 0.05 s, in the caller's thread, with (a better solution or None, the bound);
            it may raise to cancel.
        enough
            Stop at the first solution that reaches this.
        """
        highs = self._load(gain, start, seconds)
        if enough is not None:
            highs.setOptionValue("objective_target", float(enough))
        watched = _Watch()
        pool = ThreadPoolExecutor(1, thread_name_prefix="highs")
        work = pool.submit(_run, highs, self._highspy, watched)
        try:
            while not work.done():
                wait([work], _POLL_S)
                with watched.lock:
                    better, watched.fresh = watched.best if watched.fresh else None, False
                watch(better, watched.bound)
        finally:
            watched.stop = True
            # Whoever cancels does not wait until the solver has noticed.
            pool.shutdown(wait=False)
        work.result()
        return self._found(highs, gain)

    def _load(self, gain: FloatArray, start: FloatArray | None, seconds: float) -> Any:  # noqa: ANN401
        highspy, program = self._highspy, self._program
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = self._columns, len(program.rows.lower)
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_, model.col_lower_, model.col_upper_ = gain, program.lower, program.upper
        model.row_lower_, model.row_upper_ = program.rows.lower, program.rows.upper
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = program.rows.start
        model.a_matrix_.index_ = program.rows.index
        model.a_matrix_.value_ = program.rows.value
        # Another user of the library in this process may have set it up for more threads.
        highspy.Highs.resetGlobalScheduler(True)  # noqa: FBT003 - waits for it
        # What `highspy.Highs` adds to it writes a line to the standard output before it can be told not to.
        highs = highspy._Highs()  # noqa: SLF001
        whole = bool(np.all(gain == np.round(gain)))
        for name, value in {
            "output_flag": False,
            "threads": 1,
            "random_seed": 0,
            "time_limit": float(max(seconds, 0.01)),
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 1 - _WHOLE if whole else _WHOLE,
        }.items():
            highs.setOptionValue(name, value)
        highs.passModel(model)
        kinds = np.zeros(self._columns, dtype=np.uint8)
        kinds[: program.sites] = 1
        highs.changeColsIntegrality(self._columns, np.arange(self._columns, dtype=np.int32), kinds)
        for floor, least in self._floors:
            index = np.flatnonzero(floor).astype(np.int32)
            highs.addRow(least - _WHOLE, highspy.kHighsInf, len(index), index, floor[index])
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = start.tolist()
            solution.value_valid = True
            highs.setSolution(solution)
        return highs

    def _found(self, highs: Any, gain: FloatArray) -> Found:  # noqa: ANN401
        status = self._highspy.HighsModelStatus
        ended = highs.getModelStatus()
        if ended == status.kInfeasible:
            return Found(None, -math.inf, -math.inf, proven=True, infeasible=True)
        if not highs.getSolution().value_valid:
            return Found(None, -math.inf, math.inf, proven=False, infeasible=False)
        columns = np.array(highs.getSolution().col_value)
        columns[: self._program.sites] = np.round(columns[: self._program.sites])
        info = highs.getInfo()
        proven = ended == status.kOptimal
        bound = info.mip_dual_bound if math.isfinite(info.mip_dual_bound) else math.inf
        return Found(columns, float(gain @ columns), bound, proven=proven, infeasible=False)


def _run(highs: Any, highspy: Any, watched: _Watch) -> None:  # noqa: ANN401 - untyped library
    kinds = highspy.cb.HighsCallbackType

    def tell(kind: Any, _message: str, out: Any, into: Any, _data: Any) -> None:  # noqa: ANN401
        if kind == kinds.kCallbackMipImprovingSolution:
            with watched.lock:
                watched.best, watched.fresh = np.array(out.mip_solution), True
        elif kind in (kinds.kCallbackMipInterrupt, kinds.kCallbackMipLogging):
            watched.bound = out.mip_dual_bound
        if kind in (kinds.kCallbackMipInterrupt, kinds.kCallbackSimplexInterrupt) and into is not None:
            into.user_interrupt = watched.stop

    highs.setCallback(tell, None)
    for kind in (
        kinds.kCallbackMipImprovingSolution,
        kinds.kCallbackMipInterrupt,
        kinds.kCallbackSimplexInterrupt,
    ):
        highs.startCallback(kind)
    highs.run()
