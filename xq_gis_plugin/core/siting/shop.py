"""The shops of a plan made by hand: what each is, what is said of it, whom all of them serve."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CRS, Verdict
from xq_gis_plugin.core.siting.gather import facts_text, name_of, parse_facts
from xq_gis_plugin.core.siting.model import SITE_COLUMNS, Reason, SiteStatus
from xq_gis_plugin.core.siting.spacing import space
from xq_gis_plugin.core.siting.stated import read_facts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xq_gis_plugin.core.siting.judge import JudgedSite
    from xq_gis_plugin.core.siting.shop_index import Box

__all__ = [
    "Baseline",
    "Comparison",
    "Homes",
    "Shop",
    "ShopState",
    "TooNear",
    "Totals",
    "box_of",
    "difference",
    "frame_of",
    "located",
    "moved",
    "place",
    "shop_of",
    "unplaced",
]

_IN_PLAN = (SiteStatus.CHOSEN.value, SiteStatus.KEPT.value)
_FOR_WANT_OF_ROOM = (Reason.TOTAL_QUOTA, Reason.STREET_QUOTA, Reason.NO_GAIN)
"""Why a site is out of the plan that neither a rule nor a neighbour keeps out."""
_JUDGED = (
    "rule_id", "rule_ids", "object_id", "object_name", "object_kind", "distance_m", "required_m",
    "shortfall_m", "missing",
)  # fmt: skip


@dataclass(frozen=True)
class Shop:
    """A site of the session: where it is, what is stated of it, and whether it is in the plan.

    ``reason`` is why the solved plan leaves it out; None once somebody has changed it by hand.
    """

    site_id: str
    name: str | None
    geometry: Any
    accuracy_m: float
    facts: tuple[tuple[str, str], ...] = ()
    street: str | None = None
    existing: bool = False
    in_plan: bool = True
    locked: bool = False
    added: bool = False
    reason: str | None = None


@dataclass(frozen=True)
class TooNear:
    """A shop of the plan to which the spacing is not surely kept; ``existing`` if it is there today."""

    site_id: str
    name: str | None
    distance_m: float
    required_m: float
    shortfall_m: float
    rule_id: str
    existing: bool = False


@dataclass(frozen=True)
class ShopState:
    """What is to be said of a shop where it is, or would be.

    Attributes
    ----------
    judged
        What the rules say, spacing apart.
    near
        Shops of the plan that are too near, the nearest first.
    conditions
        What the permit must demand.
    fits
        Whether the rules surely allow it and no shop is too near.
    """

    site_id: str
    judged: JudgedSite
    near: tuple[TooNear, ...]
    conditions: tuple[str, ...]
    fits: bool


@dataclass(frozen=True)
class Totals:
    """The plan in figures, the shops without a position among them.

    ``over`` names the streets with more shops than they may have, ``short`` those with fewer than they
    must have; "" is the district as a whole.
    """

    count: int
    chosen: int
    kept: int
    closed: int
    conflicts: int
    unresolved: int
    served: float
    streets: dict[str, int]
    over: tuple[str, ...]
    short: tuple[str, ...] = ()


@dataclass(frozen=True)
class Baseline:
    """Another plan: its shops by id, the households that it serves, the shops that it closes."""

    shops: dict[str, Shop]
    served: float
    closed: int


@dataclass(frozen=True)
class Comparison:
    """How the plan by hand differs from another: ids, and what is gained (or lost, negative).

    ``conflicts`` are the shops of the plan by hand that a rule forbids or that are too near to another.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    moved: tuple[str, ...]
    count: int
    served: float
    closed: int
    conflicts: tuple[str, ...] = ()


class Homes:
    """How many households have a shop of the plan within walking distance."""

    def __init__(self, homes: gpd.GeoDataFrame, walk_m: float) -> None:
        from scipy.spatial import cKDTree

        self._homes, self._walk_m = homes, walk_m
        self._weight = homes["households"].to_numpy(dtype=float)
        self._count = np.zeros(len(homes), dtype=np.int64)
        points = shapely.get_coordinates(shapely.centroid(np.asarray(homes.geometry, dtype=object)))
        self._tree = cKDTree(space(points)) if len(homes) else None

    @property
    def served(self) -> float:
        """The households that some shop serves."""
        return float(self._weight[self._count > 0].sum())

    def empty(self) -> Homes:
        """Return the same households with no shop yet."""
        return Homes(self._homes, self._walk_m)

    def put(self, shape: Any) -> None:  # noqa: ANN401 - a point or plot
        """Add a shop at a place."""
        self._count[self._near(shape)] += 1

    def drop(self, shape: Any) -> None:  # noqa: ANN401
        """Take a shop away."""
        self._count[self._near(shape)] -= 1

    def _near(self, shape: Any) -> list[int]:  # noqa: ANN401
        if self._tree is None:
            return []
        middle = space(shapely.get_coordinates(shapely.centroid(shape)))[0]
        return list(self._tree.query_ball_point(middle, self._walk_m))


