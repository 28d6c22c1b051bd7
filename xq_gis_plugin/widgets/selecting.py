"""What is selected in a tree of thousands of lines, told without a pause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.widgets.qt import QtCore

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xq_gis_plugin.widgets.qt import QtWidgets

__all__ = ["as_ranges", "selected_rows"]


def selected_rows(tree: QtWidgets.QTreeView) -> list[QtCore.QModelIndex]:
    """Return the first cell of every selected line of a tree that selects whole lines.

    Qt's own ``selectedRows`` asks of each line whether it is in any of the ranges: with thousands of lines
    that takes seconds.
    """
    return [
        tree.model().index(row, 0, one.parent())
        for one in tree.selectionModel().selection()
        for row in range(one.top(), one.bottom() + 1)
    ]


def as_ranges(indexes: Iterable[QtCore.QModelIndex]) -> QtCore.QItemSelection:
    """Return lines as a selection of few ranges: lines that follow one another are one."""
    found = QtCore.QItemSelection()
    first = last = None
    for index in sorted(indexes, key=lambda one: (one.parent().row(), one.row())):
        if first is None or last is None:
            first = index
        elif index.parent() != last.parent() or index.row() != last.row() + 1:
            found.select(first, last)
            first = index
        last = index
    if first is not None and last is not None:
        found.select(first, last)
    return found
