"""What stands in for QGIS's window where a test needs none: its parts are real, only the frame is ours."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateReferenceSystem, QgsProject
from qgis.gui import QgsLayerTreeMapCanvasBridge, QgsMapCanvas, QgsMessageBar

from xq_gis_plugin.widgets.qt import QtWidgets

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Window", "until"]


class Window:
    """The few things that the plugin asks of ``iface``."""

    def __init__(self) -> None:
        self._window = QtWidgets.QMainWindow()
        self._window.resize(1366, 768)
        self._canvas = QgsMapCanvas(self._window)
        self._canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4490"))
        self._canvas.resize(800, 600)
        self._window.setCentralWidget(self._canvas)
        self._bar = QgsMessageBar(self._window)
        self._bridge = QgsLayerTreeMapCanvasBridge(
            QgsProject.instance().layerTreeRoot(), self._canvas, self._canvas
        )

    def mainWindow(self) -> QtWidgets.QMainWindow:
        return self._window

    def mapCanvas(self) -> QgsMapCanvas:
        return self._canvas

    def messageBar(self) -> QgsMessageBar:
        return self._bar

    def layerTreeCanvasBridge(self) -> QgsLayerTreeMapCanvasBridge:
        return self._bridge

    def close_down(self) -> None:
        """Stop drawing, as QGIS does before it closes a project, and let go of everything."""
        self._canvas.freeze(True)  # noqa: FBT003 - QGIS's own signature
        # Stopping waits for nobody: threads that draw would go on with layers that are being deleted.
        until(lambda: not self._canvas.isDrawing(), "the end of drawing")
        self._canvas.stopRendering()
        # It lives until Qt comes to delete it, and must do nothing to the next test's project.
        self._bridge.setAutoSetupOnFirstLayer(False)
        QgsProject.instance().clear()
        self._window.close()
        self._window.deleteLater()

    def said(self) -> list[str]:
        """Return the texts in the message bar, the newest first."""
        return [item.text() for item in self._bar.items()]


def until(condition: Callable[[], object], what: str, seconds: float = 40.0) -> None:
    """Let Qt go on until something is true; the deadline is for a thing that never comes."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            message = f"{what} did not come"
            raise AssertionError(message)
        QtWidgets.QApplication.processEvents()
        time.sleep(0.005)
