"""Positions for what the plan names: proposed, accepted by a person, and kept with where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.facts import measure
from xq_gis_plugin.core.geodesy import Frame
from xq_gis_plugin.core.model import CRS, HAZARD_COLUMNS, OBJECT_COLUMNS, HazardKind, MeasuredAs, ObjectKind
from xq_gis_plugin.core.naming import propose_locations
from xq_gis_plugin.core.plan import AREA

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xq_gis_plugin.core.plan import PlanEntry

__all__ = ["LOCATED_COLUMNS", "PROVENANCE", "Acceptance", "Located", "locate"]

LOCATED_COLUMNS = (
    "plan_id", "name", "box", "status", "candidate_id", "candidate_name", "score", "evidence", "source",
    "source_date", "datum", "position_accuracy_m", "accepted_by", "accepted_on", "geometry",
)  # fmt: skip
"""``status`` is ``accepted``, ``proposed`` (look and decide), ``ambiguous`` (several places have the name) or
``none``."""
PROVENANCE = ("source", "source_date", "datum", "position_source", "position_accuracy_m")
"""What a frame of candidates says of each of its rows."""
SAME_PLACE_M = 80.0
"""Two candidates of one name so near to each other are one place mapped twice: a node and its area."""
_CLEAR = 0.05
"""By so much the best proposal must be better than that of another place."""
_ROAD_EVIDENCE = ("name_equal", "road_section")


@dataclass(frozen=True)
class Acceptance:
    """Who accepts what.

    Attributes
    ----------
    above
        Proposals of this score or more are accepted where no other place comes near it; None accepts none.
        A road of which only a point is known is proposed, never accepted.
    by, on
        Who, and the date, ISO 8601.
    """

    above: float | None = None
    by: str = ""
    on: str = ""


@dataclass(frozen=True)
class Located:
    """What was found for the plan's entries.

    Attributes
    ----------
    entries
        `LOCATED_COLUMNS`, a row for each entry with its best proposal, EPSG:4490.
    proposals
        `xq_gis_plugin.core.naming.PROPOSAL_COLUMNS`, every one.
    hazards, protected
        The enterprises, and the roads and complexes that are accepted, as a check reads them. An enterprise
        that is not accepted has no position; it does not vanish.
    """

    entries: gpd.GeoDataFrame
    proposals: gpd.GeoDataFrame
    hazards: gpd.GeoDataFrame
    protected: gpd.GeoDataFrame


def locate(
    wanted: Sequence[PlanEntry],
    candidates: gpd.GeoDataFrame,
    district: Any,  # noqa: ANN401 - an area
    acceptance: Acceptance,
    *,
    least: float = 0.5,
    progress: Callable[[float, str], None] | None = None,
) -> Located:
    """Propose places for the plan's entries, and accept those that the acceptance names.

    Parameters
    ----------
    wanted
        Entries of the plan; fields of work are left out.
    candidates
        ``object_id``, ``name``, ``kind``, geometry in EPSG:4490, and `PROVENANCE`.
    district
        Lon/lat degrees: roads are cut to it. What lies outside is proposed all the same.
    acceptance
        Who accepts what.
    least
        Proposals below this score are left out.
    progress
        Called with (fraction done, step); it may raise to cancel.

    Raises
    ------
    InputError
        ``name_missing`` where the candidates have no names.
    """
    named = [entry for entry in wanted if entry.kind != AREA]
    proposals = propose_locations(named, candidates, least=least, progress=progress)
    rows = candidates.set_index(candidates["object_id"].astype(str))
    by_entry = dict(iter(proposals.groupby("plan_id", sort=False)))
    nothing = proposals.iloc[:0]
    found = [_entry(one, by_entry.get(one.plan_id, nothing), rows, district, acceptance) for one in named]
    table = pd.DataFrame(found, columns=list(LOCATED_COLUMNS))
    entries = gpd.GeoDataFrame(table, geometry="geometry", crs=CRS)
    kinds = [entry.kind for entry in named]
    return Located(entries, proposals, _hazards(entries, kinds), _protected(entries, kinds))


def _entry(
    entry: PlanEntry,
    found: gpd.GeoDataFrame,
    rows: gpd.GeoDataFrame,
    district: Any,  # noqa: ANN401 - an area
    acceptance: Acceptance,
) -> tuple[Any, ...]:
    if not len(found):
        return (entry.plan_id, entry.name, entry.box, "none", *[None] * 11)
    best = found.iloc[0]
    shape, several = _place(entry, found, district)
    if several:
        status = "ambiguous"
    elif acceptance.above is not None and best["score"] >= acceptance.above and _whole(entry, shape):
        status = "accepted"
    else:
        status = "proposed"
    told = rows.loc[[str(best["candidate_id"])]].iloc[0]
    accepted = status == "accepted"
    return (
        entry.plan_id, entry.name, entry.box, status, str(best["candidate_id"]), str(best["candidate_name"]),
        float(best["score"]), str(best["evidence"]), told["source"], told["source_date"], told["datum"],
        _accuracy_m(told), acceptance.by if accepted else None, acceptance.on if accepted else None, shape,
    )  # fmt: skip


def _place(entry: PlanEntry, found: gpd.GeoDataFrame, district: Any) -> tuple[Any, bool]:  # noqa: ANN401 - an area
    """Return where the best proposal is, and whether another place is meant as well as it."""
    best = found.iloc[0]
    if entry.kind == ObjectKind.ROAD.value:
        # A street is all of its sections, as far as the district goes.
        parts = found[found["evidence"].isin(_ROAD_EVIDENCE)].geometry.to_numpy()
        lines = parts[shapely.get_dimensions(parts) == 1]
        if not len(lines):
            return best.geometry, False
        return shapely.intersection(shapely.line_merge(shapely.union_all(lines)), district), False
    rivals = found[found["score"] > float(best["score"]) - _CLEAR]
    away = _metres_between(best.geometry, rivals.geometry.to_numpy())
    same = rivals.geometry.to_numpy()[away <= SAME_PLACE_M]
    # Of a place mapped as a point and as an area the area says more.
    areas = same[shapely.get_dimensions(same) == 2]  # noqa: PLR2004 - an area
    return (areas[0] if len(areas) else best.geometry), bool((away > SAME_PLACE_M).any())


def _whole(entry: PlanEntry, shape: Any) -> bool:  # noqa: ANN401 - a geometry
    """Return whether a shape can stand for an entry: a point on a road does not say where it runs."""
    if shape.is_empty:
        return False
    return entry.kind != ObjectKind.ROAD.value or shapely.get_dimensions(shape) > 0


def _metres_between(one: Any, others: Any) -> Any:  # noqa: ANN401 - shapes
    lon, lat = shapely.get_coordinates(shapely.centroid(one))[0]
    frame = Frame(float(lon), float(lat))
    here = frame.to_plane(np.array([one], dtype=object))[0]
    return shapely.distance(here, frame.to_plane(np.asarray(others, dtype=object)))


def _accuracy_m(row: pd.Series) -> float:
    given = row["position_accuracy_m"]
    return float(given) if pd.notna(given) else float(measure("accuracy", str(row["position_source"])).high_m)


def _hazards(entries: gpd.GeoDataFrame, kinds: Sequence[str | None]) -> gpd.GeoDataFrame:
    """Return the enterprises of the plan; those that are not accepted have no position."""
    own = np.array([kind in {one.value for one in HazardKind} for kind in kinds], dtype=bool)
    return _frame(entries[own], [k for k in kinds if k in set(HazardKind)], HAZARD_COLUMNS, "hazard_id")


def _protected(entries: gpd.GeoDataFrame, kinds: Sequence[str | None]) -> gpd.GeoDataFrame:
    """Return the roads and complexes that are accepted; one that the plan lists twice is there once."""
    objects = {one.value for one in ObjectKind}
    own = np.array([kind in objects for kind in kinds], dtype=bool)
    own &= (entries["status"] == "accepted").to_numpy() & ~entries["name"].duplicated().to_numpy()
    told = [kind for kind, mine in zip(kinds, own, strict=True) if mine]
    return _frame(entries[own], told, OBJECT_COLUMNS, "object_id")


def _frame(
    rows: gpd.GeoDataFrame, kinds: Sequence[str | None], columns: tuple[str, ...], identity: str
) -> gpd.GeoDataFrame:
    accepted = (rows["status"] == "accepted").to_numpy()
    made = {name: pd.Series([None] * len(rows), dtype="object") for name in columns if name != "geometry"}
    frame = pd.DataFrame(made)
    frame[identity] = rows["plan_id"].to_numpy()
    frame["name"] = rows["name"].to_numpy()
    frame["kind"] = list(kinds)
    if "plan_box" in frame:
        frame["plan_box"] = rows["box"].to_numpy()
    shapes = np.array(rows.geometry, dtype=object)
    shapes[~accepted] = None
    if "position_status" in frame:
        frame["position_status"] = ["located" if one else "unlocated" for one in accepted]
    frame["position_source"] = pd.Series(["name_match" if one else None for one in accepted], dtype="object")
    accuracy = pd.to_numeric(rows["position_accuracy_m"]).to_numpy(dtype=float)
    radius = np.array([_site_radius_m(kind, shape) for kind, shape in zip(kinds, shapes, strict=True)])
    frame["position_accuracy_m"] = np.where(accepted, accuracy + radius, np.nan)
    frame["coordinate_error_m"] = np.where(accepted, accuracy, np.nan)
    frame["site_radius_m"] = np.where(accepted, radius, np.nan)
    if "measured_as" in frame:
        usual = [MeasuredAs.POINT.value, MeasuredAs.LINE.value, MeasuredAs.BUILDING.value]
        frame["measured_as"] = [usual[max(0, one)] for one in shapely.get_dimensions(shapes)]
    for name in ("candidate_id", "candidate_name", "score", "evidence", "source", "source_date", "datum",
                 "accepted_by", "accepted_on"):  # fmt: skip
        frame[name] = rows[name].to_numpy()
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=CRS)


def _site_radius_m(kind: str | None, shape: Any) -> float:  # noqa: ANN401 - a shape or None
    """Return how far the parts of an enterprise may lie from a point that stands for it (DESIGN §3)."""
    if shape is None or kind not in set(HazardKind) or shapely.get_dimensions(shape) != 0:
        return 0.0
    return float(measure("site_radius", str(kind)).high_m)
