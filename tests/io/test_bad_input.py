"""What is wrong with a file is told by file, row, field and value, with what to do about it."""

from __future__ import annotations

import math
import tempfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, box

from tests.io.layers import check, codes, feature, geojson, point, polygon, square
from xq_gis_plugin.core.accuracy import fill_accuracy
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.facts import measure
from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.export.words import check_text, error_text
from xq_gis_plugin.io.candidates import read_candidates
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.read import read_hazards, read_parts, read_protected

FUEL = "petrol_station"


def refused(read: object, path: object, code: str, **options: object) -> InputError:
    assert callable(read)
    with pytest.raises(InputError) as caught:
        read(path, **options)
    assert caught.value.code == code
    assert caught.value.hint
    return caught.value


def csv(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "h.csv"
    path.write_text(text, encoding="utf-8")
    return path


# Files


def test_a_missing_file(tmp_path: Path) -> None:
    error = refused(read_hazards, tmp_path / "none.gpkg", "file_missing")
    assert error.message == f"{tmp_path / 'none.gpkg'} does not exist."
    assert "FILE#layer" in error.hint


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/", "zzz://a/b", "https://me:secret@a.example/x.gpkg"]
)
def test_an_address_from_which_nothing_is_read(address: str) -> None:
    error = refused(read_hazards, address, "address_unknown")
    told = error_text(error, "zh")
    assert str(error.facts["path"]).split("://")[0] in address
    assert "://" in told.message
    assert "secret" not in f"{error} {error.facts} {told.message}"


def test_an_unknown_format(tmp_path: Path) -> None:
    path = tmp_path / "stations.doc"
    path.write_bytes(b"x")
    error = refused(read_hazards, path, "format_unknown")
    assert error.message == "stations.doc: files ending in '.doc' cannot be read."
    assert ".xlsx" in error.hint


@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson", "a.shp", "a.fgb", "a.xlsx", "a.osm.pbf", "a.osm"])
def test_a_file_that_is_not_what_its_name_says(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x00\x01 this is no map \xff" * 20)
    assert f"{name} cannot be read: " in refused(read_hazards, path, "file_unreadable").message


def test_a_folder(tmp_path: Path) -> None:
    assert "it is a folder" in refused(read_hazards, tmp_path, "file_unreadable").message


def test_text_in_no_known_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"kind,lon,lat\n\xff\xff\x81,1,2\n")
    assert "no known encoding" in refused(read_hazards, path, "encoding_unknown").message


@pytest.mark.parametrize("read", [read_hazards, read_protected, read_parts])
def test_an_empty_layer(read: object, tmp_path: Path) -> None:
    path = tmp_path / "empty.gpkg"
    gpd.GeoDataFrame({"kind": []}, geometry=[], crs=4490).to_file(path, layer="空", geometry_type="Point")
    assert refused(read, path, "layer_empty").message == "empty.gpkg#空 has no rows."


@pytest.mark.parametrize("text", ["", "\n\n", "lon,lat,kind\n", "lon,lat,kind\n,,\n"])
def test_an_empty_table(text: str, tmp_path: Path) -> None:
    assert refused(read_hazards, csv(tmp_path, text), "layer_empty").message == "h.csv has no rows."


def test_a_row_with_too_many_cells(tmp_path: Path) -> None:
    path = csv(tmp_path, "lon,lat,name,kind\n106.2,38.4,甲,乙站,petrol_station\n")
    error = refused(read_hazards, path, "row_too_long")
    assert error.message == "h.csv, row 2 has more cells than the header line."


# Coordinate systems and datums


