"""Verdict, governing pool and missing facts of one pair over all its worlds, for the oracle."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from oracle_catalogue import is_null

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from oracle_catalogue import Row, Subject
    from oracle_rules import Cell, Question

__all__ = ["Expected", "Measured", "Pair", "Span", "expected_alone"]

ALONE = {"area_range", "not_same_building", "not_where"}
TOUCH_M = 0.001
TIE_M = 0.011


@dataclass(frozen=True)
class Expected:
    """What a finding has to say.

    ``options``: every set that ``missing`` may be, where smallest sets tie. ``askers``: for each world the
    rules that ask most in it; ``rule_ids`` are all of these, ``confidences`` says how sure each is.
    ``deep_m``: by how much ``high_m`` may be smaller because the two overlap. ``others``: the same
    finding under each other pool of rules whose shortfall is as large.
    """

    verdict: str
    severity: str | None
    risk_color: str
    low_m: float | None = None
    high_m: float | None = None
    deep_m: float = 0.0
    required_low_m: float | None = None
    required_high_m: float | None = None
    rule_id: str | None = None
    rule_ids: frozenset[str] = frozenset()
    shortfall_m: float | None = None
    shortfall_max_m: float | None = None
    distance_m: float | None = None
    missing: frozenset[str] = frozenset()
    options: frozenset[frozenset[str]] = frozenset({frozenset()})
    askers: frozenset[frozenset[str]] = frozenset()
    confidences: frozenset[tuple[str, str]] = frozenset()
    others: tuple[Expected, ...] = ()

    @property
    def is_joint(self) -> bool:
        """Tell whether rules of several intervals conflict only together, each in worlds of its own."""
        return self.low_m is not None and math.isnan(self.low_m)


@dataclass(frozen=True)
class Span:
    """One summand of an interval, and the fact that would narrow it."""

    low: float
    high: float
    fact: str


@dataclass(frozen=True, eq=False)
class Measured:
    """What the separation can be, summand by summand; ``meets``: the shifts that make the two meet."""

    distance_m: float
    spans: tuple[Span, ...]
    shift: tuple[Span, ...] = ()
    meets: Any = None
    told: dict[frozenset[str], bool] = field(default_factory=dict)

    def low(self, known: frozenset[str] = frozenset()) -> float:
        return max(0.0, sum(s.high if s.fact in known else s.low for s in self.spans))

    def high(self, known: frozenset[str] = frozenset()) -> float:
        if self.meets is not None and self.surely_overlaps(known):
            return 0.0
        return max(0.0, sum(s.low if s.fact in known else s.high for s in self.spans))

    def surely_overlaps(self, known: frozenset[str] = frozenset()) -> bool:
        """Tell whether they overlap after every shift, the known ones taken as bad as they can be."""
        if known not in self.told:
            self.told[known] = self._surely_overlaps(known)
        return self.told[known]

    def _surely_overlaps(self, known: frozenset[str]) -> bool:
        free = sum(s.high for s in self.shift if s.fact in known)
        rest = sum(s.high for s in self.shift if s.fact not in known)
        if free == rest == 0:
            return self.depth_m() >= TOUCH_M
        core = self.meets.buffer(-rest, quad_segs=64) if rest else self.meets
        if core.is_empty:
            return False
        return bool(core.distance(shapely.Point(0, 0)) <= free)

    def surely_apart(self, known: frozenset[str] = frozenset()) -> bool:
        if sum(s.high for s in self.shift) == 0 and self.distance_m == 0:
            return self.depth_m() < TOUCH_M
        return self.low(known) > 0 and not self.surely_overlaps()

    def depth_m(self) -> float:
        """Return how far the two have to be shifted at least to come apart, 0 where they do not overlap."""
        here = shapely.Point(0, 0)
        if shapely.get_dimensions(self.meets) < 2 or not self.meets.intersects(here):
            return 0.0
        return float(self.meets.boundary.distance(here))


@dataclass(frozen=True, eq=False)
class _Pool:
    """Rules that are measured over one interval, and what they ask together in each world."""

    low: float
    high: float
    asks: NDArray[np.float64]
    rows: list[int]

    def shortfall(self, verdict: str) -> float:
        return float(self.asks.min() - self.high if verdict == "conflict" else self.asks.max() - self.low)


@dataclass(eq=False)
class Pair:
    """One hazard and one object: cells, their intervals, and what they ask in every world."""

    cells: list[Cell]
    measured: list[Measured]
    asked: Question
    metres: NDArray[np.float64]
    applies: NDArray[np.bool_]
    zone: bool

    def __post_init__(self) -> None:
        self.must = np.array([c.severity == "must" for c in self.cells])
        self.sure = np.array([c.confidence < "C" for c in self.cells])
        self.at_least = [c.relation == "at_least" for c in self.cells]
        self.told: dict[Any, NDArray[np.bool_]] = {}

    def against(self, known: frozenset[str] = frozenset()) -> NDArray[np.bool_]:
        """Cells x worlds: where a rule conflicts."""
        if ("against", known) not in self.told:
            self.told["against", known] = np.array([
                np.zeros_like(applies) if self.zone and least
                else m.high(known) < r if least
                else applies & m.surely_overlaps(known)
                for least, m, r, applies in self._rows()
            ])  # fmt: skip
        return self.told["against", known]

    def fulfilled(self, known: frozenset[str] = frozenset()) -> NDArray[np.bool_]:
        """Cells x worlds: where a rule is clear."""
        if ("fulfilled", known) not in self.told:
            self.told["fulfilled", known] = np.array([
                m.low(known) >= r if least else ~applies | m.surely_apart(known)
                for least, m, r, applies in self._rows()
            ])  # fmt: skip
        return self.told["fulfilled", known]

    def _rows(self) -> Iterable[tuple[bool, Measured, NDArray[np.float64], NDArray[np.bool_]]]:
        return zip(self.at_least, self.measured, self.metres, self.applies, strict=True)

    def verdict(self, rows: Any) -> tuple[str, str | None]:
        """Return verdict and severity of some of the cells."""
        against = self.against()
        if against[rows][self.must[rows]].any(axis=0).all():
            return "conflict", "must"
        if against[rows].any(axis=0).all():
            return "conflict", "should"
        return ("clear" if self.fulfilled()[rows].all() else "unresolved"), None

    def expected(self) -> Expected:
        everything = np.ones(len(self.cells), dtype=bool)
        verdict, severity = self.verdict(everything)
        color = {"unresolved": "yellow", "clear": "blue", "conflict": "orange"}[verdict]
        if severity == "must" and self.against()[self.must & self.sure].any(axis=0).all():
            color = "red"
        options = self.missing() if verdict == "unresolved" else frozenset({frozenset()})
        pools = self._governing(verdict, severity)
        found = [self._finding(pool, (verdict, severity, color), options) for pool in pools]
        return replace(found[0], others=tuple(found[1:]))

    def _finding(
        self, pool: _Pool, words: tuple[str, str | None, str], options: frozenset[frozenset[str]]
    ) -> Expected:
        asks, rows = pool.asks, pool.rows
        most = (self.metres[rows] == asks) & (asks > 0)
        askers = frozenset(
            frozenset(self.cells[rows[i]].id for i in np.flatnonzero(column))
            for column in np.unique(most, axis=1).T
            if column.any()
        )
        leading = [i for i in rows if (self.metres[i] == asks.max()).any()]
        if asks.max() == 0:
            leading = [i for i in rows if self.cells[i].relation != "at_least"] or leading
        first = min(
            leading,
            key=lambda i: (self.cells[i].severity != "must", self.cells[i].confidence, self.cells[i].id),
        )
        deep = 0.0 if self.measured[first].meets is None else self.measured[first].depth_m()
        figures: tuple[float | None, ...] = (None,) * 4
        if any(self.cells[i].relation == "at_least" for i in rows):
            least, largest = float(asks.min()), float(asks.max())
            figures = (least, largest, max(0.0, least - pool.high), max(0.0, largest - pool.low))
        return Expected(
            *words, pool.low, pool.high, deep, *figures[:2],
            self.cells[first].id, frozenset().union(*askers), *figures[2:],
            self.measured[first].distance_m, min(options, key=sorted), options, askers,
            frozenset((self.cells[i].id, self.cells[i].confidence) for i in rows),
        )  # fmt: skip

    def _governing(self, verdict: str, severity: str | None) -> list[_Pool]:
        """Return the pool with the largest shortfall, and those that tie with it."""
        together: dict[tuple[float, float], list[int]] = {}
        for i, m in enumerate(self.measured):
            together.setdefault((round(m.low(), 6), round(m.high(), 6)), []).append(i)
        pools = []
        for rows in together.values():
            mask = np.zeros(len(self.cells), dtype=bool)
            mask[rows] = True
            if self.verdict(mask) == (verdict, severity):
                kept = [i for i in rows if severity != "must" or self.must[i]]
                if self.zone and verdict == "conflict":
                    # No distance to a zone is one.
                    kept = [i for i in kept if self.cells[i].relation != "at_least"]
                m = self.measured[rows[0]]
                pools.append(_Pool(m.low(), m.high(), self.metres[kept].max(axis=0), kept))
        if not pools:  # several pools conflict, each in worlds of its own
            return [_Pool(math.nan, math.nan, np.zeros(self.asked.count), [*range(len(self.cells))])]
        if self.zone:  # whether its pools rank as conflicts or as unresolved is not said
            return pools
        largest = max(pool.shortfall(verdict) for pool in pools)
        tied = [pool for pool in pools if pool.shortfall(verdict) >= largest - TIE_M]
        return sorted(tied, key=lambda pool: -pool.shortfall(verdict))

    def missing(self) -> frozenset[frozenset[str]]:
        """Return every set of facts that ``missing`` may be."""
        if self.zone:
            return self._missing_of_zone()
        worlds = {name: index for name, index in self.asked.worlds.items() if len(set(index)) > 1}
        spans = {s.fact for m in self.measured for s in m.spans if s.high > s.low}
        facts = sorted({*worlds, *spans})
        single = {fact for fact in facts if self._settles(frozenset({fact}), worlds)}
        if single:
            return frozenset({frozenset(single - {"fuels"} or single)})
        for size in range(2, len(facts) + 1):
            sets = {frozenset(c) for c in itertools.combinations(facts, size)}
            sets = {c for c in sets if self._settles(c, worlds)}
            if sets:
                return frozenset({c for c in sets if "fuels" not in c} or sets)
        return frozenset({frozenset()})

    def _missing_of_zone(self) -> frozenset[frozenset[str]]:
        """Return ``buildings``; what decides its overlap may stand beside it."""
        overlaps = [i for i, c in enumerate(self.cells) if c.relation != "at_least"]
        alone = frozenset({frozenset({"buildings"})})
        if not overlaps or self.verdict(overlaps)[0] != "unresolved":
            return alone
        pick = [self.cells[i] for i in overlaps], [self.measured[i] for i in overlaps]
        rest = Pair(*pick, self.asked, self.metres[overlaps], self.applies[overlaps], zone=False).missing()
        return alone | rest | {names | {"buildings"} for names in rest}

    def _settles(self, facts: frozenset[str], worlds: dict[str, NDArray[np.int64]]) -> bool:
        """Tell whether some values of these facts together leave no doubt."""
        known = frozenset(facts - worlds.keys())
        against = self.against(known)
        aims: Iterable[NDArray[np.bool_]] = (
            against[self.must].any(axis=0), against.any(axis=0), self.fulfilled(known).all(axis=0),
        )  # fmt: skip
        picked = [worlds[fact] for fact in sorted(facts & worlds.keys())]
        groups = np.zeros(self.asked.count, dtype=np.int64)
        for index in picked:
            groups = groups * 1000 + index
        _, groups = np.unique(groups, return_inverse=True)
        return any(bool((np.bincount(groups[~aim], minlength=groups.max() + 1) == 0).any()) for aim in aims)


def expected_alone(rules: Sequence[Row], hazard: Subject, sales_area_m2: float | None) -> Expected | None:
    """Return what the rules say of the hazard alone, `None` where none does."""
    rules = [r for r in rules if r["relation"] in ALONE and hazard.kind in r["hazard_kinds"].split(",")]
    if not rules:
        return None
    states = [(rule, *_of_itself(rule, hazard, sales_area_m2)) for rule in rules]
    against = [rule for rule, state, _ in states if state == "conflict"]
    if against:
        severity = "must" if any(r["severity"] == "must" for r in against) else "should"
        red = any(r["severity"] == "must" and r["confidence"] < "C" for r in against)
        return Expected("conflict", severity, "red" if red else "orange")
    missing = frozenset(fact for _, state, fact in states if state == "unresolved")
    if missing:
        return Expected("unresolved", None, "yellow", missing=missing, options=frozenset({missing}))
    return Expected("clear", None, "blue")


def _of_itself(rule: Row, hazard: Subject, sales_area_m2: float | None) -> tuple[str, str]:
    if rule["relation"] == "not_where":
        fact, _, forbidden = rule["when"].partition("=")
        stated = hazard.get(fact)
        return {None: "unresolved", forbidden: "conflict"}.get(stated, "clear"), fact
    if rule["relation"] == "not_same_building":
        stated = hazard.get("dwelling_in_building")
        return {"yes": "conflict", "no": "clear"}.get(stated, "unresolved"), "dwelling_in_building"
    if is_null(sales_area_m2):
        return "unresolved", "sales_area_m2"
    low, _, high = rule["required"].partition("..")
    fits = float(low) <= sales_area_m2 <= float(high or "inf")
    return ("clear" if fits else "conflict"), "sales_area_m2"
