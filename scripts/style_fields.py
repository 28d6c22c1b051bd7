"""How the rows of a result layer read: aliases, values in words, forms, tables, map tips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsAttributeTableConfig, QgsEditorWidgetSetup, QgsField
from qgis.PyQt.QtCore import QVariant
from style_expressions import Tip, listed, metres, notes, quoted, required, spoken, wanted

from xq_gis_plugin.core.facts import targets
from xq_gis_plugin.export.words import label, word, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.core import QgsVectorLayer

    from xq_gis_plugin.export.words import Language

__all__ = ["describe"]

_GROUPS = {
    "verdict": "verdict", "severity": "severity", "relation": "relation", "risk_color": "color",
    "object_kind": "object_kind", "measured_as": "measured_as", "vapour_recovery": "vapour_recovery",
    "protection_class": "protection_class", "road_class": "road_class", "subject": "subject", "fact": "fact",
    "position_status": "position_status", "position_source": "position_source", "grade": "grade",
    "fuel": "fuel", "rule_confidence": "confidence",
}  # fmt: skip
_KINDS = {"protected": "object_kind", "parts": "part_kind"}
_LISTS = {"missing": "fact", "part": "part_kind", "fuels": "fuel"}
_TRUTHS = ("temporary", "insulated")
_EDITED = ("hazards", "parts", "protected")
"""What planners state; everything else a run writes."""
_PRECISION = {
    "share": 3, "objects_inside": 0, "residences_inside": 0, "households_inside": 0, "households_unknown": 0,
}  # fmt: skip
_CODES = (
    "fid",
    "finding_id",
    "hazard_id",
    "object_id",
    "rule_ids",
    "ring_id",
    "overlap_id",
    "nearest_residence_id",
    "subject_id",
)


def describe(layer: QgsVectorLayer, table: str, lang: Language) -> None:
    """Give a layer's columns their names, its codes their words, and its rows a map tip."""
    for column in [field.name() for field in layer.fields()]:
        if column in _LISTS or column == "notes":
            _add_words(layer, column, lang)
    for index, field in enumerate(layer.fields()):
        layer.setFieldAlias(index, _alias(field.name(), lang))
        setup = _widget(table, field, lang)
        if setup is not None:
            layer.setEditorWidgetSetup(index, setup)
    if table not in _EDITED:
        _lock(layer)
    _order(layer)
    if table in _TITLES:
        layer.setDisplayExpression(_TITLES[table](lang))
    if table in _TIPS:
        layer.setMapTipTemplate(_TIPS[table](lang).text())


def _alias(column: str, lang: Language) -> str:
    if column.endswith(_WORDS):
        return label(column.removesuffix(_WORDS), lang)
    if column in _LISTS or column == "notes":
        return word("layout", "code_of", lang).format(name=label(column, lang))
    return "fid" if column == "fid" else label(column, lang)


_WORDS = "_in_words"
"""Columns that are computed: a list of codes in words, which no value map can give."""


def _add_words(layer: QgsVectorLayer, column: str, lang: Language) -> None:
    expression = notes(column, lang) if column == "notes" else listed(column, _LISTS[column], lang)
    layer.addExpressionField(expression, QgsField(column + _WORDS, QVariant.String))


def _widget(table: str, field: QgsField, lang: Language) -> QgsEditorWidgetSetup | None:
    column = field.name()
    if column == "fid":
        return QgsEditorWidgetSetup("Hidden", {})
    words = _words(table, column, lang)
    if words:
        # Two codes may be called the same: a list of pairs, not a mapping.
        return QgsEditorWidgetSetup("ValueMap", {"map": [{text: key} for key, text in words.items()]})
    if field.type() == QVariant.Double:
        places = _PRECISION.get(column, 1)
        return QgsEditorWidgetSetup("Range", {"Precision": places, "Style": "SpinBox", "AllowNull": True})
    return None


def _words(table: str, column: str, lang: Language) -> dict[str, str]:
    """Return what the codes of a column are called; nothing for a column that has none."""
    if column == "target":
        return {t.code: t.label_zh if lang == "zh" else t.label_en for t in reversed(targets())}
    if column in _TRUTHS:
        return {key: word("truth", said, lang) for said, keys in _SAID.items() for key in keys}
    if column == "rule_confidence":
        return {key: f"{key}：{one.text(lang)}" for key, one in words_of("confidence").items()}
    groups = [_GROUPS.get(column, "")]
    if column == "kind":
        groups = [_KINDS.get(table, "hazard_kind")]
    elif column == "object_kind":
        # A hazard may have to keep away from another one.
        groups = ["hazard_kind", "object_kind"]
    elif (table, column) == ("run", "key"):
        groups = ["run"]
    return {key: one.text(lang) for group in groups for key, one in words_of(group).items()}


_SAID = {"yes": ("1", "true", "yes"), "no": ("0", "false", "no")}


def _lock(layer: QgsVectorLayer) -> None:
    form = layer.editFormConfig()
    for index in range(layer.fields().count()):
        form.setReadOnly(index, True)  # noqa: FBT003 - QGIS's own signature
    layer.setEditFormConfig(form)


