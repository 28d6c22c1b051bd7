"""What is installed and what is missing, and a button that brings it. Loads on Python 3.9."""

from __future__ import annotations

import atexit
import queue
import threading
from typing import TYPE_CHECKING

from xq_gis_plugin.export.words import word
from xq_gis_plugin.libraries import NEEDED, OPTIONAL, own_folder, probe
from xq_gis_plugin.library_install import Choice, InstallError, admin_command, install
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.qt import QtCore, QtWidgets, Signal
from xq_gis_plugin.widgets.text import PlainLabel, tip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xq_gis_plugin.libraries import Missing, Probe

__all__ = ["LibrariesPage"]

_LOOK_MS = 100
_PATIENCE_S = 5.0
_TOLD_LINES = 4


def _text(key: str, **values: object) -> str:
    text = word("setup", key, ui_language())
    return text.format_map(values) if values else text


class _Installer:
    """pip, in a thread of Python's own.

    It knows nothing of the window, which may be gone before it ends: a QThread that is destroyed while
    it runs takes QGIS with it.
    """

    def __init__(self, profile: str, choice: Choice) -> None:
        self.said: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.error: InstallError | None = InstallError("broken_off")
        self.left_out: tuple[str, ...] = ()
        self._profile, self._choice = profile, choice
        self._called_off = threading.Event()
        self._thread = threading.Thread(target=self._run, name="xq-gis pip", daemon=True)
        self._thread.start()
        # Where QGIS ends before it does, Python asks this while its threads still go on.
        atexit.register(self.end)

    @property
    def running(self) -> bool:
        return self._thread.is_alive()

    def call_off(self) -> None:
        """Ask it to end pip and leave everything as it was."""
        self._called_off.set()

    def end(self) -> None:
        """Call it off, and come back when pip is gone."""
        self.call_off()
        self._thread.join(_PATIENCE_S)
        atexit.unregister(self.end)

    def _run(self) -> None:
        try:
            done = install(self._profile, self._choice, self.said.put, self._called_off.is_set)
        except InstallError as error:
            self.error = error
        except (OSError, ValueError, KeyError) as error:
            # pip cannot be started, or its report is no report.
            self.error = InstallError("pip_failed", f"{type(error).__name__}: {error}")
        else:
            self.error, self.left_out = None, done.left_out


