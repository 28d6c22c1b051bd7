"""What is installed and what is missing, and a button that brings it. Loads on Python 3.9."""

from __future__ import annotations

from xq_gis_plugin.export.words import word
from xq_gis_plugin.libraries import NEEDED, Choice, InstallError, admin_command, install, own_folder, probe
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets, Signal

__all__ = ["LibrariesPage"]


def _text(key: str, **values: object) -> str:
    text = word("setup", key, ui_language())
    return text.format_map(values) if values else text


class _Installer(QtCore.QThread):
    """pip, beside the window."""

    said = Signal(str)
    failed = Signal(str, str)

    def __init__(self, profile: str, choice: Choice, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._profile, self._choice = profile, choice

    def run(self) -> None:
        try:
            install(self._profile, self._choice, self.said.emit, self.isInterruptionRequested)
        except InstallError as error:
            self.failed.emit(error.code, error.details)
        except (OSError, ValueError, KeyError) as error:
            # pip cannot be started, or its report is no report. What leaves a thread ends QGIS.
            self.failed.emit("pip_failed", f"{type(error).__name__}: {error}")


class LibrariesPage(QtWidgets.QDialog):
    """One page: what there is, where to look, install, or a command for the administrator.

    ``installed`` is emitted once the folder is whole; the caller adds it to the search path.
    """

    installed = Signal()

    def __init__(self, profile: str, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._thread: _Installer | None = None
        self._errors = ""
        self.setWindowTitle(_text("title"))
        self.resize(620, 560)
        self.summary = _label()
        self.table = QtWidgets.QTableWidget(0, 3)
        self.table.setAccessibleName(_text("title"))
        self.mirror = QtWidgets.QLineEdit()
        self.mirror.setPlaceholderText(_text("mirror_hint"))
        self.wheels = QtWidgets.QLineEdit()
        self.wheels.setPlaceholderText(_text("wheels_hint"))
        self.choose = QtWidgets.QPushButton(_text("choose"))
        self.bar = QtWidgets.QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.hide()
        self.told = _label()
        self.start = QtWidgets.QPushButton(_text("install"))
        self.stop = QtWidgets.QPushButton(_text("cancel"))
        self.copy = QtWidgets.QPushButton(_text("copy"))
        # Enter in a field installs; it opens no dialog and copies nothing.
        for button in (self.choose, self.stop, self.copy):
            button.setAutoDefault(False)
        self.start.setDefault(True)
        self._lay_out()
        self.choose.clicked.connect(self._choose)
        self.start.clicked.connect(self._install)
        self.stop.clicked.connect(self._cancel)
        self.copy.clicked.connect(self._copy)
        self.wheels.textChanged.connect(self._show_state)
        self._can_install = False
        self.refresh()

    def refresh(self) -> None:
        """Look again at what is here."""
        found = probe()
        missing = {one.name: one for one in found.missing}
        self.table.setRowCount(len(NEEDED))
        for row, (name, wanted) in enumerate(NEEDED.items()):
            one = missing.get(name)
            state = (
                _text("there")
                if one is None
                else _text("too_old" if one.found else "absent", found=one.found)
            )
            for column, text in enumerate((name, "≥ " + wanted, state)):
                self.table.setItem(row, column, QtWidgets.QTableWidgetItem(text))
        if not found.python_ok:
            self.summary.setText(_text("python_old", found=found.python))
        elif missing:
            self.summary.setText(_text("missing", count=len(missing), folder=str(own_folder(self._profile))))
        else:
            self.summary.setText(_text("complete", found=found.python))
        self._can_install = found.python_ok and bool(missing)
        self._show_state()

    def showEvent(self, event: object) -> None:
        """Look again: an administrator may have brought something meanwhile."""
        super().showEvent(event)
        if self._thread is None:
            self.refresh()

    def reject(self) -> None:
        """End pip with the window, whether its button closes it or Escape."""
        self._cancel()
        if self._thread is not None:
            self._thread.wait(5000)
        super().reject()

    def _lay_out(self) -> None:
        self.table.setHorizontalHeaderLabels([_text("library"), _text("wanted"), _text("state")])
        self.table.setEditTriggers(QtWidgets.QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        form = QtWidgets.QFormLayout()
        self.mirror.setAccessibleName(_text("mirror"))
        self.wheels.setAccessibleName(_text("wheels"))
        folder = QtWidgets.QHBoxLayout()
        folder.addWidget(self.wheels, 1)
        folder.addWidget(self.choose)
        form.addRow(_text("mirror"), self.mirror)
        form.addRow(_text("wheels"), folder)
        buttons = QtWidgets.QHBoxLayout()
        for button in (self.start, self.stop, self.copy):
            buttons.addWidget(button)
        layout = QtWidgets.QVBoxLayout(self)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 1)
        layout.addLayout(form)
        layout.addWidget(self.bar)
        layout.addWidget(self.told)
        layout.addLayout(buttons)

    def _choice(self) -> Choice:
        return Choice(self.mirror.text().strip(), self.wheels.text().strip())

    def _choose(self) -> None:
        folder = QtWidgets.QFileDialog.getExistingDirectory(self, _text("wheels"))
        if folder:
            self.wheels.setText(folder)

    def _copy(self) -> None:
        QtWidgets.QApplication.clipboard().setText(admin_command(self._profile, self._choice()))
        self.told.setText(_text("copied"))

    def _install(self) -> None:
        self._thread = _Installer(self._profile, self._choice(), self)
        self._thread.said.connect(self.told.setText)
        self._thread.failed.connect(self._failed)
        self._thread.finished.connect(self._ended)
        self._errors = ""
        self.told.setText("")
        self._show_state()
        self._thread.start()

    def _cancel(self) -> None:
        if self._thread is not None:
            self._thread.requestInterruption()

    def _failed(self, code: str, details: str) -> None:
        last = [line for line in details.splitlines() if line.strip()][-4:]
        self._errors = "\n".join([_text("error_" + code), *last])

    def _ended(self) -> None:
        self._thread = None
        if self._errors:
            self._show_state()
            self.told.setText(self._errors)
            return
        self.told.setText(_text("done"))
        self.installed.emit()
        self.refresh()

    def _show_state(self) -> None:
        """Offer what can be done now; where a folder is named, no mirror is asked."""
        running = self._thread is not None
        self.bar.setVisible(running)
        self.stop.setEnabled(running)
        self.start.setEnabled(self._can_install and not running)
        self.copy.setEnabled(self._can_install)
        self.choose.setEnabled(not running)
        self.wheels.setEnabled(not running)
        self.mirror.setEnabled(not running and not self.wheels.text().strip())


def _label() -> QtWidgets.QLabel:
    label = QtWidgets.QLabel()
    label.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
