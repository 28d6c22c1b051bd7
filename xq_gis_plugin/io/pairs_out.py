"""Files of pairs, GeoPackage or GeoParquet: who stands nearer than asked to whom, a part at a time."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from xq_gis_plugin.core.columns import column_of
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.output import not_written
from xq_gis_plugin.io.arrow_values import as_arrow
from xq_gis_plugin.io.parquet_layer import load_pyarrow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import Self

    from numpy.typing import NDArray

    from xq_gis_plugin.io.pairs_before import Before

__all__ = ["PairsOut", "Part"]

_VERSION = "1.3"
_LINE = np.dtype([("order", "u1"), ("type", "<u4"), ("count", "<u4"), ("at", "<f8", 4)])
_LINE_BYTES = _LINE.itemsize
_AT_ONCE = 10_000
"""Pairs that GDAL writes before somebody is asked whether to go on."""


@dataclass(frozen=True)
class Part:
    """Some pairs, in the order in which they are written.

    Attributes
    ----------
    hazard_ids, object_ids
        (n,) identities, lists or arrow arrays.
    kinds
        (n,) which of the words of the file each object's kind is.
    distance_m, required_m
        (n,) metres.
    lines
        (n, 4) longitude and latitude of both ends of the shortest lines.
    """

    hazard_ids: Any
    object_ids: Any
    kinds: NDArray[np.int32]
    distance_m: NDArray[np.float64]
    required_m: NDArray[np.float64]
    lines: NDArray[np.float64]

    def rows(self, some: slice) -> Part:
        """Return some of the pairs."""
        return Part(
            self.hazard_ids[some], self.object_ids[some], self.kinds[some], self.distance_m[some],
            self.required_m[some], self.lines[some],
        )  # fmt: skip


class PairsOut:
    """A file that is being written: GeoPackage where its name ends so, else GeoParquet.

    Parameters
    ----------
    path
        The file; it is not there yet.
    ids
        The names of the columns of identities, of hazards and of objects.
    kinds
        The words for kinds of objects.
    crs
        The coordinate system as PROJJSON, or its authority and code.
    heard
        Called now and then; it may raise to end it.
    before
        The file whose pairs come first, if any.

    Raises
    ------
    InputError
        ``library_missing``, ``append_differs``, ``pairs_already_there``.
    OutputError
        ``output_unwritable``.
    """

    def __init__(
        self,
        path: Path,
        ids: tuple[str, str],
        kinds: tuple[str, ...],
        crs: object,
        heard: Callable[[], None],
        before: Before | None = None,
    ) -> None:
        """Begin a file; it comes to be with its first part."""
        self.path, self.ids, self.kinds, self.crs, self.heard = path, ids, kinds, crs, heard
        self.layer = path.suffix.lower() == ".gpkg"
        # Of a file without rows, nothing says what its identities are.
        self._before = before if before is not None and before.rows else None
        self._writer: Any = None
        self._begun = False

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Finish the file."""
        if self._writer is not None:
            self._writer.close()

    def add(self, part: Part) -> None:
        """Write more pairs; a file without any gets an empty part."""
        if self._before is not None:
            if not len(part.kinds):
                self._before.copied(self.path)
                return
            self._before.require_new(_listed(part.hazard_ids), _listed(part.object_ids))
        if not self.layer:
            self._add_to_parquet(part)
        elif len(part.kinds) > _AT_ONCE and _streams():
            self._stream_to_layer(part)
        else:
            for start in range(0, max(1, len(part.kinds)), _AT_ONCE):
                self.heard()
                self._add_to_layer(part.rows(slice(start, start + _AT_ONCE)))

    def _add_to_layer(self, part: Part) -> None:
        try:
            import pyogrio
        except ImportError as error:
            message = f"{self.path.name} cannot be written: the library pyogrio is not installed."
            hint = "Install it (pip install pyogrio)."
            raise InputError("library_missing", message, hint, library="pyogrio") from error
        columns = self._cells(part)
        # Whole numbers know no null.
        masks = [getattr(column, "mask", None) for column in columns.values()]
        data = [np.asarray(column) for column in columns.values()]
        raw = lines_as_wkb(part.lines)
        bodies = column_of([raw[start : start + _LINE_BYTES] for start in range(0, len(raw), _LINE_BYTES)])
        said = self._said_of_layer(columns)
        try:
            pyogrio.raw.write(self.path, bodies, data, [*columns], field_mask=masks, **said)
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
            raise not_written(self.path, error) from error
        self._begun = True

    def _stream_to_layer(self, part: Part) -> None:
        """Write in one go, which takes GDAL half as long as in pieces, and hear a stop on the way."""
        import pyogrio

        pa = load_pyarrow(self.path)
        columns = self._cells(part)
        types = {"i": pa.int64(), "f": pa.float64()}
        arrays = [
            pa.array(np.asarray(c), types.get(c.dtype.kind, pa.string()), mask=getattr(c, "mask", None))
            for c in columns.values()
        ]
        table = pa.Table.from_arrays([*arrays, _arrow_lines(pa, part.lines)], names=[*columns, "geom"])
        why: list[BaseException] = []

        def kept(_kind: object, error: BaseException | None, _trace: object) -> None:
            if error is not None:
                why.append(error)

        def batches() -> Iterator[Any]:
            for batch in table.to_batches(max_chunksize=_AT_ONCE):
                with ExitStack() as stack:
                    stack.push(kept)
                    self.heard()
                yield batch

        reader = pa.RecordBatchReader.from_batches(table.schema, batches())
        try:
            pyogrio.write_arrow(reader, self.path, geometry_name="geom", **self._said_of_layer(columns))
        except RuntimeError as error:
            # What came through GDAL was an error without its reason.
            if why:
                raise why[0] from None
            if isinstance(error, pyogrio.errors.DataSourceError | pyogrio.errors.DataLayerError):
                raise not_written(self.path, error) from error
            raise
        self._begun = True

    def _cells(self, part: Part) -> dict[str, NDArray[Any]]:
        return {
            self.ids[0]: _cells(part.hazard_ids),
            self.ids[1]: _cells(part.object_ids),
            "kind": column_of([self.kinds[number] for number in part.kinds.tolist()]),
            **_metres(part),
        }

    def _said_of_layer(self, columns: Mapping[str, NDArray[Any]]) -> dict[str, Any]:
        """Return what GDAL is told of the layer; what it had before lies there from now on."""
        if self._before is not None and not self._begun:
            types = {name: np.asarray(column).dtype.name for name, column in columns.items()}
            self._before.require_layer(types, _name(self.crs))
            self._before.copied(self.path)
            self._begun = True
        return {
            "layer": "pairs", "driver": "GPKG", "crs": _name(self.crs), "geometry_type": "LineString",
            "dataset_options": {"VERSION": _VERSION}, "append": self._begun,
        }  # fmt: skip

    def _add_to_parquet(self, part: Part) -> None:
        pa = load_pyarrow(self.path)
        words = pa.DictionaryArray.from_arrays(as_arrow(pa, part.kinds), _texts(pa, self.kinds))
        columns = {
            self.ids[0]: _arrow_ids(pa, part.hazard_ids),
            self.ids[1]: _arrow_ids(pa, part.object_ids),
            "kind": words,
            **{name: as_arrow(pa, metres) for name, metres in _metres(part).items()},
            "geometry": _arrow_lines(pa, part.lines),
        }
        geometry = {"encoding": "WKB", "geometry_types": ["LineString"], "crs": _projjson(self.crs)}
        geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": geometry}}
        table = pa.Table.from_arrays([*columns.values()], names=[*columns])
        table = table.replace_schema_metadata({b"geo": json.dumps(geo).encode()})
        if self._writer is None:
            # Of distances and lines, no two are the same.
            words = ["kind", self.ids[0]]
            self._writer = pa.parquet.ParquetWriter(self.path, table.schema, use_dictionary=words)
            if self._before is not None:
                for earlier in self._before.parts(table.schema):
                    self._writer.write_table(earlier)
        self._writer.write_table(table)


