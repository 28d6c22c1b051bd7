"""A workspace as a sheet: A3 or A4, an overview and a page per hazard, as PDF with its fonts in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsExpressionContextUtils,
    QgsLayoutExporter,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
)

from xq_gis_plugin import resources
from xq_gis_plugin.core.errors import InputError, OutputError
from xq_gis_plugin.core.model import CRS
from xq_gis_plugin.core.output import atomic_output
from xq_gis_plugin.io.workspace import read_workspace
from xq_gis_plugin.palette import CJK_FAMILIES
from xq_gis_plugin.qgis_plugin.layout_legend import fill_legend
from xq_gis_plugin.qgis_plugin.layout_pages import district, metric_crs, page_layer
from xq_gis_plugin.qgis_plugin.layout_table import fill_table
from xq_gis_plugin.qgis_plugin.layout_texts import layout_variables
from xq_gis_plugin.qgis_plugin.result_layers import open_layers, result_layers_of
from xq_gis_plugin.run import CancelledError
from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtXml

if TYPE_CHECKING:
    from qgis.core import QgsFeedback, QgsLayoutItemMap, QgsVectorLayer

    from xq_gis_plugin.export.words import Language

__all__ = ["export_pdf", "make_layout", "open_project"]

Size = Literal["a3", "a4"]

_FONT = "XQ-CJK"
"""What the templates call their font."""
_SCALES = (500, 750, 1000, 1500, 2000, 2500, 3000, 4000, 5000, 7500, 10_000, 15_000, 20_000, 25_000,
           30_000, 40_000, 50_000)  # fmt: skip
_LEGEND = {"a3": 60, "a4": 48}
"""Letters of a line of the legend; a Chinese one counts twice."""
_DPI = 300
_ROWS = {"a3": 8, "a4": 6}


def open_project(workspace: Path, lang: Language) -> QgsProject:
    """Return a project of its own with a workspace's layers: for work that must not touch the window's.

    Raises
    ------
    InputError
        ``layer_broken`` or ``resource_missing``.
    """
    project = QgsProject()
    root = project.layerTreeRoot()
    for one, layer in open_layers(workspace, lang):
        project.addMapLayer(layer, False)  # noqa: FBT003 - QGIS's own signature
        root.addLayer(layer).setItemVisibilityChecked(one.visible)
    return project


def make_layout(
    project: QgsProject, workspace: Path, *, size: Size = "a3", lang: Language = "zh", title: str = ""
) -> QgsPrintLayout:
    """Make the layout of a workspace: an overview, and an atlas with a page per hazard.

    The hazards in conflict or unresolved have a page each, the worst first. The layout is not added to
    the project's own.

    Parameters
    ----------
    project
        Whose visible layers the map shows: the window's, or one of `open_project`. Where it does not
        show the workspace, its tables are opened for the legend and the table alone.
    workspace
        A GeoPackage that `write_workspace` has written.
    size
        ``a3``, landscape, or ``a4``, portrait.
    lang
        Language of everything that the sheet says.
    title
        Heading of all pages, any text; "" for the usual one.

    Raises
    ------
    InputError
        As `read_workspace`; ``layer_broken``, ``resource_missing``, ``layout_template``.
    OutputError
        ``fonts_missing`` where no font has Chinese letters: a PDF would be full of boxes.
    """
    workspace = Path(workspace)
    family = _family()
    result = read_workspace(workspace)
    layout = _load(project, size, family)
    layers = _layers(layout, project, workspace, lang)
    drawn = layout.itemById("map")
    extent = district(result)
    crs = metric_crs(extent)
    _aim(drawn, extent, crs)
    pages = page_layer(result, lang)
    pages.setParent(layout)
    layout.atlas().setCoverageLayer(pages)
    layout.atlas().setEnabled(True)
    layout.renderContext().setPredefinedScales([float(scale) for scale in _SCALES])
    texts = layout_variables(
        result, title=title, crs=crs, pages=pages.featureCount(), rows=_ROWS[size], lang=lang
    )
    QgsExpressionContextUtils.setLayoutVariables(layout, texts)
    fill_legend(layout.itemById("legend"), layers, lang, longest=_LEGEND[size])
    fill_table(layout.multiFrames()[0], layers["findings"][0], lang, rows=_ROWS[size], narrow=size == "a4")
    layout.itemById("across").setVisibility(bool(texts["xq_across"]))
    layout.setName(texts["xq_title"])
    layout.refresh()
    return layout


def export_pdf(
    layout: QgsPrintLayout,
    path: Path,
    *,
    atlas: bool = True,
    feedback: QgsFeedback | None = None,
    overwrite: bool = False,
) -> Path:
    """Write a layout as PDF: the overview, then with ``atlas`` a page per hazard.

    Letters stay letters, with their fonts in the file.

    Parameters
    ----------
    layout
        From `make_layout`; used in the thread in which it was made.
    path
        The file to write; it appears whole or not at all.
    atlas
        Whether each hazard in conflict or unresolved gets its page.
    feedback
        Told how far it has come; asked before each page whether to go on.
    overwrite
        Whether an existing file may be replaced.

    Raises
    ------
    OutputError
        ``output_exists`` or ``output_unwritable``.
    CancelledError
        If the feedback says so; nothing is written then.
    """
    path = Path(path)
    with atomic_output(path, overwrite=overwrite) as draft:
        _write(layout, draft, feedback, atlas=atlas)
    return path


def _family() -> str:
    """Return the first of `CJK_FAMILIES` that is installed, else any that has Chinese letters."""
    installed = _installed()
    for family in (*CJK_FAMILIES, *sorted(installed)):
        if family in installed:
            return family
    message = "no font with Chinese letters is installed; the PDF would show boxes instead of them."
    hint = "Install Microsoft YaHei, Source Han Sans or Noto Sans CJK, and start QGIS again."
    raise OutputError("fonts_missing", message, hint)


def _installed() -> list[str]:
    """Return the fonts of this computer that have simplified Chinese letters."""
    chinese = QtGui.QFontDatabase.WritingSystem.SimplifiedChinese
    six = QtCore.QT_VERSION >= 0x060000  # noqa: PLR2004 - Qt 6, where the database has no instances
    found = QtGui.QFontDatabase.families(chinese) if six else QtGui.QFontDatabase().families(chinese)
    return [str(family) for family in found]


def _load(project: QgsProject, size: Size, family: str) -> QgsPrintLayout:
    template = resources.path("styles", f"layout_{size}.qpt")
    document = QtXml.QDomDocument()
    document.setContent(template.read_text(encoding="utf-8").replace(_FONT, family))
    layout = QgsPrintLayout(project)
    # QGIS keeps a bare pointer: a project of its own must live as long as the layout.
    layout.project_kept = project
    _, read = layout.loadFromTemplate(document, QgsReadWriteContext())
    if not read or layout.itemById("map") is None:
        message = f"the layout's template {template} cannot be used."
        hint = "Install the plugin again, which brings its templates back."
        raise InputError("layout_template", message, hint, path=str(template))
    return layout


def _layers(
    layout: QgsPrintLayout, project: QgsProject, workspace: Path, lang: Language
) -> dict[str, list[QgsVectorLayer]]:
    """Return the workspace's layers by table: those of the project, else some that belong to the layout."""
    shown = result_layers_of(list(project.mapLayers().values()), workspace)
    if "findings" in shown and "hazard_summary" in shown:
        return shown
    opened = [layer for _, layer in open_layers(workspace, lang)]
    for layer in opened:
        layer.setParent(layout)
    return result_layers_of(opened, workspace)


