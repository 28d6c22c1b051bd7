"""``xq:htmlmap``: the risk map of a workspace, as one file that opens without network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from xq_gis_plugin.io.workspace import read_workspace
from xq_gis_plugin.qgis_plugin.own_thread import in_own_thread
from xq_gis_plugin.qgis_plugin.processing.algorithm import Told, XqAlgorithm, say
from xq_gis_plugin.run import Product, is_fictional, write_products

if TYPE_CHECKING:
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

__all__ = ["HtmlMapAlgorithm"]


class HtmlMapAlgorithm(XqAlgorithm):
    """Write the map for a meeting."""

    NAME = "htmlmap"
    GROUP = "products"

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        self.add(QgsProcessingParameterFile("WORKSPACE", say("p_WORKSPACE_IN"), extension="gpkg"))
        self.add(QgsProcessingParameterString("TITLE", say("p_TITLE"), optional=True))
        self.add(QgsProcessingParameterFileDestination("OUTPUT", say("p_HTML"), "*.html"))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the workspace and draw it."""
        advance = Told(feedback).begin("map")
        workspace = Path(self.parameterAsFile(parameters, "WORKSPACE", context))
        result = in_own_thread(lambda: read_workspace(workspace))
        advance(0.4, "write")
        fictional = is_fictional(result)
        title = self.parameterAsString(parameters, "TITLE", context)
        title = title or say("map_title_fictional" if fictional else "map_title")
        target = Path(self.parameterAsFileOutput(parameters, "OUTPUT", context))
        products = [Product(".html", target)]
        in_own_thread(
            lambda: write_products(result, products, title=title, fictional=fictional, overwrite=True)
        )
        return {"OUTPUT": str(target)}
