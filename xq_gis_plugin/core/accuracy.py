"""How sure each position is: as a row says, as a person says, else as its source usually is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.facts import measure

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

__all__ = ["fill_accuracy"]


def fill_accuracy(
    frame: gpd.GeoDataFrame, override_m: float | None, *, site_radius: bool = False
) -> gpd.GeoDataFrame:
    """Return the frame with every accuracy known: the row's own, ``--accuracy``, or its source's default.

    With ``site_radius``, a default covers the site of a point too; what of it is the coordinate's error and
    what the site's radius stands in ``coordinate_error_m`` and ``site_radius_m``, null where a row or a
    person states the whole.

    Raises
    ------
    InputError
        ``accuracy_invalid`` for a negative or infinite accuracy.
    """
    given = pd.to_numeric(frame["position_accuracy_m"], errors="raise").astype(float).to_numpy()
    wrong = np.flatnonzero(~np.isnan(given) & ((given < 0) | np.isinf(given)))
    if len(wrong) or (override_m is not None and not (math.isfinite(override_m) and override_m >= 0)):
        value = given[wrong[0]] if len(wrong) else override_m
        row = int(wrong[0]) + 1 if len(wrong) else None
        raise InputError(
            "accuracy_invalid",
            f"position_accuracy_m {value!r}{f' in row {row}' if row else ''} is no accuracy",
            "An accuracy is 0 or more metres; leave it empty where it is unknown.",
            value=value,
            row=row,
        )
    filled = frame.copy()
    if override_m is not None:
        defaults = np.full(len(frame), override_m)
    else:
        source = ["*" if pd.isna(v) or not str(v) else str(v) for v in frame["position_source"]]
        defaults = np.array([measure("accuracy", s).high_m for s in source], dtype=float)
        if site_radius:
            radius = np.array([measure("site_radius", k).high_m for k in frame["kind"]], dtype=float)
            radius = np.where(_stands_for_a_site(frame), radius, 0.0)
            for name, part in (("coordinate_error_m", defaults), ("site_radius_m", radius)):
                known = frame[name].to_numpy(dtype=float) if name in frame else np.full(len(frame), np.nan)
                filled[name] = np.where(np.isnan(given), part, known)
            defaults = defaults + radius
    filled["position_accuracy_m"] = np.where(np.isnan(given), defaults, given)
    return filled


def _stands_for_a_site(frame: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """Return which hazards are drawn as a point, or as one building (a canopy) of a larger site."""
    shapes = np.asarray(frame.geometry.to_numpy(), dtype=object)
    areas = shapely.get_dimensions(shapes) == 2  # noqa: PLR2004 - an area
    outlines = frame["outline"].to_numpy() == "building" if "outline" in frame else False
    return np.asarray(~areas | outlines)
