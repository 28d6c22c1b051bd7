"""The window of `xq-gis desktop`: a whole run, a cancelled one, a closed one, and every refusal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.remarks import Remark, read_remarks, write_remarks
from xq_gis_plugin.io.workspace import read_workspace
from xq_gis_plugin.run import CancelledError, Given, Product, Request, run_check, write_products
from xq_gis_plugin.widgets import desktop_host
from xq_gis_plugin.widgets.contract import RoleChoice
from xq_gis_plugin.widgets.desktop import DesktopWindow, open_desktop
from xq_gis_plugin.widgets.jobs import Job, Ticket
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

PATIENCE_MS = 60_000


@pytest.fixture
def settings(tmp_path: Path) -> QtCore.QSettings:
    return QtCore.QSettings(str(tmp_path / "settings.ini"), QtCore.QSettings.Format.IniFormat)


@pytest.fixture
def window(qtbot: QtBot, settings: QtCore.QSettings) -> DesktopWindow:
    made = DesktopWindow(settings)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def filled(window: DesktopWindow, town: Path, qtbot: QtBot) -> DesktopWindow:
    """Return a window with a shop 30 m from a school, and a place for the result."""
    for role, name in (("hazard", "h"), ("protected", "p")):
        window.panel.data.roles[role].choose(RoleChoice(f"file:{town / name}.geojson"))
    boxes = window.panel.data.roles
    qtbot.waitUntil(lambda: not any(box.gate.reading for box in boxes.values()), timeout=PATIENCE_MS)
    window.panel.data.workspace.setText(str(town / "out.gpkg"))
    return window


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Press Replace whenever the window asks, and keep what it asked."""
    asked: list[str] = []

    def replace(_host: object, question: str, _path: object) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(desktop_host.DesktopHost, "may_replace", replace)
    return asked


def message(window: DesktopWindow) -> str:
    return str(window.panel.messages.message.said())


def run(window: DesktopWindow, qtbot: QtBot) -> None:
    window.panel.check.run.click()
    qtbot.waitUntil(lambda: not window.panel.check.running, timeout=PATIENCE_MS)


class Gate:
    """A run that waits inside until it is let go."""

    def __init__(self) -> None:
        self.entered, self.go, self.left = threading.Event(), threading.Event(), threading.Event()

    def run_check(self, request: Any, steps: Any) -> Any:
        self.entered.set()
        self.go.wait(60)
        try:
            return run_check(request, steps)
        finally:
            self.left.set()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate()
    monkeypatch.setattr(desktop_host, "run_check", made.run_check)
    yield made
    made.go.set()


def test_a_run_shows_its_findings_and_writes_the_workspace(filled: DesktopWindow, qtbot: QtBot) -> None:
    run(filled, qtbot)
    panel = filled.panel
    assert message(filled).startswith("检查完成：1 处不符合")
    assert panel.check.findings.isVisible()
    heading = panel.sections["check"].heading
    qtbot.waitUntil(lambda: not heading.visibleRegion().isEmpty())
    assert panel.sections["check"].word.said().startswith("1 处不符合")
    verdicts = list(read_workspace(panel.settings().workspace).findings["verdict"])
    assert verdicts.count("conflict") == 1
    assert panel.products.buttons["html"].isEnabled()
    assert not panel.products.buttons["pdf"].isEnabled()
    assert panel.products.lines["pdf"].said() == "PDF 图册要在 QGIS 插件中制作"


def test_the_gate_reads_beside_the_window_and_ticks_the_plan(window: DesktopWindow, qtbot: QtBot) -> None:
    panel = window.panel
    assert panel.data.plan.line.said().startswith("规划清单：已定位 0，")
    panel.data.demo.click()
    assert panel.data.roles["hazard"].gate.line.said() == "正在读取…"
    qtbot.waitUntil(lambda: panel.sections["data"].word.said() == "✓ 已就绪", timeout=PATIENCE_MS)
    assert panel.data.roles["protected"].gate.line.said() == "3267 行，1 条提示"
    assert "已定位 0" not in panel.data.plan.line.said()
    assert panel.settings().workspace.endswith("虚构示例_间距检查.gpkg")


