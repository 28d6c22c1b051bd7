"""The findings as a tree: conflicts one by one, the unresolved in groups, the clear ones folded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from xq_gis_plugin.core.model import Confidence, RiskColor, Verdict
from xq_gis_plugin.export.digest import conflict_order, unresolved_groups
from xq_gis_plugin.export.words import join, word
from xq_gis_plugin.io.remarks import Remark
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import QtCore
from xq_gis_plugin.widgets.signs import risk_icon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from xq_gis_plugin.widgets.contract import ResultView

__all__ = ["COLUMNS", "FindingsFilter", "FindingsModel"]

COLUMNS = (
    "hazard", "object", "distance", "required", "shortfall", "clause", "missing", "status", "remark",
    "document",
)  # fmt: skip
_NUMBERS = {"distance": "distance_m", "required": "required_high_m", "shortfall": "shortfall_max_m"}
_REMARKS = {"status", "remark", "document"}
_TOP = 0
"""Internal id of a line of the first level; a line of the second has its parent's row plus one."""
_LONGEST = 200


@dataclass(frozen=True)
class FindingsFilter:
    """Which findings are wanted: verdicts, confidences of the governing rule, and a text in any name."""

    verdicts: frozenset[str] = frozenset(v.value for v in Verdict)
    confidences: frozenset[str] = frozenset(c.value for c in Confidence)
    text: str = ""


@dataclass(frozen=True)
class _Line:
    """One line of the first level: a finding, or a group that opens. ``rows`` are rows of the findings."""

    rows: NDArray[np.int64]
    text: str = ""
    missing: str = ""
    color: str = RiskColor.BLUE.value

    @property
    def opens(self) -> bool:
        return bool(self.text)


