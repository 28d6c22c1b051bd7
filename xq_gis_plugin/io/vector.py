"""The readers of vector formats: whatever GDAL reads, and GeoParquet."""

from __future__ import annotations

import ast
import dataclasses
import json
import re
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.io.arcs import refuse_arcs
from xq_gis_plugin.io.crs_candidates import lies_in_china
from xq_gis_plugin.io.drawing import closed_to_areas, of_cad_layer
from xq_gis_plugin.io.encoding import LDID, Guess, decode, guess, known_encoding
from xq_gis_plugin.io.gdal_rows import read_rows
from xq_gis_plugin.io.openable import openable
from xq_gis_plugin.io.options import NOTHING_SAID, ReadOptions
from xq_gis_plugin.io.raw import FilePlace, choose_layer, layer_empty, raw_of, unreadable
from xq_gis_plugin.io.text_checks import encoding_checks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pyproj
    from numpy.typing import NDArray

    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["layer_names", "raw_of_gdal", "read_raw", "with_crs"]

# Tables that QGIS keeps in a GeoPackage beside the data.
_NOT_DATA = ("layer_styles", "qgis_projects")
_PARQUET = (".parquet", ".geoparquet")
_SEVERAL = (".kml", ".gpx", ".dxf", ".gpkg")
"""Formats whose files have layers that may be empty, and are none then."""
_LDID_AT = 29
_BARE = (".shp", ".tab", ".mif", ".dxf")
"""Formats whose text is bytes, with a word beside it of what they mean, or none."""
_CHARSETS = {"windowssimpchinese": "gb18030", "windowstradchinese": "big5", "utf-8": "utf-8",
             "ansi_936": "gb18030", "gb2312": "gb18030", "ansi_950": "big5", "big5": "big5"}  # fmt: skip
"""Of MapInfo and of drawings; others, Neutral, WindowsLatin1, ANSI_1252, are written by programs that do not
know."""
_CHARSET = re.compile(r'charset\s+"([^"]+)"|\$dwgcodepage\s+3\s+(\S+)')
_UTF8_DRAWING = re.compile(r"\$acadver\s+1\s+ac1(02[1-9]|0[3-9])")
"""From AutoCAD 2007 on (AC1021), the text of a drawing is UTF-8, whatever code page it names."""
_HEADER = re.compile(rb"^\s*HEADER\s*$", flags=re.MULTILINE)
_HEAD_BYTES = 4096
_RAW_ERROR = re.compile(r"Raw error: (b'[^']*'|b\"[^\"]*\")$")
"""How pyogrio tells of an error whose bytes it cannot decode."""


def read_raw(place: FilePlace, options: ReadOptions = NOTHING_SAID) -> RawLayer:
    """Read one layer of a vector file, geometry that cannot be built included.

    Parameters
    ----------
    place
        The file and its layer.
    options
        Its encoding and its coordinate system, where a person names them.

    Raises
    ------
    InputError
        ``file_unreadable``, ``file_too_large``, ``layer_unnamed``, ``layer_missing``, ``layer_empty``,
        ``edges_spherical`` or ``library_missing``.
    """
    if place.suffix in _PARQUET:
        raw, said, told = _read_parquet(place)
    elif place.suffix == ".dxf":
        # What GDAL has is one layer; that of a drawing is a column of it.
        raw, said, told = _read_gdal_layer(FilePlace(place.path, None), options)
        raw = closed_to_areas(of_cad_layer(raw, place.layer))
    else:
        raw, said, told = _read_gdal_layer(place, options)
    everything = np.ones(len(raw.rows), dtype=np.bool_)
    if options.crs is not None:
        raw = with_crs(raw, options.crs, everything)
    raw = encoding_checks(raw, told)
    for words in dict.fromkeys(said):
        hint = "This is what the reading library said; look at the layer if the result is odd."
        raw = raw.with_checks(raw.check(CheckSeverity.NOTE, "driver_warning", words, hint, ~everything))
    return raw


