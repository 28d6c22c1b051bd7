"""What files of pairs are made from: folders, boxes that tell nothing, columns of odd types, and names."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyproj
import pytest
from stations_and_houses import LIMITS, expected, town

from xq_gis_plugin.core.errors import InputError, OutputError
from xq_gis_plugin.export.words import error_text
from xq_gis_plugin.io.gpkg_pairs import pairs_of_gpkg
from xq_gis_plugin.io.parquet_pairs import Names, pairs_of_parquet
from xq_gis_plugin.io.partitions import file_of, files_at
from xq_gis_plugin.io.read import read_protected

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Files = tuple["Path", "Path", "Path"]
SIDES = ("xmin", "ymin", "xmax", "ymax")


@pytest.fixture
def files(tmp_path: Path) -> Files:
    stations, houses = town()
    stations.to_parquet(tmp_path / "stations.parquet")
    houses.to_parquet(tmp_path / "houses.parquet", write_covering_bbox=True, row_group_size=50)
    return tmp_path / "stations.parquet", tmp_path / "houses.parquet", tmp_path / "out.parquet"


def found(path: Path) -> dict[tuple[str, str], float]:
    table = pq.read_table(path).to_pydict()
    ids = zip(table["hazard_id"], table["object_id"], strict=True)
    return dict(zip(ids, table["distance_m"], strict=True))


def rewritten(path: Path, column: str, values: Any, **options: Any) -> None:
    table = pq.read_table(path)
    pq.write_table(
        table.set_column(table.column_names.index(column), column, values), path, row_group_size=50, **options
    )


def told_of_geometry(path: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    table = pq.read_table(path)
    geo = json.loads(table.schema.metadata[b"geo"])
    change(geo["columns"]["geometry"])
    pq.write_table(table.replace_schema_metadata({b"geo": json.dumps(geo).encode()}), path)


def refused(files: Files, **options: Any) -> InputError | OutputError:
    with pytest.raises((InputError, OutputError)) as caught:
        pairs_of_parquet(*files, LIMITS, overwrite=True, **options)
    # Chinese that lacks a fact would be the English message again.
    assert not error_text(caught.value, "zh").message.isascii()
    return caught.value


def halves(folder: Path, first: str, second: str) -> None:
    _, houses = town()
    for name, some in ((first, houses[:300]), (second, houses[300:])):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        some.to_parquet(folder / name, write_covering_bbox=True)


def test_edges_that_are_arcs_are_refused_wherever_such_a_file_is_read(files: Files, tmp_path: Path) -> None:
    told_of_geometry(files[1], lambda column: column.update(edges="planar"))
    pairs_of_parquet(*files, LIMITS)
    told_of_geometry(files[1], lambda column: column.update(edges="spherical"))
    assert refused(files).code == "edges_spherical"
    # As one file, and as the only one of a folder.
    with pytest.raises(InputError) as read:
        read_protected(files[1])
    (tmp_path / "folder").mkdir()
    shutil.copy(files[1], tmp_path / "folder")
    with pytest.raises(InputError) as in_parts:
        file_of(*files_at(str(tmp_path / "folder")), str(tmp_path / "folder"))
    assert read.value.code == in_parts.value.code == "edges_spherical"
    assert "spherical" in error_text(read.value, "zh").message


@pytest.mark.parametrize("second", ["b.geoparquet", "b.PARQUET", "b.parquet/part-00000.parquet"])
def test_every_file_of_a_folder_is_read_whatever_its_ending(
    files: Files, tmp_path: Path, second: str
) -> None:
    halves(tmp_path / "parts", "a.parquet", second)
    pairs_of_parquet(files[0], tmp_path / "parts", files[2], LIMITS)
    assert found(files[2]) == pytest.approx(expected(), abs=1e-4)


def test_linked_folders_are_read_once_and_hidden_files_are_left_alone(files: Files, tmp_path: Path) -> None:
    halves(tmp_path, "parts/a.parquet", "elsewhere/b.parquet")
    (tmp_path / "parts" / "linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "round").symlink_to(tmp_path / "parts")
    (tmp_path / "parts" / "._a.parquet").write_bytes(b"what an archive of another system leaves")
    pairs_of_parquet(files[0], tmp_path / "parts", files[2], LIMITS)
    assert found(files[2]) == pytest.approx(expected(), abs=1e-4)


def test_a_folder_that_cannot_be_listed_is_told(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    halves(tmp_path / "parts", "a.parquet", "shut/b.parquet")
    listed = os.scandir

    def scandir(place: Any) -> Any:
        if str(place).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(place))
        return listed(place)

    monkeypatch.setattr(os, "scandir", scandir)
    assert refused((files[0], tmp_path / "parts", files[2])).code == "file_unreadable"


def no_number(box: dict[str, float]) -> Any:
    return {**box, "xmin": float("nan")}


def no_side(box: dict[str, float]) -> Any:
    return {**box, "ymax": None}


def no_box(_: dict[str, float]) -> Any:
    return None


def over_the_antimeridian(box: dict[str, float]) -> Any:
    return {**box, "xmin": box["xmax"], "xmax": box["xmin"]}


@pytest.mark.parametrize("every", [1, 3])
@pytest.mark.parametrize("change", [no_number, no_side, no_box, over_the_antimeridian])
def test_a_shape_whose_box_tells_nothing_is_looked_at(
    files: Files, change: Callable[[dict[str, float]], Any], every: int
) -> None:
    table = pq.read_table(files[1])
    boxes = [change(box) if n % every == 0 else box for n, box in enumerate(table["bbox"].to_pylist())]
    rewritten(files[1], "bbox", pa.array(boxes, table.schema.field("bbox").type))
    pairs_of_parquet(*files, LIMITS)
    assert found(files[2]) == pytest.approx(expected(), abs=1e-4)


def test_a_shape_without_a_box_is_found_in_a_row_group_that_is_far_by_all_other_boxes(files: Files) -> None:
    table = pq.read_table(files[1])
    near = {int(house[1:]) for _, house in expected()}
    far = {"xmin": 10.0, "ymin": 10.0, "xmax": 10.1, "ymax": 10.1}
    rewritten(
        files[1], "bbox",
        pa.array([None if n in near else far for n in range(len(table))], table.schema.field("bbox").type),
    )  # fmt: skip
    pairs_of_parquet(*files, LIMITS)
    assert found(files[2]) == pytest.approx(expected(), abs=1e-4)


def test_row_groups_are_still_passed_over_where_rows_without_a_shape_have_no_box(files: Files) -> None:
    _, houses = town()
    houses.loc[::7, "geometry"] = None
    houses.to_parquet(files[1], write_covering_bbox=True, row_group_size=50)
    table = pq.read_table(files[1])
    boxes = [None if n % 7 == 0 else box for n, box in enumerate(table["bbox"].to_pylist())]
    rewritten(files[1], "bbox", pa.array(boxes, table.schema.field("bbox").type))
    told = pairs_of_parquet(*files, LIMITS)
    assert 0 < told.groups_read < told.groups


@pytest.mark.parametrize(
    "covering",
    [None, {}, {"bbox": "bbox"}, {"bbox": {"xmin": ["bbox", "xmin"]}},
     {"bbox": {side: ["gone", side] for side in SIDES}}],
)  # fmt: skip
def test_boxes_that_a_file_names_but_has_not_are_done_without(files: Files, covering: Any) -> None:
    told_of_geometry(files[1], lambda column: column.update(covering=covering))
    pairs_of_parquet(*files, LIMITS)
    assert found(files[2]) == pytest.approx(expected(), abs=1e-4)


def test_a_dictionary_of_shapes_may_be_longer_than_a_row_group(files: Files) -> None:
    shapes = pq.read_table(files[1])["geometry"].combine_chunks()
    rewritten(files[1], "geometry", shapes.dictionary_encode())
    pairs_of_parquet(*files, LIMITS)
    assert found(files[2]) == pytest.approx(expected(), abs=1e-4)


@pytest.mark.parametrize("crs", ["left out", "without identity", "OGC:CRS84"])
def test_one_coordinate_system_may_be_told_in_several_ways(files: Files, tmp_path: Path, crs: str) -> None:
    halves(tmp_path / "parts", "a.parquet", "b.parquet")
    change: dict[str, Callable[[dict[str, Any]], Any]] = {
        "left out": lambda column: column.pop("crs"),
        "without identity": lambda column: column["crs"].pop("id"),
        "OGC:CRS84": lambda column: column.update(crs=pyproj.CRS("OGC:CRS84").to_json_dict()),
    }
    told_of_geometry(tmp_path / "parts" / "a.parquet", change[crs])
    pairs_of_parquet(files[0], tmp_path / "parts", files[2], LIMITS)
    assert found(files[2]) == pytest.approx(expected(), abs=1e-4)


def test_a_file_without_rows_says_nothing_of_the_others(files: Files, tmp_path: Path) -> None:
    halves(tmp_path / "parts", "b.parquet", "c.parquet")
    _, houses = town()
    houses[:0].to_parquet(tmp_path / "parts" / "a.parquet")
    pairs_of_parquet(files[0], tmp_path / "parts", files[2], LIMITS)
    assert found(files[2]) == pytest.approx(expected(), abs=1e-4)


def test_hazards_may_lie_alone_in_a_folder(files: Files, tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    files[0].rename(tmp_path / "alone" / "a.parquet")
    pairs_of_parquet(tmp_path / "alone", *files[1:], LIMITS)
    assert found(files[2]) == pytest.approx(expected(), abs=1e-4)


@pytest.mark.parametrize("cell", ["wide", b"300", True, dt.date(2026, 1, 1), [300.0], {"m": 300.0}])
def test_metres_that_are_no_number_are_told_with_their_row(files: Files, cell: object) -> None:
    rewritten(files[0], "d_school", pa.array([None, *[cell] * 19]))
    error = refused(files)
    assert (error.code, error.facts["row"], error.facts["field"]) == ("value_wrong", 2, "d_school")


@pytest.mark.parametrize("cell", [1, True, b"school", ["school"], {"is": "school"}])
def test_kinds_that_are_no_words_are_refused(files: Files, cell: object) -> None:
    rewritten(files[1], "kind", pa.array([cell] * 600))
    assert refused(files).code == "column_not_text"


@pytest.mark.parametrize("cell", [bytes(21), [1.0, 2.0], "POINT (1 2)"])
def test_geometry_of_another_type_than_binary_is_refused(files: Files, cell: Any) -> None:
    fixed = pa.binary(21) if isinstance(cell, bytes) else None
    rewritten(files[1], "geometry", pa.array([cell] * 600, fixed))
    assert refused(files).code == "not_geoparquet"


def test_a_column_that_a_file_has_twice_is_told(files: Files) -> None:
    table = pq.read_table(files[1])
    pq.write_table(table.append_column("object_id", table["object_id"]), files[1])
    assert refused(files).code == "column_repeated"


def test_identities_are_not_told_by_the_names_of_folders(files: Files, tmp_path: Path) -> None:
    halves(tmp_path / "parts", "theme=a/a.parquet", "theme=b/b.parquet")
    error = refused((files[0], tmp_path / "parts", files[2]), names=Names(object="theme"))
    assert error.code == "columns_missing"


def renamed(files: Files, hazard: str, thing: str) -> Names:
    stations, houses = town()
    stations.rename(columns={"hazard_id": hazard}).to_parquet(files[0])
    houses.rename(columns={"object_id": thing}).to_parquet(files[1])
    return Names(hazard, thing)


@pytest.mark.parametrize(
    ("hazard", "thing", "written"),
    [
        ("id", "id", ("hazard_id", "object_id")), ("ID", "id", ("hazard_id", "object_id")),
        ("object_id", "fid", ("hazard_id", "object_id")), ("a", "b", ("a", "b")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", [".parquet", ".gpkg"])
def test_both_identities_are_written_whatever_their_columns_are_called(
    files: Files, hazard: str, thing: str, written: tuple[str, str], ending: str
) -> None:
    names, out = renamed(files, hazard, thing), files[2].with_suffix(ending)
    pairs_of_parquet(*files[:2], out, LIMITS, names=names)
    told = gpd.read_file(out) if ending == ".gpkg" else gpd.read_parquet(out)
    assert set(zip(told[written[0]], told[written[1]], strict=True)) == expected().keys()


def test_keys_of_geopackages_can_be_identities(files: Files) -> None:
    for path, frame in zip(files[:2], town(), strict=True):
        frame.to_file(path.with_suffix(".gpkg"))
    inputs = [path.with_suffix(".gpkg") for path in files[:2]]
    pairs_of_gpkg(inputs[0], inputs[1], files[2].with_suffix(".gpkg"), LIMITS, names=Names("fid", "fid"))
    told = gpd.read_file(files[2].with_suffix(".gpkg"))
    numbers = {f"h{n}": n + 1 for n in range(600)}
    assert sorted(told["object_id"]) == sorted(numbers[house] for _, house in expected())


def test_a_file_that_is_read_is_never_replaced(files: Files, tmp_path: Path) -> None:
    halves(tmp_path / "parts", "a.parquet", "b.parquet")
    (tmp_path / "linked.parquet").symlink_to(files[1])
    for hazards, objects, out in (
        (*files[:2], files[0]), (*files[:2], files[1]), (*files[:2], tmp_path / "linked.parquet"),
        (files[0], tmp_path / "parts", tmp_path / "parts" / "a.parquet"),
        # The next search would read it among the objects.
        (files[0], tmp_path / "parts", tmp_path / "parts" / "new.parquet"),
    ):  # fmt: skip
        before = out.read_bytes() if out.exists() else None
        assert refused((hazards, objects, out)).code == "output_is_input"
        assert (out.read_bytes() if out.exists() else None) == before


def test_a_geopackage_that_is_read_is_never_replaced(files: Files) -> None:
    inputs = [path.with_suffix(".gpkg") for path in files[:2]]
    for path, frame in zip(inputs, town(), strict=True):
        frame.to_file(path)
    for out in inputs:
        before = out.read_bytes()
        with pytest.raises(OutputError) as caught:
            pairs_of_gpkg(inputs[0], inputs[1], out, LIMITS, overwrite=True)
        assert (caught.value.code, out.read_bytes()) == ("output_is_input", before)
    assert np.all([path.exists() for path in inputs])
