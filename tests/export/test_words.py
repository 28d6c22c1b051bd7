"""Planners read everything in Chinese: no column, value or error may be without its word."""

from __future__ import annotations

import ast
import csv
import string
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from xq_gis_plugin.core import model
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.facts import facts
from xq_gis_plugin.export.words import error_text, join, label, note_text, say, word, words_of, wrong_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import StrEnum

    from xq_gis_plugin.core.model import Assessment

PACKAGE = Path(__file__).resolve().parents[2] / "xq_gis_plugin"
WORD_FILES = sorted((PACKAGE.parent / "layers").glob("words*.csv"))
FACTS = (
    "grade", "vapour_recovery", "fuels", "protection_class", "kind", "parts", "position", "object_position",
    "fence", "entrance", "width_m", "height_m", "insulated", "voltage_kv", "road_class",
    "large_substation", "buildings", "coverage", "rules", "temporary", "facing_openings", "assembly",
    "tank_position", "tank_fuel", "storage_m3", "sales_area_m2", "dwelling_in_building", "wind_side",
    "high_rise", "basement_openings", "fire_barrier", "blank_wall", *(fact.name for fact in facts()),
)  # fmt: skip
ERRORS = {"InputError", "RuleError", "OutputError", "XqGisError"}


@pytest.mark.parametrize(
    ("group", "values"),
    [
        ("verdict", model.Verdict), ("severity", model.Severity), ("color", model.RiskColor),
        ("hazard_kind", model.HazardKind), ("object_kind", model.ObjectKind), ("part_kind", model.PartKind),
        ("measured_as", model.MeasuredAs), ("relation", model.Relation), ("confidence", model.Confidence),
    ],
)  # fmt: skip
def test_every_value_has_a_word_in_both_languages(group: str, values: type[StrEnum]) -> None:
    found = words_of(group)
    assert {value.value for value in values} <= set(found)
    assert all(one.zh and one.en for one in found.values())


def test_the_verdicts_are_called_as_the_design_calls_them() -> None:
    assert [word("verdict", v) for v in model.Verdict] == ["不符合现行间距", "待核实", "符合"]
    assert say("legend") == "颜色表示间距检查结论，不是企业安全风险分级"
    assert say("headline", conflicts=3, hazards=4) == "3 处不符合、4 家企业待核实"


def test_nothing_calls_a_station_unlawful() -> None:
    text = "".join(file.read_text(encoding="utf-8-sig") for file in WORD_FILES)
    assert "违法" not in text.replace("不等于违法", "").replace("因新表而违法", "")


def test_every_word_is_said_once_and_in_both_languages() -> None:
    rows = [
        (file.name, row)
        for file in WORD_FILES
        for row in csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines())
    ]
    keys = Counter((row["group"], row["key"]) for _, row in rows)
    assert [key for key, count in keys.items() if count > 1] == []
    assert [
        (file, row["key"])
        for file, row in rows
        if not row["zh"]
        or (not row["en"] and row["group"] not in {"error", "error_hint", "check", "check_hint"})
    ] == []


def test_a_sentence_has_the_same_gaps_in_both_languages() -> None:
    for group in ("say", "ui", "qgis", "tool", "alg", "layout", "setup"):
        for key, found in words_of(group).items():
            gaps = [
                {name for _, name, _, _ in string.Formatter().parse(text) if name}
                for text in (found.zh, found.en)
            ]
            assert gaps[0] == gaps[1], (group, key)


@pytest.mark.parametrize("fact", sorted(set(FACTS)))
def test_every_fact_that_can_be_missing_has_a_word(fact: str) -> None:
    assert fact in words_of("fact")


def test_every_column_of_every_table_has_a_word_of_its_own(run: Assessment) -> None:
    for table in run.__dataclass_fields__:
        if table == "checks":
            continue
        assert table in words_of("table")
        names = [label(name) for name in getattr(run, table).columns]
        assert set(getattr(run, table).columns) <= set(words_of("column")), table
        assert len(set(names)) == len(names), table


