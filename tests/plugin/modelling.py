"""Models of Processing, made as the modeler makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["chain"]


def chain(
    *steps: tuple[str, str, Mapping[str, Any]], outputs: Mapping[str, Sequence[str]]
) -> QgsProcessingModelAlgorithm:
    """Return a model of steps: an id, an algorithm of ours, its values.

    A pair as a value is the output of another step. ``outputs`` names, by step, those that the model
    gives, as ``step:OUTPUT``.
    """
    source = QgsProcessingModelChildParameterSource
    model = QgsProcessingModelAlgorithm("链", "test")
    for name, algorithm, values in steps:
        child = QgsProcessingModelChildAlgorithm(f"xq:{algorithm}")
        child.setChildId(name)
        for key, value in values.items():
            linked = isinstance(value, tuple)
            child.addParameterSources(
                key, [source.fromChildOutput(*value) if linked else source.fromStaticValue(value)]
            )
        wanted = {}
        for key in outputs.get(name, ()):
            output = QgsProcessingModelOutput(key)
            output.setChildId(name)
            output.setChildOutputName(key)
            wanted[key] = output
        child.setModelOutputs(wanted)
        model.addChildAlgorithm(child)
    return model
