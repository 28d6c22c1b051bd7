"""The sites of a plan as a table that a person reads: what becomes of each, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xq_gis_plugin.export.words import word
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import QtCore, QtGui

if TYPE_CHECKING:
    from xq_gis_plugin.core.siting.model import SitePlan

__all__ = ["ID_ROLE", "STATUSES", "SitesModel"]

STATUSES = ("chosen", "kept", "closed", "unresolved", "rejected")
ID_ROLE = QtCore.Qt.ItemDataRole.UserRole
_COLUMNS = ("status", "name", "street", "why")
_COLORS = {
    "chosen": "#0b6b2e", "kept": "#0b3f8a", "closed": "#7a1212", "unresolved": "#6b5200",
    "rejected": "#555555",
}  # fmt: skip
_SIGNS = {"chosen": "●", "kept": "■", "closed": "✕", "unresolved": "▲", "rejected": "○"}


class SitesModel(QtCore.QAbstractTableModel):
    """Result, name, street and reason of every site that the filter lets through."""

    def __init__(self, parent: QtCore.QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[tuple[str, str, str, str, str]] = []
        self._shown: list[int] = []
        self._status, self._text = "", ""

    def set_plan(self, plan: SitePlan | None) -> None:
        """Show a plan, or none."""
        self.beginResetModel()
        self._all = []
        if plan is not None:
            why = "because" if ui_language() == "zh" else "because_en"
            columns = (plan.sites[name] for name in ("site_id", "status", "name", "street", why))
            rows = zip(*columns, strict=True)
            self._all = [tuple(_plain(value) for value in row) for row in rows]  # type: ignore[misc]
            self._all.sort(key=lambda row: (STATUSES.index(row[1]), row[0]))
        self._filter()
        self.endResetModel()

    def set_filter(self, status: str, text: str) -> None:
        """Show sites of one result, "" for all, with a text in name, id, street or reason."""
        self.beginResetModel()
        self._status, self._text = status, text.strip().lower()
        self._filter()
        self.endResetModel()

    def row_of(self, site_id: str) -> int:
        """Return the row that shows a site, -1 where none does."""
        return next((row for row, at in enumerate(self._shown) if self._all[at][0] == site_id), -1)

    def rowCount(self, _parent: QtCore.QModelIndex | None = None) -> int:
        """Return how many sites are shown."""
        return len(self._shown)

    def columnCount(self, _parent: QtCore.QModelIndex | None = None) -> int:
        """Return how many columns there are."""
        return len(_COLUMNS)

    def headerData(self, section: int, orientation: Any, role: int = 0) -> Any:  # noqa: ANN401 - Qt's own
        """Return a column's heading."""
        roles = QtCore.Qt.ItemDataRole
        if role == roles.DisplayRole and orientation == QtCore.Qt.Orientation.Horizontal:
            return ui(f"site_col_{_COLUMNS[section]}")
        return None

    def data(self, index: QtCore.QModelIndex, role: int = 0) -> Any:  # noqa: ANN401 - Qt's own
        """Return what a cell shows."""
        site_id, status, name, street, why = self._all[self._shown[index.row()]]
        roles = QtCore.Qt.ItemDataRole
        if role == ID_ROLE:
            return site_id
        if role == roles.DisplayRole:
            told = f"{_SIGNS[status]} {word('site_status', status, ui_language())}"
            return (told, name or site_id, street, why)[index.column()]
        if role == roles.ToolTipRole:
            return why.replace("&", "&amp;").replace("<", "&lt;")
        if role == roles.ForegroundRole and index.column() == 0:
            return QtGui.QBrush(QtGui.QColor(_COLORS[status]))
        return None

    def _filter(self) -> None:
        self._shown = [
            at
            for at, row in enumerate(self._all)
            if (not self._status or row[1] == self._status)
            and (not self._text or any(self._text in part.lower() for part in row))
        ]


def _plain(value: object) -> str:
    return "" if value is None or value != value else " ".join(str(value).split())  # noqa: PLR0124 - NaN
