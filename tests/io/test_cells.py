"""Name, address and telephone in one cell are told apart where that is certain, and stay whole elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.io.layers import check, codes
from xq_gis_plugin.io.read import read_hazards

if TYPE_CHECKING:
    from pathlib import Path


def table(path: Path, header: str, *cells: str) -> Path:
    lines = [f"{header}\t类型\t经度\t纬度", *(f"{cell}\t加油站\t106.28\t38.47" for cell in cells)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("cell", "name", "address", "phone"),
    [
        ("银古加油站，兴庆区银古路12号，0951-6012345", "银古加油站", "兴庆区银古路12号", "0951-6012345"),
        (
            "宁夏兴俊有限公司 丽景街与银横路交叉口 13909510000",
            "宁夏兴俊有限公司",
            "丽景街与银横路交叉口",
            "13909510000",
        ),
        ("滨河服务区加油站（南区）;兴庆区月牙湖乡", "滨河服务区加油站（南区）", "兴庆区月牙湖乡", None),
        ("银古加油站", "银古加油站", None, None),
        ("甲乙丙，丁戊己", "甲乙丙，丁戊己", None, None),
        ("银古加油站，经理张三", "银古加油站，经理张三", None, None),
        ("<script>加油站，银古路1号", "<script>加油站", "银古路1号", None),
    ],
)
def test_what_is_certain_is_told_apart(
    tmp_path: Path, cell: str, name: str, address: str | None, phone: str | None
) -> None:
    frame = read_hazards(table(tmp_path / "a.tsv", "企业名称、地址、电话", cell))
    assert (frame["name"][0], frame["address"][0], frame["phone"][0]) == (name, address, phone)
    assert ("cell_not_split" in codes(frame)) == (address is None)


@pytest.mark.parametrize(
    "header",
    [
        "单位名称及地址电话",
        "企业名称、地址及联系电话",
        "名称/地址/电话",
        "加油站名称 地址 电话",
        "商户名称和详细地址",
    ],
)
def test_a_header_may_join_its_words_as_it_likes(tmp_path: Path, header: str) -> None:
    frame = read_hazards(table(tmp_path / "a.tsv", header, "银古加油站，银古路1号"))
    assert (frame["name"][0], frame["address"][0]) == ("银古加油站", "银古路1号")


@pytest.mark.parametrize("header", ["地址、电话", "地址及联系方式", "单位地址和联系电话"])
def test_a_header_of_address_and_telephone_too(tmp_path: Path, header: str) -> None:
    frame = read_hazards(table(tmp_path / "a.tsv", header, "银古路1号 13909510000"))
    assert frame["address"].tolist() == ["银古路1号"]


def test_the_rows_that_stay_whole_are_told(tmp_path: Path) -> None:
    frame = read_hazards(table(tmp_path / "a.tsv", "名称及地址", "银古加油站，银古路1号", "甲乙丙"))
    assert check(frame, "cell_not_split").rows == (3,)


def test_a_name_alone_is_never_taken_apart(tmp_path: Path) -> None:
    frame = read_hazards(table(tmp_path / "a.tsv", "名称", "银古加油站，银古路1号"))
    assert frame["name"].tolist() == ["银古加油站，银古路1号"]
    assert frame["address"].tolist() == [None]


@pytest.mark.parametrize(
    ("cell", "address", "phone"),
    [
        ("荔城镇纺织路6号020-82752084", "荔城镇纺织路6号", "020-82752084"),
        ("清河路东段13909510000", "清河路东段", "13909510000"),
        ("清河路东段(0951)6012345", "清河路东段", "(0951)6012345"),
        ("020-86211336", None, "020-86211336"),
        ("电话：13909510000", None, "13909510000"),
        # A house's number may be anything that is no telephone's for certain.
        ("清河路东段6012345", "清河路东段6012345", None),
        ("清河路213909510000", "清河路213909510000", None),
    ],
)
def test_a_telephone_behind_an_address_or_alone(
    tmp_path: Path, cell: str, address: str | None, phone: str | None
) -> None:
    lines = f"名称\t类型\t经度\t纬度\t详细地址及联系电话\n甲站\t加油站\t106.28\t38.47\t{cell}\n"
    (tmp_path / "a.tsv").write_text(lines, encoding="utf-8")
    frame = read_hazards(tmp_path / "a.tsv")
    assert (frame["address"][0], frame["phone"][0]) == (address, phone)
