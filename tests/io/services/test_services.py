"""Each service's documented answer becomes candidates; what it says instead of one is told."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.io.services.answers import (
    AMAP,
    ANSWERS,
    BOX,
    HOSTILE,
    KEY,
    NOMINATIM,
    OVERPASS,
    PLAN,
    TIANDITU,
    session_of,
)
from tests.io.services.loopback import Said, Server
from xq_gis_plugin.core.datum import convert
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.locating import Acceptance, locate
from xq_gis_plugin.export.words import error_text
from xq_gis_plugin.io.areas import display_district
from xq_gis_plugin.io.candidates import CANDIDATE_COLUMNS
from xq_gis_plugin.io.services.ask import SERVICES, around, ask, require_services
from xq_gis_plugin.io.services.asking import Session
from xq_gis_plugin.io.services.cache import AnswerCache
from xq_gis_plugin.io.services.client import Client

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.mark.parametrize("service", SERVICES)
def test_a_documented_answer_becomes_candidates_that_locate_the_entry(service: str, asked: Any) -> None:
    frame, server = asked(service, Said(ANSWERS[service]))
    assert (*frame.columns,) == (*CANDIDATE_COLUMNS, "geometry")
    assert len(server.asked) == 1
    found = locate([PLAN["P2-01"]], frame, display_district(), Acceptance(0.9, "张三", "2026-11-26"))
    entry = found.entries.iloc[0]
    assert (entry["status"], entry["candidate_name"], entry["source"]) == ("accepted", "兴俊加油站", service)
    assert entry["source_date"] == frame["source_date"].iloc[0]
    assert entry["datum"] == {"tianditu": "cgcs2000", "amap": "gcj02"}.get(service, "wgs84")
    lon, lat = convert(106.290184, 38.470945, "gcj02", "cgcs2000") if service == "amap" else (106.28, 38.47)
    assert shapely.get_coordinates(entry.geometry)[0] == pytest.approx([float(lon), float(lat)], abs=1e-9)
    radius = {"overpass": 10, "nominatim": 100}.get(service, 50)
    assert entry["position_accuracy_m"] == radius


def test_overpass_gives_shapes_and_leaves_out_what_has_none(asked: Any) -> None:
    frame, server = asked("overpass", Said(OVERPASS), ids=("P2-01", "P3-01"))
    assert frame["object_id"].tolist() == [
        "overpass:node/1", "overpass:way/2", "overpass:way/3", "overpass:relation/4"
    ]  # fmt: skip
    assert frame.geom_type.tolist() == ["Point", "Polygon", "LineString", "Polygon"]
    assert frame["kind"].tolist() == ["petrol_station", "mall", "road", "mall"]
    assert len(frame.geometry.iloc[3].interiors) == 1
    assert frame["name"].iloc[3] == HOSTILE.replace("\x1b", "")
    query = server.asked[0]["data"]
    assert query.startswith("[out:json][timeout:60]")
    assert "[bbox:38.000000,106.000000,39.000000,107.000000]" in query
    assert '"name"~"兴俊|' in query
    assert query.endswith("out geom;")


def test_a_name_cannot_end_the_query(tmp_path: Path) -> None:
    entry = replace(PLAN["P2-01"], name='甲"];out;加油站(.*)')
    with Server(Said(OVERPASS)) as server:
        ask("overpass", [entry], BOX, session_of("overpass", server, tmp_path))
    query = server.asked[0]["data"]
    assert query.count('"') % 2 == 0
    assert '甲"' not in query
    assert query.count("out;") == 0


def test_what_each_service_is_asked(asked: Any) -> None:
    _, server = asked("nominatim", Said(NOMINATIM))
    told = server.asked[0]
    assert (told["q"], told["format"], told["bounded"]) == ("宁夏兴俊加油站", "jsonv2", "1")
    assert told["viewbox"] == "106.000000,39.000000,107.000000,38.000000"
    _, server = asked("tianditu", Said(TIANDITU))
    question = json.loads(server.asked[0]["postStr"])
    assert (question["keyWord"], question["mapBound"]) == (
        "宁夏兴俊加油站", "106.000000,38.000000,107.000000,39.000000"
    )  # fmt: skip
    assert (server.asked[0]["tk"], server.asked[0]["type"]) == (KEY, "query")
    _, server = asked("amap", Said(AMAP))
    assert (server.asked[0]["keywords"], server.asked[0]["city"], server.asked[0]["key"]) == (
        "宁夏兴俊加油站", "640104", KEY
    )  # fmt: skip


@pytest.mark.parametrize("service", ["nominatim", "tianditu", "amap"])
def test_a_name_that_the_plan_has_twice_is_asked_for_once(service: str, asked: Any) -> None:
    twice = replace(PLAN["P2-01"], plan_id="other")
    PLAN["other"] = twice
    _, server = asked(service, Said(ANSWERS[service]), ids=("P2-01", "other", "P2-02"))
    assert len(server.asked) == 2


@pytest.mark.parametrize("service", SERVICES)
def test_an_answer_is_kept_without_the_key_and_not_asked_for_again(
    service: str, asked: Any, tmp_path: Path
) -> None:
    first, server = asked(service, Said(ANSWERS[service]))
    again, later = asked(service, Said(ANSWERS[service]), folder=tmp_path / "cache")
    # Another port is another address.
    assert len(later.asked) == 1
    with Server(Said(ANSWERS[service])) as one:
        session = session_of(service, one, tmp_path / "other")
        for _ in range(2):
            kept = ask(service, [PLAN["P2-01"]], BOX, session)
        assert len(one.asked) == 1
        fresh = Session(session.client, AnswerCache(tmp_path / "other", refresh=True), session.urls)
        ask(service, [PLAN["P2-01"]], BOX, fresh)
        assert len(one.asked) == 2
        none = Session(session.client, AnswerCache(None), session.urls)
        ask(service, [PLAN["P2-01"]], BOX, none)
        assert len(one.asked) == 3
    assert kept["name"].tolist() == first["name"].tolist() == again["name"].tolist()
    files = [*(tmp_path / "other").iterdir()]
    assert len(files) == 1
    assert KEY not in files[0].read_text(encoding="utf-8") + files[0].name
    assert server.asked


@pytest.mark.usefixtures("keys")
def test_a_damaged_answer_is_asked_for_again_and_said(tmp_path: Path) -> None:
    with Server(Said(AMAP)) as server:
        for text in (
            "{",
            '{"version": 1}',
            '{"version": 1, "service": "amap", "asked": "", "when": 3, "body": 1}',
            "[]",
        ):
            ask("amap", [PLAN["P2-01"]], BOX, session_of("amap", server, tmp_path))
            (kept,) = tmp_path.glob("amap-*.json")
            kept.write_text(text, encoding="utf-8")
        frame = ask("amap", [PLAN["P2-01"]], BOX, session_of("amap", server, tmp_path))
    assert [check.code for check in frame.attrs["checks"]] == ["cache_damaged"]
    assert len(server.asked) == 5


def test_a_folder_that_takes_nothing_is_said_and_no_error(asked: Any, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    frame, _ = asked("amap", Said(AMAP), folder=blocked / "cache")
    assert [check.code for check in frame.attrs["checks"]] == ["cache_unwritable"]
    assert len(frame) == 1


@pytest.mark.parametrize(
    ("service", "said", "code"),
    [
        ("amap", {"status": "0", "info": "INVALID_USER_KEY", "infocode": "10001"}, "service_refused"),
        ("amap", {"status": "0", "info": "DAILY_QUERY_OVER_LIMIT", "infocode": "10003"}, "service_quota"),
        (
            "amap",
            {"status": "0", "info": "CUQPS_HAS_EXCEEDED_THE_LIMIT", "infocode": "10021"},
            "service_busy",
        ),
        ("amap", {"status": "0", "info": "ENGINE_RESPONSE_DATA_ERROR", "infocode": "30001"}, "service_said"),
        ("amap", {"status": "1", "pois": "none"}, "service_answer"),
        ("amap", {"status": "1", "pois": ["none"]}, "service_answer"),
        ("amap", [], "service_answer"),
        ("tianditu", {"status": {"cndesc": "参数错误", "infocode": 2001}}, "service_said"),
        ("tianditu", {"code": 301007, "msg": "非法Key", "resolve": ""}, "service_refused"),
        ("tianditu", {"code": 301, "msg": "权限类型错误"}, "service_refused"),
        ("tianditu", {"code": 301, "msg": "访问次数超限"}, "service_quota"),
        ("amap", {"status": "0", "info": f"no \x1b[2J {KEY}", "infocode": "10001"}, "service_refused"),
        ("tianditu", {"code": 301, "msg": f"非法Key {KEY}"}, "service_refused"),
        ("tianditu", {"status": {"infocode": 1000}, "pois": 3}, "service_answer"),
        ("tianditu", [1], "service_answer"),
        ("nominatim", {"error": "x"}, "service_answer"),
        ("nominatim", ["x"], "service_answer"),
        ("overpass", {"elements": 3}, "service_answer"),
        ("overpass", [], "service_answer"),
        (
            "overpass",
            {"elements": [], "remark": 'runtime error: Query timed out in "query" at line 1'},
            "service_busy",
        ),
    ],
)
def test_what_a_service_says_instead_of_an_answer_is_told_and_not_kept(
    service: str, said: Any, code: str, asked: Any, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        asked(service, Said(said))
    assert caught.value.code == code
    told = error_text(caught.value, "zh")
    assert KEY not in str(caught.value) + told.message
    assert told.message.isprintable()
    assert told.message != caught.value.message
    assert [*(tmp_path / "cache").glob("*")] == []


def test_a_limit_by_the_second_is_waited_for_and_then_asked_again(
    keys: None,  # noqa: ARG001
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(Client, "_pause", lambda _self, _service, wait_s: waits.append(wait_s))
    fast = Said({"status": "0", "info": "CUQPS_HAS_EXCEEDED_THE_LIMIT", "infocode": "10021"})
    with Server(fast, fast, Said(AMAP)) as server:
        session = session_of("amap", server, tmp_path)
        session.client.tries = 3
        assert len(ask("amap", [PLAN["P2-01"]], BOX, session)) == 1
    assert waits == [0.0, 2.0, 4.0]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("when", "2999-01-01T00:00:00+00:00"),
        ("when", "2001-01-01T00:00:00+00:00"),
        ("when", "2001-01-01T00:00:00"),
        ("body", "bm8ganNvbg=="),
        ("body", "e30="),
        ("asked", "something else"),
        ("version", 0),
    ],
)
@pytest.mark.usefixtures("keys")
def test_what_is_kept_is_used_only_while_it_is_fresh_and_an_answer(
    field: str, value: object, tmp_path: Path
) -> None:
    with Server(Said(AMAP)) as server:
        for _ in range(2):
            frame = ask("amap", [PLAN["P2-01"]], BOX, session_of("amap", server, tmp_path))
            (kept,) = tmp_path.glob("*")
            told = json.loads(kept.read_text(encoding="utf-8"))
            kept.write_text(json.dumps({**told, field: value}), encoding="utf-8")
    assert len(server.asked) == 2
    assert len(frame) == 1


@pytest.mark.parametrize("lat", ["1" + "0" * 400, "1e999", "NaN", "true", '"x"', "[]", "91"])
def test_a_number_that_is_no_coordinate_leaves_the_place_out(lat: str, asked: Any) -> None:
    element = f'{{"type":"node","id":1,"lat":{lat},"lon":106.2,"tags":{{"name":"甲"}}}}'
    frame, _ = asked("overpass", Said(f'{{"elements":[{element}]}}'.encode()))
    assert len(frame) == 0


def test_a_name_is_what_can_be_seen_of_it_and_can_be_written(asked: Any, tmp_path: Path) -> None:
    name = "\\ud800\\u0000\\u202e=甲\\n加油站\\u001b[2J" + "长" * 100_000
    element = f'{{"type":"node","id":"\\ud800","lat":38.4,"lon":106.2,"tags":{{"name":"{name}"}}}}'
    frame, _ = asked("overpass", Said(f'{{"elements":[{element}]}}'.encode()))
    (text,) = frame["name"]
    assert text.startswith("=甲 加油站[2J长")
    assert len(text) == 200
    assert text.isprintable()
    frame.to_file(tmp_path / "o.gpkg")
    assert gpd.read_file(tmp_path / "o.gpkg")["name"].tolist() == [text]


@pytest.mark.parametrize("service", ["tianditu", "amap"])
def test_a_missing_key_is_asked_for_by_the_name_of_its_variable(
    service: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(f"XQ_GIS_{service.upper()}_KEY", raising=False)
    with Server(Said({})) as server, pytest.raises(InputError) as caught:
        ask(service, [PLAN["P2-01"]], BOX, session_of(service, server, tmp_path))
    assert caught.value.code == "service_key_missing"
    assert f"XQ_GIS_{service.upper()}_KEY" in error_text(caught.value, "zh").hint
    assert server.asked == []


def test_the_keyring_is_asked_where_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys
    import types

    ring = types.ModuleType("keyring")
    ring.errors = types.SimpleNamespace(KeyringError=RuntimeError)  # type: ignore[attr-defined]
    ring.get_password = lambda of, name: KEY if (of, name) == ("xq-gis", "amap") else None  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", ring)
    with Server(Said(AMAP)) as server:
        assert len(ask("amap", [PLAN["P2-01"]], BOX, session_of("amap", server, tmp_path))) == 1
    assert server.asked[0]["key"] == KEY


@pytest.mark.parametrize(
    "junk", [None, 0, "", "x", [], {}, [[]], {"pois": [{}]}, {"elements": [{}]}, [None], [{}], True]
)
@pytest.mark.parametrize("service", SERVICES)
def test_garbage_ends_in_candidates_or_in_a_clear_error(service: str, junk: Any, asked: Any) -> None:
    ends: list[object] = []
    with contextlib.suppress(InputError), watched(ends):
        frame, _ = asked(service, Said(json.dumps(junk).encode()))
        ends.append(len(frame))
        assert np.asarray(frame["position_accuracy_m"]).dtype == float
    assert ends in ([0], ["service_answer"])


@contextlib.contextmanager
def watched(ends: list[object]) -> Iterator[None]:
    """Note the code of an error on its way."""
    try:
        yield
    except InputError as error:
        ends.append(error.code)
        raise


@pytest.mark.usefixtures("keys")
def test_a_service_that_is_none_is_refused() -> None:
    assert require_services(["amap"], ["amap=https://a.example/x"]) == {"amap": "https://a.example/x"}
    for names, urls in ((["baidu"], []), ([], ["baidu=x"])):
        with pytest.raises(InputError) as caught:
            require_services(names, urls)
        assert caught.value.code == "service_unknown"


@pytest.mark.parametrize(
    "url", ["", "a.example", "https://a.example/?key=1", "https://a.example/#x", "ftp://a"]
)
def test_an_address_that_cannot_be_asked_is_refused_before_anything_is_asked(url: str) -> None:
    with pytest.raises(InputError) as caught:
        require_services(["amap"], [f"amap={url}"])
    assert caught.value.code == "service_url"


def test_the_box_holds_the_district() -> None:
    district = display_district()
    assert shapely.box(*around(district)).contains(district)
