"""Output files that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from xq_gis_plugin.core.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["atomic_output", "check_output", "not_written", "refuse_input"]

# What SQLite leaves beside a database that another program holds open, or left in a crash. A new
# file put under such a journal is read with the old file's pages in it.
_SQLITE_JOURNALS = ("-wal", "-journal")
_DRAFTS = (".xq-", ".part")


def check_output(path: Path, *, overwrite: bool, shared: bool = False) -> None:
    """Raise now what writing ``path`` would raise after the long work.

    Parameters
    ----------
    path
        The file that is going to be written. Its folder must exist.
    overwrite
        Whether a file that is there already may be replaced.
    shared
        Whether another program may be writing to it at this moment: whoever replaces it waits for that.

    Raises
    ------
    OutputError
        ``output_exists``: the file is there and ``overwrite`` is false. ``output_unwritable``: the
        folder is missing or takes no files, the path is a folder, or the file is open elsewhere.
    """
    path = Path(path)
    if path.is_dir():
        raise _unwritable(path, "it is a folder")
    if path.exists() and not overwrite:
        message = f"{path} exists already and is left as it is."
        hint = "Choose another name, or ask for the file to be replaced (--overwrite)."
        raise OutputError("output_exists", message, hint, path=str(path))
    if not (shared and path.exists()):
        _refuse_open_database(path)
    try:
        # A file without a name: whoever is ended here leaves nothing.
        tempfile.TemporaryFile(prefix=_DRAFTS[0], suffix=_DRAFTS[1], dir=path.parent).close()
    except OSError as error:
        raise _unwritable(path, _reason(error)) from error


def refuse_input(path: Path, inputs: Sequence[Path]) -> None:
    """Refuse to write over a file that is read, by whatever name it goes.

    Raises
    ------
    OutputError
        ``output_is_input``.
    """
    real = path.resolve()
    for one in inputs:
        if one.resolve() == real or (path.exists() and one.exists() and path.samefile(one)):
            message = f"The result would replace a file that is read: {path}"
            raise OutputError("output_is_input", message, "Give the output another name.", path=str(path))


@contextmanager
def atomic_output(path: Path, *, overwrite: bool) -> Iterator[Path]:
    """Give a path to write to, and put the finished file in its place.

    The path handed out has the target's file name, in a hidden folder beside the target, so that
    the last step is a rename within one file system. If the block raises, the target stays as it
    was and nothing is left behind.

    Parameters
    ----------
    path
        The file that is going to be written.
    overwrite
        Whether a file that is there already may be replaced.

    Yields
    ------
    Path
        Where the block must write the file.

    Raises
    ------
    OutputError
        As `check_output`, and ``output_unwritable`` where writing or the last step fails.

    Examples
    --------
    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "note.txt"
    >>> with atomic_output(target, overwrite=False) as draft:
    ...     _ = draft.write_text("done")
    >>> target.read_text()
    'done'
    """
    path = Path(path)
    check_output(path, overwrite=overwrite)
    try:
        folder = tempfile.mkdtemp(prefix=_DRAFTS[0], suffix=_DRAFTS[1], dir=path.parent)
    except OSError as error:
        raise _unwritable(path, _reason(error)) from error
    try:
        draft = Path(folder) / path.name
        yield draft
        # The target may have come to be, or been opened in QGIS, while the block wrote.
        check_output(path, overwrite=overwrite)
        draft.replace(path)
    except OSError as error:
        raise _unwritable(path, _reason(error)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _refuse_open_database(path: Path) -> None:
    for ending in _SQLITE_JOURNALS:
        journal = path.with_name(path.name + ending)
        if path.suffix.lower() == ".gpkg" and journal.exists() and journal.stat().st_size:
            raise _unwritable(path, f"another program has it open ({journal.name} lies beside it)")


def _reason(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno else str(error)


def not_written(path: Path, error: Exception) -> OutputError:
    """Return what to say where a library failed to write a file: ``output_unwritable``."""
    path, reason = _meant(path), str(error)
    message = f"{path} cannot be written: {reason.rstrip('.')}."
    hint = "See whether the disk is full, or write to another folder."
    return OutputError("output_unwritable", message, hint, path=str(path), reason=reason)


def _meant(path: Path) -> Path:
    """Return the file that a draft is going to be."""
    begin, end = _DRAFTS
    while path.parent.name.startswith(begin) and path.parent.name.endswith(end):
        path = path.parent.parent / path.name
    return path


def _unwritable(path: Path, reason: str) -> OutputError:
    path = _meant(path)
    message = f"{path} cannot be written: {reason}."
    hint = (
        "Choose a folder that exists and that you may write to; if the file is open in QGIS or a "
        "spreadsheet, close it there first."
    )
    return OutputError("output_unwritable", message, hint, path=str(path), reason=reason)
