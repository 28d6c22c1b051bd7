"""The siting plan of the demo, made once for all tests of a process."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from xq_gis_plugin.run_site import demo_site_request, plan_request

if TYPE_CHECKING:
    from xq_gis_plugin.core.siting.model import SitePlan

__all__ = ["demo_plan"]


class _Quiet:
    def begin(self, _step: str) -> object:
        return lambda _fraction, _told: None


@cache
def demo_plan() -> SitePlan:
    """Return the demo's plan."""
    return plan_request(demo_site_request(), _Quiet())  # type: ignore[arg-type]
