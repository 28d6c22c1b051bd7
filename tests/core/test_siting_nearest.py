"""The nearest place for a shop: nowhere nearer is permitted, and there the rules are surely met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from sites import GOOD, sites
from town import at, hazards, objects, square

from xq_gis_plugin.core.permitted import permitted_zone
from xq_gis_plugin.core.siting.judge import Judge
from xq_gis_plugin.core.siting.nearest import NEAREST_COLUMNS, nearest_permitted
from xq_gis_plugin.core.siting.permit import GOOD_VALUES

if TYPE_CHECKING:
    import geopandas as gpd

EVERYWHERE = at(shapely.box(-5000, -5000, 5000, 5000))
AREA = at(shapely.box(-600, -600, 600, 600))
EARTH = Geodesic(6378137.0, 1 / 298.257222101)


def town(seed: int) -> gpd.GeoDataFrame:
    """Return some buildings, a line and a residential zone, strewn about."""
    random = np.random.default_rng(seed)
    kinds = ["school", "building", "mall", "hospital", "residence", "open_flame"]
    rows: list[dict[str, Any]] = [
        {
            "kind": str(random.choice(kinds)),
            "geometry": square(*random.uniform(-500, 500, 2), float(random.uniform(5, 60))),
            "position_accuracy_m": float(random.choice([0.0, 0.0, 3.0])),
        }
        for _ in range(14)
    ]
    rows.append({"measured_as": "zone", "geometry": shapely.box(-300, 200, 100, 500)})
    ends = shapely.LineString([(-600, -300), (600, -200)])
    rows.append({"kind": "power_line", "voltage_kv": 220.0, "geometry": ends})
    return objects(*rows)


def zone_of(protected: gpd.GeoDataFrame, there: gpd.GeoDataFrame) -> Any:
    facts = {**GOOD_VALUES, "facing_openings": "no"}
    zones = permitted_zone(AREA, protected, there, kind="fireworks_retail", facts=facts, coverage=EVERYWHERE)
    return zones.geometry[zones["zone"] == "permitted"].iloc[0]


def metres_apart(one: shapely.Point, other: shapely.Point) -> float:
    return float(EARTH.Inverse(one.y, one.x, other.y, other.x)["s12"])


@pytest.mark.once
@pytest.mark.parametrize("seed", range(6))
def test_the_place_is_clear_and_no_clear_place_is_nearer(seed: int) -> None:
    random = np.random.default_rng(seed + 100)
    protected, there = town(seed), hazards({"geometry": shapely.Point(350, -400)})
    rows = [
        {
            "geometry": shapely.Point(*random.uniform(-590, 590, 2)),
            "position_accuracy_m": float(random.choice([0.0, 5.0, 20.0])),
            **GOOD,
        }
        for _ in range(40)
    ]
    wanted = sites(*rows)
    found = nearest_permitted(wanted, zone_of(protected, there))
    assert tuple(found.columns) == NEAREST_COLUMNS
    judge = Judge.of(protected, there, coverage=EVERYWHERE)
    was = judge.judge(wanted).frame["verdict"]
    assert {"clear", "conflict"} <= set(was)
    for number, site in enumerate(wanted.itertuples()):
        metres, lon, lat = found.iloc[number]
        place, accuracy = shapely.Point(lon, lat), site.position_accuracy_m
        assert metres_apart(site.geometry, place) == pytest.approx(metres, abs=1e-6)
        assert judge.judge_at(lon, lat, GOOD_VALUES, accuracy).verdict == "clear"
        if was[number] == "clear":
            assert metres < accuracy + 0.1
        if metres < 0.15:
            continue
        # Brute force: of many places nearer than the one that is named, none is clear.
        away, turn = random.uniform(0, metres - 0.1, 40), random.uniform(0, 360, 40)
        for length, azimuth in zip(away, turn, strict=True):
            end = EARTH.Direct(site.geometry.y, site.geometry.x, azimuth, length)
            inside = AREA.contains(shapely.Point(end["lon2"], end["lat2"]))
            if not inside or (accuracy and _in_own_building(end, protected)):
                continue
            clear = judge.judge_at(end["lon2"], end["lat2"], GOOD_VALUES, accuracy).verdict == "clear"
            assert not (clear and _far_from_edge(end, accuracy)), (number, length)


def _in_own_building(end: dict[str, float], protected: gpd.GeoDataFrame) -> bool:
    """Return whether a shop there would stand in a building of its own: its circle may leave it."""
    houses = protected.geometry[protected["kind"] == "building"]
    return bool(houses.contains(shapely.Point(end["lon2"], end["lat2"])).any())


def _far_from_edge(end: dict[str, float], accuracy: float) -> bool:
    """Return whether the whole circle of the accuracy lies in the area, as the place's must."""
    circle = [EARTH.Direct(end["lat2"], end["lon2"], azimuth, accuracy + 0.1) for azimuth in range(0, 360, 5)]
    return all(AREA.contains(shapely.Point(one["lon2"], one["lat2"])) for one in circle)


