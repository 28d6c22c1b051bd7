"""The map in a real Chromium without any network: what a meeting room sees."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import Chromium
from tests.export.sample import HOSTILE, empty, sample
from xq_gis_plugin.export.html_map import write_html_map

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.browser

TITLE = "</title><script>alert(9)</script>"
LEGEND = "颜色表示间距检查结论，不是企业安全风险分级"
OPEN_ALL = "document.querySelectorAll('details').forEach(d => { d.open = true; })"
# Text as it is shown: what the style sheet hides is left out.
SHOWN = "document.querySelector({}).innerText"


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    chromium = Chromium()
    yield chromium
    chromium.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("map") / "图.html"
    write_html_map(sample(), path, title=TITLE, fictional=True)
    return path


@pytest.fixture
def page(browser: Chromium, file: Path) -> Chromium:
    browser.resize(1366, 768)
    browser.open(file)
    return browser


def shown(page: Chromium, selector: str) -> str:
    return str(page.run(SHOWN.format(json.dumps(selector))))


def quiet(page: Chromium) -> bool:
    """Return whether the page asked for nothing but itself and complained of nothing."""
    page.run("new Promise(r => setTimeout(r, 150))")
    return page.problems == [] and page.dialogs == [] and len(page.requests) == 1


def test_the_page_opens_by_itself_and_says_when(browser: Chromium, file: Path) -> None:
    assert browser.open(file) > 0
    assert browser.requests == [file.resolve().as_uri()]
    assert quiet(browser)


def test_the_browser_would_refuse_what_is_not_the_pages_own(page: Chromium) -> None:
    page.run(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.foreign = 1'; "
        "document.body.appendChild(s); })()"
    )
    assert page.run("window.foreign === undefined")
    page.run("new Promise(r => setTimeout(r, 100))")
    assert any("Content Security Policy" in problem for problem in page.problems)


def test_no_name_runs_or_changes_the_page(page: Chromium) -> None:
    page.run(OPEN_ALL)
    page.run("new Promise(r => setTimeout(r, 200))")
    names = page.run("Array.from(document.querySelectorAll('#unresolved bdi'), e => e.textContent)")
    assert set(HOSTILE) <= set(names)
    assert page.run("document.querySelector('h1').textContent") == TITLE
    assert page.run("document.querySelectorAll('#panel img, #panel script').length") == 0
    assert quiet(page)


def test_a_long_name_does_not_push_the_list_aside(page: Chromium) -> None:
    page.run(OPEN_ALL)
    page.run("new Promise(r => setTimeout(r, 200))")
    assert (
        page.run("Math.max(...Array.from(document.querySelectorAll('#panel .entry'), e => e.offsetHeight))")
        < 200
    )
    panel = "document.getElementById('panel')"
    assert page.run(f"{panel}.scrollWidth <= {panel}.clientWidth")


def test_the_headline_and_the_legend_say_it_in_words(page: Chromium) -> None:
    assert shown(page, "#headline") == "3 处不符合、1 家企业待核实"
    assert LEGEND in shown(page, "#legend")
    assert "不等于违法" in shown(page, "footer")
    assert "虚构示例" in shown(page, ".banner")
    assert shown(page, "#panel summary").startswith("先查什么")


def test_a_click_on_a_conflict_goes_there_and_shows_distance_and_clause(page: Chromium) -> None:
    page.click("#conflicts .entry:nth-child(2)")
    card = shown(page, ".leaflet-popup-content")
    for text in (
        "虚构一号站",
        "虚构小区1号楼",
        "8.25 m",
        "11–14 m",
        "2.75 m",
        "GB 50156-2021",
        "4.0.4",
        "P21-G2-PETROL-C2",
    ):
        assert text in card
    assert "不符合的全部条款" in card
    centre = page.run("xq.map.getCenter()")
    assert centre["lng"] == pytest.approx(106.29 + 8 / 87_200, abs=2e-3)
    assert quiet(page)


def test_a_conflict_by_recollection_says_so(page: Chromium) -> None:
    page.click("#conflicts .entry:nth-child(3)")
    card = shown(page, ".leaflet-popup-content")
    assert "依据待核对原文" in card
    assert "5 m （可能 3–7 m）" in card
    assert HOSTILE[0] in card


def test_a_rule_without_a_distance_is_told_in_words(page: Chromium) -> None:
    page.click("#conflicts .entry:nth-child(1)")
    assert "不得跨越其上空" in shown(page, ".leaflet-popup-content")


def test_unresolved_findings_open_from_their_group(page: Chromium) -> None:
    line = "待核实 2 处：缺油罐等级、建筑分类，最近 3.2 m"
    group = (
        f"Array.from(document.querySelectorAll('.group')).find(g => g.innerText.includes({json.dumps(line)}))"
    )
    page.run(f"{group}.querySelector('summary').click()")
    page.run("new Promise(r => setTimeout(r, 100))")
    assert page.run(f"{group}.querySelectorAll('.entry').length") == 2
    page.run(f"{group}.querySelector('.entry').click()")
    card = shown(page, ".leaflet-popup-content")
    assert "油罐等级、建筑分类" in card
    assert "7–35 m" in card


def test_a_click_on_a_hazards_sign_tells_about_it(page: Chromium) -> None:
    page.click(".leaflet-marker-icon.hazard")
    card = shown(page, ".leaflet-popup-content")
    assert "最近住宅" in card
    assert "站内建筑 1 座" in card


def test_the_four_colours_differ_in_shape(page: Chromium) -> None:
    paths = page.run(
        "['red', 'orange', 'yellow', 'blue'].map(c => "
        "document.querySelector('#legend .sign.' + c + ' path').getAttribute('d'))"
    )
    assert len(set(paths)) == 4
    assert page.run("document.querySelectorAll('.leaflet-marker-icon.hazard').length") == 4


def test_english_is_one_click_away_and_back(page: Chromium) -> None:
    page.click("#language")
    assert shown(page, "#headline") == "3 in conflict, 1 site(s) to be verified"
    assert LEGEND not in shown(page, "body")
    assert "Hazards" in shown(page, ".leaflet-control-layers")
    page.click("#language")
    assert shown(page, "#headline") == "3 处不符合、1 家企业待核实"


def test_layers_can_be_switched(page: Chromium) -> None:
    page.run("Array.from(document.querySelectorAll('.leaflet-control-layers input')).forEach(i => i.click())")
    assert page.run("document.querySelectorAll('.leaflet-marker-icon.hazard').length") == 0
    assert page.run("xq.map.hasLayer(xq.layers.clear)")
    page.run("Array.from(document.querySelectorAll('.leaflet-control-layers input')).forEach(i => i.click())")
    assert page.run("document.querySelectorAll('.leaflet-marker-icon.hazard').length") == 4
    assert quiet(page)


def test_entries_without_a_position_are_listed(page: Chromium) -> None:
    page.run(OPEN_ALL)
    assert HOSTILE[0] in shown(page, "#unlocated")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (1024, 768)])
def test_nothing_lies_over_anything_or_leaves_the_screen(
    browser: Chromium, file: Path, width: int, height: int
) -> None:
    browser.resize(width, height)
    browser.open(file)
    boxes = browser.run(
        "['header', '#panel', '.place', '#legend', 'footer'].map(s => { "
        "const r = document.querySelector(s).getBoundingClientRect(); "
        "return [r.left, r.top, r.right, r.bottom]; })"
    )
    for number, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0
        assert top >= 0
        assert right <= width + 1
        assert bottom <= height + 1
        for other in boxes[number + 1 :]:
            assert (
                left >= other[2] - 1 or right <= other[0] + 1 or top >= other[3] - 1 or bottom <= other[1] + 1
            )
    assert boxes[2][3] - boxes[2][1] > 0.4 * height


def test_chinese_is_drawn_in_a_chinese_font(page: Chromium) -> None:
    page.call("DOM.enable")
    page.call("CSS.enable")
    root = page.call("DOM.getDocument")["root"]["nodeId"]
    node = page.call("DOM.querySelector", nodeId=root, selector="#headline .zh")["nodeId"]
    fonts = page.call("CSS.getPlatformFontsForNode", nodeId=node)["fonts"]
    assert fonts
    assert any("CJK" in font["familyName"] or "Hei" in font["familyName"] for font in fonts)


def test_the_page_prints(page: Chromium) -> None:
    paper = page.pdf()
    assert paper.startswith(b"%PDF")
    assert quiet(page)


def test_a_run_without_places_says_so(browser: Chromium, tmp_path: Path) -> None:
    write_html_map(empty(), tmp_path / "空.html", title="空")
    browser.open(tmp_path / "空.html")
    assert "没有带坐标的危险源" in shown(browser, ".notice")
    assert quiet(browser)
