"""Layers of QGIS as the readers' rows: taken on the main thread, read wherever the work is done."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyproj
from qgis.core import (
    QgsDataProvider,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProviderRegistry,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.io.encoding import known_encoding
from xq_gis_plugin.io.raw import FilePlace, RawLayer, layer_empty, raw_of
from xq_gis_plugin.io.vector import read_raw
from xq_gis_plugin.widgets.qt import QtCore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsProcessingFeatureSource,
        QgsVectorLayer,
    )

__all__ = ["Snapshot", "can_be_read", "snapshot", "snapshot_source"]


_EVERY = 500
"""After how many rows a reader is asked whether anybody still wants them."""


@dataclass(frozen=True)
class Snapshot:
    """A layer as it was when it was asked for; calling it reads the rows, in any thread.

    Attributes
    ----------
    place
        The file behind the layer, or its name where there is none.
    names
        The fields, in the order of the features' attributes; None for one that is left out.
    crs
        As text, "" where the layer has none. pyproj is only asked where the rows are read.
    rows
        Yields the features.
    spatial
        False for a plain table, whose coordinates may be columns.
    digest
        Whether the rows are not those of the file on the disk, and need a digest of their own.
    edited, partial
        Whether unsaved edits are among the rows; whether a selection or a filter left some out.
    from_file
        Whether text is taken from the file: QGIS does not know the encoding of a shapefile that does not
        tell it, and shows 名称 as question marks, where `xq_gis_plugin.io.raw` finds it out.
    encoding
        In which encoding QGIS read a shapefile's text, where it is not taken from the file.
    some
        Whether the layer says that it has rows. Where none comes all the same, its data source is broken:
        QGIS tells nobody of a file that is gone or spoilt since it was opened.
    tick
        Called now and then while the rows are read; it may raise to stop.
    """

    place: FilePlace
    names: tuple[str | None, ...]
    crs: str
    rows: Callable[[], Iterable[QgsFeature]]
    spatial: bool = True
    digest: bool = True
    edited: bool = False
    partial: bool = False
    from_file: bool = False
    encoding: str | None = None
    some: bool = False
    tick: Callable[[], None] | None = None

    def __call__(self) -> RawLayer:
        """Read the rows.

        Raises
        ------
        InputError
            ``layer_empty``, or ``layer_broken`` where it is known that there are rows.
        """
        ids: list[int] = []
        attributes: list[list[object]] = []
        shapes: list[bytes | None] = []
        total = hashlib.sha256()
        for number, feature in enumerate(self.rows()):
            if self.tick is not None and number % _EVERY == 0:
                self.tick()
            values = [_plain(value) for value in feature.attributes()]
            wkb = _wkb(feature.geometry()) if self.spatial else None
            ids.append(int(feature.id()))
            attributes.append(values)
            shapes.append(wkb)
            if self.digest:
                total.update(repr(values).encode("utf-8", "surrogatepass") + b"\0" + (wkb or b"") + b"\0")
        if not attributes:
            raise _broken(self.place.path.name) if self.some else layer_empty(self.place)
        raw = self._from_file(ids) if self.from_file else self._raw(attributes, shapes)
        return self._noted(replace(raw, sha256=total.hexdigest() if self.digest else ""))

    def _raw(self, attributes: list[list[object]], shapes: list[bytes | None]) -> RawLayer:
        columns = {
            name: pd.Series([values[number] for values in attributes], dtype=object).infer_objects()
            for number, name in enumerate(self.names)
            if name is not None
        }
        table = pd.DataFrame(columns, index=range(len(attributes)))
        wkbs = None
        if self.spatial:
            wkbs = np.empty(len(shapes), dtype=object)
            wkbs[:] = shapes
        return replace(raw_of(self.place, table, wkbs, _crs(self.crs)), encoding=self.encoding)

    def _from_file(self, ids: list[int]) -> RawLayer:
        """Read the shapefile itself; QGIS numbers its rows from 0."""
        raw = read_raw(self.place)
        return replace(raw.keep(np.isin(raw.rows - 1, ids)), crs=_crs(self.crs))

    def _noted(self, raw: RawLayer) -> RawLayer:
        nothing = np.zeros(len(raw.rows), dtype=np.bool_)
        if self.edited:
            message = "the layer has edits that are not saved; they were read as they are now."
            hint = "Save or undo the edits, and check again, before the result goes anywhere."
            raw = raw.with_checks(raw.check(CheckSeverity.IMPORTANT, "layer_edited", message, hint, nothing))
        if self.partial:
            message = "only the selected or filtered features of the layer were read."
            hint = "Clear the selection or the filter if all of them are meant."
            raw = raw.with_checks(raw.check(CheckSeverity.IMPORTANT, "layer_partial", message, hint, nothing))
        return raw


def can_be_read(layer: QgsVectorLayer) -> bool:
    """Return whether a layer's data source is there.

    A layer whose file went stays valid, its provider does not: QGIS 3.40 ends where anybody asks such a
    layer for its extent, as `QgsProcessingFeatureSource` does.
    """
    provider = layer.dataProvider() if layer.isValid() else None
    return provider is not None and bool(provider.isValid())


def snapshot(layer: QgsVectorLayer, *, selected_only: bool = False) -> Snapshot:
    """Take a layer of the project, on the main thread, to be read in another one.

    Edits in progress and the layer's filter count; what happens to the layer afterwards does not.

    Parameters
    ----------
    layer
        A vector layer.
    selected_only
        Whether only the selected features are read.

    Raises
    ------
    InputError
        ``layer_broken`` where the data source cannot be read.
    """
    if not can_be_read(layer):
        raise _broken(layer.name())
    source = QgsVectorLayerFeatureSource(layer)
    request = QgsFeatureRequest()
    if selected_only:
        request.setFilterFids(layer.selectedFeatureIds())
    edited = layer.isEditable() and layer.isModified()
    # QGIS opens a file with points and areas in it as one layer each.
    partial = selected_only or bool(layer.subsetString()) or "|geometrytype=" in layer.source().lower()
    place = _place(layer)
    return Snapshot(
        place,
        _names(layer),
        _crs_text(layer.crs()),
        lambda: _features(source, request, in_order=selected_only),
        spatial=layer.isSpatial(),
        digest=edited or partial or not place.path.is_file(),
        edited=edited,
        partial=partial,
        from_file=not edited and _hides_its_encoding(layer, place),
        encoding=_encoding(layer, place),
        some=not selected_only and _has_rows(layer),
    )


def snapshot_source(
    source: QgsProcessingFeatureSource, layer: Snapshot, *, chosen: bool, tick: Callable[[], None]
) -> Snapshot:
    """Take an input of a Processing algorithm: its selection and filter are in it already.

    The features are read here, in the algorithm's thread, which the source belongs to, and all of them:
    what Processing does with an invalid geometry (by default it stops), a reader of ours does better.

    Parameters
    ----------
    source
        What ``parameterAsSource`` returned.
    layer
        The layer behind it, from `snapshot`.
    chosen
        Whether a selection, a filter or a limit of the input's own leaves some features out.
    tick
        Called now and then while the features are read, here and later; it may raise to stop.

    Raises
    ------
    InputError
        ``layer_broken`` where the layer says that it has features, and none comes.
    """
    features: list[QgsFeature] = []
    flag = source.Flag.FlagSkipGeometryValidityChecks
    for number, feature in enumerate(source.getFeatures(QgsFeatureRequest(), flag)):
        if number % _EVERY == 0:
            tick()
        features.append(feature)
    if not features and layer.some and not chosen:
        raise _broken(layer.place.path.name)
    if not chosen:
        return replace(layer, rows=features.__iter__, tick=tick)
    # A selection comes in any order, and rows alike are told apart by theirs.
    features.sort(key=QgsFeature.id)
    return replace(layer, rows=features.__iter__, tick=tick, partial=True, digest=True, some=False)


def _broken(name: str) -> InputError:
    message = f"the data source of the layer {name} cannot be read."
    hint = "Repair the layer's data source, or remove the layer."
    return InputError("layer_broken", message, hint, layer=name)


def _has_rows(layer: QgsVectorLayer) -> bool:
    """Return whether a layer says that it has rows; a file that cannot even be counted is taken to."""
    count = layer.featureCount()
    return count > 0 or (count < 0 and layer.providerType() == "ogr")


def _crs_text(crs: QgsCoordinateReferenceSystem) -> str:
    """Return a coordinate system of QGIS as text that pyproj reads; "" where there is none."""
    if not crs.isValid():
        return ""
    if crs.authid().upper().startswith("EPSG:"):
        return str(crs.authid())
    return str(crs.toWkt(crs.WktVariant.WKT2_2018))


def _crs(text: str) -> pyproj.CRS | None:
    return pyproj.CRS.from_user_input(text) if text else None


def _names(layer: QgsVectorLayer) -> tuple[str | None, ...]:
    """Return the fields; a GeoPackage's row number is none of them, as for every other reader."""
    keys = layer.dataProvider().pkAttributeIndexes() if layer.providerType() == "ogr" else []
    names = [field.name() for field in layer.fields()]
    return tuple(None if number in keys else name for number, name in enumerate(names))


