"""Which findings are wanted: boxes to tick, in as many rows as a narrow dock needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xq_gis_plugin.core.model import Confidence, Verdict
from xq_gis_plugin.export.words import word
from xq_gis_plugin.widgets.flow_row import FlowRow
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import QtWidgets, Signal
from xq_gis_plugin.widgets.text import tip

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FilterBar", "FindingsFilter"]


@dataclass(frozen=True)
class FindingsFilter:
    """Which findings are wanted: verdicts, confidences of the governing rule, and a text in any name."""

    verdicts: frozenset[str] = frozenset(v.value for v in Verdict)
    confidences: frozenset[str] = frozenset(c.value for c in Confidence)
    text: str = ""


class FilterBar(FlowRow):
    """A box per verdict, with its number of findings, and one per confidence."""

    changed = Signal()

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        lang = ui_language()
        self.verdicts = {v.value: QtWidgets.QCheckBox(self) for v in Verdict}
        self.confidences = {c.value: QtWidgets.QCheckBox(c.value, self) for c in Confidence}
        for verdict, box in self.verdicts.items():
            box.setToolTip(tip(word("verdict", verdict, lang)))
        for confidence, box in self.confidences.items():
            told = word("confidence", confidence, lang)
            box.setToolTip(tip(told))
            box.setAccessibleName(f"{ui('find_confidence')} {confidence} {told}")
        # Together in one line, whatever its width is.
        together = QtWidgets.QWidget(self)
        line = QtWidgets.QHBoxLayout(together)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(QtWidgets.QLabel(ui("find_confidence"), together))
        for box in self.confidences.values():
            line.addWidget(box)
        self.take([*self.verdicts.values(), together])
        for box in self.boxes():
            box.setChecked(True)
            box.toggled.connect(self._toggled)
        self.set_counts({})

    def boxes(self) -> list[QtWidgets.QCheckBox]:
        """Return all boxes in their order."""
        return [*self.verdicts.values(), *self.confidences.values()]

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many findings there are of each verdict."""
        for verdict, box in self.verdicts.items():
            box.setText(f"{ui(f'find_verdict_{verdict}')} {counts.get(verdict, 0)}")
        self.settle()

    def wanted(self, text: str) -> FindingsFilter:
        """Return what is ticked, with a text to search for."""
        return FindingsFilter(
            frozenset(name for name, box in self.verdicts.items() if box.isChecked()),
            frozenset(name for name, box in self.confidences.items() if box.isChecked()),
            text,
        )

    def tick_all(self) -> None:
        """Want all findings."""
        for box in self.boxes():
            box.setChecked(True)

    def _toggled(self, _on: bool) -> None:  # noqa: FBT001 - a signal's value
        self.changed.emit()
