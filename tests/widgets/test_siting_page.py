"""The panel's siting page: what it asks for, what it shows, what it remembers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from plans import demo_plan

from xq_gis_plugin import resources
from xq_gis_plugin.core.siting.model import Objective, StreetQuota
from xq_gis_plugin.io.site_plan import read_site_plan
from xq_gis_plugin.run import Given
from xq_gis_plugin.widgets.contract import RoleChoice, SiteView, SourceChoice
from xq_gis_plugin.widgets.desktop_host import DesktopHost
from xq_gis_plugin.widgets.panel import Panel
from xq_gis_plugin.widgets.sites_model import ID_ROLE
from xq_gis_plugin.widgets.siting_request import site_request_of

if TYPE_CHECKING:
    from pathlib import Path

DEMO = resources.path("layers", "demo")
PATIENCE_MS = 60_000


def key(name: str) -> str:
    return f"file:{DEMO / name}"


@pytest.fixture
def panel(qtbot: Any) -> Panel:
    made = Panel()
    qtbot.addWidget(made)
    made.sections["siting"].set_open(True)
    return made


def fill(panel: Panel, target: Path) -> None:
    panel.data.roles["hazard"].choose(RoleChoice(key("hazards.geojson")))
    panel.data.roles["protected"].choose(RoleChoice(key("protected.geojson")))
    panel.siting.sources["candidates"].choose(key("candidates.geojson"))
    panel.siting.quotas.setText(str(DEMO / "quotas.csv"))
    panel.siting.target.setText(str(target))


def test_it_says_what_is_still_missing_until_a_plan_can_be_made(panel: Panel, tmp_path: Path) -> None:
    page = panel.siting
    assert not page.run.isEnabled()
    assert "候选点" in page.reason.text()
    page.sources["candidates"].choose(key("candidates.geojson"))
    assert "保护对象" in page.reason.text()
    panel.data.roles["protected"].choose(RoleChoice(key("protected.geojson")))
    assert "存到" in page.reason.text()
    page.target.setText(str(tmp_path / "p.gpkg"))
    assert page.run.isEnabled()
    assert not page.reason.isVisibleTo(page)


def test_what_is_set_is_what_is_asked_for(panel: Panel, qtbot: Any, tmp_path: Path) -> None:
    fill(panel, tmp_path / "p.gpkg")
    page = panel.siting
    page.quota.setValue(12)
    page.decrease.setChecked(True)
    page.ban.setChecked(False)
    page.walk.setValue(300)
    page.limit.setValue(20)
    page.order.setCurrentIndex(page.order.findData("demand+count"))
    with qtbot.waitSignal(panel.siteRequested) as sent:
        page.run.click()
    settings = sent.args[0]
    request = site_request_of(settings, lambda choice: Given(choice.key))
    task = request.task((StreetQuota("甲"),))
    assert (task.quota, task.only_decrease, task.walk_m, task.time_limit_s) == (12, True, 300.0, 20.0)
    assert task.objectives == (Objective.DEMAND, Objective.COUNT, Objective.CLOSING)
    assert task.streets == (StreetQuota("甲"),)
    assert request.without == ("FW-45",)
    assert (request.existing, request.area, request.streets, request.no_discharge) == (None, None, None, None)
    assert request.quotas == DEMO / "quotas.csv"


def test_a_plan_is_shown_filtered_and_a_row_tells_which_site_it_is(panel: Panel, qtbot: Any) -> None:
    plan = demo_plan()
    panel.set_site_view(SiteView(plan, "p.gpkg", fictional=True))
    page = panel.siting
    assert page.headline.text().startswith("选中 ")
    assert "没有更好的方案" in page.sure.text()
    assert page.model.rowCount() == len(plan.sites)
    page.status.setCurrentIndex(page.status.findData("chosen"))
    page.status.activated.emit(page.status.currentIndex())
    assert page.model.rowCount() == (plan.sites["status"] == "chosen").sum()
    page.find.setText(str(plan.sites["name"][plan.sites["status"] == "chosen"].iloc[0]))
    assert page.model.rowCount() == 1
    page.find.setText("")
    index = page.model.index(0, 0)
    with qtbot.waitSignal(panel.siteActivated) as sent:
        page.table.clicked.emit(index)
    assert sent.args[0] == page.model.data(index, ID_ROLE)
    panel.set_site_view(None)
    assert page.model.rowCount() == 0


def test_the_choices_are_remembered_with_the_project(panel: Panel, qtbot: Any, tmp_path: Path) -> None:
    fill(panel, tmp_path / "p.gpkg")
    panel.siting.quota.setValue(7)
    panel.siting.ban.setChecked(False)
    panel.siting.order.setCurrentIndex(3)
    state = panel.state()
    other = Panel()
    qtbot.addWidget(other)
    other.restore(state)
    assert other.site_settings() == panel.site_settings()
    spoilt = json.loads(state)
    spoilt["siting"] = {
        "quota": "x",
        "order": 5,
        "candidates": 3,
        "ban": "yes",
        "walk_m": True,
        "target": "\0",
    }
    third = Panel()
    qtbot.addWidget(third)
    before = third.site_settings()
    third.restore(json.dumps(spoilt))
    assert third.siting.settings(RoleChoice(""), RoleChoice(""), fictional=False).quota == before.quota


def test_a_layer_that_comes_back_is_chosen_again(panel: Panel) -> None:
    box = panel.siting.sources["existing"]
    box.choose("layer:shops")
    assert box.choice().key == ""
    panel.set_sources([SourceChoice("layer:shops", "现有网点", "点")])
    assert box.choice().key == "layer:shops"
    panel.set_sources([])
    assert (box.choice().key, box.remembered()) == ("", "layer:shops")


def test_the_desktop_solves_writes_and_exports(
    panel: Panel, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host, target = DesktopHost(panel), tmp_path / "p.gpkg"
    fill(panel, target)
    live: list[str] = []
    host.siting.relay.told.connect(live.append)
    panel.siting.run.click()
    assert panel.siting.running
    qtbot.waitUntil(lambda: not panel.siting.running, timeout=PATIENCE_MS)
    assert panel.siting.model.rowCount() == len(read_site_plan(target).sites)
    assert live[0].startswith("初始方案：")
    for kind in ("html", "xlsx"):
        out = tmp_path / f"o.{kind}"
        module = "xq_gis_plugin.widgets.site_planning"
        monkeypatch.setattr(f"{module}.ask_target", lambda *_args, out=out: str(out))
        monkeypatch.setattr(f"{module}.QtGui.QDesktopServices.openUrl", lambda _url: True)
        panel.siting.exports[kind].click()
        qtbot.waitUntil(out.exists, timeout=PATIENCE_MS)
    host.close()


def test_the_desktop_tells_a_contradiction_in_words_and_stops_when_asked(
    panel: Panel, qtbot: Any, tmp_path: Path
) -> None:
    host, target = DesktopHost(panel), tmp_path / "p.gpkg"
    fill(panel, target)
    quotas = tmp_path / "q.csv"
    quotas.write_text("乡镇街道,限额,至少\n虚构·示例东街道,2,5\n", encoding="utf-8")
    panel.siting.quotas.setText(str(quotas))
    panel.siting.run.click()
    qtbot.waitUntil(lambda: not panel.siting.running, timeout=PATIENCE_MS)
    assert "虚构·示例东街道不超过 2 家；虚构·示例东街道至少 5 家" in panel.messages.message.said()
    panel.siting.quotas.setText("")
    panel.siting.run.click()
    panel.siting.cancel.click()
    assert not panel.siting.running
    host.close()
    assert not target.exists()
