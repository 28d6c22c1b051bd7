"""Coordinates of any file as CGCS2000 longitude and latitude."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CheckSeverity, Datum
from xq_gis_plugin.io.axes import MAX_LAT, MAX_LON, NOWHERE_DEG, swapped, without_swapped
from xq_gis_plugin.io.columns import LON
from xq_gis_plugin.io.crs_candidates import SAME_DATUM, crs_contradicted, crs_missing
from xq_gis_plugin.io.datum_told import datum_suspected
from xq_gis_plugin.io.options import NOTHING_SAID
from xq_gis_plugin.io.points import points_of_table
from xq_gis_plugin.io.raw import listed
from xq_gis_plugin.io.rejected import Rejected, no_place
from xq_gis_plugin.io.shifted import SHIFTED, converted, points_on
from xq_gis_plugin.io.straight import with_straight_edges

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyproj
    from numpy.typing import NDArray

    from xq_gis_plugin.io.columns import Role
    from xq_gis_plugin.io.options import ReadOptions
    from xq_gis_plugin.io.raw import Mask, RawLayer

__all__ = ["leave_out", "parse_datum", "place"]

# Other datums are accepted if PROJ knows a way to WGS 84 at least this good.
_ENOUGH_M = 1.0
_MISSING, _MISSING_HINT = "no geometry", "Draw the missing features, or locate them."
_IMPOSSIBLE = "coordinates outside ±180°, ±90°, or at 0, 0"
_IMPOSSIBLE_HINT = "Correct the coordinates in the file."


def parse_datum(datum: str | None) -> Datum | None:
    """Return the datum named by an option.

    Raises
    ------
    InputError
        ``datum_unknown``.
    """
    if datum is None:
        return None
    if datum.lower() not in set(Datum):
        message = f"The datum {datum!r} is not known."
        raise InputError("datum_unknown", message, f"Use one of {', '.join(Datum)}.", datum=datum)
    return Datum(datum.lower())


def place(raw: RawLayer, role: Role, datum: Datum | None, options: ReadOptions = NOTHING_SAID) -> RawLayer:
    """Return the layer with its geometry in CGCS2000 longitude and latitude.

    Rows whose coordinates cannot be on the Earth are left out (hazards: kept without a place), with
    a check that counts them.

    Parameters
    ----------
    raw
        With the layer's columns named.
    role
        What the file is read as.
    datum
        The datum of the coordinates, where the file's CRS does not tell; `None`: CGCS2000.
    options
        What else a person says of the file.

    Raises
    ------
    InputError
        ``coordinates_missing``, ``crs_missing``, ``crs_inexact``, ``crs_unusable``, ``crs_contradicted``,
        ``axes_swapped``, ``coordinates_out_of_range`` or ``value_wrong``.
    """
    degrees = None
    if raw.geometry is None:
        raw, degrees = points_of_table(raw, role, options)
    if degrees is not None:
        return _place_points(raw, role, *degrees, datum, reject=options.reject_rows)
    raw = _leave_out_missing(_flatten(raw), role)
    raw = _leave_out_infinite(raw, role)
    drawn, raw = raw, _to_degrees(raw, datum, options.crs_accuracy_m)
    west, south, east, north = shapely.bounds(raw.geometry).T
    lon, lat = (west + east) / 2, (south + north) / 2
    wrong = swapped(lon, lat)
    raw = without_swapped(raw, wrong, lon, lat, reject=options.reject_rows, field="geometry")
    west, south, east, north = (side[~wrong] for side in (west, south, east, north))
    # West is never east of east: the larger of the two tells how far they are from 0.
    gone = _impossible(drawn, np.maximum(-west, east), np.maximum(-south, north))
    here = lon[~wrong], lat[~wrong]
    raw = leave_out(
        raw,
        role,
        gone,
        "coordinates_out_of_range",
        what=_IMPOSSIBLE,
        hint=_IMPOSSIBLE_HINT,
        value=lambda at: _shown(*here, at),
    )
    if datum is None:
        return raw.with_checks(*datum_suspected(raw, ~shapely.is_missing(raw.geometry)))
    if datum not in SHIFTED:
        return raw
    geometry, broken = (
        shapely.transform(shapes, lambda at: np.column_stack(converted(at[:, 0], at[:, 1], datum)))
        for shapes in (raw.geometry, raw.broken)
    )
    return _noted_datum(dataclasses.replace(raw, geometry=geometry, broken=broken), datum)


def _place_points(
    raw: RawLayer,
    role: Role,
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
    datum: Datum | None,
    *,
    reject: bool,
) -> RawLayer:
    """Return a table with its points, which are made once, when all that is wrong with them has been told.

    Parameters
    ----------
    raw
        Without geometry.
    lon, lat
        (n,) degrees as the file has them, both NaN where a row has none.
    reject
        Whether rows that are swapped are set aside.
    """

    def leave(mask: Mask, code: str, what: str, hint: str) -> None:
        nonlocal raw, lon, lat
        if mask.any():
            here = lon, lat
            raw = leave_out(raw, role, mask, code, what=what, hint=hint, value=lambda at: _shown(*here, at))
            stay = len(raw.rows) == len(mask)
            lon, lat = (np.where(mask, np.nan, one) if stay else one[~mask] for one in (lon, lat))

    leave(np.isnan(lon), "geometry_missing", _MISSING, _MISSING_HINT)
    wrong = swapped(lon, lat)
    raw = without_swapped(raw, wrong, lon, lat, reject=reject, field=LON)
    lon, lat = lon[~wrong], lat[~wrong]
    leave(
        _impossible(raw, np.abs(lon), np.abs(lat)), "coordinates_out_of_range", _IMPOSSIBLE, _IMPOSSIBLE_HINT
    )
    there = ~np.isnan(lon)
    geometry = np.full(len(raw.rows), None, dtype=object)
    geometry[there] = points_on(lon[there], lat[there], datum)
    raw = dataclasses.replace(raw, geometry=geometry)
    return _assumed_datum(raw, there) if datum is None else _noted_datum(raw, datum)


def _assumed_datum(raw: RawLayer, there: Mask) -> RawLayer:
    """Say that nobody named the datum of a table's longitudes and latitudes."""
    if not there.any():
        return raw
    suspected = datum_suspected(raw, there)
    if suspected:
        return raw.with_checks(*suspected)
    message = "nothing says which datum the longitudes and latitudes are in: they were read as CGCS2000."
    hint = (
        "If they come from Amap or Tencent say --datum gcj02, if from Baidu --datum bd09: they are off by "
        "hundreds of metres otherwise."
    )
    return raw.with_checks(raw.check(CheckSeverity.NOTE, "datum_assumed", message, hint, there))


