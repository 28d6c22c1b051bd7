"""Candidates along named roads: places to choose from where nobody has drawn any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.facts import measure
from xq_gis_plugin.core.geodesy import Frame
from xq_gis_plugin.core.model import CRS, HazardKind
from xq_gis_plugin.core.siting.gather import name_of
from xq_gis_plugin.core.siting.model import CANDIDATE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["candidates_along"]

_KIND = HazardKind.FIREWORKS_RETAIL.value
_NEAREST_M = 1.0


def candidates_along(
    roads: gpd.GeoDataFrame,
    *,
    names: Sequence[str] = (),
    every_m: float = 20.0,
    offset_m: float = 20.0,
    area: shapely.Polygon | shapely.MultiPolygon | None = None,
) -> gpd.GeoDataFrame:
    """Return places at even distances along roads, on both sides.

    Parameters
    ----------
    roads
        Lines with the column ``name``, EPSG:4490; those of one name are one road.
    names
        Which roads; all that have a name where empty.
    every_m
        Metres between two places, measured along the road.
    offset_m
        Metres from the road's line; 0 for places on it, once and not on both sides.
    area
        Places outside it are left out, lon/lat degrees.

    Returns
    -------
    GeoDataFrame
        `CANDIDATE_COLUMNS`, EPSG:4490. ``site_id`` is the road's name, the metres from the beginning of
        its line and the side. A road shorter than half ``every_m`` has a place at its middle. A shop takes
        room: the accuracy is the catalogue's site radius of its kind.

    Raises
    ------
    InputError
        ``spacing_invalid`` for a step below 1 m or an endless distance, ``no_roads`` where no road has one
        of the names.
    """
    if not _NEAREST_M <= every_m < np.inf or not 0 <= offset_m < np.inf:
        message = f"places every {every_m!r} m, {offset_m!r} m from the road"
        hint = "Give 1 m or more between two places, and 0 or more from the road."
        raise InputError("spacing_invalid", message, hint, every=every_m, offset=offset_m)
    shapes = np.asarray(roads.geometry.to_numpy(), dtype=object)
    named = pd.Series([name_of(value) for value in roads["name"]], dtype=object)
    lines = (shapely.get_dimensions(shapes) == 1) & named.notna().to_numpy()
    known = set(named[lines])
    wanted = sorted(set(names) or known)
    strange = [road for road in wanted if road not in known]
    if strange or not wanted:
        message = f"no road is called {', '.join(strange) or 'anything'}"
        hint = "See the column name of the roads."
        raise InputError("no_roads", message, hint, names=", ".join(strange))
    rows: list[dict[str, Any]] = []
    for road in wanted:
        rows += _places(road, shapes[lines & (named == road).to_numpy()], every_m, offset_m)
    frame = gpd.GeoDataFrame(
        pd.DataFrame(rows, columns=list(CANDIDATE_COLUMNS)), geometry="geometry", crs=CRS
    )
    if area is not None:
        frame = frame[shapely.covers(area, frame.geometry.to_numpy())].reset_index(drop=True)
    return frame


def _places(road: str, lines: NDArray[Any], every_m: float, offset_m: float) -> list[dict[str, Any]]:
    """Return the places along one road, its pieces joined where they meet."""
    middle = shapely.get_coordinates(shapely.centroid(shapely.union_all(lines)))[0]
    frame = Frame(float(middle[0]), float(middle[1]))
    plane = shapely.line_merge(shapely.union_all(frame.to_plane(lines)))
    parts = sorted(shapely.get_parts(plane), key=lambda part: (-part.length, part.wkb))
    accuracy = measure("site_radius", _KIND).high_m
    rows = []
    for number, part in enumerate(parts, 1):
        chainage = np.arange(every_m / 2, part.length, every_m)
        if number == 1 and not len(chainage):
            chainage = np.array([part.length / 2])
        at = shapely.line_interpolate_point(part, chainage)
        before = shapely.line_interpolate_point(part, np.maximum(0.0, chainage - 0.5))
        after = shapely.line_interpolate_point(part, np.minimum(part.length, chainage + 0.5))
        along = shapely.get_coordinates(after) - shapely.get_coordinates(before)
        along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
        left = np.column_stack([-along[:, 1], along[:, 0]])
        sides = (("", 0.0),) if offset_m == 0 else (("L", offset_m), ("R", -offset_m))
        for side, metres in sides:
            spots = frame.to_lonlat(shapely.points(shapely.get_coordinates(at) + metres * left))
            for place, spot in zip(chainage, spots, strict=True):
                metre = f"{place:.1f}".removesuffix(".0")
                ending = [side] * bool(side) + [f"({number})"] * (number > 1)
                rows.append(
                    dict.fromkeys(CANDIDATE_COLUMNS)
                    | {
                        "site_id": "-".join([road, f"{metre}m", *ending]),
                        "name": " ".join([road, f"{metre} m", *ending]),
                        "kind": _KIND,
                        "address": road,
                        "position_status": "located",
                        "position_source": "generated",
                        "position_accuracy_m": accuracy,
                        "geometry": spot,
                    }
                )
    return rows
