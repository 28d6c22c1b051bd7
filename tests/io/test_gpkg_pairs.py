"""Pairs from GeoPackage to GeoPackage: what is found, with an index and without, and what is refused."""

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
from stations_and_houses import HOSTILE, LIMITS, expected, town

from xq_gis_plugin.core.errors import InputError, OutputError
from xq_gis_plugin.core.geodesy import geodesic_m
from xq_gis_plugin.export.words import error_text
from xq_gis_plugin.io import pairs_out
from xq_gis_plugin.io.gpkg_layer import open_gpkg
from xq_gis_plugin.io.gpkg_pairs import pairs_of_gpkg
from xq_gis_plugin.io.parquet_pairs import Names

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Files = tuple[Path, Path, Path]


def write(frame: gpd.GeoDataFrame, path: Path, **options: Any) -> None:
    pyogrio.write_dataframe(frame, path, dataset_options={"VERSION": "1.3"}, **options)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    stations, houses = town()
    write(stations, tmp_path / "stations.gpkg")
    write(houses, tmp_path / "houses.gpkg")
    return tmp_path / "stations.gpkg", tmp_path / "houses.gpkg", tmp_path / "out.gpkg"


def change(path: Path, *statements: str) -> None:
    """Change a file as a program does that knows of no spatial index."""
    with closing(sqlite3.connect(path)) as connection, connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for statement in (*(f'DROP TRIGGER "{name}"' for (name,) in triggers), *statements):
            connection.execute(statement)


def found(path: Path) -> dict[tuple[str, str], float]:
    table = pyogrio.read_dataframe(path, layer="pairs")
    pairs = zip(table["hazard_id"], table["object_id"], strict=True)
    return dict(zip(pairs, table["distance_m"], strict=True))


def test_every_pair_below_its_own_limit_is_written_with_its_line(files: Files) -> None:
    told = pairs_of_gpkg(*files, LIMITS)
    pairs = found(files[2])
    assert HOSTILE in {hazard for hazard, _ in pairs}
    assert pairs == pytest.approx(expected(), abs=1e-4)
    frame = pyogrio.read_dataframe(files[2])
    ends = shapely.get_coordinates(frame.geometry).reshape(-1, 2, 2)
    assert geodesic_m(ends[:, 0], ends[:, 1]) == pytest.approx(frame["distance_m"], abs=1e-6)
    assert (frame["shortfall_m"] == frame["required_m"] - frame["distance_m"]).all()
    assert frame.crs == "EPSG:4326"
    assert told.pairs == len(pairs) > 100
    assert told.unasked.keys() == {"shed"}
    assert pyogrio.list_layers(files[2]).tolist() == [["pairs", "LineString"]]


def test_only_rows_near_a_hazard_are_read_where_there_is_an_index(files: Files) -> None:
    # What is far from every station is no geometry at all: whoever read it would stumble.
    change(files[1], "UPDATE houses SET geom = x'00' WHERE fid > 500")
    pairs_of_gpkg(*files, LIMITS)
    assert found(files[2]) == pytest.approx(expected(), abs=1e-4)


def without_index(path: Path) -> None:
    change(path, "DROP TABLE rtree_houses_geom")


def with_an_index_that_was_left_behind(path: Path) -> None:
    change(path, "DELETE FROM rtree_houses_geom WHERE id % 3 = 0")


def with_rows_that_nobody_counted(path: Path) -> None:
    with_an_index_that_was_left_behind(path)
    change(path, "UPDATE gpkg_ogr_contents SET feature_count = NULL")


def of_another_program(path: Path) -> None:
    change(path, "DROP TABLE gpkg_ogr_contents")


@pytest.mark.parametrize(
    "alter",
    [without_index, with_an_index_that_was_left_behind, with_rows_that_nobody_counted, of_another_program],
)
def test_an_index_that_does_not_know_every_row_is_not_believed(
    files: Files, alter: Callable[[Path], None]
) -> None:
    alter(files[1])
    assert bool(open_gpkg(files[1]).index) == (alter is of_another_program)
    pairs_of_gpkg(*files, LIMITS)
    assert found(files[2]) == pytest.approx(expected(), abs=1e-4)


