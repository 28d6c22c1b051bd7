"""The rules as a list that can be searched: what each asks, of whom, and how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.core.facts import targets
from xq_gis_plugin.core.model import Confidence
from xq_gis_plugin.export.words import word
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import QtCore
from xq_gis_plugin.widgets.text import tip

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from xq_gis_plugin.core.rules import Rule

__all__ = ["RulesFilter", "RulesModel", "describe", "title"]

_RULE = QtCore.Qt.ItemDataRole.UserRole
_HEADINGS = ("rule_what", "rule_asks", "rule_confidence")
_GROUPS = {
    "hazard_kinds": "hazard_kind", "part": "part_kind", "fuel": "fuel", "grade": "grade",
    "relation": "relation", "vapour_recovery": "vapour_recovery", "severity": "severity",
    "confidence": "confidence",
}  # fmt: skip
_DETAILS = (
    "standard", "clause", "edition", "hazard_kinds", "fuel", "grade", "vapour_recovery", "part",
    "target", "relation", "required", "severity", "when", "measured_from", "measured_to", "confidence",
    "source", "note", "reason", "id",
)  # fmt: skip


class RulesModel(QtCore.QAbstractTableModel):
    """One row a rule."""

    def __init__(self, parent: QtCore.QObject | None = None) -> None:
        super().__init__(parent)
        self._rules: tuple[Rule, ...] = ()

    def set_rules(self, rules: Sequence[Rule]) -> None:
        """Show these rules."""
        self.beginResetModel()
        self._rules = tuple(rules)
        self.endResetModel()

    def rule(self, row: int) -> Rule:
        """Return the rule of a row."""
        return self._rules[row]

    def rowCount(self, parent: QtCore.QModelIndex | None = None) -> int:
        """Return how many rules there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rules)

    def columnCount(self, parent: QtCore.QModelIndex | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(_HEADINGS)

    def headerData(self, section: int, orientation: QtCore.Qt.Orientation, role: int = 0) -> object:
        """Return the heading of a column."""
        across = orientation == QtCore.Qt.Orientation.Horizontal
        return ui(_HEADINGS[section]) if across and role == QtCore.Qt.ItemDataRole.DisplayRole else None

    def data(self, index: QtCore.QModelIndex, role: int = 0) -> object:
        """Return what a cell shows; the tooltip has everything."""
        if not index.isValid():
            return None
        rule = self._rules[index.row()]
        if role == _RULE:
            return rule
        if role == QtCore.Qt.ItemDataRole.ToolTipRole:
            return tip(describe(rule))
        if role != QtCore.Qt.ItemDataRole.DisplayRole:
            return None
        return (title(rule), _asks(rule), rule.confidence)[index.column()]


class RulesFilter(QtCore.QSortFilterProxyModel):
    """Only the rules of some confidences, with some text anywhere in them."""

    def __init__(self, parent: QtCore.QObject | None = None) -> None:
        super().__init__(parent)
        self._confidences: frozenset[str] = frozenset(Confidence)
        self._words: tuple[str, ...] = ()

    def narrow(self, confidences: Collection[str], text: str) -> None:
        """Show the rules of these confidences that have every word of the text."""
        self._confidences = frozenset(confidences)
        self._words = tuple(text.casefold().split())
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, _parent: QtCore.QModelIndex) -> bool:
        """Tell whether a rule is shown."""
        rule: Rule = self.sourceModel().rule(source_row)
        if rule.confidence and rule.confidence not in self._confidences:
            return False
        if not self._words:
            return True
        text = f"{title(rule)} {describe(rule)}".casefold()
        return all(part in text for part in self._words)


def title(rule: Rule) -> str:
    """Return a rule in two short lines, for a narrow list: to what; from what, of whom."""
    hazards = _words(rule, "hazard_kinds") or rule.standard
    if not rule.target:
        return f"{hazards}\n{rule.clause}"
    facts = [_words(rule, name) for name in ("fuel", "grade", "vapour_recovery")]
    told = word("say", "separator", ui_language()).join(fact for fact in facts if fact)
    origin = ui("rule_origin", part=_words(rule, "part"), facts=told) if told else _words(rule, "part")
    return f"{_target(rule.target)}\n← {origin}{ui('dot')}{hazards}"


def describe(rule: Rule) -> str:
    """Return everything about a rule, a line each."""
    told = [(ui(f"rule_{name}"), _words(rule, name)) for name in _DETAILS]
    return "\n".join(f"{label}{ui('colon')}{value}" for label, value in told if value)


def _asks(rule: Rule) -> str:
    return rule.reason or rule.required or _words(rule, "relation")


def _words(rule: Rule, field: str) -> str:
    value = getattr(rule, field)
    if field == "target":
        return _target(value)
    if field not in _GROUPS:
        return str(value)
    keys = value if isinstance(value, tuple) else (value,)
    lang = ui_language()
    told = [word(_GROUPS[field], key, lang) for key in keys if key]
    return (
        f"{value} {told[0]}" if field == "confidence" and told else word("say", "separator", lang).join(told)
    )


def _target(code: str) -> str:
    found = next((one for one in targets() if one.code == code), None)
    return code if found is None else found.label_zh if ui_language() == "zh" else found.label_en
