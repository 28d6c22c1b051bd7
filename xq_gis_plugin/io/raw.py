"""A layer as its file has it, and the readers of the vector formats."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import Check, CheckSeverity

if TYPE_CHECKING:
    import pandas as pd
    import pyproj
    from numpy.typing import NDArray

    from xq_gis_plugin.core.model import Datum
    from xq_gis_plugin.io.rejected import Rejected

    Mask: TypeAlias = NDArray[np.bool_]

__all__ = [
    "FilePlace",
    "RawLayer",
    "RemotePlace",
    "bad_value",
    "choose_layer",
    "digest",
    "find_file",
    "known_suffixes",
    "layer_empty",
    "listed",
    "raw_of",
    "unreadable",
]

VECTOR_SUFFIXES = (
    ".gpkg", ".geojson", ".json", ".shp", ".fgb", ".kml", ".gpx", ".dxf", ".tab", ".mif", ".parquet",
    ".geoparquet",
)  # fmt: skip
TABLE_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xls")
ARCHIVE_SUFFIXES = (".zip", ".kmz")
OSM_SUFFIXES = (".osm.pbf", ".pbf", ".osm")
_SHOWN = 20
_SHOWN_CHARACTERS = 80


@dataclass(frozen=True)
class FilePlace:
    """A file that exists, and the layer asked for (`None`: not named)."""

    path: Path
    layer: str | None

    @property
    def suffix(self) -> str:
        """The ending by which the format is known, in lower case (``.osm.pbf`` in full)."""
        name = self.path.name.lower()
        return next((s for s in OSM_SUFFIXES if name.endswith(s)), self.path.suffix.lower())

    @property
    def is_osm(self) -> bool:
        """Whether the file is an OpenStreetMap extract."""
        return self.suffix in OSM_SUFFIXES

    @property
    def is_remote(self) -> bool:
        """Whether it is no file but a database or a service."""
        return False

    @property
    def shown(self) -> str:
        """The place as it is told and recorded."""
        return str(self.path)


class RemotePlace(FilePlace):
    """No file but a database or a service, which ``path`` names without anything secret."""

    @property
    def suffix(self) -> str:
        """Return "": an address has no ending that means anything."""
        return ""

    @property
    def is_remote(self) -> bool:
        """Return that it is no file."""
        return True


@dataclass(frozen=True)
class RawLayer:
    """A layer on its way through the reader; every step returns a new one.

    Attributes
    ----------
    place
        Where it comes from; ``place.layer`` is filled in.
    table
        The attributes, one row per feature, without the geometry.
    geometry
        The geometries in ``crs``, `None` where the file has none; `None` for a plain table.
    broken
        Geometries that the file has but that cannot be built as they are; `None` elsewhere.
    rows
        1-based row numbers: the feature's number, or the spreadsheet's line for CSV and XLSX.
    crs
        What the file says, `None` where it says nothing.
    checks
        What was noticed so far.
    encoding
        What the text was read as, `None` where the format leaves no choice.
    said_datum
        What the headers of its coordinates say that they are.
    crs_accuracy_m
        How far a position may be off for the way from its coordinate system.
    rejected
        What could not be read, where such rows are set aside, in the order of the file.
    said_lines
        What stands above and below the rows of a table: titles and notes.
    left_out
        Rows that are of no use without a place, and have none; they are gone from the table.
    sha256
        Digest of the rows where they are not those of the file on the disk (a layer that is being
        edited, a selection); "" where the file's own says it.
    """

    place: FilePlace
    table: pd.DataFrame
    geometry: NDArray[np.object_] | None
    broken: NDArray[np.object_]
    rows: NDArray[np.int64]
    crs: pyproj.CRS | None
    checks: tuple[Check, ...] = ()
    sha256: str = ""
    encoding: str | None = None
    said_datum: Datum | None = None
    crs_accuracy_m: float = 0.0
    rejected: tuple[Rejected, ...] = ()
    left_out: tuple[Rejected, ...] = ()
    said_lines: tuple[str, ...] = ()

    @property
    def rows_in_file(self) -> int:
        """How many rows the file has: those that are here, and those that were set aside."""
        return len(self.rows) + len({one.row for one in self.rejected})

    def with_checks(self, *checks: Check) -> RawLayer:
        """Return the layer with some more checks."""
        return dataclasses.replace(self, checks=(*self.checks, *checks))

    def keep(self, mask: Mask) -> RawLayer:
        """Return the layer with the rows where ``mask`` is true."""
        return dataclasses.replace(
            self,
            table=self.table[mask].reset_index(drop=True),
            geometry=None if self.geometry is None else self.geometry[mask],
            broken=self.broken[mask],
            rows=self.rows[mask],
        )

    def check(
        self, severity: CheckSeverity, code: str, message: str, hint: str, mask: Mask, **facts: str
    ) -> Check:
        """Return a check about the rows where ``mask`` is true; ``facts`` are what its message names."""
        found = self.rows[mask]
        rows = tuple(int(row) for row in found[:_SHOWN])
        told = f"{self.place.path.name}: {message}"
        return Check(severity, code, told, hint, rows, len(found), tuple(facts.items()))


def find_file(path: str | Path) -> FilePlace:
    """Split ``FILE#layer`` and see that the file is there.

    Parameters
    ----------
    path
        A file, with ``#layer`` behind it where one of several layers is meant. A file whose own
        name has a ``#`` is found too.

    Raises
    ------
    InputError
        ``file_missing``, ``address_unknown``, ``format_unknown``, or ``file_unreadable`` for a folder;
        ``address_wrong`` or ``wfs_address`` for the address of a database
        (`xq_gis_plugin.io.database_place`) or of a service (`xq_gis_plugin.io.service_place`) that is none.
    """
    from xq_gis_plugin.io.database_place import database_place
    from xq_gis_plugin.io.service_place import service_place

    text = str(path)
    remote = database_place(text) or service_place(text)
    if remote is not None:
        return remote
    if "://" in text and not Path(text).exists():
        from xq_gis_plugin.io.partitions import shown

        message = f"{shown(text)} is no address that can be read."
        hint = "Of addresses, protected objects in GeoParquet are read (s3://…, https://…/objects.parquet). "
        hint += "Download other files first."
        raise InputError("address_unknown", message, hint, path=shown(text))
    place = FilePlace(Path(text), None)
    # The longest name that there is: a file's own name may have a #, and so may a layer's.
    cuts = [at for at, character in enumerate(text) if character == "#"] if not place.path.exists() else []
    if cuts:
        cut = next((at for at in reversed(cuts) if Path(text[:at]).exists()), cuts[-1])
        place = FilePlace(Path(text[:cut]), text[cut + 1 :] or None)
    if not place.path.exists():
        message = f"{place.path} does not exist."
        hint = "Check the file's name and folder; a layer is named as FILE#layer."
        raise InputError("file_missing", message, hint, path=place.shown)
    if place.path.is_dir():
        raise unreadable(place.path, "it is a folder")
    known = known_suffixes()
    if place.suffix not in known:
        message = f"{place.path.name}: files ending in {place.suffix or 'nothing'!r} cannot be read."
        hint = f"Save it as one of {', '.join(known)}."
        raise InputError("format_unknown", message, hint, path=place.shown, suffix=place.suffix)
    return place


def known_suffixes(*, inside: bool = False) -> tuple[str, ...]:
    """Return the endings of the files that can be read, or of those ``inside`` an archive."""
    return (*VECTOR_SUFFIXES, *TABLE_SUFFIXES, *(() if inside else (*ARCHIVE_SUFFIXES, *OSM_SUFFIXES)))


def digest(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal digits.

    A shapefile's is that of its .shp, .dbf, .prj and .cpg one after the other (those that exist),
    because what is in the .dbf matters as much.
    """
    files = [path]
    if path.suffix.lower() == ".shp":
        files += [path.with_suffix(ending) for ending in (".dbf", ".prj", ".cpg")]
    total = hashlib.sha256()
    for file in files:
        if file.exists():
            with file.open("rb") as stream:
                while block := stream.read(1 << 20):
                    total.update(block)
    return total.hexdigest()