def leave_out(
    raw: RawLayer,
    role: Role,
    mask: Mask,
    code: str,
    *,
    what: str,
    hint: str,
    value: Callable[[int], str] = lambda _number: "",
) -> RawLayer:
    """Take the geometries where ``mask`` is true out of the layer, and say so in a check.

    A hazard stays, without a place: an enterprise does not vanish for a bad coordinate. Protected
    objects and parts are of no use without one: ``left_out`` keeps which these were, and why.

    Parameters
    ----------
    raw
        Of n rows.
    role
        What they are.
    mask
        (n,) which have no place.
    code, what, hint
        Of the check: why, in a few words, and what to do.
    value
        What the file has in place of a place, by the number of the row from 0.
    """
    if not mask.any():
        return raw
    fate = "kept without a position" if role.keeps_unlocated else "left out"
    message = f"{what} ({listed(raw.rows[mask])}): {fate}."
    check = raw.check(CheckSeverity.IMPORTANT, code, message, hint, mask)
    if not role.keeps_unlocated:
        gone = [
            Rejected.of(no_place(raw, int(raw.rows[number]), what, hint, value(number)))
            for number in np.flatnonzero(mask).tolist()
        ]
        kept = raw.keep(~mask).with_checks(check)
        return dataclasses.replace(kept, left_out=(*raw.left_out, *gone))
    if raw.geometry is None:
        return raw.keep(~mask).with_checks(check)
    geometry, broken = raw.geometry.copy(), raw.broken.copy()
    geometry[mask] = None
    broken[mask] = None
    return dataclasses.replace(raw, geometry=geometry, broken=broken).with_checks(check)


