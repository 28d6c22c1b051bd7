"""The pages of a layout: which hazards get one, the worst first, and what each page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayer

from xq_gis_plugin.core.model import CRS, RiskColor, Verdict
from xq_gis_plugin.export.digest import conflict_order, unresolved_groups
from xq_gis_plugin.export.words import word
from xq_gis_plugin.io.workspace import read_workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xq_gis_plugin.core.model import Assessment
    from xq_gis_plugin.export.words import Language

__all__ = [
    "Contents",
    "Page",
    "district",
    "metric_crs",
    "page_layer",
    "plan_pages",
    "read_contents",
    "worst_hazards",
]

_FIELDS = "field=hazard_id:string&field=heading:string&field=listed:integer"
_LEAST_DEG = 0.0006
"""A page shows at least about 60 m to each side, whatever is on it."""
_ZONE_DEG, _FIRST_ZONE, _FIRST_MERIDIAN, _LAST_MERIDIAN = 3, 4534, 75, 135
_UTM_NORTH, _UTM_SOUTH, _UTM_DEG = 32600, 32700, 6


@dataclass(frozen=True)
class Page:
    """A hazard's page.

    Attributes
    ----------
    hazard_id, heading
        Which hazard it is, and what is said of it.
    listed
        How many findings in conflict or unresolved it has.
    extent
        What the map shows, in degrees.
    """

    hazard_id: str
    heading: str
    listed: int
    extent: QgsRectangle


@dataclass(frozen=True)
class Contents:
    """What a layout says: the run, and a page per hazard that is not clear."""

    result: Assessment
    pages: tuple[Page, ...]


def read_contents(workspace: Path, lang: Language) -> Contents:
    """Read a workspace for its layout. It may be done in any thread.

    Raises
    ------
    InputError
        As `read_workspace`.
    """
    result = read_workspace(workspace)
    return Contents(result, plan_pages(result, lang))


def metric_crs(extent: QgsRectangle) -> QgsCoordinateReferenceSystem:
    """Return a transverse Mercator in metres for a place, so that a drawn metre is a metre.

    CGCS2000 / 3-degree Gauss-Kruger with the nearest central meridian (EPSG:4534 has 75° E, each next
    one 3° more); where those do not reach, UTM.

    Parameters
    ----------
    extent
        Degrees of longitude and latitude.
    """
    middle = extent.center()
    meridian = _ZONE_DEG * round(middle.x() / _ZONE_DEG)
    if _FIRST_MERIDIAN <= meridian <= _LAST_MERIDIAN:
        code = _FIRST_ZONE + (meridian - _FIRST_MERIDIAN) // _ZONE_DEG
    else:
        zone = int((middle.x() + 180) // _UTM_DEG) % 60 + 1
        code = (_UTM_NORTH if middle.y() >= 0 else _UTM_SOUTH) + zone
    return QgsCoordinateReferenceSystem(f"EPSG:{code}")


def district(result: Assessment) -> QgsRectangle:
    """Return what the overview shows, in degrees: all hazards that have a position, and some ground around.

    Where no hazard has one, the protected objects.
    """
    for frame in (result.hazard_summary, result.protected):
        bounds = frame.geometry.total_bounds
        if not np.isnan(bounds).any():
            west, south, east, north = map(float, bounds)
            margin = max(0.06 * max(east - west, north - south), 2 * _LEAST_DEG)
            return QgsRectangle(west - margin, south - margin, east + margin, north + margin)
    return QgsRectangle(106.2, 38.4, 106.4, 38.6)


def worst_hazards(result: Assessment) -> tuple[str, ...]:
    """Return the hazards in conflict or unresolved, the worst first."""
    findings = result.findings
    order = [str(findings["hazard_id"].iloc[row]) for row in conflict_order(result)]
    order += [group.hazard_id for group in unresolved_groups(result)]
    summary = result.hazard_summary
    open_ = summary["verdict"].isin([Verdict.CONFLICT, Verdict.UNRESOLVED])
    # Some are unresolved without a finding: no rule in force is known for them, or no data around them.
    wanted = set(summary.loc[open_, "hazard_id"].astype(str))
    order += summary.loc[open_, "hazard_id"].astype(str).tolist()
    colors = dict(zip(summary["hazard_id"].astype(str), summary["risk_color"], strict=True))
    rank = [color.value for color in RiskColor]
    found = [hazard for hazard in dict.fromkeys(order) if hazard in wanted]
    return tuple(sorted(found, key=lambda hazard: rank.index(colors[hazard])))


def plan_pages(result: Assessment, lang: Language) -> tuple[Page, ...]:
    """Return the page of each hazard in conflict or unresolved that has a position, the worst first."""
    summary = result.hazard_summary
    rows = {str(hazard): row for row, hazard in enumerate(summary["hazard_id"])}
    pages = []
    for hazard in worst_hazards(result):
        extent = _extent(result, hazard, rows[hazard])
        if extent is not None:
            row = summary.iloc[rows[hazard]]
            listed = int(row["conflicts_must"]) + int(row["conflicts_should"]) + int(row["unresolved"])
            pages.append(Page(hazard, _heading(row, lang), listed, extent))
    return tuple(pages)


def page_layer(pages: Sequence[Page]) -> QgsVectorLayer:
    """Return a layer with the extent of each page, in their order; it belongs to no project."""
    layer = QgsVectorLayer(f"Polygon?crs={CRS}&{_FIELDS}", "pages", "memory")
    features = []
    for page in pages:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromRect(page.extent))
        feature.setAttributes([page.hazard_id, page.heading, page.listed])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


def _extent(result: Assessment, hazard: str, row: int) -> QgsRectangle | None:
    """Return a box around a hazard and the lines of its findings, in degrees; None without a position."""
    site = result.hazard_summary.geometry.iloc[row]
    if site is None or site.is_empty:
        return None
    found = result.findings
    # A finding between two hazards stands under the one that the rule binds, and concerns both.
    concerned = (found["hazard_id"] == hazard) | (found["object_id"] == hazard)
    lines = found.geometry[concerned & (found["verdict"] != Verdict.CLEAR)]
    boxes = [site.bounds, *(line.bounds for line in lines if line is not None and not line.is_empty)]
    extent = QgsRectangle(*_around(boxes))
    extent.grow(0.15 * max(extent.width(), extent.height()))
    if max(extent.width(), extent.height()) < 2 * _LEAST_DEG:
        middle = extent.center()
        extent = QgsRectangle(
            middle.x() - _LEAST_DEG, middle.y() - _LEAST_DEG, middle.x() + _LEAST_DEG, middle.y() + _LEAST_DEG
        )
    return extent


def _around(boxes: Sequence[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _heading(row: pd.Series, lang: Language) -> str:
    """Return a page's heading: the hazard, what it is, and its verdict with counts."""
    kind = word("hazard_kind", str(row["kind"]), lang)
    name = kind if pd.isna(row["name"]) or not row["name"] else f"{row['name']}（{kind}）"
    counts = {"short_conflict": int(row["conflicts_must"]) + int(row["conflicts_should"]),
              "short_unresolved": int(row["unresolved"])}  # fmt: skip
    told = [word("layout", key, lang).format(count=count) for key, count in counts.items() if count]
    told = told or [word("verdict", str(row["verdict"]), lang)]
    return f"{name}　{'，'.join(told) if lang == 'zh' else ', '.join(told)}"
