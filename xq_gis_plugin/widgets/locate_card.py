"""The card of "locate": the plan's unlocated entries one by one, and where a layer says that they may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.core.model import HazardKind
from xq_gis_plugin.export.words import word
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets, Signal
from xq_gis_plugin.widgets.text import PlainLabel, button, font_of, settle_combo, tip
from xq_gis_plugin.widgets.tool_card import ToolCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xq_gis_plugin.core.plan import PlanEntry
    from xq_gis_plugin.export.words import Language

__all__ = ["LocateCard", "Proposal"]

_TWO_LINES = 2.8

Proposal = tuple[str, float, str]
"""Name of the candidate, score from 0 to 1, and why, in words."""


class LocateCard(ToolCard):
    """Which entry is placed now. A place comes from a click or an accepted proposal, never by itself."""

    chosen = Signal(str)
    """The id of the entry that is to be placed next."""
    candidatesChosen = Signal(str)
    """The id of the layer to compare names with, "" for none."""
    proposalShown = Signal(int)
    accepted = Signal(int)
    """The number of the proposal that the person takes."""

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        lang = ui_language()
        super().__init__(word("tool", "locate_title", lang), parent)
        self.resize(360, 400)
        self.entries = QtWidgets.QComboBox()
        settle_combo(self.entries, characters=14)
        self.entries.setAccessibleName(word("tool", "locate_entry", lang))
        self.about = PlainLabel()
        self.about.setFont(font_of(self.about, bold=True))
        self.told = PlainLabel()
        self.kind = QtWidgets.QComboBox()
        settle_combo(self.kind, characters=14)
        self.kind.setAccessibleName(word("tool", "locate_kind", lang))
        self.kind.addItem(word("tool", "locate_kind", lang), "")
        for kind in HazardKind:
            self.kind.addItem(word("hazard_kind", kind.value, lang), kind.value)
        self.kind.hide()
        # No button is pressed by Enter: on the map that ends a line.
        self.back = button(word("tool", "locate_back", lang))
        self.skip = button(word("tool", "locate_skip", lang))
        self.layers = QtWidgets.QComboBox()
        settle_combo(self.layers, characters=10)
        self.layers.setAccessibleName(word("tool", "locate_candidates", lang))
        self.proposals = QtWidgets.QListWidget()
        self.proposals.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.proposals.setAccessibleName(word("tool", "locate_proposals", lang))
        self.state = PlainLabel(quiet=True)
        self.take = button(word("tool", "locate_take", lang))
        self._shown: list[Proposal] = []
        self._lay_out(lang)
        self.entries.currentIndexChanged.connect(self._moved)
        self.back.clicked.connect(lambda: self.step(-1))
        self.skip.clicked.connect(lambda: self.step(1))
        self.layers.activated.connect(lambda _at: self.candidatesChosen.emit(self.candidates()))
        self.proposals.currentRowChanged.connect(self._row_chosen)
        self.take.clicked.connect(lambda: self.accepted.emit(self.proposals.currentRow()))
        self.set_proposals([])
        self.take.setEnabled(False)

    def set_entries(self, entries: Sequence[PlanEntry]) -> None:
        """Offer the entries that have no position yet."""
        before = self.entry()
        self.entries.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.entries.clear()
        for entry in entries:
            self.entries.addItem(f"{entry.box} {entry.name}", entry.plan_id)
        at = max(0, self.entries.findData(before))
        self.entries.setCurrentIndex(at if entries else -1)
        self.entries.blockSignals(False)  # noqa: FBT003
        self._moved()

    def set_layers(self, layers: Sequence[tuple[str, str]]) -> None:
        """Offer (id, name) of the layers whose names can be compared."""
        before = self.layers.currentData()
        self.layers.clear()
        self.layers.addItem(word("tool", "locate_no_candidates", ui_language()), "")
        for identity, name in layers:
            self.layers.addItem(name, identity)
        self.layers.setCurrentIndex(max(0, self.layers.findData(before)))

    def candidates(self) -> str:
        """Return the id of the layer to compare names with, "" for none."""
        return str(self.layers.currentData() or "")

    def set_proposals(self, proposals: Sequence[Proposal], told: str = "") -> None:
        """Show where the chosen entry may be, the likeliest first, and what else there is to say of it.

        The same proposals again leave the row chosen that was chosen.
        """
        self.state.setText(told)
        self.state.setVisible(bool(told))
        if [*proposals] == self._shown:
            return
        self._shown = [*proposals]
        self.proposals.clear()
        for name, score, why in proposals:
            self.proposals.addItem(self._item(name, f"{score:.2f}  {why}"))
        self.take.setEnabled(False)

    def ask_kind(self, *, asked: bool) -> None:
        """Ask what kind of hazard the entry is, where the plan does not say; nothing is chosen yet."""
        self.kind.setVisible(asked)
        self.kind.setCurrentIndex(0)

    def stated_kind(self) -> str:
        """Return the kind of hazard that the person has stated, "" where none."""
        return "" if self.kind.isHidden() else str(self.kind.currentData() or "")

    def entry(self) -> str:
        """Return the id of the entry that is to be placed, "" where there is none."""
        found = self.entries.currentData()
        return "" if found is None else str(found)

    def choose(self, plan_id: str) -> None:
        """Go to an entry."""
        at = self.entries.findData(plan_id)
        if at >= 0:
            self.entries.setCurrentIndex(at)

    def step(self, by: int) -> None:
        """Go to the next or an earlier entry, around the end."""
        count = self.entries.count()
        if count:
            self.entries.setCurrentIndex((self.entries.currentIndex() + by) % count)

    def _lay_out(self, lang: Language) -> None:
        buttons = QtWidgets.QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addWidget(self.skip)
        layout = QtWidgets.QVBoxLayout(self)
        layout.addWidget(self.about)
        layout.addWidget(self.entries)
        layout.addLayout(buttons)
        layout.addWidget(self.kind)
        layout.addWidget(self.told)
        layout.addWidget(QtWidgets.QLabel(word("tool", "locate_candidates", lang)))
        layout.addWidget(self.layers)
        layout.addWidget(self.state)
        layout.addWidget(self.proposals, 1)
        layout.addWidget(self.take)

    def _moved(self) -> None:
        count, at = self.entries.count(), self.entries.currentIndex()
        lang = ui_language()
        text = word("tool", "locate_about", lang).format(
            number=at + 1, count=count, name=self.entries.currentText()
        )
        self.about.setText(text if count else word("tool", "locate_all_done", lang))
        for widget in (self.back, self.skip, self.entries):
            widget.setEnabled(bool(count))
        self.chosen.emit(self.entry())

    def _item(self, name: str, why: str) -> QtWidgets.QListWidgetItem:
        """Return two lines, each of which is cut short only where the card is too narrow for it alone."""
        item = QtWidgets.QListWidgetItem(f"{name}\n{why}")
        item.setToolTip(tip(f"{name}\n{why}"))
        # Qt reckons with the height of Latin letters, and drops the line that finds no room.
        item.setSizeHint(QtCore.QSize(0, round(_TWO_LINES * self.proposals.fontMetrics().lineSpacing())))
        return item

    def _row_chosen(self, number: int) -> None:
        self.take.setEnabled(number >= 0)
        if number >= 0:
            self.proposalShown.emit(number)
