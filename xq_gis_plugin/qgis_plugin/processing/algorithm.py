"""What all of our algorithms share: their words, their progress and cancel, how they say what is wrong."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, ClassVar

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
)

from xq_gis_plugin import resources
from xq_gis_plugin.core.errors import InputError, XqGisError
from xq_gis_plugin.core.model import Datum
from xq_gis_plugin.export.words import check_text, error_text, word
from xq_gis_plugin.qgis_plugin.bridge import snapshot_source
from xq_gis_plugin.qgis_plugin.own_thread import in_own_thread
from xq_gis_plugin.run import CancelledError, Given, read_role
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.qt import QtGui

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import geopandas as gpd
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterDefinition

    from xq_gis_plugin.io.columns import Role

__all__ = ["DATUMS", "Told", "XqAlgorithm"]

DATUMS = ("auto", *(datum.value for datum in Datum))
"""Values of every datum parameter; ``auto`` takes what the coordinate system says."""
_SHARES = {
    "read_hazards": (0.0, 0.1),
    "read_protected": (0.1, 0.3),
    "read_parts": (0.3, 0.35),
    "assess": (0.35, 0.9),
    "write": (0.9, 1.0),
}


class Told:
    """Processing's feedback as `xq_gis_plugin.run.Steps`."""

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        self.feedback = feedback

    def begin(self, step: str) -> Callable[[float, str], None]:
        """Start a step; it, and what it returns, raise `CancelledError` once nobody wants it."""
        low, high = _SHARES.get(step, (0.0, 1.0))
        if step in _SHARES:
            self.feedback.setProgressText(word("qgis", f"step_{step}", ui_language()))

        def advance(fraction: float, _told: str) -> None:
            if self.feedback.isCanceled():
                raise CancelledError
            self.feedback.setProgress(100 * (low + (high - low) * fraction))

        advance(0.0, step)
        return advance


class XqAlgorithm(QgsProcessingAlgorithm):
    """An algorithm of ours: a subclass names itself, its parameters, and does its `work`."""

    NAME: ClassVar[str] = ""
    GROUP: ClassVar[str] = "check"

    def createInstance(self) -> XqAlgorithm:
        """Return another one."""
        return type(self)()

    def name(self) -> str:
        """Return the name by which models and scripts call it."""
        return self.NAME

    def displayName(self) -> str:
        """Return its title."""
        return say(f"{self.NAME}_title")

    def group(self) -> str:
        """Return the title of its group."""
        return say(f"group_{self.GROUP}")

    def groupId(self) -> str:
        """Return the name of its group."""
        return self.GROUP

    def tags(self) -> list[str]:
        """Return words by which it is found, in both languages."""
        return say(f"{self.NAME}_tags").split()

    def icon(self) -> QtGui.QIcon:
        """Return the plugin's sign."""
        return QtGui.QIcon(str(resources.path("styles", "icons", "plugin.svg")))

    def shortHelpString(self) -> str:
        """Return the help, Chinese and English."""
        both = [word("alg", f"{self.NAME}_help", lang) for lang in ("zh", "en")]
        first = both if ui_language() == "zh" else both[::-1]
        return "".join(f"<p>{html.escape(text)}</p>" for text in first)

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run it; QGIS calls this, in a thread of its own."""
        try:
            return self.work(parameters, context, feedback)
        except CancelledError:
            return {}
        except XqGisError as error:
            told = error_text(error, ui_language())
            text = f"{told.message} {told.hint}"
            raise QgsProcessingException(text) from error

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Do what the algorithm is for; errors are `XqGisError`."""
        raise NotImplementedError

    # Parameters

    def add(self, parameter: QgsProcessingParameterDefinition) -> None:
        """Add a parameter with its help."""
        parameter.setHelp(say(f"p_{parameter.name()}_help") if _has(f"p_{parameter.name()}_help") else "")
        self.addParameter(parameter)

    def add_source(self, name: str, *, optional: bool = False, polygons: bool = False) -> None:
        """Add an input layer of any geometry, or of polygons."""
        kinds = QgsProcessing.SourceType
        kind = kinds.TypeVectorPolygon if polygons else kinds.TypeVector
        self.add(QgsProcessingParameterFeatureSource(name, say(f"p_{name}"), [kind], optional=optional))

    def add_choice(self, name: str, options: list[str], default: Any, *, many: bool = False) -> None:  # noqa: ANN401
        """Add a choice of fixed words, which are the same in every language."""
        self.add(
            QgsProcessingParameterEnum(
                name,
                say(f"p_{name}"),
                options,
                allowMultiple=many,
                defaultValue=default,
                usesStaticStrings=True,
            )
        )

    def given(
        self, name: str, datum: str, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> Given | None:
        """Return one input as a run takes it; None where an optional one is not given."""
        source = self.parameterAsSource(parameters, name, context)
        if source is None:
            if self.parameterDefinition(name).flags() & self.parameterDefinition(name).Flag.FlagOptional:
                return None
            raise QgsProcessingException(self.invalidSourceError(parameters, name))
        label = source.sourceName() or say(f"p_{name}")
        stated = self.parameterAsEnumString(parameters, datum, context) if datum else "auto"
        return Given(snapshot_source(source, label), None if stated in {"", "auto"} else stated)

    def frame(
        self,
        name: str,
        datum: str,
        role: Role,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> gpd.GeoDataFrame | None:
        """Return one input as a frame of its role, and tell what its reader noticed."""
        given = self.given(name, datum, parameters, context)
        if given is None:
            return None
        frame = in_own_thread(lambda: read_role(given, role))
        for check in frame.attrs["source"].checks:
            feedback.pushWarning(check_text(check, ui_language()))
        return frame


def say(key: str, **values: object) -> str:
    """Return a text of the group ``alg`` in QGIS's language."""
    text = word("alg", key, ui_language())
    return text.format_map(values) if values else text


def number_or_none(value: Any, field: str) -> float | None:  # noqa: ANN401
    """Return a number that may have come as text; None where there is none.

    Raises
    ------
    InputError
        ``option_number`` where the text is no number of metres.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        metres = float(value)
    except (TypeError, ValueError):
        metres = -1.0
    if not 0 <= metres < float("inf"):
        message = f"{field}: {value!r} is no number of metres."
        raise InputError("option_number", message, "Give 0 or more metres.", field=field, value=str(value))
    return metres


def _has(key: str) -> bool:
    return word("alg", key) != key


def outputs_of(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the results that are there."""
    return {key: value for key, value in found.items() if value is not None}
