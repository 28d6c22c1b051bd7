"""Step 布点: what to choose from, under what quotas, for what end; the plan and its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.export.site_words import headline, how_sure
from xq_gis_plugin.widgets.contract import RoleChoice, SiteSettings
from xq_gis_plugin.widgets.files import ask_file, ask_target, is_plain
from xq_gis_plugin.widgets.flow_row import FlowRow
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets, Signal
from xq_gis_plugin.widgets.sites_model import ID_ROLE, STATUSES, SitesModel
from xq_gis_plugin.widgets.source_box import SourceBox
from xq_gis_plugin.widgets.text import NoWheel, PlainLabel, button, font_of, settle_combo, tip

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xq_gis_plugin.widgets.contract import SiteView, SourceChoice

__all__ = ["ORDERS", "SitingPage"]

ORDERS = ("count", "demand", "closing", "count+demand", "demand+count")
"""What is wanted, the first before the second; the fewest closings come last in any case."""
_INPUTS = ("candidates", "existing", "area", "streets", "no_discharge")
_STEPS = 1000
_MOST_SHOPS, _MOST_M, _MOST_S = 100_000, 10_000, 3600
_WALK_M, _LIMIT_S = 500, 60
_TABLE_HEIGHT = 260
_WIDEST = 320


class SitingPage(QtWidgets.QWidget):
    """The inputs of a siting plan, the button that solves it, and what came out."""

    runRequested = Signal()
    cancelRequested = Signal()
    exportRequested = Signal(str)
    siteActivated = Signal(str)
    toolRequested = Signal(str)
    changed = Signal()

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.running = False
        self._reason = ""
        self._view: SiteView | None = None
        self.sources = {name: SourceBox(name, self) for name in _INPUTS}
        self.quotas = _file_field("quotas", self)
        self.target = _file_field("target", self)
        self.quota = _number(_MOST_SHOPS, -1, self)
        self.quota.setMinimum(-1)
        self.quota.setSpecialValueText(ui("site_no_quota"))
        self.quota.setValue(-1)
        self.decrease = QtWidgets.QCheckBox(ui("site_only_decrease"), self)
        self.ban = QtWidgets.QCheckBox(ui("site_local_ban"), self)
        self.ban.setToolTip(tip(ui("site_local_ban_tip")))
        self.ban.setChecked(True)
        self.order = QtWidgets.QComboBox(self)
        settle_combo(self.order)
        for order in ORDERS:
            self.order.addItem(ui(f"site_order_{order.replace('+', '_')}"), order)
        self.walk = _number(_MOST_M, _WALK_M, self, " m")
        self.limit = _number(_MOST_S, _LIMIT_S, self, " s")
        self.run = button(ui("site_run"), hint=ui("site_run_tip"), parent=self)
        self.run.setFont(font_of(self.run, bold=True))
        self.cancel = button(ui("site_cancel"), hint=ui("cancel_tip"), parent=self)
        self.reason = PlainLabel(parent=self)
        self.bar = QtWidgets.QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(ui("progress"))
        self.step = PlainLabel(parent=self)
        self.live = PlainLabel(parent=self)
        self.headline = PlainLabel(parent=self)
        self.headline.setFont(font_of(self.headline, bold=True))
        self.sure = PlainLabel(parent=self)
        self.status = QtWidgets.QComboBox(self)
        self.find = QtWidgets.QLineEdit(self)
        self.model = SitesModel(self)
        self.table = QtWidgets.QTreeView(self)
        self.exports = {kind: button(ui(f"site_export_{kind}"), parent=self) for kind in ("html", "xlsx")}
        self.hand = button(ui("hand"), hint=ui("hand_tip"), parent=self)
        self.result = QtWidgets.QWidget(self)
        self._arrange()
        self._connect()
        self.set_running(False)
        self.set_view(None)

    def set_sources(self, sources: Sequence[SourceChoice]) -> None:
        """Offer these layers or files."""
        for box in self.sources.values():
            box.set_sources(sources)

    def settings(self, hazards: RoleChoice, protected: RoleChoice, *, fictional: bool) -> SiteSettings:
        """Return everything that a plan would be asked to be made of now."""
        chosen = {name: box.choice() for name, box in self.sources.items()}
        existing, area, streets, zones = (chosen[name] if chosen[name].key else None for name in _INPUTS[1:])
        quota = int(self.quota.value())
        return SiteSettings(
            candidates=chosen["candidates"],
            protected=protected,
            hazards=hazards if hazards.key else None,
            existing=existing,
            area=area,
            streets=streets,
            no_discharge=zones,
            quotas=self.quotas.text().strip(),
            quota=None if quota < 0 else quota,
            only_decrease=self.decrease.isChecked(),
            order=tuple(str(self.order.currentData()).split("+")),
            walk_m=float(self.walk.value()),
            time_limit_s=float(self.limit.value()),
            local_ban=self.ban.isChecked(),
            target=self.target.text().strip(),
            fictional=fictional,
        )

    def state(self) -> dict[str, object]:
        """Return what the project should remember."""
        keys = {name: box.remembered() for name, box in self.sources.items()}
        return keys | {
            "quotas": self.quotas.text(), "target": self.target.text(), "quota": int(self.quota.value()),
            "only_decrease": self.decrease.isChecked(), "order": str(self.order.currentData()),
            "walk_m": int(self.walk.value()), "limit_s": int(self.limit.value()), "ban": self.ban.isChecked(),
        }  # fmt: skip

    def restore(self, state: Mapping[str, object]) -> None:
        """Take up what `state` returned; what cannot be understood is left as it is."""
        for name, box in self.sources.items():
            key = state.get(name)
            if isinstance(key, str) and is_plain(key):
                box.choose(key)
        for name, field in (("quotas", self.quotas), ("target", self.target)):
            text = state.get(name)
            if isinstance(text, str) and is_plain(text):
                field.setText(text)
        for name, number in (("quota", self.quota), ("walk_m", self.walk), ("limit_s", self.limit)):
            value = state.get(name)
            if isinstance(value, int) and not isinstance(value, bool) and -1 <= value <= _MOST_SHOPS:
                number.setValue(value)
        for name, check in (("only_decrease", self.decrease), ("ban", self.ban)):
            if isinstance(state.get(name), bool):
                check.setChecked(bool(state[name]))
        if state.get("order") in ORDERS:
            self.order.setCurrentIndex(ORDERS.index(str(state["order"])))

    def set_ready(self, reason: str) -> None:
        """Let the plan be solved, or say why it cannot be."""
        self._reason = reason
        self._show_state()

    def set_running(self, running: bool) -> None:  # noqa: FBT001 - as Qt's own setVisible
        """Show the progress and the way to stop it, or the way to start."""
        focus = self.run.hasFocus() or self.cancel.hasFocus()
        self.running = running
        self.set_progress(None, "")
        self.live.setText("")
        self._show_state()
        if focus:
            (self.cancel if running else self.run).setFocus()

    def set_progress(self, fraction: float | None, text: str) -> None:
        """Show how much is done; None where nobody can tell."""
        self.bar.setRange(0, 0 if fraction is None else _STEPS)
        if fraction is not None:
            self.bar.setValue(round(max(0.0, min(1.0, fraction)) * _STEPS))
        self.step.setText(text)

    def set_live(self, text: str) -> None:
        """Show the best plan so far while a better one is sought."""
        self.live.setText(text)
        self.live.setVisible(bool(text) and self.running)

    def set_view(self, view: SiteView | None) -> None:
        """Show a plan, or none."""
        self._view = view
        self.model.set_plan(None if view is None else view.plan)
        self.result.setVisible(view is not None)
        if view is not None:
            self.headline.setText(headline(view.plan, ui_language()))
            self.sure.setText(how_sure(view.plan.answer, ui_language()))

    def set_can_hand(self, ok: bool, reason: str) -> None:  # noqa: FBT001 - as Qt's own setEnabled
        """Offer to plan by hand, or say why not."""
        self.hand.setEnabled(ok)
        self.hand.setToolTip(tip(ui("hand_tip") if ok else reason))

    def select(self, site_id: str) -> None:
        """Select a site's row, as if it had been clicked on the map."""
        row = self.model.row_of(site_id)
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, 0))
            self.table.scrollTo(self.model.index(row, 0))

    def _arrange(self) -> None:
        layout = QtWidgets.QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        for box in self.sources.values():
            layout.addWidget(box)
        rows = (
            ("quotas", self.quotas), ("quota", self.quota), ("order", self.order), ("walk", self.walk),
            ("limit", self.limit), ("target", self.target),
        )  # fmt: skip
        for name, field in rows:
            self._arrange_field(layout, name, field)
        for widget in (self.decrease, self.ban):
            layout.addWidget(widget)
        first = QtWidgets.QHBoxLayout()
        self.run.setMaximumWidth(_WIDEST)
        first.addWidget(self.run, 1)
        first.addWidget(self.cancel)
        layout.addLayout(first)
        for widget in (self.reason, self.bar, self.step, self.live):
            layout.addWidget(widget)
        self._arrange_result()
        layout.addWidget(self.result, 1)

    def _arrange_field(self, layout: QtWidgets.QVBoxLayout, name: str, field: QtWidgets.QWidget) -> None:
        title = ui(f"site_{name}")
        label = PlainLabel(title, parent=self)
        label.setBuddy(field)
        field.setAccessibleName(title)
        field.setToolTip(tip(ui(f"site_{name}_tip")))
        line = QtWidgets.QHBoxLayout()
        line.addWidget(field, 1)
        if isinstance(field, QtWidgets.QLineEdit):
            browse = button(ui("browse"), hint=ui("browse_tip"), parent=self)
            browse.setAccessibleName(f"{title}: {ui('browse')}")
            browse.clicked.connect(lambda _checked=False: self._browse(name))
            line.addWidget(browse)
        layout.addWidget(label)
        layout.addLayout(line)

    def _arrange_result(self) -> None:
        settle_combo(self.status)
        self.status.addItem(ui("site_all"), "")
        for status in STATUSES:
            self.status.addItem(ui(f"site_only_{status}"), status)
        self.status.setAccessibleName(ui("site_col_status"))
        self.find.setPlaceholderText(ui("site_find"))
        self.find.setAccessibleName(ui("site_find"))
        self.find.setClearButtonEnabled(True)
        self.table.setModel(self.model)
        self.table.setAccessibleName(ui("site_table"))
        self.table.setMinimumHeight(_TABLE_HEIGHT)
        self.table.setRootIsDecorated(False)
        self.table.setAlternatingRowColors(True)
        self.table.setUniformRowHeights(True)
        views = QtWidgets.QAbstractItemView
        self.table.setSelectionBehavior(views.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(views.SelectionMode.SingleSelection)
        self.table.header().setStretchLastSection(True)
        layout = QtWidgets.QVBoxLayout(self.result)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addWidget(self.headline)
        layout.addWidget(self.sure)
        line = QtWidgets.QHBoxLayout()
        line.addWidget(self.status)
        line.addWidget(self.find, 1)
        layout.addLayout(line)
        layout.addWidget(self.table, 1)
        products = FlowRow(self.result)
        products.take([*self.exports.values(), self.hand])
        layout.addWidget(products)

    def _connect(self) -> None:
        self.run.clicked.connect(self.runRequested.emit)
        self.cancel.clicked.connect(self.cancelRequested.emit)
        self.hand.clicked.connect(lambda: self.toolRequested.emit("siting"))
        for box in self.sources.values():
            box.changed.connect(self.changed.emit)
        for field in (self.quotas, self.target):
            field.textChanged.connect(lambda _text: self.changed.emit())
        for number in (self.quota, self.walk, self.limit):
            number.valueChanged.connect(lambda _value: self.changed.emit())
        for check in (self.decrease, self.ban):
            check.toggled.connect(lambda _on: self.changed.emit())
        self.order.activated.connect(lambda _row: self.changed.emit())
        self.status.activated.connect(lambda _row: self._filter())
        self.find.textChanged.connect(lambda _text: self._filter())
        for kind, made in self.exports.items():
            made.clicked.connect(lambda _checked=False, of=kind: self.exportRequested.emit(of))
        for signal in (self.table.clicked, self.table.activated):
            signal.connect(lambda index: self.siteActivated.emit(str(self.model.data(index, ID_ROLE))))

    def _filter(self) -> None:
        self.model.set_filter(str(self.status.currentData() or ""), self.find.text())

    def _browse(self, name: str) -> None:
        title = ui(f"site_{name}").replace("&", "")
        if name == "quotas":
            path, field = ask_file(self, title, "*.csv"), self.quotas
        else:
            path, field = ask_target(self, title, self.target.text(), ".gpkg"), self.target
        if path:
            field.setText(path)

    def _show_state(self) -> None:
        reason = "" if self.running else self._reason
        self.run.setEnabled(not self.running and not reason)
        self.run.setText(ui("running" if self.running else "site_run"))
        self.run.setToolTip(tip(reason or ui("site_run_tip")))
        self.run.setAccessibleDescription(reason)
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        for widget in (self.cancel, self.bar, self.step):
            widget.setVisible(self.running)
        self.live.setVisible(self.running and bool(self.live.text()))


def _file_field(name: str, parent: QtWidgets.QWidget) -> QtWidgets.QLineEdit:
    field = QtWidgets.QLineEdit(parent)
    field.setPlaceholderText(ui(f"site_{name}_none"))
    return field


def _number(most: int, value: int, parent: QtWidgets.QWidget, unit: str = "") -> QtWidgets.QSpinBox:
    box = QtWidgets.QSpinBox(parent)
    box.setRange(1, most)
    box.setSuffix(unit)
    box.setValue(value)
    box.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
    box.installEventFilter(NoWheel(box))
    return box
