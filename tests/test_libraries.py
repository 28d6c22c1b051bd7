"""Libraries come into a folder of their own, whole or not at all, and never in front of the host's."""

from __future__ import annotations

import shlex
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from xq_gis_plugin import libraries
from xq_gis_plugin.libraries import Choice, InstallError

if TYPE_CHECKING:
    from pathlib import Path

FAKE = "xq-fake-library"


def make_wheel(folder: Path, name: str, version: str, *needs: str) -> None:
    """Write a wheel with one module in it."""
    module, info = name.replace("-", "_"), f"{name.replace('-', '_')}-{version}.dist-info"
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / f"{module}-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{module}.py", f"VERSION = {version!r}\n")
        lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
        wheel.writestr(
            f"{info}/METADATA", "\n".join([*lines, *(f"Requires-Dist: {one}" for one in needs), ""])
        )
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(libraries, "NEEDED", {FAKE: "1.0", "numpy": "1.0"})
    monkeypatch.setattr(sys, "path", list(sys.path))
    return str(tmp_path / "资料 profile")


def install(profile: str, wheels: Path, *, cancelled: bool = False) -> list[str]:
    said: list[str] = []
    libraries.install(profile, Choice(wheels=str(wheels)), said.append, lambda: cancelled, sys.executable)
    return said


def test_what_is_missing_or_too_old_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "NEEDED", {"no-such-thing": "1.0", "numpy": "999", "pytest": "1.0"})
    found = libraries.probe()
    assert [(one.name, one.found != "") for one in found.missing] == [
        ("no-such-thing", False),
        ("numpy", True),
    ]
    assert not found.ready


def test_with_everything_here_the_plugin_is_ready() -> None:
    assert libraries.probe().ready


def test_an_old_python_is_not_ready_whatever_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "OLDEST", (99, 0))
    assert not libraries.probe().ready


def test_the_missing_library_comes_from_the_folder_of_wheels_and_is_found_last(
    profile: str, tmp_path: Path
) -> None:
    make_wheel(tmp_path / "wheels", FAKE, "1.5", "numpy>=1.0")
    said = install(profile, tmp_path / "wheels")
    folder = libraries.own_folder(profile)
    assert {item.name for item in folder.iterdir()} >= {"xq_fake_library.py", "complete.json"}
    # numpy is needed by it, is the host's, and is not brought a second time.
    assert not (folder / "numpy").exists()
    assert any("Successfully" in line for line in said)
    assert libraries.add_own_folder(profile)
    assert sys.path[-1] == str(folder)
    assert libraries.probe().ready


def test_a_library_that_wants_another_numpy_than_the_hosts_is_refused(profile: str, tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels", FAKE, "1.5", "numpy>=999")
    make_wheel(tmp_path / "wheels", "numpy", "999.0")
    with pytest.raises(InstallError) as caught:
        install(profile, tmp_path / "wheels")
    assert caught.value.code == "pip_failed"
    assert not libraries.own_folder(profile).exists()


def test_a_failure_leaves_an_earlier_installation_as_it_was(profile: str, tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels", FAKE, "1.5")
    install(profile, tmp_path / "wheels")
    with pytest.raises(InstallError):
        install(profile, tmp_path / "nowhere")
    assert (libraries.own_folder(profile) / "xq_fake_library.py").exists()
    assert [p.name for p in libraries.own_folder(profile).parent.iterdir() if p.name.startswith(".new")] == []


def test_a_second_installation_replaces_the_first(profile: str, tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels", FAKE, "1.5")
    install(profile, tmp_path / "wheels")
    make_wheel(tmp_path / "wheels", FAKE, "2.0")
    install(profile, tmp_path / "wheels")
    text = (libraries.own_folder(profile) / "xq_fake_library.py").read_text(encoding="utf-8")
    assert text == "VERSION = '2.0'\n"
    assert [item.name for item in libraries.own_folder(profile).parent.iterdir()] == [
        "constraints.txt",
        libraries.own_folder(profile).name,
    ]


def test_a_cancel_changes_nothing(profile: str, tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels", FAKE, "1.5")
    with pytest.raises(InstallError) as caught:
        install(profile, tmp_path / "wheels", cancelled=True)
    assert caught.value.code == "cancelled"
    assert not libraries.own_folder(profile).exists()


def test_a_profile_that_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "NEEDED", {FAKE: "1.0"})
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(InstallError) as caught:
        install(str(tmp_path / "file"), tmp_path)
    assert caught.value.code == "no_write"


def test_without_pip_it_is_said(profile: str, tmp_path: Path) -> None:
    python = tmp_path / "python3"
    python.write_text("#!/bin/sh\necho No module named pip >&2\nexit 1\n", encoding="utf-8")
    python.chmod(0o755)
    with pytest.raises(InstallError) as caught:
        libraries.install(profile, Choice(), lambda _line: None, lambda: False, str(python))
    assert caught.value.code == "no_pip"


@pytest.mark.parametrize(
    ("choice", "options"),
    [
        (Choice(), []),
        (Choice(mirror="https://mirror.example/simple"), ["--index-url", "https://mirror.example/simple"]),
        (Choice("https://x.example", "/内网/wheels"), ["--no-index", "--find-links", "/内网/wheels"]),
    ],
)
def test_a_mirror_or_a_folder_of_wheels_can_be_chosen(choice: Choice, options: list[str]) -> None:
    assert choice.options() == options


def test_the_administrators_command_keeps_the_hosts_versions(profile: str) -> None:
    words = shlex.split(libraries.admin_command(profile, Choice(wheels="/内网/离线 包"), "python3"))
    assert words[:4] == ["python3", "-m", "pip", "install"]
    assert words[words.index("--find-links") + 1] == "/内网/离线 包"
    assert words[words.index("--target") + 1] == str(libraries.own_folder(profile))
    assert f"{FAKE}>=1.0" in words
    assert [word for word in words if word.startswith("numpy==")]
