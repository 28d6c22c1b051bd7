"""A real Chromium with no network at all, driven over the DevTools protocol's pipe."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import signal
import tempfile
import time
from pathlib import Path
from typing import Any

_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-features=Translate,OptimizationHints,MediaRouter", "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-device-scale-factor=1", "--lang=zh-CN", "--remote-debugging-pipe",
)  # fmt: skip
_NAMES = ("chromium", "chromium-browser", "google-chrome")


class Chromium:
    """One browser with a fresh profile and one page.

    ``requests``, ``problems`` and ``dialogs`` gather what the page asked for, what it complained of and
    what it wanted to say in a box, since the last `open`.
    """

    def __init__(self, width: int = 1366, height: int = 768) -> None:
        program = next((found for name in _NAMES if (found := shutil.which(name))), None)
        if program is None:
            message = "Chromium is missing; install it, or deselect these tests with -m 'not browser'"
            raise FileNotFoundError(message)
        self._profile = tempfile.mkdtemp(prefix="xq-chromium-")
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        # Chromium reads descriptor 3 and writes 4; ours must not be in the way.
        high = [fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in (theirs_in, theirs_out)]
        log = os.open(Path(self._profile) / "log", os.O_WRONLY | os.O_CREAT)
        arguments = [program, *_FLAGS, f"--user-data-dir={self._profile}", f"--window-size={width},{height}"]
        self._pid = os.posix_spawn(
            program,
            [*arguments, "about:blank"],
            os.environ | {"LANG": "C.UTF-8"},
            setsid=True,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, log, 1),
                (os.POSIX_SPAWN_DUP2, log, 2),
                (os.POSIX_SPAWN_DUP2, high[0], 3),
                (os.POSIX_SPAWN_DUP2, high[1], 4),
            ],
        )
        for end in (theirs_in, theirs_out, log, *high):
            os.close(end)
        self._buffer = b""
        self._number = 0
        self._session: str | None = None
        self._forget()
        pages = self.call("Target.getTargets")["targetInfos"]
        target = next(page["targetId"] for page in pages if page["type"] == "page")
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.resize(width, height)

    def open(self, path: Path, *, wait_s: float = 30.0) -> float:
        """Open a file and return the milliseconds until the page says that it is drawn."""
        self._forget()
        self.call("Page.navigate", url=path.resolve().as_uri())
        end = time.monotonic() + wait_s
        while time.monotonic() < end:
            ready = self.run("window.xqReady || null")
            if ready is not None:
                return float(ready)
            time.sleep(0.05)
        message = f"not drawn within {wait_s} s: {self.problems}"
        raise TimeoutError(message)

    def run(self, script: str) -> Any:
        """Return the value of a JavaScript expression in the page."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def click(self, selector: str) -> None:
        """Click an element as a mouse does, in its middle."""
        element = f"document.querySelector({json.dumps(selector)})"
        self.run(f"{element}.scrollIntoView({{block: 'center'}})")
        x, y = self.run(f"(r => [r.x + r.width / 2, r.y + r.height / 2])({element}.getBoundingClientRect())")
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, key: str) -> None:
        """Press a key and let it go, as a keyboard does."""
        codes = {"Escape": 27, " ": 32, "PageUp": 33, "PageDown": 34, "End": 35, "Home": 36, "Tab": 9,
                 "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "Enter": 13}  # fmt: skip
        text = {" ": " ", "Enter": "\r"}.get(key, "")
        for kind in ("keyDown" if text else "rawKeyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key if key.strip() else "Space",
                windowsVirtualKeyCode=codes[key],
                text=text if kind == "keyDown" else "",
            )

    def resize(self, width: int, height: int) -> None:
        """Give the page a size in CSS pixels."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def screenshot(self, path: Path) -> None:
        """Save what the page looks like as PNG."""
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def pdf(self) -> bytes:
        """Return the page as it would be printed."""
        answer = self.call("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        return base64.b64decode(answer["data"])

    def close(self) -> None:
        """End the browser and remove its profile."""
        os.close(self._out)
        os.close(self._in)
        os.killpg(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        shutil.rmtree(self._profile, ignore_errors=True)

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Send one command and return its result, gathering events on the way."""
        self._number += 1
        number = self._number
        message: dict[str, Any] = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._out, data) :]
        while True:
            answer = self._next(60.0)
            if answer.get("id") == number:
                if "error" in answer:
                    raise AssertionError(answer["error"])
                return dict(answer["result"])
            self._note(answer)

    def _next(self, wait_s: float) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            if not select.select([self._in], [], [], wait_s)[0]:
                message = "Chromium does not answer"
                raise TimeoutError(message)
            piece = os.read(self._in, 1 << 20)
            if not piece:
                raise ConnectionError((Path(self._profile) / "log").read_text(errors="replace")[-2000:])
            self._buffer += piece
        line, _, self._buffer = self._buffer.partition(b"\0")
        return dict(json.loads(line))

    def _note(self, event: dict[str, Any]) -> None:
        params = event.get("params", {})
        match event.get("method"):
            case "Network.requestWillBeSent":
                self.requests.append(params["request"]["url"])
            case "Runtime.exceptionThrown":
                self.problems.append(json.dumps(params["exceptionDetails"])[:600])
            case "Runtime.consoleAPICalled":
                self.problems.append(json.dumps(params["args"])[:600])
            case "Log.entryAdded":
                self.problems.append(params["entry"]["text"])
            case "Page.javascriptDialogOpening":
                self.dialogs.append(params["message"])
            case _:
                pass

    def _forget(self) -> None:
        self.requests: list[str] = []
        self.problems: list[str] = []
        self.dialogs: list[str] = []
