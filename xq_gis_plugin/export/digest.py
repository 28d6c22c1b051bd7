"""What a run says in few words: the headline, and the unresolved findings by what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from xq_gis_plugin.core.model import RiskColor, Verdict
from xq_gis_plugin.export.words import join, say, words_of

if TYPE_CHECKING:
    from xq_gis_plugin.core.model import Assessment
    from xq_gis_plugin.export.words import Language

__all__ = [
    "Headline",
    "UnresolvedGroup",
    "conflict_order",
    "from_osm",
    "headline",
    "run_value",
    "survey_text",
    "unresolved_groups",
]


@dataclass(frozen=True)
class Headline:
    """How many findings are in conflict, and how many hazards are unresolved."""

    conflicts: int
    hazards: int

    def text(self, lang: Language = "zh") -> str:
        """Return the headline in words."""
        return say("headline", lang, conflicts=self.conflicts, hazards=self.hazards)


@dataclass(frozen=True)
class UnresolvedGroup:
    """The unresolved findings of one hazard that miss the same facts.

    ``missing`` is comma-separated, ``nearest_m`` the least measured distance in metres (None for
    rules about the hazard alone), ``rows`` are positions in `Assessment.findings`, nearest first.
    """

    hazard_id: str
    hazard_name: str | None
    missing: str
    nearest_m: float | None
    rows: tuple[int, ...]

    def text(self, lang: Language = "zh") -> str:
        """Return the group as one line."""
        missing = join("fact", self.missing, lang)
        if self.nearest_m is None:
            return say("group_alone", lang, count=len(self.rows), missing=missing)
        return say("group", lang, count=len(self.rows), missing=missing, nearest=f"{self.nearest_m:.1f}")


def headline(result: Assessment) -> Headline:
    """Return the headline's two figures."""
    return Headline(
        int((result.findings["verdict"] == Verdict.CONFLICT).sum()),
        int((result.hazard_summary["verdict"] == Verdict.UNRESOLVED).sum()),
    )


def conflict_order(result: Assessment) -> tuple[int, ...]:
    """Return the positions of the findings in conflict, the worst first: by colour, then by shortfall."""
    findings = result.findings
    rows = np.flatnonzero(findings["verdict"] == Verdict.CONFLICT)
    colors = {color.value: number for number, color in enumerate(RiskColor)}
    rank = findings["risk_color"].iloc[rows].map(colors).to_numpy()
    short = pd.to_numeric(findings["shortfall_m"].iloc[rows]).fillna(np.inf).to_numpy()
    return tuple(int(rows[i]) for i in np.lexsort((-short, rank)))


def unresolved_groups(result: Assessment) -> tuple[UnresolvedGroup, ...]:
    """Return one group per hazard and set of missing facts, the largest first within a hazard.

    Hazards come in the order of their number of unresolved findings.
    """
    findings = result.findings
    order = {fact: number for number, fact in enumerate(words_of("fact"))}
    found: dict[tuple[str, str], list[int]] = {}
    total: dict[str, int] = {}
    for row in np.flatnonzero(findings["verdict"] == Verdict.UNRESOLVED):
        hazard, missing = findings["hazard_id"].iloc[row], findings["missing"].iloc[row]
        facts = [] if pd.isna(missing) else str(missing).split(",")
        key = ",".join(sorted(set(facts), key=lambda fact: (order.get(fact, len(order)), fact)))
        found.setdefault((str(hazard), key), []).append(int(row))
        total[str(hazard)] = total.get(str(hazard), 0) + 1
    groups = [_group(result, hazard, missing, rows) for (hazard, missing), rows in found.items()]
    return tuple(sorted(groups, key=lambda g: (-total[g.hazard_id], g.hazard_id, -len(g.rows), g.missing)))


def survey_text(subject_name: str, fact: str, lang: Language = "zh") -> str:
    """Return one line of the survey list: whom to ask, and what."""
    return f"{subject_name}：{say('survey_task', lang, fact=join('fact', fact, lang))}"


def run_value(result: Assessment, key: str) -> str:
    """Return a value of the ``run`` table; "" where it has none."""
    found = result.run.loc[result.run["key"] == key, "value"]
    return "" if found.empty or pd.isna(found.iloc[0]) else str(found.iloc[0])


def from_osm(result: Assessment) -> bool:
    """Return whether any position comes from OpenStreetMap, whose licence must then be named."""
    frames = (result.hazards, result.protected, result.parts)
    stated = any((f["position_source"] == "osm").any() for f in frames if "position_source" in f)
    return stated or "osm" in run_value(result, "position_sources").split(", ")


def _group(result: Assessment, hazard: str, missing: str, rows: list[int]) -> UnresolvedGroup:
    metres = pd.to_numeric(result.findings["distance_m"].iloc[rows]).to_numpy(dtype="float64")
    order = np.argsort(metres, kind="stable")
    name = result.findings["hazard_name"].iloc[rows[0]]
    return UnresolvedGroup(
        hazard,
        None if pd.isna(name) else str(name),
        missing,
        None if np.isnan(metres).all() else float(np.nanmin(metres)),
        tuple(rows[i] for i in order),
    )
