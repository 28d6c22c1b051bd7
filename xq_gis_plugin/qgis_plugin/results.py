"""The result groups of a project, one a workspace: put on the map, found again, and replaced as one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsLayerTreeGroup, QgsLayerTreeLayer, QgsProject

from xq_gis_plugin.export.words import label, word
from xq_gis_plugin.qgis_plugin.result_layers import TABLE, WORKSPACE, file_of, is_file, open_layers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qgis.core import QgsLayerTreeNode, QgsVectorLayer

    from xq_gis_plugin.export.words import Language
    from xq_gis_plugin.qgis_plugin.result_layers import ResultLayer

__all__ = ["GROUP", "ResultGroup", "Taken", "find_results", "put_back", "show_results", "take_away"]

GROUP = "xq_gis/group"
"""Custom property by which a group is known again."""
_RESULTS = "results"
_LAST = "xq_gis/last"
"""Custom property of the group that was shown last, which is the one that the panel lists."""


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
    workspace, name
        What it showed, and how it was called; "" for a place where there was none.
    visible, expanded
        Of the group itself.
    shown, unfolded
        Of the layers, by what they show.
    """

    parent: QgsLayerTreeGroup
    index: int
    workspace: Path = Path()
    name: str = ""
    visible: bool = True
    expanded: bool = True
    shown: Mapping[str, bool] = field(default_factory=dict)
    unfolded: Mapping[str, bool] = field(default_factory=dict)


def find_results(project: QgsProject, workspace: Path | None = None) -> ResultGroup | None:
    """Return a workspace's group in a project; without a workspace, the group that was shown last.

    None where there is none; a group whose layers somebody has removed is none.
    """
    found = [one for one in _results(project) if one.layers]
    if workspace is not None:
        return next((one for one in found if is_file(one.workspace, workspace)), None)
    return next((one for one in found if one.group.customProperty(_LAST)), found[0] if found else None)


def take_away(project: QgsProject, workspace: Path) -> Taken | None:
    """Remove a workspace's group with its layers, so that nothing here holds their file open.

    A layer that a planner has moved into the group stays, behind the place where the group was.

    Returns
    -------
    Taken or None
        What `show_results` needs to put a group in the same place, or `put_back` the same group; None
        where there was none.
    """
    found = next((one for one in _results(project) if is_file(one.workspace, workspace)), None)
    if found is None:
        return None
    group, own = found.group, _own(found.group)
    parent = group.parent()
    taken = Taken(
        parent,
        parent.children().index(group),
        found.workspace,
        group.name(),
        bool(group.itemVisibilityChecked()),
        bool(group.isExpanded()),
        {_key(node): bool(node.itemVisibilityChecked()) for node in own},
        {_key(node): bool(node.isExpanded()) for node in own},
    )
    ids = [node.layerId() for node in own]
    foreign = [node.clone() for node in _inside(group) if node not in own]
    parent.insertChildNodes(taken.index + 1, foreign)
    parent.removeChildNode(group)
    project.removeMapLayers(ids)
    return taken


def show_results(
    workspace: Path, lang: Language, *, fictional: bool = False, taken: Taken | None = None
) -> ResultGroup:
    """Show a workspace in the project's layer tree, in place of the group that it has there now.

    The groups of other workspaces stay as they are.

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
    place = take_away(project, workspace) or taken or Taken(project.layerTreeRoot(), 0)
    return _put(workspace, opened, place, _name(project, workspace, lang, fictional=fictional), lang)


def put_back(taken: Taken, lang: Language) -> ResultGroup:
    """Show again what was taken away, as it is in the file now.

    Raises
    ------
    InputError
        As `show_results`.
    """
    return _put(taken.workspace, open_layers(taken.workspace, lang), taken, taken.name, lang)


def _put(
    workspace: Path,
    opened: Sequence[tuple[ResultLayer, QgsVectorLayer]],
    place: Taken,
    name: str,
    lang: Language,
) -> ResultGroup:
    project = QgsProject.instance()
    root = project.layerTreeRoot()
    for other in _results(project):
        other.group.removeCustomProperty(_LAST)
    group = QgsLayerTreeGroup(name)
    for key, value in ((GROUP, _RESULTS), (WORKSPACE, str(workspace)), (_LAST, True)):
        group.setCustomProperty(key, value)
    # Somebody may have removed the group above since.
    there = any(place.parent is one for one in (root, *_groups(root)))
    (place.parent if there else root).insertChildNode(place.index if there else 0, group)
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


def _name(project: QgsProject, workspace: Path, lang: Language, *, fictional: bool) -> str:
    """Return a group's name; with its folder where another group shows a file of the same name."""
    named = {one.workspace.stem for one in _results(project) if not is_file(one.workspace, workspace)}
    stem = f"{workspace.parent.name}/{workspace.stem}" if workspace.stem in named else workspace.stem
    mark = word("qgis", "fictional_mark", lang) if fictional else ""
    return word("qgis", "group_name", lang).format_map({"name": stem + mark})


def _settle(layer: QgsVectorLayer, lang: Language) -> None:
    """Name the fields of tables as well, and keep them from being edited here.

    The panel writes remarks, a rerun everything else: an edit made here would be lost with the next run.
    """
    if not layer.isSpatial():
        for number, column in enumerate(layer.fields()):
            layer.setFieldAlias(number, label(column.name(), lang))
    layer.setReadOnly(True)


def _results(project: QgsProject) -> list[ResultGroup]:
    """Return all result groups, those too whose layers somebody has removed one by one."""
    found = []
    for group in _groups(project.layerTreeRoot()):
        if group.customProperty(GROUP) != _RESULTS:
            continue
        layers: dict[str, tuple[QgsVectorLayer, ...]] = {}
        workspace = Path(str(group.customProperty(WORKSPACE, "")))
        for node in _own(group):
            table = str(node.layer().customProperty(TABLE))
            layers[table] = (*layers.get(table, ()), node.layer())
            workspace = file_of(node.layer())
        found.append(ResultGroup(workspace, group, layers))
    return found


def _groups(above: QgsLayerTreeGroup) -> Iterator[QgsLayerTreeGroup]:
    for child in above.children():
        if isinstance(child, QgsLayerTreeGroup):
            yield child
            yield from _groups(child)


def _own(group: QgsLayerTreeGroup) -> list[QgsLayerTreeLayer]:
    nodes = [node for node in _inside(group) if isinstance(node, QgsLayerTreeLayer) and node.layer()]
    return [node for node in nodes if node.layer().customProperty(WORKSPACE)]


def _inside(group: QgsLayerTreeGroup) -> Iterator[QgsLayerTreeNode]:
    """Yield the layers in a group, and the groups of other results that somebody has moved into it."""
    for child in group.children():
        if isinstance(child, QgsLayerTreeGroup) and child.customProperty(GROUP) != _RESULTS:
            yield from _inside(child)
        else:
            yield child


def _key(node: QgsLayerTreeLayer) -> str:
    """Return what a layer shows of its file: the table, and the kind of geometry."""
    return str(node.layer().source().partition("|")[2])
