"""Whom a shop serves: households within walking distance, each counted once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from xq_gis_plugin.core.geodesy import geodesic_m
from xq_gis_plugin.core.model import CRS, ObjectKind
from xq_gis_plugin.core.siting.model import DEMAND_COLUMNS
from xq_gis_plugin.core.siting.spacing import space

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["demand_points", "demand_table", "who_serves"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


def demand_points(protected: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the residences of which the households are known, no household twice.

    A residential zone speaks for the houses in it: a house counts by itself only outside all zones
    that state their households. Those that state none are in no figure.

    Returns
    -------
    GeoDataFrame
        ``object_id, name, households`` and the residence's geometry, EPSG:4490.
    """
    homes = protected[protected["kind"] == ObjectKind.RESIDENCE.value]
    count = pd.to_numeric(homes["households"], errors="coerce").to_numpy(dtype=float)
    homes = homes[np.nan_to_num(count) > 0]
    shapes = np.asarray(homes.geometry.to_numpy(), dtype=object)
    homes = homes[~(shapely.is_missing(shapes) | shapely.is_empty(shapes))]
    shapes = np.asarray(homes.geometry.to_numpy(), dtype=object)
    zones = homes["measured_as"].isin(["zone", "site"]).to_numpy() & (shapely.get_dimensions(shapes) == 2)  # noqa: PLR2004 - an area
    inside = np.zeros(len(homes), dtype=bool)
    if zones.any() and not zones.all():
        houses = np.flatnonzero(~zones)
        house, _ = shapely.STRtree(shapes[zones]).query(
            shapely.point_on_surface(shapes[houses]), predicate="intersects"
        )
        inside[houses[house]] = True
    kept = homes[~inside][["object_id", "name", "households", "geometry"]].reset_index(drop=True)
    kept["households"] = pd.to_numeric(kept["households"]).astype(float)
    return gpd.GeoDataFrame(kept, geometry="geometry", crs=CRS)


def who_serves(points: gpd.GeoDataFrame, sites: NDArray[Any], walk_m: float) -> IntArray:
    """(c, 2) pairs (demand point, site) within walking distance in a straight line, centre to centre."""
    from scipy.spatial import cKDTree

    if not len(points) or not len(sites):
        return np.empty((0, 2), dtype=np.int64)
    tree = cKDTree(space(_centres(sites)))
    # The chord through the earth is shorter than the geodesic by less than 1e-7 of it up to 10 km.
    hits = tree.query_ball_point(space(_centres(points.geometry.to_numpy())), walk_m)
    first = np.repeat(np.arange(len(points)), [len(one) for one in hits])
    second = np.array([site for one in hits for site in sorted(one)], dtype=np.int64)
    return np.column_stack([first, second]).astype(np.int64)


def demand_table(
    points: gpd.GeoDataFrame, ids: Sequence[str], sites: NDArray[Any], walk_m: float
) -> gpd.GeoDataFrame:
    """Return `DEMAND_COLUMNS`: the shop of the plan nearest to each residence, and whether it serves it."""
    from scipy.spatial import cKDTree

    table = points.copy()
    table["covered"], table["site_id"], table["distance_m"] = False, None, np.nan
    if len(points) and len(sites):
        homes, shops = _centres(points.geometry.to_numpy()), _centres(sites)
        _, nearest = cKDTree(space(shops)).query(space(homes))
        metres = geodesic_m(homes, shops[nearest])
        table["site_id"] = [ids[number] for number in nearest]
        table["distance_m"] = metres
        table["covered"] = metres <= walk_m
    return gpd.GeoDataFrame(table[list(DEMAND_COLUMNS)], geometry="geometry", crs=CRS)


def _centres(shapes: Any) -> FloatArray:  # noqa: ANN401 - an array of geometries
    return np.asarray(shapely.get_coordinates(shapely.centroid(np.asarray(shapes, dtype=object))))
