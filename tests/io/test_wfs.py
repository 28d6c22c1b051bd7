"""A layer of a Web Feature Service is read as a file is, all pages of it, its axes the right way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from tests.io.wfs_server import WfsServer
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.export.words import error_text
from xq_gis_plugin.io import wfs
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.district import import_into
from xq_gis_plugin.io.inspect import inspect
from xq_gis_plugin.io.raw import find_file
from xq_gis_plugin.io.read import read_protected

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("srid", [4490, 4326])
def test_a_layer_is_read_with_its_axes_the_right_way_round(srid: int) -> None:
    with WfsServer(srid=srid) as server:
        frame = read_protected(f"{server.address}#schools")
    assert frame["kind"].tolist() == ["school"] * 3
    assert frame["label"].tolist()[0] == "学校0 <b>"
    assert shapely.get_coordinates(frame.geometry).tolist() == [
        pytest.approx([106.28 + number * 1e-3, 38.47]) for number in range(3)
    ]
    source = frame.attrs["source"]
    assert (source.layer, source.crs) == ("schools", f"EPSG:{srid}")


def test_every_page_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wfs, "_PAGE", 10)
    with WfsServer(rows=37) as server:
        frame = read_protected(f"{server.address}#schools")
        pages = {
            asked.get("startindex", "0") for asked in server.asked if asked.get("request") == "GetFeature"
        }
    assert len(frame) == 37
    assert pages == {"0", "10", "20", "30"}
    assert frame["label"].tolist()[-1] == "学校36 <b>"
    assert frame["object_id"].is_unique


def test_a_service_without_pages_is_asked_once() -> None:
    with WfsServer(rows=7) as server:
        server.version = "1.1.0"
        assert len(read_protected(server.address)) == 7
        (asked,) = (one for one in server.asked if one.get("request") == "GetFeature")
    assert (asked["version"], asked["typename"]) == ("1.1.0", "schools")


def test_a_single_layer_needs_no_name_and_of_several_one_is_asked_for() -> None:
    with WfsServer() as server:
        assert len(read_protected(server.address)) == 3
    with WfsServer(names=("schools", "malls")) as server:
        with pytest.raises(InputError) as caught:
            read_protected(server.address)
        assert (caught.value.code, caught.value.facts["layers"]) == ("layer_unnamed", ["schools", "malls"])
        with pytest.raises(InputError) as caught:
            read_protected(f"{server.address}#parks")
        assert caught.value.code == "layer_missing"
        report = inspect(server.address, Role.PROTECTED)
        assert [layer.name for layer in report.layers] == ["schools", "malls"]
        assert report.layers[0].geometry_type == "Point"


def test_the_key_is_used_and_told_to_nobody(tmp_path: Path) -> None:
    with WfsServer() as server:
        frame = read_protected(server.address)
        assert {asked["key"] for asked in server.asked} == {"geheim"}
    source = frame.attrs["source"]
    assert source.path.startswith("http://127.0.0.1:")
    assert source.path.endswith("/wfs")
    assert "geheim" not in repr(find_file("wfs:http://u:geheim@h/p?key=geheim#a"))
    import_into(frame, Role.PROTECTED, tmp_path / "a.gpkg", by="a")
    assert b"geheim" not in (tmp_path / "a.gpkg").read_bytes()


REPORT = (
    '<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1"><ows:Exception exceptionCode="NoAccess">'
    "<ows:ExceptionText>没有权限</ows:ExceptionText></ows:Exception></ows:ExceptionReport>"
).encode()
BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("request_", "body", "code"),
    [
        ("GetCapabilities", REPORT, "wfs_said"),
        ("GetCapabilities", b"<html><body>login</body></html>", "service_answer"),
        ("GetCapabilities", b"no xml", "service_answer"),
        ("GetCapabilities", BOMB, "service_answer"),
        ("GetCapabilities", b'<WFS_Capabilities xmlns="http://www.opengis.net/wfs/2.0"/>', "layer_empty"),
        ("GetFeature", REPORT, "wfs_said"),
        ("GetFeature", b"no xml", "service_answer"),
        ("GetFeature", BOMB, "service_answer"),
        ("GetFeature", b"<a/>", "wfs_failed"),
    ],
)
def test_what_a_service_says_instead_is_told(request_: str, body: bytes, code: str) -> None:
    with WfsServer() as server:
        server.broken[request_] = body
        with pytest.raises(InputError) as caught:
            read_protected(f"{server.address}#schools" if request_ == "GetFeature" else server.address)
    error = caught.value
    assert error.code == code
    told = error_text(error, "zh")
    assert told.message != error.message
    assert "geheim" not in str(error) + str(error.facts) + told.message


def test_a_service_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wfs, "_TIMEOUT_S", 0.5)
    with WfsServer() as server:
        server.late_s["GetFeature"] = 2.0
        with pytest.raises(InputError) as caught:
            read_protected(server.address)
    assert caught.value.code == "service_timeout"


def test_nobody_there_is_told() -> None:
    with pytest.raises(InputError) as caught:
        read_protected("wfs:http://127.0.0.1:1/wfs#a")
    assert caught.value.code == "service_no_network"


@pytest.mark.parametrize(
    ("text", "shown", "layer"),
    [
        ("wfs:https://h:8080/p%20q?key=x#ns:%E5%B1%82", "https://h:8080/p q", "ns:层"),
        ("WFS:http://u:p@h/p", "http://h/p", None),
        ("wfs+https://h/", "https://h", None),
    ],
)
def test_an_address_is_shown_without_what_is_secret(text: str, shown: str, layer: str | None) -> None:
    place = find_file(text)
    assert (place.shown, place.layer, place.suffix, place.is_remote) == (shown, layer, "", True)


def test_an_address_that_is_none_is_told() -> None:
    with pytest.raises(InputError) as caught:
        find_file("wfs:http://[h/p")
    assert caught.value.code == "wfs_address"
