"""The rows of ``findings`` and ``finding_rules`` for one judged pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from xq_gis_plugin.core.model import Relation, Verdict
from xq_gis_plugin.core.tally import finding_id
from xq_gis_plugin.core.verdict import clause_verdicts, demands

if TYPE_CHECKING:
    from xq_gis_plugin.core.measure import HazardView
    from xq_gis_plugin.core.prepare import Sites
    from xq_gis_plugin.core.question import Group, Question
    from xq_gis_plugin.core.verdict import Judgement, Separation, Settling

__all__ = ["RULE_COLUMNS", "clause_rows", "finding_row"]

RULE_COLUMNS = (
    "finding_id", "hazard_id", "object_id", "part", "rule_id", "rule_ids", "standard", "edition",
    "clause", "relation", "severity", "rule_confidence", "distance_m", "low_m", "high_m",
    "required_low_m", "required_high_m", "shortfall_m", "shortfall_max_m", "verdict",
)  # fmt: skip


def finding_row(
    sites: Sites, view: HazardView, column: int, question: Question, judgement: Judgement, settling: Settling
) -> dict[str, Any]:
    """Return the row of ``findings`` for one pair."""
    objects = view.objects
    item = int(view.near.objects[column])
    group = question.groups[judgement.pool[0]]
    rule = question.rules[judgement.rule_index]
    source = view.source(group, column)
    spatial = group.relation != Relation.AT_LEAST
    return {
        "finding_id": finding_id(sites.ids[view.row], objects.ids[item]),
        "hazard_id": sites.ids[view.row],
        "hazard_name": sites.names[view.row] or None,
        "part": _asking_group(question, judgement).part,
        "object_id": objects.ids[item],
        "object_name": objects.names[item] or None,
        "object_kind": objects.kinds[item],
        "protection_class": dict(objects.profiles[item].facts).get("protection_class"),
        "rule_id": rule.id,
        "rule_ids": ",".join(question.rules[i].id for i in judgement.rule_indices),
        "standard": rule.standard,
        "clause": rule.clause,
        "severity": judgement.severity.value,
        "rule_confidence": judgement.confidence,
        "distance_m": float(view.near.distance_m[source, column]),
        **_metres(
            judgement.low_m,
            judgement.high_m,
            judgement.required_low_m,
            judgement.required_high_m,
            spatial=spatial,
        ),
        "verdict": judgement.verdict.value,
        "missing": ",".join(settling.missing),
        "risk_color": judgement.color.value,
        "geometry": view.near.lines[source, column],
    }


def clause_rows(
    question: Question,
    separations: list[Separation],
    identity: str,
    hazard_id: str,
    object_id: str,
    *,
    zone: bool,
) -> list[dict[str, Any]]:
    """Return the rows of ``finding_rules``: one per part and clause."""
    rows = []
    verdicts = clause_verdicts(question, separations)
    asked = demands(question)
    for i, (group, separation, verdict) in enumerate(
        zip(question.groups, separations, verdicts, strict=True)
    ):
        cells = [
            int(c)
            for c in dict.fromkeys(question.rule_at[np.argsort(-asked[:, i], kind="stable"), i])
            if c >= 0
        ]
        if not cells:
            continue
        low, high = separation.interval()
        spatial = group.relation != Relation.AT_LEAST
        weakened = zone and not spatial and verdict == Verdict.CONFLICT
        rows.append(
            {
                "finding_id": identity,
                "hazard_id": hazard_id,
                "object_id": object_id,
                "part": group.part,
                "rule_id": question.rules[cells[0]].id,
                "rule_ids": ",".join(question.rules[c].id for c in cells),
                "standard": group.standard,
                "edition": group.edition,
                "clause": group.clause,
                "relation": group.relation,
                "severity": group.severity,
                "rule_confidence": "ABC"[int(question.rank[:, i][question.rule_at[:, i] >= 0].max())],
                "distance_m": max(0.0, separation.base_m),
                **_metres(
                    low, high, max(0.0, asked[:, i].min()), max(0.0, asked[:, i].max()), spatial=spatial
                ),
                "verdict": (Verdict.UNRESOLVED if weakened else verdict).value,
            }
        )
    return rows


def _asking_group(question: Question, judgement: Judgement) -> Group:
    """Return the clause of the pool that the governing rule belongs to."""
    for i in judgement.pool:
        if (question.rule_at[:, i] == judgement.rule_index).any():
            return question.groups[i]
    return question.groups[judgement.pool[0]]


def _metres(
    low: float, high: float, required_low: float, required_high: float, *, spatial: bool
) -> dict[str, float | None]:
    """Return the measured and required columns; a relation without a distance requires none."""
    if spatial:
        return dict.fromkeys(("required_low_m", "required_high_m", "shortfall_m", "shortfall_max_m")) | {
            "low_m": max(0.0, low),
            "high_m": max(0.0, high),
        }
    return {
        "low_m": low,
        "high_m": high,
        "required_low_m": required_low,
        "required_high_m": required_high,
        "shortfall_m": max(0.0, required_low - high),
        "shortfall_max_m": max(0.0, required_high - low),
    }
