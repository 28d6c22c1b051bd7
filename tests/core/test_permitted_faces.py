"""The faces of the permitted zone: at every point all the rules that forbid it, true to a centimetre."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity
from town import at, hazards, objects

from tests.thorough import examples
from xq_gis_plugin.core.permitted import PERMITTED_COLUMNS, permitted_zone
from xq_gis_plugin.core.rules import Catalogue, load_catalogue
from xq_gis_plugin.core.siting.judge import Judge
from xq_gis_plugin.core.siting.permit import GOOD_VALUES
from xq_gis_plugin.core.widen import has_shallow_dents, narrowed, widened

if TYPE_CHECKING:
    import geopandas as gpd

EVERYWHERE = at(shapely.box(-5000, -5000, 5000, 5000))
SIDE = 420
AREA = at(shapely.box(-SIDE, -SIDE, SIDE, SIDE))
FACTS = {**GOOD_VALUES, "facing_openings": "no"}
KINDS = (
    "school", "kindergarten", "hospital", "mall", "market", "monument", "building", "public_building",
    "residence", "substation", "restricted_area",
)  # fmt: skip


def town(seed: int) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Return dented buildings, bent lines, zones and a station, with every way of being unknown."""
    random = np.random.default_rng(seed)
    rows: list[dict[str, Any]] = []
    for _ in range(9):
        row: dict[str, Any] = {"kind": str(random.choice(KINDS)), "geometry": block(random)}
        row["position_accuracy_m"] = float(random.choice([0.0, 0.0, 0.0, 4.0]))
        row["measured_as"] = str(random.choice(["building", "site"]))
        if row["kind"] == "substation":
            row["voltage_kv"] = random.choice([None, 220.0])
        if row["kind"] == "public_building":
            row["assembly"] = random.choice([None, "yes"])
        rows.append(row)
    bends = np.column_stack([np.linspace(-500, 500, 9), random.uniform(-6, 6, 9) + 300])
    line = affinity.rotate(shapely.LineString(bends), float(random.uniform(0, 180)), origin=(0, 0))
    voltage = random.choice([None, 10.0, 220.0])
    rows.append({"kind": "power_line", "voltage_kv": voltage, "geometry": line})
    zone = affinity.scale(block(random), 5, 5)
    rows.append({"measured_as": "zone", "geometry": zone, "position_accuracy_m": 6.0})
    station = {"geometry": shapely.Point(*random.uniform(-300, 300, 2)), "position_accuracy_m": 5.0}
    return objects(*rows), hazards(station)


def block(random: np.random.Generator) -> Any:
    """Return a building: a box, one with a dent of decimetres in its wall, or one with a wing."""
    width, depth = random.uniform(12, 60, 2)
    box = shapely.box(-width / 2, -depth / 2, width / 2, depth / 2)
    shape = random.integers(3)
    if shape == 1:
        dent = float(random.uniform(0.1, 0.9))
        corners = [(-width / 2, depth / 2), (width / 2, depth / 2), (random.uniform(-3, 3), depth / 2 - dent)]
        box = box.difference(shapely.Polygon(corners))
    elif shape == 2:
        box = box.difference(shapely.box(0, 0, width, depth))
    turned = affinity.rotate(box, float(random.uniform(0, 180)), origin=(0, 0))
    return affinity.translate(turned, *random.uniform(-SIDE, SIDE, 2))


def around(point: shapely.Point) -> list[tuple[float, float]]:
    """Return a point and four around it: an edge within a centimetre of it lies between two of them."""
    turns = np.linspace(0, 2 * np.pi, 5)[:-1]
    ring = [(point.x + 0.015 * np.cos(t) / 87_000, point.y + 0.015 * np.sin(t) / 111_000) for t in turns]
    return [(point.x, point.y), *ring]


@pytest.mark.once
@settings(max_examples=examples(4), deadline=None, derandomize=True)
@given(st.integers(0, 1_000_000))
def test_at_every_point_the_zone_and_all_its_rules_are_those_of_the_distances(seed: int) -> None:
    protected, there = town(seed)
    catalogue = load_catalogue()
    ours = [r for r in catalogue.in_force if "fireworks_retail" in r.hazard_kinds]
    zones = permitted_zone(AREA, protected, there, kind="fireworks_retail", facts=FACTS, coverage=EVERYWHERE)
    assert tuple(zones.columns) == PERMITTED_COLUMNS
    shapes = zones.geometry.to_numpy()
    whole = Judge.of(protected, there, coverage=EVERYWHERE)
    by_rule = {
        rule.id: Judge.of(protected, there, rules=Catalogue((rule,), ()), coverage=EVERYWHERE)
        for rule in ours
        if rule.target
    }
    words = {"conflict": "forbidden", "unresolved": "uncertain", "clear": "permitted"}
    random = np.random.default_rng(seed)
    for x, y in random.uniform(-SIDE + 1, SIDE - 1, (60, 2)):
        point = at(shapely.Point(x, y))
        told = [whole.judge_at(*spot, GOOD_VALUES).verdict for spot in around(point)]
        if len(set(told)) > 1:
            continue
        found = zones[shapely.intersects(shapes, point)]
        assert found["zone"].tolist() == [words[told[0]]], (x, y)
        if told[0] == "clear":
            continue
        each = {
            name: {str(judge.judge_at(*spot, GOOD_VALUES).verdict) for spot in around(point)}
            for name, judge in by_rule.items()
        }
        if any(len(said) > 1 for said in each.values()):
            continue
        expected = {name for name, said in each.items() if said == {str(told[0])} and by_rule[name]}
        named = set(found["rule_ids"].iloc[0].split(","))
        if told[0] == "unresolved":
            # A rule that says no distance at all leaves a gap of its own when it is alone in force.
            expected = {name for name in expected if name in named or asks_a_distance(ours, name)}
        assert named == expected, (x, y)
        assert found["rule_id"].iloc[0] in named


