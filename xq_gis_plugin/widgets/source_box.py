"""One input of the siting plan: a layer of the project, or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.widgets.contract import RoleChoice, SourceChoice
from xq_gis_plugin.widgets.files import FILE, ask_file, ask_layer, file_choice, is_plain, path_of, split_place
from xq_gis_plugin.widgets.language import ui
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets, Signal
from xq_gis_plugin.widgets.text import button, settle_combo, tip

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SourceBox"]

_KEY = QtCore.Qt.ItemDataRole.UserRole


class SourceBox(QtWidgets.QWidget):
    """A list of layers and files with a way to another file."""

    changed = Signal()

    def __init__(self, name: str, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        title = ui(f"site_{name}")
        self.label = QtWidgets.QLabel(title, self)
        self.source = QtWidgets.QComboBox(self)
        settle_combo(self.source, characters=8)
        self.source.setToolTip(tip(ui(f"site_{name}_tip")))
        self.source.setAccessibleName(title.replace("&", ""))
        self.source.setAccessibleDescription(ui(f"site_{name}_tip"))
        self.label.setBuddy(self.source)
        self.browse = button(ui("browse"), hint=ui("browse_tip"), parent=self)
        self.browse.setAccessibleName(f"{title.replace('&', '')}: {ui('browse')}")
        line = QtWidgets.QHBoxLayout()
        line.addWidget(self.source, 1)
        line.addWidget(self.browse)
        layout = QtWidgets.QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(2)
        layout.addWidget(self.label)
        layout.addLayout(line)
        self.set_sources([])
        self.source.activated.connect(self._picked)
        self.browse.clicked.connect(self.ask)

    def choice(self) -> RoleChoice:
        """Return what is chosen; the key is empty where nothing is."""
        return RoleChoice(str(self.source.currentData(_KEY) or ""))

    def set_sources(self, sources: Sequence[SourceChoice]) -> None:
        """Offer these; files chosen here stay, and so does the choice while it is still offered."""
        before = self.choice().key
        files = [
            SourceChoice(str(self.source.itemData(row, _KEY)), str(self.source.itemText(row)))
            for row in range(1, self.source.count())
            if str(self.source.itemData(row, _KEY)).startswith(FILE)
        ]
        keys = {one.key for one in sources}
        self.source.clear()
        self.source.addItem(ui("choose_none"), "")
        for one in [*sources, *(file for file in files if file.key not in keys)]:
            title = f"{one.title} [{one.geometry}]" if one.geometry else one.title
            self.source.addItem(" ".join(title.split()), one.key)
        wanted = before or self._wanted
        found = self.source.findData(wanted, _KEY) if wanted else -1
        self.source.setCurrentIndex(max(found, 0))
        if found < 0 and before:
            self._wanted = before
        if self.choice().key != before:
            self.changed.emit()

    def choose(self, key: str) -> None:
        """Choose as a person would; what is not offered yet is taken once it is."""
        if key.startswith(FILE) and is_plain(key) and self.source.findData(key, _KEY) < 0:
            one = file_choice(*split_place(path_of(key)))
            self.source.addItem(" ".join(one.title.split()), one.key)
        found = self.source.findData(key, _KEY) if key else 0
        self._wanted = key if found < 0 else ""
        self.source.setCurrentIndex(max(found, 0))
        self.changed.emit()

    def remembered(self) -> str:
        """Return the key with the layer that is not there at the moment."""
        return self.choice().key or self._wanted

    def ask(self) -> None:
        """Let a person choose a file, and a layer in it where it has several."""
        path = ask_file(self, self.label.text().replace("&", ""))
        if path:
            self.choose(file_choice(path, ask_layer(self, path)).key)

    def _picked(self) -> None:
        self._wanted = ""
        self.changed.emit()
