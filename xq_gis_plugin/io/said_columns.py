"""What a person says that columns of a file are, against what their headers say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.io.coordinate_headers import LAT, LON, PAIR, plain_header

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from xq_gis_plugin.core.model import Check
    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["COORDINATES", "KEPT", "checks_of_said", "said_columns", "with_said"]

KEPT = "kept"
"""What is said of a column that is to stand for nothing, but to be kept as it is."""
COORDINATES = (LON, LAT, PAIR)
_KEPT_WORDS = (KEPT, "原样保留")


def said_columns(
    raw: RawLayer,
    said: Sequence[tuple[str, str]],
    meaning_of: Callable[[str], str | None],
    known: Mapping[str, str],
) -> dict[str, str]:
    """Return the column of ours, or `KEPT`, for each header of which a person says what it is.

    Parameters
    ----------
    raw
        With its columns as the file names them.
    said
        Pairs of a meaning, such as ``name``, 名称 or ``longitude``, and a header of the file.
    meaning_of
        The column of ours that a word names, None for none.
    known
        The meanings that there are with their Chinese names, for the message.

    Raises
    ------
    InputError
        ``meaning_unknown``, ``column_unknown``, ``column_said_twice``; ``column_of_geometry`` where
        coordinates are named in a layer that has a geometry of its own.
    """
    found: dict[str, str] = {}
    facts = {"path": raw.place.shown}
    for meaning, name in said:
        column = KEPT if meaning.strip().lower() in _KEPT_WORDS else meaning_of(meaning)
        if column is None:
            message = f"No column of this layer is called {meaning!r}."
            names = {**known, KEPT: _KEPT_WORDS[1]}
            every = ", ".join(f"{name} ({chinese})" if chinese else name for name, chinese in names.items())
            hint = f"Use one of: {every}."
            raise InputError("meaning_unknown", message, hint, meaning=meaning, known=every, **facts)
        header = _header(raw, name)
        again = [column] if column != KEPT and column in found.values() else []
        again += [header] if header in found else []
        if again or _is_both(column, found):
            twice = (again or [column])[0]
            message = f"It is said twice what {twice} is."
            raise InputError("column_said_twice", message, "Say it once.", column=twice, **facts)
        if column in COORDINATES and raw.geometry is not None:
            message = f"{raw.place.path.name} has shapes of its own: {header} is not read for its places."
            hint = (
                "Leave this out; to read the places from the columns, save the table without shapes as CSV."
            )
            raise InputError("column_of_geometry", message, hint, header=header, **facts)
        found[header] = column
    return found


def with_said(targets: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """Return the column of ours that each header stands for, once what is said wins over what it says.

    Parameters
    ----------
    targets
        By the headers alone.
    said
        As `said_columns` returns it.
    """
    taken = {*said.values()}
    if PAIR in taken:
        taken |= {LON, LAT}
    if {LON, LAT} & taken:
        taken |= {PAIR}
    left = {
        header: column for header, column in targets.items() if column not in taken and header not in said
    }
    return left | {header: column for header, column in said.items() if column != KEPT}


def checks_of_said(raw: RawLayer, targets: Mapping[str, str], said: Mapping[str, str]) -> tuple[Check, ...]:
    """Return a check for each header of which a person has said what it is, and what it stands instead of.

    Parameters
    ----------
    raw
        With its columns as the file names them.
    targets
        The column of ours that each header would stand for by itself.
    said
        As `said_columns` returns it.
    """
    nothing = np.zeros(len(raw.rows), dtype=np.bool_)
    hint = "See in the first rows that it is so."
    checks = []
    for header, column in said.items():
        if column == KEPT:
            message = f"the column {header} was kept as it is, as was said."
            kept = raw.check(CheckSeverity.NOTE, "column_kept_said", message, hint, nothing, header=header)
            checks.append(kept)
            continue
        others = [one for one, target in targets.items() if target == column and one != header]
        facts = {"header": header, "column": column}
        message = f"the column {header} was read as {column}, as was said"
        if not others:
            said_so = raw.check(CheckSeverity.NOTE, "column_said", f"{message}.", hint, nothing, **facts)
            checks.append(said_so)
            continue
        facts["others"] = "、".join(others)
        message += f", in place of {' and '.join(others)}."
        checks.append(raw.check(CheckSeverity.NOTE, "column_said_instead", message, hint, nothing, **facts))
    return tuple(checks)


def _header(raw: RawLayer, name: str) -> str:
    """Return the header of a file that a person means, whatever its width and case."""
    headers = [str(header) for header in raw.table.columns]
    if name in headers:
        return name
    alike = [header for header in headers if plain_header(header) == plain_header(name)]
    if len(alike) == 1:
        return alike[0]
    message = f"{raw.place.path.name} has no column {name!r}; it has {', '.join(headers)}."
    raise InputError(
        "column_unknown", message, "Name one of these.", path=raw.place.shown, header=name, columns=headers
    )


def _is_both(column: str, found: Mapping[str, str]) -> bool:
    """Return whether a longitude or a latitude would stand beside a column of both."""
    there = {*found.values()}
    return (column == PAIR and bool({LON, LAT} & there)) or (column in (LON, LAT) and PAIR in there)
