"""The plugin's zip: what is in it, and that the plugin repository's scans find nothing."""

from __future__ import annotations

import ast
import hashlib
import importlib.machinery
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
TOP = "xq_gis_plugin"
# These load on the Python 3.9 of an old QGIS, to say which QGIS to install.
OLD_PYTHON = (
    "__init__.py", "child_process.py", "core/__init__.py", "core/errors.py", "export/__init__.py",
    "export/words.py", "libraries.py", "library_install.py", "qgis_plugin/__init__.py",
    "qgis_plugin/plugin.py", "resources.py", "widgets/__init__.py", "widgets/language.py",
    "widgets/libraries_page.py", "widgets/qt.py", "widgets/text.py",
)  # fmt: skip


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


@pytest.fixture(scope="module")
def zipped(script: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(script.package(ROOT, tmp_path_factory.mktemp("dist")))


@pytest.fixture(scope="module")
def unpacked(zipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plugins")
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(folder)
    return folder


def test_the_zip_has_one_folder_with_everything_that_ships_and_nothing_else(unpacked: Path) -> None:
    assert [item.name for item in unpacked.iterdir()] == [TOP]
    for name in (
        "__init__.py", "metadata.txt", "LICENSE", "README.md", "layers/rules.csv", "layers/words.csv",
        "styles/colours.csv", "qgis_plugin/plugin.py", "export/static/map/map.css",
    ):  # fmt: skip
        assert (unpacked / TOP / name).is_file(), name
    endings = {file.suffix for file in unpacked.rglob("*") if file.is_file()}
    assert not endings & {".pyc", ".so", ".dll", ".exe", ".sh", ".bat"}
    assert not [file for file in unpacked.rglob("*") if file.name in {"tests", "__pycache__", ".git"}]


def test_the_zip_is_small_enough_for_the_repository(zipped: Path) -> None:
    assert zipped.stat().st_size <= 25 * 1024 * 1024


def test_the_same_sources_give_the_same_bytes(script: ModuleType, zipped: Path, tmp_path: Path) -> None:
    again = script.package(ROOT, tmp_path)
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(zipped.read_bytes()).digest()


def test_the_metadata_says_what_the_repository_and_qgis_ask_for(script: ModuleType) -> None:
    stated = script.metadata(ROOT)
    assert stated["qgisMinimumVersion"] == "3.22"
    assert stated["qgisMaximumVersion"] == "4.99"
    assert stated["hasProcessingProvider"] == "yes"
    assert "supportsQt6" not in stated
    assert (ROOT / stated["icon"]).is_file()
    for key in ("name", "description", "about"):
        assert any("\u4e00" <= letter <= "\u9fff" for letter in stated[key])
        assert any("a" <= letter <= "z" for letter in stated[key])


def test_addresses_for_publication_go_into_the_zip_alone(script: ModuleType, tmp_path: Path) -> None:
    before = (ROOT / "metadata.txt").read_bytes()
    made = script.package(ROOT, tmp_path, {"email": "someone@district.example"})
    with zipfile.ZipFile(made) as archive:
        assert b"\nemail=someone@district.example\n" in archive.read(f"{TOP}/metadata.txt")
    assert (ROOT / "metadata.txt").read_bytes() == before


def test_two_versions_that_disagree_are_refused(script: ModuleType, tmp_path: Path) -> None:
    (tmp_path / TOP).mkdir()
    shutil.copy2(ROOT / TOP / "__init__.py", tmp_path / TOP)
    text = (ROOT / "metadata.txt").read_text(encoding="utf-8")
    (tmp_path / "metadata.txt").write_text(text.replace("version=0", "version=9", 1), encoding="utf-8")
    with pytest.raises(script.PackagingError, match=r"metadata\.txt says 9"):
        script.package(tmp_path, tmp_path / "dist")
    assert not (tmp_path / "dist").exists()


def test_bandit_finds_nothing_at_any_severity(unpacked: Path, tmp_path: Path) -> None:
    report = tmp_path / "bandit.json"
    command = [sys.executable, "-m", "bandit", "-r", str(unpacked), "-f", "json", "-o", str(report), "-q"]
    subprocess.run(command, capture_output=True, check=False)
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["metrics"]["_totals"]["loc"] > 5000
    assert [(one["test_id"], one["filename"], one["line_number"]) for one in found["results"]] == []
    assert found["errors"] == []


def test_detect_secrets_finds_nothing(unpacked: Path) -> None:
    command = [sys.executable, "-m", "detect_secrets", "scan", "--all-files", "."]
    answer = subprocess.run(command, cwd=unpacked, capture_output=True, encoding="utf-8", check=True)
    found = json.loads(answer.stdout)
    assert len(found["plugins_used"]) > 10
    assert found["results"] == {}


@pytest.mark.parametrize("name", OLD_PYTHON)
def test_what_an_old_qgis_loads_is_written_for_its_python(unpacked: Path, name: str) -> None:
    source = (unpacked / TOP / name).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 9))
    imported = {
        alias.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert not imported & {"numpy", "pandas", "geopandas", "shapely", "tomllib"}


@pytest.mark.parametrize("name", OLD_PYTHON)
def test_what_an_old_qgis_loads_loads_nothing_newer(name: str) -> None:
    tree = ast.parse((ROOT / TOP / name).read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == TOP:
            way = (node.module or "").split(".")[1:]
            places = ["/".join([*way, alias.name]) for alias in node.names] + ["/".join(way)]
            files = [f"{place}.py" for place in places if (ROOT / TOP / f"{place}.py").is_file()]
            assert set(files) <= set(OLD_PYTHON), files


def test_a_suppressed_finding_gives_its_reason(unpacked: Path) -> None:
    for file in (unpacked / TOP).rglob("*.py"):
        for line in file.read_text(encoding="utf-8").splitlines():
            if "# nosec" in line:
                told = line.split("# nosec", 1)[1]
                assert " - " in told, (file.name, line)


def listed(archive: zipfile.ZipFile) -> ET.Element:
    (plugin,) = ET.fromstring(archive.read("plugins.xml"))  # noqa: S314 - our own text
    return plugin


@pytest.fixture(scope="module")
def bundled(script: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """Yield a bundle whose place is known."""
    folder = tmp_path_factory.mktemp("bundle")
    plugin = script.package(ROOT, folder, {"email": "someone@district.example"})
    with zipfile.ZipFile(script.bundle(plugin, folder, "http://10.0.0.5/qgis/")) as archive:
        yield archive


def test_an_intranet_finds_the_plugin_in_its_own_list(
    script: ModuleType, bundled: zipfile.ZipFile, unpacked: Path
) -> None:
    plugin = listed(bundled)
    assert plugin.tag == "pyqgis_plugin"
    assert plugin.attrib["version"] == script.package_version(ROOT)
    assert plugin.findtext("qgis_minimum_version") == "3.22"
    assert plugin.findtext("author_email") == "someone@district.example"
    file_name = plugin.findtext("file_name") or ""
    # QGIS makes the id of it, and looks for a folder of that name after it has unpacked the zip.
    assert file_name.partition(".")[0] == TOP == next(unpacked.iterdir()).name
    assert plugin.findtext("download_url") == f"http://10.0.0.5/qgis/{file_name}"
    assert file_name in bundled.namelist()


def test_the_bundle_brings_the_wheels_that_it_pins(script: ModuleType, bundled: zipfile.ZipFile) -> None:
    wheels = [Path(name).name for name in bundled.namelist() if name.startswith("wheels/")]
    assert all(name.endswith("-none-any.whl") for name in wheels)
    brought = {"==".join(name.split("-")[:2]).replace("_", "-") for name in wheels}
    assert brought == set(script.pinned_wheels())


def test_the_instructions_name_the_place_or_say_what_to_put_in_its_place(
    script: ModuleType, bundled: zipfile.ZipFile
) -> None:
    known = bundled.read("安装说明 INSTALL.txt").decode("utf-8-sig")
    assert known.count("http://10.0.0.5/qgis/plugins.xml") == 2
    assert script.PLACEHOLDER not in known
    unknown = script.instructions("x.0.zip", "")
    assert unknown.count(f"{script.PLACEHOLDER}/plugins.xml") == 2
    for text in ("<download_url>", "file://server/qgis"):
        assert unknown.count(text) == 2
    for text in (known, unknown):
        # Otherwise QGIS would not show the plugin.
        assert "显示试验性插件" in text
        assert "Show also experimental plugins" in text


def test_where_no_place_is_given_the_list_has_one_to_be_replaced(script: ModuleType) -> None:
    text = script.plugins_xml(script.metadata(ROOT), "xq_gis_plugin.0.1.0.zip", script.PLACEHOLDER)
    (plugin,) = ET.fromstring(text)  # noqa: S314 - our own text
    assert plugin.findtext("download_url") == f"{script.PLACEHOLDER}/xq_gis_plugin.0.1.0.zip"


@pytest.mark.parametrize("url", ["10.0.0.5/qgis", "ftp://10.0.0.5/qgis", "http:/x", "plugins"])
def test_a_place_that_qgis_could_not_fetch_from_is_refused(
    script: ModuleType, zipped: Path, tmp_path: Path, url: str
) -> None:
    with pytest.raises(script.PackagingError, match=r"not a URL with http://, https:// or file://"):
        script.bundle(zipped, tmp_path, url)
    assert not list(tmp_path.iterdir())


def test_without_wheels_there_is_no_bundle(
    script: ModuleType, zipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "pinned_wheels", lambda: ["xq-not-to-be-had==1.0"])
    with pytest.raises(script.PackagingError, match="pip could not bring the wheels"):
        script.bundle(zipped, tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_bundle_brings_only_what_qgis_lacks_and_pins_it(script: ModuleType) -> None:
    pinned = script.pinned_wheels()
    names = {one.partition("==")[0] for one in pinned}
    assert {"folium", "branca", "openpyxl"} <= names
    assert not names & {"numpy", "pandas", "shapely", "geopandas", "requests", "jinja2"}
    assert all("==" in one for one in pinned)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a little checkout, in git, with one file that git does not know."""
    root = tmp_path / "checkout"
    for folder in (TOP, "layers", "styles"):
        (root / folder).mkdir(parents=True)
        (root / folder / "known.csv").write_text("a", encoding="utf-8")
    shutil.copy2(ROOT / TOP / "__init__.py", root / TOP)
    for name in ("metadata.txt", "LICENSE", "README.md", "CHANGELOG.md"):
        shutil.copy2(ROOT / name, root)
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    (root / TOP / "客户名单.csv").write_text("secret", encoding="utf-8")
    return root


def git(root: Path, *words: str) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", *words], cwd=root, env=environment, check=True)  # noqa: S607


def test_what_git_does_not_know_is_not_shipped_and_is_told(
    script: ModuleType, checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(script.package(checkout, tmp_path / "dist")) as archive:
        names = set(archive.namelist())
    assert f"{TOP}/layers/known.csv" in names
    assert f"{TOP}/客户名单.csv" not in names
    assert f"{TOP}/客户名单.csv" in capsys.readouterr().out


def test_what_is_changed_and_not_yet_committed_is_shipped(
    script: ModuleType, checkout: Path, tmp_path: Path
) -> None:
    (checkout / "layers" / "known.csv").write_text("changed", encoding="utf-8")
    with zipfile.ZipFile(script.package(checkout, tmp_path / "dist")) as archive:
        assert archive.read(f"{TOP}/layers/known.csv") == b"changed"


def test_a_git_hook_does_not_lead_to_another_checkout(
    script: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(ROOT / ".git"))
    assert f"{TOP}/layers/known.csv" in script.contents(checkout)


def test_without_git_everything_is_shipped(
    script: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(script.shutil, "which", lambda _name: None)
        assert f"{TOP}/客户名单.csv" in script.contents(checkout)
    shutil.rmtree(checkout / ".git")
    assert f"{TOP}/客户名单.csv" in script.contents(checkout)


def test_a_file_that_git_knows_and_that_is_gone_is_refused(
    script: ModuleType, checkout: Path, tmp_path: Path
) -> None:
    (checkout / "styles" / "known.csv").unlink()
    with pytest.raises(script.PackagingError, match=r"that are not there: styles/known\.csv"):
        script.package(checkout, tmp_path / "dist")
    assert not list((tmp_path / "dist").iterdir())


def test_a_git_that_refuses_is_said(script: ModuleType, checkout: Path) -> None:
    (checkout / ".git" / "HEAD").write_text("broken", encoding="utf-8")
    with pytest.raises(script.PackagingError, match="git cannot list the files"):
        script.contents(checkout)
