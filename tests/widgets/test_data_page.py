"""Step 数据: files and layers, the quality gate's word on them, the plan, the place of the result."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from xq_gis_plugin import resources
from xq_gis_plugin.core.model import Check, CheckSeverity
from xq_gis_plugin.io.raw import known_suffixes
from xq_gis_plugin.widgets import data_page, files, role_box
from xq_gis_plugin.widgets.contract import GateReport, PlanItem, RoleChoice, SourceChoice

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from xq_gis_plugin.widgets.panel import Panel

NOTE = Check(CheckSeverity.NOTE, "z_dropped", "h.shp: heights are dropped.", "Nothing to do.")
PLAN = [
    PlanItem("P2-01", "专栏2", "甲加油站", "petrol_station", located=True),
    PlanItem("P2-02", "专栏2", "乙加油站", "petrol_station", located=False),
    PlanItem("P4-01", "专栏4", "丙商城", "mall", located=False),
]


@pytest.fixture
def picked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let the file window return one file."""
    path = tmp_path / "加油站.csv"
    path.write_text("类型,经度,纬度\n加油站,106.29,38.47\n", encoding="utf-8")
    monkeypatch.setattr(role_box, "ask_file", lambda *_: str(path))
    return path


def test_choosing_a_layer_asks_the_gate_for_it(panel: Panel, qtbot: QtBot) -> None:
    panel.set_sources([SourceChoice("layer:h", "加油站", "点")])
    box = panel.data.roles["hazard"]
    assert box.source.itemText(1) == "加油站 [点]"
    with qtbot.waitSignal(panel.gateRequested) as asked:
        box.source.setCurrentIndex(1)
        box.source.activated.emit(1)
    assert asked.args == ["hazard", RoleChoice("layer:h")]
    assert box.gate.line.said() == "正在读取…"
    with qtbot.waitSignal(panel.gateRequested) as asked:
        box.datum.setCurrentIndex(box.datum.findText("GCJ-02 高德、腾讯"))
        box.datum.activated.emit(3)
    assert asked.args[1].datum == "gcj02"
    with qtbot.waitSignal(panel.gateRequested) as asked:
        box.selected.click()
    assert asked.args[1] == RoleChoice("layer:h", "gcj02", selected_only=True)
    with qtbot.waitSignal(panel.gateRequested) as asked:
        box.gate.show_report(GateReport("hazard", 1, 1, ()))
        box.gate.again.click()
    assert asked.args[1].key == "layer:h"


def test_a_file_has_no_selection_to_ask_for(panel: Panel, qtbot: QtBot, picked: Path) -> None:
    box = panel.data.roles["hazard"]
    assert not box.datum.isVisible()  # nothing is chosen yet
    with qtbot.waitSignal(panel.gateRequested) as asked:
        box.browse.click()
    assert asked.args == ["hazard", RoleChoice(f"file:{picked}")]
    assert box.source.currentText() == "加油站.csv"
    assert box.datum.isVisible()
    assert not box.selected.isVisible()


def test_a_chosen_file_stays_when_the_projects_layers_change(panel: Panel, picked: Path) -> None:
    panel.data.roles["hazard"].ask()
    panel.set_sources([SourceChoice("layer:new", "新图层")])
    assert panel.settings().hazards.key == f"file:{picked}"


