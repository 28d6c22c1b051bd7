"""Layers of a PostGIS database, read as those of a file are, and never written."""

from __future__ import annotations

import dataclasses
import hashlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.io.database_place import DatabasePlace, address_wrong
from xq_gis_plugin.io.options import NOTHING_SAID, ReadOptions
from xq_gis_plugin.io.raw import choose_layer, layer_empty, raw_of
from xq_gis_plugin.io.vector import with_crs
from xq_gis_plugin.libraries import binding_apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg
    import pyproj
    from numpy.typing import NDArray

    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["database_layers", "read_database"]

_CONNECT_SECONDS = 10
_STATEMENT_SECONDS = 120
_BATCH = 5000
_GEOMETRY_COLUMNS = """
    SELECT n.nspname, c.relname, a.attname, c.oid, h.nspname
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    JOIN pg_catalog.pg_namespace h ON h.oid = t.typnamespace
    WHERE t.typname IN ('geometry', 'geography') AND a.attnum > 0 AND NOT a.attisdropped
      AND c.relkind IN ('r', 'v', 'm', 'f', 'p') AND NOT c.relispartition
      AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
      AND pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')
    ORDER BY n.nspname, c.relname, a.attnum
"""
# A domain counts as the type that it is made of.
_FIELDS = """
    SELECT a.attname, coalesce(b.typname, t.typname)
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
    WHERE a.attrelid = %s AND a.attnum > 0 AND NOT a.attisdropped
      AND pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT')
    ORDER BY a.attnum
"""
_PRIMARY_KEY = """
    SELECT a.attname
    FROM pg_catalog.pg_index i
    JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
    WHERE i.indrelid = %s AND i.indisprimary
"""
_SRS_TABLE = """
    SELECT n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relname = 'spatial_ref_sys' AND c.relkind = 'r'
"""
_NOW = "SELECT pg_catalog.to_char(pg_catalog.now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')"
_SHAPES = ("geometry", "geography")
_WHOLE = ("int2", "int4", "int8")
_AS_THEY_ARE = {*_WHOLE, "float4", "float8", "bool", "text", "varchar", "bpchar", "name"}


@dataclasses.dataclass(frozen=True)
class _Column:
    """A column of shapes; with its table's other columns it is a layer; ``home`` is PostGIS's schema."""

    schema: str
    table: str
    column: str
    oid: int
    home: str


def database_layers(place: DatabasePlace) -> list[str]:
    """Return the layers of a database: ``schema.table``, with ``.column`` where a table has several shapes.

    Views and foreign tables count; what the user may not read does not.

    Raises
    ------
    InputError
        As `read_database`.
    """
    with _connected(place) as connection:
        return list(_layers(connection))


def read_database(place: DatabasePlace, options: ReadOptions = NOTHING_SAID) -> RawLayer:
    """Read one layer of a database, in one read-only transaction.

    Parameters
    ----------
    place
        The database and its layer.
    options
        Its coordinate system, where a person names it and the table has none (SRID 0).

    Returns
    -------
    RawLayer
        Row numbers are the primary key's where that is one column of whole numbers above 0, else 1 to n.
        ``sha256`` is that of the rows, whatever their order, and the place has no password any more.

    Raises
    ------
    InputError
        ``address_wrong``, ``database_unreachable``, ``database_failed``, ``database_slow``,
        ``library_missing``, ``layer_unnamed``, ``layer_missing``, ``layer_empty`` or ``crs_mixed``.
    """
    with _connected(place) as connection:
        place = _known_place(place, connection)
        layers = _layers(connection)
        place = _chosen(place, layers)
        layer = layers[str(place.layer)]
        fields: list[tuple[str, str]] = connection.execute(_FIELDS, (layer.oid,)).fetchall()
        fields = [(name, kind) for name, kind in fields if kind not in _SHAPES]
        key = _key(connection, layer, fields)
        records = _records(connection, layer, fields, key)
        ((when,),) = connection.execute(_NOW).fetchall()
        if not records:
            raise layer_empty(place)
        wkb = np.array([record[0] for record in records], dtype=object)
        crs = _crs(connection, place, wkb)
    columns = {
        name: _typed([record[number] for record in records], kind)
        for number, (name, kind) in enumerate(fields, start=2)
    }
    raw = raw_of(place, pd.DataFrame(columns, index=range(len(records))), wkb, crs)
    if key is not None:
        raw = dataclasses.replace(raw, rows=_numbers(raw, columns[key]))
    raw = dataclasses.replace(raw, sha256=_digest(records), encoding="utf-8")
    everything = np.ones(len(records), dtype=np.bool_)
    message = f"read from {place.shown}#{place.layer} as it stood at {when} UTC."
    hint = "A database changes: read it again when it has, and keep the workspace that was made of it."
    raw = raw.with_checks(raw.check(CheckSeverity.NOTE, "database_read", message, hint, ~everything))
    curved = np.array([bool(record[1]) for record in records], dtype=np.bool_)
    if curved.any():
        message = "arcs were read as the short straight lines that PostGIS makes of them."
        hint = "Nothing: 32 pieces to a quarter of a circle stay within 0.04 % of its radius."
        raw = raw.with_checks(raw.check(CheckSeverity.NOTE, "arcs_straightened", message, hint, curved))
    return raw if options.crs is None else with_crs(raw, options.crs, everything)


