"""Columns in GCJ-02 beside a layer's own points: what the points are is told, or that nobody knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from xq_gis_plugin.core.datum import convert
from xq_gis_plugin.core.model import Datum
from xq_gis_plugin.io.read import read_hazards

if TYPE_CHECKING:
    from pathlib import Path

TRUE = np.array([[106.27, 38.47], [106.28, 38.475], [106.29, 38.48]])
SHIFTED = np.column_stack(convert(TRUE[:, 0], TRUE[:, 1], "wgs84", "gcj02"))


def read(path: Path, points: Any, columns: dict[str, Any], crs: int = 4326) -> Any:
    frame = gpd.GeoDataFrame(
        {"kind": ["petrol_station"] * 3, "name": ["甲", "乙", "丙"], **columns},
        geometry=shapely.points(points), crs=4326,
    )  # fmt: skip
    frame.to_crs(crs).to_file(path / "stations.gpkg")
    return read_hazards(path / "stations.gpkg")


def moved(at: Any) -> Any:
    found = at.copy()
    found[1] += 0.0003
    return found


@pytest.mark.parametrize(
    ("points", "columns", "crs"),
    [
        (SHIFTED, {"高德经度": SHIFTED[:, 0], "高德纬度": SHIFTED[:, 1]}, 4326),
        (SHIFTED, {"高德经度": SHIFTED[:, 0].round(4), "高德纬度": SHIFTED[:, 1].round(4)}, 4326),
        (moved(SHIFTED), {"高德经度": SHIFTED[:, 0], "高德纬度": SHIFTED[:, 1]}, 4326),
        (SHIFTED, {"高德经度": SHIFTED[:, 0], "高德纬度": SHIFTED[:, 1]}, 4545),
        (SHIFTED, {"高德坐标": [f"{lon:.6f},{lat:.6f}" for lon, lat in SHIFTED]}, 4326),
    ],
)
def test_points_that_are_the_numbers_of_the_columns_are_in_their_datum(
    tmp_path: Path, points: Any, columns: dict[str, Any], crs: int
) -> None:
    frame = read(tmp_path, points, columns, crs)
    assert frame.attrs["source"].datum is Datum.GCJ02
    at = shapely.get_coordinates(frame.geometry)
    assert at[[0, 2]] == pytest.approx(TRUE[[0, 2]], abs=1e-6)
    assert "datum_by_header" in {check.code for check in frame.attrs["source"].checks}


def test_true_points_with_the_shifted_numbers_beside_them_stay_and_nothing_is_said(tmp_path: Path) -> None:
    frame = read(tmp_path, TRUE, {"高德经度": SHIFTED[:, 0], "高德纬度": SHIFTED[:, 1]})
    assert shapely.get_coordinates(frame.geometry) == pytest.approx(TRUE, abs=1e-9)
    assert {check.code for check in frame.attrs["source"].checks} & {
        "datum_unclear",
        "datum_by_header",
    } == set()


def test_where_the_columns_are_neither_nobody_knows_and_that_is_said(tmp_path: Path) -> None:
    frame = read(tmp_path, TRUE + 0.002, {"高德经度": SHIFTED[:, 0], "高德纬度": SHIFTED[:, 1]})
    (check,) = [one for one in frame.attrs["source"].checks if one.code == "datum_unclear"]
    assert dict(check.facts)["headers"] == "高德经度、高德纬度"
