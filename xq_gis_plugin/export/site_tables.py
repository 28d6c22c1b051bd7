"""A siting plan as a workbook for the minutes: what came out, and one sheet for each street."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.core.output import atomic_output
from xq_gis_plugin.core.siting.model import SiteStatus
from xq_gis_plugin.export.cells import Pen, safe_text
from xq_gis_plugin.export.packing import lonlat_points
from xq_gis_plugin.export.site_words import headline, how_sure, missing_text
from xq_gis_plugin.export.words import check_text, join, label, say, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from xq_gis_plugin.core.siting.model import SitePlan

__all__ = ["write_site_xlsx"]

_SITES = (
    "site_id", "name", "status", "because", "conditions", "rule_ids", "object_name", "distance_m",
    "required_m", "shortfall_m", "missing", "nearest_permitted_m", "nearest_permitted_lon",
    "nearest_permitted_lat", "nearest_free_m", "nearest_free_lon", "nearest_free_lat", "existing",
)  # fmt: skip
_RUN = (
    "time", "families", "rules_left_out", "quota", "at_least", "only_decrease", "objectives",
    "input_candidates", "input_existing", "input_protected", "input_hazards",
)  # fmt: skip
_ORDER = (SiteStatus.CHOSEN, SiteStatus.KEPT, SiteStatus.CLOSED, SiteStatus.UNRESOLVED, SiteStatus.REJECTED)
_NO_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_TITLE = 31


def write_site_xlsx(plan: SitePlan, path: Path, *, fictional: bool = False, overwrite: bool = False) -> None:
    """Write a plan as a workbook: an overview, the streets, a sheet per street, the households.

    Parameters
    ----------
    plan
        With the column ``because`` (`with_reasons`).
    path
        The file to write; it appears whole or not at all.
    fictional
        Mark the overview, and every sheet's printed header, 虚构示例.
    overwrite
        Whether an existing file may be replaced.

    Raises
    ------
    OutputError
        ``output_exists`` or ``output_unwritable``.
    """
    with atomic_output(Path(path), overwrite=overwrite) as draft:
        pen = Pen(heading=say("fictional_long") if fictional else "")
        titles: set[str] = set()
        pen.page(_title(word("table", "site_overview"), titles), _overview(plan, fictional=fictional))
        columns = {label(str(name)): plan.streets[name].tolist() for name in plan.streets}
        pen.table(_title(word("table", "streets"), titles), columns)
        streets = plan.sites["street"]
        for street in sorted(streets.dropna().unique()):
            pen.table(_title(street, titles), _rows(plan.sites[streets == street]))
        if streets.isna().any() or not len(streets):
            pen.table(_title(word("table", "no_street"), titles), _rows(plan.sites[streets.isna()]))
        if len(plan.demand):
            pen.table(_title(word("table", "demand"), titles), _plain(plan.demand))
        pen.save(draft)


def _overview(plan: SitePlan, *, fictional: bool) -> Iterator[tuple[str, str]]:
    if fictional:
        yield say("fictional"), say("fictional_long")
    yield word("table", "site_overview"), headline(plan)
    yield "", headline(plan, "en")
    yield word("table", "answer"), how_sure(plan.answer)
    for level in plan.answer.levels:
        bound = f"{label('bound')} {level.bound:,.0f}"
        yield word("objective", level.objective), f"{level.value:,.0f}（{bound}）"
    run = dict(zip(plan.run["key"], plan.run["value"], strict=True))
    yield "", say("site_walk", metres=run.get("walk_m", ""))
    yield word("map", "legend"), say("site_colors")
    yield "", say("not_unlawful")
    for key in _RUN:
        if run.get(key):
            shown = join("objective", run[key]) if key == "objectives" else str(run[key])
            yield word("run", key), shown
    for check in plan.checks:
        if check.severity != CheckSeverity.NOTE:
            yield word("table", "checks"), check_text(check)


def _rows(sites: pd.DataFrame) -> dict[str, Sequence[Any]]:
    """Return the sites of one street, those of the plan first."""
    rank = {one.value: number for number, one in enumerate(_ORDER)}
    ordered = sites.assign(_rank=sites["status"].map(rank)).sort_values(["_rank", "site_id"])
    found: dict[str, Sequence[Any]] = {}
    for name in _SITES:
        values = ordered[name].astype(object).where(ordered[name].notna(), None)
        group = {"status": "site_status", "conditions": "site_condition"}.get(name)
        if group:
            values = values.map(lambda text, group=group: None if text is None else join(group, text))
        if name == "missing":
            values = values.map(lambda text: None if text is None else missing_text(text))
        if name == "existing":
            values = values.map(lambda there: word("truth", "yes" if there else "no"))
        found[label(name)] = values.tolist()
    points = lonlat_points(ordered["geometry"].to_numpy())
    found[label("lon")], found[label("lat")] = points[:, 0].tolist(), points[:, 1].tolist()
    return found


def _plain(frame: pd.DataFrame) -> dict[str, Sequence[Any]]:
    found: dict[str, Sequence[Any]] = {}
    for name in frame.columns:
        if name == "geometry":
            continue
        values = frame[name].astype(object).where(frame[name].notna(), None)
        if name == "covered":
            values = values.map(lambda there: word("truth", "yes" if there else "no"))
        found[label(str(name))] = values.tolist()
    return found


def _title(text: str, taken: set[str]) -> str:
    """Return a name that a sheet can have and no other has; spreadsheets take no notice of case."""
    clean = _cut(_NO_TITLE.sub(" ", safe_text(text)).strip(" '"), _LONGEST_TITLE)
    clean = clean or word("table", "no_street")
    # Excel keeps this one for itself.
    clean += "_" if clean.lower() == "history" else ""
    title, number = clean, 1
    while title.lower() in taken:
        number += 1
        ending = f" {number}"
        title = _cut(clean, _LONGEST_TITLE - len(ending)) + ending
    taken.add(title.lower())
    return title


def _cut(text: str, units: int) -> str:
    """Return the beginning of a text; Excel counts UTF-16 units, and takes no quote at the end."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore").strip(" '")