def _shown(lon: NDArray[np.float64], lat: NDArray[np.float64], number: int) -> str:
    """Return the coordinates of a row as the table of rejected rows shows them, "" for none."""
    both = lon[number], lat[number]
    return "" if np.isnan(both).any() else f"{both[0]:.9g},{both[1]:.9g}"


def _flatten(raw: RawLayer) -> RawLayer:
    high = shapely.has_z(raw.geometry) | shapely.has_z(raw.broken)
    if not high.any() and not (shapely.get_coordinate_dimension(raw.geometry) > 2).any():  # noqa: PLR2004
        return raw
    flat = dataclasses.replace(
        raw, geometry=shapely.force_2d(raw.geometry), broken=shapely.force_2d(raw.broken)
    )
    if not high.any():
        return flat
    message = "heights in the coordinates are not used: distances are measured on the ellipsoid."
    hint = "Nothing: the standards measure horizontally."
    return flat.with_checks(raw.check(CheckSeverity.NOTE, "z_dropped", message, hint, high))


def _leave_out_missing(raw: RawLayer, role: Role) -> RawLayer:
    missing = shapely.is_missing(raw.broken) & (
        shapely.is_missing(raw.geometry) | shapely.is_empty(raw.geometry)
    )
    return leave_out(raw, role, missing, "geometry_missing", what=_MISSING, hint=_MISSING_HINT)


def _leave_out_infinite(raw: RawLayer, role: Role) -> RawLayer:
    count = len(raw.rows)
    mask = np.zeros(count, dtype=np.bool_)
    for geometries in (raw.geometry, raw.broken):
        points, index = shapely.get_coordinates(geometries, return_index=True)
        mask[index[~np.isfinite(points).all(axis=1)]] = True
    what, hint = "coordinates that are not numbers", "Draw the feature again in QGIS."
    return leave_out(raw, role, mask, "coordinates_not_finite", what=what, hint=hint)


def _to_degrees(raw: RawLayer, datum: Datum | None, stated_m: float | None) -> RawLayer:
    if raw.crs is None:
        west, south, east, north = shapely.total_bounds(raw.geometry)
        inside = abs(west) <= MAX_LON and abs(east) <= MAX_LON and max(abs(south), abs(north)) <= MAX_LAT
        if datum is None or not (inside or np.isnan(west)):
            raise crs_missing(raw, stated_m)
        return raw
    crs = raw.crs.sub_crs_list[0] if raw.crs.is_compound else raw.crs
    geodetic = crs.geodetic_crs
    if geodetic is None:
        message = f"{raw.place.path.name}: the coordinate system {crs.name!r} is not tied to the Earth."
        hint = "Georeference the layer in QGIS, and save it with a national coordinate system."
        raise InputError("crs_unusable", message, hint, path=raw.place.shown, crs=crs.name)
    same = geodetic.datum is not None and geodetic.datum.name in SAME_DATUM
    if crs.is_geographic and same:
        return raw
    target = geodetic if same else 4326
    transformer, accuracy_m = _transformer(raw, crs, target)
    if not same and accuracy_m < 0 and stated_m is None:
        raise _crs_inexact(raw, crs)
    raw = _transformed(raw, transformer, crs)
    if same or (0 <= accuracy_m <= _ENOUGH_M and not stated_m):
        return raw
    is_said = stated_m is not None and accuracy_m < stated_m
    accuracy_m = stated_m if stated_m is not None and is_said else accuracy_m
    facts = {"crs": crs.name, "metres": f"{accuracy_m:g}"}
    hint = "Have the survey office convert the layer to CGCS2000 with the local parameters (七参数)."
    everything = ~shapely.is_missing(raw.geometry)
    way, so_much = f"the way from {crs.name} to CGCS2000", "so much less sure is each place."
    if is_said:
        message = f"{way} leaves {accuracy_m:g} m unsure, as was said: {so_much}"
        check = raw.check(CheckSeverity.IMPORTANT, "crs_accuracy_said", message, hint, everything, **facts)
    else:
        message = f"{way} is known to {accuracy_m:g} m: {so_much}"
        check = raw.check(CheckSeverity.IMPORTANT, "crs_accuracy", message, hint, everything, **facts)
    return dataclasses.replace(raw, crs_accuracy_m=accuracy_m).with_checks(check)


