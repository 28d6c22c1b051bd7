"""Planning by hand: shops are added, moved, fixed and taken out, and every verdict follows at once.

Every edit is kept: it can be undone, saved in a journal and done again. Only what it touches is judged
anew: the shop itself, and the shops around where it was and where it is.
"""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CRS, Verdict
from xq_gis_plugin.core.siting.by_hand import edited_plan
from xq_gis_plugin.core.siting.exceeded import exceeded, fallen_short
from xq_gis_plugin.core.siting.history import Edit, History
from xq_gis_plugin.core.siting.journal import apply_edit
from xq_gis_plugin.core.siting.model import PERMIT_CONDITIONS, SiteStatus, Task
from xq_gis_plugin.core.siting.service import demand_points
from xq_gis_plugin.core.siting.shop import (
    Baseline,
    Comparison,
    Homes,
    Shop,
    ShopState,
    Totals,
    difference,
    frame_of,
    located,
    moved,
    place,
    shop_of,
    unplaced,
)
from xq_gis_plugin.core.siting.sites_around import SitesAround
from xq_gis_plugin.core.siting.spacing import Spacing
from xq_gis_plugin.core.siting.stated import check_fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from xq_gis_plugin.core.rules import Catalogue
    from xq_gis_plugin.core.siting.judge import Judge
    from xq_gis_plugin.core.siting.model import SitePlan

__all__ = ["PlanSession"]


