"""Distances against geographiclib, which shares no code with the engine."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, Point, Polygon
from shapely.affinity import rotate
from shapely.ops import nearest_points
from town import at, square

from xq_gis_plugin.core.geodesy import INVERSE_FLATTENING, SEMI_MAJOR_M, Frame, densify, geodesic_m
from xq_gis_plugin.core.separation import FARTHEST_TOLERANCE_M, covers_depth_m, farthest_m, near_hazard

CGCS2000 = Geodesic(SEMI_MAJOR_M, 1 / INVERSE_FLATTENING)

metre = st.floats(-150, 150, allow_nan=False)
turn = st.floats(0, 360, allow_nan=False)
size = st.floats(1, 80, allow_nan=False)


@st.composite
def shapes(draw: Any) -> Any:
    x, y, angle, a, b = draw(metre), draw(metre), draw(turn), draw(size), draw(size)
    box = shapely.box(x - a / 2, y - b / 2, x + a / 2, y + b / 2)
    kind = draw(st.sampled_from(["point", "line", "box", "court", "two"]))
    shape = {
        "point": Point(x, y),
        "line": LineString([(x - a, y), (x, y + b), (x + a, y)]),
        "box": box,
        "court": Polygon(box.exterior, [box.buffer(-min(a, b) / 4, join_style="mitre").exterior]),
        "two": shapely.MultiPolygon([box, shapely.box(x + a, y + b, x + a + 5, y + b + 5)]),
    }[kind]
    return rotate(shape, angle, origin=(x, y))


def karney_m(start: Any, end: Any) -> float:
    return float(CGCS2000.Inverse(start[1], start[0], end[1], end[0])["s12"])


def boundary_points(shape: Any, step_deg: float = 1e-4) -> np.ndarray[Any, Any]:
    return np.asarray(shapely.get_coordinates(shapely.segmentize(shape, step_deg)))


def nearby(one: Any, other: Any, reach_m: float = 2000.0) -> Any:
    sources, objects = np.array([one], dtype=object), np.array([other], dtype=object)
    return near_hazard(
        sources, objects, shapely.STRtree(objects), reach_m, np.zeros(1), np.ones(1, dtype=bool)
    )


@settings(max_examples=60, deadline=None)
@given(shapes(), shapes())
def test_the_distance_is_the_geodesic_between_two_points_of_the_geometries_and_no_two_are_nearer(
    first: Any, second: Any
) -> None:
    one, other = at(first), at(second)
    near = nearby(one, other)
    distance = near.distance_m[0, 0]
    if shapely.intersects(one, other):
        assert distance == pytest.approx(0, abs=1e-4)
        return
    start, end = shapely.get_coordinates(near.lines[0, 0])
    assert karney_m(start, end) == pytest.approx(distance, abs=1e-6)
    assert shapely.distance(one, Point(start)) < 1e-9
    assert shapely.distance(other, Point(end)) < 1e-9
    for a in boundary_points(one)[:12]:
        for b in boundary_points(other)[:12]:
            assert karney_m(a, b) >= distance - 1e-4


@settings(max_examples=30, deadline=None)
@given(shapes().filter(lambda s: s.area > 0), shapes())
def test_the_farthest_distance_is_never_too_small_and_at_most_a_centimetre_too_large(
    plot: Any, item: Any
) -> None:
    found = farthest_m(plot, item)
    left, bottom, right, top = plot.bounds
    step = max(right - left, top - bottom) / 30
    grid = [Point(x, y) for x in np.arange(left, right, step) for y in np.arange(bottom, top, step)]
    touching = [p for p in grid if p.distance(plot) <= step * 2**0.5]
    inside = [*shapely.points(shapely.get_coordinates(plot)), *(nearest_points(plot, p)[0] for p in touching)]
    best = max(item.distance(p) for p in inside)
    assert found >= best - 1e-9
    assert found <= best + 2 * step * 2**0.5 + 0.01


@pytest.mark.parametrize(
    ("plot", "item", "expected"),
    [
        (square(-20, 0, 40), Polygon(square(-30, 0, 60).exterior, [square(-20, 0, 40).exterior]), 20.0),
        (square(0, 0), Point(30, 5), (30**2 + 10**2) ** 0.5),
        (square(0, 0), LineString([(0, 20), (10, 20)]), 25.0),
        # As near to a corner of the one as to the other; and along a ridge between two walls.
        (
            shapely.box(0, 0, 10, 10),
            shapely.GeometryCollection(
                [shapely.box(5, 5, 30, 30), LineString([(0, 60), (30, 60)]), Point(-5, -5)]
            ),
            50**0.5,
        ),
        (
            shapely.box(-30, -10, 30, 10),
            shapely.box(-40, -20, 40, 20).difference(shapely.box(-38, -15, 60, 15)),
            15.0,
        ),
        (
            square(0, 0),
            Polygon([(-5, -5), (15, -5), (15, 5), (12, 5), (12, -4), (-2, -4), (-2, 5), (-5, 5)]),
            5.0,
        ),
    ],
)
def test_the_farthest_point_of_a_plot_is_known_where_it_can_be_told_by_hand(
    plot: Any, item: Any, expected: float
) -> None:
    if expected == 5.0:
        expected = max(item.distance(Point(x / 10, y / 10)) for x in range(101) for y in range(-50, 51))
    assert farthest_m(plot, item) == pytest.approx(expected, abs=FARTHEST_TOLERANCE_M + 0.01)


def test_an_overlap_is_as_deep_as_the_disc_that_fits() -> None:
    assert covers_depth_m(Point(0, 0), square(-10, 0, 20)) == pytest.approx(10, abs=0.01)
    assert covers_depth_m(square(0, 0, 10), square(5, 0, 40)) == pytest.approx(5, abs=0.01)
    assert covers_depth_m(square(-10, 0, 20), LineString([(0, -50), (0, 50)])) == pytest.approx(10, abs=0.01)
    slanted = LineString([(-50, -33), (50, 33)])
    assert covers_depth_m(square(-10, 0, 20), slanted) == pytest.approx(10, abs=0.05)


def ends_the_overlap(a: Any, b: Any, shift: tuple[float, float]) -> bool:
    moved = shapely.transform(b, lambda xy: xy + np.array(shift))
    return not shapely.intersects(a, moved) or shapely.touches(a, moved)


@pytest.mark.once
@settings(max_examples=60, deadline=None)
@given(shapes(), shapes(), st.sampled_from([3.0, 20.0, 500.0]))
def test_an_overlap_outlasts_a_shift_exactly_where_it_is_said_to(a: Any, b: Any, wanted: float) -> None:
    # Brought onto each other, so that they overlap.
    (x, y), (u, v) = (shapely.get_coordinates(shapely.point_on_surface(one))[0] for one in (a, b))
    b = shapely.transform(b, lambda xy: xy + np.array([x - u, y - v]))
    if max(shapely.get_dimensions([a, b])) < 2:
        return
    depth = covers_depth_m(a, b, wanted)
    turns = np.radians(np.arange(0, 360, 2))
    for radius in (depth * 0.3, depth * 0.8, depth * 0.999):
        outside = [ends_the_overlap(a, b, (radius * np.cos(t), radius * np.sin(t))) for t in turns]
        assert radius < 1e-4 or not any(outside)
    if 1e-3 < depth < wanted * 0.98 - 0.01:
        # What is wanted cannot be had.
        radii = np.linspace(depth, min(wanted, 200.0) * 1.02 + 0.01, 30)
        assert any(
            ends_the_overlap(a, b, (radius * np.cos(t), radius * np.sin(t)))
            for radius in radii
            for t in turns
        )


def test_a_pipe_through_a_plot_is_as_deep_as_the_way_out() -> None:
    # No disc of ten metres fits beside the pipe, yet it must be moved as far to come out.
    plot = Polygon([(0, 0), (100, 0), (100, 4), (0, 4)])
    pipe = LineString([(50, -40), (50, 44)])
    assert covers_depth_m(plot, pipe) == pytest.approx(2, abs=0.01)
    assert covers_depth_m(plot, pipe, 10.0) >= 10 - 1e-4
    assert covers_depth_m(plot, pipe, 43.9) >= 43.9 - 1e-4


@pytest.mark.parametrize("lat", [0.0, 38.47, -38.47, 66.0, 80.0])
def test_edges_stay_straight_in_longitude_and_latitude_to_a_tenth_of_a_millimetre(lat: float) -> None:
    edge = LineString([(106.0, lat), (106.03, lat + 0.004)])
    frame = Frame(106.015, lat + 0.002)
    plane = frame.to_plane(np.array([edge], dtype=object))[0]
    between = np.array([edge.interpolate(t, normalized=True) for t in np.linspace(0, 1, 997)], dtype=object)
    assert shapely.distance(frame.to_plane(between), plane).max() < 1e-4
    assert len(densify(np.array([edge]), lat)[0].coords) > 10


def test_the_frame_keeps_distances_at_a_kilometre() -> None:
    frame = Frame(106.29, 38.47)
    ends = frame.to_lonlat(np.array([Point(0, 0), Point(600, 800)], dtype=object))
    start, end = (shapely.get_coordinates(p) for p in ends)
    assert geodesic_m(start, end)[0] == pytest.approx(1000, abs=1e-4)
    assert karney_m(start[0], end[0]) == pytest.approx(geodesic_m(start, end)[0], abs=1e-7)


def test_mercator_metres_would_be_wrong_by_a_quarter() -> None:
    """EPSG:3857 stretches by 1/cos φ: 28 % at 38.47° N. Ours does not."""
    home = at(square(100, 0))
    assert nearby(at(Point(0, 0)), home).distance_m[0, 0] == pytest.approx(100, abs=1e-4)


def test_the_search_reaches_by_the_accuracy_of_each_pair() -> None:
    objects = np.array([at(square(105, 0)), at(square(-115, 0))], dtype=object)
    slack = np.array([4.0, 16.0])
    near = near_hazard(
        np.array([at(Point(0, 0))], dtype=object),
        objects,
        shapely.STRtree(objects),
        100.0,
        slack,
        np.ones(2, dtype=bool),
    )
    assert list(near.objects) == [1]


def test_a_plot_inside_a_winding_object_is_nought_away_and_costs_little() -> None:
    winding = Polygon([(0, 0), (200, 0), (200, 200), (100, 200), (100, 100), (0, 100)])
    assert farthest_m(square(20, 50, 40), winding) == 0.0
    assert farthest_m(square(-2, 50, 40), winding) == pytest.approx(2, abs=0.01)
