"""Partitioned layers that other programs write: read as the layer is whole, or told what is wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import fsspec
import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pyproj
import pytest

from tests.parts_town import county, difference, judged, written
from tests.test_parts import wanted
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.export.words import error_text
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.partitions import files_at
from xq_gis_plugin.io.read import read_protected
from xq_gis_plugin.run_parts import read_wanted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TOWN = county(322, towns=2)


def first_file(folder: Path) -> Path:
    return min(folder.rglob("*.parquet"))


def told_of_geometry(path: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    table = pq.ParquetFile(path).read()
    geo = json.loads(table.schema.metadata[b"geo"])
    change(geo["columns"]["geometry"])
    pq.write_table(table.replace_schema_metadata({b"geo": json.dumps(geo).encode()}), path)


def test_files_in_folders_named_as_files_are_read_and_hidden_ones_are_not(tmp_path: Path) -> None:
    folder = written(TOWN[1], tmp_path / "objects")
    file = first_file(folder)
    inner = file.parent / "a.parquet"
    inner.mkdir()
    file.rename(inner / "part-00000.snappy.parquet")
    (inner / ".part-00000.parquet").write_bytes(b"left by another system")
    some = read_wanted(str(folder), wanted(TOWN))
    assert some.attrs["source"].rows == len(TOWN[1])


def test_hidden_files_of_a_store_are_left_alone() -> None:
    for name in ("a.parquet", ".a.parquet", ".tmp/b.parquet"):
        fsspec.filesystem("memory").pipe(f"/hidden/{name}", b"x")
    assert files_at("memory://hidden") == ["memory:///hidden/a.parquet"]


def test_a_row_group_without_any_geometry_leaves_nothing_but_a_remark(tmp_path: Path) -> None:
    folder = written(TOWN[1], tmp_path / "objects")
    file = first_file(folder)
    frame = gpd.read_parquet(file)
    frame["geometry"] = gpd.GeoSeries([None] * len(frame), crs=frame.crs)
    frame.to_parquet(file)
    some = read_wanted(str(folder), wanted(TOWN))
    assert any("no geometry" in check.message for check in some.attrs["source"].checks)
    whole = TOWN[1].copy()
    whole.loc[whole["object_id"].isin(frame["object_id"]), "geometry"] = None
    whole.to_parquet(tmp_path / "with_gaps.parquet")
    difference(judged(TOWN, some), judged(TOWN, read_protected(tmp_path / "with_gaps.parquet")))


@pytest.mark.parametrize(("rows", "code"), [(0, "layer_empty"), (3, "nothing_usable")])
def test_a_layer_in_which_nothing_can_be_used_is_told(tmp_path: Path, rows: int, code: str) -> None:
    for name in ("a", "b"):
        frame = TOWN[1][:rows].copy()
        frame["geometry"] = gpd.GeoSeries([None] * rows, crs=TOWN[1].crs)
        frame["object_id"] = [f"{name}{n}" for n in range(rows)]
        (tmp_path / "objects").mkdir(exist_ok=True)
        frame.to_parquet(tmp_path / "objects" / f"{name}.parquet")
    with pytest.raises(InputError) as caught:
        read_wanted(str(tmp_path / "objects"), wanted(TOWN))
    assert caught.value.code == code
    assert not error_text(caught.value, "zh").message.isascii()


def test_a_coordinate_system_that_a_person_names_is_used_where_the_files_name_none(tmp_path: Path) -> None:
    folder = written(TOWN[1], tmp_path / "objects")
    usual = read_wanted(str(folder), wanted(TOWN))
    for file in folder.rglob("*.parquet"):
        told_of_geometry(file, lambda column: column.update(crs=None))
    said = read_wanted(str(folder), wanted(TOWN), options=ReadOptions(crs="EPSG:4490"))
    pd.testing.assert_frame_equal(pd.DataFrame(said), pd.DataFrame(usual))


@pytest.mark.parametrize("crs", ["left out", "OGC:CRS84"])
def test_one_coordinate_system_may_be_told_in_several_ways(tmp_path: Path, crs: str) -> None:
    folder = written(TOWN[1].to_crs("EPSG:4326"), tmp_path / "objects")
    change: dict[str, Callable[[dict[str, Any]], Any]] = {
        "left out": lambda column: column.pop("crs"),
        "OGC:CRS84": lambda column: column.update(crs=pyproj.CRS("OGC:CRS84").to_json_dict()),
    }
    told_of_geometry(first_file(folder), change[crs])
    assert read_wanted(str(folder), wanted(TOWN)).attrs["source"].rows == len(TOWN[1])


def test_a_server_that_does_not_answer_is_not_a_file_that_is_missing() -> None:
    with pytest.raises(InputError) as caught:
        read_wanted("http://127.0.0.1:9/objects.parquet", wanted(TOWN))
    assert caught.value.code == "file_unreadable"
    assert "127.0.0.1" in str(caught.value.facts["reason"])
