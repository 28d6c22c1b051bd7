"""The columns of ``findings`` and ``finding_rules`` for pairs of which the same is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from xq_gis_plugin.core.columns import Columns, column_of
from xq_gis_plugin.core.measure import sources
from xq_gis_plugin.core.model import Relation
from xq_gis_plugin.core.tally import Findings
from xq_gis_plugin.core.verdict import (
    COLORS,
    CONFLICT,
    SEVERITIES,
    UNRESOLVED,
    VERDICTS,
    clause_verdicts,
    demands,
)
from xq_gis_plugin.core.worlds import kept

if TYPE_CHECKING:
    from xq_gis_plugin.core.measure import Lot
    from xq_gis_plugin.core.pairs import Pairs
    from xq_gis_plugin.core.prepare import Sites
    from xq_gis_plugin.core.question import Group, Question
    from xq_gis_plugin.core.verdict import Intervals, Judgements, Pool

__all__ = ["RULE_COLUMNS", "clause_columns", "finding_columns"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

RULE_COLUMNS = (
    "finding_id", "hazard_id", "object_id", "part", "rule_id", "rule_ids", "standard", "edition",
    "clause", "relation", "severity", "rule_confidence", "distance_m", "low_m", "high_m",
    "required_low_m", "required_high_m", "shortfall_m", "shortfall_max_m", "verdict",
)  # fmt: skip


def finding_columns(
    sites: Sites, pairs: Pairs, lot: Lot, identities: NDArray[np.object_], judged: Judgements,
    settlings: NDArray[np.object_],
) -> Findings:  # fmt: skip
    """Return the rows of ``findings`` for the pairs of a lot, in their order."""
    objects, question, at = pairs.objects, lot.question, lot.at
    items = pairs.item[at]
    said = _by_pool(question, judged)
    source = np.zeros(len(at), dtype=np.int64)
    spatial = np.zeros(len(at), dtype=bool)
    for number, pool in enumerate(judged.pools):
        rows = np.flatnonzero(judged.pool == number)
        group = question.groups[pool.members[0]]
        source[rows] = sources(pairs, at[rows], group)
        spatial[rows] = group.relation != Relation.AT_LEAST
    required_low, required_high = judged.required_m()
    hazard_rows = [view.row for view in pairs.views_of(at)]
    item_list = items.tolist()
    return Findings(
        {
            "finding_id": identities,
            "hazard_id": column_of([sites.ids[row] for row in hazard_rows]),
            "hazard_name": column_of([sites.names[row] or None for row in hazard_rows]),
            **said,
            "object_id": column_of([objects.ids[i] for i in item_list]),
            "object_name": column_of([objects.names[i] or None for i in item_list]),
            "object_kind": column_of([objects.kinds[i] for i in item_list]),
            "protection_class": column_of(
                [dict(objects.profiles[i].facts).get("protection_class") for i in item_list]
            ),
            "severity": column_of([s.value for s in SEVERITIES])[judged.severity],
            "distance_m": pairs.metres[source],
            **_metres(judged.low_m, judged.high_m, required_low, required_high, spatial),
            "verdict": column_of([v.value for v in VERDICTS])[judged.verdict],
            "missing": column_of([",".join(s.missing) for s in settlings]),
            "risk_color": column_of([c.value for c in COLORS])[judged.color],
            "geometry": shapely.linestrings(pairs.lines[source].reshape(-1, 2, 2)),
        },
        items,
        settlings,
    )


def clause_columns(
    lot: Lot, of_hazard: NDArray[np.object_], of_object: NDArray[np.object_],
    identities: NDArray[np.object_], measured: Intervals,
) -> list[tuple[int, Columns]]:  # fmt: skip
    """Return the rows of ``finding_rules`` for the pairs of a lot: for each clause, its place and columns.

    A clause about a zone's distance is never in conflict: nobody knows where its buildings are.
    """
    question = lot.question
    verdicts = clause_verdicts(question, measured)
    asked = demands(question)
    lows, highs = measured.bounds()
    found = []
    for clause, (group, slot) in enumerate(zip(question.groups, measured.slots, strict=True)):
        cells = _cells(question, clause)
        if not cells:
            continue
        spatial = group.relation != Relation.AT_LEAST
        verdict = verdicts[:, clause]
        if lot.zone and not spatial:
            verdict = np.where(verdict == CONFLICT, UNRESOLVED, verdict)
        count = len(lot.at)
        least, most = (
            np.full(count, max(0.0, float(end))) for end in (asked[:, clause].min(), asked[:, clause].max())
        )
        same = _clause_texts(question, clause, group, cells)
        found.append(
            (
                clause,
                {
                    "finding_id": identities,
                    "hazard_id": of_hazard,
                    "object_id": of_object,
                    **{name: _same(text, count) for name, text in same.items()},
                    "distance_m": np.maximum(0.0, measured.each[slot].base_m),
                    **_metres(lows[:, slot], highs[:, slot], least, most, np.full(count, spatial)),
                    "verdict": column_of([v.value for v in VERDICTS])[verdict],
                },
            )
        )
    return found


def _cells(question: Question, clause: int) -> list[int]:
    """Return the rules that ask what a clause asks in some world, the most first."""

    def work_out() -> list[int]:
        order = np.argsort(-demands(question)[:, clause], kind="stable")
        return [int(c) for c in dict.fromkeys(question.rule_at[order, clause].tolist()) if c >= 0]

    return kept(question, ("cells", clause), work_out)


def _clause_texts(question: Question, clause: int, group: Group, cells: list[int]) -> dict[str, str]:
    rank = int(question.rank[:, clause][question.rule_at[:, clause] >= 0].max())
    return {
        "part": group.part,
        "rule_id": question.rules[cells[0]].id,
        "rule_ids": ",".join(question.rules[c].id for c in cells),
        "standard": group.standard,
        "edition": group.edition,
        "clause": group.clause,
        "relation": group.relation,
        "severity": group.severity,
        "rule_confidence": "ABC"[rank],
    }


def _by_pool(question: Question, judged: Judgements) -> Columns:
    """Return the columns that follow from the governing pool alone."""
    texts = [_pool_texts(question, pool) for pool in judged.pools]
    return {name: column_of([one[name] for one in texts])[judged.pool] for name in texts[0]}


def _pool_texts(question: Question, pool: Pool) -> dict[str, str]:
    rule = question.rules[pool.rule_index]
    return {
        "part": _asking_group(question, pool).part,
        "rule_id": rule.id,
        "rule_ids": ",".join(question.rules[i].id for i in pool.rule_indices),
        "standard": rule.standard,
        "clause": rule.clause,
        "rule_confidence": pool.confidence,
    }


def _asking_group(question: Question, pool: Pool) -> Group:
    """Return the clause of the pool that the governing rule belongs to."""
    for i in pool.members:
        if (question.rule_at[:, i] == pool.rule_index).any():
            return question.groups[i]
    return question.groups[pool.members[0]]


def _metres(
    low: FloatArray, high: FloatArray, required_low: FloatArray, required_high: FloatArray,
    spatial: NDArray[np.bool_],
) -> Columns:  # fmt: skip
    """Return the measured and required columns; a relation without a distance requires none."""
    return {
        "low_m": np.where(spatial, np.maximum(0.0, low), low),
        "high_m": np.where(spatial, np.maximum(0.0, high), high),
        "required_low_m": np.where(spatial, np.nan, required_low),
        "required_high_m": np.where(spatial, np.nan, required_high),
        "shortfall_m": np.where(spatial, np.nan, np.maximum(0.0, required_low - high)),
        "shortfall_max_m": np.where(spatial, np.nan, np.maximum(0.0, required_high - low)),
    }


def _same(text: str, count: int) -> NDArray[np.object_]:
    return np.full(count, text, dtype=object)
