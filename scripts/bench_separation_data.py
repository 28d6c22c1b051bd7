"""Synthetic hazards and buildings for `bench_separation`, from a seed, and what is true of them.

Towns of houses on turned street grids, 4 to 15 corners each, among larger residential areas; hazards at
15 to 120 m from some of them. The files are GeoParquet 1.1 with boxes, sorted along a Z curve.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyproj
import shapely

from xq_gis_plugin.core.separation import near_hazard

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

KINDS = ("house", "school", "hospital", "public", "shop", "works", "quarter")
_SHARES = (0.82, 0.006, 0.002, 0.04, 0.09, 0.042)
# What five kinds of hazards ask of the seven kinds of objects, metres; invented, of the standards' order.
_ASKED = np.array(
    [
        [25, 50, 50, 35, 22, 18, 25],
        [10, 100, 100, 50, 10, 10, 10],
        [60, 100, 100, 80, 45, 35, 60],
        [200, 400, 400, 300, 150, 100, 200],
        [500, 1000, 1000, 800, 300, 150, 500],
    ],
    dtype=float,
)
_HAZARD_SHARES = (0.60, 0.25, 0.08, 0.05, 0.02)
# How large their plots are, and how many are drawn as plots and not as points.
_HALF_M, _DRAWN = np.array([18.0, 18.0, 18.0, 35.0, 80.0]), np.array([0.15, 0.15, 0.15, 1.0, 1.0])
_METRES = 111_000.0
_BATCH = 500_000
_SPACING_M = 34.0


class Scale(NamedTuple):
    """How much there is, and in which box of degrees."""

    hazards: int
    houses: int
    quarters: int
    towns: int
    box: tuple[float, float, float, float]
    group: int


SCALES = {
    "city": Scale(150, 60_000, 3_000, 4, (106.10, 38.335, 106.44, 38.605), 10_000),
    "province": Scale(5_000, 2_000_000, 60_000, 150, (104.5, 35.5, 107.5, 39.2), 100_000),
    "nation": Scale(100_000, 10_000_000, 300_000, 2_500, (98.0, 21.0, 122.0, 42.0), 100_000),
}
_OUTLINES = [
    np.array(outline, dtype=float)
    for outline in (
        [(-1, -1), (1, -1), (1, 1), (-1, 1)],
        [(-1, -1), (1, -1), (1, 0), (0, 0), (0, 1), (-1, 1)],
        [(-1, -1), (1, -1), (1, 1), (0.4, 1), (0.4, -0.3), (-0.4, -0.3), (-0.4, 1), (-1, 1)],
        [(-1, -1), (-0.3, -1), (-0.3, -0.7), (0.3, -0.7), (0.3, -1), (1, -1), (1, 0.4), (0.6, 0.4), (0.6, 1),
         (-1, 1)],
    )
]  # fmt: skip


def make(scale: str, place: Path) -> tuple[Path, Path]:
    """Return the files of hazards and objects, made if they are not there."""
    hazards, objects = place / f"{scale}_hazards.parquet", place / f"{scale}_objects.parquet"
    if hazards.exists() and objects.exists():
        return hazards, objects
    size, dice = SCALES[scale], np.random.default_rng([640104, list(SCALES).index(scale)])
    west, south, east, north = size.box
    towns = np.column_stack([dice.uniform(west, east, size.towns), dice.uniform(south, north, size.towns)])
    turns, weights = dice.uniform(0, np.pi / 2, size.towns), dice.lognormal(0, 1.2, size.towns)
    lonlat, town = _streets(dice, towns, turns, weights, size.houses, _SPACING_M)
    quarters, of = _streets(dice, towns, turns, weights, size.quarters, 330.0)
    at, turn = np.vstack([lonlat, quarters]), turns[np.concatenate([town, of])]
    half = np.vstack(
        [
            np.column_stack([dice.uniform(5, 14, len(lonlat)), dice.uniform(4, 10, len(lonlat))]),
            np.repeat(dice.uniform(60, 140, (len(quarters), 1)), 2, axis=1),
        ]
    )
    kinds = np.concatenate([dice.choice(6, len(lonlat), p=_SHARES), np.full(len(quarters), 6)])
    order = np.argsort(_z_curve(at, size.box), kind="stable")
    _write_objects(objects, dice, at[order], half[order], turn[order], kinds[order], size.group)
    _write_hazards(hazards, dice, at, size.hazards)
    return hazards, objects


def _streets(
    dice: np.random.Generator, towns: NDArray[np.float64], turns: NDArray[np.float64],
    weights: NDArray[np.float64], count: int, spacing: float,
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:  # fmt: skip
    """Return (n, 2) degrees of different cells of turned grids around towns, and the town of each."""
    found, owners = [], []
    for town, here in enumerate(dice.multinomial(count, weights / weights.sum())):
        spread, cells = max(3.0, np.sqrt(here / 3.5)), np.zeros((0, 2), dtype=np.int64)
        while len(cells) < here:
            more = np.rint(dice.normal(0, spread, (2 * here + 64, 2))).astype(np.int64)
            cells, spread = np.unique(np.vstack([cells, more]), axis=0), spread * 1.1
        cells = cells[dice.permutation(len(cells))[:here]] * spacing
        cosine, sine = np.cos(turns[town]), np.sin(turns[town])
        metres = cells @ np.array([[cosine, sine], [-sine, cosine]])
        found.append(towns[town] + metres / _degree_m(towns[town, 1]))
        owners.append(np.full(here, town))
    return np.vstack(found), np.concatenate(owners)


def _degree_m(lat: float | NDArray[np.float64]) -> NDArray[np.float64]:
    east = _METRES * np.cos(np.radians(lat))
    return np.stack([east, np.full_like(east, _METRES)], axis=-1)


def _polygons(
    dice: np.random.Generator, at: NDArray[np.float64], half: NDArray[np.float64], turn: NDArray[np.float64]
) -> NDArray[Any]:
    """Return (n,) outlines of several shapes at (n, 2) degrees, (n, 2) half sides in metres."""
    shapes = np.empty(len(at), dtype=object)
    which = dice.integers(0, len(_OUTLINES), len(at))
    for number, outline in enumerate(_OUTLINES):
        rows = np.flatnonzero(which == number)
        corners = outline[None] * half[rows][:, None]
        cosine, sine = np.cos(turn[rows])[:, None], np.sin(turn[rows])[:, None]
        east = corners[..., 0] * cosine - corners[..., 1] * sine
        north = corners[..., 0] * sine + corners[..., 1] * cosine
        degrees = at[rows][:, None] + np.stack([east, north], axis=-1) / _degree_m(at[rows, 1])[:, None]
        shapes[rows] = shapely.polygons(np.round(degrees, 8))
    return shapes


def _z_curve(at: NDArray[np.float64], box: tuple[float, float, float, float]) -> NDArray[np.uint64]:
    low, high = np.array(box[:2]), np.array(box[2:])
    cells = np.clip((at - low) / (high - low) * 65_535, 0, 65_535).astype(np.uint64)
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        cells = (cells | cells << np.uint64(shift)) & np.uint64(mask)
    return np.asarray(cells[:, 0] | cells[:, 1] << np.uint64(1), dtype=np.uint64)


def _geo(kinds: list[str], *, boxes: bool) -> dict[bytes, bytes]:
    column: dict[str, Any] = {
        "encoding": "WKB", "geometry_types": kinds, "crs": json.loads(pyproj.CRS("EPSG:4326").to_json()),
    }  # fmt: skip
    if boxes:
        column["covering"] = {"bbox": {side: ["bbox", side] for side in ("xmin", "ymin", "xmax", "ymax")}}
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    return {b"geo": json.dumps(geo).encode()}


def _write_objects(
    path: Path, dice: np.random.Generator, at: NDArray[np.float64], half: NDArray[np.float64],
    turn: NDArray[np.float64], kinds: NDArray[np.int64], group: int,
) -> None:  # fmt: skip
    words, writer = pa.array(KINDS), None
    for start in range(0, len(at), _BATCH):
        part = slice(start, start + _BATCH)
        shapes = _polygons(dice, at[part], half[part], turn[part])
        sides = [pa.array(side) for side in shapely.bounds(shapes).T]
        table = pa.table(
            {
                "object_id": pa.array(np.arange(start, start + len(shapes))),
                "kind": pa.DictionaryArray.from_arrays(pa.array(kinds[part].astype(np.int8)), words).cast(
                    pa.string()
                ),
                "geometry": pa.array(shapely.to_wkb(shapes), pa.binary()),
                "bbox": pa.StructArray.from_arrays(sides, ["xmin", "ymin", "xmax", "ymax"]),
            }
        ).replace_schema_metadata(_geo(["Polygon"], boxes=True))
        writer = writer or pq.ParquetWriter(path, table.schema, compression="snappy")
        writer.write_table(table, row_group_size=group)
    if writer:
        writer.close()


def _write_hazards(path: Path, dice: np.random.Generator, objects: NDArray[np.float64], count: int) -> None:
    away, angle = dice.uniform(15, 120, count), dice.uniform(0, 2 * np.pi, count)
    at = objects[dice.choice(len(objects), count)]
    at = at + np.column_stack([np.cos(angle), np.sin(angle)]) * away[:, None] / _degree_m(at[:, 1])
    kind = dice.choice(5, count, p=_HAZARD_SHARES)
    half = _HALF_M[kind] * dice.uniform(0.7, 1.3, count)
    plots = _polygons(dice, at, np.column_stack([half, half * 0.7]), dice.uniform(0, np.pi, count))
    drawn = dice.random(count) < _DRAWN[kind]
    shapes = np.where(drawn, plots, shapely.points(np.round(at, 8)))
    asked = np.round(_ASKED[kind] * dice.choice([1, 1, 1.2, 0.8], count)[:, None], 2)
    columns = {"hazard_id": pa.array(np.arange(count))}
    columns |= {f"d_{word}": pa.array(asked[:, number]) for number, word in enumerate(KINDS)}
    columns["geometry"] = pa.array(shapely.to_wkb(shapes), pa.binary())
    pq.write_table(pa.table(columns).replace_schema_metadata(_geo(["Point", "Polygon"], boxes=False)), path)


def as_gpkg(path: Path) -> Path:
    """Return the GeoPackage of a file, made if it is not there."""
    import pyogrio

    made = path.with_suffix(".gpkg")
    if not made.exists():
        table = pq.read_table(path)
        kind = "Polygon" if "bbox" in table.column_names else "Unknown"
        pyogrio.write_arrow(
            table.drop(["bbox"]) if kind == "Polygon" else table, made, driver="GPKG", crs="EPSG:4326",
            geometry_name="geometry", geometry_type=kind, dataset_options={"VERSION": "1.3"},
        )  # fmt: skip
    return made


def one_district(hazards: Path) -> tuple[Path, tuple[float, float, float, float]]:
    """Return a file of the 150 hazards nearest to the first, and the box of all that they can ask for."""
    table = pq.read_table(hazards)
    at = shapely.get_coordinates(shapely.centroid(shapely.from_wkb(table.column("geometry").to_numpy())))
    away = np.hypot(*((at - at[0]) * _degree_m(float(at[0, 1]))).T)
    rows = np.sort(np.argsort(away, kind="stable")[:150])
    path = hazards.with_name(f"{hazards.stem}_district.parquet")
    pq.write_table(table.take(rows), path)
    (west, south), (east, north) = at[rows].min(axis=0) - 0.02, at[rows].max(axis=0) + 0.02
    return path, (float(west), float(south), float(east), float(north))


def reference(
    scale: str, place: Path, hazards: Path, every: int | None = None
) -> Callable[[Path], dict[str, Any]]:
    """Return what holds a file of pairs against the truth: missed, false, and the worst millimetres off.

    One hazard after the other is measured in a transverse Mercator of its own by shapely, and by Karney's
    geodesic between the nearest points; at nation scale one in fifty unless told, of one district every one.
    """
    whole, objects = make(scale, place)
    step = every or (50 if scale == "nation" and hazards == whole else 1)
    file = hazards.with_name(f"{hazards.stem}_reference_{step}.npz")
    if not file.exists():
        np.savez(file, **_measured(hazards, objects, step))
    known = np.load(file)
    pairs = zip(known["hazards"].tolist(), known["objects"].tolist(), strict=True)
    truth = dict(zip(pairs, known["metres"].tolist(), strict=True))

    def hold(path: Path) -> dict[str, Any]:
        columns = ["hazard_id", "object_id", "distance_m"]
        table = pq.read_table(path, columns=columns) if path.suffix == ".parquet" else _of_gpkg(path, columns)
        said = {
            (hazard, item): metres
            for hazard, item, metres in zip(*(column.to_pylist() for column in table.columns), strict=True)
            if hazard % step == 0
        }
        both = truth.keys() & said.keys()
        worst = max((abs(truth[pair] - said[pair]) for pair in both), default=0.0)
        return {
            "pairs": len(said), "missed": len(truth) - len(both), "false": len(said) - len(both),
            "worst_mm": round(worst * 1000, 4),
        }  # fmt: skip

    return hold


def _of_gpkg(path: Path, columns: list[str]) -> pa.Table:
    import pyogrio

    return pyogrio.read_arrow(path, columns=columns, read_geometry=False)[1]


def _measured(hazards: Path, objects: Path, step: int) -> dict[str, Any]:
    sources, items = pq.read_table(hazards).to_pandas(), pq.read_table(objects, columns=["kind", "geometry"])
    shapes = shapely.from_wkb(items.column("geometry").to_numpy())
    kinds = items.column("kind").to_numpy()
    limits = sources[[f"d_{kind}" for kind in KINDS]].to_numpy()
    number = {kind: place for place, kind in enumerate(KINDS)}
    tree, usable, slack = shapely.STRtree(shapes), np.ones(len(shapes), bool), np.zeros(len(shapes))
    found: dict[str, list[Any]] = {"hazards": [], "objects": [], "metres": []}
    for row in range(0, len(sources), step):
        source = np.array([shapely.from_wkb(sources["geometry"][row])], dtype=object)
        near = near_hazard(source, shapes, tree, float(limits[row].max()), slack, usable)
        asked = limits[row, [number[kinds[item]] for item in near.objects]]
        below = near.distance_m[0] < asked
        found["hazards"] += [int(sources["hazard_id"][row])] * int(below.sum())
        found["objects"] += near.objects[below].tolist()
        found["metres"] += near.distance_m[0][below].tolist()
    return {name: np.array(values) for name, values in found.items()}
