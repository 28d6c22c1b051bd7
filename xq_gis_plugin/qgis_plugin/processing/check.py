"""``xq:check``: the separation check of the command line, on any layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from xq_gis_plugin.core.errors import InputError, OutputError
from xq_gis_plugin.core.rules import DEFAULT_EDITIONS, known_editions
from xq_gis_plugin.export.digest import headline
from xq_gis_plugin.io.workspace import read_workspace
from xq_gis_plugin.qgis_plugin.own_thread import in_own_thread
from xq_gis_plugin.qgis_plugin.processing.algorithm import DATUMS, Told, XqAlgorithm, say
from xq_gis_plugin.qgis_plugin.processing.outputs import Outputs, claim
from xq_gis_plugin.qgis_plugin.processing.sinks import POINT, write_frame
from xq_gis_plugin.qgis_plugin.processing.values import file_of
from xq_gis_plugin.run import Product, Request, run_check, write_products
from xq_gis_plugin.widgets.language import ui_language

if TYPE_CHECKING:
    from pathlib import Path

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
        self.add_number("ACCURACY", optional=True)
        self.add_number("WITHIN", 200.0)
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
        rule_file = self.path("RULE_FILE", parameters, context)
        products = self._products(rule_file, parameters, context)
        request = self._request(rule_file, parameters, context, told)
        result = in_own_thread(lambda: run_check(request, told))
        told.notice(result.checks)
        advance = told.begin("write")
        feedback.pushInfo(headline(result).text(ui_language()))
        title = self.parameterAsString(parameters, "TITLE", context) or say("map_title")
        with Outputs(self, parameters, context, told.tick) as outputs:
            for number, (name, (table, geometry)) in enumerate(_SINKS.items()):
                advance(number / len(_SINKS), "write")
                write_frame(outputs, name, getattr(result, table), geometry, told.ticking())
            if products:
                wanted = list(products.values())
                in_own_thread(
                    lambda: write_products(
                        result, wanted, title=title, overwrite=True, confirm=outputs.decide
                    )
                )
        files = {name: str(product.path) for name, product in products.items()}
        return outputs.targets() | files | _counts(result)

    def _request(
        self, rule_file: Path | None, parameters: dict[str, Any], context: QgsProcessingContext, told: Told
    ) -> Request:
        told.begin("read_hazards")
        hazards = self.given("HAZARDS", parameters, context, told)
        protected = self.given("PROTECTED", parameters, context, told)
        if hazards is None or protected is None:
            message = "a required input is optional by mistake"
            raise RuntimeError(message)
        return Request(
            hazards,
            protected,
            self.given("PARTS", parameters, context, told),
            editions=self.chosen("EDITIONS", parameters, context),
            rule_file=rule_file,
            accuracy_m=self.number("ACCURACY", parameters, context),
            within_m=self.number("WITHIN", parameters, context) or 0.0,
        )

    def _products(
        self, rule_file: Path | None, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> dict[str, Product]:
        """Return the files that are wanted.

        A dialog has asked before a file is replaced; a batch and a model ask nobody. So a workspace is
        replaced, its remarks kept, but no GeoPackage of the planner's own.
        """
        inputs = [] if rule_file is None else [rule_file]
        layers = [file for name in _SINKS if (file := file_of(parameters.get(name), context)) is not None]
        found = {}
        for name, ending in _FILES.items():
            path = self.file_output(name, ending, parameters, context, inputs)
            if path is not None:
                claim(layers, path)
                found[name] = Product(ending, path)
        if "WORKSPACE" in found and found["WORKSPACE"].path.exists():
            _require_workspace(found["WORKSPACE"].path)
        return found


def _require_workspace(path: Path) -> None:
    try:
        in_own_thread(lambda: read_workspace(path))
    except InputError as error:
        if error.code == "workspace_newer":
            raise
        message = f"{path} is there already and is no workspace of this program; it was left as it is."
        hint = "Give the workspace another name, or move that file away."
        raise OutputError("output_foreign", message, hint, path=str(path)) from error


def _counts(result: Assessment) -> dict[str, int]:
    verdicts = result.findings["verdict"].value_counts()
    return {
        "CONFLICTS": int(verdicts.get("conflict", 0)),
        "UNRESOLVED": int(verdicts.get("unresolved", 0)),
        "CLEAR": int(verdicts.get("clear", 0)),
        "HAZARDS_UNRESOLVED": headline(result).hazards,
        "UNLOCATED": len(result.unlocated),
    }
