"""The rows of a layer by GDAL, some at a time where the format allows it.

While pyogrio reads it keeps Python to itself: no stop is heard, and a window stands still. Two million rows
take it seven seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xq_gis_plugin.io.raw import FilePlace

__all__ = ["read_rows"]

_BY_NUMBER, _BY_KEY = ".shp", ".gpkg"
"""GDAL finds the row with a number, or with a key, without reading those before it."""
_ROWS_AT_ONCE = 100_000
_BEFORE_ALL = -(2**63)


def read_rows(place: FilePlace, **said: object) -> tuple[Any, Any, Sequence[NDArray[Any]]]:
    """Return what GDAL tells of a layer, its shapes as well-known binary, and its columns.

    Parameters
    ----------
    place
        The file.
    said
        What pyogrio is told: layer, encoding, options of the driver.

    Raises
    ------
    DataSourceError and other errors of pyogrio
        GDAL cannot read it.
    """
    import pyogrio

    if place.suffix in (_BY_NUMBER, _BY_KEY):
        told = pyogrio.read_info(place.path, **said)
        if told["features"] > _ROWS_AT_ONCE and (place.suffix == _BY_NUMBER or told["fid_column"]):
            return _in_pieces(place, said, "" if place.suffix == _BY_NUMBER else str(told["fid_column"]))
    meta, _, wkb, columns = pyogrio.raw.read(place.path, **said)
    return meta, wkb, columns


def _in_pieces(place: FilePlace, said: dict[str, object], key: str) -> tuple[Any, Any, list[NDArray[Any]]]:
    """Return the same; ``key`` is the primary key by which the next rows are found, "" for their number."""
    import pyogrio

    quoted, last = key.replace('"', '""'), _BEFORE_ALL if key else -1
    shapes: list[Any] = []
    pieces: list[Sequence[NDArray[Any]]] = []
    rows = _ROWS_AT_ONCE
    while rows == _ROWS_AT_ONCE:
        # A shapefile counts rows that were deleted in it, too.
        next_ones = {"where": f'"{quoted}" > {last}'} if key else {"skip_features": last + 1}
        meta, keys, wkb, columns = pyogrio.raw.read(
            place.path, max_features=_ROWS_AT_ONCE, return_fids=True, **next_ones, **said
        )
        rows, last = len(keys), int(keys[-1]) if len(keys) else last
        shapes.append(wkb)
        pieces.append(columns)
    whole = None if shapes[0] is None else np.concatenate(shapes)
    # Whole numbers are fractions in the pieces that have gaps, as they are in all of a layer that has some.
    return meta, whole, [np.concatenate(column) for column in zip(*pieces, strict=True)]
