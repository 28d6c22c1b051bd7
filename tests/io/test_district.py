"""A district's workspace grows by imports, forgets the last one on demand, and survives being killed."""

from __future__ import annotations

import json
import multiprocessing
import random
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal

from tests.io.district_child import counted_import, import_all, read_until, stations
from tests.io.layers import codes, feature, geojson, point, polygon, square
from xq_gis_plugin import resources
from xq_gis_plugin.core.errors import InputError, OutputError
from xq_gis_plugin.core.output import check_output
from xq_gis_plugin.export.words import error_text
from xq_gis_plugin.io import hold as holding
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.district import Existing, import_into, imports, undo_last_import
from xq_gis_plugin.io.gate import gate
from xq_gis_plugin.io.gpkg_blob import add_index_functions, blobs, shape_of
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.read import read_hazards, read_parts, read_protected, read_sites
from xq_gis_plugin.run import CancelledError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DEMO = {
    Role.HAZARD: ("hazards", read_hazards),
    Role.PROTECTED: ("protected", read_protected),
    Role.PART: ("parts", read_parts),
}
HOSTILE = ("<script>alert(1)</script>", "\"'`; DROP TABLE hazards; --", "=cmd|' /C calc'!A1", "长" * 5_000)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "兴庆区.gpkg"


def rows(path: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query, values).fetchall()


def change(path: Path, statement: str, *values: object) -> None:
    """Change a file as QGIS does."""
    with closing(sqlite3.connect(path)) as connection, connection:
        add_index_functions(connection)
        connection.execute(statement, values)


