"""Areas made one, cut apart and mended: the same ground, whatever the way."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from xq_gis_plugin.core.faces import joined, mended, partition
from xq_gis_plugin.core.geodesy import INVERSE_FLATTENING, SEMI_MAJOR_M, areas_m2
from xq_gis_plugin.core.threads import in_threads
from xq_gis_plugin.core.unite import united

WEST, SOUTH = 106.2, 38.4
STEP = 0.001


def blobs(seed: int, count: int, spread: float, size: float) -> np.ndarray:
    random = np.random.default_rng(seed)
    circles = shapely.buffer(shapely.points(random.uniform(0, spread, (count, 2))), size, quad_segs=4)
    yards = shapely.box(*random.uniform(0, spread, (2, count)), *random.uniform(0, spread, (2, count)))
    # Each has a hole, as a ring around its own building has.
    holed = shapely.difference(circles, shapely.buffer(shapely.centroid(circles), size / 5))
    return np.concatenate([holed, shapely.intersection(yards, circles)])


@pytest.mark.once
@pytest.mark.parametrize("size", [0.2, 1.0, 3.0, 12.0])
@settings(deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(0, 120))
def test_a_union_by_any_way_is_the_union(size: float, seed: int, count: int) -> None:
    shapes = blobs(seed, count, 30.0, size)
    shapes = shapes[shapely.area(shapes) > 0]
    found, known = united(shapes), shapely.union_all(shapes)
    assert shapely.is_valid(found)
    assert shapely.area(shapely.symmetric_difference(found, known)) < 1e-6


@settings(deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(1, 12), cells=st.integers(1, 4))
def test_what_was_cut_at_the_edges_of_cells_is_whole_again(seed: int, count: int, cells: int) -> None:
    random = np.random.default_rng(seed)
    side = cells * STEP
    points = shapely.points(random.uniform((WEST, SOUTH), (WEST + side, SOUTH + side), (count, 2)))
    shapes = shapely.buffer(points, random.uniform(0.1, 1.0, count) * STEP, quad_segs=5)
    shapes = shapely.difference(shapes, shapely.buffer(points, 0.03 * STEP))
    area = shapely.box(WEST, SOUTH, WEST + side, SOUTH + side)
    lons, lats = (np.round(start + STEP * np.arange(cells + 1), 9) for start in (WEST, SOUTH))
    faces, groups, names = [], [], {}
    for x in range(cells):
        for y in range(cells):
            # Each cell has shapes of its own, off by a rounding.
            near = shapely.transform(shapes, lambda xy, off=(x - y) * 1e-13: xy + off)
            cut, inside = partition(area, (lons[x], lats[y], lons[x + 1], lats[y + 1]), near)
            faces.append(cut)
            groups += [names.setdefault(row.tobytes(), len(names)) for row in inside]
    everything, group = np.concatenate(faces), np.array(groups)
    for number, parts in enumerate(mended(everything, group, lons, lats)):
        known = shapely.union_all(everything[group == number])
        found = shapely.multipolygons(parts)
        assert shapely.is_valid(found)
        assert shapely.area(shapely.symmetric_difference(found, known)) < 1e-8 * STEP**2
        # Nothing is left of the edges between the cells.
        assert len(parts) <= len(shapely.get_parts(known)) + shapely.get_num_interior_rings(parts).sum()
        for lines, across in ((lons[1:-1], False), (lats[1:-1], True)):
            for line in lines:
                edge = (
                    [(WEST, line), (WEST + side, line)] if across else [(line, SOUTH), (line, SOUTH + side)]
                )
                left = shapely.intersection(shapely.boundary(found), shapely.linestrings(edge))
                assert shapely.length(left) < 1e-3 * STEP


def test_faces_that_do_not_fit_are_united_all_the_same() -> None:
    overlapping = np.array([shapely.box(0, 0, 2, 2), shapely.box(1, 1, 3, 3)])
    assert shapely.area(joined(overlapping, sure=False)) == pytest.approx(7.0)
    assert joined(overlapping[:0], sure=False).is_empty


@settings(deadline=None)
@given(st.floats(-170, 170), st.floats(-80, 80), st.floats(1e-5, 5e-3), st.floats(1e-5, 5e-3), st.booleans())
def test_an_area_is_that_of_the_ellipsoid(
    lon: float, lat: float, wide: float, high: float, hole: bool
) -> None:
    shape = shapely.box(lon, lat, lon + wide, lat + high)
    if hole:
        shape = shape.difference(shapely.box(lon + wide / 4, lat + high / 4, lon + wide / 2, lat + high / 2))
    earth = Geod(a=SEMI_MAJOR_M, rf=INVERSE_FLATTENING)
    known = abs(earth.geometry_area_perimeter(shapely.orient_polygons(shapely.segmentize(shape, 1e-4)))[0])
    assert areas_m2(np.array([shape, shapely.MultiPolygon()]))[0] == pytest.approx(known, rel=1e-6)


def test_work_in_threads_comes_in_order_and_may_be_stopped() -> None:
    assert list(in_threads(lambda n: n * n, range(50), lambda: None)) == [n * n for n in range(50)]
    begun: list[int] = []
    heard = iter(range(3))

    def stop() -> None:
        if next(heard, None) is None:
            raise KeyboardInterrupt

    def work(number: int) -> None:
        begun.append(number)

    with pytest.raises(KeyboardInterrupt):
        list(in_threads(work, range(1000), stop))
    assert len(begun) < 100


def test_an_error_in_a_thread_is_the_callers() -> None:
    def fail(_number: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(in_threads(fail, range(3), lambda: None))
