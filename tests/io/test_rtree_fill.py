"""An index that is filled all at once is whole, finds what it should, and goes on as any other."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from xq_gis_plugin.io.rtree_fill import fill

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(params=[1024, 4096])
def database(request: pytest.FixtureRequest) -> Iterator[sqlite3.Connection]:
    """Return a database with an empty index; a node of it has as many boxes as a page has room for."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {request.param}")
        connection.execute("CREATE VIRTUAL TABLE r USING rtree(id, minx, maxx, miny, maxy)")
        yield connection


def some(count: int, *, spread: float = 1.0) -> tuple[Any, Any]:
    """Return keys in no order, some below nought, and boxes on all sides of 0, 0, points among them."""
    dice = np.random.default_rng(count)
    at, size = dice.normal(0, spread, (count, 2)), dice.exponential(0.01, (count, 2))
    size[::3] = 0
    boxes = np.column_stack([at[:, 0], at[:, 0] + size[:, 0], at[:, 1], at[:, 1] + size[:, 1]])
    return dice.permutation(count).astype(np.int64) * 3 - count, boxes


def test_boxes_are_rounded_as_row_by_row(database: sqlite3.Connection) -> None:
    ids, boxes = some(2_000)
    database.execute("CREATE VIRTUAL TABLE slow USING rtree(id, minx, maxx, miny, maxy)")
    rows = np.column_stack([ids, boxes]).tolist()
    database.executemany("INSERT INTO slow VALUES (?, ?, ?, ?, ?)", rows)
    fill(database, "r", ids, boxes)
    queries = ("SELECT * FROM r ORDER BY id", "SELECT * FROM slow ORDER BY id")
    one, other = (database.execute(query).fetchall() for query in queries)
    assert one == other


def check(connection: sqlite3.Connection, ids: Any, boxes: Any) -> None:
    assert connection.execute("SELECT rtreecheck('r')").fetchone() == ("ok",)
    told = np.array(connection.execute("SELECT * FROM r ORDER BY id").fetchall()).reshape(-1, 5)
    order = np.argsort(ids)
    assert told[:, 0].tolist() == ids[order].tolist()
    # In single precision, with the box in it, and no larger than that takes.
    off = told[:, 1:] - boxes[order]
    assert (off[:, [0, 2]] <= 0).all()
    assert (off[:, [1, 3]] >= 0).all()
    assert (np.abs(off) <= np.abs(boxes[order]) * 2**-22).all()
    dice = np.random.default_rng(len(ids))
    for _ in range(30):
        x, y, wide = *dice.normal(0, 1, 2), dice.exponential(0.3)
        query = "SELECT id FROM r WHERE minx <= ? AND maxx >= ? AND miny <= ? AND maxy >= ?"
        found = {i for (i,) in connection.execute(query, (x + wide, x - wide, y + wide, y - wide))}
        west, east, south, north = boxes.T
        near = (west <= x + wide) & (east >= x - wide) & (south <= y + wide) & (north >= y - wide)
        assert set(ids[near].tolist()) <= found
        assert len(found) - near.sum() <= 2


@pytest.mark.parametrize("count", [0, 1, 2, 38, 39, 40, 41, 42, 51, 52, 53, 100, 1_600, 1_700, 9_000])
def test_it_is_whole_and_finds_what_row_by_row_would(database: sqlite3.Connection, count: int) -> None:
    ids, boxes = some(count)
    fill(database, "r", ids, boxes)
    check(database, ids, boxes)


def test_later_rows_come_and_go_as_in_any_other(database: sqlite3.Connection) -> None:
    ids, boxes = some(3_000)
    fill(database, "r", ids[:2_000], boxes[:2_000])
    fill(database, "r", ids[2_000:], boxes[2_000:])
    check(database, ids, boxes)
    database.executemany("DELETE FROM r WHERE id = ?", [(one,) for one in ids[:2_990].tolist()])
    check(database, ids[2_990:], boxes[2_990:])
    database.execute("DELETE FROM r")
    fill(database, "r", ids, boxes)
    check(database, ids, boxes)


@pytest.mark.parametrize("spread", [0.0, 1e-9, 1e6])
def test_boxes_in_one_place_or_far_apart_are_all_there(database: sqlite3.Connection, spread: float) -> None:
    ids, boxes = some(2_500, spread=spread)
    fill(database, "r", ids, boxes)
    check(database, ids, boxes)


def test_what_is_undone_leaves_the_index_as_it_was(database: sqlite3.Connection) -> None:
    ids, boxes = some(500)
    database.execute("BEGIN")
    fill(database, "r", ids, boxes)
    database.execute("ROLLBACK")
    check(database, ids[:0], boxes[:0])
