"""Headers of coordinates in the words of many tables."""

from __future__ import annotations

import pytest

from xq_gis_plugin.io.columns import is_known_header
from xq_gis_plugin.io.coordinate_headers import LAT, LON, PAIR, coordinate_header


@pytest.mark.parametrize(
    ("lon", "lat", "datum"),
    [
        ("lon", "lat", None), ("lng", "LAT", None), ("Longitude", "Latitude", None), ("经度", "纬度", None),
        ("东经", "北纬", None), ("x", "y", None), ("X坐标", "Y坐标", None), ("X坐标(m)", "Y坐标(m)", None),
        ("经度(°)", "纬度(°)", None), ("经度/°", "纬度/°", None), ("经度E", "纬度N", None),
        ("经度（E）", "纬度（N）", None),
        ("經度", "緯度", None), ("經度座標", "緯度座標", None), ("中心经度", "中心纬度", None),
        ("location_lng", "location_lat", None), ("location.lng", "location.lat", None),
        # Surveyors' x goes north.
        ("横坐标Y", "纵坐标X", None), ("横坐标", "纵坐标", None), ("Y(横坐标)", "X(纵坐标)", None),
        ("Y（东）", "X（北）", None),
        ("lng_gcj02", "lat_gcj02", "gcj02"), ("gcj02经度", "gcj02纬度", "gcj02"),
        ("高德经度", "高德纬度", "gcj02"),
        ("经度(GCJ-02)", "纬度(GCJ-02)", "gcj02"), ("火星经度", "火星纬度", "gcj02"),
        ("腾讯经度", "腾讯纬度", "gcj02"),
        ("bd09经度", "bd09纬度", "bd09"), ("bd_lng", "bd_lat", "bd09"),
        ("百度地图经度", "百度地图纬度", "bd09"),
        ("lng_wgs84", "lat_wgs84", "wgs84"), ("lon_wgs84", "lat_wgs84", "wgs84"),
        ("wgslng", "wgslat", "wgs84"),
        ("lon84", "lat84", "wgs84"), ("gpsx", "gpsy", "wgs84"), ("经度（WGS84）", "纬度（WGS84）", "wgs84"),
        ("经度(CGCS2000)", "纬度(CGCS2000)", "cgcs2000"), ("2000经度", "2000纬度", "cgcs2000"),
    ],
)  # fmt: skip
def test_longitude_and_latitude_in_many_words(lon: str, lat: str, datum: str | None) -> None:
    for header, column in ((lon, LON), (lat, LAT)):
        found = coordinate_header(header)
        assert found is not None
        assert (found.column, found.datum) == (column, datum)


@pytest.mark.parametrize(
    ("header", "datum"),
    [
        ("坐标", None), ("座標", None), ("经纬度", None), ("坐标(经纬度)", None), ("经度、纬度", None),
        ("lng,lat", None),
        ("location", None), ("中心点坐标", None), ("gps", "wgs84"), ("GPS坐标", "wgs84"),
        ("高德坐标", "gcj02"),
        ("百度坐标", "bd09"), ("坐标（WGS-84）", "wgs84"),
    ],
)  # fmt: skip
def test_both_in_one_cell(header: str, datum: str | None) -> None:
    found = coordinate_header(header)
    assert found is not None
    assert (found.column, found.datum) == (PAIR, datum)


@pytest.mark.parametrize(
    "header",
    [
        # Names and years, other units, datums that are no longer in force, a map's own metres, two datums.
        "xm", "ym", "y2000", "x84", "经度(分)", "54经度", "西安80经度", "bd09mc_x", "gcj02转bd09经度",
        "高德百度经度",
        "坐标来源", "坐标精度", "坐标系", "位置", "企业位置", "gcj02", "高德", "lon_2", "E", "N", "",
    ],
)  # fmt: skip
def test_what_is_no_header_of_coordinates_is_not_taken_for_one(header: str) -> None:
    assert coordinate_header(header) is None


@pytest.mark.parametrize(
    "header", ["名稱", "類型", "地址", "單位名稱", "詳細地址", "經營面積", "層數", "位置精度"]
)
def test_headers_in_traditional_characters_are_known(header: str) -> None:
    assert is_known_header(header)
