"""Workers of dask.distributed read a layer in parts; one killed and one stalled change no finding."""

from __future__ import annotations

import copy
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from distributed import Client, LocalCluster

import xq_gis_plugin.run_dask as beyond
from tests.parts_town import county, difference, judged, written
from tests.test_parts import wanted
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.export.words import error_text
from xq_gis_plugin.io.read import read_protected
from xq_gis_plugin.run import Given, Request
from xq_gis_plugin.run_dask import Cluster, connected
from xq_gis_plugin.run_parts import read_in_parts, read_wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
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


def test_a_scheduler_that_is_not_there_and_one_without_workers_are_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(beyond, "_CONNECT_S", 3.0)
    with pytest.raises(InputError) as caught, connected("tcp://127.0.0.1:9"):
        pass
    assert caught.value.code == "scheduler_unreachable"
    assert "127.0.0.1:9" in error_text(caught.value, "zh").message
    with workers(0) as started, pytest.raises(InputError) as caught, connected(started.scheduler_address):
        pass
    assert caught.value.code == "workers_missing"


@pytest.mark.parametrize("address", ["nonsense", "tcp://", "http://127.0.0.1:9", "tcp://127.0.0.1:port"])
def test_an_address_that_is_none_is_said_before_anybody_waits(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("distributed.Client", None)
    with pytest.raises(InputError) as caught, connected(address):
        pass
    assert (caught.value.code, caught.value.facts["address"]) == ("scheduler_unreachable", address)


def test_what_workers_cannot_read_is_said_before_they_are_asked(tmp_path: Path) -> None:
    hazards, _, parts = county(332, towns=1)
    request = Request(Given(""), Given(str(tmp_path / "objects.gpkg")), scheduler="tcp://127.0.0.1:9")
    with pytest.raises(InputError) as caught:
        read_in_parts(request, hazards, parts, (), lambda _share, _step: None)
    assert caught.value.code == "not_in_parts"
    assert not error_text(caught.value, "zh").message.isascii()


def test_a_worker_with_another_version_is_refused_whenever_it_came(
    cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beyond, "__version__", "99.0")
    with connected(cluster.scheduler_address) as pool, pytest.raises(InputError) as caught:
        [*pool.run(abs, [-1], lambda _: None)]
    assert caught.value.code == "workers_differ"
    assert "99.0" in error_text(caught.value, "zh").message


def traced(folder: Path, seconds: float, task: int) -> int:
    """Take so long, and leave a file that tells of it."""
    (folder / f"{task}-{time.monotonic_ns()}").touch()
    time.sleep(seconds)
    return 10 * task


def stop(pids: dict[str, int], worker: str) -> Callable[[], None]:
    os.kill(pids[worker], signal.SIGSTOP)
    return lambda: os.kill(pids[worker], signal.SIGCONT)


def test_a_worker_that_stands_still_before_anything_is_asked_holds_nothing_up(tmp_path: Path) -> None:
    with workers(2) as started, Client(started) as client:
        pids = client.run(pid)
        go_on = stop(pids, min(pids))
        try:
            with connected(started.scheduler_address, patience_s=1.0) as pool:
                found = dict(pool.run(partial(traced, tmp_path, 0.01), range(20), lambda _: None))
        finally:
            go_on()
    assert found == {task: 10 * task for task in range(20)}


def test_what_a_worker_has_done_and_keeps_back_is_done_again(tmp_path: Path) -> None:
    with workers(2) as started, Client(started) as client:
        pids = client.run(pid)
        pool, undo = Cluster(client, patience_s=1.0), []

        def heard(_done: int) -> None:
            if not undo:
                while len([*tmp_path.iterdir()]) < 12 or any(client.processing().values()):
                    time.sleep(0.02)
                undo.append(stop(pids, min(pids)))

        try:
            # Both have done some, none of which has been fetched.
            found = dict(pool.run(partial(traced, tmp_path, 0.05), range(12), heard))
        finally:
            undo[0]()
    assert found == {task: 10 * task for task in range(12)}
    assert len([*tmp_path.iterdir()]) > 12


def test_workers_that_are_slow_are_not_asked_over_and_over(tmp_path: Path) -> None:
    with workers(2) as started, Client(started) as client:
        pool = Cluster(client, patience_s=0.2)
        found = dict(pool.run(partial(traced, tmp_path, 0.6), range(6), lambda _: None))
    assert found == {task: 10 * task for task in range(6)}
    assert len([*tmp_path.iterdir()]) <= 2 * 6


def test_workers_that_all_went_are_said(tmp_path: Path) -> None:
    with workers(1) as started, Client(started) as client:
        pool = Cluster(client, patience_s=0.5)

        def heard(done: int) -> None:
            if done == 2:
                started.scale(0)

        with pytest.raises(InputError) as caught:
            [*pool.run(partial(traced, tmp_path, 0.1), range(40), heard)]
    assert caught.value.code == "workers_gone"


BARE = "import sys; sys.modules['xq_gis_plugin'] = None; from dask.__main__ import main; main()"
"""What starts dask where this program is not installed."""


@contextmanager
def scheduler_apart(
    dask: tuple[str, ...] = ("-m", "dask"), worker_dask: tuple[str, ...] = ("-m", "dask")
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Start a scheduler and a worker in processes of their own; yield its address and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    scheduler = subprocess.Popen(
        [sys.executable, *dask, "scheduler", "--host", address, "--no-dashboard", "--no-show"],
        stderr=subprocess.DEVNULL,
    )
    worker = subprocess.Popen(
        [sys.executable, *worker_dask, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"],
        stderr=subprocess.DEVNULL,
    )
    try:
        with Client(address, timeout="30s") as client:
            client.wait_for_workers(1, timeout=30)
        yield address, scheduler
    finally:
        for process in (worker, scheduler):
            process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()


def test_a_scheduler_need_not_have_this_program(tmp_path: Path) -> None:
    with scheduler_apart(dask=("-c", BARE)) as (address, _), connected(address) as pool:
        found = dict(pool.run(partial(traced, tmp_path, 0.0), range(3), lambda _: None))
    assert found == {0: 0, 1: 10, 2: 20}


def test_a_worker_without_this_program_is_said_and_lives_on() -> None:
    with scheduler_apart(worker_dask=("-c", BARE)) as (address, _), connected(address) as pool:
        with pytest.raises(InputError) as caught:
            [*pool.run(abs, [-1], lambda _: None)]
        assert pool.client.submit(abs, -3).result(timeout=30) == 3
    assert caught.value.code == "workers_differ"
    assert "xq_gis_plugin" in error_text(caught.value, "zh").message


@pytest.mark.parametrize("struck", [signal.SIGKILL, signal.SIGSTOP])
def test_a_scheduler_that_ends_or_stands_still_in_mid_run_is_said(
    struck: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beyond, "_SCHEDULER_S", 2.0)
    monkeypatch.setattr(beyond, "_CONNECT_S", 3.0)
    heard: list[float] = []
    with scheduler_apart() as (address, scheduler):

        def strike(done: int) -> None:
            if done >= 2 and scheduler.poll() is None:
                scheduler.send_signal(struck)
            heard.append(time.monotonic())

        with connected(address) as pool, pytest.raises(InputError) as caught:
            [*pool.run(partial(traced, tmp_path, 0.1), range(200), strike)]
    assert caught.value.code == "scheduler_lost"
    assert "调度器" in error_text(caught.value, "zh").message
    # It could have been ended all the while.
    assert max(later - one for one, later in pairwise(heard)) < 1.5


def test_an_error_keeps_its_facts_on_its_way() -> None:
    error = InputError("file_unreadable", "it cannot", "do", path="a", reason="b")
    again: Any = copy.copy(error)  # as pickle does it
    assert (again.code, again.message, again.hint, again.facts) == (
        error.code, error.message, error.hint, error.facts,
    )  # fmt: skip
