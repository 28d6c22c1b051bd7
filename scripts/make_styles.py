#!/usr/bin/env python3
"""Make styles/zh/*.qml and styles/en/*.qml from the words, the rule targets and styles/colours.csv.

It needs QGIS, and is run with 3.22, the oldest that must read the styles; a newer one would write
what that cannot read. A test compares what the styles say with what this makes.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from qgis.core import QgsApplication, QgsField, QgsMapLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QVariant
from style_fields import describe
from style_layers import draw
from style_text import settled

from xq_gis_plugin.core.facts import facts
from xq_gis_plugin.core.model import FINDING_COLUMNS, HAZARD_COLUMNS, OBJECT_COLUMNS, PART_COLUMNS
from xq_gis_plugin.export.words import Language
from xq_gis_plugin.io.workspace import write_workspace
from xq_gis_plugin.qgis_plugin.result_layers import RESULT_LAYERS
from xq_gis_plugin.run import demo_request, run_check

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qgis.core import QgsFields

    from xq_gis_plugin.qgis_plugin.result_layers import ResultLayer

__all__ = ["make_style", "make_styles", "tables"]

STYLES = Path(__file__).resolve().parent.parent / "styles"
_COLUMNS = {
    "findings": FINDING_COLUMNS,
    "hazards": (*HAZARD_COLUMNS, *(fact.name for fact in facts() if fact.side in {"hazard", "either"})),
    "parts": PART_COLUMNS,
    "protected": (*OBJECT_COLUMNS, *(fact.name for fact in facts() if fact.side in {"object", "either"})),
}


class _Quiet:
    """Whoever runs a check here does not want to be told how far it has come."""

    def begin(self, _step: str) -> Callable[[float, str], None]:
        return lambda _fraction, _told: None


def make_styles(folder: Path) -> list[Path]:
    """Write all styles below a folder and return their paths."""
    written = []
    fields = tables()
    for lang in get_args(Language):
        (folder / lang).mkdir(parents=True, exist_ok=True)
        for one in RESULT_LAYERS:
            path = folder / lang / one.style
            path.write_text(make_style(one, fields[one.table], lang), encoding="utf-8", newline="\n")
            written.append(path)
    return written


def tables() -> dict[str, QgsFields]:
    """Return the columns of every table: those of the demo's, and those that other data may have."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.gpkg"
        write_workspace(run_check(demo_request(), _Quiet()), path)
        found = {}
        for table in {one.table for one in RESULT_LAYERS}:
            layer = QgsVectorLayer(f"{path}|layername={table}", table, "ogr")
            fields = layer.fields()
            for column in _COLUMNS.get(table, ()):
                if column != "geometry" and fields.lookupField(column) < 0:
                    kind = (
                        QVariant.Double if column.endswith(("_m", "_m2", "_m3", "_kv")) else QVariant.String
                    )
                    fields.append(QgsField(column, kind))
            found[table] = fields
            del layer
    return found


def make_style(one: ResultLayer, fields: QgsFields, lang: Language) -> str:
    """Return the style of one layer as QML, the same text every time."""
    layer = _empty(one, fields)
    draw(layer, one.table, lang)
    describe(layer, one.table, lang)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / one.style
        told, saved = layer.saveNamedStyle(str(path), _categories())
        if not saved:
            raise SystemExit(told)
        text = path.read_text(encoding="utf-8")
    return settled(text, f"{lang}/{one.style}")


def _empty(one: ResultLayer, fields: QgsFields) -> QgsVectorLayer:
    geometry = one.geometry or _GEOMETRIES.get(one.table, "None")
    layer = QgsVectorLayer(f"{geometry}?crs=EPSG:4490", one.table, "memory")
    layer.dataProvider().addAttributes(list(fields))
    layer.updateFields()
    return layer


_GEOMETRIES = {
    "findings": "LineString", "rings": "MultiPolygon", "overlaps": "MultiPolygon",
    "plan_overlay": "LineString",
}  # fmt: skip


def _categories() -> QgsMapLayer.StyleCategories:
    wanted = QgsMapLayer.StyleCategory.Symbology
    for one in ("Labeling", "Fields", "Forms", "MapTips", "AttributeTable", "Rendering"):
        wanted |= getattr(QgsMapLayer.StyleCategory, one)
    return wanted


def main(arguments: Sequence[str]) -> int:
    """Write the styles into the folder that is named, else into the repository."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QgsApplication([], False)  # noqa: FBT003 - QGIS's own signature
    application.initQgis()
    for path in make_styles(Path(arguments[0]) if arguments else STYLES):
        print(path)
    application.exitQgis()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
