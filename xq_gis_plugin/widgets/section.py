"""One step of the panel: a heading that folds what is under it, and a word on how far it is."""

from __future__ import annotations

from xq_gis_plugin.widgets.qt import QtCore, QtWidgets, Signal
from xq_gis_plugin.widgets.text import PlainLabel, font_of

__all__ = ["Section"]

# The focus must be seen: a flat tool button hardly shows it by itself.
_STYLE = (
    "QToolButton { border: 2px solid transparent; border-radius: 3px; padding: 3px 4px; }"
    "QToolButton:hover { background: palette(midlight); }"
    "QToolButton:focus { border-color: palette(highlight); }"
)


class Section(QtWidgets.QWidget):
    """A numbered heading, its state word, and the page that it folds away."""

    toggled = Signal(bool)

    def __init__(self, title: str, page: QtWidgets.QWidget, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self._title = title.replace("&", "")
        self.heading = QtWidgets.QToolButton(self)
        self.heading.setText(title)
        self.heading.setCheckable(True)
        self.heading.setChecked(True)
        self.heading.setToolButtonStyle(QtCore.Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setArrowType(QtCore.Qt.ArrowType.DownArrow)
        self.heading.setFont(font_of(self.heading, bold=True))
        self.heading.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self.heading.setStyleSheet(_STYLE)
        self.heading.toggled.connect(self._fold)
        self.word = PlainLabel()
        self.word.setAlignment(QtCore.Qt.AlignmentFlag.AlignRight | QtCore.Qt.AlignmentFlag.AlignVCenter)
        line = QtWidgets.QFrame(self)
        line.setFrameShape(QtWidgets.QFrame.Shape.HLine)
        line.setFrameShadow(QtWidgets.QFrame.Shadow.Sunken)
        top = QtWidgets.QHBoxLayout()
        top.setContentsMargins(0, 0, 6, 0)
        top.addWidget(self.heading)
        top.addWidget(self.word, 1)
        layout = QtWidgets.QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(line)
        layout.addWidget(page)

    def set_state(self, word: str) -> None:
        """Show how far the step is, such as ✓ or what is still to be done."""
        self.word.setText(word)
        self.heading.setAccessibleName(f"{self._title}, {word}" if word else self._title)

    def is_open(self) -> bool:
        """Return whether the page is shown."""
        return bool(self.heading.isChecked())

    def set_open(self, shown: bool) -> None:  # noqa: FBT001 - as Qt's own setVisible
        """Show the page, or fold it away."""
        self.heading.setChecked(shown)

    def _fold(self, shown: bool) -> None:  # noqa: FBT001 - a signal's value
        arrow = QtCore.Qt.ArrowType
        self.heading.setArrowType(arrow.DownArrow if shown else arrow.RightArrow)
        self.page.setVisible(shown)
        self.toggled.emit(shown)
