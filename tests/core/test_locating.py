"""Places for what the plan names: proposed with evidence, accepted only by whoever says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from xq_gis_plugin.core.assess import assess
from xq_gis_plugin.core.locating import Acceptance, Located, locate
from xq_gis_plugin.core.plan import load_plan
from xq_gis_plugin.io.areas import display_district

if TYPE_CHECKING:
    from collections.abc import Sequence

PLAN = {entry.plan_id: entry for entry in load_plan()}
DISTRICT = display_district()
HERE = (106.28575, 38.47047)
WHO = Acceptance(0.9, "张三", "2026-11-26")


def candidates(*rows: dict[str, Any]) -> gpd.GeoDataFrame:
    made = [
        {"object_id": f"c{number}", "kind": None, "source": "poi.csv", "source_date": "2026-01-01",
         "datum": "gcj02", "position_source": "poi", "position_accuracy_m": None,
         "geometry": shapely.Point(HERE)} | row
        for number, row in enumerate(rows)
    ]  # fmt: skip
    return gpd.GeoDataFrame(pd.DataFrame(made), geometry="geometry", crs=4490)


def found(names: Sequence[str], *rows: dict[str, Any], who: Acceptance = WHO) -> Located:
    wanted = [entry for entry in PLAN.values() if entry.name in names]
    assert {entry.name for entry in wanted} == set(names)
    return locate(wanted, candidates(*rows), DISTRICT, who)


def test_nothing_is_accepted_unless_somebody_says_so() -> None:
    one = found(["宁夏兴俊加油站"], {"name": "兴俊加油站"}, who=Acceptance())
    row = one.entries.iloc[0]
    assert (row["status"], row["candidate_name"], row["evidence"]) == ("proposed", "兴俊加油站", "name_same")
    assert row["accepted_by"] is None
    assert one.hazards["position_status"].tolist() == ["unlocated"]
    assert one.hazards.geometry.isna().all()


def test_what_is_accepted_keeps_source_date_datum_accuracy_and_who_accepted_it() -> None:
    one = found(["宁夏兴俊加油站"], {"name": "兴俊加油站"})
    row = one.entries.iloc[0]
    assert (row["status"], row["source"], row["source_date"], row["datum"]) == (
        "accepted", "poi.csv", "2026-01-01", "gcj02",
    )  # fmt: skip
    assert (row["accepted_by"], row["accepted_on"]) == ("张三", "2026-11-26")
    hazard = one.hazards.iloc[0]
    assert (hazard["hazard_id"], hazard["kind"], hazard["position_status"]) == (
        "P2-01",
        "petrol_station",
        "located",
    )
    # The error of the coordinate and the radius of the site are told apart, and both count.
    assert hazard["coordinate_error_m"] == 50
    assert hazard["site_radius_m"] > 0
    assert hazard["position_accuracy_m"] == hazard["coordinate_error_m"] + hazard["site_radius_m"]


def test_two_places_of_one_name_are_left_to_a_person() -> None:
    far = shapely.Point(HERE[0] + 0.01, HERE[1])
    one = found(["宁夏兴俊加油站"], {"name": "兴俊加油站"}, {"name": "兴俊加油站", "geometry": far})
    assert one.entries["status"].tolist() == ["ambiguous"]
    assert len(one.proposals) == 2
    assert one.hazards.geometry.isna().all()


def test_a_place_mapped_as_a_point_and_as_an_area_is_one_and_the_area_counts() -> None:
    site = shapely.Point(HERE).buffer(0.0003)
    one = found(["宁夏兴俊加油站"], {"name": "兴俊加油站"}, {"name": "兴俊加油站", "geometry": site})
    assert one.entries["status"].tolist() == ["accepted"]
    assert one.hazards.geometry.iloc[0].equals(site)
    assert one.hazards["site_radius_m"].tolist() == [0.0]


def test_a_street_is_its_sections_made_one_and_cut_to_the_district() -> None:
    east = DISTRICT.bounds[2]
    inside = shapely.LineString([(106.28, 38.47), (106.29, 38.47)])
    next_one = shapely.LineString([(106.29, 38.47), (106.30, 38.47)])
    out = shapely.LineString([(106.30, 38.47), (east + 1, 38.47)])
    sections = (("六盘山路", inside), ("六盘山路", next_one), ("六盘山路", out), ("凤凰街", inside))
    roads = [
        {"name": name, "kind": "road", "geometry": line, "position_source": "osm"} for name, line in sections
    ]
    one = found(["六盘山路"], *roads)
    # The plan lists it for two reasons.
    assert one.entries["status"].tolist() == ["accepted", "accepted"]
    (road,) = (row for _, row in one.protected.iterrows())
    assert (road["kind"], road["measured_as"], road["name"]) == ("road", "line", "六盘山路")
    # In one piece, wherever the outline lets it.
    assert any(part.covers(inside) and part.covers(next_one) for part in shapely.get_parts(road.geometry))
    assert road.geometry.within(DISTRICT.buffer(1e-9))
    assert road.geometry.length > inside.length + next_one.length


def test_what_nobody_has_stays_without_a_place() -> None:
    one = found(["宁夏兴俊加油站", "六盘山路"], {"name": "别的加油站"})
    assert set(one.entries["status"]) == {"none"}
    assert len(one.hazards) == 1
    assert len(one.protected) == 0


def test_a_check_reads_what_was_located() -> None:
    one = found(["宁夏兴俊加油站"], {"name": "兴俊加油站"})
    home = candidates(
        {"name": "甲", "kind": "residence", "geometry": shapely.Point(HERE[0] + 0.0001, HERE[1])}
    )
    protected = home.reindex(columns=[*home.columns, *(c for c in one.protected.columns if c not in home)])
    protected["measured_as"] = "point"
    result = assess(one.hazards, protected)
    assert result.findings["verdict"].isin(["conflict", "unresolved"]).any()


@pytest.mark.parametrize("least", [0.5, 0.99])
def test_a_bound_leaves_weak_proposals_out(least: float) -> None:
    wanted = [PLAN["P2-01"]]
    one = locate(wanted, candidates({"name": "兴俊加油站"}), DISTRICT, Acceptance(), least=least)
    assert len(one.proposals) == (1 if least < 0.9 else 0)
