"""The oracle of separations against brute force, closed forms, and its own proof."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from separation_oracle import geodesic_m, proven_floor_m, separation
from shapely import LineString, MultiPolygon, Point, Polygon, box
from shapely.affinity import translate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WITHIN_M = 5e-6
ROUNDING_M = 5e-8
LATITUDES = (0.0, 31.0, -67.0, 89.0, 89.9, 89.98)


def inverse_m(from_spot: tuple[float, float], to_spot: tuple[float, float]) -> float:
    return float(Geodesic.WGS84.Inverse(from_spot[1], from_spot[0], to_spot[1], to_spot[0])["s12"])


def between(edge: LineString, shares: Floats) -> Floats:
    """Return longitudes and latitudes in degrees at shares of an edge."""
    start, end = shapely.get_coordinates(edge)
    spots: Floats = start + shares[:, None] * (end - start)
    return spots


def grid_m(a: LineString, b: LineString, s: Floats, t: Floats) -> tuple[float, float, float]:
    """Return the least distance in metres over a grid of shares of two edges, and the shares."""
    on_a, on_b = np.repeat(between(a, s), len(t), axis=0), np.tile(between(b, t), (len(s), 1))
    metres = geodesic_m(on_a, on_b)
    best = int(np.argmin(metres))
    return float(metres[best]), float(s[best // len(t)]), float(t[best % len(t)])


def brute_m(a: LineString, b: LineString) -> float:
    """Return the least distance in metres between two edges: a fine grid, and finer ones about its best."""
    least = np.inf
    for ends in ((0.0, 1.0), (0.0,), (1.0,)):
        for flip in (False, True):
            s = np.linspace(0, 1, 201) if len(ends) > 1 else np.array(ends)
            t = np.linspace(0, 1, 201 if len(ends) > 1 else 5001)
            width = 1 / 200
            for _ in range(9):
                metres, best_s, best_t = grid_m(b, a, s, t) if flip else grid_m(a, b, s, t)
                least = min(least, metres)
                if len(ends) > 1:
                    s = np.clip(best_s + np.linspace(-2, 2, 21) * width, 0, 1)
                t = np.clip(best_t + np.linspace(-2, 2, 21) * width, 0, 1)
                width /= 5
    return float(least)


def random_edge(rng: np.random.Generator, latitude: float, size_m: float) -> LineString:
    """Return an edge at random near (120, latitude), some `size_m` long and as far from there."""
    reach = size_m / 111e3
    lats = np.clip(latitude + rng.uniform(-reach, reach, 2), -89.99, 89.99)
    slim = max(np.cos(np.radians(abs(latitude))), 1e-4)
    lons = 120 + np.clip(rng.uniform(-reach, reach, 2) / slim, -89, 89)
    return LineString(np.column_stack([lons, lats]))


def star(rng: np.random.Generator, middle: tuple[float, float], size_m: float, corners: int = 10) -> Polygon:
    """Return a star-shaped polygon about a middle, of corners up to `size_m` from it."""
    angle = np.sort(rng.uniform(0, 2 * np.pi, corners))
    length = size_m / 111e3 * rng.uniform(0.4, 1, corners)
    slim = np.cos(np.radians(min(abs(middle[1]), 89.99)))
    lons = middle[0] + np.clip(length * np.cos(angle) / slim, -85, 85)
    return Polygon(np.column_stack([lons, np.clip(middle[1] + length * np.sin(angle), -89.99, 89.99)]))


@pytest.mark.parametrize("latitude", LATITUDES)
@pytest.mark.parametrize("size_m", [20, 1000, 15_000, 200_000])
def test_brute_force_finds_nothing_nearer_and_comes_as_near(latitude: float, size_m: int) -> None:
    rng = np.random.default_rng((round(abs(latitude) * 100), size_m))
    a, b = random_edge(rng, latitude, size_m), random_edge(rng, latitude, size_m)
    while a.intersects(b):
        b = random_edge(rng, latitude, size_m)
    assert separation(a, b)[0] == pytest.approx(brute_m(a, b), abs=WITHIN_M)


@pytest.mark.parametrize("latitude", LATITUDES)
def test_a_million_points_of_an_edge_are_no_nearer_to_a_point(latitude: float) -> None:
    edge = random_edge(np.random.default_rng(7), latitude, 4000)
    point = Point(120.01, min(latitude + 0.01, 89.99))
    spots = between(edge, np.linspace(0, 1, 1_000_001))
    metres = geodesic_m(spots, np.tile([point.x, point.y], (len(spots), 1)))
    assert separation(point, edge)[0] == pytest.approx(metres.min(), abs=WITHIN_M)


@pytest.mark.parametrize("latitude", LATITUDES)
@pytest.mark.parametrize("size_m", [3, 300, 30_000])
def test_no_two_points_of_a_pair_of_pieces_are_nearer_than_its_floor(latitude: float, size_m: int) -> None:
    rng = np.random.default_rng((round(abs(latitude) * 100), size_m, 3))
    for _ in range(40):
        lines = (random_edge(rng, latitude, size_m), random_edge(rng, latitude, size_m))
        floor_m = proven_floor_m(*lines)
        shares = np.linspace(0, 1, 51)
        assert floor_m <= grid_m(lines[0], lines[1], shares, shares)[0] + ROUNDING_M


def test_the_floor_allows_for_what_the_chord_lacks_less_at_the_near_end() -> None:
    north = LineString([(120, 31), (120, 31.00004)])
    assert proven_floor_m(north, LineString([(120, 31.2), (120, 31.2)])) <= (
        inverse_m((120, 31.00004), (120, 31.2)) + ROUNDING_M
    )


def test_the_floor_closes_on_the_distance_as_pieces_shrink() -> None:
    for size_m, gap_m in ((1000, 0.3), (100, 3e-3), (10, 3e-5)):
        east = LineString([(120, 31), (120 + size_m / 95e3, 31)])
        floor_m = proven_floor_m(east, translate(east, yoff=0.1))
        assert floor_m == pytest.approx(inverse_m((120, 31), (120, 31.1)), abs=gap_m)


@pytest.mark.parametrize("latitude", LATITUDES)
def test_polygons_are_as_far_apart_as_their_nearest_edges(latitude: float) -> None:
    rng = np.random.default_rng(11)
    a, b = star(rng, (10, latitude), 400, 4), star(rng, (10, latitude - 0.01), 400, 4)
    edges_a, edges_b = (
        [LineString(ends) for ends in pairwise(ring)]
        for ring in (list(a.exterior.coords), list(b.exterior.coords))
    )
    shares = np.linspace(0, 1, 101)
    near = sorted(product(edges_a, edges_b), key=lambda pair: grid_m(pair[0], pair[1], shares, shares)[0])[:2]
    least_m = min(brute_m(*pair) for pair in near)
    assert separation(a, b)[0] == pytest.approx(least_m, abs=WITHIN_M)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    seed=st.integers(0, 10**6),
    latitude=st.sampled_from(LATITUDES),
    size_m=st.sampled_from([5, 300, 5000]),
    apart=st.floats(1, 3),
)
def test_the_figure_belongs_to_the_points_and_these_to_the_geometries(
    seed: int, latitude: float, size_m: float, apart: float
) -> None:
    rng = np.random.default_rng(seed)
    a = star(rng, (10, latitude), size_m)
    b = star(rng, (10, latitude - apart * size_m / 111e3), size_m)
    metres, on_a, on_b = separation(a, b)
    assert metres == pytest.approx(inverse_m(on_a, on_b), abs=1e-9)
    assert a.distance(Point(on_a)) < 1e-11
    assert b.distance(Point(on_b)) < 1e-11
    assert separation(b, a)[0] == pytest.approx(metres, abs=WITHIN_M)
    finer = separation(shapely.segmentize(a, a.length / 40), b)[0]
    assert finer == pytest.approx(metres, abs=WITHIN_M)


def test_two_points_are_a_geodesic_apart() -> None:
    assert separation(Point(120, 31), Point(120.1, 31.1)) == (
        inverse_m((120, 31), (120.1, 31.1)),
        (120, 31),
        (120.1, 31.1),
    )


def test_an_edge_of_a_hundred_kilometres_is_straight_in_degrees() -> None:
    edge = LineString([(120, 31), (121, 31)])
    metres, on_edge, _ = separation(edge, Point(120.5, 31.1))
    assert metres == pytest.approx(inverse_m((120.5, 31), (120.5, 31.1)), abs=WITHIN_M)
    assert on_edge == pytest.approx((120.5, 31), abs=1e-6)
    middle = Geodesic.WGS84.InverseLine(31, 120, 31, 121)
    bow = middle.Position(middle.s13 / 2)
    assert metres - inverse_m((bow["lon2"], bow["lat2"]), (120.5, 31.1)) > 100


@pytest.mark.once
def test_the_nearest_place_of_a_bowed_edge_may_lie_within_both_edges() -> None:
    bowed, meridian = LineString([(0, 89.9), (180, 89.9)]), LineString([(90, 89.7), (90, 89.8)])
    assert separation(bowed, meridian)[0] == pytest.approx(inverse_m((90, 89.8), (90, 89.9)), abs=1e-5)
    chord = LineString([(60, 89.85), (120, 89.85)])
    metres, on_bowed, on_chord = separation(bowed, chord)
    assert metres == pytest.approx(inverse_m((90, 89.85), (90, 89.9)), abs=WITHIN_M)
    assert on_bowed[0] == pytest.approx(on_chord[0], abs=0.01)
    steep = LineString([(60, 89.85), (90, 89.86), (120, 89.85)])
    assert separation(bowed, steep)[1:] == ((90, 89.9), (90, 89.86))


def test_an_edge_round_the_pole_is_nearest_at_its_ends_from_beyond_the_pole() -> None:
    edge = LineString([(0, 89.99), (180, 89.99)])
    assert separation(Point(90, 89.995), edge)[2] == pytest.approx((90, 89.99), abs=1e-4)
    metres, _, on_edge = separation(Point(-90, 89.995), edge)
    assert on_edge[0] in {0, 180}
    assert metres == pytest.approx(inverse_m((-90, 89.995), (0, 89.99)), abs=1e-8)


def test_the_way_across_the_pole_counts() -> None:
    assert separation(box(0, 89.9, 10, 89.99), box(170, 89.9, 180, 89.99))[0] == pytest.approx(
        inverse_m((10, 89.99), (170, 89.99)), abs=WITHIN_M
    )


def test_the_way_across_the_date_line_counts() -> None:
    west, east = Point(179.99, 10), Point(-179.99, 10)
    assert separation(west, east)[0] == pytest.approx(inverse_m((0, 10), (0.02, 10)), abs=1e-8)
    assert separation(box(179, 0, 180, 1), box(-180, 0, -179, 1))[0] == 0
    assert separation(box(179, 0, 181, 1), Point(-179.5, 0.5)) == (0, (180.5, 0.5), (-179.5, 0.5))


@pytest.mark.parametrize(
    "thing", [Point(0.05, 0.05), box(0.04, 0.04, 0.06, 0.06), LineString([(0.04, 0.04), (0.06, 0.05)])]
)
def test_what_is_inside_is_at_no_distance_but_what_is_in_a_hole_is(thing: Any) -> None:
    field = box(0, 0, 0.1, 0.1)
    metres, on_field, on_thing = separation(field, thing)
    assert metres == 0
    assert on_field == on_thing
    assert thing.distance(Point(on_thing)) == 0
    assert separation(thing, field)[0] == 0
    ring = field.difference(box(0.03, 0.03, 0.07, 0.07))
    across_hole_m = separation(LineString(ring.interiors[0]), thing)[0]
    assert 1000 < across_hole_m < 2300
    assert separation(ring, thing)[0] == pytest.approx(across_hole_m, abs=WITHIN_M)


def test_touching_and_crossing_are_at_no_distance() -> None:
    square = box(0, 0, 1, 1)
    assert separation(square, box(1, 1, 2, 2)) == (0, (1, 1), (1, 1))
    assert separation(square, Point(1, 0.5)) == (0, (1, 0.5), (1, 0.5))
    assert separation(LineString([(0, 0), (1, 1)]), LineString([(0, 1), (1, 0)]))[0] == 0


def test_a_hair_between_is_no_touch() -> None:
    metres = separation(box(120, 31, 120.001, 31.001), box(120.001 + 1e-9, 31, 120.002, 31.001))[0]
    assert metres == pytest.approx(inverse_m((120.001, 31.001), (120.001 + 1e-9, 31.001)), abs=WITHIN_M)


def test_the_nearest_member_of_a_collection_counts() -> None:
    far, near = box(10, 10, 11, 11), Point(0.1, 0)
    many = shapely.GeometryCollection([MultiPolygon([far]), shapely.GeometryCollection([near]), Point()])
    assert separation(Point(0, 0), many)[0] == pytest.approx(inverse_m((0, 0), (0.1, 0)), abs=1e-9)
    assert separation(many, box(10.5, 10.5, 12, 12))[0] == 0


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (Polygon(), "empty"),
        (Point(0, 91), "range"),
        (Point(float("inf"), 0), "range"),
        (LineString([(-179, 0), (179, 0)]), "180"),
    ],
)
def test_what_has_no_answer_is_refused(wrong: Any, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        separation(Point(0, 0), wrong)
