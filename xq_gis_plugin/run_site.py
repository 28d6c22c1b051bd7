"""One siting plan, whichever face asks for it: read, plan, write."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from xq_gis_plugin.run import FICTIONAL, Given, Product, all_or_none, mark_fictional, read_role, reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import geopandas as gpd
    import shapely

    from xq_gis_plugin.core.model import Check, Source
    from xq_gis_plugin.core.rules import Catalogue
    from xq_gis_plugin.core.siting.model import Answer, Demand, SitePlan, StreetQuota, Task
    from xq_gis_plugin.core.siting.session import PlanSession
    from xq_gis_plugin.io.columns import Role
    from xq_gis_plugin.run import Steps

__all__ = [
    "Along",
    "SiteRequest",
    "demo_site_request",
    "is_fictional_plan",
    "open_session",
    "plan_request",
    "task_of",
    "write_site_products",
]


@dataclass(frozen=True)
class Along:
    """Candidates to be made along roads.

    Attributes
    ----------
    roads
        A layer of lines with names.
    names
        Which roads; all that have a name where empty.
    every_m, offset_m
        How far apart along the road, and how far from its line, metres.
    """

    roads: Given
    names: tuple[str, ...] = ()
    every_m: float = 20.0
    offset_m: float = 20.0


@dataclass(frozen=True)
class SiteRequest:
    """What a siting plan is asked to be made of, as the command line's options name it.

    ``candidates`` is None where ``along`` makes them.
    """

    candidates: Given | None
    protected: Given
    task: Callable[[tuple[StreetQuota, ...]], Task]
    hazards: Given | None = None
    existing: Given | None = None
    along: Along | None = None
    quotas: Path | None = None
    area: Given | None = None
    streets: Given | None = None
    no_discharge: Given | None = None
    editions: tuple[str, ...] = ()
    rule_file: Path | None = None
    without: tuple[str, ...] = ()
    accuracy_m: float | None = None
    fictional: bool = False


def demo_site_request() -> SiteRequest:
    """Return the siting plan of the fictional district that ships."""
    from xq_gis_plugin import resources
    from xq_gis_plugin.core.siting.model import Objective, Task

    folder = resources.path("layers", "demo")
    candidates, protected, hazards = (
        Given(str(folder / f"{name}.geojson")) for name in ("candidates", "protected", "hazards")
    )
    return SiteRequest(
        candidates,
        protected,
        lambda streets: Task(streets=streets, objectives=(Objective.COUNT, Objective.DEMAND)),
        hazards=hazards,
        quotas=folder / "quotas.csv",
        fictional=True,
    )


def plan_request(
    request: SiteRequest, steps: Steps, on_answer: Callable[[Answer], None] | None = None
) -> SitePlan:
    """Read the inputs and plan; what their readers noticed goes with the plan.

    Parameters
    ----------
    request
        What to plan.
    steps
        Told how far it has come; it may stop it.
    on_answer
        Called with the first plan, and with every better one.

    Returns
    -------
    SitePlan
        With the columns ``because`` and ``because_en``.

    Raises
    ------
    XqGisError
        An input, a quota or a rule file that cannot be used, or demands that contradict each other.
    CancelledError
        If ``steps`` raises it.
    """
    from xq_gis_plugin import run_site_areas as areas
    from xq_gis_plugin.core.errors import InputError
    from xq_gis_plugin.core.rules import DEFAULT_EDITIONS, load_catalogue
    from xq_gis_plugin.core.siting.plan import plan_sites
    from xq_gis_plugin.export.site_words import contradiction, with_reasons
    from xq_gis_plugin.io.columns import Role
    from xq_gis_plugin.io.quotas import read_quotas

    tell = reading(steps, "read_candidates")
    catalogue = load_catalogue(editions=request.editions or DEFAULT_EDITIONS, rule_file=request.rule_file)
    task = request.task(read_quotas(request.quotas) if request.quotas else ())
    area = None if request.area is None else areas.polygon(request.area)
    asked = (request.candidates, Role.SITE), (request.existing, Role.SITE), (request.hazards, Role.HAZARD)
    sites, existing, hazards = (
        None if given is None else _layer(request, given, role, _share(tell, number, len(asked)))
        for number, (given, role) in enumerate(asked)
    )
    tell = reading(steps, "read_protected")
    protected = _layer(request, request.protected, Role.PROTECTED, tell)
    zones = areas.no_discharge(request.no_discharge, protected)
    if sites is None:
        sites = _along(request, protected, hazards, area, catalogue.without(request.without), tell)
    if request.streets is not None:
        sites, existing = (
            None if one is None else areas.with_streets(one, request.streets) for one in (sites, existing)
        )
    try:
        plan = plan_sites(
            sites,
            protected,
            hazards,
            existing,
            task=task,
            rules=catalogue,
            without_rules=request.without,
            area=area,
            accuracy_m=request.accuracy_m,
            progress=steps.begin("plan"),
            on_answer=on_answer,
        )
    except InputError as error:
        if error.code != "demands_contradict":
            raise
        # The core speaks English; the Chinese sentence is filled from the facts.
        facts = error.facts | {"listed": contradiction(cast("Sequence[Demand]", error.facts["demands"]))}
        raise InputError(error.code, error.message, error.hint, **facts) from error
    noticed = _noticed(sites, existing, hazards, protected)
    beyond = () if area is not None else areas.beyond_district(sites)
    shown = () if zones is None else (areas.only_shown(len(zones)),)
    checks = tuple(dict.fromkeys([*noticed, *plan.checks, *beyond, *shown]))
    plan = replace(plan, checks=checks, protected=protected, no_discharge=zones)
    plan = with_reasons(plan)
    return replace(plan, run=mark_fictional(plan.run)) if request.fictional else plan


def _layer(
    request: SiteRequest, given: Given, role: Role, progress: Callable[[float], None]
) -> gpd.GeoDataFrame:
    return read_role(given, role, accuracy_m=request.accuracy_m, progress=progress)


def _share(tell: Callable[[float], None], number: int, of: int) -> Callable[[float], None]:
    """Return what tells of the reading of one of several files."""
    return lambda fraction: tell((number + fraction) / of)


def _noticed(*frames: gpd.GeoDataFrame | None) -> list[Check]:
    """Return what the readers of these noticed."""
    sources: list[Source | None] = [frame.attrs.get("source") for frame in frames if frame is not None]
    return [check for source in sources if source is not None for check in source.checks]


def is_fictional_plan(plan: SitePlan) -> bool:
    """Return whether the plan was made of the fictional district."""
    return bool((plan.run["key"] == FICTIONAL).any())


def write_site_products(
    plan: SitePlan,
    products: Sequence[Product],
    *,
    title: str,
    fictional: bool = False,
    overwrite: bool = False,
    confirm: Callable[[], None] | None = None,
) -> None:
    """Write all products, or none.

    Parameters
    ----------
    plan
        What `plan_request` returned, or what was read back.
    products
        The files, each with the ending that says what it is.
    title
        Heading of the map.
    fictional
        Whether the products say 虚构示例.
    overwrite
        Whether files that exist may be replaced.
    confirm
        Called when all is written and before anything is put in its place; it may raise to cancel.

    Raises
    ------
    OutputError
        ``output_exists`` or ``output_unwritable``; then every file is as it was before.
    """
    with all_or_none([product.path for product in products], overwrite=overwrite) as drafts:
        for product, draft in zip(products, drafts, strict=True):
            if product.suffix == ".gpkg":
                from xq_gis_plugin.io.site_plan import write_site_plan

                write_site_plan(plan, draft)
            elif product.suffix == ".html":
                from xq_gis_plugin.export.site_map import write_site_map

                write_site_map(plan, draft, title=title, fictional=fictional)
            elif product.suffix == ".xlsx":
                from xq_gis_plugin.export.site_tables import write_site_xlsx

                write_site_xlsx(plan, draft, fictional=fictional)
            else:
                message = f"no product ends in {product.suffix!r}"
                raise ValueError(message)
        if confirm is not None:
            confirm()


def open_session(plan: SitePlan, protected: Given, hazards: Given | None, steps: Steps) -> PlanSession:
    """Read what is around, and begin to edit a plan, by the rules that it was made with.

    Raises
    ------
    XqGisError
        An input that cannot be used.
    CancelledError
        If ``steps`` raises it.
    """
    from xq_gis_plugin.core.model import HazardKind
    from xq_gis_plugin.core.siting.judge import Judge
    from xq_gis_plugin.core.siting.record import catalogue_of
    from xq_gis_plugin.core.siting.session import PlanSession
    from xq_gis_plugin.io.columns import Role

    heard = reading(steps, "read_protected")
    objects = read_role(protected, Role.PROTECTED, progress=_share(heard, 0, 2))
    others = None if hazards is None else read_role(hazards, Role.HAZARD, progress=_share(heard, 1, 2))
    if others is not None:
        others = others[others["kind"] != HazardKind.FIREWORKS_RETAIL.value]
    rules = catalogue_of(plan)
    tell = steps.begin("plan")
    judge = Judge.of(objects, others, rules=rules, progress=lambda done, step: tell(done / 2, step))
    return PlanSession.of(
        plan.sites,
        judge,
        task=task_of(plan),
        rules=rules,
        protected=objects,
        progress=lambda done, step: tell((1.0 + done) / 2, step),
    )


def task_of(plan: SitePlan) -> Task:
    """Return what a plan was asked to keep, as its own tables state it."""
    import pandas as pd

    from xq_gis_plugin.core.siting.model import StreetQuota, Task

    run = dict(zip(plan.run["key"], plan.run["value"], strict=True))
    # Where nobody stated last year's numbers the table has those of today.
    names = ("quota", "minimum", "at_least") + (("last_year",) if run.get("last_year") == "stated" else ())
    streets = []
    for row in plan.streets.to_dict("records"):
        asked = {name: int(row[name]) for name in names if pd.notna(row[name])}
        if asked:
            streets.append(StreetQuota(str(row["street"]), **asked))
    quota, at_least = (int(float(run[name])) if run.get(name) else None for name in ("quota", "at_least"))
    return Task(
        quota=quota,
        at_least=at_least,
        streets=tuple(streets),
        only_decrease=run.get("only_decrease") == "yes",
        walk_m=float(run.get("walk_m") or 500.0),
    )


def _along(
    request: SiteRequest,
    protected: gpd.GeoDataFrame,
    hazards: gpd.GeoDataFrame | None,
    area: shapely.Polygon | shapely.MultiPolygon | None,
    rules: Catalogue,
    tell: Callable[[float], None],
) -> gpd.GeoDataFrame:
    """Return candidates along the roads, where the rules surely allow a shop."""
    from xq_gis_plugin.core.model import HazardKind, Verdict
    from xq_gis_plugin.core.siting.along import candidates_along
    from xq_gis_plugin.core.siting.judge import Judge
    from xq_gis_plugin.io.columns import Role

    along = request.along
    if along is None:
        message = "neither candidates nor roads are given"
        raise ValueError(message)
    # The step is nearly done by now: the bar stands, and a cancel is heard.
    roads = _layer(request, along.roads, Role.PROTECTED, lambda _fraction: tell(1.0))
    made = candidates_along(
        roads, names=along.names, every_m=along.every_m, offset_m=along.offset_m, area=area
    )
    # What a rule keeps out is no candidate worth a row.
    judge = Judge.of(
        protected,
        None if hazards is None else hazards[hazards["kind"] != HazardKind.FIREWORKS_RETAIL.value],
        rules=rules,
    )
    clear = (judge.judge(made).frame["verdict"] == Verdict.CLEAR.value).to_numpy()
    return made[clear].reset_index(drop=True)
