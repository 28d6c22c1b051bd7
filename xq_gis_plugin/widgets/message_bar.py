"""A message and what to do about it, at the top of the panel; the details in a window of their own."""

from __future__ import annotations

from xq_gis_plugin.widgets.language import ui
from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtWidgets
from xq_gis_plugin.widgets.text import PlainLabel, button, font_of

__all__ = ["DetailsDialog", "MessageBar"]

# Dark text on a pale ground, whatever the theme; the icon and the word tell the level without colour.
_GROUNDS = {"error": "#fbe3e1", "warning": "#fdf1d3", "info": "#e3eefb"}
_EDGES = {"error": "#b3261e", "warning": "#8a6100", "info": "#1c5fa8"}
_DIALOG_SIZE = (640, 400)


class MessageBar(QtWidgets.QFrame):
    """One message at a time; a new one takes the place of the last."""

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self._details = ""
        self.icon = QtWidgets.QLabel(self)
        self.message = PlainLabel(parent=self)
        self.message.setFont(font_of(self.message, bold=True))
        self.hint = PlainLabel(parent=self)
        self.details = button(ui("details"), hint=ui("details_tip"), parent=self)
        self.details.clicked.connect(self.show_details)
        self.close_button = button(ui("close_message"), hint=ui("close_message_tip"), parent=self)
        self.close_button.clicked.connect(self.clear)
        buttons = QtWidgets.QVBoxLayout()
        buttons.addWidget(self.details)
        buttons.addWidget(self.close_button)
        buttons.addStretch(1)
        texts = QtWidgets.QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.message)
        texts.addWidget(self.hint)
        layout = QtWidgets.QHBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(self.icon, 0, QtCore.Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)
        layout.addLayout(buttons)
        self.hide()

    def show_message(self, message: str, hint: str = "", details: str = "", level: str = "error") -> None:
        """Show a message of the level ``error``, ``warning`` or ``info``; anything else is an error."""
        level = level if level in _GROUNDS else "error"
        self._details = details
        self.icon.setPixmap(_icon(self, level).pixmap(20, 20))
        self.icon.setAccessibleName(ui(f"level_{level}"))
        self.message.setText(message)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.details.setVisible(bool(details))
        self.setAccessibleName(f"{ui(f'level_{level}')}: {message} {hint}")
        self.setStyleSheet(
            f"#message_bar {{ background: {_GROUNDS[level]}; border: 1px solid {_EDGES[level]};"
            " border-radius: 4px; } #message_bar QLabel { color: #1a1a1a; }"
        )
        self.close_button.setAccessibleDescription(self.accessibleName())
        self.show()

    def clear(self) -> None:
        """Take the message away."""
        self.hide()

    def show_details(self) -> None:
        """Open the details in a window of their own."""
        DetailsDialog(self._report(), self).exec()

    def _report(self) -> str:
        parts = (self.message.said(), self.hint.said(), self._details)
        return "\n\n".join(part for part in parts if part)


class DetailsDialog(QtWidgets.QDialog):
    """A text to read, to scroll, and to copy into a mail."""

    def __init__(self, text: str, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(ui("details_title"))
        self.resize(*_DIALOG_SIZE)
        self.text = QtWidgets.QPlainTextEdit(text, self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(ui("details_title"))
        self.copy = button(ui("copy"), parent=self)
        self.copy.clicked.connect(self._copy)
        close = button(ui("close"), parent=self)
        close.clicked.connect(self.accept)
        buttons = QtWidgets.QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.copy)
        buttons.addWidget(close)
        layout = QtWidgets.QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addLayout(buttons)

    def _copy(self) -> None:
        QtWidgets.QApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText(ui("copied"))


def _icon(widget: QtWidgets.QWidget, level: str) -> QtGui.QIcon:
    pixmap = QtWidgets.QStyle.StandardPixmap
    kinds = {
        "error": pixmap.SP_MessageBoxCritical,
        "warning": pixmap.SP_MessageBoxWarning,
        "info": pixmap.SP_MessageBoxInformation,
    }
    return widget.style().standardIcon(kinds[level])
