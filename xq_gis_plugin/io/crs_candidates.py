"""Which coordinate system numbers without one can be in, ranked by where the data would fall."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from xq_gis_plugin.core.datum import convert
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import Datum
from xq_gis_plugin.io.metres import EASTING_M, NORTHING_M, ZONE_FROM, ZONE_M, ZONE_TO

if TYPE_CHECKING:
    import pyproj
    from numpy.typing import NDArray

    from xq_gis_plugin.io.raw import RawLayer

__all__ = [
    "SAME_DATUM",
    "CrsCandidate",
    "candidates",
    "crs_contradicted",
    "crs_missing",
    "lies_in_china",
    "told",
]

SAME_DATUM = {
    "China 2000", "D_China_2000", "World Geodetic System 1984", "World Geodetic System 1984 ensemble",
    "D_WGS_1984", "WGS_1984", "WGS 84",
}  # fmt: skip
"""Datums whose coordinates are taken as CGCS2000's, by EPSG's and ESRI's names."""
_DEGREE_DATUMS = {
    Datum.CGCS2000: "CGCS2000, WGS 84",
    Datum.GCJ02: "GCJ-02: 高德 Amap, 腾讯 Tencent",
    Datum.BD09: "BD-09: 百度 Baidu",
}
_DEGREES = 4490
_THREE_DEGREES_FROM = 25
_NEAR_KM = 60.0
_CHINA = (73.0, 3.0, 136.0, 54.5)
_KM_A_DEGREE = 111.0
_MOST = 12
# The first EPSG code of each series: zones 13–23 and 25–45 with their number before the easting, central
# meridians 75–135° E without (EPSG registry, version 11).
_DATUMS = {"CGCS2000": (4491, 4513, 4502, 4534), "Xian 1980": (2327, 2349, 2338, 2370),
           "Beijing 1954": (21413, 2401, 21453, 2422)}  # fmt: skip
_DATUM_COST_KM = {"CGCS2000": 0.0, "Xian 1980": 0.2, "Beijing 1954": 0.3}
"""Of three that fall within 150 m of each other, the one that is in force stands first."""


@dataclass(frozen=True)
class CrsCandidate:
    """One coordinate system that the numbers can be in.

    Attributes
    ----------
    crs, name
        Such as ``EPSG:4523`` and its name.
    datum
        Of longitudes and latitudes, what they may be; None for metres.
    lon, lat
        Where the middle of the data would lie, degrees.
    away_km
        How far that is from the district; 0 within it.
    """

    crs: str
    name: str
    lon: float
    lat: float
    away_km: float
    datum: Datum | None = None

    @property
    def is_exact(self) -> bool:
        """Whether it is known how exactly its places can be brought to CGCS2000."""
        return self.is_degrees or _is_exact(self.crs, round(self.lon, 1), round(self.lat, 1))

    @property
    def is_degrees(self) -> bool:
        """Whether the numbers are longitudes and latitudes."""
        return self.crs == f"EPSG:{_DEGREES}"

    @property
    def place(self) -> str:
        """Where that is: ``district``, ``near`` or ``far``."""
        return "district" if self.away_km == 0.0 else "near" if self.away_km <= _NEAR_KM else "far"


def candidates(points: NDArray[np.float64], district: Any = None) -> list[CrsCandidate]:  # noqa: ANN401 - an area
    """Return the coordinate systems of China that some numbers can be in, the likeliest first.

    Longitudes and latitudes can be in three datums that differ by hundreds of metres.

    Parameters
    ----------
    points
        (n, 2) numbers as they stand, x or easting first.
    district
        Where the data should lie, lon/lat degrees; by default 兴庆区 as it ships.

    Returns
    -------
    Those in which the data lie in China; empty where there is none.
    """
    points = points[np.isfinite(points).all(axis=1)]
    if not len(points):
        return []
    x, y = (float(value) for value in np.median(points, axis=0))
    area = _district() if district is None else district
    if abs(x) <= 180 and abs(y) <= 90:  # noqa: PLR2004 - degrees
        return _of_degrees(x, y, area)
    found = []
    for code in _codes(x, y):
        lonlat = _degrees(code, x, y)
        if lonlat is None or not shapely.intersects_xy(shapely.box(*_CHINA), *lonlat):
            continue
        name = _name(code)
        away = _away_km(area, *lonlat)
        cost = next((cost for datum, cost in _DATUM_COST_KM.items() if name.startswith(datum)), 0.1)
        found.append((away + cost, code, CrsCandidate(f"EPSG:{code}", name, *lonlat, away)))
    return [one for _, _, one in sorted(found, key=lambda item: item[:2])][:_MOST]


def told(found: list[CrsCandidate], most: int = 4) -> str:
    """Return candidates as a sentence's part: ``EPSG:4523 (…) → 兴庆区``."""
    names = {"district": "兴庆区 Xingqing", "near": "{km:.1f} km", "far": "{km:.0f} km"}
    told_of = []
    for one in found[:most]:
        where = names[one.place].format(km=one.away_km)
        told_of.append(f"{one.datum or one.crs} ({one.name}) → {where} ({one.lon:.4f}, {one.lat:.4f})")
    return "; ".join(told_of)


