"""Output layers of Processing: all of an algorithm's get their places at its end, or none does."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from qgis.core import QgsFeatureSink, QgsProcessingException, QgsProcessingOutputLayerDefinition, QgsProperty

from xq_gis_plugin.core.errors import OutputError
from xq_gis_plugin.core.output import check_output
from xq_gis_plugin.qgis_plugin.processing.values import file_of, is_database
from xq_gis_plugin.run import all_or_none

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsFeature,
        QgsFields,
        QgsProcessingAlgorithm,
        QgsProcessingContext,
    )

__all__ = ["Output", "Outputs", "claim"]


@dataclass
class Output:
    """One output layer while it is written.

    A file is written as a draft in a folder beside its place. A table of a database, or a layer that is
    there already, cannot be taken back: it is only opened when all its rows are there.
    """

    name: str
    schema: tuple[QgsFields, Any, QgsCoordinateReferenceSystem]
    sink: QgsFeatureSink | None = None
    target: str = ""
    place: Path | None = None
    folder: Path | None = None
    waiting: list[QgsFeature] = field(default_factory=list)

    def add(self, feature: QgsFeature) -> None:
        """Write a feature.

        Raises
        ------
        OutputError
            ``output_unwritable``.
        """
        if self.sink is None:
            self.waiting.append(feature)
        elif not self.sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            raise self.unwritable(self.sink.lastError())

    def open_late(self, sink: QgsFeatureSink | None) -> None:
        """Write all the features that are waiting.

        Raises
        ------
        OutputError
            ``output_unwritable``.
        """
        if sink is None:
            reason = "QGIS did not open it"
            raise self.unwritable(reason)
        self.sink = sink
        for feature in self.waiting:
            self.add(feature)

    def close(self) -> None:
        """Write what is still to be written."""
        sink, self.sink = self.sink, None
        if sink is not None and not sink.flushBuffer():
            raise self.unwritable(sink.lastError())

    def unwritable(self, reason: str) -> OutputError:
        """Return the error for an output that does not take what it is given."""
        path = str(self.place or self.target or self.name)
        message = f"{path} cannot be written: {reason}."
        hint = "See whether the file is open elsewhere, or choose another one."
        return OutputError("output_unwritable", message, hint, path=path, reason=reason)


class Outputs:
    """The output layers of one run, as a context: left without an error, all of them are there.

    Parameters
    ----------
    algorithm, parameters, context
        Of Processing.
    tick
        Called once, before anything is put in its place; it may raise to stop.
    """

    def __init__(
        self,
        algorithm: QgsProcessingAlgorithm,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        tick: Callable[[], None],
    ) -> None:
        self._algorithm, self._parameters, self._context = algorithm, parameters, context
        self._tick, self._decided = tick, False
        self._outputs: list[Output] = []
        self._targets: dict[str, str] = {}

    def __enter__(self) -> Self:
        """Begin with none."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Put them in their places; or leave nothing."""
        try:
            if kind is None:
                self.decide()
                self._place()
        finally:
            self._drop()

    def open(
        self,
        name: str,
        fields: QgsFields,
        kind: Any,  # noqa: ANN401 - QGIS's own enum
        crs: QgsCoordinateReferenceSystem,
    ) -> Output | None:
        """Open an output; None where nobody wants it.

        Raises
        ------
        OutputError
            ``output_unwritable`` or ``output_twice``.
        """
        value = self._parameters.get(name)
        output = Output(name, (fields, kind, crs), place=file_of(value, self._context))
        if output.place is not None:
            claim([one.place for one in self._outputs if one.place is not None], output.place)
            check_output(output.place, overwrite=True)
            folder = tempfile.mkdtemp(prefix=".xq-", suffix=".part", dir=output.place.parent)
            output.folder = Path(folder)
            value = _moved(value, output.folder / output.place.name)
        self._outputs.append(output)
        if not is_database(value, self._context):
            output.sink = self._sink(output, {**self._parameters, name: value})
            if output.sink is None:
                self._outputs.remove(output)
                return None
        return output

    def decide(self) -> None:
        """Ask for the last time; from here on a cancel comes too late, and changes nothing."""
        if not self._decided:
            self._tick()
        self._decided = True

    def targets(self) -> dict[str, str]:
        """Return where each went; call it when the context has been left."""
        return self._targets

    def _sink(self, output: Output, parameters: dict[str, Any]) -> QgsFeatureSink | None:
        try:
            sink, output.target = self._algorithm.parameterAsSink(
                parameters, output.name, self._context, *output.schema
            )
        except QgsProcessingException as error:
            raise output.unwritable(str(error)) from error
        return sink

    def _place(self) -> None:
        for output in self._outputs:
            if output.sink is None:
                output.open_late(self._sink(output, self._parameters))
            output.close()
        drafts = [file for one in self._outputs if one.folder for file in sorted(one.folder.iterdir())]
        places = [file.parent.parent / file.name for file in drafts]
        with all_or_none(places, overwrite=True) as waiting:
            for draft, place in zip(drafts, waiting, strict=True):
                draft.replace(place)
        self._targets = {output.name: self._target(output) for output in self._outputs}
        self._load({one.target: self._target(one) for one in self._outputs if one.folder})

    def _target(self, output: Output) -> str:
        # QGIS may have given the file the ending of a format.
        return str(output.place.with_name(Path(output.target).name)) if output.place else str(output.target)

    def _drop(self) -> None:
        """Let go of everything; what has got no place is thrown away."""
        for output in self._outputs:
            output.sink = None
            if output.folder is not None:
                shutil.rmtree(output.folder, ignore_errors=True)
        self._load({one.target: None for one in self._outputs if one.folder})

    def _load(self, moved: Mapping[str, str | None]) -> None:
        """Have QGIS load the files from where they are now, those that are nowhere not at all."""
        wanted = self._context.layersToLoadOnCompletion()
        if not moved.keys() & wanted.keys():
            return
        found = {moved.get(target, target): details for target, details in wanted.items()}
        self._context.setLayersToLoadOnCompletion({k: v for k, v in found.items() if k is not None})


def claim(taken: Sequence[Path], path: Path) -> None:
    """See that a file is not written twice.

    Raises
    ------
    OutputError
        ``output_twice``.
    """
    if _identity(path) in {_identity(other) for other in taken}:
        message = f"two outputs name the same file: {path}"
        hint = "Give each output a file of its own."
        raise OutputError("output_twice", message, hint, path=str(path))


def _identity(path: Path) -> str:
    return os.path.normcase(path.resolve())


def _moved(value: Any, path: Path) -> Any:  # noqa: ANN401
    """Return an output's value with another file in it."""
    if not isinstance(value, QgsProcessingOutputLayerDefinition):
        return str(path)
    moved = QgsProcessingOutputLayerDefinition(value)
    moved.sink = QgsProperty.fromValue(str(path))
    return moved
