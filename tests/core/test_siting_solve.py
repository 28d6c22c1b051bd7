"""The choice of the best set, its proof, and the demands that contradict each other."""

from __future__ import annotations

import itertools
import threading
import time
from typing import Any

import numpy as np
import pytest
from choosing import best_of, problem, reached, tasks, towns, violates
from hypothesis import given, settings
from hypothesis import strategies as st

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.siting import solve as solving
from xq_gis_plugin.core.siting.cliques import edge_cliques
from xq_gis_plugin.core.siting.contradiction import demands_of, smallest_contradiction
from xq_gis_plugin.core.siting.greedy import greedy_plan
from xq_gis_plugin.core.siting.model import Answer, Demand, Objective, Problem, StreetQuota, Task
from xq_gis_plugin.core.siting.solve import solve

COUNT, DEMAND, CLOSING = Objective.COUNT, Objective.DEMAND, Objective.CLOSING


class StoppedError(Exception):
    """The person wants it no more."""


def crowd(count: int, degree: float, seed: int = 1) -> Problem:
    """Sites strewn over a square, too close to about so many others each."""
    from scipy.spatial import cKDTree

    place = np.random.default_rng(seed).uniform(0, 50 * np.sqrt(count * np.pi / degree), (count, 2))
    return problem(count, cKDTree(place).query_pairs(50.0))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_other_set_is_better_and_none_at_all_is_there_where_the_demands_contradict(data: Any) -> None:
    town = data.draw(towns())
    task = data.draw(tasks(town))
    best = best_of(town, task)
    if best is None:
        with pytest.raises(InputError) as refused:
            solve(town, task)
        assert refused.value.code == "demands_contradict"
        return
    answer = solve(town, task)
    assert not violates(town, task, answer.chosen)
    assert reached(town, task, answer.chosen) == pytest.approx(best)
    assert answer.proven
    assert [level.gap for level in answer.levels] == [0.0] * len(answer.levels)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_contradiction_is_told_by_the_fewest_demands(data: Any) -> None:
    town = data.draw(towns())
    task = data.draw(tasks(town))
    if best_of(town, task) is not None:
        assert smallest_contradiction(town, task) == ()
        return
    found = smallest_contradiction(town, task)
    if {one.kind for one in found} == {"keep"}:
        first, second = (town.ids.index(one.subject) for one in found)
        assert [first, second] in town.pairs.tolist()
        return
    asked = demands_of(town, task)
    assert set(found) <= set(asked)
    assert not is_possible(town, found)
    for fewer in itertools.combinations(asked, len(found) - 1):
        assert is_possible(town, fewer)


def is_possible(town: Problem, demands: tuple[Demand, ...]) -> bool:
    """Try every set against demands taken at their word."""
    for chosen in itertools.product((False, True), repeat=len(town.ids)):
        if any(chosen[a] and chosen[b] for a, b in town.pairs):
            continue
        if all(is_met(town, one, chosen) for one in demands):
            return True
    return False


def is_met(town: Problem, demand: Demand, chosen: tuple[bool, ...]) -> bool:
    total = demand.kind.endswith("total") or demand.kind.startswith("total")
    street = town.streets.index(demand.subject) if demand.subject else -1
    here = [c for c, s in zip(chosen, town.street, strict=True) if total or s == street]
    if demand.kind == "keep_shops":
        return all(c for c, s, k in zip(chosen, town.street, town.keep, strict=True) if k and s == street)
    value = demand.value or 0
    return sum(here) >= value if demand.kind.endswith("at_least") else sum(here) <= value


@pytest.mark.parametrize(
    ("town", "task", "expected"),
    [
        (problem(3, [(0, 1)], keep=[0, 1]), Task(), {("keep", "s00"), ("keep", "s01")}),
        (problem(3, keep=[0, 1]), Task(quota=1), {("keep_shops", "甲"), ("total_quota", "")}),
        (problem(3), Task(quota=1, at_least=2), {("total_quota", ""), ("total_at_least", "")}),
        (problem(3, [(0, 1), (0, 2), (1, 2)]), Task(at_least=2), {("total_at_least", "")}),
        (
            problem(4, street=[0, 0, 1, 1]),
            Task(quota=1, streets=(StreetQuota("甲", at_least=1), StreetQuota("乙", at_least=1))),
            {("total_quota", ""), ("street_at_least", "甲"), ("street_at_least", "乙")},
        ),
        (
            problem(4, existing=[0, 2], street=[0, 0, 1, 1]),
            Task(only_decrease=True, at_least=3),
            {("only_decrease_total", ""), ("total_at_least", "")},
        ),
    ],
)
def test_what_contradicts_is_named(town: Problem, task: Task, expected: set[tuple[str, str]]) -> None:
    with pytest.raises(InputError) as refused:
        solve(town, task)
    assert {(one.kind, one.subject) for one in refused.value.facts["demands"]} == expected


