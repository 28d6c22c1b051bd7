"""The findings as a planner meets them: filtered, sorted, chosen here or on the map, noted on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from xq_gis_plugin.core.model import Verdict
from xq_gis_plugin.export.digest import conflict_order
from xq_gis_plugin.io.remarks import Remark
from xq_gis_plugin.run import demo_request, run_check
from xq_gis_plugin.widgets import language
from xq_gis_plugin.widgets.contract import ResultView
from xq_gis_plugin.widgets.findings_model import COLUMNS
from xq_gis_plugin.widgets.findings_page import FindingsPage
from xq_gis_plugin.widgets.panel import Panel
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets
from xq_gis_plugin.widgets.selecting import selected_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pytestqt.qtbot import QtBot

    from xq_gis_plugin.core.model import Assessment

Key = QtCore.Qt.Key
UP, DOWN = QtCore.Qt.SortOrder.AscendingOrder, QtCore.Qt.SortOrder.DescendingOrder
HOSTILE = "<img src=x><b>甲</b> [a-z]+( \"q\" 'x' {name} %s"


class Silent:
    def begin(self, step: str) -> Callable[[float, str], None]:  # noqa: ARG002 - nobody looks
        return lambda _fraction, _step: None


@pytest.fixture(scope="module")
def demo() -> Assessment:
    return run_check(demo_request(), Silent())


def view_of(
    result: Assessment, remarks: Mapping[str, Remark] | None = None, workspace: str = "/x.gpkg"
) -> ResultView:
    return ResultView(result, workspace, remarks or {}, fictional=True)


@pytest.fixture
def page(qtbot: QtBot, demo: Assessment) -> FindingsPage:
    made = FindingsPage()
    qtbot.addWidget(made)
    made.resize(440, 1200)
    made.set_result(view_of(demo))
    made.show()
    return made


def ids(demo: Assessment, verdict: Verdict) -> list[str]:
    return demo.findings.loc[demo.findings["verdict"] == verdict, "finding_id"].tolist()


def worst(demo: Assessment, number: int = 0) -> str:
    return str(demo.findings["finding_id"].iloc[conflict_order(demo)[number]])


def chosen(page: FindingsPage) -> list[str]:
    rows = [page.model.finding_rows(one) for one in selected_rows(page.tree)]
    return [page.model.remark_of(int(row)).finding_id for some in rows for row in some]


def search(page: FindingsPage, text: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.model.modelReset):  # a little later, so that typing is not held up
        page.search.setText(text)


def test_the_headline_the_counts_and_what_was_left_out_are_said_first(
    page: FindingsPage, demo: Assessment
) -> None:
    assert page.headline.said() == "22 处不符合、18 家企业待核实"
    assert page.unlocated.said() == f"另有 {len(demo.unlocated)} 处危险源没有坐标，未参加检查。"
    assert [box.text() for box in page.verdicts.values()] == ["不符合现行间距 22", "待核实 52", "符合 187"]


def test_what_to_find_out_first_is_listed_with_the_most_useful_first(
    page: FindingsPage, demo: Assessment
) -> None:
    lines = page.survey.toPlainText().splitlines()
    assert len(lines) == len(demo.survey)
    assert lines[0] == "1. 虚构·示例冷链有限公司：查清是否在下风侧（查清即定 14 处，可能定 14 处）"
    assert page.survey.isReadOnly()


def test_with_nothing_to_find_out_there_is_no_empty_list(page: FindingsPage, demo: Assessment) -> None:
    page.set_result(view_of(replace(demo, survey=demo.survey.iloc[:0])))
    assert not page.survey.isVisible()
    assert not page.survey_title.isVisible()


def test_without_findings_a_sentence_stands_where_the_table_would_be(
    page: FindingsPage, demo: Assessment
) -> None:
    page.set_result(view_of(replace(demo, findings=demo.findings.iloc[:0])))
    assert not page.tree.isVisible()
    assert page.nothing.isVisible()
    assert "这不等于符合" in page.nothing.said()
    assert not page.all.isVisible()
    page.set_result(view_of(demo))
    assert page.tree.isVisible()


def test_a_filter_that_leaves_nothing_says_so_and_can_be_taken_off(page: FindingsPage, qtbot: QtBot) -> None:
    search(page, "没有这个名字", qtbot)
    assert not page.tree.isVisible()
    assert page.nothing.said() == "没有符合筛选条件的结论。"
    page.verdicts["clear"].setChecked(False)
    page.all.click()
    assert page.tree.isVisible()
    assert page.search.text() == ""
    assert all(box.isChecked() for box in page.filters.boxes())


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_verdict_that_is_not_ticked_is_not_listed(
    page: FindingsPage, demo: Assessment, verdict: Verdict
) -> None:
    for name, box in page.verdicts.items():
        box.setChecked(name == verdict)
    page.tree.selectAll()
    assert sorted(set(chosen(page))) == sorted(ids(demo, verdict))


def test_a_name_is_searched_for_as_it_is_typed(page: FindingsPage, demo: Assessment, qtbot: QtBot) -> None:
    findings = demo.findings.copy()
    findings.loc[findings.index[0], "object_name"] = HOSTILE
    page.set_result(view_of(replace(demo, findings=findings)))
    search(page, HOSTILE, qtbot)
    finding = str(findings["finding_id"].iloc[0])
    page.tree.setCurrentIndex(page.model.index_of(finding))
    assert chosen(page) == [finding]
    assert page.card.toPlainText().splitlines()[0].endswith(f"→ {HOSTILE}（道路）")


@pytest.mark.parametrize("name", COLUMNS)
def test_the_line_that_is_chosen_is_the_one_that_is_told_after_sorting_and_filtering(
    page: FindingsPage, demo: Assessment, qtbot: QtBot, name: str
) -> None:
    page.verdicts["clear"].setChecked(False)
    page.tree.header().setSortIndicator(COLUMNS.index(name), DOWN)
    names = dict(zip(demo.findings["finding_id"], demo.findings["hazard_name"], strict=True))
    for row in (3, 0, page.model.rowCount() - 1):
        index = page.model.index(row, 0)
        with qtbot.waitSignal(page.findingActivated) as told:
            page.tree.setCurrentIndex(index)
        assert names[told.args[0]] == index.data()
        assert told.args[0] in chosen(page)


def test_a_finding_inside_a_group_is_told_by_its_own_id(
    page: FindingsPage, demo: Assessment, qtbot: QtBot
) -> None:
    finding = ids(demo, Verdict.UNRESOLVED)[5]
    index = page.model.index_of(finding)
    assert index.parent().isValid()
    page.tree.expand(index.parent())
    with qtbot.waitSignal(page.findingActivated) as told:
        page.tree.setCurrentIndex(index)
    assert told.args == [finding]
    assert chosen(page) == [finding]


def test_a_finding_chosen_on_the_map_is_selected_and_nobody_is_told(
    page: FindingsPage, demo: Assessment, qtbot: QtBot
) -> None:
    finding = ids(demo, Verdict.CLEAR)[7]
    with qtbot.assertNotEmitted(page.findingActivated):
        page.select_finding(finding)
    assert chosen(page) == [finding]
    assert page.tree.isExpanded(page.tree.currentIndex().parent())
    assert page.tree.viewport().rect().intersects(page.tree.visualRect(page.tree.currentIndex()))
    assert not page.revealed.isVisible()


def test_a_finding_chosen_on_the_map_is_listed_though_the_filter_hides_it_and_the_page_says_why(
    page: FindingsPage, demo: Assessment
) -> None:
    page.verdicts["clear"].setChecked(False)
    finding = ids(demo, Verdict.CLEAR)[7]
    page.select_finding(finding)
    assert chosen(page) == [finding]
    assert page.revealed.isVisible()
    assert "不符合筛选条件" in page.revealed.said()
    assert not page.verdicts["clear"].isChecked()
    page.verdicts["unresolved"].setChecked(False)
    assert chosen(page) == []
    assert not page.revealed.isVisible()
    assert page.card.toPlainText() == ""


def test_a_finding_of_another_run_selects_nothing(page: FindingsPage, demo: Assessment) -> None:
    page.select_finding(worst(demo))
    page.select_finding("not of this run")
    assert chosen(page) == []


def test_what_is_selected_and_open_stays_so_while_the_lines_change(
    page: FindingsPage, demo: Assessment, qtbot: QtBot
) -> None:
    unresolved = ids(demo, Verdict.UNRESOLVED)
    wanted = {worst(demo), worst(demo, 3), unresolved[4]}
    for index in page.model.find(wanted):
        page.tree.expand(index.parent())
        flags = QtCore.QItemSelectionModel.SelectionFlag
        page.tree.selectionModel().select(index, flags.Select | flags.Rows)
    changes = [
        lambda: page.tree.header().setSortIndicator(COLUMNS.index("distance"), DOWN),
        lambda: page.verdicts["clear"].setChecked(False),
        lambda: page.set_remarks({worst(demo): Remark(worst(demo), "closed")}),
        lambda: page.set_result(view_of(demo)),
    ]
    with qtbot.assertNotEmitted(page.findingActivated):
        for change in changes:
            change()
            assert set(chosen(page)) == wanted
            assert page.tree.isExpanded(page.model.index_of(unresolved[4]).parent())


def test_the_third_press_on_a_title_gives_back_the_order_of_urgency(page: FindingsPage, qtbot: QtBot) -> None:
    header = page.tree.header()
    place = QtCore.QPoint(header.sectionViewportPosition(0) + 20, header.height() // 2)
    before = [page.model.index(row, 0).data() for row in range(page.model.rowCount())]
    seen = []
    for _ in range(3):
        qtbot.mouseClick(header.viewport(), QtCore.Qt.MouseButton.LeftButton, pos=place)
        seen.append([page.model.index(row, 0).data() for row in range(page.model.rowCount())])
    assert seen[0] == sorted(before, key=str.casefold)
    assert seen[1] == sorted(before, key=str.casefold, reverse=True)
    assert seen[2] == before


def test_the_tab_key_reaches_everything_and_enter_goes_to_the_place(
    page: FindingsPage, demo: Assessment, qtbot: QtBot
) -> None:
    page.activateWindow()
    page.select_finding(worst(demo))
    page.editor.document.setText("1")  # so that there is something to save
    page.survey.setFocus()
    qtbot.waitUntil(page.survey.hasFocus)
    reached = [page.survey]
    for _ in range(40):
        qtbot.keyClick(QtWidgets.QApplication.focusWidget(), Key.Key_Tab)
        reached.append(QtWidgets.QApplication.focusWidget())
        if reached[-1] is page.survey:
            break
    editor = page.editor
    wanted = [
        page.survey, *page.filters.boxes(), page.search, page.tree, page.card,
        editor.status, editor.document, editor.remark, editor.revert, editor.save,
    ]  # fmt: skip
    assert [one for one in reached[:-1] if one in wanted] == wanted
    with qtbot.waitSignal(page.findingActivated) as told:
        qtbot.keyClick(page.tree, Key.Key_Return)
    assert told.args == [worst(demo)]
    with qtbot.waitSignal(page.findingActivated) as told:
        qtbot.keyClick(page.tree, Key.Key_Down)
    assert told.args == [worst(demo, 1)]


def test_the_card_tells_all_about_the_line(page: FindingsPage, demo: Assessment) -> None:
    page.select_finding(worst(demo))
    finding = demo.findings.iloc[conflict_order(demo)[0]]
    lines = page.card.toPlainText().splitlines()
    assert lines[0].startswith(finding["hazard_name"])
    assert lines[1].startswith("不符合现行间距")
    assert any(finding["clause"] in line for line in lines)


def test_selected_lines_are_copied_for_a_spreadsheet_that_computes_none_of_them(
    page: FindingsPage, demo: Assessment
) -> None:
    findings = demo.findings.copy()
    row = conflict_order(demo)[0]
    findings.loc[findings.index[row], "hazard_name"] = "=cmd|'/C calc'!A0\t\n甲"
    page.set_result(view_of(replace(demo, findings=findings)))
    page.select_finding(worst(demo))
    page.copy()
    head, line = QtWidgets.QApplication.clipboard().text().split("\n")
    assert head.split("\t")[0] == "危险源"
    assert len(line.split("\t")) == len(COLUMNS)
    assert line.split("\t")[0] == "'=cmd|'/C calc'!A0 甲"


def test_what_is_noted_is_sent_and_can_be_undone_and_redone(
    page: FindingsPage, demo: Assessment, qtbot: QtBot
) -> None:
    page.select_finding(worst(demo))
    page.editor.remark.setPlainText("已约谈")
    page.editor.status.setCurrentIndex(2)
    with qtbot.waitSignal(page.remarksEdited) as sent:
        page.editor.save.click()
    noted = Remark(worst(demo), "fixing", "已约谈")
    assert sent.args == [[noted]]
    page.set_remarks({worst(demo): noted})
    assert page.editor.unsaved() == 0
    with qtbot.waitSignal(page.remarksEdited) as sent:
        page.undo.undo()
    assert sent.args == [[Remark(worst(demo))]]
    with qtbot.waitSignal(page.remarksEdited) as sent:
        page.undo.redo()
    assert sent.args == [[noted]]


def test_what_is_typed_is_kept_for_its_finding_while_others_are_looked_at(
    page: FindingsPage, demo: Assessment, qtbot: QtBot
) -> None:
    page.select_finding(worst(demo))
    page.editor.remark.setPlainText("写了一半")
    page.select_finding(worst(demo, 1))
    assert page.editor.remark.toPlainText() == ""
    assert page.editor.about.said() == "1 处已填写、尚未保存"
    search(page, "没有这个名字", qtbot)  # nothing is selected any more
    assert page.editor.save.isEnabled()
    page.set_result(view_of(demo))  # the check was run again
    page.all.click()
    page.select_finding(worst(demo))
    assert page.editor.remark.toPlainText() == "写了一半"
    with qtbot.waitSignal(page.remarksEdited) as sent:
        page.editor.save.click()
    assert sent.args == [[Remark(worst(demo), remark="写了一半")]]


def test_what_was_typed_for_one_workspace_is_not_written_to_another(
    page: FindingsPage, demo: Assessment
) -> None:
    page.select_finding(worst(demo))
    page.editor.remark.setPlainText("写了一半")
    page.set_result(None)
    page.set_result(view_of(demo, workspace="/other.gpkg"))
    page.select_finding(worst(demo))
    assert page.editor.remark.toPlainText() == ""
    assert page.editor.unsaved() == 0


def test_what_could_not_be_written_is_still_there_beside_what_another_wrote(
    page: FindingsPage, demo: Assessment
) -> None:
    page.select_finding(worst(demo))
    page.editor.remark.setPlainText("我写的")
    page.editor.save.click()
    theirs = Remark(worst(demo), "closed", "别人写的", "银〔2026〕2号", "2026-01-01")
    page.set_remarks({worst(demo): theirs})
    assert page.editor.remark.toPlainText() == "我写的"
    assert page.editor.document.text() == "银〔2026〕2号"
    assert page.model.cell(conflict_order(demo)[0], "remark") == "别人写的"
    assert page.editor.save.isEnabled()


def test_the_filters_and_the_widths_are_remembered(
    page: FindingsPage, demo: Assessment, qtbot: QtBot
) -> None:
    page.verdicts["clear"].setChecked(False)
    page.confidences["C"].setChecked(False)
    page.search.setText("[甲")
    page.tree.setColumnWidth(1, 77)
    again = FindingsPage()
    qtbot.addWidget(again)
    again.restore(page.state())
    assert again.state() == page.state()
    again.restore({"verdicts": 3, "widths": ["a"] * len(COLUMNS), "search": None})
    assert again.state() == page.state()
    again.set_result(view_of(demo))
    assert again.model.rowCount() == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("width", "size"), [(360, 9), (380, 9), (340, 18), (700, 9)])
def test_every_filter_can_be_seen_whole_in_a_narrow_dock_and_with_large_letters(
    qtbot: QtBot, demo: Assessment, lang: str, width: int, size: int
) -> None:
    language.choose(lang)
    panel = Panel()
    qtbot.addWidget(panel)
    font = panel.font()
    font.setPointSize(size)
    panel.setFont(font)
    panel.resize(width, 700)
    for name, section in panel.sections.items():
        section.set_open(name == "check")
    panel.set_result(view_of(demo))
    panel.show()
    page = panel.check.findings
    qtbot.waitUntil(lambda: page.filters.height() == page.filters.heightForWidth(page.filters.width()))
    bar = page.filters
    places = []
    for box in bar.boxes():
        corner = box.mapTo(bar, QtCore.QPoint(0, 0))
        places.append(QtCore.QRect(corner, box.size()))
        assert box.width() >= box.sizeHint().width()
        assert bar.rect().contains(places[-1]), (box.text(), places[-1], bar.rect())
    for number, one in enumerate(places):
        assert not any(one.intersects(other) for other in places[:number])
    corner = bar.mapTo(panel.area.viewport(), QtCore.QPoint(0, 0))
    assert corner.x() >= 0
    assert corner.x() + bar.width() <= panel.area.viewport().width()
    assert not page.survey.horizontalScrollBar().isVisible()


def test_thousands_of_findings_are_filtered_sorted_and_selected(
    page: FindingsPage, demo: Assessment, qtbot: QtBot
) -> None:
    findings = pd.concat([demo.findings] * 30, ignore_index=True)
    findings["finding_id"] = [f"F{n}" for n in range(len(findings))]
    page.set_result(view_of(replace(demo, findings=findings)))
    assert page.verdicts["clear"].text() == f"符合 {187 * 30}"
    page.tree.expandAll()
    page.tree.selectAll()
    search(page, "加油站", qtbot)
    page.tree.header().setSortIndicator(COLUMNS.index("distance"), UP)
    named = findings[["hazard_name", "object_name"]].fillna("").agg("".join, axis=1).str.contains("加油站")
    assert set(chosen(page)) == set(findings.loc[named, "finding_id"])
    last = str(findings["finding_id"].iloc[int(np.flatnonzero(~named)[-1])])
    page.select_finding(last)
    assert chosen(page) == [last]
    assert page.revealed.isVisible()
