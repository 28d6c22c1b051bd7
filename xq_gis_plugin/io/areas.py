"""Named areas: a district, its streets (乡镇街道)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

from xq_gis_plugin import resources
from xq_gis_plugin.core.model import CRS
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.mending import mend
from xq_gis_plugin.io.options import NOTHING_SAID
from xq_gis_plugin.io.position import parse_datum, place
from xq_gis_plugin.io.raw import find_file
from xq_gis_plugin.io.read import raw_layer

if TYPE_CHECKING:
    from collections.abc import Callable

    from xq_gis_plugin.io.options import ReadOptions
    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["display_district", "read_areas"]

_NAMES = ("street", "乡镇街道", "街道", "name", "名称", "NAME", "街道办", "所属街道")


def read_areas(
    source: str | Callable[[], RawLayer], datum: str | None = None, options: ReadOptions = NOTHING_SAID
) -> gpd.GeoDataFrame:
    """Read the polygons of a layer.

    Parameters
    ----------
    source
        ``FILE`` or ``FILE#layer``, or what yields the rows of a layer that another program holds.
    datum
        ``cgcs2000``, ``wgs84``, ``gcj02`` or ``bd09`` where the coordinate system does not tell.
    options
        What else a person says of the file: its encoding, its coordinate system.

    Returns
    -------
    GeoDataFrame
        ``name`` (None where the layer has none) and the polygons, EPSG:4490. Points and lines are left out.

    Raises
    ------
    InputError
        If the file or its coordinate system cannot be used.
    """
    raw = raw_layer(find_file(source), options) if isinstance(source, str) else source()
    raw = mend(place(raw, Role.PROTECTED, parse_datum(datum), options), Role.PROTECTED)
    header = next((name for name in _NAMES if name in raw.table.columns), None)
    names = [None] * len(raw.rows) if header is None else [_text(value) for value in raw.table[header]]
    shapes = np.asarray(raw.geometry, dtype=object)
    areas = shapely.get_dimensions(shapes) == 2  # noqa: PLR2004 - an area
    frame = gpd.GeoDataFrame({"name": names}, geometry=shapes, crs=CRS)
    return frame[areas].reset_index(drop=True)


def display_district() -> shapely.Polygon | shapely.MultiPolygon:
    """Return 兴庆区 as it ships, lon/lat degrees: generalised, for display, no legal boundary."""
    return shapely.union_all(
        read_areas(str(resources.path("layers", "boundary", "xingqing_district.geojson"))).geometry.to_numpy()
    )


def _text(value: object) -> str | None:
    return None if value is None or value != value or not str(value).strip() else str(value).strip()  # noqa: PLR0124 - NaN
