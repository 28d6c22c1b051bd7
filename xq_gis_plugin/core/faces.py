"""A plane cut into faces: each lies wholly inside or outside of every shape."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

__all__ = ["joined", "mended", "partition"]

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Geometries = NDArray[Any]

_AREA = 2
_SAME_AREA = 1e-9
_ON_THE_EDGE_DEG = 1e-11
"""Nearer than this to the edge of a cell a corner lies on it: a thousandth of a millimetre."""


def partition(
    whole: Any,  # noqa: ANN401 - an area
    box: tuple[float, float, float, float],
    shapes: Geometries,
) -> tuple[Geometries, BoolArray]:
    """Return (faces, which of the shapes each lies in) that together fill an area within a box.

    Parameters
    ----------
    whole
        The area, and a box; lon/lat degrees.
    shapes
        (n,) areas that cut it.

    Returns
    -------
    (f,) polygons without common inside, and (f, n) whether each lies in each shape.
    """
    cell = shapely.box(*box)
    near = shapely.box(*(np.array(box) + np.array([-1, -1, 1, 1]) * 1e-6))
    edges = [shapely.boundary(one) for one in (whole, *shapes)]
    clipped = [shapely.clip_by_rect(one, *shapely.bounds(near)) for one in edges]
    lines = shapely.union_all([shapely.boundary(cell), *clipped])
    faces = shapely.get_parts(shapely.polygonize([lines]))
    middle = shapely.point_on_surface(faces)
    inside = shapely.contains(cell, middle) & shapely.contains(whole, middle)
    faces, middle = faces[inside], middle[inside]
    for shape in shapes:
        shapely.prepare(shape)
    within = np.array([shapely.contains(shape, middle) for shape in shapes], dtype=bool)
    snapped = shapely.transform(faces, lambda xy: _on_edges(xy, box))
    # A splinter along the edge may have been folded flat.
    whole_faces, face = shapely.get_parts(shapely.make_valid(snapped), return_index=True)
    areas = shapely.get_dimensions(whole_faces) == _AREA
    return whole_faces[areas], within.reshape(len(shapes), -1).T[face[areas]]


def mended(faces: Geometries, group: IntArray, lons: FloatArray, lats: FloatArray) -> list[Geometries]:
    """Return the faces of each group with those made one that were cut apart along some lines.

    Two cells are cut apart from each other: of two faces that meet at the edge of a cell each has corners
    there that the other lacks. With all of them in both, faces join by leaving out the edges that they
    share. Faces that no line touches, and all holes, stay as they are.

    Parameters
    ----------
    faces
        (n,) polygons that do not overlap.
    group
        (n,) numbers from 0.
    lons, lats
        Of the lines, which are straight north and straight east: exactly the coordinates of corners on them.

    Returns
    -------
    For each group its polygons.
    """
    rings, owner = shapely.get_rings(faces, return_index=True)
    outer = np.diff(owner, prepend=-1) > 0
    shells, holes, hole_of = rings[outer], rings[~outer], owner[~outer]
    cut = _touches(shells, lons, lats)
    whole = np.flatnonzero(cut)
    pieces = _welded(shells[whole], lons, lats)
    found: list[Geometries] = []
    for number in range(int(group.max(initial=-1)) + 1):
        own = group[whole] == number
        joint = shapely.get_parts(joined(pieces[own], sure=False))
        inside = np.flatnonzero(np.isin(hole_of, whole[own]))
        joint = _with_holes(joint, holes[inside])
        found.append(np.concatenate([faces[~cut & (group == number)], joint]))
    return found


def _touches(shells: Geometries, lons: FloatArray, lats: FloatArray) -> BoolArray:
    """Return (n,) whether a ring has a corner on a line."""
    corners, ring = shapely.get_coordinates(shells, return_index=True)
    found = np.zeros(len(shells), dtype=bool)
    for axis, lines in ((0, lons), (1, lats)):
        place = np.minimum(np.searchsorted(lines, corners[:, axis]), len(lines) - 1)
        found[ring[lines[place] == corners[:, axis]]] = True
    return found


def _welded(shells: Geometries, lons: FloatArray, lats: FloatArray) -> Geometries:
    """Return rings as polygons that have all their corners along some lines in common."""
    corners, ring = shapely.get_coordinates(shells, return_index=True)
    for axis, lines in ((0, lons), (1, lats)):
        corners, ring = _with_all_corners(corners, ring, axis, lines)
    return np.asarray(shapely.polygons(shapely.linearrings(corners, indices=ring)), dtype=object)


def _with_holes(areas: Geometries, holes: Geometries) -> Geometries:
    """Return areas with more holes, each in the one that it lies in."""
    if not len(holes) or not len(areas):
        return areas
    area, hole = shapely.STRtree(shapely.point_on_surface(shapely.polygons(holes))).query(
        areas, predicate="intersects"
    )
    rings, owner = shapely.get_rings(areas, return_index=True)
    rings, owner = np.concatenate([rings, holes[hole]]), np.concatenate([owner, area])
    order = np.argsort(owner, kind="stable")
    return np.asarray(shapely.polygons(rings[order], indices=owner[order]), dtype=object)


def joined(faces: Geometries, *, sure: bool) -> Any:  # noqa: ANN401 - an area
    """Return faces that share whole edges, or nothing, as one area.

    ``sure`` says that they are of one partition, so that nobody has to look whether they are.
    """
    if not len(faces):
        return shapely.MultiPolygon()
    try:
        whole = shapely.coverage_union_all(faces)
    except shapely.GEOSException:
        # A splinter that was folded flat: two faces do not share whole edges after all.
        return shapely.union_all(faces)
    area = float(shapely.area(faces).sum())
    if (sure or shapely.is_valid(whole)) and abs(float(shapely.area(whole)) - area) <= _SAME_AREA * area:
        return whole
    return shapely.union_all(faces)


def _with_all_corners(
    corners: FloatArray, ring: IntArray, axis: int, lines: FloatArray
) -> tuple[FloatArray, IntArray]:
    """Return the corners of rings with those put in that others have along the lines."""
    there, along = corners[:, axis], corners[:, 1 - axis]
    place = np.minimum(np.searchsorted(lines, there), len(lines) - 1)
    on = np.flatnonzero(lines[place] == there)
    order = np.lexsort((along[on], place[on]))
    line, value = place[on][order], along[on][order]
    new = (
        np.append(True, (np.diff(line) != 0) | (np.diff(value) != 0)) if len(on) else np.zeros(0, dtype=bool)
    )
    value = value[new]
    rank = np.full(len(corners), -1)
    rank[on[order]] = np.cumsum(new) - 1
    follows = (rank[:-1] >= 0) & (rank[1:] >= 0) & (place[:-1] == place[1:]) & (ring[:-1] == ring[1:])
    step = np.where(follows, rank[1:] - rank[:-1], 0)
    more = np.append(np.maximum(np.abs(step) - 1, 0), 0)
    made = np.repeat(corners, 1 + more, axis=0)
    first = np.cumsum(1 + more) - more
    owner = np.repeat(np.arange(len(corners)), more)
    number = np.arange(len(owner)) - np.repeat(np.cumsum(more) - more, more)
    made[first[owner] + number, 1 - axis] = value[rank[owner] + np.sign(step[owner]) * (1 + number)]
    return made, np.repeat(ring, 1 + more)


def _on_edges(corners: NDArray[np.float64], box: tuple[float, float, float, float]) -> NDArray[np.float64]:
    """Return corners with those next to the edges of a box exactly on them."""
    moved = corners.copy()
    for axis in (0, 1):
        for edge in (box[axis], box[axis + 2]):
            moved[np.abs(moved[:, axis] - edge) < _ON_THE_EDGE_DEG, axis] = edge
    return moved
