"""Pairs sorted by what is asked of them: those of one lot are judged together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from xq_gis_plugin.core.measure import Lot
from xq_gis_plugin.core.model import Relation
from xq_gis_plugin.core.question import Profile, Question
from xq_gis_plugin.core.worlds import only

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from xq_gis_plugin.core.pairs import Pairs
    from xq_gis_plugin.core.prepare import Objects, Sites

    Ask = Callable[[Profile, Profile, tuple[tuple[str, str], ...]], Question | None]

__all__ = ["Kinds", "lots_of", "without_distances"]

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


class Kinds:
    """What is the same for many objects, as numbers: worked out once for all hazards.

    Attributes
    ----------
    profiles
        The different profiles.
    profile
        (m,) which of them each object has.
    shift, zone
        (m,) number of the fact that would tell where the object's edge is; whether it is a zone.
    facts
        The facts that ``shift`` numbers.
    """

    def __init__(self, objects: Objects) -> None:
        self.profiles, self.profile = _numbered(objects.profiles)
        self.facts, self.shift = _numbered(objects.shift_fact)
        self.zone = np.array([a == "zone" for a in objects.measured_as], dtype=bool)


def lots_of(pairs: Pairs, at: IntArray, sites: Sites, kinds: Kinds, ask: Ask) -> list[Lot]:
    """Sort pairs by what is asked of them; those of which nothing is asked are left out.

    Parameters
    ----------
    pairs
        The pairs.
    at
        Which of them.
    ask
        What is asked of a hazard and an object, given the hazard's parts.
    """
    digitised, of_view = _numbered([view.parts for view in pairs.views])
    profiles, of_site = _numbered([sites.profiles[view.row] for view in pairs.views])
    items, views = pairs.item[at], pairs.view[at]
    others = pairs.objects.hazard_row[items]
    shops, shop = _shops(pairs, sites, at[others >= 0])
    item_profiles = [*kinds.profiles, *shops]
    item_profile = kinds.profile[items]
    item_profile[others >= 0] = len(kinds.profiles) + shop
    plot = np.array([view.is_plot for view in pairs.views], dtype=bool)
    zone = kinds.zone[items]
    keys = np.column_stack(
        [of_site[views], of_view[views], plot[views], item_profile, kinds.shift[items], zone]
    )
    kept = np.flatnonzero((others < 0) | _asked_here(pairs, sites, at))
    found = []
    for rows in _groups(keys[kept]):
        one = kept[rows[0]]
        parts = tuple(dict.fromkeys(digitised[of_view[views[one]]]))
        question = ask(profiles[of_site[views[one]]], item_profiles[item_profile[one]], parts)
        if question is not None:
            fact = kinds.facts[kinds.shift[items[one]]]
            found.append(Lot(at[kept[rows]], question, bool(plot[views[one]]), bool(zone[one]), fact))
    return found


def without_distances(lots: Iterable[Lot], known: Callable[[IntArray], BoolArray]) -> list[Lot]:
    """Return lots in which zones whose buildings are known are asked for no distance.

    Parameters
    ----------
    known
        Tells of pairs whether the buildings of the zone speak for themselves.
    """
    found = []
    for lot in lots:
        if not lot.zone:
            found.append(lot)
            continue
        spoken = known(lot.at)
        spatial = np.array([g.relation != Relation.AT_LEAST for g in lot.question.groups], dtype=bool)
        if (~spoken).any():
            found.append(replace(lot, at=lot.at[~spoken]))
        if spoken.any() and spatial.any():
            found.append(replace(lot, at=lot.at[spoken], question=only(lot.question, spatial)))
    return found


def _asked_here(pairs: Pairs, sites: Sites, at: IntArray) -> BoolArray:
    """Return whether a rule between two hazards is asked under this one: of one kind under the first."""
    found = np.ones(len(at), dtype=bool)
    others = pairs.objects.hazard_row[pairs.item[at]]
    for place in np.flatnonzero(others >= 0):
        row, other = pairs.views[int(pairs.view[at[place]])].row, int(others[place])
        if sites.profiles[row].kind == pairs.objects.kinds[pairs.item[at[place]]]:
            found[place] = sites.ids[row] < sites.ids[other]
    return found


def _shops(pairs: Pairs, sites: Sites, at: IntArray) -> tuple[list[Profile], IntArray]:
    """Return hazards as objects, by number; of two shops, whether either is temporary."""
    made: dict[Profile, int] = {}
    found = []
    for view, item in zip(pairs.views_of(at), pairs.item[at].tolist(), strict=True):
        other = sites.profiles[int(pairs.objects.hazard_row[item])]
        states = {dict(p.facts).get("temporary", "") for p in (sites.profiles[view.row], other)}
        either = "yes" if "yes" in states else "no" if states == {"no"} else ""
        profile = Profile(other.kind, (("either_temporary", either),) if either else ())
        found.append(made.setdefault(profile, len(made)))
    return list(made), np.array(found, dtype=np.int64)


def _groups(keys: NDArray[Any]) -> list[IntArray]:
    """Return which rows of (n, k) whole numbers are alike, each in their order."""
    if not len(keys):
        return []
    sizes = keys.max(axis=0).astype(np.int64) + 1
    number = np.zeros(len(keys), dtype=np.int64)
    for column, size in zip(keys.T, sizes, strict=True):
        number = number * size + column
    order = np.argsort(number, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(number[order])) + 1)


def _numbered(values: Iterable[Any]) -> tuple[list[Any], IntArray]:
    """Return the different values, and (n,) which of them each one is."""
    places: dict[int, int] = {}
    known: dict[Hashable, int] = {}
    kept = list(values)
    found = []
    for value in kept:
        # Most are the same object, and to hash it takes long.
        place = places.get(id(value))
        if place is None:
            place = places[id(value)] = known.setdefault(value, len(known))
        found.append(place)
    return list(known), np.array(found, dtype=np.int64)