@dataclass
class _Shown:
    """The frame's columns as plain arrays, read once per result."""

    view: ResultView
    columns: dict[str, NDArray[Any]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> NDArray[Any]:
        if name not in self.columns:
            self.columns[name] = self.view.result.findings[name].to_numpy()
        return self.columns[name]


class FindingsModel(QtCore.QAbstractItemModel):
    """What the tree shows. Only the lines of the first level exist; the second is read when it opens."""

    def __init__(self, parent: QtCore.QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: _Shown | None = None
        self._remarks: Mapping[str, Remark] = {}
        self._every: list[_Line] = []
        self._lines: list[_Line] = []
        self._filter = FindingsFilter()
        self._sort: tuple[int, bool] | None = None
        self._words = np.empty(0, dtype=object)

    def show(self, view: ResultView | None) -> None:
        """Show another result, or none."""
        self.beginResetModel()
        self._shown = None if view is None else _Shown(view)
        self._remarks = {} if view is None else view.remarks
        self._every = [] if view is None else _lines_of(view)
        self._words = np.empty(0, dtype=object) if view is None else _search_words(view)
        self._arrange()
        self.endResetModel()

    def set_remarks(self, remarks: Mapping[str, Remark]) -> None:
        """Show what planners have noted by now."""
        self.beginResetModel()
        self._remarks = remarks
        self.endResetModel()

    def set_filter(self, wanted: FindingsFilter) -> None:
        """Show some findings only."""
        self.beginResetModel()
        self._filter = wanted
        self._arrange()
        self.endResetModel()

    def sort(self, column: int, order: QtCore.Qt.SortOrder = QtCore.Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 gives back the order of urgency."""
        self.beginResetModel()
        self._sort = None if column < 0 else (column, order == QtCore.Qt.SortOrder.DescendingOrder)
        self._arrange()
        self.endResetModel()

    def counts(self) -> dict[str, int]:
        """Return how many findings there are of each verdict, whatever the filter."""
        if self._shown is None:
            return {}
        verdicts = pd.Series(self._shown["verdict"]).value_counts()
        return {verdict.value: int(verdicts.get(verdict.value, 0)) for verdict in Verdict}

    def finding_rows(self, index: QtCore.QModelIndex) -> NDArray[np.int64]:
        """Return the rows of the findings that a line stands for: one, or its group's."""
        if not index.isValid():
            return np.empty(0, dtype=np.int64)
        if index.internalId() == _TOP:
            return self._lines[index.row()].rows
        return self._lines[index.internalId() - 1].rows[index.row() : index.row() + 1]

    def index_of(self, finding_id: str) -> QtCore.QModelIndex:
        """Return the line of a finding; an invalid index where the filter hides it."""
        if self._shown is None:
            return QtCore.QModelIndex()
        found = np.flatnonzero(self._shown["finding_id"] == finding_id)
        for number, line in enumerate(self._lines if len(found) else []):
            at = np.flatnonzero(line.rows == found[0])
            if len(at):
                parent = self.index(number, 0)
                return self.index(int(at[0]), 0, parent) if line.opens else parent
        return QtCore.QModelIndex()

    def remark_of(self, row: int) -> Remark:
        """Return what is noted on a finding."""
        identity = self._value("finding_id", row)
        return self._remarks.get(identity) or Remark(identity)

    # What Qt asks of a model

    def columnCount(self, _parent: QtCore.QModelIndex | None = None) -> int:
        """Return the number of columns."""
        return len(COLUMNS)

    def rowCount(self, parent: QtCore.QModelIndex | None = None) -> int:
        """Return the number of lines under one."""
        if parent is None or not parent.isValid():
            return len(self._lines)
        if parent.internalId() != _TOP or parent.column() > 0:
            return 0
        line = self._lines[parent.row()]
        return len(line.rows) if line.opens else 0

    def index(self, row: int, column: int, parent: QtCore.QModelIndex | None = None) -> QtCore.QModelIndex:
        """Return the index of a cell."""
        above = parent if parent is not None else QtCore.QModelIndex()
        if not self.hasIndex(row, column, above):
            return QtCore.QModelIndex()
        return self.createIndex(row, column, above.row() + 1 if above.isValid() else _TOP)

    def parent(self, index: QtCore.QModelIndex) -> QtCore.QModelIndex:  # type: ignore[override,unused-ignore]
        """Return the line above."""
        if not index.isValid() or index.internalId() == _TOP:
            return QtCore.QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def headerData(
        self, section: int, orientation: QtCore.Qt.Orientation, role: int = QtCore.Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's title."""
        if orientation == QtCore.Qt.Orientation.Horizontal and role == QtCore.Qt.ItemDataRole.DisplayRole:
            return ui(f"find_col_{COLUMNS[section]}")
        return None

    def data(self, index: QtCore.QModelIndex, role: int = QtCore.Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid() or self._shown is None:
            return None
        roles, column = QtCore.Qt.ItemDataRole, COLUMNS[index.column()]
        line = self._lines[index.internalId() - 1 if index.internalId() else index.row()]
        row = int(self.finding_rows(index)[0])
        group = line if line.opens and index.internalId() == _TOP else None
        if role == roles.DecorationRole and index.column() == 0:
            return risk_icon(group.color if group else self._value("risk_color", row))
        if role in (roles.DisplayRole, roles.ToolTipRole, roles.AccessibleTextRole):
            text = self._group_text(group, column) if group else self.cell(row, column)
            if role != roles.DisplayRole:
                # A tool tip that looks like HTML would be shown as such.
                return text[:2000].replace("<", "‹")
            return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        if role == roles.TextAlignmentRole and column in _NUMBERS:
            return int(QtCore.Qt.AlignmentFlag.AlignRight | QtCore.Qt.AlignmentFlag.AlignVCenter)
        return None

    def cell(self, row: int, column: str) -> str:
        """Return one cell of a finding in words."""
        if column in _REMARKS:
            return self._noted(row, column)
        if column == "hazard":
            return self._value("hazard_name", row) or self._value("hazard_id", row)
        return self._metres(row, column) if column in _NUMBERS else self._told(row, column)

    def _noted(self, row: int, column: str) -> str:
        remark = self.remark_of(row)
        status = word("remark_status", remark.status, ui_language()) if remark.status else ""
        return {"status": status, "remark": remark.remark, "document": remark.document}[column]

    def _told(self, row: int, column: str) -> str:
        lang = ui_language()
        if column == "object":
            kind = self._value("object_kind", row)
            name = self._value("object_name", row) or self._value("object_id", row)
            if not kind:
                return ui("find_itself")
            group = "object_kind" if kind in _object_kinds() else "hazard_kind"
            return (
                f"{name}（{word(group, kind, lang)}）"
                if lang == "zh"
                else f"{name} ({word(group, kind, lang)})"
            )
        if column == "clause":
            parts = [self._value(name, row) for name in ("standard", "clause")]
            return " ".join(part for part in (*parts, f"[{self._value('rule_confidence', row)}]") if part)
        return join("fact", self._value("missing", row), lang)

    def _metres(self, row: int, column: str) -> str:
        if column == "distance":
            measured, low, high = (self._number(name, row) for name in ("distance_m", "low_m", "high_m"))
            if measured is None:
                return ""
            if low is None or high is None or high - low < 0.05:  # noqa: PLR2004 - shown to 0.1 m
                return f"{measured:.1f}"
            return f"{measured:.1f} ({low:.1f}–{high:.1f})"
        least, most = {
            "required": ("required_low_m", "required_high_m"),
            "shortfall": ("shortfall_m", "shortfall_max_m"),
        }[column]
        low, high = self._number(least, row), self._number(most, row)
        if high is None or (column == "shortfall" and high <= 0):
            return ""
        return f"{high:.1f}" if low is None or abs(high - low) < 0.05 else f"{low:.1f}–{high:.1f}"  # noqa: PLR2004

    def _group_text(self, group: _Line, column: str) -> str:
        if column == "hazard":
            return self.cell(int(group.rows[0]), "hazard")
        if column == "object":
            return group.text
        return join("fact", group.missing, ui_language()) if column == "missing" else ""

    def _value(self, name: str, row: int) -> str:
        value = self._shown[name][row] if self._shown is not None else None
        return "" if value is None or (isinstance(value, float) and np.isnan(value)) else str(value)

    def _number(self, name: str, row: int) -> float | None:
        value = self._shown[name][row] if self._shown is not None else None
        return None if value is None or not np.isfinite(float(value)) else float(value)

    # Filter and order

    def _arrange(self) -> None:
        if self._shown is None:
            self._lines = []
            return
        keep = self._kept()
        lines = []
        for line in self._every:
            rows = line.rows[keep[line.rows]]
            if len(rows):
                lines.append(_Line(rows, line.text, line.missing, line.color))
        self._lines = lines if self._sort is None else self._sorted(lines, *self._sort)

    def _kept(self) -> NDArray[np.bool_]:
        shown = self._shown
        if shown is None:
            return np.empty(0, dtype=bool)
        keep = np.isin(shown["verdict"].astype(str), list(self._filter.verdicts))
        keep &= np.isin(shown["rule_confidence"].astype(str), list(self._filter.confidences))
        text = self._filter.text.strip().casefold()
        if text:
            keep &= np.array([text in words for words in self._words], dtype=bool)
        return keep

    def _sorted(self, lines: list[_Line], column: int, down: bool) -> list[_Line]:  # noqa: FBT001
        name = COLUMNS[column]
        if name not in _NUMBERS:
            texts = [self.cell(int(line.rows[0]), name) for line in lines]
            order = sorted(range(len(lines)), key=lambda n: texts[n].casefold(), reverse=down)
            return [lines[n] for n in sorted(order, key=lambda n: not texts[n])]
        values = [self._number(_NUMBERS[name], int(line.rows[0])) for line in lines]
        sign = -1.0 if down else 1.0
        order = sorted(
            range(len(lines)), key=lambda n: np.inf if (value := values[n]) is None else sign * value
        )
        return [lines[n] for n in order]


def _lines_of(view: ResultView) -> list[_Line]:
    """Return the lines in the order of urgency."""
    findings = view.result.findings
    colors = findings["risk_color"].to_numpy()
    lines = [_Line(np.array([row]), color=str(colors[row])) for row in conflict_order(view.result)]
    lang = ui_language()
    lines += [
        _Line(np.array(group.rows), group.text(lang), group.missing, RiskColor.YELLOW.value)
        for group in unresolved_groups(view.result)
    ]
    clear = np.flatnonzero(findings["verdict"].to_numpy() == Verdict.CLEAR)
    hazards = findings["hazard_id"].to_numpy()[clear]
    for hazard in pd.unique(hazards):
        rows = clear[hazards == hazard]
        lines.append(_Line(rows, ui("find_clear_group", count=len(rows))))
    return lines


def _search_words(view: ResultView) -> NDArray[np.object_]:
    findings = view.result.findings
    columns = [
        findings[name].fillna("").astype(str)
        for name in ("hazard_name", "hazard_id", "object_name", "object_id", "rule_ids")
    ]
    joined = columns[0].str.cat(columns[1:], sep="\n").str.casefold()
    return np.asarray(joined.to_numpy(dtype=object))


def _object_kinds() -> frozenset[str]:
    from xq_gis_plugin.core.model import ObjectKind

    return frozenset(kind.value for kind in ObjectKind)
