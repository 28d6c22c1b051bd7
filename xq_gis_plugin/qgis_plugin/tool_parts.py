"""The map tool "digitise parts": tanks, dispensers, vents of a station, snapped, each undoable."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.gui import QgsMapTool, QgsSnapIndicator

from xq_gis_plugin.core.errors import XqGisError
from xq_gis_plugin.core.model import PART_COLUMNS
from xq_gis_plugin.export.words import word
from xq_gis_plugin.qgis_plugin.drawing import accuracy_m, add_feature, make_layer, require_fields
from xq_gis_plugin.qgis_plugin.tool_host import PART, layer_of, say, tell
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.parts_card import PartsCard
from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from qgis.core import QgsVectorLayer
    from qgis.gui import QgsMapCanvas, QgsMapMouseEvent

    from xq_gis_plugin.qgis_plugin.tool_host import ToolHost

__all__ = ["PartsTool"]

_NEEDED = ("part_id", "hazard_id", "kind")


class PartsTool(QgsMapTool):
    """Writes into the layer of the role 设施; where there is none, asks once for a new one."""

    def __init__(self, canvas: QgsMapCanvas, host: ToolHost) -> None:
        super().__init__(canvas)
        self._canvas, self._host = canvas, host
        self.card = PartsCard(canvas.window())
        self.card.closed.connect(self._leave)
        self._snap = QgsSnapIndicator(canvas)
        self.setCursor(QtGui.QCursor(QtCore.Qt.CursorShape.CrossCursor))

    def activate(self) -> None:
        """Show the card with the stations of the role 危险源."""
        super().activate()
        hazards = layer_of(self._host.panel.settings().hazards.key)
        stations = _stations(hazards)
        self.card.set_stations(stations)
        self.card.told.setText(say("parts_click" if stations else "parts_no_stations"))
        self.card.show_beside(self._canvas)

    def deactivate(self) -> None:
        """Leave nothing on the map."""
        self._snap.setVisible(False)
        self.card.hide()
        super().deactivate()

    def close_down(self) -> None:
        """Leave nothing at all."""
        self.card.closed.disconnect(self._leave)
        self._leave()
        self.card.close()
        self.card.deleteLater()

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Show what a click would snap to."""
        event.snapPoint()
        self._snap.setMatch(event.mapPointMatch())

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Add a part where the mouse is."""
        if event.button() != QtCore.Qt.MouseButton.LeftButton:
            return
        self.put(event.snapPoint())

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Escape ends the tool."""
        if event.key() == QtCore.Qt.Key.Key_Escape:
            self._leave()
            event.accept()

    def put(self, place: object) -> bool:
        """Add a part of the chosen kind at a point of the map; False where it was not added."""
        station, kind, fuel = self.card.choice()
        if not station:
            self.card.told.setText(say("parts_no_stations"))
            return False
        try:
            layer = self._layer()
            if layer is None:
                return False
            values = {
                "part_id": f"{station}-{kind}-{uuid.uuid4().hex[:6]}",
                "hazard_id": station,
                "kind": kind,
                "fuel": fuel or None,
                "position_source": "digitised",
                "position_accuracy_m": accuracy_m(self._canvas),
            }
            title = word("part_kind", kind, ui_language())
            add_feature(layer, [place], values, self._canvas.mapSettings().destinationCrs(), title)
        except XqGisError as error:
            tell(self._host, error)
            return False
        self._host.edit(layer)
        self.card.told.setText(say("parts_added", kind=title, layer=layer.name()))
        return True

    def _layer(self) -> QgsVectorLayer | None:
        """Return the layer to write into: the role's, or a new one that the person names."""
        chosen = self._host.panel.settings().parts
        layer = layer_of(chosen.key) if chosen else None
        if layer is not None:
            require_fields(layer, _NEEDED)
            return layer
        suggested = Path(self._host.panel.settings().workspace or "x").with_name(say("parts_file"))
        name, _ = QtWidgets.QFileDialog.getSaveFileName(
            self.card, say("parts_where"), str(suggested), "GeoPackage (*.gpkg)"
        )
        if not name:
            return None
        path = Path(name)
        path = path if path.suffix.lower() == ".gpkg" else path.with_name(f"{path.name}.gpkg")
        layer = make_layer(path, path.stem, PART_COLUMNS, "Point")
        self._host.give(PART, layer)
        return layer

    def _leave(self) -> None:
        self._canvas.unsetMapTool(self)


def _stations(layer: QgsVectorLayer | None) -> list[tuple[str, str]]:
    """Return id and name of a layer's stations."""
    if layer is None:
        return []
    fields = layer.fields()
    identity, name = fields.indexOf("hazard_id"), fields.indexOf("name")
    if identity < 0:
        return []
    found = []
    for feature in layer.getFeatures():
        values = [feature.attributes()[at] if at >= 0 else None for at in (identity, name)]
        shown = [
            "" if value is None or not str(value) or str(value) == "NULL" else str(value) for value in values
        ]
        if shown[0]:
            found.append((shown[0], shown[1]))
    return sorted(found, key=lambda one: one[1] or one[0])
