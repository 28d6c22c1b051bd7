"""Installing, as planners and their administrators do it, in real QGIS windows.

From a zip, from an intranet's repository with its wheels, with libraries in the profile's own folder, without
what is optional, on a Python that is too old, and in a profile that cannot be written to.
"""

from __future__ import annotations

import functools
import importlib.machinery
import importlib.util
import json
import shutil
import sys
import sysconfig
import threading
import zipfile
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from plugin.qgis_window import drive_window
from processes import wait_until_gone
from wheels import make_silent_python, unpack

from xq_gis_plugin import libraries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from plugin.qgis_window import WindowRun

ROOT = Path(__file__).resolve().parents[2]
PURE = ("folium", "branca", "xyzservices", "openpyxl", "et-xmlfile")

# What each scenario may call.
STEPS = """
import qgis.core
from qgis.core import Qgis, QgsApplication, QgsSettings
from qgis.gui import QgsPluginManagerInterface
from qgis.PyQt.QtWidgets import QFileDialog

NAME = "xq_gis_plugin"


def fail(kind, value, trace, message, *rest, **how):
    # QGIS would show it, and go on, or wait for somebody to close the window.
    raise AssertionError(message) from value


qgis.utils.showException = fail


def provider():
    return QgsApplication.processingRegistry().providerById("xq")


# What QGIS's own installer says, which it shows in the window of its manager.
TOLD = []
QgsPluginManagerInterface.pushMessage = lambda _self, text, level=None, *_: TOLD.append((text, level))


def bar():
    # What the plugin says there; QGIS itself may have something to say about a font.
    items = iface.messageBar().items()
    return [item.text() for item in items if item.title().startswith(("兴庆", "Xingqing"))]


def is_installed():
    from pyplugin_installer.installer_data import plugins
    assert NAME in qgis.utils.active_plugins, TOLD
    assert plugins.all()[NAME]["error"] == "", plugins.all()[NAME]
    assert Path(plugins.all()[NAME]["library"]) == PROFILE / "python" / "plugins" / NAME
    good = {Qgis.MessageLevel.Info, Qgis.MessageLevel.Success}
    assert TOLD and {level for _, level in TOLD} <= good, TOLD
    assert QgsSettings().value("PythonPlugins/" + NAME, False, type=bool)
    assert [item for item in iface.messageBar().items() if item.level() == Qgis.MessageLevel.Critical] == []
    return qgis.utils.plugins[NAME]


def check(plugin, workspace, done=True):
    from xq_gis_plugin.widgets.contract import RoleChoice
    dock = plugin.open_panel()
    panel = dock.panel
    iface.messageBar().clearWidgets()
    for role in ("hazard", "protected"):
        panel.data.roles[role].choose(RoleChoice("file:" + str(DATA / (role + ".geojson"))))
    panel.data.workspace.setText(str(workspace))
    until(lambda: all(panel.data.roles[role].gate.report for role in ("hazard", "protected")), what="gate")
    until(panel.check.run.isEnabled, what="the run button")
    panel.checkRequested.emit(panel.settings())
    if done:
        until(lambda: bar() or dock.view is not None, what="the result")
        assert dock.view is not None, bar()
        until(lambda: not dock.jobs.running("check"), what="the end of the run")
    return dock


def export(dock, kind, target):
    QFileDialog.getSaveFileName = staticmethod(lambda *a, **k: (str(target), ""))
    iface.messageBar().clearWidgets()
    dock.panel.exportRequested.emit(kind)
    until(lambda: target.exists() or bar(), what=target.name)
    assert target.exists(), bar()
    wait(500)
"""


