"""Which protected objects a check needs to see: with these alone it finds what it finds with all of them.

A check looks at what lies near a hazard, and at a few things of the whole layer: which kinds there are, how
tall its poles are, how far it reaches, where the nearest home is. Rows that bear witness of these go with
the rows that are near; `tests/core/test_selection.py` holds every table of both checks against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.accuracy import fill_accuracy
from xq_gis_plugin.core.facts import measure
from xq_gis_plugin.core.geodesy import degrees_for
from xq_gis_plugin.core.job import reach_of
from xq_gis_plugin.core.model import MeasuredAs, ObjectKind
from xq_gis_plugin.core.nearest import Neighbours
from xq_gis_plugin.core.prepare import located, prepare_hazards, prepare_parts
from xq_gis_plugin.core.summary import NOTHING_NEAR_M

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from xq_gis_plugin.core.rules import Rule

    FloatArray = NDArray[np.float64]
    BoolArray = NDArray[np.bool_]

__all__ = ["Asked", "homes_near", "pole_heights", "wanted_rows", "windows_of", "zones_beyond"]

_LINES = (ObjectKind.POWER_LINE.value, ObjectKind.COMMUNICATION_LINE.value)
_MARGIN_M = 10.0
_WHOLE = 360.0


@dataclass(frozen=True)
class Asked:
    """What a part of the layer is searched for.

    Attributes
    ----------
    windows
        (w, 4) degrees: west, south, east, north of what the hazards reach.
    names
        Names of the plan's places: their rows are wanted wherever they lie.
    accuracy_m
        Of rows that state none, where a person says it.
    """

    windows: FloatArray
    names: frozenset[str]
    accuracy_m: float | None


def windows_of(
    hazards: gpd.GeoDataFrame,
    parts: gpd.GeoDataFrame | None,
    rules: tuple[Rule, ...],
    accuracy_m: float | None,
    heights: Mapping[str, float],
    *,
    at_least_m: float = 0.0,
) -> FloatArray:
    """Return (w, 4) degrees: what the located hazards and their parts can be asked to keep free.

    Parameters
    ----------
    hazards, parts, accuracy_m
        As `xq_gis_plugin.assess` takes them, EPSG:4490.
    rules
        The rules in force.
    heights
        The largest stated pole height of each kind of line.
    at_least_m
        A distance that is looked at whatever the rules ask.

    Raises
    ------
    InputError
        As `prepare_hazards` and `prepare_parts`.
    """
    there = fill_accuracy(located(hazards), accuracy_m, site_radius=True)
    sites = prepare_hazards(there)
    drawn = prepare_parts(parts, hazards, accuracy_m)
    bounds, errors = shapely.bounds(sites.geometry), sites.accuracy_m.copy()
    row_of = {identity: row for row, identity in enumerate(sites.ids)}
    for owner, shape, error in zip(
        drawn["hazard_id"], drawn.geometry, drawn.get("position_accuracy_m", ()), strict=True
    ):
        row = row_of.get(str(owner))
        if row is not None:
            bounds[row] = _around(bounds[row], shapely.bounds(shape))
            errors[row] = max(errors[row], float(error))
    reach_by = {profile: reach_of(profile, rules, heights) for profile in dict.fromkeys(sites.profiles)}
    reach = [reach_by[profile] for profile in sites.profiles]
    grown = [
        _grown(box, max(r, NOTHING_NEAR_M, at_least_m) + error + _MARGIN_M)
        for box, r, error in zip(bounds, reach, errors, strict=True)
    ]
    found = np.array(grown).reshape(-1, 4)
    # What reaches beyond 180 degrees stands there again.
    return np.concatenate(
        [found, found[found[:, 2] > _WHOLE / 2] - [_WHOLE, 0, _WHOLE, 0],
         found[found[:, 0] < -_WHOLE / 2] + [_WHOLE, 0, _WHOLE, 0]]
    )  # fmt: skip


def wanted_rows(frame: gpd.GeoDataFrame, asked: Asked) -> BoolArray:
    """Return (n,) which rows of a part of the layer a check has to see.

    Parameters
    ----------
    frame
        Protected objects with the columns of `OBJECT_COLUMNS`, EPSG:4490.
    asked
        What is searched for.
    """
    shapes = np.asarray(frame.geometry.to_numpy(), dtype=object)
    there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    wanted = _near(frame, shapes, there, asked)
    wanted |= frame["name"].isin(asked.names).to_numpy() if asked.names else False
    kinds = frame["kind"].to_numpy()
    wanted[_firsts(frame[["kind", "measured_as"]][there], np.flatnonzero(there))] = True
    wanted[_firsts(frame[["position_source"]], np.arange(len(frame)))] = True
    heights = pd.to_numeric(frame["height_m"], errors="coerce").to_numpy(dtype=float)
    for line in _LINES:
        rows = np.flatnonzero((kinds == line) & there & ~np.isnan(heights))
        if len(rows):
            wanted[rows[np.argmax(heights[rows])]] = True
    # Where the layer ends, no-discharge zones apart.
    rows = np.flatnonzero(there & (kinds != ObjectKind.NO_DISCHARGE_ZONE.value))
    if len(rows):
        bounds = shapely.bounds(shapes[rows])
        wanted[rows[[*np.argmin(bounds[:, :2], axis=0), *np.argmax(bounds[:, 2:], axis=0)]]] = True
    return wanted


def pole_heights(frame: gpd.GeoDataFrame) -> dict[str, float]:
    """Return the largest stated pole height of each kind of line, metres; 0 where none is stated."""
    heights = pd.to_numeric(frame["height_m"], errors="coerce").fillna(0.0).to_numpy(dtype=float)
    kinds = frame["kind"].to_numpy()
    return {line: float(heights[kinds == line].max()) for line in _LINES if (kinds == line).any()}


def zones_beyond(frame: gpd.GeoDataFrame, windows: FloatArray) -> FloatArray:
    """Return (z, 4) boxes of zones that lie near a hazard and reach out of what was searched.

    Whether a building in them is known is asked of the whole of each.
    """
    shapes = np.asarray(frame.geometry.to_numpy(), dtype=object)
    zones = shapes[(frame["measured_as"] == MeasuredAs.ZONE.value).to_numpy() & ~shapely.is_missing(shapes)]
    if not len(zones) or not len(windows):
        return np.zeros((0, 4))
    ground = shapely.STRtree(shapely.box(*windows.T))
    boxes = shapely.bounds(zones)
    met = np.unique(ground.query(shapely.box(*boxes.T))[0])
    inside = ground.query(shapely.box(*boxes.T), predicate="within")[0]
    return np.asarray(boxes[np.setdiff1d(met, inside)])


def homes_near(
    frame: gpd.GeoDataFrame, hazards: NDArray[np.object_], best_m: FloatArray, *, zones: bool
) -> tuple[NDArray[np.int64], FloatArray]:
    """Return of a part of the layer the homes nearest to hazards, where they may be nearer than known ones.

    Parameters
    ----------
    frame
        Protected objects, EPSG:4490.
    hazards
        (h,) geometries.
    best_m
        (h,) metres to the nearest home that is known; infinity where none is.
    zones
        Whether homes are residential zones, because no building of that kind is known anywhere.

    Returns
    -------
    (h,) rows of the frame, -1 where there is none as near, and (h,) metres.
    """
    shapes = np.asarray(frame.geometry.to_numpy(), dtype=object)
    is_zone = (frame["measured_as"] == MeasuredAs.ZONE.value).to_numpy()
    homes = (frame["kind"] == ObjectKind.RESIDENCE.value).to_numpy() & (is_zone == zones)
    rows = np.flatnonzero(homes & ~(shapely.is_missing(shapes) | shapely.is_empty(shapes)))
    found, metres = np.full(len(hazards), -1, dtype=np.int64), best_m.copy()
    if not len(rows) or not len(hazards):
        return found, metres
    place, away, _ = Neighbours(shapes[rows]).of(hazards, 1)
    nearer = (place[:, 0] >= 0) & (away[:, 0] <= best_m)
    found[nearer], metres[nearer] = rows[place[nearer, 0]], away[nearer, 0]
    return found, metres


def _near(frame: gpd.GeoDataFrame, shapes: NDArray[np.object_], there: BoolArray, asked: Asked) -> BoolArray:
    near = np.zeros(len(frame), dtype=bool)
    rows = np.flatnonzero(there)
    if not len(rows) or not len(asked.windows):
        return near
    filled = fill_accuracy(frame.iloc[rows], asked.accuracy_m)
    slack = filled["position_accuracy_m"].to_numpy(dtype=float) + _extent_m(filled)
    bounds = shapely.bounds(shapes[rows])
    lat = np.degrees(slack / 6.33e6) * 1.01
    far = np.minimum(np.abs(bounds[:, [1, 3]]).max(axis=1) + lat, 89.99)
    lon = lat / np.cos(np.radians(far))
    boxes = shapely.box(bounds[:, 0] - lon, bounds[:, 1] - lat, bounds[:, 2] + lon, bounds[:, 3] + lat)
    ground = shapely.STRtree(shapely.box(*asked.windows.T))
    near[rows[np.unique(ground.query(boxes)[0])]] = True
    return near


def _extent_m(frame: gpd.GeoDataFrame) -> FloatArray:
    """Return (n,) metres by which the real edge of an object may lie beyond what is drawn, at most."""
    width, lanes = (
        pd.to_numeric(frame[name], errors="coerce").fillna(0.0).to_numpy(dtype=float)
        for name in ("width_m", "lanes")
    )
    usual = max(measure("fence_reach", "*").high_m, measure("half_width", "*").high_m)
    return np.asarray(np.maximum(usual, np.maximum(width, lanes * measure("lane_width", "*").high_m) / 2))


def _firsts(columns: pd.DataFrame, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the first row of each value."""
    return np.asarray(rows[~columns.astype("string").fillna("").duplicated().to_numpy()])


def _around(one: FloatArray, other: FloatArray) -> FloatArray:
    return np.concatenate([np.minimum(one[:2], other[:2]), np.maximum(one[2:], other[2:])])


def _grown(box: FloatArray, metres: float) -> FloatArray:
    lon, lat = degrees_for(metres, float(np.abs(box[[1, 3]]).max()))
    return np.asarray(box + np.array([-lon, -lat, lon, lat]))
