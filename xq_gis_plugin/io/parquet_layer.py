"""GeoParquet files as the separation engine takes them: row group by row group, without pandas."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import numpy as np

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.arcs import refuse_arcs
from xq_gis_plugin.io.arrow_values import values_of
from xq_gis_plugin.io.parquet_boxes import WHOLE_EARTH, outwards

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

__all__ = [
    "ENDINGS", "Layer", "datum_of", "files_in", "identified", "in_file", "load_pyarrow",
    "metres_of", "open_layers", "read_group", "unreadable",
]  # fmt: skip

_SIDES = ("xmin", "ymin", "xmax", "ymax")
_DEGREES = {"CRS84": "WGS84", "4326": "WGS84", "4490": "CGCS2000"}
"""The codes that are read, and the datum of each: GeoParquet has longitude first whatever its code says."""
ENDINGS = (".parquet", ".geoparquet")
_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"


def load_pyarrow(path: Path) -> Any:  # noqa: ANN401 - a module
    """Return pyarrow with its reader of Parquet.

    Raises
    ------
    InputError
        ``library_missing``.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet
    except ImportError as error:
        message = f"{path.name} cannot be read: the library pyarrow is not installed."
        hint = "Install it (pip install pyarrow), or save the layer as GeoPackage."
        raise InputError("library_missing", message, hint, library="pyarrow") from error
    return pa


@dataclass(frozen=True)
class Layer:
    """One GeoParquet file: what its footer tells.

    ``bbox`` names, side by side, the columns of the boxes (paths with dots); empty where there are none.
    ``folders`` is what the names of its folders tell (``kind=school``), None for what they leave empty.
    """

    path: Path
    footer: Any
    geometry: str
    crs: object
    bbox: tuple[str, ...]
    folders: Mapping[str, str | None]

    def told_by_folder(self, column: str) -> bool:
        """Return whether a column is not in the file, but in the names of its folders."""
        return column in self.folders and column not in self.footer.schema.to_arrow_schema().names

    def boxes_of_groups(self) -> NDArray[np.float64]:
        """Return (g, 4) degrees: the box of each row group; the whole earth where the footer tells none."""
        count = self.footer.num_row_groups
        boxes = np.tile(WHOLE_EARTH, (count, 1))
        if not self.bbox:
            return boxes
        names = [self.footer.schema.column(i).path for i in range(self.footer.num_columns)]
        places, shapes = [names.index(name) for name in self.bbox], names.index(self.geometry)
        for group in range(count):
            told = self.footer.row_group(group)
            sides = [told.column(place).statistics for place in places]
            if _tell_all(sides, told.column(shapes)):
                boxes[group] = [sides[0].min, sides[1].min, sides[2].max, sides[3].max]
        for column, place in enumerate(places):
            if self.footer.schema.column(place).physical_type == "FLOAT":
                boxes[:, column] = outwards(boxes[:, column], low=column < 2)  # noqa: PLR2004
        return boxes

    def require(self, columns: Sequence[str], or_by_folder: Sequence[str] = ()) -> None:
        """Refuse a layer without these columns; others may also be told by the names of its folders.

        Raises
        ------
        InputError
            ``columns_missing`` or ``column_repeated``.
        """
        names = self.footer.schema.to_arrow_schema().names
        for name in (*columns, *or_by_folder):
            if names.count(name) > 1:
                message = f"{self.path.name} has more than one column {name}."
                hint = "Write the file again with each column once."
                raise InputError("column_repeated", message, hint, path=str(self.path), field=name)
        missing = [name for name in columns if name not in names]
        missing += [name for name in or_by_folder if name not in names and name not in self.folders]
        if missing:
            message = f"{self.path.name} has no column {', '.join(missing)}."
            raise InputError(
                "columns_missing", message, "Name the columns as the file does.", path=str(self.path),
                missing=", ".join(missing),
            )  # fmt: skip

    def require_same(self, other: Layer, column: str) -> None:
        """Refuse a layer whose column is of another type than that of another layer.

        Raises
        ------
        InputError
            ``partitions_differ``.
        """
        # Text is text, however many bytes tell where it ends.
        mine, others = (str(layer.type_of(column)).removeprefix("large_") for layer in (self, other))
        if mine != others:
            raise _differ(self, other)

    def type_of(self, column: str) -> Any:  # noqa: ANN401 - a type of arrow
        """Return of which type a column of the file is."""
        return self.footer.schema.to_arrow_schema().field(column).type

    def require_text(self, column: str) -> None:
        """Refuse a layer whose column is neither text nor empty altogether.

        Raises
        ------
        InputError
            ``column_not_text``.
        """
        kind = self.type_of(column)
        kind = kind.value_type if hasattr(kind, "index_type") else kind
        if str(kind) not in ("string", "large_string", "string_view", "null"):
            message = f"{self.path.name}: column {column} is of type {kind}, not text."
            hint = "Write words such as residence or school into it, or name another column."
            raise InputError(
                "column_not_text", message, hint, path=str(self.path), field=column, type=str(kind)
            )


