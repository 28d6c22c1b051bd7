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

    from qgis.core import QgsLayoutItemLegend

    from xq_gis_plugin.export.words import Language

__all__ = ["fill_legend"]

_TABLES = ("findings", "rings", "overlaps", "plan_overlay", "parts", "protected")
"""Below the hazards, in this order."""
_WRAP = "|"
"""What the templates' legends break a line at."""
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
        Letters that a line has room for; a Chinese one counts twice.
    """
    legend.setTitle(word("layout", "legend", lang))
    legend.setAutoUpdateModel(False)
    root = legend.model().rootGroup()
    root.clear()
    hazards = layers.get("hazard_summary", ())
    nodes = [("hazards", _signs(legend, lang), hazards)] if hazards else []
    nodes += [(table, layer, [layer]) for table in _TABLES for layer in layers.get(table, ())]
    headed = set()
    for table, layer, having in nodes:
        shown = _met(layer, having)
        texts = [item.label() for item in layer.renderer().legendSymbolItems()]
        if shown:
            node = root.addLayer(layer)
            for position in shown:
                text = _WRAP.join(_lines(texts[position], longest))
                QgsMapLayerLegendUtils.setLegendNodeUserLabel(node, position, text)
            QgsMapLayerLegendUtils.setLegendNodeOrder(node, shown)
            heading = _HEADED_WITH.get(table, table)
            node.setCustomProperty("legend/title-label", word("table", heading, lang))
            style = QgsLegendStyle.Style.Hidden if heading in headed else QgsLegendStyle.Style.Subgroup
            QgsLegendRenderer.setNodeLegendStyle(node, style)
            legend.model().refreshLayerLegend(node)
            headed.add(heading)


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
