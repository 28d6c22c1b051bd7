"""What the rules would say of a hazard at any spot: prepared once, asked many times while a finger drags."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely

from xq_gis_plugin.core.assess import Job, line_heights
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.geodesy import Frame
from xq_gis_plugin.core.model import PART_COLUMNS, HazardKind, Verdict
from xq_gis_plugin.core.own import civil_buildings_in_zones
from xq_gis_plugin.core.prepare import Objects, Sites, fill_accuracy, prepare_hazards, prepare_objects
from xq_gis_plugin.core.question import Profile
from xq_gis_plugin.core.rules import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xq_gis_plugin.core.rules import Catalogue

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
    verdict
        The worst of all rows; `Verdict.CLEAR` is within the data's coverage only.
    rows
        Conflicts first, then what cannot be told, each by its shortfall; what is clear is left out.
    clear
        How many objects within the rules' reach are clear.
    reach_m
        The most metres that any rule can ask of this hazard.
    covered
        Whether the data reach as far as the rules do.
    """

    lon: float
    lat: float
    verdict: Verdict
    rows: tuple[SpotRow, ...]
    clear: int
    reach_m: float
    covered: bool

    def ring(self) -> shapely.Polygon:
        """Return the circle of ``reach_m`` around the spot, lon/lat degrees, true to the ellipsoid."""
        frame = Frame(self.lon, self.lat)
        circle = shapely.buffer(shapely.Point(0, 0), self.reach_m, quad_segs=_CIRCLE_SEGMENTS)
        return frame.to_lonlat(np.array([circle], dtype=object))[0]


class Surroundings:
    """Everything around, prepared; `check` may be called from one thread at a time."""

    def __init__(self, job: Job, covered: shapely.Geometry) -> None:
        self._job = job
        self._there = job.sites
        self._tree = shapely.STRtree(job.objects.geometry)
        self._sites_tree = shapely.STRtree(job.sites.geometry)
        self._zoned = civil_buildings_in_zones(job.objects)
        self._covered = covered
        shapely.prepare(covered)

    @classmethod
    def of(
        cls,
        protected: gpd.GeoDataFrame,
        hazards: gpd.GeoDataFrame,
        *,
        rules: Catalogue | None = None,
        accuracy_m: float | None = None,
        coverage: shapely.Polygon | None = None,
    ) -> Surroundings:
        """Prepare frames as for `assess`.

        Parameters
        ----------
        protected, hazards
            What is there; rows without a geometry are left out.
        rules
            The catalogue; by default the built-in one.
        accuracy_m
            Positional accuracy in metres where a row states none.
        coverage
            Where ``protected`` is complete; by default what its reader found, else its bounds.

        Raises
        ------
        InputError
            As `assess`.
        """
        items = fill_accuracy(_located(protected), accuracy_m)
        sites = prepare_hazards(fill_accuracy(_located(hazards), accuracy_m, site_radius=True))
        objects = prepare_objects(items, sites)
        catalogue = rules or load_catalogue()
        parts = gpd.GeoDataFrame(columns=list(PART_COLUMNS), geometry="geometry", crs=protected.crs)
        covered = coverage if coverage is not None else protected.attrs.get("coverage")
        if covered is None:
            covered = shapely.box(*items.total_bounds) if len(items) else shapely.Polygon()
        return cls(Job(sites, objects, parts, catalogue.in_force, line_heights(objects)), covered)

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
            ``unknown_kind``.
        """
        if kind not in {k.value for k in HazardKind}:
            known = ", ".join(sorted(k.value for k in HazardKind))
            message = f"{kind!r} is no known kind of hazard"
            raise InputError(
                "unknown_kind",
                message,
                f"Use one of: {known}.",
                row=0,
                field="kind",
                value=kind,
                allowed=known,
            )
        new = _with(self._there, lon, lat, Profile(kind, tuple(sorted((facts or {}).items()))), accuracy_m)
        job, row = self._job, len(self._there.ids)
        job.sites, job.brief = new, brief
        tally = job.hazard(row, self._tree, self._zoned)
        found = [*tally.findings, *self._bound_by_others(new, row, lon, lat)]
        rows = [_row(one) for one in found if one["verdict"] != Verdict.CLEAR]
        rows.sort(key=lambda one: (one.verdict != Verdict.CONFLICT, -_short(one), one.object_id or ""))
        worst = Verdict(rows[0].verdict) if rows else Verdict.CLEAR
        reach_m = tally.reach_m
        near = shapely.Point(lon, lat).buffer(1e-9) if reach_m <= 0 else _disc(lon, lat, reach_m)
        covered = bool(shapely.covers(self._covered, near))
        return SpotAnswer(
            lon, lat, worst, tuple(rows), len(found) - len(rows) + tally.clear, reach_m, covered
        )

    def _bound_by_others(self, new: Sites, row: int, lon: float, lat: float) -> list[dict[str, Any]]:
        """Return what the rules that bind the hazards around say of a new one beside them."""
        if not row:
            return []
        there, job = self._there, self._job
        objects = _one_object(new, row)
        one = replace(job, objects=objects)
        one.share(job)
        found = []
        tree = shapely.STRtree(objects.geometry)
        for number in self._within_reach(lon, lat):
            if there.profiles[number].kind == new.profiles[row].kind:
                continue
            tally = one.hazard(int(number), tree, frozenset())
            for finding in tally.findings:
                if finding["object_id"] == _HERE:
                    other = {"object_id": there.ids[number], "object_name": there.names[number] or None}
                    found.append({**finding, **other, "object_kind": there.profiles[number].kind})
        return found

    def _within_reach(self, lon: float, lat: float) -> list[int]:
        """Return the hazards whose own rules may reach the spot."""
        there = self._there
        reach = max((self._job.reach(profile) for profile in set(there.profiles)), default=0.0)
        widest = reach + float(there.accuracy_m.max(initial=0.0)) + 1.0
        return sorted(int(n) for n in self._sites_tree.query(_disc(lon, lat, widest), predicate="intersects"))


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


def _disc(lon: float, lat: float, metres: float) -> Any:  # noqa: ANN401 - a polygon in degrees
    frame = Frame(lon, lat)
    circle = shapely.buffer(shapely.Point(0, 0), metres, quad_segs=8)
    return frame.to_lonlat(np.array([circle], dtype=object))[0]


def _row(finding: Mapping[str, Any]) -> SpotRow:
    names = [name for name in SpotRow.__dataclass_fields__ if name != "line"]
    return SpotRow(**{name: finding[name] for name in names}, line=finding["geometry"])


def _short(row: SpotRow) -> float:
    return row.shortfall_m or row.shortfall_max_m or 0.0


def _located(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return frame[~(frame.geometry.isna() | frame.geometry.is_empty)].reset_index(drop=True)
