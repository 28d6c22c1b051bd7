"""Little towns for the tests: frames with every column, in metres around one point of 兴庆区."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import Proj

from xq_gis_plugin.core.model import CRS, HAZARD_COLUMNS, OBJECT_COLUMNS, PART_COLUMNS

ORIGIN = (106.29, 38.47)
_PROJ = Proj(proj="tmerc", lat_0=ORIGIN[1], lon_0=ORIGIN[0], ellps="GRS80")


def at(geometry: Any) -> Any:
    """Lay a geometry in metres east and north of the origin out in lon/lat."""
    return shapely.transform(geometry, lambda xy: np.column_stack(_PROJ(xy[:, 0], xy[:, 1], inverse=True)))


def square(x: float, y: float, side: float = 10.0) -> Any:
    """Square with its west edge at x, centred on y, metres."""
    return shapely.box(x, y - side / 2, x + side, y + side / 2)


def hazards(*rows: dict[str, Any]) -> gpd.GeoDataFrame:
    """Petrol stations at the origin unless a row says otherwise; accuracy 0."""
    base = {"kind": "petrol_station", "position_accuracy_m": 0.0, "geometry": shapely.Point(0, 0)}
    return _frame(HAZARD_COLUMNS, "hazard_id", "h", base, rows)


def objects(*rows: dict[str, Any]) -> gpd.GeoDataFrame:
    """Class 3 residences 20 m east of the origin unless a row says otherwise; accuracy 0."""
    base = {"kind": "residence", "position_accuracy_m": 0.0, "geometry": square(20, 0)}
    return _frame(OBJECT_COLUMNS, "object_id", "o", base, rows)


def parts(*rows: dict[str, Any]) -> gpd.GeoDataFrame:
    """Petrol tanks of hazard h1 at the origin unless a row says otherwise; accuracy 0."""
    base = {
        "kind": "tank", "hazard_id": "h1", "fuel": "petrol", "position_accuracy_m": 0.0,
        "geometry": shapely.Point(0, 0),
    }  # fmt: skip
    return _frame(PART_COLUMNS, "part_id", "p", base, rows)


def _frame(
    columns: tuple[str, ...],
    identity: str,
    prefix: str,
    base: dict[str, Any],
    rows: tuple[dict[str, Any], ...],
) -> gpd.GeoDataFrame:
    records = []
    for number, row in enumerate(rows, 1):
        record = dict.fromkeys(columns) | {identity: f"{prefix}{number}"} | base | row
        if record["geometry"] is not None:
            record["geometry"] = at(record["geometry"])
        records.append(record)
    table = pd.DataFrame(records) if records else pd.DataFrame(columns=list(columns))
    return gpd.GeoDataFrame(table, geometry="geometry", crs=CRS)
