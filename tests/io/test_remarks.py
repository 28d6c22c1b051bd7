"""What planners note on findings outlives reruns, and is never overwritten unseen."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from xq_gis_plugin.core.errors import InputError, OutputError
from xq_gis_plugin.io import remarks as module
from xq_gis_plugin.io.remarks import Remark, read_remarks, write_remarks
from xq_gis_plugin.io.workspace import read_workspace, write_workspace
from xq_gis_plugin.run import Product, demo_request, run_check, write_products

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
    monkeypatch.setattr(module, "_PATIENCE_S", 0.05)
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
