"""The outline of all that is nearer to something than a radius, true to a millimetre at its corners.

What GEOS draws is not: where two arcs meet, their edges cross nearer than the radius; a short arc gets edges
up to half as long again as others; and bays of up to a hundredth of the radius are passed over.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

    FloatArray = NDArray[np.float64]

__all__ = ["ARC_ERROR_M", "ring_around"]

ARC_ERROR_M = 0.01
"""How far the edges of a ring may leave the true one; its corners are true to a millimetre up to 4 km."""
_CORNER_ERROR_M = 1e-4
_LEAST_SEGMENTS = 8
_MOST_TURNS, _MOST_ROUNDS = 200, 12
_LOOKED_AT, _LEAST_LOOKED_AT, _MOST_LOOKED_AT = 1 / 20, 3, 400
"""An edge is looked at every so many radii, and at so many places at least and at most."""


def ring_around(sources: NDArray[Any], radius_m: float) -> Any:  # noqa: ANN401 - a polygon
    """Return all that is nearer to one of (s,) sources than a radius, in plane metres of their frame.

    Its corners lie on the true ring, and its edges within `ARC_ERROR_M` of it.
    """
    single = len(sources) == 1
    point = single and shapely.get_type_id(sources[0]) == shapely.GeometryType.POINT
    bulging = single and _bulges(sources[0])
    segments = _segments(radius_m, 1.5 if bulging else 1.0)
    ring = shapely.union_all(shapely.buffer(sources, radius_m, quad_segs=segments))
    if point or bulging:
        # Nothing crosses there, and there is no bay.
        return ring
    among = shapely.geometrycollections([*sources])
    parts = []
    for part in shapely.get_parts(ring):
        holes = [_trued(hole, among, radius_m) for hole in part.interiors]
        parts.append(shapely.polygons(_trued(part.exterior, among, radius_m), holes or None))
    drawn = shapely.union_all(parts) if len(parts) > 1 else parts[0]
    return drawn if shapely.is_valid(drawn) else ring


def _bulges(shape: Any) -> bool:  # noqa: ANN401 - a shapely geometry
    """Return whether a shape is an area as large as what a string around it encloses."""
    area = shapely.area(shape)
    return bool(area > 0 and shapely.area(shapely.convex_hull(shape)) <= area * (1 + 1e-12))


def _segments(radius_m: float, more: float) -> int:
    """Return how many edges a quarter of a circle needs: one over an angle a leaves it by r (1 - cos a/2).

    ``more`` times as many where an arc is not a whole circle: GEOS rounds how many edges it gets.
    """
    half = math.sqrt(2 * ARC_ERROR_M / radius_m)
    return max(_LEAST_SEGMENTS, math.ceil(more * math.pi / 4 / half))


def _trued(line: Any, among: Any, radius_m: float) -> Any:  # noqa: ANN401 - shapely geometries
    """Return a closed line with its corners at the radius, and as many more as its edges need."""
    at = _moved(shapely.get_coordinates(line)[:-1], among, radius_m)
    for _ in range(_MOST_ROUNDS):
        along = np.roll(at, -1, axis=0) - at
        parts = np.ceil(np.hypot(*along.T) / (radius_m * _LOOKED_AT)).astype(np.int64)
        count = np.clip(parts, _LEAST_LOOKED_AT, _MOST_LOOKED_AT)
        edge = np.repeat(np.arange(len(at)), count)
        number = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count) + 1
        places = at[edge] + along[edge] * (number / (count[edge] + 1))[:, None]
        off = np.abs(shapely.distance(among, shapely.points(places)) - radius_m) > ARC_ERROR_M * 1.001
        if not off.any():
            break
        at = np.insert(at, edge[off] + 1, _moved(places[off], among, radius_m), axis=0)
    return shapely.linearrings(np.vstack([at, at[:1]]))


def _moved(places: FloatArray, among: Any, radius_m: float) -> FloatArray:  # noqa: ANN401
    """Return (n, 2) places moved to the radius: along the line from what is nearest, in turn for several."""
    places, left = places.copy(), np.arange(len(places))
    for _ in range(_MOST_TURNS):
        lines = shapely.get_coordinates(shapely.shortest_line(among, shapely.points(places[left])))
        feet, ends = lines[::2], lines[1::2]
        metres = np.hypot(*(ends - feet).T)
        off = (np.abs(metres - radius_m) > _CORNER_ERROR_M) & (metres > 0)
        left, feet, ends, metres = left[off], feet[off], ends[off], metres[off]
        if not len(left):
            break
        places[left] = feet + (ends - feet) * (radius_m / metres)[:, None]
    return places
