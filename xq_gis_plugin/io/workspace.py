"""The workspace (工作空间): one GeoPackage with all tables of a run."""

from __future__ import annotations

import dataclasses
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from xq_gis_plugin.core.errors import InputError, OutputError
from xq_gis_plugin.core.model import CRS, Assessment, Check, CheckSeverity
from xq_gis_plugin.core.output import atomic_output
from xq_gis_plugin.io.raw import find_file, unreadable
from xq_gis_plugin.io.remarks import carry_over
from xq_gis_plugin.io.workspace_styles import add_styles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["read_workspace", "write_workspace"]

# QGIS 3.22 warns of GeoPackage 1.4, which GDAL 3.7 and later would write.
_VERSION = "1.3"
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
    failures = (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError)
    try:
        with atomic_output(path, overwrite=overwrite) as draft:
            for name in _TABLES:
                _write(getattr(result, name), draft, name)
            _write(_checks_frame(result.checks), draft, _CHECKS)
            _write(pd.DataFrame({"form": [_NEWEST_FORM]}), draft, _FORM)
            add_styles(draft)
            carry_over(path, draft)
    except failures as error:
        message = f"{path} cannot be written: {error}."
        hint = "See whether the disk is full, or write to another folder."
        raise OutputError("output_unwritable", message, hint, path=str(path), reason=str(error)) from error


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
            raise InputError("workspace_incomplete", message, hint, path=str(place.path), missing=missing)
        frames = {name: _read(place.path, name) for name in _TABLES if name in there}
        checks = _checks(_read(place.path, _CHECKS))
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise unreadable(place.path, str(error)) from error
    return Assessment(**frames, checks=checks)


def _refuse_newer(path: Path) -> None:
    form = int(_read(path, _FORM)["form"].max())
    if form <= _NEWEST_FORM:
        return
    message = (
        f"{path.name} was written by a newer version of xq-gis (form {form}; this one reads {_NEWEST_FORM})."
    )
    hint = "Install the newer version to open it; nothing in it was changed."
    raise InputError("workspace_newer", message, hint, path=str(path), form=form, known=_NEWEST_FORM)


def _write(frame: pd.DataFrame, path: Path, name: str) -> None:
    import pyogrio

    plain = pd.DataFrame(
        {column: _storable(frame[column]) for column in frame.columns if column != "geometry"}
    )
    plain.index = frame.index
    options: dict[str, Any] = {} if path.exists() else {"dataset_options": {"VERSION": _VERSION}}
    if name not in _SPATIAL:
        pyogrio.write_dataframe(plain, path, layer=name, driver="GPKG", **options)
        return
    geometry = frame.geometry if isinstance(frame, gpd.GeoDataFrame) else gpd.GeoSeries([None] * len(frame))
    spatial = gpd.GeoDataFrame(plain, geometry=geometry.to_numpy(), crs=CRS)
    types = sorted(spatial.geom_type.dropna().unique())
    kind = types[0] if len(types) == 1 else "Unknown" if types else _SPATIAL[name]
    pyogrio.write_dataframe(spatial, path, layer=name, driver="GPKG", geometry_type=kind, **options)


def _storable(column: pd.Series) -> pd.Series:
    """Return a column in a type that a GeoPackage has: truth values, numbers, else text."""
    if column.dtype != object:
        return column
    values = [None if _is_null(value) else value for value in column]
    filled = [value for value in values if value is not None]
    if filled and all(isinstance(value, bool | np.bool_) for value in filled):
        return pd.Series(values, dtype="boolean")
    if filled and all(isinstance(value, int | float | np.number) for value in filled):
        return pd.Series(values, dtype="float64")
    return pd.Series([None if value is None else str(value) for value in values], dtype="object")


def _is_null(value: Any) -> bool:  # noqa: ANN401
    return (
        value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))
    )


def _read(path: Path, name: str) -> pd.DataFrame:
    """Read a table column by column: which types pandas would choose depends on its version."""
    import pyogrio
    import shapely

    meta, _, wkb, fields = pyogrio.raw.read(path, layer=name)
    columns = {
        str(field): _restored(values, str(kind), str(subtype))
        for field, values, kind, subtype in zip(
            meta["fields"], fields, meta["ogr_types"], meta["ogr_subtypes"], strict=True
        )
    }
    frame: pd.DataFrame = pd.DataFrame(columns, columns=[str(field) for field in meta["fields"]])
    if name in _SPATIAL:
        frame = gpd.GeoDataFrame(frame, geometry=shapely.from_wkb(wkb), crs=CRS)
    return frame


def _restored(values: NDArray[Any], kind: str, subtype: str) -> pd.Series:
    if subtype == "OFSTBoolean":
        truths: Sequence[bool | None] = [None if pd.isna(value) else bool(value) for value in values]
        return pd.Series(truths, dtype="object")
    return pd.Series(values, dtype="object" if kind == "OFTString" else None)


def _checks_frame(checks: tuple[Check, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "severity": pd.Series([check.severity.value for check in checks], dtype="object"),
            "code": pd.Series([check.code for check in checks], dtype="object"),
            "message": pd.Series([check.message for check in checks], dtype="object"),
            "hint": pd.Series([check.hint for check in checks], dtype="object"),
            "rows": pd.Series([",".join(map(str, check.rows)) for check in checks], dtype="object"),
            "count": pd.Series([check.count for check in checks], dtype="int64"),
        }
    )


def _checks(frame: pd.DataFrame) -> tuple[Check, ...]:
    columns: list[list[Any]] = [
        frame[column].tolist() for column in ("severity", "code", "message", "hint", "rows", "count")
    ]
    return tuple(
        Check(
            CheckSeverity(severity),
            code,
            message,
            hint,
            tuple(int(row) for row in (rows or "").split(",") if row),
            int(count),
        )
        for severity, code, message, hint, rows, count in zip(*columns, strict=True)
    )
