"""A hazard put anywhere: the answer at the spot is the one that the check gives with it among the hazards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle_towns import FUELS, HAZARD_FACTS, random_town
from town import at, hazards, objects, parts, square

from tests.thorough import examples
from xq_gis_plugin import resources
from xq_gis_plugin.core.assess import assess
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import HazardKind, Verdict
from xq_gis_plugin.core.spot import SpotAnswer, Surroundings
from xq_gis_plugin.io.read import read_hazards, read_parts, read_protected

if TYPE_CHECKING:
    from xq_gis_plugin.core.model import Assessment

EVERYWHERE = at(shapely.box(-5000, -5000, 5000, 5000))
THERE: tuple[dict[str, Any], ...] = (
    {"geometry": shapely.Point(-100, -20), "position_accuracy_m": 5.0},
    {"kind": "fireworks_retail", "geometry": shapely.Point(100, 20), "temporary": "no"},
    {"kind": "lpg_station", "geometry": shapely.box(-20, 90, 10, 120)},
)
PROTECTED: tuple[dict[str, Any], ...] = (
    {"protection_class": "class3", "geometry": square(60, 60, 12)},
    {"kind": "building", "geometry": square(-80, 40, 25), "position_accuracy_m": 3.0},
    {"kind": "school", "geometry": square(-40, -90, 30)},
    {"kind": "public_building", "geometry": square(10, -20, 20), "position_accuracy_m": 1.0},
    {"kind": "power_line", "voltage_kv": 10.0, "geometry": shapely.LineString([(-150, 110), (150, 90)])},
    {"kind": "road", "road_class": "main", "geometry": shapely.LineString([(-150, -120), (150, -140)])},
    {"kind": "road", "geometry": shapely.LineString([(20, -150), (20, 150)])},
    {"measured_as": "zone", "geometry": shapely.box(90, -80, 140, -30)},
)
SAME = (
    "verdict", "risk_color", "distance_m", "low_m", "high_m", "required_low_m", "required_high_m",
    "shortfall_m", "shortfall_max_m", "rule_id", "clause", "rule_confidence", "missing",
)  # fmt: skip
STATED = (
    "grade", "vapour_recovery", "tank_position", "temporary", "fire_barrier", "dwelling_in_building",
    "underground", "fire_engine_access",
)  # fmt: skip
_COLORS = ("red", "orange", "yellow", "blue")

Rows = dict[str, list[tuple[Any, ...]]]


def plain(value: Any) -> Any:
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    return round(float(value), 9) if isinstance(value, float) else str(value)


def with_new(
    there: gpd.GeoDataFrame, spot: shapely.Point, kind: str, facts: dict[str, str], accuracy_m: float
) -> gpd.GeoDataFrame:
    """Return the hazards with one more, as a planner would add its row; its id is empty."""
    row = dict.fromkeys(there.columns) | facts
    row |= {"hazard_id": "", "kind": kind, "position_accuracy_m": accuracy_m, "geometry": spot}
    if "fuels" in facts:
        row["fuels"] = facts["fuels"].replace("+", ",")
    rows = [*there.to_dict("records"), row]
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=there.columns), geometry="geometry", crs=there.crs)


def rows_of(result: Assessment) -> Rows:
    """Return what a check finds against the new hazard, clear pairs left out, by the other side's id."""
    rows: Rows = {}
    for row in concerning(result).to_dict("records"):
        if row["verdict"] != "clear":
            other = row["object_id"] if row["hazard_id"] == "" else row["hazard_id"]
            rows.setdefault(str(other), []).append(tuple(plain(row[name]) for name in SAME))
    return {other: sorted(found) for other, found in rows.items()}


def concerning(result: Assessment) -> pd.DataFrame:
    found = result.findings
    return found[(found["hazard_id"] == "") | (found["object_id"] == "")]


def rows_at(answer: SpotAnswer) -> Rows:
    rows: Rows = {}
    for row in answer.rows:
        rows.setdefault(str(row.object_id), []).append(tuple(plain(getattr(row, name)) for name in SAME))
    return {other: sorted(found) for other, found in rows.items()}


