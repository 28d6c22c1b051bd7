"""The nearest place at which a shop may stand, for every site that may not have one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from xq_gis_plugin.core.accuracy import fill_accuracy
from xq_gis_plugin.core.geodesy import Frame, geodesic_m

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

__all__ = ["NEAREST_COLUMNS", "nearest_permitted"]

FloatArray = NDArray[np.float64]
Geometries = NDArray[Any]

NEAREST_COLUMNS = ("metres", "lon", "lat")
MARGIN_M = 0.02
"""So far inside the zone a place is named: the zone's edge is true to a centimetre."""
_CORNERS = 256
"""Pieces of the zone with more corners than this are cut in two."""
_SMALLEST_M = 20.0
_ACCURACIES = 8
"""So many different accuracies are met exactly; more of them are rounded up to whole metres."""
_SEGMENTS = 32


def nearest_permitted(
    sites: gpd.GeoDataFrame,
    permitted: shapely.Polygon | shapely.MultiPolygon,
    *,
    apart: gpd.GeoDataFrame | None = None,
    spacing_m: float | FloatArray = 50.0,
    progress: Callable[[float, str], None] | None = None,
) -> pd.DataFrame:
    """Return the nearest point at which the rules would allow each site.

    Parameters
    ----------
    sites
        Points or plots in `CANDIDATE_COLUMNS`, EPSG:4490; of a plot its middle is moved.
    permitted
        The permitted zone for a shop of accuracy 0, lon/lat degrees: `permitted_zone`'s row.
    apart
        Shops from which the point must keep ``spacing_m`` too, surely.
    spacing_m
        Metres; one number, or one for each row of ``apart``.
    progress
        Called with (fraction done, step); it may raise to cancel.

    Returns
    -------
    DataFrame
        `NEAREST_COLUMNS`, one row per site in their order: the geodesic to the point and where it is,
        degrees. All of it NaN for a site without position and where the zone has no room.

    Notes
    -----
    The site's accuracy is kept free around the point, so that a shop there is surely clear; the zone is
    narrowed by 2 cm besides. In a building that would be the shop's own the whole circle must lie, too,
    though the rules would not ask it. Which point is nearest is decided in one plane around the sites.
    """
    found = pd.DataFrame(np.nan, index=range(len(sites)), columns=list(NEAREST_COLUMNS))
    shapes = np.asarray(sites.geometry.to_numpy(), dtype=object)
    rows = np.flatnonzero(~(shapely.is_missing(shapes) | shapely.is_empty(shapes)))
    if not len(rows) or permitted.is_empty:
        return found
    middle = shapely.centroid(shapes[rows])
    lonlat = shapely.get_coordinates(middle)
    frame = Frame(*((lonlat.min(axis=0) + lonlat.max(axis=0)) / 2))
    points = frame.to_plane(middle)
    slack = _rounded(fill_accuracy(sites, None, site_radius=True)["position_accuracy_m"].to_numpy()[rows])
    zone = _Zone(frame.to_plane(np.array([permitted], dtype=object))[0], *_shops(apart, spacing_m, frame))
    groups = np.unique(slack)
    for number, accuracy in enumerate(groups):
        pieces = zone.within(float(accuracy), progress, (number / len(groups), (number + 1) / len(groups)))
        own = np.flatnonzero(slack == accuracy)
        if not len(pieces):
            continue
        _, piece = shapely.STRtree(pieces).query_nearest(points[own], all_matches=False)
        ends = frame.to_lonlat(shapely.shortest_line(points[own], pieces[piece]))
        place = shapely.get_coordinates(ends).reshape(-1, 2, 2)[:, 1]
        metres = geodesic_m(lonlat[own], place)
        found.loc[rows[own], list(NEAREST_COLUMNS)] = np.column_stack([metres, place])
    return found


def _rounded(slack_m: FloatArray) -> FloatArray:
    """Return accuracies of which there are few: rounded up, so that no place is named too near."""
    return slack_m if len(np.unique(slack_m)) <= _ACCURACIES else np.ceil(slack_m)


def _shops(
    apart: gpd.GeoDataFrame | None, spacing_m: float | FloatArray, frame: Frame
) -> tuple[Geometries, FloatArray]:
    """Return the shops to keep away from, plane metres, and how far from each."""
    if apart is None or not len(apart):
        return np.empty(0, dtype=object), np.empty(0)
    shapes = np.asarray(apart.geometry.to_numpy(), dtype=object)
    there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    slack = fill_accuracy(apart, None, site_radius=True)["position_accuracy_m"].to_numpy(dtype=float)
    metres = np.broadcast_to(np.asarray(spacing_m, dtype=float), len(apart)) + slack
    return frame.to_plane(shapes[there]), metres[there]


class _Zone:
    """The permitted zone in small pieces, plane metres."""

    def __init__(self, zone: Any, shops: Geometries, keep_m: FloatArray) -> None:  # noqa: ANN401 - an area
        self._zone, self._shops, self._keep = zone, shops, keep_m

    def within(
        self, accuracy_m: float, progress: Callable[[float, str], None] | None, span: tuple[float, float]
    ) -> Geometries:
        """Return where a circle of the accuracy fits into the zone, away from the shops."""
        narrow = accuracy_m + MARGIN_M
        # The polygon of a circle lies within it: widened to lie around it.
        around = (self._keep + narrow) / math.cos(math.pi / (4 * _SEGMENTS))
        discs = shapely.buffer(self._shops, around, quad_segs=_SEGMENTS)
        tree = shapely.STRtree(discs)
        left, bottom, right, top = shapely.bounds(self._zone)
        cells = [(self._zone, (left, bottom, right, top))]
        whole = max((right - left) * (top - bottom), 1e-9)
        done, found = 0.0, []
        while cells:
            piece, cell = cells.pop()
            if not shapely.is_empty(piece) and self._is_large(piece, cell, narrow):
                cells += [(_clipped(piece, half, narrow), half) for half in _halves(cell)]
                continue
            done += (cell[2] - cell[0]) * (cell[3] - cell[1]) / whole
            if progress:
                progress(span[0] + (span[1] - span[0]) * min(done, 1.0), "nearest")
            inner = shapely.intersection(shapely.buffer(piece, -narrow), shapely.box(*cell))
            near = discs[tree.query(inner)]
            if len(near):
                inner = shapely.difference(inner, shapely.union_all(near))
            if not shapely.is_empty(inner):
                found.append(inner)
        return np.array(found, dtype=object)

    def _is_large(self, piece: Any, cell: tuple[float, float, float, float], narrow_m: float) -> bool:  # noqa: ANN401
        longest = max(cell[2] - cell[0], cell[3] - cell[1])
        enough = longest > max(_SMALLEST_M, 4 * narrow_m)
        return enough and int(shapely.get_num_coordinates(piece)) > _CORNERS


def _halves(cell: tuple[float, float, float, float]) -> list[tuple[float, float, float, float]]:
    left, bottom, right, top = cell
    if right - left > top - bottom:
        middle = (left + right) / 2
        return [(left, bottom, middle, top), (middle, bottom, right, top)]
    middle = (bottom + top) / 2
    return [(left, bottom, right, middle), (left, middle, right, top)]


def _clipped(piece: Any, cell: tuple[float, float, float, float], narrow_m: float) -> Any:  # noqa: ANN401
    """Return a piece within a cell and as far around it as the narrowing looks."""
    beyond = 2 * narrow_m + 1.0
    left, bottom, right, top = cell
    return shapely.intersection(
        piece, shapely.box(left - beyond, bottom - beyond, right + beyond, top + beyond)
    )