def test_names_of_columns_and_layers_are_as_the_files_have_them(tmp_path: Path) -> None:
    stations, houses = town()
    both = tmp_path / '区 "a".gpkg'
    write(stations.rename(columns={"hazard_id": '编号 "x"'}), both, layer="危险源 'y'")
    write(houses.rename(columns={"object_id": "select", "kind": "类型"}), both, layer="order", append=True)
    out, names = tmp_path / "out.gpkg", Names('编号 "x"', "select", "类型")
    pairs_of_gpkg(both, both, out, LIMITS, names=names, layers=("危险源 'y'", "order"))
    table = pyogrio.read_dataframe(out)
    assert len(table) == len(expected())
    assert list(table.columns[:2]) == ['编号 "x"', "select"]


def test_shapes_with_heights_empty_ones_and_none_are_read(files: Files, tmp_path: Path) -> None:
    _, houses = town()
    houses.geometry = shapely.force_3d(houses.geometry.to_numpy(), 7.0)
    extra = gpd.GeoDataFrame(
        {"object_id": ["e", "n"], "kind": ["school", "school"]},
        geometry=[shapely.Polygon(), None], crs="EPSG:4326",
    )  # fmt: skip
    write(gpd.GeoDataFrame(pd.concat([houses, extra]), crs="EPSG:4326"), tmp_path / "odd.gpkg")
    pairs_of_gpkg(files[0], tmp_path / "odd.gpkg", files[2], LIMITS)
    assert found(files[2]) == pytest.approx(expected(), abs=1e-4)


def in_metres(files: Files) -> None:
    _, houses = town()
    files[1].unlink()
    write(houses.to_crs(4544), files[1])


def two_layers(files: Files) -> None:
    write(town()[1], files[1], layer="more", append=True)


def a_view(files: Files) -> None:
    change(
        files[1],
        "ALTER TABLE houses RENAME TO stored",
        "CREATE VIEW houses AS SELECT * FROM stored",
    )


def no_kind(files: Files) -> None:
    change(files[1], "ALTER TABLE houses DROP COLUMN kind")


def no_shape(files: Files) -> None:
    without_index(files[1])
    change(files[1], "UPDATE houses SET geom = x'4750000100000000ff' WHERE fid = 7")


