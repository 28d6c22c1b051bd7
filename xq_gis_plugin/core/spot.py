"""What the rules would say of a hazard at any spot: prepared once, asked many times while a finger drags."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from xq_gis_plugin.core.accuracy import fill_accuracy
from xq_gis_plugin.core.columns import column_of
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.geodesy import Frame, degrees_for
from xq_gis_plugin.core.job import Job, line_heights
from xq_gis_plugin.core.model import HazardKind, RiskColor, Verdict
from xq_gis_plugin.core.prepare import (
    Objects,
    Sites,
    check_crs,
    located,
    measurable,
    prepare_hazards,
    prepare_objects,
    prepare_parts,
)
from xq_gis_plugin.core.question import Profile
from xq_gis_plugin.core.rules import load_catalogue
from xq_gis_plugin.core.summary import Neighbourhood, worst_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from xq_gis_plugin.core.rules import Catalogue
    from xq_gis_plugin.core.tally import Findings

__all__ = ["SpotAnswer", "SpotRow", "Surroundings"]

_HERE = ""
"""Id of the hazard that is not there yet. It sorts before every other: a rule between two of one kind
is asked under the first of them."""
_CIRCLE_SEGMENTS = 32


@dataclass(frozen=True)
class SpotRow:
    """What one object, or the hazard itself, says against the spot; as a row of the findings.

    ``line`` is the shortest line in lon/lat degrees, empty where there is none; metres as in the findings.
    """

    verdict: str
    risk_color: str
    object_id: str | None
    object_name: str | None
    object_kind: str | None
    distance_m: float | None
    low_m: float | None
    high_m: float | None
    required_low_m: float | None
    required_high_m: float | None
    shortfall_m: float | None
    shortfall_max_m: float | None
    rule_id: str
    standard: str
    clause: str
    rule_confidence: str
    missing: str
    line: Any


@dataclass(frozen=True)
class SpotAnswer:
    """What the rules say of a hazard at one spot.

    Attributes
    ----------
    lon, lat
        The spot, degrees on CGCS2000.
    verdict, risk_color
        The worst of all rows; a spot with ``gaps`` is never clear.
    rows
        Conflicts first, then what cannot be told, each by its shortfall; what is clear is left out.
    clear
        How many objects within the rules' reach are clear.
    gaps
        ``coverage`` where the data do not reach as far as the rules do, or nobody has drawn anything
        near; ``rules`` where no usable rule speaks of the kind or of all that it may sell.
    own_buildings
        How many buildings at the spot would be the hazard's own, and are not measured to.
    reach_m
        The most metres that any rule can ask of this hazard.
    nearest_residence_m, nearest_residence_id, nearest_residence_name
        The residence nearest to the spot, however far; None where there is none.
    """

    lon: float
    lat: float
    verdict: Verdict
    risk_color: RiskColor
    rows: tuple[SpotRow, ...]
    clear: int
    gaps: tuple[str, ...]
    own_buildings: int
    reach_m: float
    nearest_residence_m: float | None
    nearest_residence_id: str | None
    nearest_residence_name: str | None

    def ring(self) -> shapely.Polygon:
        """Return the circle of ``reach_m`` around the spot, lon/lat degrees, true to the ellipsoid."""
        frame = Frame(self.lon, self.lat)
        circle = shapely.buffer(shapely.Point(0, 0), self.reach_m, quad_segs=_CIRCLE_SEGMENTS)
        return frame.to_lonlat(np.array([circle], dtype=object))[0]


class Surroundings:
    """Everything around, prepared; `check` may be called from one thread at a time."""

    def __init__(self, job: Job, around: Neighbourhood) -> None:
        self._job = job
        self._there = job.sites
        self._around = around
        self._sites_tree = shapely.STRtree(_with_parts(job.sites, job.parts))
        loosest = [job.sites.accuracy_m, job.parts["position_accuracy_m"].to_numpy(dtype=float)]
        self._loosest_m = float(np.concatenate(loosest).max(initial=0.0))

    @classmethod
    def of(
        cls,
        protected: gpd.GeoDataFrame,
        hazards: gpd.GeoDataFrame,
        *,
        parts: gpd.GeoDataFrame | None = None,
        rules: Catalogue | None = None,
        accuracy_m: float | None = None,
        coverage: shapely.Polygon | None = None,
        progress: Callable[[float, str], None] | None = None,
    ) -> Surroundings:
        """Prepare frames as for `assess`.

        Parameters
        ----------
        protected, hazards, parts
            What is there; rows without a geometry are left out.
        rules
            The catalogue; by default the built-in one.
        accuracy_m
            Positional accuracy in metres where a row states none.
        coverage
            Where ``protected`` is complete; by default what its reader found, else its bounds.
        progress
            Called with (fraction done, step); it may raise to cancel.

        Raises
        ------
        InputError
            As `assess`.
        """
        tell = progress or _tell_nobody
        tell(0.0, "prepare")
        for name, frame in (("hazards", hazards), ("protected", protected), ("parts", parts)):
            check_crs(name, frame)
        sites = prepare_hazards(fill_accuracy(located(hazards), accuracy_m, site_radius=True))
        digitised = prepare_parts(parts, hazards, accuracy_m)
        items = fill_accuracy(measurable(protected), accuracy_m)
        tell(0.2, "prepare")
        objects = prepare_objects(items, sites)
        tell(0.8, "prepare")
        catalogue = rules or load_catalogue()
        area = coverage if coverage is not None else protected.attrs.get("coverage")
        around = Neighbourhood(objects, area)
        made = cls(Job(sites, objects, digitised, catalogue.in_force, line_heights(objects)), around)
        tell(1.0, "prepare")
        return made

    def check(
        self,
        lon: float,
        lat: float,
        kind: str,
        facts: Mapping[str, str] | None = None,
        accuracy_m: float = 0.0,
        *,
        brief: bool = False,
    ) -> SpotAnswer:
        """Return what the rules would say of a hazard at a spot, as `assess` would with it among the hazards.

        Parameters
        ----------
        lon, lat
            The spot, degrees on CGCS2000.
        kind
            One of `HazardKind`.
        facts
            Its stated facts as the catalogue writes them, such as ``{"grade": "3"}``.
        accuracy_m
            Radius around the spot within which all its parts will lie.
        brief
            Whether what is missing may stay unsaid: several times faster, for use while dragging.

        Raises
        ------
        InputError
            ``unknown_kind``, ``accuracy_invalid``, ``too_many_unknowns``.
        """
        _check_call(kind, accuracy_m)
        profile = Profile(kind, tuple(sorted((facts or {}).items())))
        new = _with(self._there, lon, lat, profile, accuracy_m)
        job, row = self._job, len(self._there.ids)
        job.sites, job.brief = new, brief
        (tally,) = job.judge([row]).tallies
        found = [tally.findings, *self._bound_by_others(new, row, lon, lat)]
        gaps = self._around.gaps(tally)
        worst = worst_of(found, gaps)
        open_ = (f.take(f.columns["verdict"] != Verdict.CLEAR.value) for f in found)
        rows = [_row(one) for some in open_ for one in some.records()]
        rows.sort(key=lambda one: (one.verdict != Verdict.CONFLICT, -_short(one), one.object_id or ""))
        home, metres = self._around.nearest_residence(tally)
        return SpotAnswer(
            lon=lon,
            lat=lat,
            verdict=Verdict(worst["verdict"]),
            risk_color=RiskColor(worst["risk_color"]),
            rows=tuple(rows),
            clear=sum(map(len, found)) - len(rows) + tally.clear,
            gaps=tuple(gaps),
            own_buildings=tally.own_buildings,
            reach_m=tally.reach_m,
            nearest_residence_m=metres,
            nearest_residence_id=None if home is None else job.objects.ids[home],
            nearest_residence_name=None if home is None else job.objects.names[home] or None,
        )

    def _bound_by_others(self, new: Sites, row: int, lon: float, lat: float) -> list[Findings]:
        """Return what the rules that bind the hazards around say of a new one beside them."""
        if not row:
            return []
        there, job = self._there, self._job
        kind = new.profiles[row].kind
        binding = [n for n in self._within_reach(new, row, lon, lat) if there.profiles[n].kind != kind]
        if not binding:
            return []
        one = replace(job, objects=_one_object(new, row))
        one.share(job)
        said = one.judge(binding).findings
        said = said.take(said.columns["object_id"] == _HERE)
        rows = {identity: number for number, identity in enumerate(there.ids)}
        others = [rows[identity] for identity in said.columns["hazard_id"]]
        columns = said.columns | {
            "object_id": column_of([there.ids[n] for n in others]),
            "object_name": column_of([there.names[n] or None for n in others]),
            "object_kind": column_of([there.profiles[n].kind for n in others]),
        }
        return [replace(said, columns=columns)]

    def _within_reach(self, new: Sites, row: int, lon: float, lat: float) -> list[int]:
        """Return the hazards whose own rules may reach the spot."""
        reach = max((self._job.reach(profile) for profile in set(self._there.profiles)), default=0.0)
        widest = reach + self._loosest_m + float(new.accuracy_m[row]) + 1.0
        d_lon, d_lat = degrees_for(widest, abs(lat))
        box = shapely.box(lon - d_lon, lat - d_lat, lon + d_lon, lat + d_lat)
        return sorted(int(n) for n in self._sites_tree.query(box))


def _check_call(kind: str, accuracy_m: float) -> None:
    """Refuse a kind that no rule can name, and a radius that is none."""
    known = {k.value for k in HazardKind}
    if kind not in known:
        allowed = ", ".join(sorted(known))
        message = f"{kind!r} is no known kind of hazard"
        hint = f"Use one of: {allowed}."
        raise InputError("unknown_kind", message, hint, row=0, field="kind", value=kind, allowed=allowed)
    if not (math.isfinite(accuracy_m) and accuracy_m >= 0):
        message = f"position_accuracy_m {accuracy_m!r} is no accuracy"
        hint = "An accuracy is 0 or more metres; leave it empty where it is unknown."
        raise InputError("accuracy_invalid", message, hint, value=accuracy_m, row=None)


def _with(there: Sites, lon: float, lat: float, profile: Profile, accuracy_m: float) -> Sites:
    """Return the sites with one more."""
    geometry = np.empty(len(there.ids) + 1, dtype=object)
    geometry[:-1], geometry[-1] = there.geometry, shapely.Point(lon, lat)
    return Sites(
        (*there.ids, _HERE),
        (*there.names, ""),
        (*there.profiles, profile),
        geometry,
        np.append(there.accuracy_m, accuracy_m),
        there.checks,
    )


def _one_object(sites: Sites, row: int) -> Objects:
    """Return the new hazard as the only object that there is."""
    profile = Profile(sites.profiles[row].kind, ())
    return Objects(
        (sites.ids[row],),
        (sites.names[row],),
        (profile.kind,),
        ("site",),
        (profile,),
        sites.geometry[row : row + 1],
        sites.accuracy_m[row : row + 1],
        np.zeros((1, 2)),
        ("",),
        np.array([row], dtype=np.int64),
    )


def _with_parts(sites: Sites, parts: gpd.GeoDataFrame) -> NDArray[Any]:
    """Return the sites with their digitised parts, which may lie beside the stored point."""
    whole = sites.geometry.copy()
    owners = parts["hazard_id"].astype(str).to_numpy()
    for number, identity in enumerate(sites.ids):
        own = parts.geometry.to_numpy()[owners == identity]
        if len(own):
            whole[number] = shapely.geometrycollections([sites.geometry[number], *own])
    return whole


def _row(finding: Mapping[str, Any]) -> SpotRow:
    names = [name for name in SpotRow.__dataclass_fields__ if name != "line"]
    return SpotRow(**{name: finding[name] for name in names}, line=finding["geometry"])


def _short(row: SpotRow) -> float:
    return row.shortfall_m or row.shortfall_max_m or 0.0


def _tell_nobody(_fraction: float, _step: str) -> None:
    return
