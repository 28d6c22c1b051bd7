"""What the page says of a hazard anywhere is what the core says; and a planner can ask it."""

from __future__ import annotations

import dataclasses
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from pyproj import Geod

from tests.browser.asking import METRES, Click, around_of, clicks, differences, snapped, told
from tests.thorough import examples
from xq_gis_plugin.export.html_map import write_html_map
from xq_gis_plugin.run import Given, Request, demo_request, run_check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.chromium import Chromium
    from xq_gis_plugin.core.model import Assessment
    from xq_gis_plugin.core.spot import SpotAnswer, Surroundings

pytestmark = pytest.mark.browser

CENTIMETRE = 0.01
ROUNDING_M = 1e-4
"""Where both have the same coordinates only the arithmetic differs."""
ANSWER = "xq.askTool.answer"
WAIT = "new Promise(r => setTimeout(r, {}))"


class Unheard:
    """Nobody asks how far it has come."""

    def begin(self, _step: str) -> Callable[[float, str], None]:
        return lambda _fraction, _text: None


def written(result: Assessment, folder: Path) -> Path:
    path = folder / "ask.html"
    write_html_map(result, path, title="问图", fictional=True, overwrite=True)
    return path


@pytest.fixture(scope="module")
def town() -> Assessment:
    return run_check(demo_request(), Unheard())


@pytest.fixture(scope="module")
def around(town: Assessment) -> Surroundings:
    return around_of(town)


@pytest.fixture
def page(browser: Chromium, town: Assessment, tmp_path: Path) -> Chromium:
    browser.resize(1366, 768)
    browser.open(written(town, tmp_path))
    return browser


# Two halves, for two cores. XQ_THOROUGH=4 asks at ten thousand.
@pytest.mark.parametrize("seed", [1, 3])
def test_spots_of_every_kind_are_judged_as_the_core_judges_them(
    browser: Chromium, town: Assessment, tmp_path: Path, seed: int
) -> None:
    exact = snapped(town)
    reference = around_of(exact)
    browser.open(written(exact, tmp_path))
    asked = clicks(exact, reference, examples(1_250), seed=seed)
    verdicts: dict[str, int] = {}
    for click, page in zip(asked, told(browser, asked), strict=True):
        core = click.ask(reference)
        assert differences(core, page, ROUNDING_M) == [], click
        assert same_home(core, page), click
        verdicts[page["verdict"]] = verdicts.get(page["verdict"], 0) + 1
    assert min(verdicts["conflict"], verdicts["unresolved"], verdicts["clear"]) > 20


def test_coordinates_finer_than_the_pages_change_no_distance_by_a_centimetre(
    page: Chromium, town: Assessment, around: Surroundings
) -> None:
    asked = clicks(town, around, examples(400), seed=2)
    compared = 0
    for click, answer in zip(asked, told(page, asked), strict=True):
        core = click.ask(around)
        rows = {(r["object_id"], r["rule_id"]): r for r in answer["rows"]}
        for row in core.rows:
            other = rows.pop((row.object_id, row.rule_id), None)
            if other is None:
                assert brink(dataclasses.asdict(row)) <= CENTIMETRE, (click, row)
                continue
            compared += 1
            for name in METRES:
                if getattr(row, name) is not None:
                    assert other[name] == pytest.approx(getattr(row, name), abs=CENTIMETRE), (click, row)
            if other["verdict"] != row.verdict:
                assert brink(other) <= CENTIMETRE, (click, row)
        for left in rows.values():
            assert brink(left) <= CENTIMETRE, (click, left)
    assert compared > 2_000


@pytest.mark.shared
def test_a_real_town_is_judged_as_the_core_judges_it(browser: Chromium, shared: Path, tmp_path: Path) -> None:
    extract = Given(str(shared / "data" / "osm" / "legazpi.osm.pbf"))
    real = run_check(Request(extract, extract), Unheard())
    reference = around_of(real)
    browser.open(written(real, tmp_path))
    assert browser.run("xq.store.complete")
    asked = clicks(real, reference, examples(500), seed=3)
    for click, page in zip(asked, told(browser, asked), strict=True):
        core = click.ask(reference)
        assert differences(core, page, ROUNDING_M) == [], click
        assert same_home(core, page), click


def same_home(core: SpotAnswer, page: dict[str, Any]) -> bool:
    """Return whether the nearest residence is the core's, or another that is exactly as near."""
    if core.nearest_residence_id == page["nearest_residence_id"]:
        return core.nearest_residence_name == page["nearest_residence_name"]
    return core.nearest_residence_m == pytest.approx(page["nearest_residence_m"], abs=1e-6)


