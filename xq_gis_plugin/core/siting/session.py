"""Planning by hand: shops are added, moved, fixed and taken out, and every verdict follows at once.

Every edit is kept: it can be undone, saved in a journal and done again. Only what it touches is judged
anew: the shop itself, and the shops around where it was and where it is.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.geodesy import degrees_for
from xq_gis_plugin.core.model import CRS, Verdict
from xq_gis_plugin.core.siting.journal import apply_edit
from xq_gis_plugin.core.siting.model import PERMIT_CONDITIONS, Task
from xq_gis_plugin.core.siting.service import demand_points
from xq_gis_plugin.core.siting.shop import (
    Baseline,
    Comparison,
    Homes,
    Shop,
    ShopState,
    TooNear,
    Totals,
    box_of,
    difference,
    frame_of,
    located,
    moved,
    place,
    shop_of,
)
from xq_gis_plugin.core.siting.shop_index import ShopIndex, new_index
from xq_gis_plugin.core.siting.spacing import Spacing, apart_m

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xq_gis_plugin.core.rules import Catalogue
    from xq_gis_plugin.core.siting.judge import Judge, JudgedSite

__all__ = ["PlanSession"]

_DOORS = PERMIT_CONDITIONS["facing_openings"]


class PlanSession:
    """A plan that is being edited.

    Not safe for several threads. Every edit returns the ids of the shops whose state may have changed.
    """

    def __init__(
        self, shops: Iterable[Shop], judge: Judge, *, spacing: Spacing, task: Task, homes: gpd.GeoDataFrame
    ) -> None:
        self._judge, self._spacing, self._task = judge, spacing, task
        self._index: ShopIndex = new_index()
        self._shops: dict[str, Shop] = {}
        self._keys: dict[str, int] = {}
        self._names: list[str] = []
        self._judged: dict[tuple[Any, ...], JudgedSite] = {}
        self._states: dict[str, ShopState] = {}
        self._widest_m = 0.0
        self._homes = Homes(homes, task.walk_m)
        self._done: list[tuple[dict[str, Any], Shop | None, Shop | None]] = []
        self._undone: list[tuple[dict[str, Any], Shop | None, Shop | None]] = []
        for shop in shops:
            self._set(shop.site_id, shop)

    @classmethod
    def of(
        cls,
        sites: gpd.GeoDataFrame,
        judge: Judge,
        *,
        task: Task | None = None,
        rules: Catalogue | None = None,
        protected: gpd.GeoDataFrame | None = None,
    ) -> PlanSession:
        """Begin with the sites of a plan.

        Parameters
        ----------
        sites
            `SITE_COLUMNS`: `SitePlan.sites`, or what `read_site_plan` returns of them.
        judge
            What is around.
        task
            Quotas and walking distance.
        rules
            The catalogue that the spacing comes from.
        protected
            For the households that are served; without it none are counted.
        """
        shops = [shop_of(row) for row in located(sites)]
        homes = gpd.GeoDataFrame({"households": []}, geometry=[], crs=CRS)
        if protected is not None:
            homes = demand_points(protected)
        return cls(shops, judge, spacing=Spacing.of(rules), task=task or Task(), homes=homes)

    @property
    def shops(self) -> dict[str, Shop]:
        """All sites by id, in the plan or not."""
        return dict(self._shops)

    @property
    def can(self) -> tuple[bool, bool]:
        """Whether there is an edit to take back, and one to do again."""
        return bool(self._done), bool(self._undone)

    @property
    def journal(self) -> list[dict[str, Any]]:
        """The edits that stand, as JSON has them; `replay` does them again."""
        return [dict(entry) for entry, _, _ in self._done]

    def add(
        self,
        lon: float,
        lat: float,
        *,
        name: str | None = None,
        street: str | None = None,
        facts: Mapping[str, str] | None = None,
        accuracy_m: float = 0.0,
        site_id: str | None = None,
    ) -> str:
        """Put a new shop into the plan and return its id.

        Raises
        ------
        InputError
            ``place_invalid``, ``accuracy_invalid`` or ``site_twice``.
        """
        identity = site_id or self._new_id()
        if identity in self._shops:
            message = f"the id {identity!r} is given to two sites"
            hint = "Give every candidate and every existing shop an id of its own."
            raise InputError("site_twice", message, hint, value=identity, field="site_id")
        spot = place(lon, lat)
        stated = tuple((facts or {}).items())
        shop = Shop(identity, name, spot, accuracy_m, stated, street, added=True)
        self._state(shop)
        entry = {"edit": "add", "site_id": identity, "lon": lon, "lat": lat, "name": name, "street": street}
        self._do(entry | {"facts": dict(stated), "accuracy_m": accuracy_m}, None, shop)
        return identity

    def move(self, site_id: str, lon: float, lat: float) -> set[str]:
        """Move a shop, of a plot its middle, to a place.

        Raises
        ------
        InputError
            ``shop_unknown``, ``shop_locked`` or ``place_invalid``.
        """
        shop = self._free(site_id)
        after = replace(shop, geometry=moved(shop.geometry, lon, lat))
        return self._do({"edit": "move", "site_id": site_id, "lon": lon, "lat": lat}, shop, after)

    def remove(self, site_id: str) -> set[str]:
        """Take a shop out of the plan; one that was added by hand is gone.

        Raises
        ------
        InputError
            ``shop_unknown`` or ``shop_locked``.
        """
        shop = self._free(site_id)
        after = None if shop.added else replace(shop, in_plan=False)
        return self._do({"edit": "remove", "site_id": site_id}, shop, after)

    def choose(self, site_id: str) -> set[str]:
        """Put a site that is there into the plan.

        Raises
        ------
        InputError
            ``shop_unknown`` or ``shop_locked``.
        """
        shop = self._free(site_id)
        return self._do({"edit": "choose", "site_id": site_id}, shop, replace(shop, in_plan=True))

    def lock(self, site_id: str, *, locked: bool = True) -> set[str]:
        """Fix a shop where it is, in the plan or out of it, or free it again.

        Raises
        ------
        InputError
            ``shop_unknown``.
        """
        shop = self._known(site_id)
        entry = {"edit": "lock", "site_id": site_id, "locked": locked}
        return self._do(entry, shop, replace(shop, locked=locked))

    def state_fact(self, site_id: str, fact: str, value: str | None) -> set[str]:
        """State a fact of a shop (``temporary``, …), or leave it open with None.

        Raises
        ------
        InputError
            ``shop_unknown`` or ``fact_unknown``.
        """
        shop = self._known(site_id)
        if fact not in PERMIT_CONDITIONS:
            message, hint = f"{fact!r} is no fact of a shop", f"One of: {', '.join(PERMIT_CONDITIONS)}."
            raise InputError("fact_unknown", message, hint, value=fact, known=", ".join(PERMIT_CONDITIONS))
        facts = {key: known for key, known in shop.facts if key != fact}
        stated = {key: (facts | {fact: value}).get(key) for key in PERMIT_CONDITIONS}
        kept = tuple((key, known) for key, known in stated.items() if known is not None)
        entry = {"edit": "fact", "site_id": site_id, "fact": fact, "value": value}
        return self._do(entry, shop, replace(shop, facts=kept))

    def undo(self) -> set[str]:
        """Take the last edit back; nothing where there is none."""
        if not self._done:
            return set()
        self._undone.append(self._done.pop())
        _, before, after = self._undone[-1]
        return self._swap(after, before)

    def redo(self) -> set[str]:
        """Do the edit again that was taken back last; nothing where there is none."""
        if not self._undone:
            return set()
        self._done.append(self._undone.pop())
        _, before, after = self._done[-1]
        return self._swap(before, after)

    def state(self, site_id: str) -> ShopState:
        """Return what is to be said of a site where it is.

        Raises
        ------
        InputError
            ``shop_unknown``.
        """
        shop = self._known(site_id)
        if site_id not in self._states:
            self._states[site_id] = self._state(shop)
        return self._states[site_id]

    def preview(self, lon: float, lat: float, site_id: str | None = None) -> ShopState:
        """Return what would be said of a shop at a place: one of the session, or a new one."""
        if site_id is None:
            return self._state(Shop("", None, place(lon, lat), 0.0))
        shop = self._known(site_id)
        return self._state(replace(shop, geometry=moved(shop.geometry, lon, lat)))

    def totals(self) -> Totals:
        """Return the plan in figures."""
        there = [shop for shop in self._shops.values() if shop.in_plan]
        streets: dict[str, int] = {}
        for shop in there:
            if shop.street is not None:
                streets[shop.street] = streets.get(shop.street, 0) + 1
        over = [
            one.street
            for one in self._task.streets
            if one.quota is not None and streets.get(one.street, 0) > one.quota
        ]
        if self._task.quota is not None and len(there) > self._task.quota:
            over.insert(0, "")
        states = [self.state(shop.site_id) for shop in there]
        bad = sum(one.judged.verdict == Verdict.CONFLICT or bool(one.near) for one in states)
        existing = [shop for shop in self._shops.values() if shop.existing]
        return Totals(
            count=len(there),
            chosen=sum(not shop.existing for shop in there),
            kept=sum(shop.existing for shop in there),
            closed=sum(not shop.in_plan for shop in existing),
            conflicts=bad,
            unresolved=sum(one.judged.verdict == Verdict.UNRESOLVED and not one.near for one in states),
            served=self._homes.served,
            streets=streets,
            over=tuple(over),
        )

    def baseline(self, sites: gpd.GeoDataFrame) -> Baseline:
        """Return another plan, such as the solved one's ``sites``, to be compared with edit by edit."""
        shops = [shop_of(row) for row in located(sites)]
        homes = self._homes.empty()
        for shop in shops:
            if shop.in_plan:
                homes.put(shop.geometry)
        there = {shop.site_id: shop for shop in shops if shop.in_plan}
        return Baseline(there, homes.served, sum(s.existing and not s.in_plan for s in shops))

    def compare(self, other: Baseline) -> Comparison:
        """Return how the plan differs from another one."""
        own = {shop.site_id: shop for shop in self._shops.values() if shop.in_plan}
        closed = sum(shop.existing and not shop.in_plan for shop in self._shops.values())
        return difference(Baseline(own, self._homes.served, closed), other)

    def to_frame(self) -> gpd.GeoDataFrame:
        """Return the session as `SITE_COLUMNS`; what only a solved plan knows is null."""
        return frame_of([(shop, self.state(shop.site_id)) for shop in self._shops.values()])

    def replay(self, journal: Sequence[Mapping[str, Any]]) -> None:
        """Do the edits of a journal; if one cannot be done, none is.

        Raises
        ------
        InputError
            ``journal_wrong`` for an entry that is no edit, or what the edit itself raises.
        """
        done = 0
        try:
            for entry in journal:
                apply_edit(self, entry)
                done += 1
        finally:
            if done < len(journal):
                for _ in range(done):
                    self.undo()
                del self._undone[max(0, len(self._undone) - done) :]

    def _do(self, entry: dict[str, Any], before: Shop | None, after: Shop | None) -> set[str]:
        self._done.append((entry, before, after))
        self._undone.clear()
        return self._swap(before, after)

    def _swap(self, before: Shop | None, after: Shop | None) -> set[str]:
        """Put one state of a shop in the place of another; return whose state may have changed."""
        touched: set[str] = set()
        for shop in (before, after):
            if shop is not None:
                touched |= {shop.site_id, *self._around(shop)}
        identity = (before or after or Shop("", None, None, 0.0)).site_id
        self._set(identity, after)
        for changed in (*touched, identity):
            self._states.pop(changed, None)
        return touched & self._shops.keys() | {identity}

    def _set(self, identity: str, shop: Shop | None) -> None:
        old = self._shops.get(identity)
        if identity not in self._keys:
            self._keys[identity] = len(self._names)
            self._names.append(identity)
        if old is not None and old.in_plan:
            self._index.drop(self._keys[identity], box_of(old.geometry))
            self._homes.drop(old.geometry)
        if shop is None:
            self._shops.pop(identity, None)
            return
        self._shops[identity] = shop
        self._widest_m = max(self._widest_m, shop.accuracy_m)
        if shop.in_plan:
            self._index.put(self._keys[identity], box_of(shop.geometry))
            self._homes.put(shop.geometry)

    def _around(self, shop: Shop) -> list[str]:
        """Return the shops of the plan that could be too near to one, itself left out."""
        west, south, east, north = box_of(shop.geometry)
        metres = self._spacing.largest_m + shop.accuracy_m + self._widest_m + 1.0
        d_lon, d_lat = degrees_for(metres, max(abs(south), abs(north)))
        keys = self._index.near((west - d_lon, south - d_lat, east + d_lon, north + d_lat))
        return [self._names[key] for key in keys if self._names[key] != shop.site_id]

    def _state(self, shop: Shop) -> ShopState:
        facts = dict(shop.facts)
        key = (shop.geometry.wkb, shop.facts, shop.accuracy_m)
        if key not in self._judged:
            self._judged[key] = self._judge.judge_shape(shop.geometry, facts, shop.accuracy_m)
        judged = self._judged[key]
        near, doors = [], False
        for identity in self._around(shop):
            other = self._shops[identity]
            required, rule = self._spacing.required(facts, dict(other.facts))
            metres = apart_m(shop.geometry, other.geometry)
            low = max(0.0, metres - shop.accuracy_m - other.accuracy_m)
            if low < required:
                near.append(TooNear(identity, other.name, metres, required, required - low, rule))
            elif low < self._spacing.required({**facts, "facing_openings": "yes"}, dict(other.facts))[0]:
                doors = doors or "facing_openings" not in facts
        near.sort(key=lambda one: (one.distance_m, one.site_id))
        conditions = (*judged.conditions, *((_DOORS,) if doors else ()))
        ordered = tuple(sorted(conditions, key=list(PERMIT_CONDITIONS.values()).index))
        fits = judged.verdict == Verdict.CLEAR and not near
        return ShopState(shop.site_id, judged, tuple(near), ordered, fits)

    def _known(self, site_id: str) -> Shop:
        if site_id not in self._shops:
            message = f"there is no site {site_id!r}"
            hint = "See the ids of the sites."
            raise InputError("shop_unknown", message, hint, value=site_id)
        return self._shops[site_id]

    def _free(self, site_id: str) -> Shop:
        shop = self._known(site_id)
        if shop.locked:
            message, hint = f"{shop.name or site_id} is locked", "Unlock it first."
            raise InputError("shop_locked", message, hint, value=shop.name or site_id)
        return shop

    def _new_id(self) -> str:
        return next(one for n in itertools.count(1) if (one := f"hand-{n}") not in self._keys)
