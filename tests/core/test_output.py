"""Output files appear whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xq_gis_plugin.core.errors import OutputError
from xq_gis_plugin.core.output import atomic_output, check_output

if TYPE_CHECKING:
    from pathlib import Path


def refused(path: Path, code: str, *, overwrite: bool = False) -> OutputError:
    with pytest.raises(OutputError) as caught:
        check_output(path, overwrite=overwrite)
    assert caught.value.code == code
    assert caught.value.hint
    with pytest.raises(OutputError) as again, atomic_output(path, overwrite=overwrite):
        pytest.fail("the block must not run")
    assert again.value.message == caught.value.message
    return caught.value


def test_the_finished_file_takes_the_targets_place(tmp_path: Path) -> None:
    path = tmp_path / "地图.html"
    with atomic_output(path, overwrite=False) as draft:
        assert draft.name == path.name
        draft.write_text("whole", encoding="utf-8")
        assert not path.exists()
    assert path.read_text(encoding="utf-8") == "whole"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_old_file_and_no_rubbish(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")

    def fail() -> None:
        with atomic_output(path, overwrite=True) as draft:
            draft.write_text("half", encoding="utf-8")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_existing_file_needs_overwrite(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    error = refused(path, "output_exists")
    assert error.message == f"{path} exists already and is left as it is."
    assert "--overwrite" in error.hint
    check_output(path, overwrite=True)


def test_a_file_that_came_to_be_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"

    def race() -> None:
        with atomic_output(path, overwrite=False) as draft:
            draft.write_text("mine", encoding="utf-8")
            path.write_text("theirs", encoding="utf-8")

    with pytest.raises(OutputError) as caught:
        race()
    assert caught.value.code == "output_exists"
    assert path.read_text(encoding="utf-8") == "theirs"


def test_a_missing_folder(tmp_path: Path) -> None:
    path = tmp_path / "none" / "a.txt"
    error = refused(path, "output_unwritable")
    assert error.message == f"{path} cannot be written: No such file or directory."


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    path = tmp_path / "file" / "a.txt"
    assert refused(path, "output_unwritable").message == f"{path} cannot be written: Not a directory."


def denied(**_: object) -> str:
    raise PermissionError(13, "Permission denied")


def test_a_folder_that_takes_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whoever runs the tests may be root, whom no permission stops.
    monkeypatch.setattr("tempfile.TemporaryFile", denied)
    path = tmp_path / "a.txt"
    assert refused(path, "output_unwritable").message == f"{path} cannot be written: Permission denied."


def test_a_folder_that_takes_files_but_no_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.mkdtemp", denied)
    with pytest.raises(OutputError) as caught, atomic_output(tmp_path / "a.txt", overwrite=False):
        pytest.fail("the block must not run")
    assert caught.value.code == "output_unwritable"
    assert list(tmp_path.iterdir()) == []


def test_a_target_that_is_a_folder(tmp_path: Path) -> None:
    error = refused(tmp_path, "output_unwritable", overwrite=True)
    assert error.message == f"{tmp_path} cannot be written: it is a folder."


def test_a_geopackage_that_is_open_elsewhere_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    path.write_text("old", encoding="utf-8")
    (tmp_path / "w.gpkg-wal").write_text("pages of the old file", encoding="utf-8")
    error = refused(path, "output_unwritable", overwrite=True)
    assert "another program has it open (w.gpkg-wal lies beside it)" in error.message