def test_lists_and_notes_are_read_out() -> None:
    assert join("fact", "protection_class,grade") == "建筑分类、油罐等级"
    assert join("fact", "protection_class,grade", "en") == "protection class, station grade"
    assert note_text("own_buildings:3") == "站内建筑 3 座，不作为保护对象"
    assert note_text("something_new:1") == "something_new:1"


def test_what_has_no_word_is_shown_as_it_is() -> None:
    assert label("some extra column") == "some extra column"


def test_an_error_is_told_in_chinese_with_its_facts() -> None:
    error = InputError("file_missing", "no such file: {x}.csv", "Check the path.", path="/data/{x}.csv")
    assert error_text(error) == ("找不到文件：/data/{x}.csv", "请检查路径和文件名。")
    assert error_text(error, "en") == ("no such file: {x}.csv", "Check the path.")


@pytest.mark.parametrize("code", ["never_heard_of", "file_missing"])
def test_an_error_without_a_chinese_sentence_or_its_facts_is_told_in_english(code: str) -> None:
    assert error_text(InputError(code, "What is wrong.", "What to do.")) == ("What is wrong.", "What to do.")


def raised() -> Iterator[tuple[str, set[str] | None]]:
    """Yield each error code that the package raises, with the names of its facts where they are told."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) in ERRORS and node.args):
                continue
            code = node.args[0]
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                names = {keyword.arg for keyword in node.keywords}
                yield code.value, None if None in names else {name for name in names if name}


@pytest.mark.parametrize(("code", "known"), list(raised()))
def test_every_error_can_be_told_in_chinese(code: str, known: set[str] | None) -> None:
    assert code in words_of("error")
    assert code in words_of("error_hint")
    for group in ("error", "error_hint"):
        asked = {name for _, name, _, _ in string.Formatter().parse(word(group, code)) if name}
        assert known is None or asked <= known


SAYING = {
    "xq_gis_plugin.export.words": "say",
    "xq_gis_plugin.qgis_plugin.processing.algorithm": "alg",
    "xq_gis_plugin.qgis_plugin.tool_host": "tool",
}
"""The modules whose ``say`` others use, and the group of words that it takes them from."""


def groups_of(tree: ast.Module) -> dict[str, str]:
    """Return the group of each function of a module that says a word by its key alone."""
    groups = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in SAYING:
            groups |= {
                (one.asname or one.name): SAYING[node.module] for one in node.names if one.name == "say"
            }
        elif isinstance(node, ast.FunctionDef) and node.name in {"say", "_say"}:
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "word":
                    groups[node.name] = str(ast.literal_eval(call.args[0]))
    return groups


def asked_for() -> Iterator[tuple[str, str]]:
    """Yield group and key of each word that the package asks for by name."""
    for file in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        groups = groups_of(tree)
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            named = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant)]
            if node.func.id == "word" and len(named) == len(node.args[:2]):
                yield str(named[0]), str(named[-1])
            elif node.func.id in groups and named:
                yield groups[node.func.id], str(named[0])


def test_every_word_that_is_asked_for_by_name_is_there() -> None:
    asked = set(asked_for())
    assert len(asked) > 100
    assert sorted((group, key) for group, key in asked if key not in words_of(group)) == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("is not a number", "不是数"),
        ("names the unknown fuel '煤'", "不认识的油气品种 '煤'"),
        ("do not say the same in 类型 and 类别", "“类型”和“类别”两列说法不同"),
        ("begins with the number of another zone (34, not 35)", "带号是 34，不是 35"),
        (
            "does not begin with the zone's number as the other rows do (35 or 36)",
            "没有带号，其余各行带号为 35 or 36",
        ),
        ("is the identity of row 2 already", "第 2 行已用此编号"),
        ("is something new", "is something new"),
    ],
)
def test_what_is_wrong_with_a_value_is_said_in_chinese(wrong: str, told: str) -> None:
    assert wrong_text(wrong) == told


def test_every_fixed_reason_of_the_readers_has_its_chinese() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "io").glob("*.py"))
    known = {key for key in words_of("wrong") if "{" not in key}
    assert {key for key in known if f'"{key}"' not in text} == set()
    assert {"is no coordinate", "is not a number", "does not tell what the line is"} <= known