def test_of_many_streets_that_ask_for_too_much_only_as_many_are_named_as_it_takes() -> None:
    town = problem(8, street=[0, 0, 1, 1, 2, 2, 3, 3])
    asked = tuple(StreetQuota(name, at_least=2) for name in "甲乙丙丁")
    found = smallest_contradiction(town, Task(quota=5, streets=asked))
    assert [one.kind for one in found].count("street_at_least") == 3
    assert len(found) == 4


def test_objectives_count_in_the_order_in_which_they_are_stated() -> None:
    # The shop that is there shuts out two places, and alone serves the 100 households.
    town = problem(3, [(0, 1), (0, 2)], existing=[0], households=[100], covers=[(0, 0)])
    chosen = {
        order: solve(town, Task(objectives=order)).chosen.tolist()
        for order in ((COUNT, CLOSING), (CLOSING, COUNT), (DEMAND, COUNT))
    }
    assert chosen[COUNT, CLOSING] == [False, True, True]
    assert chosen[CLOSING, COUNT] == [True, False, False]
    assert chosen[DEMAND, COUNT] == [True, False, False]


def test_a_minimum_is_met_as_far_as_it_can_be_and_never_contradicts() -> None:
    town = problem(4, [(0, 1)], street=[0, 0, 1, 1])
    answer = solve(town, Task(quota=2, streets=(StreetQuota("甲", minimum=3), StreetQuota("乙", minimum=1))))
    assert answer.chosen.sum() == 2
    assert answer.chosen[:2].sum() == 1
    assert answer.levels[0].objective == "minimum"
    assert answer.levels[0].value == 2


def test_a_plan_stands_at_once_and_each_told_later_is_better() -> None:
    told: list[Answer] = []
    town = crowd(900, 9.0)
    answer = solve(town, Task(objectives=(COUNT,)), on_answer=told.append)
    values = [one.levels[0].value for one in told]
    assert told[0].solver == "greedy"
    assert values == sorted(values)
    assert answer.levels[0].value >= answer.levels[0].greedy == values[0]
    assert all(one.levels[0].bound >= answer.levels[0].value for one in told)
    assert answer.proven
    assert answer.first_seconds <= answer.seconds


def test_the_answer_is_the_same_for_the_same_input() -> None:
    town = crowd(600, 10.0)
    first, second = (solve(town, Task()).chosen for _ in range(2))
    assert first.tolist() == second.tolist()


def test_without_time_for_a_proof_the_bound_says_how_far_the_best_may_be() -> None:
    town = crowd(4000, 20.0)
    answer = solve(town, Task(objectives=(COUNT,), time_limit_s=1.5))
    (level,) = answer.levels
    assert not violates(town, Task(), answer.chosen)
    assert level.value <= level.bound
    assert level.proven == (level.gap == 0)


@pytest.mark.once
def test_a_stop_is_heard_while_the_solver_works_and_leaves_none_at_work() -> None:
    town = crowd(4000, 24.0)
    began: list[float] = []

    def progress(_fraction: float, _step: str) -> None:
        began.append(time.monotonic())
        if len(began) > 40:
            raise StoppedError

    before = threading.active_count()
    with pytest.raises(StoppedError):
        solve(town, Task(objectives=(COUNT,), time_limit_s=60), progress=progress)
    # The solver is asked about every 0.05 s, and told to stop; a person does not wait until it has.
    assert len(began) == 41
    assert ends(before)


def ends(before: int) -> bool:
    """Wait until no thread is left that was not there before."""
    for _ in range(1200):
        if threading.active_count() <= before:
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def _no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "has_solver", lambda: False)


@pytest.mark.usefixtures("_no_solver")
def test_without_the_solver_the_first_plan_is_given_and_not_called_the_best() -> None:
    town = crowd(300, 9.0)
    answer = solve(town, Task(objectives=(COUNT,)))
    assert answer.solver == "greedy"
    assert not answer.proven
    assert answer.chosen.tolist() == greedy_plan(town, Task(objectives=(COUNT,))).tolist()


def test_the_solver_writes_nothing_where_the_answer_is_read(capfd: pytest.CaptureFixture[str]) -> None:
    solve(crowd(60, 8.0), Task())
    assert capfd.readouterr() == ("", "")


@settings(max_examples=60, deadline=None)
@given(towns())
def test_cliques_cover_every_edge_and_nothing_else(town: Problem) -> None:
    edges = {tuple(pair) for pair in town.pairs.tolist()}
    cliques = edge_cliques(len(town.ids), town.pairs)
    assert {pair for one in cliques for pair in itertools.combinations(one, 2)} == edges
    assert all(one == sorted(one) for one in cliques)


def test_nobody_may_stand_at_all() -> None:
    answer = solve(problem(0), Task())
    assert answer.chosen.tolist() == []
    assert answer.proven
