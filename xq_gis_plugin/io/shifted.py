"""Columns of longitudes and latitudes from a shifted datum (GCJ-02, BD-09) to CGCS2000, on all cores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from xq_gis_plugin.core import datum as datums
from xq_gis_plugin.core.model import Datum
from xq_gis_plugin.core.threads import in_threads

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["SHIFTED", "converted", "points_on"]

SHIFTED = (Datum.GCJ02, Datum.BD09)
_PIECE = 100_000
"""So many points are converted at a time by each core."""


def converted(
    lon: NDArray[np.float64], lat: NDArray[np.float64], datum: Datum | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return (n,) longitudes and latitudes on CGCS2000; long columns on all cores."""
    if datum not in SHIFTED:
        return lon, lat
    moved = in_threads(
        lambda piece: datums.convert(lon[piece], lat[piece], datum, Datum.CGCS2000),
        _pieces(lon),
        lambda: None,
    )
    east, north = zip(*moved, strict=True)
    return np.concatenate(east), np.concatenate(north)


def points_on(lon: NDArray[np.float64], lat: NDArray[np.float64], datum: Datum | None) -> NDArray[np.object_]:
    """Return (n,) points on CGCS2000: one piece is converted while those of another are made."""

    def made(piece: slice) -> NDArray[np.object_]:
        at = lon[piece], lat[piece]
        if datum in SHIFTED:
            at = datums.convert(*at, datum, Datum.CGCS2000)
        return np.asarray(shapely.points(*at), dtype=object)

    return np.concatenate([*in_threads(made, _pieces(lon), lambda: None)])


def _pieces(values: NDArray[np.float64]) -> list[slice]:
    return [slice(start, start + _PIECE) for start in range(0, max(1, len(values)), _PIECE)]
