"""Hazards judged together, by either reader of shapes, are judged as each of them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
import shapely
from oracle_towns import random_town
from town import at, hazards, objects, parts, square

from xq_gis_plugin.core import pairs as pairs_module
from xq_gis_plugin.core.accuracy import fill_accuracy
from xq_gis_plugin.core.assess import assess
from xq_gis_plugin.core.columns import joined_columns
from xq_gis_plugin.core.engine.search import reader
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.geodesy import geodesic_m
from xq_gis_plugin.core.job import Job, line_heights
from xq_gis_plugin.core.prepare import prepare_hazards, prepare_objects, prepare_parts
from xq_gis_plugin.core.rows import RULE_COLUMNS
from xq_gis_plugin.core.rules import load_catalogue

if TYPE_CHECKING:
    from xq_gis_plugin.core.tally import Outcome

SEEDS = range(300, 312)


def job_of(seed: int) -> Job:
    town = random_town(seed)
    there = town.hazards[~(town.hazards.geometry.isna() | town.hazards.geometry.is_empty)]
    sites = prepare_hazards(fill_accuracy(there.reset_index(drop=True), None, site_radius=True))
    around = prepare_objects(fill_accuracy(town.protected, None), sites)
    parts = prepare_parts(town.parts, town.hazards, None)
    return Job(sites, around, parts, load_catalogue().in_force, line_heights(around))


def rows_of(outcome: Outcome) -> list[dict[str, Any]]:
    return outcome.findings.records()


@pytest.mark.parametrize("seed", SEEDS)
def test_hazards_judged_together_are_judged_as_each_alone(seed: int) -> None:
    job = job_of(seed)
    count = len(job.sites.ids)
    together = job.judge(range(count))
    alone = [job_of(seed).judge([row]) for row in range(count)]

    pd.testing.assert_frame_equal(
        pd.DataFrame(together.findings.records()),
        pd.DataFrame([row for outcome in alone for row in rows_of(outcome)]),
    )
    pd.testing.assert_frame_equal(
        pd.DataFrame(together.clauses),
        pd.DataFrame(joined_columns([one.clauses for one in alone], RULE_COLUMNS)),
    )
    assert [len(t.findings) for t in together.tallies] == [len(one.findings) for one in alone]


@pytest.mark.parametrize("seed", SEEDS)
def test_without_the_kernel_the_findings_are_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reader().name == "compiled"
    count = len(job_of(seed).sites.ids)
    compiled = rows_of(job_of(seed).judge(range(count)))
    monkeypatch.setattr(pairs_module, "reader", lambda: reader("plain"))
    plain = rows_of(job_of(seed).judge(range(count)))

    assert len(compiled) == len(plain)
    for one, other in zip(compiled, plain, strict=True):
        for name, value in one.items():
            if isinstance(value, float):
                assert other[name] == pytest.approx(value, abs=1e-6), name
            elif name != "geometry":
                assert other[name] == value, name


def test_a_hazard_that_reaches_farther_than_the_engine_answers_for_is_measured_all_the_same() -> None:
    station = {"kind": "petrol_station", "geometry": shapely.Point(0, 0), "position_accuracy_m": 25_000.0}
    home = {"kind": "residence", "geometry": square(20_000, 0, 20)}
    result = assess(hazards(station), objects(home), coverage=at(shapely.box(-1e5, -1e5, 1e5, 1e5)))

    (finding,) = result.findings.to_dict("records")
    line = np.array(shapely.get_coordinates(finding["geometry"]))
    assert finding["distance_m"] == pytest.approx(float(geodesic_m(line[:1], line[1:])[0]), abs=1e-6)
    assert finding["distance_m"] == pytest.approx(19_990, abs=100)
    assert finding["verdict"] == "unresolved"


def test_a_part_far_from_the_rest_of_its_station_is_measured_from_too() -> None:
    station = {"hazard_id": "h1", "kind": "petrol_station", "geometry": shapely.Point(0, 0)}
    far = {"hazard_id": "h1", "kind": "tank", "fuel": "petrol", "geometry": shapely.Point(3000, 0)}
    home = {"kind": "residence", "geometry": square(3020, 0, 10)}
    result = assess(hazards(station), objects(home), parts=parts(far))

    assert len(result.findings) == 1
    tank = result.finding_rules[result.finding_rules["part"].str.contains("tank")]
    assert tank["distance_m"].min() == pytest.approx(20, abs=0.1)
    assert result.finding_rules["distance_m"].max() == pytest.approx(3020, abs=1)


@pytest.mark.parametrize("role", ["hazard", "object"])
def test_an_edge_over_half_of_the_earth_is_refused_by_name_with_the_way_out(role: str) -> None:
    frames = {
        "hazard": hazards({"hazard_id": "站 7"}),
        "object": objects({"object_id": "路 9", "kind": "road"}),
    }
    frames[role].geometry = [shapely.LineString([(-170, 38), (170, 38)])]
    with pytest.raises(InputError) as caught:
        assess(frames["hazard"], frames["object"])
    assert caught.value.code == "shape_of_unusable"
    assert caught.value.facts["identity"] == {"hazard": "站 7", "object": "路 9"}[role]
    assert "antimeridian" in caught.value.hint
