"""What the separation of one hazard from each object near it can be: an interval with its reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from xq_gis_plugin.core.model import Relation
from xq_gis_plugin.core.separation import Nearby, covers_depth_m, farthest_m, near_hazard
from xq_gis_plugin.core.verdict import Separation

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely import STRtree

    from xq_gis_plugin.core.prepare import Objects, Sites
    from xq_gis_plugin.core.question import Group

__all__ = ["HazardView", "view_hazard"]

FloatArray = NDArray[np.float64]

TOUCH_M = 1e-3
"""Areas that overlap less deeply than this only touch: drawings do not agree to the millimetre."""

SURELY_INSIDE_M = 1e-9
"""Depth of an overlap that has no width, such as a point under a line."""


@dataclass(frozen=True)
class HazardView:
    """One hazard with all that lies near it; geometry 0 is its point or plot, the others its parts."""

    row: int
    parts: tuple[tuple[str, str], ...]
    accuracy_m: FloatArray
    near: Nearby
    objects: Objects
    source_lonlat: NDArray[Any]
    _far: dict[int, float] = field(default_factory=dict)

    @property
    def is_plot(self) -> bool:
        """Whether the hazard is known as a plot."""
        return bool(shapely.get_dimensions(self.near.plane_sources[0]) == 2)  # noqa: PLR2004 - an area

    def separations(self, groups: tuple[Group, ...], column: int) -> list[Separation]:
        """Return the separation that each clause is measured over, for one nearby object."""
        cache: dict[tuple[str, bool, bool], Separation] = {}
        found = []
        for group in groups:
            key = (group.measure, group.entrance, group.relation != Relation.AT_LEAST)
            if key not in cache:
                cache[key] = self._separation(group, column)
            found.append(cache[key])
        return found

    def source(self, group: Group, column: int) -> int:
        """Return which geometry a clause is measured from: the nearest of its parts, or 0."""
        rows = self.rows(group.measure)
        return int(rows[np.argmin(self.near.distance_m[rows, column])])

    def lowest_m(self, column: int) -> float:
        """Return the least that any separation from this object can be."""
        row = self.near.objects[column]
        away = self.near.distance_m[:, column] - self.accuracy_m
        return float(away.min() - self.objects.accuracy_m[row] + min(0.0, self.objects.shift_m[row, 0]))

    def rows(self, measure: str) -> NDArray[np.int64]:
        """Return which of the hazard's geometries a clause is measured from."""
        if measure in ("site", "hazard"):
            return np.array([0])
        return 1 + np.flatnonzero([f"{kind}/{fuel}" == measure for kind, fuel in self.parts])

    def _separation(self, group: Group, column: int) -> Separation:
        item = int(self.near.objects[column])
        spans = [("object_position", -self.objects.accuracy_m[item], self.objects.accuracy_m[item])]
        rows = self.rows(group.measure)
        away = self.near.distance_m[rows, column]
        base = float(away.min())
        if group.relation != Relation.AT_LEAST:
            return Separation(self._signed(base, column), (*self._site_span(), *spans), signed=True)
        if self.objects.shift_fact[item]:
            least, most = self.objects.shift_m[item]
            spans.append((self.objects.shift_fact[item], float(least), float(most)))
        if group.entrance:
            spans.append(("entrance", 0.0, _diameter(self.near.plane_objects[column])))
        if group.measure == "site":
            own = self._site_span()
        elif group.measure == "hazard":
            wide = self._farthest(column) - base if self.is_plot else 0.0
            own = (("parts", -self.accuracy_m[0], max(0.0, wide) + self.accuracy_m[0]),)
        else:
            low, high = (away - self.accuracy_m[rows]).min(), (away + self.accuracy_m[rows]).min()
            own = (("position", float(low) - base, float(high) - base),)
        return Separation(base, (*own, *spans))

    def _site_span(self) -> tuple[tuple[str, float, float], ...]:
        return (("position" if self.is_plot else "parts", -self.accuracy_m[0], self.accuracy_m[0]),)

    def _farthest(self, column: int) -> float:
        """Return the largest distance from any point of the plot to an object; it is asked for often."""
        if column not in self._far:
            self._far[column] = farthest_m(self.near.plane_sources[0], self.near.plane_objects[column])
        return self._far[column]

    def _signed(self, base: float, column: int) -> float:
        """Return metres apart, or minus the depth of the overlap; geometries that only touch are 0."""
        hazard, item = self.near.plane_sources[0], self.near.plane_objects[column]
        if base > 0 or shapely.touches(hazard, item):
            return base
        if max(shapely.get_dimensions([hazard, item])) < 2:  # noqa: PLR2004 - neither is an area
            return -SURELY_INSIDE_M
        depth = covers_depth_m(hazard, item)
        return -depth if depth > TOUCH_M else 0.0


def view_hazard(
    row: int, sites: Sites, parts: gpd.GeoDataFrame, objects: Objects, tree: STRtree, reach_m: float
) -> HazardView:
    """Find what lies near a hazard: its reach, widened by the accuracies on both sides of each pair."""
    own = parts[parts["hazard_id"].astype(str) == sites.ids[row]]
    sources = np.concatenate(
        [sites.geometry[row : row + 1], np.asarray(own.geometry.to_numpy(), dtype=object)]
    )
    accuracy = np.concatenate(
        [sites.accuracy_m[row : row + 1], own["position_accuracy_m"].to_numpy(dtype=float)]
    )
    slack = objects.accuracy_m + np.maximum(0.0, -objects.shift_m[:, 0])
    near = near_hazard(
        sources, objects.geometry, tree, reach_m + float(accuracy.max()), slack, objects.hazard_row != row
    )
    keys = tuple((str(k), _fuel(f)) for k, f in zip(own["kind"], own["fuel"], strict=True))
    return HazardView(row, keys, accuracy, near, objects, sources[:1])


def _fuel(value: object) -> str:
    return value if isinstance(value, str) else ""


def _diameter(geometry: Any) -> float:  # noqa: ANN401 - any shapely geometry
    """Return the largest distance between two vertices, plane metres."""
    corners = shapely.points(shapely.get_coordinates(shapely.convex_hull(geometry)))
    return float(shapely.distance(corners[:, None], corners[None, :]).max())
