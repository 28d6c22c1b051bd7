"""The plugin as QGIS sees it: what it adds to the window, and takes away again. Glue only.

This module loads on Python 3.9 and without any library that QGIS may lack: what is missing is said in
the window, not in a traceback.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsApplication

from xq_gis_plugin import resources
from xq_gis_plugin.export.words import word
from xq_gis_plugin.libraries import Probe, add_own_folder, load_apart, probe
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.qt import QAction, QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from xq_gis_plugin.qgis_plugin.dock import Dock

__all__ = ["Plugin"]

TOOLS = ("here", "parts", "locate")


class Plugin:
    """What `classFactory` returns."""

    def __init__(self, iface: QgisInterface) -> None:
        self.iface = iface
        self.menu = word("qgis", "plugin_name", ui_language())
        self.actions: dict[str, Any] = {}
        self.toolbar: Any = None
        self.provider: Any = None
        self.dock: Dock | None = None
        self.page: Any = None
        self.notice: Any = None
        self.missing: Probe | None = None
        self.broken = ""

    def initGui(self) -> None:
        """Add the toolbar, the menu and the provider; QGIS calls it once its window is up."""
        self.initProcessing()
        self.toolbar = self.iface.addToolBar(self.menu)
        self.toolbar.setObjectName("xq_gis_toolbar")
        self._add("panel", self.open_panel)
        for tool in TOOLS:
            self._add(tool, lambda _checked=False, name=tool: self.start_tool(name))
        self._add("libraries", self.open_libraries, in_toolbar=False)
        if self.missing is not None and self.provider is None:
            self._say_what_is_missing(self.missing)

    def initProcessing(self) -> None:
        """Add the Processing provider; ``qgis_process`` calls this and nothing else."""
        add_own_folder(QgsApplication.qgisSettingsDirPath())
        self.missing = probe()
        if self.provider is None and self.missing.ready:
            self.broken = load_apart()
            if not self.broken:
                self._add_provider()

    def unload(self) -> None:
        """Take everything away again."""
        if self.dock is not None:
            self.dock.close_down()
            self.iface.removeDockWidget(self.dock)
            self.dock.deleteLater()
            self.dock = None
        if self.page is not None:
            self.page.close_down()
            self.page.deleteLater()
            self.page = None
        self._drop_notice()
        for action in self.actions.values():
            self.iface.removePluginMenu(self.menu, action)
            action.deleteLater()
        self.actions.clear()
        if self.toolbar is not None:
            self.iface.mainWindow().removeToolBar(self.toolbar)
            self.toolbar.deleteLater()
            self.toolbar = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None

    def open_panel(self) -> Dock | None:
        """Show the panel, made at its first use; None where a library is missing."""
        if not self._is_ready():
            return None
        if self.dock is None:
            from xq_gis_plugin.qgis_plugin.dock import Dock

            self.dock = Dock(self.iface)
            self.iface.addDockWidget(QtCore.Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.dock.show()
        self.dock.raise_()
        return self.dock

    def start_tool(self, name: str) -> None:
        """Start one of the map tools."""
        dock = self.open_panel()
        if dock is not None:
            dock.start_tool(name)

    def open_libraries(self) -> None:
        """Show what is installed, what is missing, and how to bring it."""
        from xq_gis_plugin.widgets.libraries_page import LibrariesPage

        if self.page is None:
            profile = QgsApplication.qgisSettingsDirPath()
            self.page = LibrariesPage(profile, self.iface.mainWindow(), broken=self.broken)
            self.page.installed.connect(self._try_again)
        self.page.show()
        self.page.raise_()

    def _add(self, name: str, slot: Any, in_toolbar: bool = True) -> None:  # noqa: ANN401, FBT001, FBT002
        lang = ui_language()
        icon = QtGui.QIcon(str(resources.path("styles", "icons", name + ".svg")))
        action = QAction(icon, word("qgis", "action_" + name, lang), self.iface.mainWindow())
        action.setObjectName("xq_gis_" + name)
        action.setToolTip(word("qgis", "action_" + name + "_tip", lang))
        action.triggered.connect(slot)
        self.iface.addPluginToMenu(self.menu, action)
        if in_toolbar:
            self.toolbar.addAction(action)
        self.actions[name] = action

    def _add_provider(self) -> None:
        from xq_gis_plugin.qgis_plugin.processing.provider import XqProvider

        self.provider = XqProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def _is_ready(self) -> bool:
        if self.provider is not None:
            return True
        self.open_libraries()
        return False

    def _try_again(self) -> None:
        """Go on where the libraries have just come."""
        self.initProcessing()
        self.page.broken = self.broken
        if self.provider is not None:
            self._drop_notice()
            text = word("qgis", "libraries_ready", ui_language())
            self.iface.messageBar().pushMessage(self.menu, text, Qgis.MessageLevel.Success)

    def _say_what_is_missing(self, found: Probe) -> None:
        lang = ui_language()
        if not found.python_ok:
            text = word("setup", "python_old", lang).format(found=found.python)
        elif self.broken:
            text = word("setup", "broken", lang).format(reason=self.broken)
        elif found.outdated:
            names = word("say", "separator", lang).join(one.name + " " + one.found for one in found.outdated)
            text = word("setup", "outdated", lang).format(names=names)
        else:
            text = word("qgis", "libraries_missing", lang)
        bar = self.iface.messageBar()
        self.notice = bar.createMessage(self.menu, html.escape(text))
        button = QtWidgets.QPushButton(word("qgis", "action_libraries", lang))
        button.clicked.connect(self.open_libraries)
        self.notice.layout().addWidget(button)
        bar.pushWidget(self.notice, Qgis.MessageLevel.Warning)

    def _drop_notice(self) -> None:
        """Take the notice away where nobody has closed it: it is not true any more, or its button dead."""
        bar = self.iface.messageBar()
        if self.notice in bar.items():
            bar.popWidget(self.notice)
        self.notice = None
