"""Values of parameters, by whichever way they came: a dialog, a script, a model, ``qgis_process``'s text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProperty,
    QgsVectorLayer,
)

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.widgets.qt import QtCore

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qgis.core import (
        QgsProcessingContext,
        QgsProcessingParameterDefinition,
        QgsProcessingParameterEnum,
        QgsProcessingParameterNumber,
    )

__all__ = ["choices", "file_of", "is_chosen", "is_database", "layer_of", "number", "plain", "stated_columns"]

_PROVIDER = re.compile(r".{3,}?:")
"""How QGIS tells a table (``ogr:dbname=…``, ``postgres:…``) from a file; a drive has one letter."""


def plain(value: Any, context: QgsProcessingContext) -> Any:  # noqa: ANN401
    """Return a value as it is meant: an expression's result, None for whatever says nothing."""
    if isinstance(value, QgsProperty):
        value, _ = value.value(context.expressionContext())
    if isinstance(value, QtCore.QVariant):
        value = None if value.isNull() else value.value()
    return None if isinstance(value, str) and not value.strip() else value


def choices(
    definition: QgsProcessingParameterEnum, parameters: Mapping[str, Any], context: QgsProcessingContext
) -> tuple[str, ...]:
    """Return which of its fixed words were chosen.

    QGIS itself takes the default, and says nothing, where ``qgis_process`` brings a word that is none of
    them, or the number that its own help told to give. A number counts here, and all else is refused.

    Raises
    ------
    InputError
        ``option_choice``.
    """
    value = plain(parameters.get(definition.name()), context)
    if value is None or value in ([], ()):
        value = definition.defaultValue()
    given = value if isinstance(value, list | tuple) else str(value).split(",")
    options = [str(one) for one in definition.options()]
    found: dict[str, None] = {}
    for one in given:
        text = str(one).strip()
        if text not in options and text.isdecimal() and int(text) < len(options):
            text = options[int(text)]
        found[text] = None
    wrong = [text for text in found if text not in options]
    if wrong or (len(found) > 1 and not definition.allowMultiple()):
        field, shown, allowed = _field(definition), ",".join(wrong or found), ", ".join(options)
        message = f"{field}: {shown!r} cannot be chosen."
        hint = f"Give one of: {allowed}."
        raise InputError("option_choice", message, hint, field=field, value=shown, allowed=allowed)
    return tuple(found)


def number(
    definition: QgsProcessingParameterNumber, parameters: Mapping[str, Any], context: QgsProcessingContext
) -> float | None:
    """Return a number that may have come as text; the default, or None, where there is none.

    Raises
    ------
    InputError
        ``option_number`` where it is no number within the parameter's bounds. QGIS itself takes the
        default for a text of ``qgis_process`` that is no number.
    """
    value = plain(parameters.get(definition.name()), context)
    value = definition.defaultValue() if value is None else value
    if value is None:
        return None
    try:
        found = float(value)
    except (TypeError, ValueError):
        found = float("nan")
    least, most = definition.minimum(), definition.maximum()
    if not least <= found <= most:
        field = _field(definition)
        allowed = f"{least:g} – {most:g}" if most < _UNBOUNDED else f"≥ {least:g}"
        message = f"{field}: {value!r} is no number {allowed}."
        hint = f"Give a number {allowed}."
        raise InputError("option_number", message, hint, field=field, value=str(value), allowed=allowed)
    return found


_UNBOUNDED = 1e300


def layer_of(
    definition: QgsProcessingParameterDefinition, parameters: Mapping[str, Any], context: QgsProcessingContext
) -> QgsVectorLayer | None:
    """Return the layer that an input names, valid or not.

    Raises
    ------
    InputError
        ``input_missing`` where a required one is not given, ``layer_broken`` where it cannot be opened.
    """
    value = parameters.get(definition.name())
    value = value.source if isinstance(value, QgsProcessingFeatureSourceDefinition) else value
    value = plain(value, context)
    if value is None:
        if definition.flags() & definition.Flag.FlagOptional:
            return None
        field = _field(definition)
        message = f"{field}: no layer was given."
        raise InputError("input_missing", message, "Choose a layer.", field=field)
    layer = value if isinstance(value, QgsVectorLayer) else _opened(str(value), context)
    if not isinstance(layer, QgsVectorLayer):
        message = f"the data source of the layer {value} cannot be read."
        hint = "Repair the layer's data source, or remove the layer."
        raise InputError("layer_broken", message, hint, layer=str(value))
    return layer


def _opened(text: str, context: QgsProcessingContext) -> Any:  # noqa: ANN401 - a layer of any kind, or None
    # By its id a project's layer is found even where it is invalid, and can be named.
    project = context.project()
    known = project.mapLayer(text) if project is not None else None
    return known or QgsProcessingUtils.mapLayerFromString(text, context)


def is_chosen(value: Any) -> bool:  # noqa: ANN401
    """Return whether an input leaves some features of its layer out: a selection, a filter or a limit."""
    if not isinstance(value, QgsProcessingFeatureSourceDefinition):
        return False
    # Filters came with QGIS 3.32.
    filtered = bool(getattr(value, "filterExpression", ""))
    return bool(value.selectedFeaturesOnly or filtered or value.featureLimit >= 0)


def is_database(value: Any, context: QgsProcessingContext) -> bool:  # noqa: ANN401
    """Return whether an output is a table beside others, or a layer that is there already."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        if value.useRemapping():
            return True
        value = value.sink
    text = str(plain(value, context) or "")
    return bool(_PROVIDER.match(text)) and not text.startswith("memory:")


def file_of(value: Any, context: QgsProcessingContext) -> Path | None:  # noqa: ANN401
    """Return the file that an output is to become; None where it is none, or no one's choice."""
    if is_database(value, context):
        return None
    value = value.sink if isinstance(value, QgsProcessingOutputLayerDefinition) else value
    text = str(plain(value, context) or "")
    if not text or text == QgsProcessing.TEMPORARY_OUTPUT or text.startswith("memory:"):
        return None
    return Path(text)


def stated_columns(text: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a meaning and a header in a text such as ``name=单位全称; lon=X``.

    Raises
    ------
    InputError
        ``columns_text`` for what is no pair.
    """
    found = []
    for one in filter(str.strip, re.split(r"[;；\n]", text)):
        meaning, equals, header = one.partition("=")
        if not (equals and meaning.strip() and header.strip()):
            message = f"{one.strip()!r} does not say what a column is."
            hint = (
                "Write name=单位全称: what it is, then the column's header; several with a semicolon between."
            )
            raise InputError("columns_text", message, hint, value=one.strip())
        found.append((meaning.strip(), header.strip()))
    return tuple(found)


def _field(definition: QgsProcessingParameterDefinition) -> str:
    return f"{definition.description()} [{definition.name()}]"
