"""CSV and XLSX tables, as planners keep them."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np
import pandas as pd

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.io.raw import FilePlace, RawLayer, choose_layer, layer_empty, unreadable

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_table"]

_DELIMITERS = (",", "\t", ";", "，", "|")


def read_table(place: FilePlace) -> RawLayer:
    """Read a CSV or an XLSX sheet; its coordinates are still columns.

    A title line above the headers is skipped, blank lines are dropped, and rows keep the line number
    that a spreadsheet shows.

    Raises
    ------
    InputError
        ``file_unreadable``, ``encoding_unknown``, ``layer_unnamed``, ``layer_missing``,
        ``layer_empty`` or ``row_too_long``.
    """
    if place.suffix == ".xlsx":
        place, lines = _read_xlsx(place)
        encoding = None
    else:
        if place.layer is not None:
            raise InputError(
                "layer_missing",
                f"{place.path.name} is a CSV and has no layer {place.layer!r}.",
                "Name the file alone.",
                path=str(place.path),
                layer=place.layer,
            )
        text, encoding = _decode(place.path)
        lines = _read_csv(place.path, text)
    raw, skipped = _assemble(place, lines)
    everything = np.ones(len(raw.rows), dtype=np.bool_)
    if encoding == "gb18030":
        message = "the text is not UTF-8 and was read as GB 18030."
        hint = "Look at the names; save the file as UTF-8 if they are wrong."
        raw = raw.with_checks(raw.check(CheckSeverity.NOTE, "encoding_guessed", message, hint, everything))
    if skipped is not None:
        message = f"the first line ({skipped!r}) was taken for a title, the next for the headers."
        hint = "Nothing, if that is so."
        raw = raw.with_checks(raw.check(CheckSeverity.NOTE, "title_skipped", message, hint, ~everything))
    return raw


def _decode(path: Path) -> tuple[str, str]:
    data = path.read_bytes()
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    candidates = ["utf-16"] if marked else ["utf-8-sig", "gb18030"]
    for encoding in candidates:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    message = f"{path.name} is text in no known encoding (UTF-8, UTF-16 and GB 18030 were tried)."
    raise InputError("encoding_unknown", message, "Save it as UTF-8.", path=str(path))


def _read_csv(path: Path, text: str) -> list[list[object]]:
    head = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        return [[*line] for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as error:
        raise unreadable(path, str(error)) from error


def _read_xlsx(place: FilePlace) -> tuple[FilePlace, list[list[object]]]:
    try:
        import openpyxl
    except ImportError as error:
        message = f"{place.path.name} cannot be read: the library openpyxl is not installed."
        raise InputError(
            "library_missing", message, "Install it (pip install openpyxl), or save the table as CSV."
        ) from error
    try:
        book = openpyxl.load_workbook(place.path, read_only=True, data_only=True)
    except (
        BadZipFile,
        KeyError,
        ValueError,
        OSError,
        openpyxl.utils.exceptions.InvalidFileException,
    ) as error:
        raise unreadable(place.path, str(error)) from error
    try:
        sheets = {
            sheet.title: [[*line] for line in sheet.iter_rows(values_only=True)] for sheet in book.worksheets
        }
    finally:
        book.close()
    filled = [name for name, lines in sheets.items() if name == place.layer or any(map(_is_filled, lines))]
    place = choose_layer(place, filled)
    return place, sheets[place.layer or ""]


def _is_filled(line: list[object]) -> bool:
    return any(map(_is_cell, line))


def _assemble(place: FilePlace, lines: list[list[object]]) -> tuple[RawLayer, str | None]:
    numbered = [(number, line) for number, line in enumerate(lines, 1) if _is_filled(line)]
    if not numbered:
        raise layer_empty(place)
    skipped = None
    filled = [cell for cell in numbered[0][1] if _is_cell(cell)]
    if len(filled) == 1 and len(numbered) > 1 and sum(map(_is_cell, numbered[1][1])) > 1:
        skipped = str(filled[0])
        numbered = numbered[1:]
    body = numbered[1:]
    headers, columns = _headers(numbered[0][1], [line for _, line in body])
    if not body:
        raise layer_empty(place)
    for number, line in body:
        if any(map(_is_cell, line[len(numbered[0][1]) :])):
            message = f"{place.path.name}, row {number} has more cells than the header line."
            hint = 'Put a text that holds the separator in quotes: "甲,乙".'
            raise InputError("row_too_long", message, hint, path=str(place.path), row=number)
    data = {
        header: pd.Series([_cell(line, column) for _, line in body], dtype=object)
        for header, column in zip(headers, columns, strict=True)
    }
    rows = np.array([number for number, _ in body], dtype=np.int64)
    table = pd.DataFrame(data, index=range(len(body)))
    return RawLayer(place, table, None, np.full(len(body), None, dtype=object), rows, None), skipped


def _is_cell(cell: object) -> bool:
    return cell is not None and bool(str(cell).strip())


def _headers(line: list[object], body: list[list[object]]) -> tuple[list[str], list[int]]:
    """Return the headers and their columns; a column without one is numbered, if it holds anything."""
    headers: list[str] = []
    columns: list[int] = []
    for number, cell in enumerate(line):
        name = str(cell).strip() if _is_cell(cell) else f"column_{number + 1}"
        if not _is_cell(cell) and not any(_is_cell(other[number]) for other in body if number < len(other)):
            continue
        headers.append(name if name not in headers else f"{name}_{number + 1}")
        columns.append(number)
    return headers, columns


def _cell(line: list[object], column: int) -> object:
    """Return a cell's value: text byte for byte, dates as ISO text, blanks as `None`."""
    cell = line[column] if column < len(line) else None
    if not _is_cell(cell):
        return None
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else cell
