"""The siting plan as one GeoPackage: sites, permitted zone, spacing graph, streets, households, answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.output import atomic_output, not_written
from xq_gis_plugin.core.siting.model import Answer, Level, SitePlan, SiteStatus
from xq_gis_plugin.io.geopackage import checks_frame, checks_of, read_layer, write_layer
from xq_gis_plugin.io.raw import find_file, unreadable

if TYPE_CHECKING:
    from xq_gis_plugin.core.model import Check

__all__ = ["read_site_plan", "write_site_plan"]

_SPATIAL = {"sites": "Unknown", "permitted": "MultiPolygon", "spacing": "LineString", "demand": "Unknown"}
_ZONES = "no_discharge"
"""A table that is there only where zones were given."""
_PLAIN = ("streets", "run", "rules")
_ANSWER, _CHECKS, _FORM = "answer", "checks", "site_plan_form"
_NEWEST_FORM = 1
_LEVEL = ("objective", "value", "bound", "greedy", "proven", "seconds")


def write_site_plan(plan: SitePlan, path: Path, *, overwrite: bool = False) -> None:
    """Write all tables of a plan into one GeoPackage (version 1.3), whole or not at all.

    Parameters
    ----------
    plan
        What `plan_sites` returns, with ``because`` where the face added it.
    path
        The file to write, ending in ``.gpkg``.
    overwrite
        Whether an existing file may be replaced.

    Raises
    ------
    OutputError
        ``output_exists`` or ``output_unwritable``; nothing is written then.
    """
    import pyogrio

    path = Path(path)
    failures = (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError)
    try:
        with atomic_output(path, overwrite=overwrite) as draft:
            for name in (*_SPATIAL, *_PLAIN):
                write_layer(getattr(plan, name), draft, name, _SPATIAL)
            if plan.no_discharge is not None:
                write_layer(plan.no_discharge, draft, _ZONES, {_ZONES: "MultiPolygon"})
            write_layer(_answer_frame(plan.answer), draft, _ANSWER, _SPATIAL)
            write_layer(checks_frame(plan.checks), draft, _CHECKS, _SPATIAL)
            write_layer(pd.DataFrame({"form": [_NEWEST_FORM]}), draft, _FORM, _SPATIAL)
    except failures as error:
        raise not_written(path, error) from error


def read_site_plan(path: Path) -> SitePlan:
    """Read a plan back.

    Returns
    -------
    SitePlan
        The same tables; ``answer.chosen`` tells of the rows of ``sites``.

    Raises
    ------
    InputError
        ``file_missing``, ``file_unreadable``, ``workspace_incomplete`` if tables are missing, or
        ``workspace_newer``.
    """
    import pyogrio

    place = find_file(path)
    wanted = (*_SPATIAL, *_PLAIN, _ANSWER, _CHECKS, _FORM)
    try:
        there = {str(name) for name in pyogrio.list_layers(place.path)[:, 0]}
        missing = [name for name in wanted if name not in there]
        if missing:
            message = f"{place.path.name} is no siting plan: it has no table {', '.join(missing)}."
            hint = "Name a file that xq-gis site has written (--out)."
            raise InputError("workspace_incomplete", message, hint, path=place.shown, missing=missing)
        tables: dict[str, Any] = {name: read_layer(place.path, name, _SPATIAL) for name in wanted}
        if _ZONES in there:
            tables[_ZONES] = read_layer(place.path, _ZONES, {_ZONES: "MultiPolygon"})
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise unreadable(place.path, str(error)) from error
    form = int(tables.pop(_FORM)["form"].max())
    if form > _NEWEST_FORM:
        message = f"{place.path.name} was written by a newer version of xq-gis (form {form})."
        hint = "Install the newer version to open it; nothing in it was changed."
        facts = {"path": place.shown, "form": form, "known": _NEWEST_FORM}
        raise InputError("workspace_newer", message, hint, **facts)
    checks: tuple[Check, ...] = checks_of(tables.pop(_CHECKS))
    answer = _answer(tables.pop(_ANSWER), tables["sites"])
    return SitePlan(**tables, answer=answer, checks=checks)


def _answer_frame(answer: Answer) -> pd.DataFrame:
    rows = [[getattr(level, name) for name in _LEVEL] for level in answer.levels]
    table = pd.DataFrame(rows, columns=list(_LEVEL))
    table["gap"] = [level.gap for level in answer.levels]
    return table.assign(
        seconds_in_all=answer.seconds, seconds_to_first=answer.first_seconds, solver=answer.solver
    )


def _answer(table: pd.DataFrame, sites: pd.DataFrame) -> Answer:
    plan = sites["status"].isin([SiteStatus.CHOSEN.value, SiteStatus.KEPT.value])
    levels = tuple(
        Level(
            str(row["objective"]),
            float(row["value"]),
            float(row["bound"]),
            float(row["greedy"]),
            proven=bool(row["proven"]),
            seconds=float(row["seconds"]),
        )
        for row in table.to_dict("records")
    )
    first = table.iloc[0]
    seconds = (float(first["seconds_in_all"]), float(first["seconds_to_first"]))
    return Answer(np.asarray(plan, dtype=bool), levels, *seconds, str(first["solver"]))