@pytest.fixture(scope="module")
def script() -> ModuleType:
    sys.path.insert(0, str(ROOT / "scripts"))
    loader = importlib.machinery.SourceFileLoader("package_plugin", str(ROOT / "scripts" / "package_plugin"))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    sys.path.remove(str(ROOT / "scripts"))
    return module


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Return a folder with a shop and two schools around it: a quick check."""

    def write(role: str, *points: tuple[float, dict[str, str]]) -> None:
        features = [
            {
                "type": "Feature",
                "properties": {**known, "position_accuracy_m": 1},
                "geometry": {"type": "Point", "coordinates": [106.29 + step, 38.47 + step]},
            }
            for step, known in points
        ]
        text = json.dumps({"type": "FeatureCollection", "features": features})
        (tmp_path / f"{role}.geojson").write_text(text, encoding="utf-8")

    write("hazard", (0, {"hazard_id": "S1", "name": "甲店", "kind": "fireworks_retail"}))
    schools = [{"object_id": f"O{number}", "name": f"{number}校", "kind": "school"} for number in (1, 2)]
    write("protected", (0.0003, schools[0]), (-0.0004, schools[1]))
    return tmp_path


@pytest.fixture
def run(town: Path) -> Callable[..., WindowRun]:
    def made(scenario: str, **how: object) -> WindowRun:
        how.setdefault("plugin", None)
        done = drive_window(STEPS + scenario, folder=town, **how)
        assert done.status == 0, done.told[-6000:]
        assert "Traceback" not in done.told, done.told[-6000:]
        return done

    return made


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Yield the address of a web server on this machine, and the folder that it serves."""
    folder = tmp_path / "内网"
    folder.mkdir()

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", folder
    server.shutdown()
    thread.join()
    server.server_close()


def site_without(folder: Path, *names: str) -> str:
    """Return a folder with this environment's libraries, all but these."""
    site = Path(sysconfig.get_path("purelib"))
    hidden = {"__pycache__"}
    for one in metadata.distributions(path=[str(site)]):
        if libraries.plain(one.name) in names:
            hidden |= {file.parts[0] for file in one.files or ()}
    folder.mkdir()
    for item in site.iterdir():
        if item.name not in hidden:
            (folder / item.name).symlink_to(item)
    return str(folder)


def test_from_a_zip_it_enables_is_replaced_by_itself_and_goes_without_a_trace(
    run: Callable[..., WindowRun], plugin_zip: Path, town: Path
) -> None:
    shutil.copy2(plugin_zip, town / "xq.zip")
    run("""
import pyplugin_installer
installer = pyplugin_installer.instance()
for again in (False, True):
    installer.installFromZipFile(str(DATA / "xq.zip"))
    plugin = is_installed()
    assert provider() is not None
    assert plugin.open_panel().isVisible()
    assert not bar(), bar()
wait(500)
shot("from_zip")
installer.uninstallPlugin(NAME, quiet=True)
wait(200)
assert not (PROFILE / "python" / "plugins" / NAME).exists()
assert NAME not in qgis.utils.active_plugins
assert provider() is None
""")


FROM_REPOSITORY = """
import pyplugin_installer
from pyplugin_installer.installer_data import plugins
settings = QgsSettings()
# The box 显示试验性插件; later versions keep it elsewhere.
settings.setValue("app/plugin_installer/allowExperimental", True)
if hasattr(qgis.core, "QgsSettingsTree"):
    qgis.core.QgsSettingsTree.node("plugin-manager").childSetting("allow-experimental").setValue(True)
settings.setValue("app/plugin_repositories/内网/url", {url!r})
settings.setValue("app/plugin_repositories/内网/enabled", True)
from pyplugin_installer.installer_data import officialRepo
settings.setValue("app/plugin_repositories/" + officialRepo[0] + "/url", officialRepo[1])
settings.setValue("app/plugin_repositories/" + officialRepo[0] + "/enabled", False)

installer = pyplugin_installer.instance()
installer.reloadAndExportData()
offered = plugins.all()[NAME]
assert offered["status_exp"] == "not installed" or offered["status"] == "not installed", offered
# What the manager's button calls for a plugin that is experimental.
installer.installPlugin(NAME, stable=False)
plugin = is_installed()
"""

WHEELS = """
assert {{one.name for one in plugin.missing.missing}} == {{"folium", "openpyxl"}}, plugin.missing
assert provider() is None
assert len(bar()) == 1 and "缺少所需的库" in bar()[0], bar()
assert plugin.open_panel() is None
page = plugin.page
page.wheels.setText({wheels!r})
wait(300)
shot("libraries_missing")
click(page.start)
until(lambda: not page.stop.isEnabled(), 120000, what="pip")
assert page.told.toPlainText().startswith("安装完成"), page.told.toPlainText()
wait(300)
shot("libraries_installed")
assert provider() is not None
assert not [text for text in bar() if "缺少" in text], bar()
"""

FROM_OWN_FOLDER = """
from xq_gis_plugin.libraries import own_folder
dock = check(plugin, DATA / {workspace!r})
export(dock, "html", DATA / {workspace!r}.replace(".gpkg", ".html"))
export(dock, "xlsx", DATA / {workspace!r}.replace(".gpkg", ".xlsx"))
for name in {names!r}:
    file = sys.modules[name].__file__
    assert Path(file).is_relative_to(own_folder(str(PROFILE))), file
"""


