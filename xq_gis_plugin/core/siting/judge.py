"""What the rules say of every site: prepared once for a town, asked for thousands of sites or for one.

The verdict is the one that `xq_gis_plugin.core.assess` gives to a fireworks shop at the site with all
that a permit can demand stated as it must be. Shop-to-shop spacing is a matter of the choice
(`xq_gis_plugin.core.siting.spacing`), not of a site.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.accuracy import fill_accuracy
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import HazardKind, Verdict
from xq_gis_plugin.core.prepare import (
    Objects,
    Sites,
    check_crs,
    located,
    measurable,
    prepare_hazards,
    prepare_objects,
)
from xq_gis_plugin.core.question import Profile
from xq_gis_plugin.core.rules import load_catalogue
from xq_gis_plugin.core.siting.shops import KIND, Shops, shops_of
from xq_gis_plugin.core.siting.tiles import TILE_DEG
from xq_gis_plugin.core.siting.town import Town
from xq_gis_plugin.core.siting.weigh import Weighed, weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from xq_gis_plugin.core.rules import Catalogue

__all__ = ["JUDGED_COLUMNS", "Judge", "Judged", "JudgedSite"]

CHUNK = 256
"""So many sites are judged between two reports of progress."""


@dataclass(frozen=True)
class JudgedSite:
    """What the rules say of one site.

    Attributes
    ----------
    verdict
        ``conflict``, ``unresolved`` or ``clear``.
    rule_id, rule_ids
        The rule that governs, and all that keep the site out (or leave it open), as a comma list.
    object_id, object_name, object_kind
        The object that the governing rule is about; None for a rule about the shop alone.
    distance_m, required_m, shortfall_m
        What lies between the two, what is asked, and what is lacking of it: certainly for a conflict,
        possibly for what cannot be told. None where the rule asks no distance.
    missing
        What would have to be known, as a comma list; ``position`` for a site without one, ``coverage``
        where the data end. None unless the verdict is ``unresolved``.
    conditions
        What the permit must demand, values of `PERMIT_CONDITIONS`.
    """

    verdict: Verdict
    rule_id: str | None = None
    rule_ids: str | None = None
    object_id: str | None = None
    object_name: str | None = None
    object_kind: str | None = None
    distance_m: float | None = None
    required_m: float | None = None
    shortfall_m: float | None = None
    missing: str | None = None
    conditions: tuple[str, ...] = ()


JUDGED_COLUMNS = tuple(f.name for f in fields(JudgedSite))


@dataclass(frozen=True)
class Judged:
    """One row per site, in the sites' order: `JUDGED_COLUMNS`, conditions as a comma list."""

    frame: pd.DataFrame


