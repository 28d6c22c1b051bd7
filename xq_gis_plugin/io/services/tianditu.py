"""天地图: the national map's search of place names; its coordinates are CGCS2000.

Source: 天地图 地名搜索服务 V2.0, http://lbs.tianditu.gov.cn/server/search2.html.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

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

SERVICE, URL = "tianditu", "https://api.tianditu.gov.cn/v2/search"
_MOST, _LEVEL, _NAMES_ONLY = "20", "12", "7"
_DONE, _REFUSED = 1000, 403
_USED_UP = ("配额", "超限", "超出", "次数")
_WRONG_KEY = ("Key", "key", "KEY", "tk", "密钥", "权限")


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
    told, answer = session.answer(SERVICE, URL, fields, _judge, secret={"tk": key_of(SERVICE)})
    for one in told.get("pois") or ():
        lon, _, lat = str(one.get("lonlat", "")).replace(" ", ",").partition(",")
        name, shape = str(one.get("name", "")).strip(), point_of(lon, lat)
        if name and shape is not None:
            identity = str(one.get("hotPointID") or f"{name}@{lon},{lat}")
            yield Place(identity, name, None, shape, answer.asked_on, "poi", Datum.CGCS2000)


def _judge(told: Any) -> None:  # noqa: ANN401 - whatever JSON says
    """Raise what the service says instead of an answer: in ``status``, or with a code and a message."""
    if not isinstance(told, dict):
        raise strange(SERVICE, "it is no object")
    status = told.get("status")
    status = status if isinstance(status, dict) else {"infocode": told.get("code"), "cndesc": told.get("msg")}
    code = status.get("infocode", _DONE)
    if code is not None and str(code) != str(_DONE):
        raise _said(plain_text(f"{status.get('cndesc') or ''} ({code})"))
    pois = told.get("pois") or []
    if not isinstance(pois, list):
        raise strange(SERVICE, "pois is no list")
    if not all(isinstance(one, dict) for one in pois):
        raise strange(SERVICE, "a place is none")


def _said(said: str) -> InputError:
    """Return the error for what the service says; not all codes are documented, so its words tell."""
    if any(word in said for word in _USED_UP):
        message = f"{SERVICE}: the quota of the key is used up: {said}."
        hint = "It begins anew the next day; what was answered so far is kept."
        return InputError("service_quota", message, hint, service=SERVICE, said=said)
    if any(word in said for word in _WRONG_KEY):
        message = f"{SERVICE} refused the key: {said}."
        hint = "See the key and its permissions in the console of 天地图."
        return InputError("service_refused", message, hint, service=SERVICE, host=said, status=_REFUSED)
    message = f"{SERVICE} says: {said}."
    hint = "See the key and its permissions in the console of 天地图; the quota begins anew every day."
    return InputError("service_said", message, hint, service=SERVICE, said=said)
