"""``xq-gis locate``: places for what the plan names, proposed with the evidence, accepted by a person."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xq_gis_plugin.cli_face import DONE, Face, Steps
from xq_gis_plugin.cli_files import NamedProduct, check_products
from xq_gis_plugin.cli_options import (
    BoxOption,
    ColumnOption,
    CrsAccuracyOption,
    CrsOption,
    DatumOption,
    EncodingOption,
    JsonOption,
    LangOption,
    OverwriteOption,
    RowKindOption,
    an_option,
    columns_of,
    require_metres,
)
from xq_gis_plugin.cli_report import print_checks, print_rejected, who
from xq_gis_plugin.cli_text import CallError
from xq_gis_plugin.export.words import word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xq_gis_plugin.core.locating import Located
    from xq_gis_plugin.core.model import Check
    from xq_gis_plugin.io.options import ReadOptions
    from xq_gis_plugin.io.rejected import Rejected
    from xq_gis_plugin.io.services.asking import Session

__all__ = ["locate_entries"]

CandidatesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="CANDIDATES…", help="Files with names and places: layers, tables, OSM extracts."),
]
ServiceOption = Annotated[
    list[str] | None,
    an_option("--service", "NAME", "Ask an online service too: overpass, nominatim, tianditu or amap."),
]
ServiceUrlOption = Annotated[
    list[str] | None, an_option("--service-url", "NAME=URL", "Another address of a service.")
]
RefreshOption = Annotated[bool, an_option("--refresh", None, "Ask again what was answered before.")]
NoCacheOption = Annotated[bool, an_option("--no-cache", None, "Keep no answers, and use none.")]
OutOption = Annotated[str, an_option("--out", "OUT.gpkg", "Write entries, proposals, hazards and protected.")]
AboveOption = Annotated[
    float | None,
    an_option("--accept-above", "SCORE", "Accept proposals of this score or more, 0 to 1; none by default."),
]
ByOption = Annotated[str | None, an_option("--by", "NAME", "Who accepts; by default who is logged in.")]
LeastOption = Annotated[
    float, an_option("--least", "SCORE", "Leave proposals below this out, 0.5 by default.")
]


@dataclass(frozen=True)
class _Online:
    """Which services are asked, at which addresses, and what becomes of their answers."""

    services: tuple[str, ...]
    urls: Mapping[str, str]
    refresh: bool
    no_cache: bool

    def session(self) -> Session:
        from xq_gis_plugin.io.services.asking import Session
        from xq_gis_plugin.io.services.cache import AnswerCache, cache_folder
        from xq_gis_plugin.io.services.client import Client

        cache = AnswerCache(None if self.no_cache else cache_folder(), refresh=self.refresh)
        return Session(Client(), cache, self.urls)


@dataclass(frozen=True)
class _Found:
    """What was located, and what was noticed of the candidates on the way."""

    located: Located
    checks: tuple[Check, ...]
    rejected: tuple[Rejected, ...]


def locate_entries(
    ctx: typer.Context,
    out: OutOption,
    candidates: CandidatesArgument = None,
    service: ServiceOption = None,
    service_url: ServiceUrlOption = None,
    refresh: RefreshOption = False,  # noqa: FBT002 - a flag
    no_cache: NoCacheOption = False,  # noqa: FBT002 - a flag
    box: BoxOption = None,
    least: LeastOption = 0.5,
    accept_above: AboveOption = None,
    by: ByOption = None,
    datum: DatumOption = None,
    crs: CrsOption = None,
    crs_accuracy: CrsAccuracyOption = None,
    encoding: EncodingOption = None,
    kind: RowKindOption = None,
    column: ColumnOption = None,
    overwrite: OverwriteOption = False,  # noqa: FBT002 - a flag
    _json: JsonOption = False,  # noqa: FBT002 - a flag
    _lang: LangOption = None,
) -> int:
    """Read candidates, compare, write, say."""
    from xq_gis_plugin.io.options import ReadOptions
    from xq_gis_plugin.io.services.ask import require_services

    face = Face.of_call(ctx)
    for option, score in (("--least", least), ("--accept-above", accept_above)):
        if score is not None and not 0.0 <= score <= 1.0:
            message = "{option} {value} is no score."
            raise CallError("score_wrong", message, "Scores go from 0 to 1.", option=option, value=score)
    require_metres("--crs-accuracy", crs_accuracy)
    if accept_above is not None:
        by = who(by)
    urls = require_services(service or (), service_url or ())
    if not candidates and not service:
        message = "Nothing to compare with."
        raise CallError("locate_with_what", message, "Give files of places, or --service.")
    product = NamedProduct(".gpkg", Path(out), "--out")
    check_products([product], [_file_of(path) for path in candidates or ()], overwrite=overwrite)
    online = _Online(tuple(dict.fromkeys(service or ())), urls, refresh=refresh, no_cache=no_cache)
    asked = (box, least, accept_above, by or "")
    columns = columns_of("--column", column)
    options = ReadOptions(
        datum=datum, crs=crs, crs_accuracy_m=crs_accuracy, encoding=encoding, kind=kind, columns=columns
    )
    found = _locate(face, candidates or [], online, asked, options, product, overwrite)
    _print(face, found, product, asked=accept_above is not None)
    return DONE


def _file_of(path: str) -> Path:
    from xq_gis_plugin.io.raw import find_file

    return find_file(path).path


def _locate(
    face: Face,
    candidates: list[str],
    online: _Online,
    asked: tuple[str | None, float, float | None, str],
    options: ReadOptions,
    product: NamedProduct,
    overwrite: bool,  # noqa: FBT001 - handed on
) -> _Found:
    import geopandas as gpd
    import pandas as pd

    from xq_gis_plugin.core.locating import Acceptance, locate
    from xq_gis_plugin.core.plan import load_plan, select
    from xq_gis_plugin.io.areas import display_district
    from xq_gis_plugin.io.candidates import read_candidates
    from xq_gis_plugin.io.located import write_located
    from xq_gis_plugin.io.services.ask import around, ask

    box, least, above, by = asked
    with Steps(face) as steps:
        advance = steps.begin("read_candidates")
        frames = []
        for number, path in enumerate(candidates):
            advance(number / len(candidates), "read_candidates")
            frames.append(read_candidates(path, options))
        wanted = [entry for entry in select(load_plan(), box=box) if entry.box != "专栏1"]
        told: list[Check] = [check for frame in frames for check in frame.attrs["checks"]]
        rejected = [
            replace(cell, layer=path if len(candidates) > 1 else None)
            for path, frame in zip(candidates, frames, strict=True)
            for cell in frame.attrs["rejected"]
        ]
        for name in online.services:
            frame = ask(name, wanted, around(display_district()), online.session(), steps.begin("ask_places"))
            told += frame.attrs["checks"]
            frames.append(frame)
        for frame in frames:
            # pandas would compare what each frame says of itself.
            frame.attrs.clear()
        if not any(len(frame) for frame in frames):
            message = "The services know no place of such a name."
            raise CallError("locate_nothing", message, "Give files of places, or ask another service.")
        who = Acceptance(above, by, dt.datetime.now(tz=dt.UTC).date().isoformat())
        together = gpd.GeoDataFrame(pd.concat(frames, ignore_index=True), crs=frames[0].crs)
        found = locate(wanted, together, display_district(), who, least=least, progress=steps.begin("locate"))
        steps.begin("write")
        write_located(found, product.path, overwrite=overwrite)
    return _Found(found, tuple(dict.fromkeys(told)), tuple(rejected))


def _print(face: Face, found: _Found, product: NamedProduct, *, asked: bool) -> None:
    entries = found.located.entries
    states = ("accepted", "proposed", "ambiguous", "none")
    counts = {status: int((entries["status"] == status).sum()) for status in states}
    rows = entries.drop(columns="geometry").astype(object)
    face.answer(
        entries=rows.where(rows.notna(), None).to_dict("records"),
        counts=counts,
        checks=found.checks,
        rejected=[asdict(cell) for cell in found.rejected],
        outputs={"gpkg": str(product.path)},
    )
    if found.checks:
        print_rejected(face, found.rejected)
        print_checks(face, found.checks)
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
    if counts["accepted"] == 0 and not asked:
        face.line(face.tr("Nothing is accepted by itself: look at each, or give --accept-above."), "dim")
    face.path(str(product.path))
