"""The definition of docs/verdict.md a second time: slow, by brute force, without a line of the engine.

It reads the catalogue's files itself (`oracle_rules`), measures with geographiclib (`oracle_geometry`),
enumerates every world of every pair, and says what the engine's tables have to hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from oracle_catalogue import (
    Subject,
    in_force,
    is_null,
    known_facts,
    measure,
    possible_fuels,
    table,
)
from oracle_geometry import Plane, diameter_m, distance_m, farthest_m, minkowski
from oracle_pair import Expected, Measured, Pair, Span, expected_alone
from oracle_rules import Question, question

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import geopandas as gpd
    from oracle_rules import Cell

__all__ = ["Expected", "ExpectedSummary", "expected_findings", "expected_summary"]

FENCED = {"school", "kindergarten", "hospital", "elderly_home"}
NEAR_M = 500.0


@dataclass(frozen=True)
class ExpectedSummary:
    """What the row of a hazard has to say."""

    verdict: str
    own_buildings: int
    reach_m: float
    nearest_residence_m: float | None
    missing: frozenset[str]


def expected_findings(
    hazards: gpd.GeoDataFrame,
    protected: gpd.GeoDataFrame,
    parts: gpd.GeoDataFrame | None,
    *,
    editions: Sequence[str],
    accuracy_m: float | None,
) -> dict[tuple[str, str | None], Expected]:
    """Return what every finding has to be, by hazard and object."""
    town = _Town(hazards, protected, parts, tuple(editions), accuracy_m)
    return {key: found for hazard in town.hazards for key, found in town.findings(hazard).items()}


def expected_summary(
    hazards: gpd.GeoDataFrame,
    protected: gpd.GeoDataFrame,
    parts: gpd.GeoDataFrame | None,
    *,
    editions: Sequence[str],
    accuracy_m: float | None,
    coverage: Any = None,
    findings: dict[tuple[str, str | None], Expected] | None = None,
) -> dict[str, ExpectedSummary]:
    """Return what the row of every located hazard has to be."""
    town = _Town(hazards, protected, parts, tuple(editions), accuracy_m)
    if findings is None:
        findings = {k: f for hazard in town.hazards for k, f in town.findings(hazard).items()}
    kinds = {hazard.id: hazard.kind for hazard in town.hazards}
    return {
        hazard.id: town.summary(
            hazard,
            [
                f
                for (h, o), f in findings.items()
                if h == hazard.id or (o == hazard.id and kinds[h] == hazard.kind)
            ],
            coverage,
        )
        for hazard in town.hazards
    }


@dataclass(frozen=True, eq=False)
class _Thing:
    """A row of a layer: a hazard, a part or a protected object."""

    id: str
    kind: str
    geometry: Any
    accuracy_m: float
    subject: Subject
    row: dict[str, Any]

    @property
    def is_point(self) -> bool:
        return shapely.get_dimensions(self.geometry) == 0


class _Figures:
    """What was measured of one pair: several cells ask for the same."""

    def __init__(self) -> None:
        self.known: dict[Any, float] = {}

    def ask(self, measure_m: Callable[..., float], *geometries: Any) -> float:
        key = (measure_m, *map(id, geometries))
        if key not in self.known:
            self.known[key] = measure_m(*geometries)
        return self.known[key]


@dataclass
class _Town:
    """The layers of one run."""

    hazard_rows: Any
    protected_rows: Any
    part_rows: Any
    editions: tuple[str, ...]
    accuracy_m: float | None
    questions: dict[Any, Question] = field(default_factory=dict)
    reaches: dict[Subject, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rules = in_force(self.editions)
        self.hazards = self._things(self.hazard_rows, "hazard_id", radius=True)
        # A zone in which no fireworks may be let off is no object, and says nothing of where the data end.
        objects = self.protected_rows[self.protected_rows["kind"] != "no_discharge_zone"]
        self.objects = self._things(objects.reset_index(drop=True), "object_id")
        self.parts: dict[str, list[_Thing]] = {}
        if self.part_rows is not None:
            for part in self._things(self.part_rows, "part_id"):
                self.parts.setdefault(str(part.row["hazard_id"]), []).append(part)
        self.tree = shapely.STRtree([o.geometry for o in self.objects])
        civil = next(r for r in table("targets") if r["target"] == "CIVIL")["object_kinds"].split("|")
        self.civil = set(civil)

    def _things(self, rows: Any, identity: str, *, radius: bool = False) -> list[_Thing]:
        things = []
        for row in rows.to_dict("records"):
            geometry = row["geometry"]
            if geometry is None or geometry.is_empty:
                continue
            spread = shapely.get_dimensions(geometry) == 0 or row.get("outline") == "building"
            accuracy = self._accuracy(row, radius=radius and spread)
            things.append(
                _Thing(str(row[identity]), str(row["kind"]), geometry, accuracy, known_facts(row), row)
            )
        return things

    def _accuracy(self, row: dict[str, Any], *, radius: bool) -> float:
        if not is_null(row.get("position_accuracy_m")):
            return float(row["position_accuracy_m"])
        if self.accuracy_m is not None:
            return self.accuracy_m
        own = measure("accuracy", row.get("position_source"))[1]
        return own + (measure("site_radius", row["kind"])[1] if radius else 0)

    # ------------------------------------------------------------------ what concerns a hazard

    def reach_m(self, hazard: Subject) -> float:
        """Return the most that any rule can ask of it, whatever the object."""
        if hazard not in self.reaches:
            kinds = {k for r in table("targets") for k in r["object_kinds"].split("|")} - {"*"}
            asked = [question(self.rules, hazard, Subject(kind, ())).metres for kind in sorted(kinds)]
            self.reaches[hazard] = max((float(m.max()) for m in asked if m.size), default=0.0)
        return self.reaches[hazard]

    def own(self, hazard: _Thing) -> set[str]:
        """Return the ids of the buildings and driveways that belong to the hazard."""
        near = [self.objects[i] for i in self.tree.query(hazard.geometry)]
        buildings = [
            o
            for o in near
            if o.kind in {"building", "public_building"}
            and o.row["measured_as"] == "building"
            and _lies_on(o, hazard)
        ]
        ground = [o.geometry for o in buildings] + ([] if hazard.is_point else [hazard.geometry])
        roads = {
            self.objects[i].id
            for place in ground
            for i in self.tree.query(place, predicate="intersects")
            if self.objects[i].kind == "road" and is_null(self.objects[i].row["road_class"])
        }
        return {o.id for o in buildings} | roads

    def findings(self, hazard: _Thing) -> dict[tuple[str, str | None], Expected]:
        """Return all findings of one hazard."""
        answer: dict[tuple[str, str | None], Expected] = {}
        alone = expected_alone(self.rules, hazard.subject, hazard.row.get("sales_area_m2"))
        if alone is not None:
            answer[hazard.id, None] = alone
        own = self.own(hazard)
        reach = self.reach_m(hazard.subject)
        furthest = max([hazard.accuracy_m, *(p.accuracy_m for p in self.parts.get(hazard.id, []))])
        for obj in (*self._around(hazard, reach + furthest), *self.hazards):
            if obj is hazard or obj.id in own:
                continue
            found = self._pair(hazard, obj, reach, among_hazards=obj in self.hazards)
            if found is not None:
                answer[hazard.id, obj.id] = found
        return answer

    def _around(self, hazard: _Thing, metres: float) -> list[_Thing]:
        """Return every object whose box comes near the hazard's or one of its parts'."""
        widest = max((o.accuracy_m for o in self.objects), default=0)
        places = [hazard.geometry, *(p.geometry for p in self.parts.get(hazard.id, []))]
        found: set[int] = set()
        for place in places:
            scale = Plane.about(place).scale
            west, south, east, north = place.bounds
            dx, dy = (metres + widest + 200) / scale
            found |= {
                int(i) for i in self.tree.query(shapely.box(west - dx, south - dy, east + dx, north + dy))
            }
        return [self.objects[i] for i in sorted(found)]

    def summary(self, hazard: _Thing, findings: list[Expected], coverage: Any) -> ExpectedSummary:
        """Return the hazard's own row."""
        reach = self.reach_m(hazard.subject)
        verdicts = {f.verdict for f in findings}
        missing = set().union(*(f.missing for f in findings)) if findings else set()
        if not self._has_rules(hazard):
            missing.add("rules")
        if self._leaves(hazard, reach, coverage) or self._is_lonely(hazard):
            missing.add("coverage")
        if "conflict" in verdicts:
            verdict = "conflict"
        else:
            verdict = "unresolved" if "unresolved" in verdicts or missing & {"rules", "coverage"} else "clear"
        homes = [o for o in self.objects if o.kind == "residence"]
        homes = [o for o in homes if o.row["measured_as"] != "zone"] or homes
        nearest = self._nearest(hazard, homes)
        return ExpectedSummary(verdict, len(self.own(hazard)), reach, nearest, frozenset(missing))

    def _has_rules(self, hazard: _Thing) -> bool:
        """Tell whether a distance is asked of its kind, and for every fuel that it sells or may sell."""
        asking = [
            r
            for r in self.rules
            if r["relation"] == "at_least" and hazard.kind in r["hazard_kinds"].split(",")
        ]
        return bool(asking) and possible_fuels(hazard.subject) <= {r["fuel"] for r in asking}

    def _leaves(self, hazard: _Thing, reach: float, coverage: Any) -> bool:
        if coverage is None:
            boxes = np.array([o.geometry.bounds for o in self.objects])
            coverage = (
                shapely.box(*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)) if len(boxes) else None
            )
        if coverage is None or not coverage.covers(hazard.geometry):
            return True
        return distance_m(hazard.geometry, coverage.boundary) < reach

    def _is_lonely(self, hazard: _Thing) -> bool:
        nearest = self._nearest(hazard, self.objects)
        return nearest is None or nearest > NEAR_M

    def _nearest(self, hazard: _Thing, objects: Sequence[_Thing]) -> float | None:
        if not objects:
            return None
        plane = Plane.about(hazard.geometry)
        here = plane.laid(hazard.geometry)
        coarse = shapely.distance(here, plane.laid(np.array([o.geometry for o in objects])))
        near = np.flatnonzero(coarse <= coarse.min() * 1.02 + 1)
        return min(distance_m(hazard.geometry, objects[i].geometry) for i in near)

    # ------------------------------------------------------------------ what concerns a pair

    def _pair(self, hazard: _Thing, obj: _Thing, reach: float, *, among_hazards: bool) -> Expected | None:
        asked = self._question(hazard, obj, among_hazards=among_hazards)
        zone = obj.row.get("measured_as") == "zone" and not among_hazards
        # A rule that what is stated excludes from every world is no rule of this pair.
        cells = [*np.flatnonzero(asked.applies.any(axis=1))]
        if zone and self._built_up(obj):
            cells = [i for i in cells if asked.cells[i].relation != "at_least"]
        if not cells:
            return None
        if self._too_far(hazard, obj, reach):
            return None
        figures, common = _Figures(), self._object_spans(obj)
        places = [hazard, *self.parts.get(hazard.id, [])]
        nearest = min(figures.ask(distance_m, p.geometry, obj.geometry) - p.accuracy_m for p in places)
        if nearest + sum(span.low for span in common) >= reach:
            return None
        measured = self._measured(hazard, obj, [asked.cells[i] for i in cells], common, figures)
        if min(m.low() for m in measured) >= reach:
            return None
        return Pair(
            [asked.cells[i] for i in cells],
            measured,
            asked,
            asked.metres[cells],
            asked.applies[cells],
            zone=zone,
        ).expected()

    def _question(self, hazard: _Thing, obj: _Thing, *, among_hazards: bool) -> Question:
        parts = frozenset((p.kind, _fuel(p)) for p in self.parts.get(hazard.id, []))
        first, second = hazard.subject, obj.subject
        if among_hazards:
            pair = [first.get("temporary"), second.get("temporary")]
            if "yes" in pair or pair == ["no", "no"]:
                first = first.told({"either_temporary": "yes" if "yes" in pair else "no"})
        once = among_hazards and hazard.kind == obj.kind and obj.id < hazard.id
        key = (first, second, parts, once)
        if key not in self.questions:
            self.questions[key] = question(() if once else self.rules, first, second, parts=parts)
        return self.questions[key]

    def _too_far(self, hazard: _Thing, obj: _Thing, reach: float) -> bool:
        """Tell by a look at the plane that no interval can begin within reach."""
        places = [hazard, *self.parts.get(hazard.id, [])]
        plane = Plane.about(hazard.geometry)
        there = plane.laid(obj.geometry)
        slack = obj.accuracy_m + 90  # fences and carriageways
        return all(
            shapely.distance(plane.laid(p.geometry), there) * 0.99 - p.accuracy_m - slack > reach
            for p in places
        )

    def _built_up(self, zone: _Thing) -> bool:
        return any(
            o.kind in self.civil and o.row["measured_as"] == "building" and _lies_on(o, zone)
            for o in (self.objects[i] for i in self.tree.query(zone.geometry))
        )

    def _measured(
        self, hazard: _Thing, obj: _Thing, cells: Sequence[Cell], common: tuple[Span, ...], figures: _Figures
    ) -> list[Measured]:
        cache: dict[Any, Measured] = {}
        for cell in cells:
            key = self._key(cell)
            if key not in cache:
                cache[key] = self._one(hazard, obj, cell, common, figures)
        return [cache[self._key(cell)] for cell in cells]

    @staticmethod
    def _key(cell: Cell) -> Any:
        overlap = cell.relation != "at_least"
        return (cell.group or cell.part == "site", overlap, cell.widened_by_entrance)

    def _one(
        self, hazard: _Thing, obj: _Thing, cell: Cell, common: tuple[Span, ...], figures: _Figures
    ) -> Measured:
        places = [hazard]
        if cell.group is not None:
            places = [p for p in self.parts[hazard.id] if (p.kind, _fuel(p)) == cell.group]
        away = [figures.ask(distance_m, p.geometry, obj.geometry) for p in places]
        low = min(d - p.accuracy_m for d, p in zip(away, places, strict=True))
        high = min(d + p.accuracy_m for d, p in zip(away, places, strict=True))
        fact = "position"
        if cell.group is None and (hazard.is_point or cell.part != "site"):
            fact = "parts"
            if not hazard.is_point:
                high = figures.ask(farthest_m, hazard.geometry, obj.geometry) + hazard.accuracy_m
        spans = [Span(low, high, fact), *common]
        if cell.widened_by_entrance:
            spans.append(Span(0, figures.ask(diameter_m, obj.geometry), "entrance"))
        if cell.relation == "at_least":
            return Measured(min(away), tuple(spans))
        place = places[int(np.argmin(away))]
        shift = (Span(0, place.accuracy_m, fact), Span(0, obj.accuracy_m, "object_position"))
        close = min(away) < sum(s.high for s in shift) + 1
        meets = minkowski(place.geometry, obj.geometry) if close else shapely.Point()
        return Measured(min(away), tuple(spans), shift, meets)

    def _object_spans(self, obj: _Thing) -> tuple[Span, ...]:
        spans = [Span(-obj.accuracy_m, obj.accuracy_m, "object_position")]
        if obj.kind in FENCED and obj.row.get("measured_as") == "building" and not self._is_fenced(obj):
            spans.append(Span(-measure("fence_reach", "*")[1], 0, "fence"))
        if obj.kind == "road":
            narrow, wide = _half_width(obj.row)
            spans.append(Span(-wide, -narrow, "width_m"))
        return tuple(spans)

    def _is_fenced(self, obj: _Thing) -> bool:
        return any(
            o.kind == obj.kind
            and o.row["measured_as"] in {"site", "fence"}
            and obj.geometry.covered_by(o.geometry)
            for o in (self.objects[i] for i in self.tree.query(obj.geometry))
        )


def _lies_on(obj: _Thing, hazard: _Thing) -> bool:
    if hazard.is_point:
        return bool(obj.geometry.covers(hazard.geometry)) and not obj.is_point
    if obj.is_point:
        return bool(hazard.geometry.covers(obj.geometry))
    return bool(obj.geometry.intersection(hazard.geometry).area >= obj.geometry.area / 2)


def _half_width(row: dict[str, Any]) -> tuple[float, float]:
    if not is_null(row.get("width_m")):
        return float(row["width_m"]) / 2, float(row["width_m"]) / 2
    if not is_null(row.get("lanes")):
        low, high = measure("lane_width", "*")
        return float(row["lanes"]) * low / 2, float(row["lanes"]) * high / 2
    key = "*" if is_null(row.get("road_class")) else row["road_class"]
    return measure("half_width", key)


def _fuel(part: _Thing) -> str | None:
    return None if is_null(part.row.get("fuel")) else str(part.row["fuel"])
