"""Interval arithmetic: what can be said of a pair, and which facts would settle it (DESIGN §3)."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from xq_gis_plugin.core.model import Relation, RiskColor, Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xq_gis_plugin.core.question import Question

__all__ = ["Judgement", "Separation", "Settling", "clause_verdicts", "demands", "judge", "settle"]

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

LARGEST_SET = 4
"""Sets of missing facts are tried up to this size; beyond it all of them are named."""

NOTED_ONCE = frozenset({"fuels"})
"""Facts that a note says once per hazard, instead of at every pair (DESIGN §3, last paragraph)."""


@dataclass(frozen=True)
class Separation:
    """What a separation can be: a distance and the facts that widen it.

    Attributes
    ----------
    base_m
        Metres between the geometries as stored; negative by the depth of an overlap, for a relation
        without a distance.
    spans
        (fact, low, high): what each unknown of position adds, in metres.
    signed
        Whether the interval may go below 0 (relations without a distance).
    """

    base_m: float
    spans: tuple[tuple[str, float, float], ...]
    signed: bool = False

    def interval(self, known: frozenset[str] = frozenset(), towards: int = 0) -> tuple[float, float]:
        """Return (low, high) metres; ``known`` facts take their lowest (-1) or highest (+1) value."""
        low = high = self.base_m
        for fact, least, most in self.spans:
            if fact in known:
                value = least if towards < 0 else most
                low, high = low + value, high + value
            else:
                low, high = low + least, high + most
        return (low, high) if self.signed else (max(0.0, low), max(0.0, high))


@dataclass(frozen=True)
class Judgement:
    """A pair's verdict and the rule that governs it.

    ``pool`` indexes the groups measured over the governing interval; ``rule_ids`` are the rules
    that set what the pool asks in some world, ``rule_index`` the one that asks most.
    """

    verdict: Verdict
    severity: Severity
    color: RiskColor
    pool: tuple[int, ...]
    rule_index: int
    rule_indices: tuple[int, ...]
    confidence: str
    low_m: float
    high_m: float
    required_low_m: float
    required_high_m: float


@dataclass(frozen=True)
class Settling:
    """The facts that would settle an unresolved pair.

    ``every`` lists those of which any value does; ``alone`` tells whether each of the missing facts
    can settle it by itself, or only all of them together.
    """

    missing: tuple[str, ...]
    every: tuple[str, ...]
    alone: bool = True


def demands(question: Question) -> FloatArray:
    """(W, G) what must not be undercut: metres, or 0 signed metres for a relation without a distance.

    Where a clause does not apply in a world nothing can undercut it: minus infinity.
    """
    spatial = np.array([g.relation != Relation.AT_LEAST for g in question.groups])
    applies = question.rule_at >= 0
    return np.where(applies, np.where(spatial, 0.0, question.required_m), -np.inf)


def judge(question: Question, separations: Sequence[Separation]) -> Judgement:
    """Judge one pair.

    Parameters
    ----------
    question
        What the rules ask, G clauses in W worlds.
    separations
        The separation that each of the G clauses is measured over.
    """
    asked = demands(question)
    lows, highs = _bounds(separations)
    verdict, severity = _verdict(asked, lows, highs, question.must)
    sure = (asked > highs) & question.must & (question.rank < 2)  # noqa: PLR2004 - ranks A and B
    pool, tier = _governing(question, asked, lows, highs, verdict, severity)
    asked_pool = asked[:, pool]
    largest = asked_pool.max(axis=1)
    if pool not in question.setters:
        question.setters[pool] = _setters(question, pool, asked_pool)
    setters = question.setters[pool]
    top = min(
        setters,
        key=lambda s: (-s[0], question.rules[s[1]].severity != Severity.MUST, s[2], question.rules[s[1]].id),
    )
    if verdict == Verdict.UNRESOLVED or not tier:
        severity = Severity(question.rules[top[1]].severity)
    return Judgement(
        verdict,
        severity,
        _color(verdict, severity, bool(sure.any(axis=1).all())),
        pool,
        top[1],
        tuple(dict.fromkeys(s[1] for s in sorted(setters, reverse=True))),
        "ABC"[max(s[2] for s in setters)],
        float(lows[pool[0]]),
        float(highs[pool[0]]),
        max(0.0, float(largest.min())),
        max(0.0, float(largest.max())),
    )


def clause_verdicts(question: Question, separations: Sequence[Separation]) -> tuple[Verdict, ...]:
    """Return the verdict of each clause on its own, over its own interval of requirement."""
    asked = demands(question)
    lows, highs = _bounds(separations)
    conflict: BoolArray = np.all(asked > highs, axis=0)
    clear: BoolArray = np.all(asked <= lows, axis=0)
    return tuple(
        Verdict.CONFLICT if c else Verdict.CLEAR if k else Verdict.UNRESOLVED
        for c, k in zip(conflict, clear, strict=True)
    )


def settle(question: Question, separations: Sequence[Separation]) -> Settling:
    """Return which facts would settle an unresolved pair.

    Each fact of which some value alone settles it; where there is none, the smallest set of facts
    that does. ``fuels`` is named only where no other fact does.
    """
    asked = demands(question)
    names = [name for name, _ in question.domains]
    spans = list(dict.fromkeys(f for s in separations for f, least, most in s.spans if most > least))
    facts = [*names, *spans]
    alone = [f for f in facts if _can_settle(question, asked, separations, (f,))]
    loud = [f for f in alone if f not in NOTED_ONCE] or alone
    every = tuple(f for f in loud if _always_settles(question, asked, separations, f))
    if loud:
        return Settling(tuple(loud), every)
    for size in range(2, LARGEST_SET + 1):
        sets = sorted(itertools.combinations(facts, size), key=lambda c: not NOTED_ONCE.isdisjoint(c))
        for chosen in sets:
            if _can_settle(question, asked, separations, chosen):
                return Settling(chosen, (), alone=False)
    return Settling(tuple(facts), (), alone=False)


def _bounds(separations: Sequence[Separation]) -> tuple[FloatArray, FloatArray]:
    pairs = np.array([s.interval() for s in separations])
    return pairs[:, 0], pairs[:, 1]


def _verdict(
    asked: FloatArray, lows: FloatArray, highs: FloatArray, must: BoolArray
) -> tuple[Verdict, Severity]:
    """Judge over all worlds: (W, G) demands against (G,) intervals."""
    conflict = asked > highs
    if (conflict & must).any(axis=1).all():
        return Verdict.CONFLICT, Severity.MUST
    if conflict.any(axis=1).all():
        return Verdict.CONFLICT, Severity.SHOULD
    if (asked <= lows).all():
        return Verdict.CLEAR, Severity.MUST
    return Verdict.UNRESOLVED, Severity.MUST


def _governing(
    question: Question,
    asked: FloatArray,
    lows: FloatArray,
    highs: FloatArray,
    verdict: Verdict,
    severity: Severity,
) -> tuple[tuple[int, ...], bool]:
    """Return the groups of the governing pool, and whether the severity was fixed by its tier."""
    only_must = verdict == Verdict.CONFLICT and severity == Severity.MUST
    pools: dict[tuple[float, float, bool], list[int]] = {}
    for i, group in enumerate(question.groups):
        if not (only_must and group.severity != Severity.MUST) and np.isfinite(asked[:, i]).any():
            pools.setdefault((lows[i], highs[i], group.relation == Relation.AT_LEAST), []).append(i)
    best: tuple[tuple[bool, float, float], tuple[int, ...]] | None = None
    for (low, high, metric), members in pools.items():
        largest = asked[:, members].max(axis=1)
        own = (
            Verdict.CONFLICT
            if (largest > high).all()
            else Verdict.CLEAR
            if (largest <= low).all()
            else Verdict.UNRESOLVED
        )
        shortfall = largest.min() - high if verdict == Verdict.CONFLICT else largest.max() - low
        if not metric:
            shortfall = min(0.0, shortfall)
        key = (own == verdict, float(shortfall), float(largest.max()))
        if best is None or key > best[0]:
            best = (key, tuple(members))
    chosen = best[1] if best else tuple(range(len(question.groups)))
    return chosen, verdict == Verdict.CONFLICT


def _setters(question: Question, pool: tuple[int, ...], asked: FloatArray) -> list[tuple[float, int, int]]:
    """Return (metres, rule index, confidence rank) of the rules that ask most in some world."""
    rule_at, rank = question.rule_at[:, pool], question.rank[:, pool]
    top = asked.max(axis=1, keepdims=True)
    winners = (asked == top) & (rule_at >= 0)
    found: dict[int, tuple[float, int]] = {}
    preference = _preference(question)
    for world in range(len(asked)):
        columns = np.flatnonzero(winners[world])
        if not len(columns):
            continue
        column = min(columns, key=lambda c: (*preference[rule_at[world, c]], rank[world, c]))
        index = int(rule_at[world, column])
        metres, worst = found.get(index, (-np.inf, 0))
        found[index] = (max(metres, float(asked[world, column])), max(worst, int(rank[world, column])))
    return [(metres, index, worst) for index, (metres, worst) in found.items()]


def _preference(question: Question) -> list[tuple[bool, str, str]]:
    """Order rules that ask the same: must first, then confidence, then id."""
    return [(r.severity != Severity.MUST, r.confidence, r.id) for r in question.rules]


def _color(verdict: Verdict, severity: Severity, sure: bool) -> RiskColor:  # noqa: FBT001
    if verdict == Verdict.CONFLICT:
        return RiskColor.RED if sure and severity == Severity.MUST else RiskColor.ORANGE
    return RiskColor.YELLOW if verdict == Verdict.UNRESOLVED else RiskColor.BLUE


def _can_settle(
    question: Question, asked: FloatArray, separations: Sequence[Separation], chosen: Sequence[str]
) -> bool:
    """Return whether some joint value of the chosen facts gives conflict or clear."""
    known = frozenset(chosen)
    nearest = np.array([s.interval(known, -1)[1] for s in separations])
    farthest = np.array([s.interval(known, +1)[0] for s in separations])
    conflict: BoolArray = np.any(asked > nearest, axis=1)
    clear: BoolArray = np.all(asked <= farthest, axis=1)
    return any(conflict[w].all() or clear[w].all() for w in _splits(question, known, len(asked)))


def _always_settles(
    question: Question, asked: FloatArray, separations: Sequence[Separation], fact: str
) -> bool:
    """Return whether every value of one fact settles the pair (never claimed where it might not)."""
    if fact not in {name for name, _ in question.domains}:
        exact = all(most == least for s in separations for f, least, most in s.spans if f != fact)
        return exact and bool((asked == asked[0]).all())
    lows, highs = _bounds(separations)
    conflict: BoolArray = np.any(asked > highs, axis=1)
    clear: BoolArray = np.all(asked <= lows, axis=1)
    return all(conflict[w].all() or clear[w].all() for w in _splits(question, frozenset({fact}), len(asked)))


def _splits(question: Question, known: frozenset[str], worlds: int) -> list[BoolArray]:
    """Return the worlds that remain for each joint value of the known facts."""
    columns = [v for (name, _), v in zip(question.domains, question.choices, strict=True) if name in known]
    if not columns:
        return [np.ones(worlds, dtype=bool)]
    _, inverse = np.unique(np.column_stack(columns), axis=0, return_inverse=True)
    return [inverse.ravel() == i for i in range(int(inverse.max()) + 1)]
