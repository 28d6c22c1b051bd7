"""What a planner notes on the selected findings: status, remark, document number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xq_gis_plugin.export.words import word
from xq_gis_plugin.io.remarks import STATUSES, Remark
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import QtWidgets, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["RemarkEditor"]

_LONGEST_REMARK = 4000
_LONGEST_DOCUMENT = 200


class RemarkEditor(QtWidgets.QWidget):
    """Three fields for the findings that are selected. Nothing is stored before 保存 is pressed.

    ``edited`` carries (before, after), two lists of `Remark`.
    """

    edited = Signal(object, object)

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: list[Remark] = []
        self.status = QtWidgets.QComboBox()
        self.status.addItem(ui("remark_none"), "")
        for status in STATUSES:
            self.status.addItem(word("remark_status", status, ui_language()), status)
        self.document = QtWidgets.QLineEdit()
        self.document.setMaxLength(_LONGEST_DOCUMENT)
        self.remark = QtWidgets.QPlainTextEdit()
        self.remark.setTabChangesFocus(True)
        self.remark.setFixedHeight(3 * self.fontMetrics().lineSpacing() + 14)
        self.save = QtWidgets.QPushButton(ui("remark_save"))
        self.about = QtWidgets.QLabel()
        form = QtWidgets.QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QtWidgets.QFormLayout.RowWrapPolicy.WrapLongRows)
        for key, field in (("status", self.status), ("document", self.document), ("remark", self.remark)):
            label = QtWidgets.QLabel(ui(f"remark_{key}"))
            label.setBuddy(field)
            field.setAccessibleName(ui(f"find_col_{key}"))
            form.addRow(label, field)
        last = QtWidgets.QHBoxLayout()
        last.addWidget(self.about, 1)
        last.addWidget(self.save)
        form.addRow(last)
        self.save.clicked.connect(self._store)
        self.edit([])

    def edit(self, remarks: Sequence[Remark]) -> None:
        """Show what is noted on some findings; fields in which they differ are empty."""
        self._before = list(remarks)
        self.setEnabled(bool(remarks))
        self.about.setText(ui("remark_many", count=len(remarks)) if len(remarks) > 1 else "")
        same = {
            name: values.pop() if len(values := {getattr(one, name) for one in remarks}) == 1 else ""
            for name in ("status", "remark", "document")
        }
        self.status.setCurrentIndex(max(0, self.status.findData(same["status"])))
        self.document.setText(same["document"])
        self.remark.setPlainText(same["remark"])

    def _store(self) -> None:
        text = self.remark.toPlainText()[:_LONGEST_REMARK]
        status, document = str(self.status.currentData()), self.document.text()
        after = [replace(one, status=status, remark=text, document=document) for one in self._before]
        if after != self._before:
            self.edited.emit(self._before, after)