def everything(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of all layers, and what the file says of them."""
    tables = ("hazards", "protected", "parts", "sites", "coverage", "replaced")
    return {table: rows(path, f"SELECT * FROM {table} ORDER BY fid") for table in tables} | {  # noqa: S608
        "extent": rows(
            path, "SELECT table_name, min_x, max_y FROM gpkg_contents WHERE table_name = 'hazards'"
        ),
        "index": rows(path, "SELECT * FROM rtree_hazards_geom ORDER BY id"),
    }


def is_whole(path: Path) -> None:
    """Complain where anything in a file contradicts anything else in it."""
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    for table in ("hazards", "protected", "parts", "sites"):
        assert rows(path, f"SELECT rtreecheck('rtree_{table}_geom')") == [("ok",)]
        counted = rows(path, f"SELECT count(*) FROM {table}")  # noqa: S608
        assert (
            rows(path, "SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = ?", table) == counted
        )
        placed = f"SELECT fid FROM {table} WHERE geom IS NOT NULL ORDER BY fid"  # noqa: S608
        assert rows(path, placed) == rows(path, f"SELECT id FROM rtree_{table}_geom ORDER BY id")  # noqa: S608
    for number, role, added in rows(
        path, "SELECT import_id, role, rows_added FROM imports WHERE undone_at IS NULL"
    ):
        table = {"hazard": "hazards", "part": "parts", "site": "sites"}.get(role, role)
        there = rows(path, f"SELECT count(*) FROM {table} WHERE import_id = ?", number)[0][0]  # noqa: S608
        later = rows(path, "SELECT count(*) FROM replaced WHERE was_import = ?", number)[0][0]
        assert there + later == added


@pytest.mark.parametrize("role", DEMO)
def test_what_was_imported_is_read_back_as_it_was(role: Role, workspace: Path) -> None:
    name, read = DEMO[role]
    before = read(resources.path("layers", "demo", f"{name}.geojson"))
    record = import_into(before, role, workspace, by="张三")
    after = read(f"{workspace}#{name}")
    own = list(role.columns)
    assert_geodataframe_equal(before[own], after[own])
    extras = [column for column in before.columns if column not in role.columns]
    kept = [json.loads(text) if text else {} for text in after["extras"]]
    assert kept == [
        {name: row[name] for name in extras if row[name] is not None and row[name] == row[name]}
        for row in before.to_dict("records")
    ]
    assert (record.rows_added, record.imported_by, record.role) == (len(before), "张三", str(role))
    assert imports(workspace) == (record,)
    is_whole(workspace)


def test_the_record_says_where_rows_come_from_and_what_was_noticed(tmp_path: Path, workspace: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        "名称,类型,经度,纬度\n甲站,加油站,106.28,38.47\n乙站,月球站,106.28,38.47\n丙站,加油站,106.28,38.47\n".encode(
            "gb18030"
        )
    )
    frame = read_hazards(path, datum="gcj02", options=ReadOptions(reject_rows=True))
    noticed = gate(frame, Role.HAZARD)
    record = import_into(frame, Role.HAZARD, workspace, said={"datum": "gcj02"}, checks=noticed, by="李四")
    assert (record.encoding, record.datum, json.loads(record.options)) == (
        "gb18030",
        "gcj02",
        {"datum": "gcj02"},
    )
    assert (record.rows_read, record.rows_added, record.rows_rejected) == (3, 2, 1)
    assert record.sha256 == frame.attrs["source"].sha256
    told = rows(workspace, "SELECT code FROM import_checks WHERE import_id = 1")
    assert {code for (code,) in told} >= {*codes(frame), "duplicate_place"}
    assert rows(workspace, "SELECT row_number, field, value FROM import_rejected") == [(3, "kind", "月球站")]
    assert rows(workspace, "SELECT DISTINCT import_id FROM hazards") == [(1,)]


def test_hostile_text_stays_text(tmp_path: Path, workspace: Path) -> None:
    features = [
        feature(point(106.2 + n / 100), name=text, kind="加油站", 备注=text) for n, text in enumerate(HOSTILE)
    ]
    import_into(read_hazards(geojson(tmp_path / "a.geojson", *features)), Role.HAZARD, workspace, by="';--")
    back = read_hazards(f"{workspace}#hazards")
    assert tuple(back["name"]) == HOSTILE
    assert [json.loads(text)["备注"] for text in back["extras"]] == list(HOSTILE)


def test_the_index_finds_what_a_window_shows(workspace: Path) -> None:
    import_into(stations(0, 500), Role.HAZARD, workspace)
    window = (106.30, 38.4705, 106.35, 38.4708)
    found = pyogrio.read_dataframe(workspace, layer="hazards", bbox=window)
    every = pyogrio.read_dataframe(workspace, layer="hazards")
    wanted = every[shapely.intersects(every.geometry.to_numpy(), shapely.box(*window))]
    assert 0 < len(wanted) < len(every)
    assert set(found["hazard_id"]) == set(wanted["hazard_id"])
    info = pyogrio.read_info(workspace, layer="hazards")
    assert info["total_bounds"] == pytest.approx(every.total_bounds, abs=1e-4)


@pytest.mark.parametrize(
    "shape",
    [
        shapely.Point(1, 2), shapely.Point(), shapely.box(0, 1, 2, 3), shapely.MultiPoint([(1, 2), (3, 4)]),
        shapely.LineString([(0, 0), (5, -5)]), shapely.Polygon(),
        shapely.MultiPolygon([shapely.box(0, 0, 1, 1)]),
    ],
)  # fmt: skip
def test_a_geometry_is_stored_as_gdal_reads_it(shape: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    gpd.GeoDataFrame({"a": [1]}, geometry=[shape], crs=4490).to_file(path, engine="pyogrio")
    (theirs,) = (blob for (blob,) in rows(path, "SELECT geom FROM a"))
    (ours,) = blobs(np.array([shape], dtype=object), 4490)
    assert ours is not None
    assert shapely.equals_identical(shape_of(theirs), shape_of(ours))
    change(path, "UPDATE a SET geom = ?", ours)
    (back,) = pyogrio.read_dataframe(path).geometry
    assert back.equals_exact(shape, 0) or (back.is_empty and shape.is_empty)


def test_nothing_is_there_after_a_first_import_that_was_stopped(workspace: Path) -> None:
    def stop(_fraction: float) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        import_into(stations(0, 10), Role.HAZARD, workspace, progress=stop)
    assert [*workspace.parent.iterdir()] == []


def test_an_import_that_is_stopped_leaves_the_file_as_it_was(workspace: Path) -> None:
    import_into(stations(0, 10), Role.HAZARD, workspace)
    before = workspace.read_bytes()

    def stop(fraction: float) -> None:
        if fraction > 0:
            raise CancelledError

    with pytest.raises(CancelledError):
        import_into(stations(10, 5_000), Role.HAZARD, workspace, progress=stop)
    assert workspace.read_bytes() == before
    assert [*workspace.parent.iterdir()] == [workspace]


def test_rows_that_are_there_already_are_refused_unless_it_is_said_what_to_do(workspace: Path) -> None:
    import_into(stations(0, 10), Role.HAZARD, workspace)
    before = everything(workspace)
    with pytest.raises(InputError) as caught:
        import_into(stations(5, 10), Role.HAZARD, workspace)
    assert (caught.value.code, caught.value.facts["count"]) == ("rows_already_there", 5)
    assert everything(workspace) == before
    kept = import_into(stations(5, 10), Role.HAZARD, workspace, existing=Existing.KEEP)
    assert (kept.rows_added, kept.rows_kept, kept.rows_replaced) == (5, 5, 0)
    replaced = import_into(stations(5, 10), Role.HAZARD, workspace, existing=Existing.REPLACE)
    assert (replaced.rows_added, replaced.rows_kept, replaced.rows_replaced) == (10, 0, 10)
    assert len(read_hazards(f"{workspace}#hazards")) == 15
    is_whole(workspace)


def test_an_undo_puts_everything_back_row_by_row_and_down_to_the_first_import(workspace: Path) -> None:
    import_into(stations(0, 10), Role.HAZARD, workspace)
    # A planner adds a column of his own and a row by hand.
    change(workspace, 'ALTER TABLE hazards ADD COLUMN "电话" BLOB')
    change(workspace, "INSERT INTO hazards (hazard_id, name) VALUES ('手绘', '手绘')")
    undo_last_import(workspace, anyway=True)
    import_into(stations(0, 10), Role.HAZARD, workspace)
    change(workspace, "UPDATE hazards SET \"电话\" = x'00ff' WHERE hazard_id = 'S7'")
    before = everything(workspace)
    import_into(stations(5, 10), Role.HAZARD, workspace, existing=Existing.REPLACE)
    done = undo_last_import(workspace, by="王五")
    assert (done.rows_removed, done.rows_restored) == (10, 5)
    assert everything(workspace) == before
    record = imports(workspace)[-1]
    assert record.undone_by == "王五"
    assert record.undone_at is not None
    undo_last_import(workspace, anyway=True)
    assert rows(workspace, "SELECT hazard_id FROM hazards") == [("手绘",)]
    with pytest.raises(InputError) as caught:
        undo_last_import(workspace)
    assert caught.value.code == "nothing_to_undo"


@pytest.mark.parametrize(
    "edit",
    ["UPDATE hazards SET name = '改' WHERE hazard_id = 'S3'", "DELETE FROM hazards WHERE hazard_id = 'S3'"],
)
def test_an_undo_that_would_lose_somebodys_edits_is_refused(workspace: Path, edit: str) -> None:
    import_into(stations(0, 10), Role.HAZARD, workspace)
    change(workspace, edit)
    with pytest.raises(InputError) as caught:
        undo_last_import(workspace)
    assert caught.value.code == "rows_edited"
    assert imports(workspace)[0].undone_at is None
    assert undo_last_import(workspace, anyway=True).rows_removed in (9, 10)


def test_another_import_is_not_undone_in_place_of_the_one_that_is_meant(workspace: Path) -> None:
    mine = import_into(stations(0, 5), Role.HAZARD, workspace).import_id
    theirs = import_into(stations(5, 5), Role.HAZARD, workspace).import_id
    with pytest.raises(InputError) as caught:
        undo_last_import(workspace, meant=mine)
    assert (caught.value.code, caught.value.facts["last"]) == ("import_not_last", theirs)
    assert undo_last_import(workspace, meant=theirs).import_id == theirs
    assert undo_last_import(workspace, meant=mine).import_id == mine


def test_a_replaced_row_that_was_drawn_anew_is_not_overwritten_by_an_undo(workspace: Path) -> None:
    import_into(stations(0, 3), Role.HAZARD, workspace)
    import_into(stations(0, 3), Role.HAZARD, workspace, existing=Existing.REPLACE)
    change(workspace, "DELETE FROM hazards WHERE hazard_id = 'S1'")
    change(workspace, "INSERT INTO hazards (hazard_id, name) VALUES ('S1', '新画')")
    with pytest.raises(InputError) as caught:
        undo_last_import(workspace, anyway=True)
    assert caught.value.code == "row_in_the_way"
    assert rows(workspace, "SELECT name FROM hazards WHERE hazard_id = 'S1'") == [("新画",)]


def test_where_the_data_are_complete_is_kept_and_goes_with_an_undo(workspace: Path) -> None:
    west, east = (stations(first, 5) for first in (0, 5))
    west.attrs["coverage"] = shapely.box(106, 38, 106.2, 38.5)
    east.attrs["coverage"] = shapely.box(106.2, 38, 106.4, 38.5)
    import_into(west, Role.HAZARD, workspace)
    import_into(east, Role.HAZARD, workspace)
    both = read_hazards(f"{workspace}#hazards").attrs["coverage"]
    assert shapely.equals(both, shapely.box(106, 38, 106.4, 38.5))
    undo_last_import(workspace)
    assert shapely.equals(
        read_hazards(f"{workspace}#hazards").attrs["coverage"], shapely.box(106, 38, 106.2, 38.5)
    )
    undo_last_import(workspace)
    import_into(stations(0, 3), Role.HAZARD, workspace)
    assert "coverage" not in read_hazards(f"{workspace}#hazards").attrs


@pytest.mark.parametrize(
    ("shape", "style"), [(point(), "point"), (polygon(square()), "polygon")], ids=["points", "outlines"]
)
def test_it_opens_styled_by_what_most_rows_are(
    tmp_path: Path, workspace: Path, shape: Any, style: str
) -> None:
    kinds = {"hazards": read_hazards, "protected": read_protected}
    for (name, read), kind in zip(kinds.items(), ("加油站", "学校"), strict=True):
        frame = read(geojson(tmp_path / f"{name}.geojson", feature(shape, kind=kind, name="甲")))
        import_into(frame, Role.HAZARD if name == "hazards" else Role.PROTECTED, workspace)
    for name in kinds:
        ((text,),) = rows(
            workspace, "SELECT styleQML FROM layer_styles WHERE f_table_name = ? AND useAsDefault", name
        )
        wanted = resources.path("styles", "zh", f"{name}_{style}.qml").read_text(encoding="utf-8")
        assert text.count("<symbol ") == wanted.count("<symbol ")
        assert text.count("<symbol ") > 0


def make_other(path: Path) -> None:
    gpd.GeoDataFrame({"a": [1]}, geometry=[shapely.Point(1, 2)], crs=4490).to_file(path, layer="hazards")


def make_newer(path: Path) -> None:
    import_into(stations(0, 3), Role.HAZARD, path)
    change(path, "UPDATE district_form SET form = 99")


def make_poorer(path: Path) -> None:
    import_into(stations(0, 3), Role.HAZARD, path)
    change(path, "ALTER TABLE protected RENAME COLUMN storeys TO floors")


def make_text(path: Path) -> None:
    path.write_text("no database" * 100, encoding="ascii")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (make_other, "not_a_district"), (make_newer, "workspace_newer"), (make_poorer, "district_columns"),
        (make_text, "file_unreadable"),
    ],
)  # fmt: skip
def test_a_file_that_is_none_of_ours_is_refused_and_left_as_it_is(
    workspace: Path, make: Callable[[Path], None], code: str
) -> None:
    make(workspace)
    before = workspace.read_bytes()
    for attempt in (
        lambda: import_into(stations(10, 3), Role.HAZARD, workspace),
        lambda: undo_last_import(workspace),
        lambda: imports(workspace),
    ):
        with pytest.raises(InputError) as caught:
            attempt()
        assert caught.value.code == code
    assert workspace.read_bytes() == before


def test_a_column_that_is_gone_is_named(workspace: Path) -> None:
    make_poorer(workspace)
    with pytest.raises(InputError) as caught:
        imports(workspace)
    assert caught.value.facts["missing"] == ["protected.storeys"]


def test_a_workspace_that_is_being_written_is_said_to_be(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_into(stations(0, 3), Role.HAZARD, workspace)
    monkeypatch.setattr(holding, "_PATIENCE_S", 0.05)
    with closing(sqlite3.connect(workspace, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutputError) as caught:
            import_into(stations(10, 3), Role.HAZARD, workspace)
    assert caught.value.code == "workspace_locked"


def test_sites_have_a_layer_of_their_own(tmp_path: Path, workspace: Path) -> None:
    frame = read_sites(
        geojson(tmp_path / "a.geojson", feature(point(), name="甲店"), feature(None, name="乙店"))
    )
    import_into(frame, Role.SITE, workspace)
    back = read_sites(f"{workspace}#sites")
    assert_geodataframe_equal(frame[list(Role.SITE.columns)], back[list(Role.SITE.columns)])


# Killed, and read while it is written -----------------------------------------------------------

ROWS = 300
BY_COUNT, BY_TIME = 80, 20


@pytest.fixture(scope="module")
def processes() -> Any:
    """Return a way to start processes that have everything loaded already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.io.district_child"])
    return context


def run_child(processes: Any, *arguments: object) -> int:
    child = processes.Process(target=counted_import, args=arguments)
    child.start()
    child.join()
    return int(child.exitcode)


@pytest.mark.once
def test_a_workspace_is_intact_however_often_its_writer_is_killed(
    processes: Any, workspace: Path, tmp_path: Path
) -> None:
    """A hundred kills: eighty within the transaction, twenty at any time of the process's life."""
    import_into(stations(0, ROWS), Role.HAZARD, workspace)
    told = tmp_path / "looks"
    copy = tmp_path / "copy.gpkg"
    copy.write_bytes(workspace.read_bytes())
    begun = time.monotonic()
    assert run_child(processes, str(copy), ROWS // 2, ROWS, None, str(told)) == 0
    lasted = time.monotonic() - begun
    looks = int(told.read_text(encoding="ascii"))
    dice = random.Random(20261126)  # noqa: S311 - no secret
    before = everything(workspace)
    for _ in range(BY_COUNT):
        at = dice.randint(1, looks)
        assert run_child(processes, str(workspace), ROWS // 2, ROWS, at, str(told)) == -9
        assert len(imports(workspace)) == 1
    assert everything(workspace) == before
    is_whole(workspace)
    for _ in range(BY_TIME):
        child = processes.Process(
            target=counted_import, args=(str(workspace), ROWS // 2, ROWS, None, str(told))
        )
        child.start()
        child.join(dice.random() * lasted)
        child.kill()
        child.join()
        is_whole(workspace)
    assert {one.rows_added for one in imports(workspace)} == {ROWS}
    assert import_into(stations(10_000, 5), Role.HAZARD, workspace).rows_added == 5


@pytest.mark.once
def test_two_readers_see_whole_imports_only_while_one_writes(
    processes: Any, workspace: Path, tmp_path: Path
) -> None:
    import_into(stations(100_000, ROWS), Role.HAZARD, workspace)
    done, batches = tmp_path / "done", 15
    readers = [
        processes.Process(
            target=read_until, args=(str(workspace), str(done), str(tmp_path / f"seen{number}"))
        )
        for number in range(2)
    ]
    writer = processes.Process(target=import_all, args=(str(workspace), batches, ROWS, str(done)))
    for one in (*readers, writer):
        one.start()
    for one in (*readers, writer):
        one.join()
    assert [one.exitcode for one in (*readers, writer)] == [0, 0, 0]
    for number in range(2):
        seen = [int(text) for text in (tmp_path / f"seen{number}").read_text(encoding="ascii").split(",")]
        assert {count % ROWS for count in seen} == {0}
        assert seen == sorted(seen)
        assert seen[-1] == (batches + 1) * ROWS
    is_whole(workspace)
    check_output(workspace, overwrite=True)


def test_a_disk_that_is_full_is_told_and_no_draft_is_named(tmp_path: Path) -> None:
    folder = tmp_path / ".xq-abc.part"
    folder.mkdir()
    frame = gpd.GeoDataFrame({"name": ["甲"]}, geometry=[shapely.Point(106.2, 38.4)], crs=4326)
    frame.to_file(folder / "w.gpkg")
    full = sqlite3.OperationalError("database or disk is full")
    with pytest.raises(OutputError) as caught, holding.hold(folder / "w.gpkg"):
        raise full
    assert caught.value.code == "output_unwritable"
    assert caught.value.facts["path"] == str(tmp_path / "w.gpkg")
    assert "disk is full" in caught.value.hint
    assert "磁盘是否已满" in error_text(caught.value).hint
