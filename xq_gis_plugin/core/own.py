"""What near a hazard is the hazard's own: its canopy, kiosk and driveways (DESIGN §3, kept usable)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from xq_gis_plugin.core.model import ObjectKind

if TYPE_CHECKING:
    from xq_gis_plugin.core.measure import HazardView
    from xq_gis_plugin.core.prepare import Objects

__all__ = ["civil_buildings_in_zones", "own_objects"]

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


def own_objects(view: HazardView) -> frozenset[int]:
    """Return the columns of `Nearby` that are the hazard's own buildings and driveways."""
    objects, near = view.objects, view.near
    site, shapes = near.plane_sources[0], near.plane_objects
    touching = np.flatnonzero(near.distance_m[0] == 0)
    buildings = [
        int(c)
        for c in touching
        if objects.kinds[near.objects[c]] in OWN_KINDS and objects.measured_as[near.objects[c]] == "building"
    ]
    if view.is_plot:
        buildings = [
            c
            for c in buildings
            if shapely.area(shapely.intersection(shapes[c], site)) >= OWN_SHARE * shapely.area(shapes[c]) > 0
        ]
    grounds = [site, *shapes[buildings]] if view.is_plot else list(shapes[buildings])
    driveways = {
        c
        for c, item in enumerate(near.objects)
        if objects.kinds[item] == ObjectKind.ROAD
        and "road_class" not in dict(objects.profiles[item].facts)
        and any(shapely.intersects(shapes[c], ground) for ground in grounds)
    }
    return frozenset(buildings) | driveways


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
