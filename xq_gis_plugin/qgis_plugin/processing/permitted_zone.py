"""``xq:permittedzone``: where a hazard of a kind may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import shapely
from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
)

from xq_gis_plugin.core.model import CRS, HazardKind
from xq_gis_plugin.core.permitted import permitted_zone
from xq_gis_plugin.core.rules import DEFAULT_EDITIONS, known_editions, load_catalogue
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.qgis_plugin.own_thread import in_own_thread
from xq_gis_plugin.qgis_plugin.processing.algorithm import DATUMS, Told, XqAlgorithm, say
from xq_gis_plugin.qgis_plugin.processing.outputs import Outputs
from xq_gis_plugin.qgis_plugin.processing.sinks import write_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

__all__ = ["PermittedZoneAlgorithm"]

UNKNOWN = "unknown"
_FACTS = {
    "GRADE": ("grade", (UNKNOWN, "1", "2", "3")),
    "VAPOUR_RECOVERY": ("vapour_recovery", (UNKNOWN, "none", "unloading", "full")),
    "FUELS": (
        "fuels",
        (UNKNOWN, "petrol", "diesel", "diesel+petrol", "cng", "lpg", "lng"),
    ),
    "TEMPORARY": ("temporary", (UNKNOWN, "no", "yes")),
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
        self.add(QgsProcessingParameterFile("RULE_FILE", say("p_RULE_FILE"), extension="csv", optional=True))
        self.add_number("SITE_RADIUS", 0.0)
        kind = QgsProcessing.SourceType.TypeVectorPolygon
        self.add(QgsProcessingParameterFeatureSink("OUTPUT", say("p_ZONES"), kind))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Ask the core."""
        told = Told(feedback)
        stated = {fact: self.chosen(name, parameters, context)[0] for name, (fact, _) in _FACTS.items()}
        (kind,) = self.chosen("KIND", parameters, context)
        rule_file = self.path("RULE_FILE", parameters, context)
        editions = self.chosen("EDITIONS", parameters, context)
        radius_m = self.number("SITE_RADIUS", parameters, context) or 0.0
        told.begin("read_protected")
        area = self._area(parameters, context, told)
        protected = self.frame("PROTECTED", Role.PROTECTED, parameters, context, told)
        existing = self.frame("EXISTING", Role.HAZARD, parameters, context, told)
        advance = told.begin("assess")
        zones = in_own_thread(
            lambda: permitted_zone(
                area(),
                protected,
                existing,
                kind=kind,
                facts={fact: value for fact, value in stated.items() if value != UNKNOWN},
                rules=load_catalogue(editions=editions, rule_file=rule_file),
                accuracy_m=radius_m,
                progress=advance,
            )
        )
        with Outputs(self, parameters, context, told.tick) as outputs:
            write_frame(outputs, "OUTPUT", zones, "MultiPolygon", told.begin("write"))
        return outputs.targets()

    def _area(
        self, parameters: dict[str, Any], context: QgsProcessingContext, told: Told
    ) -> Callable[[], Any]:
        """Return what makes the area one geometry in degrees; its features are read here."""
        rows = self.placed("AREA", parameters, context, told)

        def join() -> Any:  # noqa: ANN401 - a shapely geometry
            raw = rows()
            shapes = gpd.GeoSeries(raw.geometry, crs=raw.crs).to_crs(CRS)
            return shapely.union_all(shapely.make_valid(shapes.dropna().to_numpy()))

        return join
