"""Debian's Firefox without any network, driven over Marionette on the loopback."""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

_NAMES = ("firefox-esr", "firefox")
# A proxy where nobody listens: whatever the page or the browser asked for would fail.
_PREFERENCES = {
    "network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": 9, "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False, "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False, "browser.startup.homepage_override.mstone": "ignore",
    "intl.accept_languages": "zh-CN", "layout.css.devPixelsPerPx": "1.0",
}  # fmt: skip
_CONSOLE = """
const [folder] = arguments;
return Services.console.getMessageArray()
  .filter(one => one instanceof Ci.nsIScriptError && one.sourceName.startsWith(folder))
  .map(one => one.errorMessage);
"""


class Firefox:
    """One browser with a fresh profile and one page."""

    def __init__(self, width: int = 1366, height: int = 768) -> None:
        program = next((found for name in _NAMES if (found := shutil.which(name))), None)
        if program is None:
            message = "Firefox is missing; install it, or deselect these tests with -m 'not browser'"
            raise FileNotFoundError(message)
        self._profile = Path(tempfile.mkdtemp(prefix="xq-firefox-"))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in _PREFERENCES.items()]
        (self._profile / "user.js").write_text("\n".join([*lines, f'user_pref("marionette.port", {port});']))
        # Without a sandbox of user namespaces, which a container may lack.
        environment = os.environ | {
            "MOZ_HEADLESS": "1",
            "MOZ_DISABLE_CONTENT_SANDBOX": "1",
            "HOME": str(self._profile),
        }
        self._process = subprocess.Popen(
            [program, "--headless", "--marionette", "-remote-allow-system-access", "--no-remote",
             "--profile", self._profile, f"--width={width}", f"--height={height}"],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self._number = 0
        self._socket = self._connect(port)
        self._buffer = b""
        self._receive()
        self.call("WebDriver:NewSession", capabilities={"alwaysMatch": {"acceptInsecureCerts": False}})
        self.call("WebDriver:SetTimeouts", script=60_000)
        self.call("WebDriver:SetWindowRect", width=width, height=height)

    def open(self, path: Path, *, wait_s: float = 30.0) -> float:
        """Open a file and return the milliseconds until the page says that it is drawn."""
        self.call("WebDriver:Navigate", url=path.resolve().as_uri())
        end = time.monotonic() + wait_s
        while time.monotonic() < end:
            ready = self.run("window.xqReady || null")
            if ready is not None:
                return float(ready)
            time.sleep(0.05)
        message = f"not drawn within {wait_s} s: {self.complaints(path)}"
        raise TimeoutError(message)

    def run(self, script: str) -> Any:
        """Return the value of a JavaScript expression in the page."""
        return self.call("WebDriver:ExecuteScript", script=f"return ({script});", args=[], sandbox=None)[
            "value"
        ]

    def complaints(self, path: Path) -> list[str]:
        """Return what the browser's console has about a page: errors, and what its policy refused."""
        self.call("Marionette:SetContext", value="chrome")
        folder = path.resolve().as_uri()
        found = self.call("WebDriver:ExecuteScript", script=_CONSOLE, args=[folder], sandbox=None)["value"]
        self.call("Marionette:SetContext", value="content")
        return list(found)

    def screenshot(self, path: Path) -> None:
        """Save what the page looks like as PNG."""
        shot = self.call("WebDriver:TakeScreenshot", full=False, hash=False)["value"]
        path.write_bytes(base64.b64decode(shot))

    def print(self) -> bytes:
        """Return the page as it would be printed, at the size that it asks for."""
        page = {"background": True, "shrinkToFit": False}
        return base64.b64decode(self.call("WebDriver:Print", **page)["value"])

    def close(self) -> None:
        """End the browser and remove its profile."""
        self._socket.close()
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        shutil.rmtree(self._profile, ignore_errors=True)

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Send one command and return its result."""
        self._number += 1
        data = json.dumps([0, self._number, method, params]).encode()
        self._socket.sendall(f"{len(data)}:".encode() + data)
        _, number, error, result = self._receive()
        if number != self._number or error:
            raise AssertionError(error)
        return dict(result or {})

    def _connect(self, port: int) -> socket.socket:
        for _ in range(600):
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=60)
            except ConnectionRefusedError:
                time.sleep(0.1)
            if self._process.poll() is not None:
                break
        message = "Firefox does not answer"
        raise TimeoutError(message)

    def _receive(self) -> Any:
        while b":" not in self._buffer:
            self._buffer += self._piece()
        length, _, self._buffer = self._buffer.partition(b":")
        while len(self._buffer) < int(length):
            self._buffer += self._piece()
        message, self._buffer = self._buffer[: int(length)], self._buffer[int(length) :]
        return json.loads(message)

    def _piece(self) -> bytes:
        piece = self._socket.recv(1 << 20)
        if not piece:
            message = "Firefox has ended"
            raise ConnectionError(message)
        return piece
