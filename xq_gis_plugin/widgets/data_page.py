"""Step 数据: what is checked, what the gate says of it, and where the result goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xq_gis_plugin import resources
from xq_gis_plugin.widgets.contract import RoleChoice
from xq_gis_plugin.widgets.files import FILE, ask_file, ask_target, path_of, split_place
from xq_gis_plugin.widgets.language import ui
from xq_gis_plugin.widgets.plan_view import PlanView
from xq_gis_plugin.widgets.qt import QtWidgets, Signal
from xq_gis_plugin.widgets.role_box import ROLES, RoleBox
from xq_gis_plugin.widgets.text import PlainLabel, button, font_of, tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xq_gis_plugin.widgets.contract import GateReport, SourceChoice

__all__ = ["DataPage"]

_DEMO = {"hazard": "hazards.geojson", "protected": "protected.geojson", "part": "parts.geojson"}
_SUFFIX = ".gpkg"


class DataPage(QtWidgets.QWidget):
    """The three roles, the plan's checklist, and the workspace to write."""

    gateRequested = Signal(str, object)
    openWorkspaceRequested = Signal(str)
    demoRequested = Signal()
    locateRequested = Signal(str)
    toolRequested = Signal(str)
    changed = Signal()

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggested = ""
        self._of_demo = ""
        self.demo = button(ui("demo"), hint=ui("demo_tip"), parent=self)
        self.open = button(ui("open_workspace"), hint=ui("open_workspace_tip"), parent=self)
        self.fictional_line = PlainLabel(ui("demo_line"), parent=self)
        self.fictional_line.setFont(font_of(self.fictional_line, bold=True))
        self.roles = {role: RoleBox(role, self) for role in ROLES}
        self.draw = button(ui("draw_parts"), hint=ui("draw_parts_tip"), parent=self)
        self.draw_reason = PlainLabel(quiet=True, parent=self)
        self.draw_reason.hide()
        self.plan = PlanView(self)
        self.workspace = QtWidgets.QLineEdit(self)
        self.workspace.setPlaceholderText(ui("workspace_placeholder"))
        self.workspace.setToolTip(tip(ui("workspace_tip")))
        self.save_as = button(ui("workspace_browse"), hint=ui("workspace_browse_tip"), parent=self)
        self._arrange()
        self.fictional_line.hide()
        self.demo.clicked.connect(self.use_demo)
        self.open.clicked.connect(self._ask_workspace)
        self.draw.clicked.connect(lambda: self.toolRequested.emit("parts"))
        self.plan.locateRequested.connect(self.locateRequested)
        self.save_as.clicked.connect(self._ask_target)
        self.workspace.textChanged.connect(lambda _text: self.changed.emit())
        self.workspace.editingFinished.connect(self._finish_name)
        for role, box in self.roles.items():
            box.chosen.connect(lambda choice, of=role: self._chosen(of, choice))
            box.againRequested.connect(lambda of=role: self._again(of))

    def choice(self, role: str) -> RoleChoice:
        """Return what a role was given."""
        return self.roles[role].choice()

    @property
    def fictional(self) -> bool:
        """Whether any role was given the fictional district that ships."""
        demo = resources.path("layers", "demo")
        places = [path_of(box.choice().key) for box in self.roles.values()]
        return any(demo in Path(place).parents for place in places if place)

    def set_sources(self, sources: Sequence[SourceChoice]) -> None:
        """Offer these for every role."""
        for box in self.roles.values():
            box.set_sources(sources)

    def set_gate(self, report: GateReport) -> None:
        """Show what the gate says of one role, unless nothing is chosen there any more."""
        box = self.roles.get(report.role)
        if box is not None and box.choice().key:
            box.gate.show_report(report)
            self.changed.emit()

    def use_demo(self) -> None:
        """Fill in the fictional district that ships, then tell the host."""
        for role, name in _DEMO.items():
            path = resources.path("layers", "demo", name)
            self.roles[role].choose(RoleChoice(FILE + str(path)))
        # A real workspace must never be replaced by the fictional one.
        self.workspace.clear()
        self.demoRequested.emit()
        self.changed.emit()

    def suggest_workspace(self, path: str) -> None:
        """Fill in where the result may go, unless a person has named a place."""
        if self.workspace.text() in ("", self._suggested):
            self._suggested = path
            self._of_demo = path if self.fictional else ""
            self.workspace.setText(path)
            self.workspace.setCursorPosition(len(path))

    def set_can(self, kind: str, ok: bool, reason: str) -> None:  # noqa: FBT001 - as Qt's own setEnabled
        """Make a button usable, or grey with its reason."""
        if kind == "locate":
            self.plan.set_can_locate(ok, reason)
            return
        made, hint = {
            "demo": (self.demo, "demo_tip"),
            "open": (self.open, "open_workspace_tip"),
            "parts": (self.draw, "draw_parts_tip"),
        }[kind]
        made.setEnabled(ok)
        made.setToolTip(tip(ui(hint) if ok else reason))
        if kind == "parts":
            self.draw_reason.setText(reason)
            self.draw_reason.setVisible(not ok)

    def _arrange(self) -> None:
        layout = QtWidgets.QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        start = QtWidgets.QHBoxLayout()
        start.addWidget(self.demo)
        start.addWidget(self.open)
        start.addStretch(1)
        layout.addLayout(start)
        layout.addWidget(self.fictional_line)
        for box in self.roles.values():
            layout.addWidget(box)
        draw = QtWidgets.QHBoxLayout()
        draw.addWidget(self.draw)
        draw.addWidget(self.draw_reason, 1)
        draw.addStretch(0)
        layout.addLayout(draw)
        layout.addWidget(self.plan)
        label = QtWidgets.QLabel(ui("workspace"), self)
        label.setFont(font_of(label, bold=True))
        label.setBuddy(self.workspace)
        self.workspace.setAccessibleName(ui("workspace").replace("&", ""))
        layout.addWidget(label)
        layout.addWidget(PlainLabel(ui("workspace_tip"), quiet=True, parent=self))
        where = QtWidgets.QHBoxLayout()
        where.addWidget(self.workspace, 1)
        where.addWidget(self.save_as)
        layout.addLayout(where)

    def _chosen(self, role: str, choice: RoleChoice) -> None:
        self.fictional_line.setVisible(self.fictional)
        if not self.fictional and self._of_demo and self.workspace.text() == self._of_demo:
            self.workspace.clear()
        path, _ = split_place(path_of(choice.key))
        if role == "hazard" and path and not self.fictional:
            self.suggest_workspace(str(Path(path).with_name(ui("workspace_name") + _SUFFIX)))
        if choice.key:
            self.gateRequested.emit(role, choice)
        self.changed.emit()

    def _again(self, role: str) -> None:
        box = self.roles[role]
        if box.choice().key:
            box.gate.show_reading()
            self.gateRequested.emit(role, box.choice())

    def _ask_workspace(self) -> None:
        path = ask_file(self, ui("open_workspace_ask"), f"*{_SUFFIX}")
        if path:
            self.openWorkspaceRequested.emit(path)

    def _ask_target(self) -> None:
        path = ask_target(self, ui("workspace_ask"), self.workspace.text(), _SUFFIX)
        if path:
            self.workspace.setText(path)

    def _finish_name(self) -> None:
        """Add the ending that nobody types."""
        text = self.workspace.text().strip()
        if text and not text.lower().endswith(_SUFFIX):
            text += _SUFFIX
        if text != self.workspace.text():
            self.workspace.setText(text)
