"""The points of a table: from columns of longitude and latitude, of metres, or from pairs in one cell."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.io.axes import NOWHERE_DEG, are_exchanged
from xq_gis_plugin.io.columns import LAT, LON, PAIR
from xq_gis_plugin.io.coordinates import parse_degrees, parse_pair
from xq_gis_plugin.io.metres import Metres, surveyed
from xq_gis_plugin.io.raw import bad_value
from xq_gis_plugin.io.rejected import Rejected, set_aside
from xq_gis_plugin.io.values import WrongValueError
from xq_gis_plugin.io.web_metres import easting_is_first, is_web_mercator, web_metres_unsaid

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xq_gis_plugin.io.columns import Role
    from xq_gis_plugin.io.options import ReadOptions
    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["points_of_table"]

_NAME_THEM = "Name the coordinate columns lon and lat, or 经度 and 纬度."
_METRES_HINT = "Write the row as the others are written; with a zone's number in all rows, or in none."
_MIXED_HINT = (
    "Write the zone's number in all rows, or in none; with the coordinate system named (--crs) rows with and "
    "without it are read. xq-gis import sets such rows aside and reads the others."
)


def points_of_table(
    raw: RawLayer, role: Role, options: ReadOptions
) -> tuple[RawLayer, tuple[NDArray[np.float64], NDArray[np.float64]] | None]:
    """Return a table with its coordinates taken out of it.

    Returns
    -------
    raw
        Where they are metres, with its points in ``crs``; else with no geometry at all.
    degrees
        (n,) longitudes and (n,) latitudes as the file has them, NaN where a row has none; None where they are
        metres.

    Raises
    ------
    InputError
        ``coordinates_missing``, ``zone_contradicts`` or ``web_metres_unsaid``; ``value_wrong`` or
        ``metres_mixed`` unless wrong rows are set aside.
    """
    paired = PAIR in raw.table.columns and not {LON, LAT} <= set(raw.table.columns)
    missing = [] if paired else [column for column in (LON, LAT) if column not in raw.table.columns]
    known = (*role.columns, LON, LAT, PAIR)
    strange = [str(column) for column in raw.table.columns if column not in known]
    if missing and (not role.keeps_unlocated or len(missing) == 1):
        found = ", ".join(map(str, raw.table.columns)) or "no headers"
        message = f"{raw.place.path.name} has no column for {' and '.join(missing)}; it has {found}"
        message += f" (not understood: {', '.join(strange)})." if strange else "."
        facts = {"path": raw.place.shown, "column": missing, "unknown": strange or "—"}
        raise InputError("coordinates_missing", message, _NAME_THEM, **facts)
    geometry = np.full(len(raw.rows), None, dtype=object)
    if missing:
        raw = _noted_strange(raw, strange)
        nowhere = np.full(len(raw.rows), np.nan)
        return dataclasses.replace(raw, geometry=geometry), (nowhere, nowhere)
    raw, x, y = _numbers(raw, paired=paired, reject=options.reject_rows)
    metres = _metres(raw, x, y, options, PAIR if paired else LON)
    if metres is not None:
        return metres, None
    whole = ~(np.isnan(x) | np.isnan(y))
    exchanged = are_exchanged(x[whole], y[whole])
    x[~whole] = y[~whole] = np.nan
    geometry = np.full(len(raw.rows), None, dtype=object)
    raw = dataclasses.replace(raw, geometry=geometry, table=_without_coordinates(raw))
    if exchanged:
        message = "longitude and latitude are exchanged in all rows; they were read the other way round."
        hint = "Look at the map; in the file, give the larger number (经度) to the column lon."
        raw = raw.with_checks(raw.check(CheckSeverity.IMPORTANT, "axes_exchanged", message, hint, whole))
    return raw, ((y, x) if exchanged else (x, y))


def _noted_strange(raw: RawLayer, columns: list[str]) -> RawLayer:
    """Say which columns of a table without coordinates were not understood: they may be the coordinates."""
    if not columns:
        return raw
    told = ", ".join(columns)
    message = f"no column of coordinates was recognised; these columns were not understood: {told}."
    nothing = np.zeros(len(raw.rows), dtype=np.bool_)
    facts = {"columns": "、".join(columns)}
    check = raw.check(CheckSeverity.NOTE, "coordinates_unread", message, _NAME_THEM, nothing, **facts)
    return raw.with_checks(check)


def _numbers(
    raw: RawLayer, *, paired: bool, reject: bool
) -> tuple[RawLayer, NDArray[np.float64], NDArray[np.float64]]:
    """Return two columns of (n,) numbers, NaN for none, of the rows that can be read."""
    x, y = np.full(len(raw.rows), np.nan), np.full(len(raw.rows), np.nan)
    wrong: list[Rejected] = []
    for axis, column in enumerate((PAIR,) if paired else (LON, LAT)):
        cells = raw.table[column].to_numpy()
        # Almost all are numbers as a computer writes them; each of the others is looked at.
        plain = np.full(len(cells), np.nan)
        if not paired:
            plain = pd.to_numeric(raw.table[column], errors="coerce").to_numpy(float, copy=True)
            plain[~np.isfinite(plain)] = np.nan
            (x, y)[axis][:] = plain
        for number in np.flatnonzero(np.isnan(plain) & raw.table[column].notna().to_numpy()).tolist():
            row, value = raw.rows[number], cells[number]
            try:
                if paired:
                    pair = parse_pair(value)
                    x[number], y[number] = (np.nan, np.nan) if pair is None else pair
                else:
                    one = parse_degrees(value)
                    (x, y)[axis][number] = np.nan if one is None else one
            except WrongValueError as error:
                told = bad_value(raw, int(row), column, value, wrong=error.wrong, hint=error.hint)
                if not reject:
                    raise told from error
                wrong.append(Rejected.of(told))
    if not wrong:
        return raw, x, y
    kept = ~np.isin(raw.rows, [one.row for one in wrong])
    return set_aside(raw, wrong), x[kept], y[kept]


def _without_coordinates(raw: RawLayer) -> pd.DataFrame:
    used = [PAIR] if not {LON, LAT} <= set(raw.table.columns) else [LON, LAT]
    return raw.table.drop(columns=used)


def _metres(
    raw: RawLayer, x: NDArray[np.float64], y: NDArray[np.float64], options: ReadOptions, field: str
) -> RawLayer | None:
    """Return a table of metres with its points; None where they are degrees, or nothing that is known."""
    with np.errstate(invalid="ignore"):
        nowhere = (np.abs(x) < NOWHERE_DEG) & (np.abs(y) < NOWHERE_DEG)
    x, y = (np.where(nowhere, np.nan, one) for one in (x, y))
    is_web = is_web_mercator(options.crs)
    found = None if is_web else surveyed(raw, x, y, options.crs)
    if found is None:
        return _web_metres(raw, x, y, options.crs if is_web else None)
    if found.odd and not options.reject_rows:
        raise _mixed(raw, x, y, *next(iter(found.odd.items())))
    whole = np.isfinite(x) & np.isfinite(y)
    geometry = np.full(len(raw.rows), None, dtype=object)
    geometry[whole] = shapely.points(found.east[whole], found.north[whole])
    odd = []
    for number, wrong in found.odd.items():
        row, value = int(raw.rows[number]), f"{x[number]:.12g},{y[number]:.12g}"
        odd.append(Rejected.of(bad_value(raw, row, field, value, wrong=wrong, hint=_METRES_HINT)))
    raw = dataclasses.replace(raw, geometry=geometry, table=_without_coordinates(raw), crs=found.crs)
    return _noted_metres(set_aside(raw, odd), found.metres)


def _web_metres(
    raw: RawLayer, x: NDArray[np.float64], y: NDArray[np.float64], named: str | None
) -> RawLayer | None:
    """Return a table of a web map's metres with its points; None where it has none.

    Raises
    ------
    InputError
        ``web_metres_unsaid`` where nobody names them.
    """
    easting_first = easting_is_first(x, y)
    if easting_first is None:
        return None
    east, north = (x, y) if easting_first else (y, x)
    if named is None:
        raise web_metres_unsaid(raw, east, north)
    from pyproj import CRS

    whole = np.isfinite(x) & np.isfinite(y)
    geometry = np.full(len(raw.rows), None, dtype=object)
    geometry[whole] = shapely.points(east[whole], north[whole])
    crs = CRS.from_user_input(named)
    raw = dataclasses.replace(raw, geometry=geometry, table=_without_coordinates(raw), crs=crs)
    return _noted_metres(raw, Metres(easting_first, None))


def _mixed(
    raw: RawLayer, x: NDArray[np.float64], y: NDArray[np.float64], number: int, wrong: str
) -> InputError:
    """Return the error for a row of metres that is not as the others are, where none may be set aside."""
    row, value = int(raw.rows[number]), f"{x[number]:.12g},{y[number]:.12g}"
    message = f"{raw.place.path.name}, row {row}: {value} {wrong}."
    facts = {"path": raw.place.shown, "row": row, "value": value, "wrong": wrong}
    return InputError("metres_mixed", message, _MIXED_HINT, **facts)


def _noted_metres(raw: RawLayer, metres: Metres) -> RawLayer:
    order = (
        "easting, northing" if metres.easting_first else "northing (x), easting (y), as surveyors write them"
    )
    zone = f"; the easting begins with the zone's number {metres.zone}" if metres.zone else ""
    message = f"the coordinates are metres: {order}{zone}."
    hint = "Nothing, if that is so."
    there = ~shapely.is_missing(raw.geometry)
    return raw.with_checks(raw.check(CheckSeverity.NOTE, "coordinates_metres", message, hint, there))
