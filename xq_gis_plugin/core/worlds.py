"""The worlds of a question, looked at once: thousands of pairs ask the same (DESIGN §3).

What a pair's verdict needs of them is small: the different rows of demands, by the separations that the
clauses are measured over. It is kept with the question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from xq_gis_plugin.core.model import Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from xq_gis_plugin.core.question import Question

__all__ = ["Splits", "above_in_every", "demands", "distinct", "kept", "only", "patterns", "splits"]

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]
Value = TypeVar("Value")

_AT_ONCE = 2_000_000
"""So many comparisons are made at a time: 2 MB."""

ALL, MUST, SURE = "all", "must", "sure"
"""Which clauses count: all, those worded as must, those of them with a rule of confidence A or B."""

Slots = tuple[int, ...]
"""For each clause, which of the separations it is measured over."""

Splits = tuple[tuple[FloatArray, FloatArray], ...]
"""For each joint value of some facts: (u, d) the different rows of demands, and (d,) the most of each."""


def demands(question: Question) -> FloatArray:
    """(W, G) what must not be undercut: metres, or 0 signed metres for a relation without a distance.

    Where a clause does not apply in a world nothing can undercut it: minus infinity.
    """

    def work_out() -> FloatArray:
        spatial = np.array([g.relation != Relation.AT_LEAST for g in question.groups], dtype=bool)
        applies = question.rule_at >= 0
        asked = np.where(applies, np.where(spatial, 0.0, question.required_m), -np.inf)
        asked.flags.writeable = False
        return asked

    return kept(question, "demands", work_out)


def only(question: Question, keep: BoolArray) -> Question:
    """Return the question about the groups that are kept; the same object for the same groups."""
    return kept(question, ("only", keep.tobytes()), lambda: question.only(keep))


def distinct(question: Question, slots: Slots, which: str = ALL) -> FloatArray:
    """(u, d) the different demands over d separations that worlds make, of the clauses that count."""

    def work_out() -> FloatArray:
        asked = demands(question)
        if which != ALL:
            asked = np.where(question.must, asked, -np.inf)
        if which == SURE:
            asked = np.where(question.rank < 2, asked, -np.inf)  # noqa: PLR2004 - ranks A and B
        return _by_slot(asked, slots)

    return kept(question, ("distinct", slots, which), work_out)


def splits(question: Question, slots: Slots, known: frozenset[str]) -> Splits:
    """Return the demands that remain for each joint value of the known facts, each set of them once."""

    def work_out() -> Splits:
        asked = demands(question)
        columns = [v for (n, _), v in zip(question.domains, question.choices, strict=True) if n in known]
        if not columns:
            worlds = [np.ones(len(asked), dtype=bool)]
        else:
            _, inverse = np.unique(np.column_stack(columns), axis=0, return_inverse=True)
            worlds = [inverse.ravel() == value for value in range(int(inverse.max()) + 1)]
        found = (_by_slot(asked[one], slots) for one in worlds)
        return tuple((rows, rows.max(axis=0)) for rows in {r.tobytes(): r for r in found}.values())

    return kept(question, ("splits", slots, known), work_out)


def above_in_every(rows: FloatArray, limit_m: FloatArray) -> BoolArray:
    """Return (n,) whether in every row some demand is larger than its limit.

    Parameters
    ----------
    rows
        (u, d) demands.
    limit_m
        (n, d) what they are held against.
    """
    if rows.shape[1] == 1:
        return np.asarray(rows.min() > limit_m[:, 0])
    step = max(1, _AT_ONCE // max(1, rows.size))
    pieces = [
        (rows[None] > limit_m[start : start + step, None]).any(axis=2).all(axis=1)
        for start in range(0, len(limit_m), step)
    ]
    return np.concatenate(pieces) if pieces else np.zeros(0, dtype=bool)


def patterns(table: NDArray[Any]) -> list[tuple[NDArray[Any], IntArray]]:
    """Return the different rows of (n, k) columns, and for each which rows they are."""
    if not table.shape[1]:
        return [(table[0], np.arange(len(table)))] if len(table) else []
    rows, which = np.unique(table, axis=0, return_inverse=True)
    order = np.argsort(which.ravel(), kind="stable")
    ends = np.cumsum(np.bincount(which.ravel(), minlength=len(rows)))
    return list(zip(rows, np.split(order, ends[:-1]), strict=True)) if len(rows) else []


def kept(question: Question, key: Hashable, work_out: Callable[[], Value]) -> Value:
    """Return what has been worked out for a question, by its key; work it out the first time."""
    memo: dict[Hashable, Any] = question.memo
    if key not in memo:
        memo[key] = work_out()
    found: Value = memo[key]
    return found


def _by_slot(asked: FloatArray, slots: Sequence[int]) -> FloatArray:
    """(u, d) the different rows of (w, g) demands, of each separation the largest."""
    most = np.full((len(asked), max(slots) + 1), -np.inf)
    for group, slot in enumerate(slots):
        np.maximum(most[:, slot], asked[:, group], out=most[:, slot])
    return np.asarray(np.unique(most, axis=0))
