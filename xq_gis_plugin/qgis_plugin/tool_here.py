"""The map tool "check here": click or drag, and see at once what the rules say of a hazard at the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsWkbTypes,
)
from qgis.gui import QgsMapTool, QgsRubberBand

from xq_gis_plugin.core.errors import XqGisError
from xq_gis_plugin.core.model import CRS, Verdict
from xq_gis_plugin.core.rules import DEFAULT_EDITIONS, load_catalogue
from xq_gis_plugin.core.spot import Surroundings
from xq_gis_plugin.export.words import word
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.palette import risk_styles
from xq_gis_plugin.qgis_plugin.sources import given
from xq_gis_plugin.qgis_plugin.tasks import Job, failure_of
from xq_gis_plugin.run import read_role
from xq_gis_plugin.widgets.here_card import HereCard
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.qt import QtCore, QtGui

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qgis.gui import QgsMapCanvas, QgsMapMouseEvent

    from xq_gis_plugin.core.spot import SpotAnswer
    from xq_gis_plugin.qgis_plugin.dock import Dock
    from xq_gis_plugin.widgets.contract import CheckSettings

__all__ = ["HereTool"]

_STEP_PX = 4
_ARROWS = {
    QtCore.Qt.Key.Key_Left: (-1, 0),
    QtCore.Qt.Key.Key_Right: (1, 0),
    QtCore.Qt.Key.Key_Up: (0, -1),
    QtCore.Qt.Key.Key_Down: (0, 1),
}


class HereTool(QgsMapTool):
    """Nothing is written anywhere; the data are those that the panel's roles have been given."""

    def __init__(self, canvas: QgsMapCanvas, dock: Dock) -> None:
        super().__init__(canvas)
        self._canvas, self._dock = canvas, dock
        self.card = HereCard(canvas.window())
        self._around: Surroundings | None = None
        self._made_of: object = None
        self._spot: QgsPointXY | None = None
        self._bands = _Bands(canvas)
        self.card.changed.connect(self._again)
        self.card.closed.connect(self._leave)
        self.setCursor(QtGui.QCursor(QtCore.Qt.CursorShape.CrossCursor))

    def activate(self) -> None:
        """Show the card, and prepare the surroundings where they are not those of last time."""
        super().activate()
        self.card.show()
        settings = self._dock.panel.settings()
        if not settings.hazards.key or not settings.protected.key:
            self.card.set_waiting(_say("here_no_data"))
            return
        self._prepare(settings)

    def deactivate(self) -> None:
        """Leave nothing on the map."""
        self._bands.clear()
        self.card.hide()
        super().deactivate()

    def close_down(self) -> None:
        """Leave nothing at all."""
        self._dock.jobs.abandon("here")
        self.card.closed.disconnect(self._leave)
        self._bands.remove()
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
        """Move the spot with the arrows; Escape ends the tool."""
        if event.key() == QtCore.Qt.Key.Key_Escape:
            self._leave()
            event.accept()
        elif event.key() in _ARROWS and self._spot is not None:
            right, down = _ARROWS[event.key()]
            step = _STEP_PX * self._canvas.mapUnitsPerPixel()
            self.ask(QgsPointXY(self._spot.x() + right * step, self._spot.y() - down * step))
            event.accept()

    def ask(self, spot: QgsPointXY, *, brief: bool = False) -> SpotAnswer | None:
        """Show what the rules say at a point of the map; None where the data are not there yet."""
        self._spot = QgsPointXY(spot)
        place = _to_degrees(self._canvas, spot)
        if self._around is None or place is None:
            return None
        kind, facts = self.card.choice()
        answer = self._around.check(place.x(), place.y(), kind, facts, brief=brief)
        self.card.set_answer(answer)
        self._bands.show(answer)
        return answer

    # The inside

    def _prepare(self, settings: CheckSettings) -> None:
        made_of = (
            settings.hazards,
            settings.protected,
            settings.editions,
            settings.rule_file,
            settings.accuracy_m,
        )
        if self._around is not None and made_of == self._made_of:
            return
        self._around = None
        self.card.set_waiting(_say("here_preparing"))
        try:
            work = _preparation(settings)
        except XqGisError as error:
            self.card.set_waiting(failure_of(error).message)
            return
        job = Job(_say("here_title"), work)
        job.done.connect(lambda around: self._prepared(around, made_of))
        job.failed.connect(lambda failure: self.card.set_waiting(f"{failure.message} {failure.hint}"))
        self._dock.jobs.start("here", job)

    def _prepared(self, around: Surroundings, made_of: object) -> None:
        self._around, self._made_of = around, made_of
        self.card.set_waiting(_say("here_click"))
        self._again()

    def _again(self) -> None:
        if self._spot is not None:
            self.ask(self._spot)

    def _leave(self) -> None:
        self._canvas.unsetMapTool(self)


