"""What "check here" draws: the spot, the rules' reach, and a line with metres to all that is against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsPointXY,
    QgsWkbTypes,
)
from qgis.gui import QgsMapCanvasItem, QgsRubberBand

from xq_gis_plugin.core.model import CRS, Verdict
from xq_gis_plugin.palette import risk_styles
from xq_gis_plugin.qgis_plugin.tool_host import from_degrees
from xq_gis_plugin.widgets.here_card import interval
from xq_gis_plugin.widgets.qt import QtCore, QtGui

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas

    from xq_gis_plugin.core.spot import SpotAnswer

__all__ = ["HereBands"]

_INK, _PAPER = "#1b2430", "#ffffff"
_RING = (59, 74, 90, 20)
_LABELS = 12
_HALO = 3.0
_PAD = 2.0
_SPOT_PX = 12
_OFF_PX = 6.0
"""How far a label keeps from the line that it tells of."""


class HereBands:
    """The drawings of one tool on one canvas; nothing of it is ever a layer."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        kinds, pens, styles = QgsWkbTypes.GeometryType, QtCore.Qt.PenStyle, risk_styles()
        self._ring = QgsRubberBand(canvas, kinds.PolygonGeometry)
        self._ring.setColor(QtGui.QColor(_INK))
        self._ring.setFillColor(QtGui.QColor(*_RING))
        self._ring.setLineStyle(pens.DashLine)
        self._perhaps = self._line(kinds, styles["yellow"].outline, 2, pens.DashLine)
        self._surely = self._line(kinds, styles["red"].fill, 3, pens.SolidLine)
        self._spot = QgsRubberBand(canvas, kinds.PointGeometry)
        self._spot.setIcon(QgsRubberBand.IconType.ICON_FULL_DIAMOND)
        self._spot.setIconSize(_SPOT_PX)
        self._spot.setColor(QtGui.QColor(_INK))
        self._labels = _Labels(canvas)

    def show(self, answer: SpotAnswer) -> None:
        """Draw an answer."""
        lines: dict[bool, list[Any]] = {True: [], False: []}
        labels: list[tuple[QgsPointXY, str]] = []
        for row in answer.rows:
            if row.line is None or row.line.is_empty:
                continue
            lines[row.verdict == Verdict.CONFLICT].append(row.line)
            if len(labels) < _LABELS and row.required_high_m is not None:
                measured = interval(row.low_m, row.high_m)
                text = f"{measured} / {interval(row.required_low_m, row.required_high_m)} m"
                middle = row.line.interpolate(0.5, normalized=True)
                labels.append((QgsPointXY(middle.x, middle.y), text))
        self._draw(self._surely, shapely.MultiLineString(lines[True]))
        self._draw(self._perhaps, shapely.MultiLineString(lines[False]))
        self._draw(self._ring, answer.ring() if answer.reach_m > 0 else shapely.Polygon())
        self._draw(self._spot, shapely.Point(answer.lon, answer.lat))
        self._labels.say(labels, QgsPointXY(answer.lon, answer.lat))

    def clear(self) -> None:
        """Draw nothing."""
        for band in self._every():
            band.reset()
        self._labels.say([])

    def remove(self) -> None:
        """Take the drawings from the map."""
        for item in (*self._every(), self._labels):
            self._canvas.scene().removeItem(item)

    def texts(self) -> list[str]:
        """Return what the labels say."""
        return [text for _, text in self._labels.places]

    def _every(self) -> tuple[QgsRubberBand, ...]:
        return (self._ring, self._perhaps, self._surely, self._spot)

    def _line(self, kinds: Any, color: str, width: int, style: Any) -> QgsRubberBand:  # noqa: ANN401
        band = QgsRubberBand(self._canvas, kinds.LineGeometry)
        band.setColor(QtGui.QColor(color))
        band.setSecondaryStrokeColor(QtGui.QColor(_PAPER))
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


class _Labels(QgsMapCanvasItem):
    """Short texts above or below places in degrees; one that finds no room is left out."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.places: list[tuple[QgsPointXY, str]] = []
        self._spot: QgsPointXY | None = None
        self.setZValue(100)

    def say(self, places: list[tuple[QgsPointXY, str]], spot: QgsPointXY | None = None) -> None:
        """Show these texts in place of the last ones; none of them covers the spot."""
        self.places, self._spot = places, spot
        self.update()

    def boundingRect(self) -> QtCore.QRectF:
        """Return the whole map: texts may stand anywhere on it."""
        return QtCore.QRectF(self._canvas.rect())

    def updatePosition(self) -> None:
        """Follow the map."""
        self.prepareGeometryChange()
        self.setPos(0, 0)

    def paint(self, painter: QtGui.QPainter, _option: object = None, _widget: object = None) -> None:
        """Draw the texts, dark on a light halo: readable over imagery and in greyscale."""
        font = QtGui.QFont(self._canvas.font())
        font.setBold(True)
        metrics = QtGui.QFontMetricsF(font)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        spot = None if self._spot is None else self._pixel(self._spot)
        taken = [] if spot is None else [_box(spot, _SPOT_PX, _SPOT_PX)]
        for place, text in self.places:
            at = self._pixel(place)
            if at is None:
                continue
            width, height = metrics.horizontalAdvance(text) + 2 * _PAD, metrics.height() + 2 * _PAD
            off = QtCore.QPointF(0, height / 2 + _OFF_PX)
            boxes = (_box(at - off, width, height), _box(at + off, width, height))
            box = next((one for one in boxes if not any(one.intersects(other) for other in taken)), None)
            if box is None:
                continue
            taken.append(box)
            path = QtGui.QPainterPath()
            path.addText(box.left() + _PAD, box.top() + _PAD + metrics.ascent(), font, text)
            painter.strokePath(path, QtGui.QPen(QtGui.QColor(_PAPER), _HALO))
            painter.fillPath(path, QtGui.QColor(_INK))

    def _pixel(self, place: QgsPointXY) -> QtCore.QPointF | None:
        there = from_degrees(self._canvas, place)
        return None if there is None else self.toCanvasCoordinates(there)


def _box(middle: QtCore.QPointF, width: float, height: float) -> QtCore.QRectF:
    return QtCore.QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
