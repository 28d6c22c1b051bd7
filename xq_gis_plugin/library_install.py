"""Brings missing libraries without touching those of QGIS: pip, into a folder of our own.

Loads on Python 3.9 with the standard library alone.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from xq_gis_plugin import libraries
from xq_gis_plugin.child_process import run_child, typed
from xq_gis_plugin.libraries import host_versions, is_old, own_folder, plain, versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = ["Choice", "InstallError", "Installed", "admin_command", "find_python", "install"]

_STAMP = "complete.json"
_CONSTRAINTS = "constraints.txt"
_PROGRESS = re.compile(r"^(Collecting|Processing|Downloading|Installing|Successfully)\b")
_READABLE = re.compile(r"^\d+(\.\d+)*((a|b|rc|\.?post|\.?dev)\d+)*(\+[a-z0-9.]+)?$")


class Installed(NamedTuple):
    """What `install` has brought, and which optional ones it could not bring."""

    folder: Path
    brought: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """Where pip looks: a mirror's address, or a folder of wheels; both "" for pip's own setting."""

    mirror: str = ""
    wheels: str = ""

    def options(self) -> list[str]:
        """Return pip's options."""
        if self.wheels:
            return ["--no-index", "--find-links", self.wheels]
        if not self.mirror:
            return []
        place = urlsplit(self.mirror)
        # pip passes over a mirror without TLS unless it is named; whoever typed http:// means it.
        trusted = ["--trusted-host", place.netloc.rpartition("@")[2]] if place.scheme == "http" else []
        return ["--index-url", self.mirror, *trusted]


class InstallError(Exception):
    """The libraries were not installed; nothing was changed. ``code`` is a key of the group ``setup``."""

    def __init__(self, code: str, details: str = "") -> None:
        super().__init__(code + ": " + details)
        self.code = code
        self.details = details


def find_python() -> str:
    """Return the Python that belongs to this QGIS, "" where there is none.

    On Windows ``sys.executable`` is QGIS itself: starting it would open a second window.
    """
    names = ["python3.exe", "python.exe"] if os.name == "nt" else ["bin/python3"]
    for root in (sys.exec_prefix, sys.base_exec_prefix):
        for name in names:
            path = Path(root) / name
            if path.is_file():
                return str(path)
    return ""


def admin_command(profile: str, choice: Choice, python: str = "", *, windows: bool = os.name == "nt") -> str:
    """Return what an administrator may type in place of `install`, in a shell or at Windows's prompt.

    What the host has is named at the host's version, so that all fit together. pip puts a copy of it
    into the folder, where nothing finds it: the host's own comes first. What is too old there is not
    named: no folder of ours can mend it.
    """
    host = host_versions()
    ours = (*libraries.NEEDED, *libraries.OPTIONAL)
    useful = [name for name in ours if name not in host or not is_old(name, host[name])]
    wanted = [name + "==" + host[name] if name in host else _at_least(name) for name in useful]
    command = [python or find_python() or "python3", "-m", "pip", "install"]
    command += ["--only-binary", ":all:", "--target", str(own_folder(profile)), *choice.options(), *wanted]
    return typed(command, windows=windows)


def install(
    profile: str,
    choice: Choice,
    progress: Callable[[str], None],
    cancelled: Callable[[], bool],
    python: str = "",
) -> Installed:
    """Bring what is missing into our folder in a profile, whole or not at all.

    An optional library that pip cannot bring is left out, unless the folder has it already: nothing is
    taken away.

    Parameters
    ----------
    profile
        QGIS's profile folder.
    choice
        Where pip looks.
    progress
        Called with each line of pip's that a person may want to see.
    cancelled
        Asked every 0.1 s; once true, pip and all that it started are ended.
    python
        The interpreter; by default `find_python`.

    Returns
    -------
    Installed
        The folder, which is not searched before `add_own_folder` is called, and what is in it.

    Raises
    ------
    InstallError
        ``no_python``, ``no_pip``, ``no_wheels``, ``no_write``, ``in_use``, ``pip_failed``, ``cancelled`` or
        ``would_shadow``.
    """
    python = python or find_python()
    if not python:
        raise InstallError("no_python")
    if choice.wheels and not any(Path(choice.wheels).glob("*.whl")):
        raise InstallError("no_wheels", choice.wheels)
    folder = own_folder(profile)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".new-", dir=str(folder.parent)))
    except OSError as error:
        raise InstallError("no_write", str(error)) from error
    try:
        return _Pip(python, choice, draft, progress, cancelled).bring(folder)
    except OSError as error:
        raise InstallError("no_write", str(error)) from error
    finally:
        shutil.rmtree(str(draft), ignore_errors=True)


