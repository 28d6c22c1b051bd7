"""The sites of a plan: candidates and shops that are there, in one frame, checked before any work."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.spatial import cKDTree

from xq_gis_plugin.core.accuracy import fill_accuracy
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.geodesy import space_m
from xq_gis_plugin.core.model import CRS, Check, CheckSeverity, HazardKind
from xq_gis_plugin.core.prepare import check_crs
from xq_gis_plugin.core.siting.model import CANDIDATE_COLUMNS, PERMIT_CONDITIONS, Task, Wish

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

__all__ = [
    "EXISTING",
    "check_task",
    "facts_of",
    "facts_text",
    "gather_sites",
    "name_of",
    "parse_facts",
    "same_places",
    "taken_as_shops",
]

EXISTING = "existing"
"""Column of the gathered frame: whether a shop is there."""
_SHOP = HazardKind.FIREWORKS_RETAIL.value
_TWICE_M = 1.0
"""Two sites nearer to each other than this are one place, written twice."""
_APART_M = 50.0
"""Two places farther from each other than shops must be kept apart are not one shop, whatever their id."""


def gather_sites(
    candidates: gpd.GeoDataFrame,
    existing: gpd.GeoDataFrame | None,
    hazards: gpd.GeoDataFrame | None,
    *,
    accuracy_m: float | None,
) -> gpd.GeoDataFrame:
    """Return all sites in `CANDIDATE_COLUMNS` and `EXISTING`, by id; every accuracy known, every wish stated.

    The fireworks shops among the hazards are there too, unless ``existing`` has them. A candidate with
    the id of a shop that is there is that shop, and must lie where it is.

    Raises
    ------
    InputError
        ``no_candidates``, ``kind_not_sited``, ``site_twice``, ``site_elsewhere``, ``wish_unknown``,
        ``crs_wrong`` or ``accuracy_invalid``.
    """
    if not len(candidates) and (existing is None or not len(existing)):
        message = "there are no candidates"
        raise InputError("no_candidates", message, "Give a layer with at least one place to choose from.")
    parts = [_tidy(candidates, "candidates", Wish.FREE)]
    known: set[str] = set()
    if existing is not None and len(existing):
        parts.append(_tidy(existing, EXISTING, Wish.MAY_CLOSE))
        known = set(parts[1]["site_id"])
    shops = _shops(hazards)
    if len(shops):
        others = _tidy(shops, EXISTING, Wish.MAY_CLOSE)
        for part in parts[1:]:
            _refuse_elsewhere(part, others)
        parts.append(others[~others["site_id"].isin(known)])
    # A candidate with the id of a shop is that shop.
    shops_there = set().union(*(part["site_id"] for part in parts[1:]))
    for part in parts[1:]:
        _refuse_elsewhere(parts[0], part)
    parts[0] = parts[0][~parts[0]["site_id"].isin(shops_there)]
    frame = pd.concat([part for part in parts if len(part)], ignore_index=True)
    twice = frame["site_id"][frame["site_id"].duplicated()]
    if len(twice):
        message = f"the id {twice.iloc[0]!r} is given to two sites"
        hint = "Give every candidate and every existing shop an id of its own."
        raise InputError("site_twice", message, hint, value=twice.iloc[0], field="site_id")
    frame = frame.sort_values("site_id", kind="stable", ignore_index=True)
    return fill_accuracy(gpd.GeoDataFrame(frame, geometry="geometry", crs=CRS), accuracy_m, site_radius=True)


def check_task(task: Task, streets: set[str]) -> None:
    """Refuse numbers that are no numbers of shops, and quotas for streets that no site lies in.

    Raises
    ------
    InputError
        ``quota_negative``, ``walk_invalid``, ``time_limit_invalid``, ``objective_missing`` or
        ``street_unknown``.
    """
    asked: list[tuple[str, str, int | None]] = [("quota", "", task.quota), ("at_least", "", task.at_least)]
    for one in task.streets:
        asked += [
            (field, one.street, getattr(one, field))
            for field in ("quota", "minimum", "at_least", "last_year")
        ]
    for field, street, value in asked:
        if value is not None and (value < 0 or value != int(value)):
            where = f" of {street}" if street else ""
            message = f"{field}{where} is {value}, which is no number of shops"
            hint = "Give 0 or a whole number of shops, or leave it empty."
            raise InputError("quota_negative", message, hint, field=field, street=street, value=value)
    for field, number in (("walk", task.walk_m), ("time_limit", task.time_limit_s)):
        if not (np.isfinite(number) and number > 0):
            message = f"{field} {number!r} is not above 0"
            code = f"{field}_invalid"
            raise InputError(code, message, "Give a number above 0.", field=field, value=number)
    if not task.objectives:
        message = "no objective is stated"
        raise InputError("objective_missing", message, "Say what is wanted: count, demand or closing.")
    for one in task.streets:
        if one.street not in streets:
            near = difflib.get_close_matches(one.street, sorted(streets), n=1)
            message = f"no site lies in the street {one.street!r} of the quotas"
            hint = f"Did you mean {near[0]!r}?" if near else "Write the street as the sites' column has it."
            raise InputError(
                "street_unknown",
                message,
                hint,
                value=one.street,
                field="street",
                near=near[0] if near else "",
                known=", ".join(sorted(streets)),
            )


def same_places(frame: gpd.GeoDataFrame, pairs: gpd.GeoDataFrame) -> tuple[Check, ...]:
    """Return what is to be noticed of sites on top of each other, whether they can be chosen or not."""
    there = dict(zip(frame["site_id"], frame[EXISTING], strict=True))
    near = pairs[pairs["distance_m"] < _TWICE_M]
    both = pd.concat([near[["site_a", "site_b"]], _on_top(frame)])
    close = both.drop_duplicates().sort_values(["site_a", "site_b"], ignore_index=True)
    mixed = np.array(
        [there[a] != there[b] for a, b in zip(close["site_a"], close["site_b"], strict=True)], dtype=bool
    )
    checks = []
    for severity, code, rows in (
        (CheckSeverity.IMPORTANT, "site_duplicate", close[~mixed]),
        (CheckSeverity.IMPORTANT, "candidate_on_shop", close[mixed]),
    ):
        if len(rows):
            names = "; ".join(f"{a} = {b}" for a, b in zip(rows["site_a"], rows["site_b"], strict=True))
            what = "two sites are one place" if code == "site_duplicate" else "a candidate is where a shop is"
            message = f"{what}, {len(rows)} times: {names[:400]}"
            hint = "At most one of each pair can be in the plan. Leave one out if they are the same."
            checks.append(Check(severity, code, message, hint, (), len(rows)))
    return tuple(checks)


def taken_as_shops(candidates: gpd.GeoDataFrame, frame: gpd.GeoDataFrame) -> tuple[Check, ...]:
    """Return which candidates are shops that are there, because they have the same id."""
    shops = set(frame["site_id"][frame[EXISTING]])
    taken = [name for name in (str(value) for value in candidates["site_id"]) if name in shops]
    if not taken:
        return ()
    message = f"{len(taken)} candidates have the id of a shop that is there, and are that shop: "
    hint = "Give a candidate an id of its own if it is another place."
    told = message + ", ".join(taken[:20])
    return (Check(CheckSeverity.IMPORTANT, "candidate_is_shop", told, hint, (), len(taken)),)


def facts_of(row: Mapping[str, Any]) -> dict[str, str]:
    """Return what is stated of a site, as the catalogue writes it: yes, no, or a number."""
    found = {}
    for fact in PERMIT_CONDITIONS:
        text = name_of(row.get(fact))
        if text:
            found[fact] = {"True": "yes", "true": "yes", "False": "no", "false": "no"}.get(text, text)
    return found


def facts_text(facts: Mapping[str, str]) -> str | None:
    """Return stated facts as one text, None where nothing is stated.

    Examples
    --------
    >>> facts_text({"temporary": "no", "sales_area_m2": "50.0"})
    'temporary=no;sales_area_m2=50.0'
    """
    return ";".join(f"{fact}={value}" for fact, value in facts.items()) or None


def parse_facts(text: object) -> dict[str, str]:
    """Return the facts that `facts_text` wrote."""
    pairs = [one.partition("=") for one in (name_of(text) or "").split(";") if one]
    return {fact: value for fact, _, value in pairs}


def name_of(value: object) -> str | None:
    """Return a text, or None where there is none."""
    return None if value is None or value is pd.NA or value != value else str(value)  # noqa: PLR0124 - NaN


def _tidy(frame: gpd.GeoDataFrame, layer: str, unstated: Wish) -> gpd.GeoDataFrame:
    check_crs(layer, frame)
    tidy = pd.DataFrame({column: _column(frame, column) for column in CANDIDATE_COLUMNS})
    tidy["site_id"] = [str(value) for value in tidy["site_id"]]
    tidy["kind"] = [name_of(value) or _SHOP for value in tidy["kind"]]
    tidy["street"] = [name_of(value) for value in tidy["street"]]
    for field, known, code, hint in (
        ("kind", {_SHOP}, "kind_not_sited", "Only fireworks shops (fireworks_retail) can be sited so far."),
        ("wish", {one.value for one in Wish}, "wish_unknown", "Write keep, may_close or close."),
    ):
        values = [name_of(value) or (unstated.value if field == "wish" else "") for value in tidy[field]]
        wrong = [number for number, value in enumerate(values) if value not in known]
        if wrong:
            row, value = wrong[0] + 1, values[wrong[0]]
            message = f"{layer}, row {row}: {field} {value!r}"
            raise InputError(code, message, hint, layer=layer, row=row, field=field, value=value)
        tidy[field] = values
    tidy[EXISTING] = layer == EXISTING
    # Only a shop that is there can close, and a candidate is free or fixed by hand.
    swapped = Wish.FREE if layer == EXISTING else Wish.MAY_CLOSE
    tidy.loc[tidy["wish"] == swapped.value, "wish"] = unstated.value
    return gpd.GeoDataFrame(tidy, geometry="geometry", crs=CRS)


def _refuse_elsewhere(sites: gpd.GeoDataFrame, shops: gpd.GeoDataFrame) -> None:
    """Refuse a site with the id of a shop that stands in another place: two files that count from 1."""
    both = pd.DataFrame(sites).merge(pd.DataFrame(shops), on="site_id", suffixes=("", "_shop"))
    here, there = (np.asarray(both[name], dtype=object) for name in ("geometry", "geometry_shop"))
    located = ~(shapely.is_missing(here) | shapely.is_missing(there))
    both, here, there = both[located], _places(here[located]), _places(there[located])
    known = both[["position_accuracy_m", "position_accuracy_m_shop"]].astype(float).fillna(0.0)
    metres = np.linalg.norm(here - there, axis=1)
    apart = np.flatnonzero(metres > _APART_M + known.sum(axis=1).to_numpy())
    if not len(apart):
        return
    value, away = both["site_id"].iloc[apart[0]], f"{metres[apart[0]]:.0f}"
    message = f"the id {value!r} is given to two sites, {away} m from each other"
    hint = "Give every candidate and every existing shop an id of its own."
    facts = {"value": value, "field": "site_id", "metres": away, "count": len(apart)}
    raise InputError("site_elsewhere", message, hint, **facts)


def _on_top(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return each located site with its nearest one, where that is on top of it, as pairs of ids in order."""
    shapes = np.asarray(frame.geometry.to_numpy(), dtype=object)
    located = ~shapely.is_missing(shapes)
    ids = frame["site_id"].to_numpy(dtype=object)[located]
    if len(ids) < 2:  # noqa: PLR2004 - a pair
        return pd.DataFrame({"site_a": [], "site_b": []}, dtype=object)
    places = _places(shapes[located])
    metres, found = cKDTree(places).query(places, k=2, distance_upper_bound=_TWICE_M)
    # Of places that are the same, either of the two found may be the site itself.
    own = found == np.arange(len(ids))[:, None]
    other = np.where(own[:, 0], found[:, 1], found[:, 0])
    close = np.isfinite(np.where(own[:, 0], metres[:, 1], metres[:, 0]))
    pairs = sorted({tuple(sorted((ids[a], ids[other[a]]))) for a in np.flatnonzero(close)})
    return pd.DataFrame(pairs, columns=["site_a", "site_b"], dtype=object)


def _places(shapes: NDArray[Any]) -> NDArray[np.float64]:
    """(n, 3) metres in space of a point of each shape."""
    return space_m(shapely.get_coordinates(shapely.point_on_surface(shapes)))


def _column(frame: gpd.GeoDataFrame, column: str) -> NDArray[Any]:
    if column not in frame:
        return np.full(len(frame), None, dtype=object)
    values = np.asarray(frame[column].to_numpy(), dtype=object)
    if column == "geometry":
        values = values.copy()
        values[shapely.is_empty(values)] = None
    return values


def _shops(hazards: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    if hazards is None or not len(hazards):
        return gpd.GeoDataFrame({"site_id": []}, geometry=[], crs=CRS)
    return hazards[hazards["kind"] == _SHOP].rename(columns={"hazard_id": "site_id"})
