"""Online tiles under the map's own base: only where they are asked for, each with what its owner asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import Datum

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PROVIDERS", "TileSource", "tile_source"]

_KEY = "{key}"
# A key stands in an address; nobody's key has anything else in it.
_KEY_FORM = re.compile(r"[A-Za-z0-9]{8,64}")


@dataclass(frozen=True)
class TileSource:
    """Where tiles come from and how they lie.

    ``addresses`` are those of the layers, the lowest first, with ``{x}``, ``{y}``, ``{z}`` and ``{s}``
    for one of ``servers``; ``hosts`` are all that a page with these tiles may ask for images. ``datum``
    is that of the tiles' grid; CGCS2000 and WGS 84 are taken as equal.
    """

    name: str
    addresses: tuple[str, ...]
    servers: str
    hosts: tuple[str, ...]
    max_zoom: int
    datum: Datum

    @property
    def needs_key(self) -> bool:
        """Whether the provider wants a key in its addresses."""
        return any(_KEY in address for address in self.addresses)


_TIANDITU = (
    "https://t{s}.tianditu.gov.cn/@_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=@&STYLE=default"
    "&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={key}"
)
_AMAP = "https://webrd0{s}.is.autonavi.com/appmaptile?lang=zh_cn&size=1&scale=1&style=7&x={x}&y={y}&z={z}"
_SOURCES = (
    TileSource(
        "osm", ("https://tile.openstreetmap.org/{z}/{x}/{y}.png",), "", ("https://tile.openstreetmap.org",),
        19, Datum.WGS84,
    ),
    TileSource(
        "amap", (_AMAP,), "1234", tuple(f"https://webrd0{s}.is.autonavi.com" for s in "1234"),
        18, Datum.GCJ02,
    ),
    TileSource(
        "tianditu", (_TIANDITU.replace("@", "vec"), _TIANDITU.replace("@", "cva")), "01234567",
        tuple(f"https://t{s}.tianditu.gov.cn" for s in "01234567"), 18, Datum.CGCS2000,
    ),
)  # fmt: skip
PROVIDERS: Mapping[str, TileSource] = {source.name: source for source in _SOURCES}
"""The tile services by name."""


def tile_source(name: str, key: str = "") -> TileSource:
    """Return a tile service, ready to ask.

    Parameters
    ----------
    name
        ``osm``, ``amap`` or ``tianditu``.
    key
        The service's key, where it wants one. It is written into the page.

    Raises
    ------
    InputError
        ``tiles_unknown``, ``tiles_key_missing`` or ``tiles_key_wrong``.

    Examples
    --------
    >>> tile_source("amap").datum.value, tile_source("amap").needs_key
    ('gcj02', False)
    >>> tile_source("tianditu")
    Traceback (most recent call last):
        ...
    xq_gis_plugin.core.errors.InputError: [tiles_key_missing] The tiles of tianditu need a key. ...
    """
    source = PROVIDERS.get(name)
    if source is None:
        known = ", ".join(PROVIDERS)
        message = f"There are no tiles called {name}."
        raise InputError("tiles_unknown", message, f"Known are {known}.", name=name, known=known)
    if not source.needs_key:
        return source
    if not key:
        message = f"The tiles of {name} need a key."
        hint = "Get one from the service (console.tianditu.gov.cn) and give it with --tiles-key."
        raise InputError("tiles_key_missing", message, hint, name=name)
    if not _KEY_FORM.fullmatch(key):
        message = f"This is no key of {name}: {key}"
        raise InputError(
            "tiles_key_wrong", message, "A key has 8 to 64 letters and digits.", name=name, key=key
        )
    addresses = tuple(address.replace(_KEY, key) for address in source.addresses)
    return TileSource(source.name, addresses, source.servers, source.hosts, source.max_zoom, source.datum)
