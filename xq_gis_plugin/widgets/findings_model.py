"""The findings as a tree: conflicts one by one, the unresolved in groups, the clear ones folded."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from xq_gis_plugin.core.model import RiskColor, Verdict
from xq_gis_plugin.export.digest import UnresolvedGroup, conflict_order, unresolved_groups
from xq_gis_plugin.export.words import join, word
from xq_gis_plugin.io.remarks import Remark
from xq_gis_plugin.widgets.filter_bar import FindingsFilter
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import QtCore
from xq_gis_plugin.widgets.signs import risk_icon
from xq_gis_plugin.widgets.text import tip

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray

    from xq_gis_plugin.widgets.contract import ResultView

__all__ = ["COLUMNS", "FindingsModel"]

COLUMNS = (
    "hazard", "object", "distance", "required", "shortfall", "clause", "missing", "status", "remark",
    "document",
)  # fmt: skip
_NUMBERS = {"distance": "distance_m", "required": "required_high_m", "shortfall": "shortfall_max_m"}
_REMARKS = {"status", "remark", "document"}
_TOP = 0
"""Internal id of a line of the first level; a line of the second has its parent's row plus one."""
_LONGEST = 200
_LONGEST_TIP = 2000


@dataclass(frozen=True)
class _Line:
    """One line of the first level: a finding, or a group that opens. ``rows`` are rows of the findings.

    ``group`` is the verdict that a group's findings have in common, "" for a finding.
    """

    rows: NDArray[np.int64]
    group: str = ""
    missing: str = ""
    color: str = RiskColor.BLUE.value

    @property
    def opens(self) -> bool:
        return bool(self.group)


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
        self._revealed = -1
        self._sort: tuple[int, bool] | None = None
        self._words = np.empty(0, dtype=object)

    def show(self, view: ResultView | None) -> None:
        """Show another result, or none."""
        self.beginResetModel()
        self._shown = None if view is None else _Shown(view)
        self._remarks = {} if view is None else view.remarks
        self._every = [] if view is None else _lines_of(view)
        self._words = np.empty(0, dtype=object) if view is None else _search_words(view)
        self._revealed = -1
        self._arrange()
        self.endResetModel()

    def set_remarks(self, remarks: Mapping[str, Remark]) -> None:
        """Show what planners have noted by now; lines stay where they are until somebody sorts again."""
        self._remarks = remarks
        if not self._lines:
            return
        last, right = len(self._lines) - 1, len(COLUMNS) - 1
        self.dataChanged.emit(self.index(0, 0), self.index(last, right))
        for number, line in enumerate(self._lines):
            if line.opens:
                parent = self.index(number, 0)
                end = self.index(len(line.rows) - 1, right, parent)
                self.dataChanged.emit(self.index(0, 0, parent), end)

    def set_filter(self, wanted: FindingsFilter) -> None:
        """Show some findings only."""
        self.beginResetModel()
        self._filter, self._revealed = wanted, -1
        self._arrange()
        self.endResetModel()

    def reveal(self, finding_id: str) -> bool:
        """Show one finding in spite of the filter, until the filter changes; tell whether there is one."""
        if self._shown is None:
            return False
        found = np.flatnonzero(self._shown["finding_id"] == finding_id)
        if not len(found):
            return False
        self.beginResetModel()
        self._revealed = int(found[0])
        self._arrange()
        self.endResetModel()
        return True

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

    def key_of(self, index: QtCore.QModelIndex) -> str:
        """Return what a line is known by, whatever the filter and the order: a finding's id, or a group's."""
        line = self._lines[index.row()] if index.internalId() == _TOP else None
        if line is not None and line.opens:
            return self._group_key(line)
        return self._value("finding_id", int(self.finding_rows(index)[0]))

    def find(self, keys: Collection[str]) -> list[QtCore.QModelIndex]:
        """Return the lines that some keys belong to, as far as the filter shows them."""
        if self._shown is None or not keys:
            return []
        wanted = np.isin(self._shown["finding_id"].astype(str), list(keys))
        found = []
        for number, line in enumerate(self._lines):
            top = self.index(number, 0)
            if not line.opens:
                found += [top] if wanted[line.rows[0]] else []
                continue
            found += [top] if self._group_key(line) in keys else []
            found += [self.index(int(at), 0, top) for at in np.flatnonzero(wanted[line.rows])]
        return found

    def index_of(self, finding_id: str) -> QtCore.QModelIndex:
        """Return the line of a finding; an invalid index where the filter hides it."""
        found = self.find([finding_id])
        return found[0] if found else QtCore.QModelIndex()

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
            if role == roles.DisplayRole:
                text = " ".join(text.split())
                return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
            if index.column() == 0:
                # The sign in words, for whoever cannot see it.
                verdict = group.group if group else self._value("verdict", row)
                text = f"{text}\n{word('verdict', verdict, ui_language())}"
            return tip(text[:_LONGEST_TIP]) if role == roles.ToolTipRole else text
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
            if group.group == Verdict.CLEAR:
                return ui("find_clear_group", count=len(group.rows))
            nearest, rows = self._amount(group, "distance"), tuple(group.rows.tolist())
            return UnresolvedGroup("", None, group.missing, nearest, rows).text(ui_language())
        if column in _NUMBERS:
            most = self._amount(group, column)
            return "" if most is None else f"{'≥' if column == 'distance' else '≤'} {most:.1f}"
        return join("fact", group.missing, ui_language()) if column == "missing" else ""

    def _group_key(self, group: _Line) -> str:
        return "\n".join((group.group, self._value("hazard_id", int(group.rows[0])), group.missing))

    def _amount(self, line: _Line, column: str) -> float | None:
        """Return a finding's number; in a group the least distance, the most asked, the most lacking."""
        found = [self._number(_NUMBERS[column], int(row)) for row in line.rows]
        stated = [value for value in found if value is not None and (column != "shortfall" or value > 0)]
        return (min if column == "distance" else max)(stated, default=None)

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
        kept = [replace(line, rows=line.rows[keep[line.rows]]) for line in self._every]
        lines = [line for line in kept if len(line.rows)]
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
        if self._revealed >= 0:
            keep[self._revealed] = True
        return keep

    def _sorted(self, lines: list[_Line], column: int, down: bool) -> list[_Line]:  # noqa: FBT001
        """Order the lines, and the findings in each group, by what they show; what shows nothing is last."""
        name = COLUMNS[column]
        inside = [replace(line, rows=self._sorted_rows(line.rows, name, down)) for line in lines]
        return _in_order(inside, [self._shown_value(line, name) for line in inside], down)

    def _sorted_rows(self, rows: NDArray[np.int64], name: str, down: bool) -> NDArray[np.int64]:  # noqa: FBT001
        values = [self._shown_value(_Line(rows[n : n + 1]), name) for n in range(len(rows))]
        return np.array(_in_order(rows.tolist(), values, down), dtype=np.int64)

    def _shown_value(self, line: _Line, name: str) -> str | float | None:
        if name in _NUMBERS:
            return self._amount(line, name)
        text = self._group_text(line, name) if line.opens else self.cell(int(line.rows[0]), name)
        return text.casefold() or None


def _in_order(things: list[Any], values: list[Any], down: bool) -> list[Any]:  # noqa: FBT001
    """Return things by their values, those without one last; equals stay as they are."""
    stated = [n for n, value in enumerate(values) if value is not None]
    stated.sort(key=lambda n: values[n], reverse=down)
    return [things[n] for n in stated] + [things[n] for n, value in enumerate(values) if value is None]


def _lines_of(view: ResultView) -> list[_Line]:
    """Return the lines in the order of urgency."""
    findings = view.result.findings
    colors = findings["risk_color"].to_numpy()
    lines = [_Line(np.array([row]), color=str(colors[row])) for row in conflict_order(view.result)]
    lines += [
        _Line(np.array(group.rows), Verdict.UNRESOLVED.value, group.missing, RiskColor.YELLOW.value)
        for group in unresolved_groups(view.result)
    ]
    clear = np.flatnonzero(findings["verdict"].to_numpy() == Verdict.CLEAR)
    of_hazard = pd.Series(clear).groupby(findings["hazard_id"].to_numpy()[clear], sort=False)
    return lines + [_Line(rows.to_numpy(), Verdict.CLEAR.value) for _hazard, rows in of_hazard]


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
