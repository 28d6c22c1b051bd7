"""The siting plan: judge every place, choose the best set, and say why each other one is out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.model import CRS, Check, CheckSeverity, HazardKind, Verdict
from xq_gis_plugin.core.permitted import permitted_zone
from xq_gis_plugin.core.rules import Catalogue, load_catalogue, rules_table
from xq_gis_plugin.core.siting.explain import Outcome, as_frame, explain_sites, street_table
from xq_gis_plugin.core.siting.gather import EXISTING, check_task, gather_sites, same_places, taken_as_shops
from xq_gis_plugin.core.siting.judge import Judge
from xq_gis_plugin.core.siting.model import Objective, Problem, SitePlan, SiteStatus, Task, Wish
from xq_gis_plugin.core.siting.nearest import nearest_permitted
from xq_gis_plugin.core.siting.permit import GOOD_VALUES
from xq_gis_plugin.core.siting.record import Given, plan_record
from xq_gis_plugin.core.siting.service import demand_points, demand_table, who_serves
from xq_gis_plugin.core.siting.solve import solve
from xq_gis_plugin.core.siting.spacing import Spacing, is_stated, shop_spacing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from xq_gis_plugin.core.siting.model import Answer

__all__ = ["plan_sites"]

_SHOP = HazardKind.FIREWORKS_RETAIL.value
_STEPS = {
    "prepare": (0.0, 0.1),
    "judge": (0.1, 0.25),
    "choose": (0.25, 0.7),
    "permitted": (0.7, 0.9),
    "explain": (0.9, 1.0),
}
_MARGIN_DEG = 0.005


def plan_sites(
    candidates: gpd.GeoDataFrame,
    protected: gpd.GeoDataFrame,
    hazards: gpd.GeoDataFrame | None = None,
    existing: gpd.GeoDataFrame | None = None,
    *,
    task: Task | None = None,
    rules: Catalogue | None = None,
    without_rules: Sequence[str] = (),
    coverage: shapely.Polygon | None = None,
    area: shapely.Polygon | shapely.MultiPolygon | None = None,
    accuracy_m: float | None = None,
    progress: Callable[[float, str], None] | None = None,
    on_answer: Callable[[Answer], None] | None = None,
) -> SitePlan:
    """Plan where fireworks shops are to stand.

    Parameters
    ----------
    candidates, existing
        Points or plots in `CANDIDATE_COLUMNS`, EPSG:4490, as `read_sites` returns them. A shop that is
        there may close, unless its ``wish`` says otherwise; a candidate may be fixed by ``keep``, or
        barred by ``close``. Fireworks shops among the hazards are shops that are there.
    protected, hazards
        Frames as for `assess`.
    task
        Quotas, objectives, time; by default as many shops as can stand, with the fewest closings.
    rules
        The catalogue; by default the built-in one.
    without_rules
        Ids of rules to leave out, such as ``FW-45``, the local ban in residential areas and complexes.
    coverage
        Polygon within which ``protected`` is complete; by default what its reader found, else its bounds.
    area
        The district, lon/lat degrees. Candidates outside it are not chosen; without it the zone is drawn
        around the sites, and none is outside.
    accuracy_m
        Positional accuracy in metres where a site states none.
    progress
        Called with (fraction done, step): ``prepare``, ``judge``, ``choose``, ``permitted``,
        ``explain``. It may raise to cancel, which is heard within a second.
    on_answer
        Called with the first plan found, at once, and with every better one.

    Returns
    -------
    SitePlan
        All geometry in EPSG:4490.

    Raises
    ------
    InputError
        ``no_candidates``, ``demands_contradict`` (its fact ``demands`` holds a smallest set of demands
        that no plan meets), ``site_twice``, ``site_elsewhere``, ``kind_not_sited``, ``street_unknown``,
        ``quota_negative``, ``crs_wrong``, or as `assess`.
    """
    task = task or Task()
    steps = _Steps(progress)
    steps("prepare", 0.0)
    catalogue = (rules or load_catalogue()).without(without_rules)
    sites = gather_sites(candidates, existing, hazards, accuracy_m=accuracy_m)
    check_task(task, {street for street in sites["street"] if street is not None})
    others = None if hazards is None else hazards[hazards["kind"] != _SHOP]
    judge = Judge.of(protected, others, rules=catalogue, coverage=coverage, progress=steps.of("prepare"))
    judged = judge.judge(sites, progress=steps.of("judge")).frame.reset_index(drop=True)
    sites = gpd.GeoDataFrame(pd.concat([sites, judged[[c for c in judged if c not in sites]]], axis=1))
    found = _choose(sites, _inside(sites, area), demand_points(protected), task, catalogue, on_answer, steps)
    zone = permitted_zone(
        area if area is not None else _around(sites),
        protected,
        _standing_hazards(others, sites),
        kind=_SHOP,
        facts={**GOOD_VALUES, "facing_openings": "no"},
        rules=catalogue,
        coverage=coverage,
        progress=steps.of("permitted"),
    )
    given = Given(candidates, protected, hazards, existing, accuracy_m)
    return _told(found, zone, task, catalogue, (given, tuple(without_rules)), steps)


@dataclass(frozen=True)
class _Found:
    """What was chosen, and among what."""

    outcome: Outcome
    problem: Problem
    answer: Answer
    points: gpd.GeoDataFrame


def _choose(
    sites: gpd.GeoDataFrame,
    inside: NDArray[np.bool_],
    points: gpd.GeoDataFrame,
    task: Task,
    catalogue: Catalogue,
    on_answer: Callable[[Answer], None] | None,
    steps: _Steps,
) -> _Found:
    """Choose the best set among the sites that may be in the plan."""
    eligible = _eligible(sites, inside)
    spacing = shop_spacing(sites[eligible], catalogue)
    problem = _problem(sites, eligible, spacing, points, task)
    answer = solve(problem, task, on_answer=on_answer, progress=steps.of("choose"))
    chosen = np.zeros(len(sites), dtype=bool)
    chosen[np.flatnonzero(eligible)] = answer.chosen
    return _Found(Outcome(sites, inside, eligible, chosen, spacing), problem, answer, points)


def _told(
    found: _Found,
    zone: gpd.GeoDataFrame,
    task: Task,
    catalogue: Catalogue,
    made_with: tuple[Given, tuple[str, ...]],
    steps: _Steps,
) -> SitePlan:
    """Return the plan's tables: why each site is in or out, and where else it could be."""
    steps("explain", 0.0)
    outcome, sites = found.outcome, found.outcome.sites
    rows = explain_sites(outcome, found.problem, task, catalogue)
    near = _nearest(sites, rows, zone, Spacing.of(catalogue), steps.of("explain"))
    table = as_frame(pd.concat([rows, near], axis=1), sites)
    demand = demand_table(found.points, *_shops_of(sites, outcome.chosen), task.walk_m)
    noticed = _checks(sites, outcome.inside, found.points, task)
    steps("explain", 1.0)
    return SitePlan(
        sites=table,
        permitted=zone,
        spacing=outcome.spacing,
        streets=street_table(outcome, found.problem, task),
        demand=demand,
        answer=found.answer,
        run=plan_record(made_with[0], task, catalogue, made_with[1], table, found.answer),
        rules=rules_table(catalogue.in_force),
        checks=(
            *noticed,
            *taken_as_shops(made_with[0].candidates, sites),
            *same_places(sites, outcome.spacing),
        ),
    )


