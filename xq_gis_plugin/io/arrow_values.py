"""Arrays of pyarrow to and from numpy, without pandas and `pyarrow.compute`, which take long to import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from xq_gis_plugin.core.engine.search import Blobs

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["as_arrow", "shapes_of", "taken", "values_of"]


def shapes_of(column: Any) -> Blobs:  # noqa: ANN401 - a chunked array
    """Return the shapes of a column of well-known binary; null ones are empty."""
    array = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    if hasattr(array, "dictionary_decode"):
        array = array.dictionary_decode()
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
