"""The PDF in the dock: the window goes on while it is written, and nothing is left of one that is stopped."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from plugin.hosting import until
from qgis.core import QgsApplication, QgsPainting

from xq_gis_plugin.export.words import word
from xq_gis_plugin.io.workspace import write_workspace
from xq_gis_plugin.qgis_plugin import exports
from xq_gis_plugin.qgis_plugin.exports import Target
from xq_gis_plugin.qgis_plugin.layout_pages import plan_pages
from xq_gis_plugin.qgis_plugin.layouts import export_pdf, make_layout
from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from plugin.hosting import Window
    from qgis.core import QgsProject

    from xq_gis_plugin.core.model import Assessment
    from xq_gis_plugin.qgis_plugin.atlas import Atlas
    from xq_gis_plugin.qgis_plugin.dock import Dock

PATIENCE_S = 60.0


@pytest.fixture
def workspace(demo: Assessment, tmp_path: Path) -> Path:
    path = tmp_path / "示例.gpkg"
    write_workspace(demo, path)
    return path


@pytest.fixture
def shown(dock: Dock, workspace: Path) -> Dock:
    """Return a dock that shows the fictional district."""
    dock.panel.openWorkspaceRequested.emit(str(workspace))
    until(lambda: dock.view is not None, "the workspace")
    return dock


def pages_of(path: Path) -> int:
    told = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True).stdout.decode()  # noqa: S607
    return int(told.split("Pages:")[1].split()[0])


def files(workspace: Path) -> set[str]:
    return {path.name for path in workspace.parent.iterdir()} - {workspace.name}


def begin(dock: Dock, path: Path, pages: int) -> Atlas:
    """Start to write a PDF and return when it has come to a page."""
    seen: list[int] = []
    atlas = dock.exports.write_atlas(dock.view, Target(path))
    atlas.advanced.connect(lambda page, _pages: seen.append(page))
    until(lambda: seen and seen[-1] >= pages, f"page {pages}")
    return atlas


def test_the_pdf_is_that_of_processing_and_the_panel_says_how_far_it_is(
    window: Window, shown: Dock, project: QgsProject, workspace: Path
) -> None:
    page = shown.panel.products
    told: list[str] = []
    dirty = project.isDirty()
    path = workspace.with_name("图册.pdf")
    atlas = shown.exports.write_atlas(shown.view, Target(path))
    atlas.advanced.connect(lambda *_: told.append(page.lines["pdf"].said()))
    assert page.buttons["pdf"].text() == word("ui", "export_stop")
    until(path.exists, "the PDF", seconds=120)
    until(lambda: page.buttons["pdf"].text() == word("ui", "export_pdf"), "the button")
    assert str(path) in window.said()[0]
    assert files(workspace) == {"图册.pdf"}
    pages = pages_of(path)
    assert pages > 10
    assert told == [word("qgis", "export_page").format(page=n, pages=pages) for n in range(1, pages + 1)]
    layout = make_layout(project, workspace)
    other = export_pdf(layout, workspace.with_name("同.pdf"))
    assert pages_of(other) == pages
    assert path.stat().st_size == pytest.approx(other.stat().st_size, rel=0.05)
    assert project.isDirty() == dirty


def test_the_window_goes_on_while_pages_are_written(shown: Dock, workspace: Path) -> None:
    ticks: list[str] = []
    clock = QtCore.QTimer()
    clock.timeout.connect(lambda: ticks.append(shown.panel.products.lines["pdf"].said()))
    clock.start(0)
    begin(shown, workspace.with_name("图册.pdf"), 6)
    clock.stop()
    shown.exports.stop("pdf")
    # A turn of the window's came at each of the pages, and while the workspace was read.
    pages = 1 + len(plan_pages(shown.view.result, "zh"))
    expected = {word("qgis", "export_page").format(page=page, pages=pages) for page in range(1, 6)}
    assert expected | {word("qgis", "export_reading")} <= set(ticks)


def press(button: QtWidgets.QPushButton) -> None:
    """Press into the queue, behind whatever the window is at, as the mouse's own."""
    middle = QtCore.QPointF(button.rect().center())
    left, none = QtCore.Qt.MouseButton.LeftButton, QtCore.Qt.KeyboardModifier.NoModifier
    for kind in (QtCore.QEvent.Type.MouseButtonPress, QtCore.QEvent.Type.MouseButtonRelease):
        QtWidgets.QApplication.postEvent(button, QtGui.QMouseEvent(kind, middle, left, left, none))


def test_a_stop_is_answered_at_once_and_leaves_no_file(window: Window, shown: Dock, workspace: Path) -> None:
    stop, answered = shown.panel.products.buttons["pdf"], list[float]()
    for page in (2, 4, 6):
        begin(shown, workspace.with_name("图册.pdf"), page)
        pressed = time.monotonic()
        press(stop)
        until(lambda: stop.text() == word("ui", "export_pdf"), "the answer")
        answered.append(time.monotonic() - pressed)
        assert window.said()[0] == word("qgis", "export_cancelled")
        until(lambda: not files(workspace), "the end of the draft")
        until(lambda: not shown.jobs.running("export pdf"), "the end of the task")
    # The middle one: the computer of the tests has other things to do as well.
    assert sorted(answered)[1] < 0.2, answered
    # The next one is written as if nothing had been.
    begin(shown, workspace.with_name("图册.pdf"), 2)


def test_a_stop_in_qgis_list_of_tasks_is_one_too(window: Window, shown: Dock, workspace: Path) -> None:
    begin(shown, workspace.with_name("图册.pdf"), 2)
    QgsApplication.taskManager().cancelAll()
    assert window.said()[0] == word("qgis", "export_cancelled")
    until(lambda: not files(workspace), "the end of the draft")


