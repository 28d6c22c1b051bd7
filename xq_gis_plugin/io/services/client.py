"""One request to a service: bounded in time and size, to no other host, its key in no message."""

from __future__ import annotations

import http.client
import json
import re
import socket
import ssl
import string
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib import error as failures
from urllib import parse, request

from xq_gis_plugin import __version__
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.services.opening import bounded_opener

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Client", "Reply", "host_of", "json_of", "strange"]

AGENT = f"xq-gis/{__version__} (separation checks for work-safety planning)"
"""OpenStreetMap's services ask that a program says what it is."""
_CHUNK = 1 << 16
_NOT_NOW = (429, 502, 503, 504)
_REFUSED = (401, 403)
_MOVED = (301, 302, 303, 307, 308)
_SAME_AGAIN = (307, 308)
"""Of the redirects those after which a form is posted again as it was."""
_MOST_HOPS = 3
_TICK_S = 0.1
_SCHEMES = ("http", "https")
_LONGEST_SAID = 200
_PLAIN = re.compile("[!-~]+")
"""What an address is written with: any other sign has to be escaped."""


@dataclass(frozen=True)
class Reply:
    """What a service answered: the status, its body, how long to wait, and where it points to."""

    status: int
    body: bytes = b""
    wait_s: float | None = None
    location: str = ""


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
    most_bytes: int = 16 << 20
    tries: int = 3
    longest_wait_s: float = 60.0
    pauses_s: Mapping[str, float] = field(
        default_factory=lambda: {"overpass": 2.0, "nominatim": 1.1, "tianditu": 0.25, "amap": 0.4}
    )
    heard: Callable[[], None] = lambda: None
    _begun: dict[str, float] = field(default_factory=dict)

    def ask(
        self, service: str, url: str, *, data: bytes | None = None, patience: float = 1.0, wait_s: float = 0.0
    ) -> bytes:
        """Return the body of a service's answer.

        Parameters
        ----------
        service
            Its name, for what is said and for the pauses.
        url
            ``http`` or ``https``; it may hold a key, which stands in no error and in none that it comes from.
        data
            Is posted as a form where it is given.
        patience
            So many times the usual time-out, for a service that is let work for longer.
        wait_s
            Least seconds since the last request to the service.

        Raises
        ------
        InputError
            ``service_url``, ``service_no_network``, ``service_timeout``, ``service_busy``,
            ``service_refused``, ``service_failed``, ``service_too_large``, ``service_redirected``,
            ``service_cut_off`` or ``service_certificate``.
        """
        host = host_of(url, service)
        for number in range(self.tries):
            reply = self._followed(service, url, data, self.timeout_s * patience, wait_s)
            if reply.status not in _NOT_NOW:
                return _body_of(reply, service, host)
            # Where the service does not say how long, twice as long each time.
            wait_s = reply.wait_s if reply.wait_s is not None else 2.0 ** (number + 1)
            if wait_s > self.longest_wait_s:
                break
        message = f"{service} ({host}) is busy, or has had too many requests from here."
        hint = "Try again later; what was answered so far is kept and will not be asked for again."
        raise InputError("service_busy", message, hint, service=service, host=host)

    def _followed(self, service: str, url: str, data: bytes | None, timeout_s: float, wait_s: float) -> Reply:
        """Return an answer that is no redirect; one to another host would take a key there."""
        host = host_of(url, service)
        for _ in range(_MOST_HOPS):
            self._pause(service, wait_s)
            reply = self._once(service, host, url, data, timeout_s)
            if reply.status not in _MOVED:
                return reply
            there = _there(url, reply.location)
            if there is None or (data is not None and reply.status not in _SAME_AGAIN):
                break
            url = there
        message = f"{service} ({host}) sent the request on to another address, which was not followed."
        hint = "Look at the service's address."
        raise InputError("service_redirected", message, hint, service=service, host=host)

    def _pause(self, service: str, wait_s: float) -> None:
        """Wait as the service asks, and as its rules ask."""
        due = self._begun.get(service, float("-inf")) + max(wait_s, self.pauses_s.get(service, 0.0))
        while (left := due - time.monotonic()) > 0:
            self.heard()
            time.sleep(min(left, _TICK_S))
        self.heard()
        self._begun[service] = time.monotonic()

    def _once(self, service: str, host: str, url: str, data: bytes | None, timeout_s: float) -> Reply:
        headers = {"User-Agent": AGENT, "Accept": "application/json"}
        asked = request.Request(url, data=data, headers=headers)  # noqa: S310 - `host_of` has looked at its scheme
        until = time.monotonic() + timeout_s
        try:
            with bounded_opener(timeout_s) as opener, opener.open(asked, timeout=timeout_s) as answer:
                return self._reply(answer, until, service, host)
        except failures.URLError as error:
            reason: object = error.reason
        except (OSError, ValueError, http.client.HTTPException) as error:
            reason = error
        # Raised out here, as what these errors say of a request may hold its key.
        if isinstance(reason, TimeoutError) or time.monotonic() >= until:
            raise _timeout(service, host, timeout_s)
        raise _broken(service, host, reason)

    def _reply(self, answer: http.client.HTTPResponse, until: float, service: str, host: str) -> Reply:
        headers = answer.headers
        if not 200 <= answer.status < 300:  # noqa: PLR2004 - done
            # The bodies of errors are pages for people.
            wait_s = _seconds(headers.get("Retry-After"))
            return Reply(answer.status, b"", wait_s, headers.get("Location", ""))
        pieces, size = [], 0
        while piece := answer.read1(_CHUNK):
            self.heard()
            size += len(piece)
            if size > self.most_bytes:
                message = f"{service} ({host}) answered with more than {self.most_bytes >> 20} MB."
                hint = "Ask for fewer entries (--box), or a smaller area."
                raise InputError("service_too_large", message, hint, service=service, host=host)
            if time.monotonic() > until:
                raise TimeoutError
            pieces.append(piece)
        if time.monotonic() >= until:
            # A body that ends with its connection may have been ended from here.
            raise TimeoutError
        expected = headers.get("Content-Length")
        if expected is not None and expected.isdigit() and size < int(expected):
            raise http.client.IncompleteRead(b"")
        return Reply(answer.status, b"".join(pieces))


