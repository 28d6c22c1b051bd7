"""What each object keeps free around it, drawn as polygons, cell by cell of the area."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import shapely
from numpy.typing import NDArray

from xq_gis_plugin.core.geodesy import Frame, degrees_for
from xq_gis_plugin.core.model import ObjectKind
from xq_gis_plugin.core.own import OWN_KINDS
from xq_gis_plugin.core.unite import united
from xq_gis_plugin.core.widen import ARC_ERROR_M, STRAIGHT_M, narrowed, widened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xq_gis_plugin.core.keeps import Keep
    from xq_gis_plugin.core.prepare import Objects

__all__ = ["Cell", "Drawing", "Drawn", "Key"]

Box = tuple[float, float, float, float]
IntArray = NDArray[np.int64]
Geometries = NDArray[Any]
How = Literal["true", "within", "around"]
Key = tuple[bool, frozenset[str]]
"""(whether it is certain, the rules): what is drawn together."""

WIDEST_DEG = 0.08
"""Cells share a frame: 4 km from its origin the scale is wrong by 2e-7."""
NARROWEST_DEG = 0.0005
MANY = 1300
"""A cell into which more objects reach is cut into four."""
ROUGH = 8
"""Corners of a quarter of a circle in a sketch."""
ROUGH_FROM_M = 2.0
GRID = 9
"""Cells meet at whole 1e-9 degrees."""


@dataclass(frozen=True)
class Cell:
    """A box in lon/lat degrees, and the objects that keep something free in it."""

    box: Box
    items: IntArray


@dataclass(frozen=True)
class Drawn:
    """What is kept free in one cell.

    Attributes
    ----------
    frame
        The cell's.
    keys
        What is drawn together, and for each of them everything that it keeps free, plane metres.
    shapes
        By key.
    rings, ring_key, ring_item, ring_keep
        Each piece by itself: its shape, the number of its key, and the object and keep that it is of.
    """

    frame: Frame
    keys: tuple[Key, ...]
    shapes: Geometries
    rings: Geometries
    ring_key: IntArray
    ring_item: IntArray
    ring_keep: tuple[Keep, ...]


class Drawing:
    """The objects around, with what each keeps free.

    Parameters
    ----------
    objects
        What is measured to.
    keeps
        For each object what it keeps free.
    """

    def __init__(self, objects: Objects, keeps: list[tuple[Keep, ...]]) -> None:
        self._objects, self._keeps = objects, keeps
        reach = np.array([max((k.metres for k in one), default=-np.inf) for one in keeps])
        self._speaking = np.flatnonzero(np.isfinite(reach))
        self._own = _own(objects)
        boxes = shapely.bounds(objects.geometry[self._speaking]).reshape(-1, 4)
        wide = np.maximum(0.0, reach[self._speaking]) + 1.0
        largest = float(wide.max(initial=1.0))
        d_lon, d_lat = degrees_for(largest, float(np.abs(boxes[:, [1, 3]]).max(initial=0.0)))
        lon, lat = d_lon * wide / largest, d_lat * wide / largest
        self._tree = shapely.STRtree(
            shapely.box(boxes[:, 0] - lon, boxes[:, 1] - lat, boxes[:, 2] + lon, boxes[:, 3] + lat)
        )

    def cells(self, bounds: Box) -> Iterator[tuple[Cell, float]]:
        """Cut bounds into cells of few objects each; with each, the share of the whole that it is."""
        west, south = (float(np.floor(v * 1e9) / 1e9) for v in bounds[:2])
        east, north = (float(np.ceil(v * 1e9) / 1e9) for v in bounds[2:])
        left: list[tuple[Box, float]] = [((west, south, east, north), 1.0)]
        while left:
            box, share = left.pop()
            items = self._speaking[np.sort(self._tree.query(shapely.box(*box)))]
            size = max(box[2] - box[0], box[3] - box[1])
            if size > WIDEST_DEG or (len(items) > MANY and size > NARROWEST_DEG):
                parts = _parts(box)
                left += [(part, share / len(parts)) for part in parts]
            else:
                yield Cell(box, items), share

    def draw(self, cell: Cell) -> Drawn:
        """Draw what is kept free in a cell.

        A rough union of few corners comes first. Most rings lie wholly within it, or it fills the cell:
        only what reaches beyond it is drawn true to the millimetre.
        """
        west, south, east, north = cell.box
        frame = Frame((west + east) / 2, (south + north) / 2)
        sketch = _Sketch(self, cell, frame, _window(cell.box, frame))
        numbers: dict[Key, int] = {}
        for keep in sketch.keep:
            numbers.setdefault((keep.certain, keep.rules), len(numbers))
        key = np.array([numbers[k.certain, k.rules] for k in sketch.keep], dtype=np.int64)
        everyone = np.arange(len(key))
        owner, rough = sketch.rings(everyone, "within")
        shapes = np.empty(len(numbers), dtype=object)
        shapes[:] = [sketch.union(everyone[key == n], rough[key[owner] == n]) for n in range(len(numbers))]
        keeps = tuple(sketch.keep[member] for member in owner)
        items = cell.items[sketch.place[owner]]
        return Drawn(frame, tuple(numbers), shapes, rough, key[owner], items, keeps)

    def own_grounds(self, items: IntArray, shapes: Geometries, frame: Frame) -> tuple[IntArray, Geometries]:
        """Return (place, plane metres) where some of these objects would be the hazard's own."""
        places = np.flatnonzero([int(item) in self._own for item in items])
        grounds = shapes[places]
        for number, item in enumerate(items[places]):
            own = self._own[int(item)]
            if own is not None:
                grounds[number] = frame.to_plane(np.array([own], dtype=object))[0]
        return places, grounds

    def shapes_of(self, items: IntArray) -> tuple[Geometries, list[tuple[Keep, ...]]]:
        """Return the geometry of objects, lon/lat degrees, and what each keeps free."""
        return self._objects.geometry[items], [self._keeps[item] for item in items]


