"""A picture of the view: a PNG with all that the sheet says, under a name that any system takes."""

from __future__ import annotations

import json
import struct
import time
from typing import TYPE_CHECKING

import pytest

from tests.export.sample import HOSTILE, sample
from xq_gis_plugin.export.html_map import write_html_map

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.chromium import Chromium

pytestmark = pytest.mark.browser

TITLE = '图 <b>/\\:*?"| 一'


@pytest.fixture
def page(browser: Chromium, tmp_path: Path) -> Chromium:
    write_html_map(sample(), tmp_path / "图.html", title=TITLE, fictional=True)
    browser.resize(1366, 768)
    browser.open(tmp_path / "图.html")
    return browser


def saved(page: Chromium, folder: Path) -> Path:
    page.call("Page.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
    page.click("#picture")
    for _ in range(200):
        found = list(folder.glob("*.png"))
        if found:
            return found[0]
        time.sleep(0.05)
        page.run("0")
    message = "no picture was saved"
    raise AssertionError(message)


def test_the_picture_is_a_png_of_twice_the_maps_size(page: Chromium, tmp_path: Path) -> None:
    folder = tmp_path / "下载"
    folder.mkdir()
    file = saved(page, folder)
    data = file.read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    map_width, map_height = page.run("[xq.map.getSize().x, xq.map.getSize().y]")
    assert data.startswith(b"\x89PNG")
    assert width == 2 * map_width
    assert height > 2 * map_height + 200
    assert file.name == "图 b 一_2026-11-23.png"
    assert page.problems == []


def test_base_lines_signs_and_legend_are_on_it(page: Chromium) -> None:
    page.run("xq.goToFinding(xq.map, xq.data.conflicts[1])")
    page.run("void xq.map.closePopup().removeLayer(xq.layers.objects)")
    counts = page.run(
        "(() => { const c = xq.picture.compose(), ink = c.getContext('2d');"
        "const d = ink.getImageData(0, 0, c.width, c.height).data;"
        "const want = {residence: xq.baseStyles.residence.fill, red: xq.colors.red, blue: xq.colors.blue};"
        "const n = {}, near = (a, b) => Math.abs(a - b) < 6;"
        "Object.keys(want).forEach(k => { n[k] = 0;"
        "const w = [1, 3, 5].map(i => parseInt(want[k].substr(i, 2), 16));"
        "for (let i = 0; i < d.length; i += 4) {"
        " n[k] += near(d[i], w[0]) && near(d[i + 1], w[1]) && near(d[i + 2], w[2]); } });"
        "return n; })()"
    )
    # Blue stands in the legend alone here.
    assert counts["residence"] > 300
    assert counts["red"] > 600
    assert counts["blue"] > 300


def test_the_page_is_as_before_and_shares_nothing(page: Chromium, tmp_path: Path) -> None:
    state = "JSON.stringify([xq.map.getZoom(), xq.map.getCenter(), xq.finer || 0, L.Browser.retina])"
    before = page.run(state)
    saved(page, tmp_path)
    assert page.run(state) == before
    assert [address for address in page.requests if not address.startswith(("file:", "blob:"))] == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("a/b\\c:d", "a b c d.png"), ("..", "xq-map.png"), ("CON", "xq-map.png"), ("com1.x", "xq-map.png"),
        ("", "xq-map.png"), ("\u202egnp.exe", "gnp.exe.png"), ("a. .", "a.png"), ("图\u0000\u0007", "图.png"),
        ("长" * 500, "长" * 80 + ".png"), ("\U0001f525" * 100, "\U0001f525" * 80 + ".png"),
    ],
)  # fmt: skip
def test_a_title_becomes_a_name_that_any_system_takes(page: Chromium, title: str, name: str) -> None:
    assert page.run(f"xq.picture.fileName({json.dumps(title)}, '')") == name
    assert page.run("xq.picture.fileName('a\\ud800b', '')") == "ab.png"


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_have_no_path_in_their_names(page: Chromium, title: str) -> None:
    name = page.run(f"xq.picture.fileName({json.dumps(title)}, '2026-11-23')")
    assert not set('/\\:*?"<>|\u2028\u2029\u202e') & set(name)
    assert 0 < len(name) <= 100
