"""Planning by hand: whatever was edited, the session says what a fresh look would."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from pyproj import Geod
from shapely.geometry import Point
from sites import sites
from town import ORIGIN, at, hazards, objects, square

from tests.thorough import examples
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import Verdict
from xq_gis_plugin.core.siting import shop_index, sites_around
from xq_gis_plugin.core.siting.explain import as_frame
from xq_gis_plugin.core.siting.gather import parse_facts
from xq_gis_plugin.core.siting.judge import Judge
from xq_gis_plugin.core.siting.model import SITE_COLUMNS, Objective, StreetQuota, Task
from xq_gis_plugin.core.siting.plan import plan_sites
from xq_gis_plugin.core.siting.session import PlanSession
from xq_gis_plugin.core.siting.shop_index import TreeIndex, new_index
from xq_gis_plugin.core.siting.spacing import shop_spacing

COVERED = at(shapely.box(-3000, -3000, 3000, 3000))
SCHOOL = {"kind": "school", "measured_as": "building", "geometry": square(0, 400, 30)}
SQUARE_OF_HOME = square(300, 0)
HOME = {"kind": "residence", "measured_as": "building", "households": 40.0, "geometry": SQUARE_OF_HOME}
GEOD = Geod(ellps="GRS80")
TASK = Task(quota=4, streets=(StreetQuota("甲", quota=2),), walk_m=250.0)


def judge_of(*rows: dict[str, Any]) -> Judge:
    stations = hazards({"geometry": Point(-500, 0)})
    return Judge.of(objects(SCHOOL, HOME, *rows), stations, coverage=COVERED)


def lonlat(x: float, y: float) -> tuple[float, float]:
    point = at(Point(x, y))
    return float(point.x), float(point.y)


def plan_frame(*rows: dict[str, Any]) -> Any:
    """Sites as a plan has them: chosen unless a row says otherwise."""
    frame = sites(
        *(
            {key: value for key, value in row.items() if key not in ("status", "existing", "facts")}
            for row in rows
        )
    )
    table = frame.drop(columns="geometry").reindex(columns=[c for c in SITE_COLUMNS if c != "geometry"])
    table["existing"] = [bool(row.get("existing")) for row in rows]
    table["status"] = [row.get("status", "chosen") for row in rows]
    table["facts"] = [row.get("facts") for row in rows]
    return as_frame(table, frame)


def session(*rows: dict[str, Any]) -> PlanSession:
    return PlanSession.of(plan_frame(*rows), judge_of(), task=TASK, protected=objects(SCHOOL, HOME))


ADDED = {"edit": "add", "site_id": "x", "lon": 106.0, "lat": 38.0}


class Editing(RuleBasedStateMachine):
    """Any edits in any order."""

    judge = judge_of()
    places = st.tuples(
        st.integers(-30, 30).map(lambda n: n * 10.0), st.integers(-30, 45).map(lambda n: n * 10.0)
    )

    @initialize(rows=st.lists(places, max_size=6))
    def begin(self, rows: list[tuple[float, float]]) -> None:
        frame = plan_frame(
            *(
                {"geometry": Point(x, y), "existing": n % 3 == 0, "street": "甲" if n % 2 else None,
                 "status": ("chosen", "rejected")[n == 4] if n % 3 else ("kept", "closed")[n == 3]}
                for n, (x, y) in enumerate(rows)
            )
        )  # fmt: skip
        self.frame = frame
        self.session = PlanSession.of(frame, self.judge, task=TASK, protected=objects(SCHOOL, HOME))
        self.before: list[Any] = []
        self.refused: list[str] = []

    def pick(self, data: Any) -> str | None:
        ids = sorted(self.session.shops)
        return data.draw(st.sampled_from(ids)) if ids else None

    def edited(self, action: Any) -> None:
        """Do an edit that may be refused; a refusal leaves everything as it was."""
        was = self.session.shops
        try:
            action()
        except InputError as error:
            self.refused.append(error.code)
            assert self.session.shops == was
            return
        if self.session.shops != was:
            self.before.append(was)

    @rule(place=places, temporary=st.sampled_from([None, "yes", "no"]))
    def add(self, place: tuple[float, float], temporary: str | None) -> None:
        facts = {} if temporary is None else {"temporary": temporary}
        street = "甲" if place[0] > 0 else None
        self.edited(lambda: self.session.add(*lonlat(*place), facts=facts, accuracy_m=2.0, street=street))

    @rule(data=st.data(), place=places)
    def move(self, data: Any, place: tuple[float, float]) -> None:
        if (site := self.pick(data)) is not None:
            self.edited(lambda: self.session.move(site, *lonlat(*place)))

    @rule(data=st.data(), edit=st.sampled_from(["remove", "choose", "lock"]))
    def change(self, data: Any, edit: str) -> None:
        if (site := self.pick(data)) is not None:
            self.edited(lambda: getattr(self.session, edit)(site))

    @rule(data=st.data(), value=st.sampled_from([None, "yes", "no"]))
    def state_fact(self, data: Any, value: str | None) -> None:
        if (site := self.pick(data)) is not None:
            self.edited(lambda: self.session.state_fact(site, "temporary", value))

    @precondition(lambda self: self.session.can[0])
    @rule()
    def undo(self) -> None:
        now = self.session.shops
        self.session.undo()
        assert self.session.shops == self.before.pop()
        self.session.redo()
        assert self.session.shops == now
        self.session.undo()

    @rule()
    def compare(self) -> None:
        """What was looked at once must not be told again after it has changed."""
        for site in self.session.shops:
            self.session.state(site)

    @invariant()
    def it_says_what_a_fresh_look_would(self) -> None:
        shops = list(self.session.shops.values())
        fresh = self.session.to_frame()
        judged = [self.judge.judge_shape(s.geometry, dict(s.facts), s.accuracy_m) for s in shops]
        assert [self.session.state(s.site_id).judged for s in shops] == judged
        there = fresh[fresh["status"].isin(["chosen", "kept"])]
        frame = fresh.assign(
            temporary=[parse_facts(text).get("temporary") for text in fresh["facts"]],
            facing_openings=None, kind="fireworks_retail", position_source=None,
        )  # fmt: skip
        if shops:
            table = self.judge.judge(frame).frame
            assert [one.verdict.value for one in judged] == [str(value) for value in table["verdict"]]
        close: dict[str, dict[str, float]] = {s.site_id: {} for s in shops}
        in_plan = set(there["site_id"])
        for pair in shop_spacing(frame).to_dict("records"):
            for one, other in (("site_a", "site_b"), ("site_b", "site_a")):
                if pair[other] in in_plan:
                    close[pair[one]][pair[other]] = pair["distance_m"]
        for shop in shops:
            state = self.session.state(shop.site_id)
            assert {one.site_id: one.distance_m for one in state.near} == pytest.approx(close[shop.site_id])
            assert state.fits == (state.judged.verdict == Verdict.CLEAR and not close[shop.site_id])
        totals = self.session.totals()
        assert totals.count == len(there)
        assert totals.kept == int(there["existing"].sum())
        bad = [
            s
            for s in shops
            if s.in_plan
            and (close[s.site_id] or self.session.state(s.site_id).judged.verdict == Verdict.CONFLICT)
        ]
        assert totals.conflicts == len(bad)
        assert ("" in totals.over) == (len(there) > 4)
        assert ("甲" in totals.over) == (int((there["street"] == "甲").sum()) > 2)
        assert totals.closed == int((fresh["status"] == "closed").sum())
        home = at(SQUARE_OF_HOME).centroid
        metres = [GEOD.inv(home.x, home.y, p.x, p.y)[2] for p in there.geometry]
        assert totals.served == (40.0 if any(one <= TASK.walk_m for one in metres) else 0.0)


Editing.TestCase.settings = settings(
    max_examples=examples(6), stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
TestEditing = pytest.mark.once(Editing.TestCase)


class EditingWithoutRtree(Editing):
    """The same on a machine that has no rtree."""

    @initialize(rows=st.lists(Editing.places, max_size=6))
    def begin(self, rows: list[tuple[float, float]]) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sites_around, "new_index", TreeIndex)
            super().begin(rows)


EditingWithoutRtree.TestCase.settings = settings(Editing.TestCase.settings, max_examples=examples(3))
TestEditingWithoutRtree = pytest.mark.once(EditingWithoutRtree.TestCase)


def test_a_shop_too_near_is_told_with_the_metres_and_the_rule() -> None:
    plan = session({"geometry": Point(0, 0)}, {"geometry": Point(30, 0), "name": "<b>店</b>"})
    state = plan.state("s1")
    assert not state.fits
    (near,) = state.near
    assert (near.site_id, near.name, near.required_m, near.rule_id) == ("s2", "<b>店</b>", 50.0, "FW-01")
    assert near.distance_m == pytest.approx(30, abs=1e-3)
    assert near.shortfall_m == pytest.approx(20, abs=1e-3)


def test_a_preview_changes_nothing_and_says_what_the_move_would() -> None:
    plan = session({"geometry": Point(0, 0)}, {"geometry": Point(300, 0)})
    was = plan.shops
    seen = plan.preview(*lonlat(280, 0), "s1")
    assert plan.shops == was
    assert plan.can == (False, False)
    plan.move("s1", *lonlat(280, 0))
    assert plan.state("s1") == seen
    beside_school = plan.preview(*lonlat(0, 340))
    assert beside_school.judged.verdict == Verdict.CONFLICT
    assert beside_school.judged.object_id == "o1"


def test_what_an_edit_touches_is_named() -> None:
    plan = session({"geometry": Point(0, 0)}, {"geometry": Point(40, 0)}, {"geometry": Point(900, 0)})
    assert plan.move("s1", *lonlat(880, 0)) == {"s1", "s2", "s3"}
    assert plan.move("s1", *lonlat(5, 0)) == {"s1", "s2", "s3"}
    assert plan.remove("s2") == {"s1", "s2"}


def test_a_locked_shop_is_neither_moved_nor_removed() -> None:
    plan = session({"geometry": Point(0, 0), "name": "东店"})
    plan.lock("s1")
    was = plan.shops
    for edit in (lambda: plan.remove("s1"), lambda: plan.move("s1", *ORIGIN), lambda: plan.choose("s1")):
        with pytest.raises(InputError) as refused:
            edit()
        assert refused.value.code == "shop_locked"
        assert refused.value.facts["value"] == "东店"
    assert plan.shops == was
    plan.lock("s1", locked=False)
    plan.remove("s1")


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (lambda p: p.move("nobody", 106.0, 38.0), "shop_unknown"),
        (lambda p: p.move("s1", math.nan, 38.0), "place_invalid"),
        (lambda p: p.add(200.0, 38.0), "place_invalid"),
        (lambda p: p.add(106.0, 38.0, site_id="s1"), "site_twice"),
        (lambda p: p.add(106.0, 38.0, accuracy_m=-1.0), "accuracy_invalid"),
        (lambda p: p.state_fact("s1", "colour", "red"), "fact_unknown"),
        (lambda p: p.state_fact("s1", "underground", "perhaps"), "fact_unknown"),
        (lambda p: p.state_fact("s1", "temporary", "yes;underground=no"), "fact_unknown"),
        (lambda p: p.state_fact("s1", "sales_area_m2", "nan"), "fact_unknown"),
        (lambda p: p.add(106.0, 38.0, facts={"colour": "red"}), "fact_unknown"),
        (lambda p: p.replay([{"edit": "paint"}]), "journal_wrong"),
        (lambda p: p.replay([{"edit": "add", "site_id": "x"}]), "journal_wrong"),
        (lambda p: p.replay(["x"]), "journal_wrong"),
        (lambda p: p.replay([{"edit": "lock", "site_id": "s1", "locked": "no"}]), "journal_wrong"),
        (lambda p: p.replay([{"edit": "remove"}]), "journal_wrong"),
        (lambda p: p.replay([ADDED | {"facts": ["temporary"]}]), "journal_wrong"),
        (lambda p: p.replay([ADDED | {"accuracy_m": True}]), "journal_wrong"),
        (lambda p: p.replay([ADDED | {"street": ["甲"]}]), "journal_wrong"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(edit: Any, code: str) -> None:
    plan = session({"geometry": Point(0, 0)})
    was = plan.shops
    with pytest.raises(InputError) as refused:
        edit(plan)
    assert refused.value.code == code
    assert plan.shops == was
    assert plan.can == (False, False)


def test_a_journal_does_the_edits_again_or_none_of_them() -> None:
    rows = ({"geometry": Point(0, 0)}, {"geometry": Point(300, 0)})
    plan, other = session(*rows), session(*rows)
    plan.add(*lonlat(100, 100), name="=cmd|' /C calc'!A0", facts={"temporary": "yes"})
    plan.move("s1", *lonlat(10, 10))
    plan.state_fact("s2", "temporary", "no")
    plan.lock("s2")
    plan.undo()
    saved = json.loads(json.dumps(plan.journal))
    other.replay(saved)
    assert other.shops == plan.shops
    fresh = session(*rows)
    fresh.move("s2", *lonlat(200, 200))
    fresh.undo()
    was = fresh.shops
    with pytest.raises(InputError):
        fresh.replay([*saved, {"edit": "remove", "site_id": "nobody"}])
    assert fresh.shops == was
    assert fresh.can == (False, True)
    fresh.redo()
    assert fresh.state("s2").judged == fresh.preview(*lonlat(200, 200)).judged


def test_the_plan_by_hand_is_compared_with_the_solved_one() -> None:
    solved = plan_frame(
        {"geometry": Point(100, 0)},
        {"geometry": Point(-200, 0)},
        {"geometry": Point(-300, 200), "existing": True, "status": "kept"},
    )
    plan = PlanSession.of(solved, judge_of(), task=TASK, protected=objects(SCHOOL, HOME))
    assert plan.totals().served == 40
    plan.move("s1", *lonlat(-100, -200))
    plan.remove("s3")
    new = plan.add(*lonlat(-400, -200))
    told = plan.compare(plan.baseline(solved))
    assert (told.added, told.removed, told.moved) == ((new,), ("s3",), ("s1",))
    assert (told.count, told.served, told.closed) == (0, -40.0, 1)


def test_both_indexes_answer_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = new_index(), TreeIndex()
    assert type(first) is not type(second)
    random = np.random.default_rng(3)
    boxes: dict[int, Any] = {}
    for step in range(600):
        key = int(random.integers(0, 150))
        if key in boxes:
            for index in (first, second):
                index.drop(key, boxes[key])
            del boxes[key]
        else:
            west, south = random.uniform(0, 1, 2)
            boxes[key] = (west, south, west + 0.01, south + 0.01)
            for index in (first, second):
                index.put(key, boxes[key])
        if step % 7 == 0:
            west, south = random.uniform(0, 1, 2)
            asked = (west, south, west + 0.2, south + 0.2)
            assert first.near(asked) == second.near(asked)
    monkeypatch.setattr(shop_index, "has_rtree", lambda: False)
    assert isinstance(new_index(), TreeIndex)


def test_a_candidate_that_is_not_in_the_plan_is_told_anew_when_a_shop_comes_near_it() -> None:
    plan = session({"geometry": Point(0, 0)}, {"geometry": Point(30, 0), "status": "rejected"})
    assert not plan.state("s2").fits
    assert plan.move("s1", *lonlat(-200, -200)) == plan.touched == {"s1", "s2"}
    assert plan.state("s2").fits


def test_an_edit_that_changes_nothing_is_no_edit() -> None:
    plan = session({"geometry": Point(0, 0)})
    assert plan.choose("s1") == plan.lock("s1", locked=False) == plan.touched == set()
    assert plan.can == (False, False)


def test_what_is_stated_in_chinese_counts_as_in_the_table() -> None:
    plan = session({"geometry": Point(0, 0), "facts": "underground=是"}, {"geometry": Point(300, 0)})
    assert plan.state("s1").judged.verdict == Verdict.CONFLICT
    plan.state_fact("s2", "underground", "是")
    assert plan.state("s2").judged.verdict == Verdict.CONFLICT
    assert plan.shops["s2"].facts == (("underground", "yes"),)


def test_a_shop_that_nobody_can_place_is_counted_and_kept() -> None:
    plan = session(
        {"geometry": Point(0, 0)}, {"geometry": None, "existing": True, "status": "kept", "street": "甲"}
    )
    totals = plan.totals()
    assert (totals.count, totals.kept, totals.unresolved, totals.streets) == (2, 1, 1, {"甲": 1})
    frame = plan.to_frame()
    assert list(frame["site_id"]) == ["s1", "s2"]
    assert frame.geometry.isna().tolist() == [False, True]
    with pytest.raises(InputError) as refused:
        plan.add(*ORIGIN, site_id="s2")
    assert refused.value.code == "site_twice"


@pytest.mark.parametrize(("status", "closed"), [("closed", 1), ("unresolved", 0)])
def test_a_shop_that_nobody_can_place_closes_only_where_somebody_says_so(status: str, closed: int) -> None:
    plan = session({"geometry": Point(0, 0)}, {"geometry": None, "existing": True, "status": status})
    assert plan.totals().closed == closed
    assert plan.to_frame()["status"].tolist() == ["chosen", status]


@pytest.mark.parametrize(
    ("task", "over", "short"),
    [
        (Task(only_decrease=True), ("甲",), ()),
        (Task(only_decrease=True, streets=(StreetQuota("甲", last_year=3),)), (), ()),
        (Task(only_decrease=True, streets=(StreetQuota("乙", last_year=0),)), ("", "甲"), ()),
        (Task(quota=1, at_least=3, streets=(StreetQuota("甲", at_least=3),)), ("",), ("", "甲")),
    ],
)
def test_what_the_task_bounds_is_told_where_it_is_not_kept(
    task: Task, over: tuple[str, ...], short: tuple[str, ...]
) -> None:
    rows = plan_frame(
        {"geometry": Point(0, 0), "existing": True, "status": "kept", "street": "甲"},
        {"geometry": Point(300, 0), "existing": True, "status": "closed", "street": "乙"},
    )
    plan = PlanSession.of(rows, judge_of(), task=task)
    plan.add(*lonlat(-300, 0), street="甲")
    totals = plan.totals()
    assert (totals.over, totals.short) == (over, short)


def solved_plan() -> Any:
    task = Task(
        quota=3, streets=(StreetQuota("甲", quota=2, minimum=1),), walk_m=250.0,
        objectives=(Objective.DEMAND, Objective.COUNT, Objective.CLOSING),
    )  # fmt: skip
    rows = sites(
        {"geometry": Point(0, 0), "street": "甲"}, {"geometry": Point(30, 0), "street": "甲"},
        {"geometry": Point(120, 0), "street": "乙"}, {"geometry": Point(0, 380), "street": "乙"},
        {"geometry": Point(-300, -200), "street": "甲"}, {"geometry": Point(2000, 2000)},
    )  # fmt: skip
    there = sites(
        {"geometry": Point(-100, -100), "street": "乙", "wish": "keep"},
        {"geometry": Point(-120, -80), "street": "乙", "wish": "close"},
        {"geometry": None, "street": "甲", "wish": "keep"},
        prefix="e",
    )
    area = at(shapely.box(-1000, -1000, 1000, 1000))
    around = objects(SCHOOL, HOME)
    return task, plan_sites(rows, around, None, there, task=task, coverage=COVERED, area=area)


def test_a_plan_that_nobody_edited_is_told_as_the_solver_told_it() -> None:
    task, solved = solved_plan()
    plan = PlanSession.of(solved.sites, Judge.of(objects(SCHOOL, HOME), coverage=COVERED), task=task)
    same = plan.to_plan(solved)
    assert same.answer is solved.answer
    own, told = (
        one.sites.drop(columns=["geometry", "nearest_free_m", "nearest_free_lon", "nearest_free_lat"])
        .sort_values("site_id", ignore_index=True)
        .astype(object)
        for one in (solved, same)
    )
    pd.testing.assert_frame_equal(own.where(own.notna(), None), told.where(told.notna(), None))
    pd.testing.assert_frame_equal(solved.streets, same.streets, check_dtype=False)
    pd.testing.assert_frame_equal(pd.DataFrame(solved.demand), pd.DataFrame(same.demand))
    pairs = [sorted(zip(one.spacing["site_a"], one.spacing["site_b"], strict=True)) for one in (solved, same)]
    assert pairs[0] == pairs[1] != []
    assert solved.run.equals(same.run)


def test_nothing_is_proven_of_a_plan_that_was_edited() -> None:
    task, solved = solved_plan()
    plan = PlanSession.of(solved.sites, Judge.of(objects(SCHOOL, HOME), coverage=COVERED), task=task)
    assert solved.answer.proven
    home = next(s for s in plan.shops.values() if s.in_plan and s.street != "甲" and not s.existing)
    plan.remove(home.site_id)
    plan.remove("e1")
    plan.add(*lonlat(-400, 300), street="丙")
    edited = plan.to_plan(solved)
    assert not edited.answer.proven
    assert edited.answer.solver == "hand"
    totals = plan.totals()
    values = {one.objective: one.value for one in edited.answer.levels}
    was = {one.objective: one.value for one in solved.answer.levels}
    assert values["count"] == totals.count == was["count"] - 1
    assert values["demand"] == plan.totals().served == 0.0
    assert values["closing"] == was["closing"] + 1
    streets = edited.streets.set_index("street")
    assert streets["chosen"].to_dict() == {"丙": 1, "乙": 0, "甲": int(totals.streets["甲"]) - 1}
    assert streets.loc["乙", "closed"] == 2
    run = dict(zip(edited.run["key"], edited.run["value"], strict=True))
    assert (run["proven"], run["solver"], run["sites_closed"]) == ("no", "hand", "2")
    assert not edited.demand["covered"].any()
