"""What the page asks the rules with is what a check would have prepared, row by row."""

from __future__ import annotations

import dataclasses
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from xq_gis_plugin import resources
from xq_gis_plugin.core.assess import assess
from xq_gis_plugin.core.model import CRS, Assessment
from xq_gis_plugin.core.own import civil_buildings_in_zones
from xq_gis_plugin.core.prepare import prepare_hazards, prepare_objects
from xq_gis_plugin.export.map_questions import Questions, questions
from xq_gis_plugin.io.read import read_hazards, read_parts, read_protected


@pytest.fixture(scope="module")
def run() -> Assessment:
    hazards, protected, parts = (
        resources.path("layers", "demo", f"{name}.geojson") for name in ("hazards", "protected", "parts")
    )
    items = read_protected(str(protected))
    rng = np.random.default_rng(5)
    some = rng.random(len(items)) < 0.1
    items.loc[some, "position_accuracy_m"] = rng.choice([0.0, 0.125, 7.5], int(some.sum()))
    return assess(read_hazards(str(hazards)), items, parts=read_parts(str(parts)))


@pytest.fixture(scope="module")
def asked(run: Assessment) -> Questions:
    return questions(run)


def table(asked: Questions) -> list[dict[str, Any]]:
    assert asked.section is not None
    items = asked.section["items"]
    return [dict(zip(items["names"], row, strict=True)) for row in items["rows"]]


def test_every_object_has_the_profile_that_the_check_gives_it(run: Assessment, asked: Questions) -> None:
    objects = prepare_objects(run.protected, prepare_hazards(run.hazards[run.hazards.geometry.notna()]))
    zoned = civil_buildings_in_zones(objects)
    rows = table(asked)
    assert len(zoned) > 0
    for i, at in enumerate(asked.items):
        one, profile = rows[at], objects.profiles[i]
        assert (one["kind"], one["facts"], one["confidence"]) == (
            profile.kind, dict(profile.facts), profile.class_confidence,
        )  # fmt: skip
        assert one["measured_as"] == objects.measured_as[i]
        assert one["accuracy"] == objects.accuracy_m[i]
        assert (one["shift"], one["low"], one["high"]) == (objects.shift_fact[i], *objects.shift_m[i])
        assert one["zoned"] == (i in zoned)


def test_objects_that_state_the_same_share_a_row(asked: Questions) -> None:
    assert len(table(asked)) < len(asked.items) / 5


def test_homes_are_the_houses_or_the_zones_where_no_house_is_known(run: Assessment) -> None:
    zones = run.protected[(run.protected["kind"] == "residence") & (run.protected["measured_as"] == "zone")]
    only_zones = questions(dataclasses.replace(run, protected=zones))
    assert {row["home"] for row in table(only_zones)} == {1}
    homes = {row["measured_as"] for row in table(questions(run)) if row["home"]}
    assert homes == {"building"}


def test_the_hazards_come_with_their_parts(run: Assessment, asked: Questions) -> None:
    assert asked.section is not None
    sites = {site["id"]: site for site in asked.section["sites"]}
    assert list(sites) == list(run.hazards.loc[run.hazards.geometry.notna(), "hazard_id"])
    for identity, own in run.parts.groupby("hazard_id"):
        site = sites[identity]
        assert [kind for kind, _ in site["parts"]] == list(own["kind"])
        assert len(site["shapes"]) == len(site["accuracy"]) == 1 + len(own)


def test_the_coverage_is_the_runs_own_and_else_the_box_of_the_objects(run: Assessment) -> None:
    hole = shapely.box(106, 38, 107, 39).difference(shapely.box(106.4, 38.4, 106.5, 38.5))
    stated = questions(dataclasses.replace(run, coverage=gpd.GeoDataFrame(geometry=[hole], crs=CRS))).section
    bounds = questions(dataclasses.replace(run, coverage=gpd.GeoDataFrame(geometry=[], crs=CRS))).section
    assert stated is not None
    assert bounds is not None
    assert [len(ring) for ring in stated["coverage"]] == [8, 8]
    west, south, east, north = (round(v * 1e7) for v in run.protected.total_bounds)
    assert set(bounds["coverage"][0]) == {west, south, east, north}


def test_a_workspace_without_rules_asks_nothing(run: Assessment) -> None:
    old = questions(dataclasses.replace(run, rules=pd.DataFrame({"id": []})))
    assert old.section is None
    assert len(old.items) == len(run.protected)
