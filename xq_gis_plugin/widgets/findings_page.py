"""What came out of a check: headline, what to survey first, every finding, and what planners note on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xq_gis_plugin.core.model import Confidence, Verdict
from xq_gis_plugin.export.digest import headline, survey_text
from xq_gis_plugin.export.words import join, say, word
from xq_gis_plugin.widgets.findings_model import COLUMNS, FindingsFilter, FindingsModel
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

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from xq_gis_plugin.io.remarks import Remark
    from xq_gis_plugin.widgets.contract import ResultView

__all__ = ["FindingsPage"]

_SEARCH_MS = 200
_WIDTHS = (150, 170, 110, 90, 80, 150, 150, 70, 120, 110)
_SURVEY_ROWS = 6


class FindingsPage(QtWidgets.QWidget):
    """The findings of one run. ``findingActivated`` carries the id, ``remarksEdited`` a list of `Remark`."""

    findingActivated = Signal(str)
    remarksEdited = Signal(object)

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: ResultView | None = None
        self._quiet = False
        self.model = FindingsModel(self)
        self.undo = QUndoStack(self)
        self.headline = _plain_label(bold=True)
        self.unlocated = _plain_label()
        self.legend = _plain_label(say("legend", ui_language()))
        self.survey = QtWidgets.QListWidget()
        self.survey.setAccessibleName(ui("survey_title"))
        self.survey.setWordWrap(True)
        self.survey.setSelectionMode(QtWidgets.QAbstractItemView.SelectionMode.NoSelection)
        self.search = QtWidgets.QLineEdit()
        self.search.setPlaceholderText(ui("find_search"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(ui("find_search"))
        self.verdicts = {v.value: QtWidgets.QCheckBox() for v in Verdict}
        self.confidences = {c.value: QtWidgets.QCheckBox(c.value) for c in Confidence}
        self.tree = _make_tree(self.model)
        self.card = QtWidgets.QPlainTextEdit()
        self.card.setReadOnly(True)
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
        """Show another result, or none."""
        self._view = view
        self.undo.clear()
        self.model.show(view)
        self.setEnabled(view is not None)
        counts = self.model.counts()
        lang = ui_language()
        for verdict, box in self.verdicts.items():
            box.setText(f"{word('verdict', verdict, lang)} {counts.get(verdict, 0)}")
        self.headline.setText(headline(view.result).text(lang) if view else ui("find_nothing"))
        count = len(view.result.unlocated) if view else 0
        self.unlocated.setText(ui("find_unlocated", count=count) if count else "")
        self.unlocated.setVisible(bool(count))
        self.survey.clear()
        self.survey.addItems(_survey_lines(view) if view else [])
        rows = min(_SURVEY_ROWS, max(1, self.survey.count()))
        self.survey.setFixedHeight(rows * (self.fontMetrics().lineSpacing() + 6) + 8)
        self._filter()
        self._selected()

    def set_remarks(self, remarks: Mapping[str, Remark]) -> None:
        """Show what planners have noted by now, the selection kept."""
        chosen = self._chosen_ids()
        self.model.set_remarks(remarks)
        if chosen:
            self.select_finding(chosen[0])

    def select_finding(self, finding_id: str) -> None:
        """Select a finding's line and bring it into view, without telling anybody."""
        index = self.model.index_of(finding_id)
        self._quiet = True
        if index.isValid():
            self.tree.expand(index.parent())
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index, QtWidgets.QAbstractItemView.ScrollHint.PositionAtCenter)
        else:
            self.tree.clearSelection()
        self._quiet = False

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
        filters = QtWidgets.QHBoxLayout()
        for number, box in enumerate((*self.verdicts.values(), *self.confidences.values())):
            box.setChecked(True)
            if number == len(self.verdicts):
                filters.addSpacing(8)
                filters.addWidget(QtWidgets.QLabel(ui("find_confidence")))
            filters.addWidget(box)
        filters.addStretch(1)
        area = _wrapping(filters)
        layout = QtWidgets.QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (
            self.headline,
            self.unlocated,
            self.legend,
            _plain_label(ui("survey_title"), bold=True),
        ):
            layout.addWidget(widget)
        layout.addWidget(self.survey)
        layout.addWidget(_plain_label(ui("find_title"), bold=True))
        layout.addWidget(area)
        layout.addWidget(self.search)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.card)
        layout.addWidget(_plain_label(ui("remark_title"), bold=True))
        layout.addWidget(self.editor)

    def _connect(self) -> None:
        for box in (*self.verdicts.values(), *self.confidences.values()):
            box.toggled.connect(self._filter)
        self.search.textChanged.connect(self._timer.start)
        self._timer.timeout.connect(self._filter)
        self.tree.selectionModel().selectionChanged.connect(self._selected)
        self.tree.selectionModel().currentChanged.connect(self._moved)
        self.tree.activated.connect(self._activate)
        self.editor.edited.connect(self._push)
        for keys, slot in (
            (QtGui.QKeySequence.StandardKey.Copy, self.copy),
            (QtGui.QKeySequence.StandardKey.Undo, self.undo.undo),
            (QtGui.QKeySequence.StandardKey.Redo, self.undo.redo),
        ):
            _shortcut(keys, self, slot)

    def _filter(self) -> None:
        wanted = FindingsFilter(
            frozenset(name for name, box in self.verdicts.items() if box.isChecked()),
            frozenset(name for name, box in self.confidences.items() if box.isChecked()),
            self.search.text(),
        )
        chosen = self._chosen_ids()
        self.model.set_filter(wanted)
        if chosen:
            self.select_finding(chosen[0])

    def _chosen_rows(self) -> list[int]:
        rows = [self.model.finding_rows(i) for i in self.tree.selectionModel().selectedRows()]
        return [int(row) for row in dict.fromkeys(np.concatenate(rows).tolist())] if rows else []

    def _chosen_ids(self) -> list[str]:
        return [self.model.remark_of(row).finding_id for row in self._chosen_rows()]

    def _selected(self) -> None:
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


