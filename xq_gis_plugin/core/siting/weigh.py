"""All that is said against a handful of neighbouring sites, brought down to one answer each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from xq_gis_plugin.core.model import Verdict
from xq_gis_plugin.core.own import OWN_SHARE
from xq_gis_plugin.core.separation import farthest_m
from xq_gis_plugin.core.siting.cells import CONFLICT_SHOULD, UNRESOLVED, Case, Said
from xq_gis_plugin.core.siting.model import PERMIT_CONDITIONS
from xq_gis_plugin.core.siting.tiles import Tile, signed_m

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xq_gis_plugin.core.siting.permit import Standing
    from xq_gis_plugin.core.siting.shops import Shops
    from xq_gis_plugin.core.siting.town import Bound, Town

__all__ = ["Weighed", "weigh"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

NEAR_A_THRESHOLD_M = 1e-3
"""Nearer than this to a threshold the geodesic decides, not the frame."""
_NO_OBJECT = -1


@dataclass(frozen=True)
class Weighed:
    """What is said of one site; ``item`` is the number of the object that it is about."""

    verdict: Verdict
    item: int | None = None
    rule_id: str | None = None
    rule_ids: tuple[str, ...] = ()
    distance_m: float | None = None
    required_m: float | None = None
    shortfall_m: float | None = None
    missing: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass
class _Pairs:
    """What is said of pairs, row by row: the site's place in the chunk, the object, and the figures."""

    said: list[Said] = field(default_factory=list)
    site: list[IntArray] = field(default_factory=list)
    item: list[IntArray] = field(default_factory=list)
    about: list[IntArray] = field(default_factory=list)
    metres: list[FloatArray] = field(default_factory=list)
    short: list[FloatArray] = field(default_factory=list)

    def add(self, said: Said, site: IntArray, item: IntArray, metres: FloatArray, short: FloatArray) -> None:
        self.site.append(site)
        self.item.append(item)
        self.about.append(np.full(len(site), len(self.said), dtype=np.int64))
        self.metres.append(metres)
        self.short.append(short)
        self.said.append(said)


def weigh(
    town: Town, shops: Shops, number: tuple[int, int], rows: IntArray, bound: Mapping[int, Sequence[Bound]]
) -> list[Weighed]:
    """Return what is said of the sites of one tile.

    Parameters
    ----------
    number
        The tile in which the middle of each of them lies.
    rows
        (s,) which of the shops.
    bound
        By row, what the rules about the hazards around say.
    """
    lonlat, slack = shops.geometry[rows], shops.accuracy_m[rows]
    beyond = _beyond_m(lonlat) + float(slack.max())
    tile = town.tiles.at(number, beyond)
    plane = tile.frame.to_plane(lonlat)
    standings = [town.standing(p) for p in shops.profiles]
    of_site = [standings[shops.profile[row]] for row in rows]
    near = _Near.of(town, tile, plane, slack)
    pairs, needed = _Pairs(), [set(s.conditions) for s in of_site]
    _judge_pairs(pairs, town, near, of_site, needed)
    for place, row in enumerate(rows):
        for one in bound.get(int(row), ()):
            _add_one(pairs, one.said, place, one.item, one.distance_m, one.shortfall_m)
        for said in of_site[place].alone:
            _add_one(pairs, said, place, _NO_OBJECT, np.nan, np.nan)
    answers = _answers(pairs, town, near)
    answers = _with_gaps(answers, town, near, lonlat, number, of_site, beyond)
    codes = [tuple(c for c in PERMIT_CONDITIONS.values() if c in one) for one in needed]
    return [replace(a, conditions=c) for a, c in zip(answers, codes, strict=True)]