@dataclass(frozen=True)
class _Pip:
    """pip, with everything that each call of it needs."""

    python: str
    choice: Choice
    draft: Path
    progress: Callable[[str], None]
    cancelled: Callable[[], bool]

    def bring(self, folder: Path) -> Installed:
        """Install into the draft, and put it in the folder's place when it is whole."""
        host = host_versions()
        (self.draft / _CONSTRAINTS).write_text("\n".join(_pins(host)) + "\n", encoding="utf-8")
        if self._run(["--version"])[0]:
            raise InstallError("no_pip")
        plan, left_out = self._plan(host, folder)
        # What the host has where pip does not look stands in the plan at the host's version: it is here.
        wanted = {name: version for name, version in plan.items() if host.get(plain(name)) != version}
        shadowing = sorted(name for name in wanted if plain(name) in host)
        if shadowing:
            raise InstallError("would_shadow", ", ".join(shadowing))
        words = ["{}=={}".format(*item) for item in wanted.items()]
        made = self.draft / "libraries"
        made.mkdir()
        if words:
            self._install("--target", str(made), "--no-deps", *words)
        (made / _STAMP).write_text(json.dumps({"installed": words}), encoding="utf-8")
        _swap(made, folder)
        return Installed(folder, tuple(wanted), left_out)

    def _plan(self, host: Mapping[str, str], folder: Path) -> tuple[dict[str, str], tuple[str, ...]]:
        """Return what pip would bring beside what the host has, and what it cannot bring."""
        kept = versions([str(folder)])
        must = [name for name in libraries.NEEDED if name not in host]
        may = [name for name in libraries.OPTIONAL if name not in host]
        must += [name for name in may if name in kept and not is_old(name, kept[name])]
        plan, left_out, why = self._resolve(must) if must else {}, [], ""
        for name in (name for name in may if name not in must):
            more, why = self._try([*must, name])
            if more:
                plan = more
                must.append(name)
            else:
                left_out.append(name)
        if left_out and not must:
            raise InstallError("pip_failed", why)
        return plan, tuple(left_out)

    def _try(self, names: Sequence[str]) -> tuple[dict[str, str], str]:
        """Return what these come to, or nothing and pip's reason."""
        try:
            return self._resolve(names), ""
        except InstallError as error:
            if error.code != "pip_failed":
                raise
            return {}, error.details

    def _resolve(self, names: Sequence[str]) -> dict[str, str]:
        """Ask pip what these come to, names and versions; nothing is installed by this."""
        report = self.draft / "report.json"
        told = self._install(
            "--dry-run", "--report", str(report), "--constraint", str(self.draft / _CONSTRAINTS),
            *map(_at_least, names),
        )  # fmt: skip
        items = [item["metadata"] for item in json.loads(report.read_text(encoding="utf-8"))["install"]]
        planned = {item["name"]: item["version"] for item in items}
        if not {plain(name) for name in planned} >= {plain(name) for name in names}:
            # pip has found one where QGIS does not look.
            raise InstallError("pip_failed", told)
        return planned

    def _install(self, *words: str) -> str:
        options = ["--only-binary", ":all:", "--disable-pip-version-check", *self.choice.options()]
        status, told = self._run(["install", *options, *words])
        if status:
            raise InstallError("pip_failed", told)
        return told

    def _run(self, words: Sequence[str]) -> tuple[int, str]:
        # A person's own setting may say --user, which does not go with --target.
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PIP_USER": "0"}
        # That of the program which QGIS runs in; this one finds its own.
        environment.pop("PYTHONHOME", None)

        def heard(line: str) -> None:
            if _PROGRESS.match(line):
                self.progress(line.strip())

        ended = run_child([self.python, "-m", "pip", *words], heard, self.cancelled, environment)
        if ended.cancelled:
            raise InstallError("cancelled")
        return ended.status, ended.said


def _swap(draft: Path, folder: Path) -> None:
    """Put a folder in another's place; if that fails, the other one is back."""
    old = draft.with_name("old")
    try:
        if folder.exists():
            folder.rename(old)
    except PermissionError as error:
        # The draft lies beside it, so it can be written to: Windows keeps what is loaded from it.
        raise InstallError("in_use", str(error)) from error
    try:
        draft.rename(folder)
    finally:
        if old.exists() and not folder.exists():
            old.rename(folder)


def _pins(host: Mapping[str, str]) -> Iterable[str]:
    """Return a constraint for everything that the host has, so that pip brings no second one.

    Some systems' packages have versions that pip cannot read, and would stop at.
    """
    return sorted("{}=={}".format(*item) for item in host.items() if _READABLE.match(item[1]))


def _at_least(name: str) -> str:
    oldest = {**libraries.NEEDED, **libraries.OPTIONAL}[name]
    return name + libraries.EXTRAS.get(name, "") + ">=" + oldest
