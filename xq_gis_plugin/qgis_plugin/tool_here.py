"""The map tool "check here": click or drag, and see at once what the rules say of a hazard at the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsPointXY
from qgis.gui import QgsMapTool

from xq_gis_plugin.core.errors import XqGisError
from xq_gis_plugin.qgis_plugin.here_bands import HereBands
from xq_gis_plugin.qgis_plugin.here_data import data_of
from xq_gis_plugin.qgis_plugin.revisions import Revisions
from xq_gis_plugin.qgis_plugin.tasks import Job, failure_of
from xq_gis_plugin.qgis_plugin.tool_host import from_degrees, say, to_degrees
from xq_gis_plugin.widgets.here_card import HereCard
from xq_gis_plugin.widgets.qt import QtCore, QtGui

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas, QgsMapMouseEvent

    from xq_gis_plugin.core.spot import SpotAnswer, Surroundings
    from xq_gis_plugin.qgis_plugin.tasks import Failure
    from xq_gis_plugin.qgis_plugin.tool_host import ToolHost

__all__ = ["HereTool"]

_JOB = "here"
_STEP_PX, _STRIDE_PX = 4, 40
_ARROWS = {
    QtCore.Qt.Key.Key_Left: (-1, 0),
    QtCore.Qt.Key.Key_Right: (1, 0),
    QtCore.Qt.Key.Key_Up: (0, -1),
    QtCore.Qt.Key.Key_Down: (0, 1),
}
_ENTER = (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter)


class HereTool(QgsMapTool):
    """Nothing is written anywhere; the data are those that the panel's roles have been given.

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
        self.card = HereCard(canvas.window())
        self.bands = HereBands(canvas)
        self._revisions = Revisions(self)
        self._around: Surroundings | None = None
        self._made_of: object = None
        self._place: QgsPointXY | None = None
        """The spot in degrees: the map may come to be drawn in another coordinate system."""
        self._brief = False
        self._active = False
        self.card.changed.connect(self._again)
        self.card.closed.connect(self._leave)
        self._revisions.changed.connect(self._look_again)
        self.setCursor(QtGui.QCursor(QtCore.Qt.CursorShape.CrossCursor))

    def activate(self) -> None:
        """Show the card, and prepare the surroundings where they are not those of last time."""
        super().activate()
        if not self._active:
            self._active = True
            # Arrows and Enter are the spot's; without this the map would take them for itself.
            self._canvas.installEventFilter(self)
            self._host.panel.stateChanged.connect(self._look_again)
        self.card.show_beside(self._canvas)
        self._canvas.setFocus()
        self._prepare()

    def deactivate(self) -> None:
        """Leave nothing on the map, and nothing running."""
        if self._active:
            self._active = False
            self._canvas.removeEventFilter(self)
            self._host.panel.stateChanged.disconnect(self._look_again)
        self._host.jobs.abandon(_JOB)
        self.bands.clear()
        self.card.hide()
        super().deactivate()

    def close_down(self) -> None:
        """Leave nothing at all."""
        self.card.closed.disconnect(self._leave)
        self._leave()
        self.deactivate()
        self._revisions.close_down()
        self.bands.remove()
        self.card.close()
        self.card.deleteLater()
        self._around = None

    # What a person does

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Ask where the mouse is."""
        if event.button() == QtCore.Qt.MouseButton.LeftButton:
            self.ask(event.mapPoint(), brief=True)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Ask again while it is dragged."""
        if event.buttons() & QtCore.Qt.MouseButton.LeftButton:
            self.ask(event.mapPoint(), brief=True)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Ask for everything, what is missing included."""
        if event.button() == QtCore.Qt.MouseButton.LeftButton:
            self.ask(event.mapPoint())

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Escape ends the tool."""
        if event.key() == QtCore.Qt.Key.Key_Escape:
            self._leave()
            event.accept()

    def eventFilter(self, _watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Move the spot with the arrows, ten times as far with Shift; they and Enter begin mid-map."""
        kinds = QtCore.QEvent.Type
        if event.type() == kinds.KeyPress and event.key() in _ENTER:
            spot = self._spot()
            self.ask(self._canvas.extent().center() if spot is None else spot)
            return True
        if event.type() == kinds.KeyPress and event.key() in _ARROWS:
            self._move(event)
            return True
        if event.type() == kinds.KeyRelease and event.key() in _ARROWS and not event.isAutoRepeat():
            if self._brief:
                self._again()
            return True
        return False

    def ask(self, spot: QgsPointXY, *, brief: bool = False) -> SpotAnswer | None:
        """Show what the rules say at a point of the map; None where nobody can tell yet.

        Parameters
        ----------
        spot
            In the map's coordinate system.
        brief
            Whether what is missing may stay unsaid, as while dragging.
        """
        self._place, self._brief = to_degrees(self._canvas, spot), brief
        place = self._place
        if self._around is None or place is None:
            self.bands.clear()
            if place is None:
                self.card.set_waiting(say("here_off_map"))
            return None
        kind, facts, accuracy_m = self.card.choice()
        try:
            answer = self._around.check(place.x(), place.y(), kind, facts, accuracy_m, brief=brief)
        except XqGisError as error:
            self._failed(failure_of(error))
            return None
        self.card.set_answer(answer)
        self.bands.show(answer)
        return answer

    # The inside

    def _spot(self) -> QgsPointXY | None:
        """Return where on the map the spot is, None where there is none."""
        return None if self._place is None else from_degrees(self._canvas, self._place)

    def _move(self, event: QtGui.QKeyEvent) -> None:
        spot = self._spot()
        if spot is None:
            self.ask(self._canvas.extent().center())
            return
        far = bool(event.modifiers() & QtCore.Qt.KeyboardModifier.ShiftModifier)
        right, down = _ARROWS[event.key()]
        step = (_STRIDE_PX if far else _STEP_PX) * self._canvas.mapUnitsPerPixel()
        moved = QgsPointXY(spot.x() + right * step, spot.y() - down * step)
        if not self._canvas.extent().contains(moved):
            self._canvas.setCenter(moved)
            self._canvas.refresh()
        self.ask(moved, brief=event.isAutoRepeat())

    def _look_again(self) -> None:
        """Prepare again where a person has chosen other data meanwhile, or a layer is gone."""
        if self._active:
            self._prepare()

    def _prepare(self) -> None:
        try:
            data = data_of(self._host, self._revisions)
        except XqGisError as error:
            self._drop()
            self._failed(failure_of(error))
            return
        if data is None:
            self._drop()
            self.card.set_data("")
            self.card.set_waiting(say("here_no_data"))
            return
        self.card.set_data(data.title)
        if data.stamp == self._made_of:
            if self._around is not None:
                self._again()
            return
        self._drop()
        self._made_of = data.stamp
        self.card.set_waiting(say("here_preparing"), 0.0)
        job = Job(say("here_title"), data.work)
        job.done.connect(self._prepared)
        job.failed.connect(self._not_prepared)
        job.cancelled.connect(self._stopped)
        job.stepped.connect(self._stepped)
        self._host.jobs.start(_JOB, job)

    def _stepped(self, fraction: float, _step: str) -> None:
        if self._around is None and self._host.jobs.running(_JOB):
            self.card.set_waiting(say("here_preparing"), fraction)

    def _prepared(self, around: Surroundings) -> None:
        self._around = around
        self.card.set_waiting(say("here_click"))
        self._again()

    def _not_prepared(self, failure: Failure) -> None:
        self._made_of = None
        self._failed(failure)

    def _stopped(self) -> None:
        self._made_of = None
        self.card.set_waiting(say("here_stopped"))

    def _failed(self, failure: Failure) -> None:
        self.bands.clear()
        self.card.set_waiting(" ".join(part for part in (failure.message, failure.hint) if part))

    def _drop(self) -> None:
        """Forget what was prepared; it is of other data."""
        self._host.jobs.abandon(_JOB)
        self._around = self._made_of = None
        self.bands.clear()

    def _again(self) -> None:
        spot = self._spot() if self._active else None
        if spot is not None:
            self.ask(spot)

    def _leave(self) -> None:
        self._canvas.unsetMapTool(self)
