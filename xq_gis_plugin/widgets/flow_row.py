"""A row of widgets that goes on in the next line where its place is too narrow for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.widgets.qt import QtCore, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xq_gis_plugin.widgets.qt import QtGui

__all__ = ["FlowRow"]

_ACROSS, _DOWN = 10, 2


class FlowRow(QtWidgets.QWidget):
    """Widgets side by side, in as many lines as a narrow dock needs."""

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: list[QtWidgets.QWidget] = []
        policy = QtWidgets.QSizePolicy(
            QtWidgets.QSizePolicy.Policy.Preferred, QtWidgets.QSizePolicy.Policy.Minimum
        )
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def take(self, pieces: Sequence[QtWidgets.QWidget]) -> None:
        """Show some widgets in this order."""
        self._pieces = list(pieces)
        for piece in self._pieces:
            piece.setParent(self)
        self.settle()

    def settle(self) -> None:
        """Make room again: a text has changed."""
        self._place(self.width(), move=True)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Return that a narrow bar is a high one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high it is."""
        return self._place(width, move=False)

    def sizeHint(self) -> QtCore.QSize:
        """Return the size of one row."""
        hints = [piece.sizeHint() for piece in self._pieces]
        across = sum(hint.width() + _ACROSS for hint in hints) - _ACROSS
        return QtCore.QSize(across, max(hint.height() for hint in hints))

    def minimumSizeHint(self) -> QtCore.QSize:
        """Return the size of the widest piece."""
        hints = [piece.sizeHint() for piece in self._pieces]
        return QtCore.QSize(max(hint.width() for hint in hints), max(hint.height() for hint in hints))

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Put the pieces where they fit."""
        super().resizeEvent(event)
        self._place(self.width(), move=True)

    def changeEvent(self, event: QtCore.QEvent) -> None:
        """Follow a larger font."""
        super().changeEvent(event)
        if event.type() in (QtCore.QEvent.Type.FontChange, QtCore.QEvent.Type.StyleChange):
            self.settle()

    def _place(self, width: int, *, move: bool) -> int:
        """Put the pieces into rows of a width, or only see; return the height."""
        x = y = high = 0
        for piece in self._pieces:
            hint = piece.sizeHint()
            if x and x + hint.width() > width:
                x, y, high = 0, y + high + _DOWN, 0
            if move:
                piece.setGeometry(x, y, min(hint.width(), max(1, width)), hint.height())
            x += hint.width() + _ACROSS
            high = max(high, hint.height())
        return y + high
