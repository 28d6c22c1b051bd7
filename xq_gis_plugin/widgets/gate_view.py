"""What the quality gate says of one input: a line, and under it every check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.export.words import check_hint, check_text, word
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets, Signal
from xq_gis_plugin.widgets.text import PlainLabel, tip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xq_gis_plugin.core.model import Check
    from xq_gis_plugin.widgets.contract import GateReport

__all__ = ["GateView"]

_MOST_SHOWN = 40
_PLEASE = "请"
_ORDER = {severity.value: number for number, severity in enumerate(CheckSeverity)}


class GateView(QtWidgets.QWidget):
    """Nothing, "being read", or a report: an icon with one line, expandable to all checks."""

    againRequested = Signal()

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.report: GateReport | None = None
        self.reading = False
        self.icon = QtWidgets.QLabel(self)
        self.line = PlainLabel(parent=self)
        self.again = _small_button("again", "again_tip", self)
        self.again.clicked.connect(self.againRequested.emit)
        self.more = _small_button("gate_more", "gate_more_tip", self)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._unfold)
        self.list = QtWidgets.QWidget(self)
        self._lines = QtWidgets.QVBoxLayout(self.list)
        self._lines.setContentsMargins(22, 0, 0, 4)
        self._lines.setSpacing(3)
        top = QtWidgets.QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(6)
        top.addWidget(self.icon, 0, QtCore.Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.line, 1)
        top.addWidget(self.more, 0, QtCore.Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.again, 0, QtCore.Qt.AlignmentFlag.AlignTop)
        layout = QtWidgets.QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self.list)
        self.clear()

    @property
    def failed(self) -> bool:
        """Whether the input cannot be used as it is."""
        return self.report is not None and self.report.error is not None

    def clear(self) -> None:
        """Show nothing: no input was chosen."""
        self.report, self.reading = None, False
        self.hide()

    def show_reading(self) -> None:
        """Say that the input is being read."""
        self.report, self.reading = None, True
        self._show("SP_BrowserReload", ui("gate_reading"), ())
        self.again.setEnabled(False)

    def show_report(self, report: GateReport) -> None:
        """Show what the gate found; what matters most comes first."""
        self.report, self.reading = report, False
        self.again.setEnabled(True)
        if report.error is not None:
            message, hint = report.error
            self._show("SP_MessageBoxCritical", message, [(None, hint)] if hint else [])
            self.more.setChecked(True)
            return
        checks = sorted(report.checks, key=lambda check: _ORDER[check.severity])
        worst = checks[0].severity if checks else None
        serious = worst in (CheckSeverity.BLOCKING, CheckSeverity.IMPORTANT)
        icon = "SP_MessageBoxWarning" if serious else "SP_DialogApplyButton"
        self._show(icon, _summary(report), _told(checks))
        self.more.setChecked(worst == CheckSeverity.BLOCKING)

    def said(self) -> str:
        """Return everything that is shown, a line each."""
        found = [self._lines.itemAt(number).widget() for number in range(self._lines.count())]
        return "\n".join([self.line.said(), *(one.said() for one in found if isinstance(one, PlainLabel))])

    def _show(self, icon: str, line: str, told: Iterable[tuple[str | None, str]]) -> None:
        pixmap = getattr(QtWidgets.QStyle.StandardPixmap, icon)
        self.icon.setPixmap(self.style().standardIcon(pixmap).pixmap(16, 16))
        self.line.setText(line)
        while self._lines.count():
            gone = self._lines.takeAt(0).widget()
            gone.hide()
            gone.deleteLater()
        for severity, text in told:
            shown = (
                f"{word('check_severity', severity, ui_language())}{ui('colon')}{text}" if severity else text
            )
            self._lines.addWidget(PlainLabel(shown, quiet=True, parent=self.list))
        self.more.setVisible(self._lines.count() > 0)
        self.more.setChecked(False)
        self._unfold(False)  # noqa: FBT003 - as Qt's own setVisible
        self.show()

    def _unfold(self, shown: bool) -> None:  # noqa: FBT001 - a signal's value
        self.more.setText(ui("gate_less" if shown else "gate_more"))
        self.list.setVisible(shown and self._lines.count() > 0)


def _small_button(key: str, hint: str, parent: QtWidgets.QWidget) -> QtWidgets.QToolButton:
    made = QtWidgets.QToolButton(parent)
    made.setText(ui(key))
    made.setToolTip(tip(ui(hint)))
    made.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
    return made


def _summary(report: GateReport) -> str:
    parts = [ui("gate_rows", rows=report.rows)]
    if report.located < report.rows:
        parts.append(ui("gate_unlocated", rows=report.rows - report.located))
    parts.append(ui("gate_notices", count=len(report.checks)) if report.checks else ui("gate_clean"))
    return ui("comma").join(parts)


def _told(checks: list[Check]) -> list[tuple[str | None, str]]:
    """Return severity and sentence of each check, with what to do about it."""
    lang = ui_language()
    told: list[tuple[str | None, str]] = []
    for check in checks[:_MOST_SHOWN]:
        text = check_text(check, lang)
        hint = check_hint(check, lang)
        # Some sentences end with what to do already.
        stop = "" if not hint or _PLEASE in text else " " if lang == "en" else "。"
        told.append((check.severity, f"{text}{stop}{hint}" if stop else text))
    if len(checks) > _MOST_SHOWN:
        told.append((None, ui("gate_cut", count=len(checks) - _MOST_SHOWN)))
    return told
