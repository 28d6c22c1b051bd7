"""What is in a file, what was assumed of it, and what is to be looked at before it is used."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import Check, CheckSeverity, Datum
from xq_gis_plugin.io import position
from xq_gis_plugin.io.archive_layers import archive_layers
from xq_gis_plugin.io.columns import Role, name_columns
from xq_gis_plugin.io.database_place import DatabasePlace
from xq_gis_plugin.io.datum_suspect import datum_suspect
from xq_gis_plugin.io.gate import gate
from xq_gis_plugin.io.grids import grid_names
from xq_gis_plugin.io.kinds import known_kind
from xq_gis_plugin.io.options import NOTHING_SAID, ReadOptions
from xq_gis_plugin.io.raw import ARCHIVE_SUFFIXES, TABLE_SUFFIXES, FilePlace, find_file
from xq_gis_plugin.io.read import frame_of, raw_layer
from xq_gis_plugin.io.service_place import ServicePlace
from xq_gis_plugin.io.shifted import SHIFTED
from xq_gis_plugin.io.vector import layer_names

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from xq_gis_plugin.io.raw import RawLayer
    from xq_gis_plugin.io.rejected import Rejected

__all__ = ["FieldReport", "FileReport", "LayerReport", "inspect", "reference_places"]

_PREVIEW_ROWS = 5
_LONGEST = 60
_UNKNOWN_PLACE = ("crs_missing", "crs_contradicted", "web_metres_unsaid")
_WGS = ("World Geodetic System 1984", "WGS 84", "WGS_1984")


@dataclass(frozen=True)
class FieldReport:
    """One column of a file.

    Attributes
    ----------
    name
        As the file has it.
    meaning
        The column of ours that it is read as; None where it is kept as it is.
    type
        ``text``, ``number``, ``truth`` or ``empty``.
    filled
        How many rows have something in it.
    """

    name: str
    meaning: str | None
    type: str
    filled: int


@dataclass(frozen=True)
class LayerReport:
    """One layer of a file.

    Attributes
    ----------
    name, rows, geometry_type
        ``geometry_type`` is ``None`` for a table; several are joined by a comma.
    encoding, crs, datum
        What was read, None where the file leaves it open.
    fields
        Its columns.
    preview
        The first rows as text, in the order of ``fields``.
    """

    name: str
    rows: int
    geometry_type: str | None
    encoding: str | None
    crs: str | None
    datum: str | None
    fields: tuple[FieldReport, ...]
    preview: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class FileReport:
    """A file's layers, and everything that was noticed; a blocking check says why it cannot be used yet.

    ``errors`` are what the blocking checks are made of, ``rejected`` the cells for which rows were set aside.
    """

    path: str
    layers: tuple[LayerReport, ...]
    checks: tuple[Check, ...]
    errors: tuple[InputError, ...] = ()
    rejected: tuple[Rejected, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether something must be said or mended first."""
        return any(check.severity is CheckSeverity.BLOCKING for check in self.checks)


def inspect(
    path: str | Path,
    role: Role | None = None,
    options: ReadOptions = NOTHING_SAID,
    reference: NDArray[Any] | None = None,
) -> FileReport:
    """Return what is in a file.

    Parameters
    ----------
    path
        A file; ``FILE#layer`` looks at that layer alone.
    role
        What it is to be read as; None looks at the file alone, and at nothing that depends on it.
    options
        What a person says of it; ``progress`` is told of all layers together, and ends it by what it raises.
    reference
        Lon/lat shapes that are surely right and of the same kind, to see whether the datum is.

    Raises
    ------
    InputError
        ``file_missing``, ``format_unknown``, ``datum_unknown``, ``kind_said_unknown``, or
        whatever lets no layer of it be read at all.
    """
    position.parse_datum(options.datum)
    if options.kind is not None:
        known_kind(options.kind, *([*Role] if role is None else [role]))
    place = find_file(path)
    if place.is_osm:
        return _inspect_osm(place, role, options)
    names = [place.layer] if place.layer else _names(place, options.encoding)
    layers: list[LayerReport] = []
    checks: list[Check] = []
    errors: list[InputError] = []
    blocking: list[Check] = []
    rejected: list[Rejected] = []
    whole = options
    for number, name in enumerate(names):
        options = replace(whole, progress=_part(whole.progress, number, len(names)))
        options.progress(0.0)
        try:
            raw = raw_layer(replace(place, layer=name if len(names) > 1 or place.layer else None), options)
        except InputError as error:
            if len(names) == 1:
                raise
            errors.append(error)
            blocking.append(_blocking(error, name))
            continue
        looked = _inspect_layer(raw, role, options, reference)
        of = name if len(names) > 1 else None
        layers += looked.layers
        checks += [replace(check, layer=of) for check in looked.checks]
        errors += looked.errors
        blocking += [_blocking(error, of) for error in looked.errors]
        rejected += [replace(cell, layer=of) for cell in looked.rejected]
    every = dict.fromkeys([*blocking, *checks])
    return FileReport(place.shown, tuple(layers), tuple(every), tuple(errors), tuple(rejected))


