"""Layers that crashed what was meant to say what is wrong with them."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely

from tests.io.layers import check, codes
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.inspect import inspect
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.read import read_hazards, read_protected

if TYPE_CHECKING:
    from pathlib import Path

HOUSE = shapely.box(106.28, 38.47, 106.2801, 38.4701)


def geojson(path: Path, properties: dict[str, Any]) -> Path:
    feature = {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(HOUSE)}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return path


def test_lists_in_a_geojson_are_kept_as_text(tmp_path: Path) -> None:
    path = geojson(
        tmp_path / "a.geojson", {"kind": "residence", "tags": [1, 2], "names": ["甲", "乙"], "no": []}
    )
    objects = read_protected(path)
    assert (objects["tags"][0], objects["names"][0]) == ("[1, 2]", '["甲", "乙"]')
    assert "[1, 2]" in str(inspect(path, Role.PROTECTED).layers)


@pytest.mark.shared
def test_a_boundary_from_a_web_map_can_be_looked_at(shared: Path) -> None:
    report = inspect(shared / "data/boundaries/yinchuan_districts_datav_v3_GCJ02.geojson", Role.PROTECTED)
    assert report.layers[0].rows == 6


def test_a_layer_of_which_no_row_can_be_read_says_why(tmp_path: Path) -> None:
    path = tmp_path / "a.shp"
    rows = gpd.GeoDataFrame({"kind": ["不知道", "也不知道"]}, geometry=[HOUSE, HOUSE], crs="EPSG:4490")
    rows.to_file(path, encoding="utf-8")
    path.with_suffix(".prj").unlink()
    with pytest.raises(InputError) as caught:
        read_hazards(path, options=ReadOptions(reject_rows=True))
    assert caught.value.code == "no_row_readable"
    assert "row 1, field kind: '不知道'" in caught.value.message
    looked = inspect(path, Role.HAZARD, ReadOptions(reject_rows=True))
    assert "no_row_readable" in {check.code for check in looked.checks}


@pytest.mark.parametrize(
    ("lon", "lat"), [("经度(°)", "纬度(°)"), ("经度（度）", "纬度（度）"), ("东经(E)", "北纬(N)")]
)
def test_degrees_can_name_their_unit(tmp_path: Path, lon: str, lat: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"名称,类型,{lon},{lat}\n甲,加油站,106.28,38.47\n", encoding="utf-8")
    assert read_hazards(path).geometry[0].equals(shapely.Point(106.28, 38.47))


@pytest.mark.parametrize(("x", "y"), [("X坐标(m)", "Y坐标(m)"), ("X坐标（米）", "Y坐标（米）")])
def test_metres_can_name_their_unit(tmp_path: Path, x: str, y: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"名称,类型,{x},{y}\n甲,加油站,611612,4259400\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_hazards(path)
    # The columns are known: what is asked for is the coordinate system.
    assert caught.value.code == "crs_missing"
    assert read_hazards(path, options=ReadOptions(crs="EPSG:4522")).geometry.notna().all()


@pytest.mark.parametrize("count", [50, 20_000], ids=["few", "more than a cell may hold"])
def test_a_quote_that_is_never_closed_costs_its_own_row_alone(tmp_path: Path, count: int) -> None:
    lines = [f"{n}号楼,住宅,{106.2 + n * 1e-6:.6f},38.47" for n in range(count)]
    lines[4] = f'"{lines[4]}'
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["名称,类型,经度,纬度", *lines]), encoding="utf-8")
    objects = read_protected(path, options=ReadOptions(reject_rows=True))
    assert len(objects) == count - 1
    found = check(objects, "quote_unclosed")
    assert (found.severity, found.rows) == ("important", (6,))


def test_a_line_break_in_a_cell_is_no_unclosed_quote(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = '名称,类型,经度,纬度,备注\n甲,住宅,106.28,38.47,"胜利街\n1号,东侧\n二楼"\n乙,住宅,106.29,38.47,x\n'
    path.write_text(text, encoding="utf-8")
    objects = read_protected(path)
    assert objects["备注"].tolist() == ["胜利街\n1号,东侧\n二楼", "x"]
    assert "quote_unclosed" not in codes(objects)


def test_layers_within_an_archive_are_named_as_they_can_be_asked_for(tmp_path: Path) -> None:
    inner, path = tmp_path / "区.gpkg", tmp_path / "a.zip"
    for layer in ("甲", "乙"):
        rows = gpd.GeoDataFrame({"kind": ["residence"]}, geometry=[HOUSE], crs="EPSG:4490")
        rows.to_file(inner, layer=layer, driver="GPKG")
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(inner, inner.name)
    with pytest.raises(InputError) as caught:
        read_protected(path)
    assert caught.value.code == "layer_unnamed"
    assert "a.zip#区.gpkg#甲" in caught.value.hint
    assert caught.value.facts["path"] == str(path)
    assert len(read_protected(f"{path}#区.gpkg#甲")) == 1
