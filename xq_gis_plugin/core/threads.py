"""Independent pieces of work on all cores; whoever waits for them is heard meanwhile.

GEOS and numpy let go of Python's lock while they work, so that threads of one process are enough.
"""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["in_threads"]

TICK_S = 0.05
MOST = 8
"""Threads: with more, what is not done by GEOS is what everybody waits for."""

Task = TypeVar("Task")
Result = TypeVar("Result")


def in_threads(
    work: Callable[[Task], Result], tasks: Iterable[Task], heard: Callable[[], None], *, most: int = MOST
) -> Iterator[Result]:
    """Yield what comes of each task, in their order.

    Parameters
    ----------
    work
        Must not change anything that another task sees.
    tasks
        Taken up a few at a time.
    heard
        Called at least every `TICK_S` while the caller waits; if it raises, nothing more is begun, and nobody
        waits for what has been.
    most
        How many may be worked on at once, where memory allows no more.
    """
    threads = max(1, min(most, MOST, os.cpu_count() or 1))
    pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="xq-gis-work")
    begun: deque[Future[Result]] = deque()
    try:
        for task in tasks:
            begun.append(pool.submit(work, task))
            if len(begun) > 2 * threads:
                yield _wait(begun.popleft(), heard)
        while begun:
            yield _wait(begun.popleft(), heard)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _wait(one: Future[Result], heard: Callable[[], None]) -> Result:
    while True:
        heard()
        try:
            return one.result(timeout=TICK_S)
        except NotYet:
            if one.done():
                return one.result()
