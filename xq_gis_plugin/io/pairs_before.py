"""A file of pairs to which more are added: what it has, and whether more can be."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np

from xq_gis_plugin.core.errors import InputError, OutputError
from xq_gis_plugin.io.gpkg_layer import open_gpkg
from xq_gis_plugin.io.parquet_layer import load_pyarrow, open_layers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["Before"]

_COPIED = 1 << 24
_AT_ONCE = 20_000


class Before:
    """What a file of pairs has, while more are added to a copy of it.

    Parameters
    ----------
    path
        GeoPackage or GeoParquet, as `xq_gis_plugin.io.pairs_out.PairsOut` writes it.
    ids
        The names of the columns of identities, of hazards and of objects.
    heard
        Called now and then; it may raise to end it.

    Raises
    ------
    InputError
        ``file_unreadable``, ``columns_missing`` and the like: it is no such file.
    """

    def __init__(self, path: Path, ids: tuple[str, str], heard: Callable[[], None]) -> None:
        """Read who stands near to whom already: eight bytes a pair."""
        self.path, self.ids, self.heard = path, ids, heard
        self._state = _state(path)
        self.layer = path.suffix.lower() == ".gpkg"
        self.rows = 0
        self._known = np.concatenate([np.zeros(0, np.int64), *map(_marks, self._pairs())])

    def require_new(self, hazard_ids: list[Any], object_ids: list[Any]) -> None:
        """Refuse pairs that the file has already.

        Raises
        ------
        InputError
            ``pairs_already_there``.
        """
        pairs = _named(hazard_ids, object_ids)
        marks = _marks(pairs)
        alike = {pairs[row] for row in np.flatnonzero(np.isin(marks, self._known)).tolist()}
        if not alike:
            return
        # Two pairs may have one mark.
        again = sorted(alike.intersection(pair for part in self._pairs() for pair in part))
        if again:
            told = " – ".join(map(str, again[0]))
            message = f"{self.path.name} has {len(again)} of these pairs already, such as {told}."
            hint = "Write to another file, or replace this one."
            facts = {"path": str(self.path), "count": len(again), "value": told}
            raise InputError("pairs_already_there", message, hint, **facts)

    def require_layer(self, columns: Mapping[str, str], crs: str) -> None:
        """See that a GeoPackage has these columns and types, and this coordinate system.

        Raises
        ------
        InputError
            ``append_differs``.
        """
        import pyogrio
        import pyproj

        found = pyogrio.read_info(self.path, layer="pairs")
        there = dict(zip(found["fields"].tolist(), found["dtypes"].tolist(), strict=True))
        self.require_same("columns", _told(there), _told(columns))
        if pyproj.CRS(found["crs"]) != pyproj.CRS(crs):
            self.require_same("coordinate system", found["crs"], crs)

    def require_same(self, what: str, there: object, here: object) -> None:
        """Refuse to add what the file would not have made itself.

        Raises
        ------
        InputError
            ``append_differs``.
        """
        if there != here:
            message = f"{self.path.name} has other {what}: {there}, not {here}."
            hint = "Write to another file, or replace this one."
            facts = {"path": str(self.path), "there": str(there), "here": str(here)}
            raise InputError("append_differs", message, hint, **facts)

    def require_unchanged(self) -> None:
        """Refuse to go on where somebody else has written to the file meanwhile.

        Raises
        ------
        OutputError
            ``output_changed``.
        """
        if _state(self.path) != self._state:
            message = f"Somebody else has written to {self.path} meanwhile; it is left as it is."
            raise OutputError("output_changed", message, "Run it again.", path=str(self.path))

    def copied(self, to: Path) -> None:
        """Copy the file."""
        with self.path.open("rb") as source, to.open("wb") as target:
            while piece := source.read(_COPIED):
                target.write(piece)
                self.heard()

    def _pairs(self) -> Iterator[list[tuple[str, str]]]:
        parts = self._of_layer() if self.layer else self._of_parquet()
        for hazard_ids, object_ids in parts:
            self.heard()
            self.rows += len(hazard_ids)
            yield _named(hazard_ids, object_ids)

    def _of_layer(self) -> Iterator[tuple[list[Any], list[Any]]]:
        layer = open_gpkg(self.path, "pairs")
        layer.require([*self.ids])
        with closing(layer.connect()) as connection:
            part: list[tuple[Any, ...]] = []
            for row in layer.every_row(connection, [*self.ids]):
                part.append(row)
                if len(part) == _AT_ONCE:
                    yield [hazard for hazard, _ in part], [thing for _, thing in part]
                    part = []
            yield [hazard for hazard, _ in part], [thing for _, thing in part]

    def _of_parquet(self) -> Iterator[tuple[list[Any], list[Any]]]:
        pa = load_pyarrow(self.path)
        (layer,) = open_layers(self.path)
        layer.require([*self.ids])
        try:
            with pa.parquet.ParquetFile(self.path, metadata=layer.footer) as file:
                for part in file.iter_batches(_AT_ONCE, columns=[*self.ids], use_threads=False):
                    yield part.column(self.ids[0]).to_pylist(), part.column(self.ids[1]).to_pylist()
        except (pa.ArrowException, OSError) as error:
            message = f"{self.path.name} cannot be read: {error}"
            raise InputError(
                "file_unreadable", message, "Write the file again.", path=str(self.path)
            ) from error

    def parts(self, schema: Any) -> Iterator[Any]:  # noqa: ANN401 - what arrow has
        """Yield the row groups of a GeoParquet file, once it is seen to be made as what is to be added.

        Raises
        ------
        InputError
            ``append_differs``.
        """
        pa = load_pyarrow(self.path)
        with pa.parquet.ParquetFile(self.path) as file:
            there = file.schema_arrow
            self.require_same("columns", _columns(there), _columns(schema))
            self.require_same("coordinate system", _system(there), _system(schema))
            for number in range(file.num_row_groups):
                self.heard()
                yield file.read_row_group(number, use_threads=False)


def _state(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _named(hazard_ids: list[Any], object_ids: list[Any]) -> list[tuple[str, str]]:
    """Return pairs by their identities; one without is like no other, and left out."""
    pairs = zip(hazard_ids, object_ids, strict=True)
    return [(str(hazard), str(thing)) for hazard, thing in pairs if hazard is not None and thing is not None]


def _marks(pairs: list[tuple[str, str]]) -> NDArray[np.int64]:
    return np.array([*map(hash, pairs)], dtype=np.int64)


def _told(columns: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {kind}" for name, kind in columns.items())


def _columns(schema: Any) -> str:  # noqa: ANN401 - what arrow has
    return ", ".join(f"{field.name} {field.type}" for field in schema)


def _system(schema: Any) -> str:  # noqa: ANN401 - what arrow has
    crs = json.loads((schema.metadata or {}).get(b"geo", b"{}"))["columns"]["geometry"].get("crs")
    return json.dumps(crs.get("id", crs) if isinstance(crs, dict) else crs, sort_keys=True)
