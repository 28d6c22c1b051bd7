"""The plugin's algorithms as Processing runs them, and what they gave, row by row."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
import shapely
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingFeedback, QgsProject, QgsVectorLayer

from xq_gis_plugin import resources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qgis.core import QgsApplication

__all__ = [
    "DEMO", "HAZARDS", "PARTS", "PROTECTED", "Impatient", "Listener", "assert_same", "assert_same_shapes",
    "command_line", "contents", "memory_layer", "registered", "rows", "run", "shapes", "town",
]  # fmt: skip

ROOT = Path(__file__).resolve().parents[2]
DEMO = resources.path("layers", "demo")
HAZARDS, PROTECTED, PARTS = (str(DEMO / f"{name}.geojson") for name in ("hazards", "protected", "parts"))
LON, LAT = 106.29, 38.47
DEGREE_M = 87_300.0


class Listener(QgsProcessingFeedback):
    """Keeps what it is told."""

    def __init__(self) -> None:
        super().__init__(False)  # noqa: FBT003 - do not log
        self.warnings: list[str] = []

    def pushWarning(self, warning: str) -> None:
        self.warnings.append(warning)


class Impatient(Listener):
    """Cancels when it has been asked so many times whether the result is still wanted."""

    def __init__(self, questions: int) -> None:
        super().__init__()
        self.questions = questions
        self.asked = 0

    def isCanceled(self) -> bool:
        self.asked += 1
        return self.asked > self.questions


@contextmanager
def registered(application: QgsApplication) -> Iterator[None]:
    """Start Processing, with the plugin's provider in it."""
    plugins = str(Path(application.pkgDataPath()) / "python" / "plugins")
    if plugins not in sys.path:
        sys.path.append(plugins)
    from processing.core.Processing import Processing

    from xq_gis_plugin.qgis_plugin.processing.provider import XqProvider

    Processing.initialize()
    provider = XqProvider()
    assert application.processingRegistry().addProvider(provider)
    yield
    application.processingRegistry().removeProvider(provider)


def run(name: str, feedback: QgsProcessingFeedback | None = None, **parameters: Any) -> dict[str, Any]:
    """Run an algorithm of ours as a script does."""
    import processing

    found: dict[str, Any] = processing.run(f"xq:{name}", parameters, feedback=feedback or Listener())
    return found


def command_line(*arguments: object) -> None:
    """Run the real ``xq-gis``."""
    done = subprocess.run(
        [sys.executable, "-m", "xq_gis_plugin.cli", *map(str, arguments)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode("utf-8")


def rows(layer: QgsVectorLayer) -> pd.DataFrame:
    """Return the attributes of a layer."""
    names = [field.name() for field in layer.fields()]
    values = [[_plain(value) for value in feature.attributes()] for feature in layer.getFeatures()]
    return pd.DataFrame(values, columns=names)


def shapes(layer: QgsVectorLayer) -> list[Any]:
    """Return the geometries of a layer, None where there is none."""
    found = [feature.geometry() for feature in layer.getFeatures()]
    return [None if one.isNull() else shapely.from_wkb(bytes(one.asWkb())) for one in found]


def _plain(value: Any) -> Any:
    null = value is None or (hasattr(value, "isNull") and value.isNull())
    return None if null or (isinstance(value, float) and np.isnan(value)) else value


def assert_same(found: pd.DataFrame, frame: pd.DataFrame) -> None:
    """Compare row by row, cell by cell; numbers as numbers, all else as text."""
    columns = [column for column in frame.columns if column != "geometry"]
    assert list(found.columns) == columns
    assert len(found) == len(frame) > 0
    for column in columns:
        for here, there in zip(found[column], frame[column], strict=True):
            if there is None or pd.isna(there):
                assert here is None or pd.isna(here), column
            elif isinstance(there, int | float | np.number) and not isinstance(there, bool | np.bool_):
                assert float(here) == pytest.approx(float(there), abs=1e-9), column
            else:
                assert str(here) == str(there), column


def assert_same_shapes(found: Sequence[Any], expected: Sequence[Any]) -> None:
    """Compare row by row; an empty geometry is none."""
    assert len(found) == len(expected) > 0
    for here, there in zip(found, expected, strict=True):
        if there is None or there.is_empty:
            assert here is None
        else:
            assert shapely.equals_exact(*(shapely.normalize(_multiple(one)) for one in (here, there)), 1e-11)


def _multiple(shape: Any) -> Any:
    """Return an area as a layer of areas has it: as one of several."""
    return shapely.MultiPolygon([shape]) if shape.geom_type == "Polygon" else shape


def memory_layer(
    definition: str, *features: tuple[str | None, list[Any]], name: str = "图层"
) -> QgsVectorLayer:
    """Return a layer of the project that has no file, with features of WKT and attributes."""
    layer = QgsVectorLayer(definition, name, "memory")
    for wkt, attributes in features:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(attributes)
        if wkt:
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
        assert layer.dataProvider().addFeatures([feature])[0]
    QgsProject.instance().addMapLayer(layer)
    return layer


def town(folder: Path, hazards: int = 3, objects: int = 5) -> tuple[str, str]:
    """Write some shops in a row, and houses 30 m north of them, as two files."""
    shops = [
        _feature(100 * n, 0, 0, hazard_id=f"S{n}", name=f"{n} 号店", kind="fireworks_retail", note="甲")
        for n in range(hazards)
    ]
    houses = [
        _feature(60 * n, 30, 20, object_id=f"O{n}", name=f"{n} 号楼", kind="residence")
        for n in range(objects)
    ]
    paths = folder / "h.geojson", folder / "p.geojson"
    for path, features in zip(paths, (shops, houses), strict=True):
        text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
    return str(paths[0]), str(paths[1])


def _feature(east_m: float, north_m: float, side_m: float, **properties: object) -> dict[str, Any]:
    lon, lat, size = LON + east_m / DEGREE_M, LAT + north_m / 111_000, side_m / DEGREE_M
    ring = [[lon, lat], [lon + size, lat], [lon + size, lat + size], [lon, lat + size], [lon, lat]]
    point: dict[str, Any] = {"type": "Point", "coordinates": [lon, lat]}
    geometry = {"type": "Polygon", "coordinates": [ring]} if side_m else point
    properties["position_accuracy_m"] = 0
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
