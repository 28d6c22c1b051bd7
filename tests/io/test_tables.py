"""Tables as they come: titles, headers of two lines, merged cells, sums, notes, coordinates of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest
from geographiclib.geodesic import Geodesic
from pyproj import Transformer

from tests.io.layers import SHARED, check, codes
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.read import read_hazards, read_protected

if TYPE_CHECKING:
    from pathlib import Path

HERE = (106.28575, 38.47047)


def csv(folder: Path, text: str, encoding: str = "utf-8", name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def workbook(folder: Path, lines: list[list[object]], *merged: str) -> Path:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    for cells in merged:
        book.active.merge_cells(cells)
    path = folder / "t.xlsx"
    book.save(path)
    return path


def away_m(frame: object, row: int = 0) -> float:
    place = frame.geometry.iloc[row]  # type: ignore[attr-defined]
    return float(Geodesic.WGS84.Inverse(HERE[1], HERE[0], place.y, place.x)["s12"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_any_separator_and_encoding(tmp_path: Path, encoding: str, separator: str) -> None:
    text = "名称,类型,经度,纬度\n胜利加油站,加油站,106.28575,38.47047\n".replace(",", separator)
    frame = read_hazards(csv(tmp_path, text, encoding))
    assert frame["name"].tolist() == ["胜利加油站"]
    assert away_m(frame) < 0.01


def test_a_list_under_titles_with_sums_notes_and_the_header_again(tmp_path: Path) -> None:
    lines = [
        "兴庆区加油站一览表,,,,", "填报单位：应急局,,,填报日期：2026年3月,", "", "序号,站名,类型,经度,纬度",
        "1,甲站,加油站,106.28575,38.47047", "序号,站名,类型,经度,纬度", "2,乙站,加油站,106.29,38.47",
        "合计,2,,,", "注：坐标为CGCS2000,,,,",
    ]  # fmt: skip
    frame = read_hazards(csv(tmp_path, "\n".join(lines)))
    assert frame["name"].tolist() == ["甲站", "乙站"]
    assert {"title_skipped", "lines_skipped"} <= set(codes(frame))
    assert check(frame, "lines_skipped").message.startswith("t.csv: 3 lines")


@pytest.mark.parametrize("above", [11, 12, 30, 48])
def test_a_header_far_below_titles_and_notes_is_found(above: int, tmp_path: Path) -> None:
    notes = [f"{number}.填报说明：如实填写，{number}月底前报送,,," for number in range(1, above)]
    block = "单位名称,兴庆区应急局,联系地址,某街1号"
    lines = [
        *notes,
        block,
        "名称,类型,经度,纬度",
        "甲站,加油站,106.28575,38.47047",
        "乙站,加油站,106.29,38.47",
    ]
    frame = read_hazards(csv(tmp_path, "\n".join(lines)))
    assert frame["name"].tolist() == ["甲站", "乙站"]
    assert len(check(frame, "title_skipped").message) < 300


def test_a_row_of_data_is_not_taken_for_a_header(tmp_path: Path) -> None:
    """Nor is the header of a second table, which would cost all rows of the first."""
    rows = [f"甲{number}站,加油站,106.2{number},38.47," for number in range(20)]
    odd = ["地址,位置,106.3,38.47,名称", "坐标,纵坐标,106.4,38.47,"]
    second = ["名称,类型,经度,纬度,地址,等级", "丙站,加油站,106.28575,38.47047,某街,一级"]
    path = csv(tmp_path, "\n".join(["名称,类型,经度,纬度,", *rows, *odd]))
    frame = read_hazards(path, options=ReadOptions(reject_rows=True))
    assert len(frame) == 20
    assert [cell.row for cell in frame.attrs["rejected"]] == [22, 23]
    path = csv(tmp_path, "\n".join(["名称,类型,经度,纬度,", *rows, *second]))
    frame = read_hazards(path, options=ReadOptions(reject_rows=True))
    assert frame["name"].tolist()[:20] == [f"甲{number}站" for number in range(20)]


def test_merged_cells_count_for_all_that_they_cover(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        [
            ["兴庆区加油站", None, None, None, None],
            ["所属街道", "名称", "类型", "坐标", None],
            [None, None, None, "经度", "纬度"],
            ["胜利街", "甲站", "加油站", 106.28575, 38.47047],
            [None, "乙站", None, 106.29, 38.47],
            ["丽景街", "丙站", "加气站", 106.3, 38.47],
        ],
        "A1:E1", "D2:E2", "A2:A3", "B2:B3", "C2:C3", "A4:A5", "C4:C5",
    )  # fmt: skip
    frame = read_hazards(path)
    assert frame["street"].tolist() == ["胜利街", "胜利街", "丽景街"]
    assert frame["name"].tolist() == ["甲站", "乙站", "丙站"]
    assert frame["kind"].tolist()[:2] == ["petrol_station", "petrol_station"]
    assert away_m(frame) < 0.01


def test_a_pair_in_one_cell_and_degrees_minutes_seconds(tmp_path: Path) -> None:
    lines = (
        "名称,类型,坐标", '甲,加油站,"106.28575,38.47047"', '乙,加油站,"N38°28′13.692″ E106°17′8.7″"',
        "丙,加油站,不详",
    )  # fmt: skip
    text = "\n".join(lines)
    frame = read_hazards(csv(tmp_path, text))
    assert away_m(frame, 0) < 0.01
    assert away_m(frame, 1) < 0.05
    assert frame["position_status"].tolist() == ["located", "located", "unlocated"]


def test_columns_that_are_exchanged_in_every_row_are_read_the_other_way_round_and_said(
    tmp_path: Path,
) -> None:
    frame = read_hazards(csv(tmp_path, "名称,类型,经度,纬度\n甲,加油站,38.47047,106.28575\n"))
    assert away_m(frame) < 0.01
    assert "axes_exchanged" in codes(frame)


@pytest.mark.parametrize(
    ("crs", "order", "prefix"),
    [(4544, "xy", ""), (4544, "yx", ""), (4523, "yx", "35"), (4544, "yx", "35"), (4523, "xy", "")],
)
def test_surveyors_metres_with_and_without_their_zone(
    tmp_path: Path, crs: int, order: str, prefix: str
) -> None:
    """The numbers may have the zone's number where the system that is named has none, and the other way."""
    east, north = Transformer.from_crs(4490, 4544, always_xy=True).transform(*HERE)
    numbers = {"x": f"{prefix}{east:.3f}", "y": f"{north:.3f}"}
    first, second = (numbers[one] for one in order)
    path = csv(tmp_path, f"名称,类型,X坐标,Y坐标\n甲,加油站,{first},{second}\n")
    with pytest.raises(InputError) as asked:
        read_hazards(path)
    assert asked.value.code == "crs_missing"
    likely = asked.value.facts["crs"]
    assert ("EPSG:4523" if prefix else "EPSG:4544") in likely[:2]
    assert "兴庆区" in asked.value.message
    assert away_m(read_hazards(path, options=ReadOptions(crs=f"EPSG:{crs}"))) < 0.01


