"""Rings are true to the geodesic, and what lies inside is counted."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st
from town import at, hazards, objects, parts, square

from xq_gis_plugin.core.assess import assess
from xq_gis_plugin.core.geodesy import geodesic_m
from xq_gis_plugin.core.pairs import HazardView
from xq_gis_plugin.core.ring_shape import ARC_ERROR_M, ring_around
from xq_gis_plugin.core.zones import INSIDE_COLUMNS

EARTH = Geodesic(6378137.0, 1 / 298.257222101)
EVERYWHERE = at(shapely.box(-5000, -5000, 5000, 5000))


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(EARTH.Inverse(one[1], one[0], other[1], other[0])["s12"])


@settings(max_examples=30, deadline=None)
@given(
    lon=st.floats(-179, 179), lat=st.floats(-80, 80), radius=st.floats(1.0, 4000.0),
)  # fmt: skip
def test_corners_of_a_ring_are_true_to_a_millimetre_and_its_edges_to_a_centimetre(
    lon: float, lat: float, radius: float
) -> None:
    view = HazardView(0, (), np.array([shapely.Point(lon, lat)], dtype=object), np.zeros(1))
    ring = view.frame.to_lonlat(np.array([ring_around(view.plane_sources, radius)], dtype=object))[0]
    corners = shapely.get_coordinates(ring)
    step = max(1, len(corners) // 8)
    for one, other in zip(corners[:-1:step], corners[1::step], strict=True):
        assert metres((lon, lat), one) == pytest.approx(radius, abs=1e-3)
        middle = (one + other) / 2
        assert radius - ARC_ERROR_M - 1e-3 <= metres((lon, lat), middle) <= radius + 1e-3


def test_the_ring_of_a_plot_keeps_its_distance_from_the_nearest_point_of_the_plot() -> None:
    plot = at(shapely.Polygon([(0, 0), (60, 5), (70, 40), (20, 30)]))
    view = HazardView(0, (), np.array([plot], dtype=object), np.zeros(1))
    ring = view.frame.to_lonlat(np.array([ring_around(view.plane_sources, 500.0)], dtype=object))[0]
    around = shapely.get_coordinates(shapely.segmentize(plot.exterior, 2e-7))
    for corner in shapely.get_coordinates(ring)[::40]:
        # The nearest point of the outline lies between two that are 2 cm apart.
        least = geodesic_m(np.tile(corner, (len(around), 1)), around).min()
        assert least == pytest.approx(500.0, abs=1e-3)


def around(shapes: list[object], radius: float) -> None:
    """See that a ring around shapes in plane metres is what it says of itself."""
    ring = ring_around(np.array(shapes, dtype=object), radius)
    assert ring.is_valid
    among = shapely.geometrycollections(shapes)
    corners, edges = (
        shapely.distance(among, shapely.points(shapely.get_coordinates(one))) - radius
        for one in (ring, shapely.segmentize(ring, radius / 30))
    )
    assert np.abs(corners).max() < 1e-3
    assert np.abs(edges).max() < ARC_ERROR_M + 1e-3


@pytest.mark.parametrize("radius", [6.0, 50.0, 300.0, 1000.0])
def test_the_ring_of_a_plot_with_a_bay_is_true_in_the_bay_and_where_its_arcs_cross(radius: float) -> None:
    bay = shapely.Polygon([(0, 0), (120, 0), (120, 40), (70, 40), (60, 37.5), (50, 40), (0, 40)])
    angle = shapely.Polygon([(0, 0), (90, 0), (90, 30), (35, 30), (35, 90), (0, 90)])
    frame = shapely.Polygon(
        shapely.box(0, 0, 200, 200).exterior, [shapely.box(15, 15, 185, 185).exterior.coords]
    )
    around([bay], radius)
    around([angle], radius)
    around([frame], radius)
    around([shapely.LineString([(0, 0), (80, 10), (90, 70), (20, 60)])], radius)
    around([shapely.Point(0, 0), shapely.Point(9, 2), angle], radius)


@settings(max_examples=60, deadline=None)
@given(
    far=st.lists(st.floats(5.0, 80.0), min_size=3, max_size=12),
    radius=st.sampled_from([6.0, 11.0, 25.0, 100.0, 500.0]),
)
def test_the_ring_of_any_plot_is_true(far: list[float], radius: float) -> None:
    turn = np.arange(len(far)) * 2 * np.pi / len(far)
    plot = shapely.Polygon(np.column_stack([far * np.cos(turn), far * np.sin(turn)]))
    around([plot], radius)


def test_what_lies_inside_a_ring_is_counted_with_its_households() -> None:
    result = assess(
        hazards({"grade": "3", "fuels": "petrol", "vapour_recovery": "full"}),
        objects(
            {"households": 12.0, "geometry": square(3, 0)},
            {"households": None, "geometry": square(-9, 0, 6)},
            {"kind": "school", "geometry": square(5, 8, 4)},
            {"households": 40.0, "geometry": square(400, 0)},
        ),
        coverage=EVERYWHERE,
    )
    # A school is in the ring as anything else; what lies beyond it is not.
    for ring in result.rings.to_dict("records"):
        near = [3.0, 3.0, math.hypot(5, 6)]
        inside = [d < ring["required_high_m"] for d in near]
        assert ring["objects_inside"] == sum(inside)
        assert ring["residences_inside"] == sum(inside[:2])
        assert ring["households_inside"] == (12.0 if inside[0] else 0.0)
        assert ring["households_unknown"] == float(inside[1])
    assert result.rings["objects_inside"].max() == 3


def test_a_ring_around_parts_counts_what_is_near_any_of_them() -> None:
    station = {"grade": "3", "fuels": "petrol", "vapour_recovery": "full"}
    tank = {"geometry": shapely.Point(300, 0)}
    home = {"households": 5.0, "geometry": square(303, 0)}
    result = assess(hazards(station), objects(home), parts=parts(tank), coverage=EVERYWHERE)
    assert result.rings["households_inside"].max() == 5.0


def test_without_protected_objects_nobody_knows_what_lies_inside() -> None:
    result = assess(hazards({}), objects().iloc[:0], coverage=EVERYWHERE)
    assert len(result.rings)
    assert result.rings[list(INSIDE_COLUMNS)].isna().all(axis=None)


def test_the_area_of_an_overlap_is_that_on_the_ellipsoid() -> None:
    result = assess(hazards({}), objects({"geometry": square(-50, 0, 100)}), coverage=EVERYWHERE)
    overlap = result.overlaps.iloc[0]
    corners = shapely.get_coordinates(overlap.geometry)
    polygon = EARTH.Polygon()
    for lon, lat in corners[:-1]:
        polygon.AddPoint(lat, lon)
    assert overlap["area_m2"] == pytest.approx(abs(polygon.Compute()[2]), rel=1e-6)