def _preparation(settings: CheckSettings) -> Callable[[Job], Surroundings]:
    """Return the work of preparing; the layers are taken as they are now."""
    from pathlib import Path

    hazards, protected = given(settings.hazards), given(settings.protected)
    rule_file: Path | None = Path(settings.rule_file) if settings.rule_file else None

    def work(job: Job) -> Surroundings:
        job.begin("read_hazards")
        here = read_role(hazards, Role.HAZARD)
        job.begin("read_protected")
        there = read_role(protected, Role.PROTECTED)
        job.begin("assess")
        rules = load_catalogue(editions=settings.editions or DEFAULT_EDITIONS, rule_file=rule_file)
        return Surroundings.of(there, here, rules=rules, accuracy_m=settings.accuracy_m)

    return work


class _Bands:
    """What the tool draws: the spot, the reach, and a line to everything that is against it."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        kinds = QgsWkbTypes.GeometryType
        styles = risk_styles()
        self._ring = QgsRubberBand(canvas, kinds.PolygonGeometry)
        self._ring.setColor(QtGui.QColor("#3b4a5a"))
        self._ring.setFillColor(QtGui.QColor(59, 74, 90, 20))
        self._ring.setLineStyle(QtCore.Qt.PenStyle.DashLine)
        self._perhaps = self._line(kinds, styles["yellow"].outline, 2, QtCore.Qt.PenStyle.DashLine)
        self._surely = self._line(kinds, styles["red"].fill, 3, QtCore.Qt.PenStyle.SolidLine)
        self._spot = QgsRubberBand(canvas, kinds.PointGeometry)
        self._spot.setIcon(QgsRubberBand.IconType.ICON_FULL_DIAMOND)
        self._spot.setIconSize(12)
        self._spot.setColor(QtGui.QColor("#1b2430"))

    def show(self, answer: SpotAnswer) -> None:
        """Draw an answer."""
        lines: dict[bool, list[Any]] = {True: [], False: []}
        for row in answer.rows:
            if row.line is not None and not row.line.is_empty:
                lines[row.verdict == Verdict.CONFLICT].append(row.line)
        self._draw(self._surely, shapely.MultiLineString(lines[True]))
        self._draw(self._perhaps, shapely.MultiLineString(lines[False]))
        self._draw(self._ring, answer.ring() if answer.reach_m > 0 else shapely.Polygon())
        self._draw(self._spot, shapely.Point(answer.lon, answer.lat))

    def clear(self) -> None:
        """Draw nothing."""
        for band in self._every():
            band.reset()

    def remove(self) -> None:
        """Take the bands from the map."""
        for band in self._every():
            self._canvas.scene().removeItem(band)

    def _every(self) -> tuple[QgsRubberBand, ...]:
        return (self._ring, self._perhaps, self._surely, self._spot)

    def _line(self, kinds: Any, color: str, width: int, style: Any) -> QgsRubberBand:  # noqa: ANN401
        band = QgsRubberBand(self._canvas, kinds.LineGeometry)
        band.setColor(QtGui.QColor(color))
        band.setWidth(width)
        band.setLineStyle(style)
        return band

    def _draw(self, band: QgsRubberBand, shape: Any) -> None:  # noqa: ANN401
        if shape.is_empty:
            band.reset()
            return
        geometry = QgsGeometry()
        geometry.fromWkb(shapely.to_wkb(shape))
        band.setToGeometry(geometry, QgsCoordinateReferenceSystem(CRS))


def _to_degrees(canvas: QgsMapCanvas, point: QgsPointXY) -> QgsPointXY | None:
    """Return a point of the map in degrees on CGCS2000; None where the projection does not reach."""
    source = canvas.mapSettings().destinationCrs()
    if not source.isValid():
        return point
    transform = QgsCoordinateTransform(source, QgsCoordinateReferenceSystem(CRS), QgsProject.instance())
    try:
        return transform.transform(point)
    except QgsCsException:
        return None


def _say(key: str) -> str:
    return word("tool", key, ui_language())
