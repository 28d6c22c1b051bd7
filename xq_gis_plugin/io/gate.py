"""The quality gate: what of a layer that was read would make verdicts wrong or unsure, and how to mend it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.geodesy import Frame, areas_m2
from xq_gis_plugin.core.model import Check, CheckSeverity, HazardKind, MeasuredAs
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.datum_suspect import boundary_suspect
from xq_gis_plugin.io.raw import OSM_SUFFIXES

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from xq_gis_plugin.core.model import Source
    from xq_gis_plugin.io.rejected import FileRows

    Mask = NDArray[np.bool_]

__all__ = ["gate"]

SAME_PLACE_M = 5.0
SLIVER_M2 = 1.0
SLIVER_WIDTH_M = 0.3
"""A polygon thinner than this on average (twice its area over its outline) is no building."""
_ROWS = 20
_AREA = 2
_GRADED = {HazardKind.PETROL_STATION.value}
_CLASSED = {"mall", "public_building", "building", "exhibition_hall", "library", "archive", "museum"}
_NUMBERS = ("floor_area_m2", "users", "beds", "seats")


def gate(frame: gpd.GeoDataFrame, role: Role, district: Any = None) -> tuple[Check, ...]:  # noqa: ANN401 - an area
    """Return what is to be noticed of a layer before anything is decided by it.

    Parameters
    ----------
    frame
        As `xq_gis_plugin.io.read` returns it, EPSG:4490.
    role
        What it was read as.
    district
        Lon/lat degrees; by default 兴庆区 as it ships. What lies outside is told, never dropped.

    Returns
    -------
    Checks beside those that the reader made, of the same ``rows``: those of the file; of a frame that comes
    from none, from 1.
    """
    if district is None:
        from xq_gis_plugin.io.areas import display_district

        district = display_district()
    shapes = np.asarray(frame.geometry.to_numpy(), dtype=object)
    there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    found = [
        *_outside(shapes, there, district),
        *_same_place(frame, shapes, there),
        *_same_name(frame),
        *_slivers(shapes, there),
        *([] if _is_osm(frame) else _mixed(frame, shapes, there, role)),
        *boundary_suspect(shapes, district),
    ]
    if role is Role.HAZARD:
        found += _without_grade(frame)
    if role is Role.PROTECTED:
        found += _without_class(frame)
    known: FileRows | None = frame.attrs.get("rows")
    if known is None or len(known.numbers) != len(frame):
        return tuple(found)
    return tuple(replace(one, rows=tuple(int(known.numbers[row - 1]) for row in one.rows)) for one in found)


def _check(severity: CheckSeverity, code: str, mask: Mask, what: str, hint: str) -> list[Check]:
    if not mask.any():
        return []
    rows = tuple(int(row) + 1 for row in np.flatnonzero(mask)[:_ROWS])
    return [Check(severity, code, f"{int(mask.sum())} {what}", hint, rows, int(mask.sum()))]


def _outside(shapes: NDArray[Any], there: Mask, district: Any) -> list[Check]:  # noqa: ANN401 - an area
    beyond = there.copy()
    beyond[there] = ~shapely.intersects(district, shapes[there])
    what = "lie outside the district as the map shows it; they were kept."
    hint = "See whether coordinates and datum are right; the outline is for display, no legal boundary."
    return _check(CheckSeverity.IMPORTANT, "outside_district", beyond, what, hint)


def _same_place(frame: gpd.GeoDataFrame, shapes: NDArray[Any], there: Mask) -> list[Check]:
    """Tell rows of one kind that stand within some metres of another: one thing drawn twice."""
    rows = np.flatnonzero(there & (shapely.get_dimensions(shapes) == 0))
    twice = np.zeros(len(shapes), dtype=np.bool_)
    if len(rows) > 1:
        lon, lat = np.median(shapely.get_coordinates(shapely.centroid(shapes[rows])), axis=0)
        points = Frame(float(lon), float(lat)).to_plane(shapely.centroid(shapes[rows]))
        usable = np.isfinite(shapely.get_coordinates(points)).all(axis=1)
        rows, points = rows[usable], points[usable]
        one, other = shapely.STRtree(points).query(points, predicate="dwithin", distance=SAME_PLACE_M)
        kinds = frame["kind"].astype(str).to_numpy()
        pairs = (one < other) & (kinds[rows[one]] == kinds[rows[other]])
        twice[rows[one[pairs]]] = twice[rows[other[pairs]]] = True
    twice |= _same_outline(frame, shapes, there)
    what = f"stand within {SAME_PLACE_M:g} m of another one of the same kind."
    hint = "If they are one and the same, leave one of them out; else each counts by itself."
    return _check(CheckSeverity.IMPORTANT, "duplicate_place", twice, what, hint)


def _same_outline(frame: gpd.GeoDataFrame, shapes: NDArray[Any], there: Mask) -> Mask:
    """Return which rows are lines or areas of one kind that are drawn twice; neighbours may touch."""
    twice = np.zeros(len(shapes), dtype=np.bool_)
    rows = np.flatnonzero(there & (shapely.get_dimensions(shapes) > 0))
    drawn = pd.Series(list(shapely.to_wkb(shapely.normalize(shapes[rows]))), dtype=object)
    kinds = frame["kind"].astype(str).to_numpy()[rows]
    twice[rows] = pd.DataFrame({"shape": drawn, "kind": kinds}).duplicated(keep=False).to_numpy()
    return twice


def _same_name(frame: gpd.GeoDataFrame) -> list[Check]:
    if "name" not in frame:
        return []
    names = frame["name"].where(frame["name"].notna())
    kinds = frame["kind"].astype(str)
    keyed = names.astype(str).str.strip() + "\0" + kinds
    twice = names.notna() & keyed.duplicated(keep=False) & ~kinds.isin(["road", "power_line", "railway"])
    if "measured_as" in frame:
        twice &= frame["measured_as"] != MeasuredAs.BUILDING.value
    what = "have a name that another one of the same kind has."
    hint = "See whether they are one; two places of one name need their street or number in it."
    return _check(CheckSeverity.NOTE, "duplicate_name", twice.to_numpy(dtype=bool), what, hint)


def _slivers(shapes: NDArray[Any], there: Mask) -> list[Check]:
    thin = np.zeros(len(shapes), dtype=np.bool_)
    areas = np.flatnonzero(there & (shapely.get_dimensions(shapes) == _AREA))
    if len(areas):
        square = areas_m2(shapes[areas])
        degrees = shapely.area(shapes[areas])
        # The outline in metres, near enough to tell a splinter from a house.
        length = shapely.length(shapes[areas]) * np.sqrt(square / np.maximum(degrees, 1e-18))
        thin[areas] = (square < SLIVER_M2) | (2 * square / np.maximum(length, 1e-9) < SLIVER_WIDTH_M)
    what = "areas are splinters: smaller than 1 m², or thinner than 0.3 m."
    hint = "Delete them in QGIS; they are left over from cutting, and would be measured to like buildings."
    return _check(CheckSeverity.IMPORTANT, "sliver", thin, what, hint)


def _is_osm(frame: gpd.GeoDataFrame) -> bool:
    """Return whether a layer is an OpenStreetMap extract's, of which any mixture is usual."""
    source: Source | None = frame.attrs.get("source")
    return source is not None and source.path.lower().endswith(OSM_SUFFIXES)


