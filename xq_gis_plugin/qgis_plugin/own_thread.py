"""Work in a thread of Python's own, because QGIS's threads are not safe for pyproj.

QGIS runs tasks and algorithms in threads of a pool. Python makes a thread state for such a thread when
it is entered, and throws it away when it is left; pyproj 3.7 frees its PROJ context with it, but keeps a
pointer to it with the thread itself, which the pool uses again: the second run crashes in ``proj_create``.
A thread that Python starts ends with its state, and leaves nothing behind.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["in_own_thread"]

_Result = TypeVar("_Result")


def in_own_thread(work: Callable[[], _Result]) -> _Result:
    """Do work in a new thread, wait for it, and return what it returned or raise what it raised.

    The work must make no QObject that outlives it.

    Examples
    --------
    >>> in_own_thread(lambda: 6 * 7)
    42
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="xq-gis") as threads:
        return threads.submit(work).result()
