"""Where a hazard of some kind may stand: the area less what the rules keep free around each object.

For a point hazard every clause asks one thing of the distance d to one object: it is in conflict
where d is below one threshold, and not surely clear where d is below another, larger one (DESIGN §3:
positions, fences, half-widths and unknown facts lie between the two). So the zones are made of
buffers, each drawn in a local frame, and a point of them gets the verdict that `assess` would give it.
The area is cut into faces, each with all the rules that forbid it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from xq_gis_plugin.core.accuracy import fill_accuracy
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.faces import joined, mended, partition
from xq_gis_plugin.core.geodesy import Frame, areas_m2
from xq_gis_plugin.core.job import reach_of
from xq_gis_plugin.core.keep_free import Cell, Drawing, Drawn
from xq_gis_plugin.core.keeps import Keeping
from xq_gis_plugin.core.model import CRS, HazardKind, Relation, Severity
from xq_gis_plugin.core.prepare import (
    Objects,
    Sites,
    located,
    measurable,
    prepare_hazards,
    prepare_objects,
)
from xq_gis_plugin.core.question import Profile
from xq_gis_plugin.core.rules import load_catalogue
from xq_gis_plugin.core.threads import in_threads
from xq_gis_plugin.core.widen import ARC_ERROR_M, narrowed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from numpy.typing import NDArray

    from xq_gis_plugin.core.rules import Catalogue, Rule

__all__ = ["PERMITTED_COLUMNS", "permitted_zone"]

PERMITTED_COLUMNS = (
    "zone", "rule_id", "rule_ids", "standard", "clause", "rule_confidence", "objects", "missing", "area_m2",
    "geometry",
)  # fmt: skip
SPLINTER_DEG2 = 1e-14
"""About a square centimetre: less is left of two edges that are one."""
CUT = 0.9
"""Share of the work that lies in cutting the area into faces; the rest joins them again."""
_T = TypeVar("_T")
AROUND_DEG = 1e-5
_AREA = 2
NO_DATA = "coverage"
"""In the column ``rule_id``: nothing is known of what stands within the reach of the rules."""


def permitted_zone(
    area: shapely.Polygon | shapely.MultiPolygon,
    protected: gpd.GeoDataFrame,
    hazards: gpd.GeoDataFrame | None = None,
    *,
    kind: str,
    facts: Mapping[str, str] | None = None,
    rules: Catalogue | None = None,
    accuracy_m: float = 0.0,
    coverage: shapely.Polygon | None = None,
    progress: Callable[[float, str], None] | None = None,
) -> gpd.GeoDataFrame:
    """Return where a hazard of a kind may stand, where it may not, and where that cannot be told.

    Parameters
    ----------
    area
        Where it is asked for; lon/lat degrees on CGCS2000.
    protected, hazards
        Frames as for `assess`, EPSG:4490: the protected objects, and the hazards that are there already
        (known as points or plots; their digitised parts are not looked at).
    kind
        The new hazard's kind, one of `HazardKind`.
    facts
        Its stated facts, such as ``{"grade": "3"}``, written as in the catalogue. What is not stated
        may be anything it can be.
    rules
        The catalogue; by default the built-in one.
    accuracy_m
        Radius around the new hazard's point within which all its parts will lie.
    coverage
        Polygon within which ``protected`` is complete; by default what its reader found, else its bounds.
    progress
        Called with (fraction done, step); it may raise to cancel.

    Returns
    -------
    GeoDataFrame
        `PERMITTED_COLUMNS` in EPSG:4490: rows that together fill the area and do not overlap. One row
        ``permitted``; one row ``forbidden`` for each set of rules that together keep some of it free, and one
        ``uncertain`` for each set of rules that perhaps do. ``rule_ids`` is the set as a comma list,
        ``rule_id`` the one of it that asks most, ``objects`` the number of objects around,
        ``missing`` what would tell.
        Where the data end, the zone is uncertain for want of ``coverage``. Where it is forbidden because one
        or the other rule surely does it, and nobody can say which, all of these are named. Edges are true to
        1 cm; only what an existing plot's own rules surely forbid may be drawn too small (it is
        uncertain then), by at most the width of the plot. Rules about the hazard alone (its sales area, its
        building) say nothing here.

    Raises
    ------
    InputError
        ``unknown_kind``, ``crs_wrong``, ``accuracy_invalid`` or ``area_missing``.
    """
    others = hazards if hazards is not None else gpd.GeoDataFrame()
    _check_call(kind, area, protected, others)
    new = Profile(kind, tuple(sorted((facts or {}).items())))
    catalogue = rules or load_catalogue()
    zones, shares = _Zones(progress), [0.0]

    def prepared() -> tuple[Drawing, Any]:
        reach_m = reach_of(new, catalogue.in_force, {}) + accuracy_m
        unseen = _unseen(area, _covered(protected, coverage), reach_m)
        sites, objects = _prepared(protected, others)
        return Drawing(objects, Keeping(new, accuracy_m, sites, objects, catalogue.in_force).keeps()), unseen

    def tasks() -> Iterator[tuple[Cell, Any, Any]]:
        for cell, share in drawing.cells(shapely.bounds(area)):
            shares.append(share)
            yield cell, _within(area, cell), _within(unseen, cell)

    drawing, unseen = _apart(prepared, zones.again)
    faces = in_threads(lambda task: _cut(drawing, *task), tasks(), zones.again)
    for number, cut in enumerate(faces, 2):
        zones.add(cut)
        zones.tell(CUT * min(1.0, sum(shares[:number])))
    found = zones.joined()
    table = _apart(lambda: _table(found, {rule.id: rule for rule in catalogue.rules}), zones.again)
    zones.tell(1.0)
    return table


def _check_call(kind: str, area: Any, protected: gpd.GeoDataFrame, hazards: gpd.GeoDataFrame) -> None:  # noqa: ANN401 - an area
    if kind not in {k.value for k in HazardKind}:
        known = ", ".join(sorted(k.value for k in HazardKind))
        message = f"{kind!r} is no known kind of hazard"
        raise InputError(
            "unknown_kind", message, f"Use one of: {known}.", row=0, field="kind", value=kind, allowed=known
        )
    if area.is_empty or shapely.get_dimensions(area) != 2:  # noqa: PLR2004 - an area
        message = "there is no area to look for a place in"
        raise InputError("area_missing", message, "Choose a layer with the polygon of the district.")
    for name, frame in (("protected", protected), ("hazards", hazards)):
        if len(frame) and (frame.crs is None or not frame.crs.is_geographic):
            crs = "no CRS" if frame.crs is None else frame.crs.to_string()
            message = f"{name}: expected longitude and latitude on CGCS2000 (EPSG:4490), got {crs}"
            hint = "Read the file with read_hazards or read_protected, which reproject it."
            raise InputError("crs_wrong", message, hint, layer=name, crs=crs)


def _apart(work: Callable[[], _T], heard: Callable[[], None]) -> _T:
    """Do something in a thread of its own, so that whoever waits is heard."""
    return next(in_threads(lambda _: work(), [None], heard))


def _prepared(protected: gpd.GeoDataFrame, hazards: gpd.GeoDataFrame) -> tuple[Sites, Objects]:
    """Prepare the frames that a caller hands over: located rows only, every accuracy known."""
    items = fill_accuracy(measurable(protected), None)
    sites = Sites((), (), (), np.empty(0, dtype=object), np.empty(0), ())
    if len(hazards):
        sites = prepare_hazards(fill_accuracy(located(hazards), None, site_radius=True))
    return sites, prepare_objects(items, sites)


@dataclass(frozen=True)
class _Row:
    """What is said of a face: its zone, the rules, whether the data end there."""

    zone: str
    rules: frozenset[str] = frozenset()
    unseen: bool = False


@dataclass(frozen=True)
class _Cut:
    """The area within one cell, cut by what is said: (n,) rows and their shapes, the objects that say so."""

    box: tuple[float, float, float, float]
    rows: tuple[_Row, ...]
    shapes: NDArray[Any]
    items: Mapping[_Row, set[int]]
    missing: Mapping[_Row, set[str]]


def _cut(drawing: Drawing, cell: Cell, area: Any, unseen: Any) -> _Cut | None:  # noqa: ANN401 - areas
    """Cut the area within a cell into faces, and join those of which the same is said; None for nothing."""
    if area.is_empty:
        return None
    drawn = drawing.draw(cell)
    lonlat = drawn.frame.to_lonlat(drawn.shapes) if len(drawn.shapes) else drawn.shapes
    faces, within = partition(area, cell.box, np.array([*lonlat, unseen], dtype=object))
    said = [_said(drawn, inside) for inside in within]
    places = {row: number for number, row in enumerate(dict.fromkeys(said))}
    number, rows = np.array([places[row] for row in said], dtype=np.int64), tuple(places)
    shapes = np.empty(len(rows), dtype=object)
    shapes[:] = [joined(faces[number == n], sure=True) for n in range(len(rows))]
    return _Cut(cell.box, rows, shapes, *_concerned(rows, shapes, drawn))


def _within(area: Any, cell: Cell) -> Any:  # noqa: ANN401 - areas
    """Return the part of an area in and around a cell, so that no two threads have the same shape."""
    west, south, east, north = cell.box
    around = shapely.box(west - AROUND_DEG, south - AROUND_DEG, east + AROUND_DEG, north + AROUND_DEG)
    parts = shapely.get_parts(shapely.intersection(area, around))
    return shapely.MultiPolygon(list(parts[shapely.get_dimensions(parts) == _AREA]))


def _concerned(
    rows: tuple[_Row, ...], shapes: NDArray[Any], drawn: Drawn
) -> tuple[dict[_Row, set[int]], dict[_Row, set[str]]]:
    """Return which objects keep some of a row's faces free, and what would tell where nobody knows."""
    items: dict[_Row, set[int]] = {}
    missing: dict[_Row, set[str]] = {}
    asked = np.flatnonzero([bool(row.rules) for row in rows])
    if not len(asked) or not len(drawn.rings):
        return items, missing
    able = np.array([[_concerns(rows[n], *key) for key in drawn.keys] for n in asked])
    # Drawn in a little, so that what only touches does not count.
    inner = shapely.buffer(drawn.frame.to_plane(shapes[asked]), -2 * ARC_ERROR_M, quad_segs=1)
    ring, face = shapely.STRtree(inner).query(drawn.rings)
    counts = able[face, drawn.ring_key[ring]]
    ring, face = ring[counts], face[counts]
    shapely.prepare(inner)
    meets = shapely.intersects(inner[face], drawn.rings[ring])
    ring, face = ring[meets], face[meets]
    for place in np.unique(face):
        row, own = rows[asked[place]], ring[face == place]
        items[row] = set(drawn.ring_item[own].tolist())
        missing[row] = set().union(*{drawn.ring_keep[number].missing for number in own})
    return items, missing


