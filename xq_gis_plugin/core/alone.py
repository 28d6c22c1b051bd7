"""Rules about a hazard by itself: its sales area, a dwelling in its building. One finding without object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from xq_gis_plugin.core.model import Relation, RiskColor, Severity, Verdict
from xq_gis_plugin.core.tally import Tally, finding_id
from xq_gis_plugin.core.verdict import Settling

if TYPE_CHECKING:
    from xq_gis_plugin.core.prepare import Sites
    from xq_gis_plugin.core.rules import Rule

__all__ = ["judge_alone"]

_FACTS = {
    Relation.AREA_RANGE.value: "sales_area_m2",
    Relation.NOT_SAME_BUILDING.value: "dwelling_in_building",
}
_WORST_FIRST = (Verdict.CONFLICT, Verdict.UNRESOLVED, Verdict.CLEAR)
_DISTANCES = (
    "distance_m", "low_m", "high_m", "required_low_m", "required_high_m", "shortfall_m",
    "shortfall_max_m",
)  # fmt: skip


def judge_alone(tally: Tally, sites: Sites, row: int, rules: tuple[Rule, ...]) -> None:
    """Add to a tally what the rules ask of the hazard alone: a finding, and a row per clause."""
    profile = sites.profiles[row]
    stated = dict(profile.facts)
    asked = []
    for rule in rules:
        if rule.relation not in _FACTS or profile.kind not in rule.hazard_kinds:
            continue
        open_ = [c for c in rule.conditions if c.fact not in stated]
        if any(not c.holds(stated[c.fact]) for c in rule.conditions if c.fact in stated):
            continue
        verdict = _verdict(rule, stated.get(_FACTS[rule.relation]))
        asked.append((Verdict.UNRESOLVED if open_ and verdict == Verdict.CONFLICT else verdict, rule))
    if not asked:
        return
    asked.sort(
        key=lambda a: (_WORST_FIRST.index(a[0]), a[1].severity != Severity.MUST, a[1].confidence, a[1].id),
    )
    identity = finding_id(sites.ids[row], "")
    tally.clauses += [_clause(rule, verdict, identity, sites.ids[row]) for verdict, rule in asked]
    tally.findings.append(_finding(sites, row, asked, identity))
    missing = tuple(dict.fromkeys(_FACTS[r.relation] for v, r in asked if v == Verdict.UNRESOLVED))
    tally.settlings[identity] = (
        Settling(missing, missing) if asked[0][0] == Verdict.UNRESOLVED else Settling((), ())
    )


def _verdict(rule: Rule, value: str | None) -> Verdict:
    if value is None:
        return Verdict.UNRESOLVED
    if rule.relation == Relation.NOT_SAME_BUILDING:
        return Verdict.CONFLICT if value == "yes" else Verdict.CLEAR
    inside = rule.requirement.factor <= float(value) <= rule.requirement.high
    return Verdict.CLEAR if inside else Verdict.CONFLICT


def _clause(rule: Rule, verdict: Verdict, identity: str, hazard_id: str) -> dict[str, Any]:
    return dict.fromkeys(_DISTANCES) | {
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


def _finding(sites: Sites, row: int, asked: list[tuple[Verdict, Rule]], identity: str) -> dict[str, Any]:
    verdict, rule = asked[0]
    same = [(v, r) for v, r in asked if v == verdict]
    sure = any(r.severity == Severity.MUST and r.confidence in ("A", "B") for _, r in same)
    color = {
        Verdict.CONFLICT: RiskColor.RED if sure else RiskColor.ORANGE,
        Verdict.UNRESOLVED: RiskColor.YELLOW,
    }
    missing = dict.fromkeys(_FACTS[r.relation] for v, r in same) if verdict == Verdict.UNRESOLVED else {}
    return dict.fromkeys(_DISTANCES) | {
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
