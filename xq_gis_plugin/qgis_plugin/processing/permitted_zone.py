"""``xq:permittedzone``: where a hazard of a kind may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import shapely
from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
)

from xq_gis_plugin.core.model import CRS, HazardKind
from xq_gis_plugin.core.permitted import permitted_zone
from xq_gis_plugin.core.rules import DEFAULT_EDITIONS, known_editions, load_catalogue
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.qgis_plugin.bridge import snapshot_source
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
    from collections.abc import Callable

    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

__all__ = ["PermittedZoneAlgorithm"]

_FACTS = {
    "GRADE": ("grade", ("unknown", "1", "2", "3")),
    "VAPOUR_RECOVERY": ("vapour_recovery", ("unknown", "none", "unloading", "full")),
    "FUELS": (
        "fuels",
        ("unknown", "petrol", "diesel", "diesel+petrol", "cng", "lpg", "lng"),
    ),
    "TEMPORARY": ("temporary", ("unknown", "no", "yes")),
}


class PermittedZoneAlgorithm(XqAlgorithm):
    """Where a station or a shop may be put, where not, and where that cannot be told."""

    NAME = "permittedzone"
    GROUP = "siting"

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        self.add_source("AREA", polygons=True)
        self.add_source("PROTECTED")
        self.add_choice("PROTECTED_DATUM", list(DATUMS), DATUMS[0])
        self.add_source("EXISTING", optional=True)
        self.add_choice("EXISTING_DATUM", list(DATUMS), DATUMS[0])
        self.add_choice("KIND", [kind.value for kind in HazardKind], HazardKind.FIREWORKS_RETAIL.value)
        for name, (_, options) in _FACTS.items():
            self.add_choice(name, list(options), options[0])
        self.add_choice("EDITIONS", list(known_editions()), list(DEFAULT_EDITIONS), many=True)
        self.add(
            QgsProcessingParameterNumber(
                "SITE_RADIUS", say("p_SITE_RADIUS"), QgsProcessingParameterNumber.Type.Double, 0.0, minValue=0
            )
        )
        kind = QgsProcessing.SourceType.TypeVectorPolygon
        self.add(QgsProcessingParameterFeatureSink("OUTPUT", say("p_ZONES"), kind))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Ask the core."""
        told = Told(feedback)
        told.begin("read_protected")
        protected = self.frame("PROTECTED", "PROTECTED_DATUM", Role.PROTECTED, parameters, context, feedback)
        existing = self.frame("EXISTING", "EXISTING_DATUM", Role.HAZARD, parameters, context, feedback)
        stated = {
            fact: self.parameterAsEnumString(parameters, name, context) for name, (fact, _) in _FACTS.items()
        }
        area, advance = self._area(parameters, context), told.begin("assess")
        kind = self.parameterAsEnumString(parameters, "KIND", context)
        editions = tuple(self.parameterAsEnumStrings(parameters, "EDITIONS", context))
        radius = number_or_none(parameters.get("SITE_RADIUS", 0.0), "SITE_RADIUS") or 0.0
        zones = in_own_thread(
            lambda: permitted_zone(
                area(),
                protected,
                existing,
                kind=kind,
                facts={fact: value for fact, value in stated.items() if value not in {"", "unknown"}},
                rules=load_catalogue(editions=editions),
                accuracy_m=radius,
                progress=advance,
            )
        )
        target = write_sink(self, "OUTPUT", zones, "MultiPolygon", parameters, context, feedback)
        return outputs_of({"OUTPUT": target})

    def _area(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Callable[[], Any]:
        """Return what makes the area one geometry in degrees; its features are read here."""
        source = self.parameterAsSource(parameters, "AREA", context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, "AREA"))
        if not source.sourceCrs().isValid():
            raise QgsProcessingException(say("area_without_crs"))
        taken = snapshot_source(source, source.sourceName() or say("p_AREA"))

        def join() -> Any:  # noqa: ANN401 - a shapely geometry
            raw = taken()
            shapes = gpd.GeoSeries(raw.geometry, crs=raw.crs).to_crs(CRS)
            return shapely.union_all(shapely.make_valid(shapes.dropna().to_numpy()))

        return join
