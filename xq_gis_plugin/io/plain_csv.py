"""Large tables of text that have nothing special in them, read in one go by pandas.

Whatever is not surely read the same way as cell by cell (`xq_gis_plugin.io.tables`) is left to that.
"""

from __future__ import annotations

import csv
import hashlib
import io
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from xq_gis_plugin.io.columns import LAT, LON, is_header_of
from xq_gis_plugin.io.raw import RawLayer
from xq_gis_plugin.io.values import without_blanks

if TYPE_CHECKING:
    from xq_gis_plugin.io.raw import FilePlace

__all__ = ["first_lines", "last_line", "read_plain"]

_MOST_OF_AN_END = 100_000


def first_lines(data: bytes, delimiter: str, count: int) -> list[list[object]]:
    """Return the cells of the first lines of a table in UTF-8."""
    head = io.StringIO(data[:_MOST_OF_AN_END].decode("utf-8", "replace"), newline="")
    return [[*line] for line in islice(csv.reader(head, delimiter=delimiter), count)]


def last_line(data: bytes, delimiter: str) -> list[object]:
    """Return the cells of the last line of a table in UTF-8 without quotes."""
    tail = data[-_MOST_OF_AN_END:].rstrip(b"\r\n").rpartition(b"\n")[2]
    (cells,) = csv.reader([tail.decode("utf-8", "replace")], delimiter=delimiter)
    return [*cells]


def read_plain(
    place: FilePlace, data: bytes, delimiter: str, headers: list[str], as_text: frozenset[str] = frozenset()
) -> RawLayer | None:
    """Read a table whose header is its first line.

    Parameters
    ----------
    place
        The file.
    data
        Its bytes in UTF-8, without a mark of the byte order.
    delimiter
        What stands between cells.
    headers
        Its headers: one for each column, no two alike.
    as_text
        Headers whose cells are to stay text, whatever they are called.

    Returns
    -------
    As `xq_gis_plugin.io.tables.read_table`, but longitudes and latitudes are numbers already. None where the
    table has quotes, blank lines or cells, rows that are too long, headers again, or coordinates that are no
    plain numbers.
    """
    if not _is_plain(data):
        return None
    degrees = [] if as_text & {*_degrees(headers)} else _degrees(headers)
    kinds = {header: float if header in degrees else str for header in headers}
    try:
        table = pd.read_csv(
            io.BytesIO(data), sep=delimiter, header=None, names=headers, skiprows=1, dtype=kinds,
            keep_default_na=False, na_values={header: [""] for header in degrees}, encoding="utf-8",
            engine="c", quoting=csv.QUOTE_NONE, skip_blank_lines=False,
        )  # fmt: skip
    except (ValueError, OverflowError):
        # A number that is none, or a row that is too long.
        return None
    columns = {header: table[header].to_numpy() for header in headers}
    texts = [header for header in headers if header not in degrees]
    filled_up = False
    for header in texts:
        cells = without_blanks(columns[header])
        filled_up |= cells is columns[header]
        columns[header] = cells
    odd = (
        not isinstance(table.index, pd.RangeIndex)
        or (not filled_up and np.logical_and.reduce([pd.isna(one) for one in columns.values()]).any())
        or any(np.isinf(columns[header]).any() for header in degrees)
        or any((columns[header] == header).any() for header in texts)
    )
    if odd or not len(table):
        return None
    rows = np.arange(2, len(table) + 2, dtype=np.int64)
    filled = pd.DataFrame(columns, copy=False)
    nothing = np.full(len(table), None, dtype=object)
    return RawLayer(place, filled, None, nothing, rows, None, sha256=hashlib.sha256(data).hexdigest())


def _degrees(headers: list[str]) -> list[str]:
    """Return the two headers of longitude and latitude; of any other number of them, none is surely one."""
    found = [[header for header in headers if is_header_of(header, (column,))] for column in (LON, LAT)]
    return [one for (one,) in found] if all(len(one) == 1 for one in found) else []


def _is_plain(data: bytes) -> bool:
    """Return whether a table has neither quotes nor blank lines nor line ends of its own kind."""
    if b'"' in data or b"\n\n" in data:
        return False
    if b"\r" not in data:
        return True
    return b"\n\r\n" not in data and data.count(b"\r") == data.count(b"\r\n")
