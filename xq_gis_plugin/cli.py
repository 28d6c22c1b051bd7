"""``xq-gis``: the command line, a thin face over io, core and export."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from xq_gis_plugin import cli_options as o
from xq_gis_plugin.cli_face import CANCELLED, CONFLICTS, DEBUG, DONE, Face, Guard, Steps, prepare_streams
from xq_gis_plugin.cli_files import NamedProduct, check_products, new_folder
from xq_gis_plugin.cli_import import import_file
from xq_gis_plugin.cli_inspect import inspect_file
from xq_gis_plugin.cli_locate import locate_entries
from xq_gis_plugin.cli_nearest import list_nearest
from xq_gis_plugin.cli_site import site
from xq_gis_plugin.cli_site_edit import site_edit
from xq_gis_plugin.run import Given, Request, is_fictional, run_check, write_products

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xq_gis_plugin.core.model import Assessment

__all__ = ["app", "main", "run"]

app = typer.Typer(
    name="xq-gis",
    help="Checks which hazards stand closer to what they endanger than the standards ask.",
    add_completion=False,
    pretty_exceptions_enable=False,
)
rules_app = typer.Typer(help="The catalogue of rules.")
app.add_typer(rules_app, name="rules")


@dataclass(frozen=True)
class _Marks:
    """What the products say beside the findings."""

    title: str
    overwrite: bool


def main() -> None:
    """Run ``xq-gis`` and leave with its exit status."""
    prepare_streams()
    if not os.environ.get(DEBUG) and not sys.warnoptions:
        # The readers report what libraries say about a file as checks; the rest is for developers.
        warnings.simplefilter("ignore")
    # A stop asked for by the system cleans up like Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status (DESIGN §7); it never raises."""
    face = Face.of(arguments, os.environ)
    with Guard(face) as guard:
        command = typer.main.get_command(app)
        o.translate(command, face.lang)
        status = command.main(list(arguments), prog_name="xq-gis", standalone_mode=False, obj=face)
        # typer turns Ctrl-C into this status by itself.
        if status == CANCELLED:
            raise KeyboardInterrupt
        guard.status = status if isinstance(status, int) else DONE
    return guard.status


@app.callback(invoke_without_command=True)
def start(ctx: typer.Context, _lang: o.LangOption = None) -> None:
    """Show the help where no command is given."""
    _help_if_alone(ctx)


@rules_app.callback(invoke_without_command=True)
def start_rules(ctx: typer.Context, _lang: o.LangOption = None) -> None:
    """Show the help where no command is given."""
    _help_if_alone(ctx)


@app.command(help="Check and plan a fictional district: maps, workbooks and data, all marked as fictional.")
def demo(
    ctx: typer.Context,
    out: o.FolderOption = "xq_demo",
    overwrite: o.OverwriteOption = False,  # noqa: FBT002 - a flag
    _json: o.JsonOption = False,  # noqa: FBT002 - a flag
    _lang: o.LangOption = None,
) -> int:
    """Check and plan the fictional district that ships, and write all products."""
    from xq_gis_plugin.cli_demo import run_demo

    with new_folder(Path(out)) as folder:
        run_demo(Face.of_call(ctx), folder, overwrite=overwrite)
    return DONE


@app.command(help="List what the work-safety plan names: enterprises, roads, complexes, indicators.")
def plan(
    ctx: typer.Context,
    box: o.BoxOption = None,
    kind: o.KindOption = None,
    unit: o.UnitOption = None,
    contains: o.ContainsOption = None,
    indicators: o.IndicatorsOption = False,  # noqa: FBT002 - a flag
    _json: o.JsonOption = False,  # noqa: FBT002 - a flag
    _lang: o.LangOption = None,
) -> int:
    """List the plan's entries, or its indicators."""
    from xq_gis_plugin.cli_lists import kind_of, list_indicators, list_plan
    from xq_gis_plugin.core.plan import load_indicators, load_plan, select

    face = Face.of_call(ctx)
    if indicators or box in {"1", "专栏1"}:
        return list_indicators(face, load_indicators())
    wanted = kind if kind == "area" else kind_of(kind, ["hazard_kind", "object_kind"])
    return list_plan(face, select(load_plan(), box=box, kind=wanted, unit=unit, contains=contains))


