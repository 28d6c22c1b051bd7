"""A check in QGIS: run beside the window into a draft, put in its place, handed on to be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsProject

from xq_gis_plugin.core.errors import XqGisError
from xq_gis_plugin.export.words import word
from xq_gis_plugin.qgis_plugin.results import put_back, take_away
from xq_gis_plugin.qgis_plugin.runs import check_job, discard, place_job
from xq_gis_plugin.qgis_plugin.tasks import Job, failure_of
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.qt import QtCore, Signal

if TYPE_CHECKING:
    from pathlib import Path

    from qgis.gui import QgsLayerTreeMapCanvasBridge

    from xq_gis_plugin.qgis_plugin.notices import Notices
    from xq_gis_plugin.qgis_plugin.noting import RemarkWriter
    from xq_gis_plugin.qgis_plugin.results import Taken
    from xq_gis_plugin.qgis_plugin.runs import Finished
    from xq_gis_plugin.qgis_plugin.tasks import Failure, Jobs
    from xq_gis_plugin.run import Request
    from xq_gis_plugin.widgets.contract import ResultView
    from xq_gis_plugin.widgets.panel import Panel

__all__ = ["Checking"]

_CHECK, _PLACE = "check", "place"


class Checking(QtCore.QObject):
    """Runs one check at a time.

    The old result stays on the map until the new one is written and all remarks are in the old file;
    then it is taken away, for a file that a layer holds cannot be replaced on Windows, and comes back
    where the new one does not get its place.

    Parameters
    ----------
    panel
        Shows how far it is.
    jobs, notices, remarks
        The dock's.
    bridge
        Between the layer tree and the map.
    """

    placed = Signal(object, object)
    """The `ResultView`, and the `Taken` that was in its place, or None."""
    kept = Signal(object)
    """The `ResultGroup` that is there again, because the new result did not get its place."""

    def __init__(
        self,
        panel: Panel,
        jobs: Jobs,
        notices: Notices,
        remarks: RemarkWriter,
        bridge: QgsLayerTreeMapCanvasBridge,
    ) -> None:
        super().__init__(panel)
        self._bridge = bridge
        self._panel, self._jobs, self._notices, self._remarks = panel, jobs, notices, remarks
        self._finished: Finished | None = None
        self._placing: Job | None = None
        self._taken: Taken | None = None
        self._gap = False

    @property
    def placing(self) -> bool:
        """Whether a result is about to get its place."""
        return self._placing is not None

    def start(self, request: Request, workspace: Path, *, replaces: bool) -> None:
        """Run a check; ``replaces`` as in `check_job`."""
        job = Job(_say("task_check"), check_job(request, workspace, replaces=replaces), discard, quiet=False)
        job.done.connect(self._checked)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._cancelled)
        job.stepped.connect(self._stepped)
        self._panel.set_running(True)
        self._jobs.start(_CHECK, job)

    def cancel(self) -> None:
        """Stop, as a person does who waits for the answer."""
        if self._finished is not None and self._placing is None:
            self._drop()
            self._cancelled()
        else:
            self._jobs.cancel(_CHECK)
            self._jobs.cancel(_PLACE)

    def forget(self) -> None:
        """Stop: the project is closed, and with it goes what was taken away from it."""
        self._taken = None
        self._jobs.cancel(_CHECK)
        self._abandon()
        self._settle_map()

    def close_down(self) -> None:
        """Leave no draft behind, and no gap in the project; call it when all jobs have been closed down."""
        self._abandon()
        self._put_back()

    def _stepped(self, fraction: float, step: str) -> None:
        if self._jobs.running(_CHECK):
            self._panel.set_progress(fraction, step)

    def _checked(self, finished: Finished) -> None:
        self._finished = finished
        self._remarks.hold(self._place)

    def _place(self) -> None:
        finished = self._finished
        if finished is None:
            self._remarks.release()
            return
        self._taken = take_away(QgsProject.instance(), finished.workspace)
        if self._taken is not None:
            # The map may be empty until the new result comes, which is no first layer: QGIS would choose
            # another projection and zoom to all of it.
            self._bridge.setAutoSetupOnFirstLayer(False)
            self._gap = True
        job = self._placing = Job(_say("task_check"), place_job(finished), quiet=False)
        job.done.connect(self._placed)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._cancelled)
        self._jobs.start(_PLACE, job)

    def _placed(self, view: ResultView) -> None:
        taken, self._taken = self._taken, None
        self._drop()
        self._panel.set_running(False)
        self.placed.emit(view, taken)
        self._settle_map()
        self._remarks.release()

    def _failed(self, failure: Failure) -> None:
        self._end()
        self._put_back()
        self._notices.fail(failure)

    def _cancelled(self) -> None:
        self._end()
        self._put_back()
        self._notices.tell(_say("cancelled"))

    def _end(self) -> None:
        self._drop()
        self._panel.set_running(False)
        self._remarks.release()

    def _abandon(self) -> None:
        self._jobs.abandon(_PLACE)
        if self._finished is not None:
            self._drop()
            self._panel.set_running(False)
            self._remarks.release()

    def _drop(self) -> None:
        """Throw the draft away, unless a worker has it, who throws it away himself."""
        finished, self._finished = self._finished, None
        placing, self._placing = self._placing, None
        if finished is not None and (placing is None or placing.wait(0)):
            discard(finished)

    def _put_back(self) -> None:
        taken, self._taken = self._taken, None
        if taken is None:
            return
        try:
            self.kept.emit(put_back(taken, ui_language()))
        except XqGisError as error:
            self._notices.fail(failure_of(error))
        self._settle_map()

    def _settle_map(self) -> None:
        if self._gap:
            # Now, and not when the window comes to it.
            self._bridge.setCanvasLayers()
            self._bridge.setAutoSetupOnFirstLayer(True)
            self._gap = False


def _say(key: str) -> str:
    return word("qgis", key, ui_language())
