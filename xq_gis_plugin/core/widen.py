"""Everything within some metres of a shape, as polygons, true to the millimetre.

GEOS leaves shallow dents of a shape out of its buffer, up to a hundredth of the distance deep: a metre
at 100 m. Shapes with such dents are therefore widened edge by edge.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

__all__ = ["ARC_ERROR_M", "STRAIGHT_M", "has_shallow_dents", "narrowed", "widened"]

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Geometries = NDArray[Any]

ARC_ERROR_M = 0.008
"""How far the straight pieces of a buffer's arcs may leave the true circle."""
SHALLOW = 0.011
"""GEOS may ignore a dent that is less deep than 0.01 of the distance."""
STRAIGHT_M = 1e-3
"""Corners that bend less are taken off: the frame bends a straight edge of 200 m by as much."""
_HARMLESS_M = 2e-3


def widened(
    shapes: Geometries, metres: float, beyond_m: float, segments: int | None = None
) -> tuple[IntArray, Geometries]:
    """Return (number of the shape, polygon): together, everything within ``metres`` of each shape.

    Parameters
    ----------
    shapes
        (n,) plane metres.
    metres
        Above 0.
    beyond_m
        By how much an arc's corners lie beyond the true circle.
    segments
        Pieces of a quarter of a circle; by default so many that their middles lie `ARC_ERROR_M` within.
    """
    wide, segments = metres + beyond_m, segments or _segments(metres)
    numbers = np.arange(len(shapes))
    shapes = shapely.simplify(shapes, STRAIGHT_M)
    plain = ~has_shallow_dents(shapes, metres)
    whole = shapely.buffer(shapes[plain], wide, quad_segs=segments)
    areas = ~plain & (shapely.get_dimensions(shapes) == 2)  # noqa: PLR2004 - an area
    edges, owner = _edges(shapes[~plain])
    return (
        np.concatenate([numbers[plain], numbers[areas], numbers[~plain][owner]]),
        np.concatenate([whole, shapes[areas], shapely.buffer(edges, wide, quad_segs=segments)]),
    )


def narrowed(shape: Any, metres: float) -> Any:  # noqa: ANN401 - plane metres
    """Return the part of an area that lies deeper than ``metres`` in it."""
    if metres * SHALLOW < _HARMLESS_M:
        return shapely.buffer(shape, -metres, quad_segs=_segments(metres))
    edges, _ = _edges(np.array([shape], dtype=object))
    return shapely.difference(
        shape, shapely.union_all(shapely.buffer(edges, metres, quad_segs=_segments(metres)))
    )


def has_shallow_dents(shapes: Geometries, metres: float) -> BoolArray:
    """Return (n,) whether a shape has a dent that its buffer would leave out."""
    found = np.zeros(len(shapes), dtype=bool)
    if metres * SHALLOW < _HARMLESS_M or not len(shapes):
        return found
    many = np.flatnonzero(shapely.get_num_coordinates(shapes) > 2)  # noqa: PLR2004 - no straight line
    parts, owner = shapely.get_parts(shapes[many], return_index=True)
    areas = shapely.get_dimensions(parts) == 2  # noqa: PLR2004 - an area
    rings, ring_of = shapely.get_rings(parts[areas], return_index=True)
    if len(rings):
        # The outside of a polygon is dented at its reflex corners; of a hole, any corner is suspect.
        outer = np.diff(ring_of, prepend=-1) > 0
        turned = np.where(outer, np.where(shapely.is_ccw(rings), -1.0, 1.0), 0.0)
        bad = _dented(rings, metres * SHALLOW, turned, closed=True)
        found[many[owner[areas][ring_of[bad]]]] = True
    lines = np.flatnonzero(shapely.get_dimensions(parts) == 1)
    if len(lines):
        bad = _dented(parts[lines], metres * SHALLOW, np.zeros(len(lines)), closed=False)
        found[many[owner[lines[bad]]]] = True
    return found


def _dented(lines: Geometries, deep_m: float, turned: FloatArray, *, closed: bool) -> BoolArray:
    """Return (n,) whether some corner turns by the sign that is given (0: either) and is shallow."""
    corners, line = shapely.get_coordinates(lines, return_index=True)
    first = np.flatnonzero(np.diff(line, prepend=-1))
    last = np.append(first[1:], len(line)) - 1
    before, after = np.arange(len(line)) - 1, np.arange(len(line)) + 1
    if closed:
        before[first], after[last] = last - 1, first + 1
    inner = np.ones(len(line), dtype=bool)
    if not closed:
        inner[first] = inner[last] = False
    one, here, two = corners[before[inner]], corners[inner], corners[after[inner]]
    along, step = two - one, here - one
    cross = along[:, 0] * step[:, 1] - along[:, 1] * step[:, 0]
    depth = np.abs(cross) / np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)
    sign = turned[line[inner]]
    shallow = (depth < deep_m) & (depth > STRAIGHT_M / 2) & ((sign == 0) | (np.sign(-cross) == sign))
    found = np.zeros(len(lines), dtype=bool)
    found[line[inner][shallow]] = True
    return found


def _edges(shapes: Geometries) -> tuple[Geometries, IntArray]:
    """Return every edge of the shapes as a line, and whose it is."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    areas = shapely.get_dimensions(parts) == 2  # noqa: PLR2004 - an area
    rings, ring_of = shapely.get_rings(parts[areas], return_index=True)
    lines = np.concatenate([rings, parts[~areas]])
    owners = np.concatenate([owner[areas][ring_of], owner[~areas]])
    corners, line = shapely.get_coordinates(lines, return_index=True)
    same = line[1:] == line[:-1]
    pairs = np.stack([corners[:-1][same], corners[1:][same]], axis=1)
    return shapely.linestrings(pairs), owners[line[1:][same]]


def _segments(metres: float) -> int:
    return max(8, math.ceil(math.pi / (4 * math.acos(1 - ARC_ERROR_M / max(metres, 0.1)))))
