"""A person says what columns are, against what their headers say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.io.layers import check, codes, feature, geojson, point
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io import tables
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.inspect import inspect
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.read import read_hazards, read_protected

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

LIST = "单位全称,名称,类型,级别,X,Y,经度,纬度\n胜利站,甲,加油站,先进,106.28,38.47,106.5,38.5\n"


def table(folder: Path, text: str, name: str = "名单.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path, *said: tuple[str, str], datum: str | None = None) -> gpd.GeoDataFrame:
    return read_hazards(path, options=ReadOptions(columns=said, datum=datum))


def place_of(frame: gpd.GeoDataFrame) -> tuple[float, float]:
    at = frame.geometry.iloc[0]
    return round(at.x, 6), round(at.y, 6)


def test_what_is_said_wins_over_the_headers_and_is_told(tmp_path: Path) -> None:
    path = table(tmp_path, LIST)
    said = (("name", "单位全称"), ("经度", "X"), ("latitude", "Y"), ("原样保留", "级别"))
    frame = read(path, *said)
    assert frame["name"].tolist() == ["胜利站"]
    assert place_of(frame) == (106.28, 38.47)
    assert frame["grade"].isna().all()
    assert frame["级别"].tolist() == ["先进"]
    told = {one.code: dict(one.facts) for one in frame.attrs["source"].checks}
    assert told["column_kept_said"] == {"header": "级别"}
    assert {one.code for one in frame.attrs["source"].checks} >= {"column_said_instead"}
    names = [dict(one.facts) for one in frame.attrs["source"].checks if one.code == "column_said_instead"]
    assert {"header": "单位全称", "column": "name", "others": "名称"} in names
    assert frame["名称"].tolist() == ["甲"] if "名称" in frame else True


def test_a_file_that_is_refused_by_a_column_is_read_once_it_is_said_to_be_none(tmp_path: Path) -> None:
    path = table(tmp_path, LIST)
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.code == "value_wrong"
    assert place_of(read(path, ("kept", "级别"))) == (106.5, 38.5)


def test_a_header_that_names_a_datum_names_it_still(tmp_path: Path) -> None:
    path = table(tmp_path, "名称,类型,高德东向,高德经度,高德纬度\n甲,加油站,1,106.29,38.47\n")
    plain, said = read(path), read(path, ("lon", "高德经度"), ("lat", "高德纬度"))
    assert place_of(plain) == place_of(said)
    assert "datum_by_header" in codes(said)


def test_metres_are_read_from_the_columns_that_are_said(tmp_path: Path) -> None:
    path = table(tmp_path, "名称,类型,甲列,乙列\n站,加油站,4260000,611000\n")
    frame = read_hazards(
        path, options=ReadOptions(columns=(("lon", "甲列"), ("lat", "乙列")), crs="EPSG:4523")
    )
    assert check(frame, "coordinates_metres")
    assert 38 < frame.geometry.iloc[0].y < 39


def test_one_cell_of_both_can_be_said(tmp_path: Path) -> None:
    path = table(tmp_path, '名称,类型,在哪里,经度,纬度\n甲,加油站,"106.28,38.47",1,2\n')
    assert place_of(read(path, ("坐标", "在哪里"))) == (106.28, 38.47)


def test_one_of_two_coordinates_can_be_said_alone(tmp_path: Path) -> None:
    path = table(tmp_path, "名称,类型,东向,纬度\n甲,加油站,106.28,38.47\n")
    assert place_of(read(path, ("经度", "东向"))) == (106.28, 38.47)


def test_headers_that_nobody_knows_are_found_below_a_title(tmp_path: Path) -> None:
    path = table(tmp_path, "某区名单,,\n2026 年,5,\n甲列,乙列,丙列\n胜利站,106.28,38.47\n")
    said = (("name", "甲列"), ("lon", "乙列"), ("lat", "丙列"))
    frame = read_hazards(path, options=ReadOptions(columns=said, kind="加油站"))
    assert frame["name"].tolist() == ["胜利站"]


def test_a_large_table_keeps_the_text_of_a_column_that_is_said_to_be_no_coordinate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "LARGE_BYTES", 10)
    path = table(tmp_path, "名称,类型,x,y,东,北\n甲,加油站,001,002,106.28,38.47\n")
    frame = read(path, ("编号", "x"), ("kept", "y"), ("lon", "东"), ("lat", "北"))
    assert frame["hazard_id"].tolist() == ["001"]
    assert frame["y"].tolist() == ["002"]
    assert place_of(frame) == (106.28, 38.47)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ((("公司", "单位全称"),), "meaning_unknown"),
        ((("高德经度", "X"),), "meaning_unknown"),
        ((("name", "单位"),), "column_unknown"),
        ((("name", "单位全称"), ("名称", "名称")), "column_said_twice"),
        ((("name", "单位全称"), ("address", "单位全称")), "column_said_twice"),
        ((("坐标", "X"), ("经度", "Y")), "column_said_twice"),
    ],
)
def test_what_is_not_there_and_what_is_said_twice_is_refused(
    said: tuple[tuple[str, str], ...], code: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        read(table(tmp_path, LIST), *said)
    assert caught.value.code == code
    assert caught.value.hint


def test_a_layer_with_shapes_takes_no_coordinates_from_columns(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", feature(point(), 单位="甲", kind="school", 东=106.5, 北=38.5))
    said = ReadOptions(columns=(("name", "单位"),))
    assert read_protected(path, options=said)["name"].tolist() == ["甲"]
    with pytest.raises(InputError) as caught:
        read_protected(path, options=ReadOptions(columns=(("lon", "东"), ("lat", "北"))))
    assert caught.value.code == "column_of_geometry"


def test_inspect_shows_the_meaning_that_is_said(tmp_path: Path) -> None:
    path = table(tmp_path, LIST)
    options = ReadOptions(columns=(("name", "单位全称"), ("kept", "级别")), reject_rows=True)
    (layer,) = inspect(path, Role.HAZARD, options).layers
    meanings = {field.name: field.meaning for field in layer.fields}
    assert meanings["单位全称"] == "name"
    assert meanings["名称"] is None
    assert meanings["级别"] is None


def test_saying_nothing_changes_nothing(tmp_path: Path) -> None:
    path = table(tmp_path, LIST.replace("先进", "一级"))
    plain, said = read(path), read(path, ("名称", "名称"))
    assert np.array_equal(plain["name"], said["name"])
    assert place_of(plain) == place_of(said)
