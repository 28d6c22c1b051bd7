"""A QGIS in this process for what needs no window, and real windows with the plugin's zip in a profile."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from plugin.hosting import Window
from plugin.qgis_window import WindowRun, drive_window
from qgis.core import QgsApplication, QgsProject

from xq_gis_plugin.qgis_plugin.dock import Dock
from xq_gis_plugin.run import demo_request, run_check
from xq_gis_plugin.widgets import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xq_gis_plugin.core.model import Assessment

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def qgis_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QgsApplication]:
    """Return the one QGIS of this process: no window, a fresh profile."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    home = tmp_path_factory.mktemp("home")
    os.environ["XDG_CONFIG_HOME"] = str(home)
    application = QgsApplication([], True, str(home / "profile"))  # noqa: FBT003 - QGIS's own signature
    application.initQgis()
    yield application
    QgsProject.instance().clear()
    # What Python would only collect later must not outlive the QGIS that it belongs to.
    gc.collect()
    application.exitQgis()
    _ENDED.append(True)


_ENDED: list[bool] = []
"""Whether this process had a QGIS, which has ended by now."""


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Keep what the tests came to for `pytest_unconfigure`."""
    session.config.stash[_STATUS] = int(session.exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave by the shortest way once QGIS has ended.

    What Python still holds of it is taken apart in an order that neither knows, which at times ended this
    process after its last test. How QGIS itself is closed is tested in its own windows.
    """
    if _ENDED and _STATUS in config.stash:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(config.stash[_STATUS])


_STATUS = pytest.StashKey[int]()


@pytest.fixture
def project(qgis_app: QgsApplication) -> Iterator[QgsProject]:  # noqa: ARG001 - it must run
    """Return the project, empty before and after."""
    QgsProject.instance().clear()
    yield QgsProject.instance()
    QgsProject.instance().clear()


@pytest.fixture
def window(project: QgsProject) -> Iterator[Window]:  # noqa: ARG001 - it must be there first
    """Return what stands in for QGIS's window."""
    made = Window()
    yield made
    made.close_down()


@pytest.fixture
def dock(window: Window) -> Iterator[Dock]:
    """Return the dock in that window."""
    made = Dock(window)
    yield made
    made.close_down()
    made.deleteLater()


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    language.choose("zh")
    yield
    language.choose(None)


@pytest.fixture(scope="session")
def plugin_zip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the plugin's zip, made of the checkout as a release would be."""
    folder = tmp_path_factory.mktemp("zip")
    command = [sys.executable, str(ROOT / "scripts" / "package_plugin"), "--out", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    (made,) = folder.glob("*.zip")
    return made


@pytest.fixture
def drive(plugin_zip: Path, tmp_path: Path) -> Callable[..., WindowRun]:
    """Return what runs a scenario in a real QGIS window and says why where it fails.

    Screenshots stay in the folder that the environment variable XQ_SHOTS names, where it is set.
    """

    def run(scenario: str, **how: object) -> WindowRun:
        kept = os.environ.get("XQ_SHOTS")
        how.setdefault("folder", Path(kept) if kept else tmp_path)
        done = drive_window(scenario, plugin=plugin_zip, **how)
        assert done.status == 0, done.told[-6000:]
        return done

    return run


@pytest.fixture(scope="session")
def demo() -> Assessment:
    """Return the check of the fictional district."""

    class Silent:
        def begin(self, step: str) -> Callable[[float, str], None]:  # noqa: ARG002 - nobody looks
            return lambda _fraction, _step: None

    return run_check(demo_request(), Silent())
