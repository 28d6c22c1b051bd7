"""The least geodesic distance between two geometries, found slowly and with a proof: an oracle for tests.

Branch and bound over pairs of pieces of edges. The figure returned is a distance between two points that
do lie on the geometries, so it is never too small; and every pair of pieces left unsearched has a lower
bound that proves it cannot beat the figure by more than `TOLERANCE_M`, so it is never too great by more.

Two lower bounds hold for the distance d between any point of a piece p and any point of a piece q; x is the
distance between the pieces' middles.

1. A point is no farther from the middle of its piece than half the piece's length: d >= x - r_p - r_q.
2. The chord through the Earth is shorter than the geodesic, c <= d, and c is nearly the distance of two
   straight segments in space: a curve strays from the segment between its ends by at most max|curve''| / 8,
   its parameter running from 0 to 1. Two segments are at least as far apart as their shadows on any line.
   What the chord lacks, d - c, changes little inside the pieces: along a tangent of the surface its gradient
   is P(T(0) - chord / c), where T is the unit tangent of the geodesic and P projects to the tangent plane at
   its start. With normal curvatures and turns of the normal of at most 1/R a metre, |P(T(s) - T(0))| <=
   s^2 / 2R^2, on average over the geodesic d^2 / 6R^2; and d / c - 1 <= d^2 / 20R^2 (Schur's theorem) for
   d < 2R. Together less than d^2 / 4R^2 a metre.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from geographiclib.geodesic import Geodesic  # type: ignore[import-untyped]
from pyproj import Geod
from shapely.affinity import translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Spot = tuple[float, float]

TOLERANCE_M = 4e-6
"""How much too great a separation may be, in metres, besides rounding (about 2e-8)."""

_SEMI_MAJOR_M = 6378137.0
_FLATTENING = 1 / 298.257223563
_ECCENTRICITY_2 = _FLATTENING * (2 - _FLATTENING)
_LEAST_RADIUS_M = _SEMI_MAJOR_M * (1 - _ECCENTRICITY_2)
_GREATEST_RADIUS_M = _SEMI_MAJOR_M / (1 - _FLATTENING)
_TURNS_DEG = (0, -360, 360, -720, 720)
_GREATEST_STEP_DEG = 180
_GEOD = Geod(ellps="WGS84")


def separation(a: Any, b: Any) -> tuple[float, Spot, Spot]:
    """Return the least geodesic distance between two geometries, and where it is attained.

    An edge is straight in longitude and latitude. The interior of a polygon belongs to it, its holes do not.
    Longitudes that differ by a whole turn are the same place.

    Parameters
    ----------
    a, b
        Valid, non-empty shapely geometries of any type; longitude and latitude in degrees on WGS 84,
        longitudes within -360 to 360.

    Returns
    -------
    tuple of float, (float, float), (float, float)
        Metres on the ellipsoid, then longitude and latitude in degrees of a nearest point on `a` and on `b`.

    Raises
    ------
    ValueError
        If a geometry is empty, a coordinate is out of range, or an edge spans more than 180 degrees of
        longitude.
    """
    edges_a, edges_b = _edges(a), _edges(b)
    common = _common(a, b)
    if common is not None:
        return 0.0, *common
    on_a, on_b = _nearest(edges_a, edges_b)
    metres = Geodesic.WGS84.Inverse(on_a[1], on_a[0], on_b[1], on_b[0], Geodesic.DISTANCE)["s12"]
    return float(metres), on_a, on_b


def _parts(geometry: Any) -> Iterator[Any]:
    """Yield the points, lines and polygons of a geometry, however deeply nested."""
    if hasattr(geometry, "geoms"):
        for member in geometry.geoms:
            yield from _parts(member)
    elif not geometry.is_empty:
        yield geometry


def _edges(geometry: Any) -> Floats:
    """Return one row (lon, lat, lon, lat) for each edge; a point is an edge without length."""
    rows: list[Floats] = []
    for part in _parts(geometry):
        lines = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        for line in lines:
            spots = shapely.get_coordinates(line)
            rows.append(np.hstack([spots[:-1], spots[1:]] if len(spots) > 1 else [spots, spots]))
    if not rows:
        message = "an empty geometry has no separation"
        raise ValueError(message)
    edges: Floats = np.vstack(rows)
    if not (np.abs(edges) <= [360, 90, 360, 90]).all():
        message = "a coordinate is out of range"
        raise ValueError(message)
    if (np.abs(edges[:, 2] - edges[:, 0]) > _GREATEST_STEP_DEG).any():
        message = "an edge spans more than 180 degrees of longitude"
        raise ValueError(message)
    return edges


def _common(a: Any, b: Any) -> tuple[Spot, Spot] | None:
    """Return a place that both geometries cover, as each of them writes it, if there is one."""
    parts_a, parts_b = list(_parts(a)), list(_parts(b))
    for turn in _TURNS_DEG:
        turned = [translate(part, xoff=turn) for part in parts_b] if turn else parts_b
        meeting = np.argwhere(shapely.intersects(np.expand_dims(parts_a, 1), np.expand_dims(turned, 0)))
        if len(meeting):
            part_a, part_b = parts_a[meeting[0][0]], turned[meeting[0][1]]
            lon, lat = shapely.get_coordinates(shapely.shortest_line(part_a, part_b))[0].tolist()
            return (lon, lat), (lon - turn, lat)
    return None


@dataclass(frozen=True)
class _Pieces:
    """Pieces of edges: each runs from share `low` to share `high` of the edge in its row."""

    edge: Floats
    low: Floats
    high: Floats

    def pick(self, rows: Flags) -> _Pieces:
        """Return some of the pieces."""
        return _Pieces(self.edge[rows], self.low[rows], self.high[rows])

    def half(self, *, second: bool, where: Flags) -> _Pieces:
        """Return the first or second halves of the pieces marked in `where`, the others whole."""
        middle = (self.low + self.high) / 2
        low, high = (middle, self.high) if second else (self.low, middle)
        return _Pieces(self.edge, np.where(where, low, self.low), np.where(where, high, self.high))

    def at(self, share: Floats | float) -> Floats:
        """Return longitude and latitude in degrees at a share of each piece."""
        of_edge = np.expand_dims(self.low + (self.high - self.low) * share, 1)
        start, end = self.edge[:, :2], self.edge[:, 2:]
        step = end - start
        return np.where(of_edge <= 1 / 2, start + of_edge * step, end - (1 - of_edge) * step)

    @cached_property
    def start_m(self) -> Floats:
        """Where each piece starts in space: geocentric coordinates in metres."""
        return _in_space(self.at(0.0))

    @cached_property
    def along_m(self) -> Floats:
        """The vector in space from each piece's start to its end, in metres."""
        return _in_space(self.at(1.0)) - self.start_m

    @cached_property
    def _steps_rad(self) -> tuple[Floats, Floats, Floats]:
        """Steps in longitude and latitude, and the greatest cosine of the latitude on the way."""
        ends = np.radians(np.stack([self.at(0.0), self.at(1.0)]))
        lon, lat = np.abs(ends[1] - ends[0]).T
        lats = ends[:, :, 1]
        crosses_equator = lats.min(axis=0) * lats.max(axis=0) <= 0
        return lon, lat, np.where(crosses_equator, 1.0, np.cos(np.abs(lats).min(axis=0)))

    @cached_property
    def radius_m(self) -> Floats:
        """At least the distance from a piece's middle to any of its points."""
        lon, lat, cosine = self._steps_rad
        return _GREATEST_RADIUS_M / 2 * np.hypot(lat, cosine * lon)

    @cached_property
    def sag_m(self) -> Floats:
        """At least the distance in space of any point of a piece from the segment between its ends.

        The second derivative of the curve has a part along the meridian (the ellipse's own is at most
        1.0001 R), one from the parallel, and one from the parallel's change with latitude.
        """
        lon, lat, cosine = self._steps_rad
        return _GREATEST_RADIUS_M / 8 * (1.0001 * lat**2 + 2 * lat * lon + cosine * lon**2)


