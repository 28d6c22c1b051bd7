"""The oracle itself, on cases that were worked out by hand or printed elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely import LineString, Point, Polygon, box

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent / "core"))
from oracle import Expected, expected_findings, expected_summary
from oracle_catalogue import Subject, in_force, known_facts
from oracle_geometry import Plane, diameter_m, distance_m, farthest_m, geodesic_m, minkowski
from oracle_rules import question
from town import hazards, objects, parts, square

OLD, NEW = "GB50156-2012", "GB50156-2021"
FULL = {"fuels": "petrol", "vapour_recovery": "full", "grade": "2"}
PLANE = Plane(106.29, 38.47)


def laid(geometry: Any) -> Any:
    return shapely.transform(geometry, PLANE.to_lonlat)


def only(
    hazard: dict[str, Any], item: dict[str, Any], *rows: dict[str, Any], edition: str = OLD, part: Any = None
) -> Expected:
    found = expected_findings(
        hazards(hazard), objects(item, *rows), part, editions=[edition], accuracy_m=None
    )
    return found["h1", "o1"]


def asked(part: str, **item: str) -> set[float]:
    station = Subject("petrol_station", tuple(FULL.items()))
    answer = question(in_force((OLD,)), station, Subject("building", tuple(item.items())))
    return {
        float(row.max())
        for cell, row in zip(answer.cells, answer.metres, strict=True)
        if cell.part == part and cell.target != "ENTRANCE" and row.max() > 0
    }


@pytest.mark.parametrize(
    ("protection_class", "tank", "dispenser"),
    [("important", 35, 35), ("class1", 14, 11), ("class2", 11, 8.5), ("class3", 8.5, 7)],
)
def test_a_grade_2_station_with_full_recovery_is_asked_what_an_authority_printed(
    protection_class: str, tank: float, dispenser: float
) -> None:
    assert asked("tank", protection_class=protection_class) == {tank}
    assert asked("dispenser", protection_class=protection_class) == {dispenser}


@pytest.mark.parametrize(
    ("petrol", "diesel", "grade"),
    [(60, 60, "3"), (75, 90, "2"), (60, 100, "2"), (100, 100, "2"), (200, 60, "1")],
)
def test_printed_volumes_give_the_printed_grade(petrol: float, diesel: float, grade: str) -> None:
    assert (
        known_facts({"kind": "petrol_station", "petrol_m3": petrol, "diesel_m3": diesel}).get("grade")
        == grade
    )


def test_a_thousandth_of_a_degree_is_as_long_as_the_ellipsoid_says() -> None:
    # Radius of the meridian: a (1 - e2) / (1 - e2 sin2 38.4705)^1.5 = 6,360,137 m.
    assert geodesic_m((106.29, 38.47), (106.29, 38.471)) == pytest.approx(111.0053, abs=2e-4)


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        (Point(0, 0), square(20, 0), 20),
        (Point(0, 0), LineString([(-300, 12), (500, 12)]), 12),
        (box(0, 0, 10, 10), box(13, 14, 20, 20), 5),
        (box(0, 0, 10, 10), box(10, 0, 20, 10), 0),
        (box(-20, -20, 20, 20), Point(1, 1), 0),
        (Point(0, 0), Polygon(box(-30, -30, 30, 30).exterior, [box(-25, -8, 25, 8).exterior.coords]), 8),
    ],
)
def test_distances_of_plain_shapes(one: Any, other: Any, metres: float) -> None:
    assert distance_m(laid(one), laid(other)) == pytest.approx(metres, abs=1e-3)
    assert distance_m(laid(other), laid(one)) == pytest.approx(metres, abs=1e-3)


def test_the_farthest_point_of_a_plot_may_lie_in_its_middle() -> None:
    court = Polygon(box(-60, -60, 60, 60).exterior, [box(-40, -40, 40, 40).exterior.coords])
    assert farthest_m(laid(box(-20, -10, 20, 10)), laid(court)) == pytest.approx(40, abs=2e-3)
    assert farthest_m(laid(box(-30, -5, -10, 5)), laid(square(20, 0))) == pytest.approx(50, abs=2e-3)
    assert farthest_m(laid(box(0, 0, 10, 10)), laid(box(-1, -1, 11, 11))) == 0


def test_the_diameter_lies_between_two_vertices() -> None:
    assert diameter_m(laid(box(0, 0, 30, 40))) == pytest.approx(50, abs=2e-3)
    assert diameter_m(laid(Point(3, 4))) == 0


def test_shifts_that_make_a_square_meet_another_form_a_square() -> None:
    shifts = minkowski(laid(box(0, 0, 10, 10)), laid(box(8, 0, 18, 10)))
    assert shifts.bounds == pytest.approx((-2, -10, 18, 10), abs=1e-2)


@pytest.mark.parametrize(
    ("x", "verdict", "color", "missing"),
    [
        (6.9, "conflict", "red", set()),
        (9.0, "unresolved", "yellow", {"grade"}),
        (11.1, "clear", "blue", set()),
    ],
)
def test_an_unknown_grade_leaves_open_what_lies_between_its_distances(
    x: float, verdict: str, color: str, missing: set[str]
) -> None:
    # Class 3, full recovery: tank 11, 8.5 or 7 by the grade, dispenser 7.
    station = {**FULL, "grade": None}
    found = only(station, {"geometry": square(x, 0), "protection_class": "class3"})
    assert (found.verdict, found.risk_color, found.missing) == (verdict, color, missing)
    assert (found.required_low_m, found.required_high_m) == (7, 11)


def test_a_rule_of_the_unverified_edition_conflicts_in_orange() -> None:
    found = only(FULL, {"geometry": square(5, 0), "protection_class": "class3"}, edition=NEW)
    assert (found.verdict, found.severity, found.risk_color) == ("conflict", "must", "orange")


def test_digitised_parts_are_measured_each_on_its_own() -> None:
    rows = parts(
        {"geometry": Point(0, 0)},
        {"kind": "dispenser", "geometry": Point(-30, 0)},
        {"kind": "vent", "geometry": Point(-30, 0)},
    )
    found = only(FULL, {"geometry": square(8, 0), "protection_class": "class3"}, part=rows)
    assert (found.verdict, found.rule_id, found.required_high_m) == ("conflict", "P12-G2-BOTH-C3", 8.5)
    assert found.distance_m == pytest.approx(8, abs=1e-3)
    assert found.shortfall_m == pytest.approx(0.5, abs=1e-3)


def test_a_plot_reaches_from_its_edge_to_its_far_side() -> None:
    found = only(
        {**FULL, "geometry": box(-40, -10, 0, 10)}, {"geometry": square(8, 0), "protection_class": "class3"}
    )
    assert found.low_m == pytest.approx(8, abs=1e-3)
    assert found.high_m == pytest.approx(48.2597, abs=2e-3)  # from (-40, 10) to (8, 5)
    assert (found.verdict, found.missing) == ("unresolved", {"parts"})


def test_a_shop_in_a_compound_conflicts_unless_it_may_stand_outside() -> None:
    shop = {"kind": "fireworks_retail", "geometry": Point(0, 0)}
    compound = {"measured_as": "zone", "geometry": box(-5, -50, 50, 50)}
    assert only({**shop, "position_accuracy_m": 4.9}, compound).verdict == "conflict"
    assert only({**shop, "position_accuracy_m": 5.1}, compound).verdict == "unresolved"
    assert only({**shop, "geometry": Point(-11, 0), "position_accuracy_m": 5.9}, compound).verdict == "clear"


def test_a_zone_without_known_buildings_never_conflicts() -> None:
    zone = {"measured_as": "zone", "geometry": box(1, -20, 60, 20), "protection_class": "class3"}
    assert only(FULL, zone).missing == {"buildings"}
    house = {"measured_as": "building", "geometry": box(30, 0, 40, 10), "protection_class": "class3"}
    found = expected_findings(hazards(FULL), objects(zone, house), None, editions=[OLD], accuracy_m=None)
    assert {key: f.verdict for key, f in found.items()} == {("h1", "o2"): "clear"}


def test_what_concerns_the_shop_alone_is_one_row() -> None:
    shop = {"kind": "fireworks_retail", "sales_area_m2": 8.0}
    found = expected_findings(hazards(shop), objects({}), None, editions=[NEW], accuracy_m=None)
    assert found["h1", None].verdict == "conflict"


def test_the_canopy_and_the_driveway_are_the_stations_own() -> None:
    rows = objects(
        {"kind": "building", "measured_as": "building", "geometry": box(-12, -5, 8, 5)},
        {"kind": "road", "measured_as": "line", "geometry": LineString([(5, 0), (60, 0)])},
        {
            "kind": "road",
            "measured_as": "line",
            "road_class": "minor",
            "geometry": LineString([(-50, -20), (60, -20)]),
        },
    )
    layers = (hazards({**FULL, "geometry": box(-10, -10, 10, 10)}), rows, None)
    found = expected_findings(*layers, editions=[OLD], accuracy_m=None)
    assert set(found) == {("h1", "o3")}
    assert expected_summary(*layers, editions=[OLD], accuracy_m=None)["h1"].own_buildings == 2
