"""Workers of dask.distributed read a layer in parts; one killed and one stalled change no finding."""

from __future__ import annotations

import copy
import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from distributed import Client, LocalCluster

import xq_gis_plugin.run_dask as beyond
from tests.parts_town import county, difference, judged, written
from tests.test_parts import wanted
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.export.words import error_text
from xq_gis_plugin.io.read import read_protected
from xq_gis_plugin.run_dask import Cluster, connected
from xq_gis_plugin.run_parts import read_wanted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def workers(count: int) -> Iterator[LocalCluster]:
    """Start worker processes with a nanny each, as `dask worker` does."""
    with LocalCluster(
        n_workers=count, threads_per_worker=1, processes=True, dashboard_address=":0", host="127.0.0.1"
    ) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with workers(2) as started:
        yield started


def pid() -> int:
    return os.getpid()


def test_workers_find_what_one_process_finds(cluster: LocalCluster, tmp_path: Path) -> None:
    town = county(330)
    folder = written(town[1], tmp_path / "objects")
    heard: list[float] = []
    with connected(cluster.scheduler_address) as pool:
        some = read_wanted(str(folder), wanted(town), pool=pool, progress=heard.append)
    assert heard == sorted(heard)
    assert len(set(heard)) > 3
    difference(judged(town, some), judged(town, read_protected(tmp_path / "whole.parquet")))


def test_one_killed_and_one_stalled_in_mid_run_lose_nothing_and_give_nothing_twice(tmp_path: Path) -> None:
    town = county(331)
    folder = written(town[1], tmp_path / "objects", each=9, group=4)
    with workers(3) as started, Client(started) as client:
        pids = client.run(pid)
        killed, stalled = [*pids][:2]
        done: list[tuple[str, ...]] = []

        def strike(share: float) -> None:
            busy = {worker: keys for worker, keys in client.processing().items() if keys}
            # In mid-run: some parts are read, and both are at work.
            if not done and share > 0.05 and {killed, stalled} <= busy.keys():
                os.kill(pids[stalled], signal.SIGSTOP)
                os.kill(pids[killed], signal.SIGKILL)
                done.append(tuple(busy[stalled]))

        try:
            pool = Cluster(client, patience_s=2.0)
            some = read_wanted(str(folder), wanted(town), pool=pool, progress=strike)
        finally:
            os.kill(pids[stalled], signal.SIGCONT)
    assert done
    assert done[0]
    assert not some["object_id"].duplicated().any()
    difference(judged(town, some), judged(town, read_protected(tmp_path / "whole.parquet")))


def test_what_a_worker_refuses_is_told_as_it_would_be_here(cluster: LocalCluster, tmp_path: Path) -> None:
    town = county(332, towns=1)
    folder = written(town[1], tmp_path / "objects")
    file = min(folder.rglob("*.parquet"))
    file.write_bytes(file.read_bytes()[:-300])
    with connected(cluster.scheduler_address) as pool, pytest.raises(InputError) as caught:
        read_wanted(str(folder), wanted(town), pool=pool)
    assert (caught.value.code, str(file)) == ("file_unreadable", caught.value.facts["path"])
    assert caught.value.hint


def test_ending_it_ends_what_the_workers_do(cluster: LocalCluster, tmp_path: Path) -> None:
    class StopError(Exception):
        pass

    def stop(share: float) -> None:
        if share > 0.05:
            raise StopError

    town = county(332, towns=2)
    folder = written(town[1], tmp_path / "objects", each=9, group=4)
    with connected(cluster.scheduler_address) as pool:
        with pytest.raises(StopError):
            read_wanted(str(folder), wanted(town), pool=pool, progress=stop)
        # Free at once for somebody else.
        assert pool.client.submit(pid).result(timeout=30)


def test_a_scheduler_that_is_not_there_and_one_without_workers_are_said() -> None:
    with pytest.raises(InputError) as caught, connected("tcp://127.0.0.1:9"):
        pass
    assert caught.value.code == "scheduler_unreachable"
    assert "127.0.0.1:9" in error_text(caught.value, "zh").message
    with workers(0) as started, pytest.raises(InputError) as caught, connected(started.scheduler_address):
        pass
    assert caught.value.code == "workers_missing"


def test_workers_with_another_version_are_refused(
    cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beyond, "__version__", "99.0")
    with pytest.raises(InputError) as caught, connected(cluster.scheduler_address):
        pass
    assert caught.value.code == "workers_differ"
    assert "99.0" in error_text(caught.value, "zh").message


def test_an_error_keeps_its_facts_on_its_way() -> None:
    error = InputError("file_unreadable", "it cannot", "do", path="a", reason="b")
    again: Any = copy.copy(error)  # as pickle does it
    assert (again.code, again.message, again.hint, again.facts) == (
        error.code, error.message, error.hint, error.facts,
    )  # fmt: skip
