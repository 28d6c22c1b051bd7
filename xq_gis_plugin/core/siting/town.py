"""What stands around the sites of a plan, sorted by what the rules can ask of a shop beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from xq_gis_plugin.core.geodesy import degrees_for, widths_m
from xq_gis_plugin.core.job import Job, line_heights, reach_of, speaks_of
from xq_gis_plugin.core.model import CRS, PART_COLUMNS, ObjectKind, Relation, Verdict
from xq_gis_plugin.core.own import OWN_KINDS, civil_buildings_in_zones
from xq_gis_plugin.core.prepare import Objects, Sites
from xq_gis_plugin.core.question import Profile, Question, ask
from xq_gis_plugin.core.rule import applicable
from xq_gis_plugin.core.siting.cells import CONFLICT_MUST, CONFLICT_SHOULD, UNRESOLVED, Case, Said
from xq_gis_plugin.core.siting.covered import Covered
from xq_gis_plugin.core.siting.permit import Permit, Standing
from xq_gis_plugin.core.siting.shops import KIND, Shops
from xq_gis_plugin.core.siting.tiles import Tiles
from xq_gis_plugin.core.verdict import demands

if TYPE_CHECKING:
    from xq_gis_plugin.core.rules import Rule

__all__ = ["Bound", "Town"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


@dataclass(frozen=True)
class _Class:
    """Objects of one class are asked about alike and are equally uncertain."""

    profile: Profile
    accuracy_m: float
    shift: tuple[str, float, float]
    zone: bool
    zoned: bool
    there: bool
    diameter_m: float = 0.0


@dataclass(frozen=True)
class Bound:
    """What the rules that bind a hazard say of a shop beside it."""

    item: int
    said: Said
    distance_m: float
    shortfall_m: float


class Town:
    """The objects around, by class, by tile, and the rules that speak of a fireworks shop near them.

    Attributes
    ----------
    klass
        (n,) index of each object's class.
    spatial
        (n,) whether a rule without a distance may speak of it.
    own_building, driveway
        (n,) whether it may be the shop's own: a building around it, an unclassified road to it.
    rank
        (n,) place of each object by its id.
    """

    def __init__(self, there: Sites, objects: Objects, rules: tuple[Rule, ...], area: Any | None) -> None:  # noqa: ANN401
        self.there, self.objects, self.rules = there, objects, rules
        self.permit = Permit(rules)
        self.covered = Covered(objects, area)
        self._questions: dict[tuple[Profile, int], Question | None] = {}
        self._cases: dict[tuple[Profile, float, bool, int, float], Case | None] = {}
        self._reach: dict[Profile, float] = {}
        self._heights = line_heights(objects)
        self._classes: list[_Class] = []
        self.klass = self._sort()
        self._measure_entrances()
        reach, spatial = self._reaches()
        self.spatial = spatial[self.klass]
        as_building = np.array(objects.measured_as, dtype=str) == "building"
        self.own_building = as_building & np.isin(np.array(objects.kinds, dtype=str), sorted(OWN_KINDS))
        self.driveway = np.array([_is_driveway(c.profile) for c in self._classes], dtype=bool)[self.klass]
        far = reach[self.klass]
        if np.isfinite(far[self.driveway]).any():
            # A driveway is told by the building that it leads to, of which nothing may be asked.
            far = np.where(self.own_building, np.maximum(far, 0.0), far)
        self.tiles = Tiles(objects.geometry, far)
        self.rank = np.argsort(np.argsort(np.array(objects.ids, dtype=str), kind="stable"))

    def standing(self, stated: Profile) -> Standing:
        """Return what is to be asked of a shop of which this is stated."""
        return self.permit.standing(stated)

    def reach_m(self, profile: Profile) -> float:
        """Return the most metres that the rules can ask of a shop."""
        if profile not in self._reach:
            self._reach[profile] = reach_of(profile, self.rules, self._heights)
        return self._reach[profile]

    @cached_property
    def speaks(self) -> bool:
        """Whether the rules in force ask any distance of a shop at all."""
        return speaks_of(self.permit.loosest, self.rules)

    def case(
        self, profile: Profile, accuracy_m: float, klass: int, wide_m: float, *, plot: bool
    ) -> Case | None:
        """Return the arithmetic of a pair: a shop with such facts and an object of a class."""
        key = (profile, accuracy_m, plot, klass, wide_m)
        if key not in self._cases:
            self._cases[key] = self._case(profile, accuracy_m, klass, wide_m, plot=plot)
        return self._cases[key]

    def asks_alike(self, one: Profile, other: Profile, klass: int) -> bool:
        """Return whether the same is asked of two shops near an object of a class."""
        first, second = self.question(one, klass), self.question(other, klass)
        if first is None or second is None:
            return first is second
        return first.rules == second.rules and np.array_equal(first.required_m, second.required_m)

    def measured_from_parts(self, profile: Profile, klass: int) -> bool:
        """Return whether a rule is measured from other than the shop's site."""
        question = self.question(profile, klass)
        return question is not None and any(
            g.measure != "site" and g.relation == Relation.AT_LEAST for g in question.groups
        )

    def question(self, profile: Profile, klass: int) -> Question | None:
        """Return what the rules can ask of a shop with such facts and an object of a class."""
        key = (profile, klass)
        if key not in self._questions:
            self._questions[key] = self._ask(profile, self._classes[klass])
        return self._questions[key]

    def _ask(self, profile: Profile, klass: _Class) -> Question | None:
        item = klass.profile
        if klass.there and dict(profile.facts).get("temporary") == "yes":
            item = Profile(item.kind, (("either_temporary", "yes"),))
        question = ask(profile, item, self.rules)
        if question is not None and klass.zone and klass.zoned:
            question = question.only(np.array([g.relation != Relation.AT_LEAST for g in question.groups]))
        return question if question is not None and question.groups else None

    def _case(
        self, profile: Profile, accuracy_m: float, klass: int, wide_m: float, *, plot: bool
    ) -> Case | None:
        question, of = self.question(profile, klass), self._classes[klass]
        if question is None:
            return None
        own = ("position" if plot else "parts", -accuracy_m, accuracy_m)
        narrow = (own, ("object_position", -of.accuracy_m, of.accuracy_m))
        entrance = ("entrance", 0.0, of.diameter_m)
        parts = ("parts", -accuracy_m, wide_m + accuracy_m)
        spans = (*narrow, of.shift) if of.shift[0] else narrow
        return Case(question, spans, narrow, entrance, parts if plot else None, of.zone)

    def _sort(self) -> IntArray:
        """Return (n,) the class of each object."""
        objects, zoned = self.objects, civil_buildings_in_zones(self.objects)
        places: dict[_Class, int] = {}
        klass = np.empty(len(objects.ids), dtype=np.int64)
        columns = zip(
            objects.profiles,
            objects.accuracy_m.tolist(),
            objects.shift_fact,
            objects.shift_m.tolist(),
            objects.measured_as,
            (objects.hazard_row >= 0).tolist(),
            strict=True,
        )
        for item, (profile, accuracy, fact, shift, measured_as, there) in enumerate(columns):
            zone = measured_as == "zone"
            made = _Class(profile, accuracy, (fact, *shift), zone, item in zoned, there)
            klass[item] = places.setdefault(made, len(places))
        self._classes = list(places)
        return klass

    def _measure_entrances(self) -> None:
        """Give each object to whose entrance a rule is measured a class of its own: they differ in width."""
        for number, klass in enumerate(tuple(self._classes)):
            question = self.question(self.permit.loosest, number)
            if question is None or not any(g.entrance for g in question.groups):
                continue
            for item in np.flatnonzero(self.klass == number):
                wide = float(widths_m(self.objects.geometry[item : item + 1])[0])
                self.klass[item] = len(self._classes)
                fields = (klass.profile, klass.accuracy_m, klass.shift, klass.zone, klass.zoned, klass.there)
                self._classes.append(_Class(*fields, wide))

    def _reaches(self) -> tuple[FloatArray, NDArray[np.bool_]]:
        """Return, by class, how far it may matter to any shop, and whether a rule asks no distance."""
        reach = np.full(len(self._classes), -np.inf)
        spatial = np.zeros(len(self._classes), dtype=bool)
        for number, klass in enumerate(self._classes):
            question = self.question(self.permit.loosest, number)
            if question is None:
                continue
            far = np.array([g.relation == Relation.AT_LEAST for g in question.groups])
            asked = demands(question)
            spatial[number] = not far.all()
            most = float(asked[:, far].max(initial=-np.inf)) + max(0.0, -klass.shift[1])
            reach[number] = klass.accuracy_m + max(most, 0.0 if spatial[number] else -np.inf)
        return reach, spatial

    def bound_by_others(self, shops: Shops, rows: IntArray) -> dict[int, list[Bound]]:
        """Return, by row, what the rules about the hazards around say of a shop beside them."""
        binding = self._binding
        if not len(binding) or not len(rows):
            return {}
        around = _as_objects(shops, rows, [self.standing(p) for p in shops.profiles])
        tree = shapely.STRtree(around.geometry)
        slack = float(shops.accuracy_m[rows].max())
        parts = gpd.GeoDataFrame(columns=list(PART_COLUMNS), geometry="geometry", crs=CRS)
        job = Job(self.there, around, parts, self.rules, self._heights)
        near = [
            int(number)
            for number in binding
            if len(tree.query(_grown(self.there.geometry[number], self._far(job, number) + slack)))
        ]
        protected = int(np.count_nonzero(self.objects.hazard_row < 0))
        found: dict[int, list[Bound]] = {}
        for tally in job.judge(near).tallies if near else ():
            for row in tally.findings.records():
                if row["object_id"] is not None and row["verdict"] != Verdict.CLEAR:
                    item = protected + tally.view.row
                    found.setdefault(int(row["object_id"]), []).append(_bound(row, item))
        return found

    def _far(self, job: Job, number: int) -> float:
        return job.reach(self.there.profiles[number]) + float(self.there.accuracy_m[number]) + 1

    @cached_property
    def _binding(self) -> IntArray:
        """The hazards around whose own rules speak of a fireworks shop."""
        kinds = {
            kind
            for kind in {p.kind for p in self.there.profiles}
            for r in self.rules
            if applicable(r, kind, KIND)
        }
        return np.flatnonzero([p.kind in kinds for p in self.there.profiles]).astype(np.int64)


