"""What is here, what is missing, and who could bring it."""

from __future__ import annotations

import os
import sys
from collections import namedtuple
from importlib import metadata
from typing import TYPE_CHECKING

import pytest
from wheels import unpack

from xq_gis_plugin import libraries
from xq_gis_plugin.libraries import Missing

if TYPE_CHECKING:
    from pathlib import Path

FAKE = "xq-fake-library"


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the search path, which is as it was afterwards."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    return sys.path


def test_what_is_missing_or_too_old_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "NEEDED", {"no-such-thing": "1.0", "numpy": "999", "pytest": "1.0"})
    found = libraries.probe()
    assert found.missing == (
        Missing("no-such-thing", "1.0", ""),
        Missing("numpy", "999", metadata.version("numpy"), of_host=True),
    )
    assert not found.ready


def test_with_everything_here_the_plugin_is_ready() -> None:
    found = libraries.probe()
    assert found.ready
    assert not found.can_install


def test_without_what_is_optional_the_plugin_is_ready_and_offers_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "OPTIONAL", {"no-such-thing": "1.0"})
    found = libraries.probe()
    assert found.ready
    assert found.optional == (Missing("no-such-thing", "1.0", ""),)
    assert found.can_install


def test_what_some_formats_and_some_work_need_is_optional() -> None:
    assert set(libraries.OPTIONAL) == {"highspy", "osmium", "psycopg", "pyarrow", "rtree", "xlrd"}
    assert not set(libraries.OPTIONAL) & set(libraries.NEEDED)


def test_what_the_host_has_too_old_is_for_the_administrator(
    monkeypatch: pytest.MonkeyPatch, path: list[str], tmp_path: Path
) -> None:
    path.insert(0, unpack(tmp_path / "site", FAKE, "1.0"))
    monkeypatch.setattr(libraries, "NEEDED", {FAKE: "2.0"})
    found = libraries.probe()
    assert found.outdated == (Missing(FAKE, "2.0", "1.0", of_host=True),)
    assert not found.can_install


def test_what_our_own_folder_has_too_old_can_be_replaced(
    monkeypatch: pytest.MonkeyPatch, path: list[str], tmp_path: Path
) -> None:
    unpack(libraries.own_folder(str(tmp_path)), FAKE, "1.0")
    assert libraries.add_own_folder(str(tmp_path))
    assert path[-1] == str(libraries.own_folder(str(tmp_path)))
    monkeypatch.setattr(libraries, "NEEDED", {FAKE: "2.0"})
    found = libraries.probe()
    assert found.missing == (Missing(FAKE, "2.0", "1.0"),)
    assert found.can_install
    assert not found.outdated


def test_an_old_python_is_not_ready_whatever_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = namedtuple("kind", "major minor micro releaselevel serial")  # noqa: PYI024 - as Python's own
    monkeypatch.setattr(sys, "version_info", kind(3, 9, 18, "final", 0))
    monkeypatch.setattr(libraries, "OPTIONAL", {"no-such-thing": "1.0"})
    found = libraries.probe()
    assert not found.ready
    assert not found.can_install


def test_of_two_of_one_name_the_first_counts(path: list[str], tmp_path: Path) -> None:
    path[:0] = [unpack(tmp_path / "a", FAKE, "1.0"), unpack(tmp_path / "b", FAKE, "2.0")]
    assert libraries.host_versions()[FAKE] == "1.0"


def test_what_brings_c_libraries_of_its_own_is_loaded_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = getattr(os, "RTLD_DEEPBIND", 0)
    loaded: dict[str, int] = {}
    before = sys.getdlopenflags()
    monkeypatch.setattr(
        libraries, "import_module", lambda name: loaded.__setitem__(name, sys.getdlopenflags() & deep)
    )
    bound: list[int] = []
    monkeypatch.setattr(libraries.ctypes, "CDLL", lambda _path, mode: bound.append(mode & deep))
    assert libraries.load_apart() == ""
    assert loaded == dict.fromkeys(("pyproj", "shapely", "pyogrio", "geopandas"), deep)
    # rtree's libspatialindex, of which QGIS has one of its own.
    assert bound == [deep]
    assert sys.getdlopenflags() == before


@pytest.mark.parametrize("kind", [ImportError, ValueError, AttributeError])
def test_what_cannot_be_loaded_is_told_and_not_raised(
    monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    def refuse(_name: str) -> None:
        message = "numpy.dtype size changed"
        raise kind(message)

    before = sys.getdlopenflags()
    monkeypatch.setattr(libraries, "import_module", refuse)
    assert libraries.load_apart() == f"{kind.__name__}: numpy.dtype size changed"
    assert sys.getdlopenflags() == before


def test_what_is_imported_apart_leaves_the_flags_of_the_linker_as_they_were() -> None:
    before = sys.getdlopenflags()
    with libraries.binding_apart() as deep:
        assert sys.getdlopenflags() == before | deep
    assert sys.getdlopenflags() == before
