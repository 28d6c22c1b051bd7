"""Cells that are what they look like: text that no spreadsheet runs, numbers that it can add up."""

from __future__ import annotations

import math
import re
import unicodedata
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from xq_gis_plugin.export.words import say, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = ["Pen", "safe_text"]

MOST_CHARACTERS = 32_767
"""What a cell holds."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "#")
# What XML 1.0 has no place for, and halves of surrogate pairs.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDEST, _NARROWEST, _LOOKED_AT = 46, 8, 200
_DEGREE_HEADERS = (word("column", "lon"), word("column", "lat"))
_FILLS = {
    word("verdict", "conflict"): "F6C7C3",
    word("verdict", "unresolved"): "FFF0B3",
    word("verdict", "clear"): "CFE2F7",
    word("color", "red"): "F6C7C3",
    word("color", "orange"): "FBD9B5",
    word("color", "yellow"): "FFF0B3",
    word("color", "blue"): "CFE2F7",
}
_FILLED = (word("column", "verdict"), word("column", "risk_color"))


def safe_text(text: str) -> str:
    """Return text that a cell can hold: what XML forbids is replaced visibly, what is too long is cut.

    Examples
    --------
    >>> safe_text("a" + chr(0) + "b")
    'a�b'
    """
    clean = _FORBIDDEN.sub("\ufffd", text)
    if len(clean.encode("utf-16-le")) // 2 <= MOST_CHARACTERS:
        return clean
    mark = say("cut")
    # Excel counts UTF-16 units: a character beyond the basic plane takes two.
    kept = clean.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - len(mark))].decode("utf-16-le", "ignore")
    return kept + mark


class Pen:
    """Writes a workbook sheet by sheet, row by row, so that it needs little memory.

    Each sheet is closed when it is written: of one left open by an error or Ctrl-C, Python ends the parts in
    any order, and openpyxl complains of that at length.

    Parameters
    ----------
    heading
        What the printed header of every sheet says; "" for nothing.
    """

    def __init__(self, heading: str = "") -> None:
        self._book = Workbook(write_only=True)
        self._heading = heading

    def page(self, title: str, lines: Iterable[tuple[str, str]]) -> None:
        """Write a sheet of a name and a sentence per line."""
        with closing(self._new(title)) as sheet:
            sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90
            for number, (name, sentence) in enumerate(lines):
                cells = [self._text(sheet, name), self._text(sheet, sentence)]
                cells[0].font = Font(bold=True)
                cells[1].alignment = Alignment(wrap_text=True, vertical="top")
                if number == 0:
                    cells[1].font = Font(bold=True, size=14)
                sheet.append(cells)

    def table(self, title: str, columns: Mapping[str, Sequence[Any]], last_line: str = "") -> None:
        """Write a sheet with one frozen, filterable header row.

        ``columns`` maps a header to its values (None, numbers or text), all of one length.
        """
        with closing(self._new(title)) as sheet:
            count = max((len(values) for values in columns.values()), default=0)
            sheet.freeze_panes = "A2"
            sheet.print_title_rows = "1:1"
            if columns:
                sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
            for number, (header, values) in enumerate(columns.items(), 1):
                sheet.column_dimensions[get_column_letter(number)].width = _width(header, values)
            sheet.append([self._header(sheet, header) for header in columns])
            makers = [_Column(sheet, header, values) for header, values in columns.items()]
            for row in zip(*columns.values(), strict=True):
                sheet.append([maker.cell(value) for maker, value in zip(makers, row, strict=True)])
            if last_line:
                sheet.append([self._text(sheet, last_line)])

    def save(self, path: Path) -> None:
        """Write the workbook."""
        self._book.save(path)

    def _new(self, title: str) -> Any:  # noqa: ANN401 - openpyxl has no types
        sheet = self._book.create_sheet(title)
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9  # A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.oddHeader.center.text = self._heading or None
        sheet.oddFooter.center.text = "&A  &P / &N"
        return sheet

    def _header(self, sheet: Any, text: str) -> Any:  # noqa: ANN401
        cell = self._text(sheet, text)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E3E8EE")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        return cell

    def _text(self, sheet: Any, text: str) -> Any:  # noqa: ANN401
        return _text_cell(sheet, text)


class _Column:
    """Makes the cells of one column. A cell is written at once, so one object serves all rows."""

    def __init__(self, sheet: Any, header: str, values: Sequence[Any]) -> None:  # noqa: ANN401
        self._sheet = sheet
        self._filled: dict[str, Any] = {}
        for text, colour in _FILLS.items() if header in _FILLED else ():
            self._filled[text] = _text_cell(sheet, text)
            self._filled[text].fill = PatternFill("solid", fgColor=colour)
        self._number = WriteOnlyCell(sheet, value=0.0)
        fractions = [v for v in values if isinstance(v, float) and math.isfinite(v) and not v.is_integer()]
        if header in _DEGREE_HEADERS:
            self._number.number_format = "0.000000"
        elif fractions:
            self._number.number_format = "0.00"

    def cell(self, value: Any) -> Any:  # noqa: ANN401
        """Return what to append for a value."""
        if value is None:
            return None
        if isinstance(value, bool | np.bool_):
            return word("truth", "yes" if value else "no")
        if isinstance(value, int | float | np.integer | np.floating):
            if not math.isfinite(value):
                return None
            number = float(value)
            self._number.value = int(number) if number.is_integer() else number
            return self._number
        text = str(value)
        if text in self._filled:
            return self._filled[text]
        # Plain text needs no cell of its own, and that is most of a large sheet.
        return _text_cell(self._sheet, text) if _needs_care(text) else text


def _needs_care(text: str) -> bool:
    return text.startswith(_FORMULA) or len(text) > MOST_CHARACTERS // 2 or bool(_FORBIDDEN.search(text))


def _text_cell(sheet: Any, text: str) -> Any:  # noqa: ANN401 - openpyxl has no types
    """Return a cell that stays text: also when someone edits it, which is what quotePrefix is for."""
    cell = WriteOnlyCell(sheet, value=safe_text(text))
    cell.data_type = "s"
    if text.startswith(_FORMULA):
        cell.quotePrefix = True
    return cell


def _width(header: str, values: Sequence[Any]) -> float:
    """Return a column's width in characters of the default font; a Chinese one counts as two."""
    longest = max((_columns(str(v)) for v in values[:_LOOKED_AT] if isinstance(v, str)), default=_NARROWEST)
    return float(min(_WIDEST, max(_NARROWEST, longest + 2, _columns(header) + 4)))


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text[:_WIDEST])
