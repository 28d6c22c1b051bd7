"""Geometry that is missing or broken: mended where that is honest, left out aloud elsewhere."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import shapely

from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.io.position import leave_out

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xq_gis_plugin.core.model import Check
    from xq_gis_plugin.io.columns import Role
    from xq_gis_plugin.io.raw import Mask, RawLayer

__all__ = ["mend", "rebuilt"]

_POINT, _COLLECTION = 0, 7
_TOLD = 5
_ATTEMPTS = 4
# Why a geometry was rebuilt that looks valid by now: its ring has been closed already, or it was mixed.
_VALID_REASONS = ("Ring not closed", "Mixed collection")
_HINT = "Look at the rows in QGIS (Vector > Geometry tools > Check validity) and draw them again."


def mend(raw: RawLayer, role: Role) -> RawLayer:
    """Return the layer with valid geometries only.

    Invalid geometries are rebuilt (`rebuilt`), and the check tells each area before and after. What
    has nothing left after that is left out (hazards: kept without a position).

    Parameters
    ----------
    raw
        With its geometry in longitude and latitude, finite; `None` only where a check said so.
    role
        What the file is read as.

    Returns
    -------
    RawLayer
        ``geometry`` has valid, non-empty, two-dimensional geometries; for hazards also `None`.
    """
    if raw.geometry is None:
        return raw
    if _is_points(raw):
        return raw
    unbuilt = ~shapely.is_missing(raw.broken)
    drawn = np.where(unbuilt, raw.broken, raw.geometry)
    there = ~shapely.is_missing(drawn)
    bad = there & (unbuilt | ~shapely.is_valid(drawn) | (shapely.get_type_id(drawn) == _COLLECTION))
    geometry = drawn.copy()
    geometry[bad] = [rebuilt(item) for item in drawn[bad]]
    lost = bad & shapely.is_missing(geometry)
    if (bad & ~lost).any():
        raw = raw.with_checks(_repair_check(raw, drawn, geometry, bad & ~lost))
    mended = dataclasses.replace(raw, geometry=geometry, broken=np.full(len(geometry), None, dtype=object))
    what = "geometry that cannot be repaired"
    return leave_out(mended, role, lost, "geometry_broken", what=what, hint=_HINT)


def _is_points(raw: RawLayer) -> bool:
    """Return whether there is nothing to mend: points, which are valid by themselves, and gaps."""
    kinds = shapely.get_type_id(raw.geometry)
    simple = (kinds == _POINT) & ~shapely.is_empty(raw.geometry)
    return bool((simple | (kinds < 0)).all() and shapely.is_missing(raw.broken).all())


def rebuilt(geometry: shapely.Geometry) -> shapely.Geometry | None:
    """Return a valid geometry that goes around the same area, `None` if nothing is left.

    `shapely.make_valid` with the method ``structure`` keeps the area that the rings go around. Its
    answer is rounded and now and then invalid itself, so it is asked again.
    """
    valid = geometry
    for _ in range(_ATTEMPTS):
        valid = _main_part(shapely.make_valid(valid, method="structure", keep_collapsed=False))
        if valid is None or valid.is_empty:
            return None
        if valid.is_valid:
            return valid
    return None


def _main_part(geometry: shapely.Geometry) -> shapely.Geometry | None:
    """Return the parts of highest dimension of a collection: the polygons, else lines, else points."""
    if shapely.get_type_id(geometry) != _COLLECTION:
        return geometry
    singles = _singles(geometry)
    if not singles:
        return None
    most = max(shapely.get_dimensions(singles))
    kept = [item for item in singles if shapely.get_dimensions(item) == most]
    return kept[0] if len(kept) == 1 else shapely.union_all(kept)


def _singles(geometry: shapely.Geometry) -> list[shapely.Geometry]:
    """Return the single parts of a collection, of collections within it too."""
    nested = [
        _singles(part) if shapely.get_type_id(part) == _COLLECTION else [*shapely.get_parts(part)]
        for part in shapely.get_parts(geometry)
    ]
    return [single for singles in nested for single in singles if not single.is_empty]


def _repair_check(
    raw: RawLayer, before: NDArray[np.object_], after: NDArray[np.object_], mask: Mask
) -> Check:
    from pyproj import Geod

    geod = Geod(ellps="GRS80")
    told, changed = [], []
    for index in np.flatnonzero(mask)[:_TOLD]:
        valid = shapely.is_valid(before[index])
        reason = (
            _VALID_REASONS[raw.broken[index] is None]
            if valid
            else shapely.is_valid_reason(before[index]).split("[")[0]
        )
        areas = [abs(geod.geometry_area_perimeter(item)[0]) for item in (before[index], after[index])]
        told.append(
            f"row {int(raw.rows[index])}: {reason}, {areas[0]:.1f} m² as drawn, {areas[1]:.1f} m² now"
        )
        changed.append(f"{int(raw.rows[index])}: {areas[0]:.1f} → {areas[1]:.1f} m²")
    count = int(mask.sum())
    noun = "geometry was" if count == 1 else "geometries were"
    more = f"; and {count - _TOLD} more" if count > _TOLD else ""
    message = f"{count} invalid {noun} repaired ({'; '.join(told)}{more})."
    areas_told = "; ".join(changed) + (" …" if more else "")
    return raw.check(CheckSeverity.IMPORTANT, "geometry_repaired", message, _HINT, mask, areas=areas_told)
