"""Distances by brute force, for the oracle: geographiclib on the ellipsoid, nothing of the engine.

An edge is straight in lon/lat. A local plane (equirectangular, about the place) only chooses where to
look; every figure that is returned comes from geographiclib.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from geographiclib.geodesic import Geodesic

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Plane", "diameter_m", "distance_m", "farthest_m", "geodesic_m", "minkowski"]

CGCS2000 = Geodesic(6378137.0, 1 / 298.257222101)
_E2 = (2 - CGCS2000.f) * CGCS2000.f


def geodesic_m(a: Any, b: Any) -> float:
    """Metres between two (lon, lat)."""
    answer = CGCS2000.Inverse(float(a[1]), float(a[0]), float(b[1]), float(b[0]), Geodesic.DISTANCE)
    return float(answer["s12"])


@dataclass(frozen=True)
class Plane:
    """Metres east and north of a place; good to a few millimetres within some hundred metres of it."""

    lon: float
    lat: float

    @classmethod
    def about(cls, geometry: Any) -> Plane:
        """Lay the plane at the middle of a geometry's box."""
        west, south, east, north = geometry.bounds
        return cls((west + east) / 2, (south + north) / 2)

    @cached_property
    def scale(self) -> NDArray[np.float64]:
        """Metres per degree east and north."""
        sine = math.sin(math.radians(self.lat))
        across = CGCS2000.a / math.sqrt(1 - _E2 * sine**2)
        along = across * (1 - _E2) / (1 - _E2 * sine**2)
        return np.radians([across * math.cos(math.radians(self.lat)), along])

    def to_xy(self, lonlat: Any) -> NDArray[np.float64]:
        """Degrees to metres."""
        return (np.asarray(lonlat, dtype=float) - [self.lon, self.lat]) * self.scale

    def to_lonlat(self, xy: Any) -> NDArray[np.float64]:
        """Metres to degrees."""
        return np.asarray(xy, dtype=float) / self.scale + [self.lon, self.lat]

    def laid(self, geometry: Any) -> Any:
        """Return the geometry in metres."""
        return shapely.transform(geometry, self.to_xy)


def distance_m(a: Any, b: Any, *, plane: Plane | None = None) -> float:
    """Metres between the nearest points of two lon/lat geometries, 0 where they touch or overlap."""
    if shapely.intersects(a, b):
        return 0.0
    plane = plane or Plane.about(a)
    edges_a, edges_b = _edges(a), _edges(b)
    candidates = [
        (*found, one, other)
        for one, other in ((edges_a, edges_b), (edges_b, edges_a))
        for found in _near(plane, _ends(one), other)
    ]
    best = min(item[0] for item in candidates)
    limit = best * 1.001 + 0.05
    kept = sorted((item for item in candidates if item[0] <= limit), key=lambda item: item[0])[:40]
    answer, seen = math.inf, set()
    for coarse, end, edge, where, one, other in kept:
        point = _ends(one)[end]
        start, finish = other[edge]
        key = (tuple(point), tuple(np.round(start + where * (finish - start), 9)))
        if key in seen:
            continue
        seen.add(key)
        reach = (1 + 0.01 * coarse) / max(1.0, float(np.hypot(*(plane.scale * (finish - start)))))
        answer = min(answer, _refined(point, start, finish, max(0, where - reach), min(1, where + reach)))
    return answer


def farthest_m(plot: Any, other: Any, *, tolerance_m: float = 0.001) -> float:
    """Metres from ``other`` to the point of the plot, inside included, that is farthest from it."""
    plane = Plane.about(plot)
    edges = plane.to_xy(_edges(other))
    flat = plane.laid(other)
    middle = shapely.Point(0, 0)
    ground = plane.laid(plot)
    shapely.prepare(flat)
    radius = max(float(np.hypot(*xy)) for xy in shapely.get_coordinates(ground))
    limit = shapely.distance(flat, middle) + 2 * radius + 1
    # Edges beyond that are nearest to no point of the plot.
    lines = shapely.linestrings(edges)
    edges = edges[shapely.distance(lines, middle) <= limit]
    cells = np.array([shapely.get_coordinates(cell)[:3] for cell in _triangles(ground)])
    seen: list[tuple[float, float, float]] = []
    best = 0.0
    while len(cells):
        corners = cells.reshape(-1, 2)
        away = _to_edges(corners, edges)
        inside = shapely.intersects_xy(flat, corners[:, 0], corners[:, 1])
        values = np.where(inside, 0.0, away.min(axis=1))
        best = max(best, float(values.max()))
        near = np.flatnonzero(values > best - 0.02)
        seen += [(float(values[i]), *map(float, corners[i])) for i in near[np.argsort(-values[near])][:50]]
        upper = away.reshape(len(cells), 3, -1).max(axis=1).min(axis=1)
        open_cells = upper > best + tolerance_m
        if shapely.get_dimensions(flat) == 2:
            covered = np.zeros(len(cells), dtype=bool)
            covered[open_cells] = shapely.covers(flat, shapely.polygons(cells[open_cells]))
            open_cells &= ~covered
        cells = _halved(cells[open_cells])
        if len(cells) > 400_000:
            message = "the search for the farthest point does not end"
            raise RuntimeError(message)
    tops: list[tuple[float, float, float]] = []
    for item in sorted(seen, reverse=True):
        if item[0] < best - 0.015 or len(tops) >= 8:
            break
        if all(math.hypot(item[1] - top[1], item[2] - top[2]) > 0.05 for top in tops):
            tops.append(item)
    return max(
        (distance_m(shapely.Point(plane.to_lonlat(top[1:])), other, plane=plane) for top in tops), default=0.0
    )


