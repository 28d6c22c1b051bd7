"""A plan that stands at once: sites taken one by one, the best by the order of what is wanted.

Where places are what is sought, the site that shuts out the fewest others goes first; where demand
is, the one that serves most households not yet served. What it reaches is no proof of anything.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from xq_gis_plugin.core.siting.cliques import neighbours
from xq_gis_plugin.core.siting.model import Objective
from xq_gis_plugin.core.siting.program import bounds_of, levels_of

if TYPE_CHECKING:
    from xq_gis_plugin.core.siting.model import Problem, Task

__all__ = ["greedy_plan"]

BoolArray = NDArray[np.bool_]


def greedy_plan(problem: Problem, task: Task) -> BoolArray | None:
    """(n,) a choice that meets every demand of the task; None where this way finds none."""
    chooser = _Chooser(problem, task)
    for site in np.flatnonzero(problem.keep):
        if not chooser.may(int(site)):
            return None
        chooser.take(int(site))
    chooser.fill(short_streets=True)
    chooser.fill(short_streets=False)
    return chooser.chosen if chooser.is_enough() else None


class _Chooser:
    """A plan in the making."""

    def __init__(self, problem: Problem, task: Task) -> None:
        self._problem = problem
        self._bounds = bounds_of(problem, task)
        self._levels = levels_of(task)
        count = len(problem.ids)
        self._near = neighbours(count, problem.pairs)
        self._open = np.ones(count, dtype=bool)
        self._rivals = np.array([len(one) for one in self._near], dtype=np.int64)
        self._serves: list[list[int]] = [[] for _ in range(count)]
        if Objective.DEMAND in self._levels:
            for point, site in problem.covers.tolist():
                self._serves[site].append(point)
        self._served = np.zeros(len(problem.households), dtype=bool)
        self._there = np.zeros(len(problem.streets), dtype=np.int64)
        self._taken = 0
        self.chosen = np.zeros(count, dtype=bool)

    def may(self, site: int) -> bool:
        """Whether a site can be taken beside those that are."""
        street = self._problem.street[site]
        return bool(
            self._open[site]
            and self._taken < self._bounds.most
            and (street < 0 or self._there[street] < self._bounds.street_most[street])
        )

    def take(self, site: int) -> list[int]:
        """Take a site; return those whose rivals have become fewer."""
        self.chosen[site] = True
        self._taken += 1
        self._served[self._serves[site]] = True
        street = self._problem.street[site]
        if street >= 0:
            self._there[street] += 1
        freed = []
        for shut in (site, *sorted(self._near[site])):
            if self._open[shut]:
                self._open[shut] = False
                for rival in self._near[shut]:
                    self._rivals[rival] -= 1
                    if self._open[rival]:
                        freed.append(rival)
        return freed

    def fill(self, *, short_streets: bool) -> None:
        """Take sites while any may be: first, or later, those of streets that have too few."""
        heap = [(self._score(site), site) for site in np.flatnonzero(self._open).tolist()]
        heapq.heapify(heap)
        while heap and self._taken < self._bounds.most:
            score, site = heapq.heappop(heap)
            if not self.may(site) or (short_streets and not self._is_short(site)):
                continue
            if (now := self._score(site)) != score:
                heapq.heappush(heap, (now, site))
                continue
            if not short_streets and self._is_idle(site):
                continue
            for rival in dict.fromkeys(self.take(site)):
                if self._open[rival]:
                    heapq.heappush(heap, (self._score(rival), rival))

    def is_enough(self) -> bool:
        """Whether the demands for at least so many are met."""
        return bool(self._taken >= self._bounds.least and (self._there >= self._bounds.street_least).all())

    def _is_short(self, site: int) -> bool:
        street = self._problem.street[site]
        wanted = np.maximum(self._bounds.street_least, self._bounds.street_wish)
        return bool(street >= 0 and self._there[street] < wanted[street])

    def _is_idle(self, site: int) -> bool:
        """Whether a site adds nothing to what is wanted."""
        gains = {
            Objective.COUNT: True,
            Objective.CLOSING: bool(self._problem.existing[site]),
            Objective.DEMAND: self._gain(site) > 0,
        }
        wanted = any(gains.get(Objective(level), False) for level in self._levels if level != "minimum")
        return not wanted and self._taken >= self._bounds.least

    def _gain(self, site: int) -> float:
        points = self._serves[site]
        return float(self._problem.households[points][~self._served[points]].sum()) if points else 0.0

    def _score(self, site: int) -> tuple[float, ...]:
        """Less is better, in the order of what is wanted."""
        parts: dict[str, float] = {
            Objective.COUNT: float(self._rivals[site]),
            Objective.CLOSING: -float(self._problem.existing[site]),
            Objective.DEMAND: -self._gain(site) if Objective.DEMAND in self._levels else 0.0,
        }
        wanted = tuple(parts[level] for level in self._levels if level in parts)
        return (*wanted, float(self._rivals[site]))