def agree(answer: SpotAnswer, result: Assessment) -> None:
    """Compare everything that the answer says with what the check's tables say."""
    assert rows_at(answer) == rows_of(result)
    found = concerning(result)
    assert answer.clear == (found["verdict"] == "clear").sum()
    summary = result.hazard_summary.set_index("hazard_id").loc[""]
    gaps = {"coverage", "rules"} & set(summary["missing"].split(","))
    assert set(answer.gaps) == gaps
    assert plain(answer.nearest_residence_m) == plain(summary["nearest_residence_m"])
    assert (answer.nearest_residence_id or "") == plain(summary["nearest_residence_id"])
    assert (answer.own_buildings, answer.reach_m) == (summary["own_buildings"], summary["reach_m"])
    verdicts = {*found["verdict"], *(["unresolved"] if gaps else [])}
    worst = next((v for v in ("conflict", "unresolved") if v in verdicts), "clear")
    colors = {*found["risk_color"], *(["yellow"] if gaps else [])}
    assert answer.verdict == worst
    assert answer.risk_color == next((color for color in _COLORS if color in colors), "blue")


@pytest.mark.parametrize(
    ("kind", "facts", "accuracy_m"),
    [
        ("petrol_station", {"grade": "3", "vapour_recovery": "full", "fuels": "petrol"}, 0.0),
        ("petrol_station", {}, 30.0),
        ("fireworks_retail", {"temporary": "no"}, 0.0),
        ("lpg_station", {}, 0.0),
    ],
)
def test_every_row_is_that_of_the_check(kind: str, facts: dict[str, str], accuracy_m: float) -> None:
    there, protected = hazards(*THERE), objects(*PROTECTED)
    around = Surroundings.of(protected, there, coverage=EVERYWHERE)
    random = np.random.default_rng(7)
    seen = set()
    for x, y in random.uniform(-140, 140, (12, 2)):
        spot = at(shapely.Point(x, y))
        answer = around.check(spot.x, spot.y, kind, facts, accuracy_m)
        agree(answer, assess(with_new(there, spot, kind, facts, accuracy_m), protected, coverage=EVERYWHERE))
        seen.add(answer.verdict)
    assert len(seen) > 1


@pytest.mark.once
@settings(max_examples=examples(10), deadline=None, derandomize=True)
@given(st.integers(0, 100_000), st.sampled_from(sorted(HazardKind)), st.sampled_from([0.0, 30.0]))
def test_in_random_towns_the_answer_is_that_of_the_check(seed: int, kind: str, accuracy_m: float) -> None:
    town = random_town(seed)
    random = np.random.default_rng(seed)
    facts = {name: str(random.choice(HAZARD_FACTS[name])) for name in STATED if random.random() < 0.5}
    facts = {name: {"True": "yes", "False": "no"}.get(value, value) for name, value in facts.items()}
    if kind in FUELS and random.random() < 0.5:
        facts["fuels"] = "+".join(sorted(str(random.choice(FUELS[kind])).split(",")))
    (west, south, east, north) = town.protected.total_bounds
    spot = shapely.Point(random.uniform(west, east), random.uniform(south, north))
    around = Surroundings.of(town.protected, town.hazards, parts=town.parts)
    answer = around.check(spot.x, spot.y, kind, facts, accuracy_m)
    every = with_new(town.hazards, spot, kind, facts, accuracy_m)
    agree(answer, assess(every, town.protected, parts=town.parts))
    brief = around.check(spot.x, spot.y, kind, facts, accuracy_m, brief=True)
    assert [(row.object_id, row.rule_id) for row in brief.rows] == [
        (row.object_id, row.rule_id) for row in answer.rows
    ]
    assert (brief.verdict, brief.risk_color, brief.gaps) == (answer.verdict, answer.risk_color, answer.gaps)
    assert brief.clear == answer.clear


@pytest.mark.once
@pytest.mark.parametrize(
    ("kind", "facts", "accuracy_m"),
    [("petrol_station", {"grade": "2"}, 0.0), ("petrol_station", {}, 30.0), ("fireworks_retail", {}, 0.0)],
)
def test_in_the_demo_town_the_answer_is_that_of_the_check(
    kind: str, facts: dict[str, str], accuracy_m: float
) -> None:
    folder = resources.path("layers", "demo")
    there, digitised = read_hazards(folder / "hazards.geojson"), read_parts(folder / "parts.geojson")
    protected = read_protected(folder / "protected.geojson")
    around = Surroundings.of(protected, there, parts=digitised)
    busy = there.geometry.dropna().iloc[5].centroid
    spot = shapely.Point(busy.x + 0.0004, busy.y + 0.0002)
    answer = around.check(spot.x, spot.y, kind, facts, accuracy_m)
    assert answer.rows
    agree(answer, assess(with_new(there, spot, kind, facts, accuracy_m), protected, parts=digitised))


