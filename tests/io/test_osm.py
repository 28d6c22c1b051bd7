"""OpenStreetMap extracts: what the mapping takes, what it leaves, and what cannot be assembled."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from shapely.geometry import box

from tests.io.layers import check, codes
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import HAZARD_COLUMNS, OBJECT_COLUMNS, Datum
from xq_gis_plugin.export.words import error_text
from xq_gis_plugin.io.read import read_hazards, read_parts, read_protected

TOWN = Path(__file__).with_name("town.osm")


def test_stations_are_points_plots_and_canopies() -> None:
    hazards = read_hazards(TOWN).set_index("hazard_id")
    outlines = {
        "osm:node/10": "point",
        "osm:node/11": "point",
        "osm:way/20": "plot",
        "osm:way/21": "building",
        "osm:way/22": None,
    }
    assert hazards["outline"].to_dict() == outlines
    assert set(hazards["kind"]) == {"petrol_station"}
    assert hazards.loc["osm:node/10", "name"] == "虚构 <b>一站</b>"
    assert hazards.loc["osm:node/11", "address"] == "虚构路 7"
    assert hazards["position_accuracy_m"].isna().all()
    assert hazards.loc["osm:node/10", "position_source"] == "osm"


def test_a_station_with_a_broken_outline_is_kept_without_a_position() -> None:
    hazards = read_hazards(TOWN)
    lost = hazards.set_index("hazard_id").loc["osm:way/22"]
    assert (lost["name"], lost["position_status"], lost.geometry) == ("虚构三站", "unlocated", None)
    assert check(hazards, "geometry_broken").message == (
        "town.osm: 1 objects whose outline cannot be assembled were kept without a position (way/22)."
    )


def test_fuels_are_known_only_where_every_one_is_stated() -> None:
    fuels = read_hazards(TOWN).set_index("hazard_id")["fuels"]
    assert fuels["osm:node/10"] == "petrol,diesel"
    assert fuels.drop("osm:node/10").isna().all()


def test_what_protects_and_how_it_is_measured() -> None:
    objects = read_protected(TOWN).set_index("object_id")
    assert objects[["kind", "measured_as"]].apply(tuple, axis=1).to_dict() == {
        "osm:node/13": ("school", "point"),
        "osm:way/30": ("residence", "building"),
        "osm:way/31": ("building", "building"),
        "osm:way/32": ("school", "site"),
        "osm:way/33": ("school", "building"),
        "osm:way/35": ("residence", "zone"),
        "osm:way/40": ("road", "line"),
        "osm:way/41": ("road", "line"),
        "osm:way/42": ("road", "line"),
        "osm:way/45": ("road", "line"),
        "osm:way/50": ("power_line", "line"),
        "osm:way/53": ("railway", "line"),
        "osm:relation/70": ("hospital", "site"),
    }
    assert objects.is_valid.all()
    roads = objects["road_class"].dropna().to_dict()
    assert roads == {"osm:way/40": "main", "osm:way/41": "minor", "osm:way/45": "minor"}
    assert objects.loc["osm:way/50", "voltage_kv"] == 110.0
    assert objects.loc["osm:way/40", ["width_m", "lanes"]].tolist() == [22.0, 4.0]
    assert objects.loc["osm:way/30", "storeys"] == 6
    assert objects.loc["osm:relation/70", "beds"] == 120
    assert objects["insulated"].isna().all()


def test_what_cannot_be_assembled_is_named() -> None:
    objects = read_protected(TOWN)
    assert check(objects, "geometry_broken").message == (
        "town.osm: 3 objects whose outline cannot be assembled were left out (way/34, way/37, relation/71)."
    )
    assert check(objects, "osm_clipped").message == (
        "town.osm: 1 objects leave the extract; only what lies inside was read (way/45)."
    )
    unread = [found for found in objects.attrs["source"].checks if found.code == "tag_unread"]
    assert [found.message for found in unread] == [
        "town.osm: 1 tags for storeys are no number (way/31).",
        "town.osm: 1 tags for width_m are no number (way/41).",
    ]
    clipped = objects.set_index("object_id").loc["osm:way/45"].geometry
    assert clipped.geom_type == "MultiLineString"


def test_a_stated_box_is_the_coverage() -> None:
    for read in (read_hazards, read_protected):
        assert read(TOWN).attrs["coverage"].equals(box(106.20, 38.40, 106.22, 38.42))


def test_columns_and_source() -> None:
    hazards, objects = read_hazards(TOWN), read_protected(TOWN)
    assert list(hazards.columns) == [*HAZARD_COLUMNS, "outline", "brand", "operator"]
    assert list(objects.columns) == list(OBJECT_COLUMNS)
    assert hazards.crs == objects.crs == "EPSG:4490"
    source = hazards.attrs["source"]
    assert (source.rows, source.crs, source.datum) == (5, "EPSG:4326", Datum.WGS84)


def test_a_chinese_datum_is_not_applied() -> None:
    plain, asked = read_protected(TOWN), read_protected(TOWN, datum="gcj02")
    assert (plain.geometry == asked.geometry).all()
    assert "so the datum gcj02 was not applied" in check(asked, "datum_ignored").message
    assert "datum_ignored" not in codes(plain)


@pytest.mark.parametrize(
    ("path", "read", "code", "said"),
    [
        (
            f"{TOWN}#points",
            read_hazards,
            "layer_missing",
            "town.osm is an OpenStreetMap file and has no layer 'points'.",
        ),
        (
            TOWN,
            read_parts,
            "parts_not_in_osm",
            "town.osm: OpenStreetMap has no tanks, dispensers or vents of stations.",
        ),
    ],
)
def test_what_an_extract_cannot_be_asked(path: object, read: object, code: str, said: str) -> None:
    assert callable(read)
    with pytest.raises(InputError) as caught:
        read(path)
    assert (caught.value.code, caught.value.message) == (code, said)


def test_an_extract_without_hazards_is_an_empty_layer(tmp_path: Path) -> None:
    path = tmp_path / "a.osm"
    path.write_text(
        '<osm version="0.6"><node id="1" version="1" lat="38" lon="106"/></osm>', encoding="utf-8"
    )
    with pytest.raises(InputError) as caught:
        read_hazards(path)
    assert (caught.value.code, caught.value.message) == ("layer_empty", "a.osm has no hazard by its tags.")


def test_a_missing_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "osmium", None)
    with pytest.raises(InputError) as caught:
        read_hazards(TOWN)
    assert caught.value.code == "osmium_missing"
    assert "pip install osmium" in caught.value.hint
    told = error_text(caught.value, "zh")
    assert "osmium" in told.message
    assert str(TOWN) in told.message
    assert "所需的库" in told.hint


def test_a_road_that_begins_outside_the_extract_keeps_what_lies_inside(tmp_path: Path) -> None:
    path = tmp_path / "a.osm"
    refs = {"outside_first": (9, 1, 2), "outside_last": (1, 2, 9), "gone": (9, 8), "one_place": (1, 1)}
    path.write_text(
        '<osm version="0.6">'
        + "".join(f'<node id="{n}" lat="38.4{n}" lon="106.2{n}" version="1"/>' for n in (1, 2))
        + "".join(
            f'<way id="{number}" version="1">'
            + "".join(f'<nd ref="{ref}"/>' for ref in nodes)
            + '<tag k="highway" v="primary"/></way>'
            for number, nodes in enumerate(refs.values(), 1)
        )
        + "</osm>",
        encoding="utf-8",
    )
    roads = read_protected(path)
    assert roads["object_id"].tolist() == ["osm:way/1", "osm:way/2"]
    assert {line.wkt for line in roads.geometry} == {"LINESTRING (106.21 38.41, 106.22 38.42)"}
    assert check(roads, "osm_clipped").count == 3
    assert "way/4" in check(roads, "geometry_broken").message
    assert roads.attrs["coverage"].bounds == (106.21, 38.41, 106.22, 38.42)


def test_the_coverage_reaches_around_what_an_editor_has_not_sent_yet(tmp_path: Path) -> None:
    path = tmp_path / "a.osm"
    path.write_text(
        '<osm version="0.6"><node id="1" lat="38.4" lon="106.2" version="1"/>'
        '<node id="-1" lat="38.5" lon="106.3"><tag k="amenity" v="fuel"/></node></osm>',
        encoding="utf-8",
    )
    assert read_hazards(path).attrs["coverage"].bounds == (106.2, 38.4, 106.3, 38.5)


def test_an_extract_is_refused_where_its_nodes_have_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.osm"
    path.write_text('<osm version="0.6"/>', encoding="utf-8")
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=1 << 20))
    with pytest.raises(InputError) as caught:
        read_hazards(path)
    assert (caught.value.code, caught.value.facts["free_mb"]) == ("no_room", 1)
    # What states its box needs no room.
    assert len(read_hazards(TOWN)) == 5


@pytest.mark.shared
def test_a_real_town_has_its_26_stations(shared: Path) -> None:
    hazards = read_hazards(shared / "data/osm/legazpi.osm.pbf")
    assert hazards["outline"].value_counts().to_dict() == {"point": 11, "plot": 8, "building": 7}
    assert hazards["hazard_id"].is_unique
    assert hazards.within(hazards.attrs["coverage"].buffer(1e-9)).all()


@pytest.mark.shared
def test_a_real_town_has_its_buildings_homes_and_roads(shared: Path) -> None:
    objects = read_protected(shared / "data/osm/legazpi.osm.pbf")
    assert objects["object_id"].is_unique
    assert objects.is_valid.all()
    assert not objects.is_empty.any()
    zones = objects[(objects["kind"] == "residence") & (objects["measured_as"] == "zone")]
    assert len(zones) == 111
    # 31,244 areas are tagged as buildings; those that are stations are no protected objects.
    assert (objects["measured_as"] == "building").sum() > 31_000
    assert objects["kind"].value_counts()["building"] > 29_000
    assert sorted(objects.loc[objects["kind"] == "power_line", "voltage_kv"]) == [69.0, 230.0]
    assert codes(objects) == ["coverage_from_nodes"]


@pytest.mark.shared
@pytest.mark.parametrize(("name", "broken"), [("Helsinki", 67), ("test", 63)])
def test_extracts_that_crash_naive_readers_are_read(shared: Path, name: str, broken: int) -> None:
    objects = read_protected(shared / f"data/osm/{name}.osm.pbf")
    assert len(objects) > 1_500
    assert objects["object_id"].is_unique
    assert objects.is_valid.all()
    assert check(objects, "geometry_broken").count == broken


@pytest.mark.shared
def test_a_gbk_shapefile_without_crs_needs_its_datum_only(shared: Path) -> None:
    folder = shared / "data/awkward/gbk-shapefiles"
    for name in ("yinchuan_gbk_ldid0_noprj_gcj02.shp", "yinchuan_gbk_ldid4D_noprj_gcj02.shp"):
        with pytest.raises(InputError) as caught:
            read_protected(folder / name)
        assert caught.value.code == "crs_missing"
        districts = read_protected(folder / name, datum="gcj02")
        assert "兴庆区" in districts["name"].tolist()


@pytest.mark.shared
def test_the_station_list_of_a_planner_lacks_the_kind(shared: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_hazards(shared / "data/awkward/jiayouzhan_guangzhou_no_coords.xlsx")
    assert caught.value.code == "hazard_without_kind"
