"""Files of any format as the layers that the core works on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pandas.api.types import infer_dtype

from xq_gis_plugin.core.accuracy import fill_accuracy
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.garbage import uncollected
from xq_gis_plugin.core.model import CRS, Datum, HazardKind, MeasuredAs, ObjectKind, Source
from xq_gis_plugin.io.archives import unpacked
from xq_gis_plugin.io.columns import Role, name_columns
from xq_gis_plugin.io.coordinate_error import with_site_radius
from xq_gis_plugin.io.database_place import DatabasePlace
from xq_gis_plugin.io.district_coverage import coverage_of
from xq_gis_plugin.io.identity import identify, repeated
from xq_gis_plugin.io.kinds import known_kind, note_gas_unsaid, note_unknown_kinds, with_kind
from xq_gis_plugin.io.mending import mend
from xq_gis_plugin.io.options import NOTHING_SAID, ReadOptions
from xq_gis_plugin.io.position import parse_datum, place
from xq_gis_plugin.io.raw import (
    ARCHIVE_SUFFIXES,
    TABLE_SUFFIXES,
    FilePlace,
    digest,
    find_file,
    unreadable,
)
from xq_gis_plugin.io.rejected import FileRows, set_aside, with_left_out
from xq_gis_plugin.io.required import refuse_gaps, without_nameless_lines, wrong_values
from xq_gis_plugin.io.service_place import ServicePlace
from xq_gis_plugin.io.tables import read_table
from xq_gis_plugin.io.values import parse_column
from xq_gis_plugin.io.vector import read_raw

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["frame_of", "raw_layer", "read_hazards", "read_parts", "read_protected", "read_sites"]

_HEAD_BYTES = 4096
_USUAL_MEASURE = np.array(
    [MeasuredAs.POINT.value, MeasuredAs.LINE.value, MeasuredAs.BUILDING.value], dtype=object
)
"""What a geometry stands for where the file does not tell, by its dimension."""
_ACCURACY_HINT = "Write the radius in metres, 0 or more, or leave the cell empty if it is unknown."


def read_hazards(
    path: str | Path,
    *,
    datum: str | None = None,
    tags: Path | None = None,
    options: ReadOptions = NOTHING_SAID,
) -> gpd.GeoDataFrame:
    """Read hazards (危险源) from a file of any known format.

    A hazard without a usable position stays in the frame with a null geometry and the
    ``position_status`` ``unlocated``.

    Parameters
    ----------
    path
        A GeoPackage, GeoJSON, shapefile, FlatGeobuf, CSV, XLSX or OpenStreetMap file; ``FILE#layer``
        names one of several layers. Headers and values may be Chinese or English. Tables have
        longitude and latitude in degrees (``lon``/``lat``, ``经度``/``纬度``).
    datum
        ``cgcs2000``, ``wgs84``, ``gcj02`` or ``bd09``, where the file's coordinate system does not
        tell; ignored for OpenStreetMap files, which are WGS 84.
    tags
        For OpenStreetMap files, a mapping of tags instead of ``layers/osm_tags.csv``.
    options
        What else a person says of the file: its encoding, its coordinate system, the kind of its rows;
        ignored for OpenStreetMap files.

    Returns
    -------
    GeoDataFrame
        The columns of `HAZARD_COLUMNS`, then the file's own others; EPSG:4490. Unknown is null.
        ``attrs["source"]`` is a `Source` whose ``checks`` tell everything that was noticed, and for
        OpenStreetMap files ``attrs["coverage"]`` the polygon that the extract covers.

    Raises
    ------
    InputError
        If the file, a row or a value cannot be used; the message names file, row, field and value.
    """
    return _read(path, Role.HAZARD, datum, tags, options)


def read_protected(
    path: str | Path,
    *,
    datum: str | None = None,
    tags: Path | None = None,
    options: ReadOptions = NOTHING_SAID,
) -> gpd.GeoDataFrame:
    """Read protected objects (保护对象) from a file of any known format.

    Rows without a usable geometry are left out and counted in the checks.

    Parameters
    ----------
    path, datum, tags, options
        As for `read_hazards`.

    Returns
    -------
    GeoDataFrame
        The columns of `OBJECT_COLUMNS`, then the file's own others; EPSG:4490. An object whose kind
        the file does not tell is a ``building`` (use unknown).

    Raises
    ------
    InputError
        If the file, a row or a value cannot be used; the message names file, row, field and value.
    """
    return _read(path, Role.PROTECTED, datum, tags, options)


def read_parts(
    path: str | Path, *, datum: str | None = None, options: ReadOptions = NOTHING_SAID
) -> gpd.GeoDataFrame:
    """Read parts (设施: tanks, dispensers, vents, …) of hazards from a file of any known format.

    Parameters
    ----------
    path, datum, options
        As for `read_hazards`; OpenStreetMap files have no parts.

    Returns
    -------
    GeoDataFrame
        The columns of `PART_COLUMNS`, then the file's own others; EPSG:4490.

    Raises
    ------
    InputError
        If the file, a row or a value cannot be used; the message names file, row, field and value.
    """
    return _read(path, Role.PART, datum, None, options)


def read_sites(
    path: str | Path, *, datum: str | None = None, options: ReadOptions = NOTHING_SAID
) -> gpd.GeoDataFrame:
    """Read candidates (候选点), or shops that are there (现有网点), from a file of any known format.

    Parameters
    ----------
    path, datum, options
        As for `read_hazards`; OpenStreetMap files have no candidates.

    Returns
    -------
    GeoDataFrame
        The columns of `CANDIDATE_COLUMNS`, then the file's own others; EPSG:4490. A site without a usable
        position stays, with a null geometry. Where no kind is written it is a fireworks shop.

    Raises
    ------
    InputError
        If the file, a row or a value cannot be used; the message names file, row, field and value.
    """
    return _read(path, Role.SITE, datum, None, options)


def _read(
    path: str | Path, role: Role, datum: str | None, tags: Path | None, options: ReadOptions
) -> gpd.GeoDataFrame:
    chosen, found = parse_datum(datum := datum or options.datum), find_file(path)
    if options.kind is not None:
        known_kind(options.kind, role)
    options.progress(0.0)
    with uncollected():
        if found.is_osm:
            return _read_osm(found, role, chosen, tags, options)
        frame = frame_of(raw_layer(found, options), role, datum, options)
    source: Source = frame.attrs["source"]
    area = None if found.is_remote else coverage_of(found.path, source.layer or "")
    if area is not None:
        frame.attrs["coverage"] = area
    return frame


def raw_layer(found: FilePlace, options: ReadOptions = NOTHING_SAID) -> RawLayer:
    """Return a layer of a file as it is there, whatever its format, OpenStreetMap apart.

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    if isinstance(found, DatabasePlace):
        from xq_gis_plugin.io.postgis import read_database

        return read_database(found, options)
    if isinstance(found, ServicePlace):
        from xq_gis_plugin.io.wfs import read_service

        return read_service(found, options)
    with found.path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    if head and not head.strip(b"\0"):
        raise unreadable(found.path, "it is nothing but zeroes")
    if found.suffix not in ARCHIVE_SUFFIXES:
        return read_table(found, options) if found.suffix in TABLE_SUFFIXES else read_raw(found, options)
    with unpacked(found) as inner:
        raw = read_table(inner, options) if inner.suffix in TABLE_SUFFIXES else read_raw(inner, options)
    checks = tuple(
        replace(check, message=check.message.replace(inner.path.name, found.path.name, 1))
        for check in raw.checks
    )
    rejected = tuple(one.of_file(inner.path, found) for one in raw.rejected)
    place = FilePlace(found.path, found.layer or raw.place.layer)
    return replace(raw, place=place, sha256=digest(found.path), checks=checks, rejected=rejected)