def brink(row: dict[str, Any]) -> float:
    """Return how near a row is to another verdict, in metres; 0 where it has no distance."""
    if row["required_high_m"] is None:
        return 0.0
    ends = [abs(row[m] - row[r]) for m in ("low_m", "high_m") for r in ("required_low_m", "required_high_m")]
    return min(ends)


def test_a_click_is_answered_in_words_and_metres(page: Chromium, around: Surroundings) -> None:
    page.click("#tool-ask")
    page.run("xq.map.setView([38.4485, 106.575], 17, {animate: false}) && 1")
    choose(page, 0, "petrol_station")
    choose(page, 1, "2")
    at = click_map(page, 0.75, 0.5)
    answer = page.run(ANSWER)
    assert (answer["lon"], answer["lat"]) == pytest.approx((at["lng"], at["lat"]), abs=1e-9)
    core = Click(answer["lon"], answer["lat"], "petrol_station", {"grade": "2"}, 0.0).ask(around)
    card = shown(page, "#ask")
    assert answer["verdict"] == core.verdict
    assert card.count("要求") >= 1
    for row in core.rows[:3]:
        assert row.clause in card
        if row.object_name:
            assert row.object_name in card
    assert "二级" in card
    page.click("#language")
    assert "grade 2" in shown(page, "#ask")
    assert "CGCS2000" in shown(page, "#ask")
    page.click("#language")


def test_a_click_on_what_is_drawn_asks_too_and_opens_no_card(page: Chromium) -> None:
    page.click("#tool-ask")
    page.click(".leaflet-marker-icon.hazard")
    page.run(WAIT.format(100))
    assert page.run(ANSWER) is not None
    assert page.run("document.querySelectorAll('.leaflet-popup').length") == 0


def test_the_pin_moves_by_keys_and_is_answered_while_it_moves(page: Chromium) -> None:
    page.click("#tool-ask")
    press(page, "Enter")
    page.run(WAIT.format(100))
    first = page.run(ANSWER)
    centre = page.run("xq.map.getCenter()")
    assert (first["lon"], first["lat"]) == pytest.approx((centre["lng"], centre["lat"]), abs=1e-9)
    press(page, "ArrowRight")
    page.run(WAIT.format(100))
    second = page.run(ANSWER)
    east = Geod(ellps="GRS80").inv(first["lon"], first["lat"], second["lon"], second["lat"])
    assert east[2] == pytest.approx(1.0, abs=1e-3)
    assert east[0] == pytest.approx(90.0, abs=0.1)
    press(page, "ArrowUp", shift=True)
    page.run(WAIT.format(100))
    third = page.run(ANSWER)
    north = Geod(ellps="GRS80").inv(second["lon"], second["lat"], third["lon"], third["lat"])
    assert north[2] == pytest.approx(10.0, abs=1e-3)
    assert page.run("xq.map.getCenter()") == centre
    page.run(WAIT.format(500))
    assert page.run("document.querySelector('#ask .said').getAttribute('aria-live')") == "polite"
    assert page.run("document.querySelector('#ask .said').textContent.length") > 5
    press(page, "Escape")
    assert page.run("document.querySelector('#ask')") is None
    assert page.run("document.querySelectorAll('.pin').length") == 0


def test_dragging_the_pin_answers_on_the_way(page: Chromium) -> None:
    page.click("#tool-ask")
    click_map(page, 0.7, 0.5)
    x, y = page.run(
        "(r => [r.x + r.width / 2, r.y + r.height / 2])"
        "(document.querySelector('.pin').getBoundingClientRect())"
    )
    before = page.run(ANSWER)
    page.call("Input.dispatchMouseEvent", type="mousePressed", x=x, y=y, button="left", clickCount=1)
    for step in range(1, 6):
        page.call(
            "Input.dispatchMouseEvent", type="mouseMoved", x=x + 12 * step, y=y, button="left", buttons=1
        )
    page.run(WAIT.format(100))
    during = page.run(ANSWER)
    page.call("Input.dispatchMouseEvent", type="mouseReleased", x=x + 60, y=y, button="left", clickCount=1)
    assert during["lon"] > before["lon"]
    assert during["lat"] == pytest.approx(before["lat"], abs=1e-4)


