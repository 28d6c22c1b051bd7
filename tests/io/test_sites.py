"""Candidates, shops that are there, quotas and areas as planners write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.siting.model import CANDIDATE_COLUMNS, StreetQuota
from xq_gis_plugin.io.areas import read_areas
from xq_gis_plugin.io.quotas import read_quotas
from xq_gis_plugin.io.read import read_sites

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "网点编号,名称,乡镇街道,去留意愿,是否临时,营业面积,门窗正对,是否地下,消防车可达,经度,纬度"


def table(folder: Path, *rows: str, header: str = HEADER, encoding: str = "utf-8") -> str:
    path = folder / "候选点.csv"
    path.write_bytes("\n".join([header, *rows]).encode(encoding))
    return str(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_planners_table_is_read_by_its_chinese_headers(tmp_path: Path, encoding: str) -> None:
    path = table(
        tmp_path,
        "A1,甲店,凤凰北街街道,保留,否,60,是,否,是,106.29,38.47",
        "A2,乙店,,可关闭,,,,,,106.30,38.47",
        encoding=encoding,
    )
    frame = read_sites(path)
    assert tuple(frame.columns) == CANDIDATE_COLUMNS
    first, second = frame.drop(columns="geometry").to_dict("records")
    assert (first["site_id"], first["name"], first["street"]) == ("A1", "甲店", "凤凰北街街道")
    assert (first["wish"], first["temporary"], first["facing_openings"]) == ("keep", False, True)
    assert (first["underground"], first["fire_engine_access"], first["sales_area_m2"]) == (False, True, 60)
    assert first["kind"] == second["kind"] == "fireworks_retail"
    assert (second["wish"], second["temporary"], second["street"]) == ("may_close", None, None)
    assert frame.geometry.iloc[0].equals(shapely.Point(106.29, 38.47))


def test_a_site_without_a_position_stays_and_is_told(tmp_path: Path) -> None:
    frame = read_sites(table(tmp_path, "A1,甲店,,,,,,,,,", "A2,乙店,,,,,,,,106.3,38.4"))
    assert frame["position_status"].tolist() == ["unlocated", "located"]
    assert frame.geometry.iloc[0] is None
    assert frame.attrs["source"].checks


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("A1,甲店,,随便,,,,,,106.3,38.4", "value_wrong"),
        ("A1,甲店,,,也许,,,,,106.3,38.4", "value_wrong"),
        ("A1,甲店,,,,-5,,,,106.3,38.4", "value_wrong"),
    ],
)
def test_a_wrong_value_is_told_with_row_and_field(tmp_path: Path, row: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        read_sites(table(tmp_path, "A0,好店,,,,,,,,106.3,38.4", row))
    assert refused.value.code == code
    assert refused.value.facts["row"] == 3


def test_one_id_for_two_sites_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read_sites(table(tmp_path, "A1,甲,,,,,,,,106.3,38.4", "A1,乙,,,,,,,,106.31,38.4"))
    assert refused.value.code == "id_duplicate"


def test_openstreetmap_has_no_candidates(tmp_path: Path) -> None:
    path = tmp_path / "a.osm.pbf"
    path.write_bytes(b"x")
    with pytest.raises(InputError) as refused:
        read_sites(str(path))
    assert refused.value.code == "sites_not_in_osm"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("乡镇街道,限额,尽量不少于,至少,上年数\n甲街道,3,1,,5\n\n乙街道,,,,\n", "gb18030"),
        ("street,quota,minimum,at_least,last_year\n甲街道,3,1,,5\n乙街道,,,,\n", "utf-8-sig"),
    ],
)
def test_quotas_are_read_in_both_languages(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "q.csv"
    path.write_bytes(text.encode(encoding))
    assert read_quotas(path) == (
        StreetQuota("甲街道", quota=3, minimum=1, last_year=5),
        StreetQuota("乙街道"),
    )


@pytest.mark.parametrize(
    ("rows", "line", "field"),
    [
        ("甲,-1", 2, "quota"), ("甲,1\n乙,2.5", 3, "quota"), ("甲,多", 2, "quota"), (",3", 2, "street"),
        ("甲,1\n甲,2", 3, "street"), ("甲,１e9", 2, "quota"),
    ],
)  # fmt: skip
def test_a_wrong_quota_is_told_with_line_and_field(tmp_path: Path, rows: str, line: int, field: str) -> None:
    path = tmp_path / "q.csv"
    path.write_text(f"街道,限额\n{rows}\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_quotas(path)
    assert refused.value.code == "quota_file"
    assert (refused.value.facts["line"], refused.value.facts["field"]) == (line, field)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(tmp_path: Path, end: str) -> None:
    path = tmp_path / "q.csv"
    path.write_bytes(end.join(["街道,限额", "甲,1", "乙,2", ""]).encode())
    assert read_quotas(path) == (StreetQuota("甲", quota=1), StreetQuota("乙", quota=2))


@pytest.mark.parametrize(
    ("content", "line", "field"),
    [
        (f"街道,限额\n甲,{'9' * 5000}\n", 2, "quota"),
        (f'街道,限额\n"{"长" * 200_000}",1\n', 2, "street"),
        ('街道,限额\n"甲\n乙",1\n丙,x\n', 4, "quota"),
        ("街道,限额,上限\n甲,1,2\n", 1, "quota"),
        ("街道,限额\n=cmd|x,-1\n", 2, "quota"),
        ("街道,限额\n甲\u2028乙,x\n", 2, "quota"),
    ],
)
def test_what_no_table_of_quotas_can_hold_is_told_in_few_words(
    tmp_path: Path, content: str, line: int, field: str
) -> None:
    path = tmp_path / "q.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_quotas(path)
    assert refused.value.code == "quota_file"
    assert (refused.value.facts["line"], refused.value.facts["field"]) == (line, field)
    assert len(refused.value.message) < 200


def test_a_table_without_streets_and_an_empty_one_are_refused(tmp_path: Path) -> None:
    for text in ("", "a,b\n1,2\n"):
        path = tmp_path / "q.csv"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputError) as refused:
            read_quotas(path)
        assert refused.value.code == "quota_file"


def test_areas_are_polygons_with_a_name(tmp_path: Path) -> None:
    shapes: list[Any] = [shapely.box(106, 38, 107, 39), shapely.Point(106, 38)]
    path = tmp_path / "a.gpkg"
    gpd.GeoDataFrame({"乡镇街道": ["甲街道", "点"]}, geometry=shapes, crs=4326).to_file(path)
    frame = read_areas(str(path))
    assert frame["name"].tolist() == ["甲街道"]
    assert frame.crs.to_epsg() == 4490
