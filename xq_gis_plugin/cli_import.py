"""``xq-gis import``: a file into a district's workspace, with its provenance; and the last one out again."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xq_gis_plugin.child_process import typed
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
    TagsOption,
    an_option,
    columns_of,
    require_metres,
)
from xq_gis_plugin.cli_report import RoleOption, print_checks, print_rejected, role_of, who
from xq_gis_plugin.cli_text import CallError
from xq_gis_plugin.export.words import word

if TYPE_CHECKING:
    from xq_gis_plugin.io.district import ImportRecord
    from xq_gis_plugin.run_import import Imported

__all__ = ["import_file"]

FileArgument = Annotated[
    str | None, typer.Argument(metavar="FILE", help="Any readable file; FILE#layer names a layer.")
]
IntoOption = Annotated[
    str, an_option("--into", "WORKSPACE", "The district's workspace, a .gpkg; made if it is not there.")
]
ExistingOption = Annotated[
    str,
    an_option(
        "--existing",
        "WHAT",
        "Rows that are there already: refuse (the default), replace them, or keep them.",
    ),
]
ImporterOption = Annotated[str | None, an_option("--by", "NAME", "Who imports; by default who is logged in.")]
UndoOption = Annotated[bool, an_option("--undo", None, "Take the last import out again.")]
AnywayOption = Annotated[
    bool, an_option("--anyway", None, "Undo even where rows were changed since; the changes are lost.")
]
ListOption = Annotated[bool, an_option("--list", None, "List what was imported.")]


def import_file(
    ctx: typer.Context,
    into: IntoOption,
    file: FileArgument = None,
    role: RoleOption = None,
    existing: ExistingOption = "refuse",
    encoding: EncodingOption = None,
    crs: CrsOption = None,
    crs_accuracy: CrsAccuracyOption = None,
    datum: DatumOption = None,
    kind: RowKindOption = None,
    column: ColumnOption = None,
    map_tags: TagsOption = None,
    by: ImporterOption = None,
    undo: UndoOption = False,  # noqa: FBT002 - a flag
    anyway: AnywayOption = False,  # noqa: FBT002 - a flag
    listed: ListOption = False,  # noqa: FBT002 - a flag
    _json: JsonOption = False,  # noqa: FBT002 - a flag
    _lang: LangOption = None,
) -> int:
    """Import, undo or list, one of them."""
    from xq_gis_plugin.io.district import Existing
    from xq_gis_plugin.run import Given
    from xq_gis_plugin.run_import import run_import

    face = Face.of_call(ctx)
    workspace = Path(into)
    if [file is not None, undo, listed].count(True) != 1:
        message = "Say one thing: a FILE to import, --undo or --list."
        raise CallError("import_what", message, "See xq-gis import --help.")
    if listed:
        return _list(face, workspace)
    if undo:
        return _undo(face, workspace, who(by), anyway=anyway)
    if file is None or role is None:
        message = "What is the file to be imported as?"
        raise CallError("import_as_what", message, "Say --as hazards, protected, parts or sites.")
    if workspace.suffix.lower() != ".gpkg":
        message = "{path} must end in .gpkg."
        raise CallError("workspace_suffix", message, "Name the workspace so.", path=into)
    if existing not in [*Existing]:
        message = "{value} is none of: {known}."
        hint = "See xq-gis import --help."
        raise CallError("existing_unknown", message, hint, value=existing, known=", ".join(Existing))
    require_metres("--crs-accuracy", crs_accuracy)
    given = Given(file, datum, crs, encoding, crs_accuracy, kind, columns_of("--column", column))
    chosen, tags = role_of(role), None if map_tags is None else Path(map_tags)
    with Steps(face) as steps:
        done = run_import(
            given, chosen, workspace, existing=Existing(existing), by=who(by), steps=steps, tags=tags
        )
    _print(face, done, workspace)
    return DONE


def _print(face: Face, done: Imported, workspace: Path) -> None:
    record = done.record
    face.answer(
        **{"import": asdict(record)},
        checks=done.checks,
        rejected=[asdict(cell) for cell in done.rejected],
        outputs={"gpkg": str(workspace)},
    )
    face.line(
        face.tr(
            "Import {number}: {rows} rows as {role}.",
            number=record.import_id,
            rows=f"{record.rows_added:,}",
            role=_role(face, record),
        ),
        "bold",
    )
    for count, told in (
        (record.rows_replaced, "{n} of them replaced older ones."),
        (record.rows_kept, "{n} were left out: the workspace has them already."),
        (record.rows_rejected, "{n} could not be read."),
    ):
        if count:
            face.line(face.tr(told, n=f"{count:,}"), "", 2)
    print_rejected(face, done.rejected)
    print_checks(face, done.checks)
    face.line()
    face.path(str(workspace))
    command = typed(["xq-gis", "import", "--undo", "--into", str(workspace)])
    face.path(face.tr("To take it out again: {command}", command=command), "dim")


def _undo(face: Face, workspace: Path, by: str, *, anyway: bool) -> int:
    from xq_gis_plugin.io.district import undo_last_import

    done = undo_last_import(workspace, by=by, anyway=anyway)
    face.answer(undone=asdict(done), outputs={"gpkg": str(workspace)})
    face.line(
        face.tr(
            "Import {number} ({file}) is undone: {removed} rows taken out, {restored} put back.",
            number=done.import_id,
            file=Path(done.file).name,
            removed=f"{done.rows_removed:,}",
            restored=f"{done.rows_restored:,}",
        ),
        "bold",
    )
    return DONE


def _list(face: Face, workspace: Path) -> int:
    from xq_gis_plugin.io.district import imports

    records = imports(workspace)
    face.answer(imports=[asdict(one) for one in records])
    if not records:
        face.line(face.tr("Nothing was imported yet."), "bold")
        return DONE
    columns = [face.tr(name) for name in ("No.", "When", "Who", "As", "File", "Rows", "State")]
    face.table(columns, [_line(face, one) for one in records])
    return DONE


def _line(face: Face, record: ImportRecord) -> tuple[str, ...]:
    name = Path(record.file).name + (f"#{record.layer}" if record.layer else "")
    state = face.tr("undone") if record.undone_at else face.tr("in force")
    when = record.imported_at[:16].replace("T", " ")
    rows = f"{record.rows_added:,}"
    return (str(record.import_id), when, record.imported_by, _role(face, record), name, rows, state)


def _role(face: Face, record: ImportRecord) -> str:
    from xq_gis_plugin.io.columns import Role
    from xq_gis_plugin.io.district_tables import TABLES

    return word("table", TABLES[Role(record.role)], face.lang)
