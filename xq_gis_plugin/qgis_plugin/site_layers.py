"""A siting plan in the project: a group of three layers, drawn by what becomes of each place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFillSymbol,
    QgsLayerTreeGroup,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsProject,
    QgsProviderRegistry,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CRS
from xq_gis_plugin.export.words import label, word
from xq_gis_plugin.qgis_plugin.result_layers import TABLE, file_of, is_file

if TYPE_CHECKING:
    from pathlib import Path

    from qgis.core import QgsGeometry, QgsRectangle, QgsSymbol
    from qgis.gui import QgsMapCanvas

    from xq_gis_plugin.export.words import Language

__all__ = ["look_at", "plan_layers", "put_plan", "take_plan"]

_LAYERS = (("sites", "Point"), ("sites", "Polygon"), ("spacing", ""), ("no_discharge", ""), ("permitted", ""))
_ZONES_SHOWN = "no_discharge"
_PLAN = "plan "
"""What the custom property `TABLE` of these layers begins with."""
_SITES = {
    "chosen": ("circle", "#17a34a", "#0b6b2e", 4.0),
    "kept": ("square", "#2f6fd0", "#0b3f8a", 3.8),
    "closed": ("cross2", "#7a1212", "#7a1212", 3.6),
    "unresolved": ("triangle", "#f2c230", "#6b5200", 3.4),
    "rejected": ("circle", "#b5b5b5", "#555555", 1.8),
}
_ZONES = {"permitted": "111,195,122,90", "forbidden": "143,143,143,80", "uncertain": "236,203,77,90"}


def put_plan(project: QgsProject, path: Path, lang: Language, *, fictional: bool) -> list[QgsVectorLayer]:
    """Show a plan's tables as a group on top of the project, in place of what showed the file before.

    Raises
    ------
    InputError
        ``layer_broken`` where a table cannot be read.
    """
    take_plan(project, path)
    there = {one.name() for one in QgsProviderRegistry.instance().querySublayers(str(path))}
    # Zones are in the file only where there are some.
    wanted = [one for one in _LAYERS if one[0] != _ZONES_SHOWN or one[0] in there]
    found = (_open(path, table, geometry, lang) for table, geometry in wanted)
    opened = [layer for layer in found if layer is not None]
    name = word("table", "site_overview", lang)
    if fictional:
        name = word("layout", "of_fictional", lang).format(name=name, told=word("say", "fictional", lang))
    group = QgsLayerTreeGroup(f"{name} · {path.stem}")
    for layer in opened:
        project.addMapLayer(layer, False)  # noqa: FBT003 - QGIS's own signature
        node = group.addLayer(layer)
        node.setExpanded(layer.customProperty(TABLE) != f"{_PLAN}spacing")
        node.setItemVisibilityChecked(layer.customProperty(TABLE) != f"{_PLAN}spacing")
    project.layerTreeRoot().insertChildNode(0, group)
    return opened


def take_plan(project: QgsProject, path: Path) -> None:
    """Remove the layers that show a plan's file, so that nothing here holds it open."""
    layers = plan_layers(project, path)
    nodes = [node for one in layers if (node := project.layerTreeRoot().findLayer(one.id())) is not None]
    groups = {id(node.parent()): node.parent() for node in nodes}
    project.removeMapLayers([one.id() for one in layers])
    for group in groups.values():
        if not group.children() and group is not project.layerTreeRoot():
            group.parent().removeChildNode(group)


def plan_layers(project: QgsProject, path: Path) -> list[QgsVectorLayer]:
    """Return the layers of a project that show a plan's file."""
    found = project.mapLayers().values()
    own = [one for one in found if str(one.customProperty(TABLE, "")).startswith(_PLAN)]
    return [one for one in own if is_file(file_of(one), path)]


def look_at(canvas: QgsMapCanvas, shape: QgsGeometry, around: QgsRectangle) -> None:
    """Bring a place, in degrees on CGCS2000, into the middle of the map, and light it up."""
    degrees = QgsCoordinateReferenceSystem(CRS)
    transform = QgsCoordinateTransform(degrees, canvas.mapSettings().destinationCrs(), QgsProject.instance())
    canvas.setExtent(transform.transformBoundingBox(around))
    canvas.refresh()
    canvas.flashGeometries([shape], degrees)


def _open(path: Path, table: str, geometry: str, lang: Language) -> QgsVectorLayer | None:
    source = f"{path}|layername={table}" + (f"|geometrytype={geometry}" if geometry else "")
    title = word("table", table, lang)
    options = QgsVectorLayer.LayerOptions(loadDefaultStyle=False)
    layer = QgsVectorLayer(source, title, "ogr", options)
    if not layer.isValid():
        message = f"the table {table} of {path} cannot be read."
        hint = "Solve the plan again; this file is damaged."
        raise InputError("layer_broken", message, hint, layer=f"{path.name}#{table}")
    if geometry and layer.featureCount() == 0:
        return None
    layer.setName(
        word("layout", f"of_{geometry}", lang).format(name=title) if geometry == "Polygon" else title
    )
    layer.setCustomProperty(TABLE, f"{_PLAN}{table}")
    for number, field in enumerate(layer.fields()):
        layer.setFieldAlias(number, label(field.name(), lang))
    layer.setDisplayExpression('coalesce("name", "site_id")' if table == "sites" else "")
    if table == "sites":
        layer.setRenderer(_sites(geometry, lang))
        why = "because" if lang == "zh" else "because_en"
        # Text, whatever characters a name has: QGIS reads map tips as HTML.
        layer.setMapTipTemplate(f"[% replace(replace(\"{why}\", '&', '&amp;'), '<', '&lt;') %]")
    elif table == "permitted":
        layer.setRenderer(_zones(lang))
    elif table == _ZONES_SHOWN:
        layer.setName(word("map", "layer_no_discharge", lang))
        layer.setDisplayExpression('"name"')
        look = {"style": "no", "outline_color": "#b0006d", "outline_width": "0.7", "outline_style": "dash"}
        layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(look)))
    else:
        line = {"color": "#5b2a86", "width": "0.3"}
        layer.setRenderer(QgsSingleSymbolRenderer(QgsLineSymbol.createSimple(line)))
    return layer


def _sites(geometry: str, lang: Language) -> QgsCategorizedSymbolRenderer:
    categories = []
    for status, (shape, fill, edge, size) in _SITES.items():
        look = {"color": fill, "outline_color": edge, "outline_width": "0.4"}
        symbol: QgsSymbol = QgsFillSymbol.createSimple(look)
        if geometry == "Point":
            symbol = QgsMarkerSymbol.createSimple(look | {"name": shape, "size": str(size)})
        categories.append(QgsRendererCategory(status, symbol, word("site_status", status, lang)))
    return QgsCategorizedSymbolRenderer("status", categories)


def _zones(lang: Language) -> QgsCategorizedSymbolRenderer:
    edge = {"outline_color": "90,90,90,120", "outline_width": "0.15"}
    categories = [
        QgsRendererCategory(
            zone, QgsFillSymbol.createSimple({"color": color, **edge}), word("plan", f"zone_{zone}", lang)
        )
        for zone, color in _ZONES.items()
    ]
    return QgsCategorizedSymbolRenderer("zone", categories)