def test_a_free_place_keeps_its_spacing_from_the_shops_of_the_plan() -> None:
    protected, there = town(3), hazards()
    zone = zone_of(protected, there)
    inside = _places(zone, 5)
    shops = sites(
        *({"geometry": shapely.Point(0, 0), "position_accuracy_m": 2.0} for _ in inside), prefix="p"
    )
    shops.geometry = inside
    wanted = shops.assign(position_accuracy_m=1.0)
    alone, free = (
        nearest_permitted(wanted, zone),
        nearest_permitted(wanted, zone, apart=shops, spacing_m=50.0),
    )
    assert (alone["metres"] <= free["metres"] + 1e-6).all()
    for row in free.itertuples():
        near = min(metres_apart(shapely.Point(row.lon, row.lat), shop) for shop in inside)
        assert near - 2.0 - 1.0 >= 50.0
        assert near - 2.0 - 1.0 < 50.1 or row.metres > 53.1
    wide = nearest_permitted(wanted, zone, apart=shops, spacing_m=np.full(len(shops), 80.0))
    assert (wide["metres"] >= free["metres"]).all()


def _places(zone: Any, count: int) -> list[shapely.Point]:
    random, found = np.random.default_rng(1), []
    west, south, east, north = zone.bounds
    while len(found) < count:
        point = shapely.Point(random.uniform(west, east), random.uniform(south, north))
        if zone.contains(point):
            found.append(point)
    return found


def test_without_a_position_or_a_zone_there_is_no_place() -> None:
    zone = at(shapely.box(0, 0, 100, 100))
    found = nearest_permitted(sites({"geometry": None}, {"geometry": shapely.Point(-10, 50)}), zone)
    assert found.isna().all(axis=1).tolist() == [True, False]
    assert found["metres"][1] == pytest.approx(10.02, abs=1e-3)
    assert (
        nearest_permitted(sites({"geometry": shapely.Point(0, 0)}), shapely.Polygon()).isna().all(axis=None)
    )
    narrow = at(shapely.box(0, 0, 100, 10))
    wide = sites({"geometry": shapely.Point(0, 0), "position_accuracy_m": 6.0})
    assert nearest_permitted(wide, narrow).isna().all(axis=None)


def test_many_accuracies_are_rounded_up_never_down() -> None:
    zone = at(shapely.box(0, 0, 100, 100))
    rows = [{"geometry": shapely.Point(-10, 50), "position_accuracy_m": n / 10} for n in range(30)]
    metres = nearest_permitted(sites(*rows), zone)["metres"]
    assert metres.to_numpy() == pytest.approx([10.02 + np.ceil(n / 10) for n in range(30)], abs=1e-3)


def test_the_work_can_be_cancelled() -> None:
    def stop(_fraction: float, _step: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        nearest_permitted(
            sites({"geometry": shapely.Point(0, 0)}), at(shapely.box(0, 0, 9, 9)), progress=stop
        )
