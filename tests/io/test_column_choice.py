"""Several headers for one column: one is read where that is sure, and told; else the file is refused."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
from geographiclib.geodesic import Geodesic
from shapely.geometry import Point

from tests.io.layers import check, codes
from xq_gis_plugin.core.datum import convert
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.export.words import check_text
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.inspect import inspect
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.read import read_hazards, read_protected

if TYPE_CHECKING:
    from pathlib import Path

HERE = (106.28575, 38.47047)
THERE = (106.3, 38.5)
REJECT = ReadOptions(reject_rows=True)
GCJ = tuple(float(one) for one in convert(*HERE, "cgcs2000", "gcj02"))
BD = tuple(float(one) for one in convert(*HERE, "cgcs2000", "bd09"))


def table(folder: Path, headers: str, *rows: object) -> Path:
    """Return a table of stations with these columns beside name and kind."""
    path = folder / "h.csv"
    lines = [",".join(["甲", "加油站", *(str(cell) for cell in row)]) for row in rows]  # type: ignore[attr-defined]
    path.write_text("\n".join([f"名称,类型,{headers}", *lines]) + "\n", encoding="utf-8-sig")
    return path


def away_m(frame: gpd.GeoDataFrame) -> float:
    place = frame.geometry.iloc[0]
    return float(Geodesic.WGS84.Inverse(HERE[1], HERE[0], place.y, place.x)["s12"])


def refused(path: Path, code: str, read: Any = read_hazards) -> InputError:
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.code == code
    return caught.value


def test_of_two_addresses_the_plainest_is_read_and_told(tmp_path: Path) -> None:
    frame = read_hazards(table(tmp_path, "位置,地址,经度,纬度", ("路口", "某街1号", *HERE)))
    assert (frame["address"].tolist(), frame["位置"].tolist()) == (["某街1号"], ["路口"])
    told = check(frame, "column_chosen")
    assert told.message == (
        "h.csv: the headers 地址 and 位置 stand for address: 地址 was read, 位置 was kept as it is."
    )
    assert check_text(told) == "h.csv：“地址”和“位置”说的是同一项，采用了前者，后者原样保留"
    # One that is empty is no choice.
    frame = read_hazards(table(tmp_path, "位置,地址,经度,纬度", ("路口", "", *HERE)))
    assert frame["address"].tolist() == ["路口"]


def test_a_companys_name_does_not_hide_the_stations(tmp_path: Path) -> None:
    path = tmp_path / "h.csv"
    path.write_text("企业名称,名称,类型,lon,lat\n某公司,甲站,加油站,106,38\n", encoding="utf-8")
    assert read_hazards(path)["name"].tolist() == ["甲站"]


def test_of_two_kinds_the_one_that_is_a_kind_is_read(tmp_path: Path) -> None:
    frame = read_hazards(table(tmp_path, "类别,经度,纬度", ("危险化学品", *HERE)))
    assert frame["kind"].tolist() == ["petrol_station"]
    assert check(frame, "column_chosen").facts == (("column", "kind"), ("used", "类型"), ("unused", "类别"))


def test_two_kinds_that_agree_are_no_matter_and_two_that_do_not_are_refused(tmp_path: Path) -> None:
    frame = read_hazards(table(tmp_path, "类别,经度,纬度", ("加油站", *HERE)))
    assert codes(frame) == ["datum_assumed"]
    frame = read_hazards(table(tmp_path, "类别,经度,纬度", ("petrol_station", *HERE)))
    assert frame["kind"].tolist() == ["petrol_station"]
    refused(table(tmp_path, "类别,经度,纬度", ("加气站", *HERE)), "column_twice")


def test_a_row_in_which_two_columns_for_one_thing_differ_is_rejected(tmp_path: Path) -> None:
    rows = [("加油站", 106.2 + number / 100, 38.4) for number in range(4)]
    path = table(tmp_path, "类别,经度,纬度", *rows, ("加气站", *HERE))
    refused(path, "column_twice")
    frame = read_hazards(path, options=REJECT)
    (cell,) = frame.attrs["rejected"]
    assert (len(frame), cell.row, cell.field) == (4, 6, "kind")
    assert cell.message == (
        "h.csv, row 6, field kind: '加油站 / 加气站' do not say the same in 类型 and 类别."
    )
    # Where as many differ as agree nobody knows which column is meant.
    with pytest.raises(InputError):
        read_hazards(table(tmp_path, "类别,经度,纬度", rows[0], ("加气站", *HERE)), options=REJECT)


def test_a_row_with_two_places_is_rejected(tmp_path: Path) -> None:
    rows = [(106.2 + number / 100, 38.4) * 2 for number in range(4)]
    path = table(tmp_path, "lng,lat,经度,纬度", *rows, (*HERE, *THERE))
    refused(path, "column_twice")
    frame = read_hazards(path, options=REJECT)
    (cell,) = frame.attrs["rejected"]
    assert (len(frame), cell.row, cell.value) == (4, 6, "106.28575,38.47047 / 106.3,38.5")


def test_a_slip_in_a_copy_does_not_hide_its_datum(tmp_path: Path) -> None:
    path = table(tmp_path, "lon,lat,高德经度,高德纬度", (*GCJ, *GCJ), (*GCJ, *GCJ), (*GCJ, *THERE))
    refused(path, "column_twice")
    frame = read_hazards(path, options=REJECT)
    assert away_m(frame) < 3
    assert [cell.row for cell in frame.attrs["rejected"]] == [4]


def test_numbers_that_decide_something_are_not_chosen_between(tmp_path: Path) -> None:
    headers = "建筑面积,总建筑面积,经度,纬度"
    path = tmp_path / "h.csv"
    path.write_text(f"类型,{headers}\n住宅,120,5000,106,38\n", encoding="utf-8")
    assert refused(path, "column_twice", read_protected).facts["headers"] == ["建筑面积", "总建筑面积"]
    path.write_text(f"类型,{headers}\n住宅,,5000,106,38\n住宅,120,120.0,106,38.1\n", encoding="utf-8")
    assert read_protected(path)["floor_area_m2"].tolist() == [5000, 120]


@pytest.mark.parametrize(
    ("headers", "numbers", "used", "datum"),
    [
        ("高德经度,高德纬度,wgs84经度,wgs84纬度", (*GCJ, *HERE), "wgs84经度、wgs84纬度", "wgs84"),
        ("百度经度,百度纬度,lng_gcj02,lat_gcj02", (*BD, *GCJ), "lng_gcj02、lat_gcj02", "gcj02"),
        ("bd09经度,bd09纬度,经度(CGCS2000),纬度(CGCS2000)", (*BD, *HERE), None, "cgcs2000"),
        # What says its datum before what does not.
        ("经度,纬度,高德经度,高德纬度", (*HERE, *GCJ), "高德经度、高德纬度", "gcj02"),
        ("高德坐标,wgs84经度,wgs84纬度", (f'"{GCJ[0]},{GCJ[1]}"', *HERE), "wgs84经度、wgs84纬度", "wgs84"),
        # Interleaved, and in the other order.
        ("高德经度,wgs84经度,高德纬度,wgs84纬度", (GCJ[0], HERE[0], GCJ[1], HERE[1]), None, "wgs84"),
        ("wgs84纬度,wgs84经度,高德纬度,高德经度", (*HERE[::-1], *GCJ[::-1]), None, "wgs84"),
    ],
)  # fmt: skip
def test_of_coordinates_in_two_datums_the_true_one_is_read_and_told(
    headers: str, numbers: tuple[object, ...], used: str | None, datum: str, tmp_path: Path
) -> None:
    frame = read_hazards(table(tmp_path, headers, numbers))
    assert away_m(frame) < 3
    assert frame.attrs["source"].datum == datum
    told = check(frame, "coordinates_chosen")
    assert used is None or dict(told.facts)["used"] == used
    assert told.severity is CheckSeverity.NOTE


def test_what_a_person_says_of_the_datum_chooses_the_columns(tmp_path: Path) -> None:
    headers = "高德经度,高德纬度,wgs84经度,wgs84纬度"
    path = table(tmp_path, headers, (*GCJ, *HERE))
    frame = read_hazards(path, datum="gcj02")
    assert dict(check(frame, "coordinates_chosen").facts)["used"] == "高德经度、高德纬度"
    assert away_m(frame) < 3
    # Nobody converts what is in another datum: what says nothing of its datum is what the person means.
    path = table(tmp_path, "经度,纬度,wgs84经度,wgs84纬度", (*GCJ, *HERE))
    assert away_m(read_hazards(path, datum="gcj02")) < 3


def test_columns_with_few_coordinates_do_not_hide_those_that_have_them_all(tmp_path: Path) -> None:
    rows = [(*GCJ, *HERE), (*GCJ, "", ""), (*GCJ, "", "")]
    frame = read_hazards(table(tmp_path, "高德经度,高德纬度,wgs84经度,wgs84纬度", *rows))
    assert frame.geometry.notna().all()
    assert away_m(frame) < 3
    frame = read_hazards(table(tmp_path, "高德经度,高德纬度,wgs84经度,wgs84纬度", ("", "", *HERE)))
    assert away_m(frame) < 0.01
    rows = [(*GCJ, 0, 0), (*GCJ, 0, 0)]
    frame = read_hazards(table(tmp_path, "高德经度,高德纬度,wgs84经度,wgs84纬度", *rows))
    assert away_m(frame) < 3


@pytest.mark.parametrize(
    ("headers", "numbers"),
    [
        ("lng,lat,x,y", (*HERE, 612000, 4259000)),
        ("x,lng,lat", (7, *HERE)),
        ("经度,纬度,中心经度,中心纬度", (*HERE, *THERE)),
        ("lon,lat,经度,纬度", (*HERE, *THERE)),
        ("经度,纬度,坐标", (*HERE, '"106.3,38.5"')),
    ],
)
def test_the_plainest_words_for_coordinates_are_read_and_the_others_told(
    headers: str, numbers: tuple[object, ...], tmp_path: Path
) -> None:
    frame = read_hazards(table(tmp_path, headers, numbers))
    assert away_m(frame) < 0.01
    assert "coordinates_chosen" in codes(frame)


@pytest.mark.parametrize(
    ("headers", "numbers"),
    [
        ("lng,lat,经度,纬度", (*HERE, *HERE)),
        ("lng,lat,x,y", (*HERE, HERE[0], f"{HERE[1]:.7f}")),
        ("经度,纬度,坐标", (*HERE, f'"{HERE[0]},{HERE[1]}"')),
        ("经度,纬度,坐标", (*HERE, f'"{HERE[1]},{HERE[0]}"')),
    ],
)
def test_the_same_coordinates_twice_are_no_matter(
    headers: str, numbers: tuple[object, ...], tmp_path: Path
) -> None:
    frame = read_hazards(table(tmp_path, headers, numbers))
    assert away_m(frame) < 0.2
    assert codes(frame) == ["datum_assumed"]


def test_coordinates_that_nothing_tells_apart_are_refused(tmp_path: Path) -> None:
    error = refused(table(tmp_path, "lng,lat,经度,纬度", (*HERE, *THERE)), "column_twice")
    assert error.facts["headers"] == ["lng", "经度"]
    error = refused(table(tmp_path, "经度,纬度,经度,纬度", (*HERE, *THERE)), "column_twice")
    assert error.facts["headers"] == ["经度", "经度_5"]


def test_columns_that_a_file_has_twice_are_told_even_where_they_are_the_same(tmp_path: Path) -> None:
    frame = read_hazards(table(tmp_path, "经度,纬度,经度,纬度", (*HERE, *HERE)))
    assert away_m(frame) < 0.01
    assert dict(check(frame, "coordinates_chosen").facts)["unused"] == "经度_5、纬度_6"
    frame = read_hazards(table(tmp_path, "地址,地址,lon,lat", ("某街", "某街", *HERE)))
    assert dict(check(frame, "column_chosen").facts)["unused"] == "地址_4"


def test_numbers_that_are_also_those_of_a_stated_datum_are_in_it(tmp_path: Path) -> None:
    """经度 is a copy of 高德经度 here: it was read as CGCS2000, half a kilometre away."""
    frame = read_hazards(table(tmp_path, "lon,lat,高德经度,高德纬度", (*GCJ, *GCJ)))
    assert away_m(frame) < 3
    assert frame.attrs["source"].datum == "gcj02"


def test_one_place_in_two_datums_at_once_is_refused(tmp_path: Path) -> None:
    path = table(tmp_path, "高德经度,高德纬度,wgs84经度,wgs84纬度", (*GCJ, *GCJ))
    refused(path, "datums_disagree")
    assert away_m(read_hazards(path, datum="gcj02")) < 3
    refused(table(tmp_path, "高德经度,wgs84经度,纬度", (GCJ[0], *HERE)), "datums_disagree")
    path = table(tmp_path, "高德经度,百度纬度", GCJ)
    refused(path, "datums_disagree")
    assert away_m(read_hazards(path, datum="gcj02")) < 3


def test_the_datum_of_a_column_that_is_not_read_is_not_taken_for_the_others(tmp_path: Path) -> None:
    frame = read_hazards(table(tmp_path, "lon,lat,高德坐标", (*HERE, f'"{GCJ[0]},{GCJ[1]}"')))
    assert away_m(frame) < 0.01
    assert check(frame, "coordinates_chosen").severity is CheckSeverity.IMPORTANT


@pytest.mark.parametrize(("at", "datum"), [(GCJ, "gcj02"), (HERE, "cgcs2000")])
def test_columns_beside_a_geometry_tell_its_datum_only_if_it_was_made_of_them(
    at: tuple[float, float], datum: str, tmp_path: Path
) -> None:
    """A layer whose geometry had been converted already was converted again."""
    path = tmp_path / "a.gpkg"
    columns = {"类型": ["加油站"], "高德经度": [GCJ[0]], "高德纬度": [GCJ[1]]}
    gpd.GeoDataFrame(columns, geometry=[Point(*at)], crs=4490).to_file(path)
    frame = read_hazards(path)
    assert away_m(frame) < 3
    assert frame.attrs["source"].datum == datum


def test_inspect_tells_what_each_of_several_columns_is_read_as(tmp_path: Path) -> None:
    path = table(tmp_path, "高德经度,高德纬度,wgs84经度,wgs84纬度,位置,地址", (*GCJ, *HERE, "路口", "某街"))
    report = inspect(path, Role.HAZARD)
    meanings = {field.name: field.meaning for field in report.layers[0].fields if field.meaning}
    read = {"名称": "name", "类型": "kind", "wgs84经度": "lon", "wgs84纬度": "lat", "地址": "address"}
    assert meanings == read
    assert not report.blocked


def test_a_column_of_the_models_own_name_that_is_empty_does_not_hide_a_filled_one(tmp_path: Path) -> None:
    path = tmp_path / "h.csv"
    path.write_text(
        f"name,名称,kind,类型,grade,等级,lon,lat\n,甲,,加油站,,三级,{HERE[0]},{HERE[1]}\n",
        encoding="utf-8-sig",
    )
    frame = read_hazards(path)
    assert frame[["name", "kind", "grade"]].to_numpy().tolist() == [["甲", "petrol_station", "3"]]


def test_one_place_in_degrees_and_in_minutes_is_one_place(tmp_path: Path) -> None:
    path = table(
        tmp_path, "经度,纬度,经度(度分秒),纬度(度分秒)",
        ("106.275", "38.470555556", "106°16′30″", "38°28′14″"),
    )  # fmt: skip
    frame = read_hazards(path)
    assert (frame.geometry.iloc[0].x, frame.geometry.iloc[0].y) == pytest.approx(
        (106.275, 38.4705556), abs=1e-6
    )


def test_a_rejected_row_of_an_archive_names_the_archive(tmp_path: Path) -> None:
    path = table(tmp_path, "lon,lat", HERE, (*HERE, "zu", "viel"))
    with zipfile.ZipFile(tmp_path / "包.zip", "w") as archive:
        archive.write(path, "名单.csv")
    told = inspect(tmp_path / "包.zip", Role.HAZARD, REJECT)
    (rejected,) = told.rejected
    assert dict(rejected.facts)["path"].endswith("包.zip")
    assert rejected.message.startswith("包.zip")
