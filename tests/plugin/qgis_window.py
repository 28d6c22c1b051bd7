"""Drives a real QGIS window on a virtual screen, with a fresh profile and the plugin's zip in it.

A scenario is the text of a Python program that runs inside QGIS once its window is up. It finds there:

``iface``, ``plugin``
    QGIS's interface, and the loaded plugin's object
``wait(ms)``, ``until(condition, ms, what)``
    let QGIS go on for a time, or until something is true
``click(button)``, ``shot(name)``
    press a button as a person would; photograph the whole screen
``answer(function)``
    call something with the modal dialog that is open in a moment
``DATA``, ``PROFILE``
    the folder that the test has prepared, and QGIS's profile
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sysconfig
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

__all__ = ["WindowRun", "drive_window"]

NAME = "xq_gis_plugin"
_DRIVER = r"""
import os, sys, time, traceback
from pathlib import Path
from qgis.PyQt.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface
import qgis.utils

SHOTS, SCENARIO, RESULT, PROFILE, DATA = (
    Path(os.environ["XQ_DRIVE_" + name]) for name in ("SHOTS", "SCENARIO", "RESULT", "PROFILE", "DATA")
)


def wait(ms):
    loop = QEventLoop()
    QTimer.singleShot(int(ms), loop.quit)
    loop.exec() if hasattr(loop, "exec") else loop.exec_()


def until(condition, ms=60000, what="the condition"):
    end = time.monotonic() + ms / 1000
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"{what} did not come true in {ms} ms")
        wait(20)


def click(button):
    assert button.isVisible() and button.isEnabled(), button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def drag(canvas, at):
    # QTest moves the pointer, but holds no button meanwhile.
    there, left = canvas.viewport().mapToGlobal(at), Qt.MouseButton.LeftButton
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), QPointF(there), Qt.MouseButton.NoButton, left,
        Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas.viewport(), event)
    wait(50)


def shot(name):
    wait(400)
    QApplication.primaryScreen().grabWindow(0).save(str(SHOTS / (name + ".png")))


def answer(function, ms=500):
    QTimer.singleShot(ms, lambda: function(QApplication.activeModalWidget()))


def it_is_the_profiles():
    for name, module in sorted(sys.modules.items()):
        if name.split(".")[0] == "xq_gis_plugin" and getattr(module, "__file__", None):
            assert Path(module.__file__).is_relative_to(PROFILE), (name, module.__file__)


def go():
    plugin = qgis.utils.plugins.get("xq_gis_plugin")
    scope = dict(globals(), plugin=plugin, __name__="__main__", __file__=str(SCENARIO))
    status = 0
    iface.mainWindow().setGeometry(QApplication.primaryScreen().geometry())
    wait(500)
    try:
        assert (plugin is not None) == bool(os.environ["XQ_DRIVE_INSTALLED"]), "has QGIS loaded the plugin?"
        it_is_the_profiles()
        exec(compile(SCENARIO.read_text(encoding="utf-8"), str(SCENARIO), "exec"), scope)
        it_is_the_profiles()
    except SystemExit as error:
        status = int(error.code or 0)
    except BaseException:
        status = 1
        traceback.print_exc(file=sys.__stderr__)
        shot("failed")
    RESULT.write_text(str(status))
    sys.__stderr__.flush()
    if not scope.get("STAY_OPEN"):
        os._exit(status)


