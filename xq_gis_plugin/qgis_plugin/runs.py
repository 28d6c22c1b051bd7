"""What the dock's tasks do beside the window: read one input, check into a draft, open a workspace."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from xq_gis_plugin.core.errors import OutputError
from xq_gis_plugin.core.output import check_output
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.gate import gate
from xq_gis_plugin.io.remarks import read_remarks, take_place
from xq_gis_plugin.io.workspace import read_workspace, write_workspace
from xq_gis_plugin.qgis_plugin.sources import given, stoppable
from xq_gis_plugin.run import Request, demo_request, is_fictional, read_role, run_check
from xq_gis_plugin.widgets.contract import GateReport, ResultView

if TYPE_CHECKING:
    from collections.abc import Callable

    from xq_gis_plugin.core.model import Assessment
    from xq_gis_plugin.io.remarks import Remark
    from xq_gis_plugin.qgis_plugin.tasks import Job
    from xq_gis_plugin.run import Given
    from xq_gis_plugin.widgets.contract import CheckSettings

__all__ = [
    "Finished",
    "Read",
    "check_job",
    "discard",
    "gate_job",
    "open_job",
    "place_job",
    "put_in_place",
    "request_of",
]


@dataclass(frozen=True)
class Read:
    """What the quality gate says of an input, and the names of what has a position in it."""

    report: GateReport
    located: frozenset[str]


@dataclass(frozen=True)
class Finished:
    """A run that is done, its workspace written as a draft beside the place where it belongs."""

    result: Assessment
    draft: Path
    workspace: Path


def gate_job(role: str, given: Given) -> Callable[[Job], Read]:
    """Return the work of reading one input; it raises what `read_role` raises."""

    def work(job: Job) -> Read:
        job.begin("gate")
        frame = read_role(stoppable(given, job), Role(role), progress=lambda _done: job.tick())
        there = frame.geometry.notna()
        names = frame.loc[there, "name"].dropna() if "name" in frame else ()
        source = frame.attrs["source"]
        report = GateReport(role, source.rows, int(there.sum()), (*source.checks, *gate(frame, Role(role))))
        return Read(report, frozenset(map(str, names)))

    return work


def request_of(settings: CheckSettings) -> Request:
    """Return what a run is asked to do; layers are taken as they are now.

    Raises
    ------
    InputError
        As `xq_gis_plugin.qgis_plugin.sources.given`.
    """
    return Request(
        given(settings.hazards),
        given(settings.protected),
        None if settings.parts is None else given(settings.parts),
        editions=settings.editions,
        rule_file=Path(settings.rule_file) if settings.rule_file else None,
        accuracy_m=settings.accuracy_m,
        within_m=settings.within_m,
        plan=demo_request().plan if settings.fictional else None,
        fictional=settings.fictional,
    )


def check_job(request: Request, workspace: Path, *, replaces: bool) -> Callable[[Job], Finished]:
    """Return the work of a check.

    Parameters
    ----------
    request
        What to check.
    workspace
        The file that the draft is to become. It is not touched.
    replaces
        Whether the file is there and must turn out to be a workspace of ours: nobody wants to find a
        layer of his own replaced by one.

    Returns
    -------
    callable
        Raises what `run_check`, `read_workspace` and `write_workspace` raise.
    """

    def work(job: Job) -> Finished:
        check_output(workspace, overwrite=True, shared=True)
        if replaces:
            read_workspace(workspace)
        parts = None if request.parts is None else stoppable(request.parts, job)
        hazards, protected = stoppable(request.hazards, job), stoppable(request.protected, job)
        result = run_check(replace(request, hazards=hazards, protected=protected, parts=parts), job)
        job.begin("write")
        folder = Path(tempfile.mkdtemp(prefix=".xq-", suffix=".part", dir=workspace.parent))
        finished = Finished(result, folder / workspace.name, workspace)
        written = False
        try:
            write_workspace(result, finished.draft)
            job.tick()
            written = True
        finally:
            if not written:
                discard(finished)
        return finished

    return work


def discard(finished: Finished) -> None:
    """Throw away a draft that nobody wants."""
    shutil.rmtree(finished.draft.parent, ignore_errors=True)


def place_job(finished: Finished) -> Callable[[Job], ResultView]:
    """Return the work of putting a draft in its place; it raises what `put_in_place` raises."""

    def work(job: Job) -> ResultView:
        remarks = put_in_place(finished, job.commit)
        result = finished.result
        return ResultView(result, str(finished.workspace), remarks, is_fictional(result))

    return work


def put_in_place(finished: Finished, confirm: Callable[[], None] | None = None) -> dict[str, Remark]:
    """Put the draft in the workspace's place, with the remarks of the one before; return them.

    Parameters
    ----------
    finished
        Whose draft is gone afterwards, whatever happens.
    confirm
        As in `take_place`.

    Raises
    ------
    InputError, OutputError
        As `take_place`; ``output_unwritable`` where the file is held by another program. The workspace
        is as it was then.
    """
    path = finished.workspace
    try:
        return take_place(finished.draft, path, confirm=confirm)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        message = f"{path} cannot be written: {reason}."
        hint = "If the file is open in another QGIS, close it there, and check again."
        raise OutputError("output_unwritable", message, hint, path=str(path), reason=reason) from error
    finally:
        discard(finished)


def open_job(path: Path) -> Callable[[Job], ResultView]:
    """Return the work of opening a workspace; it raises what `read_workspace` raises."""

    def work(job: Job) -> ResultView:
        job.begin("open")
        result = read_workspace(path)
        job.tick()
        return ResultView(result, str(path), read_remarks(path), is_fictional(result))

    return work
