"""Fields of layers, by the types that the QGIS at hand wants."""

from __future__ import annotations

from qgis.core import Qgis, QgsField

from xq_gis_plugin.widgets.qt import QtCore

__all__ = ["make_field"]

_NEWER_TYPES = 33800
"""From QGIS 3.38 on a field's type is a ``QMetaType``, and the older ``QVariant`` type deprecated."""


def make_field(name: str, *, is_number: bool) -> QgsField:
    """Return a field that holds numbers, or text."""
    if Qgis.QGIS_VERSION_INT >= _NEWER_TYPES:
        kinds = QtCore.QMetaType.Type
        return QgsField(name, kinds.Double if is_number else kinds.QString)
    kinds = QtCore.QVariant.Type
    return QgsField(name, kinds.Double if is_number else kinds.String)