def raw_of_gdal(path: Path, place: FilePlace) -> RawLayer:
    """Read the one layer of a file that stands for something else, such as the answer of a service.

    Parameters
    ----------
    path
        The file.
    place
        What it stands for, and is called.

    Raises
    ------
    DataSourceError and other errors of pyogrio
        GDAL cannot read it.
    """
    meta, wkb, columns, said = _read_gdal(FilePlace(path, None), None)
    count = len(columns[0]) if len(columns) else 0 if wkb is None else len(wkb)
    raw = _assemble(place, [str(name) for name in meta["fields"]], meta["crs"], wkb, columns, count)
    nothing = np.zeros(count, dtype=np.bool_)
    for words in dict.fromkeys(said):
        hint = "This is what the reading library said; look at the layer if the result is odd."
        raw = raw.with_checks(raw.check(CheckSeverity.NOTE, "driver_warning", words, hint, nothing))
    return raw


def layer_names(place: FilePlace, encoding: str | None = None) -> list[str]:
    """Return the layers of a vector file that have something in them.

    Parameters
    ----------
    place
        The file.
    encoding
        Of its text, where a person says it: their names are text.

    Raises
    ------
    InputError
        ``file_unreadable`` or ``file_too_large``.
    """
    if place.suffix in _PARQUET:
        return [place.path.stem]
    with openable(place, encoding) as ready:
        return _filled_layers(ready.place, place)


def _filled_layers(place: FilePlace, own: FilePlace) -> list[str]:
    import pyogrio

    try:
        names = [str(name) for name in pyogrio.list_layers(place.path)[:, 0]]
        names = [name for name in names if name not in _NOT_DATA or name == place.layer]
        if len(names) > 1 and place.suffix in _SEVERAL:
            filled = [
                n
                for n in names
                if pyogrio.read_info(place.path, layer=n, force_feature_count=True)["features"]
            ]
            names = filled or names
    except _errors() as error:
        raise _unreadable(place, own, error) from error
    if not names and place.suffix == ".fgb":
        raise unreadable(own.path, "it is cut off before its first row")
    return names


def _unreadable(place: FilePlace, own: FilePlace, error: Exception) -> InputError:
    """Return what GDAL says of a file, or of its stand-in, as said of the file."""
    return unreadable(own.path, str(error).replace(str(place.path), own.path.name))


def _errors() -> tuple[type[Exception], ...]:
    import pyogrio

    found = pyogrio.errors
    return (
        found.DataSourceError, found.DataLayerError, found.CRSError, found.GeometryError, found.FeatureError,
        UnicodeDecodeError,
    )  # fmt: skip


def _read_gdal_layer(own: FilePlace, options: ReadOptions) -> tuple[RawLayer, list[str], Guess | None]:
    # Latin-1 is every byte as it is: what it means is decided here, not by GDAL.
    bare = own.suffix in _BARE
    with openable(own, options.encoding) as ready:
        place = choose_layer(ready.place, _filled_layers(ready.place, own))
        own = FilePlace(own.path, place.layer)
        try:
            meta, wkb, columns, said = _read_gdal(place, "ISO-8859-1" if bare else None)
        except _errors() as error:
            raise _unreadable(place, own, error) from error
        fields, told = [str(name) for name in meta["fields"]], ready.told
        if bare:
            fields, columns, told = _decoded(place.path, fields, columns, options.encoding)
        count = len(columns[0]) if len(columns) else 0 if wkb is None else len(wkb)
        _refuse_cut_off(place, own, count)
    if not count:
        raise layer_empty(own)
    raw = _assemble(own, fields, meta["crs"], wkb, columns, count)
    if ready.restored:
        message = f"its .shx is missing; the index was made anew of the .shp, with {count} rows."
        hint = "See that no row is missing; ask for all the files of the shapefile (.shp, .shx, .dbf, .prj)."
        everything = np.ones(count, dtype=np.bool_)
        check = raw.check(CheckSeverity.IMPORTANT, "shx_restored", message, hint, everything)
        raw = raw.with_checks(check)
    if ready.links:
        message = f"{ready.links} network links were not followed: what lies behind them is not in the file."
        hint = "Save what they show into the file itself (in Google Earth: copy it, then Save Place As)."
        nothing, facts = np.zeros(count, dtype=np.bool_), {"links": str(ready.links)}
        raw = raw.with_checks(
            raw.check(CheckSeverity.IMPORTANT, "kml_links_unread", message, hint, nothing, **facts)
        )
    return dataclasses.replace(raw, encoding=None if told is None else told.encoding), said, told


