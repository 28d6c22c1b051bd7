"""The boxes of a Parquet file's rows: from its pages where they can be unpacked here, else from pyarrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from xq_gis_plugin.io.arrow_values import values_of
from xq_gis_plugin.io.parquet_headers import DamagedPageError
from xq_gis_plugin.io.parquet_pages import Pages, pages_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xq_gis_plugin.io.parquet_pages import Page

__all__ = ["WHOLE_EARTH", "box_pages", "boxes_of", "boxes_of_pages", "numbers", "outwards"]

WHOLE_EARTH = (-np.inf, -np.inf, np.inf, np.inf)
_TYPES: dict[str, np.dtype[Any]] = {"DOUBLE": np.dtype("<f8"), "FLOAT": np.dtype("<f4")}


def box_pages(pa: Any, footer: Any, bbox: Sequence[str], groups: Sequence[int]) -> list[Pages] | None:  # noqa: ANN401
    """Return the readers of the columns of boxes; None where there are none, or pyarrow must read them."""
    found = [pages_of(pa, footer, column, groups, kinds=tuple(_TYPES)) for column in bbox]
    whole = [one for one in found if one is not None]
    return whole if whole and len(whole) == len(bbox) else None


def boxes_of_pages(pages: Sequence[Pages], file: BinaryIO, group: int) -> NDArray[np.float64]:
    """Return (n, 4) boxes of the rows of a row group, as `boxes_of` does.

    Parameters
    ----------
    pages
        The readers of the columns: west, south, east, north.
    file
        The Parquet file, open to read bytes.
    group
        Which row group.

    Raises
    ------
    DamagedPageError
        Where the file is not what its footer says, or ends too early.
    """
    return _laid_out([numbers(one, file, group) for one in pages])


def boxes_of(table: Any, bbox: Sequence[str]) -> NDArray[np.float64]:  # noqa: ANN401 - a table
    """Return (n, 4) boxes of rows; those of single precision are grown by what rounding may have taken.

    A box that lacks a side, or has one on the wrong side of the other, tells nothing: it is the whole earth.
    ``bbox`` names the columns, with dots: west, south, east, north.
    """
    sides = []
    for name in bbox:
        struct, _, inner = name.partition(".")
        column = table.column(struct).combine_chunks()
        array = column.field(inner) if inner else column
        side = values_of(array)
        sides.append(side.astype(np.float32) if str(array.type) == "float" else side)
    return _laid_out(sides)


def _laid_out(sides: Sequence[NDArray[np.floating[Any]]]) -> NDArray[np.float64]:
    """Return (n, 4) boxes by their sides, each in its own precision."""
    boxes = np.empty((len(sides[0]), len(sides)))
    for number, side in enumerate(sides):
        single = side.dtype == np.float32
        boxes[:, number] = outwards(side, low=number < 2) if single else side  # noqa: PLR2004
    west, south, east, north = sides
    told = (west <= east) & (south <= north)
    if not told.all():
        boxes[~told] = WHOLE_EARTH
    return boxes


def outwards(side: NDArray[np.floating[Any]], *, low: bool) -> NDArray[np.float64]:
    """Return sides of boxes in single precision moved by what rounding may have taken off."""
    away = np.float32(-np.inf if low else np.inf)
    return np.nextafter(side.astype(np.float32), away).astype(np.float64)


def numbers(pages: Pages, file: BinaryIO, group: int) -> NDArray[np.floating[Any]]:
    """Return (n,) the numbers of a column in a row group, in its own precision, NaN for null.

    Raises
    ------
    DamagedPageError
        Where the file is not what its footer says, or ends too early.
    """
    kind: np.dtype[Any] = _TYPES[pages.physical_type]
    found = [_numbers_of(page, kind) for _, page in pages.data_pages(file, group)]
    whole = found[0] if len(found) == 1 else np.concatenate([np.zeros(0, kind), *found])
    if len(whole) != pages.footer.row_group(group).num_rows:
        message = "a column of boxes has another number of rows than its row group"
        raise DamagedPageError(message)
    return whole


def _numbers_of(page: Page, kind: np.dtype[Any]) -> NDArray[np.floating[Any]]:
    raw, at, there = page.unpacked()
    count = page.header.rows if there is None else int(there.sum())
    if page.is_plain:
        values = _plain(raw, at, count, kind)
    else:
        book, size = page.book.page()
        known = _plain(book, 0, size, kind)
        entries = page.entries(raw, at, count)
        if count and int(entries.max()) >= len(known):
            message = "a page refers to an entry that its dictionary has not"
            raise DamagedPageError(message)
        values = known[entries]
    if there is None:
        return values
    whole = np.full(len(there), np.nan, kind)
    whole[there] = values
    return whole


def _plain(raw: Any, at: int, count: int, kind: np.dtype[Any]) -> NDArray[np.floating[Any]]:  # noqa: ANN401
    if at < 0 or count < 0 or at + count * kind.itemsize > len(raw):
        message = "a page has fewer values than it says"
        raise DamagedPageError(message)
    return np.frombuffer(raw, kind, count, at)
