"""Spots, and whether the page says of them what the core says."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely

from xq_gis_plugin.core.rules import Catalogue, rules_of
from xq_gis_plugin.core.spot import SpotAnswer, Surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.chromium import Chromium
    from xq_gis_plugin.core.model import Assessment

PROFILES: tuple[tuple[str, dict[str, str]], ...] = (
    ("petrol_station", {}),
    ("petrol_station", {"grade": "2", "fuels": "diesel+petrol"}),
    ("petrol_station", {"grade": "1", "vapour_recovery": "full"}),
    ("combined_station", {}),
    ("combined_station", {"grade": "3", "fuels": "cng+petrol"}),
    ("lpg_station", {"grade": "1"}),
    ("fireworks_retail", {}),
    ("fireworks_retail", {"temporary": "yes", "sales_area_m2": "8"}),
    ("fireworks_retail", {"temporary": "no", "dwelling_in_building": "yes", "fire_barrier": "yes"}),
    (
        "fireworks_retail",
        {"temporary": "no", "dwelling_in_building": "no", "underground": "yes", "fire_engine_access": "yes"},
    ),
    ("fireworks_discharge", {}),
    ("ammonia_refrigeration", {}),
    ("lpg_storage", {"storage_m3": "100"}),
    ("class_b_store", {}),
    ("hydrogen_station", {}),
)
TEXTS = (
    "object_id", "object_name", "object_kind", "rule_id", "standard", "clause", "rule_confidence", "verdict",
    "risk_color",
)  # fmt: skip
METRES = (
    "distance_m", "low_m", "high_m", "required_low_m", "required_high_m", "shortfall_m", "shortfall_max_m",
)  # fmt: skip
WHOLE = ("verdict", "risk_color", "clear", "own_buildings", "reach_m")
BATCH = 500


@dataclass(frozen=True)
class Click:
    """One question: where, what, and within how many metres."""

    lon: float
    lat: float
    kind: str
    facts: dict[str, str]
    accuracy_m: float

    def ask(self, around: Surroundings) -> SpotAnswer:
        """Return the core's answer."""
        return around.check(self.lon, self.lat, self.kind, self.facts, self.accuracy_m, brief=True)


def snapped(result: Assessment) -> Assessment:
    """Return the run with every coordinate a whole number of 1e-7 degrees, as the page has them."""
    frames = {name: _snap(getattr(result, name)) for name in ("protected", "hazards", "parts", "coverage")}
    return dataclasses.replace(result, **frames)


def _snap(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    moved = frame.copy()
    whole = shapely.transform(frame.geometry.to_numpy(), lambda xy: np.round(xy, 7))
    return moved.set_geometry(gpd.GeoSeries(whole, index=frame.index, crs=frame.crs))


def around_of(result: Assessment) -> Surroundings:
    """Return the core's surroundings of a run, with the rules that the run used."""
    rules = rules_of(result.rules)
    area = result.coverage.geometry.iloc[0] if len(result.coverage) else None
    catalogue = Catalogue(rules, tuple({rule.edition for rule in rules}))
    return Surroundings.of(
        result.protected, result.hazards, parts=result.parts, rules=catalogue, coverage=area
    )


def clicks(result: Assessment, around: Surroundings, count: int, seed: int) -> list[Click]:
    """Return spots all over: anywhere, among the objects, beside the hazards, and hard upon a threshold."""
    rng = np.random.default_rng(seed)
    objects, sites = (
        shapely.get_coordinates(shapely.centroid(frame.geometry[frame.geometry.notna()].to_numpy()))
        for frame in (result.protected, result.hazards)
    )
    west, south, east, north = (
        objects[:, 0].min(),
        objects[:, 1].min(),
        objects[:, 0].max(),
        objects[:, 1].max(),
    )
    found: list[Click] = []
    while len(found) < count:
        kind, facts = PROFILES[len(found) % len(PROFILES)]
        accuracy = float(rng.choice([0.0, 0.0, 5.0, 30.0]))
        way = rng.random()
        if way < 0.2:
            lon, lat = rng.uniform(west, east), rng.uniform(south, north)
        else:
            near = objects if way < 0.6 else sites
            lon, lat = near[rng.integers(len(near))] + rng.normal(0, 40, 2) / (87_000, 111_000)
        click = Click(float(lon), float(lat), kind, facts, accuracy)
        if way > 0.8:  # a fifth of them
            click = _to_the_brink(click, around, rng)
        found.append(click)
    return found


def _to_the_brink(click: Click, around: Surroundings, rng: np.random.Generator) -> Click:
    """Move a spot along the shortest line to some object until 1 to 5 cm are left to a requirement."""
    rows = [r for r in click.ask(around).rows if r.required_high_m and (r.distance_m or 0) > 1]
    if not rows:
        return click
    row = rows[int(rng.integers(len(rows)))]
    low, high, least, most = (
        float(getattr(row, name) or 0.0) for name in ("low_m", "high_m", "required_low_m", "required_high_m")
    )
    distance = float(row.distance_m or 0.0)
    gap = most - low if rng.random() < 0.5 else least - high
    wanted = distance + gap + rng.uniform(0.01, 0.05) * rng.choice([-1, 1])
    ends = shapely.get_coordinates(row.line)
    here = (click.lon, click.lat)
    end = max(ends, key=lambda e: abs(e[0] - here[0]) + abs(e[1] - here[1]))
    lon, lat = end + (np.array(here) - end) * (wanted / distance)
    return dataclasses.replace(click, lon=float(lon), lat=float(lat))


def told(page: Chromium, asked: list[Click]) -> Iterator[dict[str, Any]]:
    """Yield the page's answers."""
    for first in range(0, len(asked), BATCH):
        batch = [[c.lon, c.lat, c.kind, c.facts, c.accuracy_m] for c in asked[first : first + BATCH]]
        text = page.run(
            f"JSON.stringify({json.dumps(batch)}.map(c => xq.spot.check(c[0], c[1], c[2], c[3], c[4])))"
        )
        yield from json.loads(text)


def differences(core: SpotAnswer, page: dict[str, Any], within_m: float) -> list[Any]:
    """Return in what two answers differ, metres by more than ``within_m``."""
    found: list[Any] = [(n, getattr(core, n), page[n]) for n in WHOLE if getattr(core, n) != page[n]]
    if list(core.gaps) != page["gaps"]:
        found.append(("gaps", core.gaps, page["gaps"]))
    if _apart(core.nearest_residence_m, page["nearest_residence_m"]) > within_m:
        found.append(("nearest_residence_m", core.nearest_residence_m, page["nearest_residence_m"]))
    rows = sorted(page["rows"], key=lambda r: (str(r["object_id"]), r["rule_id"]))
    expected = sorted(core.rows, key=lambda r: (str(r.object_id), r.rule_id))
    if len(rows) != len(expected):
        return [*found, ("rows", len(expected), len(rows))]
    for mine, theirs in zip(expected, rows, strict=True):
        found += [
            (mine.object_id, n, getattr(mine, n), theirs[n]) for n in TEXTS if getattr(mine, n) != theirs[n]
        ]
        found += [
            (mine.object_id, n, getattr(mine, n), theirs[n])
            for n in METRES
            if _apart(getattr(mine, n), theirs[n]) > within_m
        ]
    return found


def _apart(one: float | None, other: float | None) -> float:
    if one is None or other is None:
        return 0.0 if one is other else float("inf")
    return abs(one - other)
