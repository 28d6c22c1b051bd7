"""The risk colours as small signs: colour, shape and a character, so that any one of them is enough."""

from __future__ import annotations

import math
from functools import cache

from xq_gis_plugin.palette import risk_styles
from xq_gis_plugin.widgets.qt import QtCore, QtGui

__all__ = ["risk_icon"]

_SIDE = 64
_CORNERS = {"triangle": (3, -90.0), "square": (4, 45.0), "octagon": (8, 22.5)}


@cache
def risk_icon(color: str) -> QtGui.QIcon:
    """Return the sign of a risk colour; it needs a running application."""
    style = risk_styles()[color]
    pixmap = QtGui.QPixmap(_SIDE, _SIDE)
    pixmap.fill(QtCore.Qt.GlobalColor.transparent)
    painter = QtGui.QPainter(pixmap)
    painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
    painter.setBrush(QtGui.QColor(style.fill))
    painter.setPen(QtGui.QPen(QtGui.QColor("#1b2430"), 3))
    box = QtCore.QRectF(3, 3, _SIDE - 6, _SIDE - 6)
    if style.shape == "circle":
        painter.drawEllipse(box)
    else:
        painter.drawPolygon(_polygon(*_CORNERS[style.shape]))
    font = QtGui.QFont()
    font.setBold(True)
    font.setPixelSize(int(_SIDE * 0.5))
    painter.setFont(font)
    painter.setPen(QtGui.QColor(style.outline))
    low = box.translated(0, _SIDE * 0.1) if style.shape == "triangle" else box
    painter.drawText(low, QtCore.Qt.AlignmentFlag.AlignCenter, style.sign)
    painter.end()
    return QtGui.QIcon(pixmap)


def _polygon(corners: int, turn_deg: float) -> QtGui.QPolygonF:
    radius = _SIDE / 2 - 3
    reach = radius * (math.sqrt(2) if corners == 4 else 1.0)  # noqa: PLR2004 - a square fills its box
    angles = [math.radians(turn_deg + 360 * n / corners) for n in range(corners)]
    middle = _SIDE / 2
    return QtGui.QPolygonF(
        [QtCore.QPointF(middle + reach * math.cos(a), middle + reach * math.sin(a)) for a in angles]
    )