def _refuse_cut_off(place: FilePlace, own: FilePlace, count: int) -> None:
    """Raise where a FlatGeobuf has fewer rows than its head promises, which GDAL passes over."""
    import pyogrio

    if place.suffix != ".fgb":
        return
    promised = int(pyogrio.read_info(place.path, layer=place.layer)["features"])
    if count < promised:
        raise unreadable(own.path, f"it is cut off, {count} of its {promised} rows are there")


def _read_gdal(place: FilePlace, encoding: str | None) -> tuple[Any, Any, Any, list[str]]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        # GDAL would decode a drawing by the code page that it names, which often is a wrong one.
        kept: dict[str, Any] = {"ENCODING": "UTF-8"} if encoding and place.suffix == ".dxf" else {}
        if kept and not _has_header(place.path):
            # Nobody asks it what the text is then: it takes each byte for a character of Latin-1.
            encoding = "UTF-8"
        meta, wkb, columns = read_rows(place, layer=place.layer, encoding=encoding, **kept)
    return meta, wkb, columns, [_legible(str(warning.message)) for warning in caught]


def _legible(words: str) -> str:
    """Return what GDAL said of a text that is not in UTF-8, such as a block of a drawing, as text."""
    found = _RAW_ERROR.search(words)
    return words if found is None else ast.literal_eval(found[1]).decode("gb18030", "replace")


def _has_header(path: Path) -> bool:
    """Return whether a drawing has the section in which its code page would stand; short ones do without."""
    with path.open("rb") as stream:
        return bool(_HEADER.search(stream.read(_HEAD_BYTES)))


def _decoded(
    path: Path, fields: list[str], columns: Sequence[NDArray[Any]], wanted: str | None
) -> tuple[list[str], list[NDArray[Any]], Guess]:
    """Return the names and texts of a .dbf that was read byte by byte, and the encoding they are in."""
    texts = (text for column in columns if column.dtype == object for text in column if isinstance(text, str))
    if wanted:
        told = Guess(known_encoding(wanted), "said", wanted)
    else:
        told = guess((text.encode("latin-1") for text in (*fields, *texts)), _said_by(path))
    read = [
        np.array([_text(item, told.encoding) for item in column], dtype=object)
        if column.dtype == object
        else column
        for column in columns
    ]
    return [str(_text(name, told.encoding)) for name in fields], read, told


def _text(value: Any, encoding: str) -> Any:  # noqa: ANN401 - a cell
    if not isinstance(value, str) or value.isascii():
        return value
    data = value.encode("latin-1")
    text = decode(data, encoding)
    return data.decode(encoding, "replace") if text is None else text


def _said_by(path: Path) -> str | None:
    """Return the encoding that a file names in its head; a shapefile in its .cpg, else in its .dbf's byte."""
    if path.suffix.lower() != ".shp":
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES).decode("latin-1").lower()
        if _UTF8_DRAWING.search(head):
            return "utf-8"
        found = _CHARSET.search(head)
        return _CHARSETS.get(found[1] or found[2]) if found else None
    for ending in (".cpg", ".CPG", ".cst"):
        file = path.with_suffix(ending)
        if file.exists():
            return file.read_text(encoding="ascii", errors="replace").strip().removeprefix("\ufeff") or None
    table = next((file for ending in (".dbf", ".DBF") if (file := path.with_suffix(ending)).exists()), None)
    if table is None:
        return None
    with table.open("rb") as stream:
        start = stream.read(_LDID_AT + 1)
    return LDID.get(start[_LDID_AT]) or None if len(start) > _LDID_AT else None


def _assemble(
    place: FilePlace,
    fields: list[str],
    crs: str | None,
    wkb: Any,  # noqa: ANN401
    columns: Any,  # noqa: ANN401
    count: int,
) -> RawLayer:
    # Built column by column: two fields of a shapefile may have one name.
    names: list[str] = []
    seen: set[str] = set()
    for name in fields:
        names.append(name if name not in seen else f"{name}_{len(names)}")
        seen.add(names[-1])
    table = pd.DataFrame(dict(zip(names, columns, strict=True)), index=range(count))
    return raw_of(place, table, wkb, _crs_of(place, crs) if crs else None)


