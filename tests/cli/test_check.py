"""What a check prints, writes and returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyogrio
import pytest
from openpyxl import load_workbook

from tests.cli.conftest import feature, files, layer
from xq_gis_plugin.io.workspace import read_workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

    Call = Callable[..., Answer]

INPUTS = ["h.geojson", "p.geojson"]


def test_all_three_products_are_written_and_named_last(check: Call, town: Path) -> None:
    paths = [town / name for name in ("o.gpkg", "o.html", "o.xlsx")]
    answer = check("--out", paths[0], "--html", paths[1], "--xlsx", paths[2])
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.splitlines()[-3:] == [f"  {path}" for path in paths]
    assert files(town) == [*INPUTS[:1], "o.gpkg", "o.html", "o.xlsx", *INPUTS[1:]]
    assert "findings" in pyogrio.list_layers(paths[0])[:, 0]
    assert paths[1].read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert load_workbook(paths[2], read_only=True).sheetnames


def test_the_summary_says_in_chinese_what_a_planner_asks(check: Call, town: Path) -> None:
    out = check("--out", town / "o.gpkg").out
    assert out.startswith("1 处不符合、0 家企业待核实\n“不符合现行间距”不等于违法")
    for sentence in (
        "危险源 1 处；保护对象 1 个",
        "结论：不符合现行间距 1 · 待核实 ",
        "危险源颜色：红 1 · 橙 0 · 黄 0 · 蓝 0（颜色表示间距检查结论，不是企业安全风险分级）",
        "GB 50156 采用版本：GB50156-2021",
        "C 级 143 条（依据待核对原文）",
        "1. 甲店 → 乙小学，学校",
        "量得 30.0 m",
        "要求 100 m，至少差 ",
        "国家安监总局令第65号",
        "先核实什么",
        "规划条目尚无坐标：专栏2 ",
    ):
        assert sentence in out


def test_the_same_in_english(check: Call, town: Path) -> None:
    out = check("--out", town / "o.gpkg", "--lang", "en").out
    assert out.startswith("1 in conflict, 0 site(s) to be verified\n")
    for sentence in (
        "1 hazards; 1 protected objects",
        "甲店 → 乙小学, school",
        "100 m required",
        "What to find out first",
    ):
        assert sentence in out
    assert "Files\n" in out


def test_a_finding_under_a_c_rule_says_that_the_text_is_to_be_checked(call: Call, tmp_path: Path) -> None:
    station = feature(
        0,
        hazard_id="H1",
        name="甲站",
        kind="petrol_station",
        grade="2",
        fuels="petrol",
        position_accuracy_m=0,
    )
    home = feature(2, 10, object_id="O1", name="乙楼", kind="residence", position_accuracy_m=0)
    layer(tmp_path / "h.geojson", station)
    layer(tmp_path / "p.geojson", home)
    answer = call("check", tmp_path / "h.geojson", tmp_path / "p.geojson", "--out", tmp_path / "o.gpkg")
    assert "依据待核对原文" in answer.out.split("最严重的不符合")[1]
    assert "甲站（" in answer.out


def test_json_is_one_object_and_nothing_else(check: Call, town: Path) -> None:
    answer = check("--out", town / "o.gpkg", "--json")
    assert answer.err == ""
    assert answer.json["headline"] == "1 处不符合、0 家企业待核实"
    assert answer.json["counts"]["conflict"] == 1
    assert answer.json["outputs"] == {"gpkg": str(town / "o.gpkg")}
    assert answer.json["editions"] == ["GB50156-2021"]
    assert answer.json["rules"]["C"] > 0
    (hazard,) = answer.json["hazards"]
    assert (hazard["hazard_id"], hazard["name"], hazard["verdict"], hazard["risk_color"]) == (
        "S1", "甲店", "conflict", "red",
    )  # fmt: skip


@pytest.mark.parametrize(("more", "status"), [((), 0), (("--fail-on", "conflict"), 1)])
def test_conflicts_change_the_status_only_where_asked(
    check: Call, town: Path, more: tuple[str, ...], status: int
) -> None:
    assert check("--out", town / "o.gpkg", *more).status == status
    assert (town / "o.gpkg").exists()


def test_without_conflicts_fail_on_changes_nothing(call: Call, town: Path) -> None:
    layer(town / "far.geojson", feature(3000, 20, object_id="O1", kind="school"))
    answer = call(
        "check", town / "h.geojson", town / "far.geojson", "--out", town / "o.gpkg", "--fail-on", "conflict"
    )
    assert answer.status == 0


def test_two_editions_stand_side_by_side(check: Call, town: Path) -> None:
    editions = ["GB50156-2012", "GB50156-2021"]
    answer = check("--out", town / "o.gpkg", "--rules", editions[0], "--rules", editions[1], "--json")
    assert answer.json["editions"] == editions


def test_a_rule_of_ones_own_counts(check: Call, town: Path) -> None:
    (town / "r.csv").write_text(
        "id,family,standard,edition,clause,hazard_kinds,part,target,relation,required,severity,confidence\n"
        "MY-1,fireworks,本地规定,2026,1,fireworks_retail,site,CARE,at_least,5000,must,A\n",
        encoding="utf-8",
    )
    answer = check("--out", town / "o.gpkg", "--rule-file", town / "r.csv")
    assert answer.status == 0
    assert "要求 5000 m" in answer.out
    assert "本地规定 1；" in answer.out


def test_the_accuracy_counts_where_none_is_stated(call: Call, town: Path) -> None:
    layer(town / "h.geojson", feature(0, hazard_id="S1", name="甲店", kind="fireworks_retail"))
    layer(town / "p.geojson", feature(90, 20, object_id="O1", name="乙小学", kind="school"))
    paths = (
        "check",
        town / "h.geojson",
        town / "p.geojson",
        "--out",
        town / "o.gpkg",
        "--overwrite",
        "--json",
    )
    assert call(*paths, "--accuracy", "0").json["counts"]["conflict"] == 1
    assert call(*paths, "--accuracy", "30").json["counts"]["conflict"] == 0


def test_what_the_readers_noticed_is_told_and_kept_in_the_workspace(call: Call, town: Path) -> None:
    lost = {
        "type": "Feature",
        "properties": {"hazard_id": "S2", "name": "丙店", "kind": "fireworks_retail"},
        "geometry": None,
    }
    layer(town / "h.geojson", feature(0, hazard_id="S1", name="甲店", kind="fireworks_retail"), lost)
    answer = call("check", town / "h.geojson", town / "p.geojson", "--out", town / "o.gpkg")
    assert "其中 1 处没有坐标、未检查" in answer.out
    assert "重要：h.geojson：没有图形" in answer.out
    assert "第 2 行" in answer.out
    assert [check.code for check in read_workspace(town / "o.gpkg").checks] == ["geometry_missing"]


def test_hazards_of_one_name_are_told_apart_by_id(call: Call, town: Path) -> None:
    twins = [
        feature(n, hazard_id=f"S{n}", name="甲店", kind="fireworks_retail", position_accuracy_m=0)
        for n in (0, 5)
    ]
    layer(town / "h.geojson", *twins)
    out = call("check", town / "h.geojson", town / "p.geojson", "--out", town / "o.gpkg").out
    assert "甲店 [S0]" in out
    assert "甲店 [S5]" in out


HOSTILE = [
    "[red]红[/red]",
    "[/]",
    "[link=https://x.example]x",
    "a\x1b[2J\x1b]0;x\x07b",
    "第一行\n第二行\r\t",
    "\u202e反",
    "=cmd|'/C calc'!A0",
    "<script>alert(1)</script>",
    "`'\"{}{0}%s",
    "长" * 10_000,
    "😀",
    ":smile:",
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_no_name_breaks_the_printing(call: Call, town: Path, name: str, lang: str) -> None:
    layer(
        town / "h.geojson",
        feature(0, hazard_id="S1", name=name, kind="fireworks_retail", position_accuracy_m=0),
    )
    layer(
        town / "p.geojson", feature(30, 20, object_id="O1", name=name, kind="school", position_accuracy_m=0)
    )
    answer = call("check", town / "h.geojson", town / "p.geojson", "--out", town / "o.gpkg", "--lang", lang)
    assert (answer.status, answer.err) == (0, "")
    assert not {"\x1b", "\x07", "\r", "\t", "\u202e"} & set(answer.out)
    assert max(map(len, answer.out.splitlines())) < 500
    if name.isprintable() and len(name) < 60:
        assert name in answer.out.replace("\n       ", "")


def test_map_draws_a_workspace_again(check: Call, call: Call, town: Path) -> None:
    check("--out", town / "o.gpkg")
    answer = call("map", town / "o.gpkg", "--out", town / "m.html", "--title", "会议用图")
    assert (answer.status, answer.out.splitlines()[-1]) == (0, f"  {town / 'm.html'}")
    page = (town / "m.html").read_text(encoding="utf-8")
    assert "会议用图" in page
    assert "甲店" in page
    assert "FICTIONAL" not in page or "虚构示例" in page
    assert call("map", town / "o.gpkg", "--out", town / "m.html").status == 2
    assert call("map", town / "o.gpkg", "--out", town / "m.html", "--overwrite", "--json").json["outputs"]


@pytest.mark.shared
def test_a_real_town_is_checked_from_one_extract(start: Call, shared: Path, tmp_path: Path) -> None:
    extract = shared / "data" / "osm" / "legazpi.osm.pbf"
    products = [tmp_path / f"legazpi.{suffix}" for suffix in ("gpkg", "html", "xlsx")]
    answer = start(
        "check", extract, extract, "--rules", "GB50156-2021", "--accuracy", "0", "--out", products[0],
        "--html", products[1], "--xlsx", products[2], LANG="zh_CN.UTF-8",
    )  # fmt: skip
    assert (answer.status, answer.err) == (0, "")
    assert "危险源 26 处" in answer.out
    assert len(answer.out.splitlines()) < 80
    assert all(path.stat().st_size for path in products)
    assert files(tmp_path) == sorted(path.name for path in products)


def test_layers_that_state_no_kind_are_checked_once_it_is_said(call: Call, tmp_path: Path) -> None:
    layer(tmp_path / "h.geojson", feature(0, hazard_id="S1", name="甲店", position_accuracy_m=0))
    layer(tmp_path / "p.geojson", feature(30, 20, object_id="O1", name="乙", position_accuracy_m=0))
    files = ("check", tmp_path / "h.geojson", tmp_path / "p.geojson")
    refused = call(*files, "--out", tmp_path / "a.gpkg")
    assert refused.status == 2
    assert "--hazard-kind" in refused.err
    said = ("--hazard-kind", "烟花爆竹零售", "--protected-kind", "学校")
    told = call(*files, *said, "--out", tmp_path / "b.gpkg", "--json").json
    assert told["counts"]["conflict"] == 1
    wrong = call(*files, "--hazard-kind", "小卖部", "--out", tmp_path / "c.gpkg")
    assert wrong.status == 2
    assert "没有“小卖部”这种类型" in wrong.err


def test_a_check_reads_columns_as_is_said(call: Call, tmp_path: Path) -> None:
    layer(tmp_path / "h.geojson", feature(0, hazard_id="S1", 店名="甲店", kind="fireworks_retail"))
    layer(tmp_path / "p.geojson", feature(30, 20, object_id="O1", 校名="乙小学", kind="school"))
    said = ("--hazard-column", "名称=店名", "--protected-column", "名称=校名")
    out = tmp_path / "b.gpkg"
    told = call("check", tmp_path / "h.geojson", tmp_path / "p.geojson", *said, "--out", out, "--json").json
    assert [one["name"] for one in told["hazards"]] == ["甲店"]
