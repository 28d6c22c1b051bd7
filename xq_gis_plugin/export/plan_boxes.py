"""The plan's boxes 专栏2, 3 and 4 for the map: what each names, and where that lies if anybody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from xq_gis_plugin import resources
from xq_gis_plugin.core.model import HazardKind, ObjectKind
from xq_gis_plugin.core.overlay import unlocated_entries
from xq_gis_plugin.core.plan import AREA, load_plan
from xq_gis_plugin.export.digest import run_value
from xq_gis_plugin.export.packing import plain, ring_lists

if TYPE_CHECKING:
    import geopandas as gpd

    from xq_gis_plugin.core.model import Assessment
    from xq_gis_plugin.core.plan import PlanEntry

__all__ = ["PLAN_BOXES", "plan_boxes"]

PLAN_BOXES = ("专栏2", "专栏3", "专栏4")
"""The boxes that name places; 专栏1 holds indicators."""

_KINDS = {
    "专栏2": frozenset(kind.value for kind in HazardKind),
    "专栏3": frozenset({ObjectKind.ROAD.value, ObjectKind.MARKET.value}),
    "专栏4": frozenset({ObjectKind.MALL.value, ObjectKind.MARKET.value}),
}


def plan_boxes(result: Assessment, *, fictional: bool) -> list[dict[str, Any]]:
    """Return the boxes with their entries, the located ones with their shape.

    Parameters
    ----------
    result
        The run; geometry in EPSG:4490.
    fictional
        Whether the plan is the demo's, not the district's.

    Returns
    -------
    list of dict
        ``box``; ``listed``, whether all entries are known; and ``entries``: ``name``, ``kind``, ``unit``,
        ``control``, ``hazard_id`` or None, ``area`` and ``rings`` (rows of latitude and longitude). A run
        keeps how many entries are unlocated, not their names: where its count is not that of the plan at
        hand, the run was made with another plan, and only what the run itself locates is listed.
    """
    plan = load_plan(resources.path("layers", "demo", "plan.csv")) if fictional else load_plan()
    located = {"专栏2": _of_box(result.hazard_summary), **dict.fromkeys(PLAN_BOXES[1:], result.protected)}
    return [_box(result, box, plan, located[box]) for box in PLAN_BOXES]


def _box(
    result: Assessment, box: str, plan: tuple[PlanEntry, ...], places: gpd.GeoDataFrame
) -> dict[str, Any]:
    entries = {entry.name: entry for entry in plan if entry.box == box and entry.kind != AREA}
    told = run_value(result, f"plan_unlocated_{box}")
    listed = told == str(unlocated_entries(result.hazards, result.protected, plan, box))
    names = places["name"].isin(list(entries)) & places["kind"].isin(_KINDS[box])
    if box == PLAN_BOXES[0]:
        names |= places["plan_box"].notna()
    elif not listed:
        pairs = result.plan_overlay[result.plan_overlay["other_box"] == box]
        names = places["object_id"].isin(pairs["object_id"])
    shapes = places.geometry.to_numpy()
    found = places[names & ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))]
    rows = [_located(row, entries.get(row["name"])) for row in found.to_dict("records")]
    missing = [e for name, e in entries.items() if name not in set(found["name"])] if listed else []
    return {"box": box, "listed": listed, "entries": [*rows, *map(_unlocated, missing)]}


def _of_box(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the hazards with the column of the box emptied where it is another one's."""
    first = frame["plan_box"].astype("string").str.startswith(PLAN_BOXES[0]).fillna(value=False)
    return frame.assign(plan_box=frame["plan_box"].where(first))


def _located(row: dict[str, Any], entry: PlanEntry | None) -> dict[str, Any]:
    shape = row["geometry"]
    return _entry(entry, row["name"], row["kind"]) | {
        "hazard_id": plain([row.get("hazard_id")])[0],
        "area": bool(shapely.get_dimensions(shape) == 2),  # noqa: PLR2004 - polygons
        "rings": ring_lists(shape),
    }


def _unlocated(entry: PlanEntry) -> dict[str, Any]:
    return _entry(entry, entry.name, entry.kind) | {"hazard_id": None, "area": False, "rings": []}


def _entry(entry: PlanEntry | None, name: object, kind: object) -> dict[str, Any]:
    texts = plain([name, kind])
    return {
        "name": texts[0],
        "kind": texts[1],
        "unit": entry.unit if entry else "",
        "control": entry.control if entry else "",
    }
