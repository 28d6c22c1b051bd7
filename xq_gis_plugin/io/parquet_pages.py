"""A column of byte arrays in a Parquet file: only the pages in which a row is wanted are unpacked.

pyarrow reads whole row groups and makes a copy of every value. Here, pages are unpacked by pyarrow's codecs,
and what is wanted is copied out of them (`pages.c`). What this does not know (other encodings, other codecs,
values in lists, no kernel built) is left to pyarrow. https://parquet.apache.org/docs/file-format/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

import numpy as np

from xq_gis_plugin.core.engine.search import Blobs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

    from numpy.typing import NDArray

__all__ = ["DamagedPageError", "Pages", "pages_of"]

_CODECS = {"UNCOMPRESSED": "", "SNAPPY": "snappy", "ZSTD": "zstd", "GZIP": "gzip", "BROTLI": "brotli"}
_ENCODINGS = {"PLAIN", "RLE", "RLE_DICTIONARY", "PLAIN_DICTIONARY"}
_DATA, _INDEX, _DICTIONARY, _DATA_V2 = range(4)
_PLAIN, _OLD_DICTIONARY, _RLE, _NEW_DICTIONARY = 0, 2, 3, 8
_HEAD = 1 << 13
_MOST = 1 << 31
"""No page is longer: its length is a 32-bit number with a sign."""


class DamagedPageError(Exception):
    """The bytes of a page are not what its file says of them."""


class _Header(NamedTuple):
    """What stands before a page. ``at`` and ``packed``: where its bytes are; ``rows``: how many values."""

    kind: int
    at: int
    packed: int
    unpacked: int
    rows: int
    encoding: int
    levels: int
    levels_packed: bool


class _Dictionary(NamedTuple):
    page: Any
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def pages_of(pa: Any, footer: Any, column: str, groups: Iterable[int]) -> Pages | None:  # noqa: ANN401
    """Return the reader of a column in row groups of a file; None where pyarrow must read one of them."""
    try:
        import xq_gis_plugin.io._pages as kernel
    except ImportError:
        return None
    names = [footer.schema.column(i).path for i in range(footer.num_columns)]
    if column not in names:
        return None
    place = names.index(column)
    told = footer.schema.column(place)
    if told.physical_type != "BYTE_ARRAY" or told.max_repetition_level or told.max_definition_level > 1:
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
        self.nullable = footer.schema.column(place).max_definition_level == 1

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
        chunk = self.footer.row_group(group).column(self.place)
        begins = [chunk.data_page_offset]
        if chunk.has_dictionary_page and chunk.dictionary_page_offset:
            begins.append(chunk.dictionary_page_offset)
        at, codec = min(begins), _CODECS[chunk.compression]
        stop = at + chunk.total_compressed_size
        first, book = 0, _Book(self, file, codec)
        while first < chunk.num_values:
            header = _header(file, at, stop)
            at = header.at + header.packed
            # A dictionary may have entries that no row of this group refers to.
            fits = header.kind == _DICTIONARY or header.rows <= chunk.num_values
            if header.unpacked > chunk.total_uncompressed_size or not fits:
                message = "a page is larger than its file says"
                raise DamagedPageError(message)
            if header.kind == _DICTIONARY:
                book.header = header
            elif header.kind in (_DATA, _DATA_V2):
                yield first, header.rows, _Page(book, header).take
                first += header.rows
        if first != chunk.num_values:
            message = "a row group has another number of rows than its footer says"
            raise DamagedPageError(message)

    def unpack(self, file: BinaryIO, header: _Header, codec: str, skip: int = 0) -> Any:  # noqa: ANN401
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


class _Book:
    """The dictionary of a column in a row group, unpacked when a page first asks for it."""

    def __init__(self, pages: Pages, file: BinaryIO, codec: str) -> None:
        self.pages, self.file, self.codec = pages, file, codec
        self.header: _Header | None = None
        self._read: _Dictionary | None = None

    def read(self) -> _Dictionary:
        if self._read is None:
            if self.header is None or self.header.encoding not in (_PLAIN, _OLD_DICTIONARY):
                message = "a page refers to a dictionary that is not there"
                raise DamagedPageError(message)
            page = self.pages.unpack(self.file, self.header, self.codec)
            self._read = _Dictionary(page, *self.pages.walk(page, 0, self.header.rows))
        return self._read


class _Page:
    """A page of data, unpacked when rows of it are taken."""

    def __init__(self, book: _Book, header: _Header) -> None:
        self.book, self.header, self.pages = book, header, book.pages

    def take(self, rows: NDArray[np.int64]) -> Blobs:
        """Return the values of rows; null ones are empty."""
        header, pages = self.header, self.pages
        page, at, there = self._unpacked()
        count = header.rows if there is None else int(there.sum())
        if header.encoding == _PLAIN:
            starts, ends = pages.walk(page, at, count)
            source = page
        elif header.encoding in (_OLD_DICTIONARY, _NEW_DICTIONARY):
            book = self.book.read()
            entries = self._entries(page, at, count)
            if count and int(entries.max()) >= len(book.starts):
                message = "a page refers to an entry that its dictionary has not"
                raise DamagedPageError(message)
            starts, ends, source = book.starts[entries], book.ends[entries], book.page
        else:
            message = f"a page has encoding {header.encoding}, which its footer does not tell"
            raise DamagedPageError(message)
        if there is not None:
            places = np.cumsum(there) - 1
            starts, ends = (np.where(there, side[places] if count else 0, 0) for side in (starts, ends))
        return pages.gather(source, starts[rows], ends[rows])

    def _entries(self, page: Any, at: int, count: int) -> NDArray[np.int32]:  # noqa: ANN401
        """Return (count,) which entry of the dictionary each value is."""
        if not count:
            return np.zeros(0, np.int32)
        if at >= len(page):
            message = "a page ends too early"
            raise DamagedPageError(message)
        return self.pages.levels(page, at + 1, len(page), memoryview(page)[at], count)

    def _unpacked(self) -> tuple[Any, int, NDArray[np.bool_] | None]:
        """Return the page, where its values begin, and (rows,) whether each is there; None: all are."""
        header, pages, book = self.header, self.pages, self.book
        if header.kind == _DATA_V2:
            page = pages.unpack(book.file, header, book.codec, skip=header.levels)
            if not self.pages.nullable or not header.levels:
                return page, 0, None
            book.file.seek(header.at)
            told = book.file.read(header.levels)
            return page, 0, pages.levels(told, 0, len(told), 1, header.rows) == 1
        page = pages.unpack(book.file, header, book.codec)
        if not self.pages.nullable:
            return page, 0, None
        size = int.from_bytes(memoryview(page)[:4], "little")
        there = pages.levels(page, 4, 4 + size, 1, header.rows) == 1
        return page, 4 + size, None if there.all() else there


def _joined(pieces: list[Blobs]) -> Blobs:
    if len(pieces) == 1:
        return pieces[0]
    ends = np.cumsum([0, *(len(piece.data) for piece in pieces)])
    offsets = [piece.offsets[:-1] + start for piece, start in zip(pieces, ends[:-1], strict=True)]
    data = [np.zeros(0, np.uint8), *(piece.data for piece in pieces)]
    return Blobs(np.concatenate(data), np.concatenate([*offsets, ends[-1:]]).astype(np.int64))


def _header(file: BinaryIO, at: int, stop: int) -> _Header:
    """Read what stands before the page at a place of the file."""
    size = _HEAD
    while True:
        size = min(size, stop - at)
        file.seek(at)
        raw = file.read(max(size, 0))
        try:
            told, length = _struct(raw, 0)
        except IndexError:
            # The least and the greatest value stand in it, whole shapes.
            if len(raw) < size or size >= stop - at:
                message = "the file ends within the header of a page"
                raise DamagedPageError(message) from None
            size *= 16
            continue
        return _header_of(told, at + length, stop)


def _header_of(told: dict[int, Any], at: int, stop: int) -> _Header:
    kind, unpacked, packed = (told.get(field, -1) for field in (1, 2, 3))
    inner = told.get({_DATA: 5, _DICTIONARY: 7, _DATA_V2: 8}.get(kind, -1), {})
    try:
        fine = 0 <= packed <= stop - at and 0 <= unpacked < _MOST
        if kind == _INDEX:
            found = _Header(kind, at, packed, unpacked, 0, _PLAIN, 0, levels_packed=True)
        elif kind == _DATA_V2:
            # Rows, nulls, then how many bytes tell of nulls (5) and of lists (6); 7: whether it is packed.
            found = _Header(
                kind, at, packed, unpacked, inner[1], inner[4], inner[5], levels_packed=inner.get(7, True)
            )
            fine &= inner.get(6, 0) == 0 and 0 <= found.levels <= min(packed, unpacked)
        else:
            found = _Header(kind, at, packed, unpacked, inner[1], inner[2], 0, levels_packed=True)
            fine &= kind in (_DATA, _DICTIONARY) and (kind == _DICTIONARY or inner[3] == _RLE)
        fine &= 0 <= found.rows < _MOST
    except (KeyError, TypeError, AttributeError) as error:
        message = "the header of a page is damaged"
        raise DamagedPageError(message) from error
    if not fine:
        message = "the header of a page is damaged"
        raise DamagedPageError(message)
    return found


# Thrift's compact protocol, as much of it as headers have.
_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _STRUCT = 1, 2, 3, 7, 8, 9, 10, 12
_DEEPEST = 8


def _number(raw: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = raw[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:  # noqa: PLR2004 - the last byte of a number
            return value, at
        shift += 7
        if shift > 63:  # noqa: PLR2004
            message = "the header of a page is damaged"
            raise DamagedPageError(message)


def _value(raw: bytes, at: int, kind: int, depth: int) -> tuple[Any, int]:
    if kind in (_TRUE, _FALSE):
        return kind == _TRUE, at
    if kind in (_BYTE, _DOUBLE):
        return raw[at], at + (1 if kind == _BYTE else 8)
    if kind == _BINARY:
        length, at = _number(raw, at)
        if at + length > len(raw):
            raise IndexError
        return None, at + length
    if kind in (_LIST, _SET):
        return _list(raw, at, depth)
    if kind == _STRUCT:
        return _struct(raw, at, depth + 1)
    if kind not in (4, 5, 6):
        message = "the header of a page is damaged"
        raise DamagedPageError(message)
    value, at = _number(raw, at)
    return (value >> 1) ^ -(value & 1), at


def _list(raw: bytes, at: int, depth: int) -> tuple[None, int]:
    count, kind = raw[at] >> 4, raw[at] & 15
    at += 1
    if count == 15:  # noqa: PLR2004 - a longer one tells how long
        count, at = _number(raw, at)
    for _ in range(count):
        # In a list, a truth has a byte of its own.
        _, at = _value(raw, at, _BYTE if kind in (_TRUE, _FALSE) else kind, depth + 1)
    return None, at


def _struct(raw: bytes, at: int, depth: int = 0) -> tuple[dict[int, Any], int]:
    found: dict[int, Any] = {}
    field = 0
    if depth > _DEEPEST:
        message = "the header of a page is damaged"
        raise DamagedPageError(message)
    while True:
        head = raw[at]
        at += 1
        if not head:
            return found, at
        if head >> 4:
            field += head >> 4
        else:
            value, at = _number(raw, at)
            field = (value >> 1) ^ -(value & 1)
        found[field], at = _value(raw, at, head & 15, depth)
