"""Pairs nearer than asked, from GeoParquet to GeoParquet, at the scale of a nation."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from xq_gis_plugin.core.engine.search import Batch, Measured, Search
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.output import atomic_output, check_output
from xq_gis_plugin.core.threads import in_threads
from xq_gis_plugin.io.pairs_layer import LINE_BYTES, lines_as_wkb
from xq_gis_plugin.io.parquet_layer import (
    Layer,
    as_arrow,
    boxes_of,
    in_file,
    load_pyarrow,
    open_layers,
    read_group,
    shapes_of,
    taken,
    unreadable,
    values_of,
)
from xq_gis_plugin.io.parquet_pages import DamagedPageError, pages_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from numpy.typing import NDArray

    from xq_gis_plugin.core.engine.search import Blobs

__all__ = ["Found", "Names", "pairs_of_parquet"]


@dataclass(frozen=True)
class Names:
    """Columns of the files: the hazards' identity, the objects' identity and what each of them is."""

    hazard: str = "hazard_id"
    object: str = "object_id"
    kind: str = "kind"


@dataclass(frozen=True)
class Found:
    """What a search has found.

    Attributes
    ----------
    pairs
        Rows written.
    groups, groups_read
        Row groups of the objects, and how many of them had a box near a hazard.
    unasked
        Objects looked at whose kind has no distance asked of it, by that kind; None is a kind left empty.
    """

    pairs: int
    groups: int
    groups_read: int
    unasked: dict[str | None, int]


def pairs_of_parquet(
    hazards: Path,
    objects: Path,
    out: Path,
    limits: Mapping[str, str],
    *,
    names: Names = Names(),
    overwrite: bool = False,
    progress: Callable[[float], None] = lambda _: None,
) -> Found:
    """Write every pair of a hazard and an object that stand nearer than the hazard asks.

    Parameters
    ----------
    hazards
        GeoParquet (WKB, EPSG:4490, EPSG:4326 or OGC:CRS84): an identity, a geometry, and metres asked from
        each kind of object.
    objects
        The same, or a folder of such files: an identity, a kind, a geometry. Boxes (the covering of
        GeoParquet 1.1) let row groups and rows be passed over unread.
    out
        GeoParquet to write: both identities, ``kind``, ``distance_m``, ``required_m``, ``shortfall_m`` and
        the shortest line, by hazard and object in the order of the files.
    limits
        By kind of object, the column of the hazards that has the metres asked; null: nothing is asked.
    names
        The other columns.
    overwrite
        Whether a file that is there is replaced.
    progress
        Called with the fraction done, several times a second; what it raises ends the search, and nothing is
        written.

    Returns
    -------
    Found

    Raises
    ------
    InputError
        ``file_missing``, ``file_unreadable``, ``not_geoparquet``, ``crs_wrong``, ``partitions_differ``,
        ``columns_missing``, ``shape_in_file_unusable``, ``hazards_in_pieces``, ``limit_too_large``,
        ``limit_negative`` or ``library_missing``.
    OutputError
        ``output_exists`` or ``output_unwritable``.
    """
    pa = load_pyarrow(Path(hazards))
    check_output(Path(out), overwrite=overwrite)
    sources = _Hazards.read(pa, Path(hazards), limits, names)
    layers = open_layers(Path(objects))
    for layer in layers:
        layer.require([names.object, names.kind, layer.geometry])
    boxes = [layer.boxes_of_groups() for layer in layers]
    tasks = [
        (place, int(group))
        for place, all_boxes in enumerate(boxes)
        for group in np.flatnonzero(sources.search.near(np.clip(all_boxes, -360, 360)))
    ]
    work = _Work(pa, sources, layers, names, tuple(limits))
    pieces: list[_Piece] = []
    unasked: dict[str | None, int] = {}
    for piece in in_threads(work.group, tasks, lambda: progress(len(pieces) / max(1, len(tasks)))):
        pieces.append(piece)
        for kind, count in piece.unasked.items():
            unasked[kind] = unasked.get(kind, 0) + count
    progress(1.0)
    table = _table(pa, sources, [piece for piece in pieces if len(piece.pairs.hazards)], tuple(limits), names)
    with atomic_output(Path(out), overwrite=overwrite) as draft:
        # Of distances and lines, no two are the same.
        pa.parquet.write_table(table, draft, use_dictionary=["kind", names.hazard])
    return Found(len(table), sum(map(len, boxes)), len(tasks), unasked)


@dataclass(frozen=True)
class _Hazards:
    """The hazards of a search: their identities, what each asks, and their coordinate system."""

    ids: Any
    limits_m: NDArray[np.float64]
    search: Search
    layer: Layer

    @classmethod
    def read(cls, pa: Any, path: Path, limits: Mapping[str, str], names: Names) -> _Hazards:  # noqa: ANN401
        (layer, *more) = open_layers(path)
        if more:
            message = f"{path} is a folder of several files; the hazards stand in one."
            raise InputError("hazards_in_pieces", message, "Join the files first.", path=str(path))
        layer.require([names.hazard, layer.geometry, *limits.values()])
        columns = list(dict.fromkeys([names.hazard, layer.geometry, *limits.values()]))
        try:
            table = pa.parquet.ParquetFile(path, metadata=layer.footer).read(columns, use_threads=False)
        except (pa.ArrowException, OSError) as error:
            message = f"{path.name} cannot be read: {error}"
            raise InputError("file_unreadable", message, "Write the file again.", path=str(path)) from error
        asked = [values_of(table.column(column)) for column in limits.values()]
        # Of what has no limit nothing is asked.
        metres = np.column_stack([*asked, np.full(len(table), np.nan)])
        try:
            search = Search(shapes_of(table.column(layer.geometry)), metres)
        except InputError as error:
            raise in_file(layer, error) from error
        return cls(table.column(names.hazard).combine_chunks(), metres, search, layer)


class _Piece(NamedTuple):
    """What one row group has: pairs, the identities and kinds of their objects, and kinds nobody asks for."""

    pairs: Measured
    ids: Any
    kinds: NDArray[np.int32]
    unasked: dict[str | None, int]


_NOTHING = _Piece(Measured.joined([]), None, np.zeros(0, np.int32), {})


class _Work:
    """Searches row groups, each thread with a file of its own open."""

    def __init__(
        self,
        pa: Any,  # noqa: ANN401 - a module
        sources: _Hazards,
        layers: list[Layer],
        names: Names,
        kinds: tuple[str, ...],
    ) -> None:
        """Keep what every row group is searched with."""
        self.pa, self.sources, self.layers, self.names, self.kinds = pa, sources, layers, names, kinds
        self.pages = [pages_of(pa, layer.footer, layer.geometry) for layer in layers]
        self._own = threading.local()

    def group(self, task: tuple[int, int]) -> _Piece:
        """Search one row group of one file."""
        place, group = task
        layer, search = self.layers[place], self.sources.search
        boxes, marks = None, None
        if layer.bbox:
            columns = list(dict.fromkeys(name.partition(".")[0] for name in layer.bbox))
            boxes = boxes_of(self._read(place, group, columns), layer)
            marks = search.near(boxes)
            if not marks.any():
                return _NOTHING
        codes, words = self._codes(self._read(place, group, [self.names.kind]).column(0))
        of_word = self._kinds_of(words)
        kinds = of_word[codes]
        found, met = [Measured.joined([])], np.zeros(len(of_word), np.int64)
        for rows, shapes, around in self._shapes(place, group, boxes, marks):
            try:
                there = search.boxes(shapes) if around is None else around
                near = search.near(there)
                pairs = search.pairs(Batch(shapes, there, kinds[rows], np.zeros(len(rows))), near)
            except InputError as error:
                raise in_file(layer, error, rows + sum(self._rows(place)[:group])) from error
            met += np.bincount(codes[rows[near.astype(np.bool_)]], minlength=len(met))
            found.append(pairs._replace(objects=rows[pairs.objects]))
        pairs = Measured.joined(found)
        unasked = {
            word: int(count)
            for word, kind, count in zip([*words, None], of_word, met, strict=True)
            if kind == len(self.kinds) and count
        }
        if not len(pairs.hazards):
            return _NOTHING._replace(unasked=unasked)
        ids = self._read(place, group, [self.names.object]).column(0).combine_chunks()
        return _Piece(pairs, taken(self.pa, ids, pairs.objects), kinds[pairs.objects], unasked)

    def _shapes(
        self, place: int, group: int, boxes: NDArray[np.float64] | None, marks: NDArray[np.uint8] | None
    ) -> Iterator[tuple[NDArray[np.int64], Blobs, NDArray[np.float64] | None]]:
        """Yield rows of a row group, their shapes, and their boxes where the file tells them."""
        layer, pages = self.layers[place], self.pages[place]
        if pages is None:
            shapes = shapes_of(self._read(place, group, [layer.geometry]).column(0))
            yield np.arange(len(shapes.offsets) - 1), shapes, boxes
            return
        try:
            with layer.path.open("rb") as file:
                if boxes is None or marks is None:
                    for first, shapes in pages.pieces(file, group):
                        yield np.arange(first, first + len(shapes.offsets) - 1), shapes, None
                else:
                    rows = np.flatnonzero(marks)
                    yield rows, pages.read(file, group, rows), boxes[rows]
        except (DamagedPageError, OSError) as error:
            raise unreadable(layer.path, error) from error

    def _rows(self, place: int) -> list[int]:
        footer = self.layers[place].footer
        return [footer.row_group(group).num_rows for group in range(footer.num_row_groups)]

    def _read(self, place: int, group: int, columns: list[str]) -> Any:  # noqa: ANN401
        files = self._own.__dict__.setdefault("files", {})
        layer = self.layers[place]
        if place not in files:
            files.clear()
            files[place] = self.pa.parquet.ParquetFile(
                layer.path, metadata=layer.footer, read_dictionary=[self.names.kind]
            )
        return read_group(self.pa, layer, files[place], group, columns)

    def _codes(self, column: Any) -> tuple[NDArray[np.int64], list[str]]:  # noqa: ANN401 - a chunked array
        """Return which word each object has, one past the last where it has none, and the words."""
        array = column.combine_chunks()
        if not self.pa.types.is_dictionary(array.type):
            array = array.dictionary_encode()
        words = array.dictionary.to_pylist()
        codes = values_of(array.indices)
        return np.where(np.isnan(codes), len(words), codes).astype(np.int64), words

    def _kinds_of(self, words: list[str]) -> NDArray[np.int32]:
        """Return (w + 1,) which limit each word has, the last limit and the last word being none."""
        none = len(self.kinds)
        known = {kind: number for number, kind in enumerate(self.kinds)}
        return np.array([*(known.get(word, none) for word in words), none], dtype=np.int32)


def _table(pa: Any, sources: _Hazards, pieces: list[_Piece], kinds: tuple[str, ...], names: Names) -> Any:  # noqa: ANN401
    """Return all pairs as one table, by hazard, and for each in the order of the objects' files."""
    pairs = Measured.joined([piece.pairs for piece in pieces])
    order = np.argsort(pairs.hazards, kind="stable")
    hazards, metres = pairs.hazards[order].astype(np.int64), pairs.distance_m[order]
    kind = np.concatenate([np.zeros(0, np.int32), *(piece.kinds for piece in pieces)])[order]
    required = sources.limits_m[hazards, kind]
    ids = (
        pa.chunked_array([piece.ids for piece in pieces]).combine_chunks()
        if pieces
        else sources.ids.slice(0, 0)
    )
    words = pa.DictionaryArray.from_arrays(as_arrow(pa, kind), _texts(pa, kinds))
    columns = {
        names.hazard: taken(pa, sources.ids, hazards),
        names.object: taken(pa, ids, order.astype(np.int64)) if pieces else ids,
        "kind": words,
        "distance_m": as_arrow(pa, metres),
        "required_m": as_arrow(pa, required),
        "shortfall_m": as_arrow(pa, required - metres),
        "geometry": _lines(pa, pairs.lines[order]),
    }
    geometry = {"encoding": "WKB", "geometry_types": ["LineString"], "crs": sources.layer.crs}
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": geometry}}
    table = pa.Table.from_arrays([*columns.values()], names=[*columns])
    return table.replace_schema_metadata({b"geo": json.dumps(geo).encode()})


def _texts(pa: Any, words: tuple[str, ...]) -> Any:  # noqa: ANN401 - an arrow array
    raw = [word.encode() for word in words]
    ends = np.cumsum([0, *map(len, raw)]).astype(np.int32)
    return pa.Array.from_buffers(
        pa.string(), len(raw), [None, pa.py_buffer(ends), pa.py_buffer(b"".join(raw))]
    )


def _lines(pa: Any, lines: NDArray[np.float64]) -> Any:  # noqa: ANN401 - an arrow array
    """Return (n, 4) lines as well-known binary."""
    raw = lines_as_wkb(lines)
    begins = np.arange(len(lines) + 1, dtype=np.int32) * LINE_BYTES
    return pa.Array.from_buffers(pa.binary(), len(lines), [None, pa.py_buffer(begins), pa.py_buffer(raw)])
