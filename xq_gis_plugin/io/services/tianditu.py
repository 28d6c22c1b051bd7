"""天地图: the national map's search of place names; its coordinates are CGCS2000.

Source: 天地图 地名搜索服务 V2.0, http://lbs.tianditu.gov.cn/server/search2.html.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import Datum
from xq_gis_plugin.io.services.asking import Place, point_of
from xq_gis_plugin.io.services.client import strange
from xq_gis_plugin.io.services.keys import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xq_gis_plugin.core.plan import PlanEntry
    from xq_gis_plugin.io.services.asking import Box, Session

__all__ = ["places"]

SERVICE, URL = "tianditu", "https://api.tianditu.gov.cn/v2/search"
_MOST, _LEVEL, _NAMES_ONLY = "20", "12", "7"
_DONE = 1000


def places(entry: PlanEntry, box: Box, session: Session) -> Iterator[Place]:
    """Yield what the search finds in a box for the name of an entry.

    Raises
    ------
    InputError
        As `Session.answer`, ``service_key_missing`` and ``service_said``.
    """
    question = {
        "keyWord": entry.name, "level": _LEVEL, "mapBound": ",".join(f"{one:.6f}" for one in box),
        "queryType": _NAMES_ONLY, "start": "0", "count": _MOST, "show": "1",
    }  # fmt: skip
    fields = {"postStr": json.dumps(question, ensure_ascii=False), "type": "query"}
    told, answer = session.answer(SERVICE, URL, fields, secret={"tk": key_of(SERVICE)})
    if not isinstance(told, dict):
        raise strange(SERVICE, "it is no object")
    _refuse_wrong(told, session, fields)
    pois = told.get("pois", [])
    if not isinstance(pois, list):
        raise strange(SERVICE, "pois is no list")
    for one in pois:
        if not isinstance(one, dict):
            raise strange(SERVICE, "a place is none")
        lon, _, lat = str(one.get("lonlat", "")).replace(" ", ",").partition(",")
        name, shape = str(one.get("name", "")).strip(), point_of(lon, lat)
        if name and shape is not None:
            identity = str(one.get("hotPointID") or f"{name}@{lon},{lat}")
            yield Place(identity, name, None, shape, answer.asked_on, "poi", Datum.CGCS2000)


def _refuse_wrong(told: dict[str, Any], session: Session, fields: dict[str, str]) -> None:
    """Raise what the service says instead of an answer: in ``status``, or with a code and a message."""
    status = told.get("status")
    status = status if isinstance(status, dict) else {"infocode": told.get("code"), "cndesc": told.get("msg")}
    code = status.get("infocode", _DONE)
    if code is None or str(code) == str(_DONE):
        return
    session.forget(SERVICE, URL, fields)
    said = str(status.get("cndesc") or code)[:200]
    message = f"{SERVICE} says: {said} ({code})."
    hint = "See the key and its permissions in the console of 天地图; the quota begins anew every day."
    raise InputError("service_said", message, hint, service=SERVICE, said=f"{said} ({code})")
