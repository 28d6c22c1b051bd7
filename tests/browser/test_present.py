"""汇报模式: from finding to finding by key, click or button, and back to where it began."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.export.sample import HOSTILE, empty, sample
from xq_gis_plugin.export.html_map import write_html_map

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.chromium import Chromium

pytestmark = pytest.mark.browser

STATE = (
    "JSON.stringify([xq.map.getZoom(), xq.map.getCenter().lat.toFixed(6), xq.map.getSize(), "
    "document.documentElement.className, document.querySelectorAll('#present-bar').length, "
    "document.querySelector('#panel').scrollTop])"
)
OF = "document.querySelector('#present-bar .of').textContent"
CAPTION = "document.querySelector('#present-bar .caption').innerText"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("present") / "图.html"
    write_html_map(sample(), path, title="汇报", fictional=True)
    return path


@pytest.fixture
def page(browser: Chromium, file: Path) -> Chromium:
    browser.resize(1366, 768)
    browser.open(file)
    browser.run("localStorage.clear()")
    browser.open(file)
    return browser


@pytest.fixture
def shown(page: Chromium) -> Chromium:
    page.click("#present")
    return page


def test_the_first_finding_is_told_large_with_all_that_counts(shown: Chromium) -> None:
    shown.press("ArrowRight")
    told = shown.run(CAPTION)
    for text in ("虚构一号站", "虚构小区1号楼", "不符合现行间距", "8.25 m", "11–14 m", "2.75 m",
                 "GB 50156-2021",
                 "4.0.4", "A：", "颜色表示间距检查结论，不是企业安全风险分级"):  # fmt: skip
        assert text in told, text
    assert shown.run(OF) == "2 / 3"
    size = "parseFloat(getComputedStyle(document.querySelector('#present-bar .names')).fontSize)"
    assert shown.run(size) >= 28
    assert shown.problems == []


@pytest.mark.parametrize("key", ["ArrowRight", "ArrowDown", "PageDown", " "])
def test_keys_go_on(shown: Chromium, key: str) -> None:
    shown.press(key)
    assert shown.run(OF) == "2 / 3"


@pytest.mark.parametrize("key", ["ArrowLeft", "ArrowUp", "PageUp"])
def test_keys_go_back_and_stop_at_the_ends(shown: Chromium, key: str) -> None:
    shown.press("End")
    assert shown.run(OF) == "3 / 3"
    shown.press("ArrowRight")
    shown.press(key)
    assert shown.run(OF) == "2 / 3"
    shown.press("Home")
    shown.press(key)
    assert shown.run(OF) == "1 / 3"


def test_a_click_on_the_map_goes_on_and_a_drag_does_not(shown: Chromium) -> None:
    shown.click(".place")
    assert shown.run(OF) == "2 / 3"
    assert shown.run("document.querySelector('.leaflet-popup') === null")
    for kind, x in (("mousePressed", 500), ("mouseMoved", 560), ("mouseReleased", 560)):
        shown.call("Input.dispatchMouseEvent", type=kind, x=x, y=300, button="left", buttons=1, clickCount=1)
    assert shown.run(OF) == "2 / 3"
    shown.click("#present-bar .back")
    assert shown.run(OF) == "1 / 3"


def test_the_map_goes_to_the_finding_and_marks_it(shown: Chromium) -> None:
    shown.press("End")
    line = shown.run("xq.data.findings.line[xq.data.conflicts[2]][0]")
    inside = shown.run(
        f"{json.dumps(line)}.every(p => {{ "
        "const at = xq.map.latLngToContainerPoint(p), s = xq.map.getSize(); "
        "return at.x > 20 && at.y > 20 && at.x < s.x - 20 && at.y < s.y - 20; })"
    )
    assert inside
    assert shown.run("xq.map.getZoom()") >= 16


def test_escape_puts_everything_back(page: Chromium) -> None:
    page.run("document.getElementById('present').focus()")
    before = page.run(STATE)
    page.click("#present")
    assert page.run("getComputedStyle(document.getElementById('panel')).display") == "none"
    page.press("ArrowRight")
    page.press("Escape")
    assert page.run(STATE) == before
    assert page.run("document.activeElement.id") == "present"


def test_the_demo_mark_stays_while_presenting(shown: Chromium) -> None:
    assert "虚构示例" in shown.run("document.querySelector('.banner').innerText")
    assert shown.run("document.querySelector('.banner').getBoundingClientRect().height") > 10


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (3840, 2160), (390, 844)])
def test_the_caption_stays_on_the_screen_and_leaves_room_for_the_map(
    page: Chromium, width: int, height: int
) -> None:
    page.resize(width, height)
    page.click("#present")
    page.press("End")
    boxes = page.run(
        "['.place', '#present-bar'].map(s => { "
        "const r = document.querySelector(s).getBoundingClientRect(); "
        "return [r.left, r.top, r.right, r.bottom]; })"
    )
    assert boxes[1][3] <= height + 1
    assert boxes[1][2] <= width + 1
    assert boxes[0][3] - boxes[0][1] > 0.3 * height


def test_projection_mode_makes_the_caption_larger(shown: Chromium) -> None:
    size = "parseFloat(getComputedStyle(document.querySelector('#present-bar .names')).fontSize)"
    plain = shown.run(size)
    shown.run("document.documentElement.classList.add('large')")
    assert shown.run(size) >= plain


def test_views_are_saved_with_a_caption_and_found_again(page: Chromium, file: Path) -> None:
    page.run("void xq.map.setView([38.47, 106.3], 17, {animate: false})")
    page.click("#present")
    page.run("void xq.map.setView([38.471, 106.301], 17.5, {animate: false})")
    page.click("#present-bar .save")
    page.run(f"document.querySelector('.dialog input').value = {json.dumps(HOSTILE[0])}")
    page.click(".dialog .agree")
    assert page.run(OF) == "1 / 1"
    assert HOSTILE[0] in page.run(CAPTION)
    assert page.run("document.querySelectorAll('#present-bar script').length") == 0
    browser = page
    # Chromium writes its store behind the page's back; nobody opens a page again within half a second.
    browser.run("new Promise(r => setTimeout(r, 500))")
    browser.open(file)
    browser.click("#present")
    browser.click("#present-bar .mode")
    assert HOSTILE[0] in browser.run(CAPTION)
    assert browser.run("xq.map.getZoom()") == 17.5
    assert browser.run("xq.map.getCenter().lat") == pytest.approx(38.471, abs=1e-5)
    browser.click("#present-bar .remove")
    assert browser.run(OF) == "0 / 0"
    assert browser.problems == []


@pytest.mark.parametrize("kept", ["not json", '[1, null, {"at": "x"}]', "{}", '[{"at":[1],"zoom":2}]'])
def test_what_lies_in_the_store_is_not_trusted(page: Chromium, file: Path, kept: str) -> None:
    page.run(f"localStorage.setItem('xq-views ' + xq.marks.value('time') + ' ' + xq.data.title, {kept!r})")
    page.open(file)
    assert page.run("xq.views.all().length") == 0
    assert page.problems == []


def test_without_conflicts_the_open_groups_are_stepped_through(browser: Chromium, tmp_path: Path) -> None:
    run = sample()
    open_only = replace(run, findings=run.findings[run.findings["verdict"] != "conflict"])
    write_html_map(open_only, tmp_path / "待.html", title="待")
    browser.open(tmp_path / "待.html")
    browser.click("#present")
    assert "待核实" in browser.run(CAPTION)
    assert browser.problems == []


def test_a_run_without_findings_says_so(browser: Chromium, tmp_path: Path) -> None:
    write_html_map(empty(), tmp_path / "空.html", title="空")
    browser.open(tmp_path / "空.html")
    browser.click("#present")
    assert "没有可逐条汇报的结论" in browser.run(CAPTION)
    browser.press("ArrowRight")
    assert browser.problems == []
