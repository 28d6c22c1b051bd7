"""Which data the map tool "check here" answers from: those of now, read again only where they changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from plugin.hosting import until
from plugin.tooling import Host, Panel, make_layer_of, new_canvas
from qgis.core import QgsGeometry, QgsPointXY, QgsProject

from xq_gis_plugin.core.spot import Surroundings
from xq_gis_plugin.qgis_plugin.tool_here import HereTool
from xq_gis_plugin.widgets.contract import RoleChoice
from xq_gis_plugin.widgets.qt import QtWidgets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qgis.core import QgsVectorLayer
    from qgis.gui import QgsMapCanvas

SPOT = QgsPointXY(106.285, 38.475)
FAR = "POINT(106.5 38.7)"


@pytest.fixture
def canvas(project: QgsProject) -> Iterator[QgsMapCanvas]:  # noqa: ARG001 - it needs QGIS
    made = new_canvas()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def start(canvas: QgsMapCanvas) -> Iterator[Any]:
    started: list[tuple[HereTool, Host]] = []

    def go(**chosen: Any) -> HereTool:
        host = Host(Panel(**chosen))
        tool = HereTool(canvas, host)  # type: ignore[arg-type]
        started.append((tool, host))
        canvas.setMapTool(tool)
        until(lambda: not host.jobs.running("here"), "the surroundings")
        return tool

    yield go
    for tool, host in started:
        tool.close_down()
        host.jobs.close_down()


@pytest.fixture
def school(project: QgsProject) -> QgsVectorLayer:
    rows = [
        {"object_id": "O1", "name": "甲校", "kind": "school", "wkt": "POINT(106.2851 38.475)"},
        {"object_id": "O2", "name": "乙校", "kind": "school", "wkt": "POINT(106.40 38.60)"},
    ]
    layer = make_layer_of("Point", "学校", rows)
    project.addMapLayer(layer)
    return layer


def nearest(tool: HereTool) -> list[str]:
    items = [tool.card.rows.topLevelItem(at) for at in range(tool.card.rows.topLevelItemCount())]
    return [item.text(0) for item in items if item.text(1)]


def again(tool: HereTool, canvas: QgsMapCanvas) -> list[str]:
    """Leave the tool, take it up again, and return what stands near the spot."""
    canvas.unsetMapTool(tool)
    canvas.setMapTool(tool)
    jobs = tool._host.jobs  # noqa: SLF001 - the dock's, played here
    until(lambda: not jobs.running("here"), "the surroundings")
    tool.ask(SPOT)
    return nearest(tool)


def move(layer: QgsVectorLayer, name: str, wkt: str) -> None:
    (fid,) = [feature.id() for feature in layer.getFeatures() if feature["name"] == name]
    assert layer.changeGeometry(fid, QgsGeometry.fromWkt(wkt))


def test_a_move_that_was_committed_is_seen(start: Any, canvas: QgsMapCanvas, school: QgsVectorLayer) -> None:
    tool = start(protected=RoleChoice(f"layer:{school.id()}"))
    assert again(tool, canvas) == ["甲校 (学校)"]
    canvas.unsetMapTool(tool)
    school.startEditing()
    move(school, "甲校", FAR)
    move(school, "乙校", "POINT(106.2851 38.475)")
    assert school.commitChanges()
    assert again(tool, canvas) == ["乙校 (学校)"]


def test_a_name_a_filter_and_an_undo_are_seen(
    start: Any, canvas: QgsMapCanvas, school: QgsVectorLayer
) -> None:
    tool = start(protected=RoleChoice(f"layer:{school.id()}"))
    assert again(tool, canvas) == ["甲校 (学校)"]
    school.startEditing()
    (fid,) = [feature.id() for feature in school.getFeatures() if feature["name"] == "甲校"]
    school.changeAttributeValue(fid, school.fields().indexOf("name"), "丙校")
    assert again(tool, canvas) == ["丙校 (学校)"]
    school.undoStack().undo()
    assert again(tool, canvas) == ["甲校 (学校)"]
    assert school.rollBack()
    school.setSubsetString("name = '乙校'")
    assert again(tool, canvas) == []


def test_what_has_not_changed_is_not_prepared_again(
    start: Any, canvas: QgsMapCanvas, school: QgsVectorLayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    prepare = Surroundings.of

    def counted(*frames: Any, **how: Any) -> Surroundings:
        made.append(1)
        return prepare(*frames, **how)

    monkeypatch.setattr(Surroundings, "of", counted)
    tool = start(protected=RoleChoice(f"layer:{school.id()}"))
    again(tool, canvas)
    again(tool, canvas)
    assert made == [1]


def test_a_change_while_the_tool_is_in_use_gives_a_new_answer(start: Any, school: QgsVectorLayer) -> None:
    tool = start(protected=RoleChoice(f"layer:{school.id()}"))
    tool.ask(SPOT)
    assert nearest(tool) == ["甲校 (学校)"]
    school.startEditing()
    move(school, "甲校", FAR)
    until(lambda: nearest(tool) == [] and "符合" in tool.card.told.said(), "the new answer")


def test_a_file_that_was_written_anew_is_read_again(start: Any, canvas: QgsMapCanvas, tmp_path: Path) -> None:
    file = tmp_path / "校.csv"
    file.write_text("名称,类型,经度,纬度\n甲校,学校,106.2851,38.475\n", encoding="utf-8")
    tool = start(protected=RoleChoice(f"file:{file}"))
    assert again(tool, canvas) == ["甲校 (学校)"]
    file.write_text("名称,类型,经度,纬度\n乙校,学校,106.2851,38.475\n", encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert again(tool, canvas) == ["乙校 (学校)"]


def test_unloading_in_the_middle_leaves_nothing_behind(canvas: QgsMapCanvas, school: QgsVectorLayer) -> None:
    host = Host(Panel(protected=RoleChoice(f"layer:{school.id()}")))
    tool = HereTool(canvas, host)  # type: ignore[arg-type]
    before = len(canvas.scene().items())
    canvas.setMapTool(tool)
    assert host.jobs.running("here")
    tool.close_down()
    host.jobs.close_down()
    QtWidgets.QApplication.processEvents()
    assert canvas.mapTool() is not tool
    assert len(canvas.scene().items()) < before
    school.startEditing()
    move(school, "甲校", FAR)
    assert school.commitChanges()
