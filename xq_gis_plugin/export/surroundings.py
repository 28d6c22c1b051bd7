"""The quiet base of the map: how each protected object looks, and what lies around without being one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin import resources
from xq_gis_plugin.core.model import MeasuredAs, ObjectKind
from xq_gis_plugin.export.packing import ring_lists

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from xq_gis_plugin.core.model import Assessment

__all__ = [
    "LOOKS",
    "MOST_VERTICES",
    "Surroundings",
    "bounds_of",
    "districts",
    "districts_near",
    "surroundings",
    "surroundings_of",
]

MOST_VERTICES = 12_000_000
"""What a browser of 4 GB still opens: about 1,400,000 buildings. Beyond it the farthest are left out."""
LOOKS = (
    "forest", "water", "zone", "public_site", "boundary", "road_minor", "road_main", "building", "residence",
    "public", "railway", "overhead", "other",
)  # fmt: skip
"""The styles from the lowest up: the order of ``xq.baseStyles`` in static/map/base.js."""

_PUBLIC = frozenset({
    ObjectKind.SCHOOL, ObjectKind.KINDERGARTEN, ObjectKind.HOSPITAL, ObjectKind.ELDERLY_HOME, ObjectKind.MALL,
    ObjectKind.MARKET, ObjectKind.PUBLIC_BUILDING, ObjectKind.MUSEUM, ObjectKind.LIBRARY, ObjectKind.ARCHIVE,
    ObjectKind.EXHIBITION_HALL, ObjectKind.MONUMENT,
})  # fmt: skip
# Kinds that no rule asks about have a look all the same where a workspace holds them.
_ALIKE = {
    ObjectKind.RAILWAY: "railway", ObjectKind.POWER_LINE: "overhead",
    ObjectKind.COMMUNICATION_LINE: "overhead", ObjectKind.FOREST: "forest", ObjectKind.BUILDING: "building",
    "water": "water", "river": "water", "lake": "water", "canal": "water", "reservoir": "water",
    "district": "boundary", "town": "boundary", "street": "boundary", "subdistrict": "boundary",
}  # fmt: skip
_NEAR_DEG = 0.1
"""About 10 km: a district's boundary is drawn where the run's data come as near as that."""
_DISTRICTS = ("xingqing_district.geojson", "yinchuan_other_districts.geojson")


@dataclass(frozen=True)
class Surroundings:
    """How each protected object looks, and which of them the page holds.

    ``look`` is the place in `LOOKS`, ``kept`` whether the page holds the object; both have one value for
    each row of ``protected``. Of those that have a place, ``drawn`` counts the kept ones and ``left_out``
    those beyond the budget.
    """

    look: NDArray[np.uint8]
    kept: NDArray[np.bool_]
    drawn: int
    left_out: int


def surroundings(result: Assessment, most_vertices: int = MOST_VERTICES) -> Surroundings:
    """Return how the protected objects of a check look, and which are drawn.

    Parameters
    ----------
    result
        The run; geometry in EPSG:4490.
    most_vertices
        How much the page may hold. Objects with a finding come first, then the nearest to a hazard.
    """
    concerned = result.protected["object_id"].isin(result.findings["object_id"].dropna()).to_numpy()
    sites = result.hazard_summary.geometry.to_numpy()
    return surroundings_of(result.protected, sites, first=concerned, most_vertices=most_vertices)


def surroundings_of(
    protected: gpd.GeoDataFrame,
    sites: NDArray[np.object_],
    *,
    first: NDArray[np.bool_] | None = None,
    most_vertices: int = MOST_VERTICES,
) -> Surroundings:
    """Return how protected objects look, and which are drawn.

    Parameters
    ----------
    protected
        The objects; geometry in EPSG:4490.
    sites
        What the map is about, EPSG:4490: what is near to it comes before what is far.
    first
        For each object whether it comes before all others.
    most_vertices
        How much the page may hold.
    """
    shapes = protected.geometry.to_numpy()
    vertices = shapely.get_num_coordinates(shapes)
    look = _looks(protected)
    if vertices.sum() <= most_vertices:
        return Surroundings(look, np.ones(len(shapes), dtype=bool), int((vertices > 0).sum()), 0)
    before = np.zeros(len(shapes), dtype=bool) if first is None else first
    order = np.lexsort((_away(sites, shapes), ~before))
    kept = np.zeros(len(shapes), dtype=bool)
    kept[order] = np.cumsum(vertices[order]) <= most_vertices
    drawn, left_out = (int((of & (vertices > 0)).sum()) for of in (kept, ~kept))
    return Surroundings(look, kept, drawn, left_out)


def districts(result: Assessment) -> list[dict[str, Any]]:
    """Return the boundaries that ship and a check's data lie in or near."""
    bounds = bounds_of(result.hazard_summary.geometry.to_numpy(), result.protected.geometry.to_numpy())
    return districts_near(bounds)


