"""The cells of a CSV file or a spreadsheet's sheet, merged ones filled, as rows of plain values."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import mmap
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.archives import check_package
from xq_gis_plugin.io.encoding import Guess, best, decode, known_encoding
from xq_gis_plugin.io.formulas import unsolved
from xq_gis_plugin.io.options import NOTHING_SAID
from xq_gis_plugin.io.raw import FilePlace, choose_layer, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from xq_gis_plugin.io.options import ReadOptions

__all__ = ["Grid", "Text", "grid_names", "is_cell", "read_grid"]

_DELIMITERS = (",", "\t", ";", "，", "|")
_WORKBOOKS = (".xlsx", ".xls")
_PACKAGE, _OLD_WORKBOOK = b"PK", bytes.fromhex("d0cf11e0a1b11ae1")
"""How files of the two formats begin, whatever they are named."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""Stands in an .xlsx with a password, which is wrapped in the older format."""
_SNIFFED = 100_000
_SNIFFED_LINES = 30
_MOST_TEXT_BYTES = 1 << 30
_MOST_XLS_BYTES = 256 << 20
_STUMBLES = (
    KeyError, IndexError, ValueError, TypeError, AttributeError, OSError, EOFError, OverflowError,
    MemoryError, RuntimeError,
)  # fmt: skip
"""What a parser that trusts its file raises where the file is damaged."""
_WITH_MERGES_BYTES = 8 << 20
"""Of larger workbooks the merged cells are not looked for: it takes all of them at once in memory."""


@dataclass(frozen=True)
class Grid:
    """A table as it lies in the file.

    Attributes
    ----------
    place
        With its layer filled in, for a sheet.
    lines
        All rows, from the first.
    spread
        (row, column) from 0 of the cells that only a merged neighbour fills.
    told
        How the text was decoded, None for a spreadsheet.
    unclosed
        Lines from 1 that have a quote without its other.
    unsolved
        (row, column) from 0 of the cells with a formula whose result the file does not have.
    is_hidden
        Whether it is a sheet that nobody sees in a spreadsheet.
    passed_over
        The hidden sheets that were not asked for, where none was.
    """

    place: FilePlace
    lines: list[list[object]]
    spread: frozenset[tuple[int, int]] = frozenset()
    told: Guess | None = None
    unclosed: frozenset[int] = frozenset()
    unsolved: frozenset[tuple[int, int]] = frozenset()
    is_hidden: bool = False
    passed_over: tuple[str, ...] = ()


def read_grid(place: FilePlace, options: ReadOptions) -> Grid:
    """Read a table.

    Raises
    ------
    InputError
        ``file_unreadable``, ``encoding_unknown``, ``layer_unnamed``, ``layer_missing``, ``layer_empty``,
        ``library_missing`` or ``archive_too_large``.
    """
    if place.suffix in _WORKBOOKS:
        return _chosen(place, _sheets(place.path, options))
    text = read_text(place, options)
    decoded = text.decoded()
    if "\0" in decoded:
        raise _no_encoding(place.path)
    try:
        lines, unclosed = _cells(decoded, text.delimiter, options)
    except csv.Error as error:
        raise unreadable(place.path, str(error)) from error
    return Grid(place, lines, told=text.told, unclosed=unclosed)


def _cells(text: str, delimiter: str, options: ReadOptions) -> tuple[list[list[object]], frozenset[int]]:
    """Return the cells of each line, and the lines from 1 whose quotes are never closed.

    A quote that nobody closes makes one cell of all lines that follow. Where lines like the first lie in a
    cell, or a cell has no end, every line is read by itself.
    """
    try:
        parsed = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        lines: list[list[object]] = [[*line] for line in options.counted(parsed, 0.05, 0.3, text.count("\n"))]
    except csv.Error:
        lines = []
    width = max(1, text.partition("\n")[0].count(delimiter))
    if lines and not any(_swallows(str(cell), delimiter, width) for line in lines for cell in line):
        return lines, frozenset()
    alone = [line.rstrip("\r") for line in text.split("\n")]
    unclosed = frozenset(number for number, line in enumerate(alone, 1) if line.count('"') % 2)
    return [[*next(csv.reader([line], delimiter=delimiter), [])] for line in alone], unclosed


def _swallows(cell: str, delimiter: str, width: int) -> bool:
    """Return whether a cell has whole lines of a table in it."""
    return cell.count("\n") > 1 and any(line.count(delimiter) >= width for line in cell.split("\n")[1:-1])


@dataclass(frozen=True)
class Text:
    """A table that is text.

    Attributes
    ----------
    data
        The bytes of the file.
    told
        How they are to be decoded.
    delimiter
        What stands between cells.
    """

    data: bytes
    told: Guess
    delimiter: str

    def decoded(self) -> str:
        """Return what the bytes say; a damaged line does not take all others along, the reader says which."""
        text = decode(self.data, self.told.encoding)
        return self.data.decode(self.told.encoding, "replace") if text is None else text


