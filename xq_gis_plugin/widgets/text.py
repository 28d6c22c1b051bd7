"""Text that stays text: names come from other people's files, and no widget may read them as markup."""

from __future__ import annotations

import html
import re
from typing import Any

from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtWidgets

__all__ = ["NoWheel", "PlainLabel", "breakable", "button", "font_of", "settle_combo", "show_hint", "tip"]

_LONGEST_RUN = 16
_HINT_ALPHA = 128
_BREAK = "\u200b"
_RUN = re.compile(rf"[!-~\u00a1-\u02ff]{{{_LONGEST_RUN + 1},}}")
# A path breaks best behind a separator; what has none breaks where it must.
_PIECE = re.compile(rf"[^/\\_.,;=&?-]{{0,{_LONGEST_RUN - 1}}}[^ ]")


def tip(text: str) -> str:
    """Return a tooltip that shows a text as it is; Qt would read one that looks like HTML as HTML."""
    return f"<qt>{html.escape(text)}</qt>".replace("\n", "<br>") if text else ""


def breakable(text: str) -> str:
    r"""Return a text in which a long path or name can be broken over lines.

    Examples
    --------
    >>> breakable("/data/stations_2026.gpkg").split("\u200b")
    ['/', 'data/', 'stations_', '2026.', 'gpkg']
    >>> len(breakable("x" * 40)) - 40
    2
    >>> breakable("不符合 3 处")
    '不符合 3 处'
    """
    return _RUN.sub(lambda found: _BREAK.join(_PIECE.findall(found[0])), text)


class PlainLabel(QtWidgets.QLabel):
    """A label that wraps, never reads markup, and never asks for more width than there is."""

    def __init__(
        self, text: str = "", *, quiet: bool = False, parent: QtWidgets.QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMinimumWidth(1)
        if quiet:
            self.setFont(font_of(self, smaller=True))
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text; long words in it may be broken."""
        super().setText(breakable(text))
        self.setAccessibleName(text)

    def said(self) -> str:
        """Return the text as it was given."""
        return str(self.text()).replace(_BREAK, "")


class NoWheel(QtCore.QObject):
    """Keeps the wheel for scrolling: a list or a number changes by it only once it has the focus."""

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Pass the wheel on to the page unless the widget has the focus."""
        if event.type() == QtCore.QEvent.Type.Wheel and not watched.hasFocus():
            event.ignore()
            return True
        return bool(super().eventFilter(watched, event))


def settle_combo(box: QtWidgets.QComboBox, *, characters: int = 6) -> None:
    """Let a list be as narrow as its place is, whatever is in it, and leave the wheel to the page."""
    policy = QtWidgets.QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    box.setSizeAdjustPolicy(policy)
    box.setMinimumContentsLength(characters)
    expanding = QtWidgets.QSizePolicy.Policy.Expanding
    box.setSizePolicy(expanding, QtWidgets.QSizePolicy.Policy.Fixed)
    box.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
    box.installEventFilter(NoWheel(box))


def font_of(widget: QtWidgets.QWidget, *, bold: bool = False, smaller: bool = False) -> QtGui.QFont:
    """Return a widget's font, bold or somewhat smaller."""
    font = widget.font()
    font.setBold(bold)
    if smaller and font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * 0.92)
    return font


def show_hint(field: Any, text: str) -> None:  # noqa: ANN401 - whatever has a placeholder
    """Show a text in an empty field, where it can be read.

    Qt keeps for it the grey of a field that was disabled, and thins it out once more.
    """
    field.setPlaceholderText(text)
    palette = field.palette()
    color = QtGui.QColor(palette.color(QtGui.QPalette.ColorGroup.Active, QtGui.QPalette.ColorRole.Text))
    color.setAlpha(_HINT_ALPHA)
    palette.setColor(QtGui.QPalette.ColorRole.PlaceholderText, color)
    field.setPalette(palette)


def button(text: str, *, hint: str = "", parent: QtWidgets.QWidget | None = None) -> QtWidgets.QPushButton:
    """Return a push button that Enter does not press by accident, with a tooltip."""
    made = QtWidgets.QPushButton(text, parent)
    made.setAutoDefault(False)
    made.setToolTip(tip(hint))
    return made
