"""What the separations of pairs can be: intervals with their reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from xq_gis_plugin.core.geodesy import widths_m
from xq_gis_plugin.core.model import Relation
from xq_gis_plugin.core.separation import covers_depth_m, farthest_each_m
from xq_gis_plugin.core.verdict import Intervals, Separation

if TYPE_CHECKING:
    from collections.abc import Callable

    from xq_gis_plugin.core.pairs import HazardView, Pairs
    from xq_gis_plugin.core.question import Group, Question

__all__ = ["SURELY_INSIDE_M", "TOUCH_M", "Lot", "Widths", "intervals", "sources"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

TOUCH_M = 1e-3
"""Areas that overlap less deeply than this only touch: drawings do not agree to the millimetre."""

SURELY_INSIDE_M = 1e-9
"""Depth of an overlap that has no width, such as a point under a line."""


@dataclass(frozen=True)
class Lot:
    """Pairs of which the same is asked, and whose separations are widened by the same facts.

    Attributes
    ----------
    at
        (n,) which of the pairs.
    question
        What is asked of each of them.
    is_plot
        Whether the hazards are known as plots.
    zone
        Whether the objects are residential areas whose buildings nobody knows.
    shift_fact
        The fact that would tell where the objects' real edges are, or "".
    """

    at: IntArray
    question: Question
    is_plot: bool
    zone: bool
    shift_fact: str


class Widths:
    """What is dear to work out of a pair and not always needed: worked out once, for many at a time."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs
        self._plot_m = np.full(len(pairs), np.nan)
        self._entrance_m: dict[int, float] = {}

    def prepare(self, lots: list[Lot], heard: Callable[[], None]) -> None:
        """Work out what lots will ask for; ``heard`` is called for every plot, and may raise to end it."""
        plots = [lot.at for lot in lots if lot.is_plot and any(_of_hazard(g) for g in lot.question.groups)]
        doors = [lot.at for lot in lots if any(g.entrance for g in lot.question.groups)]
        none = np.zeros(0, dtype=np.int64)
        for view, at in self._pairs.by_view(np.sort(np.concatenate([none, *plots]))):
            heard()
            self._plot_m[at] = farthest_each_m(view.plane_sources[0], self._pairs.plane(view, at))
        items = np.unique(self._pairs.item[np.concatenate([none, *doors])])
        self._entrance_m = dict(
            zip(items.tolist(), widths_m(self._pairs.objects.geometry[items]), strict=True)
        )

    def plot_m(self, at: IntArray) -> FloatArray:
        """(n,) the largest distance from any point of each pair's plot to its object."""
        return self._plot_m[at]

    def entrance_m(self, at: IntArray) -> FloatArray:
        """(n,) how far an entrance can be from the nearest point of each pair's object."""
        return np.array([self._entrance_m[i] for i in self._pairs.item[at].tolist()], dtype=float)


def intervals(pairs: Pairs, lot: Lot, widths: Widths) -> Intervals:
    """Return the separations that each clause is measured over.

    A clause about parts is measured from the nearest of them, or from the hazard where none is drawn:
    then the part may stand anywhere on the plot.
    """
    cache: dict[tuple[str, bool, bool], Separation] = {}
    found = []
    for group in lot.question.groups:
        key = (group.measure, group.entrance, group.relation != Relation.AT_LEAST)
        if key not in cache:
            cache[key] = _separation(pairs, lot, widths, group)
        found.append(cache[key])
    return Intervals.of(found)


def sources(pairs: Pairs, at: IntArray, group: Group) -> IntArray:
    """(n,) which measurement of each pair a clause goes by: that of the nearest of the hazard's parts."""
    if not len(at):
        return np.zeros(0, dtype=np.int64)
    rows = pairs.views[int(pairs.view[at[0]])].rows(group.measure)
    each = pairs.first[at][:, None] + rows[None, :]
    return np.asarray(each[np.arange(len(at)), np.argmin(pairs.metres[each], axis=1)])


def _separation(pairs: Pairs, lot: Lot, widths: Widths, group: Group) -> Separation:
    at, objects = lot.at, pairs.objects
    view = pairs.views[int(pairs.view[at[0]])]
    items = pairs.item[at]
    error = objects.accuracy_m[items]
    spans: list[tuple[str, Any, Any]] = [("object_position", -error, error)]
    rows = view.rows(group.measure)
    away = pairs.metres[pairs.first[at][:, None] + rows[None, :]]
    accuracy = np.array([v.accuracy_m[rows] for v in pairs.views_of(at)])
    own = accuracy[:, 0]
    base = away.min(axis=1)
    site = ("position" if lot.is_plot else "parts", -own, own)
    if group.relation != Relation.AT_LEAST:
        return Separation(_signed_m(pairs, at, base, own + error), (site, *spans), signed=True)
    if lot.shift_fact:
        spans.append((lot.shift_fact, objects.shift_m[items, 0], objects.shift_m[items, 1]))
    if group.entrance:
        spans.append(("entrance", 0.0, widths.entrance_m(at)))
    if group.measure == "hazard":
        wide = np.maximum(0.0, widths.plot_m(at) - base) if lot.is_plot else 0.0
        site = ("parts", -own, wide + own)
    elif group.measure != "site":
        low, high = (away - accuracy).min(axis=1), (away + accuracy).min(axis=1)
        site = ("position", low - base, high - base)
    return Separation(base, (site, *spans))


def _signed_m(pairs: Pairs, at: IntArray, base_m: FloatArray, shift_m: FloatArray) -> FloatArray:
    """(n,) metres apart, or minus the depth of the overlap; geometries that only touch are 0.

    ``shift_m`` (n,) is how far positions may shift: whether the overlap outlasts that must be known.
    """
    found = base_m.copy()
    for view, some in pairs.by_view(at[base_m == 0]):
        rows = np.searchsorted(at, some)
        each = zip(pairs.plane(view, some), shift_m[rows].tolist(), strict=True)
        found[rows] = [-_overlap_m(view, shape, shift) for shape, shift in each]
    return found


def _overlap_m(view: HazardView, item: Any, shift_m: float) -> float:  # noqa: ANN401 - any shapely geometry
    """Return how deeply an object overlaps a hazard, in its plane."""
    hazard = view.plane_sources[0]
    if shapely.touches(hazard, item):
        return 0.0
    if max(shapely.get_dimensions([hazard, item])) < 2:  # noqa: PLR2004 - neither is an area
        return SURELY_INSIDE_M
    # More than the shift is what decides.
    depth = covers_depth_m(hazard, item, shift_m + TOUCH_M)
    return depth if depth > TOUCH_M else 0.0


def _of_hazard(group: Group) -> bool:
    return group.measure == "hazard" and group.relation == Relation.AT_LEAST
