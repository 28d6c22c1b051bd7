"""Rings: how far what a rule asks reaches around a hazard; and the residences that a ring covers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.facts import Target, targets
from xq_gis_plugin.core.model import CRS, ObjectKind, Relation
from xq_gis_plugin.core.question import Profile, Question
from xq_gis_plugin.core.ring_shape import ring_around

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from xq_gis_plugin.core.measure import Lot
    from xq_gis_plugin.core.pairs import HazardView, Pairs
    from xq_gis_plugin.core.prepare import Objects, Sites
    from xq_gis_plugin.core.rules import Rule

    AskKind = Callable[[Profile, Profile, tuple[tuple[str, str], ...]], Question | None]

__all__ = [
    "RING_TARGETS",
    "Inside",
    "Overlap",
    "find_overlaps",
    "overlaps_table",
    "rings_table",
]

RING_TARGETS = (
    "IMP", "C1", "C2", "C3", "CIVIL", "CROWD", "AQ_CROWD", "CARE", "RESIDENCE", "LPGS_SETTLEMENT",
    "LPGS_OTHER", "SHOP", "FLAMMABLE",
)  # fmt: skip
"""Targets about people and other hazards; a ring around every pole and road edge would hide them."""

INSIDE_COLUMNS = ("objects_inside", "residences_inside", "households_inside", "households_unknown")
RING_COLUMNS = (
    "ring_id", "hazard_id", "hazard_name", "target", "rule_id", "standard", "clause", "required_low_m",
    "required_high_m", "accuracy_m", "rule_confidence", *INSIDE_COLUMNS, "geometry",
)  # fmt: skip
OVERLAP_COLUMNS = (
    "overlap_id", "hazard_id", "hazard_name", "object_id", "object_name", "object_kind", "measured_as",
    "required_high_m", "rule_id", "area_m2", "share", "geometry",
)  # fmt: skip


@dataclass(frozen=True)
class Overlap:
    """Where the zone that the rules may ask around a hazard covers a residence."""

    hazard_row: int
    item: int
    required_m: float
    rule_id: str
    area_m2: float
    share: float
    geometry: Any


def find_overlaps(
    pairs: Pairs, lots: Sequence[Lot], homes: NDArray[np.bool_], heard: Callable[[], None]
) -> list[Overlap]:
    """Return where the ring of what residences are owed covers one (DESIGN §7), by hazard and by object.

    Parameters
    ----------
    pairs, lots
        What lies near each hazard, and what is asked of it.
    homes
        (m,) which objects are residences with an area.
    heard
        Called for every hazard; it may raise to end the search.
    """
    found: list[tuple[int, Overlap]] = []
    for lot in lots:
        required, rule_id = _largest(lot.question)
        at = lot.at
        chosen = at[homes[pairs.item[at]] & (pairs.nearest_m[at] < required)]
        for view, rows in pairs.by_view(chosen):
            heard()
            shapes = pairs.plane(view, rows)
            common = shapely.intersection(_ring(view, lot.question), shapes)
            areas, whole = shapely.area(common), shapely.area(shapes)
            drawn = view.frame.to_lonlat(common)
            found += [
                (
                    int(rows[i]),
                    Overlap(
                        view.row, int(pairs.item[rows[i]]), required, rule_id, float(areas[i]),
                        float(areas[i] / whole[i]), drawn[i],
                    ),
                )
                for i in np.flatnonzero(areas > 0)
            ]  # fmt: skip
    return [overlap for _, overlap in sorted(found, key=lambda one: one[0])]


@dataclass(frozen=True)
class Inside:
    """What lies within rings: counted from the pairs that are measured already.

    Attributes
    ----------
    pairs
        What lies near each hazard.
    counts
        (n,) which pairs count: with a protected object that is not the hazard's own.
    households
        (m,) of each object, NaN where nobody stated them.
    """

    pairs: Pairs
    counts: NDArray[np.bool_]
    households: NDArray[np.float64]

    def of_ring(self, number: int, question: Question) -> dict[str, float]:
        """Return `INSIDE_COLUMNS` for the ring of one view; nothing is known where no objects were given."""
        objects, part = self.pairs.objects, self.pairs.of_view(number)
        if not (objects.hazard_row < 0).any():
            return dict.fromkeys(INSIDE_COLUMNS, float("nan"))
        begins, items = self.pairs.first[:-1][part], self.pairs.item[part]
        inside = np.zeros(len(items), dtype=bool)
        for i, group in enumerate(question.groups if len(items) else ()):
            if group.relation == Relation.AT_LEAST:
                rows = self.pairs.views[number].rows(group.measure)
                metres = self.pairs.metres[begins[:, None] + rows[None, :]].min(axis=1)
                inside |= metres < question.required_m[:, i].max()
        chosen = items[inside & self.counts[part]]
        homes = chosen[[objects.kinds[item] == ObjectKind.RESIDENCE for item in chosen]]
        known = ~np.isnan(self.households[homes])
        figures = (len(chosen), len(homes), self.households[homes][known].sum(), (~known).sum())
        return dict(zip(INSIDE_COLUMNS, map(float, figures), strict=True))


def rings_table(sites: Sites, inside: Inside, ask_kind: AskKind, rules: tuple[Rule, ...]) -> gpd.GeoDataFrame:
    """Return, for each hazard and target, the zone of the largest distance that may be required.

    The geometry is measured from the parts where they are digitised, else from the point or plot,
    without the accuracy of the position (column ``accuracy_m``). What lies inside is counted: protected
    objects of every kind, residences among them, the households stated for these, and for how many of
    them none are stated.
    """
    rows: list[dict[str, Any]] = []
    for number, view in enumerate(inside.pairs.views):
        profile = sites.profiles[view.row]
        for target in _ring_targets(rules, profile.kind):
            item = _example(target)
            question = ask_kind(profile, item, tuple(dict.fromkeys(view.parts)))
            asked = None if question is None else _of_target(question, target.code)
            if asked is not None:
                rows.append(_ring_row(sites, view, asked, target.code) | inside.of_ring(number, asked))
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=list(RING_COLUMNS)), geometry="geometry", crs=CRS)


def overlaps_table(overlaps: Sequence[Overlap], sites: Sites, objects: Objects) -> gpd.GeoDataFrame:
    """Return the overlaps as a layer: area in square metres, share of the residence from 0 to 1."""
    rows = [
        {
            "overlap_id": f"{sites.ids[o.hazard_row]}|{objects.ids[o.item]}",
            "hazard_id": sites.ids[o.hazard_row],
            "hazard_name": sites.names[o.hazard_row] or None,
            "object_id": objects.ids[o.item],
            "object_name": objects.names[o.item] or None,
            "object_kind": objects.kinds[o.item],
            "measured_as": objects.measured_as[o.item],
            "required_high_m": o.required_m,
            "rule_id": o.rule_id,
            "area_m2": o.area_m2,
            "share": o.share,
            "geometry": o.geometry,
        }
        for o in overlaps
    ]
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=list(OVERLAP_COLUMNS)), geometry="geometry", crs=CRS)


def _ring_targets(rules: tuple[Rule, ...], kind: str) -> list[Target]:
    """Return the targets that get a ring around a kind of hazard, in the order of `RING_TARGETS`."""
    asked = {r.target for r in rules if kind in r.hazard_kinds and r.relation == Relation.AT_LEAST}
    first: dict[str, Target] = {}
    for target in targets():
        first.setdefault(target.code, target)
    return [first[code] for code in RING_TARGETS if code in asked]


def _example(target: Target) -> Profile:
    """Return an object that is surely what the target names."""
    stated = {c.fact: c.values[0] for c in target.when}  # noqa: PD011 - no DataFrame
    return Profile(target.object_kinds[0], tuple(sorted(stated.items())))


def _of_target(question: Question, code: str) -> Question | None:
    """Return what the rules about one target ask."""
    of_target = np.array([*(r.target == code for r in question.rules), False])[question.rule_at]
    keep: NDArray[np.bool_] = np.any(of_target, axis=0)
    if not keep.any():
        return None
    return replace(
        question,
        required_m=np.where(of_target, question.required_m, 0.0),
        rule_at=np.where(of_target, question.rule_at, -1),
    ).only(keep)


def _ring_row(sites: Sites, view: HazardView, asked: Question, code: str) -> dict[str, Any]:
    required, rule_id = _largest(asked)
    rule = next(r for r in asked.rules if r.id == rule_id)
    shape = view.frame.to_lonlat(np.array([_ring(view, asked)], dtype=object))[0]
    return {
        "ring_id": f"{sites.ids[view.row]}|{code}",
        "hazard_id": sites.ids[view.row],
        "hazard_name": sites.names[view.row] or None,
        "target": code,
        "rule_id": rule_id,
        "standard": rule.standard,
        "clause": rule.clause,
        "required_low_m": float(asked.required_m.max(axis=1).min()),
        "required_high_m": required,
        "accuracy_m": float(sites.accuracy_m[view.row]),
        "rule_confidence": rule.confidence,
        "geometry": shape,
    }


def _largest(question: Question) -> tuple[float, str]:
    """Return the most metres any distance clause asks, and the rule that asks it."""
    distances = np.array([g.relation == Relation.AT_LEAST for g in question.groups])
    asked = np.where(distances, question.required_m, 0.0)
    if not asked.size or asked.max() <= 0:
        return 0.0, ""
    world, column = np.unravel_index(int(asked.argmax()), asked.shape)
    return float(asked.max()), question.rules[int(question.rule_at[world, column])].id


def _ring(view: HazardView, question: Question) -> Any:  # noqa: ANN401 - a polygon of plane metres
    """Return the union of what each geometry of the hazard is asked to keep free."""
    shapes: list[Any] = []
    for i, group in enumerate(question.groups):
        required = float(question.required_m[:, i].max())
        if group.relation == Relation.AT_LEAST and required > 0:
            shapes.append(ring_around(view.plane_sources[view.rows(group.measure)], required))
    return shapely.union_all(shapes)
