"""The scripts that set everything up, and what the repository promises about itself."""

from __future__ import annotations

import configparser
import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import xq_gis_plugin

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent


def load_script(name: str) -> ModuleType:
    loader = SourceFileLoader(f"script_{Path(name).stem}", str(ROOT / "scripts" / name))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    if spec is None:
        pytest.fail(f"{name} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def house() -> ModuleType:
    return load_script("house.py")


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    return load_script("test")


@pytest.fixture
def packaging(tmp_path: Path) -> Path:
    """Make a checkout that has what the stamp is made from."""
    (tmp_path / "setup.py").write_text("one", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("one", encoding="utf-8")
    (tmp_path / "xq_gis_plugin").mkdir()
    (tmp_path / "xq_gis_plugin" / "__init__.py").write_text('__version__ = "1.0"\n', encoding="utf-8")
    return tmp_path


def test_one_version_stands_everywhere(house: ModuleType) -> None:
    metadata = configparser.ConfigParser()
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    built = subprocess.run(
        [sys.executable, "setup.py", "--version"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[([\d.]+)\]", changelog, re.MULTILINE)
    version = xq_gis_plugin.__version__
    assert metadata["general"]["version"] == version
    assert built.stdout.split()[-1] == version
    assert newest is not None
    assert newest[1] == version
    assert house.package_version(ROOT) == version


def test_qgis_metadata_promises_no_more_than_there_is() -> None:
    metadata = configparser.ConfigParser()
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    general = metadata["general"]
    assert (general["qgisMinimumVersion"], general["qgisMaximumVersion"]) == ("3.22", "4.99")
    assert general["name"] == "兴庆安全风险地图 / Xingqing Risk Map"
    assert general["hasProcessingProvider"] == "yes"
    assert "supportsQt6" not in general


@pytest.mark.parametrize("name", ["README.md", "README.en.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_no_link_of_the_documents_leads_nowhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_both_readmes_say_the_same_things_in_the_same_order() -> None:
    def shape(name: str) -> list[str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        return re.findall(r"^(#+ |\| --- |```|- )", text, re.MULTILINE)

    assert shape("README.md") == shape("README.en.md")


def test_every_lint_rule_that_is_switched_off_says_why() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lint = tomllib.loads(text)["tool"]["ruff"]["lint"]
    assert lint["select"] == ["ALL"]
    ignored = {*lint["ignore"], *(code for codes in lint["per-file-ignores"].values() for code in codes)}
    explained = {
        code for line in text.splitlines() if "#" in line for code in re.findall(r'"([A-Z]+\d*)"', line)
    }
    assert ignored <= explained


@pytest.mark.parametrize("name", ["scripts/demo", "scripts/test", ".ci/run"])
def test_what_is_started_by_name_can_be(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)


def test_ci_runs_the_test_script_and_demands_the_shared_folder() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "set -euo pipefail" in text
    assert "export CI=true" in text
    assert 'python3 scripts/test "$@"' in text


@pytest.mark.parametrize("name", ["house.py", "demo", "test"])
def test_the_scripts_need_the_standard_library_alone(name: str) -> None:
    text = (ROOT / "scripts" / name).read_text(encoding="utf-8")
    modules = re.findall(r"^(?:from|import) ([\w.]+)", text, re.MULTILINE)
    assert {module.split(".")[0] for module in modules} <= sys.stdlib_module_names | {"house", "__future__"}


def test_an_environment_is_kept_while_nothing_about_it_changed(house: ModuleType, packaging: Path) -> None:
    python = Path(sys.executable)
    stamp = house.make_stamp(packaging, python, "")
    assert house.stamp_serves(stamp, house.make_stamp(packaging, python, ""))


@pytest.mark.parametrize("name", ["setup.py", "pyproject.toml", "xq_gis_plugin/__init__.py"])
def test_a_change_of_packaging_makes_the_environment_stale(
    house: ModuleType, packaging: Path, name: str
) -> None:
    python = Path(sys.executable)
    before = house.make_stamp(packaging, python, "")
    (packaging / name).write_text('__version__ = "2.0"\n', encoding="utf-8")
    assert not house.stamp_serves(before, house.make_stamp(packaging, python, ""))


@pytest.mark.parametrize("what", ["root", "python", "numpy"])
def test_an_environment_is_stale_once_it_was_moved_or_its_host_changed(
    house: ModuleType, packaging: Path, what: str
) -> None:
    stamp = house.make_stamp(packaging, Path(sys.executable), "")
    assert not house.stamp_serves({**stamp, what: "another"}, stamp)


def test_the_test_environment_serves_the_demo_but_not_the_other_way(
    house: ModuleType, packaging: Path
) -> None:
    demo = house.make_stamp(packaging, Path(sys.executable), "")
    test = house.make_stamp(packaging, Path(sys.executable), "test")
    assert house.stamp_serves(test, demo)
    assert not house.stamp_serves(demo, test)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[1]"])
def test_a_spoilt_stamp_counts_as_none(house: ModuleType, tmp_path: Path, text: str) -> None:
    (tmp_path / ".venv").mkdir()
    house.stamp_path(tmp_path).write_text(text, encoding="utf-8")
    assert house.read_stamp(tmp_path) == {}


def test_without_root_the_missing_packages_and_the_command_are_named(house: ModuleType) -> None:
    with pytest.raises(house.HouseError) as caught:
        house.apt_commands(["chromium", "fonts-noto-cjk"], is_root=False)
    assert (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium fonts-noto-cjk"
        in str(caught.value)
    )


def test_root_updates_the_lists_once_and_installs_without_recommends(house: ModuleType) -> None:
    update, install = house.apt_commands(["chromium"], is_root=True)
    assert update == ["apt-get", "update"]
    assert install == ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]


def test_nothing_is_installed_where_nothing_is_missing(
    house: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "_is_installed", lambda _name: True)
    monkeypatch.setattr(house, "apt_commands", lambda *_a, **_k: pytest.fail("apt-get was called"))
    house.install_debian_packages(["chromium"])


def test_a_too_old_python_is_named_with_what_to_do(
    house: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "OLDEST", (99, 0))
    with pytest.raises(house.HouseError, match=r"3\.11 or later is needed.*install it and run again"):
        house.host_python()


def test_off_debian_the_python_that_was_started_is_taken(
    house: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "on_debian", lambda: False)
    assert house.host_python() == Path(sys.executable)


def test_the_numpy_that_qgis_has_loaded_is_never_replaced(
    house: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "_ask", lambda *_: "1.24.2")
    assert house.numpy_constraint(house.host_numpy(house.DEBIAN_PYTHON)) == "numpy==1.24.2"
    assert house.numpy_constraint("") == ""


def test_numpy_is_pinned_only_where_its_packages_are_seen(house: ModuleType) -> None:
    assert house.host_numpy(Path(sys.executable + "-elsewhere")) == ""


def test_programs_are_started_in_utf8_without_foreign_packages(house: ModuleType) -> None:
    environment = house.child_environment({"LANG": "POSIX", "PYTHONPATH": "x", "PYTHONHOME": "y"})
    assert environment["PYTHONUTF8"] == "1"
    assert environment["LANG"] == "POSIX"
    assert not {"PYTHONPATH", "PYTHONHOME"} & set(environment)


def test_an_environment_that_serves_is_not_made_again(
    house: ModuleType, packaging: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(house, "on_debian", lambda: False)
    monkeypatch.setattr(house, "run", lambda *_a, **_k: pytest.fail("a program was started"))
    command = house.tool("xq-gis", packaging)
    command.parent.mkdir(parents=True)
    command.touch()
    stamp = house.make_stamp(packaging, Path(sys.executable), "test")
    house.stamp_path(packaging).write_text(json.dumps(stamp), encoding="utf-8")
    assert house.set_up(root=packaging) == house.venv_python(packaging)
    assert "environment is ready" in capsys.readouterr().out


def test_a_failed_installation_leaves_no_stamp_and_says_what_to_do(
    house: ModuleType, packaging: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "on_debian", lambda: False)
    monkeypatch.setattr(house, "run", lambda command, **_: int("pip" in command))
    with pytest.raises(house.HouseError, match="check the network"):
        house.set_up(root=packaging)
    assert house.read_stamp(packaging) == {}


def run_test_script(
    script: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    *,
    shared: Path | None,
    failing: str = "",
    arguments: list[str] | None = None,
) -> tuple[int, list[list[str]]]:
    """Run `scripts/test` with its programs replaced by a list of what it would start."""
    started: list[list[str]] = []

    def note(command: list[str | Path]) -> int:
        started.append([str(part) for part in command[2:]])
        return int(failing in started[-1])

    monkeypatch.setattr(script, "shared_folder", lambda: shared)
    monkeypatch.setattr(script, "set_up", lambda **_: Path("python"))
    monkeypatch.setattr(script, "run", note)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(script, "count_shared_tests", lambda _python: 7)
    return script.main(arguments if arguments is not None else ["tests/test_x.py", "-k", "word"]), started


def test_without_arguments_the_plugin_is_tested_in_qgis_and_the_widgets_on_qt_6_too(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    status, started = run_test_script(script, monkeypatch, shared=tmp_path, arguments=[])
    assert status == 0
    assert [command[:1] for command in started[:4]] == [["ruff"], ["ruff"], ["mypy"], ["pytest"]]
    assert started[4] == []
    spread = ["-n", "auto", "--dist", "loadfile"]
    assert started[5] == ["pytest", *spread, "tests/plugin", "xq_gis_plugin/qgis_plugin"]


def test_the_checks_run_quick_ones_first_and_pass_arguments_to_pytest(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    status, started = run_test_script(script, monkeypatch, shared=tmp_path)
    assert status == 0
    assert [command[0] for command in started] == ["ruff", "ruff", "mypy", "pytest"]
    assert started[-1] == ["pytest", "tests/test_x.py", "-k", "word"]


@pytest.mark.parametrize("failing", ["check", "--check", "mypy", "pytest"])
def test_any_failed_check_fails_the_run_after_all_have_run(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, failing: str
) -> None:
    status, started = run_test_script(script, monkeypatch, shared=tmp_path, failing=failing)
    assert status == 1
    assert len(started) == 4


def test_without_the_shared_folder_the_last_line_says_how_many_tests_and_why(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CI", raising=False)
    status, started = run_test_script(script, monkeypatch, shared=None)
    last = capsys.readouterr().out.splitlines()[-1]
    assert status == 0
    assert started[-1] == ["pytest", "-m", "not shared", "tests/test_x.py", "-k", "word"]
    assert f"7 tests were deselected: they need {ROOT.parent / 'shared'}" in last


def test_in_ci_a_missing_shared_folder_is_a_failure(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", "true")
    status, started = run_test_script(script, monkeypatch, shared=None)
    assert (status, started) == (1, [])
    assert "the folder is missing" in capsys.readouterr().err