@dataclass(frozen=True)
class _Near:
    """The pairs of one chunk: site, place of the object in the tile, metres in the plane."""

    tile: Tile
    plane: NDArray[Any]
    slack_m: FloatArray
    plot: NDArray[np.bool_]
    site: IntArray
    place: IntArray
    metres: FloatArray

    @classmethod
    def of(cls, town: Town, tile: Tile, plane: NDArray[Any], slack_m: FloatArray) -> _Near:
        """Find the pairs, without the buildings and driveways that would be the shop's own."""
        site, place, metres = tile.pairs(plane, slack_m)
        plot = shapely.get_dimensions(plane) == 2  # noqa: PLR2004 - an area
        kept = ~_own(town, tile, plane, plot, site, place, metres)
        return cls(tile, plane, slack_m, plot, site[kept], place[kept], metres[kept])

    @property
    def item(self) -> IntArray:
        """(n,) the number of each pair's object."""
        return self.tile.items[self.place]

    def exact_m(self, pairs: IntArray) -> FloatArray:
        """Return (n,) geodesic metres of some of the pairs."""
        return self.tile.geodesic_m(self.plane[self.site[pairs]], self.place[pairs], self.metres[pairs])


def _own(
    town: Town,
    tile: Tile,
    plane: NDArray[Any],
    plot: NDArray[np.bool_],
    site: IntArray,
    place: IntArray,
    metres: FloatArray,
) -> NDArray[np.bool_]:
    """Return (n,) which pairs are of a site and its own building or driveway, as in `own_objects`."""
    own = (metres == 0) & town.own_building[tile.items[place]]
    for pair in np.flatnonzero(own & plot[site]):
        house = tile.plane[place[pair]]
        common = shapely.area(shapely.intersection(house, plane[site[pair]]))
        own[pair] = common >= OWN_SHARE * shapely.area(house) > 0
    roads = np.flatnonzero(town.driveway[tile.items[place]])
    for pair in roads:
        here = site == site[pair]
        grounds = tile.plane[place[own & here & ~town.driveway[tile.items[place]]]]
        touches = shapely.intersects(grounds, tile.plane[place[pair]]).any()
        own[pair] = touches or (plot[site[pair]] and metres[pair] == 0)
    return np.asarray(own, dtype=bool)


def _judge_pairs(
    pairs: _Pairs, town: Town, near: _Near, standings: list[Standing], needed: list[set[str]]
) -> None:
    """Judge every pair, and note the conditions that only some neighbours make necessary."""
    if not len(near.site):
        return
    deep = near.slack_m[near.site] + town.objects.accuracy_m[near.item] + 1e-6
    signed = near.metres.copy()
    over = np.flatnonzero((near.metres == 0) & town.spatial[near.item])
    signed[over] = signed_m(
        near.plane[near.site[over]], near.tile.plane[near.place[over]], near.metres[over], deep[over]
    )
    for members, standing, case_of in _groups(town, near, standings):
        case = case_of(standing.profile)
        cells = None if case is None else _cells(case, near, members, signed)
        if case is not None and cells is not None:
            _add_cells(pairs, case, near, members, signed, cells)
        for fact, profile in standing.without:
            _note_condition(fact, case_of(profile), case, near, members, signed, needed)


def _groups(town: Town, near: _Near, standings: list[Standing]) -> list[tuple[IntArray, Standing, Any]]:
    """Return pairs that share one case: (their numbers, what is asked of the shop, the case by profile)."""
    places = {id(s): i for i, s in enumerate(standings)}
    standing = np.array([places[id(s)] for s in standings], dtype=np.int64)[near.site]
    wide = _wide_m(town, near, standings)
    keys = np.column_stack(
        [standing, town.klass[near.item], near.plot[near.site], near.slack_m[near.site], wide]
    )
    _, inverse = np.unique(keys, axis=0, return_inverse=True)
    order = np.argsort(inverse.ravel(), kind="stable")
    found = []
    for members in np.split(order, np.flatnonzero(np.diff(inverse.ravel()[order])) + 1):
        first = members[0]
        site = near.site[first]

        def case_of(profile: Any, first: int = first, site: int = site) -> Case | None:  # noqa: ANN401
            klass = int(town.klass[near.item[first]])
            accuracy, plot = float(near.slack_m[site]), bool(near.plot[site])
            return town.case(profile, accuracy, klass, float(wide[first]), plot=plot)

        found.append((members, standings[site], case_of))
    return found


