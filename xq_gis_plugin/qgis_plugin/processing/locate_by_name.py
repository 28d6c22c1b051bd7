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
)

from xq_gis_plugin.core.model import CRS
from xq_gis_plugin.core.naming import propose_locations
from xq_gis_plugin.core.plan import AREA, load_plan
from xq_gis_plugin.export.words import word
from xq_gis_plugin.qgis_plugin.own_thread import in_own_thread
from xq_gis_plugin.qgis_plugin.processing.algorithm import Told, XqAlgorithm, say
from xq_gis_plugin.qgis_plugin.processing.outputs import Outputs
from xq_gis_plugin.qgis_plugin.processing.sinks import POINT, write_frame
from xq_gis_plugin.widgets.language import ui_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

__all__ = ["LocateByNameAlgorithm"]

_NAME = "name"
_BOXES = ("专栏2", "专栏3", "专栏4")


class LocateByNameAlgorithm(XqAlgorithm):
    """Proposals for the plan's unlocated entries; a person accepts them."""

    NAME = "locatebyname"
    GROUP = "data"

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        self.add_source("CANDIDATES")
        self.add(
            QgsProcessingParameterField("NAME_FIELD", say("p_NAME_FIELD"), _NAME, "CANDIDATES", optional=True)
        )
        self.add_choice("BOXES", list(_BOXES), list(_BOXES), many=True)
        self.add_number("LEAST", 0.5, most=1.0)
        kind = QgsProcessing.SourceType.TypeVectorPoint
        self.add(QgsProcessingParameterFeatureSink("OUTPUT", say("p_PROPOSALS"), kind))
        for name in ("ENTRIES", "WITH_PROPOSAL"):
            self.addOutput(QgsProcessingOutputNumber(name, say(f"p_{name}")))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Compare names."""
        told = Told(feedback)
        boxes = set(self.chosen("BOXES", parameters, context))
        least = self.number("LEAST", parameters, context) or 0.0
        wanted = [entry for entry in load_plan() if entry.box in boxes and entry.kind != AREA]
        advance = told.begin("locate")
        candidates = self._candidates(parameters, context, told)
        found = in_own_thread(lambda: propose_locations(wanted, candidates(), least=least, progress=advance))
        found["evidence"] = [word("evidence", str(code), ui_language()) for code in found["evidence"]]
        with Outputs(self, parameters, context, told.tick) as outputs:
            write_frame(outputs, "OUTPUT", found, POINT, told.ticking())
        counts = {"ENTRIES": len(wanted), "WITH_PROPOSAL": int(found["plan_id"].nunique())}
        return outputs.targets() | counts

    def _candidates(
        self, parameters: dict[str, Any], context: QgsProcessingContext, told: Told
    ) -> Callable[[], gpd.GeoDataFrame]:
        """Return what makes the candidates a frame; their features are read here."""
        rows = self.placed("CANDIDATES", parameters, context, told)
        chosen = self.parameterAsString(parameters, "NAME_FIELD", context) or _NAME
        if chosen not in rows.names:
            raise QgsProcessingException(say("field_missing", field=chosen))

        def frame() -> gpd.GeoDataFrame:
            raw = rows()
            made = gpd.GeoDataFrame(raw.table, geometry=raw.geometry, crs=raw.crs).to_crs(CRS)
            return made.assign(name=made[chosen])

        return frame
