"""The PDF of a workspace, written while the window goes on: read and drawn beside it, laid out in it."""

from __future__ import annotations

import threading
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Literal

from qgis.core import QgsProject

from xq_gis_plugin.core.output import atomic_output
from xq_gis_plugin.export.words import word
from xq_gis_plugin.qgis_plugin.layout_pages import read_contents
from xq_gis_plugin.qgis_plugin.layout_sheets import Sheets
from xq_gis_plugin.qgis_plugin.layouts import layers_of, make_layout
from xq_gis_plugin.qgis_plugin.tasks import Failure, Job, Watch
from xq_gis_plugin.run import CancelledError
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.qt import QtCore, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from qgis.core import QgsPrintLayout

    from xq_gis_plugin.export.words import Language
    from xq_gis_plugin.qgis_plugin.layout_pages import Contents
    from xq_gis_plugin.qgis_plugin.layout_sheets import MapDrawing

__all__ = ["Atlas"]

_PAUSE_S = 0.05
_GONE = ("export_layers_gone", "export_layers_gone_hint")


class Atlas(QtCore.QObject):
    """Writes one PDF.

    A layout belongs to the main thread. So each of its steps is one turn of the window's, a fraction of a
    second, and the long ones are done elsewhere: ``job`` reads the workspace and then stands in QGIS's
    list of tasks until the last page is written, and QGIS's own threads draw the maps.

    Parameters
    ----------
    workspace
        What is written. The map shows what the window's project shows when it begins.
    path
        The PDF; one that is there is replaced. It appears whole or not at all.
    size
        Of the paper.
    review
        As in `make_layout`.
    """

    advanced = Signal(int, int)
    """The page that is being written, and how many there are."""
    written = Signal(object)
    """The path."""
    failed = Signal(object)
    """A `Failure`."""
    cancelled = Signal()
    _contents = Signal(object)

    def __init__(
        self, workspace: Path, path: Path, *, size: Literal["a3", "a4"] = "a3", review: str = ""
    ) -> None:
        super().__init__()
        self._workspace, self._path, self._size, self._review = workspace, path, size, review
        self._lang: Language = ui_language()
        self._over = threading.Event()
        self._open = ExitStack()
        self._sheets: Sheets | None = None
        self._drawing: MapDrawing | None = None
        self._spent: MapDrawing | None = None
        self._used: frozenset[str] = frozenset()
        self.job = Job(word("qgis", "task_pdf", self._lang), self._work)
        self.job.done.connect(self.written)
        self.job.failed.connect(self.failed)
        self.job.cancelled.connect(self._cancelled)
        self._contents.connect(lambda contents: self._step(lambda: self._begin(contents)))

    @property
    def at_rest(self) -> bool:
        """Whether nothing of it is under way any more."""
        return self._drawing is None and self._over.is_set()

    def close_down(self) -> None:
        """Stop, and leave nothing behind, before this returns."""
        self._stop()
        self._drop(at_once=True)

    def _work(self, job: Job) -> Path:
        self._contents.emit(read_contents(self._workspace, self._lang))
        while not self._over.wait(_PAUSE_S):
            job.tick()
        return self._path

    def _step(self, step: Callable[[], None]) -> None:
        """Do one step in the window's thread; whatever it raises ends the work."""
        with Watch() as watch:
            if self._over.is_set() or self.job.unwanted:
                raise CancelledError
            step()
        if watch.failure is not None:
            self._fail(watch.failure)
        elif watch.cancelled:
            self._drop()

    def _soon(self, step: Callable[[], None]) -> None:
        QtCore.QTimer.singleShot(0, lambda: self._step(step))

    def _begin(self, contents: Contents) -> None:
        project = QgsProject.instance()
        draft = self._open.enter_context(atomic_output(self._path, overwrite=True))
        layout = make_layout(
            project, self._workspace, size=self._size, lang=self._lang, review=self._review, contents=contents
        )
        self._used = layers_of(layout)
        project.layersWillBeRemoved.connect(self._removed)
        self._open.callback(project.layersWillBeRemoved.disconnect, self._removed)
        self._soon(lambda: self._begin_file(layout, draft))

    def _begin_file(self, layout: QgsPrintLayout, draft: Path) -> None:
        self._sheets = self._open.enter_context(closing(Sheets(layout, draft, atlas=True)))
        self._soon(self._turn)

    def _turn(self) -> None:
        sheets = self._drawn_sheets()
        sheets.turn()
        self.advanced.emit(sheets.number, sheets.count)
        self.job.setProgress(100 * (sheets.number - 1) / sheets.count)
        self._soon(self._draw)

    def _draw(self) -> None:
        self._drawing = self._drawn_sheets().begin_map()
        self._drawing.job.finished.connect(self._drawn)
        self._drawing.job.start()

    def _drawn(self) -> None:
        drawing, self._drawing = self._drawing, None
        if drawing is not None:
            # It is still saying that it is finished: it must outlive this.
            self._spent = drawing
            drawing.painter.end()
            self._step(lambda: self._finish(drawing))

    def _finish(self, drawing: MapDrawing) -> None:
        sheets = self._drawn_sheets()
        sheets.finish(drawing)
        self._soon(self._turn if sheets.number < sheets.count else self._end)

    def _end(self) -> None:
        self.job.commit()
        self._open.close()
        self._sheets = None
        self._over.set()

    def _drawn_sheets(self) -> Sheets:
        if self._sheets is None:
            raise CancelledError
        return self._sheets

    def _cancelled(self) -> None:
        # The person first: to throw a file away takes a moment.
        self.cancelled.emit()
        QtCore.QTimer.singleShot(0, self._drop)

    def _removed(self, ids: Sequence[str]) -> None:
        if self._used.isdisjoint(ids):
            return
        message, hint = (word("qgis", key, self._lang) for key in _GONE)
        self._fail(Failure(message, hint, "", "export_layers_gone"))

    def _fail(self, failure: Failure) -> None:
        self._stop()
        self._drop(at_once=True)
        self.failed.emit(failure)

    def _stop(self) -> None:
        if not self.job.unwanted:
            self.job.abandon()

    def _drop(self, *, at_once: bool = False) -> None:
        """Throw away what is written so far, once the map in hand has been let go of."""
        self._over.set()
        if self._drawing is not None and at_once:
            self._drawing.job.cancel()
        elif self._drawing is not None:
            self._drawing.job.cancelWithoutBlocking()
            return
        self._sheets = None
        with Watch(), self._open:
            raise CancelledError
