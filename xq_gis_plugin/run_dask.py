"""Other machines as a pool of workers: dask.distributed, with a worker lost or stalled in mid-run."""

from __future__ import annotations

import time
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from xq_gis_plugin import __version__
from xq_gis_plugin.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["Cluster", "connected"]

_TICK_S = 0.05
_FETCH_S = 0.15
PATIENCE_S = 60.0
"""So long nothing may come back before what is waited for is begun again elsewhere."""


def version_there() -> str:
    """Return the version of this program where it is called."""
    return __version__


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
        ``library_missing``, ``scheduler_unreachable``, ``workers_differ``.
    """
    try:
        from distributed import Client
    except ImportError as error:
        message = "The library distributed is not installed."
        hint = "Install it: pip install 'xq-gis[dask]'."
        raise InputError("library_missing", message, hint, library="distributed") from error
    try:
        client: Any = Client(scheduler, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError, ImportError) as error:
        message = f"No scheduler answers at {scheduler}."
        hint = "Start one (dask scheduler) and its workers (dask worker ADDRESS), and give its address."
        raise InputError("scheduler_unreachable", message, hint, address=scheduler) from error
    try:
        cluster = Cluster(client, patience_s=patience_s)
        cluster.require_same_version()
        yield cluster
    finally:
        client.close(timeout="2s")


class Cluster:
    """Works on the workers of a client.

    Parameters
    ----------
    client
        A `distributed.Client`.
    patience_s
        So many seconds nothing may come back before what is waited for is begun again on other workers: a
        worker that stands still is not noticed by its scheduler for minutes. The first answer counts.
    """

    def __init__(self, client: Any, *, patience_s: float = PATIENCE_S) -> None:  # noqa: ANN401
        """Keep the client."""
        self.client, self.patience_s = client, patience_s
        self._asked: dict[str, float] = {}

    def require_same_version(self) -> None:
        """See that every worker has this program in this version.

        Raises
        ------
        InputError
            ``workers_differ``, ``scheduler_unreachable`` where there is no worker.
        """
        workers = self._workers()
        if not workers:
            message = "The scheduler has no worker."
            hint = "Start some: dask worker ADDRESS."
            raise InputError("workers_missing", message, hint)
        found = self.client.run(version_there, on_error="return")
        other = {str(answer) for answer in found.values()} - {__version__}
        if other:
            told = ", ".join(sorted(other))[:200]
            message = f"The workers do not have xq-gis {__version__}: {told}."
            hint = "Install the same version on every worker: pip install xq-gis."
            raise InputError("workers_differ", message, hint, version=__version__, found=told)

    def run(
        self, work: Callable[[Any], Any], tasks: Sequence[Any], heard: Callable[[int], None]
    ) -> Iterator[tuple[int, Any]]:
        """Yield (number of the task, what came of it), each once, as they come.

        Raises
        ------
        InputError
            What a worker raised, or ``workers_lost``.
        """
        waiting = {number: [self.client.submit(work, task, pure=False)] for number, task in enumerate(tasks)}
        suspects: Counter[str] = Counter()
        last, done = time.monotonic(), 0
        try:
            while waiting:
                heard(done)
                ready = [n for n, futures in waiting.items() if any(f.done() for f in futures)]
                for number in ready:
                    answer = self._answer(waiting[number])
                    if answer is not None:
                        self.client.cancel(waiting.pop(number), force=True)
                        last, done = time.monotonic(), done + 1
                        yield number, answer[0]
                if waiting and time.monotonic() - last > self.patience_s:
                    self._begin_again(work, tasks, waiting, suspects)
                    last = time.monotonic()
                time.sleep(0 if ready else _TICK_S)
        finally:
            self.client.cancel([future for futures in waiting.values() for future in futures], force=True)

    def _answer(self, futures: list[Any]) -> tuple[Any] | None:
        """Return what came of a task; None where its worker went or stands still with it."""
        from distributed import KilledWorker

        for future in [one for one in futures if one.done()]:
            asked = self._asked.setdefault(future.key, time.monotonic())
            try:
                return (future.result(timeout=_FETCH_S),)
            except TimeoutError:
                # Done, but who did it does not hand it over.
                if time.monotonic() - asked > self.patience_s:
                    futures.remove(future)
            except KilledWorker as error:
                message = "The workers that were given a part all ended: they may have too little memory."
                hint = "Look at their logs; start them with more memory, or write smaller row groups."
                raise InputError("workers_lost", message, hint) from error
        return None

    def _begin_again(
        self,
        work: Callable[[Any], Any],
        tasks: Sequence[Any],
        waiting: dict[int, list[Any]],
        suspects: Counter[str],
    ) -> None:
        """Give what is still waited for to workers that are not working on it."""
        busy = self.client.processing()
        keys = {future.key: number for number, futures in waiting.items() for future in futures}
        suspects.update(worker for worker, held in busy.items() if any(key in keys for key in held))
        workers = sorted(self._workers(), key=lambda worker: suspects[worker])
        calm = [worker for worker in workers if suspects[worker] == suspects[workers[0]]] if workers else []
        for number, futures in waiting.items():
            futures.append(
                self.client.submit(work, tasks[number], pure=False, workers=calm, allow_other_workers=False)
            )

    def _workers(self) -> list[str]:
        return [*self.client.scheduler_info()["workers"]]
