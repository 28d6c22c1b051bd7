"""The siting plan in QGIS: solved beside the window, shown as styled layers, handed on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsGeometry, QgsProject, QgsRectangle

from xq_gis_plugin.core.errors import XqGisError
from xq_gis_plugin.core.output import check_output
from xq_gis_plugin.export.site_words import headline
from xq_gis_plugin.export.words import word
from xq_gis_plugin.qgis_plugin.notices import confirmed
from xq_gis_plugin.qgis_plugin.site_layers import look_at, plan_layers, put_plan, take_plan
from xq_gis_plugin.qgis_plugin.sources import given
from xq_gis_plugin.qgis_plugin.tasks import Job, failure_of
from xq_gis_plugin.run import Product
from xq_gis_plugin.run_site import plan_request, write_site_products
from xq_gis_plugin.widgets.contract import SiteView
from xq_gis_plugin.widgets.files import ask_target
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import QtCore, QtGui
from xq_gis_plugin.widgets.siting_request import AnswerRelay, site_request_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.gui import QgsMapCanvas

    from xq_gis_plugin.qgis_plugin.notices import Notices
    from xq_gis_plugin.qgis_plugin.tasks import Failure, Jobs
    from xq_gis_plugin.run_site import SiteRequest
    from xq_gis_plugin.widgets.contract import SiteSettings
    from xq_gis_plugin.widgets.panel import Panel

__all__ = ["SitePlanning"]

_SOLVE, _EXPORT = "solve", "export of the siting plan"
_CLOSE_DEG = 0.002
"""So much of the map, in degrees, is shown around a site that somebody wants to see."""


class SitePlanning(QtCore.QObject):
    """Runs one siting plan at a time.

    Parameters
    ----------
    panel
        Asks, and shows how far it is.
    jobs, notices
        The dock's.
    canvas
        The map.
    """

    def __init__(self, panel: Panel, jobs: Jobs, notices: Notices, canvas: QgsMapCanvas) -> None:
        super().__init__(panel)
        self._panel, self._jobs, self._notices, self._canvas = panel, jobs, notices, canvas
        self._view: SiteView | None = None
        self.relay = AnswerRelay(self)
        # The dock connects these with its own, and takes them apart when it closes.
        self.links = [
            (self.relay.told, self._told),
            (panel.siteRequested, self.plan),
            (panel.siteCancelRequested, self.cancel),
            (panel.siteExportRequested, self.export),
            (panel.siteActivated, self.show_site),
        ]

    @property
    def view(self) -> SiteView | None:
        """The plan that is shown, None where there is none."""
        return self._view

    def plan(self, settings: SiteSettings) -> None:
        """Solve a plan, write it, and show it in the project."""
        target = Path(settings.target)
        try:
            check_output(target, overwrite=True)
            request = site_request_of(settings, given)
        except XqGisError as error:
            self._notices.fail(failure_of(error))
            return
        if (
            target.exists()
            and not plan_layers(QgsProject.instance(), target)
            and not self._may_replace(target)
        ):
            return
        job = Job(_say("task_plan"), _solve(request, self.relay), quiet=False)
        job.done.connect(lambda view: self._solved(view, target))
        job.failed.connect(self._failed)
        job.cancelled.connect(self._cancelled)
        job.stepped.connect(self._stepped)
        self._panel.set_site_running(running=True)
        self._jobs.start(_SOLVE, job)

    def cancel(self) -> None:
        """Stop, as a person does who waits for the answer."""
        self._jobs.cancel(_SOLVE)

    def export(self, kind: str) -> None:
        """Write the map or the workbook of the plan where the planner says, and open the map."""
        view, suffix = self._view, f".{kind}"
        if view is None or self._jobs.running(f"{_EXPORT} {kind}"):
            return
        chosen = ask_target(
            self._panel, ui(f"export_ask_{kind}"), str(Path(view.path).with_suffix(suffix)), suffix
        )
        if not chosen or (Path(chosen).exists() and not self._may_replace(Path(chosen))):
            return

        def written(_nothing: object) -> None:
            self._notices.tell(ui("written", path=chosen))
            if kind == "html":
                QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(chosen))

        job = Job(_say("task_plan_export"), _write(view, [Product(suffix, Path(chosen))]), quiet=False)
        job.done.connect(written)
        job.failed.connect(self._notices.fail)
        self._jobs.start(f"{_EXPORT} {kind}", job)

    def show_site(self, site_id: str) -> None:
        """Bring a site into the middle of the map, and light it up."""
        if self._view is None:
            return
        sites = self._view.plan.sites
        shape = sites.geometry[sites["site_id"] == site_id].iloc[0]
        if shape is None:
            self._notices.tell(_say("no_place"), level="warning")
            return
        geometry = QgsGeometry()
        geometry.fromWkb(shape.wkb)
        look_at(self._canvas, geometry, QgsRectangle(*shape.buffer(_CLOSE_DEG).bounds))

    def forget(self) -> None:
        """Stop: the project is closed, and with it its plan."""
        self._jobs.abandon(_SOLVE)
        self._view = None
        self._panel.set_site_running(running=False)
        self._panel.set_site_view(None)

    def _may_replace(self, path: Path) -> bool:
        return confirmed(self._panel, _say("replace_any"), str(path))

    def _told(self, text: str) -> None:
        if self._jobs.running(_SOLVE):
            self._panel.siting.set_live(text)

    def _stepped(self, fraction: float, step: str) -> None:
        if self._jobs.running(_SOLVE):
            self._panel.siting.set_progress(fraction, step)

    def _solved(self, view: SiteView, target: Path) -> None:
        """Let go of an older plan's file, write the new one, and show it."""
        take_plan(QgsProject.instance(), target)
        job = Job(_say("task_plan"), _write(view, [Product(".gpkg", target)]), quiet=False)
        shown = SiteView(view.plan, str(target), view.fictional)
        job.done.connect(lambda _nothing: self._written(shown))
        job.failed.connect(self._failed)
        job.cancelled.connect(self._cancelled)
        self._jobs.start(_SOLVE, job)

    def _written(self, view: SiteView) -> None:
        self._panel.set_site_running(running=False)
        try:
            put_plan(QgsProject.instance(), Path(view.path), ui_language(), fictional=view.fictional)
        except XqGisError as error:
            self._notices.fail(failure_of(error))
            return
        self._view = view
        self._panel.set_site_view(view)
        self._notices.tell(headline(view.plan, ui_language()), ui("site_done", path=view.path))

    def _failed(self, failure: Failure) -> None:
        self._panel.set_site_running(running=False)
        self._notices.fail(failure)

    def _cancelled(self) -> None:
        self._panel.set_site_running(running=False)
        self._notices.tell(_say("cancelled"))


def _solve(request: SiteRequest, relay: AnswerRelay) -> Callable[[Job], SiteView]:
    def work(job: Job) -> SiteView:
        plan = plan_request(request, job, relay.tell)
        return SiteView(plan, "", request.fictional)

    return work


def _write(view: SiteView, products: list[Product]) -> Callable[[Job], None]:
    def work(job: Job) -> None:
        job.begin("write")
        write_site_products(
            view.plan,
            products,
            title=ui("site_title"),
            fictional=view.fictional,
            overwrite=True,
            confirm=job.commit,
        )

    return work


def _say(key: str) -> str:
    return word("qgis", key, ui_language())
