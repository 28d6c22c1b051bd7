"""What planners note on findings outlives reruns, and is never overwritten unseen."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from xq_gis_plugin.core.errors import InputError, OutputError
from xq_gis_plugin.io import hold as held
from xq_gis_plugin.io import remarks as module
from xq_gis_plugin.io.remarks import Remark, read_remarks, take_place, write_remarks
from xq_gis_plugin.io.workspace import read_workspace, write_workspace
from xq_gis_plugin.run import CancelledError, Product, demo_request, run_check, write_products

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xq_gis_plugin.core.model import Assessment

HOSTILE = "=cmd|'/c calc'!A1\n<script>alert(`1`)</script> \u202e'; DROP TABLE remarks; --"


class Quiet:
    """Nobody watches, nobody cancels."""

    def begin(self, _step: str) -> Callable[[float, str], None]:
        return lambda _fraction, _told: None


@pytest.fixture(scope="module")
def result() -> Assessment:
    return run_check(demo_request(), Quiet())


@pytest.fixture
def workspace(result: Assessment, tmp_path: Path) -> Path:
    path = tmp_path / "工作空间.gpkg"
    write_workspace(result, path)
    return path


def test_a_new_workspace_has_no_remarks(workspace: Path) -> None:
    assert read_remarks(workspace) == {}


def test_a_remark_comes_back_as_it_was_written(workspace: Path) -> None:
    there = write_remarks(workspace, [Remark("h1|o1", "fixing", HOSTILE, "兴安监〔2026〕12号")], seen={})
    assert read_remarks(workspace) == there
    (one,) = there.values()
    assert (one.finding_id, one.status, one.remark, one.document) == (
        "h1|o1", "fixing", HOSTILE, "兴安监〔2026〕12号",
    )  # fmt: skip
    assert one.changed_at.startswith("20")


def test_the_later_remark_of_one_who_has_seen_the_earlier_one_replaces_it(workspace: Path) -> None:
    seen = write_remarks(workspace, [Remark("h1|o1", "pending"), Remark("h1|o2", remark="stays")], seen={})
    there = write_remarks(workspace, [Remark("h1|o1", "closed")], seen=seen)
    assert [there[key].status for key in ("h1|o1", "h1|o2")] == ["closed", ""]
    assert read_remarks(workspace)["h1|o2"].remark == "stays"


def test_what_somebody_else_has_written_meanwhile_is_not_overwritten(workspace: Path) -> None:
    theirs = write_remarks(workspace, [Remark("h1|o1", "fixing", "theirs")], seen={})
    with pytest.raises(OutputError) as caught:
        write_remarks(workspace, [Remark("h1|o2", "pending"), Remark("h1|o1", "closed", "mine")], seen={})
    assert caught.value.code == "remark_changed"
    assert caught.value.facts["finding_id"] == "h1|o1"
    assert read_remarks(workspace) == theirs


def test_a_workspace_that_another_program_writes_is_said_to_be_locked(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "_PATIENCE_S", 0.05)
    with closing(sqlite3.connect(workspace, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OutputError) as caught:
            write_remarks(workspace, [Remark("h1|o1", "closed")], seen={})
    assert caught.value.code == "workspace_locked"


@pytest.mark.parametrize("again", ["write_workspace", "write_products"])
def test_a_rerun_keeps_the_remarks_even_on_findings_that_are_gone(
    again: str, workspace: Path, result: Assessment
) -> None:
    identity = str(result.findings["finding_id"].iloc[0])
    before = write_remarks(
        workspace, [Remark(identity, "fixing", "in work"), Remark("gone|gone", "closed")], seen={}
    )
    if again == "write_workspace":
        write_workspace(result, workspace, overwrite=True)
    else:
        write_products(result, [Product(".gpkg", workspace)], title="t", overwrite=True)
    assert read_remarks(workspace) == before
    assert len(read_workspace(workspace).findings) == len(result.findings)


@pytest.fixture
def draft(workspace: Path) -> Path:
    """Return the workspace of a rerun, in a folder beside the one that it is to replace."""
    folder = workspace.parent / ".xq-draft.part"
    folder.mkdir()
    shutil.copy(workspace, folder)
    return folder / workspace.name


# How a file is replaced on Linux and macOS, and on Windows.
each_way = pytest.mark.parametrize("on_windows", [False, True])


@each_way
def test_a_workspace_takes_the_place_of_another_with_its_remarks(
    workspace: Path, draft: Path, on_windows: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_OPEN_FILES_STAY", on_windows)
    before = write_remarks(workspace, [Remark("h1|o1", "fixing", HOSTILE)], seen={})
    identity = draft.stat().st_ino
    assert take_place(draft, workspace) == before
    assert workspace.stat().st_ino == identity
    assert read_remarks(workspace) == before
    assert list(draft.parent.iterdir()) == []


@each_way
def test_what_stops_it_at_the_last_moment_leaves_the_old_workspace_in_its_place(
    workspace: Path, draft: Path, on_windows: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_OPEN_FILES_STAY", on_windows)
    before = write_remarks(workspace, [Remark("h1|o1", "fixing")], seen={})
    identity = workspace.stat().st_ino

    def stop() -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        take_place(draft, workspace, confirm=stop)
    assert workspace.stat().st_ino == identity
    assert read_remarks(workspace) == before


def test_a_workspace_that_was_not_there_is_put_there(workspace: Path, draft: Path) -> None:
    workspace.unlink()
    assert take_place(draft, workspace) == {}
    assert read_remarks(workspace) == {}


def test_a_journal_without_its_workspace_is_never_given_another_one(workspace: Path, draft: Path) -> None:
    workspace.rename(workspace.with_name("away.gpkg"))
    workspace.with_name(workspace.name + "-wal").write_bytes(b"pages of the old one")
    with pytest.raises(OutputError) as caught:
        take_place(draft, workspace)
    assert caught.value.code == "output_unwritable"
    assert not workspace.exists()


def test_while_a_workspace_is_replaced_nobody_can_write_what_would_be_lost(
    workspace: Path, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "_PATIENCE_S", 0.05)
    program = (
        "import sys; from pathlib import Path; from xq_gis_plugin.io import hold, remarks;"
        "hold._PATIENCE_S = 0.05;"
        "remarks.write_remarks(Path(sys.argv[1]), [remarks.Remark('h2|o2', remark='late')], seen={})"
    )
    ended = []

    def write_elsewhere() -> None:
        command = [sys.executable, "-c", program, str(workspace)]
        ended.append(subprocess.run(command, capture_output=True, check=False, text=True))

    take_place(draft, workspace, confirm=write_elsewhere)
    (other,) = ended
    assert other.returncode != 0
    assert "is being written by another program" in other.stderr
    assert read_remarks(workspace) == {}


def test_who_waits_while_a_workspace_is_replaced_writes_into_the_new_one(
    workspace: Path, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = threading.Event()
    real = held.open_database  # to know when the other has opened the old file

    def opened(path: Path, mode: str) -> sqlite3.Connection:
        connection = real(path, mode)
        if threading.current_thread() is not threading.main_thread():
            waiting.set()
        return connection

    monkeypatch.setattr(held, "open_database", opened)
    other = threading.Thread(
        target=lambda: write_remarks(workspace, [Remark("h2|o2", remark="late")], seen={})
    )

    def wait_for_the_other() -> None:
        other.start()
        assert waiting.wait(60)

    take_place(draft, workspace, confirm=wait_for_the_other)
    other.join()
    assert read_remarks(workspace)["h2|o2"].remark == "late"


WRITER = """
import sys
from pathlib import Path
from xq_gis_plugin.io.remarks import Remark, read_remarks, write_remarks

