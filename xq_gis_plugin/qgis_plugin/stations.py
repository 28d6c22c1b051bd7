"""The stations that parts are drawn for: the role's, as a check would read them, else those of a result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.qgis_plugin.revisions import Same, stamp_of
from xq_gis_plugin.qgis_plugin.sources import given, stoppable
from xq_gis_plugin.qgis_plugin.tool_host import layer_of
from xq_gis_plugin.run import read_role, reading

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    from xq_gis_plugin.qgis_plugin.revisions import Revisions
    from xq_gis_plugin.qgis_plugin.tasks import Job
    from xq_gis_plugin.qgis_plugin.tool_host import ToolHost
    from xq_gis_plugin.run import Given

__all__ = ["StationData", "Stations", "stations_of"]


@dataclass(frozen=True)
class Stations:
    """What was read.

    Attributes
    ----------
    hazards
        Columns of `HAZARD_COLUMNS`, EPSG:4490; the geometry is null where nobody has located one.
    parts
        Columns of `PART_COLUMNS`, EPSG:4490: what a file holds that the role 设施 was given; None where
        it was given a layer, nothing, or a file with nothing in it.
    unread
        Why that file could not be read, None where it could.
    """

    hazards: gpd.GeoDataFrame
    parts: gpd.GeoDataFrame | None = None
    unread: InputError | None = None

    def named(self) -> list[tuple[str, str]]:
        """Return id and name of every station, by name; the name is "" where there is none."""
        rows = zip(self.hazards["hazard_id"], self.hazards["name"], strict=True)
        found = [(str(identity), "" if pd.isna(name) else str(name)) for identity, name in rows]
        return sorted(found, key=lambda one: one[1] or one[0])


@dataclass(frozen=True)
class StationData:
    """Stations to be read.

    Attributes
    ----------
    stamp
        Equal for data that need not be read again.
    work
        Reads them, in a job.
    """

    stamp: object
    work: Callable[[Job], Stations]


def stations_of(host: ToolHost, revisions: Revisions) -> StationData | None:
    """Return what there is to read; None where no hazards were chosen and no result is shown.

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
    parts = settings.parts if settings.parts is not None and layer_of(settings.parts.key) is None else None
    filed = given(parts) if parts is not None and parts.key else None
    shown = None if host.view is None else host.view.result
    parts_stamp = stamp_of(parts, revisions)
    if settings.hazards.key:
        stamp, hazards = stamp_of(settings.hazards, revisions), given(settings.hazards)
        return StationData(
            (stamp, parts_stamp),
            lambda job: _read(
                lambda: read_role(
                    stoppable(hazards, job), Role.HAZARD, progress=reading(job, "read_hazards")
                ),
                filed,
                job,
            ),
        )
    if shown is not None:
        found = shown.hazards
        return StationData((Same(shown), parts_stamp), lambda job: _read(lambda: found, filed, job))
    return None


def _read(hazards: Callable[[], gpd.GeoDataFrame], filed: Given | None, job: Job) -> Stations:
    job.begin("read_hazards")
    found = hazards()
    advance = reading(job, "read_parts")
    try:
        return Stations(found, None if filed is None else read_role(filed, Role.PART, progress=advance))
    except InputError as error:
        # It is told once somebody draws: an empty file is none to be told of.
        return Stations(found, unread=None if error.code == "layer_empty" else error)
