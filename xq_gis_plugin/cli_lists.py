"""The plan's entries and the catalogue's rules as lists."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

from xq_gis_plugin.cli_face import DONE, WRONG
from xq_gis_plugin.cli_text import CallError, clean, tell
from xq_gis_plugin.core.model import Confidence
from xq_gis_plugin.export.words import word, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xq_gis_plugin.cli_face import Face
    from xq_gis_plugin.core.errors import RuleError
    from xq_gis_plugin.core.plan import Indicator, PlanEntry
    from xq_gis_plugin.core.rules import Rule

__all__ = [
    "kind_of",
    "list_indicators",
    "list_plan",
    "list_rules",
    "pick_rules",
    "show_rule",
    "validate_file",
]

# What of a rule a person asks for; requirement and conditions are its own reading of these.
_RULE_FIELDS = {
    "id": "id", "family": "family", "standard": "standard", "edition": "edition", "clause": "clause",
    "hazard_kinds": "hazard", "fuel": "fuel", "grade": "grade", "vapour_recovery": "vapour recovery",
    "part": "measured from", "target": "protects", "relation": "relation", "required": "required (m)",
    "when": "only where", "modifies": "modifies", "measured_from": "from", "measured_to": "to",
    "severity": "severity", "confidence": "confidence", "reach_m": "reach (m)", "source": "source",
    "note": "note", "reason": "not usable because",
}  # fmt: skip
_GROUPS = {
    "hazard_kinds": "hazard_kind", "part": "part_kind", "fuel": "fuel", "grade": "grade",
    "relation": "relation", "vapour_recovery": "vapour_recovery", "severity": "severity",
}  # fmt: skip


def list_plan(face: Face, entries: Sequence[PlanEntry]) -> int:
    """Print the plan's entries."""
    face.answer(count=len(entries), entries=list(entries))
    headers = ("id", "box", "kind", "name", "unit", "control")
    rows = [(e.plan_id, e.box, _kind(e.kind, face), e.name, e.unit, e.control) for e in entries]
    shown = [n for n, _ in enumerate(headers) if any(row[n] for row in rows)]
    if rows:
        face.table([face.tr(headers[n]) for n in shown], [[row[n] for n in shown] for row in rows])
    for note in dict.fromkeys(entry.note for entry in entries if entry.note):
        ids = ", ".join(entry.plan_id for entry in entries if entry.note == note)
        face.line(f"{ids}{face.tr(': ')}{note}")
    face.line(face.tr("{n} entries; the plan prints no positions, all are unlocated", n=len(entries)), "bold")
    return DONE


def list_indicators(face: Face, indicators: Sequence[Indicator]) -> int:
    """Print the indicators of box 1."""
    face.answer(count=len(indicators), indicators=list(indicators))
    headers = ("id", "indicator", "by the end of 2020", "a year", "in all", "note")
    rows = [
        (i.plan_id, i.name, i.target_text, i.yearly_reduction_text, i.total_reduction_text, i.note)
        for i in indicators
    ]
    face.table([face.tr(header) for header in headers], rows)
    return DONE


def kind_of(text: str | None, groups: Sequence[str]) -> str | None:
    """Return the kind that a word names, in either language.

    Parameters
    ----------
    text
        ``petrol_station`` or 加油站.
    groups
        Where to look: ``hazard_kind``, ``object_kind``.

    Raises
    ------
    CallError
        ``kind_unknown``.
    """
    if text is None:
        return None
    known = {key: one for group in groups for key, one in words_of(group).items()}
    for key, one in known.items():
        if text.casefold() in (key, one.zh.casefold(), one.en.casefold()):
            return key
    message = "No kind is called {value}."
    raise CallError(
        "kind_unknown", message, "Use one of: {known}.", value=clean(text), known=", ".join(known)
    )


def pick_rules(
    rules: Sequence[Rule],
    *,
    edition: str | None = None,
    hazard: str | None = None,
    confidence: Confidence | None = None,
    unusable: bool = False,
) -> list[Rule]:
    """Return the rules that meet every condition given.

    Raises
    ------
    CallError
        ``edition_unknown``, ``kind_unknown``.
    """
    kind = kind_of(hazard, ["hazard_kind"])
    editions = sorted({r.edition for r in rules if r.edition})
    if edition is not None and edition not in editions:
        message = "No rule is of the edition {edition}."
        hint = "Editions: {known}."
        raise CallError("edition_unknown", message, hint, edition=clean(edition), known=", ".join(editions))
    return [
        rule
        for rule in rules
        if (edition is None or rule.edition == edition)
        and (kind is None or kind in rule.hazard_kinds)
        and (confidence is None or rule.confidence == confidence)
        and not (unusable and rule.usable)
    ]


