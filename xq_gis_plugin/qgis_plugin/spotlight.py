"""Where on the map something is: zoom to it, and let it flash."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
)

from xq_gis_plugin.widgets.qt import QtGui

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas

__all__ = ["Spotlight"]

_CLOSEST, _POINT = 500.0, 2000.0
"""Denominators of scales: the largest that it zooms to, closer nobody knows where he is; and for a point."""
_MARGIN, _ALL_MARGIN = 2.5, 1.15
_FLASHES, _FLASH_MS = 3, 500
_RED = (196, 22, 28)


class Spotlight:
    """Shows things on one canvas."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas

    def show(self, shape: Any, crs: str) -> bool:  # noqa: ANN401 - a shapely geometry
        """Zoom to a geometry and let it flash; False where the map's projection does not reach it."""
        geometry = QgsGeometry()
        geometry.fromWkb(shapely.to_wkb(shape))
        source = QgsCoordinateReferenceSystem(crs)
        if not self._zoom(geometry.boundingBox(), source, _MARGIN):
            return False
        bright, gone = QtGui.QColor(*_RED), QtGui.QColor(*_RED, 0)
        self._canvas.flashGeometries([geometry], source, bright, gone, _FLASHES, _FLASH_MS)
        return True

    def show_box(self, west: float, south: float, east: float, north: float, crs: str) -> bool:
        """Zoom to a box; False where it is none, or the map's projection does not reach it."""
        if not all(map(math.isfinite, (west, south, east, north))):
            return False
        return self._zoom(
            QgsRectangle(west, south, east, north), QgsCoordinateReferenceSystem(crs), _ALL_MARGIN
        )

    def _zoom(self, box: QgsRectangle, source: QgsCoordinateReferenceSystem, margin: float) -> bool:
        target = self._canvas.mapSettings().destinationCrs()
        if target.isValid():
            transform = QgsCoordinateTransform(source, target, QgsProject.instance())
            try:
                box = transform.transformBoundingBox(box)
            except QgsCsException:
                return False
        if not box.isFinite():
            return False
        point = box.width() == 0 and box.height() == 0
        if point:
            # A canvas does not take an extent that is a point.
            self._canvas.setCenter(box.center())
        else:
            box.scale(margin)
            self._canvas.setExtent(box)
        if point or self._canvas.scale() < _CLOSEST:
            self._canvas.zoomScale(_POINT if point else _CLOSEST)
        self._canvas.refresh()
        return True
