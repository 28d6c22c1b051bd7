"""``xq:import``: a table, a vector file or an OpenStreetMap extract as layers of one role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from xq_gis_plugin.export.words import check_text
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.qgis_plugin.own_thread import in_own_thread
from xq_gis_plugin.qgis_plugin.processing.algorithm import DATUMS, Told, XqAlgorithm, outputs_of, say
from xq_gis_plugin.qgis_plugin.processing.sinks import write_sink
from xq_gis_plugin.run import Given, read_role
from xq_gis_plugin.widgets.language import ui_language

if TYPE_CHECKING:
    import geopandas as gpd
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

__all__ = ["ImportAlgorithm"]

_ROLES = {"hazards": Role.HAZARD, "protected": Role.PROTECTED, "parts": Role.PART}
_SINKS = {
    "POINTS": (0, "Point"),
    "LINES": (1, "MultiLineString"),
    "POLYGONS": (2, "MultiPolygon"),
    "WITHOUT": (-1, ""),
}


class ImportAlgorithm(XqAlgorithm):
    """Read a file as the command line does, columns in words of ours, positions on CGCS2000."""

    NAME = "import"
    GROUP = "data"

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        self.add(QgsProcessingParameterFile("FILE", say("p_FILE")))
        self.add(QgsProcessingParameterString("LAYER", say("p_LAYER"), optional=True))
        self.add_choice("ROLE", list(_ROLES), "hazards")
        self.add_choice("DATUM", list(DATUMS), DATUMS[0])
        kinds = QgsProcessing.SourceType
        of = (kinds.TypeVectorPoint, kinds.TypeVectorLine, kinds.TypeVectorPolygon, kinds.TypeVector)
        for (name, _), kind in zip(_SINKS.items(), of, strict=True):
            sink = QgsProcessingParameterFeatureSink(
                name, say(f"p_{name}"), kind, optional=True, createByDefault=name == "POINTS"
            )
            self.add(sink)
        for name in ("ROWS", "UNLOCATED"):
            self.addOutput(QgsProcessingOutputNumber(name, say(f"p_{name}")))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read, and write one layer for each kind of geometry."""
        told = Told(feedback)
        advance = told.begin("import")
        path = self.parameterAsFile(parameters, "FILE", context)
        layer = self.parameterAsString(parameters, "LAYER", context).strip()
        datum = self.parameterAsEnumString(parameters, "DATUM", context)
        role = _ROLES[self.parameterAsEnumString(parameters, "ROLE", context)]
        given = Given(f"{path}#{layer}" if layer else path, None if datum in {"", "auto"} else datum)
        frame = in_own_thread(lambda: read_role(given, role))
        for check in frame.attrs["source"].checks:
            feedback.pushWarning(check_text(check, ui_language()))
        parts = in_own_thread(lambda: _by_dimension(frame))
        outputs: dict[str, Any] = {"ROWS": len(frame), "UNLOCATED": len(parts[-1])}
        for name, (dimension, geometry) in _SINKS.items():
            advance(0.8, "write")
            rows = parts[dimension]
            outputs[name] = write_sink(self, name, rows, geometry, parameters, context, feedback)
        return outputs_of(outputs)


def _by_dimension(frame: gpd.GeoDataFrame) -> dict[int, gpd.GeoDataFrame]:
    """Return the rows by the dimension of their geometry; those without one by -1."""
    shapes = frame.geometry.to_numpy()
    dimensions = shapely.get_dimensions(shapes)
    dimensions[shapely.is_missing(shapes) | shapely.is_empty(shapes)] = -1
    return {wanted: frame[dimensions == wanted].reset_index(drop=True) for wanted, _ in _SINKS.values()}