def test_an_intranet_brings_the_plugin_and_its_wheels_and_both_are_there_after_a_restart(
    script: ModuleType,
    run: Callable[..., WindowRun],
    served: tuple[str, Path],
    plugin_zip: Path,
    tmp_path: Path,
) -> None:
    url, folder = served
    with zipfile.ZipFile(script.bundle(plugin_zip, tmp_path, url)) as archive:
        archive.extractall(folder)
    # The host has everything but the pure-Python libraries that the bundle brings.
    how = {"home": tmp_path / "home", "site": site_without(tmp_path / "site", *PURE)}
    wheels = WHEELS.format(wheels=str(folder / "wheels"))
    own = {"names": ("folium", "branca", "openpyxl")}
    from_repository = FROM_REPOSITORY.format(url=f"{url}/plugins.xml")
    run(from_repository + wheels + FROM_OWN_FOLDER.format(workspace="first.gpkg", **own), **how)
    run(FROM_OWN_FOLDER.format(workspace="second.gpkg", **own), **how)


def test_a_shared_folder_is_a_repository_too(
    script: ModuleType, run: Callable[..., WindowRun], plugin_zip: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "share"
    with zipfile.ZipFile(script.bundle(plugin_zip, tmp_path, folder.as_uri())) as archive:
        archive.extractall(folder)
    run(FROM_REPOSITORY.format(url=f"{folder.as_uri()}/plugins.xml") + "assert provider() is not None")


def test_with_every_library_in_its_own_folder_the_plugin_works_beside_a_bare_qgis(
    run: Callable[..., WindowRun], plugin_zip: Path, tmp_path: Path
) -> None:
    profile = tmp_path / "home" / "profiles" / "default"
    own = libraries.own_folder(str(profile))
    own.mkdir(parents=True)
    for item in Path(site_without(tmp_path / "site")).iterdir():
        (own / item.name).symlink_to(item.resolve())
    # Debian's QGIS has a pyproj and a numpy of its own, which come first and will do.
    names = ("geopandas", "shapely", "pyogrio", "pandas", "folium", "openpyxl")
    scenario = "assert plugin.missing.ready\n" + FROM_OWN_FOLDER.format(workspace="own.gpkg", names=names)
    run(scenario, plugin=plugin_zip, home=tmp_path / "home", site="")


def test_what_an_update_of_qgis_has_broken_is_said_and_can_be_installed_again(
    run: Callable[..., WindowRun], plugin_zip: Path, tmp_path: Path
) -> None:
    own = libraries.own_folder(str(tmp_path / "home" / "profiles" / "default"))
    unpack(own, "geopandas", "1.1.0")
    (own / "geopandas.py").write_text("raise ValueError('numpy.dtype size changed')\n", encoding="utf-8")
    scenario = """
assert plugin.missing.ready
(text,) = bar()
assert "numpy.dtype size changed" in text and "重新安装" in text, text
assert provider() is None
assert plugin.open_panel() is None
assert "numpy.dtype size changed" in plugin.page.summary.said()
shot("broken")
click(plugin.page.start)
until(lambda: not plugin.page.stop.isEnabled(), 120000, what="pip")
told = plugin.page.told.toPlainText()
assert told.startswith("安装完成"), told
assert provider() is not None
assert plugin.page.summary.said().startswith("所需的库齐全")
assert plugin.open_panel().isVisible()
"""
    site = site_without(tmp_path / "site", "geopandas")
    run(scenario, plugin=plugin_zip, home=tmp_path / "home", site=site)


def test_without_what_is_optional_it_works_and_says_what_is_lost_where_it_is_asked_for(
    run: Callable[..., WindowRun], plugin_zip: Path, town: Path
) -> None:
    shutil.copy2(ROOT / "tests" / "io" / "town.osm", town)
    scenario = """
assert {one.name for one in plugin.missing.optional} == {"osmium", "rtree"}
assert plugin.missing.ready and not bar(), bar()
dock = check(plugin, DATA / "x.gpkg")
from xq_gis_plugin.widgets.contract import RoleChoice
dock.panel.data.roles["hazard"].choose(RoleChoice("file:" + str(DATA / "town.osm")))
gate = dock.panel.data.roles["hazard"].gate
until(lambda: gate.report and gate.report.error, what="the error")
message, hint = gate.report.error
assert message.startswith("读取 OpenStreetMap 文件需要程序库 osmium"), message
assert "所需的库" in hint, hint
dock.panel.area.ensureWidgetVisible(gate)
shot("osmium_missing")
plugin.open_libraries()
wait(300)
assert plugin.page.start.isEnabled()
shot("libraries_optional")
"""
    run(scenario, plugin=plugin_zip, site=site_without(town / "site", "osmium", "rtree"))


def test_a_python_that_is_too_old_is_told_which_qgis_to_install(
    run: Callable[..., WindowRun], plugin_zip: Path
) -> None:
    # As QGIS before 3.34 starts it on Windows: the plugin is loaded by a Python that says it is 3.9.
    run(
        """
from collections import namedtuple
import platform
assert qgis.utils.unloadPlugin(NAME)
for name in [name for name in sys.modules if name.split(".")[0] == NAME]:
    del sys.modules[name]
true, told_version = sys.version_info, platform.python_version
sys.version_info = namedtuple("version_info", "major minor micro releaselevel serial")(3, 9, 18, "final", 0)
platform.python_version = lambda: "3.9.18"
try:
    assert qgis.utils.loadPlugin(NAME) and qgis.utils.startPlugin(NAME)
    plugin = qgis.utils.plugins[NAME]
    (text,) = bar()
    assert "3.9.18" in text and "请安装 QGIS 3.34 或更高版本" in text, text
    assert provider() is None
    assert plugin.open_panel() is None
    page = plugin.page
    assert page.isVisible()
    assert "请安装 QGIS 3.34 或更高版本" in page.summary.said()
    assert not page.start.isEnabled() and not page.copy.isEnabled()
    loaded = {name for name in sys.modules if name.split(".")[0] == NAME}
    assert not [name for name in loaded if ".core." in name and not name.endswith(".errors")], loaded
    wait(300)
    shot("old_python")
    assert qgis.utils.unloadPlugin(NAME)
    assert not bar()
finally:
    sys.version_info, platform.python_version = true, told_version
""",
        plugin=plugin_zip,
    )


def test_in_a_profile_that_cannot_be_written_to_it_runs_and_says_what_it_cannot_write(
    run: Callable[..., WindowRun], plugin_zip: Path, tmp_path: Path
) -> None:
    how = {"home": tmp_path / "home", "site": site_without(tmp_path / "site", "rtree")}
    # QGIS makes its own folders at its first start.
    run("assert plugin.missing.ready", plugin=plugin_zip, **how)
    scenario = """
for name in ("python/plugins/xq_gis_plugin", "QGIS", "xq_gis_libs"):
    try:
        (PROFILE / name / "x").write_text("x")
    except OSError as error:
        assert error.errno == 30, error
    else:
        raise AssertionError(name + " can be written to")
assert plugin.missing.ready and not bar(), bar()
dock = check(plugin, DATA / "x.gpkg")
assert (DATA / "x.gpkg").exists()
iface.messageBar().clearWidgets()

check(plugin, PROFILE / "python" / "x.gpkg", done=False)
until(bar, what="the error")
assert "不能写入" in bar()[0] or "写入" in bar()[0], bar()
shot("read_only_workspace")

plugin.open_libraries()
click(plugin.page.start)
until(lambda: not plugin.page.stop.isEnabled(), what="the answer")
assert plugin.page.told.toPlainText().startswith("配置文件夹不能写入，请检查权限或磁盘空间。")
assert "xq_gis_libs" in plugin.page.told.toPlainText()
shot("read_only_libraries")
assert qgis.utils.unloadPlugin(NAME)
"""
    read_only = ("python", "QGIS", "processing", "xq_gis_libs")
    run(scenario, read_only=read_only, **how)


def test_closing_qgis_while_pip_is_silent_ends_both(
    run: Callable[..., WindowRun], plugin_zip: Path, town: Path
) -> None:
    python, pids = make_silent_python(town)
    done = run(
        f"""
from xq_gis_plugin import library_install
STAY_OPEN = True
library_install.find_python = lambda: {str(python)!r}
plugin.open_libraries()
wait(300)
click(plugin.page.start)
until(Path({str(pids)!r}).exists, what="pip")
QTimer.singleShot(200, iface.actionExit().trigger)
""",
        plugin=plugin_zip,
        site=site_without(town / "site", "rtree"),
        seconds=60,
    )
    assert done.ended == 0, done.told[-4000:]
    assert "Fatal Python error" not in done.told
    for pid in map(int, pids.read_text(encoding="utf-8").split()):
        wait_until_gone(pid)
