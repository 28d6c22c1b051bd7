"""The files of a call: none twice, and none an input."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xq_gis_plugin.cli_text import CallError
from xq_gis_plugin.core.errors import OutputError
from xq_gis_plugin.core.output import check_output
from xq_gis_plugin.run import Product

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["NamedProduct", "check_products", "new_folder"]


@dataclass(frozen=True)
class NamedProduct(Product):
    """One file that a call writes, and the option that names it."""

    option: str

    @property
    def place(self) -> str:
        """Where the file is, for someone who is elsewhere."""
        return str(self.path.absolute())


def check_products(products: Sequence[NamedProduct], inputs: Sequence[Path], *, overwrite: bool) -> None:
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


def _require_suffix(product: NamedProduct) -> None:
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


def _identity(path: Path) -> str:
    """Return the same text for the same file, whether it exists or not, on any system."""
    return os.path.normcase(path.resolve())
