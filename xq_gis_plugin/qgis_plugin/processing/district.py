"""``xq:importinto`` and ``xq:undoimport``: a file into the district's workspace, and the last one out."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.district import Existing, undo_last_import
from xq_gis_plugin.qgis_plugin.own_thread import in_own_thread
from xq_gis_plugin.qgis_plugin.processing.algorithm import DATUMS, ENCODINGS, Told, XqAlgorithm, say
from xq_gis_plugin.qgis_plugin.processing.values import stated_columns
from xq_gis_plugin.run import Given
from xq_gis_plugin.run_import import run_import

if TYPE_CHECKING:
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

__all__ = ["ImportIntoAlgorithm", "UndoImportAlgorithm"]

_ROLES = {"hazards": Role.HAZARD, "protected": Role.PROTECTED, "parts": Role.PART, "sites": Role.SITE}


class ImportIntoAlgorithm(XqAlgorithm):
    """Add a file to the district's workspace, with its provenance."""

    NAME = "importinto"
    GROUP = "data"

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        self.add(QgsProcessingParameterFile("FILE", say("p_FILE")))
        self.add(QgsProcessingParameterString("LAYER", say("p_LAYER"), optional=True))
        self.add_choice("ROLE", list(_ROLES), "hazards")
        # A file that is there or a new name: a file to be written would be asked about as one to be replaced.
        self.add(QgsProcessingParameterFile("WORKSPACE", say("p_DISTRICT_WORKSPACE"), extension="gpkg"))
        self.add_choice("IF_THERE", [*map(str, Existing)], str(Existing.REFUSE))
        self.add_choice("DATUM", list(DATUMS), DATUMS[0])
        self.add_choice("ENCODING", list(ENCODINGS), ENCODINGS[0])
        self.add(QgsProcessingParameterString("CRS", say("p_CRS"), optional=True))
        self.add_number("CRS_ACCURACY", optional=True)
        self.add(QgsProcessingParameterString("STATED_KIND", say("p_STATED_KIND"), optional=True))
        self.add(QgsProcessingParameterString("STATED_COLUMNS", say("p_STATED_COLUMNS"), optional=True))
        self.add(QgsProcessingParameterFile("MAP_TAGS", say("p_MAP_TAGS"), extension="csv", optional=True))
        self.add(QgsProcessingParameterString("BY", say("p_BY"), optional=True))
        for name in ("IMPORT_ID", "ROWS", "ROWS_REPLACED", "ROWS_KEPT", "ROWS_REJECTED"):
            self.addOutput(QgsProcessingOutputNumber(name, say(f"p_{name}")))
        self.addOutput(QgsProcessingOutputString("DISTRICT_WORKSPACE", say("p_DISTRICT_WORKSPACE")))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read and import."""
        told = Told(feedback)
        path = self.parameterAsFile(parameters, "FILE", context)
        layer = self.parameterAsString(parameters, "LAYER", context).strip()
        (role,), (existing,), (datum,), (encoding,) = (
            self.chosen(name, parameters, context) for name in ("ROLE", "IF_THERE", "DATUM", "ENCODING")
        )
        given = Given(
            f"{path}#{layer}" if layer else path,
            None if datum == DATUMS[0] else datum,
            self.parameterAsString(parameters, "CRS", context).strip() or None,
            None if encoding == ENCODINGS[0] else encoding,
            self.number("CRS_ACCURACY", parameters, context),
            self.parameterAsString(parameters, "STATED_KIND", context).strip() or None,
            stated_columns(self.parameterAsString(parameters, "STATED_COLUMNS", context)),
        )
        workspace = self.path("WORKSPACE", parameters, context) or Path()
        tags, by = (
            self.path("MAP_TAGS", parameters, context),
            self.parameterAsString(parameters, "BY", context),
        )
        done = told.reading(
            lambda: run_import(
                given,
                _ROLES[role],
                workspace,
                existing=Existing(existing),
                by=_who(by),
                steps=told,
                tags=tags,
            )
        )
        told.notice(done.checks)
        record = done.record
        return {
            "IMPORT_ID": record.import_id,
            "ROWS": record.rows_added,
            "ROWS_REPLACED": record.rows_replaced,
            "ROWS_KEPT": record.rows_kept,
            "ROWS_REJECTED": record.rows_rejected,
            "DISTRICT_WORKSPACE": str(workspace),
        }


class UndoImportAlgorithm(XqAlgorithm):
    """Take the last import out of the district's workspace again."""

    NAME = "undoimport"
    GROUP = "data"

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        self.add(QgsProcessingParameterFile("WORKSPACE", say("p_DISTRICT_WORKSPACE"), extension="gpkg"))
        self.add(QgsProcessingParameterBoolean("ANYWAY", say("p_ANYWAY"), defaultValue=False))
        self.add(QgsProcessingParameterString("BY", say("p_BY"), optional=True))
        for name in ("IMPORT_ID", "ROWS_REMOVED", "ROWS_RESTORED"):
            self.addOutput(QgsProcessingOutputNumber(name, say(f"p_{name}")))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Undo."""
        Told(feedback).begin("write")
        workspace = self.path("WORKSPACE", parameters, context) or Path()
        anyway = self.parameterAsBoolean(parameters, "ANYWAY", context)
        by = _who(self.parameterAsString(parameters, "BY", context))
        done = in_own_thread(lambda: undo_last_import(workspace, by=by, anyway=anyway))
        return {
            "IMPORT_ID": done.import_id,
            "ROWS_REMOVED": done.rows_removed,
            "ROWS_RESTORED": done.rows_restored,
        }


def _who(by: str) -> str:
    """Return who does it: as said, else who is logged in."""
    if by.strip():
        return by.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        message = "The computer does not say who is logged in."
        raise InputError("nobody_logged_in", message, "Say who you are (BY).") from error
