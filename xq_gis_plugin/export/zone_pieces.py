"""The permitted zone cut into pieces that a map can draw and search: few corners each, near ones together.

A district's zone is one polygon with thousands of holes. A map that draws it in tiles would go through
all of it for each tile; of pieces it takes those that lie there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.export.shape_store import pack_store

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["LOOKS", "ZonePieces", "zone_pieces"]

LOOKS = ("forbidden", "uncertain", "permitted")
"""From the lowest up: the order of ``xq.zoneStyles`` in static/plan/plan_zone.js."""
MOST_CORNERS = 600
DRAWN_DEG = 2e-6
"""Edges are drawn to about 20 cm."""
_SMALLEST_DEG = 1e-5
_AREA = 2


@dataclass(frozen=True)
class ZonePieces:
    """The block of `xq_gis_plugin.export.shape_store.pack_store`, and how many pieces are in it."""

    text: str
    count: int


def zone_pieces(zone: pd.DataFrame, most_corners: int = MOST_CORNERS) -> ZonePieces:
    """Return the faces of a zone in pieces.

    Parameters
    ----------
    zone
        As `xq_gis_plugin.core.permitted.permitted_zone` returns it, EPSG:4490.
    most_corners
        About how many corners a piece may have.

    Returns
    -------
    ZonePieces
        Each piece with the number of its row of ``zone`` in the column ``row``.
    """
    shapes, rows = _cut(zone.geometry.to_numpy(), most_corners)
    shapes = _drawn(shapes)
    kept = ~shapely.is_empty(shapes)
    shapes, rows = shapes[kept], rows[kept]
    look = np.array([LOOKS.index(str(name)) for name in zone["zone"]], dtype=np.uint8)[rows]
    nameless = pd.DataFrame({name: np.full(len(rows), None) for name in ("kind", "name", "object_id")})
    store = pack_store(nameless, shapes, look, columns={"row": rows.astype(np.int64)})
    return ZonePieces(store.text, len(rows))


def _cut(shapes: NDArray[np.object_], most: int) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """Return polygons with few corners, and the row that each is a piece of."""
    waiting = [(row, shape) for row, shape in enumerate(shapes) if shape is not None and not shape.is_empty]
    pieces: list[Any] = []
    rows: list[int] = []
    while waiting:
        row, shape = waiting.pop()
        west, south, east, north = shapely.bounds(shape)
        if shapely.get_num_coordinates(shape) <= most or max(east - west, north - south) < _SMALLEST_DEG:
            pieces.append(shape)
            rows.append(row)
            continue
        if east - west > north - south:
            middle = (west + east) / 2
            halves = ((west, south, middle, north), (middle, south, east, north))
        else:
            middle = (south + north) / 2
            halves = ((west, south, east, middle), (west, middle, east, north))
        for half in halves:
            clipped = shapely.clip_by_rect(shape, *half)
            if shapely.get_dimensions(clipped) == _AREA and not clipped.is_empty:
                waiting.append((row, clipped))
    found = np.empty(len(pieces), dtype=object)
    found[:] = pieces
    return found, np.array(rows, dtype=np.int64)


def _drawn(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the pieces with the corners that a screen shows; what is nothing then stays as it was."""
    simple = shapely.simplify(shapes, DRAWN_DEG)
    return np.where(shapely.is_empty(simple), shapes, simple)
