"""Where a layer says that the plan's entries may be: compared beside the window, once for all entries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

import geopandas as gpd
import pandas as pd
from qgis.core import QgsProject, QgsVectorLayer

from xq_gis_plugin.core.errors import XqGisError
from xq_gis_plugin.core.facts import measure
from xq_gis_plugin.core.model import CRS, CheckSeverity
from xq_gis_plugin.core.naming import PROPOSAL_COLUMNS, propose_locations
from xq_gis_plugin.core.plan import AREA
from xq_gis_plugin.export.words import check_text
from xq_gis_plugin.io.areas import display_district
from xq_gis_plugin.io.columns import Role, name_columns
from xq_gis_plugin.io.position import parse_datum, place
from xq_gis_plugin.io.raw import FilePlace, raw_of
from xq_gis_plugin.io.services.ask import SERVICES, around, ask, require_services
from xq_gis_plugin.io.services.asking import Session
from xq_gis_plugin.io.services.cache import AnswerCache, cache_folder
from xq_gis_plugin.io.services.client import Client
from xq_gis_plugin.io.words import HAZARD_KINDS, OBJECT_KINDS
from xq_gis_plugin.qgis_plugin.located import located_layers
from xq_gis_plugin.qgis_plugin.result_layers import TABLE
from xq_gis_plugin.qgis_plugin.revisions import stamp_of
from xq_gis_plugin.qgis_plugin.sources import given, stoppable
from xq_gis_plugin.qgis_plugin.tasks import Job, failure_of
from xq_gis_plugin.qgis_plugin.tool_host import say
from xq_gis_plugin.widgets.contract import RoleChoice
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.qt import QtCore, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xq_gis_plugin.core.model import Check
    from xq_gis_plugin.core.plan import PlanEntry
    from xq_gis_plugin.io.raw import RawLayer
    from xq_gis_plugin.qgis_plugin.revisions import Revisions
    from xq_gis_plugin.qgis_plugin.tasks import Failure
    from xq_gis_plugin.qgis_plugin.tool_host import ToolHost

__all__ = ["SERVICE", "Proposals", "candidate_layers", "online_services"]

_JOB = "proposals"
SERVICE = "service:"
"""Before the name of an online service where a layer's id would stand."""
_DATUM = "datum"
"""How the codes of checks begin that are about the datum of positions."""
_KINDS = {**OBJECT_KINDS, **HAZARD_KINDS}
_NOTHING = gpd.GeoDataFrame(
    {name: pd.Series(dtype=object) for name in PROPOSAL_COLUMNS[:-1]}, geometry=[], crs=CRS
)


@dataclass(frozen=True)
class _Found:
    """What came of a layer, and of which state of it."""

    stamp: object
    rows: gpd.GeoDataFrame
    told: str = ""
    noticed: tuple[Check, ...] = ()


