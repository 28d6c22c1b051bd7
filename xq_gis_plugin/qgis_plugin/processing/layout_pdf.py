"""``xq:layoutpdf``: the atlas of a workspace for paper, an overview and a page per hazard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from xq_gis_plugin.qgis_plugin.layouts import export_pdf, make_layout, open_project
from xq_gis_plugin.qgis_plugin.processing.algorithm import Told, XqAlgorithm, say
from xq_gis_plugin.widgets.language import ui_language

if TYPE_CHECKING:
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

__all__ = ["LayoutPdfAlgorithm"]

_SIZES = ("a3", "a4")


class LayoutPdfAlgorithm(XqAlgorithm):
    """Write the pages for the minutes."""

    NAME = "layoutpdf"
    GROUP = "products"

    def flags(self) -> Any:  # noqa: ANN401 - QGIS's own
        """Keep to the main thread, which layouts belong to."""
        return super().flags() | QgsProcessingAlgorithm.Flag.FlagNoThreading

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        self.add(QgsProcessingParameterFile("WORKSPACE", say("p_WORKSPACE_IN"), extension="gpkg"))
        self.add_choice("SIZE", list(_SIZES), _SIZES[0])
        self.add(QgsProcessingParameterBoolean("ATLAS", say("p_ATLAS"), defaultValue=True))
        self.add(QgsProcessingParameterString("TITLE", say("p_TITLE"), optional=True))
        self.add(QgsProcessingParameterString("REVIEW", say("p_REVIEW"), optional=True))
        self.add(QgsProcessingParameterFileDestination("OUTPUT", say("p_PDF"), "*.pdf"))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Open the workspace in a project of its own, and print it."""
        Told(feedback).begin("layout")
        lang = ui_language()
        workspace = Path(self.parameterAsFile(parameters, "WORKSPACE", context))
        target = Path(self.parameterAsFileOutput(parameters, "OUTPUT", context))
        layout = make_layout(
            open_project(workspace, lang),
            workspace,
            size="a4" if self.parameterAsEnumString(parameters, "SIZE", context) == "a4" else "a3",
            lang=lang,
            title=self.parameterAsString(parameters, "TITLE", context),
            review=self.parameterAsString(parameters, "REVIEW", context),
        )
        atlas = self.parameterAsBoolean(parameters, "ATLAS", context)
        export_pdf(layout, target, atlas=atlas, feedback=feedback, overwrite=True)
        return {"OUTPUT": str(target)}
