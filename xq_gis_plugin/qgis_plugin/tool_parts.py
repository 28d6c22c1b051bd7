"""The map tool "digitise parts": tanks, dispensers, vents of a station, snapped, each undoable."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import shapely
from qgis.gui import QgsMapTool

from xq_gis_plugin.core.errors import InputError, XqGisError
from xq_gis_plugin.core.model import CRS, PART_COLUMNS
from xq_gis_plugin.export.words import word
from xq_gis_plugin.qgis_plugin.continuing import Drawn, ask_layer, carry_over, continue_layer
from xq_gis_plugin.qgis_plugin.drawing import accuracy_m, add_feature, require_fields
from xq_gis_plugin.qgis_plugin.notices import confirmed
from xq_gis_plugin.qgis_plugin.revisions import Revisions
from xq_gis_plugin.qgis_plugin.snapping import Snapper, layers_to_snap
from xq_gis_plugin.qgis_plugin.spotlight import Spotlight
from xq_gis_plugin.qgis_plugin.stations import stations_of
from xq_gis_plugin.qgis_plugin.tasks import Job, failure_of
from xq_gis_plugin.qgis_plugin.tool_host import PART, is_shifted, layer_of, say, tell
from xq_gis_plugin.widgets.files import path_of, split_place
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.parts_card import PartsCard
from xq_gis_plugin.widgets.qt import QtCore, QtGui

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.core import QgsPointXY, QgsVectorLayer
    from qgis.gui import QgsMapCanvas, QgsMapMouseEvent

    from xq_gis_plugin.qgis_plugin.stations import Stations
    from xq_gis_plugin.qgis_plugin.tasks import Failure
    from xq_gis_plugin.qgis_plugin.tool_host import ToolHost

__all__ = ["PartsTool"]

_JOB = "stations"
_NEEDED = ("part_id", "hazard_id", "kind")


class PartsTool(QgsMapTool):
    """Writes into the layer of the role 设施; where there is none, asks once for a new one.

    The stations are those of the role 危险源, a file or a layer, else those of the result that is shown.

    Parameters
    ----------
    canvas
        The map.
    host
        The dock.
    """

    def __init__(self, canvas: QgsMapCanvas, host: ToolHost) -> None:
        super().__init__(canvas)
        self._canvas, self._host = canvas, host
        self.card = PartsCard(canvas.window())
        self.snapper = Snapper(canvas)
        self._spotlight = Spotlight(canvas)
        self._revisions = Revisions(self)
        self._stations: Stations | None = None
        self._made_of: object = None
        self._active = False
        self.card.closed.connect(self._leave)
        self.card.stationChosen.connect(self._show_station)
        self._revisions.changed.connect(self._look_again)
        self.setCursor(QtGui.QCursor(QtCore.Qt.CursorShape.CrossCursor))

    def activate(self) -> None:
        """Show the card with the stations; they are read where they are not those of last time."""
        super().activate()
        if not self._active:
            self._active = True
            self._host.panel.stateChanged.connect(self._look_again)
        self.card.show_beside(self._canvas)
        self._canvas.setFocus()
        self._prepare()

    def deactivate(self) -> None:
        """Leave nothing on the map, and nothing running."""
        if self._active:
            self._active = False
            self._host.panel.stateChanged.disconnect(self._look_again)
        self._host.jobs.abandon(_JOB)
        self.snapper.hide()
        self.card.hide()
        super().deactivate()

    def close_down(self) -> None:
        """Leave nothing at all."""
        self.card.closed.disconnect(self._leave)
        self._leave()
        self.deactivate()
        self._revisions.close_down()
        self.card.close()
        self.card.deleteLater()
        self._stations = None

    # What a person does

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Show what a click would snap to."""
        self.snapper.show(event.originalMapPoint(), self._to_snap)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Add a part where the mouse is, or at the corner or edge near it."""
        if event.button() == QtCore.Qt.MouseButton.LeftButton:
            self.put(self.snapper.at(event.originalMapPoint(), self._to_snap()))

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Escape ends the tool."""
        if event.key() == QtCore.Qt.Key.Key_Escape:
            self._leave()
            event.accept()

    def put(self, place: QgsPointXY) -> bool:
        """Add a part of the chosen kind at a point of the map; False where it was not added."""
        station, kind, fuel = self.card.choice()
        if not station:
            # Why there is none is what the card says already.
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
        try:
            layer = self._layer()
            if layer is None:
                return False
            add_feature(layer, [place], values, self._canvas.mapSettings().destinationCrs(), title)
        except XqGisError as error:
            tell(self._host, error)
            return False
        self._host.edit(layer)
        self.card.told.setText(say("parts_added", kind=title, layer=layer.name()))
        return True

    # The inside: the stations

    def _look_again(self) -> None:
        if self._active:
            self._prepare()

    def _prepare(self) -> None:
        try:
            data = stations_of(self._host, self._revisions)
        except XqGisError as error:
            self._not_read(failure_of(error))
            return
        if data is None:
            self._drop(say("parts_no_stations"))
            return
        if data.stamp == self._made_of:
            return
        self._host.jobs.abandon(_JOB)
        self._made_of = data.stamp
        # Those of before stay on the card: whoever draws while a layer is read again goes on drawing.
        if self._stations is None:
            self.card.told.setText(say("parts_reading"))
        job = Job(say("parts_title"), data.work)
        job.done.connect(self._read)
        job.failed.connect(self._not_read)
        job.cancelled.connect(lambda: self._drop(say("parts_stopped")))
        self._host.jobs.start(_JOB, job)

    def _read(self, stations: Stations) -> None:
        first, self._stations = self._stations is None, stations
        named = stations.named()
        self.card.set_stations(named)
        if first or not named:
            self.card.told.setText(say("parts_click" if named else "parts_none_there"))

    def _not_read(self, failure: Failure) -> None:
        self._drop(f"{failure.message} {failure.hint}")

    def _drop(self, told: str) -> None:
        """Forget the stations, and say why there are none."""
        self._host.jobs.abandon(_JOB)
        self._stations = self._made_of = None
        self.card.set_stations([])
        self.card.told.setText(told)

    def _show_station(self, identity: str) -> None:
        """Zoom to a station that a person has chosen, where anybody knows where it is."""
        if self._stations is None:
            return
        hazards = self._stations.hazards
        (shape,) = hazards.geometry[hazards["hazard_id"].astype(str) == identity][:1]
        if shape is None or shape.is_empty:
            self.card.told.setText(say("parts_unlocated"))
        else:
            self._spotlight.show(shape, CRS)

    # The inside: the layer

    def _to_snap(self) -> list[QgsVectorLayer]:
        return layers_to_snap(self._host.panel.settings())

    def _layer(self) -> QgsVectorLayer | None:
        """Return the layer to write into: the role's, the one of its file, or a new one."""
        chosen = self._host.panel.settings().parts
        if chosen is not None and is_shifted(chosen.datum):
            message = f"the parts are read as {chosen.datum}; what is drawn here is not of that datum."
            hint = "Convert the layer to CGCS2000 first, and choose that one."
            raise InputError("datum_not_drawn", message, hint, datum=chosen.datum)
        layer = layer_of(chosen.key) if chosen is not None else None
        if layer is not None:
            require_fields(layer, _NEEDED)
            return layer
        layer = self._of_file(path_of(chosen.key)) if chosen is not None else None
        if layer is None:
            layer = self._asked_for()
        if layer is not None:
            self._host.give(PART, layer)
        return layer

    def _of_file(self, place: str) -> QgsVectorLayer | None:
        """Return the layer of a file that the role was given, None where it is not one to draw into."""
        path, table = split_place(place)
        if Path(path).suffix.lower() != ".gpkg":
            return None
        try:
            layer = continue_layer(Path(path), _drawn(PART_COLUMNS), table)
        except XqGisError:
            # Then it is carried over like a file of any other format.
            return None
        self._host.notices.tell(say("layer_continued", name=Path(path).name, count=layer.featureCount()))
        return layer

    def _asked_for(self) -> QgsVectorLayer | None:
        """Return a layer that a person names; what the role's file holds is carried over into it."""
        read = self._stations
        if read is not None and read.unread is not None:
            raise read.unread
        before = None if read is None else read.parts
        if before is None:
            return ask_layer(self._host, self.card, say("parts_where"), _drawn(PART_COLUMNS))
        points = before[shapely.get_dimensions(before.geometry) == 0]
        left = len(before) - len(points)
        question = say("parts_replaced", count=len(before), points=len(points), left=left)
        if left and not confirmed(self.card, question, str(before.attrs["source"].path)):
            return None
        layer = ask_layer(self._host, self.card, say("parts_where"), _drawn(before.columns))
        if layer is not None:
            count = carry_over(layer, points, "part_id")
            self._host.notices.tell(say("parts_carried", count=count, layer=layer.name()))
        return layer

    def _leave(self) -> None:
        self._canvas.unsetMapTool(self)


def _drawn(columns: Sequence[str]) -> Drawn:
    return Drawn(say("parts_layer"), columns, _NEEDED, "Point")
