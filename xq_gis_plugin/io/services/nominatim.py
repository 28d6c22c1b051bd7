"""Nominatim: OpenStreetMap's search by name, one question a second.

Source: the Nominatim manual's pages on search and on its formats, and the usage policy of its public server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xq_gis_plugin.core.model import Datum
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.osm_tags import load_tags
from xq_gis_plugin.io.services.asking import Place, point_of
from xq_gis_plugin.io.services.client import strange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xq_gis_plugin.core.plan import PlanEntry
    from xq_gis_plugin.io.services.asking import Box, Session

__all__ = ["places"]

SERVICE, URL = "nominatim", "https://nominatim.openstreetmap.org/search"
_MOST = "20"


def places(entry: PlanEntry, box: Box, session: Session) -> Iterator[Place]:
    """Yield what the search finds in a box for the name of an entry.

    Raises
    ------
    InputError
        As `Session.answer`.
    """
    west, south, east, north = box
    fields = {
        "q": entry.name, "format": "jsonv2", "limit": _MOST, "accept-language": "zh", "bounded": "1",
        "viewbox": f"{west:.6f},{north:.6f},{east:.6f},{south:.6f}",
    }  # fmt: skip
    told, answer = session.answer(SERVICE, URL, fields, _judge)
    mapping = load_tags(None)
    for one in told:
        name = str(one.get("name") or str(one.get("display_name", "")).partition(",")[0]).strip()
        shape = point_of(one.get("lon"), one.get("lat"))
        if not name or shape is None:
            continue
        tag = [(str(one.get("category", "")), str(one.get("type", "")))]
        rules = (mapping.match(role, "node", tag) for role in (Role.HAZARD, Role.PROTECTED))
        kind = next((rule.kind for rule in rules if rule is not None and rule.kind), None)
        kind = "road" if tag[0][0] == "highway" else kind
        identity = f"{one.get('osm_type')}/{one.get('osm_id')}"
        # A point that stands for an object of any size: as sure as an address.
        yield Place(identity, name, kind, shape, answer.asked_on, "geocode", Datum.WGS84)


def _judge(told: Any) -> None:  # noqa: ANN401 - whatever JSON says
    if not isinstance(told, list):
        raise strange(SERVICE, "it is no list of places")
    if not all(isinstance(one, dict) for one in told):
        raise strange(SERVICE, "a place is none")
