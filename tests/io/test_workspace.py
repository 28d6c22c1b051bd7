"""A run's tables survive in one GeoPackage, or nothing is written."""

from __future__ import annotations

import dataclasses
import sqlite3
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest
from geopandas.testing import assert_geodataframe_equal
from pandas.testing import assert_frame_equal
from shapely.geometry import LineString, MultiPolygon, Point, box

from tests.io.layers import geojson
from xq_gis_plugin.core.errors import InputError, OutputError
from xq_gis_plugin.core.model import CRS, Assessment, Check, CheckSeverity
from xq_gis_plugin.io.workspace import read_workspace, write_workspace

if TYPE_CHECKING:
    from pathlib import Path

TABLES = [field.name for field in dataclasses.fields(Assessment) if field.name != "checks"]
SPATIAL = {
    "findings",
    "rings",
    "overlaps",
    "hazard_summary",
    "plan_overlay",
    "hazards",
    "parts",
    "protected",
    "coverage",
}
NAMES = ["<script>alert('x')</script>", "\"'`", "=cmd|' /C calc'!A1", "长" * 10_000, None]
SHAPES = [
    Point(106, 38),
    box(106, 38, 107, 39),
    None,
    MultiPolygon([box(0, 0, 1, 1)]),
    LineString([(0, 0), (1, 1)]),
]
CHECKS = (
    Check(CheckSeverity.IMPORTANT, "geometry_repaired", "a.shp: 修复", "看一看", (1, 5), 2),
    Check(CheckSeverity.NOTE, "z_dropped", "z", "h"),
    Check(CheckSeverity.NOTE, "column_chosen", "c", "h", facts=(("used", "地址"), ("unused", "位置"))),
)


def text(*values: object) -> pd.Series:
    return pd.Series(values, dtype="object")


def table(name: str) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "key": text("a", "b", "c", "d", "e"),
            "name": text(*NAMES),
            "distance_m": [1.25, None, 0.1 + 0.2, 1e-9, 3.0],
            "count": [1, 2, 3, 4, 5],
            "temporary": pd.Series([True, None, False, None, True], dtype="object"),
            "grade": text(None, None, None, None, None),
            "unknown_m": pd.Series([None] * 5, dtype="float64"),
        }
    )
    return gpd.GeoDataFrame(frame, geometry=SHAPES, crs=CRS) if name in SPATIAL else frame


@pytest.fixture
def run() -> Assessment:
    return Assessment(**{name: table(name) for name in TABLES}, checks=CHECKS)


def test_every_table_comes_back_as_it_was(run: Assessment, tmp_path: Path) -> None:
    path = tmp_path / "工作空间.gpkg"
    write_workspace(run, path)
    back = read_workspace(path)
    assert back.checks == CHECKS
    for name in TABLES:
        before, after = getattr(run, name), getattr(back, name)
        if name in SPATIAL:
            assert_geodataframe_equal(before, after)
        else:
            assert_frame_equal(before, after)


def test_pandas_own_string_type_is_stored_too(run: Assessment, tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    strings = pd.DataFrame({"key": ["a", None], "value": ["1", "二"]})
    write_workspace(dataclasses.replace(run, run=strings), path)
    assert read_workspace(path).run.to_numpy().tolist() == [["a", "1"], [None, "二"]]


def test_a_run_without_rows_comes_back_too(run: Assessment, tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    empty = Assessment(**{name: getattr(run, name).iloc[:0] for name in TABLES})
    write_workspace(empty, path)
    back = read_workspace(path)
    assert [len(getattr(back, name)) for name in TABLES] == [0] * len(TABLES)
    assert back.findings.crs == CRS
    assert list(back.findings.columns) == list(run.findings.columns)


def test_the_geopackage_is_of_a_version_that_old_qgis_reads(run: Assessment, tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    write_workspace(run, path)
    with sqlite3.connect(path) as database:
        assert database.execute("pragma user_version").fetchone() == (10300,)
        kinds = dict(database.execute("select table_name, data_type from gpkg_contents").fetchall())
    database.close()
    assert {name for name, kind in kinds.items() if kind == "features"} == SPATIAL
    assert kinds["run"] == "attributes"


def test_an_existing_file_is_replaced_only_on_demand(run: Assessment, tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        write_workspace(run, path)
    assert caught.value.code == "output_exists"
    assert path.read_text(encoding="utf-8") == "mine"
    write_workspace(run, path, overwrite=True)
    assert len(read_workspace(path).findings) == 5
    assert [item.name for item in tmp_path.iterdir()] == ["w.gpkg"]


def test_a_failure_half_way_leaves_nothing(run: Assessment, tmp_path: Path) -> None:
    broken = dataclasses.replace(run, unlocated=pd.DataFrame({"a": [object], "A": ["twice but for case"]}))
    with pytest.raises(OutputError) as caught:
        write_workspace(broken, tmp_path / "w.gpkg")
    assert caught.value.code == "output_unwritable"
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_at_the_end_leaves_what_was_there(
    run: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Path) -> None:
        message = "database or disk is full"
        raise sqlite3.OperationalError(message)

    monkeypatch.setattr("xq_gis_plugin.io.workspace.add_styles", full)
    (tmp_path / "w.gpkg").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        write_workspace(run, tmp_path / "w.gpkg", overwrite=True)
    assert (caught.value.code, caught.value.facts["path"]) == ("output_unwritable", str(tmp_path / "w.gpkg"))
    assert (tmp_path / "w.gpkg").read_text(encoding="utf-8") == "mine"
    assert [item.name for item in tmp_path.iterdir()] == ["w.gpkg"]


def test_a_workspace_of_before_the_rules_were_kept_is_read(run: Assessment, tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    write_workspace(run, path)
    with sqlite3.connect(path) as database:
        database.execute("drop table rules")
        database.execute("delete from gpkg_contents where table_name = 'rules'")
        database.execute("delete from gpkg_ogr_contents where table_name = 'rules'")
    database.close()
    back = read_workspace(path)
    assert len(back.rules) == 0
    assert len(back.coverage) == 5


def test_another_geopackage_is_no_workspace(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    gpd.GeoDataFrame({"a": [1]}, geometry=[Point(1, 2)], crs=4490).to_file(path, layer="findings")
    with pytest.raises(InputError) as caught:
        read_workspace(path)
    assert caught.value.code == "workspace_incomplete"
    assert "a.gpkg is no workspace: it has no table finding_rules" in caught.value.message
    with pytest.raises(InputError):
        read_workspace(geojson(tmp_path / "a.geojson"))
