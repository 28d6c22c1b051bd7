"""A column of how exact coordinates are says nothing of how far a station reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.io.layers import check, codes, feature, geojson, point, polygon, square
from xq_gis_plugin.core.accuracy import fill_accuracy
from xq_gis_plugin.core.facts import measure
from xq_gis_plugin.io.read import read_hazards, read_protected

if TYPE_CHECKING:
    from pathlib import Path

RADIUS_M = measure("site_radius", "petrol_station").high_m


@pytest.mark.parametrize("header", ["坐标精度", "定位精度", "点位精度", "坐标误差"])
@pytest.mark.parametrize("cell", [5, "5", "5m", "±5米"])
def test_the_radius_of_the_site_is_added_to_the_error_of_the_coordinates(
    header: str, cell: object, tmp_path: Path
) -> None:
    rows = (
        feature(point(), kind="加油站", **{header: cell}),
        feature(point(106.3), kind="加油站", **{header: "手机"}),
        feature(polygon(square()), kind="加油站", **{header: cell}),
    )
    frame = read_hazards(geojson(tmp_path / "h.geojson", *rows))
    assert frame["position_accuracy_m"].tolist()[::2] == [5 + RADIUS_M, 5]
    assert frame["position_accuracy_m"].isna().tolist() == [False, True, False]
    assert check(frame, "site_radius_added").count == 2
    known = fill_accuracy(frame, None, site_radius=True)
    assert known["coordinate_error_m"].tolist()[0] == 5
    assert known["site_radius_m"].tolist() == [RADIUS_M, RADIUS_M, 0]


def test_a_radius_that_covers_the_site_is_taken_as_it_is(tmp_path: Path) -> None:
    rows = feature(point(), kind="加油站", 位置精度=40, 坐标精度=5)
    frame = read_hazards(geojson(tmp_path / "h.geojson", rows))
    assert frame["position_accuracy_m"].tolist() == [40]
    assert "site_radius_added" not in codes(frame)


def test_of_a_protected_object_the_error_is_all(tmp_path: Path) -> None:
    frame = read_protected(geojson(tmp_path / "p.geojson", feature(point(), kind="学校", 坐标精度=5)))
    assert frame["position_accuracy_m"].tolist() == [5]
