"""How far off the coordinates of a hazard are, which says nothing yet of how far its site reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from xq_gis_plugin.core.facts import measure
from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.io.coordinate_headers import plain_header
from xq_gis_plugin.io.values import WrongValueError, parse_number

if TYPE_CHECKING:
    import geopandas as gpd

    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["ERROR_HEADERS", "with_site_radius"]

ERROR_HEADERS = ("坐标精度", "定位精度", "点位精度", "坐标误差", "coordinate_error_m")
"""Of a point these say what the surveyor or the telephone says: 5 m, whatever the size of the station."""
_AREA = 2


def with_site_radius(frame: gpd.GeoDataFrame, raw: RawLayer) -> tuple[gpd.GeoDataFrame, RawLayer]:
    """Return hazards whose accuracy is the error of their coordinates and the radius of their kind's site.

    The two stand apart in ``coordinate_error_m`` and ``site_radius_m``. A row that states the whole keeps it;
    a cell that is no number of metres leaves the accuracy unknown.

    Parameters
    ----------
    frame
        Hazards, with the file's own columns.
    raw
        The layer that they come from, to which the check is added.
    """
    plain = {plain_header(name) for name in ERROR_HEADERS}
    headers = [str(header) for header in frame.columns if plain_header(str(header)) in plain]
    if len(headers) != 1 or "site_radius_m" in frame.columns:
        return frame, raw
    errors = np.array([_metres(cell) for cell in frame[headers[0]]], dtype=np.float64)
    own = frame["position_accuracy_m"].to_numpy(dtype=np.float64)
    points = shapely.get_dimensions(np.asarray(frame.geometry.to_numpy(), dtype=object)) != _AREA
    radius = np.array([measure("site_radius", str(kind)).high_m for kind in frame["kind"]], dtype=np.float64)
    radius = np.where(points, radius, 0.0)
    here = np.isnan(own) & ~np.isnan(errors) & ~shapely.is_missing(np.asarray(frame.geometry, dtype=object))
    if not here.any():
        return frame, raw
    told = frame.assign(
        position_accuracy_m=np.where(here, errors + radius, own),
        coordinate_error_m=np.where(here, errors, np.nan),
        site_radius_m=np.where(here, radius, np.nan),
    )
    told.attrs = frame.attrs
    message = (
        f"{headers[0]} was read as the error of the coordinates; the radius of the site was added to it."
    )
    hint = "Nothing, if that is so; a radius that covers the whole site stands under 位置精度."
    check = raw.check(CheckSeverity.NOTE, "site_radius_added", message, hint, here, header=headers[0])
    return told, raw.with_checks(check)


def _metres(cell: object) -> float:
    """Return the metres that a cell says, NaN where it says none."""
    text = cell.strip().removesuffix("米").removesuffix("m").lstrip("±") if isinstance(cell, str) else cell
    try:
        number = None if text is None else parse_number(text)
    except WrongValueError:
        return np.nan
    return np.nan if number is None or number < 0 else number