@pytest.mark.filterwarnings("ignore:'crs' was not provided:UserWarning")
def test_no_crs(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    gpd.GeoDataFrame({"kind": [FUEL]}, geometry=[Point(106.2, 38.4)]).to_file(path)
    error = refused(read_hazards, path, "crs_missing")
    assert error.message.startswith("a.gpkg does not say which coordinate system it is in. By where")
    assert "--datum" in error.hint
    # Named by its datum, longitude and latitude will do; metres will not.
    assert len(read_hazards(path, datum="cgcs2000")) == 1
    gpd.GeoDataFrame({"kind": [FUEL]}, geometry=[Point(612000, 4259000)]).to_file(path)
    refused(read_hazards, path, "crs_missing", datum="cgcs2000")


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:4544", "EPSG:32648"])
def test_projected_input_is_reprojected(crs: str, tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    there = gpd.GeoDataFrame({"kind": [FUEL]}, geometry=[Point(106.28575, 38.47047)], crs=4490)
    there.to_file(tmp_path / "b.gpkg")
    there.to_crs(crs).to_file(path)
    hazards = read_hazards(path)
    assert hazards.crs == "EPSG:4490"
    place = hazards.geometry.iloc[0]
    assert Geodesic.WGS84.Inverse(38.47047, 106.28575, place.y, place.x)["s12"] < 0.001
    assert check(hazards, "reprojected").message.startswith("a.gpkg: the coordinates were reprojected from ")
    assert hazards.attrs["source"].crs == crs
    # 1 cm makes no difference to a made identity.
    assert hazards["hazard_id"].tolist() == read_hazards(tmp_path / "b.gpkg")["hazard_id"].tolist()


def test_wgs84_is_cgcs2000(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", feature(point(106.2, 38.4), kind=FUEL))
    hazards = read_hazards(path)
    assert hazards.geometry.iloc[0].equals_exact(Point(106.2, 38.4), 0)
    assert codes(hazards) == []


def test_a_datum_without_a_known_way_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "xian.gpkg"
    gpd.GeoDataFrame({"kind": [FUEL]}, geometry=[Point(106.2, 38.4)], crs=4610).to_file(path)
    error = refused(read_hazards, path, "crs_inexact")
    assert error.message == "xian.gpkg: how exactly Xian 1980 can be brought to CGCS2000 is not known."
    assert "--crs-accuracy" in error.hint


def test_a_way_that_is_known_to_some_metres_makes_each_place_so_much_less_sure(tmp_path: Path) -> None:
    """Of Beijing 1954 PROJ knows the way to 15 m in the Pearl River basin, and to none around Yinchuan."""
    path = tmp_path / "beijing.gpkg"
    there = gpd.GeoDataFrame({"kind": [FUEL] * 2, "name": ["甲", "乙"], "position_accuracy_m": [3.0, None]},
                             geometry=[Point(113, 20.5)] * 2, crs=4214)  # fmt: skip
    there.to_file(path)
    hazards = read_hazards(path)
    assert "known to 15 m" in check(hazards, "crs_accuracy").message
    there.to_crs(4490).to_file(tmp_path / "same.gpkg")
    usual = fill_accuracy(read_hazards(tmp_path / "same.gpkg"), None, site_radius=True)["position_accuracy_m"]
    assert hazards["position_accuracy_m"].tolist() == [18.0, usual.iloc[1] + 15.0]
    located = read_candidates(path)["position_accuracy_m"].tolist()
    assert located == [18.0, measure("accuracy", "file").high_m + 15.0]
    there.set_geometry([Point(106.2, 38.4)] * 2, crs=4214).to_file(path)
    refused(read_hazards, path, "crs_inexact")


def test_gcj02_is_converted_and_said(tmp_path: Path) -> None:
    path = csv(tmp_path, "lon,lat,kind\n106.290184,38.470945,加油站\n")
    hazards = read_hazards(path, datum="gcj02")
    place = hazards.geometry.iloc[0]
    assert Geodesic.WGS84.Inverse(38.47047, 106.28575, place.y, place.x)["s12"] < 1
    assert hazards.attrs["source"].datum == "gcj02"
    assert "taken for gcj02 and converted" in check(hazards, "datum_converted").message


def test_an_unknown_datum(tmp_path: Path) -> None:
    error = refused(read_hazards, tmp_path, "datum_unknown", datum="mars")
    assert error.message == "The datum 'mars' is not known."


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "38.47,106.28",
            "h.csv, row 3: longitude and latitude are swapped (lon 38.47, lat 106.28 in row 3).",
        ),
        # Both are below 90 degrees here: only the country tells.
        ("30.1,85.2", "h.csv, row 3: longitude and latitude are swapped (lon 30.1, lat 85.2 in row 3)."),
    ],
)
def test_swapped_axes(line: str, said: str, tmp_path: Path) -> None:
    path = csv(tmp_path, f"lon,lat,kind\n106.2,38.4,{FUEL}\n{line},{FUEL}\n")
    assert refused(read_hazards, path, "axes_swapped").message == said


