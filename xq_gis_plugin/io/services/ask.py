"""Ask a service for everything that the plan names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import Check, CheckSeverity
from xq_gis_plugin.core.naming import name_on_sign
from xq_gis_plugin.io.services import amap, nominatim, overpass, tianditu
from xq_gis_plugin.io.services.asking import frame_of_places
from xq_gis_plugin.io.services.client import host_of
from xq_gis_plugin.io.services.keys import WITH_KEY, key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import geopandas as gpd

    from xq_gis_plugin.core.plan import PlanEntry
    from xq_gis_plugin.io.services.asking import Box, Place, Session

__all__ = ["SERVICES", "around", "ask", "require_services"]

_MARGIN_DEG = 0.02

_BY_NAME = {"nominatim": nominatim.places, "tianditu": tianditu.places, "amap": amap.places}
SERVICES = ("overpass", *_BY_NAME)


def require_services(names: Sequence[str], urls: Sequence[str] = ()) -> dict[str, str]:
    """Return the addresses that are said as ``NAME=URL``; look whether all that is wanted can be asked.

    Raises
    ------
    InputError
        ``service_unknown``, ``service_url`` or ``service_key_missing``.
    """
    said = {name: url for name, _, url in (one.partition("=") for one in urls)}
    for name in (*names, *said):
        if name not in SERVICES:
            message = f"There is no service {name!r}."
            hint = f"Use one of: {', '.join(SERVICES)}."
            raise InputError("service_unknown", message, hint, service=name, known=", ".join(SERVICES))
    for name, url in said.items():
        host_of(url, name)
        if "?" in url or "#" in url:
            message = f"The address of {name} ends in a question already."
            hint = "Leave out what begins with ? or #; keys are given by environment variable."
            raise InputError("service_url", message, hint, service=name)
    for name in names:
        if name in WITH_KEY:
            key_of(name)
    return said


def around(district: shapely.Geometry) -> Box:
    """Return the box around a district, lon/lat degrees, and somewhat more: no road ends at its edge."""
    west, south, east, north = (float(one) for one in shapely.bounds(district))
    return west - _MARGIN_DEG, south - _MARGIN_DEG, east + _MARGIN_DEG, north + _MARGIN_DEG


def ask(
    service: str,
    wanted: Sequence[PlanEntry],
    box: Box,
    session: Session,
    progress: Callable[[float, str], None] = lambda _fraction, _step: None,
) -> gpd.GeoDataFrame:
    """Return what a service knows of the places of the plan's entries.

    Parameters
    ----------
    service
        One of `SERVICES`.
    wanted
        Entries of the plan.
    box
        Where they are looked for: west, south, east, north, degrees on WGS 84.
    session
        Who asks, and who remembers.
    progress
        Called with (fraction done, step) before each question; it may raise to cancel.

    Returns
    -------
    GeoDataFrame
        As `xq_gis_plugin.io.candidates.read_candidates`; ``attrs["checks"]`` tell what was noticed.

    Raises
    ------
    InputError
        What the service, the network or the key lacks.
    """
    names = [entry for entry in {entry.name: entry for entry in wanted}.values() if entry.kind != "area"]
    found = []
    if service == "overpass":
        progress(0.0, "ask_places")
        found += overpass.places(names, box, session)
    else:
        for number, entry in enumerate(names):
            progress(number / len(names), "ask_places")
            found += _by_name(service, entry, box, session)
    frame = frame_of_places(found, service)
    frame.attrs["checks"] = _checks(service, session)
    return frame


def _by_name(service: str, entry: PlanEntry, box: Box, session: Session) -> list[Place]:
    """Return what a service knows by a name, else by what may stand on the sign."""
    found = list(_BY_NAME[service](entry, box, session))
    sign = name_on_sign(entry.name)
    if found or sign in ("", entry.name):
        return found
    return list(_BY_NAME[service](replace(entry, name=sign), box, session))


def _checks(service: str, session: Session) -> tuple[Check, ...]:
    checks = []
    if session.cache.damaged:
        message = f"{service}: kept answers were damaged and were asked for again."
        checks.append(
            Check(CheckSeverity.NOTE, "cache_damaged", message, "Nothing.", (), session.cache.damaged)
        )
    if session.cache.unwritable:
        message = f"{service}: answers could not be kept ({session.cache.unwritable})."
        hint = "Name a folder that can be written to (XQ_GIS_CACHE); else all is asked for again next time."
        checks.append(Check(CheckSeverity.NOTE, "cache_unwritable", message, hint))
    return tuple(checks)