def open_layers(path: Path) -> list[Layer]:
    """Return the file, or every file of a folder and of those in it, in the order of their names.

    Raises
    ------
    InputError
        ``file_missing``, ``file_unreadable``, ``not_geoparquet``, ``edges_spherical``, ``crs_unsaid``,
        ``crs_wrong``, ``partitions_differ``.
    """
    path = Path(path)
    if not path.exists():
        message = f"{path} does not exist."
        raise InputError("file_missing", message, "Check the name.", path=str(path))
    try:
        files = files_in(path) if path.is_dir() else [path]
    except OSError as error:
        raise unreadable(path, error) from error
    if not files:
        message = f"{path} has no .parquet file in it."
        raise InputError("file_missing", message, "Check the name of the folder.", path=str(path))
    pa = load_pyarrow(path)
    layers = [_open(pa, file, _folders(file, path)) for file in files]
    for layer in layers[1:]:
        if (datum_of(layer.crs), layer.geometry) != (datum_of(layers[0].crs), layers[0].geometry):
            raise _differ(layer, layers[0])
    return layers


def files_in(folder: Path) -> list[Path]:
    """Return the GeoParquet files in a folder and in those below it, linked ones too, by name.

    What begins with a dot is hidden: what systems and programs leave beside the data, none of it.

    Raises
    ------
    OSError
        A folder cannot be listed.
    """

    def stop(error: OSError) -> None:
        raise error

    found, seen = [], set()
    for place, folders, names in os.walk(folder, followlinks=True, onerror=stop):
        real = os.path.realpath(place)
        # A link may lead back to a folder above it.
        folders[:] = [] if real in seen else [name for name in folders if not name.startswith(".")]
        if real not in seen:
            wanted = [name for name in names if not name.startswith(".")]
            found += [Path(place, name) for name in wanted if name.lower().endswith(ENDINGS)]
        seen.add(real)
    return sorted(found)


def _differ(layer: Layer, other: Layer) -> InputError:
    message = f"{layer.path.name} and {other.path.name} differ in coordinate system, geometry column or "
    message += "type of identity."
    hint = "Bring all files of the folder to EPSG:4490 or EPSG:4326, and write identities in one way."
    return InputError("partitions_differ", message, hint, path=str(layer.path), other=other.path.name)


def _folders(file: Path, top: Path) -> dict[str, str | None]:
    """Return what the names of folders below another tell of a file, as Hive writes them."""
    parts = file.relative_to(top).parent.parts if file != top else ()
    told = (part.partition("=") for part in parts if "=" in part)
    return {name: None if value == _NO_VALUE else unquote(value) for name, _, value in told}


def _open(pa: Any, path: Path, folders: Mapping[str, str | None]) -> Layer:  # noqa: ANN401
    try:
        footer = pa.parquet.read_metadata(path)
    except (pa.ArrowException, OSError) as error:
        raise unreadable(path, error) from error
    told = (footer.metadata or {}).get(b"geo")
    try:
        geo = json.loads(told or b"")
        name = geo["primary_column"]
        column = geo["columns"][name]
        encoding = column.get("encoding", "WKB")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{path.name} is Parquet, but no GeoParquet."
        hint = "Write it with geometry, by GDAL, geopandas or DuckDB; or save the layer as GeoPackage."
        raise InputError("not_geoparquet", message, hint, path=str(path)) from error
    encoding = _kept_as(footer, name, encoding)
    if encoding != "WKB":
        message = f"{path.name} keeps its geometry as {encoding}, not as well-known binary (WKB)."
        hint = "Write it with geometry_encoding='WKB', which is the usual one."
        raise InputError("not_geoparquet", message, hint, path=str(path), encoding=str(encoding))
    refuse_arcs(column, path.name, str(path))
    crs = identified(column.get("crs", {"id": {"authority": "OGC", "code": "CRS84"}}))
    if crs is None:
        message = f"{path.name} does not say which coordinate system it is in."
        hint = "Set the layer's coordinate system in QGIS, and save it as GeoParquet again."
        raise InputError("crs_unsaid", message, hint, path=str(path))
    if not datum_of(crs):
        called = str(crs.get("name", "?") if isinstance(crs, dict) else crs)
        message = f"{path.name} is in {called}, not in longitude and latitude of CGCS2000 or WGS 84."
        hint = "Bring it to EPSG:4490 or EPSG:4326 first (in QGIS: Reproject layer)."
        raise InputError("crs_wrong", message, hint, path=str(path), layer=path.name, crs=called)
    return Layer(path, footer, name, crs, _boxes_named(column.get("covering"), footer), folders)


