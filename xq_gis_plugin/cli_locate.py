"""``xq-gis locate``: places for what the plan names, proposed with the evidence, accepted by a person."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xq_gis_plugin.cli_face import DONE, Face, Steps
from xq_gis_plugin.cli_files import NamedProduct, check_products
from xq_gis_plugin.cli_options import (
    BoxOption,
    CrsOption,
    DatumOption,
    EncodingOption,
    JsonOption,
    LangOption,
    OverwriteOption,
    an_option,
)
from xq_gis_plugin.cli_report import who
from xq_gis_plugin.cli_text import CallError
from xq_gis_plugin.export.words import word

if TYPE_CHECKING:
    from xq_gis_plugin.core.locating import Located

__all__ = ["locate_entries"]

CandidatesArgument = Annotated[
    list[str],
    typer.Argument(metavar="CANDIDATES…", help="Files with names and places: layers, tables, OSM extracts."),
]
OutOption = Annotated[str, an_option("--out", "OUT.gpkg", "Write entries, proposals, hazards and protected.")]
AboveOption = Annotated[
    float | None,
    an_option("--accept-above", "SCORE", "Accept proposals of this score or more, 0 to 1; none by default."),
]
ByOption = Annotated[str | None, an_option("--by", "NAME", "Who accepts; by default who is logged in.")]
LeastOption = Annotated[
    float, an_option("--least", "SCORE", "Leave proposals below this out, 0.5 by default.")
]


def locate_entries(
    ctx: typer.Context,
    candidates: CandidatesArgument,
    out: OutOption,
    box: BoxOption = None,
    least: LeastOption = 0.5,
    accept_above: AboveOption = None,
    by: ByOption = None,
    datum: DatumOption = None,
    crs: CrsOption = None,
    encoding: EncodingOption = None,
    overwrite: OverwriteOption = False,  # noqa: FBT002 - a flag
    _json: JsonOption = False,  # noqa: FBT002 - a flag
    _lang: LangOption = None,
) -> int:
    """Read candidates, compare, write, say."""
    face = Face.of_call(ctx)
    for option, score in (("--least", least), ("--accept-above", accept_above)):
        if score is not None and not 0.0 <= score <= 1.0:
            message = "{option} {value} is no score."
            raise CallError("score_wrong", message, "Scores go from 0 to 1.", option=option, value=score)
    if accept_above is not None:
        by = who(by)
    product = NamedProduct(".gpkg", Path(out), "--out")
    check_products([product], [_file_of(path) for path in candidates], overwrite=overwrite)
    found = _locate(
        face, candidates, (box, least, accept_above, by or ""), (datum, crs, encoding), product, overwrite
    )
    _print(face, found, product)
    return DONE


def _file_of(path: str) -> Path:
    from xq_gis_plugin.io.raw import find_file

    return find_file(path).path


def _locate(
    face: Face,
    candidates: list[str],
    asked: tuple[str | None, float, float | None, str],
    said: tuple[str | None, str | None, str | None],
    product: NamedProduct,
    overwrite: bool,  # noqa: FBT001 - handed on
) -> Located:
    import geopandas as gpd
    import pandas as pd

    from xq_gis_plugin.core.locating import Acceptance, locate
    from xq_gis_plugin.core.plan import load_plan, select
    from xq_gis_plugin.io.areas import display_district
    from xq_gis_plugin.io.candidates import read_candidates
    from xq_gis_plugin.io.located import write_located
    from xq_gis_plugin.io.options import ReadOptions

    box, least, above, by = asked
    datum, crs, encoding = said
    options = ReadOptions(datum=datum, crs=crs, encoding=encoding)
    with Steps(face) as steps:
        advance = steps.begin("read_candidates")
        frames = []
        for number, path in enumerate(candidates):
            advance(number / len(candidates), "read_candidates")
            frames.append(read_candidates(path, options))
        wanted = [entry for entry in select(load_plan(), box=box) if entry.box != "专栏1"]
        who = Acceptance(above, by, dt.datetime.now(tz=dt.UTC).date().isoformat())
        together = gpd.GeoDataFrame(pd.concat(frames, ignore_index=True), crs=frames[0].crs)
        found = locate(wanted, together, display_district(), who, least=least, progress=steps.begin("locate"))
        steps.begin("write")
        write_located(found, product.path, overwrite=overwrite)
    return found


def _print(face: Face, found: Located, product: NamedProduct) -> None:
    entries = found.entries
    states = ("accepted", "proposed", "ambiguous", "none")
    counts = {status: int((entries["status"] == status).sum()) for status in states}
    rows = entries.drop(columns="geometry").astype(object)
    face.answer(
        entries=rows.where(rows.notna(), None).to_dict("records"),
        counts=counts,
        outputs={"gpkg": str(product.path)},
    )
    columns = [face.tr(name) for name in ("Plan", "State", "Candidate", "Score", "Evidence", "Source")]
    shown = [
        (
            f"{row['plan_id']} {row['name']}",
            word("located", row["status"], face.lang),
            row["candidate_name"] or "—",
            f"{row['score']:.2f}" if row["candidate_name"] else "",
            word("evidence", row["evidence"], face.lang) if row["candidate_name"] else "",
            row["source"] or "",
        )
        for row in entries.to_dict("records")
    ]
    face.table(columns, shown)
    told = [f"{word('located', status, face.lang)} {count}" for status, count in counts.items()]
    face.line("，".join(told) if face.lang == "zh" else ", ".join(told), "bold")
    if counts["accepted"] == 0:
        face.line(face.tr("Nothing is accepted by itself: look at each, or give --accept-above."), "dim")
    face.path(str(product.path))
