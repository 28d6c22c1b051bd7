"""Protected objects in many GeoParquet files, or in one too large to be held: read a row group at a time.

Files lie in a folder or at any address that fsspec knows (``s3://``, ``https://``, ``memory://``).
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, cast
from urllib.parse import unquote, urlsplit, urlunsplit

import numpy as np

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.arcs import refuse_arcs
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.parquet_layer import ENDINGS, datum_of, files_in, identified, load_pyarrow
from xq_gis_plugin.io.raw import RemotePlace, raw_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas as gpd

    from xq_gis_plugin.io.options import ReadOptions

__all__ = [
    "FileOf",
    "Part",
    "PartPlace",
    "digest_of",
    "file_of",
    "files_at",
    "is_partitioned",
    "read_part",
    "shown",
]

_BLOCK = 1 << 22
_NOT_THERE = 404
_NOTHING_SAID = "OGC:CRS84"
"""The coordinate system of a file that names none: so GeoParquet has it."""
_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"
_STORES = frozenset(
    {"s3", "gs", "gcs", "az", "abfs", "abfss", "adl", "hdfs", "file", "memory", "ftp", "sftp"}
)


@dataclass(frozen=True)
class PartPlace(RemotePlace):
    """A row group of a file somewhere."""

    url: str = ""

    @property
    def shown(self) -> str:
        """The address, without anything secret."""
        return shown(self.url)


@dataclass(frozen=True)
class FileOf:
    """What the footer of a file tells: its geometry column, its coordinate system, rows of its groups.

    ``folders`` is what the names of its folders tell; ``number`` its place among the files.
    """

    url: str
    geometry: str
    crs: str
    rows: tuple[int, ...]
    folders: tuple[tuple[str, str | None], ...]
    number: int = 0

    @property
    def system(self) -> str:
        """What it is in: equal for longitude and latitude on one datum, however the file says so."""
        if self.crs == _NOTHING_SAID:
            return datum_of({"id": {"code": "CRS84"}})
        return (self.crs.startswith("{") and datum_of(identified(_crs(self.crs)))) or self.crs

    def parts(self) -> list[Part]:
        """Return its row groups in their order."""
        first, found = 0, []
        for group, count in enumerate(self.rows):
            if count:
                found.append(Part(self, group, first))
            first += count
        return found


@dataclass(frozen=True)
class Part:
    """A row group of a file, and how many rows stand before it there."""

    file: FileOf
    group: int
    first: int


def is_partitioned(source: str) -> bool:
    """Return whether a source is a folder, or an address that fsspec is asked for."""
    scheme = urlsplit(source).scheme.lower()
    web = scheme in ("http", "https") and _is_parquet(source)
    return web or scheme in _STORES or Path(source).is_dir()


def files_at(source: str) -> list[str]:
    """Return the addresses of the files in a folder and in those below it, or the file's own, by name.

    An address may have ``*`` for what a name has there, and ``**`` for any folders: so the files of a web
    server are found in the pages that list them.

    Raises
    ------
    InputError
        ``file_missing``, ``file_unreadable``, ``library_missing``.
    """
    if not _is_url(source):
        path = Path(source)
        if not path.exists():
            raise _missing(source)
        with _told(source):
            names = [str(p) for p in (files_in(path) if path.is_dir() else [path])]
    else:
        system, path_there = _system(source)
        with _told(source):
            if "*" in urlsplit(source).path:
                names = _matching(source)
            elif _is_parquet(source):
                names = [source]
            else:
                there = (p for p in sorted(system.find(path_there)) if _is_parquet(p))
                names = [system.unstrip_protocol(p) for p in there if not _is_hidden(p[len(path_there) :])]
    if not names:
        message = f"{shown(source)} has no .parquet file in it."
        raise InputError("file_missing", message, "Check the name of the folder.", path=shown(source))
    return names


def file_of(url: str, top: str) -> FileOf:
    """Read the footer of a file; ``top`` is the folder in which it was found.

    Raises
    ------
    InputError
        ``file_unreadable``, ``not_geoparquet``, ``edges_spherical``, ``library_missing``.
    """
    pa = load_pyarrow(Path(_name(url)))
    with _opened(url) as stream, _told(url):
        footer = pa.parquet.ParquetFile(stream).metadata
    told = (footer.metadata or {}).get(b"geo")
    try:
        geo = json.loads(told or b"")
        geometry = geo["primary_column"]
        column = geo["columns"][geometry]
        crs = json.dumps(column["crs"], sort_keys=True) if "crs" in column else _NOTHING_SAID
        fine = column.get("encoding", "WKB") == "WKB"
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _no_geometry(url) from error
    if not fine:
        raise _no_geometry(url)
    refuse_arcs(column, _name(url), shown(url))
    rows = tuple(footer.row_group(group).num_rows for group in range(footer.num_row_groups))
    return FileOf(url, geometry, crs, rows, tuple(_folders(url, top).items()))


def read_part(part: Part, options: ReadOptions) -> gpd.GeoDataFrame:
    """Read a row group as protected objects, as `xq_gis_plugin.io.read.read_protected` reads a file.

    Of a row group in which no row has a geometry there are no rows, and what is said of them.

    Raises
    ------
    InputError
        ``file_unreadable``, and as `read_protected`; the message names file and row.
    """
    import pyproj

    from xq_gis_plugin.io.read import frame_of
    from xq_gis_plugin.io.vector import with_crs

    url, file = part.file.url, part.file
    pa = load_pyarrow(Path(_name(url)))
    with _opened(url) as stream, _told(url):
        source = pa.parquet.ParquetFile(stream)
        table = source.read_row_group(part.group, use_threads=False)
    kept = [
        name
        for name in table.column_names
        if name != file.geometry and not pa.types.is_nested(table.schema.field(name).type)
    ]
    attributes = table.select(kept).to_pandas()
    for name, value in file.folders:
        if name not in attributes:
            attributes[name] = value
    wkb = table.column(file.geometry).to_numpy()
    place = PartPlace(Path(_name(url)), PurePosixPath(_name(url)).stem, url)
    crs = None if file.crs == "null" else pyproj.CRS.from_user_input(_crs(file.crs))
    raw = raw_of(place, attributes.reset_index(drop=True), wkb, crs)
    # Its digest is that of all files together.
    raw = dataclasses.replace(raw, rows=raw.rows + part.first, sha256="-")
    if options.crs is not None:
        raw = with_crs(raw, options.crs, np.ones(len(raw.rows), dtype=np.bool_))
    return frame_of(raw, Role.PROTECTED, options.datum, options, may_be_empty=True)


def digest_of(url: str) -> str:
    """Return the SHA-256 of a file.

    Raises
    ------
    InputError
        ``file_unreadable``.
    """
    found = hashlib.sha256()
    with _opened(url) as stream, _told(url):
        while block := stream.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def _base(address: str) -> str:
    """Return the folder below which all is that an address with ``*`` can mean; any other as it is."""
    parts = urlsplit(address)
    if not _is_url(address) or "*" not in parts.path:
        return address
    return urlunsplit((parts.scheme, parts.netloc, parts.path.partition("*")[0].rpartition("/")[0], "", ""))


def _matching(address: str) -> list[str]:
    """Return the addresses that one with ``*`` means, by name.

    fsspec's own would not find ``kind=school`` where the pages that list the files write ``kind%3Dschool``.
    """
    base = _base(address)
    wanted = shown(address)[len(shown(base)) + 1 :]
    meant = {"*": "[^/]*", "**": ".*", "**/": "(.*/)?"}
    pieces = re.split(r"(\*\*/?|\*)", wanted)
    pattern = re.compile("".join(meant.get(piece, re.escape(piece)) for piece in pieces))
    depth = None if "**" in wanted else wanted.count("/") + 1
    system, top = _system(base)
    there = [system.unstrip_protocol(p) for p in system.find(top, maxdepth=depth)]
    return sorted(
        p for p in there if _is_parquet(p) and pattern.fullmatch(unquote(shown(p)[len(shown(base)) + 1 :]))
    )


def _is_parquet(address: str) -> bool:
    # Behind the name may stand who is allowed to read it.
    return (urlsplit(address).path if _is_url(address) else address).lower().endswith(ENDINGS)


def _is_hidden(below: str) -> bool:
    return any(piece.startswith(".") for piece in below.split("/"))


def _crs(text: str) -> Any:  # noqa: ANN401 - what pyproj takes
    return text if not text.startswith("{") else json.loads(text)


def _is_url(source: str) -> bool:
    # A scheme of one letter is a drive.
    return len(urlsplit(source).scheme) > 1 and "://" in source


def _system(url: str) -> tuple[Any, str]:
    try:
        import fsspec
    except ImportError as error:
        message = f"{shown(url)} cannot be read: the library fsspec is not installed."
        hint = "Install it (pip install fsspec), and what its kind of address needs; or copy the files."
        raise InputError("library_missing", message, hint, library="fsspec") from error
    with _told(url):
        system, path = fsspec.core.url_to_fs(url)
    return system, path


@contextmanager
def _opened(url: str) -> Iterator[BinaryIO]:
    if _is_url(url):
        system, path = _system(url)
        with _told(url):
            held = system.open(path, "rb")
    else:
        with _told(url):
            held = Path(url).open("rb")  # noqa: SIM115 - it is closed below, where the error is not of opening it
    with held as stream:
        yield stream


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Tell whatever goes wrong with a file or a server as an error with its address."""
    usual = _usual_errors()
    try:
        yield
    except InputError:
        raise
    except usual as error:
        if isinstance(error, FileNotFoundError):
            # fsspec says so of whatever a web server refuses, and of one that does not answer.
            cause, web = error.__cause__, urlsplit(url).scheme in ("http", "https")
            if cause is None or not web or getattr(cause, "status", None) == _NOT_THERE:
                raise _missing(url) from error
            error = cast("Exception", cause)
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        # A client may repeat the address with all that is in it.
        reason = reason.replace(url, shown(url)).replace(_secret(url) or "\0", "…")
        message = f"{shown(url)} cannot be read: {reason}"
        hint = "See whether the address is right and the file whole; fetch or write it again."
        raise InputError("file_unreadable", message, hint, path=shown(url), reason=reason) from error


