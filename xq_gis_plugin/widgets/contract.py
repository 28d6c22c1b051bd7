"""What passes between the panel and its host: QGIS's dock, or the window of `xq-gis desktop`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xq_gis_plugin.core.model import Assessment, Check
    from xq_gis_plugin.core.siting.model import SitePlan
    from xq_gis_plugin.io.remarks import Remark

__all__ = [
    "CheckSettings",
    "GateReport",
    "PlanItem",
    "ResultView",
    "RoleChoice",
    "SiteSettings",
    "SiteView",
    "SourceChoice",
]


@dataclass(frozen=True)
class SourceChoice:
    """Something that a role can be given: a layer of the project, or a file.

    Attributes
    ----------
    key
        ``layer:<id>`` or ``file:<path[#layer]>``.
    title
        What the list shows.
    geometry
        What its shapes are, in words (点, 面, …); "" where unknown.
    detail
        What a person may want to know besides, shown as a tooltip: where it lies, its CRS.
    """

    key: str
    title: str
    geometry: str = ""
    detail: str = ""


@dataclass(frozen=True)
class RoleChoice:
    """What a role was given.

    Attributes
    ----------
    key
        Of a `SourceChoice`.
    datum
        A `Datum`; "" takes what the layer's coordinate system says.
    selected_only
        Whether only the selected features count.
    encoding, crs
        Of a file, what a person says that its text and its coordinates are; "" takes its own word.
    kind
        Of a file, what its rows are that state no kind, in the model's word; "" says nothing.
    crs_accuracy_m
        Of a file, how far off in metres the way from its coordinate system may leave a place; None says
        nothing.
    columns
        Of a file, pairs of a meaning and a header: what columns are, whatever their headers say.
    """

    key: str
    datum: str = ""
    selected_only: bool = False
    encoding: str = ""
    crs: str = ""
    kind: str = ""
    crs_accuracy_m: float | None = None
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class CheckSettings:
    """Everything that a check is asked to do.

    Attributes
    ----------
    hazards, protected, parts
        The inputs; a role without a choice has an empty key, and `parts` is None.
    editions
        Editions of GB 50156.
    rule_file
        A file of the planner's own rules, "" for none.
    accuracy_m
        Radius in metres where a position states none; None for the default of its source.
    within_m
        How near, in metres, the plan's roads and complexes count.
    workspace
        The GeoPackage to write, "" where none is named.
    fictional
        Whether it is the fictional district that ships.
    """

    hazards: RoleChoice
    protected: RoleChoice
    parts: RoleChoice | None
    editions: tuple[str, ...]
    rule_file: str
    accuracy_m: float | None
    within_m: float
    workspace: str
    fictional: bool


@dataclass(frozen=True)
class GateReport:
    """What the quality gate says of one input.

    Attributes
    ----------
    role
        ``hazard``, ``protected`` or ``part``.
    rows, located
        Rows in all, and rows that have a position.
    checks
        What the reader noticed.
    error
        Message and hint where the input cannot be used.
    """

    role: str
    rows: int
    located: int
    checks: tuple[Check, ...]
    error: tuple[str, str] | None = None


@dataclass(frozen=True)
class PlanItem:
    """One entry of the plan's checklist, and whether it has a position by now."""

    plan_id: str
    box: str
    name: str
    kind: str
    located: bool


@dataclass(frozen=True)
class ResultView:
    """A run to be shown, where it was written, and what planners noted on it."""

    result: Assessment
    workspace: str
    remarks: Mapping[str, Remark]
    fictional: bool


@dataclass(frozen=True)
class SiteSettings:
    """Everything that a siting plan is asked to be made of.

    Attributes
    ----------
    candidates, protected, hazards, existing, area, streets, no_discharge
        The inputs; None where one is not given.
    quotas
        A CSV file of quotas by street, "" for none.
    quota
        The most shops in all, None for no bound.
    only_decrease
        Whether there may be no more than last year.
    order
        Objectives, the first before the second.
    walk_m, time_limit_s
        Walking distance in metres; when to stop looking for a proof.
    local_ban
        Whether the local ban in residential areas and complexes counts.
    target
        The GeoPackage to write, "" where none is named.
    fictional
        Whether it is the fictional district that ships.
    """

    candidates: RoleChoice
    protected: RoleChoice
    hazards: RoleChoice | None
    existing: RoleChoice | None
    area: RoleChoice | None
    streets: RoleChoice | None
    no_discharge: RoleChoice | None
    quotas: str
    quota: int | None
    only_decrease: bool
    order: tuple[str, ...]
    walk_m: float
    time_limit_s: float
    local_ban: bool
    target: str
    fictional: bool


@dataclass(frozen=True)
class SiteView:
    """A siting plan to be shown, and where it was written."""

    plan: SitePlan
    path: str
    fictional: bool
