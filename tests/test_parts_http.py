"""A layer in files of a web server is read as the files themselves are, and what goes wrong there is told."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from tests.file_server import serving
from tests.parts_town import county, written
from tests.test_parts import wanted
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.export.words import error_text
from xq_gis_plugin.io.partitions import is_partitioned
from xq_gis_plugin.run_parts import read_wanted

if TYPE_CHECKING:
    from pathlib import Path

TOWN = county(322, towns=2)


@pytest.mark.parametrize("pattern", ["part=000/rows.parquet", "part=*/*.parquet", "**/*.parquet"])
@pytest.mark.parametrize("manner", ["ranges", "whole"])
def test_files_of_a_web_server_are_read_as_files_are(tmp_path: Path, manner: str, pattern: str) -> None:
    folder = written(TOWN[1], tmp_path / "objects")
    here = read_wanted(str(folder / pattern if "*" not in pattern else folder), wanted(TOWN))
    with serving(folder, manner) as server:
        source = f"{server.address}/{pattern}"
        assert is_partitioned(source)
        there = read_wanted(source, wanted(TOWN))
    pd.testing.assert_frame_equal(pd.DataFrame(there), pd.DataFrame(here))
    assert there.attrs["source"].sha256 == here.attrs["source"].sha256


def test_a_signed_address_is_read_and_its_signature_is_not_told(tmp_path: Path) -> None:
    folder = written(TOWN[1], tmp_path / "objects", each=10_000)
    with serving(folder, "signed") as server:
        source = f"{server.address}/part=000/rows.parquet?signature=right"
        assert is_partitioned(source)
        there = read_wanted(source, wanted(TOWN))
        assert len(there) == len(read_wanted(str(folder), wanted(TOWN)))
        assert "right" not in there.attrs["source"].path
        with pytest.raises(InputError) as caught:
            read_wanted(source.replace("right", "secret"), wanted(TOWN))
    told = error_text(caught.value, "zh")
    assert "secret" not in f"{caught.value} {caught.value.facts} {told.message} {told.hint}"


@pytest.mark.parametrize(
    ("manner", "code"),
    [
        ("404", "file_missing"),
        ("403", "file_unreadable"),
        ("500", "file_unreadable"),
        ("cut", "file_unreadable"),
    ],
)
@pytest.mark.parametrize("pattern", ["part=000/rows.parquet", "**/*.parquet"])
def test_what_a_web_server_refuses_is_told(tmp_path: Path, manner: str, code: str, pattern: str) -> None:
    folder = written(TOWN[1], tmp_path / "objects")
    with serving(folder, manner) as server, pytest.raises(InputError) as caught:
        read_wanted(f"{server.address}/{pattern}", wanted(TOWN))
    assert caught.value.code == code
    told = error_text(caught.value, "zh")
    assert "{" not in told.message + told.hint
    assert "127.0.0.1" in str(caught.value)


def test_waiting_for_a_server_that_stands_still_can_be_ended(tmp_path: Path) -> None:
    class StopError(Exception):
        pass

    folder = written(TOWN[1], tmp_path / "objects", each=10_000)
    begun = time.monotonic()

    def stop(_: float) -> None:
        if time.monotonic() - begun > 1:
            raise StopError

    with serving(folder, "still") as server, pytest.raises(StopError):
        read_wanted(f"{server.address}/part=000/rows.parquet", wanted(TOWN), progress=stop)
    assert server.asked
