"""``xq-gis locate``: from any list of places to a layer that a check reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyogrio
import pytest

from tests.cli.conftest import files
from tests.io.layers import SHARED
from tests.io.services.loopback import Said, Server
from xq_gis_plugin.cli_face import STEPS
from xq_gis_plugin.core.plan import load_plan
from xq_gis_plugin.io.services.client import Client

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

    Call = Callable[..., Answer]

POI = (
    "名称,类型,高德经度,高德纬度\n中国石油(兴俊加油站),加油站,106.290184,38.470945\n"
    "银古加油站,加油站,106.30,38.48\n六盘山路小吃店,餐饮,106.3,38.49\n温州商城,购物,106.29,38.46\n"
)


@pytest.fixture
def poi(tmp_path: Path) -> Path:
    path = tmp_path / "poi.csv"
    path.write_bytes(POI.encode("gb18030"))
    return path


def test_a_table_of_a_map_service_in_gbk_becomes_located_hazards(
    call: Call, poi: Path, tmp_path: Path
) -> None:
    out = tmp_path / "o.gpkg"
    told = call("locate", poi, "--out", out, "--accept-above", "0.9", "--by", "李四", "--json").json
    by_id = {row["plan_id"]: row for row in told["entries"]}
    assert by_id["P2-02"]["status"] == "accepted"
    assert by_id["P2-02"]["datum"] == "gcj02"
    assert by_id["P2-02"]["accepted_by"] == "李四"
    assert by_id["P4-03"]["candidate_name"] == "温州商城"
    assert told["counts"]["accepted"] >= 2
    assert {str(name) for name in pyogrio.list_layers(out)[:, 0]} == {
        "entries",
        "proposals",
        "hazards",
        "protected",
    }
    checked = call("check", f"{out}#hazards", f"{out}#protected", "--out", tmp_path / "c.gpkg", "--json")
    assert checked.status == 0
    located = {one["hazard_id"] for one in checked.json["hazards"] if one["verdict"] != "unlocated"}
    assert "P2-02" in located


def test_without_a_bound_nothing_is_accepted_and_it_is_said(call: Call, poi: Path, tmp_path: Path) -> None:
    answer = call("locate", poi, "--out", tmp_path / "o.gpkg", "--box", "2")
    assert answer.status == 0
    assert "不会自动采纳" in answer.out
    assert "已采纳 0" in answer.out
    assert "兴俊加油站" in answer.out


@pytest.mark.parametrize(
    ("more", "said"),
    [(("--accept-above", "2"), "不是分数"), (("--least", "-1"), "不是分数")],
)
def test_a_score_that_is_none_is_refused(
    call: Call, poi: Path, tmp_path: Path, more: tuple[str, str], said: str
) -> None:
    before = files(tmp_path)
    answer = call("locate", poi, "--out", tmp_path / "o.gpkg", *more)
    assert answer.status == 2
    assert said in answer.err
    assert files(tmp_path) == before


def test_who_accepts_is_asked_for_where_the_computer_does_not_know(
    call: Call, poi: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    answer = call("locate", poi, "--out", tmp_path / "o.gpkg", "--accept-above", "0.9")
    assert answer.status == 2
    assert "--by" in answer.err
    assert call("locate", poi, "--out", tmp_path / "o.gpkg").status == 0


def test_a_file_without_names_is_refused(call: Call, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("经度,纬度\n106.2,38.4\n", encoding="utf-8")
    answer = call("locate", tmp_path / "x.csv", "--out", tmp_path / "o.gpkg")
    assert answer.status == 2
    assert not (tmp_path / "o.gpkg").exists()


@pytest.mark.shared
def test_an_extract_of_another_town_has_none_of_them(call: Call, tmp_path: Path) -> None:
    told = call(
        "locate", SHARED / "data" / "osm" / "legazpi.osm.pbf", "--out", tmp_path / "o.gpkg", "--json"
    ).json
    assert told["counts"]["accepted"] == told["counts"]["proposed"] == 0
    assert told["counts"]["none"] == sum(e.box != "专栏1" and e.kind != "area" for e in load_plan())


def test_a_service_is_asked_and_its_places_stand_beside_a_files(
    call: Call, poi: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XQ_GIS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XQ_GIS_AMAP_KEY", "secret")
    answer = {
        "status": "1",
        "pois": [
            {
                "id": "B1",
                "name": "=银古加油站\x1b[H",
                "location": "106.290184,38.470945",
                "typecode": "010100",
            }
        ],
    }
    with Server(Said(answer)) as server:
        arguments = ("--service", "amap", "--service-url", f"amap={server.url}", "--box", "2")
        # A pause of the real service between two questions would take half a minute.
        monkeypatch.setattr(Client, "_pause", lambda *_: None)
        told = call("locate", *arguments, "--out", tmp_path / "o.gpkg")
        assert told.status == 0
        assert "[H" in told.out
        assert "\x1b" not in told.out
        assert "secret" not in told.out + told.err
        call("locate", poi, *arguments, "--out", tmp_path / "p.gpkg")
        ids = pyogrio.read_dataframe(tmp_path / "p.gpkg", layer="proposals")["candidate_id"]
        assert {one.partition(":")[0] for one in ids} == {"amap", "poi"}
    refused = call("locate", "--service", "baidu", "--out", tmp_path / "q.gpkg")
    assert (refused.status, "没有在线服务“baidu”" in refused.err) == (2, True)
    nothing = call("locate", "--out", tmp_path / "q.gpkg")
    assert (nothing.status, "没有可以比对的来源" in nothing.err) == (2, True)


def test_each_step_that_is_begun_has_a_name_on_the_terminal(root: Path) -> None:
    begun = {
        step.partition("_")[0]
        for path in (root / "xq_gis_plugin").glob("*.py")
        for step in re.findall(r'\.begin\(f?"([a-z_]+)', path.read_text(encoding="utf-8"))
    }
    assert begun >= {"read", "write", "assess", "locate", "ask"}
    assert begun <= set(STEPS)


def test_a_list_of_one_kind_is_never_proposed_for_another(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "poi.csv"
    path.write_text("名称,经度,纬度\n银古加油站,106.30,38.48\n", encoding="utf-8")
    found = {}
    for kind in ("加油站", "学校"):
        told = call("locate", path, "--kind", kind, "--out", tmp_path / f"{kind}.gpkg", "--json").json
        found[kind] = {row["plan_id"] for row in told["entries"] if row["status"] != "none"}
    assert found["加油站"]
    assert not found["学校"]
    wrong = call("locate", path, "--kind", "小卖部", "--out", tmp_path / "o.gpkg")
    assert wrong.status == 2
    assert "没有“小卖部”这种类型" in wrong.err


def test_candidates_in_beijing_54_are_less_sure_by_what_is_said(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "poi.csv"
    path.write_text("名称,类型,x,y\n银古加油站,加油站,4260000,35611000\n", encoding="utf-8")
    arguments = ("locate", path, "--crs", "EPSG:2411", "--out", tmp_path / "o.gpkg", "--json")
    refused = call(*arguments)
    assert refused.status == 2
    told = call(*arguments, "--crs-accuracy", "130").json
    rows = [one for one in told["entries"] if one["candidate_name"] == "银古加油站"]
    assert rows
    assert all(row["position_accuracy_m"] >= 130 for row in rows)


def test_what_was_assumed_of_the_candidates_is_said_before_anybody_accepts_them(
    call: Call, tmp_path: Path
) -> None:
    """And one row that cannot be read costs no other."""
    path, out = tmp_path / "poi.csv", tmp_path / "o.gpkg"
    rows = "中国石油友爱街加油站,106.29,38.47\n坏,东边,38.47\n无处,,\n"
    path.write_text(f"名称,经度,纬度\n{rows}", encoding="utf-8")
    answer = call("locate", path, "--out", out, "--accept-above", "0.9", "--by", "李四", "--box", "2")
    assert "已采纳 1" in answer.out
    assert "没有写明坐标基准" in answer.out
    assert "东边" in answer.out
    told = call("locate", path, "--out", out, "--overwrite", "--box", "2", "--json").json
    assert {"datum_assumed", "rows_rejected", "geometry_missing"} <= {one["code"] for one in told["checks"]}
    assert [(one["row"], one["value"]) for one in told["rejected"]] == [(3, "东边")]
    said = call("locate", path, "--out", out, "--overwrite", "--box", "2", "--json", "--datum", "gcj02").json
    assert "datum_assumed" not in {one["code"] for one in said["checks"]}


def test_a_bound_that_nothing_reaches_is_not_asked_for_again(call: Call, poi: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.gpkg"
    answer = call("locate", poi, "--out", out, "--accept-above", "1", "--by", "李四", "--box", "4")
    assert "--accept-above" not in answer.out