@pytest.mark.parametrize(
    ("headers", "datum"),
    [
        ("高德经度,高德纬度", "gcj02"),
        ("百度经度,百度纬度", "bd09"),
        ("gps经度,gps纬度", "wgs84"),
        ("经度,纬度", "cgcs2000"),
    ],
)
def test_a_header_that_names_the_datum_is_believed(tmp_path: Path, headers: str, datum: str) -> None:
    path = csv(tmp_path, f"名称,类型,{headers}\n甲,加油站,106.28575,38.47047\n")
    frame = read_hazards(path)
    assert frame.attrs["source"].datum == datum
    assert ("datum_by_header" in codes(frame)) == (datum != "cgcs2000")
    # What a person says wins.
    assert read_hazards(path, datum="wgs84").attrs["source"].datum == "wgs84"


def test_rows_that_cannot_be_read_are_set_aside_with_the_reason_and_no_other_is_lost(tmp_path: Path) -> None:
    text = (
        "名称,类型,等级,经度,纬度\n甲,加油站,一级,106.28575,38.47047\n乙,茶馆,,106.29,38.47\n"
        "丙,加油站,九级,东边,38.47\n丁,,,106.3,38.48\n戊,加油站,,106.31,38.48\n"
    )
    path = csv(tmp_path, text)
    with pytest.raises(InputError):
        read_hazards(path)
    frame = read_hazards(path, options=ReadOptions(reject_rows=True))
    assert frame["name"].tolist() == ["甲", "戊"]
    rejected = sorted(frame.attrs["rejected"], key=lambda cell: cell.row)
    assert [(cell.row, cell.field) for cell in rejected] == [(3, "kind"), (4, "grade"), (5, "kind")]
    assert [cell.value for cell in rejected][:2] == ["茶馆", "九级"]
    assert all(cell.hint for cell in rejected)
    assert check(frame, "rows_rejected").count == 3


