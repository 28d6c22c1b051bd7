"""What the rules can ask of one hazard and one object, over every value that an unknown fact could take.

A *world* gives every unknown fact of the pair one value of its finite domain (DESIGN §3). A
`Question` holds, for every world and every clause, the metres that the clause asks there.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.facts import Condition, domain, facts, targets
from xq_gis_plugin.core.model import ObjectKind, Relation, Severity
from xq_gis_plugin.core.rule import applicable, uses_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xq_gis_plugin.core.rule import Rule

__all__ = ["Group", "Profile", "Question", "ask"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

WORLD_LIMIT = 200_000
"""More worlds than this are refused: a user's rule then depends on too many unknown facts at once."""

_HOLDS, _FAILS = "(holds)", "(fails)"
_RANKS = {"A": 0, "B": 1, "C": 2}
_ENTRANCE_TARGETS = frozenset({"ENTRANCE", "IMP_ENTRANCE"})
_PART_FUELS = frozenset({"petrol", "diesel"})


@dataclass(frozen=True)
class Profile:
    """The stated facts of a hazard or an object; equal profiles are asked the same question once.

    ``class_confidence`` is the confidence of the limit that gave the protection class, "" where it
    was stated or is unknown.
    """

    kind: str
    facts: tuple[tuple[str, str], ...]
    class_confidence: str = ""


@dataclass(frozen=True)
class Group:
    """One clause measured from one kind of part: a row of ``finding_rules``.

    ``measure`` says from which of the hazard's geometries: ``site``, ``hazard`` (the point or plot
    stands for an undigitised part), or ``tank/petrol`` and the like for digitised parts.
    """

    part: str
    measure: str
    entrance: bool
    relation: str
    severity: str
    standard: str
    edition: str
    clause: str
    fuel: str


@dataclass(frozen=True)
class Question:
    """Requirements of every clause in every world.

    Attributes
    ----------
    groups
        The clauses, G of them.
    required_m
        (W, G) metres; 0 where the clause does not apply in that world. For a relation without a
        distance 1 where it applies.
    rule_at
        (W, G) index into ``rules`` of the row that asks it; -1 where none does.
    choices
        For each unknown fact its (W,) values, as indices into its domain.
    domains
        The unknown facts and what each could be, in the order of the catalogue.
    memo
        What `xq_gis_plugin.core.worlds` has worked out once: thousands of pairs ask it.
    """

    groups: tuple[Group, ...]
    rules: tuple[Rule, ...]
    required_m: FloatArray
    rule_at: IntArray
    choices: tuple[IntArray, ...]
    domains: tuple[tuple[str, tuple[str, ...]], ...]
    class_rank: int
    memo: dict[Any, Any] = field(init=False, default_factory=dict, compare=False, repr=False)

    @cached_property
    def must(self) -> NDArray[np.bool_]:
        """(G,) whether each clause is worded as must."""
        return np.array([g.severity == Severity.MUST for g in self.groups], dtype=bool)

    @cached_property
    def rank(self) -> IntArray:
        """(W, G) confidence of what is asked: 0 for A, 1 for B, 2 for C; the class limits count."""
        ranks = np.array([_RANKS[r.confidence] for r in self.rules] + [0])
        own = ranks[self.rule_at]
        by_class = np.array(
            [any(c.fact == "protection_class" for c in _all_conditions(r)) for r in self.rules] + [False]
        )
        return np.where(by_class[self.rule_at], np.maximum(own, self.class_rank), own)

    @cached_property
    def largest_m(self) -> float:
        """The most metres that any clause asks; infinite where a clause is about no distance."""
        if any(g.relation != Relation.AT_LEAST for g in self.groups):
            return float("inf")
        return float(self.required_m.max(initial=0.0))

    def only(self, keep: NDArray[np.bool_]) -> Question:
        """Return the question about the groups that are kept."""
        groups = tuple(g for g, k in zip(self.groups, keep, strict=True) if k)
        return replace(
            self, groups=groups, required_m=self.required_m[:, keep], rule_at=self.rule_at[:, keep]
        )


@dataclass(frozen=True)
class _Cell:
    """A rule with one way in which it can apply: all conditions still open."""

    rule: Rule
    group: Group
    conditions: tuple[Condition, ...]


