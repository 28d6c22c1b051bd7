"""From rows to profiles: the stated facts of hazards and objects, the derived ones, the accuracies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from xq_gis_plugin.core.accuracy import fill_accuracy
from xq_gis_plugin.core.alike import alike
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.facts import bands, columns_of_objects, facts, measure
from xq_gis_plugin.core.model import (
    CRS,
    PART_COLUMNS,
    Check,
    CheckSeverity,
    HazardKind,
    MeasuredAs,
    ObjectKind,
)
from xq_gis_plugin.core.question import Profile

__all__ = [
    "FENCED",
    "Objects",
    "Sites",
    "check_crs",
    "located",
    "measurable",
    "prepare_hazards",
    "prepare_objects",
    "prepare_parts",
]

FloatArray = NDArray[np.float64]

FENCED = frozenset({ObjectKind.SCHOOL, ObjectKind.KINDERGARTEN, ObjectKind.HOSPITAL, ObjectKind.ELDERLY_HOME})
"""Kinds that are measured to the fence where they have one (GB 50156 appendix B)."""

_YES = frozenset({"true", "yes", "1", "1.0", "是"})
_NO = frozenset({"false", "no", "0", "0.0", "否"})
_LARGEST_SINGLE_M3 = 50.0
"""The largest single tank of any grade (GB 50156 3.0.9)."""


@dataclass(frozen=True)
class Sites:
    """The located hazards, row by row."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    profiles: tuple[Profile, ...]
    geometry: NDArray[Any]
    accuracy_m: FloatArray
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class Objects:
    """What is measured to: the protected objects, then the hazards as each other's objects.

    ``shift_m`` (m, 2) is what the real end of the measurement takes off or adds to the distance to
    the stored geometry (a fence, half of a road), ``shift_fact`` the fact that would tell.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    measured_as: tuple[str, ...]
    profiles: tuple[Profile, ...]
    geometry: NDArray[Any]
    accuracy_m: FloatArray
    shift_m: FloatArray
    shift_fact: tuple[str, ...]
    hazard_row: NDArray[np.int64]


def located(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the rows that have a place."""
    return frame[~(frame.geometry.isna() | frame.geometry.is_empty)].reset_index(drop=True)


