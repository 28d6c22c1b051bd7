"""An older browser shows one sentence in place of a blank page, whatever it fails at."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import time
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.export.sample import sample
from xq_gis_plugin.export.html_map import render_html_map

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.chromium import Chromium

pytestmark = pytest.mark.browser

SENTENCE = "本图无法显示：浏览器版本过旧"
SEEN = (
    "Array.from(document.body.children).filter(e => getComputedStyle(e).display !== 'none'"
    " && e.tagName !== 'SCRIPT' && e.tagName !== 'NOSCRIPT').map(e => e.id || e.tagName)"
)


@pytest.fixture(scope="module")
def html() -> str:
    return render_html_map(sample(), title="图")


def with_scripts(html: str, changes: dict[str, str]) -> str:
    """Return the page with its scripts changed and allowed again by its policy."""
    for old, new in changes.items():
        found = next(
            text for text in re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL) if old in text
        )
        changed = found.replace(old, new, 1)
        for before, after in ((digest(found), digest(changed)), (found, changed)):
            html = html.replace(before, after, 1)
    return html


def digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def opened(browser: Chromium, path: Path, html: str) -> None:
    """Open a page that may never be ready, and wait until its scripts have had their chance."""
    path.write_text(html, encoding="utf-8", newline="")
    browser.call("Page.navigate", url=path.resolve().as_uri())
    there = f"document.readyState === 'complete' && location.href.endsWith({quote(path.name)!r})"
    while not browser.run(there):
        pass
    time.sleep(0.2)


@pytest.mark.parametrize(
    "changes",
    [
        {"const known =": "const known = @ "},
        {"var xq = (function () {": "var xq = a?.?.b; (function () {"},
        {"xq.createMap = function": "throw new TypeError('Object.entries'); xq.createMap = function"},
    ],
    ids=["today's syntax is unknown", "the main script does not parse", "the main script fails"],
)
def test_a_browser_that_cannot_read_the_scripts_says_so(
    browser: Chromium, tmp_path: Path, html: str, changes: dict[str, str]
) -> None:
    opened(browser, tmp_path / "旧.html", with_scripts(html, changes))
    assert browser.run(SEEN) == ["old"]
    told = browser.run("document.body.innerText")
    assert told.startswith(SENTENCE)
    assert told.strip().count("\n") == 0


@pytest.mark.parametrize(
    "missing", ["Promise", "CustomEvent", "Object.entries", "CSS", "Element.prototype.closest"]
)
def test_a_browser_without_what_the_page_calls_says_so(
    browser: Chromium, tmp_path: Path, html: str, missing: str
) -> None:
    target, _, name = f"window.{missing}".rpartition(".")
    script = f"Object.defineProperty({target}, {json.dumps(name)}, {{value: undefined}});"
    identifier = browser.call("Page.addScriptToEvaluateOnNewDocument", source=script)["identifier"]
    try:
        opened(browser, tmp_path / "旧.html", html)
        assert browser.run("document.documentElement.className") == "old"
        assert browser.run("document.getElementById('old').innerText").startswith(SENTENCE)
    finally:
        browser.call("Page.removeScriptToEvaluateOnNewDocument", identifier=identifier)


def test_a_policy_that_an_old_browser_cannot_read_leaves_the_sentence(
    browser: Chromium, tmp_path: Path, html: str
) -> None:
    # Before hashes were known (Chromium 40, Firefox 31) no script of the page would run.
    opened(browser, tmp_path / "旧.html", re.sub(r"script-src [^;]*;", "script-src 'none';", html))
    assert browser.run(SEEN) == ["old"]


def test_a_browser_of_today_never_shows_it(browser: Chromium, tmp_path: Path, html: str) -> None:
    path = tmp_path / "今.html"
    path.write_text(html, encoding="utf-8", newline="")
    browser.open(path)
    assert "old" not in browser.run(SEEN)
    browser.run("setTimeout(() => { throw new Error('later'); }, 0)")
    browser.run("new Promise(r => setTimeout(r, 50))")
    assert "old" not in browser.run(SEEN)
    assert browser.run("document.querySelector('header').offsetHeight") > 20


def test_without_scripts_the_page_says_that_it_needs_them(
    browser: Chromium, tmp_path: Path, html: str
) -> None:
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        path = tmp_path / "无.html"
        path.write_text(html, encoding="utf-8", newline="")
        browser.call("Page.navigate", url=path.resolve().as_uri())
        told = ""
        for _ in range(100):
            told = browser.run("document.body ? document.body.innerText : ''")
            if "JavaScript" in told:
                break
        assert "本图需要启用 JavaScript" in told
        assert SENTENCE not in told
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)
