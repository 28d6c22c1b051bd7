"""Step 规则: which editions, a file of one's own, and what is in force because of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.core.errors import XqGisError
from xq_gis_plugin.core.model import Confidence
from xq_gis_plugin.core.rules import DEFAULT_EDITIONS, EDITION_FAMILY, Catalogue, load_catalogue
from xq_gis_plugin.export.words import word
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets, Signal
from xq_gis_plugin.widgets.rule_file import RuleFileBox
from xq_gis_plugin.widgets.rules_model import RulesFilter, RulesModel, describe
from xq_gis_plugin.widgets.text import PlainLabel, font_of, settle_combo, tip

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["RulesPage"]

_HEIGHT = 270
_DETAILS_HEIGHT = 130
_IN_FORCE, _UNUSABLE = 0, 1


class RulesPage(QtWidgets.QWidget):
    """Editions and overrides decide the check; confidence and search only what is listed here."""

    changed = Signal()

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        known = {rule.edition for rule in load_catalogue().rules if rule.family == EDITION_FAMILY}
        self.editions = {
            name: QtWidgets.QCheckBox(_printed(name), self) for name in sorted(known, reverse=True)
        }
        for name, box in self.editions.items():
            box.setChecked(name in DEFAULT_EDITIONS)
            box.toggled.connect(self._refresh)
        self.edition_line = PlainLabel(parent=self)
        self.file = RuleFileBox(self)
        self.file.changed.connect(self._refresh)
        self.which = QtWidgets.QComboBox(self)
        settle_combo(self.which)
        self.which.addItems(["", ""])
        self.which.setAccessibleName(ui("rules_which"))
        self.which.currentIndexChanged.connect(lambda _row: self._list())
        self.confidences = {one.value: QtWidgets.QCheckBox(one.value, self) for one in Confidence}
        for name, box in self.confidences.items():
            meaning = word("confidence", name, ui_language())
            box.setChecked(True)
            box.setToolTip(tip(meaning))
            box.setAccessibleName(f"{ui('rule_confidence')} {name}: {meaning}")
            box.toggled.connect(self._narrow)
        self.search = QtWidgets.QLineEdit(self)
        self.search.setPlaceholderText(ui("rules_search"))
        self.search.setAccessibleName(ui("rules_search"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self._make_list()
        self._arrange()
        self._catalogue = Catalogue((), ())
        self._refresh()

    def chosen_editions(self) -> tuple[str, ...]:
        """Return the editions that are ticked."""
        return tuple(name for name, box in self.editions.items() if box.isChecked())

    def choose_editions(self, editions: Sequence[str]) -> None:
        """Tick these editions; unknown names are passed over."""
        for name, box in self.editions.items():
            box.setChecked(name in editions)

    def in_force(self) -> int:
        """Return how many rules a check would use."""
        return len(self._catalogue.in_force)

    def _make_list(self) -> None:
        self.model = RulesModel(self)
        self.filter = RulesFilter(self)
        self.filter.setSourceModel(self.model)
        self.view = QtWidgets.QTreeView(self)
        self.view.setModel(self.filter)
        self.view.setRootIsDecorated(False)
        self.view.setUniformRowHeights(True)
        self.view.setAlternatingRowColors(True)
        self.view.setFixedHeight(_HEIGHT)
        self.view.setTabKeyNavigation(False)
        self.view.setAccessibleName(ui("rules_list"))
        header = self.view.header()
        modes = QtWidgets.QHeaderView.ResizeMode
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, modes.Stretch)
        header.setSectionResizeMode(1, modes.Interactive)
        header.setSectionResizeMode(2, modes.ResizeToContents)
        header.resizeSection(1, 70)
        self.view.selectionModel().currentRowChanged.connect(self._describe)
        self.details = QtWidgets.QPlainTextEdit(self)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setFixedHeight(_DETAILS_HEIGHT)
        self.details.setPlaceholderText(ui("rules_details"))
        self.details.setAccessibleName(ui("rules_details_name"))
        self.shown = PlainLabel(quiet=True, parent=self)

    def _arrange(self) -> None:
        layout = QtWidgets.QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        heading = QtWidgets.QLabel(ui("editions"), self)
        heading.setFont(font_of(heading, bold=True))
        layout.addWidget(heading)
        for box in self.editions.values():
            layout.addWidget(box)
        layout.addWidget(self.edition_line)
        layout.addWidget(self.file)
        listed = QtWidgets.QLabel(ui("rules_list"), self)
        listed.setFont(font_of(listed, bold=True))
        layout.addWidget(listed)
        layout.addWidget(PlainLabel(ui("rules_viewing"), quiet=True, parent=self))
        layout.addWidget(self.which)
        row = QtWidgets.QHBoxLayout()
        row.addWidget(QtWidgets.QLabel(ui("rule_confidence"), self))
        for box in self.confidences.values():
            row.addWidget(box)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addWidget(self.search)
        layout.addWidget(self.view)
        layout.addWidget(self.shown)
        layout.addWidget(self.details)

    def _refresh(self) -> None:
        """Load what the editions and the file make of the catalogue."""
        editions = self.chosen_editions()
        try:
            self._catalogue = load_catalogue(editions=editions, rule_file=self.file.usable_path())
        except XqGisError:
            # The file was changed on the disk since it was validated; its box tells when it is looked at.
            self._catalogue = load_catalogue(editions=editions)
        self.edition_line.setText("" if editions else ui("editions_none"))
        self.edition_line.setVisible(not editions)
        unusable = sum(not rule.usable for rule in self._catalogue.rules)
        self.which.setItemText(_IN_FORCE, ui("rules_in_force", count=self.in_force()))
        self.which.setItemText(_UNUSABLE, ui("rules_unusable", count=unusable))
        self._list()
        self.changed.emit()

    def _list(self) -> None:
        unusable = self.which.currentIndex() == _UNUSABLE
        rules = self._catalogue.rules
        self.model.set_rules([r for r in rules if not r.usable] if unusable else self._catalogue.in_force)
        header = self.view.header()
        header.resizeSection(1, 160 if unusable else 76)
        self._narrow()

    def _narrow(self) -> None:
        ticked = [name for name, box in self.confidences.items() if box.isChecked()]
        self.filter.narrow(ticked, self.search.text())
        shown, of = self.filter.rowCount(), self.model.rowCount()
        self.shown.setText(ui("rules_shown", shown=shown, of=of))
        self.details.clear()

    def _describe(self, current: QtCore.QModelIndex) -> None:
        rule = current.data(QtCore.Qt.ItemDataRole.UserRole)
        self.details.setPlainText(describe(rule) if rule is not None else "")


def _printed(edition: str) -> str:
    """Return an edition as standards print it: GB 50156-2021."""
    return edition.replace("GB", "GB ", 1)
