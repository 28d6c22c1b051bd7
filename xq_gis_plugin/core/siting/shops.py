"""The sites of a plan as shops that are to come: geometry, accuracy, and what is stated of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np

from xq_gis_plugin.core.accuracy import fill_accuracy
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.facts import facts
from xq_gis_plugin.core.model import HAZARD_COLUMNS, HazardKind
from xq_gis_plugin.core.prepare import check_crs, prepare_hazards

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xq_gis_plugin.core.question import Profile

__all__ = ["KIND", "Shops", "shops_of"]

KIND = HazardKind.FIREWORKS_RETAIL.value


@dataclass(frozen=True)
class Shops:
    """Shops that are to come, row by row.

    Attributes
    ----------
    geometry
        (n,) lon/lat degrees; None or empty where nobody knows.
    accuracy_m
        (n,) metres.
    profile
        (n,) index into ``profiles``: what is stated of each.
    """

    geometry: NDArray[Any]
    accuracy_m: NDArray[np.float64]
    profile: NDArray[np.int64]
    profiles: tuple[Profile, ...]


def shops_of(sites: gpd.GeoDataFrame) -> Shops:
    """Return the sites of a table in `CANDIDATE_COLUMNS`; columns that are not there are not stated.

    Raises
    ------
    InputError
        ``crs_wrong``, ``accuracy_invalid``, ``kind_not_sited``.
    """
    if len(sites):
        check_crs("sites", sites)
    frame = sites.reset_index(drop=True).copy()
    for column in ("kind", "position_source", "position_accuracy_m"):
        if column not in frame:
            frame[column] = None
    frame["kind"] = _kinds(frame)
    frame = fill_accuracy(frame, None, site_radius=True)
    # The same things are stated of thousands of candidates: each set of facts is read once.
    named = dict.fromkeys(f.name for f in facts() if f.side == "hazard" and f.name in frame)
    stated = list(
        zip(*(frame[name].astype(object).where(frame[name].notna(), None) for name in named), strict=False)
    )
    stated = stated or [()] * len(frame)
    places: dict[tuple[Any, ...], int] = {}
    first: list[int] = []
    profile = np.empty(len(frame), dtype=np.int64)
    for row, values in enumerate(stated):
        if values not in places:
            places[values] = len(first)
            first.append(row)
        profile[row] = places[values]
    known = frame.iloc[first].assign(hazard_id="", name=None)
    known = known.reindex(columns=[*dict.fromkeys([*HAZARD_COLUMNS, *named])])
    profiles = prepare_hazards(gpd.GeoDataFrame(known, geometry="geometry", crs=sites.crs)).profiles
    shapes = np.asarray(frame.geometry.to_numpy(), dtype=object)
    return Shops(shapes, frame["position_accuracy_m"].to_numpy(dtype=float), profile, profiles)


def _kinds(frame: gpd.GeoDataFrame) -> NDArray[Any]:
    """Return the kind of each site: a fireworks shop, stated or not."""
    kinds = frame["kind"].astype(object).where(frame["kind"].notna(), "").astype(str).str.strip()
    wrong = np.flatnonzero(~kinds.isin(["", KIND]))
    if len(wrong):
        row, value = int(wrong[0]) + 1, kinds.iloc[wrong[0]]
        raise InputError(
            "kind_not_sited",
            f"row {row}, field kind: {value!r} is no fireworks shop, the only kind that is sited",
            "Leave the kind empty, or write fireworks_retail.",
            row=row,
            field="kind",
            value=value,
        )
    return np.full(len(frame), KIND, dtype=object)
