"""Objects without a usable place are listed with the reason, where rows may be set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
import shapely

from tests.io.layers import codes
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.export.words import rejected_text
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.district import Existing, imports
from xq_gis_plugin.io.inspect import inspect
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.read import read_hazards, read_protected
from xq_gis_plugin.run import Given
from xq_gis_plugin.run_import import run_import

if TYPE_CHECKING:
    from pathlib import Path

    from xq_gis_plugin.io.rejected import Rejected

ASIDE = ReadOptions(reject_rows=True)
HOUSE = shapely.box(106.28, 38.47, 106.2801, 38.4701)
TABLE = "名称,类型,经度,纬度\n甲,住宅,106.28,38.47\n乙,住宅,,\n丙,住宅,0,0\n丁,住宅,306,38.47\n"


class Quiet:
    def begin(self, _step: str):  # noqa: ANN201 - what nobody looks at
        return lambda _fraction, _part: None


def told(found: tuple[Rejected, ...]) -> list[tuple[int, str, str]]:
    return [(one.row, one.value, rejected_text(one.code, one.message, one.field, one.facts)) for one in found]


def test_rows_of_a_table_without_a_place_are_rejected_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TABLE, encoding="utf-8")
    frame = read_protected(path, options=ASIDE)
    assert frame["name"].tolist() == ["甲"]
    assert told(frame.attrs["rejected"]) == [
        (3, "", "第 3 行没有可用的位置（没有图形或坐标）"),
        (4, "0,0", "第 4 行没有可用的位置（坐标超出经纬度的范围，或在 0, 0）"),
        (5, "306,38.47", "第 5 行没有可用的位置（坐标超出经纬度的范围，或在 0, 0）"),
    ]
    assert {"geometry_missing", "coordinates_out_of_range", "rows_rejected"} <= set(codes(frame))


def test_shapes_that_are_missing_or_broken_are_rejected_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    flat = shapely.Polygon([(106.28, 38.47), (106.29, 38.47), (106.28, 38.47)])
    far = shapely.Point(float("inf"), 38.47)
    rows = {"name": ["甲", "乙", "丙", "丁"], "kind": ["school"] * 4}
    gpd.GeoDataFrame(rows, geometry=[HOUSE, None, flat, far], crs=4490).to_file(path)
    frame = read_protected(path, options=ASIDE)
    assert frame["name"].tolist() == ["甲"]
    reasons = {row: text.partition("（")[2] for row, _, text in told(frame.attrs["rejected"])}
    assert reasons == {2: "没有图形或坐标）", 3: "图形损坏，无法修复）", 4: "坐标不是有效的数）"}


def test_a_hazard_without_a_place_stays_and_is_no_rejected_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称,类型,经度,纬度\n甲,加油站,106.28,38.47\n乙,加油站,,\n", encoding="utf-8")
    frame = read_hazards(path, options=ASIDE)
    assert frame["position_status"].tolist() == ["located", "unlocated"]
    assert frame.attrs["rejected"] == ()


def test_where_no_row_may_be_set_aside_none_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TABLE, encoding="utf-8")
    frame = read_protected(path)
    assert frame.attrs["rejected"] == ()
    assert "rows_rejected" not in codes(frame)


def test_a_layer_without_any_place_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    gpd.GeoDataFrame({"kind": ["school"]}, geometry=[None], crs=4490).to_file(path)
    with pytest.raises(InputError) as caught:
        read_protected(path, options=ASIDE)
    assert caught.value.code == "nothing_usable"


def test_an_import_keeps_them_and_inspect_counts_them(tmp_path: Path) -> None:
    path, workspace = tmp_path / "a.csv", tmp_path / "区.gpkg"
    path.write_text(TABLE, encoding="utf-8")
    done = run_import(
        Given(str(path)), Role.PROTECTED, workspace, existing=Existing.REFUSE, by="a", steps=Quiet()
    )
    assert [one.row for one in done.rejected] == [3, 4, 5]
    (record,) = imports(workspace)
    assert (record.rows_read, record.rows_added, record.rows_rejected) == (4, 1, 3)
    report = inspect(path, Role.PROTECTED, ASIDE)
    assert [one.row for one in report.rejected] == [3, 4, 5]
    assert report.layers[0].rows == 4
