"""Tables as planners keep them: a title, a header somewhere, notes at the end, in CSV or a spreadsheet."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.io.columns import is_known_header
from xq_gis_plugin.io.coordinate_headers import plain_header
from xq_gis_plugin.io.grids import Grid, read_grid, read_text
from xq_gis_plugin.io.options import NOTHING_SAID
from xq_gis_plugin.io.plain_csv import first_lines, last_line, read_plain
from xq_gis_plugin.io.raw import RawLayer, layer_empty
from xq_gis_plugin.io.rejected import Rejected, set_aside
from xq_gis_plugin.io.text_checks import encoding_checks
from xq_gis_plugin.io.workbooks import is_cell

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xq_gis_plugin.io.grids import Text
    from xq_gis_plugin.io.options import ReadOptions
    from xq_gis_plugin.io.raw import FilePlace

__all__ = ["read_table"]

LARGE_BYTES = 1 << 20
"""A table of text that is larger is read in one go, if it has nothing special in it."""
_LOST = "\ufffd".encode()
_TEXT = (".csv", ".tsv", ".txt")
_HEADER_WITHIN = 50
"""Filled lines among which the header is looked for."""
_USUALLY_WITHIN = 12
"""Filled lines among which it mostly is: farther down a line must be nothing but a header."""
_UNITS = frozenset((
    "度", "分", "秒", "°", "′", "″", "'", '"', "m", "km", "m2", "m3", "kv", "kg", "t", "l", "米", "公里",
    "平方米", "平米", "亩", "立方米", "方", "升", "吨", "千克", "公斤", "千伏", "人", "户", "层", "张", "个",
    "辆", "元", "万元",
))  # fmt: skip
"""What stands alone below a header, by `plain_header`."""
_SURELY = 3
"""Known names that hardly a line has that is no header."""
_TITLES_TOLD = 5
_LONGEST = 80
"""Characters of a cell that a message shows."""
_SUMS = ("合计", "总计", "小计", "total")
_NOTES = (
    "注",
    "备注",
    "说明",
    "合计",
    "总计",
    "小计",
    "制表",
    "填表",
    "审核",
    "填报",
    "数据来源",
    "note",
    "total",
    "source",
)

_Line = tuple[int, list[object]]
"""A line's number as a spreadsheet shows it, and its cells."""


def read_table(place: FilePlace, options: ReadOptions = NOTHING_SAID) -> RawLayer:
    """Read a CSV or a spreadsheet's sheet; its coordinates are still columns.

    The header is the line that has most of the known column names, or the first below a title. Blank lines,
    headers repeated on every printed page, and sums or notes at the end are left out. Merged cells count for
    all that they cover. Rows keep the line number that a spreadsheet shows.

    Raises
    ------
    InputError
        As `xq_gis_plugin.io.grids.read_grid`; ``row_too_long`` unless such rows are set aside, or all are so.
    """
    said = frozenset(plain_header(header) for _, header in options.columns)
    if place.suffix in _TEXT and place.path.stat().st_size > LARGE_BYTES:
        text = read_text(place, options)
        plain = _plain(place, text, said)
        if plain is not None:
            return encoding_checks(plain, text.told, intact=True)
    grid = read_grid(place, options)
    numbered = [(number, line) for number, line in enumerate(grid.lines, 1) if any(map(is_cell, line))]
    if not numbered:
        raise layer_empty(grid.place)
    at, depth = _header_at(grid, numbered, said)
    names = _header_cells(grid, numbered[at : at + depth])
    if len(numbered) > at + depth and _is_units(grid, numbered[at + depth]):
        names = _with_units(names, numbered[at + depth][1])
        depth += 1
    body, dropped = _data_lines(grid, names, numbered[at + depth :])
    if not body:
        raise layer_empty(grid.place)
    raw = encoding_checks(_assembled(grid.place, names, body, reject=options.reject_rows), grid.told)
    beside = [str(cell) for _, line in (*numbered[:at], *dropped) for cell in line if is_cell(cell)]
    raw = dataclasses.replace(raw, said_lines=tuple(dict.fromkeys(beside)))
    nothing = np.zeros(len(raw.rows), dtype=np.bool_)
    if at:
        told = " / ".join(_first_text(line) for _, line in numbered[: min(at, _TITLES_TOLD)])
        told += " / …" if at > _TITLES_TOLD else ""
        message = f"what stands above the headers in line {numbered[at][0]} was taken for a title ({told!r})."
        hint = "Nothing, if that is so."
        raw = raw.with_checks(raw.check(CheckSeverity.NOTE, "title_skipped", message, hint, nothing))
    if dropped:
        shown = ", ".join(f"{number}: {_first_text(line)!r}" for number, line in dropped[:5])
        message = f"{len(dropped)} lines were taken for repeated headers, sums or notes (line {shown})."
        hint = "Nothing, if that is so; else write them like the other rows."
        raw = raw.with_checks(raw.check(CheckSeverity.NOTE, "lines_skipped", message, hint, nothing))
    raw = _noted_sheet(raw, grid, nothing)
    if grid.unclosed:
        open_ = np.isin(raw.rows, [*grid.unclosed])
        message = "a quote is opened and never closed, so every line was read by itself."
        hint = "Correct the quotes in these lines; look at the rows around them."
        raw = raw.with_checks(raw.check(CheckSeverity.IMPORTANT, "quote_unclosed", message, hint, open_))
    return raw