def diameter_m(geometry: Any) -> float:
    """Metres between the two vertices that are farthest apart."""
    plane = Plane.about(geometry)
    places = np.unique(shapely.get_coordinates(geometry), axis=0)
    if len(places) < 2:
        return 0.0
    flat = plane.to_xy(places)
    apart = np.hypot(flat[:, None, 0] - flat[None, :, 0], flat[:, None, 1] - flat[None, :, 1])
    rows, columns = np.nonzero(np.triu(apart >= apart.max() * 0.998 - 0.05))
    order = np.argsort(-apart[rows, columns])[:200]
    return max(geodesic_m(places[rows[i]], places[columns[i]]) for i in order)


def minkowski(a: Any, b: Any) -> Any:
    """Every shift of ``a``, metres in its plane, that makes it meet ``b``."""
    plane = Plane.about(a)
    pieces = [
        shapely.convex_hull(
            shapely.multipoints((there[:, None, :] - here[None, :, :]).reshape(-1, 2)),
        )
        for here in _convex_pieces(plane.laid(a))
        for there in _convex_pieces(plane.laid(b))
    ]
    return shapely.union_all(pieces)


def _convex_pieces(geometry: Any) -> list[NDArray[np.float64]]:
    pieces: list[NDArray[np.float64]] = []
    for one in shapely.get_parts(geometry):
        if shapely.get_dimensions(one) == 2:
            pieces += [shapely.get_coordinates(cell)[:3] for cell in _triangles(one)]
        else:
            pieces += [*_edges(one)]
    return pieces


def _triangles(polygon: Any) -> list[Any]:
    cells = shapely.get_parts(shapely.constrained_delaunay_triangles(polygon))
    return [cell for cell in cells if cell.area > 0]


def _edges(geometry: Any) -> NDArray[np.float64]:
    """All edges (n, 2, 2); a point is an edge without length."""
    edges = []
    for one in shapely.get_parts(geometry):
        rings = shapely.get_rings(one) if shapely.get_dimensions(one) == 2 else [one]
        for ring in rings:
            places = shapely.get_coordinates(ring)
            places = np.repeat(places, 2, axis=0) if len(places) == 1 else places
            edges.append(np.stack([places[:-1], places[1:]], axis=1))
    return np.concatenate(edges)


def _ends(edges: NDArray[np.float64]) -> NDArray[np.float64]:
    return edges.reshape(-1, 2)


def _near(
    plane: Plane, points: NDArray[np.float64], edges: NDArray[np.float64]
) -> list[tuple[float, int, int, float]]:
    """Coarse metres, point, edge, and how far along it, of what may be nearest."""
    flat = plane.to_xy(points)
    line = plane.to_xy(edges)
    along = line[:, 1] - line[:, 0]
    square = (along**2).sum(axis=1)
    offset = flat[:, None, :] - line[None, :, 0, :]
    where = np.clip((offset * along).sum(axis=2) / np.where(square > 0, square, 1), 0, 1)
    away = np.hypot(*np.moveaxis(offset - where[..., None] * along, 2, 0))
    rows, columns = np.nonzero(away <= away.min() * 1.001 + 0.05)
    order = np.argsort(away[rows, columns])[:60]
    return [
        (float(away[i, j]), int(i), int(j), float(where[i, j]))
        for i, j in zip(rows[order], columns[order], strict=True)
    ]


def _refined(point: Any, start: Any, finish: Any, low: float, high: float) -> float:
    """The least distance along an edge, between two shares of it: its square is all but a parabola.

    Where the parabola foretold it to a micrometre there is nothing left to refine.
    """

    def metres(share: float) -> float:
        return geodesic_m(point, start + share * (finish - start))

    if (start == finish).all():
        return metres(low)
    best = math.inf
    for _ in range(2):
        middle, half = (low + high) / 2, (high - low) / 2
        found = [metres(share) for share in (low, middle, high)]
        left, centre, right = (length * length for length in found)
        bend = left - 2 * centre + right
        lowest = middle + half * (left - right) / (2 * bend) if bend > 0 else (low if left < right else high)
        lowest = min(max(lowest, low), high)
        value = metres(lowest)
        best = min(best, *found, value)
        share = (lowest - middle) / half if half else 0.0
        foretold = centre + share * (right - left) / 2 + share * share * bend / 2
        if abs(value * value - foretold) <= 1e-6 * value:
            break
        # Again, where it is lowest, in a window so narrow that nothing else is left of it.
        low, high = max(low, lowest - half / 100), min(high, lowest + half / 100)
    return best


def _to_edges(points: NDArray[np.float64], edges: NDArray[np.float64]) -> NDArray[np.float64]:
    along = edges[:, 1] - edges[:, 0]
    square = (along**2).sum(axis=1)
    offset = points[:, None, :] - edges[None, :, 0, :]
    where = np.clip((offset * along).sum(axis=2) / np.where(square > 0, square, 1), 0, 1)
    return np.hypot(*np.moveaxis(offset - where[..., None] * along, 2, 0))


def _halved(cells: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each triangle as two, cut across its longest side."""
    if not len(cells):
        return cells
    sides = np.linalg.norm(cells - np.roll(cells, -1, axis=1), axis=2)
    first = np.argmax(sides, axis=1)
    rows = np.arange(len(cells))
    a, b, c = (cells[rows, (first + step) % 3] for step in range(3))
    middle = (a + b) / 2
    return np.concatenate([np.stack([a, middle, c], axis=1), np.stack([middle, b, c], axis=1)])
