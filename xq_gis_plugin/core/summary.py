"""Per hazard: the worst verdict and its colour; over a run: which fact to find out first."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.facts import domain, facts
from xq_gis_plugin.core.geodesy import degrees_for
from xq_gis_plugin.core.model import CRS, ObjectKind, RiskColor, Severity, Verdict
from xq_gis_plugin.core.nearest import Neighbours
from xq_gis_plugin.core.separation import near_hazard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry import Polygon

    from xq_gis_plugin.core.prepare import Objects, Sites
    from xq_gis_plugin.core.tally import Findings, Outcome, Tally

__all__ = ["Neighbourhood", "hazard_summary", "survey_list", "worst_of"]

SUMMARY_COLUMNS = (
    "hazard_id", "name", "kind", "verdict", "severity", "risk_color", "conflicts_must",
    "conflicts_should", "unresolved", "clear", "own_buildings", "nearest_residence_m",
    "nearest_residence_id", "nearest_residence_name", "missing", "notes", "reach_m", "plan_box",
    "geometry",
)  # fmt: skip
SURVEY_COLUMNS = (
    "rank", "subject", "subject_id", "subject_name", "fact", "findings", "settled_by_every_value",
    "settled_by_some_value",
)  # fmt: skip

NOTHING_NEAR_M = 500.0
"""A hazard with no object within it is not clear: nobody has drawn its surroundings (DESIGN §3)."""

_OBJECT_FACTS = frozenset({"object_position", "fence", "entrance", "width_m", "buildings"})
_COLORS = (RiskColor.RED, RiskColor.ORANGE, RiskColor.YELLOW, RiskColor.BLUE)


def hazard_summary(
    outcome: Outcome,
    sites: Sites,
    frame: gpd.GeoDataFrame,
    objects: Objects,
    coverage: Polygon | None,
) -> gpd.GeoDataFrame:
    """Return one row per located hazard: verdict, colour, counts, nearest residence, what is missing.

    ``clear`` needs data: a hazard whose reach leaves the coverage of the protected layer, or with no
    object within 500 m, is unresolved and misses ``coverage``; one of a kind that no usable rule
    names (or that sells a fuel without usable table) misses ``rules``. A finding between two hazards
    of one kind counts for both.
    """
    around = Neighbourhood(objects, coverage)
    bound = _as_object(outcome, sites, objects)
    rows = []
    for tally in outcome.tallies:
        row = tally.view.row
        home, metres = around.nearest_residence(tally)
        rows.append(
            {
                "hazard_id": sites.ids[row],
                "name": sites.names[row] or None,
                "kind": sites.profiles[row].kind,
                **worst_of([tally.findings, *bound.get(row, ())], around.gaps(tally)),
                "own_buildings": tally.own_buildings,
                "nearest_residence_m": metres,
                "nearest_residence_id": None if home is None else objects.ids[home],
                "nearest_residence_name": None if home is None else objects.names[home] or None,
                "notes": ",".join(_notes(tally, sites)),
                "reach_m": tally.reach_m,
                "plan_box": frame["plan_box"][row],
                "geometry": sites.geometry[row],
            }
        )
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=list(SUMMARY_COLUMNS)), geometry="geometry", crs=CRS)


def survey_list(outcome: Outcome, sites: Sites, objects: Objects, summary: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the facts to find out, best first.

    Ranked by the findings that every value of the fact settles, then by those that some value does,
    then by the findings that miss it.
    """
    names = dict(zip(objects.ids, objects.names, strict=True)) | dict(
        zip(sites.ids, sites.names, strict=True)
    )
    sides = {f.name: f.side for f in facts()}
    count: dict[tuple[str, str, str], list[int]] = {}
    findings = outcome.findings
    for place in np.flatnonzero([bool(settling.missing) for settling in findings.settlings]):
        settling = findings.settlings[place]
        for fact in settling.missing:
            of_object = fact in _OBJECT_FACTS or sides.get(fact) == "object"
            side = "object" if of_object else "hazard"
            subject = (side, str(findings.columns[f"{side}_id"][place]))
            tally_of = count.setdefault((*subject, fact), [0, 0, 0])
            tally_of[0] += 1
            tally_of[1] += fact in settling.every
            tally_of[2] += settling.alone
    for row in summary.to_dict("records"):
        for fact in {"coverage", "rules"} & set(str(row["missing"]).split(",")):
            count[("hazard", str(row["hazard_id"]), fact)] = [0, 0, 0]
    ranked = sorted(count.items(), key=lambda item: (-item[1][1], -item[1][2], -item[1][0], item[0]))
    return pd.DataFrame(
        [
            (rank, kind, identity, names.get(identity) or None, fact, n, every, some)
            for rank, ((kind, identity, fact), (n, every, some)) in enumerate(ranked, 1)
        ],
        columns=list(SURVEY_COLUMNS),
    )


