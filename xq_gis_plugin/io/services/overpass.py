"""Overpass: the OpenStreetMap objects of the district that may be what the plan names, with their geometry.

Source: the Overpass API's own documentation of its query language and of the JSON that it answers with.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import shapely

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import Datum
from xq_gis_plugin.core.naming import name_core
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.osm_tags import load_tags
from xq_gis_plugin.io.services.asking import Place, plain_text, point_of
from xq_gis_plugin.io.services.client import strange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xq_gis_plugin.core.plan import PlanEntry
    from xq_gis_plugin.io.services.asking import Box, Session

__all__ = ["places"]

SERVICE, URL = "overpass", "https://overpass-api.de/api/interpreter"
_QUERY_S, _MOST_BYTES = 60, 64 << 20
_PATIENCE = 3.0
"""The query may wait for its turn there before its own time begins."""
_TO_ESCAPE = re.compile(r'[\\"|.*+?^$()\[\]{}]')
_SHORTEST = 2
_BUSY = ("rate_limited", "timed out", "out of memory", "dispatcher")
_RING = 4


def places(wanted: Sequence[PlanEntry], box: Box, session: Session) -> list[Place]:
    """Return the named objects of a box that are of a kind of the plan's, or have its names in theirs.

    Raises
    ------
    InputError
        As `Session.answer`, and ``service_busy`` where the query was given up there.
    """
    told, answer = session.answer(
        SERVICE, URL, {"data": _query(wanted, box)}, _judge, post=True, patience=_PATIENCE
    )
    mapping = load_tags(None)
    found = []
    for element in told["elements"]:
        if not isinstance(element, dict) or not isinstance(element.get("tags"), dict):
            continue
        tags = {str(key): str(value) for key, value in element["tags"].items()}
        shape = _shape(element, tags)
        name = tags.get("name", "").strip()
        if not name or shape is None or shape.is_empty:
            continue
        sort = {0: "node", 1: "way", 2: "area"}[int(shapely.get_dimensions(shape))]
        rules = (mapping.match(role, sort, tags.items()) for role in (Role.HAZARD, Role.PROTECTED))
        kind = next((rule.kind for rule in rules if rule is not None and rule.kind), None)
        identity = f"{element.get('type')}/{element.get('id')}"
        found.append(Place(identity, name, kind, shape, answer.asked_on, "osm", Datum.WGS84))
    return found


def _judge(told: Any) -> None:  # noqa: ANN401 - whatever JSON says
    """Raise what is wrong with an answer: a query that was given up there leaves a remark in it."""
    if not isinstance(told, dict) or not isinstance(told.get("elements"), list):
        raise strange(SERVICE, "it has no list of elements")
    remark = plain_text(str(told.get("remark", "")))
    if any(sign in remark for sign in _BUSY):
        message = f"{SERVICE} gave up the query: {remark}."
        hint = "Try again later, or ask for fewer entries (--box)."
        raise InputError("service_busy", message, hint, service=SERVICE, host=remark)


def _query(wanted: Sequence[PlanEntry], box: Box) -> str:
    west, south, east, north = box
    cores = dict.fromkeys(name_core(entry.name) for entry in wanted)
    alike = "|".join(_TO_ESCAPE.sub(_escaped, core) for core in cores if len(core) >= _SHORTEST)
    asked = [
        'nwr["amenity"="fuel"]["name"];',
        'nwr["shop"~"^(mall|department_store|supermarket|fireworks|gas)$"]["name"];',
        'way["highway"]["name"];',
        *([f'nwr["name"~"{alike}"];'] if alike else []),
    ]
    return (
        f"[out:json][timeout:{_QUERY_S}][maxsize:{_MOST_BYTES}]"
        f"[bbox:{south:.6f},{west:.6f},{north:.6f},{east:.6f}];({''.join(asked)});out geom;"
    )


def _escaped(sign: re.Match[str]) -> str:
    """Return a sign of a regular expression so that it means itself, in a string of the query language."""
    return "\\\\" + sign[0] if sign[0] not in '\\"' else "."


def _shape(element: dict[str, Any], tags: dict[str, str]) -> Any:  # noqa: ANN401 - a geometry or None
    sort = element.get("type")
    if sort == "node":
        return point_of(element.get("lon"), element.get("lat"))
    if sort == "way":
        line = _line(element.get("geometry"))
        closed = line is not None and len(line.coords) >= _RING and line.coords[0] == line.coords[-1]
        area = closed and ("highway" not in tags or tags.get("area") == "yes")
        return shapely.make_valid(shapely.Polygon(line)) if area else line
    members = element.get("members")
    return _area(members) if isinstance(members, list) else None


def _line(points: object) -> shapely.LineString | None:
    """Return the line of a list of positions; a position outside of the answer's box is null."""
    if not isinstance(points, list):
        return None
    found = [point_of(one.get("lon"), one.get("lat")) for one in points if isinstance(one, dict)]
    if len(found) < 2 or any(one is None for one in found):  # noqa: PLR2004 - a line
        return None
    return shapely.LineString([one.coords[0] for one in found if one is not None])


def _area(members: list[Any]) -> Any:  # noqa: ANN401 - a geometry or None
    """Return the area of a relation: what its outer ways go around, without what its inner ones do."""
    sides: dict[str, list[shapely.LineString]] = {"outer": [], "inner": []}
    for member in members:
        if isinstance(member, dict) and member.get("type") == "way":
            line = _line(member.get("geometry"))
            role = "inner" if member.get("role") == "inner" else "outer"
            if line is not None:
                sides[role].append(line)
    outer, inner = (
        shapely.union_all(shapely.get_parts(shapely.polygonize([shapely.union_all(lines)])))
        if lines
        else None
        for lines in sides.values()
    )
    if outer is None or outer.is_empty:
        return None
    return outer if inner is None else shapely.difference(outer, inner)
