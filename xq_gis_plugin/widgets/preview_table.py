"""The first rows of a file, under what each column is read as; a person can say what it is instead."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from xq_gis_plugin.export.words import label
from xq_gis_plugin.io.columns import meanings_of
from xq_gis_plugin.io.said_columns import COORDINATES, KEPT
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets, Signal
from xq_gis_plugin.widgets.text import NoWheel, font_of, tip

if TYPE_CHECKING:
    from xq_gis_plugin.io.columns import Role
    from xq_gis_plugin.io.inspect import FieldReport, LayerReport

__all__ = ["PreviewTable"]

_KEY = QtCore.Qt.ItemDataRole.UserRole
_MOST_WIDE = 220
_MOST_COLUMNS = 60


class PreviewTable(QtWidgets.QTableWidget):
    """A list of meanings stands in the first line above each column."""

    said = Signal(str, str)
    """A header, and what a person says that it is: "" for what its name says."""

    def __init__(self, role: Role, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self.setEditTriggers(QtWidgets.QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().setDefaultAlignment(QtCore.Qt.AlignmentFlag.AlignRight)
        self.setAccessibleName(ui("look_table"))

    def show_layer(self, layer: LayerReport, said: dict[str, str]) -> None:
        """Show a layer's first rows.

        Parameters
        ----------
        layer
            As it was read.
        said
            What a person has said of its columns, by header.
        """
        fields = layer.fields[:_MOST_COLUMNS]
        self.clear()
        self.setColumnCount(len(fields))
        self.setRowCount(1 + len(layer.preview))
        self.setHorizontalHeaderLabels([" ".join(field.name.split()) for field in fields])
        self.setVerticalHeaderLabels(
            [ui("look_read_as"), *(str(number + 1) for number in range(len(layer.preview)))]
        )
        meanings = {name: label(name, ui_language()) for name in meanings_of(self._role)}
        if layer.geometry_type is not None:
            # Its places are its shapes: columns of coordinates are not read for them.
            meanings = {name: text for name, text in meanings.items() if name not in COORDINATES}
        for column, field in enumerate(fields):
            self.setItem(0, column, QtWidgets.QTableWidgetItem(_read_as(field)))
            self.setCellWidget(0, column, self._list(field, said.get(field.name, ""), meanings))
            for row, line in enumerate(layer.preview, 1):
                self.setItem(row, column, QtWidgets.QTableWidgetItem(" ".join(line[column].split())))
        self.resizeColumnsToContents()
        self.resizeRowToContents(0)
        for column in range(len(fields)):
            self.setColumnWidth(column, min(self.columnWidth(column), _MOST_WIDE))

    def show_nothing(self) -> None:
        """Show an empty table."""
        self.clear()
        self.setColumnCount(0)
        self.setRowCount(0)

    def meaning(self, column: int) -> QtWidgets.QComboBox:
        """Return the list of meanings above a column."""
        found: QtWidgets.QComboBox = self.cellWidget(0, column)
        return found

    def _list(self, field: FieldReport, said: str, meanings: dict[str, str]) -> QtWidgets.QComboBox:
        made = QtWidgets.QComboBox(self)
        made.addItem(ui("look_by_header") if said else _read_as(field), "")
        for name, text in meanings.items():
            made.addItem(text, name)
        made.addItem(ui("look_kept"), KEPT)
        made.setCurrentIndex(max(made.findData(said, _KEY), 0))
        made.setFont(font_of(self, bold=bool(field.meaning)))
        made.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        made.installEventFilter(NoWheel(made))
        policy = QtWidgets.QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        made.setSizeAdjustPolicy(policy)
        shown = made.fontMetrics().horizontalAdvance(made.currentText())
        made.setMinimumContentsLength(1 + -(-shown // max(made.fontMetrics().horizontalAdvance("X"), 1)))
        made.view().setMinimumWidth(made.view().sizeHintForColumn(0) + made.fontMetrics().height() * 2)
        made.setToolTip(tip(ui("look_meaning_tip")))
        made.setAccessibleName(ui("look_column", header=" ".join(field.name.split())))
        made.activated.connect(partial(self._chosen, field.name, made))
        return made

    def _chosen(self, header: str, box: QtWidgets.QComboBox, _index: int = 0) -> None:
        self.said.emit(header, str(box.currentData(_KEY) or ""))


def _read_as(field: FieldReport) -> str:
    return label(field.meaning, ui_language()) if field.meaning else ui("look_kept")
