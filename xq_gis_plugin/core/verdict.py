"""Interval arithmetic: what can be said of pairs that ask the same question (DESIGN §3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from xq_gis_plugin.core.model import Relation, RiskColor, Severity, Verdict
from xq_gis_plugin.core.worlds import MUST, SURE, above_in_every, demands, distinct, kept, patterns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xq_gis_plugin.core.question import Question
    from xq_gis_plugin.core.worlds import Slots

__all__ = [
    "Intervals", "Judgements", "Pool", "Separation", "clause_verdicts", "demands", "judge",
]  # fmt: skip

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]
Metres = FloatArray | float
Key = tuple[FloatArray, FloatArray, FloatArray]
"""Of a pool, for each pair: whether it says the same, how far it falls short, what it asks."""

VERDICTS = np.array([Verdict.CONFLICT, Verdict.UNRESOLVED, Verdict.CLEAR], dtype=object)
COLORS = np.array([RiskColor.RED, RiskColor.ORANGE, RiskColor.YELLOW, RiskColor.BLUE], dtype=object)
SEVERITIES = np.array([Severity.MUST, Severity.SHOULD], dtype=object)
CONFLICT, UNRESOLVED, CLEAR = range(3)
"""Places in `VERDICTS`."""


@dataclass(frozen=True)
class Separation:
    """What the separations of n pairs can be: distances and the facts that widen them.

    Attributes
    ----------
    base_m
        (n,) metres between the geometries as stored; negative by the depth of an overlap, for a
        relation without a distance.
    spans
        (fact, low, high): what each unknown of position adds, in metres, (n,) or the same for all.
    signed
        Whether the intervals may go below 0 (relations without a distance).
    """

    base_m: FloatArray
    spans: tuple[tuple[str, Metres, Metres], ...]
    signed: bool = False

    def interval(
        self, known: frozenset[str] = frozenset(), towards: int = 0
    ) -> tuple[FloatArray, FloatArray]:
        """Return (n,) lows and highs; ``known`` facts take their lowest (-1) or highest (+1) value."""
        low = high = self.base_m
        for fact, least, most in self.spans:
            if fact in known:
                value = least if towards < 0 else most
                low, high = low + value, high + value
            else:
                low, high = low + least, high + most
        return (low, high) if self.signed else (np.maximum(0.0, low), np.maximum(0.0, high))

    def take(self, rows: IntArray | BoolArray) -> Separation:
        """Return some of the pairs."""

        def some(end: Metres) -> FloatArray:
            return np.broadcast_to(np.asarray(end, dtype=float), self.base_m.shape)[rows]

        spans = tuple((fact, some(least), some(most)) for fact, least, most in self.spans)
        return replace(self, base_m=self.base_m[rows], spans=spans)


@dataclass(frozen=True)
class Intervals:
    """The separations of n pairs, each different one once.

    Attributes
    ----------
    each
        The d different separations.
    slots
        (G,) which of them each clause is measured over.
    """

    each: tuple[Separation, ...]
    slots: Slots

    @classmethod
    def of(cls, separations: Sequence[Separation]) -> Intervals:
        """Sort out which clauses are measured over the same separation: the same object."""
        places: dict[int, int] = {}
        for one in separations:
            places.setdefault(id(one), len(places))
        slots = tuple(places[id(one)] for one in separations)
        first = dict(zip(slots, separations, strict=True))
        return cls(tuple(first[slot] for slot in range(len(places))), slots)

    def bounds(self, known: frozenset[str] = frozenset(), towards: int = 0) -> tuple[FloatArray, FloatArray]:
        """Return (n, d) lows and highs."""
        pairs = [one.interval(known, towards) for one in self.each]
        return np.column_stack([low for low, _ in pairs]), np.column_stack([high for _, high in pairs])

    def take(self, rows: IntArray | BoolArray) -> Intervals:
        """Return some of the pairs."""
        return replace(self, each=tuple(one.take(rows) for one in self.each))

    def among(self, clauses: BoolArray) -> Intervals:
        """Return the separations of some of the clauses."""
        chosen = [self.each[s] for s, keep in zip(self.slots, clauses, strict=True) if keep]
        return Intervals.of(chosen)


@dataclass(frozen=True)
class Pool:
    """Clauses measured over one interval, and what they ask together.

    ``members`` indexes the clauses; ``rule_indices`` are the rules that set what they ask in some
    world, ``rule_index`` the one that asks most; over all worlds they ask ``least_m`` to ``most_m``,
    minus infinity where they ask nothing.
    """

    members: tuple[int, ...]
    rule_index: int
    rule_indices: tuple[int, ...]
    confidence: str
    least_m: float
    most_m: float


@dataclass(frozen=True)
class Judgements:
    """The verdicts of n pairs, and for each the `Pool` that governs it.

    ``verdict`` (n,) indexes `VERDICTS`, ``severity`` (n,) `SEVERITIES`, ``pool`` (n,) the ``pools``.
    ``sure`` (n,): in every world a clause worded as must, of confidence A or B, is not met.
    """

    verdict: IntArray
    severity: IntArray
    sure: BoolArray
    pool: IntArray
    pools: tuple[Pool, ...]
    low_m: FloatArray
    high_m: FloatArray

    @property
    def color(self) -> IntArray:
        """(n,) places in `COLORS`: red needs a clause worded as must, and to be sure of the rules."""
        in_conflict = np.where(self.sure & (self.severity == 0), 0, 1)
        others = np.where(self.verdict == UNRESOLVED, 2, 3)
        return np.where(self.verdict == CONFLICT, in_conflict, others)

    def required_m(self) -> tuple[FloatArray, FloatArray]:
        """Return (n,) the least and the most metres that the governing pool asks."""
        ends = np.array([[max(0.0, p.least_m), max(0.0, p.most_m)] for p in self.pools]).reshape(-1, 2)
        return ends[self.pool, 0], ends[self.pool, 1]

    def take(self, rows: IntArray | BoolArray) -> Judgements:
        """Return some of the pairs."""
        return replace(
            self,
            verdict=self.verdict[rows],
            severity=self.severity[rows],
            sure=self.sure[rows],
            pool=self.pool[rows],
            low_m=self.low_m[rows],
            high_m=self.high_m[rows],
        )

    def of_clauses(self, clauses: BoolArray) -> Judgements:
        """Return the same about a question of which these were some clauses."""
        place = np.flatnonzero(clauses)
        moved = tuple(replace(p, members=tuple(int(place[m]) for m in p.members)) for p in self.pools)
        return replace(self, pools=moved)

    def with_rule_severity(self, question: Question) -> Judgements:
        """Return the same with the severity of the rule that asks most."""
        return replace(self, severity=_rule_severity(question, self.pools)[self.pool])

    @classmethod
    def joined(cls, count: int, pieces: Sequence[tuple[IntArray, Judgements]]) -> Judgements:
        """Put pieces together, each with the rows that it is about."""
        verdict, severity, pool = (np.zeros(count, dtype=np.int64) for _ in range(3))
        low, high, sure = np.zeros(count), np.zeros(count), np.zeros(count, dtype=bool)
        pools: list[Pool] = []
        for rows, piece in pieces:
            verdict[rows], severity[rows], sure[rows] = piece.verdict, piece.severity, piece.sure
            low[rows], high[rows] = piece.low_m, piece.high_m
            pool[rows] = piece.pool + len(pools)
            pools += piece.pools
        return cls(verdict, severity, sure, pool, tuple(pools), low, high)


def judge(question: Question, intervals: Intervals, *, doubted: bool = False) -> Judgements:
    """Judge n pairs.

    Parameters
    ----------
    question
        What the rules ask, G clauses in W worlds.
    intervals
        The separations that the G clauses are measured over.
    doubted
        Whether a conflict will be told as unresolved: then what is only recommended governs too.
    """
    lows, highs = intervals.bounds()
    slots = intervals.slots
    must = above_in_every(distinct(question, slots, MUST), highs)
    conflict = must | above_in_every(distinct(question, slots), highs)
    clear = (distinct(question, slots).max(axis=0) <= lows).all(axis=1)
    verdict = np.where(conflict, CONFLICT, np.where(clear, CLEAR, UNRESOLVED))
    pool, pools, at = _governing(question, slots, lows, highs, verdict, must & ~np.bool_(doubted))
    severity = np.where(conflict, np.where(must, 0, 1), _rule_severity(question, pools)[pool])
    rows = np.arange(len(verdict))
    return Judgements(
        verdict,
        severity,
        above_in_every(distinct(question, slots, SURE), highs),
        pool,
        pools,
        lows[rows, at],
        highs[rows, at],
    )


def clause_verdicts(question: Question, intervals: Intervals) -> IntArray:
    """(n, G) the verdict of each clause on its own, over its own interval of requirement."""
    asked = demands(question)
    lows, highs = intervals.bounds()
    slots = np.array(intervals.slots)
    conflict = asked.min(axis=0) > highs[:, slots]
    clear = asked.max(axis=0) <= lows[:, slots]
    return np.where(conflict, CONFLICT, np.where(clear, CLEAR, UNRESOLVED))


def _governing(
    question: Question, slots: Slots, lows: FloatArray, highs: FloatArray, verdict: IntArray, must: BoolArray
) -> tuple[IntArray, tuple[Pool, ...], IntArray]:
    """Return for each pair its governing pool, the pools, and over which separation it is measured.

    Clauses measured over equal intervals make a pool; of the pools that say what is said of the pair,
    the one that falls short most, then the one that asks most, governs.
    """
    metric = np.array(
        [question.groups[slots.index(s)].relation == Relation.AT_LEAST for s in range(max(slots) + 1)]
    )
    alike = _alike(lows, highs, metric)
    pools: dict[tuple[int, ...], int] = {}
    made: list[Pool] = []
    chosen = np.zeros(len(verdict), dtype=np.int64)
    at = np.zeros(len(verdict), dtype=np.int64)
    for pattern, rows in patterns(np.column_stack([alike, must])):
        best: Key = (np.full(len(rows), -1.0), np.full(len(rows), -np.inf), np.full(len(rows), -np.inf))
        for members in _members(question, slots, pattern[:-1], only_must=bool(pattern[-1])):
            if members not in pools:
                pools[members] = len(made)
                made.append(_pool(question, members))
            pool, slot = made[pools[members]], int(pattern[slots[members[0]]])
            key = _rank(pool, lows[rows, slot], highs[rows, slot], verdict[rows], metric=bool(metric[slot]))
            better = _exceeds(key, best)
            chosen[rows[better]], at[rows[better]] = pools[members], slot
            best = _where(better, key, best)
    return chosen, tuple(made), at


def _alike(lows: FloatArray, highs: FloatArray, metric: BoolArray) -> IntArray:
    """(n, d) for each separation the first one with the same interval, of the same kind of relation."""
    found = np.tile(np.arange(lows.shape[1]), (len(lows), 1))
    for later in range(lows.shape[1]):
        for first in range(later - 1, -1, -1):
            if metric[later] == metric[first]:
                same = (lows[:, later] == lows[:, first]) & (highs[:, later] == highs[:, first])
                found[same, later] = found[same, first]
    return found


def _members(question: Question, slots: Slots, alike: IntArray, *, only_must: bool) -> list[tuple[int, ...]]:
    """Return the pools of one pattern: clauses over equal intervals, in their order."""
    pools: dict[int, list[int]] = {}
    speaks = np.isfinite(demands(question)).any(axis=0)
    for clause, slot in enumerate(slots):
        if speaks[clause] and (question.must[clause] or not only_must):
            pools.setdefault(int(alike[slot]), []).append(clause)
    return [tuple(members) for members in pools.values()]


def _rank(pool: Pool, low: FloatArray, high: FloatArray, verdict: IntArray, *, metric: bool) -> Key:
    """Return what pools are compared by: says the same as the pair, falls short, asks."""
    own = np.where(pool.least_m > high, CONFLICT, np.where(pool.most_m <= low, CLEAR, UNRESOLVED))
    short = np.where(verdict == CONFLICT, pool.least_m - high, pool.most_m - low)
    if not metric:
        short = np.minimum(0.0, short)
    return (own == verdict).astype(float), short, np.full(len(low), pool.most_m)


def _where(better: BoolArray, key: Key, best: Key) -> Key:
    says, short, most = (np.where(better, new, old) for new, old in zip(key, best, strict=True))
    return says, short, most


def _exceeds(key: Key, best: Key) -> BoolArray:
    """Return where one tuple of columns comes after another, column by column."""
    found = np.zeros(len(key[0]), dtype=bool)
    equal = np.ones(len(key[0]), dtype=bool)
    for new, old in zip(key, best, strict=True):
        found |= equal & (new > old)
        equal &= new == old
    return found


def _pool(question: Question, members: tuple[int, ...]) -> Pool:
    """Return what some clauses ask together, worked out once."""

    def work_out() -> Pool:
        asked = demands(question)[:, members]
        largest = asked.max(axis=1)
        setters = _setters(question, members, asked)
        rules = question.rules
        top = min(
            setters,
            key=lambda s: (-s[0], rules[s[1]].severity != Severity.MUST, s[2], rules[s[1]].id),
        )
        return Pool(
            members,
            top[1],
            tuple(dict.fromkeys(s[1] for s in sorted(setters, reverse=True))),
            "ABC"[max(s[2] for s in setters)],
            float(largest.min()),
            float(largest.max()),
        )

    return kept(question, ("pool", members), work_out)


def _setters(question: Question, members: tuple[int, ...], asked: FloatArray) -> list[tuple[float, int, int]]:
    """Return (metres, rule index, confidence rank) of the rules that ask most in some world."""
    rule_at, rank = question.rule_at[:, members], question.rank[:, members]
    top = asked.max(axis=1, keepdims=True)
    winners = (asked == top) & (rule_at >= 0)
    found: dict[int, tuple[float, int]] = {}
    preference = [(r.severity != Severity.MUST, r.confidence, r.id) for r in question.rules]
    for world in range(len(asked)):
        columns = np.flatnonzero(winners[world])
        if not len(columns):
            continue
        column = min(columns, key=lambda c: (*preference[rule_at[world, c]], rank[world, c]))
        index = int(rule_at[world, column])
        metres, worst = found.get(index, (-np.inf, 0))
        found[index] = (max(metres, float(asked[world, column])), max(worst, int(rank[world, column])))
    return [(metres, index, worst) for index, (metres, worst) in found.items()]


def _rule_severity(question: Question, pools: Sequence[Pool]) -> IntArray:
    """Return, by pool, the severity of the rule that asks most, as a place in `SEVERITIES`."""
    return np.array([question.rules[p.rule_index].severity != Severity.MUST for p in pools], dtype=np.int64)
