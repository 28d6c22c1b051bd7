"""A service is asked politely, for a bounded time, and what goes wrong is said without its key."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import types
from typing import TYPE_CHECKING

import pytest

from tests.io.services.loopback import Said, Server
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.export.words import error_text
from xq_gis_plugin.io.services.client import Client, Reply, json_of
from xq_gis_plugin.run import CancelledError

if TYPE_CHECKING:
    from collections.abc import Callable

KEY = "secret-key-1234"


def quick(**how: object) -> Client:
    return Client(**{"timeout_s": 2.0, "pauses_s": {}, "tries": 2, **how})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "how", "code"),
    [
        (Said(late_s=1.0), {"timeout_s": 0.2}, "service_timeout"),
        (Said(b"x" * 100, drip_s=0.1), {"timeout_s": 0.3}, "service_timeout"),
        (Said(b"x" * 2_000), {"most_bytes": 1_000}, "service_too_large"),
        (Said(b"x" * 100, cut=50), {}, "service_cut_off"),
        (Said(status=403), {}, "service_refused"),
        (Said(status=401), {}, "service_refused"),
        (Said(status=404), {}, "service_failed"),
        (Said(status=500), {}, "service_failed"),
        (Said(status=429, headers={"Retry-After": "0"}), {}, "service_busy"),
        (Said(status=429, headers={"Retry-After": "3600"}), {}, "service_busy"),
        (Said(status=504, headers={"Retry-After": "0"}), {}, "service_busy"),
        (Said(status=302, headers={"Location": "http://example.com/"}), {}, "service_redirected"),
        (Said(status=302, headers={"Location": "file:///etc/passwd"}), {}, "service_redirected"),
        (Said(status=302, headers={"Location": "http://[broken"}), {}, "service_redirected"),
        (Said(status=302, headers={"Location": f"none:{KEY}"}), {}, "service_redirected"),
        (Said(status=302, headers={"Location": "/again"}), {}, "service_redirected"),
        (Said(status=302), {}, "service_redirected"),
        (Said(b"x" * 100, status=500, drip_s=0.1), {"timeout_s": 0.2}, "service_failed"),
        (Said(b"zz\r\n", status=500, headers={"Transfer-Encoding": "chunked"}), {}, "service_failed"),
        (Said(b"zz\r\n", headers={"Transfer-Encoding": "chunked"}), {}, "service_cut_off"),
        (Said(b"5\r\nab", headers={"Transfer-Encoding": "chunked"}), {}, "service_cut_off"),
    ],
)
def test_what_goes_wrong_is_told_and_never_with_the_key(said: Said, how: dict[str, float], code: str) -> None:
    with Server(said) as server, pytest.raises(InputError) as caught:
        quick(**how).ask("amap", f"{server.url}?key={KEY}")
    error = caught.value
    assert error.code == code
    chain = [error, error.__cause__, error.__context__]
    told = [str(one) for one in chain] + [str(value) for value in error.facts.values()]
    assert KEY not in " ".join(told)
    assert "amap" in error_text(error, "zh").message
    assert error_text(error, "zh").message != error.message


def test_an_answer_comes_back_and_says_who_asks() -> None:
    with Server(Said({"a": "银川"})) as server:
        assert json_of(quick().ask("overpass", server.url), "overpass") == {"a": "银川"}
    assert server.agents[0].startswith("xq-gis/")


def test_a_busy_service_is_asked_again() -> None:
    with Server(Said(status=429, headers={"Retry-After": "0"}), Said({"a": 1})) as server:
        assert json_of(quick().ask("overpass", server.url, data=b"data=x"), "overpass") == {"a": 1}
    assert [one.get("data") for one in server.asked] == ["x", "x"]


def test_a_redirect_on_the_same_host_is_followed() -> None:
    with Server(Said(status=301, headers={"Location": "/else?key=1"}), Said({"a": 1})) as server:
        assert json_of(quick().ask("amap", server.url), "amap") == {"a": 1}


def test_a_form_is_not_posted_again_where_a_redirect_does_not_say_so() -> None:
    with Server(Said(status=301, headers={"Location": "/else"}), Said({})) as server:
        with pytest.raises(InputError) as caught:
            quick().ask("overpass", server.url, data=b"data=x")
        assert caught.value.code == "service_redirected"
    with Server(Said(status=307, headers={"Location": "/else"}), Said({})) as server:
        quick().ask("overpass", server.url, data=b"data=x")
        assert server.asked == [{"data": "x"}] * 2


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nX-A: "])
def test_a_server_that_drips_its_headers_holds_nobody_for_longer_than_the_time_out(start: bytes) -> None:
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            there, _ = listening.accept()
            with there, contextlib.suppress(OSError):
                there.sendall(start)
                while not over.wait(0.02):
                    there.sendall(b"H")

        thread = threading.Thread(target=drip)
        thread.start()
        with pytest.raises(InputError) as caught:
            quick(timeout_s=0.3).ask("amap", f"http://127.0.0.1:{listening.getsockname()[1]}/?key={KEY}")
        over.set()
        thread.join()
    assert caught.value.code == "service_timeout"


def test_a_server_that_speaks_no_tls_is_not_asked_without_it() -> None:
    with Server(Said({})) as server:
        with pytest.raises(InputError) as caught:
            quick().ask("amap", f"{server.url.replace('http:', 'https:')}?key={KEY}")
        assert caught.value.code == "service_no_network"
        assert server.asked == []


def test_certificates_and_their_names_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[ssl.SSLContext] = []

    def wrapping(self: ssl.SSLContext, *_: object, **__: object) -> None:
        seen.append(self)
        error = ssl.SSLCertVerificationError(1, "failed")
        error.verify_message = "self-signed certificate"
        raise error

    monkeypatch.setattr(ssl.SSLContext, "wrap_socket", wrapping)
    with Server(Said({})) as server, pytest.raises(InputError) as caught:
        quick().ask("amap", f"{server.url.replace('http:', 'https:')}?key={KEY}")
    assert caught.value.code == "service_certificate"
    assert "self-signed" in error_text(caught.value, "zh").message
    assert [(one.verify_mode, one.check_hostname) for one in seen] == [(ssl.CERT_REQUIRED, True)]


def test_two_questions_are_as_far_apart_as_the_service_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    begun: list[float] = []

    def sleep(seconds: float) -> None:
        now[0] += seconds

    def once(*_: object) -> Reply:
        begun.append(now[0])
        return Reply(429, wait_s=5.0) if len(begun) == 3 else Reply(200, b"{}")

    clock = types.SimpleNamespace(monotonic=lambda: now[0], sleep=sleep)
    monkeypatch.setattr("xq_gis_plugin.io.services.client.time", clock)
    monkeypatch.setattr(Client, "_once", once)
    client = Client()
    for _ in range(3):
        client.ask("nominatim", "https://a.example/search")
    assert begun == pytest.approx([100.0, 101.1, 102.2, 107.2])
    assert Client().pauses_s["nominatim"] >= 1.0


def test_waiting_can_be_called_off() -> None:
    def heard() -> None:
        raise CancelledError

    with Server(Said({})) as server, pytest.raises(CancelledError):
        quick(heard=heard).ask("nominatim", server.url)


def test_without_a_network_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with pytest.raises(InputError) as caught:
        quick().ask("overpass", "https://overpass-api.de/api/interpreter")
    assert caught.value.code == "service_no_network"
    assert "请检查网络" in error_text(caught.value, "zh").hint


def test_nobody_listening_is_no_network() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(InputError) as caught:
        quick().ask("overpass", f"http://127.0.0.1:{port}/")
    assert caught.value.code == "service_no_network"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://a/b",
        "overpass-api.de",
        "http://",
        "http://[x",
        "",
        f"http://127.0.0.1/a b?key={KEY}",
        f"http://me:{KEY}@127.0.0.1/",
        f"http://127.0.0.1/\r\nX: {KEY}",
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(InputError) as caught:
        quick().ask("overpass", url)
    assert caught.value.code == "service_url"
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<html>login</html>", "service_not_json"),
        (b"", "service_not_json"),
        (b"\xff\xfe\x00", "service_not_json"),
        (b"[" * 100_000, "service_not_json"),
        (b'{"a": 1', "service_not_json"),
        (b"1", "service_answer"),
        (b'"a"', "service_answer"),
    ],
)
def test_what_is_no_answer_is_told(body: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        json_of(body, "tianditu")
    assert caught.value.code == code
    assert "tianditu" in error_text(caught.value, "zh").message


def test_a_redirect_to_another_host_is_not_asked_there(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    real: Callable[..., object] = socket.create_connection

    def connecting(address: object, *rest: object, **more: object) -> object:
        asked.append(address)
        return real(address, *rest, **more)

    monkeypatch.setattr(socket, "create_connection", connecting)
    with Server(Said(status=302, headers={"Location": "http://127.0.0.2/steal"})) as server:
        with pytest.raises(InputError):
            quick().ask("amap", f"{server.url}?key={KEY}")
        assert {address[0] for address in asked} == {"127.0.0.1"}  # type: ignore[index]
