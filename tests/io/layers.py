"""Small layers for the reader's tests, and how to write them in each format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
YINCHUAN = (106.28575, 38.47047)


def square(lon: float = YINCHUAN[0], lat: float = YINCHUAN[1], size: float = 0.001) -> list[list[float]]:
    """Return a closed ring of a square, its south-west corner at lon, lat."""
    east, north = lon + size, lat + size
    return [[lon, lat], [east, lat], [east, north], [lon, north], [lon, lat]]


def feature(geometry: Mapping[str, Any] | None, **properties: object) -> dict[str, Any]:
    """Return a GeoJSON feature."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def polygon(*rings: Sequence[Sequence[float]]) -> dict[str, Any]:
    """Return a GeoJSON polygon, valid or not."""
    return {"type": "Polygon", "coordinates": rings}


def point(lon: float = YINCHUAN[0], lat: float = YINCHUAN[1]) -> dict[str, Any]:
    """Return a GeoJSON point."""
    return {"type": "Point", "coordinates": [lon, lat]}


def geojson(path: Path, *features: Mapping[str, Any]) -> Path:
    """Write a GeoJSON file."""
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def codes(frame: gpd.GeoDataFrame) -> list[str]:
    """Return the codes of a frame's checks."""
    return [check.code for check in frame.attrs["source"].checks]


def check(frame: gpd.GeoDataFrame, code: str) -> Any:
    """Return the one check with a code."""
    (found,) = [check for check in frame.attrs["source"].checks if check.code == code]
    return found
