"""Workbooks as they lie on a desk: hidden sheets, covers, formulas that nobody worked out, dates."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.io.layers import check, codes
from tests.io.test_bad_input import refused
from tests.io.test_more_formats import STATIONS_XLS
from xq_gis_plugin.export.words import check_text, error_text
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.inspect import inspect
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.read import read_hazards

if TYPE_CHECKING:
    from pathlib import Path

HEADER = ["名称", "类型", "经度", "纬度"]
ROW = ["甲站", "加油站", 106.28, 38.47]


def book(path: Path, sheets: dict[str, list[list[object]]], hidden: tuple[str, ...] = ()) -> Path:
    """Write a workbook with sheets of these lines."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, lines in sheets.items():
        sheet = made.create_sheet(title)
        for line in lines:
            sheet.append(line)
        sheet.sheet_state = "hidden" if title in hidden else "visible"
    made.save(path)
    return path


def test_a_hidden_sheet_and_a_cover_do_not_ask_for_a_choice(tmp_path: Path) -> None:
    old = [HEADER, ["旧站", *ROW[1:]]]
    sheets = {"封面": [["兴庆区安监局填报"]], "台账": [HEADER, ROW], "旧数据": old}
    path = book(tmp_path / "a.xlsx", sheets, hidden=("旧数据",))
    hazards = read_hazards(path)
    assert hazards["name"].tolist() == ["甲站"]
    assert "没有读取隐藏的工作表：旧数据" in check_text(check(hazards, "sheets_passed"))
    named = read_hazards(f"{path}#旧数据")
    assert named["name"].tolist() == ["旧站"]
    assert "“旧数据”" in check_text(check(named, "sheet_hidden"))
    report = inspect(path, Role.HAZARD, ReadOptions(reject_rows=True))
    assert [layer.name for layer in report.layers] == ["台账", "旧数据"]
    assert not report.errors


def test_two_sheets_that_can_be_seen_ask_for_a_choice(tmp_path: Path) -> None:
    sheets = {"一": [HEADER, ROW], "二": [HEADER, ROW], "三": [HEADER, ROW]}
    error = refused(read_hazards, book(tmp_path / "a.xlsx", sheets, hidden=("三",)), "layer_unnamed")
    assert error.facts["layers"] == ["一", "二", "三"]


def test_a_workbook_of_hidden_sheets_alone_is_read(tmp_path: Path) -> None:
    # A spreadsheet wants one sheet that can be seen.
    path = book(tmp_path / "a.xlsx", {"空": [], "台账": [HEADER, ROW]}, hidden=("台账",))
    assert "sheet_hidden" in codes(read_hazards(path))


def test_a_formula_without_its_result_is_told_of_and_read_as_empty(tmp_path: Path) -> None:
    formula = ["乙站", "加油站", "=106+0.28", 38.47]
    hazards = read_hazards(book(tmp_path / "a.xlsx", {"台账": [HEADER, ROW, formula]}))
    assert check(hazards, "formula_unsolved").rows == (3,)
    assert hazards.geometry.isna().tolist() == [False, True]
    assert "formula_unsolved" not in codes(read_hazards(book(tmp_path / "b.xlsx", {"台账": [HEADER, ROW]})))


@pytest.mark.parametrize(
    "written",
    [dt.datetime(2005, 3, 1), dt.date(2005, 3, 1), 2005, "2005年", "2005年3月", "2005.3", "2005/3/1"],  # noqa: DTZ001
)
def test_the_year_of_a_date_is_the_year_that_something_was_built(written: object, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"台账": [[*HEADER, "建成年份"], [*ROW, written]]})
    assert read_hazards(path)["built_year"].tolist() == [2005]


def test_an_empty_sheet_that_is_named_is_named_in_the_answer(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"台账": [HEADER, ROW], "样表": [HEADER]})
    assert str(refused(read_hazards, f"{path}#样表", "layer_empty").facts["path"]).endswith("a.xlsx#样表")


def test_a_workbook_named_for_the_other_format_is_read(tmp_path: Path) -> None:
    new = book(tmp_path / "a.xlsx", {"台账": [HEADER, ROW]}).rename(tmp_path / "a.xls")
    assert read_hazards(new)["name"].tolist() == ["甲站"]
    old = tmp_path / "b.xlsx"
    old.write_bytes(STATIONS_XLS.read_bytes())
    assert read_hazards(old)["name"].tolist() == ["甲站", "乙站"]


@pytest.mark.parametrize("ending", ["xls", "xlsx"])
def test_a_page_named_as_a_workbook_is_refused(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_text("<html><table><tr><td>名称</td></tr></table></html>", encoding="utf-8")
    refused(read_hazards, path, "file_unreadable" if ending == "xlsx" else "workbook_is_page")


def test_a_workbook_with_a_password_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    entry = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0")
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1016) + entry + bytes(512))
    message, hint = error_text(refused(read_hazards, path, "workbook_locked"))
    assert "密码" in message
    assert "不带密码" in hint


@pytest.mark.parametrize(
    "start",
    [
        b"<html><table>",
        b"\xef\xbb\xbf\r\n <!DOCTYPE html>",
        b"<META charset=gbk><TABLE>",
        b'<?xml version="1.0"?>',
    ],
)
def test_a_web_page_that_is_named_as_a_workbook_is_said_to_be_one(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "名单.xls"
    path.write_bytes(start + "<tr><td>名称</td><td>经度</td></tr></table>".encode("gbk"))
    error = refused(read_hazards, path, "workbook_is_page")
    assert "另存为 .xlsx" in error_text(error, "zh").hint
