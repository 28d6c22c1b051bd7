"""The map of a siting plan in a real Chromium: what a meeting sees and presses."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
from plans import demo_plan

from tests.browser.chromium import Chromium
from xq_gis_plugin.export.site_map import write_site_map

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.browser

AT_LAST = """new Promise(done => {
  const began = performance.now();
  const look = () => %s || performance.now() - began > 5000 ? done(xq.marked.length) : setTimeout(look, 50);
  look();
})"""
STATE = """JSON.stringify([document.readyState, window.xqReady, Object.keys(xq.layers), xq.map.getZoom(),
  xq.data.sites.status.slice(0, 3), xq.data.sites.at.slice(0, 3)])"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    path: Path = tmp_path_factory.mktemp("plan") / "plan.html"
    write_site_map(demo_plan(), path, title="布点规划", fictional=True)
    chromium = Chromium()
    chromium.open(path)
    assert chromium.problems == []
    yield chromium
    chromium.close()


def text(page: Chromium, selector: str) -> str:
    return str(page.run(f"document.querySelector({selector!r}).innerText"))


def test_it_opens_without_a_request_or_an_error(page: Chromium) -> None:
    assert [url for url in page.requests if not url.startswith("file:")] == []
    assert page.problems == []


def test_the_headline_and_the_counts_are_the_plans(page: Chromium) -> None:
    plan = demo_plan()
    counts = plan.sites["status"].value_counts()
    assert f"选中 {counts['chosen']} 家" in text(page, "#headline")
    assert "已证明没有更好的方案" in text(page, "#sure")
    shown = page.run("[...document.querySelectorAll('#wanted button')].map(b => b.innerText)")
    assert [int(re.findall(r"\d+", one)[0]) for one in shown] == [
        counts[status] for status in ("chosen", "kept", "closed", "unresolved", "rejected")
    ]
    drawn = plan.sites[plan.sites["status"] != "rejected"]
    # Twice, in whole runs beside other work, none was there yet: what the page is in then is told.
    marks = page.run(AT_LAST % "xq.marked.length")
    assert marks == int(drawn.geometry.notna().sum()), (page.run(STATE), page.problems)
    rows = page.run("[...document.querySelectorAll('#streets tbody tr')].map(r => r.innerText)")
    assert plan.sites["street"].isna().any()
    assert len(rows) == len(plan.streets) + len(["no street named"])


def test_a_site_says_why_on_a_click_and_shows_the_nearest_place(page: Chromium) -> None:
    plan = demo_plan().sites
    row = int((plan["reason"] == "rule").to_numpy().nonzero()[0][-1])
    page.run(f"xq.open({row}, true)")
    card = text(page, ".leaflet-popup .card")
    assert plan["because"].iloc[row] in card
    assert "最近可设点" in card
    assert page.run("xq.map.hasLayer(xq.nearLine)")


def test_a_click_on_the_map_finds_the_site_or_the_rules_of_the_place(page: Chromium) -> None:
    plan = demo_plan()
    row = int((plan.sites["status"] == "chosen").to_numpy().nonzero()[0][0])
    point = plan.sites.geometry.iloc[row]
    page.run(f"xq.map.closePopup(); xq.map.setView([{point.y}, {point.x}], 18); true")
    page.run(f"xq.ask(L.latLng({point.y}, {point.x})); true")
    assert plan.sites["name"].iloc[row] in text(page, ".leaflet-popup .card")
    forbidden = plan.permitted[plan.permitted["zone"] == "forbidden"].iloc[0]
    inside = forbidden.geometry.representative_point()
    page.run(f"xq.map.closePopup(); xq.map.setView([{inside.y}, {inside.x}], 20); true")
    page.run(f"xq.marked.length = 0; xq.ask(L.latLng({inside.y}, {inside.x})); true")
    card = text(page, ".leaflet-popup .card")
    assert all(rule in card for rule in forbidden["rule_ids"].split(","))


def test_the_list_is_found_by_initials_and_filtered_by_result(page: Chromium) -> None:
    def count() -> int:
        return int(page.run("+document.querySelector('#sites .count').innerText"))

    everything = count()
    page.run("document.querySelectorAll('#wanted button')[4].click()")
    assert count() > everything
    find = (
        "const f = document.getElementById('find'); f.value = %r; f.dispatchEvent(new Event('input'));"
        "await new Promise(r => setTimeout(r, 250))"
    )
    page.run(f"(async () => {{ {find % 'hxd012'} }})()")
    assert count() == 1
    page.run(f"(async () => {{ {find % '没有这个'} }})()")
    assert count() == 0
    assert "没有符合条件的网点" in text(page, "#sites .list")
    page.run(f"(async () => {{ {find % ''} }})()")


def test_it_speaks_english_too(page: Chromium) -> None:
    page.run("document.getElementById('language').click()")
    assert "chosen" in text(page, "#headline")
    assert "proven" in text(page, "#sure")
    page.run("document.getElementById('language').click()")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (390, 800)])
def test_nothing_runs_over_the_edge(page: Chromium, width: int, height: int) -> None:
    page.resize(width, height)
    wide: Any = page.run("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1]
    size = page.run("(r => [r.width, r.height])(document.querySelector('.xq-map').getBoundingClientRect())")
    assert min(size) > 180
    page.resize(1366, 768)


def test_on_paper_there_are_the_title_the_map_and_the_list(page: Chromium) -> None:
    pdf = page.pdf()
    assert pdf.startswith(b"%PDF")
    assert len(pdf) > 20_000


def test_a_no_discharge_zone_is_drawn_and_said_to_be_no_ban_on_shops(tmp_path: Path) -> None:
    plan = demo_plan()
    place = plan.permitted[plan.permitted["zone"] == "permitted"].geometry.iloc[0].representative_point()
    hostile = "<img src=x onerror=alert(1)>"
    zones = gpd.GeoDataFrame(
        {"name": [hostile, None]}, geometry=[place.buffer(0.002), None], crs=plan.sites.crs
    )
    write_site_map(replace(plan, no_discharge=zones), tmp_path / "zone.html", title="布点规划")
    chromium = Chromium()
    try:
        chromium.open(tmp_path / "zone.html")
        assert "禁放区（不是禁售区，不影响布点）" in text(chromium, "#legend .keys")
        chromium.run(
            f"xq.map.setView([{place.y}, {place.x}], 20); xq.ask(L.latLng({place.y}, {place.x})); true"
        )
        card = text(chromium, ".leaflet-popup .card")
        assert hostile in card
        assert "禁止燃放" in card
        assert "规则允许在此处设点" in card
        chromium.run("xq.map.removeLayer(xq.layers.no_discharge); xq.buildKeys(); true")
        assert "禁放区" not in text(chromium, "#legend .keys")
        chromium.run(f"xq.ask(L.latLng({place.y}, {place.x})); true")
        assert hostile not in text(chromium, ".leaflet-popup .card")
        assert chromium.problems == []
    finally:
        chromium.close()
