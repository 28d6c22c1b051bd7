"""What a run says in one screen of text, and as one JSON object."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pandas as pd

from xq_gis_plugin.cli_text import clean
from xq_gis_plugin.core.model import CheckSeverity, Confidence, RiskColor, Verdict
from xq_gis_plugin.export.digest import conflict_order, headline, run_value, unresolved_groups
from xq_gis_plugin.export.words import check_text, join, say, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xq_gis_plugin.cli_face import Face
    from xq_gis_plugin.cli_files import NamedProduct
    from xq_gis_plugin.core.model import Assessment, Check
    from xq_gis_plugin.export.words import Language

__all__ = ["print_summary", "summary_fields"]

MOST_CONFLICTS = 3
MOST_SURVEYS = 5
MOST_GROUPS = 10
MOST_GROUPS_OF_ONE = 2
MOST_CHECKS = 8

_COLORS = {
    RiskColor.RED: "red",
    RiskColor.ORANGE: "dark_orange",
    RiskColor.YELLOW: "yellow",
    RiskColor.BLUE: "blue",
}
_BOXES = ("专栏2", "专栏3", "专栏4")


def print_summary(
    face: Face, result: Assessment, products: Sequence[NamedProduct], *, fictional: bool
) -> None:
    """Print what a run says; with ``--json`` the same as one object.

    Parameters
    ----------
    face
        Where and in which language to speak.
    result
        The run, with the checks of its inputs.
    products
        The files that were written.
    fictional
        Whether to say 虚构示例.
    """
    if face.json:
        face.answer(**summary_fields(result, products, face.lang, fictional=fictional))
        return
    if fictional:
        face.line(say("fictional_long", face.lang), "bold magenta")
    face.line(headline(result).text(face.lang), "bold")
    face.line(say("not_unlawful", face.lang), "dim")
    _counts(face, result)
    _survey(face, result)
    _conflicts(face, result)
    _unresolved(face, result)
    _overlay(face, result)
    _checks(face, result.checks)
    _title(face, "Files")
    for product in products:
        face.path(f"  {product.place}")


def summary_fields(
    result: Assessment, products: Sequence[NamedProduct], lang: Language, *, fictional: bool
) -> dict[str, object]:
    """Return what ``--json`` says of a run, by name; as `print_summary`."""
    verdicts, colors = Counter(result.findings["verdict"]), Counter(result.hazard_summary["risk_color"])
    summary = result.hazard_summary
    columns = ("hazard_id", "name", "kind", "verdict", "severity", "risk_color", "missing")
    figures = ("conflicts_must", "conflicts_should", "unresolved", "clear")
    return {
        "headline": headline(result).text(lang),
        "fictional": fictional,
        "counts": {
            "hazards": len(result.hazards),
            "unlocated": len(result.unlocated),
            "protected": len(result.protected),
            **{v.value: verdicts[v.value] for v in Verdict},
        },
        "colors": {c.value: colors[c.value] for c in RiskColor},
        "editions": run_value(result, "editions").split(", "),
        "families": run_value(result, "families").split(", "),
        "rules": {c.value: int(run_value(result, f"rules_{c}")) for c in Confidence},
        "rules_unusable": int(run_value(result, "rules_unusable")),
        "hazards": [
            {name: _plain(row[name]) for name in columns} | {name: int(row[name]) for name in figures}
            for row in summary.to_dict("records")
        ],
        "unlocated": [
            {name: _plain(row[name]) for name in ("hazard_id", "name", "kind")}
            for row in result.unlocated.to_dict("records")
        ],
        "checks": result.checks,
        "outputs": {product.suffix.lstrip("."): product.place for product in products},
    }


def _title(face: Face, text: str) -> None:
    face.line()
    face.line(face.tr(text), "bold")


def _counts(face: Face, result: Assessment) -> None:
    face.line()
    without = len(result.unlocated)
    located = face.tr("{n} hazards", n=len(result.hazards))
    if without:
        located += face.tr(", {n} of them without a position and not checked", n=without)
    face.line(f"{located}{face.tr('; ')}{face.tr('{n} protected objects', n=len(result.protected))}")
    verdicts = Counter(result.findings["verdict"])
    dot = " · "
    face.line(
        face.tr("Findings: ")
        + dot.join(f"{word('verdict', v, face.lang)} {verdicts[v.value]}" for v in Verdict)
    )
    colors = Counter(result.hazard_summary["risk_color"])
    face.line(
        face.tr("Hazards by colour: ")
        + dot.join(f"{word('color', c, face.lang)} {colors[c.value]}" for c in RiskColor)
        + face.tr(" ({legend})", legend=say("legend", face.lang))
    )
    face.line(face.tr("Edition of GB 50156: {editions}", editions=run_value(result, "editions")))
    face.line(face.tr("Standards in force: {families}", families=_families(result, face)))
    rules = [
        face.tr(
            "{grade} {n} ({meaning})",
            grade=c,
            n=run_value(result, f"rules_{c}"),
            meaning=word("confidence", c, face.lang),
        )
        for c in Confidence
    ]
    face.line(
        face.tr("Rules by confidence: ")
        + dot.join(rules)
        + dot
        + face.tr("not usable yet {n}", n=run_value(result, "rules_unusable"))
    )


def _families(result: Assessment, face: Face) -> str:
    """Return the editions in force without their families, which are names for programs."""
    editions = [entry.partition(": ")[2] or entry for entry in run_value(result, "families").split(", ")]
    return say("separator", face.lang).join(dict.fromkeys(editions))


def _survey(face: Face, result: Assessment) -> None:
    if not len(result.survey):
        return
    _title(face, "What to find out first")
    for row in result.survey.head(MOST_SURVEYS).to_dict("records"):
        settles = [
            say(key, face.lang, count=row[column])
            for key, column in (
                ("survey_every", "settled_by_every_value"),
                ("survey_some", "settled_by_some_value"),
            )
            if row[column] and (key == "survey_every" or row[column] > row["settled_by_every_value"])
        ] or ([say("survey_touches", face.lang, count=row["findings"])] if row["findings"] else [])
        name = _name(result, row["subject_name"], row["subject_id"], face)
        task = say("survey_task", face.lang, fact=join("fact", row["fact"], face.lang))
        effect = face.tr(" ({legend})", legend=say("separator", face.lang).join(settles)) if settles else ""
        face.line(f"{row['rank']}. {name}{face.tr(': ')}{task}{effect}", indent=2)
    _more(face, len(result.survey) - MOST_SURVEYS)


def _conflicts(face: Face, result: Assessment) -> None:
    order = conflict_order(result)
    if not order:
        return
    _title(face, "The worst below the current separation")
    for number, row in enumerate(order[:MOST_CONFLICTS], 1):
        finding = result.findings.iloc[row].to_dict()
        color = RiskColor(finding["risk_color"])
        hazard = _name(result, finding["hazard_name"], finding["hazard_id"], face)
        if not pd.isna(finding["part"]) and finding["part"] != "site":
            hazard += face.tr(" ({legend})", legend=join("part_kind", finding["part"], face.lang))
        face.line(f"{number}. {hazard} → {_object(result, finding, face)}", _COLORS[color], indent=2)
        face.line(_figures(result, finding, face), indent=5)
        face.line(_basis(finding, face), indent=5)
    _more(face, len(order) - MOST_CONFLICTS)


def _object(result: Assessment, finding: dict[str, Any], face: Face) -> str:
    if pd.isna(finding["object_id"]):
        return say("alone", face.lang)
    kind = word("object_kind", str(finding["object_kind"]), face.lang)
    if kind == finding["object_kind"]:
        kind = word("hazard_kind", kind, face.lang)
    return _name(result, finding["object_name"], finding["object_id"], face) + face.tr(", {kind}", kind=kind)


def _figures(result: Assessment, finding: dict[str, Any], face: Face) -> str:
    """Return distance against requirement; of a rule without a distance, what it asks."""
    if pd.isna(finding["required_low_m"]):
        rules = result.finding_rules
        same = (rules["finding_id"] == finding["finding_id"]) & (rules["rule_id"] == finding["rule_id"])
        return "、".join(word("relation", r, face.lang) for r in rules.loc[same, "relation"].unique()[:1])
    distance, low, high = (f"{finding[key]:.1f}" for key in ("distance_m", "low_m", "high_m"))
    measured = "{distance} m" if low == high else "{distance} m (possibly {low} to {high} m)"
    asked = "{required} m required, short by at least {short} m"
    return face.tr("; ").join(
        (
            face.tr(measured, distance=distance, low=low, high=high),
            face.tr(
                asked,
                required=_range(finding["required_low_m"], finding["required_high_m"]),
                short=f"{finding['shortfall_m']:.1f}",
            ),
        )
    )


def _range(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def _basis(finding: dict[str, Any], face: Face) -> str:
    parts = [
        f"{finding['standard']} {finding['clause']}",
        word("severity", str(finding["severity"]), face.lang),
    ]
    confidence = str(finding["rule_confidence"])
    told = word("confidence", confidence, face.lang)
    parts.append(told if confidence == Confidence.C else face.tr("confidence {grade}", grade=confidence))
    return clean(face.tr("; ").join(parts), 300)


def _unresolved(face: Face, result: Assessment) -> None:
    groups = unresolved_groups(result)
    if not groups:
        return
    _title(face, "To be verified")
    per_hazard: Counter[str] = Counter()
    shown = []
    for group in groups:
        per_hazard[group.hazard_id] += 1
        if per_hazard[group.hazard_id] <= MOST_GROUPS_OF_ONE:
            shown.append(group)
    for group in shown[:MOST_GROUPS]:
        name = _name(result, group.hazard_name, group.hazard_id, face)
        face.line(f"{name}{face.tr(': ')}{group.text(face.lang)}", indent=2)
    _more(face, len(groups) - len(shown[:MOST_GROUPS]))


def _overlay(face: Face, result: Assessment) -> None:
    """Say what the plan's boxes gave; where none of its sites has a position, only that."""
    counts = [run_value(result, f"plan_unlocated_{box}") for box in _BOXES]
    if not any(counts):
        return
    _title(face, "Key enterprises of the plan beside its roads and complexes")
    within = float(run_value(result, "overlay_within_m"))
    face.line(
        face.tr(
            "{n} within {metres} m (a parameter; no standard asks for it)",
            n=len(result.plan_overlay),
            metres=f"{within:g}",
        ),
        indent=2,
    )
    without = face.tr("; ").join(f"{box} {count}" for box, count in zip(_BOXES, counts, strict=True))
    face.line(face.tr("Entries of the plan without a position: {counts}", counts=without), indent=2)