def ask(
    hazard: Profile, item: Profile, rules: Sequence[Rule], digitised: Sequence[tuple[str, str]] = ()
) -> Question | None:
    """Return what the rules in force can ask of a hazard and an object; None where none can speak.

    Parameters
    ----------
    hazard, item
        Profiles of the hazard and of the object (another hazard may be the object).
    rules
        The rules in force.
    digitised
        (part kind, fuel or "") of the hazard's digitised parts.

    Raises
    ------
    InputError
        ``too_many_unknowns`` where the unknown facts make more worlds than can be tried.
    """
    stated = dict(hazard.facts) | dict(item.facts)
    speaking = (r for r in rules if hazard.kind in r.hazard_kinds and uses_of(r.target, item.kind))
    cells = [c for rule in speaking for c in _cells(rule, hazard, item, stated, digitised)]
    checks = [c for c in cells if c.rule.relation != Relation.MODIFY]
    if not checks:
        return None
    unknown = _unknown(cells, stated, hazard, item)
    size = int(np.prod([len(values) for values in unknown.values()], dtype=np.int64)) if unknown else 1
    if size > WORLD_LIMIT:
        raise InputError(
            "too_many_unknowns",
            f"{size} combinations of unknown facts: {', '.join(unknown)}",
            "State some of these facts, or simplify the rules of your own file.",
            facts=", ".join(unknown),
        )
    grids = np.array(list(itertools.product(*(range(len(v)) for v in unknown.values()))), dtype=np.int64)
    grids = grids.reshape(size, len(unknown))
    columns = _possible({name: grids[:, i] for i, name in enumerate(unknown)}, unknown)
    changes = [c for c in cells if c.rule.relation == Relation.MODIFY]
    question = _fill(checks, changes, stated, unknown, columns, item)
    ever: NDArray[np.bool_] = np.any(question.rule_at >= 0, axis=0)
    return question.only(ever) if ever.any() else None


def _cells(
    rule: Rule,
    hazard: Profile,
    item: Profile,
    stated: Mapping[str, str],
    digitised: Sequence[tuple[str, str]],
) -> list[_Cell]:
    """Return the rule's cells that no stated fact rules out, one for each geometry to measure from."""
    found = []
    relaxes = rule.relation == Relation.MODIFY and rule.requirement.factor < 1
    for way in applicable(rule, hazard.kind, item.kind):
        if any(c.fact in stated and not c.holds(stated[c.fact]) for c in way):
            continue
        still_open = tuple(c for c in way if c.fact not in stated)
        if relaxes and any(c.fact != "fuels" for c in still_open):
            continue
        found += [
            _Cell(rule, _group(rule, item, part, measure), (*still_open, *extra))
            for part, measure, extra in _measures(rule, digitised, oil=_may_hold_oil(hazard))
        ]
    return found


def _measures(
    rule: Rule, digitised: Sequence[tuple[str, str]], *, oil: bool
) -> list[tuple[str, str, tuple[Condition, ...]]]:
    """Return (part, measure, extra conditions): digitised parts where there are, else the hazard itself.

    Where the station may sell oil, a part without a fuel is not surely one for gas.
    """
    if rule.part == ("site",):
        return [("site", "site", ())]
    found: list[tuple[str, str, tuple[Condition, ...]]] = []
    left = []
    for part in rule.part:
        nameless = not rule.fuel or rule.fuel in _PART_FUELS or not oil
        fitting = [
            (k, f)
            for k, f in digitised
            if k == part and (not rule.fuel or f == rule.fuel or (not f and nameless))
        ]
        if not fitting:
            left.append(part)
        for kind, fuel in fitting:
            guess = not fuel and rule.fuel in _PART_FUELS
            extra = (Condition("tank_fuel", "=", (rule.fuel,)),) if guess else ()
            found.append((part, f"{kind}/{fuel}", extra))
    if left:
        found.append((",".join(left), "hazard", ()))
    return found


def _may_hold_oil(hazard: Profile) -> bool:
    sold = dict(hazard.facts).get("fuels")
    sets = (sold,) if sold else domain("fuels", hazard.kind) or ()
    return any(not _PART_FUELS.isdisjoint(fuels.split("+")) for fuels in sets)


def _group(rule: Rule, item: Profile, part: str, measure: str) -> Group:
    entrance = rule.target in _ENTRANCE_TARGETS and item.kind != ObjectKind.MAIN_ENTRANCE
    return Group(
        part,
        measure,
        entrance,
        rule.relation,
        rule.severity,
        rule.standard,
        rule.edition,
        rule.clause,
        rule.fuel,
    )


def _unknown(
    cells: Sequence[_Cell], stated: Mapping[str, str], hazard: Profile, item: Profile
) -> dict[str, tuple[str, ...]]:
    """Return the unknown facts that the cells depend on, with their domains."""
    names = {c.fact for cell in cells for c in cell.conditions}
    names |= {"height_m" for cell in cells if cell.rule.requirement.base == "H" and "height_m" not in stated}
    sides = {f.name: f.side for f in facts()}
    order = {f.name: i for i, f in enumerate(facts())}
    found = {}
    for name in sorted(names, key=lambda n: (order.get(n, len(order)), n)):
        kind = item.kind if sides.get(name) == "object" else hazard.kind
        values = domain(name, kind) or (_HOLDS, _FAILS)
        if name == "tank_fuel":
            fuels = set(stated.get("fuels", "petrol+diesel").split("+"))
            values = tuple(v for v in values if v in fuels) or values
        found[name] = values
    return found