class _Sketch:
    """What the objects of one cell keep free in it, roughly or truly: one member for each keep of each."""

    def __init__(self, drawing: Drawing, cell: Cell, frame: Frame, window: Box) -> None:
        self._window = window
        lonlat, keeps = drawing.shapes_of(cell.items)
        self._plane = frame.to_plane(lonlat)
        self._own, self._grounds = drawing.own_grounds(cell.items, self._plane, frame)
        here = shapely.intersects(self._grounds, shapely.box(*window))
        self._own, self._grounds = self._own[here], self._grounds[here]
        members = [
            (place, keep, max(k.metres for k in one)) for place, one in enumerate(keeps) for keep in one
        ]
        self.place = np.array([place for place, _, _ in members], dtype=np.int64)
        self.keep = [keep for _, keep, _ in members]
        self._metres = np.array([keep.metres for keep in self.keep])
        # An arc's error never makes a zone too good: what bounds the permitted zone lies around it.
        outermost = [not keep.certain or keep.metres == most for _, keep, most in members]
        self._beyond = np.where(outermost, ARC_ERROR_M, 0.0)

    def rings(self, members: IntArray, how: How) -> tuple[IntArray, Geometries]:
        """Return (member, polygon) of what members keep free in the window: truly, within or around it."""
        found: list[tuple[IntArray, Geometries]] = []
        sorts = np.column_stack([self._metres[members], self._beyond[members]])
        for metres, beyond in np.unique(sorts, axis=0):
            own = members[(sorts == (metres, beyond)).all(axis=1)]
            number, shapes = _kept(self._plane[self.place[own]], float(metres), float(beyond), how)
            found.append((own[number], _clipped(shapes, self._window)))
        owner = np.concatenate([one for one, _ in found]) if found else np.empty(0, dtype=np.int64)
        pieces = np.concatenate([one for _, one in found]) if found else np.empty(0, dtype=object)
        own = np.flatnonzero(np.isin(self.place[owner], self._own))
        if len(own):
            ground = self._grounds[np.searchsorted(self._own, self.place[owner[own]])]
            pieces[own] = shapely.difference(pieces[own], ground)
        kept = shapely.area(pieces) > 0
        return owner[kept], pieces[kept]

    def union(self, members: IntArray, rough: Geometries) -> Any:  # noqa: ANN401 - an area
        """Return all that members keep free in the window, given the rough rings within it."""
        whole = shapely.box(*self._window)
        inner = whole if self._fills(rough) else united(rough)
        if self._fills(np.array([inner], dtype=object)):
            return whole
        # What is near enough is drawn truly at once.
        owner, around = self.rings(members[self._metres[members] > ROUGH_FROM_M], "around")
        shapely.prepare(inner)
        left = np.unique(owner[~shapely.covers(inner, around)])
        _, true = self.rings(left, "true")
        return shapely.union_all([inner, *true]) if len(true) else inner

    def _fills(self, pieces: Geometries) -> bool:
        left, bottom, right, top = self._window
        return bool((shapely.area(pieces) >= (right - left) * (top - bottom) * (1 - 1e-12)).any())


