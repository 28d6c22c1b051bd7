"""A server on loopback that answers as it is told, and remembers what it was asked."""

from __future__ import annotations

import json
import socket
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

__all__ = ["Said", "Server", "only_loopback"]


@dataclass(frozen=True)
class Said:
    """One answer: its body as it is, or an object that becomes JSON.

    ``drip_s`` is the pause after each piece of the body, ``cut`` how many of its bytes are not sent.
    """

    body: Any = b"{}"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    late_s: float = 0.0
    drip_s: float = 0.0
    cut: int = 0

    def data(self) -> bytes:
        return (
            self.body if isinstance(self.body, bytes) else json.dumps(self.body, ensure_ascii=False).encode()
        )


class Server:
    """Answers in turn; the last answer is given again and again."""

    def __init__(self, *answers: Said) -> None:
        self.answers = list(answers)
        self.asked: list[dict[str, str]] = []
        self.agents: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.answer(urlsplit(self.path).query)

            def do_POST(self) -> None:
                self.answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

            def answer(self, form: str) -> None:
                outer.asked.append({name: values[0] for name, values in parse_qs(form).items()})
                outer.agents.append(self.headers["User-Agent"])
                said = outer.answers.pop(0) if len(outer.answers) > 1 else outer.answers[0]
                data = said.data()
                time.sleep(said.late_s)
                try:
                    self.send_response(said.status)
                    for name, value in {"Content-Length": str(len(data)), **said.headers}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    pieces = [data[at : at + 10] for at in range(0, len(data), 10)] if said.drip_s else [data]
                    for piece in pieces:
                        self.wfile.write(piece[: len(piece) - said.cut] if said.cut else piece)
                        self.wfile.flush()
                        time.sleep(said.drip_s)
                except (BrokenPipeError, ConnectionResetError):
                    # Who asked has given up, as some tests want.
                    outer.asked.append({"gave up": ""})

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/api"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def only_loopback(address: Any) -> None:
    """Complain where a test would leave this machine."""
    host = address[0] if isinstance(address, tuple) else str(address)
    if isinstance(address, tuple) and host not in ("127.0.0.1", "::1", "localhost"):
        message = f"a test reached for {host}"
        raise AssertionError(message)


CONNECT = socket.socket.connect
