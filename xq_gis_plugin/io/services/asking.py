"""What the services have in common: an answer that is kept or asked for, and places as a frame."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib import parse

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CRS, Datum
from xq_gis_plugin.io.candidates import CANDIDATE_COLUMNS
from xq_gis_plugin.io.services.client import Client, json_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from xq_gis_plugin.io.services.cache import Answer, AnswerCache

__all__ = ["Box", "Place", "Session", "frame_of_places", "plain_text", "point_of"]

Box = tuple[float, float, float, float]
"""West, south, east, north, degrees on WGS 84."""
_MOST_NAME = 200
_SHORTEST_KEY = 6
"""A shorter one may be part of anything."""
_UNSEEN = ("Cc", "Cs", "Cf", "Co", "Cn")
"""Categories of signs that steer a terminal or a line of text, or cannot be written to a file."""


@dataclass
class Session:
    """One round of asking.

    Attributes
    ----------
    client, cache
        Who asks, and who remembers.
    urls
        Addresses of services instead of their own, by name.
    """

    client: Client
    cache: AnswerCache
    urls: Mapping[str, str] = field(default_factory=dict)

    def answer(
        self, service: str, url: str, fields: Mapping[str, str], judge: Callable[[Any], None], *,
        secret: Mapping[str, str] | None = None, post: bool = False, patience: float = 1.0,
    ) -> tuple[Any, Answer]:  # fmt: skip
        """Return what a service says, and the answer with its day; only what is an answer is kept.

        Parameters
        ----------
        service, url
            Its name, and its own address.
        fields
            What is asked. Together with the address it is what an answer is remembered by.
        judge
            Raises what is wrong with an answer. Where that is ``service_busy`` with a fact ``again``, the
            service is asked again after a while, as often as the client tries.
        secret
            Fields with a key in them: neither remembered by nor told, not even where the answer tells them.
        post
            Whether the fields are posted.
        patience
            As `Client.ask`.

        Raises
        ------
        InputError
            As `Client.ask`, ``service_answer``, and what ``judge`` raises.
        """
        url = self.urls.get(service, url)
        asked = f"{url}?{parse.urlencode(fields)}"
        kept = self.cache.get(service, asked)
        if kept is not None:
            try:
                told = json_of(kept.body, service)
                judge(told)
            except InputError:
                # It was an answer when it was kept.
                self.cache.damaged += 1
            else:
                return told, kept
        whole = parse.urlencode({**fields, **(secret or {})})
        where, data = (url, whole.encode("ascii")) if post else (f"{url}?{whole}", None)
        wait_s = 0.0
        for left in reversed(range(self.client.tries)):
            body = self.client.ask(service, where, data=data, patience=patience, wait_s=wait_s)
            body = _without(body, secret or {})
            told = json_of(body, service)
            try:
                judge(told)
                break
            except InputError as error:
                if not left or not error.facts.get("again"):
                    raise
            wait_s = 2.0 * (wait_s or 1.0)
        return told, self.cache.put(service, asked, body)


def _without(body: bytes, secret: Mapping[str, str]) -> bytes:
    """Return a body in which no key stands: some services repeat the key that they refuse."""
    for key in secret.values():
        if len(key) >= _SHORTEST_KEY:
            body = body.replace(key.encode(), b"***")
    return body


@dataclass(frozen=True)
class Place:
    """What a service knows of one place; its shape is in longitude and latitude of ``datum``."""

    identity: str
    name: str
    kind: str | None
    shape: Any
    asked_on: str
    position_source: str
    datum: Datum


def frame_of_places(places: Sequence[Place], service: str) -> gpd.GeoDataFrame:
    """Return places as `xq_gis_plugin.io.candidates.read_candidates` does; each is there once."""
    known = {place.identity: place for place in places if plain_text(place.name)}
    rows = [
        (
            f"{service}:{plain_text(one.identity)}", plain_text(one.name), one.kind, service, one.asked_on,
            str(one.datum), one.position_source, math.nan,
        )
        for one in known.values()
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(CANDIDATE_COLUMNS))
    frame["position_accuracy_m"] = frame["position_accuracy_m"].astype(float)
    shapes = np.empty(len(rows), dtype=object)
    shapes[:] = [one.shape for one in known.values()]
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=CRS)


def plain_text(text: str) -> str:
    r"""Return a name from the network as what can be seen of it, on one line and not without end.

    Examples
    --------
    >>> plain_text("银古\n加油站\x1b[2J")
    '银古 加油站[2J'
    """
    spaced = " ".join(text[: 4 * _MOST_NAME].split())
    seen = "".join(sign for sign in spaced if unicodedata.category(sign) not in _UNSEEN)
    return seen[:_MOST_NAME].strip()


def _number(value: object, most: float) -> float:
    """Return a coordinate; NaN where a service gives something else."""
    if isinstance(value, bool):
        return math.nan
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return math.nan
    return number if abs(number) <= most else math.nan


def point_of(lon: object, lat: object) -> shapely.Point | None:
    """Return a point; None where a coordinate is none."""
    x, y = _number(lon, 180.0), _number(lat, 90.0)
    return None if math.isnan(x) or math.isnan(y) else shapely.Point(x, y)
