"""Step 规则: what is in force, what a file of one's own does to it, and what is only looked at."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from xq_gis_plugin import resources
from xq_gis_plugin.core.rules import COLUMNS, load_catalogue
from xq_gis_plugin.widgets import rule_file
from xq_gis_plugin.widgets.qt import QtCore

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from xq_gis_plugin.widgets.panel import Panel
    from xq_gis_plugin.widgets.rules_page import RulesPage

UNUSABLE = 1
RULE = "P21-G1-PETROL-IMP"


@pytest.fixture
def rules(panel: Panel) -> RulesPage:
    panel.sections["rules"].set_open(shown=True)
    return panel.rules


def write(path: Path, *changes: dict[str, str]) -> str:
    """Write a rule file: each row a built-in rule with some fields changed."""
    with resources.path("layers", "rules.csv").open(encoding="utf-8-sig", newline="") as handle:
        first = next(row for row in csv.DictReader(handle) if row["id"] == RULE)
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS)
        writer.writeheader()
        writer.writerows({**first, **change} for change in changes)
    return str(path)


def test_the_current_edition_is_ticked_and_its_rules_are_counted(rules: RulesPage, panel: Panel) -> None:
    assert {name: box.isChecked() for name, box in rules.editions.items()} == {
        "GB50156-2021": True,
        "GB50156-2012": False,
    }
    expected = len(load_catalogue().in_force)
    assert rules.model.rowCount() == expected
    assert panel.sections["rules"].word.said() == f"✓ {expected} 条生效"


def test_both_editions_stand_side_by_side_and_none_is_refused(rules: RulesPage, panel: Panel) -> None:
    rules.editions["GB50156-2012"].click()
    both = load_catalogue(editions=("GB50156-2012", "GB50156-2021"))
    assert rules.in_force() == len(both.in_force)
    for box in rules.editions.values():
        box.click()
    assert panel.settings().editions == ()
    assert rules.edition_line.said() == "请在“2 规则”至少选一个版本"
    assert panel.sections["rules"].word.said() == "✕ 未选版本"


def test_search_and_confidence_change_what_is_shown_and_nothing_else(
    rules: RulesPage, panel: Panel, qtbot: QtBot
) -> None:
    before, every = panel.settings(), rules.filter.rowCount()
    with qtbot.assertNotEmitted(panel.stateChanged):
        rules.confidences["C"].click()
    fewer = rules.filter.rowCount()
    shown = [rules.filter.index(row, 2).data() for row in range(fewer)]
    assert 0 < fewer < every
    assert "C" not in shown
    rules.confidences["C"].click()
    rules.search.setText("加油站 重要公共建筑物")
    assert 0 < rules.filter.rowCount() < every
    assert rules.shown.said() == f"显示 {rules.filter.rowCount()} 条，共 {every} 条"
    rules.search.setText("没有这样的规则")
    assert rules.filter.rowCount() == 0
    assert panel.settings() == before
    assert rules.in_force() == every


def test_a_chosen_rule_can_be_read_in_full(rules: RulesPage) -> None:
    rules.search.setText(RULE)
    rules.view.setCurrentIndex(rules.filter.index(0, 0))
    text = rules.details.toPlainText()
    assert "标准：GB 50156-2021" in text
    assert "要求(m)：35" in text
    assert "可信度：C 依据待核对原文" in text
    assert "来源：" in text


def test_rules_that_cannot_be_used_are_listed_with_their_reason(rules: RulesPage) -> None:
    unusable = [rule for rule in load_catalogue().rules if not rule.usable]
    rules.which.setCurrentIndex(UNUSABLE)
    assert rules.which.itemText(UNUSABLE) == f"暂不能使用的（{len(unusable)}）"
    reasons = {rules.filter.index(row, 1).data() for row in range(rules.filter.rowCount())}
    assert reasons == {rule.reason for rule in unusable}


def test_every_wrong_line_of_a_rule_file_is_shown_and_the_check_waits(
    rules: RulesPage, ready: Panel, tmp_path: Path
) -> None:
    path = write(
        tmp_path / "我的.csv",
        {"id": "X1", "required": "-3"},
        {"id": "X2", "severity": "<b>maybe</b>"},
        {"id": "X2"},
    )
    rules.file.set_path(path)
    told = rules.file.errors.toPlainText().splitlines()
    assert [line.partition("：")[0] for line in told] == [
        "第 2 行“required”",
        "第 3 行“severity”",
        "第 4 行“id”",
    ]
    assert "<b>maybe</b>" in told[1]
    assert rules.file.line.said() == "✕ 有 3 处错误；改正之前不能检查"
    assert ready.check.reason.said() == "自己的规则文件有 3 处错误，请在“2 规则”中改正或去掉"
    assert rules.in_force() == len(load_catalogue().in_force)
    rules.file.remove.click()
    assert ready.check.run.isEnabled()
    assert not rules.file.errors.isVisible()


def test_a_good_rule_file_says_what_it_changes_and_is_in_force(
    rules: RulesPage, ready: Panel, tmp_path: Path
) -> None:
    path = write(tmp_path / "我的.csv", {"required": "77"}, {"id": "MY-1"})
    rules.file.set_path(path)
    assert rules.file.line.said() == "✓ 文件正确：新增 1 条，改动 1 条"
    assert ready.settings().rule_file == path
    assert rules.in_force() == len(load_catalogue().in_force) + 1
    rules.search.setText(RULE)
    assert "77" in [rules.filter.index(row, 1).data() for row in range(rules.filter.rowCount())]


def test_a_mended_file_is_read_again_at_a_press(rules: RulesPage, tmp_path: Path) -> None:
    path = tmp_path / "我的.csv"
    rules.file.set_path(write(path, {"id": "X1", "required": "x"}))
    assert rules.file.wrong == 1
    write(path, {"id": "X1"})
    rules.file.again.click()
    assert rules.file.wrong == 0


def test_a_typed_path_is_read_when_it_is_complete(rules: RulesPage, qtbot: QtBot, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", {"id": "X1"})
    qtbot.keyClicks(rules.file.path, path)
    qtbot.keyClick(rules.file.path, QtCore.Qt.Key.Key_Return)
    assert rules.file.line.said() == "✓ 文件正确：新增 1 条，改动 0 条"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("missing.csv", None, "找不到规则文件"),
        ("binary.csv", b"\0\1\2", "看不出规则文件的文字编码"),
        ("other.csv", "名称,经度\n甲,1\n".encode(), "规则文件的列不对"),
        ("empty.csv", b"", "规则文件的列不对"),
        ("huge.csv", b"id\n" + b"x" * 200_000, "文件不能使用"),
        ("a\0b.csv", None, "路径含有不能用的字符"),
    ],
)
def test_what_is_no_rule_file_is_refused_in_words(
    rules: RulesPage, tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    rules.file.set_path(str(tmp_path / name))
    assert rules.file.wrong == 1
    assert told in rules.file.errors.toPlainText()


def test_a_file_too_large_for_rules_is_not_read(
    rules: RulesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rule_file, "_MOST_BYTES", 10)
    rules.file.set_path(write(tmp_path / "a.csv", {"id": "X1"}))
    assert "文件太大" in rules.file.errors.toPlainText()


def test_a_folder_is_no_rule_file(rules: RulesPage, tmp_path: Path) -> None:
    rules.file.set_path(str(tmp_path))
    assert rules.file.wrong == 1


def test_a_file_that_breaks_after_it_was_read_does_not_break_the_page(
    rules: RulesPage, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    rules.file.set_path(write(path, {"id": "X1"}))
    path.unlink()
    rules.editions["GB50156-2012"].click()
    assert rules.in_force() == len(load_catalogue(editions=("GB50156-2012", "GB50156-2021")).in_force)
