"""The siting plan in the window of ``xq-gis desktop``: solve, show, hand on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xq_gis_plugin.core.errors import XqGisError
from xq_gis_plugin.core.output import check_output
from xq_gis_plugin.export.site_words import headline
from xq_gis_plugin.run import Product
from xq_gis_plugin.run_site import plan_request, write_site_products
from xq_gis_plugin.widgets.contract import SiteView
from xq_gis_plugin.widgets.files import ask_target
from xq_gis_plugin.widgets.gate_reader import given_of
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import QtCore, QtGui
from xq_gis_plugin.widgets.siting_request import AnswerRelay, site_request_of

if TYPE_CHECKING:
    from xq_gis_plugin.core.siting.model import Answer, SitePlan
    from xq_gis_plugin.run_site import SiteRequest
    from xq_gis_plugin.widgets.contract import SiteSettings
    from xq_gis_plugin.widgets.desktop_host import DesktopHost
    from xq_gis_plugin.widgets.jobs import Job

__all__ = ["SitePlanning"]


class SitePlanning(QtCore.QObject):
    """Answers the panel's signals about the siting plan; what takes long is a `Job` of the host."""

    def __init__(self, host: DesktopHost) -> None:
        super().__init__(host)
        self._host, self._panel = host, host.panel
        self._run: Job | None = None
        self._view: SiteView | None = None
        self.relay = AnswerRelay(self)
        self.relay.told.connect(self._told)
        self._panel.siting.set_can_hand(ok=False, reason=ui("only_qgis"))
        self._panel.siteRequested.connect(self.plan)
        self._panel.siteCancelRequested.connect(self.cancel)
        self._panel.siteExportRequested.connect(self.export)

    def plan(self, settings: SiteSettings) -> None:
        """Solve a plan and write it, after asking where a file would be replaced."""
        target = Path(settings.target)
        try:
            check_output(target, overwrite=True)
        except XqGisError as error:
            self._host.show_error(error)
            return
        if target.exists() and not self._host.may_replace("replace_file", target):
            return
        request, relay = site_request_of(settings, given_of), self.relay
        self._panel.set_site_running(running=True)
        self._run = self._host.start(lambda job: _solve(request, target, job, relay), self._solved)
        self._run.advanced.connect(self._advanced)

    def cancel(self) -> None:
        """Free the window at once; the work stops by itself, and what it still returns is dropped."""
        if self._run is not None and self._run.ticket.call_off():
            self._run = None
            self._panel.set_site_running(running=False)
            self._panel.show_message(ui("cancelled"), level="info")

    def export(self, kind: str) -> None:
        """Write the map or the workbook of the plan where the planner says, and open the map."""
        view, suffix = self._view, f".{kind}"
        if view is None:
            return
        start = str(Path(view.path).with_suffix(suffix))
        chosen = ask_target(self._panel, ui(f"export_ask_{kind}"), start, suffix)
        if not chosen:
            return
        target = Path(chosen)
        if target.exists() and not self._host.may_replace("replace_file", target):
            return

        def write(job: Job) -> None:
            products, commit = [Product(suffix, target)], job.ticket.commit
            write_site_products(
                view.plan,
                products,
                title=ui("site_title"),
                fictional=view.fictional,
                overwrite=True,
                confirm=commit,
            )

        def written(job: Job) -> None:
            if self._host.is_good(job):
                self._panel.show_message(ui("written", path=chosen), level="info")
                if kind == "html":
                    QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(chosen))

        self._host.start(write, written)

    def _told(self, text: str) -> None:
        if self._run is not None:
            self._panel.siting.set_live(text)

    def _advanced(self, fraction: float | None, step: str) -> None:
        if self.sender() is self._run:
            self._panel.siting.set_progress(fraction, ui(f"step_{step}"))

    def _solved(self, job: Job) -> None:
        if job is not self._run:
            return  # called off: whatever it returned, nobody waits for it
        self._run = None
        self._panel.set_site_running(running=False)
        if self._host.is_good(job):
            self._view = job.outcome.value
            self._panel.set_site_view(self._view)
            told = headline(self._view.plan, ui_language())
            self._panel.show_message(told, ui("site_done", path=self._view.path), level="info")


def _solve(request: SiteRequest, target: Path, job: Job, relay: AnswerRelay) -> SiteView:
    def tell(answer: Answer) -> None:
        relay.tell(answer)

    plan: SitePlan = plan_request(request, job, tell)
    job.begin("write")
    write_site_products(
        plan, [Product(".gpkg", target)], title=ui("site_title"), fictional=request.fictional, overwrite=True,
        confirm=job.ticket.commit,
    )  # fmt: skip
    return SiteView(plan, str(target), request.fictional)
