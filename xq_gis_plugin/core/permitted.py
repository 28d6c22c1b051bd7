"""Where a hazard of some kind may stand: the area less what the rules keep free around each object.

For a point hazard every clause asks one thing of the distance d to one object: it is in conflict
where d is below one threshold, and not surely clear where d is below another, larger one (DESIGN §3:
positions, fences, half-widths and unknown facts lie between the two). So the zones are unions of
buffers, each drawn in a local frame, and a point of them gets the verdict that `assess` would give it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.polygon import orient

from xq_gis_plugin.core.assess import reach_of
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.geodesy import INVERSE_FLATTENING, SEMI_MAJOR_M, Frame
from xq_gis_plugin.core.keep_free import NOTHING, Drawn, Keep, draw
from xq_gis_plugin.core.model import CRS, HazardKind, Relation
from xq_gis_plugin.core.own import civil_buildings_in_zones
from xq_gis_plugin.core.prepare import Objects, Sites, fill_accuracy, prepare_hazards, prepare_objects
from xq_gis_plugin.core.question import Profile, Question, ask
from xq_gis_plugin.core.rules import Catalogue, load_catalogue
from xq_gis_plugin.core.verdict import demands

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from xq_gis_plugin.core.rules import Rule

__all__ = ["PERMITTED_COLUMNS", "permitted_zone"]

FloatArray = NDArray[np.float64]

PERMITTED_COLUMNS = (
    "zone",
    "rule_id",
    "standard",
    "clause",
    "rule_confidence",
    "objects",
    "area_m2",
    "geometry",
)
SPLINTER_DEG2 = 1e-14
"""About a square centimetre: less is left of two edges that are one."""
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
        `PERMITTED_COLUMNS` in EPSG:4490. One row ``permitted``; one row ``uncertain`` and one ``forbidden``
        for each rule that keeps something free, with the number of objects it does so for. Rows of different
        rules may overlap each other, but never the permitted one, nor a forbidden an uncertain one. The rule
        is the one that asks most of an object. Where the data end, the zone is uncertain by ``coverage``.
        Edges are true to 1 cm; only what an existing plot's own rules surely forbid may be drawn too small
        (it is uncertain then), by at most the width of the plot. Rules about the hazard alone (its sales
        area, its building) say nothing here.

    Raises
    ------
    InputError
        ``unknown_kind``, ``crs_wrong``, ``accuracy_invalid`` or ``area_missing``.
    """
    if kind not in {k.value for k in HazardKind}:
        known = ", ".join(sorted(k.value for k in HazardKind))
        message = f"{kind!r} is no known kind of hazard"
        raise InputError(
            "unknown_kind", message, f"Use one of: {known}.", row=0, field="kind", value=kind, allowed=known
        )
    if area.is_empty or shapely.get_dimensions(area) != 2:  # noqa: PLR2004 - an area
        message = "there is no area to look for a place in"
        raise InputError("area_missing", message, "Choose a layer with the polygon of the district.")
    others = hazards if hazards is not None else gpd.GeoDataFrame()
    town = _Neighbours.of(protected, others, Profile(kind, tuple(sorted((facts or {}).items()))))
    catalogue = rules or load_catalogue()
    keeps = town.keeps(catalogue.in_force, accuracy_m)
    covered = coverage if coverage is not None else protected.attrs.get("coverage")
    if covered is None:
        covered = shapely.box(*protected.total_bounds) if len(protected) else shapely.Polygon()
    drawn = draw(town.objects, keeps, shapely.bounds(area), progress)
    reach_m = reach_of(town.new, catalogue.in_force, {}) + accuracy_m
    zones = _zones(area, drawn, _unseen(area, covered, reach_m))
    return _table(zones, {rule.id: rule for rule in catalogue.rules})