def _mixed(frame: gpd.GeoDataFrame, shapes: NDArray[Any], there: Mask, role: Role) -> list[Check]:
    """Tell rows that are drawn otherwise than most; of objects and parts, than most of their kind.

    Roads as lines among buildings as areas are as they should be, and so are dispensers among tanks.
    """
    dimensions = pd.Series(shapely.get_dimensions(shapes))
    kinds = pd.Series("", index=dimensions.index)
    if role in (Role.PROTECTED, Role.PART):
        kinds = pd.Series(frame["kind"].astype(str).to_numpy())
    odd = np.zeros(len(shapes), dtype=np.bool_)
    for _, rows in dimensions[there].groupby(kinds[there]):
        counts = rows.value_counts()
        if len(counts) > 1:
            odd[rows.index[rows == counts.idxmin()]] = True
    what = "rows have another type of geometry than the rest (points, lines, areas)."
    hint = (
        "Nothing if some are drawn as outlines and others as points or lines; distances are measured to what "
        "is drawn."
    )
    return _check(CheckSeverity.NOTE, "geometry_mixed", odd, what, hint)


def _without_grade(frame: gpd.GeoDataFrame) -> list[Check]:
    volumes = frame[["petrol_m3", "diesel_m3"]].isna().all(axis=1)
    mask = frame["kind"].isin(_GRADED) & frame["grade"].isna() & volumes
    what = "petrol stations state neither grade nor tank volumes."
    hint = "Fill in grade (等级) or the volumes of the tanks: until then every grade is thought possible."
    return _check(CheckSeverity.IMPORTANT, "grade_missing", mask.to_numpy(dtype=bool), what, hint)


def _without_class(frame: gpd.GeoDataFrame) -> list[Check]:
    stated = frame["protection_class"].notna() | frame[list(_NUMBERS)].notna().any(axis=1)
    mask = frame["kind"].isin(_CLASSED) & ~stated
    what = "buildings have no protection class, and nothing that tells it (floor area, users, beds, seats)."
    hint = "Fill in floor_area_m2 (建筑面积) or protection_class (保护类别); till then any may be it."
    return _check(CheckSeverity.NOTE, "class_unknown", mask.to_numpy(dtype=bool), what, hint)
