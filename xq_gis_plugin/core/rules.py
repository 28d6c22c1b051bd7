"""The catalogue of separation rules: load, validate, override by a planner's own file."""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xq_gis_plugin import resources
from xq_gis_plugin.core.errors import InputError, RuleError
from xq_gis_plugin.core.facts import Condition, facts, number, parse_conditions, targets
from xq_gis_plugin.core.model import Confidence, HazardKind, PartKind, Relation, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import pandas as pd

__all__ = [
    "DEFAULT_EDITIONS",
    "Catalogue",
    "Requirement",
    "Rule",
    "known_editions",
    "load_catalogue",
    "rules_of",
    "rules_table",
    "validate_rules",
]

DEFAULT_EDITIONS = ("GB50156-2021",)
EDITION_FAMILY = "gb50156"
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


@dataclass(frozen=True)
class Catalogue:
    """All rules, and the editions that were picked within the GB 50156 family."""

    rules: tuple[Rule, ...]
    editions: tuple[str, ...]

    @property
    def in_force(self) -> tuple[Rule, ...]:
        """Return the usable rules: of the picked editions, and of every other family."""
        return tuple(
            r for r in self.rules if r.usable and (r.family != EDITION_FAMILY or r.edition in self.editions)
        )

    @property
    def families(self) -> tuple[str, ...]:
        """Return the families in force, with their editions, for the ``run`` table."""
        return tuple(sorted({f"{r.family}: {r.edition}" for r in self.in_force}))

    def without(self, ids: Sequence[str]) -> Catalogue:
        """Return the catalogue with some rules switched off; whoever does it must record it.

        Parameters
        ----------
        ids
            Of rules. An id stands for its parts too: FW-45 for FW-45.2 and FW-45.3.

        Raises
        ------
        RuleError
            ``unknown_rule`` for an id that is not there.

        Examples
        --------
        >>> switched = load_catalogue().without(["FW-45"])
        >>> sorted({r.id for r in load_catalogue().rules} - {r.id for r in switched.rules})
        ['FW-45', 'FW-45.2', 'FW-45.3']
        """
        names = {one: {r.id for r in self.rules if r.id == one or r.id.startswith(f"{one}.")} for one in ids}
        for one in (one for one, found in names.items() if not found):
            hint = "See the ids with xq-gis rules; a rule that is off needs no switch."
            raise RuleError("unknown_rule", f"no rule {one!r} in the catalogue", hint, value=one)
        off = {name for found in names.values() for name in found}
        return replace(self, rules=tuple(r for r in self.rules if r.id not in off))


def known_editions() -> tuple[str, ...]:
    """Return the editions of GB 50156 that the built-in catalogue has rules of, the newest first.

    Examples
    --------
    >>> known_editions()
    ('GB50156-2021', 'GB50156-2012')
    """
    editions = {r.edition for r in load_catalogue().rules if r.family == EDITION_FAMILY}
    return tuple(sorted(editions, reverse=True))


def load_catalogue(*, editions: Sequence[str] = DEFAULT_EDITIONS, rule_file: Path | None = None) -> Catalogue:
    """Load the built-in catalogue, and a planner's file over it by rule id.

    Parameters
    ----------
    editions
        Editions of GB 50156 to check against; two stand side by side.
    rule_file
        CSV with the columns of layers/rules.csv; a row replaces the one of its id or is added.

    Raises
    ------
    RuleError
        ``rule_line_invalid`` with the line, field and value; ``rule_file_missing``.
    InputError
        ``unknown_edition``.
    """
    rules = {rule.id: rule for rule in _read(resources.path("layers", "rules.csv"))}
    if rule_file is not None:
        rules |= {rule.id: rule for rule in _read(rule_file)}
    known = sorted({r.edition for r in rules.values() if r.family == EDITION_FAMILY})
    for edition in editions:
        if edition not in known:
            raise InputError(
                "unknown_edition",
                f"unknown edition {edition!r}; known: {', '.join(known)}",
                "Pick one of the known editions, or add its rules in a rule file.",
                edition=edition,
                known=", ".join(known),
            )
    return Catalogue(tuple(rules.values()), tuple(dict.fromkeys(editions)))


def rules_table(rules: Sequence[Rule]) -> pd.DataFrame:
    """Return rules as a table of text with the columns of layers/rules.csv; None where a field is empty."""
    import pandas as pd

    joined = {"hazard_kinds", "part"}
    rows = [
        [",".join(getattr(r, c)) if c in joined else _stored(getattr(r, c)) for c in COLUMNS] for r in rules
    ]
    filled = [[value or None for value in row] for row in rows]
    return pd.DataFrame(filled, columns=list(COLUMNS), dtype="object")


