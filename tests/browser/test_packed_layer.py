"""Our shapes in somebody else's folium map, in a real Chromium."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
import geopandas as gpd
import pytest
import shapely

from tests.browser.chromium import Chromium
from tests.browser.fuzzing import as_shown, hostile_names
from tests.export.sample import HOSTILE
from xq_gis_plugin.export import PackedLayer

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.browser

LEAFLET = Path(__file__).resolve().parents[2] / "xq_gis_plugin" / "export" / "static" / "leaflet"


class Cdn(Chromium):
    """A Chromium to which the test plays the servers that folium's pages need."""

    def __init__(self) -> None:
        self.waiting: list[tuple[str, str]] = []
        super().__init__()
        self.call("Fetch.enable", patterns=[{"urlPattern": "http*"}])

    def _note(self, event: dict[str, Any]) -> None:
        if event.get("method") == "Fetch.requestPaused":
            self.waiting.append((event["params"]["requestId"], event["params"]["request"]["url"]))
        super()._note(event)

    def show(self, page: folium.Map, path: Path) -> None:
        """Open a page, with Leaflet from our copy and nothing else of what it asks for."""
        page.save(path)
        self._forget()
        self.call("Page.navigate", url=path.resolve().as_uri())
        for _ in range(200):
            while self.waiting:
                self._serve(*self.waiting.pop(0))
            if self.run("document.readyState === 'complete' && Boolean(window.xq)"):
                return
            self.run("new Promise(r => setTimeout(r, 20))")
        raise TimeoutError(self.problems)

    def _serve(self, request: str, address: str) -> None:
        name = address.rpartition("/")[2]
        body = (LEAFLET / name).read_bytes() if name in {"leaflet.js", "leaflet.css"} else b""
        kind = "text/css" if name.endswith("css") else "text/javascript"
        headers = [{"name": "Content-Type", "value": kind}]
        self.call(
            "Fetch.fulfillRequest",
            requestId=request,
            responseCode=200,
            responseHeaders=headers,
            body=base64.b64encode(body).decode(),
        )


@pytest.fixture(scope="module")
def cdn() -> Iterator[Cdn]:
    browser = Cdn()
    yield browser
    browser.close()


