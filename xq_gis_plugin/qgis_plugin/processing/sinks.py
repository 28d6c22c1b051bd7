"""Frames of ours as output layers of Processing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFields,
    QgsGeometry,
    QgsWkbTypes,
)

from xq_gis_plugin.core.model import CRS
from xq_gis_plugin.qgis_plugin.fields import make_field
from xq_gis_plugin.qgis_plugin.own_thread import in_own_thread

if TYPE_CHECKING:
    from collections.abc import Callable

    from xq_gis_plugin.qgis_plugin.processing.outputs import Outputs

__all__ = ["POINT", "write_frame"]

POINT = "Point"
_TYPES = {
    "": QgsWkbTypes.Type.NoGeometry,
    "Point": QgsWkbTypes.Type.Point,
    "LineString": QgsWkbTypes.Type.LineString,
    "MultiLineString": QgsWkbTypes.Type.MultiLineString,
    "MultiPolygon": QgsWkbTypes.Type.MultiPolygon,
    "Unknown": QgsWkbTypes.Type.Unknown,
}
_EVERY = 200
"""After how many rows a writer is asked whether anybody still wants them."""
_NUMBER_ENDINGS = ("_m", "_m2", "_m3", "_kv", "share", "score")


def write_frame(
    outputs: Outputs, name: str, frame: pd.DataFrame, geometry: str, advance: Callable[[float, str], None]
) -> None:
    """Write a frame to an output, where it is wanted.

    Parameters
    ----------
    outputs
        The algorithm's.
    name
        Of the output's parameter.
    frame
        Its ``geometry`` is in EPSG:4490. For ``Point``, areas are written as a point inside.
    geometry
        ``Point``, ``LineString``, ``MultiPolygon``, … or "" for a plain table.
    advance
        Called with (fraction done, step); it may raise to stop.

    Raises
    ------
    OutputError
        As `Outputs.open`, and ``output_unwritable`` where a row cannot be written.
    """
    # Frames know their coordinate system, and may ask pyproj about it.
    plain = in_own_thread(lambda: _plain(frame, geometry))
    fields = QgsFields()
    for column, is_number in plain.columns.items():
        fields.append(make_field(column, is_number=is_number))
    reference = QgsCoordinateReferenceSystem(CRS) if geometry else QgsCoordinateReferenceSystem()
    output = outputs.open(name, fields, _TYPES[geometry], reference)
    if output is None:
        return
    for number, (values, shape) in enumerate(zip(plain.rows, plain.shapes, strict=True)):
        if number % _EVERY == 0:
            advance(number / len(plain.rows), "write")
        feature = QgsFeature(fields)
        feature.setAttributes(list(values))
        if shape is not None:
            built = QgsGeometry()
            built.fromWkb(shape)
            feature.setGeometry(built)
        output.add(feature)


@dataclass(frozen=True)
class _Plain:
    """A frame as plain values: which columns hold numbers, the rows, the shapes as bytes."""

    columns: dict[str, bool]
    rows: list[tuple[float | str | None, ...]]
    shapes: list[bytes | None]


def _plain(frame: pd.DataFrame, geometry: str) -> _Plain:
    columns = {name: _is_number(frame[name], name) for name in frame.columns if name != "geometry"}
    values = [_numbers(frame[name]) if number else _texts(frame[name]) for name, number in columns.items()]
    nowhere: list[bytes | None] = [None] * len(frame)
    shapes = _shapes(frame, geometry) if geometry else nowhere
    return _Plain(columns, list(zip(*values, strict=True)), shapes)


def _is_number(values: pd.Series, name: str) -> bool:
    if pd.api.types.is_bool_dtype(values):
        return False
    filled = values.dropna()
    if filled.empty:
        return name.endswith(_NUMBER_ENDINGS) or pd.api.types.is_numeric_dtype(values)
    return all(isinstance(one, int | float | np.number) and not isinstance(one, bool) for one in filled)


def _numbers(values: pd.Series) -> list[float | None]:
    return [None if pd.isna(one) else float(one) for one in values]


def _texts(values: pd.Series) -> list[str | None]:
    return [None if one is None or pd.isna(one) else str(one) for one in values]


def _shapes(frame: pd.DataFrame, geometry: str) -> list[bytes | None]:
    shapes = np.asarray(gpd.GeoSeries(frame["geometry"]).to_numpy(), dtype=object)
    if geometry == POINT:
        areas = shapely.get_type_id(shapes) != shapely.GeometryType.POINT
        shapes = shapes.copy()
        shapes[areas] = shapely.point_on_surface(shapes[areas])
    elif geometry == "MultiPolygon":
        single = shapely.get_type_id(shapes) == shapely.GeometryType.POLYGON
        shapes = shapes.copy()
        shapes[single] = [shapely.MultiPolygon([one]) for one in shapes[single]]
    gone = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    return [None if lost else bytes(wkb) for lost, wkb in zip(gone, shapely.to_wkb(shapes), strict=True)]
