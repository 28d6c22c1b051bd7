"""What the plugin has to say: one line in QGIS's message bar, and all of it behind a button."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsMessageLog

from xq_gis_plugin.export.words import word
from xq_gis_plugin.qgis_plugin.tasks import LOG
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.message_bar import DetailsDialog
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets
from xq_gis_plugin.widgets.text import breakable

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.gui import QgisInterface

    from xq_gis_plugin.qgis_plugin.tasks import Failure

__all__ = ["Notices", "confirmed"]

_SHOWN_S = 12
_STAYS = 0
_LONGEST = 400


class Notices:
    """Speaks through QGIS's message bar and its log.

    Parameters
    ----------
    iface
        QGIS's window.
    """

    def __init__(self, iface: QgisInterface) -> None:
        self._iface = iface
        self._dialog: DetailsDialog | None = None

    def tell(
        self,
        message: str,
        hint: str = "",
        *,
        details: str = "",
        level: str = "info",
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Say something; ``level`` is ``error``, ``warning``, ``info`` or ``success``.

        Parameters
        ----------
        message, hint
            What it is, and what to do about it: plain text, whatever characters are in it.
        details
            What a button 详情 shows in full.
        level
            An error stays until somebody closes it.
        action
            Another button: its text, and what it does.
        """
        bar = self._iface.messageBar()
        text = " ".join(part for part in (message, hint) if part)
        shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        item = bar.createMessage(word("qgis", "plugin_name", ui_language()), html.escape(shown))
        buttons = [action] if action else []
        if details or shown != text:
            full = "\n\n".join(part for part in (message, hint, details) if part)
            buttons.append((word("qgis", "details", ui_language()), lambda: self._open(full)))
        for title, slot in buttons:
            button = QtWidgets.QPushButton(title)
            button.clicked.connect(lambda _checked=False, slot=slot: slot())
            item.layout().addWidget(button)
        bar.pushWidget(item, _levels()[level], _STAYS if level == "error" else _SHOWN_S)
        if level in ("error", "warning"):
            # In full: the log is where somebody looks for what led to it.
            logged = "\n".join(part for part in (text, details) if part)
            QgsMessageLog.logMessage(logged, LOG, _levels()[level], notifyUser=False)

    def fail(self, failure: Failure) -> None:
        """Say what went wrong, and how."""
        self.tell(failure.message, failure.hint, details=failure.details, level="error")

    def close_down(self) -> None:
        """Close what is open."""
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()
            self._dialog = None

    def _open(self, text: str) -> None:
        self.close_down()
        self._dialog = DetailsDialog(text, self._iface.mainWindow())
        self._dialog.show()


def confirmed(parent: QtWidgets.QWidget, question: str, subject: str) -> bool:
    """Ask a person who must answer yes or no; ``subject`` is what it is about, a path mostly."""
    buttons = QtWidgets.QMessageBox.StandardButton
    box = QtWidgets.QMessageBox(parent)
    box.setIcon(QtWidgets.QMessageBox.Icon.Question)
    box.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    box.setWindowTitle(word("qgis", "plugin_name", ui_language()))
    box.setText(question)
    box.setInformativeText(breakable(subject))
    box.setStandardButtons(buttons.Yes | buttons.No)
    box.setDefaultButton(buttons.No)
    return bool(box.exec() == buttons.Yes)


def _levels() -> dict[str, Qgis.MessageLevel]:
    levels = Qgis.MessageLevel
    return {
        "error": levels.Critical, "warning": levels.Warning, "info": levels.Info, "success": levels.Success,
    }  # fmt: skip