path = Path(sys.argv[1])
print("ready", flush=True)
for number in range(150):
    one = Remark(f"h|{number}", remark=str(number))
    write_remarks(path, [one], seen=read_remarks(path))
    print(one.finding_id, flush=True)
"""


@pytest.mark.once
def test_what_another_process_was_told_to_be_saved_is_saved_however_often_the_file_is_replaced(
    workspace: Path, draft: Path, tmp_path: Path
) -> None:
    clean = tmp_path / "new.gpkg"
    shutil.copy(draft, clean)
    log = tmp_path / "saved.txt"
    with log.open("w", encoding="utf-8") as saved:
        other = subprocess.Popen([sys.executable, "-c", WRITER, str(workspace)], stdout=saved)
        while other.poll() is None:
            shutil.copy(clean, draft)
            take_place(draft, workspace)
    assert other.returncode == 0
    told = set(log.read_text(encoding="utf-8").split()) - {"ready"}
    assert len(told) == 150
    assert told - set(read_remarks(workspace)) == set()


@pytest.mark.parametrize("open_elsewhere", [True, False])
def test_a_workspace_whose_journal_lies_beside_it_is_replaced_only_where_nobody_uses_it(
    workspace: Path, draft: Path, open_elsewhere: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "_PATIENCE_S", 0.05)
    write_remarks(workspace, [Remark("h1|o1", "fixing")], seen={})
    other = sqlite3.connect(workspace)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("SELECT count(*) FROM remarks").fetchone()
    if open_elsewhere:
        with closing(other), pytest.raises(OutputError) as caught:
            take_place(draft, workspace)
        assert caught.value.code == "workspace_locked"
    else:
        other.close()
        take_place(draft, workspace)
        assert sorted(path.name for path in workspace.parent.glob("*.gpkg*")) == [workspace.name]
    assert set(read_remarks(workspace)) == {"h1|o1"}


def test_a_damaged_workspace_is_not_replaced_because_remarks_may_be_in_it(
    workspace: Path, result: Assessment
) -> None:
    write_remarks(workspace, [Remark("h1|o1", "closed")], seen={})
    spoilt = workspace.read_bytes()[:100] + b"\xff" * 4000 + workspace.read_bytes()[4100:]
    workspace.write_bytes(spoilt)
    with pytest.raises(InputError) as caught:
        write_workspace(result, workspace, overwrite=True)
    assert caught.value.code == "file_unreadable"
    assert workspace.read_bytes() == spoilt


def test_a_status_of_somebody_elses_is_told_with_its_finding(workspace: Path) -> None:
    write_remarks(workspace, [Remark("h1|o1", "closed")], seen={})
    with closing(sqlite3.connect(workspace)) as other:
        other.execute("UPDATE remarks SET status = 'done'")
        other.commit()
    with pytest.raises(InputError, match=r"'done' of h1\|o1") as caught:
        read_remarks(workspace)
    assert caught.value.code == "remark_status"


def test_a_remark_with_an_unknown_status_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="'done' is no status"):
        Remark("h1|o1", "done")


def test_the_remarks_are_a_table_that_qgis_and_gdal_see(workspace: Path) -> None:
    import pyogrio

    write_remarks(workspace, [Remark("h1|o1", "closed", "整改完毕")], seen={})
    assert "remarks" in pyogrio.list_layers(workspace)[:, 0]
    _, _, _, columns = pyogrio.raw.read(workspace, layer="remarks", columns=["remark"])
    assert columns[0].tolist() == ["整改完毕"]


def test_a_workspace_of_a_newer_version_is_not_opened_by_halves(workspace: Path) -> None:
    with closing(sqlite3.connect(workspace)) as other:
        other.execute("UPDATE workspace_form SET form = 2")
        other.commit()
    with pytest.raises(InputError) as caught:
        read_workspace(workspace)
    assert caught.value.code == "workspace_newer"
    assert caught.value.facts["form"] == 2
