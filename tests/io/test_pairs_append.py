"""Pairs added behind those of a file that is there: whole or not at all, and none twice."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pyogrio
import pytest
from stations_and_houses import LIMITS, expected, town

from xq_gis_plugin.core.errors import InputError, OutputError, XqGisError
from xq_gis_plugin.export.words import error_text
from xq_gis_plugin.io.gpkg_pairs import pairs_of_gpkg
from xq_gis_plugin.io.parquet_pairs import Names, pairs_of_parquet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WRITTEN = ("out.parquet", "out.gpkg")
FIRST, *OTHERS = LIMITS


@pytest.fixture(params=[pairs_of_parquet, pairs_of_gpkg], ids=["from parquet", "from gpkg"])
def search(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Any]:
    """Return a search of the town, for some kinds, in one format or the other."""
    run = request.param
    frames = dict(zip(("stations", "houses"), town(), strict=True))
    for name, frame in frames.items():
        if run is pairs_of_parquet:
            frame.to_parquet(tmp_path / f"{name}.parquet")
        else:
            pyogrio.write_dataframe(frame, tmp_path / f"{name}.gpkg", dataset_options={"VERSION": "1.3"})
    ending = "parquet" if run is pairs_of_parquet else "gpkg"

    def searched(out: Path, kinds: list[str], **options: Any) -> Any:
        limits = {kind: LIMITS[kind] for kind in kinds}
        places = (tmp_path / f"stations.{ending}", tmp_path / f"houses.{ending}")
        return run(*places, out, limits, **options)

    return searched


def read(path: Path) -> gpd.GeoDataFrame:
    return gpd.read_parquet(path) if path.suffix == ".parquet" else gpd.read_file(path, layer="pairs")


def pairs(path: Path) -> dict[tuple[str, str], float]:
    frame = read(path)
    names = [*zip(frame["hazard_id"], frame["object_id"], strict=True)]
    assert len(set(names)) == len(names)
    return dict(zip(names, frame["distance_m"], strict=True))


def refused(
    path: Path, code: str, work: Callable[[], Any], kind: type[XqGisError] = InputError
) -> XqGisError:
    """Return why it was refused; the file is as it was, and nothing lies beside it."""
    before, beside = path.read_bytes(), {one.name for one in path.parent.iterdir()}
    with pytest.raises(kind) as caught:
        work()
    assert caught.value.code == code
    assert path.name in error_text(caught.value, "zh").message
    assert path.read_bytes() == before
    assert {one.name for one in path.parent.iterdir()} == beside
    return caught.value


@pytest.mark.parametrize("name", WRITTEN)
def test_pairs_come_behind_those_that_are_there(
    search: Callable[..., Any], tmp_path: Path, name: str
) -> None:
    out = tmp_path / name
    search(out, [FIRST], append=True)  # nothing is there yet
    first = read(out)
    told = search(out, OTHERS, append=True)
    both = read(out)
    assert told.pairs == len(both) - len(first) > 10
    # The words for kinds are more now; the cells are what they were.
    assert both.iloc[: len(first)].to_wkb().astype({"kind": str}).equals(first.to_wkb().astype({"kind": str}))
    assert pairs(out) == pytest.approx(expected(), abs=1e-4)
    assert both.crs == first.crs


@pytest.mark.parametrize("name", WRITTEN)
def test_where_nothing_is_near_the_file_keeps_what_it_has(
    search: Callable[..., Any], tmp_path: Path, name: str
) -> None:
    out = tmp_path / name
    search(out, [])
    assert len(read(out)) == 0
    # What an empty file has says nothing of what its identities are.
    search(out, [FIRST], append=True)
    before = pairs(out)
    assert before
    search(out, [], append=True)
    assert pairs(out) == before


@pytest.mark.parametrize("name", WRITTEN)
def test_no_pair_is_added_twice(search: Callable[..., Any], tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    search(out, [FIRST])
    error = refused(out, "pairs_already_there", lambda: search(out, [FIRST, *OTHERS], append=True))
    assert error.facts["count"] == len(pairs(out))


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_made_otherwise_is_not_added_to(
    search: Callable[..., Any], tmp_path: Path, name: str
) -> None:
    out = tmp_path / name
    search(out, [FIRST])
    frame = read(out)
    for changed in (
        frame.rename(columns={"kind": "art"}),
        frame.to_crs(4490),
        frame.assign(object_id=range(len(frame))),
    ):
        out.unlink()
        if out.suffix == ".parquet":
            changed.to_parquet(out)
        else:
            pyogrio.write_dataframe(changed, out, layer="pairs", dataset_options={"VERSION": "1.3"})
        refused(out, "append_differs", lambda: search(out, OTHERS, append=True))


@pytest.mark.parametrize("name", WRITTEN)
def test_a_file_that_is_something_else_is_left_alone(
    search: Callable[..., Any], tmp_path: Path, name: str
) -> None:
    out = tmp_path / name
    out.write_bytes(b"something else")
    with pytest.raises(InputError) as caught:
        search(out, [FIRST], append=True)
    assert caught.value.code in {"file_unreadable", "not_geoparquet"}
    assert out.read_bytes() == b"something else"


@pytest.mark.parametrize("name", WRITTEN)
def test_what_somebody_else_writes_meanwhile_is_not_lost(
    search: Callable[..., Any], tmp_path: Path, name: str
) -> None:
    out, theirs = tmp_path / name, tmp_path / f"theirs-{name}"
    search(out, [FIRST])
    search(theirs, OTHERS[:1])
    there = theirs.read_bytes()

    def meanwhile(done: float) -> None:
        if done == 1.0 and theirs.exists():
            theirs.replace(out)

    with pytest.raises(OutputError) as caught:
        search(out, OTHERS[1:], append=True, progress=meanwhile)
    assert caught.value.code == "output_changed"
    assert out.read_bytes() == there


def test_numbers_as_identities_stay_numbers(tmp_path: Path) -> None:
    stations, houses = town()
    houses["number"] = range(len(houses))
    stations.to_parquet(tmp_path / "stations.parquet")
    houses.to_parquet(tmp_path / "houses.parquet")
    given = (tmp_path / "stations.parquet", tmp_path / "houses.parquet")
    for name in WRITTEN:
        for kind in (FIRST, *OTHERS):
            limits = {kind: LIMITS[kind]}
            pairs_of_parquet(*given, tmp_path / name, limits, names=Names(object="number"), append=True)
        frame = read(tmp_path / name)
        assert frame["number"].dtype.kind == "i"
        assert len(frame) == len(expected())
    with closing(sqlite3.connect(tmp_path / "out.gpkg")) as connection:
        index = connection.execute("SELECT count(*) FROM rtree_pairs_geom").fetchone()
    assert index == (len(expected()),)
