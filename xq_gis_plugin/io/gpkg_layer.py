"""GeoPackage layers as the separation engine takes them: by their spatial index, without GDAL.

Source: OGC 12-128r18, GeoPackage Encoding Standard 1.3: clause 2.1.3 (geometries), annex F.3 (spatial index).
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from xq_gis_plugin.core.engine.search import Blobs
from xq_gis_plugin.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

__all__ = ["GpkgLayer", "open_gpkg", "quoted", "shapes_of_blobs"]

_DEGREES = frozenset({("EPSG", 4326), ("EPSG", 4490), ("OGC", 84)})
_HEADER, _ENVELOPES, _OF_ITS_OWN = 8, (0, 32, 48, 48, 64), 0b100000
_MAGIC = b"GP"
_EVERY_ROW = "SELECT COLUMNS_ FROM TABLE_ ORDER BY KEY_"
_ROWS = "SELECT COLUMNS_ FROM wanted CROSS JOIN TABLE_ ON KEY_ = wanted.key ORDER BY wanted.key"
_KEYS = (
    "SELECT group_concat(i.id) FROM around CROSS JOIN INDEX_ i"
    " ON i.minx <= e AND i.maxx >= w AND i.miny <= n AND i.maxy >= s"
)
_INSERT = "INSERT INTO wanted VALUES (?)"
_BOXES_AT_ONCE = 500
_KEYS_AT_ONCE = 500
"""SQLite takes 999 values a statement at least."""
_BROKEN = b"\xff"
"""No well-known binary: what is read as such is refused with its row."""


@dataclass(frozen=True)
class GpkgLayer:
    """One layer of a GeoPackage: what its tables tell.

    Attributes
    ----------
    key, geometry
        Columns: the primary key and the geometry.
    srs
        Authority and code of the coordinate system.
    index
        The table of the spatial index, "" where there is none that knows every row.
    """

    path: Path
    name: str
    key: str
    geometry: str
    columns: tuple[str, ...]
    srs: tuple[str, int]
    index: str

    def connect(self) -> sqlite3.Connection:
        """Open the file to read only; close it again."""
        return _connect(self.path)

    def require(self, columns: Sequence[str]) -> None:
        """Refuse a layer without these columns.

        Raises
        ------
        InputError
            ``columns_missing``.
        """
        missing = ", ".join(name for name in columns if name not in self.columns)
        if missing:
            message = f"{self.path.name}#{self.name} has no column {missing}."
            hint = "Name the columns as the file does."
            raise InputError("columns_missing", message, hint, path=str(self.path), missing=missing)

    def every_row(self, connection: sqlite3.Connection, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield the columns of all rows, by key.

        Raises
        ------
        InputError
            ``file_unreadable``.
        """
        try:
            yield from connection.execute(self._said(_EVERY_ROW, COLUMNS_=_listed(columns)))
        except sqlite3.Error as error:
            raise _unreadable(self.path, error) from error

    def rows(
        self, connection: sqlite3.Connection, columns: Sequence[str], keys: NDArray[np.int64]
    ) -> list[tuple[Any, ...]]:
        """Return the columns of the rows with these keys, by key.

        Raises
        ------
        InputError
            ``file_unreadable``.
        """
        try:
            connection.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (key INTEGER PRIMARY KEY)")
            connection.execute("DELETE FROM wanted")
            for start in range(0, len(keys), _KEYS_AT_ONCE):
                part = keys[start : start + _KEYS_AT_ONCE].tolist()
                # Many to a statement: one for each takes four times as long.
                connection.execute(_INSERT + ", (?)" * (len(part) - 1), part)
            # CROSS JOIN: in this order. The planner does not know that a key is cheap and the table is not.
            return connection.execute(self._said(_ROWS, COLUMNS_=_listed(columns))).fetchall()
        except sqlite3.Error as error:
            raise _unreadable(self.path, error) from error

    def keys_in(
        self, connection: sqlite3.Connection, boxes: NDArray[np.float64], heard: Callable[[], None]
    ) -> NDArray[np.int64]:
        """Return the keys of the rows whose box in the spatial index meets one of (n, 4) boxes, in order.

        ``heard`` is called now and then; it may raise to end the search.

        Raises
        ------
        InputError
            ``file_unreadable``.
        """
        found = [np.zeros(0, dtype=np.int64)]
        waiting = [boxes[start : start + _BOXES_AT_ONCE] for start in range(0, len(boxes), _BOXES_AT_ONCE)]
        try:
            connection.execute("CREATE TEMP TABLE around (w REAL, s REAL, e REAL, n REAL)")
            while waiting:
                heard()
                part = waiting.pop()
                connection.execute("DELETE FROM around")
                connection.executemany("INSERT INTO around VALUES (?, ?, ?, ?)", part.tolist())
                try:
                    # One text of them all: a row of its own for each takes Python twice as long.
                    (keys,) = connection.execute(self._said(_KEYS)).fetchone()
                except sqlite3.DataError:
                    # It was longer than SQLite lets a text be.
                    if len(part) == 1:
                        raise
                    waiting += [part[: len(part) // 2], part[len(part) // 2 :]]
                    continue
                found.append(np.unique(np.array(keys.split(","), dtype=np.int64)) if keys else found[0])
        except sqlite3.Error as error:
            raise _unreadable(self.path, error) from error
        return np.unique(np.concatenate(found))

    def _said(self, statement: str, **more: str) -> str:
        """Return a statement with the names of this layer in it."""
        return _filled(
            statement, TABLE_=quoted(self.name), KEY_=quoted(self.key), INDEX_=quoted(self.index), **more
        )


def open_gpkg(path: Path, name: str | None = None) -> GpkgLayer:
    """Return a layer of a file, the only one where none is named.

    Raises
    ------
    InputError
        ``file_missing``, ``file_unreadable``, ``layer_missing``, ``layer_unnamed``, ``layer_empty``,
        ``crs_wrong``, ``layer_without_key``.
    """
    path = Path(path)
    if not path.is_file():
        message = f"{path} does not exist."
        raise InputError("file_missing", message, "Check the name.", path=str(path))
    try:
        with closing(_connect(path)) as connection:
            return _open(connection, path, name)
    except sqlite3.Error as error:
        raise _unreadable(path, error) from error


def shapes_of_blobs(stored: Sequence[bytes | None]) -> Blobs:
    """Return shapes as the engine takes them from what a GeoPackage stores; null ones are empty."""
    return _usual(stored) or Blobs.of([None if blob is None else _body(blob) for blob in stored])


def _usual(stored: Sequence[bytes | None]) -> Blobs | None:
    """Return the shapes all at once, where every row has one and the kernel was built."""
    try:
        from xq_gis_plugin.io._pages import gather
    except ImportError:
        return None
    full = [blob for blob in stored if blob is not None]
    ends = np.cumsum(np.fromiter(map(len, full), dtype=np.int64, count=len(full)))
    if not full or len(full) < len(stored) or int(np.diff(ends, prepend=0).min()) < _HEADER:
        return None
    whole = np.frombuffer(b"".join(full), dtype=np.uint8)
    starts = np.concatenate([[0], ends[:-1]])
    flags = whole[starts + 3]
    envelope = flags >> 1 & 0b111
    named = (whole[starts] == _MAGIC[0]) & (whole[starts + 1] == _MAGIC[1]) & (flags & _OF_ITS_OWN == 0)
    if not (named & (envelope < len(_ENVELOPES))).all():
        return None
    bodies = starts + _HEADER + np.array(_ENVELOPES)[envelope]
    if (bodies > ends).any():
        return None
    offsets = np.concatenate([[0], np.cumsum(ends - bodies)])
    data = np.empty(int(offsets[-1]), dtype=np.uint8)
    gather(whole, bodies, ends, data)
    return Blobs(data, offsets)


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(quoted(column) for column in columns)


def quoted(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _open(connection: sqlite3.Connection, path: Path, name: str | None) -> GpkgLayer:
    told = {
        layer: (column, organization.upper(), int(code))
        for layer, column, organization, code in connection.execute(
            "SELECT table_name, column_name, organization, organization_coordsys_id"
            " FROM gpkg_geometry_columns JOIN gpkg_spatial_ref_sys USING (srs_id) ORDER BY table_name"
        )
    }
    layer = _chosen(path, name, [*told])
    geometry, organization, code = told[layer]
    if (organization, code) not in _DEGREES:
        message = f"{path.name}#{layer} is not in longitude and latitude."
        hint = "Bring it to EPSG:4490 or EPSG:4326 first (in QGIS: Reproject layer)."
        crs = f"{organization}:{code}"
        raise InputError("crs_wrong", message, hint, path=str(path), layer=layer, crs=crs)
    info = connection.execute(_filled("PRAGMA table_info(TABLE_)", TABLE_=quoted(layer))).fetchall()
    keys = [row[1] for row in info if row[5]]
    if len(keys) != 1:
        message = f"{path.name}#{layer} has no primary key: it is a view, or was written by hand."
        hint = "Export the layer in QGIS to a new GeoPackage, and use that."
        raise InputError("layer_without_key", message, hint, path=str(path), layer=layer)
    index = f"rtree_{layer}_{geometry}"
    whole = _knows_every_row(connection, layer, geometry, index)
    columns = tuple(row[1] for row in info)
    return GpkgLayer(path, layer, keys[0], geometry, columns, (organization, code), index if whole else "")


def _chosen(path: Path, name: str | None, layers: list[str]) -> str:
    facts: dict[str, Any] = {"path": str(path), "layers": layers}
    if not layers:
        hint = "Choose a file that has the data."
        raise InputError("layer_empty", f"{path.name} has no layer with geometry.", hint, layer=None, **facts)
    if name is None and len(layers) > 1:
        message = f"{path.name} has {len(layers)} layers: {', '.join(layers)}."
        raise InputError("layer_unnamed", message, "Name the one that is meant.", **facts)
    if name is not None and name not in layers:
        message = f"{path.name} has no layer {name!r}; it has {', '.join(layers)}."
        raise InputError("layer_missing", message, "Name one of these.", layer=name, **facts)
    return name or layers[0]


def _knows_every_row(connection: sqlite3.Connection, layer: str, geometry: str, index: str) -> bool:
    """Return whether there is a spatial index with an entry for every row that has a geometry.

    A program that does not know the index leaves it behind. What it counts is compared, not where its
    boxes lie: those are believed, as those of a GeoParquet file are.
    """
    there = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = ?", (index,)).fetchone()[0]
    if not there:
        return False
    count = _filled("SELECT count(*) FROM TABLE_", TABLE_=quoted(f"{index}_rowid"))
    (entries,) = connection.execute(count).fetchone()
    told = None
    if connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'gpkg_ogr_contents'").fetchone()[
        0
    ]:
        told = connection.execute(
            "SELECT feature_count FROM gpkg_ogr_contents WHERE lower(table_name) = lower(?)", (layer,)
        ).fetchone()
    if told and told[0] == entries:
        return True
    count = "SELECT count(*) FROM TABLE_ WHERE COLUMN_ IS NOT NULL"
    count = _filled(count, TABLE_=quoted(layer), COLUMN_=quoted(geometry))
    (rows,) = connection.execute(count).fetchone()
    return bool(rows == entries)


def _filled(statement: str, **names: str) -> str:
    """Return a statement with names in it, quoted already; one that looks like a blank stays a name."""
    pattern = re.compile("|".join(names))
    return pattern.sub(lambda found: names[found.group()], statement)


def _body(blob: bytes) -> bytes:
    """Return the well-known binary of a stored geometry."""
    if len(blob) < _HEADER or blob[:2] != _MAGIC or blob[3] & _OF_ITS_OWN:
        return _BROKEN
    kind = blob[3] >> 1 & 0b111
    return blob[_HEADER + _ENVELOPES[kind] :] if kind < len(_ENVELOPES) else _BROKEN


def _unreadable(path: Path, error: Exception) -> InputError:
    message = f"{path.name} cannot be read: {error}."
    hint = "Open it in QGIS to see whether it is whole, and save it again."
    return InputError("file_unreadable", message, hint, path=str(path), reason=str(error))
