"""Coordinates in more columns than they have headers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests.io.layers import check, codes
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.read import read_hazards

if TYPE_CHECKING:
    from pathlib import Path

ROWS = "甲,加油站,106,16,30,38,28,30\n乙,加油站,106,17,30.6,38,28,0\n"


def read(folder: Path, text: str, **said: Any) -> Any:
    path = folder / "t.csv"
    path.write_text(text, encoding="utf-8")
    return read_hazards(path, options=ReadOptions(**said))


@pytest.mark.parametrize(
    "headers",
    [
        "名称,类型,东经度,东经分,东经秒,北纬度,北纬分,北纬秒",
        "名称,类型,经度（度）,经度（分）,经度（秒）,纬度（度）,纬度（分）,纬度（秒）",
        "名称,类型,经度,分,秒,纬度,分,秒",
        "名称,类型,经度°,经度′,经度″,纬度°,纬度′,纬度″",
        "名称,类型,lon(deg),lon(min),lon(sec),lat(deg),lat(min),lat(sec)",
        "名称,类型,东经,,,北纬,,\n,,度,分,秒,度,分,秒",
        "兴庆区加油站台账,,,,,,,\n名称,类型,经度,,,纬度,,\n,,(度),(分),(秒),(度),(分),(秒)",
    ],
)
def test_degrees_minutes_and_seconds_of_several_columns_are_one_coordinate(
    headers: str, tmp_path: Path
) -> None:
    frame = read(tmp_path, f"{headers}\n{ROWS}")
    assert frame["name"].tolist() == ["甲", "乙"]
    assert frame.geometry.x.tolist() == pytest.approx([106.275, 106 + 17 / 60 + 30.6 / 3600], abs=1e-9)
    assert frame.geometry.y.tolist() == pytest.approx([38.475, 38 + 28 / 60], abs=1e-9)
    assert check(frame, "degrees_joined").count == 2


def test_headers_merged_over_degrees_minutes_and_seconds_are_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in (
        ["名称", "类型", "东经", None, None, "北纬", None, None],
        [None, None, "度", "分", "秒", "度", "分", "秒"],
        ["甲", "加油站", 106, 16, 30, 38, 28, 30],
    ):
        book.active.append(line)
    for cells in ("A1:A2", "B1:B2", "C1:E1", "F1:H1"):
        book.active.merge_cells(cells)
    book.save(tmp_path / "t.xlsx")
    frame = read_hazards(tmp_path / "t.xlsx")
    assert (frame.geometry.x[0], frame.geometry.y[0]) == pytest.approx((106.275, 38.475))


def test_minutes_that_are_no_minutes_set_their_row_aside(tmp_path: Path) -> None:
    headers = "名称,类型,东经度,东经分,东经秒,北纬度,北纬分,北纬秒\n"
    rows = (
        "甲,加油站,106,66,30,38,28,30\n乙,加油站,106,16,30,38,28,30\n丙,加油站,,,,,,\n"
        "丁,加油站,106.275,,,38.475,,\n"
    )
    frame = read(tmp_path, headers + rows, reject_rows=True)
    assert [(one.row, one.value) for one in frame.attrs["rejected"]] == [(2, "106°66′30″")]
    assert frame["position_status"].tolist() == ["located", "unlocated", "located"]
    assert frame.geometry.x[2] == 106.275


@pytest.mark.parametrize("more", ["m", "M", "lon_m", "备注"])
def test_a_column_beside_the_coordinates_that_may_be_anything_is_left_alone(
    more: str, tmp_path: Path
) -> None:
    frame = read(tmp_path, f"name,kind,lon,lat,{more}\n甲,加油站,106.275,38.475,3\n")
    assert frame.geometry.x[0] == 106.275
    assert "degrees_joined" not in codes(frame)


def test_a_line_of_units_below_the_headers_is_no_row(tmp_path: Path) -> None:
    """And a column in another unit than ours is not read as if it were in ours."""
    lines = "名称,类型,经度,纬度,汽油罐容积,柴油罐容积\n,,°,°,m³,升\n甲,加油站,106.275,38.475,90,60000\n"
    frame = read(tmp_path, lines)
    assert frame["name"].tolist() == ["甲"]
    assert frame["petrol_m3"].tolist() == [90]
    assert frame["diesel_m3"].isna().all()
    assert frame["柴油罐容积(升)"].tolist() == ["60000"]


@pytest.mark.parametrize(
    ("headers", "row"),
    [
        ("名称,类型,坐标,", "106.275,38.475"),
        ("名称,类型,坐标,坐标", "38.475,106.275"),
        ("名称,类型,经纬度,", "E106°16′30″,N38°28′30″"),
        ("名称,类型,经纬度坐标,\n,,东经,北纬", "106.275,38.475"),
        ("名称,类型,地理坐标（经度）,地理坐标（纬度）", "106.275,38.475"),
    ],
)
def test_one_header_over_two_columns_is_a_pair(headers: str, row: str, tmp_path: Path) -> None:
    frame = read(tmp_path, f"{headers}\n甲,加油站,{row}\n乙,加油站,,\n")
    assert frame["position_status"].tolist() == ["located", "unlocated"]
    assert (frame.geometry.x[0], frame.geometry.y[0]) == pytest.approx((106.275, 38.475))


def test_a_header_merged_over_two_columns_of_metres_is_a_pair(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in (["名称", "类型", "坐标", None], ["甲", "加油站", 4259000.5, 35611000.25]):
        book.active.append(line)
    book.active.merge_cells("C1:D1")
    book.save(tmp_path / "t.xlsx")
    frame = read_hazards(tmp_path / "t.xlsx", options=ReadOptions(crs="EPSG:4523"))
    assert check(frame, "pair_joined").count == 1
    assert (frame.geometry.x[0], frame.geometry.y[0]) == pytest.approx((106.27168, 38.45708), abs=1e-5)


@pytest.mark.parametrize("beside", ["备注", "两处"])
def test_what_stands_beside_a_pair_is_no_part_of_it(beside: str, tmp_path: Path) -> None:
    frame = read(tmp_path, f'名称,类型,坐标,\n甲,加油站,"106.275,38.475",{beside}\n')
    assert frame.geometry.x[0] == 106.275
    assert "pair_joined" not in codes(frame)