def _make_tree(model: FindingsModel) -> QtWidgets.QTreeView:
    tree = QtWidgets.QTreeView()
    tree.setModel(model)
    tree.setUniformRowHeights(True)
    tree.setAlternatingRowColors(True)
    tree.setSelectionMode(QtWidgets.QAbstractItemView.SelectionMode.ExtendedSelection)
    tree.setAccessibleName(ui("find_title"))
    tree.setMinimumHeight(180)
    tree.header().setSortIndicator(-1, QtCore.Qt.SortOrder.AscendingOrder)
    tree.header().setStretchLastSection(True)
    tree.setSortingEnabled(True)
    for number, width in enumerate(_WIDTHS):
        tree.setColumnWidth(number, width)
    return tree


def _plain_label(text: str = "", *, bold: bool = False) -> QtWidgets.QLabel:
    label = QtWidgets.QLabel(text)
    label.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if bold:
        font = label.font()
        font.setBold(True)
        label.setFont(font)
    return label


def _wrapping(row: QtWidgets.QHBoxLayout) -> QtWidgets.QScrollArea:
    """Return a row of boxes that scrolls sideways where a dock is too narrow for it."""
    inner = QtWidgets.QWidget()
    row.setContentsMargins(0, 0, 0, 0)
    inner.setLayout(row)
    area = QtWidgets.QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
    area.setVerticalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFixedHeight(inner.sizeHint().height() + 14)
    return area


def _shortcut(
    keys: QtGui.QKeySequence.StandardKey, owner: QtWidgets.QWidget, slot: Callable[[], None]
) -> None:
    made = QShortcut(QtGui.QKeySequence(keys), owner)
    made.setContext(QtCore.Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(slot)


def _inert(cell: str) -> str:
    flat = " ".join(cell.split())
    return f"'{flat}" if flat[:1] in ("=", "+", "-", "@") else flat
