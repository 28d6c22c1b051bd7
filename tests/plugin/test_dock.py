"""The dock on a real canvas and project: what planners do in it, and what is done to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from plugin.docking import DEMO, check, choose, choose_files, groups
from plugin.hosting import until
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsProject,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from xq_gis_plugin.io.read import read_hazards
from xq_gis_plugin.io.remarks import Remark, read_remarks, write_remarks
from xq_gis_plugin.io.workspace import write_workspace
from xq_gis_plugin.qgis_plugin.dock import Dock
from xq_gis_plugin.widgets.qt import QtWidgets

if TYPE_CHECKING:
    from plugin.hosting import Window

    from xq_gis_plugin.core.model import Assessment


def demo_layer(name: str, title: str = "") -> QgsVectorLayer:
    layer = QgsVectorLayer(str(DEMO / f"{name}.geojson"), title or name, "ogr")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_a_check_of_files_writes_the_workspace_and_shows_its_group(
    dock: Dock, project: QgsProject, tmp_path: Path
) -> None:
    choose_files(dock, tmp_path / "结果.gpkg")
    check(dock)
    assert (tmp_path / "结果.gpkg").is_file()
    assert len(groups(project)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["结果.gpkg"]
    # An empty project shows metres, in the zone of the place: in degrees, circles would be ellipses.
    assert project.crs().authid() == "EPSG:4545"


def test_what_was_chosen_and_found_is_there_again_in_the_saved_project(
    window: Window, project: QgsProject, tmp_path: Path
) -> None:
    dock = Dock(window)  # type: ignore[arg-type]
    choose_files(dock, tmp_path / "结果.gpkg")
    check(dock)
    assert dock.view is not None
    findings = len(dock.view.result.findings)
    assert project.write(str(tmp_path / "项目.qgz"))
    dock.close_down()
    project.clear()
    other = Dock(window)  # type: ignore[arg-type]
    assert project.read(str(tmp_path / "项目.qgz"))
    until(lambda: other.view is not None, "the result of the project")
    assert other.panel.settings().workspace == str(tmp_path / "结果.gpkg")
    assert other.panel.settings().hazards.key.endswith("hazards.geojson")
    assert len(other.view.result.findings) == findings
    project.clear()
    assert other.view is None
    assert other.panel.settings().workspace == ""
    other.close_down()


def test_removing_a_layer_in_mid_run_loses_neither_the_run_nor_qgis(
    dock: Dock, project: QgsProject, tmp_path: Path
) -> None:
    layers = {name: demo_layer(name) for name in ("hazards", "protected")}
    keys = {"hazard": layers["hazards"].id(), "protected": layers["protected"].id()}
    choose(dock, tmp_path / "结果.gpkg", **{role: f"layer:{key}" for role, key in keys.items()})
    dock.panel.check.run.click()
    assert dock.jobs.running("check")
    project.removeMapLayers(list(keys.values()))
    until(lambda: dock.view is not None and not dock.jobs.running("check"), "the result")
    assert dock.view is not None
    assert len(dock.view.result.hazards) > 10
    # The roles say what is gone, and the next run waits for a choice.
    assert dock.panel.reason_not_to_run() != ""


def test_removing_the_results_layers_one_by_one_is_no_trouble(
    dock: Dock, project: QgsProject, tmp_path: Path
) -> None:
    choose_files(dock, tmp_path / "结果.gpkg")
    check(dock)
    assert dock.view is not None
    finding = str(dock.view.result.findings["finding_id"].iloc[0])
    for layer in list(project.mapLayers().values()):
        project.removeMapLayer(layer.id())
        QtWidgets.QApplication.processEvents()
    dock.panel.findingActivated.emit(finding)
    check(dock)
    assert len(groups(project)) == 1


def test_opening_another_project_in_mid_run_stops_the_run_and_writes_nothing(
    dock: Dock, project: QgsProject, tmp_path: Path
) -> None:
    choose_files(dock, tmp_path / "结果.gpkg")
    dock.panel.check.run.click()
    assert dock.jobs.running("check")
    project.clear()
    until(lambda: not dock.panel.check.running, "the end of the run")
    assert dock.view is None
    dock.jobs.close_down()
    assert list(tmp_path.iterdir()) == []


def test_closing_the_dock_in_mid_run_leaves_nothing_half_written(dock: Dock, tmp_path: Path) -> None:
    choose_files(dock, tmp_path / "结果.gpkg")
    dock.panel.check.run.click()
    dock.jobs.close_down()
    QtWidgets.QApplication.processEvents()
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".gpkg"] == []


def no_crs() -> QgsVectorLayer:
    layer = demo_layer("hazards", "没有坐标系")
    layer.setCrs(QgsCoordinateReferenceSystem())
    return layer


def broken() -> QgsVectorLayer:
    layer = demo_layer("hazards", "断了")
    layer.setDataSource("/nowhere/x.gpkg", "断了", "ogr")
    return layer


def of_nothing() -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?crs=EPSG:4490&field=name:string&field=kind:string", "空", "memory")
    QgsProject.instance().addMapLayer(layer)
    return layer


@pytest.mark.parametrize(
    ("make", "said"),
    [(no_crs, "坐标系"), (broken, "数据源打不开"), (of_nothing, "")],
    ids=["without a CRS", "broken", "empty"],
)
def test_what_cannot_be_used_is_said_beside_its_role_and_nothing_runs(
    dock: Dock, tmp_path: Path, make: Any, said: str
) -> None:
    layer = make()
    choose(dock, tmp_path / "结果.gpkg", hazard=f"layer:{layer.id()}")
    report = dock.panel.data.roles["hazard"].gate.report
    if said:
        assert report.error is not None
        assert said in " ".join(report.error)
        assert dock.panel.reason_not_to_run() != ""
    else:
        assert (report.rows, report.located) == (0, 0)
    assert list(tmp_path.iterdir()) == []


def test_edits_in_progress_are_checked_as_they_are_said_to_be_and_stay_in_progress(
    dock: Dock, tmp_path: Path
) -> None:
    hazards, protected = demo_layer("hazards"), demo_layer("protected")
    whole = hazards.featureCount()
    hazards.startEditing()
    hazards.deleteFeature(next(hazards.getFeatures()).id())
    keys = {"hazard": f"layer:{hazards.id()}", "protected": f"layer:{protected.id()}"}
    choose(dock, tmp_path / "结果.gpkg", **keys)
    report = dock.panel.data.roles["hazard"].gate.report
    assert report.rows == whole - 1
    assert "layer_edited" in {one.code for one in report.checks}
    check(dock)
    assert dock.view is not None
    assert len(dock.view.result.hazards) == whole - 1
    assert hazards.isModified()
    hazards.rollBack()


def test_a_read_only_layer_is_checked_like_any_other(dock: Dock, tmp_path: Path) -> None:
    hazards, protected = demo_layer("hazards"), demo_layer("protected")
    for layer in (hazards, protected):
        layer.setReadOnly(True)
    keys = {"hazard": f"layer:{hazards.id()}", "protected": f"layer:{protected.id()}"}
    choose(dock, tmp_path / "结果.gpkg", **keys)
    check(dock)
    assert dock.view is not None
    assert len(dock.view.result.findings) > 100


def test_a_place_that_takes_no_file_is_told_before_the_long_work(window: Window, dock: Dock) -> None:
    choose_files(dock, Path("/proc/结果.gpkg"))
    dock.panel.check.run.click()
    until(lambda: not dock.panel.check.running, "the refusal")
    assert "不能写入" in window.said()[0]
    assert "/proc/结果.gpkg" in window.said()[0]


def test_a_layer_in_mercator_gives_the_distances_of_the_ellipsoid(
    dock: Dock, project: QgsProject, tmp_path: Path
) -> None:
    moved = {}
    for name in ("hazards", "protected"):
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = "GeoJSON"
        options.layerOptions = ["RFC7946=NO", "COORDINATE_PRECISION=5"]
        there = QgsCoordinateReferenceSystem("EPSG:3857")
        source = QgsVectorLayer(str(DEMO / f"{name}.geojson"), name, "ogr")
        options.ct = QgsCoordinateTransform(source.crs(), there, project)
        path = tmp_path / f"{name}_3857.geojson"
        QgsVectorFileWriter.writeAsVectorFormatV3(source, str(path), project.transformContext(), options)
        layer = QgsVectorLayer(str(path), name, "ogr")
        assert layer.crs().authid() == "EPSG:3857"
        project.addMapLayer(layer)
        moved[name] = layer.id()
    keys = {"hazard": moved["hazards"], "protected": moved["protected"]}
    choose(dock, tmp_path / "a.gpkg", **{role: f"layer:{key}" for role, key in keys.items()})
    check(dock)
    assert dock.view is not None
    first = dock.view.result.findings
    plain = {
        role: f"file:{DEMO / name}.geojson"
        for role, name in (("hazard", "hazards"), ("protected", "protected"))
    }
    choose(dock, tmp_path / "b.gpkg", **plain)
    check(dock)
    second = dock.view.result.findings
    assert first["finding_id"].tolist() == second["finding_id"].tolist()
    assert first["verdict"].tolist() == second["verdict"].tolist()
    both = first["low_m"].notna()
    assert (first["low_m"][both] - second["low_m"][both]).abs().max() < 0.01


def test_a_workspace_of_a_newer_version_is_refused_in_words(
    window: Window, dock: Dock, demo: Assessment, tmp_path: Path
) -> None:
    path = tmp_path / "新.gpkg"
    write_workspace(demo, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE workspace_form SET form = 99")
    dock.panel.openWorkspaceRequested.emit(str(path))
    until(window.said, "the message")
    assert "版本" in window.said()[0]
    assert dock.view is None


def test_of_two_who_note_on_one_workspace_the_second_is_told_and_sees_both(
    window: Window, dock: Dock, demo: Assessment, tmp_path: Path
) -> None:
    path = tmp_path / "共用.gpkg"
    write_workspace(demo, path)
    dock.panel.openWorkspaceRequested.emit(str(path))
    until(lambda: dock.view is not None, "the result")
    one, two = demo.findings["finding_id"].astype(str).iloc[:2]
    write_remarks(path, [Remark(one, remark="别人写的")], seen={})
    dock.panel.remarksEdited.emit([Remark(one, remark="我写的")])
    until(window.said, "the refusal")
    until(lambda: one in dock.view.remarks, "the other's remark")
    assert dock.view.remarks[one].remark == "别人写的"
    dock.panel.remarksEdited.emit([Remark(two, remark="我写的")])
    until(lambda: two in dock.view.remarks, "the own remark")
    assert {key: one.remark for key, one in read_remarks(path).items()} == {one: "别人写的", two: "我写的"}


def test_a_run_into_a_workspace_that_somebody_else_shows_keeps_his_remarks(
    dock: Dock, tmp_path: Path
) -> None:
    path = tmp_path / "共用.gpkg"
    choose_files(dock, path)
    check(dock)
    assert dock.view is not None
    finding = str(dock.view.result.findings["finding_id"].iloc[0])
    write_remarks(path, [Remark(finding, remark="别人写的")], seen={})
    check(dock)
    assert dock.view.remarks[finding].remark == "别人写的"


def test_a_workspace_that_is_not_shown_is_replaced_only_after_a_yes(
    dock: Dock, demo: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "旧.gpkg"
    write_workspace(demo, path)
    before = path.read_bytes()
    choose_files(dock, path)
    monkeypatch.setattr("xq_gis_plugin.qgis_plugin.dock.confirmed", lambda *_: False)
    dock.panel.check.run.click()
    assert not dock.jobs.running("check")
    assert path.read_bytes() == before


def test_a_file_that_is_no_workspace_is_never_replaced(
    window: Window, dock: Dock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "planners_own.gpkg"
    read_hazards(DEMO / "hazards.geojson")[["name", "geometry"]].to_file(path, driver="GPKG")
    before = path.read_bytes()
    choose_files(dock, path)
    monkeypatch.setattr("xq_gis_plugin.qgis_plugin.dock.confirmed", lambda *_: True)
    dock.panel.check.run.click()
    until(lambda: not dock.jobs.running("check"), "the refusal")
    assert window.said()
    assert path.read_bytes() == before


def test_selecting_on_the_map_selects_the_row_and_a_row_zooms_to_its_line(
    window: Window, dock: Dock, project: QgsProject, tmp_path: Path
) -> None:
    choose_files(dock, tmp_path / "结果.gpkg")
    check(dock)
    canvas = window.mapCanvas()
    canvas.setExtent(QgsRectangle(100.0, 30.0, 101.0, 31.0))
    (layer,) = [
        one for one in project.mapLayers().values() if one.customProperty("xq_gis/table") == "findings"
    ]
    feature = next(one for one in layer.getFeatures() if one.hasGeometry())
    finding = str(feature["finding_id"])
    dock.panel.findingActivated.emit(finding)
    assert canvas.extent().intersects(feature.geometry().boundingBox())
    assert canvas.scale() < 25_000
    # A hazard that is inside a zone has a line without a length.
    inside = next(one for one in layer.getFeatures() if one.hasGeometry() and not one.geometry().length())
    canvas.setExtent(QgsRectangle(100.0, 30.0, 101.0, 31.0))
    dock.panel.findingActivated.emit(str(inside["finding_id"]))
    assert canvas.extent().contains(inside.geometry().boundingBox().center())
    assert canvas.scale() == pytest.approx(2000, rel=0.01)
    layer.selectByIds([feature.id()])
    findings = dock.panel.check.findings
    rows = findings.model.finding_rows(findings.tree.currentIndex())
    assert finding in {findings.model.remark_of(int(row)).finding_id for row in rows}
