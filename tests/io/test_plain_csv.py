"""A large plain table, read in one go, is the same as the table read line by line."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from tests.thorough import examples
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io import tables
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.read import read_hazards, read_protected
from xq_gis_plugin.io.tables import read_table

if TYPE_CHECKING:
    import geopandas as gpd

HEADERS = (
    "名称",
    "类型",
    "经度",
    "纬度",
    "层数",
    "备注",
    "建筑面积",
    "编号",
    "lon",
    "lat",
    "",
    "合计",
    "a b",
)
CELLS = (
    "", " ", "　", "甲", " 乙 ", "nan", "NA", "inf", "1e5", "1,234", "106.28", "38.47", "-5", "106°17′24″",
    "０.5", "住宅", "加油站", "residence", "合计", "注：以上", "经度", "名称", "\ufffd", '"引"', "007", "1.0",
    "True", "=1+1",
    "106.123456789012345", "500000", "4260000",
)  # fmt: skip
USUAL = {
    "经度": "106.28", "纬度": "38.47", "lon": "106.3", "lat": "38.4", "层数": "6", "建筑面积": "1",
    "类型": "加油站",
}  # fmt: skip
LAST = (["合计", "3"], ["注：以上为2016年"], [])
PLAIN = ("甲", "乙", "A1", "007", "3", "住宅", "")


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, str]:
    """Return a table as text, mostly a plain one with one or two things out of place, and its encoding."""
    headers = draw(st.lists(st.sampled_from(HEADERS), min_size=1, max_size=6, unique=draw(st.booleans())))
    if draw(st.integers(0, 3)):
        headers = ["名称", "经度", "纬度", *headers]
    count = draw(st.integers(1, 8))
    lines = [[USUAL.get(header) or draw(st.sampled_from(PLAIN)) for header in headers] for _ in range(count)]
    for _ in range(draw(st.integers(0, 2))):
        line = draw(st.sampled_from(lines))
        line[draw(st.integers(0, len(headers) - 1))] = draw(st.sampled_from(CELLS))
    if not draw(st.integers(0, 4)):
        lines[-1] = draw(st.sampled_from([*LAST, [*headers], ["甲"] * (len(headers) + 1)]))
    end = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    mark = draw(st.sampled_from([",", ",", "\t", ";"]))
    text = end.join(mark.join(line) for line in [headers, *lines]) + draw(st.sampled_from(["", end, end * 2]))
    return text, draw(st.sampled_from(["utf-8", "gb18030", "utf-8-sig"]))


def outcome(path: Path, large: int, read: Any, options: ReadOptions) -> gpd.GeoDataFrame | InputError:
    """Return what a reader makes of a file, with tables above so many bytes read in one go."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "LARGE_BYTES", large)
        try:
            return read(path, datum="cgcs2000", options=options)
        except InputError as error:
            return error


def same(path: Path, read: Any = read_hazards, options: ReadOptions | None = None) -> None:
    said = options or ReadOptions()
    one, other = outcome(path, -1, read, said), outcome(path, 1 << 60, read, said)
    if isinstance(other, InputError):
        assert isinstance(one, InputError)
        assert (one.code, one.message, one.facts) == (other.code, other.message, other.facts)
        return
    assert not isinstance(one, InputError)
    assert_frame_equal(one, other)
    assert one.attrs["source"] == other.attrs["source"]
    assert one.attrs["rejected"] == other.attrs["rejected"]
    assert one.attrs["rows"].numbers.tolist() == other.attrs["rows"].numbers.tolist()


@settings(max_examples=examples(100), deadline=None)
@given(told=texts(), read=st.sampled_from([read_hazards, read_protected]), reject=st.booleans())
@example(told=("名称,类型,经度,纬度\n甲,加油站,106.28,38.47\n", "utf-8"), read=read_hazards, reject=False)
@example(
    told=("名称,类型,经度,纬度,备注\n甲,加油站,106.28,38.47, \n", "utf-8"), read=read_hazards, reject=False
)
@example(told=("名称,类型,经度,纬度\n甲,加油站,,\n", "utf-8"), read=read_hazards, reject=False)
@example(told=("x,y,名称,类型\n500000,4260000,甲,加油站\n", "gb18030"), read=read_hazards, reject=False)
def test_read_in_one_go_or_line_by_line_it_is_the_same(
    told: tuple[str, str], read: Any, reject: bool
) -> None:
    text, encoding = told
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(text.encode(encoding, "replace"))
        same(path, read, ReadOptions(reject_rows=reject))


def test_a_plain_table_is_read_in_one_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the test above would compare a thing with itself."""
    dice = random.Random(1)  # noqa: S311 - no secret
    lines = [f"楼{n},住宅,{106 + dice.random():.6f},{38 + dice.random():.6f},{n % 30}" for n in range(40_000)]
    path = tmp_path / "a.csv"
    path.write_text("名称,类型,经度,纬度,层数\n" + "\n".join(lines) + "\n", encoding="utf-8")
    assert path.stat().st_size > tables.LARGE_BYTES
    same(path, read_protected)

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(tables, "read_grid", never)
    frame = read_protected(path, datum="gcj02")
    assert (len(frame), frame["object_id"].is_unique, frame["storeys"].sum()) == (
        40_000,
        True,
        sum(n % 30 for n in range(40_000)),
    )
    from xq_gis_plugin.io.raw import find_file

    assert read_table(find_file(path)).rows[-1] == 40_001
