"""The tables of a workspace as QGIS layers, each with its style: what the dock and the layouts draw."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsVectorLayer

from xq_gis_plugin import resources
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.export.words import word
from xq_gis_plugin.widgets.qt import QtXml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.core import QgsMapLayer

    from xq_gis_plugin.export.words import Language

__all__ = [
    "RESULT_LAYERS",
    "TABLE",
    "WORKSPACE",
    "ResultLayer",
    "dress",
    "file_of",
    "is_file",
    "open_layers",
    "result_layers_of",
]

TABLE, WORKSPACE = "xq_gis/table", "xq_gis/workspace"
"""Custom properties by which a result layer is known again."""


@dataclass(frozen=True)
class ResultLayer:
    """One layer of the results.

    Attributes
    ----------
    table
        Table of the workspace.
    geometry
        ``Point``, ``LineString`` or ``Polygon`` where the table has several kinds of geometry, of
        which a layer of QGIS can only have one; "" where it has one, or none.
    visible
        Whether it is drawn when the results arrive.
    """

    table: str
    geometry: str = ""
    visible: bool = True

    @property
    def style(self) -> str:
        """File name of the style."""
        return f"{self.table}_{self.geometry.lower()}.qml" if self.geometry else f"{self.table}.qml"

    def title(self, lang: Language) -> str:
        """Return the layer's name in words."""
        name = word("table", self.table, lang)
        return word("layout", f"of_{self.geometry}", lang).format(name=name) if self.geometry else name


RESULT_LAYERS = (
    ResultLayer("hazard_summary", "Point"),
    ResultLayer("hazard_summary", "Polygon"),
    ResultLayer("findings"),
    ResultLayer("parts", "Point"),
    ResultLayer("parts", "Polygon"),
    ResultLayer("plan_overlay"),
    ResultLayer("overlaps"),
    ResultLayer("rings"),
    ResultLayer("protected", "Point"),
    ResultLayer("protected", "LineString"),
    ResultLayer("protected", "Polygon"),
    ResultLayer("hazards", "Point", visible=False),
    ResultLayer("hazards", "Polygon", visible=False),
    ResultLayer("survey", visible=False),
    ResultLayer("unlocated", visible=False),
    ResultLayer("finding_rules", visible=False),
    ResultLayer("run", visible=False),
)
"""All layers of the results, the uppermost first."""


def open_layers(workspace: Path, lang: Language) -> list[tuple[ResultLayer, QgsVectorLayer]]:
    """Open a workspace's tables as styled layers, the uppermost first; none is added to any project.

    A kind of geometry that a table has none of gives no layer. Layers belong to the thread in which
    they are opened.

    Parameters
    ----------
    workspace
        A GeoPackage that `write_workspace` has written.
    lang
        Language of names, legends, forms and map tips.

    Raises
    ------
    InputError
        ``layer_broken`` where a table cannot be read.
    """
    opened = []
    for one in RESULT_LAYERS:
        layer = _open(Path(workspace), one, lang)
        if one.geometry and layer.featureCount() == 0:
            continue
        opened.append((one, layer))
    return opened


def result_layers_of(layers: Iterable[QgsMapLayer], workspace: Path) -> dict[str, list[QgsVectorLayer]]:
    """Return, of some layers, those that show tables of this workspace, by table."""
    found: dict[str, list[QgsVectorLayer]] = {}
    for layer in layers:
        table = str(layer.customProperty(TABLE, ""))
        if table and is_file(file_of(layer), workspace):
            found.setdefault(table, []).append(layer)
    return found


def file_of(layer: QgsMapLayer) -> Path:
    """Return the file that a result layer shows now: a project may have been moved with its files."""
    return Path(str(layer.source()).split("|", 1)[0])


def is_file(one: Path, other: Path) -> bool:
    """Return whether two paths name the same file, which need not be there."""
    return os.path.normcase(one.resolve()) == os.path.normcase(other.resolve())


def _open(workspace: Path, one: ResultLayer, lang: Language) -> QgsVectorLayer:
    source = f"{workspace}|layername={one.table}"
    if one.geometry:
        source += f"|geometrytype={one.geometry}"
    options = QgsVectorLayer.LayerOptions(loadDefaultStyle=False)
    layer = QgsVectorLayer(source, one.title(lang), "ogr", options)
    if not layer.isValid():
        message = f"the table {one.table} of {workspace} cannot be read."
        hint = "Check again, and write the workspace anew; this one is damaged."
        raise InputError("layer_broken", message, hint, layer=f"{workspace.name}#{one.table}")
    dress(layer, resources.path("styles", lang, one.style))
    layer.setName(one.title(lang))
    layer.setCustomProperty(TABLE, one.table)
    layer.setCustomProperty(WORKSPACE, str(workspace))
    return layer


def dress(layer: QgsVectorLayer, style: Path) -> None:
    """Give a layer a style of a file.

    ``loadNamedStyle`` would not do: of a layer in a GeoPackage it takes the default style that the
    GeoPackage keeps, whatever file it was asked for.

    Raises
    ------
    InputError
        ``layer_style_broken`` where QGIS cannot use it.
    """
    document = QtXml.QDomDocument()
    document.setContent(style.read_text(encoding="utf-8"))
    done, told = layer.importNamedStyle(document)
    if not done:
        message = f"QGIS cannot use the style {style.name}: {told}"
        hint = "Install the plugin anew; if that does not help, tell the people who make it."
        raise InputError("layer_style_broken", message, hint, name=style.name, told=told)
