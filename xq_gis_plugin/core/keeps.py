"""How far each object keeps a point hazard away, by which rules, surely and perhaps."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from xq_gis_plugin.core.geodesy import widths_m
from xq_gis_plugin.core.model import Relation
from xq_gis_plugin.core.own import civil_buildings_in_zones
from xq_gis_plugin.core.question import Profile, Question, ask
from xq_gis_plugin.core.rule import applicable
from xq_gis_plugin.core.verdict import demands

if TYPE_CHECKING:
    from xq_gis_plugin.core.prepare import Objects, Sites
    from xq_gis_plugin.core.rules import Rule

__all__ = ["Keep", "Keeping"]

FloatArray = NDArray[np.float64]
SAME_M = 1e-9


@dataclass(frozen=True)
class Keep:
    """What an object keeps free, by some rules of it: everything nearer than ``metres``.

    Attributes
    ----------
    certain
        Whether a hazard there is surely in conflict; else only perhaps.
    metres
        Below 0 it is a place inside the object, so deep.
    rules
        Ids: each of them forbids it there; or, where no single one surely does, all of which one must.
    missing
        What would tell, where it is not certain.
    """

    certain: bool
    metres: float
    rules: frozenset[str]
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Class:
    """What two objects have in common of which the same is asked, and that are equally uncertain."""

    profile: Profile
    hazard: int
    accuracy_m: float
    shift: tuple[str, float, float]
    zone: bool
    zoned: bool
    wide_m: float = 0.0


@dataclass
class Keeping:
    """The rules about a new hazard and what stands around it.

    Attributes
    ----------
    new
        The hazard that is to come, and the radius in metres within which its parts will lie.
    sites, objects
        What is there.
    """

    new: Profile
    accuracy_m: float
    sites: Sites
    objects: Objects
    rules: tuple[Rule, ...]
    _asked: dict[tuple[Profile, Profile, tuple[str, ...]], Question | None] = field(default_factory=dict)

    def keeps(self) -> list[tuple[Keep, ...]]:
        """Return, for each object, what it keeps free: worked out once for equal objects."""
        objects, zoned = self.objects, civil_buildings_in_zones(self.objects)
        known: dict[_Class, tuple[Keep, ...]] = {}
        quick: dict[tuple[object, ...], tuple[Keep, ...]] = {}
        found = []
        columns = zip(
            objects.profiles,
            objects.hazard_row.tolist(),
            objects.accuracy_m.tolist(),
            objects.shift_fact,
            objects.shift_m.tolist(),
            objects.measured_as,
            strict=True,
        )
        for item, (profile, hazard, accuracy, fact, shift, measured_as) in enumerate(columns):
            zone = measured_as == "zone"
            inside = zone and item in zoned
            # Equal objects mostly share one profile, of which the identity is quicker told than the facts.
            key = (id(profile), hazard, accuracy, fact, *shift, zone, inside)
            if key in quick:
                found.append(quick[key])
                continue
            klass = _Class(profile, hazard, accuracy, (fact, *shift), zone, inside)
            wide = klass not in known and self._is_wide(klass)
            if wide:
                klass = replace(klass, wide_m=float(widths_m(objects.geometry[item : item + 1])[0]))
            if klass not in known:
                known[klass] = self._keeps(klass)
            if not wide:
                quick[key] = known[klass]
            found.append(known[klass])
        return found

    def _pairs(self, klass: _Class) -> list[tuple[Profile, Profile, bool]]:
        """Return who is asked about whom, and whether it is the other about the new hazard."""
        if klass.hazard < 0:
            return [(self.new, klass.profile, False)]
        there = self.sites.profiles[klass.hazard]
        both = {dict(p.facts).get("temporary", "") for p in (self.new, there)}
        either = "yes" if "yes" in both else "no" if both == {"no"} else ""
        extra = (("either_temporary", either),) if either else ()
        forward = (self.new, Profile(there.kind, extra), False)
        # Of two of one kind the rule is asked once.
        if there.kind == self.new.kind:
            return [forward]
        return [forward, (there, Profile(self.new.kind, extra), True)]

    def _ask(self, one: Profile, other: Profile, rules: tuple[Rule, ...]) -> Question | None:
        key = (one, other, tuple(rule.id for rule in rules))
        if key not in self._asked:
            self._asked[key] = ask(one, other, rules)
        return self._asked[key]

    def _speaking(self, one: Profile, other: Profile) -> list[tuple[Rule, ...]]:
        """Return each rule that can speak of a pair, with those that change what it asks."""
        able = [r for r in self.rules if applicable(r, one.kind, other.kind)]
        changes = tuple(r for r in able if r.relation == Relation.MODIFY)
        return [(r, *changes) for r in able if r.relation != Relation.MODIFY]

    def _is_wide(self, klass: _Class) -> bool:
        """Return whether a rule is measured to an end that lies anywhere in the object."""
        for one, other, reverse in self._pairs(klass):
            question = self._ask(one, other, self.rules)
            if question is not None and any(
                g.entrance or (reverse and g.measure == "hazard") for g in question.groups
            ):
                return True
        return False

    def _keeps(self, klass: _Class) -> tuple[Keep, ...]:
        found: list[Keep] = []
        for one, other, reverse in self._pairs(klass):
            whole = self._ask(one, other, self.rules)
            if whole is None:
                continue
            alone = []
            for rules in self._speaking(one, other):
                question = self._ask(one, other, rules)
                if question is not None:
                    alone.append((rules[0].id, question, *self._metres(question, klass, reverse=reverse)))
            found += self._by_rule(alone, klass)
            found += self._joint(whole, alone, klass, reverse=reverse)
        return _merged(found)

    def _by_rule(
        self, alone: list[tuple[str, Question, FloatArray, FloatArray]], klass: _Class
    ) -> list[Keep]:
        found = []
        for rule, question, surely, perhaps in alone:
            certain, possible = float(surely.max(axis=1).min()), float(perhaps.max())
            ids = frozenset({rule})
            if math.isfinite(certain):
                found.append(Keep(certain=True, metres=certain, rules=ids))
            if possible > certain + SAME_M:
                missing = self._missing(question, klass)
                found.append(Keep(certain=False, metres=possible, rules=ids, missing=missing))
        return found

    def _joint(
        self,
        whole: Question,
        alone: list[tuple[str, Question, FloatArray, FloatArray]],
        klass: _Class,
        *,
        reverse: bool,
    ) -> list[Keep]:
        """Return what no single rule surely keeps free, but one or other of them in every world."""
        surely, _ = self._metres(whole, klass, reverse=reverse)
        metres = float(surely.max(axis=1).min(initial=np.inf)) if surely.size else -np.inf
        single = max((float(s.max(axis=1).min()) for _, _, s, _ in alone), default=-np.inf)
        if not metres > single + SAME_M:
            return []
        world, group = np.nonzero(surely >= metres)
        ids = {whole.rules[i].id for i in whole.rule_at[world, group] if i >= 0}
        return [Keep(certain=True, metres=metres, rules=frozenset(ids))]

    def _metres(self, question: Question, klass: _Class, *, reverse: bool) -> tuple[FloatArray, FloatArray]:
        """Return (W, G) below which distance each clause surely, and perhaps, conflicts in each world."""
        spatial = np.array([g.relation != Relation.AT_LEAST for g in question.groups])
        slack = self.accuracy_m + klass.accuracy_m
        least, most = (0.0, 0.0) if reverse else klass.shift[1:]
        # From a plot a rule may be measured at its far side, as to a building's entrance.
        wide = np.array(
            [
                klass.wide_m if g.entrance or (reverse and g.measure == "hazard") else 0.0
                for g in question.groups
            ]
        )
        asked = demands(question)
        surely = np.where(spatial, asked - slack, asked - slack - most - wide)
        surely = np.where(spatial | (surely > 0), surely, -np.inf)
        if klass.zone:
            surely = np.where(spatial, surely, -np.inf)
        perhaps = np.where(spatial, asked + slack, np.where(asked > 0, asked + slack - least, -np.inf))
        if klass.zoned:
            surely, perhaps = (np.where(spatial, metres, -np.inf) for metres in (surely, perhaps))
        return surely, perhaps

    def _missing(self, question: Question, klass: _Class) -> frozenset[str]:
        """Return what could tell whether a rule forbids a place where it perhaps does."""
        asked = demands(question)
        facts = [name for name, _ in question.domains] if (asked != asked[0]).any() else []
        spans = {
            "parts": self.accuracy_m > 0,
            "object_position": klass.accuracy_m > 0,
            klass.shift[0]: klass.shift[1] != klass.shift[2],
            "entrance": any(g.entrance for g in question.groups),
            "buildings": klass.zone and any(g.relation == Relation.AT_LEAST for g in question.groups),
        }
        return frozenset([*facts, *(name for name, counts in spans.items() if counts and name)])


def _merged(keeps: list[Keep]) -> tuple[Keep, ...]:
    """Return keeps of one distance as one; without what only perhaps is where something surely is."""
    surely = max((k.metres for k in keeps if k.certain), default=-np.inf)
    found: dict[tuple[bool, float], Keep] = {}
    for keep in keeps:
        if keep.certain or keep.metres > surely + SAME_M:
            key = (keep.certain, round(keep.metres, 6))
            old = found.get(key, keep)
            both = (old.rules | keep.rules, old.missing | keep.missing)
            found[key] = Keep(keep.certain, keep.metres, *both)
    return tuple(found.values())
