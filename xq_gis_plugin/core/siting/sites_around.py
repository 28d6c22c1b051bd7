"""The sites of a session where they are, and what is said of one: by the rules, and by those around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely

from xq_gis_plugin.core.geodesy import degrees_for, geodesic_m
from xq_gis_plugin.core.model import CRS, Verdict
from xq_gis_plugin.core.siting.judge import JudgedSite
from xq_gis_plugin.core.siting.model import PERMIT_CONDITIONS
from xq_gis_plugin.core.siting.shop import Shop, ShopState, TooNear, box_of
from xq_gis_plugin.core.siting.shop_index import ShopIndex, new_index
from xq_gis_plugin.core.siting.spacing import Spacing, apart_m

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xq_gis_plugin.core.siting.judge import Judge

__all__ = ["SitesAround"]

_DOORS = PERMIT_CONDITIONS["facing_openings"]


class SitesAround:
    """All sites in an index that changes, with the judge and the spacing that they are looked at by."""

    def __init__(self, judge: Judge, spacing: Spacing) -> None:
        self.spacing = spacing
        self._judge = judge
        self._index: ShopIndex = new_index()
        self._shops: dict[str, Shop] = {}
        self._keys: dict[str, int] = {}
        self._names: list[str] = []
        self._judged: dict[tuple[Any, ...], JudgedSite] = {}
        self._widest_m = 0.0

    def judge_all(self, progress: Callable[[float, str], None] | None = None) -> None:
        """Judge every site at once, so that no edit waits for those around it; ``progress`` may raise."""
        shops = list(self._shops.values())
        if not shops:
            return
        stated = [dict(shop.facts) for shop in shops]
        table = {fact: [facts.get(fact) for facts in stated] for fact in PERMIT_CONDITIONS}
        accuracy = [shop.accuracy_m for shop in shops]
        frame = gpd.GeoDataFrame(
            table | {"position_accuracy_m": accuracy}, geometry=[shop.geometry for shop in shops], crs=CRS
        )
        rows = self._judge.judge(frame, progress).frame.astype(object)
        for shop, row in zip(shops, rows.where(rows.notna(), None).to_dict("records"), strict=True):
            conditions = tuple(one for one in row["conditions"].split(",") if one)
            told = row | {"verdict": Verdict(row["verdict"]), "conditions": conditions}
            self._judged[_key(shop)] = JudgedSite(**told)

    @property
    def shops(self) -> dict[str, Shop]:
        """All sites by id, in the plan or not; not to be changed."""
        return self._shops

    def had(self, site_id: str) -> bool:
        """Return whether a site has, or once had, this id."""
        return site_id in self._keys

    def put(self, identity: str, shop: Shop | None) -> None:
        """Put a site in the place of what had its id, or take it away with None."""
        old = self._shops.get(identity)
        if identity not in self._keys:
            self._keys[identity] = len(self._names)
            self._names.append(identity)
        if old is not None:
            self._index.drop(self._keys[identity], box_of(old.geometry))
        if shop is None:
            self._shops.pop(identity, None)
            return
        self._shops[identity] = shop
        self._widest_m = max(self._widest_m, shop.accuracy_m)
        self._index.put(self._keys[identity], box_of(shop.geometry))

    def around(self, shop: Shop) -> list[str]:
        """Return the sites, in the plan or not, that could be too near to one, itself left out."""
        west, south, east, north = box_of(shop.geometry)
        metres = self.spacing.largest_m + shop.accuracy_m + self._widest_m + 1.0
        d_lon, d_lat = degrees_for(metres, max(abs(south), abs(north)))
        keys = self._index.near((west - d_lon, south - d_lat, east + d_lon, north + d_lat))
        return [self._names[key] for key in keys if self._names[key] != shop.site_id]

    def look(self, shop: Shop, *, keep: bool = True) -> ShopState:
        """Return what is to be said of a shop where it is; ``keep`` what the rules say for the next time."""
        facts, judged = dict(shop.facts), self._judged_of(shop, keep=keep)
        near, doors = [], False
        sites = (self._shops[identity] for identity in self.around(shop))
        others = [other for other in sites if other.in_plan]
        for other, metres in zip(others, _metres(shop, others), strict=True):
            required, rule = self.spacing.required(facts, dict(other.facts))
            low = max(0.0, metres - shop.accuracy_m - other.accuracy_m)
            if low < required:
                short, there = required - low, other.existing
                near.append(TooNear(other.site_id, other.name, metres, required, short, rule, there))
            elif low < self.spacing.required({**facts, "facing_openings": "yes"}, dict(other.facts))[0]:
                doors = doors or "facing_openings" not in facts
        near.sort(key=lambda one: (one.distance_m, one.site_id))
        conditions = (*judged.conditions, *((_DOORS,) if doors else ()))
        ordered = tuple(sorted(set(conditions), key=list(PERMIT_CONDITIONS.values()).index))
        fits = judged.verdict == Verdict.CLEAR and not near
        return ShopState(shop.site_id, judged, tuple(near), ordered, fits)

    def _judged_of(self, shop: Shop, *, keep: bool) -> JudgedSite:
        key = _key(shop)
        judged = self._judged.get(key)
        if judged is None:
            judged = self._judge.judge_shape(shop.geometry, dict(shop.facts), shop.accuracy_m)
        # Thousands of places are looked at while a shop is dragged; only where it is put down is kept.
        if keep:
            self._judged[key] = judged
        return judged


def _metres(shop: Shop, others: Sequence[Shop]) -> list[float]:
    """Return how far each of some shops is, edge to edge."""
    shapes = [other.geometry for other in others]
    if shapes and {shape.geom_type for shape in (shop.geometry, *shapes)} == {"Point"}:
        ends = shapely.get_coordinates(shapes)
        here = np.broadcast_to(shapely.get_coordinates(shop.geometry), ends.shape)
        return [float(metres) for metres in geodesic_m(here, ends)]
    return [apart_m(shop.geometry, shape) for shape in shapes]


def _key(shop: Shop) -> tuple[Any, ...]:
    """Return all that the rules' answer depends on."""
    return shop.geometry.wkb, shop.facts, shop.accuracy_m
