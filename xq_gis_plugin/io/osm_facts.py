"""What the tags of OpenStreetMap objects tell, as the columns of a layer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.model import MeasuredAs
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.values import NUMBERS

if TYPE_CHECKING:
    from xq_gis_plugin.io.osm_tags import TagRule

__all__ = ["OsmFeature", "hazard_columns", "protected_columns"]

_NUMBER = re.compile(r"\d+(\.\d+)?")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?) ?m?")
# A station's fuels are known only where each of these groups is tagged yes or no.
_FUEL_TAGS = {
    "petrol": re.compile(r"fuel:(octane_\d+|e5|e10|e20|petrol|gasoline)"),
    "diesel": re.compile(r"fuel:(diesel|HGV_diesel|GTL_diesel|biodiesel)"),
    "lpg": re.compile(r"fuel:lpg"),
    "cng": re.compile(r"fuel:cng"),
    "lng": re.compile(r"fuel:lng"),
}


@dataclass(slots=True)
class OsmFeature:
    """One object of an extract that a line of the tag mapping matches; its shape may come later."""

    identity: str
    rule: TagRule
    tags: dict[str, str]
    geometry: shapely.Geometry | None = None


def hazard_columns(features: list[OsmFeature]) -> pd.DataFrame:
    """Return the hazards' columns but the geometry, with ``outline``, ``brand`` and ``operator``."""
    count = len(features)
    columns: dict[str, list[object]] = {column: [None] * count for column in Role.HAZARD.columns[:-1]}
    columns["hazard_id"] = [f.identity for f in features]
    columns["name"] = [f.tags.get("name") for f in features]
    columns["kind"] = [f.rule.kind for f in features]
    columns["fuels"] = [_fuels(f.tags) for f in features]
    columns["address"] = [_address(f.tags) for f in features]
    columns["position_status"] = ["unlocated" if f.geometry is None else "located" for f in features]
    columns["position_source"] = [None if f.geometry is None else "osm" for f in features]
    columns["outline"] = [_outline(f) for f in features]
    columns["brand"] = [f.tags.get("brand") for f in features]
    columns["operator"] = [f.tags.get("operator") for f in features]
    return _frame(columns)


def _fuels(tags: dict[str, str]) -> str | None:
    sold = []
    for fuel, pattern in _FUEL_TAGS.items():
        said = {value for key, value in tags.items() if pattern.fullmatch(key)}
        if not said & {"yes", "no"}:
            return None
        if "yes" in said:
            sold.append(fuel)
    return ",".join(sold) or None


def _address(tags: dict[str, str]) -> str | None:
    parts = [tags.get("addr:street"), tags.get("addr:housenumber")]
    return tags.get("addr:full") or " ".join(part for part in parts if part) or None


def _outline(feature: OsmFeature) -> str | None:
    if feature.geometry is None:
        return None
    if shapely.get_dimensions(feature.geometry) == 0:
        return "point"
    return "building" if feature.tags.get("building", "no") != "no" else "plot"


def protected_columns(features: list[OsmFeature]) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """Return the frame, and by column the objects whose tag has no number that can be used."""
    count = len(features)
    columns: dict[str, list[object]] = {column: [None] * count for column in Role.PROTECTED.columns[:-1]}
    columns["object_id"] = [f.identity for f in features]
    columns["name"] = [f.tags.get("name") for f in features]
    columns["kind"] = [f.rule.kind for f in features]
    dimensions = shapely.get_dimensions(np.array([f.geometry for f in features], dtype=object))
    columns["measured_as"] = [_measured_as(f, int(d)) for f, d in zip(features, dimensions, strict=True)]
    columns["road_class"] = [f.rule.road_class or None for f in features]
    columns["position_source"] = ["osm"] * count
    unread: dict[str, list[str]] = {}
    for column, key, pattern in (
        ("storeys", "building:levels", _NUMBER),
        ("height_m", "height", _LENGTH),
        ("width_m", "width", _LENGTH),
        ("lanes", "lanes", _NUMBER),
        ("beds", "beds", _NUMBER),
    ):
        values, failed = _numbers(features, key, pattern)
        columns[column] = [*values]
        unread[column] = failed
    volts, unread["voltage_kv"] = _voltages(features)
    columns["voltage_kv"] = [*volts]
    return _frame(columns), unread


def _measured_as(feature: OsmFeature, dimensions: int) -> str:
    if dimensions <= 1:
        return (MeasuredAs.POINT if dimensions == 0 else MeasuredAs.LINE).value
    asked = feature.rule.measured_as or MeasuredAs.BUILDING.value
    # A school that is one building is drawn by its walls: its fence is not known.
    drawn = feature.tags.get("building", "no") != "no"
    return MeasuredAs.BUILDING.value if asked == MeasuredAs.SITE and drawn else asked


def _numbers(
    features: list[OsmFeature], key: str, pattern: re.Pattern[str]
) -> tuple[list[float | None], list[str]]:
    values: list[float | None] = [None] * len(features)
    failed = []
    for number in [number for number, feature in enumerate(features) if key in feature.tags]:
        found = pattern.fullmatch(features[number].tags[key].strip())
        if found:
            values[number] = float(re.sub(r"[ m]", "", found[0]))
        else:
            failed.append(features[number].identity)
    return values, failed


def _voltages(features: list[OsmFeature]) -> tuple[list[float | None], list[str]]:
    """Return kilovolts: of several circuits (``69000;13800``) the highest."""
    values: list[float | None] = [None] * len(features)
    failed = []
    for number in [number for number, feature in enumerate(features) if "voltage" in feature.tags]:
        feature = features[number]
        if feature.rule.kind not in ("power_line", "substation"):
            continue
        parts = feature.tags["voltage"].replace(" ", "").split(";")
        found = [float(part) / 1000 for part in parts if _NUMBER.fullmatch(part)]
        values[number] = max(found, default=None)
        if not found:
            failed.append(feature.identity)
    return values, failed


def _frame(columns: dict[str, list[object]]) -> pd.DataFrame:
    series = {
        column: pd.Series(values, dtype="float64" if column in NUMBERS else "object")
        for column, values in columns.items()
    }
    return pd.DataFrame(series)
