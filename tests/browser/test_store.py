"""What the browser unpacks is what the run holds, vertex by vertex."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely

from tests.browser.town import SOUTH, WEST, town
from tests.export.sample import HOSTILE, empty
from tests.export.unpacking import expected
from xq_gis_plugin.export.html_map import write_html_map
from xq_gis_plugin.export.surroundings import LOOKS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.chromium import Chromium
    from xq_gis_plugin.core.model import Assessment

pytestmark = pytest.mark.browser

WHOLE = """JSON.stringify(Array.from({ length: xq.store.count }, (_, i) => {
  const s = xq.store, rings = [];
  for (let r = s.shapeRing[i]; r < s.shapeRing[i + 1]; r += 1) {
    const ring = [];
    for (let v = s.ringStart[r]; v < s.ringStart[r + 1]; v += 1) { ring.push([s.lon[v], s.lat[v]]); }
    rings.push(ring);
  }
  return { id: s.id(i), name: s.name(i), kind: s.kind(i), type: s.type[i], look: s.look[i], rings: rings,
           box: Array.from(s.box.subarray(4 * i, 4 * i + 4)) };
}))"""


@pytest.fixture(scope="module")
def run() -> Assessment:
    """Add shapes at the ends of the world to the town."""
    found = town()
    far = found.protected.iloc[:5].copy()
    far["object_id"] = [f"far{n}" for n in range(5)]
    far["geometry"] = [
        shapely.box(179.9, -0.1, 180, 0.1), shapely.box(-180, 89, 180, 90), shapely.Point(-180, -90),
        shapely.LineString([(-179.9999999, 12), (179.9999999, -12)]),
        shapely.box(-10, 70, 10, 89.9999999).difference(shapely.box(-5, 80, 5, 85)),
    ]  # fmt: skip
    import pandas as pd

    return type(found)(**{**vars(found), "protected": pd.concat([found.protected, far], ignore_index=True)})


@pytest.fixture(scope="module")
def page(browser: Chromium, run: Assessment, tmp_path_factory: pytest.TempPathFactory) -> Chromium:
    path = tmp_path_factory.mktemp("store") / "图.html"
    write_html_map(run, path, title="x")
    browser.open(path)
    return browser


@pytest.fixture(scope="module")
def objects(page: Chromium) -> dict[str, Any]:
    return {row["id"]: row for row in json.loads(page.run(WHOLE))}


def test_every_object_has_its_rings_to_the_last_digit(objects: dict[str, Any], run: Assessment) -> None:
    assert len(objects) == len(run.protected)
    for identity, shape in zip(run.protected["object_id"], run.protected.geometry, strict=True):
        rings = [[tuple(point) for point in ring] for ring in objects[identity]["rings"]]
        assert rings == expected(shape), identity


def test_boxes_and_dimensions_are_those_of_the_shapes(objects: dict[str, Any], run: Assessment) -> None:
    for identity, shape in zip(run.protected["object_id"], run.protected.geometry, strict=True):
        found = objects[identity]
        assert found["type"] == shapely.get_dimensions(shape)
        assert found["box"] == np.rint(shapely.bounds(shape) * 1e7).astype(int).tolist()


def test_names_and_kinds_come_back_as_they_were(objects: dict[str, Any], run: Assessment) -> None:
    columns = (run.protected[name] for name in ("object_id", "name", "kind"))
    for identity, name, kind in zip(*columns, strict=True):
        assert objects[identity]["name"] == (None if name != name or name is None else name)  # noqa: PLR0124 - NaN
        assert objects[identity]["kind"] == kind
    assert set(HOSTILE) <= {row["name"] for row in objects.values()}


def test_the_styles_are_in_the_order_of_the_looks(page: Chromium) -> None:
    assert page.run("Object.keys(xq.baseStyles)") == list(LOOKS)


def test_a_search_finds_what_its_box_meets_and_nothing_else(page: Chromium) -> None:
    random = np.random.default_rng(9)
    boxes = page.run("Array.from(xq.store.box)")
    box = np.array(boxes).reshape(-1, 4)
    for size in (1e-5, 1e-3, 0.02, 10.0):
        for west, south in random.uniform((WEST, SOUTH), (WEST + 0.02, SOUTH + 0.018), (15, 2)):
            asked = np.rint(np.array([west, south, west + size, south + size]) * 1e7).astype(int)
            hit = (box[:, 0] <= asked[2]) & (box[:, 2] >= asked[0])
            hit &= (box[:, 1] <= asked[3]) & (box[:, 3] >= asked[1])
            assert page.run(f"xq.store.query({','.join(map(str, asked))})") == np.flatnonzero(hit).tolist()


def test_other_shapes_are_in_degrees_again(page: Chromium, run: Assessment) -> None:
    line = page.run("xq.data.findings.line[0][0]")
    points = shapely.get_coordinates(run.findings.geometry.iloc[0])
    assert line == np.round(points[:, ::-1], 7).tolist()
    ring = page.run("xq.data.rings.rings[0][0]")
    shape = shapely.get_parts(run.rings.geometry.iloc[0])[0]
    assert ring == np.round(shapely.get_coordinates(shape.exterior)[:, ::-1], 7).tolist()


def test_a_page_without_objects_opens(browser: Chromium, tmp_path: Path) -> None:
    write_html_map(empty(), tmp_path / "空.html", title="空")
    browser.open(tmp_path / "空.html")
    assert browser.run("[xq.store.count, xq.store.query(-2e9, -2e9, 2e9, 2e9).length]") == [0, 0]
    assert browser.problems == []