def located(sites: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Return the rows that have a position."""
    return [row for row in sites.to_dict("records") if _has_place(row["geometry"])]


def unplaced(sites: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the rows that have none: nobody can edit them, and none is lost."""
    nowhere = np.array([not _has_place(shape) for shape in sites.geometry], dtype=bool)
    return sites[nowhere][list(SITE_COLUMNS)]


def _has_place(shape: Any) -> bool:  # noqa: ANN401 - a geometry or None
    return shape is not None and not shape.is_empty


def shop_of(row: Mapping[str, Any]) -> Shop:
    """Return the shop of a row of `SITE_COLUMNS`; a fact that cannot be read is not known."""
    return Shop(
        str(row["site_id"]),
        name_of(row["name"]),
        row["geometry"],
        float(row["position_accuracy_m"]),
        read_facts(parse_facts(row.get("facts"))),
        name_of(row["street"]),
        existing=bool(row["existing"]),
        in_plan=row["status"] in _IN_PLAN,
        reason=name_of(row["reason"]),
    )


def _status(shop: Shop, judged: JudgedSite) -> str:
    if shop.in_plan:
        return (SiteStatus.KEPT if shop.existing else SiteStatus.CHOSEN).value
    if shop.existing:
        return SiteStatus.CLOSED.value
    unresolved = judged.verdict == Verdict.UNRESOLVED
    return (SiteStatus.UNRESOLVED if unresolved else SiteStatus.REJECTED).value


def box_of(shape: Any) -> Box:  # noqa: ANN401 - a point or plot
    """Return west, south, east and north of a shape, degrees."""
    west, south, east, north = (float(value) for value in shapely.bounds(shape))
    return west, south, east, north


def place(lon: float, lat: float) -> Any:  # noqa: ANN401 - a shapely point
    """Return a point; `InputError` ``place_invalid`` for what is no place on the earth."""
    if not (math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) < 90):  # noqa: PLR2004 - degrees
        message = f"{lon!r}, {lat!r} is no place"
        raise InputError(
            "place_invalid", message, "Give longitude and latitude in degrees.", lon=lon, lat=lat
        )
    return shapely.Point(lon, lat)


def moved(shape: Any, lon: float, lat: float) -> Any:  # noqa: ANN401 - a point or plot
    """Return a point or plot with its middle at a place."""
    spot = place(lon, lat)
    if shape.geom_type == "Point":
        return spot
    shift = shapely.get_coordinates(spot)[0] - shapely.get_coordinates(shapely.centroid(shape))[0]
    return shapely.transform(shape, lambda xy: xy + shift)


def difference(own: Baseline, other: Baseline, conflicts: Sequence[str] = ()) -> Comparison:
    """Return how one plan differs from another; ``conflicts`` are the first one's own."""
    both = own.shops.keys() & other.shops.keys()
    return Comparison(
        tuple(sorted(own.shops.keys() - other.shops.keys())),
        tuple(sorted(other.shops.keys() - own.shops.keys())),
        tuple(sorted(i for i in both if _elsewhere(own.shops[i].geometry, other.shops[i].geometry))),
        len(own.shops) - len(other.shops),
        own.served - other.served,
        own.closed - other.closed,
        tuple(conflicts),
    )


def _elsewhere(one: Any, other: Any) -> bool:  # noqa: ANN401 - points or plots
    # Most shops are where they were: the same object, of thousands with every edit.
    return one is not other and not one.equals(other)


def frame_of(rows: Sequence[tuple[Shop, ShopState]]) -> gpd.GeoDataFrame:
    """Return shops and what is said of them as `SITE_COLUMNS`."""
    frame = pd.DataFrame([_row(shop, state) for shop, state in rows], columns=list(SITE_COLUMNS))
    for name in frame.columns:
        if name.endswith(("_m", "_lon", "_lat")):
            frame[name] = pd.to_numeric(frame[name]).astype(float)
    return gpd.GeoDataFrame(frame, geometry="geometry", crs=CRS)


def _row(shop: Shop, state: ShopState) -> dict[str, Any]:
    judged = state.judged
    row: dict[str, Any] = dict.fromkeys(SITE_COLUMNS)
    row |= {
        "site_id": shop.site_id, "name": shop.name, "existing": shop.existing, "street": shop.street,
        "status": _status(shop, judged), "facts": facts_text(dict(shop.facts)),
        "position_accuracy_m": shop.accuracy_m, "geometry": shop.geometry,
    }  # fmt: skip
    left_out = None if shop.in_plan else shop.reason
    if left_out == Reason.OUTSIDE or (left_out == Reason.WISH and judged.verdict != Verdict.CONFLICT):
        row["reason"] = left_out
    elif judged.verdict != Verdict.CLEAR or not state.near:
        row |= {name: getattr(judged, name) for name in _JUDGED}
        reasons = {Verdict.CONFLICT: Reason.RULE.value, Verdict.UNRESOLVED: Reason.UNKNOWN.value}
        still = left_out if left_out in _FOR_WANT_OF_ROOM else Reason.WISH.value
        row["reason"] = reasons.get(judged.verdict, None if shop.in_plan else still)
    else:
        first = max(state.near, key=lambda one: one.shortfall_m)
        row |= {
            "reason": Reason.NEIGHBOUR.value, "rule_id": first.rule_id, "rule_ids": first.rule_id,
            "object_id": first.site_id, "object_name": first.name,
            "object_kind": "kept_shop" if first.existing else "chosen_site",
            "distance_m": first.distance_m, "required_m": first.required_m, "shortfall_m": first.shortfall_m,
        }  # fmt: skip
    if shop.in_plan:
        row["conditions"] = ",".join(state.conditions) or None
    return row
