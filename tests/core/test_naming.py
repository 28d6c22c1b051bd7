"""Names of the plan against names of a map: proposals for a person, never a wrong compass point."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CRS
from xq_gis_plugin.core.naming import propose_locations
from xq_gis_plugin.core.plan import PlanEntry, load_plan


def places(*names: str | None, kind: str = "petrol_station") -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"hazard_id": [f"c{n}" for n, _ in enumerate(names)], "name": list(names), "kind": kind},
        geometry=[shapely.Point(106.3 + n / 1000, 38.48) for n, _ in enumerate(names)],
        crs=CRS,
    )


def entry(name: str, kind: str = "petrol_station") -> PlanEntry:
    return PlanEntry("P", "专栏2", "s", kind, name, "", "", "unlocated", "")


def best(wanted: str, *names: str, kind: str = "petrol_station") -> tuple[str, str] | None:
    found = propose_locations([entry(wanted, kind)], places(*names, kind=kind))
    return None if found.empty else (found["candidate_name"].iloc[0], found["evidence"].iloc[0])


@pytest.mark.parametrize(
    ("wanted", "names", "proposed"),
    [
        ("中石油北门加油站", ("中石油南门加油站", "中石油北门加油站"), ("中石油北门加油站", "name_equal")),
        ("中国石油南门加油站", ("中石油南门加油站",), ("中石油南门加油站", "name_equal")),
        ("宁夏银古石油有限公司银古加油站", ("银古加油站",), ("银古加油站", "name_same")),
        ("宁夏银古加油有限公司丽景加油站", ("丽景加油站", "银古加油站"), ("丽景加油站", "name_same")),
        ("宁夏宏兴新能源丽景油气站", ("宏兴丽景加油站",), ("宏兴丽景加油站", "name_same")),
        ("中石油滨河加油站北区", ("滨河加油站南区", "滨河加油站(北区)"), ("滨河加油站(北区)", "name_same")),
    ],
)  # fmt: skip
def test_the_place_that_is_meant_comes_first(
    wanted: str, names: tuple[str, ...], proposed: tuple[str, str]
) -> None:
    assert best(wanted, *names) == proposed


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("中石油滨河加油站北区", "中石油滨河加油站南区"),
        ("中石油北门加油站", "中石油南门加油站"),
        ("中石油丽景南街加油站", "中石油丽景北街加油站"),
        ("中石油中心加油站", "中石化中心加油站"),
        ("宁夏中石化", "中石化银祥加油站"),
        ("银川商城", "温州商城"),
    ],
)
def test_another_compass_word_brand_or_nothing_in_common_is_another_place(wanted: str, name: str) -> None:
    assert best(wanted, name) is None


def test_a_section_of_a_road_is_proposed_for_the_road_but_not_the_other_way() -> None:
    assert best("新华街", "新华东街", kind="road") == ("新华东街", "road_section")
    assert best("新华东街", "新华街", kind="road") is None
    assert best("新华街", "新华路", kind="road") is None


def test_an_enterprise_is_never_proposed_for_a_road() -> None:
    road = entry("友爱街", "road")
    assert propose_locations([road], places("友爱街")).empty
    assert len(propose_locations([road], places("友爱街", kind="road"))) == 1


def test_a_field_of_work_is_no_place() -> None:
    assert propose_locations([entry("液氨制冷", "area")], places("液氨制冷")).empty


def test_every_entry_of_the_plan_finds_itself_first_and_with_full_score() -> None:
    entries = [one for one in load_plan() if one.kind != "area" and one.box in {"专栏2", "专栏4"}]
    known = places(*(one.name for one in entries), kind="")
    found = propose_locations(entries, known)
    first = found.drop_duplicates("plan_id").set_index("plan_id")
    assert [first.loc[one.plan_id, "candidate_name"] for one in entries] == [one.name for one in entries]
    assert set(first["score"]) == {1.0}


def test_hostile_and_empty_names_are_only_names() -> None:
    found = propose_locations(
        [entry("(((.*[")], places("<script>", None, "=cmd|' /C calc'!A0", "(((.*[", "\u202e" * 10_000)
    )
    assert found["candidate_name"].tolist()[:1] in ([], ["(((.*["])


def test_candidates_without_names_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        propose_locations(load_plan(), places(None, None))
    assert caught.value.code == "name_missing"


def test_the_work_can_be_cancelled() -> None:
    def stop(_fraction: float, _step: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        propose_locations(load_plan(), places("银古加油站"), progress=stop)


def test_a_kind_that_is_not_known_keeps_no_candidate_away() -> None:
    known = places("银古加油站").assign(kind=[float("nan")])
    assert len(propose_locations([entry("宁夏银古加油站")], known)) == 1
