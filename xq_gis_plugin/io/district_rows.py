"""The rows of a district's workspace, within one transaction: put in, set aside, put back."""

from __future__ import annotations

import hashlib
import json
import math
import sqlite3
from typing import TYPE_CHECKING, Any

import numpy as np

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CRS
from xq_gis_plugin.io.district_tables import EXTRAS, IMPORT, TABLES, statement
from xq_gis_plugin.io.gpkg_blob import blobs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import geopandas as gpd

    from xq_gis_plugin.io.columns import Role

__all__ = ["SRS_ID", "already_there", "content_digest", "insert", "put_back", "set_aside"]

_BATCH = 2_000
SRS_ID = int(CRS.partition(":")[2])
"""The number that a GeoPackage gives the coordinate system of ours."""
_GEOMETRY = "geom"
_HEX = "\0hex:"
"""Before bytes that stand as text."""


def already_there(connection: sqlite3.Connection, role: Role, identities: Sequence[str]) -> dict[str, int]:
    """Return the feature number of each identity that a layer has already."""
    connection.execute("CREATE TEMP TABLE given (identity TEXT PRIMARY KEY)")
    connection.executemany("INSERT INTO given VALUES (?)", ((str(one),) for one in identities))
    query = "SELECT KEY_, fid FROM TABLE_ WHERE KEY_ IN (SELECT identity FROM given)"
    found = dict(connection.execute(statement(query, TABLES[role], role.id_column)).fetchall())
    connection.execute("DROP TABLE temp.given")
    return found


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
    columns = [_stored(frame[name].tolist()) for name in own]
    others = [_stored(frame[name].tolist()) for name in extras]
    left = [_extras(extras, values) for values in zip(*others, strict=True)]
    shapes = blobs(np.asarray(frame.geometry.to_numpy(), dtype=object), SRS_ID)
    rows = [*zip(*columns, [number] * len(frame), left or [None] * len(frame), shapes, strict=True)]
    for start in range(0, len(rows), _BATCH):
        progress(start / len(rows))
        _put(connection, TABLES[role], [*own, IMPORT, EXTRAS, _GEOMETRY], rows[start : start + _BATCH])


def _put(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    names = ", ".join('"' + name.replace('"', '""') + '"' for name in columns)
    marks = ", ".join("?" for _ in columns)
    query = statement("INSERT INTO TABLE_ (NAMES_) VALUES (MARKS_)", table)
    connection.executemany(query.replace("NAMES_", names).replace("MARKS_", marks), rows)


def _stored(values: list[Any]) -> list[Any]:
    """Return values as SQLite has them: null, number or text."""
    return [_one(value) for value in values]


def _one(value: Any) -> Any:  # noqa: ANN401 - a cell
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float):
        return None if math.isnan(value) else value
    if isinstance(value, np.generic):
        return _one(value.item())
    return None if value != value else str(value)  # noqa: PLR0124 - what is not equal to itself is null


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