def test_an_input_that_cannot_be_read_says_so_at_its_role(
    window: DesktopWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    box = window.panel.data.roles["hazard"]
    box.choose(RoleChoice(f"file:{tmp_path / 'gone.shp'}"))
    qtbot.waitUntil(lambda: box.gate.failed, timeout=PATIENCE_MS)
    assert box.gate.said().splitlines() == [f"找不到文件：{tmp_path / 'gone.shp'}", "请检查路径和文件名。"]


def test_the_demo_is_marked_as_fictional_in_what_is_written(
    window: DesktopWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.panel.data.demo.click()
    window.panel.data.workspace.setText(str(tmp_path / "demo.gpkg"))
    run(window, qtbot)
    table = read_workspace(tmp_path / "demo.gpkg").run
    assert "note_fictional" in set(table["key"])
    assert set(table["key"]) >= {"plan_unlocated_专栏2"}


def test_cancelling_frees_the_window_before_the_work_has_stopped(
    filled: DesktopWindow, qtbot: QtBot, gate: Gate, town: Path
) -> None:
    panel = filled.panel
    panel.check.run.click()
    qtbot.waitUntil(gate.entered.is_set, timeout=PATIENCE_MS)
    panel.check.cancel.click()
    assert not gate.left.is_set()  # the work has not even noticed
    assert not panel.check.running
    assert panel.check.run.isEnabled()
    assert message(filled) == "已取消，没有写出任何文件"
    gate.go.set()
    qtbot.waitUntil(lambda: not filled.host._jobs, timeout=PATIENCE_MS)  # noqa: SLF001 - the late result
    assert not panel.check.findings.isVisible()
    assert sorted(file.name for file in town.iterdir() if file.suffix != ".ini") == ["h.geojson", "p.geojson"]


def test_a_late_result_does_not_disturb_the_run_after_it(
    filled: DesktopWindow, qtbot: QtBot, gate: Gate
) -> None:
    panel = filled.panel
    panel.check.run.click()
    qtbot.waitUntil(gate.entered.is_set, timeout=PATIENCE_MS)
    panel.check.cancel.click()
    panel.check.run.click()
    assert panel.check.running
    gate.go.set()
    qtbot.waitUntil(lambda: not panel.check.running, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not filled.host._jobs, timeout=PATIENCE_MS)  # noqa: SLF001 - both have ended
    assert panel.check.findings.isVisible()


def test_closing_in_mid_run_writes_nothing_and_leaves_no_thread(
    filled: DesktopWindow, qtbot: QtBot, gate: Gate, town: Path
) -> None:
    filled.panel.check.run.click()
    qtbot.waitUntil(gate.entered.is_set, timeout=PATIENCE_MS)
    job = next(iter(filled.host._jobs))  # noqa: SLF001 - is its thread still there?
    threading.Timer(0.2, gate.go.set).start()
    filled.close()
    assert not filled.isVisible()
    assert job.isFinished()
    assert not (town / "out.gpkg").exists()
    assert not list(town.glob(".xq-*"))


def test_either_the_cancel_or_the_files_win_never_both() -> None:
    ticket = Ticket()
    assert ticket.call_off()
    with pytest.raises(CancelledError):
        ticket.commit()
    ticket = Ticket()
    ticket.commit()
    assert not ticket.call_off()


def test_what_is_called_off_at_the_last_moment_leaves_every_file_as_it_was(town: Path) -> None:
    class Silent:
        def begin(self, _step: str) -> Callable[[float, str], None]:
            return lambda _fraction, _part: None

    request = Request(Given(str(town / "h.geojson")), Given(str(town / "p.geojson")))
    result = run_check(request, Silent())
    kept = town / "b.html"
    kept.write_text("old", encoding="utf-8")
    ticket = Ticket()
    ticket.call_off()
    products = [Product(".gpkg", town / "a.gpkg"), Product(".html", kept)]
    with pytest.raises(CancelledError):
        write_products(result, products, title="x", overwrite=True, confirm=ticket.commit)
    assert kept.read_text(encoding="utf-8") == "old"
    assert sorted(file.name for file in town.iterdir()) == ["b.html", "h.geojson", "p.geojson"]


def test_an_existing_workspace_is_replaced_only_if_the_planner_says_so(
    filled: DesktopWindow, qtbot: QtBot, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(filled, qtbot)
    before = (town / "out.gpkg").stat().st_mtime_ns
    shown: list[str] = []

    def press(which: int) -> Callable[[QtWidgets.QMessageBox], None]:
        def pressed(box: QtWidgets.QMessageBox) -> None:
            shown.append(box.text())
            assert box.textFormat() == QtCore.Qt.TextFormat.PlainText
            made = {button.text(): button for button in box.buttons()}
            assert box.defaultButton() is made["不替换"]
            made[("不替换", "替换")[which]].click()

        return pressed

    monkeypatch.setattr(QtWidgets.QMessageBox, "exec", press(0))
    filled.panel.check.run.click()
    assert not filled.panel.check.running
    assert (town / "out.gpkg").stat().st_mtime_ns == before
    assert "备注会保留" in shown[0]
    monkeypatch.setattr(QtWidgets.QMessageBox, "exec", press(1))
    run(filled, qtbot)
    assert (town / "out.gpkg").stat().st_mtime_ns != before


def test_a_remark_outlives_a_rerun(filled: DesktopWindow, qtbot: QtBot, answers: list[str]) -> None:
    run(filled, qtbot)
    workspace = filled.panel.settings().workspace
    finding = read_workspace(workspace).findings["finding_id"].iloc[0]
    filled.panel.remarksEdited.emit([Remark(finding, "fixing", "已约谈", "银应急〔2026〕1号")])
    qtbot.waitUntil(lambda: bool(read_remarks(workspace)), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: message(filled) == "备注已保存", timeout=PATIENCE_MS)
    run(filled, qtbot)
    assert answers == ["replace_workspace"]
    assert read_remarks(workspace)[finding].remark == "已约谈"


def test_remarks_written_one_after_the_other_do_not_block_each_other(
    filled: DesktopWindow, qtbot: QtBot
) -> None:
    run(filled, qtbot)
    workspace = filled.panel.settings().workspace
    for text in ("一", "二", "三"):
        filled.panel.remarksEdited.emit([Remark("F", remark=text)])
    qtbot.waitUntil(
        lambda: "F" in (found := read_remarks(workspace)) and found["F"].remark == "三", timeout=PATIENCE_MS
    )
    qtbot.waitUntil(lambda: not filled.host._jobs, timeout=PATIENCE_MS)  # noqa: SLF001 - the last has ended
    assert message(filled) == "备注已保存"


def test_somebody_elses_remark_is_not_overwritten_but_shown(filled: DesktopWindow, qtbot: QtBot) -> None:
    run(filled, qtbot)
    workspace = filled.panel.settings().workspace
    write_remarks(workspace, [Remark("F", remark="别人的")], seen={})
    filled.panel.remarksEdited.emit([Remark("F", remark="我的")])
    qtbot.waitUntil(lambda: "别人已修改" in message(filled), timeout=PATIENCE_MS)
    assert read_remarks(workspace)["F"].remark == "别人的"
    filled.panel.remarksEdited.emit([Remark("F", remark="看过之后")])
    qtbot.waitUntil(lambda: read_remarks(workspace)["F"].remark == "看过之后", timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not filled.host._jobs, timeout=PATIENCE_MS)  # noqa: SLF001 - the last has ended


def test_the_map_is_written_and_opened_and_the_workbook_is_written(
    filled: DesktopWindow, qtbot: QtBot, town: Path, monkeypatch: pytest.MonkeyPatch, answers: list[str]
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        desktop_host.QtGui.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile())
    )
    run(filled, qtbot)
    for kind in ("html", "xlsx"):
        target = town / f"图.{kind}"
        target.write_text("old", encoding="utf-8")
        monkeypatch.setattr(desktop_host, "ask_target", lambda *_, path=target: str(path))
        filled.panel.products.buttons[kind].click()
        assert not filled.panel.products.buttons["html"].isEnabled()  # one at a time
        qtbot.waitUntil(lambda path=target: message(filled) == f"已写出：{path}", timeout=PATIENCE_MS)
        assert target.stat().st_size > 1000
    assert opened == [str(town / "图.html")]
    assert answers == ["replace_file", "replace_file"]
    monkeypatch.setattr(desktop_host, "ask_target", lambda *_: "")
    filled.panel.products.buttons["xlsx"].click()
    assert filled.panel.products.buttons["xlsx"].isEnabled()


def test_an_earlier_check_is_opened_with_its_remarks(
    filled: DesktopWindow, qtbot: QtBot, settings: QtCore.QSettings, town: Path
) -> None:
    run(filled, qtbot)
    write_remarks(town / "out.gpkg", [Remark("F", remark="记下的")], seen={})
    again = DesktopWindow(settings)
    qtbot.addWidget(again)
    again.show()
    again.panel.openWorkspaceRequested.emit(str(town / "out.gpkg"))
    qtbot.waitUntil(again.panel.check.findings.isVisible, timeout=PATIENCE_MS)
    assert again.panel.sections["check"].word.said().startswith("1 处不符合")
    again.panel.openWorkspaceRequested.emit(str(town / "h.geojson"))
    qtbot.waitUntil(lambda: "工作空间缺少表" in message(again), timeout=PATIENCE_MS)


def _over_an_input(town: Path) -> Path:
    shutil.copy(town / "h.geojson", town / "h.gpkg")
    return town / "h.gpkg"


def test_the_result_never_replaces_what_is_read(filled: DesktopWindow, town: Path, qtbot: QtBot) -> None:
    target = _over_an_input(town)
    box = filled.panel.data.roles["hazard"]
    box.choose(RoleChoice(f"file:{target}"))
    qtbot.waitUntil(lambda: not box.gate.reading, timeout=PATIENCE_MS)
    filled.panel.data.workspace.setText(str(target))
    if not filled.panel.check.run.isEnabled():
        filled.panel.checkRequested.emit(filled.panel.settings())
    else:
        filled.panel.check.run.click()
    assert message(filled) == f"成果不能覆盖正在读取的文件：{target}"
    assert not filled.panel.check.running


def test_a_folder_that_is_not_there_is_told_before_the_run(filled: DesktopWindow, town: Path) -> None:
    filled.panel.data.workspace.setText(str(town / "nowhere" / "a.gpkg"))
    filled.panel.check.run.click()
    assert not filled.panel.check.running
    assert message(filled) == f"不能写入：{town / 'nowhere' / 'a.gpkg'}"
    assert filled.panel.messages.hint.said()


def test_a_bug_is_told_with_its_trace_and_the_window_lives_on(
    filled: DesktopWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        message = "table <b>7</b> is upside down"
        raise KeyError(message)

    monkeypatch.setattr(desktop_host, "run_check", broken)
    run(filled, qtbot)
    assert message(filled) == "程序内部出错：KeyError: 'table <b>7</b> is upside down'"
    assert filled.panel.messages.details.isVisible()
    assert filled.panel.check.run.isEnabled()


def test_a_bug_in_the_window_itself_is_told_too(
    window: DesktopWindow, capsys: pytest.CaptureFixture[str]
) -> None:
    error = ValueError("odd")
    window.report(ValueError, error, None)
    assert message(window) == "程序内部出错：ValueError: odd"
    assert "ValueError: odd" in capsys.readouterr().err


def test_what_was_chosen_is_there_again_next_time(
    filled: DesktopWindow, settings: QtCore.QSettings, qtbot: QtBot
) -> None:
    before = filled.panel.settings()
    filled.close()
    again = DesktopWindow(settings)
    qtbot.addWidget(again)
    assert again.panel.settings() == before
    again.close()


def test_progress_is_told_in_the_planners_words(filled: DesktopWindow, qtbot: QtBot) -> None:
    told: list[str] = []
    set_progress = filled.panel.check.set_progress

    def keep(fraction: float | None, text: str) -> None:
        told.append(text)
        set_progress(fraction, text)

    filled.panel.check.set_progress = keep
    run(filled, qtbot)
    assert {"读取危险源", "读取保护对象", "核对间距", "写出成果"} <= set(told)


def test_a_job_stops_at_its_next_step_when_it_is_called_off(qtbot: QtBot) -> None:
    begun = threading.Event()
    go = threading.Event()

    def work(job: Job) -> str:
        begun.set()
        go.wait(60)
        job.begin("assess")(0.5, "x")
        return "late"

    job = Job(work)
    with qtbot.waitSignal(job.ended, timeout=PATIENCE_MS):
        job.start()
        begun.wait(60)
        job.ticket.call_off()
        go.set()
    job.wait()
    assert job.outcome.cancelled
    assert job.outcome.value is None


@contextmanager
def environment(**changed: str) -> Iterator[dict[str, str]]:
    kept = {key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    yield {**kept, **changed}


def test_without_qt_the_command_says_what_to_install(root: Path) -> None:
    with environment(XQ_QT="PyQt9") as variables:
        command = [sys.executable, "-m", "xq_gis_plugin.cli", "desktop", "--lang", "zh"]
        answer = subprocess.run(
            command, cwd=root, env=variables, capture_output=True, encoding="utf-8", check=False
        )
    assert answer.returncode == 2
    assert "PyQt9" in answer.stderr
    assert 'pip install "xq-gis[qt]"' in answer.stderr


def test_without_a_screen_it_is_refused_instead_of_ending_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(InputError) as caught:
        open_desktop("zh")
    assert caught.value.code == "no_display"


def test_the_command_opens_a_window_and_ends_when_it_is_closed(root: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from xq_gis_plugin.widgets.qt import QtCore, QtWidgets; "
        "app = QtWidgets.QApplication([]); "
        "QtCore.QTimer.singleShot(1500, lambda: [print(w.windowTitle()) or w.close() "
        "for w in app.topLevelWidgets() if w.isVisible()]); "
        "from xq_gis_plugin.cli import run; sys.exit(run(['desktop', '--lang', 'en']))"
    )
    with environment(QT_QPA_PLATFORM="offscreen", HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path)) as names:
        answer = subprocess.run(
            [sys.executable, "-c", program], cwd=root, env=names, capture_output=True, text=True, check=False,
            timeout=120,
        )  # fmt: skip
    assert (answer.returncode, answer.stdout.strip()) == (0, "Xingqing Risk Map"), answer.stderr


def test_a_result_is_brought_into_view_in_a_narrow_window(filled: DesktopWindow, qtbot: QtBot) -> None:
    filled.resize(400, 600)
    findings = filled.panel.check.findings
    run(filled, qtbot)
    qtbot.waitUntil(lambda: not findings.visibleRegion().isEmpty(), timeout=PATIENCE_MS)
