"""Online tiles: only where asked for, from the right address, laid where they belong."""

from __future__ import annotations

import base64
import json
import re
import struct
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from pyproj import Geod

from tests.browser.chromium import Chromium
from tests.export.sample import sample
from xq_gis_plugin.core.datum import gcj02_to_wgs84, wgs84_to_gcj02
from xq_gis_plugin.export.html_map import write_html_map
from xq_gis_plugin.export.online_tiles import tile_source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.browser

KEY = "ABCDEF" * 5
CREDIT = "document.querySelector('.tiles-credit').innerText"
# Each picture: its address, and its corners on the screen as places.
LAID = """Array.from(document.querySelectorAll('img.leaflet-tile'), image => {
  const box = image.getBoundingClientRect(), frame = xq.map.getContainer().getBoundingClientRect();
  const at = (x, y) => {
    const p = xq.map.containerPointToLatLng([x - frame.left, y - frame.top]);
    return [p.lng, p.lat];
  };
  return {src: image.src, northwest: at(box.left, box.top), southeast: at(box.right, box.bottom),
    middle: at((box.left + box.right) / 2, (box.top + box.bottom) / 2)};
})"""
BARE = """(() => {
  const frame = xq.map.getContainer().getBoundingClientRect(), bare = [];
  const tiles = document.querySelectorAll('img.leaflet-tile');
  const boxes = Array.from(tiles, image => image.getBoundingClientRect());
  for (let i = 0; i <= 20; i += 1) { for (let j = 0; j <= 20; j += 1) {
    const x = frame.left + 1 + i * (frame.width - 2) / 20, y = frame.top + 1 + j * (frame.height - 2) / 20;
    const over = b => b.left - 1 <= x && b.right + 1 >= x && b.top - 1 <= y && b.bottom + 1 >= y;
    if (!boxes.some(over)) { bare.push([x, y]); }
  } }
  return bare;
})()"""


def picture(red: int) -> bytes:
    """Return a tile of one colour as PNG."""
    rows = (b"\x00" + bytes((red, 120, 200)) * 256) * 256
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 256, 256, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


class TileServer(Chromium):
    """A Chromium whose every request to a network is answered, or refused, by the test."""

    reachable = True

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.waiting: list[str] = []
        super().__init__()
        self.call("Fetch.enable", patterns=[{"urlPattern": "http*"}])

    def _note(self, event: dict[str, Any]) -> None:
        if event.get("method") == "Fetch.requestPaused":
            self.asked.append(event["params"]["request"])
            self.waiting.append(event["params"]["requestId"])
        super()._note(event)

    def settle(self) -> None:
        """Answer until the page has asked for nothing more for a while."""
        quiet = 0
        while quiet < 6:
            quiet = 0 if self.waiting else quiet + 1
            while self.waiting:
                try:
                    self._answer(self.waiting.pop(0))
                except AssertionError as error:
                    # The page has given this one up meanwhile.
                    if "Invalid InterceptionId" not in str(error):
                        raise
            self.run("new Promise(r => setTimeout(r, 60))")

    def _answer(self, request: str) -> None:
        if not self.reachable:
            self.call("Fetch.failRequest", requestId=request, errorReason="ConnectionRefused")
            return
        self.call(
            "Fetch.fulfillRequest",
            requestId=request,
            responseCode=200,
            responseHeaders=[{"name": "Content-Type", "value": "image/png"}],
            body=base64.b64encode(picture(60)).decode(),
        )


@pytest.fixture
def server() -> Iterator[TileServer]:
    browser = TileServer()
    yield browser
    browser.close()


def opened(
    server: TileServer, folder: Path, name: str, key: str = "", zoom: float = 17
) -> list[dict[str, Any]]:
    """Open a map with these tiles and return how they lie."""
    path = folder / f"{name}.html"
    write_html_map(sample(), path, title="瓦片", tiles=tile_source(name, key))
    server.open(path)
    server.settle()
    server.run(f"void xq.map.setView([38.47, 106.29], {zoom}, {{animate: false}})")
    server.settle()
    return list(server.run(LAID))


def numbers(address: str) -> tuple[int, int, int]:
    """Return x, y and zoom of an address."""
    for pattern in (r"/(?P<z>\d+)/(?P<x>\d+)/(?P<y>\d+)\.png", r"x=(?P<x>\d+)&y=(?P<y>\d+)&z=(?P<z>\d+)",
                    r"TILEMATRIX=(?P<z>\d+)&TILEROW=(?P<y>\d+)&TILECOL=(?P<x>\d+)"):  # fmt: skip
        found = re.search(pattern, address)
        if found:
            return int(found["x"]), int(found["y"]), int(found["z"])
    raise AssertionError(address)


def place(x: float, y: float, zoom: int) -> tuple[float, float]:
    """Return a corner of the grid in degrees of the grid's own datum."""
    size = 2**zoom
    return x / size * 360 - 180, float(np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y / size)))))


def apart(one: tuple[float, float], other: list[float]) -> float:
    return float(Geod(ellps="GRS80").inv(*one, *other)[2])


def test_without_being_asked_the_page_asks_for_nothing(server: TileServer, tmp_path: Path) -> None:
    write_html_map(sample(), tmp_path / "无.html", title="无")
    server.open(tmp_path / "无.html")
    server.settle()
    assert server.asked == []
    assert server.run("document.querySelectorAll('.tiles-credit, img').length") == 0