def cut_off(files: Files) -> None:
    whole = files[1].read_bytes()
    files[1].write_bytes(whole[: len(whole) // 3])


def no_database(files: Files) -> None:
    files[1].write_bytes(b"PK\x03\x04 nothing of the kind" * 100)


def gone(files: Files) -> None:
    files[1].unlink()


def words_for_metres(files: Files) -> None:
    change(files[0], "UPDATE stations SET d_school = '很远' WHERE fid = 3")


def below_nothing(files: Files) -> None:
    change(files[0], "UPDATE stations SET d_school = -1")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (in_metres, "crs_wrong"), (two_layers, "layer_unnamed"), (no_kind, "columns_missing"),
        (a_view, "layer_without_key"),
        (no_shape, "shape_in_file_unusable"), (cut_off, "file_unreadable"), (no_database, "file_unreadable"),
        (gone, "file_missing"), (words_for_metres, "value_wrong"), (below_nothing, "limit_negative"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_and_nothing_is_written(
    files: Files, spoil: Callable[[Files], None], code: str
) -> None:
    spoil(files)
    with pytest.raises(InputError) as caught:
        pairs_of_gpkg(*files, LIMITS)
    assert caught.value.code == code
    assert caught.value.hint
    assert error_text(caught.value, "zh")
    assert not files[2].exists()
    assert not [*files[2].parent.glob(".xq-*")]


def test_the_row_of_a_shape_that_cannot_be_used_is_named(files: Files) -> None:
    no_shape(files)
    with pytest.raises(InputError, match=r"houses\.gpkg#houses: the shape in row 7"):
        pairs_of_gpkg(*files, LIMITS)


def test_what_is_there_is_left_unless_it_may_be_replaced(files: Files) -> None:
    files[2].write_bytes(b"mine")
    with pytest.raises(OutputError):
        pairs_of_gpkg(*files, LIMITS)
    assert files[2].read_bytes() == b"mine"
    pairs_of_gpkg(*files, LIMITS, overwrite=True)
    assert len(found(files[2])) == len(expected())


def test_the_files_are_not_changed(files: Files) -> None:
    before = [path.read_bytes() for path in files[:2]]
    pairs_of_gpkg(*files, LIMITS)
    assert [path.read_bytes() for path in files[:2]] == before
    assert {path.name for path in files[0].parent.iterdir()} == {"stations.gpkg", "houses.gpkg", "out.gpkg"}


def test_it_can_be_ended_and_nothing_is_left(files: Files) -> None:
    files[2].write_bytes(b"mine")

    def end(_share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pairs_of_gpkg(*files, LIMITS, overwrite=True, progress=end)
    assert files[2].read_bytes() == b"mine"
    assert not [*files[2].parent.glob(".xq-*")]


def test_whole_numbers_stay_whole(files: Files) -> None:
    stations, houses = town()
    for path, frame, name in ((files[0], stations, "hazard_id"), (files[1], houses, "object_id")):
        path.unlink()
        write(frame.assign(**{name: np.arange(len(frame))}), path)
    pairs_of_gpkg(*files, LIMITS)
    table = pyogrio.read_dataframe(files[2])
    assert (table["hazard_id"].dtype, table["object_id"].dtype) == (np.int64, np.int64)
    assert len(table) == len(expected())


def test_a_geoparquet_can_be_written_too(files: Files) -> None:
    pairs_of_gpkg(*files, LIMITS)
    whole = pyogrio.read_dataframe(files[2], layer="pairs")
    pairs_of_gpkg(*files[:2], files[2].with_suffix(".parquet"), LIMITS)
    written = gpd.read_parquet(files[2].with_suffix(".parquet"))
    assert written.crs == whole.crs
    pd.testing.assert_frame_equal(
        pd.DataFrame(written), pd.DataFrame(whole), check_dtype=False, check_categorical=False
    )


def test_more_keys_than_a_text_of_sqlite_holds_are_asked_for_in_parts(files: Files) -> None:
    pairs_of_gpkg(*files, LIMITS)
    layer = open_gpkg(files[1])
    boxes = np.tile([-180.0, -90.0, 180.0, 90.0], (40, 1))
    with closing(layer.connect()) as connection:
        whole = layer.keys_in(connection, boxes, lambda: None)
        connection.execute("DROP TABLE around")
        # Room for the keys of all rows twice or so.
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 5_000)
        assert layer.keys_in(connection, boxes, lambda: None).tolist() == whole.tolist() == [*range(1, 601)]


@pytest.mark.parametrize("streamed", [True, False])
def test_many_pairs_are_written_as_few_are(
    files: Files, monkeypatch: pytest.MonkeyPatch, streamed: bool
) -> None:
    houses = pyogrio.read_dataframe(files[1])
    # Numbers, some of them missing.
    houses["number"] = pd.array([None if n % 3 == 0 else n for n in range(len(houses))], dtype="Int64")
    files[1].unlink()
    write(houses, files[1])
    pairs_of_gpkg(*files, LIMITS, names=Names(object="number"))
    few = pyogrio.read_dataframe(files[2], fid_as_index=True)
    assert few["number"].isna().any()
    assert few["number"].notna().any()
    monkeypatch.setattr(pairs_out, "_AT_ONCE", 7)
    monkeypatch.setattr(pairs_out, "_streams", lambda: streamed)
    pairs_of_gpkg(*files, LIMITS, names=Names(object="number"), overwrite=True)
    many = pyogrio.read_dataframe(files[2], fid_as_index=True)
    pd.testing.assert_frame_equal(pd.DataFrame(many), pd.DataFrame(few))
    assert pyogrio.read_info(files[2])["capabilities"]["fast_spatial_filter"]


def test_pairs_are_streamed_where_gdal_can() -> None:
    assert pairs_out._streams()  # noqa: SLF001 - the test environment has a GDAL that can


@pytest.mark.parametrize("streamed", [True, False])
def test_a_stop_is_heard_while_pairs_are_written(
    files: Files, monkeypatch: pytest.MonkeyPatch, streamed: bool
) -> None:
    class StopError(Exception):
        pass

    heard = [0]

    def stop(done: float) -> None:
        heard[0] += done == 1.0
        if heard[0] == 5:
            raise StopError

    monkeypatch.setattr(pairs_out, "_AT_ONCE", 7)
    monkeypatch.setattr(pairs_out, "_streams", lambda: streamed)
    files[2].write_bytes(b"before")
    with pytest.raises(StopError):
        pairs_of_gpkg(*files, LIMITS, overwrite=True, progress=stop)
    assert files[2].read_bytes() == b"before"
    assert {path.stem for path in files[2].parent.iterdir()} == {"stations", "houses", "out"}
