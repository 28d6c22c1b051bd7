"""The map tool "locate": the plan's unlocated entries get their places from a person, one by one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import shapely
from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsProject, QgsVectorLayer, QgsWkbTypes
from qgis.gui import QgsMapTool, QgsRubberBand

from xq_gis_plugin.core.errors import XqGisError
from xq_gis_plugin.core.facts import measure
from xq_gis_plugin.core.model import CRS, HAZARD_COLUMNS, OBJECT_COLUMNS, HazardKind, ObjectKind
from xq_gis_plugin.core.naming import propose_locations
from xq_gis_plugin.core.plan import AREA
from xq_gis_plugin.export.words import word
from xq_gis_plugin.qgis_plugin.bridge import snapshot
from xq_gis_plugin.qgis_plugin.drawing import accuracy_m, add_feature, make_layer, require_fields
from xq_gis_plugin.qgis_plugin.result_layers import TABLE
from xq_gis_plugin.qgis_plugin.spotlight import Spotlight
from xq_gis_plugin.qgis_plugin.tasks import failure_of
from xq_gis_plugin.qgis_plugin.tool_host import HAZARD, say, tell
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.locate_card import LocateCard
from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas, QgsMapMouseEvent

    from xq_gis_plugin.core.plan import PlanEntry
    from xq_gis_plugin.qgis_plugin.tool_host import ToolHost

__all__ = ["LocateTool"]

_KIND = "xq_gis/located"
"""Custom property of a layer that this tool has made: what it holds."""
_HAZARD_KINDS = frozenset(kind.value for kind in HazardKind)


class LocateTool(QgsMapTool):
    """A click places a point; for a road clicks draw its line, a right click or Enter ends it.

    Places go into layers of the tool's own, hazards, roads and complexes apart; each carries who placed
    it where from and how far off it may be.
    """

    def __init__(self, canvas: QgsMapCanvas, host: ToolHost) -> None:
        super().__init__(canvas)
        self._canvas, self.host = canvas, host
        self.card = LocateCard(canvas.window())
        self.corners: list[QgsPointXY] = []
        self._band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.LineGeometry)
        self._band.setColor(QtGui.QColor("#1463b0"))
        self._band.setWidth(3)
        self._spotlight = Spotlight(canvas)
        self._candidates = ""
        self._proposed = gpd.GeoDataFrame()
        self.card.chosen.connect(self._entry_chosen)
        self.card.candidatesChosen.connect(self._use_candidates)
        self.card.proposalShown.connect(self._show_proposal)
        self.card.accepted.connect(self.accept)
        self.card.closed.connect(self._leave)
        self.setCursor(QtGui.QCursor(QtCore.Qt.CursorShape.CrossCursor))

    def activate(self) -> None:
        """Show the card with what has no position yet."""
        super().activate()
        self.card.set_layers(_named_layers())
        self.refresh()
        self.card.show_beside(self._canvas)

    def deactivate(self) -> None:
        """Leave nothing on the map."""
        self._drop_line()
        self.card.hide()
        super().deactivate()

    def close_down(self) -> None:
        """Leave nothing at all."""
        self.card.closed.disconnect(self._leave)
        self._leave()
        self._canvas.scene().removeItem(self._band)
        self.card.close()
        self.card.deleteLater()

    def choose(self, plan_id: str) -> None:
        """Go to an entry of the plan."""
        self.card.choose(plan_id)

    def refresh(self) -> None:
        """Look again at what is located."""
        there = self._located()
        self.card.set_entries(
            [entry for entry in self.host.plan() if entry.kind != AREA and entry.plan_id not in there]
        )

    # What a person does

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Place the entry, or a corner of its line."""
        entry = self._entry()
        if entry is None:
            return
        if event.button() == QtCore.Qt.MouseButton.RightButton:
            self._end_line()
        elif event.button() == QtCore.Qt.MouseButton.LeftButton:
            if entry.kind == ObjectKind.ROAD:
                self.corners.append(QgsPointXY(event.mapPoint()))
                self._band.addPoint(event.mapPoint())
            else:
                self.place(
                    [QgsPointXY(event.mapPoint())], self._canvas.mapSettings().destinationCrs(), "map_click"
                )

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Enter ends a line, Escape drops it or ends the tool."""
        if event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter):
            self._end_line()
        elif event.key() == QtCore.Qt.Key.Key_Escape:
            self._drop_line() if self.corners else self._leave()
        else:
            return
        event.accept()

    def place(self, points: list[QgsPointXY], source: QgsCoordinateReferenceSystem, how: str) -> bool:
        """Write the place of the chosen entry; False where it was not written."""
        entry = self._entry()
        if entry is None:
            return False
        kind = entry.kind or self.card.stated_kind()
        if not kind:
            self.card.told.setText(say("locate_no_kind"))
            self.card.kind.setFocus()
            return False
        try:
            layer = self._layer(kind, line=len(points) > 1)
            if layer is None:
                return False
            add_feature(layer, points, self._values(entry, kind, how), source, entry.name)
        except XqGisError as error:
            tell(self.host, error)
            return False
        self._drop_line()
        self.host.edit(layer)
        self.refresh()
        self.card.told.setText(say("locate_placed", name=entry.name, layer=layer.name()))
        return True

    def accept(self, number: int) -> bool:
        """Take a proposal for the chosen entry; False where it was not written."""
        if not 0 <= number < len(self._proposed):
            return False
        shape = self._proposed.geometry.iloc[number]
        entry = self._entry()
        if entry is None:
            return False
        if entry.kind == ObjectKind.ROAD and shapely.get_dimensions(shape) == 1:
            longest = max(shapely.get_parts(shape), key=shapely.length)
            corners = shapely.get_coordinates(longest)
        else:
            corners = shapely.get_coordinates(shapely.point_on_surface(shape))
        points = [QgsPointXY(x, y) for x, y in corners]
        layer = QgsProject.instance().mapLayer(self._candidates)
        how = f"proposal: {layer.name() if layer else ''}"
        return self.place(points, QgsCoordinateReferenceSystem(CRS), how)

    # The inside

    def _entry(self) -> PlanEntry | None:
        chosen = self.card.entry()
        return next((entry for entry in self.host.plan() if entry.plan_id == chosen), None)

    def _entry_chosen(self, _plan_id: str) -> None:
        self._drop_line()
        entry = self._entry()
        if entry is not None:
            kind = "line" if entry.kind == ObjectKind.ROAD else "click" if entry.kind else "no_kind"
            self.card.ask_kind(asked=entry.kind is None)
            self.card.told.setText(say(f"locate_{kind}"))
        self._propose()

    def _use_candidates(self, layer_id: str) -> None:
        self._candidates = layer_id
        self._propose()

    def _propose(self) -> None:
        entry, layer = self._entry(), QgsProject.instance().mapLayer(self._candidates)
        self._proposed = gpd.GeoDataFrame()
        if entry is not None and isinstance(layer, QgsVectorLayer):
            try:
                raw = snapshot(layer)()
                frame = gpd.GeoDataFrame(raw.table, geometry=raw.geometry, crs=raw.crs)
                self._proposed = propose_locations([entry], frame.to_crs(CRS) if raw.crs else frame)
            except XqGisError as error:
                self.card.told.setText(failure_of(error).message)
        lang = ui_language()
        self.card.set_proposals(
            [
                (
                    str(row["candidate_name"]),
                    float(row["score"]),
                    word("evidence", str(row["evidence"]), lang),
                )
                for row in self._proposed.to_dict("records")
            ]
        )

    def _show_proposal(self, number: int) -> None:
        self._spotlight.show(self._proposed.geometry.iloc[number], CRS)

    def _values(self, entry: PlanEntry, kind: str, how: str) -> dict[str, Any]:
        accuracy = accuracy_m(self._canvas)
        if kind in _HAZARD_KINDS:
            # The radius holds the whole site, not only the error of the click.
            accuracy += measure("site_radius", kind).high_m
        return {
            "hazard_id": entry.plan_id,
            "object_id": entry.plan_id,
            "name": entry.name,
            "kind": kind,
            "plan_box": entry.box,
            "measured_as": "line" if kind == ObjectKind.ROAD else "point",
            "position_status": "located",
            "position_source": how,
            "position_accuracy_m": accuracy,
        }

    def _layer(self, kind: str, *, line: bool) -> QgsVectorLayer | None:
        """Return the layer for entries of a kind; a new one is asked for once."""
        hazard = kind in _HAZARD_KINDS
        name = "hazards" if hazard else "roads" if line else "objects"
        for layer in QgsProject.instance().mapLayers().values():
            if layer.customProperty(_KIND) == name and isinstance(layer, QgsVectorLayer):
                require_fields(layer, ("name", "kind"))
                return layer
        title = say(f"locate_layer_{name}")
        suggested = Path(self.host.panel.settings().workspace or "x").with_name(f"{title}.gpkg")
        chosen, _ = QtWidgets.QFileDialog.getSaveFileName(
            self.card, say("locate_where", layer=title), str(suggested), "GeoPackage (*.gpkg)"
        )
        if not chosen:
            return None
        path = Path(chosen)
        path = path if path.suffix.lower() == ".gpkg" else path.with_name(f"{path.name}.gpkg")
        columns = HAZARD_COLUMNS if hazard else OBJECT_COLUMNS
        made = make_layer(path, title, columns, "LineString" if line else "Point")
        made.setCustomProperty(_KIND, name)
        if hazard and not self.host.panel.settings().hazards.key:
            self.host.give(HAZARD, made)
        return made

    def _located(self) -> set[str]:
        """Return the ids of the entries that this tool's layers hold."""
        found = set()
        for layer in QgsProject.instance().mapLayers().values():
            if layer.customProperty(_KIND) and isinstance(layer, QgsVectorLayer):
                column = "hazard_id" if layer.fields().indexOf("hazard_id") >= 0 else "object_id"
                found |= {str(feature[column]) for feature in layer.getFeatures()}
        return found

    def _end_line(self) -> None:
        if len(self.corners) > 1:
            self.place(list(self.corners), self._canvas.mapSettings().destinationCrs(), "map_click")

    def _drop_line(self) -> None:
        self.corners = []
        self._band.reset(QgsWkbTypes.GeometryType.LineGeometry)

    def _leave(self) -> None:
        self._canvas.unsetMapTool(self)


def _named_layers() -> list[tuple[str, str]]:
    """Return id and name of the layers that have a field with names."""
    return sorted(
        (
            (layer.id(), layer.name())
            for layer in QgsProject.instance().mapLayers().values()
            if isinstance(layer, QgsVectorLayer)
            and layer.isValid()
            and not layer.customProperty(TABLE)
            and layer.fields().indexOf("name") >= 0
        ),
        key=lambda one: one[1],
    )