@dataclass(frozen=True)
class _Neighbours:
    """What is there already, and the hazard that is to come."""

    new: Profile
    sites: Sites
    objects: Objects

    @classmethod
    def of(cls, protected: gpd.GeoDataFrame, hazards: gpd.GeoDataFrame, new: Profile) -> _Neighbours:
        """Prepare the frames that a caller hands over: located rows only, every accuracy known."""
        for name, frame in (("protected", protected), ("hazards", hazards)):
            if len(frame) and (frame.crs is None or not frame.crs.is_geographic):
                crs = "no CRS" if frame.crs is None else frame.crs.to_string()
                message = f"{name}: expected longitude and latitude on CGCS2000 (EPSG:4490), got {crs}"
                hint = "Read the file with read_hazards or read_protected, which reproject it."
                raise InputError("crs_wrong", message, hint, layer=name, crs=crs)
        items = fill_accuracy(_located(protected), None)
        sites = Sites((), (), (), np.empty(0, dtype=object), np.empty(0), ())
        if len(hazards):
            sites = prepare_hazards(fill_accuracy(_located(hazards), None, site_radius=True))
        return cls(new, sites, prepare_objects(items, sites))

    def keeps(self, rules: tuple[Rule, ...], accuracy_m: float) -> list[Keep]:
        """Return how far each object keeps the new hazard away."""
        zoned = civil_buildings_in_zones(self.objects)
        asked: dict[tuple[Profile, Profile], Question | None] = {}
        found = []
        for item, profile in enumerate(self.objects.profiles):
            other = int(self.objects.hazard_row[item])
            pairs = [(self.new, profile)] if other < 0 else self._both_ways(other)
            keep = NOTHING
            for pair in pairs:
                if pair not in asked:
                    asked[pair] = ask(*pair, rules)
                question = asked[pair]
                if question is not None:
                    keep = _larger(
                        keep, self._keep(question, item, accuracy_m, zoned, reverse=pair[0] is not self.new)
                    )
            found.append(keep)
        return found

    def _both_ways(self, other: int) -> list[tuple[Profile, Profile]]:
        """Return who is asked about whom, of the new hazard and one that is there."""
        there = self.sites.profiles[other]
        both = {dict(p.facts).get("temporary", "") for p in (self.new, there)}
        either = "yes" if "yes" in both else "no" if both == {"no"} else ""
        extra = (("either_temporary", either),) if either else ()
        forward = (self.new, Profile(there.kind, extra))
        # Of two of one kind the rule is asked once.
        return [forward] if there.kind == self.new.kind else [forward, (there, Profile(self.new.kind, extra))]

    def _keep(
        self, question: Question, item: int, accuracy_m: float, zoned: frozenset[int], *, reverse: bool
    ) -> Keep:
        objects = self.objects
        spatial = np.array([g.relation != Relation.AT_LEAST for g in question.groups])
        zone = objects.measured_as[item] == "zone"
        if zone and item in zoned:
            question = question.only(spatial)
            spatial = spatial[spatial]
        if not question.groups:
            return NOTHING
        slack = accuracy_m + float(objects.accuracy_m[item])
        least, most = (0.0, 0.0) if reverse else objects.shift_m[item]
        # From a plot a rule may be measured at its far side, as to a building's entrance.
        wide = np.array(
            [
                _width_m(objects.geometry[item]) if g.entrance or (reverse and g.measure == "hazard") else 0.0
                for g in question.groups
            ]
        )
        asked = demands(question)
        surely = np.where(spatial, asked - slack, asked - slack - most - wide)
        surely = np.where(spatial | (surely > 0), surely, -np.inf)
        if zone:
            surely = np.where(spatial, surely, -np.inf)
        perhaps = np.where(spatial, asked + slack, np.where(asked > 0, asked + slack - least, -np.inf))
        return Keep(*_decisive(question, surely), *_largest(question, perhaps))


def _decisive(question: Question, metres: FloatArray) -> tuple[float, str]:
    """Return what even the mildest world asks, and the rule that asks it there."""
    world = int(metres.max(axis=1).argmin())
    group = int(metres[world].argmax())
    return float(metres[world, group]), question.rules[int(question.rule_at[world, group])].id


def _largest(question: Question, metres: FloatArray) -> tuple[float, str]:
    """Return what the strictest world asks, and the rule that asks it there."""
    world, group = np.unravel_index(int(metres.argmax()), metres.shape)
    return float(metres[world, group]), question.rules[int(question.rule_at[world, group])].id