def test_swapped_axes_in_a_layer(tmp_path: Path) -> None:
    ring = [[y, x] for x, y in square()]
    path = geojson(tmp_path / "a.geojson", feature(polygon(ring), kind="residence"))
    assert "a.geojson, row 1: " in refused(read_protected, path, "axes_swapped").message


def test_places_abroad_are_not_taken_for_swapped(tmp_path: Path) -> None:
    text = f"lon,lat,kind\n24.94,60.17,{FUEL}\n-73.99,40.73,{FUEL}\n123.7,13.1,{FUEL}\n151.2,-33.9,{FUEL}\n"
    assert read_hazards(csv(tmp_path, text)).geometry.notna().all()


def test_metres_without_a_crs_in_a_table(tmp_path: Path) -> None:
    path = csv(tmp_path, f"x,y,kind\n612000,4259000,{FUEL}\n")
    error = refused(read_hazards, path, "crs_missing")
    # By where they fall: in the zone of 105° E, with the datum that is in force before the older two.
    assert error.facts["crs"][:2] == ["EPSG:4502", "EPSG:4544"] or "EPSG:4544" in error.facts["crs"][:3]
    assert "EPSG:4544" in error.message
    there = read_hazards(path, options=ReadOptions(crs="EPSG:4544")).geometry.iloc[0]
    assert (there.x, there.y) == pytest.approx((106.28, 38.47), abs=0.05)


def test_a_table_without_coordinate_columns(tmp_path: Path) -> None:
    path = csv(tmp_path, "名称,类型\n甲,住宅\n")
    error = refused(read_protected, path, "coordinates_missing")
    assert error.message == "h.csv has no column for lon and lat; it has name, kind."
    path = csv(tmp_path, "名称,类型,所在经线,所在纬线\n甲,住宅,106,38\n")
    error = refused(read_protected, path, "coordinates_missing")
    assert error.message.endswith(
        "it has name, kind, 所在经线, 所在纬线 (not understood: 所在经线, 所在纬线)."
    )
    assert error_text(error).message == f"没有“经度、纬度”列（没有认出的列：所在经线、所在纬线）：{path}"
    path = csv(tmp_path, "名称,类型,经度,北\n甲,住宅,106,38\n")
    error = refused(read_protected, path, "coordinates_missing")
    assert error_text(error).message == f"没有“纬度”列（没有认出的列：北）：{path}"


# Rows without a place


def test_hazards_without_coordinates_are_kept_as_unlocated(tmp_path: Path) -> None:
    path = csv(
        tmp_path, f"名称,经度,纬度,类型\n甲,106.2,38.4,{FUEL}\n乙,,,{FUEL}\n丙,0,0,{FUEL}\n丁,206,38,{FUEL}\n"
    )
    hazards = read_hazards(path)
    assert hazards["position_status"].tolist() == ["located", "unlocated", "unlocated", "unlocated"]
    assert hazards.geometry.isna().tolist() == [False, True, True, True]
    missing = check(hazards, "geometry_missing")
    assert missing.message == "h.csv: no geometry (row 3): kept without a position."
    outside = check(hazards, "coordinates_out_of_range")
    assert outside.message == (
        "h.csv: coordinates outside ±180°, ±90°, or at 0, 0 (rows 4 and 5): kept without a position."
    )
    assert (outside.severity, outside.rows, outside.count) == (CheckSeverity.IMPORTANT, (4, 5), 2)


def test_one_wrong_place_in_a_list_without_places_costs_no_other_row(tmp_path: Path) -> None:
    for place in ("0,0", "206,38"):
        path = csv(tmp_path, f"名称,经度,纬度,类型\n甲,{place},{FUEL}\n乙,,,{FUEL}\n丙,,,{FUEL}\n")
        assert read_hazards(path)["position_status"].tolist() == ["unlocated"] * 3
    path = csv(tmp_path, f"名称,经度,纬度,类型\n甲,31832000,9640000,{FUEL}\n乙,31833000,9640000,{FUEL}\n")
    refused(read_hazards, path, "coordinates_out_of_range")


