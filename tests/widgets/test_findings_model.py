"""The tree of findings: what it lists, groups, leaves out, and in which order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from xq_gis_plugin.core.model import Verdict
from xq_gis_plugin.export.digest import conflict_order, unresolved_groups
from xq_gis_plugin.io.remarks import Remark
from xq_gis_plugin.run import demo_request, run_check
from xq_gis_plugin.widgets import language
from xq_gis_plugin.widgets.contract import ResultView
from xq_gis_plugin.widgets.filter_bar import FindingsFilter
from xq_gis_plugin.widgets.findings_model import COLUMNS, FindingsModel
from xq_gis_plugin.widgets.qt import QtCore

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from xq_gis_plugin.core.model import Assessment

ROLES = QtCore.Qt.ItemDataRole
UP, DOWN = QtCore.Qt.SortOrder.AscendingOrder, QtCore.Qt.SortOrder.DescendingOrder
HOSTILE = ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "\"quoted\" 'name'", "[a-z]+(", "{name} %s\\d"]


class Silent:
    def begin(self, step: str) -> Callable[[float, str], None]:  # noqa: ARG002 - nobody looks
        return lambda _fraction, _step: None


@pytest.fixture(scope="module")
def demo() -> Assessment:
    return run_check(demo_request(), Silent())


def shown(result: Assessment, **remarks: Remark) -> FindingsModel:
    model = FindingsModel()
    model.show(ResultView(result, "/x.gpkg", remarks, fictional=True))
    return model


@pytest.fixture
def model(qtbot: QtBot, demo: Assessment) -> FindingsModel:  # noqa: ARG001 - signs need an application
    return shown(demo)


@pytest.fixture
def hostile(qtbot: QtBot, demo: Assessment) -> FindingsModel:  # noqa: ARG001 - signs need an application
    findings = demo.findings.copy()
    findings.loc[findings.index[: len(HOSTILE)], "object_name"] = HOSTILE
    return shown(replace(demo, findings=findings))


def tops(model: FindingsModel) -> list[QtCore.QModelIndex]:
    return [model.index(row, 0) for row in range(model.rowCount())]


def leaves(model: FindingsModel) -> list[int]:
    """Return the rows of all findings in the order of the tree, groups opened."""
    found = []
    for top in tops(model):
        below = [model.index(row, 0, top) for row in range(model.rowCount(top))]
        found += [int(model.finding_rows(one)[0]) for one in below or [top]]
    return found


def column(model: FindingsModel, name: str) -> list[str]:
    return [str(top.sibling(top.row(), COLUMNS.index(name)).data() or "") for top in tops(model)]


def test_every_finding_has_one_line_and_only_one(model: FindingsModel, demo: Assessment) -> None:
    assert sorted(leaves(model)) == list(range(len(demo.findings)))
    assert model.counts() == {
        verdict.value: int((demo.findings["verdict"] == verdict).sum()) for verdict in Verdict
    }


def test_a_line_says_what_the_assessment_says(model: FindingsModel, demo: Assessment) -> None:
    for row, top in zip(conflict_order(demo), tops(model), strict=False):
        finding = demo.findings.iloc[row]
        assert top.data() == finding["hazard_name"]
        assert model.remark_of(int(model.finding_rows(top)[0])).finding_id == finding["finding_id"]
        measured = str(top.sibling(top.row(), COLUMNS.index("distance")).data())
        stated = finding["distance_m"]
        assert measured.split(" ", maxsplit=1)[0] == ("" if np.isnan(stated) else f"{stated:.1f}")


def test_what_is_unresolved_is_one_line_per_hazard_and_what_is_missing(
    model: FindingsModel, demo: Assessment
) -> None:
    groups = unresolved_groups(demo)
    first = model.counts()["conflict"]
    lines = tops(model)[first : first + len(groups)]
    assert [model.finding_rows(line).tolist() for line in lines] == [list(group.rows) for group in groups]
    assert [line.sibling(line.row(), 1).data() for line in lines] == [group.text("zh") for group in groups]
    for line in lines:
        inside = demo.findings.iloc[model.finding_rows(line)]
        assert set(inside["verdict"]) == {Verdict.UNRESOLVED}
        assert inside["hazard_id"].nunique() == inside["missing"].nunique() == 1
        assert model.rowCount(line) == len(inside)


def test_what_is_clear_is_one_line_per_hazard_and_says_how_many(
    model: FindingsModel, demo: Assessment
) -> None:
    clear = demo.findings[demo.findings["verdict"] == Verdict.CLEAR]
    model.set_filter(FindingsFilter(verdicts=frozenset(["clear"])))
    assert column(model, "object") == [
        f"符合 {count} 处" for count in clear.groupby("hazard_id", sort=False).size()
    ]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_only_the_verdicts_that_are_wanted_are_listed(
    model: FindingsModel, demo: Assessment, verdict: Verdict
) -> None:
    model.set_filter(FindingsFilter(verdicts=frozenset([verdict.value])))
    assert sorted(leaves(model)) == np.flatnonzero(demo.findings["verdict"] == verdict).tolist()
    assert sum(model.counts().values()) == len(demo.findings)  # the counts are of all


def test_only_the_confidences_that_are_wanted_are_listed(model: FindingsModel, demo: Assessment) -> None:
    model.set_filter(FindingsFilter(confidences=frozenset(["A", "B"])))
    wanted = demo.findings["rule_confidence"].isin(["A", "B"])
    assert sorted(leaves(model)) == np.flatnonzero(wanted).tolist()


def test_a_group_that_is_filtered_counts_what_it_still_has(model: FindingsModel, demo: Assessment) -> None:
    (name,) = demo.findings.loc[demo.findings["verdict"] == Verdict.UNRESOLVED, "object_name"].dropna()[:1]
    model.set_filter(FindingsFilter(frozenset(["unresolved"]), text=name))
    for top in tops(model):
        assert str(top.sibling(top.row(), 1).data()).startswith(f"待核实 {model.rowCount(top)} 处")


@pytest.mark.parametrize("order", [UP, DOWN])
@pytest.mark.parametrize("name", ["distance", "required", "shortfall"])
def test_numbers_are_sorted_as_numbers_and_what_shows_none_comes_last(
    model: FindingsModel, demo: Assessment, name: str, order: QtCore.Qt.SortOrder
) -> None:
    model.set_filter(FindingsFilter(verdicts=frozenset(["conflict"])))
    model.sort(COLUMNS.index(name), order)
    texts = column(model, name)
    stated = [text for text in texts if text]
    assert stated
    assert texts == stated + [""] * (len(texts) - len(stated))
    field = {"distance": "distance_m", "required": "required_high_m", "shortfall": "shortfall_max_m"}[name]
    values = demo.findings[field].to_numpy()[leaves(model)[: len(stated)]].tolist()
    assert values == sorted(values, reverse=order == DOWN)


def test_a_group_is_sorted_by_what_it_shows_and_inside_by_its_findings(
    model: FindingsModel, demo: Assessment
) -> None:
    model.set_filter(FindingsFilter(verdicts=frozenset(["clear"])))
    model.sort(COLUMNS.index("distance"), DOWN)
    least = [float(text.lstrip("≥ ")) for text in column(model, "distance") if text]
    assert least == sorted(least, reverse=True)
    assert len(least) > 3
    metres = demo.findings["distance_m"].to_numpy()
    for top in tops(model):
        inside = [value for value in metres[model.finding_rows(top)] if not np.isnan(value)]
        assert inside == sorted(inside, reverse=True)


@pytest.mark.parametrize("order", [UP, DOWN])
@pytest.mark.parametrize("name", ["hazard", "object", "clause", "missing", "status", "remark", "document"])
def test_words_are_sorted_as_they_are_shown_and_what_shows_none_comes_last(
    qtbot: QtBot,  # noqa: ARG001 - signs need an application
    demo: Assessment,
    name: str,
    order: QtCore.Qt.SortOrder,
) -> None:
    noted = {
        finding: Remark(finding, status, text, number)
        for finding, status, text, number in zip(
            demo.findings["finding_id"].iloc[list(conflict_order(demo))],
            ("fixing", "pending", "closed"), ("乙", "甲", "b"), ("3", "1", "2"), strict=False,
        )
    }  # fmt: skip
    model = shown(demo, **noted)
    model.sort(COLUMNS.index(name), order)
    texts = column(model, name)
    stated = [text.casefold() for text in texts if text]
    assert stated
    assert stated == sorted(stated, reverse=order == DOWN)
    assert "" not in texts[: len(stated)]


def test_the_order_of_urgency_comes_back(model: FindingsModel) -> None:
    before = leaves(model)
    model.sort(COLUMNS.index("distance"), DOWN)
    assert leaves(model) != before
    model.sort(-1)
    assert leaves(model) == before


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_searched_for_as_it_is(hostile: FindingsModel, text: str) -> None:
    for typed in (text, f"  {text.upper()} "):
        hostile.set_filter(FindingsFilter(text=typed))
        assert leaves(hostile) == [HOSTILE.index(text)]


@pytest.mark.parametrize("text", [".*", "%", "\\", "*", "\n\n", "不存在的名字"])
def test_a_text_that_no_name_has_finds_nothing_and_breaks_nothing(model: FindingsModel, text: str) -> None:
    model.set_filter(FindingsFilter(text=text))
    assert (model.rowCount() == 0) is bool(text.strip())


def test_names_are_shown_as_plain_text(hostile: FindingsModel) -> None:
    for number, text in enumerate(HOSTILE):
        assert hostile.cell(number, "object").startswith(text)
    hostile.set_filter(FindingsFilter(text="<script>"))
    (top,) = tops(hostile)
    line = hostile.index(0, 0, top) if hostile.rowCount(top) else top
    cell = line.sibling(line.row(), COLUMNS.index("object"))
    assert cell.data().startswith(HOSTILE[0])
    assert cell.data(ROLES.AccessibleTextRole).startswith(HOSTILE[0])
    assert "&lt;script&gt;" in cell.data(ROLES.ToolTipRole)
    assert "<script" not in cell.data(ROLES.ToolTipRole)


def test_a_remark_of_many_lines_is_one_line_in_the_table_and_whole_in_its_tooltip(
    qtbot: QtBot,  # noqa: ARG001 - signs need an application
    demo: Assessment,
) -> None:
    finding = demo.findings["finding_id"].iloc[conflict_order(demo)[0]]
    model = shown(demo, **{finding: Remark(finding, remark="一\n二" + "三" * 300)})
    cell = model.index(0, COLUMNS.index("remark"))
    assert cell.data().startswith("一 二三")
    assert cell.data().endswith("…")
    assert len(cell.data()) == 200
    assert "三" * 300 in cell.data(ROLES.ToolTipRole)


def test_the_sign_of_a_line_is_told_in_words_as_well(model: FindingsModel, demo: Assessment) -> None:
    said = [top.data(ROLES.AccessibleTextRole).splitlines()[-1] for top in tops(model)]
    conflicts, groups = model.counts()["conflict"], len(unresolved_groups(demo))
    assert said[:conflicts] == ["不符合现行间距"] * conflicts
    assert set(said[conflicts : conflicts + groups]) == {"待核实"}
    assert set(said[conflicts + groups :]) == {"符合"}
    assert all(not top.data(ROLES.DecorationRole).isNull() for top in tops(model))


def test_numbers_stand_on_the_right(model: FindingsModel) -> None:
    right = QtCore.Qt.AlignmentFlag.AlignRight
    sides = [model.index(0, n).data(ROLES.TextAlignmentRole) for n in range(len(COLUMNS))]
    assert [bool(side and side & right) for side in sides] == [
        name in ("distance", "required", "shortfall") for name in COLUMNS
    ]


def test_it_keeps_the_promises_of_a_qt_model(model: FindingsModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.data_display_may_return_none = True
    qtmodeltester.check(model)
    model.set_filter(FindingsFilter(verdicts=frozenset(["unresolved"])))
    model.sort(0, DOWN)
    model.set_remarks({})
    model.show(None)
    assert model.rowCount() == 0


def test_one_finding_can_be_listed_in_spite_of_the_filter_until_the_filter_changes(
    model: FindingsModel, demo: Assessment
) -> None:
    model.set_filter(FindingsFilter(verdicts=frozenset(["conflict"])))
    row = int(np.flatnonzero(demo.findings["verdict"] == Verdict.CLEAR)[3])
    finding = demo.findings["finding_id"].iloc[row]
    assert not model.index_of(finding).isValid()
    assert model.reveal(finding)
    assert model.finding_rows(model.index_of(finding)).tolist() == [row]
    assert sorted(leaves(model)) == sorted([*conflict_order(demo), row])
    model.set_filter(FindingsFilter(verdicts=frozenset(["conflict"])))
    assert not model.index_of(finding).isValid()
    assert not model.reveal("no such finding")


def test_remarks_that_change_leave_every_line_where_it_is(
    model: FindingsModel, demo: Assessment, qtbot: QtBot
) -> None:
    row = int(np.flatnonzero(demo.findings["verdict"] == Verdict.CLEAR)[0])
    finding = demo.findings["finding_id"].iloc[row]
    place = QtCore.QPersistentModelIndex(model.index_of(finding))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.set_remarks({finding: Remark(finding, "closed", "好", "银〔2026〕1号")})
    told = [
        place.sibling(place.row(), COLUMNS.index(name)).data() for name in ("status", "remark", "document")
    ]
    assert told == ["已销号", "好", "银〔2026〕1号"]


def test_it_speaks_english(qtbot: QtBot, demo: Assessment) -> None:  # noqa: ARG001 - signs need an application
    language.choose("en")
    model = shown(demo)
    titles = [model.headerData(n, QtCore.Qt.Orientation.Horizontal) for n in range(len(COLUMNS))]
    assert titles[:3] == ["Hazard", "Protected object", "Measured (m)"]
    assert column(model, "object")[-1].endswith(" clear")


def test_thousands_of_findings_are_filtered_sorted_and_found(
    qtbot: QtBot,  # noqa: ARG001 - signs need an application
    demo: Assessment,
) -> None:
    times = 40
    findings = pd.concat([demo.findings] * times, ignore_index=True)
    findings["finding_id"] = [f"F{n}" for n in range(len(findings))]
    model = shown(replace(demo, findings=findings))
    assert sum(model.counts().values()) == len(demo.findings) * times > 10_000
    model.set_filter(FindingsFilter(text="加油站"))
    for number in range(len(COLUMNS)):
        model.sort(number, DOWN)
    model.set_filter(FindingsFilter())
    assert len(leaves(model)) == len(findings)
    assert len(model.find(set(findings["finding_id"]))) == len(findings)
