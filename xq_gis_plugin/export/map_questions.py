"""What the map page needs to answer for any spot what the rules would say of a hazard there.

The page asks as `xq_gis_plugin.core.spot.Surroundings.check` does: the rules in force, the hazards with
their parts, and for every protected object one row of what is known of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.accuracy import fill_accuracy
from xq_gis_plugin.core.facts import bands, facts, targets
from xq_gis_plugin.core.job import line_heights
from xq_gis_plugin.core.model import ObjectKind
from xq_gis_plugin.core.own import OWN_KINDS, civil_buildings_in_zones
from xq_gis_plugin.core.prepare import (
    FENCED,
    Objects,
    Sites,
    prepare_hazards,
    prepare_objects,
)
from xq_gis_plugin.core.rules import rules_of
from xq_gis_plugin.core.zones import RING_TARGETS

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from xq_gis_plugin.core.facts import Condition
    from xq_gis_plugin.core.model import Assessment
    from xq_gis_plugin.core.rules import Rule

__all__ = ["Questions", "questions"]

_RULES = (
    "id", "kinds", "fuel", "part", "target", "relation", "base", "factor", "floor", "high", "when",
    "modifies", "severity", "confidence", "reach", "standard", "edition", "clause",
)  # fmt: skip
_ITEMS = (
    "kind", "facts", "confidence", "measured_as", "accuracy", "shift", "low", "high", "zoned", "home",
)  # fmt: skip
_SHIFT_FACTS = ("width_m", "lanes", "road_class")
_UNIT = 1e7
"""The page holds coordinates as whole 1e-7 degrees, about 1 cm."""


@dataclass(frozen=True)
class Questions:
    """What the page embeds.

    Attributes
    ----------
    section
        The section ``ask`` of the page's data; None where the run did not record its rules.
    items
        For each row of ``protected`` its row in the section's table ``items``; 0 where it has no place.
    """

    section: dict[str, Any] | None
    items: NDArray[np.int64]


def questions(result: Assessment) -> Questions:
    """Return what the page needs to ask the rules about any spot.

    Parameters
    ----------
    result
        A run, or a workspace read back.
    """
    rules = rules_of(result.rules)
    protected = result.protected
    if not rules:
        return Questions(None, np.zeros(len(protected), dtype=np.int64))
    sites = prepare_hazards(_known_accuracy(_located(result.hazards), site_radius=True))
    there = ~(protected.geometry.isna() | protected.geometry.is_empty).to_numpy()
    frame = _known_accuracy(protected[there].reset_index(drop=True))
    objects, profile_at = _objects(frame, sites)
    table, row_at = _items(frame, objects, profile_at)
    items = np.zeros(len(protected), dtype=np.int64)
    items[there] = row_at
    kinds = {k.value for k in ObjectKind} | {k for rule in rules for k in rule.hazard_kinds}
    return Questions(
        {
            "rules": {"names": _RULES, "rows": [_rule(rule) for rule in rules]},
            "facts": [[f.name, f.side, f.kinds, f.domain] for f in facts()],
            "targets": [[t.code, t.object_kinds, _conditions(t.when)] for t in targets()],
            "kinds": sorted(kinds),
            "heights": line_heights(objects),
            "items": {"names": _ITEMS, "rows": table},
            "sites": _sites(sites, _known_accuracy(_located(result.parts))),
            "own_kinds": sorted(OWN_KINDS),
            "ring_targets": RING_TARGETS,
            "coverage": _coverage(result.coverage, frame),
        },
        items,
    )


def _located(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return frame[~(frame.geometry.isna() | frame.geometry.is_empty)].reset_index(drop=True)


def _known_accuracy(frame: gpd.GeoDataFrame, *, site_radius: bool = False) -> gpd.GeoDataFrame:
    """Return the frame as a run leaves it; only one made by hand has gaps left to fill."""
    gaps = bool(frame["position_accuracy_m"].isna().any())
    return fill_accuracy(frame, None, site_radius=site_radius) if gaps else frame


def _rule(rule: Rule) -> list[Any]:
    asked = rule.requirement
    high = asked.high if np.isfinite(asked.high) else None
    return [
        rule.id, rule.hazard_kinds, rule.fuel, rule.part, rule.target, rule.relation, asked.base,
        asked.factor, asked.floor, high, _conditions(rule.conditions), rule.modifies, rule.severity,
        rule.confidence, rule.reach_m, rule.standard, rule.edition, rule.clause,
    ]  # fmt: skip


def _conditions(conditions: tuple[Condition, ...]) -> list[list[Any]]:
    return [[one.fact, one.operator, list(one.values)] for one in conditions]


def _objects(frame: gpd.GeoDataFrame, sites: Sites) -> tuple[Objects, NDArray[np.int64]]:
    """Return the different objects, and which of them each row is.

    Rows that state the same are prepared once: a hundred thousand houses are of a few dozen sorts.
    Schools and the like stay by themselves, because their fences lie where they lie.
    """
    named = {f.name for f in facts() if f.side == "object"} | {b.fact for b in bands()} | set(_SHIFT_FACTS)
    names = [c for c in frame.columns if c in named | {"kind", "measured_as"} and frame[c].notna().any()]
    alone = frame["kind"].isin(FENCED).to_numpy()
    sorts = pd.DataFrame({name: pd.factorize(frame[name].astype(object))[0] for name in names})
    sorts["dimension"] = shapely.get_dimensions(frame.geometry.to_numpy())
    sorts["alone"] = np.where(alone, np.arange(len(frame)), -1)
    group = np.asarray(sorts.groupby(list(sorts.columns), sort=False).ngroup(), dtype=np.int64)
    _, first = np.unique(group, return_index=True)
    return prepare_objects(frame.iloc[first].reset_index(drop=True), sites), group.astype(np.int64)


def _items(
    frame: gpd.GeoDataFrame, objects: Objects, group: NDArray[np.int64]
) -> tuple[list[list[Any]], NDArray[np.int64]]:
    """Return the table of what is known of objects, and the row of each."""
    count = int(group.max(initial=-1)) + 1
    measured_as = np.array(objects.measured_as[:count], dtype=object)[group]
    residence = (frame["kind"] == ObjectKind.RESIDENCE).to_numpy()
    homes = residence & (measured_as != "zone")
    homes = homes if homes.any() else residence
    zoned = np.zeros(len(frame), dtype=bool)
    zoned[sorted(civil_buildings_in_zones(_whole(frame, measured_as)))] = True
    accuracy = frame["position_accuracy_m"].to_numpy(dtype=float)
    columns = np.column_stack([group.astype(float), accuracy, zoned, homes])
    rows, row_at = np.unique(columns, axis=0, return_inverse=True)
    table = []
    for sort, radius, in_zone, home in rows:
        one = int(sort)
        profile = objects.profiles[one]
        low, high = (float(v) for v in objects.shift_m[one])
        table.append(
            [profile.kind, dict(profile.facts), profile.class_confidence, objects.measured_as[one],
             float(radius), objects.shift_fact[one], low, high, int(in_zone), int(home)]
        )  # fmt: skip
    return table, row_at.ravel().astype(np.int64)


def _whole(frame: gpd.GeoDataFrame, measured_as: NDArray[np.object_]) -> Objects:
    """Return all objects with as much as it takes to find the zones whose buildings are known."""
    count = len(frame)
    kinds = tuple(str(kind) for kind in frame["kind"])
    nothing = np.zeros(count)
    return Objects(
        (), (), kinds, tuple(measured_as), (), frame.geometry.to_numpy(), nothing, nothing, (),
        np.full(count, -1, dtype=np.int64),
    )  # fmt: skip


def _sites(sites: Sites, parts: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Return the hazards with their parts: geometry 0 is the point or plot itself."""
    owners = parts["hazard_id"].astype(str).to_numpy()
    shapes = parts.geometry.to_numpy()
    found = []
    for row, identity in enumerate(sites.ids):
        own = owners == identity
        fuels = [fuel if isinstance(fuel, str) else "" for fuel in parts["fuel"][own]]
        accuracies = parts["position_accuracy_m"].to_numpy(dtype=float)[own]
        profile = sites.profiles[row]
        found.append(
            {
                "id": identity,
                "name": sites.names[row] or None,
                "kind": profile.kind,
                "facts": dict(profile.facts),
                "accuracy": [float(sites.accuracy_m[row]), *(float(a) for a in accuracies)],
                "parts": [[str(k), f] for k, f in zip(parts["kind"][own], fuels, strict=True)],
                "shapes": [_shape(sites.geometry[row]), *(_shape(s) for s in shapes[own])],
            }
        )
    return found


def _shape(shape: Any) -> list[Any]:  # noqa: ANN401 - shapely has no types
    """Return [dimension, rings]: lon, lat, lon, lat … in 1e-7 degrees, closing vertices left out."""
    pieces: list[Any] = []
    for part in shapely.get_parts(shape):
        area = shapely.get_dimensions(part) == 2  # noqa: PLR2004 - an area
        for ring in shapely.get_rings(part) if area else [part]:
            xy = shapely.get_coordinates(ring)
            pieces.append(np.round((xy[:-1] if area else xy) * _UNIT).astype(np.int64).ravel().tolist())
    return [max(0, int(shapely.get_dimensions(shape))), pieces]


def _coverage(coverage: gpd.GeoDataFrame, frame: gpd.GeoDataFrame) -> list[list[int]]:
    """Return the rings of where the objects are complete: what the run recorded, else their bounding box."""
    shapes = coverage.geometry.to_numpy()
    area = shapes[0] if len(shapes) else None
    if area is None and len(frame):
        area = shapely.box(*shapely.total_bounds(frame.geometry.to_numpy()))
    rings: list[list[int]] = [] if area is None or area.is_empty else _shape(area)[1]
    return rings
