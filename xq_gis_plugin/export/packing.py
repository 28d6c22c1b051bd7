"""Geometry and columns as compact JSON values for the map page."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["inert_json", "line_steps", "lonlat_points", "plain", "ring_lists"]

_DECIMALS = 7
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def ring_lists(shape: Any) -> list[list[list[float]]]:  # noqa: ANN401 - shapely has no types
    """Return the rings or lines of one shape as lists of [lat, lon], as Leaflet takes them.

    The rings of all its polygons stand in one list: filled by the even-odd rule, holes stay holes.
    """
    if shape is None or shape.is_empty:
        return []
    lists = []
    for part in shapely.get_parts(shape):
        pieces = shapely.get_rings(part) if shapely.get_dimensions(part) == 2 else [part]  # noqa: PLR2004
        lists += [np.round(shapely.get_coordinates(p)[:, ::-1], _DECIMALS).tolist() for p in pieces]
    return lists


def line_steps(shapes: NDArray[np.object_]) -> list[list[list[int]]]:
    """Return the rings or lines of each shape as steps in 1e-7 degrees: a third of what `ring_lists` takes.

    One list for each ring: latitude, longitude, and then from vertex to vertex by how much each changes.
    """
    found: list[list[list[int]]] = []
    for rings in map(ring_lists, shapes):
        whole = [np.rint(np.array(ring) * 10**_DECIMALS).astype(np.int64) for ring in rings]
        found.append([np.diff(ring, axis=0, prepend=[[0, 0]]).ravel().tolist() for ring in whole])
    return found


def lonlat_points(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return a point in or on each shape as (n, 2) longitude and latitude; NaN where there is none."""
    points = shapely.point_on_surface(shapes)
    points[shapely.is_empty(points)] = None
    return np.column_stack([shapely.get_x(points), shapely.get_y(points)]).astype(np.float64)


def plain(values: Sequence[object] | pd.Series, decimals: int = 6) -> list[Any]:
    """Return a column as what JSON knows: numbers, text and null."""
    return [_plain(value, decimals) for value in values]


def inert_json(value: object) -> str:
    """Return JSON that nothing in HTML or JavaScript takes for anything but data."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    # Half a surrogate pair, as broken imports have it, is no character and cannot be written.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _plain(value: object, decimals: int) -> float | str | None:
    if value is None or value is pd.NA:
        return None
    if isinstance(value, int | float | np.integer | np.floating):
        number = float(value)
        if not math.isfinite(number):
            return None
        return int(number) if number.is_integer() else round(number, decimals)
    return str(value)
