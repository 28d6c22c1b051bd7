"""One request to a service: bounded in time and size, to no other host, its key in no message."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import time
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any
from urllib import error as failures
from urllib import parse, request

from xq_gis_plugin import __version__
from xq_gis_plugin.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from http.client import HTTPMessage

__all__ = ["Client", "Reply", "host_of", "json_of", "strange"]

AGENT = f"xq-gis/{__version__} (separation checks for work-safety planning)"
"""OpenStreetMap's services ask that a program says what it is."""
_CHUNK = 1 << 16
_NOT_NOW = (429, 502, 503, 504)
_REFUSED = (401, 403)
_MOVED = (301, 302, 303, 307, 308)
_TICK_S = 0.1
_SCHEMES = ("http", "https")
_LONGEST_SAID = 200


@dataclass(frozen=True)
class Reply:
    """What a service answered: the status, and its body."""

    status: int
    body: bytes
    wait_s: float | None = None


@dataclass
class Client:
    """Asks services, one request after another.

    Attributes
    ----------
    timeout_s
        For a request as a whole, from the connection to the last byte.
    most_bytes
        Of a body; a longer one is an error.
    tries
        So often a request is made while the service says that it is busy.
    longest_wait_s
        No service is waited for any longer between two tries.
    pauses_s
        Least seconds between the beginnings of two requests to a service.
    heard
        Called while waiting; what it raises ends everything.
    """

    timeout_s: float = 30.0
    most_bytes: int = 32 << 20
    tries: int = 3
    longest_wait_s: float = 60.0
    pauses_s: Mapping[str, float] = field(
        default_factory=lambda: {"overpass": 2.0, "nominatim": 1.1, "tianditu": 0.25, "amap": 0.4}
    )
    heard: Callable[[], None] = lambda: None
    _begun: dict[str, float] = field(default_factory=dict)

    def ask(self, service: str, url: str, *, data: bytes | None = None) -> bytes:
        """Return the body of a service's answer.

        Parameters
        ----------
        service
            Its name, for what is said and for the pauses.
        url
            ``http`` or ``https``; it may hold a key, which stands in no error.
        data
            Is posted as a form where it is given.

        Raises
        ------
        InputError
            ``service_url``, ``service_no_network``, ``service_timeout``, ``service_busy``,
            ``service_refused``, ``service_failed``, ``service_too_large`` or ``service_redirected``.
        """
        host = host_of(url, service)
        wait_s = 0.0
        for number in range(self.tries):
            self._pause(service, wait_s)
            reply = self._once(service, host, url, data)
            if reply.status not in _NOT_NOW:
                return _body_of(reply, service, host)
            # Where the service does not say how long, twice as long each time.
            wait_s = reply.wait_s if reply.wait_s is not None else 2.0 ** (number + 1)
            if wait_s > self.longest_wait_s:
                break
        message = f"{service} ({host}) is busy, or has had too many requests from here."
        hint = "Try again later; what was answered so far is kept and will not be asked for again."
        raise InputError("service_busy", message, hint, service=service, host=host)

    def _pause(self, service: str, wait_s: float) -> None:
        """Wait as the service asks, and as its rules ask."""
        due = self._begun.get(service, float("-inf")) + max(wait_s, self.pauses_s.get(service, 0.0))
        while (left := due - time.monotonic()) > 0:
            self.heard()
            time.sleep(min(left, _TICK_S))
        self.heard()
        self._begun[service] = time.monotonic()

    def _once(self, service: str, host: str, url: str, data: bytes | None) -> Reply:
        headers = {"User-Agent": AGENT, "Accept": "application/json"}
        asked = request.Request(url, data=data, headers=headers)  # noqa: S310 - `host_of` has looked at its scheme
        until = time.monotonic() + self.timeout_s
        try:
            with _opener(host).open(asked, timeout=self.timeout_s) as answer:
                return Reply(answer.status, self._read(answer, until, service, host))
        except failures.HTTPError as error:
            with error:
                if error.code in (301, 302, 303, 307, 308):
                    message = (
                        f"{service} ({host}) sent the request on to another host, which was not followed."
                    )
                    hint = "Look at the service's address (--service-url)."
                    raise InputError(
                        "service_redirected", message, hint, service=service, host=host
                    ) from error
                body = error.read(_CHUNK)
                return Reply(error.code, body, _seconds(error.headers.get("Retry-After")))
        except TimeoutError as error:
            raise _timeout(service, host, self.timeout_s) from error
        except failures.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise _timeout(service, host, self.timeout_s) from error
            raise _no_network(service, host, error.reason) from error
        except ValueError as error:
            # The address of a redirect that is none.
            raise _redirected(service, host) from error
        except (OSError, http.client.HTTPException, ssl.SSLError) as error:
            raise _no_network(service, host, error) from error

    def _read(self, answer: Any, until: float, service: str, host: str) -> bytes:  # noqa: ANN401 - a response
        pieces, size = [], 0
        while piece := answer.read1(_CHUNK):
            self.heard()
            size += len(piece)
            if size > self.most_bytes:
                message = f"{service} ({host}) answered with more than {self.most_bytes >> 20} MB."
                hint = "Ask for fewer entries (--box), or a smaller area."
                raise InputError("service_too_large", message, hint, service=service, host=host)
            if time.monotonic() > until:
                raise _timeout(service, host, self.timeout_s)
            pieces.append(piece)
        expected = answer.headers.get("Content-Length")
        if expected is not None and expected.isdigit() and size < int(expected):
            raise _no_network(service, host, "the answer was cut off")
        return b"".join(pieces)