def asks_a_distance(rules: list[Any], name: str) -> bool:
    return next(r.relation for r in rules if r.id == name) == "at_least"


@pytest.mark.parametrize("seed", range(4))
def test_the_faces_fill_the_area_and_do_not_overlap(seed: int) -> None:
    protected, there = town(seed)
    wide = at(shapely.box(-3000, -3000, 3000, 3000))
    coverage = at(shapely.box(-2000, -2000, 4000, 4000))
    zones = permitted_zone(wide, protected, there, kind="fireworks_retail", facts=FACTS, coverage=coverage)
    shapes = zones.geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert shapely.area(shapely.symmetric_difference(wide, shapely.union_all(shapes))) < 1e-14
    assert sum(shapely.area(shapes)) == pytest.approx(shapely.area(wide), rel=1e-9)
    keys = zones[["zone", "rule_ids", "missing"]].apply(tuple, axis=1)
    assert keys.is_unique
    permitted = zones.iloc[0]
    assert (permitted["zone"], permitted["rule_ids"], permitted["missing"]) == ("permitted", None, None)
    unsure = zones[zones["zone"] == "uncertain"]
    assert unsure["missing"].notna().all()
    assert zones.loc[zones["zone"] == "forbidden", "missing"].isna().all()
    assert (zones.loc[zones["zone"] == "forbidden", "objects"] > 0).all()


def test_a_place_that_two_rules_forbid_names_both_and_the_one_that_asks_more_first() -> None:
    mall = {"kind": "mall", "geometry": shapely.box(-30, -30, 30, 30)}
    zones = permitted_zone(
        AREA, objects(mall), kind="fireworks_retail", facts=FACTS, coverage=EVERYWHERE
    ).set_index("rule_ids")
    assert zones.loc["FW-02,FW-45.2", "area_m2"] == pytest.approx(3600, rel=1e-3)
    ring = zones.loc["FW-02", "area_m2"]
    assert ring == pytest.approx(4 * 60 * 100 + np.pi * 100**2, rel=1e-3)
    assert zones.loc["FW-02,FW-45.2", "rule_id"] == "FW-02"
    without = load_catalogue().without(["FW-45"])
    plain = permitted_zone(
        AREA, objects(mall), kind="fireworks_retail", facts=FACTS, rules=without, coverage=EVERYWHERE
    )
    assert set(plain["rule_ids"].dropna()) == {"FW-02"}


def test_what_would_tell_is_named_where_nobody_knows() -> None:
    building = {"kind": "building", "geometry": shapely.box(-10, -10, 10, 10)}
    zones = permitted_zone(AREA, objects(building), kind="fireworks_retail", facts=FACTS, coverage=EVERYWHERE)
    unsure = zones[zones["zone"] == "uncertain"]
    assert {"kind"} <= set(",".join(unsure["missing"]).split(","))
    assert (unsure["objects"] == 1).all()


@pytest.mark.parametrize("dent", [0.05, 0.3, 0.9])
def test_a_dented_wall_is_widened_by_its_true_distance(dent: float) -> None:
    wall = shapely.Polygon([(0, 0), (60, 0), (60, 20), (30, 20 - dent), (0, 20)])
    line = shapely.LineString([(0, 0), (100, dent), (200, 0)])
    for shape in (wall, line):
        assert has_shallow_dents(np.array([shape], dtype=object), 100.0)[0]
        _, pieces = widened(np.array([shape], dtype=object), 100.0, 0.0)
        edge = shapely.get_coordinates(shapely.segmentize(shapely.boundary(shapely.union_all(pieces)), 0.5))
        away = shapely.distance(shapely.points(edge), shape)
        assert away.min() > 100 - 0.0105
        assert away.max() < 100 + 0.0015


def test_an_area_is_narrowed_by_its_true_distance() -> None:
    star = shapely.Polygon([(0, 0), (50, -0.4), (100, 0), (100, 100), (50, 100.4), (0, 100)])
    inner = narrowed(star, 30.0)
    edge = shapely.get_coordinates(shapely.segmentize(shapely.boundary(inner), 0.5))
    away = shapely.distance(shapely.points(edge), shapely.boundary(star))
    assert away.min() > 30 - 0.0105
    assert away.max() < 30 + 0.0015


def test_it_is_heard_often_and_may_be_stopped_at_any_time() -> None:
    protected, there = town(1)
    told: list[float] = []
    permitted_zone(AREA, protected, there, kind="fireworks_retail", progress=lambda f, _step: told.append(f))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
