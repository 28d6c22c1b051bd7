"""One run of the check: any hazards against all that is near them. What has been worked out is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from xq_gis_plugin.core.alone import judge_alone
from xq_gis_plugin.core.columns import Columns, column_of, joined_columns
from xq_gis_plugin.core.facts import domain
from xq_gis_plugin.core.lots import Kinds, lots_of, without_distances
from xq_gis_plugin.core.measure import Lot, Widths, intervals
from xq_gis_plugin.core.model import ObjectKind, Relation
from xq_gis_plugin.core.own import civil_buildings_in_zones, driveways, own_buildings, own_pairs
from xq_gis_plugin.core.pairs import Ground, PartsOf, find_pairs
from xq_gis_plugin.core.question import Profile, Question, ask
from xq_gis_plugin.core.rows import RULE_COLUMNS, clause_columns, finding_columns
from xq_gis_plugin.core.settling import SETTLED, Settling, settle
from xq_gis_plugin.core.tally import Findings, Outcome, Tally, finding_id
from xq_gis_plugin.core.verdict import CLEAR, CONFLICT, UNRESOLVED, Intervals, Judgements, judge
from xq_gis_plugin.core.worlds import only
from xq_gis_plugin.core.zones import Overlap, find_overlaps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import geopandas as gpd

    from xq_gis_plugin.core.pairs import Pairs
    from xq_gis_plugin.core.prepare import Objects, Sites
    from xq_gis_plugin.core.rules import Rule

__all__ = ["Job", "decide", "line_heights", "reach_of", "speaks_of"]

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]

CIVIL_LINES = (ObjectKind.POWER_LINE, ObjectKind.COMMUNICATION_LINE)
_AT_ONCE = 20_000
"""So many pairs are judged before somebody is asked whether to go on."""


def reach_of(profile: Profile, rules: tuple[Rule, ...], heights: Mapping[str, float]) -> float:
    """Return the most metres that any rule in force can ask of a hazard, of any kind of object."""
    reach = 0.0
    own = tuple(r for r in rules if profile.kind in r.hazard_kinds)
    kinds = {k.value for k in ObjectKind} | {k for r in rules for k in r.hazard_kinds}
    for kind in sorted(kinds):
        stated = [()] + ([(("height_m", f"{heights[kind]:g}"),)] if kind in heights else [])
        for extra in stated:
            question = ask(profile, Profile(kind, extra), own)
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

    @cached_property
    def _ground(self) -> Ground:
        return Ground.of(self.objects)

    @cached_property
    def _kinds(self) -> Kinds:
        return Kinds(self.objects)

    @cached_property
    def _parts_of(self) -> PartsOf:
        return PartsOf(self.parts)

    @cached_property
    def _may_be_own(self) -> tuple[BoolArray, BoolArray]:
        return own_buildings(self.objects), driveways(self.objects)

    @cached_property
    def _spoken_for(self) -> BoolArray:
        """(m,) zones whose buildings are known."""
        found = np.zeros(len(self.objects.ids), dtype=bool)
        found[sorted(civil_buildings_in_zones(self.objects))] = True
        return found

    @cached_property
    def _homes(self) -> BoolArray:
        """(m,) residences with an area, of which a ring can cover a share."""
        kinds = np.array([kind == ObjectKind.RESIDENCE for kind in self.objects.kinds], dtype=bool)
        return np.asarray(kinds & (shapely.get_dimensions(self.objects.geometry) == 2))  # noqa: PLR2004

    def judge(self, rows: Sequence[int], heard: Callable[[float], None] = lambda _share: None) -> Outcome:
        """Judge hazards against all that is near them, and by themselves.

        Parameters
        ----------
        rows
            Which of the sites.
        heard
            Told now and then what share is done; it may raise to end the run.

        Raises
        ------
        InputError
            ``shape_of_unusable``, ``too_many_unknowns``.
        """
        views = [self._parts_of.view(self.sites, row) for row in rows]
        reach_m = np.array([self.reach(self.sites.profiles[row]) for row in rows], dtype=float)
        heard(0.0)
        pairs = find_pairs(views, self._ground, reach_m, lambda: heard(0.0))
        own = own_pairs(pairs, *self._may_be_own)
        lots = lots_of(pairs, np.flatnonzero(~own), self.sites, self._kinds, self.ask_kind)
        overlaps = [] if self.brief else find_overlaps(pairs, lots, self._homes, lambda: heard(0.3))
        lots = without_distances(lots, lambda at: self._spoken_for[pairs.item[at]])
        gathered = _Gathered(self, pairs, reach_m)
        gathered.add_lots(lots, lambda share: heard(0.3 + 0.7 * share))
        return gathered.outcome(own, overlaps)

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


class _Gathered:
    """What is said of pairs, lot by lot, and put in order at the end."""

    def __init__(self, job: Job, pairs: Pairs, reach_m: NDArray[np.float64]) -> None:
        self.job, self.pairs, self.reach_m = job, pairs, reach_m
        self._findings: list[Findings] = []
        self._clauses: list[Columns] = []
        self._at: list[IntArray] = []
        self._places: list[tuple[IntArray, int]] = []
        self._clear = np.zeros(len(pairs.views), dtype=np.int64)

    def add_lots(self, lots: Sequence[Lot], heard: Callable[[float], None]) -> None:
        """Judge lots one by one."""
        ready = [one for lot in lots for one in self._worth_it(lot)]
        widths = Widths(self.pairs)
        widths.prepare(ready, lambda: heard(0.0))
        done, whole = 0, sum(len(lot.at) for lot in ready)
        for lot in ready:
            for start in range(0, len(lot.at), _AT_ONCE):
                heard(done / whole)
                piece = replace(lot, at=lot.at[start : start + _AT_ONCE])
                self._add(piece, widths)
                done += len(piece.at)

    def outcome(self, own: BoolArray, overlaps: Sequence[Overlap]) -> Outcome:
        """Put all in order: by hazard, then by object, what is said of the hazard alone last."""
        pairs, job = self.pairs, self.job
        alone = [judge_alone(job.sites, view.row, job.rules) for view in pairs.views]
        lonely = [(number, one) for number, one in enumerate(alone) if one is not None]
        at = np.concatenate([np.zeros(0, dtype=np.int64), *self._at])
        view = np.concatenate([pairs.view[at], [number for number, _ in lonely]]).astype(np.int64)
        order = np.lexsort((np.concatenate([at, np.full(len(lonely), len(pairs))]), view))
        findings = Findings.joined([*self._findings, *(one.finding for _, one in lonely)]).take(order)
        ends = np.searchsorted(view[order], np.arange(len(pairs.views) + 1))
        tallies = tuple(
            self._tally(n, own, findings.take(slice(*ends[n : n + 2]))) for n in range(len(alone))
        )
        clauses = self._ordered_clauses(lonely)
        return Outcome(tallies, findings, clauses, tuple(overlaps), pairs, own)

    def _worth_it(self, lot: Lot) -> list[Lot]:
        """Return the pairs of a lot that may become a finding, where there are any."""
        pairs = self.pairs
        low, reach = pairs.lowest_m[lot.at], self.reach_m[pairs.view[lot.at]]
        spatial = any(g.relation != Relation.AT_LEAST for g in lot.question.groups)
        near = np.ones(len(lot.at), dtype=bool) if spatial else low < reach
        if self.job.brief:
            clear = low >= lot.question.largest_m
            np.add.at(self._clear, pairs.view[lot.at[clear]], 1)
            near &= ~clear
        return [replace(lot, at=lot.at[near])] if near.any() else []

    def _add(self, lot: Lot, widths: Widths) -> None:
        pairs, job = self.pairs, self.job
        measured = intervals(pairs, lot, widths)
        lows, _ = measured.bounds()
        near = lows.min(axis=1) < self.reach_m[pairs.view[lot.at]]
        if not near.any():
            return
        lot, measured = replace(lot, at=lot.at[near]), measured.take(near)
        judged, settlings = decide(lot.question, measured, zone=lot.zone, brief=job.brief)
        hazard_ids = [job.sites.ids[v.row] for v in pairs.views_of(lot.at)]
        object_ids = [pairs.objects.ids[i] for i in pairs.item[lot.at].tolist()]
        identities = column_of([finding_id(h, o) for h, o in zip(hazard_ids, object_ids, strict=True)])
        findings = finding_columns(job.sites, pairs, lot, identities, judged, settlings)
        self._findings.append(findings)
        self._at.append(lot.at)
        if job.brief:
            return
        columns = findings.columns
        for clause, rows in clause_columns(
            lot, columns["hazard_id"], columns["object_id"], identities, measured
        ):
            self._clauses.append(rows)
            self._places.append((lot.at, clause))

    def _ordered_clauses(self, lonely: Sequence[tuple[int, Any]]) -> Columns:
        pairs = self.pairs
        pieces = [*self._clauses, *(one.clauses for _, one in lonely)]
        last = len(pairs)
        at = [*(at for at, _ in self._places), *(np.full(one.count, last) for _, one in lonely)]
        view = [
            *(pairs.view[at] for at, _ in self._places),
            *(np.full(one.count, number) for number, one in lonely),
        ]
        clause = [
            *(np.full(len(at), clause) for at, clause in self._places),
            *(np.arange(one.count) for _, one in lonely),
        ]
        keys = [np.concatenate([np.zeros(0, dtype=np.int64), *key]) for key in (clause, at, view)]
        order = np.lexsort(keys)
        return {name: column[order] for name, column in joined_columns(pieces, RULE_COLUMNS).items()}

    def _tally(self, number: int, own: BoolArray, findings: Findings) -> Tally:
        pairs, job = self.pairs, self.job
        view, part = pairs.views[number], pairs.of_view(number)
        return Tally(
            view,
            float(self.reach_m[number]),
            int(own[part].sum()),
            speaks_of(job.sites.profiles[view.row], job.rules),
            findings,
            pairs.item[part],
            pairs.metres[pairs.first[:-1][part]],
            int(self._clear[number]),
        )


def decide(
    question: Question, measured: Intervals, *, zone: bool, brief: bool
) -> tuple[Judgements, NDArray[np.object_]]:
    """Judge n pairs; a zone without its buildings is never in conflict with a distance.

    Parameters
    ----------
    question
        What is asked of each of them.
    measured
        Their separations.
    zone
        Whether the objects are zones whose buildings nobody knows.
    brief
        Whether what is missing may stay unsaid.

    Returns
    -------
    The verdicts, and (n,) `Settling`.
    """
    distances = np.array([g.relation == Relation.AT_LEAST for g in question.groups], dtype=bool)
    if zone and distances.any():
        return _decide_zones(question, measured, distances)
    judged = judge(question, measured)
    return judged, _settlings(question, measured, judged, np.full(len(judged.verdict), not brief))


def _decide_zones(
    question: Question, measured: Intervals, distances: BoolArray
) -> tuple[Judgements, NDArray[np.object_]]:
    """Judge residential areas whose buildings nobody knows: no distance to one can be a conflict."""
    near = only(question, distances)
    away = judge(near, measured.among(distances), doubted=True).of_clauses(distances)
    count = len(away.verdict)
    inside = np.zeros(count, dtype=bool)
    others = np.full(count, SETTLED, dtype=object)
    pieces: list[tuple[IntArray, Judgements]] = []
    if not distances.all():
        areas, covered = only(question, ~distances), measured.among(~distances)
        by_area = judge(areas, covered)
        inside = by_area.verdict == CONFLICT
        others = _settlings(areas, covered, by_area, ~inside)
        pieces.append((np.flatnonzero(inside), by_area.of_clauses(~distances).take(inside)))
    clear = ~inside & (away.verdict == CLEAR)
    whole = judge(question, measured.take(clear))
    pieces.append((np.flatnonzero(clear), whole))
    weak = ~inside & ~clear
    weaker = replace(away.with_rule_severity(question), verdict=np.full(count, UNRESOLVED)).take(weak)
    pieces.append((np.flatnonzero(weak), weaker))
    settlings = np.full(count, SETTLED, dtype=object)
    settlings[weak] = column_of(
        [Settling(("buildings", *o.missing), (), alone=not o.missing) for o in others[weak]]
    )
    unsure = np.flatnonzero(clear)[whole.verdict == UNRESOLVED]
    settlings[unsure] = others[unsure]
    return Judgements.joined(count, pieces), settlings


def _settlings(
    question: Question, measured: Intervals, judged: Judgements, wanted: BoolArray
) -> NDArray[np.object_]:
    """Return (n,) what would settle each pair that is unresolved and wanted."""
    found = np.full(len(wanted), SETTLED, dtype=object)
    rows = np.flatnonzero(wanted & (judged.verdict == UNRESOLVED))
    if len(rows):
        found[rows] = settle(question, measured.take(rows))
    return found


def line_heights(objects: Objects) -> dict[str, float]:
    """Return the largest stated pole height of each kind of line: a rule may ask for more than the usual."""
    found: dict[str, float] = {}
    for kind, profile in zip(objects.kinds, objects.profiles, strict=True):
        if kind in CIVIL_LINES:
            height = float(dict(profile.facts).get("height_m", 0.0))
            found[kind] = max(found.get(kind, 0.0), height)
    return found
