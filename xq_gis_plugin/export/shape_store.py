"""All protected objects in one block of bytes, small and exact to 1e-7 degrees.

The block holds whole numbers only. A building's walls are parallel or at right angles to each other:
of each step from vertex to vertex the larger component is stored as it is, and the smaller one as the
difference to what the wall before or opposite suggests, which is next to nothing. Bytes of equal
weight stand together, and all of it is deflated. static/map/unpack.js undoes it, operation by operation.
"""

from __future__ import annotations

import base64
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.export.packing import inert_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

__all__ = ["SCALE", "Store", "pack_store"]

SCALE = 10_000_000
"""Parts of a degree: 1e-7 degrees are about 1 cm."""

_RADIANS = 1.7453292519943296e-9
"""Of one part."""
_MOST_DEGREES = (180.0, 90.0)
_DIGITS = 12
"""Of an identity that was made of a hash."""
_LARGE = SCALE // 100
"""What is larger than this, 1 km, comes first: it would spoil the boxes of its neighbours."""
_AREA = 2
_CLOSED = (shapely.GeometryType.LINEARRING, shapely.GeometryType.POLYGON)


@dataclass(frozen=True)
class Store:
    """The block as base64, and in which order it has the rows that it was made of."""

    text: str
    order: NDArray[np.int64]


@dataclass(frozen=True)
class _Rings:
    """Vertices as whole numbers by ring, rings by row; a closed ring's last vertex is left out."""

    rings: NDArray[np.int64]
    vertices: NDArray[np.int64]
    xy: NDArray[np.int64]


def pack_store(
    frame: pd.DataFrame,
    shapes: NDArray[np.object_],
    look: NDArray[np.uint8],
    *,
    columns: Mapping[str, NDArray[Any]] | None = None,
    complete: bool = True,
) -> Store:
    """Pack objects with their shapes, kinds, names and identities.

    Parameters
    ----------
    frame
        The objects: ``kind``, ``name`` and ``object_id``, text or null.
    shapes
        Their geometry in EPSG:4490, one for each row. What is missing, empty, not finite or outside the
        globe becomes an object without rings.
    look
        For each row the number of its style in ``xq.baseStyles``.
    columns
        More numbers for each row: whole ones that fit into 32 bits, or ``float64``.
    complete
        Whether these are all objects of the run.

    Returns
    -------
    Store
        Rows that are near each other in space stand near each other.

    Examples
    --------
    >>> frame = pd.DataFrame({"kind": ["school"], "name": ["一小"], "object_id": ["s1"]})
    >>> store = pack_store(frame, np.array([shapely.box(0, 0, 1, 1)]), np.zeros(1, np.uint8))
    >>> store.order.tolist()
    [0]
    """
    drawable = np.where(_placed(shapes), shapes, shapely.Point())
    order = _near_each_other(drawable)
    drawable = drawable[order]
    rings = _rings(drawable)
    kinds = np.maximum(shapely.get_dimensions(drawable), 0)
    arrays = _coded_rings(rings, kinds)
    arrays["type"], arrays["look"] = kinds.astype(np.uint8), np.asarray(look, dtype=np.uint8)[order]
    texts: dict[str, list[str]] = {}
    made = _made_identities(frame["object_id"].to_numpy(dtype=object)[order])
    arrays |= made
    for name in ("kind", "name") if made else ("kind", "name", "object_id"):
        codes, distinct = pd.factorize(frame[name].to_numpy(dtype=object)[order], use_na_sentinel=True)
        arrays[name] = (codes + 1).astype(np.uint32)
        texts[name] = [str(text) for text in distinct]
    extra = {name: _column(name, values)[order] for name, values in (columns or {}).items()}
    return Store(_deflated(arrays, extra, texts, complete=complete), order)


