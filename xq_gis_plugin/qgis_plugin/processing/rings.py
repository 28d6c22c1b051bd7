"""``xq:rings``: what the rules may ask to keep free around each hazard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
from qgis.core import QgsProcessing, QgsProcessingParameterFeatureSink, QgsProcessingParameterNumber

from xq_gis_plugin.core.assess import assess
from xq_gis_plugin.core.model import CRS, OBJECT_COLUMNS
from xq_gis_plugin.core.rules import DEFAULT_EDITIONS, known_editions, load_catalogue
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.qgis_plugin.own_thread import in_own_thread
from xq_gis_plugin.qgis_plugin.processing.algorithm import (
    DATUMS,
    Told,
    XqAlgorithm,
    number_or_none,
    outputs_of,
    say,
)
from xq_gis_plugin.qgis_plugin.processing.sinks import write_sink

if TYPE_CHECKING:
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

__all__ = ["RingsAlgorithm"]


class RingsAlgorithm(XqAlgorithm):
    """The required-separation zones of hazards, true to the geodesic."""

    NAME = "rings"

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        for name in ("HAZARDS", "PARTS"):
            self.add_source(name, optional=name == "PARTS")
            self.add_choice(f"{name}_DATUM", list(DATUMS), DATUMS[0])
        self.add_choice("EDITIONS", list(known_editions()), list(DEFAULT_EDITIONS), many=True)
        self.add(
            QgsProcessingParameterNumber(
                "ACCURACY",
                say("p_ACCURACY"),
                QgsProcessingParameterNumber.Type.Double,
                optional=True,
                minValue=0,
            )
        )
        kind = QgsProcessing.SourceType.TypeVectorPolygon
        self.add(QgsProcessingParameterFeatureSink("OUTPUT", say("p_RINGS"), kind))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Ask the rules, with nothing to protect."""
        told = Told(feedback)
        told.begin("read_hazards")
        hazards = self.frame("HAZARDS", "HAZARDS_DATUM", Role.HAZARD, parameters, context, feedback)
        parts = self.frame("PARTS", "PARTS_DATUM", Role.PART, parameters, context, feedback)
        editions = tuple(self.parameterAsEnumStrings(parameters, "EDITIONS", context))
        accuracy_m = number_or_none(parameters.get("ACCURACY"), "ACCURACY")
        advance = told.begin("assess")

        def draw() -> gpd.GeoDataFrame:
            nothing = pd.DataFrame(columns=list(OBJECT_COLUMNS))
            return assess(
                hazards,
                gpd.GeoDataFrame(nothing, geometry="geometry", crs=CRS),
                parts=parts,
                rules=load_catalogue(editions=editions),
                accuracy_m=accuracy_m,
                progress=advance,
            ).rings

        target = write_sink(
            self, "OUTPUT", in_own_thread(draw), "MultiPolygon", parameters, context, feedback
        )
        return outputs_of({"OUTPUT": target})