def _streams() -> bool:
    """Return whether GDAL takes what arrow has."""
    try:
        import pyogrio
    except ImportError:
        return False
    return bool(find_spec("pyarrow")) and pyogrio.__gdal_version__ >= (3, 8)


def _name(crs: object) -> str:
    """Return a coordinate system in degrees as GDAL and PROJ are told it."""
    code = crs[1] if isinstance(crs, tuple) else crs["id"]["code"] if isinstance(crs, dict) else None
    return "OGC:CRS84" if str(code) in ("84", "CRS84") else f"EPSG:{code}"


def _projjson(crs: object) -> object:
    """Return one of the coordinate systems in degrees as PROJJSON."""
    if not isinstance(crs, tuple):
        return crs
    import pyproj

    return pyproj.CRS(_name(crs)).to_json_dict()


def lines_as_wkb(lines: NDArray[np.float64]) -> bytes:
    """Return (n, 4) lines of two ends as well-known binary, one behind the other."""
    raw = np.zeros(len(lines), dtype=_LINE)
    raw["order"], raw["type"], raw["count"], raw["at"] = 1, 2, 2, lines
    return raw.tobytes()


def _metres(part: Part) -> Mapping[str, NDArray[np.float64]]:
    return {
        "distance_m": part.distance_m,
        "required_m": part.required_m,
        "shortfall_m": part.required_m - part.distance_m,
    }


def _listed(ids: Any) -> list[Any]:  # noqa: ANN401 - a list or an arrow array
    return ids if isinstance(ids, list) else list(ids.to_pylist())


def _cells(ids: Any) -> NDArray[Any]:  # noqa: ANN401 - a list or an arrow array
    """Return identities as whole numbers where all of them are, null ones masked, else as they stand."""
    cells = _listed(ids)
    if isinstance(ids, list):
        numbers = all(type(cell) is int for cell in cells)
    else:
        # uint64 may not fit into a field of a GeoPackage.
        numbers = "int" in str(ids.type) and str(ids.type) != "uint64"
    if cells and numbers:
        missing = [cell is None for cell in cells]
        whole: NDArray[Any] = np.ma.array([cell or 0 for cell in cells], dtype=np.int64, mask=missing)  # type: ignore[no-untyped-call]
        return whole
    return column_of([None if cell is None else str(cell) for cell in cells])


def _arrow_ids(pa: Any, ids: Any) -> Any:  # noqa: ANN401 - a list or an arrow array
    if not isinstance(ids, list):
        return ids
    return pa.array(_cells(ids).tolist()) if ids else pa.array([], pa.string())


def _texts(pa: Any, words: tuple[str, ...]) -> Any:  # noqa: ANN401 - an arrow array
    raw = [word.encode() for word in words]
    ends = np.cumsum([0, *map(len, raw)]).astype(np.int32)
    return pa.Array.from_buffers(
        pa.string(), len(raw), [None, pa.py_buffer(ends), pa.py_buffer(b"".join(raw))]
    )


def _arrow_lines(pa: Any, lines: NDArray[np.float64]) -> Any:  # noqa: ANN401 - an arrow array
    """Return (n, 4) lines as an arrow array of well-known binary."""
    begins = np.arange(len(lines) + 1, dtype=np.int32) * _LINE_BYTES
    buffers = [None, pa.py_buffer(begins), pa.py_buffer(lines_as_wkb(lines))]
    return pa.Array.from_buffers(pa.binary(), len(lines), buffers)
