"""True distances: a local frame to find where two geometries are nearest, the geodesic for the figure.

The frame is a transverse Mercator on the CGCS2000 ellipsoid with its origin at the hazard. Within
r metres of the origin its scale differs from 1 by at most r² / (2 R²): 1.3e-8 at 1 km, that is
0.013 mm in the distance of two points 1 km apart (Snyder 1987, eq. 8-7). The figure itself is
always the geodesic between the two nearest points (Karney 2013).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod, Proj

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SEMI_MAJOR_M", "Frame", "areas_m2", "degrees_for", "densify", "geodesic_m", "space_m", "widths_m"]

FloatArray = NDArray[np.float64]
Geometries = NDArray[Any]

SEMI_MAJOR_M = 6378137.0
INVERSE_FLATTENING = 298.257222101
"""CGCS2000 (GB 22021-2008): the GRS 80 ellipsoid; EPSG:1024."""

EDGE_ERROR_M = 2e-5
"""How far an edge straight in the frame may leave the edge straight in longitude and latitude."""

_GEOD = Geod(a=SEMI_MAJOR_M, rf=INVERSE_FLATTENING)


class Frame:
    """Plane metres around one point.

    Parameters
    ----------
    lon_deg, lat_deg
        Origin, degrees on CGCS2000.
    """

    def __init__(self, lon_deg: float, lat_deg: float) -> None:
        self.lon_deg, self.lat_deg = lon_deg, lat_deg
        self._proj = Proj(
            proj="tmerc",
            lat_0=lat_deg,
            lon_0=lon_deg,
            k_0=1,
            a=SEMI_MAJOR_M,
            rf=INVERSE_FLATTENING,
            approx=False,
        )

    def to_plane(self, geometries: Geometries) -> Geometries:
        """Project lon/lat geometries (n,) to metres; edges stay straight in lon/lat to `EDGE_ERROR_M`."""
        dense = densify(geometries, self.lat_deg)
        return np.asarray(shapely.transform(dense, self._forward))

    def to_lonlat(self, geometries: Geometries) -> Geometries:
        """Unproject geometries (n,) from metres to lon/lat degrees."""
        return np.asarray(shapely.transform(geometries, self._inverse))

    def _forward(self, xy: FloatArray) -> FloatArray:
        x, y = self._proj(xy[:, 0], xy[:, 1])
        return np.column_stack([x, y])

    def _inverse(self, xy: FloatArray) -> FloatArray:
        lon, lat = self._proj(xy[:, 0], xy[:, 1], inverse=True)
        return np.column_stack([lon, lat])


def geodesic_m(start: FloatArray, end: FloatArray) -> FloatArray:
    """(n,) geodesic metres between (n, 2) lon/lat points in degrees on CGCS2000."""
    _, _, metres = _GEOD.inv(start[:, 0], start[:, 1], end[:, 0], end[:, 1])
    return np.asarray(metres, dtype=float)


def space_m(lonlat: FloatArray) -> FloatArray:
    """(n, 3) metres from the middle of the earth to (n, 2) lon/lat points on the CGCS2000 ellipsoid."""
    flattening = 1 / INVERSE_FLATTENING
    squared = flattening * (2 - flattening)
    lon, lat = np.radians(lonlat[:, 0]), np.radians(lonlat[:, 1])
    normal = SEMI_MAJOR_M / np.sqrt(1 - squared * np.sin(lat) ** 2)
    along = normal * np.cos(lat)
    return np.column_stack([along * np.cos(lon), along * np.sin(lon), normal * (1 - squared) * np.sin(lat)])


def densify(geometries: Geometries, lat_deg: float) -> Geometries:
    """Split long edges, so that straight in lon/lat and straight in a local frame agree.

    Over an edge of L metres the two differ by at most L² tan φ / (8 R) (a rhumb-like chord against
    a geodesic); the length is chosen for `EDGE_ERROR_M`.
    """
    tangent = max(0.1, abs(math.tan(math.radians(min(abs(lat_deg) + 0.1, 89.9)))))
    edge_m = math.sqrt(8 * SEMI_MAJOR_M * EDGE_ERROR_M / tangent)
    edge_deg = math.degrees(edge_m / SEMI_MAJOR_M)
    return np.asarray(shapely.segmentize(geometries, edge_deg))


def degrees_for(metres: float, lat_deg: float) -> tuple[float, float]:
    """Return (longitude, latitude) degrees that surely span ``metres`` around a latitude."""
    lat_span = math.degrees(metres / (SEMI_MAJOR_M * (1 - 0.0067))) * 1.001
    widest = min(abs(lat_deg) + lat_span, 89.99)
    return lat_span / math.cos(math.radians(widest)) * 1.001, lat_span


def lonlat_of(points: Sequence[Any] | Geometries) -> FloatArray:
    """(n, 2) coordinates of points."""
    return np.asarray(shapely.get_coordinates(np.asarray(points)), dtype=float)


def areas_m2(shapes: Geometries) -> FloatArray:
    """Return the areas of shapes on the ellipsoid.

    Parameters
    ----------
    shapes
        (n,) degrees; edges of up to a kilometre, of which the area is then true to a few parts in 1e9.

    Returns
    -------
    (n,) square metres, of the shapes as the cylindrical equal-area projection draws them (Snyder 1987,
    eq. 3-12 and 10-5).
    """
    eccentric = math.sqrt((2 - 1 / INVERSE_FLATTENING) / INVERSE_FLATTENING)

    def flat(lonlat: FloatArray) -> FloatArray:
        sine = np.sin(np.radians(lonlat[:, 1]))
        squared = 1 - eccentric**2
        authalic = squared * (sine / (1 - (eccentric * sine) ** 2) + np.arctanh(eccentric * sine) / eccentric)
        east = np.radians(lonlat[:, 0])
        # Near zero, where a float is finest.
        return np.column_stack([east - east.mean(), (authalic - authalic.mean()) / 2])

    drawn = shapely.transform(shapes, lambda xy: flat(xy) if len(xy) else xy)
    return np.asarray(shapely.area(drawn) * SEMI_MAJOR_M**2)


def widths_m(shapes: Geometries) -> FloatArray:
    """Return the largest distance between two corners of each of (n,) shapes in lon/lat degrees.

    Through the earth, and then along it: the arc over a chord of c metres is c³ / (24 R²) longer.
    """
    corners, owner = shapely.get_coordinates(shapely.convex_hull(shapes), return_index=True)
    places = np.split(space_m(corners), np.searchsorted(owner, np.arange(1, len(shapes))))
    most = [np.linalg.norm(one[:, None] - one[None, :], axis=2).max(initial=0.0) for one in places]
    chords = np.array(most[: len(shapes)], dtype=float)
    return np.asarray(chords + chords**3 / (24 * SEMI_MAJOR_M**2))