def _aim(drawn: QgsLayoutItemMap, extent: object, crs: QgsCoordinateReferenceSystem) -> None:
    """Point the map at an extent in degrees, drawn in metres, with room for the smallest of `_SCALES`."""
    drawn.setCrs(crs)
    turn = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem(CRS), crs, QgsProject.instance().transformContext()
    )
    drawn.zoomToExtent(turn.transformBoundingBox(extent))
    scale = drawn.scale()
    rounder = [1000 * round(scale / 1000 + 0.5)] if scale > _SCALES[-1] else []
    drawn.setScale(float(next((one for one in (*_SCALES, *rounder) if one >= scale), scale)))


def _write(layout: QgsPrintLayout, path: Path, feedback: QgsFeedback | None, *, atlas: bool) -> None:
    context = layout.renderContext()
    context.setDpi(_DPI)
    context.setTextRenderFormat(Qgis.TextRenderFormat.AlwaysText)
    writer = QtGui.QPdfWriter(str(path))
    writer.setTitle(layout.name())
    writer.setCreator("xq-gis")
    writer.setResolution(_DPI)
    page = layout.pageCollection().page(0).pageSize()
    size = QtGui.QPageSize(QtCore.QSizeF(page.width(), page.height()), QtGui.QPageSize.Unit.Millimeter)
    writer.setPageSize(size)
    writer.setPageMargins(QtCore.QMarginsF(0, 0, 0, 0))
    pages = layout.atlas()
    count = 1 + (pages.coverageLayer().featureCount() if atlas else 0)
    QgsExpressionContextUtils.setLayoutVariable(layout, "xq_pages", str(count))
    exporter = QgsLayoutExporter(layout)
    painter = QtGui.QPainter()
    if not painter.begin(writer):
        raise OSError
    try:
        if atlas:
            pages.beginRender()
        for number in range(count):
            if feedback is not None and feedback.isCanceled():
                raise CancelledError
            if number:
                writer.newPage()
                pages.next()
            exporter.renderPage(painter, 0)
            if feedback is not None:
                feedback.setProgress(100 * (number + 1) / count)
    finally:
        if atlas:
            pages.endRender()
        painter.end()
