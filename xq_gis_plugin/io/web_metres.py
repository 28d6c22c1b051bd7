"""The metres of a web map in a table: Web Mercator's can be read where they are named, Baidu's cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.crs_candidates import candidates, told

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["easting_is_first", "is_web_mercator", "web_metres_unsaid"]

_WEB_MERCATOR = 3857
_EASTING_M, _NORTHING_M = (8.1e6, 15.2e6), (3.3e5, 7.4e6)
"""Of China: the two do not overlap, so it is always known which is which."""


def is_web_mercator(named: str | None) -> bool:
    """Return whether a person names the coordinate system of web maps."""
    if named is None:
        return False
    from pyproj import CRS

    return CRS.from_user_input(named).to_epsg() == _WEB_MERCATOR


def easting_is_first(x: NDArray[np.float64], y: NDArray[np.float64]) -> bool | None:
    """Return which of two columns is the easting of a web map; None if they are no metres of one.

    Parameters
    ----------
    x, y
        (n,) numbers, NaN for none.
    """
    there = np.isfinite(x) & np.isfinite(y)
    if not there.any():
        return None
    for first, east, north in ((True, x, y), (False, y, x)):
        fits = _within(east[there], _EASTING_M) & _within(north[there], _NORTHING_M)
        if 2 * fits.sum() > len(fits):
            return first
    return None


def web_metres_unsaid(raw: RawLayer, east: NDArray[np.float64], north: NDArray[np.float64]) -> InputError:
    """Return the error for metres of a web map that nobody has named.

    Parameters
    ----------
    raw
        The table.
    east, north
        (n,) metres, NaN for none.
    """
    where = told(candidates(np.column_stack([east, north]), None)) or "—"
    message = (
        f"{raw.place.path.name}: the coordinates look like metres of a web map. By where the data would "
        f"fall: {where}. They may as well be Baidu's own metres (BD-09MC), which cannot be converted here "
        "and would fall some 20 km too far south if taken for the former."
    )
    hint = (
        "If they are Web Mercator, say so: --crs EPSG:3857 (with --datum gcj02 where they come from Amap). "
        "Have Baidu's metres converted to longitude and latitude (bd09ll) by Baidu's own service (geoconv), "
        "and read those with --datum bd09."
    )
    return InputError("web_metres_unsaid", message, hint, path=raw.place.shown, candidates=where)


def _within(values: NDArray[np.float64], span: tuple[float, float]) -> NDArray[np.bool_]:
    return np.asarray((values >= span[0]) & (values <= span[1]), dtype=np.bool_)