def bad_value(raw: RawLayer, row: int, field: str, value: object, *, wrong: str, hint: str) -> InputError:
    """Return the error for one value: file, row and field stand in its message."""
    text = str(value)
    shown = text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…"
    name = raw.place.path.name
    message = f"{name}, row {row}, field {field}: {shown!r} {wrong}."
    facts = {"path": raw.place.shown, "row": row, "field": field, "value": shown, "wrong": wrong}
    return InputError("value_wrong", message, hint, **facts)


def listed(rows: NDArray[np.int64]) -> str:
    """Name rows in a sentence: ``row 3``, ``rows 3, 5 and 9``, ``rows 1, 2, 3, … (12 in all)``."""
    numbers = [str(int(row)) for row in rows]
    if len(numbers) == 1:
        return f"row {numbers[0]}"
    if len(numbers) <= _SHOWN:
        return f"rows {', '.join(numbers[:-1])} and {numbers[-1]}"
    return f"rows {', '.join(numbers[:_SHOWN])}, … ({len(numbers)} in all)"


def unreadable(path: Path, reason: str) -> InputError:
    """Return the error for a file that its reader gives up on."""
    message = f"{path.name} cannot be read: {reason.rstrip('.')}."
    hint = "Open it in QGIS or a spreadsheet to see whether it is whole, and save it again."
    return InputError("file_unreadable", message, hint, path=str(path), reason=reason)


