"""The window on one file: its rows as they are read, its encoding, its way into the workspace and back."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from tests.io.test_more_formats import shapefile
from xq_gis_plugin.io.district import imports
from xq_gis_plugin.io.read import read_hazards
from xq_gis_plugin.widgets import file_window
from xq_gis_plugin.widgets.contract import RoleChoice
from xq_gis_plugin.widgets.file_window import FileWindow
from xq_gis_plugin.widgets.gate_reader import given_of
from xq_gis_plugin.widgets.memory import Memory, read_memory, write_memory
from xq_gis_plugin.widgets.qt import QtWidgets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from xq_gis_plugin.widgets.panel import Panel

TABLE = (
    "名称,类型,经度,纬度,备注\n胜利加油站,加油站,106.28,38.47,<b>=1+1</b>\n新华加油站,加油站,106.29,38.48,\n"
)


@pytest.fixture
def stations(tmp_path: Path) -> Path:
    path = tmp_path / "加油站.csv"
    path.write_bytes(TABLE.encode("gb18030"))
    return path


@pytest.fixture
def opened(qtbot: QtBot) -> Callable[..., FileWindow]:
    """Return a way to open a file's window; it comes back when the file has been read."""

    def run(path: Path, **said: str) -> FileWindow:
        made = FileWindow("hazard", RoleChoice(f"file:{path}", **said))
        qtbot.addWidget(made)
        made.show()
        idle(qtbot, made)
        return made

    return run


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "兴庆区.gpkg"
    monkeypatch.setattr(file_window, "ask_target", lambda *_: str(path))
    monkeypatch.setattr("getpass.getuser", lambda: "张三")
    return path


def idle(qtbot: QtBot, window: FileWindow) -> None:
    qtbot.waitUntil(lambda: not window.progress.isVisible(), timeout=20_000)


def cells(window: FileWindow, row: int) -> list[str]:
    found = [window.table.item(row, column) for column in range(window.table.columnCount())]
    return [one.text() for one in found if one is not None]


def test_the_first_rows_stand_under_what_each_column_is_read_as(
    opened: Callable[..., FileWindow], stations: Path
) -> None:
    window = opened(stations)
    assert "2 行，编码 GB18030" in window.told.said()
    assert cells(window, 0)[:3] == ["名称", "类型", "经度"]
    assert cells(window, 0)[4] == "原样保留"
    assert cells(window, 1) == ["胜利加油站", "加油站", "106.28", "38.47", "<b>=1+1</b>"]
    assert "加油站没有写明等级和罐容" in window.gate.said()
    assert window.use.isEnabled()


def test_a_wrong_encoding_shows_in_the_rows_and_is_taken_into_the_check(
    opened: Callable[..., FileWindow], stations: Path, qtbot: QtBot
) -> None:
    window = opened(stations, encoding="big5")
    assert window.said.encoding.currentText() == "Big5 繁体"
    assert "胜利加油站" not in " ".join(cells(window, 1))
    window.said.encoding.setCurrentIndex(window.said.encoding.findText("GBK / GB18030"))
    window.said.encoding.activated.emit(2)
    idle(qtbot, window)
    assert "胜利加油站" in cells(window, 1)
    with qtbot.waitSignal(window.settled) as settled:
        window.use.click()
    assert settled.args == [RoleChoice(f"file:{stations}", encoding="gb18030")]


