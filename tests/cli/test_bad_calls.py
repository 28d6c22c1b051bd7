"""A wrong call or input: status 2, what is wrong, what to do, and nothing written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest

from tests.cli.conftest import feature, files, layer
from xq_gis_plugin.export import tables
from xq_gis_plugin.io import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

    Call = Callable[..., Answer]

INPUTS = ["h.geojson", "p.geojson"]


def refused(answer: Answer, *told: str) -> None:
    assert answer.status == 2
    assert answer.out == ""
    for text in told:
        assert text in answer.err
    assert "怎么办：" in answer.err


def test_a_missing_file(call: Call, town: Path) -> None:
    answer = call("check", town / "none.gpkg", town / "p.geojson", "--out", town / "o.gpkg")
    refused(answer, f"错误：找不到文件：{town / 'none.gpkg'}", "请检查路径和文件名。")
    assert files(town) == INPUTS


@pytest.mark.parametrize("option", ["--parts", "--rule-file", "--map-tags"])
def test_any_missing_input_is_told(check: Call, town: Path, option: str) -> None:
    refused(check("--out", town / "o.gpkg", option, town / "none.csv"), f"找不到文件：{town / 'none.csv'}")
    assert files(town) == INPUTS


def test_an_empty_layer(call: Call, town: Path) -> None:
    empty = gpd.GeoDataFrame({"kind": []}, geometry=[], crs=4490)
    empty.to_file(town / "e.gpkg", layer="空", geometry_type="Point")
    refused(
        call("check", town / "e.gpkg#空", town / "p.geojson", "--out", town / "o.gpkg"),
        "图层没有任何一行",
        "e.gpkg",
        "请选择有数据的图层",
    )


def test_a_layer_without_crs(call: Call, town: Path) -> None:
    gpd.read_file(town / "p.geojson")[["name", "kind", "geometry"]].to_file(town / "p.shp")
    (town / "p.prj").unlink()
    refused(
        call("check", town / "h.geojson", town / "p.shp", "--out", town / "o.gpkg"),
        "图层没有坐标系",
        "--datum",
    )


def test_an_unknown_edition(check: Call, town: Path) -> None:
    answer = check("--out", town / "o.gpkg", "--rules", "GB50156-1999")
    refused(answer, "没有这个标准版本：GB50156-1999", "GB50156-2012, GB50156-2021")


def test_a_hazard_without_required_facts(call: Call, town: Path) -> None:
    layer(town / "h.geojson", feature(0, name="甲店"))
    answer = call("check", town / "h.geojson", town / "p.geojson", "--out", town / "o.gpkg")
    refused(answer, "危险源没有类型（第 1 行）", "烟花爆竹零售点")


def test_a_part_of_no_hazard(check: Call, town: Path) -> None:
    layer(town / "parts.geojson", feature(0, hazard_id="S9", kind="tank"))
    refused(check("--out", town / "o.gpkg", "--parts", town / "parts.geojson"), "S9", "所属站的危险源编号")


def test_a_wrong_rule_line_is_told_by_number_field_and_value(check: Call, town: Path) -> None:
    (town / "r.csv").write_text("id,relation,required\nX-1,nearer,5\n", encoding="utf-8")
    refused(check("--out", town / "o.gpkg", "--rule-file", town / "r.csv"), "r.csv 第 2 行")


@pytest.mark.parametrize("value", ["-1", "nan", "inf"])
@pytest.mark.parametrize("option", ["--accuracy", "--within"])
def test_metres_that_are_none(check: Call, town: Path, option: str, value: str) -> None:
    refused(check("--out", town / "o.gpkg", option, value), option, "不是有效的米数", "0 或更大")


def test_an_unknown_datum(check: Call, town: Path) -> None:
    refused(check("--out", town / "o.gpkg", "--datum", "bd08"), "不认识的坐标基准“bd08”", "gcj02")


# Outputs


def test_an_existing_output_is_left_alone_without_overwrite(check: Call, town: Path) -> None:
    (town / "o.html").write_text("mine", encoding="utf-8")
    refused(
        check("--out", town / "o.gpkg", "--html", town / "o.html"),
        "文件已经存在，没有改动",
        "--overwrite",
    )
    assert (town / "o.html").read_text(encoding="utf-8") == "mine"
    assert files(town) == ["h.geojson", "o.html", "p.geojson"]


def test_overwrite_replaces_all(check: Call, town: Path) -> None:
    (town / "o.html").write_text("mine", encoding="utf-8")
    products = ("--out", town / "o.gpkg", "--html", town / "o.html", "--overwrite")
    assert check(*products).status == 0
    assert check(*products).status == 0
    assert "甲店" in (town / "o.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("where", ["h.geojson/o.gpkg", "nowhere/o.gpkg", "nowhere/deeper/o.gpkg"])
def test_a_folder_that_cannot_be_written(check: Call, town: Path, where: str) -> None:
    refused(check("--out", town / where), "不能写入", "请选择存在且可写的文件夹")
    assert files(town) == INPUTS


def test_an_output_that_is_a_folder(check: Call, town: Path) -> None:
    (town / "o.gpkg").mkdir()
    refused(check("--out", town / "o.gpkg", "--overwrite"), "不能写入")


def test_the_outputs_are_looked_at_before_the_inputs_are_read(
    check: Call, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "read_hazards", lambda *_a, **_k: pytest.fail("reading began"))
    refused(check("--out", town / "o.gpkg", "--html", town / "nowhere" / "o.html"), "不能写入")


@pytest.mark.parametrize("spelling", ["o.gpkg", "./o.gpkg", "x/../o.gpkg"])
def test_two_outputs_of_one_name(check: Call, town: Path, spelling: str) -> None:
    (town / "x").mkdir()
    answer = check("--out", town / "o.gpkg", "--html", f"{town}/{spelling}")
    refused(answer, "--html 和 --out 指向同一个文件", "请给每个成果起不同的文件名")


@pytest.mark.parametrize(
    ("option", "name", "better"),
    [("--out", "o.shp", "o.gpkg"), ("--html", "o", "o.html"), ("--xlsx", "o.xls", "o.xlsx")],
)
def test_an_output_whose_name_no_program_would_open(
    check: Call, town: Path, option: str, name: str, better: str
) -> None:
    answer = check("--out", town / "ok.gpkg", option, town / name)
    refused(answer, f"请写 {option} {town / better}")


def test_an_output_that_is_an_input(call: Call, town: Path) -> None:
    gpd.read_file(town / "p.geojson").to_file(town / "p.gpkg")
    before = (town / "p.gpkg").read_bytes()
    answer = call(
        "check", town / "h.geojson", f"{town / 'p.gpkg'}#p", "--out", town / "." / "p.gpkg", "--overwrite"
    )
    refused(answer, "--out 会覆盖输入文件", "换一个文件名")
    assert (town / "p.gpkg").read_bytes() == before


def test_the_map_does_not_replace_its_workspace(check: Call, call: Call, town: Path) -> None:
    check("--out", town / "o.gpkg")
    refused(call("map", town / "o.gpkg", "--out", town / "o.gpkg", "--overwrite"), "会覆盖输入文件")


def test_a_map_of_what_is_no_workspace(call: Call, town: Path) -> None:
    gpd.read_file(town / "p.geojson").to_file(town / "p.gpkg")
    refused(call("map", town / "p.gpkg", "--out", town / "m.html"), "工作空间缺少表", "p.gpkg")
    assert not (town / "m.html").exists()


@pytest.mark.parametrize("overwrite", [False, True])
def test_if_one_product_fails_none_of_the_run_remains(
    check: Call, town: Path, monkeypatch: pytest.MonkeyPatch, *, overwrite: bool
) -> None:
    before = {}
    if overwrite:
        for name in ("o.gpkg", "o.html", "o.xlsx"):
            (town / name).write_text("mine", encoding="utf-8")
            before[name] = "mine"

    def fails(*_arguments: object, **_options: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(tables, "write_xlsx", fails)
    products = ("--out", town / "o.gpkg", "--html", town / "o.html", "--xlsx", town / "o.xlsx")
    assert check(*products, *(["--overwrite"] if overwrite else [])).status == 3
    assert files(town) == sorted([*INPUTS, *before])
    assert all((town / name).read_text(encoding="utf-8") == text for name, text in before.items())


# The call itself


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check"], "缺少 HAZARDS"),
        (["check", "a", "b"], "缺少 --out"),
        (["nothing"], "nothing"),
        (["check", "a", "b", "c", "--out", "o.gpkg"], "c"),
        (["check", "--nothing", "a", "b"], "没有选项 --nothing"),
        (["check", "a", "b", "--out"], "--out"),
        (["check", "a", "b", "--out", "o.gpkg", "--accuracy", "far"], "--accuracy"),
        (["check", "a", "b", "--out", "o.gpkg", "--fail-on", "rain"], "rain"),
        (["rules", "nothing"], "nothing"),
        (["rules", "list", "--confidence", "D"], "D"),
        (["--lang", "fr", "plan"], "fr"),
        (["plan", "--lang", "fr"], "fr"),
    ],
)
def test_what_the_parser_does_not_understand(call: Call, arguments: list[str], told: str) -> None:
    answer = call(*arguments)
    refused(answer, told, "--help")


@pytest.mark.parametrize("arguments", [["check", "a[red].csv", "b", "--out", "o.gpkg"], ["check", "--x[/]"]])
def test_markup_in_a_call_is_shown_as_it_was_written(call: Call, arguments: list[str]) -> None:
    answer = call(*arguments)
    assert answer.status == 2
    assert arguments[1] in answer.err


def test_with_json_an_error_is_one_object_too(call: Call, town: Path) -> None:
    answer = call("check", town / "none.gpkg", "b", "--out", town / "o.gpkg", "--json")
    assert (answer.status, answer.err) == (2, "")
    error = answer.json["error"]
    assert (error["code"], error["facts"]["path"]) == ("file_missing", str(town / "none.gpkg"))
    assert error["message"].startswith("找不到文件")
    assert error["hint"]
    assert call("check", "--json").json["error"]["code"] == "usage"


def test_an_error_in_english(call: Call, town: Path) -> None:
    answer = call("--lang", "en", "check", town / "none.gpkg", "b", "--out", town / "o.gpkg")
    assert answer.status == 2
    assert f"Error: {town / 'none.gpkg'} does not exist." in answer.err
    assert "What to do: Check the file's name and folder" in answer.err