def homes(names: list[str]) -> gpd.GeoDataFrame:
    """Return squares in rows of 20, about 40 m apart, with these names."""
    shapes = [
        shapely.box(x := 106.29 + n % 20 * 4e-4, y := 38.47 + n // 20 * 4e-4, x + 2e-4, y + 2e-4)
        for n in range(len(names))
    ]
    return gpd.GeoDataFrame({"name": names}, geometry=shapes, crs=4326)


def clicked(cdn: Cdn, page: folium.Map, lon: float, lat: float) -> str | None:
    """Click at a place and return what the map tells of it."""
    name = page.get_name()
    cdn.run(f"void {name}.closePopup()")
    cdn.run(f"void {name}.fire('click', {{latlng: L.latLng({lat}, {lon})}})")
    # A closed popup stays in the page until it has faded.
    told = cdn.run(
        f"(p => p && p.isOpen() ? p.getContent().querySelector('td').textContent : null)({name}._popup)"
    )
    return None if told is None else str(told)


def test_a_click_tells_of_the_shape_that_lies_there(cdn: Cdn, tmp_path: Path) -> None:
    holed = shapely.box(106.29, 38.46, 106.294, 38.464).difference(
        shapely.box(106.291, 38.461, 106.293, 38.463)
    )
    frame = gpd.GeoDataFrame(
        {"name": ["有洞", "点", "线", None], "n": [1, 2, 3, 4]},
        geometry=[
            holed, shapely.Point(106.3, 38.46), shapely.LineString([(106.31, 38.46), (106.32, 38.47)]),
            shapely.Point(),
        ],
        crs=4326,
    ).to_crs(4523)  # fmt: skip
    page = folium.Map([38.465, 106.3], zoom_start=14, tiles=None)
    page.add_child(PackedLayer(frame, name="图层", fields=["name", "n"]))
    folium.LayerControl().add_to(page)
    cdn.show(page, tmp_path / "p.html")
    assert clicked(cdn, page, 106.2905, 38.4605) == "有洞"
    assert clicked(cdn, page, 106.292, 38.462) is None
    assert clicked(cdn, page, 106.30001, 38.46001) == "点"
    assert clicked(cdn, page, 106.315, 38.465) == "线"
    assert cdn.run(f"{page.get_name()}._popup.getContent().querySelectorAll('td')[1].textContent") == "3"
    assert clicked(cdn, page, 106.33, 38.46) is None
    assert cdn.problems == []


def test_the_shapes_are_drawn_where_they_are(cdn: Cdn, tmp_path: Path) -> None:
    page = folium.Map([38.4701, 106.2901], zoom_start=18, tiles=None)
    page.add_child(PackedLayer(homes(["一"]), fill="#00ff00", color="#ff0000", opacity=1))
    cdn.show(page, tmp_path / "p.html")
    cdn.run("new Promise(r => setTimeout(r, 400))")
    cdn.screenshot(tmp_path / "p.png")
    inside, outside = (
        cdn.run(
            f"(() => {{ const at = {page.get_name()}.latLngToContainerPoint([{lat}, {lon}]);"
            "for (const c of document.querySelectorAll('canvas.leaflet-tile')) {"
            "const b = c.getBoundingClientRect();"
            "if (at.x >= b.left && at.x < b.right && at.y >= b.top && at.y < b.bottom) {"
            "const d = c.getContext('2d').getImageData(at.x - b.left, at.y - b.top, 1, 1).data;"
            "return [d[0], d[1], d[2], d[3]]; } } })()"
        )
        for lon, lat in ((106.2901, 38.4701), (106.2904, 38.4704))
    )
    assert inside == [0, 255, 0, 255]
    assert outside[3] == 0


def test_hostile_names_are_only_text_in_a_plain_folium_map(cdn: Cdn, tmp_path: Path) -> None:
    names = [*HOSTILE, *hostile_names(400, seed=3)]
    page = folium.Map([38.47, 106.29], zoom_start=16, tiles=None)
    for title in ("{{ 7 * 7 }}{% raw %}", "<img src=x onerror='window.ran = 1'>"):
        page.add_child(PackedLayer(homes(names), name=title, fields=["name"]))
    folium.LayerControl(collapsed=False).add_to(page)
    cdn.show(page, tmp_path / "p.html")
    shown = cdn.run(
        "Array.from(document.querySelectorAll('.leaflet-control-layers-overlays label'),"
        " label => label.innerText.trim())"
    )
    assert shown == ["{{ 7 * 7 }}{% raw %}", "<img src=x onerror='window.ran = 1'>"]
    for number in range(0, len(names), 7):
        at = 106.2901 + number % 20 * 4e-4, 38.4701 + number // 20 * 4e-4
        assert clicked(cdn, page, *at) == as_shown(names[number])
    assert cdn.run("window.ran || null") is None
    assert cdn.problems == []
    assert cdn.dialogs == []


def test_two_layers_share_their_scripts(tmp_path: Path) -> None:
    page = folium.Map([38.47, 106.29])
    for _ in range(2):
        page.add_child(PackedLayer(homes(["一"])))
    page.save(tmp_path / "p.html")
    text = (tmp_path / "p.html").read_text(encoding="utf-8")
    assert text.count("xq.PackedTiles =") == 1
    assert text.count("= xq.packed(") == 2


def test_a_frame_without_a_crs_or_a_column_is_refused() -> None:
    frame = homes(["一"])
    with pytest.raises(ValueError, match="no CRS"):
        PackedLayer(frame.set_crs(None, allow_override=True))
    with pytest.raises(ValueError, match="no column 面积"):
        PackedLayer(frame, fields=["面积"])


def test_an_empty_frame_is_a_layer_too(cdn: Cdn, tmp_path: Path) -> None:
    page = folium.Map([38.47, 106.29], zoom_start=16, tiles=None)
    page.add_child(PackedLayer(homes(["一"]).iloc[:0], fields=["name"]))
    cdn.show(page, tmp_path / "p.html")
    assert clicked(cdn, page, 106.29, 38.47) is None
    assert cdn.problems == []