def test_a_list_without_any_coordinates_is_all_unlocated(tmp_path: Path) -> None:
    hazards = read_hazards(csv(tmp_path, f"名称,类型\n甲,{FUEL}\n乙,{FUEL}\n"))
    assert hazards["position_status"].tolist() == ["unlocated"] * 2
    assert "coordinates_unread" not in codes(hazards)
    hazards = read_hazards(csv(tmp_path, f"名称,类型,电话,所在经线\n甲,{FUEL},1,106\n"))
    told = check(hazards, "coordinates_unread")
    assert told.message.endswith("these columns were not understood: 电话, 所在经线.")
    assert check_text(told) == "h.csv：没有认出坐标列；这些列没有认出：电话、所在经线"
    assert hazards["hazard_id"].is_unique


# Geometry. Each broken feature stands between two good ones.

GOOD = polygon(square(106.3, 38.5))
BOWTIE = polygon([[106.2, 38.4], [106.201, 38.401], [106.201, 38.4], [106.2, 38.401], [106.2, 38.4]])
BROKEN = {
    "null": (None, "geometry_missing", "no geometry"),
    "empty": (polygon(), "geometry_missing", "no geometry"),
    "NaN": (
        polygon([[106.2, 38.4], [math.nan, 38.4], [106.2, 38.5], [106.2, 38.4]]),
        "coordinates_not_finite",
        "coordinates that are not numbers",
    ),
    "infinite": (point(math.inf, 38.4), "coordinates_not_finite", "coordinates that are not numbers"),
    "2-point ring": (
        polygon([[106.2, 38.4], [106.201, 38.4]]),
        "geometry_broken",
        "geometry that cannot be repaired",
    ),
    "flat ring": (
        polygon([[106.2, 38.4], [106.201, 38.4], [106.202, 38.4], [106.2, 38.4]]),
        "geometry_broken",
        "geometry that cannot be repaired",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.filterwarnings("ignore:.*ring.*:RuntimeWarning")
def test_unusable_geometry_is_named_by_row(name: str, tmp_path: Path) -> None:
    geometry, code, what = BROKEN[name]
    rows = [feature(item, kind="residence") for item in (GOOD, geometry, GOOD)]
    objects = read_protected(geojson(tmp_path / "p.geojson", *rows))
    assert len(objects) == 2
    assert objects.is_valid.all()
    found = check(objects, code)
    assert found.message == f"p.geojson: {what} (row 2): left out."
    assert (found.severity, found.rows, found.count) == (CheckSeverity.IMPORTANT, (2,), 1)

    rows = [feature(item, kind=FUEL) for item in (GOOD, geometry, GOOD)]
    hazards = read_hazards(geojson(tmp_path / "h.geojson", *rows))
    assert hazards["position_status"].tolist() == ["located", "unlocated", "located"]
    assert check(hazards, code).message == f"h.geojson: {what} (row 2): kept without a position."


def test_a_self_intersection_is_repaired_and_its_area_said(tmp_path: Path) -> None:
    path = geojson(tmp_path / "p.geojson", *(feature(item, kind="residence") for item in (GOOD, BOWTIE)))
    objects = read_protected(path)
    assert objects.is_valid.all()
    found = check(objects, "geometry_repaired")
    assert found.message == (
        "p.geojson: 1 invalid geometry was repaired "
        "(row 2: Self-intersection, 0.0 m² as drawn, 4848.2 m² now)."
    )
    assert (found.severity, found.rows, found.count) == (CheckSeverity.IMPORTANT, (2,), 1)
    assert "2: 0.0 → 4848.2 m²" in check_text(found)


def test_a_layer_of_nothing_usable_is_refused(tmp_path: Path) -> None:
    path = geojson(tmp_path / "p.geojson", feature(None, kind="residence"))
    error = refused(read_protected, path, "nothing_usable")
    assert error.message == (
        "p.geojson: none of the 1 rows has a geometry that can be used. "
        "p.geojson: no geometry (row 1): left out."
    )


def test_of_a_collection_the_polygons_are_kept(tmp_path: Path) -> None:
    mixed = {"type": "GeometryCollection", "geometries": [point(), GOOD]}
    objects = read_protected(geojson(tmp_path / "p.geojson", feature(mixed, kind="residence")))
    assert objects.geom_type.tolist() == ["Polygon"]
    assert "Mixed collection" in check(objects, "geometry_repaired").message


def test_heights_are_dropped_with_a_note(tmp_path: Path) -> None:
    path = geojson(
        tmp_path / "h.geojson", feature({"type": "Point", "coordinates": [106.2, 38.4, 1100]}, kind=FUEL)
    )
    hazards = read_hazards(path)
    assert not hazards.has_z.any()
    assert check(hazards, "z_dropped").severity is CheckSeverity.NOTE


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=8))
def test_any_ring_is_read_or_told(steps: list[tuple[int, int]]) -> None:
    # On a coarse grid, so that points coincide and edges overlap as often as they cross.
    ring = [(106.2 + 0.001 * x, 38.4 + 0.001 * y) for x, y in steps]
    with tempfile.TemporaryDirectory() as folder:
        rows = [feature(item, kind="residence") for item in (GOOD, polygon([*ring, ring[0]]))]
        objects = read_protected(geojson(Path(folder) / "p.geojson", *rows))
    told = {"geometry_broken", "geometry_missing"} & set(codes(objects))
    assert len(objects) == (1 if told else 2)
    assert objects.is_valid.all()
    assert not objects.is_empty.any()
    assert (shapely.get_dimensions(objects.geometry.to_numpy()) == 2).all()


