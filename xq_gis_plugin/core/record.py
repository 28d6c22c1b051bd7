"""What a run was made with: versions, inputs, editions, rules by confidence. It goes with every result."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pandas as pd

import xq_gis_plugin
from xq_gis_plugin.core.facts import targets
from xq_gis_plugin.core.model import CRS, Confidence, Source, Verdict
from xq_gis_plugin.core.overlay import unlocated_entries

if TYPE_CHECKING:
    import geopandas as gpd

    from xq_gis_plugin.core.plan import PlanEntry
    from xq_gis_plugin.core.prepare import Objects
    from xq_gis_plugin.core.rules import Catalogue

__all__ = ["run_table"]

OVERLAY_NOTE = (
    "专栏叠加的距离是会议参数，不是任何标准的要求 / "
    "the overlay distance is a parameter, no standard asks for it"
)


@dataclass(frozen=True)
class Record:
    """What a run was given, as it was given."""

    hazards: gpd.GeoDataFrame
    protected: gpd.GeoDataFrame
    parts: gpd.GeoDataFrame | None
    plan: tuple[PlanEntry, ...]
    accuracy_m: float | None
    overlay_within_m: float


def run_table(
    given: Record, catalogue: Catalogue, findings: gpd.GeoDataFrame, objects: Objects
) -> pd.DataFrame:
    """Return (key, value) rows, all text: versions, inputs with SHA-256, editions, rules, CRS, time."""
    hazards, protected = given.hazards, given.protected
    rows: list[tuple[str, object]] = [
        ("version", xq_gis_plugin.__version__),
        ("time", datetime.now(UTC).isoformat(timespec="seconds")),
        ("crs", CRS),
    ]
    for name, frame in (("hazards", hazards), ("protected", protected), ("parts", given.parts)):
        source = None if frame is None else frame.attrs.get("source")
        if isinstance(source, Source):
            rows += [
                (f"input_{name}", source.path + (f"#{source.layer}" if source.layer else "")),
                (f"sha256_{name}", source.sha256),
                (f"rows_{name}", source.rows),
                (f"crs_{name}", source.crs),
                (f"datum_{name}", source.datum.value),
            ]
    located = ~(hazards.geometry.isna() | hazards.geometry.is_empty)
    confidences = Counter(r.confidence for r in catalogue.in_force)
    verdicts = Counter(findings["verdict"])
    rows += [
        ("editions", ", ".join(catalogue.editions)),
        ("families", ", ".join(catalogue.families)),
        *((f"rules_{c.value}", confidences[c.value]) for c in Confidence),
        ("rules_unusable", sum(not r.usable for r in catalogue.rules)),
        ("accuracy_m", "" if given.accuracy_m is None else given.accuracy_m),
        (
            "position_sources",
            ", ".join(sorted({str(s) for f in (hazards, protected) for s in f["position_source"].dropna()})),
        ),
        ("hazards", len(hazards)),
        ("unlocated_hazards", int((~located).sum())),
        *((f"findings_{v.value}", verdicts[v.value]) for v in Verdict),
        ("targets_without_data", ", ".join(_targets_without_data(catalogue, hazards, objects))),
        ("overlay_within_m", given.overlay_within_m),
        ("note_overlay", OVERLAY_NOTE),
        *(
            (f"plan_unlocated_{box}", unlocated_entries(hazards, protected, given.plan, box))
            for box in ("专栏2", "专栏3", "专栏4")
            if given.plan
        ),
    ]
    return pd.DataFrame([(k, str(v)) for k, v in rows], columns=["key", "value"])


def _targets_without_data(catalogue: Catalogue, hazards: gpd.GeoDataFrame, objects: Objects) -> list[str]:
    """Return the targets that rules in force name for these hazards, and of which the data hold nothing."""
    kinds = set(hazards["kind"])
    asked = {r.target for r in catalogue.in_force if r.target and kinds.intersection(r.hazard_kinds)}
    there = set(objects.kinds)
    seen = {t.code for t in targets() if there.intersection(t.object_kinds)}
    return sorted(asked - seen)
