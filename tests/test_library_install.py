"""Libraries come into a folder of their own, whole or not at all, and never in front of the host's."""

from __future__ import annotations

import shlex
import sys
import time
from typing import TYPE_CHECKING

import pytest
from processes import wait_until_gone
from wheels import make_silent_python, make_wheel, unpack

from xq_gis_plugin import libraries, library_install
from xq_gis_plugin.library_install import Choice, InstallError, admin_command

if TYPE_CHECKING:
    from pathlib import Path

    from xq_gis_plugin.library_install import Installed

FAKE = "xq-fake-library"


MORE = "xq-more-library"


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(libraries, "NEEDED", {FAKE: "1.0", "numpy": "1.0"})
    monkeypatch.setattr(libraries, "OPTIONAL", {})
    monkeypatch.setattr(sys, "path", list(sys.path))
    return str(tmp_path / "资料 profile")


def install(
    profile: str, wheels: Path, *, cancelled: bool = False, said: list[str] | None = None
) -> Installed:
    heard = [] if said is None else said
    return library_install.install(
        profile, Choice(wheels=str(wheels)), heard.append, lambda: cancelled, sys.executable
    )


def what_is_left(profile: str) -> list[str]:
    """Return what lies where our folders lie, and so in none of them."""
    return sorted(item.name for item in libraries.own_folder(profile).parent.iterdir())


def test_the_missing_library_comes_from_the_folder_of_wheels_and_is_found_last(
    profile: str, tmp_path: Path
) -> None:
    make_wheel(tmp_path / "wheels", FAKE, "1.5", "numpy>=1.0")
    said: list[str] = []
    done = install(profile, tmp_path / "wheels", said=said)
    folder = libraries.own_folder(profile)
    assert done == (folder, (FAKE,), ())
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
    make_wheel(tmp_path / "other", MORE, "1.0")
    with pytest.raises(InstallError) as caught:
        install(profile, tmp_path / "other")
    assert caught.value.code == "pip_failed"
    assert (libraries.own_folder(profile) / "xq_fake_library.py").exists()
    assert what_is_left(profile) == [libraries.own_folder(profile).name]


