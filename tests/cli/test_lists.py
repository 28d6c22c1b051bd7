"""The plan, the rules, the doctor, the help."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

from xq_gis_plugin.cli import app
from xq_gis_plugin.cli_chinese import SENTENCES
from xq_gis_plugin.cli_face import STEPS
from xq_gis_plugin.cli_text import choose_language
from xq_gis_plugin.core.model import Check, CheckSeverity
from xq_gis_plugin.export.words import check_text, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cli.conftest import Answer

    Call = Callable[..., Answer]

PACKAGE = Path(__file__).resolve().parents[2] / "xq_gis_plugin"


def test_the_plan_is_listed_whole(call: Call) -> None:
    answer = call("plan", "--json")
    entries = answer.json["entries"]
    assert answer.json["count"] == len(entries)
    assert sum(e["box"] == "专栏2" and e["kind"] != "area" for e in entries) == 35
    assert {e["position_status"] for e in entries} == {"unlocated"}
    assert "全部未定位" in call("plan").out


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--box", "专栏4", "--kind", "商场"], 7),
        (["--box", "4", "--kind", "mall"], 7),
        (["--unit", "二大队", "--kind", "道路"], 5),
        (["--contains", "新世纪冷链"], 1),
        (["--contains", "没有这个名字"], 0),
        (["--kind", "area", "--box", "2"], 3),
    ],
)
def test_the_plan_is_filtered(call: Call, options: list[str], count: int) -> None:
    assert call("plan", *options, "--json").json["count"] == count
    assert f"共 {count} 条" in call("plan", *options).out


@pytest.mark.parametrize("options", [["--indicators"], ["--box", "专栏1"], ["--box", "1"]])
def test_the_indicators_are_box_1(call: Call, options: list[str]) -> None:
    assert call("plan", *options, "--json").json["count"] == 7
    assert "1157" in call("plan", *options).out


def test_names_are_printed_in_full_and_the_note_of_box_4_is_kept(call: Call) -> None:
    out = call("plan", "--box", "4").out
    assert "银川王府井百货责任有限公司" in out
    assert "共6处" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["plan", "--box", "9"], "规划里没有“9”"),
        (["plan", "--kind", "飞机"], "没有“飞机”这种类型"),
        (["rules", "list", "--hazard", "飞机"], "没有“飞机”这种类型"),
        (["rules", "list", "--edition", "GB1"], "没有“GB1”版本的规则"),
        (["rules", "show", "NO-1"], "没有规则 NO-1"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(call: Call, arguments: list[str], told: str) -> None:
    answer = call(*arguments)
    assert answer.status == 2
    assert told in answer.err
    assert "怎么办：" in answer.err


def test_rules_are_filtered_and_unusable_ones_have_a_reason(call: Call) -> None:
    everything = call("rules", "list", "--json").json["rules"]
    unusable = call("rules", "list", "--unusable", "--json").json["rules"]
    assert len(unusable) == sum(bool(rule["reason"]) for rule in everything) > 0
    only = call(
        "rules", "list", "--edition", "GB50156-2021", "--confidence", "b", "--hazard", "加油站", "--json"
    )
    assert {(r["edition"], r["confidence"]) for r in only.json["rules"]} == {("GB50156-2021", "B")}
    shown = call("rules", "list", "--unusable").out
    assert "不能使用：" in shown
    assert f"共 {len(unusable)} 条规则，可用 0 条" in shown


def test_one_rule_is_shown_whole(call: Call) -> None:
    assert call("rules", "show", "fw-45", "--json").json["rule"]["id"] == "FW-45"
    out = call("rules", "show", "FW-45").out
    for text in ("银川市应急管理局通告", "不得位于其内", "居民集中居住小区", "S30"):
        assert text in out


def test_every_wrong_line_of_a_rule_file_is_told(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "r.csv"
    head = (
        "id,family,standard,edition,clause,hazard_kinds,part,target,relation,required,severity,confidence\n"
    )
    good = "MY-1,fireworks,本地,2026,1,fireworks_retail,site,C3,at_least,25,must,A\n"
    file.write_text(head + good + good.replace("MY-1", "MY-2").replace("25", "-5") + good, encoding="utf-8")
    answer = call("rules", "validate", file)
    assert answer.status == 2
    # A long path breaks the line, wherever it ends.
    told = "".join(answer.out.split())
    assert f"规则文件{file}第3行“required”的值“-5”不能使用" in told
    assert "第 4 行“id”的值“MY-1”不能使用" in answer.out
    assert "有 2 处错误" in answer.out
    told = call("rules", "validate", file, "--json")
    assert told.status == 2
    assert [(e["line"], e["field"], e["value"]) for e in told.json["errors"]] == [
        (3, "required", "-5"), (4, "id", "MY-1"),
    ]  # fmt: skip


def test_a_correct_rule_file_says_what_it_does(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "r.csv"
    head = (
        "id,family,standard,edition,clause,hazard_kinds,part,target,relation,required,severity,confidence\n"
    )
    line = "{},fireworks,本地,2026,1,fireworks_retail,site,C3,at_least,25,must,A\n"
    file.write_text(head + line.format("MY-1") + line.format("FW-45"), encoding="utf-8")
    assert "2 条规则，全部正确：替换自带规则 1 条，新增 1 条" in call("rules", "validate", file).out
    assert call("rules", "validate", file, "--json").json["valid"] is True


def test_a_missing_rule_file(call: Call, tmp_path: Path) -> None:
    answer = call("rules", "validate", tmp_path / "none.csv")
    assert answer.status == 2
    assert "找不到规则文件" in answer.err


def test_the_doctor_says_what_a_bug_report_needs(call: Call) -> None:
    answer = call("doctor")
    assert answer.status == 0
    for word in ("Python", "GEOS", "PROJ", "GDAL", "folium", "layers", "输出编码", "一切正常"):
        assert word in answer.out
    report = call("doctor", "--json").json
    assert report["ok"] is True
    assert {"xq-gis", "numpy", "layers"} <= {line["what"] for line in report["report"]}


def test_the_doctor_names_what_is_missing(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xq_gis_plugin.cli_doctor._NEEDED", ("numpy", "no_such_library"))
    answer = call("doctor")
    assert answer.status == 3
    assert "no_such_library" in answer.out
    assert "1 个问题" in answer.out


# Words


def commands(command: Any, name: str = "xq-gis") -> Iterator[tuple[str, Any]]:
    yield name, command
    for key, sub in getattr(command, "commands", {}).items():
        yield from commands(sub, f"{name} {key}")


COMMANDS = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_both_languages(call: Call, name: str) -> None:
    words = name.split()[1:]
    chinese, english = call(*words, "--help"), call(*words, "--help", "--lang=en")
    assert (chinese.status, english.status) == (0, 0)
    assert re.search("选项|命令", chinese.out)
    assert not re.search("Options|Show this", chinese.out)
    assert "Options" in english.out
    assert "选项" not in english.out


def test_help_is_what_the_bare_command_says(call: Call) -> None:
    for words in ([], ["rules"]):
        assert call(*words).status == 0
        assert call(*words).out == call(*words, "--help").out


def test_only_what_works_is_listed() -> None:
    assert set(COMMANDS) == {
        "xq-gis", "xq-gis demo", "xq-gis plan", "xq-gis check", "xq-gis map", "xq-gis doctor", "xq-gis rules",
        "xq-gis desktop", "xq-gis site", "xq-gis site-edit", "xq-gis import", "xq-gis inspect",
            "xq-gis locate", "xq-gis nearest",
        "xq-gis rules list", "xq-gis rules show", "xq-gis rules validate",
    }  # fmt: skip


def sentences() -> Iterator[str]:
    """Yield every sentence that the command line's modules hand to a translation."""
    for file in sorted(PACKAGE.glob("cli*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func).rpartition(".")[2]
            literals = [
                a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)
            ]
            if called == "tr":
                yield from literals[:1]
            elif called == "_title":
                yield from literals
            elif called in {"an_option", "Option"}:
                yield from literals[2:]
            for keyword in node.keywords:
                if keyword.arg == "help" and isinstance(keyword.value, ast.Constant):
                    yield str(keyword.value.value)


@pytest.mark.parametrize("sentence", sorted({*sentences(), *STEPS.values()}))
def test_every_sentence_has_its_chinese(sentence: str) -> None:
    assert sentence in SENTENCES


def test_both_languages_have_the_same_gaps() -> None:
    for english, chinese in SENTENCES.items():
        fields = [{f for _, f, _, _ in string.Formatter().parse(text) if f} for text in (english, chinese)]
        assert fields[0] == fields[1], english


def test_what_a_reader_notices_is_told_in_chinese() -> None:
    codes = set()
    bridge = PACKAGE / "qgis_plugin" / "bridge.py"
    siting = PACKAGE / "core" / "siting"
    core = [
        PACKAGE / "core" / "prepare.py",
        siting / "gather.py",
        siting / "plan.py",
        PACKAGE / "run_site.py",
        PACKAGE / "run_site_areas.py",
    ]
    for file in [*(PACKAGE / "io").rglob("*.py"), *core, bridge]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call | ast.Tuple):
                values = node.args if isinstance(node, ast.Call) else node.elts
                if values and ast.unparse(values[0]).startswith("CheckSeverity."):
                    codes |= {v.value for v in values[1:2] if isinstance(v, ast.Constant)}
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "leave_out":
                codes |= {v.value for v in node.args if isinstance(v, ast.Constant)}
    # What a library says comes in its own words.
    assert codes - {"driver_warning"} == set(words_of("check"))


