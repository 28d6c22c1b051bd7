"""Debian's Firefox opens the map too, and says nothing against it."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.browser.firefox import Firefox
from tests.export.sample import HOSTILE, sample
from xq_gis_plugin.export.html_map import write_html_map

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def firefox() -> Iterator[Firefox]:
    browser = Firefox()
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("firefox") / "map.html"
    write_html_map(sample(), path, title="火狐", fictional=True)
    return path


@pytest.fixture
def page(firefox: Firefox, file: Path) -> Firefox:
    firefox.open(file)
    return firefox


def test_the_page_opens_and_asks_for_nothing(page: Firefox, file: Path) -> None:
    assert page.run("document.documentElement.className") == ""
    assert page.run("document.querySelector('#headline').innerText") == "3 处不符合、1 家企业待核实"
    assert page.run("performance.getEntriesByType('resource').filter(e => /^http/.test(e.name)).length") == 0
    assert page.complaints(file) == []


def test_the_console_would_tell_of_a_refusal(page: Firefox, file: Path) -> None:
    page.run("document.body.appendChild(document.createElement('script')).textContent = 'window.foreign = 1'")
    assert page.run("window.foreign === undefined")
    assert any("Content-Security-Policy" in told for told in page.complaints(file))


def test_the_map_is_drawn(page: Firefox, tmp_path: Path) -> None:
    assert page.run("document.querySelectorAll('.leaflet-marker-icon.hazard').length") == 4
    inks = page.run(
        "Array.from(document.querySelectorAll('.xq-map canvas')).filter(c => c.width && c.height"
        " && c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0)).length"
    )
    assert inks >= 2
    page.screenshot(tmp_path / "firefox.png")
    assert (tmp_path / "firefox.png").stat().st_size > 20_000


def test_every_name_is_text(page: Firefox) -> None:
    names = page.run(
        "xq.data.findings.distance_m.map((_, r) => Array.from(xq.findingCard(r).querySelectorAll('bdi.name'),"
        " n => n.textContent)).reduce((a, b) => a.concat(b), [])"
    )
    assert set(HOSTILE) <= set(names)


def test_one_steps_through_the_findings(page: Firefox) -> None:
    page.run("document.getElementById('present').click()")
    page.run("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}))")
    assert page.run("document.querySelector('#present-bar .of').textContent") == "2 / 3"
    page.run("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}))")
    assert page.run("document.querySelector('#present-bar') === null")


def test_a_picture_can_be_made(page: Firefox) -> None:
    assert page.run("xq.picture.compose().toDataURL().length") > 20_000


@pytest.mark.parametrize(("size", "points"), [("A4", (842, 595)), ("A3", (1191, 842))])
def test_the_page_prints_on_the_paper_that_was_chosen(
    page: Firefox, tmp_path: Path, size: str, points: tuple[int, int]
) -> None:
    page.run(f"xq.paper.choose({{size: '{size}'}})")
    pdf = tmp_path / "p.pdf"
    pdf.write_bytes(page.print())
    told = output("pdfinfo", pdf)
    width, height = re.findall(r"Page size: +([\d.]+) x ([\d.]+)", told)[0]
    assert (float(width), float(height)) == pytest.approx(points, abs=1.5)
    assert int(re.findall(r"Pages: +(\d+)", told)[0]) == 2
    # Firefox's own table of Chinese letters is beyond pdftotext; figures and Latin letters are not.
    text = re.sub(r"\s+", "", output("pdftotext", "-raw", pdf, "-"))
    for word in ("GB50156-2021", "EPSG:3857", "xq-gis0.1.0", "8.25m", "2.75m"):
        assert word in text, word


def output(command: str, *arguments: object) -> str:
    done = subprocess.run([command, *map(str, arguments)], capture_output=True, check=True)
    return done.stdout.decode("utf-8")
