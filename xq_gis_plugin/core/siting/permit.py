"""What a permit can demand of a shop: facts that are taken as they must be, and told as conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xq_gis_plugin.core.alone import ALONE, asked_alone, fact_of
from xq_gis_plugin.core.model import Severity, Verdict
from xq_gis_plugin.core.question import Profile
from xq_gis_plugin.core.siting.cells import CONFLICT_MUST, CONFLICT_SHOULD, UNRESOLVED, Said
from xq_gis_plugin.core.siting.model import PERMIT_CONDITIONS
from xq_gis_plugin.core.siting.shops import KIND

if TYPE_CHECKING:
    from xq_gis_plugin.core.rules import Rule

__all__ = ["GOOD_VALUES", "Permit", "Standing"]


GOOD_VALUES = {
    "temporary": "no",
    "dwelling_in_building": "no",
    "underground": "no",
    "under_bridge": "no",
    "fuel_pipe_in_building": "no",
    "fire_engine_access": "yes",
    "fire_barrier": "yes",
}
"""What the permit will demand of each fact; of the sales area, whatever the rules ask."""


@dataclass(frozen=True)
class Standing:
    """What is to be asked of a shop with certain stated facts.

    Attributes
    ----------
    profile
        Its facts that distances depend on, what is unknown of a permit's facts taken as demanded.
    alone
        What the rules say of the shop by itself, the worst first.
    conditions
        Codes of what the permit must demand wherever the shop stands.
    without
        By a fact that only some neighbours make the permit demand: the profile that lacks it.
    """

    profile: Profile
    alone: tuple[Said, ...]
    conditions: tuple[str, ...]
    without: tuple[tuple[str, Profile], ...]


@dataclass
class Permit:
    """The rules about fireworks shops, by what they depend on."""

    rules: tuple[Rule, ...]
    _made: dict[Profile, Standing] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the facts that distances depend on."""
        own = [r for r in self.rules if KIND in r.hazard_kinds and r.relation not in ALONE]
        self._facts = frozenset(c.fact for rule in own for c in rule.conditions)

    def standing(self, stated: Profile) -> Standing:
        """Return what is to be asked of a shop, worked out once for equal facts."""
        if stated not in self._made:
            self._made[stated] = self._standing(stated)
        return self._made[stated]

    @property
    def loosest(self) -> Profile:
        """The shop of which nothing is known: nobody is asked for more."""
        return Profile(KIND, ())

    def _standing(self, stated: Profile) -> Standing:
        known = dict(stated.facts)
        good = {fact: value for fact, value in GOOD_VALUES.items() if fact not in known}
        profile = self._profile(known | good)
        whole = Profile(KIND, tuple(sorted((known | good).items())))
        needed = {"temporary"} & good.keys()
        for verdict, rule in asked_alone(stated, self.rules):
            if verdict == Verdict.UNRESOLVED:
                needed |= {f for f in fact_of(rule, known) if f in PERMIT_CONDITIONS}
        nearby = [f for f in good if f in self._facts and f not in needed and f != "temporary"]
        return Standing(
            profile,
            self._alone(whole),
            tuple(code for fact, code in PERMIT_CONDITIONS.items() if fact in needed),
            tuple((f, self._profile({k: v for k, v in (known | good).items() if k != f})) for f in nearby),
        )

    def _profile(self, facts: dict[str, str]) -> Profile:
        return Profile(KIND, tuple(sorted((f, v) for f, v in facts.items() if f in self._facts)))

    def _alone(self, profile: Profile) -> tuple[Said, ...]:
        known = dict(profile.facts)
        found = []
        for verdict, rule in asked_alone(profile, self.rules):
            missing = tuple(f for f in fact_of(rule, known) if f not in PERMIT_CONDITIONS)
            if verdict == Verdict.CLEAR or (verdict == Verdict.UNRESOLVED and not missing):
                continue
            tier = UNRESOLVED
            if verdict == Verdict.CONFLICT:
                tier = CONFLICT_MUST if rule.severity == Severity.MUST else CONFLICT_SHOULD
            shown = missing if tier == UNRESOLVED else ()
            found.append(Said(tier, rule.id, (rule.id,), rule.confidence, float("nan"), 0.0, shown))
        return tuple(found)
