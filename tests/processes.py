"""Whether a process is still there."""

from __future__ import annotations

import time
from pathlib import Path

__all__ = ["is_running", "wait_until_gone"]


def is_running(pid: int) -> bool:
    """Tell whether a process runs; one that only waits to be reaped does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_gone(pid: int) -> None:
    """Come back when a process is gone; the deadline is for one that never goes."""
    end = time.monotonic() + 20
    while is_running(pid):
        if time.monotonic() > end:
            message = f"process {pid} still runs"
            raise AssertionError(message)
        time.sleep(0.01)