QTimer.singleShot(1500, go)
"""


@dataclass(frozen=True)
class WindowRun:
    """What came of a scenario.

    ``status`` is 0 where it came to its end, 1 where it raised, `None` where QGIS ended before it did.
    ``ended`` is the status of QGIS itself, negative where a signal killed it. ``told`` is everything that
    QGIS wrote to its error stream.
    """

    status: int | None
    ended: int
    told: str
    shots: Path


def drive_window(
    scenario: str,
    *,
    plugin: Path | None,
    folder: Path,
    size: str = "1366x768",
    locale: str = "zh-Hans",
    scale: float = 1.0,
    seconds: float = 120.0,
    home: Path | None = None,
    site: str | None = None,
    read_only: tuple[str, ...] = (),
) -> WindowRun:
    """Run a scenario in a real QGIS window and return what came of it.

    Parameters
    ----------
    scenario
        The program, see above. Where it sets ``STAY_OPEN``, QGIS goes on until it is closed.
    plugin
        The plugin's zip, as a planner would install it; `None` where the scenario does that, or where
        the profile has it already.
    folder
        Where the screenshots go; the scenario's ``DATA``.
    size, locale, scale
        Of the screen, the language of QGIS, how much larger everything is drawn.
    seconds
        After which QGIS is killed.
    home
        Where QGIS's profiles lie; it stays, and serves a second start. By default a new one that goes.
    site
        The folder of the libraries that Debian's QGIS lacks; by default this environment's, "" for none.
    read_only
        Folders of the profile in which QGIS may write nothing, by mounts of its own: root may write
        everywhere else. Not the whole of it: where QGIS cannot write its databases it asks before it has a
        window, and whoever drives it cannot answer.
    """
    shots = folder / "shots"
    shots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="xq-window-") as temporary:
        root = Path(temporary)
        profile = (home or root) / "profiles" / "default"
        _make_profile(profile, locale)
        if plugin is not None:
            _install(plugin, profile)
        files = {"SCENARIO": root / "scenario.py", "RESULT": root / "result", "PROFILE": profile}
        files["SCENARIO"].write_text(scenario, encoding="utf-8")
        driver = root / "driver.py"
        driver.write_text(_DRIVER, encoding="utf-8")
        installed = "1" if (profile / "python" / "plugins" / NAME).is_dir() else ""
        places = {"SHOTS": shots, "DATA": folder, **files, "INSTALLED": installed}
        environment = {
            **{name: value for name, value in os.environ.items() if name not in _NOT_HANDED_ON},
            **{f"XQ_DRIVE_{name}": str(place) for name, place in places.items()},
            "HOME": str(root),
            "LIBGL_ALWAYS_SOFTWARE": "1",
            # QGIS takes its Python's home from the first python3 on the path: the system's.
            "PATH": "/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONFAULTHANDLER": "1",
            # The libraries that Debian's QGIS lacks; the plugin itself must not be among them.
            "PYTHONPATH": sysconfig.get_path("purelib") if site is None else site,
            "QT_QPA_PLATFORM": "xcb",
            "QT_SCALE_FACTOR": f"{scale:g}",
        }
        command = [
            "xvfb-run", "-a", "-s", f"-screen 0 {size}x24", "qgis", "--nologo", "--noversioncheck",
            "--profiles-path", str(home or root), "--code", str(driver),
        ]  # fmt: skip
        ended, told = _run([*_with_read_only(profile, read_only), *command], environment, seconds)
        status = int(files["RESULT"].read_text()) if files["RESULT"].exists() else None
    return WindowRun(status, ended, told, shots)


def _with_read_only(profile: Path, folders: tuple[str, ...]) -> list[str]:
    """Return what runs a command to which these folders are read-only; the mounts end with it."""
    if not folders:
        return []
    places = [shlex.quote(str(profile / name)) for name in folders]
    for name in folders:
        (profile / name).mkdir(exist_ok=True)
    # In a chroot there is no mount to be made private; whoever made it has seen to that.
    mounts = ["mount --make-rprivate / 2>/dev/null;"]
    mounts += [f"mount --bind {place} {place} && mount -o remount,bind,ro {place} &&" for place in places]
    shell = " ".join([*mounts, 'exec "$@"'])
    return ["unshare", "--mount", "--propagation", "unchanged", "sh", "-c", shell, "sh"]


_NOT_HANDED_ON = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "QT_QPA_PLATFORM", "DISPLAY", "XQ_QT"}


def _install(plugin: Path, profile: Path) -> None:
    """Put the zip where "Install from ZIP" unpacks it, and switch the plugin on."""
    with zipfile.ZipFile(plugin) as archive:
        archive.extractall(profile / "python" / "plugins")
    with (profile / "QGIS" / "QGIS3.ini").open("a", encoding="utf-8") as settings:
        settings.write(f"{NAME}=true\n")


def _make_profile(profile: Path, locale: str) -> None:
    settings = profile / "QGIS" / "QGIS3.ini"
    if settings.exists():
        return
    settings.parent.mkdir(parents=True)
    lines = (
        "[locale]", f"userLocale={locale}", "overrideFlag=true", "",
        "[core]", "NewsFeed\\httpsfeedqgisorg\\disabled=true", "",
        "[PythonPlugins]", "processing=true", "",
    )  # fmt: skip
    settings.write_text("\n".join(lines), encoding="utf-8")


def _run(command: list[str], environment: dict[str, str], seconds: float) -> tuple[int, str]:
    if shutil.which("xvfb-run") is None:
        message = "xvfb-run is missing: apt-get install xvfb xauth"
        raise FileNotFoundError(message)
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            ended = process.wait(seconds)
        except subprocess.TimeoutExpired:
            # Python tells where each of its threads was (PYTHONFAULTHANDLER) before it dies of this.
            os.killpg(process.pid, signal.SIGABRT)
            time.sleep(2)
            os.killpg(process.pid, signal.SIGKILL)
            ended = process.wait()
        log.seek(0)
        return ended, log.read()
