"""Where a hazard may stand: every point of the zones gets the verdict that the check gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from town import at, hazards, objects, square

from xq_gis_plugin.core.assess import assess
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.permitted import permitted_zone
from xq_gis_plugin.core.rules import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

EVERYWHERE = at(shapely.box(-5000, -5000, 5000, 5000))
AREA = at(shapely.box(-150, -150, 150, 150))
THERE: tuple[dict[str, Any], ...] = (
    {"geometry": shapely.Point(-100, -20), "position_accuracy_m": 5.0},
    {"kind": "fireworks_retail", "geometry": shapely.Point(100, 20), "temporary": "no"},
)
SHOP = {"sales_area_m2": 50.0, "temporary": "no"}


def town() -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Return protected objects of every way of measuring, and hazards that are there already."""
    protected = objects(
        {"protection_class": "class3", "geometry": square(60, 60, 12)},
        {"kind": "building", "geometry": square(-80, 40, 25), "position_accuracy_m": 3.0},
        {"kind": "school", "geometry": square(-40, -90, 30)},
        {"kind": "public_building", "geometry": square(10, -20, 20), "position_accuracy_m": 1.0},
        {"kind": "power_line", "voltage_kv": 10.0, "geometry": shapely.LineString([(-150, 110), (150, 90)])},
        {"kind": "road", "road_class": "main", "geometry": shapely.LineString([(-150, -120), (150, -140)])},
        {"kind": "road", "geometry": shapely.LineString([(20, -150), (20, 150)])},
        {"measured_as": "zone", "geometry": shapely.box(90, -80, 140, -30)},
    )
    return protected, hazards(*THERE)


def told(zones: gpd.GeoDataFrame, point: shapely.Point) -> set[str]:
    return set(zones.loc[shapely.dwithin(zones.geometry.to_numpy(), point, 0.0), "zone"])


def checked(x: float, y: float, kind: str, facts: Mapping[str, Any], accuracy_m: float) -> str:
    """Return what `assess` says of a hazard at a point, by the worst of all its pairs."""
    protected, _ = town()
    new = {
        "hazard_id": "zz",
        "kind": kind,
        "position_accuracy_m": accuracy_m,
        "geometry": shapely.Point(x, y),
    }
    every = hazards(*THERE, {**new, **facts})
    found = assess(every, protected, coverage=EVERYWHERE).findings
    pairs = found[((found["hazard_id"] == "zz") & found["object_id"].notna()) | (found["object_id"] == "zz")]
    verdicts = set(pairs["verdict"])
    if "conflict" in verdicts:
        return "forbidden"
    return "uncertain" if "unresolved" in verdicts else "permitted"


@pytest.mark.once
@pytest.mark.parametrize(
    ("kind", "facts", "accuracy_m"),
    [
        ("petrol_station", {"grade": "3", "vapour_recovery": "full", "fuels": "petrol"}, 0.0),
        ("petrol_station", {}, 0.0),
        ("petrol_station", {"grade": "1"}, 20.0),
        ("fireworks_retail", SHOP, 0.0),
        ("fireworks_retail", {}, 4.0),
    ],
)
def test_every_point_is_in_the_zone_of_the_verdict_that_the_check_gives_it(
    kind: str, facts: dict[str, Any], accuracy_m: float
) -> None:
    protected, there = town()
    stated = {name: f"{value:g}" if isinstance(value, float) else value for name, value in facts.items()}
    zones = permitted_zone(
        AREA, protected, there, kind=kind, facts=stated, accuracy_m=accuracy_m, coverage=EVERYWHERE
    )
    random = np.random.default_rng(20261124)
    seen = set()
    for x, y in random.uniform(-149, 149, (35, 2)):
        point = at(shapely.Point(x, y))
        expected = checked(x, y, kind, facts, accuracy_m)
        seen.add(expected)
        assert told(zones, point) == {expected}, (x, y)
    assert len(seen) > 1


def test_a_rule_keeps_free_exactly_what_it_asks_by_the_geodesic() -> None:
    protected = objects({"kind": "school", "measured_as": "fence", "geometry": square(0, 0, 20)})
    zones = permitted_zone(
        at(shapely.box(-400, -400, 400, 400)),
        protected,
        kind="fireworks_retail",
        facts={},
        coverage=EVERYWHERE,
    )
    forbidden = shapely.union_all(zones.loc[zones["zone"] == "forbidden", "geometry"].to_numpy())
    assert zones.loc[zones["zone"] == "forbidden", "rule_id"].notna().all()
    edge = shapely.get_coordinates(shapely.boundary(forbidden))
    school = protected.geometry.iloc[0]
    metres = []
    for lon, lat in edge:
        near = shapely.get_coordinates(shapely.shortest_line(school, shapely.Point(lon, lat)))[0]
        # The nearest point in degrees is not the nearest in metres: look along the school's edge.
        ring = shapely.get_coordinates(shapely.segmentize(shapely.boundary(school), 1e-7))
        close = ring[np.argsort(np.hypot((ring[:, 0] - lon) * 0.78, ring[:, 1] - lat))[:3]]
        metres.append(
            min(
                Geodesic(6378137.0, 1 / 298.257222101).Inverse(lat, lon, b, a)["s12"]
                for a, b in (*close, near)
            )
        )
    assert np.ptp(metres) < 0.02
    assert np.median(metres) == pytest.approx(100.0, abs=0.01)


