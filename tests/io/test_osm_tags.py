"""The mapping of tags is a table that a planner can edit, and a wrong line is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.osm_tags import load_tags
from xq_gis_plugin.io.read import read_hazards

HEADER = "role,key,value,geometry,kind,measured_as,road_class,note\n"
TOWN = Path(__file__).with_name("town.osm")


def write(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "tags.csv"
    path.write_text(HEADER + "\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "danger,amenity,fuel,any,petrol_station,,,",
            "field role: 'danger' is not one of hazard, protected.",
        ),
        ("hazard,,fuel,any,petrol_station,,,", "field key: '' is empty."),
        (
            "hazard,amenity,fuel,circle,petrol_station,,,",
            "field geometry: 'circle' is not one of node, way, area, any.",
        ),
        ("hazard,amenity,fuel,any,residence,,,", "field kind: 'residence' is no kind of a hazard object."),
        (
            "protected,a,b,any,petrol_station,,,",
            "field kind: 'petrol_station' is no kind of a protected object.",
        ),
        ("protected,a,b,way,road,line,huge,", "field road_class: 'huge' is not one of (empty), main, minor."),
    ],
)
def test_a_wrong_line_is_refused_with_line_field_and_value(line: str, said: str, tmp_path: Path) -> None:
    path = write(tmp_path, "hazard,amenity,fuel,any,petrol_station,,,", line)
    with pytest.raises(InputError) as caught:
        load_tags(path)
    assert (caught.value.code, caught.value.message) == ("tags_wrong", f"tags.csv, line 3, {said}")
    assert caught.value.hint


def test_a_table_without_its_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tags.csv"
    path.write_text("key,value\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_tags(path)
    assert caught.value.message.endswith("lacks role, geometry, kind, measured_as, road_class.")


def test_a_missing_table(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_tags(tmp_path / "none.csv")
    assert caught.value.code == "file_missing"


def test_a_planners_table_replaces_the_one_that_ships(tmp_path: Path) -> None:
    path = write(tmp_path, "hazard,amenity,school,node,fireworks_retail,,,")
    hazards = read_hazards(TOWN, tags=path)
    assert hazards[["hazard_id", "kind"]].to_numpy().tolist() == [["osm:node/13", "fireworks_retail"]]


def test_the_first_line_that_matches_wins_and_an_empty_kind_leaves_out(tmp_path: Path) -> None:
    mapping = load_tags(
        write(
            tmp_path,
            "protected,service,driveway,way,,,,",
            "protected,building,yes,area,residence,building,,",
            "protected,building,*,area,building,building,,",
            "protected,highway,service,way,road,line,,",
        )
    )

    def kind(geometry: str, **tags: str) -> str | None:
        rule = mapping.match(Role.PROTECTED, geometry, tags.items())
        return rule.kind if rule else None

    assert kind("area", building="yes") == "residence"
    assert kind("area", building="shed") == "building"
    assert kind("way", highway="service") == "road"
    assert kind("way", highway="service", service="driveway") == ""
    assert kind("node", building="yes") is None


@pytest.mark.parametrize(
    ("tags", "geometry", "kind"),
    [
        ("amenity=kindergarten", "area", "kindergarten"),
        ("amenity=university building=university", "area", "public_building"),
        ("social_facility=nursing_home", "area", "elderly_home"),
        ("shop=mall building=retail", "area", "mall"),
        ("building=warehouse", "area", "building"),
        ("building=roof", "area", "building"),
        ("power=substation", "node", "substation"),
        ("highway=motorway_link", "way", "road"),
        ("highway=proposed", "way", None),
        ("highway=track", "way", None),
        ("power=cable", "way", None),
        ("railway=abandoned service=spur", "way", None),
    ],
)
def test_the_mapping_that_ships(tags: str, geometry: str, kind: str | None) -> None:
    pairs = [(tag.split("=")[0], tag.split("=")[1]) for tag in tags.split()]
    rule = load_tags().match(Role.PROTECTED, geometry, pairs)
    assert (rule.kind or None if rule else None) == kind
