"""``xq:convertdatum``: GCJ-02, BD-09, WGS 84 and CGCS2000, each into any other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsProcessingParameterFeatureSink,
    QgsWkbTypes,
)

from xq_gis_plugin.core.datum import convert, in_china
from xq_gis_plugin.core.model import CRS, Datum
from xq_gis_plugin.qgis_plugin.processing.algorithm import Told, XqAlgorithm, say
from xq_gis_plugin.qgis_plugin.processing.outputs import Outputs

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

__all__ = ["ConvertDatumAlgorithm"]

_WGS84 = "EPSG:4326"
_BATCH = 200
_SHIFTED = frozenset({Datum.GCJ02, Datum.BD09})


class ConvertDatumAlgorithm(XqAlgorithm):
    """Move a layer from one datum to another."""

    NAME = "convertdatum"
    GROUP = "data"

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        self.add_source("INPUT")
        datums = [datum.value for datum in Datum]
        self.add_choice("FROM", datums, Datum.GCJ02.value)
        self.add_choice("TO", datums, Datum.CGCS2000.value)
        self.add(QgsProcessingParameterFeatureSink("OUTPUT", say("p_CONVERTED")))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Convert feature by feature; attributes and heights stay."""
        told = Told(feedback)
        advance = told.begin("convert")
        rows = self.placed("INPUT", parameters, context, told)
        source = self.parameterAsSource(parameters, "INPUT", context)
        (start,), (end,) = (self.chosen(name, parameters, context) for name in ("FROM", "TO"))
        crs = QgsCoordinateReferenceSystem(_WGS84 if end in {*_SHIFTED, Datum.WGS84} else CRS)
        if end in _SHIFTED:
            feedback.pushWarning(say("datum_only_name", datum=end))
        to_degrees = QgsCoordinateTransform(source.sourceCrs(), crs, context.transformContext())
        count, outside, lost = max(1, source.featureCount()), 0, 0
        kind = _straight(source.wkbType())
        with Outputs(self, parameters, context, told.tick) as outputs:
            output = outputs.open("OUTPUT", source.fields(), kind, crs)
            for number, feature in enumerate(rows.rows()):
                if number % _BATCH == 0:
                    advance(number / count, "convert")
                made, inside = _converted(feature, to_degrees, Datum(start), Datum(end))
                lost += inside is None
                outside += inside is False
                if output is not None:
                    _require_type(made, kind, number + 1)
                    output.add(made)
        if outside and _SHIFTED & {start, end}:
            feedback.pushWarning(say("outside_china", count=outside))
        if lost:
            feedback.pushWarning(say("not_projectable", count=lost))
        return outputs.targets()


def _require_type(feature: QgsFeature, kind: Any, number: int) -> None:  # noqa: ANN401 - QGIS's own enum
    """Refuse a feature that the output would lose: QGIS takes a mixed layer for one of its first type."""
    wanted, found = QgsWkbTypes.geometryType(kind), feature.geometry().type()
    if not feature.geometry().isNull() and found != wanted:
        names = [QgsWkbTypes.geometryDisplayString(one) for one in (found, wanted)]
        raise QgsProcessingException(say("not_written", number=number, found=names[0], wanted=names[1]))


def _converted(
    feature: QgsFeature, to_degrees: QgsCoordinateTransform, start: Datum, end: Datum
) -> tuple[QgsFeature, bool | None]:
    """Return a feature in the other datum, and whether it lies where datums differ; None if it is lost."""
    made = QgsFeature(feature)
    geometry = QgsGeometry(feature.geometry())
    if geometry.isNull():
        return made, True
    moved = _moved(geometry, to_degrees, start, end)
    if moved is None:
        made.clearGeometry()
        return made, None
    made.setGeometry(moved[0])
    return made, moved[1]


def _moved(
    geometry: QgsGeometry, to_degrees: QgsCoordinateTransform, start: Datum, end: Datum
) -> tuple[QgsGeometry, bool] | None:
    """Return a geometry in the other datum and whether it lies where datums differ; None if it cannot be."""
    if geometry.constGet().hasCurvedSegments():
        geometry = QgsGeometry(geometry.constGet().segmentize())
    try:
        geometry.transform(to_degrees)
    except QgsCsException:
        return None
    shape = shapely.from_wkb(bytes(geometry.asWkb()))
    inside = bool(np.all(in_china(*shapely.get_coordinates(shape).T)))

    def move(xyz: NDArray[np.float64]) -> NDArray[np.float64]:
        lon, lat = convert(xyz[:, 0], xyz[:, 1], start, end)
        return np.column_stack([lon, lat, *xyz[:, 2:].T])

    moved = shapely.transform(shape, move, include_z=bool(shapely.has_z(shape)))
    made = QgsGeometry()
    made.fromWkb(shapely.to_wkb(moved, output_dimension=3 if shapely.has_z(moved) else 2))
    return made, inside


def _straight(kind: Any) -> Any:  # noqa: ANN401 - QGIS's own enum
    """Return the type of geometry without arcs and measures."""
    return QgsWkbTypes.dropM(QgsWkbTypes.linearType(kind))
