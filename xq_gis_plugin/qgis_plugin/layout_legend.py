"""The legend on a sheet: the results alone, and of them what the data really have."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING

from qgis.core import (
    QgsFeatureRequest,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayerLegendUtils,
    QgsVectorLayer,
)

from xq_gis_plugin import resources
from xq_gis_plugin.export.words import word
from xq_gis_plugin.qgis_plugin.result_layers import dress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qgis.core import QgsLayerTreeLayer, QgsLayoutItemLegend

    from xq_gis_plugin.export.words import Language

__all__ = ["fill_legend", "set_text_size", "text_size"]

_TABLES = ("findings", "rings", "overlaps", "plan_overlay", "parts", "protected")
"""Below the hazards, in this order."""
_WRAP = "|"
"""What the templates' legends break a line at."""
_WRITTEN = (
    QgsLegendStyle.Style.Title,
    QgsLegendStyle.Style.Group,
    QgsLegendStyle.Style.Subgroup,
    QgsLegendStyle.Style.SymbolLabel,
)
_SHARES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
"""Of the template's letters, which are tried until all has room."""
_APART_MM, _WRAPPED_APART_MM = 0.7, 1.1
_HEADED_WITH = {"overlaps": "rings", "plan_overlay": "rings"}


def fill_legend(
    legend: QgsLayoutItemLegend,
    layers: Mapping[str, Sequence[QgsVectorLayer]],
    lang: Language,
    *,
    longest: int,
) -> None:
    """Fill a legend with the result layers, without the rules that no row of theirs meets.

    Parameters
    ----------
    legend
        Of a layout from a template.
    layers
        The workspace's layers by table.
    lang
        Language of the title.
    longest
        Letters of the template's size that a line has room for; a Chinese one counts twice.
    """
    legend.setTitle(word("layout", "legend", lang))
    legend.setAutoUpdateModel(False)
    root = legend.model().rootGroup()
    root.clear()
    hazards = layers.get("hazard_summary", ())
    having = [("hazards", _signs(legend, lang), hazards)] if hazards else []
    having += [(table, layer, [layer]) for table in _TABLES for layer in layers.get(table, ())]
    entries, headed = [], set()
    for table, layer, those in having:
        shown = _met(layer, those)
        if shown:
            node = root.addLayer(layer)
            QgsMapLayerLegendUtils.setLegendNodeOrder(node, shown)
            heading = _HEADED_WITH.get(table, table)
            node.setCustomProperty("legend/title-label", word("table", heading, lang))
            style = QgsLegendStyle.Style.Hidden if heading in headed else QgsLegendStyle.Style.Subgroup
            QgsLegendRenderer.setNodeLegendStyle(node, style)
            texts = [item.label() for item in layer.renderer().legendSymbolItems()]
            entries.append((node, {position: texts[position] for position in shown}))
            headed.add(heading)
    _fit(legend, entries, longest)


def _fit(
    legend: QgsLayoutItemLegend, entries: Sequence[tuple[QgsLayerTreeLayer, Mapping[int, str]]], longest: int
) -> None:
    """Make letters and signs as small as it takes for all of it to have room."""
    sizes = {style: text_size(legend, style) for style in _WRITTEN}
    high, highest = legend.symbolHeight(), legend.maximumSymbolSize()
    for share in _SHARES:
        wrapped = _write(legend, entries, round(longest / share))
        for style, size in sizes.items():
            set_text_size(legend, style, size * share)
        legend.setSymbolHeight(high * share)
        legend.setMaximumSymbolSize(highest * share)
        # Where a text goes on in a second line, the next one must not stand as close as that.
        side, apart = QgsLegendStyle.Side.Top, _WRAPPED_APART_MM if wrapped else _APART_MM
        legend.setStyleMargin(QgsLegendStyle.Style.Symbol, side, apart * share)
        needed = QgsLegendRenderer(legend.model(), legend.legendSettings()).minimumSize()
        if needed.width() <= legend.rect().width() and needed.height() <= legend.rect().height():
            break


def _write(
    legend: QgsLayoutItemLegend, entries: Sequence[tuple[QgsLayerTreeLayer, Mapping[int, str]]], longest: int
) -> bool:
    """Write the texts in lines of so many letters; return whether any has more than one."""
    wrapped = False
    for node, texts in entries:
        for position, text in texts.items():
            lines = _lines(text, longest)
            wrapped = wrapped or len(lines) > 1
            QgsMapLayerLegendUtils.setLegendNodeUserLabel(node, position, _WRAP.join(lines))
        legend.model().refreshLayerLegend(node)
    return wrapped


def text_size(legend: QgsLayoutItemLegend, style: QgsLegendStyle.Style) -> float:
    """Return how large, in points, a legend's letters of a kind are."""
    look = legend.style(style)
    return float(look.textFormat().size() if hasattr(look, "textFormat") else look.font().pointSizeF())


def set_text_size(legend: QgsLayoutItemLegend, style: QgsLegendStyle.Style, points: float) -> None:
    """Make a legend's letters of a kind so large; QGIS 3.30 and later have another name for it."""
    look = legend.style(style)
    if hasattr(look, "textFormat"):
        form = look.textFormat()
        form.setSize(points)
        look.setTextFormat(form)
    else:
        font = look.font()
        font.setPointSizeF(points)
        look.setFont(font)
    legend.setStyle(style, look)


def _signs(legend: QgsLayoutItemLegend, lang: Language) -> QgsVectorLayer:
    """Return a layer without rows that has the signs of the hazards, the same for points and plots."""
    layer = QgsVectorLayer("Point?crs=EPSG:4490&field=risk_color:string", "signs", "memory")
    dress(layer, resources.path("styles", lang, "hazard_summary_point.qml"))
    layer.setParent(legend)
    return layer


def _met(layer: QgsVectorLayer, having: Sequence[QgsVectorLayer]) -> list[int]:
    """Return the positions of a layer's legend nodes of which there are rows; headings are kept with them."""
    renderer = layer.renderer()
    kept, met = [], False
    for position, item in enumerate(renderer.legendSymbolItems()):
        rule = renderer.rootRule().findRuleByKey(item.ruleKey())
        if rule is None or rule.symbol() is None:
            kept.append(position)
        elif any(_has_row(one, rule.filterExpression()) for one in having):
            kept.append(position)
            met = True
    return kept if met else []


def _lines(text: str, longest: int) -> list[str]:
    """Return a text in lines, broken between words; Chinese, which has no spaces, fits into one."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return textwrap.wrap(text, max(longest - wide, longest // 2)) or [text]


def _has_row(layer: QgsVectorLayer, filter_expression: str) -> bool:
    request = QgsFeatureRequest().setLimit(1)
    if filter_expression:
        request.setFilterExpression(filter_expression)
    return any(True for _ in layer.getFeatures(request))
