"""The card of "check here": which hazard is meant, and what the rules say of it at the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.core.model import HazardKind, Verdict
from xq_gis_plugin.export.words import join, word
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets, Signal
from xq_gis_plugin.widgets.signs import risk_icon
from xq_gis_plugin.widgets.text import PlainLabel, font_of, settle_combo

if TYPE_CHECKING:
    from xq_gis_plugin.core.spot import SpotAnswer, SpotRow
    from xq_gis_plugin.export.words import Language

__all__ = ["HereCard"]

_USUAL = (
    HazardKind.PETROL_STATION, HazardKind.FIREWORKS_RETAIL, HazardKind.LPG_STATION, HazardKind.CNG_STATION,
    HazardKind.COMBINED_STATION, HazardKind.AMMONIA_REFRIGERATION,
)  # fmt: skip
_FACTS = {
    "grade": ("1", "2", "3"),
    "vapour_recovery": ("none", "unloading", "full"),
    "fuels": ("petrol", "diesel", "diesel+petrol", "cng", "lpg", "lng"),
    "temporary": ("yes", "no"),
}
_ASKED = {
    HazardKind.FIREWORKS_RETAIL: ("temporary",),
    HazardKind.AMMONIA_REFRIGERATION: (),
}
_STATION = ("grade", "vapour_recovery", "fuels")
_COLUMNS = ("object", "distance", "required", "shortfall", "clause")
_SHOWN = 60
_RIGHT = QtCore.Qt.AlignmentFlag.AlignRight | QtCore.Qt.AlignmentFlag.AlignVCenter


class HereCard(QtWidgets.QDialog):
    """Beside the map: the hazard's kind and facts above, the answer below.

    ``changed`` says that another hazard is meant; ``closed`` that the card was closed.
    """

    changed = Signal()
    closed = Signal()

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent, QtCore.Qt.WindowType.Tool)
        self.setWindowTitle(_say("here_title"))
        self.resize(520, 440)
        self.kind = QtWidgets.QComboBox()
        settle_combo(self.kind)
        lang = ui_language()
        for kind in dict.fromkeys((*_USUAL, *HazardKind)):
            self.kind.addItem(word("hazard_kind", kind.value, lang), kind.value)
        self.kind.setAccessibleName(_say("here_kind"))
        self.facts = {name: self._fact(name, values) for name, values in _FACTS.items()}
        self.labels = {name: QtWidgets.QLabel(word("fact", name, lang)) for name in _FACTS}
        self.told = PlainLabel()
        self.told.setFont(font_of(self.told, bold=True))
        self.more = PlainLabel()
        self.rows = QtWidgets.QTreeWidget()
        self.rows.setRootIsDecorated(False)
        self.rows.setUniformRowHeights(True)
        self.rows.setAlternatingRowColors(True)
        self.rows.setHeaderLabels([_say(f"here_col_{column}") for column in _COLUMNS])
        self.rows.setAccessibleName(_say("here_title"))
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._chosen)
        self._chosen()
        self.set_waiting(_say("here_click"))

    def choice(self) -> tuple[str, dict[str, str]]:
        """Return the kind, and the facts that were stated of it."""
        stated = {name: str(box.currentData()) for name, box in self.facts.items() if box.isEnabled()}
        return str(self.kind.currentData()), {name: value for name, value in stated.items() if value}

    def set_waiting(self, text: str) -> None:
        """Say what is going on, in place of an answer."""
        self.told.setText(text)
        self.more.setText("")
        self.rows.clear()

    def set_answer(self, answer: SpotAnswer) -> None:
        """Show what the rules say."""
        lang = ui_language()
        broken = sum(row.verdict == Verdict.CONFLICT for row in answer.rows)
        self.told.setText(_say("here_told").format(conflicts=broken, unresolved=len(answer.rows) - broken))
        notes = [_say("here_place").format(lon=f"{answer.lon:.6f}", lat=f"{answer.lat:.6f}")]
        notes.append(_say("here_reach").format(metres=f"{answer.reach_m:g}"))
        if not answer.covered:
            notes.append(_say("here_uncovered"))
        self.more.setText(" ".join(notes))
        self.rows.clear()
        for row in answer.rows[:_SHOWN]:
            self.rows.addTopLevelItem(_item(row, lang))
        if len(answer.rows) > _SHOWN:
            text = _say("here_more").format(count=len(answer.rows) - _SHOWN)
            self.rows.addTopLevelItem(QtWidgets.QTreeWidgetItem([text]))
        for column in range(len(_COLUMNS)):
            self.rows.resizeColumnToContents(column)

    def closeEvent(self, event: object) -> None:
        """Say that the card was closed."""
        super().closeEvent(event)
        self.closed.emit()

    def _fact(self, name: str, values: tuple[str, ...]) -> QtWidgets.QComboBox:
        lang = ui_language()
        box = QtWidgets.QComboBox()
        settle_combo(box)
        box.addItem(_say("here_unknown"), "")
        for value in values:
            box.addItem(_value_text(name, value, lang), value)
        box.setAccessibleName(word("fact", name, lang))
        box.currentIndexChanged.connect(self.changed)
        return box

    def _lay_out(self) -> None:
        grid = QtWidgets.QGridLayout()
        label = QtWidgets.QLabel(_say("here_kind"))
        label.setBuddy(self.kind)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self.kind, 0, 1)
        for number, (name, box) in enumerate(self.facts.items(), 1):
            self.labels[name].setBuddy(box)
            grid.addWidget(self.labels[name], number // 2, 2 * (number % 2))
            grid.addWidget(box, number // 2, 2 * (number % 2) + 1)
        layout = QtWidgets.QVBoxLayout(self)
        layout.addLayout(grid)
        for widget in (self.told, self.more):
            layout.addWidget(widget)
        layout.addWidget(self.rows, 1)

    def _chosen(self) -> None:
        asked = _ASKED.get(HazardKind(str(self.kind.currentData())), _STATION)
        for name, box in self.facts.items():
            box.setEnabled(name in asked)
            box.setVisible(name in asked)
            self.labels[name].setVisible(name in asked)
        self.changed.emit()


def _item(row: SpotRow, lang: Language) -> QtWidgets.QTreeWidgetItem:
    kind = row.object_kind or ""
    shown = word("object_kind", kind, lang)
    name = row.object_name or row.object_id or _say("here_itself")
    missing = join("fact", row.missing, lang)
    texts = [
        f"{name} ({shown if shown != kind else word('hazard_kind', kind, lang)})" if kind else name,
        _metres(row.low_m, row.high_m),
        _metres(row.required_low_m, row.required_high_m),
        _metres(row.shortfall_m, row.shortfall_max_m),
        f"{row.standard} {row.clause} [{row.rule_confidence}]" + (f" {missing}" if missing else ""),
    ]
    item = QtWidgets.QTreeWidgetItem(texts)
    item.setIcon(0, risk_icon(row.risk_color))
    for column in (1, 2, 3):
        item.setTextAlignment(column, _RIGHT)
    return item


def _metres(low: float | None, high: float | None) -> str:
    if high is None or high != high:  # noqa: PLR0124 - NaN is not itself
        return ""
    if low is None or f"{low:.1f}" == f"{high:.1f}":
        return f"{high:.1f}"
    return f"{low:.1f}–{high:.1f}"


def _value_text(name: str, value: str, lang: Language) -> str:
    if name == "temporary":
        return word("truth", value, lang)
    if name == "fuels":
        return join("fuel", value.replace("+", ","), lang)
    return word(name, value, lang)


def _say(key: str) -> str:
    return word("tool", key, ui_language())