# Values


@pytest.mark.parametrize(
    ("read", "field", "value", "said"),
    [
        (read_hazards, "kind", "加有站", "'加有站' is not a value of this field."),
        (read_hazards, "grade", "四级", "'四级' is not a value of this field."),
        (read_hazards, "vapour_recovery", "有", "'有' is not a value of this field."),
        (read_hazards, "fuels", "汽油,煤油", "'汽油,煤油' names the unknown fuel '煤油'."),
        (read_hazards, "petrol_m3", "60升", "'60升' is not a number."),
        (read_hazards, "temporary", "maybe", "'maybe' is not a value of this field."),
        (read_hazards, "position_accuracy_m", "-1", "'-1' is negative."),
        (read_hazards, "position_accuracy_m", "NaN", "'NaN' is not a number."),
        (read_hazards, "position_accuracy_m", "1e999", "'1e999' is not a finite number."),
        (
            read_hazards,
            "lon",
            "106°77′",
            "'106°77′' has too many minutes or seconds.",
        ),
        (read_hazards, "lon", "东边", "'东边' is no coordinate."),
        (read_protected, "kind", "x" * 100, f"'{'x' * 80}…' is not a value of this field."),
        (read_protected, "protection_class", "四类", "'四类' is not a value of this field."),
        (read_protected, "measured_as", "roof", "'roof' is not a value of this field."),
        (read_protected, "voltage_kv", "高压", "'高压' is not a number."),
        (read_parts, "kind", "煤仓", "'煤仓' is not a value of this field."),
    ],
)
def test_a_wrong_value_is_told_with_row_and_field(
    read: object, field: str, value: str, said: str, tmp_path: Path
) -> None:
    kind = {read_hazards: FUEL, read_protected: "residence", read_parts: "tank"}[read]  # type: ignore[index]
    good = {"lon": "106.2", "lat": "38.4", "hazard_id": "a", "kind": kind, field: ""}
    bad = {**good, "hazard_id": "b", field: value}
    if field in ("kind", "lon"):
        good[field] = {"kind": kind, "lon": "106.2"}[field]
    lines = [",".join(good), ",".join(good.values()), ",".join(f'"{cell}"' for cell in bad.values())]
    error = refused(read, csv(tmp_path, "\n".join(lines)), "value_wrong")
    assert error.message == f"h.csv, row 3, field {field}: {said}"
    assert (error.facts["row"], error.facts["field"]) == (3, field)


@pytest.mark.parametrize(
    ("read", "text", "code", "said"),
    [
        (
            read_hazards,
            "lon,lat\n1,2\n",
            "hazard_without_kind",
            "h.csv has no column kind; every hazard needs one.",
        ),
        (
            read_hazards,
            f"lon,lat,kind\n1,2,{FUEL}\n1,2,\n",
            "hazard_without_kind",
            "h.csv, row 3, field kind: the value is missing; every hazard needs one.",
        ),
        (
            read_parts,
            "lon,lat,kind\n1,2,tank\n",
            "part_without_hazard_id",
            "h.csv has no column hazard_id; every part needs one.",
        ),
        (
            read_parts,
            "lon,lat,hazard_id\n1,2,a\n",
            "part_without_kind",
            "h.csv has no column kind; every part needs one.",
        ),
    ],
)
def test_a_row_without_its_required_facts(
    read: object, text: str, code: str, said: str, tmp_path: Path
) -> None:
    assert refused(read, csv(tmp_path, text), code).message == said


