"""The sheets of a workbook, .xlsx or .xls whatever it is named: cells, merged ones, what is hidden."""

from __future__ import annotations

import datetime as dt
import io
import re
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.archives import check_package
from xq_gis_plugin.io.formulas import unsolved
from xq_gis_plugin.io.options import NOTHING_SAID
from xq_gis_plugin.io.raw import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from xq_gis_plugin.io.options import ReadOptions

__all__ = ["WORKBOOKS", "Sheet", "is_cell", "sheets_of", "tables"]

WORKBOOKS = (".xlsx", ".xls")
_PACKAGE, _OLD_WORKBOOK = b"PK", bytes.fromhex("d0cf11e0a1b11ae1")
"""How files of the two formats begin, whatever they are named."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""Stands in an .xlsx with a password, which is wrapped in the older format."""
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|!--|html|head|meta|table|style|\?xml)", re.IGNORECASE)
"""How a web page begins, or what Excel saves as one; its own tables of XML too."""
_HEAD = 100_000
_MOST_XLS_BYTES = 256 << 20
_STUMBLES = (
    KeyError, IndexError, ValueError, TypeError, AttributeError, OSError, EOFError, OverflowError,
    MemoryError, RuntimeError,
)  # fmt: skip
"""What a parser that trusts its file raises where the file is damaged."""
_WITH_MERGES_BYTES = 8 << 20
"""Of larger workbooks the merged cells are not looked for: it takes all of them at once in memory."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its lines, merged cells, and what a person would not expect of it."""

    lines: list[list[object]]
    spread: frozenset[tuple[int, int]]
    is_hidden: bool
    unsolved: frozenset[tuple[int, int]] = frozenset()


Sheets = dict[str, Sheet]


def tables(sheets: Sheets) -> Sheets:
    """Return the sheets that have something in them; a title alone is a cover where others have more."""
    filled = {name: [*filter(_is_filled, sheet.lines)] for name, sheet in sheets.items()}
    more = {
        name for name, lines in filled.items() if sum(is_cell(cell) for line in lines for cell in line) > 1
    }
    return {name: sheet for name, sheet in sheets.items() if (name in more if more else filled[name])}


def is_cell(cell: object) -> bool:
    """Return whether a cell has anything in it."""
    return cell is not None and bool(str(cell).strip())


def sheets_of(path: Path, options: ReadOptions = NOTHING_SAID) -> Sheets:
    """Return the sheets of a workbook, which may be of the other of the two formats than its name says."""
    with path.open("rb") as stream:
        head = stream.read(len(_OLD_WORKBOOK))
    is_old = head == _OLD_WORKBOOK or (path.suffix.lower() == ".xls" and not head.startswith(_PACKAGE))
    return _xls_sheets(path) if is_old else _xlsx_sheets(path, options)


def _xlsx_sheets(path: Path, options: ReadOptions) -> Sheets:
    try:
        import openpyxl
    except ImportError as error:
        raise _library_missing(path, "openpyxl") from error
    check_package(path)
    small = path.stat().st_size <= _WITH_MERGES_BYTES
    found = []
    # What a damaged file makes openpyxl stumble over is not for it to say; only its own work is guarded.
    try:
        # By its name it would refuse an .xls that is none.
        with path.open("rb") as stream:
            book = openpyxl.load_workbook(stream, read_only=not small, data_only=True)
            for sheet in book.worksheets:
                merged = sheet.merged_cells.ranges if small else ()
                rows = options.counted(sheet.iter_rows(values_only=True), 0.05, 0.3, sheet.max_row or 0)
                found.append(([*rows], [one.bounds for one in merged], sheet))
            missing = unsolved(stream) if small else {}
    except (
        *_STUMBLES,
        BadZipFile,
        zlib.error,
        SyntaxError,
        openpyxl.utils.exceptions.InvalidFileException,
    ) as error:
        raise unreadable(path, str(error) or type(error).__name__) from error
    return {
        sheet.title: _filled_up(
            [[_plain(cell) for cell in line] for line in lines],
            ((top - 1, bottom, left - 1, right) for left, top, right, bottom in merged),
            is_hidden=sheet.sheet_state != "visible",
            unsolved=missing.get(sheet.title, frozenset()),
        )
        for lines, merged, sheet in found
    }


def _xls_sheets(path: Path) -> Sheets:
    try:
        import xlrd
    except ImportError as error:
        raise _library_missing(path, "xlrd") from error
    if path.stat().st_size > _MOST_XLS_BYTES:
        raise unreadable(path, "no .xls is so large")
    data = path.read_bytes()
    # As above: the whole book is read here, and only made use of below.
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), formatting_info=True)
    except (*_STUMBLES, AssertionError, struct.error, xlrd.XLRDError, xlrd.compdoc.CompDocError) as error:
        if _LOCKED in data or "encrypted" in str(error):
            raise _locked(path) from error
        if _PAGE.match(data[:_HEAD]):
            raise _web_page(path) from error
        raise unreadable(path, str(error) or type(error).__name__) from error
    return {
        sheet.name: _filled_up(
            [[_xls_cell(cell, book.datemode) for cell in sheet.row(number)] for number in range(sheet.nrows)],
            sheet.merged_cells,
            is_hidden=bool(sheet.visibility),
        )
        for sheet in book.sheets()
    }


def _xls_cell(cell: object, datemode: int) -> object:
    import xlrd

    kind, value = cell.ctype, cell.value  # type: ignore[attr-defined]
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return None
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_DATE:
        try:
            return _plain(xlrd.xldate_as_datetime(value, datemode))
        except (xlrd.xldate.XLDateError, OverflowError, ValueError):
            return value
    return int(value) if kind == xlrd.XL_CELL_NUMBER and float(value).is_integer() else value


def _plain(cell: object) -> object:
    """Return a cell's value with dates as ISO text; midnight is a date."""
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else cell


def _filled_up(
    lines: list[list[object]],
    merged: Iterable[tuple[int, int, int, int]],
    *,
    is_hidden: bool,
    unsolved: frozenset[tuple[int, int]] = frozenset(),
) -> Sheet:
    """Put the value of each merged range (row, end, column, end) into all its cells."""
    spread = set()
    for first, end, left, right in merged:
        if first >= len(lines) or left >= len(lines[first]):
            continue
        value = lines[first][left]
        for row in range(first, min(end, len(lines))):
            for column in range(left, min(right, len(lines[row]))):
                if (row, column) != (first, left):
                    lines[row][column] = value
                    spread.add((row, column))
    return Sheet(lines, frozenset(spread), is_hidden, unsolved)


def _is_filled(line: list[object]) -> bool:
    return any(map(is_cell, line))


def _web_page(path: Path) -> InputError:
    message = f"{path.name} is a web page or XML, no workbook: many systems export their lists so."
    hint = "Open it in Excel or WPS, save it as .xlsx, and read that."
    return InputError("workbook_is_page", message, hint, path=str(path))


def _locked(path: Path) -> InputError:
    message = f"{path.name} cannot be read: it is protected by a password."
    hint = "Open it in Excel or WPS, save it without a password, and read that copy."
    return InputError("workbook_locked", message, hint, path=str(path))


def _library_missing(path: Path, name: str) -> InputError:
    message = f"{path.name} cannot be read: the library {name} is not installed."
    hint = f"Install it (pip install {name}), or save the table as CSV."
    return InputError("library_missing", message, hint, library=name)
