"""Print gives sheets of the paper that was chosen, with all that the PDF layouts say."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import numpy as np
import pytest
from pyproj import Geod

from tests.export.sample import HOSTILE, empty, sample
from xq_gis_plugin.export.html_map import write_html_map

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from tests.browser.chromium import Chromium

pytestmark = pytest.mark.browser

TITLE = "兴庆区 <b>检查图</b> & \"'`"
POINTS = {"A4": (842, 595), "A3": (1191, 842)}
RESIDENCE = (0xE3, 0xBD, 0x8F)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("paper") / "图.html"
    write_html_map(sample(), path, title=TITLE, fictional=True)
    return path


@pytest.fixture
def page(browser: Chromium, file: Path) -> Chromium:
    browser.resize(1366, 768)
    browser.open(file)
    return browser


def told(command: str, *arguments: object) -> str:
    done = subprocess.run([command, *map(str, arguments)], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def printed(page: Chromium, folder: Path) -> tuple[Path, list[str], tuple[int, int]]:
    """Return the sheets as a file, the text of each, and the paper's size in points."""
    pdf = folder / "图.pdf"
    pdf.write_bytes(page.pdf())
    width, height = re.findall(r"Page size: +([\d.]+) x ([\d.]+)", told("pdfinfo", pdf))[0]
    texts = told("pdftotext", "-raw", pdf, "-").split("\f")[:-1]
    return pdf, texts, (round(float(width)), round(float(height)))


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def pixels(pdf: Path, folder: Path) -> NDArray[np.uint8]:
    """Return the first sheet as it would be printed, 100 pixels an inch."""
    told("pdftoppm", "-r", 100, "-f", 1, "-l", 1, "-singlefile", pdf, folder / "sheet")
    data = (folder / "sheet.ppm").read_bytes()
    match = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
    assert match
    return np.frombuffer(data[match.end() :], dtype=np.uint8).reshape(int(match[2]), int(match[1]), 3)


@pytest.mark.parametrize("size", ["A4", "A3"])
def test_what_is_drawn_lies_under_the_signs_on_paper_too(page: Chromium, tmp_path: Path, size: str) -> None:
    # A disc of one colour on the canvas, a square of another among the signs, at one place off the middle.
    page.run(
        "(() => { const at = xq.map.getBounds().pad(-0.2).getSouthEast();"
        "L.circleMarker(at, {radius: 9, stroke: false, fillColor: '#00ff7f', fillOpacity: 1}).addTo(xq.map);"
        "const square = document.createElement('div'); square.style.background = '#ff00ff';"
        "square.style.width = square.style.height = '4px';"
        "L.marker(at, {icon: L.divIcon({className: '', html: square, iconSize: [4, 4]})}).addTo(xq.map); })()"
    )
    page.run(f"xq.paper.choose({{size: {size!r}}})")
    seen = pixels(printed(page, tmp_path)[0], tmp_path).astype(int)
    disc, square = (
        np.argwhere(np.abs(seen - color).max(axis=2) < 40) for color in ((0, 255, 127), (255, 0, 255))
    )
    assert len(disc) > 50
    assert len(square) > 4
    assert np.abs(disc.mean(axis=0) - square.mean(axis=0)).max() < 2


@pytest.mark.parametrize("size", ["A4", "A3"])
def test_the_sheets_have_the_paper_that_was_chosen(page: Chromium, tmp_path: Path, size: str) -> None:
    page.run(f"xq.paper.choose({{size: {size!r}}})")
    _, texts, points = printed(page, tmp_path)
    assert points == pytest.approx(POINTS[size], abs=1)
    assert len(texts) >= 2
    assert page.problems == []


def test_the_first_sheet_says_what_the_layouts_say(page: Chromium, tmp_path: Path) -> None:
    _, texts, _ = printed(page, tmp_path)
    first = flat(texts[0])
    for text in (
        TITLE, "3处不符合、1家企业待核实", "内部资料注意保管", "图例", "间距范围", "范围内的住宅",
        "颜色表示间距检查结论，不是企业安全风险分级",
        "坐标系：WGS84/Pseudo-Mercator(EPSG:3857)（图面）；数据为CGCS2000经纬度",
        "大地线长度，非图上量算",
        "规则版本：GB50156-2021", "检查日期：2026-11-23", "xq-gis0.1.0", "约1∶", "不等于违法",
        "审图号：未经审图，仅限内部使用", "另有1家尚无坐标，未检查", "虚构示例：名称和位置均为虚构",
    ):  # fmt: skip
        assert flat(text) in first, text


def test_the_findings_follow_as_tables(page: Chromium, tmp_path: Path) -> None:
    _, texts, _ = printed(page, tmp_path)
    tables = flat("".join(texts[1:]))
    for text in ("不符合现行间距（3）", "虚构小区1号楼", "8.25m", "11–14m", "2.75m", "GB50156-20214.0.4",
                 "不得跨越其上空", "待核实（", "缺少的资料", "油罐等级、建筑分类",
                 "尚无坐标（未检查）（1）", "专栏2"):  # fmt: skip
        assert text in tables, text
    assert flat(HOSTILE[0]) in tables  # as text


def test_every_sheet_of_a_fictional_map_says_so(page: Chromium, tmp_path: Path) -> None:
    _, texts, _ = printed(page, tmp_path)
    assert all("虚构示例" in flat(text) for text in texts)


