"""``xq:locatebyname``: which features of a layer may be the places that the plan names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
)

from xq_gis_plugin.core.model import CRS
from xq_gis_plugin.core.naming import propose_locations
from xq_gis_plugin.core.plan import AREA, load_plan
from xq_gis_plugin.export.words import word
from xq_gis_plugin.qgis_plugin.bridge import snapshot_source
from xq_gis_plugin.qgis_plugin.own_thread import in_own_thread
from xq_gis_plugin.qgis_plugin.processing.algorithm import Told, XqAlgorithm, outputs_of, say
from xq_gis_plugin.qgis_plugin.processing.sinks import POINT, write_sink
from xq_gis_plugin.widgets.language import ui_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

__all__ = ["LocateByNameAlgorithm"]

_BOXES = ("专栏2", "专栏3", "专栏4")


class LocateByNameAlgorithm(XqAlgorithm):
    """Proposals for the plan's unlocated entries; a person accepts them."""

    NAME = "locatebyname"
    GROUP = "data"

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        self.add_source("CANDIDATES")
        self.add(
            QgsProcessingParameterField(
                "NAME_FIELD", say("p_NAME_FIELD"), "name", "CANDIDATES", optional=True
            )
        )
        self.add_choice("BOXES", list(_BOXES), list(_BOXES), many=True)
        number = QgsProcessingParameterNumber.Type.Double
        self.add(QgsProcessingParameterNumber("LEAST", say("p_LEAST"), number, 0.5, minValue=0, maxValue=1))
        kind = QgsProcessing.SourceType.TypeVectorPoint
        self.add(QgsProcessingParameterFeatureSink("OUTPUT", say("p_PROPOSALS"), kind))
        for name in ("ENTRIES", "WITH_PROPOSAL"):
            self.addOutput(QgsProcessingOutputNumber(name, say(f"p_{name}")))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Compare names."""
        told = Told(feedback)
        boxes = set(self.parameterAsEnumStrings(parameters, "BOXES", context))
        wanted = [entry for entry in load_plan() if entry.box in boxes and entry.kind != AREA]
        candidates, advance = self._candidates(parameters, context), told.begin("locate")
        least = self.parameterAsDouble(parameters, "LEAST", context)
        found = in_own_thread(lambda: propose_locations(wanted, candidates(), least=least, progress=advance))
        found["evidence"] = [word("evidence", str(code), ui_language()) for code in found["evidence"]]
        target = write_sink(self, "OUTPUT", found, POINT, parameters, context, feedback)
        return outputs_of(
            {"OUTPUT": target, "ENTRIES": len(wanted), "WITH_PROPOSAL": found["plan_id"].nunique()}
        )

    def _candidates(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> Callable[[], gpd.GeoDataFrame]:
        """Return what makes the candidates a frame; their features are read here."""
        source = self.parameterAsSource(parameters, "CANDIDATES", context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, "CANDIDATES"))
        if not source.sourceCrs().isValid():
            raise QgsProcessingException(say("input_without_crs"))
        taken = snapshot_source(source, source.sourceName() or say("p_CANDIDATES"))
        chosen = self.parameterAsString(parameters, "NAME_FIELD", context)

        def frame() -> gpd.GeoDataFrame:
            raw = taken()
            made = gpd.GeoDataFrame(raw.table, geometry=raw.geometry, crs=raw.crs).to_crs(CRS)
            return made.assign(name=made[chosen]) if chosen in made else made

        return frame