def _in_space(spots: Floats) -> Floats:
    """Return geocentric coordinates in metres of longitudes and latitudes in degrees on the ellipsoid."""
    lon, lat = np.radians(spots).T
    normal = _SEMI_MAJOR_M / np.sqrt(1 - _ECCENTRICITY_2 * np.sin(lat) ** 2)
    ring = normal * np.cos(lat)
    return np.stack(
        [ring * np.cos(lon), ring * np.sin(lon), normal * (1 - _ECCENTRICITY_2) * np.sin(lat)], axis=1
    )


def geodesic_m(from_spots: Floats, to_spots: Floats) -> Floats:
    """Return geodesic distances in metres between rows of longitude and latitude in degrees on WGS 84."""
    metres: Floats = _GEOD.inv(*from_spots.T, *to_spots.T)[2]
    return np.asarray(metres)


def _dot(one: Floats, other: Floats) -> Floats:
    product: Floats = np.einsum("ij,ij->i", one, other)
    return product


def _share_nearest(of: _Pieces, place_m: Floats) -> Floats:
    """Return the share of each piece's segment in space that is nearest to a place."""
    length_2 = _dot(of.along_m, of.along_m)
    reach = _dot(place_m - of.start_m, of.along_m)
    return np.clip(np.divide(reach, length_2, out=np.zeros_like(reach), where=length_2 > 0), 0, 1)


