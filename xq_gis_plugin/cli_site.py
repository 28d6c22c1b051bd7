"""``xq-gis site``: plan where fireworks shops are to stand."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xq_gis_plugin.cli_face import DONE, Face, Steps
from xq_gis_plugin.cli_files import NamedProduct, check_products
from xq_gis_plugin.cli_options import (
    AccuracyOption,
    CandidateColumnOption,
    CrsAccuracyOption,
    CrsOption,
    DatumOption,
    EncodingOption,
    ExistingColumnOption,
    HazardColumnOption,
    HazardKindOption,
    JsonOption,
    LangOption,
    OverwriteOption,
    ProtectedColumnOption,
    ProtectedKindOption,
    RuleFileOption,
    TitleOption,
    an_option,
    columns_of,
    require_metres,
)
from xq_gis_plugin.cli_text import CallError, clean
from xq_gis_plugin.core.siting.model import Objective, Task
from xq_gis_plugin.export.words import check_text, say, word
from xq_gis_plugin.run import Given
from xq_gis_plugin.run_site import Along, SiteRequest, plan_request, write_site_products

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xq_gis_plugin.core.siting.model import Answer, SitePlan, StreetQuota
    from xq_gis_plugin.export.words import Language

__all__ = ["plan_fields", "print_plan", "site", "site_request"]

_MOST_MISSING, _MOST_CHECKS = 5, 8

CandidatesArgument = Annotated[
    str | None,
    typer.Argument(metavar="CANDIDATES", help="Candidates: any readable file; not with --along."),
]
ProtectedOption = Annotated[str, an_option("--protected", "FILE", "Protected objects, as for check.")]
HazardsOption = Annotated[
    str | None,
    an_option("--hazards", "FILE", "Hazards; fireworks shops among them are shops that are there."),
]
ExistingOption = Annotated[
    str | None, an_option("--existing", "FILE", "Shops that are there; column wish: keep, may_close, close.")
]
QuotaOption = Annotated[int | None, an_option("--quota", "N", "At most so many shops in all.")]
AtLeastOption = Annotated[int | None, an_option("--at-least", "N", "At least so many shops in all.")]
QuotasOption = Annotated[
    str | None,
    an_option("--quotas", "FILE.csv", "By street: street,quota,minimum,at_least,last_year."),
]
OnlyDecreaseOption = Annotated[
    bool, an_option("--only-decrease", None, "No more shops than last year, in all and in each street.")
]
ObjectiveOption = Annotated[
    list[Objective] | None,
    an_option("--objective", "count|demand|closing", "What is wanted; given again, what counts next."),
]
WalkOption = Annotated[
    float, an_option("--walk", "M", "How far a household walks, 500 m by default; no standard asks for it.")
]
TimeOption = Annotated[
    float, an_option("--time-limit", "S", "Seconds after which the best plan found is given, 60 by default.")
]
AreaOption = Annotated[str | None, an_option("--area", "FILE", "The district; candidates outside are out.")]
StreetsOption = Annotated[
    str | None, an_option("--streets", "FILE", "Polygons of the streets, for sites that name none.")
]
NoDischargeOption = Annotated[
    str | None,
    an_option("--no-discharge", "FILE", "Zones where no fireworks may be let off; shown, and no rule."),
]
AlongOption = Annotated[str | None, an_option("--along", "FILE", "Make candidates along these roads.")]
RoadOption = Annotated[
    list[str] | None, an_option("--road", "NAME", "Only along roads of this name; may be given again.")
]
EveryOption = Annotated[
    float, an_option("--every", "M", "Metres between two such candidates, 20 by default.")
]
WithoutOption = Annotated[
    list[str] | None, an_option("--without", "RULE", "Leave a rule out: FW-45 is the local ban.")
]
PlanOption = Annotated[str, an_option("--out", "OUT.gpkg", "Write the plan, which QGIS opens.")]
MapOption = Annotated[str | None, an_option("--html", "OUT.html", "Write the map of the plan.")]
TableOption = Annotated[str | None, an_option("--xlsx", "OUT.xlsx", "Write a sheet for each street.")]


@dataclass(frozen=True)
class _Wanted:
    """What the options ask of the plan; the streets' quotas are read later."""

    quota: int | None
    at_least: int | None
    only_decrease: bool
    objectives: tuple[Objective, ...]
    walk_m: float
    time_limit_s: float

    def __call__(self, streets: tuple[StreetQuota, ...]) -> Task:
        return Task(streets=streets, **{name: getattr(self, name) for name in self.__dataclass_fields__})


