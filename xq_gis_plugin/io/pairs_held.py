"""Pairs as they are found, until they can be put in the order of the hazards.

What does not fit into memory waits on disk in runs, each in the order of the hazards; then some hazards at a
time are taken from all runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from xq_gis_plugin.core.engine.search import Measured
from xq_gis_plugin.io.arrow_values import as_arrow, taken, values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["Held", "Piece"]

_SIDES = ("a_lon", "a_lat", "b_lon", "b_lat")
_BATCH = 1 << 16


class Piece(NamedTuple):
    """What one row group has: pairs, the identities and kinds of their objects, and kinds nobody asks for."""

    pairs: Measured
    ids: Any
    kinds: NDArray[np.int32]
    unasked: dict[str | None, int]


class _Batch(NamedTuple):
    """Some rows of a run: which, and of which hazards the first and the last are."""

    run: int
    number: int
    first: int
    last: int


class Held:
    """Pairs that wait for all others; ``count`` of them, in so many ``pieces``.

    Parameters
    ----------
    pa
        pyarrow.
    hazards
        How many hazards there are.
    most_bytes
        So much is held in memory before it goes to disk.
    folder
        Called when something must go to disk for the first time: where to.
    """

    def __init__(self, pa: Any, hazards: int, most_bytes: float, folder: Callable[[], Path]) -> None:  # noqa: ANN401
        """Hold nothing yet."""
        self.pa, self.most_bytes, self.folder = pa, most_bytes, folder
        self.count = self.pieces = 0
        self._pieces: list[Piece] = []
        self._bytes, self._bytes_each = 0, 1.0
        self._of_hazard = np.zeros(hazards, dtype=np.int64)
        self._runs: list[Path] = []
        self._batches: list[_Batch] = []

    def add(self, piece: Piece) -> None:
        """Hold more pairs, found later in the objects' files than those before."""
        self.pieces += 1
        count = len(piece.pairs.hazards)
        if not count:
            return
        self.count += count
        self._of_hazard += np.bincount(piece.pairs.hazards, minlength=len(self._of_hazard))
        self._pieces.append(piece)
        self._bytes += sum(column.nbytes for column in piece.pairs) + piece.ids.nbytes + piece.kinds.nbytes
        if self._bytes > self.most_bytes:
            self._to_disk()

    def parts(self) -> Iterator[Piece]:
        """Yield all pairs by hazard, and for each in the order in which they were found."""
        if not self._runs:
            if self._pieces:
                yield _sorted(self.pa, self._pieces)
            return
        if self._pieces:
            self._to_disk()
        room = max(1, int(self.most_bytes / self._bytes_each))
        first, done = 0, np.concatenate([[0], np.cumsum(self._of_hazard)])
        while first < len(self._of_hazard):
            last = max(first + 1, int(np.searchsorted(done, done[first] + room, side="right")) - 1)
            if done[last] > done[first]:
                yield self._from_disk(first, last)
            first = last

    def _to_disk(self) -> None:
        pa, some = self.pa, _sorted(self.pa, self._pieces)
        columns = {
            "hazard": as_arrow(pa, some.pairs.hazards),
            "kind": as_arrow(pa, some.kinds),
            "metres": as_arrow(pa, some.pairs.distance_m),
            **{name: as_arrow(pa, some.pairs.lines[:, n]) for n, name in enumerate(_SIDES)},
            "id": some.ids,
        }
        table = pa.Table.from_arrays([*columns.values()], names=[*columns])
        self._bytes_each = self._bytes / len(table)
        path = self.folder() / f"run{len(self._runs)}"
        with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
            for number, start in enumerate(range(0, len(table), _BATCH)):
                writer.write_table(table.slice(start, _BATCH), max_chunksize=_BATCH)
                ends = some.pairs.hazards[[start, min(start + _BATCH, len(table)) - 1]].tolist()
                self._batches.append(_Batch(len(self._runs), number, *ends))
        self._runs.append(path)
        self._pieces, self._bytes = [], 0

    def _from_disk(self, first: int, last: int) -> Piece:
        """Return the pairs of the hazards from `first` until before `last`."""
        pieces = []
        for number, path in enumerate(self._runs):
            wanted = [
                b.number for b in self._batches if b.run == number and b.first < last and b.last >= first
            ]
            if not wanted:
                continue
            with self.pa.OSFile(str(path), "rb") as file:
                reader = self.pa.ipc.open_file(file)
                pieces += [self._piece(reader.get_batch(place), first, last) for place in wanted]
        return _sorted(self.pa, pieces)

    def _piece(self, batch: Any, first: int, last: int) -> Piece:  # noqa: ANN401 - a record batch
        hazards = values_of(batch.column("hazard")).astype(np.int32)
        low, high = np.searchsorted(hazards, [first, last])
        some = batch.slice(low, high - low)
        lines = np.column_stack([values_of(some.column(name)) for name in _SIDES])
        pairs = Measured(
            hazards[low:high], np.zeros(high - low, np.int64), values_of(some.column("metres")), lines
        )
        return Piece(pairs, some.column("id"), values_of(some.column("kind")).astype(np.int32), {})


def _sorted(pa: Any, pieces: list[Piece]) -> Piece:  # noqa: ANN401
    """Put pieces together, by hazard."""
    pairs = Measured.joined([piece.pairs for piece in pieces])
    order = np.argsort(pairs.hazards, kind="stable")
    ids = pa.chunked_array([piece.ids for piece in pieces]).combine_chunks()
    kinds = np.concatenate([piece.kinds for piece in pieces])[order]
    return Piece(pairs.take(order), taken(pa, ids, order), kinds, {})