def test_an_identity_given_twice(tmp_path: Path) -> None:
    path = csv(tmp_path, f"编号,lon,lat,kind\n7,1,2,{FUEL}\n8,1,2,{FUEL}\n7,3,4,{FUEL}\n")
    error = refused(read_hazards, path, "id_duplicate")
    assert error.message == "h.csv, rows 2 and 4, field hazard_id: '7' is given more than once."


def test_two_headers_for_one_column(tmp_path: Path) -> None:
    path = csv(tmp_path, "lon,lat,类型,企业类型\n1,2,加油站,加气站\n")
    error = refused(read_hazards, path, "column_twice")
    assert (
        error.message == "h.csv: the headers 类型 and 企业类型 both stand for kind, and do not say the same."
    )


def test_a_line_of_unknown_kind(tmp_path: Path) -> None:
    line = {"type": "LineString", "coordinates": [[106.2, 38.4], [106.3, 38.4]]}
    error = refused(read_protected, geojson(tmp_path / "a.geojson", feature(line)), "value_wrong")
    assert error.message == "a.geojson, row 1, field kind: '' does not tell what the line is."


@pytest.mark.parametrize("word", ["", "-", "—", "/", "未知", "不详", "NULL", "n/a"])
def test_words_for_unknown_are_null(word: str, tmp_path: Path) -> None:
    text = f"lon,lat,kind,grade,vapour_recovery,fuels,petrol_m3,temporary\n106,38,{FUEL}" + f",{word}" * 5
    row = read_hazards(csv(tmp_path, text)).iloc[0]
    assert row[["grade", "vapour_recovery", "fuels", "petrol_m3", "temporary"]].isna().all()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("汽油、柴油", "petrol,diesel"),
        ("0#,92#,95#", "petrol,diesel"),
        ("LNG / CNG", "cng,lng"),
        ("柴油和汽油", "petrol,diesel"),
        ("petrol", "petrol"),
    ],
)
def test_fuels_as_planners_write_them(written: str, meant: str, tmp_path: Path) -> None:
    path = csv(tmp_path, f'lon,lat,kind,油品\n106,38,{FUEL},"{written}"\n')
    assert read_hazards(path)["fuels"].tolist() == [meant]


def test_numbers_may_be_grouped_and_full_width(tmp_path: Path) -> None:
    path = csv(tmp_path, 'lon,lat,类型,建筑面积（㎡）\n106,38,住宅,"1,200.5"\n106,38.1,住宅,１２０\n')
    assert np.array_equal(read_protected(path)["floor_area_m2"], [1200.5, 120.0])


def test_signs_that_nobody_sees_make_no_difference(tmp_path: Path) -> None:
    path = csv(
        tmp_path, "lon,lat,类型,建筑面积\n106,38,住宅\u200b,\u202d1200.5\u202c\n106,38.1,\ufeff住宅,'120\n"
    )
    objects = read_protected(path)
    assert objects["kind"].tolist() == ["residence"] * 2
    assert objects["floor_area_m2"].tolist() == [1200.5, 120.0]


def test_a_wrong_value_is_told_even_without_a_geometry(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", feature(None, kind="住宅区域"), feature(point(), kind="住宅"))
    assert "row 1, field kind" in refused(read_protected, path, "value_wrong").message


def test_a_big_valid_layer_is_read_fast(tmp_path: Path) -> None:
    side = np.arange(150) * 0.001
    boxes = [box(106 + x, 38 + y, 106.0005 + x, 38.0005 + y) for x in side for y in side]
    path = tmp_path / "big.gpkg"
    gpd.GeoDataFrame({"kind": ["residence"] * len(boxes)}, geometry=boxes, crs=4490).to_file(path)
    assert len(read_protected(path)) == 22_500


def test_more_text_than_can_be_held_is_refused_with_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xq_gis_plugin.io.grids._MOST_TEXT_BYTES", 20)
    error = refused(read_hazards, csv(tmp_path, f"x,y,kind\n106.28,38.47,{FUEL}\n"), "text_too_large")
    assert "GeoPackage" in error_text(error, "zh").hint
