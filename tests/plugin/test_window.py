"""A planner's morning in a real QGIS window, with the plugin's zip installed in a fresh profile."""

from __future__ import annotations

import importlib.machinery
import importlib.util
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from plugin.qgis_window import drive_window
from plugin.scenarios import CANCEL, CLOSED_IN_MID_RUN, MISSING, MORNING, OF_THE_OTHER, OF_THE_RERUN

from xq_gis_plugin.io.remarks import read_remarks
from xq_gis_plugin.io.workspace import write_workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    import pytest
    from plugin.qgis_window import WindowRun

    from xq_gis_plugin.core.model import Assessment

ROOT = Path(__file__).resolve().parents[2]


def script(name: str) -> ModuleType:
    loader = importlib.machinery.SourceFileLoader(name, str(ROOT / "scripts" / name))
    made = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(made)
    return made


def test_a_morning_from_the_demo_to_the_products_and_no_trace_afterwards(
    drive: Callable[..., WindowRun], tmp_path: Path
) -> None:
    done = drive(MORNING, folder=tmp_path, seconds=300)
    assert "Traceback" not in done.told, done.told[-6000:]
    assert (tmp_path / "地图.html").stat().st_size > 100_000
    assert (tmp_path / "图册.pdf").read_bytes().startswith(b"%PDF")


def test_a_cancel_is_answered_at_once_in_a_district_of_60_000_buildings(
    drive: Callable[..., WindowRun], tmp_path: Path
) -> None:
    protected, hazards = script("bench_spot").town(60_000)
    protected.to_file(tmp_path / "p.gpkg")
    hazards.iloc[:60].to_file(tmp_path / "h.gpkg")
    done = drive(CANCEL, folder=tmp_path, seconds=300)
    answers = [float(line.split()[1]) for line in done.told.splitlines() if line.startswith("answered ")]
    assert len(answers) == 7
    # The middle one: the computer of the tests has other things to do as well.
    assert sorted(answers)[3] < 0.2, answers
    assert not (tmp_path / "w.gpkg").exists()


def test_of_two_windows_on_one_workspace_one_reruns_and_no_remark_of_either_is_lost(
    plugin_zip: Path, demo: Assessment, tmp_path: Path
) -> None:
    shared = tmp_path / "共用.gpkg"
    write_workspace(demo, shared)
    with ThreadPoolExecutor(2) as windows:
        both = [
            windows.submit(drive_window, scenario, plugin=plugin_zip, folder=tmp_path, seconds=300)
            for scenario in (OF_THE_OTHER, OF_THE_RERUN)
        ]
    for done in (one.result() for one in both):
        assert done.status == 0, done.told[-6000:]
    told = {path.name.removeprefix("noted_") for path in tmp_path.glob("noted_*")}
    assert len(told) > 3
    there = {one.remark for one in read_remarks(shared).values()}
    assert told <= there
    assert "重新检查的人写的" in there


def test_closing_qgis_in_mid_run_never_crashes(plugin_zip: Path, tmp_path: Path) -> None:
    done = drive_window(CLOSED_IN_MID_RUN, plugin=plugin_zip, folder=tmp_path, seconds=60)
    assert done.ended == 0, done.told[-4000:]
    assert "Fatal Python error" not in done.told
    assert not (tmp_path / "demo.gpkg").exists()


def test_without_its_libraries_the_plugin_loads_and_offers_them(
    plugin_zip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plugin.qgis_window.sysconfig.get_path", lambda _name: "")
    done = drive_window(MISSING, plugin=plugin_zip, folder=tmp_path)
    assert done.status == 0, done.told[-4000:]