def _order(layer: QgsVectorLayer) -> None:
    """Hide what nobody reads in the attribute table, and put words where their codes are."""
    config = QgsAttributeTableConfig()
    config.update(layer.fields())
    columns = {column.name: column for column in config.columns()}
    found = []
    for name, column in columns.items():
        if name.endswith(_WORDS):
            continue
        words = columns.get(name + _WORDS)
        column.hidden = name in _CODES or words is not None
        found.append(column)
        if words is not None:
            found.append(words)
    config.setColumns(found)
    layer.setAttributeTableConfig(config)


def _finding_tip(lang: Language) -> Tip:
    tip = Tip(lang).heading(spoken("verdict", "verdict", lang)).line(_pair(lang))
    tip.row("tip_between", metres("distance_m"), "m").row("tip_required", required(), "m")
    tip.row("tip_short", 'if("shortfall_m">0,' + metres("shortfall_m") + ",null)", "m")
    tip.row("tip_possible", 'if("shortfall_max_m">"shortfall_m",' + metres("shortfall_max_m") + ",null)", "m")
    tip.row("tip_missing", listed("missing", "fact", lang))
    tip.row("tip_clause", "\"standard\"||' '||coalesce(\"clause\",'')")
    return tip.row(
        "tip_confidence", "\"rule_confidence\"||' '||" + spoken("rule_confidence", "confidence", lang)
    )


def _summary_tip(lang: Language) -> Tip:
    tip = Tip(lang).heading(spoken("verdict", "verdict", lang))
    tip.line(wanted("name", "kind", "hazard_kind", lang, whole=True)).line(
        spoken("kind", "hazard_kind", lang)
    )
    counts = {"short_conflict": '"conflicts_must"+"conflicts_should"', "short_unresolved": '"unresolved"'}
    for key, count in counts.items():
        before, after = map(quoted, word("layout", key, lang).split("{count}"))
        tip.line(f"if(({count})>0,{before}||({count})||{after},null)")
    tip.row("tip_nearest", metres("nearest_residence_m") + "||' m '||coalesce(\"nearest_residence_name\",'')")
    return tip.row("tip_missing", listed("missing", "fact", lang)).line(notes("notes", lang))


def _ring_tip(lang: Language) -> Tip:
    protects = word("column", "target", lang)
    tip = Tip(lang).heading('"hazard_name"').row("tip_required", required(), "m")
    tip.line(f"'{protects}：'||represent_value(\"target\",'target')")
    tip.row("tip_inside", _inside(lang))
    return tip.row("tip_clause", "\"standard\"||' '||coalesce(\"clause\",'')")


def _inside(lang: Language) -> str:
    """Return an expression for what lies inside a ring; NULL where nobody knows."""
    names = ("objects", "residences", "households", "unknown")
    columns = ("objects_inside", "residences_inside", "households_inside", "households_unknown")
    expression = quoted(word("layout", "tip_inside_text", lang))
    for name, column in zip(names, columns, strict=True):
        expression = f"replace({expression},'{{{name}}}',format_number(\"{column}\",0))"
    return expression


def _overlap_tip(lang: Language) -> Tip:
    tip = Tip(lang).heading(_pair(lang)).row("tip_overlap", metres("area_m2"), "m²")
    return tip.row("tip_share", 'format_number(100*"share",1)', "%")


def _overlay_tip(lang: Language) -> Tip:
    tip = Tip(lang).heading("\"hazard_name\"||' ↔ '||coalesce(\"object_name\",'')")
    return tip.row("tip_apart", metres("distance_m"), "m").line(
        f"'{word('layout', 'tip_no_standard', lang)}'"
    )


def _part_tip(lang: Language) -> Tip:
    return Tip(lang).heading(spoken("kind", "part_kind", lang)).line('"hazard_id"')


def _object_tip(lang: Language) -> Tip:
    tip = Tip(lang).heading(wanted("name", "kind", "object_kind", lang, whole=True))
    return tip.line(spoken("kind", "object_kind", lang)).line(
        spoken("protection_class", "protection_class", lang)
    )


def _hazard_tip(lang: Language) -> Tip:
    tip = Tip(lang).heading(wanted("name", "kind", "hazard_kind", lang, whole=True))
    return tip.line(spoken("kind", "hazard_kind", lang)).line('"address"')


def _pair(lang: Language) -> str:
    other = f"coalesce(\"object_name\",{spoken('object_kind', 'object_kind', lang)},'')"
    return f"coalesce(\"hazard_name\",\"hazard_id\")||if({other}='','',' ↔ '||{other})"


_TIPS: dict[str, Callable[[Language], Tip]] = {
    "findings": _finding_tip, "hazard_summary": _summary_tip, "rings": _ring_tip, "overlaps": _overlap_tip,
    "plan_overlay": _overlay_tip, "parts": _part_tip, "protected": _object_tip, "hazards": _hazard_tip,
}  # fmt: skip
_TITLES: dict[str, Callable[[Language], str]] = {
    "findings": _pair, "overlaps": _pair,
    "hazard_summary": lambda lang: wanted("name", "kind", "hazard_kind", lang, whole=True),
    "hazards": lambda lang: wanted("name", "kind", "hazard_kind", lang, whole=True),
    "protected": lambda lang: wanted("name", "kind", "object_kind", lang, whole=True),
    "rings": lambda _: '"hazard_name"', "survey": lambda _: '"subject_name"', "unlocated": lambda _: '"name"',
}  # fmt: skip
