"""Which facts would settle a pair that is unresolved (DESIGN §3)."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from xq_gis_plugin.core.columns import column_of
from xq_gis_plugin.core.worlds import above_in_every, demands, patterns, splits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xq_gis_plugin.core.question import Question
    from xq_gis_plugin.core.verdict import Intervals

__all__ = ["SETTLED", "Settling", "settle"]

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]

LARGEST_SET = 4
"""Sets of missing facts are tried up to this size; beyond it all of them are named."""

NOTED_ONCE = frozenset({"fuels"})
"""Facts that a note says once per hazard, instead of at every pair (DESIGN §3, last paragraph)."""


@dataclass(frozen=True)
class Settling:
    """The facts that would settle an unresolved pair.

    ``every`` lists those of which any value does; ``alone`` tells whether each of the missing facts
    can settle it by itself, or only all of them together.
    """

    missing: tuple[str, ...]
    every: tuple[str, ...]
    alone: bool = True


SETTLED = Settling((), ())
"""Nothing is missing."""


def settle(question: Question, intervals: Intervals) -> NDArray[np.object_]:
    """Return (n,) `Settling`: which facts would settle each of n unresolved pairs.

    Each fact of which some value alone settles it; where there is none, the smallest set of facts
    that does. ``fuels`` is named only where no other fact does.
    """
    wide = _widening(intervals)
    found = np.empty(len(wide), dtype=object)
    spans = [fact for one in intervals.each for fact, _, _ in one.spans]
    for pattern, rows in patterns(wide):
        names = [name for name, _ in question.domains]
        facts = [*names, *dict.fromkeys(itertools.compress(spans, pattern))]
        found[rows] = _settle_alike(question, intervals.take(rows), facts)
    return found


def _widening(intervals: Intervals) -> BoolArray:
    """(n, spans) which spans of which pairs have a width."""
    count = len(intervals.each[0].base_m)
    wide = [np.broadcast_to(most > least, (count,)) for one in intervals.each for _, least, most in one.spans]
    return np.column_stack(wide) if wide else np.zeros((count, 0), dtype=bool)


def _settle_alike(question: Question, intervals: Intervals, facts: Sequence[str]) -> NDArray[np.object_]:
    """Return the same for pairs that the same facts could settle."""
    count = len(intervals.each[0].base_m)
    alone = _flags([_can_settle(question, intervals, (fact,)) for fact in facts], count)
    loud = np.array([fact not in NOTED_ONCE for fact in facts], dtype=bool)
    alone[np.ix_((alone & loud).any(axis=1), ~loud)] = False
    every = alone & _flags(
        [
            _always_settles(question, intervals, fact) if alone[:, i].any() else np.zeros(count, dtype=bool)
            for i, fact in enumerate(facts)
        ],
        count,
    )
    found = np.empty(count, dtype=object)
    for pattern, rows in patterns(np.column_stack([alone, every])):
        some, all_ = pattern[: len(facts)], pattern[len(facts) :]
        if some.any():
            said = Settling(tuple(itertools.compress(facts, some)), tuple(itertools.compress(facts, all_)))
            found[rows] = column_of([said] * len(rows))
        else:
            found[rows] = _settle_together(question, intervals.take(rows), facts)
    return found


def _settle_together(question: Question, intervals: Intervals, facts: Sequence[str]) -> NDArray[np.object_]:
    """Return the smallest set of facts that settles each pair that no single fact does."""
    left = np.arange(len(intervals.each[0].base_m))
    found = column_of([Settling(tuple(facts), (), alone=False)] * len(left))
    for size in range(2, LARGEST_SET + 1):
        sets = sorted(itertools.combinations(facts, size), key=lambda c: not NOTED_ONCE.isdisjoint(c))
        for chosen in sets:
            if not len(left):
                return found
            settles = _can_settle(question, intervals.take(left), chosen)
            found[left[settles]] = column_of([Settling(chosen, (), alone=False)] * int(settles.sum()))
            left = left[~settles]
    return found


def _can_settle(question: Question, intervals: Intervals, chosen: Sequence[str]) -> BoolArray:
    """Return (n,) whether some joint value of the chosen facts gives conflict or clear."""
    known = frozenset(chosen)
    _, nearest = intervals.bounds(known, -1)
    farthest, _ = intervals.bounds(known, +1)
    settled = np.zeros(len(nearest), dtype=bool)
    for rows, most in splits(question, intervals.slots, known & {n for n, _ in question.domains}):
        settled |= (most <= farthest).all(axis=1)
        settled |= above_in_every(rows, nearest)
    return settled


def _always_settles(question: Question, intervals: Intervals, fact: str) -> BoolArray:
    """Return (n,) whether every value of one fact settles the pair (never claimed where it might not)."""
    count = len(intervals.each[0].base_m)
    if fact not in {name for name, _ in question.domains}:
        asked = demands(question)
        if not bool((asked == asked[0]).all()):
            return np.zeros(count, dtype=bool)
        others = [(lo, hi) for one in intervals.each for name, lo, hi in one.spans if name != fact]
        exact = _flags([np.broadcast_to(hi == lo, (count,)) for lo, hi in others], count)
        return np.asarray(exact.all(axis=1))
    lows, highs = intervals.bounds()
    settled = np.ones(count, dtype=bool)
    for rows, most in splits(question, intervals.slots, frozenset({fact})):
        settled &= (most <= lows).all(axis=1) | above_in_every(rows, highs)
    return settled


def _flags(columns: Sequence[BoolArray], count: int) -> BoolArray:
    return np.column_stack(columns) if columns else np.zeros((count, 0), dtype=bool)
