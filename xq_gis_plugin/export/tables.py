"""The tables of a run as one workbook: a sheet per layer, real numbers, Chinese headers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from xq_gis_plugin.core.model import HAZARD_COLUMNS, OBJECT_COLUMNS, PART_COLUMNS, RiskColor, Verdict
from xq_gis_plugin.core.output import atomic_output
from xq_gis_plugin.export.cells import Pen
from xq_gis_plugin.export.digest import conflict_order, from_osm, headline, unresolved_groups
from xq_gis_plugin.export.packing import lonlat_points
from xq_gis_plugin.export.words import join, label, note_text, say, word, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from xq_gis_plugin.core.model import Assessment

__all__ = ["write_table", "write_xlsx"]

MOST_ROWS = 1_048_575
"""Rows that a sheet holds below its header."""

_TABLES = (
    "survey", "hazard_summary", "overlaps", "plan_overlay", "unlocated", "finding_rules", "rings", "hazards",
    "parts", "protected",
)  # fmt: skip
_RUN_SHOWN = (
    "time", "editions", "families", "rules_A", "rules_B", "rules_C", "input_hazards", "input_protected",
)  # fmt: skip
_SAME_GROUP = {
    "verdict": "verdict", "severity": "severity", "relation": "relation", "risk_color": "color",
    "object_kind": "object_kind", "measured_as": "measured_as", "vapour_recovery": "vapour_recovery",
    "protection_class": "protection_class", "road_class": "road_class", "subject": "subject", "fact": "fact",
    "position_status": "position_status", "position_source": "position_source", "temporary": "truth",
    "insulated": "truth",
}  # fmt: skip
_STATED = {*HAZARD_COLUMNS, *OBJECT_COLUMNS, *PART_COLUMNS}
_LISTS = {"missing": "fact", "part": "part_kind", "fuels": "fuel", "fuel": "fuel"}
_KINDS = {"protected": "object_kind", "parts": "part_kind"}


def write_xlsx(result: Assessment, path: Path, *, fictional: bool = False, overwrite: bool = False) -> None:
    """Write a run's tables as a workbook.

    The first sheet says in words what came out and with what it was made; 检查结论 follows, and one
    sheet for each further table. Kinds, verdicts and facts are in Chinese words, ids as they are;
    geometry becomes the longitude and latitude (degrees, EPSG:4490) of a point on it. Text stays
    text, whatever it begins with; what a cell cannot hold is cut with a mark.

    Parameters
    ----------
    result
        The run.
    path
        The file to write; it appears whole or not at all.
    fictional
        Mark the summary, and every sheet's printed header, 虚构示例.
    overwrite
        Whether an existing file may be replaced.

    Raises
    ------
    OutputError
        ``output_exists`` or ``output_unwritable``.
    """
    with atomic_output(Path(path), overwrite=overwrite) as draft:
        pen = Pen(heading=say("fictional_long") if fictional else "")
        pen.page(label_of("overview"), _overview(result, fictional=fictional))
        _sheet(pen, "findings", result.findings.iloc[_worst_first(result)])
        _sheet(pen, "finding_groups", _groups(result))
        for name in _TABLES:
            _sheet(pen, name, getattr(result, name))
        _sheet(pen, "run", result.run.assign(key=[word("run", str(key)) for key in result.run["key"]]))
        pen.save(draft)


def write_table(frame: pd.DataFrame, table: str, path: Path, *, overwrite: bool = False) -> None:
    """Write one table as a workbook of one sheet, as `write_xlsx` writes each.

    Raises
    ------
    OutputError
        ``output_exists`` or ``output_unwritable``.
    """
    with atomic_output(Path(path), overwrite=overwrite) as draft:
        pen = Pen()
        _sheet(pen, table, frame)
        pen.save(draft)


def label_of(table: str) -> str:
    """Return the name of a table's sheet."""
    return word("table", table)


def _overview(result: Assessment, *, fictional: bool) -> Iterator[tuple[str, str]]:
    """Yield the lines of the first sheet: what they are called, and what they say."""
    counts = headline(result)
    if fictional:
        yield say("fictional"), say("fictional_long")
    yield word("table", "findings"), counts.text()
    yield "", counts.text("en")
    for color in RiskColor:
        count = int((result.hazard_summary["risk_color"] == color).sum())
        yield f"{word('color', color)}：{count}", word("color_meaning", color)
    yield word("map", "legend"), say("legend")
    yield "", say("not_unlawful")
    if from_osm(result) and not fictional:
        yield word("column", "position_source"), say("osm_licence")
    run = dict(zip(result.run["key"], result.run["value"], strict=True))
    for key in _RUN_SHOWN:
        if run.get(key):
            yield word("run", key), str(run[key])
    for name in ("survey", "unlocated"):
        yield label_of(name), str(len(getattr(result, name)))


def _worst_first(result: Assessment) -> list[int]:
    verdicts = result.findings["verdict"].to_numpy()
    unresolved = [row for group in unresolved_groups(result) for row in group.rows]
    clear = np.flatnonzero(verdicts == Verdict.CLEAR).tolist()
    return [*conflict_order(result), *unresolved, *clear]


def _groups(result: Assessment) -> pd.DataFrame:
    groups = unresolved_groups(result)
    rows = [(g.hazard_id, g.hazard_name, g.missing, len(g.rows), g.nearest_m) for g in groups]
    return pd.DataFrame(rows, columns=["hazard_id", "hazard_name", "missing", "count", "nearest_m"])


def _sheet(pen: Pen, table: str, frame: pd.DataFrame) -> None:
    """Write one table: header, rows, and a last line where the sheet is full."""
    columns: dict[str, Sequence[Any]] = {}
    for name in frame.columns:
        if name == "geometry":
            points = lonlat_points(frame["geometry"].to_numpy()[:MOST_ROWS])
            columns[label("lon")], columns[label("lat")] = points[:, 0].tolist(), points[:, 1].tolist()
        else:
            header = label(str(name)) if label(str(name)) not in columns else str(name)
            columns[header] = _in_words(table, str(name), frame[name].iloc[:MOST_ROWS])
    left_out = max(0, len(frame) - MOST_ROWS)
    pen.table(label_of(table), columns, say("rows_cut", count=left_out) if left_out else "")


def _in_words(table: str, column: str, values: pd.Series) -> list[Any]:
    """Return a column as planners read it; null stays null, numbers stay numbers."""
    translate = _translation(table, column)
    stated = values.astype(object).where(values.notna(), None)
    if translate is not None:
        stated = stated.map({value: translate(str(value)) for value in stated.dropna().unique()})
        stated = stated.where(stated.notna(), None)
    return stated.tolist()


def _translation(table: str, column: str) -> Callable[[str], str] | None:
    if column == "notes":
        return lambda text: "；".join(note_text(note) for note in text.split(",") if note)
    if column in _LISTS:
        return lambda text: join(_LISTS[column], text)
    group = _KINDS.get(table, "hazard_kind") if column == "kind" else _SAME_GROUP.get(column)
    if column == "grade":
        group = "grade"
    elif group is None and column not in _STATED and column in words_of("fact"):
        # A fact that the input has beside the layer's own columns: whether something is so.
        group = "truth"
    if column == "target":
        return _target
    return None if group is None else lambda text: word(group, _truth(text) if group == "truth" else text)


def _target(code: str) -> str:
    from xq_gis_plugin.core.facts import targets

    return next((t.label_zh for t in targets() if t.code == code), code)


def _truth(text: str) -> str:
    return {"True": "yes", "False": "no"}.get(text, text)
