"""What can be written on the command line, and the help in the reader's language."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xq_gis_plugin.cli_text import CallError, tr
from xq_gis_plugin.core.model import Confidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xq_gis_plugin.export.words import Language

__all__ = ["FailOn", "an_option", "columns_of", "require_metres", "require_tiles", "translate"]

_MAP = "Write the risk map, which opens without network."


class Lang(StrEnum):
    """A language that the command line speaks."""

    ZH = "zh"
    EN = "en"


class FailOn(StrEnum):
    """What makes a finished check end with status 1."""

    CONFLICT = "conflict"


def an_option(name: str, metavar: str | None, text: str, **more: Any) -> Any:  # noqa: ANN401 - as typer.Option
    """Return an option whose help says what its default is."""
    return typer.Option(name, metavar=metavar, help=text, show_default=False, show_choices=False, **more)


# `Face.of` reads these two before the parser does, whose own complaints need them.
LangOption = Annotated[
    Lang | None,
    an_option("--lang", "zh|en", "Language: zh or en; else that of the system.", case_sensitive=False),
]
JsonOption = Annotated[bool, an_option("--json", None, "Print one JSON object and nothing else.")]

OverwriteOption = Annotated[bool, an_option("--overwrite", None, "Replace output files that exist.")]
TitleOption = Annotated[str | None, an_option("--title", "TEXT", "Heading of the map.")]

# demo
FolderOption = Annotated[str, an_option("--out", "FOLDER", "Folder for the six files, xq_demo by default.")]

# plan
BoxOption = Annotated[str | None, an_option("--box", "BOX", "Only one box: 专栏2 or 2.")]
KindOption = Annotated[str | None, an_option("--kind", "KIND", "Only one kind: petrol_station or 加油站.")]
UnitOption = Annotated[str | None, an_option("--unit", "UNIT", "Only one traffic unit: 一大队.")]
ContainsOption = Annotated[str | None, an_option("--contains", "TEXT", "Only names with this text.")]
IndicatorsOption = Annotated[bool, an_option("--indicators", None, "The seven indicators of box 1.")]

# check and map
HazardsArgument = Annotated[
    str, typer.Argument(metavar="HAZARDS", help="Hazards: any readable file; FILE#layer names a layer.")
]
ProtectedArgument = Annotated[
    str, typer.Argument(metavar="PROTECTED", help="Protected objects; an .osm.pbf serves as either.")
]
WorkspaceOption = Annotated[str, an_option("--out", "OUT.gpkg", "Write the workspace, which QGIS opens.")]
HtmlOption = Annotated[str | None, an_option("--html", "OUT.html", _MAP)]
XlsxOption = Annotated[str | None, an_option("--xlsx", "OUT.xlsx", "Write the tables as a workbook.")]
PartsOption = Annotated[str | None, an_option("--parts", "FILE", "Tanks, dispensers, vents, …")]
EditionsOption = Annotated[
    list[str] | None,
    an_option(
        "--rules",
        "EDITION",
        "Edition of GB 50156, GB50156-2021 by default; given twice, both stand side by side.",
    ),
]
RuleFileOption = Annotated[
    str | None, an_option("--rule-file", "FILE", "Rules of your own, by id over the built-in ones.")
]
AccuracyOption = Annotated[
    float | None,
    an_option("--accuracy", "M", "Radius in metres where a position states none, site included."),
]
DatumOption = Annotated[str | None, an_option("--datum", "DATUM", "cgcs2000, wgs84, gcj02 or bd09.")]
EncodingOption = Annotated[
    str | None, an_option("--encoding", "NAME", "Encoding of the text: utf-8, gb18030 or big5.")
]
CrsOption = Annotated[
    str | None, an_option("--crs", "EPSG:N", "Coordinate system, where the file names none.")
]
CrsAccuracyOption = Annotated[
    float | None,
    an_option("--crs-accuracy", "M", "How far off a conversion of unknown accuracy may be, in metres."),
]
RowKindOption = Annotated[
    str | None, an_option("--kind", "KIND", "What the rows are that state no kind: petrol_station or 加油站.")
]
_COLUMN = "What a column is, whatever its header says: name=单位全称, lon=X, kept=备注; may be given again."
ColumnOption = Annotated[list[str] | None, an_option("--column", "MEANING=HEADER", _COLUMN)]
HazardColumnOption = Annotated[
    list[str] | None,
    an_option("--hazard-column", "MEANING=HEADER", "As --column of import, for the hazards."),
]
ProtectedColumnOption = Annotated[
    list[str] | None,
    an_option("--protected-column", "MEANING=HEADER", "As --column of import, for the protected objects."),
]
CandidateColumnOption = Annotated[
    list[str] | None,
    an_option("--candidate-column", "MEANING=HEADER", "As --column of import, for the candidates."),
]
ExistingColumnOption = Annotated[
    list[str] | None,
    an_option("--existing-column", "MEANING=HEADER", "As --column of import, for the shops that are there."),
]
PartColumnOption = Annotated[
    list[str] | None, an_option("--part-column", "MEANING=HEADER", "As --column of import, for the parts.")
]
HazardKindOption = Annotated[
    str | None, an_option("--hazard-kind", "KIND", "What the hazards are that state no kind: 加油站.")
]
ProtectedKindOption = Annotated[
    str | None,
    an_option("--protected-kind", "KIND", "What the protected objects are that state no kind: 住宅."),
]
PartKindOption = Annotated[
    str | None, an_option("--part-kind", "KIND", "What the parts are that state no kind: 油罐.")
]
TagsOption = Annotated[str | None, an_option("--map-tags", "FILE", "Another mapping of OpenStreetMap tags.")]
WithinOption = Annotated[
    float, an_option("--within", "M", "How near a road or complex of the plan counts, 200 m by default.")
]
SchedulerOption = Annotated[
    str | None,
    an_option("--scheduler", "ADDRESS", "Read PROTECTED on the workers of dask: tcp://10.0.0.5:8786."),
]
FailOnOption = Annotated[
    FailOn | None, an_option("--fail-on", "conflict", "End with status 1 if conflicts were found.")
]
WorkspaceArgument = Annotated[
    str, typer.Argument(metavar="WORKSPACE", help="A .gpkg that check has written.")
]
MapOption = Annotated[str, an_option("--out", "FILE.html", _MAP)]
TilesOption = Annotated[
    str | None,
    an_option("--tiles", "osm|amap|tianditu", "Online tiles under the map; without them it asks nobody."),
]
TilesKeyOption = Annotated[
    str | None, an_option("--tiles-key", "KEY", "The key that tianditu wants; it is written into the map.")
]

# rules
EditionOption = Annotated[str | None, an_option("--edition", "EDITION", "Only one edition: GB50156-2021.")]
HazardOption = Annotated[
    str | None, an_option("--hazard", "KIND", "Only rules for one kind: petrol_station or 加油站.")
]
ConfidenceOption = Annotated[
    Confidence | None, an_option("--confidence", "A|B|C", "Only one confidence.", case_sensitive=False)
]
UnusableOption = Annotated[bool, an_option("--unusable", None, "Only rules that cannot be used.")]
RuleArgument = Annotated[str, typer.Argument(metavar="ID", help="Id of the rule, as rules list shows it.")]
RulesArgument = Annotated[
    str, typer.Argument(metavar="FILE", help="CSV with the columns of layers/rules.csv.")
]


def translate(command: Any, lang: Language) -> None:  # noqa: ANN401 - typer's classes changed their home
    """Put a command's help into a language, its options' and its commands' too."""
    command.help = tr(command.help or "", lang)
    for parameter in command.get_params(typer.Context(command)):
        if getattr(parameter, "help", None):
            parameter.help = tr(parameter.help, lang)
        is_option = parameter.param_type_name == "option"
        parameter.rich_help_panel = tr("Options" if is_option else "Arguments", lang)
    command.rich_help_panel = tr("Commands", lang)
    for sub in getattr(command, "commands", {}).values():
        translate(sub, lang)


