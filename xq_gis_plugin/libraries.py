"""Which libraries are here, which are missing, and how to bring them without touching those of QGIS.

Loads on Python 3.9 with the standard library alone. Libraries of ours go into a folder of their own in
QGIS's profile, at the very end of the search path: whatever QGIS has is found first, so nothing that is
loaded is ever replaced (doing so crashes QGIS).
"""

from __future__ import annotations

import json
import os
import platform
import re
import shlex
import subprocess  # nosec B404 - pip is started by its own name, without a shell
import sys
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = [
    "NEEDED",
    "Choice",
    "InstallError",
    "Missing",
    "Probe",
    "add_own_folder",
    "admin_command",
    "find_python",
    "install",
    "load_apart",
    "own_folder",
    "probe",
]

OLDEST = (3, 11)
NEEDED = {
    "numpy": "1.24",
    "pandas": "2.0",
    "scipy": "1.10",
    "shapely": "2.0.2",
    "pyproj": "3.4",
    "pyogrio": "0.9",
    "geopandas": "1.0",
    "folium": "0.16",
    "openpyxl": "3.1",
    "rtree": "1.1",
    "osmium": "4.0",
}
"""Distributions that the plugin uses, and the oldest version of each that will do."""
_WITH_C_LIBRARIES = ("pyproj", "shapely", "pyogrio", "geopandas")
_STAMP = "complete.json"
_PROGRESS = re.compile(r"^(Collecting|Processing|Downloading|Installing|Successfully)\b")


@dataclass(frozen=True)
class Missing:
    """One library that is not here (``found`` is ""), or too old."""

    name: str
    wanted: str
    found: str


@dataclass(frozen=True)
class Probe:
    """What this Python offers."""

    python: str
    python_ok: bool
    missing: tuple[Missing, ...]

    @property
    def ready(self) -> bool:
        """Whether the plugin can work."""
        return self.python_ok and not self.missing


@dataclass(frozen=True)
class Choice:
    """Where pip looks: a mirror's address, or a folder of wheels; both "" for pip's own setting."""

    mirror: str = ""
    wheels: str = ""

    def options(self) -> list[str]:
        """Return pip's options."""
        if self.wheels:
            return ["--no-index", "--find-links", self.wheels]
        return ["--index-url", self.mirror] if self.mirror else []


class InstallError(Exception):
    """The libraries were not installed; nothing was changed. ``code`` is a key of the group ``setup``."""

    def __init__(self, code: str, details: str = "") -> None:
        super().__init__(code + ": " + details)
        self.code = code
        self.details = details


def probe() -> Probe:
    """Look at what is here, without importing any of it."""
    found = []
    for name, wanted in NEEDED.items():
        version = _version(name)
        if not version or _numbers(version) < _numbers(wanted):
            found.append(Missing(name, wanted, version))
    return Probe(platform.python_version(), sys.version_info[:2] >= OLDEST, tuple(found))


def own_folder(profile: str) -> Path:
    """Return the folder for our libraries in a profile, one per version of Python."""
    return Path(profile) / "xq_gis_libs" / "py{}.{}".format(*sys.version_info[:2])


def add_own_folder(profile: str) -> bool:
    """Search our folder last, if it is there; tell whether it is. `install` puts it there whole."""
    folder = own_folder(profile)
    if folder.is_dir() and str(folder) not in sys.path:
        sys.path.append(str(folder))
    return folder.is_dir()


def load_apart() -> None:
    """Load the libraries that bring a GEOS, GDAL or PROJ of their own, so that each calls its own.

    On Linux QGIS's own GEOS, GDAL and PROJ are in the global scope, where the dynamic linker looks first:
    a wheel's shapely would call the system's GEOS, of another version, and crash. ``RTLD_DEEPBIND``
    (dlopen(3)) makes each library look at what it brought before it looks there. Windows and macOS
    tell the copies apart by themselves.
    """
    deep = getattr(os, "RTLD_DEEPBIND", 0)
    if not deep:
        return
    before = sys.getdlopenflags()
    sys.setdlopenflags(before | deep)
    try:
        for name in _WITH_C_LIBRARIES:
            import_module(name)
    finally:
        sys.setdlopenflags(before)


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


def admin_command(profile: str, choice: Choice, python: str = "") -> str:
    """Return what an administrator may type in place of `install`.

    What the host has is named at the host's version, so that all fit together. pip puts a copy of it
    into the folder, where nothing finds it: the host's own comes first.
    """
    wanted = [name + "==" + _version(name) if _version(name) else _at_least(name) for name in NEEDED]
    command = [python or find_python() or "python3", "-m", "pip", "install"]
    command += ["--only-binary", ":all:", "--target", str(own_folder(profile)), *choice.options(), *wanted]
    return subprocess.list2cmdline(command) if os.name == "nt" else shlex.join(command)


