"""Every pair of a hazard and an object near enough to matter, measured by the engine."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from xq_gis_plugin.core.engine.plain_edges import spread
from xq_gis_plugin.core.engine.search import FARTHEST_M, Batch, Blobs, Reader, Search, reader, refuse
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.geodesy import Frame, geodesic_m
from xq_gis_plugin.core.separation import near_hazard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import geopandas as gpd

    from xq_gis_plugin.core.prepare import Objects, Sites

__all__ = ["Ground", "HazardView", "Pairs", "PartsOf", "blobs_of", "find_pairs"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

_MARGIN_M = 0.01
_SPREAD = 1.01
"""An edge straight in degrees leaves the geodesic between its ends by less than this share of its length."""


@dataclass(frozen=True)
class HazardView:
    """One hazard as it is measured from: its point or plot first, then its digitised parts.

    Attributes
    ----------
    row
        Which of the sites.
    parts
        (kind, fuel) of the parts.
    sources
        (s,) geometries, lon/lat degrees.
    accuracy_m
        (s,) metres.
    """

    row: int
    parts: tuple[tuple[str, str], ...]
    sources: NDArray[Any]
    accuracy_m: FloatArray

    @cached_property
    def is_plot(self) -> bool:
        """Whether the hazard is known as a plot."""
        return bool(shapely.get_dimensions(self.sources[0]) == 2)  # noqa: PLR2004 - an area

    @cached_property
    def frame(self) -> Frame:
        """The plane around the hazard."""
        box = np.asarray(shapely.total_bounds(self.sources), dtype=float)
        return Frame(float(box[0] + box[2]) / 2, float(box[1] + box[3]) / 2)

    @cached_property
    def plane_sources(self) -> NDArray[Any]:
        """(s,) the sources in the frame, metres."""
        return self.frame.to_plane(self.sources)

    @cached_property
    def spread_m(self) -> float:
        """At most how far one source can be from another, both ends included; 0 for one alone."""
        if len(self.sources) == 1:
            return 0.0
        corners = np.asarray(shapely.get_coordinates(self.sources), dtype=float)
        away = geodesic_m(np.repeat(corners[:1], len(corners), axis=0), corners)
        return 2 * _SPREAD * float(away.max()) + 1.0

    def rows(self, measure: str) -> IntArray:
        """Return which of the sources a clause is measured from."""
        if measure in ("site", "hazard"):
            return np.array([0])
        return 1 + np.flatnonzero([f"{kind}/{fuel}" == measure for kind, fuel in self.parts])


class PartsOf:
    """The digitised parts of a run, by hazard."""

    def __init__(self, parts: gpd.GeoDataFrame) -> None:
        self._shapes = np.asarray(parts.geometry.to_numpy(), dtype=object)
        self._accuracy_m = parts["position_accuracy_m"].to_numpy(dtype=float)
        fuels = ("" if not isinstance(f, str) else f for f in parts["fuel"])
        self._keys = [(str(kind), fuel) for kind, fuel in zip(parts["kind"], fuels, strict=True)]
        self._rows: dict[str, list[int]] = {}
        for row, owner in enumerate(parts["hazard_id"].astype(str)):
            self._rows.setdefault(owner, []).append(row)

    def view(self, sites: Sites, row: int) -> HazardView:
        """Return a hazard with its parts."""
        own = self._rows.get(sites.ids[row], [])
        return HazardView(
            row,
            tuple(self._keys[part] for part in own),
            np.concatenate([sites.geometry[row : row + 1], self._shapes[own]]),
            np.concatenate([sites.accuracy_m[row : row + 1], self._accuracy_m[own]]),
        )


@dataclass(frozen=True)
class Ground:
    """What is measured to, made ready once: any number of hazards can be held against it.

    Attributes
    ----------
    slack_m
        (m,) what each object's accuracy and extent can take off the distance.
    """

    objects: Objects
    slack_m: FloatArray
    batch: Batch
    by: Reader

    @classmethod
    def of(cls, objects: Objects) -> Ground:
        """Prepare objects.

        Raises
        ------
        InputError
            ``shape_of_unusable``, with the identity of the object.
        """
        slack = objects.accuracy_m + np.maximum(0.0, -objects.shift_m[:, 0])
        by, blobs = reader(), blobs_of(objects.geometry)
        boxes, states = by.boxes(blobs)
        try:
            refuse(states, "object", 0)
        except InputError as error:
            raise _named(error, objects.ids) from error
        batch = Batch(blobs, boxes, np.zeros(len(slack), dtype=np.int32), slack)
        # Where one is slacker than that, the engine is not asked.
        return cls(objects, slack, batch.made_ready() if slack.max(initial=0.0) <= FARTHEST_M else batch, by)

    @cached_property
    def tree(self) -> shapely.STRtree:
        """The objects by their boxes."""
        return shapely.STRtree(self.objects.geometry)


@dataclass(frozen=True)
class Pairs:
    """n pairs of a view and an object, by view and then by object, measured from every source of the view.

    Attributes
    ----------
    views
        The hazards.
    view, item
        (n,) which view, which object.
    first
        (n + 1,) where the measurements of each pair begin, one for each source.
    metres
        (k,) geodesic metres; 0 where the two touch or overlap.
    lines
        (k, 4) shortest lines: longitude and latitude at the hazard and at the object.
    """

    views: tuple[HazardView, ...]
    objects: Objects
    view: IntArray
    item: IntArray
    first: IntArray
    metres: FloatArray
    lines: FloatArray

    def __len__(self) -> int:
        """Return how many pairs there are."""
        return len(self.item)

    @cached_property
    def nearest_m(self) -> FloatArray:
        """(n,) metres from the nearest source."""
        return np.minimum.reduceat(self.metres, self.first[:-1]) if len(self) else np.zeros(0)

    @cached_property
    def lowest_m(self) -> FloatArray:
        """(n,) the least that any separation of the pair can be."""
        if not len(self):
            return np.zeros(0)
        begins = np.cumsum([0, *(len(v.accuracy_m) for v in self.views)])
        which, source = spread(np.diff(self.first))
        own = np.concatenate([v.accuracy_m for v in self.views])[begins[self.view[which]] + source]
        away = np.minimum.reduceat(self.metres - own, self.first[:-1])
        shift = np.minimum(0.0, self.objects.shift_m[self.item, 0])
        return np.asarray(away - self.objects.accuracy_m[self.item] + shift)

    def of_view(self, view: int) -> slice:
        """Return where the pairs of a view are."""
        return slice(*np.searchsorted(self.view, [view, view + 1]).tolist())

    def views_of(self, at: IntArray) -> list[HazardView]:
        """Return the view of each of some pairs."""
        return [self.views[number] for number in self.view[at].tolist()]

    def by_view(self, at: IntArray) -> list[tuple[HazardView, IntArray]]:
        """Return some pairs by their view, in their order."""
        cuts = np.flatnonzero(np.diff(self.view[at])) + 1
        return [(self.views[int(self.view[some[0]])], some) for some in np.split(at, cuts) if len(some)]

    def plane(self, view: HazardView, at: IntArray) -> NDArray[Any]:
        """Return the objects of some pairs of a view in its frame, metres."""
        return view.frame.to_plane(self.objects.geometry[self.item[at]])

    def take(self, keep: BoolArray) -> Pairs:
        """Return the pairs that are kept."""
        counts = np.diff(self.first)
        flat = np.repeat(keep, counts)
        first = np.concatenate([[0], np.cumsum(counts[keep])])
        return Pairs(
            self.views,
            self.objects,
            self.view[keep],
            self.item[keep],
            first,
            self.metres[flat],
            self.lines[flat],
        )


def find_pairs(
    views: Sequence[HazardView],
    ground: Ground,
    reach_m: FloatArray,
    heard: Callable[[], None] = lambda: None,
) -> Pairs:
    """Return every object closer to a hazard than its reach and the accuracies on both sides.

    Parameters
    ----------
    views
        (v,) hazards.
    reach_m
        (v,) metres, without accuracies.
    heard
        Called now and then; it may raise to end the search.

    Raises
    ------
    InputError
        ``shape_of_unusable``, with the identity of the hazard.
    """
    objects = ground.objects
    limit = reach_m + np.array([v.accuracy_m.max() for v in views], dtype=float) + _MARGIN_M
    # Every source of a hazard is measured to what any of them reaches.
    wide = limit + np.array([v.spread_m for v in views], dtype=float)
    far = wide + float(ground.slack_m.max(initial=0.0)) > FARTHEST_M
    near = [i for i in range(len(views)) if not far[i]]
    tables = [_search(views, near, ground, wide, heard)] if near else []
    tables += [_by_plane(views[i], i, ground, float(limit[i])) for i in np.flatnonzero(far)]
    view, source, item, metres, lines = (
        np.concatenate(column) for column in zip(*(tables or [_nothing()]), strict=True)
    )
    order = np.lexsort((source, item, view))
    view, item, metres, lines = view[order], item[order], metres[order], lines[order]
    begins = np.flatnonzero(
        np.concatenate([[True], (np.diff(view) != 0) | (np.diff(item) != 0)])[: len(view)]
    )
    first = np.concatenate([begins, [len(view)]]).astype(np.int64)
    found = Pairs(tuple(views), objects, view[begins], item[begins], first, metres, lines)
    sources = np.array([len(v.sources) for v in views], dtype=np.int64)
    rows = np.array([v.row for v in views], dtype=np.int64)
    return found.take(
        (np.diff(first) == sources[found.view])
        & (found.nearest_m < limit[found.view] + ground.slack_m[found.item])
        & (objects.hazard_row[found.item] != rows[found.view])
    )


Table = tuple[IntArray, IntArray, IntArray, FloatArray, FloatArray]
"""View, source, object, metres and line of each measurement."""


def _search(
    views: Sequence[HazardView],
    which: Sequence[int],
    ground: Ground,
    limit_m: FloatArray,
    heard: Callable[[], None],
) -> Table:
    """Measure by the engine."""
    counts = [len(views[i].sources) for i in which]
    view = np.repeat(np.array(which, dtype=np.int64), counts)
    source = np.concatenate([np.arange(count) for count in counts])
    shapes = np.concatenate([views[i].sources for i in which])
    try:
        search = Search(blobs_of(shapes), limit_m[view][:, None], ground.by)
    except InputError as error:
        own = ground.objects.hazard_row
        ids = dict(zip(own[own >= 0].tolist(), itertools.compress(ground.objects.ids, own >= 0), strict=True))
        raise _named(error, [ids.get(views[number].row, "") for number in view]) from error
    found = search.pairs(ground.batch, heard=heard)
    return view[found.hazards], source[found.hazards], found.objects, found.distance_m, found.lines


def _by_plane(view: HazardView, number: int, ground: Ground, limit_m: float) -> Table:
    """Measure in the frame of a hazard that reaches farther than the engine answers for."""
    everything = np.ones(len(ground.slack_m), dtype=bool)
    near = near_hazard(
        view.sources, ground.objects.geometry, ground.tree, limit_m, ground.slack_m, everything
    )
    sources, items = np.indices(near.distance_m.shape)
    ends = shapely.get_coordinates(near.lines.ravel()).reshape(-1, 4)
    return (
        np.full(near.distance_m.size, number, dtype=np.int64),
        sources.ravel(),
        near.objects[items.ravel()],
        near.distance_m.ravel(),
        ends,
    )


def _named(error: InputError, ids: Sequence[str]) -> InputError:
    """Return what is wrong with a shape, with the identity of what it is of."""
    if error.code != "shape_unusable":
        return error
    identity = ids[int(str(error.facts["row"])) - 1]
    message = f"The shape of {error.facts['role']} {identity} {error.facts['why']}."
    return InputError("shape_of_unusable", message, error.hint, identity=identity, why=error.facts["why"])


def _nothing() -> Table:
    none = np.zeros(0, dtype=np.int64)
    return none, none, none, np.zeros(0), np.zeros((0, 4))


def blobs_of(shapes: NDArray[Any]) -> Blobs:
    """Return (n,) shapes as the engine takes them, without heights."""
    return Blobs.of(shapely.to_wkb(shapes, output_dimension=2).tolist() if len(shapes) else [])
