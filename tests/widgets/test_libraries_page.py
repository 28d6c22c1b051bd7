"""The page of libraries: what it says of each, and that pip never outlives it, nor takes it along."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from processes import is_running, wait_until_gone
from wheels import make_silent_python, make_wheel, unpack

from xq_gis_plugin import libraries, library_install
from xq_gis_plugin.widgets import language, libraries_page
from xq_gis_plugin.widgets.libraries_page import LibrariesPage
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

FAKE = "xq-fake-library"
LEFT = QtCore.Qt.MouseButton.LeftButton
LONG_MS = 60_000


@pytest.fixture
def needed(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return what the plugin needs, a library that is nowhere among it; nothing is optional."""
    wanted = {"numpy": "1.0", FAKE: "1.0"}
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(libraries, "OPTIONAL", {})
    monkeypatch.setattr(libraries, "NEEDED", wanted)
    for name in ("NEEDED", "OPTIONAL"):
        monkeypatch.setattr(libraries_page, name, getattr(libraries, name))
    return wanted


@pytest.fixture
def profile(tmp_path: Path) -> str:
    return str(tmp_path / "资料 profile")


@pytest.fixture
def open_page(qtbot: QtBot, profile: str) -> Callable[[], LibrariesPage]:
    def made() -> LibrariesPage:
        page = LibrariesPage(profile)
        qtbot.addWidget(page, before_close_func=LibrariesPage.close_down)
        page.show()
        return page

    return made


