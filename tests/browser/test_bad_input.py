"""What a map makes of poor data: a sensible page, whatever is missing or far away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from tests.export.sample import empty, sample
from xq_gis_plugin.core.assess import assess
from xq_gis_plugin.core.model import CRS, HAZARD_COLUMNS, OBJECT_COLUMNS
from xq_gis_plugin.core.rules import load_catalogue
from xq_gis_plugin.export.html_map import write_html_map

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.chromium import Chromium
    from xq_gis_plugin.core.model import Assessment

pytestmark = pytest.mark.browser

SHOWN = "document.querySelector({!r}).innerText"
SIGNS = "document.querySelectorAll('.leaflet-marker-icon.hazard').length"
IN_VIEW = (
    "Array.from(document.querySelectorAll('.leaflet-marker-icon.hazard'), e => e.getBoundingClientRect())"
    ".every((box, _, all) => { const f = xq.map.getContainer().getBoundingClientRect();"
    " return box.left >= f.left && box.right <= f.right && box.top >= f.top && box.bottom <= f.bottom; })"
)


def opened(browser: Chromium, folder: Path, run: Assessment) -> Chromium:
    """Open the map of a run; it must ask for nothing, complain of nothing and stay within its width."""
    write_html_map(run, folder / "图.html", title="数据不齐", fictional=True, overwrite=True)
    browser.resize(1366, 768)
    browser.open(folder / "图.html")
    browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    browser.run("new Promise(r => setTimeout(r, 200))")
    assert browser.problems == []
    assert len(browser.requests) == 1
    assert browser.run("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    text = browser.run("document.body.innerText")
    for word in ("NaN", "undefined", "[object", "Infinity", "null"):
        assert word not in text, word
    return browser


def layer(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> gpd.GeoDataFrame:
    frame = pd.DataFrame(rows, columns=[*columns, *(set().union(*rows) - set(columns) if rows else ())])
    return gpd.GeoDataFrame(frame, geometry="geometry", crs=CRS)


def shop(identity: str, shape: Any, **more: Any) -> dict[str, Any]:
    facts = {"hazard_id": identity, "name": "虚构店", "kind": "fireworks_retail", "position_accuracy_m": 0.0}
    return facts | {"geometry": shape} | more


def school(identity: str, shape: Any, **more: Any) -> dict[str, Any]:
    facts = {"object_id": identity, "name": "虚构小学", "kind": "school", "measured_as": "building"}
    return facts | {"position_accuracy_m": 0.0, "geometry": shape} | more


def checked(hazards: list[dict[str, Any]], objects: list[dict[str, Any]]) -> Assessment:
    frames = layer(hazards, HAZARD_COLUMNS), layer(objects, OBJECT_COLUMNS)
    return assess(*frames, rules=load_catalogue())


def square(lon: float, lat: float, side_deg: float = 2e-4) -> Any:
    return shapely.box(lon, lat, lon + side_deg, lat + side_deg)


def test_no_findings(browser: Chromium, tmp_path: Path) -> None:
    run = checked([shop("h", shapely.Point(106.29, 38.47))], [school("o", square(106.4, 38.5))])
    page = opened(browser, tmp_path, replace(run, findings=run.findings.iloc[:0]))
    assert page.run(SHOWN.format("#headline")).startswith("0 处不符合")
    assert page.run(SIGNS) == 1


def test_one_point(browser: Chromium, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, checked([shop("h", shapely.Point(106.29, 38.47))], []))
    assert page.run(SIGNS) == 1
    assert page.run(IN_VIEW)
    assert 14 <= page.run("xq.map.getZoom()") <= 19


def test_everything_unlocated(browser: Chromium, tmp_path: Path) -> None:
    run = checked([shop(f"h{n}", None, name=f"虚构{n}店") for n in range(5)], [])
    page = opened(browser, tmp_path, run)
    assert "没有带坐标的危险源" in page.run(SHOWN.format(".notice"))
    assert page.run("document.querySelectorAll('#unlocated .entry').length") == 5
    assert page.run(SIGNS) == 0


@pytest.mark.parametrize(
    "places",
    [
        [(-70.6, -33.4), (106.29, 38.47)],
        [(-70.6, -33.4), (-70.6, -33.41)],
        [(179.9999, -16.0), (-179.9999, -16.0)],
        [(0.0, 0.0)],
        [(25.0, 89.99)],
    ],
    ids=["two sides of the world", "the other side alone", "the date line", "nowhere", "the pole"],
)
def test_features_on_the_other_side_of_the_world(
    browser: Chromium, tmp_path: Path, places: list[tuple[float, float]]
) -> None:
    hazards = [shop(f"h{n}", shapely.Point(*at)) for n, at in enumerate(places)]
    objects = [school(f"o{n}", square(lon, min(lat, 89.9), 1e-4)) for n, (lon, lat) in enumerate(places)]
    page = opened(browser, tmp_path, checked(hazards, objects))
    assert page.run(SIGNS) == len(places)
    # Mercator ends at 85 degrees.
    assert page.run(IN_VIEW) or places[0][1] > 85
    assert page.run("document.querySelectorAll('#hazards .hazard-entry').length") == len(places)
    page.run("document.querySelector('#hazards .hazard-entry').click()")
    assert "虚构店" in page.run(SHOWN.format(".leaflet-popup-content"))
    assert page.problems == []


def test_nan_attributes(browser: Chromium, tmp_path: Path) -> None:
    nothing = {"name": np.nan, "position_accuracy_m": np.nan, "address": np.nan, "street": np.nan}
    run = checked(
        [shop("h", shapely.Point(106.29, 38.47), **nothing)],
        [
            school(f"o{n}", square(106.2902 + n * 5e-4, 38.47), **nothing, floor_area_m2=np.nan)
            for n in range(3)
        ],
    )
    findings = run.findings.copy()
    for column in ("distance_m", "low_m", "high_m", "shortfall_m", "shortfall_max_m", "required_low_m"):
        findings[column] = np.nan
    page = opened(browser, tmp_path, replace(run, findings=findings))
    told = page.run(
        "Array.from({length: xq.data.findings.distance_m.length}, (_, r) => xq.findingCard(r).textContent)"
    )
    assert told
    assert not [text for text in told if "NaN" in text or "null" in text or "undefined" in text]
    page.click("#present")
    assert "NaN" not in page.run(SHOWN.format("#present-bar"))
    page.press("Escape")
    assert page.problems == []


def test_an_attribute_table_of_300_columns(browser: Chromium, tmp_path: Path) -> None:
    wide = {f"属性_{n:03}": f"值{n}" for n in range(300)}
    run = checked(
        [shop("h", shapely.Point(106.29, 38.47), **wide)],
        [school(f"o{n}", square(106.2902 + n * 5e-4, 38.47), **wide) for n in range(20)],
    )
    page = opened(browser, tmp_path, run)
    assert page.run(SIGNS) == 1
    # What nobody asked for is not carried along.
    assert "属性_150" not in (tmp_path / "图.html").read_text(encoding="utf-8")
    assert (tmp_path / "图.html").stat().st_size < 1_500_000


@pytest.mark.parametrize(
    "name", ["protected", "parts", "rings", "overlaps", "plan_overlay", "survey", "unlocated"]
)
def test_layers_of_no_features(browser: Chromium, tmp_path: Path, name: str) -> None:
    run = sample()
    page = opened(browser, tmp_path, replace(run, **{name: getattr(run, name).iloc[:0]}))
    assert page.run(SIGNS) == 4
    assert page.run(SHOWN.format("#headline")) == "3 处不符合、1 家企业待核实"


def test_no_layer_has_any_feature(browser: Chromium, tmp_path: Path) -> None:
    run = empty()
    page = opened(browser, tmp_path, replace(run, unlocated=run.unlocated.iloc[:0]))
    assert "没有带坐标的危险源" in page.run(SHOWN.format(".notice"))
    assert page.run("document.getElementById('unlocated').hidden || "
                    "document.querySelectorAll('#unlocated .entry').length === 0")  # fmt: skip


def test_shapes_that_are_empty_missing_or_off_the_globe(browser: Chromium, tmp_path: Path) -> None:
    run = sample()
    protected = run.protected.copy()
    shapes = [shapely.Polygon(), None, shapely.box(500, 95, 501, 96), shapely.Point(np.nan, np.nan)]
    protected.loc[protected.index[: len(shapes)], "geometry"] = gpd.GeoSeries(shapes, crs=CRS).to_numpy()
    page = opened(browser, tmp_path, replace(run, protected=protected))
    assert page.run(SIGNS) == 4