def _secret(url: str) -> str:
    """Return what an address says of who asks, "" where that is a name alone: it may be any word."""
    who = urlsplit(url).netloc.rpartition("@")[0]
    return who if ":" in who else f"{who}@" if who else ""


def _usual_errors() -> tuple[type[Exception], ...]:
    """Return what files, pyarrow and fsspec raise, and the client of HTTP, which is no OSError of its own."""
    found: tuple[type[Exception], ...] = (OSError, ValueError, ImportError, NotImplementedError)
    try:
        from aiohttp import ClientError
    except ImportError:
        return found
    return (*found, ClientError)


def _missing(source: str) -> InputError:
    told = shown(source)
    return InputError("file_missing", f"{told} does not exist.", "Check the name.", path=told)


def _no_geometry(url: str) -> InputError:
    message = f"{_name(url)} is Parquet, but no GeoParquet with well-known binary (WKB)."
    hint = "Write it with geometry, by GDAL, geopandas or DuckDB; or save the layer as GeoPackage."
    return InputError("not_geoparquet", message, hint, path=shown(url))


def _name(url: str) -> str:
    return PurePosixPath(urlsplit(url).path).name if _is_url(url) else Path(url).name


def shown(url: str) -> str:
    """Return an address without user, password and what stands behind it; it may be told and written."""
    if not _is_url(url):
        return url
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _folders(url: str, top: str) -> Mapping[str, str | None]:
    """Return what the names of folders below another tell of a file, as Hive writes them."""
    base = shown(_base(top)).rstrip("/\\")
    below = shown(url)[len(base) :] if shown(url).startswith(base) else ""
    if urlsplit(url).scheme in ("http", "https"):
        below = unquote(below)
    told = (piece.partition("=") for piece in below.replace("\\", "/").split("/")[:-1] if "=" in piece)
    return {name: None if value == _NO_VALUE else unquote(value) for name, _, value in told}
