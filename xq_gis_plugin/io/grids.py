"""The cells of a CSV file or a spreadsheet's sheet, merged ones filled, as rows of plain values."""

from __future__ import annotations

import codecs
import csv
import io
import mmap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.encoding import Guess, best, decode, known_encoding
from xq_gis_plugin.io.raw import FilePlace, choose_layer, unreadable
from xq_gis_plugin.io.workbooks import WORKBOOKS, sheets_of, tables

if TYPE_CHECKING:
    from pathlib import Path

    from xq_gis_plugin.io.options import ReadOptions
    from xq_gis_plugin.io.workbooks import Sheet

__all__ = ["Grid", "Text", "grid_names", "read_grid", "read_text"]

_DELIMITERS = (",", "\t", ";", "，", "|")
_SNIFFED = 100_000
_SNIFFED_LINES = 30
_MOST_TEXT_BYTES = 1 << 30


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
    if place.suffix in WORKBOOKS:
        return _chosen(place, sheets_of(place.path, options))
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
        message = f"{path.name} has more than a gigabyte of text."
        hint = "Use GeoPackage or GeoParquet for so much: QGIS exports a table of text as either."
        raise InputError("text_too_large", message, hint, path=str(path))
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
    if place.suffix not in WORKBOOKS:
        return [place.path.stem]
    return [*tables(sheets_of(place.path))]


def _delimiter(text: str) -> str:
    head = text.split("\n", _SNIFFED_LINES)[:_SNIFFED_LINES]
    # The one that most lines have; of equal ones, the one that is there most often.
    return max(_DELIMITERS, key=lambda mark: (sum(mark in line for line in head), "".join(head).count(mark)))


def _chosen(place: FilePlace, sheets: dict[str, Sheet]) -> Grid:
    """Return the sheet that is named, else the only one that can be seen."""
    filled = tables(sheets)
    seen = [name for name, sheet in filled.items() if not sheet.is_hidden] or [*filled]
    passed_over: tuple[str, ...] = ()
    if place.layer is None and len(seen) == 1:
        place = choose_layer(place, seen)
        passed_over = tuple(name for name in filled if name != seen[0])
    else:
        place = choose_layer(place, [name for name in sheets if name in filled or name == place.layer])
    sheet = sheets[place.layer or ""]
    return Grid(
        place,
        sheet.lines,
        sheet.spread,
        unsolved=sheet.unsolved,
        is_hidden=sheet.is_hidden,
        passed_over=passed_over,
    )
