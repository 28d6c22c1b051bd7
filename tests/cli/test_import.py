"""``xq-gis import``: into a district's workspace, listed, and taken out again."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
from shapely.geometry import Point

from tests.io.test_more_formats import STATIONS_XLS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

    Call = Callable[..., Answer]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "兴庆区 2026"
    folder.mkdir()
    return folder / "区.gpkg"


def test_a_planner_is_told_what_was_imported_what_to_look_at_and_how_to_undo(
    call: Call, workspace: Path
) -> None:
    answer = call("import", STATIONS_XLS, "--as", "hazards", "--into", workspace, "--by", "张三")
    assert answer.status == 0
    assert "第 1 次导入：2 行，作为危险源" in answer.out
    assert "加油站没有写明等级和罐容" in answer.out
    (undo,) = (line for line in answer.out.splitlines() if "--undo" in line)
    words = shlex.split(undo[undo.index("xq-gis") :])
    assert words == ["xq-gis", "import", "--undo", "--into", str(workspace)]
    listed = call("import", "--list", "--into", workspace)
    assert "张三" in listed.out
    assert "有效" in listed.out


def test_a_program_gets_the_record_the_checks_and_the_rejected_rows(
    call: Call, workspace: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称,类型,经度,纬度\n甲,加油站,106.28,38.47\n乙,加油站,东边,38.47\n", encoding="utf-8")
    told = call("import", path, "--as", "hazards", "--into", workspace, "--by", "a", "--json").json
    assert (told["import"]["rows_added"], told["import"]["rows_rejected"]) == (1, 1)
    assert [(cell["row"], cell["field"], cell["value"]) for cell in told["rejected"]] == [(3, "lon", "东边")]
    assert "rows_rejected" in {check["code"] for check in told["checks"]}
    (listed,) = call("import", "--list", "--into", workspace, "--json").json["imports"]
    assert listed == told["import"]


def test_an_import_is_undone(call: Call, workspace: Path) -> None:
    call("import", STATIONS_XLS, "--as", "hazards", "--into", workspace)
    assert "取出 2 行" in call("import", "--undo", "--into", workspace).out
    assert "已撤销" in call("import", "--list", "--into", workspace).out
    again = call("import", "--undo", "--into", workspace)
    assert again.status == 2
    assert "没有可以撤销的导入" in again.err


def test_what_is_there_already_is_refused_in_chinese(call: Call, workspace: Path) -> None:
    arguments = ("import", STATIONS_XLS, "--as", "hazards", "--into", workspace)
    call(*arguments)
    twice = call(*arguments)
    assert twice.status == 2
    assert "里已有其中 2 行" in twice.err
    assert call(*arguments, "--existing", "keep").status == 0


def test_a_check_reads_the_workspace(call: Call, town: Path, workspace: Path, tmp_path: Path) -> None:
    plain = call("check", town / "h.geojson", town / "p.geojson", "--out", tmp_path / "a.gpkg", "--json").json
    for name, role in (("h", "hazards"), ("p", "protected")):
        assert call("import", town / f"{name}.geojson", "--as", role, "--into", workspace).status == 0
    layers = (f"{workspace}#hazards", f"{workspace}#protected")
    told = call("check", *layers, "--out", tmp_path / "b.gpkg", "--json").json
    assert (told["counts"], told["hazards"]) == (plain["counts"], plain["hazards"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--into", "a.gpkg"), "一次只能做一件事"),
        ((STATIONS_XLS, "--undo", "--into", "a.gpkg"), "一次只能做一件事"),
        ((STATIONS_XLS, "--into", "a.gpkg"), "没有写明文件是什么"),
        ((STATIONS_XLS, "--as", "trees", "--into", "a.gpkg"), "没有这种图层"),
        ((STATIONS_XLS, "--as", "hazards", "--into", "a.shp"), "须以 .gpkg 结尾"),
        ((STATIONS_XLS, "--as", "hazards", "--into", "a.gpkg", "--existing", "burn"), "没有“burn”这个选择"),
        (("--undo", "--into", "none.gpkg"), "none.gpkg"),
    ],
)
def test_a_call_that_cannot_be_answered_is_refused(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[object, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = call("import", *arguments)
    assert answer.status == 2
    assert said in answer.err
    assert [*tmp_path.iterdir()] == []


def test_a_stated_accuracy_of_the_coordinate_system_is_kept_as_stated(
    call: Call, workspace: Path, tmp_path: Path
) -> None:
    path = tmp_path / "xian.gpkg"
    gpd.GeoDataFrame({"kind": ["加油站"]}, geometry=[Point(106.28, 38.47)], crs=4610).to_file(path)
    arguments = ("import", path, "--as", "hazards", "--into", workspace)
    refused = call(*arguments)
    assert refused.status == 2
    assert "--crs-accuracy" in refused.err
    told = call(*arguments, "--crs-accuracy", "130", "--json").json["import"]
    assert (told["crs_accuracy_m"], json.loads(told["options"])) == (130.0, {"crs_accuracy": "130"})
    assert call(*arguments, "--crs-accuracy", "-1").status == 2


def test_the_kind_of_all_rows_can_be_said(call: Call, workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "poi.csv"
    path.write_text("名称,经度,纬度\n胜利站,106.28,38.47\n", encoding="utf-8")
    arguments = ("import", path, "--as", "hazards", "--into", workspace)
    assert "--kind 加油站" in call(*arguments).err
    wrong = call(*arguments, "--kind", "gas_station")
    assert wrong.status == 2
    assert "没有“gas_station”这种类型" in wrong.err
    assert "petrol_station (加油站)" in wrong.err
    assert call("inspect", path, "--as", "hazards", "--kind", "gas_station").status == 2
    assert "按所写的“加油站”读取" in call("inspect", path, "--as", "hazards", "--kind", "加油站").out
    told = call(*arguments, "--kind", "加油站", "--json").json
    assert (told["import"]["rows_added"], json.loads(told["import"]["options"])) == (1, {"kind": "加油站"})
    assert "kind_said" in {check["code"] for check in told["checks"]}


def test_what_columns_are_can_be_said_and_is_kept_in_the_record(
    call: Call, workspace: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("单位全称,类型,X,Y\n胜利站,加油站,106.28,38.47\n", encoding="utf-8")
    said = ("import", path, "--as", "hazards", "--into", workspace, "--by", "a")
    answer = call(*said, "--column", "名称=单位全称", "--column", "longitude=X")
    assert answer.status == 0
    assert "“单位全称”按所写读作“名称”" in answer.out
    (listed,) = call("import", "--list", "--into", workspace, "--json").json["imports"]
    assert json.loads(listed["options"]) == {"columns": "名称=单位全称; longitude=X"}
    for wrong, told in (
        ("公司=单位全称", "没有“公司”这一项"),
        ("名称=单位", "没有“单位”这一列"),
        ("名称", "没有写明哪一列是什么"),
    ):
        refused = call(*said, "--column", wrong)
        assert refused.status == 2
        assert told in refused.err
    alone = call("inspect", path, "--column", "名称=单位全称")
    assert alone.status == 2
    assert "没有写 --as" in alone.err
