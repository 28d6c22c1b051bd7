"""How often names are matched rightly, on pairs labelled by somebody who had not read the scorer."""

from __future__ import annotations

import importlib.machinery
import importlib.util
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

ACCEPTED = 0.95
"""What README and `xq-gis locate` advise to accept from."""


@pytest.fixture(scope="module")
def measuring(root: Path) -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("measure_names", str(root / "scripts" / "measure_names"))
    spec = importlib.util.spec_from_loader("measure_names", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_what_is_accepted_is_right_in_the_half_that_nobody_tuned_by(measuring: ModuleType) -> None:
    pairs = measuring.scored("measure")
    assert len(pairs) > 450
    precision, recall, _ = measuring.figures(pairs, ACCEPTED)
    assert precision >= 0.99
    assert recall >= 0.8


def test_the_advised_threshold_is_the_one_that_the_other_half_chooses(
    measuring: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    measuring.main([])
    assert f"threshold {ACCEPTED:g}" in capsys.readouterr().out


def test_a_scorer_that_takes_everything_would_be_found_out(measuring: ModuleType) -> None:
    precision, recall, _ = measuring.figures(
        [(1.0, same) for _, same in measuring.scored("measure")], ACCEPTED
    )
    assert (precision < 0.6, recall) == (True, 1.0)
