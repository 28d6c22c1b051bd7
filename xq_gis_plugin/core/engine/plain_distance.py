"""How near two shapes are that do not touch: the plain way, many pairs of edges at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from xq_gis_plugin.core.engine.plain_edges import spread
from xq_gis_plugin.core.geodesy import INVERSE_FLATTENING, SEMI_MAJOR_M

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xq_gis_plugin.core.engine.plain_edges import FloatArray, IntArray, Shapes

__all__ = ["Frames", "nearest"]

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
        """Return (n, 3) metres of (n, 2) degrees, each in the frame of its row."""
        east, north = (np.radians(lonlat[:, k] - low) for k, low in ((0, self.lon), (1, self.lat)))
        less = 2 * np.sin(north / 2) ** 2
        sine = self.sine + (self.cosine * np.sin(north) - self.sine * less)
        cosine = self.cosine - (self.sine * np.sin(north) + self.cosine * less)
        normal = SEMI_MAJOR_M / np.sqrt(1 - _ECC2 * sine**2)
        along = normal * cosine
        return np.column_stack(
            [
                along * np.sin(east),
                (along - self.along) - along * 2 * np.sin(east / 2) ** 2,
                normal * (1 - _ECC2) * sine - self.up,
            ]
        )


@dataclass(frozen=True)
class _Pieces:
    """Pairs of pieces of edges, of hazard (a) and object (b): degrees, ends in space, bends."""

    pair: IntArray
    a: FloatArray
    b: FloatArray
    a_ends: FloatArray
    b_ends: FloatArray
    a_bend: FloatArray
    b_bend: FloatArray

    def of(self, mask: NDArray[Any]) -> _Pieces:
        """Return those that are chosen."""
        return _Pieces(*(getattr(self, name)[mask] for name in self.__dataclass_fields__))

    @classmethod
    def joined(cls, some: list[_Pieces]) -> _Pieces:
        """Put several together."""
        return cls(*(np.concatenate([getattr(one, n) for one in some]) for n in cls.__dataclass_fields__))


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
    first, count = hazards.first[:-1][rows], np.diff(hazards.first)[rows]
    other, many = items.first[:-1][objects], np.diff(items.first)[objects]
    pair, inner = spread(count * many)
    a = hazards.edges[first[pair] + inner // many[pair]]
    b = items.edges[other[pair] + inner % many[pair]]
    far = np.zeros(len(rows))
    ends = np.concatenate([np.abs(e[:, [1, 3]] - frames.lat[pair][:, None]) for e in (a, b)], axis=1)
    np.maximum.at(far, pair, np.radians(ends.max(axis=1, initial=0.0)))
    most = np.column_stack([np.minimum(1, np.abs(x) + far) for x in (frames.cosine, frames.sine)])
    in_space = frames.of(pair)
    pieces = _Pieces(
        pair, a, b,
        *(np.stack([in_space.to_space(e[:, :2]), in_space.to_space(e[:, 2:])], axis=1) for e in (a, b)),
        *(_bend(e, most[pair]) for e in (a, b)),
    )  # fmt: skip
    best = limit**2
    leaves = _Pieces.joined([*_halved(pieces, frames, best)])
    squared, s, t = _least(leaves)
    near = squared < (limit**2)[leaves.pair]
    leaves, squared, s, t = leaves.of(near), squared[near], s[near], t[near]
    order = np.lexsort((squared, leaves.pair))
    chosen = order[np.concatenate([[True], np.diff(leaves.pair[order]) > 0])] if len(order) else order
    metres, lines = np.full(len(rows), np.inf), np.zeros((len(rows), 4))
    at = leaves.pair[chosen]
    metres[at], lines[at] = _settled(leaves.of(chosen), frames.of(at), s[chosen], t[chosen])
    return np.where(metres < limit, metres, np.inf), lines


def _bend(edges: FloatArray, most: FloatArray) -> FloatArray:
    """Return how far the curves of edges leave their chords at most, metres."""
    east, north = (np.radians(np.abs(edges[:, k + 2] - edges[:, k])) for k in (0, 1))
    return np.asarray(BEND_M * (north**2 + 2 * most[:, 1] * north * east + most[:, 0] * east**2))


def _halved(pieces: _Pieces, frames: Frames, best: FloatArray) -> list[_Pieces]:
    """Return the pieces that could hold the nearest points of their pair, halved until they are straight."""
    done: list[_Pieces] = []
    upper = np.sqrt(best)
    while len(pieces.pair):
        squared, s, t = _least(pieces)
        metres, bend = np.sqrt(squared), pieces.a_bend + pieces.b_bend
        np.minimum.at(upper, pieces.pair, metres + bend)
        kept = metres - bend <= upper[pieces.pair]
        pieces, s, t, bend = pieces.of(kept), s[kept], t[kept], bend[kept]
        straight = bend <= LEAF_M
        done.append(pieces.of(straight))
        bent = pieces.of(~straight)
        on_a = bent.a_bend > bent.b_bend
        pieces = _Pieces.joined([_split(bent.of(on_a), frames, "a"), _split(bent.of(~on_a), frames, "b")])
    return done


def _split(pieces: _Pieces, frames: Frames, side: str) -> _Pieces:
    """Return both halves of the edge of one side."""
    edge, ends, bend = (getattr(pieces, name) for name in (side, f"{side}_ends", f"{side}_bend"))
    middle = (edge[:, :2] + edge[:, 2:]) / 2
    spot = frames.of(pieces.pair).to_space(middle)
    halves = [
        replace(pieces, **{side: degrees, f"{side}_ends": space, f"{side}_bend": bend / 4})
        for degrees, space in (
            (np.column_stack([edge[:, :2], middle]), np.stack([ends[:, 0], spot], axis=1)),
            (np.column_stack([middle, edge[:, 2:]]), np.stack([spot, ends[:, 1]], axis=1)),
        )
    ]
    return _Pieces.joined(halves)


def _least(pieces: _Pieces) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the least squared metres between the chords of pieces, and where on either, from 0 to 1."""
    a, b = pieces.a_ends, pieces.b_ends
    found = [
        (*_to_chord(a[:, 0], b), 0.0, False), (*_to_chord(a[:, 1], b), 1.0, False),
        (*_to_chord(b[:, 0], a), 0.0, True), (*_to_chord(b[:, 1], a), 1.0, True),
    ]  # fmt: skip
    squared = np.stack([one[0] for one in found])
    which = np.argmin(squared, axis=0)
    s = np.stack([one[1] if one[3] else np.full(len(a), one[2]) for one in found])
    t = np.stack([np.full(len(a), one[2]) if one[3] else one[1] for one in found])
    each = np.arange(len(a))
    return squared[which, each], s[which, each], t[which, each]


