"""What stands before a page of a Parquet file, in Thrift's compact protocol.

https://parquet.apache.org/docs/file-format/data-pages/
"""

from __future__ import annotations

from typing import Any, BinaryIO, NamedTuple

__all__ = [
    "DATA", "DATA_V2", "DICTIONARY", "NEW_DICTIONARY", "OLD_DICTIONARY", "PLAIN", "DamagedPageError",
    "Header", "header_at",
]  # fmt: skip

DATA, INDEX, DICTIONARY, DATA_V2 = range(4)
PLAIN, OLD_DICTIONARY, RLE, NEW_DICTIONARY = 0, 2, 3, 8
_HEAD = 1 << 13
_MOST = 1 << 31
"""No page is longer: its length is a 32-bit number with a sign."""


class DamagedPageError(Exception):
    """The bytes of a page are not what its file says of them."""


class Header(NamedTuple):
    """What stands before a page. ``at`` and ``packed``: where its bytes are; ``rows``: how many values."""

    kind: int
    at: int
    packed: int
    unpacked: int
    rows: int
    encoding: int
    levels: int
    levels_packed: bool


def header_at(file: BinaryIO, at: int, stop: int) -> Header:
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


def _header_of(told: dict[int, Any], at: int, stop: int) -> Header:
    kind, unpacked, packed = (told.get(field, -1) for field in (1, 2, 3))
    inner = told.get({DATA: 5, DICTIONARY: 7, DATA_V2: 8}.get(kind, -1), {})
    try:
        fine = 0 <= packed <= stop - at and 0 <= unpacked < _MOST
        if kind == INDEX:
            found = Header(kind, at, packed, unpacked, 0, PLAIN, 0, levels_packed=True)
        elif kind == DATA_V2:
            # Rows, nulls, then how many bytes tell of nulls (5) and of lists (6); 7: whether it is packed.
            found = Header(
                kind, at, packed, unpacked, inner[1], inner[4], inner[5], levels_packed=inner.get(7, True)
            )
            fine &= inner.get(6, 0) == 0 and 0 <= found.levels <= min(packed, unpacked)
        else:
            found = Header(kind, at, packed, unpacked, inner[1], inner[2], 0, levels_packed=True)
            fine &= kind in (DATA, DICTIONARY) and (kind == DICTIONARY or inner[3] == RLE)
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
