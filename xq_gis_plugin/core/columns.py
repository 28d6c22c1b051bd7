"""Tables as columns: an array for each name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["Columns", "column_of", "joined_columns"]

Columns = dict[str, "NDArray[Any]"]


def column_of(cells: Sequence[Any]) -> NDArray[np.object_]:
    """Return (n,) cells as they are, whatever numpy would make of them."""
    found = np.empty(len(cells), dtype=object)
    found[:] = cells
    return found


def joined_columns(pieces: Sequence[Mapping[str, NDArray[Any]]], names: Sequence[str]) -> Columns:
    """Put columns together; no pieces make empty ones."""
    full = [piece for piece in pieces if len(piece[names[0]])]
    empty = np.zeros(0, dtype=object)
    return {name: np.concatenate([p[name] for p in full]) if full else empty for name in names}