def districts_near(bounds: tuple[float, float, float, float] | None) -> list[dict[str, Any]]:
    """Return the boundaries that ship and lie in or near a place, each with its name and note."""
    if bounds is None:
        return []
    place = shapely.box(*bounds)
    found = []
    for name in _DISTRICTS:
        content = json.loads(resources.path("layers", "boundary", name).read_text(encoding="utf-8"))
        for feature in content["features"]:
            shape = shapely.geometry.shape(feature["geometry"])
            if shapely.dwithin(shape, place, _NEAR_DEG):
                facts = feature["properties"]
                found.append({"name": facts["name"], "note": facts["note"], "rings": ring_lists(shape)})
    return found


def bounds_of(*groups: NDArray[np.object_]) -> tuple[float, float, float, float] | None:
    """Return (west, south, east, north) of the first group of shapes that has a place."""
    for shapes in groups:
        bounds = shapely.total_bounds(shapes) if len(shapes) else np.full(4, np.nan)
        if np.isfinite(bounds).all():
            west, south, east, north = (float(v) for v in bounds)
            return west, south, east, north
    return None


def _looks(frame: pd.DataFrame) -> NDArray[np.uint8]:
    """Return the look of each row: told once for each kind, geometry's meaning and road class there is."""
    (kinds, kind), (meanings, meaning), (classes, road_class) = (
        _factorized(frame, name) for name in ("kind", "measured_as", "road_class")
    )
    keys = (kinds * len(meaning) + meanings) * len(road_class) + classes
    distinct, of = np.unique(keys, return_inverse=True)
    told = []
    for key in distinct:
        rest, at = divmod(int(key), len(road_class))
        told.append(
            LOOKS.index(_look(kind[rest // len(meaning)], meaning[rest % len(meaning)], road_class[at]))
        )
    look: NDArray[np.uint8] = np.array(told, dtype=np.uint8)[of.ravel()]
    return look


def _factorized(frame: pd.DataFrame, name: str) -> tuple[NDArray[np.int64], list[str | None]]:
    """Return a column as numbers, and what they stand for; 0 stands for null."""
    if name not in frame:
        return np.zeros(len(frame), dtype=np.int64), [None]
    codes, distinct = pd.factorize(frame[name].to_numpy(dtype=object), use_na_sentinel=True)
    return codes.astype(np.int64) + 1, [None, *map(str, distinct)]


def _look(kind: str | None, measured_as: str | None, road_class: str | None) -> str:
    zone = measured_as in (MeasuredAs.ZONE, MeasuredAs.SITE, MeasuredAs.FENCE)
    if kind == ObjectKind.ROAD:
        return "road_main" if road_class == "main" else "road_minor"
    if kind == ObjectKind.RESIDENCE:
        return "zone" if zone else "residence"
    if kind in _PUBLIC:
        return "public_site" if zone else "public"
    return _ALIKE.get(kind or "", "other")


def _away(sites: NDArray[np.object_], shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return about how far each shape is from a site, in degrees: for the order only."""
    sites = shapely.centroid(sites)
    sites = sites[~(shapely.is_missing(sites) | shapely.is_empty(sites))]
    away = np.full(len(shapes), np.inf)
    placed = np.flatnonzero(~(shapely.is_missing(shapes) | shapely.is_empty(shapes)))
    if not len(sites):
        sites = shapely.centroid(shapely.multipoints(shapely.centroid(shapes[placed])))[None]
    _, distance = shapely.STRtree(sites).query_nearest(
        shapely.centroid(shapes[placed]), return_distance=True, all_matches=False
    )
    away[placed] = distance
    return away
