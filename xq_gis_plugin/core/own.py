"""What near a hazard is the hazard's own: its canopy, kiosk and driveways (DESIGN §3, kept usable)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from xq_gis_plugin.core.model import ObjectKind

if TYPE_CHECKING:
    from xq_gis_plugin.core.pairs import HazardView, Pairs
    from xq_gis_plugin.core.prepare import Objects

__all__ = ["OWN_SHARE", "civil_buildings_in_zones", "driveways", "own_buildings", "own_pairs"]

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]

OWN_KINDS = frozenset({ObjectKind.BUILDING, ObjectKind.PUBLIC_BUILDING})
"""Non-dwelling buildings; a school or a mall on the plot is nobody's kiosk."""

OWN_SHARE = 0.5
"""How much of a building must lie on the plot: a neighbour drawn a little over the line is no canopy."""

_BUILT = frozenset(
    {
        ObjectKind.RESIDENCE, ObjectKind.SCHOOL, ObjectKind.KINDERGARTEN, ObjectKind.HOSPITAL,
        ObjectKind.ELDERLY_HOME, ObjectKind.MALL, ObjectKind.MARKET, ObjectKind.PUBLIC_BUILDING,
        ObjectKind.BUILDING, ObjectKind.MONUMENT, ObjectKind.MUSEUM, ObjectKind.EXHIBITION_HALL,
        ObjectKind.ARCHIVE, ObjectKind.LIBRARY,
    }
)  # fmt: skip


def own_buildings(objects: Objects) -> BoolArray:
    """(m,) whether each object could be a hazard's own building."""
    return np.array(
        [k in OWN_KINDS and a == "building" for k, a in zip(objects.kinds, objects.measured_as, strict=True)],
        dtype=bool,
    )


def driveways(objects: Objects) -> BoolArray:
    """(m,) whether each object is a road of no class, which could be a hazard's own."""
    return np.array(
        [
            k == ObjectKind.ROAD and "road_class" not in dict(p.facts)
            for k, p in zip(objects.kinds, objects.profiles, strict=True)
        ],
        dtype=bool,
    )


def own_pairs(pairs: Pairs, buildings: BoolArray, roads: BoolArray) -> BoolArray:
    """(n,) which pairs are of a hazard and its own building or driveway.

    Parameters
    ----------
    pairs
        What lies near each hazard.
    buildings, roads
        (m,) which objects could be one, as `own_buildings` and `driveways` say.
    """
    own = np.zeros(len(pairs), dtype=bool)
    touching = pairs.metres[pairs.first[:-1]] == 0
    for view, at in pairs.by_view(np.flatnonzero(touching & buildings[pairs.item])):
        own[at] = _on_the_plot(view, pairs, at) if view.is_plot else True
    driveway = roads[pairs.item]
    plot = np.array([v.is_plot for v in pairs.views], dtype=bool)
    own |= driveway & touching & plot[pairs.view]
    houses = {id(view): at for view, at in pairs.by_view(np.flatnonzero(own & ~driveway))}
    for view, at in pairs.by_view(np.flatnonzero(driveway & ~own)):
        if id(view) in houses:
            shapes = pairs.objects.geometry[pairs.item[at]]
            grounds = pairs.objects.geometry[pairs.item[houses[id(view)]]]
            own[at] = shapely.intersects(shapes[:, None], grounds[None, :]).any(axis=1)
    return own


def _on_the_plot(view: HazardView, pairs: Pairs, at: IntArray) -> BoolArray:
    """Return which buildings lie on the hazard's plot for at least half."""
    shapes = pairs.objects.geometry[pairs.item[at]]
    common = shapely.area(shapely.intersection(shapes, view.sources[0]))
    return np.asarray((common >= OWN_SHARE * shapely.area(shapes)) & (common > 0))


def civil_buildings_in_zones(objects: Objects) -> frozenset[int]:
    """Return the zones in which at least half of a known building lies: it speaks for itself."""
    zones = np.flatnonzero(np.array(objects.measured_as, dtype=str) == "zone")
    built = [
        i
        for i, (kind, as_) in enumerate(zip(objects.kinds, objects.measured_as, strict=True))
        if kind in _BUILT and as_ == "building"
    ]
    if not len(zones) or not built:
        return frozenset()
    houses = objects.geometry[built]
    zone, house = shapely.STRtree(houses).query(objects.geometry[zones], predicate="intersects")
    common = shapely.area(shapely.intersection(objects.geometry[zones][zone], houses[house]))
    within = common >= OWN_SHARE * shapely.area(houses[house])
    return frozenset(int(z) for z in zones[np.unique(zone[within])])