def _noted_sheet(raw: RawLayer, grid: Grid, nothing: NDArray[np.bool_]) -> RawLayer:
    """Say what of a workbook a person would not expect: hidden sheets, formulas without their results."""
    if grid.unsolved:
        empty = np.isin(raw.rows, [row + 1 for row, _ in grid.unsolved])
        message = "some cells have formulas whose results are not in the file; they were read as empty."
        hint = "Open the file in Excel or WPS, save it there, and read it again."
        raw = raw.with_checks(raw.check(CheckSeverity.IMPORTANT, "formula_unsolved", message, hint, empty))
    hint = "Nothing, if that is so; else name the sheet, as FILE#SHEET."
    if grid.is_hidden:
        message = f"the sheet {grid.place.layer!r} is hidden in the workbook."
        facts = {"sheet": str(grid.place.layer)}
        raw = raw.with_checks(raw.check(CheckSeverity.NOTE, "sheet_hidden", message, hint, nothing, **facts))
    if grid.passed_over:
        sheets = ", ".join(grid.passed_over)
        message = f"hidden sheets were not read: {sheets}."
        facts = {"sheets": "、".join(grid.passed_over)}
        raw = raw.with_checks(raw.check(CheckSeverity.NOTE, "sheets_passed", message, hint, nothing, **facts))
    return raw


def _plain(place: FilePlace, text: Text, said: frozenset[str]) -> RawLayer | None:
    """Return a table of text that can be read in one go; None where it has to be looked at line by line."""
    is_utf8 = text.told.encoding == "utf-8"
    data = text.data if is_utf8 else text.decoded().encode("utf-8", "surrogatepass")
    if _LOST in data:
        return None
    head = Grid(place, first_lines(data, text.delimiter, _HEADER_WITHIN))
    numbered = [(number, line) for number, line in enumerate(head.lines, 1) if any(map(is_cell, line))]
    if len(numbered) < len(head.lines) or len(numbered) < 2 or _header_at(head, numbered, said) != (0, 1):  # noqa: PLR2004
        return None
    headers, columns = _headers(head.lines[0], [])
    if len(columns) != len(head.lines[0]) or _is_note(head, (0, last_line(data, text.delimiter))):
        return None
    # Of what a person names nothing is a number before it is known what it is.
    as_text = frozenset(header for header in headers if plain_header(header) in said)
    raw = read_plain(place, data, text.delimiter, headers, as_text)
    return raw if raw is None or is_utf8 else dataclasses.replace(raw, sha256="")


def _header_at(grid: Grid, numbered: list[_Line], said: frozenset[str]) -> tuple[int, int]:
    """Return where the header is among the filled lines, and of how many lines it is.

    ``said`` are headers that a person has named, in their plain spelling.
    """
    known = [
        len({str(cell).strip() for cell in line if is_cell(cell) and _is_known(str(cell), said)})
        for _, line in numbered[:_HEADER_WITHIN]
    ]
    best = _most_known(numbered, known)
    if known[best] > 1 and len(numbered) > best + 1:
        at = best
    else:
        # A title alone in its line, over a line of several cells.
        at = 0
        while len(numbered) > at + 2 and _own_cells(grid, numbered[at]) == 1 < _own_cells(
            grid, numbered[at + 1]
        ):
            at += 1
        if len(numbered) == 2 and _own_cells(grid, numbered[0]) == 1 < _own_cells(grid, numbered[1]):  # noqa: PLR2004
            at = 1
    # A header of two lines: the upper one has merged cells, the lower one parts of their names.
    if (
        at
        and _spreads(grid, numbered[at - 1][0])
        and known[at] > 1
        and _own_cells(grid, numbered[at - 1]) > 1
    ):
        return at - 1, 2
    merged = _spreads(grid, numbered[at][0]) or (not grid.spread and _under_gaps(numbered, at))
    if merged and len(numbered) > at + 2 and _is_lower_header(grid, numbered, at):
        return at, 2
    return at, 1