class LibrariesPage(QtWidgets.QDialog):
    """One page: what there is, where to look, install, or a command for the administrator.

    ``installed`` is emitted once the folder is whole; the caller adds it to the search path. ``broken``
    says why what is here could not be loaded, "" where it was; the caller may set it when it knows better.
    """

    installed = Signal()

    def __init__(self, profile: str, parent: QtWidgets.QWidget | None = None, *, broken: str = "") -> None:
        super().__init__(parent)
        self._profile, self.broken = profile, broken
        self._installer: _Installer | None = None
        self._look = QtCore.QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._follow)
        self.setWindowTitle(_text("title"))
        self.resize(QtCore.QSize(640, 620).boundedTo(self.screen().availableSize()))
        self.summary = PlainLabel()
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
        # What pip says is long, and somebody may want to copy it.
        self.told = QtWidgets.QPlainTextEdit()
        self.told.setReadOnly(True)
        self.told.setTabChangesFocus(True)
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
        missing = {one.name: one for one in (*found.missing, *found.optional)}
        # What somebody has to do something about comes first.
        wanted = sorted({**NEEDED, **OPTIONAL}.items(), key=lambda item: item[0] not in missing)
        self.table.setRowCount(len(wanted))
        for row, (name, oldest) in enumerate(wanted):
            for column, text in enumerate((name, "≥ " + oldest, _state(name, missing.get(name)))):
                item = QtWidgets.QTableWidgetItem(text)
                item.setToolTip(tip(text))
                self.table.setItem(row, column, item)
        folder = own_folder(self._profile)
        self.summary.setText(_summary(found, str(folder), self.broken))
        # What is broken in our folder is brought anew; what is in QGIS's own, nobody here can mend.
        self._can_install = found.can_install or (bool(self.broken) and folder.is_dir())
        self._show_state()

    def showEvent(self, event: object) -> None:
        """Look again: an administrator may have brought something meanwhile."""
        super().showEvent(event)
        if self._installer is None:
            self.refresh()

    def reject(self) -> None:
        """End pip with the window, whether its button closes it or Escape."""
        self._cancel()
        super().reject()

    def close_down(self) -> None:
        """End pip, and come back when it is gone; for when the plugin is taken away.

        Nothing is emitted any more: who would hear it is going too.
        """
        self._look.stop()
        if self._installer is not None:
            self._installer.end()
            self._installer = None
        self.close()

    def _lay_out(self) -> None:
        self.table.setHorizontalHeaderLabels([_text("library"), _text("wanted"), _text("state")])
        self.table.setEditTriggers(QtWidgets.QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        # What is lost without a library may need a second line.
        fit = QtWidgets.QHeaderView.ResizeMode.ResizeToContents
        self.table.verticalHeader().setSectionResizeMode(fit)
        form = QtWidgets.QFormLayout()
        self.mirror.setAccessibleName(_text("mirror"))
        self.wheels.setAccessibleName(_text("wheels"))
        self.told.setAccessibleName(_text("told"))
        self.told.setFixedHeight(self.told.fontMetrics().lineSpacing() * (_TOLD_LINES + 2))
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
        self.told.setPlainText(_text("copied"))

    def _install(self) -> None:
        self._installer = _Installer(self._profile, self._choice())
        # Whoever destroys the page, with QGIS's window for one, ends pip too.
        self.destroyed.connect(self._installer.call_off)
        self.told.setPlainText(_text("working"))
        self._show_state()
        self._look.start()

    def _cancel(self) -> None:
        if self._installer is not None:
            self._installer.call_off()
            self.told.setPlainText(_text("cancelling"))

    def _follow(self) -> None:
        """Show what pip says; it is asked, for it must not call into a window that may be gone."""
        installer = self._installer
        if installer is None:
            return
        over = not installer.running
        while not installer.said.empty():
            self.told.setPlainText(installer.said.get())
        if over:
            self._look.stop()
            self._installer = None
            self.destroyed.disconnect(installer.call_off)
            installer.end()
            self._ended(installer)

    def _ended(self, installer: _Installer) -> None:
        if installer.error is not None:
            lines = [line for line in installer.error.details.splitlines() if line.strip()]
            self.told.setPlainText("\n".join([_text("error_" + installer.error.code), *lines[-_TOLD_LINES:]]))
            self._show_state()
            return
        left_out = _text("left_out", names=_names(installer.left_out)) if installer.left_out else ""
        self.told.setPlainText("\n".join(part for part in (_text("done"), left_out) if part))
        self.installed.emit()
        self.refresh()

    def _show_state(self) -> None:
        """Offer what can be done now; where a folder is named, no mirror is asked."""
        running = self._installer is not None
        self.bar.setVisible(running)
        self.stop.setEnabled(running)
        self.start.setEnabled(self._can_install and not running)
        self.copy.setEnabled(self._can_install)
        self.choose.setEnabled(not running)
        self.wheels.setEnabled(not running)
        self.mirror.setEnabled(not running and not self.wheels.text().strip())


def _state(name: str, one: Missing | None) -> str:
    """Return what is to be said of a library; ``one`` where it is missing or too old."""
    if one is None:
        return _text("there")
    if name in OPTIONAL:
        lost = _text("lost_" + name)
        return _text("optional_too_old" if one.found else "optional_absent", lost=lost, found=one.found)
    if one.found:
        return _text("too_old_host" if one.of_host else "too_old", found=one.found)
    return _text("absent")


def _summary(found: Probe, folder: str, broken: str) -> str:
    if not found.python_ok:
        return _text("python_old", found=found.python)
    if broken:
        return _text("broken", reason=broken)
    outdated = _names([one.name + " " + one.found for one in found.outdated])
    absent = len(found.missing) - len(found.outdated)
    told = [_text("outdated", names=outdated)] if outdated else []
    told += [_text("missing", count=absent, folder=folder)] if absent else []
    if not told:
        told = [_text("complete", found=found.python)]
        told += [_text("optional_missing", count=len(found.optional))] if found.optional else []
    return "\n".join(told)


def _names(names: Iterable[str]) -> str:
    return word("say", "separator", ui_language()).join(names)
