"""The compiled kernel (`kernel.c`), as `xq_gis_plugin.core.engine.search` asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xq_gis_plugin.core.engine import _kernel
from xq_gis_plugin.core.engine.search import Measured, State, refuse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xq_gis_plugin.core.engine.search import Batch, Blobs, FloatArray, Grid, Search

__all__ = ["Compiled"]

_ROOM = 4096


class Compiled:
    """Reads and measures shapes in C, without Python's lock."""

    name = "compiled"

    def boxes(self, shapes: Blobs) -> tuple[FloatArray, NDArray[np.uint8]]:
        """Return (n, 4) boxes, NaN where there is none, and the (n,) `State` of each."""
        count = len(shapes.offsets) - 1
        found, states = np.empty((count, 4)), np.empty(count, dtype=np.uint8)
        _kernel.boxes(shapes.data, shapes.offsets, found, states)
        return found, states

    def prepare(self, shapes: Blobs, rows: NDArray[np.int32], shifts: FloatArray) -> object:
        """Return hazards, by their row, moved so many degrees east."""
        return _kernel.prepare(shapes.data, shapes.offsets, rows, shifts)

    def mark(self, grid: Grid, boxes: FloatArray) -> NDArray[np.uint8]:
        """Return for each box whether it meets a cell that a hazard reaches."""
        marks = np.empty(len(boxes), dtype=np.uint8)
        _kernel.mark(_words(grid), np.ascontiguousarray(boxes), marks)
        return marks

    def join(self, search: Search, batch: Batch, marks: NDArray[np.uint8], part: slice) -> Measured:
        """Return the pairs of the marked objects in a part of the batch."""
        given = (
            search.prepared, _words(search.grid), search.reaches, search.scale, search.limits,
            np.ascontiguousarray(batch.boxes), marks, np.ascontiguousarray(batch.kinds, dtype=np.int32),
            np.ascontiguousarray(batch.slack_m), batch.shapes.data, batch.shapes.offsets,
        )  # fmt: skip
        pieces, first, room = [], int(part.start), _ROOM
        while True:
            out = (
                np.empty(room, np.int32), np.empty(room, np.int64), np.empty(room), np.empty((room, 4))
            )  # fmt: skip
            count, reached, wrong = _kernel.join(*given, first, int(part.stop), *out)
            hazards, objects, metres, lines = out
            pieces.append(
                Measured(
                    hazards[:count].copy(),
                    objects[:count].copy(),
                    metres[:count].copy(),
                    lines[:count].copy(),
                )
            )
            if wrong:
                refuse(np.array([max(wrong, State.BROKEN)], dtype=np.uint8), "object", reached)
            if reached >= part.stop:
                return Measured.joined(pieces)
            # One object alone can have more pairs than there was room for.
            room = 2 * room if reached == first else room
            first = reached


def _words(grid: Grid) -> tuple[object, ...]:
    return grid.columns, grid.rows, grid.left, grid.bottom, grid.cell, grid.starts, grid.items
