"""What the map tools draw with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from plugin.tooling import new_canvas
from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsRectangle

from xq_gis_plugin.qgis_plugin.drawing import accuracy_m
from xq_gis_plugin.qgis_plugin.tool_host import from_degrees, to_degrees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qgis.core import QgsProject
    from qgis.gui import QgsMapCanvas


@pytest.fixture
def canvas(project: QgsProject) -> Iterator[QgsMapCanvas]:  # noqa: ARG001 - it needs QGIS
    made = new_canvas()
    yield made
    made.close()
    made.deleteLater()


def test_a_click_far_out_on_the_map_says_how_far_off_it_may_be(canvas: QgsMapCanvas) -> None:
    near = accuracy_m(canvas)
    canvas.setExtent(QgsRectangle(106.0, 38.2, 106.8, 39.0))
    assert accuracy_m(canvas) > 20 * near


@pytest.mark.parametrize("crs", ["EPSG:4490", "EPSG:3857", "EPSG:4544"])
def test_a_place_in_degrees_comes_back_from_any_map_as_it_was(canvas: QgsMapCanvas, crs: str) -> None:
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem(crs))
    there = from_degrees(canvas, QgsPointXY(106.285, 38.475))
    assert there is not None
    back = to_degrees(canvas, there)
    assert back is not None
    assert (back.x(), back.y()) == pytest.approx((106.285, 38.475), abs=1e-9)


def test_a_place_that_is_none_on_the_earth_is_none(canvas: QgsMapCanvas) -> None:
    assert to_degrees(canvas, QgsPointXY(500.0, 38.0)) is None
    assert to_degrees(canvas, QgsPointXY(float("nan"), 38.0)) is None
