"""Rows that say the same, so that what follows from it is worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.types import infer_dtype

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["alike"]

IntArray = NDArray[np.int64]


def alike(columns: Iterable[pd.Series]) -> tuple[IntArray, IntArray]:
    """Return which rows say the same in all of some columns.

    Parameters
    ----------
    columns
        At least one, each of (n,) cells. Cells are the same if they are equal and of one type (``True`` is
        not ``1``), or both empty.

    Returns
    -------
    (k,) the first row of each kind, and (n,) the number of the kind of each row.
    """
    codes = np.column_stack([_codes(column) for column in columns])
    codes = codes[:, (codes != codes[:1]).any(axis=0)]
    if not codes.shape[1]:
        return np.zeros(min(1, len(codes)), dtype=np.int64), np.zeros(len(codes), dtype=np.int64)
    _, first, number = np.unique(codes, axis=0, return_index=True, return_inverse=True)
    return first.astype(np.int64), number.reshape(-1).astype(np.int64)


def _codes(column: pd.Series) -> IntArray:
    """Return (n,) numbers, equal for cells that are the same."""
    empty = column.isna().to_numpy()
    found = np.full(len(column), -1, dtype=np.int64)
    if column.dtype != object:
        found[~empty] = pd.factorize(column[~empty])[0]
        return found
    cells = column.to_numpy()[~empty]
    if infer_dtype(cells, skipna=False) in ("string", "empty"):
        found[~empty] = pd.factorize(cells)[0]
        return found
    known: dict[tuple[type, object], int] = {}
    found[~empty] = [known.setdefault((type(cell), cell), len(known)) for cell in cells]
    return found
