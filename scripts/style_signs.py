"""The symbols of the styles: signs of the risk colours, lines, areas, the standard's parts."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCentroidFillSymbolLayer,
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsSimpleFillSymbolLayer,
    QgsSimpleLineSymbolLayer,
    QgsSvgMarkerSymbolLayer,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from xq_gis_plugin.palette import risk_styles

if TYPE_CHECKING:
    from qgis.core import QgsSymbol, QgsSymbolLayer

    from xq_gis_plugin.palette import RiskStyle

__all__ = [
    "AREAS", "WAYS", "area", "finding_line", "hatched", "hazard_area", "hazard_sign", "part_area",
    "part_sign", "ring", "way",
]  # fmt: skip

DASHES = {"solid": (), "dash": (2.2, 1.1), "dashdot": (2.6, 0.9, 0.8, 0.9)}
"""Millimetres drawn and left out."""
SIGN_MM = {"red": 7.6, "orange": 7.6, "yellow": 6.6, "blue": 5.2}
"""How large a sign is: what needs looking at first is larger."""
_SHAPES = {
    "octagon": '<path d="M10 1H22L31 10V22L22 31H10L1 22V10Z" {look}/>',
    "triangle": '<path d="M16 1L31.5 30H0.5Z" {look}/>',
    "circle": '<circle cx="16" cy="16" r="15" {look}/>',
    "square": '<path d="M3 3H29V29H3Z" {look}/>',
}
# Strokes, for a font that is missing would leave the sign empty.
_STROKES = {
    "✕": "M10.5 10.5L21.5 21.5M21.5 10.5L10.5 21.5",
    "!": "M16 11V20M16 25.4V25.5",
    "?": "M11.2 12.2A4.9 4.9 0 1 1 18 16.4Q16 17.4 16 19.6M16 24.6V24.7",
    "✓": "M9.5 16.8L14 21.3L22.8 10.8",
}
_CASING = "#ffffff"
_DARK = "#3a2f00"

AREAS = {
    "forest": ("#dfe9d8", "#c3d3b8", 0.1), "zone": ("#f6ecdd", "#dcc9a8", 0.15),
    "public_site": ("#e8e6f3", "#c5c0de", 0.15), "building": ("#cfccc5", "#aeaaa1", 0.1),
    "residence": ("#e3bd8f", "#b1854f", 0.12), "public": ("#c9c2e3", "#7f74b5", 0.16),
    "other": ("#e3ddd2", "#a8a193", 0.16),
}  # fmt: skip
"""Fill, outline and its width of the quiet ground, as on the HTML map."""
WAYS = {
    "road_main": ("#fff3c9", "#c9b98a", 1.5), "road_minor": ("#ffffff", "#bdbdb6", 0.9),
    "railway": ("#6b6b6b", "", 0.45), "overhead": ("#8a7fa8", "", 0.35), "other": ("#8f8c86", "", 0.3),
}  # fmt: skip
"""Colour, casing ("" for none) and width of the ground's lines."""
_WAY_DASHES = {"railway": (2.0, 1.2), "overhead": (0.8, 0.9)}
_PARTS = {
    "tank": '<circle cx="16" cy="16" r="14" {look}/><circle cx="16" cy="16" r="5" fill="#222"/>',
    "dispenser": '<path d="M5 3H27V29H5Z" {look}/><path d="M10 8H22V15H10Z" fill="#222"/>',
    "vent": '<path d="M16 2L30 29H2Z" {look}/>',
    "unloading_point": '<path d="M16 2L30 16L16 30L2 16Z" {look}/>',
    "cylinder": '<path d="M9 2H23V30H9Z" {look}/><path d="M9 11H23" stroke="#222" stroke-width="3"/>',
    "compressor": '<path d="M2 9H30V23H2Z" {look}/><path d="M2 9L30 23" stroke="#222" stroke-width="3"/>',
    "other": '<circle cx="16" cy="16" r="9" {look}/>',
}


def hazard_sign(color: str) -> QgsMarkerSymbol:
    """Return the sign of a hazard."""
    return _symbol(QgsMarkerSymbol, _svg(_risk_svg(risk_styles()[color]), SIGN_MM[color]))


def hazard_area(color: str, level: int) -> QgsFillSymbol:
    """Return the sign on a hazard's plot, and the plot's edge; worse signs lie above the others."""
    style = risk_styles()[color]
    ground = _fill(_alpha(style.fill, 40), style.fill if color != "yellow" else style.outline, 0.5)
    sign = QgsCentroidFillSymbolLayer()
    sign.setPointOnSurface(True)
    sign.setSubSymbol(hazard_sign(color))
    sign.setRenderingPass(level)
    return _symbol(QgsFillSymbol, ground, sign)


