"""GCJ-02, BD-09 and WGS 84, vectorised, both ways.

Chinese map services publish GCJ-02 coordinates (Baidu: BD-09, a second shift on top), which lie some
300 to 600 m from WGS 84. The forward formulas are the ones that have circulated since 2013 (the
"EvilTransform" reverse engineering; constants of the Krasovsky 1940 ellipsoid), as described in
https://en.wikipedia.org/wiki/Restrictions_on_geographic_data_in_China. They are no official text:
points of the services agree with them to about a metre. The inverses are exact to the forward
formulas: each is the fixed point of the forward shift, iterated until it moves less than 0.01 mm.

CGCS2000 and WGS 84 are taken as equal; they differ by centimetres to decimetres.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from xq_gis_plugin.core.model import Datum

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Pair: TypeAlias = tuple[Floats, Floats]

__all__ = [
    "bd09_to_gcj02",
    "convert",
    "gcj02_to_bd09",
    "gcj02_to_wgs84",
    "in_china",
    "wgs84_to_gcj02",
]

# The rectangle in which the services shift coordinates, as the circulated code has it.
_WEST_DEG, _EAST_DEG, _SOUTH_DEG, _NORTH_DEG = 72.004, 137.8347, 0.8293, 55.8271
# Krasovsky 1940: semi-major axis in metres, first eccentricity squared.
_AXIS_M = 6378245.0
_ECCENTRICITY2 = 0.00669342162296594323
_BD_OMEGA = np.pi * 3000.0 / 180.0
_BD_SHIFT_LON_DEG, _BD_SHIFT_LAT_DEG = 0.0065, 0.006
# 1e-10 degrees are 0.01 mm. The shifts change by less than 1 % per degree moved (BD-09: by less
# than 1 % too), so each step gains two digits; ten are plenty.
_CLOSE_DEG = 1e-10
_STEPS = 30


def convert(lon_deg: ArrayLike, lat_deg: ArrayLike, source: Datum | str, target: Datum | str) -> Pair:
    """Move coordinates from one datum to another.

    Parameters
    ----------
    lon_deg, lat_deg
        Degrees, of one shape. NaN stays NaN.
    source, target
        Members of `Datum`, or their strings.

    Returns
    -------
    tuple of ndarray
        Longitude and latitude in degrees, of the shape given. Outside the rectangle that the
        services shift, the coordinates are returned as they are.

    Examples
    --------
    A shop in Yinchuan, from a map service's coordinates to WGS 84:

    >>> lon, lat = convert(106.290184, 38.470945, "gcj02", "wgs84")
    >>> round(float(lon), 5), round(float(lat), 5)
    (106.28575, 38.47047)
    """
    lon = np.asarray(lon_deg, dtype=np.float64)
    lat = np.asarray(lat_deg, dtype=np.float64)
    start, end = _earthly(Datum(source)), _earthly(Datum(target))
    if start is end:
        return lon.copy(), lat.copy()
    # By way of GCJ-02, which lies between the two others.
    if start is Datum.BD09:
        lon, lat = bd09_to_gcj02(lon, lat)
    elif start is Datum.WGS84:
        lon, lat = wgs84_to_gcj02(lon, lat)
    if end is Datum.BD09:
        return gcj02_to_bd09(lon, lat)
    return gcj02_to_wgs84(lon, lat) if end is Datum.WGS84 else (lon, lat)


def in_china(lon_deg: ArrayLike, lat_deg: ArrayLike) -> NDArray[np.bool_]:
    """Tell which points lie in the rectangle in which map services shift coordinates.

    Parameters
    ----------
    lon_deg, lat_deg
        Degrees, of one shape.

    Returns
    -------
    ndarray of bool
        True inside; False outside and for NaN.
    """
    lon, lat = np.asarray(lon_deg), np.asarray(lat_deg)
    inside = (lon >= _WEST_DEG) & (lon <= _EAST_DEG) & (lat >= _SOUTH_DEG) & (lat <= _NORTH_DEG)
    return np.asarray(inside, dtype=np.bool_)


def wgs84_to_gcj02(lon_deg: ArrayLike, lat_deg: ArrayLike) -> Pair:
    """Shift WGS 84 (or CGCS2000) degrees to GCJ-02; identity outside China's rectangle.

    Parameters
    ----------
    lon_deg, lat_deg
        Degrees, of one shape.

    Returns
    -------
    tuple of ndarray
        Longitude and latitude in degrees.
    """
    return _apply(_gcj02_shift, lon_deg, lat_deg)


def gcj02_to_wgs84(lon_deg: ArrayLike, lat_deg: ArrayLike) -> Pair:
    """Undo `wgs84_to_gcj02`, to better than 0.1 mm inside China's rectangle.

    Parameters
    ----------
    lon_deg, lat_deg
        Degrees, of one shape.

    Returns
    -------
    tuple of ndarray
        Longitude and latitude in degrees.
    """
    return _invert(_gcj02_shift, lon_deg, lat_deg)


def gcj02_to_bd09(lon_deg: ArrayLike, lat_deg: ArrayLike) -> Pair:
    """Shift GCJ-02 degrees to Baidu's BD-09; identity outside China's rectangle.

    Parameters
    ----------
    lon_deg, lat_deg
        Degrees, of one shape.

    Returns
    -------
    tuple of ndarray
        Longitude and latitude in degrees.
    """
    return _apply(_bd09_shift, lon_deg, lat_deg)


def bd09_to_gcj02(lon_deg: ArrayLike, lat_deg: ArrayLike) -> Pair:
    """Undo `gcj02_to_bd09`, to better than 0.1 mm inside China's rectangle.

    Parameters
    ----------
    lon_deg, lat_deg
        Degrees, of one shape.

    Returns
    -------
    tuple of ndarray
        Longitude and latitude in degrees.
    """
    return _invert(_bd09_shift, lon_deg, lat_deg)


def _earthly(datum: Datum) -> Datum:
    return Datum.WGS84 if datum is Datum.CGCS2000 else datum


def _apply(shift: Callable[[Floats, Floats], Pair], lon_deg: ArrayLike, lat_deg: ArrayLike) -> Pair:
    lon = np.asarray(lon_deg, dtype=np.float64)
    lat = np.asarray(lat_deg, dtype=np.float64)
    east, north = shift(lon, lat)
    inside = in_china(lon, lat)
    return np.where(inside, lon + east, lon), np.where(inside, lat + north, lat)


def _invert(shift: Callable[[Floats, Floats], Pair], lon_deg: ArrayLike, lat_deg: ArrayLike) -> Pair:
    """Solve ``p + shift(p) = q`` by the fixed point ``p = q - shift(p)``."""
    lon = np.asarray(lon_deg, dtype=np.float64)
    lat = np.asarray(lat_deg, dtype=np.float64)
    inside = in_china(lon, lat)
    # Outside points are worked on as if in the middle of China, so that they cannot hold up the rest.
    goal_lon, goal_lat = np.where(inside, lon, 104.0), np.where(inside, lat, 35.0)
    old_lon, old_lat = goal_lon, goal_lat
    for _ in range(_STEPS):
        east, north = shift(old_lon, old_lat)
        new_lon, new_lat = goal_lon - east, goal_lat - north
        moved = np.maximum(np.abs(new_lon - old_lon), np.abs(new_lat - old_lat))
        old_lon, old_lat = new_lon, new_lat
        if moved.size == 0 or float(moved.max()) < _CLOSE_DEG:
            break
    return np.where(inside, old_lon, lon), np.where(inside, old_lat, lat)


def _gcj02_shift(lon: Floats, lat: Floats) -> Pair:
    """Return the GCJ-02 shift in degrees: metres by two series of sines, scaled on the ellipsoid."""
    x, y = lon - 105.0, lat - 35.0
    pi = np.pi
    root = np.sqrt(np.abs(x))
    common = 20.0 * np.sin(6.0 * pi * x) + 20.0 * np.sin(2.0 * pi * x)
    north_m = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north_m += (common + 20.0 * np.sin(pi * y) + 40.0 * np.sin(pi * y / 3.0)) * 2.0 / 3.0
    north_m += (160.0 * np.sin(pi * y / 12.0) + 320.0 * np.sin(pi * y / 30.0)) * 2.0 / 3.0
    east_m = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east_m += (common + 20.0 * np.sin(pi * x) + 40.0 * np.sin(pi * x / 3.0)) * 2.0 / 3.0
    east_m += (150.0 * np.sin(pi * x / 12.0) + 300.0 * np.sin(pi * x / 30.0)) * 2.0 / 3.0

    phi = np.radians(lat)
    magic = 1.0 - _ECCENTRICITY2 * np.sin(phi) ** 2
    meridian_m = _AXIS_M * (1.0 - _ECCENTRICITY2) / magic**1.5
    parallel_m = _AXIS_M / np.sqrt(magic) * np.cos(phi)
    return np.degrees(east_m / parallel_m), np.degrees(north_m / meridian_m)


def _bd09_shift(lon: Floats, lat: Floats) -> Pair:
    """Return Baidu's shift in degrees: a wobble in polar coordinates about 0, 0, and an offset."""
    radius = np.hypot(lon, lat) + 0.00002 * np.sin(lat * _BD_OMEGA)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * _BD_OMEGA)
    east = radius * np.cos(angle) + _BD_SHIFT_LON_DEG - lon
    north = radius * np.sin(angle) + _BD_SHIFT_LAT_DEG - lat
    return east, north
