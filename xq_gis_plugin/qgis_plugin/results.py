"""The result group of a project: put on the map, found again, and replaced as one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsLayerTreeGroup, QgsProject

from xq_gis_plugin.export.words import label, word
from xq_gis_plugin.qgis_plugin.result_layers import TABLE, WORKSPACE, open_layers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qgis.core import QgsLayerTreeLayer, QgsVectorLayer

    from xq_gis_plugin.export.words import Language

__all__ = ["GROUP", "ResultGroup", "Taken", "find_results", "show_results", "take_away"]

GROUP = "xq_gis/group"
"""Custom property by which the group is known again."""
_RESULTS = "results"


@dataclass(frozen=True)
class ResultGroup:
    """A workspace as it lies in the layer tree.

    Attributes
    ----------
    workspace
        The file whose tables it shows.
    group
        Its node.
    layers
        By table; a table with several kinds of geometry has a layer for each.
    """

    workspace: Path
    group: QgsLayerTreeGroup
    layers: Mapping[str, tuple[QgsVectorLayer, ...]]


@dataclass(frozen=True)
class Taken:
    """Where a result group was before it was taken away, and what of it was shown.

    Attributes
    ----------
    parent, index
        The group above, and the place in it.
    visible, expanded
        Of the group itself.
    shown, unfolded
        Of the layers, by what they show.
    """

    parent: QgsLayerTreeGroup
    index: int
    visible: bool = True
    expanded: bool = True
    shown: Mapping[str, bool] = field(default_factory=dict)
    unfolded: Mapping[str, bool] = field(default_factory=dict)


def find_results(project: QgsProject) -> ResultGroup | None:
    """Return the result group of a project, None where it has none."""
    for group in _groups(project.layerTreeRoot()):
        layers: dict[str, tuple[QgsVectorLayer, ...]] = {}
        for node in _own(group) if group.customProperty(GROUP) == _RESULTS else ():
            table = str(node.layer().customProperty(TABLE))
            layers[table] = (*layers.get(table, ()), node.layer())
        if layers:
            # As the layers have it: a project may have been moved together with its files.
            source = next(iter(layers.values()))[0].source()
            return ResultGroup(Path(source.split("|", 1)[0]), group, layers)
    return None


def take_away(project: QgsProject) -> Taken | None:
    """Remove the result group with its layers, so that nothing here holds their file open.

    A layer that a planner has moved into the group stays, behind the place where the group was.

    Returns
    -------
    Taken or None
        What `show_results` needs to put a group in the same place; None where there was none.
    """
    found = find_results(project)
    if found is None:
        return _take_empty(project)
    group, own = found.group, _own(found.group)
    parent = group.parent()
    taken = Taken(
        parent,
        parent.children().index(group),
        bool(group.itemVisibilityChecked()),
        bool(group.isExpanded()),
        {_key(node): bool(node.itemVisibilityChecked()) for node in own},
        {_key(node): bool(node.isExpanded()) for node in own},
    )
    ids = [node.layerId() for node in own]
    foreign = [node.clone() for node in group.findLayers() if node.layerId() not in ids]
    parent.insertChildNodes(taken.index + 1, foreign)
    parent.removeChildNode(group)
    project.removeMapLayers(ids)
    return taken


def _take_empty(project: QgsProject) -> Taken | None:
    """Remove a result group whose layers somebody has removed one by one."""
    for group in _groups(project.layerTreeRoot()):
        if group.customProperty(GROUP) == _RESULTS and not group.findLayers():
            parent = group.parent()
            taken = Taken(parent, parent.children().index(group), bool(group.itemVisibilityChecked()))
            parent.removeChildNode(group)
            return taken
    return None


def show_results(
    workspace: Path, lang: Language, *, fictional: bool = False, taken: Taken | None = None
) -> ResultGroup:
    """Show a workspace in the project's layer tree, in place of the results that it shows now.

    Parameters
    ----------
    workspace
        A GeoPackage that `xq_gis_plugin.io.workspace.write_workspace` has written.
    lang
        Language of the names.
    fictional
        Whether the group's name says 虚构示例.
    taken
        What `take_away` returned, where the group was taken away before.

    Raises
    ------
    InputError
        ``layer_broken`` where a table cannot be opened, ``resource_missing`` where its style is missing;
        the project is as it was then.
    """
    project = QgsProject.instance()
    opened = open_layers(workspace, lang)
    place = take_away(project) or taken or Taken(project.layerTreeRoot(), 0)
    name = workspace.stem + (word("qgis", "fictional_mark", lang) if fictional else "")
    group = QgsLayerTreeGroup(word("qgis", "group_name", lang).format_map({"name": name}))
    group.setCustomProperty(GROUP, _RESULTS)
    place.parent.insertChildNode(place.index, group)
    tables = QgsLayerTreeGroup(word("qgis", "group_tables", lang))
    layers: dict[str, tuple[QgsVectorLayer, ...]] = {}
    for one, layer in opened:
        _settle(layer, lang)
        layers[one.table] = (*layers.get(one.table, ()), layer)
        project.addMapLayer(layer, False)  # noqa: FBT003 - QGIS's own signature
        node = (group if layer.isSpatial() else tables).addLayer(layer)
        node.setItemVisibilityChecked(place.shown.get(_key(node), one.visible))
        node.setExpanded(place.unfolded.get(_key(node), one.table in {"findings", "hazard_summary"}))
    group.addChildNode(tables)
    tables.setExpanded(False)
    group.setItemVisibilityChecked(place.visible)
    group.setExpanded(place.expanded)
    return ResultGroup(workspace, group, layers)


def _settle(layer: QgsVectorLayer, lang: Language) -> None:
    """Name the fields of tables as well, and keep them from being edited here.

    The panel writes remarks, a rerun everything else: an edit made here would be lost with the next run.
    """
    if not layer.isSpatial():
        for number, column in enumerate(layer.fields()):
            layer.setFieldAlias(number, label(column.name(), lang))
    layer.setReadOnly(True)


def _groups(above: QgsLayerTreeGroup) -> Iterator[QgsLayerTreeGroup]:
    for child in above.children():
        if isinstance(child, QgsLayerTreeGroup):
            yield child
            yield from _groups(child)


def _own(group: QgsLayerTreeGroup) -> list[QgsLayerTreeLayer]:
    return [node for node in group.findLayers() if node.layer() and node.layer().customProperty(WORKSPACE)]


def _key(node: QgsLayerTreeLayer) -> str:
    """Return what a layer shows of its file: the table, and the kind of geometry."""
    return str(node.layer().source().partition("|")[2])
