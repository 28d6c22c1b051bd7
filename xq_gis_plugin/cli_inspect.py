"""``xq-gis inspect``: what is in a file, and what was assumed of it."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated

import typer

from xq_gis_plugin.cli_face import DONE, Face, Steps
from xq_gis_plugin.cli_options import (
    ColumnOption,
    CrsAccuracyOption,
    CrsOption,
    DatumOption,
    EncodingOption,
    JsonOption,
    LangOption,
    RowKindOption,
    an_option,
    columns_of,
    require_metres,
)
from xq_gis_plugin.cli_report import RoleOption, print_checks, print_rejected, role_of
from xq_gis_plugin.cli_text import CallError
from xq_gis_plugin.export.words import label

if TYPE_CHECKING:
    from xq_gis_plugin.io.inspect import FileReport, LayerReport

__all__ = ["inspect_file"]

_MOST_FIELDS = 40

FileArgument = Annotated[
    str, typer.Argument(metavar="FILE", help="Any readable file; FILE#layer names a layer.")
]
AgainstOption = Annotated[
    str | None, an_option("--against", "FILE", "Places surely right, such as roads, to see the datum by.")
]


def inspect_file(
    ctx: typer.Context,
    file: FileArgument,
    role: RoleOption = None,
    encoding: EncodingOption = None,
    crs: CrsOption = None,
    crs_accuracy: CrsAccuracyOption = None,
    datum: DatumOption = None,
    kind: RowKindOption = None,
    column: ColumnOption = None,
    against: AgainstOption = None,
    _json: JsonOption = False,  # noqa: FBT002 - a flag
    _lang: LangOption = None,
) -> int:
    """Read a file and say what it is."""
    from xq_gis_plugin.io.inspect import inspect, reference_places
    from xq_gis_plugin.io.options import ReadOptions

    face = Face.of_call(ctx)
    chosen = None if role is None else role_of(role)
    reference = None
    if against is not None:
        reference = reference_places(against)
    require_metres("--crs-accuracy", crs_accuracy)
    columns = columns_of("--column", column)
    if columns and chosen is None:
        message = "{option} stands without {needed}."
        hint = "Say what the file is to be read as: {needed} hazards."
        raise CallError("columns_as_what", message, hint, option="--column", needed="--as")
    options = ReadOptions(
        datum=datum,
        crs=crs,
        crs_accuracy_m=crs_accuracy,
        encoding=encoding,
        kind=kind,
        columns=columns,
        reject_rows=True,
    )
    with Steps(face) as steps:
        advance = steps.begin("read")
        report = inspect(
            file, chosen, replace(options, progress=lambda done: advance(done, "read")), reference
        )
    _print(face, report)
    return DONE


def _print(face: Face, report: FileReport) -> None:
    face.answer(
        path=report.path,
        blocked=report.blocked,
        layers=[asdict(layer) for layer in report.layers],
        checks=report.checks,
        rejected=[asdict(cell) for cell in report.rejected],
    )
    face.path(report.path)
    for layer in report.layers:
        face.line()
        _print_layer(face, layer)
    print_rejected(face, report.rejected)
    print_checks(face, report.checks, report.errors)


def _print_layer(face: Face, layer: LayerReport) -> None:
    unknown = face.tr("not said")
    face.line(f"{layer.name}", "bold")
    facts = (
        (face.tr("Rows"), f"{layer.rows:,}"),
        (face.tr("Geometry"), layer.geometry_type or face.tr("a table")),
        (face.tr("Encoding"), layer.encoding or unknown),
        (face.tr("Coordinate system"), layer.crs or unknown),
        (face.tr("Datum"), layer.datum or unknown),
    )
    for name, value in facts:
        face.line(f"{name}{face.tr(': ')}{value}", "", 2)
    shown = layer.fields[:_MOST_FIELDS]
    columns = [face.tr(name) for name in ("Column", "Read as", "Filled", "First rows")]
    rows = [
        (
            field.name,
            label(field.meaning, face.lang) if field.meaning else "—",
            f"{field.filled:,}",
            " | ".join(text for line in layer.preview if (text := line[number])),
        )
        for number, field in enumerate(shown)
    ]
    if rows:
        face.table(columns, rows)
    if len(layer.fields) > len(shown):
        face.line(face.tr("and {n} more columns", n=len(layer.fields) - len(shown)), "dim", 2)