def read_text(place: FilePlace, options: ReadOptions) -> Text:
    """Read the text of a CSV or TSV file.

    Raises
    ------
    InputError
        ``file_unreadable``, ``encoding_unknown`` or ``layer_missing``.
    """
    if place.layer is not None:
        message = f"{place.path.name} is a CSV and has no layer {place.layer!r}."
        hint = "Name the file alone."
        raise InputError("layer_missing", message, hint, path=place.shown, layer=place.layer)
    data = _text_bytes(place.path)
    if data.startswith(codecs.BOM_UTF8) and (options.encoding is not None or _is_mostly_not_utf8(data)):
        # A program that appends to a file in GBK, or a person, may have put the mark of UTF-8 before it.
        data = data.removeprefix(codecs.BOM_UTF8)
        told = best(data, "utf-8")
    else:
        told = best(data)
    if options.encoding is not None:
        told = Guess(known_encoding(options.encoding), "said", options.encoding)
    if told.why == "evidence" and not told.scores:
        raise _no_encoding(place.path)
    return Text(data, told, _delimiter(data[:_SNIFFED].decode(told.encoding, "replace")))


def _is_mostly_not_utf8(data: bytes) -> bool:
    """Return whether most of the first lines that are no plain English are not UTF-8; a damaged one is."""
    lines = [line for line in data[:_SNIFFED].splitlines()[:-1] or [data] if not line.isascii()]
    return 2 * sum(decode(line, "utf-8") is None for line in lines) > len(lines)


def _text_bytes(path: Path) -> bytes:
    """Return the bytes of a text file; what has zeroes in it is none, unless it is UTF-16."""
    if path.stat().st_size > _MOST_TEXT_BYTES:
        raise unreadable(path, "it has more than a gigabyte; use GeoPackage or GeoParquet for so much")
    with path.open("rb") as stream:
        if not stream.read(2).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and path.stat().st_size:
            with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as whole:
                if whole.find(b"\0") >= 0:
                    raise _no_encoding(path)
    return path.read_bytes()


def _no_encoding(path: Path) -> InputError:
    message = f"{path.name} is text in no known encoding (UTF-8, UTF-16, GB 18030 and Big5 were tried)."
    return InputError("encoding_unknown", message, "Save it as UTF-8.", path=str(path))


def grid_names(place: FilePlace) -> list[str]:
    """Return the names of the sheets that have something in them; a CSV file has one of its own name."""
    if place.suffix not in _WORKBOOKS:
        return [place.path.stem]
    return [*_tables(_sheets(place.path))]


def is_cell(cell: object) -> bool:
    """Return whether a cell has anything in it."""
    return cell is not None and bool(str(cell).strip())


def _delimiter(text: str) -> str:
    head = text.split("\n", _SNIFFED_LINES)[:_SNIFFED_LINES]
    # The one that most lines have; of equal ones, the one that is there most often.
    return max(_DELIMITERS, key=lambda mark: (sum(mark in line for line in head), "".join(head).count(mark)))


@dataclass(frozen=True)
class _Sheet:
    lines: list[list[object]]
    spread: frozenset[tuple[int, int]]
    is_hidden: bool
    unsolved: frozenset[tuple[int, int]] = frozenset()


_Sheets = dict[str, _Sheet]


def _tables(sheets: _Sheets) -> _Sheets:
    """Return the sheets that have something in them; a title alone is a cover where others have more."""
    filled = {name: [*filter(_is_filled, sheet.lines)] for name, sheet in sheets.items()}
    more = {
        name for name, lines in filled.items() if sum(is_cell(cell) for line in lines for cell in line) > 1
    }
    return {name: sheet for name, sheet in sheets.items() if (name in more if more else filled[name])}


def _chosen(place: FilePlace, sheets: _Sheets) -> Grid:
    """Return the sheet that is named, else the only one that can be seen."""
    tables = _tables(sheets)
    seen = [name for name, sheet in tables.items() if not sheet.is_hidden] or [*tables]
    passed_over: tuple[str, ...] = ()
    if place.layer is None and len(seen) == 1:
        place = choose_layer(place, seen)
        passed_over = tuple(name for name in tables if name != seen[0])
    else:
        place = choose_layer(place, [name for name in sheets if name in tables or name == place.layer])
    sheet = sheets[place.layer or ""]
    return Grid(
        place,
        sheet.lines,
        sheet.spread,
        unsolved=sheet.unsolved,
        is_hidden=sheet.is_hidden,
        passed_over=passed_over,
    )


def _sheets(path: Path, options: ReadOptions = NOTHING_SAID) -> _Sheets:
    """Return the sheets of a workbook, which may be of the other of the two formats than its name says."""
    with path.open("rb") as stream:
        head = stream.read(len(_OLD_WORKBOOK))
    is_old = head == _OLD_WORKBOOK or (path.suffix.lower() == ".xls" and not head.startswith(_PACKAGE))
    return _xls_sheets(path) if is_old else _xlsx_sheets(path, options)


def _xlsx_sheets(path: Path, options: ReadOptions) -> _Sheets:
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


def _xls_sheets(path: Path) -> _Sheets:
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
) -> _Sheet:
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
    return _Sheet(lines, frozenset(spread), is_hidden, unsolved)


def _is_filled(line: list[object]) -> bool:
    return any(map(is_cell, line))


def _locked(path: Path) -> InputError:
    message = f"{path.name} cannot be read: it is protected by a password."
    hint = "Open it in Excel or WPS, save it without a password, and read that copy."
    return InputError("workbook_locked", message, hint, path=str(path))


def _library_missing(path: Path, name: str) -> InputError:
    message = f"{path.name} cannot be read: the library {name} is not installed."
    hint = f"Install it (pip install {name}), or save the table as CSV."
    return InputError("library_missing", message, hint, library=name)
