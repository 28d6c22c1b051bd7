"""The files that the map tools draw into: a new one is made, one that is there already is gone on with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import shapely
from qgis.core import (
    QgsDataProvider,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsWkbTypes,
)

from xq_gis_plugin.core.errors import OutputError
from xq_gis_plugin.qgis_plugin.drawing import make_layer, require_fields
from xq_gis_plugin.qgis_plugin.result_layers import is_file
from xq_gis_plugin.qgis_plugin.tool_host import say
from xq_gis_plugin.widgets.files import ask_target
from xq_gis_plugin.widgets.qt import QtCore

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from xq_gis_plugin.qgis_plugin.tool_host import ToolHost
    from xq_gis_plugin.widgets.qt import QtWidgets

__all__ = ["Drawn", "ask_layer", "carry_over", "continue_layer"]

_GEOPACKAGE = ".gpkg"
_NOT_DATA = {"layer_styles", "qgis_projects"}


@dataclass(frozen=True)
class Drawn:
    """What a tool draws into.

    Attributes
    ----------
    title
        What the project calls the layer; the name of a new file.
    columns
        Of a new layer.
    needed
        Columns without which a layer that is there already cannot be gone on with.
    geometry
        ``Point`` or ``LineString``.
    """

    title: str
    columns: Sequence[str]
    needed: Sequence[str]
    geometry: str


def ask_layer(
    host: ToolHost, parent: QtWidgets.QWidget, question: str, drawn: Drawn
) -> QgsVectorLayer | None:
    """Ask where to draw, and return the layer in the project; None where nobody answers.

    Parameters
    ----------
    host
        The dock. It says so where a file is gone on with.
    parent
        The window that asks.
    question
        Its heading.
    drawn
        What the layer is to hold.

    Raises
    ------
    InputError, OutputError
        As `continue_layer` and `xq_gis_plugin.qgis_plugin.drawing.make_layer`.
    """
    chosen = ask_target(parent, question, str(_folder(host) / f"{drawn.title}{_GEOPACKAGE}"), _GEOPACKAGE)
    if not chosen:
        return None
    path = Path(chosen)
    if not path.exists():
        return make_layer(path, drawn.title, drawn.columns, drawn.geometry)
    layer = continue_layer(path, drawn)
    host.notices.tell(say("layer_continued", name=path.name, count=layer.featureCount()))
    return layer


def continue_layer(path: Path, drawn: Drawn, named: str = "") -> QgsVectorLayer:
    """Return the layer of a GeoPackage that was drawn into before; what is in it stays.

    Parameters
    ----------
    path
        The file. Where the project has its layer already, that one is returned.
    drawn
        What the layer is to hold.
    named
        The table that is meant; by default the one of the file's name, else the only one.

    Raises
    ------
    InputError
        ``layer_readonly``, ``layer_without_crs`` or ``fields_missing``.
    OutputError
        ``file_not_continued`` where the file holds nothing of the kind.
    """
    layer = _in_project(path, named) or _opened(path, named, drawn.title)
    wanted = QgsWkbTypes.geometryType(getattr(QgsWkbTypes.Type, drawn.geometry))
    if layer is None or layer.geometryType() != wanted:
        message = (
            f"{path} exists already, and holds no one layer that can be gone on with; it was left alone."
        )
        raise OutputError("file_not_continued", message, "Choose another name.", path=str(path))
    require_fields(layer, drawn.needed)
    if QgsProject.instance().mapLayer(layer.id()) is None:
        QgsProject.instance().addMapLayer(layer)
    return layer


def carry_over(layer: QgsVectorLayer, frame: gpd.GeoDataFrame, identity: str) -> int:
    """Write the rows of a frame in degrees that a layer does not have yet; return how many these are.

    They are written at once, into the layer's file.

    Parameters
    ----------
    layer
        On CGCS2000.
    frame
        Geometries of the layer's kind.
    identity
        The column by which a row is known again.

    Raises
    ------
    OutputError
        ``output_unwritable``.
    """
    there = {str(feature[identity]) for feature in layer.getFeatures()}
    frame = frame[~frame[identity].astype(str).isin(there)]
    names = [name for name in layer.fields().names() if name in frame]
    numbers = {name: layer.fields().field(name).isNumeric() for name in names}
    features = []
    for row, wkb in zip(frame[names].to_dict("records"), shapely.to_wkb(frame.geometry), strict=True):
        feature = QgsFeature(layer.fields())
        for name in names:
            if not pd.isna(row[name]):
                feature[name] = float(row[name]) if numbers[name] else str(row[name])
        geometry = QgsGeometry()
        geometry.fromWkb(wkb)
        feature.setGeometry((geometry.coerceToType(layer.wkbType()) or [geometry])[0])
        features.append(feature)
    done, _ = layer.dataProvider().addFeatures(features)
    if not done:
        reason = "; ".join(layer.dataProvider().errors())
        message = f"{layer.name()} cannot be written: {reason}."
        hint = "Choose a folder that exists and that you may write to."
        raise OutputError("output_unwritable", message, hint, path=layer.name(), reason=reason)
    layer.updateExtents()
    return len(features)


def _folder(host: ToolHost) -> Path:
    """Return where a new file belongs: beside the workspace, else the project, else with the documents."""
    workspace = host.panel.settings().workspace
    if workspace:
        return Path(workspace).parent
    documents = QtCore.QStandardPaths.StandardLocation.DocumentsLocation
    folder = QgsProject.instance().absolutePath() or QtCore.QStandardPaths.writableLocation(documents)
    return Path(str(folder))


def _in_project(path: Path, named: str) -> QgsVectorLayer | None:
    table = _table(path, named)
    for layer in QgsProject.instance().mapLayers().values():
        if isinstance(layer, QgsVectorLayer) and layer.isValid() and layer.providerType() == "ogr":
            parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
            there = is_file(Path(str(parts.get("path") or "")), path)
            if there and str(parts.get("layerName") or table) == table:
                return layer
    return None


def _opened(path: Path, named: str, title: str) -> QgsVectorLayer | None:
    table = _table(path, named)
    layer = QgsVectorLayer(f"{path}|layername={table}", title, "ogr") if table else None
    return layer if layer is not None and layer.isValid() else None


def _table(path: Path, named: str) -> str:
    """Return the table of a GeoPackage that is meant, "" where nobody can tell."""
    whole = QgsVectorLayer(str(path), "", "ogr")
    if not whole.isValid():
        return ""
    parts = (one.split(QgsDataProvider.sublayerSeparator()) for one in whole.dataProvider().subLayers())
    names = [found[1] for found in parts if len(found) > 1 and found[1] not in _NOT_DATA]
    if named or path.stem in names:
        return (named or path.stem) if (named or path.stem) in names else ""
    return names[0] if len(names) == 1 else ""