def _larger(one: Keep, other: Keep) -> Keep:
    surely = max(one, other, key=lambda keep: keep.surely_m)
    perhaps = max(one, other, key=lambda keep: keep.perhaps_m)
    return Keep(surely.surely_m, surely.surely_rule, perhaps.perhaps_m, perhaps.perhaps_rule)


def _unseen(area: Any, covered: Any, reach_m: float) -> Any:  # noqa: ANN401 - lon/lat geometries
    """Return the part of the area from which the rules reach beyond the data."""
    if covered.is_empty:
        return area
    lon, lat = shapely.get_coordinates(shapely.centroid(area))[0]
    frame = Frame(float(lon), float(lat))
    plane = frame.to_plane(np.array([covered], dtype=object))[0]
    inner = frame.to_lonlat(np.array([shapely.buffer(plane, -reach_m)], dtype=object))[0]
    return shapely.difference(area, inner)


def _zones(area: Any, drawn: list[Drawn], unseen: Any) -> list[tuple[str, str, int, Any]]:  # noqa: ANN401
    """Return (zone, rule id, number of objects, geometry), the permitted one first."""
    merged = [(one, shapely.intersection(shapely.union_all(one.shapes), area)) for one in drawn]
    forbidden = shapely.union_all([shape for one, shape in merged if one.certain])
    rows = [("forbidden", one.rule_id, len(one.shapes), shape) for one, shape in merged if one.certain]
    uncertain = [
        ("uncertain", one.rule_id, len(one.shapes), shapely.difference(shape, forbidden))
        for one, shape in merged
        if not one.certain
    ]
    uncertain.append(("uncertain", NO_DATA, 0, shapely.difference(unseen, forbidden)))
    taken = shapely.union_all([forbidden, *(row[3] for row in uncertain)])
    rows = sorted([row for row in (*uncertain, *rows) if _has_area(row[3])], key=lambda row: (row[0], row[1]))
    return [("permitted", "", 0, shapely.difference(area, taken)), *rows]


def _has_area(shape: Any) -> bool:  # noqa: ANN401
    return bool(shapely.area(shape) > SPLINTER_DEG2)


def _table(zones: list[tuple[str, str, int, Any]], rules: Mapping[str, Rule]) -> gpd.GeoDataFrame:
    from pyproj import Geod

    earth = Geod(a=SEMI_MAJOR_M, rf=INVERSE_FLATTENING)
    rows = []
    for zone, rule_id, count, shape in zones:
        rule = rules.get(rule_id)
        flat = _areas_of(shape)
        square = sum(earth.geometry_area_perimeter(orient(one))[0] for one in flat.geoms)
        told = (rule.standard, rule.clause, rule.confidence) if rule else (None, None, None)
        rows.append((zone, rule_id or None, *told, count, square, flat))
    frame = pd.DataFrame(rows, columns=list(PERMITTED_COLUMNS))
    return gpd.GeoDataFrame(frame, geometry="geometry", crs=CRS)


def _areas_of(shape: Any) -> shapely.MultiPolygon:  # noqa: ANN401
    """Return the polygons of a shape as one multipolygon, without the splinters that rounding leaves."""
    parts = shapely.get_parts(np.array([shape], dtype=object))
    return shapely.MultiPolygon(list(parts[shapely.area(parts) > SPLINTER_DEG2]))


def _width_m(geometry: Any) -> float:  # noqa: ANN401 - lon/lat degrees
    """Return the largest distance between two corners of an object, metres."""
    lon, lat = shapely.get_coordinates(shapely.centroid(geometry))[0]
    plane = Frame(float(lon), float(lat)).to_plane(np.array([geometry], dtype=object))[0]
    corners = shapely.points(shapely.get_coordinates(shapely.convex_hull(plane)))
    return float(shapely.distance(corners[:, None], corners[None, :]).max())


def _located(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return frame[~(frame.geometry.isna() | frame.geometry.is_empty)].reset_index(drop=True)
