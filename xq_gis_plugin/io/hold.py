"""A SQLite file of ours (a GeoPackage) that others may read, write or replace at the same time."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from xq_gis_plugin.core.errors import OutputError
from xq_gis_plugin.core.output import not_written
from xq_gis_plugin.io.raw import find_file, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["copied", "hold", "locked", "needs_copy", "open_database", "reading"]

# SQLite's file format, section 1.3: 2 stands there for a journal of the mode WAL.
_WAL_AT, _WAL = 18, 2
_PATIENCE_S = 5.0
"""How long another program may be writing before we say that the workspace is locked."""


def open_database(path: Path, mode: str) -> sqlite3.Connection:
    """Open a database that is there, ``ro`` or ``rw``; whoever else writes is waited for."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_PATIENCE_S, isolation_level=None
    )


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database to read it, wherever it lies.

    One that keeps its changes beside it (journal mode WAL) cannot be opened as usual where nothing may be
    written: SQLite would make its index of these changes there. Where there are none it is read as it is,
    else a copy of both is.

    Yields
    ------
    Connection
        Closed at the end of the block.

    Raises
    ------
    sqlite3.Error
        What else keeps it from being opened.
    """
    with closing(open_database(path, "ro")) as connection:
        if _opens(connection):
            yield connection
            return
    changes = path.with_name(f"{path.name}-wal")
    if not changes.exists() or not changes.stat().st_size:
        address = f"{path.absolute().as_uri()}?immutable=1"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            yield connection
        return
    with (
        tempfile.TemporaryDirectory(prefix="xq-gis-") as folder,
        closing(open_database(copied(path, Path(folder)), "rw")) as connection,
    ):
        yield connection


def needs_copy(path: Path) -> bool:
    """Return whether a database keeps changes beside it, in journal mode WAL, where nothing may be written.

    GDAL would read it without these changes.
    """
    with path.open("rb") as stream:
        head = stream.read(_WAL_AT + 1)
    if len(head) <= _WAL_AT or head[_WAL_AT] != _WAL:
        return False
    try:
        with closing(open_database(path, "ro")) as connection:
            return not _opens(connection)
    except sqlite3.Error:
        return False


def copied(path: Path, folder: Path) -> Path:
    """Copy a database with the changes beside it into a folder, and return where it is there."""
    for file in (path, path.with_name(f"{path.name}-wal")):
        if file.exists():
            shutil.copyfile(file, folder / file.name)
    return folder / path.name


def _opens(connection: sqlite3.Connection) -> bool:
    """Return whether a database that was opened can be read; False where it lies is in the way."""
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if "unable to open" not in str(error) and "readonly" not in str(error):
            raise
        return False
    return True


@contextmanager
def hold(path: Path) -> Iterator[sqlite3.Connection]:
    """Hold the file that lies at a path, so that nobody else writes it."""
    try:
        held = False
        while not held:
            # Somebody may put another file there while this one waits: what is written into the old
            # one would be gone.
            before = _identity(path)
            with closing(open_database(path, "rw")) as connection:
                connection.execute("BEGIN IMMEDIATE")
                held = _identity(path) == before
                if held:
                    yield connection
    except sqlite3.OperationalError as error:
        reason = str(error)
        if "locked" in reason or "busy" in reason:
            raise locked(path) from error
        if "disk" in reason:
            raise not_written(path, error) from error
        message = f"{path} cannot be written: {reason}."
        hint = "See whether the file is read-only, or copy it to a folder that you may write to."
        raise OutputError("output_unwritable", message, hint, path=str(path), reason=reason) from error
    except sqlite3.Error as error:
        raise unreadable(path, str(error)) from error


def locked(path: Path) -> OutputError:
    """Return what is raised where another program writes the file."""
    message = f"{path} is being written by another program."
    return OutputError("workspace_locked", message, "Save or finish there, and try again.", path=str(path))


def _identity(path: Path) -> tuple[int, int]:
    found = find_file(path).path.stat()
    return found.st_dev, found.st_ino