class PlanSession:
    """A plan that is being edited.

    Not safe for several threads. Every edit returns the ids of the shops whose state may have changed.
    """

    def __init__(
        self,
        shops: Iterable[Shop],
        judge: Judge,
        *,
        spacing: Spacing,
        task: Task,
        homes: gpd.GeoDataFrame,
        unplaced: gpd.GeoDataFrame,
    ) -> None:
        self._task = task
        self._around = SitesAround(judge, spacing)
        self._shops = self._around.shops
        self._states: dict[str, ShopState] = {}
        self._homes = Homes(homes, task.walk_m)
        self._unplaced = unplaced
        self._nowhere = tuple(shop_of(row) for row in unplaced.to_dict("records"))
        # A shop that nobody can place is to be verified; it closes only where somebody has said so.
        self._closed = int((unplaced["status"] == SiteStatus.CLOSED.value).sum())
        self._history = History()
        self._touched: set[str] = set()
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
        progress: Callable[[float, str], None] | None = None,
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
        progress
            Called with (fraction done, step) while the sites are judged; it may raise to cancel.
        """
        shops = [shop_of(row) for row in located(sites)]
        homes = gpd.GeoDataFrame({"households": []}, geometry=[], crs=CRS)
        if protected is not None:
            homes = demand_points(protected)
        rest, asked = unplaced(sites), task or Task()
        made = cls(shops, judge, spacing=Spacing.of(rules), task=asked, homes=homes, unplaced=rest)
        made._around.judge_all(progress)
        return made

    @property
    def shops(self) -> dict[str, Shop]:
        """All sites that have a position by id, in the plan or not."""
        return dict(self._shops)

    @property
    def can(self) -> tuple[bool, bool]:
        """Whether there is an edit to take back, and one to do again."""
        return bool(self._history.done), bool(self._history.undone)

    @property
    def spacing_m(self) -> float:
        """How far apart two shops must stand of which nothing aggravating is stated; 0 where no rule asks."""
        return self._around.spacing.by_facts[False, False][0]

    @property
    def touched(self) -> set[str]:
        """The sites whose state may have changed by the last edit."""
        return set(self._touched)

    @property
    def journal(self) -> list[dict[str, Any]]:
        """The edits that stand, as JSON has them; `replay` does them again."""
        return [dict(edit.entry) for edit in self._history.done]

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
            ``place_invalid``, ``accuracy_invalid``, ``fact_unknown`` or ``site_twice``.
        """
        identity = site_id or self._new_id()
        if identity in self._shops or identity in {one.site_id for one in self._nowhere}:
            message = f"the id {identity!r} is given to two sites"
            hint = "Give every candidate and every existing shop an id of its own."
            raise InputError("site_twice", message, hint, value=identity, field="site_id")
        spot = place(lon, lat)
        read = {fact: check_fact(fact, value) for fact, value in (facts or {}).items()}
        stated = tuple((fact, value) for fact in PERMIT_CONDITIONS if (value := read.get(fact)) is not None)
        shop = Shop(identity, name, spot, accuracy_m, stated, street, added=True)
        self._around.look(shop)
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
        after = replace(shop, geometry=moved(shop.geometry, lon, lat), reason=None)
        return self._do({"edit": "move", "site_id": site_id, "lon": lon, "lat": lat}, shop, after)

    def remove(self, site_id: str) -> set[str]:
        """Take a shop out of the plan; one that was added by hand is gone.

        Raises
        ------
        InputError
            ``shop_unknown`` or ``shop_locked``.
        """
        shop = self._free(site_id)
        after = None if shop.added else replace(shop, in_plan=False, reason=None)
        return self._do({"edit": "remove", "site_id": site_id}, shop, after)

    def choose(self, site_id: str) -> set[str]:
        """Put a site that is there into the plan.

        Raises
        ------
        InputError
            ``shop_unknown`` or ``shop_locked``.
        """
        shop = self._free(site_id)
        after = replace(shop, in_plan=True, reason=None)
        return self._do({"edit": "choose", "site_id": site_id}, shop, after)

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
            ``shop_unknown``, or ``fact_unknown`` for a fact or a value that shops cannot have.
        """
        shop = self._known(site_id)
        read = check_fact(fact, value)
        facts = dict(shop.facts) | {fact: read}
        kept = tuple((key, known) for key in PERMIT_CONDITIONS if (known := facts.get(key)) is not None)
        entry = {"edit": "fact", "site_id": site_id, "fact": fact, "value": read}
        return self._do(entry, shop, replace(shop, facts=kept))

    def undo(self) -> set[str]:
        """Take the last edit back; nothing where there is none."""
        edit = self._history.back()
        return set() if edit is None else self._swap(edit.after, edit.before)

    def redo(self) -> set[str]:
        """Do the edit again that was taken back last; nothing where there is none."""
        edit = self._history.forth()
        return set() if edit is None else self._swap(edit.before, edit.after)

    def state(self, site_id: str) -> ShopState:
        """Return what is to be said of a site where it is.

        Raises
        ------
        InputError
            ``shop_unknown``.
        """
        shop = self._known(site_id)
        if site_id not in self._states:
            self._states[site_id] = self._around.look(shop)
        return self._states[site_id]

    def preview(self, lon: float, lat: float, site_id: str | None = None) -> ShopState:
        """Return what would be said of a shop at a place: one of the session, or a new one."""
        if site_id is None:
            return self._around.look(Shop("", None, place(lon, lat), 0.0), keep=False)
        shop = self._known(site_id)
        return self._around.look(replace(shop, geometry=moved(shop.geometry, lon, lat)), keep=False)

    def totals(self) -> Totals:
        """Return the plan in figures."""
        everyone = (*self._shops.values(), *self._nowhere)
        there = [shop for shop in everyone if shop.in_plan]
        streets = [shop.street for shop in there]
        states = [self.state(shop.site_id) for shop in self._shops.values() if shop.in_plan]
        open_ = sum(one.judged.verdict == Verdict.UNRESOLVED and not one.near for one in states)
        existing = [shop for shop in everyone if shop.existing]
        return Totals(
            count=len(there),
            chosen=sum(not shop.existing for shop in there),
            kept=sum(shop.existing for shop in there),
            closed=sum(not shop.in_plan for shop in self._shops.values() if shop.existing) + self._closed,
            conflicts=len(self._conflicting()),
            unresolved=open_ + sum(shop.in_plan for shop in self._nowhere),
            served=self._homes.served,
            streets=dict(Counter(street for street in streets if street is not None)),
            over=exceeded(self._task, streets, [shop.street for shop in existing]),
            short=fallen_short(self._task, streets),
        )

    def _conflicting(self) -> list[str]:
        """Return the shops of the plan that a rule forbids or that are too near to another."""
        states = (self.state(shop.site_id) for shop in self._shops.values() if shop.in_plan)
        return [one.site_id for one in states if one.judged.verdict == Verdict.CONFLICT or one.near]

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
        return difference(Baseline(own, self._homes.served, closed), other, self._conflicting())

    def to_frame(self) -> gpd.GeoDataFrame:
        """Return the session as `SITE_COLUMNS`; what only a solved plan knows is null."""
        frame = frame_of([(shop, self.state(shop.site_id)) for shop in self._shops.values()])
        if not len(self._unplaced):
            return frame
        whole = pd.concat([frame, self._unplaced.astype(frame.drop(columns="geometry").dtypes)])
        return gpd.GeoDataFrame(whole.reset_index(drop=True), geometry="geometry", crs=CRS)

    def to_plan(self, plan: SitePlan) -> SitePlan:
        """Return the plan that the editing began with as it is now, in all its tables.

        Nothing is proven of it any more, unless it has the same shops as before.
        """
        return edited_plan(plan, self.to_frame(), self._task.walk_m, self._around.spacing.catalogue)

    def replay(self, journal: Sequence[Mapping[str, Any]]) -> None:
        """Do the edits of a journal; if one cannot be done, none is.

        Raises
        ------
        InputError
            ``journal_wrong`` for an entry that is no edit, or what the edit itself raises.
        """
        done, undone = self._history.done, self._history.undone
        whole = False
        try:
            for entry in journal:
                apply_edit(self, entry)
            whole = True
        finally:
            if not whole:
                while len(self._history.done) > len(done):
                    self.undo()
                self._history.restore(done, undone)

    def _do(self, entry: dict[str, Any], before: Shop | None, after: Shop | None) -> set[str]:
        if before == after:
            self._touched = set()
            return set()
        self._history.add(Edit(entry, before, after))
        return self._swap(before, after)

    def _swap(self, before: Shop | None, after: Shop | None) -> set[str]:
        """Put one state of a shop in the place of another; return whose state may have changed."""
        touched: set[str] = set()
        for shop in (before, after):
            if shop is not None:
                touched |= {shop.site_id, *self._around.around(shop)}
        identity = (before or after or Shop("", None, None, 0.0)).site_id
        self._set(identity, after)
        for changed in (*touched, identity):
            self._states.pop(changed, None)
        self._touched = (touched & self._shops.keys()) | {identity}
        return set(self._touched)

    def _set(self, identity: str, shop: Shop | None) -> None:
        old = self._shops.get(identity)
        self._around.put(identity, shop)
        if old is not None and old.in_plan:
            self._homes.drop(old.geometry)
        if shop is not None and shop.in_plan:
            self._homes.put(shop.geometry)

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
        return next(one for n in itertools.count(1) if not self._around.had(one := f"hand-{n}"))