def columns_of(option: str, said: Sequence[str] | None) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a meaning and a header that an option names.

    Raises
    ------
    CallError
        ``column_option_wrong`` for what is no pair.
    """
    found = []
    for one in said or ():
        meaning, equals, header = one.partition("=")
        if not (equals and meaning.strip() and header.strip()):
            message = "{option} {value} does not say what a column is."
            hint = "Write {option} name=单位全称: what it is, then the column's header."
            raise CallError("column_option_wrong", message, hint, option=option, value=one)
        found.append((meaning.strip(), header.strip()))
    return tuple(found)


def require_metres(option: str, metres: float | None) -> None:
    """Refuse what is no distance.

    Raises
    ------
    CallError
        ``metres_wrong`` for a negative, infinite or undefined number.
    """
    if metres is not None and not 0 <= metres < float("inf"):
        message = "{option} {value} is no number of metres."
        raise CallError("metres_wrong", message, "Give 0 or more metres.", option=option, value=metres)


def require_tiles(tiles: str | None, key: str | None) -> None:
    """Refuse a key for tiles that were not asked for.

    Raises
    ------
    CallError
        ``tiles_key_alone``.
    """
    if key is not None and tiles is None:
        message = "{option} stands without {other}."
        facts = {"option": "--tiles-key", "other": "--tiles"}
        raise CallError("tiles_key_alone", message, "Write {other} tianditu too.", **facts)
