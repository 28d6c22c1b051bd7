"""A layer read some rows at a time is the layer read whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from xq_gis_plugin.io import gdal_rows
from xq_gis_plugin.io.gdal_rows import read_rows
from xq_gis_plugin.io.raw import FilePlace
from xq_gis_plugin.io.read import read_protected

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 23


def layer() -> gpd.GeoDataFrame:
    """Return rows whose gaps come late, so that the first pieces have none."""
    rows = range(COUNT)
    columns: dict[str, Any] = {
        "name": [f"楼{row}" if row != 20 else None for row in rows],
        "kind": "residence",
        "storeys": pd.array([row if row != 17 else None for row in rows], dtype="Int32"),
        "large": [2**53 + row for row in rows],
        "height": [row / 3 if row != 19 else np.nan for row in rows],
        "listed": pd.array([row % 2 == 0 if row != 21 else None for row in rows], dtype="boolean"),
        "built": pd.to_datetime([f"19{row + 50}-03-0{row % 9 + 1}" if row != 22 else None for row in rows]),
    }
    shapes = shapely.box(106.2 + np.arange(COUNT) * 1e-3, 38.4, 106.2005 + np.arange(COUNT) * 1e-3, 38.4005)
    return gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:4490")


def written(path: Path) -> FilePlace:
    if path.suffix == ".gpkg":
        layer().to_file(path, layer="楼", VERSION="1.3")
        return FilePlace(path, "楼")
    layer().drop(columns=["listed", "built"]).to_file(path, encoding="UTF-8")
    return FilePlace(path, None)


def whole_and_pieces(
    place: FilePlace, each: int, monkeypatch: pytest.MonkeyPatch
) -> tuple[tuple[Any, Any, Any], tuple[Any, Any, Any], int]:
    """Return the layer read whole and in pieces, and in how many reads."""
    whole = read_rows(place, layer=place.layer)
    reads: list[int] = []
    once = pyogrio.raw.read

    def counted(*given: Any, **said: Any) -> Any:
        reads.append(1)
        return once(*given, **said)

    monkeypatch.setattr(pyogrio.raw, "read", counted)
    monkeypatch.setattr(gdal_rows, "_ROWS_AT_ONCE", each)
    return whole, read_rows(place, layer=place.layer), len(reads)


def same(one: tuple[Any, Any, Any], other: tuple[Any, Any, Any]) -> None:
    assert one[0]["crs"] == other[0]["crs"]
    assert list(one[0]["fields"]) == list(other[0]["fields"])
    assert one[1].tolist() == other[1].tolist()
    for here, there in zip(one[2], other[2], strict=True):
        pd.testing.assert_series_equal(pd.Series(here), pd.Series(there))


@pytest.mark.parametrize("each", [1, 4, 22, 23, 24])
@pytest.mark.parametrize("suffix", [".gpkg", ".shp"])
def test_pieces_make_the_whole(
    tmp_path: Path, suffix: str, each: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, pieces, reads = whole_and_pieces(written(tmp_path / f"a{suffix}"), each, monkeypatch)
    same(whole, pieces)
    assert len(pieces[1]) == COUNT
    assert reads == (1 if each >= COUNT else COUNT // each + 1)


@pytest.mark.parametrize("deleted", [[0, 1, 2], [3], [4, 5, 6, 7, 8], [20, 21, 22], [0, 22], [*range(1, 22)]])
def test_rows_deleted_in_a_shapefile_stay_away_and_the_others_come_once(
    tmp_path: Path, deleted: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = written(tmp_path / "a.shp")
    table = place.path.with_suffix(".dbf")
    data = bytearray(table.read_bytes())
    head, each = int.from_bytes(data[8:10], "little"), int.from_bytes(data[10:12], "little")
    for row in deleted:
        data[head + row * each] = ord("*")
    table.write_bytes(data)
    whole, pieces, _ = whole_and_pieces(place, 4, monkeypatch)
    same(whole, pieces)
    assert len(pieces[1]) == COUNT - len(deleted)


def test_keys_with_gaps_below_nought_and_of_any_name_are_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = written(tmp_path / "a.gpkg")
    with closing(sqlite3.connect(place.path)) as connection:
        connection.executescript(
            """
            CREATE TABLE "b" ("k""e'y" INTEGER PRIMARY KEY, geom BLOB, name TEXT);
            INSERT INTO "b" SELECT fid * 1000 - 9000, geom, name FROM "楼";
            INSERT INTO gpkg_contents SELECT 'b', data_type, 'b', description, last_change, min_x, min_y,
                max_x, max_y, srs_id FROM gpkg_contents;
            INSERT INTO gpkg_geometry_columns SELECT 'b', 'geom', geometry_type_name, srs_id, z, m
                FROM gpkg_geometry_columns;
            """
        )
        connection.commit()
    whole, pieces, reads = whole_and_pieces(FilePlace(place.path, "b"), 4, monkeypatch)
    same(whole, pieces)
    assert (len(pieces[1]), reads) == (COUNT, 6)


def test_a_frame_is_the_same_either_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = written(tmp_path / "a.gpkg")
    whole = read_protected(place.path)
    monkeypatch.setattr(gdal_rows, "_ROWS_AT_ONCE", 5)
    pieces = read_protected(place.path)
    pd.testing.assert_frame_equal(pd.DataFrame(whole), pd.DataFrame(pieces))
