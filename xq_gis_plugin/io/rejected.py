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

__all__ = ["FileRows", "Rejected", "set_aside"]

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
    """

    row: int
    field: str
    value: str
    code: str
    message: str
    hint: str
    facts: tuple[tuple[str, str], ...] = ()

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
    everything = tuple(sorted((*raw.rejected, *found), key=lambda one: one.row))
    kept = dataclasses.replace(raw.keep(~wrong), rejected=everything)
    others = tuple(check for check in raw.checks if check.code != "rows_rejected")
    return dataclasses.replace(kept, checks=(*others, _check(kept)))


def _check(raw: RawLayer) -> Check:
    """Return the one check that tells of all rows that were set aside so far."""
    fields = ", ".join(dict.fromkeys(one.field for one in raw.rejected))
    message = f"{raw.place.path.name}: rows that cannot be read were set aside: {fields}."
    hint = "See the table of rejected rows; correct them in the file and read it again. All others were read."
    rows = sorted({one.row for one in raw.rejected})
    return Check(CheckSeverity.IMPORTANT, "rows_rejected", message, hint, tuple(rows[:_SHOWN]), len(rows))
