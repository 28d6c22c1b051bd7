"""What a rule can depend on: conditions, the finite domain of each fact, targets, class limits."""

from __future__ import annotations

import csv
import math
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from xq_gis_plugin import resources

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Band",
    "Condition",
    "Fact",
    "Measure",
    "Target",
    "bands",
    "columns_of_objects",
    "domain",
    "facts",
    "measure",
    "number",
    "parse_conditions",
    "targets",
]

_CONDITION = re.compile(r"^([a-z_0-9]+)\s*(>=|<=|>|<|=)\s*(.+)$")


@dataclass(frozen=True)
class Condition:
    """One demand on one fact: ``grade=1|2``, ``voltage_kv>=220``, ``fuels~petrol`` (contains)."""

    fact: str
    operator: str
    values: tuple[str, ...]

    def holds(self, value: str) -> bool:
        """Return whether a stated value meets the condition; a set of fuels is joined by ``+``."""
        if self.operator == "=":
            return value in self.values
        if self.operator == "~":
            return self.values[0] in value.split("+")
        left, right = float(value), float(self.values[0])
        return {">": left > right, ">=": left >= right, "<": left < right, "<=": left <= right}[self.operator]


@dataclass(frozen=True)
class Fact:
    """A fact that rules ask for, with the finite domain of what it can be (empty: none is known)."""

    name: str
    side: str
    kinds: tuple[str, ...]
    domain: tuple[str, ...]
    unstated: str
    label_zh: str
    source: str


@dataclass(frozen=True)
class Target:
    """One way in which an object can be what a rule protects."""

    code: str
    object_kinds: tuple[str, ...]
    when: tuple[Condition, ...]
    label_zh: str
    label_en: str


@dataclass(frozen=True)
class Band:
    """A limit of a grade or a protection class: ``above < value <= at_most``."""

    kind: str
    fact: str
    above: float
    at_most: float
    value: str
    gives: str
    confidence: str


@dataclass(frozen=True)
class Measure:
    """A working range in metres with its source."""

    low_m: float
    high_m: float
    source: str


def parse_conditions(text: str) -> tuple[Condition, ...]:
    """Read ``fact=a|b;fact>=n``.

    Raises
    ------
    ValueError
        Where a part is not of that form, or a comparison has no number.
    """
    found = []
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        match = _CONDITION.match(part)
        if not match:
            raise ValueError(part)
        fact, operator, values = match.groups()
        if operator != "=":
            number(values)
        found.append(Condition(fact, operator, tuple(v.strip() for v in values.split("|"))))
    return tuple(found)


def number(text: str) -> float:
    """Return a finite number; `ValueError` for anything else, ``nan`` included."""
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def domain(fact: str, kind: str) -> tuple[str, ...] | None:
    """Return what a fact can be for a hazard or object of a kind; None where no domain is known."""
    for row in facts():
        if row.name == fact and (not row.kinds or kind in row.kinds):
            return row.domain or None
    return None


@cache
def facts() -> tuple[Fact, ...]:
    """Return layers/facts.csv; the first row that fits a fact and a kind counts."""
    return tuple(
        Fact(
            row["fact"],
            row["side"],
            _split(row["kinds"]),
            tuple(row["domain"].replace("..", "|").split("|")) if row["domain"] else (),
            row["unstated"],
            row["label_zh"],
            row["source"],
        )
        for row in _rows("facts.csv")
    )


@cache
def targets() -> tuple[Target, ...]:
    """Return layers/targets.csv: what each target code of the rules means."""
    return tuple(
        Target(
            row["target"],
            _split(row["object_kinds"]),
            parse_conditions(row["when"]),
            row["label_zh"],
            row["label_en"],
        )
        for row in _rows("targets.csv")
    )


@cache
def bands() -> tuple[Band, ...]:
    """Return layers/classes.csv: the limits of station grades and protection classes."""
    return tuple(
        Band(
            row["kind"],
            row["fact"],
            float(row["above"]),
            float(row["at_most"] or "inf"),
            row["value"],
            row["gives"],
            row["confidence"],
        )
        for row in _rows("classes.csv")
    )


@cache
def columns_of_objects() -> frozenset[str]:
    """Return the columns of protected objects that their facts, classes and real edges come from."""
    edges = {"kind", "width_m", "lanes", "road_class"}
    return frozenset(edges.union((fact.name for fact in facts()), (band.fact for band in bands())))


def measure(name: str, key: str) -> Measure:
    """Return a working range of layers/measures.csv, by key or else by its ``*`` row."""
    return _measures().get((name, key)) or _measures()[(name, "*")]


@cache
def _measures() -> dict[tuple[str, str], Measure]:
    return {
        (row["measure"], row["key"]): Measure(float(row["low_m"]), float(row["high_m"]), row["source"])
        for row in _rows("measures.csv")
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    with resources.path("layers", name).open(encoding="utf-8-sig", newline="") as handle:
        yield from csv.DictReader(handle)


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()
