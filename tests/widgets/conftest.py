"""Widgets without a screen, in Chinese unless a test says otherwise."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from xq_gis_plugin.core.model import Check, CheckSeverity
from xq_gis_plugin.widgets import language
from xq_gis_plugin.widgets.contract import GateReport, RoleChoice, SourceChoice
from xq_gis_plugin.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

LON, LAT = 106.29, 38.47
DEGREE_M = 87_300.0


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    language.choose("zh")
    yield
    language.choose(None)


@pytest.fixture
def panel(qtbot: QtBot) -> Panel:
    """Return a shown panel as wide as a dock."""
    made = Panel()
    qtbot.addWidget(made)
    made.resize(380, 700)
    made.show()
    return made


@pytest.fixture
def ready(panel: Panel) -> Panel:
    """Return a panel with everything that a check needs."""
    panel.set_sources(
        [SourceChoice("layer:h", "加油站", "点", "EPSG:4490"), SourceChoice("layer:p", "居民区", "面")]
    )
    for role, key in (("hazard", "layer:h"), ("protected", "layer:p")):
        panel.data.roles[role].choose(RoleChoice(key))
        panel.set_gate(GateReport(role, 3, 3, ()))
    panel.data.workspace.setText("/data/x.gpkg")
    return panel


@pytest.fixture
def blocking() -> Check:
    """Return a check that nobody may overlook."""
    return Check(CheckSeverity.BLOCKING, "kind_unknown", "stations.csv: no kind", "Add it.", (2, 5), 2)


def feature(east_m: float, side_m: float = 0.0, **properties: object) -> dict[str, Any]:
    """Return a point, or a square, so many metres east of the origin."""
    lon = LON + east_m / DEGREE_M
    size = side_m / DEGREE_M
    ring = [[lon, LAT], [lon + size, LAT], [lon + size, LAT + size], [lon, LAT + size], [lon, LAT]]
    geometry = (
        {"type": "Polygon", "coordinates": [ring]} if side_m else {"type": "Point", "coordinates": [lon, LAT]}
    )
    return {"type": "Feature", "properties": properties, "geometry": geometry}


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Return a folder with a shop 30 m from a school, in ``h.geojson`` and ``p.geojson``."""
    shop = feature(0, hazard_id="S1", name="甲店", kind="fireworks_retail", position_accuracy_m=0)
    school = feature(30, 20, object_id="O1", name="乙小学", kind="school", position_accuracy_m=0)
    for name, one in (("h", shop), ("p", school)):
        text = json.dumps({"type": "FeatureCollection", "features": [one]})
        (tmp_path / f"{name}.geojson").write_text(text, encoding="utf-8")
    return tmp_path