def _there(url: str, location: str) -> str | None:
    """Return where a redirect leads if that is the same host, and no less safe."""
    try:
        there = parse.urljoin(url, parse.quote(location, safe=string.punctuation))
        new, old = parse.urlsplit(there), parse.urlsplit(url)
    except ValueError:
        return None
    same = new.netloc == old.netloc and new.scheme in {old.scheme, "https"}
    return there if location and same else None


def host_of(url: str, service: str) -> str:
    """Return the host of an address.

    Raises
    ------
    InputError
        ``service_url``: it is none of http or https, names a person, or has signs that no address has.
    """
    try:
        parts = parse.urlsplit(url)
        usable = parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0
        usable = usable and "@" not in parts.netloc and _PLAIN.fullmatch(url) is not None
    except ValueError:
        usable = False
    if not usable:
        message = f"The address of {service} is none."
        hint = "Write it with https:// in front, such as overpass=https://overpass.example/api/interpreter."
        raise InputError("service_url", message, hint, service=service)
    return parts.netloc


def json_of(body: bytes, service: str) -> dict[str, Any] | list[Any]:
    """Return what a body says.

    Raises
    ------
    InputError
        ``service_not_json``, or ``service_answer`` where it is neither an object nor a list.
    """
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        message = f"{service} answered with something else than JSON."
        hint = "Look at the service's address (--service-url), or whether a login page lies in between."
        raise InputError("service_not_json", message, hint, service=service) from error
    if not isinstance(told, dict | list):
        raise strange(service, "it is neither an object nor a list")
    return told


def strange(service: str, wrong: str) -> InputError:
    """Return the error for an answer that is not as the service documents it."""
    message = f"{service} answered in a way that is not known: {wrong}."
    hint = "Look at the service's address, or whether a login page lies in between."
    return InputError("service_answer", message, hint, service=service, reason=wrong)


def _body_of(reply: Reply, service: str, host: str) -> bytes:
    if reply.status in _REFUSED:
        message = f"{service} ({host}) refused the request (status {reply.status})."
        hint = "See whether the key is right and meant for this service, or try again later."
        raise InputError("service_refused", message, hint, service=service, host=host, status=reply.status)
    if not 200 <= reply.status < 300:  # noqa: PLR2004 - done
        message = f"{service} ({host}) answered with status {reply.status}."
        hint = "Try again later, or look at the service's address."
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


def _broken(service: str, host: str, reason: object) -> InputError:
    """Return what became of a connection, in words that cannot hold any of the request."""
    if isinstance(reason, ssl.SSLCertVerificationError):
        why = str(reason.verify_message)[:_LONGEST_SAID]
        message = f"{service} ({host}) does not prove who it is: {why}."
        hint = "Nothing was sent. See the computer's clock, its certificates, and what lies in between."
        return InputError("service_certificate", message, hint, service=service, host=host, reason=why)
    why = ""
    if isinstance(reason, socket.gaierror):
        why = "the name is not known"
    elif isinstance(reason, OSError):
        # A proxy's refusal has no number; it names the proxy's status, and nothing of the request.
        why = reason.strerror or (str(reason) if str(reason).startswith("Tunnel connection failed") else "")
    if why:
        why = why[:_LONGEST_SAID]
        message = f"{service} ({host}) cannot be reached: {why}."
        hint = "See whether this computer has a network; without one, give a file of places instead."
        return InputError("service_no_network", message, hint, service=service, host=host, reason=why)
    message = f"The answer of {service} ({host}) was cut off, or is none."
    return InputError("service_cut_off", message, "Try again later.", service=service, host=host)
