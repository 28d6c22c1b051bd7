"""A plane cut into faces: each lies wholly inside or outside of every shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["joined", "partition"]

BoolArray = NDArray[np.bool_]
Geometries = NDArray[Any]

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
    return np.asarray(shapely.make_valid(snapped)), within.reshape(len(shapes), -1).T


def joined(pieces: list[Any], tell: Callable[[], None]) -> Any:  # noqa: ANN401 - an area
    """Return areas that touch along edges as one, two and two, telling after each."""
    while len(pieces) > 1:
        made = []
        for first in range(0, len(pieces), 2):
            made.append(shapely.union_all(pieces[first : first + 2]))
            tell()
        pieces = made
    return pieces[0] if pieces else shapely.MultiPolygon()


def _on_edges(corners: NDArray[np.float64], box: tuple[float, float, float, float]) -> NDArray[np.float64]:
    """Return corners with those next to the edges of a box exactly on them."""
    moved = corners.copy()
    for axis in (0, 1):
        for edge in (box[axis], box[axis + 2]):
            moved[np.abs(moved[:, axis] - edge) < _ON_THE_EDGE_DEG, axis] = edge
    return moved
