"""What one role is given: a layer or a file, its datum, and what the gate says of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xq_gis_plugin.core.model import Datum
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.widgets.contract import RoleChoice, SourceChoice
from xq_gis_plugin.widgets.file_said import said_in_words
from xq_gis_plugin.widgets.file_window import FileWindow
from xq_gis_plugin.widgets.files import FILE, ask_file, ask_layer, file_choice, is_plain, path_of, split_place
from xq_gis_plugin.widgets.gate_view import GateView
from xq_gis_plugin.widgets.language import ui
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets, Signal
from xq_gis_plugin.widgets.text import PlainLabel, button, font_of, settle_combo, tip

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ROLES", "RoleBox"]

ROLES = ("hazard", "protected", "part")
_KEY = QtCore.Qt.ItemDataRole.UserRole
_DATUMS = ("", *(datum.value for datum in Datum))


class RoleBox(QtWidgets.QWidget):
    """One role's choice. It asks for the gate again whenever the choice changes."""

    chosen = Signal(object)
    """The `RoleChoice`, by a person or by `choose`; its key is empty where nothing is chosen."""
    againRequested = Signal()

    def __init__(self, role: str, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.role = role
        self._wanted = ""
        self._said = RoleChoice("")
        name = ui(f"role_{role}")
        label = QtWidgets.QLabel(name, self)
        label.setFont(font_of(label, bold=True))
        self.source = QtWidgets.QComboBox(self)
        settle_combo(self.source, characters=8)
        label.setBuddy(self.source)
        plain = name.replace("&", "").split("(")[0]
        self.source.setAccessibleName(plain)
        self.source.setAccessibleDescription(ui(f"role_{role}_tip"))
        self.browse = button(ui("browse"), hint=ui("browse_tip"), parent=self)
        self.browse.setAccessibleName(f"{plain}: {ui('browse')}")
        self.look = button(ui("look"), hint=ui("look_tip"), parent=self)
        self.look.setAccessibleName(f"{plain}: {ui('look')}")
        self.said = PlainLabel(quiet=True, parent=self)
        self.datum = QtWidgets.QComboBox(self)
        settle_combo(self.datum)
        for datum in _DATUMS:
            self.datum.addItem(ui(f"datum_{datum or 'own'}"), datum)
        self.datum.setToolTip(tip(ui("datum_tip")))
        self.datum.setAccessibleName(f"{plain}: {ui('datum')}")
        self.selected = QtWidgets.QCheckBox(ui("selected_only"), self)
        self.selected.setToolTip(tip(ui("selected_tip")))
        self.selected.setAccessibleName(f"{plain}: {ui('selected_only')}")
        self.gate = GateView(self)
        self._arrange(label)
        self.set_sources([])
        self.source.activated.connect(self._picked)
        self.datum.activated.connect(self._tell)
        self.selected.clicked.connect(self._tell)
        self.browse.clicked.connect(self.ask)
        self.look.clicked.connect(self.open_window)
        self.gate.againRequested.connect(self.againRequested.emit)

    def choice(self) -> RoleChoice:
        """Return what is chosen."""
        key = str(self.source.currentData(_KEY) or "")
        only = bool(self.selected.isChecked()) and not key.startswith(FILE)
        datum = str(self.datum.currentData(_KEY) or "")
        return self._with_said(RoleChoice(key, datum, only))

    def title(self) -> str:
        """Return what the list shows of the choice, "" where nothing is chosen."""
        return str(self.source.currentText()) if self.choice().key else ""

    def set_sources(self, sources: Sequence[SourceChoice]) -> None:
        """Offer these; files chosen here stay, and so does the choice while it is still offered."""
        before = self.choice().key
        kept = [one for one in self._offered() if one.key.startswith(FILE)]
        keys = {one.key for one in sources}
        self.source.clear()
        self.source.addItem(ui("choose_none" if self.role == "part" else "choose"), "")
        for one in [*sources, *(file for file in kept if file.key not in keys)]:
            self._add(one)
        wanted = before or self._wanted
        found = self.source.findData(wanted, _KEY) if wanted else -1
        self.source.setCurrentIndex(max(found, 0))
        if found < 0 and before:
            # Removed from the project; it is taken up again if it comes back.
            self._wanted = before
        if self.choice().key != before:
            self._tell()
        self._show_what_applies()

    def choose(self, choice: RoleChoice) -> None:
        """Choose as a person would; what is not offered yet is taken once it is."""
        if choice.key.startswith(FILE) and is_plain(choice.key):
            self._offer(file_choice(*split_place(path_of(choice.key))))
        found = self.source.findData(choice.key, _KEY) if choice.key else 0
        self._wanted = choice.key if found < 0 else ""
        self.source.setCurrentIndex(max(found, 0))
        self.datum.setCurrentIndex(max(self.datum.findData(choice.datum, _KEY), 0))
        self.selected.setChecked(choice.selected_only)
        self._said = choice
        self._tell()

    def remembered(self) -> RoleChoice:
        """Return the choice with the layer that is not there at the moment, for the project's memory."""
        now = self.choice()
        key = now.key or self._wanted
        return self._with_said(RoleChoice(key, now.datum, bool(self.selected.isChecked())))

    def ask(self) -> None:
        """Let a person choose a file, and a layer in it where it has several."""
        path = ask_file(self, ui(f"role_{self.role}_ask"))
        if path:
            one = file_choice(path, ask_layer(self, path))
            self.choose(RoleChoice(one.key, str(self.datum.currentData(_KEY) or "")))

    def open_window(self) -> FileWindow:
        """Show what is in the chosen file, and what can be said of it."""
        made = FileWindow(self.role, self.choice(), self)
        made.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        made.settled.connect(self.choose)
        made.open()
        return made

    def _arrange(self, label: QtWidgets.QLabel) -> None:
        first = QtWidgets.QHBoxLayout()
        first.addWidget(self.source, 1)
        first.addWidget(self.browse)
        second = QtWidgets.QHBoxLayout()
        datum = QtWidgets.QLabel(ui("datum"), self)
        second.addWidget(datum)
        second.addWidget(self.datum, 1)
        second.addWidget(self.selected)
        second.addWidget(self.look)
        layout = QtWidgets.QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 6)
        layout.setSpacing(4)
        layout.addWidget(label)
        layout.addWidget(PlainLabel(ui(f"role_{self.role}_tip"), quiet=True, parent=self))
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(self.said)
        layout.addWidget(self.gate)
        self._of_a_source = (datum, self.datum)
        for one, after in zip(
            (self.source, self.browse, self.datum, self.selected),
            (self.browse, self.datum, self.selected, self.look),
            strict=True,
        ):
            QtWidgets.QWidget.setTabOrder(one, after)

    def _with_said(self, choice: RoleChoice) -> RoleChoice:
        """Return a choice with what was said of its file, if it is that file still."""
        if not choice.key or choice.key != self._said.key:
            return choice
        return replace(self._said, datum=choice.datum, selected_only=choice.selected_only)

    def _offered(self) -> list[SourceChoice]:
        details = QtCore.Qt.ItemDataRole.StatusTipRole
        return [
            SourceChoice(
                str(self.source.itemData(row, _KEY)),
                str(self.source.itemText(row)),
                detail=str(self.source.itemData(row, details) or ""),
            )
            for row in range(1, self.source.count())
        ]

    def _offer(self, one: SourceChoice) -> None:
        if self.source.findData(one.key, _KEY) < 0:
            self._add(one)

    def _add(self, one: SourceChoice) -> None:
        title = f"{one.title} [{one.geometry}]" if one.geometry else one.title
        # A name with a line break would make the list's row as high as a page.
        self.source.addItem(" ".join(title.split()), one.key)
        row = self.source.count() - 1
        self.source.setItemData(row, tip(one.detail or one.title), QtCore.Qt.ItemDataRole.ToolTipRole)
        self.source.setItemData(row, one.detail, QtCore.Qt.ItemDataRole.StatusTipRole)

    def _picked(self) -> None:
        self._wanted = ""
        self._tell()

    def _tell(self) -> None:
        """Show what belongs to the choice, and pass it on."""
        self._show_what_applies()
        choice = self.choice()
        if choice.key:
            self.gate.show_reading()
        else:
            self.gate.clear()
        self.chosen.emit(choice)

    def _show_what_applies(self) -> None:
        key = self.choice().key
        for widget in self._of_a_source:
            widget.setVisible(bool(key))
        self.selected.setVisible(bool(key) and not key.startswith(FILE))
        self.look.setVisible(key.startswith(FILE))
        said = said_in_words(self.choice(), Role(self.role))
        self.said.setText(ui("look_said", said=ui("comma").join(said)) if said else "")
        self.said.setVisible(bool(said))
        row = self.source.currentIndex()
        shown = self.source.itemData(row, QtCore.Qt.ItemDataRole.ToolTipRole) if key else ""
        self.source.setToolTip(shown or tip(ui(f"role_{self.role}_tip")))
