"""Longitude and latitude that stand in each other's place: in all rows, or in some."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.coordinates import CHINA_LAT, CHINA_LON
from xq_gis_plugin.io.raw import listed
from xq_gis_plugin.io.rejected import Rejected, set_aside

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xq_gis_plugin.io.raw import Mask, RawLayer

__all__ = ["MAX_LAT", "MAX_LON", "NOWHERE_DEG", "are_exchanged", "swapped", "without_swapped"]

MAX_LON, MAX_LAT = 180.0, 90.0
NOWHERE_DEG = 0.01
"""What is this near to 0, 0 is no place but a missing value (or metres read as degrees)."""
_HINT = "Exchange the two columns, or the layer's axes; in China 经度 (lon) is the larger number."


def are_exchanged(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> bool:
    """Return whether all rows lie in China only with longitude and latitude exchanged.

    Rows that are no place either way, such as 0, 0, have no say.
    """
    straight, crossed = _in_china(lon, lat), _in_china(lat, lon)
    nowhere = (np.abs(lon) < NOWHERE_DEG) & (np.abs(lat) < NOWHERE_DEG)
    nowhere |= np.maximum(np.abs(lon), np.abs(lat)) > MAX_LON
    return bool(crossed.any() and (crossed | nowhere).all() and not straight.any())


def swapped(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> Mask:
    """Return which rows make sense only with longitude and latitude exchanged; (n,) NaN where none is."""
    with np.errstate(invalid="ignore"):
        impossible = (np.abs(lat) > MAX_LAT) & (np.abs(lat) <= MAX_LON) & (np.abs(lon) <= MAX_LAT)
    return np.asarray(impossible | (~_in_china(lon, lat) & _in_china(lat, lon)), dtype=np.bool_)


def without_swapped(
    raw: RawLayer,
    wrong: Mask,
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
    *,
    reject: bool,
    field: str,
) -> RawLayer:
    """Return the layer without the rows that are swapped.

    Parameters
    ----------
    raw
        Of n rows.
    wrong, lon, lat
        (n,) which are swapped, and the middle of each in degrees.
    reject
        Whether such rows are set aside; else they are an error.
    field
        Where the coordinates stand, for the message.

    Raises
    ------
    InputError
        ``axes_swapped``: some are and none may be set aside, or all are.
    """
    if not wrong.any():
        return raw
    numbers = np.flatnonzero(wrong).tolist()
    if not reject or wrong.sum() == np.isfinite(lon).sum():
        first = numbers[0]
        told = f"(lon {lon[first]:.6g}, lat {lat[first]:.6g} in row {int(raw.rows[first])})"
        raise _error(raw, first, listed(raw.rows[wrong]), told)
    found = []
    for number in numbers:
        told = f"(lon {lon[number]:.6g}, lat {lat[number]:.6g})"
        value = f"{lon[number]:.9g},{lat[number]:.9g}"
        row = f"row {int(raw.rows[number])}"
        found.append(Rejected.of(_error(raw, number, row, told, field=field, value=value)))
    return set_aside(raw, found)


def _error(raw: RawLayer, number: int, rows: str, told: str, **facts: str) -> InputError:
    message = f"{raw.place.path.name}, {rows}: longitude and latitude are swapped {told}."
    row = int(raw.rows[number])
    return InputError("axes_swapped", message, _HINT, path=raw.place.shown, row=row, **facts)


def _in_china(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> Mask:
    with np.errstate(invalid="ignore"):
        inside = (lon >= CHINA_LON[0]) & (lon <= CHINA_LON[1]) & (lat >= CHINA_LAT[0]) & (lat <= CHINA_LAT[1])
    return np.asarray(inside, dtype=np.bool_)
