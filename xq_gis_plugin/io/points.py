"""The points of a table: from columns of longitude and latitude, of metres, or from pairs in one cell."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.io.columns import LAT, LON, PAIR
from xq_gis_plugin.io.coordinates import CHINA_LAT, CHINA_LON, order_of_metres, parse_degrees, parse_pair
from xq_gis_plugin.io.raw import bad_value
from xq_gis_plugin.io.rejected import Rejected, set_aside
from xq_gis_plugin.io.values import WrongValueError

if TYPE_CHECKING:
    import pyproj
    from numpy.typing import NDArray

    from xq_gis_plugin.io.columns import Role
    from xq_gis_plugin.io.coordinates import Metres
    from xq_gis_plugin.io.options import ReadOptions
    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["points_of_table"]

_ZONE_M = 1_000_000
_CENTRE_M = 500_000.0


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
        ``coordinates_missing``; ``value_wrong`` unless wrong rows are set aside.
    """
    paired = PAIR in raw.table.columns and not {LON, LAT} <= set(raw.table.columns)
    missing = [] if paired else [column for column in (LON, LAT) if column not in raw.table.columns]
    if missing and (not role.keeps_unlocated or len(missing) == 1):
        found = ", ".join(map(str, raw.table.columns)) or "no headers"
        message = f"{raw.place.path.name} has no column for {' and '.join(missing)}; it has {found}."
        hint = "Name the coordinate columns lon and lat, or 经度 and 纬度."
        raise InputError("coordinates_missing", message, hint, path=raw.place.shown, columns=missing)
    geometry = np.full(len(raw.rows), None, dtype=object)
    if missing:
        nowhere = np.full(len(raw.rows), np.nan)
        return dataclasses.replace(raw, geometry=geometry), (nowhere, nowhere)
    raw, x, y = _numbers(raw, paired=paired, reject=options.reject_rows)
    whole = ~(np.isnan(x) | np.isnan(y))
    metres = order_of_metres(x[whole], y[whole])
    table = raw.table.drop(columns=[PAIR] if paired else [LON, LAT])
    geometry = np.full(len(raw.rows), None, dtype=object)
    if metres is not None:
        east, crs = _in_zone(x if metres.easting_first else y, metres, options.crs)
        north = y if metres.easting_first else x
        geometry[whole] = shapely.points(east[whole], north[whole])
        raw = dataclasses.replace(raw, geometry=geometry, table=table, crs=crs)
        return _noted_metres(raw, metres, whole), None
    exchanged = _are_exchanged(x[whole], y[whole])
    x[~whole] = y[~whole] = np.nan
    raw = dataclasses.replace(raw, geometry=geometry, table=table)
    if exchanged:
        message = "longitude and latitude are exchanged in all rows; they were read the other way round."
        hint = "Look at the map; in the file, give the larger number (经度) to the column lon."
        raw = raw.with_checks(raw.check(CheckSeverity.IMPORTANT, "axes_exchanged", message, hint, whole))
    return raw, ((y, x) if exchanged else (x, y))


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


def _in_zone(
    east: NDArray[np.float64], metres: Metres, named: str | None
) -> tuple[NDArray[np.float64], pyproj.CRS | None]:
    """Return eastings as the system that is named has them: with the zone's number or without."""
    if named is None:
        return east, None
    import pyproj

    crs = pyproj.CRS.from_user_input(named)
    operation: Any = crs.coordinate_operation
    false_easting = next(
        (param.value for param in (operation.params if operation else ()) if param.name == "False easting"),
        None,
    )
    if false_easting is None:
        return east, crs
    own = (metres.zone or 0) * _ZONE_M
    wanted = false_easting - _CENTRE_M if false_easting >= _ZONE_M else 0.0
    return east + (wanted - own), crs


def _noted_metres(raw: RawLayer, metres: Metres, whole: NDArray[np.bool_]) -> RawLayer:
    order = (
        "easting, northing" if metres.easting_first else "northing (x), easting (y), as surveyors write them"
    )
    zone = f"; the easting begins with the zone's number {metres.zone}" if metres.zone else ""
    message = f"the coordinates are metres: {order}{zone}."
    hint = "Nothing, if that is so."
    return raw.with_checks(raw.check(CheckSeverity.NOTE, "coordinates_metres", message, hint, whole))


def _are_exchanged(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> bool:
    """Return whether all rows lie in China only with longitude and latitude exchanged."""

    def within(values: NDArray[np.float64], span: tuple[float, float]) -> NDArray[np.bool_]:
        return np.asarray((values >= span[0]) & (values <= span[1]))

    if not len(lon) or not (within(lat, CHINA_LON) & within(lon, CHINA_LAT)).all():
        return False
    return not (within(lon, CHINA_LON) & within(lat, CHINA_LAT)).any()
