"""The Chinese datums, against printed pairs and against themselves."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from xq_gis_plugin.core import datum
from xq_gis_plugin.core.model import Datum

Place: TypeAlias = tuple[Any, Any]

# Inside the rectangle that the services shift, by more than a shift.
LON = st.floats(min_value=72.1, max_value=137.7)
LAT = st.floats(min_value=0.9, max_value=55.7)

# standards/CASES.md: a public store list (six decimals) and a published conversion table.
PRINTED = [
    (Datum.WGS84, (106.28575, 38.47047), Datum.GCJ02, (106.290184, 38.470945), 1.0),
    (Datum.GCJ02, (114.25006, 30.516361), Datum.BD09, (114.25649912071, 30.522662167959), 0.001),
    (Datum.GCJ02, (114.250105, 30.555689), Datum.BD09, (114.25651172095, 30.561981100464), 0.001),
]


def metres(one: Place, other: Place) -> float:
    """Geodesic distance of two lon/lat points."""
    line = Geodesic.WGS84.Inverse(one[1], one[0], other[1], other[0])
    return float(line["s12"])


@pytest.mark.parametrize(("source", "before", "target", "after", "within_m"), PRINTED)
def test_printed_pairs_are_met_both_ways(
    source: Datum, before: Place, target: Datum, after: Place, within_m: float
) -> None:
    assert metres(datum.convert(*before, source, target), after) < within_m
    assert metres(datum.convert(*after, target, source), before) < within_m


@given(LON, LAT)
def test_wgs84_survives_gcj02_and_back_to_a_millimetre(lon: float, lat: float) -> None:
    back = datum.gcj02_to_wgs84(*datum.wgs84_to_gcj02(lon, lat))
    assert metres(back, (lon, lat)) < 0.001


@given(LON, LAT)
def test_gcj02_survives_bd09_and_back_to_a_millimetre(lon: float, lat: float) -> None:
    back = datum.bd09_to_gcj02(*datum.gcj02_to_bd09(lon, lat))
    assert metres(back, (lon, lat)) < 0.001


@given(LON, LAT, st.sampled_from(Datum), st.sampled_from(Datum))
def test_every_pair_of_datums_is_invertible(lon: float, lat: float, one: Datum, other: Datum) -> None:
    back = datum.convert(*datum.convert(lon, lat, one, other), other, one)
    assert metres(back, (lon, lat)) < 0.002


@given(LON, LAT)
def test_the_shift_is_some_hundred_metres_in_china(lon: float, lat: float) -> None:
    assert 1 < metres(datum.wgs84_to_gcj02(lon, lat), (lon, lat)) < 2000


@pytest.mark.parametrize("place", [(24.94, 60.17), (-73.99, 40.73), (151.2, -33.9)])
@pytest.mark.parametrize("target", [Datum.GCJ02, Datum.BD09])
def test_nothing_moves_outside_china(place: Place, target: Datum) -> None:
    lon, lat = datum.convert(*place, Datum.WGS84, target)
    assert (float(lon), float(lat)) == place
    lon, lat = datum.convert(*place, target, Datum.WGS84)
    assert (float(lon), float(lat)) == place


def test_arrays_keep_their_shape_and_nan_stays_nan() -> None:
    lon = np.array([[106.2, np.nan], [24.9, 104.0]])
    lat = np.array([[38.4, 38.4], [60.1, np.nan]])
    east, north = datum.convert(lon, lat, "bd09", "wgs84")
    assert east.shape == north.shape == (2, 2)
    assert np.isnan(east[0, 1])
    assert np.isnan(north[1, 1])
    assert metres((east[0, 0], north[0, 0]), datum.convert(106.2, 38.4, "bd09", "wgs84")) < 1e-6


def test_empty_arrays_are_no_trouble() -> None:
    east, north = datum.convert([], [], "gcj02", "wgs84")
    assert east.size == north.size == 0


def test_cgcs2000_is_wgs84() -> None:
    lon, lat = datum.convert(106.28575, 38.47047, "cgcs2000", "wgs84")
    assert (float(lon), float(lat)) == (106.28575, 38.47047)
