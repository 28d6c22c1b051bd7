"""The rows of a district's workspace, within one transaction: put in, set aside, put back."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from pandas.api.types import infer_dtype

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CRS
from xq_gis_plugin.io.district_tables import EXTRAS, IMPORT, TABLES, statement
from xq_gis_plugin.io.gpkg_blob import blobs
from xq_gis_plugin.io.rtree_fill import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    from xq_gis_plugin.io.columns import Role

__all__ = ["SRS_ID", "already_there", "content_digest", "insert", "put_back", "set_aside"]

_BATCH = 2_000
SRS_ID = int(CRS.partition(":")[2])
"""The number that a GeoPackage gives the coordinate system of ours."""
_GEOMETRY = "geom"
_STORABLE = ("string", "boolean", "empty", "floating", "integer", "mixed-integer-float")
_HEX = "\0hex:"
"""Before bytes that stand as text."""


def already_there(connection: sqlite3.Connection, role: Role, identities: Sequence[str]) -> dict[str, int]:
    """Return the feature number of each identity that a layer has already."""
    if _is_empty(connection, TABLES[role]):
        return {}
    connection.execute("CREATE TEMP TABLE given (identity TEXT PRIMARY KEY)")
    connection.executemany("INSERT INTO given VALUES (?)", ((str(one),) for one in identities))
    query = "SELECT KEY_, fid FROM TABLE_ WHERE KEY_ IN (SELECT identity FROM given)"
    found = dict(connection.execute(statement(query, TABLES[role], role.id_column)).fetchall())
    connection.execute("DROP TABLE temp.given")
    return found


def _is_empty(connection: sqlite3.Connection, table: str) -> bool:
    return connection.execute(statement("SELECT 1 FROM TABLE_ LIMIT 1", table)).fetchone() is None


def set_aside(connection: sqlite3.Connection, role: Role, number: int, there: dict[str, int]) -> int:
    """Move rows that import ``number`` replaces to where its undo finds them; return how many."""
    table = TABLES[role]
    for fid in there.values():
        cursor = connection.execute(statement("SELECT * FROM TABLE_ WHERE fid = ?", table), (fid,))
        names = [str(column[0]) for column in cursor.description]
        row = dict(zip(names, cursor.fetchone(), strict=True))
        connection.execute(
            "INSERT INTO replaced (import_id, role, was_fid, was_import, content) VALUES (?, ?, ?, ?, ?)",
            (number, str(role), fid, row[IMPORT], json.dumps(row, ensure_ascii=False, default=_hexed)),
        )
        connection.execute(statement("DELETE FROM TABLE_ WHERE fid = ?", table), (fid,))
    return len(there)


def put_back(connection: sqlite3.Connection, role: Role, number: int, workspace: Path) -> int:
    """Put the rows that import ``number`` replaced back in their place; return how many.

    Raises
    ------
    InputError
        ``row_in_the_way``: one of them has been drawn anew since.
    """
    table = TABLES[role]
    rows = connection.execute(
        "SELECT content FROM replaced WHERE import_id = ? ORDER BY was_fid", (number,)
    ).fetchall()
    for (content,) in rows:
        row = {name: _unhexed(value) for name, value in json.loads(content).items()}
        try:
            _put(connection, table, list(row), [tuple(row.values())])
        except sqlite3.IntegrityError as error:
            identity = row[role.id_column]
            message = f"the row {identity} that the import replaced cannot be put back: it is there again."
            hint = f"Delete or rename the new one in {table} first."
            facts = {"path": str(workspace), "layer": table, "identity": identity}
            raise InputError("row_in_the_way", message, hint, **facts) from error
    return len(rows)


def _hexed(value: bytes) -> str:
    return _HEX + value.hex()


def _unhexed(value: Any) -> Any:  # noqa: ANN401 - a cell
    return bytes.fromhex(value[len(_HEX) :]) if isinstance(value, str) and value.startswith(_HEX) else value


def insert(
    connection: sqlite3.Connection,
    role: Role,
    number: int,
    frame: gpd.GeoDataFrame,
    progress: Callable[[float], None],
) -> None:
    """Put the rows of a frame into the layer of their role, as those of import ``number``."""
    own = role.columns[:-1]
    extras = [name for name in frame.columns if name not in role.columns]
    columns = [_stored(frame[name]) for name in own]
    others = [_stored(frame[name]) for name in extras]
    left = [_extras(extras, values) for values in zip(*others, strict=True)]
    geometry = np.asarray(frame.geometry.to_numpy(), dtype=object)
    shapes = blobs(geometry, SRS_ID)
    table = TABLES[role]
    (first,) = connection.execute(statement("SELECT coalesce(max(fid), 0) + 1 FROM TABLE_", table)).fetchone()
    used = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    # As SQLite would number them itself: a number that was once given is never given again.
    first = max(first, used[0] + 1 if used else 1)
    fids = range(first, first + len(frame))
    rows = [*zip(fids, *columns, [number] * len(frame), left or [None] * len(frame), shapes, strict=True)]
    with _in_bulk(connection, table, np.asarray(fids, dtype=np.int64), geometry):
        for start in range(0, len(rows), _BATCH):
            progress(start / len(rows))
            names = ["fid", *own, IMPORT, EXTRAS, _GEOMETRY]
            _put(connection, table, names, rows[start : start + _BATCH])


@contextmanager
def _in_bulk(
    connection: sqlite3.Connection, table: str, fids: NDArray[np.int64], geometry: NDArray[np.object_]
) -> Iterator[None]:
    """Let a block insert rows without the triggers that would see to the index and the count of each."""
    index, count = f"rtree_{table}_{_GEOMETRY}_insert", f"trigger_insert_feature_count_{table}"
    # The indexes of a full layer take longer to be made anew than to grow.
    anew = (f"{table}_id", f"{table}_import") if _is_empty(connection, table) else ()
    kept = {
        name: sql
        for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        if name in (index, count, *anew)
    }
    for name in kept:
        connection.execute(f"DROP {'INDEX' if name in anew else 'TRIGGER'} {name}")
    yield
    if index in kept:
        there = ~(shapely.is_missing(geometry) | shapely.is_empty(geometry))
        boxes = shapely.bounds(geometry[there])[:, [0, 2, 1, 3]]
        fill(connection, f"rtree_{table}_{_GEOMETRY}", fids[there], boxes)
    if count in kept:
        added = "UPDATE gpkg_ogr_contents SET feature_count = feature_count + ? WHERE table_name = ?"
        connection.execute(added, (len(fids), table))
    for sql in kept.values():
        connection.execute(sql)


def _put(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    names = ", ".join('"' + name.replace('"', '""') + '"' for name in columns)
    marks = ", ".join("?" for _ in columns)
    query = statement("INSERT INTO TABLE_ (NAMES_) VALUES (MARKS_)", table)
    connection.executemany(query.replace("NAMES_", names).replace("MARKS_", marks), rows)


def _stored(column: pd.Series) -> list[Any]:
    """Return a column's values as SQLite has them: null, number or text."""
    values = column.astype(object).where(column.notna(), None).tolist()
    if column.dtype != object or infer_dtype(column, skipna=True) in _STORABLE:
        return values
    return [value if isinstance(value, str | int | float | None) else str(value) for value in values]


def _extras(names: Sequence[str], values: Sequence[Any]) -> str | None:
    filled = {str(name): value for name, value in zip(names, values, strict=True) if value not in (None, "")}
    return json.dumps(filled, ensure_ascii=False) if filled else None


def content_digest(connection: sqlite3.Connection, role: Role, number: int) -> str:
    """Return a digest of the rows of an import, by which a change is seen."""
    total = hashlib.sha256()
    query = statement("SELECT * FROM TABLE_ WHERE import_id = ? ORDER BY fid", TABLES[role])
    for row in connection.execute(query, (number,)):
        total.update(repr(row).encode("utf-8", "surrogatepass"))
    return total.hexdigest()
