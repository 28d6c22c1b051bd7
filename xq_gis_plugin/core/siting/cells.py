"""What the rules say of a site and an object, worked out once for each stretch of distance.

Of one kind of pair (the facts, the accuracies, a fence) everything but the figures depends only on
which side of a few thresholds the separation lies: between two of them the verdict, the rule that
governs and what is missing are the same. So thousands of pairs are judged by a handful of calls to
the arithmetic of the check itself.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from xq_gis_plugin.core.job import decide
from xq_gis_plugin.core.model import Relation
from xq_gis_plugin.core.verdict import CLEAR as CLEAR_VERDICT
from xq_gis_plugin.core.verdict import CONFLICT, Intervals, Separation, demands

if TYPE_CHECKING:
    from xq_gis_plugin.core.question import Question

__all__ = ["CONFLICT_MUST", "CONFLICT_SHOULD", "UNRESOLVED", "Case", "Said"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

CONFLICT_MUST, CONFLICT_SHOULD, UNRESOLVED, CLEAR = range(4)
"""The order of what is said: the worst first."""


@dataclass(frozen=True)
class Said:
    """What is said of every pair of one kind within one stretch of distance.

    Attributes
    ----------
    tier
        `CONFLICT_MUST`, `CONFLICT_SHOULD`, `UNRESOLVED` or clear.
    rule_id, rule_ids, confidence
        The rule that governs, all that do in some world, and the lowest confidence of them.
    required_m
        What it asks: certainly for a conflict, possibly for what cannot be told; NaN without a distance.
    add_m
        What the separation that it is held against differs from the distance by.
    missing
        The facts that would settle it.
    """

    tier: int
    rule_id: str
    rule_ids: tuple[str, ...]
    confidence: str
    required_m: float
    add_m: float
    missing: tuple[str, ...]

    def shortfall_m(self, distance_m: FloatArray) -> FloatArray:
        """Return (n,) by how much distances fall short; NaN for a relation without a distance."""
        return np.maximum(0.0, self.required_m - np.maximum(0.0, distance_m + self.add_m))


@dataclass
class Case:
    """One kind of pair: what is asked, and how far the separation may differ from the distance.

    Attributes
    ----------
    question
        What the rules ask.
    spans
        (fact, low, high) of everything that widens the separation, each once.
    narrow
        Those of them that widen a relation without a distance too.
    only_entrance
        The span that counts only where a rule is measured to an entrance.
    only_parts
        The span of the hazard's own parts, for rules that are not measured from its site.
    zone
        Whether the object is a residential area whose buildings nobody knows.
    """

    question: Question
    spans: tuple[tuple[str, float, float], ...]
    narrow: tuple[tuple[str, float, float], ...]
    only_entrance: tuple[str, float, float] | None = None
    only_parts: tuple[str, float, float] | None = None
    zone: bool = False
    _said: dict[int, Said] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the thresholds."""
        asked = demands(self.question)
        found = {0.0}
        for number, group in enumerate(self.question.groups):
            values = [0.0, *np.unique(asked[np.isfinite(asked[:, number]), number])]
            spans = self._spans(number)
            for ends in itertools.product(*((least, most) for _, least, most in spans)):
                found |= {float(value) - sum(ends) for value in values}
            del group
        self.breaks: FloatArray = np.array(sorted(found))

    def cells(self, signed_m: FloatArray) -> IntArray:
        """Return (n,) in which stretch each separation lies; a threshold is a stretch of its own."""
        left = np.searchsorted(self.breaks, signed_m, side="left")
        return np.asarray(left + np.searchsorted(self.breaks, signed_m, side="right"), dtype=np.int64)

    def from_break_m(self, signed_m: FloatArray) -> FloatArray:
        """Return (n,) metres from each separation to the nearest threshold."""
        after = np.clip(np.searchsorted(self.breaks, signed_m), 0, len(self.breaks) - 1)
        before = np.clip(after - 1, 0, None)
        return np.minimum(np.abs(signed_m - self.breaks[after]), np.abs(signed_m - self.breaks[before]))

    def said(self, cell: int, signed_m: float) -> Said:
        """Return what is said in a stretch, of which one separation is given."""
        if cell not in self._said:
            self._said[cell] = self._judge(signed_m)
        return self._said[cell]

    def _judge(self, signed_m: float) -> Said:
        question, base = self.question, np.array([signed_m])
        inside, away = Separation(base, self.narrow, signed=True), np.maximum(0.0, base)
        separations = [
            inside if group.relation != Relation.AT_LEAST else Separation(away, self._spans(number))
            for number, group in enumerate(question.groups)
        ]
        judged, settlings = decide(question, Intervals.of(separations), zone=self.zone, brief=False)
        pool = judged.pools[int(judged.pool[0])]
        first = pool.members[0]
        least, most = (float(ends[0]) for ends in judged.required_m())
        conflict = judged.verdict[0] == CONFLICT
        tier = CLEAR if judged.verdict[0] == CLEAR_VERDICT else UNRESOLVED
        if conflict:
            tier = CONFLICT_SHOULD if judged.severity[0] else CONFLICT_MUST
        spatial = question.groups[first].relation != Relation.AT_LEAST
        return Said(
            tier,
            question.rules[pool.rule_index].id,
            tuple(question.rules[i].id for i in pool.rule_indices),
            pool.confidence,
            np.nan if spatial else least if conflict else most,
            sum(float(high if conflict else low) for _, low, high in separations[first].spans),
            settlings[0].missing,
        )

    def _spans(self, number: int) -> tuple[tuple[str, float, float], ...]:
        """Return what widens the separation that one clause is measured over."""
        group = self.question.groups[number]
        if group.relation != Relation.AT_LEAST:
            return self.narrow
        spans = self.spans
        if self.only_parts is not None and group.measure != "site":
            spans = (self.only_parts, *spans[1:])
        if self.only_entrance is not None and group.entrance:
            spans = (*spans, self.only_entrance)
        return spans
