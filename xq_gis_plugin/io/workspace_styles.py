"""The styles of a workspace's tables, kept in the file itself: QGIS opens it dressed, plugin or not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET  # nosec B405 - it reads our own styles only

from xq_gis_plugin import resources

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["add_styles", "put_styles"]

# QGIS keeps one default style a table; where a table has several kinds of geometry, that of most rows.
_STYLES = {
    "findings": "findings", "rings": "rings", "overlaps": "overlaps", "plan_overlay": "plan_overlay",
    "hazard_summary": "hazard_summary_polygon", "hazards": "hazards_polygon", "parts": "parts_point",
    "protected": "protected_polygon", "survey": "survey", "unlocated": "unlocated",
    "finding_rules": "finding_rules", "run": "run",
}  # fmt: skip
_LANGUAGE = "zh"
"""A file has one language, and the planners' is Chinese."""

# As QGIS itself makes it, so that a planner may put styles of his own beside ours.
_CREATE = (
    "CREATE TABLE IF NOT EXISTS layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "
    "f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), "
    "f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, "
    "description TEXT, owner TEXT(30), ui TEXT(30), "
    "update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')))"
)
_REGISTER = (
    "INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
    "VALUES ('layer_styles', 'attributes', 'layer_styles', 0)"
)
_FORGET = "DELETE FROM layer_styles WHERE owner = ?"
_INSERT = (
    "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, "
    "styleQML, styleSLD, useAsDefault, description, owner) VALUES ('', '', ?, ?, ?, ?, '', 1, ?, ?)"
)
_GEOMETRY = "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?"
_OWNER = "xq-gis"


def add_styles(path: Path) -> None:
    """Put the styles of all tables into a workspace, as its default ones, in place of earlier ones of ours.

    Parameters
    ----------
    path
        A GeoPackage that is being written; nobody else has it open.

    Raises
    ------
    InputError
        ``resource_missing``: a style did not come with this installation.
    sqlite3.Error
        The file cannot be written.
    """
    with closing(sqlite3.connect(path)) as connection, connection:
        put_styles(connection, _STYLES)


def put_styles(connection: sqlite3.Connection, styles: Mapping[str, str]) -> None:
    """Put styles, by the table that each is for, in place of earlier ones of ours.

    Raises
    ------
    InputError
        ``resource_missing``: a style did not come with this installation.
    """
    connection.execute(_CREATE)
    connection.execute(_REGISTER)
    connection.execute(_FORGET, (_OWNER,))
    for table, style in styles.items():
        text = resources.path("styles", _LANGUAGE, f"{style}.qml").read_text(encoding="utf-8")
        found = connection.execute(_GEOMETRY, (table,)).fetchone()
        geometry = found[0] if found else ""
        # Indentation is most of a style's size.
        lean = ET.canonicalize(text, strip_text=True)
        connection.execute(_INSERT, (table, geometry, table, lean, _OWNER, _OWNER))
