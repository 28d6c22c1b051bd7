"""Hazards × protected objects × rules → findings: the one function that everything else calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from xq_gis_plugin.core.accuracy import fill_accuracy
from xq_gis_plugin.core.job import Job, line_heights
from xq_gis_plugin.core.model import (
    CRS,
    Assessment,
    ObjectKind,
)  # fmt: skip
from xq_gis_plugin.core.overlay import plan_overlay
from xq_gis_plugin.core.prepare import (
    Objects,
    Sites,
    check_crs,
    measurable,
    prepare_hazards,
    prepare_objects,
    prepare_parts,
)
from xq_gis_plugin.core.record import Record, run_table
from xq_gis_plugin.core.rules import Catalogue, load_catalogue, rules_table
from xq_gis_plugin.core.summary import hazard_summary, survey_list
from xq_gis_plugin.core.zones import Inside, overlaps_table, rings_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from shapely.geometry import Polygon

    from xq_gis_plugin.core.columns import Columns
    from xq_gis_plugin.core.plan import PlanEntry
    from xq_gis_plugin.core.tally import Outcome

__all__ = ["assess"]

UNLOCATED_COLUMNS = ("hazard_id", "name", "kind", "plan_box", "position_status")
CIVIL_LINES = (ObjectKind.POWER_LINE, ObjectKind.COMMUNICATION_LINE)


def assess(
    hazards: gpd.GeoDataFrame,
    protected: gpd.GeoDataFrame,
    *,
    parts: gpd.GeoDataFrame | None = None,
    rules: Catalogue | None = None,
    accuracy_m: float | None = None,
    coverage: Polygon | None = None,
    plan: tuple[PlanEntry, ...] | None = None,
    overlay_within_m: float = 200.0,
    progress: Callable[[float, str], None] | None = None,
) -> Assessment:
    """Judge every hazard against everything near it.

    Parameters
    ----------
    hazards, protected, parts
        Frames with the columns of `xq_gis_plugin.core.model`, geometry in EPSG:4490 (lon/lat degrees).
        A hazard without geometry is listed as unlocated.
    rules
        The catalogue; by default the built-in one with GB50156-2021.
    accuracy_m
        Positional accuracy in metres where a row states none; without it, the default of its source.
    coverage
        Polygon within which ``protected`` is complete; by default its bounding box.
    plan
        Entries of the plan for `Assessment.plan_overlay`.
    overlay_within_m
        How near a road or complex of the plan counts there; no standard asks for it.
    progress
        Called with (fraction done, step); it may raise to cancel.

    Returns
    -------
    Assessment

    Raises
    ------
    InputError
        ``crs_wrong``, ``unknown_kind``, ``accuracy_invalid``, ``part_without_hazard``, ``too_many_unknowns``,
        ``shape_of_unusable``.
    """
    catalogue = rules or load_catalogue()
    town = _Town.of(hazards, protected, parts, accuracy_m)
    job = Job(town.sites, town.objects, town.parts, catalogue.in_force, line_heights(town.objects))
    tell = progress or _tell_nobody
    outcome = job.judge(range(len(town.sites.ids)), lambda share: tell(share, "assess"))
    tell(1.0, "summary")
    area = coverage if coverage is not None else protected.attrs.get("coverage")
    entries = plan or ()
    findings = _frame(outcome.findings.columns)
    inside = _inside(outcome, town)
    summary = hazard_summary(outcome, town.sites, town.located, town.objects, area)
    record = Record(hazards, protected, parts, entries, accuracy_m, overlay_within_m)
    return Assessment(
        findings=findings,
        finding_rules=pd.DataFrame(outcome.clauses),
        rings=rings_table(town.sites, inside, job.ask_kind, catalogue.in_force),
        overlaps=overlaps_table(outcome.overlaps, town.sites, town.objects),
        hazard_summary=summary,
        survey=survey_list(outcome, town.sites, town.objects, summary),
        plan_overlay=plan_overlay(town.located, town.protected, entries, overlay_within_m),
        run=run_table(record, catalogue, findings, town.objects),
        hazards=fill_accuracy(hazards, accuracy_m, site_radius=True),
        parts=town.parts,
        protected=town.protected,
        unlocated=town.unlocated,
        rules=rules_table(catalogue.in_force),
        coverage=gpd.GeoDataFrame(geometry=[] if area is None else [area], crs=CRS),
        checks=town.sites.checks,
    )


@dataclass(frozen=True)
class _Town:
    """The inputs of one run, located rows only, every accuracy known."""

    located: gpd.GeoDataFrame
    protected: gpd.GeoDataFrame
    parts: gpd.GeoDataFrame
    unlocated: pd.DataFrame
    sites: Sites
    objects: Objects

    @classmethod
    def of(
        cls,
        hazards: gpd.GeoDataFrame,
        protected: gpd.GeoDataFrame,
        parts: gpd.GeoDataFrame | None,
        accuracy_m: float | None,
    ) -> _Town:
        """Check and prepare the frames that a caller hands over."""
        for name, frame in (("hazards", hazards), ("protected", protected), ("parts", parts)):
            check_crs(name, frame)
        there = ~(hazards.geometry.isna() | hazards.geometry.is_empty)
        located = fill_accuracy(hazards[there].reset_index(drop=True), accuracy_m, site_radius=True)
        sites = prepare_hazards(located)
        items = fill_accuracy(measurable(protected), accuracy_m)
        without = pd.DataFrame(hazards[~there].reset_index(drop=True)[list(UNLOCATED_COLUMNS)])
        return cls(
            located,
            items,
            prepare_parts(parts, hazards, accuracy_m),
            without,
            sites,
            prepare_objects(items, sites),
        )


def _inside(outcome: Outcome, town: _Town) -> Inside:
    """Return what the rings' contents are counted from."""
    stated = pd.to_numeric(town.protected["households"], errors="coerce").to_numpy(dtype=float)
    households = np.concatenate([stated, np.full(len(town.sites.ids), np.nan)])
    protected = town.objects.hazard_row[outcome.pairs.item] < 0
    return Inside(outcome.pairs, protected & ~outcome.own, households)


def _frame(columns: Columns) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(pd.DataFrame(columns), geometry="geometry", crs=CRS)


def _tell_nobody(_fraction: float, _step: str) -> None:
    return
