"""The table on a sheet: the findings that matter most, of the district or of the page's hazard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import QgsLayoutTableColumn

from xq_gis_plugin.export.words import word, words_of
from xq_gis_plugin.widgets.qt import QtCore

if TYPE_CHECKING:
    from qgis.core import QgsLayoutItemAttributeTable, QgsVectorLayer

    from xq_gis_plugin.export.words import Language

__all__ = ["ON_A_PAGE", "fill_table", "narrow_table", "widen_table"]

ON_A_PAGE = "attribute(@atlas_feature,'hazard_id')"
"""The hazard of the page; NULL on the overview."""
_OPEN = "\"verdict\" in ('conflict','unresolved')"


def _filter(hazard: str) -> str:
    # A finding between two hazards stands under the one that the rule binds, and concerns both.
    return f'{_OPEN} and ("hazard_id"={hazard} or "object_id"={hazard})'


_FILTER = f"if({ON_A_PAGE} is null,{_OPEN},{_filter(ON_A_PAGE)})"
_WORST_FIRST = (
    "case when \"risk_color\"='red' then 0 when \"risk_color\"='orange' then 1 else 2 end",
    '-coalesce("shortfall_m",1e9)',
    '-coalesce("shortfall_max_m",0)',
    'coalesce("distance_m",0)',
)
_LONGEST = 26
"""Characters of a name that a cell shows."""


@dataclass(frozen=True)
class _Column:
    heading: str
    expression: str
    share: float
    """Of the table's width."""
    figure: bool = False


def fill_table(
    table: QgsLayoutItemAttributeTable, layer: QgsVectorLayer, lang: Language, *, rows: int, narrow: bool
) -> None:
    """Let a layout's table show the worst findings of the page.

    Parameters
    ----------
    table
        The multiframe; its one frame says how wide it is.
    layer
        The findings, of which values are shown in words.
    lang
        Language of the headings and the words.
    rows
        At most so many findings are listed.
    narrow
        Whether the sheet has room for fewer columns.
    """
    # Before the layer is set: with all of its columns the table, and its frame, grow off the sheet.
    frame = table.frame(0)
    size, edges = frame.sizeWithUnits(), 2 * table.cellMargin() + table.gridStrokeWidth()
    table.setVectorLayer(layer)
    table.setMaximumNumberOfFeatures(rows)
    table.setFeatureFilter(_FILTER)
    table.setFilterFeatures(True)
    columns = _columns(lang, narrow=narrow)
    table.setColumns([_column(one, one.share * size.width() - edges) for one in columns])
    table.setSortColumns([_sorted(expression) for expression in _WORST_FIRST])
    table.refresh()
    frame.attemptResize(size)


def narrow_table(table: QgsLayoutItemAttributeTable, hazard_id: str) -> None:
    """Let the table ask for one hazard by its name, before its page is turned to.

    It looks at every row several times a page, which takes a third of a second in a district; what names
    its values is left to the database. (A layer's own filter would be, too, but QGIS writes into the file
    of a layer that it is set on.)
    """
    table.setFeatureFilter(_filter(_quoted(hazard_id)))


def widen_table(table: QgsLayoutItemAttributeTable) -> None:
    """Let the table ask for what is on the page, whichever it is."""
    table.setFeatureFilter(_FILTER)


def _columns(lang: Language, *, narrow: bool) -> list[_Column]:
    hazard, other = '"hazard_name"', _object(lang)
    most = _LONGEST // 2 if narrow else _LONGEST
    both = f"{_short(hazard, most=most)}||' ↔ '||{_short(other, most=most)}"
    pair = f'if({ON_A_PAGE} is null,{both},if("object_id"={ON_A_PAGE},{hazard},{other}))'
    columns = [
        _Column(_word("col_pair", lang), pair, 0.31),
        _Column(_word("col_verdict", lang), _verdict(lang), 0.09),
        _Column(
            _word("col_distance", lang), "coalesce(format_number(\"distance_m\",1),'—')", 0.06, figure=True
        ),
        _Column(_word("col_required", lang), _required(lang), 0.07, figure=True),
        _Column(_word("col_clause", lang), "\"standard\"||' '||coalesce(\"clause\",'')", 0.22),
        _Column(_word("col_confidence", lang), '"rule_confidence"', 0.05),
        _Column(_word("col_missing", lang), _missing(lang), 0.20),
    ]
    if not narrow:
        return columns
    shares = (0.34, 0.12, 0.07, 0.08, 0.25, 0.0, 0.14)
    return [
        _Column(one.heading, one.expression, share, one.figure)
        for one, share in zip(columns, shares, strict=True)
        if share
    ]


def _verdict(lang: Language) -> str:
    below, unknown = (_quoted(_word(f"verdict_{verdict}", lang)) for verdict in ("conflict", "unresolved"))
    return f"if(\"verdict\"='conflict',{below},{unknown})"


def _object(lang: Language) -> str:
    kinds = _in_words('"object_kind"', "object_kind", lang)
    alone = _quoted(word("say", "alone", lang))
    return f"coalesce(nullif(\"object_name\",''),{kinds},{alone})"


def _required(lang: Language) -> str:
    """Return the required distance, or its range; where a clause asks no distance, a dash."""
    low, high = (
        f"regexp_replace(to_string(round(\"required_{end}_m\",1)),'\\\\.0$','')" for end in ("low", "high")
    )
    dash = _quoted("—" if lang == "zh" else "-")
    return f"if(\"required_high_m\" is null,{dash},if({low}={high},{high},{low}||'–'||{high}))"


def _missing(lang: Language) -> str:
    one = _in_words("trim(@element)", "fact", lang)
    separator = _quoted(word("say", "separator", lang))
    words = f"coalesce(array_to_string(array_foreach(string_to_array(\"missing\"),{one}),{separator}),'')"
    return _short(words, most=_LONGEST)


def _in_words(value: str, group: str, lang: Language) -> str:
    pairs = ",".join(f"{_quoted(key)},{_quoted(one.text(lang))}" for key, one in words_of(group).items())
    return f"coalesce(map_get(map({pairs}),{value}),{value})"


def _short(expression: str, *, most: int) -> str:
    return f"if(length({expression})>{most},left({expression},{most - 1})||'…',{expression})"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def _word(key: str, lang: Language) -> str:
    return word("layout", key, lang)


def _column(one: _Column, width_mm: float) -> QgsLayoutTableColumn:
    column = QgsLayoutTableColumn(one.heading)
    column.setAttribute(one.expression)
    column.setWidth(width_mm)
    centre, left = QtCore.Qt.AlignmentFlag.AlignHCenter, QtCore.Qt.AlignmentFlag.AlignLeft
    column.setHAlignment(centre if one.figure else left)
    return column


def _sorted(expression: str) -> QgsLayoutTableColumn:
    column = QgsLayoutTableColumn()
    column.setAttribute(expression)
    column.setSortOrder(QtCore.Qt.SortOrder.AscendingOrder)
    return column