def test_rows_are_told_up_to_five() -> None:
    check = Check(CheckSeverity.NOTE, "z_dropped", "a.gpkg: heights …", "Nothing.", tuple(range(1, 21)), 300)
    assert check_text(check, "zh").endswith("（300 处，第 1、2、3、4、5… 行）")
    assert check_text(check, "en") == "a.gpkg: heights …"


@pytest.mark.parametrize(
    ("arguments", "environment", "system", "encoding", "expected"),
    [
        ([], {}, None, "utf-8", "zh"),
        ([], {"LANG": "zh_CN.UTF-8"}, None, "utf-8", "zh"),
        ([], {"LANG": "en_GB.UTF-8"}, None, "utf-8", "en"),
        ([], {"LANG": "fr_FR.UTF-8"}, None, "utf-8", "zh"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, None, "utf-8", "en"),
        ([], {"LANG": "C.UTF-8"}, None, "utf-8", "zh"),
        ([], {}, "Chinese (Simplified)_China", "cp936", "zh"),
        ([], {}, "English_United States", "cp1252", "en"),
        ([], {"LANG": "C"}, None, "ascii", "en"),
        (["--lang", "zh"], {"LANG": "en_US.UTF-8"}, None, "ascii", "zh"),
        (["plan", "--lang=en"], {"LANG": "zh_CN.UTF-8"}, None, "utf-8", "en"),
        (["plan", "--", "--lang=en"], {}, None, "utf-8", "zh"),
        (["plan", "--lang", "en", "--lang", "zh"], {}, None, "utf-8", "zh"),
    ],
)
def test_the_language(
    arguments: list[str], environment: dict[str, str], system: str | None, encoding: str, expected: str
) -> None:
    assert choose_language(arguments, environment, system, encoding) == expected


def test_a_check_is_told_in_chinese_with_its_facts_or_not_by_half() -> None:
    facts = (("used", "地址"), ("unused", "位置"), ("column", "address"))
    check = Check(CheckSeverity.NOTE, "column_chosen", "a.csv: two headers …", "Nothing.", facts=facts)
    assert check_text(check, "zh").startswith("a.csv：“地址”")
    assert "位置" in check_text(check, "zh")
    bare = Check(CheckSeverity.NOTE, "column_chosen", "a.csv: two headers …", "Nothing.")
    assert check_text(bare, "zh") == "a.csv: two headers …"
