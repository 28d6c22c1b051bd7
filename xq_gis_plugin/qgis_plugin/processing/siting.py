"""``xq:siting``: the siting plan of the command line, on any layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from xq_gis_plugin.core.errors import InputError, OutputError
from xq_gis_plugin.core.siting.model import Objective, Task
from xq_gis_plugin.export.site_words import headline, how_sure
from xq_gis_plugin.io.site_plan import read_site_plan
from xq_gis_plugin.qgis_plugin.own_thread import in_own_thread
from xq_gis_plugin.qgis_plugin.processing.algorithm import DATUMS, Told, XqAlgorithm, say
from xq_gis_plugin.qgis_plugin.processing.outputs import Outputs, claim
from xq_gis_plugin.qgis_plugin.processing.sinks import POINT, write_frame
from xq_gis_plugin.qgis_plugin.processing.values import file_of
from xq_gis_plugin.run import Product
from xq_gis_plugin.run_site import SiteRequest, plan_request, write_site_products
from xq_gis_plugin.widgets.language import ui_language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    from xq_gis_plugin.core.siting.model import SitePlan, StreetQuota

__all__ = ["SitingAlgorithm"]

_INPUTS = {"CANDIDATE_SITES": True, "PROTECTED": True, "HAZARDS": False, "EXISTING_SHOPS": False}
_AREAS = ("DISTRICT", "STREETS", "NO_DISCHARGE")
_SINKS = {
    "SITES": ("sites", POINT),
    "PERMITTED": ("permitted", "MultiPolygon"),
    "SPACING": ("spacing", "LineString"),
    "STREET_COUNTS": ("streets", ""),
}
_FILES = {"PLAN": ".gpkg", "PLAN_HTML": ".html", "PLAN_XLSX": ".xlsx"}
_ORDERS = {
    "count": (Objective.COUNT, Objective.CLOSING),
    "demand": (Objective.DEMAND, Objective.CLOSING),
    "closing": (Objective.CLOSING, Objective.COUNT),
    "count+demand": (Objective.COUNT, Objective.DEMAND, Objective.CLOSING),
    "demand+count": (Objective.DEMAND, Objective.COUNT, Objective.CLOSING),
}
_COUNTS = ("CHOSEN", "KEPT", "CLOSED", "REJECTED", "UNRESOLVED")
_LOCAL_BAN = "FW-45"


class SitingAlgorithm(XqAlgorithm):
    """Where fireworks shops are to stand, and why not elsewhere."""

    NAME = "siting"
    GROUP = "siting"

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        for name, needed in _INPUTS.items():
            self.add_source(name, optional=not needed)
            self.add_choice(f"{name}_DATUM", list(DATUMS), DATUMS[0])
        for name in _AREAS:
            self.add_source(name, optional=True, polygons=True)
        self.add_number("QUOTA", optional=True)
        self.add(QgsProcessingParameterFile("QUOTAS", say("p_QUOTAS"), extension="csv", optional=True))
        self.add(QgsProcessingParameterBoolean("ONLY_DECREASE", say("p_ONLY_DECREASE"), defaultValue=False))
        self.add_choice("OBJECTIVE", list(_ORDERS), "count")
        self.add_number("WALK", 500.0)
        self.add_number("TIME_LIMIT", 60.0)
        self.add(QgsProcessingParameterBoolean("LOCAL_BAN", say("p_LOCAL_BAN"), defaultValue=True))
        self.add(QgsProcessingParameterFile("RULE_FILE", say("p_RULE_FILE"), extension="csv", optional=True))
        self.add_number("ACCURACY", optional=True)
        self.add(QgsProcessingParameterString("TITLE", say("p_TITLE"), optional=True))
        kinds = QgsProcessing.SourceType
        of = {"": kinds.TypeVector, POINT: kinds.TypeVectorPoint, "LineString": kinds.TypeVectorLine}
        for name, (_, geometry) in _SINKS.items():
            kind = of.get(geometry, kinds.TypeVectorPolygon)
            shown = name in {"SITES", "PERMITTED"}
            self.add(
                QgsProcessingParameterFeatureSink(
                    name, say(f"p_{name}"), kind, optional=True, createByDefault=shown
                )
            )
        for name, ending in _FILES.items():
            self.add(
                QgsProcessingParameterFileDestination(
                    name, say(f"p_{name}"), f"*{ending}", optional=True, createByDefault=False
                )
            )
        for name in _COUNTS:
            self.addOutput(QgsProcessingOutputNumber(name, say(f"p_{name}")))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read, plan, write."""
        told = Told(feedback)
        products = self._products(parameters, context)
        request = self._request(parameters, context, told)
        plan = in_own_thread(lambda: plan_request(request, told))
        told.notice(plan.checks)
        advance = told.begin("write")
        feedback.pushInfo(headline(plan, ui_language()))
        feedback.pushInfo(how_sure(plan.answer, ui_language()))
        title = self.parameterAsString(parameters, "TITLE", context) or say("plan_title")
        with Outputs(self, parameters, context, told.tick) as outputs:
            for number, (name, (table, geometry)) in enumerate(_SINKS.items()):
                advance(number / len(_SINKS), "write")
                write_frame(outputs, name, getattr(plan, table), geometry, told.ticking())
            if products:
                wanted = list(products.values())
                in_own_thread(
                    lambda: write_site_products(
                        plan, wanted, title=title, overwrite=True, confirm=outputs.decide
                    )
                )
        files = {name: str(product.path) for name, product in products.items()}
        return outputs.targets() | files | _counts(plan)

    def _request(self, parameters: dict[str, Any], context: QgsProcessingContext, told: Told) -> SiteRequest:
        told.begin("read_candidates")
        given = {name: self.given(name, parameters, context, told) for name in _INPUTS}
        areas = {name: self._areas(name, parameters, context, told) for name in _AREAS}
        protected = given["PROTECTED"]
        if protected is None:
            message = "a required input is optional by mistake"
            raise RuntimeError(message)
        return SiteRequest(
            given["CANDIDATE_SITES"],
            protected,
            self._task(parameters, context),
            hazards=given["HAZARDS"],
            existing=given["EXISTING_SHOPS"],
            quotas=self.path("QUOTAS", parameters, context),
            area=areas["DISTRICT"],
            streets=areas["STREETS"],
            no_discharge=areas["NO_DISCHARGE"],
            rule_file=self.path("RULE_FILE", parameters, context),
            without=() if self.parameterAsBool(parameters, "LOCAL_BAN", context) else (_LOCAL_BAN,),
            accuracy_m=self.number("ACCURACY", parameters, context),
        )

    def _areas(self, name: str, parameters: dict[str, Any], context: QgsProcessingContext, told: Told) -> Any:  # noqa: ANN401
        """Return a layer of areas as a run takes it; None where it is not given."""
        from xq_gis_plugin.run import Given

        if self.rows(name, parameters, context, told) is None:
            return None
        return Given(self.placed(name, parameters, context, told))

    def _task(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> Callable[[tuple[StreetQuota, ...]], Task]:
        quota = self.number("QUOTA", parameters, context)
        (order,) = self.chosen("OBJECTIVE", parameters, context)
        walk_m = self.number("WALK", parameters, context)
        seconds = self.number("TIME_LIMIT", parameters, context)
        decrease = self.parameterAsBool(parameters, "ONLY_DECREASE", context)
        return lambda streets: Task(
            quota=None if quota is None else int(quota) if quota == int(quota) else quota,  # type: ignore[arg-type]
            streets=streets,
            only_decrease=decrease,
            objectives=_ORDERS[order],
            walk_m=500.0 if walk_m is None else walk_m,
            time_limit_s=60.0 if seconds is None else seconds,
        )

    def _products(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, Product]:
        """Return the files that are wanted; no GeoPackage of the planner's own is replaced."""
        inputs = [
            path
            for name in ("QUOTAS", "RULE_FILE")
            if (path := self.path(name, parameters, context)) is not None
        ]
        layers = [file for name in _SINKS if (file := file_of(parameters.get(name), context)) is not None]
        found = {}
        for name, ending in _FILES.items():
            path = self.file_output(name, ending, parameters, context, inputs)
            if path is not None:
                claim(layers, path)
                found[name] = Product(ending, path)
        if "PLAN" in found and found["PLAN"].path.exists():
            _require_plan(found["PLAN"].path)
        return found


def _require_plan(path: Path) -> None:
    try:
        in_own_thread(lambda: read_site_plan(path))
    except InputError as error:
        if error.code == "workspace_newer":
            raise
        message = f"{path} is there already and is no siting plan of this program; it was left as it is."
        hint = "Give the plan another name, or move that file away."
        raise OutputError("output_foreign", message, hint, path=str(path)) from error


def _counts(plan: SitePlan) -> dict[str, int]:
    counts = plan.sites["status"].value_counts()
    return {name: int(counts.get(name.lower(), 0)) for name in _COUNTS}
