"""The siting plan as a whole: who is in, who is out and why, and where else there is room."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point
from sites import GOOD, sites
from town import at, hazards, objects, square

from tests.thorough import examples
from xq_gis_plugin.core.errors import InputError, RuleError
from xq_gis_plugin.core.siting.judge import Judge
from xq_gis_plugin.core.siting.model import SITE_COLUMNS, STREET_COLUMNS, Objective, StreetQuota, Task
from xq_gis_plugin.core.siting.plan import plan_sites
from xq_gis_plugin.core.siting.spacing import shop_spacing

COVERED = at(shapely.box(-3000, -3000, 3000, 3000))
AREA = at(shapely.box(-600, -600, 600, 600))
HOME = {"kind": "residence", "measured_as": "building", "geometry": square(300, 300), "households": 30.0}
SCHOOL = {"kind": "school", "measured_as": "building", "geometry": square(0, 200, 20), "name": "虚构·小学"}
STATION = {"kind": "petrol_station", "geometry": Point(-200, 0), "name": "虚构·加油站"}


def point(x: float, y: float = 0.0, **facts: Any) -> dict[str, Any]:
    return {"geometry": Point(x, y), **facts}


def plan(*rows: dict[str, Any], existing: Any = (), town: Any = (HOME,), near: Any = (), **more: Any) -> Any:
    return plan_sites(
        sites(*rows),
        objects(*town),
        hazards(*near) if near else None,
        sites(*existing, prefix="e") if existing else None,
        coverage=COVERED,
        **more,
    )


def row(result: Any, site: str) -> dict[str, Any]:
    found = result.sites.set_index("site_id").loc[site].to_dict()
    return {key: None if pd.api.types.is_scalar(v) and pd.isna(v) else v for key, v in found.items()}


def statuses(result: Any) -> dict[str, str]:
    return dict(zip(result.sites["site_id"], result.sites["status"], strict=True))


def test_the_most_shops_that_can_stand_are_chosen_and_each_other_one_says_what_keeps_it_out() -> None:
    result = plan(
        point(0), point(40), point(80), point(0, 120), point(-120), town=(HOME, SCHOOL), near=[STATION]
    )
    assert statuses(result) == {
        "s1": "chosen", "s2": "rejected", "s3": "chosen", "s4": "rejected", "s5": "rejected",
    }  # fmt: skip
    middle, school, station = (row(result, site) for site in ("s2", "s4", "s5"))
    assert middle["reason"] == "neighbour"
    assert middle["object_id"] in ("s1", "s3")
    assert middle["distance_m"] == pytest.approx(40, abs=1e-3)
    assert middle["shortfall_m"] == pytest.approx(10, abs=1e-3)
    assert (school["reason"], school["object_id"], school["object_name"]) == ("rule", "o2", "虚构·小学")
    assert school["distance_m"] == pytest.approx(70, abs=1e-2)
    assert school["shortfall_m"] == pytest.approx(30, abs=0.6)  # to the fence, as far as it may be
    assert (station["reason"], station["object_kind"]) == ("rule", "petrol_station")
    assert station["required_m"] == 100
    assert list(result.sites.columns) == list(SITE_COLUMNS)
    assert list(result.streets.columns) == list(STREET_COLUMNS)
    assert result.answer.proven


def test_what_a_permit_can_demand_is_a_condition_and_what_none_can_change_is_unresolved() -> None:
    unknown = {"kind": "building", "measured_as": "building", "geometry": square(260, -300, 20)}
    vague = point(-300, -300, position_accuracy_m=400.0)
    rows = (point(0), point(-200, **GOOD), point(240, -300), vague, {"geometry": None})
    result = plan(*rows, town=(HOME, SCHOOL, unknown))
    assert row(result, "s1")["conditions"].split(",") == [
        "permanent_building", "no_dwelling", "not_underground", "not_under_bridge", "no_fuel_pipe",
        "fire_engine_access", "sales_area",
    ]  # fmt: skip
    assert row(result, "s2")["conditions"] is None
    by_use, by_place, nowhere = (row(result, site) for site in ("s3", "s4", "s5"))
    assert (by_use["status"], by_use["missing"]) == ("unresolved", "kind")
    assert (by_place["status"], nowhere["status"]) == ("unresolved", "unresolved")
    assert nowhere["missing"] == "position"
    assert {check.code for check in result.checks} == {"site_unlocated"}


@pytest.mark.parametrize(
    ("fact", "rule"),
    [
        ({"underground": "yes"}, "FW-17"), ({"under_bridge": "yes"}, "FW-17"),
        ({"fire_engine_access": "no"}, "FW-17"), ({"fuel_pipe_in_building": "yes"}, "FW-17"),
        ({"dwelling_in_building": "yes"}, "FW-05"), ({"sales_area_m2": 5.0}, "FW-04"),
        ({"sales_area_m2": 400.0}, "FW-18"),
    ],
)  # fmt: skip
def test_a_bad_fact_that_is_stated_keeps_the_site_out(fact: dict[str, Any], rule: str) -> None:
    found = row(plan(point(0, **(GOOD | fact))), "s1")
    assert (found["status"], found["reason"]) == ("rejected", "rule")
    assert found["rule_id"].startswith(rule)


def test_a_temporary_shop_needs_80_m_and_doors_between_50_and_80_m_must_not_face() -> None:
    stated = plan(point(0, **GOOD), point(70, **(GOOD | {"temporary": "yes"})))
    assert sorted(statuses(stated).values()) == ["chosen", "rejected"]
    unsaid = plan(point(0), point(70), point(300))
    doors = {site: "doors_not_facing" in row(unsaid, site)["conditions"] for site in ("s1", "s2", "s3")}
    assert doors == {"s1": True, "s2": True, "s3": False}


def test_shops_that_are_there_stay_where_they_can_and_may_must_or_must_not_close() -> None:
    result = plan(
        point(200), point(400),
        existing=[
            point(0, name="留"), point(210, wish="close"), point(-400, wish="keep"),
            point(0, 180, name="校旁"),
        ],
        town=(HOME, SCHOOL),
    )  # fmt: skip
    assert statuses(result) == {
        "e1": "kept", "e2": "closed", "e3": "kept", "e4": "closed", "s1": "chosen", "s2": "chosen",
    }  # fmt: skip
    assert (row(result, "e2")["reason"], row(result, "e4")["reason"]) == ("wish", "rule")
    assert result.answer.levels[-1].objective == "closing"
    kept = plan(existing=[point(0, 180, wish="keep")], town=(HOME, SCHOOL))
    assert (row(kept, "e1")["status"], row(kept, "e1")["reason"]) == ("kept", "rule")


def test_fireworks_shops_among_the_hazards_are_there_too() -> None:
    shop = {"kind": "fireworks_retail", "hazard_id": "F1", "geometry": Point(0, 0)}
    result = plan(point(30), point(300), near=[shop])
    assert statuses(result) == {"F1": "kept", "s1": "rejected", "s2": "chosen"}
    assert row(result, "s1")["object_kind"] == "kept_shop"


def test_quotas_keep_sites_out_and_say_which() -> None:
    rows = [point(100 * n, street="甲" if n < 3 else "乙") for n in range(6)]
    result = plan(*rows, task=Task(quota=4, streets=(StreetQuota("甲", quota=1),)))
    reasons = result.sites.groupby("street")["reason"].value_counts()
    assert reasons["甲"].to_dict() == {"street_quota": 2}
    assert result.streets.set_index("street")["chosen"].to_dict() == {"甲": 1, "乙": 3}
    total = plan(*rows, task=Task(quota=2))
    assert (total.sites["reason"] == "total_quota").sum() == 4


def test_only_decrease_lets_no_street_have_more_than_last_year() -> None:
    rows = [point(100 * n, street="甲" if n < 3 else "乙") for n in range(6)]
    there = [point(-100, 0, street="甲"), point(-200, 0, street="乙")]
    result = plan(*rows, existing=there, task=Task(only_decrease=True))
    assert result.sites["status"].isin(["chosen", "kept"]).sum() == 2
    last = plan(
        *rows,
        task=Task(
            only_decrease=True, streets=(StreetQuota("甲", last_year=2), StreetQuota("乙", last_year=1))
        ),
    )
    assert last.streets.set_index("street")["chosen"].to_dict() == {"甲": 2, "乙": 1}


def test_households_are_served_once_by_zone_or_by_house() -> None:
    zone = {"kind": "residence", "measured_as": "zone", "households": 500.0, "geometry": square(400, 0, 60)}
    inside = {"kind": "residence", "measured_as": "building", "households": 90.0, "geometry": square(420, 0)}
    result = plan(
        point(200), point(-200), town=(HOME, zone, inside, {"geometry": square(-300, 100)}),
        task=Task(quota=1, objectives=(Objective.DEMAND,), walk_m=260.0),
    )  # fmt: skip
    assert statuses(result) == {"s1": "chosen", "s2": "rejected"}
    assert result.answer.levels[0].value == 500.0
    assert result.demand.set_index("object_id")["covered"].to_dict() == {"o1": False, "o2": True}


def test_the_local_ban_can_be_switched_off() -> None:
    zone = {"kind": "residence", "measured_as": "zone", "geometry": square(-30, 0, 60)}
    shop = point(0, **GOOD)
    ruled, off = (plan(shop, town=(HOME, zone), without_rules=ids) for ids in ((), ("FW-45",)))
    assert "FW-17,FW-45" in set(ruled.permitted["rule_ids"])
    assert not off.permitted["rule_ids"].fillna("").str.contains("FW-45").any()
    assert {"FW-45", "FW-45.2", "FW-45.3"} == set(ruled.rules["id"]) - set(off.rules["id"])
    assert dict(zip(off.run["key"], off.run["value"], strict=True))["rules_left_out"] == "FW-45"
    with pytest.raises(RuleError):
        plan(shop, without_rules=["FW-99"])


def test_a_place_written_twice_is_told_even_where_no_shop_may_stand() -> None:
    twice = [point(x, 150, site_id=name) for x, name in ((0, "a"), (0.3, "b"), (0, "c"))]
    shops = [point(900, site_id="d"), point(900, site_id="e")]
    result = plan(point(0), *twice, existing=shops, area=AREA, town=(HOME, SCHOOL))
    counts = {check.code: check.count for check in result.checks}
    assert row(result, "a")["reason"] == "rule"
    assert counts["site_duplicate"] == 3


@pytest.mark.parametrize("where", ["existing", "hazards"])
def test_a_candidate_with_a_shops_id_is_that_shop_only_where_the_shop_is(where: str) -> None:
    def planned(metres: float) -> Any:
        rows = (point(0, site_id="1"), point(-300, site_id="2"))
        if where == "existing":
            return plan(*rows, existing=[point(metres, site_id="1")])
        shop = point(metres, hazard_id="1", kind="fireworks_retail", position_accuracy_m=0.0)
        return plan(*rows, near=[shop])

    same = planned(20)
    assert row(same, "1")["existing"]
    assert row(same, "1")["status"] == "kept"
    assert [check.code for check in same.checks] == ["candidate_is_shop"]
    with pytest.raises(InputError) as refused:
        planned(200)
    assert refused.value.code == "site_elsewhere"
    assert refused.value.facts["metres"] == "200"


def test_a_candidate_outside_the_district_or_on_a_shop_or_written_twice_is_told() -> None:
    result = plan(point(0), point(0.2), point(300, name="店"), point(900), existing=[point(300)], area=AREA)
    assert row(result, "s4")["reason"] == "outside"
    assert {check.code: check.count for check in result.checks} == {
        "site_outside": 1, "site_duplicate": 1, "candidate_on_shop": 1,
    }  # fmt: skip
    assert statuses(result)["e1"] == "kept"
    assert sorted(statuses(result)[site] for site in ("s1", "s2")) == ["chosen", "rejected"]


def test_where_everything_is_forbidden_the_plan_is_empty_and_says_why() -> None:
    result = plan(point(0, 190), point(0, 240), town=(HOME, SCHOOL))
    assert set(statuses(result).values()) == {"rejected"}
    assert set(result.sites["reason"]) == {"rule"}
    assert result.answer.proven
    assert result.answer.levels[0].value == 0


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ({"rows": [], "existing": []}, "no_candidates"),
        ({"rows": [point(0), point(1, site_id="s1")]}, "site_twice"),
        ({"rows": [point(0, kind="petrol_station")]}, "kind_not_sited"),
        ({"rows": [point(0, wish="perhaps")]}, "wish_unknown"),
        ({"rows": [point(0)], "task": Task(quota=-1)}, "quota_negative"),
        ({"rows": [point(0, street="甲")], "task": Task(streets=(StreetQuota("乙", 1),))}, "street_unknown"),
        ({"rows": [point(0)], "task": Task(walk_m=0.0)}, "walk_invalid"),
        ({"rows": [point(0)], "task": Task(objectives=())}, "objective_missing"),
        ({"rows": [point(0)], "task": Task(at_least=2)}, "demands_contradict"),
        ({"rows": [], "existing": [point(0, wish="keep"), point(9, wish="keep")]}, "demands_contradict"),
    ],
)
def test_bad_input_is_refused_with_a_code(given_: dict[str, Any], code: str) -> None:
    given_ = dict(given_)
    with pytest.raises(InputError) as refused:
        plan(*given_.pop("rows"), **given_)
    assert refused.value.code == code
    assert refused.value.hint


def test_a_stop_is_heard_in_every_step() -> None:
    class StoppedError(Exception):
        pass

    for wanted in ("prepare", "judge", "choose", "permitted", "explain"):

        def progress(_fraction: float, step: str, wanted: str = wanted) -> None:
            if step == wanted:
                raise StoppedError

        with pytest.raises(StoppedError):
            plan(point(0), point(30), progress=progress)


def test_the_answer_does_not_depend_on_the_order_of_rows() -> None:
    rows = [
        point(x, y, site_id=f"p{n}") for n, (x, y) in enumerate([(0, 0), (40, 0), (80, 0), (40, 30), (9, 9)])
    ]
    first, second = plan(*rows), plan(*rows[::-1])
    assert statuses(first) == statuses(second)


@pytest.mark.once
@settings(max_examples=examples(6), deadline=None)
@given(
    st.lists(st.tuples(st.integers(-40, 40), st.integers(-40, 40)), min_size=1, max_size=14, unique=True),
    st.integers(0, 6),
)
def test_every_plan_keeps_the_rules_and_every_point_that_it_names_is_free(
    places: list[tuple[int, int]], quota: int
) -> None:
    frame = sites(*(point(10 * x, 10 * y) for x, y in places))
    town, there = objects(HOME, SCHOOL), hazards(STATION)
    result = plan_sites(frame, town, there, coverage=COVERED, area=AREA, task=Task(quota=quota))
    table = result.sites.set_index("site_id")
    chosen = table.index[table["status"] == "chosen"]
    judge = Judge.of(town, there, coverage=COVERED)
    verdicts = dict(zip(frame["site_id"], judge.judge(frame).frame["verdict"], strict=True))
    assert all(verdicts[site] == "clear" for site in chosen)
    assert shop_spacing(frame[frame["site_id"].isin(chosen)]).empty
    assert len(chosen) <= quota
    outs = table[table["status"] == "rejected"]
    for site, out in outs.iterrows():
        assert (out["reason"] == "rule") == (verdicts[site] == "conflict")
        assert math_is(out["nearest_permitted_m"])
        spot = judge.judge_at(out["nearest_permitted_lon"], out["nearest_permitted_lat"])
        assert spot.verdict == "clear"
        if math_is(out["nearest_free_m"]):
            assert out["nearest_free_m"] >= out["nearest_permitted_m"] - 1e-6
            free = sites({"geometry": None})
            free.loc[0, "geometry"] = Point(out["nearest_free_lon"], out["nearest_free_lat"])
            with_free = pd.concat([frame[frame["site_id"].isin(chosen)], free.assign(site_id="new")])
            assert shop_spacing(with_free).empty


def math_is(value: float) -> bool:
    return bool(np.isfinite(value))
