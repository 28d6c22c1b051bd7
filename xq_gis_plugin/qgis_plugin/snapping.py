"""Snapping of the plugin's own: it works whatever the project's snapping is set to, and it is seen.

QGIS's own builds its index in a task. Where the task is gone before the index hears of it, whoever waits for
the index waits for ever, and taking it away meanwhile may end QGIS. Here the layers are asked what lies near
a place, which their own spatial indexes answer.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointLocator,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsSnapIndicator

from xq_gis_plugin.qgis_plugin.bridge import can_be_read
from xq_gis_plugin.qgis_plugin.result_layers import TABLE
from xq_gis_plugin.qgis_plugin.tool_host import is_shifted, layer_of
from xq_gis_plugin.widgets.qt import QtCore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qgis.gui import QgsMapCanvas

    from xq_gis_plugin.widgets.contract import CheckSettings

__all__ = ["Snapper", "layers_to_snap"]

_NEAR_PX = 12.0
_SLOW_S, _REST = 0.05, 9.0
"""Where a look takes longer, the mouse that moves is followed a tenth of the time."""
_Kind = QgsPointLocator.Type
_TABLES = frozenset({"hazards", "hazard_summary", "protected", "parts"})


class Snapper:
    """Finds corners, then edges, near a place on one canvas.

    Parameters
    ----------
    canvas
        The map.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._sign = QgsSnapIndicator(canvas)
        self._wanted: tuple[QgsPointXY, Callable[[], Sequence[QgsVectorLayer]]] | None = None
        self._rest = QtCore.QTimer()
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._look)

    def show(self, place: QgsPointXY, layers: Callable[[], Sequence[QgsVectorLayer]]) -> None:
        """Show what a click at a place of the map would snap to; where that takes long, a little later.

        Parameters
        ----------
        place
            In the map's coordinates.
        layers
            Returns the layers whose corners and edges count.
        """
        self._wanted = place, layers
        if self._rest.isActive():
            self._sign.setVisible(False)
        else:
            self._look()

    def at(self, place: QgsPointXY, layers: Sequence[QgsVectorLayer]) -> QgsPointXY:
        """Return the corner or edge near a place of the map, in the map's coordinates; else the place."""
        match = self._match(place, layers)
        return match.point() if match.isValid() else place

    def is_shown(self) -> bool:
        """Return whether the map shows what a click would snap to."""
        return bool(self._sign.isVisible() and self._sign.match().isValid())

    def hide(self) -> None:
        """Show nothing."""
        self._wanted = None
        self._rest.stop()
        self._sign.setVisible(False)

    def _look(self) -> None:
        if self._wanted is None:
            return
        (place, layers), self._wanted = self._wanted, None
        begun = time.monotonic()
        self._sign.setMatch(self._match(place, layers()))
        took = time.monotonic() - begun
        if took > _SLOW_S:
            self._rest.start(int(1000 * _REST * took))

    def _match(self, place: QgsPointXY, layers: Sequence[QgsVectorLayer]) -> QgsPointLocator.Match:
        """Return the nearest corner within reach; where there is none, the nearest place on an edge."""
        near = _NEAR_PX * self._canvas.mapUnitsPerPixel()
        corner, edge = QgsPointLocator.Match(), QgsPointLocator.Match()
        for layer in layers:
            for number, shape in self._around(layer, place, near):
                spot, _, _, _, squared = shape.closestVertex(place)
                corner = _nearer(corner, _Kind.Vertex, layer, number, squared, spot, near)
                # A point has no edge: what comes back is less than nothing then. By default, what is nearer
                # than a ten-thousandth of a degree counts as on the edge, and comes back as it is.
                squared, spot, _, _ = shape.closestSegmentWithContext(place, 0.0)
                edge = _nearer(edge, _Kind.Edge, layer, number, squared, spot, near)
        return corner if corner.isValid() else edge

    def _around(
        self, layer: QgsVectorLayer, place: QgsPointXY, near: float
    ) -> Iterator[tuple[int, QgsGeometry]]:
        """Yield the numbers of a layer's features near a place, and their shapes in the map's coordinates."""
        there = self._canvas.mapSettings().destinationCrs()
        to_map = QgsCoordinateTransform(layer.crs(), there, QgsProject.instance())
        box = QgsRectangle(place.x() - near, place.y() - near, place.x() + near, place.y() + near)
        request = QgsFeatureRequest().setNoAttributes()
        try:
            request.setFilterRect(to_map.transformBoundingBox(box, Qgis.TransformDirection.Reverse))
            for feature in layer.getFeatures(request):
                shape = QgsGeometry(feature.geometry())
                if shape.isNull():
                    continue
                if not to_map.isShortCircuited():
                    shape.transform(to_map)
                yield feature.id(), shape
        except QgsCsException:
            # The map shows a place that the layer's coordinate system does not reach.
            return


def _nearer(
    held: QgsPointLocator.Match,
    kind: QgsPointLocator.Type,
    layer: QgsVectorLayer,
    number: int,
    squared: float,
    spot: QgsPointXY,
    near: float,
) -> QgsPointLocator.Match:
    """Return another match where it is within reach and nearer than the one that is held."""
    reach = held.distance() if held.isValid() else near
    if not 0 <= squared <= reach**2:
        return held
    return QgsPointLocator.Match(kind, layer, number, squared**0.5, spot)


def layers_to_snap(settings: CheckSettings) -> list[QgsVectorLayer]:
    """Return the layers of hazards, protected objects and parts that the map shows.

    Those of the roles and those of a result; without the ones whose coordinates are read as of a datum
    that is shifted: on the map they do not lie where they are.
    """
    choices = [one for one in (settings.hazards, settings.protected, settings.parts) if one is not None]
    chosen = [layer_of(one.key) for one in choices if not is_shifted(one.datum)]
    every = QgsProject.instance().mapLayers().values()
    results = [layer for layer in every if layer.customProperty(TABLE) in _TABLES]
    found = {layer.id(): layer for layer in (*chosen, *results) if layer is not None}
    return [layer for layer in found.values() if _is_shown(layer)]


def _is_shown(layer: QgsVectorLayer) -> bool:
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    return bool(can_be_read(layer) and layer.isSpatial() and (node is None or node.isVisible()))