class _NoRedirects(request.HTTPRedirectHandler):
    """Follows a redirect to the same host alone: a key goes to nobody else."""

    def __init__(self, host: str) -> None:
        self._host = host

    def http_error_302(
        self, req: request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage
    ) -> Any:  # noqa: ANN401 - as the handler that it is
        """Follow, or not; where the address is none, the answer is not left open."""
        try:
            return super().http_error_302(req, fp, code, msg, headers)
        except ValueError:
            fp.close()
            raise

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302

    def redirect_request(
        self,
        req: request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> request.Request | None:
        """Return the request to make instead, None to take the redirect for the answer."""
        there = parse.urlsplit(newurl)
        here = parse.urlsplit(req.full_url)
        if there.netloc != self._host or there.scheme not in {here.scheme, "https"}:
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(host: str) -> request.OpenerDirector:
    """Return what opens nothing but http and https; a proxy is the one of the system."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(), request.HTTPHandler(), request.HTTPSHandler(), _NoRedirects(host),
        request.HTTPErrorProcessor(), request.HTTPDefaultErrorHandler(),
    ):  # fmt: skip
        opener.add_handler(handler)
    return opener


def host_of(url: str, service: str) -> str:
    """Return the host of an address.

    Raises
    ------
    InputError
        ``service_url``: it is none of http or https.
    """
    try:
        parts = parse.urlsplit(url)
        usable = parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        message = f"The address of {service} is none."
        hint = "Write it with https:// in front, such as overpass=https://overpass.example/api/interpreter."
        raise InputError("service_url", message, hint, service=service)
    return parts.netloc.rpartition("@")[2]


def json_of(body: bytes, service: str) -> dict[str, Any] | list[Any]:
    """Return what a body says.

    Raises
    ------
    InputError
        ``service_answer``: it is no JSON, or neither an object nor a list.
    """
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise strange(service, "it is no JSON") from error
    if not isinstance(told, dict | list):
        raise strange(service, "it is neither an object nor a list")
    return told


def strange(service: str, wrong: str) -> InputError:
    """Return the error for an answer that is not as the service documents it."""
    message = f"{service} answered in a way that is not known: {wrong}."
    hint = "Look at the service's address (--service-url), or whether a login page lies in between."
    return InputError("service_answer", message, hint, service=service, reason=wrong)


def _redirected(service: str, host: str) -> InputError:
    message = f"{service} ({host}) sent the request on to another host, which was not followed."
    hint = "Look at the service's address (--service-url)."
    return InputError("service_redirected", message, hint, service=service, host=host)


def _body_of(reply: Reply, service: str, host: str) -> bytes:
    if reply.status in _REFUSED:
        message = f"{service} ({host}) refused the request (status {reply.status})."
        hint = "See whether the key is right and meant for this service, or try again later."
        raise InputError("service_refused", message, hint, service=service, host=host, status=reply.status)
    if not 200 <= reply.status < 300:  # noqa: PLR2004 - done
        message = f"{service} ({host}) answered with status {reply.status}."
        hint = "Try again later, or look at the service's address (--service-url)."
        raise InputError("service_failed", message, hint, service=service, host=host, status=reply.status)
    return reply.body


def _seconds(text: str | None) -> float | None:
    """Return how long Retry-After asks to wait, where it says so in seconds."""
    return float(text) if text is not None and text.strip().isdigit() else None


def _timeout(service: str, host: str, seconds: float) -> InputError:
    message = f"{service} ({host}) did not answer within {seconds:g} s."
    return InputError(
        "service_timeout", message, "Try again later.", service=service, host=host, seconds=f"{seconds:g}"
    )  # fmt: skip


def _no_network(service: str, host: str, reason: object) -> InputError:
    said = "the name is not known" if isinstance(reason, socket.gaierror) else str(reason)[:_LONGEST_SAID]
    message = f"{service} ({host}) cannot be reached: {said}."
    hint = "See whether this computer has a network; without one, give a file of places instead."
    return InputError("service_no_network", message, hint, service=service, host=host, reason=said)
