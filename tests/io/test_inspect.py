"""What a file is said to be, and the quality gate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.io.layers import SHARED, feature, geojson, point, polygon, square
from tests.io.test_more_formats import STATIONS_XLS, shapefile, zipped
from xq_gis_plugin.core.datum import convert
from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.export.words import check_hint, check_text
from xq_gis_plugin.io.areas import display_district
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.datum_suspect import datum_suspect, datum_suspect_by_key
from xq_gis_plugin.io.gate import gate
from xq_gis_plugin.io.inspect import inspect
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.read import read_hazards, read_parts, read_protected, read_sites

if TYPE_CHECKING:
    from xq_gis_plugin.io.inspect import FileReport

HERE = (106.28575, 38.47047)


def test_a_workbook_is_told_by_its_sheets_columns_and_first_rows() -> None:
    report = inspect(STATIONS_XLS, Role.HAZARD)
    (layer,) = report.layers
    assert (layer.name, layer.rows, layer.geometry_type) == ("加油站", 2, None)
    assert [(field.name, field.meaning) for field in layer.fields][:3] == [
        ("街道", "street"), ("名称", "name"), ("类型", "kind"),
    ]  # fmt: skip
    assert layer.preview[1][3] == "106°17′24″"
    assert not report.blocked
    by_code = {check.code: check for check in report.checks}
    assert "title_skipped" in by_code
    # As a spreadsheet numbers them: under a title and the headers.
    assert by_code["grade_missing"].rows == (3, 4)


def test_every_file_of_an_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shapefile(tmp_path / "in")
    geojson(tmp_path / "in" / "b.geojson", feature(point(), name="甲", kind="加油站"))
    archive = zipped(tmp_path / "a.zip", *sorted((tmp_path / "in").iterdir()))
    report = inspect(archive, Role.HAZARD)
    assert [(layer.name, layer.rows) for layer in report.layers] == [("b.geojson", 1), ("站点.shp", 2)]
    assert not report.blocked


def test_of_several_layers_it_is_told_whose_rows_are_meant(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    for layer, kinds in (("东", ["加油站", "加油站"]), ("西", ["加油站", "茶馆"])):
        shapes = [shapely.Point(HERE), shapely.Point(HERE)]
        frame = gpd.GeoDataFrame({"类型": kinds, "名称": ["甲", "乙"]}, geometry=shapes, crs=4490)
        frame.to_file(path, layer=layer)
    report = inspect(path, Role.HAZARD, ReadOptions(reject_rows=True))
    twice = [check for check in report.checks if check.code == "duplicate_place"]
    assert [(check.layer, check.rows) for check in twice] == [("东", (1, 2))]
    assert check_text(twice[0]).startswith("东：")
    assert check_text(twice[0], "en").startswith("东: ")
    assert [(cell.layer, cell.row) for cell in report.rejected] == [("西", 2)]
    (alone,) = {check.layer for check in inspect(f"{path}#东", Role.HAZARD).checks}
    assert alone is None


def test_rows_that_cannot_be_read_are_told_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("名称,类型,经度,纬度\n甲,加油站,106.2,38.4\n乙,茶馆,106.2,38.4\n", encoding="utf-8")
    report = inspect(path, Role.HAZARD, ReadOptions(reject_rows=True))
    (cell,) = report.rejected
    assert (cell.row, cell.field, cell.value) == (3, "kind", "茶馆")
    assert not report.blocked


def test_a_file_that_cannot_be_used_yet_is_shown_all_the_same(tmp_path: Path) -> None:
    path = shapefile(tmp_path, "GBK")
    path.with_suffix(".prj").unlink()
    report = inspect(path, Role.HAZARD)
    assert report.blocked
    assert report.layers[0].preview[0][0] == "胜利加油站"
    assert report.layers[0].crs is None
    assert [check.code for check in report.checks if check.severity is CheckSeverity.BLOCKING] == [
        "crs_missing"
    ]
    assert not inspect(path, Role.HAZARD, ReadOptions(datum="cgcs2000")).blocked


def test_every_layer_of_a_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    for name in ("甲", "乙"):
        gpd.GeoDataFrame({"kind": ["住宅"]}, geometry=[shapely.Point(HERE)], crs=4490).to_file(
            path, layer=name
        )
    assert [layer.name for layer in inspect(path).layers] == ["甲", "乙"]
    assert [layer.name for layer in inspect(f"{path}#乙").layers] == ["乙"]
    assert inspect(path).layers[0].datum == "cgcs2000"


@pytest.mark.shared
def test_an_extract_of_openstreetmap_is_told_by_role() -> None:
    report = inspect(SHARED / "data" / "osm" / "legazpi.osm.pbf", Role.HAZARD)
    assert [(layer.name, layer.rows) for layer in report.layers] == [("hazard", 26)]
    # The real town is in the Philippines.
    assert next(check for check in report.checks if check.code == "outside_district").count == 26


# The gate


def codes(frame: gpd.GeoDataFrame, role: Role) -> dict[str, tuple[int, ...]]:
    return {check.code: check.rows for check in gate(frame, role)}


def hazards(tmp_path: Path, *rows: dict[str, Any]) -> gpd.GeoDataFrame:
    made = [feature(point(*row.pop("at", HERE)), **({"kind": "加油站", "grade": "3"} | row)) for row in rows]
    return read_hazards(geojson(tmp_path / "h.geojson", *made))


def test_what_lies_outside_is_told_and_kept(tmp_path: Path) -> None:
    frame = hazards(tmp_path, {"name": "甲"}, {"name": "乙", "at": (105.0, 38.0)})
    assert codes(frame, Role.HAZARD) == {"outside_district": (2,)}
    assert len(frame) == 2


@pytest.mark.parametrize(("metres", "told"), [(0.0, True), (4.9, True), (5.2, False)])
def test_two_of_a_kind_within_five_metres_are_told(tmp_path: Path, metres: float, told: bool) -> None:
    east = (HERE[0] + metres / 87_260, HERE[1])
    frame = hazards(tmp_path, {"name": "甲"}, {"name": "乙", "at": east})
    assert ("duplicate_place" in codes(frame, Role.HAZARD)) == told
    other = hazards(tmp_path, {"name": "甲"}, {"name": "乙", "at": east, "kind": "烟花爆竹零售"})
    assert "duplicate_place" not in codes(other, Role.HAZARD)


def test_one_name_twice_and_a_grade_that_nobody_knows(tmp_path: Path) -> None:
    away = (HERE[0] + 0.01, HERE[1])
    frame = hazards(
        tmp_path, {"name": "甲站", "grade": None}, {"name": "甲站", "at": away}, {"name": None, "at": away}
    )
    assert codes(frame, Role.HAZARD) == {
        "duplicate_name": (1, 2),
        "grade_missing": (1,),
        "duplicate_place": (2, 3),
    }
    named = hazards(tmp_path, {"name": "甲站", "grade": None, "petrol_m3": 30})
    assert "grade_missing" not in codes(named, Role.HAZARD)


def test_splinters_and_buildings_of_unknown_class(tmp_path: Path) -> None:
    thin = [[HERE[0], HERE[1]], [HERE[0] + 0.001, HERE[1]], [HERE[0] + 0.001, HERE[1] + 1e-6], list(HERE)]
    path = geojson(
        tmp_path / "p.geojson",
        feature(polygon(thin), kind="住宅", name="碎面"),
        feature(polygon(square()), kind="商场", name="商场"),
        feature(polygon(square(HERE[0] + 0.01)), kind="商场", name="大商场", floor_area_m2=20_000),
    )
    assert codes(read_protected(path), Role.PROTECTED) == {"sliver": (1,), "class_unknown": (2,)}


def test_points_and_outlines_together_are_told_of_sites(tmp_path: Path) -> None:
    path = geojson(tmp_path / "s.geojson", feature(point(), site_id="a"), feature(point(106.29), site_id="b"),
                   feature(polygon(square(106.3)), site_id="c"))  # fmt: skip
    assert codes(read_sites(path), Role.SITE) == {"geometry_mixed": (3,)}


def test_objects_and_parts_of_one_kind_that_are_drawn_in_two_ways_are_a_note(tmp_path: Path) -> None:
    line = {"type": "LineString", "coordinates": [[106.28, 38.47], [106.29, 38.47]]}
    houses = [feature(polygon(square(106.28 + n / 100)), kind="住宅") for n in range(2)]
    road, house = feature(line, kind="道路"), feature(point(106.3), kind="住宅")
    path = geojson(tmp_path / "p.geojson", *houses, road, house)
    (found,) = [one for one in gate(read_protected(path), Role.PROTECTED) if one.code == "geometry_mixed"]
    assert (found.severity, found.rows) == (CheckSeverity.NOTE, (4,))
    # A road among houses is as it should be.
    assert codes(read_protected(geojson(path, *houses, road)), Role.PROTECTED) == {}
    tanks = [feature(polygon(square(106.28 + n / 100)), hazard_id="h", kind="油罐") for n in range(2)]
    pump, tank = (feature(point(106.3 + n / 100), hazard_id="h", kind=kind)
                  for n, kind in enumerate(["加油机", "油罐"]))  # fmt: skip
    parts = geojson(tmp_path / "t.geojson", *tanks, pump, tank)
    assert codes(read_parts(parts), Role.PART) == {"geometry_mixed": (4,)}
    assert codes(read_parts(geojson(parts, *tanks, pump)), Role.PART) == {}


def test_an_extract_of_openstreetmap_is_mixed_by_nature() -> None:
    town = Path(__file__).with_name("town.osm")
    frame = read_protected(town)
    assert len(set(shapely.get_dimensions(frame.geometry.to_numpy()))) > 1
    assert "geometry_mixed" not in codes(frame, Role.PROTECTED)


def test_parts_have_a_gate_too(tmp_path: Path) -> None:
    path = geojson(tmp_path / "t.geojson", feature(point(), hazard_id="h", kind="油罐"),
                   feature(point(), hazard_id="h", kind="油罐"))  # fmt: skip
    assert codes(read_parts(path), Role.PART) == {"duplicate_place": (1, 2)}


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_roads_in_another_datum_than_they_claim_are_found_by_roads_that_are_right(datum: str) -> None:
    random = np.random.default_rng(6)
    starts = random.uniform((106.2, 38.4), (106.35, 38.5), (60, 2))
    true = shapely.linestrings(np.stack([starts, starts + random.normal(0, 0.002, (60, 2))], axis=1))
    moved = shapely.transform(
        true, lambda xy: np.column_stack(convert(xy[:, 0], xy[:, 1], "cgcs2000", datum))
    )
    (found,) = datum_suspect(moved, true)
    assert (found.code, found.severity) == ("datum_suspect", CheckSeverity.IMPORTANT)
    assert f"--datum {datum}" in found.hint
    # What is right, or of another place altogether, is not suspected.
    assert datum_suspect(true, true) == ()
    assert datum_suspect(shapely.transform(true, lambda xy: xy + np.array([0.0, 0.05])), true) == ()
    assert datum_suspect(moved, np.empty(0, dtype=object)) == ()


def in_gcj02(shapes: Any) -> Any:
    """Return lon/lat shapes as Amap has them."""
    return shapely.transform(
        shapes, lambda xy: np.column_stack(convert(xy[:, 0], xy[:, 1], "wgs84", "gcj02"))
    )


def facts_of(report: FileReport) -> dict[str, str]:
    (found,) = [check for check in report.checks if check.code == "datum_suspect"]
    return dict(found.facts)


def test_a_boundary_in_another_datum_than_it_claims_is_told_by_its_outline(tmp_path: Path) -> None:
    path = tmp_path / "b.gpkg"
    boundary = gpd.GeoDataFrame({"name": ["兴庆区"]}, geometry=[display_district()], crs=4326)
    boundary.to_file(path)
    assert "datum_suspect" not in {check.code for check in inspect(path, Role.PROTECTED).checks}
    boundary.set_geometry(in_gcj02(boundary.geometry.to_numpy()), crs=4326).to_file(path)
    facts = facts_of(inspect(path, Role.PROTECTED))
    assert facts["datum"] == "gcj02"
    assert 350 < float(facts["shift_m"]) < 450
    assert float(facts["away_m"]) > 3 * float(facts["left_m"])
    # Once the datum is said there is nothing to suspect.
    told = inspect(path, Role.PROTECTED, ReadOptions(datum="gcj02"))
    assert "datum_suspect" not in {check.code for check in told.checks}


@pytest.mark.shared
def test_a_real_boundary_in_gcj02_is_told() -> None:
    path = SHARED / "data" / "boundaries" / "xingqing_640104_datav_v3_GCJ02.geojson"
    assert facts_of(inspect(path, Role.PROTECTED))["datum"] == "gcj02"
    right = SHARED / "data" / "boundaries" / "yinchuan_districts_tianditu_wgs84.geojson"
    assert "datum_suspect" not in {check.code for check in inspect(right, Role.PROTECTED).checks}


def test_a_reference_serves_whatever_the_layer_is_to_be(tmp_path: Path) -> None:
    path = tmp_path / "b.gpkg"
    district = np.array([display_district()], dtype=object)
    gpd.GeoDataFrame(geometry=in_gcj02(district), crs=4326).to_file(path)
    assert facts_of(inspect(path, None, reference=district))["datum"] == "gcj02"


def test_in_a_dense_town_what_is_moved_lies_near_other_houses_and_is_suspected_all_the_same() -> None:
    random = np.random.default_rng(3)
    east, north = np.meshgrid(np.arange(40), np.arange(40))
    corners = np.column_stack([east.ravel(), north.ravel()]) * 3e-4 + random.uniform(0, 1e-4, (1600, 2))
    sizes = random.uniform(5e-5, 2e-4, (1600, 2))
    low, high = corners + np.array(HERE), corners + sizes + np.array(HERE)
    houses = shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1])
    low, high = (corner + random.normal(0, 1e-5, corner.shape) for corner in (low, high))
    drawn = shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1])
    (found,) = datum_suspect(in_gcj02(drawn), houses, only_if_many=True)
    assert dict(found.facts)["datum"] == "gcj02"
    assert datum_suspect(drawn, houses, only_if_many=True) == ()
    # Two houses may lie along others by chance.
    assert datum_suspect(in_gcj02(drawn[:2]), houses, only_if_many=True) == ()


def test_places_of_one_name_tell_the_datum_and_a_name_that_stands_twice_does_not() -> None:
    places = shapely.points(np.array(HERE) + np.array([[0, 0], [0.01, 0.02], [0.03, 0.01], [0.02, 0.0]]))
    names = ["甲", "乙", "丙", "丁"]
    (found,) = datum_suspect_by_key([*names, None], in_gcj02(places[[0, 1, 2, 3, 3]]), names, places)
    assert (found.code, dict(found.facts)["left_m"]) == ("datum_suspect", "0")
    assert datum_suspect_by_key(names, places, names, places) == ()
    assert datum_suspect_by_key(["甲", "甲", "乙", "丙"], in_gcj02(places), names, places) == ()
    assert datum_suspect_by_key(names[:2], in_gcj02(places[:2]), names, places) == ()


def test_a_column_out_of_which_another_is_taken_is_still_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = "名称,类型,经度,纬度,详细地址及联系电话\n甲站,加油站,106.28,38.47,胜利南街1号 0951-6020001\n"
    path.write_text(text, encoding="utf-8")
    (layer,) = inspect(path, Role.HAZARD).layers
    assert [field.meaning for field in layer.fields] == ["name", "kind", "lon", "lat", "address"]


def test_an_area_that_is_drawn_twice_is_told_of_and_its_neighbour_is_not(tmp_path: Path) -> None:
    lon, lat = HERE
    rings = [square(lon, lat), square(lon, lat), square(lon + 0.001, lat)]
    # The same outline from another corner is the same outline.
    rings[1] = [*rings[1][2:], *rings[1][1:3]]
    made = [
        feature(polygon(ring), kind="residence", name=name)
        for ring, name in zip(rings, "甲乙丙", strict=True)
    ]
    frame = read_protected(geojson(tmp_path / "p.geojson", *made))
    assert codes(frame, Role.PROTECTED) == {"duplicate_place": (1, 2)}


def test_degrees_without_a_datum_are_told_of_and_with_one_are_not(tmp_path: Path) -> None:
    path = tmp_path / "h.csv"
    path.write_text("名称,类型,等级,经度,纬度\n甲,加油站,3,106.28,38.47\n乙,加油站,3,,\n", encoding="utf-8")
    frame = read_hazards(path)
    (told,) = [one for one in frame.attrs["source"].checks if one.code == "datum_assumed"]
    assert (told.severity, told.rows) == (CheckSeverity.NOTE, (2,))
    assert "CGCS2000" in check_text(told)
    assert "--datum gcj02" in check_hint(told)
    for datum in ("wgs84", "gcj02"):
        said = read_hazards(path, datum=datum).attrs["source"].checks
        assert "datum_assumed" not in [one.code for one in said]


@pytest.mark.parametrize("role", [None, Role.HAZARD])
def test_the_datum_of_a_layer_is_the_one_that_it_says(role: Role | None, tmp_path: Path) -> None:
    path = tmp_path / "h.gpkg"
    gpd.GeoDataFrame({"kind": ["加油站"]}, geometry=[shapely.Point(HERE)], crs=4326).to_file(path)
    (layer,) = inspect(path, role, ReadOptions(reject_rows=True)).layers
    assert layer.datum == "wgs84"
    (moved,) = inspect(path, role, ReadOptions(reject_rows=True, datum="gcj02")).layers
    assert moved.datum == "gcj02"


@pytest.mark.parametrize("role", [None, Role.PROTECTED])
def test_a_layer_without_a_coordinate_system_is_asked_for_it_whatever_it_is_to_be(
    role: Role | None, tmp_path: Path
) -> None:
    """Metres of a table too; and a table that has no coordinates at all is asked for nothing."""
    points = gpd.GeoDataFrame({"kind": ["residence"]}, geometry=shapely.points([[611000, 4259000]]), crs=4544)
    points.to_file(tmp_path / "a.shp")
    (tmp_path / "a.prj").unlink()
    (tmp_path / "b.csv").write_text("类型,X,Y\n住宅,35611000,4259000\n", encoding="utf-8")
    for name, crs in (("a.shp", "EPSG:4544"), ("b.csv", "EPSG:4523")):
        report = inspect(tmp_path / name, role, ReadOptions(reject_rows=True))
        (asked,) = [one for one in report.checks if one.severity is CheckSeverity.BLOCKING]
        assert asked.code == "crs_missing"
        assert crs in report.errors[0].facts["crs"]
        assert not inspect(tmp_path / name, role, ReadOptions(crs=crs)).blocked
    (tmp_path / "c.csv").write_text("类型,地址\n住宅,胜利街\n", encoding="utf-8")
    assert not inspect(tmp_path / "c.csv").blocked
