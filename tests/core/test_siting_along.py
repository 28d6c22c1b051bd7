"""Candidates along named roads, against geographiclib."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import geopandas as gpd
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CRS
from xq_gis_plugin.core.siting.along import candidates_along
from xq_gis_plugin.core.siting.model import CANDIDATE_COLUMNS

CGCS2000 = Geodesic(6378137.0, 1 / 298.257222101)
LON, LAT = 106.28, 38.47
CENTIMETRE = 0.01


def ahead(lon: float, lat: float, bearing: float, metres: float) -> tuple[float, float]:
    found = CGCS2000.Direct(lat, lon, bearing, metres)
    return found["lon2"], found["lat2"]


def metres_between(one: Any, other: Any) -> float:
    return float(CGCS2000.Inverse(one.y, one.x, other.y, other.x)["s12"])


def road(bearing: float, length_m: float, lon: float = LON, lat: float = LAT) -> Any:
    """Return a line that leaves the geodesic by less than a millimetre."""
    steps = max(1, round(length_m / 100))
    return shapely.LineString(
        [(lon, lat), *(ahead(lon, lat, bearing, length_m * n / steps) for n in range(1, steps + 1))]
    )


def roads(*lines: Any, names: tuple[str | None, ...] = ("长街",)) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"name": list(names)}, geometry=list(lines), crs=CRS)


@settings(max_examples=40, deadline=None)
@given(
    bearing=st.floats(0, 360),
    length_m=st.floats(200, 12_000),
    every_m=st.floats(7, 190),
    lat=st.floats(-60, 60),
)
def test_places_are_as_far_apart_as_asked_and_begin_half_a_step_in(
    bearing: float, length_m: float, every_m: float, lat: float
) -> None:
    line = road(bearing, length_m, lat=lat)
    made = candidates_along(roads(line), every_m=every_m, offset_m=0)
    spots = list(made.geometry)
    assert len(spots) == int((length_m - every_m / 2) // every_m) + 1
    ends = [shapely.Point(line.coords[0]), shapely.Point(line.coords[-1])]
    assert min(metres_between(end, spots[0]) for end in ends) == pytest.approx(every_m / 2, abs=CENTIMETRE)
    for one, other in pairwise(spots):
        assert metres_between(one, other) == pytest.approx(every_m, abs=CENTIMETRE)


@settings(max_examples=40, deadline=None)
@given(bearing=st.floats(0, 360), offset_m=st.floats(1, 60))
def test_places_beside_a_road_stand_on_both_sides_and_as_far_off_as_asked(
    bearing: float, offset_m: float
) -> None:
    made = candidates_along(roads(road(bearing, 900)), every_m=100, offset_m=offset_m)
    middle = candidates_along(roads(road(bearing, 900)), every_m=100, offset_m=0)
    sides = [made[made["site_id"].str.endswith(side)].geometry.tolist() for side in ("-L", "-R")]
    assert len(made) == 2 * len(middle)
    for on, left, right in zip(middle.geometry, *sides, strict=True):
        assert metres_between(on, left) == pytest.approx(offset_m, abs=CENTIMETRE)
        assert metres_between(on, right) == pytest.approx(offset_m, abs=CENTIMETRE)
        assert metres_between(left, right) == pytest.approx(2 * offset_m, abs=CENTIMETRE)


def test_the_pieces_of_one_road_are_one_road_and_its_ids_stay_the_same() -> None:
    whole = road(40, 1000)
    points = list(whole.coords)
    pieces = [shapely.LineString(points[:4]), shapely.LineString(points[3:7]), shapely.LineString(points[6:])]
    one = candidates_along(roads(whole), every_m=30)
    split = candidates_along(roads(*pieces[::-1], names=("长街",) * 3), every_m=30)
    assert split["site_id"].tolist() == one["site_id"].tolist()
    assert one["site_id"].is_unique
    assert tuple(one.columns) == CANDIDATE_COLUMNS
    assert set(one["kind"]) == {"fireworks_retail"}
    assert (one["position_accuracy_m"] > 0).all()
    assert one.crs.to_epsg() == 4490


@pytest.mark.parametrize("every_m", [1.0, 1.05, 2.0, 3.0, 12.5])
def test_every_place_has_an_id_of_its_own(every_m: float) -> None:
    names = ("甲 路", "甲-路", "<script>=cmd", "甲  路")
    lines = [road(90 * number, 60) for number in range(4)]
    made = candidates_along(roads(*lines, names=names), every_m=every_m)
    assert made["site_id"].is_unique
    assert set(made["address"]) == set(names)


def test_a_road_shorter_than_a_step_has_a_place_at_its_middle() -> None:
    made = candidates_along(roads(road(0, 8)), every_m=20, offset_m=0)
    assert len(made) == 1
    start = shapely.Point(LON, LAT)
    assert metres_between(start, made.geometry.iloc[0]) == pytest.approx(4, abs=CENTIMETRE)


def test_only_the_named_roads_inside_the_area_are_walked() -> None:
    frame = roads(
        road(0, 400), road(90, 400), road(180, 400), shapely.Point(LON, LAT), names=("甲", "乙", None, "甲")
    )
    assert set(candidates_along(frame)["address"]) == {"甲", "乙"}
    assert set(candidates_along(frame, names=["乙"])["address"]) == {"乙"}
    north = shapely.box(LON - 1, LAT + 0.001, LON + 1, LAT + 1)
    kept = candidates_along(frame, area=north)
    assert set(kept["address"]) == {"甲"}
    assert shapely.covers(north, kept.geometry.to_numpy()).all()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"every_m": 0.0}, "spacing_invalid"), ({"every_m": float("nan")}, "spacing_invalid"),
        ({"offset_m": -1.0}, "spacing_invalid"), ({"offset_m": float("inf")}, "spacing_invalid"),
        ({"every_m": float("inf")}, "spacing_invalid"),
        ({"names": ["没有的路"]}, "no_roads"), ({"names": ["长街", "没有的路"]}, "no_roads"),
    ],
)  # fmt: skip
def test_what_cannot_be_walked_is_refused(more: dict[str, Any], code: str) -> None:
    with pytest.raises(InputError) as refused:
        candidates_along(roads(road(0, 100)), **more)
    assert refused.value.code == code
    assert refused.value.hint
    if "没有的路" in more.get("names", ()):
        assert refused.value.facts["names"] == "没有的路"
