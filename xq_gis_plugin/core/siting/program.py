"""The choice of sites as an integer program: columns, rows, and what each objective asks to be large."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from xq_gis_plugin.core.siting.cliques import edge_cliques
from xq_gis_plugin.core.siting.model import Objective

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xq_gis_plugin.core.siting.model import Problem, Task

__all__ = [
    "MINIMUM",
    "Bounds",
    "Program",
    "Rows",
    "bounds_of",
    "build_program",
    "columns_of",
    "levels_of",
    "value_of",
]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

MINIMUM = "minimum"
"""The level before all objectives: as few shops short of the streets' minimums as can be."""


@dataclass(frozen=True)
class Bounds:
    """What a task bounds, in numbers; infinite, or 0, where nothing is.

    Attributes
    ----------
    most, least
        Of all sites in the plan.
    street_most, street_least, street_wish
        (s,) of those of each street; the wish is its minimum where possible.
    """

    most: float
    least: float
    street_most: FloatArray
    street_least: FloatArray
    street_wish: FloatArray


@dataclass(frozen=True)
class Rows:
    """Rows of a program, one after the other."""

    start: IntArray
    index: IntArray
    value: FloatArray
    lower: FloatArray
    upper: FloatArray


@dataclass(frozen=True)
class Program:
    """An integer program with k columns: n sites, then streets' shortfalls, then demand points.

    Attributes
    ----------
    lower, upper
        (k,) of the columns; the first n are whole numbers, the others follow from them.
    rows
        The constraints.
    gains
        By level, (k,) what is to be made large: for ``closing`` the shops that stay, for ``minimum`` the
        shortfalls, negated.
    weight, serves
        (m,) households of the demand points, those served by the same sites taken as one; (c, 2) which
        sites serve each.
    street, wish
        (n,) the street of each site, or -1; (s,) how many each street should have where possible.
    """

    sites: int
    lower: FloatArray
    upper: FloatArray
    rows: Rows
    gains: dict[str, FloatArray]
    weight: FloatArray
    serves: IntArray
    street: IntArray
    wish: FloatArray


def bounds_of(problem: Problem, task: Task) -> Bounds:
    """Return what the task bounds, its "only decrease" included."""
    place = {name: number for number, name in enumerate(problem.streets)}
    most = np.full(len(place), np.inf)
    least, wish = np.zeros(len(place)), np.zeros(len(place))
    for one in task.streets:
        at = place[one.street]
        if one.quota is not None:
            most[at] = min(most[at], one.quota)
        if one.at_least is not None:
            least[at] = max(least[at], one.at_least)
        wish[at] = one.minimum or 0
    total = np.inf if task.quota is None else float(task.quota)
    if task.only_decrease:
        total = min(total, float(problem.last_year_total))
        most = np.minimum(most, problem.last_year)
    return Bounds(total, float(task.at_least or 0), most, least, wish)


def columns_of(program: Program, chosen: BoolArray) -> FloatArray:
    """(k,) the columns of a choice: who is served, and how short each street falls."""
    columns = program.lower.copy()
    columns[: program.sites] = chosen
    points = program.sites + len(program.weight)
    served = np.zeros(len(program.weight), dtype=bool)
    served[program.serves[chosen[program.serves[:, 1]], 0]] = True
    columns[program.sites : points] = served
    here = np.bincount(program.street[chosen & (program.street >= 0)], minlength=len(program.wish))
    columns[points:] = np.maximum(0, program.wish - here)[program.wish > 0]
    return columns


def levels_of(task: Task) -> tuple[str, ...]:
    """Return what is sought, the first before the second, and so on."""
    wished = (MINIMUM,) if any(one.minimum for one in task.streets) else ()
    return (*wished, *dict.fromkeys(one.value for one in task.objectives))


