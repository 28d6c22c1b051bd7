"""Files that GDAL would refuse for something that can be mended, mended in a folder of their own.

The file itself is never touched: GDAL would write what it restores beside it.
"""

from __future__ import annotations

import codecs
import re
import shutil
import struct
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.encoding import Guess, guess, known_encoding
from xq_gis_plugin.io.hold import copied, needs_copy
from xq_gis_plugin.io.kml_data import count_links, has_plain_data, with_schema
from xq_gis_plugin.io.raw import FilePlace, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Openable", "openable"]

MOST_KML_BYTES = 96 << 20
"""GDAL keeps all of a KML in memory, ten times as large as the file is: this is a gigabyte."""
_BLOCK = 1 << 20
_XML = (".kml", ".gpx")
_JSON = (".geojson", ".json")
_XML_ENCODINGS = ("", "utf-8", "ascii", "iso8859-1")
"""What the XML parser of GDAL can decode itself."""
_PROLOG = re.compile(r"^\s*<\?xml[^>]*?\?>")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAMPLE_BYTES = 200_000
# ESRI Shapefile Technical Description, July 1998: a header of 100 bytes, then records, each with its
# number and its length in words of 16 bits, big-endian; the index has where each begins, and that length.
_HEADER_BYTES, _LENGTH_AT = 100, 24
_RECORD = struct.Struct(">ii")
_WORD = 2


@dataclass(frozen=True)
class Openable:
    """A file as GDAL can open it.

    Attributes
    ----------
    place
        The file itself, or its stand-in of the same name.
    told
        In which encoding its text was, where that had to be found out.
    restored
        Whether the index of a shapefile was made anew.
    links
        How many network links a KML has, which nobody follows.
    """

    place: FilePlace
    told: Guess | None = None
    restored: bool = False
    links: int = 0


@contextmanager
def openable(place: FilePlace, encoding: str | None = None) -> Iterator[Openable]:
    """Hold a vector file so that GDAL can open it.

    The text of a KML, GPX or GeoJSON is brought to UTF-8, and the facts of a KML are declared; a shapefile
    without its .shx gets one; a GeoPackage that keeps its changes beside it is copied with them where nothing
    may be written.

    Parameters
    ----------
    place
        The file and its layer.
    encoding
        Of its text, where a person says it.

    Raises
    ------
    InputError
        ``file_too_large`` or ``file_unreadable``.
    """
    if place.suffix in (*_XML, *_JSON):
        told, is_kml = _encoding_of(place, encoding), place.suffix == ".kml"
        data = place.path.read_bytes() if is_kml else b""
        links = count_links(data)
        if told is None and not has_plain_data(data):
            yield Openable(place, links=links)
            return
        with tempfile.TemporaryDirectory(prefix="xq_gis_") as folder:
            target = Path(folder) / place.path.name
            _to_utf8(place.path, target, "utf-8" if told is None else told.encoding)
            if is_kml:
                target.write_bytes(with_schema(target.read_bytes().decode("utf-8", "replace")).encode())
            yield Openable(FilePlace(target, place.layer), told, links=links)
        return
    if place.suffix == ".shp" and not any(place.path.with_suffix(end).exists() for end in (".shx", ".SHX")):
        with tempfile.TemporaryDirectory(prefix="xq_gis_") as folder:
            yield Openable(FilePlace(_with_index(place.path, Path(folder)), place.layer), restored=True)
        return
    if place.suffix == ".gpkg" and needs_copy(place.path):
        with tempfile.TemporaryDirectory(prefix="xq_gis_") as folder:
            yield Openable(FilePlace(copied(place.path, Path(folder)), place.layer))
        return
    yield Openable(place)


