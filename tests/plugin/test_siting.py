"""The siting plan in Processing is that of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
from plugin.algorithms import (
    DEMO,
    HAZARDS,
    PROTECTED,
    Impatient,
    assert_same,
    assert_same_shapes,
    command_line,
    contents,
    registered,
    rows,
    run,
    shapes,
)
from qgis.core import QgsProcessingException, QgsVectorLayer

from xq_gis_plugin.io.site_plan import read_site_plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qgis.core import QgsApplication

pytestmark = pytest.mark.usefixtures("project")

CANDIDATES, QUOTAS = str(DEMO / "candidates.geojson"), str(DEMO / "quotas.csv")
INPUTS = {"CANDIDATE_SITES": CANDIDATES, "PROTECTED": PROTECTED, "HAZARDS": HAZARDS, "QUOTAS": QUOTAS}
SINKS = {"SITES": "sites", "PERMITTED": "permitted", "SPACING": "spacing", "STREET_COUNTS": "streets"}


@pytest.fixture(scope="module", autouse=True)
def _provider(qgis_app: QgsApplication) -> Iterator[None]:
    with registered(qgis_app):
        yield


def test_processing_plans_as_the_command_line_does(tmp_path: Path) -> None:
    told, own = tmp_path / "cli.gpkg", tmp_path / "own.gpkg"
    command_line(
        "site", CANDIDATES, "--protected", PROTECTED, "--hazards", HAZARDS, "--quotas", QUOTAS,
        "--objective", "count", "--objective", "demand", "--without", "FW-45", "--out", told,
    )  # fmt: skip
    expected = read_site_plan(told)
    sinks = {name: str(tmp_path / f"{name}.gpkg") for name in SINKS}
    found = run("siting", **INPUTS, **sinks, OBJECTIVE="count+demand", LOCAL_BAN=False, PLAN=str(own))
    counts = expected.sites["status"].value_counts()
    for name in ("CHOSEN", "KEPT", "CLOSED", "REJECTED", "UNRESOLVED"):
        assert found[name] == counts.get(name.lower(), 0)
    assert found["CHOSEN"] > 0
    for name, table in SINKS.items():
        layer = QgsVectorLayer(found[name], name, "ogr")
        frame = getattr(expected, table)
        assert_same(rows(layer).drop(columns="fid"), frame)
        if name in ("PERMITTED", "SPACING"):
            assert_same_shapes(shapes(layer), list(frame.geometry))
    # Zones are shown, and change nothing.
    zones = gpd.GeoDataFrame(
        {"name": ["城区"]}, geometry=[expected.sites.union_all().convex_hull], crs="EPSG:4490"
    )
    zones.to_file(tmp_path / "zones.geojson")
    own = tmp_path / "zoned.gpkg"
    run(
        "siting",
        **INPUTS,
        OBJECTIVE="count+demand",
        LOCAL_BAN=False,
        PLAN=str(own),
        NO_DISCHARGE=str(tmp_path / "zones.geojson"),
    )
    again = read_site_plan(own)
    assert again.no_discharge is not None
    assert again.no_discharge["name"].tolist() == ["城区"]
    assert again.sites.drop(columns="geometry").equals(expected.sites.drop(columns="geometry"))


def test_demands_that_contradict_are_told_in_words_and_nothing_is_written(tmp_path: Path) -> None:
    quotas = tmp_path / "q.csv"
    quotas.write_text("乡镇街道,限额,至少\n虚构·示例东街道,2,5\n", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    given: dict[str, Any] = INPUTS | {
        "QUOTAS": str(quotas),
        "SITES": str(out / "s.gpkg"),
        "PLAN": str(out / "p.gpkg"),
    }
    with pytest.raises(QgsProcessingException, match="示例东街道"):
        run("siting", **given)
    assert contents(out) == {}


@pytest.mark.parametrize("questions", [0, 3, 12, 40])
def test_a_stop_leaves_nothing_behind(tmp_path: Path, questions: int) -> None:
    out = tmp_path / "out"
    out.mkdir()
    given = INPUTS | {
        "SITES": str(out / "s.gpkg"),
        "PLAN": str(out / "p.gpkg"),
        "PLAN_XLSX": str(out / "p.xlsx"),
    }
    run("siting", Impatient(questions), **given)
    assert contents(out) == {}


def test_a_geopackage_of_the_planners_own_is_never_replaced(tmp_path: Path) -> None:
    own = tmp_path / "own.gpkg"
    own.write_bytes(b"not a plan")
    with pytest.raises(QgsProcessingException):
        run("siting", **INPUTS, PLAN=str(own))
    assert own.read_bytes() == b"not a plan"
