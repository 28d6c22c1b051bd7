"""An import asks whether the file is in the datum that it claims, of what the workspace has already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.io.layers import YINCHUAN
from xq_gis_plugin.core.datum import convert
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.export.words import check_hint, check_text
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.district import Existing
from xq_gis_plugin.run import Given
from xq_gis_plugin.run_import import run_import

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xq_gis_plugin.core.model import Check
    from xq_gis_plugin.run_import import Imported

RANDOM = np.random.default_rng(11)
STARTS = np.array(YINCHUAN) + RANDOM.uniform(-0.02, 0.02, (60, 2))
ROADS = shapely.linestrings(np.stack([STARTS, STARTS + RANDOM.normal(0, 0.003, (60, 2))], axis=1))
HOUSES = shapely.box(STARTS[:, 0], STARTS[:, 1], STARTS[:, 0] + 4e-4, STARTS[:, 1] + 3e-4)
POINTS = shapely.points(STARTS[:6])
NAMES = [f"第{number}加油站" for number in range(6)]


class NoSteps:
    """Somebody who is told how far it has come and does not look."""

    def begin(self, _step: str) -> Callable[[float, str], None]:
        return lambda _fraction, _step: None


def bring(path: Path, role: Role, workspace: Path) -> Imported:
    return run_import(
        Given(str(path)), role, workspace, existing=Existing.REPLACE, by="张三", steps=NoSteps()
    )


def layer(path: Path, shapes: object, *, moved: str | None = None, **columns: object) -> Path:
    """Write shapes that claim to be WGS 84, and are in another datum where one is named."""
    if moved:
        shapes = shapely.transform(
            shapes, lambda xy: np.column_stack(convert(xy[:, 0], xy[:, 1], "wgs84", moved))
        )
    gpd.GeoDataFrame(columns, geometry=shapes, crs=4326).to_file(path)
    return path


def suspected(done: Imported) -> list[Check]:
    return [check for check in done.checks if check.code == "datum_suspect"]


CASES = {
    "roads": (ROADS, {"kind": ["道路"] * 60}, Role.PROTECTED),
    "houses": (HOUSES, {"kind": ["住宅"] * 60}, Role.PROTECTED),
    "names": (POINTS, {"kind": ["加油站"] * 6, "name": NAMES}, Role.HAZARD),
}


@pytest.mark.parametrize("moved", ["gcj02", "bd09"])
@pytest.mark.parametrize("case", list(CASES))
def test_a_file_that_lies_beside_what_is_there_is_told_with_the_offset(
    case: str, moved: str, tmp_path: Path
) -> None:
    shapes, columns, role = CASES[case]
    workspace = tmp_path / "区.gpkg"
    assert suspected(bring(layer(tmp_path / "a.gpkg", shapes, **columns), role, workspace)) == []
    again = layer(tmp_path / "b.gpkg", shapes[::-1], **{key: value[::-1] for key, value in columns.items()})
    assert suspected(bring(again, role, workspace)) == []
    wrong = layer(tmp_path / "c.gpkg", shapes, moved=moved, **columns)
    (found,) = suspected(bring(wrong, role, workspace))
    facts = dict(found.facts)
    assert facts["datum"] == moved
    assert float(facts["shift_m"]) > 300
    assert facts["shift_m"] in check_text(found)
    assert f"--datum {moved}" in check_hint(found)


def test_parts_are_held_against_the_hazards_that_they_belong_to(tmp_path: Path) -> None:
    workspace = tmp_path / "区.gpkg"
    keys = [f"h{number}" for number in range(6)]
    bring(layer(tmp_path / "h.gpkg", POINTS, kind=["加油站"] * 6, hazard_id=keys), Role.HAZARD, workspace)
    tanks = {"kind": ["油罐", "加油机"] * 6, "hazard_id": [key for key in keys for _ in range(2)]}
    right = layer(tmp_path / "p.gpkg", np.repeat(POINTS, 2), **tanks)
    assert suspected(bring(right, Role.PART, workspace)) == []
    wrong = layer(tmp_path / "q.gpkg", np.repeat(POINTS, 2), moved="gcj02", **tanks)
    assert len(suspected(bring(wrong, Role.PART, workspace))) == 1


def test_the_same_file_again_is_not_held_against_itself(tmp_path: Path) -> None:
    workspace = tmp_path / "区.gpkg"
    columns = {"kind": ["道路"] * 60}
    bring(layer(tmp_path / "a.gpkg", ROADS, **columns), Role.PROTECTED, workspace)
    wrong = layer(tmp_path / "c.gpkg", ROADS, moved="gcj02", **columns)
    bring(wrong, Role.PROTECTED, workspace)
    assert len(suspected(bring(wrong, Role.PROTECTED, workspace))) == 1


def test_what_was_suspected_itself_is_no_reference(tmp_path: Path) -> None:
    workspace = tmp_path / "区.gpkg"
    columns = {"kind": ["道路"] * 60}
    bring(layer(tmp_path / "a.gpkg", ROADS, **columns), Role.PROTECTED, workspace)
    for name, roads in (("c", ROADS), ("d", ROADS[::-1])):
        wrong = layer(tmp_path / f"{name}.gpkg", roads, moved="gcj02", **columns)
        assert len(suspected(bring(wrong, Role.PROTECTED, workspace))) == 1


def test_what_is_no_workspace_is_refused_as_before(tmp_path: Path) -> None:
    other = layer(tmp_path / "other.gpkg", POINTS, kind=["加油站"] * 6)
    with pytest.raises(InputError) as caught:
        bring(layer(tmp_path / "h.gpkg", POINTS, kind=["加油站"] * 6), Role.HAZARD, other)
    assert caught.value.code == "not_a_district"
