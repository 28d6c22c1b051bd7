"""Compare the engine's tables with the oracle's expectations, every row and every field."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oracle import Expected, ExpectedSummary

    from xq_gis_plugin.core.model import Assessment

__all__ = ["finding_differences", "summary_differences"]

MILLIMETRE = 0.001
# The farthest point of a plot may be given as an upper bound within 1 cm (docs/verdict.md, section 3).
BOUND = 0.011


def finding_differences(result: Assessment, expected: Mapping[tuple[str, str | None], Expected]) -> list[str]:
    """Return one line for each thing in which a finding differs from what it has to be."""
    rows = {}
    for row in result.findings.to_dict("records"):
        key = (row["hazard_id"], None if pd.isna(row["object_id"]) else row["object_id"])
        if key in rows:
            return [f"{key}: two findings of one pair"]
        rows[key] = row
    lines = [
        f"{key}: no finding, expected {expected[key]}"
        for key in sorted(expected.keys() - rows.keys(), key=str)
    ]
    lines += [
        f"{key}: not expected, {_brief(rows[key])}" for key in sorted(rows.keys() - expected.keys(), key=str)
    ]
    for key in sorted(expected.keys() & rows.keys(), key=str):
        tried = [
            [*_words(rows[key], e), *_figures(rows[key], e)] for e in (expected[key], *expected[key].others)
        ]
        wrong = min(tried, key=len)
        if wrong:
            lines.append(f"{key}: {'; '.join(wrong)}")
    return lines


def summary_differences(result: Assessment, expected: Mapping[str, ExpectedSummary]) -> list[str]:
    """Return one line for each thing in which a hazard's row differs from what it has to be."""
    rows = {row["hazard_id"]: row for row in result.hazard_summary.to_dict("records")}
    lines = [f"{key}: no such row on one side" for key in sorted(rows.keys() ^ expected.keys())]
    for key in sorted(rows.keys() & expected.keys()):
        row, wanted = rows[key], expected[key]
        figures = ("reach_m", "nearest_residence_m")
        wrong = [name for name in ("verdict", "own_buildings") if row[name] != getattr(wanted, name)]
        wrong += [name for name in figures if not _close(row[name], getattr(wanted, name))]
        lines += [f"{key}: {name} {row[name]}, expected {getattr(wanted, name)}" for name in wrong]
        # Where smallest sets of facts tie, the hazard repeats those that its findings name.
        mine = result.findings[(result.findings.hazard_id == key) | _shares(result, key)]
        named = frozenset().union(*(_listed(m) for m in mine.missing))
        named |= wanted.missing & {"coverage", "rules"}
        if _listed(row["missing"]) != named:
            lines.append(f"{key}: missing {row['missing']}, expected {sorted(named)}")
    return lines


def _shares(result: Assessment, hazard_id: str) -> pd.Series:
    """Tell which findings stand under another hazard of the same kind: they count for both."""
    kinds = dict(zip(result.hazards.hazard_id, result.hazards.kind, strict=True))
    return (result.findings.object_id == hazard_id) & (
        result.findings.hazard_id.map(kinds) == kinds[hazard_id]
    )


def _words(row: Mapping[str, Any], wanted: Expected) -> list[str]:
    names = ["verdict", "risk_color", *(["severity"] if wanted.verdict == "conflict" else [])]
    names += ["rule_id"] if wanted.rule_id and not wanted.is_joint else []
    wrong = [
        f"{name} {row[name]}, expected {getattr(wanted, name)}"
        for name in names
        if row[name] != getattr(wanted, name)
    ]
    if wanted.is_joint:
        return wrong
    if _listed(row["missing"]) not in wanted.options:
        wrong.append(f"missing {row['missing']}, expected one of {[sorted(o) for o in wanted.options]}")
    # Of rules that ask the same in the same worlds one is enough, but every world has to be spoken for.
    named = _listed(row["rule_ids"])
    if wanted.rule_ids and not named <= wanted.rule_ids:
        wrong.append(f"rule_ids {sorted(named - wanted.rule_ids)} do not set the requirement in any world")
    if silent := [sorted(ids) for ids in wanted.askers if not ids & named]:
        wrong.append(f"rule_ids lacks one of {silent[0]}")
    lowest = max((confidence for rule, confidence in wanted.confidences if rule in named), default=None)
    if wanted.rule_ids and row["rule_confidence"] != lowest:
        wrong.append(f"rule_confidence {row['rule_confidence']}, expected {lowest}")
    return wrong


def _figures(row: Mapping[str, Any], wanted: Expected) -> list[str]:
    if wanted.is_joint:
        return []
    allowed = {"high_m": (MILLIMETRE + wanted.deep_m, BOUND), "shortfall_m": (BOUND, MILLIMETRE)}
    names = (
        "distance_m",
        "low_m",
        "high_m",
        "required_low_m",
        "required_high_m",
        "shortfall_m",
        "shortfall_max_m",
    )
    return [
        f"{name} {row[name]}, expected {getattr(wanted, name)}"
        for name in names
        if not _close(row[name], getattr(wanted, name), *allowed.get(name, (MILLIMETRE, MILLIMETRE)))
    ]


def _close(value: Any, wanted: float | None, below: float = MILLIMETRE, above: float = MILLIMETRE) -> bool:
    if wanted is None or math.isnan(wanted):
        return bool(pd.isna(value))
    return not pd.isna(value) and wanted - below <= value <= wanted + above


def _listed(text: Any) -> frozenset[str]:
    return frozenset() if pd.isna(text) or not text else frozenset(str(text).split(","))


def _brief(row: Mapping[str, Any]) -> str:
    return ", ".join(
        f"{k} {row[k]}" for k in ("verdict", "rule_id", "low_m", "high_m", "required_high_m", "missing")
    )
