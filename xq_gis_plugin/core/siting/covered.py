"""Whether the data reach as far around a site as the rules do, and whether anything is drawn near it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from xq_gis_plugin.core.geodesy import degrees_for, space_m
from xq_gis_plugin.core.siting.tiles import Tiles
from xq_gis_plugin.core.summary import NOTHING_NEAR_M

if TYPE_CHECKING:
    from xq_gis_plugin.core.geodesy import Frame
    from xq_gis_plugin.core.prepare import Objects

__all__ = ["Covered"]

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]
Geometries = NDArray[Any]


class Covered:
    """The extent of the protected objects.

    Parameters
    ----------
    objects
        What is measured to.
    area
        Where the protected objects are complete, lon/lat degrees; by default their bounding box.
    """

    def __init__(self, objects: Objects, area: Any | None) -> None:  # noqa: ANN401 - a shapely area
        shapes = objects.geometry[objects.hazard_row < 0]
        if area is None:
            area = shapely.box(*shapely.total_bounds(shapes)) if len(shapes) else shapely.Polygon()
        self.area = area
        self._edge = shapely.boundary(area)
        shapely.prepare([self.area, self._edge])
        self._near = Tiles(shapes, np.full(len(shapes), NOTHING_NEAR_M))
        corners, owner = shapely.get_coordinates(shapes, return_index=True)
        _, first = np.unique(owner, return_index=True)
        self._corners = cKDTree(space_m(corners[first])) if len(first) else None

    def reaches(self, sites: Geometries, plane: Geometries, frame: Frame, reach_m: FloatArray) -> BoolArray:
        """Return (n,) whether everything within the rules' reach of each site lies in the data.

        Parameters
        ----------
        sites, plane
            (n,) the sites in lon/lat degrees, and in the frame's metres.
        reach_m
            (n,) the most that the rules can ask of each.
        """
        if self.area.is_empty or self.area.area == 0:
            return np.zeros(len(sites), dtype=bool)
        west, south, east, north = shapely.total_bounds(sites)
        d_lon, d_lat = degrees_for(float(reach_m.max()) + 1.0, max(abs(south), abs(north)))
        box = shapely.box(west - d_lon, south - d_lat, east + d_lon, north + d_lat)
        if not shapely.intersects(self._edge, box):
            return np.full(len(sites), bool(shapely.covers(self.area, shapely.Point(west, south))))
        edge = frame.to_plane(np.array([shapely.intersection(self._edge, box)], dtype=object))[0]
        away = shapely.distance(edge, plane)
        return np.asarray(shapely.covers(self.area, sites) & ~(away < reach_m), dtype=bool)

    def anything_near(
        self, number: tuple[int, int], lonlat: Geometries, plane: Geometries, beyond_m: float
    ) -> BoolArray:
        """Return (n,) whether any protected object lies within 500 m of each site.

        Parameters
        ----------
        number, beyond_m
            The tile of the sites, and how far they may reach out of it.
        lonlat, plane
            (n,) the sites in degrees, and in the tile's metres.
        """
        if self._corners is None:
            return np.zeros(len(plane), dtype=bool)
        # A corner within reach settles most of them; a chord is never longer than the way over ground.
        away, _ = self._corners.query(space_m(shapely.get_coordinates(shapely.point_on_surface(lonlat))))
        near = away < NOTHING_NEAR_M
        left = np.flatnonzero(~near)
        around = self._near.at(number, beyond_m) if len(left) else None
        if around is not None and len(around.items):
            tree = shapely.STRtree(around.plane)
            _, metres = tree.query_nearest(plane[left], return_distance=True, all_matches=False)
            near[left] = metres < NOTHING_NEAR_M + 0.01
        return np.asarray(near, dtype=bool)