def test_a_file_with_several_layers_asks_which(
    panel: Panel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from openpyxl import Workbook

    path = tmp_path / "两张表.xlsx"
    book = Workbook()
    for name in ("站", "罐"):
        book.create_sheet(name).append(["编号"])
    del book["Sheet"]
    book.save(path)
    asked: list[list[str]] = []

    def choose(_parent: object, _title: str, _label: str, names: list[str], *_: object) -> tuple[str, bool]:
        asked.append(names)
        return names[1], True

    monkeypatch.setattr(role_box, "ask_file", lambda *_: str(path))
    monkeypatch.setattr(files.QtWidgets.QInputDialog, "getItem", choose)
    panel.data.roles["hazard"].ask()
    assert asked == [["站", "罐"]]
    assert panel.settings().hazards.key == f"file:{path}#罐"


def test_every_format_that_is_read_is_offered_and_an_old_workbook_has_sheets(
    panel: Panel, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def choose(_parent: object, _title: str, _folder: str, pattern: str) -> tuple[str, str]:
        offered.append(pattern)
        return "", ""

    monkeypatch.setattr(files.QtWidgets.QFileDialog, "getOpenFileName", choose)
    files.ask_file(panel, "")
    assert {f"*{ending}" for ending in known_suffixes()} <= set(re.findall(r"\*\.[\w.]+", offered[0]))
    assert files.layers_in(str(root / "tests" / "io" / "stations.xls")) == ["加油站"]


def test_a_damaged_file_has_no_layers_to_choose_from(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    path.write_bytes(b"no database")
    assert files.layers_in(str(path)) == []


def test_a_file_whose_name_has_a_hash_is_no_layer(tmp_path: Path) -> None:
    path = tmp_path / "一#二.csv"
    path.touch()
    assert files.split_place(str(path)) == (str(path), "")
    assert files.split_place(f"{tmp_path}/a.gpkg#层") == (f"{tmp_path}/a.gpkg", "层")


@pytest.mark.parametrize(
    ("report", "line", "opened"),
    [
        (GateReport("hazard", 12, 12, ()), "12 行，没有问题", False),
        (GateReport("hazard", 12, 9, (NOTE,)), "12 行，3 行没有坐标，1 条提示", False),
        (GateReport("hazard", 0, 0, (), ("图层没有坐标系", "请指定坐标系")), "图层没有坐标系", True),
    ],
)
def test_the_gate_says_in_one_line_how_it_stands(
    ready: Panel, report: GateReport, line: str, *, opened: bool
) -> None:
    ready.set_gate(report)
    gate = ready.data.roles["hazard"].gate
    assert gate.line.said() == line
    assert gate.list.isVisible() is opened
    assert gate.more.isVisible() is bool(report.checks or report.error)


def test_the_gates_list_has_every_check_the_worst_first(ready: Panel, blocking: Check) -> None:
    ready.set_gate(GateReport("hazard", 9, 9, (NOTE, blocking)))
    gate = ready.data.roles["hazard"].gate
    assert gate.list.isVisible()  # what blocks unfolds by itself
    assert gate.said().splitlines()[1:] == [
        "严重：stations.csv：没有类型，按用途不明的建筑处理；请补“类型”列（2 处，第 2、5 行）",
        "提示：h.shp：坐标中的高程不参与计算，间距按水平距离量取。不必处理，标准按水平距离量取。",
    ]
    gate.more.click()
    assert not gate.list.isVisible()


def test_a_thousand_checks_do_not_flood_the_page(ready: Panel) -> None:
    ready.set_gate(GateReport("hazard", 9, 9, (NOTE,) * 1000))
    assert ready.data.roles["hazard"].gate.said().splitlines()[-1] == "……另有 960 条"


def test_the_demo_fills_everything_in_and_says_that_it_is_fictional(panel: Panel, qtbot: QtBot) -> None:
    panel.data.workspace.setText("/data/真实的.gpkg")
    with qtbot.waitSignal(panel.demoRequested):
        panel.data.demo.click()
    settings = panel.settings()
    assert settings.fictional
    assert panel.data.fictional_line.isVisible()
    assert settings.hazards.key == f"file:{resources.path('layers', 'demo', 'hazards.geojson')}"
    assert settings.parts is not None
    assert settings.workspace == ""  # never over a real one


def test_real_data_take_the_fictional_mark_and_its_workspace_away(panel: Panel, picked: Path) -> None:
    panel.data.use_demo()
    panel.suggest_workspace("/data/虚构.gpkg")
    for role in ("protected", "part"):
        panel.data.roles[role].choose(RoleChoice(""))
    assert panel.settings().fictional  # one fictional layer is enough
    panel.data.roles["hazard"].ask()
    assert not panel.settings().fictional
    assert not panel.data.fictional_line.isVisible()
    assert panel.settings().workspace == str(picked.with_name("间距检查.gpkg"))


def test_a_place_that_a_person_named_is_never_replaced_by_a_suggestion(panel: Panel) -> None:
    panel.suggest_workspace("/data/一.gpkg")
    panel.suggest_workspace("/data/二.gpkg")
    assert panel.settings().workspace == "/data/二.gpkg"
    panel.data.workspace.setText("/data/我的.gpkg")
    panel.suggest_workspace("/data/三.gpkg")
    assert panel.settings().workspace == "/data/我的.gpkg"


def test_the_ending_that_nobody_types_is_added(panel: Panel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.data.workspace, "  /data/a.b ")
    panel.data.workspace.editingFinished.emit()
    assert panel.settings().workspace == "/data/a.b.gpkg"


def test_a_workspace_is_opened_by_its_file(
    panel: Panel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_page, "ask_file", lambda *_: "/data/old.gpkg")
    with qtbot.waitSignal(panel.openWorkspaceRequested) as asked:
        panel.data.open.click()
    assert asked.args == ["/data/old.gpkg"]
    monkeypatch.setattr(data_page, "ask_file", lambda *_: "")
    with qtbot.assertNotEmitted(panel.openWorkspaceRequested):
        panel.data.open.click()


def test_the_checklist_counts_by_box_and_lets_one_be_located(panel: Panel, qtbot: QtBot) -> None:
    assert not panel.data.plan.isVisible()
    panel.set_plan(PLAN)
    plan = panel.data.plan
    assert plan.line.said() == "规划清单：已定位 1，未定位 2"
    boxes = [plan.tree.topLevelItem(number) for number in range(2)]
    assert [(box.text(0), box.text(1)) for box in boxes] == [
        ("专栏2 重点企业", "1 / 2"),
        ("专栏4 商业综合体", "0 / 1"),
    ]
    assert not plan.locate.isEnabled()
    assert "先在清单中选一处" in plan.locate.toolTip()
    plan.tree.setCurrentItem(boxes[0].child(1))
    with qtbot.waitSignal(panel.locateRequested) as asked:
        plan.locate.click()
    assert asked.args == ["P2-02"]


def test_the_checklist_keeps_its_place_when_something_was_located(panel: Panel) -> None:
    panel.set_plan(PLAN)
    plan = panel.data.plan
    box = plan.tree.topLevelItem(0)
    box.setExpanded(True)
    plan.tree.setCurrentItem(box.child(1))
    panel.set_plan([PlanItem(i.plan_id, i.box, i.name, i.kind, located=True) for i in PLAN])
    assert plan.plan_id() == "P2-02"
    assert plan.tree.topLevelItem(0).isExpanded()
    assert not plan.tree.topLevelItem(1).isExpanded()


def test_only_what_is_still_to_be_located_can_be_listed(panel: Panel) -> None:
    panel.set_plan(PLAN)
    plan = panel.data.plan
    plan.unlocated_only.click()
    box = plan.tree.topLevelItem(0)
    assert [box.child(row).isHidden() for row in range(2)] == [True, False]


def test_the_map_tools_are_asked_for_by_name(panel: Panel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.toolRequested) as asked:
        panel.data.draw.click()
    assert asked.args == ["parts"]
    with qtbot.waitSignal(panel.toolRequested) as asked:
        panel.check.here.click()
    assert asked.args == ["here"]
