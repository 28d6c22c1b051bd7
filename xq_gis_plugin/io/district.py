"""A district's workspace (工作空间): layers that grow by imports, each with its provenance, the last undone.

One GeoPackage, written by one transaction at a time: who reads sees it before or after an import, never in
the middle of one, and a program that dies in the middle leaves it as it was before.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import shapely

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.output import atomic_output
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.district_rows import (
    SRS_ID,
    already_there,
    content_digest,
    insert,
    put_back,
    set_aside,
)
from xq_gis_plugin.io.district_tables import (
    COVERAGE,
    TABLES,
    create,
    require_tables,
    restyle,
    statement,
)
from xq_gis_plugin.io.gpkg_blob import add_index_functions, blobs
from xq_gis_plugin.io.hold import hold, reading
from xq_gis_plugin.io.raw import find_file, unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import geopandas as gpd

    from xq_gis_plugin.core.model import Check, Source
    from xq_gis_plugin.io.rejected import Rejected

__all__ = [
    "Existing",
    "ImportRecord",
    "UndoRecord",
    "import_into",
    "imports",
    "undo_last_import",
]

_SHOWN = 5
_CACHE_KIB = 256 << 10
"""Of a file's pages so much is kept in memory while it is written: an index is filled in no order."""


class Existing(StrEnum):
    """What becomes of a row whose identity the workspace has already."""

    REFUSE = "refuse"
    REPLACE = "replace"
    KEEP = "keep"


@dataclass(frozen=True)
class ImportRecord:
    """One import, as the table ``imports`` keeps it.

    Attributes
    ----------
    import_id
        Counted from 1; the rows of a layer carry it.
    imported_at, imported_by
        UTC, ISO 8601; who imported it.
    role, file, layer, sha256, encoding, crs, datum, crs_accuracy_m
        What was read, from where, as what.
    options
        What a person said of the file, as JSON.
    rows_read, rows_added, rows_replaced, rows_kept, rows_rejected
        How many rows the file has; how many are now in the layer, how many of these took the place of an
        older one, how many were left out because the older one stays, and how many could not be read.
    undone_at, undone_by
        Set once it was undone.
    """

    import_id: int
    imported_at: str
    imported_by: str
    role: str
    file: str
    layer: str | None
    sha256: str
    encoding: str | None
    crs: str
    datum: str
    crs_accuracy_m: float | None
    options: str
    rows_read: int
    rows_added: int
    rows_replaced: int
    rows_kept: int
    rows_rejected: int
    program: str
    undone_at: str | None = None
    undone_by: str | None = None


@dataclass(frozen=True)
class UndoRecord:
    """What an undo has done: of which import, how many rows it took out, and put back."""

    import_id: int
    role: str
    file: str
    rows_removed: int
    rows_restored: int


def import_into(
    frame: gpd.GeoDataFrame,
    role: Role,
    workspace: Path,
    *,
    said: Mapping[str, str] = MappingProxyType({}),
    checks: Sequence[Check] = (),
    existing: Existing = Existing.REFUSE,
    by: str = "",
    progress: Callable[[float], None] = lambda _: None,
) -> ImportRecord:
    """Add a layer that was read to a district's workspace, which is made if it is not there.

    Parameters
    ----------
    frame
        As the readers of `xq_gis_plugin.io.read` return it, EPSG:4490, with its ``attrs``.
    role
        What it was read as.
    workspace
        The GeoPackage.
    said
        What a person said of the file, by the name of the option; it is kept in the record.
    checks
        What the quality gate noticed, beside the reader's own checks; kept too.
    existing
        What becomes of rows whose identity is there already.
    by
        Who imports.
    progress
        Called with the fraction done; what it raises leaves the workspace as it was.

    Returns
    -------
    ImportRecord
        What the workspace keeps of it.

    Raises
    ------
    InputError
        ``rows_already_there``, ``not_a_district``, ``workspace_newer``, ``district_columns`` or
        ``file_unreadable``.
    OutputError
        ``workspace_locked`` or ``output_unwritable``. Nothing is written then.
    """
    workspace = Path(workspace)
    if workspace.exists():
        return _import(frame, role, workspace, said, checks, existing, by, progress)
    # A new one appears with its first import in it, or not at all.
    with atomic_output(workspace, overwrite=False) as draft:
        create(draft)
        return _import(frame, role, draft, said, checks, existing, by, progress)


