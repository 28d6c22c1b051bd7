"""The files of a call: none twice, none an input, and all of them or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xq_gis_plugin.cli_text import CallError
from xq_gis_plugin.core.errors import OutputError
from xq_gis_plugin.core.output import check_output

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Product", "all_or_none", "check_products", "new_folder"]


@dataclass(frozen=True)
class Product:
    """One file that a call writes: the option that names it, its ending, and where it goes."""

    option: str
    suffix: str
    path: Path

    @property
    def place(self) -> str:
        """Where the file is, for someone who is elsewhere."""
        return str(self.path.absolute())


def check_products(products: Sequence[Product], inputs: Sequence[Path], *, overwrite: bool) -> None:
    """Raise before the long work what would go wrong after it.

    Parameters
    ----------
    products
        What is going to be written.
    inputs
        The files that are read.
    overwrite
        Whether files that exist may be replaced.

    Raises
    ------
    CallError
        ``output_suffix``, ``output_twice`` or ``output_is_input``.
    OutputError
        As `check_output`.
    """
    seen: dict[str, str] = {}
    read = {_identity(path) for path in inputs}
    for product in products:
        path = product.path
        same = seen.setdefault(_identity(path), product.option)
        if same != product.option:
            message = "{option} and {other} name the same file: {path}"
            hint = "Give each output a name of its own."
            raise CallError("output_twice", message, hint, option=product.option, other=same, path=str(path))
        if _identity(path) in read:
            message = "{option} would replace a file that is read: {path}"
            hint = "Give the output another name."
            raise CallError("output_is_input", message, hint, option=product.option, path=str(path))
        _require_suffix(product)
        check_output(path, overwrite=overwrite)


@contextmanager
def all_or_none(products: Sequence[Product], *, overwrite: bool) -> Iterator[tuple[Path, ...]]:
    """Give a path to write each product to, and put all of them in place at the end.

    If the block raises, or one file cannot be put in its place, everything is as it was before.

    Parameters
    ----------
    products
        What is going to be written.
    overwrite
        Whether files that exist may be replaced.

    Yields
    ------
    tuple of Path
        Where the block must write, in the order of the products.

    Raises
    ------
    OutputError
        As `check_output`, and ``output_unwritable`` where a file cannot be put in its place.
    """
    folders: list[Path] = []
    try:
        for product in products:
            check_output(product.path, overwrite=overwrite)
            folders.append(Path(tempfile.mkdtemp(prefix=".xq-", suffix=".part", dir=product.path.parent)))
        drafts = tuple(folder / product.path.name for folder, product in zip(folders, products, strict=True))
        yield drafts
        # The targets may have come to be, or been opened in QGIS, while the block wrote.
        for product in products:
            check_output(product.path, overwrite=overwrite)
        _put_in_place(drafts, products)
    finally:
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Make a folder where there is none; if the block raises, it is gone again.

    Raises
    ------
    OutputError
        ``output_unwritable``.
    """
    made = not path.exists()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        message = f"{path} cannot be written: {reason}."
        hint = "Choose a folder that you may write to."
        raise OutputError("output_unwritable", message, hint, path=str(path), reason=reason) from error
    finished = False
    try:
        yield path
        finished = True
    finally:
        if made and not finished:
            path.rmdir()


def _require_suffix(product: Product) -> None:
    """Refuse a name by which no program would open the file."""
    path = product.path
    if path.suffix.lower() == product.suffix:
        return
    raise CallError(
        "output_suffix",
        "{option} {path}: the name must end in {suffix}.",
        "Write {option} {better}.",
        option=product.option,
        path=str(path),
        suffix=product.suffix,
        better=str(path.with_suffix(product.suffix)) if path.name else f"FILE{product.suffix}",
    )


def _put_in_place(drafts: Sequence[Path], products: Sequence[Product]) -> None:
    """Rename the drafts to their targets; take back the ones done if a later one fails."""
    done: list[tuple[Path, Path, bool]] = []
    finished = False
    try:
        for draft, product in zip(drafts, products, strict=True):
            kept = draft.with_name(draft.name + ".old")
            replaced = product.path.exists()
            done.append((product.path, kept, replaced))
            if replaced:
                product.path.replace(kept)
            draft.replace(product.path)
        finished = True
    except OSError as error:
        path = str(product.path)
        reason = os.strerror(error.errno) if error.errno else str(error)
        message = f"{path} cannot be written: {reason}."
        hint = "If the file is open in QGIS or a spreadsheet, close it there first."
        raise OutputError("output_unwritable", message, hint, path=path, reason=reason) from error
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


def _identity(path: Path) -> str:
    """Return the same text for the same file, whether it exists or not, on any system."""
    return os.path.normcase(path.resolve())