def test_a_place_that_cannot_be_read_is_rejected_too(tmp_path: Path) -> None:
    text = "名称,类型,经度,纬度\n甲,住宅,106.28575,38.47047\n乙,住宅,东边,38.47\n"
    frame = read_protected(csv(tmp_path, text), options=ReadOptions(reject_rows=True))
    assert frame["name"].tolist() == ["甲"]
    assert [cell.field for cell in frame.attrs["rejected"]] == ["lon"]


def test_two_frames_with_rejected_rows_can_be_put_together(tmp_path: Path) -> None:
    """pandas compares what their ``attrs`` hold."""
    text = "名称,类型,经度,纬度\n甲,加油站,106.28575,38.47047\n乙,茶馆,106.29,38.47\n"
    frames = [
        read_hazards(csv(tmp_path, text + more, name=f"{number}.csv"), options=ReadOptions(reject_rows=True))
        for number, more in enumerate(("", "丙,饭馆,106.29,38.47\n"))
    ]
    assert len(pd.concat(frames)) == 2


def test_a_name_that_begins_like_a_sum_is_somebodys_name(tmp_path: Path) -> None:
    lines = "名称,类型,经度,纬度\n甲站,加油站,106.28575,38.47047\nTotal加油站,加油站,106.29,38.47\n"
    assert read_hazards(csv(tmp_path, lines))["name"].tolist() == ["甲站", "Total加油站"]
    assert read_hazards(csv(tmp_path, f"{lines}合计：,2,,\n"))["name"].tolist() == ["甲站", "Total加油站"]


def test_a_damaged_line_of_a_table_does_not_take_the_others_along(tmp_path: Path) -> None:
    good = [f"甲{n}号站,加油站,106.2{n:03d},38.47" for n in range(80)]
    data = (
        "\n".join(["名称,类型,经度,纬度", *good])
        .encode("gb18030")
        .replace("甲7号".encode("gb18030"), b"\xff7\xff")
    )
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    frame = read_hazards(path)
    assert frame["name"].iloc[79] == "甲79号站"
    assert check(frame, "text_damaged").rows == (9,)


@pytest.mark.shared
def test_a_planners_list_of_stations_without_coordinates(tmp_path: Path) -> None:
    source = SHARED / "data" / "awkward" / "jiayouzhan_guangzhou_no_coords.xlsx"
    book = openpyxl.load_workbook(source)
    book.active["F1"] = "类型"
    for row in range(2, book.active.max_row + 1):
        book.active.cell(row, 6, "加油站")
    book.save(tmp_path / "s.xlsx")
    frame = read_hazards(tmp_path / "s.xlsx")
    assert len(frame) == 13
    assert frame["name"].iloc[0] == "中石化海印加油站"
    assert (frame["position_status"] == "unlocated").all()


@pytest.mark.parametrize(
    ("header", "column", "cell", "value"),
    [
        ("建筑面积", "floor_area_m2", "5000㎡", 5000),
        ("建筑面积", "floor_area_m2", "12,000.5 平方米", 12000.5),
        ("床位数", "beds", "300张", 300),
        ("层数", "storeys", "12层", 12),
        ("户数", "households", "１２０户", 120),
        ("人数", "users", "1500人", 1500),
        ("高度", "height_m", "12.5m", 12.5),
    ],
)
def test_a_number_with_the_unit_of_its_column_is_that_number(
    header: str, column: str, cell: str, value: float, tmp_path: Path
) -> None:
    text = f'名称,类型,经度,纬度,{header}\n甲,住宅,106.28575,38.47047,"{cell}"\n'
    assert read_protected(csv(tmp_path, text))[column].tolist() == [value]


@pytest.mark.parametrize("cell", ["5亩", "约5000", "5000㎡左右", "3000-5000㎡", "1.2万㎡", "㎡", "5000m3"])
def test_a_number_that_may_be_another_is_refused(cell: str, tmp_path: Path) -> None:
    text = f"名称,类型,经度,纬度,建筑面积\n甲,住宅,106.28575,38.47047,{cell}\n"
    with pytest.raises(InputError) as caught:
        read_protected(csv(tmp_path, text))
    assert caught.value.code == "value_wrong"