def test_a_second_installation_replaces_the_first(profile: str, tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels", FAKE, "1.5")
    install(profile, tmp_path / "wheels")
    make_wheel(tmp_path / "wheels", FAKE, "2.0")
    install(profile, tmp_path / "wheels")
    text = (libraries.own_folder(profile) / "xq_fake_library.py").read_text(encoding="utf-8")
    assert text == "VERSION = '2.0'\n"
    assert what_is_left(profile) == [libraries.own_folder(profile).name]


def test_a_cancel_changes_nothing(profile: str, tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels", FAKE, "1.5")
    with pytest.raises(InstallError) as caught:
        install(profile, tmp_path / "wheels", cancelled=True)
    assert caught.value.code == "cancelled"
    assert not libraries.own_folder(profile).exists()


def test_a_profile_that_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "NEEDED", {FAKE: "1.0"})
    make_wheel(tmp_path / "wheels", FAKE, "1.0")
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(InstallError) as caught:
        install(str(tmp_path / "file"), tmp_path / "wheels")
    assert caught.value.code == "no_write"


def test_without_pip_it_is_said(profile: str, tmp_path: Path) -> None:
    python = tmp_path / "python3"
    python.write_text("#!/bin/sh\necho No module named pip >&2\nexit 1\n", encoding="utf-8")
    python.chmod(0o755)
    with pytest.raises(InstallError) as caught:
        library_install.install(profile, Choice(), lambda _line: None, lambda: False, str(python))
    assert caught.value.code == "no_pip"


@pytest.mark.parametrize(
    ("choice", "options"),
    [
        (Choice(), []),
        (Choice(mirror="https://mirror.example/simple"), ["--index-url", "https://mirror.example/simple"]),
        (
            Choice(mirror="http://10.0.0.5:8080/simple"),
            ["--index-url", "http://10.0.0.5:8080/simple", "--trusted-host", "10.0.0.5:8080"],
        ),
        (Choice("https://x.example", "/内网/wheels"), ["--no-index", "--find-links", "/内网/wheels"]),
    ],
)
def test_a_mirror_or_a_folder_of_wheels_can_be_chosen(choice: Choice, options: list[str]) -> None:
    assert choice.options() == options


def test_the_administrators_command_keeps_the_hosts_versions(profile: str) -> None:
    words = shlex.split(admin_command(profile, Choice(wheels="/内网/离线 包"), "python3", windows=False))
    assert words[:4] == ["python3", "-m", "pip", "install"]
    assert words[words.index("--find-links") + 1] == "/内网/离线 包"
    assert words[words.index("--target") + 1] == str(libraries.own_folder(profile))
    assert f"{FAKE}>=1.0" in words
    assert [word for word in words if word.startswith("numpy==")]


def test_the_administrators_command_does_not_name_what_is_too_old(
    profile: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sys.path.insert(0, unpack(tmp_path / "site", MORE, "1.0"))
    monkeypatch.setattr(libraries, "NEEDED", {FAKE: "1.0", MORE: "2.0"})
    assert MORE not in admin_command(profile, Choice(), "python3", windows=False)


def test_at_windows_prompt_a_comparison_is_no_file(profile: str) -> None:
    program = r"C:\Program Files\QGIS 3.40\python3.exe"
    typed = admin_command(profile, Choice(wheels=r"D:\离线"), program, windows=True)
    assert typed.startswith(f'"{program}" -m pip install ')
    assert r" --find-links D:\离线 " in typed
    assert f' "{FAKE}>=1.0"' in typed


def test_a_silent_pip_ends_within_a_second_of_a_cancel_and_leaves_nothing(
    profile: str, tmp_path: Path
) -> None:
    python, pids = make_silent_python(tmp_path)
    asked: list[float] = []

    def cancelled() -> bool:
        if pids.exists():
            asked.append(time.monotonic())
        return bool(asked)

    with pytest.raises(InstallError) as caught:
        library_install.install(profile, Choice(), print, cancelled, str(python))
    assert time.monotonic() - asked[0] < 1
    assert caught.value.code == "cancelled"
    assert what_is_left(profile) == []
    for pid in map(int, pids.read_text().split()):
        wait_until_gone(pid)


def test_what_is_optional_and_cannot_be_had_is_left_out(
    profile: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "OPTIONAL", {"xq-not-to-be-had": "1.0", MORE: "1.0"})
    make_wheel(tmp_path / "wheels", FAKE, "1.5")
    make_wheel(tmp_path / "wheels", MORE, "1.1")
    done = install(profile, tmp_path / "wheels")
    assert sorted(done.brought) == [FAKE, MORE]
    assert done.left_out == ("xq-not-to-be-had",)
    assert (done.folder / "xq_more_library.py").exists()


def test_where_only_what_is_optional_is_missing_its_failure_is_said(
    profile: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "NEEDED", {"numpy": "1.0"})
    monkeypatch.setattr(libraries, "OPTIONAL", {"xq-not-to-be-had": "1.0"})
    make_wheel(tmp_path / "wheels", MORE, "1.0")
    with pytest.raises(InstallError) as caught:
        install(profile, tmp_path / "wheels")
    assert caught.value.code == "pip_failed"
    assert "xq-not-to-be-had" in caught.value.details
    assert what_is_left(profile) == []


def test_what_was_brought_before_is_not_lost_to_a_folder_that_lacks_it(
    profile: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "OPTIONAL", {MORE: "1.0"})
    make_wheel(tmp_path / "both", FAKE, "1.5")
    make_wheel(tmp_path / "both", MORE, "1.5")
    make_wheel(tmp_path / "one", FAKE, "2.0")
    install(profile, tmp_path / "both")
    with pytest.raises(InstallError):
        install(profile, tmp_path / "one")
    assert (libraries.own_folder(profile) / "xq_more_library.py").exists()


def test_a_library_of_the_hosts_that_is_too_old_is_neither_replaced_nor_in_the_way(
    profile: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sys.path.insert(0, unpack(tmp_path / "site", MORE, "1.0"))
    monkeypatch.setattr(libraries, "NEEDED", {FAKE: "1.0", MORE: "2.0"})
    make_wheel(tmp_path / "wheels", FAKE, "1.5")
    make_wheel(tmp_path / "wheels", MORE, "2.0")
    assert install(profile, tmp_path / "wheels").brought == (FAKE,)


def test_a_version_that_pip_cannot_read_is_in_nobodys_way(profile: str, tmp_path: Path) -> None:
    sys.path.insert(0, unpack(tmp_path / "site", "gpg", "1.18.0-unknown"))
    # An older pip only warns of it.
    pins = set(library_install._pins(libraries.host_versions()))  # noqa: SLF001 - what pip is given
    assert f"numpy=={libraries.host_versions()['numpy']}" in pins
    assert not [line for line in pins if line.startswith("gpg")]
    make_wheel(tmp_path / "wheels", FAKE, "1.5")
    assert install(profile, tmp_path / "wheels").brought == (FAKE,)


def test_what_the_host_has_where_pip_does_not_look_is_not_brought_again(profile: str, tmp_path: Path) -> None:
    sys.path.insert(0, unpack(tmp_path / "site", MORE, "1.0"))
    make_wheel(tmp_path / "wheels", FAKE, "1.5", MORE)
    make_wheel(tmp_path / "wheels", MORE, "1.0")
    make_wheel(tmp_path / "wheels", MORE, "2.0")
    assert install(profile, tmp_path / "wheels").brought == (FAKE,)


def test_a_setting_of_pips_for_the_persons_own_folder_is_in_nobodys_way(
    profile: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pip.conf").write_text("[global]\nuser = true\n", encoding="utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))
    make_wheel(tmp_path / "wheels", FAKE, "1.5")
    assert install(profile, tmp_path / "wheels").brought == (FAKE,)


@pytest.mark.parametrize("made", [False, True], ids=["nowhere", "empty"])
def test_a_folder_without_wheels_is_said(profile: str, tmp_path: Path, *, made: bool) -> None:
    folder = tmp_path / "wheels"
    if made:
        folder.mkdir()
    with pytest.raises(InstallError) as caught:
        install(profile, folder)
    assert (caught.value.code, caught.value.details) == ("no_wheels", str(folder))


def test_on_windows_what_is_loaded_stays_and_is_said(
    profile: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_wheel(tmp_path / "wheels", FAKE, "1.5")
    install(profile, tmp_path / "wheels")
    folder = libraries.own_folder(profile)
    rename = type(folder).rename

    def refuse(path: Path, target: Path) -> Path:
        # What Windows says of a folder from which a library is loaded.
        if path == folder:
            raise PermissionError(13, "Access is denied", str(path))
        return rename(path, target)

    monkeypatch.setattr(type(folder), "rename", refuse)
    with pytest.raises(InstallError) as caught:
        install(profile, tmp_path / "wheels")
    assert caught.value.code == "in_use"
    assert (folder / "xq_fake_library.py").exists()
    assert what_is_left(profile) == [folder.name]


def test_psycopg_is_asked_for_with_the_library_that_it_calls(
    monkeypatch: pytest.MonkeyPatch, profile: str
) -> None:
    monkeypatch.setattr(libraries, "NEEDED", {})
    monkeypatch.setattr(libraries, "OPTIONAL", {"psycopg": "3.1"})
    monkeypatch.setattr(library_install, "host_versions", dict)
    words = shlex.split(admin_command(profile, Choice(), "python3", windows=False))
    assert words[-1] == "psycopg[binary]>=3.1"
