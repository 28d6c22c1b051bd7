"""No test in here leaves this machine, has a key, or keeps anything in the person's own folder."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import pytest

from tests.io.services.answers import BOX, KEY, PLAN, session_of
from tests.io.services.loopback import CONNECT, Said, Server, only_loopback
from xq_gis_plugin.io.services.ask import ask

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def connect(self: socket.socket, address: Any) -> None:
        only_loopback(address)
        CONNECT(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setenv("XQ_GIS_CACHE", str(tmp_path / "cache"))
    for name in (
        "XQ_GIS_AMAP_KEY",
        "XQ_GIS_TIANDITU_KEY",
        "http_proxy",
        "https_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AMAP", "TIANDITU"):
        monkeypatch.setenv(f"XQ_GIS_{name}_KEY", KEY)


@pytest.fixture
def asked(tmp_path: Path, keys: None) -> Callable[..., tuple[gpd.GeoDataFrame, Server]]:  # noqa: ARG001
    """Return a way to ask a service whose server answers so."""

    def run(service: str, *answers: Said, ids: tuple[str, ...] = ("P2-01",), **how: Any) -> Any:
        with Server(*answers) as server:
            session = session_of(service, server, how.pop("folder", tmp_path / "cache"), **how)
            return ask(service, [PLAN[one] for one in ids], BOX, session), server

    return run
