"""No test in here leaves this machine, has a key, or keeps anything in the person's own folder."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import pytest

from tests.io.services.loopback import CONNECT, only_loopback

if TYPE_CHECKING:
    from pathlib import Path


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
