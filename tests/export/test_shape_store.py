"""The block of shapes gives back what went in, exact to 1e-7 degrees, whatever it was."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.sample import HOSTILE, sample
from tests.export.unpacking import expected, unpacked
from xq_gis_plugin.export.map_data import map_data
from xq_gis_plugin.export.shape_store import Store, pack_store
from xq_gis_plugin.export.surroundings import LOOKS, districts, surroundings

WEST = st.floats(-180, 180, allow_nan=False)
SOUTH = st.floats(-90, 90, allow_nan=False)
POINTS = st.lists(st.tuples(WEST, SOUTH), min_size=3, max_size=9)
NEAR = st.lists(st.tuples(st.floats(-1e-3, 1e-3), st.floats(-1e-3, 1e-3)), min_size=3, max_size=9)


@st.composite
def rings(draw: st.DrawFn) -> Any:
    if draw(st.booleans()):
        return draw(POINTS)
    x, y = draw(st.sampled_from([(106.3, 38.5), (-179.99, -0.5), (179.99, 12), (0, 89.99), (10, -89.99)]))
    return [(x + a, y + b) for a, b in draw(NEAR)]


POLYGONS = st.tuples(rings(), st.lists(rings(), max_size=2)).map(lambda both: shapely.Polygon(*both))
SHAPES = st.one_of(
    POLYGONS,
    st.lists(POLYGONS, max_size=3).map(shapely.MultiPolygon),
    rings().map(shapely.LineString),
    st.lists(rings(), max_size=3).map(shapely.MultiLineString),
    rings().map(lambda ring: shapely.Point(ring[0])),
    rings().map(shapely.MultiPoint),
    st.sampled_from([None, shapely.Point(), shapely.Polygon(), shapely.LineString()]),
)


def packed(shapes: list[Any], **columns: Any) -> Store:
    frame = pd.DataFrame(
        {"kind": "building", "name": None, "object_id": [f"o{n}" for n in range(len(shapes))]}, dtype=object
    )
    array = np.empty(len(shapes), dtype=object)
    array[:] = shapes
    return pack_store(frame, array, np.zeros(len(shapes), np.uint8), columns=columns)


def rings_of(store: Store) -> list[Any]:
    found: list[Any] = [None] * len(store.order)
    for place, shape in zip(store.order, unpacked(store.text)["shapes"], strict=True):
        found[place] = shape
    return found


@pytest.mark.once
@settings(deadline=None, max_examples=300)
@given(st.lists(SHAPES, max_size=6))
def test_every_shape_comes_back_to_the_last_digit(shapes: list[Any]) -> None:
    assert rings_of(packed(shapes)) == [expected(shape) if shape is not None else [] for shape in shapes]


def test_holes_and_parts_stay_rings_of_one_object() -> None:
    holed = shapely.box(106, 38, 107, 39).difference(shapely.box(106.4, 38.4, 106.6, 38.6))
    both = shapely.union(holed, shapely.box(108, 38, 109, 39))
    store = unpacked(packed([both, shapely.box(0, 0, 1e-4, 1e-4)]).text)
    assert sorted(store["rings"]) == [1, 3]
    assert store["type"] == [2, 2]


def test_the_seventh_digit_is_kept_and_the_eighth_rounded() -> None:
    line = shapely.LineString([(106.12345674, 38.76543216), (106.12345676, 38.76543214)])
    assert rings_of(packed([line])) == [[[(1061234567, 387654322), (1061234568, 387654321)]]]


@pytest.mark.parametrize(
    "shape",
    [shapely.Point(np.nan, 38), shapely.Point(np.inf, 38), shapely.Point(106, 91), shapely.Point(500, 0)],
)
def test_what_has_no_place_on_the_globe_has_no_rings(shape: Any) -> None:
    assert rings_of(packed([shape, shapely.Point(1, 2)])) == [[], [[(10_000_000, 20_000_000)]]]


def test_columns_follow_their_objects() -> None:
    shapes = [shapely.Point(x, 0) for x in (3, 1, 2)]
    store = packed(shapes, accuracy_cm=np.array([-3, 2**31 - 1, 2]), low=np.array([0.1, np.nan, -np.inf]))
    found = unpacked(store.text)
    assert [found["accuracy_cm"][list(store.order).index(n)] for n in range(3)] == [-3, 2**31 - 1, 2]
    low = [found["low"][list(store.order).index(n)] for n in range(3)]
    assert low[0] == 0.1
    assert np.isnan(low[1])
    assert low[2] == -np.inf
    assert found["texts"]["object_id"] == [f"o{n}" for n in store.order]


def test_numbers_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="big"):
        packed([shapely.Point(0, 0)], big=np.array([2**31]))


@pytest.mark.parametrize(
    "names", [["0123456789ab", "ffffffffffff"], ["0123456789ab", "ffffffffffff-2"], ["ABCDEF012345", "x"]]
)
def test_identities_come_back_however_they_are_made(names: list[str]) -> None:
    frame = pd.DataFrame({"kind": "school", "name": list(HOSTILE[:2]), "object_id": names})
    shapes = np.array([shapely.Point(0, 0), shapely.Point(1e-6, 0)])
    store = pack_store(frame, shapes, np.zeros(2, np.uint8))
    found = unpacked(store.text)
    ids = found["texts"].get("object_id") or [
        f"{a:04x}{b:04x}{c:04x}"
        for a, b, c in zip(found["hash_0"], found["hash_1"], found["hash_2"], strict=True)
    ]
    assert ids == [names[n] for n in store.order]
    assert found["texts"]["name"] == [HOSTILE[n] for n in store.order]


def test_neighbours_on_the_ground_are_neighbours_in_the_block() -> None:
    column, row = np.divmod(np.random.default_rng(1).permutation(4096), 64)
    shapes = shapely.box(column * 1e-3, row * 1e-3, column * 1e-3 + 5e-4, row * 1e-3 + 5e-4)
    order = packed(list(shapes)).order
    steps = np.hypot(np.diff(column[order]), np.diff(row[order]))
    assert np.mean(steps) < 2


def test_a_rectangle_costs_a_few_bytes() -> None:
    random = np.random.default_rng(2)
    turn, x, y = random.uniform(0, 3, 2000), random.uniform(106, 106.2, 2000), random.uniform(38, 38.2, 2000)
    corners = np.array([(-1e-4, -5e-5), (1e-4, -5e-5), (1e-4, 5e-5), (-1e-4, 5e-5)])
    cos, sin = np.cos(turn)[:, None], np.sin(turn)[:, None]
    wide = np.cos(np.radians(y))[:, None]
    points = np.stack([(corners[:, 0] * cos - corners[:, 1] * sin) / wide + x[:, None],
                       corners[:, 0] * sin + corners[:, 1] * cos + y[:, None]], axis=-1)  # fmt: skip
    assert len(packed(list(shapely.polygons(points))).text) / 2000 < 28


def test_what_is_beyond_the_budget_is_the_farthest_without_a_finding() -> None:
    run = sample()
    shapes = run.protected.geometry.to_numpy()
    whole = surroundings(run)
    assert (whole.drawn, whole.left_out, bool(whole.kept.all())) == (len(shapes), 0, True)
    concerned = run.protected["object_id"].isin(run.findings["object_id"].dropna()).to_numpy()
    most = int(shapely.get_num_coordinates(shapes[concerned]).sum()) + 1
    part = surroundings(run, most)
    assert part.kept[concerned].all()
    assert part.left_out == len(shapes) - part.drawn > 0
    assert shapely.get_num_coordinates(shapes[part.kept]).sum() <= most


def test_looks_tell_zones_from_buildings_and_main_roads_from_others() -> None:
    run = sample()
    frame = pd.DataFrame(
        [("residence", "zone", None), ("residence", "building", None), ("school", "fence", None),
         ("road", "line", "main"), ("road", "line", None), ("river", "line", None), (None, None, None)],
        columns=["kind", "measured_as", "road_class"],
    )  # fmt: skip
    frame["object_id"] = [str(n) for n in range(len(frame))]
    protected = run.protected.iloc[: len(frame)].reset_index(drop=True).assign(**frame)
    look = surroundings(type(run)(**{**vars(run), "protected": protected})).look
    assert [LOOKS[n] for n in look] == [
        "zone", "residence", "public_site", "road_main", "road_minor", "water", "other",
    ]  # fmt: skip


def test_the_boundary_that_ships_is_drawn_only_near_its_district() -> None:
    run = sample()
    names = {district["name"] for district in districts(run)}
    assert "兴庆区" in names
    assert all("display only" in district["note"] for district in districts(run))
    away = run.hazard_summary.set_geometry(run.hazard_summary.translate(10, -5))
    assert districts(type(run)(**{**vars(run), "hazard_summary": away})) == []


def test_the_page_holds_every_object_of_the_run() -> None:
    run = sample()
    found = unpacked(map_data(run, title="x", fictional=False).shapes)
    assert sorted(found["texts"]["object_id"]) == sorted(run.protected["object_id"])
    assert found["complete"] is True
