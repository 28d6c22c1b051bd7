"""The fictional district: the engine and the oracle have to agree under either edition."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from oracle import expected_findings, expected_summary
from oracle_check import finding_differences, summary_differences

from xq_gis_plugin.core.assess import assess
from xq_gis_plugin.core.rules import load_catalogue
from xq_gis_plugin.io.read import read_hazards, read_parts, read_protected


@pytest.mark.parametrize("edition", ["GB50156-2012", "GB50156-2021"])
def test_every_finding_of_the_demo_is_the_oracles(root: Path, edition: str) -> None:
    demo = root / "layers" / "demo"
    layers = (
        read_hazards(demo / "hazards.geojson"),
        read_protected(demo / "protected.geojson"),
        read_parts(demo / "parts.geojson"),
    )
    hazards, protected, parts = layers
    result = assess(hazards, protected, parts=parts, rules=load_catalogue(editions=[edition]))
    expected = expected_findings(*layers, editions=[edition], accuracy_m=None)
    summary = expected_summary(*layers, editions=[edition], accuracy_m=None, findings=expected)
    wrong = finding_differences(result, expected) + summary_differences(result, summary)
    assert not wrong, f"{len(wrong)} differences:\n" + "\n".join(wrong[:20])
    assert len(expected) > 200
    assert {found.verdict for found in expected.values()} == {"conflict", "unresolved", "clear"}