def _to_chord(spot: FloatArray, ends: FloatArray) -> tuple[FloatArray, FloatArray]:
    along, away = ends[:, 1] - ends[:, 0], spot - ends[:, 0]
    length = (along**2).sum(axis=1)
    at = np.clip((away * along).sum(axis=1) / np.where(length > 0, length, 1.0), 0, 1)
    away = away - at[:, None] * along
    return (away**2).sum(axis=1), at


def _settled(pieces: _Pieces, frames: Frames, s: FloatArray, t: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the metres between the curves, and the lines, having moved their ends from chord to curve."""
    one, spot = _moved(pieces.a, pieces.a_ends, frames, s, None)
    other, end = _moved(pieces.b, pieces.b_ends, frames, t, spot)
    one, spot = _moved(pieces.a, pieces.a_ends, frames, s, end)
    squared = ((spot - end) ** 2).sum(axis=1)
    share = squared / frames.radius2
    metres = np.sqrt(squared) * (1 + share / 24 * (1 + share * 27 / 80))
    return np.where(squared < TOUCH_M**2, 0.0, metres), np.column_stack([one, other])


def _moved(
    edge: FloatArray, ends: FloatArray, frames: Frames, at: FloatArray, to: FloatArray | None
) -> tuple[FloatArray, FloatArray]:
    """Return the degrees and the place in space where the curve of an edge is nearest to a point."""
    lonlat = edge[:, :2] + at[:, None] * (edge[:, 2:] - edge[:, :2])
    spot = frames.to_space(lonlat)
    if to is None:
        return lonlat, spot
    along = ends[:, 1] - ends[:, 0]
    length = (along**2).sum(axis=1)
    moved = np.clip(at + ((to - spot) * along).sum(axis=1) / np.where(length > 0, length, 1.0), 0, 1)
    lonlat = edge[:, :2] + moved[:, None] * (edge[:, 2:] - edge[:, :2])
    return lonlat, frames.to_space(lonlat)