@pytest.fixture
def silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let pip say nothing, and return the file in which it tells that it runs."""
    python, pids = make_silent_python(tmp_path)
    monkeypatch.setattr(library_install, "find_python", lambda: str(python))
    return pids


def state_of(page: LibrariesPage, name: str) -> str:
    (row,) = [row for row in range(page.table.rowCount()) if page.table.item(row, 0).text() == name]
    return str(page.table.item(row, 2).text())


def told(page: LibrariesPage) -> str:
    return str(page.told.toPlainText())


def running(page: LibrariesPage) -> bool:
    return bool(page.stop.isEnabled())


@pytest.mark.usefixtures("needed")
def test_what_is_missing_is_listed_with_the_folder_that_it_goes_to(
    open_page: Callable[[], LibrariesPage], profile: str
) -> None:
    page = open_page()
    assert state_of(page, "numpy") == "已安装"
    assert state_of(page, FAKE) == "缺少"
    assert page.summary.said().startswith("缺少 1 个库")
    assert str(libraries.own_folder(profile)) in page.summary.said()
    assert page.start.isEnabled()
    assert not page.stop.isEnabled()
    assert page.bar.isHidden()


@pytest.mark.usefixtures("needed")
def test_installing_from_a_folder_of_wheels_shows_its_progress_and_what_came(
    open_page: Callable[[], LibrariesPage], qtbot: QtBot, profile: str, tmp_path: Path
) -> None:
    make_wheel(tmp_path / "离线 wheels", FAKE, "1.5", "numpy")
    page = open_page()
    page.wheels.setText(str(tmp_path / "离线 wheels"))
    seen: list[str] = []
    page.told.textChanged.connect(lambda: seen.append(told(page)))
    page.installed.connect(lambda: libraries.add_own_folder(profile))
    with qtbot.waitSignal(page.installed, timeout=LONG_MS):
        qtbot.mouseClick(page.start, LEFT)
        assert page.bar.isVisible()
        assert running(page)
        for one in (page.start, page.wheels, page.mirror, page.choose):
            assert not one.isEnabled()
    assert any(line.startswith("Processing ") for line in seen), seen
    assert any(line.startswith("Successfully installed") for line in seen), seen
    assert told(page).startswith("安装完成")
    assert (libraries.own_folder(profile) / "xq_fake_library.py").exists()
    # What listens has put the folder on the search path: nothing is missing any more.
    assert state_of(page, FAKE) == "已安装"
    assert not page.start.isEnabled()
    assert page.bar.isHidden()


@pytest.mark.usefixtures("needed")
def test_a_failure_is_shown_with_what_pip_said_and_can_be_tried_again(
    open_page: Callable[[], LibrariesPage], qtbot: QtBot, profile: str, tmp_path: Path
) -> None:
    make_wheel(tmp_path / "wheels", "xq-other-library", "1.0")
    page = open_page()
    page.wheels.setText(str(tmp_path / "wheels"))
    qtbot.mouseClick(page.start, LEFT)
    qtbot.waitUntil(lambda: not running(page), timeout=LONG_MS)
    assert told(page).startswith("安装失败，没有改动任何东西")
    assert f"No matching distribution found for {FAKE}>=1.0" in told(page)
    assert page.start.isEnabled()
    assert not libraries.own_folder(profile).exists()


@pytest.mark.usefixtures("needed")
def test_a_folder_without_wheels_is_said_in_english_too(
    open_page: Callable[[], LibrariesPage], qtbot: QtBot, tmp_path: Path
) -> None:
    language.choose("en")
    page = open_page()
    page.wheels.setText(str(tmp_path))
    qtbot.mouseClick(page.start, LEFT)
    qtbot.waitUntil(lambda: not running(page), timeout=LONG_MS)
    assert told(page) == f"The folder of wheels does not exist, or has no .whl file in it.\n{tmp_path}"


@pytest.mark.usefixtures("needed")
def test_a_profile_that_cannot_be_written_to_is_said(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    page = LibrariesPage(str(tmp_path / "file"))
    qtbot.addWidget(page)
    monkeypatch.setattr(library_install, "find_python", lambda: sys.executable)
    qtbot.mouseClick(page.start, LEFT)
    qtbot.waitUntil(lambda: not running(page), timeout=LONG_MS)
    assert told(page).startswith("配置文件夹不能写入")


@pytest.mark.usefixtures("needed")
def test_where_a_folder_is_named_no_mirror_is_asked_and_pip_gets_what_was_typed(
    open_page: Callable[[], LibrariesPage], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[library_install.Choice] = []

    def refuse(_profile: str, choice: library_install.Choice, *_rest: object) -> None:
        asked.append(choice)
        raise library_install.InstallError("no_python")

    monkeypatch.setattr(libraries_page, "install", refuse)
    monkeypatch.setattr(QtWidgets.QFileDialog, "getExistingDirectory", lambda *_words: "/内网/wheels")
    page = open_page()
    page.mirror.setText(" https://mirror.example/simple ")
    qtbot.mouseClick(page.start, LEFT)
    qtbot.waitUntil(lambda: not running(page))
    assert page.mirror.isEnabled()
    qtbot.mouseClick(page.choose, LEFT)
    assert page.wheels.text() == "/内网/wheels"
    assert not page.mirror.isEnabled()
    qtbot.mouseClick(page.start, LEFT)
    qtbot.waitUntil(lambda: not running(page))
    assert [one.options() for one in asked] == [
        ["--index-url", "https://mirror.example/simple"],
        ["--no-index", "--find-links", "/内网/wheels"],
    ]


@pytest.mark.usefixtures("needed")
def test_an_error_that_nobody_foresaw_does_not_leave_the_page_waiting(
    open_page: Callable[[], LibrariesPage], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_words: object) -> None:
        raise RuntimeError

    hooked: list[object] = []
    monkeypatch.setattr("threading.excepthook", hooked.append)
    monkeypatch.setattr(libraries_page, "install", break_off)
    page = open_page()
    qtbot.mouseClick(page.start, LEFT)
    qtbot.waitUntil(lambda: not running(page))
    assert told(page).startswith("安装意外中断")
    assert page.start.isEnabled()
    assert len(hooked) == 1


@pytest.mark.usefixtures("needed")
def test_a_cancel_is_answered_within_a_second_though_pip_says_nothing(
    open_page: Callable[[], LibrariesPage], qtbot: QtBot, silent: Path
) -> None:
    page = open_page()
    qtbot.mouseClick(page.start, LEFT)
    qtbot.waitUntil(silent.exists, timeout=LONG_MS)
    began = time.monotonic()
    qtbot.mouseClick(page.stop, LEFT)
    qtbot.waitUntil(lambda: not running(page))
    assert time.monotonic() - began < 1
    assert told(page) == "已取消，没有改动任何东西。"
    assert page.start.isEnabled()
    for pid in map(int, silent.read_text(encoding="utf-8").split()):
        wait_until_gone(pid)


@pytest.mark.usefixtures("needed")
def test_closing_the_page_ends_pip_and_does_not_hold_the_window_up(
    open_page: Callable[[], LibrariesPage], qtbot: QtBot, silent: Path
) -> None:
    page = open_page()
    qtbot.mouseClick(page.start, LEFT)
    qtbot.waitUntil(silent.exists, timeout=LONG_MS)
    qtbot.keyClick(page, QtCore.Qt.Key.Key_Escape)
    assert not page.isVisible()
    for pid in map(int, silent.read_text(encoding="utf-8").split()):
        wait_until_gone(pid)
    page.show()
    qtbot.waitUntil(lambda: not running(page))
    assert told(page).startswith("已取消")


@pytest.mark.usefixtures("needed")
def test_when_the_plugin_is_taken_away_pip_is_gone_before_it(
    open_page: Callable[[], LibrariesPage], qtbot: QtBot, silent: Path
) -> None:
    page = open_page()
    qtbot.mouseClick(page.start, LEFT)
    qtbot.waitUntil(silent.exists, timeout=LONG_MS)
    page.close_down()
    assert not [pid for pid in map(int, silent.read_text(encoding="utf-8").split()) if is_running(pid)]
    assert not page.isVisible()


DESTROYED = """
import sys, time
from pathlib import Path
from xq_gis_plugin import libraries, library_install
from xq_gis_plugin.widgets import libraries_page
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets

