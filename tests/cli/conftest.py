"""A little town as files, and ways to call the command line."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.io.services.loopback import CONNECT, only_loopback
from xq_gis_plugin.cli import run

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
LON, LAT = 106.29, 38.47
DEGREE_M = 87_300.0


@pytest.fixture(autouse=True)
def _no_service_on_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every call of the command line on this machine."""

    def connect(self: socket.socket, address: Any) -> None:
        only_loopback(address)
        CONNECT(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)


@dataclass(frozen=True)
class Answer:
    """What a call gave back."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one object on the standard output."""
        return json.loads(self.out)


def feature(east_m: float, side_m: float = 0.0, **properties: object) -> dict[str, Any]:
    """Return a point, or a square, so many metres east of the origin."""
    lon = LON + east_m / DEGREE_M
    size = side_m / DEGREE_M
    ring = [[lon, LAT], [lon + size, LAT], [lon + size, LAT + size], [lon, LAT + size], [lon, LAT]]
    geometry = (
        {"type": "Polygon", "coordinates": [ring]} if side_m else {"type": "Point", "coordinates": [lon, LAT]}
    )
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def layer(path: Path, *features: dict[str, Any]) -> Path:
    """Write a GeoJSON file."""
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Return a folder with a shop 30 m from a school, in ``h.geojson`` and ``p.geojson``."""
    shop = feature(0, hazard_id="S1", name="甲店", kind="fireworks_retail", position_accuracy_m=0)
    school = feature(30, 20, object_id="O1", name="乙小学", kind="school", position_accuracy_m=0)
    layer(tmp_path / "h.geojson", shop)
    layer(tmp_path / "p.geojson", school)
    return tmp_path


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Return a function that runs a command line in this process, in Chinese unless it says otherwise."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("COLUMNS", "120")

    def runner(*arguments: object) -> Answer:
        status = run([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return Answer(status, told.out, told.err)

    return runner


@pytest.fixture
def check(town: Path, call: Callable[..., Answer]) -> Callable[..., Answer]:
    """Return a function that checks the little town with further arguments."""
    return lambda *more: call("check", town / "h.geojson", town / "p.geojson", *more)


@pytest.fixture
def start() -> Callable[..., Answer]:
    """Return a function that starts the real program with the environment that a test asks for."""

    def starter(*arguments: object, **environment: str) -> Answer:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
        done = subprocess.run(
            [sys.executable, "-m", "xq_gis_plugin.cli", *map(str, arguments)],
            cwd=ROOT,
            env=kept | {"PYTHONPATH": str(ROOT), "COLUMNS": "120"} | environment,
            capture_output=True,
            check=False,
            timeout=300,
        )
        return Answer(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return starter


def files(folder: Path) -> list[str]:
    """Return everything in a folder, hidden things too."""
    return sorted(path.name for path in folder.iterdir())
