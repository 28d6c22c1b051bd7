"""A file of the planner's own rules: chosen, read at once, every wrong line told."""

from __future__ import annotations

import csv
from pathlib import Path

from xq_gis_plugin.core.errors import XqGisError
from xq_gis_plugin.core.rules import load_catalogue, validate_rules
from xq_gis_plugin.export.words import error_text
from xq_gis_plugin.widgets.files import ask_file, is_plain
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import QtWidgets, Signal
from xq_gis_plugin.widgets.text import PlainLabel, button, font_of, tip

__all__ = ["RuleFileBox"]

_MOST_BYTES = 20_000_000
_ERRORS_HEIGHT = 110


class RuleFileBox(QtWidgets.QWidget):
    """The path of the file, and what is wrong in it or what it changes."""

    changed = Signal()

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._wrong = 0
        self._read = ""
        label = QtWidgets.QLabel(ui("rule_file"), self)
        label.setFont(font_of(label, bold=True))
        self.path = QtWidgets.QLineEdit(self)
        self.path.setPlaceholderText(ui("rule_file_none"))
        self.path.setToolTip(tip(ui("rule_file_tip")))
        self.path.setAccessibleName(ui("rule_file").replace("&", ""))
        label.setBuddy(self.path)
        self.browse = button(ui("rule_file_browse"), hint=ui("rule_file_tip"), parent=self)
        self.again = button(ui("rule_file_again"), hint=ui("rule_file_again_tip"), parent=self)
        self.remove = button(ui("rule_file_remove"), hint=ui("rule_file_remove_tip"), parent=self)
        self.line = PlainLabel(parent=self)
        self.errors = QtWidgets.QPlainTextEdit(self)
        self.errors.setReadOnly(True)
        self.errors.setTabChangesFocus(True)
        self.errors.setFixedHeight(_ERRORS_HEIGHT)
        self.errors.setAccessibleName(ui("rule_file_errors"))
        row = QtWidgets.QHBoxLayout()
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)
        below = QtWidgets.QHBoxLayout()
        below.addWidget(self.line, 1)
        below.addWidget(self.again)
        below.addWidget(self.remove)
        layout = QtWidgets.QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(4)
        layout.addWidget(label)
        layout.addLayout(row)
        layout.addLayout(below)
        layout.addWidget(self.errors)
        self.browse.clicked.connect(self._ask)
        self.again.clicked.connect(self.validate)
        self.remove.clicked.connect(lambda: self.set_path(""))
        self.path.editingFinished.connect(self._typed)
        self.validate()

    @property
    def wrong(self) -> int:
        """How many errors the file has; none where no file is chosen."""
        return self._wrong

    def text(self) -> str:
        """Return the path, "" for none."""
        return str(self.path.text()).strip()

    def usable_path(self) -> Path | None:
        """Return the path of a file that is correct."""
        return Path(self.text()) if self.text() and not self._wrong else None

    def set_path(self, path: str) -> None:
        """Choose a file, or none with ""."""
        self.path.setText(path)
        self.validate()

    def validate(self) -> None:
        """Read the file now, and tell every wrong line."""
        self._read = self.text()
        told = _errors_of(self._read) if self._read else []
        self._wrong = len(told)
        self.errors.setPlainText("\n".join(told))
        self.errors.setVisible(bool(told))
        self.line.setText(self._summary())
        for widget in (self.line, self.again, self.remove):
            widget.setVisible(bool(self._read))
        self.changed.emit()

    def _summary(self) -> str:
        if not self._read:
            return ""
        if self._wrong:
            return ui("rule_file_wrong", count=self._wrong)
        before = {rule.id: rule for rule in load_catalogue().rules}
        after = load_catalogue(rule_file=Path(self._read)).rules
        added = sum(rule.id not in before for rule in after)
        altered = sum(rule.id in before and rule != before[rule.id] for rule in after)
        return ui("rule_file_good", added=added, altered=altered)

    def _ask(self) -> None:
        path = ask_file(self, ui("rule_file_ask"), "*.csv")
        if path:
            self.set_path(path)

    def _typed(self) -> None:
        if self.text() != self._read:
            self.validate()


def _errors_of(text: str) -> list[str]:
    """Return what is wrong in a file, a sentence each."""
    path = Path(text)
    if not is_plain(text):
        return [ui("rule_file_unreadable", reason=ui("rule_file_no_path"))]
    try:
        if path.is_file() and path.stat().st_size > _MOST_BYTES:
            return [ui("rule_file_unreadable", reason=ui("rule_file_large"))]
        errors = validate_rules(path)
    except XqGisError as error:
        return [_told(error)]
    except (OSError, csv.Error) as error:
        return [ui("rule_file_unreadable", reason=str(error))]
    return [_told(error) for error in errors]


def _told(error: XqGisError) -> str:
    lang = ui_language()
    line = error.facts.get("line")
    if line is None:
        return " ".join(error_text(error, lang))
    # The file is the one just chosen: its long path would hide what matters.
    field, value, allowed = (error.facts[name] for name in ("field", "value", "allowed"))
    return ui("rule_file_line", line=line, field=field, value=value or ui("empty"), allowed=allowed)