def _placed(shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return which shapes have a place on the globe."""
    bounds = shapely.bounds(shapes)
    within = np.abs(bounds) <= np.array(_MOST_DEGREES * 2)
    return np.asarray(within.all(axis=1), dtype=np.bool_)


def _near_each_other(shapes: NDArray[np.object_]) -> NDArray[np.int64]:
    """Return the rows in the order of a Z-shaped curve, large ones first."""
    bounds = np.nan_to_num(shapely.bounds(shapes), nan=0.0)
    middle = (bounds[:, :2] + bounds[:, 2:]) / 2
    grid = ((middle + 180.0) / 360.0 * 0xFFFFFFFF).astype(np.uint64)
    curve = _spread(grid[:, 0]) | _spread(grid[:, 1]) << np.uint64(1)
    large = (bounds[:, 2:] - bounds[:, :2]).max(axis=1, initial=0) * SCALE > _LARGE
    order: NDArray[np.int64] = np.lexsort((curve, ~large)).astype(np.int64)
    return order


def _spread(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return 32 bits with a gap after each."""
    for shift, mask in (
        (16, 0x0000FFFF0000FFFF), (8, 0x00FF00FF00FF00FF), (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333), (1, 0x5555555555555555),
    ):  # fmt: skip
        values = (values | values << np.uint64(shift)) & np.uint64(mask)
    return values


def _rings(shapes: NDArray[np.object_]) -> _Rings:
    # Most shapes are one ring or line: these need not be taken apart.
    whole = (shapely.get_type_id(shapes) <= shapely.GeometryType.POLYGON) & (
        shapely.get_num_interior_rings(shapes) == 0
    )
    others = np.flatnonzero(~whole)
    parts, owner = shapely.get_parts(shapes[others], return_index=True)
    areas = shapely.get_dimensions(parts) == _AREA
    rings, of = shapely.get_rings(parts[areas], return_index=True)
    pieces = np.concatenate([shapes[whole], rings, parts[~areas]])
    belongs = np.concatenate([np.flatnonzero(whole), others[owner[areas][of]], others[owner[~areas]]])
    order = np.argsort(belongs, kind="stable")
    order = order[shapely.get_num_coordinates(pieces[order]) > 0]
    pieces, belongs = pieces[order], belongs[order]
    xy, piece = shapely.get_coordinates(pieces, return_index=True)
    last = np.append(piece[1:] != piece[:-1], np.ones(min(1, len(piece)), dtype=bool))
    # A polygon's one ring ends where it began, as a ring does.
    closed = np.isin(shapely.get_type_id(pieces), _CLOSED)
    kept = ~(last & closed[piece])
    return _Rings(
        np.bincount(belongs, minlength=len(shapes)),
        np.bincount(piece[kept], minlength=len(pieces)),
        np.rint(xy[kept] * SCALE).astype(np.int64),
    )


def _coded_rings(rings: _Rings, kinds: NDArray[np.int32]) -> dict[str, NDArray[Any]]:
    """Return the rings as arrays: where each begins, its first steps, and the rest by direction."""
    count, xy = len(rings.xy), rings.xy
    firsts = np.cumsum(rings.vertices) - rings.vertices
    place = np.arange(count) - np.repeat(firsts, rings.vertices)
    area = np.repeat(np.repeat(kinds == _AREA, rings.rings), rings.vertices)
    start = np.diff(xy[firsts], axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    step = _wrapped(np.diff(xy, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)))
    led = np.flatnonzero((place > 1) & area)
    free = np.flatnonzero((place > 0) & ~((place > 1) & area))
    along, aside = _along_and_aside(step, led, place[led], xy[:, 1])
    return {
        "rings": rings.rings.astype(np.uint32),
        "vertices": rings.vertices.astype(np.uint32),
        "start_lon": _folded(start[:, 0]),
        "start_lat": _folded(start[:, 1]),
        "free_lon": _folded(step[free, 0]),
        "free_lat": _folded(step[free, 1]),
        "along": _folded(along),
        "aside": _folded(aside),
    }


def _along_and_aside(
    step: NDArray[np.int64], led: NDArray[np.int64], place: NDArray[np.int64], lat: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the larger component of each step's direction, and how far the other is from expected.

    The second step of a ring is expected at right angles to the first, a later one parallel to the one
    before the last. store.js does the same sums in the same order: every one of them is exact to a bit.
    """
    second = place == 2  # noqa: PLR2004 - the second step leads to the vertex of number 2
    across = _cosine(lat[led - 2])
    before = np.where(second[:, None], step[led - 1], step[led - 2]).astype(np.float64)
    lead_x = np.where(second, -before[:, 1] / across, before[:, 0])
    lead_y = np.where(second, before[:, 0] * across, before[:, 1])
    upright = np.abs(lead_y) > np.abs(lead_x)
    top, bottom = np.where(upright, lead_x, lead_y), np.where(upright, lead_y, lead_x)
    slope = np.divide(top, bottom, out=np.zeros(len(led)), where=bottom != 0)
    along = np.where(upright, step[led, 1], step[led, 0])
    other = np.where(upright, step[led, 0], step[led, 1])
    return along, other - np.floor(along * slope + 0.5).astype(np.int64)


def _cosine(lat: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return about the cosine, at least 0.01: by sums and products, which any machine does alike."""
    square = lat * _RADIANS
    square = square * square
    cosine = 1.0 - square * (0.5 - square * (0.041666666666666664 - square * 0.001388888888888889))
    return np.maximum(cosine, 0.01)


def _wrapped(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return what 32 bits keep: a step across half of the globe needs one more."""
    return values.astype(np.int32).astype(np.int64)


def _folded(values: NDArray[np.int64]) -> NDArray[np.uint32]:
    """Return signed numbers as unsigned ones, small where they were near 0."""
    low = values.astype(np.int32)
    return ((low << 1) ^ (low >> 31)).astype(np.uint32)


def _made_identities(identities: NDArray[np.object_]) -> dict[str, NDArray[np.uint32]]:
    """Return identities that are all hashes (see `xq_gis_plugin.io.identity`) as numbers, else nothing."""
    text = "".join(map(str, identities))
    if len(text) != _DIGITS * len(identities) or not all(len(str(i)) == _DIGITS for i in identities):
        return {}
    if not text or text.strip("0123456789abcdef"):
        return {}
    whole = np.frombuffer(bytes.fromhex(text), dtype=">u2").astype(np.uint32).reshape(-1, 3)
    return {f"hash_{part}": np.ascontiguousarray(whole[:, part]) for part in range(3)}


def _column(name: str, values: NDArray[Any]) -> NDArray[Any]:
    """Return a column as ``int32`` or ``float64``.

    Raises
    ------
    ValueError
        Where whole numbers do not fit.
    """
    values = np.asarray(values)
    if values.dtype.kind == "f":
        return values.astype(np.float64)
    narrow = values.astype(np.int32)
    if not np.array_equal(narrow, values):
        raise ValueError(name)
    return narrow


def _deflated(
    arrays: Mapping[str, NDArray[Any]],
    extra: Mapping[str, NDArray[Any]],
    texts: Mapping[str, list[str]],
    *,
    complete: bool,
) -> str:
    """Return the length of the head, the head as JSON, and the bytes, each deflated, as base64."""
    planes: list[bytes] = []
    told = []
    for name, values in (*arrays.items(), *extra.items()):
        width = _width(values)
        told.append([name, len(values), values.dtype.kind if name in extra else "", width])
        columns = np.ascontiguousarray(values).view(np.uint8).reshape(len(values), values.itemsize)
        planes += [columns[:, byte].tobytes() for byte in range(width)]
    head = zlib.compress(
        inert_json({"complete": complete, "arrays": told, "texts": texts}).encode("utf-8"), 4
    )
    # Bytes of equal weight repeat themselves next to each other or not at all: this is as small, and fast.
    pressed = zlib.compressobj(strategy=zlib.Z_RLE)
    body = pressed.compress(b"".join(planes)) + pressed.flush()
    return base64.b64encode(struct.pack("<I", len(head)) + head + body).decode("ascii")


def _width(values: NDArray[Any]) -> int:
    """Return how many bytes of each number say anything."""
    if values.dtype.kind != "u":
        return values.itemsize
    most = int(values.max(initial=0))
    return max(1, (most.bit_length() + 7) // 8)
