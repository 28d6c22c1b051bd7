"""The findings on the map and the rows in the panel: choosing one chooses the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsExpression, QgsProject

from xq_gis_plugin.core.model import CRS
from xq_gis_plugin.qgis_plugin.spotlight import Spotlight
from xq_gis_plugin.widgets.qt import QtCore, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.core import QgsVectorLayer
    from qgis.gui import QgsMapCanvas

    from xq_gis_plugin.core.model import Assessment
    from xq_gis_plugin.qgis_plugin.results import ResultGroup

__all__ = ["MapLink"]

_ID = "finding_id"


class MapLink(QtCore.QObject):
    """Follows the selection in the layer of the findings; ``picked`` carries the id of what was chosen."""

    picked = Signal(str)

    def __init__(self, canvas: QgsMapCanvas, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._spotlight = Spotlight(canvas)
        self._result: Assessment | None = None
        self._layer_id = ""
        self._own_doing = False

    def follow(self, group: ResultGroup, result: Assessment) -> None:
        """Follow another result."""
        self.let_go()
        self._result = result
        (layer,) = group.layers.get("findings", (None,))
        if layer is not None:
            self._layer_id = layer.id()
            layer.selectionChanged.connect(self._selected)

    def let_go(self) -> None:
        """Follow nothing any more."""
        layer = self._layer()
        if layer is not None:
            layer.selectionChanged.disconnect(self._selected)
        self._layer_id, self._result = "", None

    def show(self, finding_id: str) -> bool:
        """Zoom to a finding, let it flash and select it; False where it has no place on the map.

        What concerns a hazard alone is shown where the hazard is.
        """
        if self._result is None:
            return False
        findings, hazards = self._result.findings, self._result.hazards
        rows = findings.loc[findings[_ID] == finding_id]
        if rows.empty:
            return False
        self._select(finding_id)
        shape = rows.geometry.iloc[0]
        if shape is None or shape.is_empty:
            own = hazards.loc[hazards["hazard_id"] == rows["hazard_id"].iloc[0]].geometry
            shape = None if own.empty else own.iloc[0]
        if shape is None or shape.is_empty:
            return False
        return self._spotlight.show(shape, CRS)

    def show_all(self) -> None:
        """Zoom to everything that was checked."""
        if self._result is None:
            return
        west, south, east, north = self._result.hazards.total_bounds
        self._spotlight.show_box(west, south, east, north, CRS)

    def _layer(self) -> QgsVectorLayer | None:
        return QgsProject.instance().mapLayer(self._layer_id) if self._layer_id else None

    def _select(self, finding_id: str) -> None:
        layer = self._layer()
        if layer is None:
            return
        self._own_doing = True
        layer.selectByExpression(QgsExpression.createFieldEqualityExpression(_ID, finding_id))
        self._own_doing = False

    def _selected(self, chosen: Sequence[int], _gone: Sequence[int], _all_new: object) -> None:
        layer = self._layer()
        if layer is None or self._own_doing or not chosen:
            return
        self.picked.emit(str(layer.getFeature(chosen[0])[_ID]))