def _numbers(raw: RawLayer, key: Any) -> NDArray[np.int64]:  # noqa: ANN401 - an array of any type
    """Return the key as row numbers; a key that numbers no row (0, negative) leaves them 1 to n."""
    numbers = np.asarray(key, dtype=np.int64)
    return numbers if (numbers > 0).all() else raw.rows


@contextmanager
def _connected(place: DatabasePlace) -> Iterator[psycopg.Connection[Any]]:
    """Open a read-only transaction in which nothing takes longer than is bearable, and end it."""
    try:
        # In QGIS another libpq is there already.
        with binding_apart():
            import psycopg
    except ImportError as error:
        message = f"{place.shown} cannot be read: the library psycopg is not installed."
        hint = (
            'Install it (pip install "psycopg[binary]"; in QGIS: the plugin\'s menu, Libraries needed…), or '
            "save the layer as GeoPackage."
        )
        raise InputError("library_missing", message, hint, library="psycopg") from error
    try:
        said = psycopg.conninfo.conninfo_to_dict(place.connection)
    except psycopg.Error:
        # What libpq says repeats the address, password included.
        raise address_wrong() from None
    secret = str(said.get("password") or "")
    ours: dict[str, Any] = {"connect_timeout": _CONNECT_SECONDS, "application_name": "xq-gis"}
    ours |= said
    ours["client_encoding"] = "utf8"
    try:
        connection = psycopg.connect(psycopg.conninfo.make_conninfo("", **ours))
    except psycopg.Error as error:
        message = f"{place.shown} cannot be reached: {_reason(error, secret)}."
        hint = "Check host, port, database, user and password (PGPASSWORD, ~/.pgpass), and the network."
        raise InputError("database_unreachable", message, hint, path=place.shown) from None
    try:
        connection.read_only = True
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        limit = str(_STATEMENT_SECONDS * 1000)
        connection.execute("SELECT pg_catalog.set_config('statement_timeout', %s, true)", (limit,))
        yield connection
    except psycopg.errors.QueryCanceled as error:
        message = f"{place.shown}: the database took longer than {_STATEMENT_SECONDS} s."
        hint = "Read a table instead of a heavy view, or a part of it by a view of its own."
        raise InputError("database_slow", message, hint, path=place.shown) from error
    except (psycopg.Error, UnicodeDecodeError) as error:
        message = f"{place.shown} cannot be read: {_reason(error, secret)}."
        hint = "Look at the table in QGIS or psql as the same user."
        raise InputError("database_failed", message, hint, path=place.shown) from error
    finally:
        connection.close()


def _reason(error: Exception, secret: str) -> str:
    """Return what the driver says in one line, the password masked."""
    told = " ".join(str(error).split()).rstrip(".")
    return told.replace(secret, "***") if secret else told


def _layers(connection: psycopg.Connection[Any]) -> dict[str, _Column]:
    found = [_Column(*row) for row in connection.execute(_GEOMETRY_COLUMNS).fetchall()]
    several = [one.oid for one in found]
    return {
        f"{one.schema}.{one.table}" + (f".{one.column}" if several.count(one.oid) > 1 else ""): one
        for one in found
    }


def _chosen(place: DatabasePlace, layers: dict[str, _Column]) -> DatabasePlace:
    """Return the place with its layer; a schema or a column need not be named where there is but one."""
    wanted = place.layer
    near = []
    if wanted is not None and wanted not in layers:
        for name, one in layers.items():
            table = f"{one.schema}.{one.table}"
            if wanted in (one.table, table, f"{one.table}.{one.column}", f"{table}.{one.column}"):
                near.append(name)
        if near:
            wanted = near[0] if len(near) == 1 else None
    # The layer is None where several would do: these are listed then.
    chosen = choose_layer(dataclasses.replace(place, layer=wanted), near or list(layers))
    return dataclasses.replace(place, layer=chosen.layer)


def _known_place(place: DatabasePlace, connection: psycopg.Connection[Any]) -> DatabasePlace:
    """Return the place as the driver found it (of PGHOST, a service, …), without what lets one in."""
    info = connection.info
    host = "localhost" if info.host.startswith("/") else info.host
    path = Path(f"postgresql://{host}:{info.port}/{info.dbname}")
    return dataclasses.replace(place, path=path, connection="")


