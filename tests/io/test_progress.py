"""Reading tells how far it is, and ends when nobody wants it any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.io.test_more_formats import STATIONS_XLS
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.district import Existing
from xq_gis_plugin.io.inspect import inspect
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.read import read_hazards, read_protected
from xq_gis_plugin.run import CancelledError, Given
from xq_gis_plugin.run_import import run_import
from xq_gis_plugin.run_site import demo_site_request, plan_request

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROWS = 3000


class Steps:
    """Notes what is told, and wants no more once so much has been told."""

    def __init__(self, most: int = 10**9) -> None:
        self.told: list[float] = []
        self.most = most

    def begin(self, _step: str) -> Callable[[float, str], None]:
        return lambda fraction, _part: self.hear(fraction)

    def hear(self, fraction: float) -> None:
        self.told.append(fraction)
        if len(self.told) > self.most:
            raise CancelledError


def table(folder: Path) -> Path:
    path = folder / "a.csv"
    rows = [f"站{number},加油站,{106 + number / 100_000},38.47" for number in range(ROWS)]
    path.write_text("\n".join(["名称,类型,经度,纬度", *rows]), encoding="utf-8")
    return path


def sheet(folder: Path) -> Path:
    path, book = folder / "a.xlsx", openpyxl.Workbook()
    book.active.append(["名称", "类型", "经度", "纬度"])
    for number in range(ROWS):
        book.active.append([f"站{number}", "加油站", 106 + number / 100_000, 38.47])
    book.save(path)
    return path


@pytest.mark.parametrize("make", [table, sheet, lambda _: STATIONS_XLS])
def test_the_fraction_grows_and_never_falls(make: Callable[[Path], Path], tmp_path: Path) -> None:
    steps = Steps()
    read_hazards(make(tmp_path), options=ReadOptions(progress=steps.hear))
    assert steps.told == sorted(steps.told)
    assert steps.told[0] == 0.0
    assert 0.8 <= steps.told[-1] <= 1.0


@pytest.mark.parametrize("make", [table, sheet])
def test_rows_of_a_table_are_told_of_while_they_are_read(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    steps = Steps()
    read_hazards(make(tmp_path), options=ReadOptions(progress=steps.hear))
    assert len([told for told in steps.told if 0.0 < told < 0.4]) >= 3


def test_an_extract_can_be_stopped_too() -> None:
    from tests.io.test_osm import TOWN

    with pytest.raises(CancelledError):
        read_protected(TOWN, options=ReadOptions(progress=Steps(1).hear))


def test_all_layers_of_a_file_are_one_reading(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for number in range(2):
        one = book.create_sheet(f"表{number}")
        one.append(["名称", "类型", "经度", "纬度"])
        one.append(["站", "加油站", 106.28, 38.47])
    book.save(tmp_path / "a.xlsx")
    steps = Steps()
    inspect(tmp_path / "a.xlsx", Role.HAZARD, ReadOptions(progress=steps.hear, reject_rows=True))
    assert steps.told == sorted(steps.told)
    assert {0.0, 0.5} <= {*steps.told}


@pytest.mark.parametrize("most", [0, 1, 3, 6, 9])
def test_an_import_that_is_stopped_while_it_reads_leaves_nothing(most: int, tmp_path: Path) -> None:
    path, workspace = table(tmp_path), tmp_path / "区.gpkg"
    with pytest.raises(CancelledError):
        run_import(
            Given(str(path)), Role.HAZARD, workspace, existing=Existing.REFUSE, by="a", steps=Steps(most)
        )
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize("most", [0, 2, 5, 8])
def test_a_siting_plan_that_is_stopped_while_it_reads_is_none(most: int) -> None:
    steps = Steps(most)
    with pytest.raises(CancelledError):
        plan_request(demo_site_request(), steps)
    assert len(steps.told) == most + 1


def test_the_files_of_a_siting_plan_are_one_reading() -> None:
    told: dict[str, list[float]] = {}

    class Named:
        def begin(self, step: str) -> Callable[[float, str], None]:
            return lambda fraction, _part: told.setdefault(step, []).append(fraction)

    plan_request(demo_site_request(), Named())
    for step in ("read_candidates", "read_protected"):
        assert told[step] == sorted(told[step])
        assert told[step][0] == 0.0
        assert len(told[step]) > 2