def frame_of(
    raw: RawLayer,
    role: Role,
    datum: str | None = None,
    options: ReadOptions = NOTHING_SAID,
    *,
    may_be_empty: bool = False,
) -> gpd.GeoDataFrame:
    """Make the frame of a role from a layer as it was found, in a file or in another program.

    Parameters
    ----------
    raw
        The layer: attributes, geometries in its own coordinate system, where it comes from.
    role
        What its rows are.
    datum, options
        As for `read_hazards`.
    may_be_empty
        Whether it is no error that not one row has a geometry: the layer is a part of another.

    Returns
    -------
    GeoDataFrame
        As `read_hazards`, `read_protected` and `read_parts` return it; ``attrs["rejected"]`` are the cells
        for which rows were set aside (`xq_gis_plugin.io.rejected.Rejected`), and ``attrs["rows"]`` where each
        row stands in the file (`xq_gis_plugin.io.rejected.FileRows`).

    Raises
    ------
    InputError
        If a row or a value cannot be used; the message names file, row, field and value.
    """
    chosen = parse_datum(datum)
    count = raw.rows_in_file
    options.progress(0.4)
    named = name_columns(raw, role, chosen, reject=options.reject_rows, said=options.columns)
    raw = with_kind(named, role, options.kind)
    chosen = chosen or raw.said_datum
    options.progress(0.5)
    # Values first: a wrong one is told even where its row has no geometry.
    if options.reject_rows:
        raw = set_aside(raw, wrong_values(raw, role))
    refuse_gaps(raw, role)
    values = {column: _parsed(raw, column, role) for column in role.columns[:-1]}
    asked = len(raw.rows)
    options.progress(0.65)
    raw = place(raw, role, chosen, options)
    options.progress(0.8)
    raw = mend(raw, role)
    options.progress(0.9)
    if not len(raw.rows) and not may_be_empty:
        told = " ".join(check.message for check in raw.checks)
        message = f"{raw.place.path.name}: none of the {count} rows has a geometry that can be used. {told}"
        raise InputError("nothing_usable", message, "Look at the layer in QGIS.", path=raw.place.shown)
    raw = without_nameless_lines(raw, role, reject=options.reject_rows)
    if options.reject_rows:
        raw = with_left_out(set_aside(raw, repeated(raw, role, _parsed(raw, role.id_column, role))))
    if len(raw.rows) != asked:
        values = {column: _parsed(raw, column, role) for column in role.columns[:-1]}
    return _finished(raw, role, values, chosen or Datum.CGCS2000, count, options.accuracy_m)