def _transformer(raw: RawLayer, crs: pyproj.CRS, target: object) -> tuple[pyproj.Transformer, float]:
    from pyproj import Transformer
    from pyproj.aoi import AreaOfInterest
    from pyproj.transformer import TransformerGroup

    plain = Transformer.from_crs(crs, target, always_xy=True)
    west, south, east, north = shapely.total_bounds(raw.geometry)
    bounds = plain.transform_bounds(west, south, east, north) if np.isfinite(west) else (np.inf,) * 4
    if not np.isfinite(bounds).all():
        return plain, plain.accuracy
    area: Any = AreaOfInterest(*bounds)
    group = TransformerGroup(crs, target, always_xy=True, area_of_interest=area)
    best = group.transformers[0]
    return best, best.accuracy


def _transformed(raw: RawLayer, transformer: pyproj.Transformer, crs: pyproj.CRS) -> RawLayer:
    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        lon, lat = transformer.transform(points[:, 0], points[:, 1])
        moved = np.column_stack([lon, lat])
        # Out of the projection's reach PROJ answers with inf, which shapely's predicates dislike.
        moved[~np.isfinite(moved).all(axis=1)] = (999.0, 999.0)
        return moved

    message = f"the coordinates were reprojected from {crs.name} to longitude and latitude."
    hint = "Nothing: distances are measured on the ellipsoid, never in the projection."
    everything = np.ones(len(raw.rows), dtype=np.bool_)
    check = raw.check(CheckSeverity.NOTE, "reprojected", message, hint, everything)
    both: tuple[Any, Any] = (raw.geometry, raw.broken)
    geometry, broken = (shapely.transform(with_straight_edges(shapes, move), move) for shapes in both)
    return dataclasses.replace(raw, geometry=geometry, broken=broken).with_checks(check)


def _impossible(raw: RawLayer, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> Mask:
    """Return which rows cannot be on the Earth's land.

    Parameters
    ----------
    lon, lat
        (n,) how far each reaches from 0 in degrees, NaN where there is no place.

    Raises
    ------
    InputError
        ``coordinates_out_of_range``: none can, and they are too many and too large to be slips of the pen;
        ``crs_contradicted``: they could in another coordinate system than the layer's.
    """
    with np.errstate(invalid="ignore"):
        far = (lon > MAX_LON) | (lat > MAX_LAT)
        bad = far | ((lon < NOWHERE_DEG) & (lat < NOWHERE_DEG))
    placed = int((~np.isnan(lon)).sum())
    # A list that has hardly any places, and a wrong one among them, is still a list.
    if far.any() and bad.sum() == placed and 2 * placed > len(lon):
        contradicted = None if raw.crs is None else crs_contradicted(raw)
        if contradicted is not None:
            raise contradicted
        message = (
            f"{raw.place.path.name}: no row has a longitude and a latitude that are on the Earth's land."
        )
        hint = (
            "If the numbers are metres, save the layer with its coordinate system, for example as GeoPackage."
        )
        raise InputError("coordinates_out_of_range", message, hint, path=raw.place.shown)
    return np.asarray(bad, dtype=np.bool_)


def _noted_datum(raw: RawLayer, datum: Datum | None) -> RawLayer:
    if datum not in SHIFTED:
        return raw
    message = f"the coordinates were taken for {datum} and converted to CGCS2000."
    hint = (
        "See on a map that the places fall where they should: the conversion formulas are public but not "
        "official, and agree with the map services to a metre or two."
    )
    everything = ~shapely.is_missing(raw.geometry)
    return raw.with_checks(raw.check(CheckSeverity.NOTE, "datum_converted", message, hint, everything))


def _crs_inexact(raw: RawLayer, crs: pyproj.CRS) -> InputError:
    message = f"{raw.place.path.name}: how exactly {crs.name} can be brought to CGCS2000 is not known."
    hint = (
        "Have the survey office convert the layer to CGCS2000 with the local parameters (七参数); or say by "
        "how many metres its places may be off without that (--crs-accuracy M): so much less sure is each."
    )
    return InputError("crs_inexact", message, hint, path=raw.place.shown, crs=crs.name)
