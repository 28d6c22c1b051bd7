"""Zipped files: what is in them, unpacked where nothing can be harmed, and never more than is bearable."""

from __future__ import annotations

import re
import tempfile
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, BinaryIO

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.encoding import guess
from xq_gis_plugin.io.raw import (
    FilePlace,
    choose_layer,
    known_suffixes,
    unreadable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["check_package", "contents", "unpacked"]

MOST_BYTES = 4 << 30
MOST_ENTRIES = 20_000
MOST_RATIO = 200
"""Times as large unpacked: what deflate makes of data is less, what it makes of a bomb is a thousand."""
SMALL_BYTES = 64 << 20
_BLOCK = 1 << 20
_SHOWN = 5
_LONGEST_NAME = 60
"""Characters: a file system bears 255 bytes, and a Chinese character has three."""
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10))}
)
"""What Windows takes for a device, whatever ending follows."""
_UTF8_FLAG = 0x800
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What zipfile raises of a damaged archive; ``NotImplementedError`` of an unknown compression."""
_COMPANIONS = (".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn", ".sbx", ".dat", ".id", ".map", ".ind", ".mid")


def check_package(path: Path) -> None:
    """See that a file which is a zip file inside, as a workbook is, can be unpacked without harm.

    Raises
    ------
    InputError
        ``file_unreadable`` or ``archive_too_large``.
    """
    with _opened(path) as archive:
        _check_size(path, archive.infolist())


def contents(place: FilePlace) -> list[str]:
    """Return the names of the files in an archive that can be read.

    Raises
    ------
    InputError
        As `unpacked`.
    """
    with _opened(place.path) as archive:
        return sorted(_with_data(place, archive, _entries(place.path, archive)))


@contextmanager
def unpacked(place: FilePlace) -> Iterator[FilePlace]:
    """Unpack the file that is meant, with its companions, into a folder of its own for the time being.

    Parameters
    ----------
    place
        A .zip, whose layer names the file within, and behind a second # that one's layer; or a .kmz, whose
        layer is the .kml's.

    Raises
    ------
    InputError
        ``file_unreadable``, ``archive_too_large``, ``archive_path``, ``archive_encrypted``,
        ``archive_without_data``, ``layer_missing`` or ``layer_unnamed``.
    """
    with _opened(place.path) as archive, tempfile.TemporaryDirectory(prefix="xq_gis_") as folder:
        entries = _entries(place.path, archive)
        data = _with_data(place, archive, entries)
        if not data:
            raise _without_data(place, entries)
        wanted, _, layer = (place.layer or "").partition("#")
        if place.suffix == ".kmz" and wanted not in data:
            wanted, layer = (next(iter(data)) if len(data) == 1 else ""), place.layer or ""
        inner = choose_layer(FilePlace(place.path, wanted or None), sorted(data)).layer or ""
        stem, own = PurePosixPath(inner).with_suffix("").as_posix().lower(), _own_name(inner)
        for name, info in entries.items():
            companion = PurePosixPath(name)
            same = (
                companion.with_suffix("").as_posix().lower() == stem
                and companion.suffix.lower() in _COMPANIONS
            )
            if name == inner or same:
                # One folder, one stem, endings in lower case: what GDAL looks for.
                ending = companion.suffix.lower()
                _unpack(place.path, archive, info, Path(folder) / f"{own}{ending}")
        found = FilePlace(Path(folder) / f"{own}{PurePosixPath(inner).suffix.lower()}", layer or None)
        try:
            yield found
        except InputError as error:
            raise _by_its_name(error, place, found, inner) from error


def _own_name(inner: str) -> str:
    """Return the name of a file in an archive without its ending, as any file system can bear it."""
    name = re.sub(r"[^\w() .-]", "_", PurePosixPath(inner).stem)[:_LONGEST_NAME].strip(" .")
    return f"{name}_" if not name or name.upper() in _DEVICES else name


def _without_data(place: FilePlace, entries: dict[str, zipfile.ZipInfo]) -> InputError:
    shown = ", ".join(list(entries)[:_SHOWN]) + (", …" if len(entries) > _SHOWN else "") or "nothing"
    message = f"{place.path.name} has no file in it that can be read within an archive; it has {shown}."
    hint = "Unpack it by hand (an archive within an archive, an OpenStreetMap extract), and give the file."
    return InputError("archive_without_data", message, hint, path=place.shown, files=shown)


def _by_its_name(error: InputError, place: FilePlace, found: FilePlace, inner: str) -> InputError:
    """Return an error about what was unpacked by the name that a person knows, and can type."""
    name = place.path.name if place.suffix == ".kmz" else f"{place.path.name}#{inner}"
    message, hint = (text.replace(found.path.name, name) for text in (error.message, error.hint))
    return InputError(error.code, message, hint, **{**error.facts, "path": place.shown})


def _with_data(
    place: FilePlace, archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]
) -> dict[str, zipfile.ZipInfo]:
    """Return the files of an archive that can be read; of a .kmz those that place something."""
    if place.suffix != ".kmz":
        endings = known_suffixes(inside=True)
        return {name: info for name, info in entries.items() if name.lower().endswith(endings)}
    found = {}
    for name, info in entries.items():
        if name.lower().endswith(".kml"):
            try:
                with archive.open(info) as stream:
                    if _has(stream, b"Placemark"):
                        found[name] = info
            except _BROKEN as error:
                raise unreadable(place.path, str(error)) from error
    return found


def _has(stream: IO[bytes], word: bytes) -> bool:
    """Return whether a word stands in a file, which may be too large for the memory."""
    tail = b""
    while block := stream.read(_BLOCK):
        if word in tail + block:
            return True
        tail = block[1 - len(word) :]
    return False


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise unreadable(path, str(error)) from error
    with archive:
        yield archive


def _check_size(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    total = sum(info.file_size for info in entries)
    packed = max(1, path.stat().st_size)
    if (
        len(entries) > MOST_ENTRIES
        or total > MOST_BYTES
        or (total > SMALL_BYTES and total > MOST_RATIO * packed)
    ):
        size = f"{total / (1 << 20):,.0f} MB in {len(entries)} files"
        message = f"{path.name} would unpack to {size}, which is not what data look like."
        hint = "Unpack it by hand, see what is in it, and give the file itself."
        raise InputError(
            "archive_too_large", message, hint, path=str(path), bytes=total, entries=len(entries)
        )


def _entries(path: Path, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the files of an archive by their names, Chinese ones read right."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    _check_size(path, infos)
    raw = [info.filename.encode("cp437", "replace") for info in infos if not info.flag_bits & _UTF8_FLAG]
    encoding = guess(raw).encoding
    found = {}
    for info in infos:
        name = info.filename
        if not info.flag_bits & _UTF8_FLAG and not name.isascii():
            name = name.encode("cp437", "replace").decode(encoding, "replace")
        parts = PurePosixPath(name.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts or ":" in name:
            message = f"{path.name} holds a file that would be written elsewhere: {name!r}."
            hint = "Nothing was unpacked. Ask where the archive comes from; data have no such names."
            raise InputError("archive_path", message, hint, path=str(path), name=name)
        if info.flag_bits & 1:
            message = f"{path.name} is locked with a password."
            raise InputError(
                "archive_encrypted", message, "Unpack it by hand, and give the file.", path=str(path)
            )
        # What a Mac and a folder view leave behind.
        if parts.parts[0] != "__MACOSX" and not parts.name.startswith("."):
            found[parts.as_posix()] = info
    return found


def _unpack(path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> None:
    try:
        with archive.open(info) as source, target.open("wb") as sink:
            _copy(path, source, sink, info.file_size)
    except _BROKEN as error:
        raise unreadable(path, str(error)) from error


def _copy(path: Path, source: object, sink: BinaryIO, size: int) -> None:
    """Copy no more than the archive says that there is."""
    left = size
    while block := source.read(_BLOCK):  # type: ignore[attr-defined]
        left -= len(block)
        if left < 0:
            raise unreadable(path, "a file in it is larger than it says")
        sink.write(block)