def measurable(protected: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the protected objects that a separation can be measured to.

    A zone in which no fireworks may be let off (禁放区) is none: it keeps no shop away, and says nothing of
    where the data are complete either.
    """
    there = located(protected)
    zones = there["kind"] == ObjectKind.NO_DISCHARGE_ZONE.value if len(there) else np.zeros(0, dtype=bool)
    return there[~zones].reset_index(drop=True) if zones.any() else there


def prepare_hazards(frame: gpd.GeoDataFrame) -> Sites:
    """Return the located hazards with their profiles.

    Raises
    ------
    InputError
        ``unknown_kind`` for a kind that no rule could name.
    """
    checks: list[Check] = []
    profiles = tuple(
        _hazard_profile(row, number, checks) for number, row in enumerate(frame.to_dict("records"), 1)
    )
    return Sites(
        tuple(str(i) for i in frame["hazard_id"]),
        tuple(_text(n) for n in frame["name"]),
        profiles,
        np.asarray(frame.geometry.to_numpy(), dtype=object),
        frame["position_accuracy_m"].to_numpy(dtype=float),
        tuple(checks),
    )


def prepare_objects(frame: gpd.GeoDataFrame, sites: Sites) -> Objects:
    """Return what can be measured to: protected objects and, after them, the located hazards.

    Raises
    ------
    InputError
        ``unknown_kind``.
    """
    geometry = np.asarray(frame.geometry.to_numpy(), dtype=object)
    as_ = _measured_as(frame, geometry)
    known = {k.value for k in ObjectKind}
    for number, kind in enumerate(frame["kind"], 1):
        _check_kind(kind, known, number)
    fenced = _inside_own_fence(frame, geometry, as_)
    # Most of a district's buildings say the same.
    said = [frame[name] for name in sorted(columns_of_objects()) if name in frame]
    first, number_of = alike([*said, pd.Series(as_, dtype=object), pd.Series(fenced)])
    rows = [
        (row, as_[place], bool(fenced[place]))
        for row, place in zip(frame.iloc[first].to_dict("records"), first, strict=True)
    ]
    shift_of = [_shift(row, a, fence_known=f) for row, a, f in rows]
    shifts = [shift_of[n] for n in number_of]
    profile_of = [_object_profile(row, a) for row, a, _ in rows]
    count = len(sites.ids)
    return Objects(
        (*(str(i) for i in frame["object_id"]), *sites.ids),
        (*(_text(n) for n in frame["name"]), *sites.names),
        (*(str(k) for k in frame["kind"]), *(p.kind for p in sites.profiles)),
        (*as_, *("site",) * count),
        (
            *(profile_of[n] for n in number_of),
            *(Profile(p.kind, ()) for p in sites.profiles),
        ),
        np.concatenate([geometry, sites.geometry]),
        np.concatenate([frame["position_accuracy_m"].to_numpy(dtype=float), sites.accuracy_m]),
        np.array([*(s[1:] for s in shifts), *((0.0, 0.0),) * count], dtype=float).reshape(-1, 2),
        (*(s[0] for s in shifts), *("",) * count),
        np.concatenate([np.full(len(frame), -1), np.arange(count)]).astype(np.int64),
    )


def prepare_parts(
    parts: gpd.GeoDataFrame | None, hazards: gpd.GeoDataFrame, accuracy_m: float | None
) -> gpd.GeoDataFrame:
    """Return the located parts with their accuracy.

    Raises
    ------
    InputError
        ``part_without_hazard``, ``accuracy_invalid``.
    """
    if parts is None:
        return gpd.GeoDataFrame(columns=list(PART_COLUMNS), geometry="geometry", crs=CRS)
    known = {str(h) for h in hazards["hazard_id"]}
    for number, owner in enumerate(parts["hazard_id"], 1):
        if str(owner) not in known:
            raise InputError(
                "part_without_hazard",
                f"part in row {number}: hazard_id {owner!r} is not among the hazards",
                "Give the part the hazard_id of its station.",
                row=number,
                field="hazard_id",
                value=str(owner),
            )
    kept = parts[~(parts.geometry.isna() | parts.geometry.is_empty)].reset_index(drop=True)
    return fill_accuracy(kept, accuracy_m)


def check_crs(name: str, frame: gpd.GeoDataFrame | None) -> None:
    """Refuse coordinates that are not lon/lat: metres of EPSG:3857 are wrong by 1/cos φ.

    Raises
    ------
    InputError
        ``crs_wrong``.
    """
    if frame is not None and (frame.crs is None or not frame.crs.is_geographic):
        crs = "no CRS" if frame.crs is None else frame.crs.to_string()
        raise InputError(
            "crs_wrong",
            f"{name}: expected longitude and latitude on CGCS2000 (EPSG:4490), got {crs}",
            "Read the file with read_hazards or read_protected, which reproject it.",
            layer=name,
            crs=crs,
        )


def _hazard_profile(row: dict[Any, Any], number: int, checks: list[Check]) -> Profile:
    _check_kind(row["kind"], {k.value for k in HazardKind}, number)
    stated = _stated(row, str(row["kind"]), "hazard")
    computed = _station_grade(row, number, checks)
    if computed:
        if stated.get("grade", computed) != computed:
            checks.append(
                Check(
                    CheckSeverity.IMPORTANT,
                    "grade_disagrees",
                    f"row {number}: grade {stated['grade']} is stated, {computed} follows from the volumes",
                    "The computed grade is used; correct the volumes or the grade.",
                    (number,),
                    1,
                )
            )
        stated["grade"] = computed
    fuels = sorted(f for f in (p.strip() for p in _text(row.get("fuels")).replace(";", ",").split(",")) if f)
    stated.pop("fuels", None)
    if fuels:
        stated["fuels"] = "+".join(fuels)
    return Profile(str(row["kind"]), tuple(sorted(stated.items())))


def _station_grade(row: dict[Any, Any], number: int, checks: list[Check]) -> str:
    """Return the grade by tank volume (GB 50156 3.0.9: diesel counts half), "" where volumes are missing."""
    petrol, diesel, store = (_number(row.get(c)) for c in ("petrol_m3", "diesel_m3", "storage_m3"))
    values = {
        "storage_m3": store,
        "converted_m3": None if petrol is None or diesel is None else petrol + diesel / 2,
    }
    own = [b for b in bands() if b.kind == row["kind"] and b.gives == "grade"]
    value = values.get(own[0].fact) if own else None
    if value is None:
        return ""
    largest = _number(row.get("largest_tank_m3"))
    if value > max(b.at_most for b in own) or (largest is not None and largest > _LARGEST_SINGLE_M3):
        checks.append(
            Check(
                CheckSeverity.IMPORTANT,
                "volume_above_grades",
                f"row {number}: volume {value:g} m3 or largest tank {largest} m3 is above every grade",
                "Check the volumes; grade 1, the strictest, is used.",
                (number,),
                1,
            )
        )
        return "1"
    return next((b.value for b in own if b.above < value <= b.at_most), own[0].value)


def _object_profile(row: dict[Any, Any], measured_as: str) -> Profile:
    kind = str(row["kind"])
    stated = _stated(row, kind, "object")
    stated.pop("kind", None)
    stated["measured_as"] = measured_as
    confidence = ""
    for band in bands():
        value = _number(row.get(band.fact)) if band.kind == kind and band.gives not in stated else None
        if value is not None and band.above < value <= band.at_most:
            stated[band.gives] = band.value
            confidence = band.confidence if band.gives == "protection_class" else confidence
    return Profile(kind, tuple(sorted(stated.items())), confidence)


def _stated(row: dict[Any, Any], kind: str, side: str) -> dict[str, str]:
    """Return the facts of a row that are stated, as the catalogue writes their values."""
    found = {}
    for fact in facts():
        fits = not fact.kinds or kind in fact.kinds
        # A hazard's stated fact counts even where nobody needed a domain for its kind.
        if fact.side != side or fact.name in found or not (fits or side == "hazard"):
            continue
        value = _fact_text(row.get(fact.name), fact.domain)
        if value or (fits and fact.unstated):
            found[fact.name] = value or fact.unstated
    return found


def _fact_text(value: object, domain: tuple[str, ...]) -> str:
    text = _text(value)
    if set(domain) == {"yes", "no"}:
        return "yes" if text.lower() in _YES else "no" if text.lower() in _NO else ""
    if text and isinstance(value, (int, float, np.number)) and not isinstance(value, bool):
        return f"{float(value):g}"
    return text


def _measured_as(frame: gpd.GeoDataFrame, geometry: NDArray[Any]) -> tuple[str, ...]:
    default = np.array([MeasuredAs.POINT, MeasuredAs.LINE, MeasuredAs.BUILDING])
    by_type = default[np.clip(shapely.get_dimensions(geometry), 0, 2)]
    return tuple(_text(v) or str(d) for v, d in zip(frame["measured_as"], by_type, strict=True))


def _inside_own_fence(
    frame: gpd.GeoDataFrame, geometry: NDArray[Any], as_: tuple[str, ...]
) -> NDArray[np.bool_]:
    """Return which buildings lie within a digitised site or fence of their own kind."""
    kinds, shapes = frame["kind"].to_numpy(), np.array(as_, dtype=str)
    inside = np.zeros(len(frame), dtype=bool)
    for kind in FENCED:
        sites = geometry[(kinds == kind) & np.isin(shapes, ["site", "fence"])]
        rows = np.flatnonzero((kinds == kind) & (shapes == "building"))
        if len(sites) and len(rows):
            pairs = shapely.STRtree(sites).query(geometry[rows], predicate="within")
            inside[rows[pairs[0]]] = True
    return inside


def _shift(row: dict[Any, Any], measured_as: str, *, fence_known: bool) -> tuple[str, float, float]:
    """Return (fact, low, high): what the object's real edge adds to the distance to its geometry."""
    if row["kind"] in FENCED and measured_as == "building" and not fence_known:
        return "fence", -measure("fence_reach", "*").high_m, 0.0
    if row["kind"] == ObjectKind.ROAD and measured_as == "line":
        width, lanes = _number(row.get("width_m")), _number(row.get("lanes"))
        if width is not None:
            return "width_m", -width / 2, -width / 2
        if lanes is not None:
            lane = measure("lane_width", "*")
            return "width_m", -lanes * lane.high_m / 2, -lanes * lane.low_m / 2
        half = measure("half_width", _text(row.get("road_class")) or "*")
        return "width_m", -half.high_m, -half.low_m
    return "", 0.0, 0.0


def _check_kind(kind: object, known: set[str], number: int) -> None:
    if kind not in known:
        raise InputError(
            "unknown_kind",
            f"row {number}, field kind: {_text(kind) or 'nothing'!r} is no known kind",
            f"Use one of: {', '.join(sorted(known))}.",
            row=number,
            field="kind",
            value=_text(kind),
            allowed=", ".join(sorted(known)),
        )


def _text(value: Any) -> str:  # noqa: ANN401 - a cell of any type
    return (
        "" if value is None or (not isinstance(value, str) and bool(pd.isna(value))) else str(value).strip()
    )


def _number(value: object) -> float | None:
    text = _text(value)
    return float(text) if text else None
