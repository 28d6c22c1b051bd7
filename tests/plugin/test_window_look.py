"""What a planner sees of the panel, on screens of two sizes, in both languages: nothing is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from plugin.scenarios import LOOK

if TYPE_CHECKING:
    from collections.abc import Callable

    from plugin.qgis_window import WindowRun


@pytest.mark.parametrize(("locale", "scale"), [("zh-Hans", 1.0), ("zh-Hans", 2.0), ("en", 1.0), ("en", 2.0)])
def test_everything_can_be_seen_on_a_small_screen_and_on_one_of_twice_the_scale(
    drive: Callable[..., WindowRun], locale: str, scale: float
) -> None:
    size = f"{1366 * scale:.0f}x{768 * scale:.0f}"
    scenario = f"TAG = {locale[:2] + f'_{scale:.0f}'!r}\n{LOOK}"
    done = drive(scenario, locale=locale, scale=scale, size=size, seconds=240)
    assert "Traceback" not in done.told, done.told[-6000:]
