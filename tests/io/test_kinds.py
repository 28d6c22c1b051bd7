"""A person says what the rows are that state nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.io.layers import SHARED, check, codes, feature, geojson, point
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.inspect import inspect
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.read import read_hazards, read_parts, read_protected

if TYPE_CHECKING:
    from pathlib import Path

AMAP = 'id,name,type,typecode,location\nB1,胜利加油站,汽车服务;加油站;加油站,010100,"106.29,38.47"\n'
OTHERS = 'B2,快洁洗车,汽车服务;洗车场;洗车场,010500,"106.28,38.47"\n'


def test_a_table_of_amap_is_read_once_its_kind_is_said(tmp_path: Path) -> None:
    path = tmp_path / "poi.csv"
    path.write_text(AMAP + OTHERS, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_hazards(path, datum="gcj02")
    assert caught.value.code == "hazard_without_kind"
    assert "--kind" in caught.value.hint
    frame = read_hazards(path, datum="gcj02", options=ReadOptions(kind="加油站"))
    assert frame["kind"].tolist() == ["petrol_station"] * 2
    assert frame["type"].tolist()[0] == "汽车服务;加油站;加油站"
    assert dict(check(frame, "kind_said").facts) == {"kind": "petrol_station"}


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("汽车服务;加油站;中国石化", "petrol_station"),
        ("汽车服务；加气站；加气站", "cng_station"),
        ("汽车服务;加油站;加油站|购物服务;便民商店/便利店;便民商店/便利店", "petrol_station"),
        ("汽车服务;洗车场;洗车场", None),
        ("汽车服务;加油站;加气站", None),
    ],
)
def test_of_the_levels_of_amap_the_one_that_is_a_kind_counts(
    written: str, kind: str | None, tmp_path: Path
) -> None:
    path = geojson(tmp_path / "a.geojson", feature(point(), kind=written))
    if kind is not None:
        assert read_hazards(path)["kind"].tolist() == [kind]
        return
    with pytest.raises(InputError) as caught:
        read_hazards(path)
    assert caught.value.code == "value_wrong"


@pytest.mark.shared
def test_a_list_of_stations_is_read_once_its_kind_is_said() -> None:
    path = SHARED / "data" / "awkward" / "jiayouzhan_guangzhou_no_coords.xlsx"
    assert inspect(path, Role.HAZARD).blocked
    report = inspect(path, Role.HAZARD, ReadOptions(kind="petrol_station"))
    assert not report.blocked


def test_a_kind_that_a_row_states_counts(tmp_path: Path) -> None:
    stated = ["cng_station", None, "不详", "  "]
    rows = [feature(point(106.2 + number / 100), kind=kind) for number, kind in enumerate(stated)]
    path = geojson(tmp_path / "a.geojson", *rows)
    frame = read_hazards(path, options=ReadOptions(kind="petrol_station"))
    assert frame["kind"].tolist() == ["cng_station", *["petrol_station"] * 3]
    assert check(frame, "kind_said").rows == (2, 3, 4)
    all_said = geojson(tmp_path / "b.geojson", feature(point(), kind="加油站"))
    assert "kind_said" not in codes(read_hazards(all_said, options=ReadOptions(kind="cng_station")))
    wrong = geojson(tmp_path / "c.geojson", feature(point(), kind="茶馆"))
    with pytest.raises(InputError) as caught:
        read_hazards(wrong, options=ReadOptions(kind="petrol_station"))
    assert caught.value.code == "value_wrong"


def test_lines_and_parts_take_it_too(tmp_path: Path) -> None:
    line = {"type": "LineString", "coordinates": [[106.2, 38.4], [106.3, 38.4]]}
    roads = geojson(tmp_path / "r.geojson", feature(line, name="胜利街"))
    assert read_protected(roads, options=ReadOptions(kind="道路"))["kind"].tolist() == ["road"]
    tanks = geojson(tmp_path / "t.geojson", feature(point(), hazard_id="h"))
    assert read_parts(tanks, options=ReadOptions(kind="tank"))["kind"].tolist() == ["tank"]


@pytest.mark.parametrize("kind", ["gas_station", "茶馆", "", "unknown"])
def test_a_kind_that_there_is_not_is_refused_with_those_that_there_are(kind: str, tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", feature(point()))
    for read in (read_hazards, lambda file, options: inspect(file, Role.HAZARD, options)):
        with pytest.raises(InputError) as caught:
            read(path, options=ReadOptions(kind=kind))
        assert caught.value.code == "kind_said_unknown"
        assert "petrol_station (加油站)" in caught.value.hint
    # Of a part it is no kind at all.
    with pytest.raises(InputError):
        read_parts(path, options=ReadOptions(kind="petrol_station"))


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        (["加油站", "petrol_station"], ["petrol_station"] * 2),
        (["汽车服务;加油站;加油站", "加油站"], ["petrol_station"] * 2),
        (["加油站", "民营"], None),
        (["民营", "国营"], None),
        (["", ""], None),
    ],
)
def test_a_column_called_type_states_kinds_only_if_all_that_stands_in_it_are_kinds(
    written: list[str], kinds: list[str] | None, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    rows = [
        f"{name},{kind},106.2{number},38.4"
        for number, (name, kind) in enumerate(zip("甲乙", written, strict=True))
    ]
    path.write_text("\n".join(["name,type,lon,lat", *rows]), encoding="utf-8")
    if kinds is None:
        with pytest.raises(InputError) as caught:
            read_hazards(path)
        assert caught.value.code == "hazard_without_kind"
        return
    frame = read_hazards(path)
    assert frame["kind"].tolist() == kinds
    assert dict(check(frame, "kind_by_type").facts) == {"header": "type"}


def test_a_column_of_kinds_and_what_a_person_says_come_before_type(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,kind,type,lon,lat\n甲,学校,医院,106.2,38.4\n", encoding="utf-8")
    assert read_protected(path)["kind"].tolist() == ["school"]
    path.write_text("name,type,lon,lat\n甲,医院,106.2,38.4\n", encoding="utf-8")
    assert read_protected(path)["kind"].tolist() == ["hospital"]
    kept = read_protected(path, options=ReadOptions(columns=(("kept", "type"),)))
    assert kept["kind"].tolist() == ["building"]
    assert kept["type"].tolist() == ["医院"]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("住宅小区", "residence"),
        ("住宅楼", "residence"),
        ("办公楼", "public_building"),
        ("宾馆", "public_building"),
        ("农贸市场", "market"),
        ("卫生院", "hospital"),
        ("职业中学", "school"),
    ],
)
def test_words_that_ledgers_have_for_protected_objects_are_known(
    written: str, kind: str, tmp_path: Path
) -> None:
    path = geojson(tmp_path / "a.geojson", feature(point(), kind=written))
    assert read_protected(path)["kind"].tolist() == [kind]


def test_of_a_gas_station_whose_gas_nobody_names_it_is_told_what_it_counts_as(tmp_path: Path) -> None:
    written = ("加气站", "CNG加气站", "LNG加气站", "加油站", "cng_station", "汽车服务;加气站;加气站")
    path = geojson(tmp_path / "a.geojson", *(feature(point(), kind=one) for one in written))
    told = check(read_hazards(path), "gas_unsaid")
    assert (told.severity, told.rows) == ("important", (1, 6))