class Judge:
    """Everything around, prepared; to be used from one thread at a time."""

    def __init__(self, town: Town) -> None:
        self._town = town

    @classmethod
    def of(
        cls,
        protected: gpd.GeoDataFrame,
        hazards: gpd.GeoDataFrame | None = None,
        *,
        rules: Catalogue | None = None,
        coverage: shapely.Polygon | None = None,
        progress: Callable[[float, str], None] | None = None,
    ) -> Judge:
        """Prepare frames as for `assess`.

        Parameters
        ----------
        protected, hazards
            What is there, EPSG:4490; rows without a geometry are left out, and so are fireworks shops.
        rules
            The catalogue; by default the built-in one.
        coverage
            Where ``protected`` is complete; by default what its reader found, else its bounds.
        progress
            Called with (fraction done, step); it may raise to cancel.

        Raises
        ------
        InputError
            ``crs_wrong``, ``unknown_kind``, ``accuracy_invalid``, ``too_many_unknowns``.
        """
        tell = progress or _tell_nobody
        tell(0.0, "prepare")
        for name, frame in (("protected", protected), ("hazards", hazards)):
            if frame is not None and len(frame):
                check_crs(name, frame)
        there = _hazards(hazards)
        objects = _objects(protected, there, tell)
        area = coverage if coverage is not None else protected.attrs.get("coverage")
        made = cls(Town(there, objects, (rules or load_catalogue()).in_force, area))
        tell(1.0, "prepare")
        return made

    def judge(self, sites: gpd.GeoDataFrame, progress: Callable[[float, str], None] | None = None) -> Judged:
        """Judge every site.

        Parameters
        ----------
        sites
            Points or plots in `CANDIDATE_COLUMNS`, EPSG:4490. What is not stated may be left out.
        progress
            Called with (fraction done, step); it may raise to cancel.

        Raises
        ------
        InputError
            ``crs_wrong``, ``accuracy_invalid``, ``kind_not_sited`` for a site that is no fireworks shop.
        """
        tell = progress or _tell_nobody
        shops = shops_of(sites)
        located = np.flatnonzero(~(shapely.is_missing(shops.geometry) | shapely.is_empty(shops.geometry)))
        rows: list[JudgedSite] = [self._nowhere(shops, row) for row in range(len(shops.geometry))]
        bound = self._town.bound_by_others(shops, located)
        done = 0
        for tile, members in _tiles(shops.geometry, located):
            for start in range(0, len(members), CHUNK):
                tell(done / len(located), "judge")
                chunk = members[start : start + CHUNK]
                for row, found in zip(chunk, weigh(self._town, shops, tile, chunk, bound), strict=True):
                    rows[row] = self._told(found)
                done += len(chunk)
        tell(1.0, "judge")
        frame = pd.DataFrame(
            [[getattr(row, name) for name in JUDGED_COLUMNS] for row in rows],
            columns=list(JUDGED_COLUMNS),
            dtype=object,
        )
        frame["verdict"] = [str(row.verdict.value) for row in rows]
        frame["conditions"] = [",".join(row.conditions) for row in rows]
        for name in ("distance_m", "required_m", "shortfall_m"):
            frame[name] = pd.to_numeric(frame[name]).astype(float)
        return Judged(frame)

    def judge_at(
        self, lon: float, lat: float, facts: Mapping[str, str] | None = None, accuracy_m: float = 0.0
    ) -> JudgedSite:
        """Judge one spot as `judge` would.

        Parameters
        ----------
        lon, lat
            The spot, degrees on CGCS2000.
        facts
            What is stated of the shop, as the catalogue writes it, such as ``{"temporary": "yes"}``.
        accuracy_m
            Radius around the spot within which the shop will lie.

        Raises
        ------
        InputError
            ``accuracy_invalid``.
        """
        return self.judge_shape(shapely.Point(lon, lat), facts, accuracy_m)

    def judge_shape(
        self, shape: shapely.Geometry, facts: Mapping[str, str] | None = None, accuracy_m: float = 0.0
    ) -> JudgedSite:
        """Judge one point or plot, lon/lat degrees, as `judge` would; see `judge_at`."""
        if not (math.isfinite(accuracy_m) and accuracy_m >= 0):
            message = f"position_accuracy_m {accuracy_m!r} is no accuracy"
            hint = "An accuracy is 0 or more metres; leave it empty where it is unknown."
            raise InputError("accuracy_invalid", message, hint, value=accuracy_m, row=None)
        profile = Profile(KIND, tuple(sorted((facts or {}).items())))
        geometry = np.array([shape], dtype=object)
        lon, lat = (float(value) for value in shapely.get_coordinates(shapely.centroid(shape))[0])
        shops = Shops(geometry, np.array([float(accuracy_m)]), np.zeros(1, dtype=np.int64), (profile,))
        row = np.zeros(1, dtype=np.int64)
        if not (math.isfinite(lon) and math.isfinite(lat)):
            return self._nowhere(shops, 0)
        tile = (math.floor(lon / TILE_DEG), math.floor(lat / TILE_DEG))
        bound = self._town.bound_by_others(shops, row)
        return self._told(weigh(self._town, shops, tile, row, bound)[0])

    def _nowhere(self, shops: Shops, row: int) -> JudgedSite:
        standing = self._town.standing(shops.profiles[int(shops.profile[row])])
        return JudgedSite(Verdict.UNRESOLVED, missing="position", conditions=standing.conditions)

    def _told(self, found: Weighed) -> JudgedSite:
        objects = self._town.objects
        item = found.item
        return JudgedSite(
            found.verdict,
            found.rule_id,
            ",".join(found.rule_ids) or None,
            None if item is None else objects.ids[item],
            None if item is None else objects.names[item] or None,
            None if item is None else objects.kinds[item],
            found.distance_m,
            found.required_m,
            found.shortfall_m,
            ",".join(found.missing) or None,
            found.conditions,
        )


def _hazards(frame: gpd.GeoDataFrame | None) -> Sites:
    if frame is not None and len(frame):
        frame = frame[frame["kind"].astype(str) != HazardKind.FIREWORKS_RETAIL.value]
        frame = located(frame)
    if frame is None or not len(frame):
        return Sites((), (), (), np.empty(0, dtype=object), np.empty(0), ())
    return prepare_hazards(fill_accuracy(frame, None, site_radius=True))


def _objects(protected: gpd.GeoDataFrame, there: Sites, tell: Callable[[float, str], None]) -> Objects:
    items = fill_accuracy(measurable(protected), None)
    tell(0.1, "prepare")
    objects = prepare_objects(items, there)
    tell(0.8, "prepare")
    return objects


def _tiles(
    geometry: NDArray[Any], rows: NDArray[np.int64]
) -> list[tuple[tuple[int, int], NDArray[np.int64]]]:
    """Return the sites of each tile, by the middle of their bounds."""
    if not len(rows):
        return []
    boxes = shapely.bounds(geometry[rows])
    numbers = np.floor((boxes[:, :2] + boxes[:, 2:]) / 2 / TILE_DEG).astype(np.int64)
    tiles, inverse = np.unique(numbers, axis=0, return_inverse=True)
    inverse = inverse.ravel()
    order = np.argsort(inverse, kind="stable")
    groups = np.split(rows[order], np.flatnonzero(np.diff(inverse[order])) + 1)
    return [((int(x), int(y)), members) for (x, y), members in zip(tiles, groups, strict=True)]


def _tell_nobody(_fraction: float, _step: str) -> None:
    return
