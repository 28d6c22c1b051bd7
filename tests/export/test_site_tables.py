"""The workbook of a siting plan, and its words."""

from __future__ import annotations

import dataclasses
import string
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from plans import demo_plan

from xq_gis_plugin.core.siting.model import (
    PERMIT_CONDITIONS,
    Answer,
    Demand,
    Level,
    Objective,
    Reason,
    SiteStatus,
)
from xq_gis_plugin.export.site_tables import write_site_xlsx
from xq_gis_plugin.export.site_words import because, contradiction, headline, how_sure, missing_text
from xq_gis_plugin.export.words import words_of

if TYPE_CHECKING:
    from pathlib import Path

DEMANDS = (
    "keep", "keep_shops", "total_quota", "total_at_least", "street_quota", "street_at_least",
    "only_decrease_total", "only_decrease_street",
)  # fmt: skip


@pytest.mark.parametrize(
    ("group", "keys"),
    [
        ("site_status", [one.value for one in SiteStatus]),
        ("site_reason", [one.value for one in Reason]),
        ("site_condition", PERMIT_CONDITIONS.values()),
        ("objective", [*(one.value for one in Objective), "minimum"]),
        ("zone", ["permitted", "forbidden", "uncertain"]),
    ],
)
def test_every_word_of_a_plan_is_there_in_both_languages(group: str, keys: Any) -> None:
    found = words_of(group)
    assert set(found) == set(keys)
    assert all(one.zh and one.en for one in found.values())


def test_every_site_says_in_words_why() -> None:
    plan = demo_plan()
    for row in plan.sites.drop(columns="geometry").to_dict("records"):
        for lang, text in (("zh", row["because"]), ("en", row["because_en"])):
            assert text == because(row, lang)
            assert text
            assert not [field for _, field, _, _ in string.Formatter().parse(text) if field]
    reasons = set(plan.sites["reason"].dropna())
    assert {"rule", "unknown", "neighbour", "street_quota"} <= reasons


def test_a_neighbour_and_a_rule_are_told_with_name_metres_and_shortfall() -> None:
    row = dict.fromkeys(demo_plan().sites.columns) | {
        "status": "rejected", "reason": "neighbour", "rule_ids": "FW-01", "object_kind": "chosen_site",
        "object_name": "<b>甲</b>", "object_id": "x", "distance_m": 40.0, "required_m": 50.0,
        "shortfall_m": 10.0,
    }  # fmt: skip
    assert (
        because(row)
        == "与选中的网点“<b>甲</b>”相距 40.00 m，要求 50.00 m，差 10.00 m（FW-01）；两者只能设一家。"
    )
    rule = row | {"reason": "rule", "object_kind": "school", "object_name": None}
    assert because(rule) == "依 FW-01：学校（x）相距 40.00 m，要求 50.00 m，差 10.00 m。"
    assert "10.00 m too little" in because(rule, "en")


@pytest.mark.parametrize(
    ("distance", "told"), [(49.996, "49.99"), (49.99, "49.99"), (0.1 + 0.2, "0.30"), (49.9999, "49.99")]
)
def test_no_distance_that_is_too_short_is_told_as_long_enough(distance: float, told: str) -> None:
    row = dict.fromkeys(demo_plan().sites.columns) | {
        "status": "rejected", "reason": "rule", "rule_ids": "FW-01", "object_kind": "school",
        "object_id": "x", "distance_m": distance, "required_m": 50.0, "shortfall_m": 50.0 - distance,
    }  # fmt: skip
    short = f"{50 - float(told):.2f}"
    assert because(row) == f"依 FW-01：学校（x）相距 {told} m，要求 50.00 m，差 {short} m。"


def test_what_is_not_known_of_a_shop_is_told_as_of_a_shop() -> None:
    assert missing_text("parts,position, fence") == "店面的准确位置、网点的准确位置、围墙位置"
    assert "tank" not in missing_text("parts", "en")
    assert missing_text("no such fact") == "no such fact"
    assert not [text for text in demo_plan().sites["because"] if "危险源" in text or "设施位置" in text]


@pytest.mark.parametrize(
    "names",
    [
        ["History", "history"],
        ["'", "''"],
        ["\U00020000" * 40, "\U00020000" * 41],
        ["x" * 30 + "'y"],
        ["\x00"],
    ],
)
def test_any_street_has_a_sheet_that_excel_opens(tmp_path: Path, names: list[str]) -> None:
    plan = demo_plan()
    sites = plan.sites.copy()
    for place, name in enumerate(names):
        sites.loc[place, "street"] = name
    path = tmp_path / "p.xlsx"
    write_site_xlsx(dataclasses.replace(plan, sites=sites), path)
    titles = openpyxl.load_workbook(path).sheetnames
    # The overview, the streets' table, the demo's two streets and its shops without one, the households.
    assert len(titles) == 6 + len(names)
    assert len({title.lower() for title in titles}) == len(titles)
    for title in titles:
        assert 0 < len(title.encode("utf-16-le")) // 2 <= 31
        assert title.lower() != "history"
        assert title == title.strip("'")


def test_a_contradiction_is_told_in_plain_words() -> None:
    demands = [Demand(kind, "东街道", 3) for kind in DEMANDS]
    for lang in ("zh", "en"):
        told = contradiction(demands, lang)
        assert told.count("；" if lang == "zh" else ";") == len(DEMANDS) - 1
        assert "{" not in told
    assert (
        contradiction([Demand("total_quota", value=1), Demand("total_at_least", value=2)])
        == "总数不超过 1 家；总数至少 2 家"
    )


def test_how_sure_it_is_is_said() -> None:
    plan = demo_plan()
    assert how_sure(plan.answer) == "已证明没有更好的方案"
    open_ = Level("count", 10.0, 12.0, 9.0, proven=False, seconds=1.0)
    answer = Answer(plan.answer.chosen, (open_,), 1.0, 0.1, "highs")
    assert "2" in how_sure(answer)
    assert "highspy" in how_sure(dataclasses.replace(answer, solver="greedy"))
    assert headline(plan).startswith("选中 ")


def test_the_workbook_has_a_sheet_for_each_street_and_text_stays_text(tmp_path: Path) -> None:
    plan = demo_plan()
    sites = plan.sites.copy()
    sites.loc[0, "name"] = "=cmd|' /C calc'!A0"
    sites.loc[1:40, "street"] = "a/b:[c]*?\\" + "长" * 40
    sites.loc[41:60, "street"] = "A/B:[C]*?\\" + "长" * 40
    path = tmp_path / "p.xlsx"
    write_site_xlsx(dataclasses.replace(plan, sites=sites), path, fictional=True)
    book = openpyxl.load_workbook(path)
    titles = book.sheetnames
    assert titles[:2] == ["布点规划", "乡镇街道"]
    assert {"虚构·示例东街道", "虚构·示例西街道"} <= set(titles)
    assert len({title.lower() for title in titles}) == len(titles)
    assert all(len(title) <= 31 for title in titles)
    rows = sum(book[title].max_row - 1 for title in titles[2:] if title != "居民户")
    assert rows == len(sites)
    cells = [cell for title in titles for line in book[title].iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(cell.value == "=cmd|' /C calc'!A0" for cell in cells)
    assert "虚构示例" in str(book["布点规划"]["A1"].value)
