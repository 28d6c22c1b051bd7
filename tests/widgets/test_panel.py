"""The panel as a planner meets it: what it asks for, what it says, what it remembers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from xq_gis_plugin.widgets import language
from xq_gis_plugin.widgets.contract import GateReport, PlanItem, RoleChoice, SourceChoice
from xq_gis_plugin.widgets.message_bar import DetailsDialog
from xq_gis_plugin.widgets.panel import Panel
from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

HOSTILE = '<img src="file:///etc/passwd"><b>甲站</b> &amp; {name} %s'
Key = QtCore.Qt.Key


def test_the_run_button_says_step_by_step_what_is_still_needed(panel: Panel, tmp_path: Path) -> None:
    told = [panel.check.reason.said()]

    def after(*_step: object) -> None:
        told.append(panel.check.reason.said())

    panel.set_sources([SourceChoice("layer:h", "h"), SourceChoice("layer:p", "p")])
    after(panel.data.roles["hazard"].choose(RoleChoice("layer:h")))
    after(panel.data.roles["protected"].choose(RoleChoice("layer:p")))
    after(panel.data.workspace.setText(str(tmp_path / "a.gpkg")))
    after(panel.rules.choose_editions([]))
    after(
        panel.rules.choose_editions(["GB50156-2021"]), panel.set_can("run", ok=False, reason="图层正在编辑")
    )
    after(panel.set_can("run", ok=True))
    assert told == [
        "请先在“1 数据”中选择危险源",
        "请先在“1 数据”中选择保护对象",
        "请在“1 数据”末尾选择成果的保存位置",
        "",
        "请在“2 规则”至少选一个版本",
        "图层正在编辑",
        "",
    ]
    assert panel.check.run.isEnabled()


def test_a_grey_run_button_does_nothing_and_has_its_reason_in_the_tooltip(panel: Panel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.checkRequested):
        panel.check.run.click()
        panel.check.runRequested.emit()
    assert "请先在“1 数据”中选择危险源" in panel.check.run.toolTip()


def test_data_that_cannot_be_used_stop_the_run(ready: Panel) -> None:
    ready.set_gate(GateReport("hazard", 0, 0, (), ("没有类型", "请补上")))
    assert ready.check.reason.said() == "危险源数据不能使用，请看“1 数据”中的说明"
    assert ready.sections["data"].word.said() == "✕ 有错误"


def test_a_run_gets_everything_that_was_chosen(ready: Panel, qtbot: QtBot) -> None:
    ready.data.roles["hazard"].choose(RoleChoice("layer:h", "gcj02", selected_only=True))
    ready.rules.choose_editions(["GB50156-2012", "GB50156-2021"])
    ready.check.accuracy_on.setChecked(True)
    ready.check.accuracy.setValue(35)
    ready.check.within.setValue(500)
    with qtbot.waitSignal(ready.checkRequested) as asked:
        ready.check.run.click()
    settings = asked.args[0]
    assert settings == ready.settings()
    assert settings.hazards == RoleChoice("layer:h", "gcj02", selected_only=True)
    assert settings.parts is None
    assert set(settings.editions) == {"GB50156-2012", "GB50156-2021"}
    assert (settings.accuracy_m, settings.within_m, settings.workspace) == (35.0, 500.0, "/data/x.gpkg")
    assert not settings.fictional


def test_while_it_runs_it_can_be_cancelled_and_not_started_again(ready: Panel, qtbot: QtBot) -> None:
    assert not ready.check.cancel.isVisible()
    ready.set_running(running=True)
    ready.set_progress(0.4, "核对间距")
    assert not ready.check.run.isEnabled()
    assert (ready.check.bar.value() / ready.check.bar.maximum(), ready.check.step.said()) == (0.4, "核对间距")
    with qtbot.waitSignal(ready.cancelRequested):
        ready.check.cancel.click()
    ready.set_progress(None, "读取")
    assert ready.check.bar.maximum() == 0  # nobody can tell how much is left
    ready.set_running(running=False)
    assert ready.check.run.isEnabled()
    assert not ready.check.cancel.isVisible()


def test_the_focus_stays_where_the_hand_is_when_the_run_begins(ready: Panel, qtbot: QtBot) -> None:
    ready.activateWindow()
    ready.check.run.setFocus()
    qtbot.waitUntil(ready.check.run.hasFocus)
    ready.set_running(running=True)
    assert ready.check.cancel.hasFocus()


@pytest.mark.parametrize("kind", ["run", "demo", "open", "locate", "parts", "here", "html", "xlsx", "pdf"])
def test_whatever_the_host_cannot_do_is_grey_and_says_why(ready: Panel, kind: str) -> None:
    ready.set_plan([PlanItem("P2-01", "专栏2", "甲站", "petrol_station", located=False)])
    buttons = {
        "run": ready.check.run, "demo": ready.data.demo, "open": ready.data.open,
        "locate": ready.data.plan.locate, "parts": ready.data.draw, "here": ready.check.here,
        **ready.products.buttons,
    }  # fmt: skip
    ready.set_can(kind, ok=False, reason="因为 <b>没有</b>")
    assert not buttons[kind].isEnabled()
    assert "因为 &lt;b&gt;没有&lt;/b&gt;" in buttons[kind].toolTip()
    ready.set_can(kind, ok=True)
    assert "因为" not in buttons[kind].toolTip()


def test_products_wait_for_a_result_and_say_so(ready: Panel) -> None:
    assert ready.products.reason.said() == "先完成检查，或打开一个工作空间"
    for made in ready.products.buttons.values():
        assert not made.isEnabled()
        assert "先完成检查，或打开一个工作空间" in made.toolTip()


def test_the_state_comes_back_as_it_was(ready: Panel, qtbot: QtBot, tmp_path: Path) -> None:
    ready.data.roles["protected"].choose(RoleChoice("layer:p", "bd09", selected_only=True))
    ready.data.roles["part"].choose(RoleChoice(f"file:{tmp_path / '设 施#1.gpkg'}#罐"))
    ready.rules.choose_editions(["GB50156-2012"])
    ready.check.set_options(12.5, 300.0)
    ready.sections["products"].set_open(shown=False)
    state = ready.state()
    again = Panel()
    qtbot.addWidget(again)
    again.restore(state)
    again.set_sources([SourceChoice("layer:p", "居民区"), SourceChoice("layer:h", "加油站")])
    assert again.settings() == ready.settings()
    assert again.state() == state
    assert not again.sections["products"].is_open()


@pytest.mark.parametrize(
    "state",
    [
        "", "{", "[]", "null", "3", '"x"', "[" * 100_000, '{"version": 99, "editions": []}', "{}",
        '{"version": 1, "roles": 3, "editions": "x", "open": [1], "findings": []}',
        '{"version": 1, "roles": {"hazard": []}, "within_m": "far", "workspace": 7, "open": {"data": 1}}',
        '{"version": 1, "within_m": NaN, "accuracy_m": -1, "rule_file": "a\\u0000b", "workspace": "a\\nb"}',
        '{"version": 1, "within_m": 1e999, "findings": {"verdicts": 3, "widths": ["a"]}}',
        '{"version": 1, "roles": {"hazard": {"key": "file:\\u0000", "datum": "mars", "selected_only": 1}}}',
    ],
)  # fmt: skip
def test_a_state_that_makes_no_sense_changes_nothing(panel: Panel, state: str) -> None:
    before = panel.state()
    panel.restore(state)
    assert panel.state() == before


def test_restoring_does_not_mark_the_project_as_changed(ready: Panel, qtbot: QtBot) -> None:
    state = ready.state()
    with qtbot.assertNotEmitted(ready.stateChanged):
        ready.restore(state)
    with qtbot.waitSignal(ready.stateChanged):
        ready.check.within.setValue(77)


def test_a_layer_that_leaves_the_project_is_let_go_and_taken_up_when_it_comes_back(
    ready: Panel, qtbot: QtBot
) -> None:
    layers = [SourceChoice("layer:h", "加油站"), SourceChoice("layer:p", "居民区")]
    ready.set_sources(layers[1:])
    assert ready.settings().hazards.key == ""
    assert not ready.check.run.isEnabled()
    assert json.loads(ready.state())["roles"]["hazard"]["key"] == "layer:h"
    with qtbot.waitSignal(ready.gateRequested) as asked:
        ready.set_sources(layers)
    assert asked.args == ["hazard", RoleChoice("layer:h")]
    assert ready.settings().hazards.key == "layer:h"


def test_a_report_on_what_is_no_longer_chosen_is_not_shown(ready: Panel) -> None:
    ready.data.roles["hazard"].choose(RoleChoice(""))
    ready.set_gate(GateReport("hazard", 0, 0, (), ("旧的错误", "")))
    assert not ready.data.roles["hazard"].gate.isVisible()
    assert not ready.data.roles["hazard"].gate.failed


def test_names_from_other_peoples_files_stay_text(ready: Panel, qtbot: QtBot) -> None:
    ready.set_sources([SourceChoice("layer:h", HOSTILE, detail=HOSTILE), SourceChoice("layer:p", "p")])
    ready.set_plan([PlanItem("P", HOSTILE, HOSTILE, HOSTILE, located=False)])
    ready.set_gate(GateReport("hazard", 1, 1, (), (HOSTILE, HOSTILE)))
    ready.show_message(HOSTILE, HOSTILE, HOSTILE)
    plain = QtCore.Qt.TextFormat.PlainText
    for label in ready.findChildren(QtWidgets.QLabel):
        assert label.textFormat() == plain or "<" not in label.text(), label.text()
    assert ready.messages.message.said() == HOSTILE
    for widget in ready.findChildren(QtWidgets.QWidget):
        assert "<img" not in widget.toolTip()
    dialog = DetailsDialog(HOSTILE)
    qtbot.addWidget(dialog)
    assert dialog.text.toPlainText() == HOSTILE


def _kept_in(shown: list[DetailsDialog]) -> Callable[[DetailsDialog], None]:
    def keep(dialog: DetailsDialog) -> None:
        shown.append(dialog)

    return keep


def test_a_message_says_what_to_do_and_its_details_can_be_copied(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[DetailsDialog] = []
    monkeypatch.setattr(DetailsDialog, "exec", _kept_in(shown))
    panel.show_message("不能写入", "请先关闭文件", "Traceback …", level="warning")
    assert panel.messages.isVisible()
    panel.messages.details.click()
    shown[0].copy.click()
    assert QtWidgets.QApplication.clipboard().text() == "不能写入\n\n请先关闭文件\n\nTraceback …"
    panel.show_message("检查完成", level="info")
    assert not panel.messages.details.isVisible()
    assert not panel.messages.hint.isVisible()
    panel.messages.close_button.click()
    assert not panel.messages.isVisible()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_cut_off_in_a_dock_of_360_pixels(qtbot: QtBot, lang: str) -> None:
    language.choose(lang)
    panel = Panel()
    qtbot.addWidget(panel)
    panel.resize(360, 700)
    panel.set_sources([SourceChoice("layer:1", "很长的图层名称" * 20)])
    panel.data.use_demo()
    panel.set_plan([PlanItem("P", "专栏2", "名称" * 30, "petrol_station", located=False)])
    panel.set_gate(GateReport("hazard", 0, 0, (), ("/long/path/without/a/space" * 9, "x" * 200)))
    panel.show_message("x" * 300, "y" * 300)
    for section in panel.sections.values():
        section.set_open(shown=True)
    panel.set_running(running=True)
    panel.check.more.setChecked(True)
    panel.show()
    assert panel.area.widget().minimumSizeHint().width() <= panel.area.viewport().width()
    assert panel.minimumSizeHint().width() <= 360


def test_in_a_wide_window_the_findings_stand_beside_the_inputs(panel: Panel, qtbot: QtBot) -> None:
    data, check = panel.sections["data"], panel.sections["check"]

    def place(widget: QtWidgets.QWidget) -> QtCore.QPoint:
        return widget.mapTo(panel, QtCore.QPoint(0, 0))

    assert place(check).y() > place(data).y()
    panel.resize(1366, 768)
    qtbot.waitUntil(lambda: place(check).x() > place(data).x())
    assert place(check).y() == place(data).y()
    panel.resize(380, 700)
    qtbot.waitUntil(lambda: place(check).x() == place(data).x())
    assert data.width() <= 380


def test_the_tab_key_reaches_everything_from_top_to_bottom(ready: Panel, qtbot: QtBot) -> None:
    ready.activateWindow()
    ready.set_plan([PlanItem("P", "专栏2", "甲站", "petrol_station", located=False)])
    for section in ready.sections.values():
        section.set_open(shown=True)
    ready.check.more.setChecked(True)
    first = ready.sections["data"].heading
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    reached = [first]
    for _ in range(120):
        qtbot.keyClick(QtWidgets.QApplication.focusWidget(), Key.Key_Tab)
        reached.append(QtWidgets.QApplication.focusWidget())
        if reached[-1] is first:
            break
    assert reached[-1] is first
    wanted = (
        QtWidgets.QAbstractButton, QtWidgets.QComboBox, QtWidgets.QLineEdit, QtWidgets.QTreeView,
        QtWidgets.QAbstractSpinBox,
    )  # fmt: skip
    inner = {spin.lineEdit() for spin in ready.findChildren(QtWidgets.QAbstractSpinBox)}
    missed = [
        (type(one).__name__, one.objectName(), one.accessibleName())
        for kind in wanted
        for one in ready.findChildren(kind)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus
        and one not in reached
        and one not in inner
    ]
    assert missed == []
    steps = [ready.sections[name].heading for name in ("data", "rules", "check", "products")]
    order = [reached.index(step) for step in steps]
    assert order == sorted(order)


def test_each_step_opens_and_closes_with_its_number(panel: Panel, qtbot: QtBot) -> None:
    panel.activateWindow()
    panel.sections["data"].heading.setFocus()
    qtbot.waitUntil(panel.sections["data"].heading.hasFocus)
    opened = panel.sections["rules"].is_open()
    qtbot.keyClick(panel, Key.Key_2, QtCore.Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: panel.sections["rules"].is_open() is not opened)


def test_whatever_can_be_reached_has_a_name_for_those_who_cannot_see_it(ready: Panel) -> None:
    for kind in (QtWidgets.QComboBox, QtWidgets.QLineEdit, QtWidgets.QDoubleSpinBox, QtWidgets.QTreeView):
        for one in ready.findChildren(kind):
            inside = isinstance(one.parentWidget(), QtWidgets.QAbstractSpinBox | QtWidgets.QComboBox)
            assert one.accessibleName() or inside, one
    for one in ready.findChildren(QtWidgets.QAbstractButton):
        inside = isinstance(one.parentWidget(), QtWidgets.QLineEdit | QtWidgets.QTreeView)
        assert one.text() or one.accessibleName() or inside, one


def test_no_two_controls_answer_to_the_same_key(ready: Panel) -> None:
    texts = [one.text() for one in ready.findChildren(QtWidgets.QAbstractButton)]
    texts += [one.text() for one in ready.findChildren(QtWidgets.QLabel) if one.buddy() is not None]
    keys = [text[text.index("&") + 1].casefold() for text in texts if "&" in text.replace("&&", "")]
    assert sorted(keys) == sorted(set(keys))


def test_scrolling_over_a_list_does_not_change_what_is_chosen(ready: Panel) -> None:
    datum = ready.data.roles["hazard"].datum
    QtWidgets.QApplication.instance().focusWidget()
    ready.sections["data"].heading.setFocus()
    turn = _wheel(datum)
    QtWidgets.QApplication.sendEvent(datum, turn)
    assert datum.currentIndex() == 0
    assert not turn.isAccepted()


def _wheel(widget: QtWidgets.QWidget) -> QtCore.QEvent:
    middle = QtCore.QPointF(widget.rect().center())
    down = QtCore.QPoint(0, -120)
    qt = QtCore.Qt
    return QtGui.QWheelEvent(
        middle, middle, QtCore.QPoint(), down, qt.MouseButton.NoButton,
        qt.KeyboardModifier.NoModifier, qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt's call
    )  # fmt: skip
