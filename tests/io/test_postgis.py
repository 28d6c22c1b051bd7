"""Layers of a real PostGIS: chosen, read, and told without the password."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.io.conftest import PASSWORD, QUOTED
from xq_gis_plugin.cli import run
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.export.words import error_text
from xq_gis_plugin.io.candidates import read_candidates
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.database_place import DatabasePlace, database_place
from xq_gis_plugin.io.inspect import inspect
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.raw import find_file
from xq_gis_plugin.io.read import raw_layer, read_hazards, read_protected

if TYPE_CHECKING:
    from pathlib import Path

TABLES = """
CREATE EXTENSION postgis;
CREATE SCHEMA "区";
CREATE TABLE "区"."加油站 ""甲""店" (
    fid int PRIMARY KEY, "名称" text, "类型" text, area numeric(8, 2), built date, open bool, tags jsonb,
    geom geometry(Point, 4490));
INSERT INTO "区"."加油站 ""甲""店" VALUES
    (12, '贺兰山站', '加油站', 1200.50, '2019-05-01', true, '{"a": 1}', 'SRID=4490;POINT(106.28 38.47)'),
    (7, '民族街站', '加油站', NULL, NULL, NULL, NULL, 'SRID=4490;POINT(106.29 38.48)'),
    (30, '无坐标站', '加油站', 3, NULL, false, NULL, NULL);
CREATE TABLE homes (name text, kind text, outline geometry, entrance geography(Point, 4326));
INSERT INTO homes VALUES ('一号楼', 'residence',
    ST_Transform(ST_MakeEnvelope(106.28, 38.47, 106.281, 38.471, 4490), 4545), 'POINT(106.28 38.47)');
CREATE VIEW only_homes AS SELECT name, kind, outline FROM homes;
CREATE TABLE mixed (name text, geom geometry);
INSERT INTO mixed VALUES ('a', 'SRID=4326;POINT(106 38)'), ('b', 'SRID=4490;POINT(106 38)');
CREATE TABLE bare (name text, kind text, geom geometry);
INSERT INTO bare VALUES ('a', '加油站', 'POINT(106.28 38.47)');
CREATE TABLE empty (name text, geom geometry(Point, 4490));
CREATE VIEW failing AS SELECT 1 / (length(name) - length(name)) AS n, geom FROM bare;
CREATE VIEW slow AS SELECT pg_sleep(30)::text AS n, geom FROM bare;
CREATE TABLE curved (id int PRIMARY KEY, kind text, geom geometry);
INSERT INTO curved VALUES
    (0, 'residence', 'SRID=4490;POLYGON((106.28 38.47, 106.281 38.47, 106.281 38.471, 106.28 38.47))'),
    (1, 'residence', 'SRID=4490;CURVEPOLYGON(CIRCULARSTRING(106.28 38.47, 106.281 38.471, 106.28 38.47))');
