"""Every object nearer to a hazard than is asked of that pair, exactly, at any scale.

Shapes come as well-known binary, the way Parquet and GeoPackage keep them: most are never looked at. A grid
over the hazards and what they reach drops whole batches by their boxes; boxes that meet drop pairs; what is
left is measured (`xq_gis_plugin.core.engine.plain`, or the same in C). ``docs/engine.md`` has the method.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from xq_gis_plugin.core.errors import InputError

if TYPE_CHECKING:
    # `numpy.typing` takes as long to import as a small city takes to be searched.
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    FloatArray = NDArray[np.float64]

__all__ = ["Batch", "Blobs", "Grid", "Measured", "Reader", "Search", "State", "reader", "which_reader"]

SEMI_MAJOR_M = 6378137.0
FARTHEST_M = 20_000.0
"""No limit may be larger: beyond, the chord and the geodesic are not told apart well enough."""

_EAST_M = math.radians(SEMI_MAJOR_M) * 0.9999
_NORTH_M = math.radians(6335439.3) * 0.9999
_WHOLE = 180.0
_MOST_CELLS, _CELLS_EACH, _ITEMS_EACH = 16_000_000, 150, 64
_LEAST_CELL_DEG = 0.001
_PIECE = 20_000
"""So many objects are looked at before somebody is asked whether to go on."""


class State:
    """What can be wrong with a shape: the numbers that readers give."""

    FINE, EMPTY, BROKEN, NO_PLACE, LONG_STEP, UNKNOWN_TYPE = range(6)


class Blobs(NamedTuple):
    """Shapes as well-known binary: all bytes, and (n + 1,) int64 where each begins."""

    data: NDArray[np.uint8]
    offsets: NDArray[np.int64]

    @classmethod
    def of(cls, shapes: list[bytes | None]) -> Blobs:
        """Join single shapes; None is an empty one."""
        found = [one or b"" for one in shapes]
        offsets = np.zeros(len(found) + 1, dtype=np.int64)
        np.cumsum([len(one) for one in found], out=offsets[1:])
        return cls(np.frombuffer(b"".join(found), dtype=np.uint8), offsets)


class Batch(NamedTuple):
    """Objects to be looked at.

    ``boxes`` (n, 4) degrees: west, south, east, north; NaN for what is empty. ``kinds`` (n,) int32, columns
    of the limits. ``slack_m`` (n,) is added to the limit of each. A batch that is ``ready`` has boxes that
    reach as much farther.
    """

    shapes: Blobs
    boxes: FloatArray
    kinds: NDArray[np.int32]
    slack_m: FloatArray
    ready: bool = False

    def made_ready(self) -> Batch:
        """Return the batch ready for any number of searches.

        Raises
        ------
        InputError
            ``limit_too_large``, ``limit_negative``.
        """
        if self.ready:
            return self
        _refuse_metres(self.slack_m)
        return self._replace(boxes=_grown(self.boxes, self.slack_m), ready=True)


class Measured(NamedTuple):
    """Pairs below their limit.

    ``hazards`` (p,) int32 and ``objects`` (p,) int64 are rows; ``distance_m`` (p,) geodesic metres, 0 where
    the two touch; ``lines`` (p, 4) longitude and latitude at the hazard and at the object, degrees, past 180
    where the two lie on either side of it.
    """

    hazards: NDArray[np.int32]
    objects: NDArray[np.int64]
    distance_m: FloatArray
    lines: FloatArray

    @classmethod
    def joined(cls, pieces: list[Measured]) -> Measured:
        """Put pieces together in their order."""
        if not pieces:
            return cls(np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0), np.zeros((0, 4)))
        return cls(*(np.concatenate(column) for column in zip(*pieces, strict=True)))

    def take(self, rows: NDArray[np.int64]) -> Measured:
        """Return some of the pairs, in this order."""
        hazards, objects, metres, lines = self
        return Measured(hazards[rows], objects[rows], metres[rows], lines[rows])


@dataclass(frozen=True)
class Grid:
    """Cells over what the hazards reach: of cell c, ``items[starts[c]:starts[c + 1]]`` reach into it."""

    columns: int
    rows: int
    left: float
    bottom: float
    cell: float
    starts: NDArray[np.int32]
    items: NDArray[np.int32]

    @cached_property
    def reached(self) -> NDArray[np.int32]:
        """(rows + 1, columns + 1) how many of the cells south and west of a corner are reached."""
        filled = np.zeros((self.rows + 1, self.columns + 1), dtype=np.int32)
        filled[1:, 1:] = (np.diff(self.starts) > 0).reshape(self.rows, self.columns)
        return np.cumsum(np.cumsum(filled, axis=0, out=filled), axis=1, out=filled)

    @classmethod
    def over(cls, reaches: FloatArray) -> Grid:
        """Lay a grid over (n, 4) boxes in degrees."""
        count = len(reaches)
        if not count:
            return cls(1, 1, 0.0, 0.0, 1.0, np.zeros(2, np.int32), np.zeros(0, np.int32))
        left, bottom = reaches[:, :2].min(axis=0)
        right, top = reaches[:, 2:].max(axis=0)
        wanted = min(_MOST_CELLS, _CELLS_EACH * count)
        cell = max(_LEAST_CELL_DEG, math.sqrt(max((right - left) * (top - bottom), 1e-12) / wanted))
        while True:
            columns, rows = int((right - left) / cell) + 1, int((top - bottom) / cell) + 1
            ends = [
                np.clip(((reaches[:, k] - low) / cell).astype(np.int64), 0, most - 1)
                for k, low, most in (
                    (0, left, columns), (2, left, columns), (1, bottom, rows), (3, bottom, rows)
                )
            ]  # fmt: skip
            wide, high = ends[1] - ends[0] + 1, ends[3] - ends[2] + 1
            if (wide * high).sum() <= _ITEMS_EACH * count + 1_000_000 and columns * rows <= 2 * _MOST_CELLS:
                break
            cell *= 1.5
        each = wide * high
        items = np.repeat(np.arange(count, dtype=np.int32), each)
        inner = np.arange(each.sum()) - np.repeat(np.cumsum(each) - each, each)
        across = np.repeat(wide, each)
        cells = (np.repeat(ends[2], each) + inner // across) * columns
        cells += np.repeat(ends[0], each) + inner % across
        starts = np.zeros(columns * rows + 1, dtype=np.int32)
        order = np.argsort(cells, kind="stable")
        # Few of the cells have anything in them.
        used, counts = np.unique(cells, return_counts=True)
        starts[used + 1] = counts
        np.cumsum(starts, out=starts)
        return cls(columns, rows, float(left), float(bottom), cell, starts, items[order])


class Reader(Protocol):
    """What reads and measures shapes: in C, or in numpy and shapely."""

    name: str

    def boxes(self, shapes: Blobs) -> tuple[FloatArray, NDArray[np.uint8]]:
        """Return (n, 4) boxes, NaN where there is none, and the (n,) `State` of each."""

    def prepare(self, shapes: Blobs, rows: NDArray[np.int32], shifts: FloatArray) -> object:
        """Return hazards, by their row, moved so many degrees east."""

    def mark(self, grid: Grid, boxes: FloatArray) -> NDArray[np.uint8]:
        """Return for each box whether it meets a cell that a hazard reaches."""

    def join(self, search: Search, batch: Batch, marks: NDArray[np.uint8], part: slice) -> Measured:
        """Return the pairs of the marked objects in a part of the batch."""


def reader(name: str = "") -> Reader:
    """Return the reader of that name, by default the compiled one where it was built.

    Raises
    ------
    ValueError
        For a name that is none, or one that is not there.
    """
    if name not in ("", "compiled", "plain"):
        message = f"no reader {name!r}"
        raise ValueError(message)
    if name != "plain":
        try:
            from xq_gis_plugin.core.engine.compiled import Compiled
        except ImportError as error:
            if name:
                message = "the kernel was not built"
                raise ValueError(message) from error
        else:
            return Compiled()
    # shapely and pyproj take longer to import than a city takes to be searched.
    from xq_gis_plugin.core.engine.plain import Plain

    return Plain()


def which_reader() -> str:
    """Return the name of the reader in use: ``compiled`` or ``plain``."""
    return reader().name


@dataclass
class Search:
    """Hazards, ready to be held against any number of batches.

    Parameters
    ----------
    shapes
        (h,) hazards, longitude and latitude in degrees on CGCS2000 or WGS 84, edges straight in degrees.
    limits_m
        (h, k) metres that are asked of each from each kind of object; NaN or 0: nothing is.
    by
        Who reads the shapes.

    Raises
    ------
    InputError
        ``shape_unusable`` (row and reason), ``limit_too_large``, ``limit_negative``.
    """

    shapes: Blobs
    limits_m: FloatArray
    by: Reader = field(default_factory=reader)
    rows: NDArray[np.int32] = field(init=False)
    reaches: FloatArray = field(init=False)
    scale: FloatArray = field(init=False)
    limits: FloatArray = field(init=False)
    grid: Grid = field(init=False)
    prepared: object = field(init=False)

    def __post_init__(self) -> None:
        """Read the hazards and lay the grid."""
        limits = np.nan_to_num(np.asarray(self.limits_m, dtype=np.float64), nan=0.0)
        _refuse_metres(limits)
        boxes, states = self.by.boxes(self.shapes)
        refuse(states, "hazard", 0)
        used = np.flatnonzero((states == State.FINE) & (limits.max(axis=1, initial=0.0) > 0))
        reaches, scale = _reach(boxes[used], limits[used].max(axis=1, initial=0.0))
        # What may reach beyond 180 degrees, the slack of an object included, stands there again.
        rows, shifts = [used], [np.zeros(len(used))]
        widest, _ = _reach(boxes[used], limits[used].max(axis=1, initial=0.0) + FARTHEST_M)
        for beyond, shift in ((widest[:, 0] <= -_WHOLE, 360.0), (widest[:, 2] >= _WHOLE, -360.0)):
            rows.append(used[beyond])
            shifts.append(np.full(int(beyond.sum()), shift))
        self.rows = np.concatenate(rows).astype(np.int32)
        moved = np.concatenate(shifts)
        at = np.searchsorted(used, self.rows)
        self.reaches = np.ascontiguousarray(reaches[at])
        self.reaches[:, [0, 2]] += moved[:, None]
        self.scale, self.limits = np.ascontiguousarray(scale[at]), np.ascontiguousarray(limits[self.rows])
        self.grid = Grid.over(self.reaches)
        self.prepared = self.by.prepare(self.shapes, self.rows, moved)

    def boxes(self, shapes: Blobs) -> FloatArray:
        """Return (n, 4) boxes of objects, NaN where there is nothing.

        Raises
        ------
        InputError
            ``shape_unusable``.
        """
        boxes, states = self.by.boxes(shapes)
        refuse(states, "object", 0)
        return boxes

    def near(self, boxes: FloatArray) -> NDArray[np.uint8]:
        """Return for each of (n, 4) boxes whether a hazard may reach it; none: drop the batch unread."""
        return self.by.mark(self.grid, boxes)

    def pairs(
        self,
        batch: Batch,
        marks: NDArray[np.uint8] | None = None,
        heard: Callable[[], None] = lambda: None,
    ) -> Measured:
        """Return the pairs of a batch that are below their limit, by object.

        Parameters
        ----------
        batch
            The objects.
        marks
            What `near` said of their boxes.
        heard
            Called now and then; it may raise to end the search.

        Raises
        ------
        InputError
            ``shape_unusable``, ``limit_too_large``, ``limit_negative``.
        """
        ready = batch.made_ready()
        if marks is None or ready.boxes is not batch.boxes:
            marks = self.near(ready.boxes)
        found = Measured.joined([*self._pieces(ready, marks, heard)])
        return found if len(self.rows) == len(np.unique(self.rows)) else _once(found)

    def _pieces(
        self, batch: Batch, marks: NDArray[np.uint8], heard: Callable[[], None]
    ) -> Iterator[Measured]:
        for start in range(0, len(marks), _PIECE):
            heard()
            part = slice(start, min(start + _PIECE, len(marks)))
            if marks[part].any():
                yield self.by.join(self, batch, marks, part)


def _refuse_metres(metres: FloatArray) -> None:
    most = float(metres.max(initial=0.0))
    if most > FARTHEST_M:
        message = f"a distance of {most:g} m is asked; at most {FARTHEST_M:g} m can be."
        raise InputError("limit_too_large", message, "Look at the rules and at the accuracies.", value=most)
    least = float(metres.min(initial=0.0))
    if not least >= 0:
        message = f"a distance of {least:g} m is asked; none can be below 0."
        hint = "Correct it; leave it empty where nothing is asked."
        raise InputError("limit_negative", message, hint, value=least)


def _once(found: Measured) -> Measured:
    """Return each pair once, with the least distance: a box over all longitudes meets a hazard twice."""
    order = np.lexsort((found.distance_m, found.hazards, found.objects))
    hazards, objects = found.hazards[order], found.objects[order]
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = (np.diff(hazards) != 0) | (np.diff(objects) != 0)
    return found.take(order[first])


def refuse(states: NDArray[np.uint8], what: str, first: int) -> None:
    """Refuse shapes that cannot be used; an empty one is no fault.

    Raises
    ------
    InputError
        ``shape_unusable``.
    """
    bad = np.flatnonzero(states > State.EMPTY)
    if not len(bad):
        return
    row = int(bad[0]) + first + 1
    state = int(states[bad[0]])
    why, hint = {
        State.NO_PLACE: ("has coordinates that are no longitude and latitude", "Bring it to EPSG:4490."),
        State.LONG_STEP: (
            "has an edge over more than 180 degrees of longitude",
            "Cut it at the antimeridian, as RFC 7946 asks.",
        ),
        State.UNKNOWN_TYPE: ("is a curve or a surface", "Make it of straight edges first."),
    }.get(state, ("is no well-known binary", "Write the file anew."))
    message = f"{what} in row {row} {why}."
    raise InputError("shape_unusable", message, hint, row=row, role=what, state=state, why=why)


def _reach(boxes: FloatArray, reach_m: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return (n, 4) what each hazard reaches, and (n, 2) metres that a degree there surely has.

    Two points of an ellipsoid, differing by d in longitude, are at least the chord 2 p sin(d / 2) apart, p
    being the radius of the parallel of the one nearer to a pole; p is at least a cos(latitude).
    """
    north = reach_m / _NORTH_M
    far = np.minimum(np.maximum(np.abs(boxes[:, 1]), np.abs(boxes[:, 3])) + north, 90.0)
    radius = SEMI_MAJOR_M * np.cos(np.radians(far)) * 0.9999
    whole = reach_m >= 2 * radius
    share = np.where(whole, 1.0, reach_m / np.where(whole, 1.0, 2 * radius))
    east = np.degrees(2 * np.arcsin(share)) * (1 + 1e-9)
    west_end = np.where(whole, -_WHOLE, boxes[:, 0] - east)
    east_end = np.where(whole, _WHOLE, boxes[:, 2] + east)
    reaches = np.column_stack([west_end, boxes[:, 1] - north, east_end, boxes[:, 3] + north])
    scale = np.column_stack(
        [np.where(whole, 0.0, _EAST_M * np.cos(np.radians(far))), np.full(len(boxes), _NORTH_M)]
    )
    return reaches, scale


def _grown(boxes: FloatArray, slack_m: FloatArray) -> FloatArray:
    """Return boxes that reach so much farther; the same ones where nothing does."""
    if not slack_m.any():
        return boxes
    ends, _ = _reach(np.nan_to_num(boxes), slack_m)
    return np.where(np.isnan(boxes), np.nan, ends)
