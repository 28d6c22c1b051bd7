"""What planners note on findings: a remark, a status, a document number. It outlives every rerun."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from xq_gis_plugin.core.errors import InputError, OutputError
from xq_gis_plugin.core.output import check_output
from xq_gis_plugin.io.hold import hold, locked, open_database, reading
from xq_gis_plugin.io.raw import find_file, unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

__all__ = ["STATUSES", "Remark", "carry_over", "read_remarks", "take_place", "write_remarks"]

STATUSES = ("pending", "fixing", "closed")
"""待核实, 整改中, 已销号; a finding on which nobody has said anything has none ("")."""

_COLUMNS = ("finding_id", "status", "remark", "document", "changed_at")
_CREATE = (
    "CREATE TABLE IF NOT EXISTS remarks (fid INTEGER PRIMARY KEY, finding_id TEXT NOT NULL UNIQUE, "
    "status TEXT NOT NULL, remark TEXT NOT NULL, document TEXT NOT NULL, changed_at TEXT NOT NULL)"
)
# Registered as a table of attributes, so that QGIS lists it and GDAL copies it.
_REGISTER = (
    "INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
    "VALUES ('remarks', 'attributes', 'remarks', 0)"
)
_SELECT = "SELECT finding_id, status, remark, document, changed_at FROM remarks"
_UPSERT = (
    "INSERT INTO remarks (finding_id, status, remark, document, changed_at) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (finding_id) DO UPDATE SET status = excluded.status, remark = excluded.remark, "
    "document = excluded.document, changed_at = excluded.changed_at"
)
_MAGIC = b"SQLite format 3\0"
_HEADER, _FORMAT, _OF_WAL = 100, 18, b"\2"[0]
"""Length of a database's header; the byte in it that says how it is written, and what it says for WAL."""
_OPEN_FILES_STAY = os.name == "nt"
"""Whether a file that a database connection holds can be neither moved nor replaced."""


@dataclass(frozen=True)
class Remark:
    """What a planner noted on one finding.

    ``status`` is one of `STATUSES` or "", ``changed_at`` when it was written (UTC, ISO 8601).
    """

    finding_id: str
    status: str = ""
    remark: str = ""
    document: str = ""
    changed_at: str = ""

    @property
    def says_nothing(self) -> bool:
        """Whether it could as well not be there."""
        return not (self.status or self.remark or self.document)

    def __post_init__(self) -> None:
        """Refuse a status that nobody could read."""
        if self.status and self.status not in STATUSES:
            message = f"{self.status!r} is no status of a finding"
            raise ValueError(message)


def read_remarks(workspace: Path) -> dict[str, Remark]:
    """Return the remarks of a workspace by finding, empty where nobody has noted anything.

    Raises
    ------
    InputError
        ``file_missing``, ``file_unreadable`` or ``remark_status`` for a status that is none of ours.
    """
    path = find_file(workspace).path
    try:
        with reading(path) as connection:
            return _all(connection, path)
    except sqlite3.Error as error:
        raise unreadable(path, str(error)) from error


def write_remarks(
    workspace: Path, remarks: Sequence[Remark], *, seen: Mapping[str, Remark]
) -> dict[str, Remark]:
    """Write remarks in one transaction, and return all that the workspace has then.

    Parameters
    ----------
    workspace
        A GeoPackage that `write_workspace` has written.
    remarks
        The new ones; ``changed_at`` is set here.
    seen
        What the writer had before his eyes, as `read_remarks` or this function returned it.

    Raises
    ------
    InputError
        ``file_missing`` or ``remark_status``.
    OutputError
        ``remark_changed`` where somebody else has changed one of them since; ``workspace_locked``
        where another program is writing; ``output_unwritable`` where the file cannot be written.
        Nothing is written then.
    """
    path = find_file(workspace).path
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    with _writing(path) as connection:
        there = _all(connection, path)
        for one in remarks:
            _refuse_changed(there.get(one.finding_id), seen.get(one.finding_id), path)
        stamped = [replace(one, changed_at=now) for one in remarks]
        _upsert(connection, stamped)
        return there | {one.finding_id: one for one in stamped}


def carry_over(old: Path, new: Path) -> int:
    """Copy the remarks of a workspace that is about to be replaced into the new one.

    Those on findings that are no longer there are kept too: the finding may come back.

    Parameters
    ----------
    old
        The workspace so far; it need not exist, and a file of another kind holds no remarks.
    new
        The workspace that `write_workspace` has just written.

    Returns
    -------
    int
        How many remarks were copied.

    Raises
    ------
    InputError
        ``file_unreadable`` if the old file is a damaged database: it may hold what nobody wants to lose.
    OutputError
        As `write_remarks`.
    """
    if not _is_database(Path(old)):
        return 0
    kept = read_remarks(old)
    _keep(kept, Path(new))
    return len(kept)


