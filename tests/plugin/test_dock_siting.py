"""The dock's siting page in a real QGIS: solved, shown, replaced, stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import shapely
from plugin.docking import DEMO, choose
from plugin.hosting import until

from xq_gis_plugin.core.model import CRS
from xq_gis_plugin.io.site_plan import read_site_plan
from xq_gis_plugin.qgis_plugin.site_layers import plan_layers

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from qgis.core import QgsProject

    from xq_gis_plugin.qgis_plugin.dock import Dock


def fill(dock: Dock, target: Path) -> Any:
    """Choose the fictional district's candidates, as a person would."""
    keys = {"hazard": f"file:{DEMO / 'hazards.geojson'}", "protected": f"file:{DEMO / 'protected.geojson'}"}
    choose(dock, target.with_name("w.gpkg"), **keys)
    page = dock.panel.siting
    page.sources["candidates"].choose(f"file:{DEMO / 'candidates.geojson'}")
    folder = target.parent.with_name(f"{target.parent.name}_zones")
    folder.mkdir()
    zones = shapely.box(106.2, 38.4, 106.4, 38.6)
    gpd.GeoDataFrame({"name": ["城区"]}, geometry=[zones], crs=CRS).to_file(folder / "zones.geojson")
    page.sources["no_discharge"].choose(f"file:{folder / 'zones.geojson'}")
    page.quotas.setText(str(DEMO / "quotas.csv"))
    page.target.setText(str(target))
    return page


def solve(page: Any) -> None:
    page.run.click()
    assert page.running
    until(lambda: not page.running, "the plan")


def test_a_plan_is_solved_written_and_shown_as_a_group_on_top(
    dock: Dock, project: QgsProject, tmp_path: Path
) -> None:
    target = tmp_path / "布点.gpkg"
    page = fill(dock, target)
    live: list[str] = []
    dock.siting.relay.told.connect(live.append)
    solve(page)
    until(lambda: page.model.rowCount() > 0, "the table")
    plan = read_site_plan(target)
    assert page.model.rowCount() == len(plan.sites)
    assert live[0].startswith("初始方案：")
    group = project.layerTreeRoot().children()[0]
    assert group.name() == "布点规划（虚构示例） · 布点"
    layers = {one.name(): one for one in plan_layers(project, target)}
    assert {"网点", "间距关系", "可设范围", "禁放区（不是禁售区，不影响布点）"} <= set(layers)
    sites = layers["网点"]
    labels = [one.label() for one in sites.renderer().categories()]
    assert labels == ["选中", "保留", "关闭", "待核实", "不选"]
    assert sites.fields().field("because").alias() == "原因"
    assert sum(one.featureCount() for one in layers.values() if one.name().startswith("网点")) == int(
        plan.sites.geometry.notna().sum()
    )
    dock.siting.show_site(str(plan.sites["site_id"][plan.sites["status"] == "chosen"].iloc[0]))


def test_a_second_plan_takes_the_place_of_the_first(dock: Dock, project: QgsProject, tmp_path: Path) -> None:
    target = tmp_path / "p.gpkg"
    page = fill(dock, target)
    solve(page)
    until(lambda: page.model.rowCount() > 0, "the table")
    page.quota.setValue(8)
    solve(page)
    until(lambda: "8 家" in page.headline.said() or "保留" in page.headline.said(), "the second plan")
    assert read_site_plan(target).sites["status"].isin(["chosen", "kept"]).sum() == 8
    assert len(project.layerTreeRoot().children()) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["p.gpkg"]


def test_a_stop_frees_the_page_and_leaves_nothing(dock: Dock, project: QgsProject, tmp_path: Path) -> None:
    target = tmp_path / "p.gpkg"
    page = fill(dock, target)
    page.run.click()
    page.cancel.click()
    assert not page.running
    dock.jobs.close_down()
    assert not target.exists()
    assert plan_layers(project, target) == []


def test_the_map_and_the_tables_are_handed_on(
    dock: Dock, project: QgsProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del project
    page = fill(dock, tmp_path / "p.gpkg")
    solve(page)
    until(lambda: page.model.rowCount() > 0, "the table")
    module = "xq_gis_plugin.qgis_plugin.site_planning"
    monkeypatch.setattr(f"{module}.QtGui.QDesktopServices.openUrl", lambda _url: True)
    for kind in ("html", "xlsx"):
        out = tmp_path / f"o.{kind}"
        monkeypatch.setattr(f"{module}.ask_target", lambda *_args, out=out: str(out))
        page.exports[kind].click()
        until(out.exists, kind)


def test_a_closed_project_takes_its_plan_along(dock: Dock, project: QgsProject, tmp_path: Path) -> None:
    page = fill(dock, tmp_path / "p.gpkg")
    solve(page)
    until(lambda: page.model.rowCount() > 0, "the table")
    project.clear()
    assert page.model.rowCount() == 0
    assert not page.result.isVisibleTo(page)