def rules_of(table: pd.DataFrame) -> tuple[Rule, ...]:
    """Return the rules of a table that `rules_table` has made.

    Raises
    ------
    RuleError
        ``rule_line_invalid`` where a row cannot be used.
    """
    seen: set[str] = set()
    found = []
    for line, row in enumerate(table.to_dict("records"), 1):
        try:
            found.append(_rule({c: (row.get(c) or "").strip() for c in COLUMNS}, seen))
        except _FieldError as wrong:
            raise _line_error("rules", line, wrong) from wrong
    return tuple(found)


def validate_rules(path: Path) -> tuple[RuleError, ...]:
    """Return every error of a rule file, in the order of its lines."""
    errors: list[RuleError] = []
    for _ in _read(path, errors.append):
        pass
    return tuple(errors)


def _read(path: Path, report: Callable[[RuleError], None] | None = None) -> Iterator[Rule]:
    """Yield a file's rules; a wrong line is raised, or handed to ``report``."""
    if not path.is_file():
        raise RuleError("rule_file_missing", f"no such rule file: {path}", "Check the path.", file=str(path))
    seen: set[str] = set()
    with io.StringIO(_decode(path), newline="") as handle:
        reader = csv.DictReader(handle)
        unknown = (
            [c for c in reader.fieldnames or () if c not in COLUMNS]
            if reader.fieldnames
            else ["(empty file)"]
        )
        if unknown or "id" not in (reader.fieldnames or ()):
            raise RuleError(
                "rule_columns_invalid",
                f"{path}: unknown or missing columns: {', '.join(unknown) or 'id'}",
                f"The columns are: {', '.join(COLUMNS)}.",
                file=str(path),
                columns=", ".join(unknown) or "id",
            )
        for row in reader:
            try:
                rule = _rule({c: (row.get(c) or "").strip() for c in COLUMNS}, seen)
            except _FieldError as wrong:
                error = _line_error(path, reader.line_num, wrong)
                if report is None:
                    raise error from wrong
                report(error)
            else:
                yield rule


def _stored(value: str | float | None) -> str:
    return "" if value is None else value if isinstance(value, str) else f"{value:g}"


def _decode(path: Path) -> str:
    """Return a file's text: UTF-8, or GB 18030 as a Chinese Excel saves it."""
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030") if b"\0" not in data else ():
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise RuleError(
        "rule_encoding_unknown",
        f"{path} is no text in UTF-8 or GB 18030",
        "Save the rules as CSV (UTF-8) and try again.",
        file=str(path),
    )


class _FieldError(ValueError):
    """A field's value cannot be used; the reader adds file and line."""

    def __init__(self, field: str, value: str, allowed: str) -> None:
        super().__init__(field)
        self.field, self.value, self.allowed = field, value, allowed


def _line_error(path: Path | str, line: int, wrong: _FieldError) -> RuleError:
    return RuleError(
        "rule_line_invalid",
        f"{path}, line {line}, field {wrong.field}: {wrong.value!r} cannot be used",
        f"Use {wrong.allowed}.",
        file=str(path),
        line=line,
        field=wrong.field,
        value=wrong.value,
        allowed=wrong.allowed,
    )


def _rule(row: dict[str, str], seen: set[str]) -> Rule:
    """Make and check one rule; a listed row (with a reason) needs an id only."""
    if not row["id"] or row["id"] in seen:
        raise _FieldError("id", row["id"], "an id that stands once in the file")
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
        raise _FieldError("hazard_kinds", text, "hazard kinds joined by commas: " + ", ".join(sorted(known)))
    return kinds


def _parts(row: dict[str, str], *, listed: bool) -> tuple[str, ...]:
    parts = tuple(filter(None, (p.strip() for p in row["part"].split(","))))
    known = {p.value for p in PartKind}
    if (not parts and not listed) or not known.issuperset(parts):
        raise _FieldError("part", row["part"], "parts joined by commas: " + ", ".join(sorted(known)))
    return parts


def _optional_number(row: dict[str, str], field: str) -> float | None:
    if not row[field]:
        return None
    try:
        return number(row[field])
    except ValueError:
        raise _FieldError(field, row[field], "a number of metres, or nothing") from None


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
        raise _FieldError("when", "", "what the rule forbids, such as underground=yes")
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
    raise _FieldError(
        "required", text, "metres above 0, max(1.5H,6.5), 0.7T for a modifying rule, or 10..200 for an area"
    )


def _one_of(row: dict[str, str], field: str, allowed: list[str]) -> None:
    if row[field] not in allowed:
        raise _FieldError(field, row[field], "one of " + ", ".join(a or "(nothing)" for a in allowed))


def _conditions(row: dict[str, str]) -> tuple[Condition, ...]:
    """Read what the rule depends on: its columns fuel, grade and vapour_recovery, and ``when``."""
    try:
        when = parse_conditions(row["when"])
    except ValueError:
        raise _FieldError("when", row["when"], "fact=value|value;fact>=number") from None
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
            raise _FieldError(
                "reach_m", "", f"the reach in metres of a rule whose fact {condition.fact} has no domain"
            )
    return (*own, *when)
