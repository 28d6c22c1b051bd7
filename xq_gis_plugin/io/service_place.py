"""The address of a layer of a Web Feature Service, and what of it may be shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.raw import RemotePlace

__all__ = ["ServicePlace", "service_place"]

_SCHEME = re.compile(r"wfs[:+](?=https?://)", re.IGNORECASE)


@dataclass(frozen=True)
class ServicePlace(RemotePlace):
    """A service, and the layer asked for; ``path`` is its address without user, password and query.

    ``url`` is what is asked, with its key: never shown, and "" once the layer is read.
    """

    url: str = field(default="", repr=False)

    @property
    def shown(self) -> str:
        """The address without user, password and query."""
        return re.sub(r"^(https?):/+", r"\1://", self.path.as_posix())


def service_place(address: str) -> ServicePlace | None:
    """Take ``wfs:https://host/path?query#layer`` apart; None for anything else.

    Raises
    ------
    InputError
        ``wfs_address``, which repeats nothing that may be a key.
    """
    scheme = _SCHEME.match(address)
    if scheme is None:
        return None
    url, _, layer = address[scheme.end() :].partition("#")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        message = "The address of the service cannot be understood."
        hint = "Write wfs:https://host/path#layer."
        raise InputError("wfs_address", message, hint) from error
    there = f"{parts.scheme}://{parts.hostname or ''}{f':{port}' if port else ''}{unquote(parts.path)}"
    return ServicePlace(Path(there), unquote(layer) or None, url)