def site(
    ctx: typer.Context,
    protected: ProtectedOption,
    out: PlanOption,
    candidates: CandidatesArgument = None,
    hazards: HazardsOption = None,
    existing: ExistingOption = None,
    quota: QuotaOption = None,
    at_least: AtLeastOption = None,
    quotas: QuotasOption = None,
    objective: ObjectiveOption = None,
    walk: WalkOption = 500.0,
    time_limit: TimeOption = 60.0,
    area: AreaOption = None,
    streets: StreetsOption = None,
    no_discharge: NoDischargeOption = None,
    along: AlongOption = None,
    road: RoadOption = None,
    every: EveryOption = 20.0,
    without: WithoutOption = None,
    rule_file: RuleFileOption = None,
    accuracy: AccuracyOption = None,
    datum: DatumOption = None,
    crs: CrsOption = None,
    crs_accuracy: CrsAccuracyOption = None,
    encoding: EncodingOption = None,
    hazard_kind: HazardKindOption = None,
    protected_kind: ProtectedKindOption = None,
    candidate_column: CandidateColumnOption = None,
    existing_column: ExistingColumnOption = None,
    hazard_column: HazardColumnOption = None,
    protected_column: ProtectedColumnOption = None,
    html: MapOption = None,
    xlsx: TableOption = None,
    title: TitleOption = None,
    only_decrease: OnlyDecreaseOption = False,  # noqa: FBT002 - a flag
    overwrite: OverwriteOption = False,  # noqa: FBT002 - a flag
    _json: JsonOption = False,  # noqa: FBT002 - a flag
    _lang: LangOption = None,
) -> int:
    """Read, plan, write, say."""
    face = Face.of_call(ctx)
    require_metres("--accuracy", accuracy)
    require_metres("--crs-accuracy", crs_accuracy)
    _require_one(candidates, along)
    objectives = tuple(dict.fromkeys([*(objective or (Objective.COUNT,)), Objective.CLOSING]))
    wanted = _Wanted(quota, at_least, only_decrease, objectives, walk, time_limit)

    said = (datum, crs, encoding, crs_accuracy)

    def given(
        path: str | None, kind: str | None = None, columns: tuple[str, list[str] | None] = ("", None)
    ) -> Given | None:
        pairs = columns_of(*columns)
        return None if path is None else Given(path, *said, kind, pairs)

    request = SiteRequest(
        given(candidates, columns=("--candidate-column", candidate_column)),
        Given(protected, *said, protected_kind, columns_of("--protected-column", protected_column)),
        wanted,
        hazards=given(hazards, hazard_kind, ("--hazard-column", hazard_column)),
        existing=given(existing, columns=("--existing-column", existing_column)),
        along=None if along is None else Along(Given(along, *said), tuple(road or ()), every),
        quotas=None if quotas is None else Path(quotas),
        area=given(area),
        streets=given(streets),
        no_discharge=given(no_discharge),
        rule_file=None if rule_file is None else Path(rule_file),
        without=tuple(without or ()),
        accuracy_m=accuracy,
    )
    named = (("--out", ".gpkg", out), ("--html", ".html", html), ("--xlsx", ".xlsx", xlsx))
    products = [
        NamedProduct(suffix, Path(path), option) for option, suffix, path in named if path is not None
    ]
    return site_request(face, request, products, title=title or face.tr("Siting plan"), overwrite=overwrite)


def _require_one(candidates: str | None, along: str | None) -> None:
    if (candidates is None) == (along is None):
        message = "Give CANDIDATES or {option}, one of the two."
        facts = {"option": "--along", "command": "xq-gis site"}
        raise CallError("along_and_candidates", message, "See {command} --help.", **facts)


def site_request(
    face: Face, request: SiteRequest, products: Sequence[NamedProduct], *, title: str, overwrite: bool
) -> int:
    """Plan, write and say what came out; return the exit status."""
    check_products(products, _files_of(request), overwrite=overwrite)
    with Steps(face) as steps:
        plan = plan_request(request, steps, lambda answer: _tell(face, answer))
        steps.begin("write")
        write_site_products(plan, products, title=title, fictional=request.fictional, overwrite=overwrite)
    print_plan(face, plan, products, fictional=request.fictional)
    return DONE