def _possible(columns: dict[str, IntArray], unknown: Mapping[str, tuple[str, ...]]) -> dict[str, IntArray]:
    """Return the worlds but those in which a part is for an oil that its station, selling oil, does not."""
    if not {"fuels", "tank_fuel"} <= unknown.keys():
        return columns
    holds = np.array([[t in f.split("+") for t in unknown["tank_fuel"]] for f in unknown["fuels"]])
    holds[[_PART_FUELS.isdisjoint(fuels.split("+")) for fuels in unknown["fuels"]]] = True
    keep = holds[columns["fuels"], columns["tank_fuel"]]
    return {name: column[keep] for name, column in columns.items()} if keep.any() else columns


def _fill(
    checks: Sequence[_Cell],
    changes: Sequence[_Cell],
    stated: Mapping[str, str],
    unknown: Mapping[str, tuple[str, ...]],
    columns: Mapping[str, IntArray],
    item: Profile,
) -> Question:
    """Work out what every clause asks in every world."""
    groups = tuple(dict.fromkeys(cell.group for cell in checks))
    place = {g: i for i, g in enumerate(groups)}
    worlds = len(next(iter(columns.values()))) if columns else 1
    required = np.zeros((worlds, len(groups)))
    rule_at = np.full((worlds, len(groups)), -1, dtype=np.int64)
    order = sorted(
        range(len(checks)),
        key=lambda i: (
            checks[i].rule.severity != Severity.MUST,
            _RANKS[checks[i].rule.confidence],
            checks[i].rule.id,
        ),
    )
    for i in order:
        cell = checks[i]
        where = _mask(cell.conditions, unknown, columns, worlds)
        metres = _metres(cell.rule, stated, unknown, columns, worlds)
        for change in changes:
            if _changes(change, cell):
                changed = _mask(change.conditions, unknown, columns, worlds)
                factor, floor = change.rule.requirement.factor, change.rule.requirement.floor
                metres = np.where(changed, np.maximum(metres * factor, floor), metres)
        column = place[cell.group]
        larger = where & (metres > required[:, column])
        required[larger, column] = metres[larger]
        rule_at[larger, column] = i
    return Question(
        groups,
        tuple(c.rule for c in checks),
        required,
        rule_at,
        tuple(columns.values()),
        tuple(unknown.items()),
        _RANKS.get(item.class_confidence, 0),
    )


def _changes(change: _Cell, cell: _Cell) -> bool:
    """Return whether a modifying rule changes a cell: of its table, its fuel, and the parts it names."""
    return (
        cell.rule.id.startswith(change.rule.modifies)
        and change.group.measure == cell.group.measure
        and change.rule.fuel in ("", cell.rule.fuel)
        and set(cell.group.part.split(",")) <= set(change.rule.part)
    )


def _mask(
    conditions: Sequence[Condition],
    unknown: Mapping[str, tuple[str, ...]],
    columns: Mapping[str, IntArray],
    worlds: int,
) -> NDArray[np.bool_]:
    """(W,) whether all open conditions hold in each world."""
    mask = np.ones(worlds, dtype=bool)
    for condition in conditions:
        held = np.array(
            [v == _HOLDS or (v != _FAILS and condition.holds(v)) for v in unknown[condition.fact]]
        )
        mask &= held[columns[condition.fact]]
    return mask


def _metres(
    rule: Rule,
    stated: Mapping[str, str],
    unknown: Mapping[str, tuple[str, ...]],
    columns: Mapping[str, IntArray],
    worlds: int,
) -> FloatArray:
    """(W,) metres that a rule asks where it applies; 1 for a relation without a distance."""
    if rule.relation != Relation.AT_LEAST:
        return np.ones(worlds)
    requirement = rule.requirement
    if rule.reach_m is not None and any(
        c.fact in unknown and _HOLDS in unknown[c.fact] for c in rule.conditions
    ):
        return np.full(worlds, rule.reach_m)
    if requirement.base != "H":
        return np.full(worlds, requirement.metres(0.0))
    if "height_m" in stated:
        return np.full(worlds, requirement.metres(float(stated["height_m"])))
    heights = np.array([float(v) for v in unknown["height_m"]])
    return np.array([requirement.metres(h) for h in heights])[columns["height_m"]]


def _all_conditions(rule: Rule) -> list[Condition]:
    return [*rule.conditions, *(c for t in targets() if t.code == rule.target for c in t.when)]