def _concerns(row: _Row, certain: bool, rules: frozenset[str]) -> bool:  # noqa: FBT001 - a key
    """Return whether what is drawn by a key speaks of a row."""
    return certain == (row.zone == "forbidden") and rules <= row.rules


class _Zones:
    """The faces of all cells, gathered by what is said of them."""

    def __init__(self, progress: Callable[[float, str], None] | None) -> None:
        self._progress, self._told = progress or (lambda _fraction, _step: None), 0.0
        self._cuts: list[_Cut] = []

    def tell(self, fraction: float) -> None:
        """Say how far it has come."""
        self._told = fraction
        self._progress(fraction, "permitted")

    def again(self) -> None:
        """Say that it has come no farther, but is at work."""
        self.tell(self._told)

    def add(self, cut: _Cut | None) -> None:
        """Take the faces of a cell."""
        if cut is not None:
            self._cuts.append(cut)

    def joined(self) -> list[_Zone]:
        """Return what is said of the area, each said once."""
        if not self._cuts:
            return []
        rows = [row for cut in self._cuts for row in cut.rows]
        numbers = {row: number for number, row in enumerate(dict.fromkeys(rows))}
        boxes = np.array([cut.box for cut in self._cuts])
        whole = np.concatenate([cut.shapes for cut in self._cuts])
        pieces, piece = shapely.get_parts(whole, return_index=True)
        group = np.array([numbers[row] for row in rows])[piece]
        lines = np.unique(boxes[:, [0, 2]]), np.unique(boxes[:, [1, 3]])
        parts = _apart(lambda: mended(pieces, group, *lines), self.again)
        return [self._zone(row, parts[number]) for row, number in numbers.items()]

    def _zone(self, row: _Row, parts: NDArray[Any]) -> _Zone:
        self.again()
        objects: set[int] = set().union(*(cut.items.get(row, ()) for cut in self._cuts))
        missing: set[str] = {NO_DATA} if row.unseen else set()
        if row.zone == "uncertain":
            missing.update(*(cut.missing.get(row, ()) for cut in self._cuts))
        return _Zone(row.zone, row.rules, missing, len(objects), parts)


