"""The best set of sites, with its proof: objectives one after the other, each held for the next.

Karp (1972) made this hard in general; in a graph of distances the inequalities of its cliques leave
little to branch on. What no proof was found for in time is given with the bound that was.
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from xq_gis_plugin.core.siting.contradiction import refuse_contradiction
from xq_gis_plugin.core.siting.greedy import greedy_plan
from xq_gis_plugin.core.siting.highs import Solver, has_solver
from xq_gis_plugin.core.siting.model import Answer, Level, Objective
from xq_gis_plugin.core.siting.program import (
    MINIMUM,
    bounds_of,
    build_program,
    columns_of,
    levels_of,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from xq_gis_plugin.core.siting.model import Problem, Task

__all__ = ["solve"]

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

HIGHS, GREEDY = "highs", "greedy"
_SHARE = 0.6
"""How much of the time that is left a level may take while others wait."""


def solve(
    problem: Problem,
    task: Task,
    *,
    on_answer: Callable[[Answer], None] | None = None,
    progress: Callable[[float, str], None] | None = None,
) -> Answer:
    """Choose the best set of sites.

    Parameters
    ----------
    problem, task
        The sites with what binds them, and what is wanted.
    on_answer
        Called with the first plan at once, and with every better one.
    progress
        Called with (fraction of the levels done, ``choose``) at least every 0.1 s; it may raise to cancel.

    Raises
    ------
    InputError
        ``demands_contradict`` with a smallest set of demands that no plan meets.
    """
    return _Search(problem, task, on_answer, progress).run()


class _Search:
    """One search, level by level."""

    def __init__(
        self,
        problem: Problem,
        task: Task,
        on_answer: Callable[[Answer], None] | None,
        progress: Callable[[float, str], None] | None,
    ) -> None:
        self._problem, self._task = problem, task
        self._tell = on_answer or (lambda _answer: None)
        self._progress = progress or (lambda _fraction, _step: None)
        self._levels = levels_of(task)
        self._began = time.monotonic()
        self._first_seconds = 0.0
        self._reached: list[Level] = []
        self._greedy: dict[str, float] = {}
        self._chosen = np.zeros(len(problem.ids), dtype=bool)

    def run(self) -> Answer:
        self._progress(0.0, "choose")
        refuse_contradiction(self._problem, self._task, lambda: self._progress(0.0, "choose"))
        first = greedy_plan(self._problem, self._task)
        if first is not None:
            self._begin_with(first)
        if has_solver():
            for number in range(len(self._levels)):
                self._reach(number)
        return self._answer(HIGHS if has_solver() else GREEDY)

    def _begin_with(self, chosen: BoolArray) -> None:
        self._chosen = chosen
        self._greedy = {level: self._value(level, chosen) for level in self._levels}
        self._first_seconds = time.monotonic() - self._began
        self._tell(self._answer(GREEDY))

    def _reach(self, number: int) -> None:
        """Make one level as good as the earlier ones allow."""
        level = self._levels[number]
        began = time.monotonic()
        limit = self._limit(level)
        if self._greedy and self._value(level, self._chosen) == limit and self._holds(number):
            self._note(level, limit, proven=True, began=began)
            return
        last = number == len(self._levels) - 1
        demand = Objective.DEMAND in self._levels[: number + 1]
        program = build_program(self._problem, self._task, demand=demand)
        floors = {one.objective: self._gain(one.objective, one.value) for one in self._reached}
        left = self._task.time_limit_s - (time.monotonic() - self._began)
        start = columns_of(program, self._chosen) if self._greedy else None

        def watch(columns: FloatArray | None, bound: float) -> None:
            self._progress(number / len(self._levels), "choose")
            if columns is not None:
                self._better(level, columns[: program.sites] > 0.5, bound)  # noqa: PLR2004 - whole numbers

        found = Solver(program, floors).maximise(
            program.gains[level], start=start, seconds=left if last else left * _SHARE, watch=watch
        )
        if found.columns is not None:
            self._better(level, found.columns[: program.sites] > 0.5, found.bound)  # noqa: PLR2004
        self._note(level, self._loss(level, found.bound), proven=found.proven, began=began)

    def _better(self, level: str, chosen: BoolArray, bound: float) -> None:
        """Take a plan that is better at this level."""
        new, old = (self._gain(level, self._value(level, one)) for one in (chosen, self._chosen))
        if self._greedy and new <= old:
            return
        self._chosen = chosen
        if not self._greedy:
            self._begin_with(chosen)
            return
        value = self._value(level, chosen)
        seconds = time.monotonic() - self._began
        at = Level(level, value, self._loss(level, bound), self._greedy[level], proven=False, seconds=seconds)
        self._tell(self._answer(HIGHS, at))

    def _holds(self, number: int) -> bool:
        """Whether the plan still has what the earlier levels reached."""
        return all(self._value(one.objective, self._chosen) == one.value for one in self._reached[:number])

    def _limit(self, level: str) -> float:
        """Return what no plan can better, by counting alone."""
        problem, bounds = self._problem, bounds_of(self._problem, self._task)
        if level == Objective.COUNT:
            in_street = np.bincount(problem.street[problem.street >= 0], minlength=len(problem.streets))
            streets = np.minimum(in_street, bounds.street_most).sum()
            return float(min(bounds.most, streets + (problem.street < 0).sum()))
        if level == Objective.DEMAND:
            return float(problem.households[np.unique(problem.covers[:, 0])].sum())
        return 0.0

    def _note(self, level: str, bound: float, *, proven: bool, began: float) -> None:
        value = self._value(level, self._chosen)
        whole = level != Objective.DEMAND or bool(
            np.all(self._problem.households == np.round(self._problem.households))
        )
        bound = value if proven else self._rounded(level, bound) if whole else bound
        greedy = self._greedy.get(level, value)
        proven = proven or bound == value
        self._reached.append(Level(level, value, bound, greedy, proven, time.monotonic() - began))
        self._tell(self._answer(HIGHS))

    @staticmethod
    def _rounded(level: str, bound: float) -> float:
        if not math.isfinite(bound):
            return bound
        if level in (Objective.CLOSING, MINIMUM):
            return float(math.ceil(bound - 1e-6))
        return float(math.floor(bound + 1e-6))

    def _value(self, level: str, chosen: BoolArray) -> float:
        return value_of(level, chosen, self._problem, self._task)

    def _gain(self, level: str, value: float) -> float:
        """Return what is to be large of a level: less closing leaves more shops open."""
        if level == Objective.CLOSING:
            return float(self._problem.existing.sum()) - value
        return -value if level == MINIMUM else value

    def _loss(self, level: str, gain: float) -> float:
        """Return a level's own figure of a gain: the inverse of `_gain`, which is its own."""
        limit = self._limit(level)
        figure = self._gain(level, gain)
        return max(limit, figure) if level in (Objective.CLOSING, MINIMUM) else min(limit, figure)

    def _answer(self, solver: str, now: Level | None = None) -> Answer:
        levels = [*self._reached, *([now] if now else [])]
        known = {one.objective for one in levels}
        for level in self._levels:
            if level not in known:
                value = self._value(level, self._chosen)
                greedy = self._greedy.get(level, value)
                levels.append(
                    Level(level, value, self._limit(level), greedy, value == self._limit(level), 0.0)
                )
        seconds = time.monotonic() - self._began
        return Answer(self._chosen.copy(), tuple(levels), seconds, self._first_seconds, solver)
