"""The same as the compiled kernel, in numpy and shapely, for where no compiler was: many pairs at a time.

What crosses or contains what is shapely's answer in the plane of longitude and latitude; distances are those
of the kernel, edge by edge, down to the same halves of the same edges.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from xq_gis_plugin.core.engine.plain_distance import Frames, common_points, nearest
from xq_gis_plugin.core.engine.plain_edges import Shapes, lines_of, spread
from xq_gis_plugin.core.engine.search import Measured, State, refuse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xq_gis_plugin.core.engine.plain_edges import FloatArray, IntArray
    from xq_gis_plugin.core.engine.search import Batch, Blobs, Grid, Search

__all__ = ["Plain"]

_POLYGONS, _MOST_TYPE = 6, 7
_MOST_DEG, _HALF_TURN = (360.0, 90.0), 180.0
_EDGES_AT_ONCE = 400_000
_CURVE = object()


@dataclass(frozen=True)
class _Hazards:
    """The hazards of a search, each with its frame."""

    parts: Shapes
    boxes: FloatArray
    frames: Frames
    shifts: FloatArray


class Plain:
    """Reads and measures shapes by numpy and shapely."""

    name = "plain"

    def boxes(self, shapes: Blobs) -> tuple[FloatArray, NDArray[np.uint8]]:
        """Return (n, 4) boxes, NaN where there is none, and the (n,) `State` of each."""
        read, states = _read(shapes)
        return shapely.bounds(read), states

    def prepare(self, shapes: Blobs, rows: NDArray[np.int32], shifts: FloatArray) -> object:
        """Return hazards, by their row, moved so many degrees east."""
        read, states = _read(shapes)
        refuse(states, "hazard", 0)
        moved = read[rows]
        for row in np.flatnonzero(shifts):
            moved[row] = shapely.transform(moved[row], lambda at, by=shifts[row]: at + np.array([by, 0.0]))
        boxes = shapely.bounds(moved)
        frames = Frames.at((boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2)
        shapely.prepare(moved)
        return _Hazards(Shapes.of(moved), boxes, frames, shifts)

    def mark(self, grid: Grid, boxes: FloatArray) -> NDArray[np.uint8]:
        """Return for each box whether it meets a cell that a hazard reaches."""
        filled = grid.reached
        west, south, east, north = _cells(grid, boxes)
        there = _meets_grid(grid, boxes)
        around = (
            filled[north + 1, east + 1]
            - filled[south, east + 1]
            - filled[north + 1, west]
            + filled[south, west]
        )
        return np.asarray(there & (around > 0), dtype=np.uint8)

    def join(self, search: Search, batch: Batch, marks: NDArray[np.uint8], part: slice) -> Measured:
        """Return the pairs of the marked objects in a part of the batch."""
        hazards = search.prepared
        if not isinstance(hazards, _Hazards):
            message = "prepared by another reader"
            raise TypeError(message)
        objects = part.start + np.flatnonzero(marks[part])
        rows, pairs = _candidates(search, batch, objects)
        if not len(pairs):
            return Measured.joined([])
        asked, inverse = np.unique(pairs, return_inverse=True)
        read, states = _read(batch.shapes, asked)
        for bad in np.flatnonzero(states > State.EMPTY)[:1]:
            refuse(states[bad : bad + 1], "object", int(asked[bad]))
        items = Shapes.of(read)
        limit = search.limits[rows, batch.kinds[pairs]] + batch.slack_m[pairs]
        metres, lines = _measure(hazards, items, rows, inverse, limit)
        near = metres < limit
        shift = hazards.shifts[rows[near]]
        lines = lines[near] - np.column_stack([shift, np.zeros_like(shift)] * 2)
        return Measured(search.rows[rows[near]], pairs[near], metres[near], lines)


def _read(shapes: Blobs, rows: IntArray | None = None) -> tuple[NDArray[Any], NDArray[np.uint8]]:
    """Read shapes, or those of some rows; what cannot be read is None, with the reason."""
    begins, ends = shapes.offsets[:-1], shapes.offsets[1:]
    if rows is not None:
        begins, ends = begins[rows], ends[rows]
    low, high = (int(begins.min()), int(ends.max())) if len(begins) else (0, 0)
    data = shapes.data[low:high].tobytes()
    raw = np.empty(len(begins), dtype=object)
    raw[:] = [
        bytes(data[a:b]) or None for a, b in zip((begins - low).tolist(), (ends - low).tolist(), strict=True)
    ]
    states = np.full(len(raw), State.FINE, dtype=np.uint8)
    try:
        read = shapely.from_wkb(raw, on_invalid="ignore")
    except NotImplementedError:
        # One of them is a curve; shapely does not say which.
        read = np.array([_straight(one) for one in raw], dtype=object)
        states[[one is _CURVE for one in read]] = State.UNKNOWN_TYPE
        read[states == State.UNKNOWN_TYPE] = shapely.Point(0, 0)
    states[shapely.is_empty(read)] = State.EMPTY
    states[shapely.is_missing(read)] = [
        State.EMPTY if one is None else State.BROKEN for one in raw[shapely.is_missing(read)]
    ]
    states[shapely.get_type_id(read) > _MOST_TYPE] = State.UNKNOWN_TYPE
    fine = np.flatnonzero(states == State.FINE)
    lines, owner = lines_of(read[fine])
    at, line = shapely.get_coordinates(lines, return_index=True)
    wrong = ~((np.abs(at) <= _MOST_DEG).all(axis=1))
    far = (np.abs(np.diff(at[:, 0])) > _HALF_TURN) & (np.diff(line) == 0)
    states[fine[owner[line[1:][far]]]] = State.LONG_STEP
    states[fine[owner[line[wrong]]]] = State.NO_PLACE
    read[(states != State.FINE)] = None
    many = np.flatnonzero(shapely.get_type_id(read) >= _POLYGONS)
    for row in many[~shapely.is_valid(read[many])]:
        read[row] = _united(read[row])
    return shapely.force_2d(read), states


def _united(shape: Any) -> Any:  # noqa: ANN401 - shapely geometries
    """Return all that lies in any of the parts of a shape: where two overlap, GEOS sees a hole."""
    parts = shapely.get_parts(shape)
    while (nested := shapely.get_type_id(parts) >= _POLYGONS).any():
        parts = np.concatenate([parts[~nested], shapely.get_parts(parts[nested])])
    return shapely.union_all(shapely.make_valid(parts))


def _straight(raw: bytes | None) -> object:
    try:
        return shapely.from_wkb(raw, on_invalid="ignore")
    except NotImplementedError:
        return _CURVE


def _cells(grid: Grid, boxes: FloatArray) -> tuple[IntArray, ...]:
    """Return in which columns and rows boxes begin and end."""
    # What is no number stands in the first cell; it meets no grid.
    return tuple(
        np.fmin(np.fmax((boxes[:, k] - low) / grid.cell, 0), most - 1).astype(np.int64)
        for k, low, most in (
            (0, grid.left, grid.columns), (1, grid.bottom, grid.rows),
            (2, grid.left, grid.columns), (3, grid.bottom, grid.rows),
        )
    )  # fmt: skip


def _meets_grid(grid: Grid, boxes: FloatArray) -> NDArray[np.bool_]:
    right, top = grid.left + grid.cell * grid.columns, grid.bottom + grid.cell * grid.rows
    with np.errstate(invalid="ignore"):
        return np.asarray(
            (boxes[:, 2] >= grid.left)
            & (boxes[:, 0] <= right)
            & (boxes[:, 3] >= grid.bottom)
            & (boxes[:, 1] <= top)
        )


def _candidates(search: Search, batch: Batch, objects: IntArray) -> tuple[IntArray, IntArray]:
    """Return the hazards and objects whose boxes are nearer than what is asked of the pair."""
    grid, boxes = search.grid, batch.boxes[objects]
    west, south, east, north = _cells(grid, boxes)
    wide, high = east - west + 1, north - south + 1
    which, inner = spread(wide * high)
    cell = (south[which] + inner // wide[which]) * grid.columns + west[which] + inner % wide[which]
    some, deeper = spread(grid.starts[cell + 1].astype(np.int64) - grid.starts[cell])
    rows = grid.items[grid.starts[cell[some]] + deeper].astype(np.int64)
    pairs = np.unique(which[some] * len(search.rows) + rows)
    which, rows = np.divmod(pairs, max(1, len(search.rows)))
    box, reach = boxes[which], search.reaches[rows]
    asked = search.limits[rows, batch.kinds[objects[which]]]
    slack = batch.slack_m[objects[which]]
    limit = asked + slack
    hazard = _boxes_of(search)[rows]
    dx = np.maximum(0, np.maximum(hazard[:, 0] - box[:, 2], box[:, 0] - hazard[:, 2]))
    dy = np.maximum(0, np.maximum(hazard[:, 1] - box[:, 3], box[:, 1] - hazard[:, 3]))
    dx = dx * np.maximum(0, search.scale[rows, 0] - 0.018 * slack) * np.maximum(0, 1 - 1.27e-5 * dx**2)
    dy = dy * search.scale[rows, 1]
    near = (
        (box[:, 0] <= reach[:, 2]) & (box[:, 2] >= reach[:, 0])
        & (box[:, 1] <= reach[:, 3]) & (box[:, 3] >= reach[:, 1])
        & (asked > 0) & (dx**2 + dy**2 < limit**2)
    )  # fmt: skip
    return rows[near], objects[which[near]]


def _boxes_of(search: Search) -> FloatArray:
    prepared = search.prepared
    return prepared.boxes if isinstance(prepared, _Hazards) else np.zeros((0, 4))


def _measure(
    hazards: _Hazards, items: Shapes, rows: IntArray, objects: IntArray, limit: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return (p,) metres, infinite where they are not below the limit, and (p, 4) lines."""
    metres, lines = np.full(len(rows), np.inf), np.zeros((len(rows), 4))
    one, other = hazards.parts.shapes[rows], items.shapes[objects]
    touch = shapely.intersects(one, other)
    common = common_points(one[touch], other[touch])
    metres[touch], lines[touch] = 0.0, np.tile(common, 2)
    counts = np.diff(hazards.parts.first)[rows] * np.diff(items.first)[objects]
    apart = np.flatnonzero(~touch)
    for group in np.split(apart, np.searchsorted(np.cumsum(counts[apart]), _cuts(counts[apart].sum()))):
        if len(group):
            metres[group], lines[group] = nearest(
                hazards.parts, hazards.frames, items, rows[group], objects[group], limit[group]
            )
    return metres, lines


def _cuts(total: int) -> IntArray:
    return np.arange(_EDGES_AT_ONCE, int(total), _EDGES_AT_ONCE)