def test_the_slider_draws_each_classes_ring_with_its_clause(page: Chromium) -> None:
    page.click("#tool-ask")
    choose(page, 0, "petrol_station")
    choose(page, 1, "1")
    click_map(page, 0.75, 0.5)
    steps = int(page.run("document.querySelector('.ring-slider input').max"))
    assert steps >= 4
    said, count = [], []
    for step in range(1, steps + 1):
        slide(page, step)
        said.append(shown(page, ".ring-said"))
        count.append(page.run("document.querySelectorAll('.leaflet-overlay-pane canvas').length"))
    assert len(set(said)) == steps
    assert all("GB 50156-2021" in text or "号" in text for text in said)
    assert any("重要公共建筑物" in text and "35 m" in text for text in said)
    slide(page, 0)
    assert "滑块" in shown(page, ".ring-said")


def test_the_ruler_measures_on_the_ellipsoid_and_takes_back(page: Chromium) -> None:
    page.click("#tool-ruler")
    points = [click_map(page, 0.5, 0.4), click_map(page, 0.6, 0.5), click_map(page, 0.7, 0.8)]
    geod = Geod(a=6378137, rf=298.257222101)
    legs = [geod.inv(a["lng"], a["lat"], b["lng"], b["lat"])[2] for a, b in pairwise(points)]
    assert page.run("xq.ruler.total()") == pytest.approx(sum(legs), abs=1e-3)
    assert f"{legs[0]:.2f}".rstrip("0").rstrip(".") in shown(page, "#ruler")
    press(page, "Backspace")
    assert page.run("xq.ruler.total()") == pytest.approx(legs[0], abs=1e-3)
    press(page, "Escape")
    assert page.run("document.querySelector('#ruler')") is None
    assert page.run("document.querySelectorAll('.measure').length") == 0


@pytest.mark.parametrize(
    ("start", "end"),
    [((0, 0), (0, 0)), ((106.3, 38.5), (106.3, 38.6)), ((0, 0), (90, 0)), ((-179.9, 10), (179.9, -10)),
     ((10, 89.9), (-170, 89.9)), ((106.3, 38.5), (-70, -33))],
)  # fmt: skip
def test_the_geodesic_is_that_of_karney(
    page: Chromium, start: tuple[float, float], end: tuple[float, float]
) -> None:
    expected = Geod(a=6378137, rf=298.257222101).inv(*start, *end)[2]
    assert page.run(f"xq.geo.metres({start[0]}, {start[1]}, {end[0]}, {end[1]})") == pytest.approx(
        expected, abs=1e-3
    )


def test_a_run_of_before_the_rules_were_kept_says_why_it_cannot_tell(
    browser: Chromium, town: Assessment, tmp_path: Path
) -> None:
    old = dataclasses.replace(town, rules=pd.DataFrame({"id": []}))
    browser.open(written(old, tmp_path))
    assert browser.run("document.querySelector('#tool-ask').getAttribute('aria-disabled')") == "true"
    assert "重新检查" in browser.run("document.querySelector('#tool-ask').title")
    browser.click("#tool-ask")
    assert "没有记录所用规则" in shown(browser, "#ask")
    click_map(browser, 0.75, 0.5)
    assert browser.run(ANSWER) is None
    assert browser.problems == []


def test_a_map_that_leaves_objects_out_does_not_tell(page: Chromium) -> None:
    page.run("xq.store.complete = false")
    page.click("#tool-ask")
    assert "不能据此回答" in shown(page, "#ask")
    click_map(page, 0.75, 0.5)
    assert page.run(ANSWER) is None


def shown(page: Chromium, selector: str) -> str:
    return str(page.run(f"document.querySelector('{selector}').innerText"))


def choose(page: Chromium, number: int, value: str) -> None:
    """Choose in the number-th list of the form, as a person would change it."""
    page.run(
        f"(s => {{ s.value = '{value}'; s.dispatchEvent(new Event('change')); }})"
        f"(document.querySelectorAll('.ask-form select')[{number}])"
    )


def slide(page: Chromium, step: int) -> None:
    page.run(
        f"(s => {{ s.value = '{step}'; s.dispatchEvent(new Event('input')); }})"
        "(document.querySelector('.ring-slider input'))"
    )


def click_map(page: Chromium, across: float, down: float) -> dict[str, float]:
    """Click at a share of the map's width and height; return the place there."""
    left, top, width, height = page.run(
        "(r => [r.left, r.top, r.width, r.height])(xq.map.getContainer().getBoundingClientRect())"
    )
    x, y = round(left + across * width), round(top + down * height)
    for kind in ("mousePressed", "mouseReleased"):
        page.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
    page.run(WAIT.format(80))
    return dict(page.run(f"xq.map.mouseEventToLatLng({{clientX: {x}, clientY: {y}}})"))


def press(page: Chromium, key: str, *, shift: bool = False) -> None:
    for kind in ("keyDown", "keyUp"):
        page.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, modifiers=8 if shift else 0)