def undo_last_import(
    workspace: Path, *, by: str = "", anyway: bool = False, meant: int | None = None
) -> UndoRecord:
    """Take the last import that is not undone out again, and put back the rows that it replaced.

    Parameters
    ----------
    workspace
        The GeoPackage.
    by
        Who undoes it.
    anyway
        Whether it is done even where somebody has changed its rows since: these changes are lost.
    meant
        The import that whoever asks has in mind: another one is not undone in its place.

    Raises
    ------
    InputError
        ``nothing_to_undo``; ``import_not_last``: ``meant`` is not the last one; ``rows_edited``: rows of it
        have been changed since; ``row_in_the_way``: a row that would be put back has been drawn anew; or as
        `import_into`.
    OutputError
        ``workspace_locked`` or ``output_unwritable``. Nothing is changed then.
    """
    workspace = find_file(workspace).path
    with _changing(workspace) as connection:
        last = connection.execute(
            "SELECT import_id, role, file, content_sha256 FROM imports "
            "WHERE undone_at IS NULL ORDER BY import_id DESC LIMIT 1"
        ).fetchone()
        if last is None:
            message = f"{workspace.name} has no import that could be undone."
            hint = "See what was imported with xq-gis import --list."
            raise InputError("nothing_to_undo", message, hint, path=str(workspace))
        number, role, file, content = last
        if meant not in (None, number):
            message = f"import {meant} is not the last one of {workspace.name}: import {number} is."
            hint = "Somebody has imported or undone since; nothing was changed. Undo from the last one on."
            raise InputError(
                "import_not_last", message, hint, path=str(workspace), import_id=meant, last=number
            )
        kind = Role(role)
        if not anyway and content_digest(connection, kind, number) != content:
            message = f"rows of import {number} ({Path(file).name}) have been changed or deleted since."
            hint = "Copy what is to be kept into a layer of its own first; then undo it anyway (--anyway)."
            raise InputError("rows_edited", message, hint, path=str(workspace), import_id=number)
        taken = statement("DELETE FROM TABLE_ WHERE import_id = ?", TABLES[kind])
        removed = connection.execute(taken, (number,)).rowcount
        restored = put_back(connection, kind, number, workspace)
        connection.execute(statement("DELETE FROM TABLE_ WHERE import_id = ?", COVERAGE), (number,))
        connection.execute("DELETE FROM replaced WHERE import_id = ?", (number,))
        connection.execute(
            "UPDATE imports SET undone_at = ?, undone_by = ? WHERE import_id = ?", (_now(), by, number)
        )
        _settle(connection, TABLES[kind])
    return UndoRecord(number, role, file, removed, restored)


def imports(workspace: Path) -> tuple[ImportRecord, ...]:
    """Return every import of a workspace, the undone ones too, the first one first.

    Raises
    ------
    InputError
        ``file_missing``, ``not_a_district``, ``workspace_newer``, ``district_columns`` or
        ``file_unreadable``.
    """
    path = find_file(workspace).path
    names = tuple(ImportRecord.__dataclass_fields__)
    try:
        with reading(path) as connection:
            require_tables(connection, path)
            query = statement("SELECT NAMES_ FROM TABLE_ ORDER BY import_id", "imports")
            rows = connection.execute(query.replace("NAMES_", ", ".join(names)))
            return tuple(ImportRecord(*row) for row in rows)
    except sqlite3.Error as error:
        raise unreadable(path, str(error)) from error


@contextmanager
def _changing(workspace: Path) -> Iterator[sqlite3.Connection]:
    """Hold a workspace for one transaction."""
    with hold(workspace) as connection:
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        add_index_functions(connection)
        require_tables(connection, workspace)
        yield connection
        # Only here: whatever raised before leaves the file as it was when the connection closes.
        connection.execute("COMMIT")