@pytest.mark.parametrize("zoom", [13, 15.5, 17, 18])
def test_amaps_tiles_are_laid_where_the_datum_says(server: TileServer, tmp_path: Path, zoom: float) -> None:
    laid = opened(server, tmp_path, "amap", zoom=zoom)
    assert len(laid) >= 6
    for tile in laid:
        x, y, level = numbers(tile["src"])
        for corner, (dx, dy) in (("northwest", (0, 0)), ("middle", (0.5, 0.5)), ("southeast", (1, 1))):
            lon, lat = gcj02_to_wgs84(*place(x + dx, y + dy, level))
            # Between its corners a tile is straight: far out, a tenth of a pixel is more than a metre.
            near = 1 if corner != "middle" else max(1, 0.1 * 40_075_017 * 0.783 / 256 / 2**level)
            assert apart((float(lon), float(lat)), tile[corner]) < near, (tile, corner)
    assert server.run(BARE) == []


def test_amap_is_asked_at_its_own_address_and_credited_with_its_shift(
    server: TileServer, tmp_path: Path
) -> None:
    opened(server, tmp_path, "amap")
    hosts = {re.match(r"https://([^/]+)/appmaptile\?lang=zh_cn", one["url"])[1] for one in server.asked}
    assert hosts <= {f"webrd0{number}.is.autonavi.com" for number in "1234"}
    told = server.run(CREDIT)
    assert "高德" in told
    assert "GCJ-02，已逐块移回 CGCS2000" in told
    assert server.problems == []


@pytest.mark.parametrize(("name", "key"), [("osm", ""), ("tianditu", KEY)])
def test_tiles_on_the_earths_own_datum_are_not_moved(
    server: TileServer, tmp_path: Path, name: str, key: str
) -> None:
    laid = opened(server, tmp_path, name, key)
    assert len(laid) >= 6
    for tile in laid:
        x, y, level = numbers(tile["src"])
        assert apart(place(x, y, level), tile["northwest"]) < 1
    assert server.run(BARE) == []


def test_tianditus_two_layers_are_asked_with_the_key(server: TileServer, tmp_path: Path) -> None:
    opened(server, tmp_path, "tianditu", KEY)
    addresses = [one["url"] for one in server.asked]
    assert all(address.endswith(f"&tk={KEY}") for address in addresses)
    assert {re.search("LAYER=(...)", address)[1] for address in addresses} == {"vec", "cva"}
    assert "天地图 · 国家地理信息公共服务平台" in server.run(CREDIT)


def test_openstreetmap_is_credited(server: TileServer, tmp_path: Path) -> None:
    opened(server, tmp_path, "osm")
    assert "© OpenStreetMap 贡献者" in server.run(CREDIT)


def test_the_policy_lets_in_that_hosts_images_and_no_others(server: TileServer, tmp_path: Path) -> None:
    opened(server, tmp_path, "osm")
    before = len(server.asked)
    server.run(
        "['https://webrd01.is.autonavi.com/a.png', 'https://evil.example/a.png'].forEach(address => {"
        " const image = new Image(); image.src = address; document.body.appendChild(image); })"
    )
    server.run("fetch('https://tile.openstreetmap.org/1/1/1.png').catch(() => null)")
    server.settle()
    assert len(server.asked) == before
    assert sum("Content Security Policy" in problem for problem in server.problems) >= 3


def test_a_server_that_cannot_be_reached_leaves_the_offline_base_and_a_sentence(
    server: TileServer, tmp_path: Path
) -> None:
    server.reachable = False
    opened(server, tmp_path, "amap")
    assert server.run(CREDIT) == "在线底图连接不上，图上只有本文件自带的底图。"
    assert server.run("document.querySelectorAll('img.leaflet-tile').length") == 0
    asked = len(server.asked)
    server.run("void xq.map.setView([38.48, 106.3], 16, {animate: false})")
    server.settle()
    assert len(server.asked) == asked
    assert server.run("xq.map.hasLayer(xq.layers.base)")
    # Chromium itself notes what it could not load; the page throws nothing.
    assert [problem for problem in server.problems if "Failed to load resource" not in problem] == []


def test_paper_and_picture_leave_the_tiles_out_and_say_so(server: TileServer, tmp_path: Path) -> None:
    opened(server, tmp_path, "amap")
    server.run("xq.paper.begin()")
    assert "屏幕上的在线底图不在本图内" in server.run("document.querySelector('#paper .foot').innerText")
    assert server.run("document.querySelectorAll('#paper img').length") == 0
    server.run("xq.paper.end()")
    server.settle()
    assert server.run("document.querySelectorAll('img.leaflet-tile').length") > 0
    assert server.run("xq.picture.compose().toDataURL().length") > 1000


def test_the_shift_in_javascript_is_the_engines(server: TileServer, tmp_path: Path) -> None:
    write_html_map(sample(), tmp_path / "移.html", title="移")
    server.open(tmp_path / "移.html")
    dice = np.random.default_rng(1)
    lon, lat = dice.uniform(60, 150, 3000), dice.uniform(-5, 60, 3000)
    points = json.dumps(np.column_stack([lon, lat]).tolist())
    for name, convert in (("to", wgs84_to_gcj02), ("from", gcj02_to_wgs84)):
        got = np.array(server.run(f"{points}.map(p => xq.gcj.{name}(p[0], p[1]))"))
        assert np.abs(got - np.column_stack(convert(lon, lat))).max() < 1e-9
