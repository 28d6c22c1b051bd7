"""Other machines as a pool of workers: dask.distributed, with a worker lost or stalled in mid-run."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xq_gis_plugin import __version__
from xq_gis_plugin.core.errors import InputError, XqGisError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Sequence
    from concurrent.futures import Future

__all__ = ["Cluster", "connected"]

_TICK_S = 0.05
_LOOK_S = 1.0
_FETCH_S = 0.2
_CONNECT_S = 10.0
_SCHEDULER_S = 30.0
_AT_ONCE = 32
PATIENCE_S = 60.0
"""So long a worker may be at its tasks without an answer before they are begun again elsewhere."""


@contextmanager
def connected(scheduler: str, *, patience_s: float = PATIENCE_S) -> Iterator[Cluster]:
    """Connect to a scheduler of dask.distributed.

    Parameters
    ----------
    scheduler
        Its address, such as ``tcp://10.0.0.5:8786``.
    patience_s
        Seconds; see `Cluster`.

    Raises
    ------
    InputError
        ``library_missing``, ``scheduler_unreachable``, ``workers_missing``.
    """
    try:
        from distributed import Client
        from distributed.comm.addressing import get_address_host_port
    except ImportError as error:
        message = "The library distributed is not installed."
        hint = "Install it: pip install 'xq-gis[dask]'."
        raise InputError("library_missing", message, hint, library="distributed") from error
    try:
        # A client of an address that is none does not end: it waits for 20 s, and complains.
        if not scheduler.startswith("inproc://"):
            get_address_host_port(scheduler)
        client: Any = Client(scheduler, timeout=_CONNECT_S, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError, ImportError) as error:
        message = f"No scheduler answers at {scheduler}."
        hint = "Start one (dask scheduler) and its workers (dask worker ADDRESS), and give its address."
        raise InputError("scheduler_unreachable", message, hint, address=scheduler) from error
    try:
        if not client.nthreads():
            message = "The scheduler has no worker."
            raise InputError("workers_missing", message, "Start some: dask worker ADDRESS.")
        yield Cluster(client, patience_s=patience_s)
    finally:
        client.close(timeout="2s")


class Cluster:
    """Works on the workers of a client.

    A worker that stands still is not noticed by its scheduler for minutes. One that holds tasks and has not
    answered for a while is suspected: each task that none but suspects hold is begun once more on another
    worker, and the first answer counts. A suspect that answers after all was only slow, and there is twice as
    much patience from then on. Where the connection is lost and comes back, all is asked for again.

    Parameters
    ----------
    client
        A `distributed.Client`.
    patience_s
        After so many seconds without an answer a worker is suspected.
    """

    def __init__(self, client: Any, *, patience_s: float = PATIENCE_S) -> None:  # noqa: ANN401
        """Keep the client."""
        self.client, self.patience_s = client, patience_s

    def run(
        self, work: Callable[[Any], Any], tasks: Sequence[Any], heard: Callable[[int], None]
    ) -> Iterator[tuple[int, Any]]:
        """Yield (number of the task, what came of it), each once, as they come.

        Raises
        ------
        InputError
            What a worker raised; ``workers_differ`` where one has another version of this program,
            ``workers_lost`` where a task ended each that had it, ``workers_gone`` where there are none any
            more, ``scheduler_lost`` where it went or does not answer.
        """
        run = _Run(self.client, _shipped(work), [_packed(task) for task in tasks], self.patience_s)
        try:
            while run.waiting:
                heard(len(tasks) - len(run.waiting))
                yield from run.answers()
                run.look_after()
        finally:
            run.drop()


@dataclass(frozen=True)
class _Answer:
    """What came of a task, and who did it."""

    value: Any
    error: XqGisError | None
    worker: str
    version: str
    """Of this program there, or why it is not there."""


def answered(work: bytes, task: bytes) -> tuple[Any, XqGisError | None]:
    """Do a task that came packed, on a worker."""
    from distributed.protocol.pickle import loads

    try:
        return loads(work)(loads(task)), None  # type: ignore[no-untyped-call]
    except XqGisError as error:
        return None, error


def _shipped(work: Callable[[Any], Any]) -> Callable[[bytes], tuple[Any, Any, str, str]]:
    """Return what a worker calls with a packed task.

    It is sent by value and names nothing of this module: one that cannot be unpacked for want of this program
    would end the worker, and the scheduler, which unpacks it too, does without this program.
    """
    packed, version = _packed(work), __version__

    def call(task: bytes) -> tuple[Any, Any, str, str]:
        from importlib import import_module

        from distributed import get_worker

        worker = str(get_worker().address)
        try:
            found = str(import_module("xq_gis_plugin").__version__)
        except ImportError as error:
            return None, None, worker, str(error)
        if found != version:
            return None, None, worker, found
        return (*import_module("xq_gis_plugin.run_dask").answered(packed, task), worker, found)

    return call


def _packed(value: Any) -> bytes:  # noqa: ANN401
    from distributed.protocol.pickle import dumps

    return bytes(dumps(value))  # type: ignore[no-untyped-call]


@dataclass(eq=False)
class _Copy:
    """One asking for a task."""

    number: int
    future: Any
    tried_s: float = 0.0
    """How long it has been done without being handed over."""


@dataclass(frozen=True)
class _Fetch:
    """Answers that are being handed over."""

    copies: list[_Copy]
    begun: float
    coming: Future[list[_Answer]]


@dataclass
class _Run:
    """Tasks that are waited for."""

    client: Any
    work: Callable[[bytes], Any]
    tasks: list[bytes]
    patience_s: float
    waiting: dict[int, list[_Copy]] = field(init=False)
    _since: dict[str, float] = field(default_factory=dict)
    """Since when each worker that holds tasks has not answered."""
    _none_since: float | None = None
    """Since when there has been no worker."""
    _fetch: _Fetch | None = None
    _look: Future[dict[str, set[Any]]] | None = None
    _looked: float = field(default_factory=time.monotonic)
    _suspected: set[Any] = field(default_factory=set)
    """What suspects hold."""
    _kept: list[_Copy] = field(default_factory=list)
    """What suspects hold though it has been answered: as long as it is asked for, they are given no more."""

    def __post_init__(self) -> None:
        futures = self.client.map(self.work, self.tasks, pure=False)
        self.waiting = {number: [_Copy(number, future)] for number, future in enumerate(futures)}

    def answers(self) -> list[tuple[int, Any]]:
        """Return what has come since, after a short wait if nothing has.

        Raises
        ------
        InputError
            ``scheduler_lost``, and what a worker raised.
        """
        if self.client.status != "running":
            if self.client.status != "connecting":
                raise _scheduler_lost()
            time.sleep(_TICK_S)
            return []
        if self._fetch is None:
            self._begin_fetch()
        if self._fetch is None:
            time.sleep(_TICK_S)
            return []
        wait([self._fetch.coming], timeout=_TICK_S)
        return self._fetched(self._fetch) if self._fetch.coming.done() else []

    def _begin_fetch(self) -> None:
        """Ask for what is done: what a worker that stands still has kept back, one by one."""
        done = [copy for copies in self.waiting.values() for copy in copies if copy.future.done()]
        if not done:
            return
        failed = [copy for copy in done if copy.future.status == "error"]
        fresh = [copy for copy in done if not copy.tried_s]
        chosen = failed[:1] or fresh[:_AT_ONCE] or [min(done, key=lambda copy: copy.tried_s)]
        limit = max(_FETCH_S, chosen[0].tried_s)
        coming = self._on_loop(_gathered(self.client, [copy.future for copy in chosen], limit))
        self._fetch = _Fetch(chosen, time.monotonic(), coming)

    def _fetched(self, fetch: _Fetch) -> list[tuple[int, Any]]:
        self._fetch, now = None, time.monotonic()
        failed = None if fetch.coming.cancelled() else fetch.coming.exception()
        if failed is None and not fetch.coming.cancelled():
            return [
                (copy.number, self._taken(copy, answer, now))
                for copy, answer in zip(fetch.copies, fetch.coming.result(), strict=True)
                if copy.number in self.waiting
            ]
        for copy in fetch.copies:
            copy.tried_s += max(now - fetch.begun, _TICK_S)
            if copy.future.status == "error" and failed is not None:
                raise _told(failed) from failed
            if copy.future.status == "cancelled":
                # The connection was lost meanwhile, and with it what had been asked for.
                self.waiting[copy.number].remove(copy)
                self._ask(copy.number)
        return []

    def _taken(self, copy: _Copy, answer: _Answer, now: float) -> Any:  # noqa: ANN401
        if now - self._since.get(answer.worker, now) > self.patience_s:
            self.patience_s *= 2.0
        self._since[answer.worker] = now
        if answer.version != __version__:
            raise _other_version(__version__, answer.version)
        if answer.error is not None:
            raise answer.error
        copies = self.waiting.pop(copy.number)
        self._kept += [one for one in copies if one is not copy and one.future.key in self._suspected]
        return answer.value

    def look_after(self) -> None:
        """Now and then see who is at work, and begin again what only suspects hold.

        Raises
        ------
        InputError
            ``scheduler_lost``, ``workers_gone``.
        """
        now = time.monotonic()
        if self.client.status != "running":
            self._look = None
        elif self._look is None:
            if now - self._looked > min(_LOOK_S, self.patience_s / 4):
                copies = [copy for copies in self.waiting.values() for copy in copies]
                stuck = [copy.future.key for copy in copies if copy.tried_s]
                self._looked, self._look = now, self._on_loop(_at_work(self.client, stuck))
        elif self._look.done():
            look, self._look, self._looked = self._look, None, now
            # One that failed did so for the connection, whose state says what becomes of it.
            if not look.cancelled() and look.exception() is None:
                self._seen(look.result(), now)
        elif now - self._looked > _SCHEDULER_S:
            raise _scheduler_lost()

    def _seen(self, held: dict[str, set[Any]], now: float) -> None:
        self._none_since = None if held else (self._none_since or now)
        if self._none_since is not None and now - self._none_since > self.patience_s:
            message = "The scheduler has no worker any more."
            hint = "Look at the logs of the workers, and start them again."
            raise InputError("workers_gone", message, hint)
        ours = {copy.future.key for copies in self.waiting.values() for copy in copies}
        since = {worker: self._since.get(worker, now) for worker in held}
        self._since = {worker: since[worker] for worker, keys in held.items() if not ours.isdisjoint(keys)}
        suspects = {worker for worker, start in self._since.items() if now - start > self.patience_s}
        self._suspected = {key for worker in suspects for key in held[worker]}
        calm = [worker for worker in held if worker not in suspects]
        if suspects and calm:
            for number, copies in self.waiting.items():
                if all(copy.future.key in self._suspected for copy in copies):
                    self._ask(number, workers=calm, allow_other_workers=True)

    def _ask(self, number: int, **where: Any) -> None:  # noqa: ANN401
        future = self.client.submit(self.work, self.tasks[number], pure=False, **where)
        self.waiting[number].append(_Copy(number, future))

    def drop(self) -> None:
        """Want nothing of it any more."""
        copies = [copy for copies in self.waiting.values() for copy in copies]
        futures = [copy.future for copy in (*copies, *self._kept)]
        self.waiting, self._kept = {}, []
        if self.client.status == "running":
            self._on_loop(self.client.cancel(futures, asynchronous=True, force=True))

    def _on_loop(self, work: Coroutine[Any, Any, Any]) -> Future[Any]:
        return asyncio.run_coroutine_threadsafe(work, self.client.loop.asyncio_loop)


async def _gathered(client: Any, futures: list[Any], limit_s: float) -> list[_Answer]:  # noqa: ANN401
    found = await asyncio.wait_for(client.gather(futures, asynchronous=True), limit_s)
    return [_Answer(*one) for one in found]


async def _at_work(client: Any, stuck: list[Any]) -> dict[str, set[Any]]:  # noqa: ANN401
    """Return of each worker the keys of what it is at, with those of `stuck` that it has done."""
    busy = await client.scheduler.processing(workers=None)
    held = {str(worker): set(keys) for worker, keys in busy.items()}
    if stuck:
        for key, workers in (await client.scheduler.who_has(keys=stuck)).items():
            for worker in workers:
                held.setdefault(str(worker), set()).add(key)
    return held


def _told(error: BaseException) -> BaseException:
    """Return what a planner can act on, where that is known; the error itself where it is not."""
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        message = "The workers that were given a part all ended: they may have too little memory."
        hint = "Look at their logs; start them with more memory, or write smaller row groups."
        return InputError("workers_lost", message, hint)
    return error


def _other_version(wanted: str, found: str) -> InputError:
    message = f"The workers do not have xq-gis {wanted}: {found}."
    hint = "Install the same version on every worker: pip install xq-gis."
    return InputError("workers_differ", message, hint, version=wanted, found=found)


def _scheduler_lost() -> InputError:
    message = "The scheduler ended, or does not answer any more."
    hint = "Start it and its workers again, and run this again; nothing was written."
    return InputError("scheduler_lost", message, hint)
