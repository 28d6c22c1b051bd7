"""`xq-gis desktop`: the panel in a window of its own, with files in place of a project's layers."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.widgets import language
from xq_gis_plugin.widgets.desktop_host import DesktopHost
from xq_gis_plugin.widgets.language import ui
from xq_gis_plugin.widgets.panel import Panel
from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from types import TracebackType

    from xq_gis_plugin.export.words import Language

__all__ = ["DesktopWindow", "open_desktop"]

_SIZE = (1180, 820)
_SMALLEST = (380, 480)
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def open_desktop(lang: Language) -> int:
    """Open the window, and come back with an exit status when it is closed.

    Raises
    ------
    InputError
        ``no_display`` where there is no screen: Qt would end the program without a word.
    """
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _SCREENS):
        hint = "Run it on a computer with a desktop, or use xq-gis check."
        raise InputError("no_display", "There is no screen to open a window on.", hint)
    language.choose(lang)
    app = QtWidgets.QApplication.instance() or QtWidgets.QApplication(["xq-gis"])
    window = DesktopWindow(QtCore.QSettings("xq-gis", "desktop"))
    sys.excepthook = window.report
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, lambda *_: window.close())
    # Python hears of a signal only when it runs; Qt's loop alone would never let it.
    pulse = QtCore.QTimer()
    pulse.timeout.connect(lambda: None)
    pulse.start(200)
    window.show()
    status = int(app.exec())
    pulse.stop()
    sys.excepthook = sys.__excepthook__
    for number, handler in before.items():
        signal.signal(number, handler)
    _take_apart(window)
    return status


def _take_apart(window: DesktopWindow) -> None:
    """Delete the window while the application is there: at Python's end either may go first, and crash."""
    window.deleteLater()
    deferred = QtCore.QEvent.Type.DeferredDelete
    QtCore.QCoreApplication.sendPostedEvents(None, int(getattr(deferred, "value", deferred)))


class DesktopWindow(QtWidgets.QMainWindow):
    """The window: it remembers what was chosen, and closes safely in the middle of a run."""

    def __init__(self, settings: QtCore.QSettings) -> None:
        super().__init__()
        self._settings = settings
        self.setWindowTitle(ui("app_title"))
        self.panel = Panel(self)
        self.host = DesktopHost(self.panel)
        self.setCentralWidget(self.panel)
        self._fit()
        self.panel.restore(str(settings.value("panel", "") or ""))

    def closeEvent(self, event: QtGui.QCloseEvent) -> None:
        """Remember, go out of sight at once, and let the work stop where it may."""
        self._settings.setValue("panel", self.panel.state())
        self._settings.setValue("geometry", self.saveGeometry())
        self._settings.sync()
        self.hide()
        self.host.close()
        super().closeEvent(event)

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Show what went wrong inside instead of ending the program."""
        sys.__excepthook__(kind, error, trace)
        self.host.report_bug(error)

    def _fit(self) -> None:
        """Take the place of last time, or one that leaves something of the screen."""
        self.setMinimumSize(*_SMALLEST)
        screen = QtWidgets.QApplication.primaryScreen().availableGeometry()
        self.resize(min(_SIZE[0], screen.width()), min(_SIZE[1], screen.height()))
        kept = self._settings.value("geometry")
        if isinstance(kept, QtCore.QByteArray):
            self.restoreGeometry(kept)
