"""Two columns for one thing, of which one has what the other leaves empty."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.io import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from xq_gis_plugin.core.model import Check
    from xq_gis_plugin.io.raw import Mask, RawLayer

__all__ = ["Gap", "column_filled", "coordinates_filled", "says_something", "with_gaps_filled"]

_HINT = "See that both columns say the same thing; else rename or remove the one that is not meant."


@dataclass(frozen=True)
class Gap:
    """The rows of a column that another one fills.

    Attributes
    ----------
    used, other
        The header that is read, and the one that fills its gaps.
    rows
        (n,) which rows.
    """

    used: str
    other: str
    rows: Mask


def says_something(cells: pd.Series) -> Mask:
    """Return which cells are neither empty nor a word for unknown."""
    there: Mask = cells.notna().to_numpy(dtype=np.bool_)
    if cells.dtype == object:
        there = there & ~cells.map(str).str.strip().str.lower().isin(words.UNKNOWN).to_numpy(dtype=np.bool_)
    return there


def with_gaps_filled(raw: RawLayer, gaps: Sequence[Gap]) -> RawLayer:
    """Return the layer with the cells of one column in the gaps of the other.

    Parameters
    ----------
    raw
        With its columns as the file names them.
    gaps
        What fills what; of several for one row the first counts.
    """
    if not gaps:
        return raw
    table = raw.table.copy(deep=False)
    done: dict[str, Mask] = {}
    for gap in gaps:
        rows = gap.rows & ~done.get(gap.used, np.zeros(len(gap.rows), dtype=np.bool_))
        done[gap.used] = done.get(gap.used, rows) | rows
        one, other = table[gap.used], table[gap.other]
        if one.dtype != other.dtype:
            one, other = one.astype(object), other.astype(object)
        table[gap.used] = one.where(~rows, other)
    return dataclasses.replace(raw, table=table)


def column_filled(raw: RawLayer, gaps: Sequence[Gap]) -> Check:
    """Return what is told of the gaps of a column that are filled: from which others, in which rows."""
    message, rows, facts = _told(raw, gaps)
    return raw.check(CheckSeverity.NOTE, "column_filled", message, _HINT, rows, **facts)


def coordinates_filled(raw: RawLayer, gaps: Sequence[Gap], *, compared: bool) -> Check:
    """Return what is told of coordinates that are filled: from which other columns, in which rows.

    Where no row has both, nothing shows that they say the same thing: that is important.
    """
    message, rows, facts = _told(raw, gaps)
    if compared:
        return raw.check(CheckSeverity.NOTE, "coordinates_filled", message, _HINT, rows, **facts)
    return raw.check(CheckSeverity.IMPORTANT, "coordinates_filled", message, _HINT, rows, **facts)


def _told(raw: RawLayer, gaps: Sequence[Gap]) -> tuple[str, Mask, dict[str, str]]:
    used = [*dict.fromkeys(gap.used for gap in gaps)]
    others = [*dict.fromkeys(gap.other for gap in gaps)]
    rows = np.zeros(len(raw.rows), dtype=np.bool_)
    for gap in gaps:
        rows |= gap.rows
    message = f"where {' and '.join(used)} are empty, {' and '.join(others)} were read; they never differ."
    return message, rows, {"used": "、".join(used), "others": "、".join(others)}
