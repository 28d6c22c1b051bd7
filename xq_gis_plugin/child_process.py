"""Run a program beside QGIS: its lines as they come, and an end to it and all that it started when asked.

Loads on Python 3.9 with the standard library alone.
"""

from __future__ import annotations

import contextlib
import os
import queue
import re
import shlex
import signal
import subprocess  # nosec B404 - programs are started by a list of words, without a shell
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["Ended", "run_child", "typed"]

_PAUSE_S = 0.1
"""How often ``cancelled`` is asked while the program says nothing."""
_PATIENCE_S = 0.5
"""How long the last lines may take to arrive."""
_TASKKILL_S = 5.0


class Ended(NamedTuple):
    """How a program ended: its status, all that it said, and whether somebody called it off."""

    status: int
    said: str
    cancelled: bool


def run_child(
    command: Sequence[str],
    heard: Callable[[str], None],
    cancelled: Callable[[], bool],
    environment: Mapping[str, str],
) -> Ended:
    """Run a program to its end, or until it is called off.

    Parameters
    ----------
    command
        The program and its words.
    heard
        Called with each line of its output, in this thread.
    cancelled
        Asked every 0.1 s, whether the program says something or not. Once true, the program and all that
        it has started are killed.
    environment
        The program's environment.

    Raises
    ------
    OSError
        If it cannot be started.
    """
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    # The command is a list of words that this package makes; no shell reads it.
    process = subprocess.Popen(  # noqa: S603  # nosec B603 - see above
        list(command), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        env=dict(environment), encoding="utf-8", errors="replace", creationflags=flags,
        start_new_session=True,
    )  # fmt: skip
    # A read of the pipe blocks for as long as the program is silent, so that nothing else can be asked.
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    reader = threading.Thread(target=_read, args=(process.stdout, lines), name="xq-gis pipe", daemon=True)
    reader.start()
    said: list[str] = []

    def take(line: str) -> None:
        said.append(line)
        heard(line)

    whole = False
    try:
        whole = _follow(process, lines, take, cancelled)
    finally:
        if not whole:
            _end(process)
        # Whoever has left the group and still holds the pipe is not waited for.
        reader.join(_PATIENCE_S)
    while not lines.empty():
        take(lines.get())
    return Ended(process.returncode, "".join(said), not whole)


def typed(command: Sequence[str], *, windows: bool = os.name == "nt") -> str:
    """Return a command as a person types it in a shell, or at Windows's prompt."""
    return " ".join(map(_prompt_word, command)) if windows else shlex.join(command)


def _prompt_word(word: str) -> str:
    """Return a word as one types it at Windows's prompt, which takes a bare ``>=`` for a file's name."""
    quoted = subprocess.list2cmdline([word])
    return '"' + quoted + '"' if re.search(r"[<>&|^()%]", quoted) and not quoted.startswith('"') else quoted


def _read(pipe: IO[str], lines: queue.SimpleQueue[str]) -> None:
    with pipe:
        for line in pipe:
            lines.put(line)


def _follow(
    process: subprocess.Popen[str],
    lines: queue.SimpleQueue[str],
    take: Callable[[str], None],
    cancelled: Callable[[], bool],
) -> bool:
    """Hand lines on until the program has ended; false if it was called off before."""
    while not cancelled():
        try:
            line = lines.get(timeout=_PAUSE_S)
        except queue.Empty:
            if process.poll() is not None:
                return True
            continue
        take(line)
    return False


def _end(process: subprocess.Popen[str]) -> None:
    """Kill a program and all that it has started: pip builds and unpacks in programs of its own."""
    if os.name == "nt":
        _end_tree_on_windows(process.pid)
    else:
        # It leads a session, and so a group, of its own.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _end_tree_on_windows(pid: int) -> None:
    program = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")
    command = [str(program), "/F", "/T", "/PID", str(pid)]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    # Without taskkill the program itself is killed all the same, by the caller.
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(  # noqa: S603  # nosec B603 - Windows's own program, and a number
            command, check=False, capture_output=True, timeout=_TASKKILL_S, creationflags=flags
        )
