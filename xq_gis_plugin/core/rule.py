"""One rule of separation: of what it speaks, and how it is read from a row of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from xq_gis_plugin.core.facts import Condition, domain, facts, number, parse_conditions, targets
from xq_gis_plugin.core.model import Confidence, HazardKind, ObjectKind, PartKind, Relation, Severity

__all__ = ["COLUMNS", "FieldError", "Requirement", "Rule", "applicable", "rule_of", "uses_of"]

FUELS = ("petrol", "diesel", "lpg", "cng", "lng", "hydrogen")
COLUMNS = (
    "id", "family", "standard", "edition", "clause", "hazard_kinds", "fuel", "grade", "vapour_recovery",
    "part", "target", "relation", "required", "when", "modifies", "measured_from", "measured_to",
    "severity", "confidence", "reach_m", "source", "note", "reason",
)  # fmt: skip
_FORMULA = re.compile(
    r"^(?:max\((?P<f1>\d+(?:\.\d+)?)(?P<b1>[HT]),\s*(?P<floor>\d+(?:\.\d+)?)\)|(?P<f2>\d+(?:\.\d+)?)(?P<b2>[HT]))$"
)
_RANGE = re.compile(r"^(?P<low>\d+(?:\.\d+)?)\.\.(?P<high>\d+(?:\.\d+)?)?$")


@dataclass(frozen=True)
class Requirement:
    """What a rule asks: metres, ``factor × base`` with a floor, or a range of area.

    ``base`` is "" for a constant, "H" for the height of a pole or tower in metres, "T" for the value
    of the table that the rule modifies, ".." for a range [low, high] in square metres.
    """

    base: str = ""
    factor: float = 0.0
    floor: float = 0.0
    high: float = float("inf")

    def metres(self, base_m: float) -> float:
        """Return the required metres where the base (height or table value) is ``base_m``."""
        return self.factor if not self.base else max(self.factor * base_m, self.floor)


@dataclass(frozen=True)
class Rule:
    """One row of the catalogue. A row with a ``reason`` is listed, and takes no part in a check."""

    id: str
    family: str
    standard: str
    edition: str
    clause: str
    hazard_kinds: tuple[str, ...]
    fuel: str
    grade: str
    vapour_recovery: str
    part: tuple[str, ...]
    target: str
    relation: str
    required: str
    when: str
    modifies: str
    measured_from: str
    measured_to: str
    severity: str
    confidence: str
    reach_m: float | None
    source: str
    note: str
    reason: str
    requirement: Requirement
    conditions: tuple[Condition, ...]

    @property
    def usable(self) -> bool:
        """Return whether the rule can be checked."""
        return not self.reason


def applicable(rule: Rule, hazard_kind: str, object_kind: str) -> list[tuple[Condition, ...]]:
    """Return the ways in which a rule can speak of a kind of object: the conditions of each."""
    if hazard_kind not in rule.hazard_kinds:
        return []
    return [(*rule.conditions, *when) for when in uses_of(rule.target, object_kind)]


@cache
def uses_of(target: str, object_kind: str) -> tuple[tuple[Condition, ...], ...]:
    """Return the conditions under which a kind of object is what a rule's target means, for each way."""
    ways: list[tuple[Condition, ...]] = []
    uses = set(domain("kind", ObjectKind.BUILDING) or ())
    for row in targets():
        if row.code != target:
            continue
        if object_kind in row.object_kinds or "*" in row.object_kinds:
            ways.append(row.when)
        elif object_kind == ObjectKind.BUILDING and "building" not in row.object_kinds:
            kinds = tuple(k for k in row.object_kinds if k in uses)
            if kinds:
                ways.append((Condition("kind", "=", kinds), *row.when))
    return tuple(ways)


class FieldError(ValueError):
    """A field's value cannot be used; the reader adds file and line."""

    def __init__(self, field: str, value: str, allowed: str) -> None:
        super().__init__(field)
        self.field, self.value, self.allowed = field, value, allowed


def rule_of(row: dict[str, str], seen: set[str]) -> Rule:
    """Make and check one rule; a listed row (with a reason) needs an id only."""
    if not row["id"] or row["id"] in seen:
        raise FieldError("id", row["id"], "an id that stands once in the file")
    seen.add(row["id"])
    listed = bool(row["reason"])
    return Rule(
        **{name: row[name] for name in COLUMNS if name not in ("hazard_kinds", "part", "reach_m")},
        hazard_kinds=_kinds(row["hazard_kinds"], listed=listed),
        part=_parts(row, listed=listed),
        reach_m=_optional_number(row, "reach_m"),
        requirement=Requirement() if listed else _requirement(row),
        conditions=() if listed else _conditions(row),
    )