def _candidates(p: _Pieces, q: _Pieces) -> Iterator[tuple[Floats, Floats]]:
    """Yield shares of p and q, among them the nearest of their two segments in space.

    The nearest are either the feet of the common perpendicular or an end of one and its foot on the other.
    """
    for end in (0.0, 1.0):
        yield np.full_like(p.low, end), _share_nearest(q, p.start_m + end * p.along_m)
        yield _share_nearest(p, q.start_m + end * q.along_m), np.full_like(q.low, end)
    apart = q.start_m - p.start_m
    pp, pq, qq = _dot(p.along_m, p.along_m), _dot(p.along_m, q.along_m), _dot(q.along_m, q.along_m)
    spread = pp * qq - pq**2
    over = qq * _dot(p.along_m, apart) - pq * _dot(q.along_m, apart)
    share = np.clip(np.divide(over, spread, out=np.zeros_like(over), where=spread > 0), 0, 1)
    yield share, _share_nearest(q, p.start_m + share[:, None] * p.along_m)


def _apart_m(p: _Pieces, q: _Pieces, share_p: Floats, share_q: Floats) -> Floats:
    """Return the vectors in space, in metres, between places on two segments."""
    apart: Floats = q.start_m + share_q[:, None] * q.along_m - p.start_m - share_p[:, None] * p.along_m
    return apart


def _shadow_gap_m(p: _Pieces, q: _Pieces, line: Floats) -> Floats:
    """Return the gap in metres between the shadows of two segments in space on lines of given direction."""
    length = np.linalg.norm(line, axis=1, keepdims=True)
    unit = np.divide(line, length, out=np.zeros_like(line), where=length > 0)
    start, on_p, on_q = (_dot(unit, vector) for vector in (q.start_m - p.start_m, p.along_m, q.along_m))
    gap: Floats = start + np.minimum(on_q, 0) - np.maximum(on_p, 0)
    return gap