def _crs_of(place: FilePlace, text: str) -> pyproj.CRS:
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        found: pyproj.CRS = CRS.from_user_input(text)
    except CRSError as error:
        raise unreadable(
            place.path, f"what it says of its coordinate system makes no sense ({error})"
        ) from error
    return found


def _read_parquet(place: FilePlace) -> tuple[RawLayer, list[str], None]:
    import geopandas as gpd
    from pyproj.exceptions import CRSError

    try:
        import pyarrow as pa
        import pyarrow.parquet
    except ImportError as error:
        message = f"{place.path.name} cannot be read: the library pyarrow is not installed."
        hint = (
            "Install it (pip install pyarrow; in QGIS: the plugin's menu, Libraries needed…), or save the "
            "layer as GeoPackage."
        )
        raise InputError("library_missing", message, hint, library="pyarrow") from error
    try:
        refuse_arcs(_told_of_geometry(pa, place.path), place.path.name, place.shown)
        frame = gpd.read_parquet(place.path)
    except CRSError as error:
        reason = f"what it says of its coordinate system makes no sense ({error})"
        raise unreadable(place.path, reason) from error
    except (pa.ArrowException, ValueError, OSError, KeyError, TypeError, shapely.GEOSException) as error:
        raise unreadable(place.path, str(error)) from error
    place = choose_layer(place, [place.path.stem])
    if not len(frame):
        raise layer_empty(place)
    # What a partition's table calls its rows is no column of the data.
    table = pd.DataFrame(frame.drop(columns=frame.geometry.name)).reset_index(drop=True)
    table.columns = [str(name) for name in table.columns]
    return raw_of(place, table, shapely.to_wkb(frame.geometry.to_numpy()), frame.crs), [], None


def _told_of_geometry(pa: Any, path: Path) -> dict[str, Any]:  # noqa: ANN401 - a module
    """Return what a GeoParquet says of its geometry; nothing where it is none, which others tell better."""
    told = json.loads((pa.parquet.read_schema(path).metadata or {}).get(b"geo", b"{}"))
    columns = told.get("columns") if isinstance(told, dict) else None
    found = columns.get(told.get("primary_column")) if isinstance(columns, dict) else None
    return found if isinstance(found, dict) else {}


def with_crs(raw: RawLayer, name: str, everything: NDArray[np.bool_]) -> RawLayer:
    """Return the layer in the coordinate system that a person names, where the file names none that fits.

    Its own counts unless it would put the data out of China, and the one that a person names would not.
    """
    import pyproj

    said: pyproj.CRS = pyproj.CRS.from_user_input(name)
    if raw.crs == said:
        return raw
    if raw.crs is not None and lies_in_china(raw, said) and not lies_in_china(raw, raw.crs):
        message = (
            f"the coordinates do not fit the file's own coordinate system, {raw.crs.name}; it was read in "
            f"{said.name}, as was said."
        )
        hint = "See on the map that the places fall where they should."
        facts = {"own": raw.crs.name, "said": said.name}
        check = raw.check(CheckSeverity.IMPORTANT, "crs_overruled", message, hint, everything, **facts)
        return dataclasses.replace(raw, crs=said).with_checks(check)
    if raw.crs is not None:
        # Several files are often read with one word of this, which is about those that lack it.
        message = (
            f"the file names its own coordinate system, {raw.crs.name}; {said.name} was not used for it."
        )
        hint = "Nothing, unless the file's own is wrong: then set the right one in QGIS and save it."
        return raw.with_checks(raw.check(CheckSeverity.NOTE, "crs_kept", message, hint, everything))
    message = f"the file names no coordinate system; it was read in {said.name}, as was said."
    hint = "See on the map that the places fall where they should."
    check = raw.check(CheckSeverity.NOTE, "crs_said", message, hint, everything)
    return dataclasses.replace(raw, crs=said).with_checks(check)
