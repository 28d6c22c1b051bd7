"""A window on one file: what is in it, what was assumed, and its way into the district's workspace."""

from __future__ import annotations

import getpass
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from xq_gis_plugin.export.words import error_text, word
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.district import Existing, undo_last_import
from xq_gis_plugin.io.district_tables import TABLES
from xq_gis_plugin.io.inspect import inspect
from xq_gis_plugin.io.said_columns import KEPT
from xq_gis_plugin.run_import import run_import
from xq_gis_plugin.widgets.contract import GateReport, RoleChoice
from xq_gis_plugin.widgets.file_said import FileSaid
from xq_gis_plugin.widgets.files import FILE, ask_target, path_of
from xq_gis_plugin.widgets.gate_reader import given_of
from xq_gis_plugin.widgets.gate_view import GateView
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.latest_job import LatestJob
from xq_gis_plugin.widgets.preview_table import PreviewTable
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets, Signal
from xq_gis_plugin.widgets.text import PlainLabel, button, font_of

if TYPE_CHECKING:
    from xq_gis_plugin.core.errors import XqGisError
    from xq_gis_plugin.io.district import ImportRecord, UndoRecord
    from xq_gis_plugin.io.inspect import FileReport, LayerReport
    from xq_gis_plugin.run_import import Imported
    from xq_gis_plugin.widgets.jobs import Job, Outcome

__all__ = ["FileWindow"]

_SUFFIX = ".gpkg"
_SIZE = (760, 560)