class Proposals(QtCore.QObject):
    """Compares the plan's names with those of one layer at a time, and keeps what came of each.

    Parameters
    ----------
    host
        The dock.
    revisions
        Knows what has happened to the layers meanwhile.
    parent
        What this goes with.
    """

    changed = Signal()
    """There are other proposals, or something else to say."""

    def __init__(self, host: ToolHost, revisions: Revisions, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._host, self._revisions = host, revisions
        self._layer_id = ""
        self._found: dict[str, _Found] = {}
        self._asked: object = None
        self._share = 0.0

    def compare_with(self, layer_id: str) -> None:
        """Compare with a layer that a person has chosen, "" for none; what had failed is tried again."""
        found = self._found.get(layer_id)
        if found is not None and found.told:
            del self._found[layer_id]
        self.look_again(layer_id)

    def look_again(self, layer_id: str) -> None:
        """Compare with a layer unless it, and the plan, are those of last time."""
        self._layer_id = layer_id
        if layer_id.startswith(SERVICE):
            self._look_online(layer_id.removeprefix(SERVICE))
            return
        if not isinstance(QgsProject.instance().mapLayer(layer_id), QgsVectorLayer):
            self.stop()
            self.changed.emit()
            return
        choice = self._choice()
        wanted = [entry for entry in self._host.plan() if entry.kind != AREA]
        stamp = (stamp_of(choice, self._revisions), tuple(wanted))
        found = self._found.get(self._layer_id)
        if found is not None and found.stamp == stamp:
            self.stop()
        elif self._asked != stamp or not self._host.jobs.running(_JOB):
            self._start(choice, wanted, stamp)
        self.changed.emit()

    def stop(self) -> None:
        """Compare nothing any more; what was found stays."""
        self._host.jobs.abandon(_JOB)
        self._asked = None

    def of(self, plan_id: str) -> gpd.GeoDataFrame:
        """Return the proposals for an entry, `PROPOSAL_COLUMNS`, the likeliest first."""
        rows = self._found[self._layer_id].rows if self._layer_id in self._found else _NOTHING
        return rows[rows["plan_id"] == plan_id]

    def told(self, plan_id: str) -> str:
        """Return what there is to say about the proposals for an entry."""
        if self._asked is not None:
            return say("locate_comparing", percent=round(100 * self._share))
        if self._layer_id not in self._found:
            return ""
        found, lang = self._found[self._layer_id], ui_language()
        said = [found.told or ("" if len(self.of(plan_id)) else say("locate_nothing_alike"))]
        said += [check_text(check, lang) for check in found.noticed]
        doubtful = [check for check in found.noticed if check.severity != CheckSeverity.NOTE]
        if any(check.code.startswith(_DATUM) for check in doubtful):
            said.append(say("locate_datum"))
        return "\n".join(filter(None, said))

    def accuracy_m(self, at: int, plan_id: str) -> float | None:
        """Return how far off a proposal of a service may be; None where a layer proposes it."""
        rows = self.of(plan_id)
        if "position_source" not in rows or not 0 <= at < len(rows):
            return None
        return measure("accuracy", str(rows["position_source"].iloc[at])).high_m

    def _look_online(self, service: str) -> None:
        """Ask a service for the plan's entries, unless it has answered for them already."""
        wanted = [entry for entry in self._host.plan() if entry.kind != AREA]
        stamp = (service, tuple(wanted))
        found = self._found.get(self._layer_id)
        if found is not None and found.stamp == stamp:
            self.stop()
        elif self._asked != stamp or not self._host.jobs.running(_JOB):

            def work(job: Job) -> gpd.GeoDataFrame:
                return _asked_online(service, wanted, job)

            self._run(work, stamp)
        self.changed.emit()

    def _choice(self) -> RoleChoice:
        """Return the layer with the datum that it has as an input of the check."""
        key, settings = f"layer:{self._layer_id}", self._host.panel.settings()
        roles = (settings.hazards, settings.protected, settings.parts)
        datum = next((one.datum for one in roles if one is not None and one.key == key), "")
        return RoleChoice(key, datum)

    def _start(self, choice: RoleChoice, wanted: Sequence[PlanEntry], stamp: object) -> None:
        layer_id = self._layer_id
        try:
            taken = given(choice)
        except XqGisError as error:
            self._end(_Found(stamp, _NOTHING, failure_of(error).message), layer_id)
            return

        def work(job: Job) -> gpd.GeoDataFrame:
            advance = job.begin("locate")
            raw = cast("Callable[[], RawLayer]", stoppable(taken, job).source)()
            known, noticed = _candidates(raw, taken.datum)
            found = propose_locations(wanted, known, progress=advance)
            found.attrs["noticed"] = noticed
            return found

        self._run(work, stamp)

    def _run(self, work: Callable[[Job], gpd.GeoDataFrame], stamp: object) -> None:
        """Compare beside the window."""
        layer_id = self._layer_id

        def failed(failure: Failure) -> None:
            self._end(_Found(stamp, _NOTHING, f"{failure.message} {failure.hint}"), layer_id)

        job = Job(say("locate_task"), work)
        job.done.connect(
            lambda rows: self._end(_Found(stamp, rows, noticed=rows.attrs.get("noticed", ())), layer_id)
        )
        job.failed.connect(failed)
        job.cancelled.connect(lambda: self._end(_Found(stamp, _NOTHING, say("locate_stopped")), layer_id))
        job.stepped.connect(lambda share, _step: self._stepped(share, stamp))
        self._asked, self._share = stamp, 0.0
        self._host.jobs.start(_JOB, job)

    def _stepped(self, share: float, stamp: object) -> None:
        if self._asked == stamp:
            self._share = share
            self.changed.emit()

    def _end(self, found: _Found, layer_id: str) -> None:
        self._asked = None
        self._found[layer_id] = found
        self.changed.emit()


def online_services() -> list[tuple[str, str]]:
    """Return id and title of the services that can be asked for places."""
    return [(f"{SERVICE}{name}", say(f"locate_{name}")) for name in SERVICES]


def _asked_online(service: str, wanted: Sequence[PlanEntry], job: Job) -> gpd.GeoDataFrame:
    """Return the proposals of a service, with where each position comes from."""
    advance = job.begin("locate")
    require_services([service])
    session = Session(Client(heard=job.tick), AnswerCache(cache_folder()))
    asked = ask(service, wanted, around(display_district()), session, advance)
    if not len(asked):
        return _NOTHING
    found = propose_locations(wanted, asked, progress=advance)
    sources = asked.set_index("object_id")["position_source"]
    return found.assign(position_source=[sources.get(one) for one in found["candidate_id"]])


def candidate_layers() -> list[tuple[str, str]]:
    """Return id and name of the layers of the project that have names to compare with, by name."""
    own = {layer.id() for layer in located_layers()}
    layers = QgsProject.instance().mapLayers().values()
    found = [
        (layer.id(), layer.name())
        for layer in layers
        if isinstance(layer, QgsVectorLayer)
        and layer.isValid()
        and layer.id() not in own
        and not layer.customProperty(TABLE)
        and any(_is_name(field) for field in layer.fields().names())
    ]
    return sorted(found, key=lambda one: one[1])


@cache
def _is_name(header: str) -> bool:
    """Return whether the readers take a header for that of the names (名称, 企业名称, 站名, …)."""
    alone = raw_of(FilePlace(Path(), None), pd.DataFrame(columns=[header]), None, None)
    return "name" in name_columns(alone, Role.PROTECTED).table


def _candidates(raw: RawLayer, datum: str | None) -> tuple[gpd.GeoDataFrame, tuple[Check, ...]]:
    """Return a layer's rows as `propose_locations` takes them: named, in degrees, of known kinds only.

    With them, what a person must know of their places before one is accepted.
    """
    said = parse_datum(datum)
    named = name_columns(raw, Role.PROTECTED, said)
    placed = place(named, Role.PROTECTED, said or named.said_datum)
    noticed = tuple(
        check
        for check in placed.checks
        if check.severity != CheckSeverity.NOTE or check.code.startswith(_DATUM)
    )
    frame = gpd.GeoDataFrame(placed.table, geometry=placed.geometry, crs=CRS)
    if "kind" not in frame:
        return frame, noticed
    kinds = [_KINDS.get(str(kind).strip().lower(), "") for kind in frame["kind"]]
    return frame.assign(kind=kinds), noticed
