"""A SQLite file of ours (a GeoPackage) that others may read, write or replace at the same time."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from xq_gis_plugin.core.errors import OutputError
from xq_gis_plugin.io.raw import find_file, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["hold", "locked", "open_database"]

_PATIENCE_S = 5.0
"""How long another program may be writing before we say that the workspace is locked."""


def open_database(path: Path, mode: str) -> sqlite3.Connection:
    """Open a database that is there, ``ro`` or ``rw``; whoever else writes is waited for."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_PATIENCE_S, isolation_level=None
    )


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
