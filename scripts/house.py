"""The set-up that `scripts/demo` and `scripts/test` share: Debian packages, ``.venv``, pip.

Standard library alone, and nothing that Windows lacks. Everything here may run again at any time:
what is in place already is left alone.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["ROOT", "HouseError", "run", "say", "set_up", "shared_folder", "tool"]

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
DEBIAN_PYTHON = Path("/usr/bin/python3")
# A later extra holds all that an earlier one does.
EXTRAS = ("", "test")


class HouseError(Exception):
    """The set-up cannot go on; the text says what a person has to do."""


def set_up(*, extra: str = "", packages: Sequence[str] = (), root: Path = ROOT) -> Path:
    """Make ``.venv`` with the package in it and return its Python.

    Parameters
    ----------
    extra
        One of `EXTRAS`: which optional dependencies of ``setup.py`` are needed.
    packages
        Debian packages that must be there; on other systems they are not asked for.
    root
        The checkout.

    Raises
    ------
    HouseError
        Something is missing that this script may not, or cannot, bring by itself.
    """
    _speak_utf8()
    started = time.monotonic()
    if on_debian():
        first = [] if read_stamp(root) else ["python3-venv"]
        install_debian_packages([*first, *packages])
    host = host_python()
    stamp = make_stamp(root, host, extra)
    python = venv_python(root)
    if stamp_serves(read_stamp(root), stamp) and tool("xq-gis", root).exists():
        say(f"环境已就绪，无需安装 / environment is ready: {root / '.venv'}")
        return python
    _make_venv(root, host)
    _install(root, python, extra, host)
    stamp_path(root).write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    say(f"环境已就绪，用时 {time.monotonic() - started:.0f} s / environment is ready: {root / '.venv'}")
    return python


def say(line: str) -> None:
    """Print one line of progress at once, so that it stands before what a child process prints."""
    print(f"[xq-gis] {line}", flush=True)


def run(command: Sequence[str | Path], *, root: Path = ROOT) -> int:
    """Run a command in the checkout, its output on ours, and return its exit status."""
    words = [str(part) for part in command]
    return subprocess.run(words, cwd=root, env=child_environment(), check=False).returncode


def tool(name: str, root: Path = ROOT) -> Path:
    """Return where ``.venv`` keeps the program of that name."""
    if os.name == "nt":
        return root / ".venv" / "Scripts" / f"{name}.exe"
    return root / ".venv" / "bin" / name


def shared_folder(root: Path = ROOT) -> Path | None:
    """Return the sibling folder ``shared`` with the standards and the real data, if it is there."""
    folder = root.parent / "shared"
    return folder if folder.is_dir() else None


def child_environment(base: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment for our programs: UTF-8 whatever the locale, and no foreign packages.

    They keep what Python has compiled of them: hundreds are started one after the other.
    """
    dropped = {"PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH"}
    kept = {name: value for name, value in base.items() if name not in dropped}
    return {**kept, "PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}


def on_debian() -> bool:
    """Tell whether apt-get is the way to bring what is missing."""
    return sys.platform == "linux" and Path("/etc/debian_version").exists() and bool(shutil.which("apt-get"))


def install_debian_packages(names: Sequence[str]) -> None:
    """Bring the Debian packages that are missing, or say how to."""
    missing = [name for name in names if not _is_installed(name)]
    if not missing:
        return
    for command in apt_commands(missing, is_root=os.geteuid() == 0):
        say(f"安装系统软件包 / installing Debian packages: {shlex.join(command)}")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        status = subprocess.run(command, env=environment, check=False, stdin=subprocess.DEVNULL).returncode
        if status:
            message = f"命令失败 / this command failed (exit status {status}): {shlex.join(command)}"
            raise HouseError(message)


def apt_commands(missing: Sequence[str], *, is_root: bool) -> list[list[str]]:
    """Return the commands that bring the packages; without root, raise with the same to type."""
    commands = [
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", *missing],
    ]
    if is_root:
        return commands
    typed = " && ".join(f"sudo {shlex.join(command)}" for command in commands)
    message = f"缺少系统软件包 / missing Debian packages: {' '.join(missing)}\n请运行 / run:\n  {typed}"
    raise HouseError(message)


def _is_installed(name: str) -> bool:
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status}", name]
    answer = subprocess.run(query, capture_output=True, text=True, check=False)
    return answer.stdout.strip() == "installed"


def host_python() -> Path:
    """Return the Python that ``.venv`` is made from.

    On Debian it is the system's own, which has the packages that QGIS uses, even where another
    Python comes first on the path.
    """
    if on_debian() and DEBIAN_PYTHON.exists() and python_version(DEBIAN_PYTHON) >= OLDEST:
        return DEBIAN_PYTHON
    if sys.version_info[:2] >= OLDEST:
        return Path(sys.executable)
    message = (
        f"需要 Python 3.11 或更高版本，当前为 {platform.python_version()}，请安装后再运行\n"
        f"Python 3.11 or later is needed, this is {platform.python_version()}: install it and run again"
    )
    raise HouseError(message)


