"""What came out of a check: headline, what to survey first, every finding, and what planners note on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xq_gis_plugin.export.digest import headline, survey_text
from xq_gis_plugin.export.words import join, say, word
from xq_gis_plugin.widgets.filter_bar import FilterBar
from xq_gis_plugin.widgets.findings_model import COLUMNS, FindingsModel
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import (
    QShortcut,
    QtCore,
    QtGui,
    QtWidgets,
    QUndoCommand,
    QUndoStack,
    Signal,
)
from xq_gis_plugin.widgets.remark_editor import RemarkEditor
from xq_gis_plugin.widgets.selecting import as_ranges, selected_rows
from xq_gis_plugin.widgets.text import PlainLabel, button, font_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from xq_gis_plugin.io.remarks import Remark
    from xq_gis_plugin.widgets.contract import ResultView

__all__ = ["FindingsPage"]

_SEARCH_MS = 200
_WIDTHS = (190, 190, 110, 90, 80, 150, 150, 70, 120, 110)
_SURVEY_ROWS = 7


class FindingsPage(QtWidgets.QWidget):
    """The findings of one run. ``findingActivated`` carries the id, ``remarksEdited`` a list of `Remark`."""

    findingActivated = Signal(str)
    remarksEdited = Signal(object)

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: ResultView | None = None
        self._workspace = ""
        self._quiet = False
        self._kept: tuple[set[str], set[str], str] = (set(), set(), "")
        self._sorted = (-1, QtCore.Qt.SortOrder.AscendingOrder)
        self.model = FindingsModel(self)
        self.undo = QUndoStack(self)
        self.headline, self.unlocated = _heading(""), PlainLabel()
        self.legend = PlainLabel(say("legend", ui_language()), quiet=True)
        self.survey_title = _heading(ui("survey_title"))
        self.survey = _Survey()
        self.filters = FilterBar()
        self.verdicts, self.confidences = self.filters.verdicts, self.filters.confidences
        self.search = QtWidgets.QLineEdit()
        self.search.setPlaceholderText(ui("find_search"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(ui("find_search"))
        self.tree = _make_tree(self.model)
        self.nothing, self.all = PlainLabel(), button(ui("find_show_all"))
        self.revealed = PlainLabel(ui("find_revealed"), quiet=True)
        self.card = QtWidgets.QPlainTextEdit()
        self.card.setReadOnly(True)
        self.card.setTabChangesFocus(True)
        self.card.setAccessibleName(ui("find_card"))
        self.card.setPlaceholderText(ui("find_card"))
        self.card.setFixedHeight(7 * self.fontMetrics().lineSpacing() + 12)
        self.editor = RemarkEditor()
        self._timer = QtCore.QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SEARCH_MS)
        self._lay_out()
        self._connect()
        self.set_result(None)

    def set_result(self, view: ResultView | None) -> None:
        """Show another result, or none. What was typed and not saved stays while the workspace does."""
        if view is not None and view.workspace != self._workspace:
            self._workspace = view.workspace
            self.editor.forget()
        self._view = view
        self.undo.clear()
        if view is not None:
            self.editor.settle(view.remarks)
        self.model.show(view)
        self.filters.set_counts(self.model.counts())
        self.headline.setText(headline(view.result).text(ui_language()) if view else ui("find_nothing"))
        count = len(view.result.unlocated) if view else 0
        self.unlocated.setText(ui("find_unlocated", count=count) if count else "")
        self.unlocated.setVisible(bool(count))
        lines = _survey_lines(view) if view else []
        self.survey.show_lines(lines)
        self.survey.setVisible(bool(lines))
        self.survey_title.setVisible(bool(lines))
        self._filter()

    def set_remarks(self, remarks: Mapping[str, Remark]) -> None:
        """Show what planners have noted by now; what is selected and what is open stays so."""
        self.model.set_remarks(remarks)
        self.editor.settle(remarks)
        self._selected()

    def select_finding(self, finding_id: str) -> None:
        """Select a finding's line and bring it into view, without telling anybody.

        One that the filter hides is listed all the same, with a word on why, until the filter changes.
        """
        index = self.model.index_of(finding_id)
        if not index.isValid() and self.model.reveal(finding_id):
            self.revealed.show()
            self._show_whether_any()
            index = self.model.index_of(finding_id)
        self._quiet = True
        if index.isValid():
            self.tree.expand(index.parent())
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index, QtWidgets.QAbstractItemView.ScrollHint.PositionAtCenter)
        else:
            self.tree.clearSelection()
        self._quiet = False
        self._selected()

    def state(self) -> dict[str, object]:
        """Return what is to be remembered: filters, text, widths of the columns."""
        return {
            "verdicts": [name for name, box in self.verdicts.items() if box.isChecked()],
            "confidences": [name for name, box in self.confidences.items() if box.isChecked()],
            "search": self.search.text(),
            "widths": [self.tree.columnWidth(n) for n in range(len(COLUMNS))],
        }

    def restore(self, state: Mapping[str, object]) -> None:
        """Take up what `state` returned; what makes no sense is left as it is."""
        for name, boxes in (("verdicts", self.verdicts), ("confidences", self.confidences)):
            chosen = state.get(name)
            if isinstance(chosen, list):
                for key, box in boxes.items():
                    box.setChecked(key in chosen)
        if isinstance(state.get("search"), str):
            self.search.setText(str(state["search"]))
        widths = state.get("widths")
        if isinstance(widths, list) and len(widths) == len(COLUMNS):
            for number, width in enumerate(widths):
                if isinstance(width, int) and 0 < width < 2000:  # noqa: PLR2004 - a sane width
                    self.tree.setColumnWidth(number, width)

    def copy(self) -> None:
        """Put the selected lines on the clipboard, as a spreadsheet takes them and computes none of them."""
        lines = ["\t".join(ui(f"find_col_{column}") for column in COLUMNS)]
        for row in self._chosen_rows():
            cells = (self.model.cell(row, column) for column in COLUMNS)
            lines.append("\t".join(_inert(cell) for cell in cells))
        QtWidgets.QApplication.clipboard().setText("\n".join(lines))

    # Putting it together

    def _lay_out(self) -> None:
        empty = QtWidgets.QWidget()
        middle = QtWidgets.QVBoxLayout(empty)
        middle.addStretch(1)
        middle.addWidget(self.nothing)
        middle.addWidget(self.all, 0, QtCore.Qt.AlignmentFlag.AlignLeft)
        middle.addStretch(1)
        self.table = QtWidgets.QStackedWidget()
        self.table.addWidget(self.tree)
        self.table.addWidget(empty)
        layout = QtWidgets.QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (
            self.headline, self.unlocated, self.legend, self.survey_title, self.survey,
            _heading(ui("find_title")), self.filters, self.search, self.revealed,
        ):  # fmt: skip
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        for widget in (self.card, _heading(ui("remark_title")), self.editor):
            layout.addWidget(widget)

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter)
        self.all.clicked.connect(self._want_all)
        self.search.textChanged.connect(self._timer.start)
        self._timer.timeout.connect(self._filter)
        self.tree.selectionModel().selectionChanged.connect(self._selected)
        self.tree.selectionModel().currentChanged.connect(self._moved)
        self.tree.activated.connect(self._activate)
        self.tree.header().sortIndicatorChanged.connect(self._sorting)
        self.model.modelAboutToBeReset.connect(self._keep)
        self.model.modelReset.connect(self._take_up)
        self.editor.edited.connect(self._push)
        for keys, slot in (
            (QtGui.QKeySequence.StandardKey.Copy, self.copy),
            (QtGui.QKeySequence.StandardKey.Undo, self.undo.undo),
            (QtGui.QKeySequence.StandardKey.Redo, self.undo.redo),
        ):
            _shortcut(keys, self, slot)

    def _filter(self) -> None:
        self._timer.stop()
        self.revealed.hide()
        self.model.set_filter(self.filters.wanted(self.search.text()))
        self._show_whether_any()

    def _want_all(self) -> None:
        self.search.clear()
        self.filters.tick_all()
        self._filter()
        self.tree.setFocus()

    def _show_whether_any(self) -> None:
        """Show the table, or a sentence in its place where it would be empty."""
        hidden = bool(sum(self.model.counts().values()))
        self.nothing.setText(ui("find_filtered" if hidden else "find_empty") if self._view else "")
        self.all.setVisible(hidden)
        self.table.setCurrentIndex(0 if self.model.rowCount() else 1)

    def _sorting(self, column: int, order: QtCore.Qt.SortOrder) -> None:
        """Give back the order of urgency at the third press on a title."""
        before, self._sorted = self._sorted, (column, order)
        orders = QtCore.Qt.SortOrder
        if column >= 0 and before == (column, orders.DescendingOrder) and order == orders.AscendingOrder:
            self.tree.header().setSortIndicator(-1, orders.AscendingOrder)

    def _keep(self) -> None:
        """Note what is selected and what is open, for the lines are about to change."""
        groups = (self.model.index(n, 0) for n in range(self.model.rowCount()))
        chosen = {self.model.key_of(index) for index in selected_rows(self.tree)}
        current = self.tree.currentIndex()
        self._kept = (
            chosen,
            {self.model.key_of(index) for index in groups if self.tree.isExpanded(index)},
            self.model.key_of(current) if current.isValid() else "",
        )

    def _take_up(self) -> None:
        """Select and open it again, as far as it is still there, without telling anybody."""
        chosen, opened, current = self._kept
        self._quiet = True
        for index in self.model.find(opened):
            self.tree.expand(index)
        flags = QtCore.QItemSelectionModel.SelectionFlag
        found = as_ranges(self.model.find(chosen))
        for index in self.model.find([current] if current else []):
            self.tree.selectionModel().setCurrentIndex(index, flags.NoUpdate)
            self.tree.scrollTo(index)
        self.tree.selectionModel().select(found, flags.ClearAndSelect | flags.Rows)
        self._quiet = False
        self._selected()

    def _chosen_rows(self) -> list[int]:
        rows = [self.model.finding_rows(index) for index in selected_rows(self.tree)]
        return [int(row) for row in dict.fromkeys(np.concatenate(rows).tolist())] if rows else []

    def _selected(self) -> None:
        if self._quiet:
            return
        rows = self._chosen_rows() if self._view else []
        self.editor.edit([self.model.remark_of(row) for row in rows])
        self.card.setPlainText(self._card(rows[0]) if rows and self._view else "")

    def _moved(self, index: QtCore.QModelIndex) -> None:
        if not self._quiet:
            self._activate(index)

    def _activate(self, index: QtCore.QModelIndex) -> None:
        rows = self.model.finding_rows(index)
        if len(rows) and not self._quiet:
            self.findingActivated.emit(self.model.remark_of(int(rows[0])).finding_id)

    def _push(self, before: Sequence[Remark], after: Sequence[Remark]) -> None:
        self.undo.push(_Noted(self, list(before), list(after)))

    def _card(self, row: int) -> str:
        """Return everything about a finding in words."""
        lang = ui_language()
        finding = self._view.result.findings.iloc[row] if self._view else {}
        lines = [f"{self.model.cell(row, 'hazard')} → {self.model.cell(row, 'object')}"]
        lines.append(f"{word('verdict', str(finding['verdict']), lang)}")
        lines[-1] += f"  {word('color_meaning', str(finding['risk_color']), lang)}"
        for column in ("distance", "required", "shortfall", "missing"):
            text = self.model.cell(row, column)
            if text:
                lines.append(ui(f"find_card_{column}", value=text))
        confidence = str(finding["rule_confidence"])
        lines.append(f"{self.model.cell(row, 'clause')} {word('confidence', confidence, lang)}")
        shape = finding["geometry"]
        if shape is not None and not shape.is_empty:
            ends = "  →  ".join(f"{x:.6f}, {y:.6f}" for x, y in shape.coords)
            lines.append(ui("find_card_coordinates", value=ends))
        return "\n".join(lines)


class _Noted(QUndoCommand):
    """One change of remarks, there and back."""

    def __init__(self, page: FindingsPage, before: list[Remark], after: list[Remark]) -> None:
        super().__init__(ui("remark_title"))
        self._page, self._before, self._after = page, before, after

    def redo(self) -> None:
        self._page.remarksEdited.emit(self._after)

    def undo(self) -> None:
        self._page.remarksEdited.emit(self._before)


def _survey_lines(view: ResultView) -> list[str]:
    """Return what to find out first, the most useful first."""
    lang, lines = ui_language(), []
    for row in view.result.survey.to_dict("records"):
        subject, fact = str(row["subject_name"] or row["subject_id"] or ""), str(row["fact"])
        told = survey_text(subject, fact) if lang == "zh" else f"{subject}: {join('fact', fact, lang)}"
        lines.append(
            ui(
                "survey_line", told=told, count=int(row["settled_by_every_value"]),
                some=int(row["settled_by_some_value"]),
            )
        )  # fmt: skip
    return lines


class _Survey(QtWidgets.QPlainTextEdit):
    """Numbered lines that wrap, may be copied, and take no more room than they need."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        # Its lines wrap anywhere; a bar that comes and goes would take the room of one.
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(ui("survey_title"))

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show some lines in place of others."""
        self.setPlainText("\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1)))
        self._fit()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # Of plain text, a document's height is told in lines, as they wrap now.
        rows = min(_SURVEY_ROWS, max(1, round(self.document().size().height())))
        around = 2 * (self.frameWidth() + round(self.document().documentMargin()))
        self.setFixedHeight(rows * self.fontMetrics().lineSpacing() + around + 2)


def _make_tree(model: FindingsModel) -> QtWidgets.QTreeView:
    tree = QtWidgets.QTreeView()
    tree.setModel(model)
    tree.setUniformRowHeights(True)
    tree.setAlternatingRowColors(True)
    tree.setSelectionMode(QtWidgets.QAbstractItemView.SelectionMode.ExtendedSelection)
    # Names of one district begin alike; what tells them apart comes last.
    tree.setTextElideMode(QtCore.Qt.TextElideMode.ElideMiddle)
    tree.setAccessibleName(ui("find_title"))
    tree.setMinimumHeight(180)
    tree.setIndentation(14)
    tree.header().setSortIndicator(-1, QtCore.Qt.SortOrder.AscendingOrder)
    tree.header().setStretchLastSection(True)
    tree.setSortingEnabled(True)
    for number, width in enumerate(_WIDTHS):
        tree.setColumnWidth(number, max(width, tree.header().sectionSizeHint(number)))
    return tree


def _heading(text: str) -> PlainLabel:
    label = PlainLabel(text)
    label.setFont(font_of(label, bold=True))
    return label


def _shortcut(
    keys: QtGui.QKeySequence.StandardKey, owner: QtWidgets.QWidget, slot: Callable[[], None]
) -> None:
    made = QShortcut(QtGui.QKeySequence(keys), owner)
    made.setContext(QtCore.Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(slot)


def _inert(cell: str) -> str:
    flat = " ".join(cell.split())
    return f"'{flat}" if flat[:1] in ("=", "+", "-", "@") else flat
