"""What the rules ask in every world, for the oracle: all worlds enumerated."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from oracle_catalogue import Row, Subject, domain_row, fuel_set, possible_fuels, side_of, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["Cell", "Question", "question"]

CONDITION = re.compile(r"^(\w+)(>=|<=|=|>|<)(.+)$")
FUEL_OF_TANK = {"petrol", "diesel"}


@dataclass(frozen=True)
class Condition:
    """A fact that has to have one of some values, or to lie in a range."""

    fact: str
    test: str
    values: tuple[str, ...]

    def holds(self, value: Any) -> bool:
        if self.fact == "fuels":
            return self.values[0] in value
        if self.test == "=":
            return _word(value) in self.values
        number, limit = float(value), float(self.values[0])
        return {">": number > limit, ">=": number >= limit, "<": number < limit, "<=": number <= limit}[
            self.test
        ]


def _word(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


@cache
def _conditions(text: str) -> tuple[Condition, ...]:
    found = [CONDITION.match(item.strip()) for item in text.split(";") if item.strip()]
    return tuple(Condition(m[1], m[2], tuple(m[3].split("|"))) for m in found if m)


@cache
def _own_conditions(rule_id: str) -> tuple[Condition, ...]:
    rule = next(row for row in table("rules") if row["id"] == rule_id)
    own = [
        Condition(name, "=", tuple(re.split(r"[|,]", rule[name])))
        for name in ("grade", "vapour_recovery")
        if rule[name]
    ]
    if rule["fuel"]:
        own.append(Condition("fuels", "=", (rule["fuel"],)))
    return (*own, *_conditions(rule["when"]))


@cache
def _uses(target: str, kind: str) -> tuple[tuple[Condition, ...], ...]:
    """Return the conditions of each row of ``targets.csv`` that fits the object."""
    uses = []
    uses_of_building = domain_row("kind", "building")
    for row in table("targets"):
        kinds = row["object_kinds"].split("|")
        if row["target"] != target:
            continue
        if row["object_kinds"] == "*" or kind in kinds:
            uses.append(_conditions(row["when"]))
        elif kind == "building":
            could_be = tuple(k for k in kinds if k in uses_of_building["domain"].split("|"))
            if could_be:
                uses.append((Condition("kind", "=", could_be), *_conditions(row["when"])))
    return tuple(uses)


@dataclass(frozen=True)
class Cell:
    """One rule for one part, under one row of its target."""

    rule: tuple[tuple[str, str], ...]
    part: str
    conditions: tuple[Condition, ...]
    modifiers: tuple[tuple[str, tuple[Condition, ...]], ...]
    confidence: str
    widened_by_entrance: bool
    group: tuple[str, str | None] | None = None

    def __getattr__(self, name: str) -> str:
        for key, value in object.__getattribute__(self, "rule"):
            if key == name:
                return value
        raise AttributeError(name)


@dataclass(frozen=True)
class Question:
    """All worlds of a pair, and what each cell asks in each of them."""

    cells: tuple[Cell, ...]
    domains: tuple[tuple[str, tuple[Any, ...]], ...]
    known: tuple[tuple[str, Any], ...]

    @cached_property
    def worlds(self) -> dict[str, NDArray[np.int64]]:
        """Return for each unknown fact the index of its value in each world."""
        names = [name for name, _ in self.domains]
        values = dict(self.domains)
        rows = []
        known = dict(self.known)
        for picks in itertools.product(*(range(len(domain)) for _, domain in self.domains)):
            world = known | {n: values[n][i] for n, i in zip(names, picks, strict=True)}
            oil = _oil(world.get("fuels", frozenset()))
            if not oil or "tank_fuel" not in world or world["tank_fuel"] in oil:
                rows.append(picks)
        array = np.array(rows, dtype=np.int64).reshape(len(rows), len(names))
        return {name: array[:, i] for i, name in enumerate(names)}

    @cached_property
    def count(self) -> int:
        """Return the number of worlds."""
        return len(next(iter(self.worlds.values()))) if self.domains else 1

    def hold(self, conditions: Iterable[Condition]) -> NDArray[np.bool_]:
        """In which worlds all conditions hold."""
        answer = np.ones(self.count, dtype=bool)
        domains, known = dict(self.domains), dict(self.known)
        for condition in conditions:
            if condition.fact in domains:
                ok = np.array([condition.holds(value) for value in domains[condition.fact]])
                answer &= ok[self.worlds[condition.fact]]
            elif not condition.holds(known[condition.fact]):
                answer[:] = False
        return answer

    @cached_property
    def applies(self) -> NDArray[np.bool_]:
        """Cells x worlds: where a rule applies."""
        return np.array([self.hold(cell.conditions) for cell in self.cells]).reshape(
            len(self.cells), self.count
        )

    @cached_property
    def metres(self) -> NDArray[np.float64]:
        """Cells x worlds: what a rule `at_least` asks, 0 where it does not apply."""
        answer = np.zeros(self.applies.shape)
        for i, cell in enumerate(self.cells):
            if cell.relation != "at_least":
                continue
            asked = self._formula(cell.required, None)
            for formula, conditions in cell.modifiers:
                asked = np.where(self.hold(conditions), self._formula(formula, asked), asked)
            answer[i] = np.where(self.applies[i], asked, 0)
        return answer

    def _formula(self, text: str, asked: NDArray[np.float64] | None) -> NDArray[np.float64]:
        if text.startswith("max("):
            first, second = text[4:-1].split(",")
            return np.maximum(self._formula(first, asked), self._formula(second, asked))
        if text.endswith("T") and asked is not None:
            return float(text[:-1]) * asked
        if text.endswith("H"):
            domains, known = dict(self.domains), dict(self.known)
            if "height_m" in domains:
                heights = np.array(domains["height_m"])[self.worlds["height_m"]]
            else:
                heights = np.full(self.count, float(known["height_m"]))
            return float(text[:-1]) * heights
        return np.full(self.count, float(text))


def _oil(fuels: frozenset[str]) -> frozenset[str]:
    return fuels & FUEL_OF_TANK


def question(
    rules: Sequence[Row],
    hazard: Subject,
    obj: Subject,
    *,
    parts: frozenset[tuple[str, str | None]] = frozenset(),
) -> Question:
    """Ask every rule that can speak of the pair.

    ``parts``: kind and fuel of the hazard's digitised parts. A cell's ``group`` says from which of them
    it is measured; `None` where it is the hazard's own geometry.
    """
    told = dict(hazard.facts)
    if "fuels" in told:
        told["fuels"] = fuel_set(told["fuels"])
    facts = {f: v for f, v in told.items() if side_of(f) != "object"}
    facts |= {f: v for f, v in obj.facts if side_of(f) in {"object", "pair"}}
    cells = []
    for rule in rules:
        if rule["relation"] == "modify" or hazard.kind not in rule["hazard_kinds"].split(","):
            continue
        for use in _uses(rule["target"], obj.kind):
            cells += _cells(rules, rule, use, hazard, obj, facts, parts)
    domains, known = {}, {}
    needed = {
        c.fact for cell in cells for c in (*cell.conditions, *(c for m in cell.modifiers for c in m[1]))
    }
    needed |= {"height_m" for cell in cells if "H" in cell.required}
    for fact in sorted(needed):
        if fact in facts:
            known[fact] = facts[fact]
            continue
        domain = _domain(fact, hazard.kind, obj.kind, cells)
        if isinstance(domain, tuple):
            domains[fact] = domain
        else:
            known[fact] = domain
    if "tank_fuel" in domains and "fuels" in known:
        oil = sorted(_oil(known["fuels"]))
        if len(oil) < 2:
            del domains["tank_fuel"]
            known["tank_fuel"] = oil[0] if oil else "none"
    return Question(tuple(cells), tuple(sorted(domains.items())), tuple(sorted(known.items())))


def _cells(
    rules: Sequence[Row],
    rule: Row,
    use: tuple[Condition, ...],
    hazard: Subject,
    obj: Subject,
    facts: Mapping[str, Any],
    parts: frozenset[tuple[str, str | None]],
) -> list[Cell]:
    own = (*_own_conditions(rule["id"]), *use)
    derived = {**dict(hazard.derived), **dict(obj.derived)}
    confidence = max([rule["confidence"], *(derived[c.fact] for c in own if c.fact in derived)])
    entrance = rule["target"] in {"ENTRANCE", "IMP_ENTRANCE"} and obj.kind != "main_entrance"
    cells = []
    for part in rule["part"].split(","):
        modifiers = _modifiers(rules, rule, part, hazard, obj, facts)
        for group, extra in _measured_from(rule["fuel"], part, parts, bool(_oil(possible_fuels(hazard)))):
            cells.append(
                Cell(tuple(rule.items()), part, (*own, *extra), modifiers, confidence, entrance, group)
            )
    return cells


def _measured_from(
    fuel: str, part: str, parts: frozenset[tuple[str, str | None]], may_sell_oil: bool
) -> list[tuple[tuple[str, str | None] | None, tuple[Condition, ...]]]:
    answer: list[tuple[tuple[str, str | None] | None, tuple[Condition, ...]]] = []
    for group in sorted(parts, key=str):
        kind, of_part = group
        if kind != part:
            continue
        if not fuel or of_part == fuel or (of_part is None and not may_sell_oil):
            answer.append((group, ()))
        elif of_part is None and fuel in FUEL_OF_TANK:
            answer.append((group, (Condition("tank_fuel", "=", (fuel,)),)))
    return answer or [(None, ())]


def _modifiers(
    rules: Sequence[Row], rule: Row, part: str, hazard: Subject, obj: Subject, facts: Mapping[str, Any]
) -> tuple[tuple[str, tuple[Condition, ...]], ...]:
    found = []
    for row in rules:
        if (
            row["relation"] != "modify"
            or rule["relation"] != "at_least"
            or not rule["id"].startswith(row["modifies"])
            or hazard.kind not in row["hazard_kinds"].split(",")
            or part not in row["part"].split(",")
            or (row["fuel"] and rule["fuel"] and row["fuel"] != rule["fuel"])
        ):
            continue
        factor = float(re.search(r"([\d.]+)T", row["required"])[1])
        for use in _uses(row["target"], obj.kind):
            conditions = (*_own_conditions(row["id"]), *use)
            # A condition that the rule itself has too leaves no doubt about the relaxation.
            own = _own_conditions(rule["id"])
            stated = all(c.fact in facts or c in own or _is_certain(c.fact, hazard, obj) for c in conditions)
            if factor > 1 or stated:
                found.append((row["required"], conditions))
    return tuple(found)


def _is_certain(fact: str, hazard: Subject, obj: Subject) -> bool:
    """Tell whether a fact that is not stated has one value all the same."""
    row = domain_row(fact, obj.kind if side_of(fact) == "object" else hazard.kind)
    return row is not None and bool(
        row["unstated"] or (row["domain"] and "|" not in row["domain"] and ".." not in row["domain"])
    )


def _domain(fact: str, hazard_kind: str, object_kind: str, cells: Sequence[Cell]) -> Any:
    """Return the values that an unknown fact may take, or the one that silence means."""
    row = domain_row(fact, object_kind if side_of(fact) == "object" else hazard_kind)
    if row is not None and row["unstated"]:
        return row["unstated"]
    if row is None or not row["domain"]:
        named = {v for cell in cells for c in cell.conditions if c.fact == fact for v in c.values}
        return (*sorted(named), "something else")
    if fact == "fuels":
        return tuple(frozenset(item.split("+")) for item in row["domain"].split("|"))
    if ".." in row["domain"]:
        return tuple(float(item) for item in row["domain"].split(".."))
    values = row["domain"].split("|")
    return tuple(float(v) for v in values) if fact.endswith(("_m3", "_kv", "_m")) else tuple(values)
