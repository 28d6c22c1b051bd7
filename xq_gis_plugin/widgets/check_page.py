"""Step 检查: run, see how far it is, stop it, and read what came out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.widgets.findings_page import FindingsPage
from xq_gis_plugin.widgets.flow_row import FlowRow
from xq_gis_plugin.widgets.language import ui
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets, Signal
from xq_gis_plugin.widgets.text import NoWheel, PlainLabel, button, font_of, tip

if TYPE_CHECKING:
    from xq_gis_plugin.widgets.contract import ResultView

__all__ = ["CheckPage"]

_WIDEST = 320
_STEPS = 1000
_MOST_M = 10_000.0
_WITHIN_M = 200.0
_FINDINGS_HEIGHT = 420


class CheckPage(QtWidgets.QWidget):
    """The run button with its reason when grey, the progress, the options, the findings."""

    runRequested = Signal()
    cancelRequested = Signal()
    toolRequested = Signal(str)
    changed = Signal()

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.running = False
        self._reason = ""
        self.run = button(ui("run"), hint=ui("run_tip"), parent=self)
        self.run.setFont(font_of(self.run, bold=True))
        self.run.setMinimumHeight(self.run.sizeHint().height() + 8)
        self.cancel = button(ui("cancel"), hint=ui("cancel_tip"), parent=self)
        self.reason = PlainLabel(parent=self)
        self.bar = QtWidgets.QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(ui("progress"))
        self.step = PlainLabel(parent=self)
        self.more = QtWidgets.QToolButton(self)
        self.more.setText(ui("more_options"))
        self.more.setCheckable(True)
        self.more.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self.more.setToolButtonStyle(QtCore.Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.options = QtWidgets.QWidget(self)
        self.accuracy_on = QtWidgets.QCheckBox(ui("accuracy"), self.options)
        self.accuracy = _metres(50.0, ui("accuracy"), self.options)
        self.within = _metres(_WITHIN_M, ui("within"), self.options)
        self.here = button(ui("check_here"), hint=ui("check_here_tip"), parent=self)
        self.here_reason = PlainLabel(quiet=True, parent=self)
        self.here_reason.hide()
        self.findings = FindingsPage(self)
        self.findings.setMinimumHeight(_FINDINGS_HEIGHT)
        self._arrange()
        self._connect()
        self.set_running(False)

    def accuracy_m(self) -> float | None:
        """Return the radius where a position states none; None for the default of its source."""
        return float(self.accuracy.value()) if self.accuracy_on.isChecked() else None

    def within_m(self) -> float:
        """Return how near the plan's roads and complexes count."""
        return float(self.within.value())

    def set_options(self, accuracy_m: float | None, within_m: float) -> None:
        """Fill in the options."""
        self.accuracy_on.setChecked(accuracy_m is not None)
        if accuracy_m is not None:
            self.accuracy.setValue(accuracy_m)
        self.within.setValue(within_m)

    def set_ready(self, reason: str) -> None:
        """Let the check be run, or say why it cannot be."""
        self._reason = reason
        self._show_state()

    def set_running(self, running: bool) -> None:  # noqa: FBT001 - as Qt's own setVisible
        """Show the progress and the way to stop it, or the way to start."""
        focus = self.run.hasFocus() or self.cancel.hasFocus()
        self.running = running
        self.set_progress(None, "")
        self._show_state()
        if focus:
            (self.cancel if running else self.run).setFocus()

    def set_progress(self, fraction: float | None, text: str) -> None:
        """Show how much is done; None where nobody can tell."""
        self.bar.setRange(0, 0 if fraction is None else _STEPS)
        if fraction is not None:
            self.bar.setValue(round(max(0.0, min(1.0, fraction)) * _STEPS))
        self.step.setText(text)

    def set_result(self, view: ResultView | None) -> None:
        """Show the findings of a run, or none."""
        self.findings.set_result(view)
        self.findings.setVisible(view is not None)

    def set_can_here(self, ok: bool, reason: str) -> None:  # noqa: FBT001 - as Qt's own setEnabled
        """Offer to check one spot, or say why not."""
        self.here.setEnabled(ok)
        self.here.setToolTip(tip(ui("check_here_tip") if ok else reason))
        self.here_reason.setText(reason)
        self.here_reason.setVisible(not ok)

    def _arrange(self) -> None:
        layout = QtWidgets.QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        first = QtWidgets.QHBoxLayout()
        self.run.setMaximumWidth(_WIDEST)
        first.addWidget(self.run, 1)
        first.addWidget(self.cancel)
        first.addStretch(0)
        layout.addLayout(first)
        layout.addWidget(self.reason)
        layout.addWidget(self.bar)
        layout.addWidget(self.step)
        second = FlowRow(self)
        second.take([self.more, self.here])
        layout.addWidget(second)
        layout.addWidget(self.here_reason)
        grid = QtWidgets.QGridLayout(self.options)
        grid.setContentsMargins(8, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.accuracy_on, 0, 0)
        grid.addWidget(self.accuracy, 0, 1)
        grid.addWidget(PlainLabel(ui("accuracy_tip"), quiet=True, parent=self.options), 1, 0, 1, 2)
        within = PlainLabel(ui("within"), parent=self.options)
        within.setBuddy(self.within)
        grid.addWidget(within, 2, 0)
        grid.addWidget(self.within, 2, 1)
        grid.addWidget(PlainLabel(ui("within_tip"), quiet=True, parent=self.options), 3, 0, 1, 2)
        layout.addWidget(self.options)
        layout.addWidget(self.findings, 1)

    def _connect(self) -> None:
        self.run.clicked.connect(self.runRequested.emit)
        self.cancel.clicked.connect(self.cancelRequested.emit)
        self.here.clicked.connect(lambda: self.toolRequested.emit("here"))
        self.more.toggled.connect(self._unfold)
        self.accuracy_on.toggled.connect(self.accuracy.setEnabled)
        self.accuracy.setEnabled(False)
        for signal in (self.accuracy_on.toggled, self.accuracy.valueChanged, self.within.valueChanged):
            signal.connect(lambda _value: self.changed.emit())
        self._unfold(False)  # noqa: FBT003 - as Qt's own setVisible
        self.findings.hide()

    def _unfold(self, shown: bool) -> None:  # noqa: FBT001 - a signal's value
        arrow = QtCore.Qt.ArrowType
        self.more.setArrowType(arrow.DownArrow if shown else arrow.RightArrow)
        self.options.setVisible(shown)

    def _show_state(self) -> None:
        reason = "" if self.running else self._reason
        self.run.setEnabled(not self.running and not reason)
        self.run.setText(ui("running" if self.running else "run"))
        self.run.setToolTip(tip(reason or ui("run_tip")))
        self.run.setAccessibleDescription(reason)
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        for widget in (self.cancel, self.bar, self.step):
            widget.setVisible(self.running)


def _metres(value: float, name: str, parent: QtWidgets.QWidget) -> QtWidgets.QDoubleSpinBox:
    box = QtWidgets.QDoubleSpinBox(parent)
    box.setRange(0.0, _MOST_M)
    box.setDecimals(1)
    box.setSingleStep(10.0)
    box.setSuffix(" m")
    box.setValue(value)
    box.setAccessibleName(name.replace("&", ""))
    box.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
    box.installEventFilter(NoWheel(box))
    return box
