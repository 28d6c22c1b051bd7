"""The sheets of a layout, drawn into a PDF one after the other, each one's map apart from the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsExpressionContextUtils,
    QgsFillSymbol,
    QgsLayoutExporter,
    QgsMapRendererCustomPainterJob,
    QgsVectorLayer,
)

from xq_gis_plugin.qgis_plugin.layout_table import narrow_table, widen_table
from xq_gis_plugin.widgets.qt import QtCore, QtGui

if TYPE_CHECKING:
    from pathlib import Path

    from qgis.core import QgsLayoutItemMap, QgsPrintLayout

__all__ = ["MapDrawing", "Sheets"]

_DPI = 300
_DOTS_PER_MM = _DPI / 25.4


@dataclass(frozen=True)
class MapDrawing:
    """A sheet's map on its way into a picture.

    Attributes
    ----------
    job
        Draws it, when it is started; it may do so beside the window.
    picture, painter
        What it draws into, and with.
    """

    job: QgsMapRendererCustomPainterJob
    picture: QtGui.QPicture | QtGui.QImage
    painter: QtGui.QPainter


class Sheets:
    """A PDF that is being written. Letters stay letters, and lines lines.

    For each sheet call `turn`, `begin_map`, let its job be done, and `finish`; at the end `close`. All of
    it belongs to the layout's thread, but for the job: a map is most of the work.

    Parameters
    ----------
    layout
        From `make_layout`; it is as it was once the sheets are closed.
    path
        The PDF.
    atlas
        Whether the overview is followed by the atlas's pages.

    Raises
    ------
    OSError
        If the file cannot be written.
    """

    def __init__(self, layout: QgsPrintLayout, path: Path, *, atlas: bool) -> None:
        self.layout = layout
        self._atlas = layout.atlas() if atlas else None
        self._hazards = [str(page["hazard_id"]) for page in layout.atlas().coverageLayer().getFeatures()]
        self.count = 1 + (len(self._hazards) if atlas else 0)
        self._number = 0
        self._map: QgsLayoutItemMap = layout.itemById("map")
        self._layers = self._map.layers()
        self._ground = self._map.hasBackground()
        self._paper = layout.pageCollection().page(0).pageStyleSymbol().clone()
        # The map is drawn before all else: a map of nothing stands in its place then, on clear paper.
        self._nothing = QgsVectorLayer("Point?crs=EPSG:4490", "", "memory")
        layout.renderContext().setDpi(_DPI)
        layout.renderContext().setTextRenderFormat(Qgis.TextRenderFormat.AlwaysText)
        QgsExpressionContextUtils.setLayoutVariable(layout, "xq_pages", str(self.count))
        self._writer = _writer(layout, path)
        self._painter = QtGui.QPainter()
        if not self._painter.begin(self._writer):
            raise OSError
        clear = QgsFillSymbol.createSimple({"style": "no", "outline_style": "no"})
        layout.pageCollection().page(0).setPageStyleSymbol(clear)
        if self._atlas is not None:
            self._atlas.beginRender()

    @property
    def number(self) -> int:
        """Of the sheet that is drawn, the first being 1."""
        return self._number

    def turn(self) -> None:
        """Go on to the next sheet."""
        self._number += 1
        if self._number > 1 and self._atlas is not None:
            self._writer.newPage()
            narrow_table(self.layout.multiFrames()[0], self._hazards[self._number - 2])
            self._atlas.next()

    def begin_map(self) -> MapDrawing:
        """Return the sheet's map, ready to be drawn."""
        drawn = self._map
        size = _size(drawn)
        if drawn.containsAdvancedEffects():
            # Blending with what lies below is nothing that a picture of lines, or a PDF, can say.
            picture = QtGui.QImage(size.toSize(), QtGui.QImage.Format.Format_ARGB32_Premultiplied)
            picture.fill(QtCore.Qt.GlobalColor.transparent)
        else:
            picture = QtGui.QPicture()
        painter = QtGui.QPainter(picture)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        settings = drawn.mapSettings(drawn.extent(), size, _DPI, True)  # noqa: FBT003 - QGIS's own signature
        return MapDrawing(QgsMapRendererCustomPainterJob(settings, painter), picture, painter)

    def finish(self, drawing: MapDrawing) -> None:
        """Put the map on the sheet, and all else that the sheet says."""
        if drawing.painter.isActive():
            drawing.painter.end()
        drawn, painter = self._map, self._painter
        corner = drawn.pagePos() * _DOTS_PER_MM
        box = QtCore.QRectF(corner, _size(drawn))
        painter.save()
        painter.setClipRect(box)
        if self._ground:
            painter.fillRect(box, drawn.backgroundColor())
        painter.translate(corner)
        if isinstance(drawing.picture, QtGui.QImage):
            painter.drawImage(0, 0, drawing.picture)
        else:
            # Qt draws a picture larger on a device with more dots; this one has its size already.
            painter.scale(drawing.picture.logicalDpiX() / _DPI, drawing.picture.logicalDpiY() / _DPI)
            painter.drawPicture(0, 0, drawing.picture)
        painter.restore()
        drawn.setLayers([self._nothing])
        drawn.setBackgroundEnabled(False)
        QgsLayoutExporter(self.layout).renderPage(painter, 0)
        self._restore_map()

    def close(self) -> None:
        """End the file."""
        if self._atlas is not None:
            self._atlas.endRender()
        self._painter.end()
        self._restore_map()
        widen_table(self.layout.multiFrames()[0])
        self.layout.pageCollection().page(0).setPageStyleSymbol(self._paper)

    def _restore_map(self) -> None:
        self._map.setLayers(self._layers)
        self._map.setBackgroundEnabled(self._ground)


def _writer(layout: QgsPrintLayout, path: Path) -> QtGui.QPdfWriter:
    writer = QtGui.QPdfWriter(str(path))
    writer.setTitle(layout.name())
    writer.setCreator("xq-gis")
    writer.setResolution(_DPI)
    page = layout.pageCollection().page(0).pageSize()
    size = QtGui.QPageSize(QtCore.QSizeF(page.width(), page.height()), QtGui.QPageSize.Unit.Millimeter)
    writer.setPageSize(size)
    writer.setPageMargins(QtCore.QMarginsF(0, 0, 0, 0))
    return writer


def _size(drawn: QgsLayoutItemMap) -> QtCore.QSizeF:
    """Return how many dots a map is wide and high."""
    return QtCore.QSizeF(drawn.rect().width() * _DOTS_PER_MM, drawn.rect().height() * _DOTS_PER_MM)
