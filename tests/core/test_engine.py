"""The separation engine, compiled and plain, against an oracle that shares no code with it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from separation_oracle import separation
from shapely import LineString, MultiPolygon, Point, Polygon
from shapely.affinity import rotate, translate

from xq_gis_plugin.core.engine.search import (
    FARTHEST_M,
    Batch,
    Blobs,
    Measured,
    Search,
    State,
    reader,
    which_reader,
)
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.geodesy import geodesic_m

READERS = ("compiled", "plain")
DEGREE_M = 111_195.0


def blobs(shapes: list[Any]) -> Blobs:
    return Blobs.of(
        [None if one is None else one if isinstance(one, bytes) else shapely.to_wkb(one) for one in shapes]
    )


def found(
    hazards: list[Any], objects: list[Any], limits: Any, name: str, *, kinds: Any = None, slack: Any = None
) -> Measured:
    search = Search(blobs(hazards), np.asarray(limits, dtype=float), reader(name))
    shapes, count = blobs(objects), len(objects)
    batch = Batch(
        shapes,
        search.boxes(shapes),
        np.zeros(count, dtype=np.int32) if kinds is None else np.asarray(kinds, dtype=np.int32),
        np.zeros(count) if slack is None else np.asarray(slack, dtype=float),
    )
    pairs = search.pairs(batch)
    order = np.lexsort((pairs.objects, pairs.hazards))
    return Measured(*(column[order] for column in pairs))


def metres(hazard: Any, item: Any, limit: float, name: str) -> tuple[float, Any] | None:
    pairs = found([hazard], [item], [[limit]], name)
    return (float(pairs.distance_m[0]), pairs.lines[0]) if len(pairs.hazards) else None


def placed(shape: Any, lon: float, lat: float) -> Any:
    """Bring a shape in metres to longitude and latitude."""
    scale = np.array([DEGREE_M * math.cos(math.radians(lat)), DEGREE_M])
    return shapely.transform(shape, lambda at: at / scale + [lon, lat])


@st.composite
def shapes(draw: Any, largest: float = 150.0) -> Any:
    x, y = (draw(st.floats(-largest, largest)) for _ in range(2))
    a, b = (draw(st.floats(largest / 100, largest)) for _ in range(2))
    box = shapely.box(x - a / 2, y - b / 2, x + a / 2, y + b / 2)
    court = Polygon(box.exterior, [shapely.box(x - a / 4, y - b / 4, x + a / 4, y + b / 4).exterior])
    line = LineString([(x - a, y), (x, y + b), (x + a, y)])
    kind = draw(st.sampled_from(["point", "points", "line", "lines", "box", "court", "two", "mixed"]))
    shape = {
        "point": Point(x, y),
        "points": shapely.MultiPoint([(x, y), (x + a, y + b)]),
        "line": line,
        "lines": shapely.MultiLineString([line, translate(line, a, b)]),
        "box": box,
        "court": court,
        "two": MultiPolygon([court, translate(box, 2 * a, b)]),
        "mixed": shapely.GeometryCollection([Point(x + a, y), translate(line, 0, b), box]),
    }[kind]
    return rotate(shape, draw(st.floats(0, 360)), origin=(x, y))


places = st.sampled_from(
    [(106.3, 38.5), (0.0, 0.0), (-70.0, -53.0), (20.0, 84.0), (-120.0, 89.3), (179.9995, 65.0)]
)


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=60, deadline=None)
@given(shapes(), shapes(), places)
def test_every_pair_is_measured_to_the_hundredth_of_a_millimetre(
    name: str, one: Any, other: Any, place: tuple[float, float]
) -> None:
    hazard, item = placed(one, *place), placed(other, *place)
    wanted, _, _ = separation(hazard, item)
    answer = metres(hazard, item, 5_000.0, name)
    assert answer is not None
    assert answer[0] == pytest.approx(wanted, abs=1e-5)
    ends = answer[1].reshape(1, 2, 2)
    assert geodesic_m(ends[:, 0], ends[:, 1])[0] == pytest.approx(answer[0], abs=2e-6)
    for end, shape in zip(ends[0], (hazard, item), strict=True):
        assert shapely.distance(Point(end), shape) < 1e-9


# Only near 0, 0 are doubles so close to each other that edges can cross at an angle as small as these do.
IN_ONE_LINE = [
    (
        [(-0.0017161038703079722, 0.0017233427830231434), (-0.0017802404374886159, 0.0019493358593465201)],
        [(-0.0017795990718168094, 0.0019470759285832864), (-0.0019085135718499029, 0.0024013220119932736)],
    ),
    (
        [(0.0012440011872866920, -0.0012202133588499779), (0.0015416099145276604, -0.0012382531161454608)],
        [(0.0015386338272552508, -0.0012380727185725060), (0.0021368273690095970, -0.0012743326307364270)],
    ),
]


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("edges", IN_ONE_LINE)
def test_where_edges_in_almost_one_line_meet_lies_on_either(name: str, edges: Any) -> None:
    shapes = [LineString(edge) for edge in edges]
    answer = metres(*shapes, 200.0, name)
    assert answer is not None
    assert answer[0] == 0
    for end, shape in zip(answer[1].reshape(2, 2), shapes, strict=True):
        assert shapely.distance(Point(end), shape) < 1e-9


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=25, deadline=None)
@given(shapes(20_000.0), shapes(20_000.0), places)
def test_edges_of_many_kilometres_are_straight_in_degrees(
    name: str, one: Any, other: Any, place: tuple[float, float]
) -> None:
    hazard, item = placed(one, *place), placed(other, *place)
    if max(np.ptp(shapely.bounds([hazard, item])[:, [0, 2]], axis=1)) > 180:
        return
    wanted, _, _ = separation(hazard, item)
    answer = metres(hazard, item, FARTHEST_M, name)
    if wanted < FARTHEST_M - 1:
        assert answer is not None
        assert answer[0] == pytest.approx(wanted, abs=1e-4)


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=40, deadline=None)
@given(shapes(), shapes(), places, st.sampled_from([-1e-3, -1e-5, 1e-5, 1e-3]))
def test_a_limit_just_above_the_distance_finds_the_pair_and_one_just_below_does_not(
    name: str, one: Any, other: Any, place: tuple[float, float], off: float
) -> None:
    hazard, item = placed(one, *place), placed(other, *place)
    wanted, _, _ = separation(hazard, item)
    if wanted < 0.01:
        return
    assert (metres(hazard, item, wanted + off, name) is not None) is (off > 0)


@settings(max_examples=40, deadline=None)
@given(st.lists(shapes(), min_size=1, max_size=6), st.lists(shapes(), min_size=1, max_size=12), places)
@example([Point(0, 0)], [Point(0, 0), shapely.box(-1, -1, 1, 1)], (106.3, 38.5))
def test_both_ways_find_the_same_pairs_to_a_micrometre(
    some: list[Any], others: list[Any], place: tuple[float, float]
) -> None:
    hazards, objects = ([placed(one, *place) for one in group] for group in (some, others))
    limits = np.linspace(20, 300, len(hazards) * 3).reshape(-1, 3)
    kinds = np.arange(len(objects)) % 3
    slack = np.where(np.arange(len(objects)) % 2, 15.0, 0.0)
    one, other = (found(hazards, objects, limits, name, kinds=kinds, slack=slack) for name in READERS)
    assert one.hazards.tolist() == other.hazards.tolist()
    assert one.objects.tolist() == other.objects.tolist()
    assert np.allclose(one.distance_m, other.distance_m, rtol=0, atol=1e-6)


@pytest.mark.parametrize("name", READERS)
def test_the_limit_is_that_of_the_pair_and_not_one_for_all(name: str) -> None:
    here, there = Point(106.3, 38.5), Point(106.3, 38.5 + 100 / DEGREE_M)
    objects = [there, there, there, there]
    pairs = found(
        [here, here],
        objects,
        [[99, 102, np.nan], [0, 50, 80]],
        name,
        kinds=[0, 1, 2, 1],
        slack=[0, 0, 500, 60],
    )
    assert list(zip(pairs.hazards.tolist(), pairs.objects.tolist(), strict=True)) == [
        (0, 1),
        (0, 3),
        (1, 2),
        (1, 3),
    ]


@pytest.mark.parametrize("name", READERS)
def test_what_touches_crosses_or_contains_is_no_distance_away(name: str) -> None:
    box = placed(shapely.box(0, 0, 100, 100), 106.3, 38.5)
    inside, across, corner, around, court = (
        placed(shape, 106.3, 38.5)
        for shape in (
            Point(50, 50),
            LineString([(-50, 50), (150, 51)]),
            shapely.box(100, 100, 120, 120),
            shapely.box(-500, -500, 600, 600),
            Polygon(shapely.box(-20, -20, 120, 120).exterior, [shapely.box(-10, -10, 110, 110).exterior]),
        )
    )
    pairs = found([box], [inside, across, corner, around, court], [[300.0]], name)
    assert pairs.distance_m[:4].tolist() == [0, 0, 0, 0]
    assert pairs.distance_m[4] == pytest.approx(10, abs=0.1)
    back = found([inside, across, corner, around, court], [box], [[300.0]] * 5, name)
    assert back.distance_m == pytest.approx(pairs.distance_m, abs=1e-9)


@pytest.mark.parametrize("name", READERS)
def test_neighbours_on_both_sides_of_the_antimeridian_and_of_a_pole_are_near(name: str) -> None:
    east, west = Point(179.9999, 10.0), Point(-179.9999, 10.0)
    for one, other in ((east, west), (west, east), (Point(0, 89.9999), Point(180, 89.9999))):
        pairs = found([one], [other], [[500.0]], name)
        assert pairs.distance_m == pytest.approx([separation(one, other)[0]], abs=1e-6)
        # The line is drawn the short way, past 180 degrees.
        turns = np.round((other.x - one.x) / 360) * 360
        assert pairs.lines[0] == pytest.approx([one.x, one.y, other.x - turns, other.y], abs=1e-9)


@pytest.mark.parametrize("name", READERS)
def test_what_lies_on_both_sides_of_the_antimeridian_is_one_pair_with_its_least_distance(name: str) -> None:
    land = MultiPolygon([shapely.box(-180, 60, -179.9, 60.1), shapely.box(179.9, 60, 180, 60.1)])
    for lon in (179.9999, -179.9999, 180.0, -180.0):
        pairs = found([Point(lon, 60.05)], [land], [[500.0]], name)
        assert (pairs.hazards.tolist(), pairs.distance_m.tolist()) == ([0], [0.0])
    outside = found([Point(179.9999, 60.101)], [land], [[500.0]], name)
    assert outside.distance_m == pytest.approx([separation(Point(179.9999, 60.101), land)[0]], abs=1e-5)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("lat", [0.0, 70.0, 89.7, -89.99])
def test_the_slack_of_an_object_reaches_across_the_antimeridian(name: str, lat: float) -> None:
    away = 500 / (DEGREE_M * math.cos(math.radians(lat)))
    east, west = Point(180 - away, lat), Point(-180 + away, lat)
    for one, other in ((east, west), (west, east)):
        pairs = found([one], [other], [[20.0]], name, slack=[1_500.0])
        assert pairs.distance_m == pytest.approx([separation(one, other)[0]], abs=1e-5)


@pytest.mark.parametrize("name", READERS)
def test_a_search_ends_when_whoever_listens_says_so(name: str) -> None:
    class StopError(Exception):
        pass

    def stop() -> None:
        raise StopError

    shapes = blobs([Point(106.3, 38.5)])
    search = Search(shapes, np.array([[100.0]]), reader(name))
    batch = Batch(shapes, search.boxes(shapes), np.zeros(1, dtype=np.int32), np.zeros(1))
    with pytest.raises(StopError):
        search.pairs(batch, heard=stop)


@pytest.mark.parametrize("name", READERS)
def test_more_pairs_than_there_is_room_for_at_once_are_all_found(name: str) -> None:
    many = [Point(106.3 + n * 1e-7, 38.5) for n in range(9_000)]
    pairs = found(many, [Point(106.3, 38.5), Point(106.3, 38.5001)], [[500.0]] * 9_000, name)
    assert len(pairs.hazards) == 18_000
    assert len(np.unique(pairs.hazards * 2 + pairs.objects)) == 18_000


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(
    ("shape", "state"),
    [
        (b"\x01\x03\x00\x00\x00\xff\xff\xff\x7f", State.BROKEN),
        (shapely.to_wkb(shapely.box(0, 0, 1, 1))[:-5], State.BROKEN),
        (b"not a shape", State.BROKEN),
        # A line of one point, which GEOS does not take for a line either.
        (b"\x01\x02\x00\x00\x00\x01\x00\x00\x00" + bytes(16), State.BROKEN),
        (shapely.to_wkb(Point(500_000, 4_260_000)), State.NO_PLACE),
        (shapely.to_wkb(LineString([(179, 0), (-179, 1)])), State.LONG_STEP),
        (b"\x01\x08\x00\x00\x00\x00\x00\x00\x00", State.UNKNOWN_TYPE),
    ],
)
def test_a_shape_that_cannot_be_used_is_named_by_its_row(name: str, shape: bytes, state: int) -> None:
    good = Point(106.3, 38.5)
    for hazards, objects, what in (([good, shape], [good], "hazard"), ([good], [good, shape], "object")):
        with pytest.raises(InputError) as caught:
            found(hazards, objects, [[100.0]] * len(hazards), name)
        facts = caught.value.facts
        assert (caught.value.code, facts["row"], facts["role"], facts["state"]) == (
            "shape_unusable",
            2,
            what,
            state,
        )


@pytest.mark.parametrize("name", READERS)
def test_what_is_empty_is_passed_over_and_height_is_left_out(name: str) -> None:
    empty = [None, Point(), Polygon(), MultiPolygon(), LineString()]
    high = shapely.to_wkb(Point(106.3, 38.5, 1100.0), output_dimension=3, flavor="iso")
    extended = shapely.to_wkb(
        shapely.set_srid(Point(106.3, 38.5, 9.0), 4490), output_dimension=3, include_srid=True
    )
    swapped = shapely.to_wkb(Point(106.3, 38.5), byte_order=0)
    pairs = found([*empty, high], [*empty, extended, swapped], [[100.0]] * 6, name)
    assert (pairs.hazards.tolist(), pairs.objects.tolist()) == ([5, 5], [5, 6])
    assert pairs.distance_m.tolist() == [0, 0]


@pytest.mark.parametrize("name", READERS)
def test_an_empty_point_among_others_and_a_box_around_nothing_do_no_harm(name: str) -> None:
    here = Point(106.3, 38.5)
    line = LineString([(106.3, 38.6), (106.3, 38.5001)])
    some = shapely.GeometryCollection([Point(), MultiPolygon(), line])
    many = b"\x01\x04\x00\x00\x00\x02\x00\x00\x00" + shapely.to_wkb(Point()) + shapely.to_wkb(here)
    search = Search(blobs([some, many]), np.full((2, 1), 100.0), reader(name))
    objects = blobs([None, here, Polygon()])
    told = np.tile([106.299, 38.499, 106.301, 38.501], (3, 1))
    pairs = search.pairs(Batch(objects, told, np.zeros(3, dtype=np.int32), np.zeros(3)))
    assert sorted(zip(pairs.hazards.tolist(), pairs.objects.tolist(), strict=True)) == [(0, 1), (1, 1)]


@pytest.mark.parametrize("name", READERS)
def test_long_edges_on_top_of_each_other_are_told_at_once(name: str) -> None:
    # Halved all along, ten edges of 9,000 km would keep the kernel busy for minutes.
    long = LineString([(20.0, 10.0), (106.3, 38.5)])
    pairs = found([long] * 10, [long] * 10, np.full((10, 1), 500.0), name)
    assert pairs.distance_m.tolist() == [0.0] * 100


def test_a_limit_beyond_what_can_be_measured_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        Search(blobs([Point(0, 0)]), np.array([[FARTHEST_M * 2]]))
    assert caught.value.code == "limit_too_large"
    with pytest.raises(InputError) as caught:
        found([Point(0, 0)], [Point(0, 0)], [[100.0]], "compiled", slack=[FARTHEST_M * 2])
    assert caught.value.code == "limit_too_large"


def test_a_limit_below_nothing_is_refused_and_not_passed_over() -> None:
    for limits, slack in (([[-5.0]], [0.0]), ([[5.0]], [-1.0]), ([[5.0]], [math.nan])):
        with pytest.raises(InputError) as caught:
            found([Point(0, 0)], [Point(0, 0)], limits, "compiled", slack=slack)
        assert caught.value.code == "limit_negative"


def test_the_compiled_kernel_is_in_use_here() -> None:
    assert which_reader() == "compiled"


@pytest.mark.parametrize("name", READERS)
def test_shapes_that_are_not_valid_may_meet(name: str) -> None:
    bow = Polygon([(0, 0), (0.001, 0.001), (0.001, 0), (0, 0.001)])
    inner = Polygon([(0, 0), (0.001, 0), (0, 0.001)])
    twice = MultiPolygon([Polygon([(0, 0), (0.002, 0), (0, 0.002)]), inner])
    dot = LineString([(0.0002, 0.0001), (0.0002, 0.0001)])
    shapes = [bow, twice, dot]
    pairs = found(shapes, shapes, [[100.0]] * len(shapes), name)
    assert len(pairs.hazards) == len(shapes) ** 2
    at = {(h, o): m for h, o, m in zip(pairs.hazards, pairs.objects, pairs.distance_m, strict=True)}
    assert at[0, 1] == at[1, 0] == at[0, 0] == at[1, 1] == at[2, 2] == at[1, 2] == 0
    assert np.isfinite(pairs.lines).all()
