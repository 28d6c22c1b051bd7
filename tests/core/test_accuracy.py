"""How sure positions are, and of what that is made."""

from __future__ import annotations

import geopandas as gpd
from shapely.geometry import Point, box

from xq_gis_plugin.core.accuracy import fill_accuracy
from xq_gis_plugin.core.facts import measure
from xq_gis_plugin.core.model import CRS


def test_a_point_tells_the_error_of_its_coordinate_and_the_radius_of_its_site_apart() -> None:
    frame = gpd.GeoDataFrame(
        {
            "kind": ["petrol_station"] * 3,
            "position_source": ["osm"] * 3,
            "position_accuracy_m": [None, 7.0, None],
            "outline": [None, None, "site"],
        },
        geometry=[Point(106.28, 38.47), Point(106.28, 38.47), box(106.28, 38.47, 106.281, 38.471)],
        crs=CRS,
    )
    filled = fill_accuracy(frame, None, site_radius=True)
    radius = measure("site_radius", "petrol_station").high_m
    assert radius > 0
    assert filled["position_accuracy_m"].tolist() == [10 + radius, 7.0, 10.0]
    assert filled["coordinate_error_m"].fillna(-1).tolist() == [10.0, -1, 10.0]
    assert filled["site_radius_m"].fillna(-1).tolist() == [radius, -1, 0.0]
    assert "site_radius_m" not in fill_accuracy(frame, 30.0, site_radius=True)
