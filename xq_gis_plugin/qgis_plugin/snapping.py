"""Snapping of the plugin's own: it works whatever the project's snapping is set to, and it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsProject, QgsSnappingConfig, QgsSnappingUtils, QgsTolerance, QgsVectorLayer
from qgis.gui import QgsSnapIndicator
from qgis.PyQt import sip

from xq_gis_plugin.qgis_plugin.bridge import can_be_read
from xq_gis_plugin.qgis_plugin.result_layers import TABLE
from xq_gis_plugin.qgis_plugin.tool_host import is_shifted, layer_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.core import QgsPointLocator, QgsPointXY
    from qgis.gui import QgsMapCanvas

    from xq_gis_plugin.widgets.contract import CheckSettings

__all__ = ["Snapper", "layers_to_snap"]

_NEAR_PX = 12.0
_NEWER_TYPES = 32600
"""From QGIS 3.26 on the types of snapping are those of ``Qgis``, with scoped names."""
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
        self._finder = QgsSnappingUtils()
        self._sign = QgsSnapIndicator(canvas)
        self._layers: list[str] = []

    def show(self, place: QgsPointXY, layers: Sequence[QgsVectorLayer]) -> None:
        """Show what a click at a place of the map would snap to; nothing while that is still looked up."""
        self._sign.setMatch(self._match(place, layers, wait=False))

    def at(self, place: QgsPointXY, layers: Sequence[QgsVectorLayer]) -> QgsPointXY:
        """Return the corner or edge near a place of the map, in the map's coordinates; else the place."""
        match = self._match(place, layers, wait=True)
        return match.point() if match.isValid() else place

    def is_shown(self) -> bool:
        """Return whether the map shows what a click would snap to."""
        return bool(self._sign.match().isValid())

    def hide(self) -> None:
        """Show nothing."""
        self._sign.setVisible(False)

    def remove(self) -> None:
        """Forget the layers; the sign goes with this object."""
        self.hide()
        self._follow([])

    def _match(
        self, place: QgsPointXY, layers: Sequence[QgsVectorLayer], *, wait: bool
    ) -> QgsPointLocator.Match:
        self._follow(layers)
        self._finder.setMapSettings(self._canvas.mapSettings())
        return self._finder.snapToMap(place, None, not wait)

    def _follow(self, layers: Sequence[QgsVectorLayer]) -> None:
        named = [layer.id() for layer in layers]
        if named == self._layers:
            return
        if self._is_building():
            # To take away an index that is being built may end QGIS; to wait for it may never end, for its
            # task can be gone by now. It stays, and is nobody's.
            sip.transferto(self._finder, None)
            self._finder = QgsSnappingUtils()
        self._layers = named
        # An index outlives its layer, and another layer may come to lie at the same address.
        self._finder.clearAllLocators()
        config = QgsSnappingConfig()
        config.setEnabled(True)
        config.setMode(QgsSnappingConfig.SnappingMode.AdvancedConfiguration)
        for layer in layers:
            config.setIndividualLayerSettings(layer, _settings())
        self._finder.setConfig(config)

    def _is_building(self) -> bool:
        found = map(QgsProject.instance().mapLayer, self._layers)
        locators = [self._finder.locatorForLayer(layer) for layer in found if layer is not None]
        return any(locator is not None and locator.isIndexing() for locator in locators)


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


def _settings() -> Any:  # noqa: ANN401 - one of QGIS's own types
    if Qgis.QGIS_VERSION_INT >= _NEWER_TYPES:
        kinds = Qgis.SnappingType.Vertex | Qgis.SnappingType.Segment
    else:
        kinds = QgsSnappingConfig.VertexFlag | QgsSnappingConfig.SegmentFlag
    pixels = QgsTolerance.UnitType.Pixels
    return QgsSnappingConfig.IndividualLayerSettings(True, kinds, _NEAR_PX, pixels)  # noqa: FBT003