class _Steps:
    """Tells how far the whole has come."""

    def __init__(self, progress: Callable[[float, str], None] | None) -> None:
        self._progress = progress or (lambda _fraction, _step: None)

    def __call__(self, step: str, fraction: float) -> None:
        low, high = _STEPS[step]
        self._progress(low + (high - low) * min(1.0, max(0.0, fraction)), step)

    def of(self, step: str) -> Callable[[float, str], None]:
        """Return what a part of the work calls with its own fraction."""
        return lambda fraction, _step: self(step, fraction)


def _inside(sites: gpd.GeoDataFrame, area: Any) -> NDArray[np.bool_]:  # noqa: ANN401 - lon/lat degrees
    shapes = np.asarray(sites.geometry.to_numpy(), dtype=object)
    there: NDArray[np.bool_] = ~shapely.is_missing(shapes)
    if area is None:
        return there
    found: NDArray[np.bool_] = np.zeros(len(sites), dtype=bool)
    found[there] = shapely.covers(area, shapes[there])
    return found


def _eligible(sites: gpd.GeoDataFrame, inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which sites the choice is among.

    A candidate that is surely clear; a shop that is there unless a rule surely forbids it, or nobody
    knows where it is; one that is to be kept in any case.
    """
    there = sites[EXISTING].to_numpy(dtype=bool)
    wish, verdict = sites["wish"].to_numpy(), sites["verdict"].to_numpy()
    candidate = ~there & inside & (verdict == Verdict.CLEAR.value) & (wish != Wish.CLOSE.value)
    located = ~shapely.is_missing(np.asarray(sites.geometry.to_numpy(), dtype=object))
    shop = there & located & (wish == Wish.MAY_CLOSE.value) & (verdict != Verdict.CONFLICT.value)
    return np.asarray(candidate | shop | (there & (wish == Wish.KEEP.value)))


def _problem(
    sites: gpd.GeoDataFrame,
    eligible: NDArray[np.bool_],
    spacing: gpd.GeoDataFrame,
    points: gpd.GeoDataFrame,
    task: Task,
) -> Problem:
    own = sites[eligible]
    ids = tuple(own["site_id"])
    place = {site: number for number, site in enumerate(ids)}
    pairs = np.array(
        [[place[a], place[b]] for a, b in zip(spacing["site_a"], spacing["site_b"], strict=True)],
        dtype=np.int64,
    ).reshape(-1, 2)
    pairs = np.sort(pairs, axis=1)
    streets = tuple(sorted({street for street in sites["street"] if street is not None}))
    number = {street: n for n, street in enumerate(streets)}
    there = sites[sites[EXISTING]]["street"].value_counts()
    asked = {one.street: one.last_year for one in task.streets}
    last = [
        float(there.get(street, 0)) if asked.get(street) is None else float(asked[street] or 0)
        for street in streets
    ]
    stated = [one.last_year for one in task.streets if one.last_year is not None]
    served = Objective.DEMAND in task.objectives
    shapes = np.asarray(own.geometry.to_numpy(), dtype=object)
    return Problem(
        ids=ids,
        pairs=pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))],
        existing=own[EXISTING].to_numpy(dtype=bool),
        keep=(own["wish"] == Wish.KEEP.value).to_numpy(),
        street=np.array([number.get(street, -1) for street in own["street"]], dtype=np.int64),
        streets=streets,
        last_year=np.array(last),
        last_year_total=float(sum(last)) if stated else float(sites[EXISTING].sum()),
        households=points["households"].to_numpy(dtype=float) if served else np.empty(0),
        covers=_served(points, shapes, task.walk_m) if served else np.empty((0, 2), dtype=np.int64),
    )


def _served(points: gpd.GeoDataFrame, shapes: NDArray[Any], walk_m: float) -> NDArray[np.int64]:
    """(c, 2) pairs (demand point, eligible site); a shop to be kept may have no position."""
    here = np.flatnonzero(~shapely.is_missing(shapes))
    pairs = who_serves(points, shapes[here], walk_m)
    return np.column_stack([pairs[:, 0], here[pairs[:, 1]]]).astype(np.int64)


def _shops_of(sites: gpd.GeoDataFrame, chosen: NDArray[np.bool_]) -> tuple[list[str], NDArray[Any]]:
    """Return the ids and places of the shops of the plan that have one."""
    shapes = np.asarray(sites.geometry.to_numpy(), dtype=object)
    here = chosen & ~shapely.is_missing(shapes)
    return list(sites["site_id"][here]), shapes[here]


def _standing_hazards(others: gpd.GeoDataFrame | None, sites: gpd.GeoDataFrame) -> gpd.GeoDataFrame | None:
    """Return the hazards with the shops that stay in any case: nobody may stand near these either."""
    kept = sites[sites[EXISTING] & (sites["wish"] == Wish.KEEP.value)]
    if not len(kept):
        return others
    shops = kept.rename(columns={"site_id": "hazard_id"}).drop(columns=["street"])
    if others is None:
        return gpd.GeoDataFrame(shops, geometry="geometry", crs=CRS)
    both = pd.concat([others, shops[[name for name in shops if name in others]]], ignore_index=True)
    return gpd.GeoDataFrame(both, geometry="geometry", crs=CRS)


def _nearest(
    sites: gpd.GeoDataFrame,
    rows: pd.DataFrame,
    zone: gpd.GeoDataFrame,
    spacing: Spacing,
    progress: Callable[[float, str], None],
) -> pd.DataFrame:
    """Return the nearest permitted and the nearest free point of every site that is not in the plan."""
    names = [f"nearest_{what}_{unit}" for what in ("permitted", "free") for unit in ("m", "lon", "lat")]
    found = pd.DataFrame(np.nan, index=range(len(sites)), columns=names)
    plan = rows["status"].isin([SiteStatus.CHOSEN.value, SiteStatus.KEPT.value]).to_numpy()
    located = ~shapely.is_missing(np.asarray(sites.geometry.to_numpy(), dtype=object))
    polygon = zone.geometry[zone["zone"] == "permitted"].iloc[0]
    shops = sites[plan & located]
    stated = np.array(
        [[is_stated(value) for value in sites[fact]] for fact in ("temporary", "facing_openings")]
    )
    wide = stated[:, plan & located]
    for what in ("permitted", "free"):
        for own in ((False, False), (False, True), (True, False), (True, True)):
            asked = np.flatnonzero(~plan & located & np.equal(stated.T, own).all(axis=1))
            if not len(asked) or polygon.is_empty:
                continue
            apart = shops if what == "free" and len(shops) else None
            metres = [spacing.by_facts[own[0] or bool(t), own[1] or bool(f)][0] for t, f in wide.T]
            near = nearest_permitted(
                sites.iloc[asked], polygon, apart=apart, spacing_m=np.array(metres), progress=progress
            )
            for unit, column in (("m", "metres"), ("lon", "lon"), ("lat", "lat")):
                found.loc[asked, f"nearest_{what}_{unit}"] = near[column].to_numpy(dtype=float)
    return found


def _around(sites: gpd.GeoDataFrame) -> shapely.Polygon:
    west, south, east, north = sites.total_bounds
    if not np.isfinite([west, south, east, north]).all():
        return shapely.box(0.0, 0.0, 0.0, 0.0)
    return shapely.box(west - _MARGIN_DEG, south - _MARGIN_DEG, east + _MARGIN_DEG, north + _MARGIN_DEG)


def _checks(
    sites: gpd.GeoDataFrame,
    inside: NDArray[np.bool_],
    points: gpd.GeoDataFrame,
    task: Task,
) -> tuple[Check, ...]:
    """Return what is to be noticed of the sites and the households."""
    found = []
    shapes = np.asarray(sites.geometry.to_numpy(), dtype=object)
    placeless = shapely.is_missing(shapes)
    for severity, code, which, message, hint in (
        (
            CheckSeverity.IMPORTANT,
            "site_unlocated",
            placeless,
            "sites have no position",
            "Locate them; they are not in the choice.",
        ),
        (
            CheckSeverity.IMPORTANT,
            "site_outside",
            ~inside & ~placeless,
            "sites lie outside the district",
            "See whether their coordinates or the district are the right ones.",
        ),
        (
            CheckSeverity.IMPORTANT,
            "wish_refused",
            (
                ~sites[EXISTING]
                & (sites["wish"] == Wish.KEEP.value)
                & (sites["verdict"] != Verdict.CLEAR.value)
            ).to_numpy(),
            "candidates that were fixed by hand are not surely permitted, and not in the plan",
            "Their rows say why.",
        ),
    ):
        if which.any():
            names = ", ".join(sites["site_id"][which][:20])
            told = f"{int(which.sum())} {message}: {names}"
            found.append(Check(severity, code, told, hint, (), int(which.sum())))
    if Objective.DEMAND in task.objectives and not len(points):
        message = "no residence states its households: every plan serves nobody"
        hint = "Give the residential zones the column households."
        found.append(Check(CheckSeverity.IMPORTANT, "no_households", message, hint, (), 0))
    return tuple(found)
