"""What the services have in common: an answer that is kept or asked for, and places as a frame."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib import parse

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.model import CRS, Datum
from xq_gis_plugin.io.candidates import CANDIDATE_COLUMNS
from xq_gis_plugin.io.services.client import Client, json_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xq_gis_plugin.io.services.cache import Answer, AnswerCache

__all__ = ["Box", "Place", "Session", "frame_of_places", "point_of"]

Box = tuple[float, float, float, float]
"""West, south, east, north, degrees on WGS 84."""
_MOST_NAME = 200


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
        self, service: str, url: str, fields: Mapping[str, str], *, secret: Mapping[str, str] | None = None,
        post: bool = False,
    ) -> tuple[Any, Answer]:  # fmt: skip
        """Return what a service says, and the answer with its day; only what is JSON is kept.

        Parameters
        ----------
        service, url
            Its name, and its own address.
        fields
            What is asked. Together with the address it is what an answer is remembered by.
        secret
            Fields with a key in them: neither remembered by nor told.
        post
            Whether the fields are posted.

        Raises
        ------
        InputError
            As `Client.ask`, and ``service_answer``.
        """
        url = self.urls.get(service, url)
        form = parse.urlencode(fields)
        asked = f"{url}?{form}"
        kept = self.cache.get(service, asked)
        if kept is not None:
            return json_of(kept.body, service), kept
        whole = parse.urlencode({**fields, **(secret or {})})
        if post:
            body = self.client.ask(service, url, data=whole.encode("ascii"))
        else:
            body = self.client.ask(service, f"{url}?{whole}")
        told = json_of(body, service)
        return told, self.cache.put(service, asked, body)

    def forget(self, service: str, url: str, fields: Mapping[str, str]) -> None:
        """Keep an answer that says that it is none no longer."""
        url = self.urls.get(service, url)
        self.cache.drop(service, f"{url}?{parse.urlencode(fields)}")


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
    known = {place.identity: place for place in places}
    rows = [
        (
            f"{service}:{one.identity}", one.name[:_MOST_NAME], one.kind, service, one.asked_on,
            str(one.datum), one.position_source, math.nan,
        )
        for one in known.values()
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(CANDIDATE_COLUMNS))
    frame["position_accuracy_m"] = frame["position_accuracy_m"].astype(float)
    shapes = np.empty(len(rows), dtype=object)
    shapes[:] = [one.shape for one in known.values()]
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=CRS)


def _number(value: object, most: float) -> float:
    """Return a coordinate; NaN where a service gives something else."""
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return math.nan
    return number if abs(number) <= most else math.nan


def point_of(lon: object, lat: object) -> shapely.Point | None:
    """Return a point; None where a coordinate is none."""
    x, y = _number(lon, 180.0), _number(lat, 90.0)
    return None if math.isnan(x) or math.isnan(y) else shapely.Point(x, y)
