"""How near two shapes are that do not touch: the plain way, many pairs of edges at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from xq_gis_plugin.core.engine.plain_edges import spread
from xq_gis_plugin.core.geodesy import INVERSE_FLATTENING, SEMI_MAJOR_M

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xq_gis_plugin.core.engine.plain_edges import FloatArray, IntArray, Shapes

__all__ = ["Frames", "common_points", "nearest"]

BEND_M = 810_000.0
"""No second derivative of the ellipsoid by latitude and longitude exceeds eight times this, metres."""
LEAF_M = 1e-5
TOUCH_M = 1e-6
_ECC2 = (2 - 1 / INVERSE_FLATTENING) / INVERSE_FLATTENING


@dataclass(frozen=True)
class Frames:
    """Where hazards lie: sines and cosines, and metres from the axis and along it, one row for each."""

    lon: FloatArray
    lat: FloatArray
    sine: FloatArray
    cosine: FloatArray
    along: FloatArray
    up: FloatArray
    radius2: FloatArray

    @classmethod
    def at(cls, lon: FloatArray, lat: FloatArray) -> Frames:
        """Return the frames at (n,) degrees."""
        sine, cosine = np.sin(np.radians(lat)), np.cos(np.radians(lat))
        flat = 1 - _ECC2 * sine**2
        normal = SEMI_MAJOR_M / np.sqrt(flat)
        radius2 = normal**2 * (1 - _ECC2) / flat
        return cls(lon, lat, sine, cosine, normal * cosine, normal * (1 - _ECC2) * sine, radius2)

    def of(self, rows: IntArray) -> Frames:
        """Return the frames of these rows."""
        return Frames(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))

    def to_space(self, lonlat: FloatArray) -> FloatArray:
        """Return (3, n) metres of (2, n) degrees, each in the frame of its row."""
        east, north = np.radians(lonlat[0] - self.lon), np.radians(lonlat[1] - self.lat)
        sine_north, less = np.sin(north), 2 * np.sin(north / 2) ** 2
        sine = self.sine + (self.cosine * sine_north - self.sine * less)
        cosine = self.cosine - (self.sine * sine_north + self.cosine * less)
        normal = SEMI_MAJOR_M / np.sqrt(1 - _ECC2 * sine**2)
        along = normal * cosine
        return np.stack(
            [
                along * np.sin(east),
                (along - self.along) - along * 2 * np.sin(east / 2) ** 2,
                normal * (1 - _ECC2) * sine - self.up,
            ]
        )


@dataclass(frozen=True)
class _Edges:
    """Edges, each in the frame of its pair: (4, e) degrees, both (3, e) ends in space, (e,) bends."""

    degrees: FloatArray
    start: FloatArray
    end: FloatArray
    bend: FloatArray

    @classmethod
    def of_shapes(cls, shapes: Shapes, rows: IntArray, frames: Frames) -> tuple[_Edges, IntArray]:
        """Return the edges of these shapes, one after the other, and (e,) which of the rows each is of."""
        of, inner = spread(np.diff(shapes.first)[rows])
        degrees = np.ascontiguousarray(shapes.edges[shapes.first[rows][of] + inner].T)
        there = frames.of(of)
        return cls(degrees, there.to_space(degrees[:2]), there.to_space(degrees[2:]), np.zeros(len(of))), of

    def bent(self, most: FloatArray) -> _Edges:
        """Return the edges with how far their curves leave their chords at most, metres.

        ``most`` are the greatest (2, e) cosine and sine of latitude there.
        """
        east, north = np.radians(np.abs(self.degrees[2:] - self.degrees[:2]))
        bend = BEND_M * (north**2 + 2 * most[1] * north * east + most[0] * east**2)
        return replace(self, bend=bend)

    def of(self, chosen: IntArray) -> _Edges:
        """Return those that are chosen."""
        return _Edges(*(getattr(self, name).take(chosen, axis=-1) for name in self.__dataclass_fields__))

    @classmethod
    def joined(cls, one: _Edges, other: _Edges) -> _Edges:
        """Put two lots together."""
        names = cls.__dataclass_fields__
        return cls(*(np.concatenate([getattr(one, n), getattr(other, n)], axis=-1) for n in names))


@dataclass(frozen=True)
class _Pieces:
    """Pairs of pieces of edges, of hazard (a) and object (b), and (p,) which pair of shapes each is of."""

    pair: IntArray
    a: _Edges
    b: _Edges

    @property
    def bend(self) -> FloatArray:
        """(p,) how far both curves leave their chords at most, metres."""
        return self.a.bend + self.b.bend

    def of(self, chosen: IntArray) -> _Pieces:
        """Return those that are chosen."""
        return _Pieces(self.pair[chosen], self.a.of(chosen), self.b.of(chosen))

    @classmethod
    def joined(cls, one: _Pieces, other: _Pieces) -> _Pieces:
        """Put two lots together."""
        pair = np.concatenate([one.pair, other.pair])
        return cls(pair, _Edges.joined(one.a, other.a), _Edges.joined(one.b, other.b))


def nearest(
    hazards: Shapes, frames: Frames, items: Shapes, rows: IntArray, objects: IntArray, limit: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the metres between pairs that do not touch, infinite from the limit on, and their lines.

    Parameters
    ----------
    hazards, frames
        The hazards, and the frame of each.
    items
        The objects.
    rows, objects
        (p,) which hazard and which object.
    limit
        (p,) metres.
    """
    frames = frames.of(rows)
    leaves = _halved(_promising(hazards, frames, items, rows, objects, limit), frames, limit)
    squared, s, t = _least(leaves)
    near = np.flatnonzero(squared < (limit**2)[leaves.pair])
    leaves, squared, s, t = leaves.of(near), squared[near], s[near], t[near]
    order = np.lexsort((squared, leaves.pair))
    chosen = order[np.diff(leaves.pair[order], prepend=-1) > 0]
    metres, lines = np.full(len(rows), np.inf), np.zeros((len(rows), 4))
    at = leaves.pair[chosen]
    metres[at], lines[at] = _settled(leaves.of(chosen), frames.of(at), s[chosen], t[chosen])
    return np.where(metres < limit, metres, np.inf), lines