def install(
    profile: str,
    choice: Choice,
    progress: Callable[[str], None],
    cancelled: Callable[[], bool],
    python: str = "",
) -> Path:
    """Bring what is missing into our folder in a profile, whole or not at all.

    Parameters
    ----------
    profile
        QGIS's profile folder.
    choice
        Where pip looks.
    progress
        Called with each line of pip's that a person may want to see.
    cancelled
        Asked after each line; once true, pip is ended.
    python
        The interpreter; by default `find_python`.

    Returns
    -------
    Path
        The folder; it is not searched before `add_own_folder` is called.

    Raises
    ------
    InstallError
        ``no_python``, ``no_pip``, ``no_write``, ``pip_failed``, ``cancelled`` or ``would_shadow``.
    """
    python = python or find_python()
    if not python:
        raise InstallError("no_python")
    folder = own_folder(profile)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        constraints = folder.parent / "constraints.txt"
        constraints.write_text("".join(line + "\n" for line in _pins()), encoding="utf-8")
    except OSError as error:
        raise InstallError("no_write", str(error)) from error
    if _run([python, "-m", "pip", "--version"], lambda _line: None, cancelled)[0]:
        raise InstallError("no_pip")
    wanted = _resolve(python, choice, constraints, progress, cancelled)
    here = {_plain(name) for name in _host_versions()}
    shadowing = sorted(item for item in wanted if _plain(item.split("==")[0]) in here)
    if shadowing:
        raise InstallError("would_shadow", ", ".join(shadowing))
    return _fetch(python, choice, folder, wanted, progress, cancelled)


def _resolve(
    python: str,
    choice: Choice,
    constraints: Path,
    progress: Callable[[str], None],
    cancelled: Callable[[], bool],
) -> list[str]:
    """Ask pip what is missing beside what the host has; nothing is installed by this."""
    report = constraints.with_name("report.json")
    command = [
        python,
        "-m",
        "pip",
        "install",
        "--dry-run",
        "--report",
        str(report),
        "--disable-pip-version-check",
    ]
    command += ["--only-binary", ":all:", "--constraint", str(constraints), *choice.options()]
    status, output = _run([*command, *map(_at_least, NEEDED)], progress, cancelled)
    if status:
        raise InstallError("pip_failed", output)
    planned = json.loads(report.read_text(encoding="utf-8"))["install"]
    report.unlink()
    return ["{name}=={version}".format(**item["metadata"]) for item in planned]


def _fetch(
    python: str,
    choice: Choice,
    folder: Path,
    wanted: Sequence[str],
    progress: Callable[[str], None],
    cancelled: Callable[[], bool],
) -> Path:
    """Install into a folder beside, and put it in place when it is whole."""
    import shutil
    import tempfile

    draft = Path(tempfile.mkdtemp(prefix=".new-", dir=str(folder.parent)))
    try:
        if wanted:
            command = [python, "-m", "pip", "install", "--target", str(draft), "--no-deps"]
            command += ["--only-binary", ":all:", "--disable-pip-version-check", *choice.options(), *wanted]
            status, output = _run(command, progress, cancelled)
            if status:
                raise InstallError("pip_failed", output)
        (draft / _STAMP).write_text(json.dumps({"installed": list(wanted)}), encoding="utf-8")
        _swap(draft, folder)
    except OSError as error:
        raise InstallError("no_write", str(error)) from error
    finally:
        shutil.rmtree(str(draft), ignore_errors=True)
    return folder


def _swap(draft: Path, folder: Path) -> None:
    """Put a folder in another's place; if that fails, the other one is back."""
    import shutil

    old = draft.with_name(draft.name + "-old")
    if folder.exists():
        folder.rename(old)
    try:
        draft.rename(folder)
    finally:
        if old.exists() and not folder.exists():
            old.rename(folder)
    shutil.rmtree(str(old), ignore_errors=True)


def _run(
    command: Sequence[str], progress: Callable[[str], None], cancelled: Callable[[], bool]
) -> tuple[int, str]:
    """Run a program, hand its lines on, and return its status and all that it said."""
    foreign = ("PYTHONHOME", "PYTHONPATH")
    environment = {key: value for key, value in os.environ.items() if key not in foreign}
    environment["PYTHONIOENCODING"] = "utf-8"
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    # The command is a list made here; the mirror and the folder are single words of it.
    with subprocess.Popen(  # noqa: S603  # nosec B603 - see above
        list(command), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        env=environment, encoding="utf-8", errors="replace", creationflags=flags,
    ) as process:  # fmt: skip
        said = []
        for line in process.stdout or ():
            said.append(line)
            if _PROGRESS.match(line):
                progress(line.strip())
            if cancelled():
                process.kill()
                raise InstallError("cancelled")
    return process.returncode, "".join(said)


def _pins() -> Iterable[str]:
    """Return a constraint for everything that the host has, so that pip brings no second one."""
    return sorted("{}=={}".format(*item) for item in _host_versions().items())


def _host_versions() -> dict[str, str]:
    """Return name and version of every distribution outside our own folder."""
    found: dict[str, str] = {}
    for path in sys.path:
        if "xq_gis_libs" in path:
            continue
        for one in metadata.distributions(path=[path]):
            name = one.metadata["Name"]
            if name and _plain(name) not in {_plain(known) for known in found}:
                found[name] = one.version
    return found


def _at_least(name: str) -> str:
    return name + ">=" + NEEDED[name]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])