def print_plan(face: Face, plan: SitePlan, products: Sequence[NamedProduct], *, fictional: bool) -> None:
    """Print what a plan says; with ``--json`` the same as one object."""
    from xq_gis_plugin.export.site_words import headline, how_sure, missing_text

    if face.json:
        face.answer(**plan_fields(plan, products, fictional=fictional))
        return
    answer, lang = plan.answer, face.lang
    missing = _missing(plan)
    if fictional:
        face.line(say("fictional_long", lang), "bold magenta")
    face.line(headline(plan, lang), "bold")
    face.line(how_sure(answer, lang))
    face.line(say("site_walk", lang, metres=_run(plan, "walk_m")), "dim")
    face.line()
    columns = [face.tr(text) for text in ("Objective", "Reached", "Bound", "First plan", "Gap", "Seconds")]
    rows = [
        (
            word("objective", level.objective, lang),
            f"{level.value:,.0f}",
            f"{level.bound:,.0f}",
            f"{level.greedy:,.0f}",
            f"{level.gap:.2%}",
            f"{level.seconds:.1f}",
        )
        for level in answer.levels
    ]
    face.table(columns, rows)
    face.line(
        face.tr(
            "First plan after {first} s, all after {all} s",
            first=f"{answer.first_seconds:.1f}",
            all=f"{answer.seconds:.1f}",
        )
    )
    _streets(face, plan)
    if missing:
        face.line()
        face.line(face.tr("To be found out first, for the sites to be verified"), "bold")
        for key, count in missing[:_MOST_MISSING]:
            face.line(face.tr("{n} sites: {facts}", n=count, facts=missing_text(key, lang)), indent=2)
    if plan.checks:
        face.line()
        face.line(face.tr("Noticed in the inputs"), "bold")
        for check in plan.checks[:_MOST_CHECKS]:
            face.line(clean(check_text(check, lang), 400), indent=2)
    face.line()
    face.line(face.tr("Files"), "bold")
    for product in products:
        face.path(f"  {product.place}")


def plan_fields(plan: SitePlan, products: Sequence[NamedProduct], *, fictional: bool) -> dict[str, object]:
    """Return what ``--json`` says of a plan, by name; as `print_plan`."""
    answer = plan.answer
    counts = {str(key): int(value) for key, value in plan.sites["status"].value_counts().items()}
    return {
        "fictional": fictional,
        "sites": {
            status: counts.get(status, 0) for status in ("chosen", "kept", "closed", "rejected", "unresolved")
        },
        "objectives": [asdict(level) | {"gap": level.gap} for level in answer.levels],
        "proven": answer.proven,
        "solver": answer.solver,
        "seconds": answer.seconds,
        "seconds_to_first": answer.first_seconds,
        "missing": [{"missing": key, "sites": count} for key, count in _missing(plan)],
        "checks": plan.checks,
        "outputs": {product.suffix[1:]: product.place for product in products},
    }


def _streets(face: Face, plan: SitePlan) -> None:
    if not len(plan.streets):
        return
    face.line()
    columns = [face.tr(text) for text in ("Street", "Quota", "Chosen", "Kept", "Closed", "Candidates")]
    rows = [
        (
            clean(row["street"]),
            "" if row["quota"] != row["quota"] else f"{row['quota']:.0f}",
            row["chosen"],
            row["kept"],
            row["closed"],
            row["candidates"],
        )
        for row in plan.streets.to_dict("records")
    ]
    face.table(columns, rows)


def _missing(plan: SitePlan) -> list[tuple[str, int]]:
    """Return what is not known of the sites to be verified, what most of them wait for first."""
    waiting = plan.sites["missing"][plan.sites["status"] == "unresolved"].dropna()
    counts: dict[str, int] = {}
    for facts in waiting:
        counts[str(facts)] = counts.get(str(facts), 0) + 1
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _tell(face: Face, answer: Answer) -> None:
    """Show the first plan while a better one is sought."""
    if face.json or answer.seconds != answer.first_seconds:
        return
    lang: Language = face.lang
    told = ", ".join(f"{word('objective', one.objective, lang)} {one.value:,.0f}" for one in answer.levels)
    face.err.print(face.tr("First plan: {plan}", plan=told))


def _run(plan: SitePlan, key: str) -> str:
    found = plan.run["value"][plan.run["key"] == key]
    return str(found.iloc[0]) if len(found) else ""


def _files_of(request: SiteRequest) -> list[Path]:
    """Return the files that are read; a missing one is told before anything is begun."""
    from xq_gis_plugin.io.raw import find_file

    layers = [
        request.candidates, request.protected, request.hazards, request.existing, request.area,
        request.streets, request.along.roads if request.along else None,
    ]  # fmt: skip
    sources = [layer.source for layer in layers if layer is not None]
    files = [*(one for one in sources if isinstance(one, str)), request.quotas, request.rule_file]
    return [find_file(path).path for path in files if path is not None]
