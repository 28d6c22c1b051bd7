"""The union of many areas, quicker than one after the other where most lie apart, or most on each other."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

__all__ = ["united"]

Geometries = NDArray[Any]

_FEW = 24
_THIN, _THICK = 1.0, 4.0
"""How often the areas' boxes cover what they lie in: below, most lie apart; above, some cover the rest."""
_SPREAD = 0.4


def united(shapes: Geometries) -> Any:  # noqa: ANN401 - an area
    """Return the union of (n,) areas of about one size, plane."""
    if len(shapes) < _FEW:
        return shapely.union_all(shapes)
    boxes = shapely.bounds(shapes)
    sides = boxes[:, 2:] - boxes[:, :2]
    whole = np.prod(boxes[:, 2:].max(axis=0) - boxes[:, :2].min(axis=0))
    often = float(np.prod(sides, axis=1).sum() / whole)
    if often < _THIN:
        return _apart(shapes)
    return _piled(shapes, boxes, float(np.median(sides))) if often > _THICK else shapely.union_all(shapes)


def _apart(shapes: Geometries) -> Any:  # noqa: ANN401 - an area
    """Unite only those that meet another."""
    one, _ = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    alone = np.bincount(one, minlength=len(shapes)) == 1
    rest = shapely.union_all(shapes[~alone])
    parts = shapely.get_parts(np.append(shapes[alone], rest))
    return shapely.multipolygons(parts)


def _piled(shapes: Geometries, boxes: NDArray[np.float64], side: float) -> Any:  # noqa: ANN401 - an area
    """Unite some that lie spread out, then what these leave uncovered."""
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2
    _, first = np.unique(np.floor(middle / (_SPREAD * side)), axis=0, return_index=True)
    some = shapely.union_all(shapes[first])
    shapely.prepare(some)
    return shapely.union_all([some, *shapes[~shapely.covers(some, shapes)]])
