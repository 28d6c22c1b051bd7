"""The page as a file: complete in itself, closed to all else, and every name only data."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import folium
import pytest
import shapely

from tests.export.sample import HOSTILE, empty
from xq_gis_plugin.core.errors import OutputError
from xq_gis_plugin.export.digest import headline, unresolved_groups
from xq_gis_plugin.export.html_map import render_html_map, write_html_map
from xq_gis_plugin.export.packing import inert_json, ring_lists

if TYPE_CHECKING:
    from pathlib import Path

    from xq_gis_plugin.core.model import Assessment

INERT = ("application/json", "application/octet-stream")
TITLE = '</title><script>alert(9)</script> & "示例"'


class Page(HTMLParser):
    """The elements of a page as a browser would see them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.texts.setdefault(tag, []).append("")
        self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != self.tags[-1][0]

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts[self.tags[-1][0]][-1] += data

    def data(self) -> dict[str, Any]:
        places = [attributes.get("type") for tag, attributes in self.tags if tag == "script"]
        return dict(json.loads(self.texts["script"][places.index("application/json")]))


@pytest.fixture(scope="module")
def html(run: Assessment) -> str:
    return render_html_map(run, title=TITLE, fictional=True)


def test_the_page_asks_nobody_for_anything(html: str) -> None:
    page = Page(html)
    for tag, attributes in page.tags:
        for name in ("src", "href", "srcset", "action", "data", "poster"):
            # A place within the page is asked of nobody.
            assert (attributes.get(name) or "#").startswith(("data:", "#")), (tag, attributes)
    styles = "".join(page.texts["style"])
    assert not re.search(r"@import|url\((?!data:|#)", styles)
    assert "sourceMappingURL" not in html


def test_the_policy_allows_the_pages_own_scripts_and_styles_alone(html: str) -> None:
    page = Page(html)
    policy = next(
        a["content"] or "" for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "connect-src 'none'" in policy
    allowed = set(re.findall(r"'sha256-([^']+)'", policy))
    for tag in ("script", "style"):
        kinds = [attributes.get("type") for name, attributes in page.tags if name == tag]
        for kind, text in zip(kinds, page.texts[tag], strict=True):
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert kind in INERT or digest in allowed
    assert not [a for _, a in page.tags if any(name.startswith("on") or name == "style" for name in a)]


def test_every_name_is_in_the_data_as_it_is_and_nowhere_else(html: str) -> None:
    page = Page(html)
    names = page.data()["findings"]["object_name"]["of"]
    assert set(HOSTILE) <= set(names)
    assert page.texts["h1"] == [""]
    assert page.data()["title"] == TITLE
    assert "alert(1)</script>" not in html
    assert "alert(9)</script>" not in html


def test_the_figures_are_the_runs_own(html: str, run: Assessment) -> None:
    data = Page(html).data()
    assert data["headline"] == {"conflicts": 3, "hazards": 1}
    assert data["findings"]["distance_m"][:3] == [8.25, 5, 3.2]
    assert data["findings"]["required_high_m"][6] is None
    assert data["findings"]["relation"][6] == "not_under"
    assert len(data["clauses"]["0"]) == 2
    assert (data["drawn"], data["left_out"]) == (len(run.protected), 0)


def test_unresolved_findings_are_one_group_per_hazard_and_missing_set(run: Assessment) -> None:
    groups = {(g.hazard_id, g.missing): g for g in unresolved_groups(run)}
    both = groups["h3", "grade,protection_class"]
    assert (len(both.rows), both.nearest_m, both.rows) == (2, 3.2, (2, 3))
    assert both.text() == "待核实 2 处：缺油罐等级、建筑分类，最近 3.2 m"
    assert groups["h3", "sales_area_m2"].text() == "待核实 1 处：缺营业面积"
    assert headline(run).text() == "3 处不符合、1 家企业待核实"


@pytest.mark.parametrize("mark", ["虚构示例", "FICTIONAL EXAMPLE"])
def test_a_fictional_map_says_so_and_a_real_one_does_not(html: str, run: Assessment, mark: str) -> None:
    assert mark in html
    real = Page(render_html_map(run, title="真实"))
    assert "banner" not in {attributes.get("class") for _, attributes in real.tags}


def test_openstreetmap_is_named_where_it_was_used(html: str, run: Assessment) -> None:
    assert "OpenStreetMap" in html
    other = {
        name: getattr(run, name).assign(position_source="survey")
        for name in ("hazards", "protected", "parts")
    }
    clean = replace(run, **other, run=run.run[run.run["key"] != "position_sources"])
    page = Page(render_html_map(clean, title="实测"))
    assert "OpenStreetMap" not in "".join(page.texts["p"] + page.texts["span"])


def test_the_same_run_gives_the_same_file(html: str, run: Assessment) -> None:
    assert render_html_map(run, title=TITLE, fictional=True) == html


def test_foliums_own_maps_stay_as_they_were(html: str) -> None:
    assert html
    assert folium.Map.default_js[0][0] == "leaflet"
    assert "jsdelivr" in folium.Map().get_root().render()


def test_a_run_without_places_is_drawn_too() -> None:
    data = Page(render_html_map(empty(), title="空")).data()
    assert (data["districts"], data["hazards"]["hazard_id"]) == ([], [])
    assert data["unlocated"]["name"] == [HOSTILE[0]]


def test_an_existing_file_is_left_alone(run: Assessment, tmp_path: Path) -> None:
    file = tmp_path / "图.html"
    file.write_text("mine")
    with pytest.raises(OutputError, match="output_exists"):
        write_html_map(run, file, title="x")
    assert file.read_text() == "mine"
    write_html_map(run, file, title="x", overwrite=True)
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("text", [*HOSTILE, "\ud800half", "\x00", "]]>", "<!--"])
def test_json_in_a_page_is_only_data(text: str) -> None:
    packed = inert_json([text])
    assert not re.search("[<>&\u2028\u2029]", packed)
    assert packed.encode("utf-8")
    if "\ud800" not in text:
        assert json.loads(packed) == [text]


def test_a_shape_is_the_rings_of_all_its_parts() -> None:
    holed = shapely.box(106, 38, 107, 39).difference(shapely.box(106.4, 38.4, 106.6, 38.6))
    assert len(ring_lists(shapely.union(holed, shapely.box(108, 38, 109, 39)))) == 3
    assert ring_lists(shapely.Point()) == []
