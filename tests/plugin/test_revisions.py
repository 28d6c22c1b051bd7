"""What tells whether data are still those that were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from plugin.hosting import until
from plugin.tooling import make_layer_of
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsVectorLayer

from xq_gis_plugin.qgis_plugin.drawing import make_layer
from xq_gis_plugin.qgis_plugin.revisions import Revisions, Same, file_stamp, stamp_of
from xq_gis_plugin.widgets.contract import RoleChoice
from xq_gis_plugin.widgets.qt import QtWidgets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def revisions(project: QgsProject) -> Iterator[Revisions]:  # noqa: ARG001 - it needs QGIS
    made = Revisions()
    yield made
    made.close_down()


@pytest.fixture
def layer(project: QgsProject) -> QgsVectorLayer:
    made = make_layer_of("Point", "层", [{"name": "甲", "wkt": "POINT(1 1)"}])
    project.addMapLayer(made)
    return made


def move(layer: QgsVectorLayer) -> None:
    layer.changeGeometry(1, QgsGeometry.fromWkt("POINT(2 2)"))


def committed(change: Callable[[QgsVectorLayer], object]) -> Callable[[QgsVectorLayer], None]:
    def do(layer: QgsVectorLayer) -> None:
        layer.startEditing()
        change(layer)
        assert layer.commitChanges()

    return do


def edited(change: Callable[[QgsVectorLayer], object]) -> Callable[[QgsVectorLayer], None]:
    def do(layer: QgsVectorLayer) -> None:
        layer.startEditing()
        change(layer)

    return do


CHANGES = {
    "move": edited(move),
    "rename": edited(lambda layer: layer.changeAttributeValue(1, 0, "乙")),
    "add": edited(lambda layer: layer.addFeature(QgsFeature(layer.fields()))),
    "delete": edited(lambda layer: layer.deleteFeature(1)),
    "field": edited(lambda layer: layer.renameAttribute(0, "名称")),
    "committed move": committed(move),
    "filter": lambda layer: layer.setSubsetString("name = '丙'"),
    "reload": lambda layer: layer.reload(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_gives_a_number_that_was_never_there(
    revisions: Revisions, layer: QgsVectorLayer, change: str
) -> None:
    before = revisions.of(layer)
    assert revisions.of(layer) == before
    CHANGES[change](layer)
    assert revisions.of(layer) > before


def test_undo_redo_and_rollback_are_changes_too(revisions: Revisions, layer: QgsVectorLayer) -> None:
    layer.startEditing()
    move(layer)
    numbers = [revisions.of(layer)]
    for step in (layer.undoStack().undo, layer.undoStack().redo, layer.rollBack):
        step()
        numbers.append(revisions.of(layer))
    assert len(set(numbers)) == 4


def test_looking_at_a_layer_is_no_change(revisions: Revisions, layer: QgsVectorLayer) -> None:
    before = revisions.of(layer)
    layer.selectAll()
    list(layer.getFeatures())
    layer.setOpacity(0.5)
    layer.triggerRepaint()
    assert revisions.of(layer) == before


def test_a_layer_that_comes_back_under_its_id_gets_another_number(
    revisions: Revisions, project: QgsProject, tmp_path: Path
) -> None:
    first = make_layer(tmp_path / "层.gpkg", "层", ("name", "geometry"), "Point")
    identity, before = first.id(), revisions.of(first)
    assert project.write(str(tmp_path / "项目.qgz"))
    assert project.read(str(tmp_path / "项目.qgz"))
    second = project.mapLayer(identity)
    assert second is not None
    assert revisions.of(second) > before
    number = revisions.of(second)
    second.startEditing()
    second.addFeature(QgsFeature(second.fields()))
    assert revisions.of(second) > number


def test_many_changes_are_told_once_and_none_after_the_end(
    revisions: Revisions, layer: QgsVectorLayer
) -> None:
    told: list[int] = []
    revisions.changed.connect(lambda: told.append(1))
    revisions.of(layer)
    layer.startEditing()
    for _ in range(50):
        layer.addFeature(QgsFeature(layer.fields()))
    until(lambda: told, "the news")
    assert told == [1]
    layer.addFeature(QgsFeature(layer.fields()))
    revisions.close_down()
    layer.addFeature(QgsFeature(layer.fields()))
    for _ in range(20):
        QtWidgets.QApplication.processEvents()
    assert told == [1]


def test_a_selection_counts_only_where_it_is_what_is_read(
    revisions: Revisions, layer: QgsVectorLayer
) -> None:
    every, some = (RoleChoice(f"layer:{layer.id()}", "", only) for only in (False, True))
    before = stamp_of(every, revisions), stamp_of(some, revisions)
    layer.selectAll()
    assert stamp_of(every, revisions) == before[0]
    assert stamp_of(some, revisions) != before[1]
    assert stamp_of(None, revisions) is None
    assert stamp_of(RoleChoice(""), revisions) is None


@pytest.mark.parametrize(
    ("file", "changed"),
    [("a.csv", "a.csv"), ("a.gpkg", "a.gpkg-wal"), ("a.shp", "a.dbf"), ("a.SHP", "a.prj")],
)
def test_what_belongs_to_a_file_counts_with_it(tmp_path: Path, file: str, changed: str) -> None:
    (tmp_path / file).write_text("1", encoding="utf-8")
    before = file_stamp(str(tmp_path / file))
    assert file_stamp(str(tmp_path / file)) == before
    (tmp_path / changed).write_text("another", encoding="utf-8")
    assert file_stamp(str(tmp_path / file)) != before


def test_an_empty_log_beside_a_geopackage_is_nothing_new(tmp_path: Path) -> None:
    file = tmp_path / "a.gpkg"
    file.write_text("1", encoding="utf-8")
    before = file_stamp(str(file))
    (tmp_path / "a.gpkg-wal").touch()
    assert file_stamp(str(file)) == before
    assert file_stamp(str(tmp_path / "none.gpkg")) == file_stamp("") == ()


def test_a_stamp_of_an_object_equals_that_of_no_other() -> None:
    one, other = [1], [1]
    assert Same(one) == Same(one)
    assert Same(one) != Same(other)
    assert len({Same(one), Same(one), Same(other)}) == 2
