"""The layer ``pairs`` of a GeoPackage: who stands nearer than asked to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from xq_gis_plugin.core.columns import column_of
from xq_gis_plugin.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["LINE_BYTES", "lines_as_wkb", "write_pairs_layer"]

_VERSION = "1.3"
_LINE = np.dtype([("order", "u1"), ("type", "<u4"), ("count", "<u4"), ("at", "<f8", 4)])
LINE_BYTES = _LINE.itemsize
"""What one line takes in `lines_as_wkb`."""


def write_pairs_layer(
    draft: Path, columns: Mapping[str, NDArray[Any]], lines: NDArray[np.float64], srs: tuple[str, int]
) -> None:
    """Write a new GeoPackage with the pairs.

    Parameters
    ----------
    draft
        The file; it is not there yet.
    columns
        (n,) each.
    lines
        (n, 4) longitude and latitude of both ends of the shortest lines.
    srs
        Authority and code of their coordinate system.

    Raises
    ------
    InputError
        ``library_missing``.
    """
    try:
        import pyogrio
    except ImportError as error:
        message = f"{draft.name} cannot be written: the library pyogrio is not installed."
        hint = "Install it (pip install pyogrio)."
        raise InputError("library_missing", message, hint, library="pyogrio") from error
    raw = lines_as_wkb(lines)
    bodies = column_of([raw[start : start + LINE_BYTES] for start in range(0, len(raw), LINE_BYTES)])
    crs = "OGC:CRS84" if srs[0] == "OGC" else f"{srs[0]}:{srs[1]}"
    pyogrio.raw.write(
        draft, bodies, [*columns.values()], [*columns], layer="pairs", driver="GPKG", crs=crs,
        geometry_type="LineString", dataset_options={"VERSION": _VERSION},
    )  # fmt: skip


def lines_as_wkb(lines: NDArray[np.float64]) -> bytes:
    """Return (n, 4) lines of two ends as well-known binary, one behind the other."""
    raw = np.zeros(len(lines), dtype=_LINE)
    raw["order"], raw["type"], raw["count"], raw["at"] = 1, 2, 2, lines
    return raw.tobytes()