@app.command(help="Check hazards against protected objects, and write what comes out.")
def check(
    ctx: typer.Context,
    hazards: o.HazardsArgument,
    protected: o.ProtectedArgument,
    out: o.WorkspaceOption,
    html: o.HtmlOption = None,
    xlsx: o.XlsxOption = None,
    parts: o.PartsOption = None,
    rules: o.EditionsOption = None,
    rule_file: o.RuleFileOption = None,
    accuracy: o.AccuracyOption = None,
    datum: o.DatumOption = None,
    crs: o.CrsOption = None,
    crs_accuracy: o.CrsAccuracyOption = None,
    encoding: o.EncodingOption = None,
    hazard_kind: o.HazardKindOption = None,
    protected_kind: o.ProtectedKindOption = None,
    part_kind: o.PartKindOption = None,
    hazard_column: o.HazardColumnOption = None,
    protected_column: o.ProtectedColumnOption = None,
    part_column: o.PartColumnOption = None,
    map_tags: o.TagsOption = None,
    within: o.WithinOption = 200.0,
    title: o.TitleOption = None,
    scheduler: o.SchedulerOption = None,
    fail_on: o.FailOnOption = None,
    overwrite: o.OverwriteOption = False,  # noqa: FBT002 - a flag
    _json: o.JsonOption = False,  # noqa: FBT002 - a flag
    _lang: o.LangOption = None,
) -> int:
    """Read, assess, write, say."""
    face = Face.of_call(ctx)
    o.require_metres("--accuracy", accuracy)
    o.require_metres("--within", within)
    o.require_metres("--crs-accuracy", crs_accuracy)
    said = (datum, crs, encoding, crs_accuracy)
    columns = [
        o.columns_of(f"--{role}-column", one)
        for role, one in (("hazard", hazard_column), ("protected", protected_column), ("part", part_column))
    ]
    request = Request(
        Given(hazards, *said, hazard_kind, columns[0]),
        Given(protected, *said, protected_kind, columns[1]),
        None if parts is None else Given(parts, *said, part_kind, columns[2]),
        editions=tuple(rules or ()),
        rule_file=_path(rule_file),
        map_tags=_path(map_tags),
        accuracy_m=accuracy,
        within_m=within,
        scheduler=scheduler,
    )
    marks = _Marks(title or face.tr("Separation check"), overwrite=overwrite)
    result = _check(face, request, _products(out, html, xlsx), marks)
    found = bool((result.findings["verdict"] == "conflict").any())
    return CONFLICTS if fail_on is o.FailOn.CONFLICT and found else DONE


@app.command(name="map", help="Write the risk map of a workspace.")
def draw_map(
    ctx: typer.Context,
    workspace: o.WorkspaceArgument,
    out: o.MapOption,
    title: o.TitleOption = None,
    tiles: o.TilesOption = None,
    tiles_key: o.TilesKeyOption = None,
    overwrite: o.OverwriteOption = False,  # noqa: FBT002 - a flag
    _json: o.JsonOption = False,  # noqa: FBT002 - a flag
    _lang: o.LangOption = None,
) -> int:
    """Read a workspace and write its map."""
    from xq_gis_plugin.export.html_map import write_html_map
    from xq_gis_plugin.export.online_tiles import tile_source
    from xq_gis_plugin.io.workspace import read_workspace

    face = Face.of_call(ctx)
    source = tile_source(tiles, tiles_key or "") if tiles else None
    o.require_tiles(tiles, tiles_key)
    product = NamedProduct(".html", Path(out), "--out")
    check_products([product], [Path(workspace)], overwrite=overwrite)
    with Steps(face) as steps:
        steps.begin("read")
        result = read_workspace(Path(workspace))
        fictional = is_fictional(result)
        heading = "Fictional example: separation check" if fictional else "Separation check"
        steps.begin("write")
        left_out = write_html_map(
            result,
            product.path,
            title=title or face.tr(heading),
            fictional=fictional,
            overwrite=overwrite,
            tiles=source,
        )
    face.answer(fictional=fictional, outputs={"html": product.place}, not_drawn=left_out)
    face.line(face.tr("Files"), "bold")
    face.path(f"  {product.place}")
    if left_out:
        told = "Too much for one page: the {n} protected objects farthest from any hazard are not drawn."
        face.line(face.tr(told, n=left_out))
    return DONE


app.command(name="inspect", help="Tell what is in a file, what was assumed of it, and what to look at.")(
    inspect_file
)
app.command(name="import", help="Import a file into a district's workspace, with its provenance.")(
    import_file
)
app.command(
    name="locate", help="Propose places for what the plan names, with the evidence; a person accepts."
)(locate_entries)
app.command(name="nearest", help="List what is nearest to each hazard, however far it is.")(list_nearest)
app.command(name="site", help="Plan where fireworks shops are to stand, and why not elsewhere.")(site)
app.command(name="site-edit", help="Edit a siting plan by a journal, every verdict worked out anew.")(
    site_edit
)


