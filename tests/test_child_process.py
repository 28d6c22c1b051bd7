"""A program beside QGIS is heard line by line, and ends with all that it started when it is called off."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import pytest
from processes import is_running, wait_until_gone
from wheels import make_silent_python

from xq_gis_plugin import child_process
from xq_gis_plugin.child_process import Ended, run_child

if TYPE_CHECKING:
    from pathlib import Path


def run(program: str) -> tuple[Ended, list[str]]:
    heard: list[str] = []
    return run_child([sys.executable, "-c", program], heard.append, lambda: False, os.environ), heard


def test_its_lines_and_its_status_come_whole() -> None:
    ended, heard = run("print('甲'); import sys; print('乙', file=sys.stderr); sys.exit(3)")
    assert (ended.status, ended.cancelled) == (3, False)
    assert sorted(heard) == ["乙\n", "甲\n"]
    assert ended.said == "".join(heard)


def test_a_great_deal_of_output_is_not_cut_off() -> None:
    ended, heard = run("for i in range(20000): print(i)")
    assert len(heard) == 20000
    assert ended.said.endswith("19999\n")


def test_a_silent_program_and_what_it_started_end_when_it_is_called_off(tmp_path: Path) -> None:
    python, pids = make_silent_python(tmp_path)
    asked: list[float] = []

    def cancelled() -> bool:
        if pids.exists():
            asked.append(time.monotonic())
        return bool(asked)

    ended = run_child([str(python), "install"], print, cancelled, os.environ)
    assert time.monotonic() - asked[0] < 1
    assert ended.cancelled
    for pid in map(int, pids.read_text().split()):
        wait_until_gone(pid)


def test_a_listener_that_fails_leaves_no_program_behind() -> None:
    told: list[int] = []

    def fail(line: str) -> None:
        told.append(int(line))
        raise ValueError(line)

    program = "import os, time; print(os.getpid(), flush=True); time.sleep(600)"
    with pytest.raises(ValueError, match=r"\d+"):
        run_child([sys.executable, "-c", program], fail, lambda: False, os.environ)
    wait_until_gone(told[0])


def test_what_a_program_leaves_behind_is_not_waited_for() -> None:
    program = (
        "import subprocess, sys\n"
        "silent = [sys.executable, '-c', 'import time; time.sleep(600)']\n"
        "print(subprocess.Popen(silent, start_new_session=True).pid)"
    )
    ended, heard = run(program)
    try:
        assert (ended.status, ended.cancelled) == (0, False)
        assert is_running(int(heard[0]))
    finally:
        os.kill(int(heard[0]), 9)


def test_a_program_that_is_not_there_is_said() -> None:
    with pytest.raises(FileNotFoundError):
        run_child(["/nowhere/python3"], print, lambda: False, os.environ)


def test_on_windows_the_tree_is_ended_by_its_own_program(monkeypatch: pytest.MonkeyPatch) -> None:
    # Windows has no groups to kill; what is asked for is looked at, for there is no Windows here.
    asked: list[list[str]] = []
    monkeypatch.setenv("SYSTEMROOT", "/windows")
    monkeypatch.setattr(
        child_process.subprocess, "run", lambda command, **_how: asked.append(command), raising=True
    )
    child_process._end_tree_on_windows(4711)  # noqa: SLF001 - what `_end` calls on Windows
    assert asked == [["/windows/System32/taskkill.exe", "/F", "/T", "/PID", "4711"]]