def _kinds(text: str, *, listed: bool) -> tuple[str, ...]:
    kinds = tuple(filter(None, (k.strip() for k in text.split(","))))
    known = {k.value for k in HazardKind}
    if (not kinds and not listed) or not known.issuperset(kinds):
        raise FieldError("hazard_kinds", text, "hazard kinds joined by commas: " + ", ".join(sorted(known)))
    return kinds


def _parts(row: dict[str, str], *, listed: bool) -> tuple[str, ...]:
    parts = tuple(filter(None, (p.strip() for p in row["part"].split(","))))
    known = {p.value for p in PartKind}
    if (not parts and not listed) or not known.issuperset(parts):
        raise FieldError("part", row["part"], "parts joined by commas: " + ", ".join(sorted(known)))
    return parts


def _optional_number(row: dict[str, str], field: str) -> float | None:
    if not row[field]:
        return None
    try:
        return number(row[field])
    except ValueError:
        raise FieldError(field, row[field], "a number of metres, or nothing") from None


def _requirement(row: dict[str, str]) -> Requirement:
    """Read ``required``; a missing, NaN or negative distance is an error, never a default."""
    _one_of(row, "relation", [r.value for r in Relation])
    _one_of(row, "severity", [s.value for s in Severity])
    _one_of(row, "confidence", [c.value for c in Confidence])
    _one_of(row, "fuel", ["", *FUELS])
    text, relation = row["required"], row["relation"]
    alone = (Relation.AREA_RANGE, Relation.NOT_SAME_BUILDING, Relation.NOT_WHERE)
    if relation not in alone or row["target"]:
        _one_of(row, "target", sorted({t.code for t in targets()}))
    formula, area = _FORMULA.match(text), _RANGE.match(text)
    base = (formula["b1"] or formula["b2"]) if formula else ""
    if relation == Relation.AREA_RANGE and area:
        return Requirement("..", float(area["low"]), 0.0, float(area["high"] or "inf"))
    if relation == Relation.NOT_WHERE and not row["when"]:
        raise FieldError("when", "", "what the rule forbids, such as underground=yes")
    if relation in (Relation.NOT_INSIDE, Relation.NOT_UNDER, *alone[1:]) and not text:
        return Requirement()
    if (
        formula
        and base == ("T" if relation == Relation.MODIFY else "H")
        and relation in (Relation.AT_LEAST, Relation.MODIFY)
    ):
        return Requirement(base, float(formula["f1"] or formula["f2"]), float(formula["floor"] or 0))
    if relation == Relation.AT_LEAST and re.fullmatch(r"\d+(\.\d+)?", text) and float(text) > 0:
        return Requirement("", float(text))
    raise FieldError(
        "required", text, "metres above 0, max(1.5H,6.5), 0.7T for a modifying rule, or 10..200 for an area"
    )


def _one_of(row: dict[str, str], field: str, allowed: list[str]) -> None:
    if row[field] not in allowed:
        raise FieldError(field, row[field], "one of " + ", ".join(a or "(nothing)" for a in allowed))


def _conditions(row: dict[str, str]) -> tuple[Condition, ...]:
    """Read what the rule depends on: its columns fuel, grade and vapour_recovery, and ``when``."""
    try:
        when = parse_conditions(row["when"])
    except ValueError:
        raise FieldError("when", row["when"], "fact=value|value;fact>=number") from None
    named = {"grade": ("1", "2", "3"), "vapour_recovery": ("none", "unloading", "full")}
    own = []
    for field, allowed in named.items():
        _one_of(row, field, ["", *allowed])
        if row[field]:
            own.append(Condition(field, "=", (row[field],)))
    if row["fuel"]:
        own.insert(0, Condition("fuels", "~", (row["fuel"],)))
    known = {f.name for f in facts()}
    for condition in when:
        if condition.fact not in known and not row["reach_m"]:
            raise FieldError(
                "reach_m", "", f"the reach in metres of a rule whose fact {condition.fact} has no domain"
            )
    return (*own, *when)
