"""The same hazards, protected objects and parts in every format read alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from shapely.geometry import LineString, Point, box

from tests.io.layers import check, codes, feature, geojson, point
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import HAZARD_COLUMNS, OBJECT_COLUMNS, PART_COLUMNS, Datum
from xq_gis_plugin.io.read import read_hazards, read_parts, read_protected

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENGLISH = ("name", "kind", "grade", "vapour_recovery", "petrol_m3", "temporary")
CHINESE = ("名称", "类型", "等级", "油气回收", "汽油罐容积(m³)", "是否临时")
ROWS = (
    (106.28, 38.47, "甲站", "petrol_station", "1", "full", 60, "no"),
    (106.29, 38.48, '"乙", <b>站</b>', "fireworks_retail", None, None, None, "yes"),
    (106.30, 38.49, "丙站", "cng_station", "3", "none", 12.5, None),
)
CHINESE_ROWS = (
    (106.28, 38.47, "甲站", "加油站", "一级", "卸油和加油", 60, "否"),
    (106.29, 38.48, '"乙", <b>站</b>', "烟花爆竹零售", "", "", "", "是"),
    (106.30, 38.49, "丙站", "CNG加气站", "3级", "无", 12.5, "—"),
)


def frame() -> gpd.GeoDataFrame:
    data = pd.DataFrame([row[2:] for row in ROWS], columns=list(ENGLISH), dtype=object)
    data["petrol_m3"] = data["petrol_m3"].astype("float64")
    return gpd.GeoDataFrame(data, geometry=[Point(row[:2]) for row in ROWS], crs="EPSG:4490")


def table(headers: tuple[str, ...], rows: tuple[tuple[object, ...], ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(headers), dtype=object)


def vector(driver: str, suffix: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / f"hazards{suffix}"
        # FlatGeobuf sorts rows for its spatial index.
        options = {"SPATIAL_INDEX": "NO"} if driver == "FlatGeobuf" else {}
        frame().to_file(path, driver=driver, **options)
        return path

    return write


def csv(
    headers: tuple[str, ...], rows: tuple[tuple[object, ...], ...], encoding: str, separator: str = ","
) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / "hazards.csv"
        table(headers, rows).to_csv(path, index=False, encoding=encoding, sep=separator)
        return path

    return write


def xlsx(
    headers: tuple[str, ...], rows: tuple[tuple[object, ...], ...], title: str = ""
) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        book = openpyxl.Workbook()
        for line in ([title], headers) if title else (headers,):
            book.active.append(line)
        for row in rows:
            book.active.append(row)
        book.create_sheet("空表")
        path = folder / "hazards.xlsx"
        book.save(path)
        return path

    return write


FORMATS = {
    "GeoPackage": vector("GPKG", ".gpkg"),
    "GeoJSON": vector("GeoJSON", ".geojson"),
    "shapefile": vector("ESRI Shapefile", ".shp"),
    "FlatGeobuf": vector("FlatGeobuf", ".fgb"),
    "CSV, English": csv(("lon", "lat", *ENGLISH), ROWS, "utf-8"),
    "CSV, Chinese, with BOM": csv(("经度", "纬度", *CHINESE), CHINESE_ROWS, "utf-8-sig"),
    "CSV, Chinese, GB 18030": csv(("经度", "纬度", *CHINESE), CHINESE_ROWS, "gb18030"),
    "CSV, semicolons": csv(("lng", "lat", *ENGLISH), ROWS, "utf-8", ";"),
    "CSV, x and y": csv(("X", "Y", *ENGLISH), ROWS, "utf-8"),
    "XLSX, English": xlsx(("lon", "lat", *ENGLISH), ROWS),
    "XLSX, Chinese, with a title": xlsx(("经度", "纬度", *CHINESE), CHINESE_ROWS, "兴庆区危险源登记表"),
}


@pytest.mark.filterwarnings("ignore:.*Normalized/laundered:RuntimeWarning")
@pytest.mark.filterwarnings("ignore:Column names longer than 10:UserWarning")
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_frame(name: str, tmp_path: Path) -> None:
    hazards = read_hazards(FORMATS[name](tmp_path))

    assert list(hazards.columns) == list(HAZARD_COLUMNS)
    assert hazards.crs == "EPSG:4490"
    assert hazards["name"].tolist() == [row[2] for row in ROWS]
    assert hazards["kind"].tolist() == ["petrol_station", "fireworks_retail", "cng_station"]
    assert hazards["grade"].tolist() == ["1", None, "3"]
    assert hazards["vapour_recovery"].tolist() == ["full", None, "none"]
    assert hazards["petrol_m3"].fillna(-1).tolist() == [60.0, -1.0, 12.5]
    assert hazards["temporary"].tolist() == [False, True, None]
    assert hazards["position_status"].tolist() == ["located"] * 3
    assert hazards["position_source"].tolist() == ["file"] * 3
    assert hazards["position_accuracy_m"].isna().all()
    assert hazards.geometry.x.tolist() == [106.28, 106.29, 106.30]
    assert hazards.geometry.y.tolist() == [38.47, 38.48, 38.49]
    # Made identities depend on place and name alone, so they are the same from every format.
    english = read_hazards(FORMATS["CSV, English"](tmp_path))
    assert_frame_equal(pd.DataFrame(hazards), pd.DataFrame(english))


def test_the_source_says_what_was_read(tmp_path: Path) -> None:
    path = FORMATS["GeoPackage"](tmp_path)
    source = read_hazards(path).attrs["source"]
    assert (source.path, source.layer, source.rows, source.crs) == (str(path), "hazards", 3, "EPSG:4490")
    assert source.datum is Datum.CGCS2000
    assert len(source.sha256) == 64


def test_a_shapefiles_digest_covers_its_attributes(tmp_path: Path) -> None:
    path = tmp_path / "a.shp"
    frame()[["name", "kind", "geometry"]].to_file(path)
    before = read_hazards(path).attrs["source"].sha256
    changed = frame()[["name", "kind", "geometry"]]
    changed["kind"] = "lpg_station"
    changed.to_file(path)
    assert read_hazards(path).attrs["source"].sha256 != before


def test_gb18030_is_said(tmp_path: Path) -> None:
    hazards = read_hazards(FORMATS["CSV, Chinese, GB 18030"](tmp_path))
    assert "was read as GB18030" in check(hazards, "encoding_guessed").message


def test_cut_off_shapefile_names_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "homes.shp"
    homes = gpd.GeoDataFrame(
        {"protection": ["二类"], "measured_a": ["围墙"], "floor_area": [120.0], "position_a": [2.0]},
        geometry=[box(106.2, 38.4, 106.201, 38.401)],
        crs=4490,
    )
    homes.to_file(path)
    read = read_protected(path).iloc[0]
    assert (read["protection_class"], read["measured_as"]) == ("class2", "fence")
    assert (read["floor_area_m2"], read["position_accuracy_m"]) == (120.0, 2.0)


def test_a_cut_off_name_with_two_meanings_is_left_out_aloud(tmp_path: Path) -> None:
    path = tmp_path / "h.shp"
    data = {"kind": ["petrol_station"], "position_s": ["gps"]}
    gpd.GeoDataFrame(data, geometry=[Point(106.2, 38.4)], crs=4490).to_file(path)
    hazards = read_hazards(path)
    message = check(hazards, "column_ambiguous").message
    assert "position_s (position_source or position_status)" in message
    assert hazards["position_source"].tolist() == ["file"]


def test_a_layer_is_named_behind_the_file(tmp_path: Path) -> None:
    path = tmp_path / "two.gpkg"
    frame().to_file(path, layer="一")
    frame().iloc[:1].to_file(path, layer="二")
    assert len(read_hazards(f"{path}#二")) == 1
    with pytest.raises(InputError) as caught:
        read_hazards(path)
    assert caught.value.code == "layer_unnamed"
    assert caught.value.message == "two.gpkg has 2 layers: 一, 二."
    with pytest.raises(InputError) as caught:
        read_hazards(f"{path}#三")
    assert caught.value.message == "two.gpkg has no layer '三'; it has 一, 二."


def test_a_file_name_may_hold_a_hash_sign(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a#b.geojson", feature(point(), kind="petrol_station"))
    assert len(read_hazards(path)) == 1


def test_own_columns_are_kept_and_cannot_clash(tmp_path: Path) -> None:
    path = geojson(
        tmp_path / "a.geojson", feature(point(), kind="加油站", FID=7, 法人="某人", Kind_2="x", 面积="60")
    )
    hazards = read_hazards(path)
    assert list(hazards.columns[len(HAZARD_COLUMNS) :]) == ["FID_file", "法人", "Kind_2"]
    assert hazards.loc[0, "sales_area_m2"] == 60.0


def test_a_column_in_another_unit_is_not_taken_for_ours(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", feature(point(), kind="加油站", **{"面积(亩)": 3}))
    hazards = read_hazards(path)
    assert hazards["sales_area_m2"].isna().all()
    assert hazards.loc[0, "面积(亩)"] == 3


def test_protected_objects_have_defaults_that_claim_nothing(tmp_path: Path) -> None:
    path = tmp_path / "p.gpkg"
    shapes = [
        box(106.2, 38.4, 106.201, 38.401),
        Point(106.3, 38.4),
        LineString([(106.2, 38.4), (106.3, 38.4)]),
    ]
    data = {"类型": ["住宅", None, "道路"], "道路等级": [None, None, "主干路"]}
    gpd.GeoDataFrame(data, geometry=shapes, crs=4490).to_file(path)
    objects = read_protected(path)
    assert list(objects.columns) == list(OBJECT_COLUMNS)
    assert objects["kind"].tolist() == ["residence", "building", "road"]
    assert objects["measured_as"].tolist() == ["building", "point", "line"]
    assert objects["road_class"].tolist() == [None, None, "main"]
    assert check(objects, "kind_unknown").rows == (2,)


def test_parts_name_their_hazard(tmp_path: Path) -> None:
    path = geojson(tmp_path / "parts.geojson", feature(point(), 危险源编号=12, 类型="油罐", 油品="92#汽油"))
    parts = read_parts(path)
    assert list(parts.columns) == list(PART_COLUMNS)
    assert parts.loc[0, ["hazard_id", "kind", "fuel"]].tolist() == ["12", "tank", "petrol"]


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "\"'`", "=cmd|' /C calc'!A1", "  两 端 空格 ", "长" * 10_000]
)
@pytest.mark.parametrize("suffix", [".gpkg", ".geojson", ".fgb", ".csv", ".xlsx"])
def test_names_survive_byte_for_byte(name: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"h{suffix}"
    if suffix in (".csv", ".xlsx"):
        lines = pd.DataFrame({"lon": [106.2], "lat": [38.4], "kind": ["petrol_station"], "name": [name]})
        if suffix == ".csv":
            lines.to_csv(path, index=False)
        else:
            book = openpyxl.Workbook()
            book.active.append(list(lines.columns))
            book.active.append(lines.iloc[0].tolist())
            book.active["D2"].data_type = "s"
            book.save(path)
    else:
        data = {"name": [name], "kind": ["petrol_station"]}
        gpd.GeoDataFrame(data, geometry=[Point(106.2, 38.4)], crs=4490).to_file(path)
    assert read_hazards(path)["name"].tolist() == [name]


def test_identities_are_stable_and_unique(tmp_path: Path) -> None:
    rows = [feature(point(), kind="petrol_station", name="同名") for _ in range(3)]
    first = read_hazards(geojson(tmp_path / "a.geojson", *rows))["hazard_id"].tolist()
    second = read_hazards(geojson(tmp_path / "b.geojson", *rows))["hazard_id"].tolist()
    assert first == second
    assert first[1:] == [f"{first[0]}-2", f"{first[0]}-3"]


def test_reading_says_nothing_where_nothing_is_odd(tmp_path: Path) -> None:
    assert codes(read_hazards(FORMATS["GeoPackage"](tmp_path))) == []
