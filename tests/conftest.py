"""What every test may use, and the order in which tests run."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run what needs a browser last: whoever breaks a rule should hear of it first."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the checkout that is under test."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the sibling folder with the standards and the real data.

    Its absence is a failure, never a skip: `scripts/test` deselects the tests marked ``shared`` where
    there is no such folder, and says so.
    """
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.fail(f"{folder} is missing; deselect these tests with -m 'not shared'")
    return folder


@pytest.fixture(autouse=True)
def _marked_shared(request: pytest.FixtureRequest) -> None:
    """Hold the marker and the fixture together: neither is of use without the other."""
    marked = request.node.get_closest_marker("shared") is not None
    if marked:
        request.getfixturevalue("shared")
    elif "shared" in request.fixturenames:
        pytest.fail("a test that uses the fixture `shared` must be marked with it")