def _promising(
    hazards: Shapes, frames: Frames, items: Shapes, rows: IntArray, objects: IntArray, limit: FloatArray
) -> _Pieces:
    """Return the pairs of edges whose middles do not rule out that they are the nearest of their shapes."""
    a, a_of = _Edges.of_shapes(hazards, rows, frames)
    b, b_of = _Edges.of_shapes(items, objects, frames)
    nearer = np.zeros(len(rows))
    for edges, of in ((a, a_of), (b, b_of)):
        _lower(nearer, of, -np.abs(edges.degrees[1::2] - frames.lat[of]).max(axis=0))
    most = np.minimum(1, np.abs([frames.cosine, frames.sine]) - np.radians(nearer))
    a, b = a.bent(most[:, a_of]), b.bent(most[:, b_of])
    many = np.bincount(b_of, minlength=len(rows))
    # Every edge of the hazard with every one of the object.
    one, inner = spread(many[a_of])
    pair = a_of[one]
    other = (np.cumsum(many) - many)[pair] + inner
    middles = (a.start + a.end)[:, one]
    middles -= (b.start + b.end)[:, other]
    apart = np.sqrt(_dot(middles, middles)) / 2
    bend = a.bend[one] + b.bend[other]
    upper = limit.copy()
    _lower(upper, pair, apart + bend)
    halves = [np.sqrt(_dot(along, along)) / 2 for along in (a.end - a.start, b.end - b.start)]
    kept = np.flatnonzero(apart - halves[0][one] - halves[1][other] - bend <= upper[pair])
    return _Pieces(pair[kept], a.of(one[kept]), b.of(other[kept]))


def _lower(least: FloatArray, pair: IntArray, values: FloatArray) -> None:
    """Bring the least of each pair down to the least of its values."""
    if not len(pair):
        return
    steps = np.diff(pair)
    if steps.min(initial=0) < 0:
        order = np.argsort(pair, kind="stable")
        pair, values = pair[order], values[order]
        steps = np.diff(pair)
    first = np.flatnonzero(np.concatenate([[True], steps > 0]))
    at = pair[first]
    least[at] = np.minimum(least[at], np.minimum.reduceat(values, first))


def _halved(pieces: _Pieces, frames: Frames, limit: FloatArray) -> _Pieces:
    """Return the pieces that could hold the nearest points of their pair, halved until they are straight."""
    done = pieces.of(np.zeros(0, dtype=np.int64))
    upper = limit.copy()
    while len(pieces.pair):
        metres, bend = np.sqrt(_least(pieces)[0]), pieces.bend
        _lower(upper, pieces.pair, metres + bend)
        kept, straight = metres - bend <= upper[pieces.pair], bend <= LEAF_M
        done = _Pieces.joined(done, pieces.of(np.flatnonzero(kept & straight)))
        bent, on_a = kept & ~straight, pieces.a.bend > pieces.b.bend
        one, other = np.flatnonzero(bent & on_a), np.flatnonzero(bent & ~on_a)
        pair, twice, again = pieces.pair, np.tile(one, 2), np.tile(other, 2)
        pieces = _Pieces.joined(
            _Pieces(pair[twice], _split(pieces.a.of(one), frames.of(pair[one])), pieces.b.of(twice)),
            _Pieces(pair[again], pieces.a.of(again), _split(pieces.b.of(other), frames.of(pair[other]))),
        )
    return done


