"""What the project offers as input: its vector layers, by whatever name they have at the moment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qgis.core import QgsProject, QgsVectorLayer, QgsWkbTypes

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.export.words import word
from xq_gis_plugin.qgis_plugin.bridge import Snapshot, can_be_read, snapshot
from xq_gis_plugin.qgis_plugin.result_layers import TABLE
from xq_gis_plugin.run import Given
from xq_gis_plugin.widgets.contract import SourceChoice
from xq_gis_plugin.widgets.gate_reader import given_of
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.qt import QtCore, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.core import QgsMapLayer

    from xq_gis_plugin.qgis_plugin.tasks import Job
    from xq_gis_plugin.widgets.contract import RoleChoice

__all__ = ["ProjectSources", "given", "stoppable"]

_LAYER = "layer:"


class ProjectSources(QtCore.QObject):
    """Follows the project's layers; ``changed`` says that the list is another one."""

    changed = Signal()

    def __init__(self, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._project = QgsProject.instance()
        self._project.layersAdded.connect(self._added)
        self._project.layersRemoved.connect(self._removed)
        self._added(list(self._project.mapLayers().values()))

    def choices(self) -> list[SourceChoice]:
        """Return what can be given to a role, by name; the results of a check are no input."""
        layers = [layer for layer in self._project.mapLayers().values() if _is_input(layer)]
        return [_choice(layer) for layer in sorted(layers, key=lambda layer: layer.name())]

    def close_down(self) -> None:
        """Let go of the project."""
        self._project.layersAdded.disconnect(self._added)
        self._project.layersRemoved.disconnect(self._removed)
        for layer in self._project.mapLayers().values():
            if isinstance(layer, QgsVectorLayer):
                layer.nameChanged.disconnect(self.changed)

    def _added(self, layers: Sequence[QgsMapLayer]) -> None:
        for layer in layers:
            if isinstance(layer, QgsVectorLayer):
                layer.nameChanged.connect(self.changed)
        self.changed.emit()

    def _removed(self, _ids: Sequence[str]) -> None:
        self.changed.emit()


def given(choice: RoleChoice) -> Given:
    """Return what a role was given, as a run takes it; layers are taken as they are now.

    Raises
    ------
    InputError
        ``layer_gone`` where the layer is no longer in the project, ``layer_broken`` where it cannot be read.
    """
    datum = choice.datum or None
    if not choice.key.startswith(_LAYER):
        return given_of(choice)
    layer = QgsProject.instance().mapLayer(choice.key.removeprefix(_LAYER))
    if not isinstance(layer, QgsVectorLayer):
        message = "the chosen layer is no longer in the project."
        raise InputError("layer_gone", message, "Choose another layer.", layer=choice.key)
    return Given(snapshot(layer, selected_only=choice.selected_only), datum)


def stoppable(given: Given, job: Job) -> Given:
    """Return an input whose rows are read no further once nobody wants a job any more."""
    source = given.source
    return replace(given, source=replace(source, tick=job.tick)) if isinstance(source, Snapshot) else given


def _is_input(layer: QgsMapLayer) -> bool:
    return isinstance(layer, QgsVectorLayer) and not layer.customProperty(TABLE)


def _choice(layer: QgsVectorLayer) -> SourceChoice:
    kinds = QgsWkbTypes.GeometryType
    names = {kinds.PointGeometry: "point", kinds.LineGeometry: "line", kinds.PolygonGeometry: "polygon"}
    lang = ui_language()
    kind = names.get(layer.geometryType(), "unknown" if layer.isSpatial() else "table")
    crs = layer.crs()
    told = f"{crs.authid()} {crs.description()}" if crs.isValid() else word("qgis", "no_crs", lang)
    place = layer.publicSource() if can_be_read(layer) else word("qgis", "layer_unreadable", lang)
    return SourceChoice(
        _LAYER + layer.id(), layer.name(), word("qgis", f"shape_{kind}", lang), f"{told}\n{place}"
    )
