"""The plan's boxes 专栏1–4 as data: what it names, never where that lies."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from xq_gis_plugin import resources
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import HazardKind, ObjectKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

__all__ = ["AREA", "BOXES", "UNLOCATED", "Indicator", "PlanEntry", "load_indicators", "load_plan", "select"]

TEXT = "正文"
BOXES = ("专栏1", "专栏2", "专栏3", "专栏4", TEXT)
"""Where an entry stands in the plan; 正文 is the running text, outside every box."""
AREA = "area"
"""The kind of an entry that names a field of work or a group of places, not one place."""
UNLOCATED = "unlocated"
"""The only position status of a plan entry: the plan prints no position (DESIGN §5)."""

_KINDS = frozenset({"", AREA, *(k.value for k in HazardKind), *(k.value for k in ObjectKind)})
_ENTRY_COLUMNS = ("plan_id", "box", "section", "kind", "name", "unit", "control", "position_status", "note")
_INDICATOR_COLUMNS = (
    "plan_id", "box", "section", "name", "target", "target_text", "yearly_reduction_percent",
    "yearly_reduction_text", "total_reduction_percent", "total_reduction_text", "note",
)  # fmt: skip

_Record = TypeVar("_Record")


@dataclass(frozen=True)
class PlanEntry:
    """One enterprise, road, complex or field of work that the plan names.

    Attributes
    ----------
    plan_id
        Stable id, for example ``P2-01``.
    box
        One of `BOXES`.
    section
        Heading of the section of the plan, for example 危险化学品.
    kind
        A `HazardKind` or `ObjectKind`, `AREA`, or None where the name does not tell.
    name
        The full name exactly as printed.
    unit
        Traffic police unit (一大队, 二大队), "" where the plan names none.
    control
        How the plan wants it controlled, as printed, for example 事故总量控制重点区域.
    position_status
        Always `UNLOCATED`.
    note
        What a reader must know, "" where nothing.
    """

    plan_id: str
    box: str
    section: str
    kind: str | None
    name: str
    unit: str
    control: str
    position_status: str
    note: str


@dataclass(frozen=True)
class Indicator:
    """One row of 专栏1, as numbers and as printed.

    Attributes
    ----------
    plan_id, box, section, name, note
        As in `PlanEntry`.
    target, target_text
        What the plan wants reached by the end of 2020.
    yearly_reduction_percent, yearly_reduction_text
        Average yearly reduction.
    total_reduction_percent, total_reduction_text
        Reduction over the five years.
    """

    plan_id: str
    box: str
    section: str
    name: str
    target: float
    target_text: str
    yearly_reduction_percent: float
    yearly_reduction_text: str
    total_reduction_percent: float
    total_reduction_text: str
    note: str


def load_plan(path: Path | None = None) -> tuple[PlanEntry, ...]:
    """Read the plan's entries in the order of their lines.

    Parameters
    ----------
    path
        A CSV with the columns of layers/plan.csv, UTF-8 or GB 18030 (as a Chinese Excel saves it);
        the one that ships by default.

    Raises
    ------
    InputError
        ``plan_file_missing``, ``plan_encoding_unknown``, ``plan_columns_invalid``, or
        ``plan_line_invalid`` with the line, the field and its value.

    Examples
    --------
    >>> load_plan()[0].plan_id
    'P2-01'
    """
    return _read(path or resources.path("layers", "plan.csv"), _ENTRY_COLUMNS, _entry)


def load_indicators(path: Path | None = None) -> tuple[Indicator, ...]:
    """Read the indicators of 专栏1 in the order of their lines.

    Parameters
    ----------
    path
        A CSV with the columns of layers/plan_indicators.csv; the one that ships by default.

    Raises
    ------
    InputError
        As `load_plan`.

    Examples
    --------
    >>> len(load_indicators())
    7
    """
    return _read(path or resources.path("layers", "plan_indicators.csv"), _INDICATOR_COLUMNS, _indicator)


def select(
    entries: Sequence[PlanEntry],
    *,
    box: str | None = None,
    kind: str | None = None,
    unit: str | None = None,
    contains: str | None = None,
) -> tuple[PlanEntry, ...]:
    """Return the entries that meet every condition given.

    Parameters
    ----------
    entries
        Entries of `load_plan`.
    box
        ``专栏2`` or just ``2``; ``正文`` for what stands in the running text.
    kind
        A kind; "" selects the entries whose kind the plan does not tell.
    unit
        A traffic unit; "" selects the entries without one.
    contains
        Text within the name; upper and lower case are one.

    Raises
    ------
    InputError
        ``plan_box_unknown``.

    Examples
    --------
    >>> len(select(load_plan(), box="4", kind="mall"))
    7
    """
    wanted = None if box is None else _box(box)
    text = (contains or "").casefold()
    return tuple(
        entry
        for entry in entries
        if (wanted is None or entry.box == wanted)
        and (kind is None or (entry.kind or "") == kind)
        and (unit is None or entry.unit == unit)
        and text in entry.name.casefold()
    )


class _FieldError(ValueError):
    """A field's value cannot be used; the reader adds file and line."""

    def __init__(self, field: str, value: str, allowed: str) -> None:
        super().__init__(field)
        self.field, self.value, self.allowed = field, value, allowed


