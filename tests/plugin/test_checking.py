"""From a finished check to the map: no remark is lost on the way, and no result."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import threading
from typing import TYPE_CHECKING, Any

import pytest
from plugin.docking import check, choose_town, groups
from plugin.hosting import until

from xq_gis_plugin.io.remarks import Remark, read_remarks, take_place, write_remarks
from xq_gis_plugin.io.workspace import write_workspace
from xq_gis_plugin.qgis_plugin import noting, runs
from xq_gis_plugin.qgis_plugin.dock import Dock
from xq_gis_plugin.qgis_plugin.results import find_results
from xq_gis_plugin.widgets.qt import QtWidgets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from plugin.hosting import Window
    from qgis.core import QgsProject

    from xq_gis_plugin.core.model import Assessment

PATIENCE_S = 60.0


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """Let remarks be written only once the second event is set; the first says that one is about to be."""
    begun, go_on = threading.Event(), threading.Event()

    def write(*arguments: Any, **how: Any) -> dict[str, Remark]:
        begun.set()
        assert go_on.wait(PATIENCE_S)
        return write_remarks(*arguments, **how)

    monkeypatch.setattr(noting, "write_remarks", write)
    return begun, go_on


def finding(dock: Dock, row: int = 0) -> str:
    assert dock.view is not None
    return str(dock.view.result.findings["finding_id"].iloc[row])


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "town")


def is_shown(project: QgsProject, workspace: Path) -> bool:
    found = find_results(project, workspace)
    return found is not None and all(one.isValid() for layers in found.layers.values() for one in layers)


def test_a_remark_that_is_being_written_when_the_check_ends_is_in_the_new_result(
    dock: Dock, tmp_path: Path, gate: tuple[threading.Event, threading.Event]
) -> None:
    begun, go_on = gate
    choose_town(dock, tmp_path / "结果.gpkg")
    check(dock)
    first, noted = dock.view, [Remark(finding(dock, row), remark=str(row)) for row in range(3)]
    for one in noted:
        dock.panel.remarksEdited.emit([one])
    until(begun.is_set, "the first remark's turn")
    dock.panel.check.run.click()
    until(lambda: not dock.jobs.running("check"), "the end of the check")
    # The old result is still the one that is shown: its remarks are not all in the file.
    assert dock.view is first
    assert dock.panel.check.running
    go_on.set()
    until(lambda: not dock.panel.check.running, "the new result")
    assert dock.view is not first
    assert {key: one.remark for key, one in dock.view.remarks.items()} == {
        one.finding_id: one.remark for one in noted
    }
    assert read_remarks(tmp_path / "结果.gpkg") == dock.view.remarks


def test_a_remark_that_is_noted_while_the_result_gets_its_place_is_written_into_the_new_one(
    dock: Dock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_town(dock, tmp_path / "结果.gpkg")
    check(dock)
    noted, placing, go_on = finding(dock), threading.Event(), threading.Event()
    real = runs.take_place

    def place(draft: Path, workspace: Path, *, confirm: Callable[[], None]) -> dict[str, Remark]:
        placing.set()
        assert go_on.wait(PATIENCE_S)
        return real(draft, workspace, confirm=confirm)

    monkeypatch.setattr(runs, "take_place", place)
    dock.panel.check.run.click()
    until(placing.is_set, "the new result's turn")
    dock.panel.remarksEdited.emit([Remark(noted, remark="刚写的")])
    go_on.set()
    until(lambda: dock.view is not None and noted in dock.view.remarks, "the remark")
    assert read_remarks(tmp_path / "结果.gpkg")[noted].remark == "刚写的"


def test_a_cancel_before_the_result_has_its_place_leaves_the_old_one_and_no_draft(
    window: Window,
    dock: Dock,
    project: QgsProject,
    tmp_path: Path,
    gate: tuple[threading.Event, threading.Event],
) -> None:
    begun, go_on = gate
    choose_town(dock, tmp_path / "结果.gpkg")
    check(dock)
    first, before = dock.view, (tmp_path / "结果.gpkg").stat().st_ino
    dock.panel.remarksEdited.emit([Remark(finding(dock), remark="慢")])
    until(begun.is_set, "the remark's turn")
    dock.panel.check.run.click()
    until(lambda: not dock.jobs.running("check"), "the end of the check")
    dock.panel.check.cancel.click()
    assert not dock.panel.check.running
    assert "已取消" in window.said()[0]
    go_on.set()
    until(lambda: finding(dock) in dock.view.remarks, "the remark")
    assert files(tmp_path) == ["结果.gpkg"]
    assert (tmp_path / "结果.gpkg").stat().st_ino == before
    assert dock.view.result is first.result
    assert is_shown(project, tmp_path / "结果.gpkg")


def refuse(*_draft_and_workspace: Path, confirm: object = None) -> dict[str, Remark]:
    assert confirm is not None
    raise PermissionError(errno.EACCES, "denied")


@pytest.mark.parametrize("known", [True, False], ids=["shown in the panel", "on the map alone"])
def test_a_result_that_does_not_get_its_place_leaves_the_old_one_on_the_map(
    window: Window,
    dock: Dock,
    project: QgsProject,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    known: bool,
) -> None:
    path = tmp_path / "结果.gpkg"
    choose_town(dock, path)
    check(dock)
    before, inode = groups(project), path.stat().st_ino
    if not known:
        # As it is until the workspace of a project that was opened has been read.
        dock.view = None
        monkeypatch.setattr("xq_gis_plugin.qgis_plugin.dock.confirmed", lambda *_: True)
    monkeypatch.setattr(runs, "take_place", refuse)
    dock.panel.check.run.click()
    until(lambda: not dock.panel.check.running, "the refusal")
    assert "不能写入" in window.said()[0] or "无法写入" in window.said()[0]
    assert groups(project) == before
    assert is_shown(project, path)
    assert path.stat().st_ino == inode
    assert files(tmp_path) == ["结果.gpkg"]
    if known:
        # The map and the rows still know each other.
        (layer,) = find_results(project, path).layers["findings"]
        dock.panel.findingActivated.emit(finding(dock))
        assert layer.selectedFeatureCount() == 1


def test_a_remark_that_somebody_else_is_writing_is_waited_for(
    dock: Dock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "结果.gpkg"
    choose_town(dock, path)
    check(dock)
    first, noted, asked = dock.view, finding(dock), threading.Event()
    real = runs.take_place

    def place(draft: Path, workspace: Path, *, confirm: Callable[[], None]) -> dict[str, Remark]:
        asked.set()
        return real(draft, workspace, confirm=confirm)

    monkeypatch.setattr(runs, "take_place", place)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("CREATE TABLE IF NOT EXISTS slow (x)")
    # The other's journal lies beside the file from here on.
    assert path.with_name(path.name + "-journal").exists()
    dock.panel.check.run.click()
    until(asked.is_set, "the new result's turn")
    other.execute("COMMIT")
    other.close()
    write_remarks(path, [Remark(noted, remark="别处写的")], seen=read_remarks(path))
    until(lambda: dock.view is not first and not dock.panel.check.running, "the new result")
    assert set(read_remarks(path)) >= set(dock.view.remarks)
    assert read_remarks(path)[noted].remark == "别处写的"


def test_a_workspace_that_is_checked_again_elsewhere_is_said_to_be_and_opened_again(
    window: Window, dock: Dock, project: QgsProject, tmp_path: Path
) -> None:
    path = tmp_path / "结果.gpkg"
    choose_town(dock, path)
    check(dock)
    check(dock)
    QtWidgets.QApplication.processEvents()
    # Its own reruns, and remarks, are nothing to speak of.
    write_remarks(path, [Remark(finding(dock), remark="别处写的")], seen={})
    until(lambda: True, "the events that are left")
    assert window.said() == []
    draft = tmp_path / "别处.part.gpkg"
    shutil.copy(path, draft)
    take_place(draft, path)
    until(window.said, "the word")
    assert "已在别处重新检查" in window.said()[0]
    first = dock.view
    (button,) = (
        one for one in window.messageBar().findChildren(QtWidgets.QPushButton) if one.text() == "重新打开"
    )
    button.click()
    until(lambda: dock.view is not first, "the workspace as it is now")
    assert set(dock.view.remarks) == {finding(dock)}
    assert is_shown(project, path)
    assert len(groups(project)) == 1


def test_a_rerun_leaves_the_map_where_it_was(
    window: Window, dock: Dock, project: QgsProject, tmp_path: Path
) -> None:
    choose_town(dock, tmp_path / "结果.gpkg")
    check(dock)
    canvas = window.mapCanvas()
    canvas.setDestinationCrs(project.crs())
    QtWidgets.QApplication.processEvents()
    canvas.zoomByFactor(0.3)
    before = (project.crs().authid(), canvas.extent().toString(2))
    assert before[0] == "EPSG:4544"
    check(dock)
    QtWidgets.QApplication.processEvents()
    assert (project.crs().authid(), canvas.extent().toString(2)) == before
    assert window.layerTreeCanvasBridge().autoSetupOnFirstLayer()


@pytest.fixture
def two(demo: Assessment, tmp_path: Path) -> tuple[Path, Path]:
    """Return two workspaces, as of two editions of the rules."""
    older, newer = tmp_path / "2012.gpkg", tmp_path / "2021.gpkg"
    write_workspace(demo, older)
    shutil.copy(older, newer)
    return older, newer


def show(dock: Dock, path: Path) -> None:
    dock.panel.openWorkspaceRequested.emit(str(path))
    until(lambda: dock.view is not None and dock.view.workspace == str(path), "the workspace")


def test_two_workspaces_can_be_compared_on_the_map(
    dock: Dock, project: QgsProject, two: tuple[Path, Path]
) -> None:
    for path in two:
        show(dock, path)
    assert [name.split("（")[1][:4] for name in groups(project)] == ["2021", "2012"]
    choose_town(dock, two[1])
    kept = {layer.id() for layers in find_results(project, two[0]).layers.values() for layer in layers}
    check(dock)
    assert [name.split("（")[1][:4] for name in groups(project)] == ["2021", "2012"]
    assert kept <= set(project.mapLayers())
    assert is_shown(project, two[0])


def test_the_panel_takes_up_the_workspace_that_was_shown_last(
    window: Window, project: QgsProject, two: tuple[Path, Path], tmp_path: Path
) -> None:
    first = Dock(window)
    for path in (*two, two[0]):
        show(first, path)
    assert project.write(str(tmp_path / "项目.qgz"))
    first.close_down()
    project.clear()
    other = Dock(window)
    assert project.read(str(tmp_path / "项目.qgz"))
    until(lambda: other.view is not None, "the result of the project")
    assert other.view.workspace == str(two[0])
    other.close_down()


def test_a_remark_goes_to_the_workspace_on_which_it_was_noted(
    dock: Dock, two: tuple[Path, Path], gate: tuple[threading.Event, threading.Event]
) -> None:
    begun, go_on = gate
    show(dock, two[0])
    one, other = finding(dock, 0), finding(dock, 1)
    dock.panel.remarksEdited.emit([Remark(one, remark="第一条")])
    dock.panel.remarksEdited.emit([Remark(other, remark="第二条")])
    until(begun.is_set, "the remark's turn")
    show(dock, two[1])
    go_on.set()
    until(lambda: other in read_remarks(two[0]), "the second remark")
    assert set(read_remarks(two[0])) == {one, other}
    assert read_remarks(two[1]) == {}
    assert dock.view.remarks == {}


def test_what_was_noted_is_written_before_the_window_closes(dock: Dock, two: tuple[Path, Path]) -> None:
    show(dock, two[0])
    noted = [finding(dock, row) for row in range(5)]
    for one in noted:
        dock.panel.remarksEdited.emit([Remark(one, remark="最后一刻")])
    dock.close_down()
    assert set(read_remarks(two[0])) == set(noted)


def test_a_remark_whose_writing_somebody_stops_in_qgis_list_of_tasks_is_said_to_be_lost(
    window: Window, dock: Dock, two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    show(dock, two[0])
    # Every worker is busy, so that it cannot begin.
    go_on = threading.Event()
    crowd = [dock.jobs.start(f"busy {number}", _waiting(go_on)) for number in range(40)]
    assert crowd
    dock.panel.remarksEdited.emit([Remark(finding(dock), remark="未写")])
    dock.jobs.cancel("remarks")
    assert "备注没有保存" in window.said()[0]
    go_on.set()
    until(lambda: not dock.jobs.running("remarks"), "what the workspace says")
    assert read_remarks(two[0]) == {}
    monkeypatch.undo()
    dock.panel.remarksEdited.emit([Remark(finding(dock), remark="再写")])
    until(lambda: finding(dock) in dock.view.remarks, "the next remark")


def _waiting(go_on: threading.Event) -> Any:
    from xq_gis_plugin.qgis_plugin.tasks import Job

    return Job("一项工作", lambda _job: go_on.wait(PATIENCE_S))


def test_a_project_that_is_closed_while_its_result_gets_its_place_gets_nothing_more(
    dock: Dock, project: QgsProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_town(dock, tmp_path / "结果.gpkg")
    check(dock)
    placing, go_on = threading.Event(), threading.Event()
    real = runs.take_place

    def place(draft: Path, workspace: Path, *, confirm: Callable[[], None]) -> dict[str, Remark]:
        placing.set()
        assert go_on.wait(PATIENCE_S)
        return real(draft, workspace, confirm=confirm)

    monkeypatch.setattr(runs, "take_place", place)
    dock.panel.check.run.click()
    until(placing.is_set, "the new result's turn")
    project.clear()
    go_on.set()
    assert not dock.panel.check.running
    dock.jobs.close_down()
    QtWidgets.QApplication.processEvents()
    assert dock.view is None
    assert project.mapLayers() == {}
    assert files(tmp_path) == ["结果.gpkg"]


def test_closing_the_dock_while_a_result_gets_its_place_leaves_the_old_one_on_the_map(
    dock: Dock, project: QgsProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "结果.gpkg"
    choose_town(dock, path)
    check(dock)
    placing, stop = threading.Event(), threading.Event()

    def place(_draft: Path, _workspace: Path, *, confirm: Callable[[], None]) -> dict[str, Remark]:
        placing.set()
        assert stop.wait(PATIENCE_S)
        confirm()
        pytest.fail("the cancel came before")

    monkeypatch.setattr(runs, "take_place", place)
    dock.panel.check.run.click()
    until(placing.is_set, "the new result's turn")
    assert not groups(project)
    threading.Timer(0.2, stop.set).start()
    dock.close_down()
    assert len(groups(project)) == 1
    assert is_shown(project, path)
    assert files(tmp_path) == ["结果.gpkg"]