def test_a_stop_leaves_the_file_that_was_there(shown: Dock, workspace: Path) -> None:
    path = workspace.with_name("图册.pdf")
    path.write_text("mine", encoding="utf-8")
    begin(shown, path, 2)
    shown.exports.stop("pdf")
    until(lambda: files(workspace) == {"图册.pdf"}, "the end of the draft")
    assert path.read_text(encoding="utf-8") == "mine"


GONE: dict[str, tuple[Callable[[QgsProject, Dock], object], bool]] = {
    "layers removed": (lambda project, _dock: project.removeAllMapLayers(), True),
    "project closed": (lambda project, _dock: project.clear(), True),
    "dock closed": (lambda _project, dock: dock.close_down(), False),
}


@pytest.mark.parametrize(("do", "told"), GONE.values(), ids=GONE)
def test_what_takes_its_layers_or_its_window_away_ends_it_and_leaves_nothing(
    window: Window,
    shown: Dock,
    project: QgsProject,
    workspace: Path,
    do: Callable[[QgsProject, Dock], object],
    told: bool,
) -> None:
    atlas = begin(shown, workspace.with_name("图册.pdf"), 3)
    do(project, shown)
    assert atlas.at_rest
    assert files(workspace) == set()
    assert ("图册没有写出" in "".join(window.said())) == told
    QtWidgets.QApplication.processEvents()
    assert files(workspace) == set()


def test_a_layer_that_no_page_shows_may_go(shown: Dock, project: QgsProject, workspace: Path) -> None:
    from qgis.core import QgsVectorLayer

    other = QgsVectorLayer("Point?crs=EPSG:4490", "别的", "memory")
    project.addMapLayer(other, False)  # noqa: FBT003 - QGIS's own signature
    path = workspace.with_name("图册.pdf")
    begin(shown, path, 3)
    project.removeMapLayer(other.id())
    until(path.exists, "the PDF", seconds=120)


def test_a_folder_that_is_gone_is_told(window: Window, shown: Dock, workspace: Path) -> None:
    shown.exports.write_atlas(shown.view, Target(workspace.parent / "没有" / "图册.pdf"))
    until(window.said, "the failure")
    assert "图册.pdf" in window.said()[0]
    assert shown.panel.products.buttons["pdf"].text() == word("ui", "export_pdf")


def test_a_damaged_workspace_is_told(window: Window, shown: Dock, workspace: Path) -> None:
    workspace.write_bytes(b"no database")
    shown.exports.write_atlas(shown.view, Target(workspace.with_name("图册.pdf")))
    until(window.said, "the failure")
    assert shown.panel.products.buttons["pdf"].text() == word("ui", "export_pdf")
    assert files(workspace) == set()


def test_the_approval_number_of_the_panel_is_on_the_sheets(
    shown: Dock, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []

    def make(*arguments: Any, **how: Any) -> object:
        asked.append(how)
        return make_layout(*arguments, **how)

    monkeypatch.setattr("xq_gis_plugin.qgis_plugin.atlas.make_layout", make)
    shown.panel.products.review.setText("宁S(2026)012号")
    begin(shown, workspace.with_name("图册.pdf"), 1)
    assert asked[0]["review"] == "宁S(2026)012号"


def test_a_sheet_shows_its_own_workspace_and_no_other(
    shown: Dock, project: QgsProject, workspace: Path, tmp_path: Path
) -> None:
    other = tmp_path / "别的.gpkg"
    shutil.copy(workspace, other)
    shown.panel.openWorkspaceRequested.emit(str(other))
    until(lambda: shown.view.workspace == str(other), "the other workspace")
    for path in (workspace, other):
        layout = make_layout(project, path)
        drawn = layout.itemById("map").layers()
        assert {layer.source().split("|")[0] for layer in drawn} == {str(path)}
        assert len(drawn) > 5


def test_layers_that_are_blended_are_drawn_as_one_picture(shown: Dock, workspace: Path) -> None:
    (layer,) = (one for one in shown.project.mapLayers().values() if one.name() == "检查结论")
    layer.setBlendMode(QgsPainting.getCompositionMode(QgsPainting.BlendMode.BlendMultiply))
    layout = make_layout(shown.project, workspace)
    path = export_pdf(layout, workspace.with_name("一页.pdf"), atlas=False)
    told = subprocess.run(["pdfimages", "-list", str(path)], capture_output=True, check=True)  # noqa: S607
    widths = [int(row.split()[3]) for row in told.stdout.decode().splitlines()[2:]]
    assert max(widths) == round(layout.itemById("map").rect().width() * 300 / 25.4)


@pytest.mark.parametrize("kind", ["html", "xlsx"])
def test_the_writing_of_other_products_can_be_stopped_too(
    window: Window, shown: Dock, workspace: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    real = exports.write_products

    def write(*arguments: Any, **how: Any) -> None:
        begun.set()
        assert go_on.wait(PATIENCE_S)
        real(*arguments, **how)

    monkeypatch.setattr(exports, "write_products", write)
    job = shown.exports.write(kind, shown.view, workspace.with_name(f"成果.{kind}"))
    until(begun.is_set, "the writing")
    button = shown.panel.products.buttons[kind]
    assert button.text() == word("ui", "export_stop")
    button.click()
    assert button.text() == word("ui", f"export_{kind}")
    assert window.said()[0] == word("qgis", "export_cancelled")
    go_on.set()
    assert job.wait(PATIENCE_S)
    assert files(workspace) == set()