def take_place(
    draft: Path, workspace: Path, *, confirm: Callable[[], None] | None = None
) -> dict[str, Remark]:
    """Put a new workspace in the place of the one that is there, and keep its remarks.

    Whoever writes remarks at the same time, here or in another program, writes before or after it and
    loses none.

    Parameters
    ----------
    draft
        What `write_workspace` has written, in the same file system.
    workspace
        The file to be replaced; it need not exist.
    confirm
        Called when the file can be had, before it is touched; what it raises leaves all as it is.

    Returns
    -------
    dict
        The remarks that the workspace has then.

    Raises
    ------
    InputError, OutputError
        As `carry_over` and `check_output`; the workspace is as it was then.
    OSError
        If the file cannot be put in its place; the workspace is as it was then.
    """
    draft, workspace = Path(draft), Path(workspace)
    if not _is_database(workspace):
        check_output(workspace, overwrite=True)
        if confirm is not None:
            confirm()
        draft.replace(workspace)
        return {}
    _leave_wal(workspace)
    move = _replace_moved if _OPEN_FILES_STAY else _replace_held
    return move(draft, workspace, confirm)


def _leave_wal(path: Path) -> None:
    """Bring a database that keeps a journal of its own back to one file: the journal goes by the file's name.

    Where another program has it open that way, it cannot be, and is not replaced.
    """
    with path.open("rb") as stream:
        if stream.read(_HEADER)[_FORMAT] != _OF_WAL:
            return
    try:
        with closing(open_database(path, "rw")) as connection:
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError as error:
        raise locked(path) from error
    if mode != "delete":
        raise locked(path)


def _replace_held(draft: Path, workspace: Path, confirm: Callable[[], None] | None) -> dict[str, Remark]:
    """Replace a file while no other connection may write it; `hold` sends those who wait to the new one."""
    with hold(workspace) as connection:
        kept = _all(connection, workspace)
        _keep(kept, draft)
        if confirm is not None:
            confirm()
        draft.replace(workspace)
    return kept


def _replace_moved(draft: Path, workspace: Path, confirm: Callable[[], None] | None) -> dict[str, Remark]:
    """Replace a file where one that is open anywhere can be neither moved nor replaced.

    Once it has been moved, nobody has it open, and nobody finds it to write into.
    """
    aside = draft.with_name(f"{draft.stem}.old{draft.suffix}")
    read_remarks(workspace)
    if confirm is not None:
        confirm()
    workspace.replace(aside)
    done = False
    try:
        kept = read_remarks(aside)
        _keep(kept, draft)
        draft.replace(workspace)
        done = True
    finally:
        if not done:
            aside.replace(workspace)
    aside.unlink()
    return kept


def _keep(remarks: Mapping[str, Remark], new: Path) -> None:
    if remarks:
        with _writing(new) as connection:
            _upsert(connection, remarks.values())


def _is_database(path: Path) -> bool:
    if not path.exists():
        return False
    with path.open("rb") as stream:
        return stream.read(len(_MAGIC)) == _MAGIC


@contextmanager
def _writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Hold the file for one transaction, with the table in it."""
    with hold(path) as connection:
        connection.execute(_CREATE)
        connection.execute(_REGISTER)
        yield connection
        # Only here: whatever raised before leaves the file as it was when the connection closes.
        connection.execute("COMMIT")


def _all(connection: sqlite3.Connection, path: Path) -> dict[str, Remark]:
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'remarks'")
    if there.fetchone() is None:
        return {}
    found = {}
    for row in connection.execute(_SELECT):
        values = dict(zip(_COLUMNS, (str(cell or "") for cell in row), strict=True))
        if values["status"] and values["status"] not in STATUSES:
            message = f"{path.name}: the status {values['status']!r} of {values['finding_id']} is unknown."
            hint = f"Use one of: {', '.join(STATUSES)}."
            raise InputError(
                "remark_status", message, hint, path=str(path), value=values["status"],
                finding_id=values["finding_id"],
            )  # fmt: skip
        found[values["finding_id"]] = Remark(**values)
    return found


def _refuse_changed(there: Remark | None, seen: Remark | None, path: Path) -> None:
    if (there.changed_at if there else "") == (seen.changed_at if seen else ""):
        return
    finding = there or seen
    name = finding.finding_id if finding else ""
    message = f"{path.name}: somebody else has changed the remark on {name} since it was shown here."
    hint = "Look at the remark as it is now, and write yours again."
    raise OutputError("remark_changed", message, hint, path=str(path), finding_id=name)


def _upsert(connection: sqlite3.Connection, remarks: Iterable[Remark]) -> None:
    rows = [tuple(getattr(one, column) for column in _COLUMNS) for one in remarks]
    connection.executemany(_UPSERT, rows)
