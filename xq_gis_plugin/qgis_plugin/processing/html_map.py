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
        told = Told(feedback)
        told.begin("map")
        workspace = self.path("WORKSPACE", parameters, context) or Path()
        target = self.file_output("OUTPUT", ".html", parameters, context, [workspace])
        result = told.reading(lambda: read_workspace(workspace))
        told.begin("write")
        fictional = is_fictional(result)
        title = self.parameterAsString(parameters, "TITLE", context)
        title = title or say("map_title_fictional" if fictional else "map_title")
        if target is None:
            return {}
        products = [Product(".html", target)]
        in_own_thread(
            lambda: write_products(
                result, products, title=title, fictional=fictional, overwrite=True, confirm=told.tick
            )
        )
        return {"OUTPUT": str(target)}
