"""Shapes taken apart into edges, for the plain way of the separation engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

__all__ = ["FloatArray", "IntArray", "Shapes", "lines_of", "spread"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


@dataclass(frozen=True)
class Shapes:
    """Shapes and their edges: those of shape i are ``edges[first[i]:first[i + 1]]``, (e, 4) degrees."""

    shapes: NDArray[Any]
    edges: FloatArray
    first: IntArray

    @classmethod
    def of(cls, shapes: NDArray[Any]) -> Shapes:
        """Take shapes apart; a point is an edge from itself to itself."""
        parts, owner = lines_of(shapes)
        at, line = shapely.get_coordinates(parts, return_index=True)
        count = np.bincount(line, minlength=len(parts))
        begins = np.concatenate([[0], np.cumsum(count)])[:-1]
        ends = np.ones(len(at), dtype=bool)
        ends[(begins + count - 1)[count > 1]] = False
        start = np.flatnonzero(ends)
        alone = count[line[start]] == 1
        edges = np.column_stack([at[start], at[np.where(alone, start, start + 1)]])
        of = owner[line[start]]
        order = np.argsort(of, kind="stable")
        first = np.searchsorted(of[order], np.arange(len(shapes) + 1))
        return cls(shapes, edges[order], first)


def lines_of(shapes: NDArray[Any]) -> tuple[NDArray[Any], IntArray]:
    """Return all points, lines and rings of shapes, and whose they are."""
    parts, owner = shapes, np.arange(len(shapes))
    while (shapely.get_type_id(parts) > 3).any():  # noqa: PLR2004 - a collection, perhaps of collections
        parts, inner = shapely.get_parts(parts, return_index=True)
        owner = owner[inner]
    areas = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    rings, inner = shapely.get_rings(parts[areas], return_index=True)
    parts = np.concatenate([parts[~areas], rings])
    owner = np.concatenate([owner[~areas], owner[areas][inner]])
    full = ~shapely.is_empty(parts)
    return parts[full], owner[full].astype(np.int64)


def spread(counts: IntArray) -> tuple[IntArray, IntArray]:
    """Return for counts 2, 0, 3 the numbers 0 0 2 2 2 and 0 1 0 1 2."""
    owner = np.repeat(np.arange(len(counts)), counts)
    return owner, np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