@app.command(help="Open a window to choose files, check, and look through the findings.")
def desktop(
    ctx: typer.Context,
    _lang: o.LangOption = None,
) -> int:
    """Open the panel in a window of its own."""
    from xq_gis_plugin.widgets.desktop import open_desktop

    return open_desktop(Face.of_call(ctx).lang)


@app.command(help="Show versions, data and encodings: what a bug report needs.")
def doctor(
    ctx: typer.Context,
    _json: o.JsonOption = False,  # noqa: FBT002 - a flag
    _lang: o.LangOption = None,
) -> int:
    """Examine this installation."""
    from xq_gis_plugin.cli_doctor import examine

    return examine(Face.of_call(ctx))


@rules_app.command(name="list", help="List the rules, those that cannot be used with their reason.")
def rules_list(
    ctx: typer.Context,
    edition: o.EditionOption = None,
    hazard: o.HazardOption = None,
    confidence: o.ConfidenceOption = None,
    unusable: o.UnusableOption = False,  # noqa: FBT002 - a flag
    _json: o.JsonOption = False,  # noqa: FBT002 - a flag
    _lang: o.LangOption = None,
) -> int:
    """List rules of the built-in catalogue."""
    from xq_gis_plugin.cli_lists import list_rules, pick_rules
    from xq_gis_plugin.core.rules import load_catalogue

    chosen = pick_rules(
        load_catalogue().rules, edition=edition, hazard=hazard, confidence=confidence, unusable=unusable
    )
    return list_rules(Face.of_call(ctx), chosen)


@rules_app.command(name="show", help="Show everything about one rule.")
def rules_show(
    ctx: typer.Context,
    identity: o.RuleArgument,
    _json: o.JsonOption = False,  # noqa: FBT002 - a flag
    _lang: o.LangOption = None,
) -> int:
    """Show one rule of the built-in catalogue."""
    from xq_gis_plugin.cli_lists import show_rule
    from xq_gis_plugin.core.rules import load_catalogue

    return show_rule(Face.of_call(ctx), load_catalogue().rules, identity)


@rules_app.command(name="validate", help="Check a rule file of your own; every wrong line is told.")
def rules_validate(
    ctx: typer.Context,
    file: o.RulesArgument,
    _json: o.JsonOption = False,  # noqa: FBT002 - a flag
    _lang: o.LangOption = None,
) -> int:
    """Check a rule file."""
    from xq_gis_plugin.cli_lists import validate_file

    return validate_file(Face.of_call(ctx), Path(file))


def _check(face: Face, request: Request, products: Sequence[NamedProduct], marks: _Marks) -> Assessment:
    """Read, assess and write; then say what came out."""
    from xq_gis_plugin.cli_summary import print_summary

    check_products(products, _files_of(request), overwrite=marks.overwrite)
    with Steps(face) as steps:
        result = run_check(request, steps)
        steps.begin("write")
        write_products(
            result, products, title=marks.title, fictional=request.fictional, overwrite=marks.overwrite
        )
    print_summary(face, result, products, fictional=request.fictional)
    return result


def _files_of(request: Request) -> list[Path]:
    """Return the files that are read; a missing one is told before anything is begun."""
    from xq_gis_plugin.io.partitions import files_at
    from xq_gis_plugin.io.raw import find_file
    from xq_gis_plugin.run_parts import in_parts

    apart = in_parts(request)
    layers = [request.hazards, *(() if apart else (request.protected,)), request.parts]
    texts = [given.source for given in layers if given is not None and isinstance(given.source, str)]
    found = [
        find_file(path).path for path in (*texts, request.rule_file, request.map_tags) if path is not None
    ]
    source = request.protected.source
    return [*found, *(map(Path, files_at(source)) if apart and isinstance(source, str) else ())]


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text)


def _products(out: str, html: str | None, xlsx: str | None) -> list[NamedProduct]:
    named = (("--out", ".gpkg", out), ("--html", ".html", html), ("--xlsx", ".xlsx", xlsx))
    return [NamedProduct(suffix, Path(path), option) for option, suffix, path in named if path is not None]


def _help_if_alone(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit(DONE)


if __name__ == "__main__":
    main()
