"""The list and the cards of the map in a real Chromium: what they say is the run's, and can be found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from tests.export.sample import sample
from xq_gis_plugin.core.model import Verdict
from xq_gis_plugin.export.digest import conflict_order
from xq_gis_plugin.export.html_map import write_html_map
from xq_gis_plugin.run import demo_request, run_check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.chromium import Chromium
    from xq_gis_plugin.core.model import Assessment

pytestmark = pytest.mark.browser

SIZES = [(1024, 768), (1366, 768), (3840, 2160), (390, 844)]


class Silent:
    def begin(self, step: str) -> Callable[[float, str], None]:  # noqa: ARG002 - nobody looks
        return lambda _fraction, _step: None


@pytest.fixture(scope="module")
def demo() -> Assessment:
    return run_check(demo_request(), Silent())


@pytest.fixture(scope="module")
def file(demo: Assessment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cards") / "demo.html"
    write_html_map(demo, path, title="示例", fictional=True)
    return path


@pytest.fixture
def page(browser: Chromium, file: Path) -> Chromium:
    browser.resize(1366, 768)
    browser.open(file)
    return browser


def rows(page: Chromium, **changes: Any) -> list[int]:
    page.run(f"xq.list.set({json.dumps(changes)})")
    return [int(row) for row in page.run("xq.list.rows()")]


def metres(value: float) -> str:
    return f"{round(value, 6):.2f}".rstrip("0").rstrip(".")


def test_every_figure_of_every_card_is_the_findings_own(page: Chromium, demo: Assessment) -> None:
    told = page.run("xq.data.findings.verdict.at.map((_, row) => xq.findingCard(row).textContent)")
    findings = demo.findings
    assert len(told) == len(findings)
    for text, (_, row) in zip(told, findings.iterrows(), strict=True):
        for name in ("distance_m", "required_high_m"):
            if not pd.isna(row[name]):
                assert f"{metres(row[name])} m" in text, (name, row[name], text)
        for name in ("shortfall_m", "shortfall_max_m"):
            if not pd.isna(row[name]) and row[name] > 0:
                assert f"{metres(row[name])} m" in text, (name, row[name], text)
        assert row["standard"] in text
        assert row["rule_id"] in text
        for name in ("hazard_name", "object_name"):
            assert pd.isna(row[name]) or row[name] in text


def test_the_list_begins_with_the_conflicts_the_worst_first(page: Chromium, demo: Assessment) -> None:
    assert rows(page) == list(conflict_order(demo))
    worst = page.run("[...document.querySelectorAll('.worst-one .names')].map(n => n.textContent)")
    names = demo.findings["hazard_name"].iloc[list(conflict_order(demo))[:3]]
    assert len(worst) == 3
    assert all(name in text for name, text in zip(names, worst, strict=True))


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_filter_leaves_the_findings_of_a_verdict(
    page: Chromium, demo: Assessment, verdict: Verdict
) -> None:
    wanted = demo.findings.index[demo.findings["verdict"] == verdict]
    assert sorted(rows(page, verdict=[verdict.value])) == wanted.tolist()


def test_the_list_is_sorted_by_what_is_asked_for(page: Chromium, demo: Assessment) -> None:
    metric = demo.findings["distance_m"]
    found = metric.iloc[rows(page, verdict=[], sort="distance")].dropna().round(6)
    assert len(found) == metric.notna().sum()
    assert found.is_monotonic_increasing
    short = demo.findings["shortfall_m"].iloc[rows(page, sort="short")].dropna().round(6)
    assert short.is_monotonic_decreasing


def test_names_are_found_by_their_text_and_by_the_initials_of_their_pinyin(
    page: Chromium, demo: Assessment
) -> None:
    names = demo.findings["hazard_name"]
    for query in ("九号加油站", "jhjyz"):
        found = rows(page, verdict=[], query=query)
        assert found
        assert set(names.iloc[found]) == {"虚构·示例九号加油站"}
    assert rows(page, query="绝无此名") == []
    assert page.run("document.querySelector('#conflicts .none').innerText") != ""


def test_a_press_flies_there_and_the_card_can_be_left_by_the_keyboard(page: Chromium) -> None:
    before = page.run("JSON.stringify(xq.map.getCenter())")
    page.run("document.querySelectorAll('.entry.finding')[4].focus()")
    page.run("document.activeElement.click()")
    assert page.run("JSON.stringify(xq.map.getCenter())") != before
    assert page.run("document.activeElement.classList.contains('card')")
    for kind in ("keyDown", "keyUp"):
        page.call("Input.dispatchKeyEvent", type=kind, key="Escape", code="Escape", windowsVirtualKeyCode=27)
    page.run("new Promise(r => setTimeout(r, 300))")
    assert page.run("document.querySelector('.leaflet-popup .card') === null")
    assert page.run("document.activeElement.classList.contains('finding')")


@pytest.mark.parametrize("large", [False, True], ids=["usual type", "large type"])
@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_a_card_is_within_the_map_and_nothing_of_it_is_cut_off_sideways(
    browser: Chromium, file: Path, lang: str, width: int, height: int, large: bool
) -> None:
    browser.resize(width, height)
    browser.open(file)
    if lang == "en":
        browser.run("document.getElementById('language').click()")
    if large:
        browser.run("document.getElementById('large').click()")
    for number in (0, 7):
        browser.run(f"document.querySelectorAll('.entry.finding')[{number}].click()")
        browser.run("new Promise(r => setTimeout(r, 400))")
        box = browser.run(
            "(() => { const c = document.querySelector('.leaflet-popup-content'), "
            "w = document.querySelector('.leaflet-popup-content-wrapper').getBoundingClientRect(), "
            "m = document.querySelector('.xq-map').getBoundingClientRect(); "
            "return {over: c.scrollWidth - c.clientWidth, left: w.left - m.left, "
            "right: m.right - w.right}; })()"
        )
        assert box["over"] <= 1, box
        assert box["left"] >= -1, box
        assert box["right"] >= -1, box
    assert browser.run("document.documentElement.scrollWidth") <= width


def test_coordinates_are_copied_as_the_tables_have_them(page: Chromium, demo: Assessment) -> None:
    row = list(conflict_order(demo))[7]
    page.run(
        "document.execCommand = () => { window.copied = document.activeElement.value; return true; };"
        "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
    )
    page.run("document.querySelectorAll('.entry.finding')[7].click()")
    page.run("document.querySelector('.leaflet-popup .copy').click()")
    lon, lat = demo.findings.geometry.iloc[row].coords[0]
    assert page.run("window.copied") == f"{lon:.7f}, {lat:.7f}"
    assert page.run("document.getElementById('status').innerText") != ""


def test_the_plans_boxes_are_layers_and_what_has_no_place_is_listed(page: Chromium, demo: Assessment) -> None:
    layers = page.run("[...document.querySelectorAll('.leaflet-control-layers label')].map(n => n.innerText)")
    for box in ("专栏2", "专栏3", "专栏4"):
        assert any(box in layer for layer in layers), layers
    listed = page.run("document.getElementById('unlocated').textContent")
    assert len(demo.unlocated) == 2
    assert all(name in listed for name in demo.unlocated["name"])


def test_the_provenance_names_every_input_with_its_hash(page: Chromium, demo: Assessment) -> None:
    page.run("document.getElementById('basis').open = true")
    told = page.run("document.getElementById('basis').innerText")
    hashes = demo.run.loc[demo.run["key"].str.contains("sha256"), "value"]
    assert len(hashes) >= 2
    assert all(value in told.replace("\u200b", "") for value in hashes)


def test_fifty_thousand_findings_are_listed_without_a_pause(browser: Chromium, tmp_path: Path) -> None:
    run = sample()
    many = pd.concat([run.findings] * (50_000 // len(run.findings) + 1), ignore_index=True)
    many["finding_id"] = [f"F{n}" for n in range(len(many))]
    path = tmp_path / "many.html"
    write_html_map(run.__class__(**{**run.__dict__, "findings": many}), path, title="x")
    browser.resize(1366, 768)
    browser.open(path)
    assert len(rows(browser, verdict=[], query="")) == len(many)
    # Only what can be seen is in the page.
    assert browser.run("document.querySelectorAll('.entry').length") < 2000
