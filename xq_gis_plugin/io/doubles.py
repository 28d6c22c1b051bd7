"""Several headers for one column: which of them is read, where that is sure, and which is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.io.values import any_can_fail, readings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from xq_gis_plugin.core.model import Check
    from xq_gis_plugin.io.raw import RawLayer
    from xq_gis_plugin.io.role import Role

__all__ = ["column_twice", "settle_doubles"]

_HINT = "Nothing, if that is so; else rename or remove the column that is not meant."


def settle_doubles(
    raw: RawLayer, role: Role, headers: Mapping[str, list[str]], again: frozenset[str]
) -> tuple[frozenset[str], tuple[Check, ...]]:
    """Choose one of several headers for each column that has more than one.

    The column's own name wins. Else of text (a name, an address) the plainest header is read, unless it is
    empty. Of words and numbers that decide something, the one that says anything in them is read; where
    several do, they must say the same.

    Parameters
    ----------
    raw
        With its columns as the file names them.
    role
        What its rows are.
    headers
        For each column of ours the headers that stand for it, the plainest first.
    again
        Headers that the file has twice: of these it is told even where they say the same.

    Returns
    -------
    The headers that are not read, and a check for each column where that makes a difference.

    Raises
    ------
    InputError
        ``column_twice``: they say different things, and nothing tells which is meant.
    """
    unused: set[str] = set()
    checks: list[Check] = []
    for column, several in headers.items():
        if len(several) == 1:
            continue
        used = _chosen(raw, role, column, several)
        others = [header for header in several if header != used]
        unused |= {*others}
        same = all(_same_text(raw, used, other) for other in others)
        if same and not again & {*several}:
            continue
        told = " and ".join(several)
        left = ", ".join(others)
        message = f"the headers {told} stand for {column}: {used} was read, {left} was kept as it is."
        nothing = np.zeros(len(raw.rows), dtype=np.bool_)
        facts = {"column": column, "used": used, "unused": "、".join(others)}
        checks.append(raw.check(CheckSeverity.NOTE, "column_chosen", message, _HINT, nothing, **facts))
    return frozenset(unused), tuple(checks)


def column_twice(raw: RawLayer, column: str, headers: list[str]) -> InputError:
    """Return the error for headers of which nothing tells which is meant."""
    told = " and ".join(headers)
    message = f"{raw.place.path.name}: the headers {told} both stand for {column}, and do not say the same."
    hint = f"Rename or remove all but one of them, or name the right one {column}."
    facts = {"path": raw.place.shown, "column": column, "headers": headers}
    return InputError("column_twice", message, hint, **facts)


def _chosen(raw: RawLayer, role: Role, column: str, headers: list[str]) -> str:
    own = [header for header in headers if header.lower() == column]
    if len(own) == 1:
        return own[0]
    if not any_can_fail(column):
        filled = [header for header in headers if raw.table[header].notna().any()]
        return (filled or headers)[0]
    said = {header: readings(raw.table[header], column, role) for header in headers}
    speaking = [header for header in headers if pd.notna(said[header]).any()]
    if not speaking:
        return headers[0]
    if any(_differ(said[speaking[0]], said[other]) for other in speaking[1:]):
        raise column_twice(raw, column, headers)
    return max(speaking, key=lambda header: int(pd.notna(said[header]).sum()))


def _differ(one: NDArray[np.object_], other: NDArray[np.object_]) -> bool:
    both = pd.notna(one) & pd.notna(other)
    return bool((one[both] != other[both]).any())


def _same_text(raw: RawLayer, one: str, other: str) -> bool:
    """Return whether two columns have the same cells, blanks included."""
    cells = [raw.table[header].map(str, na_action="ignore").str.strip() for header in (one, other)]
    return bool(((cells[0] == cells[1]) | (cells[0].isna() & cells[1].isna())).all())
