"""The run that the exports are tested with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.export.sample import sample

if TYPE_CHECKING:
    from xq_gis_plugin.core.model import Assessment


@pytest.fixture(scope="session")
def run() -> Assessment:
    return sample()
