"""A spatial index of SQLite filled all at once, where it is empty: row by row takes twenty times as long.

The nodes are written as SQLite's own module keeps them (https://www.sqlite.org/rtree.html, "Implementation
Details"): sorted into tiles (Leutenegger, Lopez and Edgington 1997, STR), each node filled to four fifths, so
that rows that come later find room.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    FloatArray = NDArray[np.float64]
    IntArray = NDArray[np.int64]

__all__ = ["fill"]

_CELL = np.dtype([("id", ">i8"), ("box", ">f4", 4)])
_HEAD = np.dtype([("depth", ">u2"), ("count", ">u2")])
_ROOT = 1
_FULL = 0.8
_STEP = 2.0**-23


def fill(connection: sqlite3.Connection, index: str, ids: IntArray, boxes: FloatArray) -> None:
    """Put boxes into a spatial index, within the transaction that is open.

    Parameters
    ----------
    connection
        To the database.
    index
        The name of the index, of two dimensions, that needs no quotes: ``rtree_objects_geom``.
    ids
        (n,) keys that the index does not have.
    boxes
        (n, 4) west, east, south, north; no NaN.
    """
    if len(ids) and connection.execute(_of(index, "SELECT 1 FROM INDEX_ LIMIT 1")).fetchone() is None:
        try:
            _fill(connection, index, ids, boxes)
        except sqlite3.OperationalError as error:
            # Some builds of SQLite keep everybody but its own module from these tables.
            if "may not be modified" not in str(error):
                raise
        else:
            return
    rows = zip(ids.tolist(), *(side.tolist() for side in boxes.T), strict=True)
    connection.executemany(_of(index, "INSERT INTO INDEX_ VALUES (?, ?, ?, ?, ?)"), rows)


def _fill(connection: sqlite3.Connection, index: str, ids: IntArray, boxes: FloatArray) -> None:
    (size,) = connection.execute(
        _of(index, "SELECT length(data) FROM INDEX__node WHERE nodeno = 1")
    ).fetchone()
    room = (size - _HEAD.itemsize) // _CELL.itemsize
    for emptied in ("DELETE FROM INDEX__node", "DELETE FROM INDEX__rowid", "DELETE FROM INDEX__parent"):
        connection.execute(_of(index, emptied))
    each = max(2, int(room * _FULL))
    order = _tiled(boxes, each)
    ids, boxes = ids[order], _outwards(boxes[order])
    depth, number = 0, _ROOT + 1
    while True:
        root = len(ids) <= room
        groups = _groups(len(ids), len(ids) if root else each)
        numbers = np.array([_ROOT]) if root else number + np.arange(len(groups) - 1)
        number += len(numbers)
        packed = _packed(ids, boxes, groups, room, size, depth if root else 0)
        inside = zip(ids.tolist(), np.repeat(numbers, np.diff(groups)).tolist(), strict=True)
        where = (
            "INSERT INTO INDEX__parent VALUES (?, ?)" if depth else "INSERT INTO INDEX__rowid VALUES (?, ?)"
        )
        connection.executemany(_of(index, where), inside)
        rows = zip(numbers.tolist(), packed, strict=True)
        connection.executemany(_of(index, "INSERT INTO INDEX__node VALUES (?, ?)"), rows)
        if root:
            return
        low = np.minimum.reduceat(boxes[:, [0, 2]], groups[:-1], axis=0)
        high = np.maximum.reduceat(boxes[:, [1, 3]], groups[:-1], axis=0)
        boxes = np.column_stack([low[:, 0], high[:, 0], low[:, 1], high[:, 1]])
        ids, depth = numbers, depth + 1


def _of(index: str, template: str) -> str:
    """Return a statement about an index, or about one of the tables behind it."""
    return template.replace("INDEX_", index)


def _tiled(boxes: FloatArray, each: int) -> IntArray:
    """Return the order in which boxes go into nodes: strips from west to east, each from south to north."""
    x, y = boxes[:, 0] + boxes[:, 1], boxes[:, 2] + boxes[:, 3]
    strips = int(np.ceil(np.sqrt(len(boxes) / each)))
    strip = np.empty(len(boxes), dtype=np.int64)
    strip[np.argsort(x, kind="stable")] = np.arange(len(boxes)) * strips // len(boxes)
    return np.asarray(np.lexsort((y, strip)), dtype=np.int64)


def _outwards(boxes: FloatArray) -> FloatArray:
    """Return boxes in single precision that have these in them, rounded as SQLite rounds them."""
    found = boxes.astype(np.float32)
    for column, side in enumerate((-1, 1, -1, 1)):
        inside = (found[:, column] - boxes[:, column]) * side < 0
        exact = boxes[inside, column]
        found[inside, column] = exact * (1 + side * np.sign(exact) * _STEP)
    return found.astype(np.float64)


def _groups(count: int, each: int) -> IntArray:
    """Return where groups of about one size begin, and the end."""
    groups = max(1, -(-count // each))
    return np.asarray(np.arange(groups + 1) * count // groups, dtype=np.int64)


def _packed(
    ids: IntArray, boxes: FloatArray, groups: IntArray, room: int, size: int, depth: int
) -> list[bytes]:
    """Return the nodes as SQLite keeps them."""
    counts = np.diff(groups)
    cells = np.zeros((len(counts), room), dtype=_CELL)
    which = np.repeat(np.arange(len(counts)), counts)
    place = np.arange(len(ids)) - groups[which]
    cells["id"][which, place], cells["box"][which, place] = ids, boxes
    heads = np.zeros(len(counts), dtype=_HEAD)
    heads["depth"], heads["count"] = depth, counts
    rest = bytes(size - _HEAD.itemsize - room * _CELL.itemsize)
    return [head.tobytes() + row.tobytes() + rest for head, row in zip(heads, cells, strict=True)]
