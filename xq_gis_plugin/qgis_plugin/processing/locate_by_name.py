"""``xq:locatebyname``: which features of a layer may be the places that the plan names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterField,
)

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CRS
from xq_gis_plugin.core.naming import propose_locations
from xq_gis_plugin.core.plan import AREA, load_plan
from xq_gis_plugin.export.words import word
from xq_gis_plugin.io.areas import display_district
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.coordinate_choice import datum_by_columns
from xq_gis_plugin.io.position import place
from xq_gis_plugin.io.services.ask import SERVICES, around, ask, require_services
from xq_gis_plugin.io.services.asking import Session
from xq_gis_plugin.io.services.cache import AnswerCache, cache_folder
from xq_gis_plugin.io.services.client import Client
from xq_gis_plugin.qgis_plugin.own_thread import in_own_thread
from xq_gis_plugin.qgis_plugin.processing.algorithm import Told, XqAlgorithm, say
from xq_gis_plugin.qgis_plugin.processing.outputs import Outputs
from xq_gis_plugin.qgis_plugin.processing.sinks import POINT, write_frame
from xq_gis_plugin.widgets.language import ui_language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    from xq_gis_plugin.core.model import Check
    from xq_gis_plugin.core.plan import PlanEntry

__all__ = ["LocateByNameAlgorithm"]

_NAME = "name"
_BOXES = ("专栏2", "专栏3", "专栏4")


class LocateByNameAlgorithm(XqAlgorithm):
    """Proposals for the plan's unlocated entries; a person accepts them."""

    NAME = "locatebyname"
    GROUP = "data"

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        self.add_source("CANDIDATES", optional=True)
        self.add(
            QgsProcessingParameterField("NAME_FIELD", say("p_NAME_FIELD"), _NAME, "CANDIDATES", optional=True)
        )
        self.add_choice("SERVICES", list(SERVICES), [], many=True, optional=True)
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
        services = self.chosen("SERVICES", parameters, context)
        noticed: list[Check] = []
        known = self._candidates(parameters, context, told, noticed)
        if known is None and not services:
            message = "neither a layer nor a service is given."
            hint = "Choose a layer of candidates (CANDIDATES), or services (SERVICES)."
            raise InputError("locate_with_nothing", message, hint)

        def candidates() -> gpd.GeoDataFrame:
            own = None if known is None else known()
            frames = [] if own is None else [own.assign(object_id=_numbers(own))]
            frames += _online(services, wanted, told, advance)
            columns = ["object_id", "name", "kind", "geometry"]
            same = [frame.reindex(columns=columns) for frame in frames]
            return gpd.GeoDataFrame(pd.concat(same, ignore_index=True), crs=CRS)

        if services:
            require_services(services)
        together = told.reading(candidates) if services else in_own_thread(known or candidates)
        told.notice(noticed)
        found = in_own_thread(lambda: propose_locations(wanted, together, least=least, progress=advance))
        found["evidence"] = [word("evidence", str(code), ui_language()) for code in found["evidence"]]
        with Outputs(self, parameters, context, told.tick) as outputs:
            write_frame(outputs, "OUTPUT", found, POINT, told.ticking())
        counts = {"ENTRIES": len(wanted), "WITH_PROPOSAL": int(found["plan_id"].nunique())}
        return outputs.targets() | counts

    def _candidates(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        told: Told,
        noticed: list[Check],
    ) -> Callable[[], gpd.GeoDataFrame] | None:
        """Return what makes the candidates a frame, their features read here; None where none are given.

        What is noticed of their places then is added to ``noticed``.
        """
        if not self.parameterAsSource(parameters, "CANDIDATES", context):
            return None
        rows = self.placed("CANDIDATES", parameters, context, told)
        chosen = self.parameterAsString(parameters, "NAME_FIELD", context) or _NAME
        if chosen not in rows.names:
            raise QgsProcessingException(say("field_missing", field=chosen))

        def frame() -> gpd.GeoDataFrame:
            # As a file is placed: a system whose way to CGCS2000 nobody knows is refused, not guessed.
            raw = rows()
            datum, unclear = datum_by_columns(raw)
            placed = place(raw, Role.PROTECTED, datum)
            noticed.extend([*unclear, *(check for check in placed.checks if check not in raw.checks)])
            made = gpd.GeoDataFrame(placed.table, geometry=placed.geometry, crs=CRS)
            return made.assign(name=made[chosen])

        return frame


def _numbers(frame: gpd.GeoDataFrame) -> list[str]:
    """Return an identity for each row of a layer."""
    own = next((name for name in ("hazard_id", "object_id") if name in frame), None)
    return [str(one) for one in (frame.index if own is None else frame[own])]


def _online(
    services: Sequence[str],
    wanted: Sequence[PlanEntry],
    told: Told,
    advance: Callable[[float, str], None],
) -> list[gpd.GeoDataFrame]:
    """Return what online services know of the plan's entries."""
    session = Session(Client(heard=told.tick), AnswerCache(cache_folder()))
    return [ask(name, wanted, around(display_district()), session, advance) for name in services]
