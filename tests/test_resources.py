"""The data that ships is found from a wheel, an editable install, a checkout and the plugin's zip."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from xq_gis_plugin import resources
from xq_gis_plugin.core.errors import InputError

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "xq_gis_plugin"
DATA_FOLDERS = ("layers", "styles")
NOT_SOURCE = shutil.ignore_patterns("__pycache__", "*.pyc")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what packaging needs: building must not write into the tree under test."""
    copy = tmp_path_factory.mktemp("checkout") / "xq gis 检出"
    copy.mkdir()
    for name in (PACKAGE, *DATA_FOLDERS):
        shutil.copytree(ROOT / name, copy / name, ignore=NOT_SOURCE)
    for name in ("setup.py", "pyproject.toml", "README.md", "LICENSE", "metadata.txt"):
        shutil.copy2(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(checkout))
    (built,) = folder.glob("*.whl")
    return built


def pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", *arguments, "--quiet", "--disable-pip-version-check"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def found_from(*folders: Path) -> tuple[Path, Path]:
    """Ask a fresh Python, which knows only these folders, where the package and its rules lie."""
    lines = [
        "import sys, site",
        f"[site.addsitedir(folder) for folder in {[str(folder) for folder in folders]!r}]",
        f"sys.path[:0] = {[str(folder) for folder in folders]!r}",
        f"from {PACKAGE} import resources",
        "print(resources.__file__)",
        "print(resources.path('layers', 'rules.csv'))",
    ]
    elsewhere = folders[0].parent
    environment = {**os.environ, "PYTHONUTF8": "1"}
    answer = subprocess.run(
        # -S: the editable install of the environment that the tests run in would answer first.
        [sys.executable, "-S", "-c", "\n".join(lines)],
        cwd=elsewhere, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    module, rules = answer.stdout.splitlines()
    return Path(module).parent, Path(rules)


def shipped_files() -> set[str]:
    files = (file for name in DATA_FOLDERS for file in (ROOT / name).rglob("*"))
    return {file.relative_to(ROOT).as_posix() for file in files if file.is_file()}


def test_a_checkout_finds_its_data(checkout: Path) -> None:
    package, rules = found_from(checkout)
    assert package == checkout / PACKAGE
    assert rules == checkout / "layers" / "rules.csv"


def test_a_wheel_finds_its_data(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    pip("install", "--no-deps", "--no-index", "--target", str(target), str(wheel))
    package, rules = found_from(target)
    assert package == target / PACKAGE
    assert rules == target / PACKAGE / "layers" / "rules.csv"


def test_an_editable_install_finds_the_data_of_its_checkout(checkout: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    pip("install", "--no-deps", "--no-build-isolation", "--target", str(target), "--editable", str(checkout))
    assert not (target / PACKAGE).exists()
    package, rules = found_from(target)
    assert package == checkout / PACKAGE
    assert rules == checkout / "layers" / "rules.csv"


def test_an_unpacked_plugin_finds_its_data(tmp_path: Path) -> None:
    plugins = tmp_path / "profile" / "python" / "plugins"
    shutil.copytree(ROOT / PACKAGE, plugins / PACKAGE, ignore=NOT_SOURCE)
    for name in DATA_FOLDERS:
        shutil.copytree(ROOT / name, plugins / PACKAGE / name)
    shutil.copy2(ROOT / "metadata.txt", plugins / PACKAGE)
    package, rules = found_from(plugins)
    assert package == plugins / PACKAGE
    assert rules == plugins / PACKAGE / "layers" / "rules.csv"


def test_an_installed_package_never_takes_what_lies_beside_it_for_its_own(
    wheel: Path, tmp_path: Path
) -> None:
    target = tmp_path / "site"
    pip("install", "--no-deps", "--no-index", "--target", str(target), str(wheel))
    (target / PACKAGE / "layers" / "rules.csv").unlink()
    (target / "layers").mkdir()
    (target / "layers" / "rules.csv").write_text("id\nSOMEBODY-ELSES\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="resource_missing"):
        found_from(target)


def test_a_wheel_carries_every_data_file_the_licence_and_the_typing_mark(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {f"{PACKAGE}/{name}" for name in shipped_files()} <= names
    assert f"{PACKAGE}/py.typed" in names
    assert [name for name in names if name.endswith("LICENSE") and ".dist-info/" in name]
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {PACKAGE}


def test_a_wheel_names_its_command_licence_and_oldest_python(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (info,) = {name.split("/")[0] for name in archive.namelist() if ".dist-info" in name}
        metadata = archive.read(f"{info}/METADATA").decode()
        commands = archive.read(f"{info}/entry_points.txt").decode()
    assert "Name: xq-gis" in metadata
    assert "GPL-3.0-or-later" in metadata
    assert "Requires-Python: >=3.11" in metadata
    assert "xq-gis = xq_gis_plugin.cli:main" in commands


def test_a_missing_file_is_named_with_what_to_do() -> None:
    with pytest.raises(
        InputError, match=r"layers/no_such\.csv did not come with this installation"
    ) as caught:
        resources.path("layers", "no_such.csv")
    assert caught.value.code == "resource_missing"
    assert caught.value.hint
