"""Zones in which no fireworks may be let off (禁放区): shown with a siting plan, and no rule of it.

Where fireworks may not be let off they may still be sold (禁放不等于禁售); no rule of siting asks for such
a zone. A planner who looks at the map must see both, and see that they differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.model import CRS, ObjectKind

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["no_discharge_zones"]

_AREA = 2


def no_discharge_zones(
    given: gpd.GeoDataFrame | None, protected: gpd.GeoDataFrame
) -> gpd.GeoDataFrame | None:
    """Return the zones of a layer of their own and those among the protected objects.

    Parameters
    ----------
    given
        ``name`` and polygons, EPSG:4490.
    protected
        Protected objects; of them the polygons of the kind ``no_discharge_zone`` are taken.

    Returns
    -------
    GeoDataFrame or None
        ``name`` and the polygons, EPSG:4490; None where there is none.
    """
    frames: list[gpd.GeoDataFrame] = [] if given is None else [given]
    kinds: Sequence[object] = protected["kind"].tolist() if len(protected) else []
    frames.append(
        protected[np.array([str(kind) == ObjectKind.NO_DISCHARGE_ZONE for kind in kinds], dtype=bool)]
    )
    names = pd.concat([frame["name"] for frame in frames], ignore_index=True)
    shapes = np.concatenate([np.asarray(frame.geometry, dtype=object) for frame in frames])
    areas = (shapely.get_dimensions(shapes) == _AREA) & ~shapely.is_empty(shapes)
    if not areas.any():
        return None
    told = names.to_numpy(dtype=object)[areas]
    return gpd.GeoDataFrame({"name": pd.Series(told, dtype="object")}, geometry=shapes[areas], crs=CRS)
