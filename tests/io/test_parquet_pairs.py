"""Pairs from GeoParquet to GeoParquet: what is found, what is passed over, and what is refused."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from stations_and_houses import HOSTILE, LIMITS, expected, town

from xq_gis_plugin.core.errors import InputError, OutputError
from xq_gis_plugin.core.geodesy import geodesic_m
from xq_gis_plugin.export.words import error_text
from xq_gis_plugin.io.parquet_pairs import Found, Names, pairs_of_parquet

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    stations, houses = town()
    stations.to_parquet(tmp_path / "stations.parquet")
    houses.to_parquet(tmp_path / "houses.parquet", write_covering_bbox=True, row_group_size=50)
    return tmp_path / "stations.parquet", tmp_path / "houses.parquet", tmp_path / "out.parquet"


def found(path: Path) -> dict[tuple[str, str], float]:
    table = pq.read_table(path).to_pydict()
    return dict(
        zip(zip(table["hazard_id"], table["object_id"], strict=True), table["distance_m"], strict=True)
    )


def test_every_pair_below_its_own_limit_is_written_with_its_line(files: tuple[Path, Path, Path]) -> None:
    told = pairs_of_parquet(*files, LIMITS)
    wanted = expected()
    pairs = found(files[2])
    assert pairs.keys() == wanted.keys()
    assert HOSTILE in {hazard for hazard, _ in pairs}
    assert pairs == pytest.approx(wanted, abs=1e-4)
    frame = gpd.read_parquet(files[2])
    ends = shapely.get_coordinates(frame.geometry).reshape(-1, 2, 2)
    assert geodesic_m(ends[:, 0], ends[:, 1]) == pytest.approx(frame["distance_m"], abs=1e-6)
    assert (frame["shortfall_m"] == frame["required_m"] - frame["distance_m"]).all()
    assert frame.crs == "EPSG:4326"
    assert told.pairs == len(pairs) > 100
    assert (told.groups, 0 < told.groups_read < 12) == (12, True)
    assert told.unasked.keys() == {"shed"}


def without_boxes(houses: gpd.GeoDataFrame, path: Path) -> None:
    houses.to_parquet(path, row_group_size=50)


def in_single_precision(houses: gpd.GeoDataFrame, path: Path) -> None:
    houses.to_parquet(path, write_covering_bbox=True, row_group_size=50)
    table = pq.read_table(path)
    bbox = table.column("bbox").combine_chunks()
    sides = ("xmin", "ymin", "xmax", "ymax")
    small = pa.StructArray.from_arrays(
        [bbox.field(side).cast(pa.float32(), safe=False) for side in sides], [*sides]
    )
    place = table.column_names.index("bbox")
    pq.write_table(table.set_column(place, "bbox", small), path, row_group_size=50)


def in_large_binary(houses: gpd.GeoDataFrame, path: Path) -> None:
    houses.to_parquet(path)
    table = pq.read_table(path)
    place = table.column_names.index("geometry")
    pq.write_table(
        table.set_column(place, "geometry", table.column("geometry").cast(pa.large_binary())), path
    )


def in_folders(houses: gpd.GeoDataFrame, path: Path) -> None:
    for number, start in enumerate(range(0, len(houses), 250)):
        folder = path / f"part={number}"
        folder.mkdir(parents=True)
        houses[start : start + 250].to_parquet(
            folder / "a.parquet", write_covering_bbox=number != 1, row_group_size=60
        )


def by_differences(houses: gpd.GeoDataFrame, path: Path) -> None:
    houses.to_parquet(path, write_covering_bbox=True)
    pq.write_table(
        pq.read_table(path), path, row_group_size=50, use_dictionary=False,
        column_encoding={"geometry": "DELTA_LENGTH_BYTE_ARRAY"},
    )  # fmt: skip


@pytest.mark.parametrize("pages", [True, False])
@pytest.mark.parametrize(
    "written", [without_boxes, in_single_precision, in_large_binary, in_folders, by_differences]
)
def test_the_same_pairs_are_found_however_the_objects_are_kept(
    files: tuple[Path, Path, Path], tmp_path: Path, written: Any, monkeypatch: pytest.MonkeyPatch, *,
    pages: bool,
) -> None:  # fmt: skip
    if not pages:
        monkeypatch.setitem(sys.modules, "xq_gis_plugin.io._pages", None)
    written(town()[1], tmp_path / "kept.parquet")
    pairs_of_parquet(files[0], tmp_path / "kept.parquet", files[2], LIMITS)
    assert found(files[2]) == pytest.approx(expected(), abs=1e-4)


def test_rows_without_a_geometry_or_a_kind_are_passed_over_and_numbers_can_be_identities(
    files: tuple[Path, Path, Path],
) -> None:
    houses = town()[1]
    houses["object_id"] = np.arange(len(houses)) + 2**53
    houses.loc[::7, "geometry"] = None
    houses.loc[::11, "kind"] = None
    houses.loc[3, "geometry"] = shapely.Polygon()
    houses.to_parquet(files[1], write_covering_bbox=True)
    told = pairs_of_parquet(*files, LIMITS)
    left = {f"h{n}" for n in range(600) if n % 7 and n % 11 and n != 3}
    wanted = {(s, int(h[1:]) + 2**53): m for (s, h), m in expected().items() if h in left}
    assert found(files[2]) == pytest.approx(wanted, abs=1e-4)
    assert told.unasked.keys() == {"shed", None}


def test_names_of_folders_tell_the_kind_where_files_do_not(
    files: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    houses = town()[1]
    for kind, some in houses.groupby("kind"):
        folder = tmp_path / "by_kind" / f"kind={quote(str(kind))}" / "year=2026"
        folder.mkdir(parents=True)
        some.drop(columns="kind").to_parquet(folder / "part.parquet", write_covering_bbox=True)
    told = pairs_of_parquet(files[0], tmp_path / "by_kind", files[2], LIMITS)
    assert found(files[2]) == pytest.approx(expected(), abs=1e-4)
    assert told.unasked.keys() == {"shed"}


def test_pairs_that_do_not_fit_into_memory_wait_on_disk(files: tuple[Path, Path, Path]) -> None:
    pairs_of_parquet(*files, LIMITS)
    whole = pq.read_table(files[2])
    seen: set[str] = set()

    def look(_: float) -> None:
        seen.update(path.name for path in files[2].parent.glob(".xq-*/*"))

    pairs_of_parquet(*files, LIMITS, memory_mb=0.004, overwrite=True, progress=look)
    assert len(seen) > 3
    assert pq.read_table(files[2]).equals(whole)
    assert pq.ParquetFile(files[2]).num_row_groups > 3
    assert {path.stem for path in files[2].parent.iterdir()} == {"stations", "houses", "out"}


def test_what_waits_on_disk_is_gone_when_the_search_is_stopped(files: tuple[Path, Path, Path]) -> None:
    class StopError(Exception):
        pass

    def stop(_: float) -> None:
        if [*files[2].parent.glob(".xq-*/run1")]:
            raise StopError

    with pytest.raises(StopError):
        pairs_of_parquet(*files, LIMITS, memory_mb=0.004, progress=stop)
    assert {path.stem for path in files[2].parent.iterdir()} == {"stations", "houses"}


def test_a_geopackage_can_be_written_too(files: tuple[Path, Path, Path]) -> None:
    pairs_of_parquet(*files, LIMITS)
    whole = gpd.read_parquet(files[2])
    for memory in (512.0, 0.004):
        layer = files[2].with_suffix(".gpkg")
        pairs_of_parquet(*files[:2], layer, LIMITS, memory_mb=memory, overwrite=True)
        written = gpd.read_file(layer, layer="pairs")
        assert written.crs == "EPSG:4326"
        pd.testing.assert_frame_equal(
            pd.DataFrame(written), pd.DataFrame(whole), check_dtype=False, check_categorical=False
        )


def test_objects_without_a_number_have_none_in_the_geopackage(files: tuple[Path, Path, Path]) -> None:
    houses = town()[1]
    houses["object_id"] = pd.array([None if n % 3 else n for n in range(len(houses))], dtype="Int64")
    houses.to_parquet(files[1], write_covering_bbox=True, row_group_size=50)
    layer = files[2].with_suffix(".gpkg")
    pairs_of_parquet(*files[:2], layer, LIMITS, memory_mb=0.004)
    wanted = [None if int(house[1:]) % 3 else int(house[1:]) for _, house in expected()]
    told = gpd.read_file(layer)["object_id"]
    assert sorted(told.dropna()) == sorted(number for number in wanted if number is not None)
    assert told.isna().sum() == wanted.count(None) > 0


def test_nothing_near_gives_an_empty_layer(files: tuple[Path, Path, Path]) -> None:
    stations, _ = town()
    stations.geometry = shapely.points(np.full((20, 2), 10.0))
    stations.to_parquet(files[0])
    assert pairs_of_parquet(*files, LIMITS) == Found(0, 12, 0, {})
    assert len(gpd.read_parquet(files[2])) == 0


def test_neither_pandas_nor_geopandas_is_imported(files: tuple[Path, Path, Path]) -> None:
    code = (
        "import sys; from pathlib import Path; from xq_gis_plugin.io.parquet_pairs import pairs_of_parquet;"
        f"pairs_of_parquet(*map(Path, sys.argv[1:]), {LIMITS!r});"
        # `pyarrow.compute` takes as long to import as numpy does.
        "print(sorted({'pandas', 'geopandas', 'shapely', 'pyproj', 'pyarrow.compute'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code, *files], capture_output=True, text=True, check=False)
    assert (run.stdout.strip(), run.stderr) == ("[]", "")


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def half_lost(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4:3_000] = bytes(2_996)
    path.write_bytes(data)


def no_geometry(path: Path) -> None:
    pd.DataFrame({"object_id": ["a"], "kind": ["school"]}).to_parquet(path)


def in_metres(path: Path) -> None:
    town()[1].to_crs("EPSG:4544").to_parquet(path)


def no_system(path: Path) -> None:
    town()[1].set_crs(None, allow_override=True).to_parquet(path)


def native(path: Path) -> None:
    town()[1].to_parquet(path, geometry_encoding="geoarrow", schema_version="1.1.0")


def no_kind(path: Path) -> None:
    town()[1].drop(columns="kind").to_parquet(path)


def a_broken_shape(path: Path) -> None:
    table = pq.read_table(path)
    shapes = table.column("geometry").to_pylist()
    shapes[5] = shapes[5][:-1]
    place = table.column_names.index("geometry")
    pq.write_table(table.set_column(place, "geometry", pa.array(shapes, pa.binary())), path)


def numbered_otherwise(path: Path) -> None:
    path.unlink()
    path.mkdir()
    _, houses = town()
    houses.to_parquet(path / "a.parquet")
    houses.assign(object_id=np.arange(len(houses))).to_parquet(path / "b.parquet")


def gone(path: Path) -> None:
    path.unlink()


def mixed(path: Path) -> None:
    path.unlink()
    path.mkdir()
    _, houses = town()
    houses.to_parquet(path / "a.parquet")
    houses.set_crs("EPSG:4490", allow_override=True).to_parquet(path / "b.parquet")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (truncated, "file_unreadable"), (half_lost, "file_unreadable"), (no_geometry, "not_geoparquet"),
        (in_metres, "crs_wrong"), (no_system, "crs_unsaid"), (native, "not_geoparquet"),
        (no_kind, "columns_missing"), (a_broken_shape, "shape_in_file_unusable"), (gone, "file_missing"),
        (mixed, "partitions_differ"), (numbered_otherwise, "partitions_differ"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said_and_what_was_there_stays(
    files: tuple[Path, Path, Path], spoil: Any, code: str
) -> None:
    files[2].write_bytes(b"before")
    spoil(files[1])
    with pytest.raises(InputError) as caught:
        pairs_of_parquet(*files, {"residence": "d_residence", "school": "d_school"}, overwrite=True)
    assert caught.value.code == code
    assert files[2].read_bytes() == b"before"
    assert {path.stem for path in files[2].parent.iterdir()} <= {"stations", "houses", "out"}


@pytest.mark.parametrize("first", ["string", "large_string"])
def test_text_that_is_counted_in_other_bytes_is_text_all_the_same(
    files: tuple[Path, Path, Path], first: str
) -> None:
    pairs_of_parquet(*files, LIMITS)
    expected = pd.DataFrame(gpd.read_parquet(files[2]))
    table = pq.read_table(files[1])
    folder = files[1].with_name("houses")
    folder.mkdir()
    place, middle = table.column_names.index("object_id"), len(table) // 2
    for number, kind in enumerate((first, {"string": "large_string", "large_string": "string"}[first])):
        part = table.slice(number * middle, middle if number == 0 else None)
        ids = part.column("object_id").cast(kind)
        pq.write_table(part.set_column(place, "object_id", ids), folder / f"{number}.parquet")
    pairs_of_parquet(files[0], folder, files[2], LIMITS, overwrite=True)
    pd.testing.assert_frame_equal(pd.DataFrame(gpd.read_parquet(files[2])), expected)


@pytest.mark.parametrize("pages", [True, False])
@pytest.mark.parametrize("boxes", [True, False])
def test_a_shape_that_cannot_be_used_is_named_by_its_row_in_the_file(
    files: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch, *, boxes: bool, pages: bool
) -> None:
    if not pages:
        monkeypatch.setitem(sys.modules, "xq_gis_plugin.io._pages", None)
    houses = town()[1]
    houses.loc[60, "geometry"] = shapely.LineString([(106.2, 38.45), (-80, 38.46)])
    houses.loc[60, "kind"] = "residence"
    houses.to_parquet(files[1], write_covering_bbox=boxes, row_group_size=50)
    with pytest.raises(InputError) as caught:
        pairs_of_parquet(*files, LIMITS)
    assert (caught.value.code, caught.value.facts["row"]) == ("shape_in_file_unusable", 61)
    told = error_text(caught.value, "zh")
    assert "houses.parquet" in told.message
    assert "61" in told.message


def test_a_file_that_is_there_is_not_replaced_unasked(files: tuple[Path, Path, Path]) -> None:
    files[2].write_bytes(b"before")
    with pytest.raises(OutputError) as caught:
        pairs_of_parquet(*files, LIMITS)
    assert caught.value.code == "output_exists"


@pytest.mark.parametrize("ending", [".parquet", ".gpkg"])
@pytest.mark.parametrize("memory_mb", [512, 0.004])
def test_a_disk_that_fills_up_leaves_what_was_there(
    files: tuple[Path, Path, Path], memory_mb: float, ending: str
) -> None:
    out = files[2].with_suffix(ending)
    out.write_bytes(b"before")
    code = (
        "import resource, sys; from pathlib import Path; import xq_gis_plugin as xq;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, resource.RLIM_INFINITY));"
        f"xq.pairs_of_parquet(*map(Path, sys.argv[1:]), {LIMITS!r}, memory_mb={memory_mb}, overwrite=True)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *files[:2], out], capture_output=True, text=True, check=False
    )
    assert run.stderr.splitlines()[-1].startswith("xq_gis_plugin.core.errors.OutputError")
    assert str(out) in run.stderr.splitlines()[-1]
    assert out.read_bytes() == b"before"
    assert {path.stem for path in out.parent.iterdir()} == {"stations", "houses", "out"}


def test_a_search_that_is_stopped_writes_nothing(files: tuple[Path, Path, Path]) -> None:
    class StopError(Exception):
        pass

    heard: list[float] = []

    def stop(done: float) -> None:
        heard.append(done)
        raise StopError

    with pytest.raises(StopError):
        pairs_of_parquet(*files, LIMITS, progress=stop)
    assert heard
    assert not files[2].exists()


def test_progress_ends_at_one_and_never_goes_back(files: tuple[Path, Path, Path]) -> None:
    heard: list[float] = []
    pairs_of_parquet(*files, LIMITS, progress=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0


def test_the_columns_can_have_other_names(files: tuple[Path, Path, Path]) -> None:
    stations, houses = town()
    stations.rename(columns={"hazard_id": "hid"}).to_parquet(files[0])
    houses.rename(columns={"object_id": "pid", "kind": "cls"}).rename_geometry("shape").to_parquet(files[1])
    pairs_of_parquet(*files, LIMITS, names=Names("hid", "pid", "cls"))
    table = pq.read_table(files[2])
    assert table.column_names[:2] == ["hid", "pid"]
    assert len(table) == len(expected())
    assert json.loads(table.schema.metadata[b"geo"])["primary_column"] == "geometry"


def test_ctrl_c_ends_it_and_leaves_what_was_there(files: tuple[Path, Path, Path]) -> None:
    files[2].write_bytes(b"mine")
    program = (
        "import signal, sys, time; from pathlib import Path;"
        # Whoever is started in the background may be told to ignore it.
        "signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from xq_gis_plugin.io.parquet_pairs import pairs_of_parquet;"
        f"pairs_of_parquet(*map(Path, sys.argv[1:]), {LIMITS!r}, overwrite=True,"
        " progress=lambda _: (print('on', flush=True), time.sleep(0.2)))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, *files], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "on\n"
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=30)
    # `python -c` itself ends by the signal or, in some versions, with 1.
    assert child.returncode in (-signal.SIGINT, 1)
    assert said.rstrip().endswith("KeyboardInterrupt")
    assert files[2].read_bytes() == b"mine"
    assert {path.name for path in files[2].parent.iterdir()} == {path.name for path in files}
