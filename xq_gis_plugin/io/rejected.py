"""Rows that could not be read, set aside with the reason, while all others are read."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from xq_gis_plugin.core.model import CheckSeverity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xq_gis_plugin.core.errors import InputError
    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["REJECTED_COLUMNS", "Rejected", "rejected_table", "set_aside"]

REJECTED_COLUMNS = ("row", "field", "value", "code", "message", "hint")


@dataclass(frozen=True)
class Rejected:
    """One cell for which its row was set aside."""

    row: int
    field: str
    value: str
    code: str
    message: str
    hint: str

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
        )


def set_aside(raw: RawLayer, found: Sequence[Rejected]) -> RawLayer:
    """Return the layer without the rows that something was found about, and with what was found."""
    if not found:
        return raw
    wrong = np.isin(raw.rows, [one.row for one in found])
    fields = ", ".join(dict.fromkeys(one.field for one in found))
    message = f"rows that cannot be read were set aside: {fields}."
    hint = "See the table of rejected rows; correct them in the file and read it again. All others were read."
    check = raw.check(CheckSeverity.IMPORTANT, "rows_rejected", message, hint, wrong)
    kept = raw.keep(~wrong)
    return dataclasses.replace(kept, rejected=(*raw.rejected, *found)).with_checks(check)


def rejected_table(found: Sequence[Rejected]) -> pd.DataFrame:
    """Return `REJECTED_COLUMNS`, in the order of rows."""
    rows = sorted((dataclasses.astuple(one) for one in found), key=lambda one: (one[0], one[1]))
    return pd.DataFrame(rows, columns=list(REJECTED_COLUMNS))
