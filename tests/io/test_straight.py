"""Edges that are straight in a projection stay where they are when it is undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from xq_gis_plugin.core.geodesy import geodesic_m
from xq_gis_plugin.io.read import read_protected
from xq_gis_plugin.io.straight import EDGE_M, MOST_CORNERS, with_straight_edges

if TYPE_CHECKING:
    from pathlib import Path

# A 3-degree zone, UTM, the web's Mercator, and a conic one: around Yinchuan, metres.
PLACES = {4545: (600_000.0, 4_260_000.0), 32648: (610_000.0, 4_260_000.0), 3857: (11_830_000.0, 4_650_000.0),
          102012: (150_000.0, 4_200_000.0)}  # fmt: skip


def mover(epsg: int) -> Any:
    source = f"ESRI:{epsg}" if epsg > 100_000 else f"EPSG:{epsg}"
    transformer = Transformer.from_crs(source, 4490, always_xy=True)

    def move(at: Any) -> Any:
        moved = np.column_stack(transformer.transform(at[:, 0], at[:, 1]))
        moved[~np.isfinite(moved).all(axis=1)] = (999.0, 999.0)
        return moved

    return move


def worst_m(shape: Any, moved: Any, move: Any) -> float:
    """Return how far points of the edges as drawn lie from the edges as moved, at most."""
    drawn = shapely.get_coordinates(shapely.segmentize(shape, shapely.length(shape) / 3000))
    true = move(drawn)
    line = shapely.boundary(moved) if shapely.get_dimensions(moved) == 2 else moved
    foot = shapely.get_coordinates(shapely.shortest_line(shapely.points(true), line)).reshape(-1, 2, 2)[:, 1]
    return float(geodesic_m(true, foot).max())


@pytest.mark.once
@settings(max_examples=40, deadline=None)
@given(
    epsg=st.sampled_from(sorted(PLACES)), length=st.floats(10, 100_000), turn=st.floats(0, 6.3),
    area=st.booleans(),
)  # fmt: skip
def test_no_edge_moves_by_more_than_a_tenth_of_a_millimetre(
    epsg: int, length: float, turn: float, *, area: bool
) -> None:
    x, y = PLACES[epsg]
    far = (x + length * np.cos(turn), y + length * np.sin(turn))
    shape = shapely.Polygon([(x, y), far, (x, y + length / 3)]) if area else shapely.LineString([(x, y), far])
    move = mover(epsg)
    dense = with_straight_edges(np.array([shape], dtype=object), move)
    moved = shapely.transform(dense, move)[0]
    # A nearest point in degrees is not quite the nearest: hence twice.
    assert worst_m(shape, moved, move) <= 2 * EDGE_M
    assert set(map(tuple, shapely.get_coordinates(shape))) <= set(
        map(tuple, shapely.get_coordinates(dense[0]))
    )


def test_buildings_get_no_corners_and_what_is_missing_stays_so() -> None:
    x, y = PLACES[4545]
    shapes = np.array(
        [shapely.box(x, y, x + 20, y + 30), None, shapely.Point(x, y), shapely.Polygon()], dtype=object
    )
    kept = with_straight_edges(shapes, mover(4545))
    assert kept[1] is None
    assert all(shapely.equals_exact(a, b) for a, b in zip(kept[[0, 2, 3]], shapes[[0, 2, 3]], strict=True))


def test_a_coordinate_out_of_the_projections_reach_does_no_harm() -> None:
    shapes = np.array([shapely.LineString([(0, 0), (1e12, 1e12)])], dtype=object)

    assert len(shapely.get_coordinates(with_straight_edges(shapes, mover(4545)))) == 2


def test_a_long_road_in_metres_is_read_where_it_was_drawn(tmp_path: Path) -> None:
    x, y = PLACES[4545]
    road = shapely.LineString([(x, y), (x + 9000, y + 4000)])
    frame = gpd.GeoDataFrame({"kind": ["road"], "name": ["长路"]}, geometry=[road], crs=4545)
    frame.to_file(tmp_path / "road.gpkg")
    read = read_protected(tmp_path / "road.gpkg")
    assert worst_m(road, read.geometry.iloc[0], mover(4545)) <= 2 * EDGE_M
    ends = shapely.get_coordinates(read.geometry.iloc[0])[[0, -1]]
    assert ends == pytest.approx(mover(4545)(shapely.get_coordinates(road)), abs=1e-11)


@pytest.mark.parametrize(
    ("epsg", "corner"),
    [(4547, (35_500_100.0, 4_260_100.0)), (3857, (21_000_000.0, 4_650_000.0)), (3857, (-19_000_000.0, 1e7))],
)
def test_a_mistyped_corner_costs_no_corners_and_no_memory(epsg: int, corner: tuple[float, float]) -> None:
    x, y = PLACES.get(epsg, (500_000.0, 4_260_000.0))
    shape = shapely.Polygon([(x, y), corner, (x + 100, y + 100)])
    (kept,) = with_straight_edges(np.array([shape], dtype=object), mover(epsg))
    assert len(shapely.get_coordinates(kept)) <= MOST_CORNERS + 10


def test_what_lies_along_meridians_and_parallels_needs_no_corners() -> None:
    world = shapely.box(-2.0e7, -1.9e7, 2.0e7, 1.9e7)
    (kept,) = with_straight_edges(np.array([world], dtype=object), mover(3857))
    assert len(shapely.get_coordinates(kept)) == 5


def test_a_mistyped_corner_is_told_and_the_other_rows_are_read(tmp_path: Path) -> None:
    x, y = 400_000.0, 4_260_000.0
    whole = shapely.box(x, y, x + 50, y + 50)
    wrong = shapely.Polygon([(x, y), (x + 35_000_000, y), (x + 50, y + 50)])
    frame = gpd.GeoDataFrame(
        {"kind": ["residence"] * 2, "name": ["甲", "乙"]}, geometry=[whole, wrong], crs=4547
    )
    frame.to_file(tmp_path / "houses.gpkg")
    read = read_protected(tmp_path / "houses.gpkg")
    assert read["name"].tolist() == ["甲"]
    assert "coordinates_out_of_range" in {check.code for check in read.attrs["source"].checks}