def _checks(face: Face, checks: Sequence[Check]) -> None:
    if not checks:
        return
    _title(face, "Noticed in the inputs")
    order = list(CheckSeverity)
    for check in sorted(checks, key=lambda one: order.index(one.severity))[:MOST_CHECKS]:
        is_note = check.severity == CheckSeverity.NOTE
        text = clean(check_text(check, face.lang), 400)
        kind = face.tr("notice" if is_note else check.severity.value)
        face.line(kind + face.tr(": ") + text, "" if is_note else "yellow", indent=2)
    _more(face, len(checks) - MOST_CHECKS)


def _more(face: Face, count: int) -> None:
    if count > 0:
        face.line(face.tr("… and {n} more, all in the files", n=count), "dim", indent=2)


def _name(result: Assessment, name: Any, identity: object, face: Face) -> str:  # noqa: ANN401 - a cell
    """Return a name that fits on a line, with the id where it alone does not tell which is meant."""
    if name is None or pd.isna(name) or not str(name).strip():
        return clean(f"{say('unnamed', face.lang)} {identity}")
    several = int((result.hazards["name"] == name).sum()) > 1
    return clean(name) + (f" [{clean(identity)}]" if several else "")


def _plain(value: Any) -> str | None:  # noqa: ANN401 - a cell
    return None if value is None or pd.isna(value) else str(value)
