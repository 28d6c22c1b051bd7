"""The tables of a district's workspace (工作空间): how they are made, and that a file has them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CRS
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.geopackage import write_layer
from xq_gis_plugin.io.values import NUMBERS, TRUTHS
from xq_gis_plugin.io.workspace_styles import put_styles

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "COVERAGE",
    "EXTRAS",
    "FORM",
    "IMPORT",
    "TABLES",
    "create",
    "require_tables",
    "restyle",
    "statement",
]

TABLES = {
    Role.HAZARD: "hazards",
    Role.PROTECTED: "protected",
    Role.PART: "parts",
    Role.SITE: "sites",
}
"""The layer of each role."""
IMPORT, EXTRAS, COVERAGE = "import_id", "extras", "coverage"
"""Which import a row came with; the file's own other columns as JSON; where layers are complete."""
FORM = "district_form"
_NEWEST_FORM = 1
"""Raised when an older program could no longer read what a newer one writes."""

_INTEGERS = frozenset({
    IMPORT, "rows_read", "rows_added", "rows_replaced", "rows_kept", "rows_rejected", "row_number", "was_fid",
    "was_import", "count", "form",
})  # fmt: skip
_PLAIN = {
    "imports": (
        IMPORT, "imported_at", "imported_by", "role", "file", "layer", "sha256", "encoding", "crs", "datum",
        "crs_accuracy_m", "options", "rows_read", "rows_added", "rows_replaced", "rows_kept", "rows_rejected",
        "program", "content_sha256", "undone_at", "undone_by",
    ),
    "import_checks": (IMPORT, "severity", "code", "message", "hint", "rows", "count"),
    "import_rejected": (IMPORT, "row_number", "field", "value", "code", "message", "hint"),
    "replaced": (IMPORT, "role", "was_fid", "was_import", "content"),
    FORM: ("form",),
}  # fmt: skip
_SPATIAL = {**dict.fromkeys(TABLES.values(), "Unknown"), COVERAGE: "MultiPolygon"}
_STYLES = {"hazards": "hazards", "sites": "hazards", "protected": "protected", "parts": "parts"}
"""Of each layer the style, which has an ending for the type of geometry."""
_ENDINGS = {"hazards": ("point", "polygon"), "parts": ("point", "polygon"),
            "protected": ("polygon", "point", "linestring")}  # fmt: skip
_KIND = {1: "point", 2: "linestring", 3: "polygon", 4: "point", 5: "linestring", 6: "polygon"}
"""Type of geometry by the code of its WKB."""
# The header is 8 bytes long, 40 with an envelope; of the WKB, the second byte tells the type.
_KINDS = (
    "SELECT substr(geom, CASE substr(geom, 4, 1) WHEN x'03' THEN 42 ELSE 10 END, 1), count(*) "
    "FROM TABLE_ WHERE geom IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT 1"
)


def statement(template: str, table: str, key: str = "") -> str:
    """Return a statement with ``TABLE_`` and ``KEY_`` filled in: a table and a column of ours.

    Raises
    ------
    ValueError
        The table is none of ours.
    """
    if table not in _SPATIAL and table not in _PLAIN:
        message = f"the workspace has no table {table!r}"
        raise ValueError(message)
    return template.replace("TABLE_", table).replace("KEY_", key)


def create(path: Path) -> None:
    """Make an empty workspace: every layer with its columns, and styled.

    Parameters
    ----------
    path
        A file that is not there yet, and that nobody looks for yet.
    """
    for role, table in TABLES.items():
        columns = (*role.columns[:-1], IMPORT, EXTRAS)
        write_layer(_empty(columns, spatial=True), path, table, _SPATIAL)
    write_layer(_empty((IMPORT, "role"), spatial=True), path, COVERAGE, _SPATIAL)
    for table, columns in _PLAIN.items():
        write_layer(_empty(columns, spatial=False), path, table, _SPATIAL)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement("INSERT INTO TABLE_ (form) VALUES (?)", FORM), (_NEWEST_FORM,))
        for role, table in TABLES.items():
            unique = statement("CREATE UNIQUE INDEX TABLE__id ON TABLE_ (KEY_)", table, role.id_column)
            connection.execute(unique)
            connection.execute(statement("CREATE INDEX TABLE__import ON TABLE_ (import_id)", table))
        restyle(connection)


def _empty(columns: tuple[str, ...], *, spatial: bool) -> pd.DataFrame:
    frame = pd.DataFrame({column: pd.Series([], dtype=_type(column)) for column in columns})
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries([], crs=CRS), crs=CRS) if spatial else frame


def _type(column: str) -> str:
    if column in TRUTHS:
        return "boolean"
    if column in NUMBERS or column == "crs_accuracy_m":
        return "float64"
    return "int64" if column in _INTEGERS else "object"


def require_tables(connection: sqlite3.Connection, path: Path) -> None:
    """Raise unless a file is a district's workspace that this program can read and add to.

    Raises
    ------
    InputError
        ``not_a_district``: it is another GeoPackage. ``workspace_newer``: a newer version made it.
        ``district_columns``: somebody has removed or renamed layers or columns of it.
    """
    if not _columns(connection, FORM):
        message = f"{path.name} is no district's workspace."
        hint = "Name a new file, or one that xq-gis import has made; nothing was changed in this one."
        raise InputError("not_a_district", message, hint, path=str(path))
    form = int(connection.execute(statement("SELECT max(form) FROM TABLE_", FORM)).fetchone()[0] or 0)
    if form > _NEWEST_FORM:
        message = f"{path.name} was written by a newer version of xq-gis (form {form})."
        hint = "Install the newer version to open it; nothing in it was changed."
        raise InputError("workspace_newer", message, hint, path=str(path), form=form, known=_NEWEST_FORM)
    wanted = {table: (*role.columns[:-1], IMPORT, EXTRAS) for role, table in TABLES.items()}
    wanted |= {COVERAGE: (IMPORT, "role"), **_PLAIN}
    missing = [
        f"{table}.{column}"
        for table, columns in wanted.items()
        for column in columns
        if column not in _columns(connection, table)
    ]
    if missing:
        message = f"{path.name} lacks {', '.join(missing)}: somebody has removed or renamed them."
        hint = "Take a copy from before that, or import the files into a new workspace."
        raise InputError("district_columns", message, hint, path=str(path), missing=missing)


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {str(row[0]) for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))}


def restyle(connection: sqlite3.Connection) -> None:
    """Give each layer the style of the type of geometry that most of its rows have."""
    chosen = {}
    for table, style in _STYLES.items():
        rows = connection.execute(statement(_KINDS, table)).fetchone()
        kind = _KIND.get(rows[0][0]) if rows and rows[0] else None
        endings = _ENDINGS[style]
        chosen[table] = f"{style}_{kind if kind in endings else endings[0]}"
    put_styles(connection, chosen)