def _kept(shapes: Geometries, metres: float, beyond_m: float, how: How) -> tuple[IntArray, Geometries]:
    """Return (number of the shape, polygon) of what is nearer than some metres, or so deep inside."""
    if metres > ROUGH_FROM_M and how == "within":
        return widened(shapes, metres, beyond_m - ARC_ERROR_M - 2 * STRAIGHT_M, ROUGH)
    if metres > ROUGH_FROM_M and how == "around":
        wide = (metres + beyond_m + 2 * STRAIGHT_M) / math.cos(math.pi / (4 * ROUGH))
        return widened(shapes, metres, wide - metres, ROUGH)
    if metres > 0:
        return widened(shapes, metres, beyond_m)
    areas = np.flatnonzero(shapely.get_dimensions(shapes) == 2)  # noqa: PLR2004 - only an area has an inside
    if metres == 0:
        return areas, shapes[areas]
    found = np.empty(len(areas), dtype=object)
    found[:] = [narrowed(shape, -metres - beyond_m) for shape in shapes[areas]]
    return areas, found


def _window(box: Box, frame: Frame) -> Box:
    """Return a box in plane metres around a cell."""
    corners = shapely.segmentize(shapely.box(*box), max(box[2] - box[0], box[3] - box[1]) / 8)
    left, bottom, right, top = shapely.bounds(frame.to_plane(np.array([corners], dtype=object))[0])
    return (left - 1.0, bottom - 1.0, right + 1.0, top + 1.0)


def _clipped(shapes: Geometries, window: Box) -> Geometries:
    """Return the part of each area that lies in a window: most of a large ring lies outside of it."""
    clipped = shapely.clip_by_rect(shapes, *window)
    wrong = np.flatnonzero(~shapely.is_valid(clipped) | (shapely.get_dimensions(clipped) < 2))  # noqa: PLR2004
    clipped[wrong] = shapely.intersection(shapes[wrong], shapely.box(*window))
    return np.asarray(clipped, dtype=object)


def _parts(box: Box) -> list[Box]:
    """Cut a box into four; one more than twice as long as wide, across its length."""
    west, south, east, north = box
    lon, lat = round((west + east) / 2, GRID), round((south + north) / 2, GRID)
    wide, high = east - west, north - south
    across = [(west, lon), (lon, east)] if 2 * wide > high else [(west, east)]
    along = [(south, lat), (lat, north)] if 2 * high > wide else [(south, north)]
    return [(w, s, e, n) for s, n in along for w, e in across]


def _own(objects: Objects) -> dict[int, Any]:
    """Return, by object, where it would be the new hazard's own.

    None for a building: it is everywhere in it. An unclassified road is the hazard's driveway in the
    buildings that it touches.
    """
    kinds, shapes = np.array(objects.kinds, dtype=str), np.array(objects.measured_as, dtype=str)
    buildings = np.flatnonzero(np.isin(kinds, sorted(OWN_KINDS)) & (shapes == "building"))
    found: dict[int, Any] = dict.fromkeys(buildings.tolist())
    roads = [
        i
        for i in np.flatnonzero(kinds == ObjectKind.ROAD.value)
        if "road_class" not in dict(objects.profiles[i].facts)
    ]
    if len(buildings) and roads:
        tree = shapely.STRtree(objects.geometry[buildings])
        road, house = tree.query(objects.geometry[roads], predicate="intersects")
        for row in np.unique(road):
            found[int(roads[row])] = shapely.union_all(objects.geometry[buildings[house[road == row]]])
    return found
