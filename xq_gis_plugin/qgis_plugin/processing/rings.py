"""``xq:rings``: what the rules may ask to keep free around each hazard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
from qgis.core import QgsProcessing, QgsProcessingParameterFeatureSink, QgsProcessingParameterFile

from xq_gis_plugin.core.assess import assess
from xq_gis_plugin.core.model import CRS, OBJECT_COLUMNS
from xq_gis_plugin.core.rules import DEFAULT_EDITIONS, known_editions, load_catalogue
from xq_gis_plugin.core.zones import INSIDE_COLUMNS
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.qgis_plugin.own_thread import in_own_thread
from xq_gis_plugin.qgis_plugin.processing.algorithm import DATUMS, Told, XqAlgorithm, say
from xq_gis_plugin.qgis_plugin.processing.outputs import Outputs
from xq_gis_plugin.qgis_plugin.processing.sinks import write_frame

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
        self.add(QgsProcessingParameterFile("RULE_FILE", say("p_RULE_FILE"), extension="csv", optional=True))
        self.add_number("ACCURACY", optional=True)
        kind = QgsProcessing.SourceType.TypeVectorPolygon
        self.add(QgsProcessingParameterFeatureSink("OUTPUT", say("p_RINGS"), kind))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Ask the rules, with nothing to protect: what lies inside is not known here."""
        told = Told(feedback)
        rule_file = self.path("RULE_FILE", parameters, context)
        editions = self.chosen("EDITIONS", parameters, context)
        accuracy_m = self.number("ACCURACY", parameters, context)
        told.begin("read_hazards")
        hazards = self.frame("HAZARDS", Role.HAZARD, parameters, context, told)
        parts = self.frame("PARTS", Role.PART, parameters, context, told)
        advance = told.begin("assess")

        def draw() -> gpd.GeoDataFrame:
            nothing = pd.DataFrame(columns=list(OBJECT_COLUMNS))
            return assess(
                hazards,
                gpd.GeoDataFrame(nothing, geometry="geometry", crs=CRS),
                parts=parts,
                rules=load_catalogue(editions=editions, rule_file=rule_file),
                accuracy_m=accuracy_m,
                progress=advance,
            ).rings.drop(columns=list(INSIDE_COLUMNS))

        rings = in_own_thread(draw)
        with Outputs(self, parameters, context, told.tick) as outputs:
            write_frame(outputs, "OUTPUT", rings, "MultiPolygon", told.begin("write"))
        return outputs.targets()
