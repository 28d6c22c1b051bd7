"""What all of our algorithms share: their words, their inputs, their cancel, how they say what is wrong."""

from __future__ import annotations

import html
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
)

from xq_gis_plugin import resources
from xq_gis_plugin.core.errors import InputError, OutputError, XqGisError
from xq_gis_plugin.core.model import Datum
from xq_gis_plugin.core.output import check_output
from xq_gis_plugin.export.words import check_text, error_text, word
from xq_gis_plugin.qgis_plugin.bridge import snapshot, snapshot_source
from xq_gis_plugin.qgis_plugin.own_thread import in_own_thread
from xq_gis_plugin.qgis_plugin.processing.values import choices, is_chosen, layer_of, number
from xq_gis_plugin.run import CancelledError, Given, read_role
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.qt import QtGui

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import geopandas as gpd
    from qgis.core import (
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingParameterDefinition,
    )

    from xq_gis_plugin.core.model import Check
    from xq_gis_plugin.io.columns import Role
    from xq_gis_plugin.qgis_plugin.bridge import Snapshot

__all__ = ["DATUMS", "ENCODINGS", "Told", "XqAlgorithm", "say", "text_of"]

_Result = TypeVar("_Result")

DATUMS = ("auto", *(datum.value for datum in Datum))
"""Values of every datum parameter; ``auto`` takes what the coordinate system says."""
ENCODINGS = ("auto", "utf-8", "gb18030", "big5")
"""Values of every encoding parameter; ``auto`` takes what the file says, else what its text looks like."""
_SHARES = {
    "read_hazards": (0.0, 0.1),
    "read_protected": (0.1, 0.3),
    "read_parts": (0.3, 0.35),
    "read_sites": (0.0, 0.3),
    "assess": (0.35, 0.9),
    "read_candidates": (0.0, 0.1),
    "plan": (0.3, 0.9),
    "write": (0.9, 1.0),
}
_PATIENCE_S = 0.1
"""How often somebody is asked whether a file that is being read is still wanted."""


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
            self.tick()
            self.feedback.setProgress(100 * (low + (high - low) * fraction))
            # Whoever sees the progress may stop it by that very word.
            self.tick()

        advance(0.0, step)
        return advance

    def tick(self) -> None:
        """Raise `CancelledError` once nobody wants the result any more."""
        if self.feedback.isCanceled():
            raise CancelledError

    def ticking(self) -> Callable[[float, str], None]:
        """Return what only asks, for work whose progress is not told."""
        return lambda _fraction, _step: self.tick()

    def notice(self, checks: Iterable[Check]) -> None:
        """Tell what a reader noticed."""
        for check in checks:
            self.feedback.pushWarning(check_text(check, ui_language()))

    def reading(self, read: Callable[[], _Result]) -> _Result:
        """Read a file, which nobody can stop, in a thread of its own; leave it to itself on a cancel.

        The reading must touch nothing of QGIS: it may go on for a while after that.
        """
        threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="xq-gis-file")
        future = threads.submit(read)
        threads.shutdown(wait=False)
        while not wait([future], _PATIENCE_S).done:
            self.tick()
        return future.result()