def test_a_rule_measured_from_a_neighbours_digitised_tank_is_measured_from_it_here_too() -> None:
    there = hazards({"kind": "lpg_station", "geometry": shapely.box(-20, -20, 20, 20)})
    tank = parts({"kind": "tank", "fuel": "lpg", "geometry": shapely.Point(-10, 0)})
    spot = at(shapely.Point(60, 0))
    around = Surroundings.of(objects(), there, parts=tank, coverage=EVERYWHERE)
    answer = around.check(spot.x, spot.y, "fireworks_retail")
    every = with_new(there, spot, "fireworks_retail", {}, 0.0)
    assert answer.rows
    agree(answer, assess(every, objects(), parts=tank, coverage=EVERYWHERE))


def test_conflicts_come_first_and_the_largest_shortfall_first_of_all() -> None:
    around = Surroundings.of(objects(*PROTECTED), hazards(*THERE), coverage=EVERYWHERE)
    spot = at(shapely.Point(55, 60))
    rows = around.check(spot.x, spot.y, "petrol_station", {"grade": "1"}).rows
    verdicts = [row.verdict for row in rows]
    assert verdicts == sorted(verdicts, key=lambda verdict: verdict != "conflict")
    shorts = [row.shortfall_m for row in rows if row.verdict == "conflict" and row.shortfall_m]
    assert shorts == sorted(shorts, reverse=True)


def test_far_from_everything_a_spot_is_clear_but_not_past_the_data_nor_where_nothing_is_drawn() -> None:
    around = Surroundings.of(objects(*PROTECTED), hazards(*THERE), coverage=EVERYWHERE)
    near, empty = (around.check(*at(shapely.Point(x, x)).coords[0], "petrol_station") for x in (350, 1500))
    assert (near.verdict, near.risk_color, near.gaps, near.rows) == (Verdict.CLEAR, "blue", (), ())
    assert (empty.verdict, empty.risk_color, empty.gaps) == (Verdict.UNRESOLVED, "yellow", ("coverage",))
    edge = at(shapely.box(-400, -400, 400, 400))
    beyond = Surroundings.of(objects(*PROTECTED), hazards(*THERE), coverage=edge)
    answer = beyond.check(*at(shapely.Point(350, 350)).coords[0], "petrol_station")
    assert (answer.verdict, answer.gaps, answer.rows) == (Verdict.UNRESOLVED, ("coverage",), ())


def test_the_nearest_residence_is_told_however_far_it_is() -> None:
    around = Surroundings.of(objects({"name": "甲小区"}), hazards(), coverage=EVERYWHERE)
    answer = around.check(*at(shapely.Point(1030, 0)).coords[0], "petrol_station")
    assert answer.nearest_residence_m == pytest.approx(1000, abs=0.01)
    assert (answer.nearest_residence_id, answer.nearest_residence_name) == ("o1", "甲小区")


def test_the_ring_is_the_rules_reach_on_the_ellipsoid() -> None:
    from geographiclib.geodesic import Geodesic

    around = Surroundings.of(objects(*PROTECTED), hazards(), coverage=EVERYWHERE)
    answer = around.check(106.29, 38.47, "petrol_station")
    earth = Geodesic(6378137.0, 1 / 298.257222101)
    metres = [earth.Inverse(38.47, 106.29, lat, lon)["s12"] for lon, lat in answer.ring().exterior.coords]
    assert metres == pytest.approx([answer.reach_m] * len(metres), abs=0.001)


def test_with_no_hazards_and_nothing_to_protect_there_is_an_answer_too() -> None:
    answer = Surroundings.of(objects(), hazards()).check(106.29, 38.47, "petrol_station")
    assert (answer.verdict, answer.rows, answer.gaps) == (Verdict.UNRESOLVED, (), ("coverage",))
    assert answer.nearest_residence_m is None


@pytest.mark.parametrize(
    ("kind", "accuracy_m", "code"),
    [
        ("bakery", 0.0, "unknown_kind"),
        ("petrol_station", -1.0, "accuracy_invalid"),
        ("petrol_station", float("nan"), "accuracy_invalid"),
    ],
)
def test_a_hazard_that_cannot_be_is_refused(kind: str, accuracy_m: float, code: str) -> None:
    with pytest.raises(InputError) as caught:
        Surroundings.of(objects(), hazards()).check(106.29, 38.47, kind, accuracy_m=accuracy_m)
    assert caught.value.code == code


def test_frames_in_metres_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        Surroundings.of(objects().to_crs(3857), hazards())
    assert caught.value.code == "crs_wrong"


def test_whoever_waits_hears_how_far_it_has_come_and_may_stop_it() -> None:
    told: list[float] = []
    Surroundings.of(objects(), hazards(), progress=lambda fraction, _step: told.append(fraction))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)

    def stop(fraction: float, _step: str) -> None:
        if fraction > 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Surroundings.of(objects(), hazards(), progress=stop)
