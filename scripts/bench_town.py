"""A made-up town of any size for benchmarks: always the same for one seed, and nowhere on Earth."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.model import CRS, HAZARD_COLUMNS, OBJECT_COLUMNS

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEED = 20261126
WEST, SOUTH = 106.2, 38.4
METRE_LAT = 1 / 110_950.0
METRE_LON = METRE_LAT / math.cos(math.radians(SOUTH))
CELL_M, BLOCK = 34.0, 8
SHARES = {"residence": 0.62, "building": 0.3, "public_building": 0.05, "school": 0.02, "hospital": 0.01}
# Outlines in a square of side 2, and how often each is built.
PLANS = (
    (0.34, [(-1, -1), (1, -1), (1, 1), (-1, 1)]),
    (0.24, [(-1, -1), (1, -1), (1, 0.1), (0.2, 0.1), (0.2, 1), (-1, 1)]),
    (0.18, [(-1, -1), (1, -1), (1, 1), (0.4, 1), (0.4, -0.3), (-0.4, -0.3), (-0.4, 1), (-1, 1)]),
    (0.14, [(-1, -1), (-0.3, -1), (-0.3, -0.7), (0.3, -0.7), (0.3, -1), (1, -1), (1, 0.4), (0.8, 0.4),
            (0.8, 1), (-0.6, 1), (-0.6, 0.8), (-1, 0.8)]),
    (0.10, [(math.cos(a), math.sin(a)) for a in np.linspace(0, 2 * math.pi, 14, endpoint=False)]),
)  # fmt: skip


def town(buildings: int) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Return protected objects, ``buildings`` polygons among them, and hazards."""
    random = np.random.default_rng(SEED)
    side = math.ceil(math.sqrt(buildings))
    column, row = np.divmod(np.arange(buildings), side)
    x, y = (CELL_M * n + 18.0 * (n // BLOCK) for n in (column, row))
    shapes = _buildings(random, x, y)
    rows = [_rows(shapes, random.choice(list(SHARES), buildings, p=list(SHARES.values())), "building")]
    extent = CELL_M * side + 18.0 * (side // BLOCK)
    rows += [_streets(extent, side), _estates(extent)]
    protected = pd.concat(rows, ignore_index=True)
    protected["object_id"] = [f"{n:012x}" for n in random.integers(0, 1 << 48, len(protected))]
    names = np.full(len(protected), None, dtype=object)
    named = np.flatnonzero(protected["kind"].isin(["school", "hospital", "public_building"]))
    names[named] = [f"虚构{n}号楼" for n in range(len(named))]
    protected["name"] = protected["name"].where(protected["name"].notna(), pd.Series(names))
    return _frame(protected, OBJECT_COLUMNS), _hazards(random, extent)


def _buildings(random: np.random.Generator, x: NDArray[np.float64], y: NDArray[np.float64]) -> np.ndarray:
    """Return buildings turned by a few degrees, each hundredth with a court, each fiftieth of two parts."""
    count = len(x)
    plan = random.choice(len(PLANS), count, p=[share for share, _ in PLANS])
    turn = random.normal(0.3, 0.05, count)
    half = random.uniform([5, 4], [14, 10], (count, 2))
    shapes = np.empty(count, dtype=object)
    for number, (_, outline) in enumerate(PLANS):
        of = np.flatnonzero(plan == number)
        points = np.array(outline)[None] * half[of][:, None]
        shapes[of] = shapely.polygons(_on_earth(points, turn[of], x[of], y[of]))
    square = np.array(PLANS[0][1])
    courts = np.arange(0, count, 100)
    outer, inner = (np.repeat((square * side)[None], len(courts), axis=0) for side in (14.0, 6.0))
    places = (turn[courts], x[courts], y[courts])
    shapes[courts] = shapely.polygons(
        _on_earth(outer, *places), shapely.linearrings(_on_earth(inner, *places))[:, None]
    )
    twins = np.arange(25, count, 50)
    sheds = shapely.polygons(
        _on_earth(np.repeat((square * 2)[None], len(twins), axis=0), turn[twins], x[twins] + 20.0, y[twins])
    )
    shapes[twins] = shapely.multipolygons(np.stack([shapes[twins], sheds], axis=1))
    return shapes


def _on_earth(points: np.ndarray, turn: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    cos, sin = np.cos(turn)[:, None], np.sin(turn)[:, None]
    east = points[..., 0] * cos - points[..., 1] * sin + x[:, None]
    north = points[..., 0] * sin + points[..., 1] * cos + y[:, None]
    return np.stack([WEST + east * METRE_LON, SOUTH + north * METRE_LAT], axis=-1)


def _streets(extent: float, side: int) -> pd.DataFrame:
    lines, names = [], []
    for number in range(side // BLOCK + 1):
        at = number * (BLOCK * CELL_M + 18.0) - 26.0
        ends = [[(0.0, at), (extent, at)], [(at, 0.0), (at, extent)]]
        lines += [np.array(e) * [METRE_LON, METRE_LAT] + [WEST, SOUTH] for e in ends]
        names += [f"虚构{number}横街", f"虚构{number}纵路"]
    found = _rows(shapely.linestrings(np.array(lines)), "road", "line")
    found["name"] = names
    found["road_class"] = np.where(np.arange(len(found)) % 8 <= 1, "main", "minor")
    return found


def _estates(extent: float) -> pd.DataFrame:
    step = BLOCK * CELL_M + 18.0
    at = np.arange(0.0, extent, 3 * step)
    x, y = (one.ravel() for one in np.meshgrid(at, at))
    west, south = WEST + x * METRE_LON, SOUTH + y * METRE_LAT
    shapes = shapely.box(west, south, west + 260 * METRE_LON, south + 260 * METRE_LAT)
    found = _rows(shapes, "residence", "zone")
    found["name"] = [f"虚构{n}小区" for n in range(len(found))]
    return found


def _rows(shapes: np.ndarray, kind: object, measured_as: str = "building") -> pd.DataFrame:
    return pd.DataFrame({"kind": kind, "measured_as": measured_as, "geometry": shapes, "name": None})


def _hazards(random: np.random.Generator, extent: float) -> gpd.GeoDataFrame:
    count = 40
    places = random.uniform(0, extent, (count, 2))
    frame = pd.DataFrame(
        {
            "hazard_id": [f"h{n}" for n in range(count)],
            "name": [f"虚构{n}站" for n in range(count)],
            "kind": random.choice(["petrol_station", "fireworks_retail"], count),
            "geometry": shapely.points(WEST + places[:, 0] * METRE_LON, SOUTH + places[:, 1] * METRE_LAT),
        }
    )
    return _frame(frame, HAZARD_COLUMNS)


def _frame(rows: pd.DataFrame, columns: tuple[str, ...]) -> gpd.GeoDataFrame:
    frame = pd.DataFrame(None, index=rows.index, columns=list(columns), dtype=object)
    for name in rows.columns:
        frame[name] = rows[name]
    frame["position_accuracy_m"] = 1.0
    return gpd.GeoDataFrame(frame, geometry=np.array(rows["geometry"], dtype=object), crs=CRS)
