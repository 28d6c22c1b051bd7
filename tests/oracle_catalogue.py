"""The catalogue files read anew, and what a row states or implies, for the oracle."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "Row", "Subject", "domain_row", "fuel_set", "in_force", "is_null", "known_facts", "measure",
    "possible_fuels", "side_of", "table",
]  # fmt: skip

LAYERS = Path(__file__).resolve().parent.parent / "layers"
Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """One file of the catalogue, as text."""
    with (LAYERS / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def in_force(editions: tuple[str, ...]) -> tuple[Row, ...]:
    """Every usable rule, of GB 50156 only the editions that were picked."""
    return tuple(
        row
        for row in table("rules")
        if row["relation"]
        and not row["reason"]
        and (row["family"] != "gb50156" or row["edition"] in editions)
    )


def measure(name: str, key: object) -> tuple[float, float]:
    """Range of a working value, of ``*`` where the key has none."""
    rows = {row["key"]: row for row in table("measures") if row["measure"] == name}
    row = rows.get(str(key), rows["*"])
    return float(row["low_m"]), float(row["high_m"])


@dataclass(frozen=True)
class Subject:
    """One side of a pair: its kind and the facts it states, with the confidence of derived ones."""

    kind: str
    facts: tuple[tuple[str, Any], ...]
    derived: tuple[tuple[str, str], ...] = ()

    def get(self, fact: str) -> Any:
        """Return what is stated, `None` if nothing is."""
        return dict(self.facts).get(fact)

    def told(self, facts: Mapping[str, Any]) -> Subject:
        """Return the subject with more facts."""
        return Subject(self.kind, tuple(sorted({**dict(self.facts), **facts}.items())), self.derived)


def known_facts(row: Mapping[str, Any]) -> Subject:
    """Read a row's facts and derive those that volumes, areas and counts decide."""
    names = {fact["fact"] for fact in table("facts")} - {"kind"}
    facts = {name: _plain(row[name]) for name in names if name in row and not is_null(row[name])}
    derived: dict[str, str] = {}
    kind = str(row["kind"])
    counts = ("storage_m3", "floor_area_m2", "users", "beds", "households")
    sources = {name: float(row[name]) for name in counts if not is_null(row.get(name))}
    if not is_null(row.get("petrol_m3")) and not is_null(row.get("diesel_m3")):
        sources["converted_m3"] = float(row["petrol_m3"]) + float(row["diesel_m3"]) / 2
    for limits in table("classes"):
        gives, source = limits["gives"], limits["fact"]
        if (
            limits["kind"] != kind
            or source not in sources
            or (gives != "grade" and gives in facts and gives not in derived)
        ):
            continue
        value = sources[source]
        above = float(limits["above"] or 0)
        fits = (value > above or (value == above == 0)) and value <= float(limits["at_most"] or "inf")
        largest = max(float(r["at_most"] or "inf") for r in table("classes")
                      if (r["kind"], r["fact"], r["gives"]) == (kind, source, gives))  # fmt: skip
        beyond = gives == "grade" and value > largest and limits["value"] == "1"
        if fits or beyond:
            facts[gives] = limits["value"]
            derived[gives] = limits["confidence"]
    return Subject(kind, tuple(sorted(facts.items())), tuple(sorted(derived.items())))


def _plain(value: Any) -> Any:
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, int | float | np.number):
        return float(value)
    return str(value).strip()


def is_null(value: Any) -> bool:
    return value is None or (not isinstance(value, list | tuple | set) and bool(pd.isna(value)))


def possible_fuels(hazard: Subject) -> frozenset[str]:
    """Return every fuel that a hazard sells, or may sell where it does not say."""
    stated = hazard.get("fuels")
    if stated is not None:
        return fuel_set(stated)
    row = domain_row("fuels", hazard.kind)
    return frozenset() if row is None else frozenset(row["domain"].replace("|", "+").split("+"))


def fuel_set(text: str) -> frozenset[str]:
    return frozenset(text.replace("+", ",").replace(" ", "").split(","))


def domain_row(fact: str, kind: str) -> Row | None:
    for row in table("facts"):
        if row["fact"] == fact and (not row["kinds"] or kind in row["kinds"].split("|")):
            return row
    return None


@cache
def side_of(fact: str) -> str:
    return next((row["side"] for row in table("facts") if row["fact"] == fact), "object")
