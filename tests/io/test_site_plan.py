"""A siting plan in a GeoPackage, and back."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pyogrio
import pytest
from pandas.testing import assert_frame_equal
from plans import demo_plan

from xq_gis_plugin.core.errors import InputError, OutputError
from xq_gis_plugin.io.site_plan import read_site_plan, write_site_plan

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_written_comes_back(tmp_path: Path) -> None:
    plan, path = demo_plan(), tmp_path / "p.gpkg"
    write_site_plan(plan, path)
    again = read_site_plan(path)
    for name in ("sites", "permitted", "spacing", "demand"):
        before, after = getattr(plan, name), getattr(again, name)
        assert after.crs.to_epsg() == 4490
        assert all(
            (a is None and b is None) or a.equals(b)
            for a, b in zip(before.geometry, after.geometry, strict=True)
        )
        assert_frame_equal(before.drop(columns="geometry"), after.drop(columns="geometry"), check_dtype=False)
    for name in ("streets", "run", "rules"):
        assert_frame_equal(getattr(plan, name), getattr(again, name), check_dtype=False)
    assert again.answer.levels == plan.answer.levels
    assert again.answer.chosen.sum() == plan.answer.chosen.sum()
    assert again.checks == plan.checks


def test_qgis_3_22_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "p.gpkg"
    write_site_plan(demo_plan(), path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 10300
    assert {"sites", "permitted", "spacing", "streets"} <= set(pyogrio.list_layers(path)[:, 0])


def test_a_file_is_replaced_only_when_that_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "p.gpkg"
    write_site_plan(demo_plan(), path)
    before = path.read_bytes()
    with pytest.raises(OutputError):
        write_site_plan(demo_plan(), path)
    assert path.read_bytes() == before
    write_site_plan(demo_plan(), path, overwrite=True)
    assert [one.name for one in tmp_path.iterdir()] == ["p.gpkg"]


def test_what_is_no_plan_or_too_new_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.gpkg"
    write_site_plan(demo_plan(), path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE site_plan_form SET form = 99")
    with pytest.raises(InputError) as refused:
        read_site_plan(path)
    assert refused.value.code == "workspace_newer"
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM gpkg_contents WHERE table_name = 'spacing'")
        connection.execute("DROP TABLE spacing")
    with pytest.raises(InputError) as refused:
        read_site_plan(path)
    assert refused.value.code in ("workspace_incomplete", "file_unreadable")
