"""What the services that search by name are asked, and what a point of theirs is good for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.io.services.answers import ANSWERS, PLAN
from tests.io.services.loopback import Said
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.locating import Acceptance, locate
from xq_gis_plugin.io.areas import display_district
from xq_gis_plugin.io.services.ask import require_services


def test_a_key_is_missed_before_any_service_is_asked() -> None:
    for name in ("amap", "tianditu"):
        with pytest.raises(InputError) as caught:
            require_services(["overpass", name])
        assert caught.value.code == "service_key_missing"
    assert require_services(["overpass", "nominatim"]) == {}


@pytest.mark.parametrize("service", ["nominatim", "tianditu", "amap"])
def test_what_is_not_found_by_its_registered_name_is_asked_for_by_its_sign(service: str, asked: Any) -> None:
    nothing: dict[str, Any] = {
        "nominatim": [],
        "tianditu": {"resultType": 2, "count": "0", "status": {"infocode": 1000, "cndesc": "服务正常"}},
        "amap": {"status": "1", "count": "0", "info": "OK", "infocode": "10000", "pois": []},
    }
    frame, server = asked(service, Said(nothing[service]), Said(ANSWERS[service]), ids=("P2-02",))
    field = {"nominatim": "q", "tianditu": "postStr", "amap": "keywords"}[service]
    names = [one[field] for one in server.asked]
    names = [json.loads(name)["keyWord"] for name in names] if service == "tianditu" else names
    assert names == ["宁夏银古石油有限公司银古加油站", "银古加油站"]
    assert "兴俊加油站" in set(frame["name"])
    # A road has one name only, and a service that knows none is not asked twice.
    _, server = asked(service, Said(nothing[service]), ids=("P3-02",))
    assert len(server.asked) == 1


@pytest.mark.parametrize("service", ["nominatim", "tianditu", "amap"])
def test_a_point_on_a_road_is_proposed_and_never_accepted_for_it(service: str, asked: Any) -> None:
    answer = json.loads(json.dumps(ANSWERS[service]).replace(json.dumps("兴俊加油站")[1:-1], "上海路"))
    if service == "nominatim":
        answer = [{**answer[0], "category": "highway", "type": "primary"}]
    if service == "amap":
        answer["pois"][0]["typecode"] = "190301"
    frame, _ = asked(service, Said(answer), ids=("P3-02",))
    found = locate([PLAN["P3-02"]], frame, display_district(), Acceptance(0.5, "张三", "2026-11-26"))
    assert found.entries["status"].tolist() == ["proposed"]
    assert len(found.protected) == 0
