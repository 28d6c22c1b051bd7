"""A siting plan as the data that its map draws: one JSON text and two blocks of shapes, figures untouched."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from xq_gis_plugin.core.facts import targets
from xq_gis_plugin.core.prepare import measurable
from xq_gis_plugin.export.packing import inert_json, line_steps, lonlat_points, plain
from xq_gis_plugin.export.shape_store import pack_store
from xq_gis_plugin.export.site_words import because, headline, how_sure
from xq_gis_plugin.export.surroundings import bounds_of, districts_near, surroundings_of
from xq_gis_plugin.export.words import say, word, words_of
from xq_gis_plugin.export.zone_pieces import zone_pieces

if TYPE_CHECKING:
    import geopandas as gpd

    from xq_gis_plugin.core.siting.model import SitePlan
    from xq_gis_plugin.export.words import Language

__all__ = ["SiteMapData", "site_map_data"]

_WORDS = (
    "map", "plan", "say", "ask", "run", "site_status", "zone", "fact", "confidence", "objective", "severity",
    "relation",
)  # fmt: skip
_SITES = (
    "site_id", "name", "status", "street", "reason", "rule_ids", "distance_m", "required_m", "shortfall_m",
    "nearest_permitted_m", "nearest_permitted_lon", "nearest_permitted_lat", "nearest_free_m",
    "nearest_free_lon", "nearest_free_lat",
)  # fmt: skip
_CODED = ("status", "street", "reason", "rule_ids", "because", "because_en")
"""Text that repeats: it stands once, with its number per row."""
_STREETS = ("street", "quota", "minimum", "at_least", "last_year", "chosen", "kept", "closed")
_RULES = ("standard", "clause", "confidence", "severity", "relation", "target", "required", "source")
_MOST_EDGES = 60_000
_LANGUAGES: tuple[Language, Language] = ("zh", "en")


@dataclass(frozen=True)
class SiteMapData:
    """What the page embeds.

    ``text`` is JSON, safe inside a script element of type ``application/json``; ``shapes`` is the block of
    what lies around and ``zones`` that of the permitted zone's pieces, base64; ``bounds`` is (west, south,
    east, north) in degrees of what the map should show first, None where nothing has a place. ``osm`` tells
    whether OpenStreetMap's licence must be named.
    """

    text: str
    shapes: str
    zones: str
    bounds: tuple[float, float, float, float] | None
    osm: bool


def site_map_data(
    plan: SitePlan, around: gpd.GeoDataFrame | None, *, title: str, fictional: bool
) -> SiteMapData:
    """Return what the map of a plan draws.

    Parameters
    ----------
    plan
        The plan; geometry in EPSG:4490.
    around
        The protected objects, to be drawn under the plan; None where they are not at hand.
    title
        Heading of the page.
    fictional
        Whether the page must say that names and places are made up.
    """
    run = dict(zip(plan.run["key"], plan.run["value"], strict=True))
    shapes = plan.sites.geometry.to_numpy()
    bounds = bounds_of(shapes, plan.permitted.geometry.to_numpy())
    content = {
        "title": title,
        "fictional": fictional,
        "words": {group: {k: [w.zh, w.en] for k, w in words_of(group).items()} for group in _WORDS},
        "targets": {t.code: [t.label_zh, t.label_en] for t in reversed(targets())},
        "headline": [headline(plan, lang) for lang in _LANGUAGES],
        "sure": [how_sure(plan.answer, lang) + _levels(plan, lang) for lang in _LANGUAGES],
        "walk": _walk(plan, run),
        "run": [[key, _without_folder(str(key), value)] for key, value in run.items()],
        "rules": _rules(plan),
        "spacing_m": float(run.get("spacing_m") or 50.0),
        "sites": _sites(plan.sites),
        "streets": {name: plain(plan.streets[name]) for name in _STREETS if name in plan.streets},
        "zones": _zones(plan.permitted),
        "demand": _demand(plan.demand),
        "no_discharge": _no_discharge(plan.no_discharge),
        "edges": _edges(plan),
        "districts": districts_near(bounds),
    }
    objects, drawn, left = _surroundings(around, shapes)
    content |= {"drawn": drawn, "left_out": left}
    # What is made up is nobody's data.
    osm = not fictional and (_from_osm(plan.sites) or (around is not None and _from_osm(around)))
    return SiteMapData(inert_json(content), objects, zone_pieces(plan.permitted).text, bounds, osm)


def _levels(plan: SitePlan, lang: Language) -> str:
    """Return what was reached of each objective, with the bound where it is not proven to be the best."""
    told = []
    for one in plan.answer.levels:
        value, bound = f"{one.value:,.0f}", f"{one.bound:,.0f}"
        key = "level" if one.gap == 0.0 else "level_gap"
        text = word("plan", key, lang)
        name = word("objective", one.objective, lang)
        told.append(text.format(objective=name, value=value, bound=bound, gap=f"{one.gap:.1%}"))
    return ("：" if lang == "zh" else ": ") + say("separator", lang).join(told) if told else ""


def _walk(plan: SitePlan, run: dict[Any, Any]) -> list[str] | None:
    """Return what the walking distance is, where households play a part."""
    if not len(plan.demand):
        return None
    return [say("site_walk", lang, metres=run.get("walk_m", "")) for lang in _LANGUAGES]


def _without_folder(key: str, value: object) -> object:
    """Return an input's name without its folder, which is nobody's business; other values as they are."""
    text = "" if value is None or value != value else str(value)  # noqa: PLR0124 - NaN
    return PurePosixPath(text.replace("\\", "/")).name if key.startswith("input_") else text


def _rules(plan: SitePlan) -> dict[str, list[Any]]:
    """Return the rules that keep a site or a place out."""
    zones, sites = plan.permitted["rule_ids"].dropna(), plan.sites["rule_ids"].dropna()
    used = {one.strip() for ids in [*zones.unique(), *sites.unique()] for one in str(ids).split(",")}
    frame = plan.rules[plan.rules["id"].isin(used)]
    return {str(row["id"]): plain([row.get(name) for name in _RULES]) for row in frame.to_dict("records")}


def _sites(sites: gpd.GeoDataFrame) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: plain(sites[name], 7 if name.endswith(("lon", "lat")) else 6) for name in _SITES
    }
    if "because" in sites:
        found |= {name: plain(sites[name]) for name in ("because", "because_en")}
    else:
        rows = sites.drop(columns="geometry").to_dict("records")
        found["because"] = [because(row) for row in rows]
        found["because_en"] = [because(row, "en") for row in rows]
    for name in _CODED:
        codes, distinct = pd.factorize(np.array(found[name], dtype=object), use_na_sentinel=True)
        found[name] = {"of": list(distinct), "at": codes.tolist()}
    points = lonlat_points(sites.geometry.to_numpy())[:, ::-1]
    found["at"] = [None if np.isnan(point).any() else plain(point, 7) for point in points]
    return found


def _zones(zone: pd.DataFrame) -> dict[str, list[Any]]:
    names = ("zone", "rule_ids", "missing")
    return {name: plain(zone[name]) if name in zone else [None] * len(zone) for name in names}


def _demand(demand: gpd.GeoDataFrame) -> dict[str, list[Any]]:
    return {
        "name": plain(demand["name"]),
        "households": plain(demand["households"]),
        "covered": [bool(one) for one in demand["covered"]],
        "site_id": plain(demand["site_id"]),
        "distance_m": plain(demand["distance_m"]),
        "rings": line_steps(demand.geometry.to_numpy()),
    }


def _no_discharge(zones: gpd.GeoDataFrame | None) -> dict[str, list[Any]]:
    if zones is None:
        return {"name": [], "rings": []}
    return {"name": plain(zones["name"]), "rings": line_steps(zones.geometry.to_numpy())}


def _edges(plan: SitePlan) -> list[int]:
    """Return the pairs of rows of which not both may stand, one after the other."""
    rows = pd.Series(np.arange(len(plan.sites)), index=plan.sites["site_id"].astype(str))
    spacing = plan.spacing.iloc[:_MOST_EDGES]
    ends = [rows.reindex(spacing[name].astype(str)).to_numpy() for name in ("site_a", "site_b")]
    pairs = np.column_stack(ends).astype(np.float64)
    return [int(end) for end in pairs[~np.isnan(pairs).any(axis=1)].ravel()]


def _surroundings(around: gpd.GeoDataFrame | None, sites: Any) -> tuple[str, int, int]:  # noqa: ANN401 - an array of shapes
    """Return the block of what lies around, how much is drawn, and how much is left out."""
    if around is None:
        nothing = pd.DataFrame({name: np.empty(0, dtype=object) for name in ("kind", "name", "object_id")})
        return pack_store(nothing, np.empty(0, dtype=object), np.empty(0, dtype=np.uint8)).text, 0, 0
    around = measurable(around)
    shown = surroundings_of(around, sites)
    frame = around[shown.kept]
    block = pack_store(frame, frame.geometry.to_numpy(), shown.look[shown.kept], complete=not shown.left_out)
    return block.text, shown.drawn, shown.left_out


def _from_osm(frame: pd.DataFrame) -> bool:
    return "position_source" in frame and bool((frame["position_source"] == "osm").any())
