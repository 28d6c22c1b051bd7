"""The quiet base of the map: what lies around the hazards, drawn without tiles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from xq_gis_plugin.core.model import MeasuredAs, ObjectKind
from xq_gis_plugin.export.packing import Packed, pack_shapes

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from xq_gis_plugin.core.model import Assessment

__all__ = ["Layer", "Surroundings", "surroundings"]

REACHES_M = (3000.0, 1200.0, 600.0, 300.0)
"""How far around each hazard the base is drawn: the first that keeps within `MOST_VERTICES`."""
MOST_VERTICES = 400_000

_DEGREE_M = 111_320.0
_PUBLIC = frozenset({
    ObjectKind.SCHOOL, ObjectKind.KINDERGARTEN, ObjectKind.HOSPITAL, ObjectKind.ELDERLY_HOME, ObjectKind.MALL,
    ObjectKind.MARKET, ObjectKind.PUBLIC_BUILDING, ObjectKind.MUSEUM, ObjectKind.LIBRARY, ObjectKind.ARCHIVE,
    ObjectKind.EXHIBITION_HALL, ObjectKind.MONUMENT,
})  # fmt: skip
_LINES = {
    ObjectKind.RAILWAY: "railway",
    ObjectKind.POWER_LINE: "overhead",
    ObjectKind.COMMUNICATION_LINE: "overhead",
}
_ORDER = (
    "forest", "zone", "public_site", "road_minor", "road_main", "building", "residence", "public",
    "railway", "overhead", "other",
)  # fmt: skip


@dataclass(frozen=True)
class Layer:
    """One style of the base: ``style`` names it for the page, ``area`` tells whether it is filled."""

    style: str
    area: bool
    shapes: Packed


@dataclass(frozen=True)
class Surroundings:
    """The layers from the lowest up, and how many protected objects are drawn and left out."""

    layers: tuple[Layer, ...]
    drawn: int
    left_out: int


def surroundings(result: Assessment) -> Surroundings:
    """Return what the base draws: the protected objects near the hazards, by how they look.

    Objects with a finding are always drawn, the others where they come within one of `REACHES_M`.
    """
    frame = result.protected
    shapes = frame.geometry.to_numpy()
    near = _near(result, shapes)
    looks = zip(frame["kind"], frame["measured_as"], strict=True)
    styles = np.array([_style(kind, measured_as) for kind, measured_as in looks], dtype="U16")
    road = (frame["kind"] == ObjectKind.ROAD).to_numpy()
    styles[road] = _road_styles(frame[road])
    areas = shapely.get_dimensions(shapes) == 2  # noqa: PLR2004 - polygons
    layers = []
    for style in _ORDER:
        for area in (True, False):
            chosen = near & (styles == style) & (areas == area)
            if chosen.any():
                layers.append(Layer(style, area, pack_shapes(shapes[chosen])))
    return Surroundings(tuple(layers), int(near.sum()), int(len(shapes) - near.sum()))


def _near(result: Assessment, shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return which objects to draw."""
    whole = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    concerned = result.protected["object_id"].isin(result.findings["object_id"].dropna()).to_numpy()
    sites = result.hazard_summary.geometry.to_numpy()
    if not len(sites):
        sites = shapes[whole]
    vertices = shapely.get_num_coordinates(shapes)
    tree = shapely.STRtree(shapes)
    near: NDArray[np.bool_] = concerned & whole
    for reach in REACHES_M:
        found = np.zeros(len(shapes), dtype=bool)
        found[tree.query(_around(sites, reach), predicate="intersects")[1]] = True
        near = (found | concerned) & whole
        if vertices[near].sum() <= MOST_VERTICES:
            break
    return near


def _around(sites: NDArray[np.object_], reach_m: float) -> Any:  # noqa: ANN401 - shapely has no types
    """Return boxes about ``reach_m`` wider than the sites; a choice of what to draw, no measurement."""
    bounds = shapely.bounds(sites)
    up = reach_m / _DEGREE_M
    across = up / np.cos(np.radians(np.clip(bounds[:, [1, 3]].mean(axis=1), -80, 80)))
    return shapely.box(bounds[:, 0] - across, bounds[:, 1] - up, bounds[:, 2] + across, bounds[:, 3] + up)


def _style(kind: str, measured_as: str) -> str:
    zone = measured_as in (MeasuredAs.ZONE, MeasuredAs.SITE, MeasuredAs.FENCE)
    if kind == ObjectKind.RESIDENCE:
        return "zone" if zone else "residence"
    if kind in _PUBLIC:
        return "public_site" if zone else "public"
    if kind == ObjectKind.FOREST:
        return "forest"
    if kind == ObjectKind.BUILDING:
        return "building"
    return _LINES.get(ObjectKind(kind), "other") if kind in set(ObjectKind) else "other"


def _road_styles(roads: gpd.GeoDataFrame) -> NDArray[np.str_]:
    styles: NDArray[np.str_] = np.where(roads["road_class"] == "main", "road_main", "road_minor")
    return styles
