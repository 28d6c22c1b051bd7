"""Qt, through whichever binding is here; no other module knows which one that is.

Import it as ``from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtWidgets``. Enums are written in
full (``QtCore.Qt.ItemDataRole.DisplayRole``), which PyQt5 and PyQt6 both understand.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from xq_gis_plugin.core.errors import InputError

if TYPE_CHECKING:
    from PyQt5 import QtCore, QtGui, QtWidgets, QtXml
    from PyQt5.QtCore import pyqtSignal as Signal
    from PyQt5.QtCore import pyqtSlot as Slot
    from PyQt5.QtWidgets import QAction, QShortcut, QUndoCommand, QUndoStack

__all__ = [
    "BINDING",
    "CHOICE",
    "QAction",
    "QShortcut",
    "QUndoCommand",
    "QUndoStack",
    "QtCore",
    "QtGui",
    "QtWidgets",
    "QtXml",
    "Signal",
    "Slot",
    "choose_binding",
]

CHOICE = "XQ_QT"
"""The environment variable by which a person, or a test, chooses the binding."""
_BINDINGS = ("PyQt5", "PyQt6")


def choose_binding() -> str:
    """Return the package that Qt's modules are imported from.

    `CHOICE` wins; then QGIS's own where QGIS is running; then what is loaded already, for two bindings
    in one process crash it; then what is installed.

    Raises
    ------
    InputError
        ``qt_missing`` where there is none, or not the one asked for.
    """
    asked = os.environ.get(CHOICE, "")
    if asked:
        if asked in _BINDINGS and find_spec(asked) is not None:
            return asked
        raise _missing(asked)
    if "qgis" in sys.modules:
        return "qgis.PyQt"
    loaded = [name for name in _BINDINGS if f"{name}.QtCore" in sys.modules]
    here = loaded or [name for name in _BINDINGS if find_spec(name) is not None]
    if not here:
        raise _missing(" / ".join(_BINDINGS))
    return here[0]


def _missing(name: str) -> InputError:
    message = f"{name} is not installed; the window needs it."
    return InputError("qt_missing", message, 'Install it: pip install "xq-gis[qt]"', name=name)


BINDING = choose_binding()
"""``qgis.PyQt``, ``PyQt5`` or ``PyQt6``."""

if not TYPE_CHECKING:
    QtCore = import_module(f"{BINDING}.QtCore")
    QtGui = import_module(f"{BINDING}.QtGui")
    QtWidgets = import_module(f"{BINDING}.QtWidgets")
    QtXml = import_module(f"{BINDING}.QtXml")
    Signal = QtCore.pyqtSignal
    Slot = QtCore.pyqtSlot
    # Qt 6 moved them; QGIS's own layer over Qt 5 may offer them in either place.
    QAction, QShortcut, QUndoCommand, QUndoStack = (
        getattr(QtGui, name, None) or getattr(QtWidgets, name)
        for name in ("QAction", "QShortcut", "QUndoCommand", "QUndoStack")
    )