def _part(progress: Callable[[float], None], number: int, of: int) -> Callable[[float], None]:
    """Return what tells of the reading of one of several layers."""
    return lambda fraction: progress((number + fraction) / of)


def _names(place: FilePlace, encoding: str | None) -> list[str | None]:
    if isinstance(place, DatabasePlace):
        from xq_gis_plugin.io.postgis import database_layers

        return [*database_layers(place)] or [None]
    if isinstance(place, ServicePlace):
        from xq_gis_plugin.io.wfs import service_layers

        return [*service_layers(place)] or [None]
    if place.suffix in ARCHIVE_SUFFIXES:
        return [*archive_layers(place, encoding)] or [None]
    if place.suffix in TABLE_SUFFIXES:
        return [*grid_names(place)] or [None]
    return [*layer_names(place, encoding)] or [None]


def _inspect_layer(
    raw: RawLayer, role: Role | None, options: ReadOptions, reference: NDArray[Any] | None
) -> FileReport:
    """Return what is said of one layer."""
    checks, wrong = list(raw.checks), None
    rejected = raw.rejected
    meanings = {} if role is None else _meanings(raw, role, options)
    datum = _datum_of(raw, options)
    if role is not None:
        try:
            frame = frame_of(raw, role, options.datum, options)
        except InputError as error:
            wrong = error
        else:
            source, rejected = frame.attrs["source"], frame.attrs["rejected"]
            checks = [*source.checks, *gate(frame, role)]
            # What the file says stays as it is; CGCS2000 stands for WGS 84 inside.
            datum = str(source.datum) if source.datum in SHIFTED or datum is None else datum
            checks += _suspect(np.asarray(frame.geometry, dtype=object), reference)
    elif reference is not None or raw.geometry is None or not shapely.is_missing(raw.geometry).all():
        try:
            placed = _placed(raw, options)
        except InputError as error:
            # It is to be read as nothing yet: that nobody knows where it lies holds for every role.
            wrong = error if reference is not None or error.code in _UNKNOWN_PLACE else None
        else:
            checks += _suspect(placed, reference)
    fields = tuple(_field(raw, name, meanings.get(name)) for name in raw.table.columns)
    head = raw.table.head(_PREVIEW_ROWS)
    preview = tuple(tuple(_shown(value) for value in row) for row in head.itertuples(index=False))
    layer = LayerReport(
        raw.place.layer or raw.place.path.stem,
        raw.rows_in_file,
        _types(raw),
        raw.encoding,
        None if raw.crs is None else raw.crs.to_string(),
        datum,
        fields,
        preview,
    )
    return FileReport(raw.place.shown, (layer,), tuple(checks), () if wrong is None else (wrong,), rejected)


def _placed(raw: RawLayer, options: ReadOptions) -> NDArray[Any]:
    """Return the places of a layer, whatever it is."""
    chosen = position.parse_datum(options.datum)
    named = name_columns(raw, Role.PROTECTED, chosen, reject=True)
    datum = chosen or named.said_datum
    return np.asarray(position.place(named, Role.PROTECTED, datum, options).geometry, dtype=object)


