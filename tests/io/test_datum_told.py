"""A datum that a table names elsewhere than in the headers of its coordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely

from tests.io.layers import check, codes
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.read import read_hazards

if TYPE_CHECKING:
    from pathlib import Path

AMAP = {
    "name": ["胜利加油站"], "kind": ["加油站"], "typecode": ["010101"], "pname": ["宁夏"],
    "cityname": ["银川市"], "adname": ["兴庆区"],
}  # fmt: skip


def read(folder: Path, text: str, datum: str | None = None) -> Any:
    path = folder / "t.csv"
    path.write_text(text, encoding="utf-8")
    return read_hazards(path, datum=datum)


@pytest.mark.parametrize("header", ["坐标系", "坐标系统", "坐标类型", "datum"])
@pytest.mark.parametrize(
    ("value", "datum"),
    [
        ("百度坐标系", "bd09"),
        ("GCJ-02", "gcj02"),
        ("高德", "gcj02"),
        ("WGS84", "wgs84"),
        ("CGCS2000", "cgcs2000"),
    ],
)
def test_a_column_that_names_the_datum_is_believed(
    header: str, value: str, datum: str, tmp_path: Path
) -> None:
    text = f"名称,类型,经度,纬度,{header}\n甲,加油站,106.281,38.476,{value}\n乙,加油站,106.29,38.47,{value}\n"
    frame = read(tmp_path, text)
    assert frame.attrs["source"].datum == datum
    assert "datum_by_column" in codes(frame)
    assert "datum_assumed" not in codes(frame)
    # What a person says wins.
    assert read(tmp_path, text, "wgs84").attrs["source"].datum == "wgs84"


def test_a_position_that_was_converted_once_is_not_converted_again(tmp_path: Path) -> None:
    """The record of a located hazard keeps the datum that its source was in."""
    text = "name,kind,lon,lat,datum,position_source\n甲,petrol_station,106.281,38.476,gcj02,name_match\n"
    frame = read(tmp_path, text)
    assert frame.attrs["source"].datum == "cgcs2000"
    assert frame.geometry.x[0] == 106.281


def test_rows_in_several_datums_are_refused_unless_somebody_says_which(tmp_path: Path) -> None:
    text = "名称,类型,经度,纬度,坐标系\n甲,加油站,106.281,38.476,百度\n乙,加油站,106.29,38.47,高德\n"
    with pytest.raises(InputError) as asked:
        read(tmp_path, text)
    assert asked.value.code == "datums_mixed"
    assert read(tmp_path, text, "gcj02").attrs["source"].datum == "gcj02"


def test_a_system_in_a_column_that_is_not_heeded_is_told(tmp_path: Path) -> None:
    frame = read(tmp_path, "名称,类型,经度,纬度,坐标系\n甲,加油站,106.281,38.476,西安80\n")
    assert check(frame, "datum_column_unread").severity == "important"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("高德地图坐标（GCJ-02）,,,\n", ""),
        ("", "注：坐标取自百度地图,,,\n"),
        ("加油站台账,,,\n", "注：GCJ-02,,,\n"),
    ],
)
def test_a_title_or_a_note_that_names_a_shifted_datum_is_told(above: str, below: str, tmp_path: Path) -> None:
    text = f"{above}名称,类型,经度,纬度\n甲,加油站,106.281,38.476\n乙,加油站,106.29,38.47\n{below}"
    assert check(read(tmp_path, text), "datum_told").severity == "important"
    assert "datum_told" not in codes(read(tmp_path, text, "gcj02"))


@pytest.mark.parametrize("note", ["注：由百度坐标转换为WGS84", "注：坐标为CGCS2000", "注：2026年3月填"])
def test_a_note_that_tells_of_no_shifted_datum_or_of_two_is_no_evidence(note: str, tmp_path: Path) -> None:
    text = f"名称,类型,经度,纬度\n甲,加油站,106.281,38.476\n乙,加油站,106.29,38.47\n{note},,,\n"
    assert "datum_told" not in codes(read(tmp_path, text))


def test_columns_that_amap_alone_gives_are_evidence_in_a_table_and_in_a_layer_that_claims_wgs_84(
    tmp_path: Path,
) -> None:
    point = gpd.GeoDataFrame(AMAP, geometry=shapely.points([[106.27, 38.47]]), crs=4326)
    point.to_file(tmp_path / "poi.gpkg")
    headers, row = ",".join(AMAP), ",".join(value for (value,) in AMAP.values())
    frames = [
        read_hazards(tmp_path / "poi.gpkg"),
        read(tmp_path, f'{headers},location\n{row},"106.27,38.47"\n'),
    ]
    for frame in frames:
        assert dict(check(frame, "datum_told").facts)["datum"] == "gcj02"
    assert "datum_told" not in codes(read_hazards(tmp_path / "poi.gpkg", datum="wgs84"))


@pytest.mark.parametrize("marked", ["火星坐标系", "高德坐标系", "GCJ-02坐标系", "GCJ02"])
def test_a_header_may_call_the_datum_a_system(marked: str, tmp_path: Path) -> None:
    frame = read(tmp_path, f"名称,类型,经度（{marked}）,纬度（{marked}）\n甲,加油站,106.281,38.476\n")
    assert frame.attrs["source"].datum == "gcj02"
    assert frame["position_status"].tolist() == ["located"]
