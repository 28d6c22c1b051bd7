"""The areas that a siting plan is given: its district, the streets, the zones that are only shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import Check, CheckSeverity
from xq_gis_plugin.core.siting.no_discharge import no_discharge_zones
from xq_gis_plugin.io.areas import display_district, read_areas

if TYPE_CHECKING:
    import geopandas as gpd

    from xq_gis_plugin.run import Given

__all__ = ["beyond_district", "no_discharge", "only_shown", "polygon", "with_streets"]


def polygon(given: Given) -> shapely.Polygon | shapely.MultiPolygon:
    """Return the polygons of a layer as one, lon/lat degrees."""
    shapes = read_areas(given.source, given.datum, given.options())
    joined = shapely.union_all(shapes.geometry.to_numpy())
    if joined.is_empty:
        message = "there is no area to look for a place in"
        raise InputError("area_missing", message, "Choose a layer with the polygon of the district.")
    return joined


def no_discharge(given: Given | None, protected: gpd.GeoDataFrame) -> gpd.GeoDataFrame | None:
    """Return the zones to be shown, of a layer of their own and of the protected objects."""
    zones = None if given is None else read_areas(given.source, given.datum, given.options())
    if zones is not None and not len(zones):
        message = "the layer of no-discharge zones has no polygon"
        raise InputError("zones_missing", message, "Choose a layer with the polygons of the zones.")
    return no_discharge_zones(zones, protected)


def only_shown(count: int) -> Check:
    """Return what is to be noticed of zones that take no part."""
    message = f"{count} no-discharge zones are shown on the map; they are no rule of siting"
    hint = "Where fireworks may not be let off they may still be sold; FW-45 is the local ban on shops."
    return Check(CheckSeverity.NOTE, "no_discharge_shown", message, hint, (), count)


def beyond_district(sites: gpd.GeoDataFrame) -> tuple[Check, ...]:
    """Return what is to be noticed of candidates beyond the district that ships; nobody is left out for it.

    Its boundary is generalised and for display only, and a plan of another district is none of its business.
    """
    shapes = np.asarray(sites.geometry.to_numpy(), dtype=object)
    located = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    beyond = np.flatnonzero(located & ~shapely.intersects(display_district(), shapes))
    if not len(beyond) or 2 * len(beyond) > located.sum():
        return ()
    names = ", ".join(str(name) for name in sites["site_id"].iloc[beyond[:20]])
    message = f"{len(beyond)} candidates lie beyond the district as the map shows it: {names}"
    hint = "See whether their coordinates are right. They are left out only with the option --area."
    return (Check(CheckSeverity.IMPORTANT, "site_beyond", message, hint, (), len(beyond)),)


def with_streets(sites: gpd.GeoDataFrame, given: Given) -> gpd.GeoDataFrame:
    """Return the sites with the street they lie in, where their row names none."""
    streets = read_areas(given.source, given.datum, given.options())
    shapes = np.asarray(sites.geometry.to_numpy(), dtype=object)
    place = shapely.point_on_surface(shapes)
    site, street = shapely.STRtree(streets.geometry.to_numpy()).query(place, predicate="intersects")
    names = dict(zip(site.tolist(), streets["name"].to_numpy()[street], strict=True))
    named = sites.copy()
    named["street"] = [
        names.get(number) if value is None or value != value else value  # noqa: PLR0124 - NaN
        for number, value in enumerate(sites["street"])
    ]
    named.attrs = dict(sites.attrs)
    return named
