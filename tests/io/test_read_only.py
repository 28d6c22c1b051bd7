"""A district's workspace where nothing may be written: a disc, a share that others keep."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.io.test_osm import TOWN
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.district import import_into, imports
from xq_gis_plugin.io.gpkg_blob import add_index_functions
from xq_gis_plugin.io.read import read_protected

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder that anybody may look into."""
    made = Path(tempfile.mkdtemp(prefix="xq-read-only-"))
    made.chmod(0o755)
    yield made
    made.chmod(0o755)
    shutil.rmtree(made)


@pytest.fixture
def _nobody() -> Iterator[None]:
    """Be somebody to whom permissions matter: they do not to root."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    yield
    os.seteuid(before)


def workspace(folder: Path, *, pending: bool) -> Path:
    """Return a workspace in journal mode WAL, with changes that are only beside it or with none."""
    path, copy = folder / "work.gpkg", folder / "区.gpkg"
    import_into(read_protected(TOWN), Role.PROTECTED, path, by="a")
    with closing(sqlite3.connect(path)) as connection:
        add_index_functions(connection)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("UPDATE imports SET imported_by = '张三'")
        connection.execute("UPDATE protected SET name = '改名'")
        connection.commit()
        if pending:
            for ending in ("", "-wal"):
                shutil.copyfile(f"{path}{ending}", f"{copy}{ending}")
    if not pending:
        shutil.copyfile(path, copy)
    path.unlink()
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    return copy


@pytest.fixture(params=[False, True], ids=["settled", "pending"])
def lying(folder: Path, request: pytest.FixtureRequest) -> Path:
    return workspace(folder, pending=request.param)


@pytest.mark.usefixtures("_nobody")
def test_the_record_and_the_coverage_are_read(lying: Path) -> None:
    before = sorted(lying.parent.iterdir())
    with pytest.raises(OSError, match="ermission"):
        (lying.parent / "x").touch()
    assert [one.imported_by for one in imports(lying)] == ["张三"]
    frame = read_protected(f"{lying}#protected")
    assert set(frame["name"]) == {"改名"}
    assert frame.attrs["coverage"].area > 0
    assert sorted(lying.parent.iterdir()) == before
