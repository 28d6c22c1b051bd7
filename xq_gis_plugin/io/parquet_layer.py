"""GeoParquet files as the separation engine takes them: row group by row group, without pandas."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import numpy as np

from xq_gis_plugin.core.engine.search import Blobs
from xq_gis_plugin.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

__all__ = [
    "Layer", "as_arrow", "boxes_of", "in_file", "load_pyarrow", "open_layers", "read_group", "shapes_of",
    "taken", "unreadable", "values_of",
]  # fmt: skip

_SIDES = ("xmin", "ymin", "xmax", "ymax")
_DEGREES = ("CRS84", "4326", "4490")
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
        boxes = np.tile([-np.inf, -np.inf, np.inf, np.inf], (count, 1))
        names = [self.footer.schema.column(i).path for i in range(self.footer.num_columns)]
        if not self.bbox or any(name not in names for name in self.bbox):
            return boxes
        for column, name in enumerate(self.bbox):
            place, low = names.index(name), column < 2  # noqa: PLR2004 - west and south, then east and north
            for group in range(count):
                told = self.footer.row_group(group).column(place).statistics
                if told is not None and told.has_min_max:
                    boxes[group, column] = told.min if low else told.max
            if self.footer.schema.column(place).physical_type == "FLOAT":
                boxes[:, column] = _outwards(boxes[:, column], low=low)
        return boxes

    def require(self, columns: Sequence[str]) -> None:
        """Refuse a layer without these columns.

        Raises
        ------
        InputError
            ``columns_missing``.
        """
        names = self.footer.schema.to_arrow_schema().names
        missing = [name for name in columns if name not in names and name not in self.folders]
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
        kinds = [one.footer.schema.to_arrow_schema().field(column).type for one in (self, other)]
        if kinds[0] != kinds[1]:
            raise _differ(self, other)


def open_layers(path: Path) -> list[Layer]:
    """Return the file, or every file of a folder and of those in it, in the order of their names.

    Raises
    ------
    InputError
        ``file_missing``, ``file_unreadable``, ``not_geoparquet``, ``crs_wrong``, ``partitions_differ``.
    """
    path = Path(path)
    if not path.exists():
        message = f"{path} does not exist."
        raise InputError("file_missing", message, "Check the name.", path=str(path))
    files = sorted(path.rglob("*.parquet")) if path.is_dir() else [path]
    if not files:
        message = f"{path} has no .parquet file in it."
        raise InputError("file_missing", message, "Check the name of the folder.", path=str(path))
    pa = load_pyarrow(path)
    layers = [_open(pa, file, _folders(file, path)) for file in files]
    for layer in layers[1:]:
        if (layer.crs, layer.geometry) != (layers[0].crs, layers[0].geometry):
            raise _differ(layer, layers[0])
    return layers


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
        covering = column.get("covering", {}).get("bbox", {})
        bbox = tuple(".".join(covering[side]) for side in _SIDES) if covering else ()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{path.name} is Parquet, but no GeoParquet."
        hint = "Write it with geometry, by GDAL, geopandas or DuckDB; or save the layer as GeoPackage."
        raise InputError("not_geoparquet", message, hint, path=str(path)) from error
    if encoding != "WKB":
        message = f"{path.name} keeps its geometry as {encoding}, not as well-known binary (WKB)."
        hint = "Write it with geometry_encoding='WKB', which is the usual one."
        raise InputError("not_geoparquet", message, hint, path=str(path), encoding=str(encoding))
    crs = column.get("crs", {"id": {"authority": "OGC", "code": "CRS84"}})
    if not _in_degrees(crs):
        message = f"{path.name} is not in longitude and latitude."
        hint = "Bring it to EPSG:4490 or EPSG:4326 first (in QGIS: Reproject layer)."
        name = crs.get("name", "?") if isinstance(crs, dict) else "-"
        raise InputError("crs_wrong", message, hint, path=str(path), layer=path.name, crs=str(name))
    return Layer(path, footer, name, crs, bbox, folders)


def _in_degrees(crs: object) -> bool:
    """Return whether a PROJJSON is WGS 84 or CGCS2000 in degrees: others lie some hundred metres off."""
    identity = crs.get("id") if isinstance(crs, dict) else None
    return isinstance(identity, dict) and str(identity.get("code")) in _DEGREES


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


def shapes_of(column: Any) -> Blobs:  # noqa: ANN401 - a chunked array
    """Return the shapes of a column of well-known binary; null ones are empty."""
    array = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    if array.null_count:
        return Blobs.of(array.to_pylist())
    _, offsets, data = array.buffers()
    width = np.int64 if "large" in str(array.type) else np.int32
    if not len(array) or data is None:
        return Blobs(np.zeros(0, np.uint8), np.zeros(len(array) + 1, np.int64))
    begins = np.frombuffer(offsets, width)[array.offset : array.offset + len(array) + 1]
    return Blobs(np.frombuffer(data, np.uint8), begins.astype(np.int64))


def values_of(array: Any) -> NDArray[np.float64]:  # noqa: ANN401 - an arrow array
    """Return (n,) numbers of a column, NaN for null, without pandas: `to_numpy` would import it."""
    array = array.combine_chunks() if hasattr(array, "combine_chunks") else array
    if not len(array):
        return np.zeros(0)
    kinds = {"double": np.float64, "float": np.float32, "int64": np.int64, "int32": np.int32}
    kind = kinds.get(str(array.type))
    if kind is None or array.null_count:
        return np.array([np.nan if one is None else one for one in array.to_pylist()], dtype=np.float64)
    found = np.frombuffer(array.buffers()[1], kind)[array.offset : array.offset + len(array)]
    return np.asarray(found, dtype=np.float64)


def boxes_of(table: Any, layer: Layer) -> NDArray[np.float64]:  # noqa: ANN401 - a table
    """Return (n, 4) boxes of rows; those of single precision are grown by what rounding may have taken."""
    sides = []
    for name in layer.bbox:
        struct, _, inner = name.partition(".")
        column = table.column(struct).combine_chunks()
        array = column.field(inner) if inner else column
        sides.append((values_of(array), str(array.type) == "float"))
    boxes = np.column_stack([values for values, _ in sides])
    for column, (_, single) in enumerate(sides):
        if single:
            boxes[:, column] = _outwards(boxes[:, column], low=column < 2)  # noqa: PLR2004
    return boxes


def _outwards(side: NDArray[np.float64], *, low: bool) -> NDArray[np.float64]:
    """Return sides of boxes in single precision moved by what rounding may have taken off."""
    away = np.float32(-np.inf if low else np.inf)
    return np.nextafter(side.astype(np.float32), away).astype(np.float64)


def as_arrow(pa: Any, values: NDArray[Any]) -> Any:  # noqa: ANN401 - an arrow array
    """Return (n,) numbers as an arrow array, without pandas: `pa.array` would import it."""
    kinds = {"float64": pa.float64(), "int64": pa.int64(), "int32": pa.int32(), "int8": pa.int8()}
    values = np.ascontiguousarray(values)
    return pa.Array.from_buffers(kinds[str(values.dtype)], len(values), [None, pa.py_buffer(values)])


def taken(pa: Any, array: Any, rows: NDArray[np.int64]) -> Any:  # noqa: ANN401 - an arrow array
    """Return rows of an arrow array, without `pyarrow.compute`: importing it takes longer than a city."""
    kind = array.type
    whole = array.null_count == 0 and len(array) > 0
    numbers = (pa.types.is_integer(kind) or pa.types.is_floating(kind)) and kind.bit_width >= 8  # noqa: PLR2004
    if whole and numbers:
        width = np.dtype(f"V{kind.bit_width // 8}")
        held = np.frombuffer(array.buffers()[1], width)[array.offset : array.offset + len(array)]
        return pa.Array.from_buffers(kind, len(rows), [None, pa.py_buffer(held[rows].tobytes())])
    if whole and kind in (pa.string(), pa.binary(), pa.large_string(), pa.large_binary()):
        _, ends, data = array.buffers()
        width = np.dtype(np.int64 if kind in (pa.large_string(), pa.large_binary()) else np.int32)
        places = np.frombuffer(ends, width)[array.offset : array.offset + len(array) + 1].astype(np.int64)
        starts, lengths = places[rows], np.diff(places)[rows]
        begins = np.zeros(len(rows) + 1, dtype=np.int64)
        np.cumsum(lengths, out=begins[1:])
        if begins[-1] <= np.iinfo(width).max:
            at = np.repeat(starts - begins[:-1], lengths) + np.arange(begins[-1])
            texts = np.frombuffer(data or b"", np.uint8)[at]
            buffers = [None, pa.py_buffer(begins.astype(width)), pa.py_buffer(texts)]
            return pa.Array.from_buffers(kind, len(rows), buffers)
    return array.take(as_arrow(pa, rows))
