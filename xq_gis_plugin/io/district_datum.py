"""Whether a file's places fit what a district's workspace has already, or are in another datum."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.datum_suspect import datum_suspect, datum_suspect_by_key
from xq_gis_plugin.io.district_tables import TABLES, require_tables, statement
from xq_gis_plugin.io.gpkg_blob import shape_of
from xq_gis_plugin.io.hold import reading
from xq_gis_plugin.io.raw import unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import geopandas as gpd
    from numpy.typing import NDArray

    from xq_gis_plugin.core.model import Check, Source

__all__ = ["suspect_in"]

_REACH_DEG = 0.02
"""How far beyond the file's own places the workspace is looked at: BD-09 moves by less than half of it."""
_MOST = 200_000
# Rows of the same file, imported before, would only agree with it; those of a file that was suspected itself
# are no reference.
_KNOWN = (
    "SELECT t.KEY_, t.geom FROM TABLE_ t JOIN rtree_TABLE__geom r ON r.id = t.fid "
    "WHERE r.maxx >= ? AND r.minx <= ? AND r.maxy >= ? AND r.miny <= ? "
    "AND coalesce(t.import_id, 0) NOT IN (SELECT import_id FROM imports WHERE sha256 = ? "
    "UNION SELECT import_id FROM import_checks WHERE code = 'datum_suspect') LIMIT ?"
)


def suspect_in(frame: gpd.GeoDataFrame, role: Role, workspace: Path) -> tuple[Check, ...]:
    """Return whether the places of a layer are in another datum than those of a workspace.

    Roads are held against its roads, buildings against its buildings, places of one name against each other,
    and parts against the hazards that they belong to. Where it has too little of that, nothing is said.

    Parameters
    ----------
    frame
        As the readers of `xq_gis_plugin.io.read` return it, EPSG:4490.
    role
        What it was read as.
    workspace
        A district's workspace; where there is none yet, nothing can be said.

    Raises
    ------
    InputError
        ``not_a_district``, ``workspace_newer``, ``district_columns`` or ``file_unreadable``.
    """
    shapes = np.asarray(frame.geometry.to_numpy(), dtype=object)
    bounds = shapely.total_bounds(shapes)
    if not workspace.exists() or not np.isfinite(bounds).all():
        return ()
    source: Source = frame.attrs["source"]
    window = bounds + np.array([-_REACH_DEG, -_REACH_DEG, _REACH_DEG, _REACH_DEG])
    try:
        with reading(workspace) as connection:
            require_tables(connection, workspace)
            if role is Role.PART:
                keys, known = _known(connection, Role.HAZARD, "hazard_id", window, source.sha256)
                return datum_suspect_by_key(frame["hazard_id"].tolist(), shapes, keys, known, several=True)
            names, known = _known(connection, Role.PROTECTED, "name", window, source.sha256)
            found = datum_suspect(shapes, known, only_if_many=True) if role is Role.PROTECTED else ()
            if found:
                return found
            others, placed = _known(connection, Role.HAZARD, "name", window, source.sha256)
    except sqlite3.Error as error:
        raise unreadable(workspace, str(error)) from error
    every = np.concatenate([known, placed])
    return datum_suspect_by_key(frame["name"].tolist(), shapes, [*names, *others], every)


def _known(
    connection: sqlite3.Connection, role: Role, key: str, window: NDArray[np.float64], sha256: str
) -> tuple[Sequence[object], NDArray[Any]]:
    """Return keys and shapes of the rows of a layer near some places."""
    west, south, east, north = (float(value) for value in window)
    query = statement(_KNOWN, TABLES[role], key)
    rows = connection.execute(query, (west, east, south, north, sha256, _MOST)).fetchall()
    shapes = np.empty(len(rows), dtype=object)
    shapes[:] = [shape_of(blob) for _, blob in rows]
    return [name for name, _ in rows], shapes
