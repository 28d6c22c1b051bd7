"""What each object keeps free around it, drawn as polygons."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from xq_gis_plugin.core.geodesy import Frame, degrees_for
from xq_gis_plugin.core.model import ObjectKind
from xq_gis_plugin.core.own import OWN_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from xq_gis_plugin.core.prepare import Objects

__all__ = ["NOTHING", "Drawn", "Keep", "draw"]

ARC_ERROR_M = 0.005
"""How far the straight pieces of a buffer's arcs may leave the true circle."""
TILE_DEG = 0.02
"""Objects of one tile share a frame: 2 km from its origin the scale is wrong by 5e-8."""


@dataclass(frozen=True)
class Keep:
    """How far one object keeps a point hazard away, in metres; -inf where it does not at all.

    ``surely_m`` is the threshold of a conflict, ``perhaps_m`` that of not being clear; below 0 they
    lie inside the object.
    """

    surely_m: float
    surely_rule: str
    perhaps_m: float
    perhaps_rule: str


NOTHING = Keep(-math.inf, "", -math.inf, "")


@dataclass(frozen=True)
class Drawn:
    """The buffers of one rule, lon/lat degrees, and of how many objects they are."""

    certain: bool
    rule_id: str
    shapes: list[Any]


def draw(
    objects: Objects,
    keeps: list[Keep],
    bounds: tuple[float, float, float, float],
    progress: Callable[[float, str], None] | None,
) -> list[Drawn]:
    """Draw what each object keeps free, tile by tile, each in a frame of its own."""
    near = _near(objects, keeps, bounds)
    boxes = shapely.bounds(objects.geometry[near])
    middle = np.column_stack([(boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2])
    tiles = np.floor(middle / TILE_DEG).astype(np.int64)
    owns = _own(objects)
    found: dict[tuple[bool, str], list[Any]] = {}
    _, inverse = np.unique(tiles, axis=0, return_inverse=True)
    order = np.argsort(inverse.ravel(), kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(inverse.ravel()[order])) + 1) if len(order) else []
    for number, members in enumerate(groups):
        if progress:
            progress(number / len(groups), "permitted")
        frame = Frame(*((tiles[members[0]] + 0.5) * TILE_DEG))
        plane = frame.to_plane(objects.geometry[near[members]])
        for member, shape in zip(members, plane, strict=True):
            item = int(near[member])
            keep = keeps[item]
            for certain, metres, rule in (
                (True, keep.surely_m, keep.surely_rule),
                (False, keep.perhaps_m, keep.perhaps_rule),
            ):
                ring = _ring(shape, metres, certain=certain)
                if ring is None:
                    continue
                lonlat = frame.to_lonlat(np.array([ring], dtype=object))[0]
                if item in owns:
                    lonlat = shapely.difference(lonlat, owns[item])
                found.setdefault((certain, rule), []).append(lonlat)
    return [Drawn(certain, rule, shapes) for (certain, rule), shapes in found.items()]


def _near(
    objects: Objects, keeps: list[Keep], bounds: tuple[float, float, float, float]
) -> NDArray[np.int64]:
    """Return the objects that keep anything free within the bounds."""
    metres = np.array([max(keep.surely_m, keep.perhaps_m) for keep in keeps])
    rows: NDArray[np.int64] = np.flatnonzero(np.isfinite(metres))
    if not len(rows):
        return rows
    d_lon, d_lat = degrees_for(max(1.0, float(metres[rows].max()) + 1.0), max(abs(bounds[1]), abs(bounds[3])))
    window = shapely.box(bounds[0] - d_lon, bounds[1] - d_lat, bounds[2] + d_lon, bounds[3] + d_lat)
    inside: NDArray[np.bool_] = shapely.intersects(objects.geometry[rows], window)
    return rows[inside]


def _own(objects: Objects) -> dict[int, Any]:
    """Return, by object, where it would be the new hazard's own: inside a building, and on its driveways."""
    buildings = np.array(
        [
            i
            for i, (kind, as_) in enumerate(zip(objects.kinds, objects.measured_as, strict=True))
            if kind in OWN_KINDS and as_ == "building"
        ],
        dtype=np.int64,
    )
    found: dict[int, Any] = {int(i): objects.geometry[i] for i in buildings}
    roads = [
        i
        for i, kind in enumerate(objects.kinds)
        if kind == ObjectKind.ROAD and "road_class" not in dict(objects.profiles[i].facts)
    ]
    if len(buildings) and roads:
        tree = shapely.STRtree(objects.geometry[buildings])
        road, house = tree.query(objects.geometry[roads], predicate="intersects")
        for row in np.unique(road):
            found[roads[row]] = shapely.union_all(objects.geometry[buildings[house[road == row]]])
    return found


def _ring(shape: Any, metres: float, *, certain: bool) -> Any:  # noqa: ANN401 - plane metres
    """Return the shape widened by metres (or narrowed); an arc's error never makes a zone too good."""
    if not math.isfinite(metres):
        return None
    segments = max(8, math.ceil(math.pi / (4 * math.acos(1 - ARC_ERROR_M / max(metres, 0.1)))))
    wider = metres if certain else metres + ARC_ERROR_M
    ring = shapely.buffer(shape, wider, quad_segs=segments) if wider else shape
    return ring if shapely.get_dimensions(ring) == 2 and not ring.is_empty else None  # noqa: PLR2004
