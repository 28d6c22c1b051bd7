"""The workspace (工作空间): one GeoPackage with all tables of a run."""

from __future__ import annotations

import dataclasses
import sqlite3
from pathlib import Path

import pandas as pd

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import Assessment
from xq_gis_plugin.core.output import atomic_output, not_written
from xq_gis_plugin.io.geopackage import checks_frame, checks_of, read_layer, write_layer
from xq_gis_plugin.io.raw import find_file, unreadable
from xq_gis_plugin.io.remarks import carry_over
from xq_gis_plugin.io.workspace_styles import add_styles

__all__ = ["read_workspace", "write_workspace"]

# The tables with geometry, and the layer type of one that has no row to tell it.
_SPATIAL = {
    "findings": "LineString",
    "rings": "MultiPolygon",
    "overlaps": "MultiPolygon",
    "hazard_summary": "Unknown",
    "plan_overlay": "LineString",
    "hazards": "Unknown",
    "parts": "Unknown",
    "protected": "Unknown",
    "coverage": "Unknown",
}
_CHECKS = "checks"
_FORM = "workspace_form"
_NEWEST_FORM = 1
"""Raised when an older program could no longer read what a newer one writes."""
_LATER = frozenset({"rules", "coverage"})
"""Tables that older workspaces do not have."""
_TABLES = tuple(field.name for field in dataclasses.fields(Assessment) if field.name != _CHECKS)


def write_workspace(result: Assessment, path: Path, *, overwrite: bool = False) -> None:
    """Write all tables of a run into one GeoPackage (version 1.3), whole or not at all.

    Parameters
    ----------
    result
        What `assess` returns. Geometry is in EPSG:4490; a layer of mixed geometry types is fine.
    path
        The file to write, ending in ``.gpkg``.
    overwrite
        Whether an existing file may be replaced. The remarks in it are kept.

    Raises
    ------
    InputError
        ``file_unreadable`` if the file to be replaced is a damaged workspace: remarks may be in it.
    OutputError
        ``output_exists`` or ``output_unwritable``; nothing is written then.
    """
    import pyogrio

    path = Path(path)
    # Styles and remarks are written without GDAL.
    failures = (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, sqlite3.OperationalError)
    try:
        with atomic_output(path, overwrite=overwrite) as draft:
            for name in _TABLES:
                write_layer(getattr(result, name), draft, name, _SPATIAL)
            write_layer(checks_frame(result.checks), draft, _CHECKS, _SPATIAL)
            write_layer(pd.DataFrame({"form": [_NEWEST_FORM]}), draft, _FORM, _SPATIAL)
            add_styles(draft)
            carry_over(path, draft)
    except failures as error:
        raise not_written(path, error) from error


def read_workspace(path: Path) -> Assessment:
    """Read a workspace back.

    Parameters
    ----------
    path
        A GeoPackage that `write_workspace` has written.

    Returns
    -------
    Assessment
        The same tables. Text is ``object`` with `None` where it is null, numbers are ``float64`` or
        ``int64``, geometry is in EPSG:4490. ``attrs`` of the frames are not kept. An older workspace
        has no ``rules`` and no ``coverage``: they are empty then.

    Raises
    ------
    InputError
        ``file_missing``, ``file_unreadable``, ``workspace_incomplete`` if tables are missing, or
        ``workspace_newer`` if a newer version of this program wrote it.
    """
    import pyogrio

    place = find_file(path)
    try:
        there = {str(name) for name in pyogrio.list_layers(place.path)[:, 0]}
        if _FORM in there:
            _refuse_newer(place.path)
        missing = [name for name in (*_TABLES, _CHECKS) if name not in there | _LATER]
        if missing:
            message = f"{place.path.name} is no workspace: it has no table {', '.join(missing)}."
            hint = "Name a file that xq-gis check has written (--out)."
            raise InputError("workspace_incomplete", message, hint, path=place.shown, missing=missing)
        frames = {name: read_layer(place.path, name, _SPATIAL) for name in _TABLES if name in there}
        checks = checks_of(read_layer(place.path, _CHECKS, _SPATIAL))
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise unreadable(place.path, str(error)) from error
    return Assessment(**frames, checks=checks)


def _refuse_newer(path: Path) -> None:
    form = int(read_layer(path, _FORM, _SPATIAL)["form"].max())
    if form <= _NEWEST_FORM:
        return
    message = (
        f"{path.name} was written by a newer version of xq-gis (form {form}; this one reads {_NEWEST_FORM})."
    )
    hint = "Install the newer version to open it; nothing in it was changed."
    raise InputError("workspace_newer", message, hint, path=str(path), form=form, known=_NEWEST_FORM)
