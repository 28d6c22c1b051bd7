"""The plugin's zip: what is in it, and that the plugin repository's scans find nothing."""

from __future__ import annotations

import ast
import hashlib
import importlib.machinery
import importlib.util
import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
TOP = "xq_gis_plugin"
# These load on the Python 3.9 of an old QGIS, to say which QGIS to install.
OLD_PYTHON = (
    "__init__.py", "libraries.py", "resources.py", "core/__init__.py", "core/errors.py", "export/__init__.py",
    "export/words.py", "qgis_plugin/__init__.py", "qgis_plugin/plugin.py", "widgets/__init__.py",
    "widgets/language.py", "widgets/libraries_page.py", "widgets/qt.py",
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


def test_a_suppressed_finding_gives_its_reason(unpacked: Path) -> None:
    for file in (unpacked / TOP).rglob("*.py"):
        for line in file.read_text(encoding="utf-8").splitlines():
            if "# nosec" in line:
                told = line.split("# nosec", 1)[1]
                assert " - " in told, (file.name, line)


def test_an_intranet_finds_the_plugin_in_its_own_list(script: ModuleType) -> None:
    tree = ET.fromstring(script.plugins_xml("xq_gis_plugin-0.1.0.zip"))  # noqa: S314 - our own text
    (plugin,) = tree
    assert plugin.tag == "pyqgis_plugin"
    assert plugin.attrib["version"] == script.package_version(ROOT)
    assert plugin.findtext("download_url") == "xq_gis_plugin-0.1.0.zip"
    assert plugin.findtext("qgis_minimum_version") == "3.22"


def test_the_bundle_brings_only_what_qgis_lacks_and_pins_it(script: ModuleType) -> None:
    pinned = script.pinned_wheels()
    names = {one.partition("==")[0] for one in pinned}
    assert {"folium", "branca", "openpyxl"} <= names
    assert not names & {"numpy", "pandas", "shapely", "geopandas", "requests", "jinja2"}
    assert all("==" in one for one in pinned)