def _wide_m(town: Town, near: _Near, standings: list[Standing]) -> FloatArray:
    """Return (n,) what the far side of a plot adds, where a rule is not measured from its edge."""
    wide = np.zeros(len(near.site))
    for pair in np.flatnonzero(near.plot[near.site]):
        site = near.site[pair]
        klass = int(town.klass[near.item[pair]])
        if town.measured_from_parts(standings[site].profile, klass):
            far = farthest_m(near.plane[site], near.tile.plane[near.place[pair]])
            wide[pair] = max(0.0, far - near.metres[pair])
    return wide


def _cells(case: Case, near: _Near, members: IntArray, signed: FloatArray) -> IntArray:
    """Return the cell of each pair; those next to a threshold are measured by the geodesic."""
    close = members[(case.from_break_m(signed[members]) < NEAR_A_THRESHOLD_M) & (signed[members] > 0)]
    if len(close):
        signed[close] = near.exact_m(close)
    return case.cells(signed[members])


def _add_cells(
    pairs: _Pairs, case: Case, near: _Near, members: IntArray, signed: FloatArray, cells: IntArray
) -> None:
    for cell in np.unique(cells):
        own = members[cells == cell]
        said = case.said(int(cell), float(signed[own[0]]))
        if said.tier <= UNRESOLVED:
            metres = np.maximum(0.0, signed[own])
            pairs.add(said, near.site[own], own, metres, said.shortfall_m(metres))


def _note_condition(
    fact: str,
    without: Case | None,
    case: Case | None,
    near: _Near,
    members: IntArray,
    signed: FloatArray,
    needed: list[set[str]],
) -> None:
    """Note a fact that the permit must demand because a neighbour would else stand too near."""
    if without is None or (case is not None and without.question.rules == case.question.rules):
        return
    cells = without.cells(signed[members])
    for cell in np.unique(cells):
        own = members[cells == cell]
        worse = without.said(int(cell), float(signed[own[0]]))
        if worse.tier > UNRESOLVED:
            continue
        for pair in own:
            better = (
                None if case is None else case.said(int(case.cells(signed[pair : pair + 1])[0]), signed[pair])
            )
            if better is None or better.tier > worse.tier:
                needed[near.site[pair]].add(PERMIT_CONDITIONS[fact])


def _add_one(pairs: _Pairs, said: Said, place: int, item: int, metres: float, short: float) -> None:
    """Add what no pair of the tile says; the object's number is told apart by being negative."""
    number = -2 - item if item >= 0 else _NO_OBJECT
    one, other = (np.array([n], dtype=np.int64) for n in (place, number))
    pairs.add(said, one, other, np.array([metres]), np.array([short]))


def _answers(pairs: _Pairs, town: Town, near: _Near) -> list[Weighed]:
    """Return the worst that is said of each site, and the rule and object that say it."""
    answers = [Weighed(Verdict.CLEAR)] * len(near.plane)
    if not pairs.said:
        return answers
    site, pair, about = (np.concatenate(one) for one in (pairs.site, pairs.item, pairs.about))
    metres, short = np.concatenate(pairs.metres), np.concatenate(pairs.short)
    if len(near.place):
        item = np.where(
            pair >= 0, near.item[np.maximum(pair, 0)], np.where(pair == _NO_OBJECT, -1, -2 - pair)
        )
    else:
        item = np.where(pair == _NO_OBJECT, -1, -2 - pair)
    tier, quality = _qualities(pairs.said)
    rank = np.where(item >= 0, town.rank[np.maximum(item, 0)] if len(town.rank) else 0, len(town.rank))
    order = np.lexsort((rank, quality[about], item < 0, -np.nan_to_num(short), tier[about], site))
    site, pair, about, item, metres = (one[order] for one in (site, pair, about, item, metres))
    starts = np.flatnonzero(np.diff(site, prepend=-1))
    first = pair[starts]
    exact = np.flatnonzero(first >= 0)
    metres[starts[exact]] = np.where(metres[starts[exact]] == 0, 0.0, near.exact_m(first[exact]))
    for start, end in zip(starts, [*starts[1:], len(site)], strict=True):
        answers[site[start]] = _answer(pairs.said, about[start:end], item[start], metres[start])
    return answers


