"""From what the panel's siting page asks to a run, and what is told of it while it goes on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xq_gis_plugin.core.siting.model import Objective, Task
from xq_gis_plugin.export.words import word
from xq_gis_plugin.run_site import SiteRequest
from xq_gis_plugin.widgets.language import ui, ui_language
from xq_gis_plugin.widgets.qt import QtCore, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from xq_gis_plugin.core.siting.model import Answer
    from xq_gis_plugin.run import Given
    from xq_gis_plugin.widgets.contract import RoleChoice, SiteSettings

__all__ = ["AnswerRelay", "site_request_of"]

_LOCAL_BAN = "FW-45"


class AnswerRelay(QtCore.QObject):
    """Carries the plans found so far from the worker's thread to the window's."""

    told = Signal(str)

    def tell(self, answer: Answer) -> None:
        """Say what the best plan so far reaches; call it from any thread."""
        lang = ui_language()
        first = "site_first" if answer.solver == "greedy" else "site_best"
        parts = []
        for one in answer.levels:
            objective = word("objective", one.objective, lang)
            value, bound = f"{one.value:,.0f}", f"{one.bound:,.0f}"
            parts.append(ui("site_level", objective=objective, value=value, bound=bound))
        self.told.emit(ui(first, plan="；".join(parts) if lang == "zh" else "; ".join(parts)))


def site_request_of(settings: SiteSettings, give: Callable[[RoleChoice], Given]) -> SiteRequest:
    """Return what the page asks for as a run's request.

    Parameters
    ----------
    settings
        What the page says.
    give
        Makes an input of what was chosen.
    """
    named = [Objective(one) for one in settings.order]
    objectives = tuple(dict.fromkeys([*named, Objective.CLOSING]))
    if named == [Objective.CLOSING]:
        objectives = (Objective.CLOSING, Objective.COUNT)

    def given(choice: RoleChoice | None) -> Given | None:
        return None if choice is None else give(choice)

    return SiteRequest(
        give(settings.candidates),
        give(settings.protected),
        lambda streets: Task(
            quota=settings.quota,
            streets=streets,
            only_decrease=settings.only_decrease,
            objectives=objectives,
            walk_m=settings.walk_m,
            time_limit_s=settings.time_limit_s,
        ),
        hazards=given(settings.hazards),
        existing=given(settings.existing),
        quotas=Path(settings.quotas) if settings.quotas else None,
        area=given(settings.area),
        streets=given(settings.streets),
        no_discharge=given(settings.no_discharge),
        without=() if settings.local_ban else (_LOCAL_BAN,),
        fictional=settings.fictional,
    )
