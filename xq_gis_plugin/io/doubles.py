"""Several headers for one column: which of them is read, where that is sure, and which is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.io.gaps import Gap, column_filled, says_something
from xq_gis_plugin.io.raw import bad_value
from xq_gis_plugin.io.rejected import Rejected
from xq_gis_plugin.io.values import any_can_fail, readings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from xq_gis_plugin.core.model import Check
    from xq_gis_plugin.io.raw import Mask, RawLayer
    from xq_gis_plugin.io.role import Role

__all__ = ["Settled", "column_twice", "differing", "is_clear", "settle_doubles"]

_ROW_HINT = "Correct the one that is wrong, or remove the column that is not meant."
_HINT = "Nothing, if that is so; else rename or remove the column that is not meant."


@dataclass(frozen=True)
class Settled:
    """What became of several headers for one column.

    Attributes
    ----------
    unused
        The headers that are not read.
    checks
        One for each column where that makes a difference.
    odd
        Rows in which columns that otherwise say the same do not.
    gaps
        What fills the rows that the columns which are read leave empty.
    """

    unused: frozenset[str]
    checks: tuple[Check, ...]
    odd: tuple[Rejected, ...]
    gaps: tuple[Gap, ...] = ()


def settle_doubles(
    raw: RawLayer, role: Role, headers: Mapping[str, list[str]], again: frozenset[str], *, reject: bool
) -> Settled:
    """Choose one of several headers for each column that has more than one.

    The column's own name wins, unless it is empty. Else of text (a name, an address) the plainest header is
    read, unless it is empty. Of words and numbers that decide something, the one that says anything in them
    is read; where several do, they must say the same: in all rows, or, where rows may be set aside, in a
    clear majority. What one leaves empty another fills, where they never differ; identities apart.

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
    reject
        Whether rows may be set aside.

    Raises
    ------
    InputError
        ``column_twice``: they say different things, and nothing tells which is meant.
    """
    unused: set[str] = set()
    checks: list[Check] = []
    odd: list[Rejected] = []
    gaps: list[Gap] = []
    for column, several in headers.items():
        if len(several) == 1:
            continue
        used, wrong = _chosen(raw, role, column, several, reject=reject)
        odd += wrong
        others = [header for header in several if header != used]
        unused |= {*others}
        found = [] if column == role.id_column else _gaps(raw, role, column, used, others)
        if found:
            gaps += found
            checks.append(column_filled(raw, found))
            others = [header for header in others if header not in {gap.other for gap in found}]
        same = all(_same_text(raw, used, other) for other in others)
        if (same and not again & {*several}) or not others:
            continue
        told = " and ".join([used, *others])
        left = ", ".join(others)
        message = f"the headers {told} stand for {column}: {used} was read, {left} was kept as it is."
        nothing = np.zeros(len(raw.rows), dtype=np.bool_)
        facts = {"column": column, "used": used, "unused": "、".join(others)}
        checks.append(raw.check(CheckSeverity.NOTE, "column_chosen", message, _HINT, nothing, **facts))
    return Settled(frozenset(unused), tuple(checks), tuple(odd), tuple(gaps))


def is_clear(agree: Mask, known: Mask) -> bool:
    """Return whether at least two in three of the rows that are known agree; False where none is known."""
    count = int(known.sum())
    return bool(count) and int(agree.sum()) >= 2 * (count - int(agree.sum()))


def differing(raw: RawLayer, number: int, column: str, headers: list[str], values: list[str]) -> Rejected:
    """Return what is wrong with a row of which two columns that stand for one do not say the same."""
    wrong = f"do not say the same in {' and '.join(headers)}"
    value = " / ".join(values)
    return Rejected.of(bad_value(raw, int(raw.rows[number]), column, value, wrong=wrong, hint=_ROW_HINT))


def column_twice(raw: RawLayer, column: str, headers: list[str]) -> InputError:
    """Return the error for headers of which nothing tells which is meant."""
    told = " and ".join(headers)
    message = f"{raw.place.path.name}: the headers {told} both stand for {column}, and do not say the same."
    hint = f"Rename or remove all but one of them, or name the right one {column}."
    facts = {"path": raw.place.shown, "column": column, "headers": headers}
    return InputError("column_twice", message, hint, **facts)


def _chosen(
    raw: RawLayer, role: Role, column: str, headers: list[str], *, reject: bool
) -> tuple[str, list[Rejected]]:
    """Return the header that is read, and the rows in which another contradicts it."""
    own = [header for header in headers if header.lower() == column]
    if len(own) == 1 and raw.table[own[0]].notna().any():
        return own[0], []
    if not any_can_fail(column):
        filled = [header for header in headers if raw.table[header].notna().any()]
        return (filled or headers)[0], []
    said = {header: readings(raw.table[header], column, role) for header in headers}
    speaking = [header for header in headers if pd.notna(said[header]).any()]
    if not speaking:
        return headers[0], []
    used = max(speaking, key=lambda header: int(pd.notna(said[header]).sum()))
    odd = []
    for other in speaking:
        known = pd.notna(said[used]) & pd.notna(said[other])
        agree = known & (said[used] == said[other])
        different = np.flatnonzero(known & ~agree).tolist()
        if different and not (reject and is_clear(agree, known)):
            raise column_twice(raw, column, headers)
        two = [raw.table[used], raw.table[other]]
        for number in different:
            cells = [str(cells.iloc[number]) for cells in two]
            odd.append(differing(raw, number, column, [used, other], cells))
    return used, odd


def _gaps(raw: RawLayer, role: Role, column: str, used: str, others: list[str]) -> list[Gap]:
    """Return what fills the gaps of the column that is read: others that never say anything else."""
    found = []
    says = [_said(raw, role, column, header) for header in (used, *others)]
    empty = ~pd.notna(says[0]) & ~says_something(raw.table[used])
    for header, said in zip(others, says[1:], strict=True):
        both = pd.notna(says[0]) & pd.notna(said)
        rows = empty & pd.notna(said)
        if rows.any() and (says[0] == said)[both].all():
            found.append(Gap(used, header, rows))
    return found


def _said(raw: RawLayer, role: Role, column: str, header: str) -> NDArray[np.object_]:
    """Return (n,) what each cell of a header says as a column, None for nothing."""
    cells = raw.table[header]
    if any_can_fail(column):
        return readings(cells, column, role)
    texts = cells.map(str, na_action="ignore").str.strip().to_numpy(dtype=object, copy=True)
    texts[~says_something(cells)] = None
    return np.asarray(texts, dtype=object)


def _same_text(raw: RawLayer, one: str, other: str) -> bool:
    """Return whether two columns have the same cells, blanks included."""
    cells = [raw.table[header].map(str, na_action="ignore").str.strip() for header in (one, other)]
    return bool(((cells[0] == cells[1]) | (cells[0].isna() & cells[1].isna())).all())
