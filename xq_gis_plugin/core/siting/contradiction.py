"""Demands that contradict each other, and a smallest set of them.

A planner who asks for the impossible is told what to give up: the fewest demands that cannot all be
met. The search is that of Ignatiev, Previti, Liffiton and Marques-Silva (2015, "Smallest MUS
extraction with minimal hitting set dualization"): every set that can be met tells which demands it
leaves out, and a contradiction must have one of each such rest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.siting.greedy import greedy_plan
from xq_gis_plugin.core.siting.highs import Solver, has_solver
from xq_gis_plugin.core.siting.model import Demand, Objective, StreetQuota
from xq_gis_plugin.core.siting.program import build_program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from xq_gis_plugin.core.siting.model import Problem, Task

__all__ = ["demands_of", "refuse_contradiction", "smallest_contradiction"]

BoolArray = NDArray[np.bool_]

SECONDS = 20.0
"""How long a single question, whether some demands can all be met, may take."""


class UndecidedError(Exception):
    """Whether some demands can all be met was not found out in time."""


def refuse_contradiction(problem: Problem, task: Task, tick: Callable[[], None]) -> None:
    """Refuse a task that no plan can meet.

    Parameters
    ----------
    problem, task
        The sites, and what is wanted of them.
    tick
        Called often; it may raise to cancel.

    Raises
    ------
    InputError
        ``demands_contradict``; its fact ``demands`` holds the `Demand`s.
    """
    found = smallest_contradiction(problem, task, tick)
    if found:
        listed = "; ".join(_english(one) for one in found)
        message = f"No plan can do all of this at once: {listed}."
        hint = "Give up, or loosen, one of these demands."
        raise InputError("demands_contradict", message, hint, demands=found, listed=listed)


def smallest_contradiction(
    problem: Problem, task: Task, tick: Callable[[], None] = lambda: None
) -> tuple[Demand, ...]:
    """Return a smallest set of demands that no plan meets.

    Empty where there is a plan, and where it was not found out in time whether there is.
    """
    asked = demands_of(problem, task)
    tester = _Tester(problem, task, tick)
    try:
        if tester.can(asked):
            return ()
    except UndecidedError:
        return ()
    try:
        alone = [one for one in asked if one.kind != "keep_shops" and not tester.can([one])]
        if alone:
            return (alone[0],)
        close = problem.pairs[problem.keep[problem.pairs].all(axis=1)]
        if len(close):
            first, second = close[0]
            return Demand("keep", problem.ids[first]), Demand("keep", problem.ids[second])
        return tester.smallest(asked)
    except UndecidedError:
        # All together they do contradict; which fewest do was not found out.
        return tuple(asked)


def demands_of(problem: Problem, task: Task) -> list[Demand]:
    """Return what a task demands in any case, one by one; shops to be kept street by street."""
    found = []
    kept = problem.street[problem.keep]
    for street in np.unique(kept):
        name = problem.streets[street] if street >= 0 else ""
        found.append(Demand("keep_shops", name, int((kept == street).sum())))
    if task.quota is not None:
        found.append(Demand("total_quota", value=task.quota))
    if task.at_least:
        found.append(Demand("total_at_least", value=task.at_least))
    if task.only_decrease:
        found.append(Demand("only_decrease_total", value=int(problem.last_year_total)))
        found += [
            Demand("only_decrease_street", name, int(most))
            for name, most in zip(problem.streets, problem.last_year, strict=True)
            if np.isfinite(most)
        ]
    for one in task.streets:
        if one.quota is not None:
            found.append(Demand("street_quota", one.street, one.quota))
        if one.at_least:
            found.append(Demand("street_at_least", one.street, one.at_least))
    return found


@dataclass(frozen=True)
class _Tester:
    """Tells whether demands can all be met."""

    problem: Problem
    task: Task
    tick: Callable[[], None]

    def can(self, asked: Iterable[Demand]) -> bool:
        """Whether some plan meets all of these demands."""
        return self._plan(tuple(asked)) is not None

    def smallest(self, asked: list[Demand]) -> tuple[Demand, ...]:
        """Return a smallest set of demands that cannot all be met; all of them together cannot."""
        rests: list[frozenset[int]] = []
        while True:
            self.tick()
            tried = _smallest_hitting(rests)
            plan = self._plan(tuple(asked[i] for i in sorted(tried)))
            if plan is None:
                return tuple(asked[i] for i in sorted(tried))
            met = set(tried)
            for number in range(len(asked)):
                if number in met:
                    continue
                if self._meets(plan, asked[number]):
                    met.add(number)
                    continue
                more = self._plan(tuple(asked[i] for i in sorted({*met, number})))
                if more is not None:
                    plan = more
                    met.add(number)
            rests.append(frozenset(range(len(asked))) - met)

    def _meets(self, chosen: BoolArray, demand: Demand) -> bool:
        """Whether a plan happens to meet a demand."""
        problem = self.problem
        inside = np.ones(len(chosen), dtype=bool)
        if demand.subject or demand.kind == "keep_shops":
            place = problem.streets.index(demand.subject) if demand.subject else -1
            inside = problem.street == place
        if demand.kind == "keep_shops":
            return bool(chosen[inside & problem.keep].all())
        count = int((chosen & inside).sum())
        most = demand.kind in ("total_quota", "street_quota", "only_decrease_total", "only_decrease_street")
        return count <= (demand.value or 0) if most else count >= (demand.value or 0)

    def _plan(self, asked: tuple[Demand, ...]) -> BoolArray | None:
        """Return a plan that meets all of these demands, however good; None where there is none."""
        problem, task = self._only(asked)
        if _counts_contradict(problem, task):
            return None
        plan = greedy_plan(problem, replace(task, objectives=(Objective.COUNT,)))
        if plan is not None:
            return plan
        if not has_solver():
            raise UndecidedError
        program = build_program(problem, task, demand=False)
        # More shops is where the demands for at least so many lie.
        found = Solver(program, {}).maximise(
            program.gains[Objective.COUNT],
            start=None,
            seconds=SECONDS,
            enough=0,
            watch=lambda _columns, _bound: self.tick(),
        )
        if found.infeasible:
            return None
        if found.columns is None:
            raise UndecidedError
        return np.asarray(found.columns[: program.sites] > 0.5)  # noqa: PLR2004 - whole numbers

    def _only(self, asked: tuple[Demand, ...]) -> tuple[Problem, Task]:
        """Return the problem and the task with these demands alone."""
        by = {(one.kind, one.subject): one.value for one in asked}
        names = {one.street: one for one in self.task.streets}
        streets = tuple(
            StreetQuota(
                name,
                quota=_least(by.get(("street_quota", name)), by.get(("only_decrease_street", name))),
                at_least=by.get(("street_at_least", name)),
            )
            for name in dict.fromkeys([*names, *self.problem.streets])
        )
        kept = {
            self.problem.streets.index(one.subject) if one.subject else -1
            for one in asked
            if one.kind == "keep_shops"
        }
        task = replace(
            self.task,
            quota=_least(by.get(("total_quota", "")), by.get(("only_decrease_total", ""))),
            at_least=by.get(("total_at_least", "")),
            only_decrease=False,
            streets=streets,
        )
        keep = self.problem.keep & np.isin(self.problem.street, sorted(kept))
        return replace(self.problem, keep=keep), task


def _is_apart(problem: Problem, chosen: BoolArray) -> bool:
    return not chosen[problem.pairs].all(axis=1).any()


def _counts_contradict(problem: Problem, task: Task) -> bool:
    """Whether counting alone shows that there is no plan."""
    kept, most = problem.keep, np.inf if task.quota is None else task.quota
    if kept.sum() > most or (task.at_least or 0) > min(most, len(problem.ids)):
        return True
    asked = 0
    for one in task.streets:
        inside = problem.street == problem.streets.index(one.street)
        limit = np.inf if one.quota is None else one.quota
        asked += max(one.at_least or 0, int((kept & inside).sum()))
        if (kept & inside).sum() > limit or (one.at_least or 0) > min(limit, inside.sum()):
            return True
    return asked + (kept & (problem.street < 0)).sum() > most or not _is_apart(problem, kept)


def _smallest_hitting(rests: list[frozenset[int]]) -> frozenset[int]:
    """Return a smallest set with a member of each rest."""
    if not rests:
        return frozenset()
    from scipy.optimize import Bounds, LinearConstraint, milp

    members = sorted(set().union(*rests))
    has = np.array([[member in rest for member in members] for rest in rests], dtype=float)
    found = milp(
        np.ones(len(members)),
        integrality=np.ones(len(members)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(has, 1, np.inf),
    )
    return frozenset(members[i] for i in np.flatnonzero(found.x > 0.5))  # noqa: PLR2004 - whole numbers


def _least(*values: int | None) -> int | None:
    known = [value for value in values if value is not None]
    return min(known) if known else None


def _english(demand: Demand) -> str:
    texts = {
        "keep": "keep the shop {subject}",
        "keep_shops": "keep the {value} shops marked so in {subject}",
        "total_quota": "at most {value} shops in all",
        "total_at_least": "at least {value} shops in all",
        "street_quota": "at most {value} shops in {subject}",
        "street_at_least": "at least {value} shops in {subject}",
        "only_decrease_total": "no more shops than last year's {value}",
        "only_decrease_street": "no more shops in {subject} than last year's {value}",
    }
    subject = demand.subject or "no street"
    return texts[demand.kind].format(subject=subject, value=demand.value)
