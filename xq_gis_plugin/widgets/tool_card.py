"""The small window of a map tool: beside the map, never in the way of its keys."""

from __future__ import annotations

from xq_gis_plugin.widgets.qt import QtCore, QtWidgets, Signal

__all__ = ["ToolCard"]

_MARGIN = 12
_BAR = 48
"""Room for a message above the map."""


class ToolCard(QtWidgets.QDialog):
    """Stays above the map, and leaves the keyboard to it until somebody clicks into the card.

    Parameters
    ----------
    title
        Of the window.
    parent
        The window that it stays above.
    """

    closed = Signal()
    """Somebody closed the card, with its button or with Escape."""

    def __init__(self, title: str, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent, QtCore.Qt.WindowType.Tool)
        self.setWindowTitle(title)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._placed = False

    def show_beside(self, widget: QtWidgets.QWidget) -> None:
        """Show the card at the left edge of a widget's window, where it hides least of the widget.

        What QGIS says above the map stays readable.
        Later it is shown where somebody has moved it to.
        """
        if not self._placed:
            self._placed = True
            screen, window = widget.screen().availableGeometry(), widget.window()
            left = window.mapToGlobal(QtCore.QPoint(0, 0)).x() + _MARGIN
            top = widget.mapToGlobal(QtCore.QPoint(0, 0)).y() + _BAR
            right = max(screen.left(), screen.right() - self.width() - _MARGIN)
            self.move(min(max(left, screen.left()), right), max(top, screen.top()))
        self.show()

    def reject(self) -> None:
        """Close, as Escape asks for: a dialog would only hide, and its tool would go on without it."""
        self.close()

    def closeEvent(self, event: object) -> None:
        """Say that the card was closed."""
        super().closeEvent(event)
        self.closed.emit()