def _place(layer: QgsVectorLayer) -> FilePlace:
    """Return the file behind a layer; where there is none, its name for the messages."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    path = str(parts.get("path") or "")
    if path and Path(path).is_file():
        return FilePlace(Path(path), str(parts.get("layerName") or "") or _only_layer(layer))
    # No folder in it: a message shows what stands behind the last slash.
    return FilePlace(Path(layer.name().replace("/", "／") or "layer"), None)


def _only_layer(layer: QgsVectorLayer) -> str | None:
    """Return what a file calls its one layer; tables of text do not call it anything."""
    if layer.providerType() != "ogr":
        return None
    parts = (one.split(QgsDataProvider.sublayerSeparator()) for one in layer.dataProvider().subLayers())
    return next((found[1] for found in parts if len(found) > 1), None)


def _hides_its_encoding(layer: QgsVectorLayer, place: FilePlace) -> bool:
    """Return whether a layer is a shapefile that does not say in which encoding its text is."""
    if place.suffix != ".shp" or place.path.with_suffix(".cpg").exists():
        return False
    # Joined and computed fields are QGIS's own; with them, what QGIS says is all there is.
    return len(layer.fields()) == len(layer.dataProvider().fields())


def _encoding(layer: QgsVectorLayer, place: FilePlace) -> str | None:
    """Return in which encoding QGIS reads a shapefile, by its .cpg or by what a person chose."""
    if place.suffix != ".shp":
        return None
    try:
        return known_encoding(layer.dataProvider().encoding()) or None
    except LookupError:  # "System": which one that is, QGIS does not tell.
        return None


def _features(
    source: QgsVectorLayerFeatureSource, request: QgsFeatureRequest, *, in_order: bool
) -> Iterator[QgsFeature]:
    """Yield features; those of a selection come in any order, and rows alike are told apart by theirs."""
    found = source.getFeatures(request)
    return iter(sorted(found, key=QgsFeature.id)) if in_order else iter(found)


def _plain(value: object) -> object:
    """Return an attribute as plain Python has it: no QVariant, dates as ISO text."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, QtCore.QVariant):
        return None if value.isNull() else _plain(value.value())
    if isinstance(value, QtCore.QDate | QtCore.QTime | QtCore.QDateTime):
        return value.toString(QtCore.Qt.DateFormat.ISODate) if value.isValid() else None
    if isinstance(value, QtCore.QByteArray):
        return bytes(value).hex()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _wkb(geometry: QgsGeometry) -> bytes | None:
    """Return a geometry as bytes that every reader knows: arcs as chords."""
    if geometry.isNull():
        return None
    if geometry.constGet().hasCurvedSegments() or QgsWkbTypes.isCurvedType(geometry.wkbType()):
        geometry = QgsGeometry(geometry.constGet().segmentize())
    return bytes(geometry.asWkb())
