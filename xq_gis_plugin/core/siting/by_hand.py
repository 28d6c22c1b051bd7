"""The tables of a plan that was edited by hand: nothing of the solved plan is said of it any more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.siting.gather import parse_facts
from xq_gis_plugin.core.siting.model import (
    BY_HAND,
    STREET_COLUMNS,
    Answer,
    Level,
    Objective,
    Reason,
    SitePlan,
    SiteStatus,
)
from xq_gis_plugin.core.siting.program import MINIMUM
from xq_gis_plugin.core.siting.service import demand_table
from xq_gis_plugin.core.siting.spacing import shop_spacing

if TYPE_CHECKING:
    import geopandas as gpd

    from xq_gis_plugin.core.rules import Catalogue

__all__ = ["edited_plan"]

_IN_PLAN = (SiteStatus.CHOSEN.value, SiteStatus.KEPT.value)
_NOT_CHOSEN_AMONG = (Reason.RULE.value, Reason.UNKNOWN.value, Reason.OUTSIDE.value)
_PERMITTED = ("nearest_permitted_m", "nearest_permitted_lon", "nearest_permitted_lat")


def edited_plan(plan: SitePlan, sites: gpd.GeoDataFrame, walk_m: float, rules: Catalogue) -> SitePlan:
    """Return a plan with other sites in it: streets, households, spacing and figures as they are now.

    Nothing is proven of a plan that was edited: its figures stand beside the bounds of the solved one.

    Parameters
    ----------
    plan
        The plan that the editing began with.
    sites
        `SITE_COLUMNS`, as the session has them.
    walk_m
        How far away a shop may be to serve a household.
    rules
        The catalogue that the spacing comes from.
    """
    table = _with_nearest(sites, plan.sites)
    there = table[table["status"].isin(_IN_PLAN)]
    shapes = np.asarray(there.geometry.to_numpy(), dtype=object)
    here = ~shapely.is_missing(shapes)
    points = plan.demand[["object_id", "name", "households", "geometry"]]
    demand = demand_table(points, list(there["site_id"][here]), shapes[here], walk_m)
    streets = _streets(plan, table)
    edited = replace(
        plan, sites=table, spacing=_spacing(table, plan.sites, rules), streets=streets, demand=demand
    )
    answer = plan.answer if _same(plan.sites, table) else _answer(plan, edited)
    return replace(edited, answer=answer, run=_record(plan.run, table, answer))


def _with_nearest(sites: gpd.GeoDataFrame, before: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the sites with the nearest place that the rules allow, of each that did not move."""
    known = {row["site_id"]: row for row in before.to_dict("records")}
    table = sites.copy()
    for name in _PERMITTED:
        table[name] = [
            known[site][name] if site in known and _equal(known[site]["geometry"], shape) and out else np.nan
            for site, shape, out in zip(
                sites["site_id"], sites.geometry, ~sites["status"].isin(_IN_PLAN), strict=True
            )
        ]
    return table


def _spacing(sites: gpd.GeoDataFrame, before: gpd.GeoDataFrame, rules: Catalogue) -> gpd.GeoDataFrame:
    """Return which two sites cannot both stand, among those that the rules allow or that are in the plan."""
    wish = Reason.WISH.value
    # What was to be closed from the beginning never took part in the choice.
    closed = (sites["reason"] == wish) & sites["site_id"].isin(before["site_id"][before["reason"] == wish])
    there = sites["status"].isin(_IN_PLAN) | ~(sites["reason"].isin(_NOT_CHOSEN_AMONG) | closed)
    among = sites[there & sites.geometry.notna()]
    facts = [parse_facts(text) for text in among["facts"]]
    stated = {name: [one.get(name) for one in facts] for name in ("temporary", "facing_openings")}
    return shop_spacing(among.assign(kind=None, position_source=None, **stated), rules)


def _streets(plan: SitePlan, sites: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return `STREET_COLUMNS`: what is asked as it was, what is there as it is."""
    asked = {row["street"]: row for row in plan.streets.to_dict("records")}
    known = set(plan.sites["site_id"])
    rows: list[dict[str, Any]] = []
    for street in sorted({*asked, *sites["street"].dropna()}):
        own = sites[sites["street"] == street]
        new = int((~own["site_id"].isin(known)).sum())
        row = asked.get(street, dict.fromkeys(STREET_COLUMNS) | {"street": street, "eligible": 0})
        counts = own["status"].value_counts()
        figures = {
            one.value: int(counts.get(one.value, 0))
            for one in (SiteStatus.CHOSEN, SiteStatus.KEPT, SiteStatus.CLOSED)
        }
        row = row | figures | {"candidates": int((~own["existing"].astype(bool)).sum())}
        row["eligible"] = int(row["eligible"]) + new
        minimum = row["minimum"]
        wanted = 0 if minimum is None or np.isnan(minimum) else int(minimum)
        row["short_of_minimum"] = max(0, wanted - figures["chosen"] - figures["kept"])
        rows.append(row)
    table = pd.DataFrame(rows, columns=list(STREET_COLUMNS))
    for name in ("quota", "minimum", "at_least", "last_year"):
        table[name] = pd.to_numeric(table[name]).astype(float)
    return table


def _answer(plan: SitePlan, edited: SitePlan) -> Answer:
    """Return what the edited plan reaches of each objective, beside the bound of the solved one."""
    now, was = (one.sites["status"].value_counts() for one in (edited, plan))
    closed = SiteStatus.CLOSED.value
    covered = edited.demand["covered"].to_numpy(dtype=bool)
    reached = {
        MINIMUM: float(edited.streets["short_of_minimum"].sum()),
        Objective.COUNT.value: float(sum(now.get(one, 0) for one in _IN_PLAN)),
        Objective.DEMAND.value: float(edited.demand["households"].to_numpy(dtype=float)[covered].sum()),
    }
    levels = []
    for level in plan.answer.levels:
        # A shop that has to close in any case is in no figure of the solved plan.
        more = float(now.get(closed, 0) - was.get(closed, 0))
        value = reached.get(level.objective, level.value + more)
        levels.append(Level(level.objective, value, level.bound, level.greedy, proven=False, seconds=0.0))
    chosen = edited.sites["status"].isin(_IN_PLAN).to_numpy(dtype=bool)
    return Answer(chosen, tuple(levels), 0.0, 0.0, BY_HAND)


def _record(run: pd.DataFrame, sites: gpd.GeoDataFrame, answer: Answer) -> pd.DataFrame:
    """Return the record with the figures of the edited plan."""
    counts = sites["status"].value_counts()
    new: dict[str, object] = {f"sites_{one.value}": int(counts.get(one.value, 0)) for one in SiteStatus}
    new |= {f"value_{one.objective}": one.value for one in answer.levels}
    new |= {"proven": "yes" if answer.proven else "no", "solver": answer.solver}
    values = [str(new.get(k, v)) for k, v in zip(run["key"], run["value"], strict=True)]
    return run.assign(value=values)


def _same(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> bool:
    """Return whether the same shops are in both plans, where they were and as they were."""
    was, now = (
        {row["site_id"]: row for row in sites.to_dict("records") if row["status"] in _IN_PLAN}
        for sites in (before, after)
    )
    return was.keys() == now.keys() and all(
        _equal(was[site]["geometry"], now[site]["geometry"])
        and parse_facts(was[site]["facts"]) == parse_facts(now[site]["facts"])
        for site in was
    )


def _equal(one: Any, other: Any) -> bool:  # noqa: ANN401 - a geometry or None
    return one is other if one is None or other is None else bool(one.equals(other))
