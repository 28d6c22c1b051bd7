"""The plan's checklist: which of the places that it names have a position by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.export.words import word, words_of
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets, Signal
from xq_gis_plugin.widgets.text import PlainLabel, button, tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xq_gis_plugin.widgets.contract import PlanItem

__all__ = ["PlanView"]

_ID = QtCore.Qt.ItemDataRole.UserRole
_BOX = QtCore.Qt.ItemDataRole.UserRole + 1
_HEIGHT = 160


class PlanView(QtWidgets.QWidget):
    """A tree by box with its counts; the chosen entry can be located."""

    locateRequested = Signal(str)

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._can_locate, self._reason = True, ""
        self.line = PlainLabel(parent=self)
        self.unlocated_only = QtWidgets.QCheckBox(ui("plan_unlocated_only"), self)
        self.unlocated_only.toggled.connect(self._filter)
        self.tree = QtWidgets.QTreeWidget(self)
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels([ui("plan_name"), ui("plan_state")])
        self.tree.setUniformRowHeights(True)
        self.tree.setFixedHeight(_HEIGHT)
        self.tree.setAccessibleName(ui("plan_title"))
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QtWidgets.QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QtWidgets.QHeaderView.ResizeMode.ResizeToContents)
        self.tree.itemSelectionChanged.connect(self._follow)
        self.tree.itemActivated.connect(self._activated)
        self.locate = button(ui("plan_locate"), parent=self)
        self.locate.clicked.connect(self._locate)
        self.reason = PlainLabel(quiet=True, parent=self)
        below = QtWidgets.QHBoxLayout()
        below.addWidget(self.unlocated_only)
        below.addStretch(1)
        below.addWidget(self.locate)
        layout = QtWidgets.QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line)
        layout.addWidget(self.tree)
        layout.addLayout(below)
        layout.addWidget(self.reason)
        self.set_items([])

    def set_items(self, items: Sequence[PlanItem]) -> None:
        """Show these entries; nothing is shown where there are none."""
        chosen, unfolded = self.plan_id(), self._unfolded()
        self.tree.clear()
        for box in dict.fromkeys(item.box for item in items):
            self._add_box(box, [item for item in items if item.box == box])
        for parent in self._boxes():
            parent.setExpanded(parent.data(0, _BOX) in unfolded)
        located = sum(item.located for item in items)
        self.line.setText(ui("plan_counts", located=located, unlocated=len(items) - located))
        self.setVisible(bool(items))
        self._filter()
        for leaf in self._leaves():
            if leaf.data(0, _ID) == chosen:
                self.tree.setCurrentItem(leaf)
        self._follow()

    def set_can_locate(self, ok: bool, reason: str) -> None:  # noqa: FBT001 - as Qt's own setEnabled
        """Offer to locate, or say why not."""
        self._can_locate, self._reason = ok, reason
        self._follow()

    def plan_id(self) -> str:
        """Return the id of the chosen entry, "" where none is."""
        item = self.tree.currentItem()
        return str(item.data(0, _ID) or "") if item is not None else ""

    def _add_box(self, box: str, items: Sequence[PlanItem]) -> None:
        title = word("ui", f"box_{box}", ui_language()) if f"box_{box}" in words_of("ui") else box
        located = sum(item.located for item in items)
        parent = QtWidgets.QTreeWidgetItem(self.tree, [title, f"{located} / {len(items)}"])
        parent.setData(0, _BOX, box)
        parent.setToolTip(1, tip(ui("plan_counts", located=located, unlocated=len(items) - located)))
        for item in items:
            state = ui("plan_located" if item.located else "plan_unlocated")
            leaf = QtWidgets.QTreeWidgetItem(parent, [item.name, state])
            leaf.setData(0, _ID, item.plan_id)
            leaf.setData(1, _ID, item.located)
            leaf.setToolTip(0, tip(f"{item.plan_id} {item.name}\n{_kind(item.kind)}"))

    def _boxes(self) -> list[QtWidgets.QTreeWidgetItem]:
        return [self.tree.topLevelItem(number) for number in range(self.tree.topLevelItemCount())]

    def _unfolded(self) -> set[str]:
        return {str(box.data(0, _BOX)) for box in self._boxes() if box.isExpanded()}

    def _leaves(self) -> list[QtWidgets.QTreeWidgetItem]:
        return [box.child(number) for box in self._boxes() for number in range(box.childCount())]

    def _filter(self) -> None:
        only = self.unlocated_only.isChecked()
        for leaf in self._leaves():
            leaf.setHidden(only and bool(leaf.data(1, _ID)))

    def _follow(self) -> None:
        reason = self._reason if not self._can_locate else "" if self.plan_id() else ui("plan_pick_first")
        self.locate.setEnabled(not reason)
        self.reason.setText("" if self._can_locate else self._reason)
        self.reason.setVisible(not self._can_locate)
        self.locate.setToolTip(tip(reason or ui("plan_locate_tip")))

    def _activated(self, item: QtWidgets.QTreeWidgetItem) -> None:
        if item.data(0, _ID) and self.locate.isEnabled():
            self._locate()

    def _locate(self) -> None:
        if self.plan_id():
            self.locateRequested.emit(self.plan_id())


def _kind(kind: str) -> str:
    group = "hazard_kind" if kind in words_of("hazard_kind") else "object_kind"
    return word(group, kind, ui_language()) if kind else ""
