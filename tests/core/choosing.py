"""Problems for the tests of the choice, and an oracle that tries every set of sites."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from hypothesis import strategies as st

from xq_gis_plugin.core.siting.model import Objective, Problem, StreetQuota, Task

__all__ = ["best_of", "problem", "tasks", "towns", "violates"]


def problem(
    count: int,
    pairs: Any = (),
    *,
    existing: Any = (),
    keep: Any = (),
    street: Any = None,
    households: Any = (),
    covers: Any = (),
    last_year: Any = None,
) -> Problem:
    """Sites s00, s01, …, by number; all in the one street 甲 unless said otherwise."""
    flags = np.zeros((2, count), dtype=bool)
    flags[0, list(existing)] = True
    flags[1, list(keep)] = True
    of = np.zeros(count, dtype=np.int64) if street is None else np.array(street, dtype=np.int64)
    streets = tuple("甲乙丙丁"[: max(1, int(of.max(initial=0)) + 1)])
    edges = np.array(sorted({tuple(sorted(pair)) for pair in pairs}), dtype=np.int64).reshape(-1, 2)
    there = np.bincount(of[flags[0] & (of >= 0)], minlength=len(streets)).astype(float)
    return Problem(
        ids=tuple(f"s{n:02}" for n in range(count)),
        pairs=edges,
        existing=flags[0] | flags[1],
        keep=flags[1],
        street=of,
        streets=streets,
        last_year=there if last_year is None else np.array(last_year, dtype=float),
        last_year_total=float(flags[0].sum() if last_year is None else sum(last_year)),
        households=np.array(households, dtype=float),
        covers=np.array(sorted(set(covers)), dtype=np.int64).reshape(-1, 2),
    )


@st.composite
def towns(draw: st.DrawFn) -> Problem:
    """Up to nine sites in three streets, with a few edges, shops and households."""
    count = draw(st.integers(1, 9))
    numbers = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(numbers, numbers).filter(lambda p: p[0] != p[1]), max_size=14))
    points = draw(st.integers(0, 4))
    links = st.tuples(st.integers(0, max(points - 1, 0)), numbers)
    return problem(
        count,
        pairs,
        existing=draw(st.sets(numbers, max_size=3)),
        keep=draw(st.sets(numbers, max_size=2)),
        street=draw(st.lists(st.integers(-1, 2), min_size=count, max_size=count)),
        households=draw(
            st.lists(st.sampled_from([0.0, 10.0, 25.5, 300.0]), min_size=points, max_size=points)
        ),
        covers=draw(st.lists(links, max_size=10)) if points else (),
    )


@st.composite
def tasks(draw: st.DrawFn, town: Problem) -> Task:
    """Any task about a town."""
    few = st.none() | st.integers(0, 4)
    return Task(
        quota=draw(few),
        at_least=draw(st.none() | st.integers(0, 2)),
        streets=tuple(
            StreetQuota(
                name, quota=draw(few), minimum=draw(few), at_least=draw(st.none() | st.integers(0, 1))
            )
            for name in town.streets
            if draw(st.booleans())
        ),
        only_decrease=draw(st.booleans()),
        objectives=tuple(draw(st.lists(st.sampled_from(list(Objective)), min_size=1, unique=True))),
        time_limit_s=20.0,
    )


def violates(town: Problem, task: Task, chosen: Any) -> bool:
    """Tell whether a set breaks a demand of the task, one after the other as a planner would look."""
    if any(chosen[a] and chosen[b] for a, b in town.pairs) or any(
        k and not c for k, c in zip(town.keep, chosen, strict=True)
    ):
        return True
    total = sum(map(bool, chosen))
    if (task.quota is not None and total > task.quota) or total < (task.at_least or 0):
        return True
    here = [
        sum(bool(c) for c, s in zip(chosen, town.street, strict=True) if s == n)
        for n in range(len(town.streets))
    ]
    if task.only_decrease and (
        total > town.last_year_total or any(n > last for n, last in zip(here, town.last_year, strict=True))
    ):
        return True
    for one in task.streets:
        there = here[town.streets.index(one.street)]
        if (one.quota is not None and there > one.quota) or there < (one.at_least or 0):
            return True
    return False


def reached(town: Problem, task: Task, chosen: Any) -> tuple[float, ...]:
    """Return what a set reaches, the larger the better, in the order of priority."""
    served = {point for point, site in town.covers.tolist() if chosen[site]}
    figures = {
        Objective.COUNT: float(sum(map(bool, chosen))),
        Objective.DEMAND: float(sum(town.households[list(served)])),
        Objective.CLOSING: -float(sum(bool(e) and not c for e, c in zip(town.existing, chosen, strict=True))),
    }
    short = 0
    for one in task.streets:
        there = sum(
            bool(c) for c, s in zip(chosen, town.street, strict=True) if s == town.streets.index(one.street)
        )
        short += max(0, (one.minimum or 0) - there)
    return (-float(short), *(figures[one] for one in task.objectives))


def best_of(town: Problem, task: Task) -> tuple[float, ...] | None:
    """Return the best that any set reaches; None where every set breaks a demand."""
    sets = itertools.product((False, True), repeat=len(town.ids))
    figures = [reached(town, task, one) for one in sets if not violates(town, task, one)]
    return max(figures) if figures else None
