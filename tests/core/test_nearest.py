"""The nearest objects of a hazard, however far, against an independent distance."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from separation_oracle import separation
from town import hazards, objects, square

from xq_gis_plugin.core import nearest as nearest_module
from xq_gis_plugin.core.engine.search import reader
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.nearest import COLUMNS, Neighbours, nearest_objects


def shapes_around(lon: float, lat: float, spread: float, seed: int, count: int = 14) -> Any:
    dice = np.random.default_rng(seed)
    at = np.array([lon, lat]) + dice.normal(0, spread, (count, 2)) / [1, 2]
    at[:, 1] = np.clip(at[:, 1], -85, 85)
    at[:, 0] = (at[:, 0] + 180) % 360 - 180
    at[:, 0] = np.clip(at[:, 0], -179.99, 179.99)
    half = dice.uniform(1e-5, 2e-3, count)
    made = shapely.box(at[:, 0] - half, at[:, 1] - half, at[:, 0] + half, at[:, 1] + half)
    made[::3] = shapely.points(at[::3])
    made[1::5] = [
        shapely.LineString([(x - h, y), (x, y + h), (x + h, y)]) for (x, y), h in zip(at, half, strict=True)
    ][1::5]
    return made


@settings(max_examples=20, deadline=None)
@given(
    lon=st.floats(-180, 180), lat=st.floats(-80, 80), spread=st.sampled_from([0.002, 0.1, 2.0, 40.0]),
    seed=st.integers(0, 10_000), plot=st.booleans(),
)  # fmt: skip
def test_the_nearest_are_the_nearest_and_their_metres_are_true(
    lon: float, lat: float, spread: float, seed: int, *, plot: bool
) -> None:
    shapes = shapes_around(lon, lat, spread, seed)
    source: Any = shapely.Point(lon, lat)
    if plot and abs(lon) < 179.9:
        source = shapely.box(lon - 1e-4, lat - 1e-4, lon + 1e-4, lat + 1e-4)
    found, metres, lines = Neighbours(shapes).of(np.array([source], dtype=object), 4)
    truth = np.array([separation(source, shape)[0] for shape in shapes])
    assert metres[0] == pytest.approx(np.sort(truth)[:4], abs=2e-3)
    assert metres[0] == pytest.approx(truth[found[0]], abs=2e-3)
    assert len(set(found[0].tolist())) == 4
    assert np.isfinite(lines).all()


@pytest.mark.parametrize("name", ["compiled", "plain"])
def test_both_readers_find_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = shapes_around(106.3, 38.5, 0.05, 7, 200)
    sources = shapes_around(106.3, 38.5, 0.05, 8, 12)
    wanted = Neighbours(shapes).of(sources, 5)
    monkeypatch.setattr(nearest_module, "reader", lambda: reader(name))
    found = Neighbours(shapes).of(sources, 5)
    assert (found[0] == wanted[0]).all()
    assert found[1] == pytest.approx(wanted[1], abs=1e-6)


def test_they_are_told_as_rows_by_hazard_and_rank() -> None:
    told = nearest_objects(
        hazards(
            {"hazard_id": "a"}, {"hazard_id": "b", "geometry": shapely.Point(1000, 0)}, {"geometry": None}
        ),
        objects(
            {"object_id": "near", "geometry": square(20, 0)},
            {"object_id": "school", "kind": "school", "geometry": square(-300, 0)},
            {"object_id": "far", "geometry": square(90_000, 0)},
        ),
        count=2,
    )
    assert tuple(told.columns) == COLUMNS
    rows = told[["hazard_id", "object_id", "rank"]].to_numpy().tolist()
    assert rows == [["a", "near", 1], ["a", "school", 2], ["b", "near", 1], ["b", "school", 2]]
    assert told["distance_m"].tolist() == pytest.approx([20, 290, 970, 1290], abs=0.05)
    assert told.crs == "EPSG:4490"


def test_only_some_kinds_may_be_asked_for_and_there_may_be_fewer() -> None:
    town = (hazards({}), objects({}, {"object_id": "s", "kind": "school", "geometry": square(90_000, 0)}))
    told = nearest_objects(*town, count=3, kinds=["school"])
    assert told["object_id"].tolist() == ["s"]
    assert told["distance_m"].iloc[0] == pytest.approx(90_000, rel=1e-3)
    assert len(nearest_objects(*town, count=3)) == 2
    assert len(nearest_objects(*town, kinds=["hospital"])) == 0
    assert len(nearest_objects(town[0].iloc[:0], town[1])) == 0


def test_what_touches_is_0_metres_away_whatever_lies_between_it_and_the_next() -> None:
    told = nearest_objects(
        hazards({"geometry": square(0, 0, 50)}),
        objects({"geometry": square(10, 0)}, {"geometry": square(2_000_000, 0)}),
        count=2,
    )
    assert told["distance_m"].tolist() == pytest.approx([0.0, 2_000_000], rel=0.05)
    assert told["distance_m"].iloc[0] == 0.0


def test_a_count_below_1_and_another_coordinate_system_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        nearest_objects(hazards({}), objects({}), 0)
    with pytest.raises(InputError) as caught:
        nearest_objects(hazards({}).to_crs(3857), objects({}))
    assert caught.value.code == "crs_wrong"


def test_it_can_be_ended() -> None:
    def end() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        nearest_objects(hazards({}), objects({}), heard=end)
