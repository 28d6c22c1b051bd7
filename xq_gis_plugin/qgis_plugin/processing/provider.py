"""What Processing sees of the plugin."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider

from xq_gis_plugin import __version__, resources
from xq_gis_plugin.export.words import word
from xq_gis_plugin.qgis_plugin.processing.check import CheckAlgorithm
from xq_gis_plugin.qgis_plugin.processing.convert_datum import ConvertDatumAlgorithm
from xq_gis_plugin.qgis_plugin.processing.district import ImportIntoAlgorithm, UndoImportAlgorithm
from xq_gis_plugin.qgis_plugin.processing.html_map import HtmlMapAlgorithm
from xq_gis_plugin.qgis_plugin.processing.import_file import ImportAlgorithm
from xq_gis_plugin.qgis_plugin.processing.layout_pdf import LayoutPdfAlgorithm
from xq_gis_plugin.qgis_plugin.processing.locate_by_name import LocateByNameAlgorithm
from xq_gis_plugin.qgis_plugin.processing.permitted_zone import PermittedZoneAlgorithm
from xq_gis_plugin.qgis_plugin.processing.rings import RingsAlgorithm
from xq_gis_plugin.qgis_plugin.processing.siting import SitingAlgorithm
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.qt import QtGui

__all__ = ["XqProvider"]

ALGORITHMS = (
    CheckAlgorithm,
    RingsAlgorithm,
    PermittedZoneAlgorithm,
    SitingAlgorithm,
    ConvertDatumAlgorithm,
    ImportAlgorithm,
    ImportIntoAlgorithm,
    UndoImportAlgorithm,
    LocateByNameAlgorithm,
    HtmlMapAlgorithm,
    LayoutPdfAlgorithm,
)


class XqProvider(QgsProcessingProvider):
    """The provider ``xq``."""

    def loadAlgorithms(self) -> None:
        """Register every algorithm."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())

    def id(self) -> str:
        """Return the name by which models and scripts call it."""
        return "xq"

    def name(self) -> str:
        """Return what the toolbox shows."""
        return word("qgis", "plugin_name", ui_language())

    def longName(self) -> str:
        """Return what the options show."""
        return self.name()

    def versionInfo(self) -> str:
        """Return the plugin's version."""
        return __version__

    def icon(self) -> QtGui.QIcon:
        """Return the plugin's sign."""
        return QtGui.QIcon(str(resources.path("styles", "icons", "plugin.svg")))
