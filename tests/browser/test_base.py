"""The base of the map: tiles that cover, colours that show, names that do not lie over each other."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from tests.browser.town import SOUTH, WEST, town
from xq_gis_plugin.export import map_data as data_module
from xq_gis_plugin.export.html_map import write_html_map
from xq_gis_plugin.export.surroundings import surroundings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.chromium import Chromium

pytestmark = pytest.mark.browser

MIDDLE = f"[{SOUTH + 0.009}, {WEST + 0.01}]"
REST = "new Promise(r => setTimeout(r, 250))"
# Each tile's place on the screen, and the map's.
COVER = """(() => {
  const map = xq.map.getContainer().getBoundingClientRect(), size = 256, at = [];
  document.querySelectorAll('.leaflet-tile-container:last-child canvas.leaflet-tile').forEach(c => {
    const b = c.getBoundingClientRect();
    at.push([b.left - map.left, b.top - map.top, b.right - map.left, b.bottom - map.top]);
  });
  return { width: map.width, height: map.height, at: at };
})()"""
LABELS = "xq.labels.placed.map(one => ({ name: one.name, boxes: one.boxes }))"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("base") / "图.html"
    write_html_map(town(), path, title="x")
    return path


@pytest.fixture
def page(browser: Chromium, file: Path) -> Chromium:
    browser.resize(1366, 768)
    browser.open(file)
    return browser


def view(page: Chromium, zoom: float, middle: str = MIDDLE) -> None:
    page.run(f"void xq.map.setView({middle}, {zoom}, {{ animate: false }})")
    page.run(REST)


def pixels(page: Chromium) -> np.ndarray:
    """Return the map alone, without what lies above the base, as rows of red, green and blue."""
    page.run(
        "Object.keys(xq.layers).forEach(k => { if (k !== 'base') { xq.map.removeLayer(xq.layers[k]); } })"
    )
    box = page.run("(r => [r.left, r.top, r.width, r.height])(xq.map.getContainer().getBoundingClientRect())")
    clip = dict(zip(("x", "y", "width", "height"), box, strict=True)) | {"scale": 1}
    data = page.call("Page.captureScreenshot", format="png", clip=clip)["data"]
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB")).astype(int)


def share(seen: np.ndarray, color: str) -> float:
    wanted = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
    return float((np.abs(seen - wanted).max(axis=2) <= 3).mean())


def covered(page: Chromium) -> bool:
    found = page.run(COVER)
    seen = np.zeros((int(found["height"]), int(found["width"])), dtype=bool)
    for left, top, right, bottom in found["at"]:
        seen[max(0, round(top)) : max(0, round(bottom)), max(0, round(left)) : max(0, round(right))] = True
    return bool(seen.all())


@pytest.mark.parametrize("zoom", [13, 15.5, 17])
def test_buildings_zones_and_roads_show_at_every_zoom(page: Chromium, zoom: float) -> None:
    view(page, zoom)
    seen = pixels(page)
    style = page.run("xq.baseStyles")
    assert share(seen, style["building"]["fill"]) > 0.005
    assert share(seen, style["zone"]["fill"]) > 0.0004
    assert share(seen, style["road_main"]["stroke"]) > 0.0005


def test_a_court_stays_open(page: Chromium) -> None:
    at = page.run(
        """(() => {
          const s = xq.store;
          for (let i = 0; i < s.count; i += 1) {
            if (s.id(i) === 't1500') {
              const b = s.box;
              return [(b[4*i+1] + b[4*i+3]) / 2e7, (b[4*i] + b[4*i+2]) / 2e7];
            }
          }
        })()"""
    )
    view(page, 21, str(at))
    seen = pixels(page)
    middle = seen[seen.shape[0] // 2, seen.shape[1] // 2]
    building = page.run("xq.baseStyles.building.fill")
    assert np.abs(middle - [int(building[n : n + 2], 16) for n in (1, 3, 5)]).max() > 10
    assert share(seen, building) > 0.01


@pytest.mark.parametrize("zoom", [13, 15.5, 18])
def test_tiles_cover_the_map_after_every_move(page: Chromium, zoom: float) -> None:
    view(page, zoom)
    assert covered(page)
    for step in ((300, 120), (-640, 0), (0, 500), (37, -911)):
        page.run(f"void xq.map.panBy([{step[0]}, {step[1]}], {{ animate: false }})")
        page.run(REST)
        assert covered(page), step
    page.run("void xq.map.setZoom(xq.map.getZoom() + 0.5, { animate: false })")
    page.run(REST)
    assert covered(page)


def test_moving_draws_only_what_comes_into_view(page: Chromium) -> None:
    view(page, 16)
    mark = "document.querySelectorAll('.leaflet-tile-container canvas')"
    page.run(f"{mark}.forEach(c => {{ c.seen = true; }})")
    page.run("void xq.map.panBy([100, 0], { animate: false })")
    page.run(REST)
    old = page.run(f"[].filter.call({mark}, c => c.seen).length")
    new = page.run(f"[].filter.call({mark}, c => !c.seen).length")
    assert old > 2 * new


def test_a_finer_screen_gets_finer_tiles(page: Chromium, file: Path) -> None:
    page.call(
        "Emulation.setDeviceMetricsOverride", width=1366, height=768, deviceScaleFactor=1.5, mobile=False
    )
    page.open(file)
    tile = "(c => [c.width, c.getBoundingClientRect().width])(document.querySelector('canvas.leaflet-tile'))"
    assert page.run(tile) == [384, 256]
    page.resize(1366, 768)


def overlap(one: list[float], other: list[float]) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


@pytest.mark.parametrize("zoom", [14, 15.5, 17, 18.5])
def test_names_do_not_lie_over_each_other(page: Chromium, zoom: float) -> None:
    view(page, zoom)
    placed: list[dict[str, Any]] = page.run(LABELS)
    assert placed
    for number, one in enumerate(placed):
        for other in placed[number + 1 :]:
            assert not any(overlap(a, b) for a in one["boxes"] for b in other["boxes"]), (one, other)
    assert len({one["name"] for one in placed}) == len(placed)


def test_names_keep_off_signs_and_tools(page: Chromium) -> None:
    view(page, 17)
    frame = page.run("(r => [r.left, r.top])(document.querySelector('.base-labels').getBoundingClientRect())")
    above = page.run(
        "[].map.call(document.querySelectorAll("
        "'.leaflet-marker-icon, .leaflet-control, .leaflet-tooltip:not(.hidden)'), "
        "n => { const r = n.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; })"
    )
    assert above
    for one in page.run(LABELS):
        for box in one["boxes"]:
            seen = [box[n] + frame[n % 2] for n in range(4)]
            assert not any(overlap(seen, other) for other in above), one


def test_names_come_by_class_as_one_goes_nearer(page: Chromium) -> None:
    names = {}
    for zoom in (13, 14.5, 16, 18):
        view(page, zoom)
        names[zoom] = {one["name"].rstrip("0123456789路楼") for one in page.run(LABELS)}
    assert names[13] == {"试验"}
    assert names[14.5] == {"试验", "小区"}
    assert {"试验", "小区", "第"} <= names[18]
    assert "第" not in names[16]


def test_a_district_is_named_with_how_far_its_boundary_is_to_be_trusted(page: Chromium) -> None:
    rings = "L.latLngBounds(xq.data.districts.find(d => d.name === '兴庆区').rings[0]).getCenter()"
    middle = page.run(rings)
    view(page, 13, f"[{middle['lat']}, {middle['lng']}]")
    names = {one["name"] for one in page.run(LABELS)}
    assert "兴庆区（界线已简化，仅示意）" in names
    page.click("#language")
    assert "兴庆区 (boundary generalised)" in {one["name"] for one in page.run(LABELS)}
    page.click("#language")


def test_the_coordinates_under_the_pointer_are_told(page: Chromium) -> None:
    view(page, 17)
    box = page.run("(r => [r.left, r.top])(xq.map.getContainer().getBoundingClientRect())")
    page.call("Input.dispatchMouseEvent", type="mouseMoved", x=box[0] + 300, y=box[1] + 200)
    told = page.run("document.querySelector('.coordinates').textContent")
    at = page.run("xq.map.containerPointToLatLng([300, 200])")
    east, north, datum = told.replace("°E", "").replace("°N", "").split()
    assert float(east) == pytest.approx(at["lng"], abs=1.1e-5)
    assert float(north) == pytest.approx(at["lat"], abs=1.1e-5)
    assert (len(east.split(".")[1]), datum) == (6, "CGCS2000")
    assert page.run("xq.coordinates(L.latLng(-33.5, 190.25))") == "169.750000°W 33.500000°S"
    assert page.run("document.querySelector('.north-arrow svg') !== null")
    assert page.run("document.querySelector('.leaflet-control-scale') !== null")


def test_what_is_beyond_the_budget_is_said_on_the_page(
    browser: Chromium, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_module, "surroundings", lambda run: surroundings(run, 5000))
    write_html_map(town(), tmp_path / "大.html", title="x")
    browser.open(tmp_path / "大.html")
    left = browser.run("xq.data.left_out")
    assert left > 1000
    assert f"离危险源最远的 {left} 个保护对象未画出" in browser.run(
        "document.querySelector('.too-much').innerText"
    )
    assert browser.run("xq.store.complete") is False
    assert browser.run("xq.store.count") == browser.run("xq.data.drawn")
    assert browser.problems == []


DASHED = """((lines, dash) => {
  const drawn = how => {
    const canvas = document.createElement('canvas'), ink = canvas.getContext('2d', xq.onceDrawn);
    canvas.width = canvas.height = 256;
    ink.lineWidth = 2.4;
    how(ink);
    return ink.getImageData(0, 0, 256, 256).data.filter((_, n) => n % 4 === 3);
  };
  const walk = (pen, line) => line.forEach((at, n) => { pen[n ? 'lineTo' : 'moveTo'](at[0], at[1]); });
  const theirs = drawn(ink => {
    ink.setLineDash(dash);
    lines.forEach(line => { ink.beginPath(); walk(ink, line); ink.closePath(); ink.stroke(); });
  });
  const seen = [], ours = drawn(ink => {
    const watched = new Proxy(ink, {
      get: (of, name) => typeof of[name] !== 'function' ? of[name] : (...given) => {
        if (name === 'lineTo' || name === 'moveTo') { seen.push(...given); }
        return of[name](...given);
      },
      set: (of, name, value) => { of[name] = value; return true; }
    });
    const pen = new xq.DashPen(watched, dash, 256);
    lines.forEach(line => { walk(pen, line); pen.closePath(); });
    pen.end();
  });
  let other = 0, inked = 0;
  for (let n = 0; n < ours.length; n += 1) {
    other += Math.abs(ours[n] - theirs[n]) > 64;
    inked += theirs[n] > 127;
  }
  const low = Math.min(...seen), high = Math.max(...seen);
  return { other: other, inked: inked, low: low, high: high, points: seen.length / 2 };
})"""


@pytest.mark.parametrize("seed", range(4))
def test_dashes_are_those_of_the_browser_and_drawn_only_where_the_tile_is(page: Chromium, seed: int) -> None:
    dice = np.random.default_rng(seed)
    rings = [dice.uniform(-700, 950, (count, 2)).round(3).tolist() for count in (4, 9, 30)]
    found = page.run(f"{DASHED}({rings}, [10, 4, 2, 4])")
    assert found["inked"] > 300
    assert found["other"] <= 0.01 * found["inked"]
    assert -14.001 <= found["low"] <= found["high"] <= 270.001


def test_a_boundary_seen_from_near_is_drawn_at_once(page: Chromium) -> None:
    # A district of 40 km: 200,000 pixels of dashes on each side of it, 40 corners a side.
    side = np.linspace(-100_000, 100_000, 41)
    ring = [*([x, -100_000.0] for x in side), *([100_000.0, y] for y in side), [-100_000.0, 100_000.0]]
    ring += [[-100_000.0, 128.0], [128.0, 128.0], [128.0, -90_000.0], [-100_000.0, -90_000.0]]
    found = page.run(f"{DASHED}([{ring}], [10, 4, 2, 4])")
    assert found["points"] <= 6
    assert found["inked"] > 200
    assert -14.001 <= found["low"] <= found["high"] <= 270.001
