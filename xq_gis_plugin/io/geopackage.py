"""Tables in a GeoPackage (version 1.3), as they were: types, nulls and geometry kept."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
from pandas.api.types import infer_dtype

from xq_gis_plugin.core.model import CRS, Check, CheckSeverity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["checks_frame", "checks_of", "read_layer", "write_layer"]

# QGIS 3.22 warns of GeoPackage 1.4, which GDAL 3.7 and later would write.
_VERSION = "1.3"


def write_layer(frame: pd.DataFrame, path: Path, name: str, spatial: Mapping[str, str]) -> None:
    """Add a table to a file; ``spatial`` gives the layer type of each empty table with geometry."""
    import pyogrio

    plain = pd.DataFrame(
        {column: _storable(frame[column]) for column in frame.columns if column != "geometry"}
    )
    plain.index = frame.index
    options: dict[str, Any] = {} if path.exists() else {"dataset_options": {"VERSION": _VERSION}}
    if name not in spatial:
        pyogrio.write_dataframe(plain, path, layer=name, driver="GPKG", **options)
        return
    geometry = frame.geometry if isinstance(frame, gpd.GeoDataFrame) else gpd.GeoSeries([None] * len(frame))
    placed = gpd.GeoDataFrame(plain, geometry=geometry.to_numpy(), crs=CRS)
    types = sorted(placed.geom_type.dropna().unique())
    kind = types[0] if len(types) == 1 else "Unknown" if types else spatial[name]
    pyogrio.write_dataframe(placed, path, layer=name, driver="GPKG", geometry_type=kind, **options)


def _storable(column: pd.Series) -> pd.Series:
    """Return a column in a type that a GeoPackage has: truth values, numbers, else text."""
    if column.dtype != object:
        return column
    if infer_dtype(column, skipna=True) in ("string", "empty"):
        text = column.to_numpy(dtype=object, copy=True)
        text[column.isna().to_numpy()] = None
        return pd.Series(text, dtype="object")
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


def read_layer(path: Path, name: str, spatial: Mapping[str, str]) -> pd.DataFrame:
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
    if name in spatial:
        frame = gpd.GeoDataFrame(frame, geometry=shapely.from_wkb(wkb), crs=CRS)
    return frame


def _restored(values: NDArray[Any], kind: str, subtype: str) -> pd.Series:
    if subtype == "OFSTBoolean":
        truths: Sequence[bool | None] = [None if pd.isna(value) else bool(value) for value in values]
        return pd.Series(truths, dtype="object")
    return pd.Series(values, dtype="object" if kind == "OFTString" else None)


def checks_frame(checks: tuple[Check, ...]) -> pd.DataFrame:
    """Return checks as a table."""
    return pd.DataFrame(
        {
            "severity": pd.Series([check.severity.value for check in checks], dtype="object"),
            "code": pd.Series([check.code for check in checks], dtype="object"),
            "message": pd.Series([check.message for check in checks], dtype="object"),
            "hint": pd.Series([check.hint for check in checks], dtype="object"),
            "rows": pd.Series([",".join(map(str, check.rows)) for check in checks], dtype="object"),
            "count": pd.Series([check.count for check in checks], dtype="int64"),
            "facts": pd.Series([_facts_text(check) for check in checks], dtype="object"),
        }
    )


def checks_of(frame: pd.DataFrame) -> tuple[Check, ...]:
    """Return what `checks_frame` wrote; older workspaces have no facts."""
    columns: list[list[Any]] = [
        frame[column].tolist() for column in ("severity", "code", "message", "hint", "rows", "count")
    ]
    facts = frame["facts"].tolist() if "facts" in frame.columns else [None] * len(frame)
    return tuple(
        Check(
            CheckSeverity(severity),
            code,
            message,
            hint,
            tuple(int(row) for row in (rows or "").split(",") if row),
            int(count),
            tuple(json.loads(told).items()) if told else (),
        )
        for severity, code, message, hint, rows, count, told in zip(*columns, facts, strict=True)
    )


def _facts_text(check: Check) -> str | None:
    return json.dumps(dict(check.facts), ensure_ascii=False) if check.facts else None
