"""A few thousand objects of every shape around the sample's stations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from tests.export.sample import sample

if TYPE_CHECKING:
    from xq_gis_plugin.core.model import Assessment

WEST, SOUTH = 106.285, 38.465


def town(count: int = 3000) -> Assessment:
    """Return the sample among buildings of every outline, named streets and estates."""
    run = sample()
    random = np.random.default_rng(5)
    column, row = np.divmod(np.arange(count), 60)
    x, y = WEST + column * 4e-4, SOUTH + row * 3e-4
    shapes = np.empty(count, dtype=object)
    for n in range(count):
        shapes[n] = _building(random, float(x[n]), float(y[n]), n)
    buildings = pd.DataFrame(
        {"kind": "building", "measured_as": "building", "geometry": shapes, "name": None}
    )
    buildings.loc[::7, "name"] = [f"第{n}楼" for n in range(len(buildings[::7]))]
    lines = [[(WEST, SOUTH + s * 3e-3 - 1e-4), (WEST + 0.02, SOUTH + s * 3e-3)] for s in range(6)]
    lines += [[(WEST + s * 4e-3 - 1e-4, SOUTH), (WEST + s * 4e-3, SOUTH + 0.018)] for s in range(5)]
    roads = pd.DataFrame({"kind": "road", "measured_as": "line", "name": [f"试验{n}路" for n in range(11)]})
    roads["geometry"] = [shapely.LineString(line) for line in lines]
    roads["road_class"] = ["main", "minor"] * 5 + ["main"]
    at = [(WEST + a * 4e-3 + 1e-3, SOUTH + b * 3e-3 + 1e-3) for a in range(4) for b in range(5)]
    zones = pd.DataFrame({"kind": "residence", "measured_as": "zone", "name": [f"小区{n}" for n in range(20)],
                          "geometry": [shapely.box(a, b, a + 2e-3, b + 1e-3) for a, b in at]})  # fmt: skip
    more = pd.concat([buildings, roads, zones], ignore_index=True)
    more["object_id"] = [f"t{n}" for n in range(len(more))]
    more["position_source"] = "survey"
    frame = gpd.GeoDataFrame(more, geometry="geometry", crs=run.protected.crs)
    return replace(run, protected=pd.concat([run.protected, frame], ignore_index=True))


def _building(random: np.random.Generator, x: float, y: float, number: int) -> shapely.Geometry:
    turn = float(random.uniform(0, 90))
    wide, deep = random.uniform(5e-5, 1.5e-4, 2)
    shape = shapely.affinity.rotate(shapely.box(x, y, x + wide, y + deep), turn)
    match number % 5:
        case 0:
            return shape.difference(shapely.affinity.scale(shape, 0.4, 0.4))
        case 1:
            return shapely.union(shape, shapely.box(x + 2.5e-4, y, x + 3e-4, y + 5e-5))
        case 2:
            return shape.buffer(2e-5, quad_segs=3)
        case _:
            return shape
