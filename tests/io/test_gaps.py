"""Two columns for one thing that complement each other row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.io.layers import check, codes
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.export.words import check_text
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.read import read_hazards, read_protected

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

ASIDE = ReadOptions(reject_rows=True)


def stations(folder: Path, header: str, *rows: str, options: ReadOptions = ASIDE) -> gpd.GeoDataFrame:
    path = folder / "h.csv"
    lines = [f"站{number},加油站,{row}" for number, row in enumerate(rows, 1)]
    path.write_text("\n".join([f"名称,类型,{header}", *lines]), encoding="utf-8")
    return read_hazards(path, options=options)


def places(frame: gpd.GeoDataFrame) -> list[tuple[float, float] | None]:
    return [None if one is None else (round(one.x, 6), round(one.y, 6)) for one in frame.geometry]


@pytest.mark.parametrize("options", [ASIDE, ReadOptions()])
@pytest.mark.parametrize("header", ["经度,纬度,lng,lat", "lng,lat,经度,纬度", "经度,纬度,X,Y"])
def test_coordinates_are_read_from_whichever_columns_have_them(
    header: str, options: ReadOptions, tmp_path: Path
) -> None:
    rows = ("106.28,38.47,,", ",,106.29,38.48", "106.3,38.49,106.3,38.49", ",,,")
    frame = stations(tmp_path, header, *rows, options=options)
    assert places(frame) == [(106.28, 38.47), (106.29, 38.48), (106.3, 38.49), None]
    told = check(frame, "coordinates_filled")
    assert told.count == 1
    assert told.severity == "note"
    assert "坐标取自" in check_text(told)
    assert "coordinates_chosen" not in codes(frame)


def test_columns_that_no_row_lets_compare_are_something_to_look_at(tmp_path: Path) -> None:
    frame = stations(tmp_path, "经度,纬度,lng,lat", "106.28,38.47,,", ",,106.29,38.48")
    assert check(frame, "coordinates_filled").severity == "important"


def test_numbers_that_were_rounded_are_no_contradiction(tmp_path: Path) -> None:
    rows = ("106.281234,38.471234,106.2812,38.4712", ",,106.29,38.48", "106.3,38.49,,")
    frame = stations(tmp_path, "经度,纬度,lng,lat", *rows)
    assert places(frame)[:2] == [(106.281234, 38.471234), (106.29, 38.48)]


def test_degrees_minutes_and_seconds_fill_decimal_degrees(tmp_path: Path) -> None:
    frame = stations(tmp_path, "经度,纬度,lng,lat", "106.28,38.47,,", ",,106°30′00″,38°30′00″")
    assert places(frame) == [(106.28, 38.47), (106.5, 38.5)]


def test_noughts_and_words_for_unknown_are_gaps(tmp_path: Path) -> None:
    frame = stations(tmp_path, "经度,纬度,lng,lat", "106.28,38.47,,", "0,0,106.29,38.48", "无,无,106.3,38.49")
    assert places(frame)[1] == (106.29, 38.48)


def test_one_of_the_two_is_filled_where_the_other_is_the_same(tmp_path: Path) -> None:
    frame = stations(tmp_path, "经度,纬度,lng,lat", "106.28,38.47,,", ",38.48,106.29,38.48")
    assert places(frame) == [(106.28, 38.47), (106.29, 38.48)]


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        # Another place in one row: nobody knows whether the columns say the same.
        ("经度,纬度,X,Y", ("106.28,38.47,106.4,38.6", "106.3,38.4,,", ",,106.29,38.48")),
        # Another datum.
        ("经度,纬度,高德经度,高德纬度", ("106.28,38.47,,", "106.3,38.4,,", ",,106.29,38.48")),
        # Metres.
        ("经度,纬度,X,Y", ("106.28,38.47,,", "106.3,38.4,,", ",,4259000,612000")),
    ],
)
def test_what_may_be_something_else_fills_nothing(header: str, rows: tuple[str, ...], tmp_path: Path) -> None:
    frame = stations(tmp_path, header, *rows)
    assert places(frame)[2] is None
    assert "coordinates_filled" not in codes(frame)
    assert "coordinates_chosen" in codes(frame)


def test_a_datum_that_is_said_holds_for_both(tmp_path: Path) -> None:
    rows = ("106.28,38.47,,", ",,106.28,38.47")
    frame = stations(
        tmp_path, "高德经度,高德纬度,lng,lat", *rows, options=ReadOptions(datum="gcj02", reject_rows=True)
    )
    one, other = places(frame)
    assert one == other != (106.28, 38.47)


def test_names_and_kinds_are_filled_too_and_told(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(
        "名称,单位名称,类型,类别,经度,纬度\n甲,,学校,,106.28,38.47\n,乙,,医院,106.29,38.48\n"
        "丙,丙,住宅,小区,106.3,38.49\n",
        encoding="utf-8",
    )
    for options in (ASIDE, ReadOptions()):
        frame = read_protected(path, options=options)
        assert frame["name"].tolist() == ["甲", "乙", "丙"]
        assert frame["kind"].tolist() == ["school", "hospital", "residence"]
        told = [one for one in frame.attrs["source"].checks if one.code == "column_filled"]
        assert [one.rows for one in told] == [(3,), (3,)]
        assert "“名称”空着的行取自“单位名称”" in check_text(told[0])


def test_names_that_differ_anywhere_fill_nothing(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(
        "名称,单位名称,类型,经度,纬度\n甲,甲公司,学校,106.28,38.47\n,乙,学校,106.29,38.48\n", encoding="utf-8"
    )
    frame = read_protected(path)
    assert frame["name"].tolist() == ["甲", None]
    assert {"column_chosen"} <= set(codes(frame))


def test_identities_are_never_mixed(tmp_path: Path) -> None:
    frame = stations(tmp_path, "编号,企业编号,经度,纬度", "7,,106.28,38.47", ",7,106.29,38.48")
    assert len(set(frame["hazard_id"])) == 2
    assert "column_filled" not in codes(frame)


def test_kinds_that_contradict_are_refused_as_before(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    rows = "甲,学校,医院,106.28,38.47\n乙,,医院,106.29,38.48\n"
    path.write_text(f"名称,类型,类别,经度,纬度\n{rows}", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_protected(path)
    assert caught.value.code == "column_twice"
