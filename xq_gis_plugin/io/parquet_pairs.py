"""Pairs nearer than asked, from GeoParquet to GeoParquet, at the scale of a nation."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from xq_gis_plugin.core.engine.search import Batch, Measured, Search
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.output import atomic_output, check_output, refuse_input
from xq_gis_plugin.core.threads import in_threads
from xq_gis_plugin.io.arrow_values import shapes_of, taken, values_of
from xq_gis_plugin.io.pairs_held import Held, Piece
from xq_gis_plugin.io.pairs_names import Found, Names
from xq_gis_plugin.io.pairs_out import PairsOut, Part
from xq_gis_plugin.io.parquet_boxes import box_pages, boxes_of, boxes_of_pages
from xq_gis_plugin.io.parquet_layer import (
    ENDINGS,
    Layer,
    in_file,
    load_pyarrow,
    metres_of,
    open_layers,
    read_group,
    unreadable,
)
from xq_gis_plugin.io.parquet_pages import DamagedPageError, pages_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from numpy.typing import NDArray

    from xq_gis_plugin.core.engine.search import Blobs
    from xq_gis_plugin.io.pairs_before import Before
    from xq_gis_plugin.io.parquet_pages import Pages

__all__ = ["Found", "Names", "pairs_of_parquet"]

_MEGABYTE = 1 << 20
_USUAL_NAMES = Names()
_BYTES_EACH = 160
"""Of a row that is looked at: boxes, marks and kinds, with what making them takes."""


def pairs_of_parquet(
    hazards: Path,
    objects: Path,
    out: Path,
    limits: Mapping[str, str],
    *,
    names: Names = _USUAL_NAMES,
    overwrite: bool = False,
    append: bool = False,
    memory_mb: float = 512.0,
    progress: Callable[[float], None] = lambda _: None,
) -> Found:
    """Write every pair of a hazard and an object that stand nearer than the hazard asks.

    Parameters
    ----------
    hazards
        GeoParquet (WKB, EPSG:4490, EPSG:4326 or OGC:CRS84): an identity, a geometry, and metres asked from
        each kind of object.
    objects
        The same, or a folder of such files (``.parquet``, ``.geoparquet``): an identity, a kind, a geometry.
        Boxes (the covering of GeoParquet 1.1) let row groups and rows be passed over unread. Of folders named
        ``kind=school``, the name tells the kind where the files do not.
    out
        GeoParquet to write, or GeoPackage (layer ``pairs``) where its name ends so: both identities,
        ``kind``, ``distance_m``, ``required_m``, ``shortfall_m`` and the shortest line, by hazard and object
        in the order of the files. The identities are called as in the files, or ``hazard_id`` and
        ``object_id`` (`Names.written`). It is none of the files that are read.
    limits
        By kind of object, the column of the hazards that has the metres asked; null: nothing is asked.
    names
        The other columns.
    overwrite
        Whether a file that is there is replaced.
    append
        Whether the pairs are added behind those of a file that is there. It has the same columns and the same
        coordinate system, and none of these pairs; it is replaced by a copy with them, or stays as it is.
    memory_mb
        About how much memory, beside the hazards, may be taken: half of it for row groups that are being
        searched (at least one at a time), half for pairs, which beyond it wait on disk beside ``out``.
    progress
        Called with the fraction done, several times a second; what it raises ends the search, and nothing is
        written.

    Returns
    -------
    Found

    Raises
    ------
    InputError
        ``file_missing``, ``file_unreadable``, ``not_geoparquet``, ``crs_unsaid``, ``crs_wrong``,
        ``partitions_differ``, ``columns_missing``, ``column_repeated``, ``column_not_text``, ``value_wrong``,
        ``shape_in_file_unusable``, ``hazards_in_pieces``, ``limit_too_large``, ``limit_negative``,
        ``append_differs``, ``pairs_already_there`` or ``library_missing``.
    OutputError
        ``output_exists``, ``output_is_input``, ``output_changed`` or ``output_unwritable``.
    """
    pa = load_pyarrow(Path(hazards))
    check_output(Path(out), overwrite=overwrite or append)
    sources = _Hazards.read(pa, Path(hazards), limits, names)
    layers = open_layers(Path(objects))
    refuse_input(Path(out), [sources.layer.path, *(layer.path for layer in layers)])
    _refuse_among(Path(out), Path(objects))
    _require(layers, names)
    boxes = [layer.boxes_of_groups() for layer in layers]
    near = [np.flatnonzero(sources.search.near(np.clip(each, -360, 360))).tolist() for each in boxes]
    tasks = [(place, group) for place, groups in enumerate(near) for group in groups]
    pages = [
        (pages_of(pa, one.footer, one.geometry, groups), box_pages(pa, one.footer, one.bbox, groups))
        for one, groups in zip(layers, near, strict=True)
    ]
    work = _Work(pa, sources, layers, pages, names, tuple(limits))
    before = pairs_before(Path(out), names, lambda: progress(0.0)) if append else None
    target = _Target(Path(out), overwrite or append, memory_mb * _MEGABYTE / 2, before)
    count, unasked = _write(work, tasks, target, progress)
    return Found(count, sum(map(len, boxes)), len(tasks), unasked)


def _require(layers: list[Layer], names: Names) -> None:
    """Refuse objects without the columns that are needed, or with others in one file than in the next."""
    for layer in layers:
        layer.require([names.object, layer.geometry], [names.kind])
        if not layer.told_by_folder(names.kind):
            layer.require_text(names.kind)
    # Of a file without rows, nothing says what its identities are.
    filled = [layer for layer in layers if layer.footer.num_rows]
    for layer in filled:
        layer.require_same(filled[0], names.object)


def _refuse_among(out: Path, objects: Path) -> None:
    """Refuse to write where the next search would read the pairs as objects."""
    among = objects.is_dir() and out.resolve().is_relative_to(objects.resolve())
    if among and out.name.lower().endswith(ENDINGS):
        refuse_input(out, [out])


def pairs_before(out: Path, names: Names, heard: Callable[[], None]) -> Before | None:
    """Return the file to which pairs are to be added, if it is there."""
    if not out.exists():
        return None
    # Nobody else waits for it to be imported.
    from xq_gis_plugin.io.pairs_before import Before

    return Before(out, names.written, heard)


class _Target(NamedTuple):
    """Where pairs go, and how many bytes of them, and of what is searched, may be held."""

    out: Path
    overwrite: bool
    most_bytes: float
    before: Before | None


def _write(
    work: _Work, tasks: list[tuple[int, int]], target: _Target, progress: Callable[[float], None]
) -> tuple[int, dict[str | None, int]]:
    """Search row groups and write what is found; return how many pairs, and kinds nobody asks for."""
    pa, sources, unasked = work.pa, work.sources, dict[str | None, int]()
    with ExitStack() as stack:
        drafts: list[Path] = []

        def draft() -> Path:
            """Return where to write; until somebody asks, there is nothing to clean up."""
            if not drafts:
                drafts.append(stack.enter_context(atomic_output(target.out, overwrite=target.overwrite)))
            return drafts[0]

        held = Held(pa, len(sources.ids), target.most_bytes, lambda: draft().parent)
        most = work.threads(tasks, target.most_bytes)
        for piece in in_threads(work.group, tasks, lambda: progress(held.pieces / len(tasks)), most=most):
            held.add(piece)
            for kind, count in piece.unasked.items():
                unasked[kind] = unasked.get(kind, 0) + count
        progress(1.0)
        ids = work.names.written
        crs, before = sources.layer.crs, target.before
        with PairsOut(draft(), ids, work.kinds, crs, lambda: progress(1.0), before) as written:
            for piece in held.parts():
                written.add(sources.named(pa, piece))
            if not held.count:
                written.add(sources.named(pa, _NOTHING))
        if before is not None:
            before.require_unchanged()
    return held.count, unasked


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
            file = pa.parquet.ParquetFile(layer.path, metadata=layer.footer)
            table = file.read(columns, use_threads=False)
        except (pa.ArrowException, OSError) as error:
            raise unreadable(layer.path, error) from error
        asked = [metres_of(table.column(column), layer, column) for column in limits.values()]
        # Of what has no limit nothing is asked.
        metres = np.column_stack([*asked, np.full(len(table), np.nan)])
        try:
            search = Search(shapes_of(table.column(layer.geometry)), metres)
        except InputError as error:
            raise in_file(layer, error) from error
        return cls(table.column(names.hazard).combine_chunks(), metres, search, layer)

    def named(self, pa: Any, piece: Piece) -> Part:  # noqa: ANN401
        """Return pairs as they are written."""
        rows, metres = piece.pairs.hazards.astype(np.int64), piece.pairs.distance_m
        ids = piece.ids if piece.ids is not None else self.ids.slice(0, 0)
        required = self.limits_m[rows, piece.kinds]
        return Part(taken(pa, self.ids, rows), ids, piece.kinds, metres, required, piece.pairs.lines)


_NOTHING = Piece(Measured.joined([]), None, np.zeros(0, np.int32), {})


class _Work:
    """Searches row groups, each thread with a file of its own open."""

    def __init__(
        self,
        pa: Any,  # noqa: ANN401 - a module
        sources: _Hazards,
        layers: list[Layer],
        pages: list[tuple[Pages | None, list[Pages] | None]],
        names: Names,
        kinds: tuple[str, ...],
    ) -> None:
        """Keep what every row group is searched with."""
        self.pa, self.sources, self.layers, self.names, self.kinds = pa, sources, layers, names, kinds
        self.pages, self.box_pages = [one for one, _ in pages], [boxes for _, boxes in pages]
        # An empty file may say nothing of what its identities are.
        filled = [layer for layer in layers if layer.footer.num_rows]
        self._id_type = filled[0].type_of(names.object) if filled else None
        self._own = threading.local()

    def threads(self, tasks: list[tuple[int, int]], most_bytes: float) -> int:
        """Return how many row groups can be searched at once within so much memory, at least one."""
        largest = 1.0
        for place, group in tasks:
            told = self.layers[place].footer.row_group(group)
            # Unpacked, with boxes and marks; without pages, a copy of the shapes more.
            each = told.num_rows * _BYTES_EACH + told.total_byte_size * (1 if self.pages[place] else 2)
            largest = max(largest, each)
        return max(1, int(most_bytes / largest))

    def group(self, task: tuple[int, int]) -> Piece:
        """Search one row group of one file."""
        place, group = task
        layer, search = self.layers[place], self.sources.search
        boxes, marks = None, None
        if layer.bbox:
            boxes = self._boxes(place, group)
            marks = search.near(boxes)
            if not marks.any():
                return _NOTHING
        codes, words = self._codes(place, group)
        of_word = self._kinds_of(words)
        kinds = of_word[codes]
        found, met = [Measured.joined([])], np.zeros(len(of_word), np.int64)
        for rows, shapes, around in self._shapes(place, group, boxes, marks):
            try:
                # What the file tells no box of is placed by its shape.
                there = search.boxes(shapes) if around is None or np.isinf(around).any() else around
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
        ids = taken(self.pa, ids, pairs.objects)
        ids = ids if ids.type == self._id_type else ids.cast(self._id_type)
        return Piece(pairs, ids, kinds[pairs.objects], unasked)

    def _boxes(self, place: int, group: int) -> NDArray[np.float64]:
        layer, pages = self.layers[place], self.box_pages[place]
        if pages is None:
            columns = list(dict.fromkeys(name.partition(".")[0] for name in layer.bbox))
            return boxes_of(self._read(place, group, columns), layer.bbox)
        try:
            with layer.path.open("rb") as file:
                return boxes_of_pages(pages, file, group)
        except (DamagedPageError, OSError) as error:
            raise unreadable(layer.path, error) from error

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
                layer.path,
                metadata=layer.footer,
                read_dictionary=[] if layer.told_by_folder(self.names.kind) else [self.names.kind],
            )
        return read_group(self.pa, layer, files[place], group, columns)

    def _codes(self, place: int, group: int) -> tuple[NDArray[np.int64], list[str | None]]:
        """Return which word each object has, one past the last where it has none, and the words."""
        layer = self.layers[place]
        if layer.told_by_folder(self.names.kind):
            return np.zeros(self._rows(place)[group], np.int64), [layer.folders[self.names.kind]]
        array = self._read(place, group, [self.names.kind]).column(0).combine_chunks()
        if not self.pa.types.is_dictionary(array.type):
            array = array.dictionary_encode()
        words = array.dictionary.to_pylist()
        codes = values_of(array.indices)
        return np.where(np.isnan(codes), len(words), codes).astype(np.int64), words

    def _kinds_of(self, words: list[str | None]) -> NDArray[np.int32]:
        """Return (w + 1,) which limit each word has, the last limit and the last word being none."""
        none = len(self.kinds)
        known: dict[str | None, int] = {kind: number for number, kind in enumerate(self.kinds)}
        return np.array([*(known.get(word, none) for word in words), none], dtype=np.int32)