CREATE TABLE hidden (geom geometry);
CREATE ROLE reader LOGIN PASSWORD 'reader';
GRANT USAGE ON SCHEMA "区" TO reader;
GRANT SELECT ON homes TO reader;
"""
STATIONS = '区.加油站 "甲"店'
LAYERS = [
    "public.bare", "public.curved", "public.empty", "public.failing", "public.hidden",
    "public.homes.outline", "public.homes.entrance", "public.mixed", "public.only_homes", "public.slow",
    STATIONS,
]  # fmt: skip


@pytest.fixture(scope="module")
def database(postgis: str) -> str:
    address = f"postgresql://planner:{QUOTED}@{postgis}/postgres"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(TABLES)
    return address


def code_of(address: str) -> str:
    with pytest.raises(InputError) as caught:
        raw_layer(find_file(address))
    assert PASSWORD not in str(caught.value) + repr(caught.value.facts)
    assert QUOTED not in str(caught.value) + repr(caught.value.facts)
    return caught.value.code


def test_a_table_is_read_with_its_key_types_and_coordinate_system(database: str) -> None:
    raw = raw_layer(find_file(f"{database}#{STATIONS}"))
    assert raw.rows.tolist() == [7, 12, 30]
    assert raw.crs is not None
    assert raw.crs.to_epsg() == 4490
    row = raw.table.iloc[1]
    assert row.tolist() == [12, "贺兰山站", "加油站", 1200.5, "2019-05-01", True, '{"a": 1}']
    assert raw.geometry is not None
    assert raw.geometry[1].coords[0] == (106.28, 38.47)
    assert raw.geometry[2] is None


def test_a_role_reads_it_and_records_where_it_was_without_the_password(database: str, postgis: str) -> None:
    frame = read_hazards(f"{database}#{STATIONS}")
    source = frame.attrs["source"]
    assert (source.path, source.layer) == (f"postgresql://{postgis}/postgres", STATIONS)
    assert len(source.sha256) == 64
    assert frame["position_status"].tolist() == ["located", "located", "unlocated"]
    (check,) = [check for check in source.checks if check.code == "database_read"]
    assert " UTC" in check.message
    assert PASSWORD not in repr(source)
    assert QUOTED not in repr(source)


def test_the_digest_is_of_the_rows_and_changes_with_them(database: str) -> None:
    def digest() -> str:
        return raw_layer(find_file(f"{database}#bare")).sha256

    before = digest()
    assert digest() == before
    with psycopg.connect(database) as connection:
        connection.execute("UPDATE bare SET name = 'z'")
        connection.commit()
        changed = digest()
        connection.execute("UPDATE bare SET name = 'a'")
    assert changed != before
    assert digest() == before


def test_a_view_in_projected_metres_falls_where_it_should(database: str) -> None:
    frame = read_protected(f"{database}#only_homes")
    assert frame.geometry[0].bounds == pytest.approx((106.28, 38.47, 106.281, 38.471), abs=1e-6)


def test_a_geography_is_read_like_a_geometry(database: str) -> None:
    raw = raw_layer(find_file(f"{database}#homes.entrance"))
    assert raw.crs is not None
    assert raw.crs.to_epsg() == 4326
    assert "outline" not in raw.table.columns


def test_without_a_layer_all_are_listed(database: str) -> None:
    with pytest.raises(InputError) as caught:
        raw_layer(find_file(database))
    assert caught.value.code == "layer_unnamed"
    assert caught.value.facts["layers"] == LAYERS


def test_several_columns_of_shapes_are_asked_about(database: str) -> None:
    with pytest.raises(InputError) as caught:
        raw_layer(find_file(f"{database}#public.homes"))
    assert caught.value.code == "layer_unnamed"
    assert caught.value.facts["layers"] == ["public.homes.outline", "public.homes.entrance"]


@pytest.mark.parametrize(
    ("layer", "code"),
    [
        ("public.none", "layer_missing"),
        ('bare"; DROP TABLE bare; --', "layer_missing"),
        ("empty", "layer_empty"),
        ("mixed", "crs_mixed"),
        ("failing", "database_failed"),
    ],
)
def test_a_layer_that_cannot_be_used_is_told(database: str, layer: str, code: str) -> None:
    assert code_of(f"{database}#{layer}") == code


def test_a_view_that_takes_too_long_is_given_up(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xq_gis_plugin.io.postgis._STATEMENT_SECONDS", 1)
    assert code_of(f"{database}#slow") == "database_slow"


def test_a_table_without_a_srid_takes_the_coordinate_system_that_is_said(database: str) -> None:
    assert raw_layer(find_file(f"{database}#bare")).crs is None
    frame = read_hazards(f"{database}#bare", options=ReadOptions(crs="EPSG:4490"))
    assert frame.geometry[0].coords[0] == pytest.approx((106.28, 38.47))


@pytest.mark.usefixtures("database")
def test_the_password_may_come_from_the_environment(postgis: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    assert len(raw_layer(find_file(f"postgres://planner@{postgis}/postgres#bare")).rows) == 1


@pytest.mark.usefixtures("database")
def test_a_user_sees_only_what_may_be_read(postgis: str) -> None:
    report = inspect(f"postgresql://reader:reader@{postgis}/postgres")
    assert [layer.name for layer in report.layers] == ["public.homes.outline", "public.homes.entrance"]


@pytest.mark.usefixtures("database")
def test_a_service_of_libpq_names_the_database(
    postgis: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host, _, port = postgis.partition(":")
    file = tmp_path / "services.conf"
    file.write_text(f"[town]\nhost={host}\nport={port}\ndbname=postgres\nuser=planner\n", encoding="utf-8")
    monkeypatch.setenv("PGSERVICEFILE", str(file))
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    raw = raw_layer(find_file("postgresql:///?service=town#bare"))
    assert raw.place.shown == f"postgresql://{postgis}/postgres"


@pytest.mark.usefixtures("database")
def test_a_person_is_told_the_layers_in_chinese(postgis: str, database: str) -> None:
    with pytest.raises(InputError) as caught:
        raw_layer(find_file(database))
    told = error_text(caught.value).message
    assert f"postgresql://{postgis}/postgres" in told
    assert all(layer in told for layer in LAYERS)


def test_curves_are_read_as_lines_of_short_pieces(database: str) -> None:
    raw = raw_layer(find_file(f"{database}#curved"))
    # A key from 0 numbers no row.
    assert raw.rows.tolist() == [1, 2]
    assert raw.table["id"].tolist() == [0, 1]
    assert raw.geometry is not None
    (check,) = [check for check in raw.checks if check.code == "arcs_straightened"]
    assert check.rows == (2,)
    circle = raw.geometry[1]
    assert circle.geom_type == "Polygon"
    assert circle.area == pytest.approx(3.14159 * 0.0005**2 * 2, rel=0.01)


@pytest.mark.parametrize("change", ["wrong_password", "wrong_database", "nobody_there"])
def test_a_database_that_lets_nobody_in_is_unreachable(database: str, postgis: str, change: str) -> None:
    addresses = {
        "wrong_password": database.replace(QUOTED, "wrong"),
        "wrong_database": database + "_none",
        "nobody_there": database.replace(postgis, "127.0.0.1:1"),
    }
    assert code_of(addresses[change] + "#bare") == "database_unreachable"


@pytest.mark.parametrize("rest", ["u:p/secret@h/db#t", "u:secret%zz@h/db", "u:secret@h:1/db?nonsense=1"])
def test_an_address_that_is_none_is_told_without_being_repeated(rest: str) -> None:
    with pytest.raises(InputError) as caught:
        raw_layer(find_file(f"postgresql://{rest}"))
    assert caught.value.code == "address_wrong"
    assert "secret" not in str(caught.value) + repr(caught.value.facts)


@pytest.mark.parametrize(
    ("rest", "shown", "layer"),
    [
        ("u:p@h:5433/db#a.b", "postgresql://h:5433/db", "a.b"),
        ("u:p#w@h/db#区.表#1", "postgresql://h/db", "区.表#1"),
        ("h/db?password=p#a@b", "postgresql://h/db", "a@b"),
        ("h/db", "postgresql://h/db", None),
        ("h/data.gpkg#", "postgresql://h/data.gpkg", None),
    ],
)
def test_an_address_is_taken_apart(rest: str, shown: str, layer: str | None) -> None:
    place = database_place(f"postgresql://{rest}")
    assert isinstance(place, DatabasePlace)
    assert (place.shown, place.layer, place.suffix) == (shown, layer, "")
    assert place.connection not in repr(place)


def test_what_is_inspected_is_told_as_of_a_file(database: str) -> None:
    report = inspect(f"{database}#{STATIONS}", Role.HAZARD)
    (layer,) = report.layers
    assert (layer.name, layer.rows, layer.geometry_type, layer.crs) == (STATIONS, 3, "Point", "EPSG:4490")
    told = json.dumps(asdict(layer), ensure_ascii=False) + report.path
    assert PASSWORD not in told
    assert QUOTED not in told


def test_candidates_are_read_from_a_database(database: str) -> None:
    found = read_candidates(f"{database}#{STATIONS}")
    assert sorted(found["name"]) == ["民族街站", "贺兰山站"]


def test_calls_check_import_and_inspect_a_database_and_tell_no_password(
    database: str, postgis: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out, into = tmp_path / "out.gpkg", tmp_path / "district.gpkg"
    stations, homes = f"{database}#{STATIONS}", f"{database}#only_homes"
    calls = (
        ["check", stations, homes, "--out", str(out), "--json"],
        ["import", stations, "--as", "hazards", "--into", str(into), "--by", "张三"],
        ["inspect", stations, "--as", "hazards"],
        ["inspect", homes, "--json"],
    )
    told = ""
    for call in calls:
        assert run(call) == 0
        told += "".join(capfd.readouterr())
    for secret in (PASSWORD, QUOTED):
        assert secret not in told
        for path in (out, into):
            assert secret.encode() not in path.read_bytes()
    assert f"postgresql://{postgis}/postgres".encode() in into.read_bytes()
    assert run(["inspect", f"{database}#none"]) != 0
    assert QUOTED not in "".join(capfd.readouterr())