def _floor_m(p: _Pieces, q: _Pieces, middles_m: Floats) -> tuple[Floats, Floats, Floats]:
    """Return lower bounds in metres on pairs of pieces, and shares of p and q where each pair may be nearest.

    `middles_m` are the distances between the pieces' middles.
    """
    shares = list(_candidates(p, q))
    lengths = [np.linalg.norm(_apart_m(p, q, *pair), axis=1) for pair in shares]
    nearest = np.argmin(lengths, axis=0)
    share_p, share_q = (np.choose(nearest, list(of_one)) for of_one in zip(*shares, strict=True))
    gap = np.maximum(_shadow_gap_m(p, q, _apart_m(p, q, share_p, share_q)), 0)
    reach = p.radius_m + q.radius_m
    farthest = middles_m + reach
    chords_m = np.linalg.norm(_in_space(p.at(0.5)) - _in_space(q.at(0.5)), axis=1)
    lack = middles_m - chords_m - reach * farthest**2 / (4 * _LEAST_RADIUS_M**2)
    lack = np.where(farthest < _LEAST_RADIUS_M, np.maximum(lack, 0), 0)
    return np.maximum(middles_m - reach, gap - p.sag_m - q.sag_m + lack), share_p, share_q


def proven_floor_m(a: Any, b: Any) -> float:
    """Return what the distance between two lines cannot be less than, by the bounds on their whole edges.

    Parameters
    ----------
    a, b
        Lines of one edge each; longitude and latitude in degrees on WGS 84.

    Returns
    -------
    float
        Metres; below 0 where the bounds say nothing.
    """
    p, q = _whole(_edges(a)), _whole(_edges(b))
    return float(_floor_m(p, q, geodesic_m(p.at(0.5), q.at(0.5)))[0][0])


def _split(p: _Pieces, q: _Pieces) -> tuple[_Pieces, _Pieces]:
    """Halve the longer piece of each pair, or both where neither is much longer."""
    cut_p, cut_q = p.radius_m >= q.radius_m / 2, q.radius_m >= p.radius_m / 2
    pairs: list[tuple[_Pieces, _Pieces]] = []
    for second_p in (False, True):
        for second_q in (False, True):
            rows = (cut_p | (not second_p)) & (cut_q | (not second_q))
            half_p, half_q = p.half(second=second_p, where=cut_p), q.half(second=second_q, where=cut_q)
            pairs.append((half_p.pick(rows), half_q.pick(rows)))
    return _joined([pair[0] for pair in pairs]), _joined([pair[1] for pair in pairs])


def _joined(many: list[_Pieces]) -> _Pieces:
    return _Pieces(
        np.concatenate([pieces.edge for pieces in many]),
        np.concatenate([pieces.low for pieces in many]),
        np.concatenate([pieces.high for pieces in many]),
    )


def _whole(edges: Floats) -> _Pieces:
    return _Pieces(edges, np.zeros(len(edges)), np.ones(len(edges)))


def _nearest(edges_a: Floats, edges_b: Floats) -> tuple[Spot, Spot]:
    """Return the nearest points of two sets of edges, to within the tolerance."""
    p = _whole(np.repeat(edges_a, len(edges_b), axis=0))
    q = _whole(np.tile(edges_b, (len(edges_a), 1)))
    least_m = math.inf
    spots = np.zeros((2, 2))

    def try_shares(share_p: Floats | float, share_q: Floats | float) -> Floats:
        nonlocal least_m, spots
        on_p, on_q = p.at(share_p), q.at(share_q)
        metres = geodesic_m(on_p, on_q)
        best = int(np.argmin(metres))
        if metres[best] < least_m:
            least_m, spots = float(metres[best]), np.stack([on_p[best], on_q[best]])
        return metres

    while len(p.low):
        middles_m = try_shares(0.5, 0.5)
        open_rows = middles_m - p.radius_m - q.radius_m < least_m - TOLERANCE_M
        p, q, middles_m = p.pick(open_rows), q.pick(open_rows), middles_m[open_rows]
        if not len(p.low):
            break
        floor_m, share_p, share_q = _floor_m(p, q, middles_m)
        try_shares(share_p, share_q)
        open_rows = floor_m < least_m - TOLERANCE_M
        p, q = _split(p.pick(open_rows), q.pick(open_rows))
    (lon_a, lat_a), (lon_b, lat_b) = spots.tolist()
    return (lon_a, lat_a), (lon_b, lat_b)
