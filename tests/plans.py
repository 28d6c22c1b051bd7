"""The siting plan of the demo, made once for all tests of a process."""

from __future__ import annotations

from functools import cache

from xq_gis_plugin import resources
from xq_gis_plugin.core.siting.model import Objective, SitePlan, Task
from xq_gis_plugin.run import Given
from xq_gis_plugin.run_site import SiteRequest, plan_request

__all__ = ["demo_plan", "demo_site_request"]


class _Quiet:
    def begin(self, _step: str) -> object:
        return lambda _fraction, _told: None


def demo_site_request() -> SiteRequest:
    """Return what the demo's plan is made of."""
    folder = resources.path("layers", "demo")
    candidates, protected, hazards = (
        Given(str(folder / f"{name}.geojson")) for name in ("candidates", "protected", "hazards")
    )
    return SiteRequest(
        candidates,
        protected,
        lambda streets: Task(streets=streets, objectives=(Objective.COUNT, Objective.DEMAND)),
        hazards=hazards,
        quotas=folder / "quotas.csv",
        fictional=True,
    )


@cache
def demo_plan() -> SitePlan:
    """Return the demo's plan."""
    return plan_request(demo_site_request(), _Quiet())  # type: ignore[arg-type]