def python_version(python: Path) -> tuple[int, int]:
    """Return major and minor version of an interpreter."""
    major, minor = _ask(python, "import sys; print(*sys.version_info[:2])").split()
    return int(major), int(minor)


def make_stamp(root: Path, host: Path, extra: str) -> dict[str, str]:
    """Describe the environment that is wanted; an equal stamp means that it is there already."""
    digest = hashlib.sha256()
    for name in ("setup.py", "pyproject.toml"):
        digest.update((root / name).read_bytes())
    # What is compiled has to be compiled again.
    for source in sorted((root / "xq_gis_plugin").rglob("*.c")):
        digest.update(source.read_bytes())
    digest.update(package_version(root).encode())
    # A virtual environment cannot be moved, and does not outlive a change of its interpreter.
    interpreter = _ask(host, "import sys; print(sys.version)")
    return {
        "root": str(root),
        "python": interpreter,
        "numpy": host_numpy(host),
        "packaging": digest.hexdigest(),
        "extra": extra,
    }


def package_version(root: Path) -> str:
    """Return ``__version__`` of the package in the checkout, without importing it."""
    text = (root / "xq_gis_plugin" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    return found[1] if found else ""


def stamp_serves(there: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    """Tell whether an environment with the one stamp can do what the other asks for."""
    same = all(there.get(key) == wanted[key] for key in ("root", "python", "numpy", "packaging"))
    return same and there.get("extra") in EXTRAS[EXTRAS.index(wanted["extra"]) :]


def stamp_path(root: Path) -> Path:
    """Return the file in ``.venv`` that says what was installed; it is written last."""
    return root / ".venv" / "xq-gis-stamp.json"


def read_stamp(root: Path) -> dict[str, str]:
    """Return the stamp of the environment that is there, empty if it is missing or unreadable."""
    try:
        return dict(json.loads(stamp_path(root).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def venv_python(root: Path) -> Path:
    """Return the Python of ``.venv``."""
    return tool("python", root)


def _make_venv(root: Path, host: Path) -> None:
    if _is_sound(root, host):
        return
    say(f"创建 .venv / making .venv with {host}")
    if importlib.util.find_spec("ensurepip") is None and not on_debian():
        message = "此 Python 缺少 ensurepip / this Python lacks ensurepip: install one that has it"
        raise HouseError(message)
    options = ["--system-site-packages"] if host == DEBIAN_PYTHON else []
    status = run([host, "-m", "venv", "--clear", *options, root / ".venv"], root=root)
    if status:
        message = f"无法创建 .venv / .venv could not be made (exit status {status})"
        raise HouseError(message)


def _is_sound(root: Path, host: Path) -> bool:
    """Tell whether ``.venv`` was made here, from this interpreter, and can install packages."""
    python = venv_python(root)
    there = read_stamp(root)
    if not python.exists() or there.get("root") != str(root):
        return False
    if there.get("python") != _ask(host, "import sys; print(sys.version)"):
        return False
    pip = subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True, check=False)
    return pip.returncode == 0


def _install(root: Path, python: Path, extra: str, host: Path) -> None:
    say("安装依赖，首次需下载，请稍候 / installing; the first time it downloads, please wait")
    stamp_path(root).unlink(missing_ok=True)
    wanted = f".[{extra}]" if extra else "."
    command: list[str | Path] = [python, "-m", "pip", "install", "--disable-pip-version-check"]
    constraint = numpy_constraint(host_numpy(host))
    if constraint:
        say(f"沿用系统的 numpy / keeping the system's numpy: {constraint}")
        file = root / ".venv" / "constraints.txt"
        file.write_text(constraint + "\n", encoding="utf-8")
        command += ["--constraint", file]
    status = run([*command, "--editable", wanted], root=root)
    if status:
        message = (
            f"依赖安装失败 / installing failed (exit status {status}).\n"
            "请检查网络；可先设置 pip 镜像 / check the network; a mirror can be set with:\n"
            f"  {python} -m pip config set global.index-url <URL>"
        )
        raise HouseError(message)


def host_numpy(host: Path) -> str:
    """Return the version of numpy that the system's Python has, or nothing.

    QGIS has it loaded: another one over it crashes QGIS.
    """
    if host != DEBIAN_PYTHON:
        return ""
    question = (
        "from importlib.metadata import version, PackageNotFoundError\n"
        "try: print(version('numpy'))\n"
        "except PackageNotFoundError: print()"
    )
    return _ask(host, question)


def numpy_constraint(version: str) -> str:
    """Return the line of a pip constraints file that keeps this numpy."""
    return f"numpy=={version}" if version else ""


def _ask(python: Path, program: str) -> str:
    # Isolated: what the user has installed for himself is not the system's.
    answer = subprocess.run([str(python), "-I", "-c", program], capture_output=True, text=True, check=True)
    return answer.stdout.strip()


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
