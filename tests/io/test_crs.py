"""Coordinate systems that a file leaves open, and those of which nobody knows how exact they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest
from pyproj import CRS
from shapely.geometry import Point

from tests.io.layers import check, codes
from tests.io.test_bad_input import FUEL, csv, refused
from xq_gis_plugin.core.datum import convert
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.export.words import check_text, error_text
from xq_gis_plugin.io.areas import display_district
from xq_gis_plugin.io.crs_candidates import candidates
from xq_gis_plugin.io.inspect import inspect
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.read import read_hazards

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("crs", [4610, 4214, 2332, 2355, 21418, 2434])
def test_a_person_may_say_how_far_off_a_way_is_that_nobody_knows(crs: int, tmp_path: Path) -> None:
    """Of Xi'an 80 and Beijing 54 PROJ knows only a ballpark way around Yinchuan."""
    path = tmp_path / "xian.gpkg"
    geodetic = 4214 if "Beijing" in CRS(crs).name else 4610
    columns = {"kind": [FUEL] * 2, "position_accuracy_m": [3.0, None]}
    there = gpd.GeoDataFrame(columns, geometry=[Point(106.2, 38.4)] * 2, crs=geodetic)
    there.to_crs(crs).to_file(path)
    refused(read_hazards, path, "crs_inexact")
    hazards = read_hazards(path, options=ReadOptions(crs_accuracy_m=130))
    said = check(hazards, "crs_accuracy_said")
    assert (said.severity, dict(said.facts)["metres"]) == (CheckSeverity.IMPORTANT, "130")
    assert "130 米" in check_text(said)
    assert hazards.attrs["source"].crs_accuracy_m == 130
    assert hazards["position_accuracy_m"].tolist()[0] == 133.0
    assert hazards["position_accuracy_m"].tolist()[1] > 130.0


def test_what_a_person_says_never_makes_a_known_way_surer(tmp_path: Path) -> None:
    path = tmp_path / "beijing.gpkg"
    gpd.GeoDataFrame({"kind": [FUEL]}, geometry=[Point(113, 20.5)], crs=4214).to_file(path)
    for stated, counted in ((2.0, 15.0), (40.0, 40.0)):
        found = read_hazards(path, options=ReadOptions(crs_accuracy_m=stated))
        assert found.attrs["source"].crs_accuracy_m == counted
    # Where there is nothing unsure, nothing is added.
    gpd.GeoDataFrame({"kind": [FUEL]}, geometry=[Point(106.2, 38.4)], crs=4490).to_file(path)
    assert codes(read_hazards(path, options=ReadOptions(crs_accuracy_m=40))) == []


@pytest.mark.parametrize("wrong", [-1.0, float("nan"), float("inf")])
def test_an_accuracy_of_a_coordinate_system_is_a_number_of_metres(wrong: float) -> None:
    with pytest.raises(InputError) as caught:
        ReadOptions(crs_accuracy_m=wrong)
    assert caught.value.code == "accuracy_invalid"


def test_only_what_can_be_read_is_offered(tmp_path: Path) -> None:
    path = csv(tmp_path, f"x,y,kind\n18612000,4259000,{FUEL}\n")
    error = refused(read_hazards, path, "crs_missing")
    offered = error.facts["crs"]
    assert offered[0] == "EPSG:4496"
    for crs in offered:
        assert len(read_hazards(path, options=ReadOptions(crs=crs))) == 1
    # Xi'an 80 is told all the same, with what it needs; once that is said it is offered.
    assert "how far off the conversion may be (--crs-accuracy M): EPSG:2332" in error.message
    assert "要另用 --crs-accuracy 写明最多偏差多少米的：EPSG:2332" in error_text(error).hint
    again = refused(read_hazards, path, "crs_missing", options=ReadOptions(crs_accuracy_m=130))
    assert "EPSG:2332" in again.facts["crs"]


