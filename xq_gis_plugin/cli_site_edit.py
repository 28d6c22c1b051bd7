"""``xq-gis site-edit``: do the edits of a journal on a siting plan, as the map tool does them."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from xq_gis_plugin import cli_site as s  # noqa: TC001 - typer reads what the options are
from xq_gis_plugin.cli_face import DONE, Face, Steps
from xq_gis_plugin.cli_files import NamedProduct, check_products
from xq_gis_plugin.cli_options import JsonOption, LangOption, OverwriteOption, an_option
from xq_gis_plugin.export.site_words import with_reasons
from xq_gis_plugin.run import Given
from xq_gis_plugin.run_site import open_session

__all__ = ["site_edit"]

PlanArgument = Annotated[str, typer.Argument(metavar="PLAN", help="A .gpkg that site has written.")]
JournalOption = Annotated[
    str, an_option("--journal", "FILE.json", "Edits in a list: add, move, remove, choose, lock, fact.")
]
OutOption = Annotated[str, an_option("--out", "OUT.gpkg", "Write the edited plan.")]


def site_edit(
    ctx: typer.Context,
    plan: PlanArgument,
    journal: JournalOption,
    protected: s.ProtectedOption,
    out: OutOption,
    hazards: s.HazardsOption = None,
    overwrite: OverwriteOption = False,  # noqa: FBT002 - a flag
    _json: JsonOption = False,  # noqa: FBT002 - a flag
    _lang: LangOption = None,
) -> int:
    """Read, edit, write, say."""
    from xq_gis_plugin.io.edits import read_edits
    from xq_gis_plugin.io.raw import find_file
    from xq_gis_plugin.io.site_plan import read_site_plan, write_site_plan

    face = Face.of_call(ctx)
    files = [find_file(path).path for path in (plan, journal, protected, hazards) if path is not None]
    product = NamedProduct(".gpkg", Path(out), "--out")
    check_products([product], files, overwrite=overwrite)
    edits = read_edits(files[1])
    with Steps(face) as steps:
        steps.begin("read_plan")
        before = read_site_plan(files[0])
        session = open_session(before, Given(protected), None if hazards is None else Given(hazards), steps)
        session.replay(edits)
        after = with_reasons(session.to_plan(before))
        steps.begin("write")
        write_site_plan(after, product.path, overwrite=overwrite)
    totals, compared = session.totals(), session.compare(session.baseline(before.sites))
    face.answer(
        edits=len(edits),
        totals=dataclasses.asdict(totals),
        compared=dataclasses.asdict(compared),
        outputs={"gpkg": product.place},
    )
    told = "{n} edits: {count} shops, {closed} closed, {conflicts} in conflict"
    figures = {"count": totals.count, "closed": totals.closed, "conflicts": totals.conflicts}
    face.line(face.tr(told, n=len(edits), **figures), "bold")
    face.path(f"  {product.place}")
    return DONE
