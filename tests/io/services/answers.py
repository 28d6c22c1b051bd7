"""What the services answer, as they document it, and a session that asks them on loopback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xq_gis_plugin.core.plan import load_plan
from xq_gis_plugin.io.services.asking import Session
from xq_gis_plugin.io.services.cache import AnswerCache
from xq_gis_plugin.io.services.client import Client

if TYPE_CHECKING:
    from pathlib import Path

    from tests.io.services.loopback import Server

PLAN = {entry.plan_id: entry for entry in load_plan()}
BOX = (106.0, 38.0, 107.0, 39.0)
KEY = "secret-key-1234"
HOSTILE = "<script>alert(1)</script>\x1b[2J=cmd"

OVERPASS = {
    "version": 0.6, "generator": "Overpass API 0.7.62",
    "osm3s": {"timestamp_osm_base": "2026-11-26T00:00:00Z", "copyright": "ODbL"},
    "elements": [
        {"type": "node", "id": 1, "lat": 38.47, "lon": 106.28,
         "tags": {"amenity": "fuel", "name": "兴俊加油站"}},
        {"type": "way", "id": 2, "nodes": [1, 2, 3, 1], "tags": {"shop": "mall", "name": "新华购物中心"},
         "geometry": [{"lat": 38.46, "lon": 106.28}, {"lat": 38.46, "lon": 106.281},
                      {"lat": 38.461, "lon": 106.281}, {"lat": 38.46, "lon": 106.28}]},
        {"type": "way", "id": 3, "nodes": [4, 5], "tags": {"highway": "primary", "name": "清和北街"},
         "geometry": [{"lat": 38.48, "lon": 106.28}, {"lat": 38.49, "lon": 106.28}]},
        {"type": "relation", "id": 4, "tags": {"type": "multipolygon", "name": HOSTILE, "shop": "mall"},
         "members": [
             {"type": "way", "ref": 5, "role": "outer", "geometry": [
                 {"lat": 38.0, "lon": 106.0}, {"lat": 38.0, "lon": 106.01}, {"lat": 38.01, "lon": 106.01}]},
             {"type": "way", "ref": 6, "role": "outer", "geometry": [
                 {"lat": 38.01, "lon": 106.01}, {"lat": 38.01, "lon": 106.0}, {"lat": 38.0, "lon": 106.0}]},
             {"type": "way", "ref": 7, "role": "inner", "geometry": [
                 {"lat": 38.004, "lon": 106.004}, {"lat": 38.004, "lon": 106.006},
                 {"lat": 38.006, "lon": 106.006}, {"lat": 38.004, "lon": 106.004}]}]},
        {"type": "way", "id": 8, "nodes": [1], "tags": {"highway": "primary", "name": "断路"},
         "geometry": [{"lat": 38.48, "lon": 106.28}, None]},
        {"type": "node", "id": 9, "lat": "x", "lon": 106.28, "tags": {"name": "无处"}},
        {"type": "node", "id": 10, "lat": 38.4, "lon": 106.2},
        "nonsense",
    ],
}  # fmt: skip
NOMINATIM = [
    {"place_id": 1, "licence": "ODbL", "osm_type": "node", "osm_id": 1, "lat": "38.47", "lon": "106.28",
     "category": "amenity", "type": "fuel", "name": "兴俊加油站", "display_name": "兴俊加油站, 银川市",
     "boundingbox": ["38.4", "38.5", "106.2", "106.3"]},
    {"place_id": 2, "osm_type": "way", "osm_id": 2, "lat": "38.48", "lon": "106.28", "category": "highway",
     "type": "primary", "name": "", "display_name": "清和北街, 兴庆区"},
]  # fmt: skip
TIANDITU = {
    "count": "1", "resultType": 1, "keyWord": "兴俊加油站",
    "status": {"cndesc": "服务正常", "infocode": 1000},
    "pois": [{"name": "兴俊加油站", "address": "兴庆区", "lonlat": "106.280000,38.470000", "hotPointID": "A1",
              "phone": "", "poiType": "101"}],
}  # fmt: skip
AMAP = {
    "status": "1", "count": "2", "info": "OK", "infocode": "10000",
    "suggestion": {"keywords": [], "cities": []},
    "pois": [
        {"id": "B1", "name": "兴俊加油站", "type": "汽车服务;加油站", "typecode": "010100", "address": [],
         "location": "106.290184,38.470945", "adname": "兴庆区"},
        {"id": "B2", "name": [], "location": []},
    ],
}  # fmt: skip
ANSWERS: dict[str, Any] = {"overpass": OVERPASS, "nominatim": NOMINATIM, "tianditu": TIANDITU, "amap": AMAP}


def session_of(service: str, server: Server, folder: Path | None, **how: Any) -> Session:
    client = Client(timeout_s=5.0, pauses_s={}, tries=1)
    return Session(client, AnswerCache(folder, **how), {service: server.url})