def _import(
    frame: gpd.GeoDataFrame,
    role: Role,
    workspace: Path,
    said: Mapping[str, str],
    checks: Sequence[Check],
    existing: Existing,
    by: str,
    progress: Callable[[float], None],
) -> ImportRecord:
    source: Source = frame.attrs["source"]
    rejected: tuple[Rejected, ...] = frame.attrs.get("rejected", ())
    with _changing(workspace) as connection:
        counted = "SELECT coalesce(max(import_id), 0) + 1 FROM imports"
        number = int(connection.execute(counted).fetchone()[0])
        there = already_there(connection, role, frame[role.id_column])
        if there and existing is Existing.REFUSE:
            raise _refusal(workspace, TABLES[role], there)
        replaced = 0
        if there and existing is Existing.REPLACE:
            replaced = set_aside(connection, role, number, there)
        added = frame[~frame[role.id_column].isin(there)] if existing is Existing.KEEP else frame
        insert(connection, role, number, added, progress)
        _cover(connection, role, number, frame.attrs.get("coverage"))
        record = ImportRecord(
            number, _now(), by, str(role), source.path, source.layer, source.sha256, source.encoding,
            source.crs, str(source.datum), source.crs_accuracy_m, json.dumps(dict(said), ensure_ascii=False),
            source.rows, len(added), replaced, len(frame) - len(added), len({one.row for one in rejected}),
            _program(),
        )  # fmt: skip
        _record(connection, record, role, (*source.checks, *checks), rejected)
        _settle(connection, TABLES[role])
        progress(1.0)
    return record


def _cover(connection: sqlite3.Connection, role: Role, number: int, area: shapely.Polygon | None) -> None:
    """Keep where an import's layer is complete."""
    if area is None or area.is_empty:
        return
    shape = shapely.multipolygons([area]) if area.geom_type == "Polygon" else area
    (blob,) = blobs(np.array([shape], dtype=object), SRS_ID)
    connection.execute(
        "INSERT INTO coverage (import_id, role, geom) VALUES (?, ?, ?)", (number, str(role), blob)
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _program() -> str:
    from xq_gis_plugin import __version__

    return f"xq-gis {__version__}"


def _refusal(workspace: Path, table: str, there: dict[str, int]) -> InputError:
    shown = ", ".join(list(there)[:_SHOWN]) + (", …" if len(there) > _SHOWN else "")
    message = f"{workspace.name} has {len(there)} of these rows in {table} already: {shown}."
    hint = (
        "If the file was imported before, undo that (--undo); or let the new rows replace them "
        "(--existing replace), or leave those out (--existing keep)."
    )
    return InputError(
        "rows_already_there", message, hint, path=str(workspace), layer=table, count=len(there), shown=shown
    )  # fmt: skip


def _record(
    connection: sqlite3.Connection,
    record: ImportRecord,
    role: Role,
    checks: Sequence[Check],
    rejected: Sequence[Rejected],
) -> None:
    kept = asdict(record) | {"content_sha256": content_digest(connection, role, record.import_id)}
    names, marks = ", ".join(kept), ", ".join("?" for _ in kept)
    query = statement("INSERT INTO TABLE_ (NAMES_) VALUES (MARKS_)", "imports")
    connection.execute(query.replace("NAMES_", names).replace("MARKS_", marks), tuple(kept.values()))
    connection.executemany(
        "INSERT INTO import_checks (import_id, severity, code, message, hint, rows, count) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (record.import_id, str(one.severity), one.code, one.message, one.hint,
             ",".join(map(str, one.rows)), one.count)
            for one in dict.fromkeys(checks)
        ],
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO import_rejected (import_id, row_number, field, value, code, message, hint) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (record.import_id, one.row, one.field, one.value, one.code, one.message, one.hint)
            for one in rejected
        ],
    )


def _settle(connection: sqlite3.Connection, table: str) -> None:
    """Bring what the file says of a changed layer up to date: its extent, its day, its style."""
    bounds = connection.execute(
        statement("SELECT min(minx), min(miny), max(maxx), max(maxy) FROM rtree_TABLE__geom", table)
    ).fetchone()
    connection.execute(
        "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?, "
        "last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = ?",
        (*bounds, table),
    )
    restyle(connection)
