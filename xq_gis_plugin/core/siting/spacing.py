"""Which two shops cannot both stand: the spacing that the rules ask between fireworks shops.

A pair is clear only where even its lowest separation meets the rule (DESIGN §3); every other pair is
an edge of the spacing graph. Pairs are found by the straight chord through the earth, which is never
longer than the geodesic and shorter by less than 1e-9 of it at these distances, and measured by the
geodesic.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from xq_gis_plugin.core.accuracy import fill_accuracy
from xq_gis_plugin.core.geodesy import INVERSE_FLATTENING, SEMI_MAJOR_M, Frame, geodesic_m
from xq_gis_plugin.core.model import CRS, HazardKind, Relation
from xq_gis_plugin.core.question import Profile, ask
from xq_gis_plugin.core.rules import load_catalogue
from xq_gis_plugin.core.siting.model import SPACING_COLUMNS
from xq_gis_plugin.core.verdict import demands

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xq_gis_plugin.core.rules import Catalogue

__all__ = ["Spacing", "apart_m", "is_stated", "shop_spacing", "space"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_TILE_DEG = 0.02
_YES = frozenset({"yes", "true", "1", "1.0", "是"})
_POINTS = (shapely.GeometryType.POINT.value,)


@dataclass(frozen=True)
class Spacing:
    """How far apart two shops must stand, by what is stated of them.

    A fact that is not stated counts as the permit will demand it: no temporary building, no doors
    that face each other.
    """

    catalogue: Catalogue

    @classmethod
    def of(cls, rules: Catalogue | None = None) -> Spacing:
        """Take the spacing from a catalogue; by default the built-in one."""
        return cls(rules or load_catalogue())

    def required(self, facts_a: Mapping[str, Any], facts_b: Mapping[str, Any]) -> tuple[float, str]:
        """Return (metres, rule id) between two shops with these stated facts; (0, "") where no rule asks."""
        temporary, facing = (
            is_stated(facts_a.get(fact)) or is_stated(facts_b.get(fact))
            for fact in ("temporary", "facing_openings")
        )
        return self.by_facts[temporary, facing]

    @property
    def largest_m(self) -> float:
        """The most that is asked between any two shops."""
        return max(metres for metres, _ in self.by_facts.values())

    @cached_property
    def by_facts(self) -> dict[tuple[bool, bool], tuple[float, str]]:
        """(metres, rule id) by (either is a temporary building, doors face each other)."""
        both = (False, True)
        return {(t, f): self._ask(temporary=t, facing=f) for t in both for f in both}

    def _ask(self, *, temporary: bool, facing: bool) -> tuple[float, str]:
        kind = HazardKind.FIREWORKS_RETAIL.value
        said = {True: "yes", False: "no"}
        pair = (("either_temporary", said[temporary]), ("facing_openings", said[facing]))
        question = ask(Profile(kind, ()), Profile(kind, pair), self.catalogue.in_force)
        if question is None:
            return 0.0, ""
        keep = np.array([group.relation == Relation.AT_LEAST for group in question.groups])
        asked = np.where(keep, demands(question), -np.inf)
        world, group = np.unravel_index(int(asked.argmax()), asked.shape)
        if asked[world, group] <= 0:
            return 0.0, ""
        return float(asked[world, group]), question.rules[int(question.rule_at[world, group])].id


def shop_spacing(sites: gpd.GeoDataFrame, rules: Catalogue | None = None) -> gpd.GeoDataFrame:
    """Return every pair of sites of which not both may stand.

    Parameters
    ----------
    sites
        Points or plots in `CANDIDATE_COLUMNS`, EPSG:4490. Rows without a geometry are in no pair.
    rules
        The catalogue; by default the built-in one.

    Returns
    -------
    GeoDataFrame
        `SPACING_COLUMNS` in EPSG:4490, by the order of rows: ``distance_m`` between the geometries as
        stored, ``low_m`` less both accuracies, what is required, and the shortest line between the two.
    """
    frame = fill_accuracy(sites, None, site_radius=True).reset_index(drop=True)
    spacing = Spacing.of(rules)
    shapes = np.asarray(frame.geometry.to_numpy(), dtype=object)
    slack = frame["position_accuracy_m"].to_numpy(dtype=float)
    here = np.flatnonzero(~(shapely.is_missing(shapes) | shapely.is_empty(shapes)))
    pairs = here[_near(shapes[here], slack[here] + 0.0, spacing.largest_m)]
    temporary, facing = (
        np.array([is_stated(value) for value in frame[fact]], dtype=bool)
        for fact in ("temporary", "facing_openings")
    )
    either = np.stack([flag[pairs].any(axis=1) for flag in (temporary, facing)], axis=1).astype(int)
    asked = np.array([[spacing.by_facts[bool(t), bool(f)][0] for f in (0, 1)] for t in (0, 1)])
    required = asked[either[:, 0], either[:, 1]]
    lines = _shortest(shapes, pairs)
    ends = shapely.get_coordinates(lines).reshape(-1, 2, 2)
    metres = geodesic_m(ends[:, 0], ends[:, 1])
    low = np.maximum(0.0, metres - slack[pairs].sum(axis=1))
    close = low < required
    names = frame["site_id"].astype(str).to_numpy()
    found = {
        "site_a": names[pairs[close, 0]],
        "site_b": names[pairs[close, 1]],
        "distance_m": metres[close],
        "low_m": low[close],
        "required_m": required[close],
        "rule_id": [spacing.by_facts[bool(t), bool(f)][1] for t, f in either[close]],
    }
    return gpd.GeoDataFrame(found, geometry=lines[close], crs=CRS)[list(SPACING_COLUMNS)]


def apart_m(one: Any, other: Any) -> float:  # noqa: ANN401 - points or plots, lon/lat degrees
    """Return the geodesic metres between two sites, edge to edge."""
    line = _shortest(np.array([one, other], dtype=object), np.array([[0, 1]]))
    ends = shapely.get_coordinates(line).reshape(-1, 2, 2)
    return float(geodesic_m(ends[:, 0], ends[:, 1])[0])


def is_stated(value: object) -> bool:
    """Return whether a fact is stated to be so; an unknown one is not."""
    return str(value).strip().lower() in _YES


def _near(shapes: NDArray[Any], slack_m: FloatArray, reach_m: float) -> IntArray:
    """(e, 2) ascending pairs of which no farther one can be too close."""
    from scipy.spatial import cKDTree

    if len(shapes) < 2:  # noqa: PLR2004 - a pair
        return np.empty((0, 2), dtype=np.int64)
    middle, radius = _middles(shapes)
    wide = slack_m + radius
    tree = cKDTree(middle)
    # The wider of a pair finds the other.
    hits = tree.query_ball_point(middle, reach_m + 2 * wide + 1e-3)
    first = np.repeat(np.arange(len(shapes)), [len(one) for one in hits])
    second = np.fromiter(itertools.chain.from_iterable(hits), dtype=np.int64, count=len(first))
    apart = np.linalg.norm(middle[first] - middle[second], axis=1)
    close = (first != second) & (apart <= reach_m + wide[first] + wide[second] + 1e-3)
    pairs = np.sort(np.column_stack([first, second])[close], axis=1)
    return np.asarray(np.unique(pairs, axis=0), dtype=np.int64)


def _middles(shapes: NDArray[Any]) -> tuple[FloatArray, FloatArray]:
    """(n, 3) a point of space in each shape, and (n,) metres around it that hold the shape."""
    middle = shapely.get_coordinates(shapely.centroid(shapes))
    within = space(middle)
    corners, owner = shapely.get_coordinates(shapes, return_index=True)
    away = np.linalg.norm(space(corners) - within[owner], axis=1)
    radius = np.zeros(len(shapes))
    np.maximum.at(radius, owner, away)
    return within, np.where(radius > 0, radius * 1.001 + 1e-3, 0.0)


def space(lonlat: FloatArray) -> FloatArray:
    """(n, 3) points of (n, 2) lon/lat degrees, in metres from the middle of the earth, on its ellipsoid."""
    flattening = 1 / INVERSE_FLATTENING
    squared = flattening * (2 - flattening)
    lon, lat = np.radians(lonlat[:, 0]), np.radians(lonlat[:, 1])
    normal = SEMI_MAJOR_M / np.sqrt(1 - squared * np.sin(lat) ** 2)
    return np.column_stack(
        [
            normal * np.cos(lat) * np.cos(lon),
            normal * np.cos(lat) * np.sin(lon),
            normal * (1 - squared) * np.sin(lat),
        ]
    )


def _shortest(shapes: NDArray[Any], pairs: IntArray) -> NDArray[Any]:
    """(e,) shortest lines in lon/lat: between two points as they are, else found in a local frame."""
    first, second = shapes[pairs[:, 0]], shapes[pairs[:, 1]]
    plain = np.isin(shapely.get_type_id(first), _POINTS) & np.isin(shapely.get_type_id(second), _POINTS)
    lines = np.empty(len(pairs), dtype=object)
    ends = np.stack([shapely.get_coordinates(one[plain]) for one in (first, second)], axis=1)
    lines[plain] = shapely.linestrings(ends)
    rest = np.flatnonzero(~plain)
    corners = shapely.bounds(first[rest])
    tiles = np.floor((corners[:, :2] + corners[:, 2:]) / 2 / _TILE_DEG).astype(np.int64).reshape(-1, 2)
    for tile in np.unique(tiles, axis=0):
        members = rest[(tiles == tile).all(axis=1)]
        frame = Frame(*((tile + 0.5) * _TILE_DEG))
        plane = shapely.shortest_line(frame.to_plane(first[members]), frame.to_plane(second[members]))
        lines[members] = frame.to_lonlat(plane)
    return lines
