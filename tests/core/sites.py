"""Little sets of sites for the tests of the siting plan, in metres around the origin of `town`."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd
from town import at

from xq_gis_plugin.core.model import CRS
from xq_gis_plugin.core.siting.model import CANDIDATE_COLUMNS

__all__ = ["GOOD", "sites"]

GOOD: dict[str, Any] = {
    "temporary": "no", "facing_openings": "no", "dwelling_in_building": "no", "underground": "no",
    "under_bridge": "no", "fuel_pipe_in_building": "no", "fire_engine_access": "yes", "fire_barrier": "yes",
    "sales_area_m2": 50.0,
}  # fmt: skip
"""The facts of a shop that nothing is wrong with."""


def sites(*rows: dict[str, Any], prefix: str = "s") -> gpd.GeoDataFrame:
    """Candidates of which nothing is stated but where they are; accuracy 0."""
    records = []
    for number, row in enumerate(rows, 1):
        record = dict.fromkeys(CANDIDATE_COLUMNS) | {
            "site_id": f"{prefix}{number}",
            "name": f"{prefix}{number}",
            "kind": "fireworks_retail",
            "position_status": "located",
            "position_accuracy_m": 0.0,
        }
        record |= row
        if record["geometry"] is not None:
            record["geometry"] = at(record["geometry"])
        records.append(record)
    frame = pd.DataFrame(records, columns=list(CANDIDATE_COLUMNS))
    return gpd.GeoDataFrame(frame, geometry="geometry", crs=CRS)
