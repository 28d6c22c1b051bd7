"""What opens http and https and nothing else, and ends in time, however slowly a server drips."""

from __future__ import annotations

import functools
import http.client
import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any
from urllib import request

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["bounded_opener"]


class _Open:
    """The connections of a request, to be ended from another thread."""

    def __init__(self) -> None:
        self._sockets: list[socket.socket] = []
        self._over = False
        self._lock = threading.Lock()

    def add(self, one: socket.socket) -> None:
        with self._lock:
            self._sockets.append(one)
            if self._over:
                _end(one)

    def end(self) -> None:
        with self._lock:
            self._over = True
            for one in self._sockets:
                _end(one)


def _end(one: socket.socket) -> None:
    # As a plain socket: that of TLS would be taken apart while another thread reads from it.
    with suppress(OSError):
        socket.socket.shutdown(one, socket.SHUT_RDWR)


class _Plain(http.client.HTTPConnection):
    def __init__(self, *rest: Any, known: _Open, **more: Any) -> None:  # noqa: ANN401 - as its parent
        super().__init__(*rest, **more)
        self._known = known

    def connect(self) -> None:
        super().connect()
        self._known.add(self.sock)


class _Secure(http.client.HTTPSConnection):
    def __init__(self, *rest: Any, known: _Open, **more: Any) -> None:  # noqa: ANN401 - as its parent
        super().__init__(*rest, **more)
        self._known = known

    def connect(self) -> None:
        super().connect()
        self._known.add(self.sock)


class _PlainHandler(request.HTTPHandler):
    def __init__(self, known: _Open) -> None:
        super().__init__()
        self._known = known

    def http_open(self, req: request.Request) -> http.client.HTTPResponse:
        return self.do_open(functools.partial(_Plain, known=self._known), req)


class _SecureHandler(request.HTTPSHandler):
    def __init__(self, known: _Open) -> None:
        super().__init__()
        self._known = known

    def https_open(self, req: request.Request) -> http.client.HTTPResponse:
        # Without a context of its own the connection checks certificate and name.
        return self.do_open(functools.partial(_Secure, known=self._known), req)


@contextmanager
def bounded_opener(seconds: float) -> Iterator[request.OpenerDirector]:
    """Give what opens http and https by way of the system's proxy, and whose connections end after a time.

    A socket's own time-out begins anew with each byte, so that a server could hold one for days.
    Every status is an answer: no redirect is followed, no error raised for it.

    Parameters
    ----------
    seconds
        After these the connections are shut, and reading from them ends as if the server had hung up.
    """
    known = _Open()
    opener = request.OpenerDirector()
    for handler in (request.ProxyHandler(), _PlainHandler(known), _SecureHandler(known)):
        opener.add_handler(handler)
    watch = threading.Timer(seconds, known.end)
    watch.daemon = True
    watch.start()
    try:
        yield opener
    finally:
        watch.cancel()
