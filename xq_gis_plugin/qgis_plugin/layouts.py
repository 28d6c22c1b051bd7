"""A workspace as a sheet: A3 or A4, an overview and a page per hazard, as PDF with its fonts in it."""

from __future__ import annotations

from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsExpressionContextUtils,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
)

from xq_gis_plugin import resources
from xq_gis_plugin.core.errors import InputError, OutputError
from xq_gis_plugin.core.model import CRS
from xq_gis_plugin.core.output import atomic_output
from xq_gis_plugin.palette import CJK_FAMILIES
from xq_gis_plugin.qgis_plugin.layout_legend import fill_legend
from xq_gis_plugin.qgis_plugin.layout_pages import district, metric_crs, page_layer, read_contents
from xq_gis_plugin.qgis_plugin.layout_sheets import Sheets
from xq_gis_plugin.qgis_plugin.layout_table import fill_table
from xq_gis_plugin.qgis_plugin.layout_texts import layout_variables
from xq_gis_plugin.qgis_plugin.result_layers import (
    TABLE,
    file_of,
    is_file,
    open_layers,
    result_layers_of,
)  # fmt: skip
from xq_gis_plugin.run import CancelledError
from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtXml

if TYPE_CHECKING:
    from qgis.core import QgsFeedback, QgsLayoutItemMap, QgsMapLayer, QgsVectorLayer

    from xq_gis_plugin.export.words import Language
    from xq_gis_plugin.qgis_plugin.layout_pages import Contents

__all__ = ["export_pdf", "layers_of", "make_layout", "open_project"]

Size = Literal["a3", "a4"]

_FONT = "XQ-CJK"
"""What the templates call their font."""
_SCALES = (500, 750, 1000, 1500, 2000, 2500, 3000, 4000, 5000, 7500, 10_000, 15_000, 20_000, 25_000,
           30_000, 40_000, 50_000)  # fmt: skip
_LEGEND = {"a3": 60, "a4": 48}
"""Letters of a line of the legend; a Chinese one counts twice."""
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
    project: QgsProject,
    workspace: Path,
    *,
    size: Size = "a3",
    lang: Language = "zh",
    title: str = "",
    review: str = "",
    contents: Contents | None = None,
) -> QgsPrintLayout:
    """Make the layout of a workspace: an overview, and an atlas with a page per hazard.

    The hazards in conflict or unresolved have a page each, the worst first. The layout is not added to
    the project's own.

    Parameters
    ----------
    project
        Whose visible layers the map shows, but for the results of other workspaces: the window's, or one
        of `open_project`. Where it does not show the workspace, its tables are opened for the legend and
        the table alone.
    workspace
        A GeoPackage that `write_workspace` has written.
    size
        ``a3``, landscape, or ``a4``, portrait.
    lang
        Language of everything that the sheet says.
    title
        Heading of all pages, any text; "" for the usual one.
    review
        Number of the map's approval, 审图号; "" where it has none, which the sheets say.
    contents
        What `read_contents` returned, where the workspace has been read.

    Raises
    ------
    InputError
        As `read_workspace`; ``layer_broken``, ``resource_missing``, ``layout_template``, ``review_long``.
    OutputError
        ``fonts_missing`` where no font has Chinese letters: a PDF would be full of boxes.
    """
    workspace = Path(workspace)
    family = _family()
    contents = contents or read_contents(workspace, lang)
    result, planned = contents.result, contents.pages
    layout = _load(project, size, family)
    layers = _layers(layout, project, workspace, lang)
    drawn = layout.itemById("map")
    drawn.setKeepLayerSet(True)
    drawn.setLayers(_drawn_layers(project, workspace))
    extent = district(result)
    crs = metric_crs(extent)
    _aim(drawn, extent, crs)
    pages = page_layer(planned)
    pages.setParent(layout)
    layout.atlas().setCoverageLayer(pages)
    layout.atlas().setEnabled(True)
    layout.renderContext().setPredefinedScales([float(scale) for scale in _SCALES])
    texts = layout_variables(
        result, title=title, review=review, crs=crs, pages=len(planned), rows=_ROWS[size], lang=lang
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
    with ExitStack() as stack:
        draft = stack.enter_context(atomic_output(path, overwrite=overwrite))
        sheets = stack.enter_context(closing(Sheets(layout, draft, atlas=atlas)))
        for number in range(sheets.count):
            if feedback is not None and feedback.isCanceled():
                raise CancelledError
            sheets.turn()
            drawing = sheets.begin_map()
            drawing.job.renderSynchronously()
            sheets.finish(drawing)
            if feedback is not None:
                feedback.setProgress(100 * (number + 1) / sheets.count)
    return path


def layers_of(layout: QgsPrintLayout) -> frozenset[str]:
    """Return the ids of the project's layers that a layout of `make_layout` cannot do without."""
    legend = layout.itemById("legend").model().rootGroup().findLayers()
    ids = [layer.id() for layer in layout.itemById("map").layers()]
    return frozenset([*ids, *(node.layerId() for node in legend), layout.multiFrames()[0].vectorLayer().id()])


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
    shown = result_layers_of(project.mapLayers().values(), workspace)
    if "findings" in shown and "hazard_summary" in shown:
        return shown
    opened = [layer for _, layer in open_layers(workspace, lang)]
    for layer in opened:
        layer.setParent(layout)
    return result_layers_of(opened, workspace)


def _drawn_layers(project: QgsProject, workspace: Path) -> list[QgsMapLayer]:
    """Return the visible layers, without those of other workspaces, of which the sheet says nothing."""
    visible = project.mapThemeCollection().masterVisibleLayers()
    return [one for one in visible if not one.customProperty(TABLE) or is_file(file_of(one), workspace)]


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
