"""A district of which one building is known, or one row of them."""

from __future__ import annotations

import pytest
import shapely
import town

from xq_gis_plugin.core.assess import assess
from xq_gis_plugin.core.spot import Surroundings


@pytest.mark.parametrize("norths", [[30], [30, 60]])
def test_what_covers_no_area_leaves_a_gap_in_the_coverage(norths: list[int]) -> None:
    shops = town.hazards({"kind": "fireworks_retail"})
    schools = town.objects(*({"kind": "school", "geometry": shapely.Point(0, north)} for north in norths))
    missing = assess(shops, schools).hazard_summary["missing"].iloc[0]
    assert "coverage" in missing.split(",")
    assert "coverage" in Surroundings.of(schools, shops).check(*town.ORIGIN, "petrol_station").gaps
