"""What the plugin says: one line in QGIS's message bar, all of it behind 详情, and in full in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from plugin.hosting import until
from qgis.core import Qgis, QgsApplication

from xq_gis_plugin.qgis_plugin.notices import Notices
from xq_gis_plugin.qgis_plugin.tasks import LOG, Job, Jobs
from xq_gis_plugin.widgets.message_bar import DetailsDialog
from xq_gis_plugin.widgets.qt import QtWidgets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from plugin.hosting import Window

    from xq_gis_plugin.qgis_plugin.dock import Dock

HOSTILE = '<img src="file:///etc/passwd"><b>甲站</b> &amp; {name} %s'


@pytest.fixture
def logged(window: Window) -> Iterator[list[tuple[str, str, int]]]:  # noqa: ARG001 - QGIS must be there
    """Return what is written into QGIS's log from now on: text, tab, level."""
    rows: list[tuple[str, str, int]] = []

    def note(text: str, tab: str, level: int) -> None:
        rows.append((text, tab, int(level)))

    QgsApplication.messageLog().messageReceived[str, str, Qgis.MessageLevel].connect(note)
    yield rows
    QgsApplication.messageLog().messageReceived[str, str, Qgis.MessageLevel].disconnect(note)


def details_of(window: Window) -> str:
    """Press 详情 in the message bar and return what it opens."""
    (button,) = (
        one for one in window.messageBar().findChildren(QtWidgets.QPushButton) if one.text() == "详情"
    )
    button.click()
    dialogs = [one for one in window.mainWindow().findChildren(DetailsDialog) if one.isVisible()]
    assert len(dialogs) == 1
    (text,) = dialogs[0].findChildren(QtWidgets.QPlainTextEdit)
    return str(text.toPlainText())


def test_an_error_of_a_job_is_a_line_and_all_of_it_behind_a_button_and_in_the_log(
    window: Window, logged: list[tuple[str, str, int]]
) -> None:
    notices, jobs = Notices(window), Jobs()

    def work(_job: Job) -> None:
        raise ZeroDivisionError(HOSTILE)

    job = Job("一项工作", work)
    job.failed.connect(notices.fail)
    jobs.start("work", job)
    until(window.said, "the message")
    (item,) = window.messageBar().items()
    assert item.level() == Qgis.MessageLevel.Critical
    # The bar reads markup; what it is given has none.
    assert "&lt;img" in window.said()[0]
    shown = details_of(window)
    (row,) = [row for row in logged if row[1] == LOG]
    for told in (shown, row[0]):
        assert "程序内部出错：ZeroDivisionError" in told
        assert "Traceback (most recent call last)" in told
        assert "in work" in told
        assert HOSTILE in told
    assert row[2] == int(Qgis.MessageLevel.Critical)
    notices.close_down()
    jobs.close_down()


def test_a_message_that_is_too_long_for_the_bar_is_whole_behind_the_button(
    window: Window, logged: list[tuple[str, str, int]]
) -> None:
    notices = Notices(window)
    long = "很长的一句话。" * 100
    notices.tell(long, "该怎么办。", level="warning")
    assert window.said()[0].endswith("…")
    assert details_of(window) == f"{long}\n\n该怎么办。"
    assert [row[0] for row in logged if row[1] == LOG] == [f"{long} 该怎么办。"]
    notices.close_down()


def test_what_is_no_trouble_has_no_details_and_is_not_logged(
    window: Window, logged: list[tuple[str, str, int]]
) -> None:
    Notices(window).tell("已写出", level="success")
    assert not [
        one for one in window.messageBar().findChildren(QtWidgets.QPushButton) if one.text() == "详情"
    ]
    assert [row for row in logged if row[1] == LOG] == []


def test_a_workspace_that_cannot_be_opened_says_what_to_do_and_where_in_full(
    window: Window, dock: Dock, tmp_path: Path, logged: list[tuple[str, str, int]]
) -> None:
    path = tmp_path / "坏.gpkg"
    path.write_bytes(b"no database")
    dock.panel.openWorkspaceRequested.emit(str(path))
    until(window.said, "the message")
    shown = details_of(window)
    assert "file_unreadable" in shown
    assert str(path) in shown
    (row,) = [row for row in logged if row[1] == LOG]
    assert "file_unreadable" in row[0]
    # With the dock goes what it has opened.
    dock.close_down()
    assert not [one for one in window.mainWindow().findChildren(DetailsDialog) if one.isVisible()]