def list_rules(face: Face, rules: Sequence[Rule]) -> int:
    """Print rules; one that cannot be used with its reason."""
    face.answer(count=len(rules), rules=[_fields(rule) for rule in rules])
    headers = ("id", "clause", "hazard", "from", "to", "required", "confidence")
    rows = [
        (
            rule.id,
            f"{rule.standard} {rule.clause}",
            _words(rule, "hazard_kinds", face),
            _words(rule, "part", face),
            _target(rule.target, face),
            face.tr("not usable: {reason}", reason=rule.reason)
            if rule.reason
            else rule.required or _words(rule, "relation", face),
            rule.confidence,
        )
        for rule in rules
    ]
    if rows:
        face.table([face.tr(header) for header in headers], rows)
    grades = Counter(rule.confidence for rule in rules if rule.usable)
    face.line(
        face.tr(
            "{n} rules, {usable} of them usable (by confidence: {grades})",
            n=len(rules),
            usable=grades.total(),
            grades=", ".join(f"{c} {grades[c]}" for c in Confidence),
        ),
        "bold",
    )
    return DONE


def show_rule(face: Face, rules: Sequence[Rule], identity: str) -> int:
    """Print everything about one rule.

    Raises
    ------
    CallError
        ``rule_unknown``, with ids that begin alike.
    """
    found = next((rule for rule in rules if rule.id.casefold() == identity.casefold()), None)
    if found is None:
        start = identity.casefold()[:4]
        alike = [rule.id for rule in rules if rule.id.casefold().startswith(start)][:8]
        message = "There is no rule {id}."
        hint = "Ids that begin alike: {alike}; all of them: xq-gis rules list."
        raise CallError("rule_unknown", message, hint, id=clean(identity), alike=", ".join(alike) or "-")
    face.answer(rule=_fields(found))
    rows = [(face.tr(label), _words(found, name, face)) for name, label in _RULE_FIELDS.items()]
    face.table((face.tr("item"), face.tr("value")), [row for row in rows if row[1]])
    return DONE


def validate_file(face: Face, path: Path) -> int:
    """Print every wrong line of a rule file, or what its rules do.

    Raises
    ------
    RuleError
        If the file is no rule file at all.
    """
    from xq_gis_plugin.core.rules import load_catalogue, validate_rules

    errors = validate_rules(path)
    if errors:
        _print_errors(face, errors)
        return WRONG
    ids = _ids(path)
    known = {rule.id for rule in load_catalogue().rules}
    mine = [rule for rule in load_catalogue(rule_file=path).rules if rule.id in ids]
    replaced = sum(rule.id in known for rule in mine)
    added = len(mine) - replaced
    unusable = [rule.id for rule in mine if not rule.usable]
    face.answer(valid=True, errors=[], rules=len(mine), replaced=replaced, added=added, unusable=unusable)
    text = "{n} rules, all correct: {replaced} replace built-in ones, {added} are new"
    face.line(face.tr(text, n=len(mine), replaced=replaced, added=added), "bold")
    if unusable:
        face.line(face.tr("Listed but not used, as they state a reason: {ids}", ids=", ".join(unusable)))
    return DONE


def _print_errors(face: Face, errors: Sequence[RuleError]) -> None:
    told = [tell(error, face.lang) for error in errors]
    face.answer(
        valid=False,
        errors=[
            {"code": error.code, "message": text.message, "hint": text.hint, **error.facts}
            for error, text in zip(errors, told, strict=True)
        ],
    )
    for text in told:
        face.line(clean(text.message, 1000), "bold red")
        face.line(clean(text.hint, 2000), indent=2)
    summary = "{n} wrong lines; none of the file is used until they are mended"
    face.line(face.tr(summary, n=len(errors)), "bold")


def _ids(path: Path) -> set[str]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return {(row.get("id") or "").strip() for row in csv.DictReader(handle)}


def _kind(kind: str | None, face: Face) -> str:
    if kind == "area":
        return face.tr("field of work")
    group = "hazard_kind" if kind in words_of("hazard_kind") else "object_kind"
    return word(group, kind, face.lang) if kind else ""


def _words(rule: Rule, field: str, face: Face) -> str:
    value = getattr(rule, field)
    if field == "target":
        return _target(value, face)
    keys = value if isinstance(value, tuple) else str("" if value is None else value).split(",")
    if field not in _GROUPS:
        return ", ".join(str(key) for key in keys)
    return ", ".join(word(_GROUPS[field], key.strip(), face.lang) for key in keys if key.strip())


def _target(code: str, face: Face) -> str:
    from xq_gis_plugin.core.facts import targets

    found = next((t for t in targets() if t.code == code), None)
    return code if found is None else found.label_zh if face.lang == "zh" else found.label_en


def _fields(rule: Rule) -> dict[str, object]:
    return {name: getattr(rule, name) for name in _RULE_FIELDS}
