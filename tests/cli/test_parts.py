"""`xq-gis check` of protected objects in a folder, and on the workers of a scheduler."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
from distributed import LocalCluster

from tests.cli.conftest import files
from tests.file_server import serving

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

    Call = Callable[..., Answer]


@pytest.fixture
def folder(town: Path) -> Path:
    """Return the little town with its protected objects in a folder of GeoParquet."""
    place = town / "objects"
    place.mkdir()
    gpd.read_file(town / "p.geojson").to_parquet(place / "a.parquet")
    return town


def test_a_folder_is_checked_as_the_file_is(folder: Path, call: Call) -> None:
    whole = call("check", folder / "h.geojson", folder / "p.geojson", "--out", folder / "one.gpkg", "--json")
    parts = call("check", folder / "h.geojson", folder / "objects", "--out", folder / "two.gpkg", "--json")
    assert parts.status == whole.status == 0
    assert parts.json["counts"] == whole.json["counts"] != {}


def test_workers_of_a_scheduler_are_asked(folder: Path, call: Call) -> None:
    with (
        serving(folder) as server,
        LocalCluster(
            n_workers=1, threads_per_worker=1, processes=True, dashboard_address=":0", host="127.0.0.1"
        ) as cluster,
    ):
        asked = ("--scheduler", cluster.scheduler_address, "--out", folder / "out.gpkg")
        answer = call("check", folder / "h.geojson", folder / "objects", *asked, "--json")
        assert answer.status == 0, answer.err
        there = f"{server.address}/objects/*.parquet?signature=secret"
        elsewhere = call("check", folder / "h.geojson", there, *asked, "--overwrite", "--json")
        assert elsewhere.json["counts"] == answer.json["counts"] != {}
        assert "secret" not in elsewhere.out + elsewhere.err
        refused = call("check", folder / "h.geojson", folder / "p.geojson", *asked, "--overwrite")
    assert refused.status == 2
    assert "p.geojson" in refused.err


def test_without_a_scheduler_there_nothing_is_written(folder: Path, call: Call) -> None:
    before = files(folder)
    asked = ("--scheduler", "tcp://127.0.0.1:9", "--out", folder / "out.gpkg")
    answer = call("check", folder / "h.geojson", folder / "objects", *asked)
    assert answer.status == 2
    assert "127.0.0.1:9" in answer.err
    assert "dask scheduler" in answer.err
    assert files(folder) == before
