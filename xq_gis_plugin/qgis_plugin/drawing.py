"""Layers that the map tools draw into: found or made, and every feature added so that it can be undone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsDistanceArea,
    QgsFeature,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerUtils,
    QgsWkbTypes,
)

from xq_gis_plugin.core.errors import InputError, OutputError
from xq_gis_plugin.core.model import CRS
from xq_gis_plugin.qgis_plugin.fields import make_field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qgis.gui import QgsMapCanvas

__all__ = ["accuracy_m", "add_feature", "make_layer", "require_fields"]

_NUMBERS = ("_m", "_m2", "_m3", "_kv")
_PIXELS = 2.0
"""How far from what was meant a click may be, in pixels."""


def make_layer(path: Path, name: str, columns: Sequence[str], geometry: str) -> QgsVectorLayer:
    """Make an empty GeoPackage with these columns, on CGCS2000, and add it to the project.

    Parameters
    ----------
    path
        A file that is not there yet.
    name
        What the project calls the layer.
    columns
        Names; those that end in a unit hold numbers. ``geometry`` among them is left out.
    geometry
        ``Point``, ``LineString`` or ``Polygon``.

    Raises
    ------
    OutputError
        ``output_exists`` or ``output_unwritable``.
    """
    if path.exists():
        message = f"{path} exists already."
        raise OutputError("output_exists", message, "Choose another name.", path=str(path))
    fields = QgsFields()
    for column in columns:
        if column != "geometry":
            fields.append(make_field(column, is_number=column.endswith(_NUMBERS)))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = path.stem
    options.datasourceOptions = ["VERSION=1.2"]
    kind = getattr(QgsWkbTypes.Type, geometry)
    reference = QgsCoordinateReferenceSystem(CRS)
    context = QgsProject.instance().transformContext()
    writer = QgsVectorFileWriter.create(str(path), fields, kind, reference, context, options)
    failed = writer.hasError()
    reason = writer.errorMessage()
    del writer
    layer = QgsVectorLayer(str(path), name, "ogr")
    if failed or not layer.isValid():
        message = f"{path} cannot be written: {reason}."
        hint = "Choose a folder that exists and that you may write to."
        raise OutputError("output_unwritable", message, hint, path=str(path), reason=reason)
    QgsProject.instance().addMapLayer(layer)
    return layer


def require_fields(layer: QgsVectorLayer, columns: Sequence[str]) -> None:
    """Refuse a layer that cannot take what is drawn.

    Raises
    ------
    InputError
        ``layer_readonly``, ``crs_missing`` or ``fields_missing``.
    """
    name = layer.name()
    if (
        layer.readOnly()
        or not layer.dataProvider().capabilities() & layer.dataProvider().Capability.AddFeatures
    ):
        message = f"the layer {name} is read-only."
        raise InputError("layer_readonly", message, "Choose a layer that can be edited.", layer=name)
    if not layer.crs().isValid():
        message = f"the layer {name} has no coordinate system."
        raise InputError("layer_without_crs", message, "Set its coordinate system first.", layer=name)
    missing = [column for column in columns if layer.fields().indexOf(column) < 0]
    if missing:
        message = f"the layer {name} lacks the fields {', '.join(missing)}."
        hint = "Add them, or let the tool make a layer of its own."
        raise InputError("fields_missing", message, hint, layer=name, fields=", ".join(missing))


def add_feature(
    layer: QgsVectorLayer,
    points: Sequence[QgsPointXY],
    values: Mapping[str, object],
    source: QgsCoordinateReferenceSystem,
    title: str,
) -> None:
    """Add a feature as one edit command, so that Ctrl+Z takes it back; the layer stays in editing.

    Parameters
    ----------
    layer
        Checked by `require_fields`.
    points
        One point, or the corners of a line, in ``source``.
    values
        Attributes by field; fields that the layer lacks are left out.
    source
        Coordinate system of the points.
    title
        What the undo list shows.

    Raises
    ------
    InputError
        ``not_here`` where the layer's coordinate system does not reach the place.
    OutputError
        ``output_unwritable`` where the layer refuses it.
    """
    transform = QgsCoordinateTransform(source, layer.crs(), QgsProject.instance())
    try:
        moved = [transform.transform(point) if source.isValid() else point for point in points]
    except QgsCsException as error:
        message = f"the coordinate system of {layer.name()} does not reach this place."
        raise InputError("not_here", message, "Choose another place or layer.", layer=layer.name()) from error
    geometry = QgsGeometry.fromPointXY(moved[0]) if len(moved) == 1 else QgsGeometry.fromPolylineXY(moved)
    geometry = (geometry.coerceToType(layer.wkbType()) or [geometry])[0]
    attributes = {
        layer.fields().indexOf(name): value
        for name, value in values.items()
        if layer.fields().indexOf(name) >= 0 and value is not None
    }
    feature: QgsFeature = QgsVectorLayerUtils.createFeature(layer, geometry, attributes)
    if not layer.isEditable():
        layer.startEditing()
    layer.beginEditCommand(title)
    if not layer.addFeature(feature):
        layer.destroyEditCommand()
        message = f"the layer {layer.name()} does not take the feature."
        hint = "See whether its geometry is of another kind."
        raise OutputError("output_unwritable", message, hint, path=layer.name(), reason="")
    layer.endEditCommand()
    layer.triggerRepaint()


def accuracy_m(canvas: QgsMapCanvas) -> float:
    """Return how far off a click on this map may be, in metres, rounded up to a tenth.

    Two pixels, measured on the ellipsoid at the centre of the map.
    """
    measure = QgsDistanceArea()
    measure.setSourceCrs(canvas.mapSettings().destinationCrs(), QgsProject.instance().transformContext())
    measure.setEllipsoid("GRS80")
    middle = canvas.extent().center()
    beside = QgsPointXY(middle.x() + _PIXELS * canvas.mapUnitsPerPixel(), middle.y())
    metres = measure.measureLine(middle, beside)
    return math.ceil(10 * metres) / 10 if math.isfinite(metres) else 0.0
