"""The map of a siting plan: one HTML file that opens without network and is safe for any name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from xq_gis_plugin.core.output import atomic_output
from xq_gis_plugin.export.packing import inert_json, lonlat_points, plain, ring_lists
from xq_gis_plugin.export.site_words import because, headline, how_sure
from xq_gis_plugin.export.words import say, words_of

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from xq_gis_plugin.core.siting.model import SitePlan
    from xq_gis_plugin.export.words import Language

__all__ = ["render_site_map", "write_site_map"]

_LAYERS = (
    ("zone", True), ("demand", False), ("edges", False), ("circles", True), ("rejected", False),
    ("doubtful", True), ("shops", True),
)  # fmt: skip
_WORDS = ("map", "plan", "say", "run", "site_status", "zone", "fact", "confidence", "objective")
_SITES = (
    "site_id", "name", "status", "street", "distance_m", "required_m", "shortfall_m", "nearest_permitted_m",
    "nearest_permitted_lon", "nearest_permitted_lat", "nearest_free_m", "nearest_free_lon",
    "nearest_free_lat",
)  # fmt: skip
_STREETS = ("street", "quota", "chosen", "kept", "closed")
_RUN = (
    "time", "families", "rules_left_out", "quota", "at_least", "only_decrease", "objectives", "walk_m",
    "input_candidates", "input_existing", "input_protected", "input_hazards", "proven", "solver",
)  # fmt: skip
_DRAWN_DEG = 2e-6
"""Edges are drawn to about 20 cm; what a click is told is the same place to that."""
_MOST_EDGES = 60_000
_LANGUAGES: tuple[Language, Language] = ("zh", "en")


def write_site_map(
    plan: SitePlan, path: Path, *, title: str, fictional: bool = False, overwrite: bool = False
) -> None:
    """Write the map of a plan.

    Parameters
    ----------
    plan
        The plan; geometry in EPSG:4490. On screen the map is in Web Mercator, in which nothing is
        measured: every figure is the plan's own.
    path
        The file to write; it appears whole or not at all.
    title
        Heading of the page, any text.
    fictional
        Mark the page 虚构示例.
    overwrite
        Whether an existing file may be replaced.

    Raises
    ------
    OutputError
        ``output_exists`` or ``output_unwritable``.
    """
    with atomic_output(Path(path), overwrite=overwrite) as draft:
        draft.write_bytes(render_site_map(plan, title=title, fictional=fictional).encode("utf-8"))


def render_site_map(plan: SitePlan, *, title: str, fictional: bool = False) -> str:
    """Return the page that `write_site_map` writes."""
    from folium import LayerControl

    from xq_gis_plugin.export.page import MapLayer, OfflineMap, PlanPage

    # Half of a surrogate pair, as a broken file name has it, is no character and cannot be written.
    title = title.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    page = PlanPage(title, inert_json(_content(plan)), "", fictional=fictional, osm=False)
    district = OfflineMap(_bounds(plan))
    page.add_child(district)
    for kind, show in _LAYERS:
        if kind != "demand" or len(plan.demand):
            district.add_child(MapLayer(kind, show=show))
    control = LayerControl(collapsed=False, autoZIndex=False)
    control._id = "xq"  # noqa: SLF001 - a chance id would make every plan's file another
    district.add_child(control)
    return page.render()


def _content(plan: SitePlan) -> dict[str, Any]:
    run = dict(zip(plan.run["key"], plan.run["value"], strict=True))
    rules = plan.rules
    used = ",".join([*plan.permitted["rule_ids"].dropna(), *plan.sites["rule_ids"].dropna()]).split(",")
    return {
        "words": {group: {k: [w.zh, w.en] for k, w in words_of(group).items()} for group in _WORDS},
        "headline": [headline(plan, lang) for lang in _LANGUAGES],
        "sure": [how_sure(plan.answer, lang) + _levels(plan, lang) for lang in _LANGUAGES],
        "walk": [say("site_walk", lang, metres=run.get("walk_m", "")) for lang in _LANGUAGES],
        "run": [[key, run[key]] for key in _RUN if run.get(key)],
        "rules": {
            row["id"]: plain([row["standard"], row["clause"], row["confidence"]])
            for row in rules.to_dict("records")
            if row["id"] in used
        },
        "spacing_m": float(run.get("spacing_m", 50.0)),
        "sites": _sites(plan.sites),
        "streets": {name: plain(plan.streets[name]) for name in _STREETS},
        "zones": _zones(plan.permitted),
        "demand": {
            "covered": [bool(one) for one in plan.demand["covered"]],
            "rings": [_rings(shape) for shape in plan.demand.geometry],
        },
        "edges": [lines[0] for lines in map(ring_lists, plan.spacing.geometry.iloc[:_MOST_EDGES])],
    }


def _levels(plan: SitePlan, lang: Language) -> str:
    """Return what was reached of each objective."""
    from xq_gis_plugin.export.words import word

    told = [f"{word('objective', one.objective, lang)} {one.value:,.0f}" for one in plan.answer.levels]
    return ("：" if lang == "zh" else ": ") + say("separator", lang).join(told)


def _sites(sites: gpd.GeoDataFrame) -> dict[str, list[Any]]:
    found = {name: plain(sites[name], 7 if name.endswith(("lon", "lat")) else 6) for name in _SITES}
    if "because" in sites:
        found |= {name: plain(sites[name]) for name in ("because", "because_en")}
    else:
        rows = sites.drop(columns="geometry").to_dict("records")
        found["because"] = [because(row) for row in rows]
        found["because_en"] = [because(row, "en") for row in rows]
    points = lonlat_points(sites.geometry.to_numpy())[:, ::-1]
    found["at"] = [None if np.isnan(point).any() else plain(point, 7) for point in points]
    return found


def _zones(zone: pd.DataFrame) -> dict[str, list[Any]]:
    frame = zone[~zone.geometry.is_empty]
    names = [name for name in ("zone", "rule_ids", "missing") if name in frame]
    found: dict[str, list[Any]] = {name: plain(frame[name]) for name in names}
    found.setdefault("missing", [None] * len(frame))
    return found | {"rings": [_rings(shape) for shape in frame.geometry]}


def _rings(shape: Any) -> list[list[list[float]]]:  # noqa: ANN401 - a shapely geometry
    return ring_lists(shapely.simplify(shape, _DRAWN_DEG))


def _bounds(plan: SitePlan) -> tuple[float, float, float, float] | None:
    for shapes in (plan.sites.geometry.to_numpy(), plan.permitted.geometry.to_numpy()):
        bounds = shapely.total_bounds(shapes) if len(shapes) else np.full(4, np.nan)
        if np.isfinite(bounds).all():
            west, south, east, north = (float(value) for value in bounds)
            return west, south, east, north
    return None
