"""axe-core finds nothing serious on the map, whatever is open on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.export.sample import sample
from xq_gis_plugin.export.html_map import write_html_map

if TYPE_CHECKING:
    from tests.browser.chromium import Chromium

pytestmark = pytest.mark.browser

AXE = Path(__file__).with_name("vendored") / "axe-core" / "axe.min.js"
# The mark across the page is meant to be faint; the banner above says the same in full contrast.
RUN = (
    "axe.run({exclude: ['.watermark']}, {resultTypes: ['violations']}).then(found => found.violations"
    ".filter(one => one.impact === 'serious' || one.impact === 'critical')"
    ".map(one => [one.id, one.nodes.slice(0, 5)"
    ".map(node => node.html.slice(0, 160) + ' ' + (node.any[0] || {}).message)]))"
)
STATES = {
    "as it opens": "0",
    "a card": "document.querySelector('.entry.finding').click()",
    "large type": "document.getElementById('large').click()",
    "everything unfolded": "document.querySelectorAll('details').forEach(d => { d.open = true; })",
    "a search without result": "xq.list.set({query: '绝无此名'})",
    "asking the map": "document.querySelector('.tool').click()",
    "stepping through": "document.getElementById('present').click()",
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("axe") / "map.html"
    write_html_map(sample(), path, title="示例", fictional=True)
    return path


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["desk", "phone"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_serious(
    browser: Chromium, file: Path, state: str, lang: str, size: tuple[int, int]
) -> None:
    browser.resize(*size)
    browser.open(file)
    if lang == "en":
        browser.run("document.getElementById('language').click()")
    browser.run(STATES[state])
    browser.run("new Promise(r => setTimeout(r, 400))")
    browser.run(AXE.read_text(encoding="utf-8") + "\n;0")
    assert browser.run(RUN) == []


def test_axe_would_find_something(browser: Chromium, file: Path) -> None:
    browser.open(file)
    browser.run("document.body.appendChild(document.createElement('button'))")
    browser.run(AXE.read_text(encoding="utf-8") + "\n;0")
    assert [one[0] for one in browser.run(RUN)] == ["button-name"]