def test_a_real_map_has_no_demo_mark(browser: Chromium, tmp_path: Path) -> None:
    write_html_map(sample(), tmp_path / "实.html", title="实测")
    browser.open(tmp_path / "实.html")
    assert "虚构示例" not in "".join(printed(browser, tmp_path)[1])


def test_the_maps_approval_is_printed_where_it_is_given(page: Chromium, tmp_path: Path) -> None:
    page.run("xq.paper.choose({review: '宁S(2026)001号', tables: false})")
    _, texts, _ = printed(page, tmp_path)
    assert len(texts) == 1
    assert "审图号：宁S(2026)001号" in flat(texts[0])
    assert "未经审图" not in texts[0]


def test_the_sheets_speak_the_language_of_the_page(page: Chromium, tmp_path: Path) -> None:
    page.click("#language")
    _, texts, _ = printed(page, tmp_path)
    assert "INTERNAL—keepsafe" in flat(texts[0])
    assert "none—forinternaluseonly" in flat(texts[0])
    assert "未经审图" not in texts[0]


def test_the_base_and_the_lines_are_on_the_paper(page: Chromium, tmp_path: Path) -> None:
    page.run("xq.goToFinding(xq.map, xq.data.conflicts[1])")
    page.run("void xq.map.removeLayer(xq.layers.objects)")
    pdf, _, _ = printed(page, tmp_path)
    seen = pixels(pdf, tmp_path).reshape(-1, 3).astype(int)
    red = [int(page.run("xq.colors.red")[at : at + 2], 16) for at in (1, 3, 5)]
    for color in (RESIDENCE, red):
        assert (np.abs(seen - color).max(axis=1) <= 6).sum() > 200, color


def test_the_scale_is_true_on_the_ground(page: Chromium) -> None:
    page.run("xq.paper.begin()")
    ratio = int(
        page.run("document.querySelector('#paper .ratio .zh').textContent").split("∶")[1].replace(",", "")
    )
    points = page.run(
        "(() => { const s = xq.map.getSize(), y = s.y / 2, x = s.x / 2 - 189; "
        "return [x, x + 378].map(e => { const p = xq.map.containerPointToLatLng([e, y]); "
        "return [p.lng, p.lat]; }); })()"
    )
    bar = page.run("document.querySelector('#paper .scale-bar').getBoundingClientRect().width")
    length = page.run("document.querySelector('#paper .ends span').textContent")
    page.run("xq.paper.end()")
    # 378 CSS pixels are 100 mm; a sphere is good to 0.4 %, which is what 约 is for.
    metres = Geod(ellps="GRS80").inv(*points[0], *points[1])[2]
    assert metres == pytest.approx(378 / 96 * 0.0254 * ratio, rel=0.005)
    stated = float(length.split()[0]) * (1000 if "km" in length else 1)
    assert stated == pytest.approx(bar / 96 * 0.0254 * ratio, rel=0.005)


def test_the_base_is_finer_on_paper_than_on_screen(page: Chromium) -> None:
    wide = "(c => c.width / parseFloat(c.style.width))(document.querySelector('.leaflet-tile-pane canvas'))"
    assert page.run(wide) == pytest.approx(1, abs=0.01)
    page.run("xq.paper.begin()")
    assert page.run(wide) > 2.5
    page.run("xq.paper.end()")
    assert page.run(wide) == pytest.approx(1, abs=0.01)


def test_the_screen_is_as_before_when_the_printing_is_over(page: Chromium) -> None:
    state = (
        "JSON.stringify([xq.map.getZoom(), xq.map.getSize(), "
        "xq.map.getContainer().parentNode.className, document.documentElement.className, "
        "document.body.className, document.querySelectorAll('.leaflet-overlay-pane canvas').length, "
        "document.querySelectorAll('canvas[style*=hidden]').length, xq.map.options.zoomSnap])"
    )
    centre = "[xq.map.getCenter().lng, xq.map.getCenter().lat]"
    before, place = page.run(state), page.run(centre)
    page.pdf()
    assert page.run(state) == before
    # Leaflet rounds the middle to whole pixels.
    assert page.run(centre) == pytest.approx(place, abs=1e-5)


def test_the_dialog_asks_for_the_paper_first(page: Chromium) -> None:
    page.run("window.print = () => { window.asked = (window.asked || 0) + 1; }")
    page.click("#print")
    assert page.run("document.activeElement.name") == "size"
    page.run("document.querySelector('.dialog input[value=A3]').click()")
    page.run("document.querySelectorAll('.dialog input[type=text]')[1].value = ' 宁S1 '")
    page.click(".dialog .agree")
    assert page.run("window.asked") == 1
    assert page.run("document.querySelector('.dialog') === null")
    assert page.run("xq.paper.review()") == "宁S1"


def test_escape_leaves_the_dialog_and_the_focus_goes_back(page: Chromium) -> None:
    page.run("window.print = () => { window.asked = 1; }; document.getElementById('print').focus()")
    page.click("#print")
    for kind in ("keyDown", "keyUp"):
        page.call("Input.dispatchKeyEvent", type=kind, key="Escape", code="Escape", windowsVirtualKeyCode=27)
    assert page.run("document.querySelector('.dialog') === null")
    assert page.run("document.activeElement.id") == "print"
    assert page.run("window.asked === undefined")


def test_a_run_without_places_prints_too(browser: Chromium, tmp_path: Path) -> None:
    write_html_map(empty(), tmp_path / "空.html", title="空")
    browser.open(tmp_path / "空.html")
    _, texts, _ = printed(browser, tmp_path)
    assert "不符合现行间距（0）" in flat("".join(texts))
    assert browser.problems == []