class FileWindow(QtWidgets.QDialog):
    """Shows a file as it is read; what a person says of it is tried at once."""

    settled = Signal(object)
    """The `RoleChoice` that is to be used from now on."""

    def __init__(self, role: str, choice: RoleChoice, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.role, self.choice = role, choice
        self.report: FileReport | None = None
        self._workspace = ""
        self._import_id = 0
        self.work = LatestJob(self)
        self.work.begun.connect(self._begun)
        self.work.advanced.connect(self._advanced)
        self.work.idle.connect(self._idle)
        self.setWindowTitle(ui("look_title", file=Path(path_of(choice.key)).name))
        self.said = FileSaid(Role(role), self)
        self.said.show_choice(choice)
        self.told = PlainLabel(parent=self)
        self.told.setFont(font_of(self.told, bold=True))
        self.progress = QtWidgets.QProgressBar(self)
        self.progress.setTextVisible(False)
        self.stop = button(ui("look_stop"), hint=ui("look_stop_tip"), parent=self)
        self.table = PreviewTable(Role(role), self)
        self.table.said.connect(self._meant)
        self.gate = GateView(self)
        self.gate.again.hide()
        self.use = button(ui("look_use"), hint=ui("look_use_tip"), parent=self)
        self.into = button(ui("look_import"), hint=ui("look_import_tip"), parent=self)
        self.undo = button(ui("look_undo"), hint=ui("look_undo_tip"), parent=self)
        self.instead = button(ui("look_instead"), hint=ui("look_instead_tip"), parent=self)
        self.shut = button(ui("close"), parent=self)
        self._arrange()
        for one in (self.undo, self.instead, self.stop, self.progress):
            one.hide()
        self.said.changed.connect(self._read_as_said)
        self.stop.clicked.connect(self.work.call_off)
        self.use.clicked.connect(self._use)
        self.into.clicked.connect(self._ask_import)
        self.undo.clicked.connect(lambda: self._undo(anyway=False))
        self.instead.clicked.connect(self._use_workspace)
        self.shut.clicked.connect(self.reject)
        self.look()

    def look(self) -> None:
        """Read the file as it is said to be."""
        self.told.setText(ui("gate_reading"))
        choice, role = self.choice, Role(self.role)
        self.work.start(lambda job: _looked_at(choice, role, job), self._looked)

    def done(self, result: int) -> None:
        """Close, once nothing is being read or written any more."""
        self.work.close()
        super().done(result)

    # What is shown -------------------------------------------------------------------------------

    def _arrange(self) -> None:
        busy = QtWidgets.QHBoxLayout()
        busy.addWidget(self.progress, 1)
        busy.addWidget(self.stop)
        below = QtWidgets.QHBoxLayout()
        for one in (self.use, self.into, self.undo, self.instead):
            below.addWidget(one)
        below.addStretch(1)
        below.addWidget(self.shut)
        checks = QtWidgets.QScrollArea(self)
        checks.setWidgetResizable(True)
        checks.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        held = QtWidgets.QWidget(checks)
        column = QtWidgets.QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.gate)
        column.addStretch(1)
        checks.setWidget(held)
        layout = QtWidgets.QVBoxLayout(self)
        layout.addWidget(PlainLabel(path_of(self.choice.key), quiet=True, parent=self))
        layout.addWidget(self.said)
        layout.addWidget(self.told)
        layout.addLayout(busy)
        layout.addWidget(self.table, 3)
        layout.addWidget(checks, 2)
        layout.addLayout(below)
        self.resize(*_SIZE)

    def _read_as_said(self) -> None:
        """Read again as a person says."""
        said = self.said.of(self.choice)
        if said != self.choice:
            self.choice = said
            self.look()

    def _looked(self, outcome: Outcome) -> None:
        self.report = outcome.value
        report = outcome.value
        if outcome.cancelled:
            self.told.setText(ui("cancelled"))
            self._clear_table()
            self.gate.clear()
            return
        if report is None:
            self.told.setText(ui("look_failed"))
            self._clear_table()
            self.gate.show_report(GateReport(self.role, 0, 0, (), _told_error(outcome)))
            return
        layer = report.layers[0]
        self._show_layer(layer)
        self._offer_candidates(report)
        error = _told_error_of(report.errors[0]) if report.errors else None
        placed = layer.rows - len({one.row for one in report.rejected})
        self.gate.show_report(GateReport(self.role, layer.rows, placed, report.checks, error))
        self.gate.more.setChecked(True)
        self.use.setEnabled(not report.blocked)
        self.into.setEnabled(not report.blocked)

    def _show_layer(self, layer: LayerReport) -> None:
        unknown = ui("look_unknown")
        self.told.setText(
            ui(
                "look_told",
                rows=f"{layer.rows:,}",
                encoding=(layer.encoding or unknown).upper(),
                crs=layer.crs or unknown,
                datum=layer.datum or unknown,
            )
        )
        self.table.show_layer(layer, {header: meaning for meaning, header in self.choice.columns})

    def _meant(self, header: str, meaning: str) -> None:
        """Read again with a column as a person says; what was said of columns that are gone is forgotten."""
        layers = self.report.layers if self.report is not None else ()
        there = {field.name for layer in layers for field in layer.fields}
        kept = [
            (one, name)
            for one, name in self.choice.columns
            if name in there and name != header and (one != meaning or one == KEPT)
        ]
        said = replace(self.choice, columns=(*kept, *([(meaning, header)] if meaning else [])))
        if said != self.choice:
            self.choice = said
            self.look()

    def _clear_table(self) -> None:
        self.table.show_nothing()
        self.use.setEnabled(False)
        self.into.setEnabled(False)

    def _offer_candidates(self, report: FileReport) -> None:
        """Offer the coordinate systems in which the data would fall somewhere."""
        for error in report.errors:
            found = error.facts.get("crs") if error.code == "crs_missing" else None
            self.said.offer_crs([*map(str, found)] if isinstance(found, list) else [])

    # What is done --------------------------------------------------------------------------------

    def _use(self) -> None:
        self.settled.emit(self.choice)
        self.accept()

    def _use_workspace(self) -> None:
        place = f"{self._workspace}#{TABLES[Role(self.role)]}"
        self.settled.emit(RoleChoice(FILE + place))
        self.accept()

    def _ask_import(self) -> None:
        path = ask_target(self, ui("look_import_ask"), self._workspace, _SUFFIX)
        who = self._who() if path else ""
        if path and who:
            self._import(path, who, Existing.REFUSE)

    def _who(self) -> str:
        """Return who imports: who is logged in, else whoever says so."""
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):
            name, said = QtWidgets.QInputDialog.getText(self, ui("look_who"), ui("look_who_ask"))
            return str(name).strip() if said else ""

    def _import(self, path: str, who: str, existing: Existing) -> None:
        given, role = given_of(self.choice), Role(self.role)

        def ended(outcome: Outcome) -> None:
            if outcome.value is not None:
                self._imported(path, outcome.value)
            elif outcome.error is not None and outcome.error.code == "rows_already_there":
                chosen = self._ask_existing(outcome.error)
                if chosen is not None:
                    self._import(path, who, chosen)
            else:
                self._failed(outcome)

        self.work.start(
            lambda job: run_import(given, role, Path(path), existing=existing, by=who, steps=job), ended
        )

    def _imported(self, path: str, done: Imported) -> None:
        self._workspace, self._import_id = path, done.record.import_id
        self.told.setText(_said_of(done.record, path))
        self.undo.show()
        self.instead.show()

    def _ask_existing(self, error: XqGisError) -> Existing | None:
        """Ask what becomes of rows that are there already; None leaves everything as it is."""
        told = error_text(error, ui_language())
        box = QtWidgets.QMessageBox(self)
        box.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        box.setIcon(QtWidgets.QMessageBox.Icon.Question)
        box.setText(told.message)
        box.setInformativeText(ui("look_existing"))
        roles = QtWidgets.QMessageBox.ButtonRole
        answers = {
            box.addButton(ui("look_replace"), roles.AcceptRole): Existing.REPLACE,
            box.addButton(ui("look_keep"), roles.AcceptRole): Existing.KEEP,
        }
        nothing = box.addButton(ui("look_nothing"), roles.RejectRole)
        box.setDefaultButton(nothing)
        box.exec()
        return answers.get(box.clickedButton())

    def _undo(self, *, anyway: bool) -> None:
        path, meant, who = Path(self._workspace), self._import_id, self._who()
        if not who:
            return

        def ended(outcome: Outcome) -> None:
            if outcome.value is not None:
                self._undone(outcome.value)
            elif outcome.error is not None and outcome.error.code == "rows_edited" and not anyway:
                told = error_text(outcome.error, ui_language())
                buttons = QtWidgets.QMessageBox.StandardButton
                asked = QtWidgets.QMessageBox.question(
                    self,
                    ui("look_undo"),
                    f"{told.message}\n{ui('look_anyway')}",
                    buttons.Yes | buttons.No,
                    buttons.No,
                )
                if asked == buttons.Yes:
                    self._undo(anyway=True)
            else:
                self._failed(outcome)

        self.work.start(lambda _job: undo_last_import(path, by=who, anyway=anyway, meant=meant), ended)

    def _undone(self, done: UndoRecord) -> None:
        removed, restored = f"{done.rows_removed:,}", f"{done.rows_restored:,}"
        self.told.setText(ui("look_undone", number=done.import_id, removed=removed, restored=restored))
        self.undo.hide()
        self.instead.hide()

    def _failed(self, outcome: Outcome) -> None:
        if outcome.cancelled:
            self.told.setText(ui("cancelled"))
            return
        message, hint = _told_error(outcome)
        self.told.setText(f"{message}\n{hint}" if hint else message)

    # While something runs ------------------------------------------------------------------------

    def _begun(self) -> None:
        self.progress.setRange(0, 0)
        for one in (self.progress, self.stop):
            one.show()
        for one in (self.use, self.into, self.undo, self.instead):
            one.setEnabled(False)

    def _advanced(self, fraction: object) -> None:
        if isinstance(fraction, float):
            self.progress.setRange(0, 100)
            self.progress.setValue(round(100 * fraction))

    def _idle(self) -> None:
        for one in (self.progress, self.stop):
            one.hide()
        usable = self.report is not None and not self.report.blocked
        self.use.setEnabled(usable)
        self.into.setEnabled(usable)
        for one in (self.undo, self.instead):
            one.setEnabled(True)


def _looked_at(choice: RoleChoice, role: Role, job: Job) -> FileReport:
    advance = job.begin("read")
    options = given_of(choice).options(reject_rows=True, progress=lambda done: advance(done, "read"))
    return inspect(path_of(choice.key), role, options)


def _told_error(outcome: Outcome) -> tuple[str, str]:
    if outcome.error is not None:
        return _told_error_of(outcome.error)
    return ui("internal", error=outcome.bug), outcome.trace


def _told_error_of(error: XqGisError) -> tuple[str, str]:
    told = error_text(error, ui_language())
    return told.message, told.hint


def _said_of(record: ImportRecord, path: str) -> str:
    lang = ui_language()
    parts = [
        ui(
            "look_imported",
            number=record.import_id,
            rows=f"{record.rows_added:,}",
            role=word("table", TABLES[Role(record.role)], lang),
            file=path,
        )
    ]
    parts += [
        ui(key, count=f"{count:,}")
        for key, count in (
            ("look_replaced", record.rows_replaced),
            ("look_left", record.rows_kept),
            ("look_rejected", record.rows_rejected),
        )
        if count
    ]
    return "\n".join(parts)
