"""A server of files on loopback: with ranges as object stores have them, without, slow, refusing."""

from __future__ import annotations

import re
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["FileServer", "serving"]


class FileServer(ThreadingHTTPServer):
    """Serves a folder, the way ``manner`` says.

    ``ranges``: answers what part of a file is asked; ``whole``: knows no parts; ``signed``: only to whom asks
    with ``?signature=right``; ``cut``: ends in the middle of an answer; ``still``: begins an answer and sends
    nothing more; a number: that status. ``asked`` is what was asked for.
    """

    daemon_threads = True

    def __init__(self, folder: Path, manner: str) -> None:
        """Listen at a port that is free."""
        self.folder, self.manner, self.asked = folder, manner, list[str]()
        self.over = threading.Event()
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(SimpleHTTPRequestHandler):
    server: FileServer
    protocol_version = "HTTP/1.1"

    def __init__(self, *given: Any) -> None:
        super().__init__(*given, directory=str(given[2].folder))

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def handle_one_request(self) -> None:
        self.part: tuple[int, int] | None = None
        super().handle_one_request()

    def send_head(self) -> Any:
        server, url = self.server, urlsplit(self.path)
        server.asked.append(self.path)
        if server.manner.isdigit():
            self.send_error(int(server.manner))
            return None
        if server.manner == "signed" and url.query != "signature=right":
            self.send_error(403)
            return None
        place = self.translate_path(self.path)
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if server.manner == "whole" or not wanted or not place.endswith(".parquet"):
            return super().send_head()
        file = open(place, "rb")  # noqa: SIM115, PTH123 - whoever asked closes it
        size = file.seek(0, 2)
        first = int(wanted[1])
        last = min(int(wanted[2] or size), size - 1)
        self.part = (first, last + 1 - first)
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
        self.send_header("Content-Length", str(last + 1 - first))
        self.end_headers()
        return file

    def end_headers(self) -> None:
        if self.server.manner != "whole":
            self.send_header("Accept-Ranges", "bytes")
        super().end_headers()

    def copyfile(self, source: BinaryIO, outputfile: Any) -> None:
        if self.part:
            source.seek(self.part[0])
        data = source.read(self.part[1] if self.part else -1)
        if self.server.manner in ("cut", "still"):
            data = data[: len(data) // 2]
            self.close_connection = True
        outputfile.write(data)
        outputfile.flush()
        if self.server.manner == "still":
            self.server.over.wait()


@contextmanager
def serving(folder: Path, manner: str = "ranges") -> Iterator[FileServer]:
    """Serve a folder as long as it is used."""
    server = FileServer(folder, manner)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