def _qualities(said: list[Said]) -> tuple[IntArray, IntArray]:
    """Return, of what is said, the tier and the place among equals: confidence first, then the rule."""
    tier = np.array([one.tier for one in said], dtype=np.int64)
    keys = sorted({(one.confidence, one.rule_id) for one in said})
    places = {key: number for number, key in enumerate(keys)}
    return tier, np.array([places[one.confidence, one.rule_id] for one in said], dtype=np.int64)


def _answer(said: list[Said], about: IntArray, item: int, metres: float) -> Weighed:
    """Return one site's answer from all that is said of it, the governing thing first."""
    top = said[about[0]]
    conflict = top.tier <= CONFLICT_SHOULD
    numbers, firsts, counts = np.unique(about, return_index=True, return_counts=True)
    missing: Counter[str] = Counter()
    rules: dict[str, None] = {}
    for place in np.argsort(firsts):
        one = said[numbers[place]]
        if (one.tier <= CONFLICT_SHOULD) == conflict:
            rules |= dict.fromkeys(one.rule_ids if conflict else (one.rule_id, *one.rule_ids))
            missing.update(dict.fromkeys(one.missing, int(counts[place])))
    names = () if conflict else tuple(n for n, _ in sorted(missing.items(), key=lambda i: (-i[1], i[0])))
    asks = not np.isnan(top.required_m)
    short = float(top.shortfall_m(np.array([metres]))[0]) if asks else None
    return Weighed(
        Verdict.CONFLICT if conflict else Verdict.UNRESOLVED,
        None if item < 0 else int(item),
        top.rule_id,
        tuple(dict.fromkeys((top.rule_id, *rules))),
        None if np.isnan(metres) else float(metres),
        float(top.required_m) if asks else None,
        short,
        names,
    )


def _with_gaps(
    answers: list[Weighed],
    town: Town,
    near: _Near,
    lonlat: NDArray[Any],
    number: tuple[int, int],
    standings: list[Standing],
    beyond_m: float,
) -> list[Weighed]:
    """Return the answers, none of them clear where the data or the rules do not suffice for it."""
    open_ = np.flatnonzero([a.verdict != Verdict.CONFLICT for a in answers])
    if not len(open_):
        return answers
    reach = np.array([town.reach_m(standings[i].profile) for i in open_])
    frame = near.tile.frame
    seen = town.covered.reaches(lonlat[open_], near.plane[open_], frame, reach)
    seen &= town.covered.anything_near(number, lonlat[open_], near.plane[open_], beyond_m)
    gaps = () if town.speaks else ("rules",)
    found = list(answers)
    for place, covered in zip(open_, seen, strict=True):
        lacking = gaps if covered else (*gaps, "coverage")
        if lacking:
            missing = tuple(dict.fromkeys((*lacking, *answers[place].missing)))
            found[place] = replace(answers[place], verdict=Verdict.UNRESOLVED, missing=missing)
    return found


def _beyond_m(lonlat: NDArray[Any]) -> float:
    """Return how far sites may reach out of the tile that the middle of their bounds lies in."""
    boxes = shapely.bounds(lonlat)
    return float(np.hypot(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]).max()) * 0.5 * 111_700.0
