"""A real PostGIS for the tests that read one."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSWORD = "s3cret-水"  # noqa: S105 # pragma: allowlist secret - of a database that lives for seconds
QUOTED = "s3cret-%E6%B0%B4"


def _binaries() -> Path:
    """Return the folder of PostgreSQL's own programs; its absence is a failure, never a skip."""
    found = [Path(told).parent] if (told := shutil.which("initdb")) else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in found:
        if (folder / "initdb").exists():
            return folder
    pytest.fail("PostgreSQL is missing: install it with apt-get install postgresql-15-postgis-3")


@pytest.fixture(scope="session")
def postgis() -> Iterator[str]:
    """Start a PostGIS on a free port of this computer; return ``host:port``, and stop it at the end."""
    binaries = _binaries()
    # initdb refuses root, and everyone's folder must be open to the one who runs it.
    become = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    with socket.socket() as free, tempfile.TemporaryDirectory(prefix="xq_pg_") as name:
        folder = Path(name)
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        secret = folder / "password"
        secret.write_text(PASSWORD, encoding="utf-8")
        for path in (folder, secret):
            path.chmod(0o755)
            if become:
                shutil.chown(path, "postgres")
        control = [*become, str(binaries / "pg_ctl"), "-D", str(folder / "data"), "-w"]
        setup = ["-A", "scram-sha-256", "-U", "planner", "-E", "UTF8", "--no-locale", "--no-sync"]
        _run([*become, str(binaries / "initdb"), "-D", str(folder / "data"), *setup, f"--pwfile={secret}"])
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off"
        _run([*control, "-l", str(folder / "log"), "-o", options, "start"])
        try:
            yield f"127.0.0.1:{port}"
        finally:
            _run([*control, "-m", "immediate", "stop"])


def _run(command: list[str]) -> None:
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        cwd="/",
    )
    assert done.returncode == 0, f"{command}: {done.stderr}"
