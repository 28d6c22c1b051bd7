"""The layers in which "locate" keeps the places of the plan's entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsProject, QgsVectorLayer

from xq_gis_plugin.core.model import HAZARD_COLUMNS, OBJECT_COLUMNS, HazardKind
from xq_gis_plugin.qgis_plugin.continuing import Drawn, ask_layer
from xq_gis_plugin.qgis_plugin.drawing import require_fields
from xq_gis_plugin.qgis_plugin.tool_host import HAZARD, say

if TYPE_CHECKING:
    from xq_gis_plugin.qgis_plugin.tool_host import ToolHost
    from xq_gis_plugin.widgets.qt import QtWidgets

__all__ = ["HAZARD_KINDS", "layer_for", "located_ids", "located_layers"]

HAZARD_KINDS = frozenset(kind.value for kind in HazardKind)
_KIND = "xq_gis/located"
"""Custom property of such a layer: what it holds."""


def located_layers() -> list[QgsVectorLayer]:
    """Return the layers of the project that hold places of entries."""
    layers = QgsProject.instance().mapLayers().values()
    return [
        layer
        for layer in layers
        if isinstance(layer, QgsVectorLayer) and layer.isValid() and layer.customProperty(_KIND)
    ]


def located_ids() -> set[str]:
    """Return the ids of the entries that these layers hold, edits that are not saved included."""
    found = set()
    for layer in located_layers():
        fields = layer.fields()
        column = next((name for name in ("hazard_id", "object_id") if fields.indexOf(name) >= 0), None)
        if column is not None:
            found |= {str(feature[column]) for feature in layer.getFeatures()}
    return found


def layer_for(host: ToolHost, parent: QtWidgets.QWidget, kind: str, *, line: bool) -> QgsVectorLayer | None:
    """Return the layer for entries of a kind; it is asked for once. None where nobody answers.

    Parameters
    ----------
    host
        The dock. The first layer of hazards becomes its hazards, where it has none.
    parent
        The window that asks.
    kind
        Of the entry: hazards, roads and complexes lie apart.
    line
        Whether a line is drawn.

    Raises
    ------
    InputError, OutputError
        As `ask_layer`; ``layer_readonly`` and the like where the layer takes nothing.
    """
    hazard = kind in HAZARD_KINDS
    name = "hazards" if hazard else "roads" if line else "objects"
    needed = ("hazard_id" if hazard else "object_id", "name", "kind")
    for layer in located_layers():
        if layer.customProperty(_KIND) == name:
            require_fields(layer, needed)
            return layer
    title = say(f"locate_layer_{name}")
    columns = HAZARD_COLUMNS if hazard else OBJECT_COLUMNS
    drawn = Drawn(title, columns, needed, "LineString" if line else "Point")
    found = ask_layer(host, parent, say("locate_where", layer=title), drawn)
    if found is not None:
        found.setCustomProperty(_KIND, name)
        if hazard and not host.panel.settings().hazards.key:
            host.give(HAZARD, found)
    return found
