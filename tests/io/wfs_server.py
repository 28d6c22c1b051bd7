"""A Web Feature Service on loopback: what WFS 2.0 documents, and what goes wrong with it."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["WfsServer"]

_NAMES = (
    'xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:ows="http://www.opengis.net/ows/1.1" '
    'xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:fes="http://www.opengis.net/fes/2.0" xmlns:app="http://example/app"'
)
_TYPE = (
    "<wfs:FeatureType><wfs:Name>{name}</wfs:Name><wfs:Title>{name}</wfs:Title>"
    "<wfs:DefaultCRS>urn:ogc:def:crs:EPSG::{srid}</wfs:DefaultCRS></wfs:FeatureType>"
)
_ROW = (
    '<wfs:member><app:{name} gml:id="{name}.{number}"><app:kind>{kind}</app:kind>'
    '<app:label>{label}</app:label><app:geom><gml:Point srsName="urn:ogc:def:crs:EPSG::{srid}" '
    'gml:id="g{number}"><gml:pos>{lat} {lon}</gml:pos></gml:Point></app:geom></app:{name}></wfs:member>'
)


class WfsServer:
    """Serves rows of schools; ``broken`` says what is wrong with which request."""

    def __init__(self, rows: int = 3, *, srid: int = 4490, names: tuple[str, ...] = ("schools",)) -> None:
        self.rows, self.srid, self.names = rows, srid, names
        self.version = "2.0.0"
        self.broken: dict[str, bytes] = {}
        self.late_s: dict[str, float] = {}
        self.asked: list[dict[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = {name.lower(): value for name, value in parse_qsl(urlsplit(self.path).query)}
                outer.asked.append(asked)
                sort = asked.get("request", "")
                time.sleep(outer.late_s.get(sort, 0.0))
                body = outer.broken.get(sort) or outer.answer(sort, asked).encode()
                try:
                    self.send_response(200)
                    self.send_header("Content-Type", "text/xml")
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except (BrokenPipeError, ConnectionResetError):
                    outer.asked.append({"gave up": sort})

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def address(self) -> str:
        return f"wfs:http://127.0.0.1:{self._server.server_address[1]}/wfs?key=geheim"

    def answer(self, sort: str, asked: dict[str, str]) -> str:
        url = self.address.partition(":")[2]
        if sort == "GetCapabilities":
            operations = "".join(
                f'<ows:Operation name="{name}"><ows:DCP><ows:HTTP><ows:Get xlink:href="{escape(url)}"/>'
                "</ows:HTTP></ows:DCP></ows:Operation>"
                for name in ("GetCapabilities", "GetFeature")
            )
            paging = (
                '<ows:Constraint name="ImplementsResultPaging"><ows:NoValues/><ows:DefaultValue>TRUE'
                "</ows:DefaultValue></ows:Constraint>"
            )
            types = "".join(_TYPE.format(name=name, srid=self.srid) for name in self.names)
            return (
                f'<wfs:WFS_Capabilities version="{self.version}" {_NAMES}>'
                f"<ows:OperationsMetadata>{operations}{paging}</ows:OperationsMetadata>"
                f"<wfs:FeatureTypeList>{types}</wfs:FeatureTypeList>"
                "</wfs:WFS_Capabilities>"
            )
        name = (asked.get("typenames") or asked.get("typename") or self.names[0]).rpartition(":")[2]
        start = int(asked.get("startindex", 0))
        end = min(self.rows, start + int(asked.get("count", self.rows)))
        members = "".join(
            _ROW.format(name=name, number=number, kind="school", label=f"学校{number} &lt;b&gt;",
                        srid=self.srid, lon=106.28 + number * 1e-3, lat=38.47)
            for number in range(start, end)
        )  # fmt: skip
        return (
            f'<wfs:FeatureCollection {_NAMES} numberMatched="{self.rows}" numberReturned="{end - start}">'
            f"{members}</wfs:FeatureCollection>"
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