@dataclass(frozen=True)
class _Zone:
    """A row of the answer."""

    zone: str
    rules: frozenset[str]
    missing: set[str]
    objects: int
    parts: NDArray[Any]


def _said(drawn: Drawn, inside: NDArray[np.bool_]) -> _Row:
    """Return what is said of a face that lies in some of what is drawn; last, where the data end."""
    here = [key for key, holds in zip(drawn.keys, inside, strict=False) if holds]
    surely = [rules for certain, rules in here if certain]
    if surely:
        return _Row("forbidden", frozenset().union(*surely))
    perhaps = frozenset().union(*(rules for _, rules in here))
    unseen = bool(inside[-1])
    return _Row("uncertain", perhaps, unseen) if perhaps or unseen else _Row("permitted")


def _covered(protected: gpd.GeoDataFrame, coverage: Any) -> Any:  # noqa: ANN401 - an area or None
    """Return where the data are complete: as is said, as their reader found, else where there are any."""
    covered = coverage if coverage is not None else protected.attrs.get("coverage")
    if covered is not None:
        return covered
    there = measurable(protected)
    return shapely.box(*there.total_bounds) if len(there) else shapely.Polygon()


def _unseen(area: Any, covered: Any, reach_m: float) -> Any:  # noqa: ANN401 - lon/lat geometries
    """Return the part of the area from which the rules reach beyond the data."""
    # Where one point is all that there is, its box has no inside that could be complete.
    if covered.area == 0.0:
        return area
    lon, lat = shapely.get_coordinates(shapely.centroid(area))[0]
    frame = Frame(float(lon), float(lat))
    plane = frame.to_plane(np.array([covered], dtype=object))[0]
    inner = frame.to_lonlat(np.array([narrowed(plane, reach_m + ARC_ERROR_M)], dtype=object))[0]
    return shapely.difference(area, inner)


