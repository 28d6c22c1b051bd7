"""The garbage collector is held back while layers are read, and no longer."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.garbage import uncollected
from xq_gis_plugin.io.read import read_hazards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(params=[True, False], ids=["on", "off"])
def collecting(request: pytest.FixtureRequest) -> Iterator[bool]:
    """Let the collector be on, or off, before the test; and on after it."""
    wanted: bool = request.param
    if not wanted:
        gc.disable()
    yield wanted
    gc.enable()


def test_it_is_as_before_when_one_begun_inside_another_ends(collecting: bool) -> None:
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled() is collecting


def test_it_is_as_before_when_a_file_was_read_or_could_not_be(collecting: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称,类型,经度,纬度\n甲,加油站,106.28,38.47\n", encoding="utf-8")
    assert len(read_hazards(path)) == 1
    assert gc.isenabled() is collecting
    path.write_text("名称,类型,经度,纬度\n甲,不知道,106.28,38.47\n", encoding="utf-8")
    with pytest.raises(InputError):
        read_hazards(path)
    assert gc.isenabled() is collecting