how, python, pids, profile = sys.argv[1:]
libraries.NEEDED["xq-fake-library"] = "1.0"
library_install.find_python = lambda: python
application = QtWidgets.QApplication([])
window = QtWidgets.QMainWindow()
window.show()
page = libraries_page.LibrariesPage(profile, window)
page.show()
page.destroyed.connect(lambda: print("destroyed"))
page.start.click()
while not Path(pids).exists():
    application.processEvents()
    time.sleep(0.01)
if how == "delete":
    page.deleteLater()
    del page
elif how == "parent":
    window.deleteLater()
    del window, page
QtCore.QTimer.singleShot(50, application.quit)
application.exec()
print("came to its end", flush=True)
"""


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("delete", "destroyed\ncame to its end\n"),
        ("parent", "destroyed\ncame to its end\n"),
        ("exit", "came to its end\n"),
    ],
)
def test_destroying_the_page_while_pip_is_silent_never_crashes(how: str, said: str, tmp_path: Path) -> None:
    # In a program of its own: what this is about ends a program by a signal.
    python, pids = make_silent_python(tmp_path)
    command = [sys.executable, "-c", DESTROYED, how, str(python), str(pids), str(tmp_path / "profile")]
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    try:
        ended = subprocess.run(
            command, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=60
        )
        assert (ended.returncode, ended.stdout[: len(said)]) == (0, said), ended.stderr
    finally:
        for pid in map(int, pids.read_text(encoding="utf-8").split()):
            wait_until_gone(pid)


def test_what_is_optional_says_what_is_lost_and_stops_nobody(
    open_page: Callable[[], LibrariesPage], needed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    del needed[FAKE]
    absent = {"highspy": "999", "osmium": "999", "rtree": "999", "xlrd": "999"}
    monkeypatch.setattr(libraries, "OPTIONAL", absent)
    monkeypatch.setattr(libraries_page, "OPTIONAL", absent)
    monkeypatch.setattr(libraries, "_version", lambda name: "" if name in absent else "9.9")
    page = open_page()
    assert page.summary.said().startswith("所需的库齐全")
    assert "4 个可选的库" in page.summary.said()
    assert state_of(page, "osmium") == "可选，未安装：不能读取 OpenStreetMap 文件（.osm.pbf、.osm）"
    assert state_of(page, "rtree").startswith("可选，未安装：手工布点")
    assert page.start.isEnabled()


def test_every_optional_library_says_in_both_languages_what_is_lost() -> None:
    for name in libraries.OPTIONAL:
        for lang in ("zh", "en"):
            assert libraries_page.word("setup", f"lost_{name}", lang) != f"lost_{name}"


def test_what_could_not_be_brought_is_named(
    open_page: Callable[[], LibrariesPage], needed: dict[str, str], qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert FAKE in needed
    monkeypatch.setattr(libraries, "OPTIONAL", {"osmium": "999"})
    monkeypatch.setattr(libraries, "host_versions", lambda: {"numpy": "1.24"})
    monkeypatch.setattr(library_install, "host_versions", libraries.host_versions)
    make_wheel(tmp_path / "wheels", FAKE, "1.5")
    page = open_page()
    page.wheels.setText(str(tmp_path / "wheels"))
    with qtbot.waitSignal(page.installed, timeout=LONG_MS):
        qtbot.mouseClick(page.start, LEFT)
    assert told(page).endswith("未能安装可选的库：osmium。")


def test_what_qgis_has_too_old_is_not_installed_but_for_the_administrator(
    open_page: Callable[[], LibrariesPage], needed: dict[str, str], tmp_path: Path
) -> None:
    sys.path.insert(0, unpack(tmp_path / "site", FAKE, "1.0"))
    needed[FAKE] = "2.0"
    page = open_page()
    assert state_of(page, FAKE) == "版本过低：1.0，随 QGIS 或系统而来，需升级 QGIS 或请管理员升级"
    assert f"{FAKE} 1.0 的版本过低" in page.summary.said()
    assert "请升级 QGIS" in page.summary.said()
    assert not page.start.isEnabled()
    assert not page.copy.isEnabled()


def test_an_old_python_is_told_which_qgis_to_install_and_offered_no_installation(
    open_page: Callable[[], LibrariesPage], needed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert FAKE in needed
    monkeypatch.setattr(libraries, "OLDEST", (99, 0))
    page = open_page()
    assert "请安装 QGIS 3.34 或更高版本" in page.summary.said()
    assert not page.start.isEnabled()
    assert not page.copy.isEnabled()


def test_what_cannot_be_loaded_is_brought_anew_where_it_is_ours(
    qtbot: QtBot, needed: dict[str, str], profile: str
) -> None:
    del needed[FAKE]
    reason = "ImportError: <b>numpy</b>"
    page = LibrariesPage(profile, broken=reason)
    qtbot.addWidget(page)
    assert reason in page.summary.said()
    assert page.summary.said().startswith("已安装的库不能加载")
    assert not page.start.isEnabled()
    libraries.own_folder(profile).mkdir(parents=True)
    page.refresh()
    assert page.start.isEnabled()
    page.broken = ""
    page.refresh()
    assert page.summary.said().startswith("所需的库齐全")


@pytest.mark.usefixtures("needed")
def test_the_administrators_command_goes_to_the_clipboard(
    open_page: Callable[[], LibrariesPage], qtbot: QtBot, profile: str
) -> None:
    page = open_page()
    page.mirror.setText("https://mirror.example/simple")
    qtbot.mouseClick(page.copy, LEFT)
    command = QtWidgets.QApplication.clipboard().text()
    assert f"{FAKE}>=1.0" in command
    assert "https://mirror.example/simple" in command
    assert str(libraries.own_folder(profile)) in command
    assert told(page).startswith("命令已复制")


@pytest.mark.usefixtures("needed")
def test_a_long_path_does_not_widen_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    page = LibrariesPage(str(tmp_path / ("very-long-name-" * 12)))
    qtbot.addWidget(page)
    page.show()
    page.told.setPlainText("Processing /" + "x" * 400 + ".whl")
    QtWidgets.QApplication.processEvents()
    assert page.minimumSizeHint().width() < 640
