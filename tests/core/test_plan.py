"""The plan as data: complete, word for word, correctable, and without invented positions."""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from xq_gis_plugin import resources
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.plan import UNLOCATED, load_indicators, load_plan, select

if TYPE_CHECKING:
    from pathlib import Path

SERIOUS = "较大以上事故控制重点区域"
TOTALS = "事故总量控制重点区域"


@pytest.fixture
def plan_text(shared: Path) -> str:
    """Return the plan's text as it was printed."""
    return (shared / "plan" / "xingqing-work-safety-plan-2016-2020.txt").read_text(encoding="utf-8")


def rewritten(path: Path, target: Path, line: int, **changes: str) -> Path:
    """Write a copy of a CSV with the fields of one line (1-based, the header is 1) changed."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    rows[line - 2] |= changes
    with target.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return target


@pytest.mark.parametrize(
    ("control", "kind", "unit", "count"),
    [
        ("事故控制重点企业", None, "", 35),
        ("事故控制重点领域", "area", "", 3),
        ("正文点名", "ammonia_refrigeration", "", 1),
        (SERIOUS, "road", "一大队", 14),
        (SERIOUS, "road", "二大队", 4),
        (TOTALS, "road", "一大队", 2),
        (TOTALS, "road", "二大队", 1),
        (TOTALS, "area", "二大队", 2),
        ("较大以上事故控制重点企业", "mall", "", 7),
        ("火灾隐患重点整治场所", "area", "", 3),
    ],
)
def test_each_list_of_the_plan_is_complete(control: str, kind: str | None, unit: str, count: int) -> None:
    found = [e for e in load_plan() if (e.control, e.unit) == (control, unit)]

    assert len([e for e in found if kind is None or e.kind == kind]) == count


def test_every_entry_belongs_to_one_of_the_counts() -> None:
    assert len(load_plan()) == 35 + 3 + 1 + 18 + 3 + 2 + 7 + 3


@pytest.mark.shared
def test_every_name_stands_word_for_word_in_the_plan(plan_text: str) -> None:
    assert [e.name for e in load_plan() if e.name not in plan_text] == []
    assert [i.name for i in load_indicators() if i.name not in plan_text] == []
    assert {e.section for e in load_plan()} == {"危险化学品", "道路交通", "消防安全"}
    assert [e.section for e in load_plan() if e.section not in plan_text] == []


@pytest.mark.shared
def test_the_enterprises_are_those_of_box_2_in_its_order(plan_text: str) -> None:
    printed = re.search("事故控制重点企业： 包括(.*)", plan_text)

    assert printed is not None
    names = [e.name for e in select(load_plan(), box="2") if e.control == "事故控制重点企业"]
    assert names == printed.group(1).strip().split("、")


@pytest.mark.shared
@pytest.mark.parametrize("control", [SERIOUS, TOTALS])
@pytest.mark.parametrize("unit", ["一大队", "二大队"])
def test_the_roads_are_those_of_box_3_by_traffic_unit(plan_text: str, control: str, unit: str) -> None:
    line = next(line for line in plan_text.splitlines() if control in line).split("：")[1]
    printed = next(part for part in line.split("；") if f"({unit})" in part).split("(")[0].split("、")

    assert [e.name for e in select(load_plan(), box="专栏3", unit=unit) if e.control == control] == printed


@pytest.mark.shared
def test_the_indicators_are_the_rows_of_box_1(plan_text: str) -> None:
    rows = re.findall(r"\t([1-7])\n\t(.+)\n\t(.+)\n\t(.+)\n\t(.+)\n", plan_text)

    found = [
        (i.plan_id[-1], i.name, i.target_text, i.yearly_reduction_text, i.total_reduction_text)
        for i in load_indicators()
    ]
    assert found == rows
    for item in load_indicators():
        assert item.target == float(item.target_text)
        assert item.yearly_reduction_percent == float(item.yearly_reduction_text.rstrip("%"))
        assert item.total_reduction_percent == float(item.total_reduction_text.rstrip("%"))


def test_the_complexes_keep_the_note_that_the_text_says_six() -> None:
    assert {e.note for e in select(load_plan(), box="4", kind="mall")} == {"原文“共6处”，列名7处"}


def test_nothing_has_a_position() -> None:
    assert {e.position_status for e in load_plan()} == {UNLOCATED}
    header = resources.path("layers", "plan.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert not {"lon", "lat", "x", "y", "geometry"} & set(header.split(","))


def test_ids_are_unique() -> None:
    ids = Counter(e.plan_id for e in load_plan()) + Counter(i.plan_id for i in load_indicators())

    assert set(ids.values()) == {1}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("宁夏兴俊加油站", "petrol_station"),
        ("宁夏鲁宁石油销售有限公司银古路加油加气站", "combined_station"),
        ("宁夏宏兴新能源丽景油气站", "combined_station"),
        ("银川洁能东郊加气站", "gas_supply_station"),
        ("银川市煤气供热公司北环供气站", "gas_supply_station"),
        ("宁夏中石化", None),
        ("宁夏宏兴石油有限责任公司", None),
        ("宁夏哈纳斯新能源集团有限公司", None),
        ("宁夏美源达商贸有限公司", None),
    ],
)
def test_a_kind_goes_no_further_than_the_name_says(name: str, kind: str | None) -> None:
    (entry,) = (e for e in load_plan() if e.name == name)

    assert entry.kind == kind
    assert (entry.note == "名称未说明类型") == (kind is None)


@pytest.mark.parametrize(
    ("conditions", "count"),
    [
        ({}, 72),
        ({"box": "专栏2"}, 38),
        ({"box": "2"}, 38),
        ({"box": "正文"}, 1),
        ({"kind": "road"}, 21),
        ({"kind": ""}, 5),
        ({"unit": "二大队"}, 7),
        ({"contains": "丽景"}, 4),
        ({"box": "3", "contains": "丽景"}, 1),
        ({"contains": "没有这一家"}, 0),
    ],
)
def test_select_keeps_what_meets_every_condition(conditions: dict[str, str], count: int) -> None:
    assert len(select(load_plan(), **conditions)) == count


def test_select_refuses_a_box_that_the_plan_does_not_have() -> None:
    with pytest.raises(InputError) as caught:
        select(load_plan(), box="5")

    assert caught.value.code == "plan_box_unknown"
    assert "'5'" in caught.value.message
    assert "专栏4" in caught.value.hint


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_corrected_plan_is_read_from_another_place(tmp_path: Path, encoding: str) -> None:
    source = resources.path("layers", "plan.csv")
    path = rewritten(source, tmp_path / "plan.csv", 2, name="更正后的名称", note="据现场核实")
    path.write_text(path.read_text(encoding="utf-8-sig"), encoding=encoding)

    first = load_plan(path)[0]

    assert (first.plan_id, first.name, first.note) == ("P2-01", "更正后的名称", "据现场核实")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "加油站"),
        ("box", "专栏9"),
        ("name", ""),
        ("section", ""),
        ("plan_id", "P2-01"),
        ("plan_id", ""),
        ("position_status", "located"),
    ],
)
def test_a_wrong_line_is_refused_with_number_field_value(tmp_path: Path, field: str, value: str) -> None:
    path = rewritten(resources.path("layers", "plan.csv"), tmp_path / "plan.csv", 5, **{field: value})

    with pytest.raises(InputError) as caught:
        load_plan(path)

    error = caught.value
    assert error.code == "plan_line_invalid"
    assert error.message == f"{path}, line 5, field {field}: {value!r} cannot be used."
    assert (error.facts["line"], error.facts["field"], error.facts["value"]) == (5, field, value)
    assert error.hint


@pytest.mark.parametrize("value", ["", "nan", "-1", "2.09%", "很多"])
def test_an_indicator_without_a_number_is_refused(tmp_path: Path, value: str) -> None:
    source = resources.path("layers", "plan_indicators.csv")
    path = rewritten(source, tmp_path / "indicators.csv", 3, yearly_reduction_percent=value)

    with pytest.raises(InputError) as caught:
        load_indicators(path)

    field = "yearly_reduction_percent"
    assert caught.value.message == f"{path}, line 3, field {field}: {value!r} cannot be used."


def test_a_line_with_too_many_fields_is_refused(tmp_path: Path) -> None:
    lines = resources.path("layers", "plan.csv").read_text(encoding="utf-8-sig").splitlines()
    lines[3] += ",多出来的"
    path = tmp_path / "plan.csv"
    path.write_text("\n".join(lines), encoding="utf-8")

    with pytest.raises(InputError) as caught:
        load_plan(path)

    assert (caught.value.facts["line"], caught.value.facts["value"]) == (4, "多出来的")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "plan_file_missing"),
        (b"", "plan_columns_invalid"),
        (b"plan_id,box\nP2-01,2\n", "plan_columns_invalid"),
        (b"\xff\xfe\x00\xd8\xff", "plan_encoding_unknown"),
    ],
)
def test_a_file_that_is_no_plan_is_refused(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "plan.csv"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(InputError) as caught:
        load_plan(path)

    assert caught.value.code == code
    assert str(path) in caught.value.message
    assert caught.value.hint