def _is_known(cell: str, said: frozenset[str]) -> bool:
    return is_known_header(cell) or (bool(said) and plain_header(cell) in said)


def _most_known(numbered: list[_Line], known: list[int]) -> int:
    """Return which line has the most known names.

    A table whose header is where headers are is not given up for a second one below it.
    """
    near = known[:_USUALLY_WITHIN]
    best = near.index(max(near))
    if known[best] >= _SURELY or _is_all_header(numbered[best][1], known[best]):
        return best
    far = [at for at in range(len(near), len(known)) if _is_all_header(numbered[at][1], known[at])]
    return max(far, key=lambda at: known[at], default=best)


def _is_all_header(line: list[object], known: int) -> bool:
    """Return whether most cells of a line are known names and none is a number, as no row of data has it."""
    filled = [cell for cell in line if is_cell(cell)]
    texts = all(isinstance(cell, str) and not _is_number(cell) for cell in filled)
    return known > 1 and 2 * known > len(filled) and texts


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _own_cells(grid: Grid, line: _Line) -> int:
    number, cells = line
    return sum(is_cell(cell) and (number - 1, column) not in grid.spread for column, cell in enumerate(cells))


def _spreads(grid: Grid, number: int) -> bool:
    """Return whether a cell of a line covers one beside it in the same line."""
    return any(row == number - 1 and grid.lines[row][column - 1] == grid.lines[row][column]
               for row, column in grid.spread if column)  # fmt: skip


def _under_gaps(numbered: list[_Line], at: int) -> bool:
    """Return whether the next line has its cells, several, below an empty one or beside one that is below it.

    Text knows no merged cells: 经纬度 above, nothing beside it, and 东经 and 北纬 below the two.
    """
    if len(numbered) <= at + 1:
        return False
    upper, lower = numbered[at][1], numbered[at + 1][1]
    filled = [column for column, cell in enumerate(lower) if is_cell(cell)]
    gaps = [column for column in filled if column >= len(upper) or not is_cell(upper[column])]
    beside = {column for gap in gaps for column in (gap, gap - 1)}
    return len(filled) > 1 and bool(gaps) and {*filled} <= beside


def _is_lower_header(grid: Grid, numbered: list[_Line], at: int) -> bool:
    """Return whether the next line says more of merged headers: words under them, and nothing elsewhere."""
    number, below = numbered[at + 1]
    own = [
        column
        for column, cell in enumerate(below)
        if is_cell(cell) and (number - 1, column) not in grid.spread
    ]
    return bool(own) and all(
        isinstance(below[column], str) and is_known_header(str(below[column])) for column in own
    )


def _header_cells(grid: Grid, lines: list[_Line]) -> list[object]:
    """Return the cells of a header; of two lines the lower one counts where it has its own."""
    if len(lines) == 1:
        return [
            cell if (lines[0][0] - 1, column) not in grid.spread else None
            for column, cell in enumerate(lines[0][1])
        ]
    (_, upper), (_, lower) = lines
    width = max(len(upper), len(lower))
    upper, lower = ([*one, *[None] * (width - len(one))] for one in (upper, lower))
    return [low if is_cell(low) else high for high, low in zip(upper, lower, strict=True)]


def _is_units(grid: Grid, line: _Line) -> bool:
    """Return whether a line below the header has nothing but units in it: 度, 分, 秒 or m³."""
    number, cells = line
    own = [
        plain_header(str(cell)).strip("()")
        for column, cell in enumerate(cells)
        if is_cell(cell) and (number - 1, column) not in grid.spread
    ]
    return len(own) > 1 and {*own} <= _UNITS


