"""The words of the siting plan as types, and the columns of its tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from xq_gis_plugin.core.model import Check

__all__ = [
    "BY_HAND",
    "CANDIDATE_COLUMNS",
    "DEMAND_COLUMNS",
    "PERMIT_CONDITIONS",
    "SITE_COLUMNS",
    "SPACING_COLUMNS",
    "STREET_COLUMNS",
    "Answer",
    "Demand",
    "Level",
    "Objective",
    "Problem",
    "Reason",
    "SitePlan",
    "SiteStatus",
    "StreetQuota",
    "Task",
    "Wish",
]


BY_HAND = "hand"
"""What stands in the place of the solver's name in a plan that was edited."""


class SiteStatus(StrEnum):
    """What becomes of a candidate or of a shop that is there."""

    CHOSEN = "chosen"
    REJECTED = "rejected"
    UNRESOLVED = "unresolved"
    KEPT = "kept"
    CLOSED = "closed"


class Wish(StrEnum):
    """What is to become of a site: of a shop that is there, or, by hand, of a candidate.

    A candidate is ``free``; an existing shop ``may_close`` unless its row says ``keep`` or ``close``.
    """

    FREE = "free"
    KEEP = "keep"
    MAY_CLOSE = "may_close"
    CLOSE = "close"


class Objective(StrEnum):
    """What is wanted, in a stated order of priority."""

    COUNT = "count"
    DEMAND = "demand"
    CLOSING = "closing"


class Reason(StrEnum):
    """Why a site is not in the plan, or what is doubtful about one that is."""

    RULE = "rule"
    UNKNOWN = "unknown"
    OUTSIDE = "outside"
    NEIGHBOUR = "neighbour"
    TOTAL_QUOTA = "total_quota"
    STREET_QUOTA = "street_quota"
    WISH = "wish"
    NO_GAIN = "no_gain"


PERMIT_CONDITIONS = {
    "temporary": "permanent_building",
    "facing_openings": "doors_not_facing",
    "dwelling_in_building": "no_dwelling",
    "underground": "not_underground",
    "under_bridge": "not_under_bridge",
    "fuel_pipe_in_building": "no_fuel_pipe",
    "fire_engine_access": "fire_engine_access",
    "fire_barrier": "fire_barrier",
    "sales_area_m2": "sales_area",
}
"""The facts that a permit can demand, with the condition that stands for each in ``conditions``."""

CANDIDATE_COLUMNS = (
    "site_id", "name", "kind", "street", "address", "wish", "temporary", "facing_openings",
    "sales_area_m2", "dwelling_in_building", "underground", "under_bridge", "fuel_pipe_in_building",
    "fire_engine_access", "fire_barrier", "position_status", "position_source", "position_accuracy_m",
    "geometry",
)  # fmt: skip
"""A candidate, or a shop that is there; whatever is not stated is null."""
SITE_COLUMNS = (
    "site_id", "name", "status", "existing", "street", "reason", "rule_id", "rule_ids", "object_id",
    "object_name", "object_kind", "distance_m", "required_m", "shortfall_m", "missing", "conditions",
    "nearest_permitted_m", "nearest_permitted_lon", "nearest_permitted_lat", "nearest_free_m",
    "nearest_free_lon", "nearest_free_lat", "facts", "position_accuracy_m", "geometry",
)  # fmt: skip
"""One row for each candidate and each existing shop. ``object_*`` is the protected object, hazard or
shop that keeps it out. ``conditions`` and ``missing`` are comma lists; ``facts`` is what
was stated of the site, ``temporary=yes;sales_area_m2=50``. ``nearest_permitted_*`` is where
the rules alone allow a shop, ``nearest_free_*`` where the plan's own shops do too. The faces add
``because`` and ``because_en``, the same in plain words."""
SPACING_COLUMNS = ("site_a", "site_b", "distance_m", "low_m", "required_m", "rule_id", "geometry")
STREET_COLUMNS = (
    "street", "quota", "minimum", "at_least", "last_year", "candidates", "eligible", "chosen", "kept",
    "closed", "short_of_minimum",
)  # fmt: skip
DEMAND_COLUMNS = ("object_id", "name", "households", "covered", "site_id", "distance_m", "geometry")


@dataclass(frozen=True)
class StreetQuota:
    """What is asked of one street (乡镇街道); None where nothing is.

    Attributes
    ----------
    quota
        At most so many shops.
    minimum
        So many where possible: the plan comes as near to it as it can.
    at_least
        So many in any case; if that cannot be, the task contradicts itself.
    last_year
        How many there were; the most there may be where the number may only decrease.
    """

    street: str
    quota: int | None = None
    minimum: int | None = None
    at_least: int | None = None
    last_year: int | None = None