def _key(connection: psycopg.Connection[Any], layer: _Column, fields: list[tuple[str, str]]) -> str | None:
    """Return the primary key, if that is one column of whole numbers."""
    names = [name for (name,) in connection.execute(_PRIMARY_KEY, (layer.oid,)).fetchall()]
    whole = {name for name, kind in fields if kind in _WHOLE}
    return names[0] if len(names) == 1 and names[0] in whole else None


def _records(
    connection: psycopg.Connection[Any], layer: _Column, fields: list[tuple[str, str]], key: str | None
) -> list[tuple[Any, ...]]:
    """Return the rows, shape and whether it has arcs first, from a cursor that stays on the server."""
    from psycopg import sql

    # Whatever search_path is, the functions are PostGIS's own.
    shape = sql.SQL("{}::{}").format(sql.Identifier(layer.column), sql.Identifier(layer.home, "geometry"))
    wanted: list[sql.Composable] = [
        sql.SQL("{}({})::bytea").format(sql.Identifier(layer.home, "st_curvetoline"), shape),
        sql.SQL("{}({})").format(sql.Identifier(layer.home, "st_hasarc"), shape),
    ]
    for name, kind in fields:
        cast = "" if kind in _AS_THEY_ARE else "::float8" if kind == "numeric" else "::text"
        wanted.append(sql.SQL("{}" + cast).format(sql.Identifier(name)))
    query = sql.SQL("SELECT {} FROM {}").format(
        sql.SQL(", ").join(wanted), sql.Identifier(layer.schema, layer.table)
    )
    if key is not None:
        query += sql.SQL(" ORDER BY {}").format(sql.Identifier(key))
    with connection.cursor(name="xq_gis_rows") as cursor:
        cursor.itersize = _BATCH
        cursor.execute(query)
        return [(None if row[0] is None else bytes(row[0]), *row[1:]) for row in cursor]


def _typed(values: list[Any], kind: str) -> Any:  # noqa: ANN401 - an array of the column's type
    if kind in _WHOLE and None not in values:
        return np.array(values, dtype=np.int64)
    if kind in (*_WHOLE, "float4", "float8", "numeric"):
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    return np.array(values, dtype=object)


def _digest(records: list[tuple[Any, ...]]) -> str:
    """Return a digest of the rows in any order: a table without a key has none."""
    each = sorted(hashlib.sha256(repr(record).encode("utf-8")).digest() for record in records)
    return hashlib.sha256(b"".join(each)).hexdigest()


def _crs(
    connection: psycopg.Connection[Any], place: DatabasePlace, wkb: NDArray[np.object_]
) -> pyproj.CRS | None:
    """Return the coordinate system of the shapes; None where they say nothing (SRID 0).

    Raises
    ------
    InputError
        ``crs_mixed`` or ``crs_unusable``.
    """
    import pyproj
    from psycopg import sql
    from pyproj.exceptions import CRSError

    found = sorted({_srid(shape) for shape in wkb if shape is not None})
    if len(found) > 1:
        told = ", ".join(map(str, found))
        message = f"{place.shown}#{place.layer} mixes coordinate systems: SRID {told}."
        hint = "Make a view with ST_Transform(geom, 4490), and read that."
        raise InputError("crs_mixed", message, hint, path=place.shown, srids=told)
    if not found or not found[0]:
        return None
    for (schema,) in connection.execute(_SRS_TABLE).fetchall():
        query = sql.SQL("SELECT auth_name, auth_srid, srtext FROM {} WHERE srid = %s").format(
            sql.Identifier(schema, "spatial_ref_sys")
        )
        row = connection.execute(query, (found[0],)).fetchone()
        if row is not None:
            name = f"{row[0]}:{row[1]}" if row[0] and row[1] else row[2]
            try:
                return pyproj.CRS.from_user_input(name)
            except CRSError as error:
                raise _crs_unusable(place, str(name)) from error
    raise _crs_unusable(place, f"SRID {found[0]}")


def _crs_unusable(place: DatabasePlace, name: str) -> InputError:
    message = f"{place.shown}#{place.layer}: the coordinate system {name} cannot be used."
    hint = "Make a view with ST_Transform(geom, 4490), and read that."
    return InputError("crs_unusable", message, hint, path=place.shown, crs=name)


def _srid(ewkb: bytes) -> int:
    """Return the SRID in the head of extended well-known binary, 0 where it has none."""
    order = "little" if ewkb[0] == 1 else "big"
    has_srid = int.from_bytes(ewkb[1:5], order) & 0x20000000  # type: ignore[arg-type]
    return int.from_bytes(ewkb[5:9], order, signed=True) if has_srid else 0  # type: ignore[arg-type]
