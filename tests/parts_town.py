"""Several random towns far from each other, as one layer in many files; importable by workers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

sys.path.insert(0, str(Path(__file__).parent))
from oracle_towns import random_town

from xq_gis_plugin.core.assess import assess
from xq_gis_plugin.core.rules import load_catalogue

if TYPE_CHECKING:
    from xq_gis_plugin.core.model import Assessment

__all__ = ["TABLES", "county", "difference", "judged", "written"]

TABLES = (
    "findings", "finding_rules", "rings", "overlaps", "hazard_summary", "survey", "plan_overlay", "unlocated",
    "coverage", "hazards", "parts",
)  # fmt: skip
_OF_THE_FILE = {"time", "input_protected", "sha256_protected"}


def county(seed: int, towns: int = 4) -> tuple[Any, Any, Any]:
    """Return hazards, protected objects and parts of towns some 10 to 60 km apart, objects shuffled."""
    dice = np.random.default_rng(seed)
    frames: dict[str, list[Any]] = {"hazards": [], "protected": [], "parts": []}
    for number in range(towns):
        town = random_town(seed * 10 + number)
        east, north = dice.uniform(-0.4, 0.4, 2)
        for name, kept in frames.items():
            frame = getattr(town, name)
            if frame is None or not len(frame):
                continue
            # The core knows pipelines, no reader names them.
            frame = frame[frame["kind"] != "pipeline"].copy()
            frame.geometry = shapely.transform(
                frame.geometry.to_numpy(), lambda xy, e=east, n=north: xy + np.array([e, n])
            )
            for column in ("hazard_id", "object_id", "part_id"):
                if column in frame:
                    frame[column] = [
                        None if value is None else f"t{number}{value}" for value in frame[column]
                    ]
            kept.append(frame)
    whole = {name: _joined(kept) for name, kept in frames.items()}
    order = dice.permutation(len(whole["protected"]))
    return whole["hazards"], whole["protected"].iloc[order].reset_index(drop=True), whole["parts"]


def _joined(frames: list[Any]) -> Any:
    if not frames:
        return None
    return gpd.GeoDataFrame(pd.concat(frames, ignore_index=True), geometry="geometry", crs=frames[0].crs)


def written(protected: Any, folder: Path, *, each: int = 29, group: int = 11) -> Path:
    """Write a layer as files of a folder, and whole beside it (``whole.parquet``)."""
    protected.to_parquet(folder.parent / "whole.parquet")
    for number, start in enumerate(range(0, len(protected), each)):
        # Files are read in the order of their names.
        place = folder / f"part={number:03}"
        place.mkdir(parents=True)
        part = protected.iloc[start : start + each]
        part.to_parquet(place / "rows.parquet", row_group_size=group)
    return folder


def judged(town: tuple[Any, Any, Any], protected: Any) -> Assessment:
    """Check hazards against objects."""
    rules = load_catalogue(editions=["GB50156-2012", "GB50156-2021"])
    return assess(town[0], protected, parts=town[2], rules=rules)


def difference(one: Assessment, other: Assessment) -> None:
    """Raise where two results differ in anything but where the objects were read from."""
    for name in TABLES:
        pd.testing.assert_frame_equal(
            pd.DataFrame(getattr(one, name)), pd.DataFrame(getattr(other, name)), check_dtype=False, obj=name
        )
    runs = [frame[~frame["key"].isin(_OF_THE_FILE)].reset_index(drop=True) for frame in (one.run, other.run)]
    pd.testing.assert_frame_equal(*runs)
    assert {check.code for check in one.checks} == {check.code for check in other.checks}
