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

__all__ = ["EDGE_M", "MOST_CORNERS", "with_straight_edges"]

FloatArray = NDArray[np.float64]

EDGE_M = 1e-4
"""How far an edge may leave the one that is meant."""
MOST_CORNERS = 100_000
"""A shape that would need more stays as it is: it is no place of a district, but a coordinate gone wrong."""
_METRES = 111_320.0
_SHARES = (0.25, 0.5, 0.75)
_ROUNDS = 6


def with_straight_edges(shapes: NDArray[Any], move: Callable[[FloatArray], FloatArray]) -> NDArray[Any]:
    """Return shapes with so many corners more that moving them keeps their edges within `EDGE_M`.

    Parameters
    ----------
    shapes
        (n,) in the coordinates of their layer; None where there is none.
    move
        Brings (k, 2) points of these to longitude and latitude, beyond 360 where there is none.

    Notes
    -----
    Over a short edge of length L the two run apart by a constant times L²: that tells how many pieces an edge
    needs. It is looked at again, for on a long one it is no constant. What the projection tears apart, or
    needs more than `MOST_CORNERS`, is returned as it was.
    """
    found = shapes.copy()
    left = np.flatnonzero(~shapely.is_missing(shapes) & (shapely.get_dimensions(shapes) > 0))
    for _ in range(_ROUNDS):
        allowed, torn = _allowed(found[left], move)
        length = shapely.length(found[left])
        with np.errstate(invalid="ignore"):
            torn |= np.isfinite(allowed) & (length > MOST_CORNERS * allowed)
        found[left[torn]] = shapes[left[torn]]
        bent = np.isfinite(allowed) & ~torn
        left, allowed = left[bent], allowed[bent]
        if not len(left):
            break
        found[left] = shapely.segmentize(found[left], allowed)
    return found


def _allowed(
    shapes: NDArray[Any], move: Callable[[FloatArray], FloatArray]
) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Return (n,) how long the edges of each shape may be, infinite where all are short, and torn ones.

    Torn is a shape of which an edge jumps, or a part of one is out of the projection's reach.
    """
    lines, owner = lines_of(shapes)
    corners, line = shapely.get_coordinates(lines, return_index=True)
    starts = np.flatnonzero(line[1:] == line[:-1])
    begin, along = corners[starts], corners[starts + 1] - corners[starts]
    ends = move(corners)
    west, east = ends[starts], ends[starts + 1]
    away, torn = np.zeros(len(starts)), _is_torn(west, east)
    for share in _SHARES:
        between = move(begin + share * along)
        torn |= _is_torn(west, between)
        np.maximum(away, _from_chord_m(between, west, east), out=away)
    of = owner[line[starts]]
    bent = (away > EDGE_M) & ~torn
    allowed, broken = np.full(len(shapes), np.inf), np.zeros(len(shapes), dtype=bool)
    np.minimum.at(allowed, of[bent], 0.95 * np.hypot(*along[bent].T) * np.sqrt(EDGE_M / away[bent]))
    broken[of[torn]] = True
    return allowed, broken


def _is_torn(one: FloatArray, other: FloatArray) -> NDArray[np.bool_]:
    """(k,) whether two points of an edge are out of reach, or lie on different sides of a cut."""
    most = np.maximum(np.abs(one), np.abs(other)).max(axis=1, initial=0.0)
    return np.asarray((most > 360) | (np.abs(one[:, 0] - other[:, 0]) > 180))  # noqa: PLR2004 - degrees


def _from_chord_m(points: FloatArray, begin: FloatArray, end: FloatArray) -> FloatArray:
    """(k,) metres from points to the straight lines between two others, in degrees."""
    scale = (
        np.column_stack([np.cos(np.radians(np.clip(points[:, 1], -90, 90))), np.ones(len(points))]) * _METRES
    )
    along, to = (end - begin) * scale, (points - begin) * scale
    length = np.hypot(*along.T)
    across = np.abs(along[:, 0] * to[:, 1] - along[:, 1] * to[:, 0])
    return np.where(length > 0, across / np.where(length > 0, length, 1.0), np.hypot(*to.T))