@pytest.mark.filterwarnings("ignore:'crs' was not provided:UserWarning")
def test_degrees_without_a_crs_are_told_by_where_each_datum_would_put_them(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    inside = next(iter(display_district().representative_point().coords))
    gpd.GeoDataFrame({"kind": [FUEL]}, geometry=[Point(inside)]).to_file(path)
    error = refused(read_hazards, path, "crs_missing")
    assert "最多偏差多少米的：无。" in error_text(error).hint
    told = str(error.facts["candidates"])
    assert [part.split(" ")[0] for part in told.split("; ")] == ["cgcs2000", "gcj02", "bd09"]
    assert told.count("兴庆区") == 3
    # A place that is in the district only if it is Baidu's: that stands first.
    east, north = convert(106.3, 38.45, "cgcs2000", "bd09")
    found = candidates(np.array([[float(east), float(north)]]), Point(106.3, 38.45).buffer(0.001))
    assert [one.datum for one in found] == ["bd09", "gcj02", "cgcs2000"]
    assert found[0].place == "district"


def test_an_accuracy_that_a_person_says_counts_beside_that_of_the_coordinate_system(tmp_path: Path) -> None:
    path = tmp_path / "xian.gpkg"
    there = gpd.GeoDataFrame({"kind": [FUEL] * 2}, geometry=[Point(106.2, 38.4)] * 2, crs=4610)
    there.to_file(path)
    usual = read_hazards(path, options=ReadOptions(crs_accuracy_m=5))
    said = read_hazards(path, options=ReadOptions(crs_accuracy_m=5, accuracy_m=300))
    assert said["position_accuracy_m"].tolist() == [305.0] * len(said)
    assert (usual["position_accuracy_m"] < 305).all()


@pytest.mark.parametrize("exchanged", [False, True])
def test_metres_of_a_web_map_are_named_and_read_where_a_person_says_so(
    exchanged: bool,
    tmp_path: Path,
) -> None:
    east, north = 11831046.61, 4646063.91
    x, y = (north, east) if exchanged else (east, north)
    path = csv(tmp_path, f"名称,类型,x,y\n甲站,加油站,{x},{y}\n")
    error = refused(read_hazards, path, "web_metres_unsaid")
    assert "EPSG:3857" in str(error.facts["candidates"])
    message, hint = error_text(error)
    assert "BD-09MC" in message
    assert "--datum bd09" in hint
    there = read_hazards(path, options=ReadOptions(crs="EPSG:3857")).geometry[0]
    assert (there.x, there.y) == pytest.approx((106.2799, 38.4702), abs=2e-4)


def test_metres_of_a_web_map_that_begin_like_a_zone_are_read_where_a_person_says_so(tmp_path: Path) -> None:
    # 118.5 degrees east: the first two figures are those of a zone of 6 degrees.
    path = csv(tmp_path, "名称,类型,x,y\n甲站,加油站,13191359.7,4646063.9\n")
    there = read_hazards(path, options=ReadOptions(crs="EPSG:3857")).geometry[0]
    assert there.x == pytest.approx(118.5, abs=1e-4)


@pytest.mark.parametrize(
    ("written", "drawn", "right"),
    [
        # The zone's number in the .prj and not in the numbers, metres under degrees, degrees under metres.
        (4523, 4544, "EPSG:4544"),
        (4544, 4523, "EPSG:4523"),
        (4326, 4523, "EPSG:4523"),
        (4523, 4490, "EPSG:4490"),
    ],
)
def test_a_coordinate_system_that_the_numbers_contradict_is_named_and_may_be_overruled(
    written: int, drawn: int, right: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.shp"
    there = gpd.GeoDataFrame({"kind": [FUEL]}, geometry=[Point(106.2, 38.4)], crs=4490).to_crs(drawn)
    there.set_crs(written, allow_override=True).to_file(path)
    with pytest.raises(InputError) as caught:
        read_hazards(path)
    assert caught.value.code == "crs_contradicted"
    assert ("cgcs2000" if drawn == 4490 else right) in caught.value.facts["candidates"]
    assert "（.prj）写错了" in error_text(caught.value, "zh").hint
    assert [one.code for one in inspect(path).checks] == ["crs_contradicted"]
    found = read_hazards(path, options=ReadOptions(crs=right))
    assert check(found, "crs_overruled").severity is CheckSeverity.IMPORTANT
    assert found.geometry.iloc[0].distance(Point(106.2, 38.4)) < 1e-6


def test_numbers_that_fit_no_coordinate_system_are_out_of_range(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    gpd.GeoDataFrame({"kind": [FUEL]}, geometry=[Point(1e9, 1e9)], crs=4326).to_file(path)
    refused(read_hazards, path, "coordinates_out_of_range")
