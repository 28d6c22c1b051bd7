"""Where the layers of a district's workspace are complete, as their imports told."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import shapely

from xq_gis_plugin.io.district_tables import COVERAGE, FORM, TABLES
from xq_gis_plugin.io.gpkg_blob import shape_of
from xq_gis_plugin.io.hold import reading
from xq_gis_plugin.io.raw import unreadable

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["coverage_of"]


def coverage_of(path: Path, layer: str) -> shapely.Polygon | shapely.MultiPolygon | None:
    """Return where a layer of a district's workspace is complete.

    Returns
    -------
    The areas of all its imports that told theirs, together; None where none did, or where the file is no
    district's workspace.

    Raises
    ------
    InputError
        ``file_unreadable``.
    """
    roles = {table: role for role, table in TABLES.items()}
    if path.suffix.lower() != ".gpkg" or layer not in roles:
        return None
    try:
        with reading(path) as connection:
            there = "SELECT count(*) FROM sqlite_master WHERE name IN ('imports', ?, ?)"
            if connection.execute(there, (COVERAGE, FORM)).fetchone() != (3,):
                return None
            told = "SELECT geom FROM coverage WHERE role = ? AND geom IS NOT NULL"
            found = connection.execute(told, (str(roles[layer]),)).fetchall()
    except sqlite3.Error as error:
        raise unreadable(path, str(error)) from error
    return shapely.union_all([shape_of(blob) for (blob,) in found]) if found else None
