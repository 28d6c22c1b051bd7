"""Which objects a site may be too near to: found tile by tile, in plane metres around each tile."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from xq_gis_plugin.core.geodesy import Frame, degrees_for, geodesic_m
from xq_gis_plugin.core.measure import SURELY_INSIDE_M, TOUCH_M
from xq_gis_plugin.core.separation import covers_depth_m

if TYPE_CHECKING:
    from shapely import STRtree

__all__ = ["TILE_DEG", "Tile", "Tiles", "signed_m"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Geometries = NDArray[Any]

TILE_DEG = 0.01
"""Sites of one tile share a frame: within 2 km of its origin the scale is wrong by less than 5e-8."""
MARGIN_M = 64.0
"""How far sites of a tile may reach beyond it before it is made wider."""
SPARE_M = 0.01
"""Pairs are looked for this much farther than the rules reach."""
_FEW = 8
_POINT = shapely.GeometryType.POINT.value


@dataclass(frozen=True)
class Tile:
    """The objects whose rules may reach into one tile, in its frame.

    Attributes
    ----------
    items
        (m,) numbers of the objects, ascending.
    plane, bounds
        (m,) their geometry in plane metres, and (m, 4) its bounds.
    reach_m
        (m,) how far each may matter.
    """

    frame: Frame
    items: IntArray
    plane: Geometries
    bounds: FloatArray
    reach_m: FloatArray

    def pairs(self, sites: Geometries, slack_m: FloatArray) -> tuple[IntArray, IntArray, FloatArray]:
        """Return (site, place in ``items``, metres) of all pairs nearer than the reach and both slacks.

        Parameters
        ----------
        sites
            (s,) plane metres.
        slack_m
            (s,) accuracy of each site.
        """
        if not len(sites) or not len(self.items):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0)
        site, place = self._candidates(sites, slack_m)
        metres = shapely.distance(sites[site], self.plane[place])
        close = metres < self.reach_m[place] + slack_m[site] + SPARE_M
        site, place, metres = site[close], place[close], metres[close]
        order = np.lexsort((place, site))
        return site[order], place[order], metres[order]

    def _candidates(self, sites: Geometries, slack_m: FloatArray) -> tuple[IntArray, IntArray]:
        if len(sites) > _FEW:
            widest = self.reach_m + float(slack_m.max()) + SPARE_M
            place, site = shapely.STRtree(sites).query(self.plane, predicate="dwithin", distance=widest)
            return site, place
        own = shapely.bounds(sites)
        found = []
        for number in range(len(sites)):
            box, wide = own[number], self.reach_m + slack_m[number] + SPARE_M
            apart_x = np.maximum(self.bounds[:, 0] - box[2], box[0] - self.bounds[:, 2])
            apart_y = np.maximum(self.bounds[:, 1] - box[3], box[1] - self.bounds[:, 3])
            found.append(np.flatnonzero((apart_x <= wide) & (apart_y <= wide)))
        site = np.repeat(np.arange(len(sites)), [len(one) for one in found])
        return site, np.concatenate(found)

    def geodesic_m(self, sites: Geometries, place: IntArray, plane_m: FloatArray) -> FloatArray:
        """Return (n,) geodesic metres of pairs that the frame has measured: the figure that is told."""
        if not len(place):
            return np.empty(0)
        lines = self.frame.to_lonlat(shapely.shortest_line(sites, self.plane[place]))
        ends = shapely.get_coordinates(lines).reshape(-1, 2, 2)
        return np.where(plane_m == 0, 0.0, geodesic_m(ends[:, 0], ends[:, 1]))


class Tiles:
    """Objects by tile, projected once for each tile that is asked for.

    Parameters
    ----------
    geometry
        (n,) lon/lat degrees.
    reach_m
        (n,) how far each object may matter; minus infinity where it never does.
    """

    def __init__(self, geometry: Geometries, reach_m: FloatArray) -> None:
        self._geometry, self._reach = geometry, reach_m
        self._speaking = np.flatnonzero(np.isfinite(reach_m))
        self._made: dict[tuple[int, int, int], Tile] = {}
        boxes = shapely.bounds(geometry[self._speaking]).reshape(-1, 4)
        wide = np.maximum(0.0, reach_m[self._speaking]) + 1.0
        largest = float(wide.max(initial=1.0))
        d_lon, d_lat = degrees_for(largest, float(np.abs(boxes[:, [1, 3]]).max(initial=0.0)))
        lon, lat = d_lon * wide / largest, d_lat * wide / largest
        self._tree: STRtree = shapely.STRtree(
            shapely.box(boxes[:, 0] - lon, boxes[:, 1] - lat, boxes[:, 2] + lon, boxes[:, 3] + lat)
        )

    def at(self, number: tuple[int, int], beyond_m: float) -> Tile:
        """Return a tile with every object that may reach a site in it, or so many metres beyond it."""
        steps = max(0, math.ceil(math.log2(max(beyond_m, 1.0) / MARGIN_M)))
        key = (*number, steps)
        if key not in self._made:
            self._made[key] = self._make(number, MARGIN_M * 2**steps)
        return self._made[key]

    def _make(self, number: tuple[int, int], beyond_m: float) -> Tile:
        west, south = number[0] * TILE_DEG, number[1] * TILE_DEG
        d_lon, d_lat = degrees_for(beyond_m, max(abs(south), abs(south + TILE_DEG)))
        box = shapely.box(west - d_lon, south - d_lat, west + TILE_DEG + d_lon, south + TILE_DEG + d_lat)
        items = self._speaking[np.sort(self._tree.query(box))]
        frame = Frame(west + TILE_DEG / 2, south + TILE_DEG / 2)
        plane = frame.to_plane(self._geometry[items])
        return Tile(frame, items, plane, shapely.bounds(plane).reshape(-1, 4), self._reach[items])


def signed_m(sites: Geometries, items: Geometries, metres: FloatArray, deep_m: FloatArray) -> FloatArray:
    """Return (n,) metres apart, or minus the depth of the overlap; what only touches is 0.

    Parameters
    ----------
    sites, items
        (n,) pairs, plane metres.
    metres
        (n,) their distances.
    deep_m
        (n,) deeper than this it makes no difference how deep.
    """
    signed = metres.copy()
    over = np.flatnonzero(metres == 0)
    over = over[~shapely.touches(sites[over], items[over])]
    areas = (shapely.get_dimensions(sites[over]) == 2) | (shapely.get_dimensions(items[over]) == 2)  # noqa: PLR2004
    signed[over[~areas]] = -SURELY_INSIDE_M
    over = over[areas]
    points = shapely.get_type_id(sites[over]) == _POINT
    inside = over[points]
    depth = shapely.distance(sites[inside], shapely.boundary(items[inside]))
    signed[inside] = np.where(depth > TOUCH_M, -depth, 0.0)
    for pair in over[~points]:
        signed[pair] = -_depth_m(sites[pair], items[pair], float(deep_m[pair]))
    return signed


def _depth_m(site: Any, item: Any, deep_m: float) -> float:  # noqa: ANN401 - plane metres
    """Return how deep two areas overlap, searched for only where it may be less than ``deep_m``."""
    common = shapely.intersection(site, item)
    corners = shapely.points(shapely.get_coordinates(common))
    middle = shapely.point_on_surface(common)
    known = max(
        float(shapely.distance(np.append(corners, middle), shapely.boundary(owner)).max(initial=0.0))
        for owner in (site, item)
        if shapely.get_dimensions(owner) == 2  # noqa: PLR2004 - an area
    )
    if known > max(deep_m, TOUCH_M):
        return known
    depth = covers_depth_m(site, item, deep_m + TOUCH_M)
    return depth if depth > TOUCH_M else 0.0
