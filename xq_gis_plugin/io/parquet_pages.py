"""A column of byte arrays in a Parquet file: only the pages in which a row is wanted are unpacked.

pyarrow reads whole row groups and makes a copy of every value. Here, pages are unpacked by pyarrow's codecs,
and what is wanted is copied out of them (`pages.c`). What this does not know (other encodings, other codecs,
values in lists, no kernel built) is left to pyarrow. https://parquet.apache.org/docs/file-format/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

import numpy as np

from xq_gis_plugin.core.engine.search import Blobs
from xq_gis_plugin.io.parquet_headers import (
    DATA,
    DATA_V2,
    DICTIONARY,
    NEW_DICTIONARY,
    OLD_DICTIONARY,
    PLAIN,
    DamagedPageError,
    Header,
    header_at,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

    from numpy.typing import NDArray

__all__ = ["DamagedPageError", "Page", "Pages", "pages_of"]

_CODECS = {"UNCOMPRESSED": "", "SNAPPY": "snappy", "ZSTD": "zstd", "GZIP": "gzip", "BROTLI": "brotli"}
_ENCODINGS = {"PLAIN", "RLE", "RLE_DICTIONARY", "PLAIN_DICTIONARY"}
_DEEPEST = 7
"""How deep a value may lie: a byte has room for more than any file of boxes has."""


class _Dictionary(NamedTuple):
    page: Any
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def pages_of(
    pa: Any,  # noqa: ANN401 - a module
    footer: Any,  # noqa: ANN401 - of pyarrow
    column: str,
    groups: Iterable[int],
    kinds: tuple[str, ...] = ("BYTE_ARRAY",),
) -> Pages | None:
    """Return the reader of a column in row groups of a file; None where pyarrow must read one of them.

    ``kinds``: of which physical types the column may be.
    """
    try:
        import xq_gis_plugin.io._pages as kernel
    except ImportError:
        return None
    names = [footer.schema.column(i).path for i in range(footer.num_columns)]
    if column not in names:
        return None
    place = names.index(column)
    told = footer.schema.column(place)
    if told.physical_type not in kinds or told.max_repetition_level or told.max_definition_level > _DEEPEST:
        return None
    for group in groups:
        chunk = footer.row_group(group).column(place)
        if chunk.compression not in _CODECS or not set(chunk.encodings) <= _ENCODINGS:
            return None
        codec = _CODECS[chunk.compression]
        if chunk.file_path or (codec and not pa.Codec.is_available(codec)):
            return None
    return Pages(pa, kernel, footer, place)


class Pages:
    """Reads one column of a file."""

    def __init__(self, pa: Any, kernel: ModuleType, footer: Any, place: int) -> None:  # noqa: ANN401
        """Keep the footer; ``place`` is the column's number in it."""
        self.pa, self.kernel, self.footer, self.place = pa, kernel, footer, place
        told = footer.schema.column(place)
        self.physical_type = told.physical_type
        # How deep a value lies that is there: 0 where all are.
        self.level = told.max_definition_level

    def read(self, file: BinaryIO, group: int, wanted: NDArray[np.int64]) -> Blobs:
        """Return the values of rows of a row group.

        Parameters
        ----------
        file
            The Parquet file, open to read bytes.
        group
            Which row group.
        wanted
            (n,) rows of it, ascending.

        Raises
        ------
        DamagedPageError
            Where the file is not what its footer says, or ends too early.
        """
        pieces = []
        for first, count, take in self._pages(file, group):
            low, high = np.searchsorted(wanted, [first, first + count])
            if low < high:
                pieces.append(take(wanted[low:high] - first))
        return _joined(pieces)

    def pieces(self, file: BinaryIO, group: int) -> Iterator[tuple[int, Blobs]]:
        """Yield the values of a row group page by page, each with the row of the first.

        Raises
        ------
        DamagedPageError
        """
        for first, count, take in self._pages(file, group):
            yield first, take(np.arange(count))

    def _pages(self, file: BinaryIO, group: int) -> Iterator[tuple[int, int, Any]]:
        """Yield the first row of each page, how many it has, and what copies some of them."""
        for first, page in self.data_pages(file, group):
            yield first, page.header.rows, page.take

    def data_pages(self, file: BinaryIO, group: int) -> Iterator[tuple[int, Page]]:
        """Yield the pages of values, each with its first row; a row group is whole once all were.

        Raises
        ------
        DamagedPageError
        """
        chunk = self.footer.row_group(group).column(self.place)
        begins = [chunk.data_page_offset]
        if chunk.has_dictionary_page and chunk.dictionary_page_offset:
            begins.append(chunk.dictionary_page_offset)
        at, codec = min(begins), _CODECS[chunk.compression]
        stop = at + chunk.total_compressed_size
        first, book = 0, Book(self, file, codec)
        while first < chunk.num_values:
            header = header_at(file, at, stop)
            at = header.at + header.packed
            # A dictionary may have entries that no row of this group refers to.
            fits = header.kind == DICTIONARY or header.rows <= chunk.num_values
            if header.unpacked > chunk.total_uncompressed_size or not fits:
                message = "a page is larger than its file says"
                raise DamagedPageError(message)
            if header.kind == DICTIONARY:
                book.header = header
            elif header.kind in (DATA, DATA_V2):
                yield first, Page(book, header)
                first += header.rows
        if first != chunk.num_values:
            message = "a row group has another number of rows than its footer says"
            raise DamagedPageError(message)

    def unpack(self, file: BinaryIO, header: Header, codec: str, skip: int = 0) -> Any:  # noqa: ANN401
        """Return the bytes of a page, unpacked, without the first `skip` of them."""
        file.seek(header.at + skip)
        raw = file.read(header.packed - skip)
        if len(raw) != header.packed - skip:
            message = "the file ends within a page"
            raise DamagedPageError(message)
        if not codec or not header.levels_packed or header.unpacked == skip:
            return raw
        try:
            return self.pa.Codec(codec).decompress(raw, header.unpacked - skip)
        except (self.pa.ArrowException, OSError, ValueError) as error:
            message = "a page cannot be unpacked"
            raise DamagedPageError(message) from error

    def walk(self, page: Any, at: int, count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:  # noqa: ANN401
        """Return (count,) where plain values begin and end."""
        if not 0 <= count <= len(page) // 4:
            message = "a page has fewer values than it says"
            raise DamagedPageError(message)
        starts, ends = np.empty(count, np.int64), np.empty(count, np.int64)
        self._asked("walk", page, at, starts, ends)
        return starts, ends

    def levels(self, page: Any, at: int, stop: int, width: int, count: int) -> NDArray[np.int32]:  # noqa: ANN401
        """Return (count,) small numbers."""
        found = np.empty(count, np.int32)
        self._asked("levels", page, at, stop, width, found)
        return found

    def gather(self, page: Any, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Blobs:  # noqa: ANN401
        """Return copies of values."""
        offsets = np.zeros(len(starts) + 1, dtype=np.int64)
        np.cumsum(ends - starts, out=offsets[1:])
        data = np.empty(int(offsets[-1]), dtype=np.uint8)
        self._asked("gather", page, np.ascontiguousarray(starts), np.ascontiguousarray(ends), data)
        return Blobs(data, offsets)

    def _asked(self, name: str, *given: Any) -> None:  # noqa: ANN401
        try:
            getattr(self.kernel, name)(*given)
        except ValueError as error:
            raise DamagedPageError(str(error)) from error


class Book:
    """The dictionary of a column in a row group, unpacked when a page first asks for it."""

    def __init__(self, pages: Pages, file: BinaryIO, codec: str) -> None:
        self.pages, self.file, self.codec = pages, file, codec
        self.header: Header | None = None
        self._page: Any = None
        self._read: _Dictionary | None = None

    def page(self) -> tuple[Any, int]:
        """Return the bytes of its page, and how many values are in it."""
        if self.header is None or self.header.encoding not in (PLAIN, OLD_DICTIONARY):
            message = "a page refers to a dictionary that is not there"
            raise DamagedPageError(message)
        if self._page is None:
            self._page = self.pages.unpack(self.file, self.header, self.codec)
        return self._page, self.header.rows

    def read(self) -> _Dictionary:
        """Return its values, which are byte arrays."""
        if self._read is None:
            page, count = self.page()
            self._read = _Dictionary(page, *self.pages.walk(page, 0, count))
        return self._read


class Page:
    """A page of data, unpacked when rows of it are taken."""

    def __init__(self, book: Book, header: Header) -> None:
        self.book, self.header, self.pages = book, header, book.pages

    @property
    def is_plain(self) -> bool:
        """Whether the values stand in the page; else it has their numbers in the dictionary.

        Raises
        ------
        DamagedPageError
            It is neither, whatever the footer says.
        """
        if self.header.encoding not in (PLAIN, OLD_DICTIONARY, NEW_DICTIONARY):
            message = f"a page has encoding {self.header.encoding}, which its footer does not tell"
            raise DamagedPageError(message)
        return self.header.encoding == PLAIN

    def take(self, rows: NDArray[np.int64]) -> Blobs:
        """Return the values of rows; null ones are empty."""
        header, pages = self.header, self.pages
        page, at, there = self.unpacked()
        count = header.rows if there is None else int(there.sum())
        if self.is_plain:
            starts, ends = pages.walk(page, at, count)
            source = page
        else:
            book = self.book.read()
            entries = self.entries(page, at, count)
            if count and int(entries.max()) >= len(book.starts):
                message = "a page refers to an entry that its dictionary has not"
                raise DamagedPageError(message)
            starts, ends, source = book.starts[entries], book.ends[entries], book.page
        if there is not None:
            places = np.cumsum(there) - 1
            starts, ends = (np.where(there, side[places] if count else 0, 0) for side in (starts, ends))
        return pages.gather(source, starts[rows], ends[rows])

    def entries(self, page: Any, at: int, count: int) -> NDArray[np.int32]:  # noqa: ANN401
        """Return (count,) which entry of the dictionary each value is."""
        if not count:
            return np.zeros(0, np.int32)
        if at >= len(page):
            message = "a page ends too early"
            raise DamagedPageError(message)
        return self.pages.levels(page, at + 1, len(page), memoryview(page)[at], count)

    def unpacked(self) -> tuple[Any, int, NDArray[np.bool_] | None]:
        """Return the page, where its values begin, and (rows,) whether each is there; None: all are."""
        header, pages, book = self.header, self.pages, self.book
        if header.kind == DATA_V2:
            page = pages.unpack(book.file, header, book.codec, skip=header.levels)
            if not pages.level or not header.levels:
                return page, 0, None
            book.file.seek(header.at)
            told = book.file.read(header.levels)
            return page, 0, self._there(told, 0, len(told))
        page = pages.unpack(book.file, header, book.codec)
        if not pages.level:
            return page, 0, None
        size = int.from_bytes(memoryview(page)[:4], "little")
        return page, 4 + size, self._there(page, 4, 4 + size)

    def _there(self, told: Any, at: int, stop: int) -> NDArray[np.bool_] | None:  # noqa: ANN401
        """Return (rows,) whether each value is there, by how deep it lies; None: all are."""
        level = self.pages.level
        there = self.pages.levels(told, at, stop, level.bit_length(), self.header.rows) == level
        return None if there.all() else there


def _joined(pieces: list[Blobs]) -> Blobs:
    if len(pieces) == 1:
        return pieces[0]
    ends = np.cumsum([0, *(len(piece.data) for piece in pieces)])
    offsets = [piece.offsets[:-1] + start for piece, start in zip(pieces, ends[:-1], strict=True)]
    data = [np.zeros(0, np.uint8), *(piece.data for piece in pieces)]
    return Blobs(np.concatenate(data), np.concatenate([*offsets, ends[-1:]]).astype(np.int64))
