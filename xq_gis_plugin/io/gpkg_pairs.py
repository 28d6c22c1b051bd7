"""Pairs nearer than asked, from GeoPackage to GeoPackage."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from xq_gis_plugin.core.engine.search import Batch, Measured, Search
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.output import atomic_output, check_output, refuse_input
from xq_gis_plugin.core.threads import in_threads
from xq_gis_plugin.io.gpkg_layer import GpkgLayer, open_gpkg, shapes_of_blobs
from xq_gis_plugin.io.pairs_out import PairsOut, Part
from xq_gis_plugin.io.parquet_pairs import Found, Names, pairs_before

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

__all__ = ["pairs_of_gpkg"]

_AT_ONCE = 20_000
"""Rows of a piece of work."""


def pairs_of_gpkg(
    hazards: Path,
    objects: Path,
    out: Path,
    limits: Mapping[str, str],
    *,
    names: Names | None = None,
    layers: tuple[str | None, str | None] = (None, None),
    overwrite: bool = False,
    append: bool = False,
    progress: Callable[[float], None] = lambda _: None,
) -> Found:
    """Write every pair of a hazard and an object that stand nearer than the hazard asks.

    Parameters
    ----------
    hazards
        GeoPackage (EPSG:4490 or EPSG:4326): an identity, a geometry, and metres asked from each kind of
        object.
    objects
        The same or another one: an identity, a kind, a geometry. Where the layer has a spatial index that
        knows every row, only rows near a hazard are read.
    out
        GeoPackage to write where its name ends so (layer ``pairs``), else GeoParquet: both identities,
        ``kind``, ``distance_m``, ``required_m``, ``shortfall_m`` and the shortest line, by hazard and object
        in the order of the files. The identities are called as in the files, or ``hazard_id`` and
        ``object_id`` (`Names.written`). It is neither of the files that are read.
    limits
        By kind of object, the column of the hazards that has the metres asked; null: nothing is asked.
    names
        The other columns.
    layers
        The layers of hazards and objects, where a file has several.
    overwrite
        Whether a file that is there is replaced.
    append
        As for `xq_gis_plugin.io.parquet_pairs.pairs_of_parquet`.
    progress
        Called with the fraction done, several times a second; what it raises ends the search, and nothing
        is written.

    Returns
    -------
    Found
        ``groups`` counts pieces of 20,000 rows.

    Raises
    ------
    InputError
        ``file_missing``, ``file_unreadable``, ``layer_missing``, ``layer_unnamed``, ``layer_empty``,
        ``layer_without_key``, ``crs_wrong``, ``columns_missing``, ``shape_in_file_unusable``,
        ``limit_too_large``, ``limit_negative``, ``value_wrong``, ``append_differs``, ``pairs_already_there``
        or ``library_missing``.
    OutputError
        ``output_exists``, ``output_is_input``, ``output_changed`` or ``output_unwritable``.
    """
    names = names or Names()
    check_output(Path(out), overwrite=overwrite or append)
    refuse_input(Path(out), [Path(hazards), Path(objects)])
    before = pairs_before(Path(out), names, lambda: progress(0.0)) if append else None
    sources, items = (open_gpkg(Path(p), n) for p, n in zip((hazards, objects), layers, strict=True))
    asking = _Hazards.read(sources, limits, names)
    items.require([names.object, names.kind])
    work = _Work(asking, items, names, tuple(limits))
    pieces, count, unasked = _searched(work, progress)
    progress(1.0)
    part = _sorted(asking, pieces)
    ids = names.written
    with atomic_output(Path(out), overwrite=overwrite or append) as draft:
        with PairsOut(draft, ids, tuple(limits), sources.srs, lambda: progress(1.0), before) as written:
            written.add(part)
        if before is not None:
            before.require_unchanged()
    return Found(len(part.lines), count, count, unasked)


def _searched(
    work: _Work, progress: Callable[[float], None]
) -> tuple[list[_Piece], int, dict[str | None, int]]:
    """Search the objects; return what was found, in how many pieces of work, and kinds nobody asks for."""
    pieces: list[_Piece] = []
    unasked: dict[str | None, int] = {}
    with closing(work.layer.connect()) as connection:
        keys = work.keys(connection, lambda: progress(0.0))
        parts = [keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE)]
        # Read by one thread: SQLite's connections wait for each other longer than they work.
        read = (work.rows(connection, part) for part in parts)
        for piece in in_threads(work.piece, read, lambda: progress(len(pieces) / max(1, len(parts)))):
            pieces.append(piece)
            for kind, count in piece.unasked.items():
                unasked[kind] = unasked.get(kind, 0) + count
    return pieces, len(parts), unasked


@dataclass(frozen=True)
class _Hazards:
    """The hazards of a search: their identities and what each asks."""

    ids: list[Any]
    limits_m: NDArray[np.float64]
    search: Search

    @classmethod
    def read(cls, layer: GpkgLayer, limits: Mapping[str, str], names: Names) -> _Hazards:
        columns = [*dict.fromkeys(limits.values())]
        layer.require([names.hazard, *columns])
        with closing(layer.connect()) as connection:
            rows = list(layer.every_row(connection, [names.hazard, layer.geometry, *columns]))
        place = {column: number + 2 for number, column in enumerate(columns)}
        metres = np.full((len(rows), len(limits) + 1), np.nan)
        for number, column in enumerate(limits.values()):
            metres[:, number] = [
                _metres(row[place[column]], layer, n, column) for n, row in enumerate(rows, 1)
            ]
        try:
            search = Search(shapes_of_blobs([row[1] for row in rows]), metres)
        except InputError as error:
            raise _in_layer(layer, error, 0) from error
        return cls([row[0] for row in rows], metres, search)


@dataclass(frozen=True)
class _Piece:
    """What some rows have: pairs, identities and kinds of their objects, and kinds nobody asks for."""

    pairs: Measured
    ids: list[Any]
    kinds: NDArray[np.int32]
    unasked: dict[str | None, int]


class _Work:
    """Searches rows of the objects."""

    def __init__(self, asking: _Hazards, layer: GpkgLayer, names: Names, kinds: tuple[str, ...]) -> None:
        """Keep what every piece is searched with."""
        self.asking, self.layer, self.names = asking, layer, names
        self.number_of = {kind: number for number, kind in enumerate(kinds)}

    def keys(self, connection: sqlite3.Connection, heard: Callable[[], None]) -> NDArray[np.int64]:
        """Return the keys of the rows that may be near a hazard, in order."""
        if self.layer.index:
            reaches = np.clip(self.asking.search.reaches, -360, 360)
            return self.layer.keys_in(connection, reaches, heard)
        return np.array([k for (k,) in self.layer.every_row(connection, [self.layer.key])], dtype=np.int64)

    def rows(self, connection: sqlite3.Connection, keys: NDArray[np.int64]) -> list[tuple[Any, ...]]:
        """Return of the rows with some keys: key, identity, kind, geometry."""
        wanted = [self.layer.key, self.names.object, self.names.kind, self.layer.geometry]
        return self.layer.rows(connection, wanted, keys)

    def piece(self, rows: list[tuple[Any, ...]]) -> _Piece:
        """Search some rows."""
        shapes = shapes_of_blobs([row[3] for row in rows])
        none = len(self.number_of)
        kinds = np.array([self.number_of.get(row[2], none) for row in rows], dtype=np.int32)
        search = self.asking.search
        try:
            boxes = search.boxes(shapes)
            marks = search.near(boxes)
            pairs = search.pairs(Batch(shapes, boxes, kinds, np.zeros(len(boxes))), marks)
        except InputError as error:
            raise _in_layer(self.layer, error, rows[int(str(error.facts.get("row", 1))) - 1][0]) from error
        unasked: dict[str | None, int] = {}
        for row in np.flatnonzero((kinds == none) & marks.astype(bool)).tolist():
            unasked[rows[row][2]] = unasked.get(rows[row][2], 0) + 1
        return _Piece(pairs, [rows[row][1] for row in pairs.objects.tolist()], kinds[pairs.objects], unasked)


def _sorted(asking: _Hazards, pieces: list[_Piece]) -> Part:
    """Return all pairs, by hazard, and for each in the order of the objects."""
    pairs = Measured.joined([piece.pairs for piece in pieces])
    order = np.argsort(pairs.hazards, kind="stable")
    hazards = pairs.hazards[order].astype(np.int64)
    kinds = np.concatenate([np.zeros(0, np.int32), *(piece.kinds for piece in pieces)])[order]
    ids = [identity for piece in pieces for identity in piece.ids]
    return Part(
        [asking.ids[row] for row in hazards.tolist()],
        [ids[row] for row in order.tolist()],
        kinds,
        pairs.distance_m[order],
        asking.limits_m[hazards, kinds],
        pairs.lines[order],
    )


def _metres(cell: object, layer: GpkgLayer, row: int, column: str) -> float:
    if cell is None:
        return float("nan")
    if isinstance(cell, int | float):
        return float(cell)
    message = f"{layer.path.name}#{layer.name}, row {row}, field {column}: {cell!r} is no number."
    hint = "Write metres, or leave it empty where nothing is asked."
    raise InputError(
        "value_wrong", message, hint, path=str(layer.path), row=row, field=column, value=str(cell)
    )


def _in_layer(layer: GpkgLayer, error: InputError, key: int) -> InputError:
    """Return what is wrong with a shape, with the file and row that it is in."""
    if error.code != "shape_unusable":
        return error
    row = key or int(str(error.facts["row"]))
    message = f"{layer.path.name}#{layer.name}: the shape in row {row} {error.facts['why']}."
    return InputError("shape_in_file_unusable", message, error.hint, path=str(layer.path), row=row)
