"""Several columns of coordinates: which are read, by the datums and the words of their headers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer

from xq_gis_plugin.core.datum import convert
from xq_gis_plugin.core.model import CheckSeverity, Datum
from xq_gis_plugin.io.coordinate_headers import LON, coordinate_header
from xq_gis_plugin.io.coordinate_readings import (
    OWN,
    TRUE_DATUMS,
    Reading,
    are_one,
    datums_disagree,
    readings_of,
)
from xq_gis_plugin.io.coordinates import parse_degrees, parse_pair
from xq_gis_plugin.io.doubles import column_twice, differing, is_clear
from xq_gis_plugin.io.gaps import Gap, coordinates_filled, says_something
from xq_gis_plugin.io.values import WrongValueError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from xq_gis_plugin.core.model import Check
    from xq_gis_plugin.io.coordinate_headers import CoordinateHeader
    from xq_gis_plugin.io.raw import Mask, RawLayer
    from xq_gis_plugin.io.rejected import Rejected

__all__ = ["CoordinateChoice", "choose_coordinates", "datum_of_geometry"]

_SAME = 1e-6
"""Degrees, about 0.1 m: numbers that were rounded differently are one place."""
_ROUNDED = 1e-4
"""Degrees, about 10 m: numbers to four decimals are one place still; datums differ by hundreds of metres."""
_COMPARED = 500
"""So many pairs in one cell are compared with other columns."""
_MOST_LON, _MOST_LAT = 180.0, 90.0
_ENOUGH = 0.9
"""Of the rows that any columns have coordinates in; columns that have them in fewer come last."""
_OTHER_DATUM = 9


@dataclass(frozen=True)
class CoordinateChoice:
    """Which columns of coordinates are read.

    Attributes
    ----------
    columns
        `LON`, `LAT` or `PAIR` for each header that is read.
    datum
        What the headers say that the coordinates are.
    checks
        What is to be told of it.
    odd
        Rows in which columns that are otherwise the same are not.
    gaps
        What fills the rows that the columns which are read leave empty.
    """

    columns: Mapping[str, str]
    datum: Datum | None
    checks: tuple[Check, ...] = ()
    odd: tuple[Rejected, ...] = ()
    gaps: tuple[Gap, ...] = ()


def choose_coordinates(
    raw: RawLayer,
    headers: Mapping[str, CoordinateHeader],
    said: Datum | None,
    again: frozenset[str],
    *,
    reject: bool,
) -> CoordinateChoice:
    """Choose the columns that the coordinates are read from.

    Columns that are in the datum that a person said come first, then those named lon and lat, WGS 84 and
    CGCS2000 before GCJ-02 and BD-09, a stated datum before none, and words for longitude before x and y.

    Parameters
    ----------
    raw
        With its columns as the file names them.
    headers
        What each header of coordinates says.
    said
        The datum that a person said, if any.
    again
        Headers that the file has twice: of these it is told even where they hold the same.
    reject
        Whether rows may be set aside: else columns that should be the same must be so in all.

    Raises
    ------
    InputError
        ``datums_disagree``: the same numbers, or the two of one place, are said to be in two datums;
        ``column_twice``: different numbers, and nothing tells which are meant.
    """
    found = [one for one in readings_of(raw, headers, said) if one.headers]
    if not found:
        return CoordinateChoice(_incomplete(headers), None)
    if len(headers) == len(found[0].headers):
        return CoordinateChoice(found[0].columns, found[0].datum)
    filled = {one: _filled(raw, one) for one in found}
    enough = _ENOUGH * max(filled.values())
    ordered = sorted(found, key=lambda one: (filled[one] < enough, *_rank(one, said), -filled[one]))
    best, datum, doubtful = ordered[0], ordered[0].datum, False
    odd: list[Rejected] = []
    gaps: list[Gap] = []
    compared = True
    for other in ordered[1:]:
        empty = _complemented(raw, best, other, said)
        if empty is not None:
            compared &= bool((_there(raw, best) & _there(raw, other)).any())
            both = enumerate(zip(best.headers, other.headers, strict=True))
            gaps += [Gap(*two, empty[:, axis]) for axis, two in both if empty[:, axis].any()]
            continue
        agree, known = _compared(raw, best, other)
        alike, equals = is_clear(agree & known, known), _rank(best, said) == _rank(other, said)
        doubtful |= not agree[known].all() or bool(filled[other] and not known.any())
        if alike and said is None and not are_one(datum, other.datum):
            raise datums_disagree(raw, best.headers + other.headers)
        copied = alike and said is None and datum is None and other.datum is not None
        if known.any() and ((equals and not alike) or ((equals or copied) and not reject)):
            _refuse_different(raw, best, other, agree | ~known)
        if copied or (alike and equals):
            datum = datum or (other.datum if said is None else None)
            odd += _odd_rows(raw, best, other, known & ~agree)
    checks = [coordinates_filled(raw, gaps, compared=compared)] if gaps else []
    read = {*best.headers, *(gap.other for gap in gaps)}
    unused = [header for header in headers if header not in read]
    alone = len(unused) > sum(len(one.headers) for one in ordered[1:] if not {*one.headers} <= read)
    if unused and (doubtful or alone or again & {*headers}):
        checks.append(_check(raw, best, datum or said, unused, doubtful=doubtful))
    return CoordinateChoice(best.columns, datum, tuple(checks), tuple(odd), tuple(gaps))


def _complemented(
    raw: RawLayer, best: Reading, other: Reading, said: Datum | None
) -> NDArray[np.bool_] | None:
    """Return the rows that another reading fills, (n, 2) by column; None where it does not, or may not.

    The two are degrees of one datum that never differ by more than rounding.
    """
    if said is None:
        one_datum = best.datum is other.datum or {best.datum, other.datum} <= {*TRUE_DATUMS}
    else:
        one_datum = are_one(best.datum, said) and are_one(other.datum, said)
    if not one_datum or len(best.headers) == 1 or len(other.headers) == 1:
        return None
    ours, theirs = _both(raw, best), _both(raw, other)
    gaps = np.isnan(ours) & np.isfinite(theirs).all(axis=1)[:, None]
    with np.errstate(invalid="ignore"):
        away = np.isfinite(ours) & np.isfinite(theirs) & (np.abs(ours - theirs) > _ROUNDED)
        every = np.concatenate([ours, theirs])
        metres = (np.isfinite(every) & (np.abs(every) > (_MOST_LON, _MOST_LAT))).any()
    return None if metres or away.any() or not gaps.any() else gaps


def _both(raw: RawLayer, one: Reading) -> NDArray[np.float64]:
    """(n, 2) what a reading gives, NaN for none, infinite for what is no coordinate; 0, 0 is none."""
    columns = []
    for header in one.headers:
        cells = raw.table[header]
        there = says_something(cells)
        numbers = _degrees_of(cells.where(there), every=True)
        numbers[there & np.isnan(numbers)] = np.inf
        columns.append(numbers)
    both = np.column_stack(columns)
    both[(both == 0.0).all(axis=1)] = np.nan
    return both


def _refuse_different(raw: RawLayer, best: Reading, other: Reading, agree: Mask) -> None:
    if not agree.all():
        several = zip(best.headers, other.headers, strict=False)
        one, two = next(both for both in several if len({*both}) > 1)
        raise column_twice(raw, best.columns[one], [one, two])


def _odd_rows(raw: RawLayer, best: Reading, other: Reading, odd: Mask) -> list[Rejected]:
    """Return the rows in which two readings that are otherwise the same are not."""
    names = [",".join(one.headers) for one in (best, other)]
    cells = [raw.table[[*one.headers]] for one in (best, other)]
    return [
        differing(raw, number, LON, names, [",".join(map(str, one.iloc[number])) for one in cells])
        for number in np.flatnonzero(odd).tolist()
    ]


def datum_by_columns(raw: RawLayer) -> tuple[Datum | None, tuple[Check, ...]]:
    """Return `datum_of_geometry` by what the headers of a layer say, whatever else its columns are."""
    headers = {str(header): coordinate_header(str(header)) for header in raw.table.columns}
    return datum_of_geometry(raw, {header: said for header, said in headers.items() if said is not None})


def datum_of_geometry(
    raw: RawLayer, headers: Mapping[str, CoordinateHeader]
) -> tuple[Datum | None, tuple[Check, ...]]:
    """Return the datum that a layer's own columns say of its points: where their numbers are the points'.

    Parameters
    ----------
    raw
        With its geometry, as the file has it.
    headers
        What each header of coordinates says.

    Returns
    -------
    The datum of a clear majority of rows, None where no column says one; and a check where columns in
    GCJ-02 or BD-09 are neither the points nor these moved: then nobody knows which the points are.
    """
    said = [one for one in readings_of(raw, headers, Datum.CGCS2000) if one.datum is not None]
    if not said:
        return None, ()
    at = _degrees(raw)
    datums, unclear = set(), []
    for one in said:
        numbers = _numbers_of(raw, one)
        known = np.isfinite(numbers).all(axis=1) & np.isfinite(at).all(axis=1)
        if _is_near(numbers, at, known):
            datums.add(one.datum)
        elif known.any() and one.datum is not None and one.datum not in TRUE_DATUMS:
            moved = convert(numbers[:, 0], numbers[:, 1], one.datum, Datum.CGCS2000)
            if not _is_near(np.column_stack(moved), at, known):
                unclear.append(one)
    if len(datums) == 1:
        return datums.pop(), ()
    return None, tuple(_datum_unclear(raw, one) for one in unclear[:1])


def _degrees(raw: RawLayer) -> NDArray[np.float64]:
    """(n, 2) degrees of the points of a layer, NaN where there is none or something else is drawn."""
    points = np.asarray(raw.geometry, dtype=object)
    at = np.column_stack([shapely.get_x(points), shapely.get_y(points)])
    if raw.crs is None or raw.crs.is_geographic or raw.crs.geodetic_crs is None:
        return at
    transformer = Transformer.from_crs(raw.crs, raw.crs.geodetic_crs, always_xy=True)
    return np.column_stack(transformer.transform(at[:, 0], at[:, 1]))


def _numbers_of(raw: RawLayer, one: Reading) -> NDArray[np.float64]:
    """(n, 2) longitudes and latitudes of a reading, NaN where a cell is none."""
    if len(one.headers) == 1:
        return np.array([_numbers(cell) for cell in raw.table[one.headers[0]]], dtype=np.float64).reshape(
            -1, 2
        )
    columns = [pd.to_numeric(raw.table[name], errors="coerce") for name in one.headers]
    return np.column_stack(columns).astype(np.float64)


def _is_near(numbers: NDArray[np.float64], at: NDArray[np.float64], known: Mask) -> bool:
    """Return whether a clear majority of the rows that are known is at one place, however it was rounded."""
    with np.errstate(invalid="ignore"):
        return is_clear(known & (np.abs(numbers - at).max(axis=1) <= _ROUNDED), known)


def _datum_unclear(raw: RawLayer, one: Reading) -> Check:
    told = " and ".join(one.headers)
    message = (
        f"{told} are {one.datum} by name, and neither where the points are nor where {one.datum} puts them."
    )
    hint = "Look at the points on a map; if they are shifted, name their datum (--datum)."
    nothing = np.zeros(len(raw.rows), dtype=np.bool_)
    facts = {"headers": "、".join(one.headers), "datum": str(one.datum)}
    return raw.check(CheckSeverity.IMPORTANT, "datum_unclear", message, hint, nothing, **facts)


def _check(raw: RawLayer, best: Reading, datum: Datum | None, unused: list[str], *, doubtful: bool) -> Check:
    used = " and ".join(best.headers)
    message = f"the coordinates were read from {used}; {', '.join(unused)} were not used."
    hint = "Nothing, if that is so; else remove the columns that are not meant, or name the datum (--datum)."
    nothing = np.zeros(len(raw.rows), dtype=np.bool_)
    facts = {"used": "、".join(best.headers), "unused": "、".join(unused)}
    # Two places for one thing, and the one that is read says nothing of its datum.
    if doubtful and datum is None:
        return raw.check(CheckSeverity.IMPORTANT, "coordinates_chosen", message, hint, nothing, **facts)
    return raw.check(CheckSeverity.NOTE, "coordinates_chosen", message, hint, nothing, **facts)


def _incomplete(headers: Mapping[str, CoordinateHeader]) -> dict[str, str]:
    """Return the one header that is read of longitudes without latitudes, or the other way round."""
    return {header: meaning.column for header, meaning in [*headers.items()][:1]}


def _rank(one: Reading, said: Datum | None) -> tuple[int, int]:
    """Return the place of a reading in the order of preference."""
    if said is not None:
        other = one.datum is not None and not are_one(one.datum, said)
        return _OTHER_DATUM if other else int(one.datum is None), one.wording
    if one.wording == OWN:
        return 0, one.wording
    order = (*TRUE_DATUMS, Datum.GCJ02, Datum.BD09)
    return 1 + max(1, order.index(one.datum)) if one.datum is not None else len(order) + 1, one.wording


def _filled(raw: RawLayer, one: Reading) -> int:
    """Return how many rows have coordinates there."""
    return int(_there(raw, one).sum())


def _there(raw: RawLayer, one: Reading) -> Mask:
    """Return which rows have coordinates there; a nought is none."""
    there = np.ones(len(raw.rows), dtype=np.bool_)
    for header in one.headers:
        cells = raw.table[header]
        there &= (cells.notna() & (pd.to_numeric(cells, errors="coerce") != 0)).to_numpy()
    return there


def _compared(raw: RawLayer, one: Reading, other: Reading) -> tuple[Mask, Mask]:
    """Return in which rows two readings give the same numbers, and in which both give any."""
    agree, known = np.ones(len(raw.rows), dtype=np.bool_), np.ones(len(raw.rows), dtype=np.bool_)
    if len(one.headers) == len(other.headers):
        for first, second in zip(one.headers, other.headers, strict=True):
            agree &= _alike(raw.table[first], raw.table[second])
            known &= (raw.table[first].notna() & raw.table[second].notna()).to_numpy()
        return agree, known
    pair, two = (one, other) if len(one.headers) == 1 else (other, one)
    cells = raw.table[pair.headers[0]].dropna()[:_COMPARED]
    numbers = np.array([_numbers(cell) for cell in cells], dtype=np.float64).reshape(-1, 2)
    columns = raw.table.loc[cells.index, [*two.headers]]
    plain = np.column_stack([pd.to_numeric(columns[name], errors="coerce") for name in columns])
    away = np.abs(numbers - plain.astype(np.float64)).max(axis=1, initial=0.0)
    known[:] = False
    known[cells.index] = np.isfinite(away)
    agree[cells.index] = away <= _SAME
    return agree, known


def _alike(one: pd.Series, other: pd.Series) -> Mask:
    texts = [cells.map(str).str.strip() for cells in (one, other)]
    numbers = [_degrees_of(cells) for cells in (one, other)]
    with np.errstate(invalid="ignore"):
        near = np.abs(numbers[0] - numbers[1]) <= _SAME
    return np.asarray((texts[0] == texts[1]).to_numpy() | near, dtype=np.bool_)


def _degrees_of(cells: pd.Series, *, every: bool = False) -> NDArray[np.float64]:
    """(n,) numbers, those in degrees, minutes and seconds too; NaN for what is none."""
    found = pd.to_numeric(cells, errors="coerce").to_numpy(np.float64, copy=True)
    spelled = np.flatnonzero(np.isnan(found) & cells.notna().to_numpy())
    for number in spelled[: None if every else _COMPARED].tolist():
        try:
            told = parse_degrees(cells.iloc[number])
        except WrongValueError:
            continue
        found[number] = np.nan if told is None else told
    return found


def _numbers(cell: object) -> tuple[float, float]:
    try:
        found = parse_pair(cell)
    except WrongValueError:
        found = None
    return (np.nan, np.nan) if found is None else found