def _as_objects(shops: Shops, rows: IntArray, standings: list[Standing]) -> Objects:
    """Return shops as that which the hazards around are measured to; their ids are their rows."""
    count = len(rows)
    temporary = [dict(s.profile.facts).get("temporary") == "yes" for s in standings]
    plain, other = Profile(KIND, ()), Profile(KIND, (("either_temporary", "yes"),))
    return Objects(
        tuple(str(row) for row in rows),
        ("",) * count,
        (KIND,) * count,
        ("site",) * count,
        tuple(other if temporary[shops.profile[row]] else plain for row in rows),
        shops.geometry[rows],
        shops.accuracy_m[rows],
        np.zeros((count, 2)),
        ("",) * count,
        np.full(count, -1, dtype=np.int64),
    )


def _bound(row: dict[str, Any], item: int) -> Bound:
    conflict = row["verdict"] == Verdict.CONFLICT
    tier = (CONFLICT_MUST if row["severity"] == "must" else CONFLICT_SHOULD) if conflict else UNRESOLVED
    required = row["required_low_m" if conflict else "required_high_m"]
    short = row["shortfall_m" if conflict else "shortfall_max_m"]
    rules, missing = (tuple(filter(None, row[name].split(","))) for name in ("rule_ids", "missing"))
    nothing = float("nan")
    asked = nothing if required is None else required
    add = row["high_m" if conflict else "low_m"] - row["distance_m"]
    said = Said(tier, row["rule_id"], rules, row["rule_confidence"], asked, add, missing)
    return Bound(item, said, row["distance_m"], nothing if short is None else short)


def _is_driveway(profile: Profile) -> bool:
    return profile.kind == ObjectKind.ROAD and "road_class" not in dict(profile.facts)


def _grown(geometry: Any, metres: float) -> Any:  # noqa: ANN401 - lon/lat degrees
    west, south, east, north = shapely.bounds(geometry)
    d_lon, d_lat = degrees_for(metres, max(abs(south), abs(north)))
    return shapely.box(west - d_lon, south - d_lat, east + d_lon, north + d_lat)
