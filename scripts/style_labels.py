"""Labels: rules of size, colour and scale, set in Chinese fonts with a halo, off the signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import (
    QgsLabeling,
    QgsLabelObstacleSettings,
    QgsPalLayerSettings,
    QgsRuleBasedLabeling,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsUnitTypes,
    QgsWkbTypes,
)
from qgis.PyQt.QtGui import QColor, QFont

from xq_gis_plugin.palette import CJK_FAMILIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.core import QgsVectorLayer

__all__ = ["INK", "QUIET", "Label", "is_area", "put_labels"]

INK, QUIET = "#1b2430", "#4a5560"
_STRONGEST = 2.0
"""How much an obstacle can weigh."""


@dataclass(frozen=True)
class Label:
    """What a rule of a labelling says, and how loudly.

    ``scale`` is the denominator up to which it is shown (0: always), ``along`` puts it on the line;
    an ``obstacle`` says nothing and keeps others away.
    """

    filter: str
    expression: str
    scale: int
    size_pt: float = 8.5
    color: str = INK
    bold: bool = False
    priority: int = 5
    along: bool = False
    at: str = ""
    away_mm: float = 4.2
    obstacle: bool = False


def put_labels(layer: QgsVectorLayer, found: Iterable[Label]) -> None:
    """Label a layer by rules."""
    root = QgsRuleBasedLabeling.Rule(None)
    for label in found:
        rule = QgsRuleBasedLabeling.Rule(_settings(layer, label), 0, label.scale, label.filter)
        root.appendChild(rule)
    layer.setLabeling(QgsRuleBasedLabeling(root))
    layer.setLabelsEnabled(True)


def is_area(layer: QgsVectorLayer) -> bool:
    """Return whether a layer has areas."""
    return bool(layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry)


def _settings(layer: QgsVectorLayer, label: Label) -> QgsPalLayerSettings:
    settings = QgsPalLayerSettings()
    settings.fieldName, settings.isExpression = label.expression, True
    settings.priority = label.priority
    settings.dist, settings.distUnits = label.away_mm, QgsUnitTypes.RenderUnit.RenderMillimeters
    settings.multilineAlign = QgsPalLayerSettings.MultiLineAlign.MultiFollowPlacement
    if label.at:
        settings.geometryGenerator, settings.geometryGeneratorEnabled = label.at, True
        of = QgsWkbTypes.GeometryType
        settings.geometryGeneratorType = of.PolygonGeometry if label.obstacle else of.PointGeometry
    places, sides = QgsPalLayerSettings.Placement, QgsLabeling.LinePlacementFlag
    if label.along:
        settings.placement = places.Line if is_area(layer) else places.Curved
        settings.dist = 0.2
        where = sides.AboveLine if is_area(layer) else sides.OnLine
        settings.lineSettings().setPlacementFlags(QgsLabeling.LinePlacementFlags(where))
    elif label.away_mm:
        settings.placement = places.OrderedPositionsAroundPoint
    else:
        settings.placement = places.OverPoint
    settings.obstacleSettings().setIsObstacle(label.obstacle)
    if label.obstacle:
        settings.drawLabels = False
        settings.obstacleSettings().setFactor(_STRONGEST)
        settings.obstacleSettings().setType(QgsLabelObstacleSettings.ObstacleType.PolygonInterior)
    settings.setFormat(_format(label))
    settings.setCallout(None)
    return settings


def _format(label: Label) -> QgsTextFormat:
    text = QgsTextFormat()
    font = QFont(CJK_FAMILIES[0])
    font.setBold(label.bold)
    text.setFont(font)
    text.setFamilies(list(CJK_FAMILIES))
    text.setNamedStyle("Bold" if label.bold else "Regular")
    text.setSize(label.size_pt)
    text.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    text.setColor(QColor(label.color))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.9 if label.bold else 0.7)
    halo.setSizeUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
    halo.setColor(QColor("#ffffff"))
    text.setBuffer(halo)
    return text