def _order(rule: Rule) -> tuple[bool, float, str, str]:
    """Order rules by what they ask: must before should, then the largest distance."""
    metres = rule.requirement.metres(0.0) if rule.relation == Relation.AT_LEAST else 0.0
    return rule.severity != Severity.MUST, -metres, rule.confidence, rule.id


def _table(zones: list[_Zone], rules: Mapping[str, Rule]) -> gpd.GeoDataFrame:
    rows = []
    if not any(one.zone == "permitted" for one in zones):
        zones = [_Zone("permitted", frozenset(), set(), 0, np.empty(0, dtype=object)), *zones]
    flats = np.empty(len(zones), dtype=object)
    flats[:] = [_areas_of(one.parts) for one in zones]
    for one, flat, square in zip(zones, flats, areas_m2(flats).tolist(), strict=True):
        if flat.is_empty and one.zone != "permitted":
            continue
        ids = [rule.id for rule in sorted((rules[name] for name in one.rules), key=_order)]
        rule = rules[ids[0]] if ids else None
        told = (rule.standard, rule.clause, rule.confidence) if rule else (None, None, None)
        named = ids or ([NO_DATA] if one.missing else [])
        joint = (named[0] if named else None, ",".join(named) or None)
        missing = ",".join(sorted(one.missing)) or None
        rows.append((one.zone, *joint, *told, one.objects, missing, square, flat))
    rows.sort(key=lambda row: (row[0] != "permitted", row[0], row[1] or "", row[2] or "", row[7] or ""))
    frame = pd.DataFrame(rows, columns=list(PERMITTED_COLUMNS))
    return gpd.GeoDataFrame(frame, geometry="geometry", crs=CRS)


def _areas_of(parts: NDArray[Any]) -> shapely.MultiPolygon:
    """Return polygons as one multipolygon, without the splinters that rounding leaves."""
    return shapely.MultiPolygon(list(parts[shapely.area(parts) > SPLINTER_DEG2]))
