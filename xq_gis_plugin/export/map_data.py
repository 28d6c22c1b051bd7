"""An assessment as the data that the map page draws: one JSON text, figures untouched."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.facts import targets
from xq_gis_plugin.core.model import Verdict
from xq_gis_plugin.export.digest import conflict_order, headline, unresolved_groups
from xq_gis_plugin.export.map_questions import questions
from xq_gis_plugin.export.packing import inert_json, line_steps, lonlat_points, plain, ring_lists
from xq_gis_plugin.export.plan_boxes import plan_boxes
from xq_gis_plugin.export.shape_store import pack_store
from xq_gis_plugin.export.surroundings import bounds_of, districts, surroundings
from xq_gis_plugin.export.words import words_of

if TYPE_CHECKING:
    import geopandas as gpd

    from xq_gis_plugin.core.model import Assessment
    from xq_gis_plugin.export.map_questions import Questions
    from xq_gis_plugin.export.surroundings import Surroundings

__all__ = ["MapData", "map_data"]

SURVEY_SHOWN = 5
"""Lines of the survey list on the page; the whole list is in the tables."""

_FINDINGS = (
    "hazard_id", "part", "object_id", "object_name", "object_kind", "protection_class", "rule_id",
    "standard", "clause", "severity", "rule_confidence", "distance_m", "low_m", "high_m",
    "required_low_m", "required_high_m", "shortfall_m", "shortfall_max_m", "verdict", "missing", "risk_color",
)  # fmt: skip
_HAZARDS = (
    "hazard_id", "name", "kind", "verdict", "risk_color", "conflicts_must", "conflicts_should",
    "unresolved", "clear", "nearest_residence_m", "nearest_residence_name", "missing", "notes", "plan_box",
)  # fmt: skip
_CLAUSES = (
    "finding_id", "part", "rule_id", "standard", "clause", "severity", "rule_confidence", "low_m",
    "high_m", "required_low_m", "required_high_m", "relation",
)  # fmt: skip
_WORDS = (
    "verdict", "severity", "color", "color_meaning", "confidence", "hazard_kind", "object_kind", "part_kind",
    "fact", "note", "relation", "protection_class", "position_status", "run", "say", "map", "ask", "grade",
    "vapour_recovery", "fuel", "truth", "fact_value",
)  # fmt: skip


@dataclass(frozen=True)
class MapData:
    """What the page embeds.

    ``text`` is JSON, safe inside a script element of type ``application/json``; ``shapes`` is the block of
    the protected objects, base64; ``bounds`` is (west, south, east, north) in degrees of what the map
    should show first, None where nothing has a place. ``left_out`` counts the protected objects that are
    beyond what a page can hold.
    """

    text: str
    shapes: str
    left_out: int
    bounds: tuple[float, float, float, float] | None


def map_data(result: Assessment, *, title: str, fictional: bool) -> MapData:
    """Return what the map page draws.

    Parameters
    ----------
    result
        The run; geometry in EPSG:4490.
    title
        Heading of the page.
    fictional
        Whether the page must say that names and places are made up.
    """
    counts = headline(result)
    around = surroundings(result)
    asked = questions(result)
    content = {
        "title": title,
        "fictional": fictional,
        "headline": {"conflicts": counts.conflicts, "hazards": counts.hazards},
        "words": {group: {k: [w.zh, w.en] for k, w in words_of(group).items()} for group in _WORDS},
        "targets": {t.code: [t.label_zh, t.label_en] for t in reversed(targets())},
        "run": [plain(row) for row in result.run[["key", "value"]].itertuples(index=False)],
        "hazards": _hazards(result),
        "findings": _findings(result),
        "conflicts": list(conflict_order(result)),
        "groups": [asdict(group) for group in unresolved_groups(result)],
        "clauses": _conflicting_clauses(result),
        "survey": _survey(result),
        "survey_total": len(result.survey),
        "ask": asked.section,
        "objects": _objects(result),
        "rings": _areas(
            result.rings,
            ("hazard_id", "target", "required_low_m", "required_high_m", "standard", "clause", "rule_id",
             "rule_confidence"),
        ),
        "overlaps": _areas(result.overlaps, ("hazard_id", "object_name", "object_kind", "area_m2", "share")),
        "overlay": _areas(
            result.plan_overlay, ("hazard_name", "other_box", "object_name", "distance_m", "within_m")
        ),
        "parts": _areas(result.parts, ("part_id", "hazard_id", "kind")),
        "unlocated": _columns(result.unlocated, ("hazard_id", "name", "kind", "plan_box", "position_status")),
        "boxes": plan_boxes(result, fictional=fictional),
        "districts": districts(result),
        "drawn": around.drawn,
        "left_out": around.left_out,
    }  # fmt: skip
    shapes = _shapes(result, around, asked)
    bounds = bounds_of(result.hazard_summary.geometry.to_numpy(), result.protected.geometry.to_numpy())
    return MapData(inert_json(content), shapes, around.left_out, bounds)


def _shapes(result: Assessment, around: Surroundings, asked: Questions) -> str:
    frame = result.protected[around.kept]
    geometry = frame.geometry.to_numpy()
    columns = {"ask": asked.items[around.kept]}
    return pack_store(
        frame, geometry, around.look[around.kept], columns=columns, complete=not around.left_out
    ).text


def _columns(frame: pd.DataFrame, names: tuple[str, ...]) -> dict[str, list[Any]]:
    return {name: plain(frame[name]) for name in names if name in frame}


def _hazards(result: Assessment) -> dict[str, list[Any]]:
    frame = result.hazard_summary
    points = lonlat_points(frame.geometry.to_numpy())
    areas = [ring_lists(s) if shapely.get_dimensions(s) > 0 else [] for s in frame.geometry]
    return _columns(frame, _HAZARDS) | {"at": [plain(p, 7) for p in points[:, ::-1]], "plot": areas}


def _findings(result: Assessment) -> dict[str, Any]:
    """Return the findings by column; text that repeats stands once, with its number per row."""
    frame = result.findings
    columns: dict[str, Any] = {}
    for name in _FINDINGS:
        values = plain(frame[name])
        if any(isinstance(value, str) for value in values):
            codes, distinct = pd.factorize(np.array(values, dtype=object), use_na_sentinel=True)
            columns[name] = {"of": list(distinct), "at": codes.tolist()}
        else:
            columns[name] = values
    columns["relation"] = _relations(result)
    columns["line"] = [lines[:1] for lines in line_steps(frame.geometry.to_numpy())]
    return columns


def _relations(result: Assessment) -> list[Any]:
    """Return, for each finding without a required distance, what its governing rule asks instead."""
    rules = result.finding_rules
    asks = dict(zip(zip(rules["finding_id"], rules["rule_id"], strict=True), rules["relation"], strict=True))
    frame = result.findings
    wanted = zip(frame["finding_id"], frame["rule_id"], frame["required_high_m"], strict=True)
    return [asks.get((finding, rule)) if pd.isna(required) else None for finding, rule, required in wanted]


def _conflicting_clauses(result: Assessment) -> dict[str, list[list[Any]]]:
    """Return, by finding in conflict, each clause that is not met."""
    frame = result.finding_rules
    rows = frame[frame["verdict"] == Verdict.CONFLICT]
    found: dict[str, list[list[Any]]] = {}
    places = {identity: str(row) for row, identity in enumerate(result.findings["finding_id"])}
    for row in rows[list(_CLAUSES)].itertuples(index=False):
        found.setdefault(places.get(row[0], ""), []).append(plain(row[1:]))
    return found


def _survey(result: Assessment) -> list[list[Any]]:
    """Return the first lines of the survey list, each with where to go and look."""
    where: dict[tuple[str, str], list[Any]] = {}
    kinds: dict[tuple[str, str], str] = {}
    top = result.survey.head(SURVEY_SHOWN)
    sides = (("hazard", result.hazard_summary, "hazard_id"), ("object", result.protected, "object_id"))
    for side, frame, column in sides:
        wanted = frame[frame[column].isin(top.loc[top["subject"] == side, "subject_id"])]
        points = lonlat_points(wanted.geometry.to_numpy())[:, ::-1]
        for identity, kind, point in zip(wanted[column], wanted["kind"], points, strict=True):
            where[side, str(identity)] = plain(point, 7)
            kinds[side, str(identity)] = str(kind)
    columns = [
        "subject", "subject_id", "subject_name", "fact", "findings", "settled_by_every_value",
        "settled_by_some_value",
    ]  # fmt: skip
    return [
        [*plain(row), where.get((row[0], str(row[1]))), kinds.get((row[0], str(row[1])))]
        for row in top[columns].itertuples(index=False)
    ]


def _objects(result: Assessment) -> dict[str, Any]:
    """Return the shapes of the objects with a finding that is not clear, by the object's id."""
    concerned = result.findings.loc[result.findings["verdict"] != Verdict.CLEAR, "object_id"].dropna()
    frame = result.protected[result.protected["object_id"].isin(concerned)]
    steps = line_steps(frame.geometry.to_numpy())
    shapes = dict(zip(map(str, frame["object_id"]), steps, strict=True))
    areas = shapely.get_dimensions(frame.geometry.to_numpy()) == 2  # noqa: PLR2004 - polygons
    return {i: [bool(area), rings] for (i, rings), area in zip(shapes.items(), areas, strict=True)}


def _areas(frame: gpd.GeoDataFrame, names: tuple[str, ...]) -> dict[str, list[Any]]:
    return _columns(frame, names) | {"rings": line_steps(frame.geometry.to_numpy())}
