"""The objects nearest to each hazard, however far they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from xq_gis_plugin.core.engine.plain_distance import Frames, common_points, nearest
from xq_gis_plugin.core.engine.plain_edges import Shapes
from xq_gis_plugin.core.engine.search import FARTHEST_M, Batch, Reader, Search, reader, refuse
from xq_gis_plugin.core.geodesy import geodesic_m, space_m
from xq_gis_plugin.core.model import CRS
from xq_gis_plugin.core.pairs import blobs_of
from xq_gis_plugin.core.prepare import check_crs, located

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

__all__ = ["Neighbours", "nearest_objects"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

COLUMNS = ("hazard_id", "object_id", "object_kind", "rank", "distance_m", "geometry")
_FIRST_M = 250.0
_UNEVEN = 0.01
"""Share by which arcs over equal chords may differ: as the radius of curvature of the ellipsoid does."""


def nearest_objects(
    hazards: gpd.GeoDataFrame,
    protected: gpd.GeoDataFrame,
    count: int = 1,
    *,
    kinds: Collection[str] | None = None,
    heard: Callable[[], None] = lambda: None,
) -> gpd.GeoDataFrame:
    """Return the protected objects nearest to each located hazard, whatever the distance.

    Parameters
    ----------
    hazards, protected
        Frames as `xq_gis_plugin.assess` takes them, EPSG:4490.
    count
        How many for each hazard; fewer where there are no more.
    kinds
        Only objects of these kinds; by default of all.
    heard
        Called now and then; it may raise to end the search.

    Returns
    -------
    GeoDataFrame
        ``hazard_id``, ``object_id``, ``object_kind``, ``rank`` from 1, ``distance_m`` (geodesic metres
        between the geometries as stored, 0 where they touch) and the shortest line; by hazard and rank. Of
        objects equally far the first in the frame comes first.

    Raises
    ------
    InputError
        ``crs_wrong``, ``shape_unusable``.
    ValueError
        For a count below 1.
    """
    if count < 1:
        message = f"count is {count}; at least 1 is asked"
        raise ValueError(message)
    for name, frame in (("hazards", hazards), ("protected", protected)):
        check_crs(name, frame)
    there, items = located(hazards), located(protected)
    if kinds is not None:
        items = items[items["kind"].isin(list(kinds))].reset_index(drop=True)
    shapes = np.asarray(items.geometry.to_numpy(), dtype=object)
    found, metres, lines = Neighbours(shapes).of(
        np.asarray(there.geometry.to_numpy(), dtype=object), count, heard
    )
    row, rank = np.nonzero(found >= 0)
    chosen = found[row, rank]
    return gpd.GeoDataFrame(
        pd.DataFrame(
            {
                "hazard_id": there["hazard_id"].to_numpy()[row],
                "object_id": items["object_id"].to_numpy()[chosen],
                "object_kind": items["kind"].to_numpy()[chosen],
                "rank": rank + 1,
                "distance_m": metres[row, rank],
            }
        ),
        geometry=shapely.linestrings(lines[row, rank].reshape(-1, 2, 2)),
        crs=CRS,
    )


class Neighbours:
    """Shapes, ready to be asked which of them are nearest.

    Parameters
    ----------
    shapes
        (m,) lon/lat degrees, none of them empty.

    Raises
    ------
    InputError
        ``shape_unusable``.
    """

    def __init__(self, shapes: NDArray[Any]) -> None:
        self._shapes = shapes
        self._by: Reader = reader()
        blobs = blobs_of(shapes)
        boxes, states = self._by.boxes(blobs)
        refuse(states, "object", 0)
        self._batch = Batch(blobs, boxes, np.zeros(len(shapes), np.int32), np.zeros(len(shapes)))

    def of(
        self, sources: NDArray[Any], count: int, heard: Callable[[], None] = lambda: None
    ) -> tuple[IntArray, FloatArray, FloatArray]:
        """Return the nearest shapes of each of (h,) sources.

        Returns
        -------
        (h, count) which shapes, the nearest first, -1 where there are no more; (h, count) metres, NaN
        there; and (h, count, 4) the shortest lines from the source, degrees.
        """
        found = np.full((len(sources), count), -1, dtype=np.int64)
        metres, lines = np.full(found.shape, np.nan), np.full((*found.shape, 4), np.nan)
        wanted = min(count, len(self._shapes))
        left, radius = np.arange(len(sources) if wanted else 0), _FIRST_M
        while len(left) and radius <= FARTHEST_M:
            pairs = Search(blobs_of(sources[left]), np.full((len(left), 1), radius), self._by).pairs(
                self._batch, heard=heard
            )
            order = np.lexsort((pairs.objects, pairs.distance_m, pairs.hazards))
            ends = np.searchsorted(pairs.hazards[order], np.arange(len(left) + 1))
            # All that is nearer than the radius is there, and so are the nearest.
            done = np.diff(ends) >= wanted
            for place in np.flatnonzero(done):
                best = order[ends[place] : ends[place] + wanted]
                row = left[place]
                found[row, :wanted] = pairs.objects[best]
                metres[row, :wanted], lines[row, :wanted] = pairs.distance_m[best], pairs.lines[best]
            left, radius = left[~done], radius * 2
        for row in left:
            heard()
            best, away, line = self._far(sources[row], wanted)
            found[row, :wanted], metres[row, :wanted], lines[row, :wanted] = best, away, line
        return found, metres, lines

    def _far(self, source: Any, wanted: int) -> tuple[IntArray, FloatArray, FloatArray]:  # noqa: ANN401
        """Return the same for one source whose nearest shapes are farther than the engine answers for.

        Through the earth: corners tell which shapes can be among the nearest; chords to their edges are
        exact, and the geodesic over each of those decides.
        """
        low, high = self._chords_m(source)
        items = np.flatnonzero(low <= np.partition(high, wanted - 1)[wanted - 1])
        box = shapely.bounds(source)
        frames = Frames.at(np.array([(box[0] + box[2]) / 2]), np.array([(box[1] + box[3]) / 2]))
        rows = np.zeros(len(items), dtype=np.int64)
        hazard, shapes = Shapes.of(np.array([source], dtype=object)), Shapes.of(self._shapes[items])
        _, lines = nearest(hazard, frames, shapes, rows, np.arange(len(items)), np.full(len(items), np.inf))
        metres = geodesic_m(lines[:, :2], lines[:, 2:])
        touch = np.flatnonzero(shapely.intersects(source, self._shapes[items]))
        met = self._shapes[items[touch]]
        common = common_points(np.full(len(met), source, dtype=object), met)
        metres[touch], lines[touch] = 0.0, np.tile(common, 2)
        best = np.lexsort((items, metres))[:wanted]
        return items[best], metres[best], lines[best]

    def _chords_m(self, source: Any) -> tuple[FloatArray, FloatArray]:  # noqa: ANN401
        """(m,) the least and the most that the arc over the chord to each shape can be, metres."""
        shapes = np.concatenate([[source], self._shapes])
        corners, owner = shapely.get_coordinates(shapes, return_index=True)
        places = space_m(corners)
        box = shapely.bounds(shapes)
        centres = space_m(np.column_stack([(box[:, 0] + box[:, 2]) / 2, (box[:, 1] + box[:, 3]) / 2]))
        # Nothing of a shape is farther from its middle than half of what its box spans.
        span = np.radians(np.hypot(box[:, 2] - box[:, 0], box[:, 3] - box[:, 1])) / 2 * 6_400_000.0
        away = np.linalg.norm(places - centres[owner], axis=1)
        wide = np.maximum(span, np.maximum.reduceat(away, np.searchsorted(owner, np.arange(len(shapes)))))
        chord = np.linalg.norm(centres[1:] - centres[0], axis=1)
        low, high = np.maximum(0.0, chord - wide[1:] - wide[0]), chord + wide[1:] + wide[0]
        return _arc(low) * (1 - _UNEVEN), _arc(np.minimum(high, 2 * 6_356_752.0)) * (1 + _UNEVEN)


def _arc(chord_m: FloatArray) -> FloatArray:
    """Return the arc over a chord on a sphere as large as the earth, metres; a chord is never longer."""
    radius = 6_371_000.0
    return np.asarray(2 * radius * np.arcsin(np.minimum(1.0, chord_m / (2 * radius))))