def build_program(problem: Problem, task: Task, *, demand: bool) -> Program:
    """Write a problem as an integer program; without demand points where no level needs them."""
    sites = len(problem.ids)
    bounds = bounds_of(problem, task)
    weight, serves = _merged(problem) if demand else (np.empty(0), np.empty((0, 2), dtype=np.int64))
    wished = np.flatnonzero(bounds.street_wish > 0)
    points = sites + len(wished)
    columns = points + len(weight)
    rows = _Writer()
    for clique in edge_cliques(sites, problem.pairs):
        rows.add(clique, 1.0, -np.inf, 1.0)
    if np.isfinite(bounds.most) or bounds.least > 0:
        rows.add(range(sites), 1.0, bounds.least or -np.inf, bounds.most)
    for street in np.flatnonzero(np.isfinite(bounds.street_most) | (bounds.street_least > 0)):
        members = np.flatnonzero(problem.street == street)
        rows.add(members, 1.0, bounds.street_least[street] or -np.inf, bounds.street_most[street])
    for number, street in enumerate(wished):
        members = np.flatnonzero(problem.street == street)
        rows.add([*members, sites + number], 1.0, bounds.street_wish[street], np.inf)
    for point, members in enumerate(_groups(serves, len(weight))):
        rows.add([points + point, *members], [1.0, *[-1.0] * len(members)], -np.inf, 0.0)
    lower, upper = np.zeros(columns), np.ones(columns)
    lower[:sites][problem.keep] = 1.0
    upper[sites:points] = bounds.street_wish[wished]
    gains = {str(name): np.zeros(columns) for name in (MINIMUM, *Objective)}
    gains[Objective.COUNT][:sites] = 1.0
    gains[Objective.CLOSING][:sites] = problem.existing
    gains[Objective.DEMAND][points:] = weight
    gains[MINIMUM][sites:points] = -1.0
    return Program(
        sites, lower, upper, rows.rows(), gains, weight, serves, problem.street, bounds.street_wish
    )


def value_of(level: str, chosen: BoolArray, problem: Problem, task: Task) -> float:
    """Return what a choice reaches of a level: for ``closing`` and ``minimum`` less is better."""
    if level == Objective.COUNT:
        return float(chosen.sum())
    if level == Objective.CLOSING:
        return float((problem.existing & ~chosen).sum())
    if level == Objective.DEMAND:
        served = np.zeros(len(problem.households), dtype=bool)
        served[problem.covers[chosen[problem.covers[:, 1]], 0]] = True
        return float(problem.households[served].sum())
    wish = bounds_of(problem, task).street_wish
    there = np.bincount(problem.street[chosen & (problem.street >= 0)], minlength=len(wish))
    return float(np.maximum(0, wish - there).sum())


class _Writer:
    """Collects rows."""

    def __init__(self) -> None:
        self._index: list[IntArray] = []
        self._value: list[FloatArray] = []
        self._ends: list[tuple[float, float]] = []

    def add(
        self,
        members: Sequence[int] | IntArray | range,
        value: float | Sequence[float],
        low: float,
        high: float,
    ) -> None:
        index = np.asarray(members, dtype=np.int64)
        self._index.append(index)
        self._value.append(np.broadcast_to(np.asarray(value, dtype=float), index.shape))
        self._ends.append((low, high))

    def rows(self) -> Rows:
        sizes = [len(one) for one in self._index]
        ends = np.array(self._ends, dtype=float).reshape(-1, 2)
        empty = (np.empty(0, dtype=np.int64), np.empty(0))
        return Rows(
            np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
            np.concatenate([*self._index, empty[0]]),
            np.concatenate([*self._value, empty[1]]),
            ends[:, 0],
            ends[:, 1],
        )


def _merged(problem: Problem) -> tuple[FloatArray, IntArray]:
    """Return demand points served by the same sites as one: (m,) weights, (c, 2) which sites serve each."""
    points = len(problem.households)
    which = np.full(points, -1, dtype=np.int64)
    seen: dict[bytes, int] = {}
    members: list[IntArray] = []
    for point, sites in enumerate(_groups(problem.covers, points)):
        if len(sites) and problem.households[point] > 0:
            key = np.sort(sites).tobytes()
            which[point] = seen.setdefault(key, len(seen))
            if which[point] == len(members):
                members.append(np.sort(sites))
    weight = np.bincount(which[which >= 0], problem.households[which >= 0], minlength=len(members))
    serves = [np.column_stack([np.full(len(sites), one), sites]) for one, sites in enumerate(members)]
    empty = np.empty((0, 2), dtype=np.int64)
    return weight.astype(float), np.concatenate([*serves, empty]).astype(np.int64)


def _groups(links: IntArray, count: int) -> list[IntArray]:
    """Return, for each of ``count`` first members, the second members that it is linked to."""
    if not count:
        return []
    order = np.lexsort((links[:, 1], links[:, 0]))
    ends = np.searchsorted(links[order, 0], np.arange(1, count))
    return np.split(links[order, 1], ends)
