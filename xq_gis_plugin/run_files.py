"""Several files of one run, put in place together or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from xq_gis_plugin.core.errors import OutputError
from xq_gis_plugin.core.output import check_output

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["all_or_none"]


@contextmanager
def all_or_none(paths: Sequence[Path], *, overwrite: bool) -> Iterator[tuple[Path, ...]]:
    """Give a path to write each file to, and put all of them in place at the end.

    If the block raises, or one file cannot be put in its place, everything is as it was before.

    Parameters
    ----------
    paths
        The files that are going to be written.
    overwrite
        Whether files that exist may be replaced.

    Yields
    ------
    tuple of Path
        Where the block must write, in the order of ``paths``.

    Raises
    ------
    OutputError
        As `check_output`, and ``output_unwritable`` where a file cannot be put in its place.
    """
    folders: list[Path] = []
    try:
        for path in paths:
            check_output(path, overwrite=overwrite)
            folders.append(Path(tempfile.mkdtemp(prefix=".xq-", suffix=".part", dir=path.parent)))
        drafts = tuple(folder / path.name for folder, path in zip(folders, paths, strict=True))
        yield drafts
        # The targets may have come to be, or been opened in QGIS, while the block wrote.
        for path in paths:
            check_output(path, overwrite=overwrite)
        _put_in_place(drafts, paths)
    finally:
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(drafts: Sequence[Path], targets: Sequence[Path]) -> None:
    """Rename the drafts to their targets; take back the ones done if a later one fails."""
    done: list[tuple[Path, Path, bool]] = []
    path = Path()
    finished = False
    try:
        for draft, path in zip(drafts, targets, strict=True):
            kept = draft.with_name(draft.name + ".old")
            replaced = path.exists()
            done.append((path, kept, replaced))
            if replaced:
                path.replace(kept)
            draft.replace(path)
        finished = True
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        message = f"{path} cannot be written: {reason}."
        hint = "If the file is open in QGIS or a spreadsheet, close it there first."
        raise OutputError("output_unwritable", message, hint, path=str(path), reason=reason) from error
    finally:
        if not finished:
            _take_back(done)


def _take_back(done: Sequence[tuple[Path, Path, bool]]) -> None:
    """Leave every target as it was, whatever step was reached."""
    for target, kept, replaced in reversed(done):
        if not replaced:
            target.unlink(missing_ok=True)
        elif kept.exists():
            kept.replace(target)
