"""Which bounds of the task a plan made by hand does not keep."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xq_gis_plugin.core.siting.model import Task

__all__ = ["exceeded", "fallen_short"]


def exceeded(task: Task, there: Iterable[str | None], existing: Iterable[str | None]) -> tuple[str, ...]:
    """Return the streets with more shops than they may have, "" first for the district as a whole.

    Parameters
    ----------
    task
        The quotas; "only decrease" bounds by last year's number, or else by the shops that are there.
    there
        The street of each shop of the plan, None where nobody knows.
    existing
        The same of each shop that is there today, whatever becomes of it.

    Examples
    --------
    >>> from xq_gis_plugin.core.siting.model import StreetQuota, Task
    >>> exceeded(Task(quota=2, streets=(StreetQuota("甲", quota=1),)), ["甲", "甲", None], [])
    ('', '甲')
    """
    number, today = Counter(there), Counter(existing)
    quotas = {one.street: one.quota for one in task.streets if one.quota is not None}
    stated = {one.street: one.last_year for one in task.streets if one.last_year is not None}
    total = [] if task.quota is None else [task.quota]
    if task.only_decrease:
        # As the choice has it: every street by itself, and their sum where any number is stated.
        last = {street: today[street] for street in (number | today) if street is not None} | stated
        quotas = {s: min(quotas.get(s, most), most) for s, most in last.items()}
        total.append(sum(last.values()) if stated else today.total())
    streets = sorted(street for street, most in quotas.items() if number[street] > most)
    return (*([""] if any(number.total() > most for most in total) else []), *streets)


def fallen_short(task: Task, there: Iterable[str | None]) -> tuple[str, ...]:
    """Return the streets with fewer shops than they must have, "" first for the district as a whole."""
    number = Counter(there)
    streets = sorted(
        one.street for one in task.streets if one.at_least is not None and number[one.street] < one.at_least
    )
    few = task.at_least is not None and number.total() < task.at_least
    return (*([""] if few else []), *streets)
