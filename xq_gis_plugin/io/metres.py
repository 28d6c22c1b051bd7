"""Surveyors' metres in a table: what its two columns are, and which rows are not as the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from xq_gis_plugin.core.errors import InputError

if TYPE_CHECKING:
    import pyproj
    from numpy.typing import ArrayLike, NDArray

    from xq_gis_plugin.io.raw import Mask, RawLayer

__all__ = [
    "EASTING_M",
    "NORTHING_M",
    "ZONE_FROM",
    "ZONE_M",
    "ZONE_TO",
    "Metres",
    "Surveyed",
    "order_of_metres",
    "surveyed",
]

NORTHING_M = (3.0e5, 6.1e6)
EASTING_M = (1.0e5, 9.0e5)
"""Metres of a northing, and of an easting without its zone, in a Gauss-Krüger zone of China."""
ZONE_FROM, ZONE_TO = 13, 45
"""The zones of China: 13 to 23 are of 6 degrees, 25 to 45 of 3."""
ZONE_M = 1_000_000
_CENTRE_M = 500_000.0
_CLEAR = 2
"""A majority is clear if it has so many times as many rows as all others together."""
_NO_ZONE = -1
_WHOLE_DEG = 1e-6


@dataclass(frozen=True)
class Metres:
    """What two columns of metres are.

    Attributes
    ----------
    easting_first
        Whether the first of the two is the easting; with surveyors x is the northing.
    zone
        Of the easting's prefix, None where it has none.
    """

    easting_first: bool
    zone: int | None


@dataclass(frozen=True)
class Surveyed:
    """The metres of a table.

    Attributes
    ----------
    metres
        What its columns are.
    east, north
        (n,) eastings, as the named system has them, and northings; NaN where a row has none.
    crs
        The system that a person named, if any.
    odd
        For the number of each row that is not as the others, what is wrong with it.
    """

    metres: Metres
    east: NDArray[np.float64]
    north: NDArray[np.float64]
    crs: pyproj.CRS | None
    odd: dict[int, str]


def order_of_metres(first: ArrayLike, second: ArrayLike) -> Metres | None:
    """Return what two columns of numbers are, if all are metres of one Gauss-Krüger zone; else None.

    Parameters
    ----------
    first, second
        The numbers of the column that is named for x or longitude, and of that for y or latitude.
    """
    one, other = (np.asarray(values, dtype=np.float64) for values in (first, second))
    if not one.size or not other.size:
        return None
    # Two columns that could both be eastings are taken as their names say.
    for easting_first, east, north in ((True, one, other), (False, other, one)):
        zones = np.unique(_zones(east))
        if len(zones) == 1 and _fits(east, north).all():
            return Metres(easting_first, None if zones[0] == _NO_ZONE else int(zones[0]))
    return None


def surveyed(
    raw: RawLayer, x: NDArray[np.float64], y: NDArray[np.float64], named: str | None
) -> Surveyed | None:
    """Return what the two columns of a table are, if they are metres; else None.

    Where not all rows agree a clear majority decides: for metres, for their order, and for the zone. With a
    named system the zones that fit it are right, however many have them.

    Parameters
    ----------
    raw
        The table, of n rows.
    x, y
        (n,) numbers of the column for x or longitude, and of that for y or latitude; NaN for none.
    named
        The coordinate system that a person named.

    Raises
    ------
    InputError
        ``zone_contradicts``: all eastings begin with the number of a zone that the named system is not of.
    """
    with np.errstate(invalid="ignore"):
        # Most tables are in degrees.
        if not ((x >= NORTHING_M[0]) | (y >= NORTHING_M[0])).any():
            return None
    there = np.isfinite(x) & np.isfinite(y)
    crs = _crs(named)
    right = _zones_of(crs)
    agreed = order_of_metres(x[there], y[there])
    if agreed is not None:
        zone = agreed.zone
        if zone is not None and right and zone not in right:
            raise _contradiction(raw, zone, named)
        return _put_together(agreed, x, y, crs, {})
    easting_first = _majority_order(x, y, there)
    if easting_first is None:
        return None
    east, north = (x, y) if easting_first else (y, x)
    fits, zones = there & _fits(east, north), _zones(east)
    if right:
        wanted = {*right, _NO_ZONE}
    else:
        most = _clear_winner(zones[fits])
        if most is None:
            return None
        wanted = {most}
    good = fits & np.isin(zones, [*wanted])
    if not good.any():
        raise _contradiction(raw, int(zones[fits][0]), named)
    odd = {
        number: _why(int(zones[number]), wanted) if fits[number] else "is not in metres as the other rows are"
        for number in np.flatnonzero(there & ~good).tolist()
    }
    numbered = sorted({int(zone) for zone in zones[good]} - {_NO_ZONE})
    return _put_together(Metres(easting_first, numbered[0] if numbered else None), x, y, crs, odd)


def _majority_order(x: NDArray[np.float64], y: NDArray[np.float64], there: Mask) -> bool | None:
    """Return whether the first column is the easting; None if the rows are no metres or do not agree."""
    first, second = there & _fits(x, y), there & _fits(y, x)
    ours = int((first | second).sum())
    if not ours or not _is_clear(ours, int(there.sum())):
        return None
    # Rows that could be either way round have no say.
    one, other = int((first & ~second).sum()), int((second & ~first).sum())
    return one >= other if _is_clear(max(one, other), one + other) else None


def _is_clear(most: int, of: int) -> bool:
    return most >= _CLEAR * (of - most)


def _clear_winner(zones: NDArray[np.int64]) -> int | None:
    found, counts = np.unique(zones, return_counts=True)
    at = int(counts.argmax())
    return int(found[at]) if _is_clear(int(counts[at]), len(zones)) else None


def _fits(east: NDArray[np.float64], north: NDArray[np.float64]) -> Mask:
    zones, plain = _zones(east), _without_zone(east)
    zoned = (zones == _NO_ZONE) | ((zones >= ZONE_FROM) & (zones <= ZONE_TO))
    with np.errstate(invalid="ignore"):
        inside = (plain >= EASTING_M[0]) & (plain <= EASTING_M[1])
        inside &= (north >= NORTHING_M[0]) & (north <= NORTHING_M[1])
    return np.asarray(zoned & inside, dtype=np.bool_)


def _zones(east: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the number of the zone that each easting begins with, -1 for none."""
    known = np.where(np.isfinite(east), east, 0.0)
    numbered = known >= ZONE_FROM * ZONE_M
    if not numbered.any():
        return np.full(len(east), _NO_ZONE, dtype=np.int64)
    return np.where(numbered, known // ZONE_M, _NO_ZONE).astype(np.int64)


def _without_zone(east: NDArray[np.float64]) -> NDArray[np.float64]:
    numbered = _zones(east) != _NO_ZONE
    return np.where(numbered, east % ZONE_M, east) if numbered.any() else east


def _why(zone: int, wanted: set[int]) -> str:
    others = " or ".join(str(one) for one in sorted(wanted) if one != _NO_ZONE)
    if zone == _NO_ZONE:
        return f"does not begin with the zone's number as the other rows do ({others})"
    return f"begins with the number of another zone ({zone}, not {others or 'none'})"


def _put_together(
    metres: Metres,
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    crs: pyproj.CRS | None,
    odd: dict[int, str],
) -> Surveyed:
    """Bring the eastings to what the named system has: with the zone's number or without."""
    east, north = (x, y) if metres.easting_first else (y, x)
    start = _parameter(crs, "False easting")
    if start is not None:
        east = _without_zone(east) + (start - _CENTRE_M if start >= ZONE_M else 0.0)
    return Surveyed(metres, east, north, crs, odd)


def _crs(named: str | None) -> pyproj.CRS | None:
    if named is None:
        return None
    import pyproj

    return pyproj.CRS.from_user_input(named)


def _parameter(crs: pyproj.CRS | None, name: str) -> float | None:
    operation: Any = None if crs is None else crs.coordinate_operation
    found = (param.value for param in (operation.params if operation else ()) if param.name == name)
    return next(found, None)


def _zones_of(crs: pyproj.CRS | None) -> frozenset[int]:
    """Return the numbers of the zones, of 3 and of 6 degrees, in whose middle a system lies."""
    middle = _parameter(crs, "Longitude of natural origin")
    if middle is None:
        return frozenset()
    numbers = (middle / 3, (middle + 3) / 6)
    return frozenset(round(one) for one in numbers if abs(one - round(one)) < _WHOLE_DEG)


def _contradiction(raw: RawLayer, zone: int, named: str | None) -> InputError:
    name = raw.place.path.name
    message = f"{name}: the eastings begin with the zone's number {zone}; {named} is of another zone."
    hint = "Name the coordinate system of this zone (--crs), or correct the eastings."
    return InputError("zone_contradicts", message, hint, path=raw.place.shown, zone=zone, crs=named)
