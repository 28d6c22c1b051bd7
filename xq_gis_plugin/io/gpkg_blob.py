"""Geometries as a GeoPackage stores them, and the functions that its spatial index asks for.

Source: OGC 12-128r17, GeoPackage Encoding Standard 1.3, clause 2.1.3 and annex F.3.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray

__all__ = ["add_index_functions", "blobs", "shape_of"]

_HEADER = struct.Struct("<2sBBi")
_ENVELOPE = struct.Struct("<4d")
_LITTLE, _WITH_ENVELOPE, _EMPTY = 0b1, 0b10, 0b10000
_ENVELOPE_BITS, _ENVELOPE_SHIFT = 0b1110, 1
_ENVELOPE_NUMBERS = (0, 4, 6, 6, 8)
"""How many numbers the envelope of each kind has."""


def blobs(shapes: NDArray[Any], srs_id: int) -> list[bytes | None]:
    """Return geometries as a GeoPackage stores them.

    Parameters
    ----------
    shapes
        (n,) shapely geometries in two dimensions, `None` where there is none.
    srs_id
        The file's own number of their coordinate system.

    Returns
    -------
    list
        (n,) header, envelope and ISO WKB, little-endian; `None` where there is no geometry.
    """
    wkb = shapely.to_wkb(shapes, byte_order=1, flavor="iso", output_dimension=2)
    bounds = shapely.bounds(shapes)[:, [0, 2, 1, 3]]
    full = _HEADER.pack(b"GP", 0, _LITTLE | _WITH_ENVELOPE, srs_id)
    empty = _HEADER.pack(b"GP", 0, _LITTLE | _EMPTY, srs_id)
    return [
        None if body is None else empty + body if west != west else full + _ENVELOPE.pack(west, *rest) + body  # noqa: PLR0124 - NaN
        for body, (west, *rest) in zip(wkb.tolist(), bounds.tolist(), strict=True)
    ]


def shape_of(blob: bytes) -> Any:  # noqa: ANN401 - a geometry
    """Return the geometry that a GeoPackage stores so."""
    _, _, flags, _ = _HEADER.unpack_from(blob)
    numbers = _ENVELOPE_NUMBERS[(flags & _ENVELOPE_BITS) >> _ENVELOPE_SHIFT]
    return shapely.from_wkb(blob[_HEADER.size + 8 * numbers :])


def add_index_functions(connection: sqlite3.Connection) -> None:
    """Give a connection what the triggers of a spatial index call."""
    connection.create_function("ST_IsEmpty", 1, lambda blob: int(_bounds(blob) is None), deterministic=True)
    for number, name in enumerate(("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")):
        connection.create_function(name, 1, _one_bound(number), deterministic=True)


def _one_bound(number: int) -> Any:  # noqa: ANN401 - a function that SQLite calls
    def bound(blob: bytes) -> float | None:
        found = _bounds(blob)
        return None if found is None else found[number]

    return bound


def _bounds(blob: bytes) -> tuple[float, float, float, float] | None:
    """Return west, east, south, north; None where the geometry is empty."""
    _, _, flags, _ = _HEADER.unpack_from(blob)
    if flags & _EMPTY:
        return None
    order = "<" if flags & _LITTLE else ">"
    numbers = _ENVELOPE_NUMBERS[(flags & _ENVELOPE_BITS) >> _ENVELOPE_SHIFT]
    if numbers:
        west, east, south, north = struct.unpack_from(f"{order}4d", blob, _HEADER.size)
        return west, east, south, north
    west, south, east, north = (float(value) for value in shapely.bounds(shape_of(blob)))
    return None if np.isnan(west) else (west, east, south, north)