def reference_places(path: str) -> NDArray[Any]:
    """Return the places of a file that a person is sure of, whatever its rows are.

    Raises
    ------
    InputError
        If the file cannot be read, or its coordinate system is not known.
    """
    from xq_gis_plugin.io.read import read_protected

    found = find_file(path)
    if found.is_osm:
        return np.asarray(read_protected(path).geometry, dtype=object)
    return _placed(raw_layer(found), ReadOptions(reject_rows=True))


def _suspect(shapes: NDArray[Any], reference: NDArray[Any] | None) -> tuple[Check, ...]:
    return () if reference is None else datum_suspect(shapes, np.asarray(reference, dtype=object))


def _meanings(raw: RawLayer, role: Role, options: ReadOptions) -> dict[str, str]:
    """Return what each header is read as."""
    datum = position.parse_datum(options.datum)
    try:
        named = name_columns(raw, role, datum, reject=True, said=options.columns)
    except InputError:
        return {}
    # A column that was taken out of another one, such as the telephone out of an address, stands at the end.
    names = named.table.columns[: len(raw.table.columns)]
    return {
        str(old): str(new)
        for old, new in zip(raw.table.columns, names, strict=True)
        if new in (*role.columns, "lon", "lat", "coordinates")
    }


def _field(raw: RawLayer, name: str, meaning: str | None) -> FieldReport:
    column = raw.table[name]
    filled = column[column.notna()]
    if not len(filled):
        kind = "empty"
    elif all(isinstance(value, bool | np.bool_) for value in filled):
        kind = "truth"
    elif all(isinstance(value, int | float | np.number) for value in filled):
        kind = "number"
    else:
        kind = "text"
    return FieldReport(str(name), meaning, kind, len(filled))


def _types(raw: RawLayer) -> str | None:
    if raw.geometry is None:
        return None
    there = raw.geometry[~shapely.is_missing(raw.geometry)]
    return ",".join(sorted({str(shape.geom_type) for shape in there})) or None


def _datum_of(raw: RawLayer, options: ReadOptions) -> str | None:
    if options.datum or raw.said_datum:
        return str(options.datum or raw.said_datum)
    geodetic = None if raw.crs is None else raw.crs.geodetic_crs
    if geodetic is None or geodetic.datum is None:
        return None
    name = str(geodetic.datum.name)
    return str(Datum.WGS84) if name.startswith(_WGS) else str(Datum.CGCS2000) if "2000" in name else name


def _shown(value: object) -> str:
    text = "" if value is None or value != value else str(value)  # noqa: PLR0124 - NaN
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _blocking(error: InputError, layer: str | None = None) -> Check:
    row = error.facts.get("row")
    rows = (int(row),) if isinstance(row, int) else ()
    return Check(CheckSeverity.BLOCKING, error.code, error.message, error.hint, rows, len(rows), layer=layer)


def _inspect_osm(place: FilePlace, role: Role | None, options: ReadOptions) -> FileReport:
    """Return what an OpenStreetMap extract has of each role."""
    from xq_gis_plugin.io.read import read_hazards, read_protected

    layers, checks = [], []
    for one, read in ((Role.HAZARD, read_hazards), (Role.PROTECTED, read_protected)):
        if role not in (None, one):
            continue
        frame = read(place.path, options=ReadOptions(progress=options.progress))
        of = str(one) if role is None else None
        checks += [replace(check, layer=of) for check in (*frame.attrs["source"].checks, *gate(frame, one))]
        fields = tuple(
            FieldReport(name, name, "text", int(frame[name].notna().sum()))
            for name in frame.columns
            if name != "geometry"
        )
        types = ",".join(sorted(set(frame.geom_type.dropna()))) or None
        preview = tuple(
            tuple(_shown(value) for value in row)
            for row in frame.drop(columns="geometry").head(_PREVIEW_ROWS).itertuples(index=False)
        )
        layers.append(
            LayerReport(str(one), len(frame), types, "utf-8", "EPSG:4326", "wgs84", fields, preview)
        )
    return FileReport(place.shown, tuple(layers), tuple(dict.fromkeys(checks)))
