"""How each result layer is drawn: rules with words for the legend, and what its labels say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import style_signs as signs
from qgis.core import QgsNullSymbolRenderer, QgsRuleBasedRenderer, QgsUnitTypes, QgsWkbTypes
from qgis.PyQt.QtGui import QColor
from style_expressions import in_words, listed, metres, quoted, required, spoken, wanted
from style_labels import INK, QUIET, Label, is_area, put_labels

from xq_gis_plugin.core.facts import targets
from xq_gis_plugin.export.words import say, word
from xq_gis_plugin.palette import risk_styles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qgis.core import QgsSymbol, QgsVectorLayer

    from xq_gis_plugin.export.words import Language

__all__ = ["draw"]

RINGS = (("ring_25", 0, 25, "#6d7a88", 0.3), ("ring_50", 25, 50, "#4f5d6b", 0.35),
         ("ring_100", 50, 100, "#3b4a5a", 0.45), ("ring_more", 100, None, "#1f2c3a", 0.6))  # fmt: skip
PUBLIC = (
    "school", "kindergarten", "hospital", "elderly_home", "mall", "market", "public_building", "monument",
    "museum", "exhibition_hall", "archive", "library",
)  # fmt: skip
_SITE = "\"measured_as\" in ('zone','site','fence')"
_IS_PUBLIC = '"kind" in ({})'.format(",".join(f"'{kind}'" for kind in PUBLIC))
# Whoever has the whole district before him wants the signs; who comes closer, what they are about.
ALL, DISTRICT, QUARTER, BLOCK, SITE = 0, 60_000, 20_000, 8_000, 3_000
_SIGN_GROUND = "buffer(point_on_surface($geometry),0.0037*@map_scale/100000)"
"""What a sign covers of the map, in degrees: no label may lie on it."""


@dataclass(frozen=True)
class Sign:
    """A rule of a renderer: which rows, how they are drawn, what the legend says."""

    filter: str
    symbol: QgsSymbol
    text: str
    scale: int = ALL


def draw(layer: QgsVectorLayer, table: str, lang: Language) -> None:
    """Give a layer its renderer, its labels and the scales at which it is shown."""
    drawing = _DRAWINGS.get(table)
    if drawing is not None and layer.isSpatial():
        drawing(layer, lang)


def _hazard_summary(layer: QgsVectorLayer, lang: Language) -> None:
    areas = is_area(layer)
    signs_ = [
        Sign(
            f"\"risk_color\" = '{color}'",
            signs.hazard_area(color, 4 - level) if areas else signs.hazard_sign(color),
            word("color_meaning", color, lang),
        )
        for level, color in enumerate(risk_styles())
    ]
    _rules(layer, signs_, heading=say("legend", lang), levels=areas)
    name = wanted("name", "kind", "hazard_kind", lang)
    conflicts = _counted("short_conflict", '("conflicts_must"+"conflicts_should")', lang)
    unknown = _filled("short_unknown", {"missing": listed("missing", "fact", lang)}, lang)
    counted = _counted("short_unresolved", '"unresolved"', lang)
    unresolved = f'if("unresolved">0,{counted},{unknown})'
    at = "point_on_surface($geometry)" if areas else ""
    put_labels(
        layer,
        [
            Label("", "''", ALL, at=_SIGN_GROUND, obstacle=True),
            Label(
                "\"risk_color\" = 'red'",
                f"{name}||'\n'||{conflicts}",
                DISTRICT,
                10,
                "#7d0a0e",
                bold=True,
                priority=10,
                at=at,
            ),
            Label(
                "\"risk_color\" = 'orange'",
                f"{name}||'\n'||{conflicts}",
                DISTRICT,
                10,
                "#7a3600",
                bold=True,
                priority=9,
                at=at,
            ),
            Label(
                "\"risk_color\" = 'yellow'", f"{name}||'\n'||{unresolved}", QUARTER, 9, INK, priority=7, at=at
            ),
            Label("\"risk_color\" = 'blue'", name, BLOCK, 8.5, "#0d4278", priority=5, at=at),
        ],
    )


def _findings(layer: QgsVectorLayer, lang: Language) -> None:
    shown = {"red": ALL, "orange": ALL, "yellow": QUARTER, "blue": SITE * 2}
    rules = [
        Sign(
            f"\"risk_color\" = '{color}'",
            signs.finding_line(color),
            word("layout", f"line_{color}", lang),
            scale,
        )
        for color, scale in shown.items()
    ]
    # The worst is drawn last, above the others.
    _rules(layer, rules, heading="", reverse=True)
    middle = "line_interpolate_point($geometry, length($geometry)/2)"
    asked = _filled("line_label", {"distance": metres("distance_m"), "required": required()}, lang)
    missing = _filled(
        "line_missing", {"distance": metres("distance_m"), "missing": listed("missing", "fact", lang)}, lang
    )
    far = '"distance_m" is not null and "required_high_m" is not null'
    put_labels(
        layer,
        [
            Label(
                f"\"verdict\" = 'conflict' and {far}",
                asked,
                BLOCK,
                9,
                "#7d0a0e",
                bold=True,
                priority=8,
                at=middle,
                away_mm=1.5,
            ),
            Label(
                '"verdict" = \'unresolved\' and "distance_m" is not null',
                missing,
                SITE,
                8,
                QUIET,
                priority=3,
                at=middle,
                away_mm=1.5,
            ),
        ],
    )


def _rings(layer: QgsVectorLayer, lang: Language) -> None:
    rules = []
    for key, above, most, color, width in RINGS:
        upper = "" if most is None else f' and "required_high_m" <= {most}'
        which = f'"required_high_m" > {above}{upper}'
        rules.append(Sign(which, signs.ring(color, width), word("layout", key, lang), QUARTER))
    _rules(layer, rules)
    protects = in_words(
        '"target"', {t.code: t.label_zh if lang == "zh" else t.label_en for t in targets()}.items()
    )
    put_labels(
        layer, [Label("", f"{required()}||' m '||{protects}", SITE, 7.5, "#3b4a5a", priority=1, along=True)]
    )


def _overlaps(layer: QgsVectorLayer, lang: Language) -> None:
    _rules(layer, [Sign("", signs.hatched("#7a1fa2"), word("layout", "overlap", lang), QUARTER)])


def _plan_overlay(layer: QgsVectorLayer, lang: Language) -> None:
    line = signs.finding_line("blue")
    line.symbolLayer(0).setColor(QColor("#00695c"))
    line.symbolLayer(0).setWidth(0.6)
    line.symbolLayer(0).setUseCustomDashPattern(True)
    line.symbolLayer(0).setCustomDashVector([0.6, 1.2])
    line.symbolLayer(0).setCustomDashPatternUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
    _rules(layer, [Sign("", line, word("layout", "overlay", lang), QUARTER)])


def _parts(layer: QgsVectorLayer, lang: Language) -> None:
    if is_area(layer):
        _rules(layer, [Sign("", signs.part_area(), word("layout", "part_area", lang), SITE * 2)])
    else:
        kinds = ("tank", "dispenser", "vent", "unloading_point", "cylinder", "compressor")
        rules = [
            Sign(f"\"kind\" = '{kind}'", signs.part_sign(kind), word("part_kind", kind, lang), SITE * 2)
            for kind in kinds
        ]
        others = ",".join(f"'{kind}'" for kind in kinds)
        rules.append(
            Sign(
                f'"kind" is null or "kind" not in ({others})',
                signs.part_sign("other"),
                word("layout", "part_other", lang),
                SITE * 2,
            )
        )
        _rules(layer, rules)
    kind = spoken("kind", "part_kind", lang)
    put_labels(layer, [Label("", kind, SITE // 2, 7, QUIET, priority=1, away_mm=1.8, at=_middle(layer))])


def _protected(layer: QgsVectorLayer, lang: Language) -> None:
    by_type: dict[object, Callable[[QgsVectorLayer, Language], None]] = {
        QgsWkbTypes.GeometryType.PolygonGeometry: _protected_areas,
        QgsWkbTypes.GeometryType.LineGeometry: _protected_lines,
        QgsWkbTypes.GeometryType.PointGeometry: _protected_points,
    }
    by_type[layer.geometryType()](layer, lang)


def _protected_areas(layer: QgsVectorLayer, lang: Language) -> None:
    known = f"(\"kind\" in ('residence','building','forest') or {_IS_PUBLIC})"
    rules = [
        ("forest", "\"kind\" = 'forest'", ALL),
        ("zone", f"\"kind\" = 'residence' and {_SITE}", ALL),
        ("public_site", f"{_IS_PUBLIC} and {_SITE}", ALL),
        ("other", f'"kind" is null or not {known}', ALL),
        ("building", "\"kind\" = 'building'", QUARTER),
        ("residence", f"\"kind\" = 'residence' and not ({_SITE})", QUARTER),
        ("public", f"{_IS_PUBLIC} and not ({_SITE})", ALL),
    ]
    _rules(
        layer,
        [Sign(which, signs.area(name), word("layout", name, lang), scale) for name, which, scale in rules],
    )
    called = wanted("name", "kind", "object_kind", lang)
    at = _middle(layer)
    put_labels(
        layer,
        [
            Label(
                f'{_IS_PUBLIC} and "name" is not null',
                called,
                BLOCK,
                8,
                "#453a78",
                priority=3,
                at=at,
                away_mm=0,
            ),
            Label(
                f'"kind" = \'residence\' and {_SITE} and "name" is not null',
                called,
                BLOCK,
                8,
                "#7a5a2c",
                priority=2,
                at=at,
                away_mm=0,
            ),
            Label(
                f'"kind" = \'residence\' and not ({_SITE}) and "name" is not null',
                called,
                SITE // 2,
                7,
                "#7a5a2c",
                priority=0,
                at=at,
                away_mm=0,
            ),
        ],
    )


def _protected_lines(layer: QgsVectorLayer, lang: Language) -> None:
    overhead = "\"kind\" in ('power_line','communication_line')"
    rules = [
        ("road_minor", '"kind" = \'road\' and ("road_class" is null or "road_class" != \'main\')', QUARTER),
        ("road_main", "\"kind\" = 'road' and \"road_class\" = 'main'", ALL),
        ("railway", "\"kind\" = 'railway'", ALL),
        ("overhead", overhead, QUARTER),
        ("other", f"\"kind\" is null or not (\"kind\" in ('road','railway') or {overhead})", QUARTER),
    ]
    found = [Sign(which, signs.way(name), word("layout", name, lang), scale) for name, which, scale in rules]
    _rules(layer, found, levels=True)
    named = '"name" is not null'
    put_labels(
        layer,
        [
            Label(
                f"{named} and \"kind\" = 'road' and \"road_class\" = 'main'",
                '"name"',
                QUARTER,
                8,
                "#6b5a1e",
                priority=2,
                along=True,
            ),
            Label(
                f"{named} and not (\"kind\" = 'road' and \"road_class\" = 'main')",
                '"name"',
                BLOCK,
                7.5,
                QUIET,
                priority=1,
                along=True,
            ),
        ],
    )


def _protected_points(layer: QgsVectorLayer, lang: Language) -> None:
    _rules(layer, [Sign("", signs.part_sign("other"), word("layout", "object_point", lang), BLOCK)])
    put_labels(
        layer,
        [Label("", wanted("name", "kind", "object_kind", lang), SITE, 7.5, QUIET, priority=2, away_mm=1.8)],
    )


def _hazards(layer: QgsVectorLayer, lang: Language) -> None:
    symbol = signs.part_area() if is_area(layer) else signs.part_sign("other")
    _rules(layer, [Sign("", symbol, word("layout", "hazard_plain", lang))])


_DRAWINGS: dict[str, Callable[[QgsVectorLayer, Language], None]] = {
    "hazard_summary": _hazard_summary, "findings": _findings, "rings": _rings, "overlaps": _overlaps,
    "plan_overlay": _plan_overlay, "parts": _parts, "protected": _protected, "hazards": _hazards,
}  # fmt: skip


def _rules(
    layer: QgsVectorLayer,
    found: Iterable[Sign],
    *,
    heading: str = "",
    levels: bool = False,
    reverse: bool = False,
) -> None:
    """Draw by rules; with a heading, they stand below it in the legend."""
    root = QgsRuleBasedRenderer.Rule(None)
    parent = root
    if heading:
        parent = QgsRuleBasedRenderer.Rule(None, label=heading)
        root.appendChild(parent)
    for number, sign in enumerate(found):
        rule = QgsRuleBasedRenderer.Rule(sign.symbol, 0, sign.scale, sign.filter, sign.text)
        if reverse:
            _lift(sign.symbol, 10 - number)
        parent.appendChild(rule)
    renderer = QgsRuleBasedRenderer(root)
    renderer.setUsingSymbolLevels(levels or reverse)
    layer.setRenderer(renderer if found else QgsNullSymbolRenderer())


def _lift(symbol: QgsSymbol, level: int) -> None:
    for number in range(symbol.symbolLayerCount()):
        symbol.symbolLayer(number).setRenderingPass(2 * level + number)


def _counted(key: str, count: str, lang: Language) -> str:
    return _filled(key, {"count": count}, lang)


def _filled(key: str, values: dict[str, str], lang: Language) -> str:
    """Return an expression for a sentence of the words file with expressions in its gaps."""
    expression = quoted(word("layout", key, lang))
    for gap, value in values.items():
        expression = f"replace({expression},'{{{gap}}}',coalesce(to_string({value}),''))"
    return expression


def _middle(layer: QgsVectorLayer) -> str:
    return "point_on_surface($geometry)" if is_area(layer) else ""
