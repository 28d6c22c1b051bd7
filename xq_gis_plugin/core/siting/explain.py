"""Why each site is, or is not, in the plan: a rule, a neighbour, a quota, or what is not known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from xq_gis_plugin.core.model import CRS, Verdict
from xq_gis_plugin.core.siting.gather import EXISTING, facts_of, facts_text, name_of
from xq_gis_plugin.core.siting.model import (
    PERMIT_CONDITIONS,
    SITE_COLUMNS,
    STREET_COLUMNS,
    Reason,
    SiteStatus,
    Wish,
)
from xq_gis_plugin.core.siting.program import bounds_of
from xq_gis_plugin.core.siting.spacing import shop_spacing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xq_gis_plugin.core.rules import Catalogue
    from xq_gis_plugin.core.siting.model import Problem, Task

__all__ = ["Outcome", "as_frame", "doors_to_turn", "explain_sites", "street_table"]

_JUDGED = (
    "rule_id", "rule_ids", "object_id", "object_name", "object_kind", "distance_m", "required_m",
    "shortfall_m", "missing", "conditions",
)  # fmt: skip
_DOORS = PERMIT_CONDITIONS["facing_openings"]


@dataclass(frozen=True)
class Outcome:
    """What came out, before it is told.

    Attributes
    ----------
    sites
        The gathered frame, with the columns of `Judged.frame` beside it.
    inside
        (n,) whether each site lies in the district.
    eligible
        (n,) whether each took part in the choice.
    chosen
        (n,) whether each is in the plan.
    spacing
        `SPACING_COLUMNS` among the eligible sites.
    """

    sites: gpd.GeoDataFrame
    inside: NDArray[np.bool_]
    eligible: NDArray[np.bool_]
    chosen: NDArray[np.bool_]
    spacing: gpd.GeoDataFrame


def explain_sites(outcome: Outcome, problem: Problem, task: Task, rules: Catalogue) -> pd.DataFrame:
    """Return `SITE_COLUMNS` without the nearest points: one row for each site, in the order of ids."""
    sites = outcome.sites
    rivals = _rivals(outcome)
    full = _Full(outcome, problem, task)
    doors = doors_to_turn(sites[outcome.chosen], rules)
    rows = []
    for number, site in enumerate(sites.to_dict("records")):
        row: dict[str, Any] = {name: site[name] for name in _JUDGED}
        row |= {"site_id": site["site_id"], "name": site["name"], "street": site["street"]}
        row |= {EXISTING: bool(site[EXISTING]), "position_accuracy_m": site["position_accuracy_m"]}
        chosen = bool(outcome.chosen[number])
        row["facts"] = facts_text(facts_of(site))
        row["status"] = _status(site, chosen=chosen, eligible=bool(outcome.eligible[number]))
        row["reason"] = None
        if chosen:
            row["reason"] = _doubt(site)
            if site["site_id"] in doors:
                row["conditions"] = _with(row["conditions"], _DOORS)
        elif not (outcome.eligible[number] or outcome.inside[number] or site[EXISTING]) and site["geometry"]:
            row |= _blank(Reason.OUTSIDE)
        elif not outcome.eligible[number]:
            wished = site["wish"] == Wish.CLOSE and site["verdict"] != Verdict.CONFLICT
            unresolved = site["verdict"] == Verdict.UNRESOLVED
            reason = Reason.WISH if wished else Reason.UNKNOWN if unresolved else Reason.RULE
            row |= _blank(reason) if reason == Reason.WISH else {"reason": reason.value}
        else:
            row |= rivals.get(site["site_id"]) or _blank(full.reason(site["street"]))
        row["conditions"] = (row["conditions"] or None) if chosen else None
        rows.append(row)
    columns = [name for name in SITE_COLUMNS if not name.startswith("nearest_") and name != "geometry"]
    return pd.DataFrame(rows, columns=columns)


def doors_to_turn(chosen: gpd.GeoDataFrame, rules: Catalogue) -> set[str]:
    """Return the shops near a neighbour of which nobody said whether its doors face theirs."""
    turned = chosen.copy()
    unsaid = [name_of(value) in (None, "") for value in chosen["facing_openings"]]
    turned["facing_openings"] = "yes"
    pairs = shop_spacing(turned, rules)
    near = set(pairs["site_a"]) | set(pairs["site_b"])
    return near & {site for site, open_ in zip(chosen["site_id"], unsaid, strict=True) if open_}


def street_table(outcome: Outcome, problem: Problem, task: Task) -> pd.DataFrame:
    """Return `STREET_COLUMNS`, one row for each street that a site lies in."""
    sites = outcome.sites
    asked = {one.street: one for one in task.streets}
    rows = []
    for street in sorted({name for name in sites["street"] if name is not None}):
        here = (sites["street"] == street).to_numpy()
        there = sites[EXISTING].to_numpy(dtype=bool)
        chosen = int((here & outcome.chosen).sum())
        one = asked.get(street)
        last = problem.last_year[problem.streets.index(street)] if street in problem.streets else np.nan
        minimum = one.minimum if one else None
        rows.append(
            {
                "street": street,
                "quota": one.quota if one else None,
                "minimum": minimum,
                "at_least": one.at_least if one else None,
                "last_year": last if np.isfinite(last) else None,
                "candidates": int((here & ~there).sum()),
                "eligible": int((here & outcome.eligible).sum()),
                "chosen": int((here & outcome.chosen & ~there).sum()),
                "kept": int((here & outcome.chosen & there).sum()),
                "closed": int((here & ~outcome.chosen & there).sum()),
                "short_of_minimum": max(0, (minimum or 0) - chosen),
            }
        )
    table = pd.DataFrame(rows, columns=list(STREET_COLUMNS))
    for name in ("quota", "minimum", "at_least", "last_year"):
        table[name] = pd.to_numeric(table[name]).astype(float)
    return table


class _Full:
    """Which quotas leave no room for one more."""

    def __init__(self, outcome: Outcome, problem: Problem, task: Task) -> None:
        bounds = bounds_of(problem, task)
        streets = outcome.sites["street"][outcome.chosen].value_counts()
        self._total = int(outcome.chosen.sum()) >= bounds.most
        self._streets = {
            name
            for name, most in zip(problem.streets, bounds.street_most, strict=True)
            if streets.get(name, 0) >= most
        }

    def reason(self, street: str | None) -> Reason:
        """Return which quota keeps a site out that no neighbour does."""
        if street in self._streets:
            return Reason.STREET_QUOTA
        return Reason.TOTAL_QUOTA if self._total else Reason.NO_GAIN


def _status(site: dict[str, Any], *, chosen: bool, eligible: bool) -> str:
    if chosen:
        return (SiteStatus.KEPT if site[EXISTING] else SiteStatus.CHOSEN).value
    if not eligible and site["verdict"] == Verdict.UNRESOLVED and site["wish"] != Wish.CLOSE:
        return SiteStatus.UNRESOLVED.value
    return (SiteStatus.CLOSED if site[EXISTING] else SiteStatus.REJECTED).value


def _doubt(site: dict[str, Any]) -> str | None:
    """Return what is wrong, or not known, of a shop that stays all the same."""
    if site["verdict"] == Verdict.CONFLICT:
        return Reason.RULE.value
    return Reason.UNKNOWN.value if site["verdict"] == Verdict.UNRESOLVED else None


def _blank(reason: Reason) -> dict[str, Any]:
    """Return the fields of a site that no object keeps out."""
    return dict.fromkeys(_JUDGED) | {"reason": reason.value}


def _rivals(outcome: Outcome) -> dict[str, dict[str, Any]]:
    """Return, for each site, the shop of the plan that leaves it least room."""
    sites = outcome.sites
    names = dict(zip(sites["site_id"], sites["name"], strict=True))
    there = dict(zip(sites["site_id"], sites[EXISTING], strict=True))
    chosen = set(sites["site_id"][outcome.chosen])
    found: dict[str, list[tuple[float, str, dict[str, Any]]]] = defaultdict(list)
    for pair in outcome.spacing.drop(columns="geometry").to_dict("records"):
        for site, other in ((pair["site_a"], pair["site_b"]), (pair["site_b"], pair["site_a"])):
            if other not in chosen or site in chosen:
                continue
            short = pair["required_m"] - pair["low_m"]
            row = dict.fromkeys(_JUDGED) | {
                "reason": Reason.NEIGHBOUR.value,
                "rule_id": pair["rule_id"],
                "rule_ids": pair["rule_id"],
                "object_id": other,
                "object_name": names[other],
                "object_kind": "kept_shop" if there[other] else "chosen_site",
                "distance_m": pair["distance_m"],
                "required_m": pair["required_m"],
                "shortfall_m": short,
            }
            found[site].append((-short, other, row))
    return {site: min(rows, key=lambda one: one[:2])[2] for site, rows in found.items()}


def _with(conditions: object, more: str) -> str:
    known = [one for one in str(conditions or "").split(",") if one]
    order = list(PERMIT_CONDITIONS.values())
    return ",".join(sorted({*known, more}, key=order.index))


def as_frame(rows: pd.DataFrame, sites: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return rows of `SITE_COLUMNS` with the geometry of their sites."""
    return gpd.GeoDataFrame(rows, geometry=sites.geometry.to_numpy(), crs=CRS)[list(SITE_COLUMNS)]
