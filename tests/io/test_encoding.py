"""Which encoding a text is in, by what its bytes say."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xq_gis_plugin import resources
from xq_gis_plugin.core.plan import load_plan
from xq_gis_plugin.io.encoding import best, decode, garbled, guess, score
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.read import read_hazards, read_protected

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [entry.name for entry in load_plan()]
FREQUENT = "".join(
    line
    for line in resources.path("layers", "characters.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
TRADITIONAL = ["高雄市政府環保局", "臺北市大安區加油站", "嘉義縣竹崎鄉公所", "新竹縣關西鎮圖書館"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("name", NAMES)
def test_each_name_of_the_plan_alone_tells_its_encoding(name: str, encoding: str) -> None:
    assert guess([name.encode(encoding)]).encoding == encoding


@pytest.mark.parametrize("encoding", ["utf-8", "big5hkscs"])
def test_traditional_text_is_told_from_nonsense(encoding: str) -> None:
    assert guess([name.encode(encoding) for name in TRADITIONAL]).encoding == encoding


@settings(deadline=None)
@given(st.text(st.sampled_from(FREQUENT), min_size=4, max_size=60), st.sampled_from(["utf-8", "gb18030"]))
def test_text_of_frequent_characters_is_decoded_as_it_was_encoded(text: str, encoding: str) -> None:
    simplified = text.encode("gb2312", "ignore").decode("gb2312")
    if len(simplified) < 4:
        return
    data = simplified.encode(encoding)
    assert data.decode(guess([data]).encoding) == simplified


@pytest.mark.parametrize(
    ("said", "written", "why", "read"),
    [
        ("UTF-8", "utf-8", "said", "utf-8"),
        ("GBK", "gb18030", "said", "gb18030"),
        ("936", "gb18030", "said", "gb18030"),
        ("UTF-8", "gb18030", "contradicted", "gb18030"),
        ("GBK", "utf-8", "contradicted", "utf-8"),
        ("ISO-8859-1", "gb18030", "contradicted", "gb18030"),
        ("no such thing", "gb18030", "evidence", "gb18030"),
        (None, "utf-8", "evidence", "utf-8"),
    ],
)
def test_what_a_file_says_counts_unless_its_bytes_belie_it(
    said: str | None, written: str, why: str, read: str
) -> None:
    found = guess([name.encode(written) for name in NAMES], said)
    assert (found.why, found.encoding) == (why, read)


def test_ascii_is_any_encoding_and_a_mark_settles_it() -> None:
    assert guess([b"lon", b"lat"]).why == "ascii"
    assert best("经度".encode("utf-8-sig")).encoding == "utf-8-sig"
    assert best("经度".encode("utf-16")).encoding == "utf-16"
    assert guess([]).encoding == "utf-8"


def test_a_damaged_row_does_not_decide_for_all() -> None:
    data = [name.encode("gb18030") for name in NAMES * 3]
    data[5] = b"\xff\xff\xff\xff"
    assert guess(data).encoding == "gb18030"


def test_a_character_that_was_cut_off_at_the_end_is_left_out() -> None:
    assert decode("加油站".encode()[:-1], "utf-8") == "加油"
    assert decode("加油站".encode("gb18030")[:-1], "gb18030") == "加油"
    assert decode(b"\xffabcdefgh", "utf-8") is None


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("wrong", "right"), [("latin-1", "gb18030"), ("latin-1", "utf-8")])
def test_text_that_was_decoded_wrongly_once_is_recognised(name: str, wrong: str, right: str) -> None:
    assert garbled(name.encode(right).decode(wrong)) == name
    assert garbled(name) is None


def test_utf_8_that_was_read_as_gbk_is_recognised() -> None:
    whole = [name for name in NAMES if "\ufffd" not in name.encode().decode("gb18030", "replace")]
    assert len(whole) > 10
    assert [garbled(name.encode().decode("gb18030")) for name in whole] == whole


def test_names_score_higher_than_what_a_wrong_decoding_makes_of_them() -> None:
    for name in NAMES:
        nonsense = name.encode().decode("gb18030", "replace")
        assert score(name) > score(nonsense) + 0.3, name


TABLE = "名称,类型,经度,纬度\n胜利加油站,加油站,106.28,38.47\n新华加油站,加油站,106.29,38.48\n"


@pytest.mark.parametrize("said", [None, "gb18030"])
def test_a_table_in_gbk_with_the_mark_of_utf8_is_read_as_what_it_is(said: str | None, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(codecs.BOM_UTF8 + TABLE.encode("gb18030"))
    frame = read_hazards(path, options=ReadOptions(encoding=said))
    assert frame["name"].tolist() == ["胜利加油站", "新华加油站"]
    codes = {one.code for one in frame.attrs["source"].checks}
    assert ("encoding_contradicted" in codes) is (said is None)


def test_a_damaged_line_of_utf8_does_not_take_its_mark_along(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(codecs.BOM_UTF8 + TABLE.encode() + "坏".encode()[:2] + ",加油站,106.3,38.49\n".encode())
    frame = read_hazards(path)
    assert frame["name"].tolist()[:2] == ["胜利加油站", "新华加油站"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_drawing_without_a_header_is_read_in_what_its_text_is(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.dxf"
    point = "0\nPOINT\n8\n{layer}\n10\n106.28\n20\n38.47\n"
    points = "".join(point.format(layer=layer) for layer in ("兴庆区加油站", "住宅小区", "学校和医院"))
    path.write_bytes(f"0\nSECTION\n2\nENTITIES\n{points}0\nENDSEC\n0\nEOF\n".encode(encoding))
    frame = read_protected(path, datum="cgcs2000", options=ReadOptions(kind="住宅"))
    assert frame["Layer"].tolist() == ["兴庆区加油站", "住宅小区", "学校和医院"]


@pytest.mark.parametrize("said", [None, "gb18030"])
def test_a_geojson_in_gbk_is_read_and_that_is_told(said: str | None, tmp_path: Path) -> None:
    place = '"geometry":{"type":"Point","coordinates":[106.28,38.47]}'
    rows = ",".join(
        f'{{"type":"Feature","properties":{{"名称":"{name}","类型":"加油站"}},{place}}}'
        for name in ("胜利加油站", "新华东街加油站")
    )
    path = tmp_path / "a.geojson"
    path.write_bytes(f'{{"type":"FeatureCollection","features":[{rows}]}}'.encode("gb18030"))
    frame = read_hazards(path, options=ReadOptions(encoding=said))
    assert frame["name"].tolist() == ["胜利加油站", "新华东街加油站"]
    assert frame.attrs["source"].encoding == "gb18030"
    assert ("encoding_guessed" in {one.code for one in frame.attrs["source"].checks}) is (said is None)
    # One that is as the format has it needs no word, and heeds none that is meant for other files.
    path.write_text(path.read_bytes().decode("gb18030"), encoding="utf-8")
    assert read_hazards(path, options=ReadOptions(encoding=said))["name"].tolist()[0] == "胜利加油站"


def test_a_table_that_was_saved_in_utf_8_after_a_wrong_reading_is_told_to_be_garbled(tmp_path: Path) -> None:
    """It is UTF-8 still, though what it says scores lower than what GBK would make of it."""
    path = tmp_path / "a.csv"
    path.write_text(TABLE.encode().decode("latin-1"), encoding="utf-8")
    assert best(path.read_bytes()).encoding == "utf-8"
    frame = read_hazards(path, options=ReadOptions(kind="加油站"))
    assert "text_garbled" in {one.code for one in frame.attrs["source"].checks}
