"""专栏2 over 专栏3 and 专栏4: which key enterprises stand near accident-prone roads and dense complexes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.model import CRS, ObjectKind
from xq_gis_plugin.core.plan import AREA
from xq_gis_plugin.core.separation import near_hazard

if TYPE_CHECKING:
    from xq_gis_plugin.core.plan import PlanEntry

__all__ = ["plan_overlay", "unlocated_entries"]

COLUMNS = (
    "hazard_id",
    "hazard_name",
    "other_box",
    "object_id",
    "object_name",
    "distance_m",
    "within_m",
    "geometry",
)
_OTHER_KINDS = {"专栏3": {ObjectKind.ROAD, ObjectKind.MARKET}, "专栏4": {ObjectKind.MALL, ObjectKind.MARKET}}


def plan_overlay(
    hazards: gpd.GeoDataFrame, protected: gpd.GeoDataFrame, plan: tuple[PlanEntry, ...], within_m: float
) -> gpd.GeoDataFrame:
    """Return every located 专栏2 site with each 专栏3 road and 专栏4 complex within ``within_m`` metres.

    Roads and complexes are those of the protected layer that bear the name of a plan entry. The
    distance is the geodesic between the geometries as stored; no standard asks for it.
    """
    rows: list[dict[str, Any]] = []
    sites = hazards[hazards["plan_box"].astype("string").str.startswith("专栏2").fillna(value=False)]
    for box, kinds in _OTHER_KINDS.items():
        others = protected[
            protected["kind"].isin(kinds) & protected["name"].isin(_names(plan, box))
        ].reset_index(drop=True)
        shapes = np.asarray(others.geometry.to_numpy(), dtype=object)
        tree = shapely.STRtree(shapes)
        for site in sites.to_dict("records") if len(others) else []:
            near = near_hazard(
                np.array([site["geometry"]], dtype=object),
                shapes,
                tree,
                within_m,
                np.zeros(len(others)),
                np.ones(len(others), dtype=bool),
            )
            rows += [
                {
                    "hazard_id": site["hazard_id"],
                    "hazard_name": site["name"],
                    "other_box": box,
                    "object_id": others["object_id"][item],
                    "object_name": others["name"][item],
                    "distance_m": float(near.distance_m[0, column]),
                    "within_m": within_m,
                    "geometry": near.lines[0, column],
                }
                for column, item in enumerate(near.objects)
                if near.distance_m[0, column] <= within_m
            ]
    rows.sort(key=lambda r: (r["hazard_id"], r["other_box"], r["distance_m"], r["object_id"]))
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=list(COLUMNS)), geometry="geometry", crs=CRS)


def unlocated_entries(
    hazards: gpd.GeoDataFrame, protected: gpd.GeoDataFrame, plan: tuple[PlanEntry, ...], box: str
) -> int:
    """Return how many places of a box have no located hazard or object of their name."""
    wanted = _names(plan, box)
    located: set[str] = set()
    for frame in (hazards, protected):
        named = frame[frame["name"].isin(list(wanted))]
        shapes = named.geometry.to_numpy()
        there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
        located |= set(named.loc[there, "name"])
    return len(wanted - located)


def _names(plan: tuple[PlanEntry, ...], box: str) -> set[str]:
    return {entry.name for entry in plan if entry.box.startswith(box) and entry.kind != AREA}
