"""Every object near enough to a hazard to matter, with the true distance from each of its geometries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from xq_gis_plugin.core.engine.plain_edges import Shapes
from xq_gis_plugin.core.geodesy import Frame, degrees_for, geodesic_m

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely import STRtree

__all__ = ["Nearby", "covers_depth_m", "farthest_each_m", "farthest_m", "near_hazard"]

FloatArray = NDArray[np.float64]

_CRACK_M = 1e-6
_MOST_EDGES = 20_000
"""Pairs of edges; with more of them, what a disc tells must do."""
IntArray = NDArray[np.int64]
Geometries = NDArray[Any]

FARTHEST_TOLERANCE_M = 0.005
"""`farthest_m` exceeds the true value by at most this (DESIGN §3 asks for 1 cm)."""

_MAX_LEVELS = 40
_AT_ONCE = 1_000_000
"""Distances of points from edges that are held together."""
_MAX_PIECES = 20_000
"""Beyond so many pieces the bound found so far is returned: wider than the tolerance, never too small."""


@dataclass(frozen=True)
class Nearby:
    """The objects near one hazard, measured from each of its geometries.

    Attributes
    ----------
    objects
        (n,) indices of the objects.
    distance_m
        (s, n) geodesic metres from each of the s geometries; 0 where they touch or overlap.
    lines
        (s, n) shortest lines, lon/lat degrees, hazard's end first.
    plane_sources, plane_objects
        The same geometries in the frame, metres.
    """

    objects: IntArray
    distance_m: FloatArray
    lines: Geometries
    plane_sources: Geometries
    plane_objects: Geometries
    frame: Frame


def near_hazard(
    sources: Geometries,
    objects: Geometries,
    tree: STRtree,
    reach_m: float,
    slack_m: FloatArray,
    usable: NDArray[np.bool_],
) -> Nearby:
    """Return the objects closer to a hazard than ``reach_m`` and the slack of that object.

    Parameters
    ----------
    sources
        (s,) the hazard's geometries, lon/lat degrees.
    objects
        (m,) the objects' geometries, lon/lat degrees, with their ``tree``.
    reach_m
        Metres, the hazard's own accuracy included.
    slack_m
        (m,) what each object's accuracy and extent can take off the distance.
    usable
        (m,) False for objects that are left out (the hazard itself).

    Notes
    -----
    Nearest points are found in the hazard's own frame, distances are geodesics between them.
    """
    box = np.asarray(shapely.total_bounds(sources), dtype=float)
    lon, lat = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    widest = reach_m + (float(slack_m.max()) if len(slack_m) else 0.0) + 1.0
    d_lon, d_lat = degrees_for(widest, max(abs(box[1]), abs(box[3])))
    found = np.sort(tree.query(shapely.box(box[0] - d_lon, box[1] - d_lat, box[2] + d_lon, box[3] + d_lat)))
    found = found[usable[found]]
    frame = Frame(lon, lat)
    plane_sources = frame.to_plane(sources)
    plane_objects = frame.to_plane(objects[found])
    plane = shapely.distance(plane_sources[:, None], plane_objects[None, :])
    keep = plane.min(axis=0, initial=np.inf) < reach_m + slack_m[found] + 0.01
    plane_objects, plane = plane_objects[keep], plane[:, keep]
    lines = shapely.shortest_line(plane_sources[:, None], plane_objects[None, :])
    flat = frame.to_lonlat(lines.ravel()) if lines.size else lines.ravel()
    ends = shapely.get_coordinates(flat).reshape(-1, 2, 2)
    metres = geodesic_m(ends[:, 0], ends[:, 1]).reshape(plane.shape) if len(ends) else plane
    metres = np.where(plane == 0, 0.0, metres)
    return Nearby(found[keep], metres, flat.reshape(plane.shape), plane_sources, plane_objects, frame)


def farthest_m(region: Any, target: Any) -> float:  # noqa: ANN401 - any shapely geometry
    """Return the largest distance from any point of a region to a target, both in plane metres.

    The result is never too small; see `farthest_each_m`.
    """
    return float(farthest_each_m(region, np.array([target], dtype=object))[0])


def farthest_each_m(region: Any, targets: Geometries) -> FloatArray:  # noqa: ANN401
    """Return the largest distance from any point of a region to each of (n,) targets, plane metres.

    For a convex target it is at a vertex of the region (the distance to a convex set is a convex
    function). An edge of a target is convex and no nearer than the target: where all vertices are as
    near to one edge as to the target, that is the answer too. Else the region is cut into pieces until that
    holds for each of them, to within `FARTHEST_TOLERANCE_M` of the best vertex found.
    The results are never too small.
    """
    if not len(targets):
        return np.zeros(0)
    corners = shapely.get_coordinates(region)
    points = shapely.points(corners)
    found = np.asarray(shapely.distance(points[:, None], targets[None, :]).max(axis=0), dtype=float)
    odd = np.flatnonzero(~_are_convex(targets))
    bound = _by_one_edge_m(corners, targets[odd])
    settled = bound <= found[odd] + FARTHEST_TOLERANCE_M
    found[odd[settled]] = bound[settled]
    covered = shapely.covers(targets, region)
    found[covered] = 0.0
    for number in odd[~settled & ~covered[odd]]:
        found[number] = _search(region, targets[number])[1]
    return found


def _by_one_edge_m(corners: FloatArray, targets: Geometries) -> FloatArray:
    """Return for each target the least, over its edges, of the largest distance of corners from the edge."""
    shapes = Shapes.of(targets)
    if not len(shapes.edges):
        return np.full(len(targets), np.inf)
    most = np.concatenate([each.max(axis=0) for each in _from_edges(corners, shapes.edges)])
    full = np.diff(shapes.first) > 0
    found = np.full(len(targets), np.inf)
    found[full] = np.minimum.reduceat(most, shapes.first[:-1][full])
    return found


def covers_depth_m(hazard: Any, item: Any, wanted_m: float = 0.0) -> float:  # noqa: ANN401 - shapely geometries
    """Return how far two overlapping geometries can surely be shifted and still overlap, plane metres.

    First the radius of a disc around a common point that lies wholly inside one of them; 0 where neither
    has an inside there (a point under a line). Where that is less than is wanted, but more can be, all
    shifts that make the two meet are drawn, and the way out of them is measured. Never too large.
    """
    common = shapely.intersection(hazard, item)
    depth = 0.0
    for owner in (hazard, item):
        if shapely.get_dimensions(owner) == 2:  # noqa: PLR2004 - an area
            depth = max(depth, _deepest(common, shapely.boundary(owner)))
    single = shapely.GeometryType.POINT in shapely.get_type_id([hazard, item])
    # Of a point, the disc tells all.
    if depth >= wanted_m or single or _way_out_of_box_m(hazard, item) <= wanted_m:
        return depth
    return max(depth, _way_out_m(hazard, item, wanted_m))


def _way_out_of_box_m(a: Any, b: Any) -> float:  # noqa: ANN401
    """Return the shortest shift along an axis that takes the box of one out of that of the other."""
    (left, low, right, top), (west, south, east, north) = shapely.bounds(a), shapely.bounds(b)
    return float(min(right - west, east - left, top - south, north - low))


def _way_out_m(a: Any, b: Any, most_m: float) -> float:  # noqa: ANN401
    """Return the shortest shift of `b` that ends the overlap with `a`, at most about so many metres.

    Where the two still meet after a shift, a corner of one lies in the other, or their edges cross: such
    shifts are the one turned round and moved to each corner, and for two edges a parallelogram. Those
    longer than is wanted are left out.
    """
    here, there = _edges(a, b, most_m), _edges(b, a, most_m)
    if len(here) * len(there) > _MOST_EDGES:
        return 0.0
    ends = here[:, None, :, None, :] - there[None, :, None, :, :]
    around = shapely.convex_hull(shapely.multipoints(ends.reshape(len(here) * len(there), 4, 2)))
    pieces = [around[shapely.get_dimensions(around) == 2]]  # noqa: PLR2004 - an area; parallel edges have none
    for area, corners, turn in ((a, there, 1.0), (b, here, -1.0)):
        if shapely.get_dimensions(area) == 2 and len(corners):  # noqa: PLR2004
            places = np.unique(corners.reshape(-1, 2), axis=0)
            pieces.append(np.array([_shifts(area, at, turn) for at in places]))
    shifts = np.concatenate(pieces)
    nowhere = shapely.Point(0.0, 0.0)
    meets = shapely.union_all(shifts[shapely.dwithin(shifts, nowhere, most_m)])
    # What is computed leaves cracks between neighbours; nothing as thin as that is a way out.
    meets = shapely.buffer(meets, _CRACK_M)
    if not shapely.intersects(meets, nowhere):
        return 0.0
    return max(0.0, float(shapely.distance(nowhere, shapely.boundary(meets))) - 2 * _CRACK_M)


def _shifts(area: Any, at: FloatArray, turn: float) -> Any:  # noqa: ANN401
    """Return the shifts that bring a corner into an area, or (turned) an area over a corner."""
    return shapely.transform(area, lambda xy: turn * (xy - at))


def _edges(shape: Any, other: Any, within_m: float) -> FloatArray:  # noqa: ANN401
    """Return (n, 2, 2) the ends of edges whose box is so near to that of another shape; a point is one."""
    found = []
    for one in shapely.get_parts(shapely.get_parts(shape)):
        for ring in shapely.get_rings(one) if shapely.get_dimensions(one) == 2 else [one]:  # noqa: PLR2004
            at = shapely.get_coordinates(ring)
            found.append(
                np.stack([at[:-1], at[1:]], axis=1) if len(at) > 1 else at[:, None].repeat(2, axis=1)
            )
    edges = np.concatenate([np.zeros((0, 2, 2)), *found])
    left, low, right, top = shapely.bounds(other)
    least, most = edges.min(axis=1), edges.max(axis=1)
    near = (most >= np.array([left, low]) - within_m) & (least <= np.array([right, top]) + within_m)
    return np.asarray(edges[near.all(axis=1)])


def _deepest(region: Any, edge: Any) -> float:  # noqa: ANN401
    """Return the largest distance from a region to an edge; along a line, of points close together."""
    if shapely.get_dimensions(region) == 2:  # noqa: PLR2004 - an area
        return _search(region, edge)[0]
    step = max(float(shapely.length(region)) / 2048, FARTHEST_TOLERANCE_M)
    points = shapely.points(shapely.get_coordinates(shapely.segmentize(region, step)))
    return float(shapely.distance(points, edge).max(initial=0.0))


def _are_convex(shapes: Geometries) -> NDArray[np.bool_]:
    points = shapely.get_type_id(shapes) == shapely.GeometryType.POINT
    straight = shapely.get_num_coordinates(shapes) == 2  # noqa: PLR2004 - a line of one edge
    hulls = shapely.area(shapely.convex_hull(shapes))
    full = (shapely.get_dimensions(shapes) == 2) & (hulls - shapely.area(shapes) <= 1e-9 * hulls)  # noqa: PLR2004
    return np.asarray(points | straight | full)


def _search(region: Any, target: Any) -> tuple[float, float]:  # noqa: ANN401
    """Return (best found, upper bound) of the largest distance from a region to a target.

    Of a piece of the region the bound is that by one edge; what is found, the distance of its vertices. Where
    the two are further apart, the piece is cut into four. What lies in the target is at no distance.
    """
    parts = _simple(np.array([target], dtype=object))
    inside = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    pieces = _simple(np.array([region], dtype=object))
    if len(inside):
        pieces = _simple(shapely.difference(pieces, shapely.union_all(inside)))
    if not len(pieces):
        return 0.0, 0.0
    edges = _edges_near(target, pieces)
    best, upper = 0.0, np.inf
    for _ in range(_MAX_LEVELS):
        corners, owner = shapely.get_coordinates(pieces, return_index=True)
        first = np.searchsorted(owner, np.arange(len(pieces)))
        found, bound = np.full(len(corners), np.inf), np.full(len(pieces), np.inf)
        for each in _from_edges(corners, edges):
            found = np.minimum(found, each.min(axis=1))
            bound = np.minimum(bound, np.maximum.reduceat(each, first, axis=0).min(axis=1))
        best = max(best, float(found.max()))
        open_ = bound > best + FARTHEST_TOLERANCE_M
        if not open_.any():
            return best, best + FARTHEST_TOLERANCE_M
        upper = float(bound.max())
        if open_.sum() > _MAX_PIECES:
            break
        pieces = _simple(_quarters(pieces[open_]))
    return best, upper


def _simple(shapes: Geometries) -> Geometries:
    """Return the points, lines and polygons that shapes consist of."""
    while (shapely.get_type_id(shapes) > shapely.GeometryType.POLYGON).any():
        shapes = shapely.get_parts(shapes)
    return np.asarray(shapes[~shapely.is_empty(shapes)], dtype=object)


def _edges_near(target: Any, pieces: Geometries) -> FloatArray:  # noqa: ANN401
    """Return (e, 4) the edges of a target that can be the nearest of any point of the pieces."""
    edges = Shapes.of(np.array([target], dtype=object)).edges
    left, low, right, top = shapely.total_bounds(pieces)
    middle = np.array([[(left + right) / 2, (low + top) / 2]])
    away = np.concatenate([each[0] for each in _from_edges(middle, edges)])
    return np.asarray(edges[away <= away.min() + np.hypot(right - left, top - low) + 1e-6])


def _from_edges(points: FloatArray, edges: FloatArray) -> Iterator[FloatArray]:
    """Yield (p, e) the distance of each point from each edge, for so many edges at a time as memory has."""
    block = max(1, _AT_ONCE // max(1, len(points)))
    for first in range(0, len(edges), block):
        some = edges[first : first + block]
        start, along = some[:, :2], some[:, 2:] - some[:, :2]
        from_start = points[:, None] - start
        share = (from_start * along).sum(axis=2) / np.maximum((along**2).sum(axis=1), 1e-300)
        away = from_start - np.clip(share, 0.0, 1.0)[..., None] * along
        yield np.hypot(away[..., 0], away[..., 1])


def _quarters(pieces: Geometries) -> Geometries:
    """Return pieces cut at the middle of their boxes; a micrometre more, so that nothing falls between."""
    left, low, right, top = shapely.bounds(pieces).T
    x, y, more = (left + right) / 2, (low + top) / 2, 1e-6
    cut = [
        shapely.intersection(pieces, shapely.box(w - more, s - more, e + more, n + more))
        for w, e in ((left, x), (x, right))
        for s, n in ((low, y), (y, top))
    ]
    return np.asarray(np.concatenate(cut), dtype=object)
