"""The card of planning by hand: what is said of the shop at hand, the plan in figures, undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.export.site_words import missing_text
from xq_gis_plugin.export.words import word
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import QtWidgets, Signal
from xq_gis_plugin.widgets.text import PlainLabel, button, font_of
from xq_gis_plugin.widgets.tool_card import ToolCard

if TYPE_CHECKING:
    from xq_gis_plugin.core.siting.session import PlanSession
    from xq_gis_plugin.core.siting.shop import Comparison, ShopState, Totals

__all__ = ["SiteCard"]

_MOST_NEAR = 3
_WIDTH = 380


class SiteCard(ToolCard):
    """Shows; the tool edits."""

    undoRequested = Signal()
    redoRequested = Signal()
    saveRequested = Signal()

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(ui("hand_title"), parent)
        self.hint = PlainLabel(ui("hand_hint"), quiet=True, parent=self)
        self.name = PlainLabel(parent=self)
        self.name.setFont(font_of(self.name, bold=True))
        self.verdict = PlainLabel(parent=self)
        self.near = PlainLabel(parent=self)
        self.totals = PlainLabel(parent=self)
        self.compared = PlainLabel(parent=self)
        self.undo = button(ui("hand_undo"), parent=self)
        self.redo = button(ui("hand_redo"), parent=self)
        self.save = button(ui("hand_save"), parent=self)
        body = QtWidgets.QVBoxLayout(self)
        for widget in (self.hint, self.name, self.verdict, self.near, self.totals, self.compared):
            body.addWidget(widget)
        line = QtWidgets.QHBoxLayout()
        for one in (self.undo, self.redo, self.save):
            line.addWidget(one)
        body.addLayout(line)
        self.resize(_WIDTH, self.sizeHint().height())
        self._fit()
        self.undo.clicked.connect(self.undoRequested.emit)
        self.redo.clicked.connect(self.redoRequested.emit)
        self.save.clicked.connect(self.saveRequested.emit)
        self.set_waiting("")

    def set_waiting(self, text: str) -> None:
        """Show why there is nothing to edit yet."""
        self.name.setText(text)
        for label in (self.verdict, self.near, self.totals, self.compared):
            label.setText("")
        for one in (self.undo, self.redo, self.save):
            one.setEnabled(False)
        self._fit()

    def set_state(self, name: str, state: ShopState) -> None:
        """Show what is said of a shop where it is, or would be."""
        lang = ui_language()
        judged = state.judged
        self.name.setText(name)
        told = word("verdict", judged.verdict.value, lang)
        if judged.rule_id:
            what = judged.object_name or judged.object_id or ""
            away = "" if judged.distance_m is None else f" {judged.distance_m:.1f} m"
            told = f"{told}：{judged.rule_id} {what}{away}"
        elif judged.missing:
            told = f"{told}：{missing_text(judged.missing, lang)}"
        self.verdict.setText(ui("hand_rules", told=told))
        lines = []
        for one in state.near[:_MOST_NEAR]:
            metres, required = f"{one.distance_m:.1f}", f"{one.required_m:.0f}"
            lines.append(ui("hand_near", name=one.name or one.site_id, metres=metres, required=required))
        self.near.setText("\n".join(lines) or ui("hand_apart"))
        self._fit()

    def set_session(self, session: PlanSession, totals: Totals, compared: Comparison | None) -> None:
        """Show the plan in figures, and what has changed against the solved one."""
        undo, redo = session.can
        self.undo.setEnabled(undo)
        self.redo.setEnabled(redo)
        self.save.setEnabled(True)
        over = "、".join(one or ui("hand_total") for one in totals.over)
        figures = {"count": totals.count, "closed": totals.closed, "conflicts": totals.conflicts}
        told = ui("hand_totals", served=f"{totals.served:,.0f}", **figures)
        self.totals.setText(told + (ui("hand_over", streets=over) if over else ""))
        if compared is None:
            return
        self.compared.setText(
            ui(
                "hand_compared",
                count=f"{compared.count:+d}",
                served=f"{compared.served:+,.0f}",
                closed=f"{compared.closed:+d}",
                moved=len(compared.moved),
            )
        )
        self._fit()

    def _fit(self) -> None:
        """Grow until every line is whole; it never shrinks under the mouse."""
        needed = self.layout().totalHeightForWidth(self.width())
        if needed > self.height():
            self.resize(self.width(), needed)
