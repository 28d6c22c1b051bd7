"""A layer of a Web Feature Service: asked for page by page, its GML read by GDAL.

GDAL's own WFS driver is not used: it holds Python's lock while it waits, so that no window would answer and
nothing could be called off, and it bounds no answer's size.

Source: OGC 09-025r2 (WFS 2.0) and OGC 04-094 (WFS 1.1.0).
"""

from __future__ import annotations

import dataclasses
import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from xml.etree import ElementTree as ET  # nosec B405 - `_parsed` refuses what could harm

import numpy as np
import pandas as pd

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.options import NOTHING_SAID
from xq_gis_plugin.io.raw import choose_layer, layer_empty
from xq_gis_plugin.io.services.client import Client, strange
from xq_gis_plugin.io.vector import raw_of_gdal, with_crs

if TYPE_CHECKING:
    from xq_gis_plugin.io.options import ReadOptions
    from xq_gis_plugin.io.raw import RawLayer
    from xq_gis_plugin.io.service_place import ServicePlace

__all__ = ["read_service", "service_layers"]

SERVICE = "wfs"
_TIMEOUT_S = 120.0
_PAGE = 5_000
_MOST_PAGES = 2_000
_OURS = {"service", "request", "version", "typename", "typenames", "count", "maxfeatures", "startindex"}
_WITH_PAGES = "2."


def service_layers(place: ServicePlace) -> list[str]:
    """Return the names of a service's layers.

    Raises
    ------
    InputError
        As `xq_gis_plugin.io.services.client.Client.ask`; ``wfs_said`` where the service reports an error,
        ``service_answer`` where it is none.
    """
    return _capabilities(place.url, Client(timeout_s=_TIMEOUT_S))[0]


def read_service(place: ServicePlace, options: ReadOptions = NOTHING_SAID) -> RawLayer:
    """Read a layer.

    Raises
    ------
    InputError
        As `service_layers`; ``layer_missing``, ``layer_unnamed``, ``layer_empty`` or ``wfs_failed``.
    """
    client = Client(timeout_s=_TIMEOUT_S, pauses_s={})
    names, version = _capabilities(place.url, client)
    place = dataclasses.replace(place, layer=choose_layer(place, names).layer)
    paged = version.startswith(_WITH_PAGES)
    asked = {"service": "WFS", "request": "GetFeature", "version": "2.0.0" if paged else "1.1.0"}
    asked["typenames" if paged else "typename"] = place.layer or ""
    total = hashlib.sha256()
    pages: list[RawLayer] = []
    first = 0
    while len(pages) < _MOST_PAGES:
        more = {"count": str(_PAGE), "startindex": str(first)} if paged else {}
        body = client.ask(SERVICE, _url(place.url, asked | more))
        _parsed(body)
        total.update(body)
        page = _page(body, place)
        if page is None:
            break
        pages.append(page)
        first += len(page.rows)
        if not paged or len(page.rows) < _PAGE:
            break
    if not pages:
        raise layer_empty(place)
    # What was asked is no longer needed, and may hold a key.
    bare = dataclasses.replace(place, url="")
    raw = dataclasses.replace(_together(pages), place=bare, sha256=total.hexdigest())
    return raw if options.crs is None else with_crs(raw, options.crs, np.ones(len(raw.rows), dtype=np.bool_))


def _capabilities(url: str, client: Client) -> tuple[list[str], str]:
    """Return the names of the layers, and the version that the service speaks."""
    root = _parsed(client.ask(SERVICE, _url(url, {"service": "WFS", "request": "GetCapabilities"})))
    if not root.tag.endswith("WFS_Capabilities"):
        raise strange(SERVICE, "it is no list of what a WFS can do")
    kinds = root.iterfind("{*}FeatureTypeList/{*}FeatureType")
    names = [(kind.findtext("{*}Name") or "").strip() for kind in kinds]
    return [name for name in names if name], root.get("version", "")


def _page(body: bytes, place: ServicePlace) -> RawLayer | None:
    """Return the rows of one answer; None where it has none."""
    import pyogrio

    errors = pyogrio.errors
    with tempfile.TemporaryDirectory(prefix="xq-wfs-") as folder:
        path = Path(folder) / "page.gml"
        path.write_bytes(body)
        try:
            layers = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
            raw = raw_of_gdal(path, place) if layers else None
        except (
            errors.DataSourceError,
            errors.DataLayerError,
            errors.GeometryError,
            errors.CRSError,
        ) as error:
            said = str(error).replace(str(path), place.layer or "")[:300]
            message = f"{place.shown} gave an answer for {place.layer} that cannot be read: {said}."
            hint = "Try again later, or save the layer as GeoPackage in QGIS."
            raise InputError("wfs_failed", message, hint, address=place.shown, reason=said) from error
    if raw is None or not len(raw.rows):
        return None
    return raw


def _together(pages: list[RawLayer]) -> RawLayer:
    """Return all pages as one layer."""
    if len(pages) == 1:
        return pages[0]
    tables = [page.table.astype(object) for page in pages]
    table = pd.concat(tables, ignore_index=True)
    shapes = [
        np.full(len(page.rows), None, dtype=object) if page.geometry is None else page.geometry
        for page in pages
    ]
    return dataclasses.replace(
        pages[0],
        table=table.where(table.notna(), None),
        geometry=np.concatenate(shapes),
        broken=np.concatenate([page.broken for page in pages]),
        rows=np.arange(1, len(table) + 1),
    )


def _url(url: str, more: dict[str, str]) -> str:
    """Return a service's address with some fields more, and without those that are ours to say."""
    parts = urlsplit(url)
    own = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True)
           if name.lower() not in _OURS]  # fmt: skip
    return urlunsplit(parts._replace(query=urlencode([*own, *more.items()])))


def _parsed(body: bytes) -> ET.Element:
    """Return an answer's root; one that defines entities of its own is refused."""
    if b"<!ENTITY" in body or b"<!DOCTYPE" in body:
        raise strange(SERVICE, "it defines entities of its own")
    try:
        root = ET.fromstring(body)  # noqa: S314 # nosec B314 - without entities there is nothing to expand
    except ET.ParseError as error:
        raise strange(SERVICE, "it is no XML") from error
    if root.tag.rpartition("}")[2] in ("ExceptionReport", "ServiceExceptionReport"):
        said = " ".join(" ".join(root.itertext()).split())[:300]
        message = f"{SERVICE} says: {said}."
        hint = "Look at the address and at what the service wants (a key, a version)."
        raise InputError("wfs_said", message, hint, said=said)
    return root
