"""Hazards × protected objects × rules → findings: the one function that everything else calls."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.accuracy import fill_accuracy
from xq_gis_plugin.core.alone import judge_alone
from xq_gis_plugin.core.facts import domain
from xq_gis_plugin.core.measure import view_hazard
from xq_gis_plugin.core.model import (
    CRS,
    FINDING_COLUMNS,
    Assessment,
    ObjectKind,
    Relation,
    RiskColor,
    Severity,
    Verdict,
)  # fmt: skip
from xq_gis_plugin.core.overlay import plan_overlay
from xq_gis_plugin.core.own import civil_buildings_in_zones, own_objects
from xq_gis_plugin.core.prepare import (
    Objects,
    Sites,
    check_crs,
    measurable,
    prepare_hazards,
    prepare_objects,
    prepare_parts,
)
from xq_gis_plugin.core.question import Profile, Question, ask
from xq_gis_plugin.core.record import Record, run_table
from xq_gis_plugin.core.rows import RULE_COLUMNS, clause_rows, finding_row
from xq_gis_plugin.core.rules import Catalogue, Rule, load_catalogue, rules_table
from xq_gis_plugin.core.summary import hazard_summary, survey_list
from xq_gis_plugin.core.tally import Tally, finding_id
from xq_gis_plugin.core.verdict import (
    Judgement,
    Separation,
    Settling,
    judge,
    settle,
)
from xq_gis_plugin.core.zones import Overlap, overlaps_table, rings_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shapely.geometry import Polygon

    from xq_gis_plugin.core.plan import PlanEntry

__all__ = ["Job", "assess", "decide", "line_heights", "reach_of", "speaks_of"]

UNLOCATED_COLUMNS = ("hazard_id", "name", "kind", "plan_box", "position_status")
CIVIL_LINES = (ObjectKind.POWER_LINE, ObjectKind.COMMUNICATION_LINE)


def assess(
    hazards: gpd.GeoDataFrame,
    protected: gpd.GeoDataFrame,
    *,
    parts: gpd.GeoDataFrame | None = None,
    rules: Catalogue | None = None,
    accuracy_m: float | None = None,
    coverage: Polygon | None = None,
    plan: tuple[PlanEntry, ...] | None = None,
    overlay_within_m: float = 200.0,
    progress: Callable[[float, str], None] | None = None,
) -> Assessment:
    """Judge every hazard against everything near it.

    Parameters
    ----------
    hazards, protected, parts
        Frames with the columns of `xq_gis_plugin.core.model`, geometry in EPSG:4490 (lon/lat degrees).
        A hazard without geometry is listed as unlocated.
    rules
        The catalogue; by default the built-in one with GB50156-2021.
    accuracy_m
        Positional accuracy in metres where a row states none; without it, the default of its source.
    coverage
        Polygon within which ``protected`` is complete; by default its bounding box.
    plan
        Entries of the plan for `Assessment.plan_overlay`.
    overlay_within_m
        How near a road or complex of the plan counts there; no standard asks for it.
    progress
        Called with (fraction done, step); it may raise to cancel.

    Returns
    -------
    Assessment

    Raises
    ------
    InputError
        ``crs_wrong``, ``unknown_kind``, ``accuracy_invalid``, ``part_without_hazard``, ``too_many_unknowns``.
    """
    catalogue = rules or load_catalogue()
    town = _Town.of(hazards, protected, parts, accuracy_m)
    job = Job(town.sites, town.objects, town.parts, catalogue.in_force, line_heights(town.objects))
    tallies = job.tallies(progress)
    area = coverage if coverage is not None else protected.attrs.get("coverage")
    entries = plan or ()
    findings = _frame([r for t in tallies for r in t.findings], FINDING_COLUMNS)
    summary = hazard_summary(tallies, town.sites, town.located, town.objects, area)
    record = Record(hazards, protected, parts, entries, accuracy_m, overlay_within_m)
    return Assessment(
        findings=findings,
        finding_rules=pd.DataFrame([r for t in tallies for r in t.clauses], columns=list(RULE_COLUMNS)),
        rings=rings_table(town.sites, [t.view for t in tallies], job.ask_kind, catalogue.in_force),
        overlaps=overlaps_table([o for t in tallies for o in t.overlaps], town.sites, town.objects),
        hazard_summary=summary,
        survey=survey_list(tallies, town.sites, town.objects, summary),
        plan_overlay=plan_overlay(town.located, town.protected, entries, overlay_within_m),
        run=run_table(record, catalogue, findings, town.objects),
        hazards=fill_accuracy(hazards, accuracy_m, site_radius=True),
        parts=town.parts,
        protected=town.protected,
        unlocated=town.unlocated,
        rules=rules_table(catalogue.in_force),
        coverage=gpd.GeoDataFrame(geometry=[] if area is None else [area], crs=CRS),
        checks=town.sites.checks,
    )


def reach_of(profile: Profile, rules: tuple[Rule, ...], heights: Mapping[str, float]) -> float:
    """Return the most metres that any rule in force can ask of a hazard, of any kind of object."""
    reach = 0.0
    kinds = {k.value for k in ObjectKind} | {k for r in rules for k in r.hazard_kinds}
    for kind in sorted(kinds):
        stated = [()] + ([(("height_m", f"{heights[kind]:g}"),)] if kind in heights else [])
        for extra in stated:
            question = ask(profile, Profile(kind, extra), rules)
            if question is not None:
                at_least = [g.relation == Relation.AT_LEAST for g in question.groups]
                reach = max(reach, float(question.required_m[:, at_least].max(initial=0.0)))
    return reach


def speaks_of(profile: Profile, rules: tuple[Rule, ...]) -> bool:
    """Return whether the usable rules say how far a hazard must stand off, for every fuel it may sell.

    Without the 2021 tables for gas, of which no text was seen, a gas station is not clear because
    nothing was asked of it.
    """
    own = [r for r in rules if profile.kind in r.hazard_kinds and r.relation == Relation.AT_LEAST]
    sold = dict(profile.facts).get("fuels")
    sets = (sold,) if sold else domain("fuels", profile.kind) or ()
    fuels = {fuel for joined in sets for fuel in joined.split("+")}
    return bool(own) and fuels <= {r.fuel for r in own}


@dataclass(frozen=True)
class _Town:
    """The inputs of one run, located rows only, every accuracy known."""

    located: gpd.GeoDataFrame
    protected: gpd.GeoDataFrame
    parts: gpd.GeoDataFrame
    unlocated: pd.DataFrame
    sites: Sites
    objects: Objects

    @classmethod
    def of(
        cls,
        hazards: gpd.GeoDataFrame,
        protected: gpd.GeoDataFrame,
        parts: gpd.GeoDataFrame | None,
        accuracy_m: float | None,
    ) -> _Town:
        """Check and prepare the frames that a caller hands over."""
        for name, frame in (("hazards", hazards), ("protected", protected), ("parts", parts)):
            check_crs(name, frame)
        there = ~(hazards.geometry.isna() | hazards.geometry.is_empty)
        located = fill_accuracy(hazards[there].reset_index(drop=True), accuracy_m, site_radius=True)
        sites = prepare_hazards(located)
        items = fill_accuracy(measurable(protected), accuracy_m)
        without = pd.DataFrame(hazards[~there].reset_index(drop=True)[list(UNLOCATED_COLUMNS)])
        return cls(
            located,
            items,
            prepare_parts(parts, hazards, accuracy_m),
            without,
            sites,
            prepare_objects(items, sites),
        )


@dataclass
class Job:
    """One run: what every hazard is judged with. What has been worked out once is kept.

    A ``brief`` job gives the findings alone: not each clause, not the overlaps, not what is missing.
    """

    sites: Sites
    objects: Objects
    parts: gpd.GeoDataFrame
    rules: tuple[Rule, ...]
    heights: Mapping[str, float]
    brief: bool = False

    def __post_init__(self) -> None:
        """Begin with nothing worked out."""
        self._asked: dict[tuple[Profile, Profile, tuple[tuple[str, str], ...]], Question | None] = {}
        self._reach: dict[Profile, float] = {}

    def tallies(self, progress: Callable[[float, str], None] | None) -> list[Tally]:
        """Judge every hazard, telling how far it has come."""
        tree = shapely.STRtree(self.objects.geometry)
        zoned = civil_buildings_in_zones(self.objects)
        found = []
        for row in range(len(self.sites.ids)):
            if progress:
                progress(row / len(self.sites.ids), "assess")
            found.append(self.hazard(row, tree, zoned))
        if progress:
            progress(1.0, "summary")
        return found

    def hazard(self, row: int, tree: shapely.STRtree, zoned: frozenset[int]) -> Tally:
        """Judge one hazard against all that is near it, and by itself."""
        profile = self.sites.profiles[row]
        reach = self.reach(profile)
        view = view_hazard(row, self.sites, self.parts, self.objects, tree, reach)
        own = own_objects(view)
        tally = Tally(view, reach, len(own), speaks=speaks_of(profile, self.rules))
        for column in range(len(view.near.objects)):
            if column not in own:
                self._pair(tally, profile, column, zoned)
        judge_alone(tally, self.sites, row, self.rules)
        return tally

    def reach(self, profile: Profile) -> float:
        """Return the most metres that can be asked of a hazard, worked out once for equal profiles."""
        if profile not in self._reach:
            self._reach[profile] = reach_of(profile, self.rules, self.heights)
        return self._reach[profile]

    def share(self, other: Job) -> None:
        """Go on with what another job with the same rules has worked out."""
        self._asked, self._reach = other._asked, other._reach

    def ask_kind(
        self, profile: Profile, item: Profile, digitised: tuple[tuple[str, str], ...]
    ) -> Question | None:
        """Return what is asked, worked out once for equal profiles."""
        key = (profile, item, digitised)
        if key not in self._asked:
            self._asked[key] = ask(profile, item, self.rules, digitised)
        return self._asked[key]

    def _pair(self, tally: Tally, profile: Profile, column: int, zoned: frozenset[int]) -> None:
        view, objects = tally.view, self.objects
        item = int(view.near.objects[column])
        other = int(objects.hazard_row[item])
        item_profile = objects.profiles[item] if other < 0 else self._shop(profile, other)
        question = self.ask_kind(profile, item_profile, tuple(dict.fromkeys(view.parts)))
        if question is None or (
            other >= 0
            and profile.kind == objects.kinds[item]
            and not self.sites.ids[view.row] < self.sites.ids[other]
        ):
            return
        zone = objects.measured_as[item] == "zone"
        if not self.brief:
            self._overlap(tally, question, column, item)
        if zone and item in zoned:
            question = question.only(np.array([g.relation != Relation.AT_LEAST for g in question.groups]))
        if not question.groups:
            return
        if self.brief and view.lowest_m(column) >= question.largest_m:
            tally.clear += 1
            return
        separations = view.separations(question.groups, column)
        if min(s.interval()[0] for s in separations) >= tally.reach_m:
            return
        judgement, settling = decide(question, separations, zone=zone, brief=self.brief)
        identity = finding_id(self.sites.ids[view.row], objects.ids[item])
        tally.findings.append(finding_row(self.sites, view, column, question, judgement, settling))
        if self.brief:
            return
        tally.settlings[identity] = settling
        tally.clauses += clause_rows(
            question, separations, identity, self.sites.ids[view.row], objects.ids[item], zone=zone
        )

    def _shop(self, profile: Profile, other: int) -> Profile:
        """Return another hazard as an object; of two shops, whether either is temporary."""
        item = Profile(self.sites.profiles[other].kind, ())
        both = {dict(p.facts).get("temporary", "") for p in (profile, self.sites.profiles[other])}
        either = "yes" if "yes" in both else "no" if both == {"no"} else ""
        return replace(item, facts=(("either_temporary", either),)) if either else item

    def _overlap(self, tally: Tally, question: Question, column: int, item: int) -> None:
        """Note where the ring of what residences are owed covers one (DESIGN §7, overlaps)."""
        if self.objects.kinds[item] != ObjectKind.RESIDENCE:
            return
        shape = tally.view.near.plane_objects[column]
        if shapely.get_dimensions(shape) == 2:  # noqa: PLR2004 - an area
            found = Overlap.of(tally.view, question, column, item, shape)
            if found is not None:
                tally.overlaps.append(found)


def decide(
    question: Question, separations: list[Separation], *, zone: bool, brief: bool
) -> tuple[Judgement, Settling]:
    """Judge a pair; a zone without its buildings is never in conflict with a distance."""
    distances = np.array([g.relation == Relation.AT_LEAST for g in question.groups])
    if zone and distances.any():
        return _decide_zone(question, separations, distances)
    judgement = judge(question, separations)
    if brief or judgement.verdict != Verdict.UNRESOLVED:
        return judgement, Settling((), ())
    return judgement, settle(question, separations)


def _decide_zone(
    question: Question, separations: list[Separation], distances: np.ndarray[Any, np.dtype[np.bool_]]
) -> tuple[Judgement, Settling]:
    """Judge a residential area whose buildings nobody knows: no distance to it can be a conflict."""
    areas = question.only(~distances)
    measured = [s for s, d in zip(separations, distances, strict=True) if d]
    inside = [s for s, d in zip(separations, distances, strict=True) if not d]
    away = judge(question.only(distances), measured)
    by_area = judge(areas, inside) if inside else None
    if by_area and by_area.verdict == Verdict.CONFLICT:
        return _reindex(by_area, np.flatnonzero(~distances)), Settling((), ())
    if away.verdict == Verdict.CLEAR:
        judgement = judge(question, separations)
        return judgement, settle(areas, inside) if judgement.verdict == Verdict.UNRESOLVED else Settling(
            (), ()
        )
    severity = Severity(question.rules[away.rule_index].severity)
    weaker = replace(away, verdict=Verdict.UNRESOLVED, color=RiskColor.YELLOW, severity=severity)
    others = settle(areas, inside).missing if by_area and by_area.verdict == Verdict.UNRESOLVED else ()
    return _reindex(weaker, np.flatnonzero(distances)), Settling(("buildings", *others), (), alone=not others)


def _reindex(judgement: Judgement, rows: np.ndarray[Any, np.dtype[np.int64]]) -> Judgement:
    return replace(judgement, pool=tuple(int(rows[i]) for i in judgement.pool))


def line_heights(objects: Objects) -> dict[str, float]:
    """Return the largest stated pole height of each kind of line: a rule may ask for more than the usual."""
    found: dict[str, float] = {}
    for kind, profile in zip(objects.kinds, objects.profiles, strict=True):
        if kind in CIVIL_LINES:
            height = float(dict(profile.facts).get("height_m", 0.0))
            found[kind] = max(found.get(kind, 0.0), height)
    return found


def _frame(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=list(columns)), geometry="geometry", crs=CRS)
