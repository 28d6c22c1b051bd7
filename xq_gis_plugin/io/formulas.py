"""Formulas of a workbook whose result was never saved: a reader sees nothing in their cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

__all__ = ["unsolved"]

_SHEETS = "xl/worksheets/"
_CELL = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_TEXT = b't="str"'
"""A cell of text whose result is empty is no cell without a result."""
_ADDRESS = re.compile(rb'\br="([A-Z]{1,3}\d{1,7})"')


def unsolved(stream: BinaryIO) -> dict[str, frozenset[tuple[int, int]]]:
    """Return, by the name of its sheet, the (row, column) from 0 of each formula without a result.

    Programs that write workbooks leave it to Excel to work their formulas out, and it never saw the file.

    Parameters
    ----------
    stream
        Of an .xlsx that openpyxl reads.
    """
    addresses = {*_addresses(stream)}
    if not addresses:
        return {}
    import openpyxl

    # Which sheet they are of is openpyxl's to say; the search above spares others the second reading.
    book = openpyxl.load_workbook(stream, read_only=True)
    return {
        sheet.title: frozenset(
            (cell.row - 1, cell.column - 1)
            for line in sheet.iter_rows()
            for cell in line
            if cell.value is not None and cell.data_type == "f" and cell.coordinate in addresses
        )
        for sheet in book.worksheets
    }


def _addresses(stream: BinaryIO) -> Iterator[str]:
    with ZipFile(stream) as archive:
        for name in archive.namelist():
            if not name.startswith(_SHEETS) or not name.endswith(".xml"):
                continue
            data = archive.read(name)
            if b"<f" not in data and b":f" not in data:
                continue
            for attributes in _CELL.findall(data):
                address = None if _TEXT in attributes else _ADDRESS.search(attributes)
                if address is not None:
                    yield address[1].decode()