def _encoding_of(place: FilePlace, wanted: str | None) -> Guess | None:
    """Return in which encoding an XML or JSON file is, None where GDAL reads it as it is.

    Raises
    ------
    InputError
        ``file_too_large`` for a KML, ``file_unreadable`` for what is no text.
    """
    size = place.path.stat().st_size
    if place.suffix == ".kml" and size > MOST_KML_BYTES:
        facts = {"path": place.shown, "megabytes": size >> 20, "most": MOST_KML_BYTES >> 20}
        message = f"{place.path.name} has {size >> 20} MB; of a KML {facts['most']} MB can be read at most."
        hint = (
            "Save it as GeoPackage, shapefile or several KML in the program that it comes from; or on a "
            "computer with enough memory, in QGIS: Export > Save Features As, GeoPackage."
        )
        raise InputError("file_too_large", message, hint, **facts)
    decoder = codecs.getincrementaldecoder("utf-8")()
    samples: list[bytes] = []
    declared, is_utf8, sampled = "", True, 0
    with place.path.open("rb") as stream:
        for number, block in enumerate(iter(lambda: stream.read(_BLOCK), b"")):
            if number == 0:
                if block.startswith(_MARKS):
                    return Guess("utf-16", "mark")
                found = _DECLARED.match(block.removeprefix(codecs.BOM_UTF8))
                declared = found[1].decode("ascii") if found else ""
            if b"\0" in block:
                raise unreadable(place.path, "there are zeroes in its text")
            is_utf8 = is_utf8 and _decodes(decoder, block)
            if sampled < _SAMPLE_BYTES and not block.isascii():
                lines = [line for line in block.splitlines() if not line.isascii()][1:-1] or [block]
                samples += lines
                sampled += sum(map(len, lines))
    if is_utf8 and place.suffix in _JSON:
        # As the format has it, whatever is said: that may be of other files that are read with it.
        return None
    if wanted:
        return Guess(known_encoding(wanted), "said", wanted)
    if is_utf8 and _spelled(declared) in _XML_ENCODINGS:
        return None
    return guess(samples, declared or None)


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes) -> bool:
    try:
        decoder.decode(block)
    except UnicodeDecodeError:
        return False
    return True


def _spelled(name: str) -> str:
    """Return Python's name of an encoding; one that there is not as it is."""
    try:
        return known_encoding(name)
    except LookupError:
        return name


def _to_utf8(source: Path, target: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    with source.open("rb") as stream, target.open("w", encoding="utf-8", newline="") as sink:
        if source.suffix.lower() in _XML:
            sink.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        for number, block in enumerate(iter(lambda: stream.read(_BLOCK), b"")):
            text = decoder.decode(block)
            sink.write(_PROLOG.sub("", text.removeprefix("\ufeff"), count=1) if number == 0 else text)
        sink.write(decoder.decode(b"", final=True))


def _with_index(path: Path, folder: Path) -> Path:
    """Copy a shapefile into a folder, with the index that it lacks.

    Raises
    ------
    InputError
        ``file_unreadable``: there is not one whole record in it.
    """
    with path.open("rb") as stream:
        header, places = stream.read(_HEADER_BYTES), [*_records(stream, path.stat().st_size)]
    if len(header) < _HEADER_BYTES or not places:
        raise unreadable(path, "its .shx is missing, and there is no whole record to make one of")
    index = bytearray(header)
    struct.pack_into(">i", index, _LENGTH_AT, (_HEADER_BYTES + _RECORD.size * len(places)) // _WORD)
    for start, words in places:
        index += _RECORD.pack(start // _WORD, words)
    target = folder / path.name
    for file in path.parent.glob(f"{_escaped(path.stem)}.*"):
        if file.suffix.lower() in (".shp", ".dbf", ".prj", ".cpg", ".cst"):
            shutil.copyfile(file, target.with_suffix(file.suffix))
    target.with_suffix(".shx").write_bytes(index)
    return target


def _records(stream: BinaryIO, size: int) -> Iterator[tuple[int, int]]:
    """Yield where each whole record of a .shp begins, and its length in words."""
    at = _HEADER_BYTES
    for expected in range(1, 1 + size // _RECORD.size):
        stream.seek(at)
        head = stream.read(_RECORD.size)
        if len(head) < _RECORD.size:
            return
        number, words = _RECORD.unpack(head)
        end = at + _RECORD.size + words * _WORD
        if number != expected or words < _WORD or end > size:
            return
        yield at, words
        at = end


def _escaped(name: str) -> str:
    """Return a file's name as a pattern that matches nothing else."""
    return re.sub(r"([*?[])", r"[\1]", name)
