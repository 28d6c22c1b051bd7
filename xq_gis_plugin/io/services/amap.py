"""高德: its search of places by name; its coordinates are GCJ-02 and are converted.

Source: 高德开放平台 Web 服务 API, 搜索 POI (place/text) and the table of its infocodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from xq_gis_plugin.core.datum import convert
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import Datum
from xq_gis_plugin.io.services.asking import Place, plain_text, point_of
from xq_gis_plugin.io.services.client import strange
from xq_gis_plugin.io.services.keys import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xq_gis_plugin.core.plan import PlanEntry
    from xq_gis_plugin.io.services.asking import Box, Session

__all__ = ["places"]

SERVICE, URL = "amap", "https://restapi.amap.com/v3/place/text"
_ADCODE, _MOST = "640104", "25"
_KINDS = {"010100": "petrol_station", "010200": "petrol_station", "060101": "mall", "060100": "mall"}
"""Type codes that say surely what a place is: 加油站, 购物中心."""
_WRONG_KEY = (
    "10001",
    "10002",
    "10005",
    "10006",
    "10007",
    "10008",
    "10009",
    "10010",
    "10012",
    "10013",
    "10026",
)
_USED_UP = ("10003", "10044", "10045")
_TOO_FAST = ("10004", "10014", "10015", "10019", "10020", "10021", "10029")


def places(entry: PlanEntry, box: Box, session: Session) -> Iterator[Place]:  # noqa: ARG001 - asked by district
    """Yield what the search finds in the district for the name of an entry.

    Raises
    ------
    InputError
        As `Session.answer`, ``service_key_missing``, ``service_refused``, ``service_quota``, ``service_busy``
        and ``service_said``.
    """
    fields = {
        "keywords": entry.name, "city": _ADCODE, "citylimit": "true", "offset": _MOST, "page": "1",
        "extensions": "base", "output": "JSON",
    }  # fmt: skip
    told, answer = session.answer(SERVICE, URL, fields, _judge, secret={"key": key_of(SERVICE)})
    for one in told.get("pois") or ():
        # What a place has not is an empty list there.
        lon, _, lat = (one["location"] if isinstance(one.get("location"), str) else "").partition(",")
        name = one["name"].strip() if isinstance(one.get("name"), str) else ""
        there = point_of(lon, lat)
        if name and there is not None:
            x, y = convert(there.x, there.y, Datum.GCJ02, Datum.CGCS2000)
            kind = _KINDS.get(str(one.get("typecode", "")))
            shape = shapely.Point(float(x), float(y))
            yield Place(str(one.get("id") or name), name, kind, shape, answer.asked_on, "poi", Datum.GCJ02)


def _judge(told: Any) -> None:  # noqa: ANN401 - whatever JSON says
    if not isinstance(told, dict) or "status" not in told:
        raise strange(SERVICE, "it has no status")
    if str(told.get("status")) != "1":
        raise _said(told)
    pois = told.get("pois") or []
    if not isinstance(pois, list):
        raise strange(SERVICE, "pois is no list")
    if not all(isinstance(one, dict) for one in pois):
        raise strange(SERVICE, "a place is none")


def _said(told: dict[str, Any]) -> InputError:
    code, info = plain_text(str(told.get("infocode", ""))), plain_text(str(told.get("info", "")))
    said = f"{info} ({code})"
    if code in _WRONG_KEY:
        message = f"{SERVICE} refused the key: {said}."
        hint = "The key must be one for Web 服务, be in force, and allow this computer's address."
        return InputError("service_refused", message, hint, service=SERVICE, host=info, status=code)
    if code in _USED_UP:
        message = f"{SERVICE}: the quota of the key is used up: {said}."
        hint = (
            "It begins anew the next day; what was answered so far is kept and will not be asked for again."
        )
        return InputError("service_quota", message, hint, service=SERVICE, said=said)
    if code in _TOO_FAST:
        message = f"{SERVICE} has had too many requests: {said}."
        hint = "Try again in a minute."
        # Most of these limits are by the second.
        return InputError("service_busy", message, hint, service=SERVICE, host=said, again=True)
    message = f"{SERVICE} says: {said}."
    return InputError(
        "service_said", message, "See the service's table of infocodes.", service=SERVICE, said=said
    )  # fmt: skip