def crs_missing(raw: RawLayer, stated_m: float | None) -> InputError:
    """Return the error for a layer that names no coordinate system, with those that it can be in.

    Parameters
    ----------
    raw
        With its geometry as the file has it.
    stated_m
        How far off a conversion may be, metres, where a person says it.
    """
    every = candidates(shapely.get_coordinates(raw.geometry))
    # What would be refused is not offered, only told: nobody but the person knows how exact it is.
    found = [one for one in every if one.is_exact or stated_m is not None]
    unsure = [one for one in every if one not in found]
    message = f"{raw.place.path.name} does not say which coordinate system it is in."
    hint = (
        "Set the layer's coordinate system in QGIS and save it (a shapefile needs its .prj file), or say it: "
        "--crs EPSG:4523. If the coordinates are longitude and latitude, naming their datum is enough: "
        "--datum cgcs2000, wgs84, gcj02 or bd09."
    )
    where, less_sure = (told(some, most) if some else "—" for some, most in ((found, 4), (unsure, 2)))
    if found:
        message += f" By where the data would fall: {where}."
    if unsure:
        message += f" If you also say how far off the conversion may be (--crs-accuracy M): {less_sure}."
    return InputError(
        "crs_missing",
        message,
        hint,
        path=raw.place.shown,
        candidates=where,
        unsure=less_sure,
        crs=[*dict.fromkeys(one.crs for one in found)],
    )


def crs_contradicted(raw: RawLayer) -> InputError | None:
    """Return the error for a layer whose numbers are none of its system; None if they are of no other either.

    Parameters
    ----------
    raw
        With its geometry as the file has it, in ``crs``.
    """
    found = candidates(shapely.get_coordinates(raw.geometry))
    if raw.crs is None or not found:
        return None
    where = told(found)
    message = (
        f"{raw.place.path.name}: the coordinates do not fit the coordinate system {raw.crs.name}: they would "
        f"lie nowhere on the Earth's land. By where the data would fall they are in: {where}."
    )
    hint = (
        "The coordinates may well be right, and the system beside them (.prj) wrong: say the right one, such "
        "as --crs EPSG:4544, or EPSG:4490 for longitude and latitude; or set it in QGIS and save the layer."
    )
    facts = {"crs": raw.crs.name, "candidates": where}
    return InputError("crs_contradicted", message, hint, path=raw.place.shown, **facts)


def lies_in_china(raw: RawLayer, crs: pyproj.CRS) -> bool:
    """Return whether the middle of a layer lies in China, or in its sea, if its numbers are of a system."""
    from pyproj import Transformer

    points = shapely.get_coordinates(raw.geometry)
    points = points[np.isfinite(points).all(axis=1)]
    if not len(points):
        return False
    lonlat = Transformer.from_crs(crs, _DEGREES, always_xy=True).transform(*np.median(points, axis=0))
    return bool(np.isfinite(lonlat).all() and shapely.intersects_xy(shapely.box(*_CHINA), *lonlat))


def _of_degrees(x: float, y: float, area: Any) -> list[CrsCandidate]:  # noqa: ANN401 - an area
    """Return the datums that a longitude and a latitude can be in, of equals the one in force first."""
    found = []
    for datum, name in _DEGREE_DATUMS.items():
        lon, lat = (float(value) for value in convert(x, y, datum, Datum.CGCS2000))
        found.append(CrsCandidate(f"EPSG:{_DEGREES}", name, lon, lat, _away_km(area, lon, lat), datum))
    if not shapely.intersects_xy(shapely.box(*_CHINA), x, y):
        return found[:1]
    return sorted(found, key=lambda one: one.away_km)


def _codes(x: float, y: float) -> list[int]:
    """Return the EPSG codes in which numbers of this size make sense."""
    codes = []
    zone, rest = divmod(x, ZONE_M)
    in_zone = EASTING_M[0] <= rest <= EASTING_M[1] and NORTHING_M[0] <= y <= NORTHING_M[1]
    for six, three, six_meridian, three_meridian in _DATUMS.values():
        if in_zone and zone == 0:
            codes += [six_meridian + n for n in range(11)] + [three_meridian + n for n in range(21)]
        elif in_zone and _THREE_DEGREES_FROM <= zone <= ZONE_TO:
            codes.append(three + int(zone) - _THREE_DEGREES_FROM)
        elif in_zone and ZONE_FROM <= zone < _THREE_DEGREES_FROM - 1:
            codes.append(six + int(zone) - ZONE_FROM)
    if in_zone and zone == 0:
        codes += [32600 + n for n in range(43, 54)]
    return [*codes, 3857]


@cache
def _name(code: int) -> str:
    from pyproj import CRS

    return str(CRS.from_epsg(code).name)


def _degrees(code: int, x: float, y: float) -> tuple[float, float] | None:
    from pyproj import Transformer

    lon, lat = Transformer.from_crs(code, _DEGREES, always_xy=True).transform(x, y)
    return (float(lon), float(lat)) if np.isfinite((lon, lat)).all() else None


@cache
def _is_exact(crs: str, lon: float, lat: float) -> bool:
    """Return whether PROJ knows a way to WGS 84 there, and how exact it is."""
    from pyproj import CRS
    from pyproj.aoi import AreaOfInterest
    from pyproj.transformer import TransformerGroup

    geodetic = CRS.from_user_input(crs).geodetic_crs
    if geodetic is None or geodetic.datum is None:
        return False
    if geodetic.datum.name in SAME_DATUM:
        return True
    area: Any = AreaOfInterest(lon, lat, lon, lat)
    group = TransformerGroup(geodetic, 4326, area_of_interest=area, allow_ballpark=False)
    return any(one.accuracy >= 0 for one in group.transformers)


@cache
def _district() -> Any:  # noqa: ANN401 - an area
    from xq_gis_plugin.io.areas import display_district

    return display_district()


def _away_km(area: Any, lon: float, lat: float) -> float:  # noqa: ANN401 - an area
    """Return about how far a place is from an area."""
    scale = np.array([np.cos(np.radians(lat)), 1.0]) * _KM_A_DEGREE
    plane = shapely.transform(area, lambda xy: xy * scale)
    return float(shapely.distance(plane, shapely.Point(np.array([lon, lat]) * scale)))