def test_where_the_coordinate_system_is_missing_the_likely_ones_are_offered(
    opened: Callable[..., FileWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    path = shapefile(tmp_path, "GBK")
    path.with_suffix(".prj").unlink()
    window = opened(path)
    assert not window.use.isEnabled()
    assert not window.into.isEnabled()
    assert "图层没有坐标系" in window.gate.said()
    offered = [window.said.crs.itemText(at) for at in range(window.said.crs.count())]
    assert "EPSG:4490" in offered
    window.said.crs.setCurrentIndex(offered.index("EPSG:4490"))
    window.said.crs.activated.emit(1)
    idle(qtbot, window)
    assert window.use.isEnabled()
    window.said.crs.setCurrentText("EPSG:99999999")
    window.said.crs.lineEdit().returnPressed.emit()
    idle(qtbot, window)
    assert "没有这个坐标系" in window.gate.said()
    assert not window.use.isEnabled()


def test_a_file_that_cannot_be_read_says_why(opened: Callable[..., FileWindow], tmp_path: Path) -> None:
    path = tmp_path / "坏.gpkg"
    path.write_bytes(b"no database")
    window = opened(path)
    assert window.told.said() == "这个文件读不了"
    assert window.table.rowCount() == 0
    assert not window.use.isEnabled()


def test_an_import_is_told_kept_and_undone(
    opened: Callable[..., FileWindow], stations: Path, target: Path, qtbot: QtBot
) -> None:
    window = opened(stations)
    window.into.click()
    idle(qtbot, window)
    assert "第 1 次导入完成：2 行作为危险源" in window.told.said()
    assert [one.imported_by for one in imports(target)] == ["张三"]
    assert len(read_hazards(f"{target}#hazards")) == 2
    window.undo.click()
    idle(qtbot, window)
    assert "已撤销" in window.told.said()
    assert rows_of(target) == 0
    assert not window.undo.isVisible()


def rows_of(workspace: Path) -> int:
    import pyogrio

    return int(pyogrio.read_info(workspace, layer="hazards")["features"])


def test_the_workspace_can_take_the_files_place(
    opened: Callable[..., FileWindow], stations: Path, target: Path, qtbot: QtBot
) -> None:
    window = opened(stations)
    window.into.click()
    idle(qtbot, window)
    with qtbot.waitSignal(window.settled) as settled:
        window.instead.click()
    assert settled.args == [RoleChoice(f"file:{target}#hazards")]


@pytest.mark.parametrize(
    ("answer", "replaced", "rows"), [("用新的替换", 2, 2), ("保留原有的", 0, 2), ("什么都不做", 0, 2)]
)
def test_rows_that_are_there_already_are_asked_about(
    opened: Callable[..., FileWindow],
    stations: Path,
    target: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    replaced: int,
    rows: int,
) -> None:
    asked = []

    def press(box: QtWidgets.QMessageBox) -> int:
        asked.append(box.text())
        next(one for one in box.buttons() if one.text() == answer).click()
        return 0

    monkeypatch.setattr(QtWidgets.QMessageBox, "exec", press)
    window = opened(stations)
    window.into.click()
    idle(qtbot, window)
    window.into.click()
    idle(qtbot, window)
    qtbot.waitUntil(lambda: bool(asked))
    idle(qtbot, window)
    assert "里已有其中 2 行" in asked[0]
    assert rows_of(target) == rows
    done = imports(target)
    assert len(done) == (1 if answer == "什么都不做" else 2)
    assert done[-1].rows_replaced == replaced


def test_a_window_that_is_closed_while_it_reads_waits_for_nothing(stations: Path, qtbot: QtBot) -> None:
    window = FileWindow("hazard", RoleChoice(f"file:{stations}"))
    qtbot.addWidget(window)
    window.show()
    window.reject()
    assert not window.isVisible()


def test_what_was_said_of_a_file_stands_in_the_panel_and_in_its_memory(panel: Panel, stations: Path) -> None:
    box = panel.data.roles["hazard"]
    choice = RoleChoice(f"file:{stations}", encoding="gb18030", crs="EPSG:4490")
    box.choose(choice)
    assert box.choice() == choice
    assert box.look.isVisible()
    assert box.said.said() == "读取时指定：GB18030，EPSG:4490"
    assert read_memory(write_memory(Memory(roles={"hazard": choice}))).roles["hazard"] == choice
    box.choose(RoleChoice(f"file:{stations}"))
    assert not box.said.isVisible()


def test_nothing_strange_is_remembered_of_what_was_said() -> None:
    text = write_memory(Memory(roles={"hazard": RoleChoice("file:a.csv", encoding="x", crs="<script>")}))
    assert read_memory(text).roles["hazard"] == RoleChoice("file:a.csv")


def test_what_rows_without_a_kind_are_is_chosen_by_its_chinese_name(
    opened: Callable[..., FileWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("名称,经度,纬度\n胜利站,106.28,38.47\n", encoding="utf-8")
    window = opened(path)
    assert "危险源没有类型" in window.gate.said()
    assert not window.use.isEnabled()
    offered = [window.said.kind.itemText(at) for at in range(window.said.kind.count())]
    assert offered[:2] == ["不指明", "加油站"]
    window.said.kind.setCurrentIndex(1)
    window.said.kind.activated.emit(1)
    idle(qtbot, window)
    assert "按所写的“加油站”读取" in window.gate.said()
    with qtbot.waitSignal(window.settled) as settled:
        window.use.click()
    assert settled.args == [RoleChoice(f"file:{path}", kind="petrol_station")]


def test_how_far_a_conversion_may_be_off_is_written_and_counts(
    opened: Callable[..., FileWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "北京54.csv"
    path.write_text("名称,类型,x,y\n胜利站,加油站,4260000,35611000\n", encoding="utf-8")
    window = opened(path, crs="EPSG:2411")
    assert "换算到 CGCS2000 有多准" in window.gate.said()
    window.said.accuracy.setValue(130)
    idle(qtbot, window)
    assert "按所写的 130 米计入" in window.gate.said()
    with qtbot.waitSignal(window.settled) as settled:
        window.use.click()
    assert settled.args == [RoleChoice(f"file:{path}", crs="EPSG:2411", crs_accuracy_m=130.0)]


def test_what_was_said_of_kind_and_accuracy_stands_in_the_panel_and_reaches_the_run(
    panel: Panel, stations: Path
) -> None:
    box = panel.data.roles["hazard"]
    choice = RoleChoice(f"file:{stations}", kind="petrol_station", crs_accuracy_m=130.0)
    box.choose(choice)
    assert box.said.said() == "读取时指定：换算最大偏差 130 米，加油站"
    assert read_memory(write_memory(Memory(roles={"hazard": choice}))).roles["hazard"] == choice
    assert given_of(choice).options().kind == "petrol_station"
    assert given_of(choice).said() == {"crs_accuracy": "130", "kind": "petrol_station"}
    odd = RoleChoice("file:a.csv", kind="住宅?", crs_accuracy_m=-5.0)
    assert read_memory(write_memory(Memory(roles={"hazard": odd}))).roles["hazard"] == RoleChoice(
        "file:a.csv"
    )


def test_nothing_that_a_person_can_say_is_cut_off(opened: Callable[..., FileWindow], stations: Path) -> None:
    window = opened(stations)
    for title in window.said.findChildren(QtWidgets.QLabel):
        assert title.width() >= title.sizeHint().width(), title.text()
    for box in (window.said.encoding, window.said.kind):
        assert box.view().minimumWidth() > box.view().sizeHintForColumn(0)
    assert window.said.accuracy.width() >= window.said.accuracy.minimumSizeHint().width()


def test_what_a_column_is_is_chosen_above_it_and_the_rows_are_read_again(
    opened: Callable[..., FileWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("单位全称,类型,级别,经度,纬度\n胜利站,加油站,先进,106.28,38.47\n", encoding="utf-8")
    window = opened(path)
    assert "第 2 行“等级”列的“先进”" in window.gate.said()

    def choose(column: int, text: str) -> None:
        box = window.table.meaning(column)
        box.setCurrentIndex(box.findText(text))
        box.activated.emit(box.currentIndex())
        idle(qtbot, window)

    choose(0, "名称")
    choose(2, "原样保留")
    assert cells(window, 0)[:3] == ["名称", "类型", "原样保留"]
    assert "“单位全称”按所写读作“名称”" in window.gate.said()
    assert window.use.isEnabled()
    with qtbot.waitSignal(window.settled) as settled:
        window.use.click()
    assert settled.args == [RoleChoice(f"file:{path}", columns=(("name", "单位全称"), ("kept", "级别")))]


def test_a_meaning_moves_from_one_column_to_another_and_back(
    opened: Callable[..., FileWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("名称,简称,类型,经度,纬度\n胜利加油站,胜利,加油站,106.28,38.47\n", encoding="utf-8")
    window = opened(path)
    for column, meaning, names in ((1, "name", ["原样保留", "名称"]), (0, "name", ["名称", "原样保留"])):
        box = window.table.meaning(column)
        box.setCurrentIndex(box.findData(meaning))
        box.activated.emit(box.currentIndex())
        idle(qtbot, window)
        assert cells(window, 0)[:2] == names
    assert window.choice.columns == (("name", "名称"),)
    window.table.meaning(0).setCurrentIndex(0)
    window.table.meaning(0).activated.emit(0)
    idle(qtbot, window)
    assert window.choice.columns == ()


def test_what_was_said_of_columns_stands_in_the_panel_and_in_its_memory(panel: Panel, stations: Path) -> None:
    box = panel.data.roles["hazard"]
    choice = RoleChoice(f"file:{stations}", columns=(("name", "单位全称"), ("kept", "级别")))
    box.choose(choice)
    assert box.said.said() == "读取时指定：“单位全称”读作名称，“级别”读作原样保留"
    assert read_memory(write_memory(Memory(roles={"hazard": choice}))).roles["hazard"] == choice
    odd = RoleChoice("file:a.csv", columns=(("<b>", "级别"),))
    assert read_memory(write_memory(Memory(roles={"hazard": odd}))).roles["hazard"] == RoleChoice(
        "file:a.csv"
    )


def test_a_reading_that_is_stopped_shows_nothing_and_can_be_begun_again(
    opened: Callable[..., FileWindow], stations: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(stations)
    inspect = file_window.inspect

    reading, pressed = threading.Event(), threading.Event()

    def stopped(*arguments: object) -> object:
        reading.set()
        assert pressed.wait(20)
        return inspect(*arguments)

    monkeypatch.setattr(file_window, "inspect", stopped)
    window.look()
    qtbot.waitUntil(reading.is_set, timeout=20_000)
    window.stop.click()
    pressed.set()
    idle(qtbot, window)
    assert window.told.said() == "已取消，没有写出任何文件"
    assert not window.use.isEnabled()
    monkeypatch.setattr(file_window, "inspect", inspect)
    window.look()
    idle(qtbot, window)
    assert window.use.isEnabled()
