"""Rows by the million without the garbage collector looking through them over and over."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["uncollected"]


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold the collector of reference cycles back while many objects are made that are no garbage.

    Python looks for cycles whenever so many objects have been made, and a layer is all new objects without
    one: of the time in which shapely makes a million points, most goes there. Reference counting goes on;
    the state before is put back at the end, whatever happens. It is one for the whole process: of two
    threads the one that began first decides.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