def finding_line(color: str) -> QgsLineSymbol:
    """Return the line between a hazard and an object."""
    style = risk_styles()[color]
    if color == "blue":
        return _symbol(QgsLineSymbol, _line(_alpha(style.fill, 100), style.width_mm))
    edge = _line(QColor(_DARK if color == "yellow" else _CASING), style.width_mm + 0.7)
    if color == "yellow":
        edge = _line(QColor(_DARK), style.width_mm + 0.5)
    return _symbol(QgsLineSymbol, edge, _line(QColor(style.fill), style.width_mm, DASHES[style.line]))


def ring(outline: str, width_mm: float) -> QgsFillSymbol:
    """Return a required separation: a dashed edge and a breath of colour, for rings lie on one another."""
    layer = _fill(_alpha(outline, 4), outline, width_mm)
    layer.setStrokeStyle(Qt.PenStyle.DashLine)
    return _symbol(QgsFillSymbol, layer)


def hatched(color: str) -> QgsFillSymbol:
    """Return an area under hatching, through which the ground is seen."""
    pattern = QgsLinePatternFillSymbolLayer()
    pattern.setLineAngle(45)
    pattern.setDistance(1.6)
    pattern.setDistanceUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
    pattern.setSubSymbol(_symbol(QgsLineSymbol, _line(QColor(color), 0.3)))
    return _symbol(QgsFillSymbol, pattern, _fill(_alpha(color, 0), color, 0.35))


def part_sign(kind: str) -> QgsMarkerSymbol:
    """Return what a standard measures from, as a small black and white sign."""
    drawing = _PARTS.get(kind, _PARTS["other"])
    look = 'fill="#ffffff" stroke="#222222" stroke-width="3"'
    return _symbol(QgsMarkerSymbol, _svg(_document(drawing.format(look=look)), 2.6))


def part_area() -> QgsFillSymbol:
    """Return the outline of a part that was digitised as an area."""
    return _symbol(QgsFillSymbol, _fill(_alpha("#ffffff", 150), "#222222", 0.3))


def area(name: str) -> QgsFillSymbol:
    """Return one of `AREAS`."""
    fill, outline, width = AREAS[name]
    return _symbol(QgsFillSymbol, _fill(QColor(fill), outline, width))


def way(name: str) -> QgsLineSymbol:
    """Return one of `WAYS`; casings lie below all the roads."""
    color, casing, width = WAYS[name]
    top = _line(QColor(color), width, _WAY_DASHES.get(name, ()))
    top.setRenderingPass(1)
    if not casing:
        return _symbol(QgsLineSymbol, top)
    return _symbol(QgsLineSymbol, _line(QColor(casing), width + 0.4), top)


def _symbol(kind: type[QgsSymbol], first: QgsSymbolLayer, *others: QgsSymbolLayer) -> Any:  # noqa: ANN401 - untyped
    """Return a symbol that owns its layers; one made from a list of them would not."""
    symbol = kind.createSimple({})
    symbol.changeSymbolLayer(0, first)
    for layer in others:
        symbol.appendSymbolLayer(layer)
    return symbol


def _risk_svg(style: RiskStyle) -> str:
    edge = style.outline if style.color == "yellow" else _CASING
    shape = _SHAPES[style.shape].format(look=f'fill="{style.fill}" stroke="{edge}" stroke-width="2"')
    ink = style.outline if style.color == "yellow" else "#ffffff"
    strokes = f'<path d="{_STROKES[style.sign]}" fill="none" stroke="{ink}" {_PEN}/>'
    return _document(shape + strokes)


_PEN = 'stroke-width="4.2" stroke-linecap="round" stroke-linejoin="round"'


def _document(drawing: str) -> str:
    box = 'viewBox="-1 -1 34 34" width="34" height="34"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{drawing}</svg>'


def _svg(text: str, size_mm: float) -> QgsSvgMarkerSymbolLayer:
    """Return a drawing as a marker that carries it: a style is one file."""
    return QgsSvgMarkerSymbolLayer("base64:" + base64.b64encode(text.encode()).decode(), size_mm)


def _line(color: QColor, width_mm: float, dashes: tuple[float, ...] = ()) -> QgsSimpleLineSymbolLayer:
    layer = QgsSimpleLineSymbolLayer(color, width_mm)
    layer.setPenCapStyle(Qt.PenCapStyle.FlatCap if dashes else Qt.PenCapStyle.RoundCap)
    layer.setPenJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashes:
        layer.setUseCustomDashPattern(True)
        layer.setCustomDashVector(list(dashes))
        layer.setCustomDashPatternUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
    return layer


def _fill(color: QColor, outline: str, width_mm: float) -> QgsSimpleFillSymbolLayer:
    layer = QgsSimpleFillSymbolLayer(color)
    layer.setStrokeColor(QColor(outline))
    layer.setStrokeWidth(width_mm)
    if color.alpha() == 0:
        layer.setBrushStyle(Qt.BrushStyle.NoBrush)
    return layer


def _alpha(color: str, alpha: int) -> QColor:
    mixed = QColor(color)
    mixed.setAlpha(alpha)
    return mixed
