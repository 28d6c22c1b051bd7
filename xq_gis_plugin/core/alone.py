"""Rules about a hazard by itself: its sales area, its building, its place. One finding without object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from xq_gis_plugin.core.columns import column_of
from xq_gis_plugin.core.model import FINDING_COLUMNS, Relation, RiskColor, Severity, Verdict
from xq_gis_plugin.core.rows import RULE_COLUMNS
from xq_gis_plugin.core.settling import Settling
from xq_gis_plugin.core.tally import Findings, finding_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xq_gis_plugin.core.columns import Columns
    from xq_gis_plugin.core.prepare import Sites
    from xq_gis_plugin.core.question import Profile
    from xq_gis_plugin.core.rules import Rule

__all__ = ["ALONE", "Lone", "asked_alone", "fact_of", "judge_alone"]

_FACTS = {
    Relation.AREA_RANGE.value: "sales_area_m2",
    Relation.NOT_SAME_BUILDING.value: "dwelling_in_building",
}
ALONE = (*_FACTS, Relation.NOT_WHERE.value)
"""The relations that no object is needed for."""
_WORST_FIRST = (Verdict.CONFLICT, Verdict.UNRESOLVED, Verdict.CLEAR)
_DISTANCES = (
    "distance_m", "low_m", "high_m", "required_low_m", "required_high_m", "shortfall_m",
    "shortfall_max_m",
)  # fmt: skip


@dataclass(frozen=True)
class Lone:
    """What the rules say of one hazard by itself: a finding, and ``count`` rows of ``finding_rules``."""

    finding: Findings
    clauses: Columns
    count: int


def judge_alone(sites: Sites, row: int, rules: tuple[Rule, ...]) -> Lone | None:
    """Return what the rules ask of a hazard alone; None where they ask nothing."""
    profile = sites.profiles[row]
    asked = asked_alone(profile, rules)
    if not asked:
        return None
    identity = finding_id(sites.ids[row], "")
    missing = _missing(asked, dict(profile.facts))
    clauses = [_clause(rule, verdict, identity, sites.ids[row]) for verdict, rule in asked]
    finding = _finding(sites, row, asked, identity, missing)
    return Lone(
        Findings(
            _columns([finding], FINDING_COLUMNS), np.array([-1]), column_of([Settling(missing, missing)])
        ),
        _columns(clauses, RULE_COLUMNS),
        len(clauses),
    )


def asked_alone(profile: Profile, rules: tuple[Rule, ...]) -> list[tuple[Verdict, Rule]]:
    """Return what each rule about a hazard alone says of one with these facts, the worst first."""
    stated = dict(profile.facts)
    asked = []
    for rule in rules:
        if rule.relation not in ALONE or profile.kind not in rule.hazard_kinds:
            continue
        fails = any(not c.holds(stated[c.fact]) for c in rule.conditions if c.fact in stated)
        if fails and rule.relation != Relation.NOT_WHERE:
            continue
        verdict = Verdict.CLEAR if fails else _verdict(rule, stated)
        open_ = any(c.fact not in stated for c in rule.conditions)
        asked.append((Verdict.UNRESOLVED if open_ and verdict == Verdict.CONFLICT else verdict, rule))
    asked.sort(
        key=lambda a: (_WORST_FIRST.index(a[0]), a[1].severity != Severity.MUST, a[1].confidence, a[1].id),
    )
    return asked


def fact_of(rule: Rule, stated: Mapping[str, str]) -> tuple[str, ...]:
    """Return the facts that would tell what a rule about a hazard alone says of it."""
    looked_at = [_FACTS[rule.relation]] if rule.relation in _FACTS else []
    facts = [*looked_at, *(c.fact for c in rule.conditions)]
    return tuple(dict.fromkeys(fact for fact in facts if fact not in stated))


def _missing(asked: list[tuple[Verdict, Rule]], stated: Mapping[str, str]) -> tuple[str, ...]:
    """Return what would settle the finding; nothing where a conflict has settled it."""
    if asked[0][0] != Verdict.UNRESOLVED:
        return ()
    return tuple(
        dict.fromkeys(fact for v, r in asked if v == Verdict.UNRESOLVED for fact in fact_of(r, stated))
    )


def _verdict(rule: Rule, stated: Mapping[str, str]) -> Verdict:
    """Return what a rule says of a hazard for which all of its conditions hold."""
    if rule.relation == Relation.NOT_WHERE:
        return Verdict.CONFLICT
    value = stated.get(_FACTS[rule.relation])
    if value is None:
        return Verdict.UNRESOLVED
    if rule.relation == Relation.NOT_SAME_BUILDING:
        return Verdict.CONFLICT if value == "yes" else Verdict.CLEAR
    inside = rule.requirement.factor <= float(value) <= rule.requirement.high
    return Verdict.CLEAR if inside else Verdict.CONFLICT


def _clause(rule: Rule, verdict: Verdict, identity: str, hazard_id: str) -> dict[str, Any]:
    return {
        "finding_id": identity,
        "hazard_id": hazard_id,
        "object_id": None,
        "part": rule.part[0],
        "rule_id": rule.id,
        "rule_ids": rule.id,
        "standard": rule.standard,
        "edition": rule.edition,
        "clause": rule.clause,
        "relation": rule.relation,
        "severity": rule.severity,
        "rule_confidence": rule.confidence,
        "verdict": verdict.value,
    }


def _finding(
    sites: Sites, row: int, asked: list[tuple[Verdict, Rule]], identity: str, missing: tuple[str, ...]
) -> dict[str, Any]:
    verdict, rule = asked[0]
    same = [(v, r) for v, r in asked if v == verdict]
    sure = any(r.severity == Severity.MUST and r.confidence in ("A", "B") for _, r in same)
    color = {
        Verdict.CONFLICT: RiskColor.RED if sure else RiskColor.ORANGE,
        Verdict.UNRESOLVED: RiskColor.YELLOW,
    }
    return {
        "finding_id": identity,
        "hazard_id": sites.ids[row],
        "hazard_name": sites.names[row] or None,
        "part": rule.part[0],
        "object_id": None,
        "object_name": None,
        "object_kind": None,
        "protection_class": None,
        "rule_id": rule.id,
        "rule_ids": ",".join(r.id for _, r in same),
        "standard": rule.standard,
        "clause": rule.clause,
        "severity": rule.severity,
        "rule_confidence": rule.confidence,
        "verdict": verdict.value,
        "missing": ",".join(missing),
        "risk_color": color.get(verdict, RiskColor.BLUE).value,
        "geometry": shapely.LineString(),
    }


def _columns(rows: list[dict[str, Any]], names: tuple[str, ...]) -> Columns:
    """Return rows as columns; there are no metres."""
    found: Columns = {}
    for name in names:
        if name in _DISTANCES:
            found[name] = np.full(len(rows), np.nan)
        else:
            found[name] = column_of([row[name] for row in rows])
    return found
