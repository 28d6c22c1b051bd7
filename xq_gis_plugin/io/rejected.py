"""Rows that could not be read, set aside with the reason, while all others are read."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import Check, CheckSeverity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from xq_gis_plugin.io.raw import FilePlace, RawLayer

__all__ = ["FileRows", "Rejected", "no_place", "set_aside", "with_left_out"]

_TOLD = 3
_SHOWN = 20


@dataclass(frozen=True, eq=False)
class FileRows:
    """Where each row of a frame stands in its file, to be kept in the frame's ``attrs``.

    pandas copies and compares what is there at every turn: this stays the same, at no cost.
    """

    numbers: NDArray[np.int64]

    def __deepcopy__(self, _memo: object) -> FileRows:
        """Return itself: nobody changes it."""
        return self


@dataclass(frozen=True)
class Rejected:
    """One cell for which its row was set aside.

    ``facts`` are the values that the message names, each with its name, for the faces' own sentence.
    ``layer`` is the row's, where several are looked at together.
    """

    row: int
    field: str
    value: str
    code: str
    message: str
    hint: str
    facts: tuple[tuple[str, str], ...] = ()
    layer: str | None = None

    @classmethod
    def of(cls, error: InputError) -> Rejected:
        """Return what an error about one row says."""
        row = error.facts.get("row")
        return cls(
            int(row) if isinstance(row, int) else 0,
            str(error.facts.get("field", "")),
            str(error.facts.get("value", "")),
            error.code,
            error.message,
            error.hint,
            tuple((name, str(value)) for name, value in error.facts.items()),
        )

    def of_file(self, inner: Path, found: FilePlace) -> Rejected:
        """Return the same with the file that a person gave in place of the one that was taken out of it."""
        facts = tuple((name, found.shown if name == "path" else value) for name, value in self.facts)
        message = self.message.replace(inner.name, found.path.name, 1)
        return dataclasses.replace(self, message=message, facts=facts)


def no_place(raw: RawLayer, row: int, wrong: str, hint: str, value: str = "") -> InputError:
    """Return what is wrong with a row that has no place, and is of no use without one."""
    message = f"{raw.place.path.name}, row {row}: {wrong}."
    facts = {"path": raw.place.shown, "row": row, "field": "geometry", "value": value, "wrong": wrong}
    return InputError("row_without_place", message, hint, **facts)


def with_left_out(raw: RawLayer) -> RawLayer:
    """Return the layer with the rows that were left out for want of a place among those set aside."""
    return _with_rejected(raw, raw.left_out) if raw.left_out else raw


def set_aside(raw: RawLayer, found: Sequence[Rejected]) -> RawLayer:
    """Return the layer without the rows that something was found about, and with what was found.

    Raises
    ------
    InputError
        ``no_row_readable`` if no row is left.
    """
    if not found:
        return raw
    wrong = np.isin(raw.rows, [one.row for one in found])
    if wrong.all():
        told = "; ".join(f"row {one.row}, field {one.field}: {one.value!r}" for one in found[:_TOLD])
        message = f"{raw.place.path.name}: none of the {len(wrong)} rows can be read ({told})."
        hint = "Correct these cells, or look whether the file is what it is taken for."
        first = found[0]
        facts = {"path": raw.place.shown, "row": first.row, "column": first.field, "value": first.value}
        raise InputError("no_row_readable", message, hint, **facts)
    return _with_rejected(raw.keep(~wrong), found)


def _with_rejected(raw: RawLayer, found: Sequence[Rejected]) -> RawLayer:
    """Return a layer that tells of some more rows that are not in it any more."""
    everything = tuple(sorted((*raw.rejected, *found), key=lambda one: one.row))
    kept = dataclasses.replace(raw, rejected=everything)
    others = tuple(check for check in raw.checks if check.code != "rows_rejected")
    return dataclasses.replace(kept, checks=(*others, _check(kept)))


def _check(raw: RawLayer) -> Check:
    """Return the one check that tells of all rows that were set aside so far."""
    fields = ", ".join(dict.fromkeys(one.field for one in raw.rejected))
    message = f"{raw.place.path.name}: rows that cannot be read were set aside: {fields}."
    hint = "See the table of rejected rows; correct them in the file and read it again. All others were read."
    rows = sorted({one.row for one in raw.rejected})
    return Check(CheckSeverity.IMPORTANT, "rows_rejected", message, hint, tuple(rows[:_SHOWN]), len(rows))
