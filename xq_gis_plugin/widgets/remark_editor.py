"""What a planner notes on the selected findings: status, remark, document number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xq_gis_plugin.export.words import word
from xq_gis_plugin.io.remarks import STATUSES, Remark
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import QShortcut, QtCore, QtGui, QtWidgets, Signal
from xq_gis_plugin.widgets.text import PlainLabel, button, settle_combo, show_hint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["RemarkEditor"]

_LONGEST_REMARK = 4000
_LONGEST_DOCUMENT = 200
_FIELDS = ("status", "document", "remark")


class RemarkEditor(QtWidgets.QWidget):
    """Three fields for the findings that are selected. Nothing is stored before 保存 is pressed.

    What is typed stays with its finding while others are looked at, and is kept until the host says
    by `settle` that it is stored. ``edited`` carries (before, after), two lists of `Remark`.
    """

    edited = Signal(object, object)

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: list[Remark] = []
        self._stored: dict[str, Remark] = {}
        self._drafts: dict[str, dict[str, str]] = {}
        self._various: set[str] = set()
        self._filling = False
        self.status = QtWidgets.QComboBox()
        settle_combo(self.status)
        self.status.addItem(ui("remark_none"), "")
        for status in STATUSES:
            self.status.addItem(word("remark_status", status, ui_language()), status)
        self.document = QtWidgets.QLineEdit()
        self.document.setMaxLength(_LONGEST_DOCUMENT)
        self.remark = QtWidgets.QPlainTextEdit()
        self.remark.setTabChangesFocus(True)
        self.remark.setFixedHeight(3 * self.fontMetrics().lineSpacing() + 14)
        self.save = button(ui("remark_save"))
        self.revert = button(ui("remark_revert"), hint=ui("remark_revert_tip"))
        self.about = PlainLabel()
        self._escape = QShortcut(QtGui.QKeySequence(QtCore.Qt.Key.Key_Escape), self)
        self._escape.setContext(QtCore.Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._lay_out()
        self.status.currentIndexChanged.connect(lambda _index: self._typed("status"))
        self.document.textChanged.connect(lambda _text: self._typed("document"))
        self.remark.textChanged.connect(lambda: self._typed("remark"))
        self.save.clicked.connect(self._store)
        self.revert.clicked.connect(self._revert)
        self._escape.activated.connect(self._revert)
        self.edit([])

    def edit(self, remarks: Sequence[Remark]) -> None:
        """Show what is noted on some findings; fields in which they differ are empty."""
        self._chosen = list(remarks)
        self._stored.update({one.finding_id: one for one in remarks})
        self._fill()

    def settle(self, remarks: Mapping[str, Remark]) -> None:
        """Take note of what is stored by now; what is stored as it was typed is no draft any more."""
        for finding in list(self._drafts):
            self._stored[finding] = remarks.get(finding) or Remark(finding)
            self._tidy(finding)

    def forget(self) -> None:
        """Let go of everything that was typed and not stored: it belonged to another workspace."""
        self._drafts.clear()
        self._stored.clear()
        self.edit([])

    def unsaved(self) -> int:
        """Return on how many findings something was typed that is not stored."""
        return len(self._drafts)

    def _lay_out(self) -> None:
        form = QtWidgets.QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QtWidgets.QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QtWidgets.QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for key, field in (("status", self.status), ("document", self.document), ("remark", self.remark)):
            label = QtWidgets.QLabel(ui(f"remark_{key}"))
            label.setBuddy(field)
            field.setAccessibleName(ui(f"find_col_{key}"))
            form.addRow(label, field)
        last = QtWidgets.QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.revert)
        last.addWidget(self.save)
        form.addRow(self.about)
        form.addRow(last)

    def _fill(self) -> None:
        """Show the drafts, or what is stored where there is none."""
        self._filling = True
        for field in (self.status, self.document, self.remark):
            field.setEnabled(bool(self._chosen))
        shown = {name: {self._value(one.finding_id, name) for one in self._chosen} for name in _FIELDS}
        self._various = {name for name, values in shown.items() if len(values) > 1}
        values = {name: "" if len(found) != 1 else next(iter(found)) for name, found in shown.items()}
        various = {name: ui("remark_various") if name in self._various else "" for name in _FIELDS}
        show_hint(self.status, various["status"])
        self.status.setCurrentIndex(-1 if various["status"] else self.status.findData(values["status"]))
        for field, name in ((self.document, "document"), (self.remark, "remark")):
            show_hint(field, various[name])
        # What already stands there keeps its cursor and its history.
        if self.document.text() != values["document"]:
            self.document.setText(values["document"])
        if self.remark.toPlainText() != values["remark"]:
            self.remark.setPlainText(values["remark"])
        self._filling = False
        self._tell()

    def _value(self, finding: str, name: str) -> str:
        return self._drafts.get(finding, {}).get(name, str(getattr(self._stored[finding], name)))

    def _typed(self, name: str) -> None:
        if self._filling:
            return
        value = {
            "status": str(self.status.currentData() or ""),
            "document": self.document.text(),
            "remark": self.remark.toPlainText(),
        }[name]
        for one in self._chosen:
            draft = self._drafts.setdefault(one.finding_id, {})
            draft[name] = value
            if not value and name in self._various:
                # An empty field stands for many texts here: it must not wipe them out.
                del draft[name]
            self._tidy(one.finding_id)
        self._tell()

    def _tidy(self, finding: str) -> None:
        """Forget of a draft what is stored as it is."""
        stored = self._stored[finding]
        draft = {name: text for name, text in self._drafts[finding].items() if text != getattr(stored, name)}
        self._drafts[finding] = draft
        if not draft:
            del self._drafts[finding]

    def _tell(self) -> None:
        """Say what is not stored yet, and what cannot be."""
        told = [ui("remark_many", count=len(self._chosen))] if len(self._chosen) > 1 else []
        longest = max((len(draft.get("remark", "")) for draft in self._drafts.values()), default=0)
        if longest > _LONGEST_REMARK:
            told.append(ui("remark_too_long", count=longest, most=_LONGEST_REMARK))
        elif self._drafts:
            told.append(ui("remark_unsaved", count=len(self._drafts)))
        self.about.setText("\n".join(told))
        self.about.setVisible(bool(told))
        self.save.setEnabled(bool(self._drafts) and longest <= _LONGEST_REMARK)
        here = any(one.finding_id in self._drafts for one in self._chosen)
        self.revert.setEnabled(here)
        # Where there is nothing to give up, Escape is for whoever else wants it.
        self._escape.setEnabled(here)

    def _store(self) -> None:
        before = [self._stored[finding] for finding in self._drafts]
        after = [
            replace(stored, **draft) for stored, draft in zip(before, self._drafts.values(), strict=True)
        ]
        if after:
            self.edited.emit(before, after)

    def _revert(self) -> None:
        """Give up what was typed on the findings that are shown; Ctrl+Z in a field brings its text back."""
        for one in self._chosen:
            self._drafts.pop(one.finding_id, None)
        kept = [self._value(one.finding_id, "remark") for one in self._chosen]
        cursor = self.remark.textCursor()
        cursor.select(QtGui.QTextCursor.SelectionType.Document)
        self._filling = True
        cursor.insertText(kept[0] if len(set(kept)) == 1 else "")
        self._filling = False
        self._fill()
