"""Whether places are in another datum than their file claims, seen by places that are surely right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.datum import convert
from xq_gis_plugin.core.geodesy import Frame
from xq_gis_plugin.core.model import Check, CheckSeverity, Datum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["boundary_suspect", "datum_suspect", "datum_suspect_by_key"]

_OTHERS = (Datum.GCJ02, Datum.BD09)
_FAR_M = 60.0
"""Places so far from their reference, and far nearer when converted, are in another datum."""
_OUTLINE_FAR_M = 3.0
"""As far for outlines and lines, which lie on each other where they are right: in a town, what is moved by
400 m lies 5 to 15 m from the outline of the next house, and 35 m from the next road."""
_BETTER = 3.0
_MOST_COMPARED = 500
_CENTRE_DEG = 3.0
"""Beyond so many degrees a plane frame bends too much: what lies there is not compared."""
_LINE, _AREA = 1, 2
_FEWEST_FEATURES = {_LINE: 8, _AREA: 20}
"""Of fewer, a few that happen to lie along others would decide."""
_FEWEST_NAMED = 3
_SAME_EXTENT = 0.5
"""A boundary is taken for one of a district if so much of what either covers is covered by both."""


def datum_suspect(
    shapes: NDArray[Any], reference: NDArray[Any], *, only_if_many: bool = False
) -> tuple[Check, ...]:
    """Return whether places lie where a reference has none, and on it if they are taken for GCJ-02 or BD-09.

    Lines are held against lines and areas against areas by where they run, anything else by its middle.

    Parameters
    ----------
    shapes
        (n,) lon/lat degrees as they were read.
    reference
        (m,) what is surely in CGCS2000 and of the same kind: roads for roads, stations for stations.
    only_if_many
        Whether a few shapes are not compared at all: nobody has said that the reference is of their kind.
    """
    shapes, reference = _usable(shapes), _usable(reference)
    dimensions, known = shapely.get_dimensions(shapes), shapely.get_dimensions(reference)
    for dimension in (_AREA, _LINE):
        ours, theirs = shapes[dimensions == dimension], reference[known == dimension]
        fewest = _FEWEST_FEATURES[dimension] if only_if_many else 1
        if min(len(ours), len(theirs)) >= fewest:
            found = _compared(_along(_linework(_thinned(ours))), _linework(theirs), _OUTLINE_FAR_M, len(ours))
            if found:
                return found
    if only_if_many or not len(shapes) or not len(reference):
        return ()
    # Outlines that fit nowhere say nothing; where there are none, the middles do.
    if np.isin(dimensions, (_LINE, _AREA)).all() and np.isin(dimensions, known).all():
        return ()
    middles = shapely.get_coordinates(shapely.centroid(shapes))
    return _compared(_thinned(middles), reference, _FAR_M, len(shapes))


def datum_suspect_by_key(
    keys: Sequence[object],
    shapes: NDArray[Any],
    known_keys: Sequence[object],
    reference: NDArray[Any],
    *,
    several: bool = False,
) -> tuple[Check, ...]:
    """Return the same of places that bear the name, or the identity, of a place that is surely right.

    Parameters
    ----------
    keys
        (n,) names of ``shapes``, None for none. A name that stands twice is not compared.
    shapes
        (n,) lon/lat degrees as they were read.
    known_keys
        (m,) those of ``reference``.
    reference
        (m,) what is surely in CGCS2000.
    several
        Whether several of ``shapes`` may belong to one key, as the tanks of a station do: the first counts.
    """
    ours, theirs = _by_key(keys, shapes, several=several), _by_key(known_keys, reference, several=False)
    both = ours.index.intersection(theirs.index)
    if len(both) < _FEWEST_NAMED:
        return ()
    middles = shapely.get_coordinates(shapely.centroid(np.asarray(ours[both], dtype=object)))
    targets = np.asarray(theirs[both], dtype=object)
    frame = Frame(*(float(value) for value in np.median(middles, axis=0)))
    near = _is_near(targets, middles)
    if near.sum() < _FEWEST_NAMED:
        return ()
    planes = frame.to_plane(targets[near])

    def away(lonlat: Floats) -> float:
        return float(np.median(shapely.distance(frame.to_plane(shapely.points(lonlat)), planes)))

    return _judged(middles[near], away, _FAR_M, int(near.sum()))


def boundary_suspect(shapes: NDArray[Any], district: Any) -> tuple[Check, ...]:  # noqa: ANN401 - an area
    """Return the same of a layer that has the district's own boundary, held against the one that ships.

    Parameters
    ----------
    shapes
        (n,) lon/lat degrees as they were read.
    district
        An area, lon/lat degrees: generalised by some dozens of metres, where a datum moves by hundreds.
    """
    areas = _usable(shapes)
    areas = areas[shapely.get_dimensions(areas) == _AREA]
    box, own = shapely.box(*shapely.total_bounds(np.array([district]))), shapely.area(district)
    west, south, east, north = shapely.bounds(areas).T
    # Whatever covers much less or much more than the district cannot be it.
    alike = (east - west) * (north - south) >= _SAME_EXTENT * shapely.area(box)
    alike &= shapely.area(areas) <= own / _SAME_EXTENT
    for area in areas[alike]:
        if not shapely.is_valid(area):
            continue
        both = shapely.area(shapely.intersection(area, district))
        if both < _SAME_EXTENT * (shapely.area(area) + own - both):
            continue
        lines = _linework(np.array([area], dtype=object))
        return _compared(_along(lines), _linework(np.array([district], dtype=object)), _FAR_M, 1)
    return ()


def _usable(shapes: NDArray[Any]) -> NDArray[Any]:
    there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    found: NDArray[Any] = np.asarray(shapes[there], dtype=object)
    finite: NDArray[np.bool_] = np.isfinite(shapely.bounds(found)).all(axis=1)
    return np.asarray(found[finite], dtype=object)


def _by_key(keys: Sequence[object], shapes: NDArray[Any], *, several: bool) -> pd.Series:
    there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    names = pd.Series([str(key).strip() if isinstance(key, str) else "" for key in keys])
    every = pd.Series(np.asarray(shapes, dtype=object), index=names)
    found: pd.Series = every[there & (names != "").to_numpy()]
    kept: pd.Series = found[~found.index.duplicated(keep="first" if several else False)]
    return kept


def _linework(shapes: NDArray[Any]) -> NDArray[Any]:
    """Return (n,) lines: those of lines as they are, of areas their outlines."""
    areas = shapely.get_dimensions(shapes) == _AREA
    lines: NDArray[Any] = np.array(shapes, dtype=object)
    lines[areas] = shapely.boundary(shapes[areas])
    return lines


def _along(lines: NDArray[Any]) -> Floats:
    """Return places that lie along lines, a few of each or many of a few."""
    each = max(1, _MOST_COMPARED // len(lines))
    fractions = (np.arange(each) + 0.5) / each
    points = shapely.line_interpolate_point(_merged(lines)[:, None], fractions[None, :], normalized=True)
    return np.asarray(shapely.get_coordinates(points.ravel()), dtype=np.float64)


def _merged(lines: NDArray[Any]) -> NDArray[Any]:
    """Return each line in one piece, of several pieces the longest: a place along a line needs one."""
    several = shapely.get_num_geometries(lines) > 1
    if not several.any():
        return np.asarray(shapely.get_geometry(lines, 0), dtype=object)
    parts, owner = shapely.get_parts(lines, return_index=True)
    order = np.lexsort((-shapely.length(parts), owner))
    return np.asarray(parts[order][np.unique(owner[order], return_index=True)[1]], dtype=object)


def _thinned(many: NDArray[Any]) -> NDArray[Any]:
    return many[:: max(1, len(many) // _MOST_COMPARED)]


def _is_near(shapes: NDArray[Any], lonlat: Floats) -> NDArray[np.bool_]:
    west, south, east, north = shapely.bounds(shapes).T
    lon, lat = np.median(lonlat, axis=0)
    return np.asarray(
        (np.abs((west + east) / 2 - lon) < _CENTRE_DEG) & (np.abs((south + north) / 2 - lat) < _CENTRE_DEG)
    )


def _compared(lonlat: Floats, reference: NDArray[Any], far_m: float, count: int) -> tuple[Check, ...]:
    """Hold places against the nearest of a reference."""
    near = _is_near(reference, lonlat)
    if not near.any():
        return ()
    frame = Frame(*(float(value) for value in np.median(lonlat, axis=0)))
    tree = shapely.STRtree(frame.to_plane(reference[near]))

    def away(places: Floats) -> float:
        points = frame.to_plane(shapely.points(places))
        _, metres = tree.query_nearest(points, return_distance=True, all_matches=False)
        return float(np.median(metres))

    return _judged(lonlat, away, far_m, count)


def _judged(lonlat: Floats, away: Any, far_m: float, count: int) -> tuple[Check, ...]:  # noqa: ANN401
    """Return the check where places are far from their reference, and near it in another datum.

    Parameters
    ----------
    lonlat
        (n, 2) degrees as they were read.
    away
        Called with such places; the metres that the middle one of them is away from the reference.
    far_m
        Nearer than this nothing is suspected.
    count
        Of how many shapes they are.
    """
    as_read = away(lonlat)
    if as_read < far_m:
        return ()
    others = {datum: _in(lonlat, datum) for datum in _OTHERS}
    left = {datum: away(places) for datum, places in others.items()}
    datum = min(left, key=lambda one: left[one])
    if left[datum] * _BETTER > as_read:
        return ()
    centre = np.median(lonlat, axis=0)
    frame = Frame(*(float(value) for value in centre))
    moved = shapely.get_coordinates(frame.to_plane(shapely.points(np.median(others[datum], axis=0)[None])))
    shift = float(np.hypot(*moved[0]))
    message = (
        f"the places lie {as_read:.0f} m from the reference, and {left[datum]:.0f} m when taken for {datum}, "
        f"which moves them by {shift:.0f} m: they look like {datum}."
    )
    hint = f"Read the file with --datum {datum}, and look at the map; distances would be off by that much."
    facts = {
        "datum": str(datum), "away_m": f"{as_read:.0f}", "left_m": f"{left[datum]:.0f}",
        "shift_m": f"{shift:.0f}",
    }  # fmt: skip
    return (Check(CheckSeverity.IMPORTANT, "datum_suspect", message, hint, (), count, tuple(facts.items())),)


def _in(lonlat: Floats, datum: Datum) -> Floats:
    return np.column_stack(convert(lonlat[:, 0], lonlat[:, 1], datum, Datum.CGCS2000))
