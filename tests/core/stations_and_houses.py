"""Stations and houses at fictional places, and which of them stand nearer than asked."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from xq_gis_plugin.core.separation import near_hazard

LIMITS = {"residence": "d_residence", "school": "d_school"}
METRE = 1 / 111_195.0
HOSTILE = "<script>`'\";=cmd|' /C calc'!A1"


def town(count: int = 600) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Return stations and houses at fictional places, the houses from west to east."""
    dice = np.random.default_rng(640104)
    lon, lat = 106.2 + np.sort(dice.random(count)) * 0.02, 38.45 + dice.random(count) * 0.008
    half = dice.uniform(4, 15, count) * METRE
    houses = gpd.GeoDataFrame(
        {
            "object_id": [f"h{n}" for n in range(count)],
            "kind": dice.choice(["residence", "school", "shed"], count),
        },
        geometry=shapely.box(lon - half, lat - half, lon + half, lat + half),
        crs="EPSG:4326",
    )
    west = dice.random((20, 2)) * 0.008 + [106.2, 38.45]
    stations = gpd.GeoDataFrame(
        {
            "hazard_id": [*(f"s{n}" for n in range(19)), HOSTILE],
            "d_residence": np.linspace(20, 200, 20),
            "d_school": np.where(np.arange(20) % 5, 150.0, np.nan),
        },
        geometry=shapely.points(west),
        crs="EPSG:4326",
    )
    return stations, houses


def expected() -> dict[tuple[str, str], float]:
    """Return the pairs by the way that measures one hazard after the other."""
    stations, houses = town()
    shapes = houses.geometry.to_numpy()
    tree, pairs = shapely.STRtree(shapes), {}
    for station in stations.itertuples():
        near = near_hazard(
            np.array([station.geometry], dtype=object), shapes, tree, 250.0, np.zeros(len(shapes)),
            np.ones(len(shapes), dtype=bool),
        )  # fmt: skip
        for item, metres in zip(near.objects, near.distance_m[0], strict=True):
            asked = {"residence": station.d_residence, "school": station.d_school}.get(houses["kind"][item])
            if asked is not None and metres < asked:
                pairs[station.hazard_id, houses["object_id"][item]] = float(metres)
    return pairs
