"""The card of "check here": which hazard is meant, and what the rules say of it at the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.core.facts import domain
from xq_gis_plugin.core.model import HazardKind, Verdict
from xq_gis_plugin.export.words import join, note_text, word
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets, Signal
from xq_gis_plugin.widgets.signs import risk_icon
from xq_gis_plugin.widgets.text import PlainLabel, font_of, settle_combo, tip
from xq_gis_plugin.widgets.tool_card import ToolCard

if TYPE_CHECKING:
    from xq_gis_plugin.core.spot import SpotAnswer, SpotRow
    from xq_gis_plugin.export.words import Language

__all__ = ["HereCard", "interval"]

_USUAL = (
    HazardKind.PETROL_STATION, HazardKind.FIREWORKS_RETAIL, HazardKind.LPG_STATION, HazardKind.CNG_STATION,
    HazardKind.COMBINED_STATION, HazardKind.AMMONIA_REFRIGERATION,
)  # fmt: skip
_FACTS = ("grade", "vapour_recovery", "fuels", "temporary", "fire_barrier", "dwelling_in_building")
_TRUTHS = {"yes", "no"}
_COLUMNS = ("object", "distance", "required", "shortfall", "clause")
_SHOWN = 60
_SIGN = 22
_SIZE = (440, 380)
_NAME = 120
_WIDEST_M = 500.0
_RIGHT = QtCore.Qt.AlignmentFlag.AlignRight | QtCore.Qt.AlignmentFlag.AlignVCenter


class HereCard(ToolCard):
    """The hazard's kind and facts above, the answer below; what nobody states is unknown."""

    changed = Signal()
    """Another hazard is meant."""

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        lang = ui_language()
        super().__init__(_say("here_title"), parent)
        self.kind = QtWidgets.QComboBox()
        settle_combo(self.kind, characters=11)
        for kind in dict.fromkeys((*_USUAL, *HazardKind)):
            self.kind.addItem(word("hazard_kind", kind.value, lang), kind.value)
        self.facts = {name: QtWidgets.QComboBox() for name in _FACTS}
        self.labels = {name: QtWidgets.QLabel(word("fact", name, lang)) for name in _FACTS}
        self.accuracy = QtWidgets.QDoubleSpinBox()
        self.accuracy.setRange(0.0, _WIDEST_M)
        self.accuracy.setDecimals(0)
        self.accuracy.setSuffix(" m")
        self.accuracy.setToolTip(tip(_say("here_accuracy_tip")))
        self.sign = QtWidgets.QLabel()
        self.told = PlainLabel()
        self.told.setFont(font_of(self.told, bold=True))
        self.more, self.data = PlainLabel(), PlainLabel(quiet=True)
        self.progress = QtWidgets.QProgressBar()
        self.progress.setRange(0, 100)
        self.rows = QtWidgets.QTreeWidget()
        self.rows.setRootIsDecorated(False)
        self.rows.setUniformRowHeights(True)
        self.rows.setAlternatingRowColors(True)
        self.rows.setHeaderLabels([_say(f"here_col_{column}") for column in _COLUMNS])
        self.rows.setAccessibleName(_say("here_title"))
        self._lay_out()
        self._choose_kind()
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.accuracy.valueChanged.connect(self._fact_chosen)
        for box in self.facts.values():
            settle_combo(box, characters=9)
            box.currentIndexChanged.connect(self._fact_chosen)
        self.set_waiting(_say("here_click"))
        self.resize(self.sizeHint().expandedTo(QtCore.QSize(*_SIZE)))

    def choice(self) -> tuple[str, dict[str, str], float]:
        """Return the kind, the facts that were stated of it, and the radius of its parts in metres."""
        stated = {name: str(box.currentData() or "") for name, box in self.facts.items() if box.isEnabled()}
        known = {name: value for name, value in stated.items() if value}
        return str(self.kind.currentData()), known, float(self.accuracy.value())

    def set_data(self, text: str) -> None:
        """Say which data the answers come from."""
        self.data.setText(text)

    def set_waiting(self, text: str, fraction: float | None = None) -> None:
        """Say what is going on, in place of an answer; with a fraction, how far it has come."""
        self.told.setText(text)
        self.sign.clear()
        self.more.setText("")
        self.rows.clear()
        self.progress.setVisible(fraction is not None)
        self.progress.setValue(round(100 * (fraction or 0.0)))

    def set_answer(self, answer: SpotAnswer) -> None:
        """Show what the rules say."""
        lang = ui_language()
        self.progress.hide()
        broken = sum(row.verdict == Verdict.CONFLICT for row in answer.rows)
        told = _say("here_told").format(conflicts=broken, unresolved=len(answer.rows) - broken)
        self.told.setText(f"{word('verdict', answer.verdict, lang)}{_say('here_colon')}{told}")
        self.sign.setPixmap(risk_icon(answer.risk_color).pixmap(_SIGN, _SIGN))
        self.more.setText(" ".join(_notes(answer, lang)))
        self.rows.setUpdatesEnabled(False)
        self.rows.clear()
        self.rows.addTopLevelItems([_item(row, lang) for row in answer.rows[:_SHOWN]])
        if len(answer.rows) > _SHOWN:
            text = _say("here_more").format(count=len(answer.rows) - _SHOWN)
            last = QtWidgets.QTreeWidgetItem([text])
            self.rows.addTopLevelItem(last)
            last.setFirstColumnSpanned(True)
        self.rows.setUpdatesEnabled(True)

    def _lay_out(self) -> None:
        grid = QtWidgets.QGridLayout()
        fields = [
            (QtWidgets.QLabel(_say("here_kind")), self.kind),
            *((self.labels[name], self.facts[name]) for name in _FACTS),
            (QtWidgets.QLabel(_say("here_accuracy")), self.accuracy),
        ]
        for number, (label, box) in enumerate(fields):
            label.setBuddy(box)
            box.setAccessibleName(label.text().replace("&", ""))
            grid.addWidget(label, number // 2, 2 * (number % 2))
            grid.addWidget(box, number // 2, 2 * (number % 2) + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        head = QtWidgets.QHBoxLayout()
        head.addWidget(self.sign)
        head.addWidget(self.told, 1)
        layout = QtWidgets.QVBoxLayout(self)
        layout.addLayout(grid)
        layout.addLayout(head)
        for widget in (self.progress, self.more):
            layout.addWidget(widget)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.data)
        header = self.rows.header()
        header.resizeSection(0, _NAME)
        for column in (1, 2, 3):
            # Half of a figure would be another one.
            header.setSectionResizeMode(column, QtWidgets.QHeaderView.ResizeMode.ResizeToContents)

    def _choose_kind(self) -> None:
        """Offer what the catalogue knows that a hazard of this kind can be; what it must be is not asked."""
        kind, lang = str(self.kind.currentData()), ui_language()
        for name, box in self.facts.items():
            values = domain(name, kind) or ()
            asked = len(values) > 1
            box.blockSignals(True)  # noqa: FBT003 - Qt's own
            before = box.currentData()
            box.clear()
            box.addItem(_say("here_unknown"), "")
            for value in values:
                box.addItem(_value_text(name, value, lang), value)
            box.setCurrentIndex(max(0, box.findData(before)))
            box.blockSignals(False)  # noqa: FBT003
            box.setEnabled(asked)
            box.setVisible(asked)
            self.labels[name].setVisible(asked)

    def _kind_chosen(self) -> None:
        self._choose_kind()
        self.changed.emit()

    def _fact_chosen(self, _value: object) -> None:
        self.changed.emit()


def interval(low: float | None, high: float | None) -> str:
    """Return metres from-to as a planner reads them; "" where nothing was measured.

    Examples
    --------
    >>> interval(3.04, 3.04), interval(3.0, 12.5), interval(None, None)
    ('3.0', '3.0–12.5', '')
    """
    if high is None or high != high:  # noqa: PLR0124 - NaN is not itself
        return ""
    if low is None or f"{low:.1f}" == f"{high:.1f}":
        return f"{high:.1f}"
    return f"{low:.1f}–{high:.1f}"


def _notes(answer: SpotAnswer, lang: Language) -> list[str]:
    """Return the sentences under the verdict."""
    notes = [_say(f"here_gap_{gap}") for gap in answer.gaps]
    if answer.own_buildings:
        notes.append(note_text(f"own_buildings:{answer.own_buildings}", lang) + _say("here_stop"))
    if answer.nearest_residence_m is not None:
        name = answer.nearest_residence_name or answer.nearest_residence_id or ""
        notes.append(_say("here_home").format(metres=f"{answer.nearest_residence_m:.1f}", name=name))
    notes.append(_say("here_reach").format(metres=f"{answer.reach_m:g}"))
    notes.append(_say("here_place").format(lon=f"{answer.lon:.6f}", lat=f"{answer.lat:.6f}"))
    return notes


def _item(row: SpotRow, lang: Language) -> QtWidgets.QTreeWidgetItem:
    kind = row.object_kind or ""
    shown = word("object_kind", kind, lang)
    name = row.object_name or row.object_id or _say("here_itself")
    missing = join("fact", row.missing, lang)
    clause = f"{row.standard} {row.clause} [{row.rule_confidence}]"
    texts = [
        f"{name} ({shown if shown != kind else word('hazard_kind', kind, lang)})" if kind else name,
        interval(row.low_m, row.high_m),
        interval(row.required_low_m, row.required_high_m),
        interval(row.shortfall_m, row.shortfall_max_m),
        f"{clause} {_say('here_missing').format(facts=missing)}" if missing else clause,
    ]
    item = QtWidgets.QTreeWidgetItem(texts)
    item.setIcon(0, risk_icon(row.risk_color))
    # The sign in words, for whoever hovers over it and for whoever cannot see it.
    told = f"{texts[0]}\n{word('verdict', row.verdict, lang)}"
    item.setToolTip(0, tip(told))
    item.setData(0, QtCore.Qt.ItemDataRole.AccessibleTextRole, told)
    item.setToolTip(4, tip(f"{texts[4]}\n{row.rule_id}"))
    for column in (1, 2, 3):
        item.setTextAlignment(column, _RIGHT)
    return item


def _value_text(name: str, value: str, lang: Language) -> str:
    if value in _TRUTHS:
        return word("truth", value, lang)
    if name == "fuels":
        return join("fuel", value.replace("+", ","), lang)
    return word(name, value, lang)


def _say(key: str) -> str:
    return word("tool", key, ui_language())