def test_the_permitted_zone_meets_no_other_and_all_of_them_fill_the_area() -> None:
    protected, there = town()
    zones = permitted_zone(AREA, protected, there, kind="fireworks_retail", coverage=EVERYWHERE)
    union = {zone: shapely.union_all(rows.geometry.to_numpy()) for zone, rows in zones.groupby("zone")}
    for one, other in [("permitted", "forbidden"), ("permitted", "uncertain"), ("uncertain", "forbidden")]:
        assert shapely.area(shapely.intersection(union[one], union[other])) < 1e-15
    assert shapely.area(shapely.symmetric_difference(AREA, shapely.union_all([*union.values()]))) < 1e-14
    whole = sum(zones.loc[zones["zone"] == "permitted", "area_m2"])
    assert whole < 300 * 300


def test_where_the_data_end_the_zone_is_uncertain_for_want_of_coverage() -> None:
    protected, there = town()
    wide, east = at(shapely.box(-400, -400, 400, 400)), at(shapely.box(0, -5000, 5000, 5000))
    stated = {"fuels": "petrol", "grade": "3", "vapour_recovery": "full"}
    zones = permitted_zone(wide, protected, there, kind="petrol_station", facts=stated, coverage=east)
    permitted = zones[zones["zone"] == "permitted"].iloc[0]
    assert permitted["area_m2"] > 10_000
    assert permitted["geometry"].bounds[0] > at(shapely.Point(0, 0)).x
    assert "coverage" in set(zones.loc[zones["zone"] == "uncertain", "rule_id"])


def test_with_no_data_at_all_nothing_is_permitted() -> None:
    zones = permitted_zone(AREA, objects(), kind="fireworks_retail")
    permitted, uncertain = zones.iloc[0], zones.iloc[1]
    assert (permitted["zone"], permitted["area_m2"]) == ("permitted", 0.0)
    assert (uncertain["zone"], uncertain["rule_id"]) == ("uncertain", "coverage")
    assert uncertain["area_m2"] == pytest.approx(300 * 300, rel=1e-4)


def test_one_point_alone_covers_nothing() -> None:
    alone = town()[0].iloc[:1].copy()
    alone["geometry"] = [at(shapely.Point(0, 0))]
    zones = permitted_zone(AREA, alone, kind="fireworks_retail")
    assert zones.loc[zones["zone"] == "permitted", "area_m2"].sum() == 0.0
    assert "coverage" in set(zones.loc[zones["zone"] == "uncertain", "rule_id"])


def test_a_confidence_goes_with_every_rule() -> None:
    protected, there = town()
    catalogue = load_catalogue(editions=("GB50156-2012",))
    zones = permitted_zone(
        AREA, protected, there, kind="petrol_station", rules=catalogue, coverage=EVERYWHERE
    )
    by_rule = zones[zones["rule_id"].notna() & (zones["rule_id"] != "coverage")]
    assert len(by_rule) > 2
    known = {rule.id: rule.confidence for rule in catalogue.rules}
    assert by_rule["rule_confidence"].tolist() == [known[rule] for rule in by_rule["rule_id"]]


def test_the_work_can_be_cancelled() -> None:
    def stop(_fraction: float, _step: str) -> None:
        raise KeyboardInterrupt

    protected, there = town()
    with pytest.raises(KeyboardInterrupt):
        permitted_zone(AREA, protected, there, kind="petrol_station", progress=stop)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "bakery"}, "unknown_kind"),
        ({"area": shapely.Polygon()}, "area_missing"),
        ({"area": shapely.LineString([(0, 0), (1, 1)])}, "area_missing"),
        ({"protected": objects({}).to_crs(3857)}, "crs_wrong"),
    ],
)
def test_what_cannot_be_used_is_told(change: dict[str, Any], code: str) -> None:
    protected, there = town()
    given = {"area": AREA, "protected": protected, "hazards": there, "kind": "petrol_station", **change}
    with pytest.raises(InputError) as caught:
        permitted_zone(given["area"], given["protected"], given["hazards"], kind=given["kind"])
    assert caught.value.code == code
