"""The panel: four steps on one page. Its host holds the data and does the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.export.digest import headline
from xq_gis_plugin.export.site_words import headline as site_headline
from xq_gis_plugin.widgets.check_page import CheckPage
from xq_gis_plugin.widgets.contract import CheckSettings
from xq_gis_plugin.widgets.data_page import DataPage
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.memory import Memory, read_memory, write_memory
from xq_gis_plugin.widgets.message_bar import MessageBar
from xq_gis_plugin.widgets.products_page import KINDS, ProductsPage
from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtWidgets, Signal
from xq_gis_plugin.widgets.rules_page import RulesPage
from xq_gis_plugin.widgets.section import Section
from xq_gis_plugin.widgets.siting_page import SitingPage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xq_gis_plugin.io.remarks import Remark
    from xq_gis_plugin.widgets.contract import (
        GateReport,
        PlanItem,
        ResultView,
        SiteSettings,
        SiteView,
        SourceChoice,
    )

__all__ = ["Panel"]

_WIDE = 860
"""From this width on, the findings stand beside the inputs instead of below them."""
_LEFT = 420


class Panel(QtWidgets.QWidget):
    """数据, 规则, 检查, 成果: everything a planner presses.

    The host fills it (`set_sources`, `set_gate`, `set_plan`, `set_result`, …) and answers its signals.
    Nothing in here reads data or computes.
    """

    checkRequested = Signal(object)
    """`CheckSettings`; only sent when everything needed is there."""
    cancelRequested = Signal()
    gateRequested = Signal(str, object)
    """A role and its `RoleChoice`: please read it and answer with `set_gate`."""
    openWorkspaceRequested = Signal(str)
    demoRequested = Signal()
    """The fictional district was filled in; the host may name a workspace (`suggest_workspace`)."""
    locateRequested = Signal(str)
    findingActivated = Signal(str)
    exportRequested = Signal(str)
    exportCancelRequested = Signal(str)
    remarksEdited = Signal(object)
    toolRequested = Signal(str)
    siteRequested = Signal(object)
    """`SiteSettings`; only sent when everything needed is there."""
    siteCancelRequested = Signal()
    siteExportRequested = Signal(str)
    siteActivated = Signal(str)
    stateChanged = Signal()

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._refused = ""
        self._view: ResultView | None = None
        self._restoring = False
        self.messages = MessageBar(self)
        self.data = DataPage(self)
        self.rules = RulesPage(self)
        self.check = CheckPage(self)
        self.products = ProductsPage(self)
        self.siting = SitingPage(self)
        self._site_view: SiteView | None = None
        pages = {"data": self.data, "rules": self.rules, "check": self.check, "products": self.products}
        pages["siting"] = self.siting
        self.sections = {name: Section(ui(f"step_{name}"), page, self) for name, page in pages.items()}
        for name in ("rules", "siting"):
            self.sections[name].set_open(False)
        # The findings are brought into view once the page has been laid out with them on it.
        self._scroll = QtCore.QTimer(self)
        self._scroll.setSingleShot(True)
        self._scroll.setInterval(0)
        self._scroll.timeout.connect(self._show_findings)
        self._arrange()
        self._connect()
        self._refresh()

    def set_sources(self, sources: Sequence[SourceChoice]) -> None:
        """Offer these layers or files; what is chosen and still there stays chosen."""
        self.data.set_sources(sources)
        self.siting.set_sources(sources)

    def set_gate(self, report: GateReport) -> None:
        """Show what the quality gate says of one input."""
        self.data.set_gate(report)

    def set_plan(self, items: Sequence[PlanItem]) -> None:
        """Show the plan's checklist."""
        self.data.plan.set_items(items)

    def suggest_workspace(self, path: str) -> None:
        """Fill in where the result may go, unless a person has named a place."""
        self.data.suggest_workspace(path)

    def set_running(self, running: bool) -> None:  # noqa: FBT001 - as Qt's own setVisible
        """Show that a check runs, or that it does not."""
        self.check.set_running(running)
        if running:
            self.sections["check"].set_open(True)
        self._refresh()

    def set_progress(self, fraction: float | None, text: str) -> None:
        """Show how far the run is; None where nobody can tell."""
        self.check.set_progress(fraction, text)

    def set_result(self, view: ResultView | None) -> None:
        """Show a run, or none."""
        self._view = view
        self.check.set_result(view)
        if view is not None:
            self.sections["check"].set_open(True)
            self._scroll.start()
        self._refresh()

    def set_remarks(self, remarks: Mapping[str, Remark]) -> None:
        """Show the remarks as they are in the workspace now."""
        self.check.findings.set_remarks(remarks)

    def select_finding(self, finding_id: str) -> None:
        """Select a finding's row, as if it had been clicked on the map."""
        self.sections["check"].set_open(True)
        self.check.findings.select_finding(finding_id)
        self.area.ensureWidgetVisible(self.check.findings, 0, 0)

    def show_message(self, message: str, hint: str = "", details: str = "", level: str = "error") -> None:
        """Show a message of the level ``error``, ``warning`` or ``info``, with what to do about it."""
        self.messages.show_message(message, hint, details, level)

    def clear_message(self) -> None:
        """Take the message away."""
        self.messages.clear()

    def set_can(self, kind: str, ok: bool, reason: str = "") -> None:  # noqa: FBT001 - as Qt's own setEnabled
        """Say whether the host can do something, and if not why.

        Parameters
        ----------
        kind
            ``run``, ``demo``, ``open``, ``locate``, ``parts``, ``here``, ``html``, ``xlsx`` or ``pdf``.
        ok
            Whether it can.
        reason
            Why not, in the language of the planner.
        """
        if kind == "run":
            self._refused = "" if ok else reason
            self._refresh()
        elif kind == "here":
            self.check.set_can_here(ok, reason)
        elif kind in KINDS:
            self.products.set_can(kind, ok, reason)
        else:
            self.data.set_can(kind, ok, reason)

    def settings(self) -> CheckSettings:
        """Return everything that a check would be asked to do now."""
        parts = self.data.choice("part")
        return CheckSettings(
            hazards=self.data.choice("hazard"),
            protected=self.data.choice("protected"),
            parts=parts if parts.key else None,
            editions=self.rules.chosen_editions(),
            rule_file=self.rules.file.text(),
            accuracy_m=self.check.accuracy_m(),
            within_m=self.check.within_m(),
            workspace=self.data.workspace.text().strip(),
            fictional=self.data.fictional,
        )

    def state(self) -> str:
        """Return what the project should remember, as JSON."""
        return write_memory(
            Memory(
                roles={role: box.remembered() for role, box in self.data.roles.items()},
                editions=self.rules.chosen_editions(),
                rule_file=self.rules.file.text(),
                accuracy_m=self.check.accuracy_m(),
                within_m=self.check.within_m(),
                workspace=self.data.workspace.text(),
                review=self.products.review.text(),
                open={name: section.is_open() for name, section in self.sections.items()},
                findings=self.check.findings.state(),
                siting=self.siting.state(),
            )
        )

    def restore(self, state: str) -> None:
        """Take up what `state` returned; what cannot be understood is left as it is."""
        memory = read_memory(state)
        self._restoring = True
        for role, choice in memory.roles.items():
            self.data.roles[role].choose(choice)
        if memory.editions is not None:
            self.rules.choose_editions(memory.editions)
        if memory.rule_file is not None:
            self.rules.file.set_path(memory.rule_file)
        if memory.within_m is not None:
            self.check.set_options(memory.accuracy_m, memory.within_m)
        if memory.workspace is not None:
            self.data.workspace.setText(memory.workspace)
        if memory.review is not None:
            self.products.review.setText(memory.review)
        for name, shown in memory.open.items():
            if name in self.sections:
                self.sections[name].set_open(shown)
        self.check.findings.restore(memory.findings)
        self.siting.restore(memory.siting)
        self._restoring = False
        self._refresh()

    def reason_not_to_run(self) -> str:
        """Return why the check cannot be run now, "" if it can."""
        boxes = self.data.roles
        for role in ("hazard", "protected"):
            if not boxes[role].choice().key:
                return ui(f"need_{role}")
        for role, box in boxes.items():
            if box.choice().key and box.gate.failed:
                return ui("need_better", role=ui(f"short_{role}"))
        if not self.rules.chosen_editions():
            return ui("editions_none")
        if self.rules.file.wrong:
            return ui("need_rules", count=self.rules.file.wrong)
        if not self.data.workspace.text().strip():
            return ui("need_workspace")
        return self._refused

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Put the steps side by side where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        directions = QtWidgets.QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._left.setFixedWidth(_LEFT) if wide else self._left.setMaximumWidth(_UNBOUNDED)
        if not wide:
            self._left.setMinimumWidth(0)

    def _arrange(self) -> None:
        content = QtWidgets.QWidget(self)
        self._left, right = QtWidgets.QWidget(content), QtWidgets.QWidget(content)
        for column, names in ((self._left, ("data", "rules")), (right, ("check", "products", "siting"))):
            layout = QtWidgets.QVBoxLayout(column)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(6)
            for name in names:
                layout.addWidget(self.sections[name])
            layout.addStretch(1)
        self._columns = QtWidgets.QBoxLayout(QtWidgets.QBoxLayout.Direction.TopToBottom, content)
        self._columns.setContentsMargins(4, 4, 4, 4)
        self._columns.setSpacing(8)
        self._columns.addWidget(self._left)
        self._columns.addWidget(right, 1)
        self.area = QtWidgets.QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The page itself is no stop on the way of the tab key.
        self.area.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        self.area.setWidget(content)
        layout = QtWidgets.QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.messages)
        layout.addWidget(self.area, 1)

    def _connect(self) -> None:
        self.data.gateRequested.connect(self.gateRequested)
        self.data.openWorkspaceRequested.connect(self.openWorkspaceRequested)
        self.data.demoRequested.connect(self.demoRequested)
        self.data.locateRequested.connect(self.locateRequested)
        self.data.toolRequested.connect(self.toolRequested)
        self.check.toolRequested.connect(self.toolRequested)
        self.check.cancelRequested.connect(self.cancelRequested)
        self.check.runRequested.connect(self._run)
        self.check.findings.findingActivated.connect(self.findingActivated)
        self.check.findings.remarksEdited.connect(self.remarksEdited)
        self.siting.runRequested.connect(self._plan)
        self.siting.cancelRequested.connect(self.siteCancelRequested)
        self.siting.exportRequested.connect(self.siteExportRequested)
        self.siting.siteActivated.connect(self.siteActivated)
        self.products.exportRequested.connect(self.exportRequested)
        self.products.exportCancelRequested.connect(self.exportCancelRequested)
        for page in (self.data, self.rules, self.check, self.products, self.siting):
            page.changed.connect(self._changed)
        for section in self.sections.values():
            section.toggled.connect(lambda _shown: self._changed())

    def _show_findings(self) -> None:
        place = self.sections["check"].mapTo(self.area.widget(), QtCore.QPoint(0, 0))
        self.area.verticalScrollBar().setValue(place.y())

    def _changed(self) -> None:
        self._refresh()
        if not self._restoring:
            self.stateChanged.emit()

    def _run(self) -> None:
        if not self.reason_not_to_run():
            self.clear_message()
            self.checkRequested.emit(self.settings())

    def site_settings(self) -> SiteSettings:
        """Return everything that a siting plan would be asked to be made of now."""
        hazards, protected = (self.data.choice(role) for role in ("hazard", "protected"))
        return self.siting.settings(hazards, protected, fictional=self.data.fictional)

    def set_site_running(self, running: bool) -> None:  # noqa: FBT001 - as Qt's own setVisible
        """Show that a siting plan is sought, or that none is."""
        self.siting.set_running(running)
        self._refresh()

    def set_site_view(self, view: SiteView | None) -> None:
        """Show a siting plan, or none."""
        self._site_view = view
        self.siting.set_view(view)
        self._refresh()

    def reason_not_to_plan(self) -> str:
        """Return why no siting plan can be made now, "" if one can."""
        settings = self.site_settings()
        if not settings.candidates.key:
            return ui("site_need_candidates")
        if not settings.protected.key:
            return ui("need_protected")
        if not settings.target:
            return ui("site_need_target")
        return ""

    def _plan(self) -> None:
        if not self.reason_not_to_plan():
            self.clear_message()
            self.siteRequested.emit(self.site_settings())

    def _site_word(self, reason: str) -> str:
        if self.siting.running:
            return ui("state_running")
        if self._site_view is not None:
            return ui("state_done", headline=site_headline(self._site_view.plan, ui_language()))
        return ui("site_optional") if reason else ui("state_ready")

    def _refresh(self) -> None:
        """Show everywhere how far things are and what is still to be done."""
        reason = self.reason_not_to_run()
        self.check.set_ready(reason)
        self.sections["data"].set_state(self._data_word())
        self.sections["rules"].set_state(self._rules_word())
        self.sections["check"].set_state(self._check_word(reason))
        no_plan = self.reason_not_to_plan()
        self.siting.set_ready(no_plan)
        self.sections["siting"].set_state(self._site_word(no_plan))
        view, running = self._view, self.check.running
        waiting = ui("products_running") if running else "" if view else ui("products_none")
        self.products.set_waiting(waiting, view.workspace if view else "")
        self.sections["products"].set_state(ui("state_waiting") if waiting else ui("state_products"))

    def _data_word(self) -> str:
        boxes = self.data.roles
        if any(box.choice().key and box.gate.failed for box in boxes.values()):
            return ui("state_wrong")
        missing = [role for role in ("hazard", "protected") if not boxes[role].choice().key]
        if missing:
            return ui("state_missing", role=ui(f"short_{missing[0]}"))
        if any(box.gate.reading for box in boxes.values()):
            return ui("state_reading")
        return ui("state_good") if self.data.workspace.text().strip() else ui("state_no_workspace")

    def _rules_word(self) -> str:
        if self.rules.file.wrong:
            return ui("state_wrong")
        count = self.rules.in_force() if self.rules.chosen_editions() else 0
        return ui("state_rules", count=count) if count else ui("state_no_edition")

    def _check_word(self, reason: str) -> str:
        if self.check.running:
            return ui("state_running")
        if self._view is not None:
            return ui("state_done", headline=headline(self._view.result).text(ui_language()))
        return ui("state_waiting") if reason else ui("state_ready")


_UNBOUNDED = 16_777_215
"""Qt's own QWIDGETSIZE_MAX, which the bindings do not name."""