def layer_empty(place: FilePlace) -> InputError:
    """Return the error for a layer without a single row."""
    name = place.path.name + (f"#{place.layer}" if place.layer else "")
    hint = "Choose the layer that has the data, or leave the option out."
    shown = place.shown + (f"#{place.layer}" if place.layer else "")
    return InputError("layer_empty", f"{name} has no rows.", hint, path=shown, layer=place.layer)


def choose_layer(place: FilePlace, names: list[str]) -> FilePlace:
    """Return the place with its layer filled in, from the layers that the file has.

    Raises
    ------
    InputError
        ``layer_missing`` or ``layer_unnamed``; the message lists the layers.
    """
    every = ", ".join(names)
    facts: dict[str, Any] = {"path": place.shown, "layers": names}
    if place.layer is not None:
        if place.layer in names:
            return place
        message = f"{place.path.name} has no layer {place.layer!r}; it has {every}."
        raise InputError("layer_missing", message, "Name one of these.", layer=place.layer, **facts)
    if len(names) > 1:
        message = f"{place.path.name} has {len(names)} layers: {every}."
        hint = f"Name the one that is meant, as {place.path.name}#{names[0]}."
        raise InputError("layer_unnamed", message, hint, **facts)
    if not names:
        raise layer_empty(place)
    return FilePlace(place.path, names[0])


def _told_as_text(table: pd.DataFrame) -> pd.DataFrame:
    """Return the attributes with lists and the like, as GeoJSON has them, in the words of JSON."""
    from pandas.api.types import infer_dtype

    told = {
        str(name): [
            json.dumps(cell, ensure_ascii=False, default=np.ndarray.tolist)
            if isinstance(cell, (list, tuple, dict, np.ndarray))
            else cell
            for cell in column
        ]
        for name, column in table.items()
        # pandas knows text and numbers at once, and calls everything with a list in it mixed.
        if column.dtype == object and infer_dtype(column, skipna=True) == "mixed"
    }
    return table.assign(**told) if told else table


def raw_of(
    place: FilePlace, table: pd.DataFrame, wkb: NDArray[np.object_] | None, crs: pyproj.CRS | None
) -> RawLayer:
    """Return a layer from its attributes and its geometries as bytes.

    Parameters
    ----------
    place
        Where it comes from.
    table
        (n,) rows of attributes, index 0 to n - 1.
    wkb
        (n,) well-known binary in ``crs``, `None` where a row has no geometry; `None` for a plain table.
    crs
        The coordinate system, `None` where it is unknown.
    """
    import shapely

    count, table = len(table), _told_as_text(table)
    geometry, broken = None, np.full(count, None, dtype=object)
    if wkb is not None:
        # NaN in a coordinate is told by row, later and better than by numpy.
        with np.errstate(invalid="ignore"):
            geometry = shapely.from_wkb(wkb, on_invalid="ignore")
        lost = shapely.is_missing(geometry) & np.array([item is not None for item in wkb], dtype=bool)
        # Closes open rings and fills up short ones, so that the repair has something to work on.
        broken[lost] = shapely.from_wkb(wkb[lost], on_invalid="fix")
        # What even that cannot build is told from a null by an empty geometry.
        broken[lost & shapely.is_missing(broken)] = shapely.Point()
    return RawLayer(place, table, geometry, broken, np.arange(1, count + 1), crs)
