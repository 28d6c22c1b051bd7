"""What "check here" looks at: the data of the panel's roles, else those of the result that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd

from xq_gis_plugin.core.model import CRS, HAZARD_COLUMNS
from xq_gis_plugin.core.rules import DEFAULT_EDITIONS, load_catalogue
from xq_gis_plugin.core.spot import Surroundings
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.qgis_plugin.revisions import Same, file_stamp, stamp_of
from xq_gis_plugin.qgis_plugin.sources import given, stoppable
from xq_gis_plugin.qgis_plugin.tool_host import layer_of, say
from xq_gis_plugin.run import read_role, reading
from xq_gis_plugin.widgets.files import path_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from xq_gis_plugin.core.rules import Catalogue
    from xq_gis_plugin.qgis_plugin.revisions import Revisions
    from xq_gis_plugin.qgis_plugin.tasks import Job
    from xq_gis_plugin.qgis_plugin.tool_host import ToolHost
    from xq_gis_plugin.run import Given
    from xq_gis_plugin.widgets.contract import CheckSettings, ResultView, RoleChoice

__all__ = ["HereData", "data_of"]


@dataclass(frozen=True)
class HereData:
    """Data to be prepared.

    Attributes
    ----------
    title
        Says to a person which they are.
    stamp
        Equal for data that need not be prepared again.
    work
        Prepares them, in a job.
    """

    title: str
    stamp: object
    work: Callable[[Job], Surroundings]


def data_of(host: ToolHost, revisions: Revisions) -> HereData | None:
    """Return what there is to look at; None where nothing was chosen and no result is shown.

    Layers are taken as they are now. Without a layer of hazards only the protected objects count.

    Parameters
    ----------
    host
        The dock.
    revisions
        Knows what has happened to the layers meanwhile.

    Raises
    ------
    InputError
        ``layer_gone`` or ``layer_broken``.
    """
    settings = host.panel.settings()
    if settings.protected.key:
        return _of_roles(settings, revisions)
    return None if host.view is None else _of_result(host.view, settings)


def _of_roles(settings: CheckSettings, revisions: Revisions) -> HereData:
    chosen = (settings.hazards, settings.protected, settings.parts)
    # Before the layers are taken: what happens to them from now on gives another stamp.
    stamp = (_settings_stamp(settings), *(stamp_of(one, revisions) for one in chosen))
    protected = given(settings.protected)
    hazards = given(settings.hazards) if settings.hazards.key else None
    # Parts are of hazards; without those they say nothing.
    parts = given(settings.parts) if settings.parts is not None and hazards is not None else None
    sure_m = settings.accuracy_m

    def work(job: Job) -> Surroundings:
        there = _read(job, "read_protected", protected, Role.PROTECTED, sure_m)
        job.begin("read_hazards")
        here = _no_hazards() if hazards is None else _read(job, "read_hazards", hazards, Role.HAZARD, sure_m)
        job.begin("read_parts")
        digitised = None if parts is None else _read(job, "read_parts", parts, Role.PART, sure_m)
        return Surroundings.of(
            there,
            here,
            parts=digitised,
            rules=_rules(settings),
            accuracy_m=sure_m,
            progress=job.begin("assess"),
        )

    names = [_name(one) for one in chosen if one is not None and one.key]
    title = say("here_data", names=say("here_and").join(names))
    if hazards is None:
        title += say("here_no_hazards")
    return HereData(title, stamp, work)


def _read(job: Job, step: str, given: Given, role: Role, sure_m: float | None) -> gpd.GeoDataFrame:
    return read_role(stoppable(given, job), role, accuracy_m=sure_m, progress=reading(job, step))


def _of_result(view: ResultView, settings: CheckSettings) -> HereData:
    result = view.result

    def work(job: Job) -> Surroundings:
        return Surroundings.of(
            result.protected,
            result.hazards,
            parts=result.parts,
            rules=_rules(settings),
            progress=job.begin("assess"),
        )

    title = say("here_data", names=Path(view.workspace).name)
    return HereData(title, (_settings_stamp(settings), view.workspace, Same(result)), work)


def _no_hazards() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns=list(HAZARD_COLUMNS), geometry="geometry", crs=CRS)


def _rules(settings: CheckSettings) -> Catalogue:
    rule_file = Path(settings.rule_file) if settings.rule_file else None
    return load_catalogue(editions=settings.editions or DEFAULT_EDITIONS, rule_file=rule_file)


def _settings_stamp(settings: CheckSettings) -> object:
    return settings.editions, settings.rule_file, file_stamp(settings.rule_file), settings.accuracy_m


def _name(choice: RoleChoice) -> str:
    layer = layer_of(choice.key)
    return layer.name() if layer is not None else Path(path_of(choice.key)).name
