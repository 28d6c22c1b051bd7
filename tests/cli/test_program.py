"""The real program: its streams, its statuses, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import ROOT, Answer, files
from xq_gis_plugin import cli
from xq_gis_plugin.core import assess
from xq_gis_plugin.io.site_plan import read_site_plan
from xq_gis_plugin.run_site import is_fictional_plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Call = Callable[..., Answer]


def test_the_demo_ends_with_the_files_of_a_check_and_of_a_plan(
    start: Call, call: Call, tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "示例"
    answer = start("demo", "--out", folder, LANG="zh_CN.UTF-8")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.startswith("虚构示例：")
    paths, plans = (
        [folder / f"{name}.{suffix}" for suffix in ("gpkg", "html", "xlsx")] for name in ("demo", "site_plan")
    )
    assert answer.out.splitlines()[-3:] == [f"  {path}" for path in plans]
    assert "\n".join(f"  {path}" for path in paths) in answer.out
    assert files(folder) == [path.name for path in (*paths, *plans)]
    assert "虚构示例" in plans[1].read_text(encoding="utf-8")
    assert is_fictional_plan(read_site_plan(plans[0]))
    again = start("demo", "--out", folder, LANG="en_US.UTF-8")
    assert (again.status, again.out) == (2, "")
    assert "--overwrite" in again.err
    # The workspace says by itself that it is fictional, and so does whatever is made from it.
    told = call("map", paths[0], "--out", folder / "again.html", "--json")
    assert told.json["fictional"] is True
    assert "虚构示例" in (folder / "again.html").read_text(encoding="utf-8")


def test_the_demo_is_one_object_with_its_plan_in_it(call: Call, tmp_path: Path) -> None:
    told = call("demo", "--out", tmp_path / "new", "--json").json
    assert told["fictional"] is told["site_plan"]["fictional"] is True
    assert told["outputs"]["gpkg"] == str(tmp_path / "new" / "demo.gpkg")
    assert told["site_plan"]["outputs"]["xlsx"] == str(tmp_path / "new" / "site_plan.xlsx")
    assert told["site_plan"]["sites"]["chosen"] > 0
    assert told["site_plan"]["proven"] is True


def test_the_demos_check_does_not_come_without_its_plan(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_arguments: object, **_options: object) -> None:
        raise MemoryError

    monkeypatch.setattr("xq_gis_plugin.export.site_map.write_site_map", fails)
    assert call("demo", "--out", tmp_path / "new").status == 3
    assert files(tmp_path) == []


def test_a_failed_demo_leaves_no_folder(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: object, **_options: object) -> None:
        raise MemoryError

    monkeypatch.setattr(assess, "assess", fails)
    assert call("demo", "--out", tmp_path / "new").status == 3
    assert files(tmp_path) == []


def test_a_demo_where_a_file_stands_in_the_way(call: Call, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine", encoding="utf-8")
    answer = call("demo", "--out", tmp_path / "x")
    assert answer.status == 2
    assert "不能写入" in answer.err
    assert (tmp_path / "x").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "broken", [ValueError("[red]boom[/]"), OSError("disk"), MemoryError(), RecursionError()]
)
def test_what_goes_wrong_inside_is_status_3_and_says_how_to_report_it(
    call: Call, monkeypatch: pytest.MonkeyPatch, broken: Exception
) -> None:
    def fails(*_arguments: object, **_options: object) -> None:
        raise broken

    monkeypatch.setattr("xq_gis_plugin.core.plan.load_plan", fails)
    answer = call("plan")
    assert (answer.status, answer.out) == (3, "")
    assert f"程序内部出错：{type(broken).__name__}: {broken}" in answer.err
    assert "xq-gis doctor" in answer.err
    assert "Traceback" not in answer.err
    assert call("plan", "--json").json["error"]["code"] == "internal"
    monkeypatch.setenv("XQ_GIS_DEBUG", "1")
    assert "Traceback" in call("plan").err


def test_the_program_itself_ends_with_status_3(tmp_path: Path) -> None:
    program = (
        "import sys; import xq_gis_plugin.core.plan as p; p.load_plan = lambda: 1 / 0; "
        "sys.argv = ['xq-gis', 'plan', '--lang', 'en']; from xq_gis_plugin.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 3
    assert "Something went wrong inside xq-gis: ZeroDivisionError" in done.stderr
    assert "Traceback" not in done.stderr
    assert files(tmp_path) == []


def test_ctrl_c_leaves_nothing_and_says_so(check: Call, town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("xq_gis_plugin.export.tables.write_xlsx", stopped)
    answer = check("--out", town / "o.gpkg", "--xlsx", town / "o.xlsx")
    assert answer.status == 130
    assert "已取消，没有写出任何文件" in answer.err
    assert files(town) == ["h.geojson", "p.geojson"]


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_in_the_middle_leaves_nothing(tmp_path: Path, sent: signal.Signals, status: int) -> None:
    # The program stops by itself where it has the first of its drafts, however busy the machine is.
    wrapper = (
        "import signal, sys, time, xq_gis_plugin.export.tables as t\n"
        # Whoever starts these tests in the background has SIGINT ignored, and a child inherits that.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def halt(*_a, **_k):\n    print('here', flush=True)\n    time.sleep(60)\n"
        "t.write_xlsx = halt\n"
        "from xq_gis_plugin.cli import main\n"
        "sys.exit(main())\n"
    )
    command = [sys.executable, "-c", wrapper, "demo", "--out", str(tmp_path / "new")]
    program = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert program.stdout is not None
    assert any(line.strip() == "here" for line in iter(program.stdout.readline, ""))
    program.send_signal(sent)
    program.communicate(timeout=60)
    assert program.returncode == status
    assert files(tmp_path) == []


@pytest.mark.parametrize("encoding", ["ascii", "cp936", "latin-1"])
def test_no_encoding_of_the_terminal_breaks_a_call(town: Path, encoding: str) -> None:
    for more in ([], ["--json"], ["--lang", "zh"]):
        done = subprocess.run(
            [
                sys.executable, "-m", "xq_gis_plugin.cli", "check", town / "h.geojson", town / "p.geojson",
                "--out", town / "o.gpkg", "--overwrite", *more,
            ],
            cwd=ROOT, capture_output=True, check=False, timeout=60,
            env={"PATH": os.environ["PATH"], "PYTHONIOENCODING": encoding, "LC_ALL": "C", "PYTHONUTF8": "0"},
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b"")
        if more == ["--json"]:
            assert Answer(0, done.stdout.decode("ascii"), "").json["hazards"][0]["name"] == "甲店"
        elif more or encoding == "cp936":
            assert "不符合".encode(encoding, "backslashreplace") in done.stdout


def test_a_reader_that_goes_away_is_no_error(town: Path) -> None:
    command = [sys.executable, "-m", "xq_gis_plugin.cli", "rules", "list"]
    program = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert program.stdout is not None
    program.stdout.read(10)
    program.stdout.close()
    assert program.stderr is not None
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait(timeout=60) == 0
    assert town.exists()


def test_no_bar_where_nobody_sees_it(start: Call, town: Path) -> None:
    answer = start("check", town / "h.geojson", town / "p.geojson", "--out", town / "o.gpkg", LANG="C.UTF-8")
    assert (answer.status, answer.err) == (0, "")


def test_a_bar_on_a_terminal_and_none_with_json(town: Path) -> None:
    import pty

    for more, expected in (([], True), (["--json"], False)):
        ours, theirs = pty.openpty()
        done = subprocess.Popen(
            [
                sys.executable, "-m", "xq_gis_plugin.cli", "check", town / "h.geojson", town / "p.geojson",
                "--out", town / "o.gpkg", "--overwrite", "--lang", "zh", *more,
            ],
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=theirs, env={**os.environ, "TERM": "xterm"},
        )  # fmt: skip
        os.close(theirs)
        seen = b""
        # A closed terminal reads as an error on Linux.
        try:
            while piece := os.read(ours, 4096):
                seen += piece
        except OSError:
            pass
        finally:
            os.close(ours)
        assert done.wait(timeout=60) == 0
        assert ("检查间距".encode() in seen or "读取数据".encode() in seen) is expected


def test_the_help_is_quick() -> None:
    program = (
        "import sys; from xq_gis_plugin.cli import run; run(['--help']); "
        "print([m for m in ('pandas', 'numpy', 'shapely', 'geopandas', 'folium') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_entry_point_leaves_with_the_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["xq-gis", "plan", "--box", "9"])
    monkeypatch.setattr("signal.signal", lambda *_: None)
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 2