@dataclass(frozen=True)
class Task:
    """What the plan is to achieve.

    Attributes
    ----------
    quota, at_least
        At most, and at least, so many shops in all; None for no bound.
    streets
        What is asked of single streets.
    only_decrease
        Whether neither the district nor any street may have more shops than last year: a street's
        ``last_year``, or else the number of existing shops in it.
    objectives
        The first counts before the second, and so on.
    walk_m
        How far away a shop may be to serve a household, metres in a straight line. No standard.
    time_limit_s
        When to stop looking for a proof and give the best plan found.
    """

    quota: int | None = None
    at_least: int | None = None
    streets: tuple[StreetQuota, ...] = ()
    only_decrease: bool = False
    objectives: tuple[Objective, ...] = (Objective.COUNT, Objective.CLOSING)
    walk_m: float = 500.0
    time_limit_s: float = 60.0


# Imported where they are needed: the command line's help must not wait for numpy.
def _no_numbers() -> NDArray[np.float64]:
    import numpy as np

    return np.empty(0)


def _no_pairs() -> NDArray[np.int64]:
    import numpy as np

    return np.empty((0, 2), dtype=np.int64)


@dataclass(frozen=True)
class Problem:
    """The choice as numbers: n sites that may be in the plan, and what binds them.

    Attributes
    ----------
    ids
        Of the sites, n of them, sorted: the answer does not depend on the order of rows.
    pairs
        (e, 2) site numbers, ascending: two sites of which at most one may stand.
    existing, keep
        (n,) whether a shop is there; whether it must be in the plan. What must close is no site here.
    street
        (n,) index into ``streets``, -1 for none.
    streets
        Names.
    last_year, last_year_total
        (s,) how many shops each street had, and how many there were in all: what "only decrease" bounds.
    households
        (d,) weight of each demand point.
    covers
        (c, 2) pairs (demand point, site): the site serves it.
    """

    ids: tuple[str, ...]
    pairs: NDArray[np.int64]
    existing: NDArray[np.bool_]
    keep: NDArray[np.bool_]
    street: NDArray[np.int64]
    streets: tuple[str, ...] = ()
    last_year: NDArray[np.float64] = field(default_factory=_no_numbers)
    last_year_total: float = 0.0
    households: NDArray[np.float64] = field(default_factory=_no_numbers)
    covers: NDArray[np.int64] = field(default_factory=_no_pairs)


@dataclass(frozen=True)
class Demand:
    """One demand of a task that contradicts others.

    ``kind`` is ``keep``, ``total_quota``, ``total_at_least``, ``street_quota``, ``street_at_least``,
    ``only_decrease_total``, ``only_decrease_street``; ``subject`` the shop or the street it is about.
    """

    kind: str
    subject: str = ""
    value: int | None = None


@dataclass(frozen=True)
class Level:
    """What was reached of one objective, and what is proven of it.

    ``objective`` is ``minimum`` (shops short of the streets' minimums), ``count``, ``demand`` or
    ``closing``. ``bound`` is what no plan can better; ``greedy`` the value of the first plan found.
    """

    objective: str
    value: float
    bound: float
    greedy: float
    proven: bool
    seconds: float

    @property
    def gap(self) -> float:
        """How far the value may be from the best one: (bound - value) / value, 0 where proven."""
        if self.proven or self.value == self.bound:
            return 0.0
        return abs(self.bound - self.value) / max(abs(self.value), 1e-9)


@dataclass(frozen=True)
class Answer:
    """The set that was chosen: (n,) whether each site of the problem is in the plan."""

    chosen: NDArray[np.bool_]
    levels: tuple[Level, ...]
    seconds: float
    first_seconds: float
    solver: str

    @property
    def proven(self) -> bool:
        """Whether no better plan exists."""
        return all(level.proven for level in self.levels)


@dataclass(frozen=True)
class SitePlan:
    """The tables of a siting plan, in the columns above; all geometry in EPSG:4490.

    ``permitted`` is what `xq_gis_plugin.core.permitted.permitted_zone` returns. ``protected`` is what stands
    around, as it was read, for maps; None where the plan was read back from a file. ``no_discharge`` are the
    zones (``name``, polygon) in which no fireworks may be let off (禁放区): they are shown, and no rule of
    siting; None where none were given.
    """

    sites: gpd.GeoDataFrame
    permitted: gpd.GeoDataFrame
    spacing: gpd.GeoDataFrame
    streets: pd.DataFrame
    demand: gpd.GeoDataFrame
    answer: Answer
    run: pd.DataFrame
    rules: pd.DataFrame
    checks: tuple[Check, ...] = ()
    protected: gpd.GeoDataFrame | None = None
    no_discharge: gpd.GeoDataFrame | None = None