def _with_units(names: list[object], line: list[object]) -> list[object]:
    """Return headers with the units below them; one that stands over several columns goes with each."""
    headers: list[object] = []
    over: object = None
    for column in range(max(len(names), len(line))):
        name, unit = (cells[column] if column < len(cells) else None for cells in (names, line))
        over = name if is_cell(name) else over
        told = plain_header(str(unit)).strip("()") if is_cell(unit) else ""
        headers.append(f"{over}({told})" if told in _UNITS and is_cell(over) else name)
    return headers


def _data_lines(grid: Grid, names: list[object], numbered: list[_Line]) -> tuple[list[_Line], list[_Line]]:
    """Return the lines that are data, and those that are headers again, sums or notes."""
    header = [str(name).strip() if is_cell(name) else "" for name in names]
    body: list[_Line] = []
    dropped: list[_Line] = []
    mark = next((column for column, name in enumerate(header) if name), 0)
    for number, line in numbered:
        # Hardly a line has in a column what its header says.
        again = len(line) > mark and str(line[mark]).strip() == header[mark] and _says(line, header)
        (dropped if again else body).append((number, line))
    while body and _is_note(grid, body[-1]):
        dropped.append(body.pop())
    return body, sorted(dropped)


def _says(line: list[object], header: list[str]) -> bool:
    """Return whether a line is the header again."""
    cells = [str(cell).strip() if is_cell(cell) else "" for cell in line]
    return [*cells, *[""] * len(header)][: len(header)] == header


def _is_note(grid: Grid, line: _Line) -> bool:
    cells = line[1]
    first = next((cell for cell in cells if is_cell(cell)), None)
    text = str(first).strip().lower().replace(" ", "")
    if not isinstance(first, str):
        return False
    # A sum says nothing else in its cell; what only begins so may be somebody's name.
    few = _own_cells(grid, line) <= 2  # noqa: PLR2004 - a note, or a name and its value
    return text.rstrip(":：") in _SUMS or (few and text.startswith(_NOTES))


def _first_text(line: list[object]) -> str:
    return next((str(cell).strip() for cell in line if is_cell(cell)), "")[:40]


def _assembled(place: FilePlace, names: list[object], body: list[_Line], *, reject: bool) -> RawLayer:
    headers, columns = _headers(names, [line for _, line in body])
    too_long = [
        _row_too_long(place, number, len(names), line)
        for number, line in body
        if len(line) > len(names) and any(map(is_cell, line[len(names) :]))
    ]
    if too_long and (not reject or len(too_long) == len(body)):
        raise too_long[0]
    data = {
        header: pd.Series([_cell(line, column) for _, line in body], dtype=object)
        for header, column in zip(headers, columns, strict=True)
    }
    rows = np.array([number for number, _ in body], dtype=np.int64)
    table = pd.DataFrame(data, index=range(len(body)))
    raw = RawLayer(place, table, None, np.full(len(body), None, dtype=object), rows, None)
    return set_aside(raw, [*map(Rejected.of, too_long)])


def _row_too_long(place: FilePlace, number: int, width: int, line: list[object]) -> InputError:
    message = f"{place.path.name}, row {number} has more cells than the header line."
    hint = 'Put a text that holds the separator in quotes: "甲,乙".'
    facts = {"path": place.shown, "row": number, "field": f"column_{width + 1}"}
    value = ",".join(str(cell) for cell in line[width:] if is_cell(cell))
    return InputError("row_too_long", message, hint, value=value[:_LONGEST], **facts)


def _headers(line: list[object], body: list[list[object]]) -> tuple[list[str], list[int]]:
    """Return the headers and their columns; a column without one is numbered, if it holds anything."""
    headers: list[str] = []
    columns: list[int] = []
    for number, cell in enumerate(line):
        # A line break within a header is for the eye.
        name = "".join(str(cell).split()) if is_cell(cell) and not str(cell).isascii() else str(cell).strip()
        name = name if is_cell(cell) else f"column_{number + 1}"
        if not is_cell(cell) and not any(is_cell(other[number]) for other in body if number < len(other)):
            continue
        headers.append(name if name not in headers else f"{name}_{number + 1}")
        columns.append(number)
    return headers, columns


def _cell(line: list[object], column: int) -> object:
    """Return a cell's value: text byte for byte, blanks as `None`."""
    if column >= len(line):
        return None
    cell = line[column]
    if isinstance(cell, str):
        return None if not cell or cell.isspace() else cell
    return cell if is_cell(cell) else None