def _read(
    path: Path, columns: tuple[str, ...], make: Callable[[dict[str, str]], _Record]
) -> tuple[_Record, ...]:
    """Read one record a line; the first wrong line is refused, blank lines are passed over."""
    reader = csv.DictReader(io.StringIO(_decode(path), newline=""))
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        raise InputError(
            "plan_columns_invalid",
            f"{path}: missing columns: {', '.join(missing)}.",
            f"The columns are: {', '.join(columns)}.",
            file=str(path),
            columns=", ".join(missing),
        )
    found: list[_Record] = []
    seen: set[str] = set()
    for line in reader:
        row = {name: (line.get(name) or "").strip() for name in columns}
        if not any(row.values()):
            continue
        try:
            _check_line(row, line.get(None) or [], seen)
            found.append(make(row))
        except _FieldError as wrong:
            raise _line_error(path, reader.line_num, wrong) from wrong
        seen.add(row["plan_id"])
    return tuple(found)


def _check_line(row: dict[str, str], surplus: Sequence[str], seen: set[str]) -> None:
    if surplus:
        raise _FieldError("(line)", ",".join(surplus), "as many fields as there are columns")
    good = bool(row["plan_id"]) and row["plan_id"] not in seen
    _expect(row, "plan_id", good, "an id that stands once in the file")


def _decode(path: Path) -> str:
    """Return the file's text; a Chinese Excel saves CSV as GB 18030 unless told otherwise."""
    if not path.is_file():
        message = f"{path} does not exist."
        raise InputError("plan_file_missing", message, "Check the path of the plan file.", file=str(path))
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    message = f"{path} is neither UTF-8 nor GB 18030 text."
    raise InputError("plan_encoding_unknown", message, "Save it as CSV UTF-8 and try again.", file=str(path))


def _line_error(path: Path, line: int, wrong: _FieldError) -> InputError:
    return InputError(
        "plan_line_invalid",
        f"{path}, line {line}, field {wrong.field}: {wrong.value!r} cannot be used.",
        f"Use {wrong.allowed}.",
        file=str(path),
        line=line,
        field=wrong.field,
        value=wrong.value,
        allowed=wrong.allowed,
    )


def _entry(row: dict[str, str]) -> PlanEntry:
    _expect(row, "box", row["box"] in BOXES, " or ".join(BOXES))
    _expect(row, "section", bool(row["section"]), "the heading of the plan's section")
    _expect(row, "kind", row["kind"] in _KINDS, f"nothing, or one of: {', '.join(sorted(_KINDS - {''}))}")
    _expect(row, "name", bool(row["name"]), "the full name as printed")
    _expect(row, "position_status", row["position_status"] == UNLOCATED, UNLOCATED)
    return PlanEntry(
        plan_id=row["plan_id"],
        box=row["box"],
        section=row["section"],
        kind=row["kind"] or None,
        name=row["name"],
        unit=row["unit"],
        control=row["control"],
        position_status=row["position_status"],
        note=row["note"],
    )


def _indicator(row: dict[str, str]) -> Indicator:
    _expect(row, "box", row["box"] in BOXES, " or ".join(BOXES))
    _expect(row, "name", bool(row["name"]), "the indicator's name as printed")
    return Indicator(
        plan_id=row["plan_id"],
        box=row["box"],
        section=row["section"],
        name=row["name"],
        target=_number(row, "target"),
        target_text=row["target_text"],
        yearly_reduction_percent=_number(row, "yearly_reduction_percent"),
        yearly_reduction_text=row["yearly_reduction_text"],
        total_reduction_percent=_number(row, "total_reduction_percent"),
        total_reduction_text=row["total_reduction_text"],
        note=row["note"],
    )


def _expect(row: dict[str, str], field: str, good: bool, allowed: str) -> None:  # noqa: FBT001 - read as a sentence
    if not good:
        raise _FieldError(field, row[field], allowed)


def _number(row: dict[str, str], field: str) -> float:
    try:
        value = float(row[field])
    except ValueError:
        value = math.nan
    _expect(row, field, math.isfinite(value) and value >= 0, "a number, zero or more, without %")
    return value


def _box(text: str) -> str:
    box = f"专栏{text}" if text.isdigit() else text
    if box not in BOXES:
        message = f"There is no box {text!r} in the plan."
        raise InputError("plan_box_unknown", message, f"Use one of: {', '.join(BOXES)}.", box=text)
    return box
