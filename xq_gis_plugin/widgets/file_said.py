"""What a person can say of a file: its encoding, its coordinate system, what its rows are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xq_gis_plugin.export.words import label, word
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.said_columns import KEPT
from xq_gis_plugin.io.values import kind_words
from xq_gis_plugin.widgets.files import ENCODINGS
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets, Signal
from xq_gis_plugin.widgets.text import NoWheel, settle_combo, tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xq_gis_plugin.widgets.contract import RoleChoice

__all__ = ["FileSaid", "said_in_words"]

_KEY = QtCore.Qt.ItemDataRole.UserRole
_KINDS = {Role.HAZARD: "hazard_kind", Role.PROTECTED: "object_kind", Role.PART: "part_kind",
          Role.SITE: "hazard_kind"}  # fmt: skip
_SCROLLBAR = 30
_UNSAID_M, _MOST_M = -1.0, 10_000.0


class FileSaid(QtWidgets.QWidget):
    """Four fields, each with an entry by which nothing is said."""

    changed = Signal()
    """A person has said something; `of` tells whether it is anything new."""

    def __init__(self, role: Role, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.encoding = self._list(
            "look_encoding", [(one, ui(f"encoding_{one or 'own'}")) for one in ENCODINGS]
        )
        self.crs = self._list("look_crs", [("", ui("crs_own"))])
        self.crs.setEditable(True)
        self.crs.setInsertPolicy(QtWidgets.QComboBox.InsertPolicy.NoInsert)
        group, lang = _KINDS[role], ui_language()
        kinds = [(value, word(group, value, lang)) for value in dict.fromkeys(kind_words(role).values())]
        self.kind = self._list("look_kind", [("", ui("kind_own")), *kinds])
        self.accuracy = QtWidgets.QDoubleSpinBox(self)
        self.accuracy.setRange(_UNSAID_M, _MOST_M)
        self.accuracy.setDecimals(1)
        self.accuracy.setSuffix(" m")
        self.accuracy.setSpecialValueText(ui("crs_accuracy_own"))
        self.accuracy.setValue(_UNSAID_M)
        self.accuracy.setKeyboardTracking(False)
        self.accuracy.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self.accuracy.installEventFilter(NoWheel(self.accuracy))
        self.accuracy.setToolTip(tip(ui("look_crs_accuracy_tip")))
        self.accuracy.setAccessibleName(ui("look_crs_accuracy"))
        grid = QtWidgets.QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        fields = (
            ("look_encoding", self.encoding),
            ("look_crs", self.crs),
            ("look_kind", self.kind),
            ("look_crs_accuracy", self.accuracy),
        )
        for place, (name, field) in enumerate(fields):
            title = QtWidgets.QLabel(ui(name), self)
            title.setBuddy(field)
            row, column = divmod(place, 2)
            grid.addWidget(title, row, 2 * column)
            grid.addWidget(field, row, 2 * column + 1)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        for one in (self.encoding, self.crs, self.kind):
            one.activated.connect(self.changed)
        self.crs.lineEdit().returnPressed.connect(self.changed)
        self.accuracy.valueChanged.connect(self.changed)

    def show_choice(self, choice: RoleChoice) -> None:
        """Show what was said before."""
        self.encoding.setCurrentIndex(max(self.encoding.findData(choice.encoding, _KEY), 0))
        self.offer_crs([choice.crs] if choice.crs else [])
        self.crs.setCurrentIndex(max(self.crs.findData(choice.crs, _KEY), 0))
        self.kind.setCurrentIndex(max(self.kind.findData(choice.kind, _KEY), 0))
        metres = _UNSAID_M if choice.crs_accuracy_m is None else choice.crs_accuracy_m
        quiet = QtCore.QSignalBlocker(self.accuracy)
        self.accuracy.setValue(metres)
        quiet.unblock()

    def offer_crs(self, names: Sequence[str]) -> None:
        """Offer coordinate systems beside those that are offered already."""
        for name in names:
            if self.crs.findData(name, _KEY) < 0:
                self.crs.addItem(name, name)

    def of(self, choice: RoleChoice) -> RoleChoice:
        """Return a choice with what is said here."""
        shown = str(self.crs.currentText()).strip()
        at = self.crs.findText(shown)
        metres = float(self.accuracy.value())
        return replace(
            choice,
            encoding=str(self.encoding.currentData(_KEY) or ""),
            crs=str(self.crs.itemData(at, _KEY) or "") if at >= 0 else shown,
            kind=str(self.kind.currentData(_KEY) or ""),
            crs_accuracy_m=None if metres < 0 else metres,
        )

    def _list(self, name: str, entries: list[tuple[str, str]]) -> QtWidgets.QComboBox:
        made = QtWidgets.QComboBox(self)
        settle_combo(made, characters=10)
        for key, text in entries:
            made.addItem(text, key)
        # The list that drops down is as wide as the field by itself, and cuts longer names.
        made.view().setMinimumWidth(made.view().sizeHintForColumn(0) + _SCROLLBAR)
        made.setToolTip(tip(ui(f"{name}_tip")))
        made.setAccessibleName(ui(name))
        return made


def said_in_words(choice: RoleChoice, role: Role) -> list[str]:
    """Return what was said of a file, each as a person reads it."""
    told = [one.upper() for one in (choice.encoding, choice.crs) if one]
    if choice.crs_accuracy_m is not None:
        told.append(ui("look_said_accuracy", metres=f"{choice.crs_accuracy_m:g}"))
    if choice.kind:
        told.append(word(_KINDS[role], choice.kind, ui_language()))
    for meaning, header in choice.columns:
        meant = ui("look_kept") if meaning == KEPT else label(meaning, ui_language())
        told.append(ui("look_said_column", header=" ".join(header.split()), meaning=meant))
    return told
