"""The result group: named, dressed, read-only, and replaced as one in its place."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from qgis.core import QgsLayerTreeGroup, QgsProject, QgsVectorLayer

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.export.words import label
from xq_gis_plugin.io.workspace import write_workspace
from xq_gis_plugin.qgis_plugin import result_layers
from xq_gis_plugin.qgis_plugin.result_layers import TABLE, WORKSPACE
from xq_gis_plugin.qgis_plugin.results import GROUP, find_results, put_back, show_results, take_away

if TYPE_CHECKING:
    from pathlib import Path

    from xq_gis_plugin.core.model import Assessment
    from xq_gis_plugin.export.words import Language


@pytest.fixture
def workspace(demo: Assessment, tmp_path: Path) -> Path:
    path = tmp_path / "兴庆区.gpkg"
    write_workspace(demo, path)
    return path


def other_layer(name: str = "底图") -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?crs=EPSG:4490", name, "memory")
    QgsProject.instance().addMapLayer(layer)
    return layer


def tree(project: QgsProject) -> list[str]:
    return [node.name() for node in project.layerTreeRoot().children()]


@pytest.mark.parametrize(
    ("lang", "name", "table", "column"),
    [
        ("zh", "间距检查（兴庆区，虚构示例）", "先查什么", "缺什么"),
        ("en", "Separation check (兴庆区, FICTIONAL EXAMPLE)", "What to survey first", "fact"),
    ],
)
def test_the_group_and_its_layers_speak_the_language_of_the_window(
    project: QgsProject, workspace: Path, lang: Language, name: str, table: str, column: str
) -> None:
    shown = show_results(workspace, lang, fictional=True)
    assert tree(project) == [name]
    assert shown.layers["survey"][0].name() == table
    fields = shown.layers["survey"][0].fields()
    aliases = [field.alias() for field in fields if field.name() != "fid"]
    assert aliases == [label(field.name(), lang) for field in fields if field.name() != "fid"]
    assert column in aliases or label("fact", lang) in aliases


def test_what_is_not_fictional_does_not_say_so(project: QgsProject, workspace: Path) -> None:
    show_results(workspace, "zh")
    assert tree(project) == ["间距检查（兴庆区）"]


def test_every_layer_is_known_again_dressed_and_cannot_be_edited(
    workspace: Path, project: QgsProject
) -> None:
    shown = show_results(workspace, "zh")
    assert set(shown.layers) == {
        "findings", "hazard_summary", "parts", "hazards", "overlaps", "rings", "protected", "plan_overlay",
        "survey", "finding_rules", "unlocated", "run",
    }  # fmt: skip
    assert shown.group.customProperty(GROUP) == "results"
    for table, layers in shown.layers.items():
        for layer in layers:
            assert (layer.customProperty(TABLE), layer.customProperty(WORKSPACE)) == (table, str(workspace))
            assert layer.isValid()
            assert layer.readOnly()
            if layer.isSpatial():
                # Whatever QGIS draws without being told is one symbol in a random colour, with no tip.
                assert layer.mapTipTemplate(), table
    assert shown.layers["findings"][0].renderer().type() == "RuleRenderer"
    assert len(project.mapLayers()) == sum(map(len, shown.layers.values()))


def test_findings_are_drawn_and_inputs_wait_to_be_asked_for(workspace: Path, project: QgsProject) -> None:
    shown = show_results(workspace, "zh")
    root = project.layerTreeRoot()

    def visible(table: str) -> bool:
        return all(root.findLayer(layer.id()).isVisible() for layer in shown.layers[table])

    assert visible("findings")
    assert visible("hazard_summary")
    assert not visible("hazards")
    tables = next(node for node in shown.group.children() if isinstance(node, QgsLayerTreeGroup))
    assert not tables.isExpanded()
    assert {node.layer().customProperty(TABLE) for node in tables.findLayers()} == {
        "survey", "finding_rules", "unlocated", "run",
    }  # fmt: skip


def test_a_rerun_replaces_its_own_group_only_in_its_place_and_as_it_was_seen(
    project: QgsProject, workspace: Path
) -> None:
    below, above = other_layer("一"), other_layer("二")
    first = show_results(workspace, "zh")
    root = project.layerTreeRoot()
    root.insertChildNode(2, first.group.clone())
    root.removeChildNode(first.group)
    before = tree(project)
    assert before.index("间距检查（兴庆区）") == 1
    found = find_results(project)
    assert found is not None
    found.group.setExpanded(False)
    root.findLayer(found.layers["rings"][0].id()).setItemVisibilityChecked(False)
    root.findLayer(found.layers["hazards"][0].id()).setItemVisibilityChecked(True)
    old = {layer.id() for layers in found.layers.values() for layer in layers}
    again = show_results(workspace, "zh")
    assert tree(project) == before
    assert not again.group.isExpanded()
    assert not root.findLayer(again.layers["rings"][0].id()).itemVisibilityChecked()
    assert root.findLayer(again.layers["hazards"][0].id()).itemVisibilityChecked()
    assert not old & set(project.mapLayers())
    assert {below.id(), above.id()} <= set(project.mapLayers())


@pytest.fixture
def other_workspace(workspace: Path, tmp_path: Path) -> Path:
    path = tmp_path / "2012.gpkg"
    shutil.copy(workspace, path)
    return path


def shown_of(project: QgsProject, workspace: Path) -> set[str]:
    found = find_results(project, workspace)
    assert found is not None
    return {layer.id() for layers in found.layers.values() for layer in layers}


def test_two_workspaces_lie_side_by_side_and_a_rerun_replaces_its_own(
    project: QgsProject, workspace: Path, other_workspace: Path
) -> None:
    show_results(other_workspace, "zh")
    show_results(workspace, "zh")
    assert tree(project) == ["间距检查（兴庆区）", "间距检查（2012）"]
    others, mine = shown_of(project, other_workspace), shown_of(project, workspace)
    show_results(workspace, "zh")
    assert tree(project) == ["间距检查（兴庆区）", "间距检查（2012）"]
    assert shown_of(project, other_workspace) == others
    assert not shown_of(project, workspace) & mine
    show_results(other_workspace, "zh")
    # The place stays, and the panel finds the one that was shown last.
    assert tree(project) == ["间距检查（兴庆区）", "间距检查（2012）"]
    found = find_results(project)
    assert found is not None
    assert found.workspace == other_workspace


def test_groups_of_files_with_one_name_are_told_apart_by_their_folder(
    project: QgsProject, workspace: Path, tmp_path: Path
) -> None:
    (tmp_path / "旧版").mkdir()
    older = tmp_path / "旧版" / workspace.name
    shutil.copy(workspace, older)
    show_results(workspace, "zh")
    show_results(older, "zh")
    assert tree(project) == ["间距检查（旧版/兴庆区）", "间距检查（兴庆区）"]


def test_a_group_that_lies_in_another_ones_survives_it(
    project: QgsProject, workspace: Path, other_workspace: Path
) -> None:
    outer = show_results(workspace, "zh")
    inner = show_results(other_workspace, "zh")
    outer.group.addChildNode(inner.group.clone())
    project.layerTreeRoot().removeChildNode(inner.group)
    before = shown_of(project, other_workspace)
    show_results(workspace, "zh")
    assert shown_of(project, other_workspace) == before
    assert tree(project) == ["间距检查（兴庆区）", "间距检查（2012）"]


def test_what_was_taken_away_can_be_put_back_as_it_was_seen(
    project: QgsProject, workspace: Path, other_workspace: Path
) -> None:
    show_results(workspace, "zh", fictional=True)
    show_results(other_workspace, "zh")
    before = tree(project)
    found = find_results(project, workspace)
    assert found is not None
    project.layerTreeRoot().findLayer(found.layers["rings"][0].id()).setItemVisibilityChecked(False)
    taken = take_away(project, workspace)
    assert taken is not None
    back = put_back(taken, "zh")
    assert tree(project) == before
    node = project.layerTreeRoot().findLayer(back.layers["rings"][0].id())
    assert not node.itemVisibilityChecked()


def test_what_is_put_back_where_its_parent_is_gone_comes_to_the_top(
    project: QgsProject, workspace: Path
) -> None:
    above = project.layerTreeRoot().addGroup("上级")
    first = show_results(workspace, "zh")
    above.addChildNode(first.group.clone())
    project.layerTreeRoot().removeChildNode(first.group)
    taken = take_away(project, workspace)
    assert taken is not None
    assert taken.parent is above
    project.layerTreeRoot().removeChildNode(above)
    put_back(taken, "zh")
    assert tree(project) == ["间距检查（兴庆区）"]


def test_a_group_without_its_layers_is_replaced_and_not_joined_by_another(
    project: QgsProject, workspace: Path
) -> None:
    other_layer("一")
    shown = show_results(workspace, "zh")
    project.removeMapLayers([layer.id() for layers in shown.layers.values() for layer in layers])
    assert find_results(project) is None
    show_results(workspace, "zh")
    assert tree(project) == ["间距检查（兴庆区）", "一"]


def test_a_layer_that_a_planner_put_into_the_group_outlives_it(project: QgsProject, workspace: Path) -> None:
    shown = show_results(workspace, "zh")
    mine = QgsVectorLayer("Point?crs=EPSG:4490", "我的图层", "memory")
    project.addMapLayer(mine, False)  # noqa: FBT003 - QGIS's own signature
    shown.group.addLayer(mine)
    show_results(workspace, "zh")
    assert tree(project) == ["间距检查（兴庆区）", "我的图层"]
    assert project.mapLayer(mine.id()) is not None
    assert len([one for one in project.layerTreeRoot().findLayers() if one.layerId() == mine.id()]) == 1


def test_taking_the_group_away_lets_go_of_its_file(project: QgsProject, workspace: Path) -> None:
    show_results(workspace, "zh")
    taken = take_away(project, workspace)
    assert taken is not None
    assert (tree(project), project.mapLayers()) == ([], {})
    assert [file.name for file in workspace.parent.iterdir()] == [workspace.name]
    shutil.move(workspace, workspace.with_name("别处.gpkg"))
    assert take_away(project, workspace) is None


def test_the_group_is_found_again_where_the_project_was_moved_with_its_files(
    project: QgsProject, workspace: Path, tmp_path: Path
) -> None:
    (tmp_path / "旧").mkdir()
    shutil.move(workspace, tmp_path / "旧" / workspace.name)
    show_results(tmp_path / "旧" / workspace.name, "zh")
    project.write(str(tmp_path / "旧" / "项目.qgz"))
    project.clear()
    (tmp_path / "旧").rename(tmp_path / "新")
    project.read(str(tmp_path / "新" / "项目.qgz"))
    found = find_results(project)
    assert found is not None
    assert found.workspace == tmp_path / "新" / workspace.name
    assert all(layer.isValid() for layers in found.layers.values() for layer in layers)


@pytest.mark.parametrize("lost", ["findings.qml", "survey.qml"])
def test_a_missing_style_is_an_error_and_leaves_the_project_as_it_was(
    project: QgsProject, workspace: Path, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    first = show_results(workspace, "zh")
    before = set(project.mapLayers())

    def path(*parts: str) -> Path:
        if parts[-1] == lost:
            raise InputError("resource_missing", "lost", "Install again.", name=lost)
        return real(*parts)

    real = result_layers.resources.path
    monkeypatch.setattr(result_layers.resources, "path", path)
    with pytest.raises(InputError) as refused:
        show_results(workspace, "zh")
    assert refused.value.code == "resource_missing"
    assert set(project.mapLayers()) == before
    assert find_results(project).group is first.group


def test_a_file_without_the_tables_is_an_error(project: QgsProject, tmp_path: Path) -> None:
    path = tmp_path / "空.gpkg"
    path.write_bytes(b"")
    with pytest.raises(InputError) as refused:
        show_results(path, "zh")
    assert refused.value.code == "layer_broken"
    assert tree(project) == []
