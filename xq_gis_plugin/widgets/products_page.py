"""Step 成果: what can be handed on, and where it lies."""

from __future__ import annotations

from pathlib import Path

from xq_gis_plugin.widgets.language import ui
from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtWidgets, Signal
from xq_gis_plugin.widgets.text import PlainLabel, button, tip

__all__ = ["KINDS", "ProductsPage"]

_WIDEST = 320
KINDS = ("html", "xlsx", "pdf")


class ProductsPage(QtWidgets.QWidget):
    """One button a product; one that cannot be made says why."""

    exportRequested = Signal(str)

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._refused: dict[str, str] = {}
        self._waiting = ui("products_none")
        self._folder = ""
        self.reason = PlainLabel(parent=self)
        self.buttons = {kind: button(ui(f"export_{kind}"), parent=self) for kind in KINDS}
        self.lines = {kind: PlainLabel(quiet=True, parent=self) for kind in KINDS}
        self.folder = button(ui("open_folder"), hint=ui("open_folder_tip"), parent=self)
        self.place = PlainLabel(quiet=True, parent=self)
        layout = QtWidgets.QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.addWidget(self.reason)
        for kind, made in self.buttons.items():
            made.setMaximumWidth(_WIDEST)
            made.clicked.connect(lambda _checked=False, of=kind: self.exportRequested.emit(of))
            layout.addWidget(made)
            layout.addWidget(self.lines[kind])
        layout.addWidget(self.folder, 0, QtCore.Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.place)
        self.folder.clicked.connect(self._open_folder)
        self._show()

    def set_waiting(self, reason: str, workspace: str) -> None:
        """Say why nothing can be made at the moment, or "" and where the workspace lies."""
        self._waiting = reason
        self._folder = str(Path(workspace).parent) if workspace else ""
        self.place.setText(ui("workspace_at", path=workspace) if workspace else "")
        self._show()

    def set_can(self, kind: str, ok: bool, reason: str) -> None:  # noqa: FBT001 - as Qt's own setEnabled
        """Say that this host can make a product, or why it cannot."""
        self._refused[kind] = "" if ok else reason
        self._show()

    def _show(self) -> None:
        for kind, made in self.buttons.items():
            refused = self._refused.get(kind, "")
            told = refused or ui(f"export_{kind}_tip")
            made.setEnabled(not (refused or self._waiting))
            made.setToolTip(tip(refused or self._waiting or told))
            made.setAccessibleDescription(refused or self._waiting or told)
            self.lines[kind].setText(told)
        self.reason.setText(self._waiting)
        self.reason.setVisible(bool(self._waiting))
        self.folder.setVisible(bool(self._folder))
        self.place.setVisible(bool(self._folder))

    def _open_folder(self) -> None:
        QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(self._folder))
