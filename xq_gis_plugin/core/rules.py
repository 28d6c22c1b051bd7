"""The catalogue of separation rules: load, validate, override by a planner's own file."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from xq_gis_plugin import resources
from xq_gis_plugin.core.errors import InputError, RuleError
from xq_gis_plugin.core.rule import COLUMNS, FieldError, Requirement, Rule, rule_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import pandas as pd

__all__ = [
    "COLUMNS",
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
    rules = {rule.id: rule for rule in _built_in(resources.path("layers", "rules.csv"))}
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


@cache
def _built_in(path: Path) -> tuple[Rule, ...]:
    """Return the rules that come with the package: they do not change while a program runs."""
    return tuple(_read(path))


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
            found.append(rule_of({c: (row.get(c) or "").strip() for c in COLUMNS}, seen))
        except FieldError as wrong:
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
                rule = rule_of({c: (row.get(c) or "").strip() for c in COLUMNS}, seen)
            except FieldError as wrong:
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


def _line_error(path: Path | str, line: int, wrong: FieldError) -> RuleError:
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
