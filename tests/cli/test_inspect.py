"""``xq-gis inspect``: what it says of a file, to people and to programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest

from tests.io.test_more_formats import STATIONS_XLS, shapefile
from xq_gis_plugin.core.datum import convert
from xq_gis_plugin.core.model import Datum

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

    Call = Callable[..., Answer]


def test_a_person_is_told_in_chinese_with_what_to_do(call: Call) -> None:
    answer = call("inspect", STATIONS_XLS, "--as", "hazards")
    assert answer.status == 0
    assert "加油站没有写明等级和罐容" in answer.out
    assert "请补“等级”或各罐容积" in answer.out
    assert "106°17′24″" in answer.out


def test_a_program_gets_layers_and_checks(call: Call) -> None:
    told = call("inspect", STATIONS_XLS, "--as", "hazards", "--json").json
    (layer,) = told["layers"]
    assert set(layer) >= {"name", "rows", "geometry_type", "encoding", "crs", "datum", "fields"}
    keys = {"severity", "code", "message", "hint", "rows", "count", "facts", "layer"}
    assert all(set(check) == keys for check in told["checks"])
    assert not told["blocked"]


def test_what_is_missing_is_asked_for_and_can_be_said(call: Call, tmp_path: Path) -> None:
    path = shapefile(tmp_path, "GBK")
    path.with_suffix(".prj").unlink()
    answer = call("inspect", path, "--as", "hazards")
    assert "严重 图层没有坐标系" in answer.out
    assert "胜利加油站" in answer.out
    told = call("inspect", path, "--as", "hazards", "--crs", "EPSG:4490", "--encoding", "gbk", "--json").json
    assert (told["blocked"], told["layers"][0]["encoding"]) == (False, "gb18030")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--as", "trees"), "没有这种图层"),
        (("--encoding", "klingon"), "编码"),
        (("--crs", "EPSG:1"), "没有这个坐标系"),
        (("--datum", "mars"), "mars"),
    ],
)
def test_what_cannot_be_is_refused(call: Call, more: tuple[str, str], said: str) -> None:
    answer = call("inspect", STATIONS_XLS, *more)
    assert answer.status == 2
    assert said in answer.err


def test_a_table_in_gbk_is_checked_as_it_comes(call: Call, tmp_path: Path) -> None:
    (tmp_path / "h.csv").write_bytes(
        '名称,类型,等级,坐标\n甲站,加油站,一级,"106.28575,38.47047"\n'.encode("gb18030")
    )
    (tmp_path / "p.csv").write_bytes("名称,类型,X坐标,Y坐标\n小学,学校,4260000,611800\n".encode())
    asked = call("check", tmp_path / "h.csv", tmp_path / "p.csv", "--out", tmp_path / "o.gpkg")
    assert asked.status == 2
    assert "EPSG:4544" in asked.err
    answer = call(
        "check", tmp_path / "h.csv", tmp_path / "p.csv", "--crs", "EPSG:4544", "--out", tmp_path / "o.gpkg"
    )
    assert answer.status == 0


def test_rejected_rows_are_listed(call: Call, tmp_path: Path) -> None:
    text = "名称,类型,经度,纬度\n甲,加油站,106.2,38.4\n<script>,茶馆,106.2,38.4\n"
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    answer = call("inspect", tmp_path / "t.csv", "--as", "hazards")
    assert "读不出来的行" in answer.out
    assert "茶馆" in answer.out
    told = call("inspect", tmp_path / "t.csv", "--as", "hazards", "--json").json
    assert [(cell["row"], cell["value"]) for cell in told["rejected"]] == [(3, "茶馆")]


def test_stations_whose_places_are_sure_tell_the_datum_of_others(call: Call, tmp_path: Path) -> None:
    lon, lat = np.array([106.28, 106.291, 106.3055]), np.array([38.47, 38.4655, 38.48])
    for name, datum in (("sure", Datum.WGS84), ("others", Datum.GCJ02)):
        places = gpd.points_from_xy(*convert(lon, lat, Datum.WGS84, datum))
        made = gpd.GeoDataFrame(
            {"kind": ["petrol_station"] * 3, "grade": ["3"] * 3}, geometry=places, crs=4326
        )
        made.to_file(tmp_path / f"{name}.gpkg")
    sure, others = tmp_path / "sure.gpkg", tmp_path / "others.gpkg"
    told = call("inspect", others, "--as", "hazards", "--against", sure, "--json").json
    assert [one["facts"]["datum"] for one in told["checks"] if one["code"] == "datum_suspect"] == ["gcj02"]
