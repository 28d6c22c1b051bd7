"""Step 成果: what can be handed on, and where it lies."""

from __future__ import annotations

from pathlib import Path

from xq_gis_plugin.widgets.language import ui
from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtWidgets, Signal
from xq_gis_plugin.widgets.text import PlainLabel, button, tip

__all__ = ["KINDS", "LONGEST_REVIEW", "ProductsPage"]

_WIDEST = 320
KINDS = ("html", "xlsx", "pdf")
LONGEST_REVIEW = 20
"""Letters that an approval number may have: an A4 sheet has room for so many Chinese ones."""


class ProductsPage(QtWidgets.QWidget):
    """One button a product; one that cannot be made says why, one that is being made can be stopped."""

    exportRequested = Signal(str)
    exportCancelRequested = Signal(str)
    changed = Signal()

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._refused: dict[str, str] = {}
        self._written: dict[str, str] = {}
        self._waiting = ui("products_none")
        self._folder = ""
        self.reason = PlainLabel(parent=self)
        self.buttons = {kind: button(ui(f"export_{kind}"), parent=self) for kind in KINDS}
        self.lines = {kind: PlainLabel(quiet=True, parent=self) for kind in KINDS}
        self.review_label = QtWidgets.QLabel(ui("review"), self)
        self.review = QtWidgets.QLineEdit(self)
        self.review.setMaxLength(LONGEST_REVIEW)
        self.review.setPlaceholderText(ui("review_none"))
        self.review.setToolTip(tip(ui("review_tip")))
        self.review.setAccessibleName(ui("review").replace("&", ""))
        self.review_label.setBuddy(self.review)
        self.folder = button(ui("open_folder"), hint=ui("open_folder_tip"), parent=self)
        self.place = PlainLabel(quiet=True, parent=self)
        self._arrange()
        for kind, made in self.buttons.items():
            made.clicked.connect(lambda _checked=False, of=kind: self._pressed(of))
        self.review.textChanged.connect(lambda _text: self.changed.emit())
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

    def set_written(self, kind: str, told: str) -> None:
        """Say how far the writing of a product has come; "" where it is not being written any more."""
        self._written[kind] = told
        self._show()

    def _arrange(self) -> None:
        layout = QtWidgets.QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.addWidget(self.reason)
        for kind, made in self.buttons.items():
            made.setMaximumWidth(_WIDEST)
            layout.addWidget(made)
            layout.addWidget(self.lines[kind])
        layout.addWidget(self.review_label)
        layout.addWidget(self.review)
        layout.addWidget(self.folder, 0, QtCore.Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.place)

    def _show(self) -> None:
        for kind, made in self.buttons.items():
            refused, written = self._refused.get(kind, ""), self._written.get(kind, "")
            told = written or refused or ui(f"export_{kind}_tip")
            why = "" if written else refused or self._waiting
            made.setText(ui("export_stop") if written else ui(f"export_{kind}"))
            made.setEnabled(not why)
            made.setToolTip(tip(why or told))
            made.setAccessibleDescription(why or told)
            self.lines[kind].setText(told)
        for one in (self.review_label, self.review):
            one.setVisible(not self._refused.get("pdf", ""))
        self.reason.setText(self._waiting)
        self.reason.setVisible(bool(self._waiting))
        self.folder.setVisible(bool(self._folder))
        self.place.setVisible(bool(self._folder))

    def _pressed(self, kind: str) -> None:
        if self._written.get(kind, ""):
            self.exportCancelRequested.emit(kind)
        else:
            self.exportRequested.emit(kind)

    def _open_folder(self) -> None:
        QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(self._folder))
