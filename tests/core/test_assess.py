"""DESIGN §3, sentence by sentence. Metres east of a station at the origin unless a test says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
import shapely
from shapely import LineString, Point, Polygon
from town import at, hazards, objects, parts, square

from xq_gis_plugin.core.assess import assess
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.rules import load_catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from xq_gis_plugin.core.model import Assessment

OLD, NEW = "GB50156-2012", "GB50156-2021"
KNOWN = {"grade": "2", "fuels": "petrol,diesel", "vapour_recovery": "full"}
HOME = {"protection_class": "class3"}


def run(stations: Any, things: Any, *, edition: str = NEW, **options: Any) -> Assessment:
    editions = options.pop("editions", (edition,))
    return assess(stations, things, rules=load_catalogue(editions=editions), **options)


def only(result: Assessment) -> dict[str, Any]:
    assert len(result.findings) == 1, result.findings[["hazard_id", "object_id", "verdict"]]
    return dict(result.findings.iloc[0])


def missing(row: dict[str, Any]) -> set[str]:
    return set(filter(None, row["missing"].split(",")))


# --- what the separation can be ---------------------------------------------------------------------


def test_a_digitised_part_gives_distance_less_and_plus_both_accuracies() -> None:
    tank = parts(
        {"geometry": Point(4, 0), "position_accuracy_m": 1.5},
        {"kind": "dispenser", "geometry": Point(-300, 0)},
        {"kind": "vent", "geometry": Point(-300, 0)},
        {"fuel": "diesel", "geometry": Point(-300, 0)},
        {"kind": "dispenser", "fuel": "diesel", "geometry": Point(-300, 0)},
        {"kind": "vent", "fuel": "diesel", "geometry": Point(-300, 0)},
    )
    row = only(run(hazards(KNOWN), objects(HOME | {"position_accuracy_m": 2.0}), parts=tank))
    assert row["part"] == "tank"
    assert row["distance_m"] == pytest.approx(16, abs=1e-4)
    assert (row["low_m"], row["high_m"]) == pytest.approx((12.5, 19.5), abs=1e-4)


def test_bounds_are_clamped_at_nothing() -> None:
    row = only(run(hazards(KNOWN | {"position_accuracy_m": 50.0}), objects(HOME)))
    assert row["low_m"] == 0


def test_a_plot_reaches_to_its_farthest_point() -> None:
    plot = shapely.box(-30, -10, 0, 10)
    row = only(run(hazards(KNOWN | {"geometry": plot, "position_accuracy_m": 1.0}), objects(HOME)))
    assert row["low_m"] == pytest.approx(19, abs=1e-3)
    assert row["high_m"] == pytest.approx((50**2 + 5**2) ** 0.5 + 1, abs=0.01)
    assert missing(row) == set()


def test_the_farthest_point_of_a_plot_in_a_courtyard_is_inside_it() -> None:
    court = Polygon(shapely.box(-30, -30, 30, 30).exterior, [shapely.box(-20, -20, 20, 20).exterior])
    plot = shapely.box(-20, -20, 20, 20)
    row = only(run(hazards(KNOWN | {"geometry": plot}), objects(HOME | {"geometry": court})))
    assert row["distance_m"] == 0
    assert row["high_m"] == pytest.approx(20, abs=0.01)
    assert row["high_m"] >= 20 - 1e-4


def test_a_rule_from_the_site_edge_measures_from_the_plot_itself() -> None:
    shop = {
        "kind": "fireworks_retail",
        "geometry": square(0, 0),
        "temporary": False,
        "sales_area_m2": 20.0,
        "dwelling_in_building": "no",
    }
    school = {"kind": "school", "measured_as": "site", "geometry": square(100, 0), "users": 100.0}
    result = run(hazards(shop | {"position_accuracy_m": 1.0}), objects(school))
    row = result.findings[result.findings["object_id"] == "o1"].iloc[0]
    assert (row["low_m"], row["high_m"]) == pytest.approx((89, 91), abs=1e-3)
    assert row["verdict"] == "conflict"


def test_a_points_accuracy_is_the_radius_that_holds_its_parts_and_nought_is_the_part() -> None:
    wide = only(run(hazards(KNOWN | {"position_accuracy_m": 15.0}), objects(HOME)))
    assert (wide["low_m"], wide["high_m"]) == pytest.approx((5, 35), abs=1e-3)
    assert wide["verdict"] == "unresolved"
    assert missing(wide) == {"parts"}
    exact = only(run(hazards(KNOWN), objects(HOME)))
    assert exact["low_m"] == exact["high_m"]
    assert exact["verdict"] == "clear"


@pytest.mark.parametrize(
    ("source", "override", "hazard_m", "object_m"),
    [
        ("osm", None, 60.0, 10.0),
        ("survey", None, 50.5, 0.5),
        (None, None, 100.0, 50.0),
        ("osm", 7.0, 7.0, 7.0),
    ],
)
def test_an_unknown_accuracy_takes_the_override_or_its_sources_default_and_never_nought(
    source: str | None, override: float | None, hazard_m: float, object_m: float
) -> None:
    unknown = {"position_accuracy_m": None, "position_source": source}
    result = run(hazards(KNOWN | unknown), objects(HOME | unknown), accuracy_m=override)
    assert result.hazards["position_accuracy_m"][0] == hazard_m
    assert result.protected["position_accuracy_m"][0] == object_m
    assert only(result)["high_m"] == pytest.approx(20 + hazard_m + object_m, abs=1e-3)


def test_a_stated_accuracy_wins_over_the_override() -> None:
    assert run(hazards(KNOWN), objects(HOME), accuracy_m=9.0).hazards["position_accuracy_m"][0] == 0


@pytest.mark.parametrize(
    ("road", "low", "high"),
    [
        ({"road_class": "main", "width_m": 12.0}, 14, 14),
        ({"road_class": "main", "lanes": 4}, 20 - 9, 20 - 5.5),
        ({"road_class": "main"}, 0, 14),
        ({"road_class": "minor"}, 5, 18.5),
    ],
)
def test_a_road_is_measured_to_the_edge_of_its_carriageway(
    road: dict[str, Any], low: float, high: float
) -> None:
    line = {"kind": "road", "measured_as": "line", "geometry": LineString([(20, -50), (20, 50)])}
    row = only(run(hazards(KNOWN), objects(line | road)))
    assert (row["low_m"], row["high_m"]) == pytest.approx((low, high), abs=1e-3)


def test_a_school_known_as_a_building_may_have_a_fence_nearer_by() -> None:
    school = {"kind": "school", "users": 100.0, "geometry": square(20, 0)}
    row = only(run(hazards(KNOWN), objects(school)))
    assert (row["low_m"], row["high_m"]) == pytest.approx((0, 20), abs=1e-3)
    assert missing(row) == {"fence"}


def test_a_school_building_within_its_known_site_has_no_unknown_fence() -> None:
    school = {"kind": "school", "users": 100.0, "geometry": square(20, 0)}
    site = school | {"measured_as": "site", "geometry": square(16, 0, 40)}
    result = run(hazards(KNOWN), objects(school, site))
    assert list(result.findings["low_m"]) == pytest.approx([20, 16], abs=1e-3)


@pytest.mark.parametrize(("away", "verdict"), [(2, "unresolved"), (9, "unresolved"), (60, "clear")])
def test_a_zone_without_known_buildings_is_never_in_conflict(away: float, verdict: str) -> None:
    zone = {"measured_as": "zone", "geometry": square(away, 0, 20)}
    row = only(run(hazards(KNOWN), objects(zone)))
    assert row["verdict"] == verdict
    assert missing(row) == ({"buildings"} if verdict == "unresolved" else set())


def test_what_a_zone_may_lack_names_what_is_only_recommended_too() -> None:
    workshop = {"kind": "class_b_workshop"}
    zone = {"kind": "mall", "measured_as": "zone", "high_rise": "no", "geometry": square(5, 0, 20)}
    row = only(run(hazards(workshop), objects(zone)))
    # 25 m must be kept from any building; 50 m should be from an important one, which this may be.
    assert (row["verdict"], row["required_low_m"], row["required_high_m"]) == ("unresolved", 25, 50)
    assert set(row["rule_ids"].split(",")) == {"FC-02", "FC-03"}


def test_a_zone_whose_buildings_are_known_gives_overlaps_and_no_finding() -> None:
    zone = {"measured_as": "zone", "geometry": square(5, 0, 40)}
    result = run(hazards(KNOWN), objects(zone, HOME | {"geometry": square(7, 0)}))
    assert list(result.findings["object_id"]) == ["o2"]
    assert set(result.overlaps["object_id"]) == {"o1", "o2"}


# --- what the rules can ask -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("station", "edition", "low", "high", "named"),
    [
        (KNOWN, NEW, 8.5, 8.5, set()),
        (KNOWN | {"grade": None}, NEW, 7, 11, {"grade"}),
        (KNOWN | {"vapour_recovery": None}, OLD, 8.5, 12, {"vapour_recovery"}),
        (KNOWN | {"grade": None, "vapour_recovery": None}, OLD, 7, 16, {"grade", "vapour_recovery"}),
        (KNOWN | {"fuels": None}, NEW, 6, 8.5, {"fuels"}),
        (KNOWN | {"fuels": "diesel"}, NEW, 6, 6, set()),
    ],
)
def test_an_unknown_fact_widens_the_requirement_over_its_domain(
    station: dict[str, Any], edition: str, low: float, high: float, named: set[str]
) -> None:
    home = HOME | {"geometry": square((low + high) / 2, 0)}
    row = only(run(hazards(station), objects(home), edition=edition))
    assert (row["required_low_m"], row["required_high_m"]) == (low, high)
    assert missing(row) <= named
    assert (row["verdict"] == "unresolved") == bool(named)


@pytest.mark.parametrize(
    ("petrol", "diesel", "grade"),
    [(60, 60, "3"), (75, 90, "2"), (60, 100, "2"), (100, 100, "2"), (150, 60, "1")],
)
def test_the_grade_follows_from_the_volumes(petrol: float, diesel: float, grade: str) -> None:
    station = KNOWN | {"grade": None, "petrol_m3": float(petrol), "diesel_m3": float(diesel)}
    row = only(run(hazards(station), objects(HOME)))
    assert row["required_low_m"] == row["required_high_m"] == {"1": 11, "2": 8.5, "3": 7}[grade]


def test_computed_volumes_win_over_a_stated_grade_and_the_disagreement_is_a_check() -> None:
    result = run(hazards(KNOWN | {"grade": "1", "petrol_m3": 60.0, "diesel_m3": 60.0}), objects(HOME))
    assert only(result)["required_high_m"] == 7
    assert [c.code for c in result.checks] == ["grade_disagrees"]


def test_volumes_above_every_grade_take_the_strictest_and_say_so() -> None:
    result = run(hazards(KNOWN | {"petrol_m3": 300.0, "diesel_m3": 0.0}), objects(HOME))
    assert only(result)["rule_id"] == "P21-G1-PETROL-C3"
    assert [c.code for c in result.checks] == ["volume_above_grades", "grade_disagrees"]


@pytest.mark.parametrize(
    ("home", "cls"),
    [
        ({"floor_area_m2": 12000.0}, "class1"), ({"floor_area_m2": 10000.0}, "class2"),
        ({"floor_area_m2": 900.0}, "class3"),
        ({"kind": "school", "users": 501.0, "measured_as": "site"}, "important"),
        ({"kind": "kindergarten", "users": 200.0, "measured_as": "site"}, "class1"),
        ({"kind": "hospital", "beds": 150.0, "measured_as": "site"}, "important"),
        ({"kind": "mall", "floor_area_m2": 20001.0}, "important"),
    ],
)  # fmt: skip
def test_the_class_follows_from_floor_area_users_and_beds(home: dict[str, Any], cls: str) -> None:
    assert set(run(hazards(KNOWN), objects(home)).findings["protection_class"]) == {cls}


def test_footprint_and_storeys_never_decide_a_class() -> None:
    row = only(run(hazards(KNOWN), objects({"storeys": 1, "geometry": square(10, 0, 5)})))
    assert pd.isna(row["protection_class"])
    assert missing(row) == {"protection_class"}


def test_a_power_lines_unknown_height_and_insulation_widen_the_formula() -> None:
    line = {"kind": "power_line", "measured_as": "line", "geometry": LineString([(20, -50), (20, 50)])}
    row = only(run(hazards(KNOWN), objects(line)))
    assert (row["required_low_m"], row["required_high_m"]) == (5.0, 100.0)
    assert missing(row) == {"height_m"}
    known = only(run(hazards(KNOWN), objects(line | {"height_m": 12.0, "insulated": False})))
    assert known["required_low_m"] == known["required_high_m"] == 12.0


def test_a_stated_height_beyond_the_usual_is_used_and_reached() -> None:
    line = {"kind": "power_line", "measured_as": "line", "height_m": 150.0, "insulated": False}
    far = line | {"geometry": LineString([(140, -50), (140, 50)])}
    row = only(run(hazards(KNOWN), objects(far)))
    assert (row["verdict"], row["required_low_m"]) == ("conflict", 150.0)


def test_a_fact_without_domain_makes_the_pair_unresolved_within_the_stated_reach(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "id,family,hazard_kinds,part,target,relation,required,when,severity,confidence,reach_m\n"
        "X-1,local,petrol_station,tank,CIVIL,at_least,40,soil=sand,must,A,60\n",
        encoding="utf-8",
    )
    catalogue = load_catalogue(rule_file=path)
    near = assess(hazards(KNOWN), objects(HOME | {"geometry": square(55, 0)}), rules=catalogue).findings.iloc[
        0
    ]
    assert (near["verdict"], near["missing"]) == ("unresolved", "soil")
    far = assess(hazards(KNOWN), objects(HOME | {"geometry": square(65, 0)}), rules=catalogue).findings.iloc[
        0
    ]
    assert far["verdict"] == "clear"


def test_a_relaxation_counts_only_where_it_is_stated() -> None:
    near = HOME | {"geometry": square(9, 0)}
    row = only(run(hazards(KNOWN | {"vapour_recovery": "none"}), objects(near), edition=OLD))
    assert (row["required_low_m"], row["required_high_m"]) == (12, 12)
    walled = only(
        run(hazards(KNOWN | {"vapour_recovery": "none"}), objects(near | {"blank_wall": "yes"}), edition=OLD)
    )
    assert walled["required_high_m"] == pytest.approx(8.4)
    assert walled["verdict"] == "clear"


def test_an_aggravation_counts_unless_it_is_excluded() -> None:
    lpg = {"kind": "lpg_station", "grade": "3", "tank_position": "buried"}
    tank = parts(
        {"fuel": "lpg"},
        *(
            {"kind": k, "fuel": "lpg", "geometry": Point(-500, 0)}
            for k in ("dispenser", "vent", "unloading_point")
        ),
    )
    near = HOME | {"geometry": square(14, 0)}
    row = only(run(hazards(lpg), objects(near), edition=OLD, parts=tank))
    assert (row["required_low_m"], row["required_high_m"]) == (11, 16.5)
    assert missing(row) == {"basement_openings"}
    excluded = only(run(hazards(lpg), objects(near | {"basement_openings": "no"}), edition=OLD, parts=tank))
    assert (excluded["required_high_m"], excluded["verdict"]) == (11, "clear")


def test_the_fuel_decides_between_the_columns_of_a_table() -> None:
    """A printed case: 14.2 m to a class C workshop, where diesel asks 9 and petrol without recovery 15."""
    shed = {"kind": "workshop_cde", "geometry": square(14.2, 0)}
    tank = parts(
        {"fuel": "diesel"},
        *(
            {"kind": k, "fuel": f, "geometry": Point(-400, 0)}
            for k, f in (
                ("tank", "petrol"),
                ("dispenser", "petrol"),
                ("vent", "petrol"),
                ("dispenser", "diesel"),
                ("vent", "diesel"),
            )
        ),
    )
    station = KNOWN | {"grade": "3", "vapour_recovery": "none"}
    row = only(run(hazards(station), objects(shed), edition=OLD, parts=tank))
    assert (row["verdict"], row["required_high_m"]) == ("clear", 9)
    petrol = tank.assign(fuel=["petrol", *tank["fuel"][1:]])
    row = only(run(hazards(station), objects(shed), edition=OLD, parts=petrol))
    assert (row["verdict"], row["required_high_m"]) == ("conflict", 15)


def test_a_tank_of_unknown_fuel_may_hold_any_that_the_station_sells() -> None:
    tank = parts(
        {"fuel": None},
        *(
            {"kind": k, "fuel": f, "geometry": Point(-400, 0)}
            for k in ("dispenser", "vent")
            for f in ("petrol", "diesel")
        ),
    )
    row = only(run(hazards(KNOWN), objects(HOME | {"geometry": square(7, 0)}), parts=tank))
    assert (row["required_low_m"], row["required_high_m"]) == (6, 8.5)
    assert missing(row) == {"tank_fuel"}


# --- the verdict ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("away", "accuracy", "verdict"),
    [
        (8.4, 0, "conflict"),
        (8.5001, 0, "clear"),
        (7.0, 1.4, "conflict"),
        (7.2, 1.4, "unresolved"),
        (10.0, 1.4, "clear"),
    ],
)
def test_at_least_compares_the_intervals(away: float, accuracy: float, verdict: str) -> None:
    home = HOME | {"geometry": square(away, 0)}
    row = only(run(hazards(KNOWN | {"position_accuracy_m": float(accuracy)}), objects(home)))
    assert row["verdict"] == verdict


def test_shortfalls_are_what_is_certain_and_what_is_possible() -> None:
    home = HOME | {"geometry": square(5, 0)}
    row = only(run(hazards(KNOWN | {"grade": None, "position_accuracy_m": 1.0}), objects(home)))
    assert row["verdict"] == "conflict"
    assert row["shortfall_m"] == pytest.approx(7 - 6, abs=1e-3)
    assert row["shortfall_max_m"] == pytest.approx(11 - 4, abs=1e-3)


def test_a_conflict_that_every_fuel_brings_is_one_though_no_clause_alone_is_sure() -> None:
    row = only(run(hazards(KNOWN | {"fuels": None}), objects(HOME | {"geometry": square(5, 0)})))
    assert (row["verdict"], row["required_low_m"]) == ("conflict", 6)


def test_the_governing_rule_is_the_one_with_the_largest_shortfall() -> None:
    row = only(run(hazards(KNOWN), objects(HOME | {"geometry": square(5, 0)})))
    assert row["rule_id"] == row["rule_ids"] == "P21-G2-PETROL-C3"


def test_where_facts_are_unknown_the_rule_ids_are_all_and_the_confidence_the_lowest() -> None:
    station = KNOWN | {"fuels": None, "vapour_recovery": "none"}
    row = only(run(hazards(station), objects(HOME | {"geometry": square(5, 0)}), edition=OLD))
    assert row["rule_id"] == "P12-G2-NONE-C3"
    assert set(row["rule_ids"].split(",")) == {"P12-G2-NONE-C3", "P12-DV-DIESEL-C3"}
    assert row["rule_confidence"] == "B"


def test_a_class_that_rests_on_a_recollected_limit_lowers_the_confidence() -> None:
    home = {"floor_area_m2": 100.0, "geometry": square(5, 0)}
    row = only(run(hazards(KNOWN | {"vapour_recovery": "none"}), objects(home), edition=OLD))
    assert (row["rule_confidence"], row["risk_color"]) == ("C", "orange")


@pytest.mark.parametrize(("edition", "color"), [(OLD, "red"), (NEW, "orange")])
def test_red_is_a_must_conflict_under_a_rule_of_confidence_a_or_b(edition: str, color: str) -> None:
    row = only(run(hazards(KNOWN), objects(HOME | {"geometry": square(5, 0)}), edition=edition))
    assert (row["verdict"], row["severity"], row["risk_color"]) == ("conflict", "must", color)


def test_a_should_conflict_is_orange_and_keeps_its_severity() -> None:
    store = {"kind": "ammonia_refrigeration"}
    row = only(run(hazards(store), objects(HOME | {"geometry": square(100, 0)})))
    assert (row["verdict"], row["severity"], row["risk_color"]) == ("conflict", "should", "orange")
    assert (row["required_low_m"], row["required_high_m"]) == (150, 300)
    between = only(run(hazards(store), objects(HOME | {"geometry": square(200, 0)})))
    assert (between["verdict"], missing(between)) == ("unresolved", {"wind_side"})


def test_two_editions_stand_side_by_side() -> None:
    station = KNOWN | {"vapour_recovery": "none"}
    result = run(hazards(station), objects(HOME | {"geometry": square(10, 0)}), editions=(OLD, NEW))
    assert only(result)["verdict"] == "conflict"
    by_edition = result.finding_rules.groupby("edition")["verdict"].agg(set)
    assert "conflict" in by_edition[OLD]
    assert by_edition[NEW] == {"clear"}


def test_rows_exist_only_below_the_largest_requirement_of_that_hazard() -> None:
    near, far = HOME | {"geometry": square(99, 0)}, HOME | {"geometry": square(101, 0)}
    assert set(run(hazards(KNOWN), objects(near, far)).findings["object_id"]) == {"o1"}


# --- relations without a distance -------------------------------------------------------------------

SHOP = {
    "kind": "fireworks_retail", "temporary": False, "sales_area_m2": 20.0, "dwelling_in_building": "no",
    "underground": "no", "under_bridge": "no", "fuel_pipe_in_building": "no", "fire_engine_access": "yes",
}  # fmt: skip


def about(result: Assessment, object_id: str | None, hazard_id: str = "h1") -> dict[str, Any]:
    rows = result.findings[result.findings["hazard_id"] == hazard_id]
    rows = rows[rows["object_id"].isna()] if object_id is None else rows[rows["object_id"] == object_id]
    assert len(rows) == 1
    return dict(rows.iloc[0])


@pytest.mark.parametrize(
    ("x", "accuracy", "verdict"),
    [
        (-30, 0, "conflict"),
        (-30, 20, "conflict"),
        (-30, 40, "unresolved"),
        (5, 0, "clear"),
        (5, 9, "unresolved"),
    ],
)
def test_not_inside_asks_whether_the_geometries_surely_overlap(
    x: float, accuracy: float, verdict: str
) -> None:
    compound = {"measured_as": "zone", "geometry": square(x, 0, 60)}
    row = about(run(hazards(SHOP | {"position_accuracy_m": float(accuracy)}), objects(compound)), "o1")
    assert row["verdict"] == verdict
    if verdict == "conflict":
        assert row["rule_id"] in {"FW-17", "FW-45"}
        assert pd.isna(row["required_low_m"])


def test_a_shop_beside_a_compound_that_only_touches_it_is_not_inside() -> None:
    compound = {"measured_as": "zone", "geometry": square(10, 0, 60)}
    shop = SHOP | {"geometry": square(0, 0)}
    assert about(run(hazards(shop), objects(compound)), "o1")["verdict"] == "clear"


def test_not_under_asks_for_a_line_above_a_kilovolt() -> None:
    line = {"kind": "power_line", "measured_as": "line", "geometry": LineString([(0, -50), (0, 50)])}
    shop = SHOP | {"geometry": square(-5, 0)}
    sure = about(run(hazards(shop), objects(line | {"voltage_kv": 10.0})), "o1")
    assert (sure["verdict"], sure["rule_id"], sure["risk_color"]) == ("conflict", "FW-15", "red")
    unknown = about(run(hazards(shop), objects(line)), "o1")
    assert (unknown["verdict"], "voltage_kv" in missing(unknown)) == ("unresolved", True)
    assert len(run(hazards(shop), objects(line | {"voltage_kv": 0.4})).findings) == 1


@pytest.mark.parametrize(
    ("shop", "verdict", "rule", "named"),
    [
        ({}, "clear", "FW-04", set()),
        ({"sales_area_m2": 5.0}, "conflict", "FW-04", set()),
        ({"sales_area_m2": 250.0}, "conflict", "FW-18", set()),
        ({"sales_area_m2": None}, "unresolved", "FW-04", {"sales_area_m2"}),
        ({"dwelling_in_building": "yes"}, "conflict", "FW-05", set()),
        ({"dwelling_in_building": None}, "unresolved", "FW-05", {"dwelling_in_building"}),
        ({"underground": "yes"}, "conflict", "FW-17.3", set()),
        ({"under_bridge": True}, "conflict", "FW-17.4", set()),
        ({"fuel_pipe_in_building": "yes"}, "conflict", "FW-17.5", set()),
        ({"fire_engine_access": "no"}, "conflict", "FW-17.6", set()),
        ({"fire_engine_access": None}, "unresolved", "FW-17.6", {"fire_engine_access"}),
        (
            {"underground": None, "under_bridge": None},
            "unresolved",
            "FW-17.3",
            {"underground", "under_bridge"},
        ),
    ],
)
def test_facts_of_the_shop_alone_give_one_finding_without_object(
    shop: dict[str, Any], verdict: str, rule: str, named: set[str]
) -> None:
    row = about(run(hazards(SHOP | shop), objects(HOME)), None)
    assert (row["verdict"], row["rule_id"], missing(row)) == (verdict, rule, named)
    assert row["geometry"].is_empty


# --- rules between hazards --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("away", "first", "second", "verdict"),
    [
        (45, False, False, "conflict"), (60, False, False, "unresolved"), (60, True, False, "conflict"),
        (60, None, None, "unresolved"), (85, None, None, "clear"),
    ],
)  # fmt: skip
def test_two_shops_give_one_finding_and_an_unexcluded_aggravation_counts(
    away: float, first: bool | None, second: bool | None, verdict: str
) -> None:
    shops = hazards(SHOP | {"temporary": first}, SHOP | {"temporary": second, "geometry": Point(away, 0)})
    result = run(shops, objects(HOME | {"geometry": square(0, 900)}))
    pairs = result.findings[result.findings["object_id"].notna()]
    assert list(zip(pairs["hazard_id"], pairs["object_id"], strict=True)) == [("h1", "h2")]
    assert about(result, "h2")["verdict"] == verdict


def test_a_shop_and_a_petrol_station_meet_under_the_shop() -> None:
    both = hazards(KNOWN, SHOP | {"geometry": Point(90, 0)})
    result = run(both, objects(HOME | {"geometry": square(0, 900)}))
    pairs = result.findings[result.findings["object_id"].notna()]
    assert list(zip(pairs["hazard_id"], pairs["object_id"], strict=True)) == [("h2", "h1")]
    row = about(result, "h1", "h2")
    assert (row["verdict"], row["object_kind"], row["required_low_m"]) == ("conflict", "petrol_station", 100)


# --- what is missing, and what counts as known ------------------------------------------------------


def test_the_smallest_set_is_named_where_no_fact_alone_settles() -> None:
    station = KNOWN | {"vapour_recovery": None, "grade": None}
    home = {"geometry": square(12, 0)}
    row = only(run(hazards(station), objects(home), edition=OLD))
    assert row["verdict"] == "unresolved"
    assert missing(row) == {"grade", "vapour_recovery"}


def test_coverage_is_missing_where_the_reach_leaves_the_protected_layer() -> None:
    homes = [HOME | {"geometry": square(x, y)} for x in (-300, 300) for y in (-300, 300)]
    inside = run(hazards(KNOWN), objects(*homes)).hazard_summary.iloc[0]
    assert (inside["verdict"], inside["missing"], inside["risk_color"]) == ("clear", "", "blue")
    edge = run(hazards(KNOWN | {"geometry": Point(250, 0)}), objects(*homes)).hazard_summary.iloc[0]
    assert (edge["verdict"], edge["missing"], edge["risk_color"]) == ("unresolved", "coverage", "yellow")


def test_coverage_is_missing_where_nothing_lies_within_500_metres() -> None:
    homes = [HOME | {"geometry": square(x, y)} for x in (-900, 900) for y in (-900, 900)]
    row = run(hazards(KNOWN), objects(*homes)).hazard_summary.iloc[0]
    assert (row["verdict"], row["missing"]) == ("unresolved", "coverage")


def test_the_caller_can_say_how_far_the_data_reach() -> None:
    area = at(square(-1000, 0, 2000))
    row = run(hazards(KNOWN), objects(HOME), coverage=area).hazard_summary.iloc[0]
    assert row["verdict"] == "clear"


def test_a_hazard_of_which_no_usable_rule_speaks_is_not_clear() -> None:
    area = at(square(-1000, 0, 2000))
    row = run(hazards({"kind": "hydrogen_station"}), objects(HOME), coverage=area).hazard_summary.iloc[0]
    assert (row["verdict"], row["missing"]) == ("unresolved", "rules")


def test_sites_without_coordinates_give_no_finding_and_are_listed() -> None:
    result = run(hazards(KNOWN | {"geometry": None, "name": "甲"}, KNOWN), objects(HOME))
    assert list(result.unlocated["name"]) == ["甲"]
    assert set(result.findings["hazard_id"]) == {"h2"}


def test_the_nearest_residence_is_told_even_where_all_is_clear() -> None:
    row = run(hazards(KNOWN), objects(HOME | {"geometry": square(300, 0)})).hazard_summary.iloc[0]
    assert row["nearest_residence_m"] == pytest.approx(300, abs=1e-3)
    assert row["nearest_residence_id"] == "o1"


def test_own_buildings_and_driveways_are_counted_and_give_no_finding() -> None:
    plot = KNOWN | {"geometry": shapely.box(-20, -20, 20, 20)}
    things = objects(
        {"kind": "building", "geometry": square(0, 0)},
        {"kind": "building", "geometry": square(15, 0, 12)},
        {"kind": "road", "measured_as": "line", "geometry": LineString([(-40, 0), (0, 0)])},
        HOME | {"geometry": square(0, 10, 4)},
    )
    result = run(hazards(plot), things)
    assert result.hazard_summary["own_buildings"][0] == 2
    assert set(result.findings["object_id"]) == {"o2", "o4"}


def test_a_building_over_the_stations_point_is_its_canopy_and_a_dwelling_never_is() -> None:
    canopy = {"kind": "building", "geometry": square(-5, 0)}
    result = run(hazards(KNOWN), objects(canopy, HOME | {"geometry": square(-5, 0)}))
    assert list(result.findings["object_id"]) == ["o2"]
    assert result.findings["verdict"][0] == "conflict"


def test_a_building_of_unknown_use_is_never_ignored() -> None:
    row = only(run(hazards(KNOWN), objects({"kind": "building"})))
    assert (row["verdict"], missing(row)) == ("unresolved", {"protection_class"})


def test_unknown_fuels_are_a_note_of_the_hazard_and_not_of_every_pair() -> None:
    station = KNOWN | {"fuels": None}
    result = run(hazards(station), objects({"geometry": square(12, 0)}))
    assert "fuels_unknown" in result.hazard_summary["notes"][0]
    assert missing(only(result)) == {"protection_class"}


def test_the_survey_list_ranks_by_what_every_value_settles() -> None:
    station = KNOWN | {"grade": None}
    things = [HOME | {"geometry": square(8, 20 * i)} for i in range(1)]
    survey = run(hazards(station), objects(*things)).survey
    first = survey.iloc[0]
    assert (first["fact"], first["subject_id"]) == ("grade", "h1")
    assert first["settled_by_every_value"] == first["settled_by_some_value"] == first["findings"] == 1
    assert list(survey["rank"]) == list(range(1, len(survey) + 1))


# --- the tables -------------------------------------------------------------------------------------


def test_rings_lie_at_the_required_distance_and_overlaps_know_their_share() -> None:
    near = HOME | {"geometry": square(5, 0)}
    result = run(hazards(KNOWN), objects(near))
    ring = result.rings[result.rings["target"] == "C3"].iloc[0]
    assert (ring["required_low_m"], ring["required_high_m"]) == (8.5, 8.5)
    assert ring["geometry"].covers(at(Point(8.49, 0)))
    assert not ring["geometry"].intersects(at(Point(8.51, 0)))
    overlap = result.overlaps.iloc[0]
    assert overlap["required_high_m"] == 8.5
    assert 0.25 < overlap["share"] < 0.35
    assert overlap["area_m2"] == pytest.approx(overlap["share"] * 100, rel=1e-4)


def test_a_finding_keeps_its_id_over_runs_and_its_line_joins_the_two() -> None:
    first, second = (only(run(hazards(KNOWN), objects(HOME))) for _ in range(2))
    assert first["finding_id"] == second["finding_id"]
    start, end = shapely.get_coordinates(first["geometry"])
    assert Point(start).distance(at(Point(0, 0))) < 1e-9
    assert end[0] == pytest.approx(at(Point(20, 0)).x, abs=1e-9)


def test_the_run_says_what_it_was_made_with() -> None:
    run_rows = dict(run(hazards(KNOWN), objects(HOME)).run.itertuples(index=False))
    assert run_rows["editions"] == NEW
    assert run_rows["crs"] == "EPSG:4490"
    assert run_rows["rules_unusable"] == "135"
    assert "fireworks: AQ4128-2019" in run_rows["families"]
    assert "ROAD1" in run_rows["targets_without_data"]


def test_progress_is_told_and_may_cancel() -> None:
    class Stop(Exception):  # noqa: N818
        pass

    def cancel(fraction: float, _step: str) -> None:
        if fraction >= 0.5:
            raise Stop

    with pytest.raises(Stop):
        run(hazards(KNOWN, KNOWN), objects(HOME), progress=cancel)


# --- input that cannot be used ----------------------------------------------------------------------


def test_projected_coordinates_are_refused_and_never_measured_in() -> None:
    with pytest.raises(InputError, match="EPSG:3857") as caught:
        run(hazards(KNOWN).to_crs(3857), objects(HOME))
    assert caught.value.code == "crs_wrong"


@pytest.mark.parametrize("accuracy", [-1.0, float("inf")])
def test_an_impossible_accuracy_is_refused(accuracy: float) -> None:
    with pytest.raises(InputError, match="no accuracy"):
        run(hazards(KNOWN | {"position_accuracy_m": accuracy}), objects(HOME))


def test_an_unknown_kind_and_a_part_of_nobody_are_refused_by_row() -> None:
    with pytest.raises(InputError, match="row 2, field kind: 'castle'"):
        run(hazards(KNOWN), objects(HOME, {"kind": "castle"}))
    with pytest.raises(InputError, match="part in row 1: hazard_id 'h9'"):
        run(hazards(KNOWN), objects(HOME), parts=parts({"hazard_id": "h9"}))


def test_no_hazard_and_no_object_give_empty_tables() -> None:
    nothing = run(hazards(KNOWN).iloc[:0], objects(HOME))
    assert len(nothing.findings) == len(nothing.hazard_summary) == 0
    alone = run(hazards(KNOWN), objects(HOME).iloc[:0])
    assert alone.hazard_summary["missing"][0] == "coverage"


def test_a_conflict_between_two_shops_colours_both_and_one_with_a_station_only_the_shop() -> None:
    things = objects(*(HOME | {"geometry": square(x, y)} for x in (-300, 300) for y in (-300, 300)))
    shops = hazards(SHOP, SHOP | {"geometry": Point(45, 0)}, KNOWN | {"geometry": Point(60, 60)})
    summary = run(shops, things).hazard_summary
    assert list(summary["verdict"]) == ["conflict", "conflict", "clear"]


@pytest.mark.parametrize(("edition", "missing_facts"), [(NEW, "rules"), (OLD, "")])
def test_a_station_for_gas_is_not_clear_where_no_table_for_gas_was_seen(
    edition: str, missing_facts: str
) -> None:
    area = at(square(-1000, 0, 2000))
    station = {"kind": "lpg_station", "grade": "3", "tank_position": "buried", "geometry": Point(0, 0)}
    far = HOME | {"geometry": square(300, 0)}
    row = run(hazards(station), objects(far), edition=edition, coverage=area).hazard_summary.iloc[0]
    assert row["missing"] == missing_facts
    assert row["verdict"] == ("unresolved" if missing_facts else "clear")


@pytest.mark.parametrize(
    ("station", "accuracy"),
    [
        ({"geometry": Point(0, 0)}, 60.0),
        ({"geometry": square(0, 0)}, 10.0),
        ({"geometry": square(0, 0), "outline": "building"}, 60.0),
    ],
)
def test_the_site_radius_is_added_to_a_point_and_to_a_canopy_but_not_to_a_plot(
    station: dict[str, Any], accuracy: float
) -> None:
    unknown = KNOWN | {"position_accuracy_m": None, "position_source": "osm"}
    assert run(hazards(unknown | station), objects(HOME)).hazards["position_accuracy_m"][0] == accuracy


def test_a_part_of_unknown_fuel_may_be_one_for_gas_where_the_station_may_sell_no_oil() -> None:
    station = {"kind": "combined_station"}
    shed = {"kind": "workshop_cde", "geometry": square(3, 0)}
    drawn = parts({"kind": "dispenser", "fuel": None})
    unknown = only(run(hazards(station), objects(shed), parts=drawn))
    oil = only(run(hazards(station | {"fuels": "diesel,lng"}), objects(shed), parts=drawn))
    # Of the edition of 2021, no text of the tables for gas was seen.
    assert run(hazards(station | {"fuels": "cng,lng"}), objects(shed), parts=drawn).findings.empty
    assert (oil["verdict"], unknown["verdict"]) == ("conflict", "unresolved")
    assert unknown["required_low_m"] == 0
    assert missing(unknown) == {"fuels"}
