"""``xq:check``: the separation check of the command line, on any layers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from xq_gis_plugin.core.rules import DEFAULT_EDITIONS, known_editions
from xq_gis_plugin.export.digest import headline
from xq_gis_plugin.export.words import check_text
from xq_gis_plugin.qgis_plugin.own_thread import in_own_thread
from xq_gis_plugin.qgis_plugin.processing.algorithm import (
    DATUMS,
    Told,
    XqAlgorithm,
    number_or_none,
    outputs_of,
    say,
)
from xq_gis_plugin.qgis_plugin.processing.sinks import POINT, write_sink
from xq_gis_plugin.run import Product, Request, run_check, write_products
from xq_gis_plugin.widgets.language import ui_language

if TYPE_CHECKING:
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    from xq_gis_plugin.core.model import Assessment

__all__ = ["CheckAlgorithm"]

_SINKS = {
    "FINDINGS": ("findings", "LineString"),
    "SUMMARY": ("hazard_summary", POINT),
    "RINGS": ("rings", "MultiPolygon"),
    "OVERLAPS": ("overlaps", "MultiPolygon"),
    "SURVEY": ("survey", ""),
    "FINDING_RULES": ("finding_rules", ""),
}
_FILES = {"WORKSPACE": ".gpkg", "HTML": ".html", "XLSX": ".xlsx"}
_COUNTS = ("CONFLICTS", "UNRESOLVED", "CLEAR", "HAZARDS_UNRESOLVED", "UNLOCATED")


class CheckAlgorithm(XqAlgorithm):
    """Which hazards stand closer to what they endanger than the standards ask."""

    NAME = "check"

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        for name in ("HAZARDS", "PROTECTED", "PARTS"):
            self.add_source(name, optional=name == "PARTS")
            self.add_choice(f"{name}_DATUM", list(DATUMS), DATUMS[0])
        self.add_choice("EDITIONS", list(known_editions()), list(DEFAULT_EDITIONS), many=True)
        self.add(QgsProcessingParameterFile("RULE_FILE", say("p_RULE_FILE"), extension="csv", optional=True))
        self.add(
            QgsProcessingParameterNumber(
                "ACCURACY",
                say("p_ACCURACY"),
                QgsProcessingParameterNumber.Type.Double,
                optional=True,
                minValue=0,
            )
        )
        self.add(
            QgsProcessingParameterNumber(
                "WITHIN", say("p_WITHIN"), QgsProcessingParameterNumber.Type.Double, 200.0, minValue=0
            )
        )
        self.add(QgsProcessingParameterString("TITLE", say("p_TITLE"), optional=True))
        kinds = QgsProcessing.SourceType
        of = {"": kinds.TypeVector, POINT: kinds.TypeVectorPoint, "LineString": kinds.TypeVectorLine}
        for name, (_, geometry) in _SINKS.items():
            kind = of.get(geometry, kinds.TypeVectorPolygon)
            shown = name in {"FINDINGS", "SUMMARY"}
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
        """Read, assess, write."""
        told = Told(feedback)
        request = self._request(parameters, context)
        result = in_own_thread(lambda: run_check(request, told))
        for check in result.checks:
            feedback.pushWarning(check_text(check, ui_language()))
        advance = told.begin("write")
        feedback.pushInfo(headline(result).text(ui_language()))
        outputs: dict[str, Any] = self._write_files(result, parameters, context)
        for number, (name, (table, geometry)) in enumerate(_SINKS.items()):
            advance(number / len(_SINKS), "write")
            outputs[name] = write_sink(
                self, name, getattr(result, table), geometry, parameters, context, feedback
            )
        return outputs_of(outputs) | _counts(result)

    def _request(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Request:
        hazards = self.given("HAZARDS", "HAZARDS_DATUM", parameters, context)
        protected = self.given("PROTECTED", "PROTECTED_DATUM", parameters, context)
        if hazards is None or protected is None:
            message = "a required input is optional by mistake"
            raise RuntimeError(message)
        rule_file = self.parameterAsFile(parameters, "RULE_FILE", context)
        return Request(
            hazards,
            protected,
            self.given("PARTS", "PARTS_DATUM", parameters, context),
            editions=tuple(self.parameterAsEnumStrings(parameters, "EDITIONS", context)),
            rule_file=Path(rule_file) if rule_file else None,
            accuracy_m=number_or_none(parameters.get("ACCURACY"), "ACCURACY"),
            within_m=self.parameterAsDouble(parameters, "WITHIN", context),
        )

    def _write_files(
        self, result: Assessment, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> dict[str, Any]:
        """Write the files that are wanted, all or none; Processing has asked before replacing one."""
        paths = {name: self.parameterAsFileOutput(parameters, name, context) for name in _FILES}
        wanted = {name: path for name, path in paths.items() if path}
        title = self.parameterAsString(parameters, "TITLE", context) or say("map_title")
        products = [Product(_FILES[name], Path(path)) for name, path in wanted.items()]
        if products:
            in_own_thread(lambda: write_products(result, products, title=title, overwrite=True))
        return wanted


def _counts(result: Assessment) -> dict[str, int]:
    verdicts = result.findings["verdict"].value_counts()
    return {
        "CONFLICTS": int(verdicts.get("conflict", 0)),
        "UNRESOLVED": int(verdicts.get("unresolved", 0)),
        "CLEAR": int(verdicts.get("clear", 0)),
        "HAZARDS_UNRESOLVED": headline(result).hazards,
        "UNLOCATED": len(result.unlocated),
    }
