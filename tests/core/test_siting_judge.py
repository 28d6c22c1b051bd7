"""What the rules say of a site is what the check says of a shop there with a good permit."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle_towns import random_town
from shapely import affinity
from sites import GOOD, sites
from town import at, hazards, objects, square

from tests.thorough import examples
from xq_gis_plugin.core.assess import assess
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.geodesy import EDGE_ERROR_M
from xq_gis_plugin.core.siting.judge import JUDGED_COLUMNS, Judge
from xq_gis_plugin.core.siting.model import CANDIDATE_COLUMNS, PERMIT_CONDITIONS

EVERYWHERE = at(shapely.box(-5000, -5000, 5000, 5000))
PROTECTED: tuple[dict[str, Any], ...] = (
    {"kind": "school", "name": "学校", "geometry": square(-40, -90, 30)},
    {"kind": "building", "geometry": square(180, 40, 25), "position_accuracy_m": 3.0},
    {"kind": "public_building", "assembly": "no", "geometry": square(10, -20, 20)},
    {"kind": "power_line", "voltage_kv": 10.0, "geometry": shapely.LineString([(-150, 310), (150, 290)])},
    {"kind": "power_line", "voltage_kv": 220.0, "geometry": shapely.LineString([(-450, 0), (-450, 600)])},
    {"measured_as": "zone", "geometry": shapely.box(290, -280, 340, -130)},
    {"kind": "open_flame", "geometry": shapely.Point(-200, 300)},
)
FIGURES = ("distance_m", "required_m", "shortfall_m")
STATED: dict[str, tuple[Any, ...]] = {
    "temporary": ("yes", "no"), "dwelling_in_building": ("yes", "no", "no"), "fire_barrier": ("yes", "no"),
    "sales_area_m2": (5.0, 50.0, 60.0, 500.0), "underground": ("yes", "no", "no"),
    "under_bridge": ("yes", "no", "no"), "fuel_pipe_in_building": ("yes", "no", "no"),
    "fire_engine_access": ("no", "yes", "yes"),
}  # fmt: skip


def truths(
    wanted: gpd.GeoDataFrame, protected: gpd.GeoDataFrame, there: gpd.GeoDataFrame, coverage: Any = None
) -> list[dict[str, Any]]:
    """Return what the check says of each shop, with a good permit where nothing is stated."""
    columns = list(dict.fromkeys([*there.columns, *GOOD]))
    rows = there[there["kind"] != "fireworks_retail"].to_dict("records")
    for row in wanted.to_dict("records"):
        stated = {name: value for name, value in row.items() if name in GOOD and pd.notna(value)}
        own = {name: row[name] for name in ("kind", "position_accuracy_m", "geometry")}
        rows.append(dict.fromkeys(columns) | GOOD | stated | own | {"hazard_id": f" {row['site_id']}"})
    every = gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), geometry="geometry", crs=there.crs)
    result = assess(every, protected, coverage=coverage)
    found = result.findings.assign(object_id=result.findings["object_id"].fillna("-"))
    ours = {f" {name}" for name in wanted["site_id"]}
    found = found[~(found["hazard_id"].isin(ours) & found["object_id"].isin(ours))]
    summary = result.hazard_summary.set_index("hazard_id")["missing"]
    return [_truth(found, f" {name}", set(summary[f" {name}"].split(","))) for name in wanted["site_id"]]


def _truth(found: pd.DataFrame, name: str, lacking: set[str]) -> dict[str, Any]:
    own = found[(found["hazard_id"] == name) | (found["object_id"] == name)].copy()
    own["object_id"] = np.where(own["hazard_id"] == name, own["object_id"], own["hazard_id"])
    gaps = {"coverage", "rules"} & lacking
    verdict = next((v for v in ("conflict", "unresolved") if (own["verdict"] == v).any()), "clear")
    against = own[own["verdict"] == verdict] if verdict != "clear" else own[:0]
    if verdict == "clear" and gaps:
        verdict = "unresolved"
    missing = {fact for text in against["missing"] for fact in text.split(",") if fact}
    return {
        "verdict": verdict,
        "rows": against,
        "missing": (missing | gaps) if verdict == "unresolved" else set(),
        "rules": {rule for text in against["rule_ids"] for rule in text.split(",")},
    }


def same(told: Any, expected: dict[str, Any]) -> None:
    """Compare a judged site with the findings of the check."""
    assert told.verdict == expected["verdict"], (told, expected["rows"].T)
    assert set((told.missing or "").split(",")) - {""} == expected["missing"]
    assert set((told.rule_ids or "").split(",")) - {""} == expected["rules"]
    rows = expected["rows"]
    if not len(rows):
        assert told.rule_id is None or pd.isna(told.rule_id)
        return
    low = told.verdict == "conflict"
    short, asked = ("shortfall_m", "required_low_m") if low else ("shortfall_max_m", "required_high_m")
    known = rows.assign(
        _short=pd.to_numeric(rows[short]).fillna(0.0),
    ).sort_values(["severity", "_short"], ascending=[True, False])
    best = known[(known["severity"] == known["severity"].iloc[0])] if low else known
    best = best[best["_short"] > best["_short"].max() - 1e-6]
    this = best[best["object_id"] == (told.object_id or "-")]
    assert told.rule_id in set(this["rule_id"]), (told, best.T)
    row = this[this["rule_id"] == told.rule_id].iloc[0]
    for name, other in zip(FIGURES, ("distance_m", asked, short), strict=True):
        value = getattr(told, name)
        wanted = None if row[other] is None or pd.isna(row[other]) else float(row[other])
        value = None if value is None or pd.isna(value) else float(value)
        assert (value is None) == (wanted is None), (name, told, row)
        # Far from a threshold a site is measured in the plane, to `EDGE_ERROR_M`.
        assert wanted is None or value == pytest.approx(wanted, abs=2 * EDGE_ERROR_M)


def candidates(places: list[Any], facts: list[dict[str, Any]], accuracy: list[float]) -> gpd.GeoDataFrame:
    rows = [
        dict.fromkeys(CANDIDATE_COLUMNS)
        | {"site_id": f"s{n}", "kind": "fireworks_retail", "position_accuracy_m": a, **f, "geometry": p}
        for n, (p, f, a) in enumerate(zip(places, facts, accuracy, strict=True))
    ]
    frame = pd.DataFrame(rows, columns=list(CANDIDATE_COLUMNS))
    return gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4490")


@pytest.mark.once
@settings(max_examples=examples(12), deadline=None, derandomize=True)
@given(st.integers(0, 1_000_000))
def test_in_random_towns_a_site_is_judged_as_the_check_judges_it(seed: int) -> None:
    town, random = random_town(seed), np.random.default_rng(seed)
    west, south, east, north = town.protected.total_bounds
    places, facts, accuracy = [], [], []
    for _ in range(6):
        x, y = random.uniform(west, east), random.uniform(south, north)
        spot = shapely.Point(x, y)
        if random.random() < 0.4:
            box = shapely.box(-0.0002, -0.0001, 0.0002, 0.0002)
            spot = affinity.translate(affinity.rotate(box, random.uniform(0, 90)), x, y)
        places.append(spot)
        facts.append({n: str(random.choice(v)) for n, v in STATED.items() if random.random() < 0.3})
        accuracy.append(float(random.choice([0.0, 0.0, 2.0, 30.0])))
    for fact in facts:
        if "sales_area_m2" in fact:
            fact["sales_area_m2"] = float(fact["sales_area_m2"])
    judge, wanted = Judge.of(town.protected, town.hazards), candidates(places, facts, accuracy)
    told = judge.judge(wanted).frame
    expected = truths(wanted, town.protected, town.hazards)
    for number, place in enumerate(places):
        same(told.iloc[number], expected[number])
        if place.geom_type == "Point":
            stated = {k: f"{v:g}" if isinstance(v, float) else v for k, v in facts[number].items()}
            one = judge.judge_at(place.x, place.y, stated, accuracy[number])
            for name in JUDGED_COLUMNS:
                value, other = getattr(one, name), told.iloc[number][name]
                value = ",".join(value) if name == "conditions" else value
                assert value == other or (value is None and pd.isna(other)), name


@pytest.mark.parametrize(
    ("place", "facts", "accuracy_m", "verdict", "rule", "item", "missing"),
    [
        ((0, -90 + 15 + 40), {}, 0.0, "conflict", "FW-02", "o1", None),
        ((600, 600), {}, 0.0, "unresolved", None, None, "coverage"),
        ((150, 40), {}, 0.0, "unresolved", "FW-02", "o2", "kind"),
        ((315, -200), {}, 0.0, "conflict", "FW-17", "o6", None),
        ((-430, 300), {}, 0.0, "conflict", "FW-14", "o5", None),
        ((30, 130), {}, 0.0, "clear", None, None, None),
        ((30, 130), {"dwelling_in_building": "yes"}, 0.0, "conflict", "FW-05", None, None),
        ((30, 130), {"sales_area_m2": 500.0}, 0.0, "conflict", "FW-18", None, None),
        ((30, 130), {"underground": "yes"}, 0.0, "conflict", "FW-17.3", None, None),
        ((30, 130), {"fire_engine_access": "no"}, 0.0, "conflict", "FW-17.6", None, None),
        ((30, 130), {"temporary": "yes"}, 0.0, "clear", None, None, None),
        ((-200, 320), {"fire_barrier": "no"}, 0.0, "conflict", "FW-16", "o7", None),
        ((-200, 320), {}, 0.0, "clear", None, None, None),
    ],
)
def test_the_verdict_names_rule_and_object(
    place: tuple[float, float],
    facts: dict[str, Any],
    accuracy_m: float,
    verdict: str,
    rule: str | None,
    item: str | None,
    missing: str | None,
) -> None:
    judge = Judge.of(objects(*PROTECTED), coverage=EVERYWHERE)
    row = {"geometry": shapely.Point(place), "position_accuracy_m": accuracy_m, **facts}
    told = judge.judge(sites(row)).frame.iloc[0]
    assert (told["verdict"], told["rule_id"], told["object_id"]) == (verdict, rule, item)
    assert missing is None or missing in told["missing"].split(",")


def test_what_a_permit_can_demand_is_a_condition_and_nothing_unknown() -> None:
    judge = Judge.of(objects(*PROTECTED), coverage=EVERYWHERE)
    nothing, everything, flame = judge.judge(
        sites(
            {"geometry": shapely.Point(30, 130)},
            {"geometry": shapely.Point(30, 130), **GOOD},
            {"geometry": shapely.Point(-200, 320)},
        )
    ).frame["conditions"]
    always = {*PERMIT_CONDITIONS.values()} - {"fire_barrier", "doors_not_facing"}
    assert set(nothing.split(",")) == always
    assert everything == ""
    assert set(flame.split(",")) == {*nothing.split(","), "fire_barrier"}


def test_a_site_without_a_position_is_unresolved_for_want_of_it() -> None:
    judge = Judge.of(objects(*PROTECTED), coverage=EVERYWHERE)
    told = judge.judge(sites({"geometry": None}, {"geometry": shapely.Point(30, 130)})).frame
    assert told["verdict"].tolist() == ["unresolved", "clear"]
    assert told["missing"].tolist() == ["position", None]
    assert judge.judge_at(float("nan"), 38.0).missing == "position"


def test_shops_that_are_there_keep_no_site_out() -> None:
    shop = hazards({"kind": "fireworks_retail", "geometry": shapely.Point(30, 131)})
    judge = Judge.of(objects(*PROTECTED), shop, coverage=EVERYWHERE)
    assert judge.judge(sites({"geometry": shapely.Point(30, 130)})).frame["verdict"].tolist() == ["clear"]


def test_a_hazard_keeps_a_site_away_and_is_named() -> None:
    station = hazards({"name": "加油站", "geometry": shapely.box(60, 100, 100, 140)})
    judge = Judge.of(objects(*PROTECTED), station, coverage=EVERYWHERE)
    told = judge.judge_at(*at(shapely.Point(30, 130)).coords[0])
    assert (told.verdict, told.object_name, told.object_kind) == ("conflict", "加油站", "petrol_station")
    assert told.distance_m == pytest.approx(30, abs=1e-3)
    assert (told.required_m, told.shortfall_m) == (100.0, pytest.approx(70, abs=1e-3))


def test_no_sites_and_no_town_have_an_answer_too() -> None:
    assert Judge.of(objects()).judge(sites()).frame.columns.tolist() == list(JUDGED_COLUMNS)
    told = Judge.of(objects()).judge(sites({"geometry": shapely.Point(0, 0)})).frame.iloc[0]
    assert (told["verdict"], told["missing"]) == ("unresolved", "coverage")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "petrol_station"}, "kind_not_sited"),
        ({"position_accuracy_m": -1.0}, "accuracy_invalid"),
    ],
)
def test_sites_that_cannot_be_are_refused(change: dict[str, Any], code: str) -> None:
    judge = Judge.of(objects(*PROTECTED))
    with pytest.raises(InputError) as caught:
        judge.judge(sites({"geometry": shapely.Point(0, 0), **change}))
    assert (caught.value.code, caught.value.facts["row"]) == (code, 1)


def test_frames_in_metres_are_refused() -> None:
    for call in (
        lambda: Judge.of(objects({}).to_crs(3857)),
        lambda: Judge.of(objects({})).judge(sites({"geometry": shapely.Point(0, 0)}).to_crs(3857)),
    ):
        with pytest.raises(InputError) as caught:
            call()
        assert caught.value.code == "crs_wrong"


def test_whoever_waits_hears_how_far_it_has_come_and_may_stop_it() -> None:
    told: list[float] = []
    judge = Judge.of(objects(*PROTECTED), progress=lambda fraction, _step: told.append(fraction))
    many = sites(*({"geometry": shapely.Point(x, x)} for x in range(0, 3000, 100)))
    judge.judge(many, lambda fraction, _step: told.append(1 + fraction))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 2.0)

    def stop(_fraction: float, _step: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        judge.judge(many, stop)