class XqAlgorithm(QgsProcessingAlgorithm):
    """An algorithm of ours: a subclass names itself, its parameters, and does its `work`."""

    NAME: ClassVar[str] = ""
    GROUP: ClassVar[str] = "check"

    def __init__(self) -> None:
        super().__init__()
        self._layers: dict[str, Snapshot | InputError] = {}

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

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Return whether it can run, and why not: of layers in words of ours, of all else in QGIS's."""
        for definition in self._sources():
            try:
                layer = layer_of(definition, parameters, context)
                if layer is not None:
                    snapshot(layer)
            except InputError as error:
                return False, text_of(error)
        return super().checkParameterValues(parameters, context)

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, _feedback: QgsProcessingFeedback
    ) -> bool:
        """Look at the input layers; QGIS calls this in the main thread, which they belong to."""
        for definition in self._sources():
            # Here QGIS would lose what an error says.
            try:
                layer = layer_of(definition, parameters, context)
                if layer is not None:
                    self._layers[definition.name()] = snapshot(layer)
            except InputError as error:
                self._layers[definition.name()] = error
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run it; QGIS calls this, in a thread of its own."""
        try:
            return self.work(parameters, context, feedback)
        except CancelledError:
            return {}
        except XqGisError as error:
            raise QgsProcessingException(text_of(error)) from error

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Do what the algorithm is for; errors are `XqGisError`."""
        raise NotImplementedError

    # Parameters

    def add(self, parameter: QgsProcessingParameterDefinition) -> None:
        """Add a parameter with its help: the algorithm's own, or that of all with such a one."""
        own = f"{self.NAME}_{parameter.name()}_help"
        parameter.setHelp(say(own if word("alg", own) != own else f"p_{parameter.name()}_help"))
        self.addParameter(parameter)

    def add_source(self, name: str, *, optional: bool = False, polygons: bool = False) -> None:
        """Add an input layer of any geometry, or of polygons."""
        kinds = QgsProcessing.SourceType
        kind = kinds.TypeVectorPolygon if polygons else kinds.TypeVector
        self.add(QgsProcessingParameterFeatureSource(name, say(f"p_{name}"), [kind], optional=optional))

    def add_choice(
        self,
        name: str,
        options: list[str],
        default: Any,  # noqa: ANN401
        *,
        many: bool = False,
        optional: bool = False,
    ) -> None:
        """Add a choice of fixed words, which are the same in every language."""
        self.add(
            QgsProcessingParameterEnum(
                name,
                say(f"p_{name}"),
                options,
                allowMultiple=many,
                defaultValue=default,
                optional=optional,
                usesStaticStrings=True,
            )
        )

    def add_number(
        self, name: str, default: float | None = None, *, most: float | None = None, optional: bool = False
    ) -> None:
        """Add a number from 0 on."""
        kind = QgsProcessingParameterNumber.Type.Double
        bounds = {"minValue": 0.0} | ({} if most is None else {"maxValue": most})
        self.add(
            QgsProcessingParameterNumber(
                name, say(f"p_{name}"), kind, defaultValue=default, optional=optional, **bounds
            )
        )

    def chosen(self, name: str, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[str, ...]:
        """Return what was chosen of the words of a choice; raises as `choices`."""
        return choices(self.parameterDefinition(name), parameters, context)

    def number(self, name: str, parameters: dict[str, Any], context: QgsProcessingContext) -> float | None:
        """Return a number, None where there is none; raises ``option_number``."""
        return number(self.parameterDefinition(name), parameters, context)

    def path(self, name: str, parameters: dict[str, Any], context: QgsProcessingContext) -> Path | None:
        """Return the file that an input names."""
        text = self.parameterAsFile(parameters, name, context)
        return Path(text) if text else None

    def file_output(
        self,
        name: str,
        suffix: str,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        inputs: Iterable[Path] = (),
    ) -> Path | None:
        """Return the file that is to be written; None where nobody wants it.

        Raises
        ------
        OutputError
            ``output_suffix``, ``output_is_input`` or ``output_unwritable``: before the long work.
        """
        text = self.parameterAsFileOutput(parameters, name, context)
        if not text:
            return None
        path = Path(text)
        if path.suffix.lower() != suffix:
            message = f"{path}: the name must end in {suffix}."
            hint = f"Write {path.with_suffix(suffix)}."
            raise OutputError("output_suffix", message, hint, path=text, suffix=suffix)
        layers = [layer.place.path for layer in self._layers.values() if not isinstance(layer, InputError)]
        for read in (*inputs, *layers):
            if path.resolve() == read.resolve():
                message = f"{path} would replace a file that is read."
                raise OutputError("output_is_input", message, "Give the output another name.", path=text)
        check_output(path, overwrite=True)
        return path

    # Inputs

    def placed(
        self, name: str, parameters: dict[str, Any], context: QgsProcessingContext, told: Told
    ) -> Snapshot:
        """Return a required input with its features taken, whose coordinate system is known.

        Raises
        ------
        InputError
            As `rows`, or ``crs_unset``.
        """
        rows = self.rows(name, parameters, context, told)
        if rows is None:
            message = f"{name} is optional by mistake"
            raise RuntimeError(message)
        if not rows.crs:
            raise _without_crs(rows, "crs_unset", "")
        return rows

    def rows(
        self, name: str, parameters: dict[str, Any], context: QgsProcessingContext, told: Told
    ) -> Snapshot | None:
        """Return an input with its features taken; None where an optional one is not given.

        Raises
        ------
        InputError
            ``input_missing`` or ``layer_broken``.
        """
        layer = self._layers.get(name)
        if layer is None:
            return None
        if isinstance(layer, InputError):
            raise layer
        source = self.parameterAsSource(parameters, name, context)
        return snapshot_source(source, layer, chosen=is_chosen(parameters.get(name)), tick=told.tick)

    def given(
        self, name: str, parameters: dict[str, Any], context: QgsProcessingContext, told: Told
    ) -> Given | None:
        """Return an input as a run takes it, with the datum that the parameter beside it states."""
        rows = self.rows(name, parameters, context, told)
        if rows is None:
            return None
        (datum,) = self.chosen(f"{name}_DATUM", parameters, context)
        stated = None if datum == DATUMS[0] else datum
        if rows.spatial and not rows.crs and stated is None:
            raise _without_crs(rows, "crs_and_datum_unset", ", or choose its datum if it is in degrees")
        return Given(rows, stated)

    def frame(
        self, name: str, role: Role, parameters: dict[str, Any], context: QgsProcessingContext, told: Told
    ) -> gpd.GeoDataFrame | None:
        """Return an input as a frame of its role, and tell what its reader noticed."""
        given = self.given(name, parameters, context, told)
        if given is None:
            return None
        frame = in_own_thread(lambda: read_role(given, role))
        told.notice(frame.attrs["source"].checks)
        return frame

    def _sources(self) -> list[QgsProcessingParameterDefinition]:
        kind = QgsProcessingParameterFeatureSource.typeName()
        return [one for one in self.parameterDefinitions() if one.type() == kind]


def _without_crs(rows: Snapshot, code: str, otherwise: str) -> InputError:
    layer = rows.place.path.name
    message = f"the layer {layer} has no coordinate system."
    return InputError(code, message, f"Set it in QGIS first{otherwise}.", layer=layer)


def say(key: str, **values: object) -> str:
    """Return a text of the group ``alg`` in QGIS's language."""
    text = word("alg", key, ui_language())
    return text.format_map(values) if values else text


def text_of(error: XqGisError) -> str:
    """Return an error's sentence and what to do about it, in QGIS's language."""
    told = error_text(error, ui_language())
    return f"{told.message} {told.hint}"