def _kept_as(footer: Any, name: str, encoding: str) -> str:  # noqa: ANN401
    """Return as what a file keeps its geometry: as it says, unless the column cannot be that."""
    schema = footer.schema.to_arrow_schema()
    if encoding != "WKB" or name not in schema.names:
        return encoding
    kind = schema.field(schema.names.index(name)).type
    kind = getattr(kind, "storage_type", kind.value_type if hasattr(kind, "index_type") else kind)
    return "WKB" if str(kind) in ("binary", "large_binary", "binary_view", "null") else str(kind)


def _boxes_named(covering: object, footer: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Return the columns of the boxes, where four are named that the file has, of numbers with a point."""
    box = covering.get("bbox") if isinstance(covering, dict) else None
    if not isinstance(box, dict):
        return ()
    names = tuple(".".join(map(str, side)) for side in map(box.get, _SIDES) if isinstance(side, list))
    leaves = [footer.schema.column(i) for i in range(footer.num_columns)]
    types = {leaf.path: leaf.physical_type for leaf in leaves}
    fine = len(names) == len(_SIDES) and all(types.get(name) in ("FLOAT", "DOUBLE") for name in names)
    return names if fine else ()


def identified(crs: object) -> object:
    """Return a PROJJSON with its authority and code, looked up where it has none."""
    if not isinstance(crs, dict) or isinstance(crs.get("id"), dict):
        return crs
    # Few files need it, and it takes long to import.
    import pyproj
    from pyproj.exceptions import CRSError

    try:
        found = pyproj.CRS.from_json_dict(crs).to_authority()
    except CRSError:
        return crs
    return crs if found is None else {**crs, "id": {"authority": found[0], "code": found[1]}}


def datum_of(crs: object) -> str:
    """Return the datum of a PROJJSON in degrees, "" for any other: those lie some hundred metres off."""
    identity = crs.get("id") if isinstance(crs, dict) else None
    return _DEGREES.get(str(identity.get("code")), "") if isinstance(identity, dict) else ""


def _tell_all(sides: Sequence[Any], shapes: Any) -> bool:  # noqa: ANN401 - statistics; a chunk's footer
    """Return whether the statistics of the four sides of boxes hold for every shape of a row group.

    A shape whose box is not told may be anywhere, and one whose west is east of its east reaches over 180
    degrees.
    """
    if any(side is None or not side.has_min_max for side in sides):
        return False
    west, south, east, north = sides
    if west.min > east.min or west.max > east.max or south.min > north.min or south.max > north.max:
        return False
    if any(not side.has_null_count for side in sides):
        return False
    without = max(side.null_count for side in sides)
    if not without:
        return True
    told = shapes.statistics
    return told is not None and bool(told.has_null_count) and bool(told.null_count == without)


def unreadable(path: Path, error: Exception) -> InputError:
    """Return what to say of a file that cannot be read: ``file_unreadable``."""
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    message = f"{path.name} cannot be read: {reason}"
    return InputError(
        "file_unreadable", message, "Write or fetch the file again.", path=str(path), reason=reason
    )


def read_group(pa: Any, layer: Layer, file: Any, group: int, columns: Sequence[str]) -> Any:  # noqa: ANN401
    """Return columns of a row group as a table.

    Raises
    ------
    InputError
        ``file_unreadable``.
    """
    try:
        return file.read_row_group(group, columns=[*columns], use_threads=False)
    except (pa.ArrowException, OSError) as error:
        raise unreadable(layer.path, error) from error


def in_file(layer: Layer, error: InputError, rows: NDArray[np.int64] | None = None) -> InputError:
    """Return what is wrong with a shape, with the file that it is in and its row there.

    ``rows`` are the rows of the file that were looked at, from 0; by default all of them.
    """
    if error.code != "shape_unusable":
        return error
    row = int(str(error.facts["row"]))
    row = row if rows is None else int(rows[row - 1]) + 1
    message = f"{layer.path.name}: the shape in row {row} {error.facts['why']}."
    return InputError("shape_in_file_unusable", message, error.hint, path=str(layer.path), row=row)


def metres_of(column: Any, layer: Layer, name: str) -> NDArray[np.float64]:  # noqa: ANN401 - a chunked array
    """Return (n,) metres asked, NaN for null; a column of nulls may be of any type.

    Raises
    ------
    InputError
        ``value_wrong``.
    """
    kind = column.type.value_type if hasattr(column.type, "index_type") else column.type
    if str(kind).startswith(("int", "uint", "float", "halffloat", "double", "decimal", "null")):
        return values_of(column)
    for row, cell in enumerate(column.to_pylist(), 1):
        if cell is not None:
            message = f"{layer.path.name}, row {row}, field {name}: {cell!r} is no number."
            hint = "Write metres, or leave it empty where nothing is asked."
            facts = {"path": str(layer.path), "row": row, "field": name, "value": str(cell)}
            raise InputError("value_wrong", message, hint, **facts)
    return np.full(len(column), np.nan)
