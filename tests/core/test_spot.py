"""A hazard put anywhere: the answer at the spot is the one that the check gives with it among the hazards."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely
from town import at, hazards, objects, square

from xq_gis_plugin.core.assess import assess
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import Verdict
from xq_gis_plugin.core.spot import Surroundings

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
    "shortfall_m", "shortfall_max_m", "rule_id", "clause", "rule_confidence",
)  # fmt: skip


def plain(value: Any) -> Any:
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    return round(float(value), 9) if isinstance(value, float) else str(value)


def by_check(x: float, y: float, kind: str, facts: dict[str, Any], accuracy_m: float) -> dict[Any, Any]:
    """Return what `assess` finds against the new hazard, clear pairs left out, by the other side's id."""
    new = {"hazard_id": "", "kind": kind, "position_accuracy_m": accuracy_m, "geometry": shapely.Point(x, y)}
    every = hazards(*THERE, {**new, **facts})
    found = assess(every, objects(*PROTECTED), coverage=EVERYWHERE).findings
    rows = {}
    for row in found[found["verdict"] != "clear"].to_dict("records"):
        if row["hazard_id"] == "":
            other = row["object_id"]
        elif row["object_id"] == "":
            other = row["hazard_id"]
        else:
            continue
        rows.setdefault(other, []).append((*(plain(row[name]) for name in SAME), row["missing"]))
    return {other: sorted(found) for other, found in rows.items()}


@pytest.mark.parametrize(
    ("kind", "facts", "accuracy_m"),
    [
        ("petrol_station", {"grade": "3", "vapour_recovery": "full", "fuels": "petrol"}, 0.0),
        ("petrol_station", {}, 30.0),
        ("fireworks_retail", {"temporary": "no"}, 0.0),
        ("lpg_station", {}, 0.0),
    ],
)
def test_every_row_is_that_of_the_check(kind: str, facts: dict[str, Any], accuracy_m: float) -> None:
    around = Surroundings.of(objects(*PROTECTED), hazards(*THERE), coverage=EVERYWHERE)
    random = np.random.default_rng(7)
    seen = set()
    for x, y in random.uniform(-140, 140, (12, 2)):
        expected = by_check(x, y, kind, facts, accuracy_m)
        spot = at(shapely.Point(x, y))
        answer = around.check(spot.x, spot.y, kind, facts, accuracy_m)
        found: dict[Any, Any] = {}
        for row in answer.rows:
            found.setdefault(row.object_id, []).append(
                (*(plain(getattr(row, name)) for name in SAME), row.missing)
            )
        assert {other: sorted(rows) for other, rows in found.items()} == expected, (x, y)
        seen.add(answer.verdict)
        brief = around.check(spot.x, spot.y, kind, facts, accuracy_m, brief=True)
        assert brief.verdict == answer.verdict
        assert [row.rule_id for row in brief.rows] == [row.rule_id for row in answer.rows]
        assert brief.clear == answer.clear
    assert len(seen) > 1


def test_conflicts_come_first_and_the_largest_shortfall_first_of_all() -> None:
    around = Surroundings.of(objects(*PROTECTED), hazards(*THERE), coverage=EVERYWHERE)
    spot = at(shapely.Point(55, 60))
    rows = around.check(spot.x, spot.y, "petrol_station", {"grade": "1"}).rows
    verdicts = [row.verdict for row in rows]
    assert verdicts == sorted(verdicts, key=lambda verdict: verdict != "conflict")
    shorts = [row.shortfall_m for row in rows if row.verdict == "conflict" and row.shortfall_m]
    assert shorts == sorted(shorts, reverse=True)


def test_far_from_everything_a_spot_is_clear_and_past_the_data_it_is_said() -> None:
    around = Surroundings.of(
        objects(*PROTECTED), hazards(*THERE), coverage=at(shapely.box(-2000, -2000, 2000, 2000))
    )
    inside, beyond = (
        around.check(*at(shapely.Point(x, x)).coords[0], "petrol_station") for x in (1500, 1990)
    )
    assert (inside.verdict, inside.covered) == (Verdict.CLEAR, True)
    assert (beyond.verdict, beyond.covered) == (Verdict.CLEAR, False)


def test_the_ring_is_the_rules_reach_on_the_ellipsoid() -> None:
    from geographiclib.geodesic import Geodesic

    around = Surroundings.of(objects(*PROTECTED), hazards(), coverage=EVERYWHERE)
    answer = around.check(106.29, 38.47, "petrol_station")
    earth = Geodesic(6378137.0, 1 / 298.257222101)
    metres = [earth.Inverse(38.47, 106.29, lat, lon)["s12"] for lon, lat in answer.ring().exterior.coords]
    assert metres == pytest.approx([answer.reach_m] * len(metres), abs=0.001)


def test_with_no_hazards_and_nothing_to_protect_there_is_an_answer_too() -> None:
    answer = Surroundings.of(objects(), hazards()).check(106.29, 38.47, "petrol_station")
    assert (answer.verdict, answer.rows, answer.covered) == (Verdict.CLEAR, (), False)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        Surroundings.of(objects(), hazards()).check(106.29, 38.47, "bakery")
    assert caught.value.code == "unknown_kind"
