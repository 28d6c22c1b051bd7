"""What a siting plan was made with, and what it reached: it goes with every product."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pandas as pd

import xq_gis_plugin
from xq_gis_plugin.core.model import CRS, Source
from xq_gis_plugin.core.rules import EDITION_FAMILY, Catalogue, rules_of
from xq_gis_plugin.core.siting.model import SiteStatus
from xq_gis_plugin.core.siting.spacing import Spacing

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from xq_gis_plugin.core.siting.model import Answer, SitePlan, Task

__all__ = ["Given", "catalogue_of", "plan_record"]

WALK_NOTE = (
    "步行距离为直线距离，是规划参数，不是任何标准的要求 / "
    "the walking distance is a straight line and a parameter; no standard asks for it"
)


@dataclass(frozen=True)
class Given:
    """What a plan was given, as it was given."""

    candidates: gpd.GeoDataFrame
    protected: gpd.GeoDataFrame
    hazards: gpd.GeoDataFrame | None
    existing: gpd.GeoDataFrame | None
    accuracy_m: float | None


def plan_record(
    given: Given,
    task: Task,
    catalogue: Catalogue,
    without_rules: Sequence[str],
    table: gpd.GeoDataFrame,
    answer: Answer,
) -> pd.DataFrame:
    """Return (key, value) rows, all text: what the plan was made with and what it reached."""
    rows: list[tuple[str, object]] = [
        ("version", xq_gis_plugin.__version__),
        ("time", datetime.now(UTC).isoformat(timespec="seconds")),
        ("crs", CRS),
    ]
    for name in ("candidates", "protected", "hazards", "existing"):
        frame = getattr(given, name)
        source = None if frame is None else frame.attrs.get("source")
        if isinstance(source, Source):
            rows += [
                (f"input_{name}", source.path + (f"#{source.layer}" if source.layer else "")),
                (f"sha256_{name}", source.sha256),
                (f"rows_{name}", source.rows),
                (f"crs_{name}", source.crs),
                (f"datum_{name}", source.datum.value),
            ]
    status = table["status"].value_counts()
    rows += [
        ("families", ", ".join(catalogue.families)),
        ("rules_left_out", ", ".join(without_rules)),
        ("accuracy_m", "" if given.accuracy_m is None else given.accuracy_m),
        ("quota", "" if task.quota is None else task.quota),
        ("at_least", "" if task.at_least is None else task.at_least),
        ("only_decrease", "yes" if task.only_decrease else "no"),
        ("last_year", "stated" if any(one.last_year is not None for one in task.streets) else "counted"),
        ("objectives", ", ".join(one.value for one in task.objectives)),
        ("walk_m", task.walk_m),
        ("spacing_m", Spacing.of(catalogue).by_facts[False, False][0]),
        ("note_walk", WALK_NOTE),
        ("time_limit_s", task.time_limit_s),
        *((f"sites_{one.value}", int(status.get(one.value, 0))) for one in SiteStatus),
        *((f"value_{one.objective}", one.value) for one in answer.levels),
        *((f"bound_{one.objective}", one.bound) for one in answer.levels),
        *((f"greedy_{one.objective}", one.greedy) for one in answer.levels),
        ("proven", "yes" if answer.proven else "no"),
        ("solver", answer.solver),
    ]
    return pd.DataFrame([(key, str(value)) for key, value in rows], columns=["key", "value"])


def catalogue_of(plan: SitePlan) -> Catalogue:
    """Return the rules that a plan was made by, of which it keeps all that were in force.

    Raises
    ------
    RuleError
        ``rule_line_invalid`` where a row of its table ``rules`` was changed to what cannot be used.
    """
    rules = rules_of(plan.rules)
    return Catalogue(rules, tuple(dict.fromkeys(r.edition for r in rules if r.family == EDITION_FAMILY)))