def _read_osm(
    found: FilePlace, role: Role, datum: Datum | None, tags: Path | None, options: ReadOptions
) -> gpd.GeoDataFrame:
    if role is Role.SITE:
        message = f"{found.path.name}: OpenStreetMap has no candidates for fireworks shops."
        hint = "Give a layer or a table of places, or let them be made along roads (--along)."
        raise InputError("sites_not_in_osm", message, hint, path=str(found.path))
    if role is Role.PART:
        message = f"{found.path.name}: OpenStreetMap has no tanks, dispensers or vents of stations."
        hint = "Draw the parts in QGIS, one point or polygon each, with hazard_id and kind."
        raise InputError("parts_not_in_osm", message, hint, path=str(found.path))
    from xq_gis_plugin.io.osm import read_osm

    return read_osm(found, role, datum=datum, tags=tags, options=options)


def _parsed(raw: RawLayer, column: str, role: Role) -> NDArray[Any]:
    try:
        values = parse_column(raw, column, role)
        # What is the file's own is not to be written into, and pandas 3 sees to that.
        return values if values.flags.writeable else values.copy()
    except InputError as error:
        if column == "position_accuracy_m":
            raise InputError(error.code, error.message, _ACCURACY_HINT, **error.facts) from error
        raise


def _finished(
    raw: RawLayer, role: Role, columns: dict[str, Any], datum: Datum, count: int, accuracy_m: float | None
) -> gpd.GeoDataFrame:
    names = columns.get("name", np.full(len(raw.rows), None, dtype=object))
    columns[role.id_column] = identify(raw, role, columns[role.id_column], names)
    shapes = np.asarray(raw.geometry, dtype=object)
    placed = ~shapely.is_missing(shapes)
    _fill(columns["position_source"], placed, "file")
    if role is Role.SITE:
        _fill(columns["kind"], np.ones(len(placed), dtype=np.bool_), HazardKind.FIREWORKS_RETAIL.value)
    if role is Role.HAZARD:
        raw = note_gas_unsaid(raw, columns["kind"])
    if role.keeps_unlocated:
        _fill(columns["position_status"], placed, "located")
        columns["position_status"][~placed] = "unlocated"
    elif role is Role.PROTECTED:
        unknown = pd.isna(columns["kind"])
        raw = note_unknown_kinds(raw, unknown)
        _fill(columns["kind"], unknown, ObjectKind.BUILDING.value)
        _fill(columns["measured_as"], placed, _USUAL_MEASURE[shapely.get_dimensions(shapes)])
    extras = [column for column in raw.table.columns if column not in role.columns]
    columns |= {column: _tidy(raw.table[column]) for column in extras}
    frame = pd.DataFrame(columns, copy=False)
    frame.insert(len(role.columns) - 1, "geometry", gpd.GeoSeries(shapes, crs=CRS))
    result = gpd.GeoDataFrame(frame, copy=False)
    if role is Role.HAZARD:
        result, raw = with_site_radius(result, raw)
    path, layer = raw.place.path, raw.place.layer
    crs = raw.crs.to_string() if raw.crs is not None else CRS
    if raw.crs_accuracy_m:
        known = fill_accuracy(result, accuracy_m, site_radius=role is Role.HAZARD)["position_accuracy_m"]
        result["position_accuracy_m"] = known + raw.crs_accuracy_m
    result.attrs["rejected"] = raw.rejected
    result.attrs["rows"] = FileRows(raw.rows)
    result.attrs["source"] = Source(
        raw.place.shown, layer, raw.sha256 or digest(path), count, crs, datum, raw.checks, raw.encoding,
        raw.crs_accuracy_m or None,
    )  # fmt: skip
    return result


def _fill(values: NDArray[np.object_], mask: NDArray[np.bool_], by: object) -> None:
    """Write into the gaps of a column where ``mask`` is true; ``by`` is one value, or one for each row."""
    gaps = mask & pd.isna(values)
    values[gaps] = by[gaps] if isinstance(by, np.ndarray) else by


def _tidy(extra: pd.Series) -> pd.Series:
    """Give a column of the file's own one type: numbers stay numbers, anything mixed becomes text."""
    if extra.dtype != object:
        return extra
    if infer_dtype(extra, skipna=True) == "string":
        return extra.where(extra.notna(), None)
    values = [None if pd.isna(value) else value for value in extra]
    filled = [value for value in values if value is not None]
    if filled and all(isinstance(value, int | float) and not isinstance(value, bool) for value in filled):
        return pd.Series(values, dtype="float64")
    return pd.Series([value if value is None else str(value) for value in values], dtype="object")