class Neighbourhood:
    """What the summary of any hazard needs of the objects around, prepared once.

    Parameters
    ----------
    objects
        What is measured to.
    coverage
        Where the protected objects are complete; by default their bounding box.
    """

    def __init__(self, objects: Objects, coverage: Polygon | None) -> None:
        self._objects = objects
        self._protected = objects.hazard_row < 0
        self._area = coverage if coverage is not None else _box(objects, self._protected)
        shapely.prepare(self._area)
        self._tree = shapely.STRtree(objects.geometry)
        self._homes = _homes(objects)
        self._is_home = np.zeros(len(objects.ids), dtype=bool)
        self._is_home[self._homes] = True

    def gaps(self, tally: Tally) -> list[str]:
        """Return what keeps a hazard from being clear whatever its findings say: ``rules``, ``coverage``."""
        gaps = [] if tally.speaks else ["rules"]
        return gaps if self._covered(tally) and self._anything_near(tally) else [*gaps, "coverage"]

    def nearest_residence(self, tally: Tally) -> tuple[int | None, float | None]:
        """Return the row of the residence nearest to the hazard as stored, and its distance in metres."""
        near_homes = np.flatnonzero(self._is_home[tally.item])
        if len(near_homes):
            best = near_homes[np.argmin(tally.metres[near_homes])]
            # Whatever is nearer than the hazard reaches is there.
            if tally.metres[best] <= tally.reach_m:
                return int(tally.item[best]), float(tally.metres[best])
        if not len(self._homes):
            return None, None
        found, metres, _ = self._neighbours.of(tally.view.sources[:1], 1)
        return int(self._homes[found[0, 0]]), float(metres[0, 0])

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours(self._objects.geometry[self._homes])

    def _covered(self, tally: Tally) -> bool:
        """Return whether everything within the hazard's reach lies in the coverage."""
        # One object alone, or several in one row, cover nothing; GEOS cannot even measure along such a box.
        if self._area.area == 0:
            return False
        site = tally.view.sources[0]
        west, south, east, north = shapely.bounds(site)
        d_lon, d_lat = degrees_for(tally.reach_m + 1.0, max(abs(south), abs(north)))
        if shapely.covers(self._area, shapely.box(west - d_lon, south - d_lat, east + d_lon, north + d_lat)):
            return True
        plane = tally.view.frame.to_plane(np.array([self._area], dtype=object))[0]
        site = tally.view.plane_sources[0]
        return bool(plane.covers(site)) and bool(shapely.distance(plane.boundary, site) >= tally.reach_m)

    def _anything_near(self, tally: Tally) -> bool:
        near = tally.metres[self._protected[tally.item]]
        if len(near) and near.min() <= NOTHING_NEAR_M:
            return True
        objects, slack = self._objects, np.zeros(len(self._objects.ids))
        source = tally.view.sources[:1]
        found = near_hazard(source, objects.geometry, self._tree, NOTHING_NEAR_M, slack, self._protected)
        return len(found.objects) > 0


def _as_object(outcome: Outcome, sites: Sites, objects: Objects) -> dict[int, list[Findings]]:
    """Return, by hazard, findings that stand under another one of its kind: two shops bind each other."""
    findings = outcome.findings
    about = np.where(findings.item < 0, -1, objects.hazard_row[findings.item])
    kinds = [profile.kind for profile in sites.profiles]
    kind_of = dict(zip(sites.ids, kinds, strict=True))
    found: dict[int, list[Findings]] = {}
    for place in np.flatnonzero(about >= 0):
        row = int(about[place])
        if kind_of[findings.columns["hazard_id"][place]] == kinds[row]:
            found.setdefault(row, []).append(findings.take(slice(place, place + 1)))
    return found


def worst_of(findings: Sequence[Findings], gaps: Sequence[str]) -> dict[str, Any]:
    """Return verdict, severity, colour, counts and missing facts of a hazard.

    Parameters
    ----------
    findings
        What concerns it.
    gaps
        As `Neighbourhood.gaps` returns them.
    """
    verdicts = Counter(
        pair for f in findings for pair in zip(f.columns["verdict"], f.columns["severity"], strict=True)
    )
    must = verdicts[Verdict.CONFLICT.value, Severity.MUST.value]
    should = verdicts[Verdict.CONFLICT.value, Severity.SHOULD.value]
    unresolved = sum(n for (v, _), n in verdicts.items() if v == Verdict.UNRESOLVED)
    colors = {c for f in findings for c in f.columns["risk_color"]}
    colors |= {RiskColor.YELLOW.value} if gaps else set()
    color = next((c for c in _COLORS if c.value in colors), RiskColor.BLUE)
    verdict = (
        Verdict.CONFLICT if must or should else Verdict.UNRESOLVED if unresolved or gaps else Verdict.CLEAR
    )
    lists = Counter(text for f in findings for text in f.columns["missing"] if text)
    missing: Counter[str] = Counter()
    for text, times in lists.items():
        missing.update(dict.fromkeys(text.split(","), times))
    return {
        "verdict": verdict.value,
        "severity": (Severity.MUST if must else Severity.SHOULD).value if must or should else None,
        "risk_color": color.value,
        "conflicts_must": must,
        "conflicts_should": should,
        "unresolved": unresolved,
        "clear": sum(n for (v, _), n in verdicts.items() if v == Verdict.CLEAR),
        "missing": ",".join([*gaps, *(f for f, _ in sorted(missing.items(), key=lambda i: (-i[1], i[0])))]),
    }


def _notes(tally: Tally, sites: Sites) -> list[str]:
    profile = sites.profiles[tally.view.row]
    notes = [f"own_buildings:{tally.own_buildings}"] if tally.own_buildings else []
    sold = domain("fuels", profile.kind)
    if sold and "fuels" not in dict(profile.facts):
        notes.append("fuels_unknown")
    return notes


def _box(objects: Objects, protected: np.ndarray[Any, np.dtype[np.bool_]]) -> Any:  # noqa: ANN401
    """Return the bounding box of the protected objects; empty where there are none."""
    if not protected.any():
        return shapely.Polygon()
    return shapely.box(*shapely.total_bounds(objects.geometry[protected]))


def _homes(objects: Objects) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return the residences: the buildings, or the zones where no building is known at all."""
    kinds, shapes = (np.array(words, dtype=str) for words in (objects.kinds, objects.measured_as))
    homes = np.flatnonzero((kinds == ObjectKind.RESIDENCE) & (shapes != "zone"))
    return homes if len(homes) else np.flatnonzero(kinds == ObjectKind.RESIDENCE)
