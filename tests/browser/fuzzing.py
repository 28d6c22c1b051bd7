"""Thousands of hostile names through a whole run, and what a page must not do with them."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import shapely

from xq_gis_plugin.core.assess import assess
from xq_gis_plugin.core.model import CRS, HAZARD_COLUMNS, OBJECT_COLUMNS
from xq_gis_plugin.core.rules import load_catalogue
from xq_gis_plugin.export.html_map import write_html_map

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.chromium import Chromium
    from xq_gis_plugin.core.model import Assessment

LON, LAT = 106.29, 38.47
AROUND = 99
"""Objects about each hazard."""
RUNS = "window.ran = (window.ran || 0) + 1"
FRAGMENTS = (
    f"<script>{RUNS}</script>", f"</script><script>{RUNS}</script>", f"<img src=x onerror='{RUNS}'>",
    f'<svg onload="{RUNS}">', f"<iframe srcdoc='<script>parent.{RUNS[7:]}</script>'>",
    "<style>*{display:none}", f"javascript:{RUNS}", f"');{RUNS};//", f'");{RUNS};//', f"`;{RUNS};`",
    f"${{{RUNS}}}", f"{{{{{RUNS}}}}}", "{% raw %}", "{%", "%}", "{#", "#}", "{{7*7}}", "${7*7}", "<!--",
    "-->", "]]>", "<![CDATA[", "<plaintext>", "</textarea>", "</title>", "</style>", "</bdi>", "<b>",
    "<a href='javascript:1'>", "<base href='//x.cn'>", "<meta http-equiv=refresh content='0;url=//x.cn'>",
    "<link rel=stylesheet href=//x.cn>", "<form action=//x.cn>", "&lt;", "&amp;", "&#60;", "&nbsp", "&",
    "'", '"', "`", "\\", "\\u003c", "\\x3c", "\\\\", "\\'", '\\"', "$&", "$'", "\u2028", "\u2029",
    "\u202e", "\u202d", "\u2066", "\u2067", "\u2068", "\u2069", "\u200f", "\u200e", "\u061c", "\u0000",
    "\u0001", "\u0007", "\u0008", "\t", "\n", "\r\n", "\u000b", "\u001b[31m", "\u007f", "\u0085", "\u009b",
    "\ufeff", "\ufffe", "\uffff", "\ud800", "\udc00", "\ud83d\ude00", "\U0001f469\u200d\U0001f52c",
    "\u0301" * 40, "ﷺ", "مرحبا", "שלום", "加油站", "烟花爆竹店", "\u3000", "长" * 300, "w" * 300, "=1+1",
    "+1", "-1", "@SUM(A1)", "__proto__", "constructor", "toString", "hasOwnProperty", "null", "undefined",
    "NaN", "0", "-0", "1e999", "[object Object]", "{zh}", "{count}", "%s", "%d", "%n", "../../etc/passwd",
    "CON", "xq", "eval(1)", "onclick=1", "data:text/html,x",
)  # fmt: skip


def hostile_names(count: int, seed: int) -> list[str]:
    """Return distinct names, each made of what has broken pages before; some are 10,000 characters long."""
    dice = random.Random(seed)  # noqa: S311 - to repeat a run
    names: dict[str, None] = {}
    while len(names) < count:
        name = "".join(dice.choice(FRAGMENTS) for _ in range(dice.choice((1, 1, 2, 3, 5, 8))))
        if dice.random() < 0.004:
            name = (name * 10_000)[:10_000]
        if len(names) >= len(FRAGMENTS):
            name += f" {len(names)}"
        # The engine trims names; a blank one is none, and is shown as the kind of thing that it is.
        if name.strip():
            names[name.strip()] = None
    return list(names)


def as_shown(name: str) -> str:
    """Return a name as the page has it: half of a surrogate pair is no character."""
    return name.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def hostile_run(names: list[str]) -> Assessment:
    """Assess firework shops, each with schools around it, all with these names."""
    hazards, objects = [], []
    for number, name in enumerate(names):
        shop, place = divmod(number, AROUND + 1)
        lon, lat = LON + (shop % 8) * 0.01, LAT + (shop // 8) * 0.01
        if place == 0:
            facts = {"hazard_id": f"h{shop}", "name": name, "kind": "fireworks_retail"}
            hazards.append(facts | {"position_accuracy_m": 0.0, "geometry": shapely.Point(lon, lat)})
            continue
        west, south = lon + (place % 10 - 5) * 1.5e-4, lat + (place // 10 - 5) * 1.2e-4
        facts = {"object_id": f"o{number}", "name": name, "kind": "school", "measured_as": "building"}
        shape = shapely.box(west, south, west + 9e-5, south + 7e-5)
        objects.append(facts | {"position_accuracy_m": 0.0, "geometry": shape})
    frames = [
        gpd.GeoDataFrame(rows, geometry="geometry", crs=CRS).reindex(columns=columns)
        for rows, columns in ((hazards, HAZARD_COLUMNS), (objects, OBJECT_COLUMNS))
    ]
    return assess(*(frame.set_geometry("geometry", crs=CRS) for frame in frames), rules=load_catalogue())


@dataclass(frozen=True)
class Faults:
    """What a page did with the names that it should not have done; all empty where it is safe."""

    wrong: list[str]
    ran: object
    complaints: list[str]
    wide: list[str]


# Every place that shows a name, in the browser; answers with the names that are not as they are.
_COMPARE = """(expected => {
  const wrong = [], names = node => Array.from(node.querySelectorAll('bdi.name'), one => one.textContent);
  const known = {};
  expected.forEach(name => { known['n' + name] = true; });
  const told = (where, node, must) => {
    const found = names(node);
    found.filter(one => !known['n' + one])
      .forEach(one => wrong.push(where + ' shows ' + JSON.stringify(one)));
    must.filter(one => one !== null && found.indexOf(one) < 0)
      .forEach(one => wrong.push(where + ' lacks ' + JSON.stringify(one)));
  };
  const seen = {}, f = xq.data.findings, rows = f.distance_m.length;
  for (let row = 0; row < rows; row += 1) {
    const object = xq.cell(f, 'object_name', row), hazard = xq.hazardOf(xq.cell(f, 'hazard_id', row));
    told('card ' + row, xq.findingCard(row), [hazard.name, object]);
    seen['n' + object] = seen['n' + hazard.name] = true;
  }
  xq.data.hazards.name.forEach((name, row) => told('hazard ' + row, xq.hazardCard(row), [name]));
  expected.filter(name => !seen['n' + name]).forEach(name => wrong.push('nowhere: ' + JSON.stringify(name)));
  xq.markers.forEach((marker, row) => {
    const label = marker.getTooltip().getElement();
    if (label) { told('label ' + row, label, [xq.data.hazards.name[row]]); }
  });
  told('panel', document.getElementById('panel'), []);
  told('tables', xq.paperTables('x', 1000), []);
  return wrong.map(one => one.slice(0, 300)).slice(0, 20);
})"""
_WIDE = """['html', '#panel', 'header', '.stage', '.leaflet-popup-content'].filter(selector => {
  const node = document.querySelector(selector);
  return node && node.scrollWidth > node.clientWidth + 1;
})"""


def names_not_as_they_are(browser: Chromium, names: list[str]) -> list[str]:
    """Return where the open page lacks a name, or shows one that nobody gave."""
    return list(browser.run(f"{_COMPARE}({json.dumps([as_shown(name) for name in names])})"))


def page_faults(browser: Chromium, names: list[str], folder: Path, *, title: str) -> Faults:
    """Open the map of a run with these names and try everything that shows one."""
    path = folder / "fuzz.html"
    write_html_map(hostile_run(names), path, title=title, fictional=True, overwrite=True)
    browser.open(path, wait_s=60)
    browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    browser.run("new Promise(r => setTimeout(r, 300))")
    for _ in range(3):
        browser.run("document.querySelectorAll('#panel .more').forEach(more => more.click())")
    wide = list(browser.run(_WIDE))
    wrong = names_not_as_they_are(browser, names)
    browser.click("#present")
    for _ in range(12):
        browser.press("ArrowRight")
        wide += browser.run("(b => b.scrollWidth > b.clientWidth ? ['present'] : [])(document.body)")
    browser.press("Escape")
    browser.run("xq.goToFinding(xq.map, xq.data.conflicts[0] || 0)")
    wide += browser.run(_WIDE)
    browser.run("new Promise(r => setTimeout(r, 200))")
    complaints = browser.problems + browser.dialogs + browser.requests[1:]
    heading = browser.run("document.querySelector('h1').textContent")
    # HTML knows no NUL and one kind of line end.
    shown = as_shown(title).replace("\u0000", "").replace("\r\n", "\n").replace("\r", "\n")
    return Faults(
        wrong + ([] if heading == shown else [f"heading {heading[:200]!r}"]),
        browser.run("window.ran || null"),
        complaints,
        wide,
    )
