"""The workbook: text stays text, numbers stay numbers, and everything has a Chinese name."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest

from tests.export.sample import HOSTILE, empty
from xq_gis_plugin.core.errors import OutputError
from xq_gis_plugin.export import tables
from xq_gis_plugin.export.cells import MOST_CHARACTERS, safe_text
from xq_gis_plugin.export.tables import write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from xq_gis_plugin.core.model import Assessment

SHEETS = [
    "摘要", "检查结论", "待核实汇总", "先查什么", "危险源汇总", "范围内的居住用地和建筑", "专栏叠加",
    "尚无坐标", "逐条款结论", "间距范围", "危险源", "设施", "保护对象", "运行记录",
]  # fmt: skip


@pytest.fixture(scope="module")
def file(run: Assessment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("xlsx") / "表.xlsx"
    write_xlsx(run, path, fictional=True)
    return path


@pytest.fixture(scope="module")
def book(file: Path) -> Workbook:
    return openpyxl.load_workbook(file)


def column(sheet: Worksheet, header: str) -> list[object]:
    place = [cell.value for cell in sheet[1]].index(header)
    return [row[place].value for row in sheet.iter_rows(min_row=2)]


def test_there_is_one_sheet_per_table_the_summary_first(book: Workbook) -> None:
    assert book.sheetnames == SHEETS


def test_every_sheet_of_a_table_has_a_frozen_header_and_a_filter(book: Workbook) -> None:
    for name in SHEETS[1:]:
        sheet = book[name]
        assert sheet.freeze_panes == "A2", name
        assert sheet.auto_filter.ref.startswith("A1:"), name
        assert sheet.print_title_rows == "$1:$1", name


def test_headers_are_chinese(book: Workbook) -> None:
    for name in SHEETS[1:]:
        for cell in book[name][1]:
            assert re.search("[\u4e00-\u9fff]", cell.value), (name, cell.value)


def test_numbers_are_numbers_and_not_rounded(book: Workbook) -> None:
    assert column(book["保护对象"], "建筑面积(m²)")[0] == 1234.5678
    assert column(book["检查结论"], "量得距离(m)")[1] == 8.25
    assert [type(v) for v in column(book["危险源汇总"], "符合(处)")] == [int] * 4


def test_the_worst_comes_first_and_values_are_in_words(book: Workbook) -> None:
    sheet = book["检查结论"]
    verdicts = column(sheet, "结论")
    assert verdicts == ["不符合现行间距"] * 3 + ["待核实"] * 14 + ["符合"]
    assert column(sheet, "颜色")[:3] == ["红", "红", "橙"]
    assert "建筑分类、油罐等级" in column(sheet, "缺少的资料")
    assert column(sheet, "规则编号")[1] == "P21-G2-PETROL-C2"


def test_a_finding_about_the_hazard_alone_has_empty_cells(book: Workbook) -> None:
    sheet = book["检查结论"]
    row = column(sheet, "规则编号").index("FW-12")
    assert [column(sheet, h)[row] for h in ("保护对象名称", "量得距离(m)", "经度", "纬度")] == [None] * 4


def test_geometry_is_a_longitude_and_a_latitude(book: Workbook) -> None:
    assert column(book["危险源"], "经度")[1] == pytest.approx(106.29 + 300 / 87_200)
    assert column(book["危险源"], "纬度")[1] == pytest.approx(38.47, abs=1e-4)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text_whatever_it_begins_with(book: Workbook, file: Path, name: str) -> None:
    sheet = book["保护对象"]
    assert name in column(sheet, "名称")
    place = column(sheet, "名称").index(name) + 2
    cell = sheet.cell(place, [c.value for c in sheet[1]].index("名称") + 1)
    assert cell.data_type == "s"
    assert cell.quotePrefix == name.startswith(("=", "+", "-", "@"))
    with zipfile.ZipFile(file) as parts:
        assert not [p for p in parts.namelist() if p.startswith("xl/worksheets/") and b"<f>" in parts.read(p)]


def test_a_fictional_workbook_says_so_on_paper_and_on_its_first_sheet(book: Workbook) -> None:
    assert book["摘要"]["A1"].value == "虚构示例"
    assert all("虚构示例" in sheet.oddHeader.center.text for sheet in book)


def test_the_summary_says_what_came_out_and_what_the_colours_mean(book: Workbook) -> None:
    text = " ".join(str(cell.value) for row in book["摘要"] for cell in row)
    for sentence in (
        "3 处不符合、1 家企业待核实",
        "颜色表示间距检查结论，不是企业安全风险分级",
        "不等于违法",
    ):
        assert sentence in text


def test_a_real_workbook_bears_no_such_mark(run: Assessment, tmp_path: Path) -> None:
    write_xlsx(run, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert not [s for s in book if "虚构示例" in (s.oddHeader.center.text or "")]


@pytest.mark.parametrize("fictional", [False, True])
def test_openstreetmap_is_credited_for_real_positions_only(
    run: Assessment, tmp_path: Path, *, fictional: bool
) -> None:
    write_xlsx(run, tmp_path / "a.xlsx", fictional=fictional)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["摘要"]
    text = " ".join(str(cell.value) for row in sheet for cell in row)
    assert ("ODbL" in text) is not fictional


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b\x0bc", "a�b�c"),
        ("\ud800", "�"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("\ufffe", "�"),
        ("𠮷", "𠮷"),
    ],
)
def test_what_a_workbook_cannot_hold_is_replaced_visibly(text: str, shown: str) -> None:
    assert safe_text(text) == shown


@pytest.mark.parametrize("character", ["长", "𠮷"])
def test_what_is_too_long_for_a_cell_is_cut_with_a_mark(character: str) -> None:
    cut = safe_text(character * 40_000)
    assert cut.endswith("…[截断]")
    assert MOST_CHARACTERS - 1 <= len(cut.encode("utf-16-le")) // 2 <= MOST_CHARACTERS


def test_more_rows_than_a_sheet_holds_are_counted_on_it(
    run: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 5)
    write_xlsx(run, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["检查结论"]
    assert sheet.max_row == 7
    assert sheet["A7"].value == "行数超出工作表上限，其余 13 行未写出"


def test_values_that_look_like_errors_stay_text(run: Assessment, tmp_path: Path) -> None:
    odd = replace(run, unlocated=run.unlocated.assign(name="#N/A"))
    write_xlsx(odd, tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["尚无坐标"]["B2"].data_type == "s"


def test_an_empty_run_has_all_sheets(tmp_path: Path) -> None:
    write_xlsx(empty(), tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == SHEETS


def test_an_extra_column_of_the_input_is_kept(run: Assessment, tmp_path: Path) -> None:
    wider = replace(
        run, hazards=run.hazards.assign(备注=["好", None, "=1", "x"], flag=[True, False, pd.NA, True])
    )
    write_xlsx(wider, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["危险源"]
    assert column(sheet, "备注") == ["好", None, "=1", "x"]
    assert column(sheet, "flag") == ["是", "否", None, "是"]


def test_an_existing_file_is_left_alone(run: Assessment, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("mine")
    with pytest.raises(OutputError, match="output_exists"):
        write_xlsx(run, tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").read_text() == "mine"


def test_a_workbook_that_is_broken_off_ends_in_silence(tmp_path: Path) -> None:
    program = (
        "from xq_gis_plugin.export.cells import Pen\n"
        "def stop(*_):\n    raise KeyboardInterrupt\n"
        "def write():\n"
        "    pen = Pen()\n"
        "    for title in ('one', 'two', 'three'):\n        pen.table(title, {'a': [1.0, 2.0]})\n"
        "    pen._text = stop\n"
        "    pen.table('four', {'a': [1.0]}, 'the end')\n"
        "try:\n    write()\n"
        "except KeyboardInterrupt:\n    pass\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
