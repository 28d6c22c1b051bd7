"""No name runs, asks, breaks the page, or is shown as anything but itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.fuzzing import RUNS, Faults, hostile_names, names_not_as_they_are, page_faults

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.chromium import Chromium

pytestmark = pytest.mark.browser

SAFE = Faults([], None, [], [])
COUNT = 5000


def test_five_thousand_hostile_names_stay_names(browser: Chromium, tmp_path: Path) -> None:
    names = hostile_names(COUNT, seed=20261123)
    assert len(set(names)) == COUNT
    assert max(map(len, names)) > 9_999
    assert page_faults(browser, names, tmp_path, title=f"</title><script>{RUNS}</script>") == SAFE


@pytest.mark.parametrize(
    "title", ["长" * 10_000, "w" * 10_000, "\u202e\u2067图\ud800\u0000\r\n<b>", "{{7*7}}${7*7}`{% raw %}\\"]
)
def test_the_heading_is_text_too(browser: Chromium, tmp_path: Path, title: str) -> None:
    browser.resize(1024, 768)
    assert page_faults(browser, hostile_names(120, seed=1), tmp_path, title=title) == SAFE
    assert browser.run("document.querySelector('header').offsetHeight") < 250


def test_the_fuzz_notices_a_page_that_is_not_safe(browser: Chromium, tmp_path: Path) -> None:
    names = hostile_names(120, seed=2)
    assert page_faults(browser, names, tmp_path, title="x") == SAFE
    browser.run("document.querySelector('#panel').innerHTML = '<img src=x onerror=\"window.ran = 1\">'")
    browser.run("new Promise(r => setTimeout(r, 200))")
    assert any("Content Security Policy" in problem for problem in browser.problems)
    browser.run("void (xq.name = text => xq.el('bdi', 'name', [String(text).replace('<', '')]))")
    assert names_not_as_they_are(browser, names)
