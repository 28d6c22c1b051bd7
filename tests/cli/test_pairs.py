"""The search for pairs as a program of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from tests.cli.conftest import ROOT, files
from xq_gis_plugin.io.parquet_pairs import pairs_of_parquet

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = {"home": "d_home", "school": "d_school"}
ASKED = [f"{kind}={column}" for kind, column in LIMITS.items()]


@pytest.fixture(params=[".parquet", ".gpkg"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> list[Path]:
    """Return hazards, objects, and where pairs go."""
    dice = np.random.default_rng(4)
    at = shapely.points([106.2, 38.4] + dice.random((60, 2)) * 0.01)
    hazards = gpd.GeoDataFrame(
        {"hazard_id": [f"站{n}" for n in range(60)], "d_home": 50.0, "d_school": 90.0}, geometry=at, crs=4490
    )
    at = shapely.points([106.2, 38.4] + dice.random((900, 2)) * 0.01)
    kinds = dice.choice(["home", "school", "shop"], 900)
    objects = gpd.GeoDataFrame({"object_id": range(900), "kind": kinds}, geometry=at, crs=4490)
    found = [tmp_path / f"{name}{request.param}" for name in ("hazards", "objects", "out")]
    for frame, path in ((hazards, found[0]), (objects, found[1])):
        if path.suffix == ".gpkg":
            frame.to_file(path, VERSION="1.3")
        else:
            frame.to_parquet(path)
    return found


def call(*arguments: object) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "xq_gis_plugin.cli_pairs", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=100)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_it_writes_what_the_function_writes_and_refuses_to_write_over_it(places: list[Path]) -> None:
    status, told, wrong = call(*places, *ASKED)
    assert (status, wrong) == (0, "")
    if places[0].suffix == ".parquet":
        other = places[2].with_name("other.parquet")
        pairs_of_parquet(*places[:2], other, LIMITS)
        read = [pd.DataFrame(gpd.read_parquet(path)) for path in (places[2], other)]
        pd.testing.assert_frame_equal(*read)
    frame = gpd.read_file(places[2]) if places[2].suffix == ".gpkg" else gpd.read_parquet(places[2])
    first, *others = told.splitlines()
    assert first == f"{len(frame)} 对 / pairs: {places[2]}"
    assert len(frame) > 100
    assert [line.split(", ")[0] for line in others] == ["未要求距离 / nothing asked: shop"]
    before = places[2].read_bytes()
    status, told, wrong = call(*places, *ASKED)
    assert (status, told) == (2, "")
    assert "已经存在" in wrong
    assert "exists already" in wrong
    assert places[2].read_bytes() == before
    bound = [] if places[0].suffix == ".gpkg" else ["--memory=1"]
    assert call(*places, *ASKED, "--overwrite", *bound)[0] == 0
    if bound:
        pd.testing.assert_frame_equal(pd.DataFrame(gpd.read_parquet(places[2])), read[1])


@pytest.mark.parametrize(
    "arguments",
    [[], ["a", "b", "c"], ["a", "b", "c", "d"], ["--help"], ["a", "b", "c", "k=d", "--append", "--overwrite"],
     ["a", "b", "c", "k=d", "k=e"], ["a", "b", "c", "k=d", "--memory=much"],
     ["a", "b", "c", "k=d", "--memory=0"],
     ["a.gpkg", "b.gpkg", "c.gpkg", "k=d", "--memory=64"]],
)  # fmt: skip
def test_a_call_that_is_none_is_answered_with_how_it_is_called(arguments: list[str]) -> None:
    status, told, wrong = call(*arguments)
    assert (status, told) == (2, "")
    assert "HAZARDS OBJECTS OUT KIND=COLUMN" in wrong


def test_what_is_wrong_is_said_in_both_languages(places: list[Path]) -> None:
    status, _, wrong = call(*places, "home=no_such")
    assert status == 2
    assert len(wrong.splitlines()) == 2
    assert wrong.count("no_such") == 2
    assert not places[2].exists()


def test_ctrl_c_ends_it_and_leaves_nothing(tmp_path: Path) -> None:
    # So many pairs that they wait on disk, in a folder that is seen, while the search goes on.
    at = shapely.points([106.2, 38.4] + np.random.default_rng(1).random((4_000, 2)) * 0.01)
    hazards = gpd.GeoDataFrame({"hazard_id": range(4_000), "d_home": 3_000.0}, geometry=at, crs=4490)
    objects = gpd.GeoDataFrame({"object_id": range(4_000), "kind": "home"}, geometry=at, crs=4490)
    hazards.to_parquet(tmp_path / "h.parquet")
    objects.to_parquet(tmp_path / "o.parquet", row_group_size=200)
    names = [str(tmp_path / name) for name in ("h.parquet", "o.parquet", "out.parquet")]
    # Where the tests themselves run in the background of a shell, Ctrl-C is not heard by what they start.
    program = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
    program += "from xq_gis_plugin.cli_pairs import leave, main; leave(main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, *names, "home=d_home"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as child:
        until = time.monotonic() + 60
        while files(tmp_path) == ["h.parquet", "o.parquet"] and time.monotonic() < until:
            time.sleep(0.005)
        child.send_signal(signal.SIGINT)
        _, wrong = child.communicate(timeout=60)
    assert child.returncode == 130
    assert "已取消" in wrong.decode()
    assert files(tmp_path) == ["h.parquet", "o.parquet"]
