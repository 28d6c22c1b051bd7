"""Wheels, and a Python with a pip that says nothing, as tests of installing need them."""

from __future__ import annotations

import importlib
import sys
import tempfile
import zipfile
from pathlib import Path

__all__ = ["make_silent_python", "make_wheel", "unpack"]


def make_wheel(folder: Path, name: str, version: str, *needs: str) -> None:
    """Write a wheel with one module in it."""
    module, info = name.replace("-", "_"), f"{name.replace('-', '_')}-{version}.dist-info"
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / f"{module}-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{module}.py", f"VERSION = {version!r}\n")
        lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
        wheel.writestr(
            f"{info}/METADATA", "\n".join([*lines, *(f"Requires-Dist: {one}" for one in needs), ""])
        )
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


def unpack(folder: Path, name: str, version: str) -> str:
    """Put such a library into a folder, as pip does, and return the folder."""
    with tempfile.TemporaryDirectory() as wheels:
        make_wheel(Path(wheels), name, version)
        (wheel,) = Path(wheels).iterdir()
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
    importlib.invalidate_caches()
    return str(folder)


def make_silent_python(folder: Path) -> tuple[Path, Path]:
    """Return a Python whose pip starts another program and then says nothing, as in a long download.

    The second path is the file in which it tells the ids of both, once they run.
    """
    python, pids = folder / "silent-python3", folder / "pids"
    python.write_text(
        f"#!{sys.executable}\n"
        "import os, subprocess, sys, time\n"
        "if '--version' in sys.argv:\n"
        "    sys.exit()\n"
        "other = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"with open({str(pids)!r} + '.part', 'w') as file:\n"
        "    file.write(f'{os.getpid()} {other.pid}')\n"
        f"os.rename({str(pids)!r} + '.part', {str(pids)!r})\n"
        "time.sleep(600)\n",
        encoding="utf-8",
    )
    python.chmod(0o755)
    return python, pids
