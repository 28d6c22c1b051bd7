"""One solver on one problem, for `bench_siting`: prints what it reached as JSON."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.spatial import cKDTree

SPACING_M = 50.0
SEED = 640104


@dataclass(frozen=True)
class Town:
    """A synthetic district: sites in clusters and along streets, streets' areas, shops, households."""

    place: Any
    pairs: Any
    street: Any
    existing: Any
    homes: Any
    households: Any
    covers: Any
    quotas: Any
    quota: int


def town(size: int, degree: float, task: str) -> Town:
    """Three fifths of the sites in clusters, the others along streets, scaled to the mean degree."""
    random = np.random.default_rng(SEED)
    clusters = max(3, size // 60)
    weights = random.gamma(1.0, 1.0, clusters)
    which = random.choice(clusters, int(size * 0.6), p=weights / weights.sum())
    middle = random.uniform(0, 1, (clusters, 2))
    crowd = middle[which] + random.normal(0, 0.25 / np.sqrt(clusters), (len(which), 2))
    rest, roads = size - len(which), max(2, int(np.sqrt(size) / 6))
    axis, at = random.integers(0, 2, roads), random.uniform(0, 1, roads)
    road = random.integers(0, roads, rest)
    along = np.empty((rest, 2))
    rows = np.arange(rest)
    along[rows, axis[road]] = at[road] + random.normal(0, 0.0005, rest)
    along[rows, 1 - axis[road]] = random.uniform(0, 1, rest)
    place = np.vstack([crowd, along])
    random.shuffle(place)
    low, high = 1.0, 1e7
    for _ in range(60):
        scale = np.sqrt(low * high)
        near = 2 * len(cKDTree(place * scale).query_pairs(SPACING_M, output_type="ndarray")) / size
        low, high = (scale, high) if near > degree else (low, scale)
    place = place * high
    pairs = np.sort(cKDTree(place).query_pairs(SPACING_M, output_type="ndarray"), axis=1)
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    streets = 12
    street = cKDTree(place[random.choice(size, streets, replace=False)]).query(place)[1]
    existing = np.zeros(size, dtype=bool)
    existing[random.choice(size, size // 25, replace=False)] = True
    homes = place[random.choice(size, size // 3)] + random.normal(0, 300, (size // 3, 2))
    households = random.integers(20, 900, len(homes)).astype(float)
    hits = cKDTree(place).query_ball_point(homes, 300.0)
    covers = np.array([(home, site) for home, near in enumerate(hits) for site in sorted(near)]).reshape(
        -1, 2
    )
    quota = max(3, size // 40)
    quotas = np.bincount(street, minlength=streets) * quota // size + 2
    if task == "count":
        quotas, quota = np.full(streets, size), size
    return Town(place, pairs, street, existing, homes, households, covers, quotas, quota)


def ours(given: dict[str, Any]) -> dict[str, Any]:
    """Solve it as the product does."""
    from xq_gis_plugin.core.siting.model import Objective, Problem, StreetQuota, Task
    from xq_gis_plugin.core.siting.solve import solve

    there = town(given["size"], given["degree"], given["task"])
    names = tuple(f"{number:02}" for number in range(len(there.quotas)))
    cover = given["who"] == "ours-cover"
    problem = Problem(
        ids=tuple(f"{number:06}" for number in range(len(there.place))),
        pairs=there.pairs[:0] if cover else there.pairs,
        existing=there.existing, keep=np.zeros(len(there.place), dtype=bool), street=there.street,
        streets=names,
        last_year=np.full(len(names), 1e9), last_year_total=1e9,
        households=there.households, covers=there.covers,
    )  # fmt: skip
    orders = {
        "count": (Objective.COUNT,), "all": (Objective.COUNT, Objective.DEMAND, Objective.CLOSING),
        "cover": (Objective.DEMAND,),
    }  # fmt: skip
    quotas = tuple(StreetQuota(name, quota=int(most)) for name, most in zip(names, there.quotas, strict=True))
    task = Task(
        quota=there.quota, streets=() if given["task"] == "cover" else quotas,
        objectives=orders[given["task"]], time_limit_s=given["seconds"],
    )  # fmt: skip
    began = time.monotonic()
    answer = solve(problem, task)
    return {
        "who": given["who"], "first": answer.first_seconds, "all": time.monotonic() - began,
        "values": [-one.value if one.objective == "closing" else one.value for one in answer.levels],
        "bounds": [-one.bound if one.objective == "closing" else one.bound for one in answer.levels],
        "proven": answer.proven, "gap": max(one.gap for one in answer.levels),
    }  # fmt: skip


def ortools(given: dict[str, Any]) -> dict[str, Any]:
    """CP-SAT on 2 workers with the same cliques, objective after objective."""
    from ortools.sat.python import cp_model

    from xq_gis_plugin.core.siting.cliques import edge_cliques

    there = town(given["size"], given["degree"], given["task"])
    size = len(there.place)
    model = cp_model.CpModel()
    sites = [model.NewBoolVar("") for _ in range(size)]
    for clique in edge_cliques(size, there.pairs):
        model.AddAtMostOne([sites[one] for one in clique])
    model.Add(sum(sites) <= there.quota)
    for street, most in enumerate(there.quotas):
        model.Add(sum(sites[one] for one in np.flatnonzero(there.street == street)) <= int(most))
    goals = [sum(sites)]
    if given["task"] == "all":
        served = [model.NewBoolVar("") for _ in there.homes]
        near: list[list[int]] = [[] for _ in there.homes]
        for home, site in there.covers.tolist():
            near[home].append(site)
        for home, one in enumerate(served):
            model.AddBoolOr([sites[site] for site in near[home]] + [one.Not()])
        goals += [
            sum(int(weight) * one for weight, one in zip(there.households, served, strict=True)),
            sum(sites[one] for one in np.flatnonzero(there.existing)),
        ]
    began, left, first = time.monotonic(), given["seconds"], None
    values, bounds, proven = [], [], True

    class Watch(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            nonlocal first
            first = first or time.monotonic() - began

    for goal in goals:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 2
        solver.parameters.max_time_in_seconds = max(0.1, left)
        model.Maximize(goal)
        status = solver.Solve(model, Watch())
        value = round(solver.ObjectiveValue())
        values.append(value)
        bounds.append(solver.BestObjectiveBound())
        proven = proven and status == cp_model.OPTIMAL
        model.Add(goal >= value)
        model.ClearHints()
        for one in sites:
            model.AddHint(one, solver.Value(one))
        left = given["seconds"] - (time.monotonic() - began)
    if given["task"] == "all":
        total = int(there.existing.sum())
        values[2], bounds[2] = values[2] - total, bounds[2] - total
    gap = max(abs(b - v) / max(abs(v), 1) for v, b in zip(values, bounds, strict=True))
    return {
        "who": "OR-Tools CP-SAT", "first": first or 0.0, "all": time.monotonic() - began, "values": values,
        "bounds": bounds, "proven": proven, "gap": gap,
    }  # fmt: skip


def dispersion(given: dict[str, Any]) -> dict[str, Any]:
    """Ask spopt whether as many shops as ours found can stand 50 m apart."""
    import pulp
    from scipy.spatial.distance import cdist
    from spopt.locate import PDispersion

    there = town(given["size"], given["degree"], given["task"])
    if len(there.place) > 1_000:  # noqa: PLR2004 - a row and a column for every pair of sites
        message = "needs a constraint for every pair of sites: not tried above 1,000"
        raise SystemExit(message)
    wanted = int(given["own"]["values"][0])
    began = time.monotonic()
    model = PDispersion.from_cost_matrix(cdist(there.place, there.place), wanted)
    model = model.solve(pulp.HiGHS(msg=False, timeLimit=given["seconds"], threads=2))
    apart = model.problem.objective.value()
    met = apart is not None and apart >= SPACING_M - 1e-6
    return {
        "who": "spopt p-dispersion", "first": time.monotonic() - began, "all": time.monotonic() - began,
        "values": [wanted if met else 0], "bounds": [wanted], "proven": met, "gap": 0.0 if met else 1.0,
    }  # fmt: skip


def covering(given: dict[str, Any]) -> dict[str, Any]:
    """Spopt's maximal covering with the same HiGHS: no spacing, no streets."""
    import pulp
    from scipy.spatial.distance import cdist
    from spopt.locate import MCLP

    there = town(given["size"], given["degree"], given["task"])
    began = time.monotonic()
    costs = cdist(there.homes, there.place)
    model = MCLP.from_cost_matrix(costs, there.households, 300.0, there.quota)
    model = model.solve(pulp.HiGHS(msg=False, timeLimit=given["seconds"], threads=1), results=False)
    value = float(model.problem.objective.value())
    seconds = time.monotonic() - began
    proven = model.problem.status == 1 and seconds < given["seconds"]
    return {
        "who": "spopt MCLP", "first": seconds, "all": seconds, "values": [value], "bounds": [value],
        "proven": proven, "gap": 0.0 if proven else 1.0,
    }  # fmt: skip


SOLVERS = {
    "ours": ours,
    "ours-cover": ours,
    "ortools": ortools,
    "spopt-dispersion": dispersion,
    "spopt-mclp": covering,
}

if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    print(json.dumps(SOLVERS[asked["who"]](asked)))
