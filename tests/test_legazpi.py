"""The real town of Legazpi: 26 fuel stations, 34,000 objects, every finding against the oracle."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from oracle import expected_findings, expected_summary
from oracle_check import finding_differences, summary_differences

from xq_gis_plugin.core.assess import assess
from xq_gis_plugin.core.rules import load_catalogue
from xq_gis_plugin.io.read import read_hazards, read_protected

EDITIONS = ["GB50156-2021"]


@pytest.mark.shared
def test_every_finding_of_a_real_town_is_the_oracles(shared: Path) -> None:
    extract = shared / "data" / "osm" / "legazpi.osm.pbf"
    hazards, protected = read_hazards(extract), read_protected(extract)
    coverage = protected.attrs.get("coverage")
    assert len(hazards) == 26
    assert set(hazards.geom_type) == {"Point", "Polygon"}

    result = assess(
        hazards, protected, rules=load_catalogue(editions=EDITIONS), accuracy_m=0.0, coverage=coverage
    )

    expected = expected_findings(hazards, protected, None, editions=EDITIONS, accuracy_m=0.0)
    summary = expected_summary(
        hazards, protected, None, editions=EDITIONS, accuracy_m=0.0, coverage=coverage, findings=expected
    )
    wrong = finding_differences(result, expected) + summary_differences(result, summary)
    assert not wrong, f"{len(wrong)} differences:\n" + "\n".join(wrong[:30])
    assert len(result.findings) == len(expected) > 1000
    assert set(result.findings.verdict) == {"conflict", "unresolved", "clear"}
    assert len(result.hazard_summary) == 26