def _split(edges: _Edges, frames: Frames) -> _Edges:
    """Return the first halves of edges, then the second ones."""
    middle = (edges.degrees[:2] + edges.degrees[2:]) / 2
    spot = frames.to_space(middle)
    return _Edges.joined(
        _Edges(np.concatenate([edges.degrees[:2], middle]), edges.start, spot, edges.bend / 4),
        _Edges(np.concatenate([middle, edges.degrees[2:]]), spot, edges.end, edges.bend / 4),
    )


def _least(pieces: _Pieces) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the least squared metres between the chords of pieces, and where on either, from 0 to 1."""
    a, b = pieces.a, pieces.b
    squared, t = _to_chord(a.start, b)
    s = np.zeros_like(t)
    for spot, end, chord, ended, free in (
        (a.end, 1.0, b, s, t), (b.start, 0.0, a, t, s), (b.end, 1.0, a, t, s),
    ):  # fmt: skip
        other, at = _to_chord(spot, chord)
        less = other < squared
        np.copyto(squared, other, where=less)
        np.copyto(ended, end, where=less)
        np.copyto(free, at, where=less)
    return squared, s, t


def _to_chord(spot: FloatArray, edges: _Edges) -> tuple[FloatArray, FloatArray]:
    """Return the squared metres from (3, n) points to the chords of edges, and where on these."""
    along, away = edges.end - edges.start, spot - edges.start
    length = _dot(along, along)
    at = _dot(away, along) / np.where(length > 0, length, 1.0)
    np.minimum(np.maximum(at, 0.0, out=at), 1.0, out=at)
    along *= at
    away -= along
    return _dot(away, away), at


def _dot(one: FloatArray, other: FloatArray) -> FloatArray:
    return np.asarray(np.einsum("ij,ij->j", one, other))


def _settled(pieces: _Pieces, frames: Frames, s: FloatArray, t: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the metres between the curves, and the lines, having moved their ends from chord to curve."""
    one, spot = _moved(pieces.a, frames, s, None)
    other, end = _moved(pieces.b, frames, t, spot)
    one, spot = _moved(pieces.a, frames, s, end)
    squared = _dot(spot - end, spot - end)
    share = squared / frames.radius2
    metres = np.sqrt(squared) * (1 + share / 24 * (1 + share * 27 / 80))
    return np.where(squared < TOUCH_M**2, 0.0, metres), np.concatenate([one, other]).T


def _moved(
    edges: _Edges, frames: Frames, at: FloatArray, to: FloatArray | None
) -> tuple[FloatArray, FloatArray]:
    """Return the degrees and the place in space where the curve of an edge is nearest to a point."""
    start, along = edges.degrees[:2], edges.degrees[2:] - edges.degrees[:2]
    lonlat = start + at * along
    spot = frames.to_space(lonlat)
    if to is None:
        return lonlat, spot
    chord = edges.end - edges.start
    length = _dot(chord, chord)
    moved = np.clip(at + _dot(to - spot, chord) / np.where(length > 0, length, 1.0), 0, 1)
    lonlat = start + moved * along
    return lonlat, frames.to_space(lonlat)


def common_points(one: NDArray[Any], other: NDArray[Any]) -> FloatArray:
    """Return (p, 2) a point of each of (p,) shapes that also belongs to the other, which it meets.

    GEOS cannot cut shapes that are not valid, a bow tie among them; of these, it tells where they meet.
    """
    try:
        points = shapely.point_on_surface(shapely.intersection(one, other))
    except shapely.GEOSException:
        valid = shapely.is_valid(one) & shapely.is_valid(other)
        points = np.full(len(one), None, dtype=object)
        points[valid] = shapely.point_on_surface(shapely.intersection(one[valid], other[valid]))
    lost = shapely.is_missing(points) | shapely.is_empty(points)
    # Copies: of a line without length that was prepared, GEOS does not survive the question.
    first, second = shapely.force_2d(one[lost]), shapely.force_2d(other[lost])
    points[lost] = shapely.get_point(shapely.shortest_line(first, second), 0)
    return np.asarray(shapely.get_coordinates(points))
