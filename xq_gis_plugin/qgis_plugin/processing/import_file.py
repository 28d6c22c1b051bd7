"""``xq:import``: a table, a vector file or an OpenStreetMap extract as layers of one role."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import shapely
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.qgis_plugin.own_thread import in_own_thread
from xq_gis_plugin.qgis_plugin.processing.algorithm import DATUMS, ENCODINGS, Told, XqAlgorithm, say
from xq_gis_plugin.qgis_plugin.processing.outputs import Outputs
from xq_gis_plugin.qgis_plugin.processing.sinks import write_frame
from xq_gis_plugin.qgis_plugin.processing.values import stated_columns
from xq_gis_plugin.run import Given, read_role

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
    "ALL": (None, "Unknown"),
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
        self.add_choice("ENCODING", list(ENCODINGS), ENCODINGS[0])
        self.add(QgsProcessingParameterString("CRS", say("p_CRS"), optional=True))
        self.add_number("CRS_ACCURACY", optional=True)
        self.add(QgsProcessingParameterString("STATED_KIND", say("p_STATED_KIND"), optional=True))
        self.add(QgsProcessingParameterString("STATED_COLUMNS", say("p_STATED_COLUMNS"), optional=True))
        self.add(QgsProcessingParameterFile("MAP_TAGS", say("p_MAP_TAGS"), extension="csv", optional=True))
        kinds = QgsProcessing.SourceType
        of = (
            kinds.TypeVectorPoint,
            kinds.TypeVectorLine,
            kinds.TypeVectorPolygon,
            kinds.TypeVector,
            kinds.TypeVector,
        )
        for (name, _), kind in zip(_SINKS.items(), of, strict=True):
            sink = QgsProcessingParameterFeatureSink(
                name, say(f"p_{name}"), kind, optional=True, createByDefault=name == "POINTS"
            )
            # A layer in memory has one type of geometry.
            sink.setSupportsNonFileBasedOutput(name != "ALL")
            self.add(sink)
        for name in ("ROWS", "UNLOCATED"):
            self.addOutput(QgsProcessingOutputNumber(name, say(f"p_{name}")))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read, and write one layer for each kind of geometry."""
        told = Told(feedback)
        told.begin("import")
        path = self.parameterAsFile(parameters, "FILE", context)
        layer = self.parameterAsString(parameters, "LAYER", context).strip()
        (datum,), (encoding,), (role,) = (
            self.chosen(name, parameters, context) for name in ("DATUM", "ENCODING", "ROLE")
        )
        tags = self.path("MAP_TAGS", parameters, context)
        given = Given(
            f"{path}#{layer}" if layer else path,
            None if datum == DATUMS[0] else datum,
            self.parameterAsString(parameters, "CRS", context).strip() or None,
            None if encoding == ENCODINGS[0] else encoding,
            self.number("CRS_ACCURACY", parameters, context),
            self.parameterAsString(parameters, "STATED_KIND", context).strip() or None,
            stated_columns(self.parameterAsString(parameters, "STATED_COLUMNS", context)),
        )
        frame = told.reading(lambda: read_role(given, _ROLES[role], tags))
        told.notice(frame.attrs["source"].checks)
        advance = told.begin("write")
        with Outputs(self, parameters, context, told.tick) as outputs:
            for number, (name, (dimension, geometry)) in enumerate(_SINKS.items()):
                advance(number / len(_SINKS), "write")
                rows = in_own_thread(partial(_of_dimension, frame, dimension))
                write_frame(outputs, name, rows, geometry, told.ticking())
        lost = in_own_thread(lambda: len(_of_dimension(frame, -1)))
        return outputs.targets() | {"ROWS": len(frame), "UNLOCATED": lost}


def _of_dimension(frame: gpd.GeoDataFrame, wanted: int | None) -> gpd.GeoDataFrame:
    """Return the rows by the dimension of their geometry; those without one for -1, all of them for None."""
    if wanted is None:
        return frame
    shapes = frame.geometry.to_numpy()
    dimensions = shapely.get_dimensions(shapes)
    dimensions[shapely.is_missing(shapes) | shapely.is_empty(shapes)] = -1
    return frame[dimensions == wanted].reset_index(drop=True)
