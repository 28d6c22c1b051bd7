"""Edges that are straight in a projection stay where they are: they get corners before it is undone.

An edge is straight in its layer's own coordinates. Between corners that are brought to longitude and
latitude alone it would run elsewhere: over a kilometre of a 3-degree zone by 17 mm at Yinchuan, over a
hundred by 174 m.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from xq_gis_plugin.core.engine.plain_edges import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["EDGE_M", "with_straight_edges"]

FloatArray = NDArray[np.float64]

EDGE_M = 1e-4
"""How far an edge may leave the one that is meant."""
_METRES = 111_320.0
_SHARES = (0.25, 0.5, 0.75)
_MOST_PIECES = 100_000
_ROUNDS = 6


def with_straight_edges(shapes: NDArray[Any], move: Callable[[FloatArray], FloatArray]) -> NDArray[Any]:
    """Return shapes with so many corners more that moving them keeps their edges within `EDGE_M`.

    Parameters
    ----------
    shapes
        (n,) in the coordinates of their layer; None where there is none.
    move
        Brings (k, 2) points of these to longitude and latitude.

    Notes
    -----
    Over a short edge of length L the two run apart by a constant times L²: that tells how many pieces an edge
    needs. It is looked at again, for on a long one it is no constant.
    """
    found = shapes.copy()
    left = np.flatnonzero(~shapely.is_missing(shapes) & (shapely.get_dimensions(shapes) > 0))
    for _ in range(_ROUNDS):
        allowed = _allowed(found[left], move)
        bent = np.isfinite(allowed)
        left, allowed = left[bent], allowed[bent]
        if not len(left):
            break
        found[left] = shapely.segmentize(found[left], allowed)
    return found


def _allowed(shapes: NDArray[Any], move: Callable[[FloatArray], FloatArray]) -> FloatArray:
    """Return (n,) how long the edges of each shape may be; infinite where all of them are short enough."""
    lines, owner = lines_of(shapes)
    corners, line = shapely.get_coordinates(lines, return_index=True)
    starts = np.flatnonzero(line[1:] == line[:-1])
    begin, along = corners[starts], corners[starts + 1] - corners[starts]
    ends = move(corners)
    away = np.zeros(len(starts))
    for share in _SHARES:
        straight = ends[starts] * (1 - share) + ends[starts + 1] * share
        apart = move(begin + share * along) - straight
        apart[:, 0] *= np.cos(np.radians(np.clip(straight[:, 1], -90, 90)))
        np.maximum(away, _METRES * np.hypot(*apart.T), out=away)
    long = np.hypot(*along.T)
    # Where a corner is out of the projection's reach nothing is to be kept; the row is told of elsewhere.
    there = (np.abs(ends) <= 360).all(axis=1)  # noqa: PLR2004 - degrees
    bent = (away > EDGE_M) & there[starts] & there[starts + 1]
    allowed = np.full(len(shapes), np.inf)
    needed = long[bent] * np.maximum(0.95 * np.sqrt(EDGE_M / away[bent]), 1 / _MOST_PIECES)
    np.minimum.at(allowed, owner[line[starts[bent]]], needed)
    return allowed
